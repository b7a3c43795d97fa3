//! `type(name, bases, dict)`: making a class (`type_new` of `Objects/typeobject.c`).

use super::heap::{PyHeapTypeObject, subtype_clear, subtype_dealloc, subtype_traverse};
use super::{NewFunc, PyTypeObject, flags};
use crate::args::items;
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef};
use crate::dict::PyDictObject;
use crate::errors;
use crate::exceptions;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects;
use crate::str::PyUnicodeObject;
use crate::tuple::PyTupleObject;

/// `type.__new__(metatype, name, bases, dict, **kwargs)`.
pub extern "C" fn type_new(metatype: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let given = items(args);
    if given.len() != 3 {
        return Err(crate::raise!(
            TYPE_ERROR,
            "type.__new__() takes exactly 3 arguments ({} given)",
            given.len()
        ));
    }
    let bad = |index: usize, expected: &str| {
        crate::args::bad_argument("type.__new__", &format!("argument {}", index + 1), expected, given[index])
    };
    let name = given[0].cast::<PyUnicodeObject>().ok_or_else(|| bad(0, "str"))?;
    let bases = given[1].cast::<PyTupleObject>().ok_or_else(|| bad(1, "tuple"))?;
    let namespace = given[2].cast::<PyDictObject>().ok_or_else(|| bad(2, "dict"))?;
    let bases = if bases.is_empty() {
        crate::tuple::from_slice(&[&super::OBJECT_TYPE])?
    } else {
        check_mro_entries(bases)?;
        Ref::new(bases)
    };
    let winner = calculate_metaclass(metatype, bases.items())?;
    if !std::ptr::eq(&*winner, metatype)
        && let Some(new) = winner.tp_new.get()
        && !std::ptr::fn_addr_eq(new, type_new as NewFunc)
    {
        return new(&winner, args, kwargs);
    }
    let base = best_base(bases.items())?;
    let ty = ClassBuilder::new(name, &base, namespace)?.build(&winner, name, &bases, &base, namespace)?;
    set_names(&ty)?;
    init_subclass(&ty, kwargs)?;
    Ok(ty.upcast())
}

fn check_mro_entries(bases: &PyTupleObject) -> Result<(), Raised> {
    for base in bases.items() {
        if !base.is_instance_of::<PyTypeObject>()
            && objects::lookup_attr(base, name!("__mro_entries__"))?.is_some()
        {
            return Err(crate::raise!(
                TYPE_ERROR,
                "type() doesn't support MRO entry resolution; use types.new_class()"
            ));
        }
    }
    Ok(())
}

/// The most derived metaclass among `metatype` and those of the bases.
pub fn calculate_metaclass(metatype: &PyTypeObject, bases: &[&PyObject]) -> PyResult<PyTypeObject> {
    let mut winner = metatype;
    for base in bases {
        let candidate = base.ob_type();
        if winner.is_subtype(candidate) {
            continue;
        }
        if candidate.is_subtype(winner) {
            winner = candidate;
            continue;
        }
        return Err(crate::raise!(
            TYPE_ERROR,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases"
        ));
    }
    Ok(Ref::new(winner))
}

/// The base whose layout the new class's instances get.
pub fn best_base(bases: &[&PyObject]) -> PyResult<PyTypeObject> {
    let mut best: Option<(&PyTypeObject, &PyTypeObject)> = None;
    for base in bases {
        let Some(base) = base.cast::<PyTypeObject>() else {
            return Err(crate::raise!(TYPE_ERROR, "bases must be types"));
        };
        if !base.has_flag(flags::BASETYPE) {
            return Err(crate::raise!(
                TYPE_ERROR,
                "type '{}' is not an acceptable base type",
                base.full_name()
            ));
        }
        let solid = super::heap::solid_base(base);
        best = match best {
            None => Some((base, solid)),
            Some((_, winner)) if winner.is_subtype(solid) => best,
            Some((_, winner)) if solid.is_subtype(winner) => Some((base, solid)),
            Some(_) => {
                return Err(crate::raise!(TYPE_ERROR, "multiple bases have instance lay-out conflict"));
            }
        };
    }
    best.map(|(base, _)| Ref::new(base)).ok_or_else(|| crate::raise!(TYPE_ERROR, "bases must be types"))
}

