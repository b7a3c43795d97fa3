//! The `builtins` module.

use std::cell::Cell;

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bool_, builtin_function, exceptions, singletons};

pub mod anext;
pub mod class;
pub mod code;
pub mod io;
pub mod iteration;
pub mod objects;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::keywords(c"__build_class__", class::build_class, c"__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nWhat the class statement calls."),
    PyMethodDef::keywords(c"__import__", code::import, c"__import__($module, /, name, globals=None, locals=None, fromlist=(),\n           level=0)\n--\n\nWhat the import statement calls."),
    PyMethodDef::one(c"abs", objects::abs, c"abs($module, x, /)\n--\n\nThe absolute value of a number."),
    PyMethodDef::one(c"aiter", iteration::aiter, c"aiter($module, async_iterable, /)\n--\n\nThe asynchronous iterator of an asynchronous iterable."),
    PyMethodDef::one(c"all", iteration::all, c"all($module, iterable, /)\n--\n\nWhether every item is true, which holds for no items."),
    PyMethodDef::fast(c"anext", iteration::anext, c"anext($module, aiterator, default=<unrepresentable>, /)\n--\n\nAn awaitable of the next item."),
    PyMethodDef::one(c"any", iteration::any, c"any($module, iterable, /)\n--\n\nWhether some item is true."),
    PyMethodDef::one(c"ascii", objects::ascii, c"ascii($module, obj, /)\n--\n\nThe repr with everything outside ASCII escaped."),
    PyMethodDef::one(c"bin", objects::bin, c"bin($module, number, /)\n--\n\nAn integer in binary."),
    PyMethodDef::keywords(c"breakpoint", code::breakpoint, c"breakpoint(*args, **kws)\n\nCalls sys.breakpointhook with the arguments."),
    PyMethodDef::one(c"callable", objects::callable, c"callable($module, obj, /)\n--\n\nWhether the object can be called."),
    PyMethodDef::one(c"chr", objects::chr, c"chr($module, i, /)\n--\n\nThe character with this code point."),
    PyMethodDef::keywords(c"compile", code::compile, c"compile($module, /, source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1, *, _feature_version=-1)\n--\n\nCompiles source to a code object."),
    PyMethodDef::fast(c"delattr", objects::delattr, c"delattr($module, obj, name, /)\n--\n\nDeletes an attribute by its name."),
    PyMethodDef::fast(c"dir", objects::dir, c"dir([object]) -> list of strings\n\nNames of the object, or of the current scope.").old_style(),
    PyMethodDef::fast(c"divmod", objects::divmod, c"divmod($module, x, y, /)\n--\n\nThe pair (x//y, x%y)."),
    PyMethodDef::fast(c"eval", code::eval, c"eval($module, source, globals=None, locals=None, /)\n--\n\nEvaluates an expression."),
    PyMethodDef::keywords(c"exec", code::exec, c"exec($module, source, globals=None, locals=None, /, *, closure=None)\n--\n\nExecutes statements."),
    PyMethodDef::fast(c"format", objects::format, c"format($module, value, format_spec=\'\', /)\n--\n\nCalls value.__format__(format_spec)."),
    PyMethodDef::fast(c"getattr", objects::getattr, c"getattr(object, name[, default]) -> value\n\nAn attribute by its name."),
    PyMethodDef::noargs(c"globals", code::globals, c"globals($module, /)\n--\n\nThe namespace of the current module."),
    PyMethodDef::fast(c"hasattr", objects::hasattr, c"hasattr($module, obj, name, /)\n--\n\nWhether the object has an attribute of this name."),
    PyMethodDef::one(c"hash", objects::hash, c"hash($module, obj, /)\n--\n\nThe hash of the object."),
    PyMethodDef::one(c"hex", objects::hex, c"hex($module, number, /)\n--\n\nAn integer in hexadecimal."),
    PyMethodDef::one(c"id", objects::id, c"id($module, obj, /)\n--\n\nThe identity of the object: its address."),
    PyMethodDef::fast(c"input", io::input, c"input($module, prompt=\'\', /)\n--\n\nReads a line from standard input."),
    PyMethodDef::fast(c"isinstance", objects::isinstance, c"isinstance($module, obj, class_or_tuple, /)\n--\n\nWhether the object is an instance of the class or of one of them."),
    PyMethodDef::fast(c"issubclass", objects::issubclass, c"issubclass($module, cls, class_or_tuple, /)\n--\n\nWhether the class is a subclass of the other or of one of them."),
    PyMethodDef::fast(c"iter", iteration::iter, c"iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nAn iterator."),
    PyMethodDef::one(c"len", objects::len, c"len($module, obj, /)\n--\n\nThe number of items."),
    PyMethodDef::noargs(c"locals", code::locals, c"locals($module, /)\n--\n\nThe names of the current scope with their values."),
    PyMethodDef::varargs(c"max", iteration::max, c"max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe largest item or argument."),
    PyMethodDef::varargs(c"min", iteration::min, c"min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest item or argument."),
    PyMethodDef::fast(c"next", iteration::next, c"next(iterator[, default])\n\nThe next item of an iterator."),
    PyMethodDef::one(c"oct", objects::oct, c"oct($module, number, /)\n--\n\nAn integer in octal."),
    PyMethodDef::one(c"ord", objects::ord, c"ord($module, c, /)\n--\n\nThe code point of a character."),
    PyMethodDef::keywords(c"pow", objects::pow, c"pow($module, /, base, exp, mod=None)\n--\n\nA power, modulo a number if one is given."),
    PyMethodDef::keywords(c"print", io::print, c"print($module, /, *args, sep=\' \', end=\'\\n\', file=None, flush=False)\n--\n\nWrites values to a stream."),
    PyMethodDef::one(c"repr", objects::repr, c"repr($module, obj, /)\n--\n\nThe canonical text of an object."),
    PyMethodDef::keywords(c"round", objects::round, c"round($module, /, number, ndigits=None)\n--\n\nA number rounded to so many digits."),
    PyMethodDef::fast(c"setattr", objects::setattr, c"setattr($module, obj, name, value, /)\n--\n\nSets an attribute by its name."),
    PyMethodDef::keywords(c"sorted", iteration::sorted, c"sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nA new sorted list of the items."),
    PyMethodDef::keywords(c"sum", iteration::sum, c"sum($module, iterable, /, start=0)\n--\n\nThe sum of the items and a start value."),
    PyMethodDef::fast(c"vars", code::vars, c"vars([object]) -> dictionary\n\nThe namespace of the object, or locals().").old_style(),
    PyMethodDef::END,
];

