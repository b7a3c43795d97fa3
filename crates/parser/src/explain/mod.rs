//! Says why a program is refused, as CPython says it.
//!
//! CPython's parser tries the rules of its grammar in order, twice: the second time with rules that match only what is
//! wrong. Which error wins depends on that order, on what the parser remembers and on how far it looked. So this module
//! does the same: `rules.peg` is the order, `machine` runs it, `source` places the errors.

mod actions;
mod machine;
mod rules;
mod source;
mod strings;

use vivarium_lexer::{Kind, Tokens};

use crate::error::{ErrorClass, SyntaxError};
use crate::{Mode, Options};
use machine::Machine;
use rules::RULES;
use source::Source;

/// The stack that explaining may take: rules nest as deep as CPython lets them.
const STACK: usize = if cfg!(debug_assertions) { 512 << 20 } else { 48 << 20 };

/// Runs something with so much stack; whether that was possible.
pub type WithStack = fn(usize, &mut (dyn FnMut() + Send)) -> bool;

static WITH_STACK: std::sync::OnceLock<WithStack> = std::sync::OnceLock::new();

/// For programs that know better than a new thread where there is enough stack. The first one counts.
pub fn set_with_stack(with_stack: WithStack) {
    let _ = WITH_STACK.set(with_stack);
}

fn on_new_thread(size: usize, run: &mut (dyn FnMut() + Send)) -> bool {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(size).spawn_scoped(scope, run);
        thread.is_ok_and(|thread| thread.join().is_ok())
    })
}

/// The error of a program that the grammar refused at `span`.
pub(crate) fn explain(
    source: &str,
    tokens: &Tokens,
    options: Options,
    span: vivarium_source::Span,
) -> SyntaxError {
    let run = || {
        let start = match options.mode {
            Mode::Exec => "file",
            Mode::Eval => "eval",
            Mode::Single => "interactive",
            Mode::FuncType => "func_type",
        };
        let source = Source::new(source, tokens, options.mode, None, options.byte_columns);
        let error = run(&source, start, options.max_int_digits);
        error.unwrap_or_else(|| source.at_tokens(u32::MAX, 0, 0, "invalid syntax".to_owned()))
    };
    let mut explained = None;
    let with_stack = WITH_STACK.get().copied().unwrap_or(on_new_thread);
    with_stack(STACK, &mut || explained = Some(run()));
    explained.unwrap_or_else(|| SyntaxError {
        class: ErrorClass::Syntax,
        message: "invalid syntax".to_owned(),
        location: None,
        span,
    })
}

/// `_PyPegen_run_parser`: none if the text is right after all.
fn run(source: &Source<'_>, start: &str, max_int_digits: usize) -> Option<SyntaxError> {
    let rule = RULES.id(start);
    let mut machine = Machine::new(source, max_int_digits);
    if let Ok(Some(_)) = machine.rule(rule) {
        if start == "interactive" && source.has_more(machine.fill) {
            let message = "multiple statements found while compiling a single statement";
            return Some(source.at_last_token(machine.fill, ErrorClass::Syntax, message.to_owned()));
        }
        return None;
    }
    let last = machine.fill.saturating_sub(1);
    if machine.error.is_none() {
        machine.second_pass();
        let _ = machine.rule(rule);
    }
    if let Some(error) = machine.error.take() {
        return Some(if error.class == ErrorClass::Memory {
            error
        } else {
            source.check_rest(machine.fill, error)
        });
    }
    let kind = source.kind(last);
    if let Kind::Indent | Kind::Dedent = kind {
        let message = if kind == Kind::Indent { "unexpected indent" } else { "unexpected unindent" };
        return Some(source.at_last_token(machine.fill, ErrorClass::Indentation, message.to_owned()));
    }
    let error = source.at_tokens(machine.fill, last, last, "invalid syntax".to_owned());
    Some(source.check_rest(machine.fill, error))
}
