//! Running Python: from the command line to the virtual machine and an exit code (`Modules/main.c`'s part).

use crate::input::in_words;
use crate::output;
use crate::python_args::{Action, Flags, Invocation};
use std::ffi::OsString;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use vivarium_bytecode::pyc;
use vivarium_modules::sys::{self, facts};
use vivarium_modules::{MODULES, TYPES};
use vivarium_runtime::object::Raised;
use vivarium_runtime::str;
use vivarium_vm::frontend::{self, Compiled, Mode, Options};
use vivarium_vm::{import, lifecycle, report};

/// What is going to run, before anything is compiled.
struct Program {
    /// `sys.argv[0]`
    argv0: OsString,
    /// `co_filename`
    name: String,
    content: Vec<u8>,
    /// `sys.path[0]`
    folder: Option<PathBuf>,
    /// Whether `__file__` is set.
    is_file: bool,
}

/// Runs what the command line asks for; the exit code.
pub fn run(invocation: &Invocation) -> u8 {
    let program = match program(invocation) {
        Ok(program) => program,
        Err((message, code)) => {
            output::complain(&message);
            return code;
        }
    };
    vivarium_reflect::install();
    let start = lifecycle::Start {
        stack_size: crate::STACK - (1 << 20),
        sys: sys::create,
        modules: MODULES,
        types: TYPES,
    };
    let code = match lifecycle::start(&start).and_then(|()| execute(invocation, &program)) {
        Ok(code) => code,
        Err(_) => report::print_error().unwrap_or(1),
    };
    // An exit status has eight bits.
    lifecycle::end_by_signal(lifecycle::finish(code)) as u8
}

fn program(invocation: &Invocation) -> Result<Program, (String, u8)> {
    let said = invocation.program.to_string_lossy();
    match &invocation.action {
        Action::Code(code) => Ok(Program {
            argv0: "-c".into(),
            name: "<string>".into(),
            content: code.clone().into_bytes(),
            folder: Some(PathBuf::new()),
            is_file: false,
        }),
        Action::Stdin | Action::Interactive => {
            if invocation.action == Action::Interactive && std::io::stdin().is_terminal() {
                return Err((format!("{said}: no program: give a file, -c, -m or -\n"), 2));
            }
            let mut content = Vec::new();
            if let Err(error) = std::io::stdin().read_to_end(&mut content) {
                return Err((format!("{said}: can't read standard input: {}\n", in_words(&error)), 1));
            }
            let argv0 = if invocation.action == Action::Stdin { "-" } else { "" };
            Ok(Program {
                argv0: argv0.into(),
                name: "<stdin>".into(),
                content,
                folder: Some(PathBuf::new()),
                is_file: false,
            })
        }
        Action::File(path) => file(&said, Path::new(path), path.clone()),
        Action::Module(name) => {
            let found = module_file(name).ok_or_else(|| (format!("{said}: No module named {name}\n"), 1))?;
            let argv0 = std::path::absolute(&found).unwrap_or(found.clone()).into_os_string();
            let mut program = file(&said, &found, argv0)?;
            program.folder = std::env::current_dir().ok();
            Ok(program)
        }
    }
}

fn file(said: &str, path: &Path, argv0: OsString) -> Result<Program, (String, u8)> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    if path.is_dir() {
        let main = path.join("__main__.py");
        if !main.is_file() {
            return Err((format!("{said}: can't find '__main__' module in '{}'\n", absolute.display()), 1));
        }
        let mut program = file(said, &main, argv0)?;
        program.folder = Some(path.into());
        return Ok(program);
    }
    match std::fs::read(path) {
        Ok(content) => Ok(Program {
            argv0,
            name: absolute.display().to_string(),
            content,
            folder: absolute.canonicalize().unwrap_or(absolute.clone()).parent().map(PathBuf::from),
            is_file: true,
        }),
        Err(error) => {
            Err((format!("{said}: can't open file '{}': {}\n", absolute.display(), in_words(&error)), 2))
        }
    }
}

