"""Broken-down times, formats and zones of the time module."""
import time, atexit
def show(label, function):
    try:
        result = function()
    except BaseException as error:
        print(label, '->', type(error).__name__, '|', error)
    else:
        print(label, '->', result)
for s in [0, 1, -1, 86399, 951827696, 1e9, 1.9, -0.5, 4102444800, -2208988800, 1 << 40, 1 << 62, 1 << 70, float('nan'), float('inf'), 'x', None.__class__, True]:
    show(s, lambda: time.gmtime(s))
    show(s, lambda: time.strftime('%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %U %w %y %% %c %x %X %Z', time.gmtime(s)))
    show(s, lambda: time.asctime(time.gmtime(s)))
t = time.gmtime(951827696); print(t, t.tm_year, t[0], t.tm_zone, t.tm_gmtoff, len(t), tuple(t), t[:3], t == tuple(t), hash(t) == hash(tuple(t)), t.__reduce__()[1], type(t), t.n_fields, t.n_sequence_fields, t.n_unnamed_fields)
show('make', lambda: time.struct_time((2000, 1, 2, 3, 4, 5, 6, 7, 0))); show('make', lambda: time.struct_time(range(11)).tm_zone); show('make', lambda: time.struct_time((1, 2))); show('make', lambda: time.struct_time(range(12))); show('make', lambda: time.struct_time())
for bad in [(), (1,) * 8, (2000, 13, 1, 0, 0, 0, 0, 0, 0), (2000, 1, 32, 0, 0, 0, 0, 0, 0), (2000, 1, 1, 24, 0, 0, 0, 0, 0), (2000, 1, 1, 0, 60, 0, 0, 0, 0), (2000, 1, 1, 0, 0, 62, 0, 0, 0), (2000, 1, 1, 0, 0, 0, 7, 0, 0), (2000, 1, 1, 0, 0, 0, 0, 367, 0), (2000, 0, 0, 0, 0, 0, 0, 0, 0), (2000, -1, 1, 0, 0, 0, 0, 1, 0), ('a',) * 9, [1] * 9, (1 << 40,) + (1,) * 8, (1.5,) + (1,) * 8, (2000, 1, 1, -1, 0, 0, 0, 1, 0), (-5, 1, 1, 0, 0, 0, 0, 1, 0)]:
    show(bad, lambda: time.asctime(bad)); show(bad, lambda: time.strftime('%d %m', bad))
show('mktime', lambda: time.mktime(time.localtime(1e9))); show('mktime', lambda: time.mktime((2000, 1, 1, 0, 0, 0, 0, 0, 0)) - time.mktime((1999, 12, 31, 0, 0, 0, 0, 0, 0))); show('mktime', lambda: time.mktime((1 << 31,) + (1,) * 8)); show('mktime', lambda: time.mktime(5)); show('mktime', lambda: time.mktime((2000, 14, -3, 30, 70, 99, 9, 9, 0)) - time.mktime((2001, 1, 28, 7, 11, 39, 0, 0, 0)))
show('strftime', lambda: time.strftime('')); show('strftime', lambda: time.strftime('é%dé', t)); show('strftime', lambda: time.strftime(5)); show('strftime', lambda: time.strftime()); show('strftime', lambda: time.strftime('a\0b', t)); show('strftime', lambda: time.strftime('%d' * 2000, t)[:10]); show('strftime', lambda: time.strftime('x', t, 5)); show('args', lambda: time.gmtime(1, 2)); show('ctime', lambda: time.ctime(951827696) == time.asctime(time.localtime(951827696)))
print(time.tzname[0] == time.localtime(0).tm_zone, time.timezone == -time.localtime(0).tm_gmtoff, time.daylight in (0, 1), time.localtime().tm_year > 2000, time.get_clock_info('monotonic'), time.get_clock_info('time'), time.get_clock_info('process_time'), time.thread_time() >= 0, time.clock_gettime(time.CLOCK_MONOTONIC) > 0, time.clock_getres(time.CLOCK_REALTIME)); show('clock', lambda: time.get_clock_info('x')); show('clock', lambda: time.clock_gettime(9999)); show('clock', lambda: time.get_clock_info(5))
def bye(*a, **k): print('bye', a, k)
before = atexit._ncallbacks(); print(atexit.register(bye, 1, x=2) is bye, atexit._ncallbacks() - before); atexit.register(bye, 'first'); atexit.register(print, 'gone'); atexit.unregister(print); show('bad', lambda: atexit.register(5)); show('bad', lambda: atexit.register()); print(atexit._ncallbacks() - before)
@atexit.register
def decorated(): print('decorated')
