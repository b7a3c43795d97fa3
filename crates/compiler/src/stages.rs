//! The stages in their order.

use vivarium_ast::Ast;
use vivarium_bytecode::Code;
use vivarium_bytecode::flags::CO_FUTURE_ANNOTATIONS;
use vivarium_emitter::symtable::{SymbolTable, SymtableOptions};
use vivarium_emitter::{EmitError, EmitOptions, EmitWarning, Names, future};
use vivarium_lexer::Origin;
use vivarium_optimizer::{OptimizeOptions, optimize};
use vivarium_parser::Parsed;
use vivarium_records::{FoldLog, PassLog};

use crate::error::{CompileError, Warning};
use crate::options::Options;

/// What compiling gives.
#[derive(Debug)]
pub struct Compiled {
    /// The module's code object, with all others below it.
    pub code: Code,
    /// Warnings in the order in which CPython issues them.
    pub warnings: Vec<Warning>,
    /// What the optimizer folded and what not, if it was asked for.
    pub fold_log: FoldLog,
    /// What the flow-graph passes did, if it was asked for.
    pub pass_log: PassLog,
}

/// Compiles text.
pub fn compile(source: &str, options: &Options) -> Result<Compiled, CompileError> {
    let parsed = vivarium_parser::parse(source, options.parser());
    let parsed = parsed.map_err(|error| CompileError::parsing(error, source))?;
    finish(parsed, source, options)
}

/// Compiles bytes: a byte order mark or an encoding cookie says what text they are, else UTF-8.
pub fn compile_bytes(source: &[u8], options: &Options) -> Result<Compiled, CompileError> {
    compile_from(source, Origin::Bytes, options)
}

/// Compiles a script that is read from a file or from standard input, which goes by `name`: CPython reads such line by
/// line and says other things of bytes that are no text.
pub fn compile_script(source: &[u8], name: &str, options: &Options) -> Result<Compiled, CompileError> {
    compile_from(source, Origin::File(name), options)
}

fn compile_from(source: &[u8], origin: Origin<'_>, options: &Options) -> Result<Compiled, CompileError> {
    let decoded = vivarium_parser::decode(source, origin, options.parser())?;
    let parsing = vivarium_parser::Options { byte_columns: decoded.byte_columns, ..options.parser() };
    let parsed = vivarium_parser::parse(&decoded.raw, parsing);
    let parsed = parsed.map_err(|error| CompileError::parsing(error, &decoded.raw))?;
    finish(parsed, &decoded.raw, options)
}

fn finish(parsed: Parsed, source: &str, options: &Options) -> Result<Compiled, CompileError> {
    let warnings: Vec<Warning> =
        parsed.warnings.into_iter().map(|warning| Warning::parsing(warning, source)).collect();
    let mut ast = parsed.ast;
    compile_tree(&mut ast, source, options, warnings)
}

/// What CPython warns of while it parses a text.
pub fn warnings_of(parsed: &Parsed, source: &str) -> Vec<Warning> {
    parsed.warnings.iter().cloned().map(|warning| Warning::parsing(warning, source)).collect()
}

/// Compiles a tree, which is optimised in place. `source` is what its places refer to.
pub fn compile_ast(ast: &mut Ast, source: &str, options: &Options) -> Result<Compiled, CompileError> {
    compile_tree(ast, source, options, Vec::new())
}

fn compile_tree(
    ast: &mut Ast,
    source: &str,
    options: &Options,
    mut warnings: Vec<Warning>,
) -> Result<Compiled, CompileError> {
    let normalized = vivarium_lexer::normalize_newlines(source);
    let source: &str = &normalized;
    let fail = |error: Box<EmitError>, warnings| CompileError::emitting(*error, warnings, source);
    let (starting_depth, depth_limit) = options.depth();
    let future = future::features(ast).map_err(|error| fail(error, warnings.clone()))?;
    let flags = options.flags | future.features;
    let future_annotations = flags & CO_FUTURE_ANNOTATIONS != 0;
    let mut fold_log = if options.fold_log { FoldLog::on() } else { FoldLog::off() };
    let folding = OptimizeOptions {
        optimize: options.optimize,
        future_annotations,
        starting_depth,
        depth_limit,
        source,
    };
    optimize(ast, &folding, &mut fold_log).map_err(|_| fail(EmitError::too_deep(), warnings.clone()))?;
    let ast = &*ast;
    let mut names = Names::new(ast);
    let symbols = SymtableOptions { future_annotations, starting_depth, depth_limit };
    let mut table = vivarium_emitter::symtable::build(ast, &mut names, symbols)
        .map_err(|error| fail(error, warnings.clone()))?;
    let emitting = EmitOptions {
        filename: options.filename.clone(),
        optimize: options.optimize,
        flags,
        future_line: future.line,
        hash_key: options.hash_key,
        process: options.process,
        log: match (options.pass_log, options.block_log) {
            (_, true) => PassLog::with_blocks(),
            (true, false) => PassLog::on(),
            (false, false) => PassLog::off(),
        },
    };
    let add = |warnings: &mut Vec<Warning>, more: Vec<EmitWarning>| {
        warnings.extend(more.into_iter().map(|warning| Warning::emitting(warning, source)));
    };
    match vivarium_emitter::emit(ast, &mut names, &mut table, emitting) {
        Ok(emitted) => {
            add(&mut warnings, emitted.warnings);
            Ok(Compiled { code: emitted.code, warnings, fold_log, pass_log: emitted.pass_log })
        }
        Err((error, more)) => {
            add(&mut warnings, more);
            Err(fail(error, warnings))
        }
    }
}

/// The tree of a source.
pub fn parse(source: &str, options: &Options) -> Result<Ast, CompileError> {
    let parsed = vivarium_parser::parse(source, options.parser());
    Ok(parsed.map_err(|error| CompileError::parsing(error, source))?.ast)
}

/// The optimised tree of a source, and what was folded.
pub fn optimized(source: &str, options: &Options) -> Result<(Ast, FoldLog), CompileError> {
    let mut ast = parse(source, options)?;
    let fail = |error: Box<EmitError>| CompileError::emitting(*error, Vec::new(), source);
    let (starting_depth, depth_limit) = options.depth();
    let features = options.flags | future::features(&ast).map_err(fail)?.features;
    let future_annotations = features & CO_FUTURE_ANNOTATIONS != 0;
    let folding = OptimizeOptions {
        optimize: options.optimize,
        future_annotations,
        starting_depth,
        depth_limit,
        source,
    };
    let mut log = FoldLog::on();
    optimize(&mut ast, &folding, &mut log).map_err(|_| fail(EmitError::too_deep()))?;
    Ok((ast, log))
}

/// The symbol table of a tree, as Python's `symtable` module sees it: without folding before.
pub fn symtable<'a>(
    ast: &'a Ast,
    source: &str,
    options: &Options,
) -> Result<(Names<'a>, SymbolTable), CompileError> {
    let fail = |error: Box<EmitError>| CompileError::emitting(*error, Vec::new(), source);
    let (starting_depth, depth_limit) = options.depth();
    let features = options.flags | future::features(ast).map_err(fail)?.features;
    let future_annotations = features & CO_FUTURE_ANNOTATIONS != 0;
    let mut names = Names::new(ast);
    let symbols = SymtableOptions { future_annotations, starting_depth, depth_limit };
    let table = vivarium_emitter::symtable::build(ast, &mut names, symbols).map_err(fail)?;
    Ok((names, table))
}
