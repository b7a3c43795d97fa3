//! The methods that `bytes` and `bytearray` share (`Objects/bytes_methods.c`). Each is written once over the content; a
//! macro makes both types' functions of it.

use crate::args;
use crate::buffer::View;
use crate::object::{PyObject, PyResult, Raised};
use crate::str::PyUnicodeObject;
use crate::stringlib::{self, Range};
use crate::tuple::PyTupleObject;
use crate::{number, raise};

/// Which of the two types; results are of the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bytes,
    ByteArray,
}

/// An object and its content, which can't change for the moment.
#[derive(Clone, Copy)]
pub(crate) struct Own<'a> {
    pub object: &'a PyObject,
    pub content: &'a [u8],
    pub kind: Kind,
}

impl Kind {
    /// Whether an object can have so many bytes.
    fn check_size(self, len: usize) -> Result<(), Raised> {
        match self {
            Kind::Bytes => super::check_size(len),
            Kind::ByteArray => Ok(()),
        }
    }

    pub fn make(self, content: &[u8]) -> PyResult {
        match self {
            Kind::Bytes => Ok(super::new(content)?.upcast()),
            Kind::ByteArray => Ok(crate::bytearray::new(content)?.upcast()),
        }
    }
}

impl Own<'_> {
    /// The object itself where that makes no difference, else a copy.
    fn unchanged(&self) -> PyResult {
        if self.kind == Kind::Bytes && self.object.is_exact::<super::PyBytesObject>() {
            return Ok(self.object.to_ref());
        }
        self.kind.make(self.content)
    }

    fn part(&self, (start, end): Range) -> PyResult {
        if start == 0 && end == self.content.len() {
            self.unchanged()
        } else {
            self.kind.make(&self.content[start..end])
        }
    }
}

/// A number from 0 to 255.
pub(crate) fn byte_value(object: &PyObject) -> Result<u8, Raised> {
    let index = number::index(object)?;
    crate::int::to_i64(&index)
        .and_then(|value| u8::try_from(value).ok())
        .ok_or_else(|| raise!(VALUE_ERROR, "byte must be in range(0, 256)"))
}

/// A byte or several, to be searched for.
enum Needle {
    Byte(u8),
    View(View),
}

impl Needle {
    fn of(object: &PyObject) -> Result<Needle, Raised> {
        if crate::buffer::supported(object) {
            return Ok(Needle::View(View::simple(object)?));
        }
        if number::check_index(object) {
            return byte_value(object).map(Needle::Byte);
        }
        let got = object.ob_type().full_name();
        Err(raise!(TYPE_ERROR, "argument should be integer or bytes-like object, not '{got}'"))
    }

    fn as_slice(&self) -> &[u8] {
        match self {
            Needle::Byte(byte) => std::slice::from_ref(byte),
            Needle::View(view) => view.as_slice(),
        }
    }
}

fn search_arguments(
    name: &str,
    own: Own<'_>,
    arguments: &[&PyObject],
) -> Result<(Needle, Option<Range>), Raised> {
    stringlib::check_tuple_count(name, arguments.len(), 1, 3)?;
    let range = stringlib::bounds(arguments.get(1).copied(), arguments.get(2).copied(), own.content.len())?;
    Ok((Needle::of(arguments[0])?, range))
}

fn search(name: &str, own: Own<'_>, arguments: &[&PyObject], last: bool) -> Result<Option<usize>, Raised> {
    let (needle, range) = search_arguments(name, own, arguments)?;
    let Some((start, end)) = range else { return Ok(None) };
    let part = &own.content[start..end];
    let found = if last {
        stringlib::rfind(part, needle.as_slice())
    } else {
        stringlib::find(part, needle.as_slice())
    };
    Ok(found.map(|at| at + start))
}

fn position(found: Option<usize>) -> PyResult {
    found.map_or_else(|| crate::int::from_i64(-1), crate::int::from_usize)
}

fn must_find(found: Option<usize>) -> PyResult {
    match found {
        Some(at) => crate::int::from_usize(at),
        None => Err(raise!(VALUE_ERROR, "subsection not found")),
    }
}

pub(crate) fn find(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    position(search("find", own, arguments, false)?)
}

pub(crate) fn rfind(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    position(search("rfind", own, arguments, true)?)
}

pub(crate) fn index(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    must_find(search("index", own, arguments, false)?)
}

pub(crate) fn rindex(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    must_find(search("rindex", own, arguments, true)?)
}

pub(crate) fn count(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    let (needle, range) = search_arguments("count", own, arguments)?;
    let found = range
        .map_or(0, |(start, end)| stringlib::count(&own.content[start..end], needle.as_slice(), usize::MAX));
    crate::int::from_usize(found)
}

