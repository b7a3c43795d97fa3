//! Objects to a tree: what a program says is read field by field and can be wrong in every way.

use std::collections::HashMap;

use vivarium_ast::*;
use vivarium_runtime::complex::PyComplexObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{bytes, complex, float, int, iter, objects, raise, str};

use super::{Depth, validate};

include!(concat!(env!("OUT_DIR"), "/from_objects.rs"));

/// Makes a tree of objects, which must be a `Module`, `Interactive`, `Expression` or `FunctionType`.
pub fn tree(object: &PyObject) -> Result<Ast, Raised> {
    super::init()?;
    let mut made = FromObjects { ast: Ast::new(""), depth: Depth::new(), classes: HashMap::new() };
    made.ast.root = self::r#mod(&mut made, object)?;
    validate::tree(&made.ast)?;
    Ok(made.ast)
}

pub(super) struct FromObjects {
    pub(super) ast: Ast,
    depth: Depth,
    classes: HashMap<&'static str, Ref>,
}

type Convert<T> = fn(&mut FromObjects, &PyObject) -> Result<T, Raised>;

struct Level;

impl FromObjects {
    fn enter(&mut self, what: &str) -> Result<Level, Raised> {
        self.depth.deeper(&format!("while traversing '{what}' node"))?;
        Ok(Level)
    }

    fn is(&mut self, object: &PyObject, class: &'static str) -> Result<bool, Raised> {
        if !self.classes.contains_key(class) {
            let found = super::known(class)?;
            self.classes.insert(class, found);
        }
        let Some(found) = self.classes.get(class) else { return Ok(false) };
        if object.ob_type().is(found) {
            return Ok(true);
        }
        objects::is_instance(object, &found.clone())
    }

    fn unexpected(&self, base: &str, object: &PyObject) -> Raised {
        match objects::repr_text(object) {
            Ok(shown) => raise!(TYPE_ERROR, "expected some sort of {base}, but got {shown}"),
            Err(raised) => raised,
        }
    }

    fn attribute(&self, object: &PyObject, name: &str) -> Result<Option<Ref>, Raised> {
        objects::lookup_attr_str(object, name)
    }

    fn given(&self, object: &PyObject, owner: &str, name: &str) -> Result<Ref, Raised> {
        match self.attribute(object, name)? {
            Some(value) => Ok(value),
            None => Err(raise!(TYPE_ERROR, "required field \"{name}\" missing from {owner}")),
        }
    }

    fn not_none(&self, object: &PyObject, owner: &str, name: &str) -> Result<Ref, Raised> {
        let value = self.given(object, owner, name)?;
        if value.is_none() {
            return Err(raise!(VALUE_ERROR, "field '{name}' is required for {owner}"));
        }
        Ok(value)
    }

    fn number(&self, value: &PyObject) -> Result<i64, Raised> {
        if !value.is_instance_of::<PyLongObject>() {
            return Err(raise!(VALUE_ERROR, "invalid integer value: {}", objects::repr_text(value)?));
        }
        Ok(vivarium_runtime::number::as_c_int(value)?.into())
    }

    fn location(&mut self, object: &PyObject, owner: &str) -> Result<Loc, Raised> {
        let lineno = self.number(&*self.given(object, owner, "lineno")?)? as i32;
        let col_offset = self.number(&*self.given(object, owner, "col_offset")?)? as i32;
        let end = |name: &str, start: i32| -> Result<i32, Raised> {
            match self.attribute(object, name)?.filter(|value| !value.is_none()) {
                Some(value) => Ok(self.number(&value)? as i32),
                None => Ok(start),
            }
        };
        let end_lineno = end("end_lineno", lineno)?;
        let end_col_offset = end("end_col_offset", col_offset)?;
        let place = Location { lineno, col_offset, end_lineno, end_col_offset };
        validate::location(&place)?;
        Ok(self.ast.push_location(place))
    }

    fn required<T>(
        &mut self,
        object: &PyObject,
        owner: &str,
        name: &str,
        convert: Convert<T>,
    ) -> Result<T, Raised> {
        let value = self.not_none(object, owner, name)?;
        let made = convert(self, &value)?;
        self.depth_back(name);
        Ok(made)
    }

    fn optional<T>(
        &mut self,
        object: &PyObject,
        _: &str,
        name: &str,
        convert: Convert<T>,
    ) -> Result<Option<T>, Raised> {
        match self.attribute(object, name)?.filter(|value| !value.is_none()) {
            Some(value) => {
                let made = convert(self, &value)?;
                self.depth_back(name);
                Ok(Some(made))
            }
            None => Ok(None),
        }
    }

