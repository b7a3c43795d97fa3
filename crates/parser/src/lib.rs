//! Python 3.11 source (through `vivarium-lexer`'s tokens) to `vivarium-ast`'s tree, or to the `SyntaxError` that CPython
//! would raise: class, message, line, columns and text.
//!
//! Must not know: bytecode, symbol tables, any stage behind it.
//!
//! Invariants:
//! - The tree is CPython's, positions included (`tests/goldens.rs`; `xtask conformance --stage ast`).
//! - Errors are CPython's (`tests/goldens.rs`; `xtask conformance --stage errors`), those of older Pythons' syntax among
//!   them (`tests/options.rs`).
//! - No input makes it panic or overflow the stack (`tests/robustness.rs`, `fuzz/`).
//!
//! ```
//! use vivarium_parser::{ast::StmtKind, parse_module};
//!
//! let parsed = parse_module("def greet(name):\n    return f'hello {name}'\n").unwrap();
//! let module = &parsed.ast;
//! for (id, stmt) in parsed.body().iter().map(|id| (id, module[*id])) {
//!     if let StmtKind::FunctionDef { name, .. } = stmt.kind {
//!         assert_eq!(module.name(name), "greet");
//!         assert_eq!(module.location(stmt.loc).lineno, 1);
//!     }
//!     let _ = id;
//! }
//! ```

#![forbid(unsafe_code)]

mod build;
mod bytes;
mod drive;
mod error;
mod explain;
mod feed;
mod older;
mod term;

#[allow(clippy::all, unused_imports, unused_parens)]
mod grammar {
    include!(concat!(env!("OUT_DIR"), "/parser.rs"));
}

pub use build::{NormalForm, set_normal_form};
pub use explain::{WithStack, set_with_stack};
pub use vivarium_ast as ast;
pub use vivarium_lexer as lexer;

pub use bytes::{decode, parse_bytes};
pub use error::{ErrorClass, SyntaxError};

use ast::{Ast, List, Mod, StmtId, TypeIgnore};
use build::Builder;
use feed::Feed;
use lexer::Tokens;
use term::Term;
use vivarium_text::wtf8::Wtf8;

/// What to parse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A module.
    #[default]
    Exec,
    /// One expression.
    Eval,
    /// One interactive statement.
    Single,
    /// A signature: `(int, str) -> bool`.
    FuncType,
}

/// How to parse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What to parse.
    pub mode: Mode,
    /// Whether `# type:` comments become part of the tree.
    pub type_comments: bool,
    /// The longest decimal integer taken, in digits; 0 for no limit.
    pub max_int_digits: usize,
    /// Whether errors count columns in bytes, as CPython does for bytes that name no encoding.
    pub byte_columns: bool,
    /// Whether `<>` is the operator, and not `!=`: `from __future__ import barry_as_FLUFL` was in force.
    pub barry_as_flufl: bool,
    /// Whether the error of a text that might go on says so (`PyCF_ALLOW_INCOMPLETE_INPUT`).
    pub allow_incomplete: bool,
    /// Whether the end of an interactive text leaves its blocks open (`PyCF_DONT_IMPLY_DEDENT`).
    pub dont_imply_dedent: bool,
    /// The Python 3.N whose syntax is taken, [`FEATURE_VERSION`] for all of it: `ast.parse`'s `feature_version`. As there, it
    /// is a best effort: what is newer than N and known to be so is refused by name, and below 3.7 `async` and `await`
    /// are names where they need not be keywords.
    pub feature_version: u8,
}

/// The version whose syntax this parser reads: 3.11.
pub const FEATURE_VERSION: u8 = 11;

impl Default for Options {
    fn default() -> Self {
        Self {
            mode: Mode::Exec,
            type_comments: false,
            max_int_digits: vivarium_text::literal::INT_MAX_STR_DIGITS,
            byte_columns: false,
            barry_as_flufl: false,
            allow_incomplete: false,
            dont_imply_dedent: false,
            feature_version: FEATURE_VERSION,
        }
    }
}

impl Options {
    fn lexer(self) -> lexer::Options {
        let mode = match self.mode {
            Mode::Exec => lexer::Mode::Exec,
            Mode::Eval | Mode::FuncType => lexer::Mode::Eval,
            Mode::Single => lexer::Mode::Single,
        };
        lexer::Options {
            mode,
            type_comments: self.type_comments,
            byte_columns: self.byte_columns,
            dont_imply_dedent: self.dont_imply_dedent,
        }
    }

    /// Makes of the tokens of 3.11 those that these options want.
    pub(crate) fn adapt(self, tokens: &mut Tokens) {
        if self.barry_as_flufl {
            flufl(tokens);
        }
        if self.feature_version < 7 {
            older::unreserve_async(&mut tokens.tokens);
        }
    }

    fn marker(self) -> Term {
        match self.mode {
            Mode::Exec => Term::File,
            Mode::Eval => Term::Eval,
            Mode::Single => Term::Single,
            Mode::FuncType => Term::FuncType,
        }
    }
}

/// What CPython would warn of while it parses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The warning's class in Python.
    pub category: &'static str,
    /// The message.
    pub message: String,
    /// Byte offset in the source.
    pub offset: u32,
    /// The 1-based line that CPython reports: that of the token.
    pub lineno: u32,
    /// Byte offsets of the token, which an error made of the warning shows.
    pub token: (u32, u32),
}

