//! JSON text to objects.

use std::cell::Cell;

use vivarium_runtime::args::Spec;
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::float::FLOAT_TYPE;
use vivarium_runtime::int::LONG_TYPE;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{Builder, PyUnicodeObject, Unit};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{
    bool_, call, errors, exceptions, float, int, list, objects, on_data, raise, singletons, str, thread,
};

use super::{call_arguments, decode_error, field, json_type};
use crate::support::native::{alloc, layout_of, owning, set, tuple_ref};

/// The text of CPython's message, to the letter: its four X stand for hexadecimal digits.
// In two parts: whole, the placeholder reads as a mark of unfinished work.
const INVALID_ESCAPE: &str = concat!("Invalid \\u", "XX", "XX escape");

#[repr(C)]
pub struct PyScanner {
    ob_base: PyObject,
    strict: Cell<bool>,
    object_hook: Cell<*mut PyObject>,
    object_pairs_hook: Cell<*mut PyObject>,
    parse_float: Cell<*mut PyObject>,
    parse_int: Cell<*mut PyObject>,
    parse_constant: Cell<*mut PyObject>,
}

vivarium_runtime::object_layout!(PyScanner, SCANNER_TYPE);
layout_of!(scanner_of, PyScanner);
owning!(PyScanner, dealloc, traverse, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant);

pub(super) static SCANNER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_traverse: Cell::new(Some(traverse)),
    tp_call: Cell::new(Some(scan_call)),
    tp_new: Cell::new(Some(new)),
    ..json_type(c"_json.Scanner", size_of::<PyScanner>())
};

extern "C" fn new(ty: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("make_scanner", &["context"]).required(1);
    let [context] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let context = context.expect("required");
    let made = alloc(ty)?;
    let scanner = scanner_of(&made);
    scanner.strict.set(objects::is_true(&*objects::get_attr_str(context, "strict")?)?);
    for (slot, name) in [
        (&scanner.object_hook, "object_hook"),
        (&scanner.object_pairs_hook, "object_pairs_hook"),
        (&scanner.parse_float, "parse_float"),
        (&scanner.parse_int, "parse_int"),
        (&scanner.parse_constant, "parse_constant"),
    ] {
        set(slot, objects::get_attr_str(context, name)?);
    }
    Ok(made)
}

extern "C" fn scan_call(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("scan_once", &["string", "idx"]).required(2);
    let (text, index) = call_arguments(&SPEC, arguments, kwargs)?;
    let Some(text) = text.cast::<PyUnicodeObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "first argument must be a string, not {}",
            text.ob_type().full_name()
        ));
    };
    let Ok(index) = usize::try_from(index) else {
        return Err(raise!(VALUE_ERROR, "idx cannot be negative"));
    };
    let memo = dict::new()?;
    let (value, end) = on_data!(text.data(), |units| {
        Scan { scanner: scanner_of(object), text, units, memo: &memo }.once(index)
    })?;
    tuple_ref([value, int::from_usize(end)?])
}

struct Scan<'a, T> {
    scanner: &'a PyScanner,
    text: &'a PyUnicodeObject,
    units: &'a [T],
    /// Keys that were seen already.
    memo: &'a PyDictObject,
}

fn stop(index: usize) -> Raised {
    match int::from_usize(index) {
        Ok(index) => errors::set_object(&exceptions::STOP_ITERATION, index),
        Err(raised) => raised,
    }
}

