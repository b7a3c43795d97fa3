//! `try` with `except`, `except*` and `finally`.

use vivarium_ast::{ExceptHandlerId, ExprContext, List, StmtId};
use vivarium_bytecode::Opcode as O;

use super::Gen;
use super::unit::Frame;
use crate::error::Result;
use crate::ir::Op;
use crate::names::Name;

/// The parts of a `try` statement.
#[derive(Clone, Copy)]
pub(super) struct Try {
    pub body: List<StmtId>,
    pub handlers: List<ExceptHandlerId>,
    pub orelse: List<StmtId>,
    pub finalbody: List<StmtId>,
    pub star: bool,
}

impl Gen<'_, '_> {
    pub(super) fn try_(&mut self, parts: Try) -> Result {
        if !parts.finalbody.is_empty() {
            self.try_finally(parts)
        } else if parts.star {
            self.try_star_except(parts)
        } else {
            self.try_except(parts)
        }
    }

    fn try_finally(&mut self, parts: Try) -> Result {
        let (body, end, exit, cleanup) =
            (self.new_block(), self.new_block(), self.new_block(), self.new_block());
        self.jump(Op::SETUP_FINALLY, end);
        self.use_block(body);
        self.push_frame(Frame::FinallyTry { body: parts.finalbody })?;
        if parts.handlers.is_empty() {
            self.stmts(parts.body)?;
        } else if parts.star {
            self.try_star_except(parts)?;
        } else {
            self.try_except(parts)?;
        }
        self.pop_block_noline();
        self.pop_frame();
        self.stmts(parts.finalbody)?;
        self.jump_noline(Op::JUMP, exit);
        self.use_block(end);
        self.artificial();
        self.jump(Op::SETUP_CLEANUP, cleanup);
        self.op(O::PUSH_EXC_INFO);
        self.push_frame(Frame::FinallyEnd)?;
        self.stmts(parts.finalbody)?;
        self.pop_frame();
        self.op_i(O::RERAISE, 0);
        self.use_block(cleanup);
        self.pop_except_and_reraise();
        self.use_block(exit);
        Ok(())
    }

    pub(super) fn pop_except_and_reraise(&mut self) {
        self.op_i(O::COPY, 3);
        self.op(O::POP_EXCEPT);
        self.op_i(O::RERAISE, 1);
    }

    /// `name = None; del name`
    fn unbind(&mut self, name: Name) -> Result {
        self.load_none();
        self.handler_name(name, ExprContext::Store)?;
        self.handler_name(name, ExprContext::Del)
    }

    /// CPython does not look whether this fails; what notices later is the next new constant or name.
    pub(super) fn handler_name(&mut self, name: Name, ctx: ExprContext) -> Result {
        match self.forbidden_name(name, ctx) {
            Ok(()) => self.name_op(name, ctx),
            Err(error) => {
                self.overlooked = Some(error);
                Ok(())
            }
        }
    }

    fn try_except(&mut self, parts: Try) -> Result {
        let ast = self.ast;
        let (body, mut except, end, cleanup) =
            (self.new_block(), self.new_block(), self.new_block(), self.new_block());
        self.jump(Op::SETUP_FINALLY, except);
        self.use_block(body);
        self.push_frame(Frame::TryExcept)?;
        self.stmts(parts.body)?;
        self.pop_frame();
        self.pop_block_noline();
        self.stmts(parts.orelse)?;
        self.jump_noline(Op::JUMP, end);
        self.use_block(except);
        self.artificial();
        self.jump(Op::SETUP_CLEANUP, cleanup);
        self.op(O::PUSH_EXC_INFO);
        self.push_frame(Frame::ExceptionHandler)?;
        let handlers = ast.list(parts.handlers);
        for (at, &id) in handlers.iter().enumerate() {
            let handler = ast[id];
            self.u.loc = self.location(handler.loc);
            if handler.type_.is_none() && at + 1 < handlers.len() {
                return self.error("default 'except:' must be last");
            }
            except = self.new_block();
            if let Some(type_) = handler.type_ {
                self.expr(type_)?;
                self.op(O::CHECK_EXC_MATCH);
                self.jump(Op::POP_JUMP_IF_FALSE, except);
            }
            if let Some(name) = handler.name {
                let name = Name::from(name);
                let (cleanup_end, cleanup_body) = (self.new_block(), self.new_block());
                self.handler_name(name, ExprContext::Store)?;
                self.jump(Op::SETUP_CLEANUP, cleanup_end);
                self.use_block(cleanup_body);
                self.push_frame(Frame::HandlerCleanup { name: Some(name) })?;
                self.stmts(handler.body)?;
                self.pop_frame();
                self.artificial();
                self.pop_block();
                self.pop_block();
                self.op(O::POP_EXCEPT);
                self.unbind(name)?;
                self.jump(Op::JUMP, end);
                self.use_block(cleanup_end);
                self.artificial();
                self.unbind(name)?;
                self.op_i(O::RERAISE, 1);
            } else {
                let cleanup_body = self.new_block();
                self.op(O::POP_TOP);
                self.use_block(cleanup_body);
                self.push_frame(Frame::HandlerCleanup { name: None })?;
                self.stmts(handler.body)?;
                self.pop_frame();
                self.artificial();
                self.pop_block();
                self.op(O::POP_EXCEPT);
                self.jump(Op::JUMP, end);
            }
            self.use_block(except);
        }
        self.artificial();
        self.pop_frame();
        self.op_i(O::RERAISE, 0);
        self.use_block(cleanup);
        self.pop_except_and_reraise();
        self.use_block(end);
        Ok(())
    }

