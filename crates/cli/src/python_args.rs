//! CPython's own command line: single letters that may stand together, options with a value, and where they end.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// What to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A file, or a folder or archive with a `__main__` in it.
    File(OsString),
    /// `-c`: the code.
    Code(OsString),
    /// `-m`: the module.
    Module(String),
    /// `-`, or nothing at all where standard input is no terminal.
    Stdin,
    /// Nothing to run, at a terminal.
    Interactive,
}

/// CPython's flags, counted where it counts them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-b`
    pub bytes_warning: u8,
    /// `-B`
    pub dont_write_bytecode: bool,
    /// `-d`
    pub parser_debug: u8,
    /// `-E`
    pub ignore_environment: bool,
    /// `-i`
    pub inspect: bool,
    /// `-I`
    pub isolated: bool,
    /// `-O`
    pub optimize: u8,
    /// `-P`
    pub safe_path: bool,
    /// `-q`
    pub quiet: bool,
    /// `-s`
    pub no_user_site: bool,
    /// `-S`
    pub no_site: bool,
    /// `-u`
    pub unbuffered: bool,
    /// `-v`
    pub verbose: u8,
    /// `-x`
    pub skip_first_line: bool,
    /// `-W`, in order
    pub warnings: Vec<String>,
    /// `-X`, in order
    pub xoptions: Vec<String>,
    /// `--check-hash-based-pycs`
    pub check_hash_based_pycs: Option<String>,
}

/// A whole invocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invocation {
    /// `argv[0]` of the process: CPython's messages begin with it.
    pub program: OsString,
    pub action: Action,
    /// What follows; `sys.argv[1:]`.
    pub arguments: Vec<OsString>,
    pub flags: Flags,
    /// `viv run --profile OUT.json`
    pub profile: Option<PathBuf>,
    /// `viv run --memory-report`
    pub memory_report: bool,
}

/// Something to say instead of running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub to_stderr: bool,
    pub code: u8,
}

const VALUED: [u8; 4] = *b"cmWX";

/// Reads CPython's command line; with `ours`, also the options that only `viv` has.
pub fn parse(program: &OsStr, arguments: &[OsString], ours: bool) -> Result<Invocation, Said> {
    let mut made = Invocation {
        program: program.to_owned(),
        action: Action::Interactive,
        arguments: Vec::new(),
        flags: Flags::default(),
        profile: None,
        memory_report: false,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let text = argument.to_string_lossy();
        if text == "-" {
            made.action = Action::Stdin;
            made.arguments = rest.cloned().collect();
            return Ok(made);
        }
        if text == "--" {
            match rest.next() {
                Some(file) => made.action = Action::File(file.clone()),
                None => break,
            }
            made.arguments = rest.cloned().collect();
            return Ok(made);
        }
        if let Some(word) = text.strip_prefix("--") {
            long_option(&mut made, word, &mut rest, ours)?;
            continue;
        }
        let Some(letters) = text.strip_prefix('-') else {
            made.action = Action::File(argument.clone());
            made.arguments = rest.cloned().collect();
            return Ok(made);
        };
        for (at, letter) in letters.bytes().enumerate() {
            if !VALUED.contains(&letter) {
                flag(&mut made, letter)?;
                continue;
            }
            // What stands before it is ASCII.
            let attached = OsStr::from_bytes(&argument.as_bytes()[at + 2..]);
            let value = if attached.is_empty() { rest.next().cloned() } else { Some(attached.to_owned()) };
            let Some(mut value) = value else {
                let shown = letter as char;
                let message = format!("Argument expected for the -{shown} option\n{}", usage(program));
                return Err(Said { text: message, to_stderr: true, code: 2 });
            };
            match letter {
                b'c' => {
                    value.push("\n");
                    made.action = Action::Code(value);
                }
                b'm' => made.action = Action::Module(lossy(&value)),
                b'W' => made.flags.warnings.push(lossy(&value)),
                _ => made.flags.xoptions.push(lossy(&value)),
            }
            if matches!(letter, b'c' | b'm') {
                made.arguments = rest.cloned().collect();
                return Ok(made);
            }
            break;
        }
    }
    Ok(made)
}

