//! `str` methods that search, split, replace and strip.

use vivarium_text::character;

use super::{Data, PyUnicodeObject, Unit, empty, substring, to_exact};
use crate::args::{self, Spec};
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::stringlib::{self, Range};
use crate::{number, on_data, on_pair, raise};

fn own(object: &PyObject) -> &PyUnicodeObject {
    // SAFETY: a method of `str`.
    unsafe { object.cast_unchecked() }
}

/// `ensure_unicode`.
fn must_be_str(object: &PyObject) -> Result<&PyUnicodeObject, Raised> {
    match object.cast::<PyUnicodeObject>() {
        Some(string) => Ok(string),
        None => Err(raise!(TYPE_ERROR, "must be str, not {}", object.ob_type().full_name())),
    }
}

/// Where `needle` stands first or last.
pub(super) fn find_in(text: Data<'_>, needle: Data<'_>, last: bool) -> Option<usize> {
    if needle.kind() > text.kind() || needle.len() > text.len() {
        return None;
    }
    if let (Data::One(text), Data::One(needle), false) = (text, needle, last) {
        return stringlib::find(text, needle);
    }
    on_pair!(text, needle, |text, needle| if last {
        stringlib::rfind(text, needle)
    } else {
        stringlib::find(text, needle)
    })
}

/// The arguments of `find` and its relatives: the needle and the part to search.
fn search_arguments<'a>(
    name: &str,
    string: &PyUnicodeObject,
    arguments: &[&'a PyObject],
) -> Result<(&'a PyUnicodeObject, Option<Range>), Raised> {
    stringlib::check_tuple_count(name, arguments.len(), 1, 3)?;
    let range = stringlib::bounds(arguments.get(1).copied(), arguments.get(2).copied(), string.len())?;
    Ok((must_be_str(arguments[0])?, range))
}

fn search(
    name: &str,
    object: &PyObject,
    arguments: &[&PyObject],
    last: bool,
) -> Result<Option<usize>, Raised> {
    let string = own(object);
    let (needle, range) = search_arguments(name, string, arguments)?;
    let Some((start, end)) = range else { return Ok(None) };
    Ok(find_in(string.data().slice(start, end), needle.data(), last).map(|at| at + start))
}

fn position(found: Option<usize>) -> PyResult {
    found.map_or_else(|| crate::int::from_i64(-1), crate::int::from_usize)
}

pub(super) fn find(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    position(search("find", object, arguments, false)?)
}

pub(super) fn rfind(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    position(search("rfind", object, arguments, true)?)
}

fn must_find(found: Option<usize>) -> PyResult {
    match found {
        Some(at) => crate::int::from_usize(at),
        None => Err(raise!(VALUE_ERROR, "substring not found")),
    }
}

pub(super) fn index(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    must_find(search("index", object, arguments, false)?)
}

pub(super) fn rindex(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    must_find(search("rindex", object, arguments, true)?)
}

pub(super) fn count(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let string = own(object);
    let (needle, range) = search_arguments("count", string, arguments)?;
    let Some((start, end)) = range else { return crate::int::from_i64(0) };
    let (text, needle) = (string.data().slice(start, end), needle.data());
    if needle.kind() > text.kind() {
        return crate::int::from_i64(0);
    }
    crate::int::from_usize(on_pair!(text, needle, |text, needle| stringlib::count(text, needle, usize::MAX)))
}

pub(super) fn replace(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("replace", arguments, 2, 3)?;
    let string = own(object);
    let argument = |at: usize| {
        let value = arguments[at];
        let position = if at == 0 { "argument 1" } else { "argument 2" };
        value.cast::<PyUnicodeObject>().ok_or_else(|| args::bad_argument("replace", position, "str", value))
    };
    let (from, to) = (argument(0)?, argument(1)?);
    let most = stringlib::limit(arguments.get(2).copied())?;
    Ok(replace_text(string, from, to, most)?.upcast())
}

