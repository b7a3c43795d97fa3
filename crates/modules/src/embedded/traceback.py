"""Tracebacks as text."""

import sys

import _traceback

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_MISSING = object()


class FrameSummary:
    """One entry of a traceback: file, line, name and the text of the line."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}

    @property
    def line(self):
        if self._line is None and self.lineno is not None:
            self._line = _traceback.source_line(self.filename, self.lineno)
        return None if self._line is None else self._line.strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The entries of a stack or traceback."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        summary = cls()
        for frame, lineno in frame_gen:
            code = frame.f_code
            summary.append(
                FrameSummary(code.co_filename, lineno, code.co_name, locals=frame.f_locals if capture_locals else None)
            )
        return cls(_limited(summary, limit))

    @classmethod
    def from_list(cls, entries):
        return cls(
            entry if isinstance(entry, FrameSummary) else FrameSummary(entry[0], entry[1], entry[2], line=entry[3])
            for entry in entries
        )

    def format(self):
        lines = []
        for entry in self:
            text = f'  File "{entry.filename}", line {entry.lineno}, in {entry.name}\n'
            if entry.line:
                text += f"    {entry.line}\n"
            for name, value in sorted((entry.locals or {}).items()):
                text += f"    {name} = {value}\n"
            lines.append(text)
        return lines


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f))
    stack.reverse()
    return StackSummary(stack if limit is None else stack[-limit:] if limit >= 0 else stack[:-limit])


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return _traceback.format_tb(tb, limit)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit).format()


def _exception(exc, value):
    if value is _MISSING:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value


def format_exception_only(exc, /, value=_MISSING):
    value = _exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    return _traceback.format_exception_only(value)


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    given = value is not _MISSING
    value = _exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    tb = tb if given and tb is not _MISSING else value.__traceback__
    lines = []
    if chain:
        cause = value.__cause__
        context = None if value.__suppress_context__ else value.__context__
        if cause is not None:
            lines = format_exception(cause, limit=limit)
            lines.append("\nThe above exception was the direct cause of the following exception:\n\n")
        elif context is not None:
            lines = format_exception(context, limit=limit)
            lines.append("\nDuring handling of the above exception, another exception occurred:\n\n")
    if tb is not None:
        lines.append("Traceback (most recent call last):\n")
        lines += format_tb(tb, limit)
    return lines + format_exception_only(value)


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    lines = format_exception(exc, value, tb, limit, chain)
    print("".join(lines), file=sys.stderr if file is None else file, end="")


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), file=sys.stderr if file is None else file, end="")


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print("".join(format_stack(f, limit)), file=sys.stderr if file is None else file, end="")


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), file=sys.stderr if file is None else file, end="")


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


class TracebackException:
    """An exception with its traceback, to be shown later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        self.exc_type = exc_type
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, capture_locals=capture_locals)
        self._lines = format_exception(exc_value, exc_value, exc_traceback, limit)
        self._only = format_exception_only(exc_value)
        self._str = str(exc_value)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield from self._only

    def format(self, *, chain=True, _ctx=None):
        yield from self._lines

    def print(self, *, file=None, chain=True):
        print("".join(self._lines), file=sys.stderr if file is None else file, end="")
