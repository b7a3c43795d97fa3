//! Cases and their patterns.

use super::statements::separated;
use super::{ATOM, BITWISE_OR, Power, Step, TEST, Unparser, next};
use crate::{MatchCaseId, PatternId, PatternKind};

impl Unparser<'_> {
    pub(super) fn case(&mut self, id: MatchCaseId) {
        let case = self.ast[id];
        let mut steps = vec![Step::Line("case "), Step::Pattern(case.pattern, TEST)];
        if let Some(guard) = case.guard {
            steps.extend([Step::Text(" if "), Step::Expr(guard, TEST)]);
        }
        self.block(case.body, &mut steps);
        self.push(steps);
    }

    pub(super) fn pattern(&mut self, id: PatternId, power: Power) {
        let ast = self.ast;
        let mut steps = Vec::new();
        let text = Step::Text;
        let mut own = ATOM;
        let plain = |pattern| Step::Pattern(pattern, TEST);
        match ast[id].kind {
            PatternKind::MatchValue { value } => steps.push(Step::Expr(value, TEST)),
            PatternKind::MatchSingleton { value } => steps.push(Step::Constant(value)),
            PatternKind::MatchSequence { patterns } => {
                steps.push(text("["));
                separated(ast.list(patterns), &mut steps, plain);
                steps.push(text("]"));
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                steps.push(text("{"));
                for (index, (key, pattern)) in ast.list(keys).iter().zip(ast.list(patterns)).enumerate() {
                    if index > 0 {
                        steps.push(text(", "));
                    }
                    steps.extend([Step::Expr(*key, TEST), text(": "), plain(*pattern)]);
                }
                if let Some(rest) = rest {
                    steps.push(text(if keys.is_empty() { "**" } else { ", **" }));
                    steps.push(Step::Name(rest));
                }
                steps.push(text("}"));
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                steps.extend([Step::Expr(cls, ATOM), text("(")]);
                separated(ast.list(patterns), &mut steps, plain);
                for (index, (name, pattern)) in
                    ast.list(kwd_attrs).iter().zip(ast.list(kwd_patterns)).enumerate()
                {
                    if index > 0 || !patterns.is_empty() {
                        steps.push(text(", "));
                    }
                    steps.extend([Step::Name(*name), text("="), plain(*pattern)]);
                }
                steps.push(text(")"));
            }
            PatternKind::MatchStar { name } => {
                steps.push(text("*"));
                steps.push(name.map_or(text("_"), Step::Name));
            }
            PatternKind::MatchAs { pattern, name } => match (pattern, name) {
                (_, None) => steps.push(text("_")),
                (None, Some(name)) => steps.push(Step::Name(name)),
                (Some(pattern), Some(name)) => {
                    own = TEST;
                    steps.extend([Step::Pattern(pattern, BITWISE_OR), text(" as "), Step::Name(name)]);
                }
            },
            PatternKind::MatchOr { patterns } => {
                own = BITWISE_OR;
                for (index, pattern) in ast.list(patterns).iter().enumerate() {
                    if index > 0 {
                        steps.push(text(" | "));
                    }
                    steps.push(Step::Pattern(*pattern, next(BITWISE_OR)));
                }
            }
        }
        if power > own {
            steps.insert(0, text("("));
            steps.push(text(")"));
        }
        self.push(steps);
    }
}
