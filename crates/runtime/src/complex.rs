//! `complex` (`Objects/complexobject.c`).

use std::cell::Cell;
use std::ffi::c_int;

use crate::float::PyFloatObject;
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised};
use crate::raise;
use crate::singletons::not_implemented;
use crate::typeobject::{PyNumberMethods, PyTypeObject, doc, flags, members, methods};

mod methods;

pub use methods::to_complex;

/// Two doubles: `Py_complex`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

#[repr(C)]
pub struct PyComplexObject {
    pub ob_base: PyObject,
    pub cval: Cell<Complex>,
}

const _: () = assert!(size_of::<PyComplexObject>() == 32);

crate::object_layout!(PyComplexObject, COMPLEX_TYPE);

pub static COMPLEX_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(complex_repr)),
    tp_as_number: Cell::new(&raw const COMPLEX_AS_NUMBER),
    tp_hash: Cell::new(Some(complex_hash)),
    tp_richcompare: Cell::new(Some(complex_richcompare)),
    tp_methods: methods(methods::METHODS),
    tp_members: members(methods::MEMBERS),
    tp_new: Cell::new(Some(methods::complex_new)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_doc: doc(c"complex(real=0, imag=0)\n--\n\nA complex number: from a string, or from a real and an imaginary part."),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"complex", size_of::<PyComplexObject>())
};

static COMPLEX_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: Cell::new(Some(complex_add)),
    nb_subtract: Cell::new(Some(complex_sub)),
    nb_multiply: Cell::new(Some(complex_mul)),
    nb_power: Cell::new(Some(complex_pow)),
    nb_negative: Cell::new(Some(complex_neg)),
    nb_positive: Cell::new(Some(complex_pos)),
    nb_absolute: Cell::new(Some(complex_abs)),
    nb_bool: Cell::new(Some(complex_bool)),
    nb_true_divide: Cell::new(Some(complex_div)),
    ..PyNumberMethods::EMPTY
};

pub fn new(value: Complex) -> PyResult {
    // SAFETY: the layout of `complex`, its field initialised.
    let object = unsafe {
        crate::memory::new_object::<PyComplexObject>(&COMPLEX_TYPE, |object| {
            (&raw mut (*object).cval).write(Cell::new(value));
        })?
    };
    Ok(object.upcast())
}

pub fn from_parts(real: f64, imag: f64) -> PyResult {
    new(Complex { real, imag })
}

/// The value of a `complex` or of a subclass.
pub fn value(object: &PyObject) -> Option<Complex> {
    object.cast::<PyComplexObject>().map(|complex| complex.cval.get())
}

fn own(object: &PyObject) -> Complex {
    // SAFETY: a slot of `complex`.
    unsafe { object.cast_unchecked::<PyComplexObject>() }.cval.get()
}

fn operand(object: &PyObject) -> Result<Option<Complex>, Raised> {
    if let Some(value) = value(object) {
        return Ok(Some(value));
    }
    if let Some(long) = object.cast::<PyLongObject>() {
        return Ok(Some(Complex { real: long.to_f64()?, imag: 0.0 }));
    }
    Ok(object.cast::<PyFloatObject>().map(|float| Complex { real: float.value(), imag: 0.0 }))
}

macro_rules! binary {
    ($name:ident, |$a:ident, $b:ident| $body:expr) => {
        extern "C" fn $name(a: &PyObject, b: &PyObject) -> PyResult {
            let (Some($a), Some($b)) = (operand(a)?, operand(b)?) else { return Ok(not_implemented()) };
            $body
        }
    };
}

binary!(complex_add, |a, b| from_parts(a.real + b.real, a.imag + b.imag));
binary!(complex_sub, |a, b| from_parts(a.real - b.real, a.imag - b.imag));
binary!(complex_mul, |a, b| new(a.times(b)));
binary!(complex_div, |a, b| match a.over(b) {
    Some(quotient) => new(quotient),
    None => Err(raise!(ZERO_DIVISION_ERROR, "complex division by zero")),
});

impl Complex {
    pub fn times(self, b: Complex) -> Complex {
        Complex {
            real: self.real * b.real - self.imag * b.imag,
            imag: self.real * b.imag + self.imag * b.real,
        }
    }

    /// The quotient (`_Py_c_quot`, by Smith's method); none by zero.
    pub fn over(self, b: Complex) -> Option<Complex> {
        let a = self;
        let (real, imag) = (b.real.abs(), b.imag.abs());
        if real >= imag {
            if real == 0.0 {
                return None;
            }
            let ratio = b.imag / b.real;
            let divisor = b.real + b.imag * ratio;
            Some(Complex {
                real: (a.real + a.imag * ratio) / divisor,
                imag: (a.imag - a.real * ratio) / divisor,
            })
        } else if imag >= real {
            let ratio = b.real / b.imag;
            let divisor = b.real * ratio + b.imag;
            Some(Complex {
                real: (a.real * ratio + a.imag) / divisor,
                imag: (a.imag * ratio - a.real) / divisor,
            })
        } else {
            Some(Complex { real: f64::NAN, imag: f64::NAN })
        }
    }

