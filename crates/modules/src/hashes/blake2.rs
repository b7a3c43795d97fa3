//! `_blake2`: BLAKE2b and BLAKE2s (RFC 7693) with all their parameters.

use std::cell::Cell;

use vivarium_runtime::args::Spec;
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods, ready};
use vivarium_runtime::{bytes, int, memory, number, objects, raise, singletons, str};

use super::{hexadecimal, unsigned_long, unsigned_long_long, view_of};
use crate::support::native::layout_of;
use crate::support::{new_module, set_int};

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// What the constructors take beside the data, in the order of the parameter block.
struct Parameters<'a> {
    digest_size: u8,
    key: &'a [u8],
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: u8,
    salt: &'a [u8],
    person: &'a [u8],
    last_node: bool,
}

/// Bounds of the parameters.
struct Bounds {
    name: &'static str,
    digest: i32,
    salt: usize,
    node_offset_bits: u32,
}

macro_rules! blake2 {
    (
        $state:ident $object:ident $of:ident $module:ident $ty:ident $word:ty, $name:literal, $full_name:literal, $doc:literal,
        rounds $rounds:literal, rotations $a:literal $b:literal $c:literal $d:literal, block $block:literal, digest $digest:literal,
        salt $salt:literal, offset $offset_bits:literal, size $size:literal, iv $iv:expr, parameters $parameters:expr
    ) => {
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $state {
            chain: [$word; 8],
            count: u128,
            buffer: [u8; $block],
            filled: usize,
            digest_size: u8,
            last_node: bool,
        }

        impl $state {
            const IV: [$word; 8] = $iv;

            fn new(parameters: &Parameters<'_>) -> $state {
                let block: [u8; 8 * size_of::<$word>()] = $parameters(parameters);
                let mut chain = Self::IV;
                for (word, bytes) in chain.iter_mut().zip(block.as_chunks::<{ size_of::<$word>() }>().0) {
                    *word ^= <$word>::from_le_bytes(*bytes);
                }
                let mut made = $state {
                    chain,
                    count: 0,
                    buffer: [0; $block],
                    filled: 0,
                    digest_size: parameters.digest_size,
                    last_node: parameters.last_node,
                };
                if !parameters.key.is_empty() {
                    let mut block = [0; $block];
                    block[..parameters.key.len()].copy_from_slice(parameters.key);
                    made.update(&block);
                }
                made
            }

            fn compress(&mut self, last: bool) {
                let mut words = [0; 16];
                for (word, bytes) in words.iter_mut().zip(self.buffer.as_chunks::<{ size_of::<$word>() }>().0)
                {
                    *word = <$word>::from_le_bytes(*bytes);
                }
                let mut v = [0; 16];
                v[..8].copy_from_slice(&self.chain);
                v[8..].copy_from_slice(&Self::IV);
                v[12] ^= self.count as $word;
                v[13] ^= (self.count >> <$word>::BITS) as $word;
                if last {
                    v[14] = !v[14];
                    if self.last_node {
                        v[15] = !v[15];
                    }
                }
                for round in 0..$rounds {
                    let order = &SIGMA[round % 10];
                    for (step, [a, b, c, d]) in [
                        [0, 4, 8, 12],
                        [1, 5, 9, 13],
                        [2, 6, 10, 14],
                        [3, 7, 11, 15],
                        [0, 5, 10, 15],
                        [1, 6, 11, 12],
                        [2, 7, 8, 13],
                        [3, 4, 9, 14],
                    ]
                    .into_iter()
                    .enumerate()
                    {
                        let (x, y): ($word, $word) = (words[order[step * 2]], words[order[step * 2 + 1]]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                        v[d] = (v[d] ^ v[a]).rotate_right($a);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right($b);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                        v[d] = (v[d] ^ v[a]).rotate_right($c);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right($d);
                    }
                }
                for (index, word) in self.chain.iter_mut().enumerate() {
                    *word ^= v[index] ^ v[index + 8];
                }
            }

            fn update(&mut self, content: &[u8]) {
                let mut rest = content;
                while !rest.is_empty() {
                    // The last block is kept: it is compressed in another way.
                    if self.filled == $block {
                        self.count += $block;
                        self.compress(false);
                        self.filled = 0;
                    }
                    let (now, later) = rest.split_at(rest.len().min($block - self.filled));
                    self.buffer[self.filled..self.filled + now.len()].copy_from_slice(now);
                    self.filled += now.len();
                    rest = later;
                }
            }

            fn finish(mut self) -> ([u8; $digest], usize) {
                self.count += self.filled as u128;
                self.buffer[self.filled..].fill(0);
                self.compress(true);
                let mut out = [0; $digest];
                for (place, word) in
                    out.as_chunks_mut::<{ size_of::<$word>() }>().0.iter_mut().zip(self.chain)
                {
                    *place = word.to_le_bytes();
                }
                (out, usize::from(self.digest_size))
            }
        }

        #[repr(C)]
        struct $object {
            ob_base: PyObject,
            state: Cell<$state>,
        }

        layout_of!($of, $object);

        mod $module {
            use super::*;

            pub const BOUNDS: Bounds =
                Bounds { name: $name, digest: $digest, salt: $salt, node_offset_bits: $offset_bits };

            pub static METHODS: &[PyMethodDef] = &[
                PyMethodDef::noargs(c"copy", copy, c"copy($self, /)\n--\n\nAnother one with the same state."),
                PyMethodDef::noargs(
                    c"digest",
                    digest,
                    c"digest($self, /)\n--\n\nThe digest of the bytes so far.",
                ),
                PyMethodDef::noargs(
                    c"hexdigest",
                    hexdigest,
                    c"hexdigest($self, /)\n--\n\nThe digest of the bytes so far as hexadecimal digits.",
                ),
                PyMethodDef::one(c"update", update, c"update($self, data, /)\n--\n\nTakes more bytes in."),
                PyMethodDef::END,
            ];

            pub static PROPERTIES: &[PyGetSetDef] = &[
                PyGetSetDef::read_only(c"name", name, c""),
                PyGetSetDef::read_only(c"block_size", block_size, c""),
                PyGetSetDef::read_only(c"digest_size", digest_size, c""),
                PyGetSetDef::END,
            ];

            pub extern "C" fn new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
                static SPEC: Spec = Spec::new(
                    $name,
                    &[
                        "",
                        "digest_size",
                        "key",
                        "salt",
                        "person",
                        "fanout",
                        "depth",
                        "leaf_size",
                        "node_offset",
                        "node_depth",
                        "inner_size",
                        "last_node",
                        "usedforsecurity",
                    ],
                )
                .positional_only(1)
                .keyword_only(1, 0);
                let given: [Option<&PyObject>; 13] = SPEC.parse_tuple_dict(args, kwargs)?;
                let mut state = with_parameters(&BOUNDS, &given, $state::new)?;
                if let Some(data) = given[0] {
                    state.update(view_of(data)?.as_slice());
                }
                make(ty, state)
            }

            fn make(ty: &PyTypeObject, state: $state) -> PyResult {
                // SAFETY: `init` writes the only field.
                let made = unsafe {
                    memory::new_object::<$object>(ty, |place| {
                        (&raw mut (*place).state).write(Cell::new(state))
                    })?
                };
                // SAFETY: an object of the type is an object.
                Ok(unsafe { made.cast_into_unchecked() })
            }

            fn copy(object: &PyObject) -> PyResult {
                make(object.ob_type(), $of(object).state.get())
            }

            fn update(object: &PyObject, data: &PyObject) -> PyResult {
                let view = view_of(data)?;
                let mut state = $of(object).state.get();
                state.update(view.as_slice());
                $of(object).state.set(state);
                Ok(singletons::none_ref())
            }

            fn digest(object: &PyObject) -> PyResult {
                let (out, length) = $of(object).state.get().finish();
                Ok(bytes::new(&out[..length])?.upcast())
            }

            fn hexdigest(object: &PyObject) -> PyResult {
                let (out, length) = $of(object).state.get().finish();
                hexadecimal(&out[..length])
            }

            fn name(_: &PyObject) -> PyResult {
                Ok(str::new($name)?.upcast())
            }

            fn block_size(_: &PyObject) -> PyResult {
                int::from_usize($block)
            }

            fn digest_size(object: &PyObject) -> PyResult {
                int::from_usize($of(object).state.get().digest_size.into())
            }
        }

        const _: () = assert!(size_of::<$object>() <= $size);

        static $ty: PyTypeObject = PyTypeObject {
            tp_dealloc: Cell::new(Some(super::dealloc_plain)),
            tp_getattro: Cell::new(Some(objects::generic_get_attr)),
            tp_flags: Cell::new(flags::DEFAULT | flags::IMMUTABLETYPE),
            tp_methods: methods($module::METHODS),
            tp_getset: getset($module::PROPERTIES),
            tp_new: Cell::new(Some($module::new)),
            tp_doc: Cell::new($doc.as_ptr()),
            // CPython's is as large.
            ..PyTypeObject::new($full_name, $size)
        };
    };
}

