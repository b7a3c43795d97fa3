//! Native functions as objects: `builtin_function_or_method` (`Objects/methodobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::descr::objects::{doc_without_signature, text_signature};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef, meth};
use crate::gc;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::tuple::PyTupleObject;
use crate::typeobject::{PyTypeObject, VectorcallFunc, VisitProc, flags, getset, members};

/// A native function, with what it is bound to: a module, an instance, a type, or nothing.
#[repr(C)]
pub struct PyCFunctionObject {
    pub ob_base: PyObject,
    pub m_ml: Cell<*const PyMethodDef>,
    pub m_self: Cell<*mut PyObject>,
    /// The name of the module, or null.
    pub m_module: Cell<*mut PyObject>,
    pub m_weakreflist: Cell<*mut PyObject>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
}

crate::object_layout!(PyCFunctionObject, CFUNCTION_TYPE);

pub static CFUNCTION_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_vectorcall_offset: Cell::new(offset_of!(PyCFunctionObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(repr)),
    tp_hash: Cell::new(Some(hash)),
    tp_call: Cell::new(Some(crate::call::vectorcall_call)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::HAVE_VECTORCALL),
    tp_traverse: Cell::new(Some(traverse)),
    tp_richcompare: Cell::new(Some(richcompare)),
    tp_weaklistoffset: Cell::new(offset_of!(PyCFunctionObject, m_weakreflist) as isize),
    tp_methods: crate::typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c""),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::new(c"__module__", MemberType::Object, offset_of!(PyCFunctionObject, m_module), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__doc__", get_doc, c""),
        PyGetSetDef::read_only(c"__name__", get_name, c""),
        PyGetSetDef::read_only(c"__qualname__", get_qualname, c""),
        PyGetSetDef::read_only(c"__self__", get_self, c""),
        PyGetSetDef::read_only(c"__text_signature__", get_text_signature, c""),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"builtin_function_or_method", size_of::<PyCFunctionObject>())
};

/// A native function bound to `bound_to` (a module, an instance, a type) and belonging to the module of that name.
pub fn new(def: &'static PyMethodDef, bound_to: Option<&PyObject>, module: Option<&PyObject>) -> PyResult {
    let owned =
        |object: Option<&PyObject>| object.map_or(std::ptr::null_mut(), |object| object.to_ref().into_raw());
    // SAFETY: the layout of the type, every field set.
    let function: Ref<PyCFunctionObject> = unsafe {
        crate::memory::new_object(&CFUNCTION_TYPE, |function: *mut PyCFunctionObject| {
            (*function).m_ml = Cell::new(def);
            (*function).m_self = Cell::new(owned(bound_to));
            (*function).m_module = Cell::new(owned(module));
            (*function).m_weakreflist = Cell::new(std::ptr::null_mut());
            (*function).vectorcall = Cell::new(Some(vectorcall));
        })?
    };
    gc::track(&function);
    Ok(function.upcast())
}

fn this(object: &PyObject) -> &PyCFunctionObject {
    // SAFETY: slots and attributes of the type get its instances.
    unsafe { object.cast_unchecked() }
}

impl PyCFunctionObject {
    #[inline(always)]
    pub fn def(&self) -> &'static PyMethodDef {
        // SAFETY: made from a static.
        unsafe { &*self.m_ml.get() }
    }

    /// What the function gets as `self`: for static methods the type, as for modules the module.
    #[inline(always)]
    pub fn bound_to(&self) -> Option<&PyObject> {
        // SAFETY: null or owned.
        unsafe { self.m_self.get().as_ref() }
    }
}

/// The definition behind a native function.
pub fn method_def(object: &PyObject) -> Option<&'static PyMethodDef> {
    object.cast_exact::<PyCFunctionObject>().map(|function| function.def())
}

/// What a native function is bound to.
pub fn bound_to(object: &PyObject) -> Option<&PyObject> {
    object.cast_exact::<PyCFunctionObject>().and_then(|function| function.bound_to())
}

/// Whether this is the built-in `print`.
pub fn is_print(object: &PyObject) -> bool {
    object.cast_exact::<PyCFunctionObject>().is_some_and(|function| {
        function.def().name() == "print"
            // SAFETY: null or owned.
            && unsafe { function.m_module.get().as_ref() }.is_some_and(|m| crate::str::as_str(m) == Some("builtins"))
    })
}

extern "C" fn vectorcall(
    callable: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let function = this(callable);
    let keywords = kwnames.map_or(0, |names| crate::args::items(names).len());
    // SAFETY: the caller passes that many arguments.
    let args = unsafe { crate::call::arguments(args, (nargsf & !crate::call::ARGUMENTS_OFFSET) + keywords) };
    let object = function.bound_to().unwrap_or(callable);
    call_def(function.def(), callable, object, args, kwnames)
}

