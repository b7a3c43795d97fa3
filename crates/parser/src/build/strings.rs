//! String literals: concatenation, escapes, and f-strings, whose expressions are lexed and parsed on their own.

use vivarium_ast::*;
use vivarium_lexer::{Kind, Token};
use vivarium_text::literal::{InvalidEscape, StringParts, decode_bytes, decode_str, string_parts};
use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

use super::{Builder, Built, refused};
use crate::feed::Feed;
use crate::term::Term;
use crate::{Warning, grammar};

/// Columns that CPython shifts: those of offsets `from..=to`.
///
/// The parser of an f-string's expression adds the column of the opening brace to columns on its first line, but goes by
/// the line on which a token ends (`initialize_token` in `pegen.c`): a string that spans lines misses the shift.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quirk {
    from: u32,
    to: u32,
    shift: i32,
}

/// A string token.
#[derive(Clone, Copy)]
struct Piece {
    start: u32,
    end: u32,
}

/// The parts of a concatenation so far: text not yet a node, and nodes on the builder's stack.
struct Parts {
    text: Wtf8Buf,
    exprs: u32,
}

/// Where the f-string scanner is.
struct Scan<'s> {
    /// The source.
    bytes: &'s [u8],
    at: usize,
    end: usize,
    raw: bool,
}

