//! Objects to JSON text.

use std::cell::Cell;

use vivarium_runtime::args::Spec;
use vivarium_runtime::builtin_function;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::float;
use vivarium_runtime::int::{self, PyLongObject};
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{Builder, PyUnicodeObject};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bool_, call, iter, list, objects, raise, thread};

use super::{call_arguments, field, json_type, push_string};
use crate::support::native::{alloc, layout_of, owning, set, tuple_ref};

#[repr(C)]
pub struct PyEncoder {
    ob_base: PyObject,
    markers: Cell<*mut PyObject>,
    default: Cell<*mut PyObject>,
    encoder: Cell<*mut PyObject>,
    indent: Cell<*mut PyObject>,
    key_separator: Cell<*mut PyObject>,
    item_separator: Cell<*mut PyObject>,
    sort_keys: Cell<bool>,
    skip_keys: Cell<bool>,
    allow_nan: Cell<bool>,
}

vivarium_runtime::object_layout!(PyEncoder, ENCODER_TYPE);
layout_of!(encoder_of, PyEncoder);
owning!(PyEncoder, dealloc, traverse, markers, default, encoder, indent, key_separator, item_separator);

pub(super) static ENCODER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_traverse: Cell::new(Some(traverse)),
    tp_call: Cell::new(Some(encode_call)),
    tp_new: Cell::new(Some(new)),
    ..json_type(c"_json.Encoder", size_of::<PyEncoder>())
};

extern "C" fn new(ty: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new(
        "make_encoder",
        &[
            "markers",
            "default",
            "encoder",
            "indent",
            "key_separator",
            "item_separator",
            "sort_keys",
            "skipkeys",
            "allow_nan",
        ],
    )
    .required(9);
    let given: [Option<&PyObject>; 9] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let [markers, default, encoder, indent, key_separator, item_separator, sort_keys, skip_keys, allow_nan] =
        given.map(|argument| argument.expect("required"));
    if !markers.is_none() && !markers.is_instance_of::<PyDictObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "make_encoder() argument 1 must be dict or None, not {}",
            markers.ob_type().full_name()
        ));
    }
    for (index, separator) in [(5, key_separator), (6, item_separator)] {
        if !separator.is_instance_of::<PyUnicodeObject>() {
            return Err(raise!(
                TYPE_ERROR,
                "make_encoder() argument {index} must be str, not {}",
                separator.ob_type().full_name()
            ));
        }
    }
    let made = alloc(ty)?;
    let this = encoder_of(&made);
    for (slot, value) in [
        (&this.markers, markers),
        (&this.default, default),
        (&this.encoder, encoder),
        (&this.indent, indent),
        (&this.key_separator, key_separator),
        (&this.item_separator, item_separator),
    ] {
        set(slot, value.to_ref());
    }
    this.sort_keys.set(objects::is_true(sort_keys)?);
    this.skip_keys.set(objects::is_true(skip_keys)?);
    this.allow_nan.set(objects::is_true(allow_nan)?);
    Ok(made)
}

extern "C" fn encode_call(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("_iterencode", &["obj", "_current_indent_level"]).required(2);
    let (value, _) = call_arguments(&SPEC, arguments, kwargs)?;
    let this = encoder_of(object);
    let encoder = field(&this.encoder);
    let named = |name: &str| builtin_function::method_def(&encoder).is_some_and(|def| def.name() == name);
    let mut encode = Encode {
        this,
        out: Builder::with_capacity(64)?,
        markers: field(&this.markers),
        ascii: if named("encode_basestring_ascii") {
            Some(true)
        } else if named("encode_basestring") {
            Some(false)
        } else {
            None
        },
        encoder,
        key_separator: field(&this.key_separator),
        item_separator: field(&this.item_separator),
    };
    encode.any(value)?;
    tuple_ref([encode.out.finish()?.upcast()])
}

struct Encode<'a> {
    this: &'a PyEncoder,
    out: Builder,
    markers: Ref,
    /// Whether strings are escaped to ASCII, if a function of this module does it.
    ascii: Option<bool>,
    encoder: Ref,
    key_separator: Ref,
    item_separator: Ref,
}

