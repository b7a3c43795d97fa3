//! The library's `importlib`, once a program asks for it: it takes over from the native finders, which do the same work
//! for programs that never look.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use vivarium_runtime::list::{self, PyListObject};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::namespace::NAMESPACE_TYPE;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::traceback::PyTracebackObject;
use vivarium_runtime::{call, display, errors, exceptions, name, objects, raise, singletons, str, tuple};

use super::{cache, new_module, spec};
use crate::interp::call::eval_code;

struct Store {
    library: RefCell<Option<PathBuf>>,
    bootstrap: Cell<*mut PyObject>,
    external: Cell<*mut PyObject>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

static STORE: Store = Store {
    library: RefCell::new(None),
    bootstrap: Cell::new(std::ptr::null_mut()),
    external: Cell::new(std::ptr::null_mut()),
};

/// Says where the installed library is.
pub fn set_library(folder: &Path) {
    *STORE.library.borrow_mut() = Some(folder.to_path_buf());
}

/// Where the installed library is.
pub fn library() -> Option<PathBuf> {
    STORE.library.borrow().clone()
}

/// `_frozen_importlib`, if importlib has taken over.
pub fn taken_over() -> Option<Ref> {
    // SAFETY: null, or kept for ever.
    unsafe { STORE.bootstrap.get().as_ref() }.map(PyObject::to_ref)
}

fn run_file(file: &Path, module: &str, shown: &str) -> PyResult<PyModuleObject> {
    let origin = str::new(shown)?;
    let code = cache::compile_file(file, &origin)?;
    let module_name = str::intern(module)?;
    let made = new_module(&module_name)?;
    eval_code(&code, made.dict(), made.dict(), None)?;
    Ok(made)
}

/// Starts importlib (`init_importlib`); its two modules.
pub fn start() -> Result<(Ref, Ref), Raised> {
    if let Some(bootstrap) = taken_over() {
        // SAFETY: set together with the other one.
        return Ok((bootstrap, unsafe { (*STORE.external.get()).to_ref() }));
    }
    let Some(folder) = library().map(|library| library.join("importlib")) else {
        return Err(super::not_found(
            "No module named '_frozen_importlib'",
            &*str::new("_frozen_importlib")?,
        ));
    };
    let bootstrap =
        run_file(&folder.join("_bootstrap.py"), "_frozen_importlib", "<frozen importlib._bootstrap>")?;
    let external = run_file(
        &folder.join("_bootstrap_external.py"),
        "_frozen_importlib_external",
        "<frozen importlib._bootstrap_external>",
    )?;
    let modules = crate::sys::modules()?;
    modules.set_item(&*str::intern("_frozen_importlib")?, &bootstrap)?;
    modules.set_item(&*str::intern("_frozen_importlib_external")?, &external)?;
    let imp = super::import_module("_imp")?;
    for needed in ["_thread", "_warnings", "_weakref", "_io", "marshal", "posix"] {
        super::import_module(needed)?;
    }
    // As long as native finders find what it needs.
    let patches = super::import_module("_vivarium_importlib")?;
    let Some(sys) = crate::sys::module() else { return Err(raise!(RUNTIME_ERROR, "lost sys")) };
    let before = match crate::sys::get("meta_path")? {
        Some(finders) => super::path_entries(&finders)?,
        None => Vec::new(),
    };
    call::call_method(&bootstrap, "_install", &[sys, &imp])?;
    call::call_method(&bootstrap, "_install_external_importers", &[])?;
    order_finders(before, &bootstrap, &external)?;
    call::call_method(&patches, "patch", &[&bootstrap, &external])?;
    STORE.external.set(external.clone().upcast().into_raw());
    STORE.bootstrap.set(bootstrap.clone().upcast().into_raw());
    respec(&bootstrap, &external)?;
    Ok((bootstrap.upcast(), external.upcast()))
}

/// Native finders give way to importlib's in their places.
fn order_finders(
    before: Vec<Ref>,
    bootstrap: &PyModuleObject,
    external: &PyModuleObject,
) -> Result<(), Raised> {
    let [builtin, frozen, path] = spec::meta_path();
    let mut finders = Vec::new();
    for finder in before {
        finders.push(if finder.is(builtin) {
            objects::get_attr_str(bootstrap, "BuiltinImporter")?
        } else if finder.is(frozen) {
            objects::get_attr_str(bootstrap, "FrozenImporter")?
        } else if finder.is(path) {
            objects::get_attr_str(external, "PathFinder")?
        } else {
            finder
        });
    }
    if let Some(current) = crate::sys::get("meta_path")?
        && let Some(current) = current.cast::<PyListObject>()
    {
        current.clear();
        current.extend(&*list::from_vec(finders)?)?;
    }
    Ok(())
}

/// Modules that native loaders have loaded get importlib's specs and loaders.
fn respec(bootstrap: &PyObject, external: &PyObject) -> Result<(), Raised> {
    for (_, module) in crate::sys::modules()?.pairs()? {
        if !module.is_instance_of::<PyModuleObject>() {
            continue;
        }
        let Some(old) = objects::lookup_attr(&module, name!("__spec__"))? else { continue };
        if !old.ob_type().is(&spec::MODULE_SPEC_TYPE) {
            continue;
        }
        // A program that runs as `__main__` has a name of its own, and `os.path` has another.
        let name = objects::get_attr_str(&old, "name")?;
        let loader = objects::get_attr_str(&old, "loader")?;
        let kind = loader.ob_type();
        let made = if kind.is(&spec::SOURCE_LOADER_TYPE) || kind.is(&spec::SOURCELESS_LOADER_TYPE) {
            let path = objects::get_attr_str(&loader, "path")?;
            let class = objects::get_attr_str(external, kind.name())?;
            let loader = call::call(&class, &[&name, &path])?;
            let make = objects::get_attr_str(external, "spec_from_file_location")?;
            let names =
                tuple::from_slice(&[&*str::intern("loader")?, &*str::intern("submodule_search_locations")?])?;
            let locations = objects::get_attr_str(&old, "submodule_search_locations")?;
            call::vectorcall(&make, &[&name, &path, &loader, &locations], 2, Some(&names))?
        } else if kind.is(&spec::NAMESPACE_LOADER_TYPE) {
            continue;
        } else {
            let frozen = loader.is(&spec::FROZEN_IMPORTER_TYPE);
            let kind = if frozen { "FrozenImporter" } else { "BuiltinImporter" };
            let class = objects::get_attr_str(bootstrap, kind)?;
            let make = objects::get_attr_str(bootstrap, "spec_from_loader")?;
            let names = tuple::from_slice(&[&*str::intern("origin")?])?;
            let origin = objects::get_attr_str(&old, "origin")?;
            let made = call::vectorcall(&make, &[&name, &class, &origin], 2, Some(&names))?;
            if frozen {
                let file =
                    objects::lookup_attr_str(&module, "__file__")?.unwrap_or_else(singletons::none_ref);
                let names = tuple::from_slice(&[&*str::intern("filename")?, &*str::intern("origname")?])?;
                let state = call::vectorcall(&NAMESPACE_TYPE, &[&file, &name], 0, Some(&names))?;
                objects::set_attr_str(&made, "loader_state", &state)?;
            }
            made
        };
        if let Some(initializing) = objects::lookup_attr_str(&old, "_initializing")? {
            objects::set_attr_str(&made, "_initializing", &initializing)?;
        }
        objects::set_attr_str(&module, "__spec__", &made)?;
        objects::set_attr_str(&module, "__loader__", &*objects::get_attr_str(&made, "loader")?)?;
    }
    Ok(())
}

/// `import_find_and_load` through importlib.
pub fn find_and_load(bootstrap: &PyObject, name: &PyObject) -> PyResult {
    let import = vivarium_runtime::hooks::builtin("__import__")?;
    let result = call::call_method(bootstrap, "_find_and_load", &[name, &import]);
    if result.is_err() {
        trim_traceback();
    }
    result
}

/// Frames of importlib are of no use to people (`remove_importlib_frames`).
fn trim_traceback() {
    if crate::sys::verbose() > 0 {
        return;
    }
    let Some(fetched) = errors::fetch() else { return };
    let (instance, traceback) = errors::normalize(fetched);
    let always = instance.ob_type().is_subtype(&exceptions::IMPORT_ERROR);
    let traceback = trimmed(traceback, always);
    exceptions::set_traceback(&instance, traceback);
    errors::raise_instance(instance);
}

fn trimmed(traceback: Option<Ref>, always: bool) -> Option<Ref> {
    let mut entries: Vec<Ref<PyTracebackObject>> = Vec::new();
    let mut next = traceback;
    while let Some(entry) = next {
        let Ok(entry) = entry.downcast::<PyTracebackObject>() else { break };
        next = entry.next();
        entries.push(entry);
    }
    let mut keep = vec![true; entries.len()];
    let mut chunk: Option<usize> = None;
    for (index, entry) in entries.iter().enumerate() {
        let frame = entry.frame();
        let code = frame.frame().code();
        let file = display::lossy(code.filename());
        let inside =
            file == "<frozen importlib._bootstrap>" || file == "<frozen importlib._bootstrap_external>";
        if !inside {
            chunk = None;
            continue;
        }
        let start = *chunk.get_or_insert(index);
        if always || display::lossy(code.name()) == "_call_with_frames_removed" {
            keep[start..=index].fill(false);
        }
    }
    let mut link: Option<Ref> = None;
    for (entry, keep) in entries.into_iter().zip(keep).rev() {
        if keep {
            drop(replace_slot(&entry.tb_next, link.take()));
            link = Some(entry.upcast());
        }
    }
    link
}