    fn try_star_except(&mut self, parts: Try) -> Result {
        let ast = self.ast;
        let (body, mut except, orelse) = (self.new_block(), self.new_block(), self.new_block());
        let (end, cleanup, reraise_star) = (self.new_block(), self.new_block(), self.new_block());
        self.jump(Op::SETUP_FINALLY, except);
        self.use_block(body);
        self.push_frame(Frame::TryExcept)?;
        self.stmts(parts.body)?;
        self.pop_frame();
        self.pop_block_noline();
        self.jump_noline(Op::JUMP, orelse);
        self.use_block(except);
        self.artificial();
        self.jump(Op::SETUP_CLEANUP, cleanup);
        self.op(O::PUSH_EXC_INFO);
        self.push_frame(Frame::ExceptionGroupHandler)?;
        let handlers = ast.list(parts.handlers);
        for (at, &id) in handlers.iter().enumerate() {
            let handler = ast[id];
            self.u.loc = self.location(handler.loc);
            except = self.new_block();
            let (with_error, no_match) = (self.new_block(), self.new_block());
            if at == 0 {
                // The group stays below; a list collects what is raised.
                self.op_i(O::COPY, 1);
                self.op_i(O::BUILD_LIST, 0);
                self.op_i(O::SWAP, 2);
            }
            if let Some(type_) = handler.type_ {
                self.expr(type_)?;
                self.op(O::CHECK_EG_MATCH);
                self.op_i(O::COPY, 1);
                self.jump(Op::POP_JUMP_IF_NONE, no_match);
            }
            let (cleanup_end, cleanup_body) = (self.new_block(), self.new_block());
            let name = handler.name.map(Name::from);
            match name {
                Some(name) => self.handler_name(name, ExprContext::Store)?,
                None => self.op(O::POP_TOP),
            }
            self.jump(Op::SETUP_CLEANUP, cleanup_end);
            self.use_block(cleanup_body);
            self.push_frame(Frame::HandlerCleanup { name })?;
            self.stmts(handler.body)?;
            self.pop_frame();
            self.artificial();
            self.pop_block();
            if let Some(name) = name {
                self.unbind(name)?;
            }
            self.jump(Op::JUMP, except);
            self.use_block(cleanup_end);
            self.artificial();
            if let Some(name) = name {
                self.unbind(name)?;
            }
            self.op_i(O::LIST_APPEND, 3);
            self.op(O::POP_TOP);
            self.jump(Op::JUMP, with_error);
            self.use_block(except);
            // Holds the place of the body's end.
            self.op(O::NOP);
            self.jump(Op::JUMP, with_error);
            self.use_block(no_match);
            self.op(O::POP_TOP);
            self.use_block(with_error);
            if at + 1 == handlers.len() {
                self.op_i(O::LIST_APPEND, 1);
                self.jump(Op::JUMP, reraise_star);
            }
        }
        self.artificial();
        self.pop_frame();
        let reraise = self.new_block();
        self.use_block(reraise_star);
        self.op(O::PREP_RERAISE_STAR);
        self.op_i(O::COPY, 1);
        self.jump(Op::POP_JUMP_IF_NOT_NONE, reraise);
        self.op(O::POP_TOP);
        self.pop_block();
        self.op(O::POP_EXCEPT);
        self.jump(Op::JUMP, end);
        self.use_block(reraise);
        self.pop_block();
        self.op_i(O::SWAP, 2);
        self.op(O::POP_EXCEPT);
        self.op_i(O::RERAISE, 0);
        self.use_block(cleanup);
        self.pop_except_and_reraise();
        self.use_block(orelse);
        self.stmts(parts.orelse)?;
        self.use_block(end);
        Ok(())
    }
}