/// `string.replace(from, to, most)`.
pub fn replace_text(
    string: &PyUnicodeObject,
    from: &PyUnicodeObject,
    to: &PyUnicodeObject,
    most: usize,
) -> PyResult<PyUnicodeObject> {
    if from.kind() > string.kind() || from.len() > string.len() || most == 0 {
        return to_exact(string);
    }
    let wide = to.kind().max(string.kind());
    macro_rules! at_width {
        ($unit:ty) => {{
            let text = stringlib::units::<$unit>(string.data());
            let from = stringlib::units::<$unit>(from.data());
            let to = stringlib::units::<$unit>(to.data());
            match stringlib::replace(&text, &from, &to, most)? {
                Some(units) => Unit::make_fresh(&units),
                None => to_exact(string),
            }
        }};
    }
    match wide {
        1 => at_width!(u8),
        2 => at_width!(u16),
        _ => at_width!(u32),
    }
}

static SPLIT: Spec = Spec::new("split", &["sep", "maxsplit"]);
static RSPLIT: Spec = Spec::new("rsplit", &["sep", "maxsplit"]);

fn split_on(object: &PyObject, separator: Option<&PyObject>, most: usize, right: bool) -> PyResult {
    let string = own(object);
    let emit_to =
        |parts: &stringlib::Parts, (start, end): Range| parts.push(substring(string, start, end)?.upcast());
    let Some(separator) = separator.filter(|separator| !separator.is_none()) else {
        let parts = stringlib::Parts::new(most)?;
        let emit = |part| emit_to(&parts, part);
        match string.data() {
            Data::One(units) if string.is_ascii() => {
                let emit = |part: Range| match part {
                    (start, end) if end - start == 1 && units.len() > 1 => {
                        parts.push(super::latin1_character(units[start]).to_ref())
                    }
                    part => emit(part),
                };
                if right {
                    stringlib::rsplit_space(units, is_ascii_space, most, emit)?;
                } else {
                    stringlib::split_space(units, is_ascii_space, most, emit)?;
                }
            }
            data => on_data!(data, |units| if right {
                stringlib::rsplit_space(units, character::is_space, most, emit)?
            } else {
                stringlib::split_space(units, character::is_space, most, emit)?
            }),
        }
        return Ok(parts.finish(right));
    };
    let Some(separator) = separator.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "must be str or None, not {}", separator.ob_type().full_name()));
    };
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let (text, needle) = (string.data(), separator.data());
    if needle.kind() > text.kind() || needle.len() > text.len() {
        // The string itself, even of a subclass.
        let parts = stringlib::Parts::new(0)?;
        parts.push(object.to_ref())?;
        return Ok(parts.finish(false));
    }
    let parts = stringlib::Parts::new(most)?;
    let emit = |part| emit_to(&parts, part);
    on_pair!(text, needle, |text, needle| if right {
        stringlib::rsplit(text, needle, most, emit)?
    } else {
        stringlib::split(text, needle, most, emit)?
    });
    Ok(parts.finish(right))
}

#[inline(always)]
fn is_ascii_space(code: u32) -> bool {
    code <= 32 && matches!(code, 9..=13 | 28..=32)
}

#[cold]
fn empty_separator() -> Raised {
    raise!(VALUE_ERROR, "empty separator")
}

pub(super) fn split(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [separator, most]: [Option<&PyObject>; 2] = SPLIT.parse(arguments, kwnames)?;
    split_on(object, separator, stringlib::limit(most)?, false)
}

pub(super) fn rsplit(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [separator, most]: [Option<&PyObject>; 2] = RSPLIT.parse(arguments, kwnames)?;
    split_on(object, separator, stringlib::limit(most)?, true)
}

static SPLITLINES: Spec = Spec::new("splitlines", &["keepends"]);

pub(super) fn splitlines(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [keep]: [Option<&PyObject>; 1] = SPLITLINES.parse(arguments, kwnames)?;
    let keep = keep.map_or(Ok(0), number::as_c_int)? != 0;
    let string = own(object);
    let parts = stringlib::Parts::of_lines()?;
    let emit = |(start, end): Range| parts.push(substring(string, start, end)?.upcast());
    on_data!(string.data(), |units| stringlib::split_lines(units, character::is_line_break, keep, emit)?);
    Ok(parts.finish(false))
}

