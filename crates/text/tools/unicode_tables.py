"""Writes the tables of identifiers, printable characters and names from a Python 3.11 (Unicode 14.0):

    python3.11 crates/text/tools/unicode_tables.py NameAliases.txt

NameAliases.txt is the file of the Unicode Character Database; aliases that this Python does not know are left out.
"""

import pathlib
import sys
import unicodedata

HEADER = "//! {}\n//!\n//! Written by `python3.11 crates/text/tools/unicode_tables.py NameAliases.txt` (Unicode {}).\n\n"


def ranges(test):
    found = []
    for code in range(0x110000):
        if test(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return found


def table(name, doc, rows):
    cells = ["(0x%x, 0x%x)" % tuple(row) for row in rows]
    lines, line = [], "   "
    for cell in cells:
        if len(line) + len(cell) + 2 > 108:
            lines.append(line)
            line = "   "
        line += " " + cell + ","
    lines.append(line)
    return "/// %s\n#[rustfmt::skip]\npub const %s: &[(u32, u32)] = &[\n%s\n];\n" % (doc, name, "\n".join(lines))


def main(aliases):
    source = pathlib.Path(__file__).parent.parent / "src"
    version = unicodedata.unidata_version
    start = ranges(lambda c: ord(c) > 127 and c.isidentifier())
    inside = ranges(lambda c: ord(c) > 127 and ("a" + c).isidentifier())
    marks = ranges(lambda c: ("a" + c).isidentifier() and not c.isalnum() and c != "_")
    named = ranges(lambda c: unicodedata.name(c, None) is not None)
    (source / "ident" / "table.rs").write_text(
        HEADER.format("Characters of identifiers above ASCII.", version)
        + table("START", "Inclusive ranges of characters that may begin an identifier.", start)
        + "\n"
        + table("CONTINUE", "Inclusive ranges of characters that may stand inside one.", inside)
        + "\n"
        + table("MARKS", "Those of them that regular expressions do not take for word characters.", marks)
    )
    printable = ranges(lambda c: ord(c) > 127 and c.isprintable())
    (source / "printable" / "table.rs").write_text(
        HEADER.format("Printable characters above ASCII.", version)
        + table("PRINTABLE", "Inclusive ranges of characters that `repr` shows as they are.", printable)
    )
    rows = {}
    for line in open(aliases, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line:
            code, alias, _ = line.split(";")
            try:
                known = ord(unicodedata.lookup(alias))
            except KeyError:
                continue
            assert known == int(code, 16)
            rows[alias] = known
    body = "".join('    ("%s", 0x%x),\n' % row for row in sorted(rows.items()))
    (source / "names" / "table.rs").write_text(
        HEADER.format("Which characters have names, and the aliases.", version)
        + table("NAMED", "Inclusive ranges of characters that have a name.", named)
        + "\n/// Aliases in byte order, with their characters.\n#[rustfmt::skip]\n"
        + "pub const ALIASES: &[(&str, u32)] = &[\n"
        + body
        + "];\n"
    )


main(sys.argv[1])
