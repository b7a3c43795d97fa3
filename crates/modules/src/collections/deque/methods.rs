//! The methods and slots of `deque`.

use std::ffi::c_int;

use vivarium_runtime::args::{Spec, check_count, items};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::objects::{self, CompareOp, EQ, GE, GT, LE, LT, NE, bool_code, bool_ref, status_code};
use vivarium_runtime::str::{self, Builder};
use vivarium_runtime::{call, errors, exceptions, int, iter, number, raise, sequence, singletons, slice};

use super::{BLOCK_LEN, Block, DEQUE_TYPE, DequeObject, block, out_of_range, this};
use crate::support::native::{get, push_repr, raw_next, strict_isize, tuple_ref};

pub(super) fn append(object: &PyObject, item: &PyObject) -> PyResult {
    let deque = this(object);
    deque.push_right(item.to_ref(), deque.maxlen.get())?;
    Ok(singletons::none_ref())
}

pub(super) fn append_left(object: &PyObject, item: &PyObject) -> PyResult {
    let deque = this(object);
    deque.push_left(item.to_ref(), deque.maxlen.get())?;
    Ok(singletons::none_ref())
}

#[cold]
fn pop_empty() -> Raised {
    raise!(INDEX_ERROR, "pop from an empty deque")
}

pub(super) fn pop(object: &PyObject) -> PyResult {
    this(object).take_right().ok_or_else(pop_empty)
}

pub(super) fn pop_left(object: &PyObject) -> PyResult {
    this(object).take_left().ok_or_else(pop_empty)
}

pub(super) fn clear(object: &PyObject) -> PyResult {
    this(object).remove_all();
    Ok(singletons::none_ref())
}

/// Adds the items of an iterable at one end.
fn extend_with(
    deque: &DequeObject,
    iterable: &PyObject,
    start: (isize, isize),
    push: fn(&DequeObject, Ref, isize) -> Result<(), Raised>,
) -> Result<(), Raised> {
    if iterable.is(deque) {
        let items = sequence::list(iterable)?;
        return extend_with(deque, &items, start, push);
    }
    let maxlen = deque.maxlen.get();
    let iterator = iter::get_iter(iterable)?;
    if maxlen != 0 && deque.len() == 0 {
        // All of the first block is in front of the items to come.
        deque.leftindex.set(start.0);
        deque.rightindex.set(start.1);
    }
    while let Some(item) = raw_next(&iterator) {
        if maxlen != 0 {
            push(deque, item, maxlen)?;
        }
    }
    if errors::occurred() {
        errors::swallow::<()>(Err(Raised::already_set()), &exceptions::STOP_ITERATION)?;
    }
    Ok(())
}

pub(super) fn extend(object: &PyObject, iterable: &PyObject) -> PyResult {
    extend_with(this(object), iterable, (1, 0), DequeObject::push_right)?;
    Ok(singletons::none_ref())
}

pub(super) fn extend_left(object: &PyObject, iterable: &PyObject) -> PyResult {
    let last = BLOCK_LEN as isize - 1;
    extend_with(this(object), iterable, (last, last - 1), DequeObject::push_left)?;
    Ok(singletons::none_ref())
}

pub(super) extern "C" fn inplace_concat(object: &PyObject, other: &PyObject) -> PyResult {
    extend(object, other)?;
    Ok(object.to_ref())
}

pub(super) fn copy(object: &PyObject) -> PyResult {
    let deque = this(object);
    let maxlen = deque.maxlen.get();
    if object.is_exact::<DequeObject>() {
        let copied = super::new(&DEQUE_TYPE, singletons::none(), None)?;
        this(&copied).maxlen.set(maxlen);
        if deque.len() == 1 {
            let item = get(deque.cell_at(0)).unwrap_or_else(singletons::none_ref);
            this(&copied).push_right(item, maxlen)?;
        } else {
            extend(&copied, object)?;
        }
        return Ok(copied);
    }
    let class = object.ob_type();
    let copied = if maxlen < 0 {
        call::call(class, &[object])?
    } else {
        call::call(class, &[object, &*int::from_isize(maxlen)?])?
    };
    if !copied.is_instance_of::<DequeObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "{}() must return a deque, not {}",
            class.full_name(),
            copied.ob_type().full_name()
        ));
    }
    Ok(copied)
}

