//! `import`: `sys.modules`, native modules, modules and packages on a path.

use std::cell::RefCell;

use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::exceptions::{self, PyImportErrorObject};
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::typeobject::PyTypeObject;

use vivarium_runtime::{builtin_function, call, display, errors, iter, name, objects, raise, singletons};

pub mod cache;
pub mod find;
pub mod importlib;
mod loaders;
pub mod spec;

/// Makes a native module.
pub type Init = fn() -> PyResult<PyModuleObject>;

struct Registry(RefCell<Vec<(&'static str, Init)>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Registry {}

static REGISTRY: Registry = Registry(RefCell::new(Vec::new()));

/// A module written in Python that comes with the program, for where no library has it.
#[derive(Clone, Copy)]
pub struct Embedded {
    pub name: &'static str,
    pub source: &'static str,
}

struct EmbeddedStore(RefCell<&'static [Embedded]>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for EmbeddedStore {}

static EMBEDDED: EmbeddedStore = EmbeddedStore(RefCell::new(&[]));

/// Hands in embedded modules; they serve where `sys.path` has no module of that name.
pub fn register_embedded(modules: &'static [Embedded]) {
    *EMBEDDED.0.borrow_mut() = modules;
}

fn embedded(name: &str) -> Option<Embedded> {
    EMBEDDED.0.borrow().iter().find(|module| module.name == name).copied()
}

/// Hands in native modules, by name.
pub fn register(modules: &[(&'static str, Init)]) {
    REGISTRY.0.borrow_mut().extend_from_slice(modules);
}

/// Modules that are part of CPython's executable; other native modules are files of its library.
const BUILTIN_NAMES: [&str; 30] = [
    "_abc",
    "_ast",
    "_codecs",
    "_collections",
    "_functools",
    "_imp",
    "_io",
    "_locale",
    "_operator",
    "_signal",
    "_sre",
    "_stat",
    "_string",
    "_symtable",
    "_thread",
    "_tokenize",
    "_tracemalloc",
    "_warnings",
    "_weakref",
    "atexit",
    "builtins",
    "errno",
    "faulthandler",
    "gc",
    "itertools",
    "marshal",
    "posix",
    "pwd",
    "sys",
    "time",
];

/// Modules of ours that no library has.
const OWN_NAMES: [&str; 3] = ["_vivarium_import", "_frozen_importlib", "_frozen_importlib_external"];

fn is_builtin_name(name: &str) -> bool {
    BUILTIN_NAMES.contains(&name) || OWN_NAMES.contains(&name) || name.starts_with("_vivarium")
}

/// Whether there is a native module of this name.
pub fn is_native(name: &str) -> bool {
    native(name).is_some() || matches!(name, "builtins" | "sys")
}

/// Names of native modules, sorted: `sys.builtin_module_names`.
pub fn native_names() -> Vec<&'static str> {
    let mut names: Vec<_> = REGISTRY.0.borrow().iter().map(|entry| entry.0).collect();
    names.retain(|name| BUILTIN_NAMES.contains(name));
    names.extend(["builtins", "sys"]);
    names.sort_unstable();
    names.dedup();
    names
}

fn native(name: &str) -> Option<Init> {
    REGISTRY.0.borrow().iter().find(|entry| entry.0 == name).map(|entry| entry.1)
}

/// Whether a callable is the built-in `__import__`, so that it need not be called.
pub fn is_builtin_import(function: &PyObject) -> bool {
    builtin_function::method_def(function)
        .is_some_and(|def| std::ptr::eq(def.name().as_ptr(), import_def_name().as_ptr()))
}

fn import_def_name() -> &'static str {
    crate::builtins::import_def().name()
}

/// `PyErr_SetImportError`.
#[cold]
pub fn raise_import_error(
    class: &PyTypeObject,
    message: &str,
    name: Option<&PyObject>,
    path: Option<&PyObject>,
) -> Raised {
    let instance = match str::new(message).and_then(|message| call::call(class, &[&message])) {
        Ok(instance) => instance,
        Err(raised) => return raised,
    };
    if instance.ob_type().is_subtype(&exceptions::IMPORT_ERROR) {
        // SAFETY: just checked.
        let error: &PyImportErrorObject = unsafe { instance.cast_unchecked() };
        drop(replace_slot(&error.name, name.map(PyObject::to_ref)));
        drop(replace_slot(&error.path, path.map(PyObject::to_ref)));
    }
    errors::raise_instance(instance)
}

/// A module of `sys.modules`, if it is there and not `None`.
pub fn loaded(name: &PyObject) -> Result<Option<Ref>, Raised> {
    Ok(crate::sys::modules()?.get_item(name)?.filter(|module| !module.is_none()))
}

fn text(object: &PyObject) -> String {
    display::lossy(object)
}

/// `PyImport_ImportModuleLevelObject`.
pub fn import_module_level(
    name: &PyObject,
    globals: Option<&PyObject>,
    from_list: Option<&PyObject>,
    level: i32,
) -> PyResult {
    let Some(string) = name.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "module name must be a string"));
    };
    if level < 0 {
        return Err(raise!(VALUE_ERROR, "level must be >= 0"));
    }
    let absolute = if level > 0 {
        resolve_name(name, globals, level)?
    } else {
        if string.is_empty() {
            return Err(raise!(VALUE_ERROR, "Empty module name"));
        }
        name.to_ref()
    };
    let imported = match loaded(&absolute)? {
        Some(module) => module,
        None => find_and_load(&absolute)?,
    };
    let has_from = match from_list.filter(|list| !list.is_none()) {
        Some(list) => objects::is_true(list)?,
        None => false,
    };
    if has_from {
        if objects::lookup_attr(&imported, name!("__path__"))?.is_some()
            && let Some(list) = from_list
        {
            return handle_from_list(&imported, list, false);
        }
        return Ok(imported);
    }
    let given = text(name);
    if level > 0 && given.is_empty() {
        return Ok(imported);
    }
    let Some((front, _)) = given.split_once('.') else { return Ok(imported) };
    let full = text(&absolute);
    let wanted = if level == 0 {
        front.to_owned()
    } else {
        full[..full.len() - (given.len() - front.len())].to_owned()
    };
    let wanted = str::new(&wanted)?;
    match loaded(&wanted)? {
        Some(module) => Ok(module),
        None if level == 0 => find_and_load(&wanted),
        None => Err(raise!(KEY_ERROR, "'{}' not in sys.modules as expected", text(&wanted))),
    }
}

