//! What `sys` says about the interpreter: version, implementation, flags, limits of numbers.

use std::sync::OnceLock;

use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::structseq::{self, Field};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bool_, dict, float, int, list, namespace, str};

fn number(value: i64) -> PyResult {
    int::from_i64(value)
}

fn text(value: &str) -> PyResult {
    Ok(str::new(value)?.upcast())
}

static VERSION: [Field; 5] = [
    (c"major", c"Major release number"),
    (c"minor", c"Minor release number"),
    (c"micro", c"Patch release number"),
    (c"releaselevel", c"'alpha', 'beta', 'candidate', or 'final'"),
    (c"serial", c"Serial release number"),
];

static FLAGS: [Field; 18] = [
    (c"debug", c"-d"),
    (c"inspect", c"-i"),
    (c"interactive", c"-i"),
    (c"optimize", c"-O or -OO"),
    (c"dont_write_bytecode", c"-B"),
    (c"no_user_site", c"-s"),
    (c"no_site", c"-S"),
    (c"ignore_environment", c"-E"),
    (c"verbose", c"-v"),
    (c"bytes_warning", c"-b"),
    (c"quiet", c"-q"),
    (c"hash_randomization", c"-R"),
    (c"isolated", c"-I"),
    (c"dev_mode", c"-X dev"),
    (c"utf8_mode", c"-X utf8"),
    (c"warn_default_encoding", c"-X warn_default_encoding"),
    (c"safe_path", c"-P"),
    (c"int_max_str_digits", c"-X int_max_str_digits"),
];

static FLOAT_INFO: [Field; 11] = [
    (c"max", c""),
    (c"max_exp", c""),
    (c"max_10_exp", c""),
    (c"min", c""),
    (c"min_exp", c""),
    (c"min_10_exp", c""),
    (c"dig", c""),
    (c"mant_dig", c""),
    (c"epsilon", c""),
    (c"radix", c""),
    (c"rounds", c""),
];

static INT_INFO: [Field; 4] = [
    (c"bits_per_digit", c""),
    (c"sizeof_digit", c""),
    (c"default_max_str_digits", c""),
    (c"str_digits_check_threshold", c""),
];

static HASH_INFO: [Field; 9] = [
    (c"width", c""),
    (c"modulus", c""),
    (c"inf", c""),
    (c"nan", c""),
    (c"imag", c""),
    (c"algorithm", c""),
    (c"hash_bits", c""),
    (c"seed_bits", c""),
    (c"cutoff", c""),
];

static THREAD_INFO: [Field; 3] = [(c"name", c""), (c"lock", c""), (c"version", c"")];

/// The command line's flags.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags {
    pub debug: i64,
    pub inspect: bool,
    pub interactive: bool,
    pub optimize: i64,
    pub dont_write_bytecode: bool,
    pub no_user_site: bool,
    pub no_site: bool,
    pub ignore_environment: bool,
    pub verbose: i64,
    pub bytes_warning: i64,
    pub quiet: bool,
    pub isolated: bool,
    pub safe_path: bool,
    pub hash_randomization: bool,
    pub dev_mode: bool,
    pub utf8_mode: bool,
    pub warn_default_encoding: bool,
    pub int_max_str_digits: i64,
}

/// What `sys.get_asyncgen_hooks()` gives.
pub fn asyncgen_hooks(first: Ref, last: Ref) -> PyResult {
    static TYPE: OnceLock<&'static PyTypeObject> = OnceLock::new();
    let ty = match TYPE.get() {
        Some(ty) => ty,
        None => {
            let fields =
                [(c"firstiter", c"called with each new one"), (c"finalizer", c"called with each that dies")];
            let doc = c"asyncgen_hooks\n\nThe hooks of asynchronous generators.";
            let made = structseq::new_type(c"asyncgen_hooks", doc, &fields, 2)?;
            TYPE.get_or_init(|| made)
        }
    };
    structseq::new(ty, vec![first, last])
}

/// `sys.flags`.
pub fn flags(given: &Flags) -> PyResult {
    let ty = structseq::new_sealed_type(
        c"sys.flags",
        c"sys.flags\n\nThe flags of the command line.",
        &FLAGS,
        FLAGS.len(),
    )?;
    let flag = |value: bool| number(value.into());
    let items = vec![
        number(given.debug)?,
        flag(given.inspect)?,
        flag(given.interactive)?,
        number(given.optimize)?,
        flag(given.dont_write_bytecode)?,
        flag(given.no_user_site)?,
        flag(given.no_site)?,
        flag(given.ignore_environment)?,
        number(given.verbose)?,
        number(given.bytes_warning)?,
        flag(given.quiet)?,
        flag(given.hash_randomization)?,
        flag(given.isolated)?,
        bool_::from_bool(given.dev_mode),
        flag(given.utf8_mode)?,
        flag(given.warn_default_encoding)?,
        bool_::from_bool(given.safe_path),
        number(given.int_max_str_digits)?,
    ];
    structseq::new(ty, items)
}

