//! Python functions (`Objects/funcobject.c`).

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use crate::args::Spec;
use crate::code::{CODE_TYPE, PyCodeObject, type_or_none};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef};
use crate::dict::PyDictObject;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::str::PyUnicodeObject;
use crate::tuple::PyTupleObject;
use crate::typeobject::{PyTypeObject, VectorcallFunc, VisitProc, flags, getset, members};
use crate::{gc, raise, visit};

#[repr(C)]
pub struct PyFunctionObject {
    pub ob_base: PyObject,
    pub func_globals: Cell<*mut PyObject>,
    pub func_builtins: Cell<*mut PyObject>,
    pub func_name: Cell<*mut PyObject>,
    pub func_qualname: Cell<*mut PyObject>,
    pub func_code: Cell<*mut PyCodeObject>,
    /// Null or a tuple.
    pub func_defaults: Cell<*mut PyObject>,
    /// Null or a dict.
    pub func_kwdefaults: Cell<*mut PyObject>,
    /// Null or a tuple of cells.
    pub func_closure: Cell<*mut PyObject>,
    pub func_doc: Cell<*mut PyObject>,
    pub func_dict: Cell<*mut PyObject>,
    pub func_weakreflist: Cell<*mut PyObject>,
    pub func_module: Cell<*mut PyObject>,
    /// Null, a dict, or a flat tuple of names and values that becomes a dict when somebody asks.
    pub func_annotations: Cell<*mut PyObject>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
    /// Not 0 once a call of it was specialised; back to 0 when what the specialisation relies on changes.
    pub func_version: Cell<u32>,
}

const _: () = assert!(size_of::<PyFunctionObject>() == 136);

crate::object_layout!(PyFunctionObject, FUNCTION_TYPE);

struct Shared {
    vectorcall: Cell<Option<VectorcallFunc>>,
    builtins: Cell<*mut PyObject>,
    next_version: Cell<u32>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Shared {}

static SHARED: Shared = Shared {
    vectorcall: Cell::new(None),
    builtins: Cell::new(std::ptr::null_mut()),
    next_version: Cell::new(1),
};

/// Installs what calls functions, and the namespace of built-ins where no globals say otherwise.
pub fn install(vectorcall: VectorcallFunc, builtins: Ref) {
    SHARED.vectorcall.set(Some(vectorcall));
    drop(replace_slot(&SHARED.builtins, Some(builtins)));
}

/// The interpreter's own namespace of built-ins.
pub fn default_builtins() -> Option<&'static PyObject> {
    // SAFETY: installed once, for ever.
    unsafe { SHARED.builtins.get().as_ref() }
}

/// `_PyEval_BuiltinsFromGlobals`.
pub fn builtins_of(globals: &PyDictObject) -> PyResult {
    if let Some(builtins) = globals.get_item(crate::name!("__builtins__"))? {
        if let Some(module) = builtins.cast::<crate::module::PyModuleObject>() {
            return Ok(module.dict().to_ref());
        }
        return Ok(builtins);
    }
    if let Some(frame) = crate::frame::current() {
        // SAFETY: a running frame's function keeps its builtins alive.
        return Ok(unsafe { &*frame.f_builtins.get() }.to_ref());
    }
    match default_builtins() {
        Some(builtins) => Ok(builtins.to_ref()),
        None => Ok(crate::dict::new()?.upcast()),
    }
}

/// `PyFunction_NewWithQualName`.
pub fn new(
    code: &PyCodeObject,
    globals: &PyObject,
    qualname: Option<&PyObject>,
) -> PyResult<PyFunctionObject> {
    // SAFETY: globals are a dict.
    let namespace: &PyDictObject = unsafe { globals.cast_unchecked() };
    let module = namespace.get_item(crate::name!("__name__"))?;
    let builtins = builtins_of(namespace)?;
    let doc = match code.consts().items().first() {
        Some(first) if first.is_instance_of::<PyUnicodeObject>() => first.to_ref(),
        _ => crate::singletons::none_ref(),
    };
    make(code, globals.to_ref(), builtins, qualname.unwrap_or(code.qualname()).to_ref(), doc, module)
}

/// A function that takes part in nothing but running its code: `exec`, class bodies, modules.
pub fn for_code(code: &PyCodeObject, globals: &PyObject, builtins: &PyObject) -> PyResult<PyFunctionObject> {
    make(
        code,
        globals.to_ref(),
        builtins.to_ref(),
        code.qualname().to_ref(),
        crate::singletons::none_ref(),
        None,
    )
}