pub(super) extern "C" fn concat(object: &PyObject, other: &PyObject) -> PyResult {
    if !objects::is_instance(other, &DEQUE_TYPE)? {
        return Err(raise!(
            TYPE_ERROR,
            "can only concatenate deque (not \"{}\") to deque",
            other.ob_type().full_name()
        ));
    }
    let made = copy(object)?;
    extend(&made, other)?;
    Ok(made)
}

/// Repeats the one item of a deque.
fn repeat_single(deque: &DequeObject, times: isize) -> Result<(), Raised> {
    let Some(item) = get(deque.cell_at(0)) else { return Ok(()) };
    let maxlen = deque.maxlen.get();
    let times = if maxlen >= 0 { times.min(maxlen) } else { times };
    deque.touch();
    for _ in 1..times {
        if deque.rightindex.get() == BLOCK_LEN as isize - 1 {
            deque.grow_right()?;
        }
        deque.rightindex.set(deque.rightindex.get() + 1);
        block(deque.rightblock.get()).data[deque.rightindex.get() as usize].set(item.clone().into_raw());
        deque.set_len(deque.len() + 1);
    }
    Ok(())
}

pub(super) extern "C" fn inplace_repeat(object: &PyObject, times: isize) -> PyResult {
    let deque = this(object);
    let size = deque.len() as isize;
    if size == 0 || times == 1 {
        return Ok(object.to_ref());
    }
    if times <= 0 {
        deque.remove_all();
        return Ok(object.to_ref());
    }
    if size == 1 {
        repeat_single(deque, times)?;
        return Ok(object.to_ref());
    }
    let Some(total) = size.checked_mul(times) else { return Err(errors::no_memory()) };
    let items = sequence::list(object)?;
    let maxlen = deque.maxlen.get();
    let times = if maxlen >= 0 && total > maxlen { (maxlen.saturating_add(size - 1)) / size } else { times };
    for _ in 1..times {
        extend(object, &items)?;
    }
    Ok(object.to_ref())
}

pub(super) extern "C" fn repeat(object: &PyObject, times: isize) -> PyResult {
    let made = copy(object)?;
    inplace_repeat(&made, times)
}

pub(super) fn rotate(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("deque.rotate", args, 0, 1)?;
    let steps = match args.first() {
        Some(steps) => number::as_isize(steps)?,
        None => 1,
    };
    this(object).turn(steps)?;
    Ok(singletons::none_ref())
}

pub(super) fn reverse(object: &PyObject) -> PyResult {
    let deque = this(object);
    let (mut left, mut right): (*mut Block, *mut Block) = (deque.leftblock.get(), deque.rightblock.get());
    let (mut from, mut to) = (deque.leftindex.get() as usize, deque.rightindex.get());
    for _ in 0..deque.len() / 2 {
        block(left).data[from].swap(&block(right).data[to as usize]);
        from += 1;
        if from == BLOCK_LEN {
            left = block(left).rightlink.get();
            from = 0;
        }
        to -= 1;
        if to < 0 {
            right = block(right).leftlink.get();
            to = BLOCK_LEN as isize - 1;
        }
    }
    Ok(singletons::none_ref())
}

pub(super) fn count(object: &PyObject, value: &PyObject) -> PyResult {
    let deque = this(object);
    let mut count = 0;
    deque.scan(0..deque.len(), &exceptions::RUNTIME_ERROR, |_, item| {
        count += usize::from(objects::rich_compare_bool(&item.to_ref(), value, EQ)?);
        Ok(None::<()>)
    })?;
    int::from_usize(count)
}