/// Calls a native function as its flags say. `callable` is only for the text of errors.
pub fn call_def(
    def: &'static PyMethodDef,
    callable: &PyObject,
    object: &PyObject,
    args: &[&PyObject],
    kwnames: Option<&PyObject>,
) -> PyResult {
    let kind = def.ml_flags & !(meth::CLASS | meth::STATIC | meth::COEXIST | meth::OLD_STYLE);
    let takes_keywords = kind & meth::KEYWORDS != 0;
    if !takes_keywords && kwnames.is_some_and(|names| !crate::args::items(names).is_empty()) {
        if def.ml_flags & meth::OLD_STYLE != 0 && callable.is_exact::<PyCFunctionObject>() {
            return Err(crate::raise!(TYPE_ERROR, "{}() takes no keyword arguments", def.name()));
        }
        return Err(crate::raise!(TYPE_ERROR, "{} takes no keyword arguments", function_str(callable)?));
    }
    // CPython's function takes a tuple, which holds the arguments as long as the call lasts.
    let _held = match def.ml_flags & meth::OLD_STYLE != 0 && kind & meth::FASTCALL != 0 {
        true => Some(crate::tuple::from_slice(
            &args[..args.len() - kwnames.map_or(0, |names| crate::args::items(names).len())],
        )?),
        false => None,
    };
    let _guard = crate::thread::enter_recursive_call(" while calling a Python object")?;
    // SAFETY: the flags say which function it is.
    unsafe {
        match kind {
            meth::NOARGS => {
                if !args.is_empty() {
                    return Err(crate::raise!(
                        TYPE_ERROR,
                        "{} takes no arguments ({} given)",
                        function_str(callable)?,
                        args.len()
                    ));
                }
                (def.ml_meth.noargs)(object)
            }
            meth::O => match args {
                [argument] => (def.ml_meth.one)(object, argument),
                _ => Err(crate::raise!(
                    TYPE_ERROR,
                    "{} takes exactly one argument ({} given)",
                    function_str(callable)?,
                    args.len()
                )),
            },
            meth::FASTCALL => (def.ml_meth.fast)(object, args),
            _ if kind & meth::FASTCALL != 0 => (def.ml_meth.fast_keywords)(object, args, kwnames),
            _ => {
                let names =
                    kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(&[][..], |n| n.items());
                let (positional, values) = args.split_at(args.len() - names.len());
                let tuple = crate::tuple::from_slice(positional)?;
                let keywords = if names.is_empty() { None } else { Some(crate::dict::new()?) };
                if let Some(keywords) = &keywords {
                    for (name, value) in names.iter().zip(values) {
                        keywords.set_item(name, value)?;
                    }
                }
                (def.ml_meth.varargs_keywords)(object, &tuple, keywords.as_ref().map(|keywords| &***keywords))
            }
        }
    }
}

/// Calls a native function that gets the tuple, and the dict of keywords, as they are (`cfunction_call`); `None` for every
/// other callable.
pub(crate) fn call_with_its_tuple(
    callable: &PyObject,
    args: &PyTupleObject,
    kwargs: Option<&PyObject>,
) -> Option<PyResult> {
    let function = callable.cast_exact::<PyCFunctionObject>()?;
    let def = function.def();
    let takes_keywords = def.ml_flags & meth::KEYWORDS != 0;
    let kwargs = kwargs
        .filter(|kwargs| kwargs.cast::<crate::dict::PyDictObject>().is_some_and(|kwargs| !kwargs.is_empty()));
    let object = function.bound_to().unwrap_or(callable);
    if def.ml_flags & meth::VARARGS != 0 && (takes_keywords || kwargs.is_none()) {
        let guard = crate::thread::enter_recursive_call(" while calling a Python object");
        // SAFETY: the flags say which function it is.
        return Some(
            guard.and_then(|_guard| unsafe { (def.ml_meth.varargs_keywords)(object, args, kwargs) }),
        );
    }
    match kwargs {
        _ if def.ml_flags & meth::OLD_STYLE == 0 => None,
        None => Some(call_def(def, callable, object, args.items(), None)),
        Some(_) if takes_keywords => None,
        Some(_) => Some(Err(crate::raise!(TYPE_ERROR, "{}() takes no keyword arguments", def.name()))),
    }
}

