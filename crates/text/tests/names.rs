//! Character names and identifiers: Unicode 14.0 as CPython 3.11 has it.

use vivarium_text::{ident, names, printable};

#[test]
fn names_and_aliases() {
    for (name, found) in [
        ("DIGIT ONE", Some('1')),
        ("digit one", Some('1')),
        ("DIGITONE", None),
        ("DIGIT  ONE", None),
        ("HANGUL SYLLABLE GAG", Some('각')),
        ("hangul syllable gag", None),
        ("HANGUL SYLLABLE A", Some('아')),
        ("CJK UNIFIED IDEOGRAPH-4E00", Some('一')),
        ("CJK UNIFIED IDEOGRAPH-04E00", Some('一')),
        ("CJK UNIFIED IDEOGRAPH-4e00", None),
        ("CJK UNIFIED IDEOGRAPH-2A6DF", Some('\u{2a6df}')),
        // New in Unicode 15.
        ("CJK UNIFIED IDEOGRAPH-31350", None),
        ("SHAKING FACE", None),
        ("LF", Some('\n')),
        ("line feed", Some('\n')),
        ("BELL", Some('🔔')),
        ("ALERT", Some('\x07')),
        ("LATIN SMALL LETTER GHA", Some('ƣ')),
        // A named sequence is no character.
        ("KEYCAP DIGIT ONE", None),
        ("", None),
        ("é", None),
    ] {
        assert_eq!(names::lookup(name), found, "{name}");
    }
    assert_eq!(names::name('é').as_deref(), Some("LATIN SMALL LETTER E WITH ACUTE"));
    assert_eq!(names::name('\n'), None);
    assert_eq!(names::name('각').as_deref(), Some("HANGUL SYLLABLE GAG"));
    assert_eq!(names::name('\u{1fae8}'), None);
}

#[test]
fn every_name_finds_its_character() {
    let mut count = 0;
    for c in (0..0x11_0000).filter_map(char::from_u32) {
        // Ideographs and syllables are computed alike: a sample is enough.
        if matches!(c, '\u{3400}'..='\u{d7a3}' | '\u{17000}'..='\u{18cff}' | '\u{20000}'..)
            && u32::from(c) % 97 != 0
        {
            continue;
        }
        if let Some(name) = names::name(c) {
            assert_eq!(names::lookup(&name), Some(c), "{name}");
            count += 1;
        }
    }
    assert!(count > 30_000);
}

#[test]
fn identifiers() {
    assert_eq!(ident::first_invalid("naïve_1"), None);
    assert_eq!(ident::first_invalid("a…b"), Some((1, '…')));
    assert_eq!(ident::first_invalid("·a"), Some((0, '·')));
    assert_eq!(ident::first_invalid("a·"), None);
    assert!(ident::is_start('℘') && ident::is_start('ª') && !ident::is_start('2'));
    assert_eq!(ident::normalize("ℌello"), "Hello");
    assert_eq!(ident::normalize("ﬁx"), "fix");
    assert!(!ident::is_word('\u{302}') && ident::is_word('é'));
}

#[test]
fn printable_characters() {
    for (code, shown) in [
        (0x20, true),
        (0x7f, false),
        (0xa0, false),
        (0xad, false),
        (0xe9, true),
        (0xd800, false),
        (0x1f600, true),
    ] {
        assert_eq!(printable::is_printable(code), shown, "U+{code:04X}");
    }
    // Assigned after Unicode 14.
    assert!(!printable::is_printable(0x1fae8));
}
