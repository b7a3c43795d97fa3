//! `gc`: the cycle collector as programs see it.

use std::ffi::{c_int, c_void};

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::descr::mapping_proxy::PyMappingProxyObject;
use vivarium_runtime::gc::{self, collect};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::typeobject::{PyTypeObject, cache};
use vivarium_runtime::{bool_, dict, int, list, number, raise, singletons, str, tuple};

use crate::support::{new_module, set_int};

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"enable", enable, c"enable($module, /)\n--\n\nCollect by the thresholds."),
    PyMethodDef::noargs(c"disable", disable, c"disable($module, /)\n--\n\nCollect only when asked."),
    PyMethodDef::noargs(
        c"isenabled",
        isenabled,
        c"isenabled($module, /)\n--\n\nWhether collections happen by the thresholds.",
    ),
    PyMethodDef::keywords(
        c"collect",
        collect_now,
        c"collect($module, /, generation=2)\n--\n\nCollect; the number of unreachable objects.",
    ),
    PyMethodDef::noargs(
        c"get_count",
        get_count,
        c"get_count($module, /)\n--\n\nThe counts that the thresholds are for.",
    ),
    PyMethodDef::noargs(c"get_threshold", get_threshold, c"get_threshold($module, /)\n--\n\nThe thresholds."),
    PyMethodDef::fast(
        c"set_threshold",
        set_threshold,
        c"set_threshold(threshold0, [threshold1, threshold2])\n\nSet the thresholds; 0 turns collection off.",
    ),
    PyMethodDef::noargs(c"get_debug", get_debug, c"get_debug($module, /)\n--\n\nThe debugging flags."),
    PyMethodDef::one(
        c"set_debug",
        set_debug,
        c"set_debug($module, flags, /)\n--\n\nSet the debugging flags.",
    ),
    PyMethodDef::keywords(
        c"get_objects",
        get_objects,
        c"get_objects($module, /, generation=None)\n--\n\nThe objects that are tracked.",
    ),
    PyMethodDef::noargs(
        c"get_stats",
        get_stats,
        c"get_stats($module, /)\n--\n\nWhat collections did, by generation.",
    ),
    PyMethodDef::one(
        c"is_tracked",
        is_tracked,
        c"is_tracked($module, obj, /)\n--\n\nWhether the collector tracks an object.",
    ),
    PyMethodDef::one(
        c"is_finalized",
        is_finalized,
        c"is_finalized($module, obj, /)\n--\n\nWhether an object's finaliser has run.",
    ),
    PyMethodDef::fast(
        c"get_referrers",
        get_referrers,
        c"get_referrers(*objs) -> list\n\nThe tracked objects that refer to any of these.",
    ),
    PyMethodDef::fast(
        c"get_referents",
        get_referents,
        c"get_referents(*objs) -> list\n\nThe objects that these refer to.",
    ),
    PyMethodDef::noargs(
        c"freeze",
        freeze,
        c"freeze($module, /)\n--\n\nLeave all present objects out of collections.",
    ),
    PyMethodDef::noargs(c"unfreeze", unfreeze, c"unfreeze($module, /)\n--\n\nTake frozen objects back."),
    PyMethodDef::noargs(
        c"get_freeze_count",
        get_freeze_count,
        c"get_freeze_count($module, /)\n--\n\nThe number of frozen objects.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("gc", "The collector of objects in cycles.", FUNCTIONS)?;
    module.set("garbage", &*collect::garbage()?)?;
    module.set("callbacks", &*collect::callbacks()?)?;
    for (name, value) in [
        ("DEBUG_STATS", collect::debug::STATS),
        ("DEBUG_COLLECTABLE", collect::debug::COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", collect::debug::UNCOLLECTABLE),
        ("DEBUG_SAVEALL", collect::debug::SAVEALL),
        ("DEBUG_LEAK", collect::debug::LEAK),
    ] {
        set_int(&module, name, value.into())?;
    }
    Ok(module)
}

fn none() -> PyResult {
    Ok(singletons::none_ref())
}

fn enable(_: &PyObject) -> PyResult {
    collect::state().enabled.set(true);
    none()
}

fn disable(_: &PyObject) -> PyResult {
    collect::state().enabled.set(false);
    none()
}

fn isenabled(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(collect::state().enabled.get()))
}

fn generation(object: &PyObject, words: &str) -> Result<usize, Raised> {
    let number = number::as_isize(object)?;
    usize::try_from(number)
        .ok()
        .filter(|number| *number < collect::GENERATIONS)
        .ok_or_else(|| raise!(VALUE_ERROR, "{words}"))
}

fn collect_now(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("collect", &["generation"]);
    let [oldest] = SPEC.parse(arguments, kwnames)?;
    let oldest = match oldest {
        Some(oldest) => generation(oldest, "invalid generation")?,
        None => collect::GENERATIONS - 1,
    };
    int::from_usize(collect::collect_with_callbacks(oldest)?)
}

fn triple(values: [i32; 3]) -> PyResult {
    let items = values.into_iter().map(|value| int::from_i64(value.into())).collect::<Result<Vec<_>, _>>()?;
    Ok(tuple::new(items)?.upcast())
}

fn get_count(_: &PyObject) -> PyResult {
    triple(collect::state().generations.each_ref().map(|generation| generation.count.get()))
}

