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
use crate::symtable::{Scope, SymbolTable};
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
    pub(crate) near: Cell<Near>,
    /// Some places that begin or end in other lines.
    pub(crate) far: [Cell<(Loc, Location)>; 16],
    /// What was found out about a name or a constant, by its number.
    pub(crate) known_names: Vec<KnownName>,
    pub(crate) known_consts: Vec<KnownConst>,
    /// The number of the unit entered last.
    pub(crate) entered: u32,
    /// How many levels of the tree are on the stack.
    pub(crate) level: u32,
    /// Annotation texts under `from __future__ import annotations`.
    pub(crate) unparsed: FxHashMap<ExprId, ConstId>,
}

/// A line of the source: its number, its first byte, the length of it with its newline and that of the line behind.
#[derive(Clone, Copy)]
pub(crate) struct Near {
    pub line: i32,
    pub start: u32,
    pub len: u32,
    pub next: u32,
}

/// No number.
pub(crate) const NONE: u32 = u32::MAX;

/// What a unit has found out about a name.
#[derive(Clone, Copy)]
pub(crate) struct KnownName {
    unit: u32,
    /// Its number in `co_names`.
    pub name: u32,
    /// The argument of what loads and stores it.
    pub arg: u32,
    /// How it is loaded and stored, once known.
    pub access: Option<Access>,
    pub scope: Option<Scope>,
}

impl KnownName {
    const NOTHING: KnownName = KnownName { unit: 0, name: NONE, arg: 0, access: None, scope: None };
}

/// How a unit loads, stores and deletes a name.
#[derive(Clone, Copy)]
pub(crate) enum Access {
    Fast,
    Deref,
    ClassDeref,
    Global,
    Name,
}

/// The number of a constant in a unit's `co_consts`.
#[derive(Clone, Copy)]
pub(crate) struct KnownConst {
    unit: u32,
    index: u32,
}

impl KnownConst {
    pub const NOTHING: KnownConst = KnownConst { unit: 0, index: 0 };
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

    #[inline(always)]
    pub(crate) fn location(&self, loc: Loc) -> Location {
        let near = self.near.get();
        let (start, end) = loc.numbers();
        let (col, end_col) = (start.wrapping_sub(near.start), end.wrapping_sub(near.start));
        if col < near.len && end_col < near.len {
            return Location {
                lineno: near.line,
                col_offset: col as i32,
                end_lineno: near.line,
                end_col_offset: end_col as i32,
            };
        }
        self.far_location(loc)
    }

    #[inline(never)]
    fn far_location(&self, loc: Loc) -> Location {
        // Most statements stand in the line behind the one before.
        let near = self.near.get();
        let begin = near.start.wrapping_add(near.len);
        let (start, end) = loc.numbers();
        let (col, end_col) = (start.wrapping_sub(begin), end.wrapping_sub(begin));
        if col < near.next && end_col < near.next {
            let lineno = near.line + 1;
            self.near.set(Near {
                line: lineno,
                start: begin,
                len: near.next,
                next: self.line_length(lineno + 1),
            });
            return Location {
                lineno,
                col_offset: col as i32,
                end_lineno: lineno,
                end_col_offset: end_col as i32,
            };
        }
        // An expression of several lines is asked for before and after its parts.
        let slot = &self.far[(start ^ end) as usize % self.far.len()];
        let (known, location) = slot.get();
        if known == loc {
            return location;
        }
        let location = self.find_location(loc);
        slot.set((loc, location));
        location
    }

    fn find_location(&self, loc: Loc) -> Location {
        let location = self.ast.location_near(loc, self.near.get().line as u32);
        self.come_near(location.lineno as u32);
        location
    }

    fn come_near(&self, line: u32) {
        if let Some((start, end)) = self.ast.line_bounds(line) {
            let next = self.line_length(line as i32 + 1);
            self.near.set(Near { line: line as i32, start, len: end - start, next });
        }
    }

    /// Bytes of a line with its newline; 0 if there is none.
    fn line_length(&self, line: i32) -> u32 {
        self.ast.line_bounds(line as u32).map_or(0, |(start, end)| end - start)
    }

