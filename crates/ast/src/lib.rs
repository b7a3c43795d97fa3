//! The tree of a Python 3.11 program: an arena of small `Copy` nodes with `Python.asdl`'s own names and fields,
//! a constant pool and interned names. What a parser builds, an optimizer rewrites in place and an emitter reads;
//! with a visitor, the text of `ast.dump`, and `unparse`.
//!
//! Must not know: tokens, grammar, bytecode, objects.
//!
//! Invariants:
//! - Dropping, walking, dumping and unparsing never recurse: depth of a tree is no danger (`tests/depth.rs`).
//! - The nodes, their reflection and the visitor come from one file, `nodes.def` (`build.rs` reads it at every build).
//! - `dump` prints what CPython's `ast.dump` prints (the goldens of `vivarium-parser`, and `xtask conformance --stage ast`).
//!
//! ```
//! use vivarium_ast::{Ast, Const, ExprKind, Loc, Operator};
//!
//! let mut ast = Ast::new("1 + 2");
//! let one = ast.push_const(Const::Int(1));
//! let two = ast.push_const(Const::Int(2));
//! let left = ast.constant_expr(one, Loc::new(0, 1));
//! let right = ast.constant_expr(two, Loc::new(4, 5));
//! let sum = ast.push(ExprKind::BinOp { left, op: Operator::Add, right }.at(Loc::new(0, 5)));
//! if let ExprKind::BinOp { left, .. } = ast[sum].kind {
//!     assert_eq!(ast.location(ast[left].loc).end_col_offset, 1);
//! }
//! ```

#![forbid(unsafe_code)]

mod constants;
mod dump;
mod location;
mod nodes;
mod pool;
mod repr;
mod symbols;
mod unparse;
mod visit;

pub use constants::{Const, ConstId, StrKind};
pub use dump::{DumpOptions, dump};
pub use location::{Loc, Location};
pub use nodes::*;
pub use pool::{CmpOpList, List, Listed};
pub use symbols::Symbol;
pub use unparse::{UnparseError, annotation, unparse};
pub use visit::{Event, Walk};

use constants::Constants;
use location::Locations;
use symbols::Symbols;
use vivarium_text::wtf8::Wtf8;

/// One program's tree, with everything its nodes refer to.
#[derive(Clone, Debug)]
pub struct Ast {
    /// The root.
    pub root: Mod,
    storage: Storage,
    constants: Constants,
    symbols: Symbols,
    cmp_ops: pool::CmpOps,
    locations: Locations,
}

impl Ast {
    /// An empty module over `source`, which is only looked at for where its lines start.
    pub fn new(source: &str) -> Self {
        // Ordinary programs have an expression every dozen bytes; room that is not used costs nothing.
        let mut storage = Storage::new();
        storage.expr = nodes::NodeArena::with_capacity(source.len() / 8);
        storage.stmt = nodes::NodeArena::with_capacity(source.len() / 40);
        storage.expr_lists.reserve(source.len() / 12);
        Self {
            root: Mod::Module { body: List::EMPTY, type_ignores: List::EMPTY },
            storage,
            constants: Constants::for_source(source.len()),
            symbols: Symbols::for_source(source.len()),
            cmp_ops: pool::CmpOps::default(),
            locations: Locations::new(source),
        }
    }

    /// Adds a node.
    #[inline]
    pub fn push<N: Stored>(&mut self, node: N) -> N::Id {
        N::push(self, node)
    }

    /// Adds a `Constant` node without a kind.
    pub fn constant_expr(&mut self, value: ConstId, loc: Loc) -> ExprId {
        self.push(ExprKind::Constant { value, kind: StrKind::Plain }.at(loc))
    }

    /// How many expression nodes there are; their ids are `1..=n`.
    pub fn expr_count(&self) -> usize {
        self.storage.expr.len()
    }

    /// How many statement nodes there are.
    pub fn stmt_count(&self) -> usize {
        self.storage.stmt.len()
    }

