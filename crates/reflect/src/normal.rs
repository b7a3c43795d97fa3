//! The normal form of identifiers as a program may have it: CPython's parser calls `unicodedata.normalize`, whatever that is
//! by now.

use std::cell::RefCell;

use vivarium_runtime::builtin_function::PyCFunctionObject;
use vivarium_runtime::errors::{self, Fetched};
use vivarium_runtime::object::Raised;
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::{call, objects, raise};

thread_local! {
    /// What the program's function raised while a text was parsed.
    static REFUSED: RefCell<Option<Fetched>> = const { RefCell::new(None) };
}

/// The normal form of a name that is not ASCII.
pub fn form(name: &str) -> String {
    let plain = || vivarium_text::ident::normalize(name).into_owned();
    if REFUSED.with_borrow(Option::is_some) {
        return plain();
    }
    match of_program(name) {
        Ok(made) => made.unwrap_or_else(plain),
        Err(Raised) => {
            REFUSED.replace(errors::fetch());
            plain()
        }
    }
}

/// What the program's own function makes of a name, if it has one.
fn of_program(name: &str) -> Result<Option<String>, Raised> {
    let Some(module) = vivarium_vm::sys::modules()?.get_item(&*str::intern("unicodedata")?)? else {
        return Ok(None);
    };
    let normalize = objects::get_attr_str(&module, "normalize")?;
    if normalize.is_instance_of::<PyCFunctionObject>() {
        return Ok(None);
    }
    let made = call::call(&normalize, &[&*str::new("NFKC")?, &*str::new(name)?])?;
    if !made.is_exact::<PyUnicodeObject>() {
        let class = made.ob_type().name();
        return Err(raise!(TYPE_ERROR, "unicodedata.normalize() must return a string, not {class}"));
    }
    Ok(Some(vivarium_runtime::display::lossy(&made)))
}

/// Parses; what the program's function raised comes before anything that the parser found.
pub fn while_parsing<T>(parse: impl FnOnce() -> T) -> Result<T, Raised> {
    REFUSED.take();
    let parsed = parse();
    match REFUSED.take() {
        Some(refused) => {
            errors::restore(refused);
            Err(Raised::already_set())
        }
        None => Ok(parsed),
    }
}