blake2! {
    Blake2b Blake2bObject blake2b_of blake2b BLAKE2B u64, "blake2b", c"_blake2.blake2b",
    c"blake2b(data=b'', /, *, digest_size=_blake2.blake2b.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True)\n--\n\nA BLAKE2b digest that goes on.",
    rounds 12, rotations 32 24 16 63, block 128, digest 64, salt 16, offset 64, size 448,
    iv [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ],
    parameters |p: &Parameters<'_>| {
        let mut block = [0; 64];
        block[..4].copy_from_slice(&[p.digest_size, p.key.len() as u8, p.fanout, p.depth]);
        block[4..8].copy_from_slice(&p.leaf_size.to_le_bytes());
        block[8..16].copy_from_slice(&p.node_offset.to_le_bytes());
        block[16] = p.node_depth;
        block[17] = p.inner_size;
        block[32..32 + p.salt.len()].copy_from_slice(p.salt);
        block[48..48 + p.person.len()].copy_from_slice(p.person);
        block
    }
}

blake2! {
    Blake2s Blake2sObject blake2s_of blake2s BLAKE2S u32, "blake2s", c"_blake2.blake2s",
    c"blake2s(data=b'', /, *, digest_size=_blake2.blake2s.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True)\n--\n\nA BLAKE2s digest that goes on.",
    rounds 10, rotations 16 12 8 7, block 64, digest 32, salt 8, offset 48, size 240,
    iv [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ],
    parameters |p: &Parameters<'_>| {
        let mut block = [0; 32];
        block[..4].copy_from_slice(&[p.digest_size, p.key.len() as u8, p.fanout, p.depth]);
        block[4..8].copy_from_slice(&p.leaf_size.to_le_bytes());
        block[8..14].copy_from_slice(&p.node_offset.to_le_bytes()[..6]);
        block[14] = p.node_depth;
        block[15] = p.inner_size;
        block[16..16 + p.salt.len()].copy_from_slice(p.salt);
        block[24..24 + p.person.len()].copy_from_slice(p.person);
        block
    }
}

