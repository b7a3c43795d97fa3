//! The text of Python's `ast.unparse`.
//!
//! What is still to write stands on a stack, so that depth is no danger; only f-strings inside f-strings recurse.

use std::collections::HashMap;
use std::fmt;

use crate::{
    AliasId, ArgId, ArgumentsId, Ast, ComprehensionId, ConstId, ExceptHandlerId, ExprId, KeywordId,
    MatchCaseId, Mod, NodeRef, PatternId, StmtId, Symbol, WithItemId,
};

mod annotations;
mod expressions;
mod fstrings;
mod patterns;
mod statements;

pub use annotations::annotation;

/// A tree that no source text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnparseError(pub(crate) &'static str);

impl fmt::Display for UnparseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for UnparseError {}

/// Source text whose tree is that of `node`: what Python's `ast.unparse` gives.
pub fn unparse(ast: &Ast, node: NodeRef) -> Result<String, UnparseError> {
    let mut unparser = Unparser::new(ast, false, 0);
    let step = match node {
        NodeRef::Mod => return unparser.module(),
        NodeRef::Stmt(id) => Step::Stmt(id),
        NodeRef::Expr(id) => Step::Expr(id, TEST),
        NodeRef::Pattern(id) => Step::Pattern(id, TEST),
        NodeRef::ExceptHandler(id) => Step::Handler(id, false),
        NodeRef::Arguments(id) => Step::Arguments(id),
        NodeRef::Arg(id) => Step::Arg(id),
        NodeRef::Keyword(id) => Step::Keyword(id),
        NodeRef::Alias(id) => Step::Alias(id),
        NodeRef::WithItem(id) => Step::WithItem(id),
        NodeRef::MatchCase(id) => Step::Case(id),
        NodeRef::Comprehension(id) => Step::Comprehension(id),
        NodeRef::TypeIgnore(_) => return Ok(String::new()),
    };
    unparser.run(step)?;
    Ok(unparser.out)
}

/// How strongly an expression binds; parentheses stand where a weaker one is in a stronger one's place.
type Power = u8;

const NAMED_EXPR: Power = 1;
const TUPLE: Power = 2;
const YIELD: Power = 3;
const TEST: Power = 4;
const OR: Power = 5;
const AND: Power = 6;
const NOT: Power = 7;
const COMPARISON: Power = 8;
const BITWISE_OR: Power = 9;
const BITWISE_XOR: Power = 10;
const BITWISE_AND: Power = 11;
const SHIFT: Power = 12;
const SUM: Power = 13;
const TERM: Power = 14;
const FACTOR: Power = 15;
const POWER: Power = 16;
const AWAIT: Power = 17;
const ATOM: Power = 18;

fn next(power: Power) -> Power {
    (power + 1).min(ATOM)
}

/// Something still to write.
#[derive(Clone, Copy, Debug)]
enum Step {
    Text(&'static str),
    Name(Symbol),
    Constant(ConstId),
    /// A new line with this text.
    Line(&'static str),
    /// A blank line in front of a definition, unless it is the first.
    Gap,
    Indent,
    Dedent,
    TypeComment(Option<ConstId>, i32),
    Stmt(StmtId),
    Docstring(ExprId),
    Expr(ExprId, Power),
    Pattern(PatternId, Power),
    /// With whether it belongs to a `try` of `except*`.
    Handler(ExceptHandlerId, bool),
    Arguments(ArgumentsId),
    Arg(ArgId),
    Keyword(KeywordId),
    Alias(AliasId),
    WithItem(WithItemId),
    Case(MatchCaseId),
    Comprehension(ComprehensionId),
}

struct Unparser<'a> {
    ast: &'a Ast,
    out: String,
    stack: Vec<Step>,
    indent: usize,
    /// Inside an f-string's expression no backslash may stand.
    avoid_backslashes: bool,
    type_ignores: HashMap<i32, String>,
    /// How many f-strings this one is inside of.
    depth: u32,
}

impl<'a> Unparser<'a> {
    fn new(ast: &'a Ast, avoid_backslashes: bool, depth: u32) -> Self {
        Self {
            ast,
            out: String::new(),
            stack: Vec::new(),
            indent: 0,
            avoid_backslashes,
            type_ignores: HashMap::new(),
            depth,
        }
    }

    fn module(mut self) -> Result<String, UnparseError> {
        let mut steps = Vec::new();
        match self.ast.root {
            Mod::Module { body, type_ignores } => {
                for id in self.ast.list(type_ignores) {
                    let ignore = self.ast[*id];
                    let mut text = "ignore".to_owned();
                    if let crate::Const::Str(tag) = self.ast.constant(ignore.tag) {
                        text += &tag.to_string_lossy();
                    }
                    self.type_ignores.insert(ignore.lineno as i32, text);
                }
                self.body(body, true, &mut steps);
            }
            Mod::Interactive { body } => self.body(body, false, &mut steps),
            Mod::Expression { body } => steps.push(Step::Expr(body, TEST)),
            Mod::FunctionType { argtypes, returns } => {
                steps.push(Step::Text("("));
                self.expressions(argtypes, &mut steps);
                steps.push(Step::Text(") -> "));
                steps.push(Step::Expr(returns, TEST));
            }
        }
        self.push(steps);
        self.drain()?;
        Ok(self.out)
    }

    fn run(&mut self, step: Step) -> Result<(), UnparseError> {
        self.stack.push(step);
        self.drain()
    }

    /// Puts steps on the stack, to be taken in order.
    fn push(&mut self, steps: Vec<Step>) {
        self.stack.extend(steps.into_iter().rev());
    }

    fn drain(&mut self) -> Result<(), UnparseError> {
        while let Some(step) = self.stack.pop() {
            match step {
                Step::Text(text) => self.out.push_str(text),
                Step::Name(name) => self.out.push_str(self.ast.name(name)),
                Step::Constant(id) => self.constant(id),
                Step::Line(text) => self.line(text),
                Step::Gap => {
                    if !self.out.is_empty() {
                        self.out.push('\n');
                    }
                }
                Step::Indent => self.indent += 1,
                Step::Dedent => self.indent -= 1,
                Step::TypeComment(comment, line) => self.type_comment(comment, line),
                Step::Stmt(id) => self.stmt(id),
                Step::Docstring(id) => self.docstring(id),
                Step::Expr(id, power) => self.expr(id, power)?,
                Step::Pattern(id, power) => self.pattern(id, power),
                Step::Handler(id, star) => self.handler(id, star),
                Step::Arguments(id) => self.arguments(id),
                Step::Arg(id) => self.arg(id),
                Step::Keyword(id) => self.keyword(id),
                Step::Alias(id) => self.alias(id),
                Step::WithItem(id) => self.with_item(id),
                Step::Case(id) => self.case(id),
                Step::Comprehension(id) => self.comprehension(id),
            }
        }
        Ok(())
    }

    fn line(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n("    ", self.indent));
        self.out.push_str(text);
    }
}
