//! Globals and built-ins by their place in the dict, while its keys are what they were.

use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::object::PyObject;

use crate::interp::ctx::{Ctx, Flow};
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(load_global_adaptive, decide::load_global, LOAD_GLOBAL);

#[inline(always)]
fn push_global(c: &mut Ctx, oparg: u32, value: *mut PyObject) -> Flow {
    if oparg & 1 != 0 {
        c.push(std::ptr::null_mut());
    }
    // SAFETY: the dict owns it.
    unsafe { (*value).incref() };
    c.push(value);
    c.jump(5);
    Flow::Next
}

#[inline(always)]
pub fn module(c: &mut Ctx, oparg: u32) -> Flow {
    // SAFETY: specialised for exact dicts only, and a frame's globals do not change.
    let dict: &PyDictObject = unsafe { c.frame.globals().cast_unchecked() };
    let keys = dict.keys();
    guard!(c, keys.dk_version.get() == c.cache32(2), LOAD_GLOBAL, LOAD_GLOBAL_ADAPTIVE);
    let value = keys.unicode_entry(c.cache(1) as isize).me_value.get();
    guard!(c, !value.is_null(), LOAD_GLOBAL, LOAD_GLOBAL_ADAPTIVE);
    push_global(c, oparg, value)
}

#[inline(always)]
pub fn builtin(c: &mut Ctx, oparg: u32) -> Flow {
    // SAFETY: specialised for exact dicts only, and a frame's namespaces do not change.
    let (globals, builtins): (&PyDictObject, &PyDictObject) =
        unsafe { (c.frame.globals().cast_unchecked(), c.frame.builtins().cast_unchecked()) };
    guard!(c, globals.keys().dk_version.get() == c.cache32(2), LOAD_GLOBAL, LOAD_GLOBAL_ADAPTIVE);
    let keys = builtins.keys();
    guard!(c, keys.dk_version.get() == u32::from(c.cache(4)), LOAD_GLOBAL, LOAD_GLOBAL_ADAPTIVE);
    let value = keys.unicode_entry(c.cache(1) as isize).me_value.get();
    guard!(c, !value.is_null(), LOAD_GLOBAL, LOAD_GLOBAL_ADAPTIVE);
    push_global(c, oparg, value)
}
