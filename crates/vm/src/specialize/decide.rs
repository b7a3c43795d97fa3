//! What an adaptive instruction becomes, from the operands it sees, or why it can't.

use vivarium_bytecode::Opcode;
use vivarium_bytecode::flags::{CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS};
use vivarium_runtime::builtin_function::{CFUNCTION_TYPE, PyCFunctionObject};
use vivarium_runtime::descr::objects::{
    MEMBER_DESCRIPTOR_TYPE, METHOD_DESCRIPTOR_TYPE, PyMemberDescrObject, PyMethodDescrObject,
};
use vivarium_runtime::descr::{MemberType, PyMemberDef, meth};
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::dict::instance::{MANAGED_DICT_OFFSET, cached_keys, dict_slot, values_slot};
use vivarium_runtime::dict::keys::PyDictKeysObject;
use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::{LIST_TYPE, PyListObject};
use vivarium_runtime::method::METHOD_TYPE;
use vivarium_runtime::module::{MODULE_TYPE, PyModuleObject};
use vivarium_runtime::object::PyObject;
use vivarium_runtime::str::{PyUnicodeObject, UNICODE_TYPE};
use vivarium_runtime::tuple::{PyTupleObject, TUPLE_TYPE};
use vivarium_runtime::typeobject::{
    GetAttroFunc, OBJECT_TYPE, PyTypeObject, SetAttroFunc, TYPE_TYPE, cache, flags,
};
use vivarium_runtime::{name, objects};

use crate::interp::ctx::Ctx;
use crate::interp::ops::calls::{has_keyword_names, is_method};

type Decision = Result<Opcode, &'static str>;

/// No operands can make a form of this instruction: it becomes the generic one for good, unless a profile counts how often
/// that happens.
fn never(generic: Opcode, reason: &'static str) -> Decision {
    if crate::profile::is_on() { Err(reason) } else { Ok(generic) }
}

fn set32(c: &Ctx, index: usize, value: u32) {
    c.set_cache(index, value as u16);
    c.set_cache(index + 1, (value >> 16) as u16);
}

#[cold]
#[inline(never)]
pub fn binary_op(c: &Ctx, oparg: u32) -> Decision {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    let ints = left.is_exact::<PyLongObject>() && right.is_exact::<PyLongObject>();
    let floats = left.is_exact::<PyFloatObject>() && right.is_exact::<PyFloatObject>();
    match oparg {
        0 | 13 => {
            if left.is_exact::<PyUnicodeObject>() && right.is_exact::<PyUnicodeObject>() {
                // SAFETY: an instruction follows the counter.
                let next = unsafe { *c.ip.add(1) };
                // What stands behind a STORE_FAST__LOAD_FAST is the LOAD_FAST, so that the store can be left out of it.
                let stores = matches!(
                    Opcode::from_byte(next as u8),
                    Some(Opcode::STORE_FAST | Opcode::STORE_FAST__LOAD_FAST)
                );
                // SAFETY: a local of the compiler's, as a store follows.
                let same = stores && unsafe { *c.local(u32::from(next >> 8)) } == left.as_ptr();
                return Ok(if same {
                    Opcode::BINARY_OP_INPLACE_ADD_UNICODE
                } else {
                    Opcode::BINARY_OP_ADD_UNICODE
                });
            }
            if ints {
                return Ok(Opcode::BINARY_OP_ADD_INT);
            }
            if floats {
                return Ok(Opcode::BINARY_OP_ADD_FLOAT);
            }
        }
        5 | 18 => {
            if ints {
                return Ok(Opcode::BINARY_OP_MULTIPLY_INT);
            }
            if floats {
                return Ok(Opcode::BINARY_OP_MULTIPLY_FLOAT);
            }
        }
        10 | 23 => {
            if ints {
                return Ok(Opcode::BINARY_OP_SUBTRACT_INT);
            }
            if floats {
                return Ok(Opcode::BINARY_OP_SUBTRACT_FLOAT);
            }
        }
        _ => return never(Opcode::BINARY_OP, "operator"),
    }
    Err(if std::ptr::eq(left.ob_type(), right.ob_type()) { "other type" } else { "different types" })
}

