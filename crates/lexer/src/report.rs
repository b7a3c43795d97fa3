//! The lexer's errors, placed as CPython places them: `_syntaxerror_range` in `tokenizer.c` for those raised in the
//! tokenizer, `_Pypegen_tokenizer_error` in `pegen_errors.c` for the others.

use crate::lex::{Lexer, Stop};
use crate::{ErrorClass, Kind, LexError, Stage, Token};
use vivarium_source::Span;

/// Lines and columns, found by counting: an error is rare.
pub(crate) struct Place<'s> {
    bytes: &'s [u8],
    /// Start of CPython's line buffer.
    buffer: usize,
    ends_lines: bool,
}

/// Characters in `bytes`; a cut-off character counts as one.
fn characters(bytes: &[u8]) -> i32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as i32
}

impl<'s> Place<'s> {
    pub(crate) fn new(source: &'s str, buffer: usize, ends_lines: bool) -> Self {
        Place { bytes: source.as_bytes(), buffer, ends_lines }
    }

    /// The 1-based line of the byte before `at`, or of `at` when it begins its line.
    fn line(&self, at: usize) -> u32 {
        memchr::memchr_iter(b'\n', &self.bytes[..at]).count() as u32 + 1
    }

    fn line_start(&self, at: usize) -> usize {
        memchr::memrchr(b'\n', &self.bytes[..at]).map_or(0, |found| found + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |found| at + found)
    }

    /// Whether the line that ends at `end` has a newline once CPython has added its own.
    fn has_newline(&self, end: usize) -> bool {
        end < self.bytes.len() || self.ends_lines
    }

    /// Number of lines that CPython reads.
    fn last_line(&self) -> u32 {
        let newlines = memchr::memchr_iter(b'\n', self.bytes).count() as u32;
        newlines + u32::from(self.bytes.last().is_some_and(|&byte| byte != b'\n'))
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}

impl Lexer<'_> {
    /// Columns of errors that the parser raises: CPython converts them to characters when it knows an encoding.
    fn columns(&self, bytes: &[u8]) -> i32 {
        if self.options.byte_columns { bytes.len() as i32 } else { characters(bytes) }
    }

    fn stop<T>(&mut self, error: LexError) -> Result<T, Stop> {
        // An open bracket is blamed from afar: the token stands where the lexer stopped.
        let stopped = if error.open.is_some_and(|(_, at)| at == error.span.start) {
            let end = self.bytes.len() as u32;
            Token::new(Kind::Error, end, end)
        } else {
            let before = self.out.tokens.last().map_or(0, |token| token.end);
            let start = error.span.start.max(before);
            Token::new(Kind::Error, start, error.span.end.max(start))
        };
        self.out.tokens.push(stopped);
        self.out.error = Some(Box::new(error));
        Err(Stop)
    }

    fn innermost(&self) -> Option<(u8, u32)> {
        self.brackets.last().copied()
    }

    /// Raised in the tokenizer, which has read up to `cur`.
    #[cold]
    #[inline(never)]
    pub(crate) fn syntax_error<T>(&mut self, cur: usize, message: String) -> Result<T, Stop> {
        let place = self.place();
        let cur = cur.min(self.bytes.len());
        let line_start = place.line_start(cur);
        let offset = characters(&self.bytes[line_start..cur]);
        self.raised(cur, (offset, offset), message)
    }

    #[cold]
    #[inline(never)]
    fn raised<T>(&mut self, cur: usize, offsets: (i32, i32), message: String) -> Result<T, Stop> {
        let place = self.place();
        let line_start = place.line_start(cur);
        let lineno = place.line(cur);
        let mut shown = cur.saturating_sub(1).max(line_start);
        while !self.source.is_char_boundary(shown) {
            shown -= 1;
        }
        let error = LexError {
            class: ErrorClass::Syntax,
            message,
            span: span(shown, cur),
            lineno,
            offset: offsets.0,
            end_lineno: lineno,
            end_offset: offsets.1,
            text: span(line_start, place.line_end(line_start)),
            text_newline: false,
            stage: Stage::Tokenizer,
            open: self.innermost(),
            at_end: false,
        };
        self.stop(error)
    }