/// `value in content`.
pub(crate) fn contains(content: &[u8], value: &PyObject) -> Result<bool, Raised> {
    if number::check_index(value) {
        let index = number::index(value)?;
        return match crate::int::to_i64(&index).and_then(|value| u8::try_from(value).ok()) {
            Some(byte) => Ok(content.contains(&byte)),
            None => Err(raise!(VALUE_ERROR, "byte must be in range(0, 256)")),
        };
    }
    let view = View::simple(value)?;
    Ok(stringlib::find(content, view.as_slice()).is_some())
}

pub(crate) fn replace(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    args::check_count("replace", arguments, 2, 3)?;
    let (from, to) = (View::simple(arguments[0])?, View::simple(arguments[1])?);
    let most = stringlib::limit(arguments.get(2).copied())?;
    match stringlib::replace(own.content, from.as_slice(), to.as_slice(), most)? {
        Some(content) => own.kind.make(&content),
        None => own.unchanged(),
    }
}

fn is_space(code: u32) -> bool {
    matches!(code, 9..=13 | 32)
}

fn is_line_break(code: u32) -> bool {
    matches!(code, 10 | 13)
}

static SPLIT: args::Spec = args::Spec::new("split", &["sep", "maxsplit"]);
static RSPLIT: args::Spec = args::Spec::new("rsplit", &["sep", "maxsplit"]);

fn split_on(own: Own<'_>, separator: Option<&PyObject>, most: usize, right: bool) -> PyResult {
    let content = own.content;
    let parts = stringlib::Parts::new(most)?;
    let emit = |part| parts.push(own.part(part)?);
    match separator.filter(|separator| !separator.is_none()) {
        None if right => stringlib::rsplit_space(content, is_space, most, emit)?,
        None => stringlib::split_space(content, is_space, most, emit)?,
        Some(separator) => {
            let separator = View::simple(separator)?;
            match separator.as_slice() {
                [] => return Err(raise!(VALUE_ERROR, "empty separator")),
                separator if right => stringlib::rsplit(content, separator, most, emit)?,
                separator => stringlib::split(content, separator, most, emit)?,
            }
        }
    }
    Ok(parts.finish(right))
}

pub(crate) fn split(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [separator, most]: [Option<&PyObject>; 2] = SPLIT.parse(arguments, kwnames)?;
    split_on(own, separator, stringlib::limit(most)?, false)
}

pub(crate) fn rsplit(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [separator, most]: [Option<&PyObject>; 2] = RSPLIT.parse(arguments, kwnames)?;
    split_on(own, separator, stringlib::limit(most)?, true)
}

static SPLITLINES: args::Spec = args::Spec::new("splitlines", &["keepends"]);

pub(crate) fn splitlines(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [keep]: [Option<&PyObject>; 1] = SPLITLINES.parse(arguments, kwnames)?;
    let keep = keep.map_or(Ok(0), number::as_c_int)? != 0;
    let parts = stringlib::Parts::of_lines()?;
    stringlib::split_lines(own.content, is_line_break, keep, |part| parts.push(own.part(part)?))?;
    Ok(parts.finish(false))
}

fn partition_on(own: Own<'_>, separator: &PyObject, last: bool) -> PyResult {
    let view = View::simple(separator)?;
    let needle = view.as_slice();
    if needle.is_empty() {
        return Err(raise!(VALUE_ERROR, "empty separator"));
    }
    let found =
        if last { stringlib::rfind(own.content, needle) } else { stringlib::find(own.content, needle) };
    let parts = match found {
        Some(at) => {
            // `bytes` hands back the separator that it was given.
            let middle = if own.kind == Kind::Bytes { separator.to_ref() } else { own.kind.make(needle)? };
            [own.kind.make(&own.content[..at])?, middle, own.kind.make(&own.content[at + needle.len()..])?]
        }
        None if last => [own.kind.make(&[])?, own.kind.make(&[])?, own.unchanged()?],
        None => [own.unchanged()?, own.kind.make(&[])?, own.kind.make(&[])?],
    };
    Ok(crate::tuple::new(parts)?.upcast())
}

pub(crate) fn partition(own: Own<'_>, separator: &PyObject) -> PyResult {
    partition_on(own, separator, false)
}

pub(crate) fn rpartition(own: Own<'_>, separator: &PyObject) -> PyResult {
    partition_on(own, separator, true)
}

