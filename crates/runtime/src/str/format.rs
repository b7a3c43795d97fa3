//! `str.format`, and what `string.Formatter` needs of it (`Objects/stringlib/unicode_format.h`).

use vivarium_text::character;

use super::{Builder, Data, PyUnicodeObject, empty, from_code_point, substring};
use crate::complex::PyComplexObject;
use crate::float::PyFloatObject;
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::stringlib::Range;
use crate::{objects, raise};

/// One piece of a format string: literal text, then perhaps a field.
pub struct Piece {
    pub literal: Range,
    pub field: Option<Field>,
}

/// `{name!conversion:spec}`.
pub struct Field {
    pub name: Range,
    pub spec: Range,
    /// The specification holds fields itself.
    pub nested: bool,
    pub conversion: Option<u32>,
}

const OPEN: u32 = b'{' as u32;
const CLOSE: u32 = b'}' as u32;

/// The next piece from `at` on, which moves behind it; none at the end.
pub fn next_piece(text: Data<'_>, at: &mut usize) -> Result<Option<Piece>, Raised> {
    let end = text.len();
    if *at >= end {
        return Ok(None);
    }
    let start = *at;
    let Some(brace) = (start..end).find(|&index| matches!(text.get(index), OPEN | CLOSE)) else {
        *at = end;
        return Ok(Some(Piece { literal: (start, end), field: None }));
    };
    let code = text.get(brace);
    *at = brace + 1;
    let doubled = *at < end && text.get(*at) == code;
    if doubled {
        *at += 1;
        return Ok(Some(Piece { literal: (start, brace + 1), field: None }));
    }
    if code == CLOSE {
        return Err(raise!(VALUE_ERROR, "Single '}}' encountered in format string"));
    }
    if *at >= end {
        return Err(raise!(VALUE_ERROR, "Single '{{' encountered in format string"));
    }
    let field = parse_field(text, at)?;
    Ok(Some(Piece { literal: (start, brace), field: Some(field) }))
}

fn parse_field(text: Data<'_>, at: &mut usize) -> Result<Field, Raised> {
    let end = text.len();
    let start = *at;
    let mut stop = 0;
    while *at < end {
        let code = text.get(*at);
        *at += 1;
        match u8::try_from(code) {
            Ok(b'{') => return Err(raise!(VALUE_ERROR, "unexpected '{{' in field name")),
            Ok(b'[') => {
                while *at < end && text.get(*at) != u32::from(b']') {
                    *at += 1;
                }
            }
            Ok(byte @ (b'}' | b':' | b'!')) => {
                stop = byte;
                break;
            }
            _ => {}
        }
    }
    let name = (start, (*at).saturating_sub(1).max(start));
    let mut field = Field { name, spec: (end, end), nested: false, conversion: None };
    match stop {
        b'}' => return Ok(field),
        0 => return Err(raise!(VALUE_ERROR, "expected '}}' before end of string")),
        b'!' => {
            if *at >= end {
                return Err(raise!(VALUE_ERROR, "end of string while looking for conversion specifier"));
            }
            field.conversion = Some(text.get(*at));
            *at += 1;
            if *at < end {
                let code = text.get(*at);
                *at += 1;
                if code == CLOSE {
                    return Ok(field);
                }
                if code != u32::from(b':') {
                    return Err(raise!(VALUE_ERROR, "expected ':' after conversion specifier"));
                }
            }
        }
        _ => {}
    }
    let spec = *at;
    let mut depth = 1;
    while *at < end {
        let code = text.get(*at);
        *at += 1;
        if code == OPEN {
            field.nested = true;
            depth += 1;
        } else if code == CLOSE {
            depth -= 1;
            if depth == 0 {
                field.spec = (spec, *at - 1);
                return Ok(field);
            }
        }
    }
    Err(raise!(VALUE_ERROR, "unmatched '{{' in format spec"))
}

/// A decimal number that is all of the text.
fn index_of(text: Data<'_>) -> Result<Option<usize>, Raised> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut value = 0usize;
    for code in text.iter() {
        let Some(digit) = character::decimal(code) else { return Ok(None) };
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(digit as usize))
            .filter(|&value| value <= isize::MAX as usize)
            .ok_or_else(|| raise!(VALUE_ERROR, "Too many decimal digits in format string"))?;
    }
    Ok(Some(value))
}

/// Where the first part of a field name ends: at a `.` or a `[`.
pub fn first_part_end(text: Data<'_>, name: Range) -> usize {
    (name.0..name.1).find(|&index| matches!(u8::try_from(text.get(index)), Ok(b'.' | b'['))).unwrap_or(name.1)
}

/// `.attribute` or `[item]`.
pub enum Step {
    Attribute(Range),
    Index(usize),
    Key(Range),
}

