//! The lexer: logos for what is regular, and around it the layout layer, which keeps indentation, brackets,
//! continuation lines and strings as `tok_get` in CPython's `tokenizer.c` does.

use crate::raw::Raw;
use crate::report::Place;
use crate::{ErrorClass, Kind, LexWarning, Options, Token, Tokens};
use crate::{keyword, number};
use logos::Logos;
use vivarium_text::word;

/// CPython's limit of open brackets.
pub(crate) const MAX_LEVEL: usize = 200;
/// CPython's limit of indentation levels, the outermost included.
pub(crate) const MAX_INDENT: usize = 100;

/// What a token may be, by its first byte, if that is neither a word's nor [`ALONE`].
#[derive(Clone, Copy)]
enum Class {
    Quote,
    Newline,
    Open,
    Close,
    Blank,
    Comment,
    Backslash,
    /// For logos.
    Regular,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Regular; 256];
    table[b'"' as usize] = Class::Quote;
    table[b'\'' as usize] = Class::Quote;
    table[b'\n' as usize] = Class::Newline;
    table[b'(' as usize] = Class::Open;
    table[b'[' as usize] = Class::Open;
    table[b'{' as usize] = Class::Open;
    table[b')' as usize] = Class::Close;
    table[b']' as usize] = Class::Close;
    table[b'}' as usize] = Class::Close;
    table[b'\t' as usize] = Class::Blank;
    table[b'\x0c' as usize] = Class::Blank;
    table[b'#' as usize] = Class::Comment;
    table[b'\\' as usize] = Class::Backslash;
    table
};

/// Bytes that begin a word.
static WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 128 || (byte as u8).is_ascii_alphabetic() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// Bytes that are whole tokens, unless the byte with them follows, which makes a longer one (after a dot, a digit too).
static ALONE: [Option<(Kind, u8)>; 256] = {
    let mut table = [None; 256];
    // No text has this byte.
    table[b',' as usize] = Some((Kind::Comma, 0xff));
    table[b':' as usize] = Some((Kind::Colon, b'='));
    table[b'=' as usize] = Some((Kind::Equal, b'='));
    table[b'.' as usize] = Some((Kind::Dot, b'.'));
    table
};

/// Brackets' kinds.
static BRACKET: [Kind; 256] = {
    let mut table = [Kind::Error; 256];
    table[b'(' as usize] = Kind::LPar;
    table[b'[' as usize] = Kind::LSqb;
    table[b'{' as usize] = Kind::LBrace;
    table[b')' as usize] = Kind::RPar;
    table[b']' as usize] = Kind::RSqb;
    table[b'}' as usize] = Kind::RBrace;
    table
};

/// Whether a word before a quote is a string's prefix.
#[inline]
fn is_prefix(word: &[u8]) -> bool {
    let lower = |at: usize| word[at] | 0x20;
    match word.len() {
        1 => matches!(lower(0), b'b' | b'r' | b'u' | b'f'),
        2 => matches!((lower(0), lower(1)), (b'r', b'b' | b'f') | (b'b' | b'f', b'r')),
        _ => false,
    }
}

/// The lexer stopped: the error stands in `Tokens::error`.
pub(crate) struct Stop;

pub(crate) struct Lexer<'s> {
    pub(crate) source: &'s str,
    pub(crate) bytes: &'s [u8],
    pub(crate) options: Options,
    /// The regular lexer, which is moved up when it is needed.
    raw: logos::Lexer<'s, Raw>,
    pub(crate) out: Tokens,
    /// Column with tabs to multiples of eight, and with tabs as one, of each open block.
    indents: Vec<(u32, u32)>,
    /// Open brackets and where they stand.
    pub(crate) brackets: Vec<(u8, u32)>,
    /// Where CPython's line buffer begins: error texts begin there, which may be lines before the current one.
    pub(crate) buffer: usize,
}

