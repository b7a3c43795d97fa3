//! Source bytes to text: what CPython 3.11 accepts, and what it says when it does not.

use vivarium_lexer::{DecodeError, Origin, decode_source, normalize_newlines};

fn text(bytes: &[u8]) -> (String, Option<String>) {
    let decoded = decode_source(bytes, Origin::Bytes).expect("a source");
    (decoded.raw.into_owned(), decoded.encoding)
}

fn refused(bytes: &[u8], origin: Origin<'_>) -> DecodeError {
    decode_source(bytes, origin).expect_err("no source")
}

#[test]
fn encodings() {
    let cases: [(&[u8], &str, Option<&str>); 26] = [
        (b"x = 1\n", "x = 1\n", None),
        (b"\xef\xbb\xbfx\n", "x\n", Some("utf-8")),
        ("# coding: utf-8\né".as_bytes(), "# coding: utf-8\né", Some("utf-8")),
        ("# coding: UTF_8_x\né".as_bytes(), "# coding: UTF_8_x\né", Some("utf-8")),
        (
            b"# -*- coding: latin-1 -*-\n'\xe9\x80'",
            "# -*- coding: latin-1 -*-\n'é\u{80}'",
            Some("iso-8859-1"),
        ),
        (
            b"#!/bin/x\n# vim: set fileencoding=Latin_1 :\n\xe9",
            "#!/bin/x\n# vim: set fileencoding=Latin_1 :\né",
            Some("iso-8859-1"),
        ),
        (b"\x0c\n #coding:cp1252\n\x80", "\x0c\n #coding:cp1252\n€", Some("cp1252")),
        (b"#\r\n#coding:iso-8859-15\n\xa4", "#\r\n#coding:iso-8859-15\n€", Some("iso-8859-15")),
        (b"#coding:iso8859-9\n\x80\xfd", "#coding:iso8859-9\n\u{80}ı", Some("iso8859-9")),
        (b"#coding:koi8-r\n\xc1", "#coding:koi8-r\nа", Some("koi8-r")),
        (b"#coding:euc_jp\n\xa4\xa2\xa1\xc1", "#coding:euc_jp\nあ〜", Some("euc_jp")),
        (b"#coding:shift_jis\n\x82\xa0", "#coding:shift_jis\nあ", Some("shift_jis")),
        (b"#coding:utf-7\n+AGE-b+-c+2D3eAA-", "#coding:utf-7\nab+c\u{1f600}", Some("utf-7")),
        (b"#coding:hz\n~{<:Ky2;~}~~.", "#coding:hz\n己所不~.", Some("hz")),
        (b"#coding:iso2022_jp\n\x1b$B$\"\x1b(B.", "#coding:iso2022_jp\nあ.", Some("iso2022_jp")),
        (b"#coding:iso2022_jp_1\n\x1b$(D0!\x1b(J~", "#coding:iso2022_jp_1\n丂‾", Some("iso2022_jp_1")),
        (
            b"#coding:iso2022_jp_2\n\x1b.F\x1bNa\x1b$A0!\x1b$(C0!\x1b(B",
            "#coding:iso2022_jp_2\nα啊가",
            Some("iso2022_jp_2"),
        ),
        (b"#coding:iso2022_jp_ext\n\x1b(I1\x1b(B", "#coding:iso2022_jp_ext\nｱ", Some("iso2022_jp_ext")),
        (b"#coding:iso2022_kr\n\x1b$)C\x0e0!\x0f.", "#coding:iso2022_kr\n가.", Some("iso2022_kr")),
        (b"#coding:unicode_escape\n\\u0041\xe9", "#coding:unicode_escape\nAé", Some("unicode_escape")),
        (
            b"#coding:raw_unicode_escape\n\\u0041\\n",
            "#coding:raw_unicode_escape\nA\\n",
            Some("raw_unicode_escape"),
        ),
        (b"#coding:us-ascii\nx", "#coding:us-ascii\nx", Some("us-ascii")),
        // No cookie: a statement before it, a third line, no separator, no name.
        ("x = 1\n# coding: latin-1\né".as_bytes(), "x = 1\n# coding: latin-1\né", None),
        ("#\n#\n# coding: latin-1\né".as_bytes(), "#\n#\n# coding: latin-1\né", None),
        ("# coding latin-1\né".as_bytes(), "# coding latin-1\né", None),
        ("# coding=\né".as_bytes(), "# coding=\né", None),
    ];
    for (bytes, wanted, encoding) in cases {
        assert_eq!(text(bytes), (wanted.to_owned(), encoding.map(str::to_owned)));
    }
}

