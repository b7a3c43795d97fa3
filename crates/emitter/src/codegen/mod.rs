//! Code generation: the tree as instructions in basic blocks (`compile.c`, `compiler_*`), by family of construct.

mod annotations;
mod assignment;
mod call;
mod checks;
mod comprehension;
mod control;
mod display;
mod expr;
mod function;
mod imports;
mod pattern;
mod scope;
mod stmt;
mod tries;
pub(crate) mod unit;
mod unwind;
mod with;

use std::cell::Cell;

use rustc_hash::FxHashMap;
use vivarium_ast::{Ast, ExprId, Loc, Location, Mod, StmtId};
use vivarium_bytecode::{ConstId, Opcode as O};
use vivarium_records::PassLog;

use crate::consts::Consts;
use crate::error::{EmitError, EmitWarning, Result};
use crate::ir::{BasicBlock, BlockIx, Instr, NO_LINE, NO_LOCATION, Op};
use crate::names::{Name, Names};
use crate::room::Room;
use crate::symtable::SymbolTable;
use unit::{ScopeKind, Unit};

/// Code that could use more stack than this builds its collections piece by piece.
pub(crate) const STACK_USE_GUIDELINE: usize = 30;

/// Everything code generation works with.
pub(crate) struct Gen<'a, 'n> {
    pub(crate) ast: &'a Ast,
    pub(crate) names: &'n mut Names<'a>,
    pub(crate) table: &'n mut SymbolTable,
    pub(crate) consts: Consts,
    pub(crate) u: Box<Unit>,
    // Units change their places often: boxes are moved instead.
    #[allow(clippy::vec_box)]
    pub(crate) stack: Vec<Box<Unit>>,
    /// Room of earlier units and compilations.
    pub(crate) room: Room,
    pub(crate) filename: ConstId,
    pub(crate) optimize: u8,
    pub(crate) flags: u32,
    pub(crate) future_line: i32,
    pub(crate) interactive: bool,
    pub(crate) warnings: Vec<EmitWarning>,
    /// An error that CPython has set and not looked at yet.
    pub(crate) overlooked: Option<Box<EmitError>>,
    /// The same when it was noticed.
    pub(crate) noticed: Option<Box<EmitError>>,
    pub(crate) log: PassLog,
    /// The line looked up last: the next one is near.
    pub(crate) line: Cell<u32>,
    /// Annotation texts under `from __future__ import annotations`.
    pub(crate) unparsed: FxHashMap<ExprId, ConstId>,
}

