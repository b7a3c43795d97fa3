"""The opcode table of CPython 3.11, as the interpreter itself has it."""

import _opcode
from _opcode import stack_effect

__all__ = [
    "cmp_op", "hasconst", "hasname", "hasjrel", "hasjabs", "haslocal", "hascompare", "hasfree",
    "opname", "opmap", "HAVE_ARGUMENT", "EXTENDED_ARG", "hasnargs", "stack_effect",
]

_table = _opcode._table()

cmp_op = _table["cmp_op"]
opmap = _table["opmap"]
opname = ["<%r>" % (_number,) for _number in range(256)]
for _name, _number in opmap.items():
    opname[_number] = _name

hasconst = _table["hasconst"]
hasname = _table["hasname"]
hasjrel = _table["hasjrel"]
hasjabs = _table["hasjabs"]
haslocal = _table["haslocal"]
hascompare = _table["hascompare"]
hasfree = _table["hasfree"]
hasnargs = []

HAVE_ARGUMENT = _table["HAVE_ARGUMENT"]
EXTENDED_ARG = opmap["EXTENDED_ARG"]

_nb_ops = _table["nb_ops"]
_specializations = _table["specializations"]
_specialized_instructions = [_form for _family in _specializations.values() for _form in _family]
_specialization_stats = ["success", "failure", "hit", "deferred", "miss", "deopt"]
_cache_format = _table["cache_format"]
_inline_cache_entries = [
    sum(_cache_format.get(opname[_number], {}).values()) for _number in range(256)
]

del _table, _name, _number
