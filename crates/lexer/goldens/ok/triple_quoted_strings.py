"""one line"""
x = '''two
lines''' + """with "quotes" and \""" inside"""
f"""
{x}
"""
r'''\''''
