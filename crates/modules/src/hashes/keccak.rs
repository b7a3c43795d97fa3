//! `_sha3`: SHA-3 and SHAKE (FIPS 202).

use std::cell::Cell;
use std::ffi::CStr;

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods, ready};
use vivarium_runtime::{bytes, int, memory, objects, raise, singletons, str};

use super::{hexadecimal, unsigned_long, view_of};
use crate::support::native::layout_of;
use crate::support::{new_module, set_int};

/// A sponge that goes on.
#[derive(Clone, Copy)]
#[repr(C)]
struct Sponge {
    lanes: [u64; 25],
    /// Where the next byte goes, or comes from.
    at: u32,
    rate: u32,
    digest: u32,
    suffix: u32,
}

const ROUND_CONSTANTS: [u64; 24] = [
    0x0000_0000_0000_0001,
    0x0000_0000_0000_8082,
    0x8000_0000_0000_808a,
    0x8000_0000_8000_8000,
    0x0000_0000_0000_808b,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8009,
    0x0000_0000_0000_008a,
    0x0000_0000_0000_0088,
    0x0000_0000_8000_8009,
    0x0000_0000_8000_000a,
    0x0000_0000_8000_808b,
    0x8000_0000_0000_008b,
    0x8000_0000_0000_8089,
    0x8000_0000_0000_8003,
    0x8000_0000_0000_8002,
    0x8000_0000_0000_0080,
    0x0000_0000_0000_800a,
    0x8000_0000_8000_000a,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8080,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8008,
];
const ROTATIONS: [u32; 24] =
    [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const PLACES: [usize; 24] =
    [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

fn permute(lanes: &mut [u64; 25]) {
    for constant in ROUND_CONSTANTS {
        let mut columns = [0; 5];
        for (x, column) in columns.iter_mut().enumerate() {
            *column = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }
        for x in 0..5 {
            let mixed = columns[(x + 4) % 5] ^ columns[(x + 1) % 5].rotate_left(1);
            for y in (0..25).step_by(5) {
                lanes[y + x] ^= mixed;
            }
        }
        let mut moved = lanes[1];
        for (place, rotation) in PLACES.into_iter().zip(ROTATIONS) {
            moved = std::mem::replace(&mut lanes[place], moved.rotate_left(rotation));
        }
        for row in lanes.as_chunks_mut::<5>().0 {
            let old = *row;
            for x in 0..5 {
                row[x] ^= !old[(x + 1) % 5] & old[(x + 2) % 5];
            }
        }
        lanes[0] ^= constant;
    }
}

impl Sponge {
    fn new(rate: u32, digest: u32, suffix: u32) -> Sponge {
        Sponge { lanes: [0; 25], at: 0, rate, digest, suffix }
    }

    fn mix(&mut self, at: u32, byte: u8) {
        self.lanes[at as usize / 8] ^= u64::from(byte) << (at % 8 * 8);
    }

    fn update(&mut self, content: &[u8]) {
        for &byte in content {
            self.mix(self.at, byte);
            self.at += 1;
            if self.at == self.rate {
                permute(&mut self.lanes);
                self.at = 0;
            }
        }
    }

    fn finish(mut self, out: &mut [u8]) {
        self.mix(self.at, self.suffix as u8);
        self.mix(self.rate - 1, 0x80);
        permute(&mut self.lanes);
        self.at = 0;
        for byte in out {
            if self.at == self.rate {
                permute(&mut self.lanes);
                self.at = 0;
            }
            *byte = (self.lanes[self.at as usize / 8] >> (self.at % 8 * 8)) as u8;
            self.at += 1;
        }
    }
}

/// A digest that goes on.
#[repr(C)]
struct Sha3Object {
    ob_base: PyObject,
    sponge: Cell<Sponge>,
    /// CPython has a lock here.
    lock: usize,
}

const _: () = assert!(size_of::<Sha3Object>() == 240);

layout_of!(sha3_of, Sha3Object);

const fn sha3_type(
    name: &'static CStr,
    doc: &'static CStr,
    methods_of: &'static [PyMethodDef],
) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(super::dealloc_plain)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_flags: Cell::new(flags::DEFAULT | flags::IMMUTABLETYPE),
        tp_methods: methods(methods_of),
        tp_getset: getset(PROPERTIES),
        tp_new: Cell::new(Some(new)),
        tp_doc: Cell::new(doc.as_ptr()),
        ..PyTypeObject::new(name, size_of::<Sha3Object>())
    }
}