impl Encode<'_> {
    fn push(&mut self, object: &PyObject) -> Result<(), Raised> {
        match object.cast::<PyUnicodeObject>() {
            Some(text) => self.out.push_string(text),
            None => Ok(()),
        }
    }

    fn separator(&mut self, key: bool) -> Result<(), Raised> {
        let separator = if key { self.key_separator.clone() } else { self.item_separator.clone() };
        self.push(&separator)
    }

    fn string(&mut self, text: &PyUnicodeObject) -> Result<(), Raised> {
        if let Some(ascii) = self.ascii {
            return push_string(&mut self.out, text, ascii);
        }
        let made = call::call(&self.encoder, &[text])?;
        if !made.is_instance_of::<PyUnicodeObject>() {
            return Err(raise!(
                TYPE_ERROR,
                "encoder() must return a string, not {}",
                made.ob_type().full_name()
            ));
        }
        self.push(&made)
    }

    /// The text of a number, as its own type writes it.
    fn number(&self, object: &PyObject) -> Result<Option<Ref>, Raised> {
        if let Some(number) = object.cast::<PyLongObject>() {
            return Ok(Some(vivarium_runtime::str::new(&int::text::to_decimal(number)?)?.upcast()));
        }
        if !object.is_instance_of::<float::PyFloatObject>() {
            return Ok(None);
        }
        let value = float::to_f64(object)?;
        if value.is_finite() {
            return Ok(Some(vivarium_runtime::str::new(&vivarium_text::float::repr(value))?.upcast()));
        }
        if !self.this.allow_nan.get() {
            return Err(raise!(VALUE_ERROR, "Out of range float values are not JSON compliant"));
        }
        let word = match value {
            value if value.is_nan() => "NaN",
            value if value > 0.0 => "Infinity",
            _ => "-Infinity",
        };
        Ok(Some(vivarium_runtime::str::intern(word)?.upcast()))
    }

    fn constant(object: &PyObject) -> Option<&'static str> {
        if object.is_none() {
            Some("null")
        } else if object.is(bool_::true_()) {
            Some("true")
        } else if object.is(bool_::get(false)) {
            Some("false")
        } else {
            None
        }
    }

    fn any(&mut self, object: &PyObject) -> Result<(), Raised> {
        if let Some(word) = Self::constant(object) {
            return self.out.push_str(word);
        }
        if let Some(text) = object.cast::<PyUnicodeObject>() {
            return self.string(text);
        }
        if let Some(number) = self.number(object)? {
            return self.push(&number);
        }
        let _guard = thread::enter_recursive_call(" while encoding a JSON object")?;
        if object.is_instance_of::<PyListObject>() || object.is_instance_of::<PyTupleObject>() {
            return self.list(object);
        }
        if object.is_instance_of::<PyDictObject>() {
            return self.dict(object);
        }
        let mark = self.enter(object)?;
        let default = field(&self.this.default);
        let made = call::call(&default, &[object])?;
        self.any(&made)?;
        self.leave(mark)
    }

    /// Notes that an object is being written; one that is already contains itself.
    fn enter(&mut self, object: &PyObject) -> Result<Option<Ref>, Raised> {
        let markers = self.markers.clone();
        let Some(markers) = markers.cast::<PyDictObject>() else { return Ok(None) };
        let mark = int::from_usize(object.address())?;
        if markers.contains(&mark)? {
            return Err(raise!(VALUE_ERROR, "Circular reference detected"));
        }
        markers.set_item(&mark, object)?;
        Ok(Some(mark))
    }

    fn leave(&mut self, mark: Option<Ref>) -> Result<(), Raised> {
        match (mark, self.markers.cast::<PyDictObject>()) {
            (Some(mark), Some(markers)) => markers.del_item(&mark),
            _ => Ok(()),
        }
    }

    fn list(&mut self, object: &PyObject) -> Result<(), Raised> {
        let items = iter::collect(object)?;
        if items.is_empty() {
            return self.out.push_str("[]");
        }
        let mark = self.enter(object)?;
        self.out.push(0x5b)?;
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.separator(false)?;
            }
            self.any(item)?;
        }
        self.leave(mark)?;
        self.out.push(0x5d)
    }

    fn dict(&mut self, object: &PyObject) -> Result<(), Raised> {
        let Some(dict) = object.cast::<PyDictObject>() else { return Ok(()) };
        if dict.is_empty() {
            return self.out.push_str("{}");
        }
        let mark = self.enter(object)?;
        self.out.push(0x7b)?;
        let pairs = if object.is_exact::<PyDictObject>() && !self.this.sort_keys.get() {
            dict.pairs()?
        } else {
            self.pairs(object)?
        };
        let mut first = true;
        for (key, value) in pairs {
            let text;
            let name: &PyObject = if key.is_instance_of::<PyUnicodeObject>() {
                &key
            } else if let Some(word) = Self::constant(&key) {
                text = vivarium_runtime::str::intern(word)?.upcast();
                &text
            } else if let Some(number) = self.number(&key)? {
                text = number;
                &text
            } else if self.this.skip_keys.get() {
                continue;
            } else {
                return Err(raise!(
                    TYPE_ERROR,
                    "keys must be str, int, float, bool or None, not {}",
                    key.ob_type().full_name()
                ));
            };
            if !first {
                self.separator(false)?;
            }
            first = false;
            if let Some(name) = name.cast::<PyUnicodeObject>() {
                self.string(name)?;
            }
            self.separator(true)?;
            self.any(&value)?;
        }
        self.leave(mark)?;
        self.out.push(0x7d)
    }

    /// What `items()` gives, sorted if that is asked for.
    fn pairs(&self, object: &PyObject) -> Result<Vec<(Ref, Ref)>, Raised> {
        let items = call::call_method(object, "items", &[])?;
        let items = list::from_vec(iter::collect(&items)?)?;
        if self.this.sort_keys.get() {
            items.sort(None, false)?;
        }
        let mut pairs = Vec::with_capacity(items.len());
        for item in items.items() {
            match item.cast::<PyTupleObject>().map(PyTupleObject::items) {
                Some([key, value]) => pairs.push((key.to_ref(), value.to_ref())),
                _ => return Err(raise!(VALUE_ERROR, "items must return 2-tuples")),
            }
        }
        Ok(pairs)
    }
}
