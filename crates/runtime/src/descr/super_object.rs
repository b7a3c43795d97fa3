//! `super` (`Objects/typeobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::{MemberType, PyMemberDef};
use crate::args;
use crate::gc;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, status_code};
use crate::str::PyUnicodeObject;
use crate::typeobject::{PyTypeObject, VisitProc, doc, flags, members};

#[repr(C)]
pub struct PySuperObject {
    pub ob_base: PyObject,
    /// The class after which the search begins.
    pub class: Cell<*mut PyObject>,
    /// The instance or class; null if unbound.
    pub instance: Cell<*mut PyObject>,
    /// The class whose MRO is searched; null if unbound.
    pub instance_type: Cell<*mut PyObject>,
}

crate::object_layout!(PySuperObject, SUPER_TYPE);

pub static SUPER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_getattro: Cell::new(Some(getattro)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_doc: doc(
        c"super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_members: members(&[
        PyMemberDef::read_only(
            c"__thisclass__",
            MemberType::Object,
            offset_of!(PySuperObject, class),
            c"the class invoking super()",
        ),
        PyMemberDef::read_only(
            c"__self__",
            MemberType::Object,
            offset_of!(PySuperObject, instance),
            c"the instance invoking super(); may be None",
        ),
        PyMemberDef::read_only(
            c"__self_class__",
            MemberType::Object,
            offset_of!(PySuperObject, instance_type),
            c"the type of the instance invoking super(); may be None",
        ),
        PyMemberDef::END,
    ]),
    tp_descr_get: Cell::new(Some(descr_get)),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(super_new)),
    tp_vectorcall: Cell::new(Some(vectorcall)),
    ..PyTypeObject::new(c"super", size_of::<PySuperObject>())
};

extern "C" fn super_new(ty: &PyTypeObject, _args: &PyObject, _kwargs: Option<&PyObject>) -> PyResult {
    crate::memory::generic_alloc(ty, 0)
}

fn this(object: &PyObject) -> &PySuperObject {
    // SAFETY: slots of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn type_name(slot: &Cell<*mut PyObject>) -> Option<&str> {
    // SAFETY: null or an owned type.
    unsafe { slot.get().as_ref() }
        .and_then(|class| class.cast::<PyTypeObject>())
        .map(|class| class.full_name())
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let this = this(object);
    let class = type_name(&this.class).unwrap_or("NULL");
    let text = match type_name(&this.instance_type) {
        Some(instance) => format!("<super: <class '{class}'>, <{instance} object>>"),
        None => format!("<super: <class '{class}'>, NULL>"),
    };
    Ok(crate::str::new(&text)?.upcast())
}

/// What `super(class, instance).name` finds: in the MRO of `instance_type` after `class`.
fn find_after(
    class: &PyObject,
    instance: &PyObject,
    instance_type: &PyTypeObject,
    name: &PyUnicodeObject,
) -> Result<Option<Ref>, Raised> {
    // SAFETY: null or an owned tuple; held while look-ups may replace it.
    let Some(mro) = (unsafe { clone_slot(&instance_type.tp_mro) }) else { return Ok(None) };
    let entries = args::items(&mro);
    let last = entries.len().saturating_sub(1);
    let start = entries[..last].iter().position(|entry| entry.is(class)).unwrap_or(last) + 1;
    for entry in entries.iter().skip(start).filter_map(|entry| entry.cast::<PyTypeObject>()) {
        let Some(found) = entry.dict().get_item(name)? else { continue };
        return match found.ob_type().tp_descr_get.get() {
            Some(get) => {
                let bound = Some(instance).filter(|instance| !instance.is(instance_type));
                get(&found, bound, Some(instance_type)).map(Some)
            }
            None => Ok(Some(found)),
        };
    }
    Ok(None)
}

/// `super(class, instance).name` for a class as the instance, without making the `super` object.
pub(crate) fn attribute_after(
    class: &PyTypeObject,
    instance: &PyTypeObject,
    name: &PyUnicodeObject,
) -> PyResult {
    match find_after(class, instance, instance, name)? {
        Some(found) => Ok(found),
        None => objects::get_attr(&SUPER_TYPE, name),
    }
}

