//! Pickling: by machine format, so that other machines can read it.

use vivarium_runtime::args;
use vivarium_runtime::bytes::PyBytesObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::str::Builder;
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bytes, call, float, int, list, number, objects, raise, singletons, str, tuple};

use super::items::{DESCRIPTORS, Descriptor};
use super::methods::as_list;
use super::{ARRAY_TYPE, array_of, type_code};

pub(super) fn reduce_ex(object: &PyObject, protocol: &PyObject) -> PyResult {
    let this = array_of(object);
    let module = vivarium_vm::import::import_module("array")?;
    let reconstructor = objects::get_attr_str(&module, "_array_reconstructor")?;
    if !protocol.is_instance_of::<int::PyLongObject>() {
        return Err(raise!(TYPE_ERROR, "__reduce_ex__ argument should be an integer"));
    }
    let protocol = number::as_isize(protocol)?;
    let dict = objects::lookup_attr_str(object, "__dict__")?.unwrap_or_else(singletons::none_ref);
    let descriptor = this.descriptor();
    let code = str::from_latin1(&[descriptor.code])?;
    let class: &PyObject = object.ob_type();
    let (function, arguments) = if protocol < 3 {
        (class.to_ref(), tuple::new([code.upcast(), as_list(this)?])?)
    } else {
        let content = bytes::new(this.content())?.upcast();
        let format = int::from_i64(descriptor.machine_format)?;
        (reconstructor, tuple::new([class.to_ref(), code.upcast(), format, content])?)
    };
    Ok(tuple::new([function, arguments.upcast(), dict])?.upcast())
}

fn make(class: &PyObject, code: u8, items: &PyObject) -> PyResult {
    call::call(class, &[&*str::from_latin1(&[code])?, items])
}

/// Size and whether the high end comes first, by the machine format's number.
fn format(number: i64) -> Option<(usize, bool, bool)> {
    Some(match number {
        0 | 1 => (1, number == 1, false),
        2..=5 => (2, number >= 4, number % 2 == 1),
        6..=9 => (4, number >= 8, number % 2 == 1),
        10..=13 => (8, number >= 12, number % 2 == 1),
        14 | 15 | 20 | 21 => (4, false, number % 2 == 1),
        16 | 17 => (8, false, number == 17),
        18 | 19 => (2, false, number == 19),
        _ => return None,
    })
}

pub(super) fn reconstruct(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("_array_reconstructor", arguments, 4, 4)?;
    let class = arguments[0];
    let code = type_code("_array_reconstructor", 2, arguments[1])?;
    let number = i64::from(number::as_c_int(arguments[2])?);
    let Some(ty) = class.cast::<PyTypeObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "first argument must be a type object, not {}",
            class.ob_type().full_name()
        ));
    };
    if !ty.is_subtype(&ARRAY_TYPE) {
        return Err(raise!(TYPE_ERROR, "{} is not a subtype of {}", ty.full_name(), ARRAY_TYPE.full_name()));
    }
    let Some(descriptor) = DESCRIPTORS.iter().find(|descriptor| u32::from(descriptor.code) == code) else {
        return Err(raise!(VALUE_ERROR, "second argument must be a valid type code"));
    };
    let Some((size, signed, big_endian)) = format(number) else {
        return Err(raise!(VALUE_ERROR, "third argument must be a valid machine format code."));
    };
    let Some(content) = arguments[3].cast::<PyBytesObject>().map(PyBytesObject::as_slice) else {
        return Err(raise!(
            TYPE_ERROR,
            "fourth argument should be bytes, not {}",
            arguments[3].ob_type().full_name()
        ));
    };
    if number == descriptor.machine_format {
        return make(class, descriptor.code, arguments[3]);
    }
    if content.len() % size != 0 {
        return Err(raise!(VALUE_ERROR, "string length not a multiple of item size"));
    }
    let words = content.chunks_exact(size).map(|item| {
        let mut word = [0u8; 8];
        word[..size].copy_from_slice(item);
        if big_endian {
            word[..size].reverse();
        }
        u64::from_le_bytes(word)
    });
    if matches!(number, 18..=21) {
        return make(class, descriptor.code, &*text(words, size)?);
    }
    let items = words.map(|word| match number {
        14 | 15 => float::from_f64(f32::from_bits(word as u32).into()),
        16 | 17 => float::from_f64(f64::from_bits(word)),
        _ if signed => {
            let shift = 64 - 8 * size as u32;
            int::from_i64((word << shift) as i64 >> shift)
        }
        _ => int::from_u64(word),
    });
    let items = list::from_vec(items.collect::<Result<Vec<Ref>, _>>()?)?;
    let fits =
        |candidate: &&Descriptor| candidate.integer && candidate.size == size && candidate.signed == signed;
    let code = match number {
        14..=17 => descriptor.code,
        _ => DESCRIPTORS.iter().rfind(fits).map_or(descriptor.code, |descriptor| descriptor.code),
    };
    make(class, code, &items)
}

/// UTF-16 or UTF-32 units as a string.
fn text(words: impl Iterator<Item = u64>, size: usize) -> PyResult {
    let mut out = Builder::new();
    if size == 2 {
        for unit in char::decode_utf16(words.map(|word| word as u16)) {
            match unit {
                Ok(character) => out.push(character.into())?,
                Err(_) => return Err(raise!(VALUE_ERROR, "illegal UTF-16 surrogate")),
            }
        }
    } else {
        for word in words {
            match char::from_u32(word as u32) {
                Some(character) => out.push(character.into())?,
                None => return Err(raise!(VALUE_ERROR, "code point not in range(0x110000)")),
            }
        }
    }
    Ok(out.finish()?.upcast())
}
