//! The front end as Python programs see it: turns the VM's requests to compile into runs of the compiler, its results into
//! objects and its errors into exceptions, and finds the anchors of tracebacks.
//!
//! Must not know: the command line.
//!
//! Invariants:
//! - A constant is one object wherever the code refers to it: the pool's identity becomes the objects'
//!   (`tests/front_end.rs`).
//! - A tree made by hand is refused where CPython refuses it and as CPython says it (the workspace's
//!   `tests/programs/trees_by_hand.py`).

#![forbid(unsafe_code)]

mod anchors;
mod constants;
mod errors;
mod given;
mod normal;
mod symtable;
pub mod tree;

use std::rc::Rc;

use given::Given;
use vivarium_bytecode::Code;
use vivarium_compiler::{CompileError, Mode as CompilerMode, Options as CompilerOptions};
use vivarium_runtime::code::{Materializer, PyCodeObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{raise, thread};
use vivarium_text::wtf8::Wtf8Buf;
use vivarium_vm::frontend::{self, Anchors, Compiled, FrontEnd, Mode, Options};

/// The compiler as the VM's front end.
pub struct Compiler;

/// Hands the compiler in to the VM.
pub fn install() {
    vivarium_parser::set_with_stack(vivarium_runtime::thread::with_stack);
    vivarium_parser::set_normal_form(normal::form);
    frontend::install(Rc::new(Compiler));
    vivarium_vm::import::register(&[("_ast", tree::init), ("_symtable", symtable::init)]);
}

/// Makes sure that compiling a text will find the memory it needs as a rule: the stages have no way to say that there is
/// none.
fn probe(text: &[u8]) -> Result<(), Raised> {
    const BYTES_PER_BYTE: usize = 40;
    vivarium_runtime::memory::probe(text.len().saturating_mul(BYTES_PER_BYTE))
}

fn mode_of(mode: Mode) -> Result<CompilerMode, Raised> {
    match mode {
        Mode::Exec => Ok(CompilerMode::Exec),
        Mode::Eval => Ok(CompilerMode::Eval),
        Mode::Single => Ok(CompilerMode::Single),
        Mode::FuncType => Err(raise!(VALUE_ERROR, "compile() mode 'func_type' requires flag PyCF_ONLY_AST")),
    }
}

fn filename_of(options: &Options<'_>) -> Wtf8Buf {
    match options.filename.cast::<PyUnicodeObject>() {
        Some(text) => text.to_wtf8(),
        None => "<string>".into(),
    }
}

fn compiler_options(options: &Options<'_>) -> Result<CompilerOptions, Raised> {
    let state = thread::current();
    let level = if options.optimize < 0 { vivarium_vm::sys::optimize() } else { options.optimize };
    Ok(CompilerOptions {
        filename: filename_of(options),
        mode: mode_of(options.mode)?,
        optimize: level.clamp(0, 2) as u8,
        flags: options.flags,
        hash_key: vivarium_runtime::str::hash_secret(),
        max_int_digits: vivarium_runtime::int::text::max_str_digits(),
        recursion_limit: state.recursion_limit.get().max(1) as u32,
        recursion_depth: (state.recursion_limit.get() - state.recursion_remaining.get()).max(0) as u32,
        ..CompilerOptions::default()
    })
}

/// The code object, and references to the constants that the tree held. The file's name is the caller's own object.
fn materialise(code: &Code, given: &Given, filename: &PyObject) -> Result<Compiled, Raised> {
    let mut made = Materializer::new(code.pool());
    given.give(code, &mut made);
    if let Some(data) = code.pool().as_code(code.id())
        && filename.is_instance_of::<PyUnicodeObject>()
    {
        made.give(data.filename, filename.to_ref());
    }
    let object = made.object(code.id())?;
    let Ok(object) = object.downcast::<PyCodeObject>() else {
        return Err(raise!(SYSTEM_ERROR, "compiling gave no code object"));
    };
    let owner = constants::held_by_tree(code, &mut made)?;
    Ok(Compiled { code: object, owner })
}

fn finish(
    result: Result<vivarium_compiler::Compiled, CompileError>,
    options: &Options<'_>,
    given: &Given,
) -> Result<Compiled, Raised> {
    match result {
        Ok(compiled) => {
            errors::warn_all(&compiled.warnings, options.filename)?;
            materialise(&compiled.code, given, options.filename)
        }
        Err(error) => Err(errors::raise_error(&error, options)),
    }
}

impl FrontEnd for Compiler {
    fn compile(&self, source: &[u8], options: &Options<'_>) -> Result<Compiled, Raised> {
        probe(source)?;
        let wanted = compiler_options(options)?;
        let result = normal::while_parsing(|| vivarium_compiler::compile_bytes(source, &wanted))?;
        finish(result, options, &Given::default())
    }

    fn compile_script(&self, source: &[u8], options: &Options<'_>) -> Result<Compiled, Raised> {
        probe(source)?;
        let name = vivarium_runtime::display::lossy(options.filename);
        let wanted = compiler_options(options)?;
        let result = normal::while_parsing(|| vivarium_compiler::compile_script(source, &name, &wanted))?;
        finish(result, options, &Given::default())
    }

    fn compile_text(&self, source: &PyObject, options: &Options<'_>) -> Result<Compiled, Raised> {
        let Some(text) = source.cast::<PyUnicodeObject>() else {
            return Err(raise!(TYPE_ERROR, "source is no string"));
        };
        let Some(text) = text.to_str() else { return Err(errors::raise_surrogates(source)) };
        probe(text.as_bytes())?;
        let wanted = compiler_options(options)?;
        let result = normal::while_parsing(|| vivarium_compiler::compile(&text, &wanted))?;
        finish(result, options, &Given::default())
    }

    fn parse(&self, source: &PyObject, options: &Options<'_>, feature_version: Option<u8>) -> PyResult {
        let (text, byte_columns) = match source.cast::<PyUnicodeObject>() {
            Some(text) => match text.to_str() {
                Some(text) => (text, false),
                None => return Err(errors::raise_surrogates(source)),
            },
            None => {
                let content = vivarium_runtime::bytes::as_slice(source).unwrap_or_default();
                let parsing = CompilerOptions { flags: options.flags, ..CompilerOptions::default() }.parser();
                match vivarium_parser::decode(content, vivarium_lexer::Origin::Bytes, parsing) {
                    Ok(decoded) => (decoded.raw, decoded.byte_columns),
                    Err(error) => return Err(errors::raise_error(&error.into(), options)),
                }
            }
        };
        probe(text.as_bytes())?;
        let wanted = CompilerOptions { flags: options.flags, ..CompilerOptions::default() };
        let parsing = vivarium_parser::Options {
            mode: match options.mode {
                Mode::Exec => vivarium_parser::Mode::Exec,
                Mode::Eval => vivarium_parser::Mode::Eval,
                Mode::Single => vivarium_parser::Mode::Single,
                Mode::FuncType => vivarium_parser::Mode::FuncType,
            },
            max_int_digits: vivarium_runtime::int::text::max_str_digits(),
            byte_columns,
            feature_version: feature_version.unwrap_or(vivarium_parser::FEATURE_VERSION),
            ..wanted.parser()
        };
        match normal::while_parsing(|| vivarium_parser::parse(&text, parsing))? {
            Ok(parsed) => {
                let warnings = vivarium_compiler::warnings_of(&parsed, &text);
                errors::warn_all(&warnings, options.filename)?;
                tree::to_objects(&parsed.ast)
            }
            Err(error) => Err(errors::raise_error(&CompileError::parsing(error, &text), options)),
        }
    }

    fn compile_tree(&self, object: &PyObject, options: &Options<'_>) -> Result<Compiled, Raised> {
        vivarium_runtime::hooks::audit("compile", || {
            Ok(vec![object.to_ref(), vivarium_runtime::singletons::none_ref()])
        })?;
        tree::expect_root(object, options.mode)?;
        let (mut ast, given) = tree::from_objects::tree(object)?;
        let result = vivarium_compiler::compile_ast(&mut ast, "", &compiler_options(options)?);
        if result.is_ok() {
            tree::validate::conversions(&ast)?;
        }
        finish(result, options, &given)
    }

    fn is_tree(&self, object: &PyObject) -> bool {
        tree::is_tree(object)
    }

    fn anchors(&self, segment: &str) -> Option<Anchors> {
        anchors::find(segment)
    }

    fn decode(&self, source: &[u8]) -> Option<String> {
        vivarium_lexer::decode_source(source, vivarium_lexer::Origin::Bytes)
            .ok()
            .map(|decoded| decoded.raw.into_owned())
    }
}
