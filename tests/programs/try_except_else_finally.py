def f(x):
    try:
        print("try", x)
        if x == 1: raise ValueError("one")
        if x == 2: raise KeyError("two")
        if x == 3: return "returned"
    except ValueError as e:
        print("ValueError", e)
    except (KeyError, IndexError) as e:
        print("lookup", e)
        return "from except"
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for i in range(4): print(f(i))
