//! `_md5`, `_sha1`, `_sha256`, `_sha512`, `_sha3`, `_blake2`: digests of bytes.

pub mod blake2;
pub mod keccak;

use std::cell::{Cell, RefCell};

use md5::Md5;
use sha1::Sha1;
use sha2::digest::Digest;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use vivarium_runtime::args::Spec;
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods, ready};
use vivarium_runtime::{bytes, int, memory, objects, raise, singletons, str};

use crate::support::native::layout_of;
use crate::support::new_module;

#[derive(Clone)]
enum State {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

/// Runs the same code on whatever the digest is.
macro_rules! on {
    ($state:expr, $digest:ident => $body:expr) => {
        match $state {
            State::Md5($digest) => $body,
            State::Sha1($digest) => $body,
            State::Sha224($digest) => $body,
            State::Sha256($digest) => $body,
            State::Sha384($digest) => $body,
            State::Sha512($digest) => $body,
        }
    };
}

impl State {
    fn finish(&self) -> Vec<u8> {
        on!(self.clone(), digest => digest.finalize().to_vec())
    }

    fn sizes(&self) -> (usize, usize, &'static str) {
        match self {
            State::Md5(_) => (16, 64, "md5"),
            State::Sha1(_) => (20, 64, "sha1"),
            State::Sha224(_) => (28, 64, "sha224"),
            State::Sha256(_) => (32, 64, "sha256"),
            State::Sha384(_) => (48, 128, "sha384"),
            State::Sha512(_) => (64, 128, "sha512"),
        }
    }
}

/// A digest that goes on.
#[repr(C)]
pub struct HashObject {
    ob_base: PyObject,
    state: Cell<*mut RefCell<State>>,
}

layout_of!(hash_of, HashObject);

const fn hash_type(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(dealloc)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION | flags::IMMUTABLETYPE),
        tp_methods: methods(METHODS),
        tp_getset: getset(PROPERTIES),
        ..PyTypeObject::new(name, size_of::<HashObject>())
    }
}

static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"copy", copy, c"copy($self, /)\n--\n\nReturn a copy of the hash object."),
    PyMethodDef::noargs(
        c"digest",
        digest,
        c"digest($self, /)\n--\n\nReturn the digest value as a bytes object.",
    ),
    PyMethodDef::noargs(
        c"hexdigest",
        hexdigest,
        c"hexdigest($self, /)\n--\n\nReturn the digest value as a string of hexadecimal digits.",
    ),
    PyMethodDef::one(
        c"update",
        update,
        c"update($self, obj, /)\n--\n\nUpdate this hash object's state with the provided string.",
    ),
    PyMethodDef::END,
];

static PROPERTIES: &[PyGetSetDef] = &[
    PyGetSetDef::read_only(c"block_size", block_size, c""),
    PyGetSetDef::read_only(c"name", name, c""),
    PyGetSetDef::read_only(c"digest_size", digest_size, c""),
    PyGetSetDef::END,
];

pub static MD5_TYPE: PyTypeObject = hash_type(c"_md5.md5");
pub static SHA1_TYPE: PyTypeObject = hash_type(c"_sha1.sha1");
pub static SHA224_TYPE: PyTypeObject = hash_type(c"_sha256.sha224");
pub static SHA256_TYPE: PyTypeObject = hash_type(c"_sha256.sha256");
pub static SHA384_TYPE: PyTypeObject = hash_type(c"_sha512.sha384");
pub static SHA512_TYPE: PyTypeObject = hash_type(c"_sha512.sha512");

fn make(ty: &PyTypeObject, state: State) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    hash_of(&made).state.set(Box::into_raw(Box::new(RefCell::new(state))));
    Ok(made)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying digest, which owned its state.
    unsafe {
        let state = hash_of(&*object).state.replace(std::ptr::null_mut());
        if !state.is_null() {
            drop(Box::from_raw(state));
        }
        memory::free_object(object);
    }
}

fn cell(object: &PyObject) -> &RefCell<State> {
    // SAFETY: methods of the types get their instances, which own their state.
    unsafe { &*hash_of(object).state.get() }
}

fn feed(state: &mut State, data: &PyObject) -> Result<(), Raised> {
    let view = view_of(data)?;
    on!(state, digest => digest.update(view.as_slice()));
    Ok(())
}

/// The bytes of something to be digested.
fn view_of(data: &PyObject) -> Result<View, Raised> {
    if data.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "Strings must be encoded before hashing"));
    }
    let Some(view) = View::simple_if_supported(data) else {
        return Err(raise!(TYPE_ERROR, "object supporting the buffer API required"));
    };
    view
}

unsafe extern "C" fn dealloc_plain(object: *mut PyObject) {
    // SAFETY: a dying digest that owns nothing.
    unsafe { memory::free_object(object) }
}

