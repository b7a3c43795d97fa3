//! `match` (PEP 634): each pattern consumes the subject on top of the stack; on failure it jumps to a block that pops
//! what is in the way. Captured values are kept below until the whole pattern matches.

use vivarium_ast::{
    CmpOp, ExprContext, ExprId, ExprKind, List, MatchCaseId, Operator, PatternId, PatternKind, Symbol,
};
use vivarium_bytecode::{ConstId, Opcode as O};
use vivarium_text::siphash::Key;

use super::Gen;
use crate::error::{EmitError, Result};
use crate::ir::{BlockIx, Op};
use crate::names::Name;

/// `pattern_context`
#[derive(Clone, Debug, Default)]
struct Matching {
    /// Names captured so far, in their order on the stack.
    stores: Vec<Name>,
    allow_irrefutable: bool,
    /// The block with number n pops n items.
    fail_pop: Vec<BlockIx>,
    /// Items that must stay on top of the captured ones.
    on_top: usize,
}

impl Gen<'_, '_> {
    fn is_wildcard(&self, id: PatternId) -> bool {
        matches!(self.ast[id].kind, PatternKind::MatchAs { name: None, pattern: None })
    }

    fn ensure_fail_pop(&mut self, m: &mut Matching, n: usize) {
        while m.fail_pop.len() <= n {
            let block = self.new_block();
            m.fail_pop.push(block);
        }
    }

    fn jump_to_fail_pop(&mut self, m: &mut Matching, op: Op) {
        let pops = m.on_top + m.stores.len();
        self.ensure_fail_pop(m, pops);
        self.jump(op, m.fail_pop[pops]);
    }

    fn emit_fail_pop(&mut self, m: &mut Matching) {
        while let Some(block) = m.fail_pop.pop() {
            self.use_block(block);
            if !m.fail_pop.is_empty() {
                self.op(O::POP_TOP);
            }
        }
    }

    fn rotate(&mut self, count: usize) {
        for n in (2..=count).rev() {
            self.op_i(O::SWAP, n);
        }
    }

    fn duplicate_store<T>(&self, name: Name) -> Result<T> {
        self.error(format!("multiple assignments to name {} in pattern", quoted(self.names.text(name))))
    }

    fn capture(&mut self, name: Option<Symbol>, m: &mut Matching) -> Result {
        let Some(name) = name.map(Name::from) else {
            self.op(O::POP_TOP);
            return Ok(());
        };
        self.forbidden_name(name, ExprContext::Store)?;
        if m.stores.contains(&name) {
            return self.duplicate_store(name);
        }
        self.rotate(m.on_top + m.stores.len() + 1);
        m.stores.push(name);
        Ok(())
    }

    fn pattern(&mut self, id: PatternId, m: &mut Matching) -> Result {
        stacker::maybe_grow(crate::RED_ZONE, crate::STACK_CHUNK, || self.pattern_kind(id, m))
    }

    /// A pattern inside another: it may match anything.
    fn subpattern(&mut self, id: PatternId, m: &mut Matching) -> Result {
        let allowed = std::mem::replace(&mut m.allow_irrefutable, true);
        self.pattern(id, m)?;
        m.allow_irrefutable = allowed;
        Ok(())
    }

