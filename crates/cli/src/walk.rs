//! The files of folders.

use std::path::{Path, PathBuf};

/// Every file below a folder with one of these endings, in the order of their names; caches and hidden folders left out.
pub fn sources(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let (mut found, mut pending) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = pending.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type();
            // A link to a folder could lead in a circle.
            let is_folder = kind.as_ref().is_ok_and(|kind| kind.is_dir());
            let is_file = || kind.is_ok_and(|kind| kind.is_file()) || path.is_file();
            if is_folder && name != "__pycache__" && !name.starts_with('.') {
                pending.push(path);
            } else if path.extension().is_some_and(|e| endings.iter().any(|w| e == *w)) && is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
