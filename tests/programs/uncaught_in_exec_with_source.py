code = """
def helper(n):
    return 10 // n
helper(0)
"""
exec(code)
