//! Operations on any object: attributes, `repr`, `str`, comparison, hashing, truth (`Objects/object.c`). The `object`
//! type itself stands in `objects/object_type.rs`.

use std::ffi::c_int;

use crate::errors;
use crate::exceptions;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot};
use crate::singletons;
use crate::str::PyUnicodeObject;
use crate::thread;
use crate::typeobject::{self, flags, slots};

mod attributes;
mod object_type;

pub use attributes::{
    Method, class_dict_getter, class_dict_setter, dict_getter, dict_setter, dict_slot, generic_get_attr,
    generic_get_attr_with, generic_set_attr, generic_set_attr_in, instance_dict, lookup_method,
};
pub(crate) use object_type::OBJECT_TEMPLATE;
pub use object_type::{is_object_init, is_object_new, object_new, reduce_2};

/// The `op` of `tp_richcompare`.
pub type CompareOp = c_int;
pub const LT: CompareOp = 0;
pub const LE: CompareOp = 1;
pub const EQ: CompareOp = 2;
pub const NE: CompareOp = 3;
pub const GT: CompareOp = 4;
pub const GE: CompareOp = 5;

/// As they are written.
pub const COMPARE_OPS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];
const SWAPPED: [CompareOp; 6] = [GT, GE, EQ, NE, LT, LE];

/// What `op` says of an ordering.
pub fn ordering_matches(ordering: std::cmp::Ordering, op: CompareOp) -> bool {
    match op {
        LT => ordering.is_lt(),
        LE => ordering.is_le(),
        EQ => ordering.is_eq(),
        NE => ordering.is_ne(),
        GT => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}

/// `True` or `False`, owned.
#[inline]
pub fn bool_ref(value: bool) -> Ref {
    crate::bool_::from_bool(value)
}

/// `repr(object)`: always a `str`.
pub fn repr(object: &PyObject) -> PyResult {
    let Some(function) = object.ob_type().tp_repr.get() else {
        return Ok(crate::str::new(&default_repr(object))?.upcast());
    };
    let _guard = thread::enter_recursive_call(" while getting the repr of an object")?;
    let result = function(object)?;
    if !result.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__repr__ returned non-string (type {})",
            result.ob_type().full_name()
        ));
    }
    Ok(result)
}

fn default_repr(object: &PyObject) -> String {
    format!("<{} object at {:#x}>", object.ob_type().full_name(), object.address())
}

/// `str(object)`: always a `str`.
pub fn str(object: &PyObject) -> PyResult {
    if object.is_exact::<PyUnicodeObject>() {
        return Ok(object.to_ref());
    }
    let Some(function) = object.ob_type().tp_str.get() else { return repr(object) };
    let _guard = thread::enter_recursive_call(" while getting the str of an object")?;
    let result = function(object)?;
    if !result.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__str__ returned non-string (type {})",
            result.ob_type().full_name()
        ));
    }
    Ok(result)
}

/// The text of `repr(object)` for messages; surrogates become escapes.
pub fn repr_text(object: &PyObject) -> Result<String, Raised> {
    Ok(crate::str::to_lossy(&*repr(object)?))
}

/// The text of `str(object)` for messages; surrogates become escapes.
pub fn str_text(object: &PyObject) -> Result<String, Raised> {
    Ok(crate::str::to_lossy(&*str(object)?))
}

/// `hash(object)`, never -1.
#[inline]
pub fn hash(object: &PyObject) -> Result<isize, Raised> {
    if let Some(value) =
        object.cast_exact::<crate::int::PyLongObject>().and_then(crate::int::PyLongObject::compact)
    {
        return Ok(if value == -1 { -2 } else { value as isize });
    }
    let Some(function) = object.ob_type().tp_hash.get() else { return Err(not_hashable(object)) };
    match function(object) {
        -1 => Err(Raised::already_set()),
        hash => Ok(hash),
    }
}

#[cold]
fn not_hashable(object: &PyObject) -> Raised {
    crate::raise!(TYPE_ERROR, "unhashable type: '{}'", object.ob_type().full_name())
}

/// `tp_hash` of types that are not hashable (`__hash__ = None`).
pub extern "C" fn hash_not_implemented(object: &PyObject) -> isize {
    let _ = not_hashable(object);
    -1
}

