//! Finding and loading modules: finders that programs put into `sys.meta_path`, native modules, folders of a path.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use vivarium_bytecode::pyc;
use vivarium_runtime::code::{self, PyCodeObject};
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    bool_, call, display, errors, exceptions, int, list, name, objects, raise, singletons, str,
};

use super::{Init, cache, load_native, native, new_module, path_entries, spec};
use crate::frontend::{self, Mode, Options};
use crate::interp::call::eval_code;

struct Deferred(std::cell::RefCell<Option<Box<dyn FnOnce()>>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Deferred {}

/// Modules of the library that are being loaded: what they miss is no reason to run what is deferred.
struct Count(std::cell::Cell<usize>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Count {}

static LIBRARY_LOADS: Count = Count(std::cell::Cell::new(0));

static DEFERRED: Deferred = Deferred(std::cell::RefCell::new(None));

/// Hands in what is done once before the first module is given up or is one of another package: it may install finders.
pub fn defer(run: Box<dyn FnOnce()>) {
    *DEFERRED.0.borrow_mut() = Some(run);
}

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
    /// A module of the library that is frozen into CPython's executable.
    Frozen(PathBuf),
    /// What a finder written in Python says.
    Spec(Ref),
}

/// Finds a module: the finders of `sys.meta_path` in their order, those that CPython has natively.
pub fn find(name: &PyObject, path: Option<&PyObject>) -> Result<Option<Found>, Raised> {
    let Some(finders) = crate::sys::get("meta_path")?.filter(|finders| !finders.is_none()) else {
        return Err(raise!(IMPORT_ERROR, "sys.meta_path is None, Python is likely shutting down"));
    };
    let finders = path_entries(&finders)?;
    if finders.is_empty() {
        let category: &PyObject = &exceptions::IMPORT_WARNING;
        crate::warnings::warn(category, "sys.meta_path is empty", 1)?;
    }
    for finder in finders {
        let found = if finder.is(&spec::BUILTIN_IMPORTER_TYPE) {
            find_native(name)
        } else if finder.is(&spec::FROZEN_IMPORTER_TYPE) {
            find_frozen(&display::lossy(name)).map(Found::Frozen)
        } else if finder.is(&spec::PATH_FINDER_TYPE) {
            find_on_path(name, path)?
        } else {
            ask_finder(&finder, name, path)?.map(Found::Spec)
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Native modules that are part of CPython's executable: nothing on a path can stand in their place.
pub fn find_native(name: &PyObject) -> Option<Found> {
    let full = display::lossy(name);
    if super::is_builtin_name(&full) { native(&full).map(Found::Native) } else { None }
}

/// Modules of the library that CPython holds frozen: nothing on a path can stand in their place, and tracebacks show nothing
/// of them but the line.
const FROZEN_NAMES: [&str; 15] = [
    "_collections_abc",
    "_sitebuiltins",
    "abc",
    "codecs",
    "genericpath",
    "importlib.machinery",
    "importlib.util",
    "io",
    "ntpath",
    "os",
    "posixpath",
    "runpy",
    "site",
    "stat",
    "zipimport",
];

/// Names of frozen modules, if there is a library to take them from.
pub fn frozen_names() -> &'static [&'static str] {
    let off = crate::sys::get("_xoptions").ok().flatten().and_then(|options| {
        let options = options.cast::<PyDictObject>()?;
        let asked = options.get_item_str(&*str::intern("frozen_modules").ok()?)?;
        (display::lossy(&asked) == "off").then_some(())
    });
    if off.is_some() || super::importlib::library().is_none() { &[] } else { &FROZEN_NAMES }
}

/// The source of a frozen module.
pub fn find_frozen(full: &str) -> Option<PathBuf> {
    if !FROZEN_NAMES.contains(&full) || !frozen_names().contains(&full) {
        return None;
    }
    let file = super::importlib::library()?.join(format!("{}.py", full.replace('.', "/")));
    file.is_file().then_some(file)
}

/// What code of a frozen module says its file is.
pub fn frozen_origin(full: &str) -> PyResult {
    Ok(str::new(&format!("<frozen {full}>"))?.upcast())
}

/// Finds a module on `sys.path` or on a package's `__path__`; then native modules that are extension modules in CPython,
/// and embedded ones.
pub fn find_on_path(name: &PyObject, path: Option<&PyObject>) -> Result<Option<Found>, Raised> {
    let full = display::lossy(name);
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
        if let Some(finder) = hooked(&entry)? {
            if finder.is_none() {
                continue;
            }
            if let Some(found) = ask_entry_finder(&finder, name, &mut portions)? {
                return Ok(Some(found));
            }
            continue;
        }
        let folder = folder_of(&entry);
        if is_archive(&folder) {
            let (bootstrap, _) = super::importlib::start()?;
            let spec =
                call::call_method(&bootstrap, "_find_spec", &[name, path.unwrap_or(singletons::none())])?;
            return Ok(Some(spec).filter(|spec| !spec.is_none()).map(Found::Spec));
        }
        if let Some(found) = in_folder(&folder, tail) {
            return Ok(Some(found));
        }
        let nested = folder.join(tail);
        if nested.is_dir() {
            portions.push(nested);
        }
    }
    if let Some(init) = native(&full) {
        return Ok(Some(Found::Native(init)));
    }
    if path.is_none() && LIBRARY_LOADS.0.get() == 0 {
        let deferred = DEFERRED.0.borrow_mut().take();
        if let Some(run) = deferred {
            run();
            return find(name, None);
        }
    }
    if !portions.is_empty() {
        return Ok(Some(Found::Namespace(portions)));
    }
    Ok(super::embedded(&full).map(Found::Embedded))
}

/// Folders of a path that have been seen.
static FOLDERS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Whether a path leads to or into a file, which only importlib's finders can read.
fn is_archive(path: &Path) -> bool {
    let Ok(mut folders) = FOLDERS.lock() else { return false };
    for step in path.ancestors() {
        if folders.contains(step) {
            return false;
        }
        if let Ok(facts) = step.metadata() {
            if facts.is_dir() {
                folders.insert(step.to_owned());
            }
            return facts.is_file();
        }
    }
    false
}

/// The finder that a program gave an entry of a path, through `sys.path_importer_cache` or `sys.path_hooks`.
fn hooked(entry: &PyObject) -> Result<Option<Ref>, Raised> {
    let cache = crate::sys::get("path_importer_cache")?;
    let cache = cache.as_deref().and_then(|cache| cache.cast::<PyDictObject>());
    if let Some(cache) = cache
        && !cache.is_empty()
        && let Some(finder) = cache.get_item(entry)?
    {
        return Ok(Some(finder));
    }
    let Some(hooks) = crate::sys::get("path_hooks")? else { return Ok(None) };
    for hook in path_entries(&hooks)? {
        match call::call(&hook, &[entry]) {
            Ok(finder) => {
                if let Some(cache) = cache {
                    cache.set_item(entry, &finder)?;
                }
                return Ok(Some(finder));
            }
            Err(_) if errors::matches(&exceptions::IMPORT_ERROR) => errors::clear(),
            Err(raised) => return Err(raised),
        }
    }
    Ok(None)
}

fn ask_entry_finder(
    finder: &PyObject,
    name: &PyObject,
    portions: &mut Vec<PathBuf>,
) -> Result<Option<Found>, Raised> {
    let Some(find_spec) = objects::lookup_attr(finder, name!("find_spec"))? else { return Ok(None) };
    let spec = call::call(&find_spec, &[name, singletons::none()])?;
    if spec.is_none() {
        return Ok(None);
    }
    if objects::get_attr_str(&spec, "loader")?.is_none() {
        let locations = objects::get_attr_str(&spec, "submodule_search_locations")?;
        if locations.is_none() {
            return Err(raise!(IMPORT_ERROR, "spec missing loader"));
        }
        portions.extend(path_entries(&locations)?.iter().map(|entry| folder_of(entry)));
        return Ok(None);
    }
    Ok(Some(Found::Spec(spec)))
}

fn folder_of(entry: &PyObject) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let bytes = crate::sys::encode_path(entry);
    if bytes.is_empty() {
        return std::env::current_dir().unwrap_or_default();
    }
    let folder = PathBuf::from(std::ffi::OsString::from_vec(bytes));
    std::path::absolute(&folder).unwrap_or(folder)
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

fn ask_finder(finder: &PyObject, name: &PyObject, path: Option<&PyObject>) -> Result<Option<Ref>, Raised> {
    let Some(find_spec) = objects::lookup_attr(finder, name!("find_spec"))? else { return Ok(None) };
    let none = singletons::none();
    let spec = call::call(&find_spec, &[name, path.unwrap_or(none), none])?;
    Ok(Some(spec).filter(|spec| !spec.is_none()))
}

/// The spec of what was found, without loading it.
pub fn spec_of(name: &PyObject, found: &Found) -> PyResult {
    match found {
        Found::Native(_) => {
            let loader = spec::loader("BuiltinImporter", name, None)?;
            spec::new(name, Some(&loader), Some("built-in"), false, None)
        }
        Found::Embedded(_) => {
            let loader = spec::loader("BuiltinImporter", name, None)?;
            spec::new(name, Some(&loader), None, false, None)
        }
        Found::Spec(spec) => Ok(spec.clone()),
        Found::Frozen(_) => {
            let loader = spec::loader("FrozenImporter", name, None)?;
            spec::new(name, Some(&loader), Some("frozen"), false, None)
        }
        Found::Namespace(portions) => {
            let entries =
                portions.iter().map(|portion| path_object(portion)).collect::<Result<Vec<_>, _>>()?;
            let path = list::from_vec(entries)?;
            let loader = spec::loader("NamespaceLoader", name, None)?;
            spec::new(name, Some(&loader), None, false, Some(&path))
        }
        Found::Source { file, package } => file_spec(name, file, package.as_deref(), true),
        Found::Compiled { file, package } => file_spec(name, file, package.as_deref(), false),
    }
}

fn file_spec(name: &PyObject, file: &Path, package: Option<&Path>, source: bool) -> PyResult {
    let origin = path_object(file)?;
    let locations = match package {
        Some(folder) => Some(list::from_vec(vec![path_object(folder)?])?.upcast()),
        None => None,
    };
    let kind = if source { "SourceFileLoader" } else { "SourcelessFileLoader" };
    let loader = spec::loader(kind, name, Some(&origin))?;
    let found = spec::new(name, Some(&loader), Some(&display::lossy(&origin)), true, locations.as_deref())?;
    let cached = if source { path_object(&cache::cached_path(file))? } else { origin };
    objects::set_attr_str(&found, "cached", &cached)?;
    Ok(found)
}

/// Loads what was found and puts it into `sys.modules`.
pub fn load(name: &PyObject, found: Found) -> PyResult {
    match found {
        Found::Native(init) => load_native(name, init),
        Found::Embedded(embedded) => load_embedded(name, embedded),
        Found::Spec(spec) => load_spec(name, &spec),
        Found::Namespace(portions) => load_namespace(name, &portions),
        Found::Source { .. } | Found::Compiled { .. } | Found::Frozen(_) => load_file(name, &found),
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
    let shown = match embedded.name {
        "_vivarium_runpy" => "runpy",
        "_vivarium_importlib" => "importlib._bootstrap_external",
        name => name,
    };
    let filename = str::new(&format!("<frozen {shown}>"))?;
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

pub(super) fn path_object(path: &Path) -> PyResult {
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

fn load_file(name: &PyObject, found: &Found) -> PyResult {
    let (Found::Source { file, .. } | Found::Compiled { file, .. } | Found::Frozen(file)) = found else {
        return Err(raise!(IMPORT_ERROR, "no file"));
    };
    let of_library = super::importlib::library().is_some_and(|library| file.starts_with(library));
    LIBRARY_LOADS.0.set(LIBRARY_LOADS.0.get() + usize::from(of_library));
    let result = load_source(name, file, found);
    LIBRARY_LOADS.0.set(LIBRARY_LOADS.0.get() - usize::from(of_library));
    result
}

fn load_source(name: &PyObject, file: &Path, what: &Found) -> PyResult {
    let found = spec_of(name, what)?;
    let loader = objects::get_attr_str(&found, "loader")?;
    let origin = objects::get_attr_str(&found, "origin")?;
    let made = new_module(name)?;
    made.set("__spec__", &found)?;
    made.set("__loader__", &loader)?;
    let frozen = matches!(what, Found::Frozen(_));
    if frozen {
        made.set("__file__", &*path_object(file)?)?;
    } else {
        made.set("__file__", &origin)?;
        made.set("__cached__", &*objects::get_attr_str(&found, "cached")?)?;
    }
    made.set("__package__", &*objects::get_attr_str(&found, "parent")?)?;
    let locations = objects::get_attr_str(&found, "submodule_search_locations")?;
    if !locations.is_none() {
        made.set("__path__", &locations)?;
    }
    let modules = crate::sys::modules()?;
    modules.set_item(name, &made)?;
    let code = match what {
        Found::Frozen(_) => {
            frozen_origin(&display::lossy(name)).and_then(|shown| cache::compile_file(file, &shown))
        }
        Found::Compiled { .. } => read_compiled(name, file),
        _ => cache::compile_file(file, &origin),
    };
    match code {
        Ok(code) => run_in(name, made.upcast(), &found, &code),
        Err(raised) => {
            let saved = errors::fetch();
            if modules.pop(name).is_err() {
                errors::clear();
            }
            if let Some(saved) = saved {
                errors::restore(saved);
            }
            Err(raised)
        }
    }
}

/// Runs a module's code with the module in `sys.modules`; a module that fails is taken out again.
fn run_in(name: &PyObject, made: Ref, found: &PyObject, code: &PyCodeObject) -> PyResult {
    let modules = crate::sys::modules()?;
    objects::set_attr_str(found, "_initializing", bool_::get(true))?;
    modules.set_item(name, &made)?;
    let dict = objects::get_attr(&made, name!("__dict__"))?;
    let audited = vivarium_runtime::hooks::audit("exec", || {
        let code: &PyObject = code;
        Ok(vec![code.to_ref()])
    });
    let result = audited.and_then(|()| eval_code(code, &dict, &dict, None));
    let saved = errors::fetch();
    objects::set_attr_str(found, "_initializing", bool_::get(false))?;
    // Its spec may have become importlib's while it ran.
    if let Ok(Some(current)) = objects::lookup_attr(&made, name!("__spec__"))
        && !current.is_none()
        && !current.is(found)
        && objects::set_attr_str(&current, "_initializing", bool_::get(false)).is_err()
    {
        errors::clear();
    }
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

pub(super) fn read_file(file: &Path) -> Result<Vec<u8>, Raised> {
    std::fs::read(file).map_err(|error| {
        let number = error.raw_os_error().unwrap_or(libc::EIO);
        // SAFETY: the text is the C library's own, copied at once.
        let words =
            unsafe { std::ffi::CStr::from_ptr(libc::strerror(number)) }.to_string_lossy().into_owned();
        let made = (|| {
            let arguments = [int::from_i64(number.into())?, str::new(&words)?.upcast(), path_object(file)?];
            call::call(&exceptions::OS_ERROR, &arguments.each_ref().map(|argument| -> &PyObject { argument }))
        })();
        match made {
            Ok(error) => errors::raise_instance(error),
            Err(raised) => raised,
        }
    })
}

pub(super) fn read_compiled(name: &PyObject, file: &Path) -> PyResult<PyCodeObject> {
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
    objects::set_attr_str(found, "_initializing", bool_::get(true))?;
    let ran = call::call(&exec, &[&made]);
    let raised = errors::fetch();
    objects::set_attr_str(found, "_initializing", bool_::get(false))?;
    if let Some(raised) = raised {
        errors::restore(raised);
    }
    if let Err(raised) = ran {
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