fn get_threshold(_: &PyObject) -> PyResult {
    triple(collect::state().generations.each_ref().map(|generation| generation.threshold.get()))
}

fn set_threshold(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    if !(1..=3).contains(&arguments.len()) {
        let (how, plural) = if arguments.is_empty() { ("least 1", "") } else { ("most 3", "s") };
        let given = arguments.len();
        return Err(raise!(TYPE_ERROR, "set_threshold() takes at {how} argument{plural} ({given} given)"));
    }
    for (generation, argument) in collect::state().generations.iter().zip(arguments) {
        generation.threshold.set(number::as_c_int(argument)?);
    }
    none()
}

fn get_debug(_: &PyObject) -> PyResult {
    int::from_i64(collect::state().debug.get().into())
}

fn set_debug(_: &PyObject, value: &PyObject) -> PyResult {
    collect::state().debug.set(number::as_c_int(value)?);
    none()
}

fn get_objects(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("get_objects", &["generation"]);
    let [wanted] = SPEC.parse(arguments, kwnames)?;
    vivarium_runtime::hooks::audit("gc.get_objects", || {
        Ok(vec![wanted.map_or_else(|| vivarium_runtime::int::from_i64(-1), |wanted| Ok(wanted.to_ref()))?])
    })?;
    let mut objects = Vec::new();
    match wanted.filter(|wanted| !wanted.is_none()) {
        Some(wanted) => {
            if !number::check_index(wanted) {
                let got = wanted.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "argument should be integer or None, not '{got}'"));
            }
            let number = number::as_isize(wanted)?;
            if number < 0 {
                return Err(raise!(VALUE_ERROR, "generation parameter cannot be negative"));
            }
            if number as usize >= collect::GENERATIONS {
                return Err(raise!(
                    VALUE_ERROR,
                    "generation parameter must be less than the number of available generations ({})",
                    collect::GENERATIONS
                ));
            }
            objects.extend(collect::objects_of(number as usize));
        }
        None => {
            for generation in 0..collect::GENERATIONS {
                objects.extend(collect::objects_of(generation));
            }
        }
    }
    Ok(list::from_vec(objects)?.upcast())
}

fn get_stats(_: &PyObject) -> PyResult {
    let mut result = Vec::new();
    for stats in &collect::state().stats {
        let stats = stats.get();
        let entry = dict::new()?;
        for (name, value) in [
            ("collections", stats.collections),
            ("collected", stats.collected),
            ("uncollectable", stats.uncollectable),
        ] {
            entry.set_item(&*str::intern(name)?, &*int::from_usize(value)?)?;
        }
        result.push(entry.upcast());
    }
    Ok(list::from_vec(result)?.upcast())
}

fn is_tracked(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(gc::is_tracked(object)))
}

fn is_finalized(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(gc::is_gc(object) && gc::finalized(object)))
}

struct Wanted<'a>(&'a [&'a PyObject]);

unsafe extern "C" fn is_wanted(object: *mut PyObject, wanted: *mut c_void) -> c_int {
    // SAFETY: the argument is a `Wanted`, for the duration of the traversal.
    let wanted = unsafe { &*wanted.cast::<Wanted<'_>>() };
    wanted.0.iter().any(|other| std::ptr::eq(other.as_ptr(), object)) as c_int
}

fn get_referrers(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    vivarium_runtime::hooks::audit("gc.get_referrers", || {
        Ok(vec![vivarium_runtime::tuple::from_slice(arguments)?.upcast()])
    })?;
    let wanted = Wanted(arguments);
    let mut found = Vec::new();
    for generation in 0..collect::GENERATIONS {
        for object in collect::objects_of(generation) {
            let Some(traverse) = object.ob_type().tp_traverse.get() else { continue };
            if traverse(&object, is_wanted, std::ptr::from_ref(&wanted).cast_mut().cast()) != 0 {
                found.push(object);
            }
        }
    }
    cache::exposed(found.iter().map(|object| &**object));
    Ok(list::from_vec(found)?.upcast())
}

unsafe extern "C" fn push(object: *mut PyObject, found: *mut c_void) -> c_int {
    // SAFETY: the argument is a vector, for the duration of the traversal, and the object is alive.
    unsafe { (*found.cast::<Vec<Ref>>()).push((*object).to_ref()) };
    0
}

fn get_referents(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    vivarium_runtime::hooks::audit("gc.get_referents", || {
        Ok(vec![vivarium_runtime::tuple::from_slice(arguments)?.upcast()])
    })?;
    let mut found: Vec<Ref> = Vec::new();
    for object in arguments.iter().filter(|object| gc::is_gc(object)) {
        if let Some(traverse) = object.ob_type().tp_traverse.get() {
            traverse(object, push, std::ptr::from_mut(&mut found).cast());
        }
    }
    let shows_types = |object: &&&PyObject| {
        object.is_instance_of::<PyTypeObject>() || object.is_instance_of::<PyMappingProxyObject>()
    };
    if arguments.iter().any(|object| shows_types(&object)) {
        cache::exposed(found.iter().map(|object| &**object));
    }
    Ok(list::from_vec(found)?.upcast())
}

fn freeze(_: &PyObject) -> PyResult {
    collect::freeze();
    none()
}

fn unfreeze(_: &PyObject) -> PyResult {
    collect::unfreeze();
    none()
}

fn get_freeze_count(_: &PyObject) -> PyResult {
    int::from_usize(collect::frozen())
}
