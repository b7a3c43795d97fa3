//! Drives the parser that LALRPOP makes: shifts and reduces, without its recovery from errors.

use lalrpop_util::ParseError;
use lalrpop_util::state_machine::{ParseResult, ParserAction, ParserDefinition, TokenTriple};

/// As deep as most programs get.
const DEPTH: usize = 128;

/// Called in the place of LALRPOP's own driver.
pub(crate) fn drive<D, I>(mut definition: D, tokens: I) -> ParseResult<D>
where
    D: ParserDefinition,
    I: Iterator<Item = Result<TokenTriple<D>, ParseError<D::Location, D::Token, D::Error>>>,
{
    let mut states = Vec::with_capacity(DEPTH);
    let mut symbols = Vec::with_capacity(DEPTH);
    let start = definition.start_state();
    states.push(start);
    for token in tokens {
        let (left, token, right) = token?;
        let Some(terminal) = definition.token_to_index(&token) else {
            return Err(ParseError::InvalidToken { location: left });
        };
        loop {
            let state = states.last().copied().unwrap_or(start);
            let action = definition.action(state, terminal);
            if let Some(target) = action.as_shift() {
                states.push(target);
                symbols.push((left, definition.token_to_symbol(terminal, token), right));
                break;
            }
            let Some(production) = action.as_reduce() else {
                return Err(ParseError::UnrecognizedToken {
                    token: (left, token, right),
                    expected: Vec::new(),
                });
            };
            if let Some(result) = definition.reduce(production, Some(&left), &mut states, &mut symbols) {
                return result;
            }
        }
    }
    loop {
        let state = states.last().copied().unwrap_or(start);
        let Some(production) = definition.eof_action(state).as_reduce() else {
            return Err(ParseError::UnrecognizedEof {
                location: definition.start_location(),
                expected: Vec::new(),
            });
        };
        if let Some(result) = definition.reduce(production, None, &mut states, &mut symbols) {
            return result;
        }
    }
}