/// Puts them into the module.
pub fn add(made: &PyModuleObject) -> Result<(), Raised> {
    let version_type = structseq::new_sealed_type(
        c"sys.version_info",
        c"sys.version_info\n\nVersion information as a named tuple.",
        &VERSION,
        VERSION.len(),
    )?;
    let version =
        structseq::new(version_type, vec![number(3)?, number(11)?, number(7)?, text("final")?, number(0)?])?;
    made.set("version_info", &version)?;
    made.set("flags", &*flags(&Flags::default())?)?;
    let implementation = dict::new()?;
    let put = |name: &str, value: &PyObject| implementation.set_item(&*str::intern(name)?, value);
    put("name", &*text("cpython")?)?;
    put("cache_tag", &*text("cpython-311")?)?;
    put("version", &version)?;
    put("hexversion", &*number(0x030b_07f0)?)?;
    put("_multiarch", &*text("x86_64-linux-gnu")?)?;
    made.set("implementation", &*namespace::new(&implementation)?)?;
    let float_type = structseq::new_type(
        c"sys.float_info",
        c"sys.float_info\n\nLimits of floats.",
        &FLOAT_INFO,
        FLOAT_INFO.len(),
    )?;
    let float_info = vec![
        float::from_f64(f64::MAX)?,
        number(f64::MAX_EXP.into())?,
        number(f64::MAX_10_EXP.into())?,
        float::from_f64(f64::MIN_POSITIVE)?,
        number(f64::MIN_EXP.into())?,
        number(f64::MIN_10_EXP.into())?,
        number(f64::DIGITS.into())?,
        number(f64::MANTISSA_DIGITS.into())?,
        float::from_f64(f64::EPSILON)?,
        number(2)?,
        number(1)?,
    ];
    made.set("float_info", &*structseq::new(float_type, float_info)?)?;
    let int_type =
        structseq::new_type(c"sys.int_info", c"sys.int_info\n\nHow ints are stored.", &INT_INFO, 4)?;
    let int_info = vec![number(30)?, number(4)?, number(4300)?, number(640)?];
    made.set("int_info", &*structseq::new(int_type, int_info)?)?;
    let hash_type =
        structseq::new_type(c"hash_info", c"hash_info\n\nHow numbers are hashed.", &HASH_INFO, 9)?;
    let hash_info = vec![
        number(64)?,
        number((1 << 61) - 1)?,
        number(314_159)?,
        number(0)?,
        number(1_000_003)?,
        text("siphash13")?,
        number(64)?,
        number(128)?,
        number(0)?,
    ];
    made.set("hash_info", &*structseq::new(hash_type, hash_info)?)?;
    let thread_type = structseq::new_type(
        c"sys.thread_info",
        c"sys.thread_info\n\nHow threads are made.",
        &THREAD_INFO,
        3,
    )?;
    let thread_info = vec![text("pthread")?, text("semaphore")?, text("NPTL 2.36")?];
    made.set("thread_info", &*structseq::new(thread_type, thread_info)?)
}

/// The modules of the standard library, as `sys.stdlib_module_names` has them.
const STDLIB: &str = "__future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn \
    _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc \
    _compat_pickle _compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm \
    _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq \
    _imp _io _json _locale _lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode \
    _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio \
    _queue _random _scproxy _sha1 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl \
    _stat _statistics _string _strptime _struct _symtable _thread _threading_local _tkinter _tokenize \
    _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc antigravity \
    argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 \
    cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall \
    concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses \
    datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler \
    fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext \
    glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io \
    ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math \
    mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path \
    numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil \
    platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc \
    pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets \
    select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd \
    sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess \
    sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this \
    threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle \
    turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser \
    winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

pub(super) fn add_stdlib_names(sys: &PyModuleObject) -> Result<(), Raised> {
    let names =
        STDLIB.split(' ').map(|name| Ok(str::intern(name)?.upcast())).collect::<Result<Vec<_>, Raised>>()?;
    sys.set("stdlib_module_names", &*vivarium_runtime::set::frozen_from_iterable(&*list::from_vec(names)?)?)
}
