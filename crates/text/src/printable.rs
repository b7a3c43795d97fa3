//! Which characters `repr` and error messages show as they are (Unicode 14.0).

mod table;

/// Python's `str.isprintable` for one code point; surrogates are not printable.
#[inline]
pub fn is_printable(code: u32) -> bool {
    if code < 0x7f {
        return code >= 0x20;
    }
    let at = table::PRINTABLE.partition_point(|&(_, last)| last < code);
    table::PRINTABLE.get(at).is_some_and(|&(first, _)| first <= code)
}