#[test]
fn refusals_of_bytes() {
    let cases: [(&[u8], &str); 14] = [
        (b"# coding: foo\n", "unknown encoding: foo"),
        (
            b"# coding: rot13\n",
            "'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs",
        ),
        (
            b"# coding: undefined\n",
            "decoding with 'undefined' codec failed (UnicodeError: undefined encoding)",
        ),
        (
            b"# coding: utf-7\nx=\"+\"\n",
            "'utf7' codec can't decode bytes in position 19-20: ill-formed sequence",
        ),
        (
            b"# coding: utf-7\n+AGEA-",
            "'utf7' codec can't decode bytes in position 16-21: partial character in shift sequence",
        ),
        (
            b"# coding: hz\n~{0",
            "'hz' codec can't decode byte 0x30 in position 15: illegal multibyte sequence",
        ),
        (b"\xef\xbb\xbf# coding: latin-1\n", "encoding problem: iso-8859-1 with BOM"),
        (
            b"# coding: ascii\nx=\"\xe9\"\n",
            "'ascii' codec can't decode byte 0xe9 in position 19: ordinal not in range(128)",
        ),
        (
            b"# coding: cp1252\nx=\"\x81\"\n",
            "'charmap' codec can't decode byte 0x81 in position 20: character maps to <undefined>",
        ),
        (
            b"# coding: euc-jp\nx=\"\x81\"\n",
            "'euc_jp' codec can't decode byte 0x81 in position 20: illegal multibyte sequence",
        ),
        (
            b"x=\"\xe9\"\n",
            "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 0: unexpected end of data",
        ),
        (
            b"x=1\n\n\"\"\"\n\xff\n\"\"\"",
            "(unicode error) 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte",
        ),
        (
            b"'\xe2\x82'\n",
            "(unicode error) 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data",
        ),
        (b"x\0y", "source code string cannot contain null bytes"),
    ];
    for (bytes, message) in cases {
        assert_eq!(refused(bytes, Origin::Bytes).message, message);
    }
    let place = |bytes: &[u8]| {
        let place = refused(bytes, Origin::Bytes).location.expect("a location");
        (place.lineno, place.offset, place.end_lineno, place.end_offset, place.text)
    };
    assert_eq!(place(b"# coding: foo\n"), (0, -1, 0, 0, None));
    assert_eq!(place(b"x=\"\xe9\"\n"), (1, 6, 1, 6, Some("x=\"\u{fffd}\"\n".to_owned())));
    assert_eq!(place(b"x=\xe9\n"), (1, 3, 1, -1, Some("x=\u{fffd}\n".to_owned())));
    assert_eq!(
        place(b"# coding: utf-8\r\nx=\"\xe9\"\r\n"),
        (2, 4, 2, 4, Some("x=\"\u{fffd}\"\n".to_owned()))
    );
    // Comments are never decoded.
    assert_eq!(text(b"# \xe9\nx\n").0, "# \u{fffd}\nx\n");
}

#[test]
fn refusals_of_files() {
    let file = Origin::File("dir/f.py");
    assert_eq!(
        refused(b"x=1\ny='\xe9'\n", file).message,
        "Non-UTF-8 code starting with '\\xe9' in file dir/f.py on line 2, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    assert_eq!(refused(b"# coding: foo\n", file).message, "encoding problem: foo");
    assert_eq!(refused(b"# coding: ascii\n\xe9\n", file).message, "encoding problem: ascii");
    let null = refused(b"a\r\nx\0y", file);
    assert_eq!(null.message, "source code cannot contain null bytes");
    let place = null.location.expect("a location");
    assert_eq!((place.lineno, place.text.as_deref()), (2, Some("x")));
}

#[test]
fn newlines() {
    for (raw, wanted) in
        [("", ""), ("a\nb", "a\nb"), ("a\r\nb\r\n", "a\nb\n"), ("a\rb\r\r\n\n\rc\r", "a\nb\n\n\n\nc\n")]
    {
        assert_eq!(normalize_newlines(raw), wanted);
        assert_eq!(decode_source(raw.as_bytes(), Origin::Bytes).expect("a source").into_text(), wanted);
    }
}

#[test]
fn many_bad_comments_take_linear_time() {
    let bytes = b"# \xe9\n".repeat(100_000);
    assert!(decode_source(&bytes, Origin::Bytes).is_ok());
}

#[test]
fn any_bytes_end_in_an_answer() {
    let mut state = 1u64;
    let pieces: [&[u8]; 12] = [
        b"\xe9",
        b"\xff",
        b"\xe2\x82",
        b"#",
        b" coding: ",
        b"latin-1",
        b"gbk",
        b"\n",
        b"\r",
        b"'",
        b"x",
        b"\xed\xa0\x80",
    ];
    for _ in 0..20_000 {
        let mut bytes = Vec::new();
        for _ in 0..8 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            bytes.extend_from_slice(pieces[(state >> 33) as usize % pieces.len()]);
        }
        for origin in [Origin::Bytes, Origin::File("f.py")] {
            let _ = decode_source(&bytes, origin);
        }
    }
}
