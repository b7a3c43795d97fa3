//! Warnings: filters, registries and the text that is shown (`Python/_warnings.c`). The `warnings` module takes over what
//! it has of this once it is imported.

use std::cell::Cell;

use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::exceptions::{self, ALL};
use vivarium_runtime::frame::{self, InterpreterFrame};
use vivarium_runtime::int::{self, PyLongObject};
use vivarium_runtime::list::{self, PyListObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bool_, call, display, errors, name, objects, raise, singletons};

use crate::builtins::io::write_text;
use crate::report::{escaped, lines, to_stderr};

struct State {
    filters: Cell<*mut PyObject>,
    once_registry: Cell<*mut PyObject>,
    default_action: Cell<*mut PyObject>,
    version: Cell<i64>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for State {}

static STATE: State = State {
    filters: Cell::new(std::ptr::null_mut()),
    once_registry: Cell::new(std::ptr::null_mut()),
    default_action: Cell::new(std::ptr::null_mut()),
    version: Cell::new(0),
};

fn filter(action: &str, category: &PyTypeObject, module: Option<&str>) -> PyResult {
    let module = match module {
        Some(module) => str::intern(module)?.upcast(),
        None => singletons::none_ref(),
    };
    let none = singletons::none_ref();
    let zero = int::from_i64(0)?;
    let action: Ref = str::intern(action)?.upcast();
    Ok(tuple::new([action, none, category.to_ref(), module, zero])?.upcast())
}

fn kept(slot: &Cell<*mut PyObject>, make: impl FnOnce() -> PyResult) -> PyResult {
    if slot.get().is_null() {
        slot.set(make()?.into_raw());
    }
    // SAFETY: kept for ever once it is made.
    Ok(unsafe { (*slot.get()).to_ref() })
}

/// The filters that there are without the `warnings` module.
pub fn filters() -> PyResult {
    kept(&STATE.filters, || {
        let list = list::from_vec(vec![
            filter("default", &exceptions::DEPRECATION_WARNING, Some("__main__"))?,
            filter("ignore", &exceptions::DEPRECATION_WARNING, None)?,
            filter("ignore", &exceptions::PENDING_DEPRECATION_WARNING, None)?,
            filter("ignore", &exceptions::IMPORT_WARNING, None)?,
            filter("ignore", &exceptions::RESOURCE_WARNING, None)?,
        ])?;
        Ok(list.upcast())
    })
}

/// What has been shown once.
pub fn once_registry() -> PyResult {
    kept(&STATE.once_registry, || Ok(dict::new()?.upcast()))
}

/// What is done where no filter fits.
pub fn default_action() -> PyResult {
    kept(&STATE.default_action, || Ok(str::intern("default")?.upcast()))
}

/// Registries made before this hold no longer.
pub fn filters_mutated() {
    STATE.version.set(STATE.version.get() + 1);
}

/// An attribute of the `warnings` module, if that is loaded.
fn module_attribute(name: &str) -> Result<Option<Ref>, Raised> {
    match crate::import::loaded(&*str::intern("warnings")?)? {
        Some(module) => objects::lookup_attr_str(&module, name),
        None => Ok(None),
    }
}

/// As [`module_attribute`], importing the module first if there is one and a source is to be shown.
fn shower(name: &str, with_source: bool) -> Result<Option<Ref>, Raised> {
    if with_source
        && !crate::lifecycle::is_finalizing()
        && let Err(raised) = crate::import::import_module("warnings")
    {
        if !errors::matches(&exceptions::IMPORT_ERROR) {
            return Err(raised);
        }
        errors::clear();
    }
    module_attribute(name)
}

/// `_PyErr_WarnUnawaitedCoroutine`: the `warnings` module knows where a coroutine was made.
pub fn warn_never_awaited(coroutine: &PyObject) {
    let told = (|| {
        let Some(function) = shower("_warn_unawaited_coroutine", true)? else { return Ok(false) };
        call::call(&function, &[coroutine]).map(|_| true)
    })();
    let told = match told {
        Ok(told) => told,
        Err(_) => {
            let warned = errors::matches(&exceptions::RUNTIME_WARNING);
            errors::write_unraisable(Some(coroutine));
            warned
        }
    };
    if told {
        return;
    }
    let warned = objects::get_attr(coroutine, name!("__qualname__")).and_then(|name| {
        let message = str::new(&format!("coroutine '{}' was never awaited", display::lossy(&name)))?;
        let category: &PyObject = &exceptions::RUNTIME_WARNING;
        warn_object(&message, Some(category), 1, Some(coroutine))
    });
    if warned.is_err() {
        errors::write_unraisable(Some(coroutine));
    }
}

/// `check_matched`: a string is compared, anything else asked to match.
fn fits(pattern: &PyObject, text: &PyObject) -> Result<bool, Raised> {
    if pattern.is_none() {
        return Ok(true);
    }
    if pattern.is_exact::<PyUnicodeObject>() {
        return objects::rich_compare_bool(pattern, text, objects::EQ);
    }
    objects::is_true(&*call::call_method(pattern, "match", &[text])?)
}

/// The action for a warning, and the filter that says so.
fn action_for(
    category: &PyObject,
    text: &PyObject,
    line: i64,
    module: &PyObject,
) -> Result<(Ref, Ref), Raised> {
    let current = match module_attribute("filters")? {
        Some(filters) => filters,
        None => filters()?,
    };
    let Some(current) = current.cast::<PyListObject>() else {
        return Err(raise!(VALUE_ERROR, "_warnings.filters must be a list"));
    };
    let mut index = 0;
    while let Some(item) = current.get(index) {
        index += 1;
        let parts = item.cast::<PyTupleObject>().map(PyTupleObject::items);
        let Some([action, message, class, place, lineno]) = parts else {
            return Err(raise!(VALUE_ERROR, "_warnings.filters item {} isn't a 5-tuple", index - 1));
        };
        if !action.is_exact::<PyUnicodeObject>() {
            return Err(raise!(TYPE_ERROR, "action must be a string, not '{}'", action.ob_type().name()));
        }
        let wanted = int::to_i64(lineno).unwrap_or(-1);
        if fits(message, text)?
            && fits(place, module)?
            && objects::is_subclass(category, class)?
            && (wanted == 0 || wanted == line)
        {
            return Ok((action.to_ref(), item.clone()));
        }
    }
    let action = match module_attribute("defaultaction")? {
        Some(action) => action,
        None => default_action()?,
    };
    if !action.is_exact::<PyUnicodeObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "_warnings.defaultaction must be a string, not '{}'",
            action.ob_type().name()
        ));
    }
    Ok((action, singletons::none_ref()))
}

