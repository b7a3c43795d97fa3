//! Making code objects: `code(...)`, `code.replace(...)` and what both share (`_PyCode_New`).

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

use vivarium_bytecode::flags::{CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL};
use vivarium_bytecode::{Opcode, linetable};

use super::{
    CODE_TYPE, INITIAL_WARMUP, PyCodeObject, arguments_of, count_locals, expect_type, this, type_or_none,
};
use crate::bytes::BYTES_TYPE;
use crate::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use crate::raise;
use crate::str::{PyUnicodeObject, UNICODE_TYPE};
use crate::tuple::{PyTupleObject, TUPLE_TYPE};
use crate::typeobject::PyTypeObject;

/// What a code object is made of, besides its instructions.
pub struct Fields {
    pub argcount: i32,
    pub posonlyargcount: i32,
    pub kwonlyargcount: i32,
    pub stacksize: i32,
    pub flags: i32,
    pub firstlineno: i32,
    pub consts: Ref,
    pub names: Ref,
    pub localsplusnames: Ref,
    pub localspluskinds: Ref,
    pub filename: Ref,
    pub name: Ref,
    pub qualname: Ref,
    pub linetable: Ref,
    pub exceptiontable: Ref,
}

fn tuple_items(object: &PyObject) -> Option<&[&PyObject]> {
    object.cast::<PyTupleObject>().map(PyTupleObject::items)
}

/// Whether code objects keep the columns of their instructions.
static WITH_COLUMNS: AtomicBool = AtomicBool::new(true);

/// `-X no_debug_ranges`: new code objects know lines only.
pub fn drop_columns() {
    WITH_COLUMNS.store(false, Ordering::Relaxed);
}

/// The bytes of an object that is known to be `bytes`.
fn as_slice(object: &PyObject) -> &[u8] {
    crate::bytes::as_slice(object).unwrap_or_default()
}

fn is_bytes(object: &PyObject) -> bool {
    object.ob_type().is_subtype(&BYTES_TYPE)
}

impl Fields {
    /// `_PyCode_Validate`.
    fn validate(&self, units: &[u8]) -> Result<(), Raised> {
        let names = tuple_items(&self.localsplusnames);
        let strings = [&self.name, &self.qualname, &self.filename];
        if self.argcount < self.posonlyargcount
            || self.posonlyargcount < 0
            || self.kwonlyargcount < 0
            || self.stacksize < 0
            || self.flags < 0
            || tuple_items(&self.consts).is_none()
            || tuple_items(&self.names).is_none()
            || strings.iter().any(|text| !text.is_instance_of::<PyUnicodeObject>())
            || [&self.localspluskinds, &self.linetable, &self.exceptiontable]
                .iter()
                .any(|bytes| !is_bytes(bytes))
            || names.is_none_or(|names| names.len() != as_slice(&self.localspluskinds).len())
        {
            return Err(raise!(SYSTEM_ERROR, "code: bad argument to internal function"));
        }
        if units.len() > i32::MAX as usize {
            return Err(raise!(OVERFLOW_ERROR, "code: co_code larger than INT_MAX"));
        }
        if !units.len().is_multiple_of(2) {
            return Err(raise!(VALUE_ERROR, "code: co_code is malformed"));
        }
        let counts = count_locals(as_slice(&self.localspluskinds));
        if i64::from(counts.locals) < arguments_of(self.argcount, self.kwonlyargcount, self.flags) {
            return Err(raise!(VALUE_ERROR, "code: co_varnames is too small"));
        }
        Ok(())
    }

