//! `_lru_cache_wrapper`: a function that remembers its results, all of them, the last used ones, or none.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::dict::{self, PyDictObject, hash_key};
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::{self, Destructor, OBJECT_TYPE, PyTypeObject, VisitProc, flags};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    call, exceptions, gc, int, memory, method, name, number, object_layout, objects, raise, singletons, visit,
};

use crate::support::native::{alloc, clear, get, get_or_none, layout_of, set};

/// A key and its result, in the list from the least to the most recently used.
#[repr(C)]
pub struct LinkObject {
    pub ob_base: PyObject,
    prev: Cell<*mut LinkObject>,
    next: Cell<*mut LinkObject>,
    hash: Cell<isize>,
    key: Cell<*mut PyObject>,
    result: Cell<*mut PyObject>,
}

type Wrapper = fn(&LruCacheObject, &PyTupleObject, Option<&PyObject>) -> PyResult;

#[repr(C)]
pub struct LruCacheObject {
    /// Both ends of the list; its header is the object's.
    root: LinkObject,
    wrapper: Cell<Option<Wrapper>>,
    typed: Cell<c_int>,
    cache: Cell<*mut PyDictObject>,
    hits: Cell<isize>,
    func: Cell<*mut PyObject>,
    /// -1 for no bound.
    maxsize: Cell<isize>,
    misses: Cell<isize>,
    kwd_mark: Cell<*mut PyObject>,
    lru_list_elem_type: Cell<*mut PyObject>,
    cache_info_type: Cell<*mut PyObject>,
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
}

const _: () = assert!(size_of::<LinkObject>() == 56 && size_of::<LruCacheObject>() == 152);

object_layout!(LinkObject, LINK_TYPE);
layout_of!(link_of, LinkObject);
layout_of!(this, LruCacheObject);

pub static LINK_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_dealloc: Cell::new(Some(link_dealloc as Destructor)),
    ..PyTypeObject::new(c"functools._lru_list_elem", size_of::<LinkObject>())
};

pub static LRU_CACHE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::METHOD_DESCRIPTOR),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_call: Cell::new(Some(call_cached)),
    tp_doc: typeobject::doc(
        c"Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields hits misses currsize maxsize\n",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(LruCacheObject, weakreflist) as isize),
    tp_methods: typeobject::methods(
        const {
            &[
                without_doc(PyMethodDef::noargs(c"cache_info", cache_info, c"")),
                without_doc(PyMethodDef::noargs(c"cache_clear", cache_clear, c"")),
                without_doc(PyMethodDef::noargs(c"__reduce__", reduce, c"")),
                without_doc(PyMethodDef::fast(c"__copy__", itself, c"")),
                without_doc(PyMethodDef::fast(c"__deepcopy__", itself, c"")),
                PyMethodDef::END,
            ]
        },
    ),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(descr_get)),
    tp_dictoffset: Cell::new(offset_of!(LruCacheObject, dict) as isize),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    ..PyTypeObject::new(c"functools._lru_cache_wrapper", size_of::<LruCacheObject>())
};

const fn without_doc(def: PyMethodDef) -> PyMethodDef {
    PyMethodDef { ml_doc: std::ptr::null(), ..def }
}

struct Mark(Cell<*mut PyObject>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Mark {}

/// Stands between positional and keyword arguments in a key.
static KEYWORD_MARK: Mark = Mark(Cell::new(std::ptr::null_mut()));

pub(super) fn make_keyword_mark() -> Result<(), Raised> {
    set(&KEYWORD_MARK.0, call::call(&OBJECT_TYPE, &[])?);
    Ok(())
}

unsafe extern "C" fn link_dealloc(object: *mut PyObject) {
    // SAFETY: a dying link, which owned its key and result.
    unsafe {
        clear(&link_of(&*object).key);
        clear(&link_of(&*object).result);
        memory::free_object(object);
    }
}

extern "C" fn new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("lru_cache", &["user_function", "maxsize", "typed", "cache_info_type"]).required(4);
    let none = singletons::none();
    let [function, maxsize, typed, info_type] =
        SPEC.parse_tuple_dict(args, kwargs)?.map(|given: Option<&PyObject>| given.unwrap_or(none));
    let typed = objects::is_true(typed)?;
    if !objects::is_callable(function) {
        return Err(raise!(TYPE_ERROR, "the first argument must be callable"));
    }
    let (wrapper, maxsize): (Wrapper, isize) = if maxsize.is_none() {
        (call_unbounded, -1)
    } else if number::check_index(maxsize) {
        match number::as_size(maxsize, Some(&exceptions::OVERFLOW_ERROR))? {
            ..=0 => (call_uncached, 0),
            maxsize => (call_bounded, maxsize),
        }
    } else {
        return Err(raise!(TYPE_ERROR, "maxsize should be integer or None"));
    };
    let cache = dict::new()?;
    let object = alloc(ty)?;
    let cached = this(&object);
    let root = root(cached);
    cached.root.prev.set(root);
    cached.root.next.set(root);
    cached.wrapper.set(Some(wrapper));
    cached.typed.set(c_int::from(typed));
    set(&cached.cache, cache);
    set(&cached.func, function.to_ref());
    cached.maxsize.set(maxsize);
    set(&cached.kwd_mark, get_or_none(&KEYWORD_MARK.0));
    set(&cached.lru_list_elem_type, LINK_TYPE.to_ref());
    set(&cached.cache_info_type, info_type.to_ref());
    Ok(object)
}

