//! The text that `python3 -m tokenize -e FILE` prints.
//!
//! Python's `tokenize` module is a second tokenizer, made of regular expressions. For sources that compile it finds the
//! same tokens but for a few habits, which are reproduced here from [`Tokens`].

use crate::{Kind, LexError, Token, Tokens, lex, normalize_newlines};
use std::fmt::Write as _;
use vivarium_source::LineIndex;
use vivarium_text::{ident, printable};

/// What `tokenize` prints, and why it ends early if it does.
#[derive(Clone, Debug)]
pub struct Tokenized {
    /// A line per token, up to the error.
    pub text: String,
    /// The lexer's error; its spans are offsets in the text with newlines normalised.
    pub error: Option<Box<LexError>>,
}

/// Lexes `raw`, a text with whatever newlines, and prints its tokens.
pub fn tokenize(raw: &str, encoding: &str) -> Tokenized {
    let source = normalize_newlines(raw);
    let tokens = lex(&source);
    let mut printer = Printer {
        raw,
        source: &source,
        removed: removed_returns(raw, source.len()),
        lines: LineIndex::new(raw),
        line: 1,
        counted: (0, 0),
        out: String::with_capacity(raw.len() * 6),
        depth: 0,
        covered: 0,
        continued: false,
    };
    printer.print(&tokens, encoding);
    Tokenized { text: printer.out, error: tokens.error }
}

/// The text alone.
pub fn tokenize_text(raw: &str, encoding: &str) -> String {
    tokenize(raw, encoding).text
}

/// Offsets in the normalised text of the newlines that were `\r\n`.
fn removed_returns(raw: &str, normalized: usize) -> Vec<u32> {
    if raw.len() == normalized {
        return Vec::new();
    }
    let bytes = raw.as_bytes();
    memchr::memchr_iter(b'\r', bytes)
        .filter(|&at| bytes.get(at + 1) == Some(&b'\n'))
        .enumerate()
        .map(|(before, at)| (at - before) as u32)
        .collect()
}

struct Printer<'a> {
    raw: &'a str,
    source: &'a str,
    removed: Vec<u32>,
    lines: LineIndex,
    /// The line of the last position asked for.
    line: u32,
    /// The last offset asked for and its column.
    counted: (u32, u32),
    out: String,
    depth: usize,
    /// End of the last token, its newline included.
    covered: u32,
    /// Whether the line follows a backslash that no token covers.
    continued: bool,
}

