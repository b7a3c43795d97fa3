//! The command line: our subcommands through clap, everything else as CPython reads it.

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// What `viv` was asked to do.
#[derive(Debug)]
pub enum Request {
    /// A subcommand of ours.
    Stage(Box<Command>),
    /// Run Python, as CPython would.
    Python(Box<crate::python_args::Invocation>),
    /// Say something and end with this exit code; `true` for standard error.
    Say(String, bool, u8),
}

#[derive(Parser, Debug)]
#[command(
    name = "viv",
    version,
    about = "Runs Python 3.11 and shows what happens inside",
    after_help = "viv [CPython's flags] FILE [ARG…], -c CODE, -m MODULE and - run Python as python3.11 does; \
                  `viv run` is the same. Without arguments: interactive.",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// Options that every stage command has.
#[derive(Args, Debug, Clone, Copy)]
pub struct Common {
    /// Errors as CPython prints them
    #[arg(long)]
    pub plain: bool,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Tokens, as `python3.11 -m tokenize -e` prints them
    Tokens {
        /// A source; - is standard input
        file: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// The tree, as `python3.11 -m ast -a` prints it
    Ast {
        /// A source; - is standard input
        file: PathBuf,
        /// The folded tree
        #[arg(long)]
        optimized: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Scopes and symbols with their flags
    Symtable {
        /// A source; - is standard input
        file: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// `.pyc` files, as `python3.11 -m compileall` writes them
    Compile(Compile),
    /// The disassembly, as `python3.11 -m dis` prints it
    Dis(Dis),
    /// The report on code objects, without running them
    Analyze(Analyze),
}

#[derive(Args, Debug)]
pub struct Compile {
    /// Sources and folders of sources
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Put DIR/<the path as given, leading / and ./ removed>c there
    #[arg(long, value_name = "DIR")]
    pub out_dir: Option<PathBuf>,
    /// -O removes assertions, -OO docstrings too
    #[arg(short = 'O', action = clap::ArgAction::Count)]
    pub optimize: u8,
    /// How many at once; 0 is one for each processor
    #[arg(short = 'j', long = "jobs", value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    /// Also where the cached file is newer than its source
    #[arg(short, long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Args, Debug)]
pub struct Dis {
    /// A `.py` or `.pyc`; - is standard input
    pub file: PathBuf,
    /// Show inline caches
    #[arg(long)]
    pub caches: bool,
    /// For machines
    #[arg(long)]
    pub json: bool,
    /// -O removes assertions, -OO docstrings too
    #[arg(short = 'O', action = clap::ArgAction::Count)]
    pub optimize: u8,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Args, Debug)]
pub struct Analyze {
    /// A `.py`, a `.pyc`, a folder, or FILE::qualname
    #[arg(required_unless_present_any = ["diff", "explain"])]
    pub targets: Vec<String>,
    /// What a run recorded (`viv run --profile`)
    #[arg(long, value_name = "JSON")]
    pub profile: Option<PathBuf>,
    /// For machines; folders give one line a file
    #[arg(long, conflicts_with_all = ["html", "sarif", "md"])]
    pub json: bool,
    /// One self-contained page
    #[arg(long, conflicts_with_all = ["sarif", "md"])]
    pub html: bool,
    /// For code scanning
    #[arg(long, conflicts_with = "md")]
    pub sarif: bool,
    /// For a pull request
    #[arg(long)]
    pub md: bool,
    /// Instructions, depths and maps, too
    #[arg(long)]
    pub detail: bool,
    /// Compare two sources, `.pyc` files or saved reports
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"])]
    pub diff: Option<Vec<PathBuf>>,
    /// One function through every stage, on one page: source, tokens, tree, folded tree, symbols, blocks, code, tables
    #[arg(long, value_name = "FILE::NAME", conflicts_with_all = ["targets", "diff", "sarif", "md"])]
    pub explain: Option<String>,
    /// Only the first N functions
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Order functions by: name, line, instructions, stack, complexity, findings
    #[arg(long, value_name = "KEY", value_parser = ["name", "line", "instructions", "stack", "complexity", "findings"])]
    pub sort: Option<String>,
    /// Only functions whose qualified name contains TEXT
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Fail where a finding of this rule shows; `any` for all
    #[arg(long, value_name = "RULE")]
    pub fail_on: Vec<String>,
    /// Switch this rule off
    #[arg(long, value_name = "RULE")]
    pub off: Vec<String>,
    /// -O removes assertions, -OO docstrings too
    #[arg(short = 'O', action = clap::ArgAction::Count)]
    pub optimize: u8,
    #[command(flatten)]
    pub common: Common,
}

const STAGES: [&str; 6] = ["tokens", "ast", "symtable", "compile", "dis", "analyze"];

/// Reads the command line. Under the name `python3` (or any that starts with `python`) there are no subcommands.
pub fn read(arguments: Vec<OsString>) -> Request {
    let name = arguments.first().cloned().unwrap_or_else(|| "viv".into());
    let file_name =
        PathBuf::from(&name).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let rest = arguments.get(1..).unwrap_or_default();
    let first = rest.first().and_then(|a| a.to_str()).unwrap_or_default();
    if file_name.starts_with("python") {
        return python(&name, rest, false);
    }
    match first {
        "run" => python(&name, &rest[1..], true),
        "help" => help(rest.get(1).and_then(|w| w.to_str())),
        "--help" | "-h" => help(None),
        word if STAGES.contains(&word) => match Cli::try_parse_from(&arguments) {
            Ok(cli) => Request::Stage(Box::new(cli.command)),
            Err(error) => {
                let code = u8::try_from(error.exit_code()).unwrap_or(2);
                Request::Say(error.render().to_string(), error.use_stderr(), code)
            }
        },
        _ => python(&name, rest, true),
    }
}

fn python(name: &OsString, rest: &[OsString], ours: bool) -> Request {
    match crate::python_args::parse(name, rest, ours) {
        Ok(invocation) => Request::Python(Box::new(invocation)),
        Err(said) => Request::Say(said.text, said.to_stderr, said.code),
    }
}

fn help(word: Option<&str>) -> Request {
    let asked: Vec<&str> = std::iter::once("viv").chain(word).chain(["--help"]).collect();
    match Cli::try_parse_from(asked) {
        Ok(_) => Request::Say(String::new(), false, 0),
        Err(error) => Request::Say(error.render().to_string(), false, 0),
    }
}
