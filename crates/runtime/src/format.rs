//! The format mini-language of `int`, `float`, `complex` and `str` (`Python/formatter_unicode.c`). The locale is C.

use vivarium_text::float::{Flags, format as format_double};

use crate::complex::Complex;
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised};
use crate::raise;
use crate::str::{Builder, Data, PyUnicodeObject};

/// How digits are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grouping {
    None,
    /// By three, with a comma.
    Comma,
    /// By three, with an underscore.
    Underscore,
    /// By four, with an underscore: binary, octal and hexadecimal.
    UnderscoreFour,
}

/// A parsed specification.
#[derive(Clone, Copy, Debug)]
struct Spec {
    fill: u32,
    align: u32,
    sign: Option<u8>,
    no_negative_zero: bool,
    alternate: bool,
    width: Option<usize>,
    grouping: Grouping,
    precision: Option<usize>,
    kind: Option<u32>,
}

fn is_align(code: u32) -> bool {
    matches!(u8::try_from(code), Ok(b'<' | b'>' | b'=' | b'^'))
}

/// Decimal digits (of any script) at `at`: the number, and where it ends.
fn integer(spec: Data<'_>, at: &mut usize) -> Result<Option<usize>, Raised> {
    let start = *at;
    let mut value = 0usize;
    let decimal = |code: u32| match code {
        0x30..=0x39 => Some(code - 0x30),
        0..0x80 => None,
        _ => vivarium_text::character::decimal(code),
    };
    while *at < spec.len()
        && let Some(digit) = decimal(spec.get(*at))
    {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(digit as usize))
            .filter(|&value| value <= isize::MAX as usize)
            .ok_or_else(|| raise!(VALUE_ERROR, "Too many decimal digits in format string"))?;
        *at += 1;
    }
    Ok((*at > start).then_some(value))
}

#[cold]
fn unknown_code(code: u32, type_name: &str) -> Raised {
    if (33..128).contains(&code) {
        let code = char::from(code as u8);
        return raise!(VALUE_ERROR, "Unknown format code '{code}' for object of type '{type_name}'");
    }
    raise!(VALUE_ERROR, "Unknown format code '\\x{code:x}' for object of type '{type_name}'")
}

#[cold]
fn both_separators() -> Raised {
    raise!(VALUE_ERROR, "Cannot specify both ',' and '_'.")
}

/// The usual short form: an optional zero, a width, a code.
fn plain_spec(spec: &[u8], kind: Option<u32>, align: u8) -> Option<Spec> {
    let zero = spec.first() == Some(&b'0');
    let digits = spec.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let code = match &spec[digits..] {
        [] => None,
        [code] if code.is_ascii_alphabetic() && *code != b'z' => Some(u32::from(*code)),
        _ => return None,
    };
    if digits > 6 {
        return None;
    }
    let digit_values = &spec[usize::from(zero)..digits];
    let width = digit_values.iter().fold(0, |width, &digit| width * 10 + usize::from(digit - b'0'));
    Some(Spec {
        fill: u32::from(if zero { '0' } else { ' ' }),
        align: u32::from(if zero && align == b'>' { b'=' } else { align }),
        sign: None,
        no_negative_zero: false,
        alternate: false,
        width: (!digit_values.is_empty()).then_some(width),
        grouping: Grouping::None,
        precision: None,
        kind: code.or(kind),
    })
}

