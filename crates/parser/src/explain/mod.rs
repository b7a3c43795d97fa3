//! Says why a program is refused, as CPython says it.
//!
//! CPython's parser tries the rules of its grammar in order, twice: the second time with rules that match only what is
//! wrong. Which error wins depends on that order, on what the parser remembers and on how far it looked. So this module
//! does the same: `rules.peg` is the order, `machine` runs it, `source` places the errors.

mod actions;
mod machine;
mod memo;
mod rules;
mod source;
mod strings;

use vivarium_lexer::{Kind, Tokens};

use crate::error::{ErrorClass, SyntaxError};
use crate::{Mode, Options};
use machine::Machine;
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

fn start(mode: Mode) -> u16 {
    match mode {
        Mode::Exec => rules::FILE,
        Mode::Eval => rules::EVAL,
        Mode::Single => rules::INTERACTIVE,
        Mode::FuncType => rules::FUNC_TYPE,
    }
}

/// Runs something with the stack that the machine may take; none if there is not so much.
fn with_stack<T: Send>(mut run: impl FnMut() -> T + Send) -> Option<T> {
    let mut result = None;
    let with_stack = WITH_STACK.get().copied().unwrap_or(on_new_thread);
    with_stack(STACK, &mut || result = Some(run()));
    result
}

/// The error of a program that the grammar refused.
pub(crate) fn explain(source: &str, tokens: &Tokens, options: Options) -> SyntaxError {
    let explained = with_stack(|| {
        let source = Source::new(source, tokens, options, None);
        let error = run(&source, start(options.mode));
        error.unwrap_or_else(|| source.at_tokens(u32::MAX, 0, 0, "invalid syntax".to_owned()))
    });
    explained.unwrap_or_else(|| SyntaxError {
        class: ErrorClass::Syntax,
        message: "invalid syntax".to_owned(),
        location: None,
        span: vivarium_source::Span::default(),
        warnings: Vec::new(),
    })
}

/// The error of a program for an older Python: what that has not, or what is wrong in any.
#[cold]
pub(crate) fn for_older(source: &str, tokens: &Tokens, options: Options) -> Option<SyntaxError> {
    let read = with_stack(|| run(&Source::new(source, tokens, options, None), start(options.mode)));
    read.flatten()
}

/// The error of a program that is right but deeper than CPython's parser goes.
#[cold]
pub(crate) fn too_deep(source: &str, tokens: &Tokens, options: Options) -> Option<SyntaxError> {
    let tried = with_stack(|| {
        let source = Source::new(source, tokens, options, None);
        let mut machine = Machine::new(&source);
        let _ = machine.rule(start(options.mode));
        machine.error
    });
    tried.flatten().filter(|error| error.class == ErrorClass::Memory)
}

/// `_PyPegen_run_parser`: none if the text is right after all.
fn run(source: &Source<'_>, rule: u16) -> Option<SyntaxError> {
    let mut machine = Machine::new(source);
    let (error, all) = match machine.rule(rule) {
        Ok(Some(_)) if rule == rules::INTERACTIVE && source.has_more(machine.fill) => {
            let message = "multiple statements found while compiling a single statement";
            (source.at_last_token(machine.fill, ErrorClass::Syntax, message.to_owned()), false)
        }
        Ok(Some(_)) => return None,
        _ if source.options.allow_incomplete && source.has_ended(machine.fill) => {
            (source.incomplete(machine.fill), false)
        }
        _ => refusal(source, &mut machine, rule),
    };
    let warnings = source.warnings(machine.warnings, machine.fill, all);
    Some(SyntaxError { warnings, ..error })
}

/// The error, and whether the rest of the text was read for it.
fn refusal(source: &Source<'_>, machine: &mut Machine<'_>, rule: u16) -> (SyntaxError, bool) {
    let last = machine.fill.saturating_sub(1);
    if machine.error.is_none() {
        machine.second_pass();
        let _ = machine.rule(rule);
    }
    if let Some(error) = machine.error.take() {
        return match error.class {
            ErrorClass::Memory => (error, false),
            _ => (source.check_rest(machine.fill, error), true),
        };
    }
    let kind = source.kind(last);
    if let Kind::Indent | Kind::Dedent = kind {
        let message = if kind == Kind::Indent { "unexpected indent" } else { "unexpected unindent" };
        return (source.at_last_token(machine.fill, ErrorClass::Indentation, message.to_owned()), false);
    }
    let error = source.at_tokens(machine.fill, last, last, "invalid syntax".to_owned());
    (source.check_rest(machine.fill, error), true)
}
