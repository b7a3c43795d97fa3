//! Properties and case of characters, as Unicode 14.0 and `Objects/unicodectype.c` have them. A character is a code
//! point: surrogates are asked about too.

mod table;

/// Flags, differences to lower, upper, title case and folding, and where the runs of its decimal and digit values begin
/// (the low byte).
struct Record(u16, i32, i32, i32, i32, u8, u8);

#[inline]
fn record(code: u32) -> &'static Record {
    let index = match table::LATIN1.get(code as usize) {
        Some(&index) => index,
        None => table::RUNS[table::RUNS.partition_point(|&(start, _)| start <= code) - 1].1,
    };
    &table::RECORDS[usize::from(index)]
}

#[inline]
fn has(code: u32, flag: u16) -> bool {
    record(code).0 & flag != 0
}

macro_rules! properties {
    ($($(#[$meta:meta])* $name:ident = $flag:ident;)*) => {
        $(
            $(#[$meta])*
            #[inline]
            pub fn $name(code: u32) -> bool {
                has(code, table::$flag)
            }
        )*
    };
}

properties! {
    /// `str.isalpha`.
    is_alpha = ALPHA;
    /// `str.isdecimal`.
    is_decimal = DECIMAL;
    /// `str.isdigit`.
    is_digit = DIGIT;
    /// `str.isnumeric`.
    is_numeric = NUMERIC;
    /// The property Lowercase.
    is_lower = LOWER;
    /// The property Uppercase.
    is_upper = UPPER;
    /// The category Lt.
    is_title = TITLE;
    /// `str.isspace`, what `split` and `strip` take for white space.
    is_space = SPACE;
    /// `str.isprintable`, what `repr` leaves as it is.
    is_printable = PRINTABLE;
    /// The property Case_Ignorable.
    is_case_ignorable = IGNORABLE;
    /// Where `splitlines` splits.
    is_line_break = BREAK;
}

/// The property Cased.
#[inline]
pub fn is_cased(code: u32) -> bool {
    has(code, table::LOWER | table::UPPER | table::TITLE)
}

/// `str.isalnum` of one character.
#[inline]
pub fn is_alnum(code: u32) -> bool {
    has(code, table::ALPHA | table::DECIMAL | table::DIGIT | table::NUMERIC)
}

/// The value of a decimal digit.
#[inline]
pub fn decimal(code: u32) -> Option<u32> {
    if code < 0x80 {
        return code.checked_sub(0x30).filter(|&value| value < 10);
    }
    let record = record(code);
    (record.0 & table::DECIMAL != 0).then(|| u32::from((code as u8).wrapping_sub(record.5)))
}

/// The value of a digit, superscripts and the like included.
#[inline]
pub fn digit(code: u32) -> Option<u32> {
    let record = record(code);
    (record.0 & table::DIGIT != 0).then(|| u32::from((code as u8).wrapping_sub(record.6)))
}

/// Up to three characters: what a character becomes in another case.
#[derive(Clone, Copy, Debug)]
pub struct Mapping {
    codes: [u32; 3],
    len: u8,
}

impl Mapping {
    #[inline]
    fn one(code: u32) -> Mapping {
        Mapping { codes: [code, 0, 0], len: 1 }
    }

    #[inline]
    pub fn as_slice(&self) -> &[u32] {
        &self.codes[..usize::from(self.len)]
    }
}

#[derive(Clone, Copy)]
enum Case {
    Lower,
    Upper,
    Title,
    Fold,
}

#[inline]
fn map(code: u32, case: Case) -> Mapping {
    let record = record(code);
    if record.0 & table::MAPPED != 0 {
        return special(code, case);
    }
    let delta = match case {
        Case::Lower => record.1,
        Case::Upper => record.2,
        Case::Title => record.3,
        Case::Fold => record.4,
    };
    Mapping::one(code.wrapping_add_signed(delta))
}

#[cold]
fn special(code: u32, case: Case) -> Mapping {
    let Ok(at) = table::SPECIAL.binary_search_by_key(&code, |row| row.0) else { return Mapping::one(code) };
    let text = table::SPECIAL[at].1[case as usize];
    let mut mapping = Mapping { codes: [0; 3], len: 0 };
    for (place, c) in mapping.codes.iter_mut().zip(text.chars()) {
        *place = u32::from(c);
        mapping.len += 1;
    }
    mapping
}

/// Lower case, without regard to what stands around (final sigma).
#[inline]
pub fn to_lower(code: u32) -> Mapping {
    map(code, Case::Lower)
}

#[inline]
pub fn to_upper(code: u32) -> Mapping {
    map(code, Case::Upper)
}

#[inline]
pub fn to_title(code: u32) -> Mapping {
    map(code, Case::Title)
}

/// `str.casefold`.
#[inline]
pub fn fold(code: u32) -> Mapping {
    map(code, Case::Fold)
}

/// Lower case as one character (`_PyUnicode_ToLowercase`), as regular expressions use it.
#[inline]
pub fn simple_lower(code: u32) -> u32 {
    if code == 0x130 { u32::from('i') } else { to_lower(code).codes[0] }
}

/// Upper case as one character (`_PyUnicode_ToUppercase`): the character itself where it has only a longer one.
#[inline]
pub fn simple_upper(code: u32) -> u32 {
    match to_upper(code).as_slice() {
        [upper] => *upper,
        _ => code,
    }
}

/// Whether `text` is an identifier (`str.isidentifier`).
pub fn is_identifier(text: impl IntoIterator<Item = u32>) -> bool {
    let mut chars = text.into_iter().map(char::from_u32);
    matches!(chars.next(), Some(Some(c)) if crate::ident::is_start(c))
        && chars.all(|c| c.is_some_and(crate::ident::is_continue))
}
