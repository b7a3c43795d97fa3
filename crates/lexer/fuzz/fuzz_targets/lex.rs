//! Any bytes: decoding, lexing in every mode and printing never panic, and tokens stay ordered and inside the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vivarium_lexer::{Kind, Mode, Options, Origin, decode_source, lex_with, tokenize_text};

fuzz_target!(|bytes: &[u8]| {
    let _ = decode_source(bytes, Origin::File("fuzz.py"));
    let Ok(decoded) = decode_source(bytes, Origin::Bytes) else { return };
    tokenize_text(&decoded.raw, decoded.encoding_name());
    let text = decoded.into_text();
    for mode in [Mode::Exec, Mode::Eval, Mode::Single] {
        for type_comments in [false, true] {
            let tokens = lex_with(&text, Options { mode, type_comments, byte_columns: type_comments, dont_imply_dedent: type_comments });
            let mut before = 0;
            for token in &tokens.tokens {
                assert!(before <= token.start && token.start <= token.end);
                assert!(text.get(token.start as usize..token.end as usize).is_some());
                before = token.end;
            }
            match &tokens.error {
                Some(error) => {
                    error.to_diagnostic(&text).render("fuzz.py", &text, false);
                }
                None => assert_eq!(tokens.tokens.last().map(|token| token.kind), Some(Kind::EndMarker)),
            }
        }
    }
});
