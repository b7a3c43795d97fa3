//! `_bisect`: places in sorted sequences.

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::objects::{self, LT};
use vivarium_runtime::{call, int, number, raise, sequence, singletons};

use crate::support::new_module;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::keywords(
            c"bisect_right",
            bisect_right,
            c"bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nThe place behind all items that are not above x.",
        ),
        PyMethodDef::keywords(
            c"insort_right",
            insort_right,
            c"insort_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nInsert x behind all items that are not above it.",
        ),
        PyMethodDef::keywords(
            c"bisect_left",
            bisect_left,
            c"bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nThe place in front of all items that are not below x.",
        ),
        PyMethodDef::keywords(
            c"insort_left",
            insort_left,
            c"insort_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nInsert x in front of all items that are not below it.",
        ),
        PyMethodDef::END,
    ];
    new_module("_bisect", "Searching in and inserting into sorted lists.", FUNCTIONS)
}

struct Search<'a> {
    sequence: &'a PyObject,
    item: &'a PyObject,
    low: isize,
    /// -1 for the end.
    high: isize,
    key: Option<&'a PyObject>,
}

fn parse<'a>(
    spec: &Spec,
    arguments: &[&'a PyObject],
    kwnames: Option<&'a PyObject>,
) -> Result<Search<'a>, Raised> {
    let [sequence, item, low, high, key] = spec.parse(arguments, kwnames)?;
    Ok(Search {
        sequence: sequence.unwrap_or(singletons::none()),
        item: item.unwrap_or(singletons::none()),
        low: low.map_or(Ok(0), number::as_isize)?,
        high: match high.filter(|high| !high.is_none()) {
            Some(high) if !number::check_index(high) => {
                let got = high.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "argument should be integer or None, not '{got}'"));
            }
            Some(high) => number::as_isize(high)?,
            None => -1,
        },
        key: key.filter(|key| !key.is_none()),
    })
}

fn find(search: &Search<'_>, item: &PyObject, right: bool) -> Result<usize, Raised> {
    let Ok(mut low) = usize::try_from(search.low) else {
        return Err(raise!(VALUE_ERROR, "lo must be non-negative"));
    };
    let mut high = if search.high == -1 { sequence::length(search.sequence)? as isize } else { search.high };
    while (low as isize) < high {
        let middle = (low + high as usize) / 2;
        let mut other = sequence::get_item(search.sequence, middle as isize)?;
        if let Some(key) = search.key {
            other = call::call(key, &[&other])?;
        }
        let (a, b): (&PyObject, &PyObject) = if right { (item, &other) } else { (&other, item) };
        let below = objects::is_true(&*objects::rich_compare(a, b, LT)?)?;
        if below == right {
            high = middle as isize;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn insert(search: &Search<'_>, right: bool) -> PyResult {
    let place = match search.key {
        Some(key) => find(search, &*call::call(key, &[search.item])?, right)?,
        None => find(search, search.item, right)?,
    };
    match search.sequence.cast_exact::<PyListObject>() {
        Some(list) => list.insert(place as isize, search.item.to_ref())?,
        None => {
            call::call_method(search.sequence, "insert", &[&*int::from_usize(place)?, search.item])?;
        }
    }
    Ok(singletons::none_ref())
}

macro_rules! functions {
    ($($name:ident = $text:literal, |$search:ident| $body:expr;)*) => {
        $(
            fn $name(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
                static SPEC: Spec =
                    Spec::new($text, &["a", "x", "lo", "hi", "key"]).required(2).keyword_only(4, 0);
                let $search = parse(&SPEC, arguments, kwnames)?;
                $body
            }
        )*
    };
}

functions! {
    bisect_right = "bisect_right", |search| int::from_usize(find(&search, search.item, true)?);
    bisect_left = "bisect_left", |search| int::from_usize(find(&search, search.item, false)?);
    insort_right = "insort_right", |search| insert(&search, true);
    insort_left = "insort_left", |search| insert(&search, false);
}
