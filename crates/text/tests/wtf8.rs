//! WTF-8: every code point round-trips, validity is kept, order is code point order.

use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

#[test]
fn every_code_point_round_trips() {
    for code in (0..0x11_0000).step_by(7).chain(0xd7f0..0xe010) {
        let text: Wtf8Buf = [65, code, 66].into_iter().collect();
        assert_eq!(text.code_points().collect::<Vec<_>>(), [65, code, 66]);
        assert_eq!(text.code_points().rev().collect::<Vec<_>>(), [66, code, 65]);
        assert_eq!(text.as_wtf8().count(), 3);
        assert_eq!(Wtf8::from_bytes(text.as_bytes()), Some(text.as_wtf8()));
        assert_eq!(text.to_str().is_some(), char::from_u32(code).is_some());
    }
}

#[test]
fn surrogates_stay_apart() {
    let pair: Wtf8Buf = [0xd83d, 0xde00].into_iter().collect();
    assert_eq!(pair.as_bytes(), b"\xed\xa0\xbd\xed\xb8\x80");
    assert_eq!(pair.as_wtf8().count(), 2);
    assert_eq!(pair.to_string_lossy(), "\u{fffd}\u{fffd}");
}

#[test]
fn bad_bytes_are_refused() {
    for bad in [&b"\xff"[..], b"\xc0\x80", b"\xed\xa0", b"\xf4\x90\x80\x80", b"a\x80", b"\xe0\x80\x80"] {
        assert_eq!(Wtf8::from_bytes(bad), None);
        assert!(Wtf8Buf::from_bytes(bad.to_vec()).is_err());
    }
}

#[test]
fn out_of_range_becomes_replacement() {
    let text: Wtf8Buf = [0x11_0000].into_iter().collect();
    assert_eq!(text, "\u{fffd}");
}