pub(super) extern "C" fn contains(object: &PyObject, value: &PyObject) -> c_int {
    let deque = this(object);
    let found = deque.scan(0..deque.len(), &exceptions::RUNTIME_ERROR, |_, item| {
        Ok(objects::rich_compare_bool(&item.to_ref(), value, EQ)?.then_some(()))
    });
    bool_code(found.map(|found| found.is_some()))
}

/// A bound as an index into a sequence of this length.
fn bound(given: Option<&&PyObject>, default: usize) -> Result<isize, Raised> {
    given.map_or(Ok(default as isize), |given| slice::index_argument(given))
}

pub(super) fn index(object: &PyObject, args: &[&PyObject]) -> PyResult {
    if args.is_empty() || args.len() > 3 {
        let (how, limit, plural) = if args.is_empty() { ("at least", 1, "") } else { ("at most", 3, "s") };
        return Err(raise!(
            TYPE_ERROR,
            "index() takes {how} {limit} argument{plural} ({} given)",
            args.len()
        ));
    }
    let deque = this(object);
    let len = deque.len();
    let (start, stop) = (bound(args.get(1), 0)?, bound(args.get(2), len)?);
    // What converts the bounds may have changed the deque.
    let len = deque.len();
    let clip = |place: isize| {
        let place = if place < 0 { place.saturating_add(len as isize).max(0) } else { place };
        (place as usize).min(len)
    };
    let (start, stop) = (clip(start), clip(stop));
    let state = deque.state.get();
    let found = deque.scan(start..stop, &exceptions::RUNTIME_ERROR, |index, item| {
        let unchanged = || deque.state.get() == state;
        Ok(objects::rich_compare_bool_unheld(item, args[0], EQ, unchanged)?.then_some(index))
    })?;
    match found {
        Some(index) => int::from_usize(index),
        None => Err(not_in_deque(args[0])),
    }
}

fn not_in_deque(value: &PyObject) -> Raised {
    match objects::repr_text(value) {
        Ok(text) => raise!(VALUE_ERROR, "{text} is not in deque"),
        Err(raised) => raised,
    }
}

pub(super) fn insert(object: &PyObject, args: &[&PyObject]) -> PyResult {
    if args.len() != 2 {
        return Err(raise!(TYPE_ERROR, "insert() takes exactly 2 arguments ({} given)", args.len()));
    }
    let deque = this(object);
    let index = number::as_isize(args[0])?;
    let len = deque.len() as isize;
    if deque.maxlen.get() == len {
        return Err(raise!(INDEX_ERROR, "deque already at its maximum size"));
    }
    if index >= len {
        return append(object, args[1]);
    }
    if index <= -len || index == 0 {
        return append_left(object, args[1]);
    }
    deque.turn(-index)?;
    if index < 0 {
        append(object, args[1])?;
    } else {
        append_left(object, args[1])?;
    }
    deque.turn(index)?;
    Ok(singletons::none_ref())
}

pub(super) fn remove(object: &PyObject, value: &PyObject) -> PyResult {
    let deque = this(object);
    let found = deque.scan(0..deque.len(), &exceptions::INDEX_ERROR, |index, item| {
        Ok(objects::rich_compare_bool(&item.to_ref(), value, EQ)?.then_some(index))
    })?;
    let Some(index) = found else { return Err(not_in_deque(value)) };
    deque.remove_at(index as isize)?;
    Ok(singletons::none_ref())
}

pub(super) extern "C" fn item(object: &PyObject, index: isize) -> PyResult {
    let deque = this(object);
    if index as usize >= deque.len() {
        return Err(out_of_range());
    }
    get(deque.cell_at(index as usize)).ok_or_else(out_of_range)
}

pub(super) extern "C" fn ass_item(object: &PyObject, index: isize, value: Option<&PyObject>) -> c_int {
    let deque = this(object);
    if index as usize >= deque.len() {
        let _ = out_of_range();
        return -1;
    }
    match value {
        None => status_code(deque.remove_at(index)),
        Some(value) => {
            drop(replace_slot(deque.cell_at(index as usize), Some(value.to_ref())));
            0
        }
    }
}

