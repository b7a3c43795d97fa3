//! Bytes of which few need no memory of their own.

use std::ops::Deref;

/// So many bytes fit where a vector would stand.
const ROOM: usize = 15;

/// Owned bytes: most names are short.
#[derive(Clone)]
pub(crate) enum Bytes {
    Short(u8, [u8; ROOM]),
    Long(Vec<u8>),
}

impl Bytes {
    pub(crate) const EMPTY: Bytes = Bytes::Short(0, [0; ROOM]);

    #[inline]
    pub(crate) fn copy(bytes: &[u8]) -> Bytes {
        if bytes.len() > ROOM {
            return Bytes::Long(bytes.to_vec());
        }
        let mut room = [0; ROOM];
        room[..bytes.len()].copy_from_slice(bytes);
        Bytes::Short(bytes.len() as u8, room)
    }

    /// As a vector, to be changed.
    #[inline]
    pub(crate) fn vec(&mut self) -> &mut Vec<u8> {
        if let Bytes::Short(..) = self {
            self.lengthen();
        }
        match self {
            Bytes::Long(bytes) => bytes,
            Bytes::Short(..) => unreachable!("it was made long"),
        }
    }

    #[cold]
    fn lengthen(&mut self) {
        let mut bytes = Vec::with_capacity(2 * ROOM);
        bytes.extend_from_slice(self);
        *self = Bytes::Long(bytes);
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        match self {
            Bytes::Long(bytes) => bytes,
            Bytes::Short(..) => self.to_vec(),
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Short(len, bytes) => &bytes[..usize::from(*len).min(ROOM)],
            Bytes::Long(bytes) => bytes,
        }
    }
}
