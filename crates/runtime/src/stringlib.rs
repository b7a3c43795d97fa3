//! What `str`, `bytes` and `bytearray` have in common: searching, splitting and replacing on slices of any width, and the
//! reading of their index arguments (`Objects/stringlib`).

use std::borrow::Cow;

use memchr::memmem;

use crate::list::PyListObject;
use crate::object::{PyObject, Raised, Ref};
use crate::slice::PySliceObject;
use crate::str::{Data, Unit};
use crate::{number, raise};

fn as_bytes<T: Unit>(units: &[T]) -> &[u8] {
    // SAFETY: the bytes of a slice of integers.
    unsafe { std::slice::from_raw_parts(units.as_ptr().cast::<u8>(), size_of_val(units)) }
}

/// The characters as `T`s, copied where they are narrower. They are not wider.
#[inline]
pub fn units<'a, T: Unit>(data: Data<'a>) -> Cow<'a, [T]> {
    if data.kind() == T::KIND {
        let bytes = data.as_bytes();
        // SAFETY: the data is a slice of integers of this width.
        return Cow::Borrowed(unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast::<T>(), data.len()) });
    }
    Cow::Owned(data.iter().map(T::cut).collect())
}

/// Runs generic code on two texts as slices of the wider's width.
#[macro_export]
macro_rules! on_pair {
    ($a:expr, $b:expr, |$x:ident, $y:ident| $body:expr) => {{
        let (a, b) = ($a, $b);
        match a.kind().max(b.kind()) {
            1 => {
                let (x, y) = ($crate::stringlib::units::<u8>(a), $crate::stringlib::units::<u8>(b));
                let ($x, $y) = (&*x, &*y);
                $body
            }
            2 => {
                let (x, y) = ($crate::stringlib::units::<u16>(a), $crate::stringlib::units::<u16>(b));
                let ($x, $y) = (&*x, &*y);
                $body
            }
            _ => {
                let (x, y) = ($crate::stringlib::units::<u32>(a), $crate::stringlib::units::<u32>(b));
                let ($x, $y) = (&*x, &*y);
                $body
            }
        }
    }};
}