/// `resolve_name`: a relative name made absolute.
fn resolve_name(name: &PyObject, globals: Option<&PyObject>, level: i32) -> PyResult {
    let Some(globals) = globals.filter(|globals| !globals.is_none()) else {
        return Err(raise!(KEY_ERROR, "'__name__' not in globals"));
    };
    let Some(globals) = globals.cast::<PyDictObject>() else {
        return Err(raise!(TYPE_ERROR, "globals must be a dict"));
    };
    let package = globals.get_item(name!("__package__"))?.filter(|package| !package.is_none());
    let spec = globals.get_item(name!("__spec__"))?.filter(|spec| !spec.is_none());
    let package = match (package, spec) {
        (Some(package), spec) => {
            if !package.is_instance_of::<PyUnicodeObject>() {
                return Err(raise!(TYPE_ERROR, "package must be a string"));
            }
            if let Some(spec) = spec {
                let parent = objects::get_attr(&spec, name!("parent"))?;
                if !objects::rich_compare_bool(&package, &parent, objects::EQ)? {
                    crate::warnings::warn(&exceptions::IMPORT_WARNING, "__package__ != __spec__.parent", 1)?;
                }
            }
            package
        }
        (None, Some(spec)) => {
            let parent = objects::get_attr(&spec, name!("parent"))?;
            if !parent.is_instance_of::<PyUnicodeObject>() {
                return Err(raise!(TYPE_ERROR, "__spec__.parent must be a string"));
            }
            parent
        }
        (None, None) => {
            crate::warnings::warn(
                &exceptions::IMPORT_WARNING,
                "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
                1,
            )?;
            let Some(own) = globals.get_item(name!("__name__"))? else {
                return Err(raise!(KEY_ERROR, "'__name__' not in globals"));
            };
            if !own.is_instance_of::<PyUnicodeObject>() {
                return Err(raise!(TYPE_ERROR, "__name__ must be a string"));
            }
            if globals.get_item(name!("__path__"))?.is_some() {
                own
            } else {
                match text(&own).rsplit_once('.') {
                    Some((parent, _)) => str::new(parent)?.upcast(),
                    None => str::new("")?.upcast(),
                }
            }
        }
    };
    let package = text(&package);
    if package.is_empty() {
        return Err(raise!(IMPORT_ERROR, "attempted relative import with no known parent package"));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((parent, _)) => base = parent,
            None => return Err(raise!(IMPORT_ERROR, "attempted relative import beyond top-level package")),
        }
    }
    let name = text(name);
    let full = if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") };
    Ok(str::intern(&full)?.upcast())
}

