//! Strings, bytes and tuples: joining, repeating, indexing.

use num_traits::ToPrimitive;
use vivarium_ast::{Ast, Const, ConstId};
use vivarium_text::wtf8::Wtf8Buf;

use crate::fold::Folded;

const MAX_COLLECTION_SIZE: usize = 256;
const MAX_STR_SIZE: usize = 4096;
const MAX_TOTAL_ITEMS: usize = 1024;

/// An integer constant (or bool) that fits.
pub(crate) fn small_int(value: Const<'_>) -> Option<i64> {
    match value {
        Const::True => Some(1),
        Const::False => Some(0),
        Const::Int(value) => Some(value),
        Const::BigInt(value) => value.to_i64(),
        _ => None,
    }
}

/// Whether it is an integer or bool.
pub(crate) fn is_int(value: Const<'_>) -> bool {
    matches!(value, Const::True | Const::False | Const::Int(_) | Const::BigInt(_))
}

/// `a[b]`
pub(crate) fn subscript(ast: &mut Ast, value: ConstId, index: ConstId) -> Folded {
    let key = ast.constant(index);
    if !is_int(key) {
        return match ast.constant(value) {
            Const::Str(_) | Const::Bytes(_) | Const::Tuple(_) => {
                Err("TypeError: the index is not an integer")
            }
            _ => Err("TypeError: the object is not subscriptable"),
        };
    }
    let key = small_int(key);
    let place = |len: usize| {
        let key = key.ok_or("IndexError: index out of range")?;
        let at = if key < 0 { key.checked_add(len as i64).unwrap_or(-1) } else { key };
        usize::try_from(at).ok().filter(|at| *at < len).ok_or("IndexError: index out of range")
    };
    match ast.constant(value) {
        Const::Str(text) => {
            let at = place(text.count())?;
            let mut one = Wtf8Buf::new();
            one.extend(text.code_points().nth(at));
            Ok(ast.push_const(Const::Str(one.as_wtf8())))
        }
        Const::Bytes(bytes) => {
            let byte = bytes[place(bytes.len())?];
            Ok(ast.push_const(Const::Int(byte.into())))
        }
        Const::Tuple(items) => Ok(items[place(items.len())?]),
        _ => Err("TypeError: the object is not subscriptable"),
    }
}

/// `a + b` of two sequences of one type; `None` if they are not.
pub(crate) fn concatenate(ast: &mut Ast, a: ConstId, b: ConstId) -> Option<ConstId> {
    match (ast.constant(a), ast.constant(b)) {
        (Const::Str(a), Const::Str(b)) => {
            let mut made = a.to_owned();
            made.push_wtf8(b);
            Some(ast.push_const(Const::Str(made.as_wtf8())))
        }
        (Const::Bytes(a), Const::Bytes(b)) => {
            let made = [a, b].concat();
            Some(ast.push_const(Const::Bytes(&made)))
        }
        (Const::Tuple(a), Const::Tuple(b)) => {
            let made = [a, b].concat();
            Some(ast.push_const(Const::Tuple(&made)))
        }
        _ => None,
    }
}

/// `check_complexity`: the limit less the items, nested ones too; `None` when they are too many.
fn complexity(ast: &Ast, value: ConstId, limit: usize) -> Option<usize> {
    match ast.constant(value) {
        Const::Tuple(items) | Const::FrozenSet(items) => {
            let left = limit.checked_sub(items.len())?;
            items.iter().try_fold(left, |left, item| complexity(ast, *item, left))
        }
        _ => Some(limit),
    }
}

/// `sequence * count`; `None` if the first is no sequence.
pub(crate) fn repeat(ast: &mut Ast, sequence: ConstId, count: ConstId) -> Option<Folded> {
    let n = small_int(ast.constant(count));
    let times = |size: usize, most: usize| {
        if size == 0 {
            return n.map(|_| 0).ok_or("OverflowError: the count is too large");
        }
        match n.and_then(|n| usize::try_from(n).ok()) {
            Some(n) if n <= most / size => Ok(n),
            _ => Err("the result would be too long, or the count is negative"),
        }
    };
    Some(match ast.constant(sequence) {
        Const::Str(text) => times(text.count(), MAX_STR_SIZE)
            .map(|n| {
                let mut made = Wtf8Buf::new();
                (0..n).for_each(|_| made.push_wtf8(text));
                made
            })
            .map(|made| ast.push_const(Const::Str(made.as_wtf8()))),
        Const::Bytes(bytes) => times(bytes.len(), MAX_STR_SIZE)
            .map(|n| bytes.repeat(n))
            .map(|made| ast.push_const(Const::Bytes(&made))),
        Const::Tuple(items) => match times(items.len(), MAX_COLLECTION_SIZE) {
            Ok(n) if n > 0 && complexity(ast, sequence, MAX_TOTAL_ITEMS / n).is_none() => {
                Err("the result would have more than 1024 items in all")
            }
            Ok(n) => {
                let made = items.repeat(n);
                Ok(ast.push_const(Const::Tuple(&made)))
            }
            Err(reason) => Err(reason),
        },
        _ => return None,
    })
}
