//! `.pyc` files: a header of 16 bytes before the marshalled code object.

use std::fmt;

use crate::marshal::{ReadError, WriteError, read_code, write_code_behind};
use crate::{Code, MAGIC};

/// What ties a `.pyc` file to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validation {
    /// The source's modification time (seconds, modulo 2**32) and size (modulo 2**32).
    Timestamp {
        /// Modification time.
        mtime: u32,
        /// Size in bytes.
        size: u32,
    },
    /// The source's SipHash, compared when the file is loaded or not (PEP 552).
    Hash {
        /// `_imp.source_hash` of the source.
        hash: [u8; 8],
        /// Whether importing compares it.
        checked: bool,
    },
}

/// A `.pyc` file that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PycError {
    /// Fewer than 16 bytes; the length.
    Truncated(usize),
    /// Another version's magic number, or none at all.
    Magic([u8; 4]),
    /// Unknown flags.
    Flags(u32),
    /// Damaged marshal data; offsets count from the start of the file.
    Marshal(ReadError),
}

impl PycError {
    /// Where in the file it was noticed.
    pub fn offset(&self) -> usize {
        match self {
            PycError::Truncated(len) => *len,
            PycError::Magic(_) => 0,
            PycError::Flags(_) => 4,
            PycError::Marshal(error) => error.offset,
        }
    }
}

impl fmt::Display for PycError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PycError::Truncated(len) => {
                write!(f, "reached end of file at offset {len} while reading the header")
            }
            PycError::Magic(magic) => {
                write!(f, "bad magic number {magic:02x?} at offset 0: not a .pyc file of CPython 3.11")
            }
            PycError::Flags(flags) => write!(f, "invalid flags {flags:#x} at offset 4"),
            PycError::Marshal(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PycError {}

/// Length of the header.
pub const HEADER: usize = 16;

/// The first four bytes of CPython 3.11's `.pyc` files.
pub const MAGIC_BYTES: [u8; 4] = [MAGIC.to_le_bytes()[0], MAGIC.to_le_bytes()[1], b'\r', b'\n'];

/// Reads the header and says what it holds.
pub fn read_header(data: &[u8]) -> Result<Validation, PycError> {
    let header: &[u8; HEADER] = match data.first_chunk() {
        Some(header) => header,
        None => {
            return Err(match data.first_chunk() {
                Some(magic) if *magic != MAGIC_BYTES => PycError::Magic(*magic),
                _ => PycError::Truncated(data.len()),
            });
        }
    };
    let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if header[..4] != MAGIC_BYTES {
        return Err(PycError::Magic([header[0], header[1], header[2], header[3]]));
    }
    match word(4) {
        0 => Ok(Validation::Timestamp { mtime: word(8), size: word(12) }),
        flags @ (1 | 3) => {
            let mut hash = [0; 8];
            hash.copy_from_slice(&header[8..]);
            Ok(Validation::Hash { hash, checked: flags == 3 })
        }
        flags => Err(PycError::Flags(flags)),
    }
}

/// The header.
pub fn header(validation: Validation) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..4].copy_from_slice(&MAGIC_BYTES);
    match validation {
        Validation::Timestamp { mtime, size } => {
            header[8..12].copy_from_slice(&mtime.to_le_bytes());
            header[12..].copy_from_slice(&size.to_le_bytes());
        }
        Validation::Hash { hash, checked } => {
            header[4] = if checked { 3 } else { 1 };
            header[8..].copy_from_slice(&hash);
        }
    }
    header
}

/// Reads a `.pyc` file.
pub fn read(data: &[u8]) -> Result<(Validation, Code), PycError> {
    let validation = read_header(data)?;
    match read_code(&data[HEADER..]) {
        Ok(code) => Ok((validation, code)),
        Err(error) => Err(PycError::Marshal(ReadError { offset: error.offset + HEADER, ..error })),
    }
}

/// Writes a `.pyc` file.
pub fn write(code: &Code, validation: Validation) -> Result<Vec<u8>, WriteError> {
    write_code_behind(header(validation).to_vec(), code)
}
