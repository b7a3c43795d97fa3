//! Drives the tables and reductions that LALRPOP makes: `build.rs` puts it in the place of LALRPOP's own driver.

use crate::build::Refused;
use crate::term::Tok;

/// As deep as most programs get.
const DEPTH: usize = 128;

/// The parser's stack: values with where they begin and end.
type Symbols<S> = Vec<(u32, S, u32)>;

/// In the place of a state that a reduction leads to: the text is complete.
pub(crate) const ACCEPTED: i16 = -1;
/// The production refuses.
pub(crate) const REFUSED: i16 = -2;

/// Parses tokens. An action above zero shifts and goes to the state before it, one below zero reduces by the production
/// it is the complement of; `symbol` gives a token's column and value, `reduce` the next state. The result is as many states
/// as there was room for in the end.
#[inline]
pub(crate) fn drive<S>(
    tokens: impl Iterator<Item = Result<(u32, Tok, u32), Refused>>,
    action: impl Fn(i16, usize) -> i16,
    action_at_end: impl Fn(i16) -> i16,
    symbol: impl Fn(Tok) -> Option<(usize, S)>,
    mut reduce: impl FnMut(i16, Option<&u32>, &mut Vec<i16>, &mut Symbols<S>) -> i16,
) -> Result<usize, Refused> {
    let mut states = Vec::with_capacity(DEPTH);
    let mut symbols = Vec::with_capacity(DEPTH);
    // The state on top: where it is read, the stack's own may not have arrived yet.
    let mut state = 0;
    states.push(state);
    for token in tokens {
        let (left, token, right) = token?;
        let Some((column, symbol)) = symbol(token) else { return Err(Refused) };
        loop {
            let action = action(state, column);
            if action > 0 {
                state = action - 1;
                states.push(state);
                symbols.push((left, symbol, right));
                break;
            }
            if action == 0 {
                return Err(Refused);
            }
            state = match reduce(!action, Some(&left), &mut states, &mut symbols) {
                ACCEPTED => return Ok(states.capacity()),
                next if next < 0 => return Err(Refused),
                next => next,
            };
        }
    }
    loop {
        let action = action_at_end(state);
        if action >= 0 {
            return Err(Refused);
        }
        state = match reduce(!action, None, &mut states, &mut symbols) {
            ACCEPTED => return Ok(states.capacity()),
            next if next < 0 => return Err(Refused),
            next => next,
        };
    }
}
