//! Calls of the text and number types' methods and operators give what CPython 3.11 gives: `calls.jsonl` says what.
//!
//! `VIVARIUM_CALLS=FILE` runs another table, and prints every difference.

use serde_json::Value;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::typeobject::ready;
use vivarium_runtime::{
    bool_, bytearray, bytes, call, complex, dict, errors, float, int, list, mapping, number, objects,
    sequence, singletons, slice, str, tuple,
};

fn made<T>(result: PyResult<T>) -> Ref
where
    Ref: From<Ref<T>>,
{
    result.expect("memory").into()
}

fn codes(value: &Value) -> Vec<u32> {
    match value {
        Value::String(text) => text.chars().map(u32::from).collect(),
        other => other["s"].as_array().unwrap().iter().map(|code| code.as_u64().unwrap() as u32).collect(),
    }
}

fn byte_vec(value: &Value) -> Vec<u8> {
    value.as_array().unwrap().iter().map(|byte| byte.as_u64().unwrap() as u8).collect()
}

fn hex(value: &Value) -> f64 {
    vivarium_text::float::from_hex(value.as_str().unwrap().as_bytes()).unwrap()
}

fn load_all(value: &Value) -> Vec<Ref> {
    value.as_array().unwrap().iter().map(load).collect()
}

fn load(value: &Value) -> Ref {
    match value {
        Value::Null => singletons::none_ref(),
        Value::Bool(value) => bool_::from_bool(*value),
        Value::String(text) => made(str::new(text)),
        Value::Object(fields) => {
            let (kind, content) = fields.iter().next().unwrap();
            match kind.as_str() {
                "i" => int::from_bigint(&content.as_str().unwrap().parse().unwrap()).unwrap(),
                "f" => float::from_f64(hex(content)).unwrap(),
                "c" => complex::from_parts(hex(&content[0]), hex(&content[1])).unwrap(),
                "s" => made(str::from_code_points(codes(value))),
                "b" => made(bytes::new(&byte_vec(content))),
                "ba" => made(bytearray::new(&byte_vec(content))),
                "t" => made(tuple::new(load_all(content))),
                "l" => made(list::from_vec(load_all(content))),
                "d" => {
                    let made = dict::new().unwrap();
                    for pair in content.as_array().unwrap() {
                        made.set_item(&load(&pair[0]), &load(&pair[1])).unwrap();
                    }
                    made.upcast()
                }
                _ => {
                    let mut parts = load_all(content).into_iter();
                    made(slice::new(parts.next(), parts.next(), parts.next()))
                }
            }
        }
        other => panic!("{other}"),
    }
}

fn bool_of(result: Result<bool, Raised>) -> PyResult {
    Ok(bool_::from_bool(result?))
}

fn binary(name: &str, a: &PyObject, b: &PyObject) -> PyResult {
    match name {
        "add" => number::add(a, b),
        "sub" => number::subtract(a, b),
        "mul" => number::multiply(a, b),
        "truediv" => number::true_divide(a, b),
        "floordiv" => number::floor_divide(a, b),
        "mod" => number::remainder(a, b),
        "divmod" => number::divmod(a, b),
        "pow" => number::power(a, b, singletons::none()),
        "lshift" => number::lshift(a, b),
        "rshift" => number::rshift(a, b),
        "and_" => number::and(a, b),
        "or_" => number::or(a, b),
        "xor" => number::xor(a, b),
        "contains" => bool_of(sequence::contains(a, b)),
        "getitem" => mapping::get_item(a, b),
        _ => {
            let op = ["lt", "le", "eq", "ne", "gt", "ge"].iter().position(|op| *op == name).unwrap();
            objects::rich_compare(a, b, op as i32)
        }
    }
}

fn unary(name: &str, a: &PyObject) -> PyResult {
    match name {
        "neg" => number::negative(a),
        "pos" => number::positive(a),
        "abs" => number::absolute(a),
        "invert" => number::invert(a),
        "repr" => objects::repr(a),
        "str" => objects::str(a),
        "ascii" => str::ascii(a),
        "hash" => int::from_isize(objects::hash(a)?),
        "bool" => bool_of(objects::is_true(a)),
        "int" => number::int(a),
        "float" => number::float(a),
        "complex" => call::call(&complex::COMPLEX_TYPE, &[a]),
        "bytes" => call::call(&bytes::BYTES_TYPE, &[a]),
        "bytearray" => call::call(&bytearray::BYTEARRAY_TYPE, &[a]),
        "len" => int::from_usize(sequence::length(a)?),
        "list" => sequence::list(a),
        "index" => number::index(a),
        _ => call::call_method(a, "__sizeof__", &[]),
    }
}

fn method(object: &PyObject, name: &str, arguments: &[&PyObject]) -> PyResult {
    call::call(&*objects::get_attr_str(object, name)?, arguments)
}

fn text_of(object: &PyObject) -> Vec<u32> {
    str::to_wtf8(object).unwrap().code_points().collect()
}

fn shown(codes: &[u32]) -> String {
    codes.iter().map(|&code| char::from_u32(code).unwrap_or('\u{fffd}')).collect()
}

/// What the call gives, as the table tells it, and the text to compare.
fn outcome(result: PyResult) -> (String, Vec<u32>) {
    match result.and_then(|object| objects::repr(&object)) {
        Ok(text) => ("r".to_owned(), text_of(&text)),
        Err(_) => {
            let exception = errors::take();
            let text = objects::str(&exception).map_or_else(|_| Vec::new(), |text| text_of(&text));
            errors::clear();
            (exception.ob_type().name().to_owned(), text)
        }
    }
}

#[test]
fn calls() {
    ready::init_types().expect("types");
    let own = std::env::var("VIVARIUM_CALLS").ok();
    let verbose = own.is_some();
    let path = own.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calls.jsonl").to_owned());
    let table = std::fs::read_to_string(&path).expect("the table");
    let (mut total, mut wrong) = (0, Vec::new());
    for line in table.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let (how, name) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
        let values = load_all(&row[2]);
        if verbose {
            std::fs::write("/tmp/vivarium-last-call", line).unwrap();
        }
        let rest: Vec<&PyObject> = values[1..].iter().map(|value| &**value).collect();
        let result = match how {
            "op" => binary(name, &values[0], &values[1]),
            "un" => unary(name, &values[0]),
            "cls" => method(values[0].ob_type(), name, &rest),
            _ => method(&values[0], name, &rest),
        };
        let (kind, text) = outcome(result);
        let expected = &row[3];
        let (expected_kind, expected_text) = match expected.get("r") {
            Some(text) => ("r", codes(text)),
            None => (expected["e"].as_str().unwrap(), codes(&expected["m"])),
        };
        let after = expected.get("after").map(codes);
        let own_after = after.as_ref().map(|_| text_of(&objects::repr(&values[0]).unwrap()));
        total += 1;
        if kind != expected_kind || text != expected_text || after != own_after {
            wrong.push(format!(
                "{line:.300}\n    ours: {kind} {:.300} {:?}",
                shown(&text),
                own_after.filter(|own| Some(own) != after.as_ref()).map(|own| shown(&own))
            ));
        }
    }
    if verbose {
        println!("{}", wrong.join("\n"));
    }
    assert!(wrong.is_empty(), "{} of {total} differ, the first:\n{}", wrong.len(), wrong[0]);
}
