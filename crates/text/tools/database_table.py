"""Writes the tables of the Unicode Character Database that `unicodedata` reads, from a Python 3.11 (Unicode 14.0):

    python3.11 crates/text/tools/database_table.py
"""

import pathlib
import unicodedata

HEADER = """//! What the Unicode Character Database says of each character, as runs of characters that share a record.
//!
//! Written by `python3.11 crates/text/tools/database_table.py` (Unicode {}).

use super::Record;
"""


def wrapped(cells):
    lines, line = [], "   "
    for cell in cells:
        if len(line) + len(cell) + 2 > 240:
            lines.append(line)
            line = "   "
        line += " " + cell + ","
    lines.append(line)
    return "\n".join(lines)


def constant(doc, name, kind, cells):
    return f"\n/// {doc}\n#[rustfmt::skip]\npub const {name}: &[{kind}] = &[\n{wrapped(cells)}\n];\n"


def main():
    names = {"category": [], "bidirectional": [], "east_asian_width": []}
    records, runs, decompositions, numerics = {}, [], [], []
    for code in range(0x110000):
        c = chr(code)
        row = []
        for what, found in names.items():
            value = getattr(unicodedata, what)(c)
            if value not in found:
                found.append(value)
            row.append(found.index(value))
        row = (*row, unicodedata.combining(c), unicodedata.mirrored(c))
        index = records.setdefault(row, len(records))
        if not runs or runs[-1][1] != index:
            runs.append((code, index))
        if text := unicodedata.decomposition(c):
            decompositions.append((code, text))
        if (value := unicodedata.numeric(c, None)) is not None:
            numerics.append((code, value))
    out = HEADER.format(unicodedata.unidata_version)
    for what, found in names.items():
        out += constant(f"Values of `{what}`.", what.upper(), "&str", [f'"{value}"' for value in found])
    cells = [f"Record({a}, {b}, {c}, {d}, {'true' if e else 'false'})" for a, b, c, d, e in records]
    out += constant("What characters share.", "RECORDS", "Record", cells)
    out += constant("First characters of runs, and their records.", "RUNS", "(u32, u16)", [f"(0x{a:x}, {b})" for a, b in runs])
    cells = [f'(0x{a:x}, "{b}")' for a, b in decompositions]
    mappings = HEADER.replace("What the", "The decompositions that the").replace("says of each character, as runs of characters that share a record", "has")
    mappings = mappings.replace("\nuse super::Record;\n", "").format(unicodedata.unidata_version)
    mappings += constant("Characters and their mappings.", "DECOMPOSITIONS", "(u32, &str)", cells)
    out += constant("Numeric values.", "NUMERICS", "(u32, f64)", [f"(0x{a:x}, {b!r})" for a, b in numerics])
    folder = pathlib.Path(__file__).parent.parent / "src" / "database"
    folder.mkdir(exist_ok=True)
    (folder / "table.rs").write_text(out)
    (folder / "decompositions.rs").write_text(mappings)


main()
