//! `BaseExceptionGroup` and `ExceptionGroup`, and what `except*` needs of them.

use std::cell::Cell;
use std::mem::offset_of;

use super::base::{self, base_of, exception_fields, heir, push_as_str};
use super::{
    BASE_EXCEPTION_GROUP, EXCEPTION, PyBaseExceptionGroupObject, is_exception_instance, set_cause,
    set_context, set_traceback,
};
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::errors;
use crate::list::PyListObject;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::singletons::none_ref;
use crate::str::{Builder, PyUnicodeObject};
use crate::thread;
use crate::tuple::PyTupleObject;
use crate::typeobject::{self, PyTypeObject};

exception_fields!(PyBaseExceptionGroupObject { msg, excs });

pub(super) const fn group() -> PyTypeObject {
    PyTypeObject {
        tp_new: Cell::new(Some(group_new)),
        tp_init: Cell::new(Some(base::init)),
        tp_str: Cell::new(Some(group_str)),
        tp_methods: typeobject::methods(
            const {
                &[
                    PyMethodDef::one(
                        c"__class_getitem__",
                        crate::generic_alias::class_getitem,
                        c"See PEP 585",
                    )
                    .class(),
                    PyMethodDef::fast(c"derive", group_derive, c""),
                    PyMethodDef::fast(c"split", group_split, c""),
                    PyMethodDef::fast(c"subgroup", group_subgroup, c""),
                    PyMethodDef::END,
                ]
            },
        ),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::read_only(
                        c"message",
                        MemberType::Object,
                        offset_of!(PyBaseExceptionGroupObject, msg),
                        c"message",
                    ),
                    PyMemberDef::read_only(
                        c"exceptions",
                        MemberType::Object,
                        offset_of!(PyBaseExceptionGroupObject, excs),
                        c"the exceptions inside",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..heir::<PyBaseExceptionGroupObject>()
    }
}

struct ExceptionGroup(Cell<*mut PyTypeObject>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for ExceptionGroup {}

static EXCEPTION_GROUP: ExceptionGroup = ExceptionGroup(Cell::new(std::ptr::null_mut()));

/// Makes the class `ExceptionGroup`, which has two bases and so is no static type.
pub fn make_exception_group() -> Result<(), Raised> {
    let namespace = crate::dict::new()?;
    namespace.set_item(name!("__module__"), name!("builtins"))?;
    let bases = crate::tuple::from_slice(&[&BASE_EXCEPTION_GROUP, &EXCEPTION])?;
    let name = crate::str::intern("ExceptionGroup")?;
    let class = crate::call::call(&typeobject::TYPE_TYPE, &[&name, &bases, &namespace])?;
    EXCEPTION_GROUP.0.set(class.into_raw().cast());
    Ok(())
}

/// `ExceptionGroup`.
pub fn exception_group() -> &'static PyTypeObject {
    // SAFETY: made at start-up and kept.
    unsafe { EXCEPTION_GROUP.0.get().as_ref() }.unwrap_or(&BASE_EXCEPTION_GROUP)
}

/// Whether the object is an exception group.
pub fn is_group(object: &PyObject) -> bool {
    object.ob_type().is_subtype(&BASE_EXCEPTION_GROUP)
}

fn group_of(object: &PyObject) -> &PyBaseExceptionGroupObject {
    // SAFETY: slots and methods of groups get groups.
    unsafe { object.cast_unchecked() }
}

/// The exceptions inside a group.
pub fn exceptions(group: &PyObject) -> Ref<PyTupleObject> {
    // SAFETY: a group owns a tuple there.
    match unsafe { clone_slot(&group_of(group).excs) } {
        // SAFETY: made by `group_new`.
        Some(exceptions) => unsafe { exceptions.cast_into_unchecked() },
        None => crate::tuple::empty(),
    }
}

extern "C" fn group_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let &[message, given] = crate::args::items(args) else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            crate::args::items(args).len()
        ));
    };
    if !message.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::args::bad_argument("BaseExceptionGroup.__new__", "argument 1", "str", message));
    }
    if !crate::sequence::check(given) {
        return Err(crate::raise!(TYPE_ERROR, "second argument (exceptions) must be a sequence"));
    }
    let inside = crate::sequence::tuple(given)?;
    let items = crate::args::items(&inside);
    if items.is_empty() {
        return Err(crate::raise!(VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence"));
    }
    let mut has_base = false;
    for (index, exception) in items.iter().enumerate() {
        if !is_exception_instance(exception) {
            return Err(crate::raise!(
                VALUE_ERROR,
                "Item {index} of second argument (exceptions) is not an exception"
            ));
        }
        has_base |= !objects::is_instance(exception, &EXCEPTION)?;
    }
    let mut class = ty;
    if std::ptr::eq(class, exception_group()) {
        if has_base {
            return Err(crate::raise!(TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup"));
        }
    } else if std::ptr::eq(class, &BASE_EXCEPTION_GROUP) {
        if !has_base {
            class = exception_group();
        }
    } else if has_base && class.is_subtype(&EXCEPTION) {
        return Err(crate::raise!(TYPE_ERROR, "Cannot nest BaseExceptions in '{}'", class.full_name()));
    }
    let group = base::new(class, args, kwargs)?;
    drop(replace_slot(&group_of(&group).msg, Some(message.to_ref())));
    drop(replace_slot(&group_of(&group).excs, Some(inside)));
    Ok(group)
}

extern "C" fn group_str(object: &PyObject) -> PyResult {
    let count = exceptions(object).len();
    let mut text = Builder::new();
    push_as_str(&mut text, &objects::slot_or_none(&group_of(object).msg))?;
    text.push_str(&format!(" ({count} sub-exception{})", if count > 1 { "s" } else { "" }))?;
    Ok(text.finish()?.upcast())
}

fn one_argument<'a>(args: &[&'a PyObject]) -> Result<&'a PyObject, Raised> {
    match args {
        [single] => Ok(single),
        _ => Err(crate::raise!(TYPE_ERROR, "function takes exactly 1 argument ({} given)", args.len())),
    }
}

