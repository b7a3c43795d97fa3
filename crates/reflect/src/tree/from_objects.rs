//! Objects to a tree, as CPython's `Python-ast.c` reads them: field by field, and what a program says can be wrong in every
//! way. What no [`Ast`] can hold is kept beside it, for the validator refuses it only when it comes there.

use std::collections::HashMap;

use vivarium_ast::*;
use vivarium_runtime::complex::PyComplexObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bytes, complex, float, int, iter, objects, raise, str, thread};

use super::{Depth, validate};
use crate::given::Given;

include!(concat!(env!("OUT_DIR"), "/from_objects.rs"));

/// What a tree of objects can hold and an [`Ast`] can't.
#[derive(Default)]
pub(super) struct Unheld {
    /// Stands for `None` in lists of statements.
    pub(super) stmt: Option<StmtId>,
    /// Stands for `None` in lists of expressions.
    pub(super) expr: Option<ExprId>,
    /// Stands for `None` in lists of patterns.
    pub(super) pattern: Option<PatternId>,
    /// Stands for `None` in lists of handlers.
    pub(super) handler: Option<ExceptHandlerId>,
    /// Whether `None` stands in a list of identifiers.
    pub(super) identifier: bool,
    /// Constants whose types no constant has, with the names of the types.
    pub(super) constants: HashMap<ConstId, String>,
}

/// Makes a tree of objects, which must be a `Module`, `Interactive`, `Expression` or `FunctionType`.
pub fn tree(object: &PyObject) -> Result<(Ast, Given), Raised> {
    super::init()?;
    let mut made = FromObjects {
        ast: Ast::new(""),
        unheld: Unheld::default(),
        classes: HashMap::new(),
        given: Given::default(),
        depth: Depth::of_frame(),
    };
    let Some(root) = self::r#mod(&mut made, object)? else {
        return Err(made.unexpected("mod", object));
    };
    made.ast.root = root;
    validate::tree(&made.ast, &made.unheld)?;
    Ok((made.ast, made.given))
}

struct FromObjects {
    ast: Ast,
    unheld: Unheld,
    /// Classes of the module that were met, by their address.
    classes: HashMap<*const PyTypeObject, &'static str>,
    /// What `Constant` nodes hold.
    given: Given,
    /// Of constants in constants.
    depth: Depth,
}

/// What a conversion makes of an object: nothing of `None` where CPython makes a null pointer.
type Converted<T> = Result<Option<T>, Raised>;
type Convert<T> = fn(&mut FromObjects, &PyObject) -> Converted<T>;

/// The object whose fields are read.
#[derive(Clone, Copy)]
struct Owner<'a> {
    object: &'a PyObject,
    name: &'static str,
    /// For the error of too much depth.
    place: &'static str,
}

impl Owner<'_> {
    fn get(self, name: &str) -> Result<Option<Ref>, Raised> {
        objects::lookup_attr_str(self.object, name)
    }

    fn required(self, name: &str) -> Result<Ref, Raised> {
        match self.get(name)? {
            Some(value) => Ok(value),
            None => Err(raise!(TYPE_ERROR, "required field \"{name}\" missing from {}", self.name)),
        }
    }

    /// A field that may not be `None`; asked for only when all are read.
    fn some<T>(self, name: &str, value: Option<T>) -> Result<T, Raised> {
        match value {
            Some(value) => Ok(value),
            None => Err(raise!(
                VALUE_ERROR,
                "field '{}' is required for {}",
                name.trim_end_matches('_'),
                self.name
            )),
        }
    }
}

/// What can stand in a list.
trait Item: Sized {
    /// What stands there for `None`, if anything can.
    fn absent(_: &mut FromObjects, of: Owner<'_>, name: &str) -> Result<Self, Raised> {
        Err(raise!(VALUE_ERROR, "None disallowed in {} field \"{name}\"", of.name))
    }
}

fn nowhere() -> Location {
    Location { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 }
}

impl Item for StmtId {
    fn absent(c: &mut FromObjects, _: Owner<'_>, _: &str) -> Result<Self, Raised> {
        let FromObjects { ast, unheld, .. } = c;
        Ok(*unheld.stmt.get_or_insert_with(|| {
            let loc = ast.push_location(nowhere());
            ast.push(StmtKind::Pass.at(loc))
        }))
    }
}

impl Item for ExprId {
    fn absent(c: &mut FromObjects, _: Owner<'_>, _: &str) -> Result<Self, Raised> {
        let FromObjects { ast, unheld, .. } = c;
        Ok(*unheld.expr.get_or_insert_with(|| {
            let loc = ast.push_location(nowhere());
            ast.constant_expr(ConstId::NONE, loc)
        }))
    }
}