#[cold]
#[inline(never)]
pub fn compare_op(c: &Ctx, oparg: u32) -> Decision {
    // SAFETY: an instruction follows the cache.
    let next = unsafe { *c.ip.add(2) } as u8;
    let jumps = matches!(
        Opcode::from_byte(next),
        Some(
            Opcode::POP_JUMP_FORWARD_IF_TRUE
                | Opcode::POP_JUMP_FORWARD_IF_FALSE
                | Opcode::POP_JUMP_BACKWARD_IF_TRUE
                | Opcode::POP_JUMP_BACKWARD_IF_FALSE
        )
    );
    if !jumps {
        return never(Opcode::COMPARE_OP, "not followed by a conditional jump");
    }
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    if !std::ptr::eq(left.ob_type(), right.ob_type()) {
        return Err("different types");
    }
    // Which of less, equal and greater jump: three bits for jumps forwards, three for those backwards.
    let mut mask = [1, 3, 2, 5, 4, 6][oparg as usize % 6];
    let next = Opcode::from_byte(next);
    if matches!(next, Some(Opcode::POP_JUMP_FORWARD_IF_FALSE | Opcode::POP_JUMP_BACKWARD_IF_FALSE)) {
        mask = 7 & !mask;
    }
    if matches!(next, Some(Opcode::POP_JUMP_BACKWARD_IF_TRUE | Opcode::POP_JUMP_BACKWARD_IF_FALSE)) {
        mask <<= 3;
    }
    if left.is_exact::<PyFloatObject>() {
        c.set_cache(1, mask);
        return Ok(Opcode::COMPARE_OP_FLOAT_JUMP);
    }
    let small =
        |object: &PyObject| object.cast_exact::<PyLongObject>().is_some_and(|int| int.compact().is_some());
    if left.is_exact::<PyLongObject>() {
        if !small(left) || !small(right) {
            return Err("big int");
        }
        c.set_cache(1, mask);
        return Ok(Opcode::COMPARE_OP_INT_JUMP);
    }
    if left.is_exact::<PyUnicodeObject>() {
        if !matches!(oparg, 2 | 3) {
            return Err("string ordering");
        }
        c.set_cache(1, mask);
        return Ok(Opcode::COMPARE_OP_STR_JUMP);
    }
    Err("other type")
}

#[cold]
#[inline(never)]
pub fn binary_subscr(c: &Ctx, _: u32) -> Decision {
    let (container, key) = (c.peek_ref(2), c.peek_ref(1));
    if container.is_exact::<PyListObject>() {
        return if key.is_exact::<PyLongObject>() {
            Ok(Opcode::BINARY_SUBSCR_LIST_INT)
        } else {
            Err("list slice")
        };
    }
    if container.is_exact::<PyTupleObject>() {
        return if key.is_exact::<PyLongObject>() {
            Ok(Opcode::BINARY_SUBSCR_TUPLE_INT)
        } else {
            Err("tuple slice")
        };
    }
    if container.is_exact::<PyDictObject>() {
        return Ok(Opcode::BINARY_SUBSCR_DICT);
    }
    let ty = container.ob_type();
    let Some(heap) = ty.as_heap() else { return Err("other type") };
    let Some(found) = cache::lookup(ty, name!("__getitem__")) else { return Err("no __getitem__") };
    let Some(function) = found.cast_exact::<PyFunctionObject>() else {
        return Err("__getitem__ is no function");
    };
    let code = function.code();
    if !simple(function) || code.co_argcount.get() != 2 {
        return Err("complex parameters");
    }
    let version = function.version();
    if version == 0 || version > u32::from(u16::MAX) || !cache::assign_version(ty) {
        return Err("out of versions");
    }
    // Borrowed: the type's version vouches for it.
    heap.spec_getitem.set(found.as_ptr());
    set32(c, 1, ty.tp_version_tag.get());
    c.set_cache(3, version as u16);
    Ok(Opcode::BINARY_SUBSCR_GETITEM)
}

#[cold]
#[inline(never)]
pub fn store_subscr(c: &Ctx, _: u32) -> Decision {
    let (container, key) = (c.peek_ref(2), c.peek_ref(1));
    if container.is_exact::<PyListObject>() {
        return if key.is_exact::<PyLongObject>() {
            let index = key.cast::<PyLongObject>().and_then(PyLongObject::compact);
            let list = container.cast::<PyListObject>().map_or(0, PyListObject::len);
            match index.is_some_and(|index| usize::try_from(index).is_ok_and(|index| index < list)) {
                true => Ok(Opcode::STORE_SUBSCR_LIST_INT),
                false => Err("out of range"),
            }
        } else {
            Err("list slice")
        };
    }
    if container.is_exact::<PyDictObject>() {
        return Ok(Opcode::STORE_SUBSCR_DICT);
    }
    Err("other type")
}

