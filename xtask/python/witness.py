"""The witness: a CPython 3.11.7 that says what is true.

Reads one JSON request a line from standard input and answers one JSON object a line. Requests:
{"op": NAME, "path": FILE, "name": what the file is called in messages, "source": base64 instead of reading the file, ...}.
"""
import ast
import base64
import contextlib
import dis
import doctest
import hashlib
import io
import json
import marshal
import os
import re
import struct
import symtable
import sys
import textwrap
import tokenize
import types
import warnings

sys.setrecursionlimit(20000)
ADDRESS = re.compile(r"(?<=at )0x[0-9a-fA-F]{6,}")


def source_of(request):
    if "source" in request:
        return base64.b64decode(request["source"])
    with open(request["path"], "rb") as file:
        return file.read()


def captured(function, *args):
    """Standard output of a call, and what it said when it ended the program."""
    out, err = io.StringIO(newline=""), io.StringIO(newline="")
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            function(*args)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    return out.getvalue(), err.getvalue(), code


def error_fields(error):
    """A SyntaxError's whole story; anything else by class and text."""
    if isinstance(error, SyntaxError):
        return {
            "class": type(error).__name__,
            "msg": error.msg,
            "lineno": error.lineno,
            "offset": error.offset,
            "end_lineno": error.end_lineno,
            "end_offset": error.end_offset,
            "text": error.text,
        }
    return {"class": type(error).__name__, "msg": str(error)}


def error_text(fields):
    lines = [f"{fields['class']}: {fields['msg']}"]
    if "lineno" in fields:
        place = [fields[key] for key in ("lineno", "offset", "end_lineno", "end_offset")]
        lines.append("at " + " ".join("-" if p is None else str(p) for p in place))
        lines.append("text " + ("-" if fields["text"] is None else quoted(fields["text"])))
    return "\n".join(lines) + "\n"


def quoted(text):
    """A string in double quotes with everything but printable ASCII as \\u{hex}."""
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif " " <= char <= "~":
            out.append(char)
        elif char == "\n":
            out.append("\\n")
        else:
            out.append("\\u{%x}" % ord(char))
    return '"' + "".join(out) + '"'


def op_tokens(request):
    source = source_of(request)

    def run():
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            spot = "%d,%d-%d,%d:" % (token.start + token.end)
            print("%-20s%-15s%-15r" % (spot, tokenize.tok_name[token.exact_type], token.string))
    try:
        return {"text": captured(run)[0]}
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError, IndentationError) as error:
        return {"error": error_fields(error)}


def parse(request, mode="exec"):
    return ast.parse(source_of(request), request["name"], mode, type_comments=True)


def op_ast(request):
    try:
        tree = parse(request)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return {"error": error_fields(error)}
    return {"text": ast.dump(tree, include_attributes=True, indent=3) + "\n"}


def op_unparse(request):
    return {"text": ast.unparse(parse(request)) + "\n"}


def compiled(request):
    flags = request.get("flags", 0)
    return compile(
        source_of(request), request["name"], request.get("mode", "exec"), flags, True, request.get("optimize", 0)
    )


def op_error(request):
    """The error and the warnings of the whole compilation (`stage`: parse for the parser's alone)."""
    if "path" in request and not request.get("nameless"):
        # The compiler's errors show a line that is read from the file, by the name it was given.
        os.chdir(os.path.dirname(os.path.abspath(request["path"])))
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        error = None
        try:
            if request.get("stage") == "parse":
                source = source_of(request)
                compile(source, request["name"], request.get("mode", "exec"), ast.PyCF_ONLY_AST, True)
            else:
                compiled(request)
        except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as raised:
            error = error_fields(raised)
    said = [[w.category.__name__, str(w.message), w.lineno] for w in seen]
    text = "".join(f"{kind}: {message} at {line}\n" for kind, message, line in said)
    text += error_text(error) if error else "compiles\n"
    return {"error": error, "warnings": said, "text": text}


