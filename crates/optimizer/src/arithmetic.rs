//! Operators on constants, with `ast_opt.c`'s limits.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use vivarium_ast::{Ast, Const, ConstId, Operator, UnaryOp};

use crate::complex::{self, Complex};
use crate::fold::Folded;
use crate::sequence;

/// Products, powers and shifts of more bits are not computed.
const MAX_INT_SIZE: u64 = 128;

const TYPE: &str = "TypeError: the operands do not have this operator";
const ZERO: &str = "ZeroDivisionError: division by zero";
const OVERFLOW: &str = "OverflowError: the result is too large";
const BITS: &str = "the result could have more than 128 bits";

/// A number, `bool` being an integer.
#[derive(Clone, Debug)]
enum Number {
    Int(BigInt),
    Float(f64),
    Complex(Complex),
}

fn number(value: Const<'_>) -> Option<Number> {
    Some(match value {
        Const::True => Number::Int(1.into()),
        Const::False => Number::Int(0.into()),
        Const::Int(value) => Number::Int(value.into()),
        Const::BigInt(value) => Number::Int(value.clone()),
        Const::Float(value) => Number::Float(value),
        Const::Complex(real, imag) => Number::Complex((real, imag)),
        _ => return None,
    })
}

fn push(ast: &mut Ast, value: Number) -> ConstId {
    match value {
        Number::Int(value) => match value.to_i64() {
            Some(small) => ast.push_const(Const::Int(small)),
            None => ast.push_const(Const::BigInt(&value)),
        },
        Number::Float(value) => ast.push_const(Const::Float(value)),
        Number::Complex((real, imag)) => ast.push_const(Const::Complex(real, imag)),
    }
}

fn is_true(ast: &Ast, id: ConstId) -> bool {
    match ast.constant(id) {
        Const::None | Const::False => false,
        Const::True | Const::Ellipsis | Const::BigInt(_) => true,
        Const::Int(value) => value != 0,
        Const::Float(value) => value != 0.0,
        Const::Complex(real, imag) => real != 0.0 || imag != 0.0,
        Const::Str(text) => !text.is_empty(),
        Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}

fn boolean(value: bool) -> ConstId {
    if value { ConstId::TRUE } else { ConstId::FALSE }
}

pub(crate) fn unary(ast: &mut Ast, op: UnaryOp, id: ConstId) -> Folded {
    if op == UnaryOp::Not {
        return Ok(boolean(!is_true(ast, id)));
    }
    let value = number(ast.constant(id)).ok_or(TYPE)?;
    let result = match (op, value) {
        (UnaryOp::Invert, Number::Int(value)) => Number::Int(!value),
        (UnaryOp::Invert, _) => return Err(TYPE),
        (UnaryOp::USub, Number::Int(value)) => Number::Int(-value),
        (UnaryOp::USub, Number::Float(value)) => Number::Float(-value),
        (UnaryOp::USub, Number::Complex((real, imag))) => Number::Complex((-real, -imag)),
        (_, value) => value,
    };
    Ok(push(ast, result))
}

pub(crate) fn binary(ast: &mut Ast, op: Operator, left: ConstId, right: ConstId) -> Folded {
    let (a, b) = (ast.constant(left), ast.constant(right));
    match op {
        Operator::Add => {
            if let Some(made) = sequence::concatenate(ast, left, right) {
                return Ok(made);
            }
        }
        Operator::Mult if sequence::is_int(a) => {
            if let Some(made) = sequence::repeat(ast, right, left) {
                return made;
            }
        }
        Operator::Mult if sequence::is_int(b) => {
            if let Some(made) = sequence::repeat(ast, left, right) {
                return made;
            }
        }
        Operator::Mod if matches!(a, Const::Str(_) | Const::Bytes(_)) => {
            return Err("formatting a constant is left to run time");
        }
        Operator::BitAnd | Operator::BitOr | Operator::BitXor => {
            if let (Const::True | Const::False, Const::True | Const::False) = (a, b) {
                let (a, b) = (a == Const::True, b == Const::True);
                return Ok(boolean(match op {
                    Operator::BitAnd => a & b,
                    Operator::BitOr => a | b,
                    _ => a ^ b,
                }));
            }
        }
        _ => {}
    }
    let (a, b) = (ast.constant(left), ast.constant(right));
    let (a, b) = (number(a).ok_or(TYPE)?, number(b).ok_or(TYPE)?);
    let result = match (a, b) {
        (Number::Int(a), Number::Int(b)) => integers(op, &a, &b)?,
        (Number::Complex(a), b) => Number::Complex(complexes(op, a, to_complex(b)?)?),
        (a, Number::Complex(b)) => Number::Complex(complexes(op, to_complex(a)?, b)?),
        (a, b) => floats(op, to_float(a)?, to_float(b)?)?,
    };
    Ok(push(ast, result))
}

fn big_to_float(value: &BigInt) -> Result<f64, &'static str> {
    value.to_f64().filter(|float| float.is_finite()).ok_or("OverflowError: int too large to convert to float")
}

