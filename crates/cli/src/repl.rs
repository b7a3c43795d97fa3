//! Interactive Python: statements read one by one, from a terminal with history and completion, from anything else line
//! by line with prompts on standard error.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use rustyline::completion::Completer;
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Editor, Helper};
use vivarium_modules::io::begun;
use vivarium_parser::{Mode as ParserMode, Options as ParserOptions};
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::object::{PyObject, Raised, Ref};
use vivarium_runtime::{display, errors, iter, objects, str};
use vivarium_vm::frontend::{self, Compiled, Mode, Options};
use vivarium_vm::interp::call::eval_code;
use vivarium_vm::{lifecycle, report};

use crate::output;

/// What an interactive session begins with.
pub fn header(no_site: bool) -> String {
    let version = vivarium_vm::sys::get("version").ok().flatten();
    let version = version.map_or_else(String::new, |version| display::lossy(&version));
    let rest = "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n";
    format!("Python {version} on linux\n{}", if no_site { "" } else { rest })
}

/// Runs the file that `PYTHONSTARTUP` names.
pub fn startup(file: Option<&Path>) {
    let Some(file) = file else { return };
    let shown = file.display().to_string();
    let content = match std::fs::read(file) {
        Ok(content) => content,
        Err(error) => {
            output::complain(&format!("Could not open PYTHONSTARTUP\n{}\n", crate::input::in_words(&error)));
            return;
        }
    };
    if execute(&content, &shown, Mode::Exec).is_err() {
        say();
    }
}

/// Names of the session and of the objects they stand for.
struct Names;

impl Helper for Names {}
impl Hinter for Names {
    type Hint = String;
}
impl Highlighter for Names {}
impl Validator for Names {}

impl Completer for Names {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &Context<'_>,
    ) -> Result<(usize, Vec<String>), ReadlineError> {
        let front = &line[..at];
        let start = front
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .map_or(0, |index| index + front[index..].chars().next().map_or(1, char::len_utf8));
        let word = &front[start..];
        if word.is_empty() {
            // Indentation.
            return Ok((at, if front.trim().is_empty() { vec!["    ".into()] } else { Vec::new() }));
        }
        let saved = errors::fetch();
        let mut found = candidates(word).unwrap_or_default();
        errors::clear();
        if let Some(saved) = saved {
            errors::restore(saved);
        }
        found.sort();
        found.dedup();
        Ok((start, found))
    }
}

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// What a word may go on as: attributes behind a dot, names and keywords before one. Only names are evaluated.
fn candidates(word: &str) -> Result<Vec<String>, Raised> {
    let main = lifecycle::main_module()?;
    let globals: &PyDictObject = main.dict();
    let builtins = vivarium_runtime::hooks::import("builtins")?;
    let Some((owner, prefix)) = word.rsplit_once('.') else {
        let mut names: Vec<String> = KEYWORDS.iter().map(|keyword| (*keyword).to_owned()).collect();
        names.extend(globals.pairs().unwrap_or_default().iter().map(|(name, _)| display::lossy(name)));
        for name in iter::collect(&*objects::dir(&builtins)?)? {
            names.push(display::lossy(&name));
        }
        names.retain(|name| name.starts_with(word));
        return Ok(names);
    };
    let mut parts = owner.split('.');
    let first = str::intern(parts.next().unwrap_or_default())?;
    let mut object: Ref = match globals.get_item(&first)? {
        Some(object) => object,
        None => objects::get_attr(&builtins, &first)?,
    };
    for part in parts {
        object = objects::get_attr_str(&object, part)?;
    }
    let mut found = Vec::new();
    for name in iter::collect(&*objects::dir(&object)?)? {
        let name = display::lossy(&name);
        if name.starts_with(prefix) && (!prefix.is_empty() || !name.starts_with('_')) {
            found.push(format!("{owner}.{name}"));
        }
    }
    Ok(found)
}

enum Line {
    Text(String),
    Interrupted,
    End,
}

enum Reader {
    Terminal(Box<Editor<Names, DefaultHistory>>),
    Plain,
}

fn history_file() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("vivarium/history"))
}

impl Reader {
    fn new() -> Reader {
        if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
            return Reader::Plain;
        }
        match Editor::<Names, DefaultHistory>::new() {
            Ok(mut editor) => {
                editor.set_completion_type(rustyline::CompletionType::List);
                editor.set_auto_add_history(true);
                editor.set_helper(Some(Names));
                if let Some(file) = history_file() {
                    let _ = editor.load_history(&file);
                }
                begun::watch();
                Reader::Terminal(Box::new(editor))
            }
            Err(_) => Reader::Plain,
        }
    }

    fn read(&mut self, prompt: &str) -> Line {
        match self {
            // What was written last on the line stays there: the editor draws all of it anew.
            Reader::Terminal(editor) => match editor.readline(&(begun::take() + prompt)) {
                Ok(text) => Line::Text(text + "\n"),
                Err(ReadlineError::Interrupted) => Line::Interrupted,
                Err(_) => Line::End,
            },
            Reader::Plain => {
                output::complain(prompt);
                let mut text = Vec::new();
                match std::io::stdin().lock().read_until(b'\n', &mut text) {
                    Ok(0) | Err(_) => Line::End,
                    Ok(_) => {
                        let mut text = String::from_utf8_lossy(&text).into_owned();
                        if !text.ends_with('\n') {
                            text.push('\n');
                        }
                        Line::Text(text)
                    }
                }
            }
        }
    }

    /// Whether the cursor is on a new line when no line was read.
    fn ends_lines(&self) -> bool {
        matches!(self, Reader::Terminal(_))
    }

    fn save(&mut self) {
        if let (Reader::Terminal(editor), Some(file)) = (self, history_file()) {
            if let Some(folder) = file.parent() {
                let _ = std::fs::create_dir_all(folder);
            }
            let _ = editor.save_history(&file);
        }
    }
}