impl<'s> Lexer<'s> {
    pub(crate) fn new(source: &'s str, options: Options) -> Self {
        Lexer {
            source,
            bytes: source.as_bytes(),
            options,
            raw: Raw::lexer(source),
            out: Tokens {
                tokens: Vec::with_capacity(source.len() / 4 + 16),
                trivia: Vec::with_capacity(source.len() / 64 + 16),
                ..Tokens::default()
            },
            indents: vec![(0, 0)],
            brackets: Vec::new(),
            buffer: 0,
        }
    }

    pub(crate) fn run(mut self) -> Tokens {
        let done = if self.bytes.len() >= i32::MAX as usize {
            self.whole_text(0, "source code is too long")
        } else if let Some(at) = memchr::memchr(0, self.bytes) {
            self.whole_text(at, "source code string cannot contain null bytes")
        } else {
            self.lines()
        };
        // Stopped by an error or at the end: either way the tokens so far are the result.
        drop(done);
        self.out.nesting = self.brackets.capacity();
        self.out
    }

    #[inline(always)]
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.out.tokens.push(Token::new(kind, start as u32, end as u32));
    }

    #[inline]
    fn push_trivia(&mut self, kind: Kind, start: usize, end: usize) {
        self.out.trivia.push(Token::new(kind, start as u32, end as u32));
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn lines(&mut self) -> Result<(), Stop> {
        let mut at = 0;
        while let Some(start) = self.line_start(at)? {
            at = self.logical_line(start)?;
        }
        Ok(())
    }

    /// Reads blank lines, comment lines and the indentation of the next line that has a token: where that stands, if there
    /// is one.
    fn line_start(&mut self, mut at: usize) -> Result<Option<usize>, Stop> {
        loop {
            self.buffer = at;
            let line = at;
            loop {
                let spaces = word::run_of(word::load(self.bytes, at), b' ');
                at += spaces;
                if spaces < 8 {
                    break;
                }
            }
            let mut column = (at - line) as u32;
            let mut alternate = column;
            let mut continued = 0;
            let mut indent_end = None;
            loop {
                match self.byte(at) {
                    Some(b' ') => {
                        column += 1;
                        alternate += 1;
                    }
                    Some(b'\t') => {
                        column = (column / 8 + 1) * 8;
                        alternate += 1;
                    }
                    Some(b'\x0c') => {
                        column = 0;
                        alternate = 0;
                    }
                    Some(b'\\') => {
                        // The first backslash fixes the indentation of what follows.
                        if continued == 0 {
                            continued = column;
                        }
                        indent_end.get_or_insert(at);
                        self.check_continuation(at)?;
                        at += 1;
                        self.buffer = at + 1;
                    }
                    _ => break,
                }
                at += 1;
            }
            match self.byte(at) {
                Some(b'\n') => {
                    self.push_trivia(Kind::Nl, at, at + 1);
                    at += 1;
                    continue;
                }
                Some(b'#') => {
                    let end = self.line_end(at);
                    self.push_trivia(Kind::Comment, at, end);
                    if self.options.type_comments && self.type_comment(at, end) == Some(Kind::TypeComment) {
                        return Ok(Some(end));
                    }
                    if end < self.bytes.len() {
                        self.push_trivia(Kind::Nl, end, end + 1);
                        at = end + 1;
                    } else if self.options.ends_lines() {
                        self.push_trivia(Kind::Nl, end, end);
                        at = end;
                    } else {
                        self.end();
                        return Ok(None);
                    }
                    continue;
                }
                None if self.options.ends_lines() && at > line => {
                    // The newline that CPython adds makes this a blank line.
                    self.buffer = at;
                    self.indentation(at, at, at, 0, 0)?;
                    self.end();
                    return Ok(None);
                }
                found => {
                    if continued > 0 {
                        column = continued;
                        alternate = continued;
                    }
                    // An interactive statement that is over is not read any further.
                    let over = found.is_none()
                        && self.options.mode == crate::Mode::Single
                        && self.indents.len() == 1
                        && !self.out.tokens.is_empty()
                        && !self.opens_block();
                    if !over {
                        self.indentation(line, indent_end.unwrap_or(at), at, column, alternate)?;
                    }
                    if found.is_none() {
                        self.end();
                        return Ok(None);
                    }
                    return Ok(Some(at));
                }
            }
        }
    }

    /// Whether the last line ends in a colon.
    fn opens_block(&self) -> bool {
        let mut last = self.out.tokens.iter().rev().map(|token| token.kind);
        last.next() == Some(Kind::Newline) && last.next() == Some(Kind::Colon)
    }

    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |found| at + found)
    }

    /// Indent and dedent tokens for a line whose first token stands at `at`; `end` is the end of its indentation, which a
    /// backslash sets.
    #[inline]
    fn indentation(
        &mut self,
        line: usize,
        end: usize,
        at: usize,
        column: u32,
        alternate: u32,
    ) -> Result<(), Stop> {
        let &(current, current_alternate) = self.indents.last().unwrap_or(&(0, 0));
        if column == current {
            if alternate != current_alternate {
                return self.tab_error(at);
            }
            return Ok(());
        }
        if column > current {
            if self.indents.len() >= MAX_INDENT {
                return self.layout_error(at, ErrorClass::Indentation, "too many levels of indentation");
            }
            if alternate <= current_alternate {
                return self.tab_error(at);
            }
            self.indents.push((column, alternate));
            self.push(Kind::Indent, line, end);
            return Ok(());
        }
        let depth = self.indents.iter().rposition(|&(open, _)| open <= column).unwrap_or(0);
        if self.indents[depth].0 != column {
            return self.dedent_error(at);
        }
        if self.indents[depth].1 != alternate {
            return self.tab_error(at);
        }
        for _ in depth + 1..self.indents.len() {
            self.push(Kind::Dedent, end, end);
        }
        self.indents.truncate(depth + 1);
        Ok(())
    }

    /// The tokens of one logical line, its `Newline` included, and where it ends.
    ///
    /// The most frequent beginnings are told by their byte and read by hand; logos takes the others.
    fn logical_line(&mut self, mut at: usize) -> Result<usize, Stop> {
        let mut comment = None;
        loop {
            let byte = loop {
                match self.bytes.get(at) {
                    Some(b' ') => at += 1,
                    Some(&byte) => break byte,
                    None => return self.end_of_text(comment),
                }
            };
            if WORD[byte as usize] {
                at = self.word(at)?;
                continue;
            }
            if let Some((kind, other)) = ALONE[byte as usize]
                && !self
                    .bytes
                    .get(at + 1)
                    .is_some_and(|&next| next == other || byte == b'.' && next.is_ascii_digit())
            {
                self.push(kind, at, at + 1);
                at += 1;
                continue;
            }
            match CLASS[byte as usize] {
                Class::Quote => at = self.string(at, at + 1)?,
                Class::Open => {
                    if self.brackets.len() >= MAX_LEVEL {
                        return self.syntax_error(at + 1, "too many nested parentheses".to_owned());
                    }
                    self.brackets.push((byte, at as u32));
                    self.push(BRACKET[byte as usize], at, at + 1);
                    at += 1;
                }
                Class::Close => {
                    self.close(at)?;
                    self.push(BRACKET[byte as usize], at, at + 1);
                    at += 1;
                }
                Class::Newline => {
                    if self.brackets.is_empty() {
                        self.push(Kind::Newline, comment.unwrap_or(at), at);
                        return Ok(at + 1);
                    }
                    self.push_trivia(Kind::Nl, at, at + 1);
                    at += 1;
                    if at < self.bytes.len() {
                        self.buffer = at;
                    }
                    comment = None;
                }
                Class::Comment => {
                    let end = self.line_end(at);
                    self.push_trivia(Kind::Comment, at, end);
                    if !(self.options.type_comments && self.type_comment(at, end).is_some()) {
                        comment = Some(at);
                    }
                    at = end;
                }
                Class::Backslash => {
                    self.check_continuation(at)?;
                    at += 2;
                    // Nothing but blanks before it: CPython has begun its buffer anew.
                    if self.out.tokens.last().is_none_or(|token| token.end as usize <= self.buffer) {
                        self.buffer = at;
                    }
                }
                Class::Blank => at += 1,
                Class::Regular => at = self.regular(at)?,
            }
        }
    }

    /// A number or operator, by logos. Like all readers of tokens it gives where the token ends.
    fn regular(&mut self, start: usize) -> Result<usize, Stop> {
        self.raw.bump(start - self.raw.span().end);
        let raw = self.raw.next();
        let end = self.raw.span().end;
        match raw {
            Some(Ok(Raw::Operator(kind))) => {
                self.push(kind, start, end);
                Ok(end)
            }
            Some(Ok(Raw::Number)) => self.number(start, end),
            _ => self.stray(start),
        }
    }

    /// A name, a keyword, or a string with a prefix.
    #[inline(always)]
    fn word(&mut self, start: usize) -> Result<usize, Stop> {
        let word = word::load(self.bytes, start);
        let length = word::name_length(word);
        let mut end = start + length;
        let head = word::first(word, length);
        let mut kind = Kind::Name;
        let mut any_high = word::any_high(head);
        if length < 8 {
            let after = (word >> (length * 8)) as u8;
            if matches!(after, b'"' | b'\'') && is_prefix(&self.bytes[start..end]) {
                return self.string(start, end + 1);
            }
            kind = keyword::kind(head);
        } else {
            loop {
                let word = word::load(self.bytes, end);
                let length = word::name_length(word);
                any_high |= word::any_high(word::first(word, length));
                end += length;
                if length < 8 {
                    break;
                }
            }
            if end == start + 8 {
                kind = keyword::kind(head);
            }
        }
        if any_high && let Some((at, c)) = vivarium_text::ident::first_invalid(&self.source[start..end]) {
            return self.bad_character(start + at, c);
        }
        self.push(kind, start, end);
        Ok(end)
    }

    #[inline(always)]
    fn number(&mut self, start: usize, end: usize) -> Result<usize, Stop> {
        let regular = match self.bytes.get(end) {
            Some(&byte) => !number::IDENTIFIER[byte as usize],
            None => true,
        };
        if regular {
            self.push(Kind::Number, start, end);
            return Ok(end);
        }
        match number::scan(self.bytes, start) {
            Ok(scanned) => {
                if let Some(kind) = scanned.touches {
                    self.out.warnings.push(LexWarning {
                        category: "SyntaxWarning",
                        message: format!("invalid {kind} literal"),
                        span: vivarium_source::Span::new(start as u32, scanned.end as u32),
                    });
                }
                self.push(Kind::Number, start, scanned.end);
                Ok(scanned.end)
            }
            Err(number::BadNumber::At { end, message }) => self.syntax_error(end, message),
            Err(number::BadNumber::LeadingZeros { zeros_end }) => self.leading_zeros(start, zeros_end),
        }
    }

    /// A string literal whose prefix and first quote logos has read.
    #[inline]
    fn string(&mut self, start: usize, after_quote: usize) -> Result<usize, Stop> {
        let quote = self.bytes[after_quote - 1];
        if self.byte(after_quote) == Some(quote) {
            if self.byte(after_quote + 1) == Some(quote) {
                return self.triple_quoted(start, after_quote + 2, quote);
            }
            self.push(Kind::String, start, after_quote + 1);
            return Ok(after_quote + 1);
        }
        let mut at = after_quote;
        loop {
            let word = word::load(self.bytes, at);
            let found = word::first_equal(word, quote)
                | word::first_equal(word, b'\\')
                | word::first_equal(word, b'\n');
            at += word::before(found);
            match self.byte(at) {
                _ if found == 0 && at < self.bytes.len() => {}
                Some(byte) if byte == quote => break,
                Some(b'\\') => at += 2,
                _ => {
                    let at = at.min(self.bytes.len());
                    return self.unterminated(start, at, "unterminated string literal");
                }
            }
        }
        self.push(Kind::String, start, at + 1);
        Ok(at + 1)
    }

    fn triple_quoted(&mut self, start: usize, mut at: usize, quote: u8) -> Result<usize, Stop> {
        loop {
            let Some(found) = self.bytes.get(at..).and_then(|rest| memchr::memchr2(quote, b'\\', rest))
            else {
                return self.unterminated(
                    start,
                    self.bytes.len(),
                    "unterminated triple-quoted string literal",
                );
            };
            at += found;
            if self.bytes[at] == b'\\' {
                at += 2;
            } else if self.byte(at + 1) == Some(quote) && self.byte(at + 2) == Some(quote) {
                break;
            } else {
                at += 1;
            }
        }
        self.push(Kind::String, start, at + 3);
        Ok(at + 3)
    }

    #[inline]
    fn close(&mut self, start: usize) -> Result<(), Stop> {
        let byte = self.bytes[start];
        match self.brackets.pop() {
            Some((b'(', _)) if byte == b')' => Ok(()),
            Some((b'[', _)) if byte == b']' => Ok(()),
            Some((b'{', _)) if byte == b'}' => Ok(()),
            Some((open, at)) => self.mismatch(start, open, at as usize),
            None => self.syntax_error(start + 1, format!("unmatched '{}'", byte as char)),
        }
    }

    /// What is no token: a character that only the parser refuses, or one that CPython calls non-printable.
    #[cold]
    #[inline(never)]
    fn stray(&mut self, start: usize) -> Result<usize, Stop> {
        let byte = self.bytes[start];
        if byte.is_ascii_graphic() {
            self.push(Kind::Op, start, start + 1);
            return Ok(start + 1);
        }
        self.syntax_error(start + 1, format!("invalid non-printable character U+{byte:04X}"))
    }

    fn check_continuation(&mut self, backslash: usize) -> Result<(), Stop> {
        match self.byte(backslash + 1) {
            Some(b'\n') if backslash + 2 < self.bytes.len() => Ok(()),
            None if !self.options.ends_lines() => self.bad_continuation(backslash),
            Some(b'\n') | None => self.unexpected_end(),
            Some(_) => self.bad_continuation(backslash),
        }
    }

    /// A type comment becomes a token; a `# type: ignore` is kept aside.
    fn type_comment(&mut self, start: usize, end: usize) -> Option<Kind> {
        let text = &self.bytes[start..end];
        let blanks =
            |at: usize| at + text[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let word = blanks(1);
        if !text[word..].starts_with(b"type:") {
            return None;
        }
        let body = blanks(word + 5);
        let rest = &text[body..];
        let ignore = rest.starts_with(b"ignore")
            && !rest.get(6).is_some_and(|&byte| byte >= 0x80 || byte.is_ascii_alphanumeric());
        if ignore {
            let token = Token::new(Kind::TypeIgnore, (start + body + 6) as u32, end as u32);
            self.out.type_ignores.push(token);
            return Some(Kind::TypeIgnore);
        }
        self.push(Kind::TypeComment, start + body, end);
        Some(Kind::TypeComment)
    }

    /// The text ended inside a logical line.
    fn end_of_text(&mut self, comment: Option<usize>) -> Result<usize, Stop> {
        let end = self.bytes.len();
        if !self.brackets.is_empty() {
            return self.unclosed();
        }
        if self.options.ends_lines() {
            self.push(Kind::Newline, comment.unwrap_or(end), end);
            return Ok(end);
        }
        self.end();
        Err(Stop)
    }

    /// `EndMarker`, and in `single` mode the newline and dedents that `_PyPegen_fill_token` makes up before it.
    fn end(&mut self) {
        let end = self.bytes.len();
        if self.options.mode == crate::Mode::Single && !self.out.tokens.is_empty() {
            self.push(Kind::Newline, end, end);
            if self.indents.len() > 1 && !self.options.dont_imply_dedent {
                for _ in 1..self.indents.len() {
                    self.push(Kind::Dedent, end, end);
                }
                self.push(Kind::Newline, end, end);
            }
        }
        self.push(Kind::EndMarker, end, end);
    }

    pub(crate) fn place(&self) -> Place<'s> {
        Place::new(self.source, self.buffer, self.options.ends_lines())
    }
}
