//! `ast.AST`: the base class of trees as objects. A node keeps its fields in its dict, whatever class it is of.

use std::cell::{Cell, RefCell};
use std::ffi::c_int;

use vivarium_runtime::args;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use vivarium_runtime::typeobject::{PyTypeObject, getset, methods};
use vivarium_runtime::{memory, objects, raise, sequence, tuple};

use crate::namespaced::{namespaced_type, this};

struct Store(RefCell<Option<Ref<PyModuleObject>>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

/// `_ast`, once it is made: it owns the classes of nodes.
static MODULE: Store = Store(RefCell::new(None));

/// The module of the classes, if it was made.
pub fn module() -> Option<Ref<PyModuleObject>> {
    MODULE.0.borrow().clone()
}

/// Keeps the module of the classes.
pub fn set_module(module: Ref<PyModuleObject>) {
    let _ = MODULE.0.replace(Some(module));
}

pub static AST_TYPE: PyTypeObject = PyTypeObject {
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_methods: methods(&[PyMethodDef::noargs(c"__reduce__", reduce, c""), PyMethodDef::END]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
        PyGetSetDef::END,
    ]),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    ..namespaced_type(c"ast.AST")
};

extern "C" fn new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    memory::generic_alloc(ty, 0)
}

/// A node of a class with these fields, without a call of anything that a program may have replaced.
pub fn make(class: &PyTypeObject, fields: Ref<PyDictObject>) -> PyResult {
    let made = memory::generic_alloc(class, 0)?;
    drop(replace_slot(&this(&made).dict, Some(fields.upcast())));
    Ok(made)
}

/// `ast_type_init`: fields by position, then anything by keyword.
extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let done = (|| -> Result<(), Raised> {
        let class: &PyObject = object.ob_type();
        let fields = match objects::lookup_attr_str(class, "_fields")? {
            Some(fields) => sequence::fast(&fields, "AST type fields must be a sequence")?,
            None => Vec::new(),
        };
        let given = args::items(arguments);
        let name = object.ob_type().name();
        if given.len() > fields.len() {
            let plural = if fields.len() == 1 { "" } else { "s" };
            return Err(raise!(
                TYPE_ERROR,
                "{name} constructor takes at most {} positional argument{plural}",
                fields.len()
            ));
        }
        for (field, value) in fields.iter().zip(given) {
            objects::set_attr(object, field, Some(value))?;
        }
        let Some(keywords) = kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()) else { return Ok(()) };
        for (key, value) in keywords.pairs()? {
            for field in &fields[..given.len()] {
                if objects::rich_compare_bool(field, &key, objects::EQ)? {
                    return Err(raise!(
                        TYPE_ERROR,
                        "{name} got multiple values for argument {}",
                        objects::repr_text(&key)?
                    ));
                }
            }
            objects::set_attr(object, &key, Some(&value))?;
        }
        Ok(())
    })();
    objects::status_code(done)
}

fn reduce(object: &PyObject) -> PyResult {
    let class: Ref = object.ob_type().to_ref();
    let empty: Ref = tuple::empty().upcast();
    // SAFETY: null or owned.
    let state = unsafe { clone_slot(&this(object).dict) };
    match state {
        Some(state) => Ok(tuple::new([class, empty, state])?.upcast()),
        None => Ok(tuple::new([class, empty])?.upcast()),
    }
}

/// An empty namespace for a node.
pub fn fields() -> PyResult<PyDictObject> {
    dict::new()
}
