//! Processes.

use std::ffi::{CString, c_char, c_int};

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::thread::lock;
use vivarium_runtime::{bool_, bytes, int, iter, list, number, raise};

use super::{at_fork, checked, last_error, none, pair, path_arg, path_bytes};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"getpid", getpid, c"getpid($module, /)\n--\n\nThis process's number."),
    PyMethodDef::noargs(c"getppid", getppid, c"getppid($module, /)\n--\n\nThe parent process's number."),
    PyMethodDef::noargs(c"getuid", getuid, c"getuid($module, /)\n--\n\nThe user."),
    PyMethodDef::noargs(c"geteuid", geteuid, c"geteuid($module, /)\n--\n\nThe user in effect."),
    PyMethodDef::noargs(c"getgid", getgid, c"getgid($module, /)\n--\n\nThe group."),
    PyMethodDef::noargs(c"getegid", getegid, c"getegid($module, /)\n--\n\nThe group in effect."),
    PyMethodDef::noargs(c"getpgrp", getpgrp, c"getpgrp($module, /)\n--\n\nThe process group."),
    PyMethodDef::noargs(c"getlogin", getlogin, c"getlogin($module, /)\n--\n\nThe user's name."),
    PyMethodDef::noargs(c"setsid", setsid, c"setsid($module, /)\n--\n\nBegin a session."),
    PyMethodDef::noargs(c"sched_yield", sched_yield, c"sched_yield($module, /)\n--\n\nLet others run."),
    PyMethodDef::one(c"sched_getaffinity", sched_getaffinity, c"sched_getaffinity($module, pid, /)\n--\n\nThe processors it may use."),
    PyMethodDef::one(c"_exit", exit, c"_exit($module, /, status)\n--\n\nEnd the process at once."),
    PyMethodDef::noargs(c"abort", abort, c"abort($module, /)\n--\n\nEnd the process by SIGABRT."),
    PyMethodDef::fast(c"kill", kill, c"kill($module, pid, signal, /)\n--\n\nSend a signal."),
    PyMethodDef::noargs(c"fork", fork, c"fork($module, /)\n--\n\nMake this process two."),
    PyMethodDef::fast(c"waitpid", waitpid, c"waitpid($module, pid, options, /)\n--\n\nWait for a child."),
    PyMethodDef::noargs(c"wait", wait, c"wait($module, /)\n--\n\nWait for a child."),
    PyMethodDef::fast(c"execv", execv, c"execv($module, path, argv, /)\n--\n\nBecome another program."),
    PyMethodDef::fast(c"execve", execve, c"execve($module, /, path, argv, env)\n--\n\nBecome another program."),
    PyMethodDef::one(c"system", system, c"system($module, /, command)\n--\n\nRun a command of the shell."),
    PyMethodDef::keywords(c"register_at_fork", super::at_fork::register_at_fork, c"register_at_fork($module, /, *, before=<unrepresentable>,\n                 after_in_child=<unrepresentable>,\n                 after_in_parent=<unrepresentable>)\n--\n\nCall the functions before and after the process becomes two."),
    PyMethodDef::one(c"WIFEXITED", wifexited, c"WIFEXITED($module, /, status)\n--\n\nWhether it exited."),
    PyMethodDef::one(c"WEXITSTATUS", wexitstatus, c"WEXITSTATUS($module, /, status)\n--\n\nIts exit code."),
    PyMethodDef::one(c"WIFSIGNALED", wifsignaled, c"WIFSIGNALED($module, /, status)\n--\n\nWhether a signal ended it."),
    PyMethodDef::one(c"WTERMSIG", wtermsig, c"WTERMSIG($module, /, status)\n--\n\nThe signal that ended it."),
    PyMethodDef::one(c"WIFSTOPPED", wifstopped, c"WIFSTOPPED($module, /, status)\n--\n\nWhether it is stopped."),
    PyMethodDef::one(c"WSTOPSIG", wstopsig, c"WSTOPSIG($module, /, status)\n--\n\nThe signal that stopped it."),
    PyMethodDef::one(c"waitstatus_to_exitcode", waitstatus_to_exitcode, c"waitstatus_to_exitcode($module, /, status)\n--\n\nThe exit code, minus the number of a signal."),
    PyMethodDef::END,
];

macro_rules! asks {
    ($($name:ident)*) => {
        $(fn $name(_: &PyObject) -> PyResult {
            // SAFETY: no arguments, and it can't fail.
            int::from_i64(i64::from(unsafe { libc::$name() }))
        })*
    };
}

asks!(getpid getppid getuid geteuid getgid getegid getpgrp);

fn getlogin(_: &PyObject) -> PyResult {
    // SAFETY: the name is copied before anybody asks again.
    let name = unsafe {
        let name = libc::getlogin();
        if name.is_null() {
            return Err(last_error(None));
        }
        std::ffi::CStr::from_ptr(name).to_string_lossy().into_owned()
    };
    super::text(&name)
}

fn setsid(_: &PyObject) -> PyResult {
    // SAFETY: no arguments.
    checked(unsafe { libc::setsid() }, None)?;
    none()
}

fn sched_yield(_: &PyObject) -> PyResult {
    std::thread::yield_now();
    none()
}

fn sched_getaffinity(_: &PyObject, _: &PyObject) -> PyResult {
    let count = std::thread::available_parallelism().map_or(1, |count| count.get());
    let numbers = (0..count).map(int::from_usize).collect::<Result<Vec<_>, _>>()?;
    vivarium_runtime::call::call(&vivarium_runtime::set::SET_TYPE, &[&*list::from_vec(numbers)?])
}

fn exit(_: &PyObject, status: &PyObject) -> PyResult {
    let status = number::as_c_int(status)?;
    // SAFETY: ends the process.
    unsafe { libc::_exit(status) }
}

