//! Entering and leaving code objects; names; closures; making the code object.

use vivarium_ast::{ExprContext, ExprId, Location, StmtId};
use vivarium_bytecode::flags::{
    CO_ASYNC_GENERATOR, CO_COROUTINE, CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL, CO_GENERATOR, CO_NESTED,
    CO_NEWLOCALS, CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS,
};
use vivarium_bytecode::{CodeData, Const, ConstId, Opcode as O};
use vivarium_records::BlockDump;

use super::unit::{ScopeKind, Unit};
use super::{Access, Gen};
use crate::error::{EmitError, Result};
use crate::flow;
use crate::ir::{Cfg, Instr, NO_LOCATION, Op};
use crate::names::Name;
use crate::symtable::{BlockId, BlockKind, Scope, flag};
use crate::{PYCF_ALLOW_TOP_LEVEL_AWAIT, PYCF_MASK};

impl Gen<'_, '_> {
    pub(crate) fn stmt_block(&self, id: StmtId) -> Result<BlockId> {
        self.table.of_stmt(id).ok_or_else(|| EmitError::system("unknown symbol table entry"))
    }

    pub(crate) fn expr_block(&self, id: ExprId) -> Result<BlockId> {
        self.table.of_expr(id).ok_or_else(|| EmitError::system("unknown symbol table entry"))
    }

    /// The cell and free variables of a block, each in the order of their texts.
    fn closure(&self, block: BlockId, unit: &mut Unit) {
        let block = self.table.block(block);
        for symbol in block.symbols.entries() {
            if symbol.scope == Scope::Cell {
                unit.cellvars.push(symbol.name);
            }
            if symbol.scope == Scope::Free || symbol.flags & flag::DEF_FREE_CLASS != 0 {
                unit.freevars.push(symbol.name);
            }
        }
        self.sort(&mut unit.cellvars);
        self.sort(&mut unit.freevars);
        if block.needs_class_closure {
            unit.cellvars.push(self.names.known.class);
        }
    }

    fn sort(&self, names: &mut [Name]) {
        if names.len() > 1 {
            names.sort_unstable_by_key(|name| self.names.text(*name));
        }
    }

    pub(crate) fn enter_scope(&mut self, name: Name, kind: ScopeKind, block: BlockId, lineno: i32) -> Result {
        let mut unit = self.room.units.pop().unwrap_or_else(super::no_unit);
        self.entered += 1;
        unit.number = self.entered;
        unit.block = block;
        unit.kind = kind;
        unit.name = Some(name);
        unit.varnames.set(&self.table.block(block).varnames);
        self.closure(block, &mut unit);
        unit.firstlineno = lineno;
        unit.loc = Location { lineno, col_offset: 0, end_lineno: lineno, end_col_offset: 0 };
        unit.cur = unit.cfg.new_block();
        if kind != ScopeKind::Module {
            unit.private = self.u.private;
            unit.qualname = Some(self.qualname(name, kind));
            let outer = std::mem::replace(&mut self.u, unit);
            self.stack.push(outer);
            self.op_i(O::RESUME, 0);
        } else {
            self.u = unit;
            self.u.loc.lineno = 0;
            self.op_i(O::RESUME, 0);
            self.u.loc.lineno = -1;
        }
        Ok(())
    }

    pub(crate) fn exit_scope(&mut self) {
        let outer = self.stack.pop().unwrap_or_else(super::no_unit);
        let mut done = std::mem::replace(&mut self.u, outer);
        done.clear();
        self.room.units.push(done);
    }

