def ret():
    try: return "try"
    finally: return "finally"
def swallow():
    try: raise ValueError
    finally: return "swallowed"
def loop():
    out = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally:
            out.append("f")
            if i == 2: continue
    else: out.append("else")
    return out
def nested():
    try:
        try: 1 / 0
        finally:
            try: [][1]
            except IndexError as e: return type(e.__context__).__name__
    finally: print("outer")
def generator():
    try:
        yield 1
        return "x"
    finally:
        yield 2
def while_else():
    n = 0
    while True:
        n += 1
        try:
            if n < 3: continue
            return n
        finally:
            if n == 3: n = 99
print(ret(), swallow(), loop(), nested(), list(generator()), while_else())
