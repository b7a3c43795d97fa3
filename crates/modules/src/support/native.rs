//! What most native types need: owned fields, allocation, and the checks of their constructors and `__setstate__`.

use std::cell::Cell;
use std::ffi::CStr;

use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{
    self, Lent, PyObject, PyResult, Raised, Ref, clone_slot, give_up, replace_slot,
};
use vivarium_runtime::str::{self, Builder};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::{PyTypeObject, flags, ready};
use vivarium_runtime::{args, int, memory, name, objects, raise, singletons, thread};

/// Destructor and traverse function of a collected layout that owns these fields.
macro_rules! owning {
    ($layout:ident, $dealloc:ident, $traverse:ident, $($field:ident),*) => {
        unsafe extern "C" fn $dealloc(object: *mut ::vivarium_runtime::object::PyObject) {
            // SAFETY: a dying object of this layout, which owned these fields.
            unsafe {
                ::vivarium_runtime::gc::untrack(&*object);
                let this: &$layout = (*object).cast_unchecked();
                $(::vivarium_runtime::object::give_up(::vivarium_runtime::object::replace_slot(&this.$field, None));)*
                ::vivarium_runtime::memory::free_object(object);
            }
        }

        extern "C" fn $traverse(
            object: &::vivarium_runtime::object::PyObject,
            visit: ::vivarium_runtime::typeobject::VisitProc,
            arg: *mut ::std::ffi::c_void,
        ) -> ::std::ffi::c_int {
            // SAFETY: the slot of types of this layout.
            let this: &$layout = unsafe { object.cast_unchecked() };
            $(::vivarium_runtime::visit!(visit, arg, this.$field.get());)*
            0
        }
    };
}
pub(crate) use owning;

/// A function that gives an object of a type its layout: for slots and methods, which get instances of their type only.
macro_rules! layout_of {
    ($function:ident, $layout:ty) => {
        fn $function(object: &::vivarium_runtime::object::PyObject) -> &$layout {
            // SAFETY: slots and methods of the type get its instances.
            unsafe { object.cast_unchecked() }
        }
    };
}
pub(crate) use layout_of;

/// A collected iterator type that may be subclassed, for struct update.
pub const fn iterator_type(name: &'static CStr, size: usize) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        tp_alloc: Cell::new(Some(memory::generic_alloc)),
        ..PyTypeObject::new(name, size)
    }
}

/// A new instance, all its fields zero.
pub fn alloc(ty: &PyTypeObject) -> PyResult {
    match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0),
        None => memory::generic_alloc(ty, 0),
    }
}

/// A new reference to what a field owns.
#[inline(always)]
pub fn get<T>(slot: &Cell<*mut T>) -> Option<Ref<T>> {
    // SAFETY: fields of live objects are null or own their object.
    unsafe { clone_slot(slot) }
}

/// What a field owns, borrowed across anything that may run Python. Such a field is written by [`set`] and [`clear`] only.
#[inline(always)]
pub fn lend<T>(slot: &Cell<*mut T>) -> Option<Lent<T>> {
    // SAFETY: both give up what was there.
    unsafe { object::lend(slot) }
}

/// What a field owns, or `None`, the object.
pub fn get_or_none(slot: &Cell<*mut PyObject>) -> Ref {
    get(slot).unwrap_or_else(singletons::none_ref)
}

/// Stores into a field, then drops what was there.
#[inline(always)]
pub fn set<T>(slot: &Cell<*mut T>, value: Ref<T>) {
    give_up(replace_slot(slot, Some(value)));
}

/// Empties a field, then drops what was there.
#[inline(always)]
pub fn clear<T>(slot: &Cell<*mut T>) {
    give_up(replace_slot(slot, None));
}

/// `tp_iternext` as it is: a `StopIteration` that it raised stays set, with its value.
#[inline(always)]
pub fn raw_next(iterator: &PyObject) -> Option<Ref> {
    if thread::stack_is_low() {
        thread::native_stack_exhausted();
        return None;
    }
    match iterator.ob_type().tp_iternext.get() {
        Some(next) => next(iterator),
        None => {
            let _ = raise!(TYPE_ERROR, "'{}' object is not an iterator", iterator.ob_type().full_name());
            None
        }
    }
}

/// Keywords are an error in a constructor without any, unless a subclass brings its own `__init__`.
pub fn no_keywords(
    ty: &PyTypeObject,
    own: &PyTypeObject,
    name: &str,
    kwargs: Option<&PyObject>,
) -> Result<(), Raised> {
    let plain = std::ptr::eq(ty, own)
        || ty.tp_init.get().map(|init| init as usize) == own.tp_init.get().map(|init| init as usize);
    if plain { args::no_keywords(name, kwargs) } else { Ok(()) }
}

