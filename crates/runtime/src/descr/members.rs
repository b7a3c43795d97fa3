//! Reading and writing the fields that members stand for (`Python/structmember.c`).

use std::cell::Cell;
use std::ffi::{CStr, c_char};

use super::{MemberType, PyMemberDef};
use crate::object::{PyObject, PyResult, Raised, clone_slot, give_up, replace_slot};
use crate::singletons::none_ref;

/// The field of `object` that a member stands for.
///
/// # Safety
/// The member belongs to the object's type and `T` is its field's type.
unsafe fn field<'a, T>(object: &'a PyObject, member: &PyMemberDef) -> &'a Cell<T> {
    // SAFETY: the caller's promise.
    unsafe { &*object.as_ptr().cast::<u8>().offset(member.offset).cast::<Cell<T>>() }
}

pub fn get(object: &PyObject, member: &PyMemberDef) -> PyResult {
    // SAFETY: the descriptor has checked the object's type; the definition tells the field's type.
    unsafe {
        match member.member_type {
            MemberType::Bool => Ok(crate::objects::bool_ref(field::<u8>(object, member).get() != 0)),
            MemberType::Byte => crate::int::from_i64(field::<i8>(object, member).get().into()),
            MemberType::UByte => crate::int::from_i64(field::<u8>(object, member).get().into()),
            MemberType::Short => crate::int::from_i64(field::<i16>(object, member).get().into()),
            MemberType::UShort => crate::int::from_i64(field::<u16>(object, member).get().into()),
            MemberType::Int => crate::int::from_i64(field::<i32>(object, member).get().into()),
            MemberType::UInt => crate::int::from_i64(field::<u32>(object, member).get().into()),
            MemberType::Long | MemberType::LongLong | MemberType::PySSize => {
                crate::int::from_i64(field::<i64>(object, member).get())
            }
            MemberType::ULong | MemberType::ULongLong => {
                crate::int::from_usize(field::<u64>(object, member).get() as usize)
            }
            MemberType::Float => crate::float::from_f64(field::<f32>(object, member).get().into()),
            MemberType::Double => crate::float::from_f64(field::<f64>(object, member).get()),
            MemberType::String => {
                let text = field::<*const c_char>(object, member).get();
                if text.is_null() {
                    return Ok(none_ref());
                }
                Ok(crate::str::new(&CStr::from_ptr(text).to_string_lossy())?.upcast())
            }
            MemberType::StringInplace => {
                let text = CStr::from_ptr(field::<c_char>(object, member).as_ptr());
                Ok(crate::str::new(&text.to_string_lossy())?.upcast())
            }
            MemberType::Char => {
                let byte = field::<u8>(object, member).get();
                Ok(crate::str::new(&char::from(byte).to_string())?.upcast())
            }
            MemberType::None => Ok(none_ref()),
            MemberType::Object => {
                Ok(clone_slot(field::<*mut PyObject>(object, member)).unwrap_or_else(none_ref))
            }
            MemberType::ObjectEx => clone_slot(field::<*mut PyObject>(object, member)).ok_or_else(|| {
                crate::raise!(
                    ATTRIBUTE_ERROR,
                    "'{}' object has no attribute '{}'",
                    object.ob_type().name(),
                    member.name()
                )
            }),
        }
    }
}

pub fn set(object: &PyObject, member: &PyMemberDef, value: Option<&PyObject>) -> Result<(), Raised> {
    if member.flags & PyMemberDef::READONLY != 0 {
        return Err(crate::raise!(ATTRIBUTE_ERROR, "readonly attribute"));
    }
    // SAFETY: as in `get`.
    unsafe {
        let Some(value) = value else {
            match member.member_type {
                MemberType::ObjectEx => {
                    let slot = field::<*mut PyObject>(object, member);
                    if slot.get().is_null() {
                        return Err(crate::raise!(ATTRIBUTE_ERROR, "{}", member.name()));
                    }
                    give_up(replace_slot(slot, None));
                    return Ok(());
                }
                MemberType::Object => {
                    give_up(replace_slot(field::<*mut PyObject>(object, member), None));
                    return Ok(());
                }
                _ => return Err(crate::raise!(TYPE_ERROR, "can't delete numeric/char attribute")),
            }
        };
        match member.member_type {
            MemberType::Bool => {
                if !crate::bool_::is_bool(value) {
                    return Err(crate::raise!(TYPE_ERROR, "attribute value type must be bool"));
                }
                field::<u8>(object, member).set(crate::objects::is_true(value)? as u8);
            }
            MemberType::Byte => field::<i8>(object, member).set(crate::number::as_isize(value)? as i8),
            MemberType::UByte => field::<u8>(object, member).set(crate::number::as_isize(value)? as u8),
            MemberType::Short => field::<i16>(object, member).set(crate::number::as_isize(value)? as i16),
            MemberType::UShort => field::<u16>(object, member).set(crate::number::as_isize(value)? as u16),
            MemberType::Int => field::<i32>(object, member).set(crate::number::as_isize(value)? as i32),
            MemberType::UInt => field::<u32>(object, member).set(crate::number::as_isize(value)? as u32),
            MemberType::PySSize => {
                // As in CPython a value that is none leaves -1.
                let number = crate::iterators::state_index(value);
                field::<i64>(object, member).set(*number.as_ref().unwrap_or(&-1) as i64);
                number?;
            }
            MemberType::Long | MemberType::LongLong => {
                field::<i64>(object, member).set(crate::number::as_isize(value)? as i64);
            }
            MemberType::ULong | MemberType::ULongLong => {
                field::<u64>(object, member).set(crate::number::as_isize(value)? as u64);
            }
            MemberType::Float => {
                field::<f32>(object, member).set(crate::float::to_f64(value)? as f32);
            }
            MemberType::Double => field::<f64>(object, member).set(crate::float::to_f64(value)?),
            MemberType::Object | MemberType::ObjectEx => {
                give_up(replace_slot(field::<*mut PyObject>(object, member), Some(value.to_ref())));
            }
            MemberType::Char => match crate::str::as_str(value).map(str::as_bytes) {
                Some([byte]) => field::<u8>(object, member).set(*byte),
                _ => return Err(crate::raise!(TYPE_ERROR, "bad argument type for built-in operation")),
            },
            MemberType::String | MemberType::StringInplace | MemberType::None => {
                return Err(crate::raise!(TYPE_ERROR, "readonly attribute"));
            }
        }
    }
    Ok(())
}