#[cold]
#[inline(never)]
pub fn unpack_sequence(c: &Ctx, oparg: u32) -> Decision {
    let sequence = c.peek_ref(1);
    if let Some(tuple) = sequence.cast_exact::<PyTupleObject>() {
        return match tuple.len() == oparg as usize {
            true if oparg == 2 => Ok(Opcode::UNPACK_SEQUENCE_TWO_TUPLE),
            true => Ok(Opcode::UNPACK_SEQUENCE_TUPLE),
            false => Err("wrong length"),
        };
    }
    match sequence.cast_exact::<PyListObject>() {
        Some(list) if list.len() == oparg as usize => Ok(Opcode::UNPACK_SEQUENCE_LIST),
        Some(_) => Err("wrong length"),
        None => Err("other type"),
    }
}

/// The place of a name among a dict's keys, if they are all strings and the dict's own.
fn place(dict: &PyDictObject, name: &PyObject) -> Option<u16> {
    let keys = dict.keys();
    if keys.is_split() {
        return None;
    }
    keys.string_lookup(name).and_then(|index| u16::try_from(index).ok())
}

#[cold]
#[inline(never)]
pub fn load_global(c: &Ctx, oparg: u32) -> Decision {
    let name = c.name(oparg >> 1);
    let (Some(globals), Some(builtins)) =
        (c.frame.globals().cast_exact::<PyDictObject>(), c.frame.builtins().cast_exact::<PyDictObject>())
    else {
        return Err("no dict");
    };
    if !globals.keys().is_unicode() || globals.keys().is_split() {
        return Err("keys are not all strings");
    }
    if let Some(index) = place(globals, name) {
        let version = globals.keys().version();
        if version == 0 {
            return Err("out of versions");
        }
        c.set_cache(1, index);
        set32(c, 2, version);
        return Ok(Opcode::LOAD_GLOBAL_MODULE);
    }
    let Some(index) = place(builtins, name) else { return Err("not found") };
    let (version, builtin) = (globals.keys().version(), builtins.keys().version());
    if version == 0 || builtin == 0 {
        return Err("out of versions");
    }
    let Ok(builtin) = u16::try_from(builtin) else { return Err("version out of range") };
    c.set_cache(1, index);
    set32(c, 2, version);
    c.set_cache(4, builtin);
    Ok(Opcode::LOAD_GLOBAL_BUILTIN)
}

fn generic_get(ty: &PyTypeObject) -> bool {
    ty.tp_getattro.get().is_some_and(|f| std::ptr::fn_addr_eq(f, objects::generic_get_attr as GetAttroFunc))
}

fn generic_set(ty: &PyTypeObject) -> bool {
    ty.tp_setattro.get().is_some_and(|f| std::ptr::fn_addr_eq(f, objects::generic_set_attr as SetAttroFunc))
}

/// The type of a class's attribute, if no program can make a descriptor of it later.
fn unchanging_type(attribute: &PyObject) -> Result<&PyTypeObject, &'static str> {
    let ty = attribute.ob_type();
    if ty.has_flag(flags::IMMUTABLETYPE) { Ok(ty) } else { Err("mutable class") }
}

/// The definition of a `__slots__` member that instances of the type have: a class may borrow another's descriptor.
fn slot_member<'d>(ty: &PyTypeObject, descriptor: &'d PyObject) -> Option<&'d PyMemberDef> {
    if !std::ptr::eq(descriptor.ob_type(), &MEMBER_DESCRIPTOR_TYPE) {
        return None;
    }
    // SAFETY: just checked.
    let descriptor: &PyMemberDescrObject = unsafe { descriptor.cast_unchecked() };
    if !ty.is_subtype(descriptor.common.owner()) {
        return None;
    }
    // SAFETY: a descriptor's definition lives as long as its type.
    let member = unsafe { &*descriptor.d_member.get() };
    (member.member_type == MemberType::ObjectEx && u16::try_from(member.offset).is_ok()).then_some(member)
}

