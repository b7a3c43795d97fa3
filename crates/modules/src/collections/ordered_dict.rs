//! `OrderedDict`: a dict with a linked list of its keys beside it, whose order can be changed.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;
use std::ptr::null_mut;

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::dict::{self, DICT_TYPE, PyDictKeysObject, PyDictObject, hash_key};
use vivarium_runtime::exceptions::raise_key_error;
use vivarium_runtime::object::{Lent, PyObject, PyResult, Raised, Ref, give_up};
use vivarium_runtime::objects::{self, CompareOp, EQ, NE, bool_ref, status_code};
use vivarium_runtime::str::{self, Builder};
use vivarium_runtime::typeobject::{
    self, Destructor, PyMappingMethods, PyNumberMethods, PyTypeObject, VisitProc, flags,
};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    args, call, gc, int, iter, list, mapping, memory, name, object_layout, raise, sequence, singletons,
    tuple, visit,
};

use super::ordered_views::{self, ITEMS, KEYS, REVERSED, VALUES};
use crate::support::native::{clear, layout_of, lend, push_repr, tuple_ref};

#[repr(C)]
pub(super) struct Node {
    pub key: Cell<*mut PyObject>,
    hash: Cell<isize>,
    pub next: Cell<*mut Node>,
    pub prev: Cell<*mut Node>,
}

#[repr(C)]
pub struct OrderedDictObject {
    pub ob_base: PyDictObject,
    /// A node or null for each place in the dict's table of entries.
    fast_nodes: Cell<*mut Cell<*mut Node>>,
    fast_nodes_size: Cell<isize>,
    /// The keys table that the nodes were laid out for.
    resize_sentinel: Cell<*mut PyDictKeysObject>,
    /// Changes with every change of the order.
    pub(super) state: Cell<usize>,
    pub(super) first: Cell<*mut Node>,
    pub(super) last: Cell<*mut Node>,
    inst_dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
}

const _: () = assert!(size_of::<Node>() == 32 && size_of::<OrderedDictObject>() == 112);

object_layout!(OrderedDictObject, ORDERED_DICT_TYPE);
layout_of!(this, OrderedDictObject);

pub static ORDERED_DICT_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_base: Cell::new(&raw const DICT_TYPE),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(repr)),
    tp_as_number: Cell::new(&raw const AS_NUMBER),
    tp_as_mapping: Cell::new(&raw const AS_MAPPING),
    tp_doc: typeobject::doc(c"Dictionary that remembers insertion order"),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_richcompare: Cell::new(Some(rich_compare)),
    tp_weaklistoffset: Cell::new(offset_of!(OrderedDictObject, weakreflist) as isize),
    tp_iter: Cell::new(Some(keys_iter)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::keywords(
            c"fromkeys",
            from_keys,
            c"fromkeys($type, /, iterable, value=None)\n--\n\nA new ordered dictionary of these keys to one value.",
        )
        .class(),
        PyMethodDef::noargs(c"__sizeof__", size_of_dict, c""),
        PyMethodDef::noargs(c"__reduce__", reduce, c"Return state information for pickling"),
        PyMethodDef::keywords(
            c"setdefault",
            set_default,
            c"setdefault($self, /, key, default=None)\n--\n\nThe key's value, which becomes the default if there is none.",
        ),
        PyMethodDef::keywords(
            c"pop",
            pop,
            c"pop($self, /, key, default=<unrepresentable>)\n--\n\nod.pop(key[,default]) -> v, remove the key and return its value.\n\nWithout the key, the default or else a KeyError.",
        ),
        PyMethodDef::keywords(
            c"popitem",
            pop_item,
            c"popitem($self, /, last=True)\n--\n\nRemove and return a (key, value) pair: the last, or the first if last is false.",
        ),
        PyMethodDef::noargs(c"keys", keys, c""),
        PyMethodDef::noargs(c"values", values, c""),
        PyMethodDef::noargs(c"items", items, c""),
        PyMethodDef::varargs(c"update", update_method, c""),
        PyMethodDef::noargs(c"clear", clear_method, c"od.clear() -> None.  Remove all items from od."),
        PyMethodDef::noargs(c"copy", copy, c"od.copy() -> a shallow copy of od"),
        PyMethodDef::noargs(c"__reversed__", reversed, c"od.__reversed__() <==> reversed(od)"),
        PyMethodDef::keywords(
            c"move_to_end",
            move_to_end,
            c"move_to_end($self, /, key, last=True)\n--\n\nMove an item to the end, or to the beginning if last is false.\n\nKeyError if it is not there.",
        ),
        PyMethodDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
        PyGetSetDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(OrderedDictObject, inst_dict) as isize),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    ..PyTypeObject::new(c"collections.OrderedDict", size_of::<OrderedDictObject>())
};

static AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: Cell::new(Some(or)),
    nb_inplace_or: Cell::new(Some(inplace_or)),
    ..PyNumberMethods::EMPTY
};

static AS_MAPPING: PyMappingMethods =
    PyMappingMethods { mp_ass_subscript: Cell::new(Some(ass_subscript)), ..PyMappingMethods::EMPTY };

/// A node of a list. Good until the list changes.
pub(super) fn node_of<'a>(pointer: *mut Node) -> Option<&'a Node> {
    // SAFETY: null or linked; callers don't keep the borrow across a change.
    unsafe { pointer.as_ref() }
}

impl OrderedDictObject {
    pub(super) fn len(&self) -> usize {
        self.ob_base.len()
    }

    fn is_empty(&self) -> bool {
        self.first.get().is_null()
    }

    /// Calls `visit` with each key in order, and its hash, until it gives false. Only the node owns the key, and `visit`
    /// may run Python code: what takes the node out of the list meanwhile is an error.
    fn each_key(
        &self,
        mut visit: impl FnMut(&PyObject, isize) -> Result<bool, Raised>,
    ) -> Result<(), Raised> {
        let mut walk = Walk::new(self);
        while let Some((key, hash)) = walk.key() {
            if !visit(&key, hash)? {
                break;
            }
            drop(key);
            walk.step()?;
        }
        Ok(())
    }

    fn nodes(&self) -> &[Cell<*mut Node>] {
        if self.fast_nodes.get().is_null() {
            return &[];
        }
        // SAFETY: an array of that size; replaced only by `lay_out` and `drop_nodes`.
        unsafe { std::slice::from_raw_parts(self.fast_nodes.get(), self.fast_nodes_size.get() as usize) }
    }

    fn is_laid_out(&self) -> bool {
        self.resize_sentinel.get() == self.ob_base.ma_keys.get()
            && self.fast_nodes_size.get() == self.ob_base.keys().size()
    }

    /// Lays the nodes out for the dict's present table.
    fn lay_out(&self) -> Result<(), Raised> {
        let keys = self.ob_base.ma_keys.get();
        let size = self.ob_base.keys().size() as usize;
        let state = self.state.get();
        let mut places: Vec<*mut Node> = memory::try_vec(size)?;
        places.resize(size, null_mut());
        let mut next = self.first.get();
        while let Some(node) = node_of(next) {
            let Some(key) = lend(&node.key) else { break };
            let place = self.ob_base.lookup(&key, node.hash.get())?;
            if self.state.get() != state || self.ob_base.ma_keys.get() != keys {
                return Err(raise!(RUNTIME_ERROR, "OrderedDict mutated during iteration"));
            }
            match places.get_mut(place as usize) {
                Some(found) => *found = next,
                None => return Err(raise_key_error(&key)),
            }
            next = node.next.get();
        }
        let array: *mut Cell<*mut Node> = memory::try_alloc_array(size)?;
        for (index, node) in places.into_iter().enumerate() {
            // SAFETY: in range.
            unsafe { array.add(index).write(Cell::new(node)) };
        }
        let old = self.fast_nodes.replace(array);
        // SAFETY: the old array was the dict's own.
        unsafe { memory::free(old.cast()) };
        self.fast_nodes_size.set(size as isize);
        self.resize_sentinel.set(keys);
        Ok(())
    }

    /// The place of a key's node, which holds null if the dict has the key but the list has not; `None` if neither has.
    fn place_of(&self, key: &PyObject, hash: isize) -> Result<Option<&Cell<*mut Node>>, Raised> {
        for _ in 0..8 {
            if !self.is_laid_out() {
                self.lay_out()?;
            }
            let place = self.ob_base.lookup(key, hash)?;
            // The comparison of keys may have changed the dict.
            if self.is_laid_out() {
                return Ok(if place < 0 { None } else { self.nodes().get(place as usize) });
            }
        }
        Err(raise!(RUNTIME_ERROR, "OrderedDict mutated during iteration"))
    }