/// The hash of an address, as `object.__hash__`.
pub fn hash_pointer(address: usize) -> isize {
    // CPython's rotation, of addresses that are all multiples of 16 there. Ours may be of 8, but blocks are 16 bytes apart.
    (address >> 4) as isize
}

/// `a op b`, whatever it returns.
pub fn rich_compare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let _guard = thread::enter_recursive_call(" in comparison")?;
    let (ta, tb) = (a.ob_type(), b.ob_type());
    let mut reflected_tried = false;
    if !std::ptr::eq(ta, tb)
        && tb.is_subtype(ta)
        && let Some(function) = tb.tp_richcompare.get()
    {
        reflected_tried = true;
        let result = function(b, a, SWAPPED[op as usize])?;
        if !result.is(&singletons::NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    if let Some(function) = ta.tp_richcompare.get() {
        let result = function(a, b, op)?;
        if !result.is(&singletons::NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    if !reflected_tried && let Some(function) = tb.tp_richcompare.get() {
        let result = function(b, a, SWAPPED[op as usize])?;
        if !result.is(&singletons::NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    match op {
        EQ => Ok(bool_ref(a.is(b))),
        NE => Ok(bool_ref(!a.is(b))),
        _ => Err(crate::raise!(
            TYPE_ERROR,
            "'{}' not supported between instances of '{}' and '{}'",
            COMPARE_OPS[op as usize],
            a.ob_type().full_name(),
            b.ob_type().full_name()
        )),
    }
}

/// As [`rich_compare`] of what only containers own, without references of its own where none is needed: where each
/// comparison that may run is a plain Python function, whose frame owns its arguments before anything else runs.
/// `unchanged` says afterwards whether the containers still own the two.
pub fn rich_compare_unheld(
    a: &PyObject,
    b: &PyObject,
    op: CompareOp,
    unchanged: impl Fn() -> bool,
) -> PyResult {
    let (ta, tb) = (a.ob_type(), b.ob_type());
    if !(slots::compares_plainly(ta, op) && slots::compares_plainly(tb, SWAPPED[op as usize])) {
        let (a, b) = (a.to_ref(), b.to_ref());
        return rich_compare(&a, &b, op);
    }
    let _guard = thread::enter_recursive_call(" in comparison")?;
    let (ta, tb) = (Ref::new(ta), Ref::new(tb));
    let reflected_first = !std::ptr::eq(&*ta, &*tb) && tb.is_subtype(&ta);
    for reflected in [reflected_first, !reflected_first] {
        let result = if reflected {
            slots::slot_tp_richcompare(b, a, SWAPPED[op as usize])?
        } else {
            slots::slot_tp_richcompare(a, b, op)?
        };
        if !result.is(&singletons::NOT_IMPLEMENTED) {
            return Ok(result);
        }
        if !unchanged() {
            break;
        }
    }
    match op {
        EQ => Ok(bool_ref(std::ptr::eq(a, b))),
        NE => Ok(bool_ref(!std::ptr::eq(a, b))),
        _ => Err(crate::raise!(
            TYPE_ERROR,
            "'{}' not supported between instances of '{}' and '{}'",
            COMPARE_OPS[op as usize],
            ta.full_name(),
            tb.full_name()
        )),
    }
}

/// As [`rich_compare_bool`], of what a container owns: see [`rich_compare_unheld`].
pub fn rich_compare_bool_unheld(
    a: &PyObject,
    b: &PyObject,
    op: CompareOp,
    unchanged: impl Fn() -> bool,
) -> Result<bool, Raised> {
    if a.is(b) || plainly_equal(a, b).is_some() {
        return rich_compare_bool(a, b, op);
    }
    is_true(&*rich_compare_unheld(a, b, op, unchanged)?)
}

/// The truth of `a op b`, where an object equals itself (`PyObject_RichCompareBool`).
#[inline]
pub fn rich_compare_bool(a: &PyObject, b: &PyObject, op: CompareOp) -> Result<bool, Raised> {
    if a.is(b) {
        if op == EQ {
            return Ok(true);
        }
        if op == NE {
            return Ok(false);
        }
    }
    if (op == EQ || op == NE)
        && let Some(equal) = plainly_equal(a, b)
    {
        return Ok(equal == (op == EQ));
    }
    is_true(&*rich_compare(a, b, op)?)
}

/// Whether two ints, strings or floats, exactly of these types, are equal; `None` for anything else.
#[inline]
fn same_scalars(a: &PyObject, b: &PyObject) -> Option<bool> {
    let ty = a.ob_type.get();
    if !std::ptr::eq(ty, b.ob_type.get()) {
        return None;
    }
    // SAFETY: both are exactly of the type that is checked.
    unsafe {
        if std::ptr::eq(ty, &crate::int::LONG_TYPE) {
            let (a, b): (&crate::int::PyLongObject, &crate::int::PyLongObject) =
                (a.cast_unchecked(), b.cast_unchecked());
            return Some(a.signed_size() == b.signed_size() && a.digits() == b.digits());
        }
        if std::ptr::eq(ty, &crate::str::UNICODE_TYPE) {
            return Some(crate::dict::lookup::unicode_eq(a.as_ptr(), b.as_ptr()));
        }
        if std::ptr::eq(ty, &crate::float::FLOAT_TYPE) {
            let (a, b): (&crate::float::PyFloatObject, &crate::float::PyFloatObject) =
                (a.cast_unchecked(), b.cast_unchecked());
            return Some(a.value() == b.value());
        }
    }
    None
}

/// Whether two scalars, or two tuples of scalars, are equal as containers see it, if that runs nobody's code; `None` for
/// anything else.
#[inline]
pub fn plainly_equal(a: &PyObject, b: &PyObject) -> Option<bool> {
    if let Some(equal) = same_scalars(a, b) {
        return Some(equal);
    }
    let (a, b) = (
        a.cast_exact::<crate::tuple::PyTupleObject>()?.items(),
        b.cast_exact::<crate::tuple::PyTupleObject>()?.items(),
    );
    if a.len() != b.len() {
        return None;
    }
    for (a, b) in a.iter().zip(b) {
        if !a.is(b) && !same_scalars(a, b)? {
            return Some(false);
        }
    }
    Some(true)
}

/// The truth of an object.
#[inline]
pub fn is_true(object: &PyObject) -> Result<bool, Raised> {
    if object.is(crate::bool_::get(true)) {
        return Ok(true);
    }
    if object.is(crate::bool_::get(false)) || object.is_none() {
        return Ok(false);
    }
    let ty = object.ob_type();
    let result = if let Some(function) = ty.as_number().and_then(|number| number.nb_bool.get()) {
        function(object) as isize
    } else if let Some(function) = ty.as_mapping().and_then(|mapping| mapping.mp_length.get()) {
        function(object)
    } else if let Some(function) = ty.as_sequence().and_then(|sequence| sequence.sq_length.get()) {
        function(object)
    } else {
        return Ok(true);
    };
    if result < 0 { Err(Raised::already_set()) } else { Ok(result > 0) }
}

pub fn is_callable(object: &PyObject) -> bool {
    object.ob_type().tp_call.get().is_some()
}

/// `object.name`.
#[inline]
pub fn get_attr(object: &PyObject, name: &PyObject) -> PyResult {
    let ty = object.ob_type();
    if !name.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "attribute name must be string, not '{}'",
            name.ob_type().full_name()
        ));
    }
    let result = match ty.tp_getattro.get() {
        Some(function) => function(object, name),
        None => Err(crate::raise!(
            ATTRIBUTE_ERROR,
            "'{}' object has no attribute '{}'",
            ty.full_name(),
            str_text(name)?
        )),
    };
    if result.is_err() {
        set_attribute_error_context(object, name);
    }
    result
}

/// `object.name`, for a name in the source.
pub fn get_attr_str(object: &PyObject, name: &str) -> PyResult {
    get_attr(object, &*crate::str::intern(name)?)
}

/// `_PyObject_LookupAttr`: no attribute is no error, and the usual look-up makes no exception for it.
pub fn lookup_attr(object: &PyObject, name: &PyObject) -> Result<Option<Ref>, Raised> {
    let ty = object.ob_type();
    if let Some(function) = ty.tp_getattro.get() {
        if std::ptr::fn_addr_eq(function, generic_get_attr as typeobject::GetAttroFunc) {
            return lookup_attr_generic(object, name);
        }
        return errors::swallow(function(object, name), &exceptions::ATTRIBUTE_ERROR);
    }
    Ok(None)
}

/// As [`lookup_attr`], by the generic rules whatever the type's own are.
pub fn lookup_attr_generic(object: &PyObject, name: &PyObject) -> Result<Option<Ref>, Raised> {
    attributes::generic_get_attr_quiet(object, name)
}

/// Raises `AttributeError` with a message and the object and name it is about.
#[cold]
pub fn raise_attribute_error(object: &PyObject, name: &PyObject, message: &str) -> Raised {
    let raised = crate::raise!(ATTRIBUTE_ERROR, "{message}");
    set_attribute_error_context(object, name);
    raised
}

/// As [`lookup_attr`] for a name in the source.
pub fn lookup_attr_str(object: &PyObject, name: &str) -> Result<Option<Ref>, Raised> {
    lookup_attr(object, &*crate::str::intern(name)?)
}

/// Says in an `AttributeError` without them what object and which name it was about.
fn set_attribute_error_context(object: &PyObject, name: &PyObject) {
    if !errors::matches(&exceptions::ATTRIBUTE_ERROR) {
        return;
    }
    let Some(fetched) = errors::fetch() else { return };
    let exc_type = fetched.exc_type.clone();
    let (instance, traceback) = errors::normalize(fetched);
    if let Some(error) = instance.cast::<exceptions::PyAttributeErrorObject>()
        && error.name.get().is_null()
        && error.obj.get().is_null()
    {
        drop(crate::object::replace_slot(&error.name, Some(name.to_ref())));
        drop(crate::object::replace_slot(&error.obj, Some(object.to_ref())));
    }
    errors::restore(errors::Fetched { exc_type, value: Some(instance), traceback });
}

/// `object.name = value`, or `del object.name` without a value.
pub fn set_attr(object: &PyObject, name: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = object.ob_type();
    if !name.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "attribute name must be string, not '{}'",
            name.ob_type().full_name()
        ));
    }
    let Some(function) = ty.tp_setattro.get() else {
        let action = if value.is_none() { "del" } else { "assign to" };
        let kind = if ty.tp_getattro.get().is_none() { "no" } else { "only read-only" };
        return Err(crate::raise!(
            TYPE_ERROR,
            "'{}' object has {kind} attributes ({action} .{})",
            ty.full_name(),
            str_text(name)?
        ));
    };
    let interned = crate::str::intern_object(name);
    status(function(object, &interned, value))
}

