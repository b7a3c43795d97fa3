//! Character names, as in `\N{…}`: those of Unicode 14.0.
//!
//! The names come from a crate that knows a later version, which only ever adds characters; `table` says which
//! characters had a name in 14.0, and holds the aliases.

mod table;

/// The character of a name or alias; upper and lower case are alike, nothing else is forgiven.
pub fn lookup(name: &str) -> Option<char> {
    if !name.is_ascii() || name.len() > 100 {
        return None;
    }
    let upper = name.to_ascii_uppercase();
    if let Ok(at) = table::ALIASES.binary_search_by(|(alias, _)| (*alias).cmp(&upper)) {
        return char::from_u32(table::ALIASES[at].1);
    }
    if let Some(digits) = name.strip_prefix("CJK UNIFIED IDEOGRAPH-") {
        // CPython reads four or five digits, also with a zero in front.
        let plain = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| plain && matches!(digits.len(), 4 | 5))?;
        return char::from_u32(code)
            .filter(|&c| self::name(c).is_some_and(|known| known.starts_with("CJK UNIFIED IDEOGRAPH-")));
    }
    // The crate matches loosely: its answer counts only if that is the very name.
    let c = unicode_names2::character(&upper)?;
    let known = self::name(c)?;
    // CPython computes these names, and reads them in capitals only.
    let computed = known.starts_with("HANGUL SYLLABLE ") || known.starts_with("CJK UNIFIED IDEOGRAPH-");
    (known == if computed { name } else { &upper }).then_some(c)
}

/// The name of a character; aliases are not names.
pub fn name(c: char) -> Option<String> {
    let code = u32::from(c);
    let at = table::NAMED.partition_point(|&(_, last)| last < code);
    let named = table::NAMED.get(at).is_some_and(|&(first, _)| first <= code);
    if named { unicode_names2::name(c).map(|name| name.to_string()) } else { None }
}
