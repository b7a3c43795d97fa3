//! `_json`: the scanner and the encoder that the library's `json` uses where they are there.

use std::cell::Cell;

use vivarium_runtime::args::{Spec, check_count};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{Builder, PyUnicodeObject};
use vivarium_runtime::typeobject::{PyTypeObject, flags, methods, ready};
use vivarium_runtime::{call, errors, int, number, on_data, raise, str};

use crate::support::native::tuple_ref;
use crate::support::new_module;

mod encode;
mod scan;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(
        c"encode_basestring_ascii",
        encode_ascii,
        c"encode_basestring_ascii(string) -> string\n\nA string as JSON has it, in ASCII.",
    ),
    PyMethodDef::one(
        c"encode_basestring",
        encode_plain,
        c"encode_basestring(string) -> string\n\nA string as JSON has it.",
    ),
    PyMethodDef::fast(
        c"scanstring",
        scanstring,
        c"scanstring(string, end, strict=True) -> (string, end)\n\nThe text of a JSON string that begins before end.",
    )
    .old_style(),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_json", "What json is made fast by.", FUNCTIONS)?;
    ready::ready(&scan::SCANNER_TYPE)?;
    ready::ready(&encode::ENCODER_TYPE)?;
    module.set("make_scanner", &scan::SCANNER_TYPE)?;
    module.set("make_encoder", &encode::ENCODER_TYPE)?;
    Ok(module)
}

/// What both types have in common.
const fn json_type(name: &'static std::ffi::CStr, size: usize) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_getattro: Cell::new(Some(vivarium_runtime::objects::generic_get_attr)),
        tp_methods: methods(&[PyMethodDef::END]),
        ..PyTypeObject::new(name, size)
    }
}

fn text_of(object: &PyObject) -> Result<&PyUnicodeObject, Raised> {
    object.cast::<PyUnicodeObject>().ok_or_else(|| {
        raise!(TYPE_ERROR, "first argument must be a string, not {}", object.ob_type().full_name())
    })
}

fn push_escaped(out: &mut Builder, code: u32) -> Result<(), Raised> {
    match code {
        0x22 => out.push_str("\\\""),
        0x5c => out.push_str("\\\\"),
        0x08 => out.push_str("\\b"),
        0x0c => out.push_str("\\f"),
        0x0a => out.push_str("\\n"),
        0x0d => out.push_str("\\r"),
        0x09 => out.push_str("\\t"),
        0x1_0000.. => {
            let pair = code - 0x1_0000;
            out.push_str(&format!("\\u{:04x}\\u{:04x}", 0xd800 + (pair >> 10), 0xdc00 + (pair & 0x3ff)))
        }
        _ => out.push_str(&format!("\\u{code:04x}")),
    }
}

/// Appends a string with its quotes; other than ASCII escaped, or not.
fn push_string(out: &mut Builder, text: &PyUnicodeObject, ascii: bool) -> Result<(), Raised> {
    out.push(0x22)?;
    let plain = |code: u32| code >= 0x20 && code != 0x22 && code != 0x5c && (!ascii || code < 0x7f);
    let data = text.data();
    let mut start = 0;
    for (index, code) in data.iter().enumerate() {
        if !plain(code) {
            out.push_data(data.slice(start, index))?;
            push_escaped(out, code)?;
            start = index + 1;
        }
    }
    out.push_data(data.slice(start, text.len()))?;
    out.push(0x22)
}

fn encoded(object: &PyObject, ascii: bool) -> PyResult {
    let text = text_of(object)?;
    let mut out = Builder::with_capacity(text.len() + 2)?;
    push_string(&mut out, text, ascii)?;
    Ok(out.finish()?.upcast())
}

fn encode_ascii(_: &PyObject, object: &PyObject) -> PyResult {
    encoded(object, true)
}

fn encode_plain(_: &PyObject, object: &PyObject) -> PyResult {
    encoded(object, false)
}

/// `json.decoder.JSONDecodeError`.
fn decode_error(message: &str, text: &PyObject, end: usize) -> Raised {
    let made = (|| {
        let decoder = vivarium_runtime::hooks::import("json.decoder")?;
        let class = vivarium_runtime::objects::get_attr_str(&decoder, "JSONDecodeError")?;
        call::call(&class, &[&*str::new(message)?, text, &*int::from_usize(end)?])
    })();
    match made {
        Ok(error) => errors::raise_instance(error),
        Err(raised) => raised,
    }
}

fn scanstring(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("scanstring", arguments, 2, 3)?;
    let end = number::as_isize(arguments[1])?;
    let strict = arguments.get(2).map_or(Ok(true), |strict| vivarium_runtime::objects::is_true(strict))?;
    let text = text_of(arguments[0])?;
    let Some(end) = usize::try_from(end).ok().filter(|end| *end <= text.len()) else {
        return Err(raise!(VALUE_ERROR, "end is out of bounds"));
    };
    let (value, end) = on_data!(text.data(), |units| scan::string(text, units, end, strict))?;
    tuple_ref([value, int::from_usize(end)?])
}

/// The arguments of a call of either type.
fn call_arguments<'a>(
    spec: &'static Spec,
    arguments: &'a PyObject,
    kwargs: Option<&'a PyObject>,
) -> Result<(&'a PyObject, isize), Raised> {
    let [first, second]: [Option<&PyObject>; 2] = spec.parse_tuple_dict(arguments, kwargs)?;
    Ok((first.expect("required"), number::as_isize(second.expect("required"))?))
}

/// A new reference to what a field owns.
fn field(slot: &Cell<*mut PyObject>) -> Ref {
    crate::support::native::get_or_none(slot)
}
