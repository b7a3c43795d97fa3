//! The object header, owned references, and the result type of everything that may raise.
//!
//! Layout: CPython 3.11 on 64-bit Linux (`Include/object.h`).

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::typeobject::PyTypeObject;

/// The header of every object: a reference count and a type.
#[repr(C)]
pub struct PyObject {
    pub ob_refcnt: Cell<isize>,
    pub ob_type: Cell<*const PyTypeObject>,
}

/// The header of objects whose size is told by `ob_size` items.
#[repr(C)]
pub struct PyVarObject {
    pub ob_base: PyObject,
    pub ob_size: Cell<isize>,
}

// SAFETY: objects are only touched while the interpreter lock is held.
unsafe impl Sync for PyObject {}
// SAFETY: as above.
unsafe impl Sync for PyVarObject {}

impl Deref for PyVarObject {
    type Target = PyObject;
    #[inline(always)]
    fn deref(&self) -> &PyObject {
        &self.ob_base
    }
}

/// A struct that is the layout of an instance of some Python type.
///
/// # Safety
/// The struct is `repr(C)`, begins with [`PyObject`], and every object for which `check` holds has this layout.
pub unsafe trait PyLayout: Sized {
    /// The type whose instances, and whose subclasses' instances, have this layout.
    fn type_object() -> &'static PyTypeObject;

    /// Whether `object` is an instance of the type or of a subclass.
    #[inline]
    fn check(object: &PyObject) -> bool {
        object.ob_type().is_subtype(Self::type_object())
    }
}

/// Declares that a struct is an object layout: `object_layout!(PyListObject, LIST_TYPE)`; the struct's first field
/// must be named `ob_base` and be a `PyObject`, a `PyVarObject` or another layout. A third argument names the
/// `tp_flags` bit that marks subclasses, as for `list` or `int`.
#[macro_export]
macro_rules! object_layout {
    ($name:ty, $type_object:expr) => {
        impl ::std::ops::Deref for $name {
            type Target = $crate::object::PyObject;
            #[inline(always)]
            fn deref(&self) -> &$crate::object::PyObject {
                // SAFETY: the layout is `repr(C)` and begins with an object header.
                unsafe { &*::std::ptr::from_ref(self).cast::<$crate::object::PyObject>() }
            }
        }
        // SAFETY: stated by the declaration.
        unsafe impl $crate::object::PyLayout for $name {
            #[inline(always)]
            fn type_object() -> &'static $crate::typeobject::PyTypeObject {
                &$type_object
            }
        }
    };
    ($name:ty, $type_object:expr, $flag:expr) => {
        impl ::std::ops::Deref for $name {
            type Target = $crate::object::PyObject;
            #[inline(always)]
            fn deref(&self) -> &$crate::object::PyObject {
                // SAFETY: the layout is `repr(C)` and begins with an object header.
                unsafe { &*::std::ptr::from_ref(self).cast::<$crate::object::PyObject>() }
            }
        }
        // SAFETY: stated by the declaration.
        unsafe impl $crate::object::PyLayout for $name {
            #[inline(always)]
            fn type_object() -> &'static $crate::typeobject::PyTypeObject {
                &$type_object
            }
            #[inline(always)]
            fn check(object: &$crate::object::PyObject) -> bool {
                object.ob_type().has_flag($flag)
            }
        }
    };
}