fn root(cached: &LruCacheObject) -> *mut LinkObject {
    std::ptr::from_ref(&cached.root).cast_mut()
}

/// A link of a list, which lives as long as it is there.
fn linked<'a>(pointer: *mut LinkObject) -> &'a LinkObject {
    // SAFETY: links of a list are live; callers keep the borrow only as long as the list.
    unsafe { &*pointer }
}

fn extract(link: &LinkObject) {
    linked(link.prev.get()).next.set(link.next.get());
    linked(link.next.get()).prev.set(link.prev.get());
}

/// Puts a link behind another one.
fn insert_after(link: &LinkObject, before: *mut LinkObject) {
    let pointer = std::ptr::from_ref(link).cast_mut();
    let after = linked(before).next.get();
    link.prev.set(before);
    link.next.set(after);
    linked(before).next.set(pointer);
    linked(after).prev.set(pointer);
}

fn append(cached: &LruCacheObject, link: &LinkObject) {
    insert_after(link, cached.root.prev.get());
}

/// Empties the list and gives its links back, for the caller to drop.
fn unlink_all(cached: &LruCacheObject) -> Vec<Ref<LinkObject>> {
    let end = root(cached);
    let mut links = Vec::new();
    let mut next = cached.root.next.get();
    while !next.is_null() && next != end {
        let link = next;
        next = linked(link).next.get();
        // SAFETY: the list owned a reference to each of its links.
        links.push(unsafe { Ref::from_raw(link) });
    }
    cached.root.next.set(end);
    cached.root.prev.set(end);
    links
}

fn make_key(cached: &LruCacheObject, args: &PyTupleObject, kwargs: Option<&PyObject>) -> PyResult {
    let keywords =
        kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()).filter(|keywords| !keywords.is_empty());
    let typed = cached.typed.get() != 0;
    if !typed && keywords.is_none() {
        if let [sole] = args.items()
            && (sole.is_exact::<PyUnicodeObject>() || sole.is_exact::<PyLongObject>())
        {
            return Ok(sole.to_ref());
        }
        return Ok(args.to_ref());
    }
    let pairs = keywords.map(|keywords| keywords.pairs()).transpose()?.unwrap_or_default();
    let mut key: Vec<Ref> = args.items().iter().map(|item| item.to_ref()).collect();
    if !pairs.is_empty() {
        key.push(get_or_none(&cached.kwd_mark));
        for (name, value) in &pairs {
            key.push(name.clone());
            key.push(value.clone());
        }
    }
    if typed {
        key.extend(args.items().iter().map(|item| item.ob_type().to_ref()));
        key.extend(pairs.iter().map(|(_, value)| value.ob_type().to_ref()));
    }
    Ok(tuple::new(key)?.upcast())
}

/// Calls the function itself.
fn miss(cached: &LruCacheObject, args: &PyTupleObject, kwargs: Option<&PyObject>) -> PyResult {
    cached.misses.set(cached.misses.get() + 1);
    call::call_tuple_dict(&get_or_none(&cached.func), args, kwargs)
}

fn cache_of(cached: &LruCacheObject) -> PyResult<PyDictObject> {
    get(&cached.cache).ok_or_else(|| raise!(SYSTEM_ERROR, "bad argument to internal function"))
}

fn call_uncached(cached: &LruCacheObject, args: &PyTupleObject, kwargs: Option<&PyObject>) -> PyResult {
    miss(cached, args, kwargs)
}

fn call_unbounded(cached: &LruCacheObject, args: &PyTupleObject, kwargs: Option<&PyObject>) -> PyResult {
    let key = make_key(cached, args, kwargs)?;
    let hash = hash_key(&key)?;
    if let Some(result) = cache_of(cached)?.get_with_hash(&key, hash)? {
        cached.hits.set(cached.hits.get() + 1);
        return Ok(result);
    }
    let result = miss(cached, args, kwargs)?;
    cache_of(cached)?.set_with_hash(&key, hash, &result)?;
    Ok(result)
}

