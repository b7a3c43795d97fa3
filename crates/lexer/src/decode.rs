//! Bytes to source text: byte order marks, PEP 263 cookies, newlines, and what CPython says when that fails.

use crate::codec::{self, CodecError};
use std::borrow::Cow;
use std::fmt;
use vivarium_source::{Diagnostic, LineIndex, PythonLocation};

/// Where the bytes come from: CPython reads a file line by line and says other things than for bytes in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A script, by the name that messages show.
    File(&'a str),
    /// `compile(bytes, …)`, which `import`, `-m` and the tools use.
    Bytes,
}

/// Source text out of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedSource<'s> {
    /// The text as it stands, newlines and all, without a byte order mark.
    pub raw: Cow<'s, str>,
    /// The encoding that a mark or cookie names, normalised as CPython does; `None` is the default, UTF-8.
    pub encoding: Option<String>,
    /// Whether CPython counts the columns of this source's syntax errors in bytes: where no encoding is named it does
    /// not convert them to characters.
    pub byte_columns: bool,
}

impl DecodedSource<'_> {
    /// The text to lex: every line ends in `\n`.
    pub fn into_text(self) -> String {
        match normalize_newlines(&self.raw) {
            Cow::Borrowed(_) => self.raw.into_owned(),
            Cow::Owned(text) => text,
        }
    }

    /// The same without the bytes that it was decoded from.
    pub fn into_owned(self) -> DecodedSource<'static> {
        DecodedSource { raw: Cow::Owned(self.raw.into_owned()), ..self }
    }

    /// The encoding's name, as `tokenize` shows it.
    pub fn encoding_name(&self) -> &str {
        self.encoding.as_deref().unwrap_or("utf-8")
    }
}

/// A `SyntaxError` about bytes that are no source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The message.
    pub message: String,
    /// Where, if CPython says so.
    pub location: Option<PythonLocation>,
    /// What may be wrong before CPython comes to these bytes.
    pub reached: Reached,
}

/// How far CPython has read and parsed a source when it finds that its bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Nothing has been parsed.
    Nothing,
    /// The tokenizer wants the line that begins at this byte of the source.
    Line(usize),
    /// The tokenizer has the name that begins at this byte of the text, where U+FFFD stands for what is none.
    Name(usize),
    /// The parser has a string literal; `bytes` that are not ASCII are refused with other words.
    String { bytes: bool },
}

