//! Expressions.

use vivarium_ast::{BoolOp, CmpOp, CmpOpList, ExprContext, ExprId, ExprKind, List, Operator, UnaryOp};
use vivarium_bytecode::Opcode as O;

use super::unit::ScopeKind;
use super::{Gen, STACK_USE_GUIDELINE};
use crate::error::Result;
use crate::ir::{BlockIx, Op};
use crate::symtable::BlockKind;

impl Gen<'_, '_> {
    /// An expression at its own place; the current place is kept.
    pub(super) fn expr(&mut self, id: ExprId) -> Result {
        let loc = self.u.loc;
        self.at_expr(id);
        let ast = self.ast;
        // The commonest leaves need no care about depth.
        match ast[id].kind {
            ExprKind::Name { id: name, ctx } => self.name_op(name, ctx)?,
            ExprKind::Constant { value, .. } => {
                let object = self.consts.object(ast, value);
                self.load_const(object);
            }
            _ => self.deeper(|this| this.expr_kind(id))?,
        }
        self.u.loc = loc;
        Ok(())
    }

    fn expr_kind(&mut self, id: ExprId) -> Result {
        let ast = self.ast;
        match ast[id].kind {
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.op_i(O::COPY, 1);
                self.expr(target)
            }
            ExprKind::BoolOp { op, values } => self.bool_op(op, values),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.binary(op, false);
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                self.op(match op {
                    UnaryOp::Invert => O::UNARY_INVERT,
                    UnaryOp::Not => O::UNARY_NOT,
                    UnaryOp::UAdd => O::UNARY_POSITIVE,
                    UnaryOp::USub => O::UNARY_NEGATIVE,
                });
                Ok(())
            }
            ExprKind::Lambda { args, body } => self.lambda(id, args, body),
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next) = (self.new_block(), self.new_block());
                self.jump_if(test, next, false)?;
                self.expr(body)?;
                self.jump_noline(Op::JUMP, end);
                self.use_block(next);
                self.expr(orelse)?;
                self.use_block(end);
                Ok(())
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values),
            ExprKind::Set { elts } => self.star_unpack(elts, 0, super::display::SET),
            ExprKind::GeneratorExp { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. } => self.comprehension(id),
            ExprKind::Yield { value } => {
                if self.table.block(self.u.block).kind != BlockKind::Function {
                    return self.error("'yield' outside function");
                }
                match value {
                    Some(value) => self.expr(value)?,
                    None => self.load_none(),
                }
                self.yield_op();
                Ok(())
            }
            ExprKind::YieldFrom { value } => {
                if self.table.block(self.u.block).kind != BlockKind::Function {
                    return self.error("'yield' outside function");
                }
                if self.u.kind == ScopeKind::AsyncFunction {
                    return self.error("'yield from' inside async function");
                }
                self.expr(value)?;
                self.op(O::GET_YIELD_FROM_ITER);
                self.load_none();
                self.yield_from(false);
                Ok(())
            }
            ExprKind::Await { value } => {
                if !self.top_level_await() {
                    if self.table.block(self.u.block).kind != BlockKind::Function {
                        return self.error("'await' outside function");
                    }
                    if !matches!(self.u.kind, ScopeKind::AsyncFunction | ScopeKind::Comprehension) {
                        return self.error("'await' outside async function");
                    }
                }
                self.expr(value)?;
                self.op_i(O::GET_AWAITABLE, 0);
                self.load_none();
                self.yield_from(true);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators),
            ExprKind::Call { func, args, keywords } => self.call(id, func, args, keywords),
            ExprKind::Constant { value, .. } => {
                let object = self.consts.object(ast, value);
                self.load_const(object);
                Ok(())
            }
            ExprKind::JoinedStr { values } => self.joined_str(values),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted_value(value, conversion, format_spec)
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.expr(value)?;
                let at = self.u.loc;
                self.at_attribute(attr, at);
                match ctx {
                    ExprContext::Load => self.op_name(O::LOAD_ATTR, attr),
                    ExprContext::Store => {
                        self.forbidden_name(attr.into(), ctx)?;
                        self.op_name(O::STORE_ATTR, attr);
                    }
                    ExprContext::Del => self.op_name(O::DELETE_ATTR, attr),
                }
                Ok(())
            }
            ExprKind::Subscript { value, slice, ctx } => {
                if ctx == ExprContext::Load {
                    self.check_subscripter(value);
                    self.check_index(value, slice);
                }
                self.expr(value)?;
                self.expr(slice)?;
                self.op(match ctx {
                    ExprContext::Load => O::BINARY_SUBSCR,
                    ExprContext::Store => O::STORE_SUBSCR,
                    ExprContext::Del => O::DELETE_SUBSCR,
                });
                Ok(())
            }
            ExprKind::Starred { ctx: ExprContext::Store, .. } => {
                self.error("starred assignment target must be in a list or tuple")
            }
            ExprKind::Starred { .. } => self.error("can't use starred expression here"),
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper] {
                    match part {
                        Some(part) => self.expr(part)?,
                        None => self.load_none(),
                    }
                }
                if let Some(step) = step {
                    self.expr(step)?;
                }
                self.op_i(O::BUILD_SLICE, if step.is_some() { 3 } else { 2 });
                Ok(())
            }
            ExprKind::Name { id, ctx } => self.name_op(id, ctx),
            ExprKind::List { elts, ctx } => match ctx {
                ExprContext::Store => self.unpack(elts),
                ExprContext::Load => self.star_unpack(elts, 0, super::display::LIST),
                ExprContext::Del => self.exprs(elts),
            },
            ExprKind::Tuple { elts, ctx } => match ctx {
                ExprContext::Store => self.unpack(elts),
                ExprContext::Load => self.star_unpack(elts, 0, super::display::TUPLE),
                ExprContext::Del => self.exprs(elts),
            },
        }
    }

    pub(super) fn yield_op(&mut self) {
        let block = self.table.block(self.u.block);
        if block.generator && block.coroutine {
            self.op(O::ASYNC_GEN_WRAP);
        }
        self.op(O::YIELD_VALUE);
        self.op_i(O::RESUME, 1);
    }

    pub(super) fn binary(&mut self, op: Operator, inplace: bool) {
        let number = match op {
            Operator::Add => 0,
            Operator::BitAnd => 1,
            Operator::FloorDiv => 2,
            Operator::LShift => 3,
            Operator::MatMult => 4,
            Operator::Mult => 5,
            Operator::Mod => 6,
            Operator::BitOr => 7,
            Operator::Pow => 8,
            Operator::RShift => 9,
            Operator::Sub => 10,
            Operator::Div => 11,
            Operator::BitXor => 12,
        };
        self.op_i(O::BINARY_OP, if inplace { number + 13 } else { number });
    }

    pub(super) fn compare_op(&mut self, op: CmpOp) {
        let (opcode, arg) = match op {
            CmpOp::Lt => (O::COMPARE_OP, 0),
            CmpOp::LtE => (O::COMPARE_OP, 1),
            CmpOp::Eq => (O::COMPARE_OP, 2),
            CmpOp::NotEq => (O::COMPARE_OP, 3),
            CmpOp::Gt => (O::COMPARE_OP, 4),
            CmpOp::GtE => (O::COMPARE_OP, 5),
            CmpOp::Is => (O::IS_OP, 0),
            CmpOp::IsNot => (O::IS_OP, 1),
            CmpOp::In => (O::CONTAINS_OP, 0),
            CmpOp::NotIn => (O::CONTAINS_OP, 1),
        };
        self.op_i(opcode, arg);
    }

    fn bool_op(&mut self, op: BoolOp, values: List<ExprId>) -> Result {
        let ast = self.ast;
        let jump = match op {
            BoolOp::And => O::JUMP_IF_FALSE_OR_POP,
            BoolOp::Or => O::JUMP_IF_TRUE_OR_POP,
        };
        let end = self.new_block();
        let values = ast.list(values);
        for (at, &value) in values.iter().enumerate() {
            self.expr(value)?;
            if at + 1 < values.len() {
                self.jump(Op::of(jump), end);
                let next = self.new_block();
                self.use_block(next);
            }
        }
        self.use_block(end);
        Ok(())
    }

    fn compare(&mut self, left: ExprId, ops: CmpOpList, comparators: List<ExprId>) -> Result {
        let ast = self.ast;
        self.check_compare(left, ops, comparators);
        self.expr(left)?;
        let (ops, comparators) = (ast.cmp_ops(ops), ast.list(comparators));
        let last = ops.len().saturating_sub(1);
        if last == 0 {
            self.expr(comparators[0])?;
            self.compare_op(ops[0]);
            return Ok(());
        }
        let cleanup = self.new_block();
        for at in 0..last {
            self.expr(comparators[at])?;
            self.op_i(O::SWAP, 2);
            self.op_i(O::COPY, 2);
            self.compare_op(ops[at]);
            self.jump(Op::JUMP_IF_FALSE_OR_POP, cleanup);
        }
        self.expr(comparators[last])?;
        self.compare_op(ops[last]);
        let end = self.new_block();
        self.jump_noline(Op::JUMP, end);
        self.use_block(cleanup);
        self.op_i(O::SWAP, 2);
        self.op(O::POP_TOP);
        self.use_block(end);
        Ok(())
    }

    /// Jumps to `next` if the expression is as `cond` says (`compiler_jump_if`).
    pub(super) fn jump_if(&mut self, id: ExprId, next: BlockIx, cond: bool) -> Result {
        self.deeper(|this| this.jump_if_kind(id, next, cond))
    }

    fn jump_if_kind(&mut self, id: ExprId, next: BlockIx, cond: bool) -> Result {
        let ast = self.ast;
        match ast[id].kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => return self.jump_if(operand, next, !cond),
            ExprKind::BoolOp { op, values } => {
                let cond2 = op == BoolOp::Or;
                let next2 = if cond2 == cond { next } else { self.new_block() };
                if let Some((&last, front)) = ast.list(values).split_last() {
                    front.iter().try_for_each(|value| self.jump_if(*value, next2, cond2))?;
                    self.jump_if(last, next, cond)?;
                }
                if next2 != next {
                    self.use_block(next2);
                }
                return Ok(());
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next2) = (self.new_block(), self.new_block());
                self.jump_if(test, next2, false)?;
                self.jump_if(body, next, cond)?;
                self.jump_noline(Op::JUMP, end);
                self.use_block(next2);
                self.jump_if(orelse, next, cond)?;
                self.use_block(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.at_expr(id);
                let ops_list = ast.cmp_ops(ops);
                let last = ops_list.len().saturating_sub(1);
                if last > 0 {
                    self.check_compare(left, ops, comparators);
                    let cleanup = self.new_block();
                    self.expr(left)?;
                    let comparators = ast.list(comparators);
                    for at in 0..last {
                        self.expr(comparators[at])?;
                        self.op_i(O::SWAP, 2);
                        self.op_i(O::COPY, 2);
                        self.compare_op(ops_list[at]);
                        self.jump(Op::POP_JUMP_IF_FALSE, cleanup);
                    }
                    self.expr(comparators[last])?;
                    self.compare_op(ops_list[last]);
                    self.jump(if cond { Op::POP_JUMP_IF_TRUE } else { Op::POP_JUMP_IF_FALSE }, next);
                    let end = self.new_block();
                    self.jump_noline(Op::JUMP, end);
                    self.use_block(cleanup);
                    self.op(O::POP_TOP);
                    if !cond {
                        self.jump_noline(Op::JUMP, next);
                    }
                    self.use_block(end);
                    return Ok(());
                }
            }
            _ => {}
        }
        self.expr(id)?;
        self.jump(if cond { Op::POP_JUMP_IF_TRUE } else { Op::POP_JUMP_IF_FALSE }, next);
        Ok(())
    }

    fn joined_str(&mut self, values: List<ExprId>) -> Result {
        let ast = self.ast;
        let values = ast.list(values);
        if values.len() > STACK_USE_GUIDELINE {
            let empty = self.name_const(self.names.known.empty);
            self.load_const(empty);
            self.op_name(O::LOAD_METHOD, self.names.known.join);
            self.op_i(O::BUILD_LIST, 0);
            for &value in values {
                self.expr(value)?;
                self.op_i(O::LIST_APPEND, 1);
            }
            self.call_op(1);
        } else {
            values.iter().try_for_each(|value| self.expr(*value))?;
            if values.len() != 1 {
                self.op_i(O::BUILD_STRING, values.len());
            }
        }
        Ok(())
    }

    fn formatted_value(&mut self, value: ExprId, conversion: i32, format_spec: Option<ExprId>) -> Result {
        self.expr(value)?;
        let mut arg = match u8::try_from(conversion) {
            Ok(b's') => 1,
            Ok(b'r') => 2,
            Ok(b'a') => 3,
            _ => 0,
        };
        if let Some(spec) = format_spec {
            self.expr(spec)?;
            arg |= 4;
        }
        self.op_i(O::FORMAT_VALUE, arg);
        Ok(())
    }
}