fn call_bounded(cached: &LruCacheObject, args: &PyTupleObject, kwargs: Option<&PyObject>) -> PyResult {
    let key = make_key(cached, args, kwargs)?;
    let hash = hash_key(&key)?;
    if let Some(found) = cache_of(cached)?.get_with_hash(&key, hash)?
        && let Some(link) = found.cast_exact::<LinkObject>()
    {
        extract(link);
        append(cached, link);
        cached.hits.set(cached.hits.get() + 1);
        return Ok(get_or_none(&link.result));
    }
    let result = miss(cached, args, kwargs)?;
    let cache = cache_of(cached)?;
    // The call may have put the key there itself.
    if cache.get_with_hash(&key, hash)?.is_some() {
        return Ok(result);
    }
    let first = cached.root.next.get();
    if (cache.len() as isize) < cached.maxsize.get() || first == root(cached) {
        // SAFETY: the layout of the type, every field written.
        let link: Ref<LinkObject> = unsafe {
            memory::new_object(&LINK_TYPE, |link: *mut LinkObject| {
                (&raw mut (*link).prev).write(Cell::new(std::ptr::null_mut()));
                (&raw mut (*link).next).write(Cell::new(std::ptr::null_mut()));
                (&raw mut (*link).hash).write(Cell::new(hash));
                (&raw mut (*link).key).write(Cell::new(key.clone().into_raw()));
                (&raw mut (*link).result).write(Cell::new(result.clone().into_raw()));
            })?
        };
        cache.set_with_hash(&key, hash, &link)?;
        append(cached, linked(link.into_raw()));
        return Ok(result);
    }
    // Full: the link that was used longest ago takes the new key. The list's reference is ours while it is out.
    extract(linked(first));
    // SAFETY: just taken out of the list.
    let link: Ref<LinkObject> = unsafe { Ref::from_raw(first) };
    let (old_key, old_hash) = (get_or_none(&link.key), link.hash.get());
    let popped = match cache.pop_with_hash(&old_key, old_hash) {
        Ok(popped) => popped,
        Err(raised) => {
            insert_after(linked(link.into_raw()), root(cached));
            return Err(raised);
        }
    };
    if popped.is_none() {
        // The call has removed the old key itself.
        return Ok(result);
    }
    let old_result = get_or_none(&link.result);
    link.hash.set(hash);
    set(&link.key, key.clone());
    set(&link.result, result.clone());
    cache.set_with_hash(&key, hash, &link)?;
    append(cached, linked(link.into_raw()));
    drop((popped, old_key, old_result));
    Ok(result)
}

extern "C" fn call_cached(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let cached = this(object);
    // SAFETY: `tp_call` gets a tuple.
    let args: &PyTupleObject = unsafe { args.cast_unchecked() };
    match cached.wrapper.get() {
        Some(wrapper) => wrapper(cached, args, kwargs),
        None => call_uncached(cached, args, kwargs),
    }
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    let cached = this(object);
    let links = unlink_all(cached);
    clear(&cached.cache);
    clear(&cached.func);
    clear(&cached.kwd_mark);
    clear(&cached.lru_list_elem_type);
    clear(&cached.cache_info_type);
    clear(&cached.dict);
    drop(links);
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        if !this(&*object).weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        tp_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let cached = this(object);
    let end = root(cached);
    let mut next = cached.root.next.get();
    while !next.is_null() && next != end {
        let link = linked(next);
        visit!(visit, arg, link.key.get());
        visit!(visit, arg, link.result.get());
        next = link.next.get();
    }
    visit!(visit, arg, cached.cache.get());
    visit!(visit, arg, cached.func.get());
    visit!(visit, arg, cached.kwd_mark.get());
    visit!(visit, arg, cached.lru_list_elem_type.get());
    visit!(visit, arg, cached.cache_info_type.get());
    visit!(visit, arg, cached.dict.get());
    0
}

extern "C" fn descr_get(object: &PyObject, instance: Option<&PyObject>, _: Option<&PyObject>) -> PyResult {
    match instance.filter(|instance| !instance.is_none()) {
        Some(instance) => Ok(method::new(object, instance)?.upcast()),
        None => Ok(object.to_ref()),
    }
}

fn cache_info(object: &PyObject) -> PyResult {
    let cached = this(object);
    let maxsize = match cached.maxsize.get() {
        -1 => singletons::none_ref(),
        maxsize => int::from_isize(maxsize)?,
    };
    let (hits, misses) = (int::from_isize(cached.hits.get())?, int::from_isize(cached.misses.get())?);
    let size = int::from_usize(cache_of(cached)?.len())?;
    call::call(&get_or_none(&cached.cache_info_type), &[&hits, &misses, &maxsize, &size])
}

fn cache_clear(object: &PyObject) -> PyResult {
    let cached = this(object);
    let links = unlink_all(cached);
    cached.hits.set(0);
    cached.misses.set(0);
    cache_of(cached)?.clear();
    drop(links);
    Ok(singletons::none_ref())
}

fn reduce(object: &PyObject) -> PyResult {
    objects::get_attr(object, name!("__qualname__"))
}

fn itself(object: &PyObject, _: &[&PyObject]) -> PyResult {
    Ok(object.to_ref())
}
