"""Shows the bytecode of functions, classes, modules, code objects and sources."""

import collections
import io
import sys
import types

import opcode as _opcode_module
from opcode import *
from opcode import _cache_format, _inline_cache_entries, _nb_ops, _specializations, _specialized_instructions

__all__ = [
    "code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code",
    "get_instructions", "Instruction", "Bytecode",
] + _opcode_module.__all__

_DISASSEMBLED = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

# Names of the specialised forms too, which fill the free numbers in their order.
_all_opname = list(opname)
_all_opmap = dict(opmap)
_free = (number for number, name in enumerate(opname) if name[0] == "<")
for _number, _name in zip(_free, _specialized_instructions):
    _all_opname[_number] = _name
    _all_opmap[_name] = _number
deoptmap = {form: plain for plain, family in _specializations.items() for form in family}
_plain_opcode = [_all_opmap.get(deoptmap.get(name), number) for number, name in enumerate(_all_opname)]
del _free, _number, _name

FORMAT_VALUE_CONVERTERS = ((None, ""), (str, "str"), (repr, "repr"), (ascii, "ascii"))
MAKE_FUNCTION_FLAGS = ("defaults", "kwdefaults", "annotations", "closure")

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR",
    64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR",
}


def pretty_flags(flags):
    """The names of the flags of a code object."""
    names = []
    bit = 1
    while flags:
        if bit >= 1 << 32:
            names.append(hex(flags))
            break
        if flags & bit:
            names.append(COMPILER_FLAG_NAMES.get(bit) or hex(bit))
            flags &= ~bit
        bit <<= 1
    if not names:
        names.append(hex(0))
    return ", ".join(names)


class _Unknown:
    def __repr__(self):
        return "<unknown>"


UNKNOWN = _Unknown()


def _compile(source, filename):
    try:
        return compile(source, filename, "eval")
    except SyntaxError:
        pass
    return compile(source, filename, "exec")


