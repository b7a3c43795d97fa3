//! Lists every function of the files given, with its line and its cyclomatic complexity: one, and one more for each place
//! where control may go another way.
//!
//! ```text
//! cargo run -p vivarium-parser --example functions -- FILE…
//! ```

use std::process::ExitCode;

use vivarium_parser::ast::{
    Ast, ComprehensionId, ExceptHandlerId, ExprId, ExprKind, MatchCaseId, NodeRef, StmtId, StmtKind, Visitor,
};
use vivarium_parser::{Options, parse_bytes};

/// The functions that are open, and those that are done.
#[derive(Default)]
struct Functions {
    open: Vec<(StmtId, String, usize)>,
    prefix: Vec<String>,
    done: Vec<(i32, String, usize)>,
}

impl Functions {
    fn branch(&mut self, count: usize) {
        if let Some((_, _, complexity)) = self.open.last_mut() {
            *complexity += count;
        }
    }
}

impl Visitor for Functions {
    fn enter_stmt(&mut self, ast: &Ast, id: StmtId) -> bool {
        match ast[id].kind {
            StmtKind::FunctionDef { name, .. } | StmtKind::AsyncFunctionDef { name, .. } => {
                self.prefix.push(ast.name(name).to_owned());
                self.open.push((id, self.prefix.join("."), 1));
            }
            StmtKind::ClassDef { name, .. } => self.prefix.push(ast.name(name).to_owned()),
            StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::AsyncFor { .. } => {
                self.branch(1);
            }
            StmtKind::Assert { .. } => self.branch(1),
            _ => {}
        }
        true
    }

    fn leave_stmt(&mut self, ast: &Ast, id: StmtId) {
        if let Some((_, name, complexity)) = self.open.pop_if(|(open, ..)| *open == id) {
            self.done.push((ast.location(ast[id].loc).lineno, name, complexity));
            self.prefix.pop();
        } else if let StmtKind::ClassDef { .. } = ast[id].kind {
            self.prefix.pop();
        }
    }

    fn enter_except_handler(&mut self, _: &Ast, _: ExceptHandlerId) -> bool {
        self.branch(1);
        true
    }

    fn enter_match_case(&mut self, _: &Ast, _: MatchCaseId) -> bool {
        self.branch(1);
        true
    }

    fn enter_comprehension(&mut self, ast: &Ast, id: ComprehensionId) -> bool {
        self.branch(1 + ast.list(ast[id].ifs).len());
        true
    }

    fn enter_expr(&mut self, ast: &Ast, id: ExprId) -> bool {
        match ast[id].kind {
            ExprKind::BoolOp { values, .. } => self.branch(ast.list(values).len() - 1),
            ExprKind::IfExp { .. } => self.branch(1),
            _ => {}
        }
        true
    }
}

fn main() -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        let parsed = match std::fs::read(&path) {
            Ok(source) => parse_bytes(&source, Options::default()).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match parsed {
            Ok(parsed) => {
                let mut functions = Functions::default();
                parsed.ast.visit(NodeRef::Mod, &mut functions);
                functions.done.sort();
                for (line, name, complexity) in functions.done {
                    println!("{path}:{line}: {name} {complexity}");
                }
            }
            Err(error) => {
                eprintln!("{path}: {error}");
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}