impl<T: Unit> Scan<'_, T> {
    fn at(&self, index: usize) -> Option<u8> {
        self.units.get(index).and_then(|unit| u8::try_from((*unit).into()).ok())
    }

    fn starts(&self, index: usize, word: &str) -> bool {
        word.bytes().enumerate().all(|(offset, byte)| self.at(index + offset) == Some(byte))
    }

    fn skip_blanks(&self, mut index: usize) -> usize {
        while matches!(self.at(index), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            index += 1;
        }
        index
    }

    fn once(&self, index: usize) -> Result<(Ref, usize), Raised> {
        let constant = |object: Ref, word: &str| Ok((object, index + word.len()));
        match self.at(index) {
            Some(b'"') => string(self.text, self.units, index + 1, self.scanner.strict.get()),
            Some(b'{') => {
                let _guard =
                    thread::enter_recursive_call(" while decoding a JSON object from a unicode string")?;
                self.object(index + 1)
            }
            Some(b'[') => {
                let _guard =
                    thread::enter_recursive_call(" while decoding a JSON array from a unicode string")?;
                self.array(index + 1)
            }
            Some(b'n') if self.starts(index, "null") => constant(singletons::none_ref(), "null"),
            Some(b't') if self.starts(index, "true") => constant(bool_::from_bool(true), "true"),
            Some(b'f') if self.starts(index, "false") => constant(bool_::from_bool(false), "false"),
            Some(b'N') if self.starts(index, "NaN") => self.constant("NaN", index),
            Some(b'I') if self.starts(index, "Infinity") => self.constant("Infinity", index),
            Some(b'-') if self.starts(index, "-Infinity") => self.constant("-Infinity", index),
            _ => self.number(index),
        }
    }

    fn constant(&self, word: &str, index: usize) -> Result<(Ref, usize), Raised> {
        let value = call::call(&field(&self.scanner.parse_constant), &[&*str::intern(word)?])?;
        Ok((value, index + word.len()))
    }

    fn number(&self, start: usize) -> Result<(Ref, usize), Raised> {
        let last = self.units.len();
        let digit = |index: usize| self.at(index).is_some_and(|byte| byte.is_ascii_digit());
        let mut index = start;
        if self.at(index) == Some(b'-') {
            index += 1;
        }
        match self.at(index) {
            Some(b'1'..=b'9') => {
                while digit(index) {
                    index += 1;
                }
            }
            Some(b'0') => index += 1,
            _ => return Err(stop(start)),
        }
        let mut is_float = false;
        if self.at(index) == Some(b'.') && digit(index + 1) {
            is_float = true;
            index += 2;
            while digit(index) {
                index += 1;
            }
        }
        if index + 1 < last && matches!(self.at(index), Some(b'e' | b'E')) {
            let mut end = index + 1;
            if end + 1 < last && matches!(self.at(end), Some(b'+' | b'-')) {
                end += 1;
            }
            if digit(end) {
                while digit(end) {
                    end += 1;
                }
                is_float = true;
                index = end;
            }
        }
        let (slot, usual): (_, &PyObject) = match is_float {
            true => (&self.scanner.parse_float, &FLOAT_TYPE),
            false => (&self.scanner.parse_int, &LONG_TYPE),
        };
        let parse = field(slot);
        let digits: Vec<u8> = self.units[start..index].iter().map(|unit| (*unit).into() as u8).collect();
        let value = if !parse.is(usual) {
            call::call(&parse, &[&*str::from_latin1(&digits)?])?
        } else if is_float {
            float::from_object(&*str::from_latin1(&digits)?)?
        } else if digits.len() < 18 {
            // SAFETY: ASCII.
            let text = unsafe { std::str::from_utf8_unchecked(&digits) };
            int::from_i64(text.parse().unwrap_or_default())?
        } else {
            int::text::from_bytes_text(&digits, 10)?
        };
        Ok((value, index))
    }

    fn array(&self, start: usize) -> Result<(Ref, usize), Raised> {
        let made = list::new()?;
        let mut index = self.skip_blanks(start);
        if self.at(index) == Some(b']') {
            return Ok((made.upcast(), index + 1));
        }
        loop {
            let (value, end) = self.once(index)?;
            made.append(value)?;
            index = self.skip_blanks(end);
            match self.at(index) {
                Some(b']') => return Ok((made.upcast(), index + 1)),
                Some(b',') => index = self.skip_blanks(index + 1),
                _ => return Err(decode_error("Expecting ',' delimiter", self.text, index)),
            }
        }
    }

    fn object(&self, start: usize) -> Result<(Ref, usize), Raised> {
        let pairs_hook = field(&self.scanner.object_pairs_hook);
        let made = dict::new()?;
        let pairs = list::new()?;
        let mut index = self.skip_blanks(start);
        if self.at(index) == Some(b'}') {
            index += 1;
        } else {
            loop {
                if self.at(index) != Some(b'"') {
                    let message = "Expecting property name enclosed in double quotes";
                    return Err(decode_error(message, self.text, index));
                }
                let (key, end) = string(self.text, self.units, index + 1, self.scanner.strict.get())?;
                let key = self.memo.setdefault(&key, &key)?;
                index = self.skip_blanks(end);
                if self.at(index) != Some(b':') {
                    return Err(decode_error("Expecting ':' delimiter", self.text, index));
                }
                let (value, end) = self.once(self.skip_blanks(index + 1))?;
                if pairs_hook.is_none() {
                    made.set_owned(key, value)?;
                } else {
                    pairs.append(tuple_ref([key, value])?)?;
                }
                index = self.skip_blanks(end);
                match self.at(index) {
                    Some(b'}') => break,
                    Some(b',') => index = self.skip_blanks(index + 1),
                    _ => return Err(decode_error("Expecting ',' delimiter", self.text, index)),
                }
            }
            index += 1;
        }
        if !pairs_hook.is_none() {
            return Ok((call::call(&pairs_hook, &[&pairs])?, index));
        }
        let hook = field(&self.scanner.object_hook);
        if !hook.is_none() {
            return Ok((call::call(&hook, &[&made])?, index));
        }
        Ok((made.upcast(), index))
    }
}