    /// The code object. Names are interned in place, as are constants that look like names.
    pub fn build(self, units: &[u8]) -> PyResult<PyCodeObject> {
        self.validate(units)?;
        let linetable = match WITH_COLUMNS.load(Ordering::Relaxed) {
            true => self.linetable,
            false => {
                let lines = linetable::without_columns(as_slice(&self.linetable), self.firstlineno);
                crate::bytes::new(&lines)?.upcast()
            }
        };
        for names in [&self.names, &self.localsplusnames] {
            intern_all(names)?;
        }
        let counts = count_locals(as_slice(&self.localspluskinds));
        let nlocalsplus = tuple_items(&self.localsplusnames).map_or(0, <[_]>::len) as i32;
        // SAFETY: zero is valid for every field but those set below.
        let code: Ref<PyCodeObject> =
            unsafe { crate::memory::new_var_object(&CODE_TYPE, (units.len() / 2) as isize)? };
        for (slot, unit) in code.units().iter().zip(units.chunks_exact(2)) {
            slot.set(u16::from_le_bytes([unit[0], unit[1]]));
        }
        code.co_firsttraceable.set(
            code.units()
                .iter()
                .position(|unit| unit.get() as u8 == Opcode::RESUME as u8)
                .unwrap_or(code.units().len()) as i32,
        );
        code.co_argcount.set(self.argcount);
        code.co_posonlyargcount.set(self.posonlyargcount);
        code.co_kwonlyargcount.set(self.kwonlyargcount);
        code.co_stacksize.set(self.stacksize);
        code.co_flags.set(self.flags);
        code.co_firstlineno.set(self.firstlineno);
        code.co_nlocalsplus.set(nlocalsplus);
        code.co_nlocals.set(counts.locals);
        code.co_nplaincellvars.set(counts.plain_cells);
        code.co_ncellvars.set(counts.cells);
        code.co_nfreevars.set(counts.free);
        code.co_warmup.set(-INITIAL_WARMUP);
        let put = |slot: &Cell<*mut PyObject>, value: Ref| slot.set(value.into_raw());
        put(&code.co_consts, self.consts);
        put(&code.co_names, self.names);
        put(&code.co_localsplusnames, self.localsplusnames);
        put(&code.co_localspluskinds, self.localspluskinds);
        put(&code.co_filename, self.filename);
        put(&code.co_name, self.name);
        put(&code.co_qualname, self.qualname);
        put(&code.co_linetable, linetable);
        put(&code.co_exceptiontable, self.exceptiontable);
        Ok(code)
    }
}

/// Interns every string of a tuple of names that nobody else can see changing.
fn intern_all(names: &PyObject) -> Result<(), Raised> {
    let Some(tuple) = names.cast::<PyTupleObject>() else { return Ok(()) };
    for (index, item) in tuple.items().iter().enumerate() {
        if !item.is_exact::<PyUnicodeObject>() {
            return Err(raise!(SYSTEM_ERROR, "non-string found in code slot"));
        }
        intern_item(tuple, index, item);
    }
    Ok(())
}

/// Puts the interned string in place of an equal one, which nobody can tell but by identity.
fn intern_item(tuple: &PyTupleObject, index: usize, item: &PyObject) {
    // SAFETY: called for strings.
    let mut text: Ref<PyUnicodeObject> = unsafe { item.to_ref().cast_into_unchecked() };
    crate::str::intern_in_place(&mut text);
    // SAFETY: the item is an equal string.
    drop(replace_slot(unsafe { tuple.slot(index) }, Some(text.upcast())));
}

/// `intern_string_constants`: strings made of name characters only, in a tuple and the tuples and frozensets below it.
fn intern_constants(consts: &PyObject) {
    let Some(tuple) = consts.cast::<PyTupleObject>() else { return };
    for (index, item) in tuple.items().iter().enumerate() {
        if item.is_exact::<PyUnicodeObject>() {
            let name_like = crate::str::as_str(item)
                .is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
            if name_like {
                intern_item(tuple, index, item);
            }
        } else if item.is_exact::<PyTupleObject>() {
            intern_constants(item);
        }
    }
}

/// The parts that `code()` and `replace()` take: names of locals, cells and free variables apart.
pub(super) struct Parts {
    pub argcount: i32,
    pub posonlyargcount: i32,
    pub kwonlyargcount: i32,
    pub nlocals: i32,
    pub stacksize: i32,
    pub flags: i32,
    pub firstlineno: i32,
    pub code: Ref,
    pub consts: Ref,
    pub names: Ref,
    pub varnames: Ref,
    pub freevars: Ref,
    pub cellvars: Ref,
    pub filename: Ref,
    pub name: Ref,
    pub qualname: Ref,
    pub linetable: Ref,
    pub exceptiontable: Ref,
}

