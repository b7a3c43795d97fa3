//! `_codecs`: the codec registry, and the codecs that are native.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::buffer::View;
use vivarium_runtime::bytes::PyBytesObject;
use vivarium_runtime::codecs::{self as registry, BUILTIN_HANDLERS};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::str::codecs::{Encoding, decode, encode, name_argument, utf8_of};
use vivarium_runtime::{builtin_function, bytes, errors, exceptions, int, number, raise, singletons, tuple};
use vivarium_text::codec::{Order, order_of_mark};

use crate::support::{Kept, new_module};

mod charmap;
mod escape;
mod utf7;

static HANDLERS: [Kept; BUILTIN_HANDLERS.len()] = [const { Kept::new() }; BUILTIN_HANDLERS.len()];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let made = new_module("_codecs", "", FUNCTIONS)?;
    crate::support::add_functions(&made, CODECS)?;
    Ok(made)
}

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(c"register", register, c"register($module, search_function, /)\n--\n\nAdd a search function."),
    PyMethodDef::one(c"unregister", unregister, c"unregister($module, search_function, /)\n--\n\nTake a search function away."),
    PyMethodDef::one(c"lookup", lookup, c"lookup($module, encoding, /)\n--\n\nThe codec of an encoding."),
    PyMethodDef::keywords(c"encode", py_encode, c"encode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nEncode by the codec of an encoding."),
    PyMethodDef::keywords(c"decode", py_decode, c"decode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nDecode by the codec of an encoding."),
    PyMethodDef::fast(c"register_error", register_error, c"register_error($module, errors, handler, /)\n--\n\nName an error handler."),
    PyMethodDef::one(c"lookup_error", lookup_error, c"lookup_error($module, name, /)\n--\n\nThe error handler of a name."),
    PyMethodDef::one(c"charmap_build", charmap::build, c"charmap_build($module, map, /)\n--\n\nAn encoding map of a decoding table."),
    PyMethodDef::fast(c"charmap_decode", charmap::decode, c"charmap_decode($module, data, errors=None, mapping=None, /)\n--\n\nDecode by a map."),
    PyMethodDef::fast(c"charmap_encode", charmap::encode, c"charmap_encode($module, str, errors=None, mapping=None, /)\n--\n\nEncode by a map."),
    PyMethodDef::fast(c"escape_decode", escape::decode, c"escape_decode($module, data, errors=None, /)\n--\n\nUndo the escapes of a bytes literal."),
    PyMethodDef::fast(c"escape_encode", escape::encode, c"escape_encode($module, data, errors=None, /)\n--\n\nEscape as a bytes literal does."),
    PyMethodDef::fast(c"readbuffer_encode", readbuffer_encode, c"readbuffer_encode($module, data, errors=None, /)\n--\n\nThe bytes as they are."),
    PyMethodDef::fast(c"utf_7_decode", utf7::decode, c"utf_7_decode($module, data, errors=None, final=False, /)\n--\n\n"),
    PyMethodDef::fast(c"utf_7_encode", utf7::encode, c"utf_7_encode($module, str, errors=None, /)\n--\n\n"),
    PyMethodDef::END,
];

/// `name() argument 2 must be str or None, not int`.
fn errors_argument<'a>(
    name: &str,
    arguments: &[&'a PyObject],
    index: usize,
) -> Result<Option<&'a str>, Raised> {
    let Some(value) = arguments.get(index).filter(|value| !value.is_none()) else { return Ok(None) };
    let Some(text) = value.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument(name, &format!("argument {}", index + 1), "str or None", value));
    };
    let text = utf8_of(text)?;
    if text.contains('\0') {
        return Err(raise!(VALUE_ERROR, "embedded null character"));
    }
    Ok(Some(text))
}

fn text_argument<'a>(name: &str, arguments: &[&'a PyObject]) -> Result<&'a PyUnicodeObject, Raised> {
    arguments[0].cast().ok_or_else(|| args::bad_argument(name, "argument 1", "str", arguments[0]))
}