impl Item for PatternId {
    fn absent(c: &mut FromObjects, _: Owner<'_>, _: &str) -> Result<Self, Raised> {
        let FromObjects { ast, unheld, .. } = c;
        Ok(*unheld.pattern.get_or_insert_with(|| {
            let loc = ast.push_location(nowhere());
            ast.push(PatternKind::MatchSingleton { value: ConstId::NONE }.at(loc))
        }))
    }
}

impl Item for ExceptHandlerId {
    fn absent(c: &mut FromObjects, _: Owner<'_>, _: &str) -> Result<Self, Raised> {
        let FromObjects { ast, unheld, .. } = c;
        Ok(*unheld.handler.get_or_insert_with(|| {
            let loc = ast.push_location(nowhere());
            ast.push(ExceptHandler { type_: None, name: None, body: List::EMPTY, loc })
        }))
    }
}

impl Item for Symbol {
    fn absent(c: &mut FromObjects, _: Owner<'_>, _: &str) -> Result<Self, Raised> {
        c.unheld.identifier = true;
        Ok(c.ast.intern("None"))
    }
}

impl Item for TypeIgnoreId {
    fn absent(c: &mut FromObjects, _: Owner<'_>, _: &str) -> Result<Self, Raised> {
        // Nothing looks at them.
        Ok(c.ast.push(TypeIgnore { lineno: 0, tag: ConstId::NONE }))
    }
}

macro_rules! never_absent {
    ($($item:ty),*) => { $(impl Item for $item {})* };
}

never_absent!(ArgId, KeywordId, AliasId, WithItemId, MatchCaseId, ComprehensionId, CmpOp);

impl FromObjects {
    /// Which of these classes of the module an object is an instance of.
    fn class_of(
        &mut self,
        object: &PyObject,
        names: &'static [&'static str],
    ) -> Result<Option<&'static str>, Raised> {
        let class = object.ob_type();
        if let Some(known) = self.classes.get(&std::ptr::from_ref(class))
            && names.contains(known)
        {
            return Ok(Some(known));
        }
        for &name in names {
            let found = super::known(name)?;
            if class.is(&found) {
                self.classes.insert(class, name);
                return Ok(Some(name));
            }
            if objects::is_instance(object, &found)? {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    fn unexpected(&self, base: &str, object: &PyObject) -> Raised {
        match objects::repr_text(object) {
            Ok(shown) => raise!(TYPE_ERROR, "expected some sort of {base}, but got {shown}"),
            Err(raised) => raised,
        }
    }

    /// Converts what stands in a field: one level down.
    fn convert<T>(&mut self, of: Owner<'_>, value: &PyObject, convert: Convert<T>) -> Converted<T> {
        let _level = thread::enter_recursive_call(of.place)?;
        convert(self, value)
    }

    /// A field that must be there, but may be `None` as yet: see [`Owner::some`].
    fn field<T>(&mut self, of: Owner<'_>, name: &str, convert: Convert<T>) -> Converted<T> {
        let value = of.required(name)?;
        self.convert(of, &value, convert)
    }

    fn optional<T>(&mut self, of: Owner<'_>, name: &str, convert: Convert<T>) -> Converted<T> {
        match of.get(name)?.filter(|value| !value.is_none()) {
            Some(value) => self.convert(of, &value, convert),
            None => Ok(None),
        }
    }

    /// A field that is a list, with nothing where `None` stands.
    fn items<T>(&mut self, of: Owner<'_>, name: &str, convert: Convert<T>) -> Result<Vec<Option<T>>, Raised> {
        let value = of.required(name)?;
        if !value.is_instance_of::<PyListObject>() {
            return Err(raise!(
                TYPE_ERROR,
                "{} field \"{name}\" must be a list, not a {}",
                of.name,
                value.ob_type().name()
            ));
        }
        let mut made = Vec::new();
        let Some(items) = value.cast::<PyListObject>() else { return Ok(made) };
        let length = items.len();
        while let Some(item) = items.get(made.len()) {
            made.push(self.convert(of, &item, convert)?);
            if items.len() != length {
                return Err(raise!(
                    RUNTIME_ERROR,
                    "{} field \"{name}\" changed size during iteration",
                    of.name
                ));
            }
        }
        Ok(made)
    }

    fn list<T>(&mut self, of: Owner<'_>, name: &str, convert: Convert<T>) -> Result<List<T>, Raised>
    where
        T: Item + Listed,
    {
        let items = self.all(of, name, convert)?;
        Ok(self.ast.push_list(&items))
    }

    fn all<T: Item>(&mut self, of: Owner<'_>, name: &str, convert: Convert<T>) -> Result<Vec<T>, Raised> {
        let items = self.items(of, name, convert)?;
        items.into_iter().map(|item| item.map_or_else(|| T::absent(self, of, name), Ok)).collect()
    }

    fn sparse<T>(&mut self, of: Owner<'_>, name: &str, convert: Convert<T>) -> Result<List<Option<T>>, Raised>
    where
        Option<T>: Listed,
    {
        let items = self.items(of, name, convert)?;
        Ok(self.ast.push_list(&items))
    }

    fn cmp_ops(&mut self, of: Owner<'_>, name: &str, convert: Convert<CmpOp>) -> Result<CmpOpList, Raised> {
        let items = self.all(of, name, convert)?;
        Ok(self.ast.push_cmp_ops(&items))
    }

    fn location(&mut self, of: Owner<'_>, ends_optional: bool) -> Result<Loc, Raised> {
        let start = |c: &mut Self, name: &str| c.field(of, name, int).map(Option::unwrap_or_default);
        let end = |c: &mut Self, name: &str, start: i32| match ends_optional {
            true => c.optional(of, name, int).map(|end| end.unwrap_or(start)),
            false => c.field(of, name, int).map(Option::unwrap_or_default),
        };
        let lineno = start(self, "lineno")?;
        let col_offset = start(self, "col_offset")?;
        let end_lineno = end(self, "end_lineno", lineno)?;
        let end_col_offset = end(self, "end_col_offset", col_offset)?;
        Ok(self.ast.push_location(Location { lineno, col_offset, end_lineno, end_col_offset }))
    }
}

fn int(_: &mut FromObjects, value: &PyObject) -> Converted<i32> {
    if !value.is_instance_of::<PyLongObject>() {
        return Err(raise!(VALUE_ERROR, "invalid integer value: {}", objects::repr_text(value)?));
    }
    vivarium_runtime::number::as_c_int(value).map(Some)
}

fn identifier(c: &mut FromObjects, value: &PyObject) -> Converted<Symbol> {
    if value.is_none() {
        return Ok(None);
    }
    if !value.is_exact::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "AST identifier must be of type str"));
    }
    let text = vivarium_runtime::display::lossy(value);
    Ok(Some(c.ast.intern(&text)))
}

