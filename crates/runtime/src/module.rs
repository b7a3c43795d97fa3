//! Module objects (`Objects/moduleobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::args::Spec;
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::dict::PyDictObject;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::str::PyUnicodeObject;
use crate::typeobject::{PyTypeObject, VisitProc, flags, getset, members, methods};
use crate::{errors, exceptions, gc, objects, raise, visit};

#[repr(C)]
pub struct PyModuleObject {
    pub ob_base: PyObject,
    pub md_dict: Cell<*mut PyObject>,
    pub md_def: Cell<*const c_void>,
    pub md_state: Cell<*mut c_void>,
    pub md_weaklist: Cell<*mut PyObject>,
    pub md_name: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<PyModuleObject>() == 56);

crate::object_layout!(PyModuleObject, MODULE_TYPE);

pub static MODULE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_getattro: Cell::new(Some(get_attribute)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_doc: crate::typeobject::doc(c"module(name, doc=None)\n--\n\nMakes an empty module with this name."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PyModuleObject, md_weaklist) as isize),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"__dir__", dir, c"__dir__() -> list\nnames of the module's namespace"),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(c"__dict__", MemberType::Object, offset_of!(PyModuleObject, md_dict), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"__annotations__", get_annotations, set_annotations, c""),
        PyGetSetDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(PyModuleObject, md_dict) as isize),
    tp_init: Cell::new(Some(module_init)),
    tp_new: Cell::new(Some(module_new)),
    ..PyTypeObject::new(c"module", size_of::<PyModuleObject>())
};

fn this(object: &PyObject) -> &PyModuleObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

impl PyModuleObject {
    /// Its namespace.
    pub fn dict(&self) -> &PyDictObject {
        // SAFETY: a module has its dict from its creation to the day the collector clears it.
        unsafe { (*self.md_dict.get()).cast_unchecked() }
    }

    /// `__name__`, if it is a string.
    pub fn name(&self) -> Result<Option<Ref>, Raised> {
        let name = self.dict().get_item(crate::name!("__name__"))?;
        Ok(name.filter(|name| name.is_instance_of::<PyUnicodeObject>()))
    }

    pub fn set(&self, name: &str, value: &PyObject) -> Result<(), Raised> {
        self.dict().set_item(&*crate::str::intern(name)?, value)
    }

    pub fn get(&self, name: &str) -> Result<Option<Ref>, Raised> {
        self.dict().get_item(&*crate::str::intern(name)?)
    }
}

/// A module with its five standard names.
pub fn new(name: &str) -> PyResult<PyModuleObject> {
    let name = crate::str::intern(name)?;
    new_object(&name)
}

/// As [`new`], with a name that is an object already.
pub fn new_object(name: &PyObject) -> PyResult<PyModuleObject> {
    let module = crate::memory::generic_alloc(&MODULE_TYPE, 0)?;
    // SAFETY: made with the layout of a module.
    let module: Ref<PyModuleObject> = unsafe { module.cast_into_unchecked() };
    drop(replace_slot(&module.md_dict, Some(crate::dict::new()?.upcast())));
    init_names(&module, name, crate::singletons::none())?;
    Ok(module)
}

/// `module_init_dict`.
fn init_names(module: &PyModuleObject, name: &PyObject, doc: &PyObject) -> Result<(), Raised> {
    let dict = module.dict();
    let none = crate::singletons::none();
    dict.set_item(crate::name!("__name__"), name)?;
    dict.set_item(crate::name!("__doc__"), doc)?;
    dict.set_item(crate::name!("__package__"), none)?;
    dict.set_item(crate::name!("__loader__"), none)?;
    dict.set_item(crate::name!("__spec__"), none)?;
    if name.is_exact::<PyUnicodeObject>() {
        drop(replace_slot(&module.md_name, Some(name.to_ref())));
    }
    Ok(())
}

extern "C" fn module_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let object = crate::memory::generic_alloc(ty, 0)?;
    drop(replace_slot(&this(&object).md_dict, Some(crate::dict::new()?.upcast())));
    Ok(object)
}

static INIT: Spec = Spec::new("module", &["name", "doc"]).required(1);

extern "C" fn module_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let done = (|| {
        let [name, doc] = INIT.parse_tuple_dict(args, kwargs)?;
        let Some(name) = name else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
        if !name.is_instance_of::<PyUnicodeObject>() {
            return Err(raise!(
                TYPE_ERROR,
                "module() argument 'name' must be str, not {}",
                crate::code::type_or_none(name)
            ));
        }
        init_names(this(object), name, doc.unwrap_or(crate::singletons::none()))
    })();
    if done.is_err() { -1 } else { 0 }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).md_dict.get());
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    drop(replace_slot(&this(object).md_dict, None));
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        let module = this(&*object);
        gc::untrack(module);
        if !module.md_weaklist.get().is_null() {
            crate::weakref::clear_weakrefs(module);
        }
        drop(replace_slot(&module.md_dict, None));
        drop(replace_slot(&module.md_name, None));
        crate::memory::free_object(object);
    }
}

