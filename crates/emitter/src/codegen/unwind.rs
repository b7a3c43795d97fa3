//! Frame blocks: what must be undone when control leaves them early.

use vivarium_ast::ExprContext;
use vivarium_bytecode::Opcode as O;

use super::Gen;
use super::unit::Frame;
use crate::error::Result;

/// `CO_MAXBLOCKS`
const MAX_FRAMES: usize = 20;

impl Gen<'_, '_> {
    pub(super) fn push_frame(&mut self, frame: Frame) -> Result {
        if self.u.frames.len() >= MAX_FRAMES {
            return self.error("too many statically nested blocks");
        }
        self.u.frames.push(frame);
        Ok(())
    }

    pub(super) fn pop_frame(&mut self) {
        self.u.frames.pop();
    }

    pub(super) fn call_exit_with_nones(&mut self) {
        self.load_none();
        self.load_none();
        self.load_none();
        self.call_op(2);
    }

    fn swap_if(&mut self, preserve_tos: bool) {
        if preserve_tos {
            self.op_i(O::SWAP, 2);
        }
    }

    /// Undoes one frame block (`compiler_unwind_fblock`).
    pub(super) fn unwind_one(&mut self, frame: Frame, preserve_tos: bool) -> Result {
        match frame {
            Frame::WhileLoop { .. }
            | Frame::ExceptionHandler
            | Frame::ExceptionGroupHandler
            | Frame::AsyncComprehension => {}
            Frame::ForLoop { .. } | Frame::PopValue => {
                self.swap_if(preserve_tos);
                self.op(O::POP_TOP);
            }
            Frame::TryExcept => self.pop_block(),
            Frame::FinallyTry { body } => {
                self.pop_block();
                if preserve_tos {
                    self.push_frame(Frame::PopValue)?;
                }
                self.stmts(body)?;
                if preserve_tos {
                    self.pop_frame();
                }
                self.artificial();
            }
            Frame::FinallyEnd => {
                self.swap_if(preserve_tos);
                self.op(O::POP_TOP);
                self.swap_if(preserve_tos);
                self.pop_block();
                self.op(O::POP_EXCEPT);
            }
            Frame::With { stmt, is_async } => {
                self.at_stmt(stmt);
                self.pop_block();
                self.swap_if(preserve_tos);
                self.call_exit_with_nones();
                if is_async {
                    self.op_i(O::GET_AWAITABLE, 2);
                    self.load_none();
                    self.yield_from(true);
                }
                self.op(O::POP_TOP);
                self.artificial();
            }
            Frame::HandlerCleanup { name } => {
                if name.is_some() {
                    self.pop_block();
                }
                self.swap_if(preserve_tos);
                self.pop_block();
                self.op(O::POP_EXCEPT);
                if let Some(name) = name {
                    self.load_none();
                    self.handler_name(name, ExprContext::Store)?;
                    self.handler_name(name, ExprContext::Del)?;
                }
            }
        }
        Ok(())
    }

    /// Undoes all frame blocks, or those up to the innermost loop, which it gives back. Afterwards all are as before.
    fn unwind(&mut self, preserve_tos: bool, to_loop: bool) -> Result<Option<Frame>> {
        if self.u.frames.is_empty() {
            return Ok(None);
        }
        let saved = self.u.frames.clone();
        let mut found = None;
        while let Some(&top) = self.u.frames.last() {
            if top == Frame::ExceptionGroupHandler {
                return self.error("'break', 'continue' and 'return' cannot appear in an except* block");
            }
            if to_loop && matches!(top, Frame::WhileLoop { .. } | Frame::ForLoop { .. }) {
                found = Some(top);
                break;
            }
            self.u.frames.pop();
            self.unwind_one(top, preserve_tos)?;
        }
        self.u.frames = saved;
        Ok(found)
    }

    pub(super) fn unwind_all(&mut self, preserve_tos: bool) -> Result {
        self.unwind(preserve_tos, false).map(drop)
    }

    pub(super) fn unwind_to_loop(&mut self) -> Result<Option<Frame>> {
        self.unwind(false, true)
    }
}
