//! The table that ties special method names to slots, and the rules by which a class's slots follow its methods
//! (`slotdefs` of `Objects/typeobject.c`).

use std::cell::Cell;
use std::mem::offset_of;

use super::heap::PyHeapTypeObject;
use super::slots::*;
use super::wrappers::{self, Wrapper};
use super::{
    IterNextFunc, PyAsyncMethods, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject, flags,
};
use crate::names::Name;
use crate::object::{PyObject, Raised, Ref};
use crate::str::PyUnicodeObject;

/// One special method name and the slot it stands for. Names that share a slot stand together.
pub struct SlotDef {
    pub name: &'static str,
    /// In [`PyHeapTypeObject`].
    pub offset: usize,
    /// What stands in the slot of a class that defines the method in Python; null if nothing does.
    pub function: *const (),
    /// How the slot of a native type is called by the method's name.
    pub wrapper: Option<Wrapper>,
    pub keywords: bool,
    /// Without the name in front.
    pub doc: &'static str,
}

// SAFETY: a read-only table.
unsafe impl Sync for SlotDef {}

macro_rules! tp {
    ($field:ident) => {
        offset_of!(PyTypeObject, $field)
    };
}
macro_rules! asynchronous {
    ($field:ident) => {
        offset_of!(PyHeapTypeObject, as_async) + offset_of!(PyAsyncMethods, $field)
    };
}
macro_rules! number {
    ($field:ident) => {
        offset_of!(PyHeapTypeObject, as_number) + offset_of!(PyNumberMethods, $field)
    };
}
macro_rules! mapping {
    ($field:ident) => {
        offset_of!(PyHeapTypeObject, as_mapping) + offset_of!(PyMappingMethods, $field)
    };
}
macro_rules! sequence {
    ($field:ident) => {
        offset_of!(PyHeapTypeObject, as_sequence) + offset_of!(PySequenceMethods, $field)
    };
}

