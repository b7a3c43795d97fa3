//! Code objects: the fields, then the adaptive instructions (`Include/cpython/code.h`).

use std::cell::Cell;
use std::ffi::c_void;

use vivarium_bytecode::flags::{CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL, CO_VARARGS, CO_VARKEYWORDS};
use vivarium_bytecode::{Const, ConstId, Opcode, Pool, Position, linetable};

use crate::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use crate::raise;
use crate::tuple::PyTupleObject;
use crate::typeobject::PyTypeObject;

pub mod attributes;
pub mod construct;

pub use attributes::CODE_TYPE;

/// `ob_size` code units follow the fields.
#[repr(C)]
pub struct PyCodeObject {
    pub ob_base: PyVarObject,
    pub co_consts: Cell<*mut PyObject>,
    pub co_names: Cell<*mut PyObject>,
    pub co_exceptiontable: Cell<*mut PyObject>,
    pub co_flags: Cell<i32>,
    /// Counts up to 0, where the code is quickened.
    pub co_warmup: Cell<i16>,
    pub co_linearray_entry_size: Cell<i16>,
    pub co_argcount: Cell<i32>,
    pub co_posonlyargcount: Cell<i32>,
    pub co_kwonlyargcount: Cell<i32>,
    pub co_stacksize: Cell<i32>,
    pub co_firstlineno: Cell<i32>,
    pub co_nlocalsplus: Cell<i32>,
    pub co_nlocals: Cell<i32>,
    pub co_nplaincellvars: Cell<i32>,
    pub co_ncellvars: Cell<i32>,
    pub co_nfreevars: Cell<i32>,
    pub co_localsplusnames: Cell<*mut PyObject>,
    pub co_localspluskinds: Cell<*mut PyObject>,
    pub co_filename: Cell<*mut PyObject>,
    pub co_name: Cell<*mut PyObject>,
    pub co_qualname: Cell<*mut PyObject>,
    pub co_linetable: Cell<*mut PyObject>,
    pub co_weakreflist: Cell<*mut PyObject>,
    /// `co_code` once somebody has asked for it.
    pub co_code: Cell<*mut PyObject>,
    pub co_linearray: Cell<*mut u8>,
    pub co_firsttraceable: Cell<i32>,
    pub co_extra: Cell<*mut c_void>,
    pub co_code_adaptive: [Cell<u16>; 0],
}

const _: () = assert!(size_of::<PyCodeObject>() == 184);

crate::object_layout!(PyCodeObject, CODE_TYPE);

/// Calls before code is quickened: `co_warmup` starts at its negative.
pub const INITIAL_WARMUP: i16 = 8;

impl PyCodeObject {
    /// The adaptive instructions.
    #[inline(always)]
    pub fn units(&self) -> &[Cell<u16>] {
        // SAFETY: `ob_size` units follow the fields.
        unsafe { std::slice::from_raw_parts(self.first_unit(), self.ob_base.ob_size.get() as usize) }
    }

    #[inline(always)]
    pub fn first_unit(&self) -> *const Cell<u16> {
        // The units lie behind the struct, inside the object's allocation.
        let this = std::ptr::from_ref(self).cast::<u8>();
        // SAFETY: inside the object's allocation or at its end.
        unsafe { this.add(size_of::<PyCodeObject>()).cast() }
    }

    #[inline(always)]
    pub fn consts(&self) -> &PyTupleObject {
        // SAFETY: a code object owns its tuple, for ever.
        unsafe { (*self.co_consts.get()).cast_unchecked() }
    }

    #[inline(always)]
    pub fn names(&self) -> &PyTupleObject {
        // SAFETY: a code object owns its tuple, for ever.
        unsafe { (*self.co_names.get()).cast_unchecked() }
    }

    #[inline(always)]
    pub fn localsplusnames(&self) -> &PyTupleObject {
        // SAFETY: a code object owns its tuple, for ever.
        unsafe { (*self.co_localsplusnames.get()).cast_unchecked() }
    }

    pub fn localspluskinds(&self) -> &[u8] {
        // SAFETY: a code object owns its bytes, for ever.
        crate::bytes::as_slice(unsafe { &*self.co_localspluskinds.get() }).unwrap_or_default()
    }

    pub fn linetable(&self) -> &[u8] {
        // SAFETY: a code object owns its bytes, for ever.
        crate::bytes::as_slice(unsafe { &*self.co_linetable.get() }).unwrap_or_default()
    }

    pub fn exceptiontable(&self) -> &[u8] {
        // SAFETY: a code object owns its bytes, for ever.
        crate::bytes::as_slice(unsafe { &*self.co_exceptiontable.get() }).unwrap_or_default()
    }

    pub fn name(&self) -> &PyObject {
        // SAFETY: a code object owns its name, for ever.
        unsafe { &*self.co_name.get() }
    }

