//! Files and folders.

use std::ffi::c_int;

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::thread::lock;
use vivarium_runtime::{bool_, bytes, float, int, number, raise, structseq};

use super::{
    checked, decoded, descriptor_or, follows, is_int, last_error, none, pair, path_arg, path_bytes, types,
};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::keywords(c"stat", stat, c"stat($module, /, path, *, dir_fd=None, follow_symlinks=True)\n--\n\nWhat is known of a file."),
    PyMethodDef::keywords(c"lstat", lstat, c"lstat($module, /, path, *, dir_fd=None)\n--\n\nAs stat, of a link itself."),
    PyMethodDef::one(c"fstat", fstat, c"fstat($module, /, fd)\n--\n\nWhat is known of an open file."),
    PyMethodDef::keywords(c"access", access, c"access($module, /, path, mode, *, dir_fd=None, effective_ids=False,\n       follow_symlinks=True)\n--\n\nWhether a file may be used so."),
    PyMethodDef::keywords(c"open", open, c"open($module, /, path, flags, mode=511, *, dir_fd=None)\n--\n\nOpen a file; its descriptor."),
    PyMethodDef::one(c"close", close, c"close($module, /, fd)\n--\n\nClose a descriptor."),
    PyMethodDef::fast(c"closerange", closerange, c"closerange($module, fd_low, fd_high, /)\n--\n\nClose descriptors."),
    PyMethodDef::fast(c"read", read, c"read($module, fd, length, /)\n--\n\nRead from a descriptor."),
    PyMethodDef::fast(c"write", write, c"write($module, fd, data, /)\n--\n\nWrite to a descriptor."),
    PyMethodDef::fast(c"lseek", lseek, c"lseek($module, fd, position, whence, /)\n--\n\nSet the position of a descriptor."),
    PyMethodDef::one(c"isatty", isatty, c"isatty($module, fd, /)\n--\n\nWhether a descriptor is a terminal."),
    PyMethodDef::one(c"fsync", fsync, c"fsync($module, /, fd)\n--\n\nWrite a file to its disk."),
    PyMethodDef::one(c"dup", dup, c"dup($module, fd, /)\n--\n\nAnother descriptor of the same file."),
    PyMethodDef::keywords(c"dup2", dup2, c"dup2($module, /, fd, fd2, inheritable=True)\n--\n\nMake a descriptor one of the same file."),
    PyMethodDef::noargs(c"pipe", pipe, c"pipe($module, /)\n--\n\nTwo ends of a pipe."),
    PyMethodDef::fast(c"pipe2", pipe2, c"pipe2($module, flags, /)\n--\n\nTwo ends of a pipe."),
    PyMethodDef::fast(c"ftruncate", ftruncate, c"ftruncate($module, fd, length, /)\n--\n\nSet a file's length."),
    PyMethodDef::fast(c"truncate", truncate, c"truncate($module, /, path, length)\n--\n\nSet a file's length."),
    PyMethodDef::keywords(c"mkdir", mkdir, c"mkdir($module, /, path, mode=511, *, dir_fd=None)\n--\n\nMake a folder."),
    PyMethodDef::keywords(c"rmdir", rmdir, c"rmdir($module, /, path, *, dir_fd=None)\n--\n\nRemove a folder."),
    PyMethodDef::keywords(c"unlink", unlink, c"unlink($module, /, path, *, dir_fd=None)\n--\n\nRemove a file."),
    PyMethodDef::keywords(c"remove", remove, c"remove($module, /, path, *, dir_fd=None)\n--\n\nRemove a file."),
    PyMethodDef::keywords(c"rename", rename, c"rename($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)\n--\n\nRename a file."),
    PyMethodDef::keywords(c"replace", replace, c"replace($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)\n--\n\nRename a file over another."),
    PyMethodDef::keywords(c"link", link, c"link($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None,\n     follow_symlinks=True)\n--\n\nMake a hard link."),
    PyMethodDef::keywords(c"symlink", symlink, c"symlink($module, /, src, dst, target_is_directory=False, *, dir_fd=None)\n--\n\nMake a symbolic link."),
    PyMethodDef::keywords(c"readlink", readlink, c"readlink($module, /, path, *, dir_fd=None)\n--\n\nWhere a link points."),
    PyMethodDef::keywords(c"chmod", chmod, c"chmod($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)\n--\n\nSet permissions."),
    PyMethodDef::fast(c"fchmod", fchmod, c"fchmod($module, /, fd, mode)\n--\n\nSet permissions."),
    PyMethodDef::keywords(c"utime", utime, c"utime($module, /, path, times=None, *, ns=<unrepresentable>,\n      dir_fd=None, follow_symlinks=True)\n--\n\nSet times."),
    PyMethodDef::one(c"umask", umask, c"umask($module, mask, /)\n--\n\nSet the mask of permissions; the one before."),
    PyMethodDef::noargs(c"getcwd", getcwd, c"getcwd($module, /)\n--\n\nThe working folder."),
    PyMethodDef::noargs(c"getcwdb", getcwdb, c"getcwdb($module, /)\n--\n\nThe working folder as bytes."),
    PyMethodDef::one(c"chdir", chdir, c"chdir($module, /, path)\n--\n\nGo to a folder."),
    PyMethodDef::one(c"fchdir", fchdir, c"fchdir($module, /, fd)\n--\n\nGo to a folder."),
    PyMethodDef::one(c"get_inheritable", get_inheritable, c"get_inheritable($module, fd, /)\n--\n\nWhether child processes get it."),
    PyMethodDef::fast(c"set_inheritable", set_inheritable, c"set_inheritable($module, fd, inheritable, /)\n--\n\nSet whether child processes get it."),
    PyMethodDef::one(c"get_blocking", get_blocking, c"get_blocking($module, fd, /)\n--\n\nWhether it blocks."),
    PyMethodDef::fast(c"set_blocking", set_blocking, c"set_blocking($module, fd, blocking, /)\n--\n\nSet whether it blocks."),
    PyMethodDef::END,
];