fn make(
    code: &PyCodeObject,
    globals: Ref,
    builtins: Ref,
    qualname: Ref,
    doc: Ref,
    module: Option<Ref>,
) -> PyResult<PyFunctionObject> {
    let null = || Cell::new(std::ptr::null_mut());
    // SAFETY: every field is written.
    let function = unsafe {
        crate::memory::new_object::<PyFunctionObject>(&FUNCTION_TYPE, |object| {
            let header = std::ptr::read(object.cast::<PyObject>());
            object.write(PyFunctionObject {
                ob_base: header,
                func_globals: Cell::new(globals.into_raw()),
                func_builtins: Cell::new(builtins.into_raw()),
                func_name: Cell::new(code.name().to_ref().into_raw()),
                func_qualname: Cell::new(qualname.into_raw()),
                func_code: Cell::new(Ref::new(code).into_raw()),
                func_defaults: null(),
                func_kwdefaults: null(),
                func_closure: null(),
                func_doc: Cell::new(doc.into_raw()),
                func_dict: null(),
                func_weakreflist: null(),
                func_module: Cell::new(module.map_or(std::ptr::null_mut(), Ref::into_raw)),
                func_annotations: null(),
                vectorcall: Cell::new(SHARED.vectorcall.get()),
                func_version: Cell::new(0),
            });
        })?
    };
    gc::track(&function);
    Ok(function)
}

impl PyFunctionObject {
    #[inline(always)]
    pub fn code(&self) -> &PyCodeObject {
        // SAFETY: a function always has its code.
        unsafe { &*self.func_code.get() }
    }

    #[inline(always)]
    pub fn globals(&self) -> &PyObject {
        // SAFETY: set until the collector clears the function.
        unsafe { &*self.func_globals.get() }
    }

    pub fn qualname(&self) -> &PyObject {
        // SAFETY: a function always has its name.
        unsafe { &*self.func_qualname.get() }
    }

    /// The version that specialised calls check; 0 where there are no more versions.
    pub fn version(&self) -> u32 {
        if self.func_version.get() == 0 {
            let next = SHARED.next_version.get();
            if next != 0 {
                self.func_version.set(next);
                SHARED.next_version.set(next.wrapping_add(1));
            }
        }
        self.func_version.get()
    }

    #[inline(always)]
    pub fn defaults(&self) -> Option<&PyTupleObject> {
        // SAFETY: null or a tuple.
        unsafe { self.func_defaults.get().as_ref().map(|tuple| tuple.cast_unchecked()) }
    }

    #[inline(always)]
    pub fn closure(&self) -> Option<&PyTupleObject> {
        // SAFETY: null or a tuple.
        unsafe { self.func_closure.get().as_ref().map(|tuple| tuple.cast_unchecked()) }
    }

    #[inline(always)]
    pub fn kwdefaults(&self) -> Option<&PyDictObject> {
        // SAFETY: null or a dict.
        unsafe { self.func_kwdefaults.get().as_ref().map(|dict| dict.cast_unchecked()) }
    }
}