impl Spec {
    fn parse(spec: Data<'_>, type_name: &str, kind: Option<u32>, align: u8) -> Result<Spec, Raised> {
        if let Data::One(units) = spec
            && let Some(parsed) = plain_spec(units, kind, align)
        {
            return Ok(parsed);
        }
        let mut parsed = Spec {
            fill: u32::from(' '),
            align: u32::from(align),
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: Grouping::None,
            precision: None,
            kind,
        };
        let end = spec.len();
        let mut at = 0;
        let (mut fill_given, mut align_given) = (false, false);
        if end >= 2 && is_align(spec.get(1)) {
            (parsed.fill, parsed.align) = (spec.get(0), spec.get(1));
            (fill_given, align_given) = (true, true);
            at = 2;
        } else if end >= 1 && is_align(spec.get(0)) {
            parsed.align = spec.get(0);
            align_given = true;
            at = 1;
        }
        let next = |at: usize| if at < end { u8::try_from(spec.get(at)).unwrap_or(0xff) } else { 0 };
        if matches!(next(at), b' ' | b'+' | b'-') && at < end {
            parsed.sign = Some(next(at));
            at += 1;
        }
        if next(at) == b'z' {
            parsed.no_negative_zero = true;
            at += 1;
        }
        if next(at) == b'#' {
            parsed.alternate = true;
            at += 1;
        }
        if !fill_given && next(at) == b'0' {
            parsed.fill = u32::from('0');
            if !align_given && align == b'>' {
                parsed.align = u32::from('=');
            }
            at += 1;
        }
        parsed.width = integer(spec, &mut at)?;
        if next(at) == b',' {
            parsed.grouping = Grouping::Comma;
            at += 1;
        }
        if next(at) == b'_' {
            if parsed.grouping != Grouping::None {
                return Err(both_separators());
            }
            parsed.grouping = Grouping::Underscore;
            at += 1;
        }
        if next(at) == b',' && parsed.grouping == Grouping::Underscore {
            return Err(both_separators());
        }
        if next(at) == b'.' {
            at += 1;
            parsed.precision = integer(spec, &mut at)?;
            if parsed.precision.is_none() {
                return Err(raise!(VALUE_ERROR, "Format specifier missing precision"));
            }
        }
        if end - at > 1 {
            let text: String = crate::str::text::message_of(spec.iter());
            return Err(raise!(
                VALUE_ERROR,
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            ));
        }
        if end - at == 1 {
            parsed.kind = Some(spec.get(at));
        }
        parsed.check_grouping()?;
        Ok(parsed)
    }

    fn check_grouping(&mut self) -> Result<(), Raised> {
        if self.grouping == Grouping::None {
            return Ok(());
        }
        let Some(kind) = self.kind else { return Ok(()) };
        match (u8::try_from(kind), self.grouping) {
            (Ok(b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F'), _) => Ok(()),
            (Ok(b'b' | b'o' | b'x' | b'X'), Grouping::Underscore) => {
                self.grouping = Grouping::UnderscoreFour;
                Ok(())
            }
            _ => {
                let separator = if self.grouping == Grouping::Comma { ',' } else { '_' };
                if (33..128).contains(&kind) {
                    let kind = char::from(kind as u8);
                    return Err(raise!(VALUE_ERROR, "Cannot specify '{separator}' with '{kind}'."));
                }
                Err(raise!(VALUE_ERROR, "Cannot specify '{separator}' with '\\x{kind:x}'."))
            }
        }
    }
}

/// Digits with separators between groups, filled with zeros up to `width`.
fn group(digits: &str, width: usize, grouping: Grouping) -> Result<String, Raised> {
    let (separator, size) = match grouping {
        Grouping::None => {
            let mut text = String::new();
            crate::memory::fallibly(|| text.try_reserve_exact(digits.len().max(width)))
                .map_err(|_| crate::errors::no_memory())?;
            text.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
            text.push_str(digits);
            return Ok(text);
        }
        Grouping::Comma => (b',', 3),
        Grouping::Underscore => (b'_', 3),
        Grouping::UnderscoreFour => (b'_', 4),
    };
    // From the back, as the groups are counted from there.
    let len = (digits.len() * 4 / 3).saturating_add(width);
    let mut reversed = crate::memory::try_vec(len.saturating_add(1))?;
    let mut text = String::new();
    crate::memory::fallibly(|| text.try_reserve_exact(len)).map_err(|_| crate::errors::no_memory())?;
    let mut rest = digits.bytes().rev();
    let (mut left, mut wanted) = (digits.len(), width as isize);
    loop {
        let count = size.min(left.max(wanted.max(0) as usize).max(1));
        for _ in 0..count {
            reversed.push(rest.next().unwrap_or(b'0'));
        }
        left = left.saturating_sub(count);
        wanted -= count as isize;
        if left == 0 && wanted <= 0 {
            break;
        }
        wanted -= 1;
        reversed.push(separator);
    }
    text.extend(reversed.iter().rev().map(|&byte| char::from(byte)));
    Ok(text)
}

/// A number as text in parts.
struct Parts<'a> {
    negative: bool,
    /// `0x` and the like.
    prefix: &'a str,
    digits: &'a str,
    /// Behind the digits: the point, the fraction, the exponent, a per cent sign.
    rest: &'a str,
}

fn layout(parts: &Parts<'_>, spec: &Spec) -> PyResult {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => "-",
        (false, Some(b'+')) => "+",
        (false, Some(b' ')) => " ",
        _ => "",
    };
    let width = spec.width.unwrap_or(0);
    let around = sign.len() + parts.prefix.len() + parts.rest.chars().count();
    let zero_fill = spec.fill == u32::from('0') && spec.align == u32::from('=');
    if spec.grouping == Grouping::None && spec.fill < 0x80 && parts.rest.is_ascii() && width < 1 << 31 {
        return layout_plain(parts, spec, sign, width);
    }
    let digits = if parts.digits.is_empty() {
        String::new()
    } else {
        group(parts.digits, if zero_fill { width.saturating_sub(around) } else { 0 }, spec.grouping)?
    };
    let padding = width.saturating_sub(around + digits.len());
    let mut builder = Builder::new();
    let (before, between, after) = match u8::try_from(spec.align) {
        Ok(b'<') => (0, 0, padding),
        Ok(b'^') => (padding / 2, 0, padding - padding / 2),
        Ok(b'=') => (0, padding, 0),
        _ => (padding, 0, 0),
    };
    builder.push_repeated(spec.fill, before)?;
    builder.push_str(sign)?;
    builder.push_str(parts.prefix)?;
    builder.push_repeated(spec.fill, between)?;
    builder.push_str(&digits)?;
    builder.push_str(parts.rest)?;
    builder.push_repeated(spec.fill, after)?;
    Ok(builder.finish()?.upcast())
}