/// What is known of a file, as an object.
pub(super) fn stat_object(stat: &libc::stat) -> PyResult {
    let seconds = |whole: i64, nanoseconds: i64| float::from_f64(whole as f64 + nanoseconds as f64 * 1e-9);
    let nanoseconds =
        |whole: i64, rest: i64| int::from_i128(i128::from(whole) * 1_000_000_000 + i128::from(rest));
    let items = vec![
        int::from_i64(stat.st_mode.into())?,
        int::from_u64(stat.st_ino)?,
        int::from_u64(stat.st_dev)?,
        int::from_u64(stat.st_nlink)?,
        int::from_i64(stat.st_uid.into())?,
        int::from_i64(stat.st_gid.into())?,
        int::from_i64(stat.st_size)?,
        int::from_i64(stat.st_atime)?,
        int::from_i64(stat.st_mtime)?,
        int::from_i64(stat.st_ctime)?,
        seconds(stat.st_atime, stat.st_atime_nsec)?,
        seconds(stat.st_mtime, stat.st_mtime_nsec)?,
        seconds(stat.st_ctime, stat.st_ctime_nsec)?,
        nanoseconds(stat.st_atime, stat.st_atime_nsec)?,
        nanoseconds(stat.st_mtime, stat.st_mtime_nsec)?,
        nanoseconds(stat.st_ctime, stat.st_ctime_nsec)?,
        int::from_i64(stat.st_blksize)?,
        int::from_i64(stat.st_blocks)?,
        int::from_u64(stat.st_rdev)?,
    ];
    structseq::new(types(|types| types.stat)?, items)
}