fn to_float(value: Number) -> Result<f64, &'static str> {
    match value {
        Number::Int(value) => big_to_float(&value),
        Number::Float(value) => Ok(value),
        Number::Complex(_) => Err(TYPE),
    }
}

fn to_complex(value: Number) -> Result<Complex, &'static str> {
    match value {
        Number::Complex(value) => Ok(value),
        other => Ok((to_float(other)?, 0.0)),
    }
}

fn integers(op: Operator, a: &BigInt, b: &BigInt) -> Result<Number, &'static str> {
    Ok(Number::Int(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => {
            if !a.is_zero() && !b.is_zero() && a.bits() + b.bits() > MAX_INT_SIZE {
                return Err(BITS);
            }
            a * b
        }
        Operator::Div => return true_divide(a, b).map(Number::Float),
        Operator::FloorDiv if b.is_zero() => return Err(ZERO),
        Operator::FloorDiv => a.div_floor(b),
        Operator::Mod if b.is_zero() => return Err(ZERO),
        Operator::Mod => a.mod_floor(b),
        Operator::Pow if b.is_negative() => {
            return float_power(big_to_float(a)?, big_to_float(b)?);
        }
        Operator::Pow => {
            if a.is_zero() || b.is_zero() {
                return Ok(Number::Int(BigInt::from(u8::from(b.is_zero()))));
            }
            let exponent = b.to_u64().ok_or(BITS)?;
            if a.bits() > MAX_INT_SIZE / exponent {
                return Err(BITS);
            }
            a.pow(exponent as u32)
        }
        Operator::LShift => {
            if b.is_negative() {
                return Err("ValueError: negative shift count");
            }
            if a.is_zero() {
                BigInt::zero()
            } else {
                let shift = b.to_u64().filter(|shift| *shift <= MAX_INT_SIZE).ok_or(BITS)?;
                if shift > 0 && a.bits() > MAX_INT_SIZE - shift {
                    return Err(BITS);
                }
                a << shift
            }
        }
        Operator::RShift => {
            if b.is_negative() {
                return Err("ValueError: negative shift count");
            }
            match b.to_u64() {
                Some(shift) if shift < a.bits() => a >> shift,
                _ if a.is_negative() => BigInt::from(-1),
                _ => BigInt::zero(),
            }
        }
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        Operator::MatMult => return Err(TYPE),
    }))
}

