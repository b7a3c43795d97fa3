//! Building, filling and unpacking containers; f-strings.

use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::list::{self, PyListObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::{display, errors, exceptions, iter, objects, raise, sequence, slice, thread};

use crate::interp::call::function_text;
use crate::interp::ctx::{Ctx, Flow, attempt};
use crate::interp::sets;

#[inline(always)]
pub fn build_tuple(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let count = oparg as usize;
    c.shrink(count);
    // SAFETY: the stack owned the items, which the tuple takes over.
    let tuple = attempt!(unsafe { tuple::from_stack(c.sp, count) });
    c.push_ref(tuple.upcast());
    Flow::Next
}

#[inline(always)]
pub fn build_list(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let count = oparg as usize;
    c.shrink(count);
    // SAFETY: the stack owned the items, which the list takes over.
    let list = attempt!(unsafe { list::from_stack(c.sp, count) });
    c.push_ref(list.upcast());
    Flow::Next
}

/// The topmost entries of the stack, in their order.
#[inline(always)]
fn top(c: &Ctx, count: usize) -> &'static [&'static PyObject] {
    // SAFETY: the stack owns them until the caller gives them back.
    unsafe { std::slice::from_raw_parts(c.sp.sub(count).cast::<&PyObject>(), count) }
}

/// Gives the topmost entries of the stack back, and pushes the result in their place.
#[inline(always)]
fn replace_top(c: &mut Ctx, count: usize, made: PyResult) -> Flow {
    for _ in 0..count {
        drop(c.pop_ref());
    }
    c.push_ref(attempt!(made));
    Flow::Next
}

#[inline(always)]
pub fn build_set(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    c.shrink(oparg as usize);
    // SAFETY: the stack owned so many items.
    let made = unsafe { new_set(c.sp, oparg as usize) };
    c.push_ref(attempt!(made));
    Flow::Next
}

/// # Safety
/// `count` owned references stand there, which are given back one by one.
unsafe fn new_set(items: *const *mut PyObject, count: usize) -> PyResult {
    let mut made = sets::new();
    for index in 0..count {
        // SAFETY: the caller's promise.
        let item = unsafe { Ref::from_raw(*items.add(index)) };
        if let Ok(set) = &made
            && let Err(raised) = sets::add(set, &item)
        {
            made = Err(raised);
        }
    }
    made
}

#[inline(always)]
pub fn build_map(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let count = oparg as usize * 2;
    let made = new_map(top(c, count));
    replace_top(c, count, made)
}

fn new_map(items: &[&PyObject]) -> PyResult {
    let dict = if items.is_empty() { dict::new()? } else { dict::presized(items.len() / 2, false)? };
    for pair in items.chunks_exact(2) {
        dict.set_item(pair[0], pair[1])?;
    }
    Ok(dict.upcast())
}

#[inline(always)]
pub fn build_const_key_map(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let count = oparg as usize + 1;
    let made = match top(c, count) {
        [values @ .., keys] => const_key_map(keys, values),
        [] => const_key_map(c.peek_ref(1), &[]),
    };
    replace_top(c, count, made)
}

fn const_key_map(keys: &PyObject, values: &[&PyObject]) -> PyResult {
    let keys = keys.cast::<PyTupleObject>().map_or(&[][..], PyTupleObject::items);
    if keys.len() != values.len() {
        return Err(raise!(SYSTEM_ERROR, "bad BUILD_CONST_KEY_MAP keys argument"));
    }
    let dict = dict::presized(values.len(), true)?;
    for (key, value) in keys.iter().zip(values) {
        dict.set_item(key, value)?;
    }
    Ok(dict.upcast())
}

#[inline(always)]
pub fn build_string(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let count = oparg as usize;
    // SAFETY: FORMAT_VALUE and constants left strings, which the stack owns.
    let parts = unsafe { std::slice::from_raw_parts(c.sp.sub(count).cast::<&PyUnicodeObject>(), count) };
    let made = str::concat_all(parts).map(Ref::upcast);
    replace_top(c, count, made)
}

#[inline(always)]
pub fn build_slice(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let step = if oparg == 3 { Some(c.pop_ref()) } else { None };
    let (stop, start) = (c.pop_ref(), c.pop_ref());
    let made = attempt!(slice::new(Some(start), Some(stop), step));
    c.push_ref(made.upcast());
    Flow::Next
}

