//! `property` (`Objects/descrobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::args;
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, give_up, lend, replace_slot};
use crate::objects::{self, slot_or_none, status_code};
use crate::typeobject::{PyTypeObject, VisitProc, doc, flags, getset, members, methods};

#[repr(C)]
pub struct PyPropertyObject {
    pub ob_base: PyObject,
    pub prop_get: Cell<*mut PyObject>,
    pub prop_set: Cell<*mut PyObject>,
    pub prop_del: Cell<*mut PyObject>,
    pub prop_doc: Cell<*mut PyObject>,
    pub prop_name: Cell<*mut PyObject>,
    /// Whether the doc is the getter's.
    pub getter_doc: Cell<c_int>,
}

crate::object_layout!(PyPropertyObject, PROPERTY_TYPE);

pub static PROPERTY_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_doc: doc(
        c"property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute computed by functions.\n\n  fget\n    gets the value\n  fset\n    sets it\n  fdel\n    deletes it\n  doc\n    the docstring; the getter's by default",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_methods: methods(&[
        PyMethodDef::one(c"getter", getter, c"Descriptor to obtain a copy of the property with a different getter."),
        PyMethodDef::one(c"setter", setter, c"Descriptor to obtain a copy of the property with a different setter."),
        PyMethodDef::one(c"deleter", deleter, c"Descriptor to obtain a copy of the property with a different deleter."),
        PyMethodDef::fast(c"__set_name__", set_name, c"Method to set name of a property.").old_style(),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(c"fget", MemberType::Object, offset_of!(PyPropertyObject, prop_get), c""),
        PyMemberDef::read_only(c"fset", MemberType::Object, offset_of!(PyPropertyObject, prop_set), c""),
        PyMemberDef::read_only(c"fdel", MemberType::Object, offset_of!(PyPropertyObject, prop_del), c""),
        PyMemberDef::new(c"__doc__", MemberType::Object, offset_of!(PyPropertyObject, prop_doc), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__isabstractmethod__", is_abstract, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(descr_get)),
    tp_descr_set: Cell::new(Some(descr_set)),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(property_new)),
    ..PyTypeObject::new(c"property", size_of::<PyPropertyObject>())
};

extern "C" fn property_new(ty: &PyTypeObject, _args: &PyObject, _kwargs: Option<&PyObject>) -> PyResult {
    crate::memory::generic_alloc(ty, 0)
}

fn this(object: &PyObject) -> &PyPropertyObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    static SPEC: args::Spec = args::Spec::new("property", &["fget", "fset", "fdel", "doc"]);
    status_code((|| {
        let [fget, fset, fdel, doc] = SPEC.parse_tuple_dict(arguments, kwargs)?;
        let this = this(object);
        let given = |value: Option<&PyObject>| value.filter(|value| !value.is_none()).map(PyObject::to_ref);
        give_up(replace_slot(&this.prop_get, given(fget)));
        give_up(replace_slot(&this.prop_set, given(fset)));
        give_up(replace_slot(&this.prop_del, given(fdel)));
        drop(replace_slot(&this.prop_doc, doc.map(PyObject::to_ref)));
        drop(replace_slot(&this.prop_name, None));
        this.getter_doc.set(0);
        if doc.is_none_or(|doc| doc.is_none())
            && let Some(fget) = given(fget)
            && let Some(doc) = objects::lookup_attr(&fget, crate::name!("__doc__"))?
        {
            if object.is_exact::<PyPropertyObject>() {
                drop(replace_slot(&this.prop_doc, Some(doc)));
            } else {
                objects::set_attr(object, crate::name!("__doc__"), Some(&doc))?;
            }
            this.getter_doc.set(1);
        }
        Ok(())
    })())
}

/// "property 'x' of 'C' object has no getter".
fn refuse(this: &PyPropertyObject, instance: &PyObject, what: &str) -> Raised {
    let message = || -> Result<String, Raised> {
        let class = objects::get_attr(instance.ob_type(), crate::name!("__qualname__"))?;
        let class = objects::repr_text(&class)?;
        // SAFETY: null or owned.
        Ok(match unsafe { clone_slot(&this.prop_name) } {
            Some(name) => format!("property {} of {class} object has no {what}", objects::repr_text(&name)?),
            None => format!("property of {class} object has no {what}"),
        })
    };
    match message() {
        Ok(message) => crate::raise!(ATTRIBUTE_ERROR, "{message}"),
        Err(raised) => raised,
    }
}

extern "C" fn descr_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    let Some(instance) = instance.filter(|instance| !instance.is_none()) else { return Ok(object.to_ref()) };
    let this = this(object);
    // SAFETY: all who write the functions give them up.
    match unsafe { lend(&this.prop_get) } {
        Some(get) => crate::call::call(&get, &[instance]),
        None => Err(refuse(this, instance, "getter")),
    }
}

