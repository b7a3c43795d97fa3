import _thread, sys, time
lock, done = _thread.allocate_lock(), []
def start(f, *args, **kw):
    gate = _thread.allocate_lock(); gate.acquire()
    def run():
        try: f(*args, **kw)
        finally: gate.release()
    _thread.start_new_thread(run, ())
    return gate
def join(*gates):
    for g in gates: g.acquire()
count = 0
def add(n):
    global count
    for i in range(n):
        with lock: count += 1
join(*[start(add, 3000) for _ in range(4)]); print(count)
local = _thread._local(); local.x = "main"
def use(n):
    print(hasattr(local, "x"), local.__dict__); local.x = n; time.sleep(0.001); done.append(local.x)
for n in range(3): join(start(use, n))
print(local.x, sorted(done))
class L(_thread._local):
    def __init__(self, *a, **k): self.args = (a, k); print("init", a, k)
l = L(1, b=2); join(start(lambda: print(l.args))); l.args = 3; print(l.args)
def fails(): raise ValueError("in a thread")
told = _thread.allocate_lock(); told.acquire()
def hook(u): print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg, u.object.__name__); told.release()
sys.unraisablehook = hook
_thread.start_new_thread(fails, ()); told.acquire()
join(start(lambda: _thread.start_new_thread(sys.exit, (3,))), start(lambda: _thread.start_new_thread(_thread.exit, ())))
time.sleep(0.05)
r = _thread.RLock()
def owned(): print(r._is_owned(), r.acquire(False))
with r:
    with r: join(start(owned)); print(r._is_owned())
try: r.release()
except RuntimeError as e: print(e)
def release_elsewhere(g): g.release()
g = _thread.allocate_lock(); g.acquire(); start(release_elsewhere, g); print(g.acquire(True, 5), g.locked())
print(g.acquire(False), g.acquire(timeout=0.01))
for bad in [lambda: g.acquire(False, 1), lambda: g.acquire(True, -2), lambda: g.acquire(True, 1e100), lambda: _thread.start_new_thread(3, ()), lambda: _thread.start_new_thread(print, []), lambda: _thread.start_new_thread(print, (), 3), lambda: _thread.stack_size(5), lambda: _thread.stack_size(-1)]:
    try: bad()
    except Exception as e: print(type(e).__name__, e)
def deep(n): return deep(n + 1)
def recursive():
    try: deep(0)
    except RecursionError as e: print(e)
join(start(recursive))
events = []
def traced(f, e, a):
    events.append((e, f.f_code.co_name)); return traced
def in_trace():
    sys.settrace(traced); (lambda: 1)(); sys.settrace(None)
join(start(in_trace)); print(events, sys.gettrace())
ids = set(); gate = _thread.allocate_lock(); gate.acquire(); frames = []
def waits(): ids.add(_thread.get_ident()); gate.acquire(); gate.release()
gs = [start(waits) for _ in range(3)]
while len(ids) < 3: time.sleep(0.001)
print(len(sys._current_frames()), sorted(f.f_code.co_name for i, f in sys._current_frames().items() if i in ids))
gate.release(); join(*gs)
def gen():
    while True: yield len(done)
g = gen(); got = []
def pull():
    for _ in range(50):
        try: got.append(next(g))
        except ValueError: pass
join(start(pull), start(pull)); print(len(got) > 0)
stop = []
def spin():
    while not stop: pass
s = start(spin); time.sleep(0.02); stop.append(1); join(s); print("spun")
def exc():
    try: 1 / 0
    except ZeroDivisionError: time.sleep(0.01); print(sys.exc_info()[0].__name__)
e = start(exc); print(sys.exc_info()); join(e)