    /// CPython counts these columns in bytes.
    #[cold]
    #[inline(never)]
    pub(crate) fn leading_zeros<T>(&mut self, start: usize, zeros_end: usize) -> Result<T, Stop> {
        let line_start = self.place().line_start(start);
        let offsets = ((start + 1 - line_start) as i32, (zeros_end - line_start) as i32);
        let message = "leading zeros in decimal integer literals are not permitted; \
                       use an 0o prefix for octal integers";
        self.raised(zeros_end, offsets, message.to_owned())
    }

    /// A string without its end, read up to `at`.
    #[cold]
    #[inline(never)]
    pub(crate) fn unterminated<T>(&mut self, start: usize, at: usize, what: &str) -> Result<T, Stop> {
        let place = self.place();
        let line = if at < self.bytes.len() { place.line(at) } else { place.last_line() };
        let stopped = self.syntax_error(start + 1, format!("{what} (detected at line {line})"));
        // The newline that CPython adds stops it too, unless that is escaped.
        let backslashes = self.bytes.iter().rev().take_while(|&&byte| byte == b'\\').count();
        let adds_newline =
            self.options.ends_lines() && self.bytes.last() != Some(&b'\n') && backslashes % 2 == 0;
        if at == self.bytes.len() && (!adds_newline || what.contains("triple")) {
            self.mark_end();
        }
        stopped
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn bad_character<T>(&mut self, at: usize, c: char) -> Result<T, Stop> {
        let code = u32::from(c);
        let message = if vivarium_text::printable::is_printable(code) {
            format!("invalid character '{c}' (U+{code:04X})")
        } else {
            format!("invalid non-printable character U+{code:04X}")
        };
        self.syntax_error(at + c.len_utf8(), message)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn mismatch<T>(&mut self, start: usize, open: u8, open_at: usize) -> Result<T, Stop> {
        let place = self.place();
        let (close, open) = (self.bytes[start] as char, open as char);
        let line = place.line(open_at);
        let mut message =
            format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'");
        if line != place.line(start) {
            message += &format!(" on line {line}");
        }
        self.syntax_error(start + 1, message)
    }

    /// The text of lines from CPython's line buffer to the end of the line of `at`.
    fn buffered(&self, at: usize) -> (Span, bool) {
        let place = self.place();
        let end = place.line_end(at);
        // At the end of the text the buffer still holds the last line.
        (span(place.buffer.min(place.line_start(at)), end), place.has_newline(end))
    }

    /// An error without columns of its own, for the line of `at`.
    #[cold]
    #[inline(never)]
    pub(crate) fn layout_error<T>(&mut self, at: usize, class: ErrorClass, message: &str) -> Result<T, Stop> {
        let lineno = self.place().line(at);
        let (text, text_newline) = self.buffered(at);
        let error = LexError {
            class,
            message: message.to_owned(),
            span: span(self.place().line_start(at), at),
            lineno,
            offset: 1,
            end_lineno: lineno,
            end_offset: 0,
            text,
            text_newline,
            stage: Stage::Parser,
            open: self.innermost(),
            at_end: false,
        };
        self.stop(error)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn tab_error<T>(&mut self, at: usize) -> Result<T, Stop> {
        self.layout_error(at, ErrorClass::Tab, "inconsistent use of tabs and spaces in indentation")
    }

    /// An error at the end of what CPython has read: the end of the line of `at`.
    fn error_at_line_end<T>(&mut self, at: usize, class: ErrorClass, message: &str) -> Result<T, Stop> {
        let place = self.place();
        let line_start = place.line_start(at);
        let lineno = place.line(at);
        let (text, text_newline) = self.buffered(at);
        let end = text.end as usize;
        // The column is that of the line, but CPython counts its characters in the text it shows.
        let column = end - line_start + usize::from(text_newline);
        let shown = &self.bytes[text.range()];
        let offset = if column > shown.len() {
            self.columns(shown) + (column - shown.len()) as i32
        } else {
            self.columns(&shown[..column])
        };
        let error = LexError {
            class,
            message: message.to_owned(),
            span: span(at, end.max(at)),
            lineno,
            offset,
            end_lineno: lineno,
            end_offset: -1,
            text,
            text_newline,
            stage: Stage::Parser,
            open: self.innermost(),
            at_end: false,
        };
        self.stop(error)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn dedent_error<T>(&mut self, at: usize) -> Result<T, Stop> {
        let message = "unindent does not match any outer indentation level";
        self.error_at_line_end(at, ErrorClass::Indentation, message)
    }

    /// A backslash ends the text.
    #[cold]
    #[inline(never)]
    pub(crate) fn unexpected_end<T>(&mut self) -> Result<T, Stop> {
        if !self.brackets.is_empty() {
            return self.unclosed();
        }
        let at = self.bytes.len().saturating_sub(1);
        let at = if self.bytes.last() == Some(&b'\n') { at } else { self.bytes.len() };
        let stopped = self.error_at_line_end(at, ErrorClass::Syntax, "unexpected EOF while parsing");
        self.mark_end();
        stopped
    }

    fn mark_end(&mut self) {
        if let Some(error) = &mut self.out.error {
            error.at_end = true;
        }
    }

    /// Something other than a newline after a backslash.
    #[cold]
    #[inline(never)]
    pub(crate) fn bad_continuation<T>(&mut self, backslash: usize) -> Result<T, Stop> {
        let lineno = self.place().line(backslash);
        let (text, text_newline) = self.buffered(backslash);
        let buffer = text.start as usize;
        let at_end = backslash + 1 == self.bytes.len();
        let offset = self.columns(&self.bytes[buffer..backslash]) + if at_end { 1 } else { 2 };
        let error = LexError {
            class: ErrorClass::Syntax,
            message: "unexpected character after line continuation character".to_owned(),
            span: span(backslash, backslash + 1),
            lineno,
            offset,
            end_lineno: lineno,
            end_offset: 0,
            text,
            text_newline,
            stage: Stage::Parser,
            open: self.innermost(),
            at_end: false,
        };
        self.stop(error)
    }

    /// The text ended while a bracket was open.
    #[cold]
    #[inline(never)]
    pub(crate) fn unclosed<T>(&mut self) -> Result<T, Stop> {
        let place = self.place();
        let (open, at) = self.innermost().unwrap_or((b'(', 0));
        let at = at as usize;
        let lineno = place.line(at);
        let line_start = place.line_start(at);
        let (text, text_newline) = if lineno >= place.last_line() {
            self.buffered(at)
        } else {
            (span(line_start, place.line_end(at)), false)
        };
        let column = at + 1 - line_start;
        let shown = &self.bytes[text.range()];
        let error = LexError {
            class: ErrorClass::Syntax,
            message: format!("'{}' was never closed", open as char),
            span: span(at, at + 1),
            lineno,
            offset: self.columns(&shown[..column.min(shown.len())]),
            end_lineno: lineno,
            end_offset: 0,
            text,
            text_newline,
            stage: Stage::Parser,
            open: self.innermost(),
            at_end: true,
        };
        self.stop(error)
    }

    /// An error about the whole text, which CPython raises without a location.
    #[cold]
    #[inline(never)]
    pub(crate) fn whole_text<T>(&mut self, at: usize, message: &str) -> Result<T, Stop> {
        let error = LexError {
            class: ErrorClass::Syntax,
            message: message.to_owned(),
            span: span(at, at),
            lineno: 0,
            offset: 0,
            end_lineno: 0,
            end_offset: 0,
            text: Span::default(),
            text_newline: false,
            stage: Stage::Tokenizer,
            open: None,
            at_end: false,
        };
        self.stop(error)
    }
}
