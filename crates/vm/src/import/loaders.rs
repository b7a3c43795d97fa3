//! What programs call of native finders and loaders.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{args, bool_, bytes, display, objects, raise, singletons, str};

use super::find::{self, Found};
use super::spec::SOURCELESS_LOADER_TYPE;
use super::{cache, native};
use crate::interp::call::eval_code;

/// Methods of loaders of files.
pub(super) const FILE_LOADER: &[PyMethodDef] = &[
    PyMethodDef::fast(c"get_code", get_code, c"get_code($self, fullname, /)\n--\n\nThe module's code."),
    PyMethodDef::fast(
        c"get_source",
        get_source,
        c"get_source($self, fullname, /)\n--\n\nThe module's source.",
    ),
    PyMethodDef::fast(
        c"get_filename",
        get_filename,
        c"get_filename($self, name=None, /)\n--\n\nThe module's file.",
    ),
    PyMethodDef::one(c"get_data", get_data, c"get_data($self, path, /)\n--\n\nThe content of a file."),
    PyMethodDef::one(
        c"is_package",
        is_package,
        c"is_package($self, fullname, /)\n--\n\nWhether it is a package.",
    ),
    PyMethodDef::one(
        c"create_module",
        nothing,
        c"create_module($self, spec, /)\n--\n\nNone: the usual kind.",
    ),
    PyMethodDef::one(c"exec_module", exec_module, c"exec_module($self, module, /)\n--\n\nRuns the module."),
    PyMethodDef::END,
];

pub(super) fn nothing(_: &PyObject, _: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

pub(super) fn never(_: &PyObject, _: &PyObject) -> PyResult {
    Ok(bool_::from_bool(false))
}

pub(super) fn invalidate(_: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

fn spec_or_none(name: &PyObject, found: Option<Found>) -> PyResult {
    match found {
        Some(found) => find::spec_of(name, &found),
        None => Ok(singletons::none_ref()),
    }
}

pub(super) fn find_native(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("find_spec", arguments, 1, 3)?;
    spec_or_none(arguments[0], find::find_native(arguments[0]))
}

pub(super) fn find_frozen(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("find_spec", arguments, 1, 3)?;
    spec_or_none(arguments[0], find::find_frozen(&display::lossy(arguments[0])).map(Found::Frozen))
}

pub(super) fn find_on_path(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("find_spec", arguments, 1, 3)?;
    let path = arguments.get(1).copied().filter(|path| !path.is_none());
    spec_or_none(arguments[0], find::find_on_path(arguments[0], path)?)
}

pub(super) fn create_native(_: &PyObject, spec: &PyObject) -> PyResult {
    let name = objects::get_attr_str(spec, "name")?;
    match native(&display::lossy(&name)) {
        Some(init) => Ok(init()?.upcast()),
        None => Err(raise!(IMPORT_ERROR, "{} is not a built-in module", objects::repr_text(&name)?)),
    }
}

pub(super) fn exec_native(_: &PyObject, _: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

fn file_of(loader: &PyObject) -> Result<PathBuf, Raised> {
    let path = objects::get_attr_str(loader, "path")?;
    Ok(PathBuf::from(OsStr::from_bytes(&crate::sys::encode_path(&path))))
}

fn is_compiled(loader: &PyObject) -> bool {
    loader.ob_type().is_subtype(&SOURCELESS_LOADER_TYPE)
}

fn get_code(loader: &PyObject, _: &[&PyObject]) -> PyResult {
    let origin = objects::get_attr_str(loader, "path")?;
    let file = file_of(loader)?;
    if is_compiled(loader) {
        let name = objects::get_attr_str(loader, "name")?;
        return Ok(find::read_compiled(&name, &file)?.upcast());
    }
    Ok(cache::compile_file(&file, &origin)?.upcast())
}

fn get_source(loader: &PyObject, _: &[&PyObject]) -> PyResult {
    if is_compiled(loader) {
        return Ok(singletons::none_ref());
    }
    let content = find::read_file(&file_of(loader)?)?;
    let text = match crate::frontend::get().and_then(|front_end| front_end.decode(&content)) {
        Some(text) => text,
        None => String::from_utf8_lossy(&content).into_owned(),
    };
    Ok(str::new(&text.replace("\r\n", "\n").replace('\r', "\n"))?.upcast())
}

fn get_filename(loader: &PyObject, _: &[&PyObject]) -> PyResult {
    objects::get_attr_str(loader, "path")
}

fn get_data(_: &PyObject, path: &PyObject) -> PyResult {
    let path = crate::sys::decode_path(path)?;
    let file = PathBuf::from(OsStr::from_bytes(&crate::sys::encode_path(&path)));
    Ok(bytes::new(&find::read_file(&file)?)?.upcast())
}

fn is_package(loader: &PyObject, name: &PyObject) -> PyResult {
    let file = file_of(loader)?;
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let tail = display::lossy(name);
    let tail = tail.rsplit('.').next().unwrap_or_default();
    Ok(bool_::from_bool(stem == "__init__" && tail != "__init__"))
}

fn exec_module(loader: &PyObject, module: &PyObject) -> PyResult {
    let name = objects::get_attr_str(loader, "name")?;
    let code = get_code(loader, &[&name])?;
    let Some(code) = code.cast::<vivarium_runtime::code::PyCodeObject>() else {
        return Err(raise!(
            IMPORT_ERROR,
            "cannot load module {} when get_code() returns None",
            objects::repr_text(&name)?
        ));
    };
    let namespace = match module.cast::<PyModuleObject>() {
        Some(module) => vivarium_runtime::object::Ref::new(module.dict()).upcast(),
        None => objects::get_attr_str(module, "__dict__")?,
    };
    if let Some(namespace) = namespace.cast::<PyDictObject>() {
        super::prepare_namespace(namespace)?;
    }
    eval_code(code, &namespace, &namespace, None)?;
    Ok(singletons::none_ref())
}
