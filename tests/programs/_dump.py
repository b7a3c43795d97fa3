"""Trees as text, without the library's ast module."""

import _ast


def dump(node):
    if isinstance(node, _ast.AST):
        fields = ", ".join(f"{name}={dump(getattr(node, name))}" for name in node._fields)
        return f"{type(node).__name__}({fields})"
    if isinstance(node, list):
        return "[" + ", ".join(map(dump, node)) + "]"
    return repr(node)
