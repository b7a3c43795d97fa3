//! The tables of fields, by the name of the type.

use vivarium_runtime::builtin_function::PyCFunctionObject;
use vivarium_runtime::bytearray::PyByteArrayObject;
use vivarium_runtime::bytes::PyBytesObject;
use vivarium_runtime::cell::PyCellObject;
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::complex::PyComplexObject;
use vivarium_runtime::descr::mapping_proxy::PyMappingProxyObject;
use vivarium_runtime::descr::methods::PyStaticMethodObject;
use vivarium_runtime::descr::objects::{
    PyDescrObject, PyGetSetDescrObject, PyMemberDescrObject, PyMethodDescrObject, PyMethodWrapperObject,
    PyWrapperDescrObject,
};
use vivarium_runtime::descr::property::PyPropertyObject;
use vivarium_runtime::descr::super_object::PySuperObject;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::dict::iter::DictIterObject;
use vivarium_runtime::dict::views::DictViewObject;
use vivarium_runtime::exceptions::{
    PyAttributeErrorObject, PyBaseExceptionGroupObject, PyBaseExceptionObject, PyImportErrorObject,
    PyNameErrorObject, PyOsErrorObject, PyStopIterationObject, PySyntaxErrorObject, PySystemExitObject,
    PyUnicodeErrorObject,
};
use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::frame::{InterpreterFrame, PyFrameObject};
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::generator::PyGenObject;
use vivarium_runtime::generic_alias::{AliasIterObject, PyGenericAliasObject};
use vivarium_runtime::iterators::lazy::{
    EnumerateObject, FilterObject, MapObject, ReversedObject, ZipObject,
};
use vivarium_runtime::iterators::{CallIterObject, SeqIterObject};
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::list::iter::ListIterObject;
use vivarium_runtime::memoryview::{PyManagedBufferObject, PyMemoryViewObject};
use vivarium_runtime::method::PyMethodObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::namespace::PyNamespaceObject;
use vivarium_runtime::range::PyRangeObject;
use vivarium_runtime::range::iter::{LongRangeIterObject, RangeIterObject};
use vivarium_runtime::set::PySetObject;
use vivarium_runtime::set::iter::SetIterObject;
use vivarium_runtime::slice::PySliceObject;
use vivarium_runtime::str::PyAsciiObject;
use vivarium_runtime::traceback::PyTracebackObject;
use vivarium_runtime::typeobject::heap::PyHeapTypeObject;
use vivarium_runtime::typeobject::{
    PyAsyncMethods, PyBufferProcs, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject,
};
use vivarium_runtime::union::PyUnionObject;
use vivarium_runtime::weakref::PyWeakReference;

use super::shape::{Def, Kind, fields};

/// A struct: its name, the types whose instances have it, its fields behind the header.
pub(super) struct Layout {
    pub name: &'static str,
    pub types: &'static [&'static str],
    /// Whether `ob_size` follows the header.
    pub sized: bool,
    /// Fields of the struct that this one begins with.
    pub base: &'static [Def],
    pub fields: &'static [Def],
}

/// The layout that a native type itself declares.
pub(super) fn layout_of(name: &str) -> Option<&'static Layout> {
    LAYOUTS.iter().find(|layout| layout.types.contains(&name))
}

const NONE: &[Def] = &[];

const fn row(
    name: &'static str,
    types: &'static [&'static str],
    base: &'static [Def],
    fields: &'static [Def],
) -> Layout {
    Layout { name, types, sized: false, base, fields }
}