    /// The node of a key.
    pub(super) fn find(&self, key: &PyObject, hash: isize) -> Result<Option<&Node>, Raised> {
        if self.is_empty() {
            return Ok(None);
        }
        Ok(self.place_of(key, hash)?.and_then(|place| node_of(place.get())))
    }

    fn link_first(&self, node: &Node) {
        let pointer = std::ptr::from_ref(node).cast_mut();
        node.prev.set(null_mut());
        node.next.set(self.first.get());
        match node_of(self.first.get()) {
            Some(first) => first.prev.set(pointer),
            None => self.last.set(pointer),
        }
        self.first.set(pointer);
        self.state.set(self.state.get().wrapping_add(1));
    }

    fn link_last(&self, node: &Node) {
        let pointer = std::ptr::from_ref(node).cast_mut();
        node.next.set(null_mut());
        node.prev.set(self.last.get());
        match node_of(self.last.get()) {
            Some(last) => last.next.set(pointer),
            None => self.first.set(pointer),
        }
        self.last.set(pointer);
        self.state.set(self.state.get().wrapping_add(1));
    }

    fn unlink(&self, node: &Node) {
        let (prev, next) = (node.prev.replace(null_mut()), node.next.replace(null_mut()));
        match node_of(prev) {
            Some(prev) => prev.next.set(next),
            None => self.first.set(next),
        }
        match node_of(next) {
            Some(next) => next.prev.set(prev),
            None => self.last.set(prev),
        }
        self.state.set(self.state.get().wrapping_add(1));
    }

    /// Adds a node for a key that the dict has, unless there is one.
    fn add_node(&self, key: &PyObject, hash: isize) -> Result<(), Raised> {
        let Some(place) = self.place_of(key, hash)? else { return Err(raise_key_error(key)) };
        if !place.get().is_null() {
            return Ok(());
        }
        let node: *mut Node = memory::try_alloc_array(1)?;
        // SAFETY: room for one node.
        unsafe {
            node.write(Node {
                key: Cell::new(key.to_ref().into_raw()),
                hash: Cell::new(hash),
                next: Cell::new(null_mut()),
                prev: Cell::new(null_mut()),
            });
            self.link_last(&*node);
        }
        place.set(node);
        Ok(())
    }

    /// Removes the node of a key, if there is one.
    fn remove_node(&self, key: &PyObject, hash: isize) -> Result<(), Raised> {
        if self.is_empty() {
            return Ok(());
        }
        let Some(place) = self.place_of(key, hash)? else { return Ok(()) };
        let pointer = place.replace(null_mut());
        let Some(node) = node_of(pointer) else { return Ok(()) };
        self.unlink(node);
        // SAFETY: unlinked, so ours; it owned its key.
        unsafe { free_node(pointer) };
        Ok(())
    }

    fn drop_nodes(&self) {
        let nodes = self.fast_nodes.replace(null_mut());
        self.fast_nodes_size.set(0);
        self.resize_sentinel.set(null_mut());
        // SAFETY: the array was the dict's own.
        unsafe { memory::free(nodes.cast()) };
        let mut next = self.first.replace(null_mut());
        self.last.set(null_mut());
        while let Some(node) = node_of(next) {
            let pointer = next;
            next = node.next.get();
            // SAFETY: the list is the caller's alone by now.
            unsafe { free_node(pointer) };
        }
    }

    fn set_with_hash(&self, key: &PyObject, hash: isize, value: &PyObject) -> Result<(), Raised> {
        self.ob_base.set_with_hash(key, hash, value)?;
        self.add_node(key, hash).inspect_err(|_| {
            let saved = vivarium_runtime::errors::fetch();
            if self.ob_base.del_with_hash(key, hash).is_err() {
                vivarium_runtime::errors::clear();
            }
            if let Some(saved) = saved {
                vivarium_runtime::errors::restore(saved);
            }
        })
    }

    fn delete(&self, key: &PyObject) -> Result<(), Raised> {
        let hash = hash_key(key)?;
        self.remove_node(key, hash)?;
        self.ob_base.del_with_hash(key, hash)
    }

    /// Removes a key and gives its value.
    fn take(&self, key: &PyObject, hash: isize) -> Result<Option<Ref>, Raised> {
        if self.find(key, hash)?.is_none() {
            return Ok(None);
        }
        self.remove_node(key, hash)?;
        self.ob_base.pop_with_hash(key, hash)
    }
}

