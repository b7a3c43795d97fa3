//! `import`.

use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    call, display, errors, exceptions, mapping, module, name, objects, raise, sequence, singletons,
};

use crate::interp::ctx::{Ctx, Flow, attempt};
use crate::interp::names;

#[inline(always)]
pub fn import_name(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let (from_list, level) = (c.pop_ref(), c.pop_ref());
    let imported = attempt!(import(c.frame, c.name(oparg), &from_list, &level));
    c.push_ref(imported);
    Flow::Next
}

fn import(frame: &InterpreterFrame, name: &PyObject, from_list: &PyObject, level: &PyObject) -> PyResult {
    let Some(function) = names::lookup_in(frame.builtins(), name!("__import__"))? else {
        return Err(raise!(IMPORT_ERROR, "__import__ not found"));
    };
    // SAFETY: null or owned by the frame.
    let locals = unsafe { frame.f_locals.get().as_ref() }.unwrap_or(singletons::none());
    if crate::import::is_builtin_import(&function) {
        let level = vivarium_runtime::number::as_c_int(level)?;
        return crate::import::import_module_level(name, Some(frame.globals()), Some(from_list), level);
    }
    call::call(&function, &[name, frame.globals(), locals, from_list, level])
}

#[inline(always)]
pub fn import_from(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = attempt!(from_module(c.peek_ref(1), c.name(oparg)));
    c.push_ref(value);
    Flow::Next
}

/// `import_from`: an attribute, or the submodule that is still being imported.
fn from_module(source: &PyObject, name: &PyObject) -> PyResult {
    if let Some(value) = objects::lookup_attr(source, name)? {
        return Ok(value);
    }
    let package = objects::lookup_attr(source, name!("__name__"))?;
    let package = package.filter(|package| package.is_instance_of::<PyUnicodeObject>());
    if let Some(package) = &package {
        let full = display::format(format_args!("{}.{}", display::lossy(package), display::lossy(name)))?;
        if let Some(found) = crate::import::loaded(&full)? {
            return Ok(found);
        }
    }
    let file = errors::swallow(objects::get_attr(source, name!("__file__")), &exceptions::ATTRIBUTE_ERROR)?;
    let file = file.filter(|file| file.is_instance_of::<PyUnicodeObject>());
    let wanted = objects::repr_text(name)?;
    let shown = match &package {
        Some(package) => objects::repr_text(package)?,
        None => "'<unknown module name>'".to_owned(),
    };
    let message = match &file {
        None => format!("cannot import name {wanted} from {shown} (unknown location)"),
        Some(file) => {
            let spec = objects::lookup_attr(source, name!("__spec__"))?;
            let place = display::lossy(file);
            if spec.is_some_and(|spec| !spec.is_none() && module::is_initializing(&spec)) {
                format!(
                    "cannot import name {wanted} from partially initialized module {shown} (most likely due to a circular import) ({place})"
                )
            } else {
                format!("cannot import name {wanted} from {shown} ({place})")
            }
        }
    };
    Err(crate::import::raise_import_error(
        &exceptions::IMPORT_ERROR,
        &message,
        package.as_deref(),
        file.as_deref(),
    ))
}

#[inline(always)]
pub fn import_star(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let module = c.pop_ref();
    attempt!(import_all(c.frame, &module));
    Flow::Next
}

/// `import_all_from`.
fn import_all(frame: &InterpreterFrame, source: &PyObject) -> Result<(), Raised> {
    // SAFETY: null or owned by the frame.
    if unsafe { frame.f_locals.get().as_ref() }.is_none() {
        vivarium_runtime::frame::locals::fast_to_locals(frame)?;
    }
    let locals = names::locals(frame, name!("*"), "during 'import *' of")?;
    let all = objects::lookup_attr(source, name!("__all__"))?;
    let (list, skip_private) = match all {
        Some(all) => (all, false),
        None => {
            let Some(dict) = objects::lookup_attr(source, name!("__dict__"))? else {
                return Err(raise!(IMPORT_ERROR, "from-import-* object has no __dict__ and no __all__"));
            };
            (crate::builtins::mapping_keys(&dict)?, true)
        }
    };
    let mut position = 0;
    loop {
        let item = match sequence::get_item(&list, position) {
            Ok(item) => item,
            Err(_) if errors::matches(&exceptions::INDEX_ERROR) => {
                errors::clear();
                return Ok(());
            }
            Err(raised) => return Err(raised),
        };
        position += 1;
        let Some(text) = item.cast::<PyUnicodeObject>() else {
            let module_name = objects::get_attr(source, name!("__name__"))?;
            let shown = if module_name.is_instance_of::<PyUnicodeObject>() {
                display::lossy(&module_name)
            } else {
                return Err(raise!(
                    TYPE_ERROR,
                    "module __name__ must be a string, not {}",
                    module_name.ob_type().full_name()
                ));
            };
            let (what, place) = if skip_private { ("Key", "__dict__") } else { ("Item", "__all__") };
            return Err(raise!(
                TYPE_ERROR,
                "{what} in {shown}.{place} must be str, not {}",
                item.ob_type().full_name()
            ));
        };
        if skip_private && text.data().iter().next() == Some(u32::from(b'_')) {
            continue;
        }
        let value = objects::get_attr(source, &item)?;
        match locals.cast_exact::<PyDictObject>() {
            Some(dict) => dict.set_item(&item, &value)?,
            None => mapping::set_item(locals, &item, Some(&value))?,
        }
    }
}