    /// Operators have no level of their own.
    fn depth_back(&mut self, name: &str) {
        if !matches!(name, "op" | "ctx") {
            self.depth.back();
        }
    }

    fn items(&self, object: &PyObject, owner: &str, name: &str) -> Result<Ref, Raised> {
        let value = self.given(object, owner, name)?;
        if !value.is_instance_of::<PyListObject>() {
            return Err(raise!(
                TYPE_ERROR,
                "{owner} field \"{name}\" must be a list, not a {}",
                value.ob_type().name()
            ));
        }
        Ok(value)
    }

    fn each(
        &mut self,
        object: &PyObject,
        owner: &str,
        name: &str,
        mut take: impl FnMut(&mut FromObjects, &PyObject) -> Result<(), Raised>,
    ) -> Result<(), Raised> {
        let value = self.items(object, owner, name)?;
        let Some(items) = value.cast::<PyListObject>() else { return Ok(()) };
        let length = items.len();
        let mut index = 0;
        while let Some(item) = items.get(index) {
            take(self, &item)?;
            if items.len() != length {
                return Err(raise!(RUNTIME_ERROR, "{owner} field \"{name}\" changed size during iteration"));
            }
            index += 1;
        }
        Ok(())
    }

    fn list<T>(
        &mut self,
        object: &PyObject,
        owner: &str,
        name: &str,
        convert: Convert<T>,
    ) -> Result<List<T>, Raised>
    where
        T: Listed,
    {
        let mut made = Vec::new();
        self.each(object, owner, name, |c, item| {
            if item.is_none() {
                return Err(raise!(VALUE_ERROR, "None disallowed in {} list", validate::kind_of_list(name)));
            }
            made.push(convert(c, item)?);
            c.depth.back();
            Ok(())
        })?;
        Ok(self.ast.push_list(&made))
    }

    fn sparse<T>(
        &mut self,
        object: &PyObject,
        owner: &str,
        name: &str,
        convert: Convert<T>,
    ) -> Result<List<Option<T>>, Raised>
    where
        Option<T>: Listed,
    {
        let mut made = Vec::new();
        self.each(object, owner, name, |c, item| {
            if item.is_none() {
                made.push(None);
                return Ok(());
            }
            made.push(Some(convert(c, item)?));
            c.depth.back();
            Ok(())
        })?;
        Ok(self.ast.push_list(&made))
    }

    fn cmp_ops(&mut self, object: &PyObject, owner: &str, name: &str) -> Result<CmpOpList, Raised> {
        let mut made = Vec::new();
        self.each(object, owner, name, |c, item| {
            made.push(cmp_op(c, item)?);
            Ok(())
        })?;
        Ok(self.ast.push_cmp_ops(&made))
    }

    fn symbol(&mut self, value: &PyObject) -> Result<Symbol, Raised> {
        if !value.is_exact::<PyUnicodeObject>() {
            return Err(raise!(TYPE_ERROR, "AST identifier must be of type str"));
        }
        let text = vivarium_runtime::display::lossy(value);
        Ok(self.ast.intern(&text))
    }

    fn identifier(&mut self, object: &PyObject, owner: &str, name: &str) -> Result<Symbol, Raised> {
        let value = self.not_none(object, owner, name)?;
        self.symbol(&value)
    }

    fn optional_identifier(
        &mut self,
        object: &PyObject,
        _: &str,
        name: &str,
    ) -> Result<Option<Symbol>, Raised> {
        match self.attribute(object, name)?.filter(|value| !value.is_none()) {
            Some(value) => Ok(Some(self.symbol(&value)?)),
            None => Ok(None),
        }
    }

    fn identifiers(&mut self, object: &PyObject, owner: &str, name: &str) -> Result<List<Symbol>, Raised> {
        let mut made = Vec::new();
        self.each(object, owner, name, |c, item| {
            made.push(c.symbol(item)?);
            Ok(())
        })?;
        Ok(self.ast.push_list(&made))
    }

    fn int<T: TryFrom<i64>>(&mut self, object: &PyObject, owner: &str, name: &str) -> Result<T, Raised> {
        let value = self.not_none(object, owner, name)?;
        let number = self.number(&value)?;
        T::try_from(number).map_err(|_| raise!(OVERFLOW_ERROR, "{owner}.{name} is out of range"))
    }