fn hexadecimal(digest: &[u8]) -> PyResult {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    memory::probe(digest.len().saturating_mul(2))?;
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    let text: Vec<u8> = digest.iter().flat_map(digits).collect();
    Ok(str::new(&String::from_utf8_lossy(&text))?.upcast())
}

/// `unsigned_long` of argument clinic: an `int` and nothing that could become one.
fn unsigned_long(object: &PyObject) -> Result<u64, Raised> {
    unsigned(object, "Python int too large to convert to C unsigned long")
}

/// The same for `unsigned_long_long`.
fn unsigned_long_long(object: &PyObject) -> Result<u64, Raised> {
    unsigned(object, "int too big to convert")
}

fn unsigned(object: &PyObject, too_large: &str) -> Result<u64, Raised> {
    let Some(long) = object.cast::<int::PyLongObject>() else {
        return Err(raise!(TYPE_ERROR, "an integer is required"));
    };
    if long.is_negative() {
        return Err(raise!(VALUE_ERROR, "value must be positive"));
    }
    long.to_u64().ok_or_else(|| raise!(OVERFLOW_ERROR, "{too_large}"))
}

fn copy(object: &PyObject) -> PyResult {
    let state = cell(object).borrow().clone();
    make(object.ob_type(), state)
}

fn digest(object: &PyObject) -> PyResult {
    Ok(bytes::new(&cell(object).borrow().finish())?.upcast())
}

fn hexdigest(object: &PyObject) -> PyResult {
    let text: String = cell(object).borrow().finish().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(str::new(&text)?.upcast())
}

fn update(object: &PyObject, data: &PyObject) -> PyResult {
    let mut state = cell(object).borrow().clone();
    feed(&mut state, data)?;
    *cell(object).borrow_mut() = state;
    Ok(singletons::none_ref())
}

fn block_size(object: &PyObject) -> PyResult {
    int::from_usize(cell(object).borrow().sizes().1)
}

fn name(object: &PyObject) -> PyResult {
    Ok(str::new(cell(object).borrow().sizes().2)?.upcast())
}

fn digest_size(object: &PyObject) -> PyResult {
    int::from_usize(cell(object).borrow().sizes().0)
}

macro_rules! constructors {
    ($($function:ident $text:literal $ty:ident $state:expr;)*) => {
        $(
            fn $function(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
                static SPEC: Spec = Spec::new($text, &["string", "usedforsecurity"]).keyword_only(1, 0);
                let [data, for_security] = SPEC.parse(arguments, kwnames)?;
                for_security.map(objects::is_true).transpose()?;
                let mut state = $state;
                if let Some(data) = data {
                    feed(&mut state, data)?;
                }
                make(&$ty, state)
            }
        )*
    };
}

constructors! {
    md5 "md5" MD5_TYPE State::Md5(Md5::new());
    sha1 "sha1" SHA1_TYPE State::Sha1(Sha1::new());
    sha224 "sha224" SHA224_TYPE State::Sha224(Sha224::new());
    sha256 "sha256" SHA256_TYPE State::Sha256(Sha256::new());
    sha384 "sha384" SHA384_TYPE State::Sha384(Sha384::new());
    sha512 "sha512" SHA512_TYPE State::Sha512(Sha512::new());
}

macro_rules! modules {
    ($($init:ident $name:literal $types:expr, $($function:ident $text:literal $doc:literal),+;)*) => {
        $(
            /// Makes the module.
            pub fn $init() -> PyResult<PyModuleObject> {
                static FUNCTIONS: &[PyMethodDef] =
                    &[$(PyMethodDef::keywords($text, $function, $doc),)+ PyMethodDef::END];
                let made = new_module($name, "", FUNCTIONS)?;
                let types: &[(&str, &'static PyTypeObject)] = $types;
                for (name, ty) in types {
                    ready::ready(ty)?;
                    made.set(name, ty)?;
                }
                Ok(made)
            }
        )*
    };
}

modules! {
    init_md5 "_md5" &[("MD5Type", &MD5_TYPE)],
        md5 c"md5" c"md5($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new MD5 hash object; optionally initialized with a string.";
    init_sha1 "_sha1" &[("SHA1Type", &SHA1_TYPE)],
        sha1 c"sha1" c"sha1($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new SHA1 hash object; optionally initialized with a string.";
    init_sha256 "_sha256" &[("SHA224Type", &SHA224_TYPE), ("SHA256Type", &SHA256_TYPE)],
        sha256 c"sha256" c"sha256($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new SHA-256 hash object; optionally initialized with a string.",
        sha224 c"sha224" c"sha224($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new SHA-224 hash object; optionally initialized with a string.";
    init_sha512 "_sha512" &[("SHA384Type", &SHA384_TYPE), ("SHA512Type", &SHA512_TYPE)],
        sha512 c"sha512" c"sha512($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new SHA-512 hash object; optionally initialized with a string.",
        sha384 c"sha384" c"sha384($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new SHA-384 hash object; optionally initialized with a string.";
}
