//! From the tree to code objects: symbol table, instructions in basic blocks, flow-graph passes, assembly.
//!
//! Every step is CPython 3.11's own: the code object equals the one that CPython's compiler makes of the same tree, in
//! every field. [`symtable`] is an IR of its own; [`emit`] makes the code.
//!
//! Must not know: tokens, the parser, the runtime.
//!
//! Invariants:
//! - Code objects equal CPython's in every field (the goldens in `goldens/`; `xtask conformance --stage code`).
//! - No tree exhausts the stack (`crates/compiler/tests/robustness.rs`).

#![forbid(unsafe_code)]

mod codegen;
mod consts;
mod error;
mod flow;
pub mod future;
mod interned;
mod ir;
mod names;
mod room;
pub mod symtable;

pub use error::{EmitError, EmitWarning, ErrorClass};
pub use interned::Process;
pub use names::{Name, Names};

use std::sync::Arc;

use rustc_hash::FxHashMap;
use vivarium_ast::{Ast, Loc};
use vivarium_bytecode::Code;
use vivarium_records::PassLog;
use vivarium_text::siphash::Key;
use vivarium_text::wtf8::Wtf8Buf;

/// Less stack than this left: go on in a new piece.
pub(crate) const RED_ZONE: usize = 256 * 1024;
/// So many levels of a tree take less than that together: who counts them looks once for all of them.
pub(crate) const LEVELS: u32 = 8;
/// Size of such a piece.
pub(crate) const STACK_CHUNK: usize = 2 * 1024 * 1024;

/// The flags of `compile()` that code objects inherit: those of `__future__` features.
pub const PYCF_MASK: u32 = 0x1fe_0000;
/// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`
pub const PYCF_ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;

/// What the code depends on besides tree and symbol table.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// `co_filename`.
    pub filename: Wtf8Buf,
    /// 0, 1 (no asserts) or 2 (no docstrings either).
    pub optimize: u8,
    /// `CO_FUTURE_*` of the source and its caller, and `PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    pub flags: u32,
    /// The line of the last `from __future__ import`, or -1.
    pub future_line: i32,
    /// How strings hash: it decides the order of set constants.
    pub hash_key: Key,
    /// Whose interned strings it finds.
    pub process: Process,
    /// Where to note what the passes do.
    pub log: PassLog,
}

/// What emitting gives.
#[derive(Debug)]
pub struct Emitted {
    /// The module's code object.
    pub code: Code,
    /// Warnings, in CPython's order.
    pub warnings: Vec<EmitWarning>,
    /// What the passes did.
    pub pass_log: PassLog,
}

/// Makes the code object of a tree. `table` may be changed: top-level `await` makes coroutines.
pub fn emit<'a>(
    ast: &'a Ast,
    names: &mut Names<'a>,
    table: &mut symtable::SymbolTable,
    options: EmitOptions,
) -> Result<Emitted, (Box<EmitError>, Vec<EmitWarning>)> {
    let mut consts = consts::Consts::new(options.hash_key, options.process);
    let objects = consts.intern_known(names, ast.constant_count(), table.blocks.len());
    let filename = consts.pool.push(vivarium_bytecode::Const::Str(options.filename.as_wtf8(), false));
    consts.pool.mark_shared(filename);
    let mut generator = codegen::Gen {
        ast,
        names,
        table,
        consts,
        u: codegen::no_unit(),
        stack: Vec::new(),
        room: room::Room::take(),
        filename,
        optimize: options.optimize,
        flags: options.flags,
        future_line: options.future_line,
        interactive: false,
        warnings: Vec::new(),
        overlooked: None,
        noticed: None,
        log: options.log,
        near: std::cell::Cell::new(codegen::Near { line: 1, start: 0, len: 0, next: 0 }),
        far: [const { std::cell::Cell::new((Loc::new(u32::MAX, u32::MAX), ir::NO_LOCATION)) }; 16],
        known_names: Vec::new(),
        known_consts: vec![codegen::KnownConst::NOTHING; objects],
        entered: 0,
        level: 0,
        unparsed: FxHashMap::default(),
    };
    let made = generator.module();
    generator.exit_scope();
    std::mem::take(&mut generator.room).leave();
    let (warnings, pass_log) = (std::mem::take(&mut generator.warnings), std::mem::take(&mut generator.log));
    let code = match made {
        Ok(_) if generator.overlooked.is_some() => {
            Err(generator.overlooked.take().unwrap_or_else(EmitError::too_deep))
        }
        Ok(id) => {
            Code::assembled(Arc::new(generator.consts.pool), id).map_err(|error| EmitError::system(error.0))
        }
        Err(error) => Err(error),
    };
    match code {
        Ok(code) => Ok(Emitted { code, warnings, pass_log }),
        Err(error) => Err((error, warnings)),
    }
}
