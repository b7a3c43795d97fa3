//! `_imp`, what importlib is built on, and the seam to it: `_frozen_importlib` starts the library's importlib.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use vivarium_runtime::buffer::View;
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    args, bool_, bytes, display, exceptions, int, list, number, objects, raise, singletons, str,
};
use vivarium_vm::import::{self, cache, find, importlib};

use crate::support::{new_module, set_str};

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"acquire_lock", nothing, c"acquire_lock($module, /)\n--\n\nTake the import lock."),
    PyMethodDef::noargs(
        c"release_lock",
        nothing,
        c"release_lock($module, /)\n--\n\nGive the import lock back.",
    ),
    PyMethodDef::noargs(c"lock_held", no, c"lock_held($module, /)\n--\n\nWhether the import lock is taken."),
    PyMethodDef::noargs(
        c"extension_suffixes",
        extension_suffixes,
        c"extension_suffixes($module, /)\n--\n\nHow names of compiled extension modules end.",
    ),
    PyMethodDef::one(
        c"is_builtin",
        is_builtin,
        c"is_builtin($module, name, /)\n--\n\n1 if there is a native module of this name, else 0.",
    ),
    PyMethodDef::one(
        c"is_frozen",
        is_frozen,
        c"is_frozen($module, name, /)\n--\n\nWhether a frozen module has this name.",
    ),
    PyMethodDef::one(
        c"is_frozen_package",
        is_frozen_package,
        c"is_frozen_package($module, name, /)\n--\n\nWhether a frozen package has this name.",
    ),
    PyMethodDef::keywords(
        c"find_frozen",
        find_frozen,
        c"find_frozen($module, name, /, *, withdata=False)\n--\n\nWhat is known of a frozen module.",
    ),
    PyMethodDef::fast(
        c"get_frozen_object",
        get_frozen_object,
        c"get_frozen_object($module, name, data=None, /)\n--\n\nA frozen module's code.",
    ),
    PyMethodDef::one(c"init_frozen", none_of, c"init_frozen($module, name, /)\n--\n\nLoad a frozen module."),
    PyMethodDef::one(
        c"create_builtin",
        create_builtin,
        c"create_builtin($module, spec, /)\n--\n\nMake a native module.",
    ),
    PyMethodDef::one(c"exec_builtin", zero, c"exec_builtin($module, mod, /)\n--\n\nRun a native module."),
    PyMethodDef::fast(
        c"create_dynamic",
        create_dynamic,
        c"create_dynamic($module, spec, file=None, /)\n--\n\nLoad an extension module.",
    ),
    PyMethodDef::one(c"exec_dynamic", zero, c"exec_dynamic($module, mod, /)\n--\n\nRun an extension module."),
    PyMethodDef::fast(
        c"_fix_co_filename",
        fix_filename,
        c"_fix_co_filename($module, code, path, /)\n--\n\nPut another file name into code.",
    ),
    PyMethodDef::fast(
        c"source_hash",
        source_hash,
        c"source_hash($module, /, key, source)\n--\n\nThe hash that ties cached code to a source.",
    ),
    PyMethodDef::one(
        c"_override_frozen_modules_for_tests",
        none_of,
        c"_override_frozen_modules_for_tests($module, override, /)\n--\n\nFor tests.",
    ),
    PyMethodDef::one(
        c"_override_multi_interp_extensions_check",
        none_of,
        c"_override_multi_interp_extensions_check($module, override, /)\n--\n\nFor tests.",
    ),
    PyMethodDef::noargs(
        c"_frozen_module_names",
        frozen_names,
        c"_frozen_module_names($module, /)\n--\n\nNames of frozen modules.",
    ),
    PyMethodDef::END,
];

static OWN: &[PyMethodDef] = &[
    PyMethodDef::one(
        c"find_spec",
        find_spec,
        c"find_spec($module, name, /)\n--\n\nThe spec of a module, or None.",
    ),
    PyMethodDef::one(
        c"compile_file",
        compile_file,
        c"compile_file($module, path, /)\n--\n\nA source's code, from a cache if it is there.",
    ),
    PyMethodDef::END,
];

/// Makes `_imp`.
pub fn init() -> PyResult<PyModuleObject> {
    let made =
        new_module("_imp", "(Extremely) low-level import machinery bits as used by importlib.", FUNCTIONS)?;
    set_str(&made, "check_hash_based_pycs", "default")?;
    Ok(made)
}

/// Makes `_vivarium_import`, for embedded modules.
pub fn init_own() -> PyResult<PyModuleObject> {
    new_module("_vivarium_import", "", OWN)
}

fn module(made: vivarium_runtime::object::Ref) -> PyResult<PyModuleObject> {
    made.downcast::<PyModuleObject>().map_err(|_| raise!(SYSTEM_ERROR, "importlib is no module"))
}

/// Starts importlib: `_frozen_importlib`.
pub fn init_bootstrap() -> PyResult<PyModuleObject> {
    module(importlib::start()?.0)
}

/// Starts importlib: `_frozen_importlib_external`.
pub fn init_external() -> PyResult<PyModuleObject> {
    module(importlib::start()?.1)
}

