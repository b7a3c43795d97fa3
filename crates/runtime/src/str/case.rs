//! `str` methods about case and kinds of characters, padding, and translation.

use vivarium_text::character::{self, Mapping};

use super::{Builder, Data, PyUnicodeObject, fresh_from_units, latin1_character, to_exact};
use crate::args;
use crate::dict::PyDictObject;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::{number, objects, raise};

fn own(object: &PyObject) -> &PyUnicodeObject {
    // SAFETY: a method of `str`.
    unsafe { object.cast_unchecked() }
}

fn finish(builder: Builder) -> PyResult {
    Ok(builder.finish_fresh()?.upcast())
}

/// Whether a sigma at `at` ends a word: a cased character in front, none behind, ignoring what is ignorable.
fn is_final_sigma(data: Data<'_>, at: usize) -> bool {
    let cased = |code: u32| character::is_cased(code);
    let before = data.slice(0, at).iter().rev().find(|&code| !character::is_case_ignorable(code));
    let after = data.slice(at + 1, data.len()).iter().find(|&code| !character::is_case_ignorable(code));
    before.is_some_and(cased) && !after.is_some_and(cased)
}

fn push_lower(builder: &mut Builder, data: Data<'_>, at: usize) -> Result<(), Raised> {
    let code = data.get(at);
    if code == 0x3a3 {
        return builder.push(if is_final_sigma(data, at) { 0x3c2 } else { 0x3c3 });
    }
    push_mapping(builder, character::to_lower(code))
}

fn push_mapping(builder: &mut Builder, mapping: Mapping) -> Result<(), Raised> {
    mapping.as_slice().iter().try_for_each(|&code| builder.push(code))
}

fn ascii_with(string: &PyUnicodeObject, change: impl FnOnce(&mut Vec<u8>)) -> Option<PyResult> {
    let text = string.as_ascii()?;
    let mut bytes = match crate::memory::try_vec(text.len()) {
        Ok(bytes) => bytes,
        Err(raised) => return Some(Err(raised)),
    };
    bytes.extend_from_slice(text.as_bytes());
    change(&mut bytes);
    Some(fresh_from_units(&bytes, 0x7f).map(Ref::upcast))
}

pub(super) fn lower(object: &PyObject) -> PyResult {
    let string = own(object);
    if let Some(result) = ascii_with(string, |bytes| bytes.make_ascii_lowercase()) {
        return result;
    }
    let data = string.data();
    let mut builder = Builder::new();
    (0..data.len()).try_for_each(|at| push_lower(&mut builder, data, at))?;
    finish(builder)
}

pub(super) fn upper(object: &PyObject) -> PyResult {
    let string = own(object);
    if let Some(result) = ascii_with(string, |bytes| bytes.make_ascii_uppercase()) {
        return result;
    }
    map_all(string, character::to_upper)
}

fn map_all(string: &PyUnicodeObject, map: fn(u32) -> Mapping) -> PyResult {
    let mut builder = Builder::new();
    string.data().iter().try_for_each(|code| push_mapping(&mut builder, map(code)))?;
    finish(builder)
}

pub(super) fn casefold(object: &PyObject) -> PyResult {
    let string = own(object);
    match ascii_with(string, |bytes| bytes.make_ascii_lowercase()) {
        Some(result) => result,
        None => map_all(string, character::fold),
    }
}

pub(super) fn swapcase(object: &PyObject) -> PyResult {
    let data = own(object).data();
    let mut builder = Builder::new();
    for (at, code) in data.iter().enumerate() {
        if character::is_upper(code) {
            push_lower(&mut builder, data, at)?;
        } else if character::is_lower(code) {
            push_mapping(&mut builder, character::to_upper(code))?;
        } else {
            builder.push(code)?;
        }
    }
    finish(builder)
}

pub(super) fn capitalize(object: &PyObject) -> PyResult {
    let data = own(object).data();
    let mut builder = Builder::new();
    for (at, code) in data.iter().enumerate() {
        if at == 0 {
            push_mapping(&mut builder, character::to_title(code))?;
        } else {
            push_lower(&mut builder, data, at)?;
        }
    }
    finish(builder)
}

pub(super) fn title(object: &PyObject) -> PyResult {
    let data = own(object).data();
    let mut builder = Builder::new();
    let mut previous_cased = false;
    for (at, code) in data.iter().enumerate() {
        if previous_cased {
            push_lower(&mut builder, data, at)?;
        } else {
            push_mapping(&mut builder, character::to_title(code))?;
        }
        previous_cased = character::is_cased(code);
    }
    finish(builder)
}

