//! Changing what an object or a class is: `object.__class__ = …` and `Class.__bases__ = …`.

use super::heap::{self, PyHeapTypeObject};
use super::{PyTypeObject, flags};
use crate::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use crate::tuple::PyTupleObject;

/// Whether two sibling classes added the same slots (`same_slots_added`).
fn same_slots_added(a: &PyTypeObject, b: &PyTypeObject) -> bool {
    let (Some(base_a), Some(base_b)) = (a.base(), b.base()) else { return false };
    if !std::ptr::eq(base_a, base_b) {
        return false;
    }
    let word = size_of::<usize>() as isize;
    let mut size = base_a.tp_basicsize.get();
    if a.tp_weaklistoffset.get() == size && b.tp_weaklistoffset.get() == size {
        size += word;
    }
    let slots = |ty: &PyTypeObject| -> Vec<String> {
        ty.as_heap()
            // SAFETY: a heap type owns its slot names.
            .and_then(|heap: &PyHeapTypeObject| unsafe { heap.ht_slots.get().as_ref() })
            .map(|slots| crate::args::items(slots).iter().map(|name| crate::str::to_lossy(name)).collect())
            .unwrap_or_default()
    };
    let (names_a, names_b) = (slots(a), slots(b));
    if names_a != names_b {
        return false;
    }
    size += word * names_a.len() as isize;
    size == a.tp_basicsize.get() && size == b.tp_basicsize.get()
}

/// Whether a class has exactly its base's layout and destructor.
fn same_as_base(child: &PyTypeObject) -> bool {
    let Some(parent) = child.base() else { return false };
    child.tp_basicsize.get() == parent.tp_basicsize.get()
        && child.tp_itemsize.get() == parent.tp_itemsize.get()
        && child.tp_dictoffset.get() == parent.tp_dictoffset.get()
        && child.tp_weaklistoffset.get() == parent.tp_weaklistoffset.get()
        && child.has_flag(flags::HAVE_GC) == parent.has_flag(flags::HAVE_GC)
        && child.has_flag(flags::HEAPTYPE)
        && child.tp_dealloc.get().is_some()
}

/// `compatible_for_assignment`.
fn check_compatible(old: &PyTypeObject, new: &PyTypeObject, attribute: &str) -> Result<(), Raised> {
    let differs = || {
        crate::raise!(
            TYPE_ERROR,
            "{attribute} assignment: '{}' object layout differs from '{}'",
            new.full_name(),
            old.full_name()
        )
    };
    // CPython's objects are given back in two ways.
    let free =
        |ty: &PyTypeObject| (ty.tp_free.get().map(|function| function as usize), ty.has_flag(flags::HAVE_GC));
    if free(old) != free(new) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "{attribute} assignment: '{}' deallocator differs from '{}'",
            new.full_name(),
            old.full_name()
        ));
    }
    if std::ptr::eq(old, new) {
        return Ok(());
    }
    let (mut new_base, mut old_base) = (new, old);
    while same_as_base(new_base) {
        new_base = new_base.base().expect("checked");
    }
    while same_as_base(old_base) {
        old_base = old_base.base().expect("checked");
    }
    let siblings = match (new_base.base(), old_base.base()) {
        (Some(a), Some(b)) => std::ptr::eq(a, b),
        _ => false,
    };
    if !std::ptr::eq(new_base, old_base) && (!siblings || !same_slots_added(new_base, old_base)) {
        return Err(differs());
    }
    if new.has_flag(flags::MANAGED_DICT) != old.has_flag(flags::MANAGED_DICT) {
        return Err(differs());
    }
    Ok(())
}

/// `object.__class__ = value`.
pub fn set_class(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(value) = value else {
        return Err(crate::raise!(TYPE_ERROR, "can't delete __class__ attribute"));
    };
    let Some(new) = value.cast::<PyTypeObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__class__ must be set to a class, not '{}' object",
            value.ob_type().name()
        ));
    };
    crate::objects::audit_write(object, "__class__", Some(value))?;
    let old = object.ob_type();
    let module = &crate::module::MODULE_TYPE;
    let both_modules = new.is_subtype(module) && old.is_subtype(module);
    if !both_modules && (new.has_flag(flags::IMMUTABLETYPE) || old.has_flag(flags::IMMUTABLETYPE)) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__class__ assignment only supported for mutable types or ModuleType subclasses"
        ));
    }
    check_compatible(old, new, "__class__")?;
    if old.has_flag(flags::MANAGED_DICT) {
        // The values are laid out by the old class's shared keys.
        crate::dict::materialize_managed(object)?;
    }
    if new.has_flag(flags::HEAPTYPE) {
        new.incref();
    }
    object.ob_type.set(new);
    if old.has_flag(flags::HEAPTYPE) {
        // SAFETY: the object's reference to its old class is gone with the assignment.
        unsafe { old.as_ptr().as_ref().expect("not null").decref() };
    }
    Ok(())
}

