//! `_opcode`: the opcode table and stack effects.

use vivarium_bytecode::Opcode;
use vivarium_bytecode::opcode::{self, Argument};
use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::{bool_, int, list, number, raise, singletons, str, tuple};

use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::keywords(
        c"stack_effect",
        stack_effect,
        c"stack_effect($module, opcode, oparg=None, /, *, jump=None)\n--\n\nHow much deeper the stack is after an instruction.",
    ),
    PyMethodDef::noargs(
        c"get_specialization_stats",
        get_specialization_stats,
        c"get_specialization_stats($module, /)\n--\n\nNone: statistics are not kept here.",
    ),
    PyMethodDef::noargs(c"_table", table, c"_table($module, /)\n--\n\nThe opcode table as a dict."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    new_module("_opcode", "The interpreter's opcode table.", FUNCTIONS)
}

fn stack_effect(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("stack_effect", &["opcode", "oparg", "jump"])
        .required(1)
        .positional_only(2)
        .keyword_only(2, 0);
    let [op, arg, jump] = SPEC.parse(arguments, kwnames)?;
    let op = number::as_c_int(op.expect("required"))?;
    let arg = arg.filter(|arg| !arg.is_none());
    let jump = match jump {
        None => None,
        Some(jump) if jump.is_none() => None,
        Some(jump) if jump.is(bool_::get(true)) => Some(true),
        Some(jump) if jump.is(bool_::get(false)) => Some(false),
        Some(_) => return Err(raise!(VALUE_ERROR, "stack_effect: jump must be False, True or None")),
    };
    let has_argument = op >= i32::from(opcode::HAVE_ARGUMENT);
    let value = match (has_argument, arg) {
        (true, Some(arg)) => number::as_c_int(arg)?,
        (true, None) => {
            return Err(raise!(
                VALUE_ERROR,
                "stack_effect: opcode requires oparg but oparg was not specified"
            ));
        }
        (false, Some(_)) => {
            return Err(raise!(
                VALUE_ERROR,
                "stack_effect: opcode does not permit oparg but oparg was specified"
            ));
        }
        (false, None) => 0,
    };
    let effect = u8::try_from(op)
        .ok()
        .and_then(Opcode::from_byte)
        .filter(|op| !op.is_specialised())
        .and_then(|op| op.stack_effect(value as u32, jump));
    match effect {
        Some(effect) => int::from_i64(effect.into()),
        None => Err(raise!(VALUE_ERROR, "invalid opcode or oparg")),
    }
}

fn get_specialization_stats(_: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

fn numbers(wanted: impl Fn(Opcode) -> bool) -> PyResult {
    let items = plain().filter(|op| wanted(*op)).map(|op| int::from_i64(op.byte().into()));
    Ok(list::from_vec(items.collect::<Result<Vec<_>, _>>()?)?.upcast())
}

/// The opcodes that compilers write, without the specialised ones.
fn plain() -> impl Iterator<Item = Opcode> {
    Opcode::all().filter(|op| !op.is_specialised())
}

fn strings<'a>(items: impl Iterator<Item = &'a str>) -> Result<Vec<Ref>, Raised> {
    items.map(|item| Ok(str::intern(item)?.upcast())).collect()
}

fn set(dict: &PyDictObject, name: &str, value: &PyObject) -> Result<(), Raised> {
    dict.set_item(&*str::intern(name)?, value)
}

fn table(_: &PyObject) -> PyResult {
    let table = dict::new()?;
    let map = dict::new()?;
    let caches = dict::new()?;
    let families = dict::new()?;
    for op in plain() {
        set(&map, op.name(), &*int::from_i64(op.byte().into())?)?;
        if !op.cache_fields().is_empty() {
            let fields = dict::new()?;
            for (field, width) in op.cache_fields() {
                set(&fields, field, &*int::from_i64(i64::from(*width))?)?;
            }
            set(&caches, op.name(), &fields)?;
        }
    }
    for (name, family) in
        SPECIALISATION_ORDER.iter().filter_map(|name| Some((*name, Opcode::from_name(name)?)))
    {
        set(&families, name, &*list::from_vec(strings(family.specialised().map(Opcode::name))?)?)?;
    }
    set(&table, "opmap", &map)?;
    set(&table, "cache_format", &caches)?;
    set(&table, "specializations", &families)?;
    set(&table, "cmp_op", &*tuple::new(strings(opcode::COMPARE_OPERATORS.into_iter())?)?)?;
    let operators = opcode::BINARY_OPERATORS
        .iter()
        .map(|(name, text)| Ok(tuple::new(strings([*name, *text].into_iter())?)?.upcast()))
        .collect::<Result<Vec<Ref>, Raised>>()?;
    set(&table, "nb_ops", &*list::from_vec(operators)?)?;
    set(&table, "hasconst", &*numbers(|op| op.argument() == Argument::Const)?)?;
    set(&table, "hasname", &*numbers(|op| matches!(op.argument(), Argument::Name | Argument::Global))?)?;
    set(&table, "hasjrel", &*numbers(Opcode::is_jump)?)?;
    set(&table, "hasjabs", &*list::new()?)?;
    set(&table, "haslocal", &*numbers(|op| op.argument() == Argument::Local)?)?;
    set(&table, "hascompare", &*numbers(|op| op.argument() == Argument::Compare)?)?;
    set(&table, "hasfree", &*numbers(|op| op.argument() == Argument::Free)?)?;
    set(&table, "HAVE_ARGUMENT", &*int::from_i64(opcode::HAVE_ARGUMENT.into())?)?;
    Ok(table.upcast())
}

/// The families in the order in which their forms fill the free numbers.
static SPECIALISATION_ORDER: &[&str] = &[
    "BINARY_OP",
    "BINARY_SUBSCR",
    "CALL",
    "COMPARE_OP",
    "EXTENDED_ARG",
    "JUMP_BACKWARD",
    "LOAD_ATTR",
    "LOAD_CONST",
    "LOAD_FAST",
    "LOAD_GLOBAL",
    "LOAD_METHOD",
    "PRECALL",
    "RESUME",
    "STORE_ATTR",
    "STORE_FAST",
    "STORE_SUBSCR",
    "UNPACK_SEQUENCE",
];
