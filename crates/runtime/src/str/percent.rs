//! `%` formatting: of strings here, of bytes in `bytes/percent.rs`, which shares the parsing of directives.

use vivarium_text::float::{Flags, format as format_double};

use super::{Builder, Data, PyUnicodeObject};
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::stringlib::Range;
use crate::tuple::PyTupleObject;
use crate::{number, objects, raise};

/// `%(key)#0- +10.3d`, without its `%`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Directive {
    pub alternate: bool,
    pub zero: bool,
    pub left: bool,
    pub blank: bool,
    pub sign: bool,
    pub width: usize,
    pub precision: Option<usize>,
    pub code: u32,
    /// Where the conversion character stands.
    pub at: usize,
}

/// What stands on the right of `%`.
pub(crate) struct Arguments<'a> {
    whole: &'a PyObject,
    tuple: Option<&'a PyTupleObject>,
    next: usize,
    /// Set where keys may be used.
    mapping: bool,
    /// The value that a key named.
    keyed: Option<Ref>,
    keyed_used: bool,
}

impl<'a> Arguments<'a> {
    pub fn new(whole: &'a PyObject, text_like: bool) -> Arguments<'a> {
        let tuple = whole.cast::<PyTupleObject>();
        let mapping = tuple.is_none() && !text_like && crate::mapping::check(whole);
        Arguments { whole, tuple, next: 0, mapping, keyed: None, keyed_used: false }
    }

    /// The next value. One that a key named is good until the next key.
    pub fn next(&mut self) -> Result<&'a PyObject, Raised> {
        if let Some(keyed) = &self.keyed {
            if !self.keyed_used {
                self.keyed_used = true;
                // SAFETY: kept as long as said.
                return Ok(unsafe { &*keyed.as_ptr() });
            }
            return Err(not_enough());
        }
        let next = match self.tuple {
            Some(tuple) => tuple.items().get(self.next).copied(),
            None if self.next == 0 => Some(self.whole),
            None => None,
        };
        self.next += 1;
        next.ok_or_else(not_enough)
    }

    /// Whether something was not used that should have been.
    pub fn left_over(&self) -> bool {
        if self.mapping || self.keyed.is_some() {
            return false;
        }
        match self.tuple {
            Some(tuple) => self.next < tuple.len(),
            None => self.next == 0,
        }
    }
}

#[cold]
fn not_enough() -> Raised {
    raise!(TYPE_ERROR, "not enough arguments for format string")
}

#[cold]
fn incomplete() -> Raised {
    raise!(VALUE_ERROR, "incomplete format")
}

