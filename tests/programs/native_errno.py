import errno
print(len(errno.errorcode))
for number, name in sorted(errno.errorcode.items()):
    print(number, name, getattr(errno, name) == number)
print(list(errno.errorcode)[:10], errno.EWOULDBLOCK == errno.EAGAIN)
for number in (errno.ENOENT, errno.EEXIST, errno.EPERM, errno.EPIPE, errno.EINTR, 9999):
    print(type(OSError(number, "x")).__name__)