impl Builder<'_> {
    pub(crate) fn push_string(&mut self, start: u32, end: u32) -> u32 {
        self.strings.push((start, end));
        self.strings.len() as u32 - 1
    }

    #[cold]
    pub(super) fn quirky_loc(&mut self, l: u32, r: u32) -> Loc {
        let shift = |at: u32| {
            let quirk = self.quirks.iter().rev().find(|quirk| quirk.from <= at && at <= quirk.to);
            quirk.map_or(0, |quirk| quirk.shift)
        };
        let (start, end) = (shift(l), shift(r));
        if start == 0 && end == 0 {
            return Loc::new(l, r);
        }
        let mut location = self.ast.location(Loc::new(l, r));
        location.col_offset += start;
        location.end_col_offset += end;
        self.ast.push_location(location)
    }

    pub(crate) fn string(&mut self, start: u32, end: u32) -> Built<ExprId> {
        let parts = string_parts(self.text(start, end));
        if parts.format {
            self.concatenation(&[Piece { start, end }])
        } else {
            self.lone_string(start, end, &parts)
        }
    }

    pub(crate) fn strings(&mut self, first: u32) -> Built<ExprId> {
        let first = first as usize;
        let pieces: Vec<Piece> =
            self.strings.drain(first..).map(|(start, end)| Piece { start, end }).collect();
        self.concatenation(&pieces)
    }

    fn lone_string(&mut self, start: u32, end: u32, parts: &StringParts<'_>) -> Built<ExprId> {
        let body_at = start + parts.offset;
        let value = if parts.bytes {
            if !parts.body.is_ascii() {
                return refused();
            }
            let Ok((value, invalid)) = decode_bytes(parts.body, parts.raw) else { return refused() };
            self.warn(invalid, body_at, Piece { start, end });
            self.ast.push_const(Const::Bytes(&value))
        } else if parts.raw {
            self.ast.push_const(Const::Str(Wtf8::new(parts.body)))
        } else {
            let Ok((value, invalid)) = decode_str(parts.body) else { return refused() };
            self.warn(invalid, body_at, Piece { start, end });
            self.ast.push_const(Const::Str(value.as_wtf8()))
        };
        let kind = if parts.unicode { StrKind::U } else { StrKind::Plain };
        Ok(self.expr(ExprKind::Constant { value, kind }, start, end))
    }

    fn warn(&mut self, invalid: Option<InvalidEscape>, body_at: u32, token: Piece) {
        if let Some(invalid) = invalid {
            let at = body_at + invalid.offset as u32;
            self.warnings.push(Warning::invalid_escape(invalid.message, at, (token.start, token.end)));
        }
    }

    fn concatenation(&mut self, pieces: &[Piece]) -> Built<ExprId> {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return refused() };
        let whole = Piece { start: first.start, end: last.end };
        let bytes = string_parts(self.text(first.start, first.end)).bytes;
        let mut all = Vec::new();
        let mut parts = Parts { text: Wtf8Buf::new(), exprs: self.exprs.len() as u32 };
        let mut format = false;
        for piece in pieces {
            let string = string_parts(self.text(piece.start, piece.end));
            if string.bytes != bytes {
                return refused();
            }
            let body_at = piece.start + string.offset;
            if bytes {
                if !string.body.is_ascii() {
                    return refused();
                }
                let Ok((value, invalid)) = decode_bytes(string.body, string.raw) else { return refused() };
                self.warn(invalid, body_at, *piece);
                all.extend_from_slice(&value);
            } else if string.format {
                format = true;
                let at = body_at as usize;
                let mut scan =
                    Scan { bytes: self.source.as_bytes(), at, end: at + string.body.len(), raw: string.raw };
                self.fstring(&mut scan, 0, &mut parts, whole, *piece)?;
                if scan.at < scan.end {
                    return refused();
                }
            } else if string.raw {
                parts.text.push_str(string.body);
            } else {
                let Ok((value, invalid)) = decode_str(string.body) else { return refused() };
                parts.text.push_wtf8(value.as_wtf8());
                self.warn(invalid, body_at, *piece);
            }
        }
        if bytes {
            let value = self.ast.push_const(Const::Bytes(&all));
            return Ok(self.expr(ExprKind::Constant { value, kind: StrKind::Plain }, whole.start, whole.end));
        }
        if !format {
            return Ok(self.text_node(&parts.text, whole, whole.start));
        }
        Ok(self.joined(parts, whole, whole.start))
    }

    /// The node of all parts, text that is left over included.
    fn joined(&mut self, parts: Parts, at: Piece, first: u32) -> ExprId {
        if !parts.text.is_empty() {
            let node = self.text_node(&parts.text, at, first);
            self.exprs.push(node);
        }
        let values = self.close_exprs(parts.exprs);
        self.expr(ExprKind::JoinedStr { values }, at.start, at.end)
    }

    /// `first` is where the token starts whose prefix decides on the `kind`.
    fn text_node(&mut self, text: &Wtf8Buf, at: Piece, first: u32) -> ExprId {
        let value = self.ast.push_const(Const::Str(text.as_wtf8()));
        let kind = if self.text(first, first + 1) == "u" { StrKind::U } else { StrKind::Plain };
        self.expr(ExprKind::Constant { value, kind }, at.start, at.end)
    }

    /// Reads an f-string's body, or a format spec (`depth` above 0) up to its closing brace.
    fn fstring(
        &mut self,
        scan: &mut Scan<'_>,
        depth: u32,
        parts: &mut Parts,
        whole: Piece,
        piece: Piece,
    ) -> Built<()> {
        loop {
            if self.literal(scan, depth, parts, piece)? {
                continue;
            }
            if scan.at >= scan.end || scan.bytes[scan.at] == b'}' {
                break;
            }
            let node = self.replacement(scan, depth, parts, whole, piece)?;
            if !parts.text.is_empty() {
                let text = std::mem::take(&mut parts.text);
                let text = self.text_node(&text, whole, whole.start);
                self.exprs.push(text);
            }
            self.exprs.push(node);
        }
        let complete = if depth == 0 { scan.at >= scan.end } else { scan.at < scan.end };
        if complete { Ok(()) } else { refused() }
    }

    /// Reads text up to a replacement field or the end. True after a doubled brace: more text may follow.
    fn literal(&mut self, scan: &mut Scan<'_>, depth: u32, parts: &mut Parts, piece: Piece) -> Built<bool> {
        let start = scan.at;
        let mut at = start;
        let mut doubled = false;
        let mut next = None;
        while at < scan.end {
            let mut byte = scan.bytes[at];
            at += 1;
            if !scan.raw && byte == b'\\' && at < scan.end {
                byte = scan.bytes[at];
                at += 1;
                if byte == b'N' {
                    if at < scan.end {
                        at += 1;
                        if scan.bytes[at - 1] == b'{' {
                            while at < scan.end {
                                at += 1;
                                if scan.bytes[at - 1] == b'}' {
                                    break;
                                }
                            }
                        }
                    }
                    continue;
                }
                if byte == b'{' {
                    let message = "invalid escape sequence '\\{'".to_owned();
                    self.warnings.push(Warning::invalid_escape(
                        message,
                        at as u32 - 2,
                        (piece.start, piece.end),
                    ));
                }
            }
            if byte == b'{' || byte == b'}' {
                if depth == 0 {
                    if at < scan.end && scan.bytes[at] == byte {
                        next = Some(at + 1);
                        doubled = true;
                        break;
                    }
                    if byte == b'}' {
                        return refused();
                    }
                }
                at -= 1;
                break;
            }
        }
        scan.at = next.unwrap_or(at);
        if at > start {
            let text = self.text(start as u32, at as u32);
            if scan.raw {
                parts.text.push_str(text);
            } else {
                let whole = without_lone_backslash(text);
                let Ok((value, invalid)) = decode_str(whole) else { return refused() };
                parts.text.push_wtf8(value.as_wtf8());
                parts.text.push_str(&text[whole.len()..]);
                self.warn(invalid, start as u32, piece);
            }
        }
        Ok(doubled)
    }

    /// Reads a replacement field, from its opening brace.
    fn replacement(
        &mut self,
        scan: &mut Scan<'_>,
        depth: u32,
        parts: &mut Parts,
        whole: Piece,
        piece: Piece,
    ) -> Built<ExprId> {
        if depth >= 2 {
            return refused();
        }
        let brace = scan.at;
        let start = brace + 1;
        let Some(end) = expression_end(&scan.bytes[..scan.end], start) else { return refused() };
        let value = self.fstring_expression(brace, end, piece)?;
        scan.at = end;
        let mut debug = false;
        if scan.bytes[scan.at] == b'=' {
            scan.at += 1;
            while scan.at < scan.end
                && matches!(scan.bytes[scan.at], b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
            {
                scan.at += 1;
            }
            parts.text.push_str(self.text(start as u32, scan.at as u32));
            debug = true;
        }
        let peek = |scan: &Scan<'_>| if scan.at < scan.end { Some(scan.bytes[scan.at]) } else { None };
        let mut conversion = -1;
        if peek(scan) == Some(b'!') {
            scan.at += 1;
            match peek(scan) {
                Some(letter @ (b's' | b'r' | b'a')) => conversion = i32::from(letter),
                _ => return refused(),
            }
            scan.at += 1;
        }
        let mut format_spec = None;
        if peek(scan) == Some(b':') {
            scan.at += 1;
            let mut spec = Parts { text: Wtf8Buf::new(), exprs: self.exprs.len() as u32 };
            self.fstring(scan, depth + 1, &mut spec, whole, piece)?;
            format_spec = Some(self.joined(spec, piece, piece.start));
        }
        if peek(scan) != Some(b'}') {
            return refused();
        }
        scan.at += 1;
        if debug && format_spec.is_none() && conversion == -1 {
            conversion = i32::from(b'r');
        }
        Ok(self.expr(ExprKind::FormattedValue { value, conversion, format_spec }, whole.start, whole.end))
    }

    /// Parses the expression after `brace`, up to `end`, as CPython does it: put in parentheses, by a parser of its own.
    fn fstring_expression(&mut self, brace: usize, end: usize, piece: Piece) -> Built<ExprId> {
        let text = self.text(brace as u32 + 1, end as u32);
        if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0x0c)) || self.fstring_depth > 200 {
            return refused();
        }
        let wrapped = format!("({text})");
        let mut lexed = vivarium_lexer::lex(&wrapped);
        if lexed.error.is_some() {
            return refused();
        }
        self.options.adapt(&mut lexed);
        self.nesting = self.nesting.max(lexed.nesting);
        let base = brace as u32;
        for token in &mut lexed.tokens {
            token.start += base;
            token.end += base;
        }
        let quirks = self.quirks.len();
        self.add_quirks(&lexed.tokens, brace as u32, end as u32, piece);
        let feed = Feed::new(self.source, &lexed.tokens, Term::FString);
        self.fstring_depth += 1;
        let parsed = grammar::StartParser::new().parse(self, feed);
        self.fstring_depth -= 1;
        self.quirks.truncate(quirks);
        parsed?;
        self.fstring_result.take().map_or_else(refused, Ok)
    }

    fn add_quirks(&mut self, tokens: &[Token], brace: u32, end: u32, piece: Piece) {
        let first_line_end = self.text(brace, end).find('\n').map_or(end, |at| brace + at as u32);
        let before = self.text(piece.start, brace);
        if !before.contains('\n') {
            // The columns here build on that of the string token, which may be wrong itself.
            let outer =
                self.quirks.iter().rev().find(|quirk| quirk.from <= piece.start && piece.start <= quirk.to);
            if let Some(outer) = outer {
                let quirk = Quirk { from: brace, to: first_line_end, shift: outer.shift };
                self.quirks.push(quirk);
            }
        }
        for token in tokens {
            if token.kind == Kind::String && token.start < first_line_end && token.end > first_line_end {
                // A column counted from the parenthesis, not from the start of the line.
                let natural = self.ast.location(Loc::new(token.start, token.start)).col_offset;
                let shift = (token.start - brace) as i32 - natural;
                self.quirks.push(Quirk { from: token.start, to: token.start, shift });
            }
        }
    }
}