fn nothing(_: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

fn none_of(_: &PyObject, _: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

fn no(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(false))
}

fn zero(_: &PyObject, _: &PyObject) -> PyResult {
    int::from_i64(0)
}

fn extension_suffixes(_: &PyObject) -> PyResult {
    Ok(list::new()?.upcast())
}

fn is_builtin(_: &PyObject, name: &PyObject) -> PyResult {
    int::from_i64(import::is_native(&display::lossy(name)).into())
}

fn not_frozen(name: &PyObject) -> vivarium_runtime::object::Raised {
    let shown = objects::repr_text(name).unwrap_or_default();
    import::raise_import_error(
        &exceptions::IMPORT_ERROR,
        &format!("No such frozen object named {shown}"),
        Some(name),
        None,
    )
}

/// The source of a frozen module, once importlib has taken over: before, its modules are those of native finders.
fn frozen(name: &PyObject) -> Option<PathBuf> {
    importlib::taken_over()?;
    find::find_frozen(&display::lossy(name))
}

fn is_frozen(_: &PyObject, name: &PyObject) -> PyResult {
    Ok(bool_::from_bool(frozen(name).is_some()))
}

fn is_frozen_package(_: &PyObject, name: &PyObject) -> PyResult {
    match frozen(name) {
        Some(_) => Ok(bool_::from_bool(false)),
        None => Err(not_frozen(name)),
    }
}

fn find_frozen(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: args::Spec = args::Spec::new("find_frozen", &["name", "withdata"])
        .required(1)
        .positional_only(1)
        .keyword_only(1, 0);
    let [name, _] = SPEC.parse(arguments, kwnames)?;
    let name = name.expect("required");
    if frozen(name).is_none() {
        return Ok(singletons::none_ref());
    }
    let facts = [singletons::none_ref(), bool_::from_bool(false), name.to_ref()];
    Ok(vivarium_runtime::tuple::new(facts)?.upcast())
}

fn get_frozen_object(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("get_frozen_object", arguments, 1, 2)?;
    let Some(file) = frozen(arguments[0]) else { return Err(not_frozen(arguments[0])) };
    let shown = find::frozen_origin(&display::lossy(arguments[0]))?;
    Ok(cache::compile_file(&file, &shown)?.upcast())
}

fn frozen_names(_: &PyObject) -> PyResult {
    let names = find::frozen_names().iter().map(|name| Ok(str::new(name)?.upcast()));
    Ok(list::from_vec(names.collect::<Result<Vec<_>, vivarium_runtime::object::Raised>>()?)?.upcast())
}

fn create_builtin(_: &PyObject, spec: &PyObject) -> PyResult {
    let name = objects::get_attr_str(spec, "name")?;
    if let Some(module) = import::loaded(&name)? {
        return Ok(module);
    }
    import::create_native(&name)
}

fn create_dynamic(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("create_dynamic", arguments, 1, 2)?;
    let name = objects::get_attr_str(arguments[0], "name")?;
    let origin = objects::get_attr_str(arguments[0], "origin")?;
    Err(import::raise_import_error(
        &exceptions::IMPORT_ERROR,
        "compiled extension modules can't be loaded",
        Some(&name),
        Some(&origin),
    ))
}

fn fix_filename(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("_fix_co_filename", arguments, 2, 2)?;
    let Some(code) = arguments[0].cast::<PyCodeObject>() else {
        return Err(args::bad_argument("_fix_co_filename", "argument 1", "code", arguments[0]));
    };
    let old = code.filename().to_ref();
    if !objects::rich_compare_bool(&old, arguments[1], objects::EQ)? {
        cache::fix_filename(code, &old, arguments[1]);
    }
    Ok(singletons::none_ref())
}

fn source_hash(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("source_hash", arguments, 2, 2)?;
    let key = number::as_isize(arguments[0])? as u64;
    let source = View::simple(arguments[1])?;
    let hash =
        vivarium_text::siphash::hash(vivarium_text::siphash::Key { k0: key, k1: 0 }, source.as_slice());
    Ok(bytes::new(&hash.to_le_bytes())?.upcast())
}

/// As `importlib.util.find_spec`: parents are imported, what is loaded says itself.
fn find_spec(_: &PyObject, name: &PyObject) -> PyResult {
    if let Some(bootstrap) = importlib::taken_over() {
        let util = import::import_module("importlib.util")?;
        drop(bootstrap);
        return vivarium_runtime::call::call_method(&util, "find_spec", &[name]);
    }
    if let Some(module) = vivarium_vm::sys::modules()?.get_item(name)? {
        if module.is_none() {
            return Ok(singletons::none_ref());
        }
        return match objects::lookup_attr_str(&module, "__spec__")? {
            Some(spec) if spec.is_none() => {
                Err(raise!(VALUE_ERROR, "{}.__spec__ is None", display::lossy(name)))
            }
            Some(spec) => Ok(spec),
            None => Err(raise!(VALUE_ERROR, "{}.__spec__ is not set", display::lossy(name))),
        };
    }
    let full = display::lossy(name);
    let mut path = None;
    if let Some((parent, _)) = full.rsplit_once('.') {
        let package = import::import_module(parent)?;
        let Some(found) = objects::lookup_attr_str(&package, "__path__")? else {
            return Err(import::raise_import_error(
                &exceptions::MODULE_NOT_FOUND_ERROR,
                &format!("__path__ attribute not found on '{parent}' while trying to find '{full}'"),
                Some(name),
                None,
            ));
        };
        path = Some(found);
    }
    match find::find(name, path.as_deref())? {
        Some(found) => find::spec_of(name, &found),
        None => Ok(singletons::none_ref()),
    }
}

fn compile_file(_: &PyObject, path: &PyObject) -> PyResult {
    if !path.is_instance_of::<PyUnicodeObject>() {
        return Err(args::bad_argument("compile_file", "argument", "str", path));
    }
    let file = PathBuf::from(OsStr::from_bytes(&vivarium_vm::sys::encode_path(path)));
    Ok(cache::compile_file(&file, path)?.upcast())
}
