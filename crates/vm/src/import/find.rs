//! Finding and loading modules: finders that programs put into `sys.meta_path`, native modules, folders of a path.

use std::path::{Path, PathBuf};

use vivarium_bytecode::pyc;
use vivarium_runtime::code::{self, PyCodeObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    bool_, call, display, errors, exceptions, list, name, objects, raise, singletons, str,
};

use super::{Init, load_native, native, new_module, path_entries, spec};
use crate::frontend::{self, Mode, Options};
use crate::interp::call::eval_code;

/// Where a module is.
pub enum Found {
    Native(Init),
    /// A source that comes with the program.
    Embedded(super::Embedded),
    /// A source file, and the folder if it is a package.
    Source {
        file: PathBuf,
        package: Option<PathBuf>,
    },
    /// A `.pyc` without source.
    Compiled {
        file: PathBuf,
        package: Option<PathBuf>,
    },
    /// Folders without `__init__`.
    Namespace(Vec<PathBuf>),
    /// What a finder written in Python says.
    Spec(Ref),
}

/// Finds a module, on `sys.path` or on a package's `__path__`.
pub fn find(name: &PyObject, path: Option<&PyObject>) -> Result<Option<Found>, Raised> {
    if let Some(spec) = ask_finders(name, path)? {
        return Ok(Some(Found::Spec(spec)));
    }
    let full = display::lossy(name);
    if path.is_none()
        && let Some(init) = native(&full)
    {
        return Ok(Some(Found::Native(init)));
    }
    if path.is_some()
        && let Some(init) = native(&full)
    {
        return Ok(Some(Found::Native(init)));
    }
    let entries = match path {
        Some(path) => path_entries(path)?,
        None => match crate::sys::get("path")? {
            Some(path) => path_entries(&path)?,
            None => return Err(raise!(RUNTIME_ERROR, "sys.path must be a list of directory names")),
        },
    };
    let tail = full.rsplit('.').next().unwrap_or(&full);
    let mut portions = Vec::new();
    for entry in entries {
        if !entry.is_instance_of::<PyUnicodeObject>() {
            continue;
        }
        let folder = folder_of(&entry);
        if let Some(found) = in_folder(&folder, tail) {
            return Ok(Some(found));
        }
        let nested = folder.join(tail);
        if nested.is_dir() {
            portions.push(nested);
        }
    }
    if !portions.is_empty() {
        return Ok(Some(Found::Namespace(portions)));
    }
    Ok(super::embedded(&full).map(Found::Embedded))
}