/// Whether a registry has the key; registries of other filters are emptied first.
fn already_warned(registry: &PyDictObject, key: &PyObject, should_set: bool) -> Result<bool, Raised> {
    let version = registry.get_item(name!("version"))?;
    let current = STATE.version.get();
    let same = version
        .is_some_and(|version| version.is_exact::<PyLongObject>() && int::to_i64(&version) == Some(current));
    if same {
        if let Some(shown) = registry.get_item(key)?
            && objects::is_true(&shown)?
        {
            return Ok(true);
        }
    } else {
        registry.clear();
        registry.set_item(name!("version"), &*int::from_i64(current)?)?;
    }
    if should_set {
        registry.set_item(key, bool_::true_())?;
    }
    Ok(false)
}

/// One warning, with all that is known about it.
pub struct Warning<'a> {
    pub category: &'a PyObject,
    /// A text, or an instance of a warning class.
    pub message: &'a PyObject,
    pub filename: &'a PyObject,
    pub line: i64,
    pub module: Option<&'a PyObject>,
    pub registry: Option<&'a PyObject>,
    pub source_line: Option<&'a PyObject>,
    pub source: Option<&'a PyObject>,
}

fn normalize_module(filename: &PyObject) -> PyResult {
    let text = display::lossy(filename);
    if text.is_empty() {
        return Ok(str::new("<unknown>")?.upcast());
    }
    match text.strip_suffix(".py") {
        Some(stem) => Ok(str::new(stem)?.upcast()),
        None => Ok(filename.to_ref()),
    }
}

