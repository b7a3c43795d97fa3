//! Running Python: from the command line to the virtual machine and an exit code (`Modules/main.c`'s part).

use crate::input::in_words;
use crate::library::{self, Library};
use crate::output;
use crate::python_args::{Action, Invocation};
use crate::repl;
use crate::settings::Settings;
use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use vivarium_bytecode::pyc;
use vivarium_modules::{MODULES, TYPES, sitebuiltins, sys};
use vivarium_runtime::memory;
use vivarium_runtime::object::Raised;
use vivarium_runtime::str;
use vivarium_vm::frontend::{self, Compiled, Mode, Options};
use vivarium_vm::import::{self, importlib};
use vivarium_vm::{lifecycle, profile, report, warnings};

/// A program's source, or the `.pyc` it is.
enum Content {
    /// A cookie in it says nothing: it has been decoded.
    Text(String),
    Bytes(Vec<u8>),
}

/// What is going to run, before anything is compiled.
enum Program {
    Source {
        /// `sys.argv[0]`
        argv0: OsString,
        /// `co_filename`
        name: OsString,
        content: Content,
        /// `sys.path[0]`
        folder: Option<PathBuf>,
        /// Whether `__file__` is set.
        is_file: bool,
    },
    /// A module, or the `__main__` of a folder in front of `sys.path`.
    Module { name: String, argv0: OsString, folder: Option<PathBuf>, alter_argv: bool },
    /// Standard input, statement by statement.
    Interactive { argv0: OsString },
}

/// Runs what the command line asks for; the exit code.
pub fn run(invocation: &Invocation) -> u8 {
    let settings = match Settings::of(invocation) {
        Ok(settings) => settings,
        Err(message) => {
            output::complain(&message);
            return 1;
        }
    };
    let program = match program(invocation, &settings) {
        Ok(program) => program,
        Err((message, code)) => {
            output::complain(&message);
            return code;
        }
    };
    str::set_hash_secret(settings.hash_key);
    vivarium_modules::signal::install();
    vivarium_reflect::install();
    let start = lifecycle::Start {
        stack_size: crate::stack() - (1 << 20),
        sys: sys::create,
        modules: MODULES,
        types: TYPES,
    };
    let code = match lifecycle::start(&start).and_then(|()| prepare(invocation, &settings, &program)) {
        Ok(()) => {
            if invocation.profile.is_some() {
                profile::start();
            }
            execute(&settings, &program)
        }
        Err(_) => report::print_error().unwrap_or(1),
    };
    if invocation.memory_report {
        output::complain(&memory::report::all());
    }
    let code = lifecycle::finish(code);
    if let Some(path) = &invocation.profile
        && let Err(error) = write_profile(path)
    {
        output::complain(&format!("viv: can't write profile '{}': {}\n", path.display(), in_words(&error)));
        return 1;
    }
    // An exit status has eight bits.
    lifecycle::end_by_signal(code) as u8
}

/// Writes what was counted, beside and renamed: a reader never sees half of it.
fn write_profile(path: &Path) -> Result<(), std::io::Error> {
    let text = serde_json::to_string(&profile::finish())?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".profile-").tempfile_in(folder)?;
    std::fs::write(file.path(), text + "\n")?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The text of `-c`.
fn command(code: &OsStr) -> Result<String, (String, u8)> {
    let bytes = code.as_bytes();
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let at = error.valid_up_to();
        let position = String::from_utf8_lossy(&bytes[..at]).chars().count();
        let message = format!(
            "Unable to decode the command from the command line:\nUnicodeEncodeError: 'utf-8' codec can't encode \
             character '\\udc{:x}' in position {position}: surrogates not allowed\n",
            bytes[at]
        );
        (message, 1)
    })
}

