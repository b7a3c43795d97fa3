//! The codec registry: search functions, error handlers, and the handlers that are always there (`Python/codecs.c`).

use std::cell::Cell;

use vivarium_text::names;

use crate::exceptions::{
    PyUnicodeErrorObject, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR, UNICODE_TRANSLATE_ERROR,
};
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot};
use crate::str::PyUnicodeObject;
use crate::str::codecs::{Encoding, normalize_name};
use crate::tuple::PyTupleObject;
use crate::{call, errors, number, objects, raise};

struct Registry {
    /// A list of functions.
    search_path: Cell<*mut PyObject>,
    /// A dict from normalised names to tuples of four.
    cache: Cell<*mut PyObject>,
    /// A dict from names to handlers that programs registered.
    handlers: Cell<*mut PyObject>,
    ready: Cell<bool>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Registry {}

static REGISTRY: Registry = Registry {
    search_path: Cell::new(std::ptr::null_mut()),
    cache: Cell::new(std::ptr::null_mut()),
    handlers: Cell::new(std::ptr::null_mut()),
    ready: Cell::new(false),
};

/// What a slot of the registry holds, made by `make` the first time.
fn slot(cell: &Cell<*mut PyObject>, make: fn() -> PyResult) -> PyResult {
    // SAFETY: null or owned by the registry.
    if let Some(object) = unsafe { clone_slot(cell) } {
        return Ok(object);
    }
    let made = make()?;
    cell.set(made.clone().into_raw());
    Ok(made)
}

fn dict(cell: &Cell<*mut PyObject>) -> PyResult<crate::dict::PyDictObject> {
    let object = slot(cell, || Ok(crate::dict::new()?.upcast()))?;
    // SAFETY: made as a dict above.
    Ok(unsafe { object.cast_into_unchecked() })
}

fn search_path() -> PyResult<crate::list::PyListObject> {
    let object = slot(&REGISTRY.search_path, || Ok(crate::list::new()?.upcast()))?;
    // SAFETY: made as a list above.
    Ok(unsafe { object.cast_into_unchecked() })
}

/// `codecs.register`.
pub fn register(search: &PyObject) -> Result<(), Raised> {
    if !objects::is_callable(search) {
        return Err(raise!(TYPE_ERROR, "argument must be callable"));
    }
    search_path()?.append(search.to_ref())
}

/// `codecs.unregister`.
pub fn unregister(search: &PyObject) -> Result<(), Raised> {
    let path = search_path()?;
    let left: Vec<Ref> = path.to_vec()?.into_iter().filter(|item| !item.is(search)).collect();
    if left.len() != path.len() {
        path.clear();
        left.into_iter().try_for_each(|item| path.append(item))?;
        drop(crate::object::replace_slot(&REGISTRY.cache, None));
    }
    Ok(())
}

/// `_PyCodec_Lookup`: the tuple of encoder, decoder, stream reader and stream writer.
pub fn lookup(encoding: &str) -> PyResult {
    if !REGISTRY.ready.replace(true)
        && let Some(import) = crate::hooks::get().import_module
        && import("encodings").is_err()
    {
        errors::clear();
    }
    let cache = dict(&REGISTRY.cache)?;
    let name = crate::str::intern(&normalize_name(encoding))?;
    if let Some(found) = cache.get_item(&name)? {
        return Ok(found);
    }
    for search in search_path()?.to_vec()? {
        let found = call::call(&search, &[&name])?;
        if found.is_none() {
            continue;
        }
        if found.cast::<PyTupleObject>().is_none_or(|tuple| tuple.len() != 4) {
            return Err(raise!(TYPE_ERROR, "codec search functions must return 4-tuples"));
        }
        cache.set_item(&name, &found)?;
        return Ok(found);
    }
    Err(raise!(LOOKUP_ERROR, "unknown encoding: {encoding}"))
}

/// The first of what an encoder or decoder gives: a pair.
fn run(codec: &PyObject, index: usize, object: &PyObject, handler: Option<&str>, what: &str) -> PyResult {
    let function = codec.cast::<PyTupleObject>().and_then(|tuple| tuple.items().get(index).copied());
    let Some(function) = function else {
        return Err(raise!(TYPE_ERROR, "codec search functions must return 4-tuples"));
    };
    let result = match handler {
        Some(handler) => call::call(function, &[object, &*crate::str::new(handler)?])?,
        None => call::call(function, &[object])?,
    };
    match result.cast::<PyTupleObject>().map(PyTupleObject::items) {
        Some([first, _]) => Ok(first.to_ref()),
        _ => Err(raise!(TYPE_ERROR, "{what} must return a tuple (object, integer)")),
    }
}

/// `_PyErr_TrySetFromCause`: says in which codec an exception happened, if it is of a class that only holds a message.
fn failed_in(operation: &str, encoding: &str) -> Raised {
    let cause = errors::take();
    let ty = cause.ob_type();
    let base = &crate::exceptions::BASE_EXCEPTION;
    let same = |a: usize, b: usize| a == b;
    let plain =
        same(ty.tp_init.get().map_or(0, |f| f as usize), base.tp_init.get().map_or(0, |f| f as usize))
            && same(ty.tp_new.get().map_or(0, |f| f as usize), base.tp_new.get().map_or(0, |f| f as usize))
            && ty.tp_basicsize.get() == base.tp_basicsize.get();
    let message = cause.cast::<crate::exceptions::PyBaseExceptionObject>().and_then(|exception| {
        // SAFETY: an exception owns its arguments.
        let arguments = unsafe { clone_slot(&exception.args) }?;
        match arguments.cast::<PyTupleObject>()?.items() {
            [] => Some(String::new()),
            [text] if text.is_instance_of::<PyUnicodeObject>() => Some(crate::str::to_lossy(text)),
            _ => None,
        }
    });
    let Some(message) = message.filter(|_| plain) else { return errors::put_back(cause) };
    let text = if message.is_empty() { ty.name().to_owned() } else { format!("{}: {message}", ty.name()) };
    let made = crate::str::new(&format!("{operation} with '{encoding}' codec failed ({text})"))
        .and_then(|text| call::call(ty, &[&text]));
    match made {
        Ok(exception) => {
            if let Some(fields) = exception.cast::<crate::exceptions::PyBaseExceptionObject>() {
                drop(crate::object::replace_slot(&fields.cause, Some(cause.clone())));
                fields.suppress_context.set(true);
            }
            errors::raise_instance(exception)
        }
        Err(raised) => raised,
    }
}

/// `codecs.encode`.
pub fn encode(object: &PyObject, encoding: &str, handler: Option<&str>) -> PyResult {
    if let Some((text, known)) = object.cast::<PyUnicodeObject>().zip(Encoding::from_any_name(encoding)) {
        return Ok(crate::bytes::new(&crate::str::codecs::encode(text, known, handler)?)?.upcast());
    }
    run(&*lookup(encoding)?, 0, object, handler, "encoder")
}

/// `codecs.decode`.
pub fn decode(object: &PyObject, encoding: &str, handler: Option<&str>) -> PyResult {
    if let Some((content, known)) = crate::bytes::as_slice(object).zip(Encoding::from_any_name(encoding)) {
        return Ok(crate::str::codecs::decode(content, known, handler, true)?.0.upcast());
    }
    run(&*lookup(encoding)?, 1, object, handler, "decoder")
}

/// Refuses codecs that say of themselves that they are not about text.
fn text_codec(encoding: &str, alternative: &str) -> PyResult {
    let codec = lookup(encoding)?;
    if !codec.is_exact::<PyTupleObject>()
        && let Some(mark) = objects::lookup_attr_str(&codec, "_is_text_encoding")?
        && !objects::is_true(&mark)?
    {
        return Err(raise!(
            LOOKUP_ERROR,
            "'{encoding}' is not a text encoding; use {alternative} to handle arbitrary codecs"
        ));
    }
    Ok(codec)
}

/// `str.encode` for an encoding that the registry knows: always `bytes`.
pub fn encode_text(text: &PyUnicodeObject, encoding: &str, handler: Option<&str>) -> PyResult {
    if let Some(known) = Encoding::from_any_name(encoding) {
        let bytes =
            crate::str::codecs::encode(text, known, handler).map_err(|_| failed_in("encoding", encoding))?;
        return Ok(crate::bytes::new(&bytes)?.upcast());
    }
    let codec = text_codec(encoding, "codecs.encode()")?;
    let result = run(&codec, 0, text, handler, "encoder").map_err(|_| failed_in("encoding", encoding))?;
    if result.is_instance_of::<crate::bytes::PyBytesObject>() {
        return Ok(result);
    }
    if let Some(view) = crate::buffer::View::simple_if_supported(&result) {
        return Ok(crate::bytes::new(view?.as_slice())?.upcast());
    }
    let got = result.ob_type().full_name();
    Err(raise!(
        TYPE_ERROR,
        "'{encoding}' encoder returned '{got}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
    ))
}

/// `bytes.decode` for an encoding that the registry knows: always a `str`.
pub fn decode_text(object: &PyObject, encoding: &str, handler: Option<&str>) -> PyResult {
    if let Some(known) = Encoding::from_any_name(encoding) {
        let content = crate::bytes::from_any(object)?;
        let content = crate::bytes::as_slice(&content).unwrap_or(&[]);
        let decoded = crate::str::codecs::decode(content, known, handler, true);
        return Ok(decoded.map_err(|_| failed_in("decoding", encoding))?.0.upcast());
    }
    let codec = text_codec(encoding, "codecs.decode()")?;
    let result = run(&codec, 1, object, handler, "decoder").map_err(|_| failed_in("decoding", encoding))?;
    if result.is_instance_of::<PyUnicodeObject>() {
        return Ok(result);
    }
    let got = result.ob_type().full_name();
    Err(raise!(
        TYPE_ERROR,
        "'{encoding}' decoder returned '{got}' instead of 'str'; use codecs.decode() to decode to arbitrary types"
    ))
}

/// The handlers that are always there.
pub const BUILTIN_HANDLERS: [&str; 8] = [
    "strict",
    "ignore",
    "replace",
    "xmlcharrefreplace",
    "backslashreplace",
    "namereplace",
    "surrogatepass",
    "surrogateescape",
];

/// `codecs.register_error`.
pub fn register_error(name: &str, handler: &PyObject) -> Result<(), Raised> {
    if !objects::is_callable(handler) {
        return Err(raise!(TYPE_ERROR, "handler must be callable"));
    }
    dict(&REGISTRY.handlers)?.set_item(&*crate::str::intern(name)?, handler)
}

/// `codecs.lookup_error`, of what was registered.
pub fn lookup_error(name: &str) -> PyResult {
    match dict(&REGISTRY.handlers)?.get_item(&*crate::str::intern(name)?)? {
        Some(handler) => Ok(handler),
        None => Err(raise!(LOOKUP_ERROR, "unknown error handler name '{name}'")),
    }
}

/// What stands for characters that can't be encoded.
pub enum Replacement {
    Text(Vec<u32>),
    Bytes(Vec<u8>),
}

/// An error handler by name.
pub struct Handler<'a> {
    name: &'a str,
}