impl Printer<'_> {
    fn print(&mut self, tokens: &Tokens, encoding: &str) {
        self.row((0, 0), (0, 0), "ENCODING", encoding);
        for token in tokens.all() {
            self.token(token);
        }
    }

    /// The offset in the raw text.
    fn raw_offset(&self, offset: u32) -> u32 {
        offset + self.removed.partition_point(|&at| at < offset) as u32
    }

    /// Line and column, in characters, of a raw offset.
    fn position(&mut self, offset: u32) -> (u32, u32) {
        let place = self.lines.line_col_near(offset, self.line);
        self.line = place.line;
        let start = offset - place.column;
        // Count on from the last position: a long line would take quadratic time.
        let (known, columns) =
            if (start..=offset).contains(&self.counted.0) { self.counted } else { (start, 0) };
        let between = &self.raw.as_bytes()[known as usize..offset as usize];
        let columns = columns + between.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32;
        self.counted = (offset, columns);
        (place.line, columns)
    }

    fn row(&mut self, start: (u32, u32), end: (u32, u32), kind: &str, text: &str) {
        let from = self.out.len();
        let _ = write!(self.out, "{},{}-{},{}:", start.0, start.1, end.0, end.1);
        pad(&mut self.out, from, 20);
        let from = self.out.len();
        self.out.push_str(kind);
        pad(&mut self.out, from, 15);
        let from = self.out.len();
        repr(&mut self.out, text);
        let columns = self.out[from..].chars().count();
        self.out.extend(std::iter::repeat_n(' ', 15usize.saturating_sub(columns)));
        self.out.push('\n');
    }

    /// A row for raw bytes.
    fn slice(&mut self, start: u32, end: u32, kind: &str) {
        let (from, to) = (self.position(start), self.position(end));
        let raw = self.raw;
        self.row(from, to, kind, raw.get(start as usize..end as usize).unwrap_or(""));
    }

    fn token(&mut self, token: Token) {
        let (start, end) = (self.raw_offset(token.start), self.raw_offset(token.end));
        match token.kind {
            Kind::Error | Kind::TypeComment | Kind::TypeIgnore => return,
            Kind::EndMarker => {
                let line = self.last_line();
                self.row((line, 0), (line, 0), "ENDMARKER", "");
                return;
            }
            Kind::Dedent if token.start as usize == self.source.len() => {
                let line = self.last_line();
                self.row((line, 0), (line, 0), "DEDENT", "");
                return;
            }
            Kind::Newline => {
                self.newline(token.end, "NEWLINE");
                self.continued = false;
                self.covered = token.end + 1;
                return;
            }
            Kind::Nl => {
                self.see_line(token.start);
                // A line that a backslash continues is no blank line to `tokenize`.
                let kind = if self.continued { "NEWLINE" } else { "NL" };
                self.continued = false;
                self.newline(token.start, kind);
                self.covered = token.end;
                return;
            }
            Kind::Comment => {
                self.see_line(token.start);
                self.slice(start, end, "COMMENT");
            }
            Kind::LessGreater => {
                self.slice(start, start + 1, "LESS");
                self.slice(start + 1, end, "GREATER");
            }
            Kind::Op => {
                // The blanks before what is no token are no tokens either.
                let before = &self.raw.as_bytes()[..start as usize];
                let blanks =
                    before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
                for at in start - blanks as u32..end {
                    self.slice(at, at + 1, "ERRORTOKEN");
                }
            }
            Kind::Name if !token.text(self.source).is_ascii() => self.name(start, end),
            kind => {
                match kind {
                    Kind::LPar | Kind::LSqb | Kind::LBrace => self.depth += 1,
                    Kind::RPar | Kind::RSqb | Kind::RBrace => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                self.slice(start, end, kind.exact_name());
                self.continued = false;
            }
        }
        self.covered = token.end;
    }

    /// Notes whether the line before the one of `at` ended in a backslash of no token.
    fn see_line(&mut self, at: u32) {
        if self.depth > 0 {
            return;
        }
        let before = &self.source.as_bytes()[..at as usize];
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |found| found as u32 + 1);
        if line_start > self.covered {
            self.continued = true;
        }
    }

    fn newline(&mut self, at: u32, kind: &str) {
        let start = self.raw_offset(at);
        let from = self.position(start);
        let text = match self.raw.as_bytes().get(start as usize) {
            Some(b'\r') if self.raw.as_bytes().get(start as usize + 1) == Some(&b'\n') => "\r\n",
            Some(b'\r') => "\r",
            Some(_) => "\n",
            None if kind == "NEWLINE" => {
                // The newline that CPython adds is as wide as one that is there.
                self.row(from, (from.0, from.1 + 1), kind, "");
                return;
            }
            None => "",
        };
        self.row(from, (from.0, from.1 + text.len() as u32), kind, text);
    }

    /// The line where `tokenize` meets the end: a last line of blanks alone is not counted.
    fn last_line(&self) -> u32 {
        let last = self.raw.rsplit('\n').next().unwrap_or("");
        let count = self.lines.line_count();
        let blank = last.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'));
        if blank { count } else { count + 1 }
    }

    /// `tokenize` knows word characters only: a name breaks at its marks.
    fn name(&mut self, start: u32, end: u32) {
        let raw = self.raw;
        let text = raw.get(start as usize..end as usize).unwrap_or("");
        let mut at = start;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (length, kind) = if !ident::is_word(c) {
                (c.len_utf8(), "ERRORTOKEN")
            } else if c.is_ascii_digit() {
                (rest.bytes().take_while(u8::is_ascii_digit).count(), "NUMBER")
            } else {
                let length = rest.find(|c| !ident::is_word(c)).unwrap_or(rest.len());
                (length, if ident::is_start(c) { "NAME" } else { "OP" })
            };
            self.slice(at, at + length as u32, kind);
            at += length as u32;
            rest = &rest[length..];
        }
    }
}

fn pad(out: &mut String, from: usize, width: usize) {
    let used = out.len() - from;
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
}

/// Python's `repr` of a text without surrogates.
fn repr(out: &mut String, text: &str) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if printable::is_printable(u32::from(c)) => out.push(c),
            c => {
                let code = u32::from(c);
                let _ = match code {
                    0..0x100 => write!(out, "\\x{code:02x}"),
                    0x100..0x1_0000 => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push(quote);
}
