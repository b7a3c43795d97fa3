//! Literals: values, messages and warnings as CPython 3.11 gives them.

use num_bigint::BigInt;
use vivarium_text::literal::{
    INT_MAX_STR_DIGITS, Number, decode_bytes, decode_str, parse_number, string_parts,
};

fn text(body: &str) -> Vec<u32> {
    decode_str(body).expect("a good literal").0.as_wtf8().code_points().collect()
}

fn refused(body: &str) -> String {
    decode_str(body).expect_err("a bad literal")
}

fn warning(body: &str) -> Option<(usize, String)> {
    let (_, invalid) = decode_str(body).expect("a good literal");
    invalid.map(|escape| (escape.offset, escape.message))
}

fn codes(text: &str) -> Vec<u32> {
    text.chars().map(u32::from).collect()
}

#[test]
fn escapes() {
    assert_eq!(text(r#"\a\b\f\n\r\t\v\\\'\""#), codes("\x07\x08\x0c\n\r\t\x0b\\'\""));
    assert_eq!(text("a\\\nb"), codes("ab"));
    assert_eq!(text(r"\0\7\77\101\1011"), codes("\0\x07?AA1"));
    assert_eq!(text(r"\x41\xe9\u20ac\U0001F600"), codes("Aé€😀"));
    assert_eq!(text(r"\N{DIGIT ONE}\N{latin small letter a}\N{LF}"), codes("1a\n"));
    assert_eq!(text(r"\ud800\udc00"), [0xd800, 0xdc00]);
    assert_eq!(text(r"é\é"), codes("é\\é"));
    assert_eq!(text(r"\400\777"), [0o400, 0o777]);
    assert_eq!(text("a\\"), codes("a\\"));
}

#[test]
fn refusals_and_their_positions() {
    let cases = [
        (r"\x4", "bytes in position 0-2: truncated \\xXX escape"),
        (r"ab\x", "bytes in position 2-3: truncated \\xXX escape"),
        // Positions count in the ASCII rendering that CPython hands its decoder.
        (r"ü\xZ", "bytes in position 10-11: truncated \\xXX escape"),
        (r"\ü\x", "bytes in position 16-17: truncated \\xXX escape"),
        (r"\u12", "bytes in position 0-3: truncated \\uXXXX escape"),
        (r"\U0011000", "bytes in position 0-8: truncated \\UXXXXXXXX escape"),
        (r"\U00110000", "bytes in position 0-9: illegal Unicode character"),
        (r"\N", "bytes in position 0-1: malformed \\N character escape"),
        (r"\N{}", "bytes in position 0-2: malformed \\N character escape"),
        (r"\N{DIGIT ONE", "bytes in position 0-11: malformed \\N character escape"),
        (r"\N{foo}", "bytes in position 0-6: unknown Unicode character name"),
    ];
    for (body, reason) in cases {
        assert_eq!(refused(body), format!("(unicode error) 'unicodeescape' codec can't decode {reason}"));
    }
}

#[test]
fn warnings_of_the_first_invalid_escape() {
    assert_eq!(warning(r"a\n"), None);
    assert_eq!(warning(r"a\q\w"), Some((1, "invalid escape sequence '\\q'".to_owned())));
    assert_eq!(warning(r"é\8"), Some((2, "invalid escape sequence '\\8'".to_owned())));
    assert_eq!(warning(r"\377\400"), Some((4, "invalid octal escape sequence '\\400'".to_owned())));
    assert_eq!(warning(r"\é"), None);
}

#[test]
fn bytes() {
    let good = |body: &str| decode_bytes(body, false).expect("a good literal").0.into_owned();
    assert_eq!(good(r"\x00\xff\0\777\q\u0041"), b"\x00\xff\0\xff\\q\\u0041");
    assert_eq!(decode_bytes(r"\x", true).expect("raw").0.as_ref(), br"\x");
    assert_eq!(decode_bytes("é", true).expect_err("wide"), "bytes can only contain ASCII literal characters");
    assert_eq!(
        decode_bytes(r"ab\x1", false).expect_err("bad"),
        "(value error) invalid \\x escape at position 2"
    );
    let warned = decode_bytes(r"a\d", false).expect("good").1.expect("a warning");
    assert_eq!((warned.offset, warned.message.as_str()), (1, "invalid escape sequence '\\d'"));
}

#[test]
fn numbers() {
    let number = |token: &str| parse_number(token, INT_MAX_STR_DIGITS).expect("a good number");
    let int = Number::Int;
    for (token, value) in [
        ("0", int(0)),
        ("00_0", int(0)),
        ("1_000", int(1000)),
        ("0xFf_f", int(0xfff)),
        ("0o17", int(15)),
        ("0B101", int(5)),
        ("9223372036854775807", int(i64::MAX)),
        ("0x7fffffffffffffff", int(i64::MAX)),
        ("9223372036854775808", Number::BigInt(BigInt::from(1u64 << 63))),
        ("0x8000000000000000", Number::BigInt(BigInt::from(1u64 << 63))),
        ("1.", Number::Float(1.0)),
        (".5", Number::Float(0.5)),
        ("1_0.2_5e-1_0", Number::Float(10.25e-10)),
        ("09.5", Number::Float(9.5)),
        ("0777e1", Number::Float(7770.0)),
        ("1e400", Number::Float(f64::INFINITY)),
        ("9007199254740993.0", Number::Float(9007199254740992.0)),
        ("2.5J", Number::Imaginary(2.5)),
        ("09j", Number::Imaginary(9.0)),
    ] {
        assert_eq!(number(token), value, "{token}");
    }
    assert!(matches!(number(&"1".repeat(4300)), Number::BigInt(_)));
    assert_eq!(number(&"0".repeat(5000)), int(0));
    assert!(matches!(number(&format!("0x{}", "f".repeat(100_000))), Number::BigInt(_)));
    assert_eq!(
        parse_number(&"1_".repeat(4300).replace("1_", "1_1"), 4300).expect_err("too long"),
        "Exceeds the limit (4300 digits) for integer string conversion: value has 8600 digits; use \
         sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to \
         avoid decimal conversion limits."
    );
    assert!(parse_number(&"1".repeat(4301), 0).is_ok());
}

#[test]
fn parts_of_string_tokens() {
    for (token, flags, body, offset) in [
        ("'a'", "", "a", 1),
        ("\"\"", "", "", 1),
        ("''''''", "3", "", 3),
        ("'''a''b'''", "3", "a''b", 3),
        ("u'a'", "u", "a", 2),
        ("U'a'", "", "a", 2),
        ("rB'a'", "br", "a", 3),
        ("Fr\"\"\"x\"\"\"", "rf3", "x", 5),
    ] {
        let parts = string_parts(token);
        let mut found = String::new();
        for (flag, set) in [
            ('b', parts.bytes),
            ('r', parts.raw),
            ('f', parts.format),
            ('u', parts.unicode),
            ('3', parts.triple),
        ] {
            if set {
                found.push(flag);
            }
        }
        assert_eq!((found.as_str(), parts.body, parts.offset), (flags, body, offset), "{token}");
    }
    for broken in ["", "'", "r", "rb'", "'''", "é"] {
        string_parts(broken);
    }
}
