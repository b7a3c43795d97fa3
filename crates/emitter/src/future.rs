//! `from __future__ import …` (`future.c`).

use vivarium_ast::{Ast, Const, ExprKind, Location, Mod, StmtKind};
use vivarium_bytecode::flags::{CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL};

use crate::error::{EmitError, ErrorClass, Result};

/// What a source's future statements ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Future {
    /// `CO_FUTURE_*` bits.
    pub features: u32,
    /// The line of the last future statement, or -1.
    pub line: i32,
}

fn error<T>(message: impl Into<String>, location: Location) -> Result<T> {
    Err(Box::new(EmitError {
        class: ErrorClass::Syntax,
        message: message.into(),
        location: Some(location),
        ranged: false,
    }))
}

/// Reads the future statements at the top of a module.
pub fn features(ast: &Ast) -> Result<Future> {
    let mut future = Future { features: 0, line: -1 };
    let (Mod::Module { body, .. } | Mod::Interactive { body }) = ast.root else { return Ok(future) };
    let mut done = false;
    let mut prev_line = 0;
    for (at, &id) in ast.list(body).iter().enumerate() {
        let loc = ast.location(ast[id].loc);
        if at == 0
            && let StmtKind::Expr { value } = ast[id].kind
            && let ExprKind::Constant { value, .. } = ast[value].kind
            && let Const::Str(_) = ast.constant(value)
        {
            continue;
        }
        if done && loc.lineno > prev_line {
            return Ok(future);
        }
        prev_line = loc.lineno;
        let StmtKind::ImportFrom { module: Some(module), names, .. } = ast[id].kind else {
            done = true;
            continue;
        };
        if ast.name(module) != "__future__" {
            done = true;
            continue;
        }
        if done {
            let message = "from __future__ imports must occur at the beginning of the file";
            return error(message, Location { col_offset: loc.col_offset - 1, ..loc });
        }
        for &alias in ast.list(names) {
            match ast.name(ast[alias].name) {
                "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                | "print_function" | "unicode_literals" | "generator_stop" => {}
                "barry_as_FLUFL" => future.features |= CO_FUTURE_BARRY_AS_BDFL,
                "annotations" => future.features |= CO_FUTURE_ANNOTATIONS,
                "braces" => return error("not a chance", loc),
                other => {
                    let other: String = other.chars().take(100).collect();
                    return error(format!("future feature {other} is not defined"), loc);
                }
            }
        }
        future.line = loc.lineno;
    }
    Ok(future)
}