fn strip_ends(name: &str, own: Own<'_>, arguments: &[&PyObject], left: bool, right: bool) -> PyResult {
    args::check_count(name, arguments, 0, 1)?;
    let part = match arguments.first().filter(|argument| !argument.is_none()) {
        None => stringlib::strip(own.content, left, right, is_space),
        Some(set) => {
            let set = View::simple(set)?;
            let set = set.as_slice();
            stringlib::strip(own.content, left, right, |code| set.contains(&(code as u8)))
        }
    };
    own.part(part)
}

pub(crate) fn strip(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    strip_ends("strip", own, arguments, true, true)
}

pub(crate) fn lstrip(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    strip_ends("lstrip", own, arguments, true, false)
}

pub(crate) fn rstrip(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    strip_ends("rstrip", own, arguments, false, true)
}

fn tail_matches(
    content: &[u8],
    affix: &PyObject,
    range: Option<Range>,
    at_end: bool,
) -> Result<bool, Raised> {
    let view = View::simple(affix)?;
    let Some((start, end)) = range else { return Ok(false) };
    let part = content.get(start..end).unwrap_or(&[]);
    Ok(if at_end { part.ends_with(view.as_slice()) } else { part.starts_with(view.as_slice()) })
}

fn tail(name: &str, own: Own<'_>, arguments: &[&PyObject], at_end: bool) -> PyResult {
    stringlib::check_tuple_count(name, arguments.len(), 1, 3)?;
    let range = stringlib::bounds(arguments.get(1).copied(), arguments.get(2).copied(), own.content.len())?;
    if let Some(affixes) = arguments[0].cast::<PyTupleObject>() {
        for affix in affixes.items() {
            if tail_matches(own.content, affix, range, at_end)? {
                return Ok(crate::bool_::from_bool(true));
            }
        }
        return Ok(crate::bool_::from_bool(false));
    }
    match tail_matches(own.content, arguments[0], range, at_end) {
        Ok(matches) => Ok(crate::bool_::from_bool(matches)),
        Err(_) if crate::errors::matches(&crate::exceptions::TYPE_ERROR) => {
            crate::errors::clear();
            let got = arguments[0].ob_type().full_name();
            Err(raise!(TYPE_ERROR, "{name} first arg must be bytes or a tuple of bytes, not {got}"))
        }
        Err(raised) => Err(raised),
    }
}

pub(crate) fn startswith(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    tail("startswith", own, arguments, false)
}

pub(crate) fn endswith(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    tail("endswith", own, arguments, true)
}

pub(crate) fn removeprefix(own: Own<'_>, prefix: &PyObject) -> PyResult {
    let view = View::simple(prefix)?;
    match own.content.strip_prefix(view.as_slice()) {
        Some(rest) if !view.as_slice().is_empty() => own.kind.make(rest),
        _ => own.unchanged(),
    }
}

pub(crate) fn removesuffix(own: Own<'_>, suffix: &PyObject) -> PyResult {
    let view = View::simple(suffix)?;
    match own.content.strip_suffix(view.as_slice()) {
        Some(rest) if !view.as_slice().is_empty() => own.kind.make(rest),
        _ => own.unchanged(),
    }
}

pub(crate) fn join(own: Own<'_>, iterable: &PyObject) -> PyResult {
    let items = crate::sequence::fast(iterable, "can only join an iterable")?;
    if let [only] = items.as_slice()
        && own.kind == Kind::Bytes
        && only.is_exact::<super::PyBytesObject>()
    {
        return Ok(only.clone());
    }
    let mut joined: Vec<u8> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(Ok(view)) = View::simple_if_supported(item) else {
            if crate::errors::occurred() {
                crate::errors::clear();
            }
            let got = item.ob_type().full_name();
            return Err(raise!(
                TYPE_ERROR,
                "sequence item {index}: expected a bytes-like object, {got} found"
            ));
        };
        let separator = if index > 0 { own.content } else { &[] };
        let more = separator.len() + view.as_slice().len();
        crate::memory::fallibly(|| joined.try_reserve(more)).map_err(|_| crate::errors::no_memory())?;
        joined.extend_from_slice(separator);
        joined.extend_from_slice(view.as_slice());
    }
    own.kind.make(&joined)
}

fn changed(own: Own<'_>, change: impl FnOnce(&mut [u8])) -> PyResult {
    let mut content = crate::memory::try_vec(own.content.len())?;
    content.extend_from_slice(own.content);
    change(&mut content);
    own.kind.make(&content)
}

pub(crate) fn lower(own: Own<'_>) -> PyResult {
    changed(own, |content| content.make_ascii_lowercase())
}

pub(crate) fn upper(own: Own<'_>) -> PyResult {
    changed(own, |content| content.make_ascii_uppercase())
}

