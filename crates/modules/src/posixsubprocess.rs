//! `_posixsubprocess`: a program started in a child process, as `subprocess` asks for it.

use std::ffi::{CString, c_char, c_int, c_uint};

use vivarium_runtime::args::check_count;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::thread::lock;
use vivarium_runtime::{call, errors, int, iter, number, objects, raise};

use crate::io::os_error;
use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[PyMethodDef::fast(
    c"fork_exec",
    fork_exec,
    c"fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, umask, preexec_fn, allow_vfork)\n\nStart a program in a child process; the child's number.",
)
.old_style(), PyMethodDef::END];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    new_module("_posixsubprocess", "Child processes for subprocess.", FUNCTIONS)
}

/// A list of strings that ends in null, as `execve` takes it.
struct Strings {
    _owned: Vec<CString>,
    pointers: Vec<*const c_char>,
}

fn strings(items: &PyObject) -> Result<Strings, Raised> {
    let mut owned = Vec::new();
    for item in iter::collect(items)? {
        let text = vivarium_vm::sys::encode_path(&*vivarium_vm::sys::decode_path(&item)?);
        owned.push(CString::new(text).map_err(|_| raise!(VALUE_ERROR, "embedded null byte"))?);
    }
    let mut pointers: Vec<_> = owned.iter().map(|text| text.as_ptr()).collect();
    pointers.push(std::ptr::null());
    Ok(Strings { _owned: owned, pointers })
}

struct Child {
    arguments: Option<Strings>,
    programs: Strings,
    environment: Option<Strings>,
    folder: Option<CString>,
    close: bool,
    keep: Vec<c_int>,
    /// Descriptors: `p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write`.
    pipes: [c_int; 8],
    restore_signals: bool,
    session: bool,
    group: c_int,
    gid: Option<libc::gid_t>,
    groups: Option<Vec<libc::gid_t>>,
    uid: Option<libc::uid_t>,
    umask: c_int,
}

fn identity(object: &PyObject) -> Result<Option<u32>, Raised> {
    if object.is_none() { Ok(None) } else { Ok(Some(number::as_isize(object)? as u32)) }
}

fn fork_exec(_: &PyObject, given: &[&PyObject]) -> PyResult {
    check_count("fork_exec", given, 23, 23)?;
    let close = objects::is_true(given[2])?;
    let mut pipes = [-1; 8];
    for (pipe, argument) in pipes.iter_mut().zip(&given[6..14]) {
        *pipe = number::as_c_int(argument)?;
    }
    if close && pipes[7] < 3 {
        return Err(raise!(VALUE_ERROR, "errpipe_write must be >= 3"));
    }
    let mut keep = Vec::new();
    for item in iter::collect(given[3])? {
        let fd = number::as_c_int(&item)?;
        if fd < 0 || keep.last().is_some_and(|last| *last >= fd) {
            return Err(raise!(VALUE_ERROR, "bad value(s) in fds_to_keep"));
        }
        keep.push(fd);
    }
    let folder = match given[4].is_none() {
        true => None,
        false => {
            let path = vivarium_vm::sys::encode_path(&*vivarium_vm::sys::decode_path(given[4])?);
            Some(CString::new(path).map_err(|_| raise!(VALUE_ERROR, "embedded null byte"))?)
        }
    };
    let groups = match given[18].is_none() {
        true => None,
        false => {
            let items = iter::collect(given[18])?;
            Some(
                items
                    .iter()
                    .map(|item| Ok(number::as_isize(item)? as u32))
                    .collect::<Result<Vec<_>, Raised>>()?,
            )
        }
    };
    let child = Child {
        arguments: if given[0].is_none() { None } else { Some(strings(given[0])?) },
        programs: strings(given[1])?,
        environment: if given[5].is_none() { None } else { Some(strings(given[5])?) },
        folder,
        close,
        keep,
        pipes,
        restore_signals: objects::is_true(given[14])?,
        session: objects::is_true(given[15])?,
        group: number::as_c_int(given[16])?,
        gid: identity(given[17])?,
        groups,
        uid: identity(given[19])?,
        umask: number::as_c_int(given[20])?,
    };
    let before = (!given[21].is_none()).then_some(given[21]);
    // SAFETY: the child goes on in the thread that holds the interpreter lock.
    let number = unsafe { libc::fork() };
    if number < 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    if number == 0 {
        if before.is_some() {
            lock::forked();
        }
        run(&child, before);
    }
    int::from_i64(number.into())
}

fn errno() -> c_int {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(libc::EIO)
}

