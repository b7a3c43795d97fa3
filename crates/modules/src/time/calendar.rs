//! Broken-down times: `struct_time`, what makes them and what writes them.

use std::cell::Cell;
use std::ffi::{CStr, CString};

use vivarium_runtime::args::check_count;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::structseq::{self, Field};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{call, exceptions, float, hooks, int, number, objects, raise, singletons};

use crate::support::native::format_int;
use crate::support::set_int;

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"localtime",
        localtime,
        c"localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nA time as the place's clocks show it.",
    ),
    PyMethodDef::fast(
        c"gmtime",
        gmtime,
        c"gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nA time as UTC shows it.",
    ),
    PyMethodDef::one(c"mktime", mktime, c"mktime(tuple) -> floating point number\n\nThe opposite of localtime."),
    PyMethodDef::fast(c"asctime", asctime, c"asctime([tuple]) -> string\n\nA time as 'Sat Jun 06 16:26:11 1998'."),
    PyMethodDef::fast(c"ctime", ctime, c"ctime(seconds) -> string\n\nSeconds since the epoch as local time in words."),
    PyMethodDef::fast(c"strftime", strftime, c"strftime(format[, tuple]) -> string\n\nA time by a format."),
    PyMethodDef::fast(c"strptime", strptime, c"strptime(string, format) -> struct_time\n\nReads a time by a format."),
    PyMethodDef::noargs(c"tzset", tzset, c"tzset()\n\nRead the time zone from the environment anew."),
    PyMethodDef::END,
];

static FIELDS: &[Field] = &[
    (c"tm_year", c"year, for example, 1993"),
    (c"tm_mon", c"month of year, range [1, 12]"),
    (c"tm_mday", c"day of month, range [1, 31]"),
    (c"tm_hour", c"hours, range [0, 23]"),
    (c"tm_min", c"minutes, range [0, 59]"),
    (c"tm_sec", c"seconds, range [0, 61])"),
    (c"tm_wday", c"day of week, range [0, 6], Monday is 0"),
    (c"tm_yday", c"day of year, range [1, 366]"),
    (c"tm_isdst", c"1 if summer time is in effect, 0 if not, and -1 if unknown"),
    (c"tm_zone", c"abbreviation of timezone name"),
    (c"tm_gmtoff", c"offset from UTC in seconds"),
];

struct Type(Cell<Option<&'static PyTypeObject>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Type {}

static STRUCT_TIME: Type = Type(Cell::new(None));

fn struct_time() -> Result<&'static PyTypeObject, Raised> {
    if let Some(ty) = STRUCT_TIME.0.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type(
        c"time.struct_time",
        c"The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().",
        FIELDS,
        9,
    )?;
    crate::support::native::set_module(ty)?;
    STRUCT_TIME.0.set(Some(ty));
    Ok(ty)
}

unsafe extern "C" {
    #[link_name = "tzset"]
    fn c_tzset();
}

pub(super) fn add_to(module: &PyModuleObject) -> Result<(), Raised> {
    module.set("struct_time", struct_time()?)?;
    set_int(module, "_STRUCT_TM_ITEMS", 11)?;
    set_zone(module)
}

/// `timezone`, `altzone`, `daylight` and `tzname`, as January and July of some year show them.
fn set_zone(module: &PyModuleObject) -> Result<(), Raised> {
    // SAFETY: reads the environment.
    unsafe { c_tzset() };
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    // SAFETY: asks for the time only.
    let now = unsafe { libc::time(std::ptr::null_mut()) };
    let january = now / YEAR * YEAR;
    let (winter, summer) = (broken_down(january, true)?, broken_down(january + YEAR / 2, true)?);
    let zone = |tm: &libc::tm| (-tm.tm_gmtoff, zone_name(tm));
    let (first, second) = (zone(&winter), zone(&summer));
    // In the south the winter of the north is summer.
    let (standard, daylight) = if first.0 < second.0 { (second, first) } else { (first, second) };
    set_int(module, "timezone", standard.0)?;
    set_int(module, "altzone", daylight.0)?;
    set_int(module, "daylight", i64::from(standard.0 != daylight.0))?;
    let names = tuple::pair(str::new(&standard.1)?.upcast(), str::new(&daylight.1)?.upcast())?;
    module.set("tzname", &names)
}

fn zone_name(tm: &libc::tm) -> String {
    if tm.tm_zone.is_null() {
        return String::new();
    }
    // SAFETY: the C library's string for the zone.
    unsafe { CStr::from_ptr(tm.tm_zone) }.to_string_lossy().into_owned()
}

fn empty_tm() -> libc::tm {
    // SAFETY: all fields are numbers or a pointer that may be null.
    unsafe { std::mem::zeroed() }
}