/// As [`memmem::find`], which takes its time before it begins: a few candidates are looked at first.
fn find_bytes(text: &[u8], needle: &[u8]) -> Option<usize> {
    let (Some(first), Some(last)) = (needle.first(), text.len().checked_sub(needle.len())) else {
        return needle.is_empty().then_some(0);
    };
    let mut from = 0;
    for _ in 0..8 {
        let at = from + memchr::memchr(*first, &text[from..=last])?;
        if text[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
        if from > last {
            return None;
        }
    }
    memmem::find(&text[from..], needle).map(|at| from + at)
}

/// Where `needle` first stands.
pub fn find<T: Unit>(text: &[T], needle: &[T]) -> Option<usize> {
    if needle.len() > text.len() {
        return None;
    }
    if T::KIND == 1 {
        return match needle {
            [unit] => memchr::memchr((*unit).into() as u8, as_bytes(text)),
            _ => find_bytes(as_bytes(text), as_bytes(needle)),
        };
    }
    match needle {
        [] => return Some(0),
        [unit] => return text.iter().position(|other| other == unit),
        _ => {}
    }
    let finder = memmem::Finder::new(as_bytes(needle));
    let bytes = as_bytes(text);
    let mut from = 0;
    loop {
        let at = from + finder.find(&bytes[from..])?;
        if at % T::KIND == 0 {
            return Some(at / T::KIND);
        }
        from = at + 1;
    }
}

/// Where `needle` last stands.
pub fn rfind<T: Unit>(text: &[T], needle: &[T]) -> Option<usize> {
    if needle.len() > text.len() {
        return None;
    }
    match needle {
        [] => return Some(text.len()),
        [unit] => return text.iter().rposition(|other| other == unit),
        _ => {}
    }
    let finder = memmem::FinderRev::new(as_bytes(needle));
    let bytes = as_bytes(text);
    let mut end = bytes.len();
    loop {
        let at = finder.rfind(&bytes[..end])?;
        if at % T::KIND == 0 {
            return Some(at / T::KIND);
        }
        end = at + as_bytes(needle).len() - 1;
    }
}

/// How often `needle` stands side by side, at most `most` times.
pub fn count<T: Unit>(text: &[T], needle: &[T], most: usize) -> usize {
    if needle.is_empty() {
        return (text.len() + 1).min(most);
    }
    let (mut from, mut found) = (0, 0);
    while found < most
        && let Some(at) = find(&text[from..], needle)
    {
        found += 1;
        from += at + needle.len();
    }
    found
}

pub type Range = (usize, usize);

/// The list that splitting makes, with room for CPython's guess of parts.
pub struct Parts(Ref<PyListObject>);

impl Parts {
    /// For at most `most` splits.
    pub fn new(most: usize) -> Result<Parts, Raised> {
        const ROOM: usize = 12;
        Ok(Parts(crate::list::with_room(if most >= ROOM { ROOM } else { most + 1 })?))
    }

    /// For a number that nobody can guess.
    pub fn of_lines() -> Result<Parts, Raised> {
        Ok(Parts(crate::list::new()?))
    }

    #[inline]
    pub fn push(&self, part: Ref) -> Result<(), Raised> {
        self.0.append(part)
    }

    /// The list; the parts of a split from the right came backwards.
    pub fn finish(self, backwards: bool) -> Ref {
        if backwards && !self.0.is_empty() {
            // SAFETY: so many references stand there, and nobody else has the list.
            unsafe {
                let items = self.0.ob_item.get().cast::<*mut PyObject>();
                std::slice::from_raw_parts_mut(items, self.0.len()).reverse();
            }
        }
        self.0.upcast()
    }
}

/// The parts between separators, split at most `most` times from the left; each goes to `emit`.
pub fn split<T: Unit>(
    text: &[T],
    separator: &[T],
    most: usize,
    mut emit: impl FnMut(Range) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let (mut from, mut count) = (0, 0);
    while count < most
        && let Some(at) = find(&text[from..], separator)
    {
        emit((from, from + at))?;
        count += 1;
        from += at + separator.len();
    }
    emit((from, text.len()))
}

/// The parts between separators, split at most `most` times from the right; each goes to `emit`, the last first.
pub fn rsplit<T: Unit>(
    text: &[T],
    separator: &[T],
    most: usize,
    mut emit: impl FnMut(Range) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let (mut end, mut count) = (text.len(), 0);
    while count < most
        && let Some(at) = rfind(&text[..end], separator)
    {
        emit((at + separator.len(), end))?;
        count += 1;
        end = at;
    }
    emit((0, end))
}

/// The words between white space, split at most `most` times from the left; each goes to `emit`.
pub fn split_space<T: Unit>(
    text: &[T],
    is_space: impl Fn(u32) -> bool,
    most: usize,
    mut emit: impl FnMut(Range) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let len = text.len();
    let (mut at, mut count) = (0, 0);
    loop {
        while at < len && is_space(text[at].into()) {
            at += 1;
        }
        if at == len {
            return Ok(());
        }
        if count == most {
            return emit((at, len));
        }
        let start = at;
        while at < len && !is_space(text[at].into()) {
            at += 1;
        }
        emit((start, at))?;
        count += 1;
    }
}

/// The words between white space, split at most `most` times from the right; each goes to `emit`, the last first.
pub fn rsplit_space<T: Unit>(
    text: &[T],
    is_space: impl Fn(u32) -> bool,
    most: usize,
    mut emit: impl FnMut(Range) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let (mut end, mut count) = (text.len(), 0);
    loop {
        while end > 0 && is_space(text[end - 1].into()) {
            end -= 1;
        }
        if end == 0 {
            return Ok(());
        }
        if count == most {
            return emit((0, end));
        }
        let stop = end;
        while end > 0 && !is_space(text[end - 1].into()) {
            end -= 1;
        }
        emit((end, stop))?;
        count += 1;
    }
}

/// The lines, with their ends if `keep`; each goes to `emit`.
pub fn split_lines<T: Unit>(
    text: &[T],
    is_break: impl Fn(u32) -> bool,
    keep: bool,
    mut emit: impl FnMut(Range) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let mut start = 0;
    while start < text.len() {
        let mut end = start;
        while end < text.len() && !is_break(text[end].into()) {
            end += 1;
        }
        let mut next = end;
        if next < text.len() {
            next += 1;
            let crlf = text[end].into() == u32::from(b'\r')
                && text.get(next).is_some_and(|&unit| unit.into() == u32::from(b'\n'));
            next += usize::from(crlf);
        }
        emit((start, if keep { next } else { end }))?;
        start = next;
    }
    Ok(())
}

/// The text with `from` replaced by `to`, at most `most` times; none where nothing changes.
pub fn replace<T: Unit>(text: &[T], from: &[T], to: &[T], most: usize) -> Result<Option<Vec<T>>, Raised> {
    let found = count(text, from, most);
    if found == 0 || from == to {
        return Ok(None);
    }
    let size =
        (text.len() - found * from.len()).checked_add(found.checked_mul(to.len()).ok_or_else(too_long)?);
    let mut out =
        crate::memory::try_vec(size.filter(|&size| size <= isize::MAX as usize).ok_or_else(too_long)?)?;
    if from.is_empty() {
        for index in 0..found {
            out.extend_from_slice(to);
            out.extend(text.get(index));
        }
        out.extend_from_slice(text.get(found..).unwrap_or(&[]));
        return Ok(Some(out));
    }
    let mut rest = text;
    for _ in 0..found {
        let Some(at) = find(rest, from) else { break };
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    Ok(Some(out))
}

#[cold]
fn too_long() -> Raised {
    raise!(OVERFLOW_ERROR, "replace string is too long")
}

/// What stays when characters are stripped from the ends.
pub fn strip<T: Unit>(text: &[T], left: bool, right: bool, is_stripped: impl Fn(u32) -> bool) -> Range {
    let (mut start, mut end) = (0, text.len());
    while left && start < end && is_stripped(text[start].into()) {
        start += 1;
    }
    while right && end > start && is_stripped(text[end - 1].into()) {
        end -= 1;
    }
    (start, end)
}

/// `_PyEval_SliceIndex`: nothing for `None`, else an index, clipped.
pub fn slice_index(object: &PyObject) -> Result<Option<isize>, Raised> {
    if object.is_none() {
        return Ok(None);
    }
    if !number::check_index(object) {
        return Err(raise!(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method"));
    }
    number::as_size(object, None).map(Some)
}

/// Start and end of a search in a text of `len` characters; nothing where the start is behind the text or the end.
pub fn bounds(start: Option<&PyObject>, end: Option<&PyObject>, len: usize) -> Result<Option<Range>, Raised> {
    let start = start.map_or(Ok(None), slice_index)?.unwrap_or(0);
    let end = end.map_or(Ok(None), slice_index)?.unwrap_or(isize::MAX);
    Ok(adjust(start, end, len))
}

/// As [`bounds`], of numbers.
pub fn adjust(start: isize, end: isize, len: usize) -> Option<Range> {
    let len = len as isize;
    let clip = |index: isize| if index < 0 { (index + len).max(0) } else { index };
    let (start, end) = (clip(start), clip(end.min(len)));
    (start <= end).then_some((start as usize, end as usize))
}

/// Start, step and count of a slice of a sequence of `len` items.
pub fn unpack_slice(slice: &PySliceObject, len: usize) -> Result<(usize, isize, usize), Raised> {
    // SAFETY: a slice owns its three fields and never changes.
    let field = |cell: &std::cell::Cell<*mut PyObject>| unsafe { slice_index(&*cell.get()) };
    let step = match field(&slice.step)? {
        Some(0) => return Err(raise!(VALUE_ERROR, "slice step cannot be zero")),
        Some(step) => step.max(-isize::MAX),
        None => 1,
    };
    let len = len as isize;
    let clip = |index: isize| {
        let index = if index < 0 { index.saturating_add(len) } else { index };
        if step < 0 { index.clamp(-1, len - 1) } else { index.clamp(0, len) }
    };
    let start = match field(&slice.start)? {
        Some(start) => clip(start),
        None if step < 0 => len - 1,
        None => 0,
    };
    let stop = match field(&slice.stop)? {
        Some(stop) => clip(stop),
        None if step < 0 => -1,
        None => len,
    };
    let count = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Ok((start.max(0) as usize, step, count as usize))
}

/// The items of a slice with a step.
pub fn pick<T: Copy>(
    items: &[T],
    start: usize,
    step: isize,
    count: usize,
) -> Result<Vec<T>, crate::object::Raised> {
    let mut at = start as isize;
    let mut picked = crate::memory::try_vec(count)?;
    for _ in 0..count {
        picked.extend(items.get(at as usize));
        at = at.wrapping_add(step);
    }
    Ok(picked)
}

/// The `maxsplit` or `count` argument: negative is no limit.
pub fn limit(object: Option<&PyObject>) -> Result<usize, Raised> {
    let limit = object.map_or(Ok(-1), number::as_isize)?;
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

/// `PyArg_ParseTuple` counts: `find() takes at least 1 argument (0 given)`.
pub fn check_tuple_count(name: &str, given: usize, min: usize, max: usize) -> Result<(), Raised> {
    if (min..=max).contains(&given) {
        return Ok(());
    }
    let (how, wanted) = if given < min { ("at least", min) } else { ("at most", max) };
    let how = if min == max { "exactly" } else { how };
    let plural = if wanted == 1 { "" } else { "s" };
    Err(raise!(TYPE_ERROR, "{name}() takes {how} {wanted} argument{plural} ({given} given)"))
}
