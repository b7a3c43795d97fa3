//! Reading exactly one value's bytes from a file, so that the next one can be read after it.

use vivarium_runtime::object::{PyObject, Raised};
use vivarium_runtime::{bytearray, bytes, call, int, memoryview, number, raise};

/// How many items of the innermost containers are still to come; none where NULL ends it.
type Pending = Vec<Option<u64>>;

struct Input<'a> {
    file: &'a PyObject,
    content: Vec<u8>,
}

impl Input<'_> {
    /// Reads so many more bytes; gives where they begin.
    fn take(&mut self, count: usize) -> Result<usize, Raised> {
        let start = self.content.len();
        if count == 0 {
            return Ok(start);
        }
        // As many bytes as the stream claims may be far more than it has: they come in parts.
        const PART: usize = 1 << 20;
        while self.content.len() < start + count {
            let wanted = (start + count - self.content.len()).min(PART);
            let target = bytearray::new(&vec![0; wanted])?;
            let view = memoryview::new(&target)?;
            let read = call::call_method(self.file, "readinto", &[&view])?;
            let got = number::as_isize(&read)?;
            if got > wanted as isize {
                return Err(raise!(
                    VALUE_ERROR,
                    "read() returned too much data: {wanted} bytes requested, {got} returned"
                ));
            }
            if got != wanted as isize {
                return Err(raise!(EOF_ERROR, "EOF read where not expected"));
            }
            self.content.extend(bytearray::copy_of(&target).unwrap_or_default());
        }
        Ok(start)
    }

    fn long(&mut self) -> Result<i32, Raised> {
        let at = self.take(4)?;
        Ok(i32::from_le_bytes(self.content[at..at + 4].try_into().unwrap_or_default()))
    }

    /// A size; what is negative is left to the reader to complain about.
    fn size(&mut self) -> Result<Option<usize>, Raised> {
        Ok(usize::try_from(self.long()?).ok())
    }
}

/// The bytes of the value that the file holds next. Where they make no sense the reader of the bytes says so.
pub(super) fn content(file: &PyObject) -> Result<Vec<u8>, Raised> {
    let empty = call::call_method(file, "read", &[&*int::from_i64(0)?])?;
    if bytes::as_slice(&empty).is_none() {
        return Err(raise!(TYPE_ERROR, "file.read() returned not bytes but {}", empty.ob_type().full_name()));
    }
    let mut input = Input { file, content: Vec::new() };
    let mut pending: Pending = vec![Some(1)];
    while let Some(left) = pending.last_mut() {
        match left {
            Some(0) => {
                pending.pop();
                continue;
            }
            Some(left) => *left -= 1,
            None => {}
        }
        if !value(&mut input, &mut pending)? {
            break;
        }
    }
    Ok(input.content)
}

/// Reads a type byte and what belongs to it; whether to go on.
fn value(input: &mut Input<'_>, pending: &mut Pending) -> Result<bool, Raised> {
    let at = match input.take(1) {
        Ok(at) => at,
        Err(_) if vivarium_runtime::errors::matches(&vivarium_runtime::exceptions::EOF_ERROR) => {
            vivarium_runtime::errors::clear();
            return Ok(false);
        }
        Err(raised) => return Err(raised),
    };
    let kind = input.content[at] & 0x7f;
    match kind {
        b'0' => {
            if pending.last() == Some(&None) {
                pending.pop();
            }
        }
        b'N' | b'F' | b'T' | b'S' | b'.' => {}
        b'i' | b'r' => {
            input.take(4)?;
        }
        b'I' | b'g' => {
            input.take(8)?;
        }
        b'y' => {
            input.take(16)?;
        }
        b'f' | b'x' => {
            for _ in 0..if kind == b'x' { 2 } else { 1 } {
                let at = input.take(1)?;
                let size = input.content[at].into();
                input.take(size)?;
            }
        }
        b'l' => {
            let digits = input.long()?.unsigned_abs() as usize;
            input.take(digits.saturating_mul(2))?;
        }
        b's' | b't' | b'u' | b'a' | b'A' => {
            let Some(size) = input.size()? else { return Ok(false) };
            input.take(size)?;
        }
        b'z' | b'Z' => {
            let at = input.take(1)?;
            let size = input.content[at].into();
            input.take(size)?;
        }
        b')' => {
            let at = input.take(1)?;
            pending.push(Some(input.content[at].into()));
        }
        b'(' | b'[' | b'<' | b'>' => {
            let Some(size) = input.size()? else { return Ok(false) };
            pending.push(Some(size as u64));
        }
        b'{' => pending.push(None),
        b'c' => {
            input.take(20)?;
            code(input)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// The objects of a code object, with the first line's number among them.
fn code(input: &mut Input<'_>) -> Result<(), Raised> {
    let _guard = vivarium_runtime::thread::enter_recursive_call(" in marshal")?;
    for place in 0..10 {
        let mut pending: Pending = vec![Some(1)];
        while let Some(left) = pending.last_mut() {
            match left {
                Some(0) => {
                    pending.pop();
                    continue;
                }
                Some(left) => *left -= 1,
                None => {}
            }
            if !value(input, &mut pending)? {
                return Ok(());
            }
        }
        if place == 7 {
            input.take(4)?;
        }
    }
    Ok(())
}