fn folder_of(entry: &PyObject) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let bytes = crate::sys::encode_path(entry);
    if bytes.is_empty() {
        return std::env::current_dir().unwrap_or_default();
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

fn in_folder(folder: &Path, tail: &str) -> Option<Found> {
    let package = folder.join(tail);
    if package.is_dir() {
        let file = package.join("__init__.py");
        if file.is_file() {
            return Some(Found::Source { file, package: Some(package) });
        }
        let file = package.join("__init__.pyc");
        if file.is_file() {
            return Some(Found::Compiled { file, package: Some(package) });
        }
    }
    let file = folder.join(format!("{tail}.py"));
    if file.is_file() {
        return Some(Found::Source { file, package: None });
    }
    let file = folder.join(format!("{tail}.pyc"));
    file.is_file().then_some(Found::Compiled { file, package: None })
}

/// Finders that a program put into `sys.meta_path` come first; CPython's own are native here.
fn ask_finders(name: &PyObject, path: Option<&PyObject>) -> Result<Option<Ref>, Raised> {
    let Some(finders) = crate::sys::get("meta_path")? else {
        return Err(raise!(IMPORT_ERROR, "sys.meta_path is None, Python is likely shutting down"));
    };
    for finder in path_entries(&finders)? {
        let Some(find_spec) = objects::lookup_attr(&finder, name!("find_spec"))? else { continue };
        let none = singletons::none();
        let spec = call::call(&find_spec, &[name, path.unwrap_or(none), none])?;
        if !spec.is_none() {
            return Ok(Some(spec));
        }
    }
    Ok(None)
}

/// Loads what was found and puts it into `sys.modules`.
pub fn load(name: &PyObject, found: Found) -> PyResult {
    match found {
        Found::Native(init) => load_native(name, init),
        Found::Embedded(embedded) => load_embedded(name, embedded),
        Found::Spec(spec) => load_spec(name, &spec),
        Found::Namespace(portions) => load_namespace(name, &portions),
        Found::Source { file, package } => load_file(name, &file, package.as_deref(), true),
        Found::Compiled { file, package } => load_file(name, &file, package.as_deref(), false),
    }
}

fn load_embedded(name: &PyObject, embedded: super::Embedded) -> PyResult {
    let made = new_module(name)?;
    let loader = spec::loader("BuiltinImporter", name, None)?;
    made.set("__spec__", &*spec::new(name, Some(&loader), None, false, None)?)?;
    made.set("__loader__", &loader)?;
    made.set("__package__", &*str::new("")?)?;
    super::prepare_namespace(made.dict())?;
    let modules = crate::sys::modules()?;
    modules.set_item(name, &made)?;
    let filename = str::new(&format!("<frozen {}>", embedded.name))?;
    let options = Options { filename: &filename, mode: Mode::Exec, flags: 0, optimize: -1 };
    let run = || -> Result<(), Raised> {
        let compiled = frontend::require()?.compile(embedded.source.as_bytes(), &options)?;
        eval_code(&compiled.code, made.dict(), made.dict(), None)?;
        Ok(())
    };
    if let Err(raised) = run() {
        let saved = errors::fetch();
        if modules.del_item(name).is_err() {
            errors::clear();
        }
        if let Some(saved) = saved {
            errors::restore(saved);
        }
        return Err(raised);
    }
    Ok(modules.get_item(name)?.unwrap_or_else(|| made.upcast()))
}

fn path_object(path: &Path) -> PyResult {
    use std::os::unix::ffi::OsStrExt;
    crate::sys::decode_bytes(path.as_os_str().as_bytes())
}

fn load_namespace(name: &PyObject, portions: &[PathBuf]) -> PyResult {
    let entries = portions.iter().map(|portion| path_object(portion)).collect::<Result<Vec<_>, _>>()?;
    let path = list::from_vec(entries)?;
    let loader = spec::loader("NamespaceLoader", name, None)?;
    let made = new_module(name)?;
    let found = spec::new(name, Some(&loader), None, false, Some(&path))?;
    made.set("__path__", &path)?;
    made.set("__spec__", &found)?;
    made.set("__loader__", &loader)?;
    made.set("__package__", name)?;
    crate::sys::modules()?.set_item(name, &made)?;
    Ok(made.upcast())
}

fn load_file(name: &PyObject, file: &Path, package: Option<&Path>, source: bool) -> PyResult {
    let origin = path_object(file)?;
    let locations = match package {
        Some(folder) => Some(list::from_vec(vec![path_object(folder)?])?.upcast()),
        None => None,
    };
    let kind = if source { "SourceFileLoader" } else { "SourcelessFileLoader" };
    let loader = spec::loader(kind, name, Some(&origin))?;
    let found = spec::new(name, Some(&loader), Some(&display::lossy(&origin)), true, locations.as_deref())?;
    let cached = cached_path(file);
    objects::set_attr_str(&found, "cached", &*str::new(&cached)?)?;
    let made = new_module(name)?;
    made.set("__spec__", &found)?;
    made.set("__loader__", &loader)?;
    made.set("__file__", &origin)?;
    if source {
        made.set("__cached__", &*str::new(&cached)?)?;
    }
    let full = display::lossy(name);
    let parent = match (package, full.rsplit_once('.')) {
        (Some(_), _) => full.as_str(),
        (None, Some((parent, _))) => parent,
        (None, None) => "",
    };
    made.set("__package__", &*str::new(parent)?)?;
    if let Some(locations) = &locations {
        made.set("__path__", locations)?;
    }
    let code = if source { compile_file(file, &origin)? } else { read_compiled(name, file)? };
    run_in(name, made.upcast(), &found, &code)
}

/// Runs a module's code with the module in `sys.modules`; a module that fails is taken out again.
fn run_in(name: &PyObject, made: Ref, found: &PyObject, code: &PyCodeObject) -> PyResult {
    let modules = crate::sys::modules()?;
    objects::set_attr_str(found, "_initializing", bool_::get(true))?;
    modules.set_item(name, &made)?;
    let dict = objects::get_attr(&made, name!("__dict__"))?;
    let result = eval_code(code, &dict, &dict, None);
    let saved = errors::fetch();
    objects::set_attr_str(found, "_initializing", bool_::get(false))?;
    if let Some(saved) = saved {
        let removed = modules.pop(name);
        if removed.is_err() {
            errors::clear();
        }
        errors::restore(saved);
    }
    result?;
    // A module may have put something else in its own place.
    match modules.get_item(name)? {
        Some(module) => Ok(module),
        None => Err(raise!(KEY_ERROR, "{}", objects::repr_text(name)?)),
    }
}

fn cached_path(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = file.parent().unwrap_or(Path::new(""));
    folder.join("__pycache__").join(format!("{stem}.cpython-311.pyc")).to_string_lossy().into_owned()
}

fn read_file(file: &Path) -> Result<Vec<u8>, Raised> {
    std::fs::read(file)
        .map_err(|error| raise!(IMPORT_ERROR, "can't read {}: {}", file.display(), error.kind()))
}

/// Source to code; without a front end, CPython's own `.pyc` beside it.
fn compile_file(file: &Path, origin: &PyObject) -> PyResult<PyCodeObject> {
    let Some(front_end) = frontend::get() else {
        let cached = PathBuf::from(cached_path(file));
        return read_pyc(&read_file(&cached)?, None, &cached);
    };
    let source = read_file(file)?;
    let options = Options { filename: origin, mode: Mode::Exec, flags: 0, optimize: -1 };
    Ok(front_end.compile(&source, &options)?.code)
}

fn read_compiled(name: &PyObject, file: &Path) -> PyResult<PyCodeObject> {
    read_pyc(&read_file(file)?, Some(name), file)
}

/// A code object from the content of a `.pyc` file.
pub fn read_pyc(content: &[u8], name: Option<&PyObject>, file: &Path) -> PyResult<PyCodeObject> {
    match pyc::read(content) {
        Ok((_, code)) => code::from_ir(&code),
        Err(error) => {
            let shown = match name {
                Some(name) => objects::repr_text(name)?,
                None => format!("'{}'", file.display()),
            };
            Err(super::raise_import_error(
                &exceptions::IMPORT_ERROR,
                &format!("bad magic number in {shown}: {error}"),
                name,
                None,
            ))
        }
    }
}

/// A spec of a program's own finder: its loader makes and runs the module (`_load_unlocked`).
fn load_spec(name: &PyObject, found: &PyObject) -> PyResult {
    let loader = objects::get_attr_str(found, "loader")?;
    let modules = crate::sys::modules()?;
    let mut made = None;
    if !loader.is_none()
        && let Some(create) = objects::lookup_attr_str(&loader, "create_module")?
    {
        made = Some(call::call(&create, &[found])?).filter(|made| !made.is_none());
    }
    let made = match made {
        Some(made) => made,
        None => new_module(&*objects::get_attr_str(found, "name")?)?.upcast(),
    };
    objects::set_attr_str(&made, "__spec__", found)?;
    objects::set_attr_str(&made, "__loader__", &loader)?;
    if let Some(parent) = objects::lookup_attr_str(found, "parent")? {
        objects::set_attr_str(&made, "__package__", &parent)?;
    }
    let locations = objects::get_attr_str(found, "submodule_search_locations")?;
    if !locations.is_none() {
        objects::set_attr_str(&made, "__path__", &locations)?;
    }
    if objects::is_true(&*objects::get_attr_str(found, "has_location")?)? {
        objects::set_attr_str(&made, "__file__", &*objects::get_attr_str(found, "origin")?)?;
    }
    modules.set_item(name, &made)?;
    if loader.is_none() {
        return Ok(made);
    }
    let exec = match objects::lookup_attr_str(&loader, "exec_module")? {
        Some(exec) => exec,
        None => {
            let load = objects::get_attr_str(&loader, "load_module")?;
            return call::call(&load, &[name]);
        }
    };
    if let Err(raised) = call::call(&exec, &[&made]) {
        let saved = errors::fetch();
        if modules.pop(name).is_err() {
            errors::clear();
        }
        if let Some(saved) = saved {
            errors::restore(saved);
        }
        return Err(raised);
    }
    match modules.get_item(name)? {
        Some(module) => Ok(module),
        None => Ok(made),
    }
}
