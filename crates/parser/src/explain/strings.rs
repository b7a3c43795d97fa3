//! Why a string literal is refused: `string_parser.c`, for its errors alone.

use vivarium_lexer::{Kind, Tokens};
use vivarium_text::literal::{InvalidEscape, decode_bytes, decode_str, string_parts};

use crate::Warning;
use crate::build::without_lone_backslash;

use super::machine::{Machine, Outcome, Raised, Val};
use super::rules::{Node, Place};
use super::source::{Source, Start};

pub(super) fn strings(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    let (first, _) = machine.tokens(a);
    let last = machine.mark.saturating_sub(1);
    match check(machine, first, last) {
        Ok(node) => Outcome::Value(machine.literal(node, first, last)),
        Err(Raised) => Outcome::Raised,
    }
}

fn fail<T>(machine: &mut Machine<'_>, message: &str) -> Result<T, Raised> {
    Err(machine.fail(Place::LastToken, Val::Nothing, Val::Nothing, message))
}

/// Warns of an escape sequence in what starts at an offset of a token, once.
fn warn(machine: &mut Machine<'_>, token: u32, offset: usize, invalid: Option<InvalidEscape>) {
    if let Some(InvalidEscape { message, offset: at, .. }) = invalid
        && !machine.second
    {
        let span = machine.source.span(token);
        let at = span.start + (offset + at) as u32;
        machine.warnings.push(Warning::invalid_escape(message, at, (span.start, span.end)));
    }
}

fn check(machine: &mut Machine<'_>, first: u32, last: u32) -> Result<Node, Raised> {
    let mut node = Node::Literal;
    let mut bytes = None;
    for index in first..=last {
        if machine.source.kind(index) != Kind::String {
            continue;
        }
        let parts = string_parts(machine.source.text(index));
        if parts.format {
            machine.since(6, &"Format strings are only")?;
        }
        if parts.bytes && !parts.body.is_ascii() {
            let message = "bytes can only contain ASCII literal characters";
            return Err(machine.fail(Place::Part, Val::Token(index), Val::Nothing, message));
        }
        if !parts.raw && !parts.format {
            let decoded = if parts.bytes {
                decode_bytes(parts.body, false).map(|(_, invalid)| invalid)
            } else {
                decode_str(parts.body).map(|(_, invalid)| invalid)
            };
            match decoded {
                Err(message) => return fail(machine, &message),
                Ok(invalid) => warn(machine, index, parts.offset as usize, invalid),
            }
        }
        if bytes.is_some_and(|bytes| bytes != parts.bytes) {
            return fail(machine, "cannot mix bytes and nonbytes literals");
        }
        bytes = Some(parts.bytes);
        if parts.format {
            node = Node::FormatString;
            let mut scan = Scan {
                token: index,
                bytes: machine.source.text(index).as_bytes(),
                text: machine.source.text(index),
                at: parts.offset as usize,
                end: parts.offset as usize + parts.body.len(),
                raw: parts.raw,
                lines: 0,
                line_start: 0,
                counted: 0,
            };
            format_string(machine, &mut scan, 0)?;
        }
    }
    Ok(node)
}

struct Scan<'s> {
    token: u32,
    bytes: &'s [u8],
    text: &'s str,
    at: usize,
    end: usize,
    raw: bool,
    /// How many lines end before `counted`, and where the last of them does.
    lines: i64,
    line_start: usize,
    counted: usize,
}

impl Scan<'_> {
    /// The lines that end before an offset, which grows from call to call, and where the last of them does.
    fn lines_before(&mut self, at: usize) -> (i64, usize) {
        while let Some(found) = memchr::memchr(b'\n', &self.bytes[self.counted.min(at)..at]) {
            self.counted += found + 1;
            self.lines += 1;
            self.line_start = self.counted;
        }
        self.counted = at;
        (self.lines, self.line_start)
    }

    fn peek(&self) -> Option<u8> {
        if self.at < self.end { Some(self.bytes[self.at]) } else { None }
    }
}

fn format_string(machine: &mut Machine<'_>, scan: &mut Scan<'_>, depth: u32) -> Result<(), Raised> {
    loop {
        if literal(machine, scan, depth)? {
            continue;
        }
        if matches!(scan.peek(), None | Some(b'}')) {
            break;
        }
        replacement(machine, scan, depth)?;
    }
    if depth == 0 && scan.at + 1 < scan.end {
        return fail(machine, "f-string: unexpected end of string");
    }
    if depth != 0 && scan.peek() != Some(b'}') {
        return fail(machine, "f-string: expecting '}'");
    }
    Ok(())
}

fn literal(machine: &mut Machine<'_>, scan: &mut Scan<'_>, depth: u32) -> Result<bool, Raised> {
    let start = scan.at;
    let mut at = start;
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
                warn(machine, scan.token, at - 2, Some(InvalidEscape { message, offset: 0 }));
            }
        }
        if byte == b'{' || byte == b'}' {
            if depth == 0 {
                if at < scan.end && scan.bytes[at] == byte {
                    next = Some(at + 1);
                    break;
                }
                if byte == b'}' {
                    return fail(machine, "f-string: single '}' is not allowed");
                }
            }
            at -= 1;
            break;
        }
    }
    scan.at = next.unwrap_or(at);
    if at > start && !scan.raw {
        match decode_str(without_lone_backslash(scan.text.get(start..at).unwrap_or(""))) {
            Err(message) => return fail(machine, &message),
            Ok((_, invalid)) => warn(machine, scan.token, start, invalid),
        }
    }
    Ok(next.is_some())
}

