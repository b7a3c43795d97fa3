//! `memoryview`: making one, its methods and attributes.

use super::slots::{items, own};
use super::{Layout, MOST_DIMENSIONS, PyMemoryViewObject, add_view, item, new, release};
use crate::args::{self, Spec};
use crate::descr::{PyGetSetDef, PyMethodDef};
use crate::list::PyListObject;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::singletons::none_ref;
use crate::str::PyUnicodeObject;
use crate::tuple::PyTupleObject;
use crate::typeobject::PyTypeObject;
use crate::{number, raise};

static NEW: Spec = Spec::new("memoryview", &["object"]).required(1);

pub(super) extern "C" fn memory_new(
    _: &PyTypeObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let [object]: [Option<&PyObject>; 1] = NEW.parse_tuple_dict(arguments, kwargs)?;
    Ok(new(object.unwrap_or(crate::singletons::none()))?.upcast())
}

/// The view and its layout, if it is not released.
fn live(object: &PyObject) -> Result<(&PyMemoryViewObject, Layout), Raised> {
    let view = own(object);
    view.check_released()?;
    Ok((view, view.layout()))
}

fn release_method(object: &PyObject) -> PyResult {
    release(own(object))?;
    Ok(none_ref())
}

fn enter(object: &PyObject) -> PyResult {
    own(object).check_released()?;
    Ok(object.to_ref())
}

fn exit(object: &PyObject, _: &[&PyObject]) -> PyResult {
    release_method(object)
}

static TOBYTES: Spec = Spec::new("tobytes", &["order"]);

fn tobytes(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [order]: [Option<&PyObject>; 1] = TOBYTES.parse(arguments, kwnames)?;
    let order = order.filter(|order| !order.is_none());
    if let Some(order) = order
        && !order.is_instance_of::<PyUnicodeObject>()
    {
        let got = order.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "tobytes() argument 'order' must be str or None, not {got}"));
    }
    let (_, layout) = live(object)?;
    let mut fortran = false;
    if let Some(text) = order.and_then(|order| order.cast::<PyUnicodeObject>()) {
        fortran = match text.as_ascii() {
            Some("C") => false,
            Some("F") => true,
            Some("A") => layout.is_contiguous(true) && !layout.is_contiguous(false),
            _ => return Err(raise!(VALUE_ERROR, "order must be 'C', 'F' or 'A'")),
        };
    }
    Ok(crate::bytes::new(&layout.copy(fortran)?)?.upcast())
}

static HEX: Spec = Spec::new("hex", &["sep", "bytes_per_sep"]);

fn hex(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [separator, group]: [Option<&PyObject>; 2] = HEX.parse(arguments, kwnames)?;
    let (_, layout) = live(object)?;
    crate::bytes::hex_text(&layout.copy(false)?, separator, group)
}

fn tolist(object: &PyObject) -> PyResult {
    let (_, layout) = live(object)?;
    if item::native(layout.format).is_none() {
        return Err(item::unsupported(layout.format));
    }
    let mut level = items(&layout)?;
    if layout.shape.is_empty() {
        return level.pop().ok_or_else(|| raise!(SYSTEM_ERROR, "no item"));
    }
    // From the innermost dimension outwards.
    for dimension in (1..layout.shape.len()).rev() {
        let count = layout.shape[dimension] as usize;
        let outer = layout.shape[..dimension].iter().product::<isize>() as usize;
        let mut rest = level.into_iter();
        level = Vec::with_capacity(outer);
        for _ in 0..outer {
            level.push(crate::list::from_vec(rest.by_ref().take(count).collect())?.upcast());
        }
    }
    Ok(crate::list::from_vec(level)?.upcast())
}

fn toreadonly(object: &PyObject) -> PyResult {
    let (view, mut layout) = live(object)?;
    layout.readonly = true;
    Ok(add_view(view.managed(), &layout)?.upcast())
}

static CAST: Spec = Spec::new("cast", &["format", "shape"]).required(1);