    fn pattern_kind(&mut self, id: PatternId, m: &mut Matching) -> Result {
        let ast = self.ast;
        self.u.loc = self.location(ast[id].loc);
        match ast[id].kind {
            PatternKind::MatchValue { value } => {
                if !matches!(ast[value].kind, ExprKind::Constant { .. } | ExprKind::Attribute { .. }) {
                    return self.error("patterns may only match literals and attribute lookups");
                }
                self.expr(value)?;
                self.compare_op(CmpOp::Eq);
                self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
                Ok(())
            }
            PatternKind::MatchSingleton { value } => {
                let value = self.consts.object(ast, value);
                self.load_const(value);
                self.compare_op(CmpOp::Is);
                self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
                Ok(())
            }
            PatternKind::MatchSequence { patterns } => self.pattern_sequence(patterns, m),
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.pattern_mapping(keys, patterns, rest, m)
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.pattern_class(id, cls, patterns, kwd_attrs, kwd_patterns, m)
            }
            PatternKind::MatchStar { name } => self.capture(name, m),
            PatternKind::MatchAs { pattern: None, name } => {
                if m.allow_irrefutable {
                    return self.capture(name, m);
                }
                match name {
                    Some(name) => self.error(format!(
                        "name capture {} makes remaining patterns unreachable",
                        quoted(ast.name(name))
                    )),
                    None => self.error("wildcard makes remaining patterns unreachable"),
                }
            }
            PatternKind::MatchAs { pattern: Some(pattern), name } => {
                m.on_top += 1;
                self.op_i(O::COPY, 1);
                self.pattern(pattern, m)?;
                m.on_top -= 1;
                self.capture(name, m)
            }
            PatternKind::MatchOr { patterns } => self.pattern_or(patterns, m),
        }
    }

    fn pattern_sequence(&mut self, patterns: List<PatternId>, m: &mut Matching) -> Result {
        let ast = self.ast;
        let patterns = ast.list(patterns);
        let size = patterns.len();
        let (mut star, mut only_wildcard, mut star_wildcard) = (None, true, false);
        for (at, &pattern) in patterns.iter().enumerate() {
            if let PatternKind::MatchStar { name } = ast[pattern].kind {
                if star.is_some() {
                    return self.error("multiple starred names in sequence pattern");
                }
                star_wildcard = name.is_none();
                only_wildcard &= star_wildcard;
                star = Some(at);
            } else {
                only_wildcard &= self.is_wildcard(pattern);
            }
        }
        m.on_top += 1;
        self.op(O::MATCH_SEQUENCE);
        self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
        let length = match star {
            None => Some((size, CmpOp::Eq)),
            Some(_) if size > 1 => Some((size - 1, CmpOp::GtE)),
            Some(_) => None,
        };
        if let Some((length, op)) = length {
            self.op(O::GET_LEN);
            self.load_int(length);
            self.compare_op(op);
            self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
        }
        m.on_top -= 1;
        if only_wildcard {
            self.op(O::POP_TOP);
            Ok(())
        } else if let (true, Some(star)) = (star_wildcard, star) {
            self.sequence_by_subscript(patterns, star, m)
        } else {
            self.sequence_by_unpacking(patterns, m)
        }
    }

    fn sequence_by_unpacking(&mut self, patterns: &[PatternId], m: &mut Matching) -> Result {
        let ast = self.ast;
        let size = patterns.len();
        let star = patterns.iter().position(|id| matches!(ast[*id].kind, PatternKind::MatchStar { .. }));
        match star {
            Some(at) => {
                let after = size - at - 1;
                if at >= 1 << 8 || after >= (i32::MAX >> 8) as usize {
                    return self.error("too many expressions in star-unpacking sequence pattern");
                }
                self.op_i(O::UNPACK_EX, at + (after << 8));
            }
            None => self.op_i(O::UNPACK_SEQUENCE, size),
        }
        m.on_top += size;
        for &pattern in patterns {
            m.on_top -= 1;
            self.subpattern(pattern, m)?;
        }
        Ok(())
    }

    /// `[first, *_, last]`: only the items that are needed.
    fn sequence_by_subscript(&mut self, patterns: &[PatternId], star: usize, m: &mut Matching) -> Result {
        m.on_top += 1;
        for (at, &pattern) in patterns.iter().enumerate() {
            if at == star || self.is_wildcard(pattern) {
                continue;
            }
            self.op_i(O::COPY, 1);
            if at < star {
                self.load_int(at);
            } else {
                self.op(O::GET_LEN);
                self.load_int(patterns.len() - at);
                self.binary(Operator::Sub, false);
            }
            self.op(O::BINARY_SUBSCR);
            self.subpattern(pattern, m)?;
        }
        m.on_top -= 1;
        self.op(O::POP_TOP);
        Ok(())
    }

    fn is_not_none(&mut self, m: &mut Matching) {
        self.op_i(O::COPY, 1);
        self.load_none();
        self.op_i(O::IS_OP, 1);
        self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
    }

    fn pattern_class(
        &mut self,
        id: PatternId,
        cls: ExprId,
        patterns: List<PatternId>,
        attrs: List<Symbol>,
        kwd_patterns: List<PatternId>,
        m: &mut Matching,
    ) -> Result {
        let ast = self.ast;
        let (positional, attrs, keywords) = (ast.list(patterns), ast.list(attrs), ast.list(kwd_patterns));
        if attrs.len() != keywords.len() {
            return self.error(format!(
                "kwd_attrs ({}) / kwd_patterns ({}) length mismatch in class pattern",
                attrs.len(),
                keywords.len()
            ));
        }
        for (at, &attr) in attrs.iter().enumerate() {
            self.u.loc = self.location(ast[keywords[at]].loc);
            self.forbidden_name(attr.into(), ExprContext::Store)?;
            if let Some(other) = (at + 1..attrs.len()).find(|other| attrs[*other] == attr) {
                self.u.loc = self.location(ast[keywords[other]].loc);
                return self.error(format!("attribute name repeated in class pattern: {}", ast.name(attr)));
            }
        }
        if !attrs.is_empty() {
            self.u.loc = self.location(ast[id].loc);
        }
        self.expr(cls)?;
        let names: Vec<ConstId> = attrs.iter().map(|attr| self.name_const((*attr).into())).collect();
        let names = self.consts.pool.tuple(&names);
        self.load_const(names);
        self.op_i(O::MATCH_CLASS, positional.len());
        m.on_top += 1;
        self.is_not_none(m);
        let count = positional.len() + attrs.len();
        self.op_i(O::UNPACK_SEQUENCE, count);
        m.on_top += count;
        m.on_top -= 1;
        for &pattern in positional.iter().chain(keywords) {
            m.on_top -= 1;
            if self.is_wildcard(pattern) {
                self.op(O::POP_TOP);
            } else {
                self.subpattern(pattern, m)?;
            }
        }
        Ok(())
    }

    fn pattern_mapping(
        &mut self,
        keys: List<ExprId>,
        patterns: List<PatternId>,
        rest: Option<Symbol>,
        m: &mut Matching,
    ) -> Result {
        let ast = self.ast;
        let (keys, patterns) = (ast.list(keys), ast.list(patterns));
        if keys.len() != patterns.len() {
            return self.error(format!(
                "keys ({}) / patterns ({}) length mismatch in mapping pattern",
                keys.len(),
                patterns.len()
            ));
        }
        m.on_top += 1;
        self.op(O::MATCH_MAPPING);
        self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
        if keys.is_empty() && rest.is_none() {
            m.on_top -= 1;
            self.op(O::POP_TOP);
            return Ok(());
        }
        if !keys.is_empty() {
            self.op(O::GET_LEN);
            self.load_int(keys.len());
            self.compare_op(CmpOp::GtE);
            self.jump_to_fail_pop(m, Op::POP_JUMP_IF_FALSE);
        }
        let mut seen: Vec<ConstId> = Vec::new();
        for &key in keys {
            match ast[key].kind {
                ExprKind::Constant { value, .. } => {
                    let object = self.consts.object(ast, value);
                    if seen.iter().any(|other| self.consts.python_equal(*other, object)) {
                        let shown = vivarium_bytecode::repr::repr(&self.consts.pool, object, Key::default());
                        return self.error(format!("mapping pattern checks duplicate key ({shown})"));
                    }
                    seen.push(object);
                }
                ExprKind::Attribute { .. } => {}
                _ => return self.error("mapping pattern keys may only match literals and attribute lookups"),
            }
            self.expr(key)?;
        }
        self.op_i(O::BUILD_TUPLE, keys.len());
        self.op(O::MATCH_KEYS);
        // Keys and values are now on top of the subject.
        m.on_top += 2;
        self.is_not_none(m);
        self.op_i(O::UNPACK_SEQUENCE, keys.len());
        m.on_top += keys.len();
        m.on_top -= 1;
        for &pattern in patterns {
            m.on_top -= 1;
            self.subpattern(pattern, m)?;
        }
        m.on_top -= 2;
        match rest {
            Some(rest) => {
                // A copy of the subject without the keys.
                self.op_i(O::BUILD_MAP, 0);
                self.op_i(O::SWAP, 3);
                self.op_i(O::DICT_UPDATE, 2);
                self.op_i(O::UNPACK_SEQUENCE, keys.len());
                for left in (1..=keys.len()).rev() {
                    self.op_i(O::COPY, 1 + left);
                    self.op_i(O::SWAP, 2);
                    self.op(O::DELETE_SUBSCR);
                }
                self.capture(Some(rest), m)
            }
            None => {
                self.op(O::POP_TOP);
                self.op(O::POP_TOP);
                Ok(())
            }
        }
    }

    fn pattern_or(&mut self, patterns: List<PatternId>, m: &mut Matching) -> Result {
        let ast = self.ast;
        let patterns = ast.list(patterns);
        let end = self.new_block();
        let old = m.clone();
        // The names that the first alternative binds: the others must bind the same.
        let mut control: Vec<Name> = Vec::new();
        for (at, &alternative) in patterns.iter().enumerate() {
            self.u.loc = self.location(ast[alternative].loc);
            m.stores.clear();
            m.allow_irrefutable = at + 1 == patterns.len() && old.allow_irrefutable;
            m.fail_pop.clear();
            m.on_top = 0;
            self.op_i(O::COPY, 1);
            self.pattern(alternative, m)?;
            let count = m.stores.len();
            if at == 0 {
                control.clone_from(&m.stores);
            } else if count != control.len() {
                return self.error("alternative patterns bind different names");
            } else {
                for wanted in (0..count).rev() {
                    let Some(found) = m.stores.iter().position(|name| *name == control[wanted]) else {
                        return self.error("alternative patterns bind different names");
                    };
                    if found == wanted {
                        continue;
                    }
                    let rotations = found + 1;
                    let rotated: Vec<Name> = m.stores.drain(..rotations).collect();
                    let place = wanted - found;
                    m.stores.splice(place..place, rotated);
                    for _ in 0..rotations {
                        self.rotate(wanted + 1);
                    }
                }
            }
            self.jump(Op::JUMP, end);
            self.emit_fail_pop(m);
        }
        *m = old;
        // No match: pop the copy of the subject and fail.
        self.op(O::POP_TOP);
        self.jump_to_fail_pop(m, Op::JUMP);
        self.use_block(end);
        let rotations = control.len() + 1 + m.on_top + m.stores.len();
        for name in control {
            self.rotate(rotations);
            if m.stores.contains(&name) {
                return self.duplicate_store(name);
            }
            m.stores.push(name);
        }
        self.op(O::POP_TOP);
        Ok(())
    }

    pub(super) fn match_(&mut self, subject: ExprId, cases: List<MatchCaseId>) -> Result {
        let ast = self.ast;
        let cases = ast.list(cases);
        self.expr(subject)?;
        let end = self.new_block();
        let Some((&last, front)) = cases.split_last() else {
            return Err(EmitError::system("empty cases on Match"));
        };
        let has_default = self.is_wildcard(ast[last].pattern) && cases.len() > 1;
        let tested = if has_default { front } else { cases };
        for (at, &id) in tested.iter().enumerate() {
            let case = ast[id];
            self.u.loc = self.location(ast[case.pattern].loc);
            let more = at + 1 < tested.len();
            if more {
                self.op_i(O::COPY, 1);
            }
            let mut m = Matching {
                allow_irrefutable: case.guard.is_some() || at + 1 == cases.len(),
                ..Matching::default()
            };
            self.pattern(case.pattern, &mut m)?;
            for name in std::mem::take(&mut m.stores) {
                self.name_op(name, ExprContext::Store)?;
            }
            if let Some(guard) = case.guard {
                self.ensure_fail_pop(&mut m, 0);
                self.jump_if(guard, m.fail_pop[0], false)?;
            }
            if more {
                self.op(O::POP_TOP);
            }
            self.stmts(case.body)?;
            self.artificial();
            self.jump(Op::JUMP, end);
            // Failing is the pattern's doing, not the body's.
            self.u.loc = self.location(ast[case.pattern].loc);
            self.emit_fail_pop(&mut m);
        }
        if has_default {
            let case = ast[last];
            self.u.loc = self.location(ast[case.pattern].loc);
            self.op(O::NOP);
            if let Some(guard) = case.guard {
                self.jump_if(guard, end, false)?;
            }
            self.stmts(case.body)?;
            self.artificial();
        }
        self.use_block(end);
        Ok(())
    }
}

/// `repr` of an identifier.
fn quoted(name: &str) -> String {
    format!("'{name}'")
}
