//! `_sre`: the engine of regular expressions (`Modules/_sre`). Patterns are compiled by the library's `re`.

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::objects::bool_ref;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::ready::ready;
use vivarium_runtime::{args, int, number, raise, singletons};

use crate::support::native::set_module;
use crate::support::{new_module, set_int, set_str};

pub mod chars;
pub mod engine;
pub mod found;
pub mod pattern;
pub mod validate;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::keywords(
        c"compile",
        compile,
        c"compile($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)\n--\n\nMake a pattern object of compiled code.",
    ),
    PyMethodDef::noargs(c"getcodesize", code_size, c"getcodesize($module, /)\n--\n\n"),
    PyMethodDef::one(c"ascii_iscased", ascii_iscased, c"ascii_iscased($module, character, /)\n--\n\n"),
    PyMethodDef::one(c"unicode_iscased", unicode_iscased, c"unicode_iscased($module, character, /)\n--\n\n"),
    PyMethodDef::one(c"ascii_tolower", ascii_tolower, c"ascii_tolower($module, character, /)\n--\n\n"),
    PyMethodDef::one(c"unicode_tolower", unicode_tolower, c"unicode_tolower($module, character, /)\n--\n\n"),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    for ty in [&pattern::PATTERN_TYPE, &found::MATCH_TYPE, &pattern::SCANNER_TYPE] {
        ready(ty)?;
        set_module(ty)?;
    }
    let module = new_module("_sre", "", FUNCTIONS)?;
    set_int(&module, "MAGIC", 20_220_615)?;
    set_int(&module, "CODESIZE", 4)?;
    set_int(&module, "MAXREPEAT", i64::from(chars::MAX_REPEAT))?;
    set_int(&module, "MAXGROUPS", 0x3fff_ffff)?;
    set_str(&module, "copyright", " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ")?;
    Ok(module)
}

fn code_size(_: &PyObject) -> PyResult {
    int::from_i64(4)
}

/// A character given by number.
fn character(object: &PyObject) -> Result<u32, vivarium_runtime::object::Raised> {
    Ok(number::as_c_int(object)? as u32)
}

fn ascii_iscased(_: &PyObject, code: &PyObject) -> PyResult {
    let code = character(code)?;
    Ok(bool_ref(code < 128 && (chars::lower_ascii(code) != chars::upper_ascii(code))))
}

fn unicode_iscased(_: &PyObject, code: &PyObject) -> PyResult {
    let code = character(code)?;
    Ok(bool_ref(chars::lower_unicode(code) != code || chars::upper_unicode(code) != code))
}

fn ascii_tolower(_: &PyObject, code: &PyObject) -> PyResult {
    int::from_i64(i64::from(chars::lower_ascii(character(code)?)))
}

fn unicode_tolower(_: &PyObject, code: &PyObject) -> PyResult {
    int::from_i64(i64::from(chars::lower_unicode(character(code)?)))
}

fn compile(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("compile", &["pattern", "flags", "code", "groups", "groupindex", "indexgroup"]).required(6);
    let none = singletons::none();
    let [source, flags, code, groups, group_index, index_group] =
        SPEC.parse(arguments, kwnames)?.map(|given: Option<&PyObject>| given.unwrap_or(none));
    let flags = number::as_c_int(flags)?;
    let Some(list) = code.cast::<PyListObject>() else {
        return Err(args::bad_argument("compile", "argument 'code'", "list", code));
    };
    let groups = number::as_isize(groups)?;
    let Some(names) = group_index.cast::<PyDictObject>() else {
        return Err(args::bad_argument("compile", "argument 'groupindex'", "dict", group_index));
    };
    let Some(numbers) = index_group.cast::<PyTupleObject>() else {
        return Err(args::bad_argument("compile", "argument 'indexgroup'", "tuple", index_group));
    };
    let mut units = vivarium_runtime::memory::try_vec(list.len())?;
    for unit in list.items() {
        let value =
            unit.cast::<int::PyLongObject>().ok_or_else(|| raise!(TYPE_ERROR, "an integer is required"))?;
        let value =
            value.to_i64().filter(|_| !value.is_negative()).and_then(|value| u32::try_from(value).ok());
        units.push(
            value.ok_or_else(|| raise!(OVERFLOW_ERROR, "regular expression code size limit exceeded"))?,
        );
    }
    let valid = usize::try_from(groups).is_ok_and(|groups| validate::is_valid(&units, groups));
    pattern::new(source, flags, &units, (groups, valid), names, numbers)
}
