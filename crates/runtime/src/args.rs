//! Arguments of native functions: counts, keywords, and CPython's messages for what is wrong with them
//! (`Python/getargs.c`).

use crate::object::{PyObject, Raised};
use crate::tuple::PyTupleObject;

/// `_PyArg_CheckPositional`: between `min` and `max` positional arguments.
pub fn check_count(name: &str, args: &[&PyObject], min: usize, max: usize) -> Result<(), Raised> {
    let given = args.len();
    if given < min {
        let least = if min == max { "" } else { "at least " };
        let plural = if min == 1 { "" } else { "s" };
        return Err(crate::raise!(TYPE_ERROR, "{name} expected {least}{min} argument{plural}, got {given}"));
    }
    if given > max {
        let most = if min == max { "" } else { "at most " };
        let plural = if max == 1 { "" } else { "s" };
        return Err(crate::raise!(TYPE_ERROR, "{name} expected {most}{max} argument{plural}, got {given}"));
    }
    Ok(())
}

/// `_PyArg_NoKeywords`.
pub fn no_keywords(name: &str, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    let none = kwargs.is_none_or(|kwargs| match kwargs.cast::<PyTupleObject>() {
        Some(names) => names.is_empty(),
        None => kwargs.cast::<crate::dict::PyDictObject>().is_none_or(|dict| dict.is_empty()),
    });
    if none { Ok(()) } else { Err(crate::raise!(TYPE_ERROR, "{name}() takes no keyword arguments")) }
}

/// `_PyArg_BadArgument`: `name() argument 1 must be str, not int`.
pub fn bad_argument(name: &str, display: &str, expected: &str, argument: &PyObject) -> Raised {
    let got = if argument.is_none() { "None" } else { argument.ob_type().full_name() };
    crate::raise!(TYPE_ERROR, "{name}() {display} must be {expected}, not {got}")
}

/// The items of an exact list or tuple, while no Python runs that could change it.
pub fn sequence_items(sequence: &PyObject) -> &[&PyObject] {
    match sequence.cast::<crate::list::PyListObject>() {
        Some(list) => list.items(),
        None => items(sequence),
    }
}

/// The items of an `args` tuple as `tp_new`, `tp_init` and `tp_call` get it.
pub fn items(args: &PyObject) -> &[&PyObject] {
    // SAFETY: these slots get a tuple.
    unsafe { args.cast_unchecked::<PyTupleObject>() }.items()
}

/// The positional arguments of a vectorcall.
///
/// # Safety
/// As for [`crate::call::arguments`].
#[inline(always)]
pub unsafe fn vector<'a>(args: *const *mut PyObject, nargsf: usize) -> &'a [&'a PyObject] {
    // SAFETY: the caller's promise.
    unsafe { crate::call::arguments(args, nargsf & !crate::call::ARGUMENTS_OFFSET) }
}

/// What a function with keywords accepts, as Argument Clinic tells `_PyArg_UnpackKeywords`.
pub struct Spec {
    name: &'static str,
    names: &'static [&'static str],
    positional_only: usize,
    min_positional: usize,
    max_positional: usize,
    min_keyword: usize,
}