pub(super) fn reduce(object: &PyObject) -> PyResult {
    let state = call::call_method(object, "__getstate__", &[])?;
    let items = iter::get_iter(object)?;
    let maxlen = this(object).maxlen.get();
    let arguments = if maxlen < 0 {
        vivarium_runtime::tuple::empty().upcast()
    } else {
        tuple_ref([vivarium_runtime::tuple::empty().upcast(), int::from_isize(maxlen)?])?
    };
    tuple_ref([object.ob_type().to_ref(), arguments, state, items])
}

pub(super) extern "C" fn repr(object: &PyObject) -> PyResult {
    let Some(_guard) = objects::repr_enter(object) else { return Ok(str::new("[...]")?.upcast()) };
    let items = sequence::list(object)?;
    let mut text = Builder::new();
    text.push_str(object.ob_type().name())?;
    text.push_str("(")?;
    push_repr(&mut text, &items)?;
    let maxlen = this(object).maxlen.get();
    if maxlen >= 0 {
        text.push_str(&format!(", maxlen={maxlen}"))?;
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

pub(super) extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.cast::<DequeObject>(), right.cast::<DequeObject>()) else {
        return Ok(singletons::not_implemented());
    };
    if op == EQ || op == NE {
        if left.is(right) {
            return Ok(bool_ref(op == EQ));
        }
        if a.len() != b.len() {
            return Ok(bool_ref(op == NE));
        }
    }
    let (first, second) = (iter::get_iter(left)?, iter::get_iter(right)?);
    loop {
        let x = iter::next(&first)?;
        let y = iter::next(&second)?;
        let (x, y) = match (x, y) {
            (Some(x), Some(y)) => (x, y),
            (x, y) => {
                let holds = match op {
                    LT => y.is_some(),
                    LE => x.is_none(),
                    EQ => x.is_none() && y.is_none(),
                    NE => x.is_some() || y.is_some(),
                    GT => x.is_some(),
                    GE => y.is_none(),
                    _ => return Ok(singletons::not_implemented()),
                };
                return Ok(bool_ref(holds));
            }
        };
        if !objects::rich_compare_bool(&x, &y, EQ)? {
            return Ok(bool_ref(objects::rich_compare_bool(&x, &y, op)?));
        }
    }
}

pub(super) extern "C" fn init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    status_code(initialize(object, args, kwargs))
}

fn initialize(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    static SPEC: Spec = Spec::new("deque", &["iterable", "maxlen"]);
    let positional = items(args);
    let [iterable, maxlen] = match (kwargs, positional) {
        (None, []) => [None, None],
        (None, [iterable]) => [Some(*iterable), None],
        (None, [iterable, maxlen]) => [Some(*iterable), Some(*maxlen)],
        _ => SPEC.parse_tuple_dict(args, kwargs)?,
    };
    let maxlen = match maxlen.filter(|maxlen| !maxlen.is_none()) {
        None => -1,
        Some(maxlen) => {
            let maxlen = strict_isize(maxlen)?;
            if maxlen < 0 {
                return Err(raise!(VALUE_ERROR, "maxlen must be non-negative"));
            }
            maxlen
        }
    };
    let deque = this(object);
    deque.maxlen.set(maxlen);
    deque.remove_all();
    if let Some(iterable) = iterable {
        extend(object, iterable)?;
    }
    Ok(())
}

pub(super) fn size_of_deque(object: &PyObject) -> PyResult {
    let deque = this(object);
    let blocks = (deque.leftindex.get() as usize + deque.len()).div_ceil(BLOCK_LEN);
    let own = object.ob_type().tp_basicsize.get() as usize;
    int::from_usize(own + blocks * size_of::<Block>())
}

pub(super) fn max_len(object: &PyObject) -> PyResult {
    match this(object).maxlen.get() {
        ..0 => Ok(singletons::none_ref()),
        maxlen => int::from_isize(maxlen),
    }
}