fn quoted(object: &PyObject) -> Result<String, Raised> {
    Ok(crate::display::lossy(&*objects::repr(object)?))
}

/// What `importlib._bootstrap._module_repr` says.
extern "C" fn repr(object: &PyObject) -> PyResult {
    let module = this(object);
    let get = |name: &str| module.get(name).map(|value| value.filter(|value| !value.is_none()));
    if let Some(spec) = get("__spec__")? {
        let name = objects::get_attr_str(&spec, "name")?;
        let name = if name.is_none() { "'?'".to_owned() } else { quoted(&name)? };
        let origin = objects::get_attr_str(&spec, "origin")?;
        if origin.is_none() {
            let loader = objects::get_attr_str(&spec, "loader")?;
            if loader.is_none() {
                return crate::display::format(format_args!("<module {name}>"));
            }
            let loader = crate::display::lossy(&*objects::repr(&loader)?);
            return crate::display::format(format_args!("<module {name} ({loader})>"));
        }
        if objects::is_true(&*objects::get_attr_str(&spec, "has_location")?)? {
            return crate::display::format(format_args!("<module {name} from {}>", quoted(&origin)?));
        }
        let origin = crate::display::lossy(&*objects::str(&origin)?);
        return crate::display::format(format_args!("<module {name} ({origin})>"));
    }
    let name = match module.get("__name__")? {
        Some(name) => quoted(&name)?,
        None => "'?'".to_owned(),
    };
    if let Some(file) = module.get("__file__")? {
        return crate::display::format(format_args!("<module {name} from {}>", quoted(&file)?));
    }
    match get("__loader__")? {
        Some(loader) => {
            let loader = crate::display::lossy(&*objects::repr(&loader)?);
            crate::display::format(format_args!("<module {name} ({loader})>"))
        }
        None => crate::display::format(format_args!("<module {name}>")),
    }
}

/// `_PyModuleSpec_IsInitializing`.
pub fn is_initializing(spec: &PyObject) -> bool {
    match objects::get_attr_str(spec, "_initializing") {
        Ok(value) => objects::is_true(&value).unwrap_or_else(|_| {
            errors::clear();
            false
        }),
        Err(_) => {
            errors::clear();
            false
        }
    }
}

/// `module_getattro`: then `__getattr__` of the namespace, then CPython's messages.
extern "C" fn get_attribute(object: &PyObject, name: &PyObject) -> PyResult {
    let found = errors::swallow(objects::generic_get_attr(object, name), &exceptions::ATTRIBUTE_ERROR)?;
    if let Some(value) = found {
        return Ok(value);
    }
    let module = this(object);
    if module.md_dict.get().is_null() {
        return Err(raise!(ATTRIBUTE_ERROR, "module has no attribute '{}'", crate::display::lossy(name)));
    }
    if let Some(getattr) = module.dict().get_item(crate::name!("__getattr__"))? {
        return crate::call::call(&getattr, &[name]);
    }
    let attribute = crate::display::lossy(name);
    let message = match module.name()? {
        None => format!("module has no attribute '{attribute}'"),
        Some(module_name) => {
            let module_name = crate::display::lossy(&module_name);
            let spec = module.dict().get_item(crate::name!("__spec__"))?.filter(|spec| !spec.is_none());
            if spec.is_some_and(|spec| is_initializing(&spec)) {
                format!(
                    "partially initialized module '{module_name}' has no attribute '{attribute}' (most likely due to a circular import)"
                )
            } else {
                format!("module '{module_name}' has no attribute '{attribute}'")
            }
        }
    };
    Err(objects::raise_attribute_error(object, name, &message))
}

fn dir(object: &PyObject) -> PyResult {
    let dict = objects::get_attr(object, crate::name!("__dict__"))?;
    let Some(dict) = dict.cast::<PyDictObject>() else {
        return Err(raise!(TYPE_ERROR, "<module>.__dict__ is not a dictionary"));
    };
    if let Some(function) = dict.get_item(crate::name!("__dir__"))? {
        return crate::call::call(&function, &[]);
    }
    let keys = dict.pairs()?.into_iter().map(|(key, _)| key).collect();
    Ok(crate::list::from_vec(keys)?.upcast())
}

fn get_annotations(object: &PyObject) -> PyResult {
    let dict = this(object).dict();
    if let Some(annotations) = dict.get_item(crate::name!("__annotations__"))? {
        return Ok(annotations);
    }
    let annotations = crate::dict::new()?.upcast();
    dict.set_item(crate::name!("__annotations__"), &annotations)?;
    Ok(annotations)
}

fn set_annotations(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let dict = this(object).dict();
    let name = crate::name!("__annotations__");
    match value {
        Some(value) => dict.set_item(name, value),
        None if dict.get_item(name)?.is_none() => Err(raise!(ATTRIBUTE_ERROR, "__annotations__")),
        None => dict.del_item(name),
    }
}

/// A reference to a module's own namespace, for those that keep it.
pub fn dict_of(module: &PyModuleObject) -> Option<Ref> {
    // SAFETY: null or owned.
    unsafe { clone_slot(&module.md_dict) }
}
