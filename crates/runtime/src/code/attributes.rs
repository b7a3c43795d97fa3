//! The `code` type: attributes, comparison, iterators over lines and positions.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use vivarium_bytecode::flags::{CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL};
use vivarium_bytecode::{Opcode, linetable};

use super::{PyCodeObject, construct, this};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::object::{PyObject, PyResult, Ref, replace_slot};
use crate::objects::{self, EQ, NE};
use crate::typeobject::{PyTypeObject, flags, getset, members, methods};

const fn int_member(name: &'static std::ffi::CStr, offset: usize) -> PyMemberDef {
    PyMemberDef::read_only(name, MemberType::Int, offset, c"")
}

const fn object_member(name: &'static std::ffi::CStr, offset: usize) -> PyMemberDef {
    PyMemberDef::read_only(name, MemberType::Object, offset, c"")
}

pub static CODE_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(2),
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_hash: Cell::new(Some(hash)),
    tp_richcompare: Cell::new(Some(rich_compare)),
    tp_weaklistoffset: Cell::new(offset_of!(PyCodeObject, co_weakreflist) as isize),
    tp_new: Cell::new(Some(construct::code_new)),
    tp_doc: crate::typeobject::doc(
        c"code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, filename, name,\n     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n     cellvars=(), /)\n--\n\nMakes a code object from its parts, with few checks.",
    ),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"__sizeof__", size_of_code, c""),
        PyMethodDef::noargs(c"co_lines", co_lines, c""),
        PyMethodDef::noargs(c"co_positions", co_positions, c""),
        PyMethodDef::keywords(c"replace", construct::replace, c"replace($self, /, **changes)\n--\n\nA copy in which the given fields have other values."),
        PyMethodDef::keywords(c"_varname_from_oparg", varname_from_oparg, c"_varname_from_oparg($self, /, oparg)\n--\n\nThe name of the fast local with this index."),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        int_member(c"co_argcount", offset_of!(PyCodeObject, co_argcount)),
        int_member(c"co_posonlyargcount", offset_of!(PyCodeObject, co_posonlyargcount)),
        int_member(c"co_kwonlyargcount", offset_of!(PyCodeObject, co_kwonlyargcount)),
        int_member(c"co_stacksize", offset_of!(PyCodeObject, co_stacksize)),
        int_member(c"co_flags", offset_of!(PyCodeObject, co_flags)),
        int_member(c"co_nlocals", offset_of!(PyCodeObject, co_nlocals)),
        object_member(c"co_consts", offset_of!(PyCodeObject, co_consts)),
        object_member(c"co_names", offset_of!(PyCodeObject, co_names)),
        object_member(c"co_filename", offset_of!(PyCodeObject, co_filename)),
        object_member(c"co_name", offset_of!(PyCodeObject, co_name)),
        object_member(c"co_qualname", offset_of!(PyCodeObject, co_qualname)),
        int_member(c"co_firstlineno", offset_of!(PyCodeObject, co_firstlineno)),
        object_member(c"co_linetable", offset_of!(PyCodeObject, co_linetable)),
        object_member(c"co_exceptiontable", offset_of!(PyCodeObject, co_exceptiontable)),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"co_lnotab", co_lnotab, c""),
        PyGetSetDef::read_only(c"_co_code_adaptive", co_code_adaptive, c""),
        PyGetSetDef::read_only(c"co_varnames", co_varnames, c""),
        PyGetSetDef::read_only(c"co_cellvars", co_cellvars, c""),
        PyGetSetDef::read_only(c"co_freevars", co_freevars, c""),
        PyGetSetDef::read_only(c"co_code", co_code, c""),
        PyGetSetDef::END,
    ]),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"code", size_of::<PyCodeObject>())
};

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone; the fields are owned.
    unsafe {
        let code = this(&*object);
        if !code.co_weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(&*object);
        }
        for slot in [
            &code.co_consts,
            &code.co_names,
            &code.co_localsplusnames,
            &code.co_localspluskinds,
            &code.co_filename,
            &code.co_name,
            &code.co_qualname,
            &code.co_linetable,
            &code.co_exceptiontable,
            &code.co_code,
        ] {
            drop(replace_slot(slot, None));
        }
        crate::memory::free(code.co_linearray.get());
        crate::memory::free_object(object);
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let code = this(object);
    let line = match code.co_firstlineno.get() {
        0 => -1,
        line => line,
    };
    crate::display::format(format_args!(
        "<code object {} at {:#x}, file \"{}\", line {line}>",
        crate::display::lossy(code.name()),
        object.address(),
        crate::display::lossy(code.filename()),
    ))
}