extern "C" fn getattro(object: &PyObject, name: &PyObject) -> PyResult {
    let this = this(object);
    // SAFETY: null or owned.
    let (class, instance, instance_type) =
        unsafe { (clone_slot(&this.class), clone_slot(&this.instance), clone_slot(&this.instance_type)) };
    if let (Some(class), Some(instance), Some(instance_type)) = (class, instance, instance_type)
        && let Some(text) = name.cast::<PyUnicodeObject>()
        && !text.equals("__class__")
        && let Some(instance_type) = instance_type.cast::<PyTypeObject>()
        && let Some(found) = find_after(&class, &instance, instance_type, text)?
    {
        return Ok(found);
    }
    objects::generic_get_attr(object, name)
}

/// `supercheck`: the class whose MRO is searched for this instance or class.
fn check(class: &PyTypeObject, instance: &PyObject) -> Result<Ref, Raised> {
    if let Some(instance) = instance.cast::<PyTypeObject>()
        && instance.is_subtype(class)
    {
        return Ok(instance.to_ref());
    }
    if instance.ob_type().is_subtype(class) {
        return Ok(instance.ob_type().to_ref());
    }
    if let Some(claimed) = objects::lookup_attr(instance, name!("__class__"))?
        && let Some(claimed_type) = claimed.cast::<PyTypeObject>()
        && !std::ptr::eq(claimed_type, instance.ob_type())
        && claimed_type.is_subtype(class)
    {
        return Ok(claimed);
    }
    Err(crate::raise!(TYPE_ERROR, "super(type, obj): obj must be an instance or subtype of type"))
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    status_code((|| {
        args::no_keywords("super", kwargs)?;
        let items = args::items(arguments);
        if items.len() > 2 {
            let given = items.len();
            return Err(crate::raise!(TYPE_ERROR, "super() takes at most 2 arguments ({given} given)"));
        }
        if let Some(class) = items.first().filter(|class| !class.is_instance_of::<PyTypeObject>()) {
            return Err(args::bad_argument("super", "argument 1", "type", class));
        }
        fill(object, items)
    })())
}

/// Sets the fields from arguments whose number and first type are checked.
fn fill(object: &PyObject, items: &[&PyObject]) -> Result<(), Raised> {
    let (class, instance) = match items.first() {
        None => {
            let (class, instance) = crate::frame::super_arguments()?;
            (class, Some(instance))
        }
        Some(class) => (class.to_ref(), items.get(1).map(|instance| instance.to_ref())),
    };
    set(this(object), class, instance.filter(|instance| !instance.is_none()))
}

/// `super_vectorcall`, whose complaints are worded differently.
extern "C" fn vectorcall(
    ty: &PyObject,
    arguments: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    args::no_keywords("super", kwnames)?;
    let items = crate::call::positional(arguments, nargsf);
    args::check_count("super()", items, 0, 2)?;
    if let Some(class) = items.first().filter(|class| !class.is_instance_of::<PyTypeObject>()) {
        let got = class.ob_type().full_name();
        return Err(crate::raise!(TYPE_ERROR, "super() argument 1 must be a type, not {got}"));
    }
    // SAFETY: the slot of types.
    let made = crate::memory::generic_alloc(unsafe { ty.cast_unchecked() }, 0)?;
    fill(&made, items)?;
    Ok(made)
}

fn set(this: &PySuperObject, class: Ref, instance: Option<Ref>) -> Result<(), Raised> {
    let instance_type = match &instance {
        // SAFETY: checked by the callers.
        Some(instance) => Some(check(unsafe { class.cast_unchecked() }, instance)?),
        None => None,
    };
    drop(replace_slot(&this.class, Some(class)));
    drop(replace_slot(&this.instance, instance));
    drop(replace_slot(&this.instance_type, instance_type));
    Ok(())
}

extern "C" fn descr_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    let own = this(object);
    let Some(instance) = instance.filter(|instance| !instance.is_none() && own.instance.get().is_null())
    else {
        return Ok(object.to_ref());
    };
    // SAFETY: null or owned.
    let Some(class) = (unsafe { clone_slot(&own.class) }) else { return Ok(object.to_ref()) };
    if !object.is_exact::<PySuperObject>() {
        return crate::call::call(object.ob_type(), &[&class, instance]);
    }
    let bound = crate::memory::generic_alloc(&SUPER_TYPE, 0)?;
    set(this(&bound), class, Some(instance.to_ref()))?;
    Ok(bound)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to it any more.
    unsafe {
        gc::untrack(&*object);
        let this = this(&*object);
        for slot in [&this.class, &this.instance, &this.instance_type] {
            drop(replace_slot(slot, None));
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let this = this(object);
    for slot in [&this.class, &this.instance, &this.instance_type] {
        crate::visit!(visit, arg, slot.get());
    }
    0
}
