//! What is said about an exception that nobody caught (`Python/pythonrun.c`): traceback, message, notes, chains, groups.

use std::collections::HashSet;
use std::fmt::Write;

use vivarium_runtime::exceptions::{
    self, BASE_EXCEPTION_GROUP, PyBaseExceptionGroupObject, PyBaseExceptionObject,
};
use vivarium_runtime::object::{PyObject, Raised, Ref, clone_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::traceback::PyTracebackObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{call, errors, int, name, objects, sequence, singletons, thread, traceback};

use crate::builtins::io::write_text;

pub mod lines;
pub mod suggest;

/// A string's text as standard error shows it: lone surrogates escaped.
pub fn escaped(object: &PyObject) -> String {
    let Some(text) = object.cast::<PyUnicodeObject>() else { return "?".to_owned() };
    let mut out = String::new();
    for code in text.data().iter() {
        match char::from_u32(code) {
            Some(character) => out.push(character),
            None => {
                let _ = write!(out, "\\u{code:04x}");
            }
        }
    }
    out
}

/// Prints an exception that is set, as the end of a program does: `sys.excepthook`, `sys.last_value` and its kin. Gives
/// the exit code if it is `SystemExit`.
pub fn print_error() -> Option<i32> {
    let (code, exception) = handle_system_exit();
    if code.is_some() {
        return code;
    }
    let exception = exception?;
    let class: &PyObject = exception.ob_type();
    let class = class.to_ref();
    let traceback = exceptions::traceback(&exception).unwrap_or_else(singletons::none_ref);
    for (name, value) in [("last_type", &class), ("last_value", &exception), ("last_traceback", &traceback)] {
        if crate::sys::set(name, value).is_err() {
            errors::clear();
        }
    }
    let hook = crate::sys::get("excepthook").unwrap_or_else(|_| {
        errors::clear();
        None
    });
    let Some(hook) = hook else {
        to_stderr("sys.excepthook is missing\n");
        display(&exception);
        return None;
    };
    let audited = vivarium_runtime::hooks::audit("sys.excepthook", || {
        Ok(vec![hook.clone(), class.clone(), exception.clone(), traceback.clone()])
    });
    if audited.is_err() {
        if errors::matches(&exceptions::RUNTIME_ERROR) {
            errors::clear();
            return None;
        }
        errors::clear();
    }
    if call::call(&hook, &[&class, &exception, &traceback]).is_err() {
        let (code, second) = handle_system_exit();
        if code.is_some() {
            return code;
        }
        to_stderr("Error in sys.excepthook:\n");
        if let Some(second) = second {
            display(&second);
        }
        to_stderr("\nOriginal exception was:\n");
        display(&exception);
    }
    None
}

/// Takes the exception that is set; the exit code if it is `SystemExit`, else the exception (`_Py_HandleSystemExit`).
fn handle_system_exit() -> (Option<i32>, Option<Ref>) {
    if !errors::occurred() {
        return (None, None);
    }
    let exception = errors::take();
    if !exception.ob_type().is_subtype(&exceptions::SYSTEM_EXIT) || crate::sys::inspect() {
        return (None, Some(exception));
    }
    flush_stdout();
    let code = objects::get_attr(&exception, name!("code")).unwrap_or_else(|_| {
        errors::clear();
        exception.clone()
    });
    if code.is_none() {
        return (Some(0), None);
    }
    if code.is_instance_of::<int::PyLongObject>() {
        let status = int::to_i64(&code).unwrap_or(-1);
        return (Some((status & 0xff) as i32), None);
    }
    match objects::str(&code) {
        Ok(text) => to_stderr(&escaped(&text)),
        Err(_) => errors::clear(),
    }
    to_stderr("\n");
    (Some(1), None)
}

fn flush_stdout() {
    if let Ok(Some(stdout)) = crate::sys::get("stdout")
        && !stdout.is_none()
        && call::call_method(&stdout, "flush", &[]).is_err()
    {
        errors::clear();
    }
}

/// Writes to `sys.stderr`, or to the real one if that does not work (`PySys_WriteStderr`).
pub fn to_stderr(text: &str) {
    let saved = errors::fetch();
    let stream = crate::sys::get("stderr").unwrap_or(None).filter(|stream| !stream.is_none());
    let written = match &stream {
        Some(stream) => write_text(stream, text).is_ok(),
        None => false,
    };
    if !written {
        errors::clear();
        eprint!("{text}");
    }
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

/// `PyErr_Display`: the whole text of an exception on `sys.stderr`.
pub fn display(exception: &PyObject) {
    let stream = crate::sys::get("stderr").unwrap_or_else(|_| {
        errors::clear();
        None
    });
    let Some(stream) = stream else { return lost(exception) };
    if stream.is_none() {
        return;
    }
    flush_stdout();
    let mut printer = Printer::new();
    let whole = printer.exception_and_chain(exception).is_ok();
    errors::clear();
    match write_text(&stream, &printer.out) {
        Ok(()) if whole => {}
        // The text is there already.
        Err(_) if whole && errors::matches(&exceptions::MEMORY_ERROR) => {
            errors::clear();
            eprint!("{}", printer.out);
        }
        _ => {
            errors::clear();
            lost(exception);
        }
    }
}

/// What the real standard error is told of an exception that could not be shown (`_PyObject_Dump`).
fn lost(exception: &PyObject) {
    let count = exception.refcount();
    let class = exception.ob_type();
    eprint!(
        "object address  : {:#x}\nobject refcount : {count}\nobject type     : {:#x}\nobject type name: {}\nobject repr     : ",
        exception.address(),
        class.address(),
        class.name()
    );
    match objects::repr(exception) {
        Ok(text) => eprintln!("{}", escaped(&text)),
        Err(_) => {
            errors::clear();
            eprintln!();
        }
    }
    eprintln!("lost sys.stderr");
}

/// The whole text of an exception.
pub fn text_of(exception: &PyObject) -> String {
    let mut printer = Printer::new();
    if printer.exception_and_chain(exception).is_err() {
        errors::clear();
    }
    printer.out
}

/// The last part of an exception's text: the place of a syntax error, class and message, suggestion, notes.
pub fn final_lines(exception: &PyObject) -> String {
    let mut printer = Printer::new();
    printer.without_traceback(exception);
    printer.out
}

const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;

/// `__cause__`, if there is one.
pub fn cause_of(exception: &PyObject) -> Option<Ref> {
    // SAFETY: the exception owns its cause.
    exception.cast::<PyBaseExceptionObject>().and_then(|exception| unsafe { clone_slot(&exception.cause) })
}

struct Printer {
    out: String,
    seen: HashSet<usize>,
    /// Nesting of exception groups.
    depth: usize,
    need_close: bool,
}

impl Printer {
    fn new() -> Self {
        Self { out: String::new(), seen: HashSet::new(), depth: 0, need_close: false }
    }

    fn indent(&self) -> usize {
        2 * self.depth
    }

    fn margin(&self) -> &'static str {
        if self.depth > 0 { "| " } else { "" }
    }

    fn start_line(&mut self) {
        let indent = self.indent();
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(self.margin());
    }

    /// `print_exception_recursive`.
    fn exception_and_chain(&mut self, exception: &PyObject) -> Result<(), Raised> {
        let _guard = thread::enter_recursive_call(" in print_exception_recursive")?;
        self.cause_and_context(exception)?;
        if exception.ob_type().is_subtype(&BASE_EXCEPTION_GROUP) {
            self.group(exception)
        } else {
            self.exception(exception);
            Ok(())
        }
    }

    fn cause_and_context(&mut self, exception: &PyObject) -> Result<(), Raised> {
        self.seen.insert(exception.address());
        let Some(base) = exception.cast::<PyBaseExceptionObject>() else { return Ok(()) };
        let (chained, message) = match cause_of(exception) {
            Some(cause) => (cause, "The above exception was the direct cause of the following exception:\n"),
            None if base.suppress_context.get() => return Ok(()),
            None => match exceptions::context(exception) {
                Some(context) => {
                    (context, "During handling of the above exception, another exception occurred:\n")
                }
                None => return Ok(()),
            },
        };
        if self.seen.contains(&chained.address()) {
            return Ok(());
        }
        let need_close = self.need_close;
        let printed = self.exception_and_chain(&chained);
        self.need_close = need_close;
        printed?;
        self.start_line();
        self.out.push('\n');
        self.start_line();
        self.out.push_str(message);
        self.start_line();
        self.out.push('\n');
        Ok(())
    }

    /// `print_exception_group`.
    fn group(&mut self, exception: &PyObject) -> Result<(), Raised> {
        if self.depth > MAX_GROUP_DEPTH {
            self.start_line();
            let _ = writeln!(self.out, "... (max_group_depth is {MAX_GROUP_DEPTH})");
            return Ok(());
        }
        let outermost = self.depth == 0;
        if outermost {
            self.depth = 1;
        }
        self.exception(exception);
        // SAFETY: checked by the caller.
        let group: &PyBaseExceptionGroupObject = unsafe { exception.cast_unchecked() };
        // SAFETY: null or owned.
        let items = unsafe { clone_slot(&group.excs) };
        let items: Vec<Ref> = items
            .as_ref()
            .and_then(|items| items.cast::<PyTupleObject>())
            .map(|items| items.items().iter().map(|item| item.to_ref()).collect())
            .unwrap_or_default();
        let count = if items.len() <= MAX_GROUP_WIDTH { items.len() } else { MAX_GROUP_WIDTH + 1 };
        self.need_close = false;
        for index in 0..count {
            let last = index == count - 1;
            if last {
                self.need_close = true;
            }
            let truncated = index >= MAX_GROUP_WIDTH;
            let indent = self.indent();
            self.out.extend(std::iter::repeat_n(' ', indent));
            let label = if truncated { "...".to_owned() } else { (index + 1).to_string() };
            let _ = writeln!(
                self.out,
                "{}+---------------- {label} ----------------",
                if index == 0 { "+-" } else { "  " }
            );
            self.depth += 1;
            if truncated {
                self.start_line();
                let excess = items.len() - MAX_GROUP_WIDTH;
                let _ =
                    writeln!(self.out, "and {excess} more exception{}", if excess > 1 { "s" } else { "" });
            } else {
                self.exception_and_chain(&items[index])?;
            }
            if last && self.need_close {
                let indent = self.indent();
                self.out.extend(std::iter::repeat_n(' ', indent));
                self.out.push_str("+------------------------------------\n");
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if outermost {
            self.depth = 0;
        }
        Ok(())
    }

    /// `print_exception`: traceback, place of a syntax error, message, suggestion, notes.
    fn exception(&mut self, exception: &PyObject) {
        if !exceptions::is_exception_instance(exception) {
            self.start_line();
            let class = exception.ob_type().full_name();
            let _ = writeln!(
                self.out,
                "TypeError: print_exception(): Exception expected for value, {class} found"
            );
            return;
        }
        if let Some(traceback) = exceptions::traceback(exception) {
            self.traceback(exception, &traceback);
        }
        self.without_traceback(exception);
    }

    fn without_traceback(&mut self, exception: &PyObject) {
        let class = exception.ob_type();
        let message = self.syntax_error_place(exception);
        self.message(class, message.as_deref().unwrap_or(exception));
        if let Some(suggestion) = suggest::for_exception(exception) {
            let _ = write!(self.out, ". Did you mean: '{suggestion}'?");
        }
        self.out.push('\n');
        self.notes(exception);
        errors::clear();
    }

    fn traceback(&mut self, exception: &PyObject, traceback: &PyObject) {
        let Some(entry) = traceback.cast::<PyTracebackObject>() else { return };
        let is_group = exception.ob_type().is_subtype(&BASE_EXCEPTION_GROUP);
        let header = if is_group {
            "Exception Group Traceback (most recent call last):\n"
        } else {
            "Traceback (most recent call last):\n"
        };
        let header_margin = if is_group && self.depth == 1 { "+ " } else { self.margin() };
        let (indent, margin) = (self.indent(), self.margin());
        let limit = lines::limit();
        if limit <= 0 {
            return;
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(header_margin);
        self.out.push_str(header);
        lines::print(&mut self.out, entry, limit as usize, indent, margin);
    }

    /// The file, line, text and carets of a syntax error; what stands for the exception in the message then.
    fn syntax_error_place(&mut self, exception: &PyObject) -> Option<Ref> {
        let marker = objects::lookup_attr(exception, name!("print_file_and_line"));
        if !matches!(marker, Ok(Some(_))) {
            errors::clear();
            return None;
        }
        let get = |attribute: &str| -> Option<Ref> {
            match objects::get_attr_str(exception, attribute) {
                Ok(value) => Some(value),
                Err(_) => {
                    errors::clear();
                    None
                }
            }
        };
        let number = |value: Option<Ref>| value.and_then(|value| int::to_i64(&value));
        let message = get("msg")?;
        let filename = get("filename")?;
        let filename =
            if filename.is_none() { "<string>".to_owned() } else { escaped(&*objects::str(&filename).ok()?) };
        let line = number(Some(get("lineno")?))?;
        let offset = get("offset")?;
        let offset = if offset.is_none() { -1 } else { number(Some(offset))? };
        let exactly = std::ptr::eq(exception.ob_type(), &exceptions::SYNTAX_ERROR);
        let (end_line, end_offset) = if exactly {
            let end_line = number(get("end_lineno")).unwrap_or(line);
            (end_line, number(get("end_offset")).unwrap_or(-1))
        } else {
            (line, -1)
        };
        let text = get("text")?;
        self.start_line();
        let _ = writeln!(self.out, "  File \"{filename}\", line {line}");
        if !text.is_none() && text.is_instance_of::<PyUnicodeObject>() {
            let text = escaped(&text);
            let size = text.len() as i64;
            let mut end_offset = if end_line > line { size } else { end_offset };
            end_offset = end_offset.min(size + 1);
            self.error_text(offset, end_offset, &text);
        }
        Some(message)
    }

    /// `print_error_text`.
    fn error_text(&mut self, offset: i64, end_offset: i64, text: &str) {
        let carets = if end_offset > 0 && end_offset > offset { end_offset - offset } else { 1 };
        let mut offset = offset - 1;
        let stripped = text.trim_start_matches([' ', '\t', '\x0c']);
        offset -= (text.len() - stripped.len()) as i64;
        let mut text = stripped;
        let mut length = text.strip_suffix('\n').unwrap_or(text).len() as i64;
        offset = offset.min(length);
        while let Some(newline) = text.find('\n') {
            if newline as i64 >= offset {
                break;
            }
            text = &text[newline + 1..];
            length -= newline as i64 + 1;
            offset -= newline as i64 + 1;
        }
        self.out.push_str("    ");
        self.out.push_str(text);
        if text.as_bytes().get(length.max(0) as usize) != Some(&b'\n') {
            self.out.push('\n');
        }
        if offset < 0 {
            return;
        }
        self.out.push_str("    ");
        self.out.extend(std::iter::repeat_n(' ', offset as usize));
        self.out.extend(std::iter::repeat_n('^', carets as usize));
        self.out.push('\n');
    }

    /// `module.qualname: str(value)`.
    fn message(&mut self, class: &PyTypeObject, value: &PyObject) {
        self.start_line();
        match objects::get_attr(class, name!("__module__")) {
            Ok(module) if module.is_instance_of::<PyUnicodeObject>() => {
                let module = escaped(&module);
                if module != "builtins" && module != "__main__" {
                    self.out.push_str(&module);
                    self.out.push('.');
                }
            }
            _ => {
                errors::clear();
                self.out.push_str("<unknown>.");
            }
        }
        match objects::get_attr(class, name!("__qualname__")) {
            Ok(qualname) if qualname.is_instance_of::<PyUnicodeObject>() => {
                self.out.push_str(&escaped(&qualname))
            }
            _ => {
                errors::clear();
                self.out.push_str("<unknown>");
            }
        }
        if value.is_none() {
            return;
        }
        match objects::str(value) {
            Ok(text) => {
                let text = escaped(&text);
                if !text.is_empty() {
                    self.out.push_str(": ");
                    self.out.push_str(&text);
                }
            }
            Err(_) => {
                errors::clear();
                self.out.push_str(": <exception str() failed>");
            }
        }
    }

    fn notes(&mut self, exception: &PyObject) {
        let Ok(Some(notes)) = objects::lookup_attr(exception, name!("__notes__")) else {
            errors::clear();
            return;
        };
        if !sequence::check(&notes) {
            self.start_line();
            match objects::repr(&notes) {
                Ok(text) => self.out.push_str(&escaped(&text)),
                Err(_) => {
                    errors::clear();
                    self.out.push_str("<__notes__ repr() failed>");
                }
            }
            return;
        }
        let count = sequence::length(&notes).unwrap_or(0);
        for index in 0..count {
            let note = sequence::get_item(&notes, index as isize).and_then(|note| objects::str(&note));
            match note {
                Ok(note) => {
                    for line in lines::split_keeping_ends(&escaped(&note)) {
                        self.start_line();
                        self.out.push_str(line);
                    }
                }
                Err(_) => {
                    errors::clear();
                    self.out.push_str("<note str() failed>");
                }
            }
            self.out.push('\n');
        }
    }
}

/// The hook that reports exceptions nobody can catch: `sys.unraisablehook`.
pub fn write_unraisable(object: Option<&PyObject>) {
    write_unraisable_message(None, object);
}

/// As [`write_unraisable`], with words of its own in front.
pub fn write_unraisable_message(message: Option<&str>, object: Option<&PyObject>) {
    if !errors::occurred() {
        return;
    }
    if let Some(fetched) = errors::fetch() {
        let bare = fetched.traceback.is_none();
        errors::restore(fetched);
        let frame = vivarium_runtime::thread::current().frame.get();
        // SAFETY: null, or the frame that runs.
        if bare
            && let Some(frame) = unsafe { frame.as_ref() }
            && !frame.is_incomplete()
        {
            traceback::here(frame);
        }
    }
    let exception = errors::take();
    let hook = crate::sys::get("unraisablehook").unwrap_or_else(|_| {
        errors::clear();
        None
    });
    let overridden =
        hook.filter(|hook| !hook.is_none() && vivarium_runtime::builtin_function::method_def(hook).is_none());
    if let Some(hook) = overridden {
        let class: &PyObject = exception.ob_type();
        let traceback = exceptions::traceback(&exception).unwrap_or_else(singletons::none_ref);
        let text = message.and_then(|message| vivarium_runtime::str::new(message).ok());
        let text = text.map_or_else(singletons::none_ref, Ref::upcast);
        let object = object.unwrap_or(singletons::none());
        let arguments = [class.to_ref(), exception.clone(), traceback, text, object.to_ref()];
        let called =
            crate::structs::unraisable_args(arguments).and_then(|arguments| call::call(&hook, &[&arguments]));
        if called.is_ok() {
            return;
        }
        // The hook's own failure is told instead.
        let failure = errors::take();
        print_unraisable(Some("Exception ignored in sys.unraisablehook"), Some(&hook), &failure);
        return;
    }
    print_unraisable(message, object, &exception);
}

/// What `sys.unraisablehook` itself does with the exception that is set.
pub fn report_unraisable(message: Option<&str>, object: Option<&PyObject>) {
    if errors::occurred() {
        let exception = errors::take();
        print_unraisable(message, object, &exception);
    }
}

fn print_unraisable(message: Option<&str>, object: Option<&PyObject>, exception: &PyObject) {
    let mut text = String::new();
    match (message, object) {
        (Some(message), Some(object)) => {
            let _ = writeln!(text, "{message}: {}", repr_or_unknown(object));
        }
        (Some(message), None) => {
            let _ = writeln!(text, "{message}:");
        }
        (None, Some(object)) => {
            let _ = writeln!(text, "Exception ignored in: {}", repr_or_unknown(object));
        }
        (None, None) => {}
    }
    let mut printer = Printer { out: text, seen: HashSet::new(), depth: 0, need_close: false };
    if let Some(traceback) = exceptions::traceback(exception) {
        printer.traceback(exception, &traceback);
    }
    let before = printer.out.len();
    printer.message(exception.ob_type(), exception);
    if !printer.out[before..].contains(": ") {
        // Here the colon stands also where there is nothing to say.
        printer.out.push_str(": ");
    }
    printer.out.push('\n');
    to_stderr(&printer.out);
}

fn repr_or_unknown(object: &PyObject) -> String {
    match objects::repr(object) {
        Ok(text) => escaped(&text),
        Err(_) => {
            errors::clear();
            "<object repr() failed>".to_owned()
        }
    }
}