impl Parts {
    /// `PyCode_NewWithPosOnlyArgs`.
    pub(super) fn build(self) -> PyResult {
        let varnames = tuple_items(&self.varnames).unwrap_or_default();
        let cellvars = tuple_items(&self.cellvars).unwrap_or_default();
        let freevars = tuple_items(&self.freevars).unwrap_or_default();
        let mut names: Vec<&PyObject> = varnames.to_vec();
        let mut kinds = vec![CO_FAST_LOCAL; varnames.len()];
        for cell in cellvars {
            let mut found = None;
            for (index, name) in varnames.iter().enumerate() {
                if crate::objects::rich_compare_bool(cell, name, crate::objects::EQ)? {
                    found = Some(index);
                    break;
                }
            }
            match found {
                Some(index) => kinds[index] |= CO_FAST_CELL,
                None => {
                    names.push(cell);
                    kinds.push(CO_FAST_CELL);
                }
            }
        }
        names.extend(freevars);
        kinds.resize(names.len(), CO_FAST_FREE);
        if self.nlocals as usize != varnames.len() {
            return Err(raise!(VALUE_ERROR, "code: co_nlocals != len(co_varnames)"));
        }
        let units = as_slice(&self.code).to_vec();
        intern_constants(&self.consts);
        let fields = Fields {
            argcount: self.argcount,
            posonlyargcount: self.posonlyargcount,
            kwonlyargcount: self.kwonlyargcount,
            stacksize: self.stacksize,
            flags: self.flags,
            firstlineno: self.firstlineno,
            localsplusnames: crate::tuple::from_slice(&names)?.upcast(),
            localspluskinds: crate::bytes::new(&kinds)?.upcast(),
            consts: self.consts,
            names: self.names,
            filename: self.filename,
            name: self.name,
            qualname: self.qualname,
            linetable: self.linetable,
            exceptiontable: self.exceptiontable,
        };
        Ok(fields.build(&units)?.upcast())
    }
}

/// `validate_and_copy_tuple`.
fn copy_names(names: &PyObject) -> PyResult {
    let mut copy = Vec::new();
    for item in tuple_items(names).unwrap_or_default() {
        if item.is_exact::<PyUnicodeObject>() {
            copy.push(item.to_ref());
        } else if item.is_instance_of::<PyUnicodeObject>() {
            // SAFETY: a string.
            copy.push(crate::str::to_exact(unsafe { item.cast_unchecked() })?.upcast());
        } else {
            return Err(raise!(
                TYPE_ERROR,
                "name tuples must contain only strings, not '{}'",
                item.ob_type().full_name()
            ));
        }
    }
    Ok(crate::tuple::new(copy)?.upcast())
}

fn int_argument(object: &PyObject) -> Result<i32, Raised> {
    let value = crate::number::index(object)?;
    crate::int::to_i64(&value)
        .and_then(|value| i32::try_from(value).ok())
        .ok_or_else(|| raise!(OVERFLOW_ERROR, "Python int too large to convert to C int"))
}

/// Tells audit hooks that a code object is about to be made by hand.
fn audit(code: &PyObject, filename: &PyObject, name: &PyObject, numbers: [i32; 6]) -> Result<(), Raised> {
    crate::hooks::audit("code.__new__", || {
        let mut arguments = vec![code.to_ref(), filename.to_ref(), name.to_ref()];
        for number in numbers {
            arguments.push(crate::int::from_i64(number.into())?);
        }
        Ok(arguments)
    })
}

/// `code(argcount, ...)`.
pub(super) extern "C" fn code_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if kwargs
        .and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>())
        .is_some_and(|kwargs| !kwargs.is_empty())
    {
        return Err(raise!(TYPE_ERROR, "code() takes no keyword arguments"));
    }
    let args = tuple_items(args).unwrap_or_default();
    if args.len() < 16 {
        return Err(raise!(TYPE_ERROR, "code expected at least 16 arguments, got {}", args.len()));
    }
    if args.len() > 18 {
        return Err(raise!(TYPE_ERROR, "code expected at most 18 arguments, got {}", args.len()));
    }
    let mut numbers = [0; 6];
    for (number, object) in numbers.iter_mut().zip(args) {
        *number = int_argument(object)?;
    }
    let typed = |index: usize, ty: &PyTypeObject| -> PyResult {
        expect_type("code", &format!("argument {}", index + 1), args[index], ty)?;
        Ok(args[index].to_ref())
    };
    let code = typed(6, &BYTES_TYPE)?;
    let (consts, names, varnames) = (typed(7, &TUPLE_TYPE)?, typed(8, &TUPLE_TYPE)?, typed(9, &TUPLE_TYPE)?);
    let (filename, name, qualname) =
        (typed(10, &UNICODE_TYPE)?, typed(11, &UNICODE_TYPE)?, typed(12, &UNICODE_TYPE)?);
    let firstlineno = int_argument(args[13])?;
    let (linetable, exceptiontable) = (typed(14, &BYTES_TYPE)?, typed(15, &BYTES_TYPE)?);
    let optional = |index: usize| -> PyResult {
        if index < args.len() { typed(index, &TUPLE_TYPE) } else { Ok(crate::tuple::new([])?.upcast()) }
    };
    let (freevars, cellvars) = (optional(16)?, optional(17)?);
    let [argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags] = numbers;
    audit(&code, &filename, &name, numbers)?;
    for (name, value) in [
        ("argcount", argcount),
        ("posonlyargcount", posonlyargcount),
        ("kwonlyargcount", kwonlyargcount),
        ("nlocals", nlocals),
    ] {
        if value < 0 {
            return Err(raise!(VALUE_ERROR, "code: {name} must not be negative"));
        }
    }
    Parts {
        argcount,
        posonlyargcount,
        kwonlyargcount,
        nlocals,
        stacksize,
        flags,
        firstlineno,
        code,
        consts,
        names: copy_names(&names)?,
        varnames: copy_names(&varnames)?,
        freevars: copy_names(&freevars)?,
        cellvars: copy_names(&cellvars)?,
        filename,
        name,
        qualname,
        linetable,
        exceptiontable,
    }
    .build()
}

