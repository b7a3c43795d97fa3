//! The specialised forms: guards first, nothing changed before the last guard.

pub mod arith;
pub mod attrs;
pub mod call_forms;
pub mod globals;
pub mod methods;
pub mod subscr;
pub mod unpack;