fn string(c: &mut FromObjects, value: &PyObject) -> Converted<ConstId> {
    if !value.is_exact::<PyUnicodeObject>() && !value.is_exact::<bytes::PyBytesObject>() {
        return Err(raise!(TYPE_ERROR, "AST string must be of type str"));
    }
    constant_value(c, value)
}

fn kind(c: &mut FromObjects, value: &PyObject) -> Converted<StrKind> {
    string(c, value)?;
    Ok(Some(if str::as_str(value) == Some("u") { StrKind::U } else { StrKind::Plain }))
}

fn constant(c: &mut FromObjects, value: &PyObject) -> Converted<ConstId> {
    let made = constant_value(c, value)?;
    if let Some(id) = made {
        c.given.add(&c.ast, id, value.to_ref());
    }
    Ok(made)
}

fn constant_value(c: &mut FromObjects, value: &PyObject) -> Converted<ConstId> {
    let simple = if value.is_none() {
        Some(Const::None)
    } else if value.is(vivarium_runtime::bool_::true_()) {
        Some(Const::True)
    } else if value.is(vivarium_runtime::bool_::false_()) {
        Some(Const::False)
    } else if value.is(&*super::ellipsis()?) {
        Some(Const::Ellipsis)
    } else {
        value.cast_exact::<float::PyFloatObject>().map(|number| Const::Float(number.value()))
    };
    if let Some(simple) = simple {
        return Ok(Some(c.ast.push_const(simple)));
    }
    if value.is_exact::<PyLongObject>() {
        if let Some(number) = int::to_i64(value) {
            return Ok(Some(c.ast.push_const(Const::Int(number))));
        }
        if let Some(number) = int::to_bigint(value) {
            return Ok(Some(c.ast.push_const(Const::BigInt(&number))));
        }
    }
    if let Some(number) = value.cast_exact::<PyComplexObject>().and_then(|number| complex::value(number)) {
        return Ok(Some(c.ast.push_const(Const::Complex(number.real, number.imag))));
    }
    if let Some(text) = value.cast_exact::<PyUnicodeObject>() {
        let text = text.to_wtf8();
        return Ok(Some(c.ast.push_const(Const::Str(text.as_wtf8()))));
    }
    if value.is_exact::<bytes::PyBytesObject>()
        && let Some(content) = bytes::as_slice(value)
    {
        return Ok(Some(c.ast.push_const(Const::Bytes(content))));
    }
    let is_set = value.ob_type().is(&vivarium_runtime::set::FROZENSET_TYPE);
    if value.is_exact::<PyTupleObject>() || is_set {
        // The validator would refuse what is deeper.
        c.depth.deeper("during compilation")?;
        let mut items = Vec::new();
        for item in iter::collect(value)? {
            items.extend(constant_value(c, &item)?);
        }
        c.depth.back();
        let made = if is_set { Const::FrozenSet(&items) } else { Const::Tuple(&items) };
        return Ok(Some(c.ast.push_const(made)));
    }
    let made = c.ast.push_const(Const::Tuple(&[]));
    c.unheld.constants.insert(made, value.ob_type().name().to_string());
    Ok(Some(made))
}