/// As [`layout`] for ASCII text without groups, written in place.
fn layout_plain(parts: &Parts<'_>, spec: &Spec, sign: &str, width: usize) -> PyResult {
    let content = sign.len() + parts.prefix.len() + parts.digits.len() + parts.rest.len();
    let padding = width.saturating_sub(content);
    let (before, between, after) = match u8::try_from(spec.align) {
        Ok(b'<') => (0, 0, padding),
        Ok(b'^') => (padding / 2, 0, padding - padding / 2),
        Ok(b'=') => (0, padding, 0),
        _ => (padding, 0, 0),
    };
    let write = |text: &mut [u8]| {
        let mut rest = text;
        let mut put = |part: &[u8], fill: usize| {
            let (place, behind) = std::mem::take(&mut rest).split_at_mut(part.len() + fill);
            let (filled, place) = place.split_at_mut(fill);
            filled.fill(spec.fill as u8);
            place.copy_from_slice(part);
            rest = behind;
        };
        put(sign.as_bytes(), before);
        put(parts.prefix.as_bytes(), 0);
        put(parts.digits.as_bytes(), between);
        put(parts.rest.as_bytes(), 0);
        put(b"", after);
    };
    match content + padding {
        0 => Ok(crate::str::empty().upcast()),
        1 => {
            let mut one = [0];
            write(&mut one);
            Ok(crate::str::latin1_character(one[0]).to_ref())
        }
        len => Ok(crate::str::from_written(len, write)?.upcast()),
    }
}

/// `__format__(self, format_spec)` of a number: an empty specification is `str(self)`.
pub(crate) fn format_number_method(
    object: &PyObject,
    spec: &PyObject,
    format: impl FnOnce(&PyUnicodeObject) -> PyResult,
) -> PyResult {
    let Some(spec) = spec.cast::<PyUnicodeObject>() else {
        return Err(crate::args::bad_argument("__format__", "argument", "str", spec));
    };
    if spec.is_empty() {
        return crate::objects::str(object);
    }
    format(spec)
}