    /// All expressions, in the order in which they were added.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        self.storage.expr.nodes()
    }

    /// All statements, in the order in which they were added.
    pub fn stmts(&self) -> impl Iterator<Item = &Stmt> {
        self.storage.stmt.nodes()
    }

    /// The items of a list.
    #[inline]
    pub fn list<T: Listed>(&self, list: List<T>) -> &[T] {
        T::pool(self).get(list)
    }

    /// The items of a list, to be replaced one by one.
    pub fn list_mut<T: Listed>(&mut self, list: List<T>) -> &mut [T] {
        T::pool_mut(self).get_mut(list)
    }

    /// Adds a list. The empty list takes no room.
    #[inline]
    pub fn push_list<T: Listed>(&mut self, items: &[T]) -> List<T> {
        T::pool_mut(self).push(items)
    }

    /// The operators of a comparison.
    pub fn cmp_ops(&self, ops: CmpOpList) -> &[CmpOp] {
        self.cmp_ops.get(ops)
    }

    /// Adds the operators of a comparison.
    pub fn push_cmp_ops(&mut self, ops: &[CmpOp]) -> CmpOpList {
        self.cmp_ops.push(ops)
    }

    /// The value of a constant.
    #[inline]
    pub fn constant(&self, id: ConstId) -> Const<'_> {
        self.constants.get(id)
    }

    /// Adds a constant. Equal constants are not merged, except `None`, `True`, `False` and `Ellipsis`.
    #[inline]
    pub fn push_const(&mut self, value: Const<'_>) -> ConstId {
        self.constants.push(value)
    }

    /// Adds a string of one character that is an object of its own, not the one that CPython keeps of each such string.
    pub fn push_unshared_str(&mut self, text: Wtf8<'_>) -> ConstId {
        self.constants.push_unshared(text)
    }

    /// Whether [`Ast::push_unshared_str`] added the constant.
    pub fn is_unshared(&self, id: ConstId) -> bool {
        self.constants.is_unshared(id)
    }

    /// The text of a name.
    #[inline]
    pub fn name(&self, symbol: Symbol) -> &str {
        self.symbols.name(symbol)
    }

    /// The symbol of a name; the same for the same name.
    #[inline]
    pub fn intern(&mut self, name: &str) -> Symbol {
        self.symbols.intern(name)
    }

    /// The symbol of the name that is the bytes `start..end` of a text; `normal` brings it into its normal form, unless
    /// it is in it; a name that is known is.
    #[inline]
    pub fn intern_at(
        &mut self,
        text: &str,
        start: u32,
        end: u32,
        normal: impl FnOnce(&str) -> Option<String>,
    ) -> Symbol {
        self.symbols.intern_at(text, start as usize, end as usize, normal)
    }

    /// The symbol of a name, if the tree has it.
    pub fn symbol(&self, name: &str) -> Option<Symbol> {
        self.symbols.find(name)
    }

    /// How many symbols there are; [`Symbol::index`] is below.
    pub fn symbol_count(&self) -> usize {
        self.symbols.len()
    }

    /// How many constants there are; [`ConstId::index`] is below.
    pub fn constant_count(&self) -> usize {
        self.constants.len()
    }

    /// Line and column numbers, as the attributes of Python's nodes.
    #[inline]
    pub fn location(&self, loc: Loc) -> Location {
        self.locations.resolve(loc)
    }

    /// As [`location`](Self::location), quick when `loc` starts near line `hint`.
    #[inline]
    pub fn location_near(&self, loc: Loc, hint: u32) -> Location {
        self.locations.resolve_near(loc, hint)
    }

    /// The offset at which a line (from 1) begins, and that of the next line; the last line has none.
    pub fn line_bounds(&self, line: u32) -> Option<(u32, u32)> {
        self.locations.line_bounds(line)
    }

    /// A `Loc` for positions that are not those of the source bytes (the inside of f-strings, trees made by programs).
    pub fn push_location(&mut self, location: Location) -> Loc {
        self.locations.push(location)
    }

    /// The walk below (and with) `node`: enter and leave events in field order.
    pub fn walk(&self, node: NodeRef) -> Walk<'_> {
        Walk::new(self, node)
    }

    /// Walks below (and with) `node` and calls the visitor's hooks.
    pub fn visit<V: Visitor + ?Sized>(&self, node: NodeRef, visitor: &mut V) {
        visit::visit(self, node, visitor);
    }
}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
struct ReadmeExample;