/// `_handle_fromlist`: submodules that a package is asked for are imported.
fn handle_from_list(module: &PyObject, from_list: &PyObject, recursive: bool) -> PyResult {
    for item in iter::collect(from_list)? {
        if !item.is_instance_of::<PyUnicodeObject>() {
            let place = if recursive {
                format!("{}.__all__", text(&*objects::get_attr(module, name!("__name__"))?))
            } else {
                "``from list''".to_owned()
            };
            return Err(raise!(TYPE_ERROR, "Item in {place} must be str, not {}", item.ob_type().name()));
        }
        if text(&item) == "*" {
            if !recursive && let Some(all) = objects::lookup_attr(module, name!("__all__"))? {
                handle_from_list(module, &all, true)?;
            }
        } else if objects::lookup_attr(module, &item)?.is_none() {
            let full = format!("{}.{}", text(&*objects::get_attr(module, name!("__name__"))?), text(&item));
            let full = str::new(&full)?;
            match find_and_load(&full) {
                Ok(_) => {}
                // A submodule that is not there is `import_from`'s business, unless it is one whose own import fails.
                Err(_) if errors::matches(&exceptions::MODULE_NOT_FOUND_ERROR) && is_about(&full) => {
                    errors::clear()
                }
                Err(raised) => return Err(raised),
            }
        }
    }
    Ok(module.to_ref())
}

/// Whether the error that is set is about the module of this name.
fn is_about(name: &PyObject) -> bool {
    let Some(fetched) = errors::fetch() else { return false };
    let (instance, traceback) = errors::normalize(fetched);
    let about = objects::lookup_attr(&instance, name!("name"))
        .ok()
        .flatten()
        .is_some_and(|about| text(&about) == text(name));
    exceptions::set_traceback(&instance, traceback);
    errors::raise_instance(instance);
    about
}

fn not_found(message: &str, name: &PyObject) -> Raised {
    raise_import_error(&exceptions::MODULE_NOT_FOUND_ERROR, message, Some(name), None)
}

