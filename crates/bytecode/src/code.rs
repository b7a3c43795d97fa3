//! Code objects.

use std::fmt;
use std::sync::Arc;

use vivarium_text::wtf8::Wtf8;

use crate::flags::{CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL, CO_VARARGS, CO_VARKEYWORDS};
use crate::instructions::{Instructions, instructions};
use crate::{Const, ConstId, ExceptionEntry, Locations, Pool, exceptiontable, linetable};

/// The fields of a code object as marshal has them; the objects are ids of the pool it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeData {
    /// Positional arguments, positional-only ones included.
    pub argcount: u32,
    /// Positional-only arguments.
    pub posonlyargcount: u32,
    /// Keyword-only arguments.
    pub kwonlyargcount: u32,
    /// Depth of the value stack.
    pub stacksize: u32,
    /// `CO_*` bits.
    pub flags: u32,
    /// Code units with their inline caches: a bytes object.
    pub code: ConstId,
    /// A tuple of constants.
    pub consts: ConstId,
    /// A tuple of strings.
    pub names: ConstId,
    /// A tuple of strings: locals, cells, free variables.
    pub localsplusnames: ConstId,
    /// A bytes object with `CO_FAST_*` bits for each of `localsplusnames`.
    pub localspluskinds: ConstId,
    /// A string.
    pub filename: ConstId,
    /// A string.
    pub name: ConstId,
    /// A string.
    pub qualname: ConstId,
    /// Line of the definition (of its first decorator).
    pub firstlineno: i32,
    /// Location table: a bytes object.
    pub linetable: ConstId,
    /// Exception table: a bytes object.
    pub exceptiontable: ConstId,
}

/// A code object in its pool. Cheap to clone.
#[derive(Clone)]
pub struct Code {
    pool: Arc<Pool>,
    id: ConstId,
}

/// Why a [`CodeData`] is no code object (`_PyCode_Validate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCode(pub &'static str);

impl fmt::Display for InvalidCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidCode {}

impl CodeData {
    /// Checks what every reader of a code object relies on: field types, even length, enough local variables.
    pub fn validate(&self, pool: &Pool) -> Result<(), InvalidCode> {
        let strings = |id| match pool.as_tuple(id) {
            Some(items) => items.iter().all(|item| pool.as_str(*item).is_some()),
            None => false,
        };
        let Some(code) = pool.as_bytes(self.code) else { return Err(InvalidCode("co_code is not bytes")) };
        if pool.as_tuple(self.consts).is_none() {
            return Err(InvalidCode("co_consts is not a tuple"));
        }
        if !strings(self.names) || !strings(self.localsplusnames) {
            return Err(InvalidCode("non-string found in code slot"));
        }
        let Some(kinds) = pool.as_bytes(self.localspluskinds) else {
            return Err(InvalidCode("co_localspluskinds is not bytes"));
        };
        if pool.as_tuple(self.localsplusnames).map(<[_]>::len) != Some(kinds.len()) {
            return Err(InvalidCode("co_localsplusnames and co_localspluskinds differ in length"));
        }
        if [self.filename, self.name, self.qualname].iter().any(|id| pool.as_str(*id).is_none()) {
            return Err(InvalidCode("a name is not a string"));
        }
        if pool.as_bytes(self.linetable).is_none() || pool.as_bytes(self.exceptiontable).is_none() {
            return Err(InvalidCode("a table is not bytes"));
        }
        if self.argcount < self.posonlyargcount {
            return Err(InvalidCode("more positional-only arguments than arguments"));
        }
        let small = |count: u32| i32::try_from(count).is_ok();
        if !small(self.argcount)
            || !small(self.kwonlyargcount)
            || !small(self.stacksize)
            || !small(self.flags)
        {
            return Err(InvalidCode("a count is negative"));
        }
        if code.len() % 2 != 0 || code.len() > i32::MAX as usize {
            return Err(InvalidCode("co_code is malformed"));
        }
        let nlocals = kinds.iter().filter(|kind| *kind & CO_FAST_LOCAL != 0).count() as u64;
        let arguments = u64::from(self.argcount)
            + u64::from(self.kwonlyargcount)
            + u64::from(self.flags & CO_VARARGS != 0)
            + u64::from(self.flags & CO_VARKEYWORDS != 0);
        if nlocals < arguments {
            return Err(InvalidCode("co_varnames is too small"));
        }
        Ok(())
    }
}

impl Code {
    /// The code object `id` of `pool`, with every code object below it.
    pub fn new(pool: Arc<Pool>, id: ConstId) -> Result<Code, InvalidCode> {
        let mut pending = vec![id];
        let mut seen = vec![false; pool.len()];
        while let Some(next) = pending.pop() {
            if std::mem::replace(&mut seen[next.index()], true) {
                continue;
            }
            match pool.get(next) {
                Const::Code(data) => {
                    data.validate(&pool)?;
                    pending.push(data.consts);
                }
                Const::Tuple(items) | Const::FrozenSet(items) => pending.extend(items),
                _ => {}
            }
        }
        match pool.as_code(id) {
            Some(_) => Ok(Code { pool, id }),
            None => Err(InvalidCode("not a code object")),
        }
    }

    /// The same for who has just made every code object below `id` as it must be: that is believed, except by debug
    /// builds. Reading one that is not so may panic or give nothing.
    pub fn assembled(pool: Arc<Pool>, id: ConstId) -> Result<Code, InvalidCode> {
        if cfg!(debug_assertions) {
            return Code::new(pool, id);
        }
        match pool.as_code(id) {
            Some(_) => Ok(Code { pool, id }),
            None => Err(InvalidCode("not a code object")),
        }
    }

