//! `_heapq`: heaps in lists.

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::list::{LIST_TYPE, PyListObject};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::objects::{self, LT};
use vivarium_runtime::{raise, singletons};

use crate::support::{new_module, set_str};

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::fast(c"heappush", heappush, c"heappush($module, heap, item, /)\n--\n\nAdd an item."),
        PyMethodDef::fast(
            c"heappushpop",
            heappushpop,
            c"heappushpop($module, heap, item, /)\n--\n\nAdd an item, then take the smallest.",
        ),
        PyMethodDef::one(c"heappop", heappop, c"heappop($module, heap, /)\n--\n\nTake the smallest item."),
        PyMethodDef::fast(
            c"heapreplace",
            heapreplace,
            c"heapreplace($module, heap, item, /)\n--\n\nTake the smallest item, then add one.",
        ),
        PyMethodDef::one(c"heapify", heapify, c"heapify($module, heap, /)\n--\n\nMake a list a heap."),
        PyMethodDef::one(
            c"_heappop_max",
            heappop_max,
            c"_heappop_max($module, heap, /)\n--\n\nTake the largest item.",
        ),
        PyMethodDef::one(
            c"_heapify_max",
            heapify_max,
            c"_heapify_max($module, heap, /)\n--\n\nMake a list a heap with the largest item on top.",
        ),
        PyMethodDef::fast(
            c"_heapreplace_max",
            heapreplace_max,
            c"_heapreplace_max($module, heap, item, /)\n--\n\nTake the largest item, then add one.",
        ),
        PyMethodDef::END,
    ];
    let made =
        new_module("_heapq", "Heaps: lists whose first item is the smallest, kept so cheaply.", FUNCTIONS)?;
    set_str(&made, "__about__", "A heap is a tree in a list: item k is not above items 2k+1 and 2k+2.")?;
    Ok(made)
}

fn heap_of<'a>(name: &str, object: &'a PyObject, display: &str) -> Result<&'a PyListObject, Raised> {
    object.cast().ok_or_else(|| args::bad_argument(name, display, "list", object))
}

fn item(heap: &PyListObject, index: usize) -> Result<Ref, Raised> {
    heap.get(index).ok_or_else(|| raise!(INDEX_ERROR, "index out of range"))
}

fn put(heap: &PyListObject, index: usize, value: Ref) -> Result<Ref, Raised> {
    heap.set(index, value).map_err(|_| raise!(INDEX_ERROR, "index out of range"))
}

fn swap(heap: &PyListObject, a: usize, b: usize) {
    // SAFETY: both indices are below the length, which the callers have just checked.
    unsafe { heap.slot(a).swap(heap.slot(b)) }
}

fn less(a: &PyObject, b: &PyObject, heap: &PyListObject, size: usize) -> Result<bool, Raised> {
    let result = objects::rich_compare_bool(a, b, LT)?;
    if heap.len() != size {
        return Err(raise!(RUNTIME_ERROR, "list changed size during iteration"));
    }
    Ok(result)
}

/// Lets an item rise to where it belongs, towards `start`.
fn rise(heap: &PyListObject, start: usize, mut place: usize, max: bool) -> Result<(), Raised> {
    let size = heap.len();
    let moved = item(heap, place)?;
    while place > start {
        let parent_place = (place - 1) >> 1;
        let parent = item(heap, parent_place)?;
        let goes_up =
            if max { less(&parent, &moved, heap, size)? } else { less(&moved, &parent, heap, size)? };
        if !goes_up {
            break;
        }
        swap(heap, parent_place, place);
        place = parent_place;
    }
    Ok(())
}

