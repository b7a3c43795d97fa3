//! What some alternatives compute, after the functions of `action_helpers.c`.

use vivarium_lexer::Kind;
use vivarium_text::literal::{Number, parse_number};

use super::machine::{Machine, Outcome, Val};
use super::rules::{Node, Place};

fn raised(machine: &mut Machine<'_>, place: Place, a: Val, b: Val, message: &str) -> Outcome {
    machine.fail(place, a, b, message);
    Outcome::Raised
}

pub(super) fn interactive_exit(_: &mut Machine<'_>, _: Val, _: Val) -> Outcome {
    Outcome::Fails
}

fn is_imaginary(machine: &Machine<'_>, number: Val) -> bool {
    let text = machine.source.text(machine.tokens(number).0);
    matches!(parse_number(text, 0), Ok(Number::Imaginary(_)))
}

pub(super) fn real(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    if is_imaginary(machine, a) {
        return raised(machine, Place::Part, a, a, "real number required in complex literal");
    }
    Outcome::Value(a)
}

pub(super) fn imaginary(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    if is_imaginary(machine, a) {
        return Outcome::Value(a);
    }
    raised(machine, Place::Part, a, a, "imaginary number required in complex literal")
}

const GENERATOR: &str = "Generator expression must be parenthesized";

/// The last expression of the last `for` clause.
fn last_of_clauses(machine: &Machine<'_>, clauses: Val) -> Val {
    let last = machine.children(clauses).last().copied().unwrap_or(clauses);
    machine.children(last).last().copied().unwrap_or(last)
}

pub(super) fn unparenthesized_generator(machine: &mut Machine<'_>, a: Val, b: Val) -> Outcome {
    let last = last_of_clauses(machine, b);
    raised(machine, Place::Range, a, last, GENERATOR)
}

fn positional(machine: &Machine<'_>, args: Val) -> Vec<Val> {
    let keyword = |value: &Val| matches!(machine.what(*value), Some(Node::Keyword | Node::DoubleStarred));
    machine.children(args).iter().copied().filter(|value| !keyword(value)).collect()
}

pub(super) fn generator_argument(machine: &mut Machine<'_>, a: Val, b: Val) -> Outcome {
    let args = positional(machine, a);
    match args.as_slice() {
        [_, .., last] => {
            let end = last_of_clauses(machine, b);
            raised(machine, Place::Range, *last, end, GENERATOR)
        }
        _ => Outcome::Fails,
    }
}

pub(super) fn argument_order(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    let unpacking = machine.children(a).iter().any(|value| machine.what(*value) == Some(Node::DoubleStarred));
    let message = if unpacking {
        "positional argument follows keyword argument unpacking"
    } else {
        "positional argument follows keyword argument"
    };
    raised(machine, Place::LastToken, a, a, message)
}

pub(super) fn constant_keyword(machine: &mut Machine<'_>, a: Val, b: Val) -> Outcome {
    let text = machine.source.text(machine.tokens(a).0);
    let message = format!("cannot assign to {text}");
    raised(machine, Place::Range, a, b, &message)
}

fn is_legacy(machine: &Machine<'_>, name: Val) -> bool {
    machine.is_name(name) && matches!(machine.source.text(machine.tokens(name).0), "print" | "exec")
}

pub(super) fn legacy(machine: &mut Machine<'_>, a: Val, b: Val) -> Outcome {
    if !is_legacy(machine, a) {
        return Outcome::Fails;
    }
    let name = machine.source.text(machine.tokens(a).0);
    let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
    raised(machine, Place::Range, a, b, &message)
}

pub(super) fn missing_comma(machine: &mut Machine<'_>, a: Val, b: Val) -> Outcome {
    if is_legacy(machine, a) || machine.source.level(machine.mark.saturating_sub(1)) == 0 {
        return Outcome::Fails;
    }
    raised(machine, Place::Range, a, b, "invalid syntax. Perhaps you forgot a comma?")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Targets {
    Star,
    Del,
    For,
}

/// The first part of an expression that is no target.
fn invalid_target(machine: &Machine<'_>, value: Val, targets: Targets) -> Option<Val> {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match machine.what(value) {
            Some(Node::List | Node::Tuple) => stack.extend(machine.children(value).iter().rev()),
            Some(Node::Starred) if targets != Targets::Del => stack.extend(machine.children(value)),
            Some(Node::Compare) if targets == Targets::For => {
                let [left, pair, ..] = machine.children(value) else { continue };
                if machine.source.kind(machine.tokens(*pair).0) == Kind::In {
                    stack.push(*left);
                }
            }
            Some(Node::Attribute | Node::Subscript) => {}
            None if machine.is_name(value) => {}
            _ => return Some(value),
        }
    }
    None
}

fn target(machine: &mut Machine<'_>, value: Val, targets: Targets) -> Outcome {
    let Some(invalid) = invalid_target(machine, value, targets) else { return Outcome::Fails };
    let verb = if targets == Targets::Del { "delete" } else { "assign to" };
    let message = format!("cannot {verb} {}", machine.expression_name(invalid));
    raised(machine, Place::Part, invalid, invalid, &message)
}

pub(super) fn assign_target(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    target(machine, a, Targets::Star)
}

pub(super) fn delete_target(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    target(machine, a, Targets::Del)
}

pub(super) fn for_target(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    target(machine, a, Targets::For)
}

pub(super) fn positional_pattern(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    raised(machine, Place::Part, a, a, "positional patterns follow keyword patterns")
}

pub(super) fn missing_colon(machine: &mut Machine<'_>, a: Val, _: Val) -> Outcome {
    let (_, last) = machine.tokens(a);
    let (first, _) = machine.tokens(a);
    let error = machine.source.after_key(machine.fill, first, last, "':' expected after dictionary key");
    machine.raise(error);
    Outcome::Raised
}
