//! `open`.

use std::fs::OpenOptions;
use std::os::fd::IntoRawFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::OpenOptionsExt;

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{int, number, raise, str};

use super::{os_error, text_file};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::keywords(
        c"open",
        open,
        c"open($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)\n--\n\nOpen a file and give a stream.",
    ),
    PyMethodDef::one(c"__getattr__", lazily, c""),
    PyMethodDef::keywords(
        c"open_code",
        open_code,
        c"open_code($module, /, path)\n--\n\nOpen a file of code for reading bytes.",
    ),
    PyMethodDef::fast(
        c"text_encoding",
        text_encoding,
        c"text_encoding($module, encoding, stacklevel=2, /)\n--\n\nThe encoding to use where none is given.",
    ),
    PyMethodDef::END,
];

/// The stream's mode, as its `mode` attribute shows it, and whether it is of bytes.
fn parse_mode(mode: &str) -> Result<(&'static str, bool), Raised> {
    let invalid = || raise!(VALUE_ERROR, "invalid mode: '{mode}'");
    let mut kinds = 0;
    for (index, character) in mode.char_indices() {
        if !"rwxab+t".contains(character) || mode[..index].contains(character) {
            return Err(invalid());
        }
        kinds += "rwxa".contains(character) as usize;
    }
    let (binary, text, update) = (mode.contains('b'), mode.contains('t'), mode.contains('+'));
    if binary && text {
        return Err(raise!(VALUE_ERROR, "can't have text and binary mode at once"));
    }
    if kinds == 0 {
        return Err(raise!(
            VALUE_ERROR,
            "Must have exactly one of create/read/write/append mode and at most one plus"
        ));
    }
    if kinds != 1 {
        return Err(raise!(VALUE_ERROR, "must have exactly one of create/read/write/append mode"));
    }
    let kind = match (mode.chars().find(|c| "rwxa".contains(*c)), update) {
        (Some('r'), false) => "r",
        (Some('r'), true) => "r+",
        (Some('w'), false) => "w",
        (Some('w'), true) => "w+",
        (Some('x'), false) => "x",
        (Some('x'), true) => "x+",
        (_, false) => "a",
        (_, true) => "a+",
    };
    Ok((kind, binary))
}

