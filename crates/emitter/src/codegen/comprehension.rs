//! Comprehensions and generator expressions: functions of their own.

use vivarium_ast::{ComprehensionId, ExprId, ExprKind};
use vivarium_bytecode::Opcode as O;

use super::Gen;
use super::unit::{Frame, ScopeKind};
use crate::error::{EmitError, Result};
use crate::ir::Op;

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
struct Element {
    elt: ExprId,
    value: Option<ExprId>,
    /// What it builds; none for a generator.
    build: Option<O>,
}

/// The `for` clauses of a comprehension from number `at` on, below `depth` iterators on the stack.
#[derive(Clone, Copy)]
struct Clauses<'a> {
    generators: &'a [ComprehensionId],
    at: usize,
    depth: usize,
    element: Element,
}

impl<'a> Clauses<'a> {
    /// Those inside, below so many more.
    fn inside(self, more: usize) -> Clauses<'a> {
        Clauses { at: self.at + 1, depth: self.depth + more, ..self }
    }
}

impl Gen<'_, '_> {
    pub(super) fn comprehension(&mut self, id: ExprId) -> Result {
        let ast = self.ast;
        let known = self.names.known;
        let (name, generators, element) = match ast[id].kind {
            ExprKind::GeneratorExp { elt, generators } => {
                (known.anon_genexpr, generators, Element { elt, value: None, build: None })
            }
            ExprKind::ListComp { elt, generators } => {
                (known.anon_listcomp, generators, Element { elt, value: None, build: Some(O::BUILD_LIST) })
            }
            ExprKind::SetComp { elt, generators } => {
                (known.anon_setcomp, generators, Element { elt, value: None, build: Some(O::BUILD_SET) })
            }
            ExprKind::DictComp { key, value, generators } => {
                let build = Some(O::BUILD_MAP);
                (known.anon_dictcomp, generators, Element { elt: key, value: Some(value), build })
            }
            _ => return Err(EmitError::system("not a comprehension")),
        };
        let generators = ast.list(generators);
        let Some(&outermost) = generators.first() else {
            return Err(EmitError::system("comprehension with no generators"));
        };
        let outermost = ast[outermost];
        let outer_kind = self.u.kind;
        let top_level_await = self.top_level_await();
        let block = self.expr_block(id)?;
        let line = self.location(ast[id].loc).lineno;
        self.enter_scope(name, ScopeKind::Comprehension, block, line)?;
        self.at_expr(id);
        let is_async = self.table.block(block).coroutine;
        if is_async
            && element.build.is_some()
            && !matches!(outer_kind, ScopeKind::AsyncFunction | ScopeKind::Comprehension)
            && !top_level_await
        {
            return self.error("asynchronous comprehension outside of an asynchronous function");
        }
        if let Some(build) = element.build {
            self.op_i(build, 0);
        }
        self.generator(Clauses { generators, at: 0, depth: 0, element })?;
        if element.build.is_some() {
            self.op(O::RETURN_VALUE);
        }
        let (code, free) = self.finish_scope(true)?;
        if top_level_await && is_async {
            let block = self.u.block;
            self.table.block_mut(block).coroutine = true;
        }
        self.make_closure(code, &free, 0)?;
        self.expr(outermost.iter)?;
        self.op(if outermost.is_async { O::GET_AITER } else { O::GET_ITER });
        self.call_op(0);
        if is_async && element.build.is_some() {
            self.op_i(O::GET_AWAITABLE, 0);
            self.load_none();
            self.yield_from(true);
        }
        Ok(())
    }

    /// The `for` clauses from number `at` on.
    fn generator(&mut self, clauses: Clauses<'_>) -> Result {
        stacker::maybe_grow(crate::RED_ZONE, crate::STACK_CHUNK, || {
            if self.ast[clauses.generators[clauses.at]].is_async {
                self.async_generator(clauses)
            } else {
                self.sync_generator(clauses)
            }
        })
    }

    fn sync_generator(&mut self, clauses: Clauses<'_>) -> Result {
        let Clauses { generators, at, .. } = clauses;
        let ast = self.ast;
        let (start, if_cleanup, anchor) = (self.new_block(), self.new_block(), self.new_block());
        let generator = ast[generators[at]];
        let mut looping = true;
        if at == 0 {
            self.u.argcount = 1;
            self.op_i(O::LOAD_FAST, 0);
        } else {
            // `for y in [f(x)]` just binds a name.
            let only = match ast[generator.iter].kind {
                ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => match ast.list(elts) {
                    [only] if !matches!(ast[*only].kind, ExprKind::Starred { .. }) => Some(*only),
                    _ => None,
                },
                _ => None,
            };
            if let Some(only) = only {
                self.expr(only)?;
                looping = false;
            } else {
                self.expr(generator.iter)?;
                self.op(O::GET_ITER);
            }
        }
        if looping {
            self.use_block(start);
            self.jump(Op::FOR_ITER, anchor);
        }
        self.expr(generator.target)?;
        ast.list(generator.ifs).iter().try_for_each(|test| self.jump_if(*test, if_cleanup, false))?;
        self.inner(clauses.inside(usize::from(looping)))?;
        self.use_block(if_cleanup);
        if looping {
            self.jump(Op::JUMP, start);
            self.use_block(anchor);
        }
        Ok(())
    }

    fn async_generator(&mut self, clauses: Clauses<'_>) -> Result {
        let Clauses { generators, at, .. } = clauses;
        let ast = self.ast;
        let (start, except, if_cleanup) = (self.new_block(), self.new_block(), self.new_block());
        let generator = ast[generators[at]];
        if at == 0 {
            self.u.argcount = 1;
            self.op_i(O::LOAD_FAST, 0);
        } else {
            self.expr(generator.iter)?;
            self.op(O::GET_AITER);
        }
        self.use_block(start);
        self.push_frame(Frame::AsyncComprehension)?;
        self.jump(Op::SETUP_FINALLY, except);
        self.op(O::GET_ANEXT);
        self.load_none();
        self.yield_from(true);
        self.pop_block();
        self.expr(generator.target)?;
        ast.list(generator.ifs).iter().try_for_each(|test| self.jump_if(*test, if_cleanup, false))?;
        self.inner(clauses.inside(1))?;
        self.use_block(if_cleanup);
        self.jump(Op::JUMP, start);
        self.pop_frame();
        self.use_block(except);
        self.op(O::END_ASYNC_FOR);
        Ok(())
    }

    /// The clauses inside, or the element.
    fn inner(&mut self, clauses: Clauses<'_>) -> Result {
        let Clauses { generators, at, depth, element } = clauses;
        if at < generators.len() {
            return self.generator(clauses);
        }
        self.expr(element.elt)?;
        if let Some(value) = element.value {
            self.expr(value)?;
        }
        match element.build {
            None => {
                self.yield_op();
                self.op(O::POP_TOP);
            }
            Some(O::BUILD_LIST) => self.op_i(O::LIST_APPEND, depth + 1),
            Some(O::BUILD_SET) => self.op_i(O::SET_ADD, depth + 1),
            Some(_) => self.op_i(O::MAP_ADD, depth + 1),
        }
        Ok(())
    }
}