impl PyObject {
    /// A header for a static object: one reference that nobody gives back.
    pub const fn new_static(ob_type: &'static PyTypeObject) -> PyObject {
        PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(ob_type) }
    }

    #[inline(always)]
    pub fn ob_type(&self) -> &PyTypeObject {
        // SAFETY: a live object has a live type.
        unsafe { &*self.ob_type.get() }
    }

    #[inline(always)]
    pub fn refcount(&self) -> isize {
        self.ob_refcnt.get()
    }

    #[inline(always)]
    pub fn as_ptr(&self) -> *mut PyObject {
        std::ptr::from_ref(self).cast_mut()
    }

    /// The address, which is what `id()` gives.
    #[inline(always)]
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self) as usize
    }

    #[inline(always)]
    pub fn is(&self, other: &PyObject) -> bool {
        std::ptr::eq(self, other)
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        std::ptr::eq(self, crate::singletons::none())
    }

    /// A new owned reference.
    #[inline(always)]
    pub fn to_ref(&self) -> Ref {
        Ref::new(self)
    }

    /// Whether this is exactly of `T`'s type, not of a subclass.
    #[inline(always)]
    pub fn is_exact<T: PyLayout>(&self) -> bool {
        std::ptr::eq(self.ob_type.get(), T::type_object())
    }

    #[inline(always)]
    pub fn is_instance_of<T: PyLayout>(&self) -> bool {
        T::check(self)
    }

    /// As a `T` if the object is an instance of `T`'s type or of a subclass.
    #[inline(always)]
    pub fn cast<T: PyLayout>(&self) -> Option<&T> {
        // SAFETY: `check` promises the layout.
        T::check(self).then(|| unsafe { self.cast_unchecked() })
    }

    /// As a `T` if the object is exactly of `T`'s type.
    #[inline(always)]
    pub fn cast_exact<T: PyLayout>(&self) -> Option<&T> {
        // SAFETY: the type's own instances have its layout.
        self.is_exact::<T>().then(|| unsafe { self.cast_unchecked() })
    }

    /// As a `T`, unchecked.
    ///
    /// # Safety
    /// The object has `T`'s layout.
    #[inline(always)]
    pub unsafe fn cast_unchecked<T>(&self) -> &T {
        // SAFETY: the caller's promise.
        unsafe { &*std::ptr::from_ref(self).cast::<T>() }
    }

    /// Counts one reference more, which somebody now owns.
    #[inline(always)]
    pub fn incref(&self) {
        self.ob_refcnt.set(self.ob_refcnt.get() + 1);
    }

    /// Gives back one reference; the object dies with the last.
    ///
    /// # Safety
    /// The caller owns a reference, and uses neither it nor `self` afterwards.
    #[inline(always)]
    pub unsafe fn decref(&self) {
        let count = self.ob_refcnt.get() - 1;
        self.ob_refcnt.set(count);
        if count == 0 {
            // SAFETY: no reference is left.
            unsafe { dealloc(self.as_ptr()) }
        }
    }
}

/// Gives back a reference, unless it is the last one to anything but a number: whether it did.
///
/// # Safety
/// As for [`PyObject::decref`] where that is the answer.
#[inline(always)]
pub(crate) unsafe fn release_leaf(object: *mut PyObject) -> bool {
    // SAFETY: the caller owns a reference. Nothing stands in front of a number, and it holds nothing.
    unsafe {
        let count = (*object).ob_refcnt.get() - 1;
        if count == 0 {
            let ty = (*object).ob_type.get();
            if !std::ptr::eq(ty, &crate::float::FLOAT_TYPE) && !std::ptr::eq(ty, &crate::int::LONG_TYPE) {
                return false;
            }
            crate::memory::free(object.cast());
            return true;
        }
        (*object).ob_refcnt.set(count);
        true
    }
}

/// Runs the type's destructor on an object that nobody refers to any more.
///
/// # Safety
/// The reference count is zero, and `object` is not used afterwards.
#[cold]
#[inline(never)]
pub unsafe fn dealloc(object: *mut PyObject) {
    // SAFETY: the object is still whole; its destructor frees it.
    unsafe {
        let ty = &*(*object).ob_type.get();
        if std::ptr::eq(ty, &crate::float::FLOAT_TYPE) || std::ptr::eq(ty, &crate::int::LONG_TYPE) {
            // Nothing stands in front of a number, and it holds nothing.
            return crate::memory::free(object.cast());
        }
        match ty.tp_dealloc.get() {
            Some(dealloc) => dealloc(object),
            None => crate::memory::free_object(object),
        }
    }
}

/// An owned reference: `Clone` counts up, `Drop` counts down. As wide as a pointer, never null.
#[repr(transparent)]
pub struct Ref<T = PyObject>(NonNull<T>);

