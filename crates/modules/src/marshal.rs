//! `marshal`: the codec of `vivarium-bytecode` over live objects.

use std::borrow::Cow;

use vivarium_bytecode::marshal::{
    self, Builder, CodeFields, ReadError, ReadErrorKind, Source, VERSION, View, WriteError,
};
use vivarium_runtime::buffer;
use vivarium_runtime::bytes::PyBytesObject;
use vivarium_runtime::code::{PyCodeObject, construct};
use vivarium_runtime::complex::{self, PyComplexObject};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{
    args, bool_, bytes, call, dict, errors, exceptions, float, int, list, number, raise, set, singletons,
    str, tuple,
};
use vivarium_text::wtf8::Wtf8;

use crate::support::{new_module, set_int};

mod file;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::fast(
            c"dump",
            dump,
            c"dump($module, value, file, version=version, /)\n--\n\nWrite a value to a file.",
        ),
        PyMethodDef::one(c"load", load, c"load($module, file, /)\n--\n\nRead a value from a file."),
        PyMethodDef::fast(
            c"dumps",
            dumps,
            c"dumps($module, value, version=version, /)\n--\n\nA value as bytes.",
        ),
        PyMethodDef::one(
            c"loads",
            loads,
            c"loads($module, bytes, /)\n--\n\nThe value of bytes; what follows it is ignored.",
        ),
        PyMethodDef::END,
    ];
    let made =
        new_module("marshal", "Python values in a format of Python's own, as in .pyc files.", FUNCTIONS)?;
    set_int(&made, "version", VERSION.into())?;
    Ok(made)
}

/// A borrowed object: counting it would change what the flags of the format say.
type Handle = *const PyObject;

/// Shows objects to the writer. `holds` keeps what views make up while writing.
struct Live;

fn object<'a>(handle: &Handle) -> &'a PyObject {
    // SAFETY: the value that is written keeps everything in it alive, and no Python code runs meanwhile.
    unsafe { &**handle }
}

fn handle(reference: &PyObject) -> Handle {
    reference
}

