"""Random programs with output that depends on nothing but the language."""
from . import flow, objects, text, tracing
from .core import Writer

SECTIONS = [
    (flow.mazes, 10), (flow.loops, 6), (flow.generators, 9), (flow.coroutines, 8), (flow.matches, 8), (flow.closures, 6),
    (flow.comprehensions, 6), (flow.groups, 6), (objects.hierarchy, 10), (objects.operators, 8), (objects.protocols, 8),
    (objects.decorators, 4), (objects.attributes, 5), (text.formats, 7), (text.strings, 6), (text.numbers, 6),
    (text.containers, 7), (text.sorting, 5), (text.unpackings, 6), (text.calls, 8), (text.scopes, 5), (text.recursion, 3),
    (tracing.traced, 7),
]


def program(seed, only=None):
    """The source of one program. `only` names the one section that it has."""
    w = Writer(seed)
    sections = [(f, n) for f, n in SECTIONS if only in (None, f.__name__)]
    chosen = w.rng.choices([f for f, _ in sections], [n for _, n in sections], k=w.int(1, 3))
    for section in chosen:
        w.put(f"print('# {section.__name__}')")
        section(w)
    if w.chance(35) and only is None:
        flow.last_words(w)
    return w.text()