    pub fn qualname(&self) -> &PyObject {
        // SAFETY: a code object owns its name, for ever.
        unsafe { &*self.co_qualname.get() }
    }

    pub fn filename(&self) -> &PyObject {
        // SAFETY: a code object owns its file name, for ever.
        unsafe { &*self.co_filename.get() }
    }

    #[inline(always)]
    pub fn has_flags(&self, flags: u32) -> bool {
        self.co_flags.get() as u32 & flags != 0
    }

    #[inline(always)]
    pub fn nlocalsplus(&self) -> usize {
        self.co_nlocalsplus.get() as usize
    }

    /// In words: what a frame of this code takes.
    #[inline(always)]
    pub fn frame_size(&self) -> usize {
        self.nlocalsplus() + self.co_stacksize.get() as usize + crate::frame::FRAME_SPECIALS_SIZE
    }

    /// Names of the fast locals of a kind, in order.
    pub fn locals_of_kind(&self, kind: u8) -> PyResult<PyTupleObject> {
        let names: Vec<&PyObject> = self
            .localsplusnames()
            .items()
            .iter()
            .zip(self.localspluskinds())
            .filter(|(_, bits)| **bits & kind != 0)
            .map(|(name, _)| *name)
            .collect();
        crate::tuple::from_slice(&names)
    }

    /// `co_code` as bytes: plain opcodes, zeroed caches.
    pub fn plain_code(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.units().len() * 2);
        let mut caches = 0;
        for unit in self.units() {
            let [byte, argument] = unit.get().to_le_bytes();
            if caches > 0 {
                caches -= 1;
                bytes.extend([0, 0]);
                continue;
            }
            let plain = Opcode::from_byte(byte).map_or(byte, |opcode| opcode.plain() as u8);
            caches = vivarium_bytecode::opcode::CACHES[plain as usize];
            bytes.extend([plain, argument]);
        }
        bytes
    }

    /// The location table's entry for a byte offset.
    pub fn position_at(&self, offset: i32) -> Position {
        let Ok(offset) = u32::try_from(offset) else {
            return Position::line(self.co_firstlineno.get());
        };
        linetable::decode(self.linetable(), self.co_firstlineno.get())
            .find(|location| offset < location.end)
            .map_or(Position::NONE, |location| location.position)
    }

    /// `PyCode_Addr2Line`: the line of a byte offset, if it has one.
    pub fn line_at(&self, offset: i32) -> Option<i32> {
        if offset < 0 {
            return Some(self.co_firstlineno.get());
        }
        self.position_at(offset).line
    }
}

/// Turns constants of a pool into objects, each id into one object.
pub struct Materializer<'a> {
    pool: &'a Pool,
    objects: Vec<Option<Ref>>,
}

