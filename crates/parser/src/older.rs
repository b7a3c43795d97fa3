//! Tokens as Pythons before 3.7 read them.

use vivarium_lexer::{Kind, Token};

/// Makes names of `async` and `await` outside of `async def`, as CPython's tokenizer does for 3.5 and 3.6.
///
/// A function's end is where a logical line begins that is indented no deeper than its `async`. One on a line of its own
/// ends with the line.
pub(crate) fn unreserve_async(tokens: &mut [Token]) {
    let mut indent = 0u32;
    let mut level = 0u32;
    // The outermost `async def`: its indentation, and whether its first line has ended.
    let mut function: Option<(u32, bool)> = None;
    for index in 0..tokens.len() {
        let kind = tokens[index].kind;
        match kind {
            Kind::Indent => indent += 1,
            Kind::Dedent => indent = indent.saturating_sub(1),
            Kind::Newline => function = function.map(|(at, _)| (at, true)),
            // On a line of its own, it stands before the indentation.
            Kind::TypeComment => {}
            _ => {
                if level == 0 && function.is_some_and(|(at, past)| past && at >= indent) {
                    function = None;
                }
                match kind {
                    Kind::LPar | Kind::LSqb | Kind::LBrace => level += 1,
                    Kind::RPar | Kind::RSqb | Kind::RBrace => level = level.saturating_sub(1),
                    Kind::Async if function.is_none() => {
                        if tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Def) {
                            function = Some((indent, false));
                        } else {
                            tokens[index].kind = Kind::Name;
                        }
                    }
                    Kind::Await if function.is_none() => tokens[index].kind = Kind::Name,
                    _ => {}
                }
            }
        }
    }
}
