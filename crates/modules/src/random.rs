//! `_random`: the Mersenne Twister.

use std::cell::Cell;
use std::ffi::c_int;

use num_bigint::BigUint;

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::{PyTypeObject, doc, flags, methods};
use vivarium_runtime::{float, int, memory, number, objects, raise, singletons};

use crate::support::native::{alloc, layout_of};
use crate::support::new_module;

const N: usize = 624;
const M: usize = 397;

#[repr(C)]
pub struct RandomObject {
    ob_base: PyObject,
    index: Cell<i32>,
    state: [Cell<u32>; N],
}

layout_of!(random_of, RandomObject);

pub static RANDOM_TYPE: PyTypeObject = PyTypeObject {
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_doc: doc(c"Random() -> create a random number generator with its own internal state."),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"random", random, c"random($self, /)\n--\n\nrandom() -> x in the interval [0, 1)."),
        PyMethodDef::fast(c"seed", seed, c"seed($self, n=None, /)\n--\n\nseed([n]) -> None. Begin anew from a number, a hash, or the system's randomness."),
        PyMethodDef::noargs(c"getstate", getstate, c"getstate($self, /)\n--\n\ngetstate() -> tuple containing the current state."),
        PyMethodDef::one(c"setstate", setstate, c"setstate($self, state, /)\n--\n\nsetstate(state) -> None. Go on from a state."),
        PyMethodDef::one(c"getrandbits", getrandbits, c"getrandbits($self, k, /)\n--\n\ngetrandbits(k) -> x. An int with k random bits."),
        PyMethodDef::END,
    ]),
    tp_init: Cell::new(Some(random_init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(random_new)),
    ..PyTypeObject::new(c"_random.Random", size_of::<RandomObject>())
};

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[PyMethodDef::END];
    let made =
        new_module("_random", "Module implements the Mersenne Twister random number generator.", FUNCTIONS)?;
    vivarium_runtime::typeobject::ready::ready(&RANDOM_TYPE)?;
    crate::support::native::set_module(&RANDOM_TYPE)?;
    made.set("Random", &RANDOM_TYPE)?;
    Ok(made)
}

impl RandomObject {
    fn next(&self) -> u32 {
        if self.index.get() as usize >= N {
            self.refill();
        }
        let index = self.index.get() as usize;
        self.index.set(index as i32 + 1);
        let mut y = self.state[index].get();
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    fn refill(&self) {
        let word = |index: usize| self.state[index % N].get();
        for index in 0..N {
            let y = word(index) & 0x8000_0000 | word(index + 1) & 0x7fff_ffff;
            let twist = if y & 1 == 0 { 0 } else { 0x9908_b0df };
            self.state[index].set(word(index + M) ^ y >> 1 ^ twist);
        }
        self.index.set(0);
    }

    fn start(&self, seed: u32) {
        self.state[0].set(seed);
        for index in 1..N {
            let before = self.state[index - 1].get();
            self.state[index]
                .set(1_812_433_253u32.wrapping_mul(before ^ before >> 30).wrapping_add(index as u32));
        }
        self.index.set(N as i32);
    }

    fn start_by_array(&self, key: &[u32]) {
        self.start(19_650_218);
        let (mut i, mut j) = (1, 0);
        let mix = |i: usize, factor: u32| {
            let before = self.state[i - 1].get();
            self.state[i].get() ^ (before ^ before >> 30).wrapping_mul(factor)
        };
        let wrap = |i: usize| {
            if i + 1 >= N {
                self.state[0].set(self.state[N - 1].get());
                1
            } else {
                i + 1
            }
        };
        for _ in 0..N.max(key.len()) {
            self.state[i].set(mix(i, 1_664_525).wrapping_add(key[j]).wrapping_add(j as u32));
            i = wrap(i);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            self.state[i].set(mix(i, 1_566_083_941).wrapping_sub(i as u32));
            i = wrap(i);
        }
        self.state[0].set(0x8000_0000);
    }

    fn seed(&self, argument: Option<&PyObject>) -> Result<(), Raised> {
        let Some(argument) = argument.filter(|argument| !argument.is_none()) else {
            let mut key = [0u32; N];
            // SAFETY: the block is as large as said.
            let got = unsafe { libc::getrandom(key.as_mut_ptr().cast(), size_of_val(&key), 0) };
            if got < 0 {
                key[0] = std::process::id();
            }
            self.start_by_array(&key);
            return Ok(());
        };
        let words = match argument.cast::<PyLongObject>() {
            Some(long) => long.to_bigint().into_parts().1.to_u32_digits(),
            None => BigUint::from(objects::hash(argument)? as u64).to_u32_digits(),
        };
        self.start_by_array(if words.is_empty() { &[0] } else { &words });
        Ok(())
    }
}

extern "C" fn random_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    alloc(ty)
}

