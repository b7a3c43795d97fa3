"""The classes of `_io` that are not native: files of bytes, buffers."""

import posix
import sys

from _io import _BufferedIOBase, _RawIOBase

DEFAULT_BUFFER_SIZE = 8192


def _unsupported(what):
    from _io import UnsupportedOperation
    raise UnsupportedOperation(what)


def _bytes_of(data):
    if isinstance(data, str):
        raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}")
    return data if isinstance(data, bytes) else memoryview(data).cast("B").tobytes()


def _finalize(self):
    try:
        closed = self.closed
    except AttributeError:
        return
    if not closed:
        self._dealloc_warn(self)
        try:
            self.close()
        except Exception:
            pass


class FileIO(_RawIOBase):
    __del__ = _finalize
    _fd = -1
    _closefd = True

    def __init__(self, file, mode="r", closefd=True, opener=None):
        kinds = [letter for letter in mode if letter in "rwxa"]
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        if any(letter not in "rwxab+" for letter in mode):
            raise ValueError(f"invalid mode: {mode}")
        kind = kinds[0]
        update = "+" in mode
        self._reads = kind == "r" or update
        self._writes = kind != "r" or update
        self._created = kind == "x"
        self._appends = kind == "a"
        self._closefd = closefd
        self.name = file
        flags = posix.O_CLOEXEC
        flags |= posix.O_RDWR if self._reads and self._writes else posix.O_RDONLY if self._reads else posix.O_WRONLY
        flags |= {"r": 0, "w": posix.O_CREAT | posix.O_TRUNC, "x": posix.O_CREAT | posix.O_EXCL,
                  "a": posix.O_CREAT | posix.O_APPEND}[kind]
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            self._fd = file
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            path = posix.fspath(file)
            if ("\0" if isinstance(path, str) else 0) in path:
                raise ValueError("embedded null byte")
            if opener is None:
                self._fd = posix.open(file, flags, 0o666)
            else:
                descriptor = opener(file, flags)
                if not isinstance(descriptor, int):
                    raise TypeError("expected integer from opener")
                if descriptor < 0:
                    raise ValueError(f"opener returned {descriptor}")
                self._fd = descriptor
        try:
            if posix.fstat(self._fd).st_mode & 0o170000 == 0o040000:
                raise IsADirectoryError(21, posix.strerror(21), file)
        except OSError:
            if not isinstance(file, int):
                posix.close(self._fd)
            self._fd = -1
            raise
        if self._appends:
            try:
                posix.lseek(self._fd, 0, 2)
            except OSError:
                pass

    @property
    def mode(self):
        if self._created:
            return "xb+" if self._reads else "xb"
        if self._appends:
            return "ab+" if self._reads else "ab"
        if self._reads:
            return "rb+" if self._writes else "rb"
        return "wb"

    @property
    def closefd(self):
        return self._closefd

    @property
    def closed(self):
        return self._fd < 0

    def __repr__(self):
        if self._fd < 0:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self._closefd!r}>"

    def _checkMode(self, good, what):
        self._checkClosed()
        if not good:
            _unsupported(f"File not open for {what}")

    def _dealloc_warn(self, source):
        if self._fd >= 0 and self._closefd:
            import _warnings
            depth = 2
            frame = sys._getframe(1)
            while frame is not None and frame.f_globals.get("__name__") == __name__:
                depth += 1
                frame = frame.f_back
            try:
                _warnings.warn(f"unclosed file {source!r}", ResourceWarning, depth, source)
            except Exception as error:
                sys.unraisablehook(type("UnraisableHookArgs", (), dict(
                    exc_type=type(error), exc_value=error, exc_traceback=None, err_msg=None, object=source)))

    def close(self):
        descriptor = self._fd
        if descriptor >= 0:
            self._fd = -1
            if self._closefd:
                posix.close(descriptor)

    def fileno(self):
        self._checkClosed()
        return self._fd

    def isatty(self):
        self._checkClosed()
        return posix.isatty(self._fd)

    def readable(self):
        self._checkClosed()
        return self._reads

    def writable(self):
        self._checkClosed()
        return self._writes

    def seekable(self):
        self._checkClosed()
        try:
            posix.lseek(self._fd, 0, 1)
        except OSError:
            return False
        return True

    def read(self, size=-1, /):
        self._checkMode(self._reads, "reading")
        if size is None or size < 0:
            return self.readall()
        try:
            return posix.read(self._fd, size)
        except BlockingIOError:
            return None

    def readall(self):
        self._checkMode(self._reads, "reading")
        parts = []
        while True:
            try:
                part = posix.read(self._fd, 1 << 16)
            except BlockingIOError:
                if parts:
                    break
                return None
            if not part:
                break
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer, /):
        self._checkMode(self._reads, "reading")
        view = memoryview(buffer).cast("B")
        data = posix.read(self._fd, len(view))
        view[:len(data)] = data
        return len(data)

    def write(self, data, /):
        self._checkMode(self._writes, "writing")
        try:
            return posix.write(self._fd, data)
        except BlockingIOError:
            return None

    def seek(self, pos, whence=0, /):
        if isinstance(pos, float):
            raise TypeError("an integer is required")
        self._checkClosed()
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        self._checkClosed()
        return posix.lseek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._checkMode(self._writes, "writing")
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size