impl<T> Ref<T> {
    /// Takes over a reference that the caller owns.
    ///
    /// # Safety
    /// `pointer` is a live object of `T`'s layout and one of its references belongs to the caller.
    #[inline(always)]
    pub unsafe fn from_raw(pointer: *mut T) -> Ref<T> {
        // SAFETY: a live object is not at null.
        Ref(unsafe { NonNull::new_unchecked(pointer) })
    }

    /// As [`Ref::from_raw`] where null means none.
    ///
    /// # Safety
    /// As for [`Ref::from_raw`] unless null.
    #[inline(always)]
    pub unsafe fn from_nullable(pointer: *mut T) -> Option<Ref<T>> {
        NonNull::new(pointer).map(Ref)
    }

    /// A new reference to a live object.
    #[inline(always)]
    pub fn new(object: &T) -> Ref<T>
    where
        T: AsObject,
    {
        object.as_object().incref();
        Ref(NonNull::from(object))
    }

    /// Gives up ownership: the caller now owns the reference.
    #[inline(always)]
    pub fn into_raw(self) -> *mut T {
        let pointer = self.0.as_ptr();
        std::mem::forget(self);
        pointer
    }

    #[inline(always)]
    pub fn as_raw(&self) -> *mut T {
        self.0.as_ptr()
    }

    /// The same reference under the type of every object.
    #[inline(always)]
    pub fn upcast(self) -> Ref<PyObject> {
        let pointer = self.0.cast();
        std::mem::forget(self);
        Ref(pointer)
    }

    /// The same reference under another layout.
    ///
    /// # Safety
    /// The object has `U`'s layout.
    #[inline(always)]
    pub unsafe fn cast_into_unchecked<U>(self) -> Ref<U> {
        let pointer = self.0.cast();
        std::mem::forget(self);
        Ref(pointer)
    }
}

impl Ref<PyObject> {
    /// The same reference under `T`'s layout, or back as it was.
    #[inline]
    pub fn downcast<T: PyLayout>(self) -> Result<Ref<T>, Ref> {
        if T::check(&self) {
            // SAFETY: just checked.
            Ok(unsafe { self.cast_into_unchecked() })
        } else {
            Err(self)
        }
    }
}

impl<T> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Ref<T> {
        // SAFETY: a reference is to a live object, which begins with a header.
        unsafe { self.0.cast::<PyObject>().as_ref().incref() };
        Ref(self.0)
    }
}

impl<T> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the reference was owned and is gone now.
        unsafe { self.0.cast::<PyObject>().as_ref().decref() }
    }
}

impl<T> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a reference is to a live object.
        unsafe { self.0.as_ref() }
    }
}

impl<T: PyLayout + Deref<Target = PyObject>> From<Ref<T>> for Ref<PyObject> {
    #[inline(always)]
    fn from(reference: Ref<T>) -> Ref<PyObject> {
        reference.upcast()
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // SAFETY: a live object has a live type.
        let name = unsafe { self.0.cast::<PyObject>().as_ref() }.ob_type().name();
        write!(f, "<{name} at {:p}>", self.0)
    }
}

/// Anything that begins with an object header.
pub trait AsObject {
    fn as_object(&self) -> &PyObject;
}

impl AsObject for PyObject {
    #[inline(always)]
    fn as_object(&self) -> &PyObject {
        self
    }
}

impl<T: PyLayout + Deref<Target = PyObject>> AsObject for T {
    #[inline(always)]
    fn as_object(&self) -> &PyObject {
        self
    }
}

/// Says that an exception is set in the thread state. Made by the functions of [`crate::errors`] only.
/// It has no fields, so that a `Result` with it is one nullable pointer; construct it where an exception was just set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised;

impl Raised {
    /// The token for an exception that is already set in the thread state.
    #[inline(always)]
    pub fn already_set() -> Raised {
        debug_assert!(crate::errors::occurred());
        Raised
    }
}

/// An owned reference, or an exception in the thread state. One pointer wide; null is `Err`.
pub type PyResult<T = PyObject> = Result<Ref<T>, Raised>;