#[inline(always)]
pub fn list_to_tuple(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let list = c.pop_ref();
    // SAFETY: the compiler's list.
    let tuple = attempt!(unsafe { list.cast_unchecked::<PyListObject>() }.to_tuple());
    c.push_ref(tuple.upcast());
    Flow::Next
}

#[inline(always)]
pub fn list_append(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    // SAFETY: the compiler's list.
    let list: &PyListObject = unsafe { c.peek_ref(oparg as usize + 1).cast_unchecked() };
    if !list.append_here(c.peek(1)) {
        return Flow::Rare(list_append_slow);
    }
    c.shrink(1);
    Flow::Next
}

#[inline(never)]
fn list_append_slow(c: &mut Ctx, oparg: u32) -> Flow {
    let item = c.pop_ref();
    // SAFETY: the compiler's list.
    let list: &PyListObject = unsafe { c.peek_ref(oparg as usize).cast_unchecked() };
    attempt!(list.append(item));
    Flow::Next
}

#[inline(always)]
pub fn set_add(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let item = c.pop_ref();
    attempt!(sets::add(c.peek_ref(oparg as usize), &item));
    Flow::Next
}

#[inline(always)]
pub fn map_add(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let (value, key) = (c.pop_ref(), c.pop_ref());
    // SAFETY: the compiler's dict.
    let dict: &PyDictObject = unsafe { c.peek_ref(oparg as usize).cast_unchecked() };
    attempt!(dict.set_owned(key, value));
    Flow::Next
}

#[inline(always)]
pub fn list_extend(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let iterable = c.pop_ref();
    attempt!(extend_list(c.peek_ref(oparg as usize), &iterable));
    Flow::Next
}

fn extend_list(list: &PyObject, iterable: &PyObject) -> Result<(), Raised> {
    // SAFETY: the compiler's list.
    let list: &PyListObject = unsafe { list.cast_unchecked() };
    let extended = list.extend(iterable);
    if extended.is_err()
        && errors::matches(&exceptions::TYPE_ERROR)
        && iterable.ob_type().tp_iter.get().is_none()
        && !sequence::check(iterable)
    {
        errors::clear();
        return Err(raise!(
            TYPE_ERROR,
            "Value after * must be an iterable, not {}",
            iterable.ob_type().full_name()
        ));
    }
    extended
}

#[inline(always)]
pub fn set_update(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let iterable = c.pop_ref();
    attempt!(sets::update(c.peek_ref(oparg as usize), &iterable));
    Flow::Next
}

#[inline(always)]
pub fn dict_update(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let update = c.pop_ref();
    attempt!(update_dict(c.peek_ref(oparg as usize), &update));
    Flow::Next
}

fn update_dict(dict: &PyObject, update: &PyObject) -> Result<(), Raised> {
    // SAFETY: the compiler's dict.
    let dict: &PyDictObject = unsafe { dict.cast_unchecked() };
    let updated = dict.update(update);
    if updated.is_err() && errors::matches(&exceptions::ATTRIBUTE_ERROR) {
        errors::clear();
        return Err(raise!(TYPE_ERROR, "'{}' object is not a mapping", update.ob_type().full_name()));
    }
    updated
}

#[inline(always)]
pub fn dict_merge(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let update = c.pop_ref();
    // The function stands below the dict, the arguments' tuple and what CALL_FUNCTION_EX needs besides.
    let function = c.peek_ref(oparg as usize + 2);
    attempt!(merge_keywords(c.peek_ref(oparg as usize), &update, function));
    Flow::Next
}

fn merge_keywords(dict: &PyObject, update: &PyObject, function: &PyObject) -> Result<(), Raised> {
    // SAFETY: the compiler's dict.
    let dict: &PyDictObject = unsafe { dict.cast_unchecked() };
    let Err(raised) = dict.merge(update, dict::Merge::Refuse) else { return Ok(()) };
    if errors::matches(&exceptions::ATTRIBUTE_ERROR) {
        errors::clear();
        return Err(raise!(
            TYPE_ERROR,
            "{} argument after ** must be a mapping, not {}",
            function_text(function),
            update.ob_type().full_name()
        ));
    }
    // While another exception is handled CPython has made an instance by now, and does not look into it.
    if errors::matches(&exceptions::KEY_ERROR) && thread::topmost_exception().is_none() {
        let exception = errors::take();
        let key = objects::get_attr_str(&exception, "args")?;
        let Some([key]) = key.cast::<PyTupleObject>().map(PyTupleObject::items) else {
            return Err(errors::raise_instance(exception));
        };
        return Err(raise!(
            TYPE_ERROR,
            "{} got multiple values for keyword argument '{}'",
            function_text(function),
            objects::str_text(key)?
        ));
    }
    Err(raised)
}

