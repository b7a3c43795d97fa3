//! What the witness said before: hashes of its texts, so that a second run over the same sources need not wait for it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Mutex;

pub struct Cache {
    path: PathBuf,
    known: Mutex<HashMap<String, String>>,
}

/// What names a text: the question, the file's name and what stands in it.
pub fn key(operation: &str, name: &str, source: &[u8], optimize: u8) -> String {
    format!("{operation} {optimize} {}", fingerprint(&[name.as_bytes(), source]))
}

fn fingerprint(parts: &[&[u8]]) -> String {
    // Two hashes of 64 bits with different beginnings; fixed keys, so they last from run to run.
    let hash = |salt: u64| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        parts.hash(&mut hasher);
        hasher.finish()
    };
    format!("{:016x}{:016x}", hash(1), hash(2))
}

impl Cache {
    pub fn open(stage: &str) -> Cache {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from);
        // A change of the witness's program makes old answers worthless.
        let program = std::fs::read(crate::root().join("xtask/python/witness.py")).unwrap_or_default();
        let path = target.join("conformance").join(format!("{stage}-{}.json", fingerprint(&[&program])));
        let known =
            std::fs::read(&path).ok().and_then(|t| serde_json::from_slice(&t).ok()).unwrap_or_default();
        Cache { path, known: Mutex::new(known) }
    }

    pub fn knows(&self, key: &str, text: &str) -> bool {
        let fingerprint = fingerprint(&[text.as_bytes()]);
        self.known.lock().is_ok_and(|known| known.get(key) == Some(&fingerprint))
    }

    pub fn learn(&self, key: String, text: &str) {
        if let Ok(mut known) = self.known.lock() {
            known.insert(key, fingerprint(&[text.as_bytes()]));
        }
    }

    /// A cache that can't be written only costs time.
    pub fn save(&self) {
        let Ok(known) = self.known.lock() else { return };
        let Ok(text) = serde_json::to_vec(&*known) else { return };
        if let Some(folder) = self.path.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = std::fs::write(&self.path, text);
    }
}