def _inner_code(x):
    """The code object of a method, function, generator or coroutine; anything else as it is."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _refuse(x):
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _get_code_object(x):
    x = _inner_code(x)
    if isinstance(x, str):
        x = _compile(x, "<disassembly>")
    if not hasattr(x, "co_code"):
        _refuse(x)
    return x


def _units(co, adaptive):
    return co._co_code_adaptive if adaptive else co.co_code


def code_info(x):
    """What a code object is made of, as text."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    facts = [
        ("Name:              ", co.co_name),
        ("Filename:          ", co.co_filename),
        ("Argument count:    ", co.co_argcount),
        ("Positional-only arguments: ", co.co_posonlyargcount),
        ("Kw-only arguments: ", co.co_kwonlyargcount),
        ("Number of locals:  ", co.co_nlocals),
        ("Stack size:        ", co.co_stacksize),
        ("Flags:             ", pretty_flags(co.co_flags)),
    ]
    lines = [label + str(value) for label, value in facts]
    tables = [
        ("Constants:", co.co_consts, repr),
        ("Names:", co.co_names, str),
        ("Variable names:", co.co_varnames, str),
        ("Free variables:", co.co_freevars, str),
        ("Cell variables:", co.co_cellvars, str),
    ]
    for title, values, show in tables:
        if values:
            lines.append(title)
            lines.extend("%4d: %s" % (index, show(value)) for index, value in enumerate(values))
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Prints what code_info says."""
    print(code_info(co), file=file)


Positions = collections.namedtuple(
    "Positions", ["lineno", "end_lineno", "col_offset", "end_col_offset"], defaults=[None] * 4
)

_Instruction = collections.namedtuple(
    "_Instruction",
    ["opname", "opcode", "arg", "argval", "argrepr", "offset", "starts_line", "is_jump_target", "positions"],
    defaults=[None],
)

_ExceptionTableEntry = collections.namedtuple("_ExceptionTableEntry", "start end target depth lasti")


class Instruction(_Instruction):
    """One instruction: its name and number, its argument as number, value and text, and where it stands."""

    def _disassemble(self, lineno_width=3, mark_as_current=False, offset_width=4):
        line = ""
        if lineno_width:
            shown = "" if self.starts_line is None else "%d" % self.starts_line
            line = shown.rjust(lineno_width) + " "
        line += "--> " if mark_as_current else "    "
        line += ">> " if self.is_jump_target else "   "
        line += repr(self.offset).rjust(offset_width) + " " + self.opname.ljust(20)
        if self.arg is not None:
            line += " " + repr(self.arg).rjust(5)
            if self.argrepr:
                line += " (" + self.argrepr + ")"
        return line.rstrip()


def _unpack_opargs(code):
    """Offset, number and whole argument of each instruction; the argument is None where it has none."""
    prefix = 0
    offset = 0
    while offset < len(code):
        op = code[offset]
        plain = _plain_opcode[op]
        if plain < HAVE_ARGUMENT:
            arg, prefix = None, 0
        else:
            arg = code[offset + 1] | prefix
            prefix = arg << 8 if plain == EXTENDED_ARG else 0
            # The interpreter's argument is a signed 32-bit number.
            if prefix >= 1 << 31:
                prefix -= 1 << 32
        yield offset, op, arg
        offset += 2 + 2 * _inline_cache_entries[plain]


def _is_backward_jump(op):
    return "JUMP_BACKWARD" in opname[op]


def _jump_target(op, offset, arg):
    if op in hasjabs:
        return arg * 2
    return offset + 2 + (-arg if _is_backward_jump(op) else arg) * 2


def findlabels(code):
    """The offsets that the jumps of a bytecode string lead to."""
    labels = []
    for offset, op, arg in _unpack_opargs(code):
        if arg is not None and (op in hasjrel or op in hasjabs):
            target = _jump_target(op, offset, arg)
            if target not in labels:
                labels.append(target)
    return labels


def findlinestarts(code):
    """Pairs of offset and line where another line of the source begins."""
    before = None
    for offset, _, line in code.co_lines():
        if line is not None and line != before:
            yield offset, line
            before = line


def _parse_exception_table(code):
    entries = []
    table = code.co_exceptiontable
    position = 0
    numbers = []
    while position < len(table):
        value = table[position] & 63
        while table[position] & 64:
            position += 1
            if position == len(table):
                return entries
            value = value << 6 | table[position] & 63
        position += 1
        numbers.append(value)
        if len(numbers) == 4:
            start, length, target, flags = numbers
            entries.append(
                _ExceptionTableEntry(2 * start, 2 * (start + length), 2 * target, flags >> 1, bool(flags & 1))
            )
            numbers = []
    return entries


class _Arguments:
    """Says what the arguments of instructions mean, by the tables of a code object where they are known."""

    def __init__(self, consts=None, names=None, local_name=None):
        self.consts = consts
        self.names = names
        self.local_name = local_name

    def _name(self, index, look_up):
        if look_up is None:
            return UNKNOWN, ""
        name = look_up(index)
        return name, name

    def explain(self, op, arg, offset):
        """Value and text of an argument."""
        if op in hasconst:
            if op == opmap["LOAD_CONST"] and self.consts is not None:
                value = self.consts[arg]
                return value, repr(value)
            return UNKNOWN, ""
        if op in hasname:
            look_up = None if self.names is None else self.names.__getitem__
            if op != opmap["LOAD_GLOBAL"]:
                return self._name(arg, look_up)
            value, text = self._name(arg >> 1, look_up)
            return value, "NULL + " + text if arg & 1 and text else text
        if op in hasjabs or op in hasjrel:
            target = _jump_target(op, offset, arg)
            return target, "to " + repr(target)
        if op in haslocal or op in hasfree:
            return self._name(arg, self.local_name)
        if op in hascompare:
            return cmp_op[arg], cmp_op[arg]
        if op == opmap["FORMAT_VALUE"]:
            convert, text = FORMAT_VALUE_CONVERTERS[arg & 3]
            with_format = bool(arg & 4)
            parts = [part for part in (text, "with format" if with_format else "") if part]
            return (convert, with_format), ", ".join(parts)
        if op == opmap["MAKE_FUNCTION"]:
            return arg, ", ".join(flag for bit, flag in enumerate(MAKE_FUNCTION_FLAGS) if arg >> bit & 1)
        if op == opmap["BINARY_OP"]:
            return arg, _nb_ops[arg][1]
        return arg, ""


def _instructions(code, arguments, linestarts=None, line_offset=0, exception_entries=(), positions=None,
                  show_caches=False):
    targets = set(findlabels(code))
    targets.update(entry.target for entry in exception_entries if entry.start < entry.end)
    spans = iter(()) if positions is None else positions

    def span():
        return Positions(*next(spans, ()))

    for offset, op, arg in _unpack_opargs(code):
        plain = _plain_opcode[op]
        line = None if linestarts is None else linestarts.get(offset)
        if line is not None:
            line += line_offset
        place = span()
        value, text = (None, "") if arg is None else arguments.explain(plain, arg, offset)
        yield Instruction(_all_opname[op], op, arg, value, text, offset, line, offset in targets, place)
        if not show_caches:
            for _ in range(_inline_cache_entries[plain]):
                next(spans, ())
            continue
        for field, width in _cache_format.get(opname[plain], {}).items():
            for unit in range(width):
                offset += 2
                text = ""
                if unit == 0 and op != plain:
                    number = int.from_bytes(code[offset:offset + 2 * width], sys.byteorder)
                    text = f"{field}: {number}"
                yield Instruction("CACHE", opmap["CACHE"], 0, None, text, offset, None, False, span())


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """The instructions of a function, method, code object or source, as Instruction tuples."""
    co = _get_code_object(x)
    return _instructions(
        _units(co, adaptive),
        _Arguments(co.co_consts, co.co_names, co._varname_from_oparg),
        dict(findlinestarts(co)),
        0 if first_line is None else first_line - co.co_firstlineno,
        positions=co.co_positions(),
        show_caches=show_caches,
    )


def _show(code, instructions, linestarts, line_offset, entries, lasti, file):
    width = 0
    if linestarts:
        last = max(linestarts.values()) + line_offset
        width = len(str(last)) if last >= 1000 else 3
    last_offset = len(code) - 2
    offset_width = len(str(last_offset)) if last_offset >= 10000 else 4
    for instruction in instructions:
        if width and instruction.starts_line is not None and instruction.offset > 0:
            print(file=file)
        current = instruction.offset == lasti
        print(instruction._disassemble(width, current, offset_width), file=file)
    if entries:
        print("ExceptionTable:", file=file)
        for entry in entries:
            mark = " lasti" if entry.lasti else ""
            print(f"  {entry.start} to {entry.end - 2} -> {entry.target} [{entry.depth}]{mark}", file=file)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Prints the instructions of a code object."""
    _disassemble_code(co, lasti, dict(findlinestarts(co)), 0, file, show_caches, adaptive)