/// Decides about a warning and shows it (`warn_explicit`).
pub fn issue(warning: &Warning<'_>) -> Result<(), Raised> {
    if warning.module.is_some_and(PyObject::is_none) {
        return Ok(());
    }
    let registry = match warning.registry.filter(|registry| !registry.is_none()) {
        Some(registry) => match registry.cast::<PyDictObject>() {
            Some(registry) => Some(registry),
            None => return Err(raise!(TYPE_ERROR, "'registry' must be a dict or None")),
        },
        None => None,
    };
    let module = match warning.module {
        Some(module) => module.to_ref(),
        None => normalize_module(warning.filename)?,
    };
    let class: &PyObject = &exceptions::WARNING;
    let (text, message, category) = if objects::is_instance(warning.message, class)? {
        let category: &PyObject = warning.message.ob_type();
        (objects::str(warning.message)?, warning.message.to_ref(), category.to_ref())
    } else {
        let message = call::call(warning.category, &[warning.message])?;
        (warning.message.to_ref(), message, warning.category.to_ref())
    };
    let line = int::from_i64(warning.line)?;
    let key = tuple::from_slice(&[&text, &category, &line])?;
    if let Some(registry) = registry
        && already_warned(registry, &key, false)?
    {
        return Ok(());
    }
    let (action, item) = action_for(&category, &text, warning.line, &module)?;
    let said = display::lossy(&action);
    match &*said {
        "error" => return Err(errors::raise_instance(message)),
        "ignore" => return Ok(()),
        _ => {}
    }
    let mut shown = false;
    if said != "always" {
        if let Some(registry) = registry {
            registry.set_item(&key, bool_::true_())?;
        }
        let short = tuple::from_slice(&[&text, &category])?;
        match &*said {
            "once" => {
                let once;
                let registry = match registry {
                    Some(registry) => registry,
                    None => {
                        once = match module_attribute("onceregistry")? {
                            Some(registry) => registry,
                            None => once_registry()?,
                        };
                        match once.cast::<PyDictObject>() {
                            Some(registry) => registry,
                            None => return Err(raise!(TYPE_ERROR, "_warnings.onceregistry must be a dict")),
                        }
                    }
                };
                shown = already_warned(registry, &short, true)?;
            }
            "module" => {
                if let Some(registry) = registry {
                    shown = already_warned(registry, &short, true)?;
                }
            }
            "default" => {}
            _ => {
                return Err(raise!(
                    RUNTIME_ERROR,
                    "Unrecognized action ({}) in warnings.filters:\n {}",
                    objects::repr_text(&action)?,
                    objects::repr_text(&item)?
                ));
            }
        }
    }
    if shown { Ok(()) } else { show(warning, &category, &text, &message, &line) }
}

fn show(
    warning: &Warning<'_>,
    category: &PyObject,
    text: &PyObject,
    message: &PyObject,
    line: &PyObject,
) -> Result<(), Raised> {
    if let Some(function) = shower("_showwarnmsg", warning.source.is_some())? {
        if !objects::is_callable(&function) {
            return Err(raise!(TYPE_ERROR, "warnings._showwarnmsg() must be set to a callable"));
        }
        let Some(class) = module_attribute("WarningMessage")? else {
            return Err(raise!(RUNTIME_ERROR, "unable to get warnings.WarningMessage"));
        };
        let none = singletons::none();
        let source = warning.source.unwrap_or(none);
        let made = call::call(&class, &[message, category, warning.filename, line, none, none, source])?;
        call::call(&function, &[&made])?;
        return Ok(());
    }
    print(warning, category, text);
    Ok(())
}

fn print(warning: &Warning<'_>, category: &PyObject, text: &PyObject) {
    let written = (|| -> Result<(), Raised> {
        let name = objects::get_attr(category, name!("__name__"))?;
        let Some(stderr) = crate::sys::get("stderr")? else {
            to_stderr("lost sys.stderr\n");
            return Ok(());
        };
        let mut shown = format!(
            "{}:{}: {}: {}\n",
            escaped(&*objects::str(warning.filename)?),
            warning.line,
            escaped(&*objects::str(&name)?),
            escaped(&*objects::str(text)?)
        );
        match warning.source_line {
            Some(line) => {
                shown.push_str(&escaped(line));
                shown.push('\n');
            }
            None => {
                if let Some(source) = lines::source_line(warning.filename, warning.line as i32) {
                    shown.push_str(&format!("  {}\n", source.trim()));
                }
            }
        }
        if warning.source.is_some() {
            let category = escaped(&*objects::str(&name)?);
            shown.push_str(&format!(
                "{category}: Enable tracemalloc to get the object allocation traceback\n"
            ));
        }
        if stderr.is_none() { Ok(()) } else { write_text(&stderr, &shown) }
    })();
    if written.is_err() {
        errors::clear();
    }
}

/// Warns of something in a file's line, about which nothing else is known.
pub fn warn_explicit(
    category: &PyTypeObject,
    message: &str,
    filename: &PyObject,
    line: u32,
) -> Result<(), Raised> {
    issue(&Warning {
        category,
        message: &*str::new(message)?,
        filename,
        line: line.into(),
        module: None,
        registry: None,
        source_line: None,
        source: None,
    })
}

/// Warns of something in the code that runs, so many frames down (`PyErr_WarnEx`).
pub fn warn(category: &PyObject, message: &str, stack_level: isize) -> Result<(), Raised> {
    warn_object(&*str::new(message)?, Some(category), stack_level, None)
}

fn is_internal(frame: &InterpreterFrame) -> bool {
    let name = display::lossy(frame.code().filename());
    name.contains("importlib") && name.contains("_bootstrap")
}