/// `_find_and_load`.
pub fn find_and_load(name: &PyObject) -> PyResult {
    // What comes with the program for its own use is no finder's business, nor a program's.
    let own = text(name);
    let module = if own.starts_with("_vivarium") { embedded(&own) } else { None };
    if let Some(module) = module {
        return match loaded(name)? {
            Some(module) => Ok(module),
            None => find::load(name, find::Found::Embedded(module)),
        };
    }
    vivarium_runtime::hooks::audit("import", || {
        let of_sys =
            |name: &str| -> PyResult { Ok(crate::sys::get(name)?.unwrap_or_else(singletons::none_ref)) };
        Ok(vec![
            name.to_ref(),
            singletons::none_ref(),
            of_sys("path")?,
            of_sys("meta_path")?,
            of_sys("path_hooks")?,
        ])
    })?;
    // Native in CPython, and in Python here: no finder of the library knows of it.
    if own == "_contextvars"
        && let Some(module) = embedded(&own)
        && loaded(name)?.is_none()
    {
        return find::load(name, find::Found::Embedded(module));
    }
    if let Some(bootstrap) = importlib::taken_over() {
        return importlib::find_and_load(&bootstrap, name);
    }
    let modules = crate::sys::modules()?;
    match modules.get_item(name)? {
        Some(module) if module.is_none() => {
            return Err(not_found(&format!("import of {} halted; None in sys.modules", text(name)), name));
        }
        Some(module) => return Ok(module),
        None => {}
    }
    let full = text(name);
    let shown = objects::repr_text(name)?;
    let mut path = None;
    let mut parent = None;
    if let Some((package, _)) = full.rsplit_once('.') {
        let package_name = str::intern(package)?.upcast();
        let package = match loaded(&package_name)? {
            Some(package) => package,
            None => find_and_load(&package_name)?,
        };
        // Importing the package may have imported the module.
        if let Some(module) = modules.get_item(name)? {
            return Ok(module);
        }
        match objects::lookup_attr(&package, name!("__path__"))? {
            Some(found) => path = Some(found),
            None => {
                let message = format!(
                    "No module named {shown}; {} is not a package",
                    objects::repr_text(&package_name)?
                );
                return Err(not_found(&message, name));
            }
        }
        parent = Some(package);
    }
    let Some(found) = find::find(name, path.as_deref())? else {
        return Err(not_found(&format!("No module named {shown}"), name));
    };
    let imported = find::load(name, found)?;
    if let Some(parent) = parent
        && let Some((_, child)) = full.rsplit_once('.')
        && objects::set_attr(&parent, &*str::intern(child)?, Some(&imported)).is_err()
    {
        if !errors::matches(&exceptions::ATTRIBUTE_ERROR) {
            return Err(Raised::already_set());
        }
        errors::clear();
    }
    Ok(imported)
}

/// `PyImport_ImportModule`: by a dotted name, the module itself.
pub fn import_module(name: &str) -> PyResult {
    let name: Ref = str::intern(name)?.upcast();
    match loaded(&name)? {
        Some(module) => Ok(module),
        None => find_and_load(&name),
    }
}

/// Puts a native module that was just made into `sys.modules`, with the attributes of one.
pub fn add_native(name: &str, made: &PyModuleObject) -> Result<(), Raised> {
    let name = str::intern(name)?;
    let found = spec::new(
        &name,
        Some(&*spec::loader("BuiltinImporter", &name, None)?),
        Some("built-in"),
        false,
        None,
    )?;
    made.set("__spec__", &found)?;
    made.set("__loader__", &*objects::get_attr_str(&found, "loader")?)?;
    made.set("__package__", &*str::new("")?)?;
    crate::sys::modules()?.set_item(&name, made)
}

/// Makes a native module for importlib, which does the rest.
pub fn create_native(name: &PyObject) -> PyResult {
    match native(&text(name)) {
        Some(init) => Ok(init()?.upcast()),
        None => Ok(singletons::none_ref()),
    }
}

/// Makes a native module and puts it where it belongs.
fn load_native(name: &PyObject, init: Init) -> PyResult {
    let made = init()?;
    add_native(&text(name), &made)?;
    Ok(made.upcast())
}

/// The entries of a path: a list, or any iterable.
fn path_entries(path: &PyObject) -> Result<Vec<Ref>, Raised> {
    match path.cast::<PyListObject>() {
        Some(list) => list.to_vec(),
        None => iter::collect(path),
    }
}

/// A namespace for a module that is about to run: `__builtins__` in it.
pub fn prepare_namespace(namespace: &PyDictObject) -> Result<(), Raised> {
    if namespace.get_item(name!("__builtins__"))?.is_none()
        && let Some(builtins) = vivarium_runtime::function::default_builtins()
    {
        namespace.set_item(name!("__builtins__"), builtins)?;
    }
    Ok(())
}

/// A module object for code that is about to run in it.
pub fn new_module(name: &PyObject) -> PyResult<PyModuleObject> {
    let made = module::new_object(name)?;
    prepare_namespace(made.dict())?;
    Ok(made)
}