def _disassemble_code(co, lasti, linestarts, line_offset, file, show_caches, adaptive):
    code = _units(co, adaptive)
    entries = _parse_exception_table(co)
    instructions = _instructions(
        code, _Arguments(co.co_consts, co.co_names, co._varname_from_oparg), linestarts, line_offset, entries,
        co.co_positions(), show_caches,
    )
    _show(code, instructions, linestarts, line_offset, entries, lasti, file)


disco = disassemble


def _disassemble_tree(co, depth, **options):
    disassemble(co, **options)
    if depth is not None:
        if depth <= 0:
            return
        depth -= 1
    for constant in co.co_consts:
        if hasattr(constant, "co_code"):
            print(file=options["file"])
            print("Disassembly of %r:" % (constant,), file=options["file"])
            _disassemble_tree(constant, depth, **options)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Prints the bytecode of anything that has some; without an argument that of the last traceback."""
    options = {"file": file, "show_caches": show_caches, "adaptive": adaptive}
    if x is None:
        distb(**options)
        return
    x = _inner_code(x)
    if hasattr(x, "__dict__"):
        for name, member in sorted(x.__dict__.items()):
            if not isinstance(member, _DISASSEMBLED):
                continue
            print("Disassembly of %s:" % name, file=file)
            try:
                dis(member, depth=depth, **options)
            except TypeError as error:
                print("Sorry:", error, file=file)
            print(file=file)
    elif hasattr(x, "co_code"):
        _disassemble_tree(x, depth, **options)
    elif isinstance(x, (bytes, bytearray)):
        _show(x, _instructions(x, _Arguments(), show_caches=show_caches), None, 0, (), -1, file)
    elif isinstance(x, str):
        _disassemble_tree(_compile(x, "<dis>"), depth, **options)
    else:
        _refuse(x)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Prints the bytecode where a traceback ends, by default the last one."""
    if tb is None:
        if not hasattr(sys, "last_traceback"):
            raise RuntimeError("no last traceback to disassemble")
        tb = sys.last_traceback
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches, adaptive=adaptive)


class Bytecode:
    """The bytecode of something, to iterate over, to look at and to print."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False):
        self.codeobj = co = _get_code_object(x)
        self.first_line = co.co_firstlineno if first_line is None else first_line
        self._line_offset = self.first_line - co.co_firstlineno
        self._linestarts = dict(findlinestarts(co))
        self._original_object = x
        self.current_offset = current_offset
        self.exception_entries = _parse_exception_table(co)
        self.show_caches = show_caches
        self.adaptive = adaptive

    def __iter__(self):
        co = self.codeobj
        return _instructions(
            _units(co, self.adaptive),
            _Arguments(co.co_consts, co.co_names, co._varname_from_oparg),
            self._linestarts,
            self._line_offset,
            self.exception_entries,
            co.co_positions(),
            self.show_caches,
        )

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        while tb.tb_next:
            tb = tb.tb_next
        return cls(
            tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive
        )

    def info(self):
        return _format_code_info(self.codeobj)

    def dis(self):
        lasti = -1 if self.current_offset is None else self.current_offset
        output = io.StringIO()
        _disassemble_code(
            self.codeobj, lasti, self._linestarts, self._line_offset, output, self.show_caches, self.adaptive
        )
        return output.getvalue()
