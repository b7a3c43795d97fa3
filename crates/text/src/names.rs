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
    // The crate matches loosely: its answer counts only if that is the very name.
    let c = unicode_names2::character(&upper)?;
    (self::name(c)? == upper).then_some(c)
}

/// The name of a character; aliases are not names.
pub fn name(c: char) -> Option<String> {
    let code = u32::from(c);
    let at = table::NAMED.partition_point(|&(_, last)| last < code);
    let named = table::NAMED.get(at).is_some_and(|&(first, _)| first <= code);
    if named { unicode_names2::name(c).map(|name| name.to_string()) } else { None }
}