class _Buffered(_BufferedIOBase):
    __del__ = _finalize

    """Reads ahead into `_ahead`, keeps what is written in `_pending`; never both at once."""

    raw = None

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._check(raw)
        self.raw = raw
        self._size = buffer_size
        self._ahead = b""
        self._at = 0
        self._pending = bytearray()

    def _check(self, raw):
        pass

    def _alive(self, what=None):
        if self.raw is None:
            raise ValueError("raw stream has been detached")
        if self.raw.closed:
            raise ValueError("I/O operation on closed file" if what is None else f"{what} of closed file".replace("write of", "write to"))
        return self.raw

    @property
    def closed(self):
        if self.raw is None:
            raise ValueError("raw stream has been detached")
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def __repr__(self):
        try:
            return f"<_io.{type(self).__name__} name={self.name!r}>"
        except AttributeError:
            return f"<_io.{type(self).__name__}>"

    def __reduce__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def _dealloc_warn(self, source):
        if self.raw is not None:
            warn = getattr(self.raw, "_dealloc_warn", None)
            if warn is not None:
                warn(source)

    def _write_pending(self):
        while self._pending:
            count = self.raw.write(bytes(self._pending))
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            del self._pending[:count]

    def _forget_ahead(self):
        left = len(self._ahead) - self._at
        if left:
            self.raw.seek(-left, 1)
        self._ahead = b""
        self._at = 0

    def flush(self):
        raw = self._alive("flush")
        self._write_pending()
        raw.flush()

    def detach(self):
        if self.raw is None:
            raise ValueError("raw stream already detached")
        self.flush()
        raw = self.raw
        self.raw = None
        return raw

    def close(self):
        if self.raw is not None and not self.raw.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def tell(self):
        position = self._alive().tell()
        return position - (len(self._ahead) - self._at) + len(self._pending)

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2, 3, 4):
            raise ValueError("invalid whence value")
        raw = self._alive("seek")
        if not raw.seekable():
            _unsupported("File or stream is not seekable.")
        self._write_pending()
        if whence == 1:
            pos -= len(self._ahead) - self._at
        self._ahead = b""
        self._at = 0
        return raw.seek(pos, whence)

    def truncate(self, pos=None, /):
        raw = self._alive("truncate")
        if not raw.writable():
            _unsupported("truncate")
        self.flush()
        if pos is None:
            pos = self.tell()
        return raw.truncate(pos)

    def _fill(self, wanted):
        """Reads until so many bytes are there (all for None), or the end."""
        left = self._ahead[self._at:]
        parts = [left]
        count = len(left)
        while wanted is None or count < wanted:
            size = -1 if wanted is None else max(self._size, wanted - count)
            part = self.raw.read(size)
            if not part:
                break
            parts.append(part)
            count += len(part)
        self._ahead = b"".join(parts)
        self._at = 0

    def _take(self, count):
        data = self._ahead[self._at:] if count is None else self._ahead[self._at:self._at + count]
        self._at += len(data)
        return data

    def _before_reading(self, what="read"):
        raw = self._alive(what)
        if self._pending:
            self.flush()
        return raw

    def read(self, size=-1, /):
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._before_reading()
        wanted = None if size is None or size < 0 else size
        if wanted is None or len(self._ahead) - self._at < wanted:
            self._fill(wanted)
        return self._take(wanted)

    def read1(self, size=-1, /):
        raw = self._before_reading()
        if size < 0:
            size = self._size
        if size and self._at >= len(self._ahead):
            self._ahead = raw.read(max(size, self._size)) or b""
            self._at = 0
        return self._take(size)

    def peek(self, size=0, /):
        raw = self._before_reading("peek")
        if self._at >= len(self._ahead):
            self._ahead = raw.read(self._size) or b""
            self._at = 0
        return self._ahead[self._at:]

    def readline(self, size=-1, /):
        self._before_reading("readline")
        limit = -1 if size is None else size
        while True:
            end = self._ahead.find(b"\n", self._at) + 1
            have = len(self._ahead) - self._at
            if end or 0 <= limit <= have:
                count = end - self._at if end else limit
                return self._take(min(count, limit) if limit >= 0 else count)
            before = have
            self._fill(have + 1)
            if len(self._ahead) == before:
                return self._take(None)

    def write(self, data, /):
        data = _bytes_of(data)
        raw = self._alive("write")
        if not raw.writable():
            _unsupported("write")
        self._forget_ahead()
        self._pending += data
        if len(self._pending) > self._size:
            self._write_pending()
        return len(data)


