//! Markdown, for a pull request.

use std::fmt::Write as _;

use crate::Report;

/// A report as a table of code objects and a list of findings.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    let totals = &report.totals;
    let _ = writeln!(
        out,
        "### `{}`\n\n{} code objects, {} instructions in {} bytes, {} basic blocks, stack at most {}.\n",
        cell(&report.file),
        totals.codes,
        totals.instructions,
        totals.bytes,
        totals.blocks,
        totals.stack_size
    );
    out.push_str(
        "| code object | line | instructions | stack | blocks | complexity | commonest | findings |\n",
    );
    out.push_str("|---|--:|--:|--:|--:|--:|---|--:|\n");
    for code in &report.codes {
        let commonest: Vec<String> =
            code.opcodes.iter().take(3).map(|one| format!("{} {}", one.what, one.count)).collect();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
            cell(&code.qualname),
            code.firstlineno,
            code.instructions,
            code.stack_size,
            code.blocks,
            code.complexity,
            commonest.join(", "),
            code.findings.len()
        );
    }
    if report.findings().next().is_some() {
        out.push_str("\nFindings:\n\n");
        for (code, finding) in report.findings() {
            let line = finding.line.map_or_else(String::new, |line| format!(":{line}"));
            let estimate = match finding.estimate {
                0 => String::new(),
                count => format!(" (about {count} instructions {})", finding.per.words()),
            };
            let _ = writeln!(
                out,
                "- **{}** `{}`{line}: {}{estimate}",
                finding.rule,
                cell(&code.qualname),
                cell(&finding.message)
            );
        }
    }
    out
}

/// Text that cannot end a table's cell, a code span or a line.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('`', "'").replace(['\n', '\r'], " ")
}
