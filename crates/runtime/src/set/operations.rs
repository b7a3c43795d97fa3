//! The algebra of sets.

use super::{FROZENSET_TYPE, PySetObject, SET_TYPE, any, new_instance};
use crate::dict::{PyDictObject, hash_key};
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::typeobject::PyTypeObject;

/// `set` or `frozenset`, whichever a class derives from.
fn base_type(ty: &PyTypeObject) -> &'static PyTypeObject {
    if std::ptr::eq(ty, &SET_TYPE) || ty.is_subtype(&SET_TYPE) { &SET_TYPE } else { &FROZENSET_TYPE }
}

impl PySetObject {
    /// A set or frozenset, as this is one, without elements.
    pub(super) fn empty_like(&self) -> PyResult<PySetObject> {
        new_instance(base_type(self.ob_type()))
    }

    /// A set or frozenset, as this is one, of what an iterable yields.
    fn like(&self, iterable: &PyObject) -> PyResult<PySetObject> {
        let set = self.empty_like()?;
        set.update(iterable)?;
        Ok(set)
    }

    pub fn copy(&self) -> PyResult<PySetObject> {
        self.like(self)
    }

    pub fn intersection(&self, other: &PyObject) -> PyResult<PySetObject> {
        if self.is(other) {
            return self.copy();
        }
        let result = self.empty_like()?;
        if let Some(other) = any(other) {
            let (smaller, larger) = if other.len() > self.len() { (self, other) } else { (other, self) };
            let mut position = 0;
            while let Some((key, hash)) = smaller.next_owned(&mut position) {
                if larger.contains_with_hash(&key, hash)? {
                    result.add_with_hash(key, hash)?;
                }
            }
            return Ok(result);
        }
        let iterator = crate::iter::get_iter(other)?;
        while let Some(item) = crate::iter::next(&iterator)? {
            let hash = hash_key(&item)?;
            if self.contains_with_hash(&item, hash)? {
                result.add_with_hash(item, hash)?;
                if result.len() >= self.len() {
                    break;
                }
            }
        }
        Ok(result)
    }

    pub fn is_disjoint(&self, other: &PyObject) -> Result<bool, Raised> {
        if self.is(other) {
            return Ok(self.is_empty());
        }
        if let Some(other) = PySetObject::exact_any(other) {
            let (smaller, larger) = if other.len() > self.len() { (self, other) } else { (other, self) };
            let mut position = 0;
            while let Some((key, hash)) = smaller.next_owned(&mut position) {
                if larger.contains_with_hash(&key, hash)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let iterator = crate::iter::get_iter(other)?;
        while let Some(item) = crate::iter::next(&iterator)? {
            if self.contains(&item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub fn difference_update(&self, other: &PyObject) -> Result<(), Raised> {
        if self.is(other) {
            self.clear();
            return Ok(());
        }
        if let Some(given) = any(other) {
            // Much larger than this set: only what both have matters.
            let common = if given.len() >> 3 > self.len() { Some(self.intersection(other)?) } else { None };
            let given = common.as_deref().unwrap_or(given);
            let mut position = 0;
            while let Some((key, hash)) = given.next_owned(&mut position) {
                self.discard_with_hash(&key, hash)?;
            }
        } else {
            let iterator = crate::iter::get_iter(other)?;
            while let Some(item) = crate::iter::next(&iterator)? {
                self.discard(&item)?;
            }
        }
        self.purge()
    }

    pub fn difference(&self, other: &PyObject) -> PyResult<PySetObject> {
        let as_set = any(other);
        let as_dict = other.cast_exact::<PyDictObject>();
        let size = match (as_set, as_dict) {
            (Some(set), _) => Some(set.len()),
            (None, Some(dict)) => Some(dict.len()),
            (None, None) => None,
        };
        if size.is_none_or(|size| self.len() >> 2 > size) {
            let result = self.copy()?;
            result.difference_update(other)?;
            return Ok(result);
        }
        let result = self.empty_like()?;
        let mut position = 0;
        while let Some((key, hash)) = self.next_owned(&mut position) {
            let inside = match (as_set, as_dict) {
                (Some(set), _) => set.contains_with_hash(&key, hash)?,
                (None, Some(dict)) => dict.get_with_hash(&key, hash)?.is_some(),
                (None, None) => false,
            };
            if !inside {
                result.add_with_hash(key, hash)?;
            }
        }
        Ok(result)
    }

    pub fn symmetric_difference_update(&self, other: &PyObject) -> Result<(), Raised> {
        if self.is(other) {
            self.clear();
            return Ok(());
        }
        if let Some(dict) = other.cast_exact::<PyDictObject>() {
            let mut position = 0;
            while let Some((key, _, hash)) = dict.next_with_hash(&mut position) {
                let key = key.to_ref();
                if !self.discard_with_hash(&key, hash)? {
                    self.add_with_hash(key, hash)?;
                }
            }
            return Ok(());
        }
        let other: Ref<PySetObject> = match any(other) {
            Some(other) => Ref::new(other),
            None => self.like(other)?,
        };
        let mut position = 0;
        while let Some((key, hash)) = other.next_owned(&mut position) {
            if !self.discard_with_hash(&key, hash)? {
                self.add_with_hash(key, hash)?;
            }
        }
        Ok(())
    }

    pub fn symmetric_difference(&self, other: &PyObject) -> PyResult<PySetObject> {
        let result = self.like(other)?;
        result.symmetric_difference_update(self)?;
        Ok(result)
    }

    pub fn is_subset(&self, other: &PyObject) -> Result<bool, Raised> {
        let converted = if any(other).is_none() { Some(super::from_iterable(other)?) } else { None };
        let Some(other) = converted.as_deref().or_else(|| any(other)) else { return Ok(false) };
        if self.len() > other.len() {
            return Ok(false);
        }
        let mut position = 0;
        while let Some((key, hash)) = self.next_owned(&mut position) {
            if !other.contains_with_hash(&key, hash)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub fn is_superset(&self, other: &PyObject) -> Result<bool, Raised> {
        if let Some(other) = any(other) {
            return other.is_subset(self);
        }
        let iterator = crate::iter::get_iter(other)?;
        while let Some(item) = crate::iter::next(&iterator)? {
            if !self.contains(&item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
