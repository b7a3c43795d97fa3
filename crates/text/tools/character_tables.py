"""Writes the table of character properties from a Python 3.11 (Unicode 14.0):

    python3.11 crates/text/tools/character_tables.py
"""

import pathlib
import unicodedata

HEADER = (
    "//! Properties of characters, as runs of characters that share a record.\n//!\n"
    "//! Written by `python3.11 crates/text/tools/character_tables.py` (Unicode {}).\n\n"
    "use super::Record;\n\n"
)

FLAGS = [
    ("ALPHA", str.isalpha),
    ("DECIMAL", str.isdecimal),
    ("DIGIT", str.isdigit),
    ("NUMERIC", str.isnumeric),
    ("LOWER", str.islower),
    ("UPPER", str.isupper),
    ("TITLE", lambda c: unicodedata.category(c) == "Lt"),
    ("SPACE", str.isspace),
    ("PRINTABLE", str.isprintable),
    ("IGNORABLE", lambda c: ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] == "\u03c3"),
    ("BREAK", lambda c: len(("a" + c + "a").splitlines()) == 2),
]
MAPPED = 1 << 11

# Lower case that depends on what stands around is left to the code.


def main():
    records, runs, special = {}, [], []
    latin1 = []
    for code in range(0x110000):
        c = chr(code)
        flags = sum(1 << bit for bit, (_, test) in enumerate(FLAGS) if test(c))
        mapped = [c.lower(), c.upper(), c.title(), c.casefold()]
        if all(len(m) == 1 for m in mapped):
            deltas = tuple(ord(m) - code for m in mapped)
        else:
            flags |= MAPPED
            deltas = (0, 0, 0, 0)
            special.append((code, mapped))
        record = (flags,) + deltas + (unicodedata.decimal(c, 255), unicodedata.digit(c, 255))
        if record[5] != 255 or record[6] != 255:
            # Digits run through their values: the record says where the run began.
            record = record[:5] + ((code - record[5]) & 0xFF if record[5] != 255 else 0,)
            record += ((code - unicodedata.digit(c)) & 0xFF,)
        else:
            record = record[:5] + (0, 0)
        index = records.setdefault(record, len(records))
        if code < 256:
            latin1.append(index)
        if not runs or runs[-1][1] != index:
            runs.append((code, index))
    out = [HEADER.format(unicodedata.unidata_version)]
    for bit, (name, _) in enumerate(FLAGS):
        out.append("pub const %s: u16 = 1 << %d;\n" % (name, bit))
    out.append("/// The mappings stand in [`SPECIAL`].\npub const MAPPED: u16 = 1 << 11;\n\n")

    def wrap(cells):
        lines, line = [], "   "
        for cell in cells:
            if len(line) + len(cell) + 2 > 108:
                lines.append(line)
                line = "   "
            line += " " + cell + ","
        return "\n".join(lines + [line])

    out.append("#[rustfmt::skip]\npub const RECORDS: &[Record] = &[\n")
    out.append(wrap("Record(%d, %d, %d, %d, %d, %d, %d)" % r for r in records))
    out.append("\n];\n\n/// Records of the first 256 characters.\n#[rustfmt::skip]\npub const LATIN1: [u16; 256] = [\n")
    out.append(wrap(map(str, latin1)))
    out.append("\n];\n\n/// Where each run begins, and its record.\n#[rustfmt::skip]\npub const RUNS: &[(u32, u16)] = &[\n")
    out.append(wrap("(0x%x, %d)" % run for run in runs))
    out.append("\n];\n\n/// A character; its lower, upper, title case and case folding.\npub type Special = (u32, [&'static str; 4]);\n\n")
    out.append("#[rustfmt::skip]\npub const SPECIAL: &[Special] = &[\n")

    def literal(text):
        return '"%s"' % "".join("\\u{%x}" % ord(c) for c in text)

    out.append(wrap("(0x%x, [%s])" % (code, ", ".join(map(literal, mapped))) for code, mapped in special))
    out.append("\n];\n")
    target = pathlib.Path(__file__).parent.parent / "src" / "character" / "table.rs"
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(out))


main()
