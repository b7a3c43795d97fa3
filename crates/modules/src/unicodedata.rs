//! `unicodedata`: the Unicode Character Database.

use vivarium_runtime::args::{self, check_count};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::{float, int, objects, raise};
use vivarium_text::database::{self, Form};
use vivarium_text::{character, names};

use crate::support::{new_module, set_str};

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(c"category", category, c"category($self, chr, /)\n--\n\nThe general category of a character."),
    PyMethodDef::one(c"bidirectional", bidirectional, c"bidirectional($self, chr, /)\n--\n\nThe bidirectional class of a character."),
    PyMethodDef::one(c"combining", combining, c"combining($self, chr, /)\n--\n\nThe canonical combining class of a character."),
    PyMethodDef::one(c"mirrored", mirrored, c"mirrored($self, chr, /)\n--\n\nWhether a character is mirrored in text from right to left."),
    PyMethodDef::one(c"east_asian_width", east_asian_width, c"east_asian_width($self, chr, /)\n--\n\nThe East Asian width of a character."),
    PyMethodDef::one(c"decomposition", decomposition, c"decomposition($self, chr, /)\n--\n\nThe decomposition mapping of a character."),
    PyMethodDef::fast(c"decimal", decimal, c"decimal($self, chr, default=<unrepresentable>, /)\n--\n\nThe value of a decimal digit."),
    PyMethodDef::fast(c"digit", digit, c"digit($self, chr, default=<unrepresentable>, /)\n--\n\nThe value of a digit."),
    PyMethodDef::fast(c"numeric", numeric, c"numeric($self, chr, default=<unrepresentable>, /)\n--\n\nThe value of a character that stands for a number."),
    PyMethodDef::fast(c"name", name, c"name($self, chr, default=<unrepresentable>, /)\n--\n\nThe name of a character."),
    PyMethodDef::one(c"lookup", lookup, c"lookup($self, name, /)\n--\n\nThe character of a name."),
    PyMethodDef::fast(c"normalize", normalize, c"normalize($self, form, unistr, /)\n--\n\nA text in a normal form: NFC, NFKC, NFD or NFKD."),
    PyMethodDef::fast(c"is_normalized", is_normalized, c"is_normalized($self, form, unistr, /)\n--\n\nWhether a text is in a normal form."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("unicodedata", "What Unicode says of characters.", FUNCTIONS)?;
    set_str(&module, "unidata_version", "14.0.0")?;
    Ok(module)
}

fn character(function: &str, display: &str, object: &PyObject) -> Result<u32, Raised> {
    match object.cast::<PyUnicodeObject>().filter(|text| text.len() == 1) {
        Some(text) => Ok(text.data().get(0)),
        None => Err(args::bad_argument(function, display, "a unicode character", object)),
    }
}

fn category(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(str::intern(database::category(character("category", "argument", object)?))?.upcast())
}

fn bidirectional(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(str::intern(database::bidirectional(character("bidirectional", "argument", object)?))?.upcast())
}

fn combining(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_i64(database::combining(character("combining", "argument", object)?).into())
}

fn mirrored(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_i64(database::is_mirrored(character("mirrored", "argument", object)?).into())
}

fn east_asian_width(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(str::intern(database::east_asian_width(character("east_asian_width", "argument", object)?))?.upcast())
}

fn decomposition(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(str::new(database::decomposition(character("decomposition", "argument", object)?))?.upcast())
}

/// What a function of a character and a default gives.
fn or_default<T>(
    function: &str,
    args: &[&PyObject],
    value: fn(u32) -> Option<T>,
    make: fn(T) -> PyResult,
    missing: &str,
) -> PyResult {
    check_count(function, args, 1, 2)?;
    match (value(character(function, "argument 1", args[0])?), args.get(1)) {
        (Some(value), _) => make(value),
        (None, Some(default)) => Ok(default.to_ref()),
        (None, None) => Err(raise!(VALUE_ERROR, "{missing}")),
    }
}

fn decimal(_: &PyObject, args: &[&PyObject]) -> PyResult {
    or_default("decimal", args, character::decimal, |value| int::from_i64(value.into()), "not a decimal")
}

fn digit(_: &PyObject, args: &[&PyObject]) -> PyResult {
    or_default("digit", args, character::digit, |value| int::from_i64(value.into()), "not a digit")
}

fn numeric(_: &PyObject, args: &[&PyObject]) -> PyResult {
    or_default("numeric", args, database::numeric, float::from_f64, "not a numeric character")
}

fn name(_: &PyObject, args: &[&PyObject]) -> PyResult {
    let name_of = |code| char::from_u32(code).and_then(names::name);
    or_default("name", args, name_of, |name| Ok(str::new(&name)?.upcast()), "no such name")
}

fn lookup(_: &PyObject, object: &PyObject) -> PyResult {
    let Some(name) = object.cast::<PyUnicodeObject>().and_then(|text| text.to_str()) else {
        return Err(args::bad_argument("lookup", "argument", "str", object));
    };
    match names::lookup(&name) {
        Some(c) => Ok(str::new(c.encode_utf8(&mut [0; 4]))?.upcast()),
        None => Err(raise!(KEY_ERROR, "undefined character name '{name}'")),
    }
}

fn normal(function: &str, args: &[&PyObject]) -> PyResult {
    check_count(function, args, 2, 2)?;
    let Some(form) = args[0].cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument(function, "argument 1", "str", args[0]));
    };
    let Some(text) = args[1].cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument(function, "argument 2", "str", args[1]));
    };
    let Some(form) = form.to_str().as_deref().and_then(Form::of) else {
        return Err(raise!(VALUE_ERROR, "invalid normalization form"));
    };
    let text = text.to_wtf8();
    if text.as_wtf8().is_ascii() {
        return Ok(args[1].to_ref());
    }
    Ok(str::from_wtf8(database::normalize(text.as_wtf8(), form).as_wtf8())?.upcast())
}

fn normalize(_: &PyObject, args: &[&PyObject]) -> PyResult {
    normal("normalize", args)
}

fn is_normalized(_: &PyObject, args: &[&PyObject]) -> PyResult {
    let normal = normal("is_normalized", args)?;
    Ok(objects::bool_ref(objects::rich_compare_bool(&normal, args[1], objects::EQ)?))
}
