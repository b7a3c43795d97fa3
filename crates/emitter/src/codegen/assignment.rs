//! Augmented assignment and unpacking.

use vivarium_ast::{ExprContext, ExprId, ExprKind, List, Location, Operator, Symbol};
use vivarium_bytecode::Opcode as O;

use super::Gen;
use crate::error::{EmitError, Result};

impl Gen<'_, '_> {
    pub(super) fn aug_assign(&mut self, target: ExprId, op: Operator, value: ExprId) -> Result {
        let ast = self.ast;
        let loc = self.u.loc;
        self.at_expr(target);
        match ast[target].kind {
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value)?;
                self.op_i(O::COPY, 1);
                self.at_attribute(attr, self.u.loc);
                self.op_name(O::LOAD_ATTR, attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)?;
                self.op_i(O::COPY, 2);
                self.op_i(O::COPY, 2);
                self.op(O::BINARY_SUBSCR);
            }
            ExprKind::Name { id, .. } => self.name_op(id, ExprContext::Load)?,
            _ => return Err(EmitError::system("invalid node type for augmented assignment")),
        }
        self.u.loc = loc;
        self.expr(value)?;
        self.binary(op, true);
        self.at_expr(target);
        match ast[target].kind {
            ExprKind::Attribute { attr, .. } => {
                self.at_attribute(attr, self.u.loc);
                self.op_i(O::SWAP, 2);
                self.op_name(O::STORE_ATTR, attr);
            }
            ExprKind::Subscript { .. } => {
                self.op_i(O::SWAP, 3);
                self.op_i(O::SWAP, 2);
                self.op(O::STORE_SUBSCR);
            }
            ExprKind::Name { id, .. } => self.name_op(id, ExprContext::Store)?,
            _ => {}
        }
        Ok(())
    }

    /// An attribute on another line than its object starts where its name starts.
    /// `at` is where the whole expression stands.
    #[inline(always)]
    pub(super) fn at_attribute(&mut self, attr: Symbol, at: Location) {
        if self.u.loc.lineno != at.end_lineno {
            self.at_far_attribute(attr, at);
        }
    }

    #[inline(never)]
    fn at_far_attribute(&mut self, attr: Symbol, at: Location) {
        let ast = self.ast;
        let loc = &mut self.u.loc;
        loc.lineno = at.end_lineno;
        let len = ast.name(attr).chars().count() as i32;
        if len <= at.end_col_offset {
            loc.col_offset = at.end_col_offset - len;
        } else {
            loc.col_offset = -1;
            loc.end_col_offset = -1;
        }
        loc.end_lineno = loc.lineno.max(loc.end_lineno);
        if loc.lineno == loc.end_lineno {
            loc.end_col_offset = loc.col_offset.max(loc.end_col_offset);
        }
    }

    /// Unpacks into targets (`assignment_helper`).
    pub(super) fn unpack(&mut self, elts: List<ExprId>) -> Result {
        let ast = self.ast;
        let elts = ast.list(elts);
        let mut seen_star = false;
        for (at, &elt) in elts.iter().enumerate() {
            if !matches!(ast[elt].kind, ExprKind::Starred { .. }) {
                continue;
            }
            if seen_star {
                return self.error("multiple starred expressions in assignment");
            }
            let after = elts.len() - at - 1;
            if at >= 1 << 8 || after >= (i32::MAX >> 8) as usize {
                return self.error("too many expressions in star-unpacking assignment");
            }
            self.op_i(O::UNPACK_EX, at + (after << 8));
            seen_star = true;
        }
        if !seen_star {
            self.op_i(O::UNPACK_SEQUENCE, elts.len());
        }
        for &elt in elts {
            match ast[elt].kind {
                ExprKind::Starred { value, .. } => self.expr(value)?,
                _ => self.expr(elt)?,
            }
        }
        Ok(())
    }
}
