//! Hashes of constants, and the order in which a set of them is iterated over.

use num_bigint::BigInt;
use vivarium_text::siphash::{self, Key};
use vivarium_text::wtf8::Wtf8;

use crate::{Const, ConstId, Pool};

const MODULUS: u64 = (1 << 61) - 1;

fn never_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// The hash of an integer that fits 64 bits.
pub fn hash_int(value: i64) -> i64 {
    let magnitude = (value.unsigned_abs() % MODULUS) as i64;
    never_minus_one(if value < 0 { -magnitude } else { magnitude })
}

fn hash_big_int(value: &BigInt) -> i64 {
    // 2**61 is 1 in this modulus, so the digits of 61 bits are added up.
    let residue = value.magnitude() % MODULUS;
    let magnitude = residue.iter_u64_digits().next().unwrap_or(0) as i64;
    never_minus_one(if value.sign() == num_bigint::Sign::Minus { -magnitude } else { magnitude })
}

/// The hash of a float; that of a NaN is CPython's address of it, here 0.
pub fn hash_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() || value == 0.0 {
        return 0;
    }
    // value = mantissa * 2**exponent exactly.
    let bits = value.abs().to_bits();
    let (mantissa, exponent) = match bits >> 52 {
        0 => (bits, -1074_i64),
        biased => (bits & ((1 << 52) - 1) | 1 << 52, biased as i64 - 1075),
    };
    let shift = exponent.rem_euclid(61) as u32;
    let mantissa = mantissa % MODULUS;
    let rotated = ((u128::from(mantissa) << shift) % u128::from(MODULUS)) as i64;
    never_minus_one(if value < 0.0 { -rotated } else { rotated })
}

/// The hash of a string: of its characters in one, two or four bytes each.
pub fn hash_str(value: Wtf8<'_>, key: Key) -> i64 {
    if value.is_ascii() {
        return siphash::python_hash(key, value.as_bytes());
    }
    let widest = value.code_points().max().unwrap_or(0);
    let mut bytes = Vec::with_capacity(value.len() * 2);
    for point in value.code_points() {
        match widest {
            0..=0xff => bytes.push(point as u8),
            0x100..=0xffff => bytes.extend((point as u16).to_le_bytes()),
            _ => bytes.extend(point.to_le_bytes()),
        }
    }
    siphash::python_hash(key, &bytes)
}

/// `None` and `...` hash by their addresses in CPython 3.11. Those vary from run to run by 64 KiB and more, so their
/// lowest sixteen bits, which decide the order in all but huge sets, are facts of a build; these are the witness's.
const NONE_HASH: i64 = 0x5bbe;
const ELLIPSIS_HASH: i64 = 0x5de6;

/// The hash of a constant under a hash key. Code objects, which hash by value of everything in them, never stand in sets;
/// theirs is 0.
pub fn hash_const(pool: &Pool, id: ConstId, key: Key) -> i64 {
    match pool.get(id) {
        Const::None => NONE_HASH,
        Const::Ellipsis => ELLIPSIS_HASH,
        Const::Code(_) | Const::False => 0,
        Const::True => 1,
        Const::Int(value) => hash_int(value),
        Const::BigInt(value) => hash_big_int(value),
        Const::Float(value) => hash_float(value),
        Const::Complex(real, imag) => {
            let imag = hash_float(imag).wrapping_mul(1_000_003);
            never_minus_one(hash_float(real).wrapping_add(imag))
        }
        Const::Str(value, _) => hash_str(value, key),
        Const::Bytes(value) => siphash::python_hash(key, value),
        Const::Tuple(items) => hash_tuple(items.iter().map(|item| hash_const(pool, *item, key))),
        Const::FrozenSet(items) => hash_frozen_set(items.iter().map(|item| hash_const(pool, *item, key))),
    }
}

fn hash_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let len = items.len() as u64;
    let mut sum = PRIME_5;
    for item in items {
        sum = sum.wrapping_add((item as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    sum = sum.wrapping_add(len ^ (PRIME_5 ^ 3_527_539));
    if sum == u64::MAX { 1_546_275_796 } else { sum as i64 }
}

fn hash_frozen_set(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let len = items.len() as u64;
    let mut hash = 0_u64;
    for item in items {
        let item = item as u64;
        hash ^= (item ^ 89_869_747 ^ (item << 16)).wrapping_mul(3_644_798_167);
    }
    hash ^= len.wrapping_add(1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

/// The order in which a set is iterated over whose distinct items, with these hashes, were added one after the other
/// (`Objects/setobject.c`: open addressing with runs of linear probes). Gives indices into `hashes`.
pub fn iteration_order(hashes: &[i64]) -> Vec<usize> {
    const LINEAR_PROBES: usize = 9;
    fn insert(table: &mut [Option<usize>], hashes: &[i64], item: usize) {
        let mask = table.len() - 1;
        let mut perturb = hashes[item] as u64 as usize;
        let mut at = perturb & mask;
        loop {
            let last = if at + LINEAR_PROBES <= mask { at + LINEAR_PROBES } else { at };
            if let Some(free) = (at..=last).find(|slot| table[*slot].is_none()) {
                table[free] = Some(item);
                return;
            }
            perturb >>= 5;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        }
    }
    let mut table: Vec<Option<usize>> = vec![None; 8];
    for item in 0..hashes.len() {
        insert(&mut table, hashes, item);
        let used = item + 1;
        if used * 5 >= (table.len() - 1) * 3 {
            let least = if used > 50_000 { used * 2 } else { used * 4 };
            let mut size = 8;
            while size <= least {
                size *= 2;
            }
            let old = std::mem::replace(&mut table, vec![None; size]);
            old.into_iter().flatten().for_each(|item| insert(&mut table, hashes, item));
        }
    }
    table.into_iter().flatten().collect()
}

/// Slots of the table of a set to which `len` distinct items were added one after the other; none if that is too many.
pub fn table_size(len: usize) -> Option<usize> {
    let mut size: usize = 8;
    // The table grows when an item fills it to three fifths.
    loop {
        let full = ((size - 1) * 3).div_ceil(5);
        if len < full {
            return Some(size);
        }
        let least = full.checked_mul(if full > 50_000 { 2 } else { 4 })?;
        while size <= least {
            size = size.checked_mul(2)?;
        }
    }
}

/// The items of a frozenset in iteration order.
pub fn ordered(pool: &Pool, items: &[ConstId], key: Key) -> Vec<ConstId> {
    let hashes: Vec<i64> = items.iter().map(|item| hash_const(pool, *item, key)).collect();
    iteration_order(&hashes).into_iter().map(|index| items[index]).collect()
}
