//! `_ast`: trees as objects, both ways.

use vivarium_ast::{Ast, Const, ConstId, Field, ListRef, NodeRef, StrKind};
use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::typeobject::{PyTypeObject, TYPE_TYPE};
use vivarium_runtime::{
    bool_, bytes, call, complex, dict, float, int, list, objects, raise, singletons, str, thread, tuple,
};
use vivarium_text::wtf8::Wtf8;
use vivarium_vm::frontend::Mode;
use vivarium_vm::tree_node::{self, AST_TYPE};

pub mod from_objects;
pub(crate) mod validate;

/// A class of trees.
pub struct Class {
    name: &'static str,
    base: &'static str,
    doc: &'static str,
    fields: &'static [&'static str],
    /// Fields that are `None` where nothing is said.
    optional: &'static [&'static str],
    located: bool,
}

include!(concat!(env!("OUT_DIR"), "/classes.rs"));

const ATTRIBUTES: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

fn names(names: &[&str]) -> PyResult {
    let items =
        names.iter().map(|name| Ok(str::intern(name)?.upcast())).collect::<Result<Vec<Ref>, Raised>>()?;
    Ok(tuple::new(items)?.upcast())
}

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    if let Some(made) = tree_node::module() {
        return Ok(made);
    }
    let made = module::new("_ast")?;
    let base: &PyObject = &AST_TYPE;
    for (name, value) in
        [("_fields", names(&[])?), ("_attributes", names(&[])?), ("__match_args__", names(&[])?)]
    {
        AST_TYPE.dict().set_item(&*str::intern(name)?, &value)?;
    }
    made.set("AST", base)?;
    for class in CLASSES {
        let namespace = dict::new()?;
        let put = |name: &str, value: &PyObject| namespace.set_item(&*str::intern(name)?, value);
        put("__module__", &*str::intern("ast")?)?;
        put("__doc__", &*str::new(class.doc)?)?;
        let fields = names(class.fields)?;
        put("_fields", &fields)?;
        put("__match_args__", &fields)?;
        if class.base == "AST" {
            put("_attributes", &*names(if class.located { &ATTRIBUTES } else { &[] })?)?;
            // A pattern's end is not optional.
            if class.located && class.name != "pattern" {
                put("end_lineno", singletons::none())?;
                put("end_col_offset", singletons::none())?;
            }
        }
        for field in class.optional {
            put(field, singletons::none())?;
        }
        let parent = made.get(class.base)?.unwrap_or_else(|| base.to_ref());
        let bases = tuple::new([parent])?;
        let type_object = call::call(&TYPE_TYPE, &[&*str::new(class.name)?, &bases, &namespace])?;
        made.set(class.name, &type_object)?;
        if class.fields.is_empty() && class.base != "AST" && is_operator(class.base) {
            // One instance stands for all.
            let singleton = call::call(&type_object, &[])?;
            made.set(&format!("_{}_singleton", class.name), &singleton)?;
        }
    }
    for (name, value) in
        [("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000), ("PyCF_ONLY_AST", 0x400), ("PyCF_TYPE_COMMENTS", 0x1000)]
    {
        made.set(name, &*int::from_i64(value)?)?;
    }
    tree_node::set_module(made.clone());
    Ok(made)
}

fn is_operator(base: &str) -> bool {
    matches!(base, "expr_context" | "boolop" | "operator" | "unaryop" | "cmpop")
}

/// Something of the module.
fn known(name: &str) -> PyResult {
    match init()?.get(name)? {
        Some(found) => Ok(found),
        None => Err(raise!(SYSTEM_ERROR, "_ast.{name} is missing")),
    }
}

/// Whether an object is a tree.
pub fn is_tree(object: &PyObject) -> bool {
    object.ob_type().is_subtype(&AST_TYPE)
}

/// How deep a tree may be: three levels for each of Python's, and the native stack's end.
pub(crate) struct Depth {
    level: i64,
    limit: i64,
    stack_limit: usize,
}

const SCALE: i64 = 3;

impl Depth {
    /// Counts from the top of the tree.
    fn of_tree() -> Depth {
        let state = thread::current();
        Depth {
            level: 0,
            limit: i64::from(state.recursion_limit.get()) * SCALE,
            stack_limit: state.stack_limit.get(),
        }
    }

    /// Counts from the running frame on.
    fn of_frame() -> Depth {
        let state = thread::current();
        let level = i64::from(state.recursion_limit.get()) - i64::from(state.recursion_remaining.get());
        Depth { level: level * SCALE, ..Depth::of_tree() }
    }

    pub(crate) fn deeper(&mut self, place: &str) -> Result<(), Raised> {
        self.level += 1;
        let here = std::ptr::from_ref(&place) as usize;
        if self.level > self.limit || here < self.stack_limit {
            return Err(raise!(RECURSION_ERROR, "maximum recursion depth exceeded {place}"));
        }
        Ok(())
    }

    pub(crate) fn back(&mut self) {
        self.level -= 1;
    }
}

/// Makes objects of a tree.
pub fn to_objects(ast: &Ast) -> PyResult {
    init()?;
    let mut made = ToObjects { ast, depth: Depth::of_tree() };
    made.node(NodeRef::Mod)
}

struct ToObjects<'a> {
    ast: &'a Ast,
    depth: Depth,
}