impl Spec {
    /// All of `names` may be given by position or keyword; none must be.
    pub const fn new(name: &'static str, names: &'static [&'static str]) -> Spec {
        Spec {
            name,
            names,
            positional_only: 0,
            min_positional: 0,
            max_positional: names.len(),
            min_keyword: 0,
        }
    }

    /// The first `count` must be given.
    pub const fn required(mut self, count: usize) -> Spec {
        self.min_positional = count;
        self
    }

    /// The first `count` can't be given by keyword.
    pub const fn positional_only(mut self, count: usize) -> Spec {
        self.positional_only = count;
        self
    }

    /// Those from index `first` on can't be given by position; `required` of them, counted from there, must be given.
    pub const fn keyword_only(mut self, first: usize, required: usize) -> Spec {
        self.max_positional = first;
        self.min_keyword = required;
        self
    }

    /// Arguments of a fast call: positional ones, then values for `kwnames`.
    pub fn parse<'a, const N: usize>(
        &self,
        args: &[&'a PyObject],
        kwnames: Option<&'a PyObject>,
    ) -> Result<[Option<&'a PyObject>; N], Raised> {
        let names =
            kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(&[][..], |names| names.items());
        let (positional, values) = args.split_at(args.len() - names.len());
        self.unpack(
            positional,
            names.len(),
            |wanted| {
                names
                    .iter()
                    .position(|name| crate::str::as_str(name) == Some(wanted))
                    .map(|index| values[index])
            },
            |index| names.get(index).copied(),
        )
    }

    /// Arguments as `tp_new` and `tp_init` get them: a tuple and a dict.
    pub fn parse_tuple_dict<'a, const N: usize>(
        &self,
        args: &'a PyObject,
        kwargs: Option<&'a PyObject>,
    ) -> Result<[Option<&'a PyObject>; N], Raised> {
        let dict = kwargs.and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>());
        // SAFETY: the dict is the callee's own for the call's duration, so what it holds outlives `'a`.
        let extend = |value: &PyObject| unsafe { &*value.as_ptr() };
        let pairs = dict.map(|dict| dict.pairs()).transpose()?.unwrap_or_default();
        self.unpack(
            items(args),
            pairs.len(),
            |wanted| {
                pairs
                    .iter()
                    .find(|(name, _)| crate::str::as_str(name) == Some(wanted))
                    .map(|(_, value)| extend(value))
            },
            |index| pairs.get(index).map(|(name, _)| extend(name)),
        )
    }

    /// `_PyArg_UnpackKeywords`, with the keywords behind two look-ups: by name, and the name by index.
    fn unpack<'a, const N: usize>(
        &self,
        positional: &[&'a PyObject],
        keywords: usize,
        by_name: impl Fn(&str) -> Option<&'a PyObject>,
        name_at: impl Fn(usize) -> Option<&'a PyObject>,
    ) -> Result<[Option<&'a PyObject>; N], Raised> {
        debug_assert_eq!(N, self.names.len());
        let name = self.name;
        let given = positional.len();
        let max = self.names.len();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        if given + keywords > max {
            let kind = if given == 0 { "keyword " } else { "" };
            return Err(crate::raise!(
                TYPE_ERROR,
                "{name}() takes at most {max} {kind}argument{} ({} given)",
                plural(max),
                given + keywords
            ));
        }
        if given > self.max_positional {
            let most = self.max_positional;
            if most == 0 {
                return Err(crate::raise!(TYPE_ERROR, "{name}() takes no positional arguments"));
            }
            let how = if self.min_positional < most { "at most" } else { "exactly" };
            return Err(crate::raise!(
                TYPE_ERROR,
                "{name}() takes {how} {most} positional argument{} ({given} given)",
                plural(most)
            ));
        }
        let least = self.positional_only.min(self.min_positional);
        if given < least {
            let how = if least < self.max_positional { "at least" } else { "exactly" };
            return Err(crate::raise!(
                TYPE_ERROR,
                "{name}() takes {how} {least} positional argument{} ({given} given)",
                plural(least)
            ));
        }
        let mut found = [None; N];
        for (place, argument) in found.iter_mut().zip(positional) {
            *place = Some(*argument);
        }
        let required =
            if self.min_keyword > 0 { self.max_positional + self.min_keyword } else { self.min_positional };
        let mut left = keywords;
        for (index, place) in found.iter_mut().enumerate().skip(given.max(self.positional_only)) {
            if left == 0 && index >= required {
                break;
            }
            *place = if left > 0 { by_name(self.names[index]) } else { None };
            if place.is_some() {
                left -= 1;
            } else if index < self.min_positional || (self.max_positional <= index && index < required) {
                return Err(crate::raise!(
                    TYPE_ERROR,
                    "{name}() missing required argument '{}' (pos {})",
                    self.names[index],
                    index + 1
                ));
            }
        }
        if left > 0 {
            for index in self.positional_only..given {
                if by_name(self.names[index]).is_some() {
                    return Err(crate::raise!(
                        TYPE_ERROR,
                        "argument for {name}() given by name ('{}') and position ({})",
                        self.names[index],
                        index + 1
                    ));
                }
            }
            return Err(self.unexpected_keyword(keywords, name_at));
        }
        Ok(found)
    }

    fn unexpected_keyword<'a>(
        &self,
        keywords: usize,
        name_at: impl Fn(usize) -> Option<&'a PyObject>,
    ) -> Raised {
        for keyword in (0..keywords).filter_map(name_at) {
            let Some(text) = crate::str::as_str(keyword) else {
                if keyword.is_instance_of::<crate::str::PyUnicodeObject>() {
                    continue;
                }
                return crate::raise!(TYPE_ERROR, "keywords must be strings");
            };
            if !self.names[self.positional_only..].contains(&text) {
                return crate::raise!(
                    TYPE_ERROR,
                    "'{text}' is an invalid keyword argument for {}()",
                    self.name
                );
            }
        }
        crate::raise!(TYPE_ERROR, "invalid keyword argument for {}()", self.name)
    }
}
