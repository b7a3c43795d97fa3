//! Numbers that logos alone cannot settle: what follows them decides, as in `tok_get` and `verify_end_of_number` of
//! CPython's `tokenizer.c`.

/// Bytes that may continue a name, as far as a byte can tell.
pub(crate) static IDENTIFIER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 128 || (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// A number that stands.
pub(crate) struct Scanned {
    pub(crate) end: usize,
    /// The kind of literal that a keyword touches: CPython warns of it.
    pub(crate) touches: Option<&'static str>,
}

/// A number that does not; `end` is where CPython's tokenizer stood.
pub(crate) enum BadNumber {
    At { end: usize, message: String },
    LeadingZeros { zeros_end: usize },
}

fn bad<T>(end: usize, kind: &str) -> Result<T, BadNumber> {
    Err(BadNumber::At { end, message: format!("invalid {kind} literal") })
}

/// Scans the number at `start`, which is a digit or a dot with a digit behind it.
pub(crate) fn scan(bytes: &[u8], start: usize) -> Result<Scanned, BadNumber> {
    let mut scan = Scan { bytes, at: start };
    match (scan.peek(), bytes.get(start + 1)) {
        (b'.', _) => {
            scan.at += 1;
            scan.fraction()
        }
        (b'0', Some(b'x' | b'X')) => scan.based(16, "hexadecimal"),
        (b'0', Some(b'o' | b'O')) => scan.based(8, "octal"),
        (b'0', Some(b'b' | b'B')) => scan.based(2, "binary"),
        (b'0', _) => scan.zeros(),
        _ => {
            scan.decimal_tail()?;
            match scan.peek() {
                b'.' => {
                    scan.at += 1;
                    scan.fraction()
                }
                _ => scan.exponent(),
            }
        }
    }
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// The next byte; a newline stands for the end of the text.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(b'\n')
    }

    fn is_digit(&self) -> bool {
        self.peek().is_ascii_digit()
    }

    fn decimal_tail(&mut self) -> Result<(), BadNumber> {
        loop {
            while self.is_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.is_digit() {
                return bad(self.at, "decimal");
            }
        }
    }

    fn based(mut self, base: u32, kind: &str) -> Result<Scanned, BadNumber> {
        let is_digit = |byte: u8| (byte as char).is_digit(base);
        let wrong_digit = |byte: u8, at: usize| {
            Err(BadNumber::At {
                end: at + 1,
                message: format!("invalid digit '{}' in {kind} literal", byte as char),
            })
        };
        self.at += 2;
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            let byte = self.peek();
            if !is_digit(byte) {
                if byte.is_ascii_digit() {
                    return wrong_digit(byte, self.at);
                }
                return bad(self.at, kind);
            }
            while is_digit(self.peek()) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        let byte = self.peek();
        if byte.is_ascii_digit() {
            return wrong_digit(byte, self.at);
        }
        let kind = match base {
            16 => "hexadecimal",
            8 => "octal",
            _ => "binary",
        };
        self.verify_end(kind)
    }

    fn zeros(mut self) -> Result<Scanned, BadNumber> {
        loop {
            if self.peek() == b'_' {
                self.at += 1;
                if !self.is_digit() {
                    return bad(self.at, "decimal");
                }
            }
            if self.peek() != b'0' {
                break;
            }
            self.at += 1;
        }
        let zeros_end = self.at + 1;
        let nonzero = self.is_digit();
        if nonzero {
            self.decimal_tail()?;
        }
        match self.peek() {
            b'.' => {
                self.at += 1;
                self.fraction()
            }
            b'e' | b'E' | b'j' | b'J' => self.exponent(),
            _ if nonzero => Err(BadNumber::LeadingZeros { zeros_end }),
            _ => self.verify_end("decimal"),
        }
    }

    /// What may follow the dot.
    fn fraction(mut self) -> Result<Scanned, BadNumber> {
        if self.is_digit() {
            self.decimal_tail()?;
        }
        self.exponent()
    }

    fn exponent(mut self) -> Result<Scanned, BadNumber> {
        if matches!(self.peek(), b'e' | b'E') {
            let before = self.at;
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
                if !self.is_digit() {
                    return bad(self.at, "decimal");
                }
            } else if !self.is_digit() {
                self.at = before;
                return self.verify_end("decimal");
            }
            self.decimal_tail()?;
        }
        if matches!(self.peek(), b'j' | b'J') {
            self.at += 1;
            return self.verify_end("imaginary");
        }
        self.verify_end("decimal")
    }

    fn verify_end(self, kind: &'static str) -> Result<Scanned, BadNumber> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let word = |text: &[u8]| {
            rest.starts_with(text) && !rest.get(text.len()).is_some_and(|&byte| IDENTIFIER[byte as usize])
        };
        let keyword = match rest {
            [b'i', b'f' | b'n' | b's', ..] => true,
            [b'a', ..] => word(b"and"),
            [b'e', ..] => word(b"else"),
            [b'f', ..] => word(b"for"),
            [b'o', ..] => word(b"or"),
            [b'n', ..] => word(b"not"),
            _ => false,
        };
        if keyword {
            return Ok(Scanned { end: self.at, touches: Some(kind) });
        }
        // A character above ASCII begins a name of its own.
        if rest.first().is_some_and(|&byte| byte < 128 && IDENTIFIER[byte as usize]) {
            return bad(self.at, kind);
        }
        Ok(Scanned { end: self.at, touches: None })
    }
}
