//! Drives the tables and reductions that LALRPOP makes: `build.rs` puts it in the place of LALRPOP's own driver.

use crate::build::Refused;
use crate::term::Tok;

/// As deep as most programs get.
const DEPTH: usize = 128;

/// The parser's stack: values with where they begin and end.
type Symbols<S> = Vec<(u32, S, u32)>;

/// Parses tokens. An action above zero shifts and goes to the state before it, one below zero reduces by the production
/// it is the complement of; `symbol` gives a token's column and value; `reduce` gives a result when the start is reached
/// or a production refuses.
#[inline]
pub(crate) fn drive<S>(
    tokens: impl Iterator<Item = Result<(u32, Tok, u32), Refused>>,
    action: impl Fn(i16, usize) -> i16,
    action_at_end: impl Fn(i16) -> i16,
    symbol: impl Fn(Tok) -> Option<(usize, S)>,
    mut reduce: impl FnMut(i16, Option<&u32>, &mut Vec<i16>, &mut Symbols<S>) -> Option<Result<(), Refused>>,
) -> Result<(), Refused> {
    let mut states = Vec::with_capacity(DEPTH);
    let mut symbols = Vec::with_capacity(DEPTH);
    states.push(0);
    let top = |states: &[i16]| states.last().copied().unwrap_or(0);
    for token in tokens {
        let (left, token, right) = token?;
        let Some((column, symbol)) = symbol(token) else { return Err(Refused) };
        loop {
            let action = action(top(&states), column);
            if action > 0 {
                states.push(action - 1);
                symbols.push((left, symbol, right));
                break;
            }
            if action == 0 {
                return Err(Refused);
            }
            if let Some(result) = reduce(!action, Some(&left), &mut states, &mut symbols) {
                return result;
            }
        }
    }
    loop {
        let action = action_at_end(top(&states));
        if action >= 0 {
            return Err(Refused);
        }
        if let Some(result) = reduce(!action, None, &mut states, &mut symbols) {
            return result;
        }
    }
}