/// The positional arguments of a constructor that takes between `min` and `max` and no keywords.
pub fn positional<'a>(
    ty: &PyTypeObject,
    own: &PyTypeObject,
    name: &str,
    (arguments, kwargs): (&'a PyObject, Option<&PyObject>),
    min: usize,
    max: usize,
) -> Result<&'a [&'a PyObject], Raised> {
    no_keywords(ty, own, name, kwargs)?;
    let items = args::items(arguments);
    args::check_count(name, items, min, max)?;
    Ok(items)
}

/// An `int` as `PyLong_AsSsize_t` takes it: nothing that only converts to one.
pub fn strict_isize(object: &PyObject) -> Result<isize, Raised> {
    if !object.is_instance_of::<int::PyLongObject>() {
        return Err(raise!(TYPE_ERROR, "an integer is required"));
    }
    int::to_isize(object)
        .ok_or_else(|| raise!(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t"))
}

/// A C `int` as the argument format `i` takes it.
pub fn format_int(object: &PyObject) -> Result<i32, Raised> {
    let value = vivarium_runtime::number::index_any(object)?;
    let Some(value) = int::to_i64(&value) else {
        return Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C long"));
    };
    i32::try_from(value).map_err(|_| {
        if value > 0 {
            raise!(OVERFLOW_ERROR, "signed integer is greater than maximum")
        } else {
            raise!(OVERFLOW_ERROR, "signed integer is less than minimum")
        }
    })
}

/// The items of a tuple of state, between `min` and `max` of them.
pub fn state_items(state: &PyObject, min: usize, max: usize) -> Result<&[&PyObject], Raised> {
    let Some(tuple) = state.cast::<PyTupleObject>() else {
        return Err(raise!(TYPE_ERROR, "state is not a tuple"));
    };
    parsed_items(tuple, "function", min, max)
}

/// The items of an argument tuple as `PyArg_ParseTuple` counts them.
pub fn parsed_items<'a>(
    tuple: &'a PyTupleObject,
    name: &str,
    min: usize,
    max: usize,
) -> Result<&'a [&'a PyObject], Raised> {
    let items = tuple.items();
    let (given, plural) = (items.len(), |count: usize| if count == 1 { "" } else { "s" });
    if min <= given && given <= max {
        return Ok(items);
    }
    let (how, count) = match (min == max, given < min) {
        (true, _) => ("exactly", min),
        (false, true) => ("at least", min),
        (false, false) => ("at most", max),
    };
    Err(raise!(TYPE_ERROR, "{name} takes {how} {count} argument{} ({given} given)", plural(count)))
}

/// `argument 1 must be list, not int`, as the argument formats say it.
pub fn wrong_argument(index: usize, expected: &str, argument: &PyObject) -> Raised {
    let got = if argument.is_none() { "None" } else { argument.ob_type().full_name() };
    raise!(TYPE_ERROR, "argument {index} must be {expected}, not {got}")
}

/// A tuple of small numbers.
pub fn tuple_of_sizes(values: &[isize]) -> PyResult<PyTupleObject> {
    let numbers = values.iter().map(|value| int::from_isize(*value)).collect::<Result<Vec<_>, _>>()?;
    tuple::new(numbers)
}

/// `name(repr, repr, …)`.
pub fn call_repr(name: &str, arguments: &[&PyObject]) -> PyResult {
    let mut text = Builder::with_capacity(name.len() + 16)?;
    text.push_str(name)?;
    text.push_str("(")?;
    for (index, argument) in arguments.iter().enumerate() {
        if index > 0 {
            text.push_str(", ")?;
        }
        push_repr(&mut text, argument)?;
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

/// Appends an object's `repr`.
pub fn push_repr(text: &mut Builder, object: &PyObject) -> Result<(), Raised> {
    push_text(text, &*objects::repr(object)?)
}

/// Appends a string object.
pub fn push_text(text: &mut Builder, string: &PyObject) -> Result<(), Raised> {
    match string.cast::<vivarium_runtime::str::PyUnicodeObject>() {
        Some(string) => text.push_string(string),
        None => Ok(()),
    }
}

/// A tuple as an object.
pub fn tuple_ref(items: impl IntoIterator<Item = Ref, IntoIter: ExactSizeIterator>) -> PyResult {
    Ok(tuple::new(items)?.upcast())
}

/// Makes static types ready and adds them to a module under their names.
pub fn add_types(module: &PyModuleObject, types: &[&PyTypeObject]) -> Result<(), Raised> {
    for ty in types {
        ready::ready(ty)?;
        module.set(ty.name(), ty)?;
    }
    Ok(())
}

/// Gives a static type the `__module__` that CPython's own type, which is made at run time, has in its dict.
pub fn set_module(ty: &PyTypeObject) -> Result<(), Raised> {
    let module = str::intern(objects::module_of_name(ty.full_name()))?;
    ty.dict().set_item(name!("__module__"), &module)
}
