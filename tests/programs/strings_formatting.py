for spec in ("", "d", "5d", "<5d", "^5d", "+d", " d", "05d", ",", "_", "x", "#x", "#b", "o", "c", "e", ".2f", "%", "n", "=+8d", "*>8", "#_x", "g"):
    print(spec.ljust(6), format(65, spec), format(-65, spec) if spec != "c" else "", sep="|")
for spec in ("", ".2f", "10.3f", "<10.3f", "+.1e", "g", ".3g", ",.2f", "%", ".1%", "010.2f", "_.4f", "#.0f", ".0f", "z.1f"):
    print(spec.ljust(8), format(1234.5678, spec), format(-0.0001, spec), sep="|")
for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2"):
    print(spec.ljust(6), format("text", spec), sep="|")
print("%d %5d %-5d| %05d %+d %x %X %#x %o %c %s %r %a %%" % (1, 2, 3, 4, 5, 255, 255, 255, 8, "c", "s", "r", "é"))
print("%.3f %10.2f %-10.2f| %e %g %G" % (3.14159, 2.5, 2.5, 12345.678, 0.00001, 1e20), "%(a)s %(b)d" % {"a": 1, "b": 2}, "%*d" % (5, 42))
name, width, value = "x", 8, 3.14159
print(f"{name}={value:{width}.2f}|{value!r}|{name!s:>{width}}|{{}}|{value=}|{value = :.1f}|{'nested ' + f'{name}'}")
print(f"{1 if name else 2}", f"{(lambda x: x * 2)(3)}", f"{[i for i in range(3)]}", f"{ {'a': 1}['a'] }", f"{name:{'>'}{5}}")
print(f"""multi
{name
} line""")
class Formatted:
    def __format__(self, spec):
        return f"<{spec}>"
print(f"{Formatted()}", f"{Formatted():abc}", format(Formatted(), "x"), "{:y}".format(Formatted()))
for bad in (lambda: format(1, "s"), lambda: format("a", "d"), lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: format(1.5, "x"), lambda: format([], "5")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