fn broken_down(seconds: i64, local: bool) -> Result<libc::tm, Raised> {
    let mut tm = empty_tm();
    // SAFETY: both pointers are good.
    let made = unsafe {
        if local { libc::localtime_r(&seconds, &mut tm) } else { libc::gmtime_r(&seconds, &mut tm) }
    };
    if made.is_null() {
        let code = exceptions::os::last_errno();
        return Err(exceptions::os::raise_errno(if code == 0 { libc::EINVAL } else { code }, None, None));
    }
    Ok(tm)
}

fn to_struct(tm: &libc::tm) -> PyResult {
    let number = |value: i32| int::from_i64(i64::from(value));
    let zone = zone_name(tm);
    let items = vec![
        int::from_i64(i64::from(tm.tm_year) + 1900)?,
        number(tm.tm_mon + 1)?,
        number(tm.tm_mday)?,
        number(tm.tm_hour)?,
        number(tm.tm_min)?,
        number(tm.tm_sec)?,
        number((tm.tm_wday + 6) % 7)?,
        number(tm.tm_yday + 1)?,
        number(tm.tm_isdst)?,
        str::new(&zone)?.upcast(),
        int::from_i64(tm.tm_gmtoff)?,
    ];
    structseq::new(struct_time()?, items)
}

/// The seconds of an optional argument; the time now without one.
fn seconds_of(name: &str, args: &[&PyObject]) -> Result<i64, Raised> {
    if args.len() > 1 {
        return Err(raise!(TYPE_ERROR, "{name}() takes at most 1 argument ({} given)", args.len()));
    }
    let Some(given) = args.first().filter(|given| !given.is_none()) else {
        // SAFETY: asks for the time only.
        return Ok(unsafe { libc::time(std::ptr::null_mut()) });
    };
    let out_of_range = || raise!(OVERFLOW_ERROR, "timestamp out of range for platform time_t");
    if given.is_instance_of::<PyFloatObject>() {
        let seconds = float::to_f64(given)?;
        if seconds.is_nan() {
            return Err(raise!(VALUE_ERROR, "Invalid value NaN (not a number)"));
        }
        let whole = seconds.floor();
        if !(-9.223_372_036_854_775e18..9.223_372_036_854_775e18).contains(&whole) {
            return Err(out_of_range());
        }
        return Ok(whole as i64);
    }
    let number = number::index_any(given)?;
    int::to_i64(&number).ok_or_else(out_of_range)
}

fn localtime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    to_struct(&broken_down(seconds_of("localtime", args)?, true)?)
}

fn gmtime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    to_struct(&broken_down(seconds_of("gmtime", args)?, false)?)
}

/// A time from nine numbers; a zone's name, where there is one, is kept by the second value.
fn from_tuple(object: &PyObject, name: &str) -> Result<(libc::tm, Option<CString>), Raised> {
    let Some(given) = object.cast::<PyTupleObject>() else {
        return Err(raise!(TYPE_ERROR, "Tuple or struct_time argument required"));
    };
    let items = given.items();
    if items.len() != 9 {
        return Err(raise!(TYPE_ERROR, "{name}(): illegal time tuple argument"));
    }
    let mut values = [0i32; 9];
    for (value, item) in values.iter_mut().zip(items) {
        *value = format_int(item)?;
    }
    let mut tm = empty_tm();
    if values[0] < i32::MIN + 1900 {
        return Err(raise!(OVERFLOW_ERROR, "year out of range"));
    }
    tm.tm_year = values[0] - 1900;
    tm.tm_mon = values[1].wrapping_sub(1);
    tm.tm_mday = values[2];
    tm.tm_hour = values[3];
    tm.tm_min = values[4];
    tm.tm_sec = values[5];
    tm.tm_wday = values[6].wrapping_add(1) % 7;
    tm.tm_yday = values[7].wrapping_sub(1);
    tm.tm_isdst = values[8];
    let mut zone = None;
    if std::ptr::eq(object.ob_type(), struct_time()?) {
        let name = objects::get_attr_str(object, "tm_zone")?;
        let text = name.cast::<PyUnicodeObject>().map(|name| name.to_string_lossy().into_owned());
        zone = text.and_then(|text| CString::new(text).ok());
        tm.tm_zone = zone.as_ref().map_or(std::ptr::null(), |zone| zone.as_ptr());
        let offset = objects::get_attr_str(object, "tm_gmtoff")?;
        if !offset.is_none() {
            tm.tm_gmtoff = number::as_isize(&offset)? as i64;
        }
    }
    Ok((tm, zone))
}

