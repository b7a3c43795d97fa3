//! Built-in functions about code and namespaces.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::cell::PyCellObject;
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::frame::{self, InterpreterFrame, locals};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, clone_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{bytes, call, mapping, name, number, objects, raise, singletons};

use crate::frontend::{self, Compiled, Mode, Options};
use crate::interp::call::eval_code;

/// Bits of `compile`'s flags that are the compiler's business (`PyCF_MASK` and `PyCF_COMPILE_MASK`).
const PYCF_DONT_IMPLY_DEDENT: u32 = 0x0200;
const PYCF_ONLY_AST: u32 = 0x0400;
const PYCF_TYPE_COMMENTS: u32 = 0x1000;
const PYCF_ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
const PYCF_ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
const PYCF_MASK: u32 = 0x1fe_0000;
const PYCF_COMPILE_MASK: u32 = PYCF_ONLY_AST
    | PYCF_ALLOW_TOP_LEVEL_AWAIT
    | PYCF_TYPE_COMMENTS
    | PYCF_DONT_IMPLY_DEDENT
    | PYCF_ALLOW_INCOMPLETE_INPUT;

fn visible_frame() -> Result<&'static InterpreterFrame, Raised> {
    frame::current_visible().ok_or_else(|| raise!(SYSTEM_ERROR, "frame does not exist"))
}

/// `PyEval_GetLocals`: the running frame's locals as a namespace.
pub fn current_locals() -> PyResult {
    let frame = visible_frame()?;
    locals::fast_to_locals(frame)?;
    // SAFETY: set by the line above.
    unsafe { clone_slot(&frame.f_locals) }.ok_or_else(|| raise!(SYSTEM_ERROR, "frame has no locals"))
}

pub fn globals(_: &PyObject) -> PyResult {
    match frame::current_visible() {
        Some(frame) => Ok(frame.globals().to_ref()),
        None => Ok(singletons::none_ref()),
    }
}

pub fn locals(_: &PyObject) -> PyResult {
    current_locals()
}

pub fn vars(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("vars", args, 0, 1)?;
    match args {
        [object] => match objects::lookup_attr(object, name!("__dict__"))? {
            Some(dict) => Ok(dict),
            None => Err(raise!(TYPE_ERROR, "vars() argument must have __dict__ attribute")),
        },
        _ => current_locals(),
    }
}

/// The future statements of the code that runs, which compiled code inherits (`PyEval_MergeCompilerFlags`).
fn inherited_flags() -> u32 {
    frame::current().map_or(0, |frame| frame.code().co_flags.get() as u32 & PYCF_MASK)
}

enum Source {
    Text(Ref),
    Bytes(Vec<u8>),
}

/// `_Py_SourceAsString`.
fn source_of(object: &PyObject, function: &str, what: &str) -> Result<Source, Raised> {
    let source = if object.is_instance_of::<PyUnicodeObject>() {
        Source::Text(object.to_ref())
    } else if let Some(bytes) = bytes::as_slice(object) {
        Source::Bytes(bytes.to_vec())
    } else if let Some(bytes) = vivarium_runtime::display::buffer_bytes(object)? {
        Source::Bytes(bytes)
    } else {
        return Err(raise!(TYPE_ERROR, "{function}() arg 1 must be a {what} object"));
    };
    let has_nul = match &source {
        Source::Text(text) => {
            text.cast::<PyUnicodeObject>().is_some_and(|text| text.data().iter().any(|c| c == 0))
        }
        Source::Bytes(bytes) => bytes.contains(&0),
    };
    if has_nul {
        return Err(raise!(SYNTAX_ERROR, "source code string cannot contain null bytes"));
    }
    Ok(source)
}

fn audit_compile(source: &Source, filename: &PyObject) -> Result<(), Raised> {
    vivarium_runtime::hooks::audit("compile", || {
        let content = match source {
            Source::Text(text) => {
                vivarium_runtime::str::to_wtf8(text).map_or(Vec::new(), |text| text.as_bytes().to_vec())
            }
            Source::Bytes(content) => content.to_vec(),
        };
        Ok(vec![bytes::new(&content)?.upcast(), filename.to_ref()])
    })
}

fn compile_source(source: &Source, options: &Options<'_>) -> Result<Compiled, Raised> {
    audit_compile(source, options.filename)?;
    let front_end = frontend::require()?;
    match source {
        Source::Text(text) => front_end.compile_text(text, options),
        Source::Bytes(bytes) => front_end.compile(bytes, options),
    }
}

fn audit_exec(code: &PyCodeObject) -> Result<(), Raised> {
    vivarium_runtime::hooks::audit("exec", || {
        let code: &PyObject = code;
        Ok(vec![code.to_ref()])
    })
}

static COMPILE: Spec = Spec::new(
    "compile",
    &["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"],
)
.required(3)
.keyword_only(6, 0);

