import _random
import sys

def show(function, *arguments, **keywords):
    name = getattr(function, "__name__", "?")
    try:
        print(name, arguments, keywords or "", "->", function(*arguments, **keywords))
    except Exception as error:
        print(name, arguments, keywords or "", "!!", type(error).__name__, error)


for seed in (0, 1, -1, 2**31, 2**32, 2**70, -2**200, 10**50, 1.5, (1, 2), True, "text", b"bytes"):
    generator = _random.Random(seed)
    print(seed, generator.random(), [generator.getrandbits(n) for n in (1, 31, 32, 33, 200)], generator.random())
generator = _random.Random(5)
state = generator.getstate()
print(len(state), state[-1], hash(state))
first = generator.random()
generator.setstate(state)
print(first == generator.random())
for _ in range(1000):
    generator.random()
print(hash(generator.getstate()), generator.getstate()[-1], sys.getsizeof(generator))
for wrong in (1, (1, 2), ("a",) * 625, (1,) * 624 + (700,), (1,) * 624 + (-1,)):
    try:
        generator.setstate(wrong)
    except Exception as error:
        print(type(error).__name__, error)
show(generator.getrandbits, -1), show(generator.getrandbits, 0), show(generator.getrandbits, 2**40), show(generator.getrandbits, "a")
show(generator.seed, 1, 2), show(generator.seed, []), show(_random.Random, 1, 2), show(_random.Random, x=1)