/// The next step of a field name from `at` on; none at the end.
pub fn next_step(text: Data<'_>, at: &mut usize, end: usize) -> Result<Option<Step>, Raised> {
    if *at >= end {
        return Ok(None);
    }
    let opening = text.get(*at);
    let start = *at + 1;
    let step = match u8::try_from(opening) {
        Ok(b'.') => {
            *at = first_part_end(text, (start, end));
            Step::Attribute((start, *at))
        }
        Ok(b'[') => {
            let Some(close) = (start..end).find(|&index| text.get(index) == u32::from(b']')) else {
                return Err(raise!(VALUE_ERROR, "Missing ']' in format string"));
            };
            *at = close + 1;
            match index_of(text.slice(start, close))? {
                Some(index) => Step::Index(index),
                None => Step::Key((start, close)),
            }
        }
        _ => {
            return Err(raise!(VALUE_ERROR, "Only '.' or '[' may follow ']' in format field specifier"));
        }
    };
    if let Step::Attribute((start, end)) | Step::Key((start, end)) = step
        && start == end
    {
        return Err(raise!(VALUE_ERROR, "Empty attribute in format string"));
    }
    Ok(Some(step))
}

/// How fields are numbered so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

struct Formatter<'a> {
    /// None for `format_map`.
    positional: Option<&'a [&'a PyObject]>,
    /// A mapping.
    named: Option<&'a PyObject>,
    numbering: Numbering,
}

/// Whether CPython's writer is asked for the text, and not the object.
fn is_written(object: &PyObject) -> bool {
    object.is_exact::<PyLongObject>()
        || object.is_exact::<PyFloatObject>()
        || object.is_exact::<PyComplexObject>()
}

impl Formatter<'_> {
    /// Writes what a part of the format says. The writer hands out the last text that it gets, if that is all: it is the
    /// answer then.
    fn write(
        &mut self,
        text: &PyUnicodeObject,
        range: Range,
        depth: usize,
        out: &mut Builder,
    ) -> Result<Option<Ref<PyUnicodeObject>>, Raised> {
        if depth == 0 {
            return Err(raise!(VALUE_ERROR, "Max string recursion exceeded"));
        }
        let data = text.data().slice(range.0, range.1);
        let part = |range: Range| data.slice(range.0, range.1);
        let mut at = 0;
        while let Some(piece) = next_piece(data, &mut at)? {
            out.push_data(part(piece.literal))?;
            let Some(field) = piece.field else { continue };
            let mut object = self.field_object(data, field.name)?;
            if let Some(conversion) = field.conversion {
                object = convert(&object, conversion)?;
            }
            let spec = if field.nested {
                let mut expanded = Builder::new();
                let inner = (range.0 + field.spec.0, range.0 + field.spec.1);
                match self.write(text, inner, depth - 1, &mut expanded)? {
                    Some(only) => only,
                    None => expanded.finish()?,
                }
            } else {
                part(field.spec).make()?
            };
            let result = crate::format::format_object(&object, Some(&spec))?;
            let Some(string) = result.cast::<PyUnicodeObject>() else { continue };
            if at >= data.len() && out.is_empty() && !is_written(&object) {
                return Ok(Some(Ref::new(string)));
            }
            out.push_string(string)?;
        }
        Ok(None)
    }

    fn field_object(&mut self, data: Data<'_>, name: Range) -> PyResult {
        let mut at = first_part_end(data, name);
        let first = data.slice(name.0, at);
        let mut index = index_of(first)?;
        if first.is_empty() || index.is_some() {
            if self.numbering == Numbering::Unknown {
                self.numbering = if first.is_empty() { Numbering::Automatic(0) } else { Numbering::Manual };
            }
            match &mut self.numbering {
                Numbering::Automatic(next) if first.is_empty() => {
                    index = Some(*next);
                    *next += 1;
                }
                Numbering::Automatic(_) => {
                    return Err(raise!(
                        VALUE_ERROR,
                        "cannot switch from automatic field numbering to manual field specification"
                    ));
                }
                _ if first.is_empty() => {
                    return Err(raise!(
                        VALUE_ERROR,
                        "cannot switch from manual field specification to automatic field numbering"
                    ));
                }
                _ => {}
            }
        }
        let mut object = match index {
            None => {
                let key = first.make()?;
                match self.named {
                    Some(named) => crate::mapping::get_item(named, &key)?,
                    None => {
                        return Err(crate::errors::set_object(&crate::exceptions::KEY_ERROR, key.upcast()));
                    }
                }
            }
            Some(index) => match self.positional {
                None => return Err(raise!(VALUE_ERROR, "Format string contains positional fields")),
                Some(positional) => match positional.get(index) {
                    Some(object) => object.to_ref(),
                    None => {
                        return Err(raise!(
                            INDEX_ERROR,
                            "Replacement index {index} out of range for positional args tuple"
                        ));
                    }
                },
            },
        };
        while let Some(step) = next_step(data, &mut at, name.1)? {
            object = match step {
                Step::Attribute((start, end)) => {
                    let mut attribute = data.slice(start, end).make()?;
                    super::intern_in_place(&mut attribute);
                    objects::get_attr(&object, &attribute)?
                }
                Step::Index(index) if crate::sequence::check(&object) => {
                    crate::sequence::get_item(&object, index as isize)?
                }
                Step::Index(index) => crate::mapping::get_item(&object, &*crate::int::from_usize(index)?)?,
                Step::Key((start, end)) => {
                    crate::mapping::get_item(&object, &*data.slice(start, end).make()?)?
                }
            };
        }
        Ok(object)
    }
}