/// `Class.__bases__ = value`.
pub(super) fn set_bases(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    // SAFETY: called on types only.
    let ty: &PyTypeObject = unsafe { object.cast_unchecked() };
    let value = super::attributes::check_special(ty, value, "__bases__")?;
    let Some(bases) = value.cast::<PyTupleObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can only assign tuple to {}.__bases__, not {}",
            ty.full_name(),
            value.ob_type().full_name()
        ));
    };
    if bases.is_empty() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can only assign non-empty tuple to {}.__bases__, not ()",
            ty.full_name()
        ));
    }
    for base in bases.items() {
        let Some(base) = base.cast::<PyTypeObject>() else {
            return Err(crate::raise!(
                TYPE_ERROR,
                "{}.__bases__ must be tuple of classes, not '{}'",
                ty.full_name(),
                base.ob_type().full_name()
            ));
        };
        // A custom `mro()` may come back here before the base's MRO knows of its new bases.
        if base.is_subtype(ty) || (!base.tp_mro.get().is_null() && base_chain(base, ty)) {
            return Err(crate::raise!(TYPE_ERROR, "a __bases__ item causes an inheritance cycle"));
        }
    }
    let new_base = super::new::best_base(bases.items())?;
    check_compatible(ty.base().unwrap_or(&super::OBJECT_TYPE), &new_base, "__bases__")?;
    let old_bases = replace_slot(&ty.tp_bases, Some(value.to_ref()));
    let old_base = ty.tp_base.replace(new_base.into_raw());
    // SAFETY: the type owned a reference to its base.
    let old_base = unsafe { Ref::from_nullable(old_base.cast_mut()) };
    // A custom `mro()` may have set other bases meanwhile: they stay.
    let replaced = || !std::ptr::eq(ty.tp_bases.get().cast_const(), value.as_ptr().cast_const());
    let mut done: Vec<MroChange> = Vec::new();
    if let Err(raised) = update_mros(ty, &mut done) {
        for MroChange { class, old, new } in done.into_iter().rev() {
            if std::ptr::eq(class.tp_mro.get().cast_const(), new.as_raw()) {
                drop(replace_slot(&class.tp_mro, old));
                super::cache::modified(&class);
            }
        }
        if !replaced() {
            drop(replace_slot(&ty.tp_bases, old_bases));
            let base = old_base.map_or(std::ptr::null_mut(), Ref::into_raw);
            // SAFETY: the new base's reference was stored just now.
            drop(unsafe { Ref::from_nullable(ty.tp_base.replace(base).cast_mut()) });
        }
        return Err(raised);
    }
    if replaced() {
        return Ok(());
    }
    if let Some(old) = &old_bases {
        for base in crate::args::items(old).iter().filter_map(|base| base.cast::<PyTypeObject>()) {
            heap::remove_subclass(base, ty);
        }
    }
    for base in bases.items().iter().filter_map(|base| base.cast::<PyTypeObject>()) {
        heap::add_subclass(base, ty);
    }
    super::slotdefs::update_all(ty)
}

/// Whether `base` is `ty` or made from it, by the chain of bases that decide layouts.
fn base_chain(base: &PyTypeObject, ty: &PyTypeObject) -> bool {
    std::iter::successors(Some(base), |class| class.base()).any(|class| std::ptr::eq(class, ty))
}

/// An MRO that was replaced.
struct MroChange {
    class: Ref<PyTypeObject>,
    old: Option<Ref>,
    new: Ref,
}

/// Computes the MRO of a class and its subclasses again (`mro_hierarchy`).
fn update_mros(ty: &PyTypeObject, done: &mut Vec<MroChange>) -> Result<(), Raised> {
    let super::mro::Installed::Now { old, new } = super::mro::install(ty)? else { return Ok(()) };
    done.push(MroChange { class: Ref::new(ty), old, new });
    for subclass in heap::subclasses(ty) {
        update_mros(&subclass, done)?;
    }
    Ok(())
}

/// `object.__class__`.
pub fn get_class(object: &PyObject) -> PyResult {
    Ok(object.ob_type().to_ref())
}