fn cast(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [format, shape]: [Option<&PyObject>; 2] = CAST.parse(arguments, kwnames)?;
    let Some(format) = format else { return Err(raise!(SYSTEM_ERROR, "bad argument")) };
    let Some(text) = format.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("cast", "argument 'format'", "str", format));
    };
    let (view, mut layout) = live(object)?;
    if !layout.is_contiguous(false) {
        return Err(raise!(TYPE_ERROR, "memoryview: casts are restricted to C-contiguous views"));
    }
    if (shape.is_some() || layout.shape.len() != 1) && layout.items() == 0 {
        return Err(raise!(TYPE_ERROR, "memoryview: cannot cast view with zeros in shape or strides"));
    }
    let shape = shape.map(shape_items).transpose()?;
    if let Some(shape) = &shape {
        if shape.len() > MOST_DIMENSIONS {
            return Err(raise!(
                VALUE_ERROR,
                "memoryview: number of dimensions must not exceed {MOST_DIMENSIONS}"
            ));
        }
        if layout.shape.len() != 1 && shape.len() != 1 {
            return Err(raise!(TYPE_ERROR, "memoryview: cast must be 1D -> ND or ND -> 1D"));
        }
    }
    crate::str::codecs::encode_object(text, Some("ascii"), None)?;
    let text = text.to_string_lossy();
    let code = match text.strip_prefix('@').unwrap_or(&text).as_bytes() {
        [code] if item::size(*code).is_some() => *code,
        _ => {
            return Err(raise!(
                VALUE_ERROR,
                "memoryview: destination format must be a native single character format prefixed with an optional '@'"
            ));
        }
    };
    let is_byte = |code: Option<u8>| matches!(code, Some(b'B' | b'b' | b'c'));
    if !is_byte(item::native(layout.format)) && !is_byte(Some(code)) {
        return Err(raise!(TYPE_ERROR, "memoryview: cannot cast between two non-byte formats"));
    }
    let size = item::size(code).unwrap_or(1);
    let len = layout.items() * layout.itemsize;
    if len % size != 0 {
        return Err(raise!(TYPE_ERROR, "memoryview: length is not a multiple of itemsize"));
    }
    layout.format = item::static_format(code);
    layout.itemsize = size;
    layout.shape = vec![len / size];
    layout.strides = vec![size];
    if let Some(shape) = shape {
        let shape = shape_counts(&shape)?;
        let product = shape.iter().try_fold(size, |product, &count| product.checked_mul(count));
        let Some(product) = product else {
            return Err(raise!(VALUE_ERROR, "memoryview.cast(): product(shape) > SSIZE_MAX"));
        };
        if product != len {
            return Err(raise!(TYPE_ERROR, "memoryview: product(shape) * itemsize != buffer size"));
        }
        layout.strides = Layout::contiguous_strides(&shape, size);
        layout.shape = shape;
    }
    Ok(add_view(view.managed(), &layout)?.upcast())
}

fn shape_items(shape: &PyObject) -> Result<Vec<Ref>, Raised> {
    Ok(if let Some(list) = shape.cast::<PyListObject>() {
        list.to_vec()?
    } else if let Some(tuple) = shape.cast::<PyTupleObject>() {
        tuple.items().iter().map(|item| item.to_ref()).collect()
    } else {
        return Err(raise!(TYPE_ERROR, "shape must be a list or a tuple"));
    })
}

fn shape_counts(items: &[Ref]) -> Result<Vec<isize>, Raised> {
    let mut counts = Vec::new();
    for item in items {
        if !item.is_instance_of::<crate::int::PyLongObject>() {
            return Err(raise!(TYPE_ERROR, "memoryview.cast(): elements of shape must be integers"));
        }
        let count = number::as_isize(item)?;
        if count <= 0 {
            return Err(raise!(VALUE_ERROR, "memoryview.cast(): elements of shape must be integers > 0"));
        }
        counts.push(count);
    }
    Ok(counts)
}

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"release", release_method, c"release($self, /)\n--\n\nGives the memory back to its owner."),
    PyMethodDef::keywords(
        c"tobytes",
        tobytes,
        c"tobytes($self, /, order='C')\n--\n\nThe items' memory as bytes, in C, Fortran or its own order.",
    ),
    PyMethodDef::keywords(
        c"hex",
        hex,
        c"hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nHexadecimal text, two digits a byte, with sep between groups.",
    ),
    PyMethodDef::noargs(c"tolist", tolist, c"tolist($self, /)\n--\n\nThe items as a list, of lists for each further dimension."),
    PyMethodDef::keywords(c"cast", cast, c"cast($self, /, format, shape=<unrepresentable>)\n--\n\nThe same memory under another format or shape."),
    PyMethodDef::noargs(c"toreadonly", toreadonly, c"toreadonly($self, /)\n--\n\nA view of the same memory that can't change it."),
    PyMethodDef::noargs(c"__enter__", enter, c""),
    PyMethodDef::fast(c"__exit__", exit, c"").old_style(),
    PyMethodDef::END,
];