fn lossy(text: &OsString) -> String {
    text.to_string_lossy().into_owned()
}

fn long_option<'a>(
    made: &mut Invocation,
    word: &str,
    rest: &mut impl Iterator<Item = &'a OsString>,
    ours: bool,
) -> Result<(), Said> {
    let (word, attached) = match word.split_once('=') {
        Some((word, value)) => (word, Some(value.to_owned())),
        None => (word, None),
    };
    match word {
        "help" => Err(said(format!("{}{HELP}", usage_line(&made.program)))),
        "help-env" | "help-xoptions" | "help-all" => {
            Err(said(format!("{}{HELP}", usage_line(&made.program))))
        }
        "version" => Err(said(VERSION.into())),
        "profile" if ours => {
            made.profile = attached.or_else(|| rest.next().map(lossy)).map(PathBuf::from);
            if made.profile.is_some() {
                Ok(())
            } else {
                Err(unknown(&made.program, "--profile needs a file"))
            }
        }
        "memory-report" if ours => {
            made.memory_report = true;
            Ok(())
        }
        "check-hash-based-pycs" => {
            made.flags.check_hash_based_pycs = attached.or_else(|| rest.next().map(lossy));
            Ok(())
        }
        _ => Err(unknown(&made.program, &format!("unknown option --{word}"))),
    }
}

fn flag(made: &mut Invocation, letter: u8) -> Result<(), Said> {
    let flags = &mut made.flags;
    match letter {
        b'b' => flags.bytes_warning += 1,
        b'B' => flags.dont_write_bytecode = true,
        b'd' => flags.parser_debug += 1,
        b'E' => flags.ignore_environment = true,
        b'i' => flags.inspect = true,
        b'I' => {
            flags.isolated = true;
            flags.ignore_environment = true;
            flags.no_user_site = true;
            flags.safe_path = true;
        }
        b'O' => flags.optimize = flags.optimize.saturating_add(1),
        b'P' => flags.safe_path = true,
        b'q' => flags.quiet = true,
        b'R' => {}
        b's' => flags.no_user_site = true,
        b'S' => flags.no_site = true,
        b'u' => flags.unbuffered = true,
        b'v' => flags.verbose = flags.verbose.saturating_add(1),
        b'V' => return Err(said(VERSION.into())),
        b'x' => flags.skip_first_line = true,
        b'h' | b'?' => return Err(said(format!("{}{HELP}", usage_line(&made.program)))),
        b'J' => return Err(unknown(&made.program, "-J is reserved for Jython")),
        other => return Err(unknown(&made.program, &format!("Unknown option: -{}", other as char))),
    }
    Ok(())
}

const VERSION: &str = "Python 3.11.7\n";

fn said(text: String) -> Said {
    Said { text, to_stderr: false, code: 0 }
}

fn unknown(program: &OsStr, message: &str) -> Said {
    Said { text: format!("{message}\n{}", usage(program)), to_stderr: true, code: 2 }
}

fn usage_line(program: &OsStr) -> String {
    format!("usage: {} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n", program.to_string_lossy())
}

fn usage(program: &OsStr) -> String {
    format!("{}Try `python -h' for more information.\n", usage_line(program))
}

const HELP: &str = "
-b     warn about str(bytes), bytes == str and the like; twice: raise
-B     write no .pyc files
-c cmd run this code; what follows is its arguments
-d     (accepted)
-E     ignore PYTHON* environment variables
-h     this text
-i     be interactive after running the script
-I     isolated: -E, -P and -s
-m mod run a library module as a script
-O     leave out assertions; twice: docstrings, too
-P     put no unsafe folder in front of sys.path
-q     no greeting
-s     no user site folder
-S     do not import site
-u     unbuffered output
-v     say what is imported
-V     the version
-W arg control warnings: action:message:category:module:lineno
-x     skip the first line
-X opt an option of the implementation
-      the program is standard input
";
