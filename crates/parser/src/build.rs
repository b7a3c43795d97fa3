//! What the grammar's actions build with: the tree, and the stacks on which lists grow.

use vivarium_ast::*;
use vivarium_text::wtf8::Wtf8;

use crate::term::{Op, Tok};

mod expressions;
mod parameters;
mod patterns;
mod run;
mod statements;
mod strings;

use parameters::ParamItem;
use patterns::OrItem;
use run::{Operand, Pending};
use strings::Quirk;
pub(crate) use strings::without_lone_backslash;

/// Makes the normal form of a name that is not ASCII.
pub type NormalForm = fn(&str) -> String;

static NORMAL_FORM: std::sync::OnceLock<NormalForm> = std::sync::OnceLock::new();

/// For programs in which it can be another than NFKC. The first one counts.
pub fn set_normal_form(normal_form: NormalForm) {
    let _ = NORMAL_FORM.set(normal_form);
}

/// The normal form of a name that may not be in it.
#[inline]
fn normal_form(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    match NORMAL_FORM.get() {
        Some(made) => Some(made(name)),
        None => Some(vivarium_text::ident::normalize(name).into_owned()),
    }
}

/// The program is not Python. Why, says `explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

pub(crate) type Built<T> = Result<T, Refused>;

pub(crate) fn refused<T>() -> Built<T> {
    Err(Refused)
}

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    Store,
    Del,
}

/// Arguments so far: where positional and keyword arguments start, and what has been seen. A class pattern's are patterns
/// and names.
#[derive(Clone, Copy, Debug)]
struct ArgList {
    positional: u32,
    keywords: u32,
    /// 0: positional ones only, 1: a keyword too, 2: a `**` too.
    stage: u8,
}

/// One argument, pushed on its stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Positional,
    Starred,
    Keyword,
    DoubleStarred,
}

/// The state of one parse.
pub struct Builder<'s> {
    pub(crate) ast: Ast,
    pub(crate) source: &'s str,
    pub(crate) options: crate::Options,
    pub(crate) warnings: Vec<crate::Warning>,
    pub(crate) type_ignores: Vec<TypeIgnoreId>,
    stmts: Vec<StmtId>,
    exprs: Vec<ExprId>,
    keys: Vec<Option<ExprId>>,
    keywords: Vec<KeywordId>,
    arg_lists: Vec<ArgList>,
    clauses: Vec<ComprehensionId>,
    handlers: Vec<ExceptHandlerId>,
    cases: Vec<MatchCaseId>,
    aliases: Vec<AliasId>,
    with_items: Vec<WithItemId>,
    symbols: Vec<Symbol>,
    patterns: Vec<PatternId>,
    params: Vec<ParamItem>,
    or_items: Vec<OrItem>,
    operands: Vec<Operand>,
    pending: Vec<Pending>,
    strings: Vec<(u32, u32)>,
    args: Vec<ArgId>,
    /// The type comment of the function whose body was closed last.
    def_comment: Option<ConstId>,
    /// The expression that the last closed group holds: it stood in parentheses of its own.
    group: Option<ExprId>,
    /// The tuple display closed last.
    paren_tuple: Option<ExprId>,
    /// Walrus expressions that were elements without parentheses of their own.
    bare_walrus: Vec<ExprId>,
    /// Places inside f-strings whose columns CPython gets wrong.
    quirks: Vec<Quirk>,
    /// How deep in f-strings.
    fstring_depth: u32,
    fstring_result: Option<ExprId>,
    type_expr_stage: u8,
    /// How many states a parse had room for at the most.
    states: usize,
    /// How many brackets an f-string's expression had room for at the most.
    nesting: usize,
}

/// Fewer brackets, operators and states than these do not add up to the depth at which CPython's parser stops: it goes
/// 6,000 rules deep, and takes up to 30 for a bracket, two for an operator and three for a state.
const BRACKETS: usize = 128;
const OPERATORS: usize = 512;
const STATES: usize = 512;

macro_rules! close {
    ($($name:ident: $stack:ident -> $item:ty;)*) => {
        $(
            #[inline]
            pub(crate) fn $name(&mut self, start: u32) -> List<$item> {
                let list = self.ast.push_list(&self.$stack[start as usize..]);
                self.$stack.truncate(start as usize);
                list
            }
        )*
    };
}

impl<'s> Builder<'s> {
    pub(crate) fn new(source: &'s str, options: crate::Options) -> Self {
        Self {
            ast: Ast::new(source),
            source,
            options,
            warnings: Vec::new(),
            type_ignores: Vec::new(),
            stmts: Vec::with_capacity(64),
            exprs: Vec::with_capacity(64),
            keys: Vec::new(),
            keywords: Vec::with_capacity(64),
            arg_lists: Vec::with_capacity(64),
            clauses: Vec::new(),
            handlers: Vec::new(),
            cases: Vec::new(),
            aliases: Vec::with_capacity(64),
            with_items: Vec::new(),
            symbols: Vec::with_capacity(64),
            patterns: Vec::new(),
            params: Vec::with_capacity(64),
            or_items: Vec::new(),
            operands: Vec::with_capacity(64),
            pending: Vec::with_capacity(64),
            strings: Vec::new(),
            args: Vec::new(),
            def_comment: None,
            group: None,
            paren_tuple: None,
            bare_walrus: Vec::new(),
            quirks: Vec::new(),
            fstring_depth: 0,
            fstring_result: None,
            type_expr_stage: 0,
            states: 0,
            nesting: 0,
        }
    }