/// `warnings.warn`.
pub fn warn_object(
    message: &PyObject,
    category: Option<&PyObject>,
    stack_level: isize,
    source: Option<&PyObject>,
) -> Result<(), Raised> {
    let warning_class: &PyObject = &exceptions::WARNING;
    let default: &PyObject = &exceptions::USER_WARNING;
    let category: &PyObject = if objects::is_instance(message, warning_class)? {
        message.ob_type()
    } else {
        category.filter(|category| !category.is_none()).unwrap_or(default)
    };
    let good = objects::is_subclass(category, warning_class);
    if !matches!(good, Ok(true)) {
        errors::clear();
        return Err(raise!(
            TYPE_ERROR,
            "category must be a Warning subclass, not '{}'",
            category.ob_type().full_name()
        ));
    }
    let mut place: Option<&InterpreterFrame> = frame::current_visible();
    let plain = stack_level <= 0 || place.is_some_and(is_internal);
    for _ in 1..stack_level {
        place = place.and_then(InterpreterFrame::visible_back);
        while !plain && place.is_some_and(is_internal) {
            place = place.and_then(InterpreterFrame::visible_back);
        }
    }
    let (globals, filename, line) = match place {
        Some(place) => {
            (place.globals().to_ref(), place.code().filename().to_ref(), i64::from(place.line().unwrap_or(0)))
        }
        None => {
            let globals: Ref = match crate::sys::module() {
                Some(module) => Ref::new(module.dict()).upcast(),
                None => dict::new()?.upcast(),
            };
            (globals, str::new("sys")?.upcast(), 1)
        }
    };
    let Some(globals) = globals.cast::<PyDictObject>() else { return Ok(()) };
    let registry = match globals.get_item(name!("__warningregistry__"))? {
        Some(registry) => registry,
        None => {
            let registry: Ref = dict::new()?.upcast();
            globals.set_item(name!("__warningregistry__"), &registry)?;
            registry
        }
    };
    let module = match globals.get_item(name!("__name__"))? {
        Some(name) if name.is_none() || name.is_instance_of::<PyUnicodeObject>() => name,
        _ => str::new("<string>")?.upcast(),
    };
    issue(&Warning {
        category,
        message,
        filename: &filename,
        line,
        module: Some(&module),
        registry: Some(&registry),
        source_line: None,
        source,
    })
}

const ACTIONS: [&str; 6] = ["default", "always", "ignore", "module", "once", "error"];

/// The options of `-W` as filters, where no `warnings` module does it. What can't be used is said and left out.
pub fn process_options(options: &[String]) -> Result<(), Raised> {
    for option in options {
        match parse_option(option)? {
            Ok(item) => {
                let filters = filters()?;
                if let Some(list) = filters.cast::<PyListObject>() {
                    list.insert(0, item)?;
                }
                filters_mutated();
            }
            Err(message) => to_stderr(&format!("Invalid -W option ignored: {message}\n")),
        }
    }
    Ok(())
}

fn parse_option(option: &str) -> Result<Result<Ref, String>, Raised> {
    let parts: Vec<&str> = option.split(':').map(str::trim).collect();
    if parts.len() > 5 {
        return Ok(Err(format!("too many fields (max 5): {}", quoted(option)?)));
    }
    let part = |index: usize| parts.get(index).copied().unwrap_or("");
    let said = match part(0) {
        "" => "default",
        "all" => "always",
        said => said,
    };
    let Some(action) = ACTIONS.iter().find(|action| action.starts_with(said)) else {
        return Ok(Err(format!("invalid action: {}", quoted(said)?)));
    };
    let category = match part(2) {
        "" => &exceptions::WARNING,
        wanted => {
            let name = wanted.strip_prefix("builtins.").unwrap_or(wanted);
            match ALL.iter().find(|class| class.name() == name) {
                Some(class) if class.is_subtype(&exceptions::WARNING) => class,
                Some(_) => return Ok(Err(format!("invalid warning category: {}", quoted(wanted)?))),
                None => return Ok(Err(format!("unknown warning category: {}", quoted(wanted)?))),
            }
        }
    };
    let line = match part(4) {
        "" => 0,
        line => match line.parse::<i64>() {
            Ok(line) if line >= 0 => line,
            _ => return Ok(Err(format!("invalid lineno {}", quoted(line)?))),
        },
    };
    let text = |part: &str| -> PyResult {
        if part.is_empty() { Ok(singletons::none_ref()) } else { Ok(str::new(part)?.upcast()) }
    };
    let category: &PyObject = category;
    let action: Ref = str::intern(action)?.upcast();
    let item = tuple::new([action, text(part(1))?, category.to_ref(), text(part(3))?, int::from_i64(line)?])?;
    Ok(Ok(item.upcast()))
}

fn quoted(text: &str) -> Result<String, Raised> {
    objects::repr_text(&*str::new(text)?)
}