/// How messages name a callable: `module.qualname()`, without `builtins` (`_PyObject_FunctionStr`).
pub fn function_str(callable: &PyObject) -> Result<String, Raised> {
    let Some(qualname) = objects::lookup_attr(callable, name!("__qualname__"))? else {
        return objects::str_text(callable);
    };
    let qualname = objects::str_text(&qualname)?;
    match objects::lookup_attr(callable, name!("__module__"))? {
        Some(module) if !module.is_none() && crate::str::as_str(&module) != Some("builtins") => {
            Ok(format!("{}.{qualname}()", objects::str_text(&module)?))
        }
        _ => Ok(format!("{qualname}()")),
    }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a native function that nobody refers to any more.
    unsafe {
        let function: &PyCFunctionObject = (*object).cast_unchecked();
        gc::untrack(function);
        if !function.m_weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(function);
        }
        drop(replace_slot(&function.m_self, None));
        drop(replace_slot(&function.m_module, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, this(object).m_self.get());
    crate::visit!(visit, arg, this(object).m_module.get());
    0
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let function = this(object);
    let name = function.def().name();
    let text = match function.bound_to() {
        Some(bound) if !bound.is_instance_of::<crate::module::PyModuleObject>() => {
            format!(
                "<built-in method {name} of {} object at {:#x}>",
                bound.ob_type().full_name(),
                bound.address()
            )
        }
        _ => format!("<built-in function {name}>"),
    };
    Ok(crate::str::new(&text)?.upcast())
}

extern "C" fn hash(object: &PyObject) -> isize {
    let function = this(object);
    let bound = function.bound_to().map_or(0, |bound| objects::hash_pointer(bound.address()));
    let hash = bound ^ objects::hash_pointer(function.m_ml.get() as usize);
    if hash == -1 { -2 } else { hash }
}

extern "C" fn richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let (Some(x), Some(y)) = (a.cast_exact::<PyCFunctionObject>(), b.cast_exact::<PyCFunctionObject>())
    else {
        return Ok(crate::singletons::not_implemented());
    };
    let equal = x.m_self.get() == y.m_self.get() && std::ptr::eq(x.m_ml.get(), y.m_ml.get());
    match op {
        objects::EQ => Ok(objects::bool_ref(equal)),
        objects::NE => Ok(objects::bool_ref(!equal)),
        _ => Ok(crate::singletons::not_implemented()),
    }
}

fn reduce(object: &PyObject) -> PyResult {
    let function = this(object);
    match function.bound_to() {
        Some(bound) if !bound.is_instance_of::<crate::module::PyModuleObject>() => {
            let getattr = crate::hooks::builtin("getattr")?;
            let name = crate::str::new(function.def().name())?.upcast();
            let arguments = crate::tuple::new([bound.to_ref(), name])?.upcast();
            Ok(crate::tuple::new([getattr, arguments])?.upcast())
        }
        _ => Ok(crate::str::new(function.def().name())?.upcast()),
    }
}

fn get_doc(object: &PyObject) -> PyResult {
    let def = this(object).def();
    if def.doc().is_empty() {
        return Ok(crate::singletons::none_ref());
    }
    match doc_without_signature(def.name(), def.doc()) {
        "" => Ok(crate::singletons::none_ref()),
        doc => Ok(crate::str::new(doc)?.upcast()),
    }
}

fn get_text_signature(object: &PyObject) -> PyResult {
    let def = this(object).def();
    text_signature(def.name(), def.doc())
}

fn get_name(object: &PyObject) -> PyResult {
    Ok(crate::str::intern(this(object).def().name())?.upcast())
}

fn get_qualname(object: &PyObject) -> PyResult {
    let function = this(object);
    let Some(bound) = function.bound_to() else { return get_name(object) };
    if bound.is_instance_of::<crate::module::PyModuleObject>() {
        return get_name(object);
    }
    let class: &PyObject = if bound.is_instance_of::<PyTypeObject>() { bound } else { bound.ob_type() };
    let qualname = objects::get_attr(class, name!("__qualname__"))?;
    if !qualname.is_instance_of::<crate::str::PyUnicodeObject>() {
        return Err(crate::raise!(TYPE_ERROR, "<method>.__class__.__qualname__ is not a unicode object"));
    }
    let text = format!("{}.{}", objects::str_text(&qualname)?, function.def().name());
    Ok(crate::str::new(&text)?.upcast())
}

fn get_self(object: &PyObject) -> PyResult {
    let function = this(object);
    if function.def().ml_flags & meth::STATIC != 0 {
        return Ok(crate::singletons::none_ref());
    }
    // SAFETY: null or owned.
    Ok(unsafe { clone_slot(&function.m_self) }.unwrap_or_else(crate::singletons::none_ref))
}