const COPY: PyMethodDef =
    PyMethodDef::noargs(c"copy", copy, c"copy($self, /)\n--\n\nAnother one with the same state.");
const UPDATE: PyMethodDef =
    PyMethodDef::one(c"update", update, c"update($self, data, /)\n--\n\nTakes more bytes in.");

static METHODS: &[PyMethodDef] = &[
    COPY,
    PyMethodDef::noargs(c"digest", digest, c"digest($self, /)\n--\n\nThe digest of the bytes so far."),
    PyMethodDef::noargs(
        c"hexdigest",
        hexdigest,
        c"hexdigest($self, /)\n--\n\nThe digest of the bytes so far as hexadecimal digits.",
    ),
    UPDATE,
    PyMethodDef::END,
];

static SHAKE_METHODS: &[PyMethodDef] = &[
    COPY,
    PyMethodDef::one(
        c"digest",
        shake_digest,
        c"digest($self, length, /)\n--\n\nSo many bytes of the digest of the bytes so far.",
    ),
    PyMethodDef::one(
        c"hexdigest",
        shake_hexdigest,
        c"hexdigest($self, length, /)\n--\n\nSo many bytes of the digest so far as hexadecimal digits.",
    ),
    UPDATE,
    PyMethodDef::END,
];

static PROPERTIES: &[PyGetSetDef] = &[
    PyGetSetDef::read_only(c"block_size", block_size, c""),
    PyGetSetDef::read_only(c"name", name, c""),
    PyGetSetDef::read_only(c"digest_size", digest_size, c""),
    PyGetSetDef::read_only(c"_capacity_bits", capacity_bits, c""),
    PyGetSetDef::read_only(c"_rate_bits", rate_bits, c""),
    PyGetSetDef::read_only(c"_suffix", suffix, c""),
    PyGetSetDef::END,
];

macro_rules! types {
    ($($ty:ident $name:literal $full_name:literal $methods:ident $digest:literal $rate:literal $suffix:literal $doc:literal;)*) => {
        $(static $ty: PyTypeObject = sha3_type($full_name, $doc, $methods);)*

        static TYPES: &[(&str, &PyTypeObject)] = &[$(($name, &$ty)),*];

        fn sponge_of(ty: &PyTypeObject) -> Option<Sponge> {
            $(if std::ptr::eq(ty, &raw const $ty) {
                return Some(Sponge::new($rate, $digest, $suffix));
            })*
            None
        }
    };
}

types! {
    SHA3_224 "sha3_224" c"_sha3.sha3_224" METHODS 28 144 0x06
        c"sha3_224([data], *, usedforsecurity=True) -> SHA3 object\n\nA digest of 28 bytes.";
    SHA3_256 "sha3_256" c"_sha3.sha3_256" METHODS 32 136 0x06
        c"sha3_256([data], *, usedforsecurity=True) -> SHA3 object\n\nA digest of 32 bytes.";
    SHA3_384 "sha3_384" c"_sha3.sha3_384" METHODS 48 104 0x06
        c"sha3_384([data], *, usedforsecurity=True) -> SHA3 object\n\nA digest of 48 bytes.";
    SHA3_512 "sha3_512" c"_sha3.sha3_512" METHODS 64 72 0x06
        c"sha3_512([data], *, usedforsecurity=True) -> SHA3 object\n\nA digest of 64 bytes.";
    SHAKE_128 "shake_128" c"_sha3.shake_128" SHAKE_METHODS 0 168 0x1f
        c"shake_128([data], *, usedforsecurity=True) -> SHAKE object\n\nA digest of any length.";
    SHAKE_256 "shake_256" c"_sha3.shake_256" SHAKE_METHODS 0 136 0x1f
        c"shake_256([data], *, usedforsecurity=True) -> SHAKE object\n\nA digest of any length.";
}

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[PyMethodDef::END];
    let made = new_module("_sha3", "", FUNCTIONS)?;
    for (name, ty) in TYPES {
        ready::ready(ty)?;
        made.set(name, ty)?;
    }
    set_int(&made, "keccakopt", 0)?;
    made.set("implementation", &*str::new("tiny_sha3")?)?;
    Ok(made)
}

