# What `resource` says and refuses.
import resource

print(sorted(name for name in vars(resource) if not name.startswith("_")))
print([(name, getattr(resource, name)) for name in sorted(vars(resource)) if name.startswith("R")])
used = resource.getrusage(resource.RUSAGE_SELF)
print(type(used), len(used), used.ru_utime >= 0, used.ru_maxrss > 1000, used[2] == used.ru_maxrss, used.n_fields)
print([name for name in dir(used) if name.startswith("ru_")])
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
print(resource.getrlimit(resource.RLIMIT_CORE)[0], resource.prlimit(0, resource.RLIMIT_CORE)[0])
print(resource.prlimit(0, resource.RLIMIT_CORE, (0, hard))[0], resource.getpagesize() % 4096)


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


for arguments in ((99,), (-1,), ("a",), (), (1 << 70,)):
    attempt(resource.getrlimit, *arguments)
for arguments in ((0, (1, 2, 3)), (0, 1), (0, (5, 3)), (99, (1, 2)), (0, ("a", 1)), (0, (1 << 70, 1)), (7, (1.5, -1)), (1,), (0, [])):
    attempt(resource.setrlimit, *arguments)
for arguments in ((0, 7, 1), (99999999, 7), (0,), ("a", 7), (0, 99)):
    attempt(resource.prlimit, *arguments)
for arguments in ((5,), ("x",), ()):
    attempt(resource.getrusage, *arguments)
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, resource.RLIM_INFINITY if resource.getrlimit(resource.RLIMIT_AS)[1] == -1 else 1 << 30))
try:
    kept = []
    while True:
        kept.append(bytes(1 << 24))
except MemoryError:
    print("MemoryError", 20 < len(kept) < 64)
kept.clear()
print(len([[number] for number in range(1000)]))