impl<'a> Materializer<'a> {
    pub fn new(pool: &'a Pool) -> Materializer<'a> {
        Materializer { pool, objects: vec![None; pool.len()] }
    }

    /// The object of an id: made on the first call, the same one afterwards.
    pub fn object(&mut self, id: ConstId) -> PyResult {
        if let Some(object) = &self.objects[id.index()] {
            return Ok(object.clone());
        }
        let object = self.make(id)?;
        self.objects[id.index()] = Some(object.clone());
        Ok(object)
    }

    /// Takes an object that there is for an id, instead of making one.
    pub fn give(&mut self, id: ConstId, object: Ref) {
        self.objects[id.index()] = Some(object);
    }

    /// Objects made so far, by id.
    pub fn made(&self) -> impl Iterator<Item = (usize, &Ref)> {
        self.objects.iter().enumerate().filter_map(|(index, object)| Some((index, object.as_ref()?)))
    }

    fn make(&mut self, id: ConstId) -> PyResult {
        let pool = self.pool;
        Ok(match pool.get(id) {
            Const::None => crate::singletons::none_ref(),
            Const::False => crate::bool_::from_bool(false),
            Const::True => crate::bool_::from_bool(true),
            Const::Ellipsis => crate::singletons::ELLIPSIS.to_ref(),
            Const::Int(value) => crate::int::from_i64(value)?,
            Const::BigInt(value) => crate::int::from_bigint(value)?,
            Const::Float(value) => crate::float::from_f64(value)?,
            Const::Complex(real, imag) => crate::complex::from_parts(real, imag)?,
            // CPython shares single characters and bytes, but not those that it put where there was room for them.
            Const::Str(text, false) if text.len() == 1 && !pool.is_shared(id) => {
                crate::str::fresh_from_wtf8(text)?.upcast()
            }
            Const::Str(text, interned) => {
                let mut text = crate::str::from_wtf8(text)?;
                if interned {
                    crate::str::intern_in_place(&mut text);
                }
                text.upcast()
            }
            Const::Bytes(bytes) if bytes.len() == 1 && !pool.is_shared(id) => {
                crate::bytes::fresh(bytes)?.upcast()
            }
            Const::Bytes(bytes) => crate::bytes::new(bytes)?.upcast(),
            Const::Tuple(items) => {
                let items = items.iter().map(|item| self.object(*item)).collect::<Result<Vec<_>, _>>()?;
                crate::tuple::new(items)?.upcast()
            }
            Const::FrozenSet(items) => {
                let items = items.iter().map(|item| self.object(*item)).collect::<Result<Vec<_>, _>>()?;
                crate::call::call(&*crate::hooks::builtin("frozenset")?, &[&*crate::list::from_vec(items)?])?
            }
            Const::Code(data) => {
                let fields = construct::Fields {
                    argcount: data.argcount as i32,
                    posonlyargcount: data.posonlyargcount as i32,
                    kwonlyargcount: data.kwonlyargcount as i32,
                    stacksize: data.stacksize as i32,
                    flags: data.flags as i32,
                    firstlineno: data.firstlineno,
                    consts: self.object(data.consts)?,
                    names: self.object(data.names)?,
                    localsplusnames: self.object(data.localsplusnames)?,
                    localspluskinds: self.object(data.localspluskinds)?,
                    filename: self.object(data.filename)?,
                    name: self.object(data.name)?,
                    qualname: self.object(data.qualname)?,
                    linetable: self.object(data.linetable)?,
                    exceptiontable: self.object(data.exceptiontable)?,
                };
                let Some(units) = pool.as_bytes(data.code) else {
                    return Err(raise!(SYSTEM_ERROR, "bad argument to internal function"));
                };
                fields.build(units)?.upcast()
            }
        })
    }
}

/// The code object of a Code IR, with every code object below it.
pub fn from_ir(code: &vivarium_bytecode::Code) -> PyResult<PyCodeObject> {
    let object = Materializer::new(code.pool()).object(code.id())?;
    // SAFETY: a code constant becomes a code object.
    Ok(unsafe { object.cast_into_unchecked() })
}

/// How many fast locals there are of each sort.
pub struct LocalCounts {
    pub locals: i32,
    pub plain_cells: i32,
    pub cells: i32,
    pub free: i32,
}

/// `get_localsplus_counts`.
pub fn count_locals(kinds: &[u8]) -> LocalCounts {
    let mut counts = LocalCounts { locals: 0, plain_cells: 0, cells: 0, free: 0 };
    for kind in kinds {
        if kind & CO_FAST_LOCAL != 0 {
            counts.locals += 1;
            counts.cells += i32::from(kind & CO_FAST_CELL != 0);
        } else if kind & CO_FAST_CELL != 0 {
            counts.cells += 1;
            counts.plain_cells += 1;
        } else if kind & CO_FAST_FREE != 0 {
            counts.free += 1;
        }
    }
    counts
}

pub(crate) fn arguments_of(argcount: i32, kwonlyargcount: i32, flags: i32) -> i64 {
    i64::from(argcount)
        + i64::from(kwonlyargcount)
        + i64::from(flags as u32 & CO_VARARGS != 0)
        + i64::from(flags as u32 & CO_VARKEYWORDS != 0)
}

/// The code object behind a reference that is known to be one.
pub(crate) fn this(object: &PyObject) -> &PyCodeObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

/// `PyCode_NewEmpty`: a code object that has a file, a name and a line, for frames made up by native code.
pub fn new_empty(filename: &str, name: &str, firstlineno: i32) -> PyResult<PyCodeObject> {
    let empty = || -> PyResult { Ok(crate::bytes::new(&[])?.upcast()) };
    let name: Ref = crate::str::new(name)?.upcast();
    construct::Fields {
        argcount: 0,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        stacksize: 1,
        flags: 0,
        firstlineno,
        consts: crate::tuple::new([])?.upcast(),
        names: crate::tuple::new([])?.upcast(),
        localsplusnames: crate::tuple::new([])?.upcast(),
        localspluskinds: empty()?,
        filename: crate::str::new(filename)?.upcast(),
        name: name.clone(),
        qualname: name,
        linetable: crate::bytes::new(&linetable::encode(firstlineno, [(2, Position::line(firstlineno))]))?
            .upcast(),
        exceptiontable: empty()?,
    }
    .build(&[Opcode::LOAD_ASSERTION_ERROR as u8, 0, Opcode::RAISE_VARARGS as u8, 1])
}

/// Raises unless the object is of the type, as Argument Clinic says it.
pub(crate) fn expect_type(
    function: &str,
    argument: &str,
    object: &PyObject,
    ty: &PyTypeObject,
) -> Result<(), Raised> {
    if object.ob_type().is_subtype(ty) {
        return Ok(());
    }
    Err(raise!(TYPE_ERROR, "{function}() {argument} must be {}, not {}", ty.name(), type_or_none(object)))
}

/// The name of an object's type as `_PyArg_BadArgument` gives it.
pub(crate) fn type_or_none(object: &PyObject) -> &str {
    if object.is_none() { "None" } else { object.ob_type().name() }
}