/// `int.__format__` for a specification that is not empty.
pub fn format_int(value: &PyLongObject, spec: &PyUnicodeObject) -> PyResult {
    let type_name = value.ob_type().full_name();
    let spec = Spec::parse(spec.data(), type_name, Some(u32::from('d')), b'>')?;
    let kind = spec.kind.unwrap_or_default();
    let base = match u8::try_from(kind) {
        Ok(b'b') => 2,
        Ok(b'o') => 8,
        Ok(b'x' | b'X') => 16,
        Ok(b'd' | b'n' | b'c') => 10,
        Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%') => return float_with(value.to_f64()?, &spec),
        _ => return Err(unknown_code(kind, type_name)),
    };
    if spec.precision.is_some() {
        return Err(raise!(VALUE_ERROR, "Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(raise!(
            VALUE_ERROR,
            "Negative zero coercion (z) not allowed in integer format specifier"
        ));
    }
    if kind == u32::from('c') {
        return format_character(value, &spec);
    }
    let upper = kind == u32::from('X');
    let mut buffer = [0; 64];
    let mut long;
    let text = match value.to_i64() {
        Some(value) if !upper => {
            crate::int::text::write_radix(value.unsigned_abs(), base.into(), &mut buffer)
        }
        _ => {
            long = if base == 10 {
                crate::int::text::to_decimal(value)?
            } else {
                crate::int::text::to_radix(value, base, false)?
            };
            if upper {
                long.make_ascii_uppercase();
            }
            &long
        }
    };
    let prefix = match (spec.alternate, base) {
        (true, 2) => "0b",
        (true, 8) => "0o",
        (true, 16) if upper => "0X",
        (true, 16) => "0x",
        _ => "",
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    layout(&Parts { negative: value.is_negative(), prefix, digits, rest: "" }, &spec)
}

fn format_character(value: &PyLongObject, spec: &Spec) -> PyResult {
    if spec.sign.is_some() {
        return Err(raise!(VALUE_ERROR, "Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(raise!(VALUE_ERROR, "Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(code) = value.to_i64() else {
        return Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C long"));
    };
    let Ok(code) =
        u32::try_from(code).and_then(|code| if code < 0x11_0000 { Ok(code) } else { u32::try_from(-1) })
    else {
        return Err(raise!(OVERFLOW_ERROR, "%c arg not in range(0x110000)"));
    };
    let padding = spec.width.unwrap_or(0).saturating_sub(1);
    let before = match u8::try_from(spec.align) {
        Ok(b'<') => 0,
        Ok(b'^') => padding / 2,
        _ => padding,
    };
    let mut builder = Builder::new();
    builder.push_repeated(spec.fill, before)?;
    builder.push(code)?;
    builder.push_repeated(spec.fill, padding - before)?;
    Ok(builder.finish()?.upcast())
}

/// `float.__format__` for a specification that is not empty.
pub fn format_float(value: f64, spec: &PyUnicodeObject, type_name: &str) -> PyResult {
    let mut spec = Spec::parse(spec.data(), type_name, None, b'>')?;
    // NUL is how CPython says that there is no code.
    spec.kind = spec.kind.filter(|kind| *kind != 0);
    match spec.kind {
        None => float_with(value, &spec),
        Some(kind) => match u8::try_from(kind) {
            Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%') => float_with(value, &spec),
            _ => Err(unknown_code(kind, type_name)),
        },
    }
}

/// How a float's digits are made: the code, the precision, the flags.
fn float_style(spec: &Spec) -> Result<(char, usize, Flags), Raised> {
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(raise!(VALUE_ERROR, "precision too big"));
    }
    let mut flags = Flags { alternate: spec.alternate, ..Flags::default() };
    let code = match spec.kind.and_then(char::from_u32) {
        None => {
            flags.dot_zero = true;
            'r'
        }
        Some('n') => 'g',
        Some('%') => 'f',
        Some(code) => code,
    };
    let precision = spec.precision.unwrap_or(if code == 'r' { 0 } else { 6 });
    if precision > 1 << 20 {
        // The text is made in memory first.
        drop(crate::memory::try_vec::<u8>(precision.saturating_add(400))?);
    }
    let code = if code == 'r' && spec.precision.is_some() { 'g' } else { code };
    Ok((code, precision, flags))
}

/// Digits of a float; with `z` a zero that came of rounding loses its minus.
fn float_digits(value: f64, style: (char, usize, Flags), spec: &Spec) -> String {
    let text = format_double(value, style.0, style.1, style.2);
    if spec.no_negative_zero
        && let Some(positive) = text.strip_prefix('-')
        && !positive
            .split(['e', 'E'])
            .next()
            .is_some_and(|text| text.bytes().any(|byte| matches!(byte, b'1'..=b'9')))
        && value.is_finite()
    {
        return positive.to_owned();
    }
    text
}

/// Splits off the sign, and the digits before the point.
fn split_float(text: &str) -> Parts<'_> {
    let digits_and_rest = text.strip_prefix('-').unwrap_or(text);
    let end = digits_and_rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = digits_and_rest.split_at(end);
    Parts { negative: text.starts_with('-'), prefix: "", digits, rest }
}

fn float_with(value: f64, spec: &Spec) -> PyResult {
    let style = float_style(spec)?;
    let percent = spec.kind == Some(u32::from('%'));
    let mut text = float_digits(if percent { value * 100.0 } else { value }, style, spec);
    if percent {
        text.push('%');
    }
    layout(&split_float(&text), spec)
}

/// `complex.__format__` for a specification that is not empty.
pub fn format_complex(value: Complex, spec: &PyUnicodeObject, type_name: &str) -> PyResult {
    let spec = Spec::parse(spec.data(), type_name, None, b'>')?;
    if let Some(kind) = spec.kind
        && !matches!(u8::try_from(kind), Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n'))
    {
        return Err(unknown_code(kind, type_name));
    }
    let (code, precision, mut flags) = float_style(&spec)?;
    flags.dot_zero = false;
    if spec.fill == u32::from('0') {
        return Err(raise!(VALUE_ERROR, "Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == u32::from('=') {
        return Err(raise!(VALUE_ERROR, "'=' alignment flag is not allowed in complex format specifier"));
    }
    let plain = spec.kind.is_none();
    let skip_real = plain && value.real == 0.0 && value.real.is_sign_positive();
    let inner = Spec { fill: 0, align: u32::from('<'), width: None, ..spec };
    let mut builder = Builder::new();
    let parts = |value: f64, inner: &Spec| {
        let text = float_digits(value, (code, precision, flags), inner);
        layout(&split_float(&text), inner)
    };
    if plain && !skip_real {
        builder.push_str("(")?;
    }
    if !skip_real {
        push(&mut builder, &*parts(value.real, &inner)?)?;
    }
    let inner = Spec { sign: if skip_real { inner.sign } else { Some(b'+') }, ..inner };
    push(&mut builder, &*parts(value.imag, &inner)?)?;
    builder.push_str("j")?;
    if plain && !skip_real {
        builder.push_str(")")?;
    }
    let text = builder.finish()?;
    pad(text.data(), &spec)
}

fn push(builder: &mut Builder, object: &PyObject) -> Result<(), Raised> {
    object.cast::<PyUnicodeObject>().map_or(Ok(()), |string| builder.push_string(string))
}

/// Text with the fill character around it.
fn pad(text: Data<'_>, spec: &Spec) -> PyResult {
    let padding = spec.width.unwrap_or(0).saturating_sub(text.len());
    let before = match u8::try_from(spec.align) {
        Ok(b'>') => padding,
        Ok(b'^') => padding / 2,
        _ => 0,
    };
    let mut builder = Builder::new();
    builder.push_repeated(spec.fill, before)?;
    builder.push_data(text)?;
    builder.push_repeated(spec.fill, padding - before)?;
    Ok(builder.finish()?.upcast())
}

/// `str.__format__` for a specification that is not empty.
pub fn format_str(value: &PyUnicodeObject, spec: &PyUnicodeObject) -> PyResult {
    let type_name = value.ob_type().full_name();
    let spec = Spec::parse(spec.data(), type_name, Some(u32::from('s')), b'<')?;
    if let Some(kind) = spec.kind
        && kind != u32::from('s')
    {
        return Err(unknown_code(kind, type_name));
    }
    match spec.sign {
        Some(b' ') => return Err(raise!(VALUE_ERROR, "Space not allowed in string format specifier")),
        Some(_) => return Err(raise!(VALUE_ERROR, "Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(raise!(VALUE_ERROR, "Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(raise!(VALUE_ERROR, "Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == u32::from('=') {
        return Err(raise!(VALUE_ERROR, "'=' alignment not allowed in string format specifier"));
    }
    let len = value.len();
    if spec.width.is_none_or(|width| width <= len) && spec.precision.is_none_or(|precision| precision >= len)
    {
        return Ok(crate::str::to_exact(value)?.upcast());
    }
    pad(value.data().slice(0, spec.precision.map_or(len, |precision| precision.min(len))), &spec)
}

/// `PyObject_Format`: `format(object, spec)`.
pub fn format_object(object: &PyObject, spec: Option<&PyObject>) -> PyResult {
    if let Some(spec) = spec
        && !spec.is_instance_of::<PyUnicodeObject>()
    {
        let got = spec.ob_type().full_name();
        return Err(raise!(SYSTEM_ERROR, "Format specifier must be a string, not {got}"));
    }
    let text = spec.and_then(|spec| spec.cast::<PyUnicodeObject>());
    if text.is_none_or(PyUnicodeObject::is_empty) {
        if object.is_exact::<PyUnicodeObject>() {
            return Ok(object.to_ref());
        }
        if object.is_exact::<PyLongObject>() {
            return crate::objects::str(object);
        }
    } else if let Some(text) = text {
        if let Some(long) = object.cast_exact::<PyLongObject>() {
            return format_int(long, text);
        }
        if let Some(float) = object.cast_exact::<crate::float::PyFloatObject>() {
            return format_float(float.value(), text, "float");
        }
        if let Some(string) = object.cast_exact::<PyUnicodeObject>() {
            return format_str(string, text);
        }
    }
    let Some(method) = crate::typeobject::lookup_special(object, crate::name!("__format__"))? else {
        return Err(raise!(TYPE_ERROR, "Type {} doesn't define __format__", object.ob_type().full_name()));
    };
    let result = match spec {
        Some(spec) => crate::call::call(&method, &[spec])?,
        None => crate::call::call(&method, &[&*crate::str::empty()])?,
    };
    if !result.is_instance_of::<PyUnicodeObject>() {
        let got = result.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "__format__ must return a str, not {got}"));
    }
    Ok(result)
}