fn program(invocation: &Invocation, settings: &Settings) -> Result<Program, (String, u8)> {
    let said = invocation.program.to_string_lossy();
    match &invocation.action {
        Action::Code(code) => Ok(Program::Source {
            argv0: "-c".into(),
            name: "<string>".into(),
            content: Content::Text(command(code)?),
            folder: Some(PathBuf::new()),
            is_file: false,
        }),
        Action::Stdin | Action::Interactive => {
            let argv0: OsString = if invocation.action == Action::Stdin { "-" } else { "" }.into();
            if settings.is_interactive() {
                return Ok(Program::Interactive { argv0 });
            }
            let mut content = Vec::new();
            if let Err(error) = std::io::stdin().read_to_end(&mut content) {
                return Err((format!("{said}: can't read standard input: {}\n", in_words(&error)), 1));
            }
            Ok(Program::Source {
                argv0,
                name: "<stdin>".into(),
                content: Content::Bytes(content),
                folder: Some(PathBuf::new()),
                is_file: false,
            })
        }
        Action::File(path) => file(&said, Path::new(path), invocation.flags.skip_first_line),
        Action::Module(name) => Ok(Program::Module {
            name: name.clone(),
            argv0: "-m".into(),
            folder: std::env::current_dir().ok(),
            alter_argv: true,
        }),
    }
}

fn file(said: &str, path: &Path, skip_first_line: bool) -> Result<Program, (String, u8)> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    if path.is_dir() {
        let known = ["__main__.py", "__main__.pyc"];
        if !known.iter().any(|main| path.join(main).is_file()) {
            return Err((format!("{said}: can't find '__main__' module in '{}'\n", absolute.display()), 1));
        }
        return Ok(Program::Module {
            name: "__main__".into(),
            argv0: path.into(),
            folder: Some(path.into()),
            alter_argv: false,
        });
    }
    match std::fs::read(path) {
        Ok(content) if is_archive(&content) => Ok(Program::Module {
            name: "__main__".into(),
            argv0: path.into(),
            folder: Some(path.into()),
            alter_argv: false,
        }),
        Ok(mut content) => {
            if skip_first_line {
                let end = content.iter().position(|byte| *byte == b'\n').unwrap_or(content.len());
                content.drain(..end);
            }
            let folder = absolute.canonicalize().unwrap_or(absolute.clone()).parent().map(PathBuf::from);
            Ok(Program::Source {
                argv0: path.into(),
                name: absolute.into_os_string(),
                content: Content::Bytes(content),
                folder,
                is_file: true,
            })
        }
        Err(error) => {
            Err((format!("{said}: can't open file '{}': {}\n", absolute.display(), in_words(&error)), 2))
        }
    }
}

/// Whether a zip archive's directory ends the file, whatever the file begins with.
fn is_archive(content: &[u8]) -> bool {
    const RECORD: usize = 22;
    const COMMENT: usize = 0xffff;
    let tail = &content[content.len().saturating_sub(RECORD + COMMENT)..];
    tail.windows(RECORD).any(|record| record.starts_with(b"PK\x05\x06"))
}

/// Everything that stands before the program's first instruction.
fn prepare(invocation: &Invocation, settings: &Settings, program: &Program) -> Result<(), Raised> {
    let (argv0, folder) = match program {
        Program::Source { argv0, folder, .. } | Program::Module { argv0, folder, .. } => {
            (argv0.clone(), folder.clone())
        }
        Program::Interactive { argv0 } => (argv0.clone(), Some(PathBuf::new())),
    };
    let mut argv = vec![argv0];
    argv.extend(invocation.arguments.iter().cloned());
    sys::set_argv(&argv)?;
    let flags = &settings.flags;
    vivarium_vm::sys::set_optimize(flags.optimize as i32);
    vivarium_vm::sys::set_verbose(flags.verbose as i32);
    vivarium_runtime::int::text::set_max_str_digits(settings.int_max_str_digits);
    if settings.no_debug_ranges {
        vivarium_runtime::code::construct::drop_columns();
    }
    vivarium_vm::sys::set_inspect(flags.inspect);
    sys::set_flags(flags)?;
    sys::set_options(&settings.warn_options, &settings.xoptions, settings.pycache_prefix.as_deref())?;
    if settings.unbuffered {
        sys::set_unbuffered()?;
    }
    vivarium_runtime::bytes::set_warnings(flags.bytes_warning > 0);
    // The folder of a folder's `__main__` counts as the program, whatever -P says.
    let of_program = matches!(program, Program::Module { alter_argv: false, .. });
    let mut path: Vec<PathBuf> = Vec::new();
    if !flags.safe_path || of_program {
        path.extend(folder);
    }
    // `site` makes them absolute.
    path.extend(settings.python_path.iter().map(|entry| match flags.no_site {
        true => entry.clone(),
        false => {
            std::path::absolute(entry).or_else(|_| std::env::current_dir()).unwrap_or_else(|_| entry.clone())
        }
    }));
    let library = library::find(&invocation.flags);
    let mut lines = Vec::new();
    if let Some(library) = &library {
        importlib::set_library(&library.folder);
        path.extend(library.entries());
        if !flags.no_site {
            lines = add_site(library, settings, &mut path);
        }
    }
    sys::set_path(&path)?;
    sys::set_prefix(library.as_ref().map(|library| &*library.prefix), &invocation.program)?;
    if settings.strict_streams {
        sys::set_strict_streams()?;
    }
    // Behind the path: the codec may be one of the library's.
    if let Some(encoding) = &settings.io_encoding {
        sys::set_io_encoding(encoding)?;
    }
    if !flags.no_site {
        sitebuiltins::install()?;
    }
    if !settings.warn_options.is_empty() {
        if library.is_some() {
            library::import("warnings");
        } else {
            warnings::process_options(&settings.warn_options)?;
        }
    }
    library::defer(lines);
    for custom in ["sitecustomize", "usercustomize"] {
        if !flags.no_site && path.iter().any(|entry| entry.join(custom).with_extension("py").is_file()) {
            library::import(custom);
        }
    }
    Ok(())
}

