//! `viv compile`

use crate::args::Compile;
use crate::input::{Input, in_words};
use crate::load::load;
use crate::{analyze, output, walk};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::fs::{self, Metadata};
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;
use vivarium_bytecode::pyc::{self, Validation};

/// Room for sources that nest deeply.
pub const STACK: usize = 64 << 20;

pub fn run(arguments: &Compile) -> u8 {
    let (mut files, mut code) = (Vec::new(), 0);
    for path in &arguments.paths {
        if path.is_dir() {
            files.extend(walk::sources(path, &["py"]));
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            output::complain(&format!("viv: can't open file '{}'\n", path.display()));
            code = 1;
        }
    }
    let progress = analyze::progress(files.len());
    let work = || {
        let failures: Vec<String> = files
            .par_iter()
            .filter_map(|path| {
                let failure = one(path, arguments).err();
                progress.inc(1);
                failure
            })
            .collect();
        failures
    };
    let pool = ThreadPoolBuilder::new().num_threads(arguments.jobs).stack_size(STACK).build();
    let failures = match pool {
        Ok(pool) => pool.install(work),
        Err(error) => return output::unusable(&error.to_string()),
    };
    progress.finish_and_clear();
    for failure in &failures {
        output::complain(failure);
        code = 1;
    }
    code
}

/// Compiles one file; the message where it fails.
fn one(path: &Path, arguments: &Compile) -> Result<(), String> {
    let complaint = |error: std::io::Error| format!("viv: '{}': {}\n", path.display(), in_words(&error));
    let metadata = fs::metadata(path).map_err(complaint)?;
    let validation = Validation::Timestamp { mtime: mtime(&metadata), size: metadata.len() as u32 };
    let target = match &arguments.out_dir {
        Some(folder) => folder.join(inside(path)),
        None => cached(path, arguments.optimize),
    };
    // As compileall: what is there and current stays.
    let current =
        || fs::read(&target).is_ok_and(|old| pyc::read_header(&old).is_ok_and(|found| found == validation));
    if arguments.out_dir.is_none() && !arguments.force && current() {
        return Ok(());
    }
    let input = Input::read(path).map_err(|message| format!("viv: {message}\n"))?;
    let loaded = load(&input, arguments.optimize, false).map_err(|refused| {
        if arguments.common.plain {
            refused.diagnostic.render_plain(&input.name, &refused.source)
        } else {
            refused.diagnostic.render(&input.name, &refused.source, false)
        }
    })?;
    if !arguments.quiet {
        for warning in &loaded.warnings {
            output::complain(&warning.render_plain(&input.name, &loaded.source));
        }
    }
    let bytes =
        pyc::write(&loaded.code, validation).map_err(|e| format!("viv: '{}': {e}\n", path.display()))?;
    write(&target, &bytes, &metadata).map_err(|e| format!("viv: '{}': {}\n", target.display(), in_words(&e)))
}

/// Seconds since 1970, as much of them as the header holds.
fn mtime(metadata: &Metadata) -> u32 {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    modified.map_or(0, |time| time.as_secs() as u32)
}

/// The path as given, without a leading `/` or `./`, and a `c` behind it.
fn inside(path: &Path) -> PathBuf {
    let parts = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    let kept: PathBuf = parts.skip_while(|part| matches!(part, Component::ParentDir)).collect();
    let mut name = kept.into_os_string();
    name.push("c");
    name.into()
}

/// `__pycache__/name.cpython-311.pyc` beside the source.
fn cached(path: &Path, optimize: u8) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let level = match optimize {
        0 => String::new(),
        level => format!(".opt-{}", level.min(2)),
    };
    path.with_file_name("__pycache__").join(format!("{stem}.cpython-311{level}.pyc"))
}

/// Writes a file beside its place and renames it: nobody ever reads half of one.
fn write(target: &Path, bytes: &[u8], source: &Metadata) -> std::io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    set_mode(file.as_file(), source)?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// The source's permissions, writable for the owner, as importlib gives them.
#[cfg(unix)]
fn set_mode(file: &fs::File, source: &Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(source.permissions().mode() & 0o666 | 0o200))
}

#[cfg(not(unix))]
fn set_mode(_: &fs::File, _: &Metadata) -> std::io::Result<()> {
    Ok(())
}
