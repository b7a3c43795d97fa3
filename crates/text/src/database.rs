//! The Unicode Character Database, version 14.0, as Python's `unicodedata` shows it, and the four normal forms.

use crate::wtf8::{Wtf8, Wtf8Buf};
use unicode_normalization::UnicodeNormalization;

mod decompositions;
mod table;

use decompositions::DECOMPOSITIONS;

/// Where category, bidirectional class and width stand in their lists, combining class, whether mirrored.
struct Record(u8, u8, u8, u8, bool);

fn record(code: u32) -> &'static Record {
    let run = table::RUNS.partition_point(|&(start, _)| start <= code).saturating_sub(1);
    &table::RECORDS[usize::from(table::RUNS[run].1)]
}

/// The general category: `Lu`, `Nd`, … and `Cn` for what has no character.
pub fn category(code: u32) -> &'static str {
    table::CATEGORY[usize::from(record(code).0)]
}

/// The bidirectional class, empty where there is none.
pub fn bidirectional(code: u32) -> &'static str {
    table::BIDIRECTIONAL[usize::from(record(code).1)]
}

/// The East Asian width: `F`, `H`, `W`, `Na`, `A` or `N`.
pub fn east_asian_width(code: u32) -> &'static str {
    table::EAST_ASIAN_WIDTH[usize::from(record(code).2)]
}

/// The canonical combining class.
pub fn combining(code: u32) -> u8 {
    record(code).3
}

/// Whether it is mirrored in text from right to left.
pub fn is_mirrored(code: u32) -> bool {
    record(code).4
}

/// The decomposition mapping as the database writes it, empty where there is none.
pub fn decomposition(code: u32) -> &'static str {
    match DECOMPOSITIONS.binary_search_by_key(&code, |row| row.0) {
        Ok(at) => DECOMPOSITIONS[at].1,
        Err(_) => "",
    }
}

/// The numeric value.
pub fn numeric(code: u32) -> Option<f64> {
    let at = table::NUMERICS.binary_search_by_key(&code, |row| row.0).ok()?;
    Some(table::NUMERICS[at].1)
}

/// A normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl Form {
    /// The form of a name: `NFC` and so on.
    pub fn of(name: &str) -> Option<Form> {
        match name {
            "NFC" => Some(Form::Nfc),
            "NFD" => Some(Form::Nfd),
            "NFKC" => Some(Form::Nfkc),
            "NFKD" => Some(Form::Nfkd),
            _ => None,
        }
    }

    fn append(self, text: &str, out: &mut Wtf8Buf) {
        let text: String = match self {
            Form::Nfc => text.nfc().collect(),
            Form::Nfd => text.nfd().collect(),
            Form::Nfkc => text.nfkc().collect(),
            Form::Nfkd => text.nfkd().collect(),
        };
        out.push_str(&text);
    }
}

/// A text in a normal form. What is no character in Unicode 14.0, and surrogates, stays as it is.
pub fn normalize(text: Wtf8<'_>, form: Form) -> Wtf8Buf {
    let (mut out, mut known) = (Wtf8Buf::default(), String::new());
    for code in text.code_points() {
        match char::from_u32(code).filter(|_| category(code) != "Cn") {
            Some(c) => known.push(c),
            None => {
                form.append(&known, &mut out);
                known.clear();
                out.push(code);
            }
        }
    }
    form.append(&known, &mut out);
    out
}
