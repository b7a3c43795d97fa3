//! Constants of one compilation: the tree's as objects, and which equal ones are the same object.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use vivarium_ast as ast;
use vivarium_bytecode::{Const, ConstId, IdTable, Pool, sets, text_hash};
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
    hashes: Hashes,
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
            hashes: Hashes(Vec::new()),
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
    /// there will be. Gives the number of objects for which there is room then.
    pub fn intern_known(&mut self, names: &Names<'_>, constants: usize, blocks: usize) -> usize {
        let count = names.count();
        self.of_names.resize(count + count / 4, None);
        self.of_tree.resize(constants, None);
        // Names, constants and a few objects for each code object.
        let objects = 64 + count + count / 4 + constants + blocks * 8;
        self.pool.reserve(objects, count);
        self.hashes.0.resize(objects, 0);
        self.merged.resize(objects, None);
        self.cache.reserve(constants + blocks * 3);
        (0..count).for_each(|index| {
            self.name(names, Name::from_index(index));
        });
        objects
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
                let hash = text_hash(text.into());
                let id = self.pool.intern_hashed(text.into(), hash);
                self.hashes.put(&self.pool, id, hash);
                id
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
                [_] if tree.is_unshared(id) => self.pool.push(Const::Str(text, false)),
                [byte @ (b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_')] => self.letter(*byte),
                _ => self.pool.str(text),
            },
            ast::Const::Bytes(bytes) => self.pool.bytes(bytes),
            ast::Const::Tuple(items) => {
                let items: Vec<ConstId> = items.iter().map(|item| self.object(tree, *item)).collect();
                self.pool.tuple(&items)
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
        self.pool.frozen_set(&distinct)
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
        if found != id || !self.pool.has_parts(id) {
            return found;
        }
        match self.pool.get(id) {
            Const::Tuple(items) => {
                for at in 0..items.len() {
                    let Some(&item) = self.pool.as_tuple(id).and_then(|items| items.get(at)) else { break };
                    let merged = self.merge(item);
                    if merged != item {
                        self.pool.set_item(id, at, merged);
                    }
                }
            }
            Const::FrozenSet(items) => {
                // A new set is filled in the order in which the old one is iterated over.
                let mut items = sets::ordered(&self.pool, items, self.hash_key);
                items.iter_mut().for_each(|item| *item = self.merge(*item));
                self.pool.replace(id, Const::FrozenSet(&items));
            }
            _ => {}
        }
        id
    }

    /// `merge_const_one`: the first equal object, without looking inside.
    pub fn merge_one(&mut self, id: ConstId) -> ConstId {
        let hash = self.hashes.of(&self.pool, id);
        let pool = &self.pool;
        self.cache.find_or_insert(hash, id, |found| same(pool, found, id))
    }

    /// `intern_string_constants`: strings that look like names are interned, inside tuples and sets too.
    pub fn intern_strings(&mut self, tuple: ConstId) {
        let mut end = self.pool.as_tuple(tuple).map_or(0, <[_]>::len);
        while let Some((at, item)) = self.last_to_intern(tuple, end) {
            let mut new = item;
            self.intern_one(&mut new);
            if new != item {
                self.pool.set_item(tuple, at, new);
            }
            end = at;
        }
    }

    /// The last of a tuple's first items that may be interned or hold what may.
    fn last_to_intern(&self, tuple: ConstId, end: usize) -> Option<(usize, ConstId)> {
        let items = self.pool.as_tuple(tuple)?.get(..end)?;
        let at = items.iter().rposition(|item| match self.pool.is_interned(*item) {
            Some(interned) => !interned,
            None => self.pool.has_parts(*item),
        })?;
        Some((at, items[at]))
    }

    fn intern_one(&mut self, item: &mut ConstId) {
        match self.pool.get(*item) {
            Const::Str(value, false) if is_name_like(value.as_bytes()) => {
                let process = self.process;
                *item = self.pool.intern_in_place(*item, |text| process.has_interned(text.as_bytes()));
            }
            Const::Tuple(items) if !items.is_empty() => self.intern_strings(*item),
            Const::FrozenSet(items) => {
                let old = sets::ordered(&self.pool, items, self.hash_key);
                let mut new = old.clone();
                for inner in new.iter_mut().rev() {
                    self.intern_one(inner);
                }
                if new != old {
                    *item = self.pool.frozen_set(&new);
                }
            }
            _ => {}
        }
    }

    /// `PyObject_IsTrue` of a constant.
    pub fn is_true(&self, id: ConstId) -> bool {
        match self.pool.get(id) {
            Const::None | Const::False => false,
            Const::Int(value) => value != 0,
            Const::Float(value) => value != 0.0,
            Const::Complex(real, imag) => real != 0.0 || imag != 0.0,
            Const::Str(value, _) => !value.is_empty(),
            Const::Bytes(value) => !value.is_empty(),
            Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
            _ => true,
        }
    }
}

/// Whether CPython's compiler takes two objects for the same constant (`_PyCode_ConstantKey`).
#[inline]
fn same(pool: &Pool, a: ConstId, b: ConstId) -> bool {
    a == b || same_value(pool, a, b)
}

fn same_value(pool: &Pool, a: ConstId, b: ConstId) -> bool {
    let float = |a: f64, b: f64| a.to_bits() == b.to_bits() && !a.is_nan();
    match pool.get(a) {
        Const::None | Const::False | Const::True | Const::Ellipsis => false,
        Const::Int(a) => matches!(pool.get(b), Const::Int(b) if a == b),
        Const::BigInt(a) => matches!(pool.get(b), Const::BigInt(b) if a == b),
        Const::Float(a) => matches!(pool.get(b), Const::Float(b) if float(a, b)),
        Const::Complex(a, c) => {
            matches!(pool.get(b), Const::Complex(b, d) if float(a, b) && float(c, d))
        }
        Const::Str(a, _) => pool.as_str(b) == Some(a),
        Const::Bytes(a) => pool.as_bytes(b) == Some(a),
        Const::Tuple(a) => pool
            .as_tuple(b)
            .is_some_and(|b| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(pool, *a, *b))),
        Const::FrozenSet(a) => match pool.get(b) {
            Const::FrozenSet(b) => {
                a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| same(pool, *a, *b)))
            }
            _ => false,
        },
        Const::Code(a) => pool.as_code(b).is_some_and(|b| {
            a.argcount == b.argcount
                && a.posonlyargcount == b.posonlyargcount
                && a.kwonlyargcount == b.kwonlyargcount
                && a.flags == b.flags
                && a.firstlineno == b.firstlineno
                && same(pool, a.name, b.name)
                && same(pool, a.code, b.code)
                && same(pool, a.consts, b.consts)
                && same(pool, a.names, b.names)
                && same(pool, a.localsplusnames, b.localsplusnames)
                && same(pool, a.linetable, b.linetable)
                && same(pool, a.exceptiontable, b.exceptiontable)
        }),
    }
}