/// Where zero stands for the first, and all is in its range.
fn checked(tm: &mut libc::tm) -> Result<(), Raised> {
    let ranges = [
        (&mut tm.tm_mon, -1, 11, "month out of range", 0),
        (&mut tm.tm_mday, 0, 31, "day of month out of range", 1),
    ];
    for (value, least, most, message, instead) in ranges {
        if *value == least {
            *value = instead;
        } else if *value < least || *value > most {
            return Err(raise!(VALUE_ERROR, "{message}"));
        }
    }
    let ranges = [
        (tm.tm_hour, 0, 23, "hour out of range"),
        (tm.tm_min, 0, 59, "minute out of range"),
        (tm.tm_sec, 0, 61, "seconds out of range"),
        (tm.tm_wday, 0, 6, "day of week out of range"),
    ];
    for (value, least, most, message) in ranges {
        if value < least || value > most {
            return Err(raise!(VALUE_ERROR, "{message}"));
        }
    }
    if tm.tm_yday == -1 {
        tm.tm_yday = 0;
    } else if tm.tm_yday < 0 || tm.tm_yday > 365 {
        return Err(raise!(VALUE_ERROR, "day of year out of range"));
    }
    Ok(())
}

fn mktime(_: &PyObject, given: &PyObject) -> PyResult {
    let (mut tm, _zone) = from_tuple(given, "mktime")?;
    tm.tm_wday = -1;
    // SAFETY: the struct is writable.
    let seconds = unsafe { libc::mktime(&mut tm) };
    if seconds == -1 && tm.tm_wday == -1 {
        return Err(raise!(OVERFLOW_ERROR, "mktime argument out of range"));
    }
    float::from_f64(seconds as f64)
}

fn in_words(tm: &libc::tm) -> PyResult {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = DAYS.get(tm.tm_wday as usize).unwrap_or(&"???");
    let month = MONTHS.get(tm.tm_mon as usize).unwrap_or(&"???");
    let text = format!(
        "{day} {month}{:3} {:02}:{:02}:{:02} {}",
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        i64::from(tm.tm_year) + 1900
    );
    Ok(str::new(&text)?.upcast())
}

fn asctime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("asctime", args, 0, 1)?;
    match args.first() {
        None => in_words(&broken_down(seconds_of("asctime", &[])?, true)?),
        Some(given) => {
            let (mut tm, _zone) = from_tuple(given, "asctime")?;
            checked(&mut tm)?;
            in_words(&tm)
        }
    }
}

fn ctime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    in_words(&broken_down(seconds_of("ctime", args)?, true)?)
}

fn strftime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    if args.is_empty() || args.len() > 2 {
        let (how, count, plural) = if args.is_empty() { ("at least", 1, "") } else { ("at most", 2, "s") };
        return Err(raise!(
            TYPE_ERROR,
            "strftime() takes {how} {count} argument{plural} ({} given)",
            args.len()
        ));
    }
    let Some(format) = args[0].cast::<PyUnicodeObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "strftime() argument 1 must be str, not {}",
            args[0].ob_type().full_name()
        ));
    };
    let (mut tm, _zone) = match args.get(1) {
        None => (broken_down(seconds_of("strftime", &[])?, true)?, None),
        Some(given) => {
            let mut made = from_tuple(given, "strftime")?;
            checked(&mut made.0)?;
            made
        }
    };
    tm.tm_isdst = tm.tm_isdst.clamp(-1, 1);
    let Ok(format) = CString::new(str::codecs::to_os_bytes(format)?) else {
        return Err(raise!(VALUE_ERROR, "embedded null character"));
    };
    let length = format.as_bytes().len();
    if length == 0 {
        return Ok(str::empty().upcast());
    }
    let mut room = 1024;
    loop {
        let mut buffer: Vec<u8> = vivarium_runtime::memory::try_vec(room)?;
        // SAFETY: the buffer has that much room, the format ends in a NUL.
        let written = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), room, format.as_ptr(), &tm) };
        // Nothing written: too little room, or nothing to write.
        if written > 0 || room >= 256 * length {
            // SAFETY: so many bytes were written.
            unsafe { buffer.set_len(written) };
            return Ok(str::codecs::from_os_bytes(&buffer)?.upcast());
        }
        room *= 2;
    }
}

fn strptime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    let reader = objects::get_attr_str(&*hooks::import("_strptime")?, "_strptime_time")?;
    call::call(&reader, args)
}

fn tzset(module: &PyObject) -> PyResult {
    if let Some(module) = module.cast::<PyModuleObject>() {
        set_zone(module)?;
    }
    let none: Ref = singletons::none_ref();
    Ok(none)
}
