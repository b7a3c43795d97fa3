//! Constants, docstrings and f-strings: which quotes, and what is escaped.

use vivarium_text::printable::is_printable;
use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

use super::{OR, Step, UnparseError, Unparser};
use crate::dump::push_const_repr;
use crate::repr::{push_escape, push_str_repr};
use crate::{Const, ConstId, ExprId, ExprKind, StrKind};

const MULTI: [&str; 2] = ["\"\"\"", "'''"];
const ALL: [&str; 4] = ["'", "\"", "\"\"\"", "'''"];

const BACKSLASH: UnparseError = UnparseError("Unable to avoid backslash in f-string expression part");
const UNEXPECTED: UnparseError = UnparseError("Unexpected node inside JoinedStr");
const TOO_DEEP: UnparseError = UnparseError("f-strings nested too deeply");

const MAX_DEPTH: u32 = 50;

fn repr(text: Wtf8<'_>) -> String {
    let mut out = String::new();
    push_str_repr(&mut out, text);
    out
}

/// The text between quotes, and the quotes that would do, the best first.
fn literal(text: Wtf8<'_>, quotes: &[&'static str], escape_blanks: bool) -> (String, Vec<&'static str>) {
    let mut escaped = String::new();
    for code in text.code_points() {
        match char::from_u32(code) {
            Some(c @ ('\n' | '\t')) if !escape_blanks => escaped.push(c),
            Some('\\') => escaped.push_str("\\\\"),
            Some('\n') => escaped.push_str("\\n"),
            Some('\t') => escaped.push_str("\\t"),
            Some('\r') => escaped.push_str("\\r"),
            Some(c) if is_printable(code) => escaped.push(c),
            _ => push_escape(&mut escaped, code),
        }
    }
    let lines = escaped.contains('\n');
    let mut possible: Vec<&'static str> = quotes
        .iter()
        .copied()
        .filter(|quote| !escaped.contains(quote) && (!lines || quote.len() == 3))
        .collect();
    if possible.is_empty() {
        let repr = repr(text);
        let mark = if repr.starts_with('"') { "\"" } else { "'" };
        let quote = quotes.iter().copied().find(|quote| quote.contains(mark)).unwrap_or(mark);
        return (repr[1..repr.len() - 1].to_owned(), vec![quote]);
    }
    if let Some(last) = escaped.chars().next_back() {
        possible.sort_by_key(|quote| quote.starts_with(last));
        if possible[0].starts_with(last) {
            escaped.pop();
            escaped.push('\\');
            escaped.push(last);
        }
    }
    (escaped, possible)
}

impl Unparser<'_> {
    fn write_literal(&mut self, text: Wtf8<'_>, quotes: &[&'static str]) {
        let (text, quotes) = literal(text, quotes, false);
        let quote = quotes.first().copied().unwrap_or("'");
        self.out.push_str(quote);
        self.out.push_str(&text);
        self.out.push_str(quote);
    }

    pub(super) fn docstring(&mut self, id: ExprId) {
        let ast = self.ast;
        self.line("");
        if let ExprKind::Constant { value, kind } = ast[id].kind
            && let Const::Str(text) = ast.constant(value)
        {
            if kind == StrKind::U {
                self.out.push('u');
            }
            self.write_literal(text, &MULTI);
        }
    }

    pub(super) fn constant(&mut self, id: ConstId) {
        let ast = self.ast;
        match ast.constant(id) {
            Const::Str(text) if self.avoid_backslashes => self.write_literal(text, &ALL),
            Const::Float(_) | Const::Complex(..) => {
                let mut text = String::new();
                push_const_repr(&mut text, ast, id);
                // No literal is infinite, but one may be too large.
                self.out.push_str(&text.replace("inf", "1e309").replace("nan", "(1e309-1e309)"));
            }
            _ => push_const_repr(&mut self.out, ast, id),
        }
    }

    /// An f-string.
    pub(super) fn joined(&mut self, id: ExprId) -> Result<(), UnparseError> {
        let ast = self.ast;
        let ExprKind::JoinedStr { values } = ast[id].kind else { return Err(UNEXPECTED) };
        self.out.push('f');
        if self.avoid_backslashes {
            let mut inner = Wtf8Buf::new();
            self.inner(id, &mut inner)?;
            self.write_literal(inner.as_wtf8(), &ALL);
            return Ok(());
        }
        let mut parts = Vec::new();
        for &value in ast.list(values) {
            let mut part = Wtf8Buf::new();
            self.inner(value, &mut part)?;
            parts.push((part, matches!(ast[value].kind, ExprKind::Constant { .. })));
        }
        let mut quotes: Vec<&'static str> = ALL.to_vec();
        let mut written = String::new();
        let mut fits = true;
        for (part, constant) in &parts {
            let (text, possible) = literal(part.as_wtf8(), &quotes, *constant);
            written.push_str(&text);
            if !possible.iter().any(|quote| quotes.contains(quote)) {
                fits = false;
                break;
            }
            quotes = possible;
        }
        if !fits {
            quotes = vec!["'''"];
            written.clear();
            for (part, _) in &parts {
                // A quotation mark in front makes `repr` choose apostrophes.
                let mut forced = Wtf8Buf::from("\"");
                forced.push_wtf8(part.as_wtf8());
                let text = repr(forced.as_wtf8());
                written.push_str(text.get(2..text.len() - 1).unwrap_or(""));
            }
        }
        let quote = quotes.first().copied().unwrap_or("'");
        self.out.push_str(quote);
        self.out.push_str(&written);
        self.out.push_str(quote);
        Ok(())
    }

    /// The text of a part of an f-string, before anything is escaped.
    fn inner(&self, id: ExprId, out: &mut Wtf8Buf) -> Result<(), UnparseError> {
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            match self.ast[id].kind {
                ExprKind::JoinedStr { values } => stack.extend(self.ast.list(values).iter().rev()),
                ExprKind::Constant { value, .. } => {
                    let Const::Str(text) = self.ast.constant(value) else { return Err(UNEXPECTED) };
                    for code in text.code_points() {
                        out.push(code);
                        if code == u32::from('{') || code == u32::from('}') {
                            out.push(code);
                        }
                    }
                }
                ExprKind::FormattedValue { .. } => self.replacement(id, out)?,
                _ => return Err(UNEXPECTED),
            }
        }
        Ok(())
    }

    /// A replacement field, braces included.
    pub(super) fn replacement(&self, id: ExprId, out: &mut Wtf8Buf) -> Result<(), UnparseError> {
        let ExprKind::FormattedValue { value, conversion, format_spec } = self.ast[id].kind else {
            return Err(UNEXPECTED);
        };
        if self.depth > MAX_DEPTH {
            return Err(TOO_DEEP);
        }
        let mut unparser = Unparser::new(self.ast, true, self.depth + 1);
        unparser.run(Step::Expr(value, OR))?;
        let text = unparser.out;
        if text.contains('\\') {
            return Err(BACKSLASH);
        }
        out.push_str("{");
        if text.starts_with('{') {
            out.push_str(" ");
        }
        out.push_str(&text);
        if conversion != -1 {
            out.push_str("!");
            out.push(conversion.unsigned_abs());
        }
        if let Some(spec) = format_spec {
            out.push_str(":");
            self.inner(spec, out)?;
        }
        out.push_str("}");
        Ok(())
    }
}