extern "C" fn random_init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    objects::status_code(initialise(object, arguments, kwargs))
}

fn initialise(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    let own = object.ob_type().tp_init.get().map(|init| init as usize)
        == RANDOM_TYPE.tp_init.get().map(|init| init as usize);
    if own {
        args::no_keywords("Random", kwargs)?;
    }
    let items = args::items(arguments);
    if items.len() > 1 {
        return Err(raise!(TYPE_ERROR, "Random() requires 0 or 1 argument"));
    }
    random_of(object).seed(items.first().copied())
}

fn random(object: &PyObject) -> PyResult {
    let this = random_of(object);
    let (high, low) = (this.next() >> 5, this.next() >> 6);
    float::from_f64((f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0))
}

fn seed(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("seed", arguments, 0, 1)?;
    random_of(object).seed(arguments.first().copied())?;
    Ok(singletons::none_ref())
}

fn getstate(object: &PyObject) -> PyResult {
    let this = random_of(object);
    let words = this.state.iter().map(|word| int::from_i64(word.get().into()));
    let items = words.chain([int::from_i32(this.index.get())]).collect::<Result<Vec<Ref>, Raised>>()?;
    Ok(tuple::new(items)?.upcast())
}

fn unsigned(item: &PyObject) -> Result<u64, Raised> {
    let Some(long) = item.cast::<PyLongObject>() else {
        return Err(raise!(TYPE_ERROR, "an integer is required"));
    };
    match long.to_u64() {
        Some(value) => Ok(value),
        None if long.is_negative() => {
            Err(raise!(OVERFLOW_ERROR, "can't convert negative value to unsigned int"))
        }
        None => Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C unsigned long")),
    }
}

fn setstate(object: &PyObject, state: &PyObject) -> PyResult {
    let this = random_of(object);
    let Some(state) = state.cast::<PyTupleObject>() else {
        return Err(raise!(TYPE_ERROR, "state vector must be a tuple"));
    };
    let Some((index, words)) = state.items().split_last().filter(|(_, words)| words.len() == N) else {
        return Err(raise!(VALUE_ERROR, "state vector is the wrong size"));
    };
    let words = words.iter().map(|word| unsigned(word)).collect::<Result<Vec<u64>, Raised>>()?;
    let Some(index) = index.cast::<PyLongObject>().map(PyLongObject::to_i64) else {
        return Err(raise!(TYPE_ERROR, "an integer is required"));
    };
    let Some(index) = index else {
        return Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C long"));
    };
    if !(0..=N as i64).contains(&index) {
        return Err(raise!(VALUE_ERROR, "invalid state"));
    }
    for (place, word) in this.state.iter().zip(words) {
        place.set(word as u32);
    }
    this.index.set(index as i32);
    Ok(singletons::none_ref())
}

fn getrandbits(object: &PyObject, argument: &PyObject) -> PyResult {
    let this = random_of(object);
    let bits = number::as_c_int(argument)?;
    if bits < 0 {
        return Err(raise!(VALUE_ERROR, "number of bits must be non-negative"));
    }
    if bits <= 32 {
        return if bits == 0 { int::from_i64(0) } else { int::from_i64((this.next() >> (32 - bits)).into()) };
    }
    let count = (bits as usize - 1) / 32 + 1;
    let mut words = memory::try_vec(count)?;
    let mut left = bits;
    for _ in 0..count {
        let word = this.next();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left -= 32;
    }
    int::from_biguint(false, &BigUint::new(words))
}