impl ToObjects<'_> {
    fn node(&mut self, node: NodeRef) -> PyResult {
        self.depth.deeper("during ast construction")?;
        let class = known(node.class_name(self.ast))?;
        let mut fields: Vec<(&'static str, Field)> = Vec::new();
        node.fields(self.ast, |name, field| fields.push((name, field)));
        let values = tree_node::fields()?;
        for (name, field) in fields {
            let value = self.field(name, field)?;
            values.set_item(&*str::intern(name)?, &value)?;
        }
        if let Some(loc) = node.loc(self.ast) {
            let place = self.ast.location(loc);
            let numbers = [place.lineno, place.col_offset, place.end_lineno, place.end_col_offset];
            for (name, number) in ATTRIBUTES.iter().zip(numbers) {
                values.set_item(&*str::intern(name)?, &*int::from_i64(number.into())?)?;
            }
        }
        let Some(class) = class.cast::<PyTypeObject>() else {
            return Err(raise!(SYSTEM_ERROR, "_ast has no classes"));
        };
        let made = tree_node::make(class, values);
        self.depth.back();
        made
    }

    fn list(&mut self, items: ListRef) -> PyResult {
        let made = list::new()?;
        for index in 0..items.len(self.ast) {
            let item = match items.get(self.ast, index) {
                Some(node) => self.node(node)?,
                None => singletons::none_ref(),
            };
            made.append(item)?;
        }
        Ok(made.upcast())
    }

    fn field(&mut self, name: &str, field: Field) -> PyResult {
        match field {
            Field::Absent => Ok(singletons::none_ref()),
            Field::Node(node) => self.node(node),
            Field::Nodes(items) => self.list(items),
            Field::Op(op) => known(&format!("_{}_singleton", op.name())),
            Field::CmpOps(ops) => {
                let made = list::new()?;
                for op in self.ast.cmp_ops(ops) {
                    made.append(known(&format!("_{}_singleton", op.name()))?)?;
                }
                Ok(made.upcast())
            }
            Field::Symbol(symbol) => Ok(str::intern(self.ast.name(symbol))?.upcast()),
            Field::Symbols(symbols) => {
                let made = list::new()?;
                for symbol in self.ast.list(symbols) {
                    made.append(str::intern(self.ast.name(*symbol))?.upcast())?;
                }
                Ok(made.upcast())
            }
            Field::Constant(id) => self.constant(id),
            Field::Kind(StrKind::Plain) => Ok(singletons::none_ref()),
            Field::Kind(StrKind::U) => Ok(str::intern("u")?.upcast()),
            Field::Int(value) => {
                debug_assert!(!name.is_empty());
                int::from_i64(value)
            }
        }
    }

    fn constant(&mut self, id: ConstId) -> PyResult {
        match self.ast.constant(id) {
            Const::None => Ok(singletons::none_ref()),
            Const::True => Ok(bool_::from_bool(true)),
            Const::False => Ok(bool_::from_bool(false)),
            Const::Ellipsis => ellipsis(),
            Const::Int(value) => int::from_i64(value),
            Const::BigInt(value) => int::from_bigint(value),
            Const::Float(value) => float::from_f64(value),
            Const::Complex(real, imaginary) => complex::from_parts(real, imaginary),
            Const::Str(text) => string(text),
            Const::Bytes(content) => Ok(bytes::new(content)?.upcast()),
            Const::Tuple(items) => {
                let items = items.iter().map(|item| self.constant(*item)).collect::<Result<Vec<_>, _>>()?;
                Ok(tuple::new(items)?.upcast())
            }
            Const::FrozenSet(items) => {
                let items = items.iter().map(|item| self.constant(*item)).collect::<Result<Vec<_>, _>>()?;
                let items = list::from_vec(items)?;
                call::call(&vivarium_runtime::set::FROZENSET_TYPE, &[&items])
            }
        }
    }
}

/// Whether a tree is of the kind that `compile` takes in a mode, by its class.
pub fn expect_root(object: &PyObject, mode: Mode) -> Result<(), Raised> {
    let expected = match mode {
        Mode::Exec => "Module",
        Mode::Eval => "Expression",
        Mode::Single => "Interactive",
        Mode::FuncType => "FunctionType",
    };
    if objects::is_instance(object, &*known(expected)?)? {
        return Ok(());
    }
    Err(raise!(TYPE_ERROR, "expected {expected} node, got {}", object.ob_type().name()))
}

/// `...`
fn ellipsis() -> PyResult {
    vivarium_runtime::hooks::builtin("Ellipsis")
}

fn string(text: Wtf8<'_>) -> PyResult {
    Ok(str::from_wtf8(text)?.upcast())
}