#[inline(always)]
pub fn unpack_sequence(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let count = oparg as usize;
    let sequence = c.pop_ref();
    if let Some(tuple) = sequence.cast_exact::<PyTupleObject>()
        && tuple.len() == count
    {
        for item in tuple.items().iter().rev() {
            item.incref();
            c.push(item.as_ptr());
        }
    } else if let Some(list) = sequence.cast_exact::<PyListObject>()
        && list.len() == count
    {
        for item in list.items().iter().rev() {
            item.incref();
            c.push(item.as_ptr());
        }
    } else {
        for item in attempt!(unpack(&sequence, count, None)).into_iter().rev() {
            c.push_ref(item);
        }
    }
    c.jump(1);
    Flow::Next
}

#[inline(always)]
pub fn unpack_ex(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let sequence = c.pop_ref();
    for item in
        attempt!(unpack(&sequence, (oparg & 0xff) as usize, Some((oparg >> 8) as usize))).into_iter().rev()
    {
        c.push_ref(item);
    }
    Flow::Next
}

/// `unpack_iterable`: so many items, and where `after` is given a list of the rest and so many items behind it.
fn unpack(sequence: &PyObject, before: usize, after: Option<usize>) -> Result<Vec<Ref>, Raised> {
    let iterator = match iter::get_iter(sequence) {
        Ok(iterator) => iterator,
        Err(raised) => {
            let plain = sequence.ob_type().tp_iter.get().is_none() && !sequence::check(sequence);
            if errors::matches(&exceptions::TYPE_ERROR) && plain {
                errors::clear();
                return Err(raise!(
                    TYPE_ERROR,
                    "cannot unpack non-iterable {} object",
                    sequence.ob_type().full_name()
                ));
            }
            return Err(raised);
        }
    };
    let mut items = Vec::with_capacity(before + 1 + after.unwrap_or(0));
    while items.len() < before {
        match iter::next(&iterator)? {
            Some(item) => items.push(item),
            None => {
                let got = items.len();
                return Err(match after {
                    None => raise!(VALUE_ERROR, "not enough values to unpack (expected {before}, got {got})"),
                    Some(after) => raise!(
                        VALUE_ERROR,
                        "not enough values to unpack (expected at least {}, got {got})",
                        before + after
                    ),
                });
            }
        }
    }
    let Some(after) = after else {
        if iter::next(&iterator)?.is_some() {
            return Err(raise!(VALUE_ERROR, "too many values to unpack (expected {before})"));
        }
        return Ok(items);
    };
    let rest = sequence::list(&iterator)?;
    let mut rest = sequence::fast(&rest, "")?;
    if rest.len() < after {
        return Err(raise!(
            VALUE_ERROR,
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            before + rest.len()
        ));
    }
    let last = rest.split_off(rest.len() - after);
    items.push(list::from_vec(rest)?.upcast());
    items.extend(last);
    Ok(items)
}

#[inline(always)]
pub fn get_len(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let length = attempt!(sequence::length(c.peek_ref(1)));
    c.push_ref(attempt!(vivarium_runtime::int::from_usize(length)));
    Flow::Next
}

#[inline(always)]
pub fn format_value(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let spec = if oparg & 4 != 0 { Some(c.pop_ref()) } else { None };
    let value = c.pop_ref();
    let text = attempt!(format(&value, oparg & 3, spec.as_deref()));
    c.push_ref(text);
    Flow::Next
}

fn format(value: &PyObject, conversion: u32, spec: Option<&PyObject>) -> PyResult {
    let converted = match conversion {
        1 => objects::str(value)?,
        2 => objects::repr(value)?,
        3 => display::ascii(value)?,
        _ if spec.is_none() && value.is_exact::<PyUnicodeObject>() => return Ok(value.to_ref()),
        _ => return display::format_object(value, spec),
    };
    if spec.is_none() && converted.is_exact::<PyUnicodeObject>() {
        return Ok(converted);
    }
    display::format_object(&converted, spec)
}
