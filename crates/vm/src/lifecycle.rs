//! Starting the interpreter, running a program in `__main__`, and ending.

use std::sync::atomic::{AtomicBool, Ordering};

use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::hooks::{self, Hooks};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::typeobject::{self, PyTypeObject};
use vivarium_runtime::{
    call, errors, exceptions, function, gc, memory, name, objects, singletons, str, thread, weakref,
};

use crate::import::{self, Init};
use crate::interp::call::{eval_code, vectorcall};
use crate::{builtins, report, structs, sys};

/// What the interpreter starts with.
pub struct Start {
    /// Bytes of native stack from here downwards.
    pub stack_size: usize,
    /// Makes the `sys` module; built-ins and `sys.modules` are there already.
    pub sys: Init,
    /// Native modules by name.
    pub modules: &'static [(&'static str, Init)],
    /// Static types of the modules, to be made ready.
    pub types: &'static [&'static PyTypeObject],
}

/// Whether the program ended by a `KeyboardInterrupt` that nobody caught.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Whether the interpreter is ending, as `sys.is_finalizing` says.
static FINALIZING: AtomicBool = AtomicBool::new(false);

/// Whether the interpreter is ending: threads are waited for and exit functions have run.
pub fn is_finalizing() -> bool {
    FINALIZING.load(Ordering::Relaxed)
}

static TYPES: &[&PyTypeObject] = &[
    &structs::UNRAISABLE_ARGS_TYPE,
    &crate::tree_node::AST_TYPE,
    &crate::symtable_entry::ENTRY_TYPE,
    &builtins::anext::ANEXT_AWAITABLE_TYPE,
];

/// Starts the interpreter: types, hooks, built-ins, `sys`.
pub fn start(start: &Start) -> Result<(), Raised> {
    memory::adopt_thread();
    thread::set_native_stack_size(start.stack_size);
    gc::collect::unsettle();
    typeobject::ready::init_types()?;
    for ty in TYPES.iter().chain(import::spec::TYPES).chain(start.types) {
        typeobject::ready::ready(ty)?;
    }
    gc::collect::settle();
    thread::current().eval_frame.set(Some(crate::interp::eval::eval_frame));
    hooks::install(Hooks {
        write_unraisable: Some(report::write_unraisable),
        import_module: Some(import::import_module),
        warn: Some(crate::warnings::warn),
        write_stderr: Some(report::to_stderr),
        warn_never_awaited: Some(crate::warnings::warn_never_awaited),
        ..hooks::get()
    });
    let modules = dict::new()?;
    let built = builtins::create()?;
    function::install(vectorcall, Ref::new(built.dict()).upcast());
    import::register(start.modules);
    let sys_module = (start.sys)()?;
    sys::install(sys_module.clone(), modules.clone());
    sys::set("modules", &modules)?;
    import::add_native("sys", &sys_module)?;
    import::add_native("builtins", &built)?;
    if let Ok(io) = import::import_module("_io")
        && let Some(open) = objects::lookup_attr_str(&io, "open")?
    {
        built.set("open", &open)?;
    }
    errors::clear();
    Ok(())
}

/// The `__main__` module, made when it is first asked for.
pub fn main_module() -> PyResult<PyModuleObject> {
    let name = str::intern("__main__")?;
    if let Some(module) = import::loaded(&name)?
        && let Ok(module) = module.downcast::<PyModuleObject>()
    {
        return Ok(module);
    }
    let made = import::new_module(&name)?;
    let built = import::loaded(&*str::intern("builtins")?)?.unwrap_or_else(singletons::none_ref);
    made.set("__annotations__", &*dict::new()?)?;
    made.set("__builtins__", &built)?;
    let class: &PyObject = &import::spec::BUILTIN_IMPORTER_TYPE;
    made.set("__loader__", class)?;
    sys::modules()?.set_item(&name, &made)?;
    Ok(made)
}

/// Runs code in `__main__` as a program. The exit code, with everything said that CPython says.
pub fn run_main(code: &PyCodeObject) -> i32 {
    match run_in_main(code) {
        Ok(()) => 0,
        Err(_) => end_of_program(),
    }
}

/// What is said about the exception that ended the program; the exit code.
pub fn end_of_program() -> i32 {
    if !errors::occurred() {
        // It was lost on the way, which is for want of memory: nobody is left in the dark.
        errors::no_memory();
    }
    let class: &PyObject = &exceptions::KEYBOARD_INTERRUPT;
    let interrupted = errors::current_type().is_some_and(|current| current.is(class));
    let code = report::print_error();
    // A `SystemExit` of `sys.excepthook` ends the process as any other.
    INTERRUPTED.store(interrupted && code.is_none(), Ordering::Relaxed);
    code.unwrap_or(1)
}

/// Says an exception that does not end the program.
pub fn say_error() {
    if report::print_error().is_some() {
        errors::clear();
    }
}

/// Runs a module as `__main__` (`pymain_run_module`). The exit code.
pub fn run_module(name: &str, alter_argv: bool) -> i32 {
    let run = || -> Result<(), Raised> {
        main_module()?;
        let runpy = import::import_module("_vivarium_runpy")?;
        let name = str::new(name)?;
        let function = objects::get_attr_str(&runpy, "_run_module_as_main")?;
        sys::modules()?.del_item(&*str::intern("_vivarium_runpy")?)?;
        drop(runpy);
        call::call(&function, &[&name, vivarium_runtime::bool_::get(alter_argv)])?;
        Ok(())
    };
    match run() {
        Ok(()) => 0,
        Err(_) => end_of_program(),
    }
}

