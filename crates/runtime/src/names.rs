//! Names that the runtime itself looks up, interned once.

use std::cell::Cell;

use crate::str::PyUnicodeObject;

/// One interned name; made by `name!`.
pub struct Name(Cell<*const PyUnicodeObject>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Name {}

impl Name {
    pub const fn new() -> Name {
        Name(Cell::new(std::ptr::null()))
    }

    #[inline(always)]
    pub fn get(&self, text: &str) -> &'static PyUnicodeObject {
        let pointer = self.0.get();
        if pointer.is_null() {
            return self.init(text);
        }
        // SAFETY: interned for ever by `init`.
        unsafe { &*pointer }
    }

    #[cold]
    fn init(&self, text: &str) -> &'static PyUnicodeObject {
        let name = crate::memory::certainly(|| crate::str::intern(text));
        let name = name.expect("memory for a name of the runtime's own");
        let pointer = name.into_raw();
        self.0.set(pointer);
        // SAFETY: the reference is never given back.
        unsafe { &*pointer }
    }
}

impl Default for Name {
    fn default() -> Name {
        Name::new()
    }
}

/// `name!("__init__")`: the interned string, looked up once per place in the source.
#[macro_export]
macro_rules! name {
    ($text:literal) => {{
        static NAME: $crate::names::Name = $crate::names::Name::new();
        NAME.get($text)
    }};
}