/// Frees a node and drops its key.
///
/// # Safety
/// The node is in no list.
unsafe fn free_node(node: *mut Node) {
    // SAFETY: the caller's promise; a node owns its key.
    unsafe {
        let key = Ref::from_nullable((*node).key.get());
        memory::free(node.cast());
        give_up(key);
    }
}

/// A place in the list that survives changes to it, or notices that it did not.
struct Walk<'a> {
    dict: &'a OrderedDictObject,
    node: *mut Node,
    state: usize,
}

impl<'a> Walk<'a> {
    fn new(dict: &'a OrderedDictObject) -> Self {
        Walk { dict, node: dict.first.get(), state: dict.state.get() }
    }

    fn key(&self) -> Option<(Lent<PyObject>, isize)> {
        let node = node_of(self.node)?;
        Some((lend(&node.key)?, node.hash.get()))
    }

    fn step(&mut self) -> Result<(), Raised> {
        // Clearing the dict leaves its state as it was.
        if self.dict.state.get() != self.state || self.dict.is_empty() {
            self.state = self.dict.state.get();
            let mut next = self.dict.first.get();
            while next != self.node {
                let Some(node) = node_of(next) else {
                    return Err(raise!(RUNTIME_ERROR, "OrderedDict mutated during iteration"));
                };
                next = node.next.get();
            }
        }
        self.node = node_of(self.node).map_or(null_mut(), |node| node.next.get());
        Ok(())
    }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout; `dict` gives back the rest.
    unsafe {
        gc::untrack(&*object);
        let exact = (*object).is_exact::<OrderedDictObject>();
        if exact && gc::trashcan_begin(&*object) {
            return;
        }
        let own = this(&*object);
        clear(&own.inst_dict);
        if !own.weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        own.drop_nodes();
        if let Some(dealloc) = DICT_TYPE.tp_dealloc.get() {
            dealloc(object);
        }
        if exact {
            gc::trashcan_end();
        }
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let own = this(object);
    visit!(visit, arg, own.inst_dict.get());
    let mut next = own.first.get();
    while let Some(node) = node_of(next) {
        visit!(visit, arg, node.key.get());
        next = node.next.get();
    }
    DICT_TYPE.tp_traverse.get().map_or(0, |traverse| traverse(object, visit, arg))
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    let own = this(object);
    clear(&own.inst_dict);
    own.ob_base.clear();
    own.drop_nodes();
    0
}

extern "C" fn keys_iter(object: &PyObject) -> PyResult {
    ordered_views::new_iter(this(object), KEYS)
}

fn reversed(object: &PyObject) -> PyResult {
    ordered_views::new_iter(this(object), KEYS | REVERSED)
}

fn keys(object: &PyObject) -> PyResult {
    dict::views::new(&ordered_views::KEYS_TYPE, object)
}

fn values(object: &PyObject) -> PyResult {
    dict::views::new(&ordered_views::VALUES_TYPE, object)
}

fn items(object: &PyObject) -> PyResult {
    dict::views::new(&ordered_views::ITEMS_TYPE, object)
}

const _: () = assert!(ITEMS == KEYS | VALUES);

extern "C" fn ass_subscript(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> c_int {
    let own = this(object);
    status_code(match value {
        None => own.delete(key),
        Some(value) => hash_key(key).and_then(|hash| own.set_with_hash(key, hash, value)),
    })
}

extern "C" fn or(left: &PyObject, right: &PyObject) -> PyResult {
    let (own, other) = if left.is_instance_of::<OrderedDictObject>() { (left, right) } else { (right, left) };
    if !other.is_instance_of::<PyDictObject>() {
        return Ok(singletons::not_implemented());
    }
    let made = call::call(own.ob_type(), &[left])?;
    update(&made, right)?;
    Ok(made)
}

extern "C" fn inplace_or(object: &PyObject, other: &PyObject) -> PyResult {
    update(object, other)?;
    Ok(object.to_ref())
}

fn from_keys(class: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("fromkeys", &["iterable", "value"]).required(1);
    let [iterable, value] = SPEC.parse(args, kwnames)?;
    let none = singletons::none();
    dict::from_keys(class, iterable.unwrap_or(none), value.unwrap_or(none))
}

fn size_of_dict(object: &PyObject) -> PyResult {
    let own = this(object);
    let mut size = own.ob_base.byte_size() + own.fast_nodes_size.get() as usize * size_of::<usize>();
    if !own.is_empty() {
        size += own.len() * size_of::<Node>();
    }
    int::from_usize(size)
}

fn reduce(object: &PyObject) -> PyResult {
    let state = call::call_method(object, "__getstate__", &[])?;
    let items = iter::get_iter(&*call::call_method(object, "items", &[])?)?;
    let class = object.ob_type().to_ref();
    tuple_ref([class, tuple::empty().upcast(), state, singletons::none_ref(), items])
}

fn set_default(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("setdefault", &["key", "default"]).required(1);
    let [key, default] = SPEC.parse(args, kwnames)?;
    let (key, default) = (key.unwrap_or(singletons::none()), default.unwrap_or(singletons::none()));
    let own = this(object);
    if object.is_exact::<OrderedDictObject>() {
        let hash = hash_key(key)?;
        if let Some(value) = own.ob_base.get_with_hash(key, hash)? {
            return Ok(value);
        }
        own.set_with_hash(key, hash_key(key)?, default)?;
        return Ok(default.to_ref());
    }
    if sequence::contains(object, key)? {
        return mapping::get_item(object, key);
    }
    mapping::set_item(object, key, Some(default))?;
    Ok(default.to_ref())
}

fn pop(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("pop", &["key", "default"]).required(1);
    let [key, default] = SPEC.parse(args, kwnames)?;
    let key = key.unwrap_or(singletons::none());
    match (this(object).take(key, hash_key(key)?)?, default) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.to_ref()),
        (None, None) => Err(raise_key_error(key)),
    }
}