impl DecodeError {
    /// The error for rendering; it shows no lines of its own, for the bytes are no text.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error("SyntaxError", &self.message);
        match &self.location {
            Some(location) => diagnostic.with_python(location.clone()),
            None => diagnostic,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

/// Every `\r\n` and `\r` becomes `\n`.
pub fn normalize_newlines(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\r', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Decodes a source file or bytes handed to `compile`.
pub fn decode_source<'s>(bytes: &'s [u8], origin: Origin<'_>) -> Result<DecodedSource<'s>, DecodeError> {
    if let Some(at) = memchr::memchr(0, bytes) {
        // A file is read line by line: what is no text before is found before.
        return match decode_source(&bytes[..at], origin) {
            Err(error) if origin != Origin::Bytes => Err(error),
            _ => Err(null_byte(bytes, at, origin)),
        };
    }
    let (marked, body) = match bytes {
        [0xef, 0xbb, 0xbf, body @ ..] => (true, body),
        _ => (false, bytes),
    };
    let cookie = cookie(body);
    match cookie {
        Some(name) if marked && name != "utf-8" => {
            Err(unplaced(format!("encoding problem: {name} with BOM"), origin))
        }
        Some(name) if name != "utf-8" => {
            let raw = codec::decode(body, &name).map_err(|error| codec_error(error, &name, origin))?;
            Ok(DecodedSource { raw: raw.into(), encoding: Some(name), byte_columns: false })
        }
        named => utf8(body, named.is_some() || marked, origin),
    }
}

fn utf8<'s>(body: &'s [u8], named: bool, origin: Origin<'_>) -> Result<DecodedSource<'s>, DecodeError> {
    let decoded = |raw: Cow<'s, str>| DecodedSource {
        raw,
        encoding: named.then(|| "utf-8".to_owned()),
        byte_columns: !named,
    };
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok(decoded(text.into())),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    if let (false, Origin::File(name)) = (named, origin) {
        let line = newlines(&body[..at]) + 1;
        return Err(DecodeError {
            message: format!(
                "Non-UTF-8 code starting with '\\x{:02x}' in file {name} on line {line}, but no encoding declared; \
                 see https://peps.python.org/pep-0263/ for details",
                body[at]
            ),
            location: None,
            reached: Reached::Line(memchr::memrchr2(b'\n', b'\r', &body[..at]).map_or(0, |found| found + 1)),
        });
    }
    // CPython only decodes names and strings: bad bytes in comments pass.
    match bad_token(body, named) {
        Some(error) => Err(error),
        None => Ok(decoded(String::from_utf8_lossy(body))),
    }
}

/// Line ends in bytes, of any kind.
fn newlines(bytes: &[u8]) -> usize {
    let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || lone(at)).count()
}

/// The first name or string with bytes that are not UTF-8.
fn bad_token(body: &[u8], named: bool) -> Option<DecodeError> {
    let mut lines = Vec::with_capacity(body.len());
    for (at, &byte) in body.iter().enumerate() {
        match byte {
            b'\r' => lines.push(b'\n'),
            b'\n' if at > 0 && body[at - 1] == b'\r' => {}
            _ => lines.push(byte),
        }
    }
    // Each bad sequence becomes one replacement character, told from a real one by where it came from.
    let mut text = String::with_capacity(body.len());
    let mut bad = Vec::new();
    let mut rest = &lines[..];
    while let Err(error) = std::str::from_utf8(rest) {
        let (good, tail) = rest.split_at(error.valid_up_to());
        text.push_str(&String::from_utf8_lossy(good));
        let length = error.error_len().unwrap_or(tail.len());
        bad.push((text.len(), length, codec::utf8_reason(tail)));
        text.push('\u{fffd}');
        rest = &tail[length..];
    }
    text.push_str(&String::from_utf8_lossy(rest));
    let tokens = crate::lex(&text);
    let comments: Vec<crate::Token> = tokens.comments().collect();
    let lines = LineIndex::new(&text);
    for &(at, _, (count, byte, reason)) in &bad {
        let comment = comments.partition_point(|comment| comment.end as usize <= at);
        if comments.get(comment).is_some_and(|comment| comment.start as usize <= at) {
            continue;
        }
        let index = tokens.tokens.partition_point(|token| token.end as usize <= at);
        let token = tokens.tokens.get(index)?;
        let (start, shown, reached) = if token.kind == crate::Kind::String {
            let literal = token.text(&text);
            let parts = vivarium_text::literal::string_parts(literal);
            let after = tokens.tokens[index..].iter().find(|token| token.kind != crate::Kind::String);
            let prefix = &literal[..literal.find(['"', '\'']).unwrap_or(0)];
            let start = decoded_from(&text, token.start as usize + parts.offset as usize, at, prefix);
            (start, *after.unwrap_or(token), Reached::String { bytes: prefix.contains(['b', 'B']) })
        } else {
            (token.start as usize, *token, Reached::Name(token.start as usize))
        };
        let position = at.saturating_sub(start);
        let place = lines.line_col(shown.start);
        let shown_line = lines.line_span(place.line).text(&text);
        let buffer = buffer_start(&tokens.tokens, &lines, shown.start);
        let buffer = &text[lines.line_start(buffer) as usize..lines.line_span(place.line).end as usize];
        let line_start = lines.line_start(place.line) as usize;
        // The column in the bytes that were given.
        let grown: usize = bad
            .iter()
            .filter(|(at, ..)| (line_start..shown.start as usize).contains(at))
            .map(|(_, length, _)| char::REPLACEMENT_CHARACTER.len_utf8() - length)
            .sum();
        let mut column = i64::from(place.column) + 1 - grown as i64;
        if token.kind != crate::Kind::String {
            // Of a name the end is blamed.
            let of_name = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || *byte == b'_';
            let name = token.start as usize;
            let end = name + text[name..].bytes().take_while(of_name).count();
            let inside = bad.iter().filter(|(at, ..)| (name..end).contains(at));
            let grown = inside.map(|(_, length, _)| char::REPLACEMENT_CHARACTER.len_utf8() - length);
            column += (end - name) as i64 - 1 - grown.sum::<usize>() as i64;
        }
        if named {
            let shown = shown_line.bytes().chain([b'\n']).take(column as usize);
            column = shown.filter(|byte| byte & 0xc0 != 0x80).count() as i64;
        }
        let shown = shown.text(&text);
        let width = if named { shown.chars().count() } else { shown.len() };
        let what = if count == 1 {
            format!("byte 0x{byte:02x} in position {position}")
        } else {
            format!("bytes in position {position}-{}", position + count - 1)
        };
        return Some(DecodeError {
            message: format!("(unicode error) 'utf-8' codec can't decode {what}: {reason}"),
            location: Some(PythonLocation {
                lineno: place.line,
                offset: column,
                end_lineno: place.line,
                end_offset: if token.kind == crate::Kind::String { column + width as i64 } else { -1 },
                text: Some(format!("{buffer}\n")),
            }),
            reached,
        });
    }
    None
}

/// The first line of what CPython's tokenizer has in its buffer at a place: strings that end in this line began before.
fn buffer_start(tokens: &[crate::Token], lines: &LineIndex, at: u32) -> u32 {
    let before = &tokens[..tokens.partition_point(|token| token.start < at)];
    before.iter().rev().fold(lines.line(at), |first, token| {
        let ends_here = token.kind == crate::Kind::String && lines.line(token.end) == first;
        if ends_here { lines.line(token.start) } else { first }
    })
}

/// Where the piece of a literal begins that CPython decodes in one go: an f-string's ends at braces; where there are
/// escapes, only what is not ASCII is decoded.
fn decoded_from(text: &str, start: usize, at: usize, prefix: &str) -> usize {
    let formatted = prefix.contains(['f', 'F']);
    let piece =
        text[start..at].rfind(['{', '}']).filter(|_| formatted).map_or(start, |brace| start + brace + 1);
    let escaped = !prefix.contains(['r', 'R']) && text[piece..at].contains('\\');
    if !escaped {
        return piece;
    }
    let run = text[piece..at].bytes().rev().take_while(|byte| !byte.is_ascii()).count();
    at - run
}

fn null_byte(bytes: &[u8], at: usize, origin: Origin<'_>) -> DecodeError {
    let Origin::File(_) = origin else {
        let message = "source code string cannot contain null bytes".to_owned();
        return DecodeError { message, location: None, reached: Reached::Nothing };
    };
    let line_start = memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |found| found + 1);
    let lineno = newlines(&bytes[..line_start]) as u32 + 1;
    DecodeError {
        message: "source code cannot contain null bytes".to_owned(),
        location: Some(PythonLocation {
            lineno,
            offset: 0,
            end_lineno: lineno,
            end_offset: 0,
            text: Some(String::from_utf8_lossy(&bytes[line_start..at]).into_owned()),
        }),
        reached: Reached::Line(line_start),
    }
}