const _: () = assert!(size_of::<PyResult>() == size_of::<*mut PyObject>());
const _: () = assert!(size_of::<PyObject>() == 16 && size_of::<PyVarObject>() == 24);

/// Takes a new reference out of a cell that owns one.
///
/// # Safety
/// `slot` holds null or a pointer to a live object.
#[inline(always)]
pub unsafe fn clone_slot<T>(slot: &Cell<*mut T>) -> Option<Ref<T>> {
    let pointer = NonNull::new(slot.get())?;
    // SAFETY: the slot's object is live.
    unsafe { pointer.cast::<PyObject>().as_ref().incref() };
    Some(Ref(pointer))
}

/// Stores an owned reference (or none) in a cell that owns one and hands back what was there, to be dropped when the
/// owner is in a state that Python code may see.
#[inline(always)]
pub fn replace_slot<T>(slot: &Cell<*mut T>, value: Option<Ref<T>>) -> Option<Ref<T>> {
    let new = value.map_or(std::ptr::null_mut(), Ref::into_raw);
    // SAFETY: the slot owned its reference.
    unsafe { Ref::from_nullable(slot.replace(new)) }
}

/// Borrows what a cell owns. The borrow is only as good as the cell's content is unchanged: take a [`clone_slot`] where
/// Python code may run in between.
///
/// # Safety
/// As said: nothing replaces the slot's content while the borrow lives.
#[inline(always)]
pub unsafe fn borrow_slot<'a, T>(slot: &Cell<*mut T>) -> Option<&'a T> {
    // SAFETY: the caller's promise.
    unsafe { slot.get().as_ref() }
}

/// Objects that native code works with while only some field owns them, so that programs see no reference more than there
/// is; and whether the field has given its reference up meanwhile.
struct Lendings {
    lent: Cell<Vec<(*mut PyObject, bool)>>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Lendings {}

static LENDINGS: Lendings = Lendings { lent: Cell::new(Vec::new()) };

/// A field's object, borrowed across anything that may run Python: see [`lend`].
pub struct Lent<T>(NonNull<T>);

impl<T> Deref for Lent<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the field owns it, or what took the field's reference left it to us.
        unsafe { self.0.as_ref() }
    }
}

/// Borrows what a cell owns without a reference of its own. Who empties such a cell ([`give_up`]) leaves the reference to
/// the borrower if there is one, so that nothing dies while native code is at work with it.
///
/// # Safety
/// `slot` holds null or an owned object, and gives it up by [`give_up`] only.
#[inline]
pub unsafe fn lend<T>(slot: &Cell<*mut T>) -> Option<Lent<T>> {
    let pointer = NonNull::new(slot.get())?;
    let mut lent = LENDINGS.lent.take();
    lent.push((pointer.as_ptr().cast(), false));
    LENDINGS.lent.set(lent);
    Some(Lent(pointer))
}

impl<T> Drop for Lent<T> {
    #[inline]
    fn drop(&mut self) {
        let mut lent = LENDINGS.lent.take();
        // Other threads may have borrowed since.
        let ours = lent.iter().rposition(|(object, _)| *object == self.0.as_ptr().cast());
        let left = ours.map(|index| lent.remove(index)).is_some_and(|(_, left)| left);
        LENDINGS.lent.set(lent);
        if left {
            // SAFETY: the field left its reference here.
            drop(unsafe { Ref::from_raw(self.0.as_ptr()) });
        }
    }
}

/// Drops what a field held, unless it is lent: then the borrower drops it.
#[inline]
pub fn give_up<T>(old: Option<Ref<T>>) {
    let Some(old) = old else { return };
    let mut lent = LENDINGS.lent.take();
    let pointer: *mut PyObject = old.0.as_ptr().cast();
    // The outermost borrower needs it longest.
    let borrower = lent.iter_mut().find(|(object, left)| *object == pointer && !left);
    let kept = borrower.map(|entry| entry.1 = true).is_some();
    LENDINGS.lent.set(lent);
    if kept { std::mem::forget(old) } else { drop(old) }
}