/// `stat` of a path or descriptor.
pub(super) fn do_stat(
    function: &str,
    path: &PyObject,
    dir: Option<&PyObject>,
    follow: bool,
) -> Result<libc::stat, Raised> {
    // SAFETY: the struct is written by the call.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        if is_int(path) {
            checked(libc::fstat(number::as_c_int(path)?, &mut stat), None)?;
            return Ok(stat);
        }
        let name = path_arg(function, path)?;
        let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
        let dir = descriptor_or(dir, libc::AT_FDCWD)?;
        checked(libc::fstatat(dir, name.as_ptr(), &mut stat, flags), Some(path))?;
        Ok(stat)
    }
}

fn stat(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("stat", &["path", "dir_fd", "follow_symlinks"]).required(1).keyword_only(1, 0);
    let [path, dir, follow] = SPEC.parse(arguments, kwnames)?;
    let path = path.expect("required");
    if !is_int(path)
        && !path.is_instance_of::<vivarium_runtime::str::PyUnicodeObject>()
        && bytes::as_slice(path).is_none()
        && vivarium_runtime::typeobject::lookup_special(path, vivarium_runtime::name!("__fspath__"))?
            .is_none()
    {
        return Err(raise!(
            TYPE_ERROR,
            "stat: path should be string, bytes, os.PathLike or integer, not {}",
            path.ob_type().name()
        ));
    }
    stat_object(&do_stat("stat", path, dir, follows(follow)?)?)
}

fn lstat(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("lstat", &["path", "dir_fd"]).required(1).keyword_only(1, 0);
    let [path, dir] = SPEC.parse(arguments, kwnames)?;
    stat_object(&do_stat("lstat", path.expect("required"), dir, false)?)
}

fn fstat(_: &PyObject, descriptor: &PyObject) -> PyResult {
    number::as_c_int(descriptor)?;
    stat_object(&do_stat("fstat", descriptor, None, true)?)
}