pub(crate) fn swapcase(own: Own<'_>) -> PyResult {
    changed(own, |content| {
        for byte in content.iter_mut().filter(|byte| byte.is_ascii_alphabetic()) {
            *byte ^= 0x20;
        }
    })
}

pub(crate) fn capitalize(own: Own<'_>) -> PyResult {
    changed(own, |content| {
        if let Some((first, rest)) = content.split_first_mut() {
            first.make_ascii_uppercase();
            rest.make_ascii_lowercase();
        }
    })
}

pub(crate) fn title(own: Own<'_>) -> PyResult {
    changed(own, |content| {
        let mut in_word = false;
        for byte in content.iter_mut() {
            if in_word {
                byte.make_ascii_lowercase()
            } else {
                byte.make_ascii_uppercase()
            }
            in_word = byte.is_ascii_alphabetic();
        }
    })
}

fn answer(value: bool) -> PyResult {
    Ok(crate::bool_::from_bool(value))
}

fn all(own: Own<'_>, test: fn(&u8) -> bool) -> PyResult {
    answer(!own.content.is_empty() && own.content.iter().all(test))
}

pub(crate) fn isspace(own: Own<'_>) -> PyResult {
    all(own, |byte| is_space(u32::from(*byte)))
}

pub(crate) fn isalpha(own: Own<'_>) -> PyResult {
    all(own, u8::is_ascii_alphabetic)
}

pub(crate) fn isalnum(own: Own<'_>) -> PyResult {
    all(own, u8::is_ascii_alphanumeric)
}

pub(crate) fn isdigit(own: Own<'_>) -> PyResult {
    all(own, u8::is_ascii_digit)
}

pub(crate) fn isascii(own: Own<'_>) -> PyResult {
    answer(own.content.is_ascii())
}

pub(crate) fn islower(own: Own<'_>) -> PyResult {
    let content = own.content;
    answer(content.iter().any(u8::is_ascii_lowercase) && !content.iter().any(u8::is_ascii_uppercase))
}

pub(crate) fn isupper(own: Own<'_>) -> PyResult {
    let content = own.content;
    answer(content.iter().any(u8::is_ascii_uppercase) && !content.iter().any(u8::is_ascii_lowercase))
}

pub(crate) fn istitle(own: Own<'_>) -> PyResult {
    let (mut cased, mut in_word) = (false, false);
    for byte in own.content {
        let wrong = if in_word { byte.is_ascii_uppercase() } else { byte.is_ascii_lowercase() };
        if wrong {
            return answer(false);
        }
        in_word = byte.is_ascii_alphabetic();
        cased |= in_word;
    }
    answer(cased)
}

/// The content with so many fill bytes before and behind.
fn padded(own: Own<'_>, before: usize, behind: usize, fill: u8) -> PyResult {
    if before == 0 && behind == 0 {
        return own.unchanged();
    }
    let len = own.content.len().saturating_add(before).saturating_add(behind);
    own.kind.check_size(len)?;
    let mut content = crate::memory::try_vec(len)?;
    content.resize(before, fill);
    content.extend_from_slice(own.content);
    content.resize(len, fill);
    own.kind.make(&content)
}

fn pad_arguments(name: &str, own: Own<'_>, arguments: &[&PyObject]) -> Result<(usize, usize, u8), Raised> {
    args::check_count(name, arguments, 1, 2)?;
    let width = usize::try_from(number::as_isize(arguments[0])?).unwrap_or(0);
    let fill = match arguments.get(1) {
        None => b' ',
        Some(fill) => {
            let single =
                if fill.is_instance_of::<super::PyBytesObject>() || crate::bytearray::is_bytearray(fill) {
                    match View::simple(fill)?.as_slice() {
                        [byte] => Some(*byte),
                        _ => None,
                    }
                } else {
                    None
                };
            single.ok_or_else(|| args::bad_argument(name, "argument 2", "a byte string of length 1", fill))?
        }
    };
    Ok((width, width.saturating_sub(own.content.len()), fill))
}

pub(crate) fn center(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    let (width, margin, fill) = pad_arguments("center", own, arguments)?;
    let left = margin / 2 + (margin & width & 1);
    padded(own, left, margin - left, fill)
}

pub(crate) fn ljust(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    let (_, margin, fill) = pad_arguments("ljust", own, arguments)?;
    padded(own, 0, margin, fill)
}

pub(crate) fn rjust(own: Own<'_>, arguments: &[&PyObject]) -> PyResult {
    let (_, margin, fill) = pad_arguments("rjust", own, arguments)?;
    padded(own, margin, 0, fill)
}

