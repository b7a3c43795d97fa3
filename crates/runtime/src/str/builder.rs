//! Strings that grow: a builder for new ones, and appending in place.

use super::{
    ASCII_HEADER, COMPACT_HEADER, Data, PyUnicodeObject, Unit, concat, fresh_from_units, from_units,
    is_interned, write_data,
};
use crate::object::{PyObject, PyResult, Raised, Ref};

enum Units {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

/// Collects characters in the narrowest width that holds them.
pub struct Builder {
    units: Units,
    max: u32,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder::new()
    }
}

fn widen<T: Unit, U: Unit>(units: &[T], extra: usize) -> Result<Vec<U>, Raised> {
    let mut wide = crate::memory::try_vec(units.len().saturating_add(extra))?;
    wide.extend(units.iter().map(|&unit| U::cut(unit.into())));
    Ok(wide)
}

fn reserve<T>(units: &mut Vec<T>, extra: usize) -> Result<(), Raised> {
    if units.capacity() - units.len() < extra {
        crate::memory::fallibly(|| units.try_reserve(extra)).map_err(|_| crate::errors::no_memory())?;
    }
    Ok(())
}

impl Builder {
    pub const fn new() -> Builder {
        Builder { units: Units::One(Vec::new()), max: 0 }
    }

    pub fn with_capacity(characters: usize) -> Result<Builder, Raised> {
        Ok(Builder { units: Units::One(crate::memory::try_vec(characters)?), max: 0 })
    }