fn three(a: Ref<PyUnicodeObject>, b: Ref<PyUnicodeObject>, c: Ref<PyUnicodeObject>) -> PyResult {
    Ok(crate::tuple::new([a.upcast(), b.upcast(), c.upcast()])?.upcast())
}

fn partition_on(object: &PyObject, separator: &PyObject, last: bool) -> PyResult {
    let (string, separator) = (own(object), must_be_str(separator)?);
    if separator.is_empty() {
        return Err(empty_separator());
    }
    match find_in(string.data(), separator.data(), last) {
        Some(at) => three(
            substring(string, 0, at)?,
            Ref::new(separator),
            substring(string, at + separator.len(), string.len())?,
        ),
        None if last => three(empty(), empty(), Ref::new(string)),
        None => three(Ref::new(string), empty(), empty()),
    }
}

pub(super) fn partition(object: &PyObject, separator: &PyObject) -> PyResult {
    partition_on(object, separator, false)
}

pub(super) fn rpartition(object: &PyObject, separator: &PyObject) -> PyResult {
    partition_on(object, separator, true)
}

fn strip_ends(name: &str, object: &PyObject, arguments: &[&PyObject], left: bool, right: bool) -> PyResult {
    args::check_count(name, arguments, 0, 1)?;
    let string = own(object);
    let (start, end) = match arguments.first().filter(|argument| !argument.is_none()) {
        None => on_data!(string.data(), |units| stringlib::strip(units, left, right, character::is_space)),
        Some(argument) => {
            let Some(set) = argument.cast::<PyUnicodeObject>() else {
                return Err(raise!(TYPE_ERROR, "{name} arg must be None or str"));
            };
            let set = set.data();
            on_data!(string.data(), |units| {
                stringlib::strip(units, left, right, |code| set.iter().any(|other| other == code))
            })
        }
    };
    Ok(substring(string, start, end)?.upcast())
}

pub(super) fn strip(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    strip_ends("strip", object, arguments, true, true)
}

pub(super) fn lstrip(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    strip_ends("lstrip", object, arguments, true, false)
}

pub(super) fn rstrip(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    strip_ends("rstrip", object, arguments, false, true)
}

/// Whether `affix` stands at the start, or at the end, of the part.
fn tail_matches(
    string: &PyUnicodeObject,
    affix: &PyUnicodeObject,
    range: Option<Range>,
    at_end: bool,
) -> bool {
    let Some((start, end)) = range else { return false };
    let (Some(available), len) = (end.checked_sub(start), affix.len()) else { return false };
    if len > available || affix.kind() > string.kind() {
        return false;
    }
    let from = if at_end { end - len } else { start };
    let part = string.data().slice(from, from + len);
    on_pair!(part, affix.data(), |part, affix| part == affix)
}

fn tail(name: &str, object: &PyObject, arguments: &[&PyObject], at_end: bool) -> PyResult {
    stringlib::check_tuple_count(name, arguments.len(), 1, 3)?;
    let string = own(object);
    let range = stringlib::bounds(arguments.get(1).copied(), arguments.get(2).copied(), string.len())?;
    if let Some(affixes) = arguments[0].cast::<crate::tuple::PyTupleObject>() {
        for affix in affixes.items() {
            let Some(affix) = affix.cast::<PyUnicodeObject>() else {
                let got = affix.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "tuple for {name} must only contain str, not {got}"));
            };
            if tail_matches(string, affix, range, at_end) {
                return Ok(crate::bool_::from_bool(true));
            }
        }
        return Ok(crate::bool_::from_bool(false));
    }
    let Some(affix) = arguments[0].cast::<PyUnicodeObject>() else {
        let got = arguments[0].ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "{name} first arg must be str or a tuple of str, not {got}"));
    };
    Ok(crate::bool_::from_bool(tail_matches(string, affix, range, at_end)))
}