/// The text without the backslash before the brace of `\\{`, which escapes nothing and stands for itself.
pub(crate) fn without_lone_backslash(text: &str) -> &str {
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    if backslashes % 2 == 1 { &text[..text.len() - 1] } else { text }
}

/// Where an expression that starts at `at` ends: at its `!`, `:`, `=` or closing brace.
fn expression_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut quote: Option<(u8, bool)> = None;
    let mut open = Vec::new();
    while at < bytes.len() {
        let byte = bytes[at];
        let next = bytes.get(at + 1).copied();
        let tripled = next == Some(byte) && bytes.get(at + 2) == Some(&byte);
        if byte == b'\\' {
            return None;
        }
        match (quote, byte) {
            (Some((mark, true)), byte) if byte == mark && tripled => {
                at += 2;
                quote = None;
            }
            (Some((mark, false)), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => {
                if tripled {
                    at += 2;
                }
                quote = Some((byte, tripled));
            }
            (None, b'(' | b'[' | b'{') => {
                if open.len() >= 200 {
                    return None;
                }
                open.push(byte);
            }
            (None, b'#') => return None,
            (None, b'!' | b':' | b'}' | b'=' | b'<' | b'>') if open.is_empty() => {
                if next == Some(b'=') && matches!(byte, b'!' | b'=' | b'<' | b'>') {
                    at += 1;
                } else if !matches!(byte, b'<' | b'>') {
                    return Some(at);
                }
            }
            (None, b')' | b']' | b'}') => {
                let wanted = match byte {
                    b')' => b'(',
                    b']' => b'[',
                    _ => b'{',
                };
                if open.pop() != Some(wanted) {
                    return None;
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
