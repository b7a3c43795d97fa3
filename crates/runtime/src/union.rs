//! `types.UnionType`: `int | str` (`Objects/unionobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::descr::{MemberType, PyGetSetDef, PyMemberDef};
use crate::gc;
use crate::generic_alias::{self, PyGenericAliasObject};
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, CompareOp, EQ, NE};
use crate::set;
use crate::singletons::{NONE_TYPE, none_ref, not_implemented};
use crate::str::Builder;
use crate::tuple::{self, PyTupleObject, items_of};
use crate::typeobject::{
    self, Destructor, PyMappingMethods, PyNumberMethods, PyTypeObject, VisitProc, flags,
};

#[repr(C)]
pub struct PyUnionObject {
    pub ob_base: PyObject,
    /// A tuple.
    pub args: Cell<*mut PyObject>,
    pub parameters: Cell<*mut PyObject>,
}

crate::object_layout!(PyUnionObject, UNION_TYPE);

crate::iterators::lazy::owning!(PyUnionObject, union_dealloc, union_traverse, args, parameters);

pub static UNION_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(union_dealloc as Destructor)),
    tp_repr: Cell::new(Some(union_repr)),
    tp_as_number: Cell::new(&raw const UNION_AS_NUMBER),
    tp_as_mapping: Cell::new(&raw const UNION_AS_MAPPING),
    tp_hash: Cell::new(Some(union_hash)),
    tp_getattro: Cell::new(Some(union_getattro)),
    tp_doc: typeobject::doc(c"Either of several types (PEP 604), as int | str is."),
    tp_traverse: Cell::new(Some(union_traverse)),
    tp_richcompare: Cell::new(Some(union_richcompare)),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"__args__", MemberType::Object, offset_of!(PyUnionObject, args), c""),
        PyMemberDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"__parameters__", get_parameters, c"The type variables among the types."),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"types.UnionType", size_of::<PyUnionObject>())
};

static UNION_AS_NUMBER: PyNumberMethods =
    PyNumberMethods { nb_or: Cell::new(Some(type_or)), ..PyNumberMethods::EMPTY };

static UNION_AS_MAPPING: PyMappingMethods =
    PyMappingMethods { mp_subscript: Cell::new(Some(union_subscript)), ..PyMappingMethods::EMPTY };

fn union_of(object: &PyObject) -> &PyUnionObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn args_of(object: &PyObject) -> Ref {
    // SAFETY: a union owns its arguments.
    unsafe { clone_slot(&union_of(object).args) }.unwrap_or_else(none_ref)
}

/// The types of a union as a tuple; `None` for any other object.
pub fn types(object: &PyObject) -> Option<Ref> {
    object.is_exact::<PyUnionObject>().then(|| args_of(object))
}

fn make(args: Ref<PyTupleObject>) -> PyResult {
    let union = crate::memory::generic_alloc(&UNION_TYPE, 0)?;
    drop(replace_slot(&union_of(&union).args, Some(args.upcast())));
    Ok(union)
}

fn is_unionable(object: &PyObject) -> bool {
    object.is_none()
        || object.is_instance_of::<PyTypeObject>()
        || object.is_instance_of::<PyGenericAliasObject>()
        || object.is_exact::<PyUnionObject>()
}

fn types_of(object: &PyObject) -> Vec<Ref> {
    if object.is_none() {
        return vec![NONE_TYPE.to_ref().upcast()];
    }
    if object.is_exact::<PyUnionObject>() {
        return items_of(&args_of(object)).iter().map(|item| item.to_ref()).collect();
    }
    vec![object.to_ref()]
}

fn same(a: &PyObject, b: &PyObject) -> Result<bool, Raised> {
    if a.is_instance_of::<PyGenericAliasObject>() && b.is_instance_of::<PyGenericAliasObject>() {
        return objects::rich_compare_bool(a, b, EQ);
    }
    Ok(a.is(b))
}

/// `nb_or` of types.
pub extern "C" fn type_or(left: &PyObject, right: &PyObject) -> PyResult {
    if !is_unionable(left) || !is_unionable(right) {
        return Ok(not_implemented());
    }
    let mut types = types_of(left);
    let own = types.len();
    'types: for ty in types_of(right) {
        for known in &types[..own] {
            if same(known, &ty)? {
                continue 'types;
            }
        }
        types.push(ty);
    }
    if types.len() == own {
        return Ok(if left.is_none() { NONE_TYPE.to_ref().upcast() } else { left.to_ref() });
    }
    make(tuple::new(types)?)
}

extern "C" fn union_repr(object: &PyObject) -> PyResult {
    let mut text = Builder::new();
    for (index, ty) in items_of(&args_of(object)).iter().enumerate() {
        if index > 0 {
            text.push_str(" | ")?;
        }
        if std::ptr::eq(ty.as_ptr(), NONE_TYPE.as_ptr()) {
            text.push_str("None")?;
        } else {
            generic_alias::push_type(&mut text, ty)?;
        }
    }
    Ok(text.finish()?.upcast())
}

extern "C" fn union_hash(object: &PyObject) -> isize {
    let hash = || objects::hash(&*set::frozen_from_iterable(&args_of(object))?);
    hash().unwrap_or(-1)
}

extern "C" fn union_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    if !b.is_exact::<PyUnionObject>() || (op != EQ && op != NE) {
        return Ok(not_implemented());
    }
    let left = set::from_iterable(&args_of(a))?;
    let right = set::from_iterable(&args_of(b))?;
    objects::rich_compare(&left, &right, op)
}

extern "C" fn union_subscript(object: &PyObject, item: &PyObject) -> PyResult {
    let args = args_of(object);
    let parameters = generic_alias::parameters_in(&union_of(object).parameters, &args)?;
    let args = generic_alias::substitute(object, &args, &parameters, item)?;
    let Some((first, rest)) = args.items().split_first() else { return make(args) };
    let mut result = first.to_ref();
    for arg in rest {
        result = crate::number::or(&result, arg)?;
    }
    Ok(result)
}

fn get_parameters(object: &PyObject) -> PyResult {
    Ok(generic_alias::parameters_in(&union_of(object).parameters, &args_of(object))?.upcast())
}

extern "C" fn union_getattro(object: &PyObject, name: &PyObject) -> PyResult {
    if crate::str::as_str(name) == Some("__module__") {
        return objects::get_attr(object.ob_type(), name);
    }
    objects::generic_get_attr(object, name)
}
