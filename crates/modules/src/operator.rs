//! `_operator`: the operators as functions (`Modules/_operator.c`).

use vivarium_runtime::args::check_count;
use vivarium_runtime::buffer::{self, View};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::objects::{self, EQ, GE, GT, LE, LT, NE, bool_ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{call, errors, exceptions, int, iter, mapping, number, raise, sequence, singletons};

use crate::support::native::{add_types, set_module};
use crate::support::new_module;

pub mod getters;
pub mod method_caller;

macro_rules! c_str {
    ($($part:literal),*) => {
        match std::ffi::CStr::from_bytes_with_nul(concat!($($part,)* "\0").as_bytes()) {
            Ok(text) => text,
            Err(_) => panic!("a NUL inside"),
        }
    };
}

/// Functions of two arguments: name, body, what it is the same as.
macro_rules! binary {
    ($($name:ident $text:literal $body:expr, $doc:literal;)*) => {
        $(
            fn $name(_: &PyObject, args: &[&PyObject]) -> PyResult {
                check_count($text, args, 2, 2)?;
                let body: fn(&PyObject, &PyObject) -> PyResult = $body;
                body(args[0], args[1])
            }
        )*

        static BINARY: &[PyMethodDef] = &[
            $(PyMethodDef::fast(c_str!($text), $name, c_str!($text, "($module, a, b, /)\n--\n\n", $doc)),)*
            PyMethodDef::END,
        ];
    };
}

fn compare(a: &PyObject, b: &PyObject, op: objects::CompareOp) -> PyResult {
    objects::rich_compare(a, b, op)
}

binary! {
    add "add" number::add, "Same as a + b.";
    sub "sub" number::subtract, "Same as a - b.";
    mul "mul" number::multiply, "Same as a * b.";
    matmul "matmul" number::matrix_multiply, "Same as a @ b.";
    floordiv "floordiv" number::floor_divide, "Same as a // b.";
    truediv "truediv" number::true_divide, "Same as a / b.";
    modulo "mod" number::remainder, "Same as a % b.";
    lshift "lshift" number::lshift, "Same as a << b.";
    rshift "rshift" number::rshift, "Same as a >> b.";
    and_ "and_" number::and, "Same as a & b.";
    xor "xor" number::xor, "Same as a ^ b.";
    or_ "or_" number::or, "Same as a | b.";
    iadd "iadd" number::inplace_add, "Same as a += b.";
    isub "isub" number::inplace_subtract, "Same as a -= b.";
    imul "imul" number::inplace_multiply, "Same as a *= b.";
    imatmul "imatmul" number::inplace_matrix_multiply, "Same as a @= b.";
    ifloordiv "ifloordiv" number::inplace_floor_divide, "Same as a //= b.";
    itruediv "itruediv" number::inplace_true_divide, "Same as a /= b.";
    imod "imod" number::inplace_remainder, "Same as a %= b.";
    ilshift "ilshift" number::inplace_lshift, "Same as a <<= b.";
    irshift "irshift" number::inplace_rshift, "Same as a >>= b.";
    iand "iand" number::inplace_and, "Same as a &= b.";
    ixor "ixor" number::inplace_xor, "Same as a ^= b.";
    ior "ior" number::inplace_or, "Same as a |= b.";
    concat "concat" sequence::concat, "Same as a + b, for a and b sequences.";
    iconcat "iconcat" sequence::inplace_concat, "Same as a += b, for a and b sequences.";
    contains "contains" |a, b| Ok(bool_ref(sequence::contains(a, b)?)), "Same as b in a (note reversed operands).";
    index_of "indexOf" |a, b| search(a, sequence::index_of(a, b)), "Return the first index of b in a.";
    count_of "countOf" |a, b| search(a, sequence::count_of(a, b)), "Return the number of items in a which are, or which equal, b.";
    getitem "getitem" mapping::get_item, "Same as a[b].";
    delitem "delitem" |a, b| mapping::del_item(a, b).map(|()| singletons::none_ref()), "Same as del a[b].";
    eq "eq" |a, b| compare(a, b, EQ), "Same as a == b.";
    ne "ne" |a, b| compare(a, b, NE), "Same as a != b.";
    lt "lt" |a, b| compare(a, b, LT), "Same as a < b.";
    le "le" |a, b| compare(a, b, LE), "Same as a <= b.";
    gt "gt" |a, b| compare(a, b, GT), "Same as a > b.";
    ge "ge" |a, b| compare(a, b, GE), "Same as a >= b.";
    pow "pow" |a, b| number::power(a, b, singletons::none()), "Same as a ** b.";
    ipow "ipow" |a, b| number::inplace_power(a, b, singletons::none()), "Same as a **= b.";
    is_ "is_" |a, b| Ok(bool_ref(a.is(b))), "Same as a is b.";
    is_not "is_not" |a, b| Ok(bool_ref(!a.is(b))), "Same as a is not b.";
    compare_digest "_compare_digest" |a, b| Ok(bool_ref(same_digest(a, b)?)), "Return 'a == b'.\n\nThe time it takes does not tell how much of the two is equal.";
}

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(c"truth", truth, c"truth($module, a, /)\n--\n\nReturn True if a is true, False otherwise."),
    PyMethodDef::one(c"not_", not_, c"not_($module, a, /)\n--\n\nSame as not a."),
    PyMethodDef::one(c"index", index, c"index($module, a, /)\n--\n\nSame as a.__index__()"),
    PyMethodDef::one(c"neg", neg, c"neg($module, a, /)\n--\n\nSame as -a."),
    PyMethodDef::one(c"pos", pos, c"pos($module, a, /)\n--\n\nSame as +a."),
    PyMethodDef::one(c"abs", abs, c"abs($module, a, /)\n--\n\nSame as abs(a)."),
    PyMethodDef::one(c"inv", invert, c"inv($module, a, /)\n--\n\nSame as ~a."),
    PyMethodDef::one(c"invert", invert, c"invert($module, a, /)\n--\n\nSame as ~a."),
    PyMethodDef::fast(c"setitem", setitem, c"setitem($module, a, b, c, /)\n--\n\nSame as a[b] = c."),
    PyMethodDef::fast(
        c"length_hint",
        length_hint,
        c"length_hint($module, obj, default=0, /)\n--\n\nAbout how many items the object has, or the default where nothing can be said.",
    ),
    PyMethodDef::keywords(
        c"call",
        call_object,
        c"call($module, obj, /, *args, **kwargs)\n--\n\nSame as obj(*args, **kwargs).",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_operator", "The operators of the language as functions.", FUNCTIONS)?;
    crate::support::add_functions(&module, BINARY)?;
    let types = [&getters::ATTR_GETTER_TYPE, &getters::ITEM_GETTER_TYPE, &method_caller::METHOD_CALLER_TYPE];
    add_types(&module, &types)?;
    for ty in types {
        set_module(ty)?;
    }
    Ok(module)
}

fn truth(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(bool_ref(objects::is_true(object)?))
}

fn not_(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(bool_ref(!objects::is_true(object)?))
}

fn index(_: &PyObject, object: &PyObject) -> PyResult {
    number::index(object)
}

fn neg(_: &PyObject, object: &PyObject) -> PyResult {
    number::negative(object)
}

fn pos(_: &PyObject, object: &PyObject) -> PyResult {
    number::positive(object)
}

fn abs(_: &PyObject, object: &PyObject) -> PyResult {
    number::absolute(object)
}

fn invert(_: &PyObject, object: &PyObject) -> PyResult {
    number::invert(object)
}

fn setitem(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("setitem", args, 3, 3)?;
    mapping::set_item(args[0], args[1], Some(args[2]))?;
    Ok(singletons::none_ref())
}

/// The result of searching a sequence, which must be one.
fn search(object: &PyObject, result: Result<usize, Raised>) -> PyResult {
    match result {
        Ok(number) => int::from_usize(number),
        Err(raised) => {
            let searchable = object.ob_type().tp_iter.get().is_some() || sequence::check(object);
            if searchable || !errors::matches(&exceptions::TYPE_ERROR) {
                return Err(raised);
            }
            Err(raise!(TYPE_ERROR, "argument of type '{}' is not iterable", object.ob_type().full_name()))
        }
    }
}

fn length_hint(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("length_hint", args, 1, 2)?;
    let default = match args.get(1) {
        Some(default) => number::as_isize(default)?,
        None => 0,
    };
    match iter::length_hint(args[0], usize::MAX)? {
        usize::MAX => int::from_isize(default),
        hint => int::from_usize(hint),
    }
}

fn call_object(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let keywords = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(0, PyTupleObject::len);
    let positional = args.len() - keywords;
    let Some((object, rest)) = args.split_first().filter(|_| positional > 0) else {
        return Err(raise!(TYPE_ERROR, "call expected at least 1 argument, got {positional}"));
    };
    call::vectorcall(object, rest, positional - 1, kwnames)
}

/// Compares all bytes, whatever the first ones say.
fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let mut result = u8::from(a.len() != b.len());
    let left = if a.len() == b.len() { a } else { b };
    for (x, y) in left.iter().zip(b) {
        result |= std::hint::black_box(x ^ y);
    }
    result == 0
}

