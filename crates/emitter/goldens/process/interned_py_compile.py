# What a process has interned that calls `py_compile.compile()`.
from _interned import interned

print("\n".join(interned("import py_compile\npy_compile.compile(sys.argv[1])")))