fn name_of<'a>(function: &str, display: &str, object: &'a PyObject) -> Result<&'a str, Raised> {
    let Some(text) = object.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument(function, display, "str", object));
    };
    let text = utf8_of(text)?;
    if text.contains('\0') {
        return Err(raise!(VALUE_ERROR, "embedded null character"));
    }
    Ok(text)
}

fn flag(arguments: &[&PyObject], index: usize, default: bool) -> Result<bool, Raised> {
    arguments.get(index).map_or(Ok(default), |object| Ok(number::as_c_int(object)? != 0))
}

fn pair(value: Ref, used: usize) -> PyResult {
    Ok(tuple::new([value, int::from_usize(used)?])?.upcast())
}

fn none() -> PyResult {
    Ok(singletons::none_ref())
}

fn register(_: &PyObject, search: &PyObject) -> PyResult {
    registry::register(search)?;
    none()
}

fn unregister(_: &PyObject, search: &PyObject) -> PyResult {
    registry::unregister(search)?;
    none()
}

fn lookup(_: &PyObject, encoding: &PyObject) -> PyResult {
    registry::lookup(name_of("lookup", "argument", encoding)?)
}

fn py_encode(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("encode", &["obj", "encoding", "errors"]).required(1);
    let [object, encoding, errors] = SPEC.parse(arguments, kwnames)?;
    let encoding = name_argument("encode", "encoding", encoding)?;
    let errors = name_argument("encode", "errors", errors)?;
    let object = object.unwrap_or(singletons::none());
    registry::encode(object, encoding.as_deref().unwrap_or("utf-8"), errors.as_deref())
}

fn py_decode(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("decode", &["obj", "encoding", "errors"]).required(1);
    let [object, encoding, errors] = SPEC.parse(arguments, kwnames)?;
    let encoding = name_argument("decode", "encoding", encoding)?;
    let errors = name_argument("decode", "errors", errors)?;
    let object = object.unwrap_or(singletons::none());
    registry::decode(object, encoding.as_deref().unwrap_or("utf-8"), errors.as_deref())
}

fn register_error(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("register_error", arguments, 2, 2)?;
    registry::register_error(name_of("register_error", "argument 1", arguments[0])?, arguments[1])?;
    none()
}

macro_rules! handlers {
    ($($function:ident $text:literal $name:literal;)*) => {
        $(
            fn $function(_: &PyObject, exception: &PyObject) -> PyResult {
                registry::call_builtin_handler($name, exception)
            }
        )*
        /// In the order of [`BUILTIN_HANDLERS`].
        static HANDLER_DEFS: &[PyMethodDef] = &[$(PyMethodDef::one($text, $function, c""),)* PyMethodDef::END];
    };
}

handlers! {
    strict c"strict_errors" "strict";
    ignore c"ignore_errors" "ignore";
    replace c"replace_errors" "replace";
    xmlcharrefreplace c"xmlcharrefreplace_errors" "xmlcharrefreplace";
    backslashreplace c"backslashreplace_errors" "backslashreplace";
    namereplace c"namereplace_errors" "namereplace";
    surrogatepass c"surrogatepass" "surrogatepass";
    surrogateescape c"surrogateescape" "surrogateescape";
}

fn lookup_error(_: &PyObject, name: &PyObject) -> PyResult {
    let name = name_of("lookup_error", "argument", name)?;
    let found = registry::lookup_error(name);
    match BUILTIN_HANDLERS.iter().position(|known| *known == name) {
        Some(index) if found.is_err() && errors::matches(&exceptions::LOOKUP_ERROR) => {
            errors::clear();
            HANDLERS[index].get_or(|| Ok(builtin_function::new(&HANDLER_DEFS[index], None, None)?.upcast()))
        }
        _ => found,
    }
}

/// A string's UTF-8, or the bytes of a buffer.
fn with_bytes<T>(object: &PyObject, run: impl FnOnce(&[u8]) -> Result<T, Raised>) -> Result<T, Raised> {
    match object.cast::<PyUnicodeObject>() {
        Some(text) => run(utf8_of(text)?.as_bytes()),
        None => run(View::simple(object)?.as_slice()),
    }
}