/// Reads a directive from behind its `%`; `make_key` makes the key object of a range of the text.
pub(crate) fn parse(
    text: Data<'_>,
    at: &mut usize,
    arguments: &mut Arguments<'_>,
    make_key: impl Fn(Range) -> PyResult,
) -> Result<Directive, Raised> {
    let end = text.len();
    let mut directive = Directive::default();
    let byte = |at: usize| if at < end { u8::try_from(text.get(at)).unwrap_or(0xff) } else { 0 };
    if byte(*at) == b'(' && *at < end {
        if !arguments.mapping {
            return Err(raise!(TYPE_ERROR, "format requires a mapping"));
        }
        let start = *at + 1;
        let (mut depth, mut close) = (1, start);
        while close < end {
            match byte(close) {
                b')' => depth -= 1,
                b'(' => depth += 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            close += 1;
        }
        if depth > 0 {
            return Err(raise!(VALUE_ERROR, "incomplete format key"));
        }
        let key = make_key((start, close))?;
        arguments.keyed = Some(crate::mapping::get_item(arguments.whole, &key)?);
        arguments.keyed_used = false;
        *at = close + 1;
    }
    loop {
        match byte(*at) {
            b'-' => directive.left = true,
            b'+' => directive.sign = true,
            b' ' => directive.blank = true,
            b'#' => directive.alternate = true,
            b'0' => directive.zero = true,
            _ => break,
        }
        *at += 1;
    }
    if byte(*at) == b'*' {
        *at += 1;
        let width = star(arguments.next()?)?;
        if let Some(width) = width.to_i64() {
            directive.left |= width < 0;
            // The least of all has no positive counterpart, and pads nothing.
            directive.width = width.checked_abs().unwrap_or(0) as usize;
        } else {
            return Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t"));
        }
    } else {
        directive.width = digits(text, at, isize::MAX as usize, "width too big")?.unwrap_or(0);
    }
    if byte(*at) == b'.' {
        *at += 1;
        if byte(*at) == b'*' {
            *at += 1;
            let precision = number::as_c_int(&*star(arguments.next()?)?)?;
            directive.precision = Some(usize::try_from(precision).unwrap_or(0));
        } else {
            directive.precision =
                Some(digits(text, at, i32::MAX as usize, "precision too big")?.unwrap_or(0));
        }
    }
    if matches!(byte(*at), b'h' | b'l' | b'L') {
        *at += 1;
    }
    if *at >= end {
        return Err(incomplete());
    }
    directive.code = text.get(*at);
    directive.at = *at;
    *at += 1;
    Ok(directive)
}

fn star(value: &PyObject) -> PyResult<PyLongObject> {
    match value.cast::<PyLongObject>() {
        Some(value) => Ok(Ref::new(value)),
        None => Err(raise!(TYPE_ERROR, "* wants int")),
    }
}

fn digits(text: Data<'_>, at: &mut usize, most: usize, message: &str) -> Result<Option<usize>, Raised> {
    let mut value = None;
    while *at < text.len()
        && let Some(digit) = text.get(*at).checked_sub(u32::from('0')).filter(|&digit| digit < 10)
    {
        let next = value.unwrap_or(0usize).saturating_mul(10).saturating_add(digit as usize);
        if next > most {
            return Err(raise!(VALUE_ERROR, "{message}"));
        }
        value = Some(next);
        *at += 1;
    }
    Ok(value)
}

/// A number as text: sign, prefix and digits, to be padded by [`Directive::padded`].
pub(crate) struct Number {
    sign: &'static str,
    prefix: &'static str,
    digits: String,
}

impl Directive {
    fn sign_of(&self, negative: bool) -> &'static str {
        match (negative, self.sign, self.blank) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    /// `d`, `i`, `u`, `o`, `x`, `X`.
    pub fn integer(&self, value: &PyObject) -> Result<Number, Raised> {
        let code = char::from_u32(self.code).unwrap_or('d');
        let needs_index = matches!(code, 'x' | 'X' | 'o');
        let wrong_type = || {
            let wanted = if needs_index { "an integer" } else { "a real number" };
            raise!(TYPE_ERROR, "%{code} format: {wanted} is required, not {}", value.ob_type().full_name())
        };
        let converted = if value.is_instance_of::<PyLongObject>() {
            value.to_ref()
        } else if !is_number(value) {
            return Err(wrong_type());
        } else {
            let result = if needs_index { number::index(value) } else { number::int(value) };
            match result {
                Ok(converted) => converted,
                Err(_) if crate::errors::matches(&crate::exceptions::TYPE_ERROR) => {
                    crate::errors::clear();
                    return Err(wrong_type());
                }
                Err(raised) => return Err(raised),
            }
        };
        // SAFETY: an `int`, as both functions give.
        let long: &PyLongObject = unsafe { converted.cast_unchecked() };
        let (mut digits, prefix) = match code {
            'o' => (crate::int::text::to_radix(long, 8, false)?, "0o"),
            'x' => (crate::int::text::to_radix(long, 16, false)?, "0x"),
            'X' => (crate::int::text::to_radix(long, 16, false)?.to_ascii_uppercase(), "0X"),
            _ => (crate::int::text::to_decimal(long)?, ""),
        };
        if long.is_negative() {
            digits.remove(0);
        }
        if let Some(precision) = self.precision
            && precision > digits.len()
        {
            digits = joined(["", "", &digits], (2, b'0', precision - digits.len()))?;
        }
        let prefix = if self.alternate { prefix } else { "" };
        Ok(Number { sign: self.sign_of(long.is_negative()), prefix, digits })
    }

    /// `e`, `f`, `g` and their upper cases.
    pub fn float(&self, value: f64) -> Result<Number, Raised> {
        let code = char::from_u32(self.code).unwrap_or('g');
        let precision = self.precision.unwrap_or(6);
        drop(crate::memory::try_vec::<u8>(precision)?);
        let flags = Flags { alternate: self.alternate, ..Flags::default() };
        let mut digits = format_double(value, code, precision, flags);
        let negative = digits.starts_with('-');
        if negative {
            digits.remove(0);
        }
        Ok(Number { sign: self.sign_of(negative), prefix: "", digits })
    }

    /// The number's text at the directive's width.
    pub fn padded(&self, number: &Number) -> Result<String, Raised> {
        let len = number.sign.len() + number.prefix.len() + number.digits.len();
        let padding = self.width.saturating_sub(len);
        let Number { sign, prefix, digits } = number;
        let (before, fill) = match (self.left, self.zero) {
            (true, _) => (3, b' '),
            (false, true) => (2, b'0'),
            (false, false) => (0, b' '),
        };
        joined([sign, prefix, digits], (before, fill, padding))
    }
}

/// The parts with a filling before one of them, or behind all; its length is the program's to choose.
fn joined(parts: [&str; 3], (before, fill, padding): (usize, u8, usize)) -> Result<String, Raised> {
    let len = parts.iter().fold(padding, |len, part| len.saturating_add(part.len()));
    let mut text = String::new();
    crate::memory::fallibly(|| text.try_reserve_exact(len)).map_err(|_| crate::errors::no_memory())?;
    for index in 0..=parts.len() {
        if index == before {
            text.extend(std::iter::repeat_n(char::from(fill), padding));
        }
        text.push_str(parts.get(index).unwrap_or(&""));
    }
    Ok(text)
}

/// `PyNumber_Check`.
fn is_number(object: &PyObject) -> bool {
    object.is_instance_of::<crate::complex::PyComplexObject>()
        || object.ob_type().as_number().is_some_and(|number| {
            number.nb_index.get().is_some()
                || number.nb_int.get().is_some()
                || number.nb_float.get().is_some()
        })
}

/// The conversion character is unknown.
#[cold]
pub(crate) fn unsupported(directive: &Directive) -> Raised {
    let shown = match directive.code {
        31..127 => char::from(directive.code as u8),
        _ => '?',
    };
    raise!(
        VALUE_ERROR,
        "unsupported format character '{shown}' (0x{:x}) at index {}",
        directive.code,
        directive.at
    )
}

/// `format % value`.
pub(super) fn format(format: &PyUnicodeObject, value: &PyObject) -> PyResult {
    let data = format.data();
    let mut arguments = Arguments::new(value, value.is_instance_of::<PyUnicodeObject>());
    let mut out = Builder::with_capacity(data.len())?;
    let (mut at, mut only) = (0, None);
    while at < data.len() {
        let percent = next_percent(data, at);
        out.push_data(data.slice(at, percent))?;
        at = percent + 1;
        if percent == data.len() {
            break;
        }
        let start = at;
        let directive =
            parse(data, &mut at, &mut arguments, |(start, end)| Ok(data.slice(start, end).make()?.upcast()))?;
        if directive.code == u32::from('%') && at == start + 1 {
            out.push(directive.code)?;
            continue;
        }
        let value = arguments.next()?;
        match text_of(&directive, value)? {
            // CPython's writer hands out the only text that it got. A number's digits it writes itself.
            Some(text)
                if at == data.len()
                    && out.is_empty()
                    && directive.takes_all_of(&text)
                    && !(value.is_exact::<PyLongObject>() && directive.is_bare()) =>
            {
                only = Some(text);
            }
            Some(text) => push_text(&directive, &text, &mut out)?,
            None => convert(&directive, value, &mut out)?,
        }
    }
    if arguments.left_over() {
        return Err(raise!(TYPE_ERROR, "not all arguments converted during string formatting"));
    }
    if let Some(only) = only {
        return Ok(only.upcast());
    }
    // Without any directive the format is the result.
    if !format.is_empty() && next_percent(data, 0) == data.len() {
        return Ok(format.to_ref());
    }
    Ok(out.finish()?.upcast())
}

fn push_number(directive: &Directive, number: &Number, out: &mut Builder) -> Result<(), Raised> {
    if number.sign.len() + number.prefix.len() + number.digits.len() < directive.width {
        return out.push_str(&directive.padded(number)?);
    }
    out.push_str(number.sign)?;
    out.push_str(number.prefix)?;
    out.push_str(&number.digits)
}

/// Where the next `%` stands, or the end.
fn next_percent(text: Data<'_>, from: usize) -> usize {
    if let Data::One(units) = text {
        return memchr::memchr(b'%', &units[from..]).map_or(units.len(), |at| from + at);
    }
    (from..text.len()).find(|&index| text.get(index) == u32::from('%')).unwrap_or(text.len())
}

/// What `%s`, `%r` and `%a` write.
fn text_of(directive: &Directive, value: &PyObject) -> Result<Option<Ref<PyUnicodeObject>>, Raised> {
    let text = match u8::try_from(directive.code) {
        Ok(b's') => objects::str(value)?,
        Ok(b'r') => objects::repr(value)?,
        Ok(b'a') => super::ascii(value)?,
        _ => return Ok(None),
    };
    // SAFETY: these functions give a `str`.
    Ok(Some(unsafe { text.cast_into_unchecked() }))
}

impl Directive {
    /// Whether all of a text is written, and nothing else.
    fn takes_all_of(&self, text: &PyUnicodeObject) -> bool {
        self.width <= text.len() && self.precision.is_none_or(|precision| precision >= text.len())
    }

    /// Whether it says nothing but the kind of conversion.
    fn is_bare(&self) -> bool {
        self.width == 0 && self.precision.is_none()
    }
}

fn push_text(directive: &Directive, text: &PyUnicodeObject, out: &mut Builder) -> Result<(), Raised> {
    let len = directive.precision.map_or(text.len(), |precision| precision.min(text.len()));
    let padding = directive.width.saturating_sub(len);
    out.push_repeated(32, if directive.left { 0 } else { padding })?;
    if len == text.len() {
        out.push_string(text)?;
    } else {
        out.push_data(text.data().slice(0, len))?;
    }
    out.push_repeated(32, if directive.left { padding } else { 0 })
}

/// Writes a number or a character.
fn convert(directive: &Directive, value: &PyObject, out: &mut Builder) -> Result<(), Raised> {
    match u8::try_from(directive.code) {
        Ok(b'd' | b'i' | b'u' | b'o' | b'x' | b'X') => {
            push_number(directive, &directive.integer(value)?, out)
        }
        Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
            push_number(directive, &directive.float(crate::float::to_f64(value)?)?, out)
        }
        Ok(b'c') => {
            let code = character(value)?;
            let padding = directive.width.saturating_sub(1);
            out.push_repeated(32, if directive.left { 0 } else { padding })?;
            out.push(code)?;
            out.push_repeated(32, if directive.left { padding } else { 0 })
        }
        _ => Err(unsupported(directive)),
    }
}

/// `%c`: one character, or its number.
fn character(value: &PyObject) -> Result<u32, Raised> {
    let wrong_type = || raise!(TYPE_ERROR, "%c requires int or char");
    if let Some(string) = value.cast::<PyUnicodeObject>() {
        return if string.len() == 1 { Ok(string.data().get(0)) } else { Err(wrong_type()) };
    }
    if !value.is_instance_of::<PyLongObject>() && !number::check_index(value) {
        return Err(wrong_type());
    }
    let index = number::index(value)?;
    match crate::int::to_i64(&index) {
        Some(code @ 0..0x11_0000) => Ok(code as u32),
        _ => Err(raise!(OVERFLOW_ERROR, "%c arg not in range(0x110000)")),
    }
}
