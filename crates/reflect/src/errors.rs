//! Errors and warnings of the compiler as Python's.

use vivarium_compiler::{CompileError, PythonLocation, Warning};
use vivarium_runtime::exceptions;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{call, errors, int, singletons, str, tuple};
use vivarium_vm::frontend::{Mode, Options};

fn class_of(name: &str) -> &'static PyTypeObject {
    exceptions::ALL.iter().find(|class| class.name() == name).copied().unwrap_or(&exceptions::SYNTAX_ERROR)
}

/// The exception of an error.
pub fn raise_error(error: &CompileError, options: &Options<'_>) -> Raised {
    for warning in error.warnings.iter() {
        if let Err(raised) = warn(warning, options.filename) {
            return raised;
        }
    }
    match instance(error, options) {
        Ok(exception) => errors::raise_instance(exception),
        Err(raised) => raised,
    }
}

fn instance(error: &CompileError, options: &Options<'_>) -> PyResult {
    let class = class_of(error.class);
    let message = str::new(&error.message)?;
    let Some(place) = &error.location else { return call::call(class, &[&message]) };
    let number = |value: i64| int::from_i64(value);
    // What the parser refuses, it shows; what comes later is shown only if the file can be read again.
    let text = match &place.text {
        Some(text) if error.parsing || is_readable(options.filename) => {
            let line = line_of_file(text, place.lineno, options);
            str::new(line.as_deref().unwrap_or(text))?.upcast()
        }
        _ => singletons::none_ref(),
    };
    let end_offset = match place.end_offset {
        PythonLocation::NO_END => singletons::none_ref(),
        offset => number(offset)?.upcast(),
    };
    if place.end_lineno == 0 && (place.lineno != 0 || place.offset != 0) {
        let (line, offset) = (number(PythonLocation::python_line(place.lineno))?, number(place.offset)?);
        let details = tuple::from_slice(&[options.filename, &*line, &*offset, &text])?;
        return call::call(class, &[&message, &details]);
    }
    let details = tuple::from_slice(&[
        options.filename,
        &*number(PythonLocation::python_line(place.lineno))?,
        &*number(place.offset)?,
        &text,
        &*number(PythonLocation::python_line(place.end_lineno))?,
        &end_offset,
    ])?;
    call::call(class, &[&message, &details])
}

/// Of a token over several lines CPython's parser shows one, if it can read it from the file again.
fn line_of_file(text: &str, lineno: u32, options: &Options<'_>) -> Option<String> {
    if options.mode != Mode::Exec || !text.trim_end_matches('\n').contains('\n') {
        return None;
    }
    let content = std::fs::read(vivarium_runtime::display::lossy(options.filename)).ok()?;
    let decoded = vivarium_lexer::decode_source(&content, vivarium_lexer::Origin::Bytes).ok()?.into_text();
    let line = decoded.split_inclusive('\n').nth(lineno.checked_sub(1)? as usize)?;
    // A name that stands for something else does not help.
    text.contains(line.trim_end()).then(|| line.to_owned())
}

fn is_readable(filename: &PyObject) -> bool {
    std::path::Path::new(&vivarium_runtime::display::lossy(filename)).is_file()
}

/// A source with lone surrogates.
pub fn raise_surrogates(source: &PyObject) -> Raised {
    let made = (|| -> PyResult {
        let text = vivarium_runtime::objects::str(source)?;
        let at = text
            .cast::<str::PyUnicodeObject>()
            .and_then(|text| text.data().iter().position(|code| (0xd800..0xe000).contains(&code)))
            .unwrap_or(0);
        call::call(
            &exceptions::UNICODE_ENCODE_ERROR,
            &[
                &*str::new("utf-8")?,
                &text,
                &*int::from_usize(at)?,
                &*int::from_usize(at + 1)?,
                &*str::new("surrogates not allowed")?,
            ],
        )
    })();
    match made {
        Ok(exception) => errors::raise_instance(exception),
        Err(raised) => raised,
    }
}

/// Issues the warnings of a compilation; one may be an error.
pub fn warn_all(warnings: &[Warning], filename: &PyObject) -> Result<(), Raised> {
    warnings.iter().try_for_each(|warning| warn(warning, filename))
}

fn warn(warning: &Warning, filename: &PyObject) -> Result<(), Raised> {
    let class = class_of(warning.category);
    let result = vivarium_vm::warnings::warn_explicit(class, &warning.message, filename, warning.lineno);
    // A filter that makes an error of it makes a `SyntaxError`.
    if result.is_err() && errors::matches(class) {
        errors::clear();
        let place = &warning.location;
        let number = |value: i64| int::from_i64(value);
        // What the parser warns of is shown; the compiler's own only if the file can be read again.
        let shown = warning.parsing || is_readable(filename);
        let text = match &place.text {
            Some(text) if shown => str::new(text)?.upcast(),
            _ => singletons::none_ref(),
        };
        let details = tuple::from_slice(&[
            filename,
            &*number(PythonLocation::python_line(place.lineno))?,
            &*number(place.offset)?,
            &text,
            &*number(PythonLocation::python_line(place.end_lineno))?,
            &*number(place.end_offset)?,
        ])?;
        let error = call::call(&exceptions::SYNTAX_ERROR, &[&*str::new(&warning.message)?, &details])?;
        return Err(errors::raise_instance(error));
    }
    result
}