fn abort(_: &PyObject) -> PyResult {
    // SAFETY: ends the process, as was asked for.
    unsafe { libc::abort() }
}

fn kill(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("kill", arguments, 2, 2)?;
    let (process, signal) = (number::as_c_int(arguments[0])?, number::as_c_int(arguments[1])?);
    // SAFETY: no pointers.
    checked(unsafe { libc::kill(process, signal) }, None)?;
    crate::signal::check()?;
    none()
}

fn fork(_: &PyObject) -> PyResult {
    at_fork::before();
    // SAFETY: the child goes on in the thread that holds the interpreter lock.
    let child = checked(unsafe { libc::fork() }, None);
    if let Ok(0) = child {
        lock::forked();
    }
    at_fork::after(matches!(child, Ok(0)));
    let child = child?;
    int::from_i64(child.into())
}

fn wait_for(process: c_int, options: c_int) -> PyResult {
    loop {
        let mut status = 0;
        // SAFETY: the status is written.
        let (child, error) = lock::without(|| unsafe {
            let child = libc::waitpid(process, &mut status, options);
            (child, std::io::Error::last_os_error())
        });
        if child < 0 {
            if error.kind() == std::io::ErrorKind::Interrupted {
                crate::signal::check()?;
                continue;
            }
            return Err(super::os_error(&error, None));
        }
        return pair(int::from_i64(child.into())?, int::from_i64(status.into())?);
    }
}

fn waitpid(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("waitpid", arguments, 2, 2)?;
    wait_for(number::as_c_int(arguments[0])?, number::as_c_int(arguments[1])?)
}

fn wait(_: &PyObject) -> PyResult {
    wait_for(-1, 0)
}

/// Strings that end in NUL, and pointers to them that end in null.
fn strings(items: &PyObject, function: &str) -> Result<Vec<CString>, Raised> {
    iter::collect(items)?
        .iter()
        .map(|item| {
            let (content, _) = path_bytes(function, item)?;
            CString::new(content).map_err(|_| raise!(VALUE_ERROR, "embedded null byte"))
        })
        .collect()
}

fn pointers(strings: &[CString]) -> Vec<*const c_char> {
    strings.iter().map(|string| string.as_ptr()).chain([std::ptr::null()]).collect()
}

fn become_program(path: &PyObject, arguments: &PyObject, environment: Option<Vec<CString>>) -> PyResult {
    let name = path_arg("execv", path)?;
    let arguments = strings(arguments, "execv")?;
    if arguments.is_empty() {
        return Err(raise!(VALUE_ERROR, "execv() arg 2 must not be empty"));
    }
    let pointers_to = pointers(&arguments);
    // SAFETY: every string ends in NUL, every array in null.
    unsafe {
        match environment {
            Some(environment) => {
                let variables = pointers(&environment);
                libc::execve(name.as_ptr(), pointers_to.as_ptr(), variables.as_ptr());
            }
            None => {
                libc::execv(name.as_ptr(), pointers_to.as_ptr());
            }
        }
    }
    Err(last_error(Some(path)))
}

fn execv(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("execv", arguments, 2, 2)?;
    become_program(arguments[0], arguments[1], None)
}

fn execve(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("execve", arguments, 3, 3)?;
    let mut environment = Vec::new();
    for key in iter::collect(arguments[2])? {
        let value = vivarium_runtime::mapping::get_item(arguments[2], &key)?;
        let (mut content, _) = path_bytes("execve", &key)?;
        content.push(b'=');
        content.extend(path_bytes("execve", &value)?.0);
        environment.push(CString::new(content).map_err(|_| raise!(VALUE_ERROR, "embedded null byte"))?);
    }
    become_program(arguments[0], arguments[1], Some(environment))
}

fn system(_: &PyObject, command: &PyObject) -> PyResult {
    let content = match bytes::as_slice(command) {
        Some(content) => content.to_vec(),
        None => path_bytes("system", command)?.0,
    };
    let command = CString::new(content).map_err(|_| raise!(VALUE_ERROR, "embedded null byte"))?;
    // SAFETY: the command ends in NUL.
    int::from_i64(unsafe { libc::system(command.as_ptr()) }.into())
}

fn wifexited(_: &PyObject, status: &PyObject) -> PyResult {
    Ok(bool_::from_bool(libc::WIFEXITED(number::as_c_int(status)?)))
}

fn wexitstatus(_: &PyObject, status: &PyObject) -> PyResult {
    int::from_i64(libc::WEXITSTATUS(number::as_c_int(status)?).into())
}

fn wifsignaled(_: &PyObject, status: &PyObject) -> PyResult {
    Ok(bool_::from_bool(libc::WIFSIGNALED(number::as_c_int(status)?)))
}

fn wtermsig(_: &PyObject, status: &PyObject) -> PyResult {
    int::from_i64(libc::WTERMSIG(number::as_c_int(status)?).into())
}

fn wifstopped(_: &PyObject, status: &PyObject) -> PyResult {
    Ok(bool_::from_bool(libc::WIFSTOPPED(number::as_c_int(status)?)))
}

fn wstopsig(_: &PyObject, status: &PyObject) -> PyResult {
    int::from_i64(libc::WSTOPSIG(number::as_c_int(status)?).into())
}

fn waitstatus_to_exitcode(_: &PyObject, status: &PyObject) -> PyResult {
    let status = number::as_c_int(status)?;
    if libc::WIFEXITED(status) {
        int::from_i64(libc::WEXITSTATUS(status).into())
    } else if libc::WIFSIGNALED(status) {
        int::from_i64((-libc::WTERMSIG(status)).into())
    } else {
        Err(raise!(VALUE_ERROR, "process stopped by delivery of signal {}", libc::WSTOPSIG(status)))
    }
}
