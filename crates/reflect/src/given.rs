//! The constants of a tree made by hand go into its code as the objects that they are: `compile` keeps them, as CPython's
//! does.

use std::collections::HashMap;

use vivarium_ast::{Ast, Const as TreeConst, ConstId as TreeConstId};
use vivarium_bytecode::{Code, Const, ConstId, Pool};
use vivarium_runtime::code::Materializer;
use vivarium_runtime::object::Ref;
use vivarium_runtime::str::{PyUnicodeObject, intern_in_place};

/// Objects by the constants that they are: the first counts where two are alike, for the compiler makes them one.
#[derive(Default)]
pub struct Given(HashMap<Vec<u8>, Ref>);

impl Given {
    pub fn add(&mut self, ast: &Ast, id: TreeConstId, object: Ref) {
        let mut key = Vec::new();
        if tree_key(ast, id, &mut key) {
            self.0.entry(key).or_insert(object);
        }
    }

    /// Gives the objects that code refers to.
    pub fn give(&self, code: &Code, made: &mut Materializer<'_>) {
        if self.0.is_empty() {
            return;
        }
        for one in code.walk() {
            for &id in one.consts() {
                let mut key = Vec::new();
                if !code_key(code.pool(), id, &mut key) {
                    continue;
                }
                let Some(object) = self.0.get(&key) else { continue };
                let object = match (code.pool().get(id), object.clone().downcast::<PyUnicodeObject>()) {
                    (Const::Str(_, true), Ok(mut text)) => {
                        intern_in_place(&mut text);
                        text.upcast()
                    }
                    (_, Ok(text)) => text.upcast(),
                    (_, Err(object)) => object,
                };
                made.give(id, object);
            }
        }
    }
}

fn put(key: &mut Vec<u8>, tag: u8, content: &[u8]) -> bool {
    key.push(tag);
    key.extend((content.len() as u64).to_le_bytes());
    key.extend(content);
    true
}

fn put_number(key: &mut Vec<u8>, tag: u8, parts: &[f64]) -> bool {
    key.push(tag);
    key.extend(parts.iter().flat_map(|part| part.to_bits().to_le_bytes()));
    true
}

/// Writes what a constant is; false for those that the compiler makes anew.
fn tree_key(ast: &Ast, id: TreeConstId, key: &mut Vec<u8>) -> bool {
    match ast.constant(id) {
        TreeConst::None => put(key, b'N', &[]),
        TreeConst::True => put(key, b'T', &[]),
        TreeConst::False => put(key, b'F', &[]),
        TreeConst::Ellipsis => put(key, b'.', &[]),
        TreeConst::Int(value) => put(key, b'i', &value.to_le_bytes()),
        TreeConst::BigInt(value) => put(key, b'l', &value.to_signed_bytes_le()),
        TreeConst::Float(value) => put_number(key, b'f', &[value]),
        TreeConst::Complex(real, imag) => put_number(key, b'c', &[real, imag]),
        TreeConst::Str(text) => put(key, b's', text.as_bytes()),
        TreeConst::Bytes(content) => put(key, b'b', content),
        TreeConst::Tuple(items) => {
            put(key, b'(', &items.len().to_le_bytes()) && items.iter().all(|item| tree_key(ast, *item, key))
        }
        // Only the empty one stays as it is.
        TreeConst::FrozenSet(items) => items.is_empty() && put(key, b'{', &[]),
    }
}

fn code_key(pool: &Pool, id: ConstId, key: &mut Vec<u8>) -> bool {
    match pool.get(id) {
        Const::None => put(key, b'N', &[]),
        Const::True => put(key, b'T', &[]),
        Const::False => put(key, b'F', &[]),
        Const::Ellipsis => put(key, b'.', &[]),
        Const::Int(value) => put(key, b'i', &value.to_le_bytes()),
        Const::BigInt(value) => put(key, b'l', &value.to_signed_bytes_le()),
        Const::Float(value) => put_number(key, b'f', &[value]),
        Const::Complex(real, imag) => put_number(key, b'c', &[real, imag]),
        Const::Str(text, _) => put(key, b's', text.as_bytes()),
        Const::Bytes(content) => put(key, b'b', content),
        Const::Tuple(items) => {
            put(key, b'(', &items.len().to_le_bytes()) && items.iter().all(|item| code_key(pool, *item, key))
        }
        Const::FrozenSet(items) => items.is_empty() && put(key, b'{', &[]),
        Const::Code(_) => false,
    }
}
