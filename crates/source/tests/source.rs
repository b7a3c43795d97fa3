//! The promises of the crate: positions as counted by hand, and rendering that never panics.

use vivarium_source::{Diagnostic, LineCol, LineIndex, PythonLocation, Span};

const TEXTS: [&str; 7] = [
    "",
    "a",
    "a\n",
    "one\ntwo é\n\n  three",
    "\n\n",
    "ʊ\n\u{8a}\n\n\n\n\n\n\n\n\n",
    "\u{b}\n\t\nof several words\nand\n\n\x7f\n\x00\nwith ends\neverywhere\n\n \nэ\n",
];

#[test]
fn line_index_agrees_with_counting() {
    for text in TEXTS {
        let index = LineIndex::new(text);
        for offset in 0..=text.len() {
            let before = &text.as_bytes()[..offset];
            let line = before.iter().filter(|&&b| b == b'\n').count() as u32 + 1;
            let column = before.iter().rev().take_while(|&&b| b != b'\n').count() as u32;
            let want = LineCol { line, column };
            assert_eq!(index.line_col(offset as u32), want);
            for hint in 0..6 {
                assert_eq!(index.line_col_near(offset as u32, hint), want);
            }
            assert_eq!(index.offset(want), offset as u32);
        }
        let joined: Vec<&str> =
            (1..=index.line_count()).map(|line| index.line_span(line).text(text)).collect();
        assert_eq!(joined.join("\n"), text);
    }
}

#[test]
fn rendering_never_panics() {
    for text in TEXTS {
        for start in 0..12 {
            for end in 0..12 {
                let diagnostic =
                    Diagnostic::error("SyntaxError", "bad").with_primary(Span::new(start, end), "here");
                assert!(diagnostic.render("f.py", text, true).contains("bad"));
                assert!(diagnostic.render_plain("f.py", text).ends_with("SyntaxError: bad\n"));
            }
        }
        for offset in -2..5 {
            for end_offset in -2..5 {
                let location = PythonLocation {
                    lineno: 1,
                    offset,
                    end_lineno: 1,
                    end_offset,
                    text: Some(text.to_owned()),
                };
                Diagnostic::error("SyntaxError", "bad").with_python(location).render_plain("f.py", text);
            }
        }
    }
}

#[test]
fn plain_is_cpython_s_form() {
    let diagnostic = Diagnostic::error("SyntaxError", "invalid syntax").with_primary(Span::new(6, 7), "");
    assert_eq!(
        diagnostic.render_plain("f.py", "  x = $\n"),
        "  File \"f.py\", line 1\n    x = $\n        ^\nSyntaxError: invalid syntax\n"
    );
}
