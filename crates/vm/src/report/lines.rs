//! The lines of a traceback: file, line, source, and the carets under the part that failed (`Python/traceback.c`).

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::traceback::PyTracebackObject;
use vivarium_runtime::{errors, int};
use vivarium_text::database;

use super::escaped;
use crate::frontend;

/// Entries of one line that are shown before they are counted only.
const REPEATED: usize = 3;

/// `sys.tracebacklimit`.
pub fn limit() -> i64 {
    match crate::sys::get("tracebacklimit") {
        Ok(Some(limit)) if limit.is_instance_of::<int::PyLongObject>() => {
            let beyond = if int::is_negative(&limit) { i64::MIN } else { i64::MAX };
            int::to_i64(&limit).unwrap_or(beyond)
        }
        Ok(_) => 1000,
        Err(_) => {
            errors::clear();
            1000
        }
    }
}

/// `tb_printinternal`.
pub fn print(out: &mut String, first: &PyTracebackObject, limit: usize, indent: usize, margin: &str) {
    let mut entries: Vec<Ref> = Vec::new();
    let mut next = Some(Ref::new(first).upcast());
    while let Some(entry) = next {
        // SAFETY: tracebacks link to tracebacks.
        next = unsafe { entry.cast_unchecked::<PyTracebackObject>() }.next();
        entries.push(entry);
    }
    let skipped = entries.len().saturating_sub(limit);
    let mut last: Option<(usize, i32, usize)> = None;
    let mut count = 0;
    for entry in &entries[skipped..] {
        // SAFETY: as above.
        let entry: &PyTracebackObject = unsafe { entry.cast_unchecked() };
        let frame = entry.frame();
        let code = frame.frame().code();
        let line = entry.line().unwrap_or(-1);
        let place = (code.filename().address(), line, code.name().address());
        if last != Some(place) {
            repeated(out, count, indent, margin);
            last = Some(place);
            count = 0;
        }
        count += 1;
        if count <= REPEATED {
            print_entry(out, code, line, entry.tb_lasti.get(), indent, margin);
        }
    }
    repeated(out, count, indent, margin);
}

fn repeated(out: &mut String, count: usize, _: usize, _: &str) {
    if count > REPEATED {
        let more = count - REPEATED;
        let _ =
            writeln!(out, "  [Previous line repeated {more} more time{}]", if more > 1 { "s" } else { "" });
    }
}

fn start(out: &mut String, indent: usize, margin: &str) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(margin);
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\x0c')
}

/// `tb_displayline`.
fn print_entry(out: &mut String, code: &PyCodeObject, line: i32, lasti: i32, indent: usize, margin: &str) {
    start(out, indent, margin);
    let _ =
        writeln!(out, "  File \"{}\", line {line}, in {}", escaped(code.filename()), escaped(code.name()));
    let Some(source) = source_line(code.filename(), line) else { return };
    let characters: Vec<char> = source.chars().collect();
    let stripped = characters.iter().take_while(|character| is_blank(**character)).count();
    start(out, indent, margin);
    out.push_str("    ");
    out.extend(&characters[stripped..]);
    out.push('\n');
    let place = code.position_at(lasti);
    let (Some(start_line), Some(end_line), Some(start_col), Some(end_col)) =
        (place.line, place.end_line, place.col, place.end_col)
    else {
        return;
    };
    let character_at = |byte: i32| {
        let byte = (byte.max(0) as usize).min(source.len());
        String::from_utf8_lossy(&source.as_bytes()[..byte]).chars().count()
    };
    let first = character_at(start_col);
    let mut end = character_at(end_col);
    let mut anchors = None;
    if start_line == end_line {
        if first < end {
            let segment: String = characters[first..end].iter().collect();
            anchors = frontend::get().and_then(|front_end| front_end.anchors(&segment)).map(|found| {
                let offset = |byte: usize| {
                    first
                        + String::from_utf8_lossy(&segment.as_bytes()[..byte.min(segment.len())])
                            .chars()
                            .count()
                };
                (offset(found.left_end), offset(found.right_start), found.primary, found.secondary)
            });
            errors::clear();
        }
    } else {
        end = characters.iter().rposition(|character| !is_blank(*character)).map_or(0, |last| last + 1);
    }
    // No carets where they would mark the whole line.
    if end.wrapping_sub(first) == characters.len() - stripped && anchors.is_none() {
        return;
    }
    start(out, indent, margin);
    out.push_str("    ");
    for at in stripped + 1..=end {
        let mark = match anchors {
            _ if at <= first => ' ',
            Some((left_end, right_start, _, secondary)) if left_end < at && at <= right_start => secondary,
            Some((_, _, primary, _)) => primary,
            None => '^',
        };
        out.push(mark);
        // Wide characters take two places on a terminal.
        let wide = characters
            .get(at - 1)
            .is_some_and(|character| matches!(database::east_asian_width(u32::from(*character)), "W" | "F"));
        if wide {
            out.push(mark);
        }
    }
    out.push('\n');
}

/// A line of a source file, without its end: the file itself, else one of its name on `sys.path`.
pub fn source_line(filename: &PyObject, line: i32) -> Option<String> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let content = read_source(filename)?;
    let text = match frontend::get() {
        Some(front_end) => front_end.decode(&content)?,
        None => String::from_utf8(content).ok()?,
    };
    let found = split_lines(&text).nth(index).map(str::to_owned);
    errors::clear();
    found
}

/// Set when modules go: without them CPython reads no sources any more.
static ENDING: AtomicBool = AtomicBool::new(false);

/// No lines of sources are shown from here on.
pub fn end() {
    ENDING.store(true, Ordering::Relaxed);
}

fn read_source(filename: &PyObject) -> Option<Vec<u8>> {
    if ENDING.load(Ordering::Relaxed) {
        return None;
    }
    let path = crate::sys::encode_path(filename);
    if let Ok(content) = std::fs::read(os_path(&path)) {
        return Some(content);
    }
    let tail = path.rsplit(|byte| *byte == b'/').next()?;
    let search = crate::sys::get("path").ok()??;
    for folder in search.cast::<PyListObject>()?.to_vec().ok()? {
        if !folder.is_instance_of::<PyUnicodeObject>() {
            continue;
        }
        let mut candidate = crate::sys::encode_path(&folder);
        if candidate.last().is_some_and(|byte| *byte != b'/') {
            candidate.push(b'/');
        }
        candidate.extend_from_slice(tail);
        if let Ok(content) = std::fs::read(os_path(&candidate)) {
            return Some(content);
        }
    }
    None
}

fn os_path(bytes: &[u8]) -> &std::path::Path {
    use std::os::unix::ffi::OsStrExt;
    std::path::Path::new(std::ffi::OsStr::from_bytes(bytes))
}

/// Lines as universal newlines end them.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = match rest.find(['\n', '\r']) {
            None => (rest, ""),
            Some(end) => {
                let width = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
                (&rest[..end], &rest[end + width..])
            }
        };
        rest = after;
        Some(line)
    })
}

/// `str.splitlines(keepends=True)` for the ends that notes have.
pub fn split_keeping_ends(text: &str) -> Vec<&str> {
    let ends = |character: char| {
        matches!(
            character,
            '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = match rest.find(ends) {
            None => rest.len(),
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + rest[at..].chars().next().map_or(1, char::len_utf8),
        };
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after;
    }
    lines
}