#[rustfmt::skip]
pub static SLOT_DEFS: &[SlotDef] = &[
    SlotDef { name: "__repr__", offset: tp!(tp_repr), function: slot_tp_repr as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nReturn repr(self)." },
    SlotDef { name: "__hash__", offset: tp!(tp_hash), function: slot_tp_hash as *const (), wrapper: Some(wrappers::wrap_hash), keywords: false, doc: "($self, /)\n--\n\nReturn hash(self)." },
    SlotDef { name: "__call__", offset: tp!(tp_call), function: slot_tp_call as *const (), wrapper: Some(wrappers::wrap_call), keywords: true, doc: "($self, /, *args, **kwargs)\n--\n\nCall self as a function." },
    SlotDef { name: "__str__", offset: tp!(tp_str), function: slot_tp_str as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nReturn str(self)." },
    SlotDef { name: "__getattribute__", offset: tp!(tp_getattro), function: slot_tp_getattr_hook as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, name, /)\n--\n\nReturn getattr(self, name)." },
    SlotDef { name: "__getattr__", offset: tp!(tp_getattro), function: slot_tp_getattr_hook as *const (), wrapper: None, keywords: false, doc: "" },
    SlotDef { name: "__setattr__", offset: tp!(tp_setattro), function: slot_tp_setattro as *const (), wrapper: Some(wrappers::wrap_setattr), keywords: false, doc: "($self, name, value, /)\n--\n\nImplement setattr(self, name, value)." },
    SlotDef { name: "__delattr__", offset: tp!(tp_setattro), function: slot_tp_setattro as *const (), wrapper: Some(wrappers::wrap_delattr), keywords: false, doc: "($self, name, /)\n--\n\nImplement delattr(self, name)." },
    SlotDef { name: "__lt__", offset: tp!(tp_richcompare), function: slot_tp_richcompare as *const (), wrapper: Some(wrappers::richcmp_lt), keywords: false, doc: "($self, value, /)\n--\n\nReturn self<value." },
    SlotDef { name: "__le__", offset: tp!(tp_richcompare), function: slot_tp_richcompare as *const (), wrapper: Some(wrappers::richcmp_le), keywords: false, doc: "($self, value, /)\n--\n\nReturn self<=value." },
    SlotDef { name: "__eq__", offset: tp!(tp_richcompare), function: slot_tp_richcompare as *const (), wrapper: Some(wrappers::richcmp_eq), keywords: false, doc: "($self, value, /)\n--\n\nReturn self==value." },
    SlotDef { name: "__ne__", offset: tp!(tp_richcompare), function: slot_tp_richcompare as *const (), wrapper: Some(wrappers::richcmp_ne), keywords: false, doc: "($self, value, /)\n--\n\nReturn self!=value." },
    SlotDef { name: "__gt__", offset: tp!(tp_richcompare), function: slot_tp_richcompare as *const (), wrapper: Some(wrappers::richcmp_gt), keywords: false, doc: "($self, value, /)\n--\n\nReturn self>value." },
    SlotDef { name: "__ge__", offset: tp!(tp_richcompare), function: slot_tp_richcompare as *const (), wrapper: Some(wrappers::richcmp_ge), keywords: false, doc: "($self, value, /)\n--\n\nReturn self>=value." },
    SlotDef { name: "__iter__", offset: tp!(tp_iter), function: slot_tp_iter as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nImplement iter(self)." },
    SlotDef { name: "__next__", offset: tp!(tp_iternext), function: slot_tp_iternext as *const (), wrapper: Some(wrappers::wrap_next), keywords: false, doc: "($self, /)\n--\n\nImplement next(self)." },
    SlotDef { name: "__get__", offset: tp!(tp_descr_get), function: slot_tp_descr_get as *const (), wrapper: Some(wrappers::wrap_descr_get), keywords: false, doc: "($self, instance, owner=None, /)\n--\n\nReturn an attribute of instance, which is of type owner." },
    SlotDef { name: "__set__", offset: tp!(tp_descr_set), function: slot_tp_descr_set as *const (), wrapper: Some(wrappers::wrap_descr_set), keywords: false, doc: "($self, instance, value, /)\n--\n\nSet an attribute of instance to value." },
    SlotDef { name: "__delete__", offset: tp!(tp_descr_set), function: slot_tp_descr_set as *const (), wrapper: Some(wrappers::wrap_descr_delete), keywords: false, doc: "($self, instance, /)\n--\n\nDelete an attribute of instance." },
    SlotDef { name: "__init__", offset: tp!(tp_init), function: slot_tp_init as *const (), wrapper: Some(wrappers::wrap_init), keywords: true, doc: "($self, /, *args, **kwargs)\n--\n\nInitialize self.  See help(type(self)) for accurate signature." },
    SlotDef { name: "__new__", offset: tp!(tp_new), function: slot_tp_new as *const (), wrapper: None, keywords: false, doc: "(type, /, *args, **kwargs)\n--\n\nCreate and return new object.  See help(type) for accurate signature." },
    SlotDef { name: "__del__", offset: tp!(tp_finalize), function: slot_tp_finalize as *const (), wrapper: Some(wrappers::wrap_del), keywords: false, doc: "" },
    SlotDef { name: "__await__", offset: asynchronous!(am_await), function: slot_am_await as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nReturn an iterator to be used in await expression." },
    SlotDef { name: "__aiter__", offset: asynchronous!(am_aiter), function: slot_am_aiter as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nReturn an awaitable, that resolves in asynchronous iterator." },
    SlotDef { name: "__anext__", offset: asynchronous!(am_anext), function: slot_am_anext as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nReturn a value or raise StopAsyncIteration." },
    SlotDef { name: "__add__", offset: number!(nb_add), function: slot_nb_add as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self+value." },
    SlotDef { name: "__radd__", offset: number!(nb_add), function: slot_nb_add as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value+self." },
    SlotDef { name: "__sub__", offset: number!(nb_subtract), function: slot_nb_subtract as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self-value." },
    SlotDef { name: "__rsub__", offset: number!(nb_subtract), function: slot_nb_subtract as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value-self." },
    SlotDef { name: "__mul__", offset: number!(nb_multiply), function: slot_nb_multiply as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self*value." },
    SlotDef { name: "__rmul__", offset: number!(nb_multiply), function: slot_nb_multiply as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value*self." },
    SlotDef { name: "__mod__", offset: number!(nb_remainder), function: slot_nb_remainder as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self%value." },
    SlotDef { name: "__rmod__", offset: number!(nb_remainder), function: slot_nb_remainder as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value%self." },
    SlotDef { name: "__divmod__", offset: number!(nb_divmod), function: slot_nb_divmod as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn divmod(self, value)." },
    SlotDef { name: "__rdivmod__", offset: number!(nb_divmod), function: slot_nb_divmod as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn divmod(value, self)." },
    SlotDef { name: "__pow__", offset: number!(nb_power), function: slot_nb_power as *const (), wrapper: Some(wrappers::wrap_ternary), keywords: false, doc: "($self, value, mod=None, /)\n--\n\nReturn pow(self, value, mod)." },
    SlotDef { name: "__rpow__", offset: number!(nb_power), function: slot_nb_power as *const (), wrapper: Some(wrappers::wrap_ternary_r), keywords: false, doc: "($self, value, mod=None, /)\n--\n\nReturn pow(value, self, mod)." },
    SlotDef { name: "__neg__", offset: number!(nb_negative), function: slot_nb_negative as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\n-self" },
    SlotDef { name: "__pos__", offset: number!(nb_positive), function: slot_nb_positive as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\n+self" },
    SlotDef { name: "__abs__", offset: number!(nb_absolute), function: slot_nb_absolute as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nabs(self)" },
    SlotDef { name: "__bool__", offset: number!(nb_bool), function: slot_nb_bool as *const (), wrapper: Some(wrappers::wrap_inquiry), keywords: false, doc: "($self, /)\n--\n\nTrue if self else False" },
    SlotDef { name: "__invert__", offset: number!(nb_invert), function: slot_nb_invert as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\n~self" },
    SlotDef { name: "__lshift__", offset: number!(nb_lshift), function: slot_nb_lshift as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self<<value." },
    SlotDef { name: "__rlshift__", offset: number!(nb_lshift), function: slot_nb_lshift as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value<<self." },
    SlotDef { name: "__rshift__", offset: number!(nb_rshift), function: slot_nb_rshift as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self>>value." },
    SlotDef { name: "__rrshift__", offset: number!(nb_rshift), function: slot_nb_rshift as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value>>self." },
    SlotDef { name: "__and__", offset: number!(nb_and), function: slot_nb_and as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self&value." },
    SlotDef { name: "__rand__", offset: number!(nb_and), function: slot_nb_and as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value&self." },
    SlotDef { name: "__xor__", offset: number!(nb_xor), function: slot_nb_xor as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self^value." },
    SlotDef { name: "__rxor__", offset: number!(nb_xor), function: slot_nb_xor as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value^self." },
    SlotDef { name: "__or__", offset: number!(nb_or), function: slot_nb_or as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self|value." },
    SlotDef { name: "__ror__", offset: number!(nb_or), function: slot_nb_or as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value|self." },
    SlotDef { name: "__int__", offset: number!(nb_int), function: slot_nb_int as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nint(self)" },
    SlotDef { name: "__float__", offset: number!(nb_float), function: slot_nb_float as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nfloat(self)" },
    SlotDef { name: "__iadd__", offset: number!(nb_inplace_add), function: slot_nb_inplace_add as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self+=value." },
    SlotDef { name: "__isub__", offset: number!(nb_inplace_subtract), function: slot_nb_inplace_subtract as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self-=value." },
    SlotDef { name: "__imul__", offset: number!(nb_inplace_multiply), function: slot_nb_inplace_multiply as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self*=value." },
    SlotDef { name: "__imod__", offset: number!(nb_inplace_remainder), function: slot_nb_inplace_remainder as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self%=value." },
    SlotDef { name: "__ipow__", offset: number!(nb_inplace_power), function: slot_nb_inplace_power as *const (), wrapper: Some(wrappers::wrap_ternary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self**=value." },
    SlotDef { name: "__ilshift__", offset: number!(nb_inplace_lshift), function: slot_nb_inplace_lshift as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self<<=value." },
    SlotDef { name: "__irshift__", offset: number!(nb_inplace_rshift), function: slot_nb_inplace_rshift as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self>>=value." },
    SlotDef { name: "__iand__", offset: number!(nb_inplace_and), function: slot_nb_inplace_and as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self&=value." },
    SlotDef { name: "__ixor__", offset: number!(nb_inplace_xor), function: slot_nb_inplace_xor as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self^=value." },
    SlotDef { name: "__ior__", offset: number!(nb_inplace_or), function: slot_nb_inplace_or as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self|=value." },
    SlotDef { name: "__floordiv__", offset: number!(nb_floor_divide), function: slot_nb_floor_divide as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self//value." },
    SlotDef { name: "__rfloordiv__", offset: number!(nb_floor_divide), function: slot_nb_floor_divide as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value//self." },
    SlotDef { name: "__truediv__", offset: number!(nb_true_divide), function: slot_nb_true_divide as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self/value." },
    SlotDef { name: "__rtruediv__", offset: number!(nb_true_divide), function: slot_nb_true_divide as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value/self." },
    SlotDef { name: "__ifloordiv__", offset: number!(nb_inplace_floor_divide), function: slot_nb_inplace_floor_divide as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self//=value." },
    SlotDef { name: "__itruediv__", offset: number!(nb_inplace_true_divide), function: slot_nb_inplace_true_divide as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self/=value." },
    SlotDef { name: "__index__", offset: number!(nb_index), function: slot_nb_index as *const (), wrapper: Some(wrappers::wrap_unary), keywords: false, doc: "($self, /)\n--\n\nReturn self converted to an integer, if self is suitable for use as an index into a list." },
    SlotDef { name: "__matmul__", offset: number!(nb_matrix_multiply), function: slot_nb_matrix_multiply as *const (), wrapper: Some(wrappers::wrap_binary_l), keywords: false, doc: "($self, value, /)\n--\n\nReturn self@value." },
    SlotDef { name: "__rmatmul__", offset: number!(nb_matrix_multiply), function: slot_nb_matrix_multiply as *const (), wrapper: Some(wrappers::wrap_binary_r), keywords: false, doc: "($self, value, /)\n--\n\nReturn value@self." },
    SlotDef { name: "__imatmul__", offset: number!(nb_inplace_matrix_multiply), function: slot_nb_inplace_matrix_multiply as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self@=value." },
    SlotDef { name: "__len__", offset: mapping!(mp_length), function: slot_length as *const (), wrapper: Some(wrappers::wrap_len), keywords: false, doc: "($self, /)\n--\n\nReturn len(self)." },
    SlotDef { name: "__getitem__", offset: mapping!(mp_subscript), function: slot_mp_subscript as *const (), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, key, /)\n--\n\nReturn self[key]." },
    SlotDef { name: "__setitem__", offset: mapping!(mp_ass_subscript), function: slot_mp_ass_subscript as *const (), wrapper: Some(wrappers::wrap_setitem), keywords: false, doc: "($self, key, value, /)\n--\n\nSet self[key] to value." },
    SlotDef { name: "__delitem__", offset: mapping!(mp_ass_subscript), function: slot_mp_ass_subscript as *const (), wrapper: Some(wrappers::wrap_delitem), keywords: false, doc: "($self, key, /)\n--\n\nDelete self[key]." },
    SlotDef { name: "__len__", offset: sequence!(sq_length), function: slot_length as *const (), wrapper: Some(wrappers::wrap_len), keywords: false, doc: "($self, /)\n--\n\nReturn len(self)." },
    SlotDef { name: "__add__", offset: sequence!(sq_concat), function: std::ptr::null(), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nReturn self+value." },
    SlotDef { name: "__mul__", offset: sequence!(sq_repeat), function: std::ptr::null(), wrapper: Some(wrappers::wrap_index_argument), keywords: false, doc: "($self, value, /)\n--\n\nReturn self*value." },
    SlotDef { name: "__rmul__", offset: sequence!(sq_repeat), function: std::ptr::null(), wrapper: Some(wrappers::wrap_index_argument), keywords: false, doc: "($self, value, /)\n--\n\nReturn value*self." },
    SlotDef { name: "__getitem__", offset: sequence!(sq_item), function: slot_sq_item as *const (), wrapper: Some(wrappers::wrap_sq_item), keywords: false, doc: "($self, key, /)\n--\n\nReturn self[key]." },
    SlotDef { name: "__setitem__", offset: sequence!(sq_ass_item), function: slot_sq_ass_item as *const (), wrapper: Some(wrappers::wrap_sq_setitem), keywords: false, doc: "($self, key, value, /)\n--\n\nSet self[key] to value." },
    SlotDef { name: "__delitem__", offset: sequence!(sq_ass_item), function: slot_sq_ass_item as *const (), wrapper: Some(wrappers::wrap_sq_delitem), keywords: false, doc: "($self, key, /)\n--\n\nDelete self[key]." },
    SlotDef { name: "__contains__", offset: sequence!(sq_contains), function: slot_sq_contains as *const (), wrapper: Some(wrappers::wrap_contains), keywords: false, doc: "($self, key, /)\n--\n\nReturn key in self." },
    SlotDef { name: "__iadd__", offset: sequence!(sq_inplace_concat), function: std::ptr::null(), wrapper: Some(wrappers::wrap_binary), keywords: false, doc: "($self, value, /)\n--\n\nImplement self+=value." },
    SlotDef { name: "__imul__", offset: sequence!(sq_inplace_repeat), function: std::ptr::null(), wrapper: Some(wrappers::wrap_index_argument), keywords: false, doc: "($self, value, /)\n--\n\nImplement self*=value." },
];

/// One of the tables of slots: which definitions are in it, and where it begins in [`PyHeapTypeObject`].
pub struct Table {
    first: usize,
    end: usize,
    begin: usize,
}

/// The type itself, then its four tables.
pub static TABLES: [Table; 5] = [
    table(0, offset_of!(PyHeapTypeObject, as_async)),
    table(offset_of!(PyHeapTypeObject, as_async), offset_of!(PyHeapTypeObject, as_number)),
    table(offset_of!(PyHeapTypeObject, as_number), offset_of!(PyHeapTypeObject, as_mapping)),
    table(offset_of!(PyHeapTypeObject, as_mapping), offset_of!(PyHeapTypeObject, as_sequence)),
    table(offset_of!(PyHeapTypeObject, as_sequence), usize::MAX),
];

const fn table(begin: usize, end: usize) -> Table {
    let mut first = 0;
    while SLOT_DEFS[first].offset < begin {
        first += 1;
    }
    let mut last = first;
    while last < SLOT_DEFS.len() && SLOT_DEFS[last].offset < end {
        last += 1;
    }
    Table { first, end: last, begin }
}

impl Table {
    pub fn defs(&self) -> &'static [SlotDef] {
        &SLOT_DEFS[self.first..self.end]
    }

    /// Where a type has it, or null.
    pub fn of(&self, ty: &PyTypeObject) -> *const u8 {
        match self.begin {
            0 => std::ptr::from_ref(ty).cast(),
            begin if begin == offset_of!(PyHeapTypeObject, as_async) => ty.tp_as_async.get().cast(),
            begin if begin == offset_of!(PyHeapTypeObject, as_number) => ty.tp_as_number.get().cast(),
            begin if begin == offset_of!(PyHeapTypeObject, as_mapping) => ty.tp_as_mapping.get().cast(),
            _ => ty.tp_as_sequence.get().cast(),
        }
    }
}

impl SlotDef {
    /// The interned name.
    pub fn interned(&self) -> &'static PyUnicodeObject {
        static NAMES: [Name; SLOT_DEFS.len()] = [const { Name::new() }; SLOT_DEFS.len()];
        let index = (std::ptr::from_ref(self) as usize - SLOT_DEFS.as_ptr() as usize) / size_of::<SlotDef>();
        NAMES[index].get(self.name)
    }
}

/// The slot at an offset of [`PyHeapTypeObject`], through the type's own pointers to its tables; `None` if it has not that
/// table.
pub fn slot_at(ty: &PyTypeObject, offset: usize) -> Option<&Cell<*const ()>> {
    let (table, base): (*const u8, usize) = if offset >= offset_of!(PyHeapTypeObject, as_sequence) {
        (ty.tp_as_sequence.get().cast(), offset_of!(PyHeapTypeObject, as_sequence))
    } else if offset >= offset_of!(PyHeapTypeObject, as_mapping) {
        (ty.tp_as_mapping.get().cast(), offset_of!(PyHeapTypeObject, as_mapping))
    } else if offset >= offset_of!(PyHeapTypeObject, as_number) {
        (ty.tp_as_number.get().cast(), offset_of!(PyHeapTypeObject, as_number))
    } else if offset >= offset_of!(PyHeapTypeObject, as_async) {
        (ty.tp_as_async.get().cast(), offset_of!(PyHeapTypeObject, as_async))
    } else {
        (std::ptr::from_ref(ty).cast(), 0)
    };
    if table.is_null() {
        return None;
    }
    // SAFETY: the offset is that of a slot, which is one pointer wide, in that table.
    Some(unsafe { &*table.add(offset - base).cast::<Cell<*const ()>>() })
}

/// `resolve_slotdups`: the one slot among those of this name that the type fills; `None` if there are several or none.
fn only_slot_of_name<'a>(ty: &'a PyTypeObject, name: &str) -> Option<&'a Cell<*const ()>> {
    let mut found = None;
    for def in SLOT_DEFS.iter().filter(|def| def.name == name) {
        let Some(slot) = slot_at(ty, def.offset).filter(|slot| !slot.get().is_null()) else { continue };
        if found.is_some() {
            return None;
        }
        found = Some(slot);
    }
    found
}

/// `update_one_slot`: sets the slot of the definitions from `start` on that share an offset; gives the index behind them.
fn update_one(ty: &PyTypeObject, start: usize) -> Result<usize, Raised> {
    let offset = SLOT_DEFS[start].offset;
    let end = start + SLOT_DEFS[start..].iter().take_while(|def| def.offset == offset).count();
    let Some(slot) = slot_at(ty, offset) else { return Ok(end) };
    let null: *const () = std::ptr::null();
    let mut specific = null;
    let mut generic = null;
    let mut use_generic = false;
    for def in &SLOT_DEFS[start..end] {
        let name = def.interned();
        let Some(found) = super::cache::find_in_mro(ty, name) else {
            if offset == offset_of!(PyTypeObject, tp_iternext) {
                specific = crate::iter::next_not_implemented as IterNextFunc as *const ();
            }
            continue;
        };
        if let Some(wrapper) = crate::descr::objects::as_wrapper(found)
            && wrapper.base().name == def.name
        {
            let only = only_slot_of_name(ty, def.name);
            if only.is_none_or(|only| std::ptr::eq(only, slot)) {
                generic = def.function;
            }
            // Addresses of functions say nothing: the linker may make one of two with the same instructions. Of the
            // slots that share a name, only these have the same wrapper.
            let base = wrapper.base();
            let same_wrapper = base.offset == def.offset || matches!(def.name, "__len__" | "__iadd__");
            if (specific.is_null() || specific == wrapper.wrapped())
                && same_wrapper
                && ty.is_subtype(wrapper.owner())
            {
                specific = wrapper.wrapped();
            } else {
                use_generic = true;
            }
        } else if offset == offset_of!(PyTypeObject, tp_new) && super::ready::is_new_wrapper(found) {
            specific = slot.get();
        } else if found.is_none() && offset == offset_of!(PyTypeObject, tp_hash) {
            specific = crate::objects::hash_not_implemented as super::HashFunc as *const ();
        } else {
            use_generic = true;
            generic = def.function;
        }
    }
    slot.set(if !specific.is_null() && !use_generic { specific } else { generic });
    Ok(end)
}

/// Sets all slots of a new class by the methods in its MRO.
pub fn fixup(ty: &PyTypeObject) -> Result<(), Raised> {
    let mut index = 0;
    while index < SLOT_DEFS.len() {
        index = update_one(ty, index)?;
    }
    Ok(())
}

/// Sets the slots that a changed class attribute stands for, in the class and in those subclasses that don't have it
/// themselves.
pub fn update(ty: &PyTypeObject, name: &PyUnicodeObject) -> Result<(), Raised> {
    let Some(text) = crate::str::as_str(name) else { return Ok(()) };
    if !(text.starts_with("__") && text.ends_with("__")) {
        return Ok(());
    }
    let mut starts: Vec<usize> = Vec::new();
    for (index, def) in SLOT_DEFS.iter().enumerate().filter(|(_, def)| def.name == text) {
        let before =
            SLOT_DEFS[..index].iter().rev().take_while(|earlier| earlier.offset == def.offset).count();
        starts.push(index - before);
    }
    if starts.is_empty() {
        return Ok(());
    }
    update_with_subclasses(ty, name, &starts)
}

fn update_with_subclasses(ty: &PyTypeObject, name: &PyUnicodeObject, starts: &[usize]) -> Result<(), Raised> {
    for start in starts {
        update_one(ty, *start)?;
    }
    for subclass in super::heap::subclasses(ty) {
        if subclass.dict().get_str_borrowed(name).is_none() {
            update_with_subclasses(&subclass, name, starts)?;
        }
    }
    Ok(())
}

/// Sets every slot again, in the class and all its subclasses: its bases have changed.
pub fn update_all(ty: &PyTypeObject) -> Result<(), Raised> {
    super::cache::modified(ty);
    if ty.has_flag(flags::HEAPTYPE) {
        fixup(ty)?;
    }
    for subclass in super::heap::subclasses(ty) {
        update_all(&subclass)?;
    }
    Ok(())
}

/// Adds a wrapper descriptor to a native type's dict for each slot that it fills (`add_operators`).
pub fn add_wrappers(ty: &PyTypeObject) -> Result<(), Raised> {
    let dict = ty.dict();
    for def in TABLES.iter().filter(|table| !table.of(ty).is_null()).flat_map(Table::defs) {
        if def.wrapper.is_none() {
            continue;
        }
        let Some(slot) = slot_at(ty, def.offset).filter(|slot| !slot.get().is_null()) else { continue };
        let name = def.interned();
        if dict.get_str_borrowed(name).is_some() {
            continue;
        }
        let not_hashable = crate::objects::hash_not_implemented as super::HashFunc as *const ();
        if slot.get() == not_hashable {
            dict.set_item(name, crate::singletons::none())?;
            continue;
        }
        let descriptor = crate::descr::objects::new_wrapper(ty, def, slot.get(), Ref::new(name))?;
        let descriptor: &PyObject = &descriptor;
        dict.set_item(name, descriptor)?;
    }
    Ok(())
}
