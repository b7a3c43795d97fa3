//! SipHash-1-3, keyed as CPython 3.11 keys it (`Python/pyhash.c`, `Python/bootstrap_hash.c`).

/// The two key words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Key {
    pub k0: u64,
    pub k1: u64,
}

impl Key {
    /// The key that `PYTHONHASHSEED=seed` gives; 0 is the zero key.
    pub fn from_seed(seed: u32) -> Key {
        if seed == 0 {
            return Key::default();
        }
        let mut state = seed;
        let mut bytes = [0u8; 16];
        for byte in &mut bytes {
            state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
            *byte = (state >> 16) as u8;
        }
        Key::from_bytes(bytes)
    }

    /// The key of sixteen random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Key {
        let word =
            |at: usize| bytes[at..at + 8].iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        Key { k0: word(0), k1: word(8) }
    }
}

#[inline(always)]
fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[2] = v[2].rotate_left(32);
}

/// The hash of some bytes.
pub fn hash(key: Key, bytes: &[u8]) -> u64 {
    let mut v = [
        key.k0 ^ 0x736f_6d65_7073_6575,
        key.k1 ^ 0x646f_7261_6e64_6f6d,
        key.k0 ^ 0x6c79_6765_6e65_7261,
        key.k1 ^ 0x7465_6462_7974_6573,
    ];
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        v[3] ^= word;
        round(&mut v);
        v[0] ^= word;
    }
    let last =
        rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)) | (bytes.len() as u64) << 56;
    v[3] ^= last;
    round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xff;
    round(&mut v);
    round(&mut v);
    round(&mut v);
    (v[0] ^ v[1]) ^ (v[2] ^ v[3])
}

/// What Python's `hash()` gives for the bytes of a string: 0 for none, never −1.
#[inline]
pub fn python_hash(key: Key, bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    match hash(key, bytes) as i64 {
        -1 => -2,
        hash => hash,
    }
}
