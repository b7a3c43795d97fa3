//! `__build_class__`.

use vivarium_runtime::cell::PyCellObject;
use vivarium_runtime::dict;
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::{PyTypeObject, TYPE_TYPE};
use vivarium_runtime::{call, display, mapping, name, objects, raise, typeobject};

/// `update_bases`: bases that are no classes are replaced by what their `__mro_entries__` says.
fn resolve_bases(bases: &[&PyObject]) -> Result<Option<Vec<Ref>>, Raised> {
    if bases.iter().all(|base| base.is_instance_of::<PyTypeObject>()) {
        return Ok(None);
    }
    let original = tuple::from_slice(bases)?;
    let mut resolved = Vec::new();
    let mut changed = false;
    for base in bases {
        let entries = match base.is_instance_of::<PyTypeObject>() {
            true => None,
            false => objects::lookup_attr(base, name!("__mro_entries__"))?,
        };
        let Some(entries) = entries else {
            resolved.push(base.to_ref());
            continue;
        };
        let replaced = call::call(&entries, &[&original])?;
        let Some(replaced) = replaced.cast::<PyTupleObject>() else {
            return Err(raise!(TYPE_ERROR, "__mro_entries__ must return a tuple"));
        };
        changed = true;
        resolved.extend(replaced.items().iter().map(|item| item.to_ref()));
    }
    Ok(changed.then_some(resolved))
}

pub fn build_class(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let names = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(&[][..], PyTupleObject::items);
    let (positional, values) = args.split_at(args.len() - names.len());
    let [body, class_name, given_bases @ ..] = positional else {
        return Err(raise!(TYPE_ERROR, "__build_class__: not enough arguments"));
    };
    let Some(function) = body.cast::<PyFunctionObject>() else {
        return Err(raise!(TYPE_ERROR, "__build_class__: func must be a function"));
    };
    if !class_name.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "__build_class__: name is not a string"));
    }
    let mut bases = tuple::from_slice(given_bases)?;
    let original = match resolve_bases(given_bases)? {
        Some(resolved) => Some(std::mem::replace(&mut bases, tuple::new(resolved)?)),
        None => None,
    };
    let mut metaclass = None;
    let keywords = if names.is_empty() {
        None
    } else {
        let dict = dict::new()?;
        for (keyword, value) in names.iter().zip(values) {
            if display::lossy(keyword) == "metaclass" {
                metaclass = Some(value.to_ref());
            } else {
                dict.set_item(keyword, value)?;
            }
        }
        Some(dict)
    };
    let mut is_class = true;
    let mut metaclass = match metaclass {
        Some(metaclass) => {
            is_class = metaclass.is_instance_of::<PyTypeObject>();
            metaclass
        }
        None => match bases.items().first() {
            Some(base) => {
                let metaclass: &PyObject = base.ob_type();
                metaclass.to_ref()
            }
            None => {
                let metaclass: &PyObject = &TYPE_TYPE;
                metaclass.to_ref()
            }
        },
    };
    if is_class && let Some(class) = metaclass.cast::<PyTypeObject>() {
        let winner = typeobject::new::calculate_metaclass(class, bases.items())?;
        metaclass = winner.upcast();
    }
    let prepare = objects::lookup_attr(&metaclass, name!("__prepare__"))?;
    let namespace = match prepare {
        Some(prepare) => {
            let keywords = keywords.as_ref().map(|dict| -> &PyObject { dict });
            call::call_with_dict(&prepare, &[class_name, &bases], keywords)?
        }
        None => dict::new()?.upcast(),
    };
    if !mapping::check(&namespace) {
        let shown = match metaclass.cast::<PyTypeObject>() {
            Some(class) if is_class => class.name().to_owned(),
            _ => "<metaclass>".to_owned(),
        };
        return Err(raise!(
            TYPE_ERROR,
            "{shown}.__prepare__() must return a mapping, not {}",
            namespace.ob_type().full_name()
        ));
    }
    let cell = run_body(function, &namespace)?;
    if let Some(original) = &original {
        mapping::set_item(&namespace, name!("__orig_bases__"), Some(original))?;
    }
    let arguments: [&PyObject; 3] = [class_name, &bases, &namespace];
    let class =
        call::call_with_dict(&metaclass, &arguments, keywords.as_ref().map(|dict| -> &PyObject { dict }))?;
    if class.is_instance_of::<PyTypeObject>()
        && let Some(cell) = cell.cast::<PyCellObject>()
    {
        match cell.get() {
            None => {
                return Err(raise!(
                    RUNTIME_ERROR,
                    "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
                    objects::repr_text(class_name)?,
                    objects::repr_text(&class)?
                ));
            }
            Some(set) if !set.is(&class) => {
                return Err(raise!(
                    TYPE_ERROR,
                    "__class__ set to {} defining {} as {}",
                    objects::repr_text(&set)?,
                    objects::repr_text(class_name)?,
                    objects::repr_text(&class)?
                ));
            }
            Some(_) => {}
        }
    }
    Ok(class)
}

/// The class body, in a frame whose locals are the namespace.
fn run_body(function: &PyFunctionObject, namespace: &PyObject) -> PyResult {
    // SAFETY: no arguments.
    let frame = unsafe {
        crate::interp::call::push_frame(Ref::new(function), Some(namespace), std::ptr::null(), 0, None)?
    };
    crate::interp::call::run_and_pop(frame)
}