fn add_site(
    library: &Library,
    settings: &Settings,
    path: &mut Vec<PathBuf>,
) -> Vec<(PathBuf, usize, String)> {
    let mut lines = Vec::new();
    let user = !settings.flags.no_user_site;
    for folder in library.site_folders(user) {
        let (folders, run) = library::path_files(&folder);
        path.push(folder);
        path.extend(folders);
        lines.extend(run);
    }
    lines
}

fn execute(settings: &Settings, program: &Program) -> i32 {
    if has_header(settings, program) {
        output::complain(&repl::header(settings.flags.no_site));
    }
    let (mut code, interactive) = match program {
        Program::Source { name, content, is_file, .. } => (run_source(name, content, *is_file), false),
        Program::Module { name, alter_argv, .. } => (lifecycle::run_module(name, *alter_argv), false),
        Program::Interactive { .. } => {
            // Here `SystemExit` ends the session.
            vivarium_vm::sys::set_inspect(false);
            repl::startup(settings.startup.as_deref());
            (repl::run(), true)
        }
    };
    // A program may ask for it through the environment.
    let asked = settings.flags.inspect
        || (!settings.flags.ignore_environment
            && std::env::var_os("PYTHONINSPECT").is_some_and(|v| !v.is_empty()));
    vivarium_vm::sys::set_inspect(false);
    if asked && !interactive && settings.is_interactive() {
        code = repl::run();
    }
    code
}

fn has_header(settings: &Settings, program: &Program) -> bool {
    let flags = &settings.flags;
    let nothing_to_run = matches!(program, Program::Interactive { .. });
    !flags.quiet && (flags.verbose > 0 || (nothing_to_run && settings.is_interactive()))
}

fn run_source(name: &OsStr, content: &Content, is_file: bool) -> i32 {
    match run_source_in_main(name, content, is_file) {
        Ok(code) => code,
        Err(_) => lifecycle::end_of_program(),
    }
}

fn run_source_in_main(name: &OsStr, content: &Content, is_file: bool) -> Result<i32, Raised> {
    let filename = vivarium_vm::sys::decode_bytes(name.as_bytes())?;
    let shown = is_file.then_some(&*filename);
    if let Content::Bytes(content) = content
        && content.starts_with(&pyc::MAGIC_BYTES)
    {
        let code = import::find::read_pyc(content, None, Path::new(name))?;
        lifecycle::prepare_main(shown, "SourcelessFileLoader")?;
        return Ok(lifecycle::run_main(&code));
    }
    lifecycle::prepare_main(shown, "SourceFileLoader")?;
    let options = Options { filename: &filename, mode: Mode::Exec, flags: 0, optimize: -1 };
    let front_end = frontend::require()?;
    let Compiled { code, owner } = match content {
        Content::Text(text) => front_end.compile_text(&*str::new(text)?, &options)?,
        Content::Bytes(content) => front_end.compile_script(content, &options)?,
    };
    let exit = lifecycle::run_main(&code);
    // The tree's constants live as long as their program runs.
    drop(owner);
    Ok(exit)
}