/// Where an instance keeps an attribute: in its values or its dict.
fn instance_place(c: &Ctx, owner: &PyObject, name: &PyObject, inline: Opcode, hinted: Opcode) -> Decision {
    let ty = owner.ob_type();
    if !ty.has_flag(flags::MANAGED_DICT) {
        return Err("no managed dict");
    }
    if !values_slot(owner).get().is_null() {
        let Some(keys) = cached_keys(ty) else { return Err("no shared keys") };
        let index = keys.string_lookup(name).and_then(|index| u16::try_from(index).ok());
        let Some(index) = index else { return Err("not in shared keys") };
        set32(c, 1, ty.tp_version_tag.get());
        c.set_cache(3, index);
        return Ok(inline);
    }
    // SAFETY: null or the instance's own dict.
    let dict = unsafe { dict_slot(owner).get().as_ref() }.and_then(|dict| dict.cast_exact::<PyDictObject>());
    let Some(dict) = dict else { return Err("no dict") };
    let index = dict.keys().string_lookup(name).and_then(|index| u16::try_from(index).ok());
    let Some(index) = index else { return Err("not in the dict") };
    set32(c, 1, ty.tp_version_tag.get());
    c.set_cache(3, index);
    Ok(hinted)
}

#[cold]
#[inline(never)]
pub fn load_attr(c: &Ctx, name: u32) -> Decision {
    let (owner, name) = (c.peek_ref(1), c.name(name));
    if std::ptr::eq(owner.ob_type(), &MODULE_TYPE) {
        let (index, version) = module_place(owner, name)?;
        set32(c, 1, version);
        c.set_cache(3, index);
        return Ok(Opcode::LOAD_ATTR_MODULE);
    }
    let ty = owner.ob_type();
    if !generic_get(ty) || !cache::assign_version(ty) {
        return Err("overridden");
    }
    let Some(text) = name.cast_exact::<PyUnicodeObject>() else { return Err("name") };
    match cache::lookup(ty, text) {
        Some(descriptor) => {
            let class = unchanging_type(descriptor)?;
            if let Some(member) = slot_member(ty, descriptor) {
                c.set_cache(3, member.offset as u16);
                set32(c, 1, ty.tp_version_tag.get());
                return Ok(Opcode::LOAD_ATTR_SLOT);
            }
            if class.tp_descr_set.get().is_some() {
                let object_class = || cache::lookup(&OBJECT_TYPE, name!("__class__"));
                if name.is(name!("__class__")) && object_class().is_some_and(|found| found.is(descriptor)) {
                    c.set_cache(3, std::mem::offset_of!(PyObject, ob_type) as u16);
                    set32(c, 1, ty.tp_version_tag.get());
                    return Ok(Opcode::LOAD_ATTR_SLOT);
                }
                return Err("overriding descriptor");
            }
            if class.has_flag(flags::METHOD_DESCRIPTOR) {
                return Err("method");
            }
            instance_place(c, owner, name, Opcode::LOAD_ATTR_INSTANCE_VALUE, Opcode::LOAD_ATTR_WITH_HINT)
        }
        None => instance_place(c, owner, name, Opcode::LOAD_ATTR_INSTANCE_VALUE, Opcode::LOAD_ATTR_WITH_HINT),
    }
}

#[cold]
#[inline(never)]
pub fn store_attr(c: &Ctx, name: u32) -> Decision {
    let (owner, name) = (c.peek_ref(1), c.name(name));
    let ty = owner.ob_type();
    if std::ptr::eq(ty, &MODULE_TYPE) {
        return Err("module");
    }
    if !generic_set(ty) || !cache::assign_version(ty) {
        return Err("overridden");
    }
    let Some(text) = name.cast_exact::<PyUnicodeObject>() else { return Err("name") };
    if let Some(descriptor) = cache::lookup(ty, text) {
        let class = unchanging_type(descriptor)?;
        if let Some(member) = slot_member(ty, descriptor) {
            if member.flags & PyMemberDef::READONLY != 0 {
                return Err("read-only");
            }
            c.set_cache(3, member.offset as u16);
            set32(c, 1, ty.tp_version_tag.get());
            return Ok(Opcode::STORE_ATTR_SLOT);
        }
        if class.tp_descr_set.get().is_some() {
            return Err("overriding descriptor");
        }
        if class.has_flag(flags::METHOD_DESCRIPTOR) {
            return Err("method");
        }
    }
    instance_place(c, owner, name, Opcode::STORE_ATTR_INSTANCE_VALUE, Opcode::STORE_ATTR_WITH_HINT)
}