/// `object.name = value` for a name in the source.
pub fn set_attr_str(object: &PyObject, name: &str, value: &PyObject) -> Result<(), Raised> {
    set_attr(object, &*crate::str::intern(name)?, Some(value))
}

/// A slot's 0 or -1 as a result.
#[inline(always)]
pub fn status(result: c_int) -> Result<(), Raised> {
    if result < 0 { Err(Raised::already_set()) } else { Ok(()) }
}

/// A result as a slot's 0 or -1.
#[inline(always)]
pub fn status_code(result: Result<(), Raised>) -> c_int {
    match result {
        Ok(()) => 0,
        Err(_) => -1,
    }
}

/// A result as a slot's 1, 0 or -1.
#[inline(always)]
pub fn bool_code(result: Result<bool, Raised>) -> c_int {
    match result {
        Ok(value) => value as c_int,
        Err(_) => -1,
    }
}

/// A length as a slot's length or -1.
#[inline(always)]
pub fn length_code(result: Result<usize, Raised>) -> isize {
    match result {
        Ok(value) => value as isize,
        Err(_) => -1,
    }
}

/// `tp_iter` of iterators.
pub extern "C" fn self_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

/// `isinstance(object, class)` where `class` may be a tuple or have `__instancecheck__`.
pub fn is_instance(object: &PyObject, class: &PyObject) -> Result<bool, Raised> {
    if std::ptr::eq(object.ob_type().as_ptr(), class.as_ptr()) {
        return Ok(true);
    }
    if class.is_exact::<typeobject::PyTypeObject>() {
        return recursive_is_instance(object, class);
    }
    INSTANCE_CHECK.ask(object, class)
}