/// Lets the item at a place sink to the bottom, then rise to where it belongs.
fn sink(heap: &PyListObject, start: usize, max: bool) -> Result<(), Raised> {
    let size = heap.len();
    if start >= size {
        return Err(raise!(INDEX_ERROR, "index out of range"));
    }
    let mut place = start;
    while place < size >> 1 {
        let mut child = 2 * place + 1;
        if child + 1 < size {
            let (a, b) = (item(heap, child)?, item(heap, child + 1)?);
            let second = if max { !less(&b, &a, heap, size)? } else { !less(&a, &b, heap, size)? };
            child += usize::from(second);
        }
        swap(heap, child, place);
        place = child;
    }
    rise(heap, start, place, max)
}

fn two<'a>(name: &str, arguments: &[&'a PyObject]) -> Result<(&'a PyListObject, &'a PyObject), Raised> {
    args::check_count(name, arguments, 2, 2)?;
    Ok((heap_of(name, arguments[0], "argument 1")?, arguments[1]))
}

fn heappush(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (heap, value) = two("heappush", arguments)?;
    heap.append(value.to_ref())?;
    rise(heap, 0, heap.len() - 1, false)?;
    Ok(singletons::none_ref())
}

fn pop(heap: &PyListObject, max: bool) -> PyResult {
    let Some(last) = heap.len().checked_sub(1) else {
        return Err(raise!(INDEX_ERROR, "index out of range"));
    };
    let value = item(heap, last)?;
    let delete = LIST_TYPE.as_sequence().and_then(|methods| methods.sq_ass_item.get());
    if let Some(delete) = delete {
        objects::status(delete(heap, last as isize, None))?;
    }
    if last == 0 {
        return Ok(value);
    }
    let top = put(heap, 0, value)?;
    sink(heap, 0, max)?;
    Ok(top)
}

fn heappop(_: &PyObject, argument: &PyObject) -> PyResult {
    pop(heap_of("heappop", argument, "argument")?, false)
}

fn heappop_max(_: &PyObject, argument: &PyObject) -> PyResult {
    pop(heap_of("_heappop_max", argument, "argument")?, true)
}

fn replace(heap: &PyListObject, value: &PyObject, max: bool) -> PyResult {
    if heap.is_empty() {
        return Err(raise!(INDEX_ERROR, "index out of range"));
    }
    let top = put(heap, 0, value.to_ref())?;
    sink(heap, 0, max)?;
    Ok(top)
}

fn heapreplace(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (heap, value) = two("heapreplace", arguments)?;
    replace(heap, value, false)
}

fn heapreplace_max(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (heap, value) = two("_heapreplace_max", arguments)?;
    replace(heap, value, true)
}

fn heappushpop(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (heap, value) = two("heappushpop", arguments)?;
    if heap.is_empty() {
        return Ok(value.to_ref());
    }
    let top = item(heap, 0)?;
    if !objects::rich_compare_bool(&top, value, LT)? {
        return Ok(value.to_ref());
    }
    drop(top);
    replace(heap, value, false)
}

/// Sinks a place and the parents whose children are then complete, while they are near in memory.
fn sink_upwards(heap: &PyListObject, mut place: usize, max: bool) -> Result<(), Raised> {
    loop {
        sink(heap, place, max)?;
        if place & 1 == 0 {
            return Ok(());
        }
        place >>= 1;
    }
}

fn make(heap: &PyListObject, max: bool) -> PyResult {
    let size = heap.len();
    if size > 2500 {
        let half = size >> 1;
        let leftmost = (1usize << (half + 1).ilog2()) - 1;
        for place in (half >> 1..leftmost).rev() {
            sink_upwards(heap, place, max)?;
        }
        for place in (leftmost..half).rev() {
            sink_upwards(heap, place, max)?;
        }
    } else {
        for place in (0..size >> 1).rev() {
            sink(heap, place, max)?;
        }
    }
    Ok(singletons::none_ref())
}

fn heapify(_: &PyObject, argument: &PyObject) -> PyResult {
    make(heap_of("heapify", argument, "argument")?, false)
}

fn heapify_max(_: &PyObject, argument: &PyObject) -> PyResult {
    make(heap_of("_heapify_max", argument, "argument")?, true)
}