/// Reads the arguments and hands them on as parameters.
fn with_parameters<T>(
    bounds: &Bounds,
    given: &[Option<&PyObject>; 13],
    use_them: impl FnOnce(&Parameters<'_>) -> T,
) -> Result<T, Raised> {
    let [
        _,
        digest_size,
        key,
        salt,
        person,
        fanout,
        depth,
        leaf_size,
        node_offset,
        node_depth,
        inner_size,
        last_node,
        for_security,
    ] = *given;
    let small = |given: Option<&PyObject>, usual: i32| given.map_or(Ok(usual), number::as_c_int);
    let view = |given: Option<&PyObject>| given.map(View::simple).transpose();
    let digest_size = small(digest_size, bounds.digest)?;
    let (key, salt, person) = (view(key)?, view(salt)?, view(person)?);
    let (fanout, depth) = (small(fanout, 1)?, small(depth, 1)?);
    let leaf_size = leaf_size.map_or(Ok(0), unsigned_long)?;
    let node_offset = node_offset.map_or(Ok(0), unsigned_long_long)?;
    let (node_depth, inner_size) = (small(node_depth, 0)?, small(inner_size, 0)?);
    let last_node = last_node.map_or(Ok(false), objects::is_true)?;
    for_security.map(objects::is_true).transpose()?;
    let (key, salt, person) =
        [&key, &salt, &person].map(|view| view.as_ref().map_or(&[][..], |view| view.as_slice())).into();
    let max = bounds.digest;
    if !(1..=max).contains(&digest_size) {
        return Err(raise!(VALUE_ERROR, "digest_size must be between 1 and {max} bytes"));
    }
    for (what, content) in [("salt", salt), ("person", person)] {
        let longest = bounds.salt;
        if <[u8]>::len(content) > longest {
            return Err(raise!(VALUE_ERROR, "maximum {what} length is {longest} bytes"));
        }
    }
    if !(0..=255).contains(&fanout) {
        return Err(raise!(VALUE_ERROR, "fanout must be between 0 and 255"));
    }
    if !(1..=255).contains(&depth) {
        return Err(raise!(VALUE_ERROR, "depth must be between 1 and 255"));
    }
    let Ok(leaf_size) = u32::try_from(leaf_size) else {
        return Err(raise!(OVERFLOW_ERROR, "leaf_size is too large"));
    };
    if bounds.node_offset_bits < 64 && node_offset >> bounds.node_offset_bits != 0 {
        return Err(raise!(OVERFLOW_ERROR, "node_offset is too large"));
    }
    if !(0..=255).contains(&node_depth) {
        return Err(raise!(VALUE_ERROR, "node_depth must be between 0 and 255"));
    }
    if !(0..=max).contains(&inner_size) {
        return Err(raise!(VALUE_ERROR, "inner_size must be between 0 and is {max}"));
    }
    if <[u8]>::len(key) > max as usize {
        return Err(raise!(VALUE_ERROR, "maximum key length is {max} bytes"));
    }
    Ok(use_them(&Parameters {
        digest_size: digest_size as u8,
        key,
        fanout: fanout as u8,
        depth: depth as u8,
        leaf_size,
        node_offset,
        node_depth: node_depth as u8,
        inner_size: inner_size as u8,
        salt,
        person,
        last_node,
    }))
}

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[PyMethodDef::END];
    let made = new_module("_blake2", "_blake2b provides BLAKE2b for hashlib\n", FUNCTIONS)?;
    for (ty, bounds) in [(&BLAKE2B, blake2b::BOUNDS), (&BLAKE2S, blake2s::BOUNDS)] {
        ready::ready(ty)?;
        made.set(bounds.name, ty)?;
        for (what, value) in [
            ("SALT_SIZE", bounds.salt as i64),
            ("PERSON_SIZE", bounds.salt as i64),
            ("MAX_KEY_SIZE", bounds.digest.into()),
            ("MAX_DIGEST_SIZE", bounds.digest.into()),
        ] {
            ty.dict().set_item(&*str::intern(what)?, &*int::from_i64(value)?)?;
            set_int(&made, &format!("{}_{what}", bounds.name.to_ascii_uppercase()), value)?;
        }
    }
    Ok(made)
}