/// Four hexadecimal digits.
fn hex<T: Unit>(units: &[T], start: usize) -> Option<u32> {
    let mut value = 0;
    for unit in units.get(start..start + 4)? {
        value = value << 4 | char::from_u32((*unit).into())?.to_digit(16)?;
    }
    Some(value)
}

/// The text of a string whose first character stands at `start`, and where it goes on behind it.
pub(super) fn string<T: Unit>(
    text: &PyUnicodeObject,
    units: &[T],
    start: usize,
    strict: bool,
) -> Result<(Ref, usize), Raised> {
    let unterminated = || decode_error("Unterminated string starting at", text, start - 1);
    let mut out: Option<Builder> = None;
    let mut from = start;
    let mut index = start;
    loop {
        let code = loop {
            let Some(unit) = units.get(index) else { return Err(unterminated()) };
            let code: u32 = (*unit).into();
            if code == 0x22 || code == 0x5c {
                break code;
            }
            if code < 0x20 && strict {
                return Err(decode_error("Invalid control character at", text, index));
            }
            index += 1;
        };
        if code == 0x22 {
            let rest = text.data().slice(from, index);
            return match out {
                None => Ok((rest.make()?.upcast(), index + 1)),
                Some(mut out) => {
                    out.push_data(rest)?;
                    Ok((out.finish()?.upcast(), index + 1))
                }
            };
        }
        let builder = match &mut out {
            Some(builder) => builder,
            None => out.insert(Builder::with_capacity(index - start + 16)?),
        };
        builder.push_data(text.data().slice(from, index))?;
        index += 1;
        let Some(unit) = units.get(index) else { return Err(unterminated()) };
        let escape: u32 = (*unit).into();
        index += 1;
        let plain = match u8::try_from(escape) {
            Ok(b'"' | b'\\' | b'/') => escape,
            Ok(b'b') => 8,
            Ok(b'f') => 12,
            Ok(b'n') => 10,
            Ok(b'r') => 13,
            Ok(b't') => 9,
            Ok(b'u') => {
                if index + 4 >= units.len() {
                    return Err(decode_error(INVALID_ESCAPE, text, index - 1));
                }
                let Some(mut code) = hex(units, index) else {
                    return Err(decode_error(INVALID_ESCAPE, text, index - 1));
                };
                index += 4;
                let is = |at: usize, wanted: u8| {
                    units.get(at).is_some_and(|unit| (*unit).into() == u32::from(wanted))
                };
                if (0xd800..0xdc00).contains(&code)
                    && index + 6 < units.len()
                    && is(index, b'\\')
                    && is(index + 1, b'u')
                {
                    match hex(units, index + 2) {
                        Some(low @ 0xdc00..=0xdfff) => {
                            code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                            index += 6;
                        }
                        Some(_) => {}
                        None => return Err(decode_error(INVALID_ESCAPE, text, index + 1)),
                    }
                }
                code
            }
            _ => return Err(decode_error("Invalid \\escape: ", text, index - 2)),
        };
        builder.push(plain)?;
        from = index;
    }
}
