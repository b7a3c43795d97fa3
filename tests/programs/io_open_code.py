"""io.open_code takes a path and nothing else: never a descriptor, which is somebody else's."""
import io
for a in (2, None, b'x', 2.0, 'a\0b', 'nope'):
    try: io.open_code(a)
    except Exception as e: print(type(e).__name__, e)
try: io.open_code()
except Exception as e: print(type(e).__name__, e)
class S(str): pass
f = io.open_code(path=S('/dev/null')); print(type(f).__name__, f.name); f.close()
for mode in ('r', 'rb', 'w', 'wb'):
    for name in ('a\0b', b'a\0b'):
        try: open(name, mode)
        except Exception as e: print(type(e).__name__, e)
