//! What is in a folder: `listdir`, `scandir` and its entries.

use std::cell::{Cell, RefCell};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use vivarium_runtime::args;
use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods};
use vivarium_runtime::{bool_, generic_alias, int, list, memory, objects};

use super::{decoded, files, follows, none, path_bytes};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(c"listdir", listdir, c"listdir($module, /, path=None)\n--\n\nNames in a folder."),
    PyMethodDef::fast(c"scandir", scandir, c"scandir($module, /, path=None)\n--\n\nEntries of a folder."),
    PyMethodDef::END,
];

/// Names in a folder, with the folder itself and whether it was given as bytes.
fn read_folder(function: &str, path: Option<&PyObject>) -> Result<(Vec<u8>, bool, Vec<Vec<u8>>), Raised> {
    let path = path.filter(|path| !path.is_none());
    let (folder, as_bytes) = match path {
        Some(path) if super::is_int(path) => {
            (format!("/proc/self/fd/{}", vivarium_runtime::number::as_c_int(path)?).into_bytes(), false)
        }
        Some(path) => path_bytes(function, path)?,
        None => (b".".to_vec(), false),
    };
    let names = std::fs::read_dir(OsStr::from_bytes(&folder)).and_then(|entries| {
        entries.map(|entry| Ok(entry?.file_name().as_bytes().to_vec())).collect::<Result<Vec<_>, _>>()
    });
    match names {
        Ok(names) => Ok((folder, as_bytes, names)),
        Err(error) => {
            let shown = match path {
                Some(path) => path.to_ref(),
                None => super::text(".")?,
            };
            Err(super::os_error(&error, Some(&shown)))
        }
    }
}

fn listdir(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("listdir", arguments, 0, 1)?;
    vivarium_runtime::hooks::audit("os.listdir", || {
        let path =
            arguments.first().map_or_else(vivarium_runtime::singletons::none_ref, |path| path.to_ref());
        Ok(vec![path])
    })?;
    let (_, as_bytes, names) = read_folder("listdir", arguments.first().copied())?;
    let names = names.iter().map(|name| decoded(name, as_bytes)).collect::<Result<Vec<_>, _>>()?;
    Ok(list::from_vec(names)?.upcast())
}

#[derive(Default)]
struct Entry {
    name: Option<Ref>,
    path: Option<Ref>,
}

#[derive(Default)]
struct Scan {
    entries: std::collections::VecDeque<(Ref, Ref)>,
}

#[repr(C)]
pub struct PyDirEntry {
    ob_base: PyObject,
    state: Cell<*mut RefCell<Entry>>,
}

#[repr(C)]
pub struct PyScanIterator {
    ob_base: PyObject,
    state: Cell<*mut RefCell<Scan>>,
}

pub static DIR_ENTRY_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(entry_dealloc)),
    tp_repr: Cell::new(Some(entry_repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_methods: methods(&[
        PyMethodDef::keywords(
            c"is_dir",
            is_dir,
            c"is_dir($self, /, *, follow_symlinks=True)\n--\n\nWhether it is a folder.",
        ),
        PyMethodDef::keywords(
            c"is_file",
            is_file,
            c"is_file($self, /, *, follow_symlinks=True)\n--\n\nWhether it is a file.",
        ),
        PyMethodDef::noargs(c"is_symlink", is_symlink, c"is_symlink($self, /)\n--\n\nWhether it is a link."),
        PyMethodDef::keywords(
            c"stat",
            entry_stat,
            c"stat($self, /, *, follow_symlinks=True)\n--\n\nWhat is known of it.",
        ),
        PyMethodDef::noargs(c"inode", inode, c"inode($self, /)\n--\n\nIts inode."),
        PyMethodDef::noargs(c"__fspath__", entry_path, c"__fspath__($self, /)\n--\n\nIts path."),
        PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"").class(),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"name", entry_name, c"its name"),
        PyGetSetDef::read_only(c"path", entry_path, c"its path"),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"posix.DirEntry", size_of::<PyDirEntry>())
};

pub static SCAN_ITERATOR_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(scan_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_iter: Cell::new(Some(scan_iter)),
    tp_iternext: Cell::new(Some(scan_next)),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"__enter__", scan_enter, c""),
        PyMethodDef::fast(c"__exit__", scan_exit, c""),
        PyMethodDef::noargs(c"close", scan_close, c""),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"posix.ScandirIterator", size_of::<PyScanIterator>())
};

