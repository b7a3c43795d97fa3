//! What the runtime needs of the crates above it, handed in once at start-up.

use std::cell::Cell;

use crate::object::{PyObject, PyResult};

/// Functions that the VM installs.
#[derive(Clone, Copy, Default)]
pub struct Hooks {
    /// Reports the exception that is set, which happened in the object (a finaliser, a callback), and clears it.
    pub write_unraisable: Option<fn(Option<&PyObject>)>,
    /// Imports a module by name, as `__import__` with the name alone and then `sys.modules[name]`.
    pub import_module: Option<fn(&str) -> PyResult>,
    /// Issues a warning: category, message, stack level.
    pub warn: Option<fn(&PyObject, &str, isize) -> Result<(), crate::object::Raised>>,
    /// Warns of a coroutine that dies without having run.
    pub warn_never_awaited: Option<fn(&PyObject)>,
    /// Writes to `sys.stderr`.
    pub write_stderr: Option<fn(&str)>,
    /// Calls a trace function's audit hooks: event and arguments.
    pub audit: Option<fn(&str, &[&PyObject]) -> Result<(), crate::object::Raised>>,
}

struct Store(Cell<Hooks>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

static HOOKS: Store = Store(Cell::new(Hooks {
    write_unraisable: None,
    import_module: None,
    warn: None,
    warn_never_awaited: None,
    write_stderr: None,
    audit: None,
}));

pub fn get() -> Hooks {
    HOOKS.0.get()
}

pub fn install(hooks: Hooks) {
    HOOKS.0.set(hooks);
}

/// Tells audit hooks of an event (`PySys_Audit`). Its arguments are made only where there is a hook.
pub fn audit(
    event: &str,
    arguments: impl FnOnce() -> Result<Vec<crate::object::Ref>, crate::object::Raised>,
) -> Result<(), crate::object::Raised> {
    let Some(hook) = get().audit else { return Ok(()) };
    let arguments = arguments()?;
    let borrowed: Vec<&PyObject> = arguments.iter().map(|argument| -> &PyObject { argument }).collect();
    hook(event, &borrowed)
}

/// Imports a module by name.
pub fn import(name: &str) -> PyResult {
    match get().import_module {
        Some(import) => import(name),
        None => Err(crate::raise!(MODULE_NOT_FOUND_ERROR, "No module named '{name}'")),
    }
}

/// An attribute of the `builtins` module.
pub fn builtin(name: &str) -> PyResult {
    crate::objects::get_attr_str(&*import("builtins")?, name)
}
