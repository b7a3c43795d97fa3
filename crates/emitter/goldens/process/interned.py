# What a plain process has interned.
from _interned import interned

print("\n".join(interned('compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec")')))