/// `co_code`, made once.
pub(super) fn plain_code_object(code: &PyCodeObject) -> PyResult {
    // SAFETY: null or owned by the code object.
    if let Some(cached) = unsafe { crate::object::clone_slot(&code.co_code) } {
        return Ok(cached);
    }
    let bytes = crate::bytes::new(&code.plain_code())?.upcast();
    drop(replace_slot(&code.co_code, Some(bytes.clone())));
    Ok(bytes)
}

fn co_code(object: &PyObject) -> PyResult {
    plain_code_object(this(object))
}

fn co_code_adaptive(object: &PyObject) -> PyResult {
    let bytes: Vec<u8> = this(object).units().iter().flat_map(|unit| unit.get().to_le_bytes()).collect();
    Ok(crate::bytes::new(&bytes)?.upcast())
}

fn co_varnames(object: &PyObject) -> PyResult {
    Ok(this(object).locals_of_kind(CO_FAST_LOCAL)?.upcast())
}

fn co_cellvars(object: &PyObject) -> PyResult {
    Ok(this(object).locals_of_kind(CO_FAST_CELL)?.upcast())
}

fn co_freevars(object: &PyObject) -> PyResult {
    Ok(this(object).locals_of_kind(CO_FAST_FREE)?.upcast())
}

/// The line table in the format of Python 3.9 (`decode_linetable`).
fn co_lnotab(object: &PyObject) -> PyResult {
    let code = this(object);
    let mut table = Vec::new();
    let mut line = code.co_firstlineno.get();
    let mut pending = 0_u32;
    for (start, end, new_line) in linetable::lines(code.linetable(), code.co_firstlineno.get()) {
        if let Some(new_line) = new_line
            && new_line != line
        {
            let mut offset = pending;
            let mut delta = new_line - line;
            while offset > 255 {
                table.extend([255, 0]);
                offset -= 255;
            }
            while !(-128..=127).contains(&delta) {
                let step = delta.clamp(-128, 127);
                table.extend([offset as u8, step as u8]);
                delta -= step;
                offset = 0;
            }
            table.extend([offset as u8, delta as u8]);
            line = new_line;
            pending = 0;
        }
        pending += end - start;
    }
    Ok(crate::bytes::new(&table)?.upcast())
}

fn size_of_code(object: &PyObject) -> PyResult {
    let size = crate::memory::object_size(&CODE_TYPE, this(object).ob_base.ob_size.get()).unwrap_or(0);
    crate::int::from_usize(size)
}

fn varname_from_oparg(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: crate::args::Spec = crate::args::Spec::new("_varname_from_oparg", &["oparg"]).required(1);
    let [Some(oparg)] = SPEC.parse(args, kwnames)? else {
        return Err(crate::raise!(SYSTEM_ERROR, "missing argument"));
    };
    let index = crate::number::as_isize(oparg)?;
    match usize::try_from(index)
        .ok()
        .and_then(|index| this(object).localsplusnames().items().get(index).copied())
    {
        Some(name) => Ok(name.to_ref()),
        None => Err(crate::raise!(INDEX_ERROR, "tuple index out of range")),
    }
}