fn readbuffer_encode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("readbuffer_encode", arguments, 1, 2)?;
    errors_argument("readbuffer_encode", arguments, 1)?;
    with_bytes(arguments[0], |content| pair(bytes::new(content)?.upcast(), content.len()))
}

/// `…_decode(data, errors=None, final=False)`.
fn decoder(name: &str, encoding: Encoding, arguments: &[&PyObject], stateful: bool) -> PyResult {
    args::check_count(name, arguments, 1, if stateful { 3 } else { 2 })?;
    let view = View::simple(arguments[0])?;
    let errors = errors_argument(name, arguments, 1)?;
    let last = !stateful || flag(arguments, 2, false)?;
    let (text, used) = decode(view.as_slice(), encoding, errors, last)?;
    pair(text.upcast(), used)
}

/// As [`decoder`] for escapes, which take strings too and are final unless told otherwise.
fn escape_decoder(name: &str, encoding: Encoding, arguments: &[&PyObject]) -> PyResult {
    args::check_count(name, arguments, 1, 3)?;
    let errors = errors_argument(name, arguments, 1)?;
    let last = flag(arguments, 2, true)?;
    with_bytes(arguments[0], |content| {
        let (text, used) = decode(content, encoding, errors, last)?;
        pair(text.upcast(), used)
    })
}

fn encoder(name: &str, encoding: Encoding, arguments: &[&PyObject]) -> PyResult {
    args::check_count(name, arguments, 1, 2)?;
    let text = text_argument(name, arguments)?;
    let errors = errors_argument(name, arguments, 1)?;
    pair(bytes::new(&encode(text, encoding, errors)?)?.upcast(), text.len())
}

/// `utf_16_encode(str, errors=None, byteorder=0)`.
fn ordered_encoder(name: &str, encoding: fn(Option<Order>) -> Encoding, arguments: &[&PyObject]) -> PyResult {
    args::check_count(name, arguments, 1, 3)?;
    let text = text_argument(name, arguments)?;
    let errors = errors_argument(name, arguments, 1)?;
    let order = order_of(arguments, 2)?;
    pair(bytes::new(&encode(text, encoding(order), errors)?)?.upcast(), text.len())
}

fn order_of(arguments: &[&PyObject], index: usize) -> Result<Option<Order>, Raised> {
    Ok(match arguments.get(index).map_or(Ok(0), |order| number::as_c_int(order))? {
        0 => None,
        order if order < 0 => Some(Order::Little),
        _ => Some(Order::Big),
    })
}

/// `utf_16_ex_decode(data, errors=None, byteorder=0, final=False)`: says which order it found.
fn ex_decoder(
    name: &str,
    encoding: fn(Option<Order>) -> Encoding,
    width: usize,
    arguments: &[&PyObject],
) -> PyResult {
    args::check_count(name, arguments, 1, 4)?;
    let view = View::simple(arguments[0])?;
    let errors = errors_argument(name, arguments, 1)?;
    let mut order = order_of(arguments, 2)?;
    let last = flag(arguments, 3, false)?;
    let content = view.as_slice();
    let (text, used) = decode(content, encoding(order), errors, last)?;
    if order.is_none() {
        order = order_of_mark(content, width).map(|(order, _)| order);
    }
    let order = match order {
        None => 0,
        Some(Order::Little) => -1,
        Some(Order::Big) => 1,
    };
    Ok(tuple::new([text.upcast(), int::from_usize(used)?, int::from_i64(order)?])?.upcast())
}

macro_rules! codecs {
    ($($name:literal $function:ident $doc:literal |$arguments:ident, $text:ident| $body:expr;)*) => {
        $(
            fn $function(_: &PyObject, $arguments: &[&PyObject]) -> PyResult {
                let $text = stringify!($function);
                $body
            }
        )*
        static CODECS: &[PyMethodDef] = &[$(PyMethodDef::fast($name, $function, $doc),)* PyMethodDef::END];
    };
}

