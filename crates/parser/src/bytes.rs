//! Bytes to a text to parse. Where they are no text, CPython may have refused what stands before them.

use crate::lexer::{self, DecodeError, DecodedSource, Origin, Reached};
use crate::{Options, Parsed, SyntaxError, parse};

/// Decodes a source, or says what CPython says of it first.
pub fn decode<'s>(
    source: &'s [u8],
    origin: Origin<'_>,
    options: Options,
) -> Result<DecodedSource<'s>, SyntaxError> {
    lexer::decode_source(source, origin)
        .map_err(|error| before(source, &error, options).unwrap_or_else(|| error.into()))
}

/// Parses bytes: a byte order mark or an encoding cookie says what text they are, else UTF-8.
pub fn parse_bytes(source: &[u8], options: Options) -> Result<Parsed, SyntaxError> {
    let decoded = decode(source, Origin::Bytes, options)?;
    parse(&decoded.raw, Options { byte_columns: decoded.byte_columns, ..options })
}

/// What is wrong before the bytes that are no text.
fn before(source: &[u8], error: &DecodeError, options: Options) -> Option<SyntaxError> {
    let marked = source.strip_prefix(b"\xef\xbb\xbf");
    let text = || String::from_utf8_lossy(marked.unwrap_or(source));
    let options = Options { byte_columns: marked.is_none(), ..options };
    match error.reached {
        Reached::Nothing => None,
        Reached::Line(start) => {
            let decoded = lexer::decode_source(&source[..start], Origin::Bytes).ok()?;
            in_tokens(&decoded.raw, Options { byte_columns: decoded.byte_columns, ..options })
        }
        Reached::Name(start) => in_tokens(lexer::normalize_newlines(&text()).get(..start)?, options),
        Reached::String { bytes } => {
            let found = parse(&text(), options).err()?;
            let place = |at: &vivarium_source::PythonLocation| (at.lineno, at.offset);
            let earlier = found.location.as_ref().map(place) < error.location.as_ref().map(place);
            (bytes || earlier).then_some(found)
        }
    }
}

/// The refusal of a text that goes on, if what follows can't change it: errors of tokens, and an indentation that is
/// none. All others of the parser's give way to those of later tokens.
fn in_tokens(text: &str, options: Options) -> Option<SyntaxError> {
    let refused = parse(text, options).err()?;
    match lexer::lex_with(&lexer::normalize_newlines(text), options.lexer()).error {
        Some(error) => (!error.at_end).then_some(refused),
        None => (refused.message == "unexpected indent").then_some(refused),
    }
}