const fn sized(name: &'static str, types: &'static [&'static str], fields: &'static [Def]) -> Layout {
    Layout { name, types, sized: true, base: NONE, fields }
}

pub(super) static BASE_EXCEPTION: &[Def] = fields!(PyBaseExceptionObject; dict: Object "PyObject *", args: Object "PyObject *", notes: Object "PyObject *", traceback: Object "PyObject *", context: Object "PyObject *", cause: Object "PyObject *", suppress_context: Char "char");

static DESCRIPTOR: &[Def] = fields!(PyDescrObject; d_type: Object "PyTypeObject *", d_name: Object "PyObject *", d_qualname: Object "PyObject *");

pub(super) static INTERPRETER_FRAME: &[Def] = fields!(InterpreterFrame; f_func: Object "PyFunctionObject *", f_globals: Object "PyObject *", f_builtins: Object "PyObject *", f_locals: Object "PyObject *", f_code: Object "PyCodeObject *", frame_obj: Object "PyFrameObject *", previous: Address "_PyInterpreterFrame *", prev_instr: Address "_Py_CODEUNIT *", stacktop: Int "int", is_entry: Char "bool", owner: Char "char");

static TYPE: &[Def] = fields!(PyTypeObject; tp_name: Address "const char *", tp_basicsize: Long "Py_ssize_t", tp_itemsize: Long "Py_ssize_t", tp_dealloc: Address "destructor", tp_vectorcall_offset: Long "Py_ssize_t", tp_getattr: Address "getattrfunc", tp_setattr: Address "setattrfunc", tp_as_async: Address "PyAsyncMethods *", tp_repr: Address "reprfunc", tp_as_number: Address "PyNumberMethods *", tp_as_sequence: Address "PySequenceMethods *", tp_as_mapping: Address "PyMappingMethods *", tp_hash: Address "hashfunc", tp_call: Address "ternaryfunc", tp_str: Address "reprfunc", tp_getattro: Address "getattrofunc", tp_setattro: Address "setattrofunc", tp_as_buffer: Address "PyBufferProcs *", tp_flags: ULong "unsigned long", tp_doc: Address "const char *", tp_traverse: Address "traverseproc", tp_clear: Address "inquiry", tp_richcompare: Address "richcmpfunc", tp_weaklistoffset: Long "Py_ssize_t", tp_iter: Address "getiterfunc", tp_iternext: Address "iternextfunc", tp_methods: Address "PyMethodDef *", tp_members: Address "PyMemberDef *", tp_getset: Address "PyGetSetDef *", tp_base: Object "PyTypeObject *", tp_dict: Object "PyObject *", tp_descr_get: Address "descrgetfunc", tp_descr_set: Address "descrsetfunc", tp_dictoffset: Long "Py_ssize_t", tp_init: Address "initproc", tp_alloc: Address "allocfunc", tp_new: Address "newfunc", tp_free: Address "freefunc", tp_is_gc: Address "inquiry", tp_bases: Object "PyObject *", tp_mro: Object "PyObject *", tp_cache: Object "PyObject *", tp_subclasses: Address "void *", tp_weaklist: Object "PyObject *", tp_del: Address "destructor", tp_version_tag: UInt "unsigned int", tp_finalize: Address "destructor", tp_vectorcall: Address "vectorcallfunc");

/// The tables inside a heap type: where each begins, what stands in front of its fields' names, its fields.
pub(super) static HEAP_TABLES: &[(usize, &str, &[Def])] = &[
    (
        std::mem::offset_of!(PyHeapTypeObject, as_async),
        "as_async.",
        fields!(PyAsyncMethods; am_await: Address "unaryfunc", am_aiter: Address "unaryfunc", am_anext: Address "unaryfunc", am_send: Address "sendfunc"),
    ),
    (
        std::mem::offset_of!(PyHeapTypeObject, as_number),
        "as_number.",
        fields!(PyNumberMethods; nb_add: Address "binaryfunc", nb_subtract: Address "binaryfunc", nb_multiply: Address "binaryfunc", nb_remainder: Address "binaryfunc", nb_divmod: Address "binaryfunc", nb_power: Address "ternaryfunc", nb_negative: Address "unaryfunc", nb_positive: Address "unaryfunc", nb_absolute: Address "unaryfunc", nb_bool: Address "inquiry", nb_invert: Address "unaryfunc", nb_lshift: Address "binaryfunc", nb_rshift: Address "binaryfunc", nb_and: Address "binaryfunc", nb_xor: Address "binaryfunc", nb_or: Address "binaryfunc", nb_int: Address "unaryfunc", nb_reserved: Address "void *", nb_float: Address "unaryfunc", nb_inplace_add: Address "binaryfunc", nb_inplace_subtract: Address "binaryfunc", nb_inplace_multiply: Address "binaryfunc", nb_inplace_remainder: Address "binaryfunc", nb_inplace_power: Address "ternaryfunc", nb_inplace_lshift: Address "binaryfunc", nb_inplace_rshift: Address "binaryfunc", nb_inplace_and: Address "binaryfunc", nb_inplace_xor: Address "binaryfunc", nb_inplace_or: Address "binaryfunc", nb_floor_divide: Address "binaryfunc", nb_true_divide: Address "binaryfunc", nb_inplace_floor_divide: Address "binaryfunc", nb_inplace_true_divide: Address "binaryfunc", nb_index: Address "unaryfunc", nb_matrix_multiply: Address "binaryfunc", nb_inplace_matrix_multiply: Address "binaryfunc"),
    ),
    (
        std::mem::offset_of!(PyHeapTypeObject, as_mapping),
        "as_mapping.",
        fields!(PyMappingMethods; mp_length: Address "lenfunc", mp_subscript: Address "binaryfunc", mp_ass_subscript: Address "objobjargproc"),
    ),
    (
        std::mem::offset_of!(PyHeapTypeObject, as_sequence),
        "as_sequence.",
        fields!(PySequenceMethods; sq_length: Address "lenfunc", sq_concat: Address "binaryfunc", sq_repeat: Address "ssizeargfunc", sq_item: Address "ssizeargfunc", sq_was_slice: Address "void *", sq_ass_item: Address "ssizeobjargproc", sq_was_ass_slice: Address "void *", sq_contains: Address "objobjproc", sq_inplace_concat: Address "binaryfunc", sq_inplace_repeat: Address "ssizeargfunc"),
    ),
    (
        std::mem::offset_of!(PyHeapTypeObject, as_buffer),
        "as_buffer.",
        fields!(PyBufferProcs; bf_getbuffer: Address "getbufferproc", bf_releasebuffer: Address "releasebufferproc"),
    ),
];

pub(super) static HEAP_TYPE: &[Def] = fields!(PyHeapTypeObject; ht_name: Object "PyObject *", ht_slots: Object "PyObject *", ht_qualname: Object "PyObject *", ht_cached_keys: Address "PyDictKeysObject *", ht_module: Object "PyObject *", ht_tpname: Address "char *", spec_getitem: Object "PyObject *");

static INDEXED: &[Def] = fields!(ListIterObject; it_index: Long "Py_ssize_t", it_seq: Object "PyObject *");

static LAYOUTS: &[Layout] = &[
    row("PyObject", &["object", "NoneType", "NotImplementedType", "ellipsis"], NONE, NONE),
    sized("PyLongObject", &["int", "bool"], NONE),
    row("PyFloatObject", &["float"], NONE, fields!(PyFloatObject; ob_fval: Double "double")),
    row("PyComplexObject", &["complex"], NONE, COMPLEX),
    row(
        "PyASCIIObject",
        &["str"],
        NONE,
        fields!(PyAsciiObject; length: Long "Py_ssize_t", hash: Long "Py_hash_t", state: UInt "unsigned int", wstr: Address "wchar_t *"),
    ),
    sized("PyBytesObject", &["bytes"], fields!(PyBytesObject; ob_shash: Long "Py_hash_t")),
    sized(
        "PyByteArrayObject",
        &["bytearray"],
        fields!(PyByteArrayObject; ob_alloc: Long "Py_ssize_t", ob_bytes: Address "char *", ob_start: Address "char *", ob_exports: Long "Py_ssize_t"),
    ),
    sized("PyTupleObject", &["tuple"], NONE),
    sized(
        "PyListObject",
        &["list"],
        fields!(PyListObject; ob_item: Address "PyObject **", allocated: Long "Py_ssize_t"),
    ),
    row(
        "PyDictObject",
        &["dict"],
        NONE,
        fields!(PyDictObject; ma_used: Long "Py_ssize_t", ma_version_tag: ULong "uint64_t", ma_keys: Address "PyDictKeysObject *", ma_values: Address "PyDictValues *"),
    ),
    row(
        "PySetObject",
        &["set", "frozenset"],
        NONE,
        fields!(PySetObject; fill: Long "Py_ssize_t", used: Long "Py_ssize_t", mask: Long "Py_ssize_t", table: Address "setentry *", hash: Long "Py_hash_t", finger: Long "Py_ssize_t", weakreflist: Object "PyObject *"),
    ),
    row(
        "PyRangeObject",
        &["range"],
        NONE,
        fields!(PyRangeObject; start: Object "PyObject *", stop: Object "PyObject *", step: Object "PyObject *", length: Object "PyObject *"),
    ),
    row(
        "PySliceObject",
        &["slice"],
        NONE,
        fields!(PySliceObject; start: Object "PyObject *", stop: Object "PyObject *", step: Object "PyObject *"),
    ),
    row(
        "PyFunctionObject",
        &["function"],
        NONE,
        fields!(PyFunctionObject; func_globals: Object "PyObject *", func_builtins: Object "PyObject *", func_name: Object "PyObject *", func_qualname: Object "PyObject *", func_code: Object "PyObject *", func_defaults: Object "PyObject *", func_kwdefaults: Object "PyObject *", func_closure: Object "PyObject *", func_doc: Object "PyObject *", func_dict: Object "PyObject *", func_weakreflist: Object "PyObject *", func_module: Object "PyObject *", func_annotations: Object "PyObject *", vectorcall: Address "vectorcallfunc", func_version: UInt "uint32_t"),
    ),
    row(
        "PyMethodObject",
        &["method"],
        NONE,
        fields!(PyMethodObject; im_func: Object "PyObject *", im_self: Object "PyObject *", im_weakreflist: Object "PyObject *", vectorcall: Address "vectorcallfunc"),
    ),
    row(
        "PyCFunctionObject",
        &["builtin_function_or_method"],
        NONE,
        fields!(PyCFunctionObject; m_ml: Address "PyMethodDef *", m_self: Object "PyObject *", m_module: Object "PyObject *", m_weakreflist: Object "PyObject *", vectorcall: Address "vectorcallfunc"),
    ),
    row("PyCellObject", &["cell"], NONE, fields!(PyCellObject; ob_ref: Object "PyObject *")),
    row(
        "PyModuleObject",
        &["module"],
        NONE,
        fields!(PyModuleObject; md_dict: Object "PyObject *", md_def: Address "PyModuleDef *", md_state: Address "void *", md_weaklist: Object "PyObject *", md_name: Object "PyObject *"),
    ),
    sized(
        "PyCodeObject",
        &["code"],
        fields!(PyCodeObject; co_consts: Object "PyObject *", co_names: Object "PyObject *", co_exceptiontable: Object "PyObject *", co_flags: Int "int", co_warmup: Short "short", co_linearray_entry_size: Short "short", co_argcount: Int "int", co_posonlyargcount: Int "int", co_kwonlyargcount: Int "int", co_stacksize: Int "int", co_firstlineno: Int "int", co_nlocalsplus: Int "int", co_nlocals: Int "int", co_nplaincellvars: Int "int", co_ncellvars: Int "int", co_nfreevars: Int "int", co_localsplusnames: Object "PyObject *", co_localspluskinds: Object "PyObject *", co_filename: Object "PyObject *", co_name: Object "PyObject *", co_qualname: Object "PyObject *", co_linetable: Object "PyObject *", co_weakreflist: Object "PyObject *", co_code: Object "PyObject *", co_linearray: Address "char *", co_firsttraceable: Int "int", co_extra: Address "void *"),
    ),
    row(
        "PyFrameObject",
        &["frame"],
        NONE,
        fields!(PyFrameObject; f_back: Object "PyFrameObject *", f_frame: Address "_PyInterpreterFrame *", f_trace: Object "PyObject *", f_lineno: Int "int", f_trace_lines: Char "char", f_trace_opcodes: Char "char", f_fast_as_locals: Char "char"),
    ),
    row(
        "PyGenObject",
        &["generator", "coroutine", "async_generator"],
        NONE,
        fields!(PyGenObject; gi_code: Object "PyCodeObject *", gi_weakreflist: Object "PyObject *", gi_name: Object "PyObject *", gi_qualname: Object "PyObject *", gi_exc_state.exc_value: Object "PyObject *", gi_exc_state.previous_item: Address "_PyErr_StackItem *", gi_origin_or_finalizer: Object "PyObject *", gi_hooks_inited: Char "char", gi_closed: Char "char", gi_running_async: Char "char", gi_frame_state: Char "int8_t"),
    ),
    row(
        "PyTracebackObject",
        &["traceback"],
        NONE,
        fields!(PyTracebackObject; tb_next: Object "PyTracebackObject *", tb_frame: Object "PyFrameObject *", tb_lasti: Int "int", tb_lineno: Int "int"),
    ),
    sized("PyTypeObject", &["type"], TYPE),
    row(
        "PyMemberDescrObject",
        &["member_descriptor"],
        DESCRIPTOR,
        fields!(PyMemberDescrObject; d_member: Address "PyMemberDef *"),
    ),
    row(
        "PyMethodDescrObject",
        &["method_descriptor", "classmethod_descriptor"],
        DESCRIPTOR,
        fields!(PyMethodDescrObject; d_method: Address "PyMethodDef *", vectorcall: Address "vectorcallfunc"),
    ),
    row(
        "PyGetSetDescrObject",
        &["getset_descriptor"],
        DESCRIPTOR,
        fields!(PyGetSetDescrObject; d_getset: Address "PyGetSetDef *"),
    ),
    row(
        "PyWrapperDescrObject",
        &["wrapper_descriptor"],
        DESCRIPTOR,
        fields!(PyWrapperDescrObject; d_base: Address "struct wrapperbase *", d_wrapped: Address "void *"),
    ),
    row(
        "wrapperobject",
        &["method-wrapper"],
        NONE,
        fields!(PyMethodWrapperObject; descr: Object "PyObject *", wrapped_self: Object "PyObject *"),
    ),
    row(
        "staticmethod",
        &["staticmethod"],
        NONE,
        fields!(PyStaticMethodObject; callable: Object "PyObject *", dict: Object "PyObject *"),
    ),
    row(
        "classmethod",
        &["classmethod"],
        NONE,
        fields!(PyStaticMethodObject; callable: Object "PyObject *", dict: Object "PyObject *"),
    ),
    row(
        "propertyobject",
        &["property"],
        NONE,
        fields!(PyPropertyObject; prop_get: Object "PyObject *", prop_set: Object "PyObject *", prop_del: Object "PyObject *", prop_doc: Object "PyObject *", prop_name: Object "PyObject *", getter_doc: Int "int"),
    ),
    row(
        "superobject",
        &["super"],
        NONE,
        fields!(PySuperObject; class: Object "PyTypeObject *", instance: Object "PyObject *", instance_type: Object "PyTypeObject *"),
    ),
    row(
        "mappingproxyobject",
        &["mappingproxy"],
        NONE,
        fields!(PyMappingProxyObject; mapping: Object "PyObject *"),
    ),
    row(
        "_PyNamespaceObject",
        &["types.SimpleNamespace"],
        NONE,
        fields!(PyNamespaceObject; ns_dict: Object "PyObject *"),
    ),
    row(
        "gaobject",
        &["types.GenericAlias"],
        NONE,
        fields!(PyGenericAliasObject; origin: Object "PyObject *", args: Object "PyObject *", parameters: Object "PyObject *", weakreflist: Object "PyObject *", starred: Char "bool", vectorcall: Address "vectorcallfunc"),
    ),
    row(
        "gaiterobject",
        &["types.generic_alias_iterator"],
        NONE,
        fields!(AliasIterObject; obj: Object "PyObject *"),
    ),
    row(
        "unionobject",
        &["types.UnionType"],
        NONE,
        fields!(PyUnionObject; args: Object "PyObject *", parameters: Object "PyObject *"),
    ),
    row(
        "PyWeakReference",
        &[
            "weakref",
            "weakref.ReferenceType",
            "weakproxy",
            "weakcallableproxy",
            "weakref.ProxyType",
            "weakref.CallableProxyType",
        ],
        NONE,
        fields!(PyWeakReference; wr_object: Object "PyObject *", wr_callback: Object "PyObject *", hash: Long "Py_hash_t", wr_prev: Address "PyWeakReference *", wr_next: Address "PyWeakReference *", vectorcall: Address "vectorcallfunc"),
    ),
    row(
        "_PyManagedBufferObject",
        &["managedbuffer"],
        NONE,
        fields!(PyManagedBufferObject; flags: Int "int", exports: Long "Py_ssize_t"),
    ),
    sized(
        "PyMemoryViewObject",
        &["memoryview"],
        fields!(PyMemoryViewObject; mbuf: Object "_PyManagedBufferObject *", hash: Long "Py_hash_t", flags: Int "int", exports: Long "Py_ssize_t", weakreflist: Object "PyObject *"),
    ),
    row(
        "_PyListIterObject",
        &["list_iterator"],
        NONE,
        fields!(ListIterObject; it_index: Long "Py_ssize_t", it_seq: Object "PyObject *"),
    ),
    row("listreviterobject", &["list_reverseiterator"], NONE, INDEXED),
    row("_PyTupleIterObject", &["tuple_iterator"], NONE, INDEXED),
    row("unicodeiterobject", &["str_iterator", "str_ascii_iterator"], NONE, INDEXED),
    row("striterobject", &["bytes_iterator"], NONE, INDEXED),
    row("bytesiterobject", &["bytearray_iterator"], NONE, INDEXED),
    row(
        "seqiterobject",
        &["iterator"],
        NONE,
        fields!(SeqIterObject; it_index: Long "Py_ssize_t", it_seq: Object "PyObject *"),
    ),
    row(
        "calliterobject",
        &["callable_iterator"],
        NONE,
        fields!(CallIterObject; it_callable: Object "PyObject *", it_sentinel: Object "PyObject *"),
    ),
    row(
        "_PyRangeIterObject",
        &["range_iterator"],
        NONE,
        fields!(RangeIterObject; index: Long "long", start: Long "long", step: Long "long", len: Long "long"),
    ),
    row(
        "longrangeiterobject",
        &["longrange_iterator"],
        NONE,
        fields!(LongRangeIterObject; index: Object "PyObject *", start: Object "PyObject *", step: Object "PyObject *", len: Object "PyObject *"),
    ),
    row(
        "dictiterobject",
        &[
            "dict_keyiterator",
            "dict_valueiterator",
            "dict_itemiterator",
            "dict_reversekeyiterator",
            "dict_reversevalueiterator",
            "dict_reverseitemiterator",
        ],
        NONE,
        fields!(DictIterObject; di_dict: Object "PyObject *", di_used: Long "Py_ssize_t", di_pos: Long "Py_ssize_t", di_result: Object "PyObject *", len: Long "Py_ssize_t"),
    ),
    row(
        "_PyDictViewObject",
        &["dict_keys", "dict_values", "dict_items"],
        NONE,
        fields!(DictViewObject; dv_dict: Object "PyObject *"),
    ),
    row(
        "setiterobject",
        &["set_iterator"],
        NONE,
        fields!(SetIterObject; si_set: Object "PyObject *", si_used: Long "Py_ssize_t", si_pos: Long "Py_ssize_t", len: Long "Py_ssize_t"),
    ),
    row(
        "enumobject",
        &["enumerate"],
        NONE,
        fields!(EnumerateObject; en_index: Long "Py_ssize_t", en_sit: Object "PyObject *", en_result: Object "PyObject *", en_longindex: Object "PyObject *"),
    ),
    row(
        "zipobject",
        &["zip"],
        NONE,
        fields!(ZipObject; tuplesize: Long "Py_ssize_t", ittuple: Object "PyObject *", result: Object "PyObject *", strict: Int "int"),
    ),
    row(
        "mapobject",
        &["map"],
        NONE,
        fields!(MapObject; iters: Object "PyObject *", func: Object "PyObject *"),
    ),
    row(
        "filterobject",
        &["filter"],
        NONE,
        fields!(FilterObject; func: Object "PyObject *", it: Object "PyObject *"),
    ),
    row(
        "reversedobject",
        &["reversed"],
        NONE,
        fields!(ReversedObject; index: Long "Py_ssize_t", seq: Object "PyObject *"),
    ),
    row("PyBaseExceptionObject", &["BaseException"], BASE_EXCEPTION, NONE),
    row(
        "PySyntaxErrorObject",
        &["SyntaxError"],
        BASE_EXCEPTION,
        fields!(PySyntaxErrorObject; msg: Object "PyObject *", filename: Object "PyObject *", lineno: Object "PyObject *", offset: Object "PyObject *", end_lineno: Object "PyObject *", end_offset: Object "PyObject *", text: Object "PyObject *", print_file_and_line: Object "PyObject *"),
    ),
    row(
        "PyImportErrorObject",
        &["ImportError"],
        BASE_EXCEPTION,
        fields!(PyImportErrorObject; msg: Object "PyObject *", name: Object "PyObject *", path: Object "PyObject *"),
    ),
    row(
        "PyUnicodeErrorObject",
        &["UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError"],
        BASE_EXCEPTION,
        fields!(PyUnicodeErrorObject; encoding: Object "PyObject *", object: Object "PyObject *", start: Long "Py_ssize_t", end: Long "Py_ssize_t", reason: Object "PyObject *"),
    ),
    row(
        "PySystemExitObject",
        &["SystemExit"],
        BASE_EXCEPTION,
        fields!(PySystemExitObject; code: Object "PyObject *"),
    ),
    row(
        "PyOSErrorObject",
        &["OSError"],
        BASE_EXCEPTION,
        fields!(PyOsErrorObject; myerrno: Object "PyObject *", strerror: Object "PyObject *", filename: Object "PyObject *", filename2: Object "PyObject *", written: Long "Py_ssize_t"),
    ),
    row(
        "PyStopIterationObject",
        &["StopIteration"],
        BASE_EXCEPTION,
        fields!(PyStopIterationObject; value: Object "PyObject *"),
    ),
    row(
        "PyNameErrorObject",
        &["NameError"],
        BASE_EXCEPTION,
        fields!(PyNameErrorObject; name: Object "PyObject *"),
    ),
    row(
        "PyAttributeErrorObject",
        &["AttributeError"],
        BASE_EXCEPTION,
        fields!(PyAttributeErrorObject; obj: Object "PyObject *", name: Object "PyObject *"),
    ),
    row(
        "PyBaseExceptionGroupObject",
        &["BaseExceptionGroup"],
        BASE_EXCEPTION,
        fields!(PyBaseExceptionGroupObject; msg: Object "PyObject *", excs: Object "PyObject *"),
    ),
];

static COMPLEX: &[Def] = &[
    Def {
        name: "cval.real",
        ctype: "double",
        offset: std::mem::offset_of!(PyComplexObject, cval),
        kind: Kind::Double,
    },
    Def {
        name: "cval.imag",
        ctype: "double",
        offset: std::mem::offset_of!(PyComplexObject, cval) + 8,
        kind: Kind::Double,
    },
];