    fn uint(&mut self, object: &PyObject, _: &str, name: &str) -> Result<u32, Raised> {
        match self.attribute(object, name)?.filter(|value| !value.is_none()) {
            Some(value) => {
                let number = self.number(&value)?;
                u32::try_from(number).map_err(|_| raise!(VALUE_ERROR, "Negative ImportFrom level"))
            }
            None => Ok(0),
        }
    }

    fn kind(&mut self, object: &PyObject, _: &str, name: &str) -> Result<StrKind, Raised> {
        match self.attribute(object, name)?.filter(|value| !value.is_none()) {
            Some(value) if !value.is_instance_of::<PyUnicodeObject>() => {
                Err(raise!(TYPE_ERROR, "AST string must be of type str"))
            }
            Some(value) if str::as_str(&value) == Some("u") => Ok(StrKind::U),
            _ => Ok(StrKind::Plain),
        }
    }

    fn text(&mut self, value: &PyObject) -> Result<ConstId, Raised> {
        if !value.is_exact::<PyUnicodeObject>() && bytes::as_slice(value).is_none() {
            return Err(raise!(TYPE_ERROR, "AST string must be of type str"));
        }
        self.value(value)
    }

    fn string(&mut self, object: &PyObject, owner: &str, name: &str) -> Result<ConstId, Raised> {
        let value = self.not_none(object, owner, name)?;
        self.text(&value)
    }

    fn optional_string(&mut self, object: &PyObject, _: &str, name: &str) -> Result<Option<ConstId>, Raised> {
        match self.attribute(object, name)?.filter(|value| !value.is_none()) {
            Some(value) => Ok(Some(self.text(&value)?)),
            None => Ok(None),
        }
    }

    fn constant(&mut self, object: &PyObject, owner: &str, name: &str) -> Result<ConstId, Raised> {
        let value = self.given(object, owner, name)?;
        if owner == "MatchSingleton" && !value.is_none() && !vivarium_runtime::bool_::is_bool(&value) {
            return Err(raise!(VALUE_ERROR, "MatchSingleton can only contain True, False and None"));
        }
        self.value(&value)
    }

    fn value(&mut self, value: &PyObject) -> Result<ConstId, Raised> {
        let simple = if value.is_none() {
            Some(Const::None)
        } else if value.is(vivarium_runtime::bool_::true_()) {
            Some(Const::True)
        } else if value.is(vivarium_runtime::bool_::false_()) {
            Some(Const::False)
        } else if value.is(&*super::ellipsis()?) {
            Some(Const::Ellipsis)
        } else {
            None
        };
        if let Some(simple) = simple {
            return Ok(self.ast.push_const(simple));
        }
        if value.is_exact::<PyLongObject>() {
            if let Some(number) = int::to_i64(value) {
                return Ok(self.ast.push_const(Const::Int(number)));
            }
            if let Some(number) = int::to_bigint(value) {
                return Ok(self.ast.push_const(Const::BigInt(&number)));
            }
        }
        if let Some(number) = value.cast_exact::<float::PyFloatObject>() {
            return Ok(self.ast.push_const(Const::Float(number.value())));
        }
        if let Some(number) = value.cast_exact::<PyComplexObject>().and_then(|number| complex::value(number))
        {
            return Ok(self.ast.push_const(Const::Complex(number.real, number.imag)));
        }
        if let Some(text) = value.cast_exact::<PyUnicodeObject>() {
            let text = text.to_wtf8();
            return Ok(self.ast.push_const(Const::Str(text.as_wtf8())));
        }
        if value.is_exact::<bytes::PyBytesObject>()
            && let Some(content) = bytes::as_slice(value)
        {
            return Ok(self.ast.push_const(Const::Bytes(content)));
        }
        let is_set = value.ob_type().is(&vivarium_runtime::set::FROZENSET_TYPE);
        if value.is_exact::<PyTupleObject>() || is_set {
            let _level = vivarium_runtime::thread::enter_recursive_call(" during compilation")?;
            let mut items = Vec::new();
            for item in iter::collect(value)? {
                items.push(self.value(&item)?);
            }
            let made = if is_set { Const::FrozenSet(&items) } else { Const::Tuple(&items) };
            return Ok(self.ast.push_const(made));
        }
        Err(raise!(TYPE_ERROR, "got an invalid type in Constant: {}", value.ob_type().name()))
    }
}