/// `a / b`, correctly rounded.
fn true_divide(a: &BigInt, b: &BigInt) -> Result<f64, &'static str> {
    if b.is_zero() {
        return Err(ZERO);
    }
    let exact = |value: &BigInt| value.to_i64().filter(|v| v.unsigned_abs() <= 1 << 53).map(|v| v as f64);
    if let (Some(a), Some(b)) = (exact(a), exact(b)) {
        return Ok(a / b);
    }
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let (a, b) = (a.magnitude(), b.magnitude());
    if a.is_zero() {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of at least 66 bits, the last of which also says whether anything was lost.
    let exponent = a.bits() as i64 - b.bits() as i64 - 66;
    // Results below the normal range keep fewer bits.
    let exponent = exponent.max(-1074 - 2);
    let (numerator, denominator) = if exponent < 0 {
        (a << exponent.unsigned_abs(), b.clone())
    } else {
        (a.clone(), b << exponent.unsigned_abs())
    };
    let (mut quotient, rest) = numerator.div_rem(&denominator);
    if !rest.is_zero() {
        quotient |= num_bigint::BigUint::from(1_u8);
    }
    let scaled = quotient.to_f64().unwrap_or(f64::INFINITY);
    let result = scale(scaled, exponent);
    if result.is_infinite() {
        return Err("OverflowError: integer division result too large for a float");
    }
    Ok(if negative { -result } else { result })
}

/// `value * 2**exponent`
fn scale(mut value: f64, mut exponent: i64) -> f64 {
    while exponent > 0 && value.is_finite() {
        let step = exponent.min(1000);
        value *= 2_f64.powi(step as i32);
        exponent -= step;
    }
    while exponent < 0 && value != 0.0 {
        let step = exponent.max(-1000);
        value *= 2_f64.powi(step as i32);
        exponent -= step;
    }
    value
}

fn floats(op: Operator, a: f64, b: f64) -> Result<Number, &'static str> {
    Ok(Number::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div | Operator::FloorDiv | Operator::Mod if b == 0.0 => return Err(ZERO),
        Operator::Div => a / b,
        Operator::FloorDiv => floor_divide(a, b).0,
        Operator::Mod => floor_divide(a, b).1,
        Operator::Pow => return float_power(a, b),
        _ => return Err(TYPE),
    }))
}

/// `_float_div_mod`
fn floor_divide(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0_f64.copysign(b);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0_f64.copysign(a / b)
    };
    (floor, rest)
}

/// `float_pow`
fn float_power(mut a: f64, b: f64) -> Result<Number, &'static str> {
    let odd = b.abs() % 2.0 == 1.0;
    let result = if b == 0.0 {
        1.0
    } else if a.is_nan() {
        a
    } else if b.is_nan() {
        if a == 1.0 { 1.0 } else { b }
    } else if b.is_infinite() {
        let a = a.abs();
        if a == 1.0 {
            1.0
        } else if (b > 0.0) == (a > 1.0) {
            b.abs()
        } else {
            0.0
        }
    } else if a.is_infinite() {
        match (b > 0.0, odd) {
            (true, true) => a,
            (true, false) => a.abs(),
            (false, true) => 0.0_f64.copysign(a),
            (false, false) => 0.0,
        }
    } else if a == 0.0 {
        if b < 0.0 {
            return Err("ZeroDivisionError: 0.0 cannot be raised to a negative power");
        }
        if odd { a } else { 0.0 }
    } else {
        let mut negate = false;
        if a < 0.0 {
            if b != b.floor() {
                return complex::power((a, 0.0), (b, 0.0)).map(Number::Complex);
            }
            negate = odd;
            a = -a;
        }
        let power = if a == 1.0 { 1.0 } else { a.powf(b) };
        if power.is_infinite() {
            return Err(OVERFLOW);
        }
        if negate { -power } else { power }
    };
    Ok(Number::Float(result))
}

fn complexes(op: Operator, a: Complex, b: Complex) -> Result<Complex, &'static str> {
    match op {
        Operator::Add => Ok(complex::add(a, b)),
        Operator::Sub => Ok(complex::subtract(a, b)),
        Operator::Mult => Ok(complex::multiply(a, b)),
        Operator::Div => complex::divide(a, b).ok_or(ZERO),
        Operator::Pow => complex::power(a, b),
        _ => Err(TYPE),
    }
}