/// The place of a module's attribute, and the version of the module's keys.
fn module_place(owner: &PyObject, name: &PyObject) -> Result<(u16, u32), &'static str> {
    // SAFETY: called for modules.
    let dict = unsafe { owner.cast_unchecked::<PyModuleObject>() }.dict();
    if place(dict, name!("__getattr__")).is_some() {
        return Err("module __getattr__");
    }
    let Some(index) = place(dict, name) else { return Err("not found") };
    match dict.keys().version() {
        0 => Err("out of versions"),
        version => Ok((index, version)),
    }
}

fn remember(c: &Ctx, object: &PyObject) {
    let address = object.address() as u64;
    for part in 0..4 {
        c.set_cache(6 + part, (address >> (16 * part)) as u16);
    }
}

#[cold]
#[inline(never)]
pub fn load_method(c: &Ctx, name: u32) -> Decision {
    let (owner, name) = (c.peek_ref(1), c.name(name));
    let ty = owner.ob_type();
    let Some(text) = name.cast_exact::<PyUnicodeObject>() else { return Err("name") };
    if std::ptr::eq(ty, &MODULE_TYPE) {
        let (index, version) = module_place(owner, name)?;
        c.set_cache(3, index);
        set32(c, 4, version);
        return Ok(Opcode::LOAD_METHOD_MODULE);
    }
    if let Some(class) = owner.cast::<PyTypeObject>() {
        return class_method(c, class, text);
    }
    if !generic_get(ty) || !cache::assign_version(ty) {
        return Err("overridden");
    }
    let Some(descriptor) = cache::lookup(ty, text) else { return Err("no method") };
    if !descriptor.ob_type().has_flag(flags::METHOD_DESCRIPTOR) {
        return Err("no method descriptor");
    }
    let form = if ty.has_flag(flags::MANAGED_DICT) {
        let dict = dict_slot(owner).get();
        if dict.is_null() {
            if values_slot(owner).get().is_null() {
                return Err("no values");
            }
            let Some(keys) = cached_keys(ty) else { return Err("no shared keys") };
            without(c, keys, name)?;
            Opcode::LOAD_METHOD_WITH_VALUES
        } else {
            // SAFETY: the instance's own dict.
            let dict = unsafe { (*dict).cast_unchecked::<PyDictObject>() };
            with_dict(c, dict, name, MANAGED_DICT_OFFSET as i16)?
        }
    } else if ty.tp_dictoffset.get() == 0 {
        Opcode::LOAD_METHOD_NO_DICT
    } else {
        let Ok(offset) = u16::try_from(ty.tp_dictoffset.get()) else { return Err("out of range") };
        // SAFETY: a positive offset is that of a field, which holds null or the instance's dict.
        let dict = unsafe { (*owner.as_ptr().byte_add(offset.into()).cast::<*const PyObject>()).as_ref() };
        let Some(dict) = dict.and_then(|dict| dict.cast_exact::<PyDictObject>()) else {
            return Err("no dict");
        };
        with_dict(c, dict, name, offset as i16)?
    };
    set32(c, 1, ty.tp_version_tag.get());
    remember(c, descriptor);
    Ok(form)
}

/// An instance's own attributes, in a dict at an offset, have no such name.
fn with_dict(c: &Ctx, dict: &PyDictObject, name: &PyObject, offset: i16) -> Decision {
    without(c, dict.keys(), name)?;
    c.set_cache(3, offset as u16);
    Ok(Opcode::LOAD_METHOD_WITH_DICT)
}

/// Remembers the version of keys in which a name isn't.
fn without(c: &Ctx, keys: &PyDictKeysObject, name: &PyObject) -> Result<(), &'static str> {
    if keys.string_lookup(name) != Some(vivarium_runtime::dict::keys::EMPTY) {
        return Err("shadowed");
    }
    let version = keys.version();
    if version == 0 {
        return Err("out of versions");
    }
    set32(c, 4, version);
    Ok(())
}

