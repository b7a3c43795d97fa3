//! A constant is one object wherever the code of one source refers to it.

use vivarium_reflect::Compiler;
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::object::{PyObject, Ref};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{objects, str, typeobject};
use vivarium_vm::frontend::{Compiled, FrontEnd, Mode, Options};

const SOURCE: &[u8] = b"\
number = 123456
text = 'two words'
def function():
    return 123456, [1.5, 'two words'], 1.5
pair = (123456, 'two words')
fraction = 1.5
";

fn compile(source: &[u8]) -> Compiled {
    let filename = str::new("<test>").expect("str");
    let options = Options { filename: &filename, mode: Mode::Exec, flags: 0, optimize: 0 };
    Compiler.compile(source, &options).expect("it compiles")
}

fn code_in(code: &PyCodeObject) -> &PyCodeObject {
    code.consts().items().iter().find_map(|item| item.cast::<PyCodeObject>()).expect("a function's code")
}

/// The constants that look like this, in this code and in its tuples.
fn constants<'a>(items: &[&'a PyObject], shown: &str) -> Vec<&'a PyObject> {
    let mut found = Vec::new();
    for item in items {
        if str::to_lossy(&objects::repr(item).expect("repr")) == shown {
            found.push(*item);
        } else if let Some(nested) = item.cast::<PyTupleObject>() {
            found.extend(constants(nested.items(), shown));
        }
    }
    found
}

#[test]
fn a_constant_is_one_object() {
    typeobject::ready::init_types().expect("types");
    let compiled = compile(SOURCE);
    let function = code_in(&compiled.code);
    for shown in ["123456", "'two words'", "1.5"] {
        let module = constants(compiled.code.consts().items(), shown);
        let inner = constants(function.consts().items(), shown);
        assert!(!module.is_empty() && !inner.is_empty(), "{shown} is missing");
        assert!(module.iter().chain(&inner).all(|one| one.is(module[0])), "{shown} is more than one object");
    }
    let owned = |shown| compiled.owner.iter().any(|one: &Ref| constants(&[one], shown).len() == 1);
    assert!(owned("123456") && owned("1.5"), "the tree's constants are kept alive");

    let again = compile(SOURCE);
    let (one, other) = (
        constants(compiled.code.consts().items(), "123456"),
        constants(again.code.consts().items(), "123456"),
    );
    assert!(!one[0].is(other[0]), "another source's constants are its own");
    errors_are_exceptions();
}

fn errors_are_exceptions() {
    let filename = str::new("<test>").expect("str");
    let options = Options { filename: &filename, mode: Mode::Exec, flags: 0, optimize: 0 };
    assert!(Compiler.compile(b"a = = 1\n", &options).is_err());
    assert_eq!(vivarium_runtime::errors::take().ob_type().name(), "SyntaxError");
}
