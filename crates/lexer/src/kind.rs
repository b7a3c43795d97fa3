//! Token kinds.

use std::fmt;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $exact:literal $(, $text:literal)?;)*) => {
        /// What a token is. Every operator and every keyword has a kind of its own; soft keywords (`match`, `case`,
        /// `_`) are names, which only the parser can tell apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind, in numeric order.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];

            /// The name that `python3 -m tokenize -e` prints.
            pub const fn exact_name(self) -> &'static str {
                match self { $(Kind::$name => $exact,)* }
            }

            /// The text of an operator or keyword.
            pub const fn text(self) -> Option<&'static str> {
                match self { $(Kind::$name => kinds!(@text $($text)?),)* }
            }
        }
    };
    (@text) => { None };
    (@text $text:literal) => { Some($text) };
}

kinds! {
    /// End of the source.
    EndMarker = "ENDMARKER";
    /// End of a logical line.
    Newline = "NEWLINE";
    /// Start of a block.
    Indent = "INDENT";
    /// End of a block.
    Dedent = "DEDENT";
    /// A name that is no keyword.
    Name = "NAME";
    /// A number, whole.
    Number = "NUMBER";
    /// A string literal with prefix and quotes, f-strings included.
    String = "STRING";
    /// The text of a type comment, behind `# type: `; only on request.
    TypeComment = "TYPE_COMMENT";
    /// What follows `# type: ignore`; only on request, and kept beside the tokens.
    TypeIgnore = "TYPE_IGNORE";
    /// Where the lexer stopped; `Tokens::error` says why.
    Error = "ERRORTOKEN";
    /// A line end that ends no logical line.
    Nl = "NL";
    /// From `#` to the end of the line.
    Comment = "COMMENT";

    /// `(`
    LPar = "LPAR", "(";
    /// `)`
    RPar = "RPAR", ")";
    /// `[`
    LSqb = "LSQB", "[";
    /// `]`
    RSqb = "RSQB", "]";
    /// `{`
    LBrace = "LBRACE", "{";
    /// `}`
    RBrace = "RBRACE", "}";
    /// `:`
    Colon = "COLON", ":";
    /// `,`
    Comma = "COMMA", ",";
    /// `;`
    Semi = "SEMI", ";";
    /// `+`
    Plus = "PLUS", "+";
    /// `-`
    Minus = "MINUS", "-";
    /// `*`
    Star = "STAR", "*";
    /// `/`
    Slash = "SLASH", "/";
    /// `|`
    VBar = "VBAR", "|";
    /// `&`
    Amper = "AMPER", "&";
    /// `<`
    Less = "LESS", "<";
    /// `>`
    Greater = "GREATER", ">";
    /// `=`
    Equal = "EQUAL", "=";
    /// `.`
    Dot = "DOT", ".";
    /// `%`
    Percent = "PERCENT", "%";
    /// `==`
    EqEqual = "EQEQUAL", "==";
    /// `!=`
    NotEqual = "NOTEQUAL", "!=";
    /// `<>`: only under `from __future__ import barry_as_FLUFL`
    LessGreater = "NOTEQUAL", "<>";
    /// `<=`
    LessEqual = "LESSEQUAL", "<=";
    /// `>=`
    GreaterEqual = "GREATEREQUAL", ">=";
    /// `~`
    Tilde = "TILDE", "~";
    /// `^`
    Circumflex = "CIRCUMFLEX", "^";
    /// `<<`
    LeftShift = "LEFTSHIFT", "<<";
    /// `>>`
    RightShift = "RIGHTSHIFT", ">>";
    /// `**`
    DoubleStar = "DOUBLESTAR", "**";
    /// `+=`
    PlusEqual = "PLUSEQUAL", "+=";
    /// `-=`
    MinEqual = "MINEQUAL", "-=";
    /// `*=`
    StarEqual = "STAREQUAL", "*=";
    /// `/=`
    SlashEqual = "SLASHEQUAL", "/=";
    /// `%=`
    PercentEqual = "PERCENTEQUAL", "%=";
    /// `&=`
    AmperEqual = "AMPEREQUAL", "&=";
    /// `|=`
    VBarEqual = "VBAREQUAL", "|=";
    /// `^=`
    CircumflexEqual = "CIRCUMFLEXEQUAL", "^=";
    /// `<<=`
    LeftShiftEqual = "LEFTSHIFTEQUAL", "<<=";
    /// `>>=`
    RightShiftEqual = "RIGHTSHIFTEQUAL", ">>=";
    /// `**=`
    DoubleStarEqual = "DOUBLESTAREQUAL", "**=";
    /// `//`
    DoubleSlash = "DOUBLESLASH", "//";
    /// `//=`
    DoubleSlashEqual = "DOUBLESLASHEQUAL", "//=";
    /// `@`
    At = "AT", "@";
    /// `@=`
    AtEqual = "ATEQUAL", "@=";
    /// `->`
    RArrow = "RARROW", "->";
    /// `...`
    Ellipsis = "ELLIPSIS", "...";
    /// `:=`
    ColonEqual = "COLONEQUAL", ":=";
    /// A character that is no token of Python (`$`, `?`, `!`, a backquote): no rule of the grammar takes it.
    Op = "OP";

    /// `False`
    False = "NAME", "False";
    /// `None`
    None = "NAME", "None";
    /// `True`
    True = "NAME", "True";
    /// `and`
    And = "NAME", "and";
    /// `as`
    As = "NAME", "as";
    /// `assert`
    Assert = "NAME", "assert";
    /// `async`
    Async = "NAME", "async";
    /// `await`
    Await = "NAME", "await";
    /// `break`
    Break = "NAME", "break";
    /// `class`
    Class = "NAME", "class";
    /// `continue`
    Continue = "NAME", "continue";
    /// `def`
    Def = "NAME", "def";
    /// `del`
    Del = "NAME", "del";
    /// `elif`
    Elif = "NAME", "elif";
    /// `else`
    Else = "NAME", "else";
    /// `except`
    Except = "NAME", "except";
    /// `finally`
    Finally = "NAME", "finally";
    /// `for`
    For = "NAME", "for";
    /// `from`
    From = "NAME", "from";
    /// `global`
    Global = "NAME", "global";
    /// `if`
    If = "NAME", "if";
    /// `import`
    Import = "NAME", "import";
    /// `in`
    In = "NAME", "in";
    /// `is`
    Is = "NAME", "is";
    /// `lambda`
    Lambda = "NAME", "lambda";
    /// `nonlocal`
    Nonlocal = "NAME", "nonlocal";
    /// `not`
    Not = "NAME", "not";
    /// `or`
    Or = "NAME", "or";
    /// `pass`
    Pass = "NAME", "pass";
    /// `raise`
    Raise = "NAME", "raise";
    /// `return`
    Return = "NAME", "return";
    /// `try`
    Try = "NAME", "try";
    /// `while`
    While = "NAME", "while";
    /// `with`
    With = "NAME", "with";
    /// `yield`
    Yield = "NAME", "yield";
}

impl Kind {
    /// Whether this is a reserved word.
    #[inline]
    pub const fn is_keyword(self) -> bool {
        self as u8 >= Kind::False as u8
    }

    /// Whether this is an operator or punctuation.
    #[inline]
    pub const fn is_operator(self) -> bool {
        self as u8 >= Kind::LPar as u8 && (self as u8) < Kind::False as u8
    }

    /// Whether the grammar never sees it.
    #[inline]
    pub const fn is_trivia(self) -> bool {
        matches!(self, Kind::Nl | Kind::Comment)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.exact_name())
    }
}