extern "C" fn new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    // All of them say that they are the first.
    static SPEC: Spec = Spec::new("sha3_224", &["", "usedforsecurity"]).positional_only(1).keyword_only(1, 0);
    let [data, for_security] = SPEC.parse_tuple_dict(args, kwargs)?;
    for_security.map(objects::is_true).transpose()?;
    let Some(mut sponge) = sponge_of(ty) else {
        return Err(raise!(SYSTEM_ERROR, "bad type of a digest"));
    };
    if let Some(data) = data {
        sponge.update(view_of(data)?.as_slice());
    }
    make(ty, sponge)
}

fn make(ty: &PyTypeObject, sponge: Sponge) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    sha3_of(&made).sponge.set(sponge);
    Ok(made)
}

fn copy(object: &PyObject) -> PyResult {
    make(object.ob_type(), sha3_of(object).sponge.get())
}

fn update(object: &PyObject, data: &PyObject) -> PyResult {
    let view = view_of(data)?;
    let mut sponge = sha3_of(object).sponge.get();
    sponge.update(view.as_slice());
    sha3_of(object).sponge.set(sponge);
    Ok(singletons::none_ref())
}

fn finished(object: &PyObject, length: usize) -> Result<Vec<u8>, Raised> {
    let mut out = memory::try_vec(length)?;
    out.resize(length, 0);
    sha3_of(object).sponge.get().finish(&mut out);
    Ok(out)
}

fn digest(object: &PyObject) -> PyResult {
    let length = sha3_of(object).sponge.get().digest as usize;
    Ok(bytes::new(&finished(object, length)?)?.upcast())
}

fn hexdigest(object: &PyObject) -> PyResult {
    let length = sha3_of(object).sponge.get().digest as usize;
    hexadecimal(&finished(object, length)?)
}

fn shake_length(length: &PyObject) -> Result<usize, Raised> {
    let length = unsigned_long(length)?;
    if length >= 1 << 29 {
        return Err(raise!(VALUE_ERROR, "length is too large"));
    }
    Ok(length as usize)
}

fn shake_digest(object: &PyObject, length: &PyObject) -> PyResult {
    Ok(bytes::new(&finished(object, shake_length(length)?)?)?.upcast())
}

fn shake_hexdigest(object: &PyObject, length: &PyObject) -> PyResult {
    hexadecimal(&finished(object, shake_length(length)?)?)
}

fn block_size(object: &PyObject) -> PyResult {
    int::from_usize(sha3_of(object).sponge.get().rate as usize)
}

fn name(object: &PyObject) -> PyResult {
    Ok(str::new(object.ob_type().name())?.upcast())
}

fn digest_size(object: &PyObject) -> PyResult {
    int::from_usize(sha3_of(object).sponge.get().digest as usize)
}

fn capacity_bits(object: &PyObject) -> PyResult {
    int::from_usize(1600 - 8 * sha3_of(object).sponge.get().rate as usize)
}

fn rate_bits(object: &PyObject) -> PyResult {
    int::from_usize(8 * sha3_of(object).sponge.get().rate as usize)
}

fn suffix(object: &PyObject) -> PyResult {
    Ok(bytes::new(&[sha3_of(object).sponge.get().suffix as u8])?.upcast())
}
