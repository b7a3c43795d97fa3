f"{a}"
f"{a!r:>{b}}c{d=}"
f"a{b}" "c" f"{d!s}{e!a}"
f""
"%s %r" % (a, b)
"%5.2s|%-8s" % (a, b)
"%d" % (a,)
