from ..helper import help_me
from . import __name__ as parent
from .. import exported


def where():
    return __name__, parent


def up():
    return exported, help_me()
