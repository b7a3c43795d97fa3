//! Names: the tree's symbols, and those that compiling adds (mangled ones, parts of dotted ones).

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use vivarium_ast::{Ast, Loc, Location, Symbol};

/// A name: the tree's symbol with the same number, or one made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(u32);

impl Name {
    /// Names count from 0: for side tables.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The name with this number.
    pub const fn from_index(index: usize) -> Name {
        Name(index as u32)
    }
}

impl From<Symbol> for Name {
    #[inline]
    fn from(symbol: Symbol) -> Name {
        Name(symbol.index() as u32)
    }
}

/// The table of names of one compilation.
pub struct Names<'a> {
    ast: &'a Ast,
    base: u32,
    /// Those that no symbol of the tree is: known ones first, then others.
    extra: Vec<Cow<'static, str>>,
    /// The others.
    by_text: FxHashMap<String, Name>,
    mangled: FxHashMap<(Name, Name), Name>,
    /// The tree's names that begin with two underscores.
    private: Vec<bool>,
    /// Names that rules mention.
    pub known: Known,
}

macro_rules! known {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// Names that rules mention.
        #[derive(Clone, Copy, Debug)]
        pub struct Known { $(#[doc = concat!("The name `", $text, "`.")] pub $field: Name),* }

        impl Known {
            fn make(names: &mut Names<'_>) -> Known {
                Known { $($field: names.know($text)),* }
            }
            const UNSET: Known = Known { $($field: Name(0)),* };
            const COUNT: usize = [$($text),*].len();
        }
    };
}

known! {
    top = "top", lambda = "lambda", genexpr = "genexpr", listcomp = "listcomp", setcomp = "setcomp",
    dictcomp = "dictcomp", annotation = "_annotation", class = "__class__", super_ = "super", doc = "__doc__",
    name = "__name__", module = "__module__", qualname = "__qualname__", classcell = "__classcell__",
    annotations = "__annotations__", debug = "__debug__", return_ = "return", join = "join", future = "__future__",
    anon_module = "<module>", anon_lambda = "<lambda>", anon_genexpr = "<genexpr>", anon_listcomp = "<listcomp>",
    anon_setcomp = "<setcomp>", anon_dictcomp = "<dictcomp>", empty = "", star = "*", dot_0 = ".0",
}

impl<'a> Names<'a> {
    /// The names of `ast`.
    pub fn new(ast: &'a Ast) -> Names<'a> {
        let mut names = Names {
            ast,
            base: ast.symbol_count() as u32,
            extra: Vec::with_capacity(Known::COUNT),
            by_text: FxHashMap::default(),
            mangled: FxHashMap::default(),
            private: (0..ast.symbol_count())
                .map(|index| ast.name(Symbol::from_index(index)).as_bytes().starts_with(b"__"))
                .collect(),
            known: Known::UNSET,
        };
        names.known = Known::make(&mut names);
        names
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.base as usize + self.extra.len()
    }

    /// The text of a name.
    #[inline]
    pub fn text(&self, name: Name) -> &str {
        if name.0 < self.base {
            self.ast.name(Symbol::from_index(name.index()))
        } else {
            &self.extra[(name.0 - self.base) as usize]
        }
    }

    /// Where a node of the tree stands.
    pub fn location(&self, loc: Loc) -> Location {
        self.ast.location(loc)
    }

    /// The name with this text.
    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(symbol) = self.ast.symbol(text) {
            return symbol.into();
        }
        if let Some(name) = self.by_text.get(text) {
            return *name;
        }
        // There are few known ones, and they are seldom asked for by their text.
        let known = self.extra.iter().take(Known::COUNT).position(|known| known == text);
        let name = Name(self.base + known.unwrap_or(self.extra.len()) as u32);
        if known.is_none() {
            self.extra.push(Cow::Owned(text.to_owned()));
        }
        self.by_text.insert(text.to_owned(), name);
        name
    }

    /// A known name.
    fn know(&mut self, text: &'static str) -> Name {
        self.ast.symbol(text).map(Name::from).unwrap_or_else(|| {
            self.extra.push(Cow::Borrowed(text));
            Name(self.base + self.extra.len() as u32 - 1)
        })
    }

    /// `_Py_Mangle`: `__name` in `class _Some` is `_Some__name`.
    #[inline]
    pub fn mangle(&mut self, class: Option<Name>, name: Name) -> Name {
        match class {
            Some(class) if self.is_private(name) => self.mangle_private(class, name),
            _ => name,
        }
    }

    #[inline]
    pub(crate) fn is_private(&self, name: Name) -> bool {
        match self.private.get(name.index()) {
            Some(private) => *private,
            None => self.text(name).starts_with("__"),
        }
    }

    fn mangle_private(&mut self, class: Name, name: Name) -> Name {
        let text = self.text(name);
        if text.ends_with("__") || text.contains('.') {
            return name;
        }
        if let Some(made) = self.mangled.get(&(class, name)) {
            return *made;
        }
        let stripped = self.text(class).trim_start_matches('_');
        let made = if stripped.is_empty() {
            name
        } else {
            let made = format!("_{stripped}{text}");
            self.intern(&made)
        };
        self.mangled.insert((class, name), made);
        made
    }
}