/// The flag `last` of a method.
fn flag(given: Option<&PyObject>) -> Result<bool, Raised> {
    given.map_or(Ok(true), objects::is_true)
}

fn pop_item(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("popitem", &["last"]);
    let [last] = SPEC.parse(args, kwnames)?;
    let last = flag(last)?;
    let own = this(object);
    let end = if last { &own.last } else { &own.first };
    let Some(node) = node_of(end.get()) else {
        return Err(raise!(KEY_ERROR, "dictionary is empty"));
    };
    let (key, hash) = (crate::support::native::get_or_none(&node.key), node.hash.get());
    match own.take(&key, hash)? {
        Some(value) => Ok(tuple::pair(key, value)?.upcast()),
        None => Err(raise_key_error(&key)),
    }
}

fn clear_method(object: &PyObject) -> PyResult {
    let own = this(object);
    own.ob_base.clear();
    own.drop_nodes();
    Ok(singletons::none_ref())
}

fn copy(object: &PyObject) -> PyResult {
    let own = this(object);
    let copied = call::call(object.ob_type(), &[])?;
    if object.is_exact::<OrderedDictObject>() {
        own.each_key(|key, hash| {
            let Some(value) = own.ob_base.get_item(key)? else {
                return Err(raise_key_error(key));
            };
            this(&copied).set_with_hash(key, hash, &value)?;
            Ok(true)
        })?;
    } else {
        own.each_key(|key, _| {
            let value = mapping::get_item(object, key)?;
            mapping::set_item(&copied, key, Some(&value))?;
            Ok(true)
        })?;
    }
    Ok(copied)
}

