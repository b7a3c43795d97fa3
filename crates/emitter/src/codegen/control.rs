//! `if`, loops, `return`, `break`, `continue`.

use vivarium_ast::{ExprId, ExprKind, List, Location, StmtId};
use vivarium_bytecode::Opcode as O;

use super::Gen;
use super::unit::{Frame, ScopeKind};
use crate::error::Result;
use crate::ir::Op;
use crate::symtable::BlockKind;

/// A `for` statement.
#[derive(Clone, Copy)]
pub(super) struct For {
    pub target: ExprId,
    pub iter: ExprId,
    pub body: List<StmtId>,
    pub orelse: List<StmtId>,
}

impl Gen<'_, '_> {
    pub(super) fn if_(&mut self, test: ExprId, body: List<StmtId>, orelse: List<StmtId>) -> Result {
        let end = self.new_block();
        let next = if orelse.is_empty() { end } else { self.new_block() };
        self.jump_if(test, next, false)?;
        self.stmts(body)?;
        if !orelse.is_empty() {
            self.jump_noline(Op::JUMP, end);
            self.use_block(next);
            self.stmts(orelse)?;
        }
        self.use_block(end);
        Ok(())
    }

    pub(super) fn for_(&mut self, For { target, iter, body, orelse }: For) -> Result {
        let (start, inner, cleanup, end) =
            (self.new_block(), self.new_block(), self.new_block(), self.new_block());
        self.push_frame(Frame::ForLoop { start, exit: end })?;
        self.expr(iter)?;
        self.op(O::GET_ITER);
        self.use_block(start);
        self.jump(Op::FOR_ITER, cleanup);
        self.use_block(inner);
        self.expr(target)?;
        self.stmts(body)?;
        self.artificial();
        self.jump(Op::JUMP, start);
        self.use_block(cleanup);
        self.pop_frame();
        self.stmts(orelse)?;
        self.use_block(end);
        Ok(())
    }

    pub(super) fn async_for(&mut self, For { target, iter, body, orelse }: For) -> Result {
        if self.top_level_await() {
            let block = self.u.block;
            self.table.block_mut(block).coroutine = true;
        } else if self.u.kind != ScopeKind::AsyncFunction {
            return self.error("'async for' outside async function");
        }
        let (start, except, end) = (self.new_block(), self.new_block(), self.new_block());
        self.expr(iter)?;
        self.op(O::GET_AITER);
        self.use_block(start);
        self.push_frame(Frame::ForLoop { start, exit: end })?;
        self.jump(Op::SETUP_FINALLY, except);
        self.op(O::GET_ANEXT);
        self.load_none();
        self.yield_from(true);
        self.pop_block();
        self.expr(target)?;
        self.stmts(body)?;
        self.artificial();
        self.jump(Op::JUMP, start);
        self.pop_frame();
        self.use_block(except);
        // END_ASYNC_FOR belongs to the iterable, not to the body.
        self.at_expr(iter);
        self.op(O::END_ASYNC_FOR);
        self.stmts(orelse)?;
        self.use_block(end);
        Ok(())
    }

    pub(super) fn while_(
        &mut self,
        loc: Location,
        test: ExprId,
        body: List<StmtId>,
        orelse: List<StmtId>,
    ) -> Result {
        let (start, inner, anchor, end) =
            (self.new_block(), self.new_block(), self.new_block(), self.new_block());
        self.use_block(start);
        self.push_frame(Frame::WhileLoop { start, exit: end })?;
        self.jump_if(test, anchor, false)?;
        self.use_block(inner);
        self.stmts(body)?;
        self.with_location(loc);
        self.jump_if(test, inner, true)?;
        self.pop_frame();
        self.use_block(anchor);
        self.stmts(orelse)?;
        self.use_block(end);
        Ok(())
    }

    pub(super) fn return_(&mut self, loc: Location, value: Option<ExprId>) -> Result {
        let ast = self.ast;
        let block = self.table.block(self.u.block);
        if block.kind != BlockKind::Function {
            return self.error("'return' outside function");
        }
        if value.is_some() && block.coroutine && block.generator {
            return self.error("'return' with value in async generator");
        }
        let constant = value.and_then(|value| match ast[value].kind {
            ExprKind::Constant { value, .. } => Some(value),
            _ => None,
        });
        let preserve_tos = value.is_some() && constant.is_none();
        // With nothing to unwind the next instruction has the line of the NOP, which a pass removes and the log tells of.
        let mark = self.log.is_on() || !self.u.frames.is_empty();
        let mut same_line = false;
        if let Some(value) = value {
            let at = self.location(ast[value].loc);
            same_line = at.lineno == loc.lineno;
            if preserve_tos {
                self.expr(value)?;
            } else {
                self.with_location(at);
                if mark || !same_line {
                    self.op(O::NOP);
                }
            }
        }
        if !same_line {
            self.with_location(loc);
            if mark {
                self.op(O::NOP);
            }
        }
        self.unwind_all(preserve_tos)?;
        if value.is_none() {
            self.load_none();
        } else if let Some(constant) = constant {
            let object = self.consts.object(ast, constant);
            self.load_const(object);
        }
        self.op(O::RETURN_VALUE);
        Ok(())
    }

    pub(super) fn break_(&mut self) -> Result {
        let loc = self.u.loc;
        self.op(O::NOP);
        let Some(frame) = self.unwind_to_loop()? else {
            self.with_location(loc);
            return self.error("'break' outside loop");
        };
        self.unwind_one(frame, false)?;
        if let Frame::WhileLoop { exit, .. } | Frame::ForLoop { exit, .. } = frame {
            self.jump(Op::JUMP, exit);
        }
        Ok(())
    }

    pub(super) fn continue_(&mut self) -> Result {
        let loc = self.u.loc;
        self.op(O::NOP);
        match self.unwind_to_loop()? {
            Some(Frame::WhileLoop { start, .. } | Frame::ForLoop { start, .. }) => {
                self.jump(Op::JUMP, start);
                Ok(())
            }
            _ => {
                self.with_location(loc);
                self.error("'continue' not properly in loop")
            }
        }
    }
}
