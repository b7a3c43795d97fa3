"""Writes the tables of Python's single-byte encodings and the aliases of all that the lexer knows:

    python3.11 crates/lexer/tools/charmaps.py

Encodings whose lower half is not ASCII are left out: no cookie can name them.
"""

import encodings
import encodings.aliases
import importlib
import pathlib
import pkgutil
import unicodedata

WIDE = {
    "big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso2022_jp",
    "shift_jis", "hz", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr",
}
PLAIN = {"ascii", "charmap", "latin_1", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7", "utf_8", "utf_8_sig"}
NO_TEXT = {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}


def readable(c):
    """Whether an editor shows it in its place."""
    return c.isprintable() and not unicodedata.combining(c) and unicodedata.bidirectional(c) not in ("R", "AL", "AN")


pages = {}
for module in pkgutil.iter_modules(encodings.__path__):
    if module.name in PLAIN | WIDE:
        continue
    try:
        table = getattr(importlib.import_module("encodings." + module.name), "decoding_table", None)
    except ImportError:
        continue
    if isinstance(table, str) and table[:128] == bytes(range(128)).decode("ascii"):
        pages[module.name] = table[128:].ljust(128, "\ufffe")

out = [
    "//! Python's single-byte encodings, and every spelling of the encodings known here.",
    "//!",
    "//! Written by `python3.11 crates/lexer/tools/charmaps.py`.",
    "",
    "/// By name: the characters of the bytes from 0x80; U+FFFE where a byte means nothing.",
    "#[rustfmt::skip]",
    "pub(crate) const PAGES: &[(&str, &str)] = &[",
]
for name, upper in sorted(pages.items()):
    text = "".join("\\" + c if c in '"\\' else c if readable(c) else "\\u{%x}" % ord(c) for c in upper)
    out.append('    ("%s", "%s"),' % (name, text))
out += ["];", "", "/// Aliases in byte order, with the name they stand for.", "#[rustfmt::skip]"]
out.append("pub(crate) const ALIASES: &[(&str, &str)] = &[")
known = set(pages) | WIDE | PLAIN | NO_TEXT
for alias, name in sorted(encodings.aliases.aliases.items()):
    if name in known:
        out.append('    ("%s", "%s"),' % (alias, name))
out += ["];", ""]
target = pathlib.Path(__file__).parent.parent / "src" / "codec" / "charmap.rs"
target.parent.mkdir(exist_ok=True)
target.write_text("\n".join(out))