fn move_to_end(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("move_to_end", &["key", "last"]).required(1);
    let [key, last] = SPEC.parse(args, kwnames)?;
    let key = key.unwrap_or(singletons::none());
    let last = flag(last)?;
    let own = this(object);
    let end = if last { &own.last } else { &own.first };
    let Some(at_end) = node_of(end.get()) else { return Err(raise_key_error(key)) };
    if std::ptr::eq(at_end.key.get(), key) {
        return Ok(singletons::none_ref());
    }
    let Some(node) = own.find(key, hash_key(key)?)? else { return Err(raise_key_error(key)) };
    if !std::ptr::eq(end.get(), node) {
        own.unlink(node);
        if last {
            own.link_last(node);
        } else {
            own.link_first(node);
        }
    }
    Ok(singletons::none_ref())
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let own = this(object);
    let name = object.ob_type().name();
    if own.ob_base.is_empty() {
        return vivarium_runtime::display::format(format_args!("{name}()"));
    }
    let Some(_guard) = objects::repr_enter(object) else { return Ok(str::new("...")?.upcast()) };
    let pieces = if object.is_exact::<OrderedDictObject>() {
        let mut pairs = Vec::with_capacity(own.len());
        own.each_key(|key, _| {
            let Some(value) = own.ob_base.get_item(key)? else {
                return Err(raise_key_error(key));
            };
            pairs.push(tuple::pair(key.to_ref(), value)?.upcast());
            Ok(true)
        })?;
        list::from_vec(pairs)?.upcast()
    } else {
        sequence::list(&*call::call_method(object, "items", &[])?)?
    };
    let mut text = Builder::new();
    text.push_str(name)?;
    text.push_str("(")?;
    push_repr(&mut text, &pieces)?;
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

fn keys_equal(a: &OrderedDictObject, b: &OrderedDictObject) -> Result<bool, Raised> {
    let (mut walk_a, mut walk_b) = (Walk::new(a), Walk::new(b));
    loop {
        match (walk_a.key(), walk_b.key()) {
            (None, None) => return Ok(true),
            (Some((own, _)), Some((other, _))) => {
                if !objects::rich_compare_bool(&own, &other, EQ)? {
                    return Ok(false);
                }
            }
            _ => return Ok(false),
        }
        walk_a.step()?;
        walk_b.step()?;
    }
}

extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: CompareOp) -> PyResult {
    let (Some(a), true) = (left.cast::<OrderedDictObject>(), right.is_instance_of::<PyDictObject>()) else {
        return Ok(singletons::not_implemented());
    };
    let Some(compare) = DICT_TYPE.tp_richcompare.get().filter(|_| op == EQ || op == NE) else {
        return Ok(singletons::not_implemented());
    };
    let as_dicts = compare(left, right, op)?;
    let Some(b) = right.cast::<OrderedDictObject>() else { return Ok(as_dicts) };
    if as_dicts.is(&bool_ref(op == NE)) {
        return Ok(as_dicts);
    }
    Ok(bool_ref(keys_equal(a, b)? == (op == EQ)))
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let given = args::items(arguments).len();
    if given > 1 {
        let _ = raise!(TYPE_ERROR, "expected at most 1 arguments, got {given}");
        return -1;
    }
    status_code(update_with(object, arguments, kwargs))
}

fn update_method(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let given = args::items(arguments).len();
    if given > 1 {
        return Err(raise!(TYPE_ERROR, "update() takes at most 1 positional argument ({given} given)"));
    }
    update_with(object, arguments, kwargs)?;
    Ok(singletons::none_ref())
}

fn update_with(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    if let Some(other) = args::items(arguments).first() {
        update(object, &other.to_ref())?;
    }
    if let Some(kwargs) = kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()) {
        add_pairs(object, &*pair_list(kwargs)?)?;
    }
    Ok(())
}

/// A list of the items (`PyDict_Items`).
fn pair_list(dict: &PyDictObject) -> PyResult<list::PyListObject> {
    let mut pairs = Vec::with_capacity(dict.len());
    for (key, value) in dict.pairs()? {
        pairs.push(tuple::pair(key, value)?.upcast());
    }
    list::from_vec(pairs)
}

/// Takes over the items of a mapping or of an iterable of pairs, by the object's own `[]`.
fn update(object: &PyObject, other: &PyObject) -> Result<(), Raised> {
    if let Some(dict) = other.cast_exact::<PyDictObject>() {
        return add_pairs(object, &*pair_list(dict)?);
    }
    if let Some(method) = objects::lookup_attr(other, name!("keys"))? {
        let keys = call::call(&method, &[]);
        drop(method);
        let keys = iter::get_iter(&*keys?)?;
        while let Some(key) = iter::next(&keys)? {
            let value = mapping::get_item(other, &key)?;
            mapping::set_item(object, &key, Some(&value))?;
        }
        return Ok(());
    }
    match objects::lookup_attr(other, name!("items"))? {
        Some(method) => {
            let items = call::call(&method, &[]);
            drop(method);
            add_pairs(object, &*items?)
        }
        None => add_pairs(object, other),
    }
}

fn add_pairs(object: &PyObject, pairs: &PyObject) -> Result<(), Raised> {
    let pairs = iter::get_iter(pairs)?;
    while let Some(pair) = iter::next(&pairs)? {
        let parts = iter::get_iter(&pair)?;
        let Some(key) = iter::next(&parts)? else {
            return Err(raise!(VALUE_ERROR, "need more than 0 values to unpack"));
        };
        let Some(value) = iter::next(&parts)? else {
            return Err(raise!(VALUE_ERROR, "need more than 1 value to unpack"));
        };
        if iter::next(&parts)?.is_some() {
            return Err(raise!(VALUE_ERROR, "too many values to unpack (expected 2)"));
        }
        mapping::set_item(object, &key, Some(&value))?;
    }
    Ok(())
}
