"""Handlers of signals run between instructions."""

import _signal
import posix


def handler(number, frame):
    print("handler", number == _signal.SIGUSR1, frame.f_code.co_name)


print(_signal.signal(_signal.SIGUSR1, handler) == _signal.SIG_DFL, _signal.getsignal(_signal.SIGUSR1) is handler)


def work():
    posix.kill(posix.getpid(), _signal.SIGUSR1)
    total = 0
    for i in range(1000):
        total += i
    return total


print(work())
# Whoever starts a program in the background has it ignore ^C.
print(_signal.getsignal(_signal.SIGINT) in (_signal.default_int_handler, _signal.SIG_IGN))
_signal.signal(_signal.SIGINT, _signal.default_int_handler)
try:
    posix.kill(posix.getpid(), _signal.SIGINT)
    for i in range(1000):
        pass
except KeyboardInterrupt:
    print("KeyboardInterrupt")


def raising(number, frame):
    raise ValueError("in a handler")


_signal.signal(_signal.SIGUSR1, raising)
try:
    _signal.raise_signal(_signal.SIGUSR1)
except ValueError as error:
    print(error)
print(_signal.signal(_signal.SIGUSR1, _signal.SIG_IGN) is raising)
for arguments in ((0, handler), (_signal.SIGUSR1, 5), (1000, handler)):
    try:
        _signal.signal(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(_signal.strsignal(_signal.SIGINT), _signal.strsignal(_signal.SIGSEGV))