/// What `__slots__` and the bases decide about the new class's instances.
struct ClassBuilder {
    /// Mangled and sorted; `None` without `__slots__`.
    slots: Option<Ref<PyTupleObject>>,
    add_dict: bool,
    add_weakref: bool,
}

impl ClassBuilder {
    fn new(
        name: &PyUnicodeObject,
        base: &PyTypeObject,
        namespace: &PyDictObject,
    ) -> Result<ClassBuilder, Raised> {
        let may_add_dict = base.tp_dictoffset.get() == 0;
        let may_add_weakref = base.tp_weaklistoffset.get() == 0 && base.tp_itemsize.get() == 0;
        let Some(slots) = namespace.get_item(name!("__slots__"))? else {
            return Ok(ClassBuilder { slots: None, add_dict: may_add_dict, add_weakref: may_add_weakref });
        };
        let slots: Vec<Ref> = if slots.is_instance_of::<PyUnicodeObject>() {
            vec![slots]
        } else {
            let tuple = crate::sequence::tuple(&slots)?;
            items(&tuple).iter().map(|item| item.to_ref()).collect()
        };
        if !slots.is_empty() && base.tp_itemsize.get() != 0 {
            return Err(crate::raise!(
                TYPE_ERROR,
                "nonempty __slots__ not supported for subtype of '{}'",
                base.full_name()
            ));
        }
        let mut builder = ClassBuilder { slots: None, add_dict: false, add_weakref: false };
        let mut names: Vec<Ref<PyUnicodeObject>> = Vec::new();
        for slot in &slots {
            let text = slot_name(slot)?;
            match crate::str::as_str(text) {
                Some("__dict__") => {
                    if !may_add_dict || builder.add_dict {
                        return Err(crate::raise!(
                            TYPE_ERROR,
                            "__dict__ slot disallowed: we already got one"
                        ));
                    }
                    builder.add_dict = true;
                }
                Some("__weakref__") => {
                    if !may_add_weakref || builder.add_weakref {
                        return Err(crate::raise!(
                            TYPE_ERROR,
                            "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
                        ));
                    }
                    builder.add_weakref = true;
                }
                _ => names.push(mangle(name, text)?),
            }
        }
        for slot in &names {
            let special = matches!(crate::str::as_str(slot), Some("__qualname__" | "__classcell__"));
            if !special && namespace.get_item(slot)?.is_some() {
                return Err(crate::raise!(
                    VALUE_ERROR,
                    "{} in __slots__ conflicts with class variable",
                    objects::repr_text(slot)?
                ));
            }
        }
        names.sort_by_key(|name| name.data().to_ucs4());
        builder.slots = Some(crate::tuple::new(names.into_iter().map(Ref::upcast).collect::<Vec<_>>())?);
        Ok(builder)
    }

    /// Secondary bases may bring a dict or weak references.
    fn look_at_other_bases(&mut self, bases: &PyTupleObject, base: &PyTypeObject) {
        if self.slots.is_none() || bases.len() < 2 {
            return;
        }
        let may_add_dict = base.tp_dictoffset.get() == 0;
        let may_add_weakref = base.tp_weaklistoffset.get() == 0 && base.tp_itemsize.get() == 0;
        for other in bases.items() {
            let Some(other) = other.cast::<PyTypeObject>() else { continue };
            if std::ptr::eq(other, base) {
                continue;
            }
            self.add_dict |= may_add_dict && other.tp_dictoffset.get() != 0;
            self.add_weakref |= may_add_weakref && other.tp_weaklistoffset.get() != 0;
        }
    }

