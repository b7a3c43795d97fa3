//! The first pass over `match` patterns.

use vivarium_ast::{PatternId, PatternKind};

use super::build::Builder;
use super::flag;
use crate::error::Result;

impl Builder<'_, '_, '_> {
    pub(super) fn pattern(&mut self, id: PatternId) -> Result {
        self.deeper(|this| this.pattern_kind(id))
    }

    fn pattern_kind(&mut self, id: PatternId) -> Result {
        let ast = self.ast;
        let loc = ast[id].loc;
        match ast[id].kind {
            PatternKind::MatchValue { value } => self.expr(value)?,
            PatternKind::MatchSingleton { .. } => {}
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                ast.list(patterns).iter().try_for_each(|id| self.pattern(*id))?;
            }
            PatternKind::MatchStar { name } => {
                if let Some(name) = name {
                    self.add_def(name, flag::DEF_LOCAL, loc)?;
                }
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                ast.list(patterns).iter().try_for_each(|id| self.pattern(*id))?;
                if let Some(rest) = rest {
                    self.add_def(rest, flag::DEF_LOCAL, loc)?;
                }
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls)?;
                ast.list(patterns).iter().try_for_each(|id| self.pattern(*id))?;
                ast.list(kwd_patterns).iter().try_for_each(|id| self.pattern(*id))?;
            }
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                if let Some(name) = name {
                    self.add_def(name, flag::DEF_LOCAL, loc)?;
                }
            }
        }
        Ok(())
    }
}