/// What `isinstance` and `issubclass` do alike: unions and tuples one by one, hooks first.
struct Check {
    whole: fn(&PyObject, &PyObject) -> Result<bool, Raised>,
    hook: fn() -> &'static PyUnicodeObject,
    place: &'static str,
    plain: fn(&PyObject, &PyObject) -> Result<bool, Raised>,
}

const INSTANCE_CHECK: Check = Check {
    whole: is_instance,
    hook: || name!("__instancecheck__"),
    place: " in __instancecheck__",
    plain: recursive_is_instance,
};

const SUBCLASS_CHECK: Check = Check {
    whole: is_subclass,
    hook: || name!("__subclasscheck__"),
    place: " in __subclasscheck__",
    plain: recursive_is_subclass,
};

impl Check {
    fn ask(&self, asked: &PyObject, class: &PyObject) -> Result<bool, Raised> {
        if let Some(types) = crate::union::types(class) {
            return (self.whole)(asked, &types);
        }
        if let Some(classes) = class.cast::<crate::tuple::PyTupleObject>() {
            let _guard = thread::enter_recursive_call(self.place)?;
            for class in classes.items() {
                if (self.whole)(asked, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Some(check) = typeobject::lookup_special(class, (self.hook)())? {
            let _guard = thread::enter_recursive_call(self.place)?;
            return is_true(&*crate::call::call(&check, &[asked])?);
        }
        (self.plain)(asked, class)
    }
}

/// `type.__instancecheck__`: by type, then by `__class__`.
pub fn recursive_is_instance(object: &PyObject, class: &PyObject) -> Result<bool, Raised> {
    if let Some(class) = class.cast::<typeobject::PyTypeObject>() {
        if object.ob_type().is_subtype(class) {
            return Ok(true);
        }
        let claimed = lookup_attr(object, name!("__class__"))?;
        return Ok(claimed.is_some_and(|claimed| {
            !std::ptr::eq(claimed.as_raw(), object.ob_type().as_ptr())
                && claimed.cast::<typeobject::PyTypeObject>().is_some_and(|claimed| claimed.is_subtype(class))
        }));
    }
    check_class(class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
    match lookup_attr(object, name!("__class__"))? {
        Some(claimed) => abstract_is_subclass(&claimed, class),
        None => Ok(false),
    }
}

/// `issubclass(derived, class)` where `class` may be a tuple or have `__subclasscheck__`.
pub fn is_subclass(derived: &PyObject, class: &PyObject) -> Result<bool, Raised> {
    if class.is_exact::<typeobject::PyTypeObject>() {
        if derived.is(class) {
            return Ok(true);
        }
        return recursive_is_subclass(derived, class);
    }
    SUBCLASS_CHECK.ask(derived, class)
}

/// `type.__subclasscheck__`.
pub fn recursive_is_subclass(derived: &PyObject, class: &PyObject) -> Result<bool, Raised> {
    if let (Some(derived), Some(class)) =
        (derived.cast::<typeobject::PyTypeObject>(), class.cast::<typeobject::PyTypeObject>())
    {
        return Ok(derived.is_subtype(class));
    }
    check_class(derived, "issubclass() arg 1 must be a class")?;
    if class.cast::<crate::union::PyUnionObject>().is_none() {
        check_class(class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")?;
    }
    abstract_is_subclass(derived, class)
}

/// What stands for the bases of something class-like: its `__bases__`, if that is a tuple.
fn abstract_bases(class: &PyObject) -> Result<Option<Ref>, Raised> {
    Ok(lookup_attr(class, name!("__bases__"))?
        .filter(|bases| bases.is_instance_of::<crate::tuple::PyTupleObject>()))
}

fn check_class(class: &PyObject, message: &str) -> Result<(), Raised> {
    match abstract_bases(class)? {
        Some(_) => Ok(()),
        None => Err(crate::raise!(TYPE_ERROR, "{message}")),
    }
}

fn abstract_is_subclass(derived: &PyObject, class: &PyObject) -> Result<bool, Raised> {
    let mut derived = derived.to_ref();
    loop {
        if derived.is(class) {
            return Ok(true);
        }
        let Some(bases) = abstract_bases(&derived)? else { return Ok(false) };
        let items = crate::args::items(&bases);
        match items {
            [] => return Ok(false),
            [base] => {
                let base = base.to_ref();
                derived = base;
            }
            _ => {
                let _guard = thread::enter_recursive_call(" in __issubclass__")?;
                for base in items {
                    if abstract_is_subclass(base, class)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
        }
    }
}

/// `dir(object)`: a sorted list.
pub fn dir(object: &PyObject) -> PyResult {
    let Some(function) = typeobject::lookup_special(object, name!("__dir__"))? else {
        return Err(crate::raise!(TYPE_ERROR, "object does not provide __dir__"));
    };
    let names = crate::sequence::list(&*crate::call::call(&function, &[])?)?;
    crate::call::call_method(&names, "sort", &[])?;
    Ok(names)
}

/// `repr(item)` of what a container holds, without a reference of its own where the item keeps itself alive meanwhile: by
/// its frame, or by [`repr_enter`].
pub fn repr_of_item(item: &PyObject) -> PyResult {
    let python = item.ob_type().tp_repr.get().is_some_and(|slot| {
        std::ptr::fn_addr_eq(slot, typeobject::slots::slot_tp_repr as typeobject::UnaryFunc)
    });
    let _held = (!python && !item.is_exact::<crate::list::PyListObject>()).then(|| item.to_ref());
    repr(item)
}

/// Guards against endless `repr` of containers that hold themselves: `None` when the object's `repr` is already under way
/// (then print `...`), else a guard for its duration.
pub fn repr_enter(object: &PyObject) -> Option<ReprGuard> {
    let active = &ACTIVE_REPRS.0;
    // SAFETY: touched only while the interpreter lock is held, and not re-entrantly.
    let list = unsafe { &mut *active.get() };
    if list.contains(&object.address()) {
        return None;
    }
    list.push(object.address());
    Some(ReprGuard(object.to_ref()))
}

struct ActiveReprs(std::cell::UnsafeCell<Vec<usize>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for ActiveReprs {}

static ACTIVE_REPRS: ActiveReprs = ActiveReprs(std::cell::UnsafeCell::new(Vec::new()));

/// See [`repr_enter`].
pub struct ReprGuard(Ref);

impl Drop for ReprGuard {
    fn drop(&mut self) {
        // SAFETY: as in `repr_enter`.
        let list = unsafe { &mut *ACTIVE_REPRS.0.get() };
        if let Some(index) = list.iter().rposition(|address| *address == self.0.address()) {
            list.swap_remove(index);
        }
    }
}

/// `sys.getsizeof(object)` with the collector's header, by the object's `__sizeof__`.
pub fn getsizeof(object: &PyObject) -> Result<isize, Raised> {
    let Some(method) = typeobject::lookup_special(object, name!("__sizeof__"))? else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "Type {} doesn't define __sizeof__",
            object.ob_type().full_name()
        ));
    };
    let result = crate::call::call(&method, &[])?;
    if !result.is_instance_of::<crate::int::PyLongObject>() {
        return Err(crate::raise!(TYPE_ERROR, "an integer is required"));
    }
    let size = crate::number::as_isize(&result)?;
    if size < 0 {
        return Err(crate::raise!(VALUE_ERROR, "__sizeof__() should return >= 0"));
    }
    Ok(size + crate::memory::prefix_size(object.ob_type()) as isize)
}

/// The module that a native object or class says it belongs to: the part of `tp_name` before the last dot.
pub fn module_of_name(full_name: &str) -> &str {
    full_name.rsplit_once('.').map_or("builtins", |(module, _)| module)
}

/// An owned copy of an attribute slot, `None` object where it is null.
pub fn slot_or_none(slot: &std::cell::Cell<*mut PyObject>) -> Ref {
    // SAFETY: slots of objects hold null or live objects.
    unsafe { clone_slot(slot) }.unwrap_or_else(singletons::none_ref)
}

/// Whether a class may not be instantiated directly.
pub fn disallows_instantiation(ty: &typeobject::PyTypeObject) -> bool {
    ty.has_flag(flags::DISALLOW_INSTANTIATION)
}

/// Tells audit hooks that an attribute of the interpreter's own is read.
pub fn audit_read(object: &PyObject, name: &str) -> Result<(), Raised> {
    crate::hooks::audit("object.__getattr__", || {
        Ok(vec![object.to_ref(), crate::str::intern(name)?.upcast()])
    })
}

/// Tells audit hooks that an attribute of the interpreter's own is set or deleted.
pub fn audit_write(object: &PyObject, name: &str, value: Option<&PyObject>) -> Result<(), Raised> {
    match value {
        Some(value) => crate::hooks::audit("object.__setattr__", || {
            Ok(vec![object.to_ref(), crate::str::intern(name)?.upcast(), value.to_ref()])
        }),
        None => crate::hooks::audit("object.__delattr__", || {
            Ok(vec![object.to_ref(), crate::str::intern(name)?.upcast()])
        }),
    }
}