fn answer(value: bool) -> PyResult {
    Ok(crate::bool_::from_bool(value))
}

macro_rules! all_of {
    ($($name:ident = $test:path, $when_empty:literal;)*) => {
        $(
            pub(super) fn $name(object: &PyObject) -> PyResult {
                let data = own(object).data();
                answer(if data.is_empty() { $when_empty } else { data.iter().all($test) })
            }
        )*
    };
}

all_of! {
    isspace = character::is_space, false;
    isalpha = character::is_alpha, false;
    isalnum = character::is_alnum, false;
    isdecimal = character::is_decimal, false;
    isdigit = character::is_digit, false;
    isnumeric = character::is_numeric, false;
    isprintable = character::is_printable, true;
}

pub(super) fn isascii(object: &PyObject) -> PyResult {
    answer(own(object).is_ascii())
}

pub(super) fn isidentifier(object: &PyObject) -> PyResult {
    answer(character::is_identifier(own(object).data().iter()))
}

pub(super) fn islower(object: &PyObject) -> PyResult {
    let mut cased = false;
    for code in own(object).data().iter() {
        if character::is_upper(code) || character::is_title(code) {
            return answer(false);
        }
        cased |= character::is_lower(code);
    }
    answer(cased)
}

pub(super) fn isupper(object: &PyObject) -> PyResult {
    let mut cased = false;
    for code in own(object).data().iter() {
        if character::is_lower(code) || character::is_title(code) {
            return answer(false);
        }
        cased |= character::is_upper(code);
    }
    answer(cased)
}

pub(super) fn istitle(object: &PyObject) -> PyResult {
    let (mut cased, mut previous_cased) = (false, false);
    for code in own(object).data().iter() {
        if character::is_upper(code) || character::is_title(code) {
            if previous_cased {
                return answer(false);
            }
            (cased, previous_cased) = (true, true);
        } else if character::is_lower(code) {
            if !previous_cased {
                return answer(false);
            }
            cased = true;
        } else {
            previous_cased = false;
        }
    }
    answer(cased)
}

/// The string with so many fill characters before and behind.
fn padded(string: &PyUnicodeObject, before: usize, behind: usize, fill: u32) -> PyResult {
    if before == 0 && behind == 0 {
        return Ok(to_exact(string)?.upcast());
    }
    let mut builder = Builder::new();
    builder.push_repeated(fill, before)?;
    builder.push_string(string)?;
    builder.push_repeated(fill, behind)?;
    finish(builder)
}

/// Width and fill character, and how much must be filled.
fn pad_arguments(
    name: &str,
    string: &PyUnicodeObject,
    arguments: &[&PyObject],
) -> Result<(usize, usize, u32), Raised> {
    args::check_count(name, arguments, 1, 2)?;
    let width = number::as_isize(arguments[0])?;
    let fill = match arguments.get(1) {
        None => u32::from(' '),
        Some(fill) => match fill.cast::<PyUnicodeObject>() {
            Some(fill) if fill.len() == 1 => fill.data().get(0),
            Some(_) => {
                return Err(raise!(TYPE_ERROR, "The fill character must be exactly one character long"));
            }
            None => {
                let got = fill.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "The fill character must be a unicode character, not {got}"));
            }
        },
    };
    let width = usize::try_from(width).unwrap_or(0);
    Ok((width, width.saturating_sub(string.len()), fill))
}

pub(super) fn center(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let string = own(object);
    let (width, margin, fill) = pad_arguments("center", string, arguments)?;
    // Where it can't be even, the left side gets more if the width is odd.
    let left = margin / 2 + (margin & width & 1);
    padded(string, left, margin - left, fill)
}

pub(super) fn ljust(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let string = own(object);
    let (_, margin, fill) = pad_arguments("ljust", string, arguments)?;
    padded(string, 0, margin, fill)
}

pub(super) fn rjust(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let string = own(object);
    let (_, margin, fill) = pad_arguments("rjust", string, arguments)?;
    padded(string, margin, 0, fill)
}