pub(super) fn startswith(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    tail("startswith", object, arguments, false)
}

pub(super) fn endswith(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    tail("endswith", object, arguments, true)
}

fn affix_argument<'a>(name: &str, argument: &'a PyObject) -> Result<&'a PyUnicodeObject, Raised> {
    argument.cast::<PyUnicodeObject>().ok_or_else(|| args::bad_argument(name, "argument", "str", argument))
}

pub(super) fn removeprefix(object: &PyObject, argument: &PyObject) -> PyResult {
    let (string, prefix) = (own(object), affix_argument("removeprefix", argument)?);
    let range = Some((0, string.len()));
    if tail_matches(string, prefix, range, false) {
        return Ok(substring(string, prefix.len(), string.len())?.upcast());
    }
    Ok(to_exact(string)?.upcast())
}

pub(super) fn removesuffix(object: &PyObject, argument: &PyObject) -> PyResult {
    let (string, suffix) = (own(object), affix_argument("removesuffix", argument)?);
    let range = Some((0, string.len()));
    if !suffix.is_empty() && tail_matches(string, suffix, range, true) {
        return Ok(substring(string, 0, string.len() - suffix.len())?.upcast());
    }
    Ok(to_exact(string)?.upcast())
}

/// `separator.join(items)`.
pub fn join(separator: &PyUnicodeObject, items: &[Ref]) -> PyResult<PyUnicodeObject> {
    let (mut len, mut max) = (0usize, 0u32);
    for (index, item) in items.iter().enumerate() {
        let Some(string) = item.cast::<PyUnicodeObject>() else {
            let got = item.ob_type().full_name();
            return Err(raise!(TYPE_ERROR, "sequence item {index}: expected str instance, {got} found"));
        };
        if index > 0 {
            len = len.saturating_add(separator.len());
        }
        len = len.saturating_add(string.len());
        max |= string.max_bound();
    }
    match items {
        [] => return Ok(empty()),
        [only] if only.is_exact::<PyUnicodeObject>() => return Ok(Ref::new(own(only))),
        _ => {}
    }
    if len > isize::MAX as usize {
        return Err(raise!(OVERFLOW_ERROR, "join() result is too long for a Python string"));
    }
    if len == 0 {
        return Ok(empty());
    }
    if items.len() > 1 {
        max |= separator.max_bound();
    }
    let made = super::allocate(len, max)?;
    let mut at = 0;
    for (index, item) in items.iter().enumerate() {
        let string = own(item);
        // SAFETY: fresh, and as long and as wide as counted.
        unsafe {
            if index > 0 {
                super::write_data(&made, at, separator.data());
                at += separator.len();
            }
            super::write_data(&made, at, string.data());
        }
        at += string.len();
    }
    Ok(made)
}

pub(super) fn join_method(object: &PyObject, iterable: &PyObject) -> PyResult {
    let items = crate::sequence::fast(iterable, "can only join an iterable")?;
    Ok(join(own(object), &items)?.upcast())
}

static EXPANDTABS: Spec = Spec::new("expandtabs", &["tabsize"]);

pub(super) fn expandtabs(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [size]: [Option<&PyObject>; 1] = EXPANDTABS.parse(arguments, kwnames)?;
    let size = size.map_or(Ok(8), number::as_c_int)?;
    let string = own(object);
    if !string.data().iter().any(|code| code == 9) {
        return Ok(to_exact(string)?.upcast());
    }
    let size = usize::try_from(size).unwrap_or(0);
    let mut builder = super::Builder::new();
    let mut column = 0usize;
    for code in string.data().iter() {
        match code {
            9 if size > 0 => {
                let spaces = size - column % size;
                column += spaces;
                if column > isize::MAX as usize {
                    return Err(raise!(OVERFLOW_ERROR, "new string is too long"));
                }
                builder.push_repeated(32, spaces)?;
            }
            9 => {}
            _ => {
                builder.push(code)?;
                column = if matches!(code, 10 | 13) { 0 } else { column + 1 };
            }
        }
    }
    Ok(builder.finish()?.upcast())
}
