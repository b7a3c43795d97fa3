//! Built-in functions about single objects.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    bool_, call, display, int, list, name, number, objects, raise, sequence, singletons, str, typeobject,
};

pub fn abs(_: &PyObject, object: &PyObject) -> PyResult {
    number::absolute(object)
}

pub fn ascii(_: &PyObject, object: &PyObject) -> PyResult {
    display::ascii(object)
}

fn in_base(object: &PyObject, base: u32) -> PyResult {
    let index = number::index(object)?;
    if let Some(value) = int::to_i64(&index) {
        return short_in_base(value, base);
    }
    let Some(value) = int::to_bigint(&index) else { return Err(raise!(SYSTEM_ERROR, "an index is an int")) };
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let digits = value.magnitude().to_str_radix(base);
    let sign = if value.sign() == num_bigint::Sign::Minus { "-" } else { "" };
    display::format(format_args!("{sign}{prefix}{digits}"))
}

fn short_in_base(value: i64, base: u32) -> PyResult {
    // A sign, a prefix and 64 digits at most.
    let mut text = [0; 67];
    let mut at = text.len();
    let mut put = |byte: u8| {
        at -= 1;
        text[at] = byte;
    };
    let mut rest = value.unsigned_abs();
    loop {
        put(b"0123456789abcdef"[rest as usize & (base as usize - 1)]);
        rest >>= base.trailing_zeros();
        if rest == 0 {
            break;
        }
    }
    put(match base {
        2 => b'b',
        8 => b'o',
        _ => b'x',
    });
    put(b'0');
    if value < 0 {
        put(b'-');
    }
    Ok(str::new(std::str::from_utf8(&text[at..]).unwrap_or_default())?.upcast())
}

pub fn bin(_: &PyObject, object: &PyObject) -> PyResult {
    in_base(object, 2)
}

pub fn oct(_: &PyObject, object: &PyObject) -> PyResult {
    in_base(object, 8)
}

pub fn hex(_: &PyObject, object: &PyObject) -> PyResult {
    in_base(object, 16)
}

pub fn callable(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(objects::is_callable(object)))
}

pub fn chr(_: &PyObject, object: &PyObject) -> PyResult {
    let code = number::as_c_int(object)?;
    match u32::try_from(code) {
        Ok(code) if code < 0x11_0000 => Ok(str::from_code_point(code)?.upcast()),
        _ => Err(raise!(VALUE_ERROR, "chr() arg not in range(0x110000)")),
    }
}

pub fn ord(_: &PyObject, object: &PyObject) -> PyResult {
    let size = if let Some(text) = object.cast::<PyUnicodeObject>() {
        if text.len() == 1 {
            return int::from_i64(text.data().get(0).into());
        }
        text.len()
    } else if let Some(bytes) = super::bytes_like(object)? {
        if let [byte] = &bytes[..] {
            return int::from_i64((*byte).into());
        }
        bytes.len()
    } else {
        return Err(raise!(
            TYPE_ERROR,
            "ord() expected string of length 1, but {} found",
            object.ob_type().full_name()
        ));
    };
    Err(raise!(TYPE_ERROR, "ord() expected a character, but string of length {size} found"))
}

/// The name argument of `getattr` and its kin.
fn attribute_name(name: &PyObject) -> Result<&PyObject, Raised> {
    if name.is_instance_of::<PyUnicodeObject>() {
        return Ok(name);
    }
    Err(raise!(TYPE_ERROR, "attribute name must be string, not '{}'", name.ob_type().full_name()))
}

pub fn getattr(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("getattr", args, 2, 3)?;
    let name = attribute_name(args[1])?;
    match args.get(2) {
        None => objects::get_attr(args[0], name),
        Some(default) => Ok(objects::lookup_attr(args[0], name)?.unwrap_or_else(|| default.to_ref())),
    }
}

pub fn hasattr(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("hasattr", args, 2, 2)?;
    let name = attribute_name(args[1])?;
    Ok(bool_::from_bool(objects::lookup_attr(args[0], name)?.is_some()))
}

pub fn setattr(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("setattr", args, 3, 3)?;
    objects::set_attr(args[0], args[1], Some(args[2]))?;
    Ok(singletons::none_ref())
}

pub fn delattr(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("delattr", args, 2, 2)?;
    objects::set_attr(args[0], args[1], None)?;
    Ok(singletons::none_ref())
}

pub fn dir(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("dir", args, 0, 1)?;
    if let [object] = args {
        return objects::dir(object);
    }
    let names = super::code::current_locals()?;
    let keys = super::mapping_keys(&names)?;
    let keys = sequence::list(&keys)?;
    if !keys.is_instance_of::<list::PyListObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "dir(): expected keys() of locals to be a list, not '{}'",
            keys.ob_type().name()
        ));
    }
    call::call_method(&keys, "sort", &[])?;
    Ok(keys)
}

pub fn divmod(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("divmod", args, 2, 2)?;
    number::divmod(args[0], args[1])
}

pub fn format(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("format", args, 1, 2)?;
    if let Some(spec) = args.get(1)
        && !spec.is_instance_of::<PyUnicodeObject>()
    {
        return Err(args::bad_argument("format", "argument 2", "str", spec));
    }
    display::format_object(args[0], args.get(1).copied())
}

pub fn hash(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_isize(objects::hash(object)?)
}

pub fn id(_: &PyObject, object: &PyObject) -> PyResult {
    let id = int::from_usize(object.address())?;
    vivarium_runtime::hooks::audit("builtins.id", || Ok(vec![id.clone()]))?;
    Ok(id)
}

pub fn isinstance(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("isinstance", args, 2, 2)?;
    Ok(bool_::from_bool(objects::is_instance(args[0], args[1])?))
}

pub fn issubclass(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("issubclass", args, 2, 2)?;
    Ok(bool_::from_bool(objects::is_subclass(args[0], args[1])?))
}

pub fn len(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_usize(sequence::length(object)?)
}

static POW: Spec = Spec::new("pow", &["base", "exp", "mod"]).required(2);

pub fn pow(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [base, exponent, modulus] = POW.parse(args, kwnames)?;
    let (Some(base), Some(exponent)) = (base, exponent) else {
        return Err(raise!(SYSTEM_ERROR, "missing argument"));
    };
    number::power(base, exponent, modulus.unwrap_or(singletons::none()))
}

pub fn repr(_: &PyObject, object: &PyObject) -> PyResult {
    objects::repr(object)
}

static ROUND: Spec = Spec::new("round", &["number", "ndigits"]).required(1);

pub fn round(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [value, digits] = ROUND.parse(args, kwnames)?;
    let Some(value) = value else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
    let Some(method) = typeobject::lookup_special(value, name!("__round__"))? else {
        return Err(raise!(
            TYPE_ERROR,
            "type {} doesn't define __round__ method",
            value.ob_type().full_name()
        ));
    };
    match digits {
        Some(digits) if !digits.is_none() => call::call(&method, &[digits]),
        _ => call::call(&method, &[]),
    }
}