    fn build(
        mut self,
        metatype: &PyTypeObject,
        name: &PyUnicodeObject,
        bases: &Ref<PyTupleObject>,
        base: &Ref<PyTypeObject>,
        namespace: &PyDictObject,
    ) -> PyResult<PyTypeObject> {
        self.look_at_other_bases(bases, base);
        let tpname = c_string(name)?;
        let count = self.slots.as_ref().map_or(0, |slots| slots.len());
        let dict = namespace.copy()?;
        let alloc = metatype.tp_alloc.get().unwrap_or(crate::memory::generic_alloc);
        // SAFETY: instances of metatypes are heap types.
        let ty: Ref<PyTypeObject> = unsafe { alloc(metatype, count as isize)?.cast_into_unchecked() };
        // SAFETY: as above; every slot is zero, which is `None`.
        let heap: &PyHeapTypeObject = unsafe { ty.cast_unchecked() };
        ty.tp_flags.set(flags::DEFAULT | flags::HEAPTYPE | flags::BASETYPE | flags::HAVE_GC);
        ty.tp_as_async.set(&heap.as_async);
        ty.tp_as_number.set(&heap.as_number);
        ty.tp_as_mapping.set(&heap.as_mapping);
        ty.tp_as_sequence.set(&heap.as_sequence);
        ty.tp_as_buffer.set(&heap.as_buffer);
        ty.tp_bases.set(bases.clone().into_raw().cast());
        ty.tp_base.set(base.clone().into_raw());
        ty.tp_dealloc.set(Some(subtype_dealloc));
        ty.tp_alloc.set(Some(crate::memory::generic_alloc));
        ty.tp_traverse.set(Some(subtype_traverse));
        ty.tp_clear.set(Some(subtype_clear));
        heap.ht_name.set(Ref::new(name).into_raw().cast());
        heap.ht_tpname.set(tpname);
        ty.tp_name.set(tpname);
        ty.tp_dict.set(dict.clone().into_raw().cast());
        if let Some(slots) = &self.slots {
            heap.ht_slots.set(slots.clone().into_raw().cast());
        }
        set_module(&dict)?;
        set_qualname(heap, &dict)?;
        set_doc(&ty, &dict)?;
        wrap_function(&dict, name!("__new__"), crate::descr::methods::new_static)?;
        wrap_function(&dict, name!("__init_subclass__"), crate::descr::methods::new_class)?;
        wrap_function(&dict, name!("__class_getitem__"), crate::descr::methods::new_class)?;
        self.lay_out(&ty, base)?;
        set_class_cell(&ty, &dict)?;
        super::ready::ready(&ty)?;
        super::slotdefs::fixup(&ty)?;
        Ok(ty)
    }

    /// Places the slots, the weak references and the dict behind the base's fields (`type_new_descriptors`).
    fn lay_out(&self, ty: &PyTypeObject, base: &PyTypeObject) -> Result<(), Raised> {
        let word = size_of::<usize>() as isize;
        let mut offset = base.tp_basicsize.get();
        let mut member: *mut PyMemberDef =
            std::ptr::from_ref(ty).cast::<PyHeapTypeObject>().cast_mut().wrapping_add(1).cast();
        for slot in self.slots.iter().flat_map(|slots| slots.items()) {
            // SAFETY: slots are strings; the type has room for as many members as slots and one more, all zero.
            unsafe {
                let slot: &PyUnicodeObject = slot.cast_unchecked();
                member.write(PyMemberDef {
                    name: crate::str::utf8_pointer(slot)?,
                    member_type: MemberType::ObjectEx,
                    offset,
                    flags: 0,
                    doc: std::ptr::null(),
                });
                member = member.add(1);
            }
            offset += word;
        }
        let itemsize = base.tp_itemsize.get();
        if self.add_dict && itemsize != 0 {
            ty.tp_dictoffset.set(-word);
            offset += word;
        }
        if self.add_weakref {
            ty.tp_weaklistoffset.set(offset);
            offset += word;
        }
        if self.add_dict && itemsize == 0 {
            ty.tp_flags.set(ty.tp_flags.get() | flags::MANAGED_DICT);
            ty.tp_dictoffset.set(-offset - 3 * word);
        }
        ty.tp_basicsize.set(offset);
        ty.tp_itemsize.set(itemsize);
        if self.slots.as_ref().is_some_and(|slots| !slots.is_empty()) {
            ty.tp_members.set(std::ptr::from_ref(ty).cast::<PyHeapTypeObject>().wrapping_add(1).cast());
        }
        let getset = match (ty.tp_weaklistoffset.get() != 0, ty.tp_dictoffset.get() != 0) {
            (true, true) => GETSET_FULL.as_ptr(),
            (true, false) => GETSET_WEAKREF.as_ptr(),
            (false, true) => GETSET_DICT.as_ptr(),
            (false, false) => std::ptr::null(),
        };
        ty.tp_getset.set(getset);
        Ok(())
    }
}

