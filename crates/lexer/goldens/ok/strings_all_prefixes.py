"a" 'b' r"\n" R'\n' b"x" B'x' br"x" rB'x' u"x" U'x' f"{x}" F'{x!r:>{w}}' rf"\{x}" fR'x'
"""triple
quoted""" '''it's "fine"
''' "esc\"aped" 'a\
b' f"""{
x}""" ""  '' """"quote""" b'''b
c'''