/// Definitions of functions that calls are specialised for.
pub struct Known {
    pub len: Cell<*const PyMethodDef>,
    pub isinstance: Cell<*const PyMethodDef>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Known {}

static KNOWN: Known = Known { len: Cell::new(std::ptr::null()), isinstance: Cell::new(std::ptr::null()) };

#[inline(always)]
pub fn known() -> &'static Known {
    &KNOWN
}

/// The definition of `__import__`.
pub fn import_def() -> &'static PyMethodDef {
    &FUNCTIONS[1]
}

/// Puts native functions into a module's namespace (`PyModule_AddFunctions`).
pub fn add_functions(target: &PyModuleObject, functions: &'static [PyMethodDef]) -> Result<(), Raised> {
    let name = target.name()?;
    for def in functions.iter().take_while(|def| !def.ml_name.is_null()) {
        let function = builtin_function::new(def, Some(target), name.as_deref())?;
        target.set(def.name(), &function)?;
    }
    Ok(())
}

/// Names of the types that are built in.
static TYPE_NAMES: [&str; 26] = [
    "bool",
    "memoryview",
    "bytearray",
    "bytes",
    "classmethod",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "property",
    "int",
    "list",
    "map",
    "object",
    "range",
    "reversed",
    "set",
    "slice",
    "staticmethod",
    "str",
    "super",
    "tuple",
    "type",
    "zip",
];

/// `PyMapping_Keys`: a list.
pub fn mapping_keys(object: &PyObject) -> PyResult {
    if let Some(dict) = object.cast_exact::<vivarium_runtime::dict::PyDictObject>() {
        let keys = dict.pairs()?.into_iter().map(|(key, _)| key).collect();
        return Ok(vivarium_runtime::list::from_vec(keys)?.upcast());
    }
    let keys = vivarium_runtime::call::call_method(object, "keys", &[])?;
    vivarium_runtime::sequence::list(&keys)
}

/// The content of `bytes` and `bytearray`.
pub fn bytes_like(object: &PyObject) -> Result<Option<Vec<u8>>, Raised> {
    if let Some(content) = vivarium_runtime::bytes::as_slice(object) {
        return Ok(Some(content.to_vec()));
    }
    if object.is_instance_of::<vivarium_runtime::bytearray::PyByteArrayObject>() {
        return vivarium_runtime::display::buffer_bytes(object);
    }
    Ok(None)
}

/// Makes the module.
pub fn create() -> PyResult<PyModuleObject> {
    let made = module::new("builtins")?;
    let doc = vivarium_runtime::str::new(
        "Built-in functions, types, exceptions, and other objects.\n\nThis module is where every name is looked up last.",
    )?;
    made.set("__doc__", &doc)?;
    made.set("__package__", &*vivarium_runtime::str::new("")?)?;
    add_functions(&made, FUNCTIONS)?;
    let find = |name: &str| {
        FUNCTIONS
            .iter()
            .find(|def| !def.ml_name.is_null() && def.name() == name)
            .map_or(std::ptr::null(), std::ptr::from_ref)
    };
    KNOWN.len.set(find("len"));
    KNOWN.isinstance.set(find("isinstance"));
    made.set("None", singletons::none())?;
    made.set("Ellipsis", &singletons::ELLIPSIS)?;
    made.set("NotImplemented", &singletons::NOT_IMPLEMENTED)?;
    made.set("False", bool_::get(false))?;
    made.set("True", bool_::get(true))?;
    made.set("__debug__", bool_::get(true))?;
    for ty in vivarium_runtime::typeobject::ready::static_types() {
        if TYPE_NAMES.contains(&ty.full_name()) {
            made.set(ty.name(), ty)?;
        }
    }
    for exception in exceptions::ALL {
        made.set(exception.name(), exception)?;
    }
    made.set("ExceptionGroup", exceptions::exception_group())?;
    for alias in ["EnvironmentError", "IOError"] {
        made.set(alias, &exceptions::OS_ERROR)?;
    }
    Ok(made)
}
