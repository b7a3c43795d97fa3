//! The tokens as CPython's parser sees them, with its lines and columns, and the errors placed by them.

use std::cell::OnceCell;

use vivarium_lexer::{ErrorClass as LexClass, Kind, Stage, Token, Tokens};
use vivarium_source::{LineIndex, PythonLocation, Span};

use crate::Warning;
use crate::error::{ErrorClass, SyntaxError};

/// What CPython keeps of a token; columns are −1 for tokens without text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) lineno: i64,
    pub(super) column: i64,
    pub(super) end_lineno: i64,
    pub(super) end_column: i64,
}

/// Where the parser of an f-string's expression starts to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) lineno: i64,
    pub(super) column: i64,
    /// Offset in the program's source of the buffer's first byte.
    pub(super) offset: u32,
}

/// One text with its tokens: the program, or the expression of an f-string in parentheses.
pub(super) struct Source<'s> {
    pub(super) buffer: &'s str,
    pub(super) options: crate::Options,
    tokens: &'s [Token],
    /// The bracket depth after each token.
    levels: OnceCell<Vec<u16>>,
    lexed: &'s Tokens,
    lines: LineIndex,
    pub(super) start: Option<Start>,
    ends_lines: bool,
    single: bool,
}

impl<'s> Source<'s> {
    pub(super) fn new(
        buffer: &'s str,
        lexed: &'s Tokens,
        options: crate::Options,
        start: Option<Start>,
    ) -> Self {
        Self {
            buffer,
            options,
            tokens: &lexed.tokens,
            levels: OnceCell::new(),
            lexed,
            lines: LineIndex::new(buffer),
            start,
            ends_lines: options.mode == crate::Mode::Exec,
            single: options.mode == crate::Mode::Single,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    #[inline]
    pub(super) fn kind(&self, index: u32) -> Kind {
        self.tokens.get(index as usize).map_or(Kind::EndMarker, |token| token.kind)
    }

    fn token(&self, index: u32) -> Token {
        let end = self.buffer.len() as u32;
        let last = self.tokens.last().copied().unwrap_or(Token { kind: Kind::EndMarker, start: end, end });
        self.tokens.get(index as usize).copied().unwrap_or(last)
    }

    pub(super) fn text(&self, index: u32) -> &'s str {
        self.token(index).text(self.buffer)
    }

    pub(super) fn span(&self, index: u32) -> Span {
        self.token(index).span()
    }

    pub(super) fn level(&self, index: u32) -> u16 {
        let levels = self.levels.get_or_init(|| {
            let mut level = 0u16;
            let levels = self.tokens.iter().map(|token| {
                match token.kind {
                    Kind::LPar | Kind::LSqb | Kind::LBrace => level += 1,
                    Kind::RPar | Kind::RSqb | Kind::RBrace => level = level.saturating_sub(1),
                    _ => {}
                }
                level
            });
            levels.collect()
        });
        levels.get(index as usize).copied().unwrap_or(0)
    }

    pub(super) fn is_layout(&self, index: u32) -> bool {
        matches!(self.kind(index), Kind::Newline | Kind::Indent | Kind::Dedent | Kind::EndMarker)
    }

    /// Added to a line of the buffer.
    fn line_shift(&self) -> i64 {
        self.start.map_or(0, |start| start.lineno - 1)
    }

    fn line_count(&self) -> u32 {
        let newlines = self.lines.line_count() - 1;
        newlines + u32::from(!self.buffer.is_empty() && !self.buffer.ends_with('\n'))
    }

    /// The line of an offset, 1-based in the buffer; the end counts to the last line, 0 if there is none.
    fn line(&self, offset: u32) -> u32 {
        self.lines.line(offset).min(self.line_count())
    }

    fn line_start(&self, line: u32) -> u32 {
        self.lines.line_start(line)
    }

    /// Whether the last line, which has no newline, is given one by CPython.
    fn adds_newline(&self) -> bool {
        self.ends_lines && !self.buffer.is_empty() && !self.buffer.ends_with('\n')
    }

    pub(super) fn position(&self, index: u32) -> Position {
        let token = self.token(index);
        let shift = self.line_shift();
        let line = self.line(token.start);
        let end_line = if token.kind == Kind::String { self.line(token.end) } else { line };
        let lineno = i64::from(line) + shift;
        let end_lineno = i64::from(end_line) + shift;
        // At the end of an interactive statement CPython makes newlines of the end marker.
        let made_up = self.single && token.kind == Kind::Newline && token.start as usize == self.buffer.len();
        if made_up || matches!(token.kind, Kind::Indent | Kind::Dedent | Kind::EndMarker) {
            let lineno = i64::from(self.line(self.cursor(index))) + shift;
            return Position { lineno, column: -1, end_lineno: lineno, end_column: -1 };
        }
        // CPython goes by the line on which a token ends.
        let moved = match self.start {
            Some(start) if end_lineno == start.lineno => start.column,
            _ => 0,
        };
        let (mut from, mut to) = (token.start, token.end);
        if token.kind == Kind::Newline {
            to = self.lines.line_span(line).end;
            let trivia = &self.lexed.trivia;
            let before = trivia.partition_point(|trivia| trivia.start < token.start);
            if let Some(comment) = before.checked_sub(1).map(|index| trivia[index])
                && comment.kind == Kind::Comment
                && comment.end == token.start
            {
                from = comment.start;
            }
        }
        Position {
            lineno,
            column: i64::from(from - self.line_start(line)) + moved,
            end_lineno,
            end_column: i64::from(to.saturating_sub(self.line_start(end_line))) + moved,
        }
    }

    /// Where the tokenizer stands after a token.
    fn cursor(&self, index: u32) -> u32 {
        let token = self.token(index);
        match token.kind {
            Kind::Indent | Kind::Dedent => {
                let mut next = index + 1;
                while matches!(self.kind(next), Kind::Indent | Kind::Dedent) {
                    next += 1;
                }
                match self.kind(next) {
                    Kind::EndMarker => self.buffer.len() as u32,
                    Kind::Error => self.after_blanks(token.end),
                    _ => self.token(next).start,
                }
            }
            Kind::EndMarker => self.buffer.len() as u32,
            Kind::Newline => (token.start + 1).min(self.buffer.len() as u32),
            _ => token.end,
        }
    }

    /// Where a line's indentation ends that goes on at an offset.
    fn after_blanks(&self, at: u32) -> u32 {
        let mut at = at as usize;
        let bytes = self.buffer.as_bytes();
        loop {
            at += match bytes.get(at..) {
                Some([b' ' | b'\t' | b'\x0c', ..]) => 1,
                Some([b'\\', b'\n', ..]) => 2,
                _ => return at as u32,
            };
        }
    }

    /// The line in which the tokenizer stands after a token.
    fn cursor_line(&self, index: u32) -> u32 {
        let cursor = self.cursor(index);
        match self.kind(index) {
            Kind::Newline => self.line(self.token(index).start),
            _ => self.line(cursor),
        }
    }

    /// The tokenizer's line after so many tokens.
    fn current_line(&self, fill: u32) -> u32 {
        self.cursor_line(fill.saturating_sub(1))
    }

    /// The error that the lexer's last token stands for.
    pub(super) fn lexer_error(&self) -> Option<SyntaxError> {
        let error = self.lexed.error.as_deref()?;
        let mut raised = SyntaxError::from_lexer(error, self.buffer);
        if let Some(start) = self.start
            && let Some(location) = &mut raised.location
        {
            let shift = self.line_shift();
            location.lineno = (i64::from(location.lineno) + shift).max(0) as u32;
            location.end_lineno = (i64::from(location.end_lineno) + shift).max(0) as u32;
            if error.stage == Stage::Parser {
                raised.message = format!("f-string: {}", raised.message);
                location.offset -= start.column;
                location.end_offset -= start.column;
            }
        }
        debug_assert!(error.class != LexClass::Tab || raised.class == ErrorClass::Tab);
        Some(raised)
    }

    /// `RAISE_SYNTAX_ERROR`: at the last token read.
    pub(super) fn at_last_token(&self, fill: u32, class: ErrorClass, message: String) -> SyntaxError {
        let last = fill.saturating_sub(1);
        let at = self.position(last);
        let column = if at.column == -1 {
            let line = self.cursor_line(last);
            i64::from(self.cursor(last).saturating_sub(self.line_start(line)))
                + i64::from(self.past_newline(last))
        } else {
            // What stands for the end has no column, for the tokenizer is there.
            let is_end =
                self.kind(last) == Kind::Error && self.token(last).start as usize == self.buffer.len();
            at.column + i64::from(!is_end || self.adds_newline())
        };
        let ended = at.end_column != -1 && self.kind(last) != Kind::Error;
        let end_column = if ended { at.end_column + 1 } else { -1 };
        self.place(
            self.current_line(fill),
            class,
            message,
            (at.lineno, column),
            (at.end_lineno, end_column),
            self.span(last),
        )
    }

    /// At the end of a text whose last line has no newline, CPython stands behind the one it adds.
    fn past_newline(&self, index: u32) -> bool {
        self.cursor(index) == self.buffer.len() as u32 && self.adds_newline()
    }

    /// `RAISE_SYNTAX_ERROR_KNOWN_RANGE`
    pub(super) fn at_tokens(&self, fill: u32, from: u32, to: u32, message: String) -> SyntaxError {
        let (start, end) = (self.position(from), self.position(to));
        let span = Span::new(self.span(from).start, self.span(to).end);
        let first = (start.lineno, start.column + 1);
        self.place(
            self.current_line(fill),
            ErrorClass::Syntax,
            message,
            first,
            (end.end_lineno, end.end_column + 1),
            span,
        )
    }

    /// `RAISE_SYNTAX_ERROR_STARTING_FROM`: up to where the tokenizer stands.
    pub(super) fn starting_from(&self, fill: u32, from: u32, message: String) -> SyntaxError {
        let start = self.position(from);
        let last = fill.saturating_sub(1);
        let line = self.cursor_line(last);
        let end = (
            i64::from(line) + self.line_shift(),
            i64::from(self.cursor(last).saturating_sub(self.line_start(line)))
                + i64::from(self.past_newline(last)),
        );
        let span = Span::new(self.span(from).start, self.span(last).end);
        self.place(
            self.current_line(fill),
            ErrorClass::Syntax,
            message,
            (start.lineno, start.column + 1),
            end,
            span,
        )
    }

    pub(super) fn after_key(&self, fill: u32, first: u32, last: u32, message: &str) -> SyntaxError {
        let (start, end) = (self.position(first), self.position(last));
        let first = (start.lineno, end.end_column);
        self.place(
            self.current_line(fill),
            ErrorClass::Syntax,
            message.to_owned(),
            first,
            (end.end_lineno, 0),
            self.span(last),
        )
    }

    /// A line alone, without columns: for numbers too long to read.
    pub(super) fn at_line_of(&self, fill: u32, index: u32, message: String) -> SyntaxError {
        let at = self.position(index);
        self.place(
            self.current_line(fill),
            ErrorClass::Syntax,
            message,
            (at.lineno, 0),
            (at.end_lineno, 0),
            self.span(index),
        )
    }

    /// `_PyPegen_raise_error_known_location`: chooses the text, and counts characters. `current` is the tokenizer's line.
    fn place(
        &self,
        current: u32,
        class: ErrorClass,
        message: String,
        (lineno, mut column): (i64, i64),
        (end_lineno, mut end_column): (i64, i64),
        span: Span,
    ) -> SyntaxError {
        let line = (lineno - self.line_shift()).max(1) as u32;
        let current = current.max(1);
        let text = if current <= line {
            let buffered = self.buffered_line(current);
            let (from, to) = (self.line_start(buffered), self.lines.line_span(current).end);
            let text = Span::new(from, to).text(self.buffer);
            let newline = (to as usize) < self.buffer.len() || self.ends_lines;
            format!("{text}{}", if newline { "\n" } else { "" })
        } else {
            self.lines.line_span(line).text(self.buffer).to_owned()
        };
        let mut message = message;
        if let Some(start) = self.start {
            message = format!("f-string: {message}");
            column -= start.column;
            end_column -= start.column;
        }
        if !self.options.byte_columns {
            column = characters(&text, column);
            if end_column > 0 {
                end_column = characters(&text, end_column);
            }
        }
        let offset = self.start.map_or(0, |start| start.offset);
        SyntaxError {
            class,
            message,
            location: Some(PythonLocation {
                lineno: lineno.max(0) as u32,
                offset: column,
                end_lineno: end_lineno.max(0) as u32,
                end_offset: end_column,
                text: Some(text),
            }),
            span: Span::new(span.start + offset, span.end + offset),
            warnings: Vec::new(),
        }
    }

    /// CPython's line buffer reaches back over lines joined by a string, or by a backslash that is not before the first
    /// token of a line.
    fn buffered_line(&self, mut line: u32) -> u32 {
        let mut reached = line;
        while line > 1 {
            let newline = self.line_start(line) - 1;
            let at = self.tokens.partition_point(|token| token.start < newline);
            let before = at.checked_sub(1).map(|before| self.tokens[before]);
            let in_string = before.is_some_and(|token| token.kind == Kind::String && token.end > newline);
            let last = self.buffer.as_bytes().get((newline as usize).wrapping_sub(1));
            let in_comment = || {
                let at = self.lexed.trivia.partition_point(|token| token.start < newline);
                at.checked_sub(1).is_some_and(|at| {
                    self.lexed.trivia[at].kind == Kind::Comment && self.lexed.trivia[at].end == newline
                })
            };
            if !in_string && (last != Some(&b'\\') || in_comment()) {
                break;
            }
            line -= 1;
            let layout = |kind| matches!(kind, Kind::Newline | Kind::Indent | Kind::Dedent);
            if before.is_some_and(|token| !layout(token.kind) && token.end > self.line_start(line)) {
                reached = line;
            }
        }
        reached
    }

    /// After an error of the parser's own, CPython reads on to the end: an error of the tokenizer's replaces it, and a
    /// bracket never closed does if it opened on an earlier line.
    pub(super) fn check_rest(&self, fill: u32, error: SyntaxError) -> SyntaxError {
        let Some(lexed) = self.lexed.error.as_deref() else { return error };
        let last = fill.saturating_sub(1);
        if matches!(self.kind(last), Kind::Error | Kind::EndMarker) {
            return error;
        }
        if lexed.stage == Stage::Tokenizer {
            return self.lexer_error().unwrap_or(error);
        }
        if let Some((bracket, at)) = lexed.open {
            let line = self.line(at);
            if self.position(last).lineno > i64::from(line) + self.line_shift() {
                let column = i64::from(at - self.line_start(line));
                let message = format!("'{}' was never closed", bracket as char);
                let lineno = i64::from(line) + self.line_shift();
                return self.place(
                    self.line_count(),
                    ErrorClass::Syntax,
                    message,
                    (lineno, column + 1),
                    (lineno, 0),
                    Span::new(at, at + 1),
                );
            }
        }
        error
    }

    /// Whether the tokenizer has looked beyond the text's end.
    pub(super) fn has_ended(&self, fill: u32) -> bool {
        let last = fill.saturating_sub(1);
        let Token { kind, end, .. } = self.token(last);
        let at_end = end as usize == self.buffer.len() && !self.ends_lines;
        match kind {
            Kind::EndMarker => true,
            Kind::Error => self.lexed.error.as_deref().is_some_and(|error| error.at_end),
            // The end of an interactive text makes newlines and dedents.
            Kind::Newline => at_end && self.token(last).start as usize == self.buffer.len(),
            Kind::Indent | Kind::Dedent => self.cursor(last) as usize == self.buffer.len(),
            // The closing quote is the last byte read, unless there might be three.
            Kind::String => {
                at_end
                    && matches!(
                        self.text(last).trim_start_matches(|c: char| c.is_ascii_alphabetic()).len(),
                        2
                    )
            }
            _ => {
                at_end
                    && kind
                        .text()
                        .is_none_or(|text| text.len() < 3 || text.as_bytes()[0].is_ascii_alphabetic())
            }
        }
    }

    /// The error of a text that might go on.
    pub(super) fn incomplete(&self, fill: u32) -> SyntaxError {
        let mut error = self.at_last_token(fill, ErrorClass::Syntax, "incomplete input".to_owned());
        let last = self.token(fill.saturating_sub(1));
        // A string without its end was read to the end of the text.
        if last.kind == Kind::Error
            && let Some(location) = &mut error.location
        {
            let from = self.line_start(self.buffered_line(self.line(last.start).max(1)));
            let newline = if self.adds_newline() { "\n" } else { "" };
            location.text = self.buffer.get(from as usize..).map(|text| format!("{text}{newline}"));
        }
        error
    }

    /// What CPython has warned of when it stops: what the parser did, and the tokenizer up to the last token read.
    pub(super) fn warnings(&self, parsed: Vec<Warning>, fill: u32, all: bool) -> Vec<Warning> {
        let read = if all { u32::MAX } else { self.token(fill.saturating_sub(1)).end };
        let line = |offset: u32| self.lines.line(offset);
        let parsed = parsed.into_iter().map(|warning| Warning { lineno: line(warning.token.0), ..warning });
        let lexed = self.lexed.warnings.iter().filter(|warning| warning.span.start < read);
        let mut warnings: Vec<Warning> =
            parsed.chain(lexed.map(|warning| Warning::of_lexer(warning, line(warning.span.start)))).collect();
        warnings.sort_by_key(|warning| warning.offset);
        warnings
    }

    /// Whether anything but blanks and comments comes after the tokens read.
    pub(super) fn has_more(&self, fill: u32) -> bool {
        let mut rest = self.buffer.get(self.cursor(fill.saturating_sub(1)) as usize..).unwrap_or("");
        loop {
            rest = rest.trim_start_matches([' ', '\t', '\n', '\x0c']);
            if !rest.starts_with('#') {
                return !rest.is_empty();
            }
            rest = rest.find('\n').map_or("", |at| &rest[at..]);
        }
    }
}

/// The characters of the first `column` bytes of a text, as CPython counts them.
fn characters(text: &str, column: i64) -> i64 {
    let column = column.clamp(0, text.len() as i64 + 1);
    let inside = (column as usize).min(text.len());
    let count = text.as_bytes()[..inside].iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as i64;
    count + (column - inside as i64)
}