pub(super) fn zfill(object: &PyObject, width: &PyObject) -> PyResult {
    let string = own(object);
    let width = usize::try_from(number::as_isize(width)?).unwrap_or(0);
    let zeros = width.saturating_sub(string.len());
    if zeros == 0 {
        return Ok(to_exact(string)?.upcast());
    }
    let data = string.data();
    let mut builder = Builder::new();
    let signed = !data.is_empty() && matches!(u8::try_from(data.get(0)), Ok(b'+' | b'-'));
    if signed {
        builder.push(data.get(0))?;
    }
    builder.push_repeated(u32::from('0'), zeros)?;
    builder.push_data(data.slice(usize::from(signed), data.len()))?;
    finish(builder)
}

/// `str.translate`: what the table has for each character: a code point, a string, or `None` for nothing.
pub(super) fn translate(object: &PyObject, table: &PyObject) -> PyResult {
    let string = own(object);
    let mut builder = Builder::new();
    for code in string.data().iter() {
        let key = crate::int::from_i64(i64::from(code))?;
        let found = match crate::mapping::get_item(table, &key) {
            Ok(value) => value,
            Err(_) if crate::errors::matches(&crate::exceptions::LOOKUP_ERROR) => {
                crate::errors::clear();
                builder.push(code)?;
                continue;
            }
            Err(raised) => return Err(raised),
        };
        if found.is_none() {
            continue;
        }
        if let Some(text) = found.cast::<PyUnicodeObject>() {
            builder.push_string(text)?;
        } else if let Some(long) = found.cast::<crate::int::PyLongObject>() {
            match long.to_i64().and_then(|value| u32::try_from(value).ok()).filter(|&code| code < 0x11_0000) {
                Some(code) => builder.push(code)?,
                None => {
                    return Err(raise!(VALUE_ERROR, "character mapping must be in range(0x110000)"));
                }
            }
        } else {
            return Err(raise!(TYPE_ERROR, "character mapping must return integer, None or str"));
        }
    }
    Ok(builder.finish()?.upcast())
}

pub(super) fn maketrans(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("maketrans", arguments, 1, 3)?;
    let table = crate::dict::new()?;
    let key = |code: u32| crate::int::from_i64(i64::from(code));
    if let [source] = arguments {
        let Some(source) = source.cast_exact::<PyDictObject>() else {
            return Err(raise!(TYPE_ERROR, "if you give only one argument to maketrans it must be a dict"));
        };
        for (from, to) in source.pairs()? {
            if let Some(text) = from.cast::<PyUnicodeObject>() {
                if text.len() != 1 {
                    return Err(raise!(VALUE_ERROR, "string keys in translate table must be of length 1"));
                }
                table.set_item(&*key(text.data().get(0))?, &to)?;
            } else if from.is_instance_of::<crate::int::PyLongObject>() {
                table.set_item(&from, &to)?;
            } else {
                return Err(raise!(TYPE_ERROR, "keys in translate table must be strings or integers"));
            }
        }
        return Ok(table.upcast());
    }
    let argument = |at: usize| {
        let value = arguments[at];
        let place = ["argument 1", "argument 2", "argument 3"][at];
        value.cast::<PyUnicodeObject>().ok_or_else(|| args::bad_argument("maketrans", place, "str", value))
    };
    let to = argument(1)?;
    let removed = if arguments.len() > 2 { Some(argument(2)?) } else { None };
    let Some(from) = arguments[0].cast::<PyUnicodeObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "first maketrans argument must be a string if there is a second argument"
        ));
    };
    if from.len() != to.len() {
        return Err(raise!(VALUE_ERROR, "the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.data().iter().zip(to.data().iter()) {
        table.set_item(&*key(from)?, &*key(to)?)?;
    }
    for code in removed.into_iter().flat_map(|removed| removed.data().iter()) {
        table.set_item(&*key(code)?, crate::singletons::none())?;
    }
    Ok(table.upcast())
}

pub(super) fn sizeof(object: &PyObject) -> PyResult {
    crate::int::from_usize(own(object).size_in_memory())
}

pub(super) fn getnewargs(object: &PyObject) -> PyResult {
    let copy = own(object).data().make()?;
    Ok(crate::tuple::new([copy.upcast()])?.upcast())
}

pub(super) fn format_method(object: &PyObject, spec: &PyObject) -> PyResult {
    let Some(spec) = spec.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("__format__", "argument", "str", spec));
    };
    if spec.is_empty() {
        return objects::str(object);
    }
    crate::format::format_str(own(object), spec)
}

/// One of the shared one-character strings, for code that knows its character.
pub fn character(byte: u8) -> Ref {
    latin1_character(byte).to_ref()
}