/// `sys.ps1` or `sys.ps2` as it is now.
fn prompt(name: &str) -> String {
    let value = vivarium_vm::sys::get(name).ok().flatten();
    let text = value.map(|value| objects::str(&value));
    match text {
        Some(Ok(text)) => display::lossy(&text),
        Some(Err(_)) => {
            errors::clear();
            String::new()
        }
        None => String::new(),
    }
}

/// Whether what was typed is a statement, the beginning of one, or wrong.
#[derive(PartialEq, Eq)]
enum State {
    Complete,
    Incomplete,
}

fn state(text: &str, last: &str) -> State {
    let barry_as_flufl =
        FUTURE.with(std::cell::Cell::get) & vivarium_compiler::flags::CO_FUTURE_BARRY_AS_BDFL != 0;
    let options = ParserOptions { mode: ParserMode::Single, barry_as_flufl, ..ParserOptions::default() };
    let blank = last == "\n";
    match vivarium_parser::parse(text, options) {
        Ok(parsed) => {
            use vivarium_ast::StmtKind as S;
            let compound = parsed.body().last().is_some_and(|id| {
                !matches!(
                    parsed.ast[*id].kind,
                    S::Return { .. }
                        | S::Delete { .. }
                        | S::Assign { .. }
                        | S::AugAssign { .. }
                        | S::AnnAssign { .. }
                        | S::Raise { .. }
                        | S::Assert { .. }
                        | S::Import { .. }
                        | S::ImportFrom { .. }
                        | S::Global { .. }
                        | S::Nonlocal { .. }
                        | S::Expr { .. }
                        | S::Pass
                        | S::Break
                        | S::Continue
                )
            });
            if compound && !blank { State::Incomplete } else { State::Complete }
        }
        Err(_) => {
            let open = vivarium_parser::is_incomplete(text, options);
            // An empty line ends a block, but neither a bracket nor a string.
            let ends = blank && vivarium_lexer::lex(text).error.is_none();
            if open && !ends { State::Incomplete } else { State::Complete }
        }
    }
}

fn is_nothing(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

fn execute(source: &[u8], filename: &str, mode: Mode) -> Result<(), Raised> {
    let filename = str::new(filename)?;
    let flags = FUTURE.with(std::cell::Cell::get);
    let options = Options { filename: &filename, mode, flags, optimize: -1 };
    let Compiled { code, owner } = frontend::require()?.compile(source, &options)?;
    FUTURE.with(|future| future.set(future.get() | (code.co_flags.get() as u32 & FUTURE_MASK)));
    let main = lifecycle::main_module()?;
    let globals: &PyObject = main.dict();
    let result = eval_code(&code, globals, globals, None);
    drop(owner);
    result.map(|_| ())
}

const FUTURE_MASK: u32 = 0x01fe_0000;

thread_local! {
    /// Features of `__future__` hold for the rest of the session.
    static FUTURE: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Says an exception; `true` if it ends the session.
fn say() -> Option<i32> {
    let code = report::print_error();
    flush();
    code
}

fn flush() {
    for name in ["stdout", "stderr"] {
        if let Ok(Some(stream)) = vivarium_vm::sys::get(name)
            && !stream.is_none()
            && vivarium_runtime::call::call_method(&stream, "flush", &[]).is_err()
        {
            errors::clear();
        }
    }
}

/// Reads and runs statements to the end of input; the exit code.
pub fn run() -> i32 {
    for (name, value) in [("ps1", ">>> "), ("ps2", "... ")] {
        if matches!(vivarium_vm::sys::get(name), Ok(None))
            && str::new(value).and_then(|value| vivarium_vm::sys::set(name, &value)).is_err()
        {
            errors::clear();
        }
    }
    if lifecycle::prepare_main(None, "").is_err() {
        say();
    }
    let mut reader = Reader::new();
    let code = session(&mut reader);
    reader.save();
    code
}

fn session(reader: &mut Reader) -> i32 {
    let mut text = String::new();
    loop {
        let name = if text.is_empty() { "ps1" } else { "ps2" };
        let ended = match reader.read(&prompt(name)) {
            Line::Text(line) => {
                // A comment is no statement that could go on.
                if text.is_empty() && is_nothing(&line) {
                    continue;
                }
                text.push_str(&line);
                if state(&text, &line) == State::Incomplete {
                    continue;
                }
                false
            }
            Line::Interrupted => {
                output::complain(if reader.ends_lines() {
                    "KeyboardInterrupt\n"
                } else {
                    "\nKeyboardInterrupt\n"
                });
                text.clear();
                continue;
            }
            Line::End => true,
        };
        let statement = std::mem::take(&mut text);
        if !is_nothing(&statement) {
            let result = execute(statement.as_bytes(), "<stdin>", Mode::Single);
            if result.is_err()
                && let Some(code) = say()
            {
                return code;
            }
            flush();
        }
        if ended {
            if !reader.ends_lines() {
                output::complain("\n");
            }
            return 0;
        }
    }
}
