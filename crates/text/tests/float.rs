//! Floats as text; the expectations are what CPython 3.11 prints.

use vivarium_text::float::{Flags, HexError, format, from_hex, parse, repr, round_decimal, scale, to_hex};

#[test]
fn repr_is_the_shortest() {
    for (value, text) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (1.5e-323, "1.5e-323"),
        (f64::MAX, "1.7976931348623157e+308"),
        (123456.789, "123456.789"),
        (9007199254740993.0, "9007199254740992.0"),
        (f64::NAN, "nan"),
        (f64::NEG_INFINITY, "-inf"),
    ] {
        assert_eq!(repr(value), text);
    }
}

#[test]
fn formats() {
    let plain = Flags::default();
    let alternate = Flags { alternate: true, ..plain };
    for (value, code, precision, flags, text) in [
        (2.71928, 'f', 2, plain, "2.72"),
        (2.5, 'f', 0, plain, "2"),
        (0.5, 'f', 0, plain, "0"),
        (1.5, 'f', 0, plain, "2"),
        (0.0, 'f', 3, plain, "0.000"),
        (0.0004, 'f', 3, plain, "0.000"),
        (1e22, 'f', 1, plain, "10000000000000000000000.0"),
        (1234.5, 'e', 3, plain, "1.234e+03"),
        (0.0, 'e', 0, alternate, "0.e+00"),
        (1234.5, 'g', 6, plain, "1234.5"),
        (1234.5, 'g', 6, alternate, "1234.50"),
        (1e-5, 'G', 6, plain, "1E-05"),
        (100000.0, 'g', 5, plain, "1e+05"),
        (0.1, 'f', 30, plain, "0.100000000000000005551115123126"),
        (3.0, 'f', 0, alternate, "3."),
    ] {
        assert_eq!(format(value, code, precision, flags), text, "{value} {code} {precision}");
    }
    assert_eq!(format(1.0, 'f', 70_000, plain).len(), 70_002);
}

#[test]
fn rounding_and_reading() {
    assert_eq!(round_decimal(2.675, 2), 2.67);
    assert_eq!(round_decimal(1e16 + 2.0, -1), 1e16);
    assert_eq!(round_decimal(25.0, -1), 20.0);
    assert_eq!(round_decimal(-35.0, -1), -40.0);
    assert_eq!(round_decimal(95.0, -2), 100.0);
    assert_eq!(parse(b"1e5"), Some(1e5));
    assert_eq!(parse(b"+.5"), Some(0.5));
    assert_eq!(parse(b"5."), Some(5.0));
    assert_eq!(parse(b"."), None);
    assert_eq!(parse(b"1e"), None);
    assert_eq!(parse(b"-inFinity"), Some(f64::NEG_INFINITY));
    assert_eq!(parse(b"infi"), None);
}

#[test]
fn hexadecimal() {
    assert_eq!(to_hex(1.0), "0x1.0000000000000p+0");
    assert_eq!(to_hex(-0.1), "-0x1.999999999999ap-4");
    assert_eq!(to_hex(5e-324), "0x0.0000000000001p-1022");
    assert_eq!(from_hex(b" 0x1.8p1 "), Ok(3.0));
    assert_eq!(from_hex(b"-0x.8"), Ok(-0.5));
    assert_eq!(from_hex(b"0x1p-1074"), Ok(5e-324));
    assert_eq!(from_hex(b"0x1p-1075"), Ok(0.0));
    assert_eq!(from_hex(b"0x1.8p-1075"), Ok(5e-324));
    assert_eq!(from_hex(b"0x1p1024"), Err(HexError::TooLarge));
    assert_eq!(from_hex(b"0xg"), Err(HexError::Invalid));
    assert_eq!(scale(u128::MAX, 896), f64::INFINITY);
}
