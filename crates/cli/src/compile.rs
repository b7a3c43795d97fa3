//! `viv compile`

use crate::args::Compile;
use crate::input::{Input, in_words};
use crate::load::{load_with, options};
use crate::{analyze, output, walk};
use rayon::{BroadcastContext, ThreadPoolBuilder};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::UNIX_EPOCH;
use vivarium_bytecode::pyc::{self, Validation};
use vivarium_compiler::{Options, Process};

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
    let pool = ThreadPoolBuilder::new()
        .num_threads(arguments.jobs)
        .stack_size(STACK)
        .start_handler(|_| vivarium_runtime::memory::adopt_worker())
        .build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => return output::unusable(&error.to_string()),
    };
    let shares = shares(files.len(), pool.current_num_threads());
    let work = |worker: BroadcastContext<'_>| {
        let (mut failures, mut room) = (Vec::new(), Room::default());
        while let Some(at) = take(&shares, worker.index()) {
            failures.extend(one(&files[at], arguments, &mut room).err().map(|failure| (at, failure)));
            progress.inc(1);
        }
        failures
    };
    let mut failures: Vec<(usize, String)> = pool.broadcast(work).into_iter().flatten().collect();
    progress.finish_and_clear();
    failures.sort_by_key(|(at, _)| *at);
    for (_, failure) in &failures {
        output::complain(failure);
        code = 1;
    }
    code
}

/// Some of the files, by number: what a worker still has to do.
type Share = Mutex<Range<usize>>;

/// Equal shares of so many files. Neighbours are one worker's: two that make files in one folder wait for each other.
fn shares(files: usize, workers: usize) -> Vec<Share> {
    (0..workers).map(|at| Mutex::new(files * at / workers..files * (at + 1) / workers)).collect()
}

/// The next file of a worker's own share, or, where nothing is left of it, the last one of another's.
fn take(shares: &[Share], worker: usize) -> Option<usize> {
    let lock = |share| Mutex::lock(share).unwrap_or_else(PoisonError::into_inner);
    let own = lock(&shares[worker]).next();
    own.or_else(|| shares.iter().find_map(|share| lock(share).next_back()))
}

/// What a worker keeps from one file to the next.
#[derive(Default)]
struct Room {
    /// What files are read to.
    bytes: Vec<u8>,
    /// The folder of the file before.
    folder: PathBuf,
    /// Whether there were compiled files in it then.
    compiled: bool,
}

impl Room {
    /// Whether there may be a compiled file for a source. Nobody else compiles that source meanwhile.
    fn may_be_compiled(&mut self, path: &Path) -> bool {
        let folder = path.parent().unwrap_or(Path::new(""));
        if folder != self.folder || folder.as_os_str().is_empty() {
            self.compiled = folder.join("__pycache__").exists();
            folder.clone_into(&mut self.folder);
        }
        self.compiled
    }
}

/// Compiles one file; the message where it fails.
fn one(path: &Path, arguments: &Compile, room: &mut Room) -> Result<(), String> {
    let name = path.display().to_string();
    let complaint = |error: std::io::Error| format!("viv: '{name}': {}\n", in_words(&error));
    let mut file =
        File::open(path).map_err(|e| format!("viv: can't open file '{name}': {}\n", in_words(&e)))?;
    let metadata = file.metadata().map_err(complaint)?;
    let validation = Validation::Timestamp { mtime: mtime(&metadata), size: metadata.len() as u32 };
    let target = match &arguments.out_dir {
        Some(folder) => folder.join(inside(path)),
        None => cached(path, arguments.optimize),
    };
    // As compileall: what is there and current stays.
    if arguments.out_dir.is_none()
        && !arguments.force
        && room.may_be_compiled(path)
        && header(&target) == Some(validation)
    {
        return Ok(());
    }
    read(&mut file, metadata.len(), &mut room.bytes).map_err(complaint)?;
    let input = Input { name: name.clone(), bytes: std::mem::take(&mut room.bytes) };
    let compiling = Options { process: Process::FileCompiler, ..options(&input, arguments.optimize) };
    let loaded = load_with(&input, &compiling).map_err(|refused| {
        if arguments.common.plain {
            refused.diagnostic.render_plain(&input.name, &refused.source)
        } else {
            refused.diagnostic.render(&input.name, &refused.source, false)
        }
    })?;
    if !arguments.quiet && !loaded.warnings.is_empty() {
        let source = input.text();
        for warning in &loaded.warnings {
            output::complain(&warning.render_plain(&input.name, &source));
        }
    }
    room.bytes = input.bytes;
    let bytes = pyc::write(&loaded.code, validation).map_err(|e| format!("viv: '{name}': {e}\n"))?;
    write(&target, &bytes, &metadata).map_err(|e| format!("viv: '{}': {}\n", target.display(), in_words(&e)))
}

/// Reads a file whose size is known, in one go as a rule.
fn read(file: &mut File, size: u64, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    bytes.clear();
    bytes.resize(usize::try_from(size).unwrap_or(0), 0);
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    // Files of the system say that they are empty and are not.
    if size == 0 { file.read_to_end(bytes).map(drop) } else { Ok(()) }
}

/// What the file that is there was made of.
fn header(target: &Path) -> Option<Validation> {
    let mut header = [0; pyc::HEADER];
    File::open(target).ok()?.read_exact(&mut header).ok()?;
    pyc::read_header(&header).ok()
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

/// Tells apart the files that this process writes, and those of others.
static WRITTEN: AtomicU64 = AtomicU64::new(0);
static PROCESS: LazyLock<u32> = LazyLock::new(std::process::id);

/// Writes a file beside its place and renames it: nobody ever reads half of one.
fn write(target: &Path, bytes: &[u8], source: &Metadata) -> std::io::Result<()> {
    let mut beside = target.as_os_str().to_owned();
    beside.push(format!(".{}-{}", *PROCESS, WRITTEN.fetch_add(1, Ordering::Relaxed)));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    set_mode(&mut options, source);
    let mut file = match options.open(&beside) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(target.parent().unwrap_or(Path::new(".")))?;
            options.open(&beside)?
        }
        other => other?,
    };
    let written = file.write_all(bytes).and_then(|()| fs::rename(&beside, target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// The source's permissions, writable for the owner, as importlib gives them.
#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, source: &Metadata) {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    options.mode(source.permissions().mode() & 0o666 | 0o200);
}

#[cfg(not(unix))]
fn set_mode(_: &mut OpenOptions, _: &Metadata) {}