    /// The pool that holds it.
    pub fn pool(&self) -> &Arc<Pool> {
        &self.pool
    }

    /// Its id in the pool.
    pub fn id(&self) -> ConstId {
        self.id
    }

    /// Its fields.
    pub fn data(&self) -> &CodeData {
        self.pool.as_code(self.id).expect("checked by Code::new")
    }

    fn bytes_of(&self, id: ConstId) -> &[u8] {
        self.pool.as_bytes(id).unwrap_or_default()
    }

    fn strs_of(&self, id: ConstId) -> impl ExactSizeIterator<Item = Wtf8<'_>> + Clone {
        self.pool.as_tuple(id).unwrap_or_default().iter().map(|item| self.str_of(*item))
    }

    fn str_of(&self, id: ConstId) -> Wtf8<'_> {
        self.pool.as_str(id).unwrap_or_default()
    }

    /// `co_code`: plain code units with zeroed caches.
    pub fn code(&self) -> &[u8] {
        self.bytes_of(self.data().code)
    }

    /// `co_consts`.
    pub fn consts(&self) -> &[ConstId] {
        self.pool.as_tuple(self.data().consts).unwrap_or_default()
    }

    /// `co_names`.
    pub fn names(&self) -> impl ExactSizeIterator<Item = Wtf8<'_>> + Clone {
        self.strs_of(self.data().names)
    }

    /// The name with this index.
    pub fn name_at(&self, index: usize) -> Option<Wtf8<'_>> {
        let id = *self.pool.as_tuple(self.data().names)?.get(index)?;
        self.pool.as_str(id)
    }

    /// Names of all fast locals: locals, cells, free variables.
    pub fn localsplusnames(&self) -> impl ExactSizeIterator<Item = Wtf8<'_>> + Clone {
        self.strs_of(self.data().localsplusnames)
    }

    /// The fast local with this index (`_varname_from_oparg`).
    pub fn local_at(&self, index: usize) -> Option<Wtf8<'_>> {
        let id = *self.pool.as_tuple(self.data().localsplusnames)?.get(index)?;
        self.pool.as_str(id)
    }

    /// `CO_FAST_*` bits of each fast local.
    pub fn localspluskinds(&self) -> &[u8] {
        self.bytes_of(self.data().localspluskinds)
    }

    fn locals_of_kind(&self, kind: u8) -> impl Iterator<Item = Wtf8<'_>> {
        self.localsplusnames()
            .zip(self.localspluskinds())
            .filter(move |(_, k)| **k & kind != 0)
            .map(|(name, _)| name)
    }

    /// `co_varnames`.
    pub fn varnames(&self) -> impl Iterator<Item = Wtf8<'_>> {
        self.locals_of_kind(CO_FAST_LOCAL)
    }

    /// `co_cellvars`.
    pub fn cellvars(&self) -> impl Iterator<Item = Wtf8<'_>> {
        self.locals_of_kind(CO_FAST_CELL)
    }

    /// `co_freevars`.
    pub fn freevars(&self) -> impl Iterator<Item = Wtf8<'_>> {
        self.locals_of_kind(CO_FAST_FREE)
    }

    /// `co_filename`.
    pub fn filename(&self) -> Wtf8<'_> {
        self.str_of(self.data().filename)
    }

    /// `co_name`.
    pub fn name(&self) -> Wtf8<'_> {
        self.str_of(self.data().name)
    }

    /// `co_qualname`.
    pub fn qualname(&self) -> Wtf8<'_> {
        self.str_of(self.data().qualname)
    }

    /// `co_linetable`.
    pub fn linetable(&self) -> &[u8] {
        self.bytes_of(self.data().linetable)
    }

    /// `co_exceptiontable`.
    pub fn exceptiontable(&self) -> &[u8] {
        self.bytes_of(self.data().exceptiontable)
    }

    /// Decoded location table.
    pub fn locations(&self) -> Locations<'_> {
        linetable::decode(self.linetable(), self.data().firstlineno)
    }

    /// Decoded exception table.
    pub fn exception_entries(&self) -> impl Iterator<Item = ExceptionEntry> + '_ {
        exceptiontable::decode(self.exceptiontable())
    }

    /// Its instructions.
    pub fn instructions(&self) -> Instructions<'_> {
        instructions(self.code())
    }

    /// The code objects among its constants, in their order.
    pub fn nested(&self) -> impl Iterator<Item = Code> + '_ {
        self.consts()
            .iter()
            .filter(|id| self.pool.as_code(**id).is_some())
            .map(|id| Code { pool: Arc::clone(&self.pool), id: *id })
    }

    /// A code object among its constants.
    pub fn code_at(&self, id: ConstId) -> Option<Code> {
        self.pool.as_code(id).map(|_| Code { pool: Arc::clone(&self.pool), id })
    }

    /// It and every code object below it, parents first, each once.
    pub fn walk(&self) -> Vec<Code> {
        let (mut all, mut pending) = (Vec::new(), vec![self.clone()]);
        let mut seen = vec![false; self.pool.len()];
        while let Some(code) = pending.pop() {
            if std::mem::replace(&mut seen[code.id.index()], true) {
                continue;
            }
            let nested: Vec<Code> = code.nested().collect();
            all.push(code);
            pending.extend(nested.into_iter().rev());
        }
        all
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<code object {:?}, line {}>", self.name(), self.data().firstlineno)
    }
}
