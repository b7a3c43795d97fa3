import sys, traceback
# audit
seen = []
def hook(ev, args):
    if ev in ('compile', 'exec', 'open', 'object.__setattr__', 'object.__getattr__', 'sys._getframe', 'builtins.input', 'sys.settrace', 'sys.setprofile', 'sys.excepthook', 'sys.unraisablehook', 'function.__new__', 'sys._current_frames', 'object.__delattr__', 'marshal.loads', 'marshal.dumps', 'pickle.find_class', 'time.sleep', 'sys.addaudithook', 'cpython.run_command', 'builtins.breakpoint', 'array.__new__', 'setopencodehook'):
        seen.append((ev, tuple(a if isinstance(a, (int, str, bytes, type(None))) else type(a).__name__ for a in args)))
sys.addaudithook(hook)
exec('1'); eval('2'); compile('3', 'f', 'exec'); open('/dev/null').close(); sys._getframe(); id(5)
def f(): pass
f.__code__ = (lambda: 1).__code__; f.__code__; f.__defaults__ = (1,); f.__kwdefaults__
sys.settrace(None); sys.setprofile(None); sys._current_frames(); import gc; f.__code__.replace(co_name='q'); type(f)(f.__code__, {})
import marshal; marshal.loads(marshal.dumps(5)); class_ = type('X', (), {}); class_.__name__ = 'Y'; class_().__class__ = class_
import time; time.sleep(0); sys.audit('compile', 1, 2)
for s in seen: print(*s)
try: sys.audit(5)
except TypeError as e: print(e)
try: sys.audit()
except TypeError as e: print(e)
def veto(ev, args):
    if ev == 'exec': raise RuntimeError('vetoed')
sys.addaudithook(veto)
try: exec('1')
except RuntimeError as e: print(e)
