//! `with` and `async with`.

use vivarium_ast::{List, StmtId, WithItemId};
use vivarium_bytecode::Opcode as O;

use super::Gen;
use super::unit::{Frame, ScopeKind};
use crate::error::Result;
use crate::ir::Op;

impl Gen<'_, '_> {
    /// The items from the first of `items` on, and the body.
    pub(super) fn with(
        &mut self,
        id: StmtId,
        items: &[WithItemId],
        body: List<StmtId>,
        is_async: bool,
    ) -> Result {
        stacker::maybe_grow(crate::RED_ZONE, crate::STACK_CHUNK, || self.with_item(id, items, body, is_async))
    }

    fn with_item(&mut self, id: StmtId, items: &[WithItemId], body: List<StmtId>, is_async: bool) -> Result {
        let ast = self.ast;
        let Some((&item, rest)) = items.split_first() else { return Ok(()) };
        let item = ast[item];
        if is_async {
            if self.top_level_await() {
                let block = self.u.block;
                self.table.block_mut(block).coroutine = true;
            } else if self.u.kind != ScopeKind::AsyncFunction {
                return self.error("'async with' outside async function");
            }
        }
        let (block, last, exit, cleanup) =
            (self.new_block(), self.new_block(), self.new_block(), self.new_block());
        self.expr(item.context_expr)?;
        if is_async {
            self.op(O::BEFORE_ASYNC_WITH);
            self.op_i(O::GET_AWAITABLE, 1);
            self.load_none();
            self.yield_from(true);
        } else {
            self.op(O::BEFORE_WITH);
        }
        self.jump(Op::SETUP_WITH, last);
        self.use_block(block);
        self.push_frame(Frame::With { stmt: id, is_async })?;
        match item.optional_vars {
            Some(vars) => self.expr(vars)?,
            None => self.op(O::POP_TOP),
        }
        if rest.is_empty() {
            self.stmts(body)?;
        } else {
            self.with(id, rest, body, is_async)?;
        }
        if is_async {
            self.pop_frame();
            self.pop_block();
        } else {
            self.artificial();
            self.pop_block();
            self.pop_frame();
        }
        // Success: __exit__(None, None, None).
        self.at_stmt(id);
        self.call_exit_with_nones();
        if is_async {
            self.op_i(O::GET_AWAITABLE, 2);
            self.load_none();
            self.yield_from(true);
        }
        self.op(O::POP_TOP);
        self.jump(Op::JUMP, exit);
        // Failure: __exit__ with the exception.
        self.use_block(last);
        self.jump(Op::SETUP_CLEANUP, cleanup);
        self.op(O::PUSH_EXC_INFO);
        self.op(O::WITH_EXCEPT_START);
        if is_async {
            self.op_i(O::GET_AWAITABLE, 2);
            self.load_none();
            self.yield_from(true);
        }
        self.artificial();
        let swallowed = self.new_block();
        self.jump(Op::POP_JUMP_IF_TRUE, swallowed);
        self.op_i(O::RERAISE, 2);
        self.use_block(cleanup);
        self.pop_except_and_reraise();
        self.use_block(swallowed);
        self.op(O::POP_TOP);
        self.pop_block();
        self.op(O::POP_EXCEPT);
        self.op(O::POP_TOP);
        self.op(O::POP_TOP);
        self.use_block(exit);
        Ok(())
    }
}
