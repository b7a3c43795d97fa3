//! A struct in memory: its fields, its extent, and the blocks that belong to it; and reading them.

use std::fmt::Write;

use vivarium_runtime::object::{PyObject, Raised, Ref};
use vivarium_runtime::{bytes, float, int, memory};

/// How a field is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A pointer to an object, or null.
    Object,
    /// Any other address.
    Address,
    Long,
    ULong,
    Int,
    UInt,
    Short,
    Char,
    Byte,
    Double,
}

impl Kind {
    pub(super) const fn size(self) -> usize {
        match self {
            Kind::Object | Kind::Address | Kind::Long | Kind::ULong | Kind::Double => 8,
            Kind::Int | Kind::UInt => 4,
            Kind::Short => 2,
            Kind::Char | Kind::Byte => 1,
        }
    }
}

/// A field of a struct, as a table declares it.
pub(super) struct Def {
    pub name: &'static str,
    pub ctype: &'static str,
    pub offset: usize,
    pub kind: Kind,
}

/// Declares fields: `fields!(PyListObject; ob_item: Address "PyObject **", allocated: Long "Py_ssize_t")`.
macro_rules! fields {
    ($layout:ty; $($($field:ident).+: $kind:ident $ctype:literal),* $(,)?) => {
        &[$($crate::vivarium::shape::Def {
            name: stringify!($($field).+),
            ctype: $ctype,
            offset: std::mem::offset_of!($layout, $($field).+),
            kind: $crate::vivarium::shape::Kind::$kind,
        }),*]
    };
}
pub(super) use fields;

/// A field as it was found.
pub(super) struct Row {
    pub name: String,
    pub ctype: String,
    pub offset: isize,
    pub size: usize,
    pub value: Ref,
    /// The value as the table shows it.
    shown: String,
}

/// A struct in memory.
pub(super) struct Shape {
    pub name: String,
    /// The field that points here; empty for an object.
    pub place: String,
    pub base: *const u8,
    /// Offset of the first byte.
    pub start: isize,
    /// Offset behind the last byte.
    pub end: isize,
    /// The bytes as they were before making this very description counted references.
    bytes: Vec<u8>,
    pub rows: Vec<Row>,
    pub blocks: Vec<Shape>,
}

/// Rows that a table shows of one struct.
const SHOWN: usize = 120;

impl Shape {
    pub(super) fn new(
        name: &str,
        place: &str,
        base: *const u8,
        start: isize,
        end: isize,
    ) -> Result<Shape, Raised> {
        let size = (end - start).max(0) as usize;
        let mut bytes = memory::try_vec(size)?;
        // SAFETY: the extent of a live struct.
        bytes.extend_from_slice(unsafe { std::slice::from_raw_parts(base.offset(start), size) });
        let (name, place) = (name.to_owned(), place.to_owned());
        Ok(Shape { name, place, base, start, end, bytes, rows: Vec::new(), blocks: Vec::new() })
    }

    /// Bytes of the struct.
    fn part(&self, offset: isize, size: usize) -> &[u8] {
        let from = (offset - self.start).max(0) as usize;
        self.bytes.get(from..from + size).unwrap_or(&[])
    }

    /// A number at an offset.
    fn read<const N: usize>(&self, offset: isize) -> [u8; N] {
        self.part(offset, N).try_into().unwrap_or([0; N])
    }

    /// The reference count, of an object.
    pub(super) fn refcount(&self) -> isize {
        isize::from_ne_bytes(self.read(0))
    }