fn good(result: c_int) -> Result<(), c_int> {
    if result < 0 { Err(errno()) } else { Ok(()) }
}

/// The child: gets ready and becomes the program, or says through the pipe why not.
fn run(child: &Child, before: Option<&PyObject>) -> ! {
    let pipe = child.pipes[7];
    let tell = |text: &[u8]| {
        // SAFETY: readable for its length.
        unsafe { libc::write(pipe, text.as_ptr().cast(), text.len()) };
    };
    match prepare(child) {
        Err(error) => tell(format!("OSError:{error:x}:noexec").as_bytes()),
        Ok(()) => {
            let ran = before.is_none_or(|before| call::call(before, &[]).is_ok());
            if !ran {
                errors::clear();
                tell(b"SubprocessError:0:Exception occurred in preexec_fn.");
            } else {
                tell(format!("OSError:{:x}:", replace(child)).as_bytes());
            }
        }
    }
    // SAFETY: ends the child at once.
    unsafe { libc::_exit(255) }
}

fn inheritable(fd: c_int, on: bool) -> Result<(), c_int> {
    // SAFETY: no pointers.
    unsafe {
        let flags = libc::fcntl(fd, libc::F_GETFD);
        good(flags)?;
        let flags = if on { flags & !libc::FD_CLOEXEC } else { flags | libc::FD_CLOEXEC };
        good(libc::fcntl(fd, libc::F_SETFD, flags))
    }
}

fn prepare(child: &Child) -> Result<(), c_int> {
    let [p2c_read, p2c_write, c2p_read, mut c2p_write, err_read, mut err_write, pipe_read, pipe_write] =
        child.pipes;
    for fd in &child.keep {
        if *fd != pipe_write {
            inheritable(*fd, true)?;
        }
    }
    // SAFETY: numbers, and pointers to what the parent made before.
    unsafe {
        for fd in [p2c_write, c2p_read, err_read, pipe_read] {
            if fd >= 0 {
                good(libc::close(fd))?;
            }
        }
        if c2p_write == 0 {
            c2p_write = libc::dup(c2p_write);
            good(c2p_write)?;
            inheritable(c2p_write, false)?;
        }
        while matches!(err_write, 0 | 1) {
            err_write = libc::dup(err_write);
            good(err_write)?;
            inheritable(err_write, false)?;
        }
        for (from, to) in [(p2c_read, 0), (c2p_write, 1), (err_write, 2)] {
            if from == to {
                inheritable(from, true)?;
            } else if from >= 0 {
                good(libc::dup2(from, to))?;
            }
        }
        if let Some(folder) = &child.folder {
            good(libc::chdir(folder.as_ptr()))?;
        }
        if child.umask >= 0 {
            libc::umask(child.umask as libc::mode_t);
        }
        if child.restore_signals {
            for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
                libc::signal(signal, libc::SIG_DFL);
            }
        }
        if child.session {
            good(libc::setsid())?;
        }
        if child.group >= 0 {
            good(libc::setpgid(0, child.group))?;
        }
        if let Some(groups) = &child.groups {
            good(libc::setgroups(groups.len(), groups.as_ptr()))?;
        }
        if let Some(gid) = child.gid {
            good(libc::setregid(gid, gid))?;
        }
        if let Some(uid) = child.uid {
            good(libc::setreuid(uid, uid))?;
        }
    }
    Ok(())
}

/// Closes what the program doesn't get and tries the programs one after the other; why none could be started.
fn replace(child: &Child) -> c_int {
    if child.close {
        let mut from = 3;
        for fd in child.keep.iter().chain(&[c_int::MAX]) {
            if *fd > from {
                // SAFETY: a range of descriptors.
                unsafe {
                    libc::syscall(libc::SYS_close_range, from as c_uint, (*fd - 1) as c_uint, 0 as c_uint)
                };
            }
            from = from.max(fd.saturating_add(1));
        }
    }
    let arguments = child.arguments.as_ref().unwrap_or(&child.programs);
    let mut saved = 0;
    for program in child.programs.pointers.iter().filter(|program| !program.is_null()) {
        // SAFETY: strings and lists of them that end in null.
        unsafe {
            match &child.environment {
                Some(environment) => {
                    libc::execve(*program, arguments.pointers.as_ptr(), environment.pointers.as_ptr())
                }
                None => libc::execv(*program, arguments.pointers.as_ptr()),
            };
        }
        let error = errno();
        if error != libc::ENOENT && error != libc::ENOTDIR && saved == 0 {
            saved = error;
        }
    }
    if saved != 0 { saved } else { errno() }
}