fn access(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("access", &["path", "mode", "dir_fd", "effective_ids", "follow_symlinks"])
        .required(2)
        .keyword_only(2, 0);
    let [path, mode, dir, effective, follow] = SPEC.parse(arguments, kwnames)?;
    let name = path_arg("access", path.expect("required"))?;
    let mut flags = if follows(follow)? { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    if let Some(effective) = effective
        && vivarium_runtime::objects::is_true(effective)?
    {
        flags |= libc::AT_EACCESS;
    }
    let mode = number::as_c_int(mode.expect("required"))?;
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL.
    Ok(bool_::from_bool(unsafe { libc::faccessat(dir, name.as_ptr(), mode, flags) } == 0))
}

fn open(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("open", &["path", "flags", "mode", "dir_fd"]).required(2).keyword_only(3, 0);
    let [path, flags, mode, dir] = SPEC.parse(arguments, kwnames)?;
    let path = path.expect("required");
    let name = path_arg("open", path)?;
    let flags = number::as_c_int(flags.expect("required"))? | libc::O_CLOEXEC;
    let mode = mode.map_or(Ok(0o777), number::as_c_int)?;
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL.
    let descriptor = checked(unsafe { libc::openat(dir, name.as_ptr(), flags, mode) }, Some(path))?;
    int::from_i64(descriptor.into())
}

fn close(_: &PyObject, descriptor: &PyObject) -> PyResult {
    // SAFETY: programs close what they like.
    checked(unsafe { libc::close(number::as_c_int(descriptor)?) }, None)?;
    none()
}

fn closerange(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("closerange", arguments, 2, 2)?;
    for descriptor in number::as_c_int(arguments[0])?.max(0)..number::as_c_int(arguments[1])?.min(1 << 16) {
        // SAFETY: programs close what they like.
        unsafe { libc::close(descriptor) };
    }
    none()
}

fn read(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("read", arguments, 2, 2)?;
    let descriptor = number::as_c_int(arguments[0])?;
    let Ok(length) = usize::try_from(number::as_isize(arguments[1])?) else {
        return Err(super::os_error(&std::io::Error::from_raw_os_error(libc::EINVAL), None));
    };
    let length = length.min(1 << 30);
    let mut content = vivarium_runtime::memory::try_vec(length)?;
    content.resize(length, 0u8);
    loop {
        // SAFETY: the buffer is writable for its length.
        let (count, error) = lock::without(|| unsafe {
            let count = libc::read(descriptor, content.as_mut_ptr().cast(), length);
            (count, std::io::Error::last_os_error())
        });
        match usize::try_from(count) {
            Ok(count) => return Ok(bytes::new(&content[..count])?.upcast()),
            Err(_) if error.kind() == std::io::ErrorKind::Interrupted => crate::signal::check()?,
            Err(_) => return Err(super::os_error(&error, None)),
        }
    }
}

fn write(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("write", arguments, 2, 2)?;
    let descriptor = number::as_c_int(arguments[0])?;
    let content = View::simple(arguments[1])?;
    let slice = content.as_slice();
    loop {
        // SAFETY: the slice is readable for its length.
        let count = unsafe { libc::write(descriptor, slice.as_ptr().cast(), slice.len()) };
        match usize::try_from(count) {
            Ok(count) => return int::from_usize(count),
            Err(_) if std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted => {
                crate::signal::check()?;
            }
            Err(_) => return Err(last_error(None)),
        }
    }
}

fn offset(object: &PyObject) -> Result<i64, Raised> {
    Ok(number::as_isize(object)? as i64)
}

fn lseek(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("lseek", arguments, 3, 3)?;
    let (descriptor, whence) = (number::as_c_int(arguments[0])?, number::as_c_int(arguments[2])?);
    // SAFETY: no pointers.
    let position = unsafe { libc::lseek(descriptor, offset(arguments[1])?, whence) };
    if position < 0 { Err(last_error(None)) } else { int::from_i64(position) }
}

fn isatty(_: &PyObject, descriptor: &PyObject) -> PyResult {
    // SAFETY: any descriptor may be asked about.
    Ok(bool_::from_bool(unsafe { libc::isatty(number::as_c_int(descriptor)?) } == 1))
}

fn fsync(_: &PyObject, descriptor: &PyObject) -> PyResult {
    // SAFETY: no pointers.
    checked(unsafe { libc::fsync(number::as_c_int(descriptor)?) }, None)?;
    none()
}

fn dup(_: &PyObject, descriptor: &PyObject) -> PyResult {
    // SAFETY: no pointers.
    let made = unsafe { libc::fcntl(number::as_c_int(descriptor)?, libc::F_DUPFD_CLOEXEC, 0) };
    int::from_i64(checked(made, None)?.into())
}

fn dup2(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("dup2", &["fd", "fd2", "inheritable"]).required(2);
    let [from, to, inheritable] = SPEC.parse(arguments, kwnames)?;
    let (from, to) = (number::as_c_int(from.expect("required"))?, number::as_c_int(to.expect("required"))?);
    let flags = if follows(inheritable)? { 0 } else { libc::O_CLOEXEC };
    // SAFETY: no pointers.
    let made = unsafe { if flags == 0 { libc::dup2(from, to) } else { libc::dup3(from, to, flags) } };
    int::from_i64(checked(made, None)?.into())
}

fn make_pipe(flags: c_int) -> PyResult {
    let mut ends = [0; 2];
    // SAFETY: two descriptors are written.
    checked(unsafe { libc::pipe2(ends.as_mut_ptr(), flags) }, None)?;
    pair(int::from_i64(ends[0].into())?, int::from_i64(ends[1].into())?)
}

fn pipe(_: &PyObject) -> PyResult {
    make_pipe(libc::O_CLOEXEC)
}

fn pipe2(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("pipe2", arguments, 1, 1)?;
    make_pipe(number::as_c_int(arguments[0])?)
}

fn ftruncate(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("ftruncate", arguments, 2, 2)?;
    // SAFETY: no pointers.
    checked(unsafe { libc::ftruncate(number::as_c_int(arguments[0])?, offset(arguments[1])?) }, None)?;
    none()
}

fn truncate(module: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("truncate", arguments, 2, 2)?;
    if is_int(arguments[0]) {
        return ftruncate(module, arguments);
    }
    let name = path_arg("truncate", arguments[0])?;
    // SAFETY: the name ends in NUL.
    checked(unsafe { libc::truncate(name.as_ptr(), offset(arguments[1])?) }, Some(arguments[0]))?;
    none()
}

fn mkdir(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("mkdir", &["path", "mode", "dir_fd"]).required(1).keyword_only(2, 0);
    let [path, mode, dir] = SPEC.parse(arguments, kwnames)?;
    let path = path.expect("required");
    let name = path_arg("mkdir", path)?;
    let mode = mode.map_or(Ok(0o777), number::as_c_int)?;
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL.
    checked(unsafe { libc::mkdirat(dir, name.as_ptr(), mode as u32) }, Some(path))?;
    none()
}

fn remove_at(
    spec: &Spec,
    function: &str,
    flags: c_int,
    arguments: &[&PyObject],
    kwnames: Option<&PyObject>,
) -> PyResult {
    let [path, dir] = spec.parse(arguments, kwnames)?;
    let path = path.expect("required");
    let name = path_arg(function, path)?;
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL.
    checked(unsafe { libc::unlinkat(dir, name.as_ptr(), flags) }, Some(path))?;
    none()
}

fn rmdir(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("rmdir", &["path", "dir_fd"]).required(1).keyword_only(1, 0);
    remove_at(&SPEC, "rmdir", libc::AT_REMOVEDIR, arguments, kwnames)
}

fn unlink(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("unlink", &["path", "dir_fd"]).required(1).keyword_only(1, 0);
    remove_at(&SPEC, "unlink", 0, arguments, kwnames)
}

fn remove(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("remove", &["path", "dir_fd"]).required(1).keyword_only(1, 0);
    remove_at(&SPEC, "remove", 0, arguments, kwnames)
}

fn two_paths_error(first: &PyObject, second: &PyObject) -> Raised {
    let error = std::io::Error::last_os_error();
    let code = error.raw_os_error().unwrap_or(0);
    let made = (|| {
        let (code, words) = (int::from_i64(code.into())?, super::text(&crate::io::strerror(code))?);
        let none = vivarium_runtime::singletons::none();
        let class = &vivarium_runtime::exceptions::OS_ERROR;
        vivarium_runtime::call::call(class, &[&code, &words, first, none, second])
    })();
    match made {
        Ok(error) => vivarium_runtime::errors::raise_instance(error),
        Err(raised) => raised,
    }
}

fn rename_as(spec: &Spec, function: &str, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [from, to, from_dir, to_dir] = spec.parse(arguments, kwnames)?;
    let (from, to) = (from.expect("required"), to.expect("required"));
    let (old, new) = (path_arg(function, from)?, path_arg(function, to)?);
    let from_dir = descriptor_or(from_dir, libc::AT_FDCWD)?;
    let to_dir = descriptor_or(to_dir, libc::AT_FDCWD)?;
    // SAFETY: the names end in NUL.
    if unsafe { libc::renameat(from_dir, old.as_ptr(), to_dir, new.as_ptr()) } < 0 {
        return Err(two_paths_error(from, to));
    }
    none()
}

const TWO: &[&str] = &["src", "dst", "src_dir_fd", "dst_dir_fd"];

fn rename(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("rename", TWO).required(2).keyword_only(2, 0);
    rename_as(&SPEC, "rename", arguments, kwnames)
}

fn replace(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("replace", TWO).required(2).keyword_only(2, 0);
    rename_as(&SPEC, "replace", arguments, kwnames)
}

fn link(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("link", &["src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"])
        .required(2)
        .keyword_only(2, 0);
    let [from, to, from_dir, to_dir, follow] = SPEC.parse(arguments, kwnames)?;
    let (from, to) = (from.expect("required"), to.expect("required"));
    let (old, new) = (path_arg("link", from)?, path_arg("link", to)?);
    let from_dir = descriptor_or(from_dir, libc::AT_FDCWD)?;
    let to_dir = descriptor_or(to_dir, libc::AT_FDCWD)?;
    let flags = if follows(follow)? { libc::AT_SYMLINK_FOLLOW } else { 0 };
    // SAFETY: the names end in NUL.
    if unsafe { libc::linkat(from_dir, old.as_ptr(), to_dir, new.as_ptr(), flags) } < 0 {
        return Err(two_paths_error(from, to));
    }
    none()
}

fn symlink(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("symlink", &["src", "dst", "target_is_directory", "dir_fd"]).required(2).keyword_only(3, 0);
    let [from, to, _, dir] = SPEC.parse(arguments, kwnames)?;
    let (from, to) = (from.expect("required"), to.expect("required"));
    let (old, new) = (path_arg("symlink", from)?, path_arg("symlink", to)?);
    // SAFETY: the names end in NUL.
    if unsafe { libc::symlinkat(old.as_ptr(), descriptor_or(dir, libc::AT_FDCWD)?, new.as_ptr()) } < 0 {
        return Err(two_paths_error(from, to));
    }
    none()
}

fn readlink(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("readlink", &["path", "dir_fd"]).required(1).keyword_only(1, 0);
    let [path, dir] = SPEC.parse(arguments, kwnames)?;
    let path = path.expect("required");
    let (_, as_bytes) = path_bytes("readlink", path)?;
    let name = path_arg("readlink", path)?;
    let mut buffer = [0u8; 4096];
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL, the buffer is writable for its length.
    let length = unsafe { libc::readlinkat(dir, name.as_ptr(), buffer.as_mut_ptr().cast(), buffer.len()) };
    match usize::try_from(length) {
        Ok(length) => decoded(&buffer[..length], as_bytes),
        Err(_) => Err(last_error(Some(path))),
    }
}

fn chmod(module: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("chmod", &["path", "mode", "dir_fd", "follow_symlinks"]).required(2).keyword_only(2, 0);
    let [path, mode, dir, _] = SPEC.parse(arguments, kwnames)?;
    let (path, mode) = (path.expect("required"), mode.expect("required"));
    if is_int(path) {
        return fchmod(module, &[path, mode]);
    }
    let name = path_arg("chmod", path)?;
    let mode = number::as_c_int(mode)? as u32;
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL.
    checked(unsafe { libc::fchmodat(dir, name.as_ptr(), mode, 0) }, Some(path))?;
    none()
}

fn fchmod(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("fchmod", arguments, 2, 2)?;
    let (descriptor, mode) = (number::as_c_int(arguments[0])?, number::as_c_int(arguments[1])?);
    // SAFETY: no pointers.
    checked(unsafe { libc::fchmod(descriptor, mode as u32) }, None)?;
    none()
}

fn utime(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("utime", &["path", "times", "ns", "dir_fd", "follow_symlinks"])
        .required(1)
        .keyword_only(2, 0);
    let [path, times, ns, dir, follow] = SPEC.parse(arguments, kwnames)?;
    let path = path.expect("required");
    let times = times.filter(|times| !times.is_none());
    if times.is_some() && ns.is_some() {
        return Err(raise!(VALUE_ERROR, "utime: you may specify either 'times' or 'ns' but not both"));
    }
    let now = libc::timespec { tv_sec: 0, tv_nsec: libc::UTIME_NOW };
    let mut stamps = [now, now];
    if let Some(pair) = times.or(ns) {
        let items = vivarium_runtime::iter::collect(pair)?;
        if items.len() != 2 {
            let what = if ns.is_some() { "ns" } else { "times" };
            return Err(raise!(TYPE_ERROR, "utime: '{what}' must be either a tuple of two ints or None"));
        }
        for (stamp, item) in stamps.iter_mut().zip(&items) {
            *stamp = if ns.is_some() {
                let value = number::as_isize(item)? as i64;
                libc::timespec {
                    tv_sec: value.div_euclid(1_000_000_000),
                    tv_nsec: value.rem_euclid(1_000_000_000),
                }
            } else {
                let value = float::to_f64(item)?;
                let whole = value.floor();
                libc::timespec { tv_sec: whole as i64, tv_nsec: ((value - whole) * 1e9) as i64 }
            };
        }
    }
    if is_int(path) {
        // SAFETY: two stamps are read.
        checked(unsafe { libc::futimens(number::as_c_int(path)?, stamps.as_ptr()) }, None)?;
        return none();
    }
    let name = path_arg("utime", path)?;
    let flags = if follows(follow)? { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    let dir = descriptor_or(dir, libc::AT_FDCWD)?;
    // SAFETY: the name ends in NUL, two stamps are read.
    checked(unsafe { libc::utimensat(dir, name.as_ptr(), stamps.as_ptr(), flags) }, Some(path))?;
    none()
}

fn umask(_: &PyObject, mask: &PyObject) -> PyResult {
    // SAFETY: no pointers.
    int::from_i64(unsafe { libc::umask(number::as_c_int(mask)? as u32) }.into())
}

fn working_folder(as_bytes: bool) -> PyResult {
    use std::os::unix::ffi::OsStrExt;
    match std::env::current_dir() {
        Ok(folder) => decoded(folder.as_os_str().as_bytes(), as_bytes),
        Err(error) => Err(super::os_error(&error, None)),
    }
}

fn getcwd(_: &PyObject) -> PyResult {
    working_folder(false)
}

fn getcwdb(_: &PyObject) -> PyResult {
    working_folder(true)
}

fn chdir(module: &PyObject, path: &PyObject) -> PyResult {
    if is_int(path) {
        return fchdir(module, path);
    }
    let name = path_arg("chdir", path)?;
    // SAFETY: the name ends in NUL.
    checked(unsafe { libc::chdir(name.as_ptr()) }, Some(path))?;
    none()
}

fn fchdir(_: &PyObject, descriptor: &PyObject) -> PyResult {
    // SAFETY: no pointers.
    checked(unsafe { libc::fchdir(number::as_c_int(descriptor)?) }, None)?;
    none()
}

fn control(descriptor: c_int, command: c_int, value: c_int) -> Result<c_int, Raised> {
    // SAFETY: these commands take numbers.
    checked(unsafe { libc::fcntl(descriptor, command, value) }, None)
}

fn get_inheritable(_: &PyObject, descriptor: &PyObject) -> PyResult {
    let flags = control(number::as_c_int(descriptor)?, libc::F_GETFD, 0)?;
    Ok(bool_::from_bool(flags & libc::FD_CLOEXEC == 0))
}

fn set_inheritable(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("set_inheritable", arguments, 2, 2)?;
    let descriptor = number::as_c_int(arguments[0])?;
    let wanted = number::as_c_int(arguments[1])? != 0;
    control(descriptor, libc::F_SETFD, if wanted { 0 } else { libc::FD_CLOEXEC })?;
    none()
}

fn get_blocking(_: &PyObject, descriptor: &PyObject) -> PyResult {
    let flags = control(number::as_c_int(descriptor)?, libc::F_GETFL, 0)?;
    Ok(bool_::from_bool(flags & libc::O_NONBLOCK == 0))
}

fn set_blocking(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("set_blocking", arguments, 2, 2)?;
    let descriptor = number::as_c_int(arguments[0])?;
    let flags = control(descriptor, libc::F_GETFL, 0)?;
    let blocking = number::as_c_int(arguments[1])? != 0;
    let wanted = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
    control(descriptor, libc::F_SETFL, wanted)?;
    none()
}
