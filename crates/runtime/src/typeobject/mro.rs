//! The method resolution order: C3, and what a metaclass's `mro()` makes of it.

use super::PyTypeObject;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::tuple::PyTupleObject;

/// The bases of a type as a vector of types.
pub fn bases(ty: &PyTypeObject) -> Vec<Ref<PyTypeObject>> {
    // SAFETY: a type owns its bases, which are types.
    let Some(bases) = (unsafe { clone_slot(&ty.tp_bases) }) else { return Vec::new() };
    // SAFETY: as above.
    crate::args::items(&bases).iter().map(|base| unsafe { base.to_ref().cast_into_unchecked() }).collect()
}

/// `type.mro()`: the C3 linearisation, as a list of types.
pub fn compute(ty: &PyTypeObject) -> Result<Vec<Ref>, Raised> {
    let bases = bases(ty);
    for base in &bases {
        if base.tp_mro.get().is_null() {
            return Err(crate::raise!(TYPE_ERROR, "Cannot extend an incomplete type '{}'", base.name()));
        }
    }
    if let [base] = &bases[..] {
        let inherited = base.mro().unwrap_or_default();
        let mut result: Vec<Ref> = Vec::with_capacity(1 + inherited.len());
        result.push(ty.to_ref());
        result.extend(inherited.iter().map(|entry| entry.to_ref()));
        return Ok(result);
    }
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|earlier| std::ptr::eq(earlier.as_raw(), base.as_raw())) {
            return Err(crate::raise!(TYPE_ERROR, "duplicate base class {}", base.name()));
        }
    }
    let mut sequences: Vec<Vec<&PyObject>> =
        bases.iter().map(|base| base.mro().unwrap_or_default().to_vec()).collect();
    sequences.push(bases.iter().map(|base| &***base).collect());
    let mut heads = vec![0; sequences.len()];
    let mut result: Vec<Ref> = vec![ty.to_ref()];
    loop {
        let mut done = true;
        let mut chosen = None;
        for (sequence, head) in sequences.iter().zip(&heads) {
            let Some(candidate) = sequence.get(*head) else { continue };
            done = false;
            let in_a_tail = sequences
                .iter()
                .zip(&heads)
                .any(|(other, head)| other.iter().skip(head + 1).any(|entry| entry.is(candidate)));
            if !in_a_tail {
                chosen = Some(*candidate);
                break;
            }
        }
        if done {
            return Ok(result);
        }
        let Some(chosen) = chosen else { return Err(inconsistent(&sequences, &heads)?) };
        result.push(chosen.to_ref());
        for (sequence, head) in sequences.iter().zip(&mut heads) {
            if sequence.get(*head).is_some_and(|entry| entry.is(chosen)) {
                *head += 1;
            }
        }
    }
}

fn inconsistent(sequences: &[Vec<&PyObject>], heads: &[usize]) -> Result<Raised, Raised> {
    let mut names: Vec<String> = Vec::new();
    let mut seen: Vec<&PyObject> = Vec::new();
    for (sequence, head) in sequences.iter().zip(heads) {
        if let Some(entry) = sequence.get(*head)
            && !seen.iter().any(|earlier| earlier.is(entry))
        {
            seen.push(entry);
            // SAFETY: an MRO holds types.
            names.push(unsafe { entry.cast_unchecked::<PyTypeObject>() }.name().to_owned());
        }
    }
    Ok(crate::raise!(
        TYPE_ERROR,
        "Cannot create a consistent method resolution\norder (MRO) for bases {}",
        names.join(", ")
    ))
}

/// What became of an MRO that was computed.
pub enum Installed {
    Now {
        old: Option<Ref>,
        new: Ref,
    },
    /// `mro()` came back here and stored another, which stays.
    Overtaken,
}

/// Computes the MRO, through the metaclass's `mro` where it has its own, and stores it.
pub fn install(ty: &PyTypeObject) -> Result<Installed, Raised> {
    let before = ty.tp_mro.get();
    let new = mro_of(ty)?.upcast();
    if ty.tp_mro.get() != before {
        return Ok(Installed::Overtaken);
    }
    let old = replace_slot(&ty.tp_mro, Some(new.clone()));
    super::cache::modified(ty);
    Ok(Installed::Now { old, new })
}

fn mro_of(ty: &PyTypeObject) -> PyResult<PyTupleObject> {
    let metatype = ty.ob_type();
    if std::ptr::eq(metatype, &super::TYPE_TYPE) {
        return crate::tuple::new(compute(ty)?);
    }
    let Some(method) = super::lookup_special(ty, name!("mro"))? else {
        return crate::tuple::new(compute(ty)?);
    };
    let result = crate::call::call(&method, &[])?;
    let entries = crate::iter::collect(&result)?;
    if entries.is_empty() {
        return Err(crate::raise!(TYPE_ERROR, "type MRO must not be empty"));
    }
    for entry in &entries {
        let Some(class) = entry.cast::<PyTypeObject>() else {
            return Err(crate::raise!(
                TYPE_ERROR,
                "mro() returned a non-class ('{}')",
                entry.ob_type().name()
            ));
        };
        if !super::heap::solid_base(ty).is_subtype(super::heap::solid_base(class)) {
            return Err(crate::raise!(
                TYPE_ERROR,
                "mro() returned base with unsuitable layout ('{}')",
                class.name()
            ));
        }
    }
    crate::tuple::new(entries)
}
