//! Known gaps: a file of `name: reason` lines.

use libtest_mimic::Failed;
use std::collections::HashMap;
use std::path::Path;

/// The known gaps of one suite.
#[derive(Default, Clone)]
pub struct Expected {
    reasons: HashMap<String, String>,
    file: String,
}

impl Expected {
    /// Reads the file; none means no known gap. Lines: `name: reason`; `#` starts a comment.
    pub fn read(path: &Path) -> Expected {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let reasons = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, reason)| (name.trim().to_owned(), reason.trim().to_owned()))
            .collect();
        Expected { reasons, file: path.display().to_string() }
    }

    /// Turns a verdict round where a failure is expected.
    pub fn judge(&self, name: &str, verdict: Result<(), String>) -> Result<(), Failed> {
        let suite = name.split('/').next().unwrap_or_default();
        if let (Some(reason), Err(_)) = (self.reasons.get(&format!("{suite}/*")), &verdict) {
            eprintln!("expected failure: {name}: {reason}");
            return Ok(());
        }
        match (self.reasons.get(name), verdict) {
            (None, Ok(())) => Ok(()),
            (None, Err(message)) => Err(message.into()),
            (Some(reason), Err(_)) => {
                eprintln!("expected failure: {name}: {reason}");
                Ok(())
            }
            (Some(_), Ok(())) => Err(format!("{name} passes now: remove its line from {}", self.file).into()),
        }
    }

    /// Names of gaps that no test carries any more.
    pub fn unknown<'a>(&'a self, known: &[String]) -> Vec<&'a str> {
        let gone = self.reasons.keys().filter(|name| !known.contains(name));
        gone.map(String::as_str).collect()
    }
}
