//! Constants of one compilation: the tree's as objects, and which equal ones are the same object.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use vivarium_ast as ast;
use vivarium_bytecode::{Const, ConstId, IdTable, Pool, sets};
use vivarium_text::siphash::Key;

use crate::interned::Process;
use crate::names::{Name, Names};

/// The pool with CPython's `c_const_cache` and the objects of the tree's constants and names.
#[derive(Debug)]
pub struct Consts {
    /// How strings hash: it decides the order of sets.
    hash_key: Key,
    /// Who has interned what.
    process: Process,
    /// The objects.
    pub pool: Pool,
    /// Merged constants by structural hash.
    cache: IdTable,
    /// What each object was merged to, as far as it was.
    merged: Vec<Option<ConstId>>,
    /// The structural hash of each object, 0 where it is not known.
    hashes: Vec<u64>,
    of_tree: Vec<Option<ConstId>>,
    of_names: Vec<Option<ConstId>>,
    /// `None`.
    pub none: ConstId,
    ellipsis: ConstId,
    /// Constants of one letter for which the process has interned another object.
    letters: FxHashMap<u8, ConstId>,
}

impl Consts {
    /// No constants yet; strings hash with `hash_key`, and `process` has interned some.
    pub fn new(hash_key: Key, process: Process) -> Self {
        let mut pool = Pool::new();
        let (none, ellipsis) = (pool.none(), pool.ellipsis());
        Consts {
            hash_key,
            process,
            pool,
            cache: IdTable::default(),
            merged: Vec::new(),
            hashes: Vec::new(),
            of_tree: Vec::new(),
            of_names: Vec::new(),
            none,
            ellipsis,
            letters: FxHashMap::default(),
        }
    }

    /// The `repr` of each.
    pub fn reprs(&self, ids: &[ConstId]) -> Vec<String> {
        ids.iter().map(|id| vivarium_bytecode::repr::repr(&self.pool, *id, self.hash_key)).collect()
    }

    /// Interns what CPython's parser has interned by now: every name of the tree. `constants` and `blocks` say how many
    /// there will be.
    pub fn intern_known(&mut self, names: &Names<'_>, constants: usize, blocks: usize) {
        let count = names.count();
        self.of_names.resize(count + count / 4, None);
        self.of_tree.resize(constants, None);
        // Names, constants and a few objects for each code object.
        let objects = 64 + count + count / 4 + constants + blocks * 8;
        self.pool.reserve(objects, count);
        self.hashes.resize(objects, 0);
        self.merged.resize(objects, None);
        self.cache.reserve(constants + blocks * 3);
        (0..count).for_each(|index| {
            self.name(names, Name::from_index(index));
        });
    }

    /// The string object of a name: interned.
    #[inline]
    pub fn name(&mut self, names: &Names<'_>, name: Name) -> ConstId {
        match self.of_names.get(name.index()) {
            Some(Some(id)) => *id,
            _ => self.new_name(names, name),
        }
    }

    #[inline(never)]
    fn new_name(&mut self, names: &Names<'_>, name: Name) -> ConstId {
        let known = &names.known;
        let unnamed = [
            known.anon_module,
            known.anon_lambda,
            known.anon_genexpr,
            known.anon_listcomp,
            known.anon_setcomp,
            known.anon_dictcomp,
        ];
        let id = if unnamed.contains(&name) {
            // Strings of the interpreter's own, which are not interned.
            let id = self.pool.push(Const::Str(names.text(name).into(), false));
            self.pool.mark_shared(id);
            id
        } else {
            let text = names.text(name);
            if text.len() == 1 && self.process.has_interned(text.as_bytes()) {
                self.pool.intern_apart(text.into())
            } else {
                self.pool.intern(text.into())
            }
        };
        if self.of_names.len() <= name.index() {
            self.of_names.resize(names.count().max(name.index() + 1), None);
        }
        self.of_names[name.index()] = Some(id);
        id
    }

