//! The files of folders.

use std::path::{Path, PathBuf};

/// Every file below a folder with one of these endings, in the order of their names; caches and hidden folders left out.
pub fn sources(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let (mut found, mut pending) = (Vec::new(), vec![(folder.to_path_buf(), true)]);
    while let Some((path, is_folder)) = pending.pop() {
        if !is_folder {
            found.push(path);
            continue;
        }
        let Ok(entries) = std::fs::read_dir(&path) else { continue };
        let first = pending.len();
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            let kind = entry.file_type();
            // A link to a folder could lead in a circle.
            let is_folder = kind.as_ref().is_ok_and(|kind| kind.is_dir());
            let is_file = || kind.is_ok_and(|kind| kind.is_file()) || path.is_file();
            let wanted = if is_folder {
                let name = entry.file_name();
                name != "__pycache__" && !name.as_encoded_bytes().starts_with(b".")
            } else {
                path.extension().is_some_and(|e| endings.iter().any(|w| e == *w)) && is_file()
            };
            if wanted {
                pending.push((path, is_folder));
            }
        }
        // The last one comes first.
        pending[first..].sort_unstable_by(|a, b| b.0.as_os_str().cmp(a.0.as_os_str()));
    }
    found
}