fn numbers(values: &[isize]) -> PyResult {
    let mut items = Vec::new();
    for &value in values {
        items.push(crate::int::from_isize(value)?);
    }
    Ok(crate::tuple::new(items)?.upcast())
}

fn get_obj(object: &PyObject) -> PyResult {
    let view = own(object);
    view.check_released()?;
    Ok(view.exporter().unwrap_or_else(none_ref))
}

fn get_nbytes(object: &PyObject) -> PyResult {
    let (_, layout) = live(object)?;
    crate::int::from_isize(layout.items() * layout.itemsize)
}

fn get_readonly(object: &PyObject) -> PyResult {
    Ok(crate::bool_::from_bool(live(object)?.1.readonly))
}

fn get_itemsize(object: &PyObject) -> PyResult {
    crate::int::from_isize(live(object)?.1.itemsize)
}

fn get_format(object: &PyObject) -> PyResult {
    Ok(crate::str::new(&live(object)?.1.format.to_string_lossy())?.upcast())
}

fn get_ndim(object: &PyObject) -> PyResult {
    crate::int::from_usize(live(object)?.1.shape.len())
}

fn get_shape(object: &PyObject) -> PyResult {
    numbers(&live(object)?.1.shape)
}

fn get_strides(object: &PyObject) -> PyResult {
    numbers(&live(object)?.1.strides)
}

fn get_suboffsets(object: &PyObject) -> PyResult {
    live(object)?;
    numbers(&[])
}

fn get_c_contiguous(object: &PyObject) -> PyResult {
    Ok(crate::bool_::from_bool(live(object)?.1.is_contiguous(false)))
}

fn get_f_contiguous(object: &PyObject) -> PyResult {
    Ok(crate::bool_::from_bool(live(object)?.1.is_contiguous(true)))
}

fn get_contiguous(object: &PyObject) -> PyResult {
    let (_, layout) = live(object)?;
    Ok(crate::bool_::from_bool(layout.is_contiguous(false) || layout.is_contiguous(true)))
}

pub(super) static GETSET: &[PyGetSetDef] = &[
    PyGetSetDef::read_only(c"obj", get_obj, c"The object whose memory it is."),
    PyGetSetDef::read_only(c"nbytes", get_nbytes, c"How many bytes the items take."),
    PyGetSetDef::read_only(
        c"readonly",
        get_readonly,
        c"Whether the memory can't be changed through the view.",
    ),
    PyGetSetDef::read_only(c"itemsize", get_itemsize, c"The size of an item in bytes."),
    PyGetSetDef::read_only(c"format", get_format, c"The format of an item, as in the struct module."),
    PyGetSetDef::read_only(c"ndim", get_ndim, c"The number of dimensions."),
    PyGetSetDef::read_only(c"shape", get_shape, c"How many items there are in each dimension."),
    PyGetSetDef::read_only(c"strides", get_strides, c"How many bytes lie between items in each dimension."),
    PyGetSetDef::read_only(c"suboffsets", get_suboffsets, c"Used by arrays of pointers; always empty here."),
    PyGetSetDef::read_only(
        c"c_contiguous",
        get_c_contiguous,
        c"Whether the items lie side by side in C order.",
    ),
    PyGetSetDef::read_only(
        c"f_contiguous",
        get_f_contiguous,
        c"Whether the items lie side by side in Fortran order.",
    ),
    PyGetSetDef::read_only(c"contiguous", get_contiguous, c"Whether the items lie side by side."),
    PyGetSetDef::END,
];