    fn to_positive_integer(self, exponent: u32) -> Complex {
        let mut result = Complex { real: 1.0, imag: 0.0 };
        let mut power = self;
        let mut rest = exponent;
        while rest > 0 {
            if rest & 1 == 1 {
                result = result.times(power);
            }
            rest >>= 1;
            power = power.times(power);
        }
        result
    }

    /// `self ** exponent`; none for zero to a negative or complex power.
    fn power(self, b: Complex) -> Option<Complex> {
        const ONE: Complex = Complex { real: 1.0, imag: 0.0 };
        if b.imag == 0.0 && b.real == b.real.floor() && b.real.abs() <= 100.0 {
            let result = self.to_positive_integer(b.real.abs() as u32);
            return if b.real > 0.0 { Some(result) } else { ONE.over(result) };
        }
        if self.real == 0.0 && self.imag == 0.0 {
            return (b.imag == 0.0 && b.real >= 0.0).then_some(Complex { real: 0.0, imag: 0.0 });
        }
        let length = self.real.hypot(self.imag);
        let angle = self.imag.atan2(self.real);
        let mut radius = length.powf(b.real);
        let mut phase = angle * b.real;
        if b.imag != 0.0 {
            radius /= (angle * b.imag).exp();
            phase += b.imag * length.ln();
        }
        if phase.is_infinite() {
            // C's `cos` and `sin` call that a domain error.
            return None;
        }
        Some(Complex { real: radius * phase.cos(), imag: radius * phase.sin() })
    }
}

pub(crate) extern "C" fn complex_pow(a: &PyObject, b: &PyObject, c: &PyObject) -> PyResult {
    let (Some(a), Some(b)) = (operand(a)?, operand(b)?) else { return Ok(not_implemented()) };
    if !c.is_none() {
        return Err(raise!(VALUE_ERROR, "complex modulo"));
    }
    match a.power(b) {
        None => Err(raise!(ZERO_DIVISION_ERROR, "0.0 to a negative or complex power")),
        Some(result) if result.real.is_infinite() || result.imag.is_infinite() => {
            Err(raise!(OVERFLOW_ERROR, "complex exponentiation"))
        }
        Some(result) => new(result),
    }
}

extern "C" fn complex_neg(a: &PyObject) -> PyResult {
    let a = own(a);
    from_parts(-a.real, -a.imag)
}

extern "C" fn complex_pos(a: &PyObject) -> PyResult {
    if a.is_exact::<PyComplexObject>() { Ok(a.to_ref()) } else { new(own(a)) }
}

extern "C" fn complex_abs(a: &PyObject) -> PyResult {
    let a = own(a);
    let length = a.real.hypot(a.imag);
    if length.is_infinite() && a.real.is_finite() && a.imag.is_finite() {
        return Err(raise!(OVERFLOW_ERROR, "absolute value too large"));
    }
    crate::float::from_f64(length)
}

extern "C" fn complex_bool(a: &PyObject) -> c_int {
    let a = own(a);
    c_int::from(a.real != 0.0 || a.imag != 0.0)
}

extern "C" fn complex_repr(object: &PyObject) -> PyResult {
    let value = own(object);
    Ok(crate::str::new(&vivarium_text::float::repr_complex(value.real, value.imag))?.upcast())
}

extern "C" fn complex_hash(object: &PyObject) -> isize {
    let value = own(object);
    let real = crate::float::arith::hash_f64(object, value.real);
    let imag = crate::float::arith::hash_f64(object, value.imag);
    let hash = real.wrapping_add(imag.wrapping_mul(1_000_003));
    if hash == -1 { -2 } else { hash }
}

extern "C" fn complex_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    if op != 2 && op != 3 {
        return Ok(not_implemented());
    }
    let x = own(a);
    let equal = if b.is_instance_of::<PyLongObject>() {
        if x.imag == 0.0 {
            return crate::float::arith::float_richcompare(&*crate::float::from_f64(x.real)?, b, op);
        }
        false
    } else if let Some(float) = b.cast::<PyFloatObject>() {
        x.real == float.value() && x.imag == 0.0
    } else if let Some(y) = value(b) {
        x.real == y.real && x.imag == y.imag
    } else {
        return Ok(not_implemented());
    };
    Ok(crate::bool_::from_bool(equal == (op == 2)))
}
