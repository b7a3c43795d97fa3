//! `_symtable`: the compiler's symbol tables as objects, from which Python's `symtable` module reads.

use vivarium_compiler::{Mode as CompilerMode, Options as CompilerOptions};
use vivarium_emitter::Names;
use vivarium_emitter::symtable::{BlockId, BlockKind, Scope, SymbolTable, flag};
use vivarium_runtime::args::check_count;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{builtin_function, bytes, dict, int, list, raise, str};
use vivarium_vm::frontend::{Mode, Options};
use vivarium_vm::symtable_entry;

/// Where the scope stands among the flags of a name.
const SCOPE_OFFSET: u32 = 11;

const NUMBERS: [(&str, u32); 18] = [
    ("USE", flag::USE),
    ("DEF_GLOBAL", flag::DEF_GLOBAL),
    ("DEF_NONLOCAL", flag::DEF_NONLOCAL),
    ("DEF_LOCAL", flag::DEF_LOCAL),
    ("DEF_PARAM", flag::DEF_PARAM),
    ("DEF_IMPORT", flag::DEF_IMPORT),
    ("DEF_BOUND", flag::DEF_BOUND),
    ("DEF_ANNOT", flag::DEF_ANNOT),
    ("TYPE_FUNCTION", 0),
    ("TYPE_CLASS", 1),
    ("TYPE_MODULE", 2),
    ("LOCAL", 1),
    ("GLOBAL_EXPLICIT", 2),
    ("GLOBAL_IMPLICIT", 3),
    ("FREE", 4),
    ("CELL", 5),
    ("SCOPE_OFF", SCOPE_OFFSET),
    ("SCOPE_MASK", flag::DEF_GLOBAL | flag::DEF_LOCAL | flag::DEF_PARAM | flag::DEF_NONLOCAL),
];

static SYMTABLE: PyMethodDef = PyMethodDef::fast(
    c"symtable",
    symtable,
    c"symtable($module, source, filename, startstr, /)\n--\n\nThe symbol tables of a source, the outermost one.",
);

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let made = module::new("_symtable")?;
    for (name, value) in NUMBERS {
        made.set(name, &*int::from_i64(value.into())?)?;
    }
    let name = str::intern("_symtable")?.upcast();
    made.set("symtable", &*builtin_function::new(&SYMTABLE, Some(&made), Some(&name))?)?;
    Ok(made)
}

fn symtable(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("symtable", args, 3, 3)?;
    let text = |object: &PyObject, number: usize| -> Result<String, Raised> {
        match object.cast::<PyUnicodeObject>().and_then(|text| text.to_str().map(|text| text.into_owned())) {
            Some(text) => Ok(text),
            None => Err(raise!(
                TYPE_ERROR,
                "symtable() argument {number} must be str, not {}",
                object.ob_type().name()
            )),
        }
    };
    let (mode, compiler_mode) = match &*text(args[2], 3)? {
        "exec" => (Mode::Exec, CompilerMode::Exec),
        "eval" => (Mode::Eval, CompilerMode::Eval),
        "single" => (Mode::Single, CompilerMode::Single),
        _ => {
            return Err(raise!(VALUE_ERROR, "symtable() arg 3 must be 'exec' or 'eval' or 'single'"));
        }
    };
    let filename = vivarium_vm::sys::decode_filename(args[1])?;
    let options = Options { filename: &filename, mode, flags: 0, optimize: -1 };
    let source = match bytes::as_slice(args[0]) {
        Some(content) => {
            let parsing = crate::compiler_options(&options)?.parser();
            match vivarium_parser::decode(content, vivarium_lexer::Origin::Bytes, parsing) {
                Ok(decoded) => decoded.raw,
                Err(error) => return Err(crate::errors::raise_error(&error.into(), &options)),
            }
        }
        None => text(args[0], 1)?.into(),
    };
    if source.contains('\0') {
        return Err(raise!(SYNTAX_ERROR, "source code string cannot contain null bytes"));
    }
    let wanted = CompilerOptions { mode: compiler_mode, ..crate::compiler_options(&options)? };
    let parsed = vivarium_compiler::parse(&source, &wanted);
    let fail = |error| crate::errors::raise_error(&error, &options);
    let ast = parsed.map_err(fail)?;
    let (names, table) = vivarium_compiler::symtable(&ast, &source, &wanted).map_err(fail)?;
    let made = Maker { names: &names, table: &table };
    made.entries()
}

struct Maker<'a> {
    names: &'a Names<'a>,
    table: &'a SymbolTable,
}

impl Maker<'_> {
    /// The outermost block, with those inside: blocks nest deeply, so nothing recurses here.
    fn entries(&self) -> PyResult {
        let mut order = vec![SymbolTable::TOP];
        let mut parents = vec![0];
        let mut at = 0;
        while let Some(id) = order.get(at).copied() {
            for child in &self.table.block(id).children {
                order.push(*child);
                parents.push(at);
            }
            at += 1;
        }
        let mut made = Vec::new();
        for (at, id) in order.iter().enumerate() {
            let (entry, children) = self.entry(*id)?;
            if at > 0 {
                let (_, siblings): &(Ref, Ref<list::PyListObject>) = &made[parents[at]];
                siblings.append(entry.clone())?;
            }
            made.push((entry, children));
        }
        Ok(made.swap_remove(0).0)
    }

    fn entry(&self, id: BlockId) -> Result<(Ref, Ref<list::PyListObject>), Raised> {
        let block = self.table.block(id);
        let name = |name| str::new(self.names.text(name));
        let symbols = dict::new()?;
        for symbol in block.symbols.entries() {
            let scope = match symbol.scope {
                Scope::Unknown => 0,
                Scope::Local => 1,
                Scope::GlobalExplicit => 2,
                Scope::GlobalImplicit => 3,
                Scope::Free => 4,
                Scope::Cell => 5,
            };
            let flags = int::from_i64((symbol.flags | scope << SCOPE_OFFSET).into())?;
            symbols.set_item(&*name(symbol.name)?, &flags)?;
        }
        let varnames = block.varnames.iter().map(|one| Ok(name(*one)?.upcast()));
        let children = list::from_vec(Vec::new())?;
        let entry = symtable_entry::new(symtable_entry::Block {
            name: name(block.name)?,
            symbols,
            varnames: list::from_vec(varnames.collect::<Result<Vec<Ref>, Raised>>()?)?,
            children: children.clone(),
            kind: match block.kind {
                BlockKind::Function => 0,
                BlockKind::Class => 1,
                BlockKind::Module => 2,
                BlockKind::Annotation => 3,
            },
            nested: block.nested.into(),
            lineno: block.line(self.names),
        })?;
        Ok((entry, children))
    }
}