def op_source_error(request):
    """As `error` for a source that is no file: the line shown is the one that the tokenizer has."""
    return op_error({**request, "name": "<string>", "nameless": True})


def op_parse_error(request):
    return op_source_error({**request, "stage": "parse"})


def op_dis(request):
    try:
        code = compiled(request)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return {"error": error_fields(error)}
    text = captured(lambda: dis.dis(code, show_caches=request.get("caches", False)))[0]
    return {"text": ADDRESS.sub("0xADDR", text)}


def localsplus(code):
    """Names and kinds of the fast locals, cells and free variables."""
    count = len(set(code.co_varnames) | set(code.co_cellvars)) + len(code.co_freevars)
    for index in range(count):
        name = code._varname_from_oparg(index)
        kind = 0
        if index < len(code.co_varnames):
            kind = 0x20 | (0x40 if name in code.co_cellvars else 0)
        elif index < count - len(code.co_freevars):
            kind = 0x40
        else:
            kind = 0x80
        yield name, kind


def dump_const(value, indent, out, nested):
    pad = "  " * indent
    if isinstance(value, types.CodeType):
        out.append(f"{pad}code {len(nested)}")
        nested.append(value)
    elif value is None or value is True or value is False or value is Ellipsis:
        out.append(f"{pad}{value!r}")
    elif type(value) is int:
        out.append(f"{pad}int {value:#x}")
    elif type(value) is float:
        out.append(f"{pad}float {bits(value)}")
    elif type(value) is complex:
        out.append(f"{pad}complex {bits(value.real)} {bits(value.imag)}")
    elif type(value) is str:
        out.append(f"{pad}str {quoted(value)}")
    elif type(value) is bytes:
        out.append(f"{pad}bytes {value.hex()}")
    elif type(value) in (tuple, frozenset):
        out.append(f"{pad}{type(value).__name__} {len(value)}")
        for item in value:
            dump_const(item, indent + 1, out, nested)
    else:
        out.append(f"{pad}{type(value).__name__} {value!r}")


def bits(value):
    return struct.pack(">d", value).hex()


def hexdump(label, data, out):
    text = data.hex()
    out.append(f"{label} {len(data)}")
    out.extend("  " + text[at:at + 96] for at in range(0, len(text), 96))


def dump_code(top):
    """Every field of a code object and of those within, in the order of their constants, breadth first."""
    out, queue, index = [], [top], 0
    while index < len(queue):
        code = queue[index]
        out.append(f"== code {index}: {quoted(code.co_qualname)}")
        out.append(f"name {quoted(code.co_name)} filename {quoted(code.co_filename)} firstlineno {code.co_firstlineno}")
        out.append(
            f"argcount {code.co_argcount} posonly {code.co_posonlyargcount} kwonly {code.co_kwonlyargcount}"
            f" stacksize {code.co_stacksize} flags {code.co_flags:#x}"
        )
        out.append("names " + " ".join(map(quoted, code.co_names)))
        out.append("localsplus " + " ".join(f"{quoted(n)}:{k:#x}" for n, k in localsplus(code)))
        out.append(f"consts {len(code.co_consts)}")
        for value in code.co_consts:
            dump_const(value, 1, out, queue)
        units = code.co_code
        out.append(f"code {len(units)}")
        for at in range(0, len(units), 2):
            if units[at] or units[at + 1]:
                out.append(f"  {at} {dis.opname[units[at]]} {units[at + 1]}")
        hexdump("linetable", code.co_linetable, out)
        hexdump("exceptiontable", code.co_exceptiontable, out)
        index += 1
    return "\n".join(out) + "\n"


def op_code(request):
    try:
        return {"text": dump_code(compiled(request))}
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return {"error": error_fields(error)}


SCOPES = ((0, "unknown-scope"), (2, "explicit"), (3, "implicit"), (5, "cell"))