/// The file of a module below the working folder.
fn module_file(name: &str) -> Option<PathBuf> {
    let path: PathBuf = name.split('.').collect();
    let candidates = [path.with_extension("py"), path.join("__main__.py")];
    candidates.into_iter().find(|candidate| candidate.is_file())
}

fn execute(invocation: &Invocation, program: &Program) -> Result<i32, Raised> {
    let mut argv = vec![program.argv0.clone()];
    argv.extend(invocation.arguments.iter().cloned());
    sys::set_argv(&argv)?;
    let given = settings(&invocation.flags);
    vivarium_vm::sys::set_optimize(given.optimize as i32);
    vivarium_vm::sys::set_verbose(given.verbose as i32);
    sys::set_flags(&given)?;
    if invocation.flags.unbuffered || set("PYTHONUNBUFFERED", &invocation.flags) {
        sys::set_unbuffered()?;
    }
    let mut path: Vec<PathBuf> = Vec::new();
    if !given.safe_path {
        path.extend(program.folder.clone());
    }
    if let Some(entries) = variable("PYTHONPATH", &invocation.flags) {
        path.extend(std::env::split_paths(&entries));
    }
    path.extend(library(&invocation.flags));
    sys::set_path(&path)?;
    let filename = str::new(&program.name)?;
    let shown = program.is_file.then_some(&*filename);
    if program.content.starts_with(&pyc::MAGIC_BYTES) {
        let code = import::find::read_pyc(&program.content, None, Path::new(&program.name))?;
        return Ok(lifecycle::run_main(&code, shown.map(|s| &**s)));
    }
    let options = Options { filename: &filename, mode: Mode::Exec, flags: 0, optimize: -1 };
    let Compiled { code, owner } = frontend::require()?.compile(&program.content, &options)?;
    let exit = lifecycle::run_main(&code, shown.map(|s| &**s));
    // The tree's constants live as long as their program runs.
    drop(owner);
    Ok(exit)
}

/// An environment variable, unless the environment is to be ignored.
fn variable(name: &str, flags: &Flags) -> Option<OsString> {
    if flags.ignore_environment { None } else { std::env::var_os(name).filter(|value| !value.is_empty()) }
}

fn set(name: &str, flags: &Flags) -> bool {
    variable(name, flags).is_some()
}

/// A level from the command line, or from the environment where that says more: a number, or anything for 1.
fn level(given: u8, name: &str, flags: &Flags) -> i64 {
    let asked = variable(name, flags)
        .map_or(0, |value| value.to_string_lossy().parse::<i64>().map_or(1, |n| n.max(0)));
    i64::from(given).max(asked)
}

/// The flags of the command line and the environment.
fn settings(flags: &Flags) -> facts::Flags {
    facts::Flags {
        inspect: flags.inspect || set("PYTHONINSPECT", flags),
        interactive: flags.inspect,
        optimize: level(flags.optimize, "PYTHONOPTIMIZE", flags),
        dont_write_bytecode: flags.dont_write_bytecode || set("PYTHONDONTWRITEBYTECODE", flags),
        no_user_site: flags.no_user_site || set("PYTHONNOUSERSITE", flags),
        no_site: flags.no_site,
        ignore_environment: flags.ignore_environment,
        verbose: level(flags.verbose, "PYTHONVERBOSE", flags),
        quiet: flags.quiet,
        isolated: flags.isolated,
        safe_path: flags.safe_path || set("PYTHONSAFEPATH", flags),
        hash_randomization: variable("PYTHONHASHSEED", flags).is_none_or(|seed| seed != "0"),
    }
}

/// The installed library that was named; the embedded modules serve where there is none.
fn library(flags: &Flags) -> Option<PathBuf> {
    let named = std::env::var_os("VIVARIUM_LIB").filter(|path| !path.is_empty()).map(PathBuf::from);
    let home = || variable("PYTHONHOME", flags).map(|home| PathBuf::from(home).join("lib/python3.11"));
    named.or_else(home).filter(|folder| folder.join("os.py").is_file())
}