fn same_digest(a: &PyObject, b: &PyObject) -> Result<bool, Raised> {
    if let (Some(a), Some(b)) = (a.cast::<PyUnicodeObject>(), b.cast::<PyUnicodeObject>()) {
        return match (a.as_ascii(), b.as_ascii()) {
            (Some(a), Some(b)) => Ok(same_bytes(a.as_bytes(), b.as_bytes())),
            _ => Err(raise!(TYPE_ERROR, "comparing strings with non-ASCII characters is not supported")),
        };
    }
    if !buffer::supported(a) && !buffer::supported(b) {
        return Err(raise!(
            TYPE_ERROR,
            "unsupported operand types(s) or combination of types: '{}' and '{}'",
            a.ob_type().full_name(),
            b.ob_type().full_name()
        ));
    }
    let (a, b) = (View::simple(a)?, View::simple(b)?);
    Ok(same_bytes(a.as_slice(), b.as_slice()))
}

/// The arguments of a getter's call: exactly one, and no keyword.
fn sole_argument<'a>(
    name: &str,
    args: &[&'a PyObject],
    kwargs: Option<&PyObject>,
) -> Result<&'a PyObject, Raised> {
    vivarium_runtime::args::no_keywords(name, kwargs)?;
    check_count(name, args, 1, 1)?;
    Ok(args[0])
}
