//! The table of `str`'s methods.

use super::{case, codecs, format, search};
use crate::descr::PyMethodDef;

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::keywords(
        c"encode",
        codecs::encode_method,
        c"encode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe text as bytes in an encoding; errors names the handler of what it can't hold.",
    ),
    PyMethodDef::fast(
        c"replace",
        search::replace,
        c"replace($self, old, new, count=-1, /)\n--\n\nThe text with old replaced by new, at most count times from the left.",
    ),
    PyMethodDef::keywords(
        c"split",
        search::split,
        c"split($self, /, sep=None, maxsplit=-1)\n--\n\nThe parts between separators (runs of white space for None) as a list, split from the left.",
    ),
    PyMethodDef::keywords(
        c"rsplit",
        search::rsplit,
        c"rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nThe parts between separators (runs of white space for None) as a list, split from the right.",
    ),
    PyMethodDef::one(
        c"join",
        search::join_method,
        c"join($self, iterable, /)\n--\n\nThe strings of the iterable, with this one between them.",
    ),
    PyMethodDef::noargs(
        c"capitalize",
        case::capitalize,
        c"capitalize($self, /)\n--\n\nThe first character in title case, the others in lower case.",
    ),
    PyMethodDef::noargs(c"casefold", case::casefold, c"casefold($self, /)\n--\n\nThe text for comparison without regard to case."),
    PyMethodDef::noargs(c"title", case::title, c"title($self, /)\n--\n\nEach word's first character in title case, the others in lower case."),
    PyMethodDef::fast(
        c"center",
        case::center,
        c"center($self, width, fillchar=' ', /)\n--\n\nThe text in the middle of width characters.",
    ),
    PyMethodDef::fast(
        c"count",
        search::count,
        c"S.count(sub[, start[, end]]) -> int\n\nHow often sub stands in S[start:end], without overlaps.",
    ).old_style(),
    PyMethodDef::keywords(
        c"expandtabs",
        search::expandtabs,
        c"expandtabs($self, /, tabsize=8)\n--\n\nThe text with tabs replaced by spaces up to the next column.",
    ),
    PyMethodDef::fast(
        c"find",
        search::find,
        c"S.find(sub[, start[, end]]) -> int\n\nThe lowest index of sub in S[start:end], or -1.",
    ).old_style(),
    PyMethodDef::one(
        c"partition",
        search::partition,
        c"partition($self, sep, /)\n--\n\nWhat stands before the first sep, sep, and what stands behind it.",
    ),
    PyMethodDef::fast(
        c"index",
        search::index,
        c"S.index(sub[, start[, end]]) -> int\n\nThe lowest index of sub in S[start:end]; ValueError where there is none.",
    ).old_style(),
    PyMethodDef::fast(
        c"ljust",
        case::ljust,
        c"ljust($self, width, fillchar=' ', /)\n--\n\nThe text at the left of width characters.",
    ),
    PyMethodDef::noargs(c"lower", case::lower, c"lower($self, /)\n--\n\nThe text in lower case."),
    PyMethodDef::fast(
        c"lstrip",
        search::lstrip,
        c"lstrip($self, chars=None, /)\n--\n\nThe text without white space, or without chars, in front.",
    ),
    PyMethodDef::fast(
        c"rfind",
        search::rfind,
        c"S.rfind(sub[, start[, end]]) -> int\n\nThe highest index of sub in S[start:end], or -1.",
    ).old_style(),
    PyMethodDef::fast(
        c"rindex",
        search::rindex,
        c"S.rindex(sub[, start[, end]]) -> int\n\nThe highest index of sub in S[start:end]; ValueError where there is none.",
    ).old_style(),
    PyMethodDef::fast(
        c"rjust",
        case::rjust,
        c"rjust($self, width, fillchar=' ', /)\n--\n\nThe text at the right of width characters.",
    ),
    PyMethodDef::fast(
        c"rstrip",
        search::rstrip,
        c"rstrip($self, chars=None, /)\n--\n\nThe text without white space, or without chars, behind.",
    ),
    PyMethodDef::one(
        c"rpartition",
        search::rpartition,
        c"rpartition($self, sep, /)\n--\n\nWhat stands before the last sep, sep, and what stands behind it.",
    ),
    PyMethodDef::keywords(
        c"splitlines",
        search::splitlines,
        c"splitlines($self, /, keepends=False)\n--\n\nThe lines as a list, with their ends if keepends.",
    ),
    PyMethodDef::fast(
        c"strip",
        search::strip,
        c"strip($self, chars=None, /)\n--\n\nThe text without white space, or without chars, at both ends.",
    ),
    PyMethodDef::noargs(c"swapcase", case::swapcase, c"swapcase($self, /)\n--\n\nUpper case made lower and lower case made upper."),
    PyMethodDef::one(
        c"translate",
        case::translate,
        c"translate($self, table, /)\n--\n\nEach character replaced by what table[ord(character)] is: a code point, a string or None.",
    ),
    PyMethodDef::noargs(c"upper", case::upper, c"upper($self, /)\n--\n\nThe text in upper case."),
    PyMethodDef::fast(
        c"startswith",
        search::startswith,
        c"S.startswith(prefix[, start[, end]]) -> bool\n\nWhether S[start:end] begins with prefix, or with one of a tuple of them.",
    ).old_style(),
    PyMethodDef::fast(
        c"endswith",
        search::endswith,
        c"S.endswith(suffix[, start[, end]]) -> bool\n\nWhether S[start:end] ends with suffix, or with one of a tuple of them.",
    ).old_style(),
    PyMethodDef::one(
        c"removeprefix",
        search::removeprefix,
        c"removeprefix($self, prefix, /)\n--\n\nThe text without prefix in front, if it is there.",
    ),
    PyMethodDef::one(
        c"removesuffix",
        search::removesuffix,
        c"removesuffix($self, suffix, /)\n--\n\nThe text without suffix behind, if it is there.",
    ),
    PyMethodDef::noargs(c"isascii", case::isascii, c"isascii($self, /)\n--\n\nWhether every character is ASCII."),
    PyMethodDef::noargs(c"islower", case::islower, c"islower($self, /)\n--\n\nWhether there are cased characters, all of them lower case."),
    PyMethodDef::noargs(c"isupper", case::isupper, c"isupper($self, /)\n--\n\nWhether there are cased characters, all of them upper case."),
    PyMethodDef::noargs(c"istitle", case::istitle, c"istitle($self, /)\n--\n\nWhether each word begins with upper or title case and goes on in lower case."),
    PyMethodDef::noargs(c"isspace", case::isspace, c"isspace($self, /)\n--\n\nWhether there are characters, all of them white space."),
    PyMethodDef::noargs(c"isdecimal", case::isdecimal, c"isdecimal($self, /)\n--\n\nWhether there are characters, all of them decimal digits."),
    PyMethodDef::noargs(c"isdigit", case::isdigit, c"isdigit($self, /)\n--\n\nWhether there are characters, all of them digits."),
    PyMethodDef::noargs(c"isnumeric", case::isnumeric, c"isnumeric($self, /)\n--\n\nWhether there are characters, all of them numeric."),
    PyMethodDef::noargs(c"isalpha", case::isalpha, c"isalpha($self, /)\n--\n\nWhether there are characters, all of them letters."),
    PyMethodDef::noargs(c"isalnum", case::isalnum, c"isalnum($self, /)\n--\n\nWhether there are characters, all of them letters or numeric."),
    PyMethodDef::noargs(c"isidentifier", case::isidentifier, c"isidentifier($self, /)\n--\n\nWhether the text is an identifier, keywords included."),
    PyMethodDef::noargs(c"isprintable", case::isprintable, c"isprintable($self, /)\n--\n\nWhether repr() would leave every character as it is."),
    PyMethodDef::one(
        c"zfill",
        case::zfill,
        c"zfill($self, width, /)\n--\n\nThe text with zeros in front (behind a sign), up to width characters.",
    ),
    PyMethodDef::keywords(
        c"format",
        format::format_method,
        c"S.format(*args, **kwargs) -> str\n\nThe text with its replacement fields, as {0} or {name}, filled from the arguments.",
    ),
    PyMethodDef::one(
        c"format_map",
        format::format_map_method,
        c"S.format_map(mapping) -> str\n\nThe text with its replacement fields, as {name}, filled from the mapping.",
    ),
    PyMethodDef::one(
        c"__format__",
        case::format_method,
        c"__format__($self, format_spec, /)\n--\n\nText as the format specification asks for.",
    ),
    PyMethodDef::fast(
        c"maketrans",
        case::maketrans,
        c"maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)\n--\n\nA table for str.translate(): from a dict, or from characters, their replacements, and those to remove.",
    )
    .static_(),
    PyMethodDef::noargs(c"__sizeof__", case::sizeof, c"__sizeof__($self, /)\n--\n\nSize in memory, in bytes."),
    PyMethodDef::noargs(c"__getnewargs__", case::getnewargs, c""),
    PyMethodDef::END,
];