/// A failure before the first token: bytes in memory are blamed at line 0, a file not at all.
fn unplaced(message: String, origin: Origin<'_>) -> DecodeError {
    let location = match origin {
        Origin::File(_) => None,
        Origin::Bytes => Some(PythonLocation { offset: -1, end_offset: 0, ..PythonLocation::default() }),
    };
    DecodeError { message, location, reached: Reached::Nothing }
}

fn codec_error(error: CodecError, name: &str, origin: Origin<'_>) -> DecodeError {
    let message = match (origin, error) {
        (Origin::File(_), _) => format!("encoding problem: {name}"),
        (Origin::Bytes, CodecError::Unknown) => format!("unknown encoding: {name}"),
        (Origin::Bytes, CodecError::NoText) => {
            format!("'{name}' is not a text encoding; use codecs.decode() to handle arbitrary codecs")
        }
        (Origin::Bytes, CodecError::Failed(why)) => format!("decoding with '{name}' codec failed {why}"),
        (Origin::Bytes, CodecError::Undecodable { codec, byte, start, end, reason }) if end == start + 1 => {
            format!("'{codec}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        (Origin::Bytes, CodecError::Undecodable { codec, start, end, reason, .. }) => {
            format!(
                "'{codec}' codec can't decode bytes in position {start}-{}: {reason}",
                end.saturating_sub(1)
            )
        }
    };
    unplaced(message, origin)
}

/// The encoding that a comment in the first two lines names (`check_coding_spec` in `tokenizer.c`).
fn cookie(body: &[u8]) -> Option<String> {
    let mut lines = body.split_inclusive(|&byte| byte == b'\n' || byte == b'\r');
    let mut line = lines.next()?;
    if let Some(found) = cookie_in(line) {
        return Some(found);
    }
    let blank = line
        .iter()
        .take_while(|byte| !matches!(byte, b'#' | b'\n' | b'\r'))
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'));
    if !blank {
        return None;
    }
    let crlf = line.ends_with(b"\r");
    line = lines.next()?;
    if crlf && line == b"\n" {
        line = lines.next()?;
    }
    cookie_in(line)
}

fn cookie_in(line: &[u8]) -> Option<String> {
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'))?;
    let mut rest = line[start..].strip_prefix(b"#")?;
    while let Some(at) = memchr::memmem::find(rest, b"coding") {
        rest = &rest[at + 6..];
        let Some(&(b':' | b'=')) = rest.first() else { continue };
        let blanks = rest[1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let name = &rest[1 + blanks..];
        let length =
            name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count();
        if length > 0 {
            return Some(normal_name(&String::from_utf8_lossy(&name[..length])));
        }
    }
    None
}

/// `get_normal_name`: the spellings of UTF-8 and Latin-1, judged by their first twelve characters.
fn normal_name(name: &str) -> String {
    let head: String =
        name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is =
        |wanted: &str| head.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    if is("utf-8") {
        "utf-8".to_owned()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".to_owned()
    } else {
        name.to_owned()
    }
}