    /// In characters.
    pub fn len(&self) -> usize {
        match &self.units {
            Units::One(units) => units.len(),
            Units::Two(units) => units.len(),
            Units::Four(units) => units.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes room for `extra` characters up to `max`.
    fn prepare(&mut self, max: u32, extra: usize) -> Result<(), Raised> {
        self.max |= max;
        match (&mut self.units, super::kind_for(self.max)) {
            (Units::One(units), 1) => reserve(units, extra),
            (Units::Two(units), 1 | 2) => reserve(units, extra),
            (Units::Four(units), _) => reserve(units, extra),
            (Units::One(units), 2) => {
                self.units = Units::Two(widen(units, extra)?);
                Ok(())
            }
            (Units::One(units), _) => {
                self.units = Units::Four(widen(units, extra)?);
                Ok(())
            }
            (Units::Two(units), _) => {
                self.units = Units::Four(widen(units, extra)?);
                Ok(())
            }
        }
    }

    /// Appends one character, at most U+10FFFF.
    #[inline]
    pub fn push(&mut self, code: u32) -> Result<(), Raised> {
        if let Units::One(units) = &mut self.units
            && code < 0x100
            && units.len() < units.capacity()
        {
            self.max |= code;
            units.push(code as u8);
            return Ok(());
        }
        self.push_repeated(code, 1)
    }

    /// Appends one character many times.
    pub fn push_repeated(&mut self, code: u32, count: usize) -> Result<(), Raised> {
        if count == 0 {
            return Ok(());
        }
        self.prepare(code, count)?;
        match &mut self.units {
            Units::One(units) => units.extend(std::iter::repeat_n(code as u8, count)),
            Units::Two(units) => units.extend(std::iter::repeat_n(code as u16, count)),
            Units::Four(units) => units.extend(std::iter::repeat_n(code, count)),
        }
        Ok(())
    }

    fn push_units<T: Unit>(&mut self, added: &[T], max: u32) -> Result<(), Raised> {
        self.prepare(max, added.len())?;
        match &mut self.units {
            Units::One(units) => units.extend(added.iter().map(|&unit| u8::cut(unit.into()))),
            Units::Two(units) => units.extend(added.iter().map(|&unit| u16::cut(unit.into()))),
            Units::Four(units) => units.extend(added.iter().map(|&unit| unit.into())),
        }
        Ok(())
    }

    pub fn push_str(&mut self, text: &str) -> Result<(), Raised> {
        if text.is_ascii() {
            return self.push_units(text.as_bytes(), 0x7f);
        }
        text.chars().try_for_each(|c| self.push(u32::from(c)))
    }

    pub fn push_data(&mut self, data: Data<'_>) -> Result<(), Raised> {
        crate::on_data!(data, |units| self.push_units(units, super::max_of(units)))
    }

    pub fn push_string(&mut self, string: &PyUnicodeObject) -> Result<(), Raised> {
        if string.is_empty() {
            return Ok(());
        }
        if string.is_ascii() {
            return crate::on_data!(string.data(), |units| self.push_units(units, 0x7f));
        }
        self.push_data(string.data())
    }

    pub fn push_wtf8(&mut self, text: vivarium_text::wtf8::Wtf8<'_>) -> Result<(), Raised> {
        if text.is_ascii() {
            return self.push_units(text.as_bytes(), 0x7f);
        }
        text.code_points().try_for_each(|code| self.push(code))
    }

    /// Appends all of the characters.
    pub fn push_all(&mut self, codes: impl IntoIterator<Item = u32>) -> Result<(), Raised> {
        codes.into_iter().try_for_each(|code| self.push(code))
    }

    /// The string.
    pub fn finish(self) -> PyResult<PyUnicodeObject> {
        match &self.units {
            Units::One(units) => from_units(units, self.max),
            Units::Two(units) => from_units(units, self.max),
            Units::Four(units) => from_units(units, self.max),
        }
    }

    /// The string; a single character is not the shared one.
    pub fn finish_fresh(self) -> PyResult<PyUnicodeObject> {
        match &self.units {
            Units::One(units) => fresh_from_units(units, self.max),
            Units::Two(units) => fresh_from_units(units, self.max),
            Units::Four(units) => fresh_from_units(units, self.max),
        }
    }
}

/// The strings one behind the other (`_PyUnicode_JoinArray` without a separator).
pub fn concat_all(parts: &[&PyUnicodeObject]) -> PyResult<PyUnicodeObject> {
    if let [only] = parts
        && only.is_exact::<PyUnicodeObject>()
    {
        return Ok(Ref::new(*only));
    }
    let (mut len, mut max) = (0usize, 0u32);
    for part in parts.iter().filter(|part| !part.is_empty()) {
        len = len.saturating_add(part.len());
        max |= match part.kind() {
            1 if part.is_ascii() => 0x7f,
            1 => 0xff,
            2 => 0xffff,
            _ => 0x10_ffff,
        };
    }
    if len == 0 {
        return Ok(super::empty());
    }
    let string = super::allocate(len, max)?;
    let mut at = 0;
    for part in parts {
        // SAFETY: fresh, and as long and as wide as all of them.
        unsafe { write_data(&string, at, part.data()) };
        at += part.len();
    }
    Ok(string)
}

/// `PyUnicode_Append`: `left += right`, in place where nobody else can see the string on the left. Both are `str`.
pub fn append(left: &mut Ref, right: &PyObject) -> Result<(), Raised> {
    // SAFETY: both are strings.
    let (string, added): (&PyUnicodeObject, &PyUnicodeObject) =
        unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let modifiable = string.refcount() == 1
        && string.hash.get() == -1
        && !is_interned(string)
        && string.is_exact::<PyUnicodeObject>()
        && string.is_compact();
    let fits = added.kind() <= string.kind() && (added.is_ascii() || !string.is_ascii());
    if string.is_empty() || added.is_empty() || !modifiable || !fits {
        let joined = concat(string, added)?.upcast();
        *left = joined;
        return Ok(());
    }
    let (old, kind) = (string.len(), string.kind());
    let header = if string.is_ascii() { ASCII_HEADER } else { COMPACT_HEADER };
    let len = old.checked_add(added.len()).filter(|&len| len <= isize::MAX as usize);
    let Some(len) = len else {
        return Err(crate::raise!(OVERFLOW_ERROR, "strings are too large to concat"));
    };
    let size = (len + 1).checked_mul(kind).and_then(|size| size.checked_add(header));
    let Some(size) = size else { return Err(crate::errors::no_memory()) };
    if header == COMPACT_HEADER {
        // SAFETY: not ASCII, so the header is the larger one; its UTF-8 text is out of date.
        unsafe {
            let compact: &super::PyCompactUnicodeObject = string.cast_unchecked();
            crate::memory::free(compact.utf8.get().cast());
            compact.utf8.set(std::ptr::null_mut());
            compact.utf8_length.set(0);
        }
    }
    // SAFETY: the only reference is ours, so the block may move; it has room for the characters and a NUL.
    unsafe {
        let block = crate::memory::realloc(string.as_ptr().cast(), size);
        if block.is_null() {
            return Err(crate::errors::no_memory());
        }
        std::ptr::write(left, Ref::from_raw(block.cast()));
        let string: &PyUnicodeObject = left.cast_unchecked();
        string.length.set(len as isize);
        write_data(string, old, added.data());
        match kind {
            1 => *block.add(header + len) = 0,
            2 => *block.add(header).cast::<u16>().add(len) = 0,
            _ => *block.add(header).cast::<u32>().add(len) = 0,
        }
    }
    Ok(())
}