const DICT: PyGetSetDef = PyGetSetDef::new(
    c"__dict__",
    objects::class_dict_getter,
    objects::class_dict_setter,
    c"dictionary for instance variables (if defined)",
);
const WEAKREF: PyGetSetDef = PyGetSetDef::read_only(
    c"__weakref__",
    crate::weakref::weakref_getter,
    c"list of weak references to the object (if defined)",
);

static GETSET_FULL: &[PyGetSetDef] = &[DICT, WEAKREF, PyGetSetDef::END];
static GETSET_DICT: &[PyGetSetDef] = &[DICT, PyGetSetDef::END];
static GETSET_WEAKREF: &[PyGetSetDef] = &[WEAKREF, PyGetSetDef::END];

fn slot_name(slot: &PyObject) -> Result<&PyUnicodeObject, Raised> {
    let Some(text) = slot.cast::<PyUnicodeObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__slots__ items must be strings, not '{}'",
            slot.ob_type().name()
        ));
    };
    if !crate::str::is_identifier(text) {
        return Err(crate::raise!(TYPE_ERROR, "__slots__ must be identifiers"));
    }
    Ok(text)
}

/// `_Py_Mangle`: `__x` in class `C` becomes `_C__x`.
pub fn mangle(class: &PyUnicodeObject, name: &PyUnicodeObject) -> PyResult<PyUnicodeObject> {
    let (class_text, text) = (crate::str::to_lossy(class), crate::str::to_lossy(name));
    let stripped = class_text.trim_start_matches('_');
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') || stripped.is_empty() {
        return Ok(Ref::new(name));
    }
    crate::str::intern(&format!("_{stripped}{text}"))
}

/// The UTF-8 of a class's name, NUL-terminated, in memory of its own.
pub(crate) fn c_string(name: &PyUnicodeObject) -> Result<*mut std::ffi::c_char, Raised> {
    let text = crate::str::to_utf8(name)?;
    if text.contains('\0') {
        return Err(crate::raise!(VALUE_ERROR, "type name must not contain null characters"));
    }
    let block = crate::memory::alloc(text.len() + 1);
    if block.is_null() {
        return Err(errors::no_memory());
    }
    // SAFETY: the block has room for the text and a NUL.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
        *block.add(text.len()) = 0;
    }
    Ok(block.cast())
}

/// `__module__` from the globals of the running frame, unless the namespace has it.
fn set_module(dict: &PyDictObject) -> Result<(), Raised> {
    if dict.get_item(name!("__module__"))?.is_some() {
        return Ok(());
    }
    let Some(globals) = crate::frame::current_globals() else { return Ok(()) };
    if let Some(globals) = globals.cast::<PyDictObject>()
        && let Some(module) = globals.get_item(name!("__name__"))?
    {
        dict.set_item(name!("__module__"), &module)?;
    }
    Ok(())
}