fn group_derive(object: &PyObject, args: &[&PyObject]) -> PyResult {
    let inside = one_argument(args)?;
    let message = objects::slot_or_none(&group_of(object).msg);
    crate::call::call(&BASE_EXCEPTION_GROUP, &[&message, inside])
}

/// Which exceptions a split takes.
enum Matcher<'a> {
    /// A class or a tuple of classes.
    Type(&'a PyObject),
    Predicate(&'a PyObject),
    /// The addresses of leaves.
    Leaves(&'a [usize]),
}

fn matcher(value: &PyObject) -> Result<Matcher<'_>, Raised> {
    if std::ptr::eq(value.ob_type(), &crate::function::FUNCTION_TYPE) {
        return Ok(Matcher::Predicate(value));
    }
    if errors::is_exception_class(value) {
        return Ok(Matcher::Type(value));
    }
    if let Some(classes) = value.cast_exact::<PyTupleObject>()
        && classes.items().iter().all(|class| errors::is_exception_class(class))
    {
        return Ok(Matcher::Type(value));
    }
    Err(crate::raise!(TYPE_ERROR, "expected a function, exception type or tuple of exception types"))
}

impl Matcher<'_> {
    fn matches(&self, exception: &PyObject) -> Result<bool, Raised> {
        match self {
            Matcher::Type(classes) => Ok(match classes.cast::<PyTupleObject>() {
                Some(classes) => classes.items().iter().any(|class| is_of(exception, class)),
                None => is_of(exception, classes),
            }),
            Matcher::Predicate(function) => objects::is_true(&*crate::call::call(function, &[exception])?),
            Matcher::Leaves(leaves) => Ok(!is_group(exception) && leaves.contains(&exception.address())),
        }
    }
}

fn is_of(exception: &PyObject, class: &PyObject) -> bool {
    class.cast::<PyTypeObject>().is_some_and(|class| exception.ob_type().is_subtype(class))
}

/// A group like `original` around some of its exceptions; nothing where there are none.
fn subset(original: &PyObject, inside: &PyListObject) -> Result<Option<Ref>, Raised> {
    if inside.is_empty() {
        return Ok(None);
    }
    let group = crate::call::call_method(original, "derive", &[inside])?;
    if !is_group(&group) {
        return Err(crate::raise!(TYPE_ERROR, "derive must return an instance of BaseExceptionGroup"));
    }
    if let Some(traceback) = super::traceback(original) {
        set_traceback(&group, Some(traceback));
    }
    set_context(&group, super::context(original));
    set_cause(&group, super::cause(original));
    if let Some(notes) = objects::lookup_attr(original, name!("__notes__"))?
        && crate::sequence::check(&notes)
    {
        let notes = crate::sequence::list(&notes)?;
        objects::set_attr(&group, name!("__notes__"), Some(&notes))?;
    }
    Ok(Some(group))
}

