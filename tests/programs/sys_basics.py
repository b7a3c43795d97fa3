import sys
print(sys.version_info[:3], sys.version_info.major, sys.version_info >= (3, 11), sys.implementation.name, sys.byteorder, sys.maxsize, sys.hexversion >> 16)
print(sys.getrecursionlimit(), sys.maxunicode, sys.float_info.max, sys.int_info.bits_per_digit, sys.hash_info.width, sys.platform, sys.flags.optimize, sys.argv[1:])
print(sys.stdout.encoding, sys.getdefaultencoding(), sys.intern("x") is sys.intern("x"), sys.getsizeof(0), sys.api_version, sys.dont_write_bytecode in (True, False))
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
sys.stdout.flush()
sys.setrecursionlimit(500); print(sys.getrecursionlimit())
print(sys.displayhook, sys.excepthook) if False else None
print(sys._getframe().f_code.co_name, sys.stdin is not None, sys.builtin_module_names.__class__.__name__, "sys" in sys.modules)
sys.displayhook(5); sys.displayhook(None); print(_)