fn set_qualname(heap: &PyHeapTypeObject, dict: &PyDictObject) -> Result<(), Raised> {
    let Some(qualname) = dict.get_item(name!("__qualname__"))? else {
        heap.ht_qualname.set(heap.ht_name.get());
        // SAFETY: the name was just set.
        unsafe { (*heap.ht_name.get()).incref() };
        return Ok(());
    };
    if !qualname.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "type __qualname__ must be a str, not {}",
            qualname.ob_type().full_name()
        ));
    }
    dict.del_item(name!("__qualname__"))?;
    heap.ht_qualname.set(qualname.into_raw());
    Ok(())
}

fn set_doc(ty: &PyTypeObject, dict: &PyDictObject) -> Result<(), Raised> {
    if let Some(doc) = dict.get_item(name!("__doc__"))?
        && let Some(text) = doc.cast::<PyUnicodeObject>()
    {
        let text = crate::str::to_utf8(text)?;
        let text = text.split('\0').next().unwrap_or_default();
        let block = crate::memory::alloc(text.len() + 1);
        if block.is_null() {
            return Err(errors::no_memory());
        }
        // SAFETY: the block has room for the text and a NUL.
        unsafe {
            std::ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
            *block.add(text.len()) = 0;
        }
        ty.tp_doc.set(block.cast());
    }
    Ok(())
}

/// Wraps a plain function of the namespace as static or class method.
fn wrap_function(
    dict: &PyDictObject,
    name: &PyUnicodeObject,
    wrap: fn(&PyObject) -> PyResult,
) -> Result<(), Raised> {
    if let Some(function) = dict.get_item(name)?
        && function.is_exact::<crate::function::PyFunctionObject>()
    {
        dict.set_item(name, &*wrap(&function)?)?;
    }
    Ok(())
}

fn set_class_cell(ty: &PyTypeObject, dict: &PyDictObject) -> Result<(), Raised> {
    let Some(cell) = dict.get_item(name!("__classcell__"))? else { return Ok(()) };
    let Some(cell) = cell.cast_exact::<crate::cell::PyCellObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__classcell__ must be a nonlocal cell, not {}",
            objects::repr_text(cell.ob_type())?
        ));
    };
    drop(crate::object::replace_slot(&cell.ob_ref, Some(ty.to_ref())));
    dict.del_item(name!("__classcell__"))
}

/// Calls `__set_name__` of the attributes that have it.
fn set_names(ty: &PyTypeObject) -> Result<(), Raised> {
    // Nobody else has the copy, which holds the attributes meanwhile.
    let attributes = ty.dict().copy()?;
    let mut position = 0;
    while let Some((key, value)) = attributes.next(&mut position) {
        let Some(method) = super::lookup_special(value, name!("__set_name__"))? else { continue };
        if crate::call::call(&method, &[ty, key]).is_err() {
            let cause = errors::take();
            let key = objects::repr_text(key)?;
            errors::put_back(cause);
            let (kind, owner) = (value.ob_type().name(), ty.name());
            let message = format!("Error calling __set_name__ on '{kind}' instance {key} in '{owner}'");
            return Err(errors::raise_from_current(&exceptions::RUNTIME_ERROR, &message));
        }
    }
    Ok(())
}

/// `super(ty, ty).__init_subclass__(**kwargs)`.
fn init_subclass(ty: &PyTypeObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    // An `mro()` may leave out the class itself.
    if !ty.mro().is_some_and(|mro| mro.iter().any(|class| class.is(ty))) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "super(type, obj): obj must be an instance or subtype of type"
        ));
    }
    let method = crate::descr::super_object::attribute_after(ty, ty, name!("__init_subclass__"))?;
    let no_args = crate::tuple::new([])?;
    crate::call::call_tuple_dict(&method, &no_args, kwargs)?;
    Ok(())
}