pub(crate) fn zfill(own: Own<'_>, width: &PyObject) -> PyResult {
    let width = usize::try_from(number::as_isize(width)?).unwrap_or(0);
    let zeros = width.saturating_sub(own.content.len());
    if zeros == 0 {
        return own.unchanged();
    }
    own.kind.check_size(width)?;
    let mut content = crate::memory::try_vec(width)?;
    let signed = usize::from(matches!(own.content.first(), Some(b'+' | b'-')));
    content.extend_from_slice(&own.content[..signed]);
    content.resize(signed + zeros, b'0');
    content.extend_from_slice(&own.content[signed..]);
    own.kind.make(&content)
}

static EXPANDTABS: args::Spec = args::Spec::new("expandtabs", &["tabsize"]);

pub(crate) fn expandtabs(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [size]: [Option<&PyObject>; 1] = EXPANDTABS.parse(arguments, kwnames)?;
    let size = usize::try_from(size.map_or(Ok(8), number::as_c_int)?).unwrap_or(0);
    let mut content: Vec<u8> = Vec::new();
    let mut column = 0;
    for &byte in own.content {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                column += spaces;
                crate::memory::fallibly(|| content.try_reserve(spaces))
                    .map_err(|_| crate::errors::no_memory())?;
                content.resize(content.len() + spaces, b' ');
            }
            b'\t' => {}
            _ => {
                content.push(byte);
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    own.kind.make(&content)
}

static TRANSLATE: args::Spec = args::Spec::new("translate", &["", "delete"]).required(1).positional_only(1);

pub(crate) fn translate(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [table, delete]: [Option<&PyObject>; 2] = TRANSLATE.parse(arguments, kwnames)?;
    let table = table.filter(|table| !table.is_none()).map(View::simple).transpose()?;
    let table = table.as_ref().map(View::as_slice);
    if table.is_some_and(|table| table.len() != 256) {
        return Err(raise!(VALUE_ERROR, "translation table must be 256 characters long"));
    }
    let delete = delete.map(View::simple).transpose()?;
    let delete = delete.as_ref().map_or(&[][..], View::as_slice);
    let map = |byte: u8| table.map_or(byte, |table| table[usize::from(byte)]);
    let content: Vec<u8> =
        own.content.iter().filter(|byte| !delete.contains(byte)).map(|&byte| map(byte)).collect();
    if content == own.content { own.unchanged() } else { own.kind.make(&content) }
}

/// `bytes.maketrans`.
pub(crate) fn maketrans(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("maketrans", arguments, 2, 2)?;
    let (from, to) = (View::simple(arguments[0])?, View::simple(arguments[1])?);
    if from.as_slice().len() != to.as_slice().len() {
        return Err(raise!(VALUE_ERROR, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.as_slice().iter().zip(to.as_slice()) {
        table[usize::from(from)] = to;
    }
    Ok(super::new(&table)?.upcast())
}

static HEX: args::Spec = args::Spec::new("hex", &["sep", "bytes_per_sep"]);

pub(crate) fn hex(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [separator, group]: [Option<&PyObject>; 2] = HEX.parse(arguments, kwnames)?;
    hex_text(own.content, separator, group)
}

/// `hex(sep, bytes_per_sep)` of any content.
pub fn hex_text(content: &[u8], separator: Option<&PyObject>, group: Option<&PyObject>) -> PyResult {
    let group = group.map_or(Ok(1), number::as_c_int)?;
    let separator = match separator {
        None => None,
        Some(separator) => {
            if crate::sequence::length(separator)? != 1 {
                return Err(raise!(VALUE_ERROR, "sep must be length 1."));
            }
            let text = if let Some(string) = separator.cast::<PyUnicodeObject>() {
                string.data().iter().next()
            } else if let Some(bytes) = super::as_slice(separator) {
                bytes.first().map(|&byte| u32::from(byte))
            } else {
                return Err(raise!(TYPE_ERROR, "sep must be str or bytes."));
            };
            match text.and_then(|code| u8::try_from(code).ok()).filter(u8::is_ascii) {
                Some(byte) => Some(byte),
                None => return Err(raise!(VALUE_ERROR, "sep must be ASCII.")),
            }
        }
    };
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = group.unsigned_abs() as usize;
    let mut text = crate::memory::try_vec(content.len().saturating_mul(3))?;
    for (index, &byte) in content.iter().enumerate() {
        if let Some(separator) = separator
            && size > 0
            && index > 0
        {
            // Groups are counted from the right, or from the left for a negative size.
            let boundary = if group > 0 { content.len() - index } else { index }.is_multiple_of(size);
            if boundary {
                text.push(separator);
            }
        }
        text.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    Ok(crate::str::from_latin1(&text)?.upcast())
}

/// The bytes of hexadecimal text, white space between pairs ignored.
pub(crate) fn from_hex(text: &PyObject) -> Result<Vec<u8>, Raised> {
    let Some(string) = text.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("fromhex", "argument", "str", text));
    };
    let data = string.data();
    let mut content = crate::memory::try_vec(data.len() / 2)?;
    let digit = |at: usize| {
        let code = if at < data.len() { data.get(at) } else { 0 };
        char::from_u32(code).filter(char::is_ascii).and_then(|c| c.to_digit(16))
    };
    let mut at = 0;
    while at < data.len() {
        if data.get(at) < 0x80 && is_space(data.get(at)) {
            at += 1;
            continue;
        }
        let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else {
            let wrong = if digit(at).is_some() { at + 1 } else { at };
            return Err(raise!(
                VALUE_ERROR,
                "non-hexadecimal number found in fromhex() arg at position {wrong}"
            ));
        };
        content.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(content)
}

pub(crate) fn decode(own: Own<'_>, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    crate::str::codecs::decode_method(own.object, own.content, arguments, kwnames)
}

/// `b'…'`; `bytearray` escapes single quotes always.
pub(crate) fn push_repr(text: &mut Vec<u8>, content: &[u8], escape_single: bool) {
    let quote = if content.contains(&b'\'') && !content.contains(&b'"') { b'"' } else { b'\'' };
    text.extend([b'b', quote]);
    for &byte in content {
        match byte {
            b'\\' => text.extend(b"\\\\"),
            b'\t' => text.extend(b"\\t"),
            b'\n' => text.extend(b"\\n"),
            b'\r' => text.extend(b"\\r"),
            b'\'' if escape_single => text.extend(b"\\'"),
            _ if byte == quote && !escape_single => text.extend([b'\\', byte]),
            b' '..0x7f => text.push(byte),
            _ => text.extend(format!("\\x{byte:02x}").bytes()),
        }
    }
    text.push(quote);
}

/// Items of an iterable as bytes; `what` is the type's name in the message for what is not iterable.
pub(crate) fn collect(iterable: &PyObject, what: &str, range_message: &str) -> Result<Vec<u8>, Raised> {
    let iterator = match crate::iter::get_iter(iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if crate::errors::matches(&crate::exceptions::TYPE_ERROR) {
                crate::errors::clear();
                let got = iterable.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "cannot convert '{got}' object to {what}"));
            }
            return Err(raised);
        }
    };
    if what == "bytes" {
        crate::iter::length_hint(iterable, 64)?;
    }
    let mut content: Vec<u8> = Vec::new();
    while let Some(item) = crate::iter::next(&iterator)? {
        let index = number::index(&item)?;
        let byte = crate::int::to_i64(&index).and_then(|value| u8::try_from(value).ok());
        crate::memory::fallibly(|| content.try_reserve(1)).map_err(|_| crate::errors::no_memory())?;
        content.push(byte.ok_or_else(|| raise!(VALUE_ERROR, "{range_message}"))?);
    }
    Ok(content)
}

/// Concatenates two bytes-like objects.
pub(crate) fn concat(kind: Kind, a: &PyObject, b: &PyObject) -> PyResult {
    if !crate::buffer::supported(a) || !crate::buffer::supported(b) {
        return Err(cannot_concat(a, b));
    }
    let (x, y) = (View::simple(a)?, View::simple(b)?);
    let mut content = crate::memory::try_vec(x.as_slice().len() + y.as_slice().len())?;
    content.extend_from_slice(x.as_slice());
    content.extend_from_slice(y.as_slice());
    kind.make(&content)
}

#[cold]
pub(crate) fn cannot_concat(a: &PyObject, b: &PyObject) -> Raised {
    raise!(TYPE_ERROR, "can't concat {} to {}", b.ob_type().full_name(), a.ob_type().full_name())
}

/// Makes a type's functions of the shared ones, and its table of methods: `with` runs a function on an [`Own`].
macro_rules! method_table {
    ($with:path; $($own:expr),* $(,)?) => {{
        use $crate::bytes::shared;
        use $crate::descr::PyMethodDef;
        use $crate::object::{PyObject, PyResult};
        macro_rules! noargs {
            ($name:ident) => {{
                fn method(object: &PyObject) -> PyResult {
                    $with(object, |own| shared::$name(own))
                }
                method
            }};
        }
        macro_rules! one {
            ($name:ident) => {{
                fn method(object: &PyObject, argument: &PyObject) -> PyResult {
                    $with(object, |own| shared::$name(own, argument))
                }
                method
            }};
        }
        macro_rules! fast {
            ($name:ident) => {{
                fn method(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
                    $with(object, |own| shared::$name(own, arguments))
                }
                method
            }};
        }
        macro_rules! keywords {
            ($name:ident) => {{
                fn method(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
                    $with(object, |own| shared::$name(own, arguments, kwnames))
                }
                method
            }};
        }
        &[
            PyMethodDef::noargs(c"capitalize", noargs!(capitalize), c"B.capitalize() -> copy of B\n\nThe first byte in upper case, the others in lower case; ASCII only."),
            PyMethodDef::fast(c"center", fast!(center), c"center($self, width, fillchar=b' ', /)\n--\n\nThe content in the middle of width bytes."),
            PyMethodDef::fast(c"count", fast!(count), c"B.count(sub[, start[, end]]) -> int\n\nHow often sub (bytes or one byte) stands in B[start:end], without overlaps.").old_style(),
            PyMethodDef::keywords(c"decode", keywords!(decode), c"decode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe content as text; errors names the handler of what can't be decoded."),
            PyMethodDef::fast(c"endswith", fast!(endswith), c"B.endswith(suffix[, start[, end]]) -> bool\n\nWhether B[start:end] ends with suffix, or with one of a tuple of them.").old_style(),
            PyMethodDef::keywords(c"expandtabs", keywords!(expandtabs), c"expandtabs($self, /, tabsize=8)\n--\n\nThe content with tabs replaced by spaces up to the next column."),
            PyMethodDef::fast(c"find", fast!(find), c"B.find(sub[, start[, end]]) -> int\n\nThe lowest index of sub in B[start:end], or -1.").old_style(),
            PyMethodDef::keywords(c"hex", keywords!(hex), c"hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nHexadecimal text, two digits a byte, with sep between groups."),
            PyMethodDef::fast(c"index", fast!(index), c"B.index(sub[, start[, end]]) -> int\n\nThe lowest index of sub in B[start:end]; ValueError where there is none.").old_style(),
            PyMethodDef::noargs(c"isalnum", noargs!(isalnum), c"B.isalnum() -> bool\n\nWhether there are bytes, all of them ASCII letters or digits."),
            PyMethodDef::noargs(c"isalpha", noargs!(isalpha), c"B.isalpha() -> bool\n\nWhether there are bytes, all of them ASCII letters."),
            PyMethodDef::noargs(c"isascii", noargs!(isascii), c"B.isascii() -> bool\n\nWhether every byte is ASCII."),
            PyMethodDef::noargs(c"isdigit", noargs!(isdigit), c"B.isdigit() -> bool\n\nWhether there are bytes, all of them ASCII digits."),
            PyMethodDef::noargs(c"islower", noargs!(islower), c"B.islower() -> bool\n\nWhether there are ASCII letters, all of them lower case."),
            PyMethodDef::noargs(c"isspace", noargs!(isspace), c"B.isspace() -> bool\n\nWhether there are bytes, all of them ASCII white space."),
            PyMethodDef::noargs(c"istitle", noargs!(istitle), c"B.istitle() -> bool\n\nWhether each word begins in upper case and goes on in lower case."),
            PyMethodDef::noargs(c"isupper", noargs!(isupper), c"B.isupper() -> bool\n\nWhether there are ASCII letters, all of them upper case."),
            PyMethodDef::one(c"join", one!(join), c"join($self, iterable_of_bytes, /)\n--\n\nThe items of the iterable, with this content between them."),
            PyMethodDef::fast(c"ljust", fast!(ljust), c"ljust($self, width, fillchar=b' ', /)\n--\n\nThe content at the left of width bytes."),
            PyMethodDef::noargs(c"lower", noargs!(lower), c"B.lower() -> copy of B\n\nASCII letters in lower case."),
            PyMethodDef::fast(c"lstrip", fast!(lstrip), c"lstrip($self, bytes=None, /)\n--\n\nThe content without white space, or without those bytes, in front."),
            PyMethodDef::fast(c"maketrans", shared::maketrans, c"maketrans(frm, to, /)\n--\n\nA table for translate() that maps each byte of frm to the one in to.").static_(),
            PyMethodDef::one(c"partition", one!(partition), c"partition($self, sep, /)\n--\n\nWhat stands before the first sep, sep, and what stands behind it."),
            PyMethodDef::fast(c"replace", fast!(replace), c"replace($self, old, new, count=-1, /)\n--\n\nThe content with old replaced by new, at most count times from the left."),
            PyMethodDef::one(c"removeprefix", one!(removeprefix), c"removeprefix($self, prefix, /)\n--\n\nThe content without prefix in front, if it is there."),
            PyMethodDef::one(c"removesuffix", one!(removesuffix), c"removesuffix($self, suffix, /)\n--\n\nThe content without suffix behind, if it is there."),
            PyMethodDef::fast(c"rfind", fast!(rfind), c"B.rfind(sub[, start[, end]]) -> int\n\nThe highest index of sub in B[start:end], or -1.").old_style(),
            PyMethodDef::fast(c"rindex", fast!(rindex), c"B.rindex(sub[, start[, end]]) -> int\n\nThe highest index of sub in B[start:end]; ValueError where there is none.").old_style(),
            PyMethodDef::fast(c"rjust", fast!(rjust), c"rjust($self, width, fillchar=b' ', /)\n--\n\nThe content at the right of width bytes."),
            PyMethodDef::one(c"rpartition", one!(rpartition), c"rpartition($self, sep, /)\n--\n\nWhat stands before the last sep, sep, and what stands behind it."),
            PyMethodDef::keywords(c"rsplit", keywords!(rsplit), c"rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nThe parts between separators (runs of white space for None), split from the right."),
            PyMethodDef::fast(c"rstrip", fast!(rstrip), c"rstrip($self, bytes=None, /)\n--\n\nThe content without white space, or without those bytes, behind."),
            PyMethodDef::keywords(c"split", keywords!(split), c"split($self, /, sep=None, maxsplit=-1)\n--\n\nThe parts between separators (runs of white space for None), split from the left."),
            PyMethodDef::keywords(c"splitlines", keywords!(splitlines), c"splitlines($self, /, keepends=False)\n--\n\nThe lines as a list, with their ends if keepends."),
            PyMethodDef::fast(c"startswith", fast!(startswith), c"B.startswith(prefix[, start[, end]]) -> bool\n\nWhether B[start:end] begins with prefix, or with one of a tuple of them.").old_style(),
            PyMethodDef::fast(c"strip", fast!(strip), c"strip($self, bytes=None, /)\n--\n\nThe content without white space, or without those bytes, at both ends."),
            PyMethodDef::noargs(c"swapcase", noargs!(swapcase), c"B.swapcase() -> copy of B\n\nASCII upper case made lower and lower case made upper."),
            PyMethodDef::noargs(c"title", noargs!(title), c"B.title() -> copy of B\n\nEach word's first ASCII letter in upper case, the others in lower case."),
            PyMethodDef::keywords(c"translate", keywords!(translate), c"translate($self, table, /, delete=b'')\n--\n\nEach byte replaced by what the table of 256 has for it, those of delete left out."),
            PyMethodDef::noargs(c"upper", noargs!(upper), c"B.upper() -> copy of B\n\nASCII letters in upper case."),
            PyMethodDef::one(c"zfill", one!(zfill), c"zfill($self, width, /)\n--\n\nThe content with zeros in front (behind a sign), up to width bytes."),
            $($own,)*
            PyMethodDef::END,
        ]
    }};
}

pub(crate) use method_table;

/// Whether `-b` asks for warnings where bytes meet text.
static WARNS: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Whether to warn where bytes meet text.
pub fn set_warnings(on: bool) {
    WARNS.store(on, std::sync::atomic::Ordering::Relaxed);
}

/// A `BytesWarning`, if they are wanted.
pub fn warn(message: &str) -> Result<(), crate::object::Raised> {
    if !WARNS.load(std::sync::atomic::Ordering::Relaxed) {
        return Ok(());
    }
    match crate::hooks::get().warn {
        Some(warn) => warn(&crate::exceptions::BYTES_WARNING, message, 1),
        None => Ok(()),
    }
}

/// Warns of a comparison of bytes with what can't be equal to them.
pub fn warn_of_comparison(
    a: &crate::object::PyObject,
    b: &crate::object::PyObject,
    op: std::ffi::c_int,
    what: &str,
    numbers: bool,
) -> Result<(), crate::object::Raised> {
    if !matches!(op, crate::objects::EQ | crate::objects::NE) {
        return Ok(());
    }
    if a.is_instance_of::<crate::str::PyUnicodeObject>() || b.is_instance_of::<crate::str::PyUnicodeObject>()
    {
        warn(&format!("Comparison between {what} and string"))?;
    }
    if numbers
        && (a.is_instance_of::<crate::int::PyLongObject>() || b.is_instance_of::<crate::int::PyLongObject>())
    {
        warn(&format!("Comparison between {what} and int"))?;
    }
    Ok(())
}