    /// `compiler_set_qualname`, for a unit about to be entered from the current one.
    fn qualname(&mut self, name: Name, kind: ScopeKind) -> ConstId {
        let own = self.consts.name(self.names, name);
        let parent = &self.u;
        let Some(parent_qualname) = parent.qualname else { return own };
        if matches!(kind, ScopeKind::Function | ScopeKind::AsyncFunction | ScopeKind::Class) {
            let mangled = self.names.mangle(parent.private, name);
            if self.table.block(parent.block).symbols.scope(mangled) == Scope::GlobalExplicit {
                return own;
            }
        }
        let locals =
            matches!(parent.kind, ScopeKind::Function | ScopeKind::AsyncFunction | ScopeKind::Lambda);
        let between = if locals { ".<locals>." } else { "." };
        self.consts.pool.extended(parent_qualname, &[between, self.names.text(name)])
    }

    pub(crate) fn top_level_await(&self) -> bool {
        self.flags & PYCF_ALLOW_TOP_LEVEL_AWAIT != 0
            && self.table.block(self.u.block).kind == BlockKind::Module
    }

    pub(crate) fn forbidden_name(&self, name: Name, ctx: ExprContext) -> Result {
        if name == self.names.known.debug {
            match ctx {
                ExprContext::Store => return self.error("cannot assign to __debug__"),
                ExprContext::Del => return self.error("cannot delete __debug__"),
                ExprContext::Load => {}
            }
        }
        Ok(())
    }

    /// Loads, stores or deletes a name (`compiler_nameop`).
    #[inline]
    pub(crate) fn name_op(&mut self, name: impl Into<Name>, ctx: ExprContext) -> Result {
        let name = name.into();
        self.forbidden_name(name, ctx)?;
        let mangled = self.names.mangle(self.u.private, name);
        let known = self.known_name(mangled);
        let (access, arg) = match known.access {
            Some(access) => (access, known.arg),
            None => self.access(mangled)?,
        };
        self.access_op(access, arg as usize, ctx);
        Ok(())
    }

    fn access_op(&mut self, access: Access, arg: usize, ctx: ExprContext) {
        // As tables: what comes next nobody can guess.
        const fn row(load: O, store: O, del: O) -> [O; 3] {
            let mut row = [O::NOP; 3];
            row[ExprContext::Load as usize] = load;
            row[ExprContext::Store as usize] = store;
            row[ExprContext::Del as usize] = del;
            row
        }
        static OPCODES: [[O; 3]; 5] = {
            let mut opcodes = [[O::NOP; 3]; 5];
            opcodes[Access::Fast as usize] = row(O::LOAD_FAST, O::STORE_FAST, O::DELETE_FAST);
            opcodes[Access::Deref as usize] = row(O::LOAD_DEREF, O::STORE_DEREF, O::DELETE_DEREF);
            opcodes[Access::ClassDeref as usize] = row(O::LOAD_CLASSDEREF, O::STORE_DEREF, O::DELETE_DEREF);
            opcodes[Access::Global as usize] = row(O::LOAD_GLOBAL, O::STORE_GLOBAL, O::DELETE_GLOBAL);
            opcodes[Access::Name as usize] = row(O::LOAD_NAME, O::STORE_NAME, O::DELETE_NAME);
            opcodes
        };
        let opcode = OPCODES[access as usize][ctx as usize];
        // The lowest bit says whether a NULL is pushed as well.
        self.op_i(opcode, arg << u32::from(opcode == O::LOAD_GLOBAL));
    }

    /// Finds out how a name is loaded and stored.
    #[inline(never)]
    fn access(&mut self, mangled: Name) -> Result<(Access, u32)> {
        let scope = self.scope_of(mangled);
        let kind = self.table.block(self.u.block).kind;
        let function = kind == BlockKind::Function;
        let (access, arg) = match scope {
            Scope::Free | Scope::Cell => {
                let index = if scope == Scope::Cell { self.cell(mangled) } else { self.free(mangled) };
                let Some(index) = index else { return Err(self.lost(mangled)) };
                (if kind == BlockKind::Class { Access::ClassDeref } else { Access::Deref }, index)
            }
            Scope::Local if function => (Access::Fast, self.u.varnames.index(mangled)),
            Scope::GlobalExplicit => (Access::Global, self.name_index(mangled)),
            Scope::GlobalImplicit if function => (Access::Global, self.name_index(mangled)),
            _ => (Access::Name, self.name_index(mangled)),
        };
        let known = self.known_name(mangled);
        (known.access, known.arg) = (Some(access), arg as u32);
        Ok((access, arg as u32))
    }

