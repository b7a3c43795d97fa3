//! Types come up whole: MRO, attributes, calls, classes.

use vivarium_runtime::object::PyObject;
use vivarium_runtime::typeobject::{OBJECT_TYPE, PyTypeObject, TYPE_TYPE, ready};
use vivarium_runtime::{bool_, call, dict, int, list, objects, singletons, str, tuple};

fn text(object: &PyObject) -> String {
    str::to_lossy(object)
}

/// One test, since the runtime has one thread.
#[test]
fn types_come_up() {
    ready::init_types().expect("types");
    assert_eq!(text(&objects::repr(&TYPE_TYPE).expect("repr")), "<class 'type'>");
    assert_eq!(text(&objects::repr(&OBJECT_TYPE).expect("repr")), "<class 'object'>");
    assert_eq!(bool_::BOOL_TYPE.mro().expect("mro").len(), 3);

    let name = str::new("Point").expect("name");
    let namespace = dict::new().expect("dict");
    let x = int::from_i64(41).expect("int");
    namespace.set_item(&str::intern("x").expect("x"), &x).expect("set");
    let bases = tuple::new([]).expect("tuple");
    let class = call::call(&TYPE_TYPE, &[&name, &bases, &namespace]).expect("class");
    let class_type = class.cast::<PyTypeObject>().expect("a type");
    assert_eq!(class_type.name(), "Point");
    let instance = call::call(&class, &[]).expect("instance");
    assert_eq!(instance.refcount(), 1);
    let attribute = objects::get_attr_str(&instance, "x").expect("x");
    assert!(attribute.is(&x));
    objects::set_attr_str(&instance, "y", singletons::none()).expect("y");
    assert!(objects::get_attr_str(&instance, "y").expect("y").is_none());

    let items = list::new().expect("list");
    call::call_method(&items, "append", &[&x]).expect("append");
    assert_eq!(items.len(), 1);
}
