//! The installed library: where it is, and the folders that its `site` module adds.

use crate::python_args::Flags;
use std::path::{Path, PathBuf};
use vivarium_runtime::object::{PyObject, Raised};
use vivarium_runtime::{errors, str};
use vivarium_vm::frontend::{self, Mode, Options};
use vivarium_vm::import::find;
use vivarium_vm::{lifecycle, report};

/// An installed library.
pub struct Library {
    /// The folder with `os.py`.
    pub folder: PathBuf,
    /// `sys.prefix`
    pub prefix: PathBuf,
}

const BELOW: &str = "lib/python3.11";

/// `VIVARIUM_LIB`, `PYTHONHOME`, else the first one beside a folder of `PATH`.
pub fn find(flags: &Flags) -> Option<Library> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = set("VIVARIUM_LIB").map(PathBuf::from) {
        let prefix = folder.parent().and_then(Path::parent).unwrap_or(&folder).to_path_buf();
        return folder.join("os.py").is_file().then_some(Library { folder, prefix });
    }
    let at = |prefix: PathBuf| {
        let folder = prefix.join(BELOW);
        folder.join("os.py").is_file().then_some(Library { folder, prefix })
    };
    if !flags.ignore_environment
        && let Some(home) = set("PYTHONHOME")
    {
        return at(PathBuf::from(home));
    }
    let path = set("PATH")?;
    std::env::split_paths(&path).filter_map(|folder| folder.parent().map(Path::to_path_buf)).find_map(at)
}

impl Library {
    /// What it adds to `sys.path`.
    pub fn entries(&self) -> Vec<PathBuf> {
        let folder = self.folder.parent().unwrap_or(&self.folder);
        vec![folder.join("python311.zip"), self.folder.clone(), self.folder.join("lib-dynload")]
    }

    /// The folders of other packages, as `site` finds them.
    pub fn site_folders(&self, user: bool) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        if user && let Some(home) = std::env::var_os("HOME") {
            folders.push(PathBuf::from(home).join(".local").join(BELOW).join("site-packages"));
        }
        let shared = self.prefix.join("lib/python3/dist-packages");
        if shared.is_dir() {
            folders.push(self.prefix.join("local").join(BELOW).join("dist-packages"));
            folders.push(shared);
        } else {
            folders.push(self.folder.join("site-packages"));
        }
        folders.retain(|folder| folder.is_dir());
        folders
    }
}

/// What the `.pth` files of a folder say: further folders, and lines to run.
pub fn path_files(folder: &Path) -> (Vec<PathBuf>, Vec<(PathBuf, usize, String)>) {
    let (mut folders, mut lines) = (Vec::new(), Vec::new());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "pth"));
    files.sort();
    for file in files {
        let Ok(content) = std::fs::read_to_string(&file) else { continue };
        for (number, line) in content.lines().enumerate() {
            if line.starts_with("import ") || line.starts_with("import\t") {
                lines.push((file.clone(), number + 1, line.to_owned()));
            } else if !line.starts_with('#') && !line.trim().is_empty() {
                let named = folder.join(line.trim_end());
                if named.exists() {
                    folders.push(named);
                }
            }
        }
    }
    (folders, lines)
}

/// Runs lines of `.pth` files once something is imported that the library does not have: finders that they install
/// matter from then on only.
pub fn defer(lines: Vec<(PathBuf, usize, String)>) {
    if lines.is_empty() {
        return;
    }
    find::defer(Box::new(move || {
        for (file, number, line) in &lines {
            if run_line(line).is_err() {
                // What such a line needs may be an extension module that is not there: nothing that could be mended.
                if errors::matches(&vivarium_runtime::exceptions::MODULE_NOT_FOUND_ERROR) {
                    errors::clear();
                    continue;
                }
                report::to_stderr(&format!("Error processing line {number} of {}:\n\n", file.display()));
                if let Some(error) = errors::fetch() {
                    let (instance, _) = errors::normalize(error);
                    report::display(&instance);
                }
                report::to_stderr("\nRemainder of file ignored\n");
            }
        }
    }));
}

fn run_line(line: &str) -> Result<(), Raised> {
    let filename = str::new("<string>")?;
    let options = Options { filename: &filename, mode: Mode::Exec, flags: 0, optimize: -1 };
    let compiled = frontend::require()?.compile(line.as_bytes(), &options)?;
    let namespace = vivarium_runtime::dict::new()?;
    vivarium_vm::import::prepare_namespace(&namespace)?;
    let globals: &PyObject = &namespace;
    vivarium_vm::interp::call::eval_code(&compiled.code, globals, globals, None)?;
    Ok(())
}

/// Imports a module for what it does.
pub fn import(name: &str) {
    if vivarium_vm::import::import_module(name).is_err() {
        lifecycle::say_error();
    }
}
