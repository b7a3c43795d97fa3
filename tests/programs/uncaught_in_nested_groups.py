def leaf(n):
    try: raise ValueError(n)
    except ValueError as e: return e
def build(depth):
    if depth == 0: return leaf(depth)
    return ExceptionGroup(f"level {depth}", [leaf(depth), build(depth - 1), TypeError("bare")])
try:
    raise build(3)
except ExceptionGroup as g:
    raise RuntimeError("around the group") from g
