//! `print` and `input`.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{call, name, objects, raise, singletons, str};

static PRINT: Spec = Spec::new("print", &["sep", "end", "file", "flush"]).keyword_only(0, 0);

pub fn print(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let names = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(0, PyTupleObject::len);
    let (values, keywords) = args.split_at(args.len() - names);
    // CPython packs them, which holds them as long as the call lasts.
    let _held = vivarium_runtime::tuple::from_slice(values)?;
    let [separator, end, file, flush] = PRINT.parse(keywords, kwnames)?;
    let standard;
    let file: &PyObject = match file.filter(|file| !file.is_none()) {
        Some(file) => file,
        None => match crate::sys::get("stdout")? {
            // A program without standard output prints nothing.
            Some(file) if file.is_none() => return Ok(singletons::none_ref()),
            Some(file) => {
                standard = file;
                &standard
            }
            None => return Err(raise!(RUNTIME_ERROR, "lost sys.stdout")),
        },
    };
    let string = |value: Option<&'_ PyObject>, what: &str| -> Result<(), Raised> {
        match value.filter(|value| !value.is_none()) {
            Some(value) if !value.is_instance_of::<PyUnicodeObject>() => Err(raise!(
                TYPE_ERROR,
                "{what} must be None or a string, not {}",
                value.ob_type().full_name()
            )),
            _ => Ok(()),
        }
    };
    string(separator, "sep")?;
    string(end, "end")?;
    let separator = separator.filter(|separator| !separator.is_none());
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            match separator {
                Some(separator) => write_object(file, separator)?,
                None => write_text(file, " ")?,
            }
        }
        write_object(file, value)?;
    }
    match end.filter(|end| !end.is_none()) {
        Some(end) => write_object(file, end)?,
        None => write_text(file, "\n")?,
    }
    if let Some(flush) = flush
        && objects::is_true(flush)?
    {
        call::call_method(file, "flush", &[])?;
    }
    Ok(singletons::none_ref())
}

/// `PyFile_WriteObject` with `Py_PRINT_RAW`.
pub fn write_object(file: &PyObject, value: &PyObject) -> Result<(), Raised> {
    let text = if value.is_exact::<PyUnicodeObject>() { value.to_ref() } else { objects::str(value)? };
    let write = objects::get_attr(file, name!("write"))?;
    call::call(&write, &[&text])?;
    Ok(())
}

/// `PyFile_WriteString`.
pub fn write_text(file: &PyObject, text: &str) -> Result<(), Raised> {
    let text = str::new(text)?;
    let write = objects::get_attr(file, name!("write"))?;
    call::call(&write, &[&text])?;
    Ok(())
}

/// A stream that can't be flushed does no harm.
fn flush(stream: &PyObject) {
    if call::call_method(stream, "flush", &[]).is_err() {
        vivarium_runtime::errors::clear();
    }
}

pub fn input(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("input", args, 0, 1)?;
    let stream = |name: &str| -> PyResult {
        match crate::sys::get(name)? {
            Some(stream) if !stream.is_none() => Ok(stream),
            _ => Err(raise!(RUNTIME_ERROR, "input(): lost sys.{name}")),
        }
    };
    let (input, output, errors) = (stream("stdin")?, stream("stdout")?, stream("stderr")?);
    vivarium_runtime::hooks::audit("builtins.input", || {
        Ok(vec![args.first().map_or_else(vivarium_runtime::singletons::none_ref, |prompt| prompt.to_ref())])
    })?;
    flush(&errors);
    if let Some(prompt) = args.first() {
        write_object(&output, prompt)?;
    }
    flush(&output);
    let line = call::call_method(&input, "readline", &[])?;
    let Some(text) = line.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "object.readline() returned non-string"));
    };
    if text.is_empty() {
        return Err(raise!(EOF_ERROR, "EOF when reading a line"));
    }
    let ends = text.data().get(text.len() - 1) == u32::from(b'\n');
    Ok(str::substring(text, 0, text.len() - usize::from(ends))?.upcast())
}
