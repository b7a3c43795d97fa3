match = 1
match(a, b)
match[a]
match.b
match * a + b, c
match -a * b + c
match [a,].b
match, case = case, match
print(match)
match: int = 1
match in a
