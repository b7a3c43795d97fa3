//! Sizes and offsets of objects against `layout.jsonl`, which CPython wrote (`tools/layout.py`), and of the fields
//! that its headers define and no attribute shows.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::offset_of;

use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, PyVarObject};
use vivarium_runtime::set::PySetObject;
use vivarium_runtime::str::PyAsciiObject;
use vivarium_runtime::typeobject::{OBJECT_TYPE, PyTypeObject, TYPE_TYPE, ready};
use vivarium_runtime::{call, list, objects};

fn goldens() -> BTreeMap<String, [isize; 4]> {
    let golden = include_str!("layout.jsonl").lines();
    golden
        .map(|line| {
            let (name, a, b, c, d) = serde_json::from_str(line).expect("a row");
            (name, [a, b, c, d])
        })
        .collect()
}

fn check(ty: &PyTypeObject, goldens: &BTreeMap<String, [isize; 4]>, seen: &mut BTreeSet<String>) {
    let name = ty.name();
    if seen.insert(name.to_string()) {
        let numbers =
            [ty.tp_basicsize.get(), ty.tp_itemsize.get(), ty.tp_dictoffset.get(), ty.tp_weaklistoffset.get()];
        let golden = goldens.get(name).unwrap_or_else(|| panic!("CPython has no {name}"));
        assert_eq!(numbers, *golden, "{name}: CPython has {golden:?}");
    }
    let method = objects::get_attr_str(&TYPE_TYPE, "__subclasses__");
    let subclasses = call::call(&method.expect("method"), &[ty]).expect("subclasses");
    for subclass in list::from_iterable(&subclasses).expect("list").items() {
        check(subclass.cast::<PyTypeObject>().expect("a type"), goldens, seen);
    }
}

#[test]
fn types_have_cpythons_sizes() {
    ready::init_types().expect("types");
    let mut seen = BTreeSet::new();
    check(&OBJECT_TYPE, &goldens(), &mut seen);
    assert!(seen.len() > 120, "only {} types were seen", seen.len());
}

#[test]
fn fields_are_where_cpython_has_them() {
    assert_eq!((size_of::<PyObject>(), size_of::<PyVarObject>()), (16, 24));
    assert_eq!((offset_of!(PyObject, ob_refcnt), offset_of!(PyObject, ob_type)), (0, 8));
    assert_eq!(offset_of!(PyVarObject, ob_size), 16);
    assert_eq!((offset_of!(PyListObject, ob_item), offset_of!(PyListObject, allocated)), (24, 32));
    assert_eq!((offset_of!(PyDictObject, ma_used), offset_of!(PyDictObject, ma_version_tag)), (16, 24));
    assert_eq!((offset_of!(PyDictObject, ma_keys), offset_of!(PyDictObject, ma_values)), (32, 40));
    assert_eq!((offset_of!(PySetObject, fill), offset_of!(PySetObject, used)), (16, 24));
    assert_eq!((offset_of!(PySetObject, smalltable), offset_of!(PySetObject, weakreflist)), (64, 192));
    assert_eq!((offset_of!(PyAsciiObject, length), offset_of!(PyAsciiObject, hash)), (16, 24));
    assert_eq!((offset_of!(PyAsciiObject, state), size_of::<PyAsciiObject>()), (32, 48));
    assert_eq!(
        (offset_of!(PyFunctionObject, func_code), offset_of!(PyFunctionObject, vectorcall)),
        (48, 120)
    );
    assert_eq!((offset_of!(PyTypeObject, tp_basicsize), offset_of!(PyTypeObject, tp_flags)), (32, 168));
    assert_eq!(size_of::<PyTypeObject>(), 408);
    assert_eq!((offset_of!(PyCodeObject, co_consts), offset_of!(PyCodeObject, co_flags)), (24, 48));
    assert_eq!(offset_of!(PyCodeObject, co_code_adaptive), 184);
    assert_eq!((offset_of!(InterpreterFrame, f_code), offset_of!(InterpreterFrame, previous)), (32, 48));
    assert_eq!((offset_of!(InterpreterFrame, stacktop), offset_of!(InterpreterFrame, localsplus)), (64, 72));
}