    /// The scope of a name in the current unit.
    #[inline(always)]
    pub(crate) fn scope_of(&mut self, name: Name) -> Scope {
        match self.known_name(name).scope {
            Some(scope) => scope,
            None => {
                let scope = self.table.block(self.u.block).symbols.scope(name);
                self.known_name(name).scope = Some(scope);
                scope
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn lost(&self, name: Name) -> Box<EmitError> {
        EmitError::system(format!("compiler_lookup_arg(name={}) failed", self.names.text(name)))
    }

    pub(crate) fn cell(&self, name: Name) -> Option<usize> {
        self.u.cellvars.iter().position(|cell| *cell == name)
    }

    fn free(&self, name: Name) -> Option<usize> {
        self.u.freevars.iter().position(|free| *free == name).map(|at| at + self.u.cellvars.len())
    }

    /// The function object of a code object (`compiler_make_closure`). `free` are its free variables.
    pub(crate) fn make_closure(&mut self, code: ConstId, free: &[Name], mut flags: usize) -> Result {
        for &name in free {
            let class_cell = self.u.kind == ScopeKind::Class && name == self.names.known.class;
            let cell = class_cell || self.table.block(self.u.block).symbols.scope(name) == Scope::Cell;
            let Some(index) = (if cell { self.cell(name) } else { self.free(name) }) else {
                return Err(self.lost(name));
            };
            self.op_i(O::LOAD_CLOSURE, index);
        }
        if !free.is_empty() {
            flags |= 0x08;
            self.op_i(O::BUILD_TUPLE, free.len());
        }
        self.load_const(code);
        self.op_i(O::MAKE_FUNCTION, flags);
        Ok(())
    }

    fn code_flags(&self) -> u32 {
        let block = self.table.block(self.u.block);
        let mut flags = 0;
        if block.kind == BlockKind::Function {
            flags |= CO_NEWLOCALS | CO_OPTIMIZED;
            let bits = [
                (block.nested, CO_NESTED),
                (block.generator && !block.coroutine, CO_GENERATOR),
                (!block.generator && block.coroutine, CO_COROUTINE),
                (block.generator && block.coroutine, CO_ASYNC_GENERATOR),
                (block.varargs, CO_VARARGS),
                (block.varkeywords, CO_VARKEYWORDS),
            ];
            flags |= bits.iter().filter(|bit| bit.0).fold(0, |all, bit| all | bit.1);
        }
        flags |= self.flags & PYCF_MASK;
        if self.top_level_await() && block.coroutine && !block.generator {
            flags |= CO_COROUTINE;
        }
        flags
    }

    /// Where each cell and free variable stands among the fast locals, and how many cells are parameters as well.
    fn cell_slots(&self) -> (Vec<usize>, usize) {
        let nlocals = self.u.varnames.len();
        let count = self.u.cellvars.len() + self.u.freevars.len();
        let mut dropped = 0;
        let slots = (0..count)
            .map(|at| match self.u.cellvars.get(at).and_then(|cell| self.u.varnames.find(*cell)) {
                Some(local) => {
                    dropped += 1;
                    local
                }
                None => nlocals + at - dropped,
            })
            .collect();
        (slots, dropped)
    }

    /// The instructions before RESUME (`insert_prefix_instructions`) and the numbers of cells (`fix_cell_offsets`).
    fn prefix(&mut self, flags: u32) {
        if self.u.cellvars.is_empty()
            && self.u.freevars.is_empty()
            && flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) == 0
        {
            return;
        }
        let (slots, _) = self.cell_slots();
        let (cells, frees, line) = (self.u.cellvars.len(), self.u.freevars.len(), self.u.firstlineno);
        let mut prefix = Vec::new();
        if frees > 0 {
            prefix.push(Instr::new(Op::COPY_FREE_VARS, frees as u32, NO_LOCATION));
        }
        let mut made: Vec<usize> = (0..cells).collect();
        // Parameters first: a cell's final slot decides.
        made.sort_by_key(|cell| slots[*cell]);
        prefix.extend(made.iter().map(|cell| Instr::new(Op::MAKE_CELL, *cell as u32, NO_LOCATION)));
        if flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) != 0 {
            let at = Location { lineno: line, col_offset: -1, end_lineno: line, end_col_offset: -1 };
            prefix.push(Instr::new(Op::RETURN_GENERATOR, 0, at));
            prefix.push(Instr::new(Op::POP_TOP, 0, NO_LOCATION));
        }
        let entry = &mut self.u.cfg[Cfg::ENTRY];
        entry.instrs.splice(0..0, prefix);
        entry.nowhere = true;
        if slots.is_empty() {
            return;
        }
        let mut block = Cfg::ENTRY.get();
        while let Some(ix) = block {
            for instr in &mut self.u.cfg[ix].instrs {
                if matches!(
                    instr.op,
                    Op::MAKE_CELL
                        | Op::LOAD_CLOSURE
                        | Op::LOAD_DEREF
                        | Op::STORE_DEREF
                        | Op::DELETE_DEREF
                        | Op::LOAD_CLASSDEREF
                ) {
                    instr.arg = slots[instr.arg as usize] as u32;
                }
            }
            block = self.u.cfg[ix].next.get();
        }
    }

    /// The graph as text. `placed`: cells and free variables are already numbered among the fast locals.
    fn blocks_as_text(&self, cfg: &Cfg, consts: &[ConstId], placed: bool) -> String {
        let texts = |names: &[Name]| names.iter().map(|name| self.names.text(*name).to_owned()).collect();
        let outer: Vec<Name> = self.u.cellvars.iter().chain(&self.u.freevars).copied().collect();
        let mut frees: Vec<String> = texts(&outer);
        if placed {
            let mut slots: Vec<String> = texts(&self.u.varnames.list);
            for (slot, name) in self.cell_slots().0.into_iter().zip(&frees) {
                slots.resize(slots.len().max(slot + 1), String::new());
                slots[slot].clone_from(name);
            }
            frees = slots;
        }
        flow::dump(
            cfg,
            &flow::Arguments {
                consts: self.consts.reprs(consts),
                names: texts(&self.u.names.list),
                locals: texts(&self.u.varnames.list),
                frees,
            },
        )
    }

    /// Finishes the unit: passes, assembly, code object (`assemble`, `makecode`).
    pub(crate) fn assemble(&mut self, add_none: bool) -> Result<ConstId> {
        let cur = self.u.cur;
        if !self.u.cfg[cur].returns {
            self.artificial();
            if add_none {
                self.load_none();
            }
            self.op(O::RETURN_VALUE);
        }
        let name = self.u.name.unwrap_or(self.names.known.anon_module);
        let name_id = self.consts.name(self.names, name);
        let qualname = self.u.qualname.unwrap_or(name_id);
        let mut cfg = std::mem::take(&mut self.u.cfg);
        let mut list = std::mem::take(&mut self.u.consts.list);
        let text = if self.log.is_on() {
            self.consts.pool.as_str(qualname).unwrap_or_default().to_string_lossy().into_owned()
        } else {
            String::new()
        };
        if self.u.firstlineno == 0 {
            // A tree made by hand may begin nowhere.
            let first = cfg[Cfg::ENTRY].instrs.first().map_or(0, |first| first.loc.lineno);
            self.u.firstlineno = if first == 0 { 1 } else { first };
        }
        let firstlineno = self.u.firstlineno;
        let before = self.log.keeps_blocks().then(|| self.blocks_as_text(&cfg, &list, false));
        flow::normalize(&mut cfg);
        let (consts, log) = (&mut self.consts, &mut self.log);
        let mut cx = flow::Context { consts, list: &mut list, log, qualname: text, firstlineno };
        flow::extend(&mut cfg, &mut cx);
        let text = std::mem::take(&mut cx.qualname);
        self.u.cfg = cfg;
        let flags = self.code_flags();
        self.prefix(flags);
        let mut cfg = std::mem::take(&mut self.u.cfg);
        let block = self.table.block(self.u.block);
        let start = i32::from(block.generator || block.coroutine);
        let (consts, log) = (&mut self.consts, &mut self.log);
        let mut cx = flow::Context { consts, list: &mut list, log, qualname: text, firstlineno };
        flow::optimize(&mut cfg, &mut cx);
        let text = std::mem::take(&mut cx.qualname);
        if let Some(before) = before {
            let after = self.blocks_as_text(&cfg, &list, true);
            self.log.blocks.push(BlockDump { qualname: text.clone(), firstlineno, before, after });
        }
        let (consts, log) = (&mut self.consts, &mut self.log);
        let mut cx = flow::Context { consts, list: &mut list, log, qualname: text, firstlineno };
        let made = &mut self.room.assembled;
        flow::assemble(&mut cfg, &mut cx, start, made)?;
        self.u.cfg = cfg;
        let pool = &mut self.consts.pool;
        let exceptiontable = pool.bytes(&made.exceptiontable);
        let exceptiontable = self.consts.merge(exceptiontable);
        let linetable = self.consts.pool.bytes(made.lines.table());
        let linetable = self.consts.merge_one(linetable);
        // Each code object hands out its own copy of its bytecode, so equal ones are not shared.
        let code = self.consts.pool.bytes(made.code.as_flattened());
        let stacksize = made.stacksize;
        let items = &mut self.room.items;
        items.clear();
        items.extend(self.u.names.list.iter().map(|name| self.consts.name(self.names, *name)));
        let names = self.consts.pool.tuple(items);
        let names = self.consts.merge_one(names);
        let consts = self.consts.pool.tuple(&list);
        self.u.consts.list = list;
        let consts = self.consts.merge_one(consts);
        let (localsplusnames, localspluskinds) = self.locals();
        self.consts.intern_strings(consts);
        Ok(self.consts.pool.code(CodeData {
            argcount: (self.u.posonlyargcount + self.u.argcount) as u32,
            posonlyargcount: self.u.posonlyargcount as u32,
            kwonlyargcount: self.u.kwonlyargcount as u32,
            stacksize,
            flags,
            code,
            consts,
            names,
            localsplusnames,
            localspluskinds,
            filename: self.filename,
            name: name_id,
            qualname,
            firstlineno: self.u.firstlineno,
            linetable,
            exceptiontable,
        }))
    }

    fn locals(&mut self) -> (ConstId, ConstId) {
        let u = &self.u;
        let (names, kinds) = (&mut self.room.items, &mut self.room.kinds);
        names.clear();
        kinds.clear();
        for name in &u.varnames.list {
            let cell = u.cellvars.contains(name);
            names.push(self.consts.name(self.names, *name));
            kinds.push(if cell { CO_FAST_LOCAL | CO_FAST_CELL } else { CO_FAST_LOCAL });
        }
        for &cell in &u.cellvars {
            if u.varnames.find(cell).is_none() {
                names.push(self.consts.name(self.names, cell));
                kinds.push(CO_FAST_CELL);
            }
        }
        names.extend(u.freevars.iter().map(|name| self.consts.name(self.names, *name)));
        kinds.resize(names.len(), CO_FAST_FREE);
        let names = self.consts.pool.tuple(names);
        let names = self.consts.merge_one(names);
        // A new object even where one-byte ones are shared.
        let kinds = match kinds.len() {
            0 => self.consts.pool.bytes(kinds),
            _ => self.consts.pool.push(Const::Bytes(kinds)),
        };
        (names, kinds)
    }
}