    /// Goes one level deeper for some work.
    #[inline(always)]
    pub(crate) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let look = self.level.is_multiple_of(crate::LEVELS);
        self.level += 1;
        let done = if look {
            stacker::maybe_grow(crate::RED_ZONE, crate::STACK_CHUNK, || work(self))
        } else {
            work(self)
        };
        self.level -= 1;
        done
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
        self.u.use_block(block);
    }

    fn block(&mut self) -> &mut BasicBlock {
        let cur = self.u.cur;
        &mut self.u.cfg[cur]
    }

    // Instructions.

    #[inline(always)]
    fn emit(&mut self, op: Op, arg: u32, target: BlockIx, loc: Location) {
        let u = &mut *self.u;
        let instr = Instr { op, arg, target, except: BlockIx::NONE, loc };
        if u.need_new_block || !u.cfg.push_within(u.cur, instr) {
            return self.emit_with_room(instr);
        }
        u.need_new_block = op.ends_block();
    }

    #[inline(never)]
    fn emit_with_room(&mut self, instr: Instr) {
        let u = &mut *self.u;
        if u.need_new_block {
            u.follow();
        }
        u.cfg.push(u.cur, instr);
        u.need_new_block = instr.op.ends_block();
    }

    /// An instruction without an argument.
    #[inline(always)]
    pub(crate) fn op(&mut self, opcode: O) {
        self.op_i(opcode, 0);
        match opcode {
            O::RETURN_VALUE => self.block().returns = true,
            O::NOP => self.block().nops = true,
            _ => {}
        }
    }

    /// One with an argument.
    pub(crate) fn op_i(&mut self, opcode: O, arg: usize) {
        self.emit(Op::of(opcode), arg as u32, BlockIx::NONE, self.u.loc);
    }

    pub(crate) fn op_i_noline(&mut self, opcode: O, arg: usize) {
        self.emit(Op::of(opcode), arg as u32, BlockIx::NONE, NO_LINE);
    }

    pub(crate) fn pop_block(&mut self) {
        self.emit(Op::POP_BLOCK, 0, BlockIx::NONE, self.u.loc);
        self.block().pops = true;
    }

    pub(crate) fn pop_block_noline(&mut self) {
        self.emit(Op::POP_BLOCK, 0, BlockIx::NONE, NO_LINE);
        self.block().pops = true;
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
        if let Some(known) = self.known_consts.get(id.index())
            && known.unit == self.u.number
        {
            return known.index as usize;
        }
        self.add_other_const(id)
    }

    #[inline(never)]
    fn add_other_const(&mut self, id: ConstId) -> usize {
        let merged = self.consts.merge(id);
        let before = self.u.consts.len();
        let index = self.u.consts.index(merged);
        if index == before {
            self.notice();
        }
        if self.known_consts.len() <= id.index() {
            self.known_consts.resize(self.consts.pool.len() * 2, KnownConst::NOTHING);
        }
        self.known_consts[id.index()] = KnownConst { unit: self.u.number, index: index as u32 };
        index
    }

    /// What is known of a name in the current unit.
    #[inline(always)]
    pub(crate) fn known_name(&mut self, name: Name) -> &mut KnownName {
        if self.known_names.len() <= name.index() {
            self.more_known_names(name);
        }
        let known = &mut self.known_names[name.index()];
        if known.unit != self.u.number {
            *known = KnownName { unit: self.u.number, ..KnownName::NOTHING };
        }
        known
    }

    #[inline(never)]
    fn more_known_names(&mut self, name: Name) {
        let count = self.names.count().max(name.index() + 1);
        self.known_names.resize(count + count / 4, KnownName::NOTHING);
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
        let known = self.known_name(mangled).name;
        if known != NONE {
            return known as usize;
        }
        let before = self.u.names.len();
        let index = self.u.names.index(mangled);
        if index == before {
            self.notice();
        }
        self.known_name(mangled).name = index as u32;
        index
    }

    #[inline]
    fn notice(&mut self) {
        if self.overlooked.is_some() && self.noticed.is_none() {
            self.noticed = self.overlooked.clone();
        }
    }

    // Messages.

    #[cold]
    #[inline(never)]
    pub(crate) fn error<T>(&self, message: impl Into<String>) -> Result<T> {
        Err(EmitError::syntax(message, self.u.loc))
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn warn(&mut self, message: String) {
        let location = self.u.loc;
        self.warnings.push(EmitWarning { message, location });
    }
}

/// Where no code object is under construction yet.
pub(crate) fn no_unit() -> Box<Unit> {
    Box::new(Unit::none())
}