def dump_symtable(table, indent, out):
    pad = "  " * indent
    marks = [
        n for n, on in (("nested", table.is_nested()), ("optimized", table.is_optimized()),
                        ("has-children", table.has_children())) if on
    ]
    out.append(f"{pad}{table.get_type()} {table.get_name()} line {table.get_lineno()}" + "".join(f" {m}" for m in marks))
    tests = ("global", "declared_global", "local", "free", "nonlocal", "parameter", "assigned", "referenced",
             "annotated", "imported", "namespace")
    for symbol in sorted(table.get_symbols(), key=lambda s: s.get_name()):
        facts = [t for t in tests if getattr(symbol, "is_" + t)()]
        # What the module reads these facts from: the rest of the flags, and the scope.
        flags, scope = symbol._Symbol__flags, symbol._Symbol__scope
        facts += [word for bit, word in ((64, "free-in-class"), (512, "iteration-variable")) if flags & bit]
        facts += [word for number, word in SCOPES if scope == number]
        if len(symbol.get_namespaces()) > 1:
            facts.append(f"namespaces {len(symbol.get_namespaces())}")
        out.append(f"{pad}  {symbol.get_name()}: {' '.join(facts)}".rstrip(" "))
    if table.get_type() == "function":
        for what in ("parameters", "locals", "globals", "nonlocals", "frees"):
            names = getattr(table, "get_" + what)()
            if names:
                out.append(f"{pad}  ({what}: {' '.join(sorted(names))})")
    if table.get_type() == "class" and table.get_methods():
        out.append(f"{pad}  (methods: {' '.join(sorted(table.get_methods()))})")
    for child in table.get_children():
        dump_symtable(child, indent + 1, out)


def op_analyze(request):
    """Everything that can be counted in the code objects of a source."""
    import analyze

    try:
        return {"text": analyze.text(compiled(request))}
    except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
        return {"error": error_fields(error)}