/// The structural hash of each object, 0 where it is not known.
#[derive(Debug)]
struct Hashes(Vec<u64>);

impl Hashes {
    #[inline]
    fn of(&mut self, pool: &Pool, id: ConstId) -> u64 {
        match self.0.get(id.index()) {
            Some(hash @ 1..) => *hash,
            _ => self.make(pool, id),
        }
    }

    #[inline(never)]
    fn make(&mut self, pool: &Pool, id: ConstId) -> u64 {
        let mut hasher = FxHasher::default();
        match pool.get(id) {
            Const::None => hasher.write_u8(0),
            Const::False => hasher.write_u8(1),
            Const::True => hasher.write_u8(2),
            Const::Ellipsis => hasher.write_u8(3),
            Const::Int(value) => {
                hasher.write_u8(4);
                hasher.write_i64(value);
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
            Const::Str(value, _) => return self.put(pool, id, text_hash(value)),
            Const::Bytes(value) => {
                hasher.write_u8(9);
                hasher.write(value);
            }
            Const::Tuple(items) => {
                hasher.write_u8(10);
                hasher.write_usize(items.len());
                items.iter().for_each(|item| hasher.write_u64(self.of(pool, *item)));
            }
            Const::FrozenSet(items) => {
                let sum = items.iter().fold(0, |sum: u64, item| sum.wrapping_add(self.of(pool, *item)));
                hasher.write_u8(11);
                hasher.write_u64(sum);
            }
            Const::Code(code) => {
                hasher.write_u8(12);
                // Without these, each of many lambdas, nested or in a line, would look like all the others.
                hasher.write_u64(self.of(pool, code.consts));
                hasher.write_u64(self.of(pool, code.linetable));
                hasher.write_i32(code.firstlineno);
                hasher.write_u32(code.argcount);
                hasher.write_usize(pool.as_bytes(code.code).map_or(0, <[u8]>::len));
                hasher.write_u32(code.name.index() as u32);
            }
        }
        self.put(pool, id, hasher.finish())
    }

    #[inline]
    fn put(&mut self, pool: &Pool, id: ConstId, hash: u64) -> u64 {
        match self.0.get_mut(id.index()) {
            Some(known) => *known = hash,
            None => self.put_behind(pool, id, hash),
        }
        hash
    }

    #[cold]
    fn put_behind(&mut self, pool: &Pool, id: ConstId, hash: u64) {
        self.0.resize(pool.len() * 2, 0);
        self.0[id.index()] = hash;
    }
}

fn number(value: Const<'_>) -> Option<(f64, f64)> {
    match value {
        Const::False => Some((0.0, 0.0)),
        Const::True => Some((1.0, 0.0)),
        // Beyond 2**53 an int and a float may be close without being equal.
        Const::Int(value) if value.unsigned_abs() <= 1 << 53 => Some((value as f64, 0.0)),
        Const::Float(value) => Some((value, 0.0)),
        Const::Complex(real, imag) => Some((real, imag)),
        _ => None,
    }
}

/// `all_name_chars`
fn is_name_like(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}