fn scandir(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("scandir", arguments, 0, 1)?;
    let (folder, as_bytes, names) = read_folder("scandir", arguments.first().copied())?;
    let mut scan = Scan::default();
    for name in names {
        let mut path = folder.clone();
        if !path.ends_with(b"/") {
            path.push(b'/');
        }
        path.extend_from_slice(&name);
        scan.entries.push_back((decoded(&name, as_bytes)?, decoded(&path, as_bytes)?));
    }
    let state = Box::into_raw(Box::new(RefCell::new(scan)));
    // SAFETY: every field is written.
    unsafe {
        Ok(memory::new_object::<PyScanIterator>(&SCAN_ITERATOR_TYPE, |object| {
            (*object).state = Cell::new(state);
        })?
        .cast_into_unchecked())
    }
}

fn scan(object: &PyObject) -> &RefCell<Scan> {
    // SAFETY: slots of the type get its instances, which own their state.
    unsafe { &*object.cast_unchecked::<PyScanIterator>().state.get() }
}

unsafe extern "C" fn scan_dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to it any more; it owns its state.
    unsafe {
        drop(Box::from_raw((*object).cast_unchecked::<PyScanIterator>().state.get()));
        memory::free_object(object);
    }
}

extern "C" fn scan_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

extern "C" fn scan_next(object: &PyObject) -> Option<Ref> {
    let (name, path) = scan(object).borrow_mut().entries.pop_front()?;
    let state = Box::into_raw(Box::new(RefCell::new(Entry { name: Some(name), path: Some(path) })));
    // SAFETY: every field is written.
    let made = unsafe {
        memory::new_object::<PyDirEntry>(&DIR_ENTRY_TYPE, |object| (*object).state = Cell::new(state))
            .map(|made| made.cast_into_unchecked())
    };
    made.ok()
}

fn scan_enter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn scan_exit(object: &PyObject, _: &[&PyObject]) -> PyResult {
    scan_close(object)
}

fn scan_close(object: &PyObject) -> PyResult {
    let entries = std::mem::take(&mut scan(object).borrow_mut().entries);
    drop(entries);
    none()
}

fn entry(object: &PyObject) -> &RefCell<Entry> {
    // SAFETY: slots of the type get its instances, which own their state.
    unsafe { &*object.cast_unchecked::<PyDirEntry>().state.get() }
}

unsafe extern "C" fn entry_dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to it any more; it owns its state.
    unsafe {
        drop(Box::from_raw((*object).cast_unchecked::<PyDirEntry>().state.get()));
        memory::free_object(object);
    }
}

fn entry_name(object: &PyObject) -> PyResult {
    entry(object).borrow().name.clone().map_or_else(none, Ok)
}

fn entry_path(object: &PyObject) -> PyResult {
    entry(object).borrow().path.clone().map_or_else(none, Ok)
}

extern "C" fn entry_repr(object: &PyObject) -> PyResult {
    let name = objects::repr_text(&*entry_name(object)?)?;
    super::text(&format!("<DirEntry {name}>"))
}

fn stat_of(object: &PyObject, follow: bool) -> Result<libc::stat, Raised> {
    files::do_stat("DirEntry.stat", &*entry_path(object)?, None, follow)
}

fn follow_argument(spec: &Spec, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> Result<bool, Raised> {
    let [follow] = spec.parse(arguments, kwnames)?;
    follows(follow)
}

fn is_kind(object: &PyObject, kind: u32, follow: bool) -> PyResult {
    match stat_of(object, follow) {
        Ok(stat) => Ok(bool_::from_bool(stat.st_mode & libc::S_IFMT == kind)),
        Err(_) if vivarium_runtime::errors::matches(&vivarium_runtime::exceptions::FILE_NOT_FOUND_ERROR) => {
            vivarium_runtime::errors::clear();
            Ok(bool_::from_bool(false))
        }
        Err(raised) => Err(raised),
    }
}

fn is_dir(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("is_dir", &["follow_symlinks"]).keyword_only(0, 0);
    is_kind(object, libc::S_IFDIR, follow_argument(&SPEC, arguments, kwnames)?)
}

fn is_file(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("is_file", &["follow_symlinks"]).keyword_only(0, 0);
    is_kind(object, libc::S_IFREG, follow_argument(&SPEC, arguments, kwnames)?)
}

fn is_symlink(object: &PyObject) -> PyResult {
    is_kind(object, libc::S_IFLNK, false)
}

fn entry_stat(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("stat", &["follow_symlinks"]).keyword_only(0, 0);
    files::stat_object(&stat_of(object, follow_argument(&SPEC, arguments, kwnames)?)?)
}

fn inode(object: &PyObject) -> PyResult {
    match stat_of(object, false) {
        Ok(stat) => int::from_u64(stat.st_ino),
        Err(raised) => Err(raised),
    }
}