/// `__main__` of a file, before the file is compiled. `loader` is the class of what would load it.
pub fn prepare_main(filename: Option<&PyObject>, loader: &str) -> Result<(), Raised> {
    let main = main_module()?;
    if let Some(filename) = filename {
        main.set("__file__", filename)?;
        main.set("__cached__", singletons::none())?;
        let class = import::spec::loader(loader, &*str::intern("__main__")?, Some(filename))?;
        main.set("__loader__", &class)?;
    }
    Ok(())
}

fn run_in_main(code: &PyCodeObject) -> Result<(), Raised> {
    let main = main_module()?;
    let globals: &PyDictObject = main.dict();
    eval_code(code, globals, globals, None)?;
    Ok(())
}

/// Ends the process by the signal if nobody caught the program's `KeyboardInterrupt`: who started it learns so how it
/// ended. The exit code if the signal doesn't do it (`exit_sigint`).
pub fn end_by_signal(exit_code: i32) -> i32 {
    if !INTERRUPTED.load(Ordering::Relaxed) {
        return exit_code;
    }
    // SAFETY: the default action needs nothing of this process.
    unsafe {
        libc::signal(libc::SIGINT, libc::SIG_DFL);
        libc::raise(libc::SIGINT);
    }
    libc::SIGINT + 128
}

/// Ends the interpreter: exit functions, `threading`'s, modules; the exit code, 120 if standard output can't be
/// written (`Py_FinalizeEx`).
pub fn finish(exit_code: i32) -> i32 {
    wait_for_threads();
    run_exit_functions();
    FINALIZING.store(true, Ordering::Relaxed);
    thread::lock::end_others();
    let mut code = exit_code;
    if !flush_streams() {
        code = 120;
    }
    clear_modules();
    gc::collect::collect(2);
    if !flush_streams() {
        code = 120;
    }
    code
}

/// `wait_for_thread_shutdown`.
fn wait_for_threads() {
    let module = match str::intern("threading").and_then(|name| import::loaded(&name)) {
        Ok(Some(module)) => module,
        Ok(None) => return,
        Err(_) => return errors::clear(),
    };
    if call::call_method(&module, "_shutdown", &[]).is_err() {
        errors::write_unraisable(Some(&module));
    }
}

fn run_exit_functions() {
    let Ok(name) = str::intern("atexit") else { return };
    let Ok(Some(module)) = import::loaded(&name) else {
        errors::clear();
        return;
    };
    if call::call_method(&module, "_run_exitfuncs", &[]).is_err() {
        errors::write_unraisable(None);
    }
}

/// `flush_std_files`.
fn flush_streams() -> bool {
    let mut good = true;
    for name in ["stdout", "stderr"] {
        let Ok(Some(stream)) = sys::get(name) else {
            errors::clear();
            continue;
        };
        if stream.is_none() || is_closed(&stream) {
            continue;
        }
        if call::call_method(&stream, "flush", &[]).is_err() {
            if name == "stdout" {
                errors::write_unraisable(Some(&stream));
                good = false;
            } else {
                errors::clear();
            }
        }
    }
    good
}

fn is_closed(stream: &PyObject) -> bool {
    let closed = objects::get_attr(stream, name!("closed")).and_then(|closed| objects::is_true(&closed));
    closed.unwrap_or_else(|_| {
        errors::clear();
        false
    })
}

/// What programs may have left in `sys` goes first, and its streams are its own again
/// (`finalize_modules_delete_special`).
fn clear_special() {
    const GONE: [&str; 10] = [
        "path",
        "argv",
        "ps1",
        "ps2",
        "last_type",
        "last_value",
        "last_traceback",
        "path_hooks",
        "path_importer_cache",
        "meta_path",
    ];
    for name in GONE {
        if sys::set(name, singletons::none()).is_err() {
            errors::clear();
        }
    }
    for (name, own) in [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")] {
        let stream = sys::get(own).unwrap_or_else(|_| {
            errors::clear();
            None
        });
        if sys::set(name, stream.as_deref().unwrap_or(singletons::none())).is_err() {
            errors::clear();
        }
    }
}

/// The modules of programs go, then what is left of them in cycles, then what somebody still holds is emptied
/// (`finalize_modules`).
fn clear_modules() {
    clear_special();
    report::lines::end();
    let Ok(modules) = sys::modules() else { return };
    let mut weak = Vec::new();
    for (name, module) in modules.pairs().unwrap_or_default() {
        let text = vivarium_runtime::display::lossy(&name);
        if matches!(&*text, "sys" | "builtins") || !module.is_instance_of::<PyModuleObject>() {
            continue;
        }
        if let Ok(reference) = weakref::new(&weakref::REF_TYPE, &module, None) {
            weak.push(reference);
        }
        drop(module);
        if modules.del_item(&name).is_err() {
            errors::clear();
        }
    }
    gc::collect::collect(2);
    for reference in weak.into_iter().rev() {
        // SAFETY: made as one above.
        let reference: &weakref::PyWeakReference = unsafe { reference.cast_unchecked() };
        if let Some(module) = weakref::referent(reference)
            && let Ok(module) = module.downcast::<PyModuleObject>()
        {
            clear_namespace(module.dict());
        }
    }
}

/// Names with one underscore in front go first (`_PyModule_ClearDict`).
fn clear_namespace(dict: &PyDictObject) {
    for private in [true, false] {
        for (key, value) in dict.pairs().unwrap_or_default() {
            let text = vivarium_runtime::display::lossy(&key);
            let is_private = text.starts_with('_') && !text.starts_with("__");
            if value.is_none() || text == "__builtins__" || (private && !is_private) {
                continue;
            }
            drop(value);
            if dict.set_item(&key, singletons::none()).is_err() {
                errors::clear();
            }
        }
    }
}