impl Warning {
    pub(crate) fn of_lexer(warning: &lexer::LexWarning, lineno: u32) -> Self {
        Self {
            category: warning.category,
            message: warning.message.clone(),
            offset: warning.span.start,
            lineno,
            token: (warning.span.end, warning.span.end),
        }
    }

    /// The line is settled when the parse ends.
    fn invalid_escape(message: String, offset: u32, token: (u32, u32)) -> Self {
        Self { category: "DeprecationWarning", message, offset, lineno: 0, token }
    }
}

/// A tree and what was seen on the way.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree.
    pub ast: Ast,
    /// The tokens, comments among them.
    pub tokens: Tokens,
    /// Warnings, in the order in which CPython finds them.
    pub warnings: Vec<Warning>,
}

impl Parsed {
    /// The statements of a module or interactive statement.
    pub fn body(&self) -> &[StmtId] {
        let body = match self.ast.root {
            Mod::Module { body, .. } | Mod::Interactive { body } => body,
            Mod::Expression { .. } | Mod::FunctionType { .. } => List::EMPTY,
        };
        self.ast.list(body)
    }
}

/// Parses a module.
pub fn parse_module(source: &str) -> Result<Parsed, SyntaxError> {
    parse(source, Options::default())
}

/// Parses an expression.
pub fn parse_expression(source: &str) -> Result<Parsed, SyntaxError> {
    parse(source, Options { mode: Mode::Eval, ..Options::default() })
}

/// Parses a text.
pub fn parse(source: &str, options: Options) -> Result<Parsed, SyntaxError> {
    let source = lexer::normalize_newlines(source);
    let mut tokens = lexer::lex_with(&source, options.lexer());
    options.adapt(&mut tokens);
    if options.feature_version < FEATURE_VERSION
        && let Some(error) = explain::for_older(&source, &tokens, options)
    {
        return Err(error);
    }
    let mut builder = Builder::new(&source, options);
    for token in &tokens.type_ignores {
        let lineno = builder.ast.location(ast::Loc::new(token.start, token.start)).lineno as u32;
        let tag = builder.ast.push_const(ast::Const::Str(Wtf8::new(token.text(&source))));
        let ignore = builder.ast.push(TypeIgnore { lineno, tag });
        builder.type_ignores.push(ignore);
    }
    let feed = Feed::new(&source, &tokens.tokens, options.marker());
    if grammar::StartParser::new().parse(&mut builder, feed).is_err() {
        return Err(explain::explain(&source, &tokens, options));
    }
    if builder.may_be_too_deep(tokens.nesting)
        && let Some(error) = explain::too_deep(&source, &tokens, options)
    {
        return Err(error);
    }
    let warnings = settle_warnings(builder.warnings, &tokens, &builder.ast);
    let parsed = Parsed { ast: builder.ast, tokens, warnings };
    if options.mode == Mode::Single && lacks_newline(&parsed, &source) {
        return Err(explain::explain(&source, &parsed.tokens, options));
    }
    Ok(parsed)
}

/// With Barry as BDFL, `<>` and `!=` change places.
fn flufl(tokens: &mut Tokens) {
    for token in &mut tokens.tokens {
        token.kind = match token.kind {
            lexer::Kind::NotEqual => lexer::Kind::LessGreater,
            lexer::Kind::LessGreater => lexer::Kind::NotEqual,
            kind => kind,
        };
    }
}

/// Whether a refused text might go on: the parser fails at its end, not before.
pub fn is_incomplete(source: &str, options: Options) -> bool {
    let error = parse(source, Options { allow_incomplete: true, ..options }).err();
    error.is_some_and(|error| error.message == "incomplete input")
}

/// An interactive compound statement on one line wants a newline of its own behind it (`statement_newline`).
fn lacks_newline(parsed: &Parsed, source: &str) -> bool {
    use ast::StmtKind as S;
    let compound = parsed.body().last().is_some_and(|id| {
        matches!(
            parsed.ast[*id].kind,
            S::FunctionDef { .. }
                | S::AsyncFunctionDef { .. }
                | S::ClassDef { .. }
                | S::For { .. }
                | S::AsyncFor { .. }
                | S::While { .. }
                | S::If { .. }
                | S::With { .. }
                | S::AsyncWith { .. }
                | S::Match { .. }
                | S::Try { .. }
                | S::TryStar { .. }
        )
    });
    let mut last = parsed.tokens.tokens.iter().rev().map(|token| token.kind);
    // The end of a block makes a newline of its own.
    let indented = last.find(|kind| !matches!(kind, lexer::Kind::EndMarker | lexer::Kind::Newline))
        == Some(lexer::Kind::Dedent);
    compound && !indented && !source.ends_with('\n')
}

/// The parser's warnings and the lexer's, in source order, with their lines.
fn settle_warnings(parsed: Vec<Warning>, tokens: &Tokens, ast: &Ast) -> Vec<Warning> {
    let line = |offset: u32| ast.location(ast::Loc::new(offset, offset)).lineno as u32;
    let mut warnings: Vec<Warning> =
        parsed.into_iter().map(|warning| Warning { lineno: line(warning.token.0), ..warning }).collect();
    let lexed = tokens.warnings.iter().map(|warning| Warning::of_lexer(warning, line(warning.span.start)));
    warnings.extend(lexed);
    warnings.sort_by_key(|warning| warning.offset);
    warnings
}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
struct ReadmeExample;