extern "C" fn hash(object: &PyObject) -> isize {
    let code = this(object);
    let mut hash = code.co_argcount.get() as isize
        ^ code.co_posonlyargcount.get() as isize
        ^ code.co_kwonlyargcount.get() as isize
        ^ code.co_flags.get() as isize;
    for slot in [
        &code.co_name,
        &code.co_consts,
        &code.co_names,
        &code.co_localsplusnames,
        &code.co_linetable,
        &code.co_exceptiontable,
    ] {
        // SAFETY: a code object owns its fields, for ever.
        match objects::hash(unsafe { &*slot.get() }) {
            Ok(part) => hash ^= part,
            Err(_) => return -1,
        }
    }
    if hash == -1 { -2 } else { hash }
}

extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: c_int) -> PyResult {
    let (Some(left), Some(right)) = (left.cast::<PyCodeObject>(), right.cast::<PyCodeObject>()) else {
        return Ok(crate::singletons::not_implemented());
    };
    if op != EQ && op != NE {
        return Ok(crate::singletons::not_implemented());
    }
    let numbers = |code: &PyCodeObject| {
        [
            code.co_argcount.get(),
            code.co_posonlyargcount.get(),
            code.co_kwonlyargcount.get(),
            code.co_flags.get(),
            code.co_firstlineno.get(),
        ]
    };
    let mut equal = objects::rich_compare_bool(left.name(), right.name(), EQ)?
        && numbers(left) == numbers(right)
        && left.plain_code() == right.plain_code();
    if equal {
        let (left_key, right_key) = (constant_key(left.consts())?, constant_key(right.consts())?);
        equal = objects::rich_compare_bool(&left_key, &right_key, EQ)?;
    }
    for (one, other) in [
        (&left.co_names, &right.co_names),
        (&left.co_localsplusnames, &right.co_localsplusnames),
        (&left.co_linetable, &right.co_linetable),
        (&left.co_exceptiontable, &right.co_exceptiontable),
    ] {
        // SAFETY: code objects own their fields, for ever.
        equal = equal && objects::rich_compare_bool(unsafe { &*one.get() }, unsafe { &*other.get() }, EQ)?;
    }
    Ok(crate::bool_::from_bool(equal == (op == EQ)))
}

/// `_PyCode_ConstantKey`: equal exactly when the compiler takes two constants for the same.
pub fn constant_key(constant: &PyObject) -> PyResult {
    let pair = |tag: &PyObject| -> PyResult {
        let ty: &PyObject = constant.ob_type();
        Ok(crate::tuple::from_slice(&[ty, constant, tag])?.upcast())
    };
    if let Some(tuple) = constant.cast_exact::<crate::tuple::PyTupleObject>() {
        let keys = tuple.items().iter().map(|item| constant_key(item)).collect::<Result<Vec<Ref>, _>>()?;
        let keys = crate::tuple::new(keys)?;
        return Ok(crate::tuple::from_slice(&[&keys, constant])?.upcast());
    }
    if let Some(value) = constant.cast_exact::<crate::float::PyFloatObject>().map(|float| float.value()) {
        return pair(&crate::bool_::from_bool(value == 0.0 && value.is_sign_negative()));
    }
    if let Some(crate::complex::Complex { real, imag }) =
        constant.cast_exact::<crate::complex::PyComplexObject>().and_then(|c| crate::complex::value(c))
    {
        let sign = |value: f64| i64::from(value == 0.0 && value.is_sign_negative());
        return pair(&*crate::int::from_i64(sign(real) * 2 + sign(imag))?);
    }
    if constant.ob_type().has_flag(flags::BYTES_SUBCLASS) || crate::bool_::is_bool(constant) {
        return pair(crate::singletons::none());
    }
    Ok(constant.to_ref())
}

/// Iterator of `co_lines()` and `co_positions()`.
#[repr(C)]
pub struct PyCodeIterObject {
    ob_base: PyObject,
    code: Cell<*mut PyObject>,
    /// Where the next entry of the location table begins.
    place: Cell<linetable::Place>,
    /// For positions: the entry read last and how many units of it are to come.
    position: Cell<linetable::Position>,
    units: Cell<u32>,
}

