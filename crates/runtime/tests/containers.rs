//! Containers: sizes at every step of growth, order, mutation, split keys, sorting.

use vivarium_runtime::object::{PyObject, Ref};
use vivarium_runtime::typeobject::TYPE_TYPE;
use vivarium_runtime::{call, dict, errors, exceptions, int, list, objects, set, str, tuple, typeobject};

fn number(value: i64) -> Ref {
    int::from_i64(value).expect("int")
}

fn text(object: &PyObject) -> String {
    str::as_str(&objects::repr(object).expect("repr")).expect("str").to_owned()
}

/// `sys.getsizeof` of CPython 3.11 after so many appends or insertions.
const LIST_SIZES: [(usize, isize); 6] = [(0, 56), (1, 88), (5, 120), (9, 184), (17, 248), (1000, 8856)];
const DICT_SIZES: [(usize, isize); 6] = [(0, 64), (1, 224), (6, 352), (11, 632), (22, 1168), (1000, 36952)];
const SET_SIZES: [(usize, isize); 5] = [(0, 216), (4, 216), (5, 728), (19, 2264), (1000, 32984)];

#[test]
fn containers() {
    typeobject::ready::init_types().expect("types");
    lists();
    dicts();
    sets();
    instances();
    sorting();
    errors_of_keys();
}

fn lists() {
    let items = list::new().expect("list");
    let mut steps = LIST_SIZES.iter();
    let mut next = steps.next();
    for count in 0..=1000 {
        if let Some((at, size)) = next
            && *at == count
        {
            assert_eq!(objects::getsizeof(&items).expect("size"), *size, "list of {count}");
            next = steps.next();
        }
        items.append(number(count as i64)).expect("append");
    }
    items.clear();
    assert_eq!(objects::getsizeof(&items).expect("size"), 56);
    items.append(items.clone().upcast()).expect("append");
    assert_eq!(text(&items), "[[...]]");
    items.clear();
    assert_eq!(items.refcount(), 1);
}

fn dicts() {
    let dict = dict::new().expect("dict");
    let mut steps = DICT_SIZES.iter();
    let mut next = steps.next();
    for count in 0..=1000 {
        if let Some((at, size)) = next
            && *at == count
        {
            assert_eq!(objects::getsizeof(&dict).expect("size"), *size, "dict of {count}");
            next = steps.next();
        }
        dict.set_item(&number(count as i64), &number(-1)).expect("set");
    }
    for key in 0..998 {
        dict.del_item(&number(key)).expect("del");
    }
    assert_eq!(text(&dict), "{998: -1, 999: -1, 1000: -1}");
    let copy = dict.copy().expect("copy");
    assert_eq!(objects::getsizeof(&copy).expect("size"), 352);
    assert!(objects::rich_compare_bool(&dict, &copy, objects::EQ).expect("equal"));
    let version = dict.ma_version_tag.get();
    dict.set_item(&number(998), &number(7)).expect("set");
    assert_ne!(dict.ma_version_tag.get(), version);
    dict.clear();
    assert_eq!(objects::getsizeof(&dict).expect("size"), 64);
}

fn sets() {
    let elements = set::new().expect("set");
    let mut steps = SET_SIZES.iter();
    let mut next = steps.next();
    for count in 0..=1000 {
        if let Some((at, size)) = next
            && *at == count
        {
            assert_eq!(objects::getsizeof(&elements).expect("size"), *size, "set of {count}");
            next = steps.next();
        }
        elements.add(&number(count as i64)).expect("add");
    }
    let few = set::new().expect("set");
    for value in [33, 1, 100, 2, 65] {
        few.add(&number(value)).expect("add");
    }
    assert_eq!(text(&few), "{65, 33, 2, 100, 1}");
    let frozen = set::frozen_from_iterable(&tuple::new([number(1), number(2), number(3)]).expect("tuple"));
    assert_eq!(objects::hash(&frozen.expect("frozenset")).expect("hash"), -272_375_401_224_217_160);
}

fn instances() {
    let (name, bases) = (str::new("Point").expect("name"), tuple::empty());
    let namespace = dict::new().expect("dict");
    let class = call::call(&TYPE_TYPE, &[&name, &bases, &namespace]).expect("class");
    let first = call::call(&class, &[]).expect("instance");
    objects::set_attr_str(&first, "x", &number(1)).expect("x");
    objects::set_attr_str(&first, "y", &number(2)).expect("y");
    let own = dict::managed_dict(&first).expect("dict");
    assert_eq!(text(&own), "{'x': 1, 'y': 2}");
    assert!(own.values().is_some(), "keys are shared with the class");
    assert_eq!(objects::getsizeof(&own).expect("size"), 296);
    own.set_item(&str::intern("z").expect("z"), &number(3)).expect("z");
    assert_eq!(text(&objects::get_attr_str(&first, "z").expect("z")), "3");
}

fn sorting() {
    let items = list::from_vec([5, 3, 9, 1, 3].map(number).to_vec()).expect("list");
    items.sort(None, false).expect("sort");
    assert_eq!(text(&items), "[1, 3, 3, 5, 9]");
    items.sort(None, true).expect("sort");
    assert_eq!(text(&items), "[9, 5, 3, 3, 1]");
    items.append(str::new("a").expect("str").upcast()).expect("append");
    assert!(items.sort(None, false).is_err());
    errors::clear();
    assert_eq!(items.len(), 6);
}

fn errors_of_keys() {
    let dict = dict::new().expect("dict");
    assert!(dict.del_item(&number(5)).is_err());
    let error = errors::take();
    assert!(error.ob_type().is_subtype(&exceptions::KEY_ERROR));
    assert_eq!(text(&error), "KeyError(5)");
    assert_eq!(str::as_str(&objects::str(&error).expect("str")), Some("5"));
    assert!(dict.set_item(&list::new().expect("list"), &number(1)).is_err());
    assert_eq!(text(&errors::take()), "TypeError(\"unhashable type: 'list'\")");
}
