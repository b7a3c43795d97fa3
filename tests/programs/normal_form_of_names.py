"""Identifiers get their normal form from unicodedata.normalize: a function in its place is asked."""

import unicodedata


def attempt(source, mode="exec"):
    try:
        print(compile(source, "<names>", mode).co_names)
    except Exception as error:
        print(type(error).__name__, error)


def failing(form, name):
    raise LookupError(form, name)


attempt("ﬁ = ª.ﬂ")
original = unicodedata.normalize
for replacement in (
    lambda form, name: name + form,
    lambda form, name: None,
    lambda name: name,
    failing,
    original,
):
    unicodedata.normalize = replacement
    for source in "é = 1", "é == 1 1", "import a.é.b, ü as ö", "plain = 'é'", "print(f'{é}')":
        attempt(source)
    attempt("é".encode(), "eval")
del unicodedata.normalize
attempt("plain")
attempt("é")
unicodedata.normalize = original
attempt("é")