extern "C" fn descr_set(object: &PyObject, instance: &PyObject, value: Option<&PyObject>) -> c_int {
    let this = this(object);
    status_code((|| {
        let (slot, what) =
            if value.is_some() { (&this.prop_set, "setter") } else { (&this.prop_del, "deleter") };
        // SAFETY: null or owned.
        let Some(function) = (unsafe { lend(slot) }) else { return Err(refuse(this, instance, what)) };
        match value {
            Some(value) => crate::call::call(&function, &[instance, value])?,
            None => crate::call::call(&function, &[instance])?,
        };
        Ok(())
    })())
}

/// A copy with some functions replaced.
fn copy(
    object: &PyObject,
    get: Option<&PyObject>,
    set: Option<&PyObject>,
    del: Option<&PyObject>,
) -> PyResult {
    let this = this(object);
    let pick = |new: Option<&PyObject>, old: &Cell<*mut PyObject>| -> Ref {
        new.filter(|new| !new.is_none()).map_or_else(|| slot_or_none(old), PyObject::to_ref)
    };
    let get = pick(get, &this.prop_get);
    let (set, del) = (pick(set, &this.prop_set), pick(del, &this.prop_del));
    let doc = if this.getter_doc.get() != 0 && !get.is_none() {
        crate::singletons::none_ref()
    } else {
        slot_or_none(&this.prop_doc)
    };
    let new = crate::call::call(object.ob_type(), &[&get, &set, &del, &doc])?;
    if let Some(new) = new.cast::<PyPropertyObject>() {
        // SAFETY: null or owned.
        drop(replace_slot(&new.prop_name, unsafe { clone_slot(&this.prop_name) }));
    }
    Ok(new)
}

fn getter(object: &PyObject, function: &PyObject) -> PyResult {
    copy(object, Some(function), None, None)
}

fn setter(object: &PyObject, function: &PyObject) -> PyResult {
    copy(object, None, Some(function), None)
}

fn deleter(object: &PyObject, function: &PyObject) -> PyResult {
    copy(object, None, None, Some(function))
}

fn set_name(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let [_, name] = arguments else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__set_name__() takes 2 positional arguments but {} were given",
            arguments.len()
        ));
    };
    drop(replace_slot(&this(object).prop_name, Some(name.to_ref())));
    Ok(crate::singletons::none_ref())
}

fn is_abstract(object: &PyObject) -> PyResult {
    let this = this(object);
    for slot in [&this.prop_get, &this.prop_set, &this.prop_del] {
        // SAFETY: null or owned.
        if let Some(function) = unsafe { clone_slot(slot) }
            && super::methods::is_abstract(&function)?
        {
            return Ok(objects::bool_ref(true));
        }
    }
    Ok(objects::bool_ref(false))
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to it any more.
    unsafe {
        gc::untrack(&*object);
        let this = this(&*object);
        for slot in [&this.prop_get, &this.prop_set, &this.prop_del, &this.prop_doc, &this.prop_name] {
            give_up(replace_slot(slot, None));
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let this = this(object);
    for slot in [&this.prop_get, &this.prop_set, &this.prop_del, &this.prop_doc, &this.prop_name] {
        crate::visit!(visit, arg, slot.get());
    }
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    drop(replace_slot(&this(object).prop_doc, None));
    0
}