pub fn compile(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [source, filename, mode, given_flags, dont_inherit, optimize, version] =
        COMPILE.parse(args, kwnames)?;
    let (Some(source), Some(filename), Some(mode)) = (source, filename, mode) else {
        return Err(raise!(SYSTEM_ERROR, "missing argument"));
    };
    let filename = crate::sys::decode_filename(filename)?;
    if !mode.is_instance_of::<PyUnicodeObject>() {
        return Err(args::bad_argument("compile", "argument 'mode'", "str", mode));
    }
    let number = |value: Option<&PyObject>, default: i32| value.map_or(Ok(default), number::as_c_int);
    let mut flags = number(given_flags, 0)? as u32;
    let dont_inherit = match dont_inherit {
        Some(value) => objects::is_true(value)?,
        None => false,
    };
    let optimize = number(optimize, -1)?;
    let version = number(version, -1)?;
    if flags & !(PYCF_MASK | PYCF_COMPILE_MASK) != 0 {
        return Err(raise!(VALUE_ERROR, "compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(raise!(VALUE_ERROR, "compile(): invalid optimize value"));
    }
    if !dont_inherit {
        flags |= inherited_flags();
    }
    let only_tree = flags & PYCF_ONLY_AST != 0;
    let mode = match vivarium_runtime::str::as_str(mode) {
        Some("exec") => Mode::Exec,
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        Some("func_type") if only_tree => Mode::FuncType,
        Some("func_type") => {
            return Err(raise!(VALUE_ERROR, "compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
        }
        _ => {
            let expected = if only_tree {
                "'exec', 'eval', 'single' or 'func_type'"
            } else {
                "'exec', 'eval' or 'single'"
            };
            return Err(raise!(VALUE_ERROR, "compile() mode must be {expected}"));
        }
    };
    let options = Options { filename: &filename, mode, flags, optimize };
    let front_end = frontend::require()?;
    if front_end.is_tree(source) {
        if only_tree {
            return Ok(source.to_ref());
        }
        return Ok(front_end.compile_tree(source, &options)?.code.upcast());
    }
    let text = source_of(source, "compile", "string, bytes or AST")?;
    if only_tree {
        audit_compile(&text, &filename)?;
        let version = (version >= 0).then(|| version.min(u8::MAX.into()) as u8);
        return match &text {
            Source::Text(text) => front_end.parse(text, &options, version),
            Source::Bytes(content) => front_end.parse(&*bytes::new(content)?, &options, version),
        };
    }
    Ok(compile_source(&text, &options)?.code.upcast())
}

/// A namespace: one that the caller holds, or another.
enum Space<'a> {
    Given(&'a PyObject),
    Found(Ref),
}

impl<'a> Space<'a> {
    fn new(found: Ref, given: [Option<&'a PyObject>; 2]) -> Space<'a> {
        match given.into_iter().flatten().find(|given| given.is(&found)) {
            Some(given) => Space::Given(given),
            None => Space::Found(found),
        }
    }
}

impl std::ops::Deref for Space<'_> {
    type Target = PyObject;
    fn deref(&self) -> &PyObject {
        match self {
            Space::Given(given) => given,
            Space::Found(found) => found,
        }
    }
}

/// The namespaces of `eval` and `exec`: those given, else the running frame's.
fn namespaces<'a>(
    function: &str,
    globals: Option<&'a PyObject>,
    locals: Option<&'a PyObject>,
) -> Result<(Space<'a>, Space<'a>), Raised> {
    let given = [globals, locals];
    let (globals, locals) = find_namespaces(function, globals, locals)?;
    Ok((Space::new(globals, given), Space::new(locals, given)))
}

fn find_namespaces(
    function: &str,
    globals: Option<&PyObject>,
    locals: Option<&PyObject>,
) -> Result<(Ref, Ref), Raised> {
    let globals = globals.filter(|globals| !globals.is_none());
    let locals = locals.filter(|locals| !locals.is_none());
    let given = locals;
    let exec = function == "exec";
    let (globals, locals) = match globals {
        None => {
            let own = visible_frame()?.globals().to_ref();
            let locals = match locals {
                Some(locals) => locals.to_ref(),
                None => current_locals()?,
            };
            (own, locals)
        }
        Some(globals) => (globals.to_ref(), locals.unwrap_or(globals).to_ref()),
    };
    let mapping_error = |locals: &PyObject| {
        if exec {
            raise!(TYPE_ERROR, "locals must be a mapping or None, not {}", locals.ob_type().full_name())
        } else {
            raise!(TYPE_ERROR, "locals must be a mapping")
        }
    };
    if !exec && let Some(locals) = given.filter(|locals| !mapping::check(locals)) {
        return Err(mapping_error(locals));
    }
    if !globals.is_instance_of::<PyDictObject>() {
        return Err(if exec {
            raise!(TYPE_ERROR, "exec() globals must be a dict, not {}", globals.ob_type().full_name())
        } else if mapping::check(&globals) {
            raise!(TYPE_ERROR, "globals must be a real dict; try eval(expr, {{}}, mapping)")
        } else {
            raise!(TYPE_ERROR, "globals must be a dict")
        });
    }
    if !mapping::check(&locals) {
        return Err(mapping_error(&locals));
    }
    add_builtins(&globals)?;
    Ok((globals, locals))
}

/// Globals without `__builtins__` get the running frame's.
pub fn add_builtins(globals: &PyObject) -> Result<(), Raised> {
    let Some(dict) = globals.cast::<PyDictObject>() else { return Ok(()) };
    if dict.contains(name!("__builtins__"))? {
        return Ok(());
    }
    match frame::current() {
        Some(frame) => dict.set_item(name!("__builtins__"), frame.builtins()),
        None => match vivarium_runtime::function::default_builtins() {
            Some(builtins) => dict.set_item(name!("__builtins__"), builtins),
            None => Ok(()),
        },
    }
}

fn string_filename() -> PyResult<PyUnicodeObject> {
    vivarium_runtime::str::new("<string>")
}

pub fn eval(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("eval", args, 1, 3)?;
    let source = args[0];
    let (globals, locals) = namespaces("eval", args.get(1).copied(), args.get(2).copied())?;
    if let Some(code) = source.cast_exact::<PyCodeObject>() {
        if code.co_nfreevars.get() > 0 {
            return Err(raise!(TYPE_ERROR, "code object passed to eval() may not contain free variables"));
        }
        audit_exec(code)?;
        return eval_code(code, &globals, &locals, None);
    }
    let mut text = source_of(source, "eval", "string, bytes or code")?;
    // Blanks in front are no indentation here.
    match &mut text {
        Source::Text(text) => {
            if let Some(string) = text.cast::<PyUnicodeObject>() {
                let blanks = string.data().iter().take_while(|c| *c == 0x20 || *c == 9).count();
                if blanks > 0 {
                    let rest = vivarium_runtime::str::substring(string, blanks, string.len())?;
                    *text = rest.upcast();
                }
            }
        }
        Source::Bytes(bytes) => {
            let blanks = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            bytes.drain(..blanks);
        }
    }
    let filename = string_filename()?;
    let options = Options { filename: &filename, mode: Mode::Eval, flags: inherited_flags(), optimize: -1 };
    let compiled = compile_source(&text, &options)?;
    audit_exec(&compiled.code)?;
    let result = eval_code(&compiled.code, &globals, &locals, None);
    drop(compiled.owner);
    result
}

static EXEC: Spec =
    Spec::new("exec", &["", "", "", "closure"]).required(1).positional_only(3).keyword_only(3, 0);

pub fn exec(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [source, globals, locals, closure] = EXEC.parse(args, kwnames)?;
    let Some(source) = source else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
    let (globals, locals) = namespaces("exec", globals, locals)?;
    let closure = closure.filter(|closure| !closure.is_none());
    if let Some(code) = source.cast_exact::<PyCodeObject>() {
        let free = code.co_nfreevars.get() as usize;
        if free == 0 {
            if closure.is_some() {
                return Err(raise!(TYPE_ERROR, "cannot use a closure with this code object"));
            }
        } else {
            let cells = closure.and_then(|closure| closure.cast_exact::<PyTupleObject>());
            let fits = cells.is_some_and(|cells| {
                cells.len() == free && cells.items().iter().all(|cell| cell.is_instance_of::<PyCellObject>())
            });
            if !fits {
                return Err(raise!(TYPE_ERROR, "code object requires a closure of exactly length {free}"));
            }
        }
        audit_exec(code)?;
        eval_code(code, &globals, &locals, closure)?;
        return Ok(singletons::none_ref());
    }
    if closure.is_some() {
        return Err(raise!(TYPE_ERROR, "closure can only be used when source is a code object"));
    }
    let text = source_of(source, "exec", "string, bytes or code")?;
    let filename = string_filename()?;
    let options = Options { filename: &filename, mode: Mode::Exec, flags: inherited_flags(), optimize: -1 };
    let compiled = compile_source(&text, &options)?;
    audit_exec(&compiled.code)?;
    let result = eval_code(&compiled.code, &globals, &locals, None);
    drop(compiled.owner);
    result?;
    Ok(singletons::none_ref())
}

static IMPORT: Spec =
    Spec::new("__import__", &["name", "globals", "locals", "fromlist", "level"]).required(1);

pub fn import(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [name, globals, _, from_list, level] = IMPORT.parse(args, kwnames)?;
    let Some(name) = name else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
    let level = level.map_or(Ok(0), number::as_c_int)?;
    crate::import::import_module_level(name, globals, from_list, level)
}

pub fn breakpoint(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let Some(hook) = crate::sys::get("breakpointhook")? else {
        return Err(raise!(RUNTIME_ERROR, "lost sys.breakpointhook"));
    };
    vivarium_runtime::hooks::audit("builtins.breakpoint", || Ok(vec![hook.clone()]))?;
    let names = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(0, PyTupleObject::len);
    call::vectorcall(&hook, args, args.len() - names, kwnames)
}