def op_symtable(request):
    try:
        table = symtable.symtable(source_of(request), request["name"], "exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return {"error": error_fields(error)}
    out = []
    dump_symtable(table, 0, out)
    return {"text": "\n".join(out) + "\n"}


FIELDS = (
    "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_code",
    "co_names", "co_varnames", "co_cellvars", "co_freevars", "co_filename", "co_name", "co_qualname",
    "co_firstlineno", "co_linetable", "co_exceptiontable",
)


def same_const(ours, theirs):
    if type(ours) is not type(theirs):
        return False
    if isinstance(ours, tuple):
        return len(ours) == len(theirs) and all(map(same_const, ours, theirs))
    if isinstance(ours, frozenset):
        return list(map(repr, ours)) == list(map(repr, theirs))
    if isinstance(ours, float):
        return ours.hex() == theirs.hex()
    if isinstance(ours, complex):
        return same_const(ours.real, theirs.real) and same_const(ours.imag, theirs.imag)
    if isinstance(ours, types.CodeType):
        return True
    return ours == theirs


def first_difference(ours, theirs):
    """(code pair, field, our value, their value) of the first difference, children first by position."""
    for field in FIELDS:
        a, b = getattr(ours, field), getattr(theirs, field)
        if a != b:
            return ours, theirs, field, a, b
    if list(localsplus(ours)) != list(localsplus(theirs)):
        return ours, theirs, "localsplus", list(localsplus(ours)), list(localsplus(theirs))
    if not same_const(ours.co_consts, theirs.co_consts):
        return ours, theirs, "co_consts", ours.co_consts, theirs.co_consts
    for a, b in zip(ours.co_consts, theirs.co_consts):
        if isinstance(a, types.CodeType):
            found = first_difference(a, b)
            if found:
                return found
    return None


def count_codes(code):
    return 1 + sum(count_codes(c) for c in code.co_consts if isinstance(c, types.CodeType))


def listing(code):
    text = captured(lambda: dis.dis(code, depth=0))[0]
    return ADDRESS.sub("0xADDR", text)


def op_check_code(request):
    """Compares our .pyc (`pyc`: base64) with compile(): every field, then the marshalled bytes."""
    try:
        theirs = compiled(request)
    except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
        return {"error": error_fields(error)}
    if request.get("probe"):
        return {"count": count_codes(theirs)}
    return compared(base64.b64decode(request["marshal"]), theirs)


def compared(data, theirs):
    """The first difference between our marshalled code and CPython's code object."""
    expected = marshal.dumps(theirs)
    answer = {"count": count_codes(theirs), "same_bytes": data == expected}
    try:
        ours = marshal.loads(data)
    except Exception as error:
        answer["difference"] = {"code": "<file>", "field": "marshal", "ours": f"does not load: {error!r}", "theirs": ""}
        return answer
    # A set's order depends on how it was made: both sides are compared as marshal makes them.
    found = first_difference(ours, marshal.loads(expected))
    if found:
        a, b, field, left, right = found
        difference = {"code": b.co_qualname, "line": b.co_firstlineno, "field": field}
        if field == "co_code" or field == "co_exceptiontable":
            left, right = near_difference(listing(a).split("\n"), listing(b).split("\n"))
        elif field == "co_linetable":
            left, right = near_difference(*(
                [f"{2 * i}: {p} {op}" for i, (p, op) in enumerate(zip(c.co_positions(), c.co_code[::2]))] for c in (a, b)
            ))
        else:
            left, right = repr(left), repr(right)
        difference["ours"], difference["theirs"] = left[:20000], right[:20000]
        answer["difference"] = difference
    elif data != expected:
        left, right = near_difference(marshal_lines(data), marshal_lines(expected))
        answer["bytes"] = {"ours": left, "theirs": right}
    return answer


def marshal_lines(data):
    """Marshal data as text, one object a line: type, whether it is flagged as shared, its number, a short value."""
    at, refs, out = 0, [], []

    def take(count):
        nonlocal at
        at += count
        return data[at - count:at]

    def long():
        return int.from_bytes(take(4), "little", signed=True)

    def read(depth):
        byte = take(1)[0]
        kind, flag = chr(byte & 0x7F), byte & 0x80
        number = None
        if flag:
            number = len(refs)
            refs.append(None)
        mark = f"{'  ' * depth}{kind}{f' #{number}' if flag else ''}"
        place = len(out)
        out.append(mark)
        value, items = "", 0
        if kind in "i":
            value = long()
        elif kind == "l":
            value = take(2 * abs(long())).hex()
        elif kind == "g":
            value = take(8).hex()
        elif kind == "y":
            value = take(16).hex()
        elif kind in "sutaA":
            value = take(long())
        elif kind in "zZ":
            value = take(take(1)[0])
        elif kind == "r":
            number = long()
            value = f"#{number} {refs[number]}"
        elif kind == ")":
            items = take(1)[0]
        elif kind in "(<>":
            items = long()
        elif kind == "c":
            out[place] += f" {[long() for _ in range(5)]}"
            for index in range(10):
                if index == 8:
                    out.append(f"{'  ' * depth}  line {long()}")
                read(depth + 1)
            return
        out[place] += f" {str(value)[:60]}" + (f" {items} items" if kind in "()<>" else "")
        if flag:
            refs[number] = out[place].strip()
        for _ in range(items):
            read(depth + 1)

    read(0)
    return out


def near_difference(left, right):
    """Of a long text only what stands around the first differing line."""
    first = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
    start = max(first - 12, 0)
    return "\n".join(left[start:start + 60]), "\n".join(right[start:start + 60])


def op_verdict(request):
    """Error, warnings and code object of one source together."""
    answer = {"error": None}
    theirs = None
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(request.get("limit", limit))
        try:
            theirs = compiled(request)
        except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError, SystemError) as raised:
            answer["error"] = error_fields(raised)
        finally:
            sys.setrecursionlimit(limit)
    answer["warnings"] = [[w.category.__name__, str(w.message), w.lineno] for w in seen]
    if theirs is not None and "marshal" in request:
        answer.update(compared(base64.b64decode(request["marshal"]), theirs))
    return answer


