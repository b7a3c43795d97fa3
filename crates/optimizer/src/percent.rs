//! `"…" % (…)` as an f-string (`optimize_format`).

use vivarium_ast::{Const, ConstId, ExprId, ExprKind, List, Loc, Location, StrKind};
use vivarium_records::FoldRule;
use vivarium_text::wtf8::Wtf8Buf;

use crate::fold::Folder;

/// A conversion: `%-5.3s`.
struct Conversion {
    spec: u32,
    left: bool,
    width: Option<u32>,
    precision: Option<u32>,
}

/// Widths and precisions of this many digits are not taken.
const MAX_DIGITS: usize = 3;

impl Folder<'_, '_> {
    pub(crate) fn percent_format(&mut self, id: ExprId, format: ConstId, elts: List<ExprId>) {
        let loc = self.ast[id].loc;
        match self.percent_parts(format, elts) {
            Ok(values) => {
                let values = self.ast.push_list(&values);
                self.replace(FoldRule::PercentFormat, id, ExprKind::JoinedStr { values });
            }
            Err(reason) => self.refused(FoldRule::PercentFormat, loc, reason),
        }
    }

    fn nowhere(&mut self) -> Loc {
        self.ast.push_location(Location { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 })
    }

    fn string(&mut self, text: &Wtf8Buf) -> ExprId {
        let value = self.ast.push_const(Const::Str(text.as_wtf8()));
        self.artificial(value)
    }

    fn artificial(&mut self, value: ConstId) -> ExprId {
        let loc = self.nowhere();
        self.ast.push(ExprKind::Constant { value, kind: StrKind::Plain }.at(loc))
    }

    fn percent_parts(&mut self, format: ConstId, elts: List<ExprId>) -> Result<Vec<ExprId>, &'static str> {
        let Const::Str(text) = self.ast.constant(format) else { return Err("not a string") };
        let text: Vec<u32> = text.code_points().collect();
        let elts: Vec<ExprId> = self.ast.list(elts).to_vec();
        let (mut parts, mut pos, mut used) = (Vec::new(), 0, 0);
        loop {
            let literal = literal(&text, &mut pos);
            if !literal.is_empty() {
                // `str.replace`, which makes one sign of two, gives a new object.
                let replaced = literal == "%";
                let literal = literal.as_wtf8();
                let value = if replaced {
                    self.ast.push_unshared_str(literal)
                } else {
                    self.ast.push_const(Const::Str(literal))
                };
                parts.push(self.artificial(value));
            }
            if pos >= text.len() {
                break;
            }
            let Some(&arg) = elts.get(used) else { return Err("more conversions than items") };
            pos += 1;
            let conversion = conversion(&text, &mut pos).ok_or("a conversion is not a plain one")?;
            used += 1;
            let conversion_code = match char::from_u32(conversion.spec) {
                Some('s' | 'r' | 'a') => conversion.spec as i32,
                _ => return Err("a conversion is not %s, %r or %a"),
            };
            let mut spec = String::new();
            if !conversion.left && conversion.width.is_some_and(|width| width > 0) {
                spec.push('>');
            }
            if let Some(width) = conversion.width {
                spec.push_str(&width.to_string());
            }
            if let Some(precision) = conversion.precision {
                spec.push_str(&format!(".{precision}"));
            }
            let format_spec = if spec.is_empty() { None } else { Some(self.string(&spec.into())) };
            let loc = self.ast[arg].loc;
            let value = ExprKind::FormattedValue { value: arg, conversion: conversion_code, format_spec };
            parts.push(self.ast.push(value.at(loc)));
        }
        if used < elts.len() {
            return Err("more items than conversions");
        }
        Ok(parts)
    }
}

/// The text up to the next conversion, with `%%` as `%`.
fn literal(text: &[u32], pos: &mut usize) -> Wtf8Buf {
    const PERCENT: u32 = '%' as u32;
    let mut out = Wtf8Buf::new();
    while let Some(&code) = text.get(*pos) {
        if code != PERCENT {
            *pos += 1;
        } else if text.get(*pos + 1) == Some(&PERCENT) {
            *pos += 2;
        } else {
            break;
        }
        out.push(code);
    }
    out
}

/// `simple_format_arg_parse`
fn conversion(text: &[u32], pos: &mut usize) -> Option<Conversion> {
    let mut found = Conversion { spec: 0, left: false, width: None, precision: None };
    let mut code = next(text, pos)?;
    loop {
        match char::from_u32(code) {
            Some('-') => found.left = true,
            Some('+' | ' ' | '#' | '0' | 'z') => {}
            _ => break,
        }
        code = next(text, pos)?;
    }
    if digit(code).is_some() {
        found.width = Some(number(text, pos, &mut code)?);
    }
    if code == '.' as u32 {
        code = next(text, pos)?;
        found.precision = Some(number(text, pos, &mut code)?);
    }
    found.spec = code;
    Some(found)
}

fn next(text: &[u32], pos: &mut usize) -> Option<u32> {
    let code = text.get(*pos).copied()?;
    *pos += 1;
    Some(code)
}

fn digit(code: u32) -> Option<u32> {
    char::from_u32(code).and_then(|c| c.to_digit(10))
}

/// Digits from `code` on, which becomes what stands behind them.
fn number(text: &[u32], pos: &mut usize, code: &mut u32) -> Option<u32> {
    let (mut value, mut digits) = (0, 0);
    while let Some(one) = digit(*code) {
        value = value * 10 + one;
        *code = next(text, pos)?;
        digits += 1;
        if digits >= MAX_DIGITS {
            return None;
        }
    }
    Some(value)
}