codecs! {
    c"utf_8_encode" utf_8_encode c"utf_8_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Utf8, a);
    c"utf_8_decode" utf_8_decode c"utf_8_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf8, a, true);
    c"utf_16_encode" utf_16_encode c"utf_16_encode($module, str, errors=None, byteorder=0, /)\n--\n\n"
        |a, name| ordered_encoder(name, Encoding::Utf16, a);
    c"utf_16_le_encode" utf_16_le_encode c"utf_16_le_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Utf16(Some(Order::Little)), a);
    c"utf_16_be_encode" utf_16_be_encode c"utf_16_be_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Utf16(Some(Order::Big)), a);
    c"utf_16_decode" utf_16_decode c"utf_16_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf16(None), a, true);
    c"utf_16_le_decode" utf_16_le_decode c"utf_16_le_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf16(Some(Order::Little)), a, true);
    c"utf_16_be_decode" utf_16_be_decode c"utf_16_be_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf16(Some(Order::Big)), a, true);
    c"utf_16_ex_decode" utf_16_ex_decode c"utf_16_ex_decode($module, data, errors=None, byteorder=0, final=False,\n                 /)\n--\n\n"
        |a, name| ex_decoder(name, Encoding::Utf16, 2, a);
    c"utf_32_encode" utf_32_encode c"utf_32_encode($module, str, errors=None, byteorder=0, /)\n--\n\n"
        |a, name| ordered_encoder(name, Encoding::Utf32, a);
    c"utf_32_le_encode" utf_32_le_encode c"utf_32_le_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Utf32(Some(Order::Little)), a);
    c"utf_32_be_encode" utf_32_be_encode c"utf_32_be_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Utf32(Some(Order::Big)), a);
    c"utf_32_decode" utf_32_decode c"utf_32_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf32(None), a, true);
    c"utf_32_le_decode" utf_32_le_decode c"utf_32_le_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf32(Some(Order::Little)), a, true);
    c"utf_32_be_decode" utf_32_be_decode c"utf_32_be_decode($module, data, errors=None, final=False, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Utf32(Some(Order::Big)), a, true);
    c"utf_32_ex_decode" utf_32_ex_decode c"utf_32_ex_decode($module, data, errors=None, byteorder=0, final=False,\n                 /)\n--\n\n"
        |a, name| ex_decoder(name, Encoding::Utf32, 4, a);
    c"unicode_escape_encode" unicode_escape_encode c"unicode_escape_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::UnicodeEscape, a);
    c"unicode_escape_decode" unicode_escape_decode c"unicode_escape_decode($module, data, errors=None, final=True, /)\n--\n\n"
        |a, name| escape_decoder(name, Encoding::UnicodeEscape, a);
    c"raw_unicode_escape_encode" raw_unicode_escape_encode c"raw_unicode_escape_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::RawUnicodeEscape, a);
    c"raw_unicode_escape_decode" raw_unicode_escape_decode c"raw_unicode_escape_decode($module, data, errors=None, final=True, /)\n--\n\n"
        |a, name| escape_decoder(name, Encoding::RawUnicodeEscape, a);
    c"latin_1_encode" latin_1_encode c"latin_1_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Latin1, a);
    c"latin_1_decode" latin_1_decode c"latin_1_decode($module, data, errors=None, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Latin1, a, false);
    c"ascii_encode" ascii_encode c"ascii_encode($module, str, errors=None, /)\n--\n\n"
        |a, name| encoder(name, Encoding::Ascii, a);
    c"ascii_decode" ascii_decode c"ascii_decode($module, data, errors=None, /)\n--\n\n"
        |a, name| decoder(name, Encoding::Ascii, a, false);
}

/// A `bytes` argument.
fn bytes_argument<'a>(name: &str, object: &'a PyObject) -> Result<&'a PyBytesObject, Raised> {
    object.cast().ok_or_else(|| args::bad_argument(name, "argument 1", "bytes", object))
}
