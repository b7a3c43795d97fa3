//! Quoted-printable.

use vivarium_runtime::args::Spec;
use vivarium_runtime::buffer::View;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::singletons;

use super::{Ascii, finish, flag, output};

const MAX_LINE: usize = 76;

pub(super) fn a2b_qp(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("a2b_qp", &["data", "header"]).required(1);
    let [data, header] = SPEC.parse(arguments, kwnames)?;
    let ascii = Ascii::new(data.unwrap_or(singletons::none()))?;
    let header = flag(header, false)?;
    let content = ascii.as_slice();
    let mut out = output(content.len())?;
    let mut at = 0;
    let digit = |index: usize| content.get(index).and_then(|byte| char::from(*byte).to_digit(16));
    while let Some(&byte) = content.get(at) {
        at += 1;
        match byte {
            b'=' => match content.get(at) {
                None => break,
                Some(b'\n' | b'\r') => {
                    // A soft line break.
                    while content.get(at).is_some_and(|byte| *byte != b'\n') {
                        at += 1;
                    }
                    at += 1;
                }
                Some(b'=') => {
                    out.push(b'=');
                    at += 1;
                }
                Some(_) => match digit(at).zip(digit(at + 1)) {
                    Some((high, low)) => {
                        out.push((high << 4 | low) as u8);
                        at += 2;
                    }
                    None => out.push(b'='),
                },
            },
            b'_' if header => out.push(b' '),
            _ => out.push(byte),
        }
    }
    finish(&out)
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[usize::from(digit)]));
}

pub(super) fn b2a_qp(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("b2a_qp", &["data", "quotetabs", "istext", "header"]).required(1);
    let [data, tabs, text, header] = SPEC.parse(arguments, kwnames)?;
    let view = View::simple(data.unwrap_or(singletons::none()))?;
    let (tabs, text, header) = (flag(tabs, false)?, flag(text, true)?, flag(header, false)?);
    let content = view.as_slice();
    // The first line's end decides all.
    let newline = content.iter().position(|byte| *byte == b'\n');
    let crlf = newline.is_some_and(|at| at > 0 && content[at - 1] == b'\r');
    let end_of_line: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let mut out = output(content.len())?;
    let (mut at, mut line) = (0, 0);
    while let Some(&byte) = content.get(at) {
        let next = content.get(at + 1).copied();
        let soft_break = |out: &mut Vec<u8>| {
            out.push(b'=');
            out.extend_from_slice(end_of_line);
        };
        let must = byte > 126
            || byte == b'='
            || (header && byte == b'_')
            || (byte == b'.' && line == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)))
            || (!text && matches!(byte, b'\r' | b'\n'))
            || (matches!(byte, b'\t' | b' ') && next.is_none())
            || (byte < 33 && !matches!(byte, b'\r' | b'\n') && (tabs || !matches!(byte, b'\t' | b' ')));
        if must {
            if line + 3 >= MAX_LINE {
                soft_break(&mut out);
                line = 0;
            }
            out.push(b'=');
            escape(byte, &mut out);
            at += 1;
            line += 3;
        } else if text && (byte == b'\n' || (byte == b'\r' && next == Some(b'\n'))) {
            line = 0;
            // No white space at a line's end.
            if let Some(&last @ (b' ' | b'\t')) = out.last() {
                out.pop();
                out.push(b'=');
                escape(last, &mut out);
            }
            out.extend_from_slice(end_of_line);
            at += if byte == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some_and(|next| next != b'\n') && line + 1 >= MAX_LINE {
                soft_break(&mut out);
                line = 0;
            }
            line += 1;
            out.push(if header && byte == b' ' { b'_' } else { byte });
            at += 1;
        }
    }
    finish(&out)
}