static REPLACE: crate::args::Spec = crate::args::Spec::new("replace", &REPLACE_NAMES).keyword_only(0, 0);

const REPLACE_NAMES: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_firstlineno",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_freevars",
    "co_cellvars",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_linetable",
    "co_exceptiontable",
];

/// `code.replace(...)`.
pub(super) fn replace(this_code: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let code = this(this_code);
    let given: [Option<&PyObject>; 18] = REPLACE.parse(args, kwnames)?;
    let old = [
        code.co_argcount.get(),
        code.co_posonlyargcount.get(),
        code.co_kwonlyargcount.get(),
        code.co_nlocals.get(),
        code.co_stacksize.get(),
        code.co_flags.get(),
        code.co_firstlineno.get(),
    ];
    let mut numbers = old;
    for (number, object) in numbers.iter_mut().zip(&given) {
        if let Some(object) = object {
            *number = int_argument(object)?;
        }
    }
    let names = REPLACE_NAMES;
    let typed = |index: usize, ty: &PyTypeObject, old: &dyn Fn() -> PyResult| -> PyResult {
        match given[index] {
            Some(object) if object.ob_type().is_subtype(ty) => Ok(object.to_ref()),
            Some(object) => Err(raise!(
                TYPE_ERROR,
                "replace() argument '{}' must be {}, not {}",
                names[index],
                ty.name(),
                type_or_none(object)
            )),
            None => old(),
        }
    };
    let field = |slot: &Cell<*mut PyObject>| -> PyResult {
        // SAFETY: a code object owns its fields, for ever.
        Ok(unsafe { &*slot.get() }.to_ref())
    };
    let local = |kind: u8| -> PyResult { Ok(code.locals_of_kind(kind)?.upcast()) };
    let parts = Parts {
        argcount: numbers[0],
        posonlyargcount: numbers[1],
        kwonlyargcount: numbers[2],
        nlocals: numbers[3],
        stacksize: numbers[4],
        flags: numbers[5],
        firstlineno: numbers[6],
        code: typed(7, &BYTES_TYPE, &|| super::attributes::plain_code_object(code))?,
        consts: typed(8, &TUPLE_TYPE, &|| field(&code.co_consts))?,
        names: typed(9, &TUPLE_TYPE, &|| field(&code.co_names))?,
        varnames: typed(10, &TUPLE_TYPE, &|| local(CO_FAST_LOCAL))?,
        freevars: typed(11, &TUPLE_TYPE, &|| local(CO_FAST_FREE))?,
        cellvars: typed(12, &TUPLE_TYPE, &|| local(CO_FAST_CELL))?,
        filename: typed(13, &UNICODE_TYPE, &|| field(&code.co_filename))?,
        name: typed(14, &UNICODE_TYPE, &|| field(&code.co_name))?,
        qualname: typed(15, &UNICODE_TYPE, &|| field(&code.co_qualname))?,
        linetable: typed(16, &BYTES_TYPE, &|| field(&code.co_linetable))?,
        exceptiontable: typed(17, &BYTES_TYPE, &|| field(&code.co_exceptiontable))?,
    };
    for (name, value) in names.iter().zip(numbers) {
        if value < 0 {
            return Err(raise!(VALUE_ERROR, "{name} must be a positive integer"));
        }
    }
    let [argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, _] = numbers;
    let counts = [argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags];
    audit(&parts.code, &parts.filename, &parts.name, counts)?;
    parts.build()
}