/// `!r`, `!s` or `!a`.
fn convert(object: &PyObject, conversion: u32) -> PyResult {
    match u8::try_from(conversion) {
        Ok(b'r') => objects::repr(object),
        Ok(b's') => objects::str(object),
        Ok(b'a') => super::ascii(object),
        Ok(code @ 33..127) => Err(raise!(VALUE_ERROR, "Unknown conversion specifier {}", char::from(code))),
        _ => Err(raise!(VALUE_ERROR, "Unknown conversion specifier \\x{conversion:x}")),
    }
}

fn run(text: &PyUnicodeObject, positional: Option<&[&PyObject]>, named: Option<&PyObject>) -> PyResult {
    let mut formatter = Formatter { positional, named, numbering: Numbering::Unknown };
    let mut out = Builder::with_capacity(text.len())?;
    if let Some(only) = formatter.write(text, (0, text.len()), 2, &mut out)? {
        return Ok(only.upcast());
    }
    // Text without any brace is the result itself, as CPython's writer has it.
    if !text.is_empty() && text.data().iter().all(|code| code != '{' as u32 && code != '}' as u32) {
        return Ok(Ref::new(text).upcast());
    }
    Ok(out.finish()?.upcast())
}

fn own(object: &PyObject) -> &PyUnicodeObject {
    // SAFETY: a method of `str`.
    unsafe { object.cast_unchecked() }
}

pub(super) fn format_method(
    object: &PyObject,
    arguments: &[&PyObject],
    kwnames: Option<&PyObject>,
) -> PyResult {
    let names = kwnames.and_then(|names| names.cast::<crate::tuple::PyTupleObject>());
    let count = names.map_or(0, |names| names.len());
    let (positional, values) = arguments.split_at(arguments.len() - count);
    // CPython calls it with a tuple.
    let _held = crate::tuple::from_slice(positional)?;
    let Some(names) = names.filter(|names| !names.is_empty()) else {
        return run(own(object), Some(positional), None);
    };
    let named = crate::dict::new()?;
    for (name, value) in names.items().iter().zip(values) {
        named.set_item(name, value)?;
    }
    run(own(object), Some(positional), Some(&named))
}

pub(super) fn format_map_method(object: &PyObject, mapping: &PyObject) -> PyResult {
    run(own(object), None, Some(mapping))
}

/// What `_string.formatter_parser` yields for a piece: literal, name, specification and conversion.
pub fn piece_tuple(text: &PyUnicodeObject, piece: &Piece) -> PyResult {
    let part = |range: Range| substring(text, range.0, range.1).map(Ref::upcast);
    let none = crate::singletons::none_ref;
    let literal = part(piece.literal)?;
    let (name, spec, conversion) = match &piece.field {
        None => (none(), none(), none()),
        Some(field) => {
            let spec = if field.spec.0 < field.spec.1 { part(field.spec)? } else { empty().upcast() };
            let conversion = match field.conversion {
                Some(code) => from_code_point(code)?.upcast(),
                None => none(),
            };
            (part(field.name)?, spec, conversion)
        }
    };
    Ok(crate::tuple::new([literal, name, spec, conversion])?.upcast())
}

/// The first part of a field name as `_string.formatter_field_name_split` gives it: a number or text; and where the rest
/// begins.
pub fn split_first(text: &PyUnicodeObject) -> Result<(Ref, usize), Raised> {
    let data = text.data();
    let end = first_part_end(data, (0, data.len()));
    let first = data.slice(0, end);
    let object = match index_of(first)? {
        Some(index) => crate::int::from_usize(index)?,
        None => first.make()?.upcast(),
    };
    Ok((object, end))
}

/// What the rest of `_string.formatter_field_name_split` yields: whether it is an attribute, and its name or index.
pub fn step_tuple(text: &PyUnicodeObject, step: &Step) -> PyResult {
    let (attribute, value) = match *step {
        Step::Attribute((start, end)) => (true, substring(text, start, end)?.upcast()),
        Step::Index(index) => (false, crate::int::from_usize(index)?),
        Step::Key((start, end)) => (false, substring(text, start, end)?.upcast()),
    };
    Ok(crate::tuple::new([crate::bool_::from_bool(attribute), value])?.upcast())
}