pub static FUNCTION_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_vectorcall_offset: Cell::new(offset_of!(PyFunctionObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(repr)),
    tp_call: Cell::new(Some(crate::call::vectorcall_call)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::HAVE_VECTORCALL | flags::METHOD_DESCRIPTOR),
    tp_doc: crate::typeobject::doc(
        c"function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nMakes a function of a code object.",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PyFunctionObject, func_weakreflist) as isize),
    tp_members: members(&[
        PyMemberDef::read_only(c"__closure__", MemberType::Object, offset_of!(PyFunctionObject, func_closure), c""),
        PyMemberDef::new(c"__doc__", MemberType::Object, offset_of!(PyFunctionObject, func_doc), c""),
        PyMemberDef::read_only(c"__globals__", MemberType::Object, offset_of!(PyFunctionObject, func_globals), c""),
        PyMemberDef::new(c"__module__", MemberType::Object, offset_of!(PyFunctionObject, func_module), c""),
        PyMemberDef::read_only(c"__builtins__", MemberType::Object, offset_of!(PyFunctionObject, func_builtins), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"__code__", get_code, set_code, c""),
        PyGetSetDef::new(c"__defaults__", get_defaults, set_defaults, c""),
        PyGetSetDef::new(c"__kwdefaults__", get_kwdefaults, set_kwdefaults, c""),
        PyGetSetDef::new(c"__annotations__", get_annotations, set_annotations, c""),
        PyGetSetDef::new(c"__dict__", crate::objects::dict_getter, crate::objects::dict_setter, c""),
        PyGetSetDef::new(c"__name__", get_name, set_name, c""),
        PyGetSetDef::new(c"__qualname__", get_qualname, set_qualname, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(descr_get)),
    tp_dictoffset: Cell::new(offset_of!(PyFunctionObject, func_dict) as isize),
    tp_new: Cell::new(Some(function_new)),
    ..PyTypeObject::new(c"function", size_of::<PyFunctionObject>())
};

#[inline(always)]
fn this(object: &PyObject) -> &PyFunctionObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut std::ffi::c_void) -> c_int {
    let f = this(object);
    visit!(visitor, arg, f.func_code.get());
    for slot in [
        &f.func_globals,
        &f.func_builtins,
        &f.func_module,
        &f.func_defaults,
        &f.func_kwdefaults,
        &f.func_doc,
        &f.func_name,
        &f.func_dict,
        &f.func_closure,
        &f.func_annotations,
        &f.func_qualname,
    ] {
        visit!(visitor, arg, slot.get());
    }
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    let f = this(object);
    f.func_version.set(0);
    for slot in [
        &f.func_globals,
        &f.func_builtins,
        &f.func_module,
        &f.func_defaults,
        &f.func_kwdefaults,
        &f.func_doc,
        &f.func_dict,
        &f.func_closure,
        &f.func_annotations,
    ] {
        drop(replace_slot(slot, None));
    }
    // Names may be of subclasses of `str` and part of a cycle; a function without one is never seen.
    if let Ok(empty) = crate::str::intern("") {
        let empty = empty.upcast();
        drop(replace_slot(&f.func_name, Some(empty.clone())));
        drop(replace_slot(&f.func_qualname, Some(empty)));
    }
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        let f = this(&*object);
        gc::untrack(f);
        if !f.func_weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(f);
        }
        clear(f);
        drop(replace_slot(&f.func_name, None));
        drop(replace_slot(&f.func_qualname, None));
        drop(replace_slot(&f.func_code, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let name = crate::display::lossy(this(object).qualname());
    crate::display::format(format_args!("<function {name} at {:#x}>", object.address()))
}

extern "C" fn descr_get(function: &PyObject, instance: Option<&PyObject>, _: Option<&PyObject>) -> PyResult {
    match instance {
        Some(instance) if !instance.is_none() => Ok(crate::method::new(function, instance)?.upcast()),
        _ => Ok(function.to_ref()),
    }
}

fn or_none(slot: &Cell<*mut PyObject>) -> PyResult {
    // SAFETY: a field owns its object.
    Ok(unsafe { clone_slot(slot) }.unwrap_or_else(crate::singletons::none_ref))
}

fn get_code(object: &PyObject) -> PyResult {
    crate::objects::audit_read(object, "__code__")?;
    Ok(Ref::new(this(object).code()).upcast())
}

fn set_code(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let f = this(object);
    let Some(code) = value.and_then(|value| value.cast::<PyCodeObject>()) else {
        return Err(raise!(TYPE_ERROR, "__code__ must be set to a code object"));
    };
    crate::objects::audit_write(object, "__code__", value)?;
    let closure = f.closure().map_or(0, PyTupleObject::len);
    if closure != code.co_nfreevars.get() as usize {
        return Err(raise!(
            VALUE_ERROR,
            "{}() requires a code object with {closure} free vars, not {}",
            crate::display::lossy(&*get_name(object)?),
            code.co_nfreevars.get()
        ));
    }
    f.func_version.set(0);
    drop(replace_slot(&f.func_code, Some(Ref::new(code))));
    Ok(())
}

fn get_name(object: &PyObject) -> PyResult {
    or_none(&this(object).func_name)
}

fn set_text(slot: &Cell<*mut PyObject>, name: &str, value: Option<&PyObject>) -> Result<(), Raised> {
    match value {
        Some(value) if value.is_instance_of::<PyUnicodeObject>() => {
            drop(replace_slot(slot, Some(value.to_ref())));
            Ok(())
        }
        _ => Err(raise!(TYPE_ERROR, "{name} must be set to a string object")),
    }
}

fn set_name(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    set_text(&this(object).func_name, "__name__", value)
}

fn get_qualname(object: &PyObject) -> PyResult {
    or_none(&this(object).func_qualname)
}

fn set_qualname(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    set_text(&this(object).func_qualname, "__qualname__", value)
}

fn get_defaults(object: &PyObject) -> PyResult {
    crate::objects::audit_read(object, "__defaults__")?;
    or_none(&this(object).func_defaults)
}

fn set_field(
    f: &PyFunctionObject,
    slot: &Cell<*mut PyObject>,
    value: Option<&PyObject>,
    (flag, message): (u64, &str),
    told: Option<&str>,
) -> Result<(), Raised> {
    let value = value.filter(|value| !value.is_none());
    if value.is_some_and(|value| !value.ob_type().has_flag(flag)) {
        return Err(raise!(TYPE_ERROR, "{message}"));
    }
    if let Some(name) = told {
        crate::objects::audit_write(f, name, value)?;
    }
    f.func_version.set(0);
    drop(replace_slot(slot, value.map(PyObject::to_ref)));
    Ok(())
}

fn set_defaults(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let f = this(object);
    let wanted = (flags::TUPLE_SUBCLASS, "__defaults__ must be set to a tuple object");
    set_field(f, &f.func_defaults, value, wanted, Some("__defaults__"))
}

fn get_kwdefaults(object: &PyObject) -> PyResult {
    crate::objects::audit_read(object, "__kwdefaults__")?;
    or_none(&this(object).func_kwdefaults)
}

fn set_kwdefaults(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let f = this(object);
    let wanted = (flags::DICT_SUBCLASS, "__kwdefaults__ must be set to a dict object");
    set_field(f, &f.func_kwdefaults, value, wanted, Some("__kwdefaults__"))
}

fn get_annotations(object: &PyObject) -> PyResult {
    let f = this(object);
    // SAFETY: null or owned.
    let annotations = unsafe { clone_slot(&f.func_annotations) };
    let pairs = match annotations {
        Some(annotations) if annotations.is_instance_of::<PyTupleObject>() => Some(annotations),
        Some(annotations) => return Ok(annotations),
        None => None,
    };
    let dict = crate::dict::new()?;
    if let Some(pairs) = pairs.as_ref().and_then(|pairs| pairs.cast::<PyTupleObject>()) {
        for pair in pairs.items().chunks_exact(2) {
            dict.set_item(pair[0], pair[1])?;
        }
    }
    let dict = dict.upcast();
    drop(replace_slot(&f.func_annotations, Some(dict.clone())));
    Ok(dict)
}

fn set_annotations(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let f = this(object);
    let wanted = (flags::DICT_SUBCLASS, "__annotations__ must be set to a dict object");
    set_field(f, &f.func_annotations, value, wanted, None)
}

static NEW: Spec = Spec::new("function", &["code", "globals", "name", "argdefs", "closure"]).required(2);

extern "C" fn function_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let [code, globals, name, defaults, closure] = NEW.parse_tuple_dict(args, kwargs)?;
    let (Some(code), Some(globals)) = (code, globals) else {
        return Err(raise!(SYSTEM_ERROR, "missing argument"));
    };
    let Some(code) = code.cast_exact::<PyCodeObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "function() argument 'code' must be {}, not {}",
            CODE_TYPE.name(),
            type_or_none(code)
        ));
    };
    crate::hooks::audit("function.__new__", || Ok(vec![Ref::new(code).upcast()]))?;
    if !globals.is_instance_of::<PyDictObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "function() argument 'globals' must be dict, not {}",
            type_or_none(globals)
        ));
    }
    let given = |value: Option<&PyObject>| value.filter(|value| !value.is_none()).map(PyObject::to_ref);
    let (name, defaults, closure) = (given(name), given(defaults), given(closure));
    if name.as_ref().is_some_and(|name| !name.is_instance_of::<PyUnicodeObject>()) {
        return Err(raise!(TYPE_ERROR, "arg 3 (name) must be None or string"));
    }
    if defaults.as_ref().is_some_and(|defaults| !defaults.is_instance_of::<PyTupleObject>()) {
        return Err(raise!(TYPE_ERROR, "arg 4 (defaults) must be None or tuple"));
    }
    let free = code.co_nfreevars.get() as usize;
    if closure.as_ref().is_none_or(|closure| !closure.is_instance_of::<PyTupleObject>()) {
        if free > 0 && closure.is_none() {
            return Err(raise!(TYPE_ERROR, "arg 5 (closure) must be tuple"));
        }
        if closure.is_some() {
            return Err(raise!(TYPE_ERROR, "arg 5 (closure) must be None or tuple"));
        }
    }
    let cells = closure.as_ref().and_then(|closure| closure.cast::<PyTupleObject>());
    let count = cells.map_or(0, PyTupleObject::len);
    if count != free {
        return Err(raise!(
            VALUE_ERROR,
            "{} requires closure of length {free}, not {count}",
            crate::display::lossy(code.name())
        ));
    }
    for cell in cells.map_or(&[][..], PyTupleObject::items) {
        if !cell.is_instance_of::<crate::cell::PyCellObject>() {
            return Err(raise!(
                TYPE_ERROR,
                "arg 5 (closure) expected cell, found {}",
                cell.ob_type().full_name()
            ));
        }
    }
    let function = new(code, globals, None)?;
    if let Some(name) = name {
        drop(replace_slot(&function.func_name, Some(name)));
    }
    drop(replace_slot(&function.func_defaults, defaults));
    drop(replace_slot(&function.func_closure, closure));
    Ok(function.upcast())
}