/// Digits of 15 bits.
fn short_digits(long: &PyLongObject) -> Vec<u16> {
    let mut digits: Vec<u16> =
        long.digits().iter().flat_map(|digit| [(digit & 0x7fff) as u16, (digit >> 15) as u16]).collect();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

fn code_fields(code: &PyCodeObject) -> Option<CodeFields<Handle>> {
    // The plain instructions become bytes that the code object keeps, as in CPython.
    let plain = vivarium_runtime::objects::get_attr_str(code, "co_code").ok()?;
    Some(CodeFields {
        argcount: code.co_argcount.get(),
        posonlyargcount: code.co_posonlyargcount.get(),
        kwonlyargcount: code.co_kwonlyargcount.get(),
        stacksize: code.co_stacksize.get(),
        flags: code.co_flags.get(),
        code: plain.as_raw(),
        consts: code.co_consts.get(),
        names: code.co_names.get(),
        localsplusnames: code.co_localsplusnames.get(),
        localspluskinds: code.co_localspluskinds.get(),
        filename: code.co_filename.get(),
        name: code.co_name.get(),
        qualname: code.co_qualname.get(),
        firstlineno: code.co_firstlineno.get(),
        linetable: code.co_linetable.get(),
        exceptiontable: code.co_exceptiontable.get(),
    })
}

impl Source for Live {
    type Object = Handle;
    type Id = usize;

    fn id(&self, item: &Handle) -> usize {
        item.addr()
    }

    fn is_shared(&self, item: &Handle) -> bool {
        let item = object(item);
        item.refcount() != 1 || item.cast_exact::<PyUnicodeObject>().is_some_and(str::is_interned)
    }

    fn has_parts(&self, item: &Handle) -> bool {
        let item = object(item);
        item.cast_exact::<PyTupleObject>().is_some()
            || item.cast_exact::<PyListObject>().is_some()
            || item.cast_exact::<PyDictObject>().is_some()
            || set::PySetObject::exact_any(item).is_some()
            || item.cast_exact::<PyCodeObject>().is_some()
    }

    fn view<'a>(&'a self, item: &'a Handle) -> View<'a, Handle> {
        let item = object(item);
        let handles = |items: &[&PyObject]| items.iter().map(|item| handle(item)).collect::<Vec<Handle>>();
        if item.is_none() {
            return View::None;
        }
        if bool_::is_bool(item) {
            return if int::to_i64(item) == Some(0) { View::False } else { View::True };
        }
        if std::ptr::eq(item, &singletons::ELLIPSIS) {
            return View::Ellipsis;
        }
        if std::ptr::eq(item.as_ptr(), exceptions::STOP_ITERATION.as_ptr()) {
            return View::StopIteration;
        }
        if let Some(long) = item.cast_exact::<PyLongObject>() {
            return match long.to_i64() {
                Some(value) => View::Int(value),
                None => View::BigInt(long.is_negative(), short_digits(long)),
            };
        }
        if let Some(value) = item.cast_exact::<PyFloatObject>() {
            return View::Float(value.value());
        }
        if let Some(value) = item.cast_exact::<PyComplexObject>() {
            let value = value.cval.get();
            return View::Complex(value.real, value.imag);
        }
        if let Some(content) = item.cast_exact::<PyBytesObject>() {
            return View::Bytes(Cow::Borrowed(content.as_slice()));
        }
        if let Some(text) = item.cast_exact::<PyUnicodeObject>() {
            let interned = str::is_interned(text);
            return match text.as_ascii() {
                Some(ascii) => View::Str(Cow::Borrowed(ascii.as_bytes()), interned),
                None => View::Str(Cow::Owned(text.to_wtf8().as_bytes().to_vec()), interned),
            };
        }
        if let Some(items) = item.cast_exact::<PyTupleObject>() {
            return View::Tuple(Cow::Owned(handles(items.items())));
        }
        if let Some(items) = item.cast_exact::<PyListObject>() {
            return View::List(Cow::Owned(handles(items.items())));
        }
        if let Some(pairs) = item.cast_exact::<PyDictObject>() {
            let mut position = 0;
            let mut out = Vec::new();
            while let Some((key, value)) = pairs.next(&mut position) {
                out.push((handle(key), handle(value)));
            }
            return View::Dict(out);
        }
        if let Some(members) = set::PySetObject::exact_any(item) {
            let mut position = 0;
            let mut out = Vec::new();
            while let Some((key, _)) = members.next(&mut position) {
                out.push(handle(key));
            }
            let frozen = std::ptr::eq(item.ob_type(), &set::FROZENSET_TYPE);
            return if frozen { View::FrozenSet(Cow::Owned(out)) } else { View::Set(Cow::Owned(out)) };
        }
        if let Some(code) = item.cast_exact::<PyCodeObject>() {
            return match code_fields(code) {
                Some(fields) => View::Code(fields),
                None => View::Unmarshallable,
            };
        }
        match buffer::View::simple_if_supported(item) {
            Some(Ok(view)) => View::Bytes(Cow::Owned(view.as_slice().to_vec())),
            Some(Err(_)) => {
                errors::clear();
                View::Unmarshallable
            }
            None => View::Unmarshallable,
        }
    }
}

fn written(value: &PyObject, version: Option<&PyObject>) -> PyResult {
    let version = version.map_or(Ok(VERSION as i32), number::as_c_int)?;
    match marshal::write(&Live, handle(value), u32::try_from(version).unwrap_or(0)) {
        Ok(content) => Ok(bytes::new(&content)?.upcast()),
        Err(WriteError::TooDeep) => Err(raise!(VALUE_ERROR, "object too deeply nested to marshal")),
        Err(_) => Err(raise!(VALUE_ERROR, "unmarshallable object")),
    }
}

fn dumps(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("dumps", arguments, 1, 2)?;
    vivarium_runtime::hooks::audit("marshal.dumps", || {
        let version = match arguments.get(1) {
            Some(version) => version.to_ref(),
            None => vivarium_runtime::int::from_i64(4)?,
        };
        Ok(vec![arguments[0].to_ref(), version])
    })?;
    written(arguments[0], arguments.get(1).copied())
}

fn dump(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("dump", arguments, 2, 3)?;
    let content = written(arguments[0], arguments.get(2).copied())?;
    call::call_method(arguments[1], "write", &[&content])
}

fn loads(_: &PyObject, argument: &PyObject) -> PyResult {
    let view = buffer::View::simple(argument)?;
    vivarium_runtime::hooks::audit("marshal.loads", || {
        Ok(vec![vivarium_runtime::bytes::new(view.as_slice())?.upcast()])
    })?;
    read(view.as_slice())
}

fn load(_: &PyObject, file: &PyObject) -> PyResult {
    read(&file::content(file)?)
}

fn read(content: &[u8]) -> PyResult {
    marshal::read(content, &mut Objects).map_err(|failure| match failure {
        Failure::Raised(raised) => raised,
        Failure::Data(error) => raise_read_error(error),
    })
}

fn raise_read_error(error: ReadError) -> Raised {
    let message = error.python_message();
    match error.kind {
        ReadErrorKind::Unicode => {
            vivarium_runtime::codecs::raise_decode_error("utf-8", b"\xff", 0, 1, "invalid start byte")
        }
        _ => match error.python_class() {
            "EOFError" => raise!(EOF_ERROR, "{message}"),
            "TypeError" => raise!(TYPE_ERROR, "{message}"),
            _ => raise!(VALUE_ERROR, "{message}"),
        },
    }
}

/// What stops the reader.
enum Failure {
    Data(ReadError),
    Raised(Raised),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Data(error)
    }
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure::Raised(raised)
    }
}