    /// A parse is over that had room for so many states.
    pub(crate) fn reached(&mut self, states: usize) {
        self.states = self.states.max(states);
    }

    /// Whether CPython's parser may find the program too deep, in which no more than `nesting` brackets were open.
    pub(crate) fn may_be_too_deep(&self, nesting: usize) -> bool {
        nesting.max(self.nesting) > BRACKETS || self.pending.capacity() > OPERATORS || self.states > STATES
    }

    close! {
        close_stmts: stmts -> StmtId;
        close_exprs: exprs -> ExprId;
        close_keys: keys -> Option<ExprId>;
        close_keywords: keywords -> KeywordId;
        close_clauses: clauses -> ComprehensionId;
        close_handlers: handlers -> ExceptHandlerId;
        close_cases: cases -> MatchCaseId;
        close_aliases: aliases -> AliasId;
        close_with_items: with_items -> WithItemId;
        close_symbols: symbols -> Symbol;
        close_patterns: patterns -> PatternId;
    }

    #[inline]
    pub(crate) fn push_stmt(&mut self, stmt: StmtId) -> u32 {
        self.stmts.push(stmt);
        self.stmts.len() as u32 - 1
    }

    #[inline]
    pub(crate) fn push_expr(&mut self, expr: ExprId) -> u32 {
        self.exprs.push(expr);
        self.exprs.len() as u32 - 1
    }

    pub(crate) fn no_exprs(&mut self) -> u32 {
        self.exprs.len() as u32
    }

    #[inline]
    pub(crate) fn push_clause(&mut self, clause: ComprehensionId) -> u32 {
        self.clauses.push(clause);
        self.clauses.len() as u32 - 1
    }

    pub(crate) fn push_name(&mut self, name: Symbol) -> u32 {
        self.symbols.push(name);
        self.symbols.len() as u32 - 1
    }

    #[inline]
    pub(crate) fn text(&self, start: u32, end: u32) -> &'s str {
        self.source.get(start as usize..end as usize).unwrap_or("")
    }

    #[inline]
    pub(crate) fn loc(&mut self, l: u32, r: u32) -> Loc {
        if self.quirks.is_empty() { Loc::new(l, r) } else { self.quirky_loc(l, r) }
    }

    #[inline]
    pub(crate) fn expr(&mut self, kind: ExprKind, l: u32, r: u32) -> ExprId {
        let loc = self.loc(l, r);
        self.ast.push(kind.at(loc))
    }

    #[inline]
    pub(crate) fn stmt(&mut self, kind: StmtKind, l: u32, r: u32) -> StmtId {
        let loc = self.loc(l, r);
        self.ast.push(kind.at(loc))
    }

    /// The symbol of a name token.
    #[inline]
    pub(crate) fn symbol(&mut self, start: u32, end: u32) -> Symbol {
        self.ast.intern_at(self.source, start, end, normal_form)
    }

    pub(crate) fn type_comment(&mut self, start: u32, end: u32) -> ConstId {
        let text = self.text(start, end);
        self.ast.push_const(Const::Str(Wtf8::new(text)))
    }

    /// Whether an expression that was just parsed stood in parentheses of its own.
    fn is_group(&self, expr: ExprId) -> bool {
        self.group == Some(expr)
    }

    pub(crate) fn group(&mut self, expr: ExprId) -> ExprId {
        self.group = Some(expr);
        expr
    }

    pub(crate) fn module(&mut self, stmts: Option<u32>) {
        let body = stmts.map_or(List::EMPTY, |start| self.close_stmts(start));
        let type_ignores = self.ast.push_list(&self.type_ignores);
        self.ast.root = Mod::Module { body, type_ignores };
    }

    pub(crate) fn interactive(&mut self, stmts: u32) {
        let body = self.close_stmts(stmts);
        self.ast.root = Mod::Interactive { body };
    }

    pub(crate) fn interactive_pass(&mut self, at: u32) {
        let pass = self.stmt(StmtKind::Pass, at, at);
        let body = self.ast.push_list(&[pass]);
        self.ast.root = Mod::Interactive { body };
    }

    pub(crate) fn eval(&mut self, body: ExprId) -> Built<()> {
        if let ExprKind::Starred { .. } = self.ast[body].kind {
            return refused();
        }
        if let ExprKind::Tuple { elts, .. } = self.ast[body].kind
            && self.paren_tuple != Some(body)
            && self.ast.list(elts).iter().any(|&elt| matches!(self.ast[elt].kind, ExprKind::Starred { .. }))
        {
            return refused();
        }
        self.ast.root = Mod::Expression { body };
        Ok(())
    }

    pub(crate) fn fstring_value(&mut self, value: ExprId) {
        self.fstring_result = Some(value);
    }

    pub(crate) fn func_type(&mut self, argtypes: Option<u32>, returns: ExprId) {
        let argtypes = argtypes.map_or(List::EMPTY, |start| self.close_exprs(start));
        self.ast.root = Mod::FunctionType { argtypes, returns };
    }

    /// `stars` is 0, 1 or 2; plain types come first, then at most one of each.
    pub(crate) fn type_expr(&mut self, stars: u8, value: ExprId) -> Built<u32> {
        if stars < self.type_expr_stage || (stars > 0 && stars == self.type_expr_stage) {
            return refused();
        }
        self.type_expr_stage = stars;
        Ok(self.push_expr(value))
    }

    pub(crate) fn ellipsis(&self, tok: Tok) -> Built<u32> {
        if tok.op() == Op::Ellipsis { Ok(3) } else { refused() }
    }
}
