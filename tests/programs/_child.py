# Other processes of the same interpreter, without the library's help.
import posix, sys


def said(*arguments, source=None, folder=None):
    """The exit code, and what was said on both outputs; `source` is the file on standard input."""
    reader, writer = posix.pipe()
    child = posix.fork()
    if child == 0:
        try:
            if folder is not None:
                posix.chdir(folder)
            given = posix.open(source or "/dev/null", posix.O_RDONLY)
            posix.dup2(given, 0)
            posix.dup2(writer, 1)
            posix.dup2(writer, 2)
            posix.execv(sys.executable, [sys.executable, *arguments])
        finally:
            posix._exit(99)
    posix.close(writer)
    text = b""
    while part := posix.read(reader, 65536):
        text += part
    posix.close(reader)
    return posix.waitstatus_to_exitcode(posix.waitpid(child, 0)[1]), text.decode()
