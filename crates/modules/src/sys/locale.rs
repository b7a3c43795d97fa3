//! The locale of the process, as far as text depends on it.

use std::ffi::CString;
use std::os::unix::ffi::OsStringExt;

/// What `LC_CTYPE` is for the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// `C` or `POSIX`, which say nothing about encodings; also where the one asked for is not installed.
    C,
    /// UTF-8 without a language, which CPython itself takes instead of `C`.
    Utf8,
    Other,
}

/// The locale that the environment asks for.
pub fn of_process() -> Locale {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
        .map(OsStringExt::into_vec)
        .unwrap_or_default();
    match &asked[..] {
        b"" | b"C" | b"POSIX" => Locale::C,
        b"C.UTF-8" | b"C.utf8" | b"UTF-8" => Locale::Utf8,
        _ if installed(&asked) => Locale::Other,
        _ => Locale::C,
    }
}

fn installed(name: &[u8]) -> bool {
    let Ok(name) = CString::new(name) else { return false };
    // SAFETY: a name that ends in NUL; what is made is given back.
    unsafe {
        let locale = libc::newlocale(libc::LC_CTYPE_MASK, name.as_ptr(), std::ptr::null_mut());
        if locale.is_null() {
            return false;
        }
        libc::freelocale(locale);
    }
    true
}