fn open(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new(
        "open",
        &["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"],
    )
    .required(1);
    let [file, mode, buffering, encoding, errors, newline, closefd, opener] =
        SPEC.parse(arguments, kwnames)?;
    let file = file.expect("required");
    let mode = match mode {
        Some(mode) => str::expect(mode, "open() argument 'mode' must be str")?.to_string_lossy().into_owned(),
        None => "r".to_owned(),
    };
    let (kind, binary) = parse_mode(&mode)?;
    vivarium_runtime::hooks::audit("open", || {
        let flags = match (kind.as_bytes()[0], kind.ends_with('+')) {
            (b'r', false) => libc::O_RDONLY,
            (b'r', true) => libc::O_RDWR,
            (b'w', update) => {
                libc::O_CREAT | libc::O_TRUNC | if update { libc::O_RDWR } else { libc::O_WRONLY }
            }
            (b'x', update) => {
                libc::O_CREAT | libc::O_EXCL | if update { libc::O_RDWR } else { libc::O_WRONLY }
            }
            (_, update) => {
                libc::O_CREAT | libc::O_APPEND | if update { libc::O_RDWR } else { libc::O_WRONLY }
            }
        };
        let shown = str::new(&mode.replace(['b', 't'], ""))?;
        Ok(vec![file.to_ref(), shown.upcast(), int::from_i64((flags | libc::O_CLOEXEC).into())?])
    })?;
    let none = vivarium_runtime::singletons::none();
    if binary {
        for (given, name) in [(encoding, "an encoding"), (errors, "an errors"), (newline, "a newline")] {
            if given.is_some_and(|given| !given.is_none()) {
                return Err(raise!(VALUE_ERROR, "binary mode doesn't take {name} argument"));
            }
        }
        let helpers = vivarium_runtime::hooks::import("_vivarium_io")?;
        let buffering = match buffering {
            Some(buffering) => buffering.to_ref(),
            None => int::from_i64(-1)?,
        };
        let plain = str::new(&mode.replace('b', ""))?;
        let closefd = closefd.unwrap_or(vivarium_runtime::bool_::true_());
        return vivarium_runtime::call::call_method(
            &helpers,
            "open_binary",
            &[file, &plain, &buffering, closefd, opener.unwrap_or(none)],
        );
    }
    let unbuffered = buffering.map_or(Ok(-1), number::as_c_int)? == 0;
    text_file::line_end(newline)?;
    if opener.is_some_and(|opener| !opener.is_none()) {
        let helpers = vivarium_runtime::hooks::import("_vivarium_io")?;
        let plain = str::new(&mode.replace('t', ""))?;
        let closefd = closefd.unwrap_or(vivarium_runtime::bool_::true_());
        let buffer = vivarium_runtime::call::call_method(
            &helpers,
            "open_binary",
            &[file, &plain, &*int::from_i64(-1)?, closefd, opener.unwrap_or(none)],
        )?;
        let rest = [encoding.unwrap_or(none), errors.unwrap_or(none), newline.unwrap_or(none)];
        return vivarium_runtime::call::call(
            &text_file::TEXT_IO_WRAPPER_TYPE,
            &[&buffer, rest[0], rest[1], rest[2]],
        );
    }
    let (descriptor, name) = if file.is_instance_of::<int::PyLongObject>() {
        let descriptor = number::as_c_int(file)?;
        if descriptor < 0 {
            return Err(raise!(VALUE_ERROR, "negative file descriptor"));
        }
        // SAFETY: any descriptor may be asked about.
        if unsafe { libc::fcntl(descriptor, libc::F_GETFD) } < 0 {
            return Err(os_error(&std::io::Error::last_os_error(), Some(file)));
        }
        (descriptor, file.to_ref())
    } else {
        let path = vivarium_vm::sys::decode_path(file)?;
        let name = std::ffi::OsString::from_vec(vivarium_vm::sys::encode_path(&path));
        if name.as_bytes().contains(&0) {
            return Err(raise!(VALUE_ERROR, "embedded null byte"));
        }
        let mut options = OpenOptions::new();
        let update = kind.ends_with('+');
        match kind.as_bytes()[0] {
            b'r' => options.read(true).write(update),
            b'w' => options.write(true).create(true).truncate(true).read(update),
            b'x' => options.write(true).create_new(true).read(update),
            _ => options.append(true).create(true).read(update),
        };
        let opened = options
            .custom_flags(libc::O_CLOEXEC)
            .open(&name)
            .map_err(|error| os_error(&error, Some(file)))?;
        if opened.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(os_error(&std::io::Error::from_raw_os_error(libc::EISDIR), Some(file)));
        }
        (opened.into_raw_fd(), file.to_ref())
    };
    let refused = match unbuffered {
        true => Err(raise!(VALUE_ERROR, "can't have unbuffered text I/O")),
        false => text_file::check_encoding(encoding),
    };
    if let Err(raised) = refused {
        // SAFETY: just opened, and nobody has it.
        unsafe { libc::close(descriptor) };
        return Err(raised);
    }
    text_file::over(descriptor, name, kind, newline, encoding, errors.and_then(str::as_str))
}

/// Classes that are written in Python, once somebody asks for one.
fn lazily(module: &PyObject, wanted: &PyObject) -> PyResult {
    use vivarium_runtime::{display, hooks, iter, objects};
    let asked = display::lossy(wanted);
    if asked.starts_with("__") {
        return Err(raise!(ATTRIBUTE_ERROR, "module '_io' has no attribute '{asked}'"));
    }
    let helpers = hooks::import("_vivarium_io")?;
    for class in iter::collect(&*objects::get_attr_str(&helpers, "NAMES")?)? {
        let name = objects::get_attr_str(&class, "__name__")?;
        objects::set_attr(module, &name, Some(&class))?;
    }
    match objects::lookup_attr_generic(module, wanted)? {
        Some(found) => Ok(found),
        None => Err(raise!(ATTRIBUTE_ERROR, "module '_io' has no attribute '{asked}'")),
    }
}

/// Only of a path: a descriptor would be somebody else's.
fn open_code(module: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("open_code", &["path"]).required(1);
    let [path] = SPEC.parse(arguments, kwnames)?;
    let path = path.expect("required");
    if !path.is_instance_of::<str::PyUnicodeObject>() {
        return Err(args::bad_argument("open_code", "argument 'path'", "str", path));
    }
    open(module, &[path, &*str::new("rb")?], None)
}

fn text_encoding(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    match arguments.first().filter(|encoding| !encoding.is_none()) {
        Some(encoding) => Ok(encoding.to_ref()),
        None => Ok(str::new("locale")?.upcast()),
    }
}