    /// Adds a field.
    pub(super) fn field(
        &mut self,
        name: impl Into<String>,
        ctype: impl Into<String>,
        offset: isize,
        kind: Kind,
    ) -> Result<(), Raised> {
        let (value, shown) = match kind {
            Kind::Object => {
                let pointer = usize::from_ne_bytes(self.read(offset)) as *const PyObject;
                // SAFETY: such a field holds null or a live object.
                let shown = match unsafe { pointer.as_ref() } {
                    Some(object) => format!("{} at {:#x}", object.ob_type().name(), object.address()),
                    None => "NULL".to_owned(),
                };
                (int::from_usize(pointer as usize)?, shown)
            }
            Kind::Address => {
                let address = usize::from_ne_bytes(self.read(offset));
                let shown = if address == 0 { "NULL".to_owned() } else { format!("at {address:#x}") };
                (int::from_usize(address)?, shown)
            }
            Kind::Double => {
                let value = f64::from_ne_bytes(self.read(offset));
                (float::from_f64(value)?, format!("{value:?}"))
            }
            Kind::ULong => {
                let value = u64::from_ne_bytes(self.read(offset));
                (int::from_u64(value)?, value.to_string())
            }
            _ => {
                let value = match kind {
                    Kind::Int => i32::from_ne_bytes(self.read(offset)).into(),
                    Kind::UInt => u32::from_ne_bytes(self.read(offset)).into(),
                    Kind::Short => i16::from_ne_bytes(self.read(offset)).into(),
                    Kind::Char => i8::from_ne_bytes(self.read(offset)).into(),
                    Kind::Byte => u8::from_ne_bytes(self.read(offset)).into(),
                    _ => i64::from_ne_bytes(self.read(offset)),
                };
                (int::from_i64(value)?, value.to_string())
            }
        };
        self.push(Row { name: name.into(), ctype: ctype.into(), offset, size: kind.size(), value, shown })
    }

    fn push(&mut self, row: Row) -> Result<(), Raised> {
        vivarium_runtime::memory::fallibly(|| self.rows.try_reserve(1))
            .map_err(|_| vivarium_runtime::errors::no_memory())?;
        self.rows.push(row);
        Ok(())
    }

    /// Adds the fields of a table, at a place of their own and with something in front of their names.
    pub(super) fn fields(&mut self, defs: &[Def], at: usize, prefix: &str) -> Result<(), Raised> {
        defs.iter().try_for_each(|def| {
            self.field(format!("{prefix}{}", def.name), def.ctype, (at + def.offset) as isize, def.kind)
        })
    }

    /// Adds an array of objects.
    pub(super) fn objects(&mut self, name: &str, offset: isize, count: usize) -> Result<(), Raised> {
        (0..count).try_for_each(|index| {
            self.field(format!("{name}[{index}]"), "PyObject *", offset + 8 * index as isize, Kind::Object)
        })
    }

    /// Adds an array whose value is its bytes.
    pub(super) fn data(&mut self, name: &str, ctype: &str, offset: isize, size: usize) -> Result<(), Raised> {
        let content = self.part(offset, size);
        let mut shown = String::new();
        for byte in content.iter().take(24) {
            let _ = write!(shown, "{byte:02x} ");
        }
        if content.len() > 24 {
            let _ = write!(shown, "… {} more", content.len() - 24);
        }
        let value = bytes::new(content)?.upcast();
        let shown = shown.trim_end().to_owned();
        self.push(Row { name: name.to_owned(), ctype: ctype.to_owned(), offset, size, value, shown })
    }

    /// Adds bits of an `unsigned int`.
    pub(super) fn bits(&mut self, name: &str, offset: isize, from: u32, width: u32) -> Result<(), Raised> {
        let value = u32::from_ne_bytes(self.read(offset)) >> from & ((1 << width) - 1);
        self.push(Row {
            name: name.to_owned(),
            ctype: format!("unsigned int:{width}"),
            offset,
            size: 4,
            value: int::from_i64(value.into())?,
            shown: value.to_string(),
        })
    }

    /// All bytes.
    pub(super) fn raw(&self) -> &[u8] {
        &self.bytes
    }

    /// The fields as text, one a line.
    pub(super) fn table(&self, object: Option<&PyObject>) -> String {
        let mut out = String::new();
        let size = self.end - self.start;
        let what = match object {
            Some(object) => format!("{}: {}", object.ob_type().name(), self.name),
            None => format!("{}: {}", self.place, self.name),
        };
        let _ = write!(out, "{what}, {size} bytes from {} at {:#x}", self.start, self.base as usize);
        let shown = &self.rows[..self.rows.len().min(SHOWN)];
        let names = shown.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
        let types = shown.iter().map(|row| row.ctype.chars().count()).max().unwrap_or(0);
        for row in shown {
            let _ = write!(
                out,
                "\n{:6} {:4}  {:types$}  {:names$}  {}",
                row.offset, row.size, row.ctype, row.name, row.shown
            );
        }
        if self.rows.len() > SHOWN {
            let _ = write!(out, "\n       … {} more", self.rows.len() - SHOWN);
        }
        out
    }
}