/// A method of a class called by the class's name.
fn class_method(c: &Ctx, class: &PyTypeObject, name: &PyUnicodeObject) -> Decision {
    // Nothing here watches a metaclass, which could overrule the class's own attributes.
    if !std::ptr::eq(class.ob_type(), &TYPE_TYPE) {
        return Err("metaclass");
    }
    if !generic_get(class) {
        return Err("overridden");
    }
    if cache::lookup(&TYPE_TYPE, name).is_some() {
        return Err("attribute of type");
    }
    if !cache::assign_version(class) {
        return Err("out of versions");
    }
    let Some(found) = cache::lookup(class, name) else { return Err("not found") };
    let kind = unchanging_type(found)?;
    if !kind.has_flag(flags::METHOD_DESCRIPTOR) && kind.tp_descr_get.get().is_some() {
        return Err("descriptor");
    }
    set32(c, 1, class.tp_version_tag.get());
    remember(c, found);
    Ok(Opcode::LOAD_METHOD_CLASS)
}

/// Whether a function has positional parameters only, and fast locals.
fn simple(function: &PyFunctionObject) -> bool {
    let code = function.code();
    code.co_kwonlyargcount.get() == 0
        && code.co_flags.get() as u32 & (CO_VARARGS | CO_VARKEYWORDS | CO_OPTIMIZED) == CO_OPTIMIZED
}

fn callable(c: &Ctx, oparg: u32) -> (bool, usize, &'static PyObject) {
    let is_method = is_method(c, oparg);
    let total = oparg as usize + usize::from(is_method);
    (is_method, total, c.peek_ref(total + 1))
}

#[cold]
#[inline(never)]
pub fn call(c: &Ctx, oparg: u32) -> Decision {
    let (_, total, callable) = callable(c, oparg);
    let Some(function) = callable.cast_exact::<PyFunctionObject>() else { return Err("no Python function") };
    if has_keyword_names() {
        return Err("keywords");
    }
    if !simple(function) {
        return Err("complex parameters");
    }
    let argcount = function.code().co_argcount.get() as usize;
    let defaults = function.defaults().map_or(0, PyTupleObject::len);
    let least = argcount.saturating_sub(defaults);
    if total > argcount || total < least || defaults > argcount {
        return Err("wrong number of arguments");
    }
    let version = function.version();
    if version == 0 {
        return Err("out of versions");
    }
    let Ok(least) = u16::try_from(least) else { return Err("too many parameters") };
    set32(c, 1, version);
    c.set_cache(3, least);
    Ok(if total == argcount { Opcode::CALL_PY_EXACT_ARGS } else { Opcode::CALL_PY_WITH_DEFAULTS })
}

/// Whether a callable is this native function.
#[inline(always)]
fn is_builtin(callable: &PyObject, wanted: *const vivarium_runtime::descr::PyMethodDef) -> bool {
    if !std::ptr::eq(callable.ob_type(), &CFUNCTION_TYPE) {
        return false;
    }
    // SAFETY: just checked.
    let function: &PyCFunctionObject = unsafe { callable.cast_unchecked() };
    std::ptr::eq(function.def(), wanted)
}

#[inline(always)]
pub fn is_len(callable: &PyObject) -> bool {
    is_builtin(callable, crate::builtins::known().len.get())
}

#[inline(always)]
pub fn is_isinstance(callable: &PyObject) -> bool {
    is_builtin(callable, crate::builtins::known().isinstance.get())
}