macro_rules! iterator_type {
    ($type_object:ident, $name:literal, $next:ident, $size:literal) => {
        pub static $type_object: PyTypeObject = PyTypeObject {
            tp_dealloc: Cell::new(Some(iter_dealloc)),
            tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
            tp_iter: Cell::new(Some(self_iter)),
            tp_iternext: Cell::new(Some($next)),
            ..PyTypeObject::new($name, $size)
        };
    };
}

// As large as CPython's, which keep more of where they stand.
iterator_type!(LINE_ITERATOR_TYPE, c"line_iterator", lines_next, 64);
iterator_type!(POSITIONS_ITERATOR_TYPE, c"positions_iterator", positions_next, 80);

fn new_iterator(ty: &'static PyTypeObject, code: &PyObject) -> PyResult {
    // SAFETY: every field is written.
    unsafe {
        Ok(crate::memory::new_object::<PyCodeIterObject>(ty, |object| {
            (*object).code = Cell::new(code.to_ref().into_raw());
            let line = this(code).co_firstlineno.get();
            (*object).place = Cell::new(linetable::Place { read: 0, line, offset: 0 });
            (*object).position = Cell::new(linetable::Position::NONE);
            (*object).units = Cell::new(0);
        })?
        .cast_into_unchecked())
    }
}

unsafe extern "C" fn iter_dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        drop(replace_slot(&(*object).cast_unchecked::<PyCodeIterObject>().code, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn self_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn co_lines(object: &PyObject) -> PyResult {
    new_iterator(&LINE_ITERATOR_TYPE, object)
}

fn co_positions(object: &PyObject) -> PyResult {
    new_iterator(&POSITIONS_ITERATOR_TYPE, object)
}

fn optional_int(value: Option<i32>) -> PyResult {
    match value {
        Some(value) => crate::int::from_i64(value.into()),
        None => Ok(crate::singletons::none_ref()),
    }
}

fn iterated(object: &PyObject) -> (&PyCodeIterObject, &PyCodeObject) {
    // SAFETY: called for the iterator types only, which own their code object.
    unsafe {
        let iterator: &PyCodeIterObject = object.cast_unchecked();
        (iterator, this(&*iterator.code.get()))
    }
}

/// The next entry of the table.
fn next_entry(iterator: &PyCodeIterObject, code: &PyCodeObject) -> Option<linetable::Location> {
    let table = code.linetable();
    let mut entries = linetable::resume(table, iterator.place.get());
    let entry = entries.next()?;
    iterator.place.set(entries.place(table.len()));
    Some(entry)
}

extern "C" fn lines_next(object: &PyObject) -> Option<Ref> {
    let (iterator, code) = iterated(object);
    let run = next_entry(iterator, code)?;
    let items = [
        crate::int::from_i64(run.start.into()).ok()?,
        crate::int::from_i64(run.end.into()).ok()?,
        optional_int(run.position.line).ok()?,
    ];
    Some(crate::tuple::new(items).ok()?.upcast())
}

extern "C" fn positions_next(object: &PyObject) -> Option<Ref> {
    let (iterator, code) = iterated(object);
    if iterator.units.get() == 0 {
        let run = next_entry(iterator, code)?;
        iterator.position.set(run.position);
        iterator.units.set((run.end - run.start) / 2);
    }
    iterator.units.set(iterator.units.get().saturating_sub(1));
    let place = iterator.position.get();
    let items = [
        optional_int(place.line).ok()?,
        optional_int(place.end_line).ok()?,
        optional_int(place.col).ok()?,
        optional_int(place.end_col).ok()?,
    ];
    Some(crate::tuple::new(items).ok()?.upcast())
}

/// Whether a byte is an opcode that the loop of a plain interpreter knows.
pub fn is_opcode(byte: u8) -> bool {
    Opcode::from_byte(byte).is_some()
}
