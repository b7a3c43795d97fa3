import _circular_a
print(_circular_a.name, _circular_a.b.name, _circular_a.b.seen)
try:
    import _circular_c
except ImportError as e:
    print(type(e).__name__, str(e).split(" (most")[0])
    print("circular import" in str(e))