const OPEN_END: &str = "f-string: expecting '}'";

fn replacement(machine: &mut Machine<'_>, scan: &mut Scan<'_>, depth: u32) -> Result<(), Raised> {
    if depth >= 2 {
        return fail(machine, "f-string: expressions nested too deeply");
    }
    let brace = scan.at;
    scan.at += 1;
    expression_end(machine, scan)?;
    if scan.at >= scan.end {
        return fail(machine, OPEN_END);
    }
    expression(machine, scan, brace)?;
    if scan.peek() == Some(b'=') {
        machine.since(8, &"f-string: self documenting expressions are only")?;
        scan.at += 1;
        while matches!(scan.peek(), Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)) {
            scan.at += 1;
        }
    }
    if scan.peek() == Some(b'!') {
        scan.at += 1;
        match scan.peek() {
            None => return fail(machine, OPEN_END),
            Some(b's' | b'r' | b'a') => scan.at += 1,
            Some(_) => {
                return fail(machine, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
            }
        }
    }
    if scan.peek() == Some(b':') {
        scan.at += 1;
        if scan.at >= scan.end {
            return fail(machine, OPEN_END);
        }
        format_string(machine, scan, depth + 1)?;
    }
    if scan.peek() != Some(b'}') {
        return fail(machine, OPEN_END);
    }
    scan.at += 1;
    Ok(())
}

/// Moves to the end of the expression.
fn expression_end(machine: &mut Machine<'_>, scan: &mut Scan<'_>) -> Result<(), Raised> {
    let mut quote: Option<(u8, bool)> = None;
    let mut open: Vec<u8> = Vec::new();
    while scan.at < scan.end {
        let byte = scan.bytes[scan.at];
        let next = if scan.at + 1 < scan.end { Some(scan.bytes[scan.at + 1]) } else { None };
        let tripled = scan.at + 2 < scan.end && next == Some(byte) && scan.bytes[scan.at + 2] == byte;
        match (quote, byte) {
            (_, b'\\') => return fail(machine, "f-string expression part cannot include a backslash"),
            (Some((mark, true)), byte) if byte == mark && tripled => {
                scan.at += 2;
                quote = None;
            }
            (Some((mark, false)), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => {
                if tripled {
                    scan.at += 2;
                }
                quote = Some((byte, tripled));
            }
            (None, b'(' | b'[' | b'{') => {
                if open.len() >= 200 {
                    return fail(machine, "f-string: too many nested parenthesis");
                }
                open.push(byte);
            }
            (None, b'#') => return fail(machine, "f-string expression part cannot include '#'"),
            (None, b'!' | b':' | b'}' | b'=' | b'<' | b'>') if open.is_empty() => {
                if next == Some(b'=') && matches!(byte, b'!' | b'=' | b'<' | b'>') {
                    scan.at += 1;
                } else if !matches!(byte, b'<' | b'>') {
                    break;
                }
            }
            (None, b')' | b']' | b'}') => {
                let wanted = match byte {
                    b')' => b'(',
                    b']' => b'[',
                    _ => b'{',
                };
                let close = char::from(byte);
                match open.pop() {
                    None => return fail(machine, &format!("f-string: unmatched '{close}'")),
                    Some(found) if found != wanted => {
                        let found = char::from(found);
                        let message = format!(
                            "f-string: closing parenthesis '{close}' does not match opening parenthesis '{found}'"
                        );
                        return fail(machine, &message);
                    }
                    Some(_) => {}
                }
            }
            _ => {}
        }
        scan.at += 1;
    }
    if quote.is_some() {
        return fail(machine, "f-string: unterminated string");
    }
    if let Some(open) = open.last() {
        return fail(machine, &format!("f-string: unmatched '{}'", char::from(*open)));
    }
    Ok(())
}

/// Parses the expression between `brace` and the scanner, in parentheses.
fn expression(machine: &mut Machine<'_>, scan: &mut Scan<'_>, brace: usize) -> Result<(), Raised> {
    let text = scan.text.get(brace + 1..scan.at).unwrap_or("");
    if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0x0c)) {
        return match scan.bytes[scan.at] {
            end @ (b'!' | b':' | b'=') => {
                fail(machine, &format!("f-string: expression required before '{}'", char::from(end)))
            }
            _ => fail(machine, "f-string: empty expression not allowed"),
        };
    }
    let buffer = format!("({text})");
    let mut lexed: Tokens = vivarium_lexer::lex(&buffer);
    let options = crate::Options { mode: crate::Mode::Exec, byte_columns: true, ..machine.source.options };
    options.adapt(&mut lexed);
    let at = machine.source.position(scan.token);
    let (lines, line_start) = scan.lines_before(brace);
    let blank = text.split('\n').next().unwrap_or("");
    let newline_first = text.contains('\n') && blank.bytes().all(|byte| matches!(byte, b' ' | b'\t' | 0x0c));
    let newline_first = newline_first || (!text.contains('\n') && blank.trim().is_empty());
    let columns = if newline_first { 0 } else { (brace - line_start) as i64 };
    let start = Start {
        lineno: at.lineno + lines,
        column: if lines == 0 { at.column + columns } else { columns },
        offset: machine.source.start.map_or(0, |start| start.offset)
            + machine.source.span(scan.token).start
            + brace as u32,
    };
    let source = Source::new(&buffer, &lexed, options, Some(start));
    match super::run(&source, super::rules::FSTRING) {
        Some(error) => Err(machine.raise(error)),
        None => Ok(()),
    }
}