impl<'a> Gen<'a, '_> {
    /// The module's code object.
    pub(crate) fn module(&mut self) -> Result<ConstId> {
        let ast = self.ast;
        let name = self.names.known.anon_module;
        self.enter_scope(name, ScopeKind::Module, SymbolTable::TOP, 1)?;
        self.u.loc.lineno = 1;
        let mut add_none = true;
        match ast.root {
            Mod::Module { body, .. } => self.body(body)?,
            Mod::Interactive { body } => {
                if self.has_annotations(body) {
                    self.op(O::SETUP_ANNOTATIONS);
                }
                self.interactive = true;
                self.stmts(body)?;
            }
            Mod::Expression { body } => {
                self.expr(body)?;
                add_none = false;
            }
            Mod::FunctionType { .. } => return Err(EmitError::system("module kind should not be possible")),
        }
        self.assemble(add_none)
    }

    // Places.

    #[inline]
    pub(crate) fn location(&self, loc: Loc) -> Location {
        let location = self.ast.location_near(loc, self.line.get());
        self.line.set(location.lineno as u32);
        location
    }

    pub(crate) fn at_stmt(&mut self, id: StmtId) {
        self.u.loc = self.location(self.ast[id].loc);
    }

    #[inline]
    pub(crate) fn at_expr(&mut self, id: ExprId) {
        self.u.loc = self.location(self.ast[id].loc);
    }

    /// What follows has no place of its own.
    pub(crate) fn artificial(&mut self) {
        self.u.loc = NO_LOCATION;
    }

    // Blocks.

    pub(crate) fn new_block(&mut self) -> BlockIx {
        self.u.cfg.new_block()
    }

    pub(crate) fn use_block(&mut self, block: BlockIx) {
        let cur = self.u.cur;
        self.u.cfg[cur].next = block;
        self.u.cur = block;
        self.u.need_new_block = false;
    }

    fn block(&mut self) -> &mut BasicBlock {
        let cur = self.u.cur;
        &mut self.u.cfg[cur]
    }

    // Instructions.

    #[inline]
    fn emit(&mut self, op: Op, arg: u32, target: BlockIx, loc: Location) {
        if self.u.need_new_block {
            let block = self.new_block();
            self.use_block(block);
        }
        self.u.cfg.push(self.u.cur, Instr { op, arg, target, except: BlockIx::NONE, loc });
        if op.ends_block() {
            self.u.need_new_block = true;
        }
    }

    /// An instruction without an argument.
    pub(crate) fn op(&mut self, opcode: O) {
        self.emit(Op::Code(opcode), 0, BlockIx::NONE, self.u.loc);
        match opcode {
            O::RETURN_VALUE => self.block().returns = true,
            O::NOP => self.block().nops = true,
            _ => {}
        }
    }

    /// One with an argument.
    pub(crate) fn op_i(&mut self, opcode: O, arg: usize) {
        self.emit(Op::Code(opcode), arg as u32, BlockIx::NONE, self.u.loc);
    }

    pub(crate) fn op_i_noline(&mut self, opcode: O, arg: usize) {
        self.emit(Op::Code(opcode), arg as u32, BlockIx::NONE, NO_LINE);
    }

    pub(crate) fn pop_block(&mut self) {
        self.emit(Op::PopBlock, 0, BlockIx::NONE, self.u.loc);
    }

    pub(crate) fn pop_block_noline(&mut self) {
        self.emit(Op::PopBlock, 0, BlockIx::NONE, NO_LINE);
    }

    /// A jump, or the beginning of what the target protects.
    pub(crate) fn jump(&mut self, op: Op, target: BlockIx) {
        self.emit(op, 0, target, self.u.loc);
        if op.is_block_push() {
            self.block().pushes = true;
        }
    }

    /// A jump without a line.
    pub(crate) fn jump_noline(&mut self, op: Op, target: BlockIx) {
        self.emit(op, 0, target, NO_LINE);
        if op.is_block_push() {
            self.block().pushes = true;
        }
    }

    // Constants and names.

    pub(crate) fn add_const(&mut self, id: ConstId) -> usize {
        let id = self.consts.merge(id);
        let before = self.u.consts.len();
        let index = self.u.consts.index(id);
        if index == before {
            self.notice();
        }
        index
    }

    pub(crate) fn load_const(&mut self, id: ConstId) {
        let index = self.add_const(id);
        self.op_i(O::LOAD_CONST, index);
    }

    pub(crate) fn load_none(&mut self) {
        let none = self.consts.none;
        self.load_const(none);
    }

    pub(crate) fn load_int(&mut self, value: usize) {
        let id = self.consts.pool.int(value as i64);
        self.load_const(id);
    }

    pub(crate) fn name_const(&mut self, name: Name) -> ConstId {
        self.consts.name(self.names, name)
    }

    /// An instruction whose argument is a (mangled) name of `co_names`.
    pub(crate) fn op_name(&mut self, opcode: O, name: impl Into<Name>) {
        let mangled = self.names.mangle(self.u.private, name.into());
        let index = self.name_index(mangled);
        self.op_i(opcode, index);
    }

    /// The number of a (mangled) name of `co_names`.
    pub(crate) fn name_index(&mut self, mangled: Name) -> usize {
        let before = self.u.names.len();
        let index = self.u.names.index(mangled);
        if index == before {
            self.notice();
        }
        index
    }

    #[inline]
    fn notice(&mut self) {
        if self.overlooked.is_some() && self.noticed.is_none() {
            self.noticed = self.overlooked.clone();
        }
    }

    // Messages.

    pub(crate) fn error<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(EmitError::syntax(message, self.u.loc))
    }

    pub(crate) fn warn(&mut self, message: String) {
        let location = self.u.loc;
        self.warnings.push(EmitWarning { message, location });
    }
}

/// Where no code object is under construction yet.
pub(crate) fn no_unit() -> Box<Unit> {
    Box::new(Unit::none())
}