/// Makes live objects.
struct Objects;

type Made = Result<Ref, Failure>;

fn list_of(object: &PyObject) -> Result<&PyListObject, Failure> {
    Ok(object.cast().ok_or_else(|| raise!(SYSTEM_ERROR, "no list"))?)
}

impl Builder for Objects {
    type Object = Ref;
    type Error = Failure;

    fn none(&mut self) -> Made {
        Ok(singletons::none_ref())
    }

    fn bool(&mut self, value: bool) -> Made {
        Ok(bool_::from_bool(value))
    }

    fn ellipsis(&mut self) -> Made {
        Ok(singletons::ELLIPSIS.to_ref())
    }

    fn stop_iteration(&mut self) -> Made {
        Ok(exceptions::STOP_ITERATION.to_ref())
    }

    fn int(&mut self, value: i64) -> Made {
        Ok(int::from_i64(value)?)
    }

    fn big_int(&mut self, negative: bool, digits: &[u16]) -> Made {
        let digits: Vec<u32> = digits
            .chunks(2)
            .map(|pair| u32::from(pair[0]) | pair.get(1).map_or(0, |high| u32::from(*high) << 15))
            .collect();
        Ok(int::from_digits(negative, &digits)?)
    }

    fn float(&mut self, value: f64) -> Made {
        Ok(float::from_f64(value)?)
    }

    fn complex(&mut self, real: f64, imag: f64) -> Made {
        Ok(complex::from_parts(real, imag)?)
    }

    fn bytes(&mut self, value: &[u8]) -> Made {
        Ok(bytes::new(value)?.upcast())
    }

    fn str(&mut self, value: Wtf8<'_>, interned: bool) -> Made {
        let mut text = str::from_wtf8(value)?;
        if interned {
            str::intern_in_place(&mut text);
        }
        Ok(text.upcast())
    }

    fn tuple_start(&mut self, len: usize) -> Result<Option<Ref>, Failure> {
        if len == 0 {
            return Ok(None);
        }
        Ok(Some(tuple::new(vec![singletons::none_ref(); len])?.upcast()))
    }

    fn tuple(&mut self, started: Option<Ref>, items: Vec<Ref>) -> Made {
        let Some(started) = started else { return Ok(tuple::new(items)?.upcast()) };
        if let Some(target) = started.cast::<PyTupleObject>() {
            for (index, item) in items.into_iter().enumerate().take(target.len()) {
                // SAFETY: an index below the length; nobody outside has seen the tuple yet.
                drop(vivarium_runtime::object::replace_slot(unsafe { target.slot(index) }, Some(item)));
            }
        }
        Ok(started)
    }

    fn list(&mut self) -> Made {
        Ok(list::new()?.upcast())
    }

    fn list_push(&mut self, list: &Ref, item: Ref) -> Result<(), Failure> {
        Ok(list_of(list)?.append(item)?)
    }

    fn dict(&mut self) -> Made {
        Ok(dict::new()?.upcast())
    }

    fn dict_set(&mut self, dict: &Ref, key: Ref, value: Ref) -> Result<(), Failure> {
        match dict.cast::<PyDictObject>() {
            Some(dict) => Ok(dict.set_item(&key, &value)?),
            None => Ok(()),
        }
    }

    fn set(&mut self) -> Made {
        Ok(set::new()?.upcast())
    }

    fn set_add(&mut self, target: &Ref, item: Ref) -> Result<(), Failure> {
        match set::any(target) {
            Some(target) => Ok(target.add(&item)?),
            None => Ok(()),
        }
    }

    fn frozen_set(&mut self, items: Vec<Ref>) -> Made {
        let items = list::from_vec(items)?;
        Ok(set::frozen_from_iterable(&items)?.upcast())
    }

    fn code(&mut self, fields: CodeFields<Ref>) -> Made {
        let Some(units) = bytes::as_slice(&fields.code).map(<[u8]>::to_vec) else {
            return Err(raise!(SYSTEM_ERROR, "bad argument to internal function").into());
        };
        let made = construct::Fields {
            argcount: fields.argcount,
            posonlyargcount: fields.posonlyargcount,
            kwonlyargcount: fields.kwonlyargcount,
            stacksize: fields.stacksize,
            flags: fields.flags,
            firstlineno: fields.firstlineno,
            consts: fields.consts,
            names: fields.names,
            localsplusnames: fields.localsplusnames,
            localspluskinds: fields.localspluskinds,
            filename: fields.filename,
            name: fields.name,
            qualname: fields.qualname,
            linetable: fields.linetable,
            exceptiontable: fields.exceptiontable,
        };
        Ok(made.build(&units)?.upcast())
    }
}
