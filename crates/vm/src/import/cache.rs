//! Cached code: CPython's `.pyc` files are read and never written; what is compiled here goes to a folder of our own.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use vivarium_bytecode::pyc;
use vivarium_runtime::code::{self, PyCodeObject};
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{bytes, call, errors, objects};

use super::find::read_file;
use crate::frontend::{self, Mode, Options};

/// Bytes of the flags, modification time and size in the header of a `.pyc` file.
const FLAGS: std::ops::Range<usize> = 4..8;
const STAMP: std::ops::Range<usize> = 8..16;

fn file_name(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    match crate::sys::optimize() {
        0 => format!("{stem}.cpython-311.pyc"),
        level => format!("{stem}.cpython-311.opt-{level}.pyc"),
    }
}

fn prefix() -> Option<PathBuf> {
    let prefix = crate::sys::get("pycache_prefix").ok().flatten().filter(|prefix| !prefix.is_none())?;
    if !prefix.is_instance_of::<PyUnicodeObject>() {
        return None;
    }
    let bytes = crate::sys::encode_path(&prefix);
    Some(PathBuf::from(OsStr::from_bytes(&bytes))).filter(|path| !path.as_os_str().is_empty())
}

/// A path below a folder: what is left of it without its root.
fn below(folder: &Path, path: &Path) -> PathBuf {
    let mut out = folder.to_path_buf();
    out.extend(path.components().filter(|part| matches!(part, Component::Normal(_))));
    out
}

/// Where CPython keeps a source's code (`cache_from_source`).
pub fn cached_path(file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    match prefix() {
        Some(prefix) => {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
            below(&prefix, &folder).join(file_name(file))
        }
        None => folder.join("__pycache__").join(file_name(file)),
    }
}

/// Our own folder: below the prefix of `PYTHONPYCACHEPREFIX`, else where the system keeps caches.
fn own_folder() -> Option<PathBuf> {
    // Code of another build is another compiler's.
    let built = std::env::current_exe().ok().and_then(|program| std::fs::metadata(program).ok());
    let built =
        built.map_or(0, |metadata| metadata.mtime().wrapping_mul(1_000_000_007) ^ metadata.mtime_nsec());
    let name = format!("vivarium-{}-{built:x}", env!("CARGO_PKG_VERSION"));
    if let Some(prefix) = prefix() {
        return Some(prefix.join(name));
    }
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))?;
    Some(cache.join(name))
}

fn own_path(file: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(file).ok()?;
    Some(below(&own_folder()?, absolute.parent()?).join(file_name(file)))
}

fn stamp(file: &Path) -> Option<[u8; 8]> {
    let metadata = std::fs::metadata(file).ok()?;
    let mut stamp = [0; 8];
    stamp[..4].copy_from_slice(&(metadata.mtime() as u32).to_le_bytes());
    stamp[4..].copy_from_slice(&(metadata.len() as u32).to_le_bytes());
    Some(stamp)
}

/// The code of a `.pyc` file that is of this source, or one that need not be compared with it.
fn valid(cached: &Path, stamp: [u8; 8]) -> Option<Ref<PyCodeObject>> {
    let content = std::fs::read(cached).ok()?;
    if content.len() < pyc::HEADER || content[..4] != pyc::MAGIC_BYTES {
        return None;
    }
    let flags = u32::from_le_bytes(content[FLAGS].try_into().ok()?);
    if !(flags == 0 && content[STAMP] == stamp || flags == 1) {
        return None;
    }
    let (_, read) = pyc::read(&content).ok()?;
    match code::from_ir(&read) {
        Ok(code) => Some(code),
        Err(_) => {
            errors::clear();
            None
        }
    }
}

/// Puts another file name into a code object and those inside it, where they have this one.
pub fn fix_filename(code: &PyCodeObject, old: &PyObject, new: &PyObject) {
    if !objects::rich_compare_bool(code.filename(), old, objects::EQ).unwrap_or(false) {
        return;
    }
    drop(vivarium_runtime::object::replace_slot(&code.co_filename, Some(new.to_ref())));
    for constant in code.consts().items() {
        if let Some(inner) = constant.cast::<PyCodeObject>() {
            fix_filename(inner, old, new);
        }
    }
}

fn named(code: Ref<PyCodeObject>, origin: &PyObject) -> Ref<PyCodeObject> {
    let old = code.filename().to_ref();
    if !objects::rich_compare_bool(&old, origin, objects::EQ).unwrap_or(true) {
        fix_filename(&code, &old, origin);
    }
    code
}

/// A source's code: CPython's cached file, ours, or compiled anew.
pub fn compile_file(file: &Path, origin: &PyObject) -> PyResult<PyCodeObject> {
    let stamp = stamp(file);
    let own = own_path(file);
    if let Some(stamp) = stamp {
        for cached in [Some(cached_path(file)), own.clone()].into_iter().flatten() {
            if let Some(code) = valid(&cached, stamp) {
                return Ok(named(code, origin));
            }
        }
    }
    let Some(front_end) = frontend::get() else {
        let cached = cached_path(file);
        return super::find::read_pyc(&read_file(&cached)?, None, &cached);
    };
    let source = read_file(file)?;
    let options = Options { filename: origin, mode: Mode::Exec, flags: 0, optimize: -1 };
    let code = front_end.compile(&source, &options)?.code;
    let writes =
        crate::sys::get("dont_write_bytecode")?.is_some_and(|flag| !objects::is_true(&flag).unwrap_or(true));
    if writes && let (Some(own), Some(stamp)) = (own, stamp) {
        write(&own, &code, stamp);
    }
    Ok(code)
}

/// Writes code to our folder, beside and renamed. What can't be written isn't.
fn write(own: &Path, code: &PyCodeObject, stamp: [u8; 8]) {
    let marshalled =
        super::import_module("marshal").and_then(|marshal| call::call_method(&marshal, "dumps", &[code]));
    let Ok(marshalled) = marshalled else {
        errors::clear();
        return;
    };
    let (Some(content), Some(folder)) = (bytes::as_slice(&marshalled), own.parent()) else { return };
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    let mut out = pyc::MAGIC_BYTES.to_vec();
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&stamp);
    out.extend_from_slice(content);
    let beside = own.with_extension(format!("{}.tmp", std::process::id()));
    if std::fs::write(&beside, out).and_then(|()| std::fs::rename(&beside, own)).is_err() {
        let _ = std::fs::remove_file(&beside);
    }
}