    /// The object of a constant of the tree, the same each time.
    pub fn object(&mut self, tree: &ast::Ast, id: ast::ConstId) -> ConstId {
        if let Some(Some(object)) = self.of_tree.get(id.index()) {
            return *object;
        }
        let object = match tree.constant(id) {
            ast::Const::None => self.none,
            ast::Const::Ellipsis => self.ellipsis,
            ast::Const::True => self.pool.bool(true),
            ast::Const::False => self.pool.bool(false),
            ast::Const::Int(value) => self.pool.int(value),
            ast::Const::BigInt(value) => self.pool.big_int(value.clone()),
            ast::Const::Float(value) => self.pool.float(value),
            ast::Const::Complex(real, imag) => self.pool.complex(real, imag),
            ast::Const::Str(text) => match text.as_bytes() {
                [_] if tree.is_unshared(id) => self.pool.push(Const::Str(text.to_owned(), false)),
                [byte @ (b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_')] => self.letter(*byte),
                _ => self.pool.str(text.to_owned()),
            },
            ast::Const::Bytes(bytes) => self.pool.bytes(bytes),
            ast::Const::Tuple(items) => {
                let items: Vec<ConstId> = items.iter().map(|item| self.object(tree, *item)).collect();
                self.pool.tuple(items)
            }
            ast::Const::FrozenSet(items) => {
                let items: Vec<ConstId> = items.iter().map(|item| self.object(tree, *item)).collect();
                self.set_in_its_order(items)
            }
        };
        if self.of_tree.len() <= id.index() {
            self.of_tree.resize((id.index() + 1).max(self.of_tree.len() * 2), None);
        }
        self.of_tree[id.index()] = Some(object);
        object
    }

    /// The shared string of one letter, which may not be the interned one.
    fn letter(&mut self, byte: u8) -> ConstId {
        let text = [byte];
        let text = std::str::from_utf8(&text).unwrap_or_default();
        if !self.process.has_interned(text.as_bytes()) {
            return self.pool.str(text);
        }
        if let Some(id) = self.letters.get(&byte) {
            return *id;
        }
        let id = self.pool.push(Const::Str(text.into(), false));
        self.pool.mark_shared(id);
        self.letters.insert(byte, id);
        id
    }

    /// A frozenset made of these items, without doubles.
    pub fn set_of(&mut self, items: Vec<ConstId>) -> ConstId {
        self.set_in_its_order(items)
    }

    fn set_in_its_order(&mut self, items: Vec<ConstId>) -> ConstId {
        let mut distinct: Vec<ConstId> = Vec::with_capacity(items.len());
        let mut by_hash: FxHashMap<i64, Vec<ConstId>> = FxHashMap::default();
        for item in items {
            let alike = by_hash.entry(sets::hash_const(&self.pool, item, self.hash_key)).or_default();
            if !alike.iter().any(|other| self.python_equal(*other, item)) {
                alike.push(item);
                distinct.push(item);
            }
        }
        self.pool.frozen_set(distinct)
    }

    /// `==` of constants as set elements compare: `1 == 1.0 == True`.
    pub fn python_equal(&self, a: ConstId, b: ConstId) -> bool {
        if a == b {
            return true;
        }
        match (self.pool.get(a), self.pool.get(b)) {
            (Const::Str(a, _), Const::Str(b, _)) => a == b,
            (Const::Bytes(a), Const::Bytes(b)) => a == b,
            (Const::Tuple(a), Const::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.python_equal(*a, *b))
            }
            (Const::FrozenSet(a), Const::FrozenSet(b)) => {
                a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| self.python_equal(*a, *b)))
            }
            (Const::Int(a), Const::Int(b)) => a == b,
            (Const::BigInt(a), Const::BigInt(b)) => a == b,
            (a, b) => match (number(a), number(b)) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        }
    }

    /// `merge_consts_recursive`: the object that stands for this constant in the whole compilation.
    #[inline]
    pub fn merge(&mut self, id: ConstId) -> ConstId {
        match self.merged.get(id.index()) {
            Some(Some(found)) => *found,
            _ => self.merge_new(id),
        }
    }

    fn merge_new(&mut self, id: ConstId) -> ConstId {
        if id == self.none || id == self.ellipsis {
            return id;
        }
        let found = self.merge_one(id);
        if self.merged.len() <= id.index() {
            self.merged.resize(self.pool.len() * 2, None);
        }
        self.merged[id.index()] = Some(found);
        if found != id {
            return found;
        }
        match self.pool.get(id) {
            Const::Tuple(items) if items.is_empty() => {}
            Const::Tuple(items) => {
                let old: Box<[ConstId]> = items.clone();
                let new: Box<[ConstId]> = old.iter().map(|item| self.merge(*item)).collect();
                if new != old {
                    self.pool.replace(id, Const::Tuple(new));
                }
            }
            Const::FrozenSet(items) => {
                // A new set is filled in the order in which the old one is iterated over.
                let old = sets::ordered(&self.pool, items, self.hash_key);
                let new: Box<[ConstId]> = old.iter().map(|item| self.merge(*item)).collect();
                self.pool.replace(id, Const::FrozenSet(new));
            }
            _ => {}
        }
        id
    }

    /// `merge_const_one`: the first equal object, without looking inside.
    pub fn merge_one(&mut self, id: ConstId) -> ConstId {
        let hash = self.hash(id);
        if let Some(found) = self.cache.find(hash, |found| self.same(found, id)) {
            return found;
        }
        self.cache.insert(hash, id);
        id
    }

    #[inline]
    fn hash(&mut self, id: ConstId) -> u64 {
        match self.hashes.get(id.index()) {
            Some(hash @ 1..) => *hash,
            _ => self.hash_new(id),
        }
    }

    fn hash_new(&mut self, id: ConstId) -> u64 {
        let mut hasher = FxHasher::default();
        match self.pool.get(id) {
            Const::Tuple(items) => {
                let count = items.len();
                hasher.write_u8(10);
                hasher.write_usize(count);
                for at in 0..count {
                    let item = self.item(id, at);
                    hasher.write_u64(self.hash(item));
                }
            }
            Const::FrozenSet(items) => {
                let mut sum = 0_u64;
                for at in 0..items.len() {
                    let item = self.item(id, at);
                    sum = sum.wrapping_add(self.hash(item));
                }
                hasher.write_u8(11);
                hasher.write_u64(sum);
            }
            Const::Code(code) => {
                let (consts, linetable) = (code.consts, code.linetable);
                // Without these, each of many lambdas, nested or in a line, would look like all the others.
                let (consts, linetable) = (self.hash(consts), self.hash(linetable));
                let Const::Code(code) = self.pool.get(id) else { return 0 };
                hasher.write_u8(12);
                hasher.write_u64(consts);
                hasher.write_u64(linetable);
                hasher.write_i32(code.firstlineno);
                hasher.write_u32(code.argcount);
                hasher.write_usize(self.pool.as_bytes(code.code).map_or(0, <[u8]>::len));
                hasher.write_u32(code.name.index() as u32);
            }
            _ => self.hash_leaf(id, &mut hasher),
        }
        let hash = hasher.finish();
        if self.hashes.len() <= id.index() {
            self.hashes.resize(self.pool.len() * 2, 0);
        }
        self.hashes[id.index()] = hash;
        hash
    }

    /// An item of a tuple or set.
    fn item(&self, id: ConstId, at: usize) -> ConstId {
        match self.pool.get(id) {
            Const::Tuple(items) | Const::FrozenSet(items) => items[at],
            _ => id,
        }
    }

    fn hash_leaf(&self, id: ConstId, hasher: &mut FxHasher) {
        match self.pool.get(id) {
            Const::None => hasher.write_u8(0),
            Const::False => hasher.write_u8(1),
            Const::True => hasher.write_u8(2),
            Const::Ellipsis => hasher.write_u8(3),
            Const::Int(value) => {
                hasher.write_u8(4);
                hasher.write_i64(*value);
            }
            Const::BigInt(value) => {
                hasher.write_u8(5);
                value.iter_u64_digits().for_each(|digit| hasher.write_u64(digit));
            }
            Const::Float(value) => {
                hasher.write_u8(6);
                hasher.write_u64(value.to_bits());
            }
            Const::Complex(real, imag) => {
                hasher.write_u8(7);
                hasher.write_u64(real.to_bits());
                hasher.write_u64(imag.to_bits());
            }
            Const::Str(value, _) => {
                hasher.write_u8(8);
                hasher.write(value.as_bytes());
            }
            Const::Bytes(value) => {
                hasher.write_u8(9);
                hasher.write(value);
            }
            Const::Tuple(_) | Const::FrozenSet(_) | Const::Code(_) => {}
        }
    }

    /// Whether CPython's compiler takes two objects for the same constant (`_PyCode_ConstantKey`).
    fn same(&self, a: ConstId, b: ConstId) -> bool {
        if a == b {
            return true;
        }
        let float = |a: f64, b: f64| a.to_bits() == b.to_bits() && !a.is_nan();
        match (self.pool.get(a), self.pool.get(b)) {
            (Const::Int(a), Const::Int(b)) => a == b,
            (Const::BigInt(a), Const::BigInt(b)) => a == b,
            (Const::Float(a), Const::Float(b)) => float(*a, *b),
            (Const::Complex(a, c), Const::Complex(b, d)) => float(*a, *b) && float(*c, *d),
            (Const::Str(a, _), Const::Str(b, _)) => a == b,
            (Const::Bytes(a), Const::Bytes(b)) => a == b,
            (Const::Tuple(a), Const::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same(*a, *b))
            }
            (Const::FrozenSet(a), Const::FrozenSet(b)) => {
                a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| self.same(*a, *b)))
            }
            (Const::Code(a), Const::Code(b)) => {
                a.argcount == b.argcount
                    && a.posonlyargcount == b.posonlyargcount
                    && a.kwonlyargcount == b.kwonlyargcount
                    && a.flags == b.flags
                    && a.firstlineno == b.firstlineno
                    && self.same(a.name, b.name)
                    && self.same(a.code, b.code)
                    && self.same(a.consts, b.consts)
                    && self.same(a.names, b.names)
                    && self.same(a.localsplusnames, b.localsplusnames)
                    && self.same(a.linetable, b.linetable)
                    && self.same(a.exceptiontable, b.exceptiontable)
            }
            _ => false,
        }
    }

    /// `intern_string_constants`: strings that look like names are interned, inside tuples and sets too. Whether
    /// anything changed at this level.
    pub fn intern_strings(&mut self, tuple: ConstId) {
        let Some(items) = self.pool.as_tuple(tuple) else { return };
        // Nearly always nothing changes.
        let mut new: Box<[ConstId]> = Box::default();
        for at in (0..items.len()).rev() {
            let Some(old) = self.pool.as_tuple(tuple).map(|items| items[at]) else { return };
            let mut item = old;
            self.intern_one(&mut item);
            if item != old {
                if new.is_empty()
                    && let Some(items) = self.pool.as_tuple(tuple)
                {
                    new = items.into();
                }
                new[at] = item;
            }
        }
        if !new.is_empty() {
            self.pool.replace(tuple, Const::Tuple(new));
        }
    }

    fn intern_one(&mut self, item: &mut ConstId) {
        match self.pool.get(*item) {
            Const::Str(value, false) if is_name_like(value.as_bytes()) => {
                let known = self.process.has_interned(value.as_bytes());
                *item = if known {
                    let value = value.clone();
                    self.pool.intern_apart(value.as_wtf8())
                } else {
                    self.pool.intern_in_place(*item)
                };
            }
            Const::Tuple(items) if !items.is_empty() => self.intern_strings(*item),
            Const::FrozenSet(items) => {
                let old = sets::ordered(&self.pool, items, self.hash_key);
                let mut new = old.clone();
                for inner in new.iter_mut().rev() {
                    self.intern_one(inner);
                }
                if new != old {
                    *item = self.pool.frozen_set(new);
                }
            }
            _ => {}
        }
    }

    /// `PyObject_IsTrue` of a constant.
    pub fn is_true(&self, id: ConstId) -> bool {
        match self.pool.get(id) {
            Const::None | Const::False => false,
            Const::Int(value) => *value != 0,
            Const::Float(value) => *value != 0.0,
            Const::Complex(real, imag) => *real != 0.0 || *imag != 0.0,
            Const::Str(value, _) => !value.is_empty(),
            Const::Bytes(value) => !value.is_empty(),
            Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
            _ => true,
        }
    }
}

fn number(value: &Const) -> Option<(f64, f64)> {
    match value {
        Const::False => Some((0.0, 0.0)),
        Const::True => Some((1.0, 0.0)),
        // Beyond 2**53 an int and a float may be close without being equal.
        Const::Int(value) if value.unsigned_abs() <= 1 << 53 => Some((*value as f64, 0.0)),
        Const::Float(value) => Some((*value, 0.0)),
        Const::Complex(real, imag) => Some((*real, *imag)),
        _ => None,
    }
}

/// `all_name_chars`
fn is_name_like(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}