impl<'a> Handler<'a> {
    pub fn new(name: Option<&'a str>) -> Handler<'a> {
        Handler { name: name.unwrap_or("strict") }
    }

    /// Handles bytes that can't be decoded: appends what stands for them, and says where to go on.
    pub fn decode_error(
        &self,
        encoding: &str,
        input: &[u8],
        start: usize,
        end: usize,
        reason: &str,
        out: &mut Vec<u32>,
    ) -> Result<usize, Raised> {
        if let Some(next) = builtin_decode(self.name, encoding, input, start, end, out) {
            return Ok(next);
        }
        if matches!(self.name, "xmlcharrefreplace" | "namereplace") {
            return Err(raise!(TYPE_ERROR, "don't know how to handle UnicodeDecodeError in error callback"));
        }
        if BUILTIN_HANDLERS.contains(&self.name) {
            return Err(raise_decode_error(encoding, input, start, end, reason));
        }
        let handler = lookup_error(self.name)?;
        let exception = decode_exception(encoding, input, start, end, reason)?;
        let result = call::call(&handler, &[&exception])?;
        let wrong = || raise!(TYPE_ERROR, "decoding error handler must return (str, int) tuple");
        let (text, next) = pair(&result).ok_or_else(wrong)?;
        let text = text.cast::<PyUnicodeObject>().ok_or_else(wrong)?;
        let next = position(next, input.len())?;
        out.extend(text.data().iter());
        Ok(next)
    }

    /// Handles characters that can't be encoded.
    pub fn encode_error(
        &self,
        encoding: &str,
        text: &PyUnicodeObject,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Result<(Replacement, usize), Raised> {
        if let Some((replacement, next)) = builtin_encode(self.name, encoding, text, start, end) {
            return Ok((replacement, next));
        }
        if BUILTIN_HANDLERS.contains(&self.name) {
            return Err(raise_encode_error(encoding, text, start, end, reason));
        }
        let handler = lookup_error(self.name)?;
        let exception = encode_exception(encoding, text, start, end, reason)?;
        let result = call::call(&handler, &[&exception])?;
        let wrong = || raise!(TYPE_ERROR, "encoding error handler must return (str/bytes, int) tuple");
        let (replacement, next) = pair(&result).ok_or_else(wrong)?;
        let replacement = match (replacement.cast::<PyUnicodeObject>(), crate::bytes::as_slice(replacement)) {
            (Some(text), _) => Replacement::Text(text.data().to_ucs4()),
            (None, Some(bytes)) => Replacement::Bytes(bytes.to_vec()),
            _ => return Err(wrong()),
        };
        Ok((replacement, position(next, text.len())?))
    }
}

fn pair(result: &PyObject) -> Option<(&PyObject, &PyObject)> {
    match result.cast::<PyTupleObject>()?.items() {
        [first, second] => Some((first, second)),
        _ => None,
    }
}

fn position(object: &PyObject, len: usize) -> Result<usize, Raised> {
    let given = number::as_isize(object)?;
    let at = if given < 0 { given + len as isize } else { given };
    match usize::try_from(at) {
        Ok(at) if at <= len => Ok(at),
        _ => Err(raise!(INDEX_ERROR, "position {given} from error handler out of bounds")),
    }
}

fn exception(ty: &'static crate::typeobject::PyTypeObject, arguments: [PyResult; 5]) -> PyResult {
    let [a, b, c, d, e] = arguments;
    call::call(ty, &[&*a?, &*b?, &*c?, &*d?, &*e?])
}

fn decode_exception(encoding: &str, input: &[u8], start: usize, end: usize, reason: &str) -> PyResult {
    let parts = [
        crate::str::new(encoding).map(Ref::upcast),
        crate::bytes::new(input).map(Ref::upcast),
        crate::int::from_usize(start),
        crate::int::from_usize(end),
        crate::str::new(reason).map(Ref::upcast),
    ];
    exception(&UNICODE_DECODE_ERROR, parts)
}

fn encode_exception(
    encoding: &str,
    text: &PyUnicodeObject,
    start: usize,
    end: usize,
    reason: &str,
) -> PyResult {
    let parts = [
        crate::str::new(encoding).map(Ref::upcast),
        Ok(text.to_ref()),
        crate::int::from_usize(start),
        crate::int::from_usize(end),
        crate::str::new(reason).map(Ref::upcast),
    ];
    exception(&UNICODE_ENCODE_ERROR, parts)
}

/// Raises `UnicodeDecodeError`.
pub fn raise_decode_error(encoding: &str, input: &[u8], start: usize, end: usize, reason: &str) -> Raised {
    match decode_exception(encoding, input, start, end, reason) {
        Ok(exception) => errors::raise_instance(exception),
        Err(raised) => raised,
    }
}

/// Raises `UnicodeEncodeError`.
pub fn raise_encode_error(
    encoding: &str,
    text: &PyUnicodeObject,
    start: usize,
    end: usize,
    reason: &str,
) -> Raised {
    match encode_exception(encoding, text, start, end, reason) {
        Ok(exception) => errors::raise_instance(exception),
        Err(raised) => raised,
    }
}

/// A handler that is always there, on bytes; none where it lets the error stand, or is not one of them.
fn builtin_decode(
    name: &str,
    encoding: &str,
    input: &[u8],
    start: usize,
    end: usize,
    out: &mut Vec<u32>,
) -> Option<usize> {
    match name {
        "ignore" => {}
        "replace" => out.push(0xfffd),
        "backslashreplace" => {
            for byte in &input[start..end] {
                out.extend(format!("\\x{byte:02x}").bytes().map(u32::from));
            }
        }
        "surrogateescape" => {
            let count = input[start..end].iter().take(4).take_while(|&&byte| byte >= 0x80).count();
            if count == 0 {
                return None;
            }
            out.extend(input[start..start + count].iter().map(|&byte| 0xdc00 + u32::from(byte)));
            return Some(start + count);
        }
        "surrogatepass" => {
            let (code, len) = encoded_surrogate(encoding, &input[start..])?;
            out.push(code);
            return Some(start + len);
        }
        _ => return None,
    }
    Some(end)
}

/// The surrogate that is encoded at the start of the bytes, and its length.
fn encoded_surrogate(encoding: &str, bytes: &[u8]) -> Option<(u32, usize)> {
    let word = |bytes: &[u8]| bytes.iter().fold(0u32, |word, &byte| word << 8 | u32::from(byte));
    let reversed = |bytes: &[u8]| bytes.iter().rev().fold(0u32, |word, &byte| word << 8 | u32::from(byte));
    let (code, len) = match surrogate_form(encoding)? {
        (1, _) => match bytes {
            [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, ..] => {
                (0xd000 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f), 3)
            }
            _ => return None,
        },
        (width, true) => (word(bytes.get(..width)?), width),
        (width, false) => (reversed(bytes.get(..width)?), width),
    };
    (0xd800..0xe000).contains(&code).then_some((code, len))
}

/// For `surrogatepass`: bytes a unit, and whether the high end comes first.
fn surrogate_form(encoding: &str) -> Option<(usize, bool)> {
    Some(match normalize_name(encoding).as_str() {
        "utf8" | "utf_8" | "cp_utf8" | "cp65001" => (1, false),
        "utf16" | "utf_16" | "utf16le" | "utf_16le" | "utf_16_le" => (2, false),
        "utf16be" | "utf_16be" | "utf_16_be" => (2, true),
        "utf32" | "utf_32" | "utf32le" | "utf_32le" | "utf_32_le" => (4, false),
        "utf32be" | "utf_32be" | "utf_32_be" => (4, true),
        _ => return None,
    })
}

/// A handler that is always there, on text; none where it lets the error stand, or is not one of them.
fn builtin_encode(
    name: &str,
    encoding: &str,
    text: &PyUnicodeObject,
    start: usize,
    end: usize,
) -> Option<(Replacement, usize)> {
    let codes = text.data().slice(start, end);
    let escape = |code: u32| match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    let spelled = |spell: &dyn Fn(u32) -> String| {
        let text = codes.iter().flat_map(|code| spell(code).into_bytes()).map(u32::from).collect();
        Some((Replacement::Text(text), end))
    };
    match name {
        "ignore" => Some((Replacement::Text(Vec::new()), end)),
        "replace" => Some((Replacement::Text(vec![u32::from('?'); end - start]), end)),
        "backslashreplace" => spelled(&escape),
        "xmlcharrefreplace" => spelled(&|code| format!("&#{code};")),
        "namereplace" => spelled(&|code| match char::from_u32(code).and_then(names::name) {
            Some(name) => format!("\\N{{{name}}}"),
            None => escape(code),
        }),
        "surrogateescape" => {
            let bytes: Vec<u8> = codes
                .iter()
                .take_while(|code| (0xdc80..0xdd00).contains(code))
                .map(|code| code as u8)
                .collect();
            let next = start + bytes.len();
            (next > start).then_some((Replacement::Bytes(bytes), next))
        }
        "surrogatepass" => {
            let (width, big) = surrogate_form(encoding)?;
            let mut bytes = Vec::new();
            for code in codes.iter() {
                if !(0xd800..0xe000).contains(&code) {
                    return None;
                }
                match width {
                    1 => bytes.extend([0xed, 0x80 | (code >> 6 & 0x3f) as u8, 0x80 | (code & 0x3f) as u8]),
                    2 => bytes.extend(if big {
                        (code as u16).to_be_bytes()
                    } else {
                        (code as u16).to_le_bytes()
                    }),
                    _ => bytes.extend(if big { code.to_be_bytes() } else { code.to_le_bytes() }),
                }
            }
            Some((Replacement::Bytes(bytes), end))
        }
        _ => None,
    }
}

/// A handler that is always there, as a function of an exception: what stands for the part, and where to go on.
pub fn call_builtin_handler(name: &str, exception: &PyObject) -> PyResult {
    let wrong_type = || {
        let got = exception.ob_type().full_name();
        Err(raise!(TYPE_ERROR, "don't know how to handle {got} in error callback"))
    };
    if name == "strict" {
        if !crate::exceptions::is_exception_instance(exception) {
            return Err(raise!(TYPE_ERROR, "codec must pass exception instance"));
        }
        return Err(errors::raise_instance(exception.to_ref()));
    }
    let ty = exception.ob_type();
    let decoding = ty.is_subtype(&UNICODE_DECODE_ERROR);
    let translating = ty.is_subtype(&UNICODE_TRANSLATE_ERROR);
    if !decoding && !translating && !ty.is_subtype(&UNICODE_ENCODE_ERROR) {
        return wrong_type();
    }
    // SAFETY: these classes have this layout, and own what they hold.
    let (encoding, object, start, end) = unsafe {
        let error: &PyUnicodeErrorObject = exception.cast_unchecked();
        (clone_slot(&error.encoding), clone_slot(&error.object), error.start.get(), error.end.get())
    };
    let encoding = encoding.as_deref().and_then(|name| name.cast::<PyUnicodeObject>());
    let encoding = encoding.map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let Some(object) = object else { return Err(raise!(TYPE_ERROR, "object attribute not set")) };
    let clip = |len: usize| {
        let start = usize::try_from(start).unwrap_or(0).min(len.saturating_sub(1));
        (start, usize::try_from(end).unwrap_or(1).clamp(start.min(len), len).max((start + 1).min(len)))
    };
    let result =
        |value: Ref, next: usize| Ok(crate::tuple::new([value, crate::int::from_usize(next)?])?.upcast());
    if decoding {
        let Some(content) = crate::bytes::as_slice(&object) else {
            return Err(raise!(TYPE_ERROR, "object attribute must be bytes"));
        };
        let (start, end) = clip(content.len());
        let mut out = Vec::new();
        return match name {
            "xmlcharrefreplace" | "namereplace" => wrong_type(),
            _ => match builtin_decode(name, &encoding, content, start, end, &mut out) {
                Some(next) => result(crate::str::from_ucs4(&out)?.upcast(), next),
                None => Err(errors::raise_instance(exception.to_ref())),
            },
        };
    }
    let Some(text) = object.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "object attribute must be unicode"));
    };
    let (start, end) = clip(text.len());
    if translating {
        return match name {
            "ignore" => result(crate::str::empty().upcast(), end),
            "replace" => result(crate::str::from_ucs4(&vec![0xfffd; end - start])?.upcast(), end),
            "backslashreplace" => match builtin_encode(name, &encoding, text, start, end) {
                Some((Replacement::Text(codes), next)) => {
                    result(crate::str::from_ucs4(&codes)?.upcast(), next)
                }
                _ => wrong_type(),
            },
            _ => wrong_type(),
        };
    }
    match builtin_encode(name, &encoding, text, start, end) {
        // A part of the run is no surrogate escape: the error stands.
        Some((_, next)) if name == "surrogateescape" && next < end => {
            Err(errors::raise_instance(exception.to_ref()))
        }
        Some((Replacement::Text(codes), next)) => result(crate::str::from_ucs4(&codes)?.upcast(), next),
        Some((Replacement::Bytes(bytes), next)) => result(crate::bytes::new(&bytes)?.upcast(), next),
        None => Err(errors::raise_instance(exception.to_ref())),
    }
}