struct Known(std::cell::Cell<*const vivarium_runtime::descr::PyMethodDef>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Known {}

/// The definition of `list.append`, once a call of it was specialised.
static LIST_APPEND: Known = Known(std::cell::Cell::new(std::ptr::null()));

/// Whether a callable is the descriptor `list.append`, once it has been seen.
#[inline(always)]
pub fn is_list_append(callable: &PyObject) -> bool {
    // SAFETY: checked first.
    std::ptr::eq(callable.ob_type(), &METHOD_DESCRIPTOR_TYPE)
        && unsafe { callable.cast_unchecked::<PyMethodDescrObject>() }.d_method.get() == LIST_APPEND.0.get()
}

/// Looks whether a descriptor is `list.append`, and remembers it.
fn find_list_append(callable: &PyObject) -> bool {
    // SAFETY: called for method descriptors, whose definitions are static.
    let (descriptor, def) = unsafe {
        let descriptor: &PyMethodDescrObject = callable.cast_unchecked();
        (descriptor, &*descriptor.d_method.get())
    };
    let found = std::ptr::eq(descriptor.common.d_type.get(), LIST_TYPE.as_ptr()) && def.name() == "append";
    if found {
        LIST_APPEND.0.set(def);
    }
    found
}

#[cold]
#[inline(never)]
pub fn precall(c: &Ctx, oparg: u32) -> Decision {
    let (is_method, total, callable) = callable(c, oparg);
    let keywords = has_keyword_names();
    if callable.is_exact::<PyFunctionObject>() {
        return Ok(Opcode::PRECALL_PYFUNC);
    }
    if std::ptr::eq(callable.ob_type(), &METHOD_TYPE) {
        return Ok(Opcode::PRECALL_BOUND_METHOD);
    }
    if let Some(class) = callable.cast::<PyTypeObject>() {
        if total == 1 && !is_method && !keywords {
            for (known, form) in [
                (&UNICODE_TYPE, Opcode::PRECALL_NO_KW_STR_1),
                (&TYPE_TYPE, Opcode::PRECALL_NO_KW_TYPE_1),
                (&TUPLE_TYPE, Opcode::PRECALL_NO_KW_TUPLE_1),
            ] {
                if std::ptr::eq(class, known) {
                    return Ok(form);
                }
            }
        }
        return match class.tp_vectorcall.get() {
            Some(_) if class.has_flag(flags::IMMUTABLETYPE) => Ok(Opcode::PRECALL_BUILTIN_CLASS),
            _ => Err("Python class"),
        };
    }
    let kind = |flags: i32| flags & !(meth::CLASS | meth::STATIC | meth::COEXIST);
    if std::ptr::eq(callable.ob_type(), &CFUNCTION_TYPE) {
        // SAFETY: just checked.
        let def = unsafe { callable.cast_unchecked::<PyCFunctionObject>() }.def();
        return match kind(def.ml_flags) {
            meth::O if keywords || total != 1 => Err("wrong number of arguments"),
            meth::O if is_len(callable) => Ok(Opcode::PRECALL_NO_KW_LEN),
            meth::O => Ok(Opcode::PRECALL_NO_KW_BUILTIN_O),
            meth::FASTCALL if keywords => Err("keywords"),
            meth::FASTCALL if total == 2 && is_isinstance(callable) => Ok(Opcode::PRECALL_NO_KW_ISINSTANCE),
            meth::FASTCALL => Ok(Opcode::PRECALL_NO_KW_BUILTIN_FAST),
            flags if flags == meth::FASTCALL | meth::KEYWORDS => {
                Ok(Opcode::PRECALL_BUILTIN_FAST_WITH_KEYWORDS)
            }
            _ => Err("kind of native function"),
        };
    }
    if std::ptr::eq(callable.ob_type(), &METHOD_DESCRIPTOR_TYPE) {
        // SAFETY: just checked; a descriptor's definition is static.
        let def = unsafe { &*callable.cast_unchecked::<PyMethodDescrObject>().d_method.get() };
        return match kind(def.ml_flags) {
            meth::NOARGS if keywords || total != 1 => Err("wrong number of arguments"),
            meth::NOARGS => Ok(Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS),
            meth::O if keywords || total != 2 => Err("wrong number of arguments"),
            meth::O if is_method && find_list_append(callable) && drops_result(c) => {
                Ok(Opcode::PRECALL_NO_KW_LIST_APPEND)
            }
            meth::O => Ok(Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_O),
            meth::FASTCALL if keywords => Err("keywords"),
            meth::FASTCALL => Ok(Opcode::PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST),
            flags if flags == meth::FASTCALL | meth::KEYWORDS => {
                Ok(Opcode::PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS)
            }
            _ => Err("kind of native method"),
        };
    }
    Err("other callable")
}

/// Whether a POP_TOP follows the CALL.
fn drops_result(c: &Ctx) -> bool {
    // SAFETY: an instruction follows CALL and its cache.
    unsafe { *c.ip.add(6) as u8 == Opcode::POP_TOP as u8 }
}