class BufferedReader(_Buffered):
    def _check(self, raw):
        if not raw.readable():
            _unsupported("File or stream is not readable.")

    def writable(self):
        return False

    def write(self, data, /):
        _unsupported("write")


class BufferedWriter(_Buffered):
    def _check(self, raw):
        if not raw.writable():
            _unsupported("File or stream is not writable.")

    def readable(self):
        return False

    def _no_reading(self, *args):
        _unsupported("read")

    read = read1 = readline = peek = _no_reading


class BufferedRandom(_Buffered):
    def _check(self, raw):
        if not raw.seekable():
            _unsupported("File or stream is not seekable.")


class BufferedRWPair(_BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def write(self, data, /):
        return self.writer.write(data)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


class IncrementalNewlineDecoder:
    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self._errors = errors
        self._seen = 0
        self._held = False

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final)
        if self._held and (text or final):
            text = "\r" + text
            self._held = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._held = True
        pairs = text.count("\r\n")
        self._seen |= bool(pairs) * 4 | bool(text.count("\n") - pairs) * 2 | bool(text.count("\r") - pairs)
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self):
        data, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return data, flag << 1 | self._held

    def setstate(self, state):
        data, flag = state
        self._held = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = 0
        self._held = False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        return (None, "\r", "\n", ("\r", "\n"), "\r\n", ("\r", "\r\n"), ("\n", "\r\n"),
                ("\r", "\n", "\r\n"))[self._seen]


def open_binary(file, mode, buffering, closefd, opener):
    raw = FileIO(file, mode, closefd, opener)
    if buffering == 0:
        return raw
    size = buffering if buffering > 1 else DEFAULT_BUFFER_SIZE
    try:
        kind = BufferedRandom if "+" in mode else BufferedReader if "r" in mode else BufferedWriter
        return kind(raw, size)
    except BaseException:
        raw.close()
        raise


NAMES = (FileIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, IncrementalNewlineDecoder)
for _class in NAMES + (_Buffered,):
    _class.__module__ = "_io"
