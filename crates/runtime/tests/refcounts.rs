//! Container operations own what they hold and nothing more.

use vivarium_runtime::object::{PyObject, Ref};
use vivarium_runtime::{call, dict, gc, iter, list, objects, set, str, tuple, typeobject};

/// A fresh object, so that nothing else refers to it.
fn fresh() -> Ref {
    call::call(&typeobject::OBJECT_TYPE, &[]).expect("object")
}

fn call_method(object: &PyObject, name: &str, args: &[&PyObject]) -> Ref {
    call::call_method(object, name, args).expect(name)
}

/// One test, since the runtime has one thread.
#[test]
fn counts() {
    typeobject::ready::init_types().expect("types");
    lists();
    tuples();
    dicts();
    sets();
    attributes();
    cycles();
}

fn lists() {
    let item = fresh();
    assert_eq!(item.refcount(), 1);
    let items = list::new().expect("list");
    items.append(item.clone()).expect("append");
    assert_eq!(item.refcount(), 2);
    items.insert(0, item.clone()).expect("insert");
    items.extend(&items).expect("extend");
    assert_eq!((items.len(), item.refcount()), (4, 1 + 4));
    let part = items.slice(0, 3).expect("slice");
    assert_eq!(item.refcount(), 1 + 4 + 3);
    drop(part);
    let popped = call_method(&items, "pop", &[]);
    assert_eq!((items.len(), item.refcount()), (3, 1 + 4));
    drop(popped);
    let position = call_method(&items, "index", &[&item]);
    call_method(&items, "reverse", &[]);
    call_method(&items, "remove", &[&item]);
    drop(position);
    assert_eq!((items.len(), item.refcount()), (2, 1 + 2));
    let iterator = iter::get_iter(&items).expect("iter");
    assert_eq!(items.refcount(), 2);
    drop(iterator);
    items.clear();
    assert_eq!((items.refcount(), item.refcount()), (1, 1));
}

fn tuples() {
    let item = fresh();
    let pair = tuple::from_slice(&[&item, &item]).expect("tuple");
    assert_eq!(item.refcount(), 3);
    let nested = tuple::pair(pair.clone().upcast(), item.clone()).expect("tuple");
    assert_eq!((pair.refcount(), item.refcount()), (2, 4));
    let hash = objects::hash(&nested);
    assert!(hash.is_ok());
    drop(nested);
    assert_eq!((pair.refcount(), item.refcount()), (1, 3));
    drop(pair);
    assert_eq!(item.refcount(), 1);
}

fn dicts() {
    let (key, value, other) = (fresh(), fresh(), fresh());
    let table = dict::new().expect("dict");
    table.set_item(&key, &value).expect("set");
    assert_eq!((key.refcount(), value.refcount()), (2, 2));
    table.set_item(&key, &other).expect("set");
    assert_eq!((key.refcount(), value.refcount(), other.refcount()), (2, 1, 2));
    let found = table.get_item(&key).expect("get").expect("there");
    assert_eq!(other.refcount(), 3);
    drop(found);
    let copy = call_method(&table, "copy", &[]);
    assert_eq!((key.refcount(), other.refcount()), (3, 3));
    drop(copy);
    for _ in 0..100 {
        table.set_item(&fresh(), &value).expect("set");
    }
    assert_eq!((key.refcount(), value.refcount()), (2, 101));
    let popped = call_method(&table, "pop", &[&key]);
    assert!(popped.is(&other));
    drop(popped);
    assert_eq!((key.refcount(), other.refcount()), (1, 1));
    drop(call_method(&table, "setdefault", &[&key, &other]));
    assert_eq!((key.refcount(), other.refcount()), (2, 2));
    call_method(&table, "clear", &[]);
    assert_eq!((key.refcount(), value.refcount(), other.refcount()), (1, 1, 1));
}

fn sets() {
    let item = fresh();
    let items = set::new().expect("set");
    items.add(&item).expect("add");
    items.add(&item).expect("add");
    assert_eq!(item.refcount(), 2);
    let frozen = set::frozen_from_iterable(&items).expect("frozenset");
    assert_eq!(item.refcount(), 3);
    let both = call_method(&frozen, "union", &[&items]);
    assert_eq!(item.refcount(), 4);
    drop((frozen, both));
    assert!(items.discard(&item).expect("discard"));
    assert_eq!(item.refcount(), 1);
    items.add(&item).expect("add");
    items.clear();
    assert_eq!(item.refcount(), 1);
}

fn class() -> Ref {
    let (name, bases) = (str::new("Plain").expect("str"), tuple::new([]).expect("tuple"));
    call::call(&typeobject::TYPE_TYPE, &[&name, &bases, &dict::new().expect("dict")]).expect("class")
}

fn attributes() {
    let (class, value) = (class(), fresh());
    let classes = class.refcount();
    let instance = call::call(&class, &[]).expect("instance");
    assert_eq!(class.refcount(), classes + 1);
    objects::set_attr_str(&instance, "held", &value).expect("set");
    assert_eq!(value.refcount(), 2);
    drop(objects::get_attr_str(&instance, "held").expect("get"));
    assert_eq!(value.refcount(), 2);
    drop(objects::get_attr_str(&instance, "__dict__").expect("dict"));
    assert_eq!(value.refcount(), 2);
    drop(instance);
    assert_eq!((class.refcount(), value.refcount()), (classes, 1));
}

fn cycles() {
    let value = fresh();
    let items = list::new().expect("list");
    items.append(items.clone().upcast()).expect("append");
    items.append(value.clone()).expect("append");
    assert_eq!((items.refcount(), value.refcount()), (2, 2));
    drop(items);
    assert_eq!(value.refcount(), 2);
    gc::collect::collect(2);
    assert_eq!(value.refcount(), 1);
}
