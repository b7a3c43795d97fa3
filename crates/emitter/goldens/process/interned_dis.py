# What a process has interned that runs `python -m dis FILE`.
from _interned import interned

print("\n".join(interned('import runpy\nrunpy._run_module_as_main("dis")')))