/// The part of an exception that matches and, where asked for, the rest.
fn split(
    exception: &PyObject,
    matcher: &Matcher<'_>,
    want_rest: bool,
) -> Result<(Option<Ref>, Option<Ref>), Raised> {
    if matcher.matches(exception)? {
        return Ok((Some(exception.to_ref()), None));
    }
    if !is_group(exception) {
        return Ok((None, want_rest.then(|| exception.to_ref())));
    }
    let (matching, rest) = (crate::list::new()?, crate::list::new()?);
    for inner in exceptions(exception).items() {
        let _guard = thread::enter_recursive_call(" in exceptiongroup_split_recursive")?;
        let (yes, no) = split(inner, matcher, want_rest)?;
        if let Some(yes) = yes {
            matching.append(yes)?;
        }
        if let Some(no) = no {
            rest.append(no)?;
        }
    }
    let matching = subset(exception, &matching)?;
    let rest = if want_rest { subset(exception, &rest)? } else { None };
    Ok((matching, rest))
}

fn group_split(object: &PyObject, args: &[&PyObject]) -> PyResult {
    crate::args::check_count("split", args, 1, 1)?;
    let (matching, rest) = split(object, &matcher(args[0])?, true)?;
    Ok(crate::tuple::pair(matching.unwrap_or_else(none_ref), rest.unwrap_or_else(none_ref))?.upcast())
}

fn group_subgroup(object: &PyObject, args: &[&PyObject]) -> PyResult {
    crate::args::check_count("subgroup", args, 1, 1)?;
    let (matching, _) = split(object, &matcher(args[0])?, false)?;
    Ok(matching.unwrap_or_else(none_ref))
}

/// For `except*`: splits a group (or an exception) by a class or a tuple of classes into what matches and the rest.
pub fn split_by_type(exception: &PyObject, classes: &PyObject) -> Result<(Option<Ref>, Option<Ref>), Raised> {
    split(exception, &Matcher::Type(classes), true)
}

fn collect_leaves(exception: &PyObject, leaves: &mut Vec<usize>) -> Result<(), Raised> {
    if exception.is_none() {
        return Ok(());
    }
    if !is_group(exception) {
        leaves.push(exception.address());
        return Ok(());
    }
    for inner in exceptions(exception).items() {
        let _guard = thread::enter_recursive_call(" in collect_exception_group_leaf_ids")?;
        collect_leaves(inner, leaves)?;
    }
    Ok(())
}

/// Whether one was made by splitting the other, or is the other.
fn same_metadata(a: &PyObject, b: &PyObject) -> bool {
    let (a, b) = (base_of(a), base_of(b));
    a.notes.get() == b.notes.get()
        && a.traceback.get() == b.traceback.get()
        && a.cause.get() == b.cause.get()
        && a.context.get() == b.context.get()
}

/// The exception to raise after the clauses of `try` … `except*`: those of `raised` (exceptions or `None`) that are parts
/// of `original` come back in its shape, new ones beside them (`_PyExc_PrepReraiseStar`). `None` if there is nothing.
pub fn prep_reraise_star(original: &PyObject, raised: &PyListObject) -> PyResult {
    let Some(first) = raised.get(0) else { return Ok(none_ref()) };
    if !is_group(original) {
        // A naked exception was wrapped; only one clause can have run.
        return Ok(first);
    }
    let new = crate::list::new()?;
    let mut leaves = Vec::new();
    for exception in raised.to_vec()? {
        if exception.is_none() {
            continue;
        }
        if same_metadata(&exception, original) {
            collect_leaves(&exception, &mut leaves)?;
        } else {
            new.append(exception)?;
        }
    }
    let (again, _) = split(original, &Matcher::Leaves(&leaves), false)?;
    if new.is_empty() {
        return Ok(again.unwrap_or_else(none_ref));
    }
    if let Some(again) = again {
        new.append(again)?;
    }
    // One alone is raised as it is.
    if new.len() == 1
        && let Some(only) = new.get(0)
    {
        return Ok(only);
    }
    let message = crate::str::new("")?;
    crate::call::call(&BASE_EXCEPTION_GROUP, &[&message, &new])
}