def op_strings(request):
    """String constants of a file, as they stand and without common indentation, and the examples of its doctests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source_of(request))
        except (SyntaxError, ValueError):
            return {"strings": [], "examples": []}
    strings, examples = {}, {}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or len(node.value) > 20000:
            continue
        text = node.value
        if "coding" in text or any("\ud800" <= char <= "\udfff" for char in text):
            continue
        if ">>> " in text:
            with contextlib.suppress(ValueError):
                for example in doctest.DocTestParser().get_examples(text):
                    examples[example.source] = None
        strings[text] = strings[textwrap.dedent(text)] = None
    return {"strings": list(strings), "examples": list(examples)}


def op_pieces(request):
    """Every statement and every expression of a file as a source of its own."""
    data = source_of(request)
    try:
        text = io.TextIOWrapper(io.BytesIO(data), tokenize.detect_encoding(io.BytesIO(data).readline)[0]).read()
        tree = ast.parse(text)
    except (SyntaxError, ValueError, UnicodeDecodeError):
        return {"statements": [], "expressions": []}
    lines = [line.encode() for line in text.split("\n")]
    statements, expressions = {}, {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            first = min([d.lineno for d in getattr(node, "decorator_list", ())] + [node.lineno]) - 1
            if node.end_lineno - first > 60:
                continue
            body = lines[first:node.end_lineno]
            body[-1] = body[-1][:node.end_col_offset] if first + 1 < node.end_lineno else body[-1][:node.end_col_offset]
            indent = body[0][:len(body[0]) - len(body[0].lstrip())]
            body = [line[len(indent):] if line.startswith(indent) else line for line in body]
            statements[(b"\n".join(body) + b"\n").decode(errors="replace")] = None
        elif isinstance(node, ast.expr) and node.end_lineno - node.lineno < 20:
            body = lines[node.lineno - 1:node.end_lineno]
            body[-1] = body[-1][:node.end_col_offset]
            body[0] = body[0][node.col_offset:]
            piece = b"\n".join(body).decode(errors="replace")
            if len(piece) > 6:
                expressions["(" + piece + ")" if len(body) > 1 else piece] = None
    return {"statements": list(statements), "expressions": list(expressions)}


SERVER = []


def op_fresh(request):
    """Another operation in a process that has compiled nothing before: what has been leaves its strings interned.

    Such processes are forked by one that was itself forked before the first answer, because writing JSON interns
    strings, too; with it marshal is spoken."""
    if not SERVER:
        (ask_in, ask_out), (say_in, say_out) = os.pipe(), os.pipe()
        if os.fork() == 0:
            os.close(ask_out)
            serve(os.fdopen(ask_in, "rb"), os.fdopen(say_out, "wb"))
        os.close(ask_in)
        os.close(say_out)
        SERVER.extend((os.fdopen(ask_out, "wb"), os.fdopen(say_in, "rb")))
    ask, say = SERVER
    marshal.dump(request, ask)
    ask.flush()
    return marshal.load(say)


def serve(ask, say):
    while True:
        try:
            request = marshal.load(ask)
        except EOFError:
            os._exit(0)
        child = os.fork()
        if child == 0:
            try:
                answer = OPERATIONS[request["of"]](request)
            except Exception as error:
                answer = {"failed": f"{type(error).__name__}: {error}"}
            marshal.dump(answer, say)
            say.flush()
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            marshal.dump({"failed": "the process died"}, say)
            say.flush()


def op_digest(request):
    """The hash of another operation's text: the same comparison without carrying the text."""
    answer = OPERATIONS[request["of"]](request)
    if "text" in answer:
        data = answer["text"].encode("utf-8", "surrogatepass")
        return {"digest": hashlib.blake2b(data, digest_size=16).hexdigest(), "size": len(data)}
    return answer


OPERATIONS = {name[3:]: function for name, function in list(globals().items()) if name.startswith("op_")}


def main():
    out = sys.stdout
    for line in sys.stdin:
        request = json.loads(line)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                answer = OPERATIONS[request["op"]](request)
            except Exception as error:
                answer = {"failed": f"{type(error).__name__}: {error}"}
        # Lone surrogates travel as JSON escapes.
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
