//! What the command line and the environment come to (`Python/initconfig.c`'s part).

use crate::python_args::Invocation;
use std::ffi::OsString;
use std::path::PathBuf;
use vivarium_modules::sys::facts;
use vivarium_modules::sys::locale::{self, Locale};
use vivarium_text::siphash::Key;

/// The settings of a run.
pub struct Settings {
    pub flags: facts::Flags,
    pub hash_key: Key,
    pub int_max_str_digits: usize,
    /// Code objects keep lines only.
    pub no_debug_ranges: bool,
    /// Filters of warnings in the order they were given; later ones come first.
    pub warn_options: Vec<String>,
    pub xoptions: Vec<String>,
    pub unbuffered: bool,
    /// Encoding and error handler of the standard streams: `encoding[:errors]`.
    /// Whether standard input and output refuse bytes that are no text.
    pub strict_streams: bool,
    pub io_encoding: Option<String>,
    pub python_path: Vec<PathBuf>,
    pub pycache_prefix: Option<OsString>,
    pub startup: Option<PathBuf>,
}

fn fatal(message: &str) -> String {
    format!("Fatal Python error: {message}\nPython runtime state: preinitialized\n\n")
}

impl Settings {
    /// Reads them; the message of a fatal error otherwise.
    pub fn of(invocation: &Invocation) -> Result<Settings, String> {
        let flags = &invocation.flags;
        let variable = |name: &str| {
            if flags.ignore_environment {
                return None;
            }
            std::env::var_os(name).filter(|value| !value.is_empty())
        };
        let text = |name: &str| variable(name).map(|value| value.to_string_lossy().into_owned());
        let level = |given: u8, name: &str| {
            let asked = text(name).map_or(0, |value| value.trim().parse::<i64>().map_or(1, |n| n.max(0)));
            i64::from(given).max(asked)
        };
        let xoption = |name: &str| {
            flags.xoptions.iter().rev().find_map(|option| match option.split_once('=') {
                Some((key, value)) if key == name => Some(Some(value.to_owned())),
                None if option == name => Some(None),
                _ => None,
            })
        };
        let dev_mode = xoption("dev").is_some() || variable("PYTHONDEVMODE").is_some();
        let (hash_key, hash_randomization) = hash_key(text("PYTHONHASHSEED").as_deref())?;
        let mut warn_options: Vec<String> = Vec::new();
        let mut add = |option: &str| {
            if !warn_options.iter().any(|known| known == option) {
                warn_options.push(option.to_owned());
            }
        };
        if dev_mode {
            add("default");
        }
        if let Some(value) = text("PYTHONWARNINGS") {
            value.split(',').for_each(&mut add);
        }
        flags.warnings.iter().for_each(|option| add(option));
        match flags.bytes_warning {
            0 => {}
            1 => add("default::BytesWarning"),
            _ => add("error::BytesWarning"),
        }
        let mut int_max_str_digits = None;
        for (place, value) in [
            ("PYTHONINTMAXSTRDIGITS", text("PYTHONINTMAXSTRDIGITS")),
            ("-X int_max_str_digits", xoption("int_max_str_digits").map(|value| value.unwrap_or_default())),
        ] {
            let Some(value) = value else { continue };
            match value.parse::<usize>() {
                Ok(digits) if digits == 0 || digits >= 640 => int_max_str_digits = Some(digits),
                _ => {
                    return Err(fatal(&format!(
                        "config_init_int_max_str_digits: {place}: invalid limit; must be >= 640 or 0 for unlimited."
                    )));
                }
            }
        }
        let inspect = flags.inspect || variable("PYTHONINSPECT").is_some();
        let locale = locale::of_process();
        let utf8_mode = match xoption("utf8") {
            Some(Some(value)) => value != "0",
            Some(None) => true,
            None => match text("PYTHONUTF8").as_deref() {
                Some("1") => true,
                Some("0") => false,
                None => locale == Locale::C,
                Some(_) => {
                    return Err(fatal(
                        "preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value",
                    ));
                }
            },
        };
        Ok(Settings {
            flags: facts::Flags {
                debug: level(flags.parser_debug, "PYTHONDEBUG"),
                inspect,
                interactive: flags.inspect,
                optimize: level(flags.optimize, "PYTHONOPTIMIZE"),
                dont_write_bytecode: flags.dont_write_bytecode
                    || variable("PYTHONDONTWRITEBYTECODE").is_some(),
                no_user_site: flags.no_user_site || variable("PYTHONNOUSERSITE").is_some(),
                no_site: flags.no_site,
                ignore_environment: flags.ignore_environment,
                verbose: level(flags.verbose, "PYTHONVERBOSE"),
                bytes_warning: flags.bytes_warning.into(),
                quiet: flags.quiet,
                isolated: flags.isolated,
                safe_path: flags.safe_path || variable("PYTHONSAFEPATH").is_some(),
                hash_randomization,
                dev_mode,
                utf8_mode,
                warn_default_encoding: xoption("warn_default_encoding").is_some()
                    || variable("PYTHONWARNDEFAULTENCODING").is_some(),
                int_max_str_digits: int_max_str_digits.map_or(-1, |digits| digits as i64),
            },
            hash_key,
            int_max_str_digits: int_max_str_digits.unwrap_or(4300),
            no_debug_ranges: xoption("no_debug_ranges").is_some()
                || variable("PYTHONNODEBUGRANGES").is_some(),
            strict_streams: !utf8_mode && locale == Locale::Other,
            io_encoding: text("PYTHONIOENCODING"),
            warn_options,
            xoptions: flags.xoptions.clone(),
            unbuffered: flags.unbuffered || variable("PYTHONUNBUFFERED").is_some(),
            python_path: variable("PYTHONPATH")
                .map(|entries| std::env::split_paths(&entries).collect())
                .unwrap_or_default(),
            pycache_prefix: match xoption("pycache_prefix") {
                Some(value) => value.filter(|value| !value.is_empty()).map(OsString::from),
                None => variable("PYTHONPYCACHEPREFIX"),
            },
            startup: variable("PYTHONSTARTUP").map(PathBuf::from),
        })
    }

    /// Whether Python is interactive in the sense of CPython: at a terminal, or asked to be.
    pub fn is_interactive(&self) -> bool {
        use std::io::IsTerminal;
        self.flags.interactive || std::io::stdin().is_terminal()
    }
}

fn hash_key(seed: Option<&str>) -> Result<(Key, bool), String> {
    match seed {
        None | Some("random") => {
            let mut bytes = [0; 16];
            let read = std::fs::File::open("/dev/urandom")
                .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut bytes));
            if read.is_err() {
                let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                bytes = now.map_or(0, |now| now.as_nanos()).to_le_bytes();
            }
            Ok((Key::from_bytes(bytes), true))
        }
        Some(seed) => match seed.parse::<u32>() {
            Ok(0) => Ok((Key::default(), false)),
            Ok(seed) => Ok((Key::from_seed(seed), true)),
            Err(_) => Err(fatal(
                "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]",
            )),
        },
    }
}
