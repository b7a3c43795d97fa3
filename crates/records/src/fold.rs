//! What the optimizer folded, and what it looked at and left alone.

use serde::{Deserialize, Serialize};

use crate::Place;

/// The kinds of folds, one for each thing that CPython's `ast_opt.c` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoldRule {
    /// Unary operator on a constant.
    Unary,
    /// `not a in b`, `not a is b` and the like become the inverse comparison.
    NotComparison,
    /// Binary operator on two constants.
    Binary,
    /// `"..." % (...)` becomes an f-string.
    PercentFormat,
    /// A tuple of constants.
    Tuple,
    /// Subscript of a constant by a constant.
    Subscript,
    /// A list iterated over once becomes a tuple.
    IterList,
    /// A set iterated over once becomes a frozenset.
    IterSet,
    /// A list on the right of `in` becomes a tuple.
    MembershipList,
    /// A set on the right of `in` becomes a frozenset.
    MembershipSet,
    /// `__debug__`.
    Debug,
}

impl FoldRule {
    /// The rule's name as JSON and reports write it.
    pub fn name(self) -> &'static str {
        match self {
            FoldRule::Unary => "unary",
            FoldRule::NotComparison => "not-comparison",
            FoldRule::Binary => "binary",
            FoldRule::PercentFormat => "percent-format",
            FoldRule::Tuple => "tuple",
            FoldRule::Subscript => "subscript",
            FoldRule::IterList => "iter-list",
            FoldRule::IterSet => "iter-set",
            FoldRule::MembershipList => "membership-list",
            FoldRule::MembershipSet => "membership-set",
            FoldRule::Debug => "debug",
        }
    }
}

impl std::fmt::Display for FoldRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// One fold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// The rule that applied.
    pub rule: FoldRule,
    /// Where the expression stands.
    pub place: Place,
    /// The expression before, as source.
    pub before: String,
    /// The expression after, as source.
    pub after: String,
}

/// One fold that was considered and refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The rule that might have applied.
    pub rule: FoldRule,
    /// Where the expression stands.
    pub place: Place,
    /// The expression, as source.
    pub before: String,
    /// Why not, as a sentence: `the result would have more than 4096 items`.
    pub reason: String,
}

/// What the optimizer did to one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoldLog {
    #[serde(skip)]
    on: bool,
    /// Folds in the order in which they were made (inner before outer).
    pub folds: Vec<Fold>,
    /// Refusals in the order in which they were met.
    pub refusals: Vec<Refusal>,
}

impl FoldLog {
    /// A log that records.
    pub fn on() -> FoldLog {
        FoldLog { on: true, ..FoldLog::default() }
    }

    /// A log that records nothing, for those who only want code.
    pub fn off() -> FoldLog {
        FoldLog::default()
    }

    /// Whether it records.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Records a fold; `texts` gives the expression before and after, and is called only if the log is on.
    #[inline]
    pub fn folded(&mut self, rule: FoldRule, place: Place, texts: impl FnOnce() -> (String, String)) {
        if self.on {
            let (before, after) = texts();
            self.folds.push(Fold { rule, place, before, after });
        }
    }

    /// Records a refusal; `texts` gives the expression and the reason, and is called only if the log is on.
    #[inline]
    pub fn refused(&mut self, rule: FoldRule, place: Place, texts: impl FnOnce() -> (String, String)) {
        if self.on {
            let (before, reason) = texts();
            self.refusals.push(Refusal { rule, place, before, reason });
        }
    }
}
