//! `viv dis`

use crate::args::Dis;
use crate::input::{self, Input};
use crate::output;
use vivarium_bytecode::listing::{Options, listing, listing_json};
use vivarium_bytecode::{Code, pyc};
use vivarium_source::Diagnostic;

pub fn run(arguments: &Dis) -> u8 {
    let input = match Input::read(&arguments.file) {
        Ok(input) => input,
        Err(message) => return output::unusable(&message),
    };
    let code = match read_pyc(&input) {
        Ok(code) => code,
        Err(diagnostic) => {
            output::diagnose(&diagnostic, &input.name, "", arguments.common);
            return 1;
        }
    };
    let options =
        Options { show_caches: arguments.caches, hash_key: input::hash_key(), ..Options::default() };
    if arguments.json {
        return output::print(&(listing_json(&code, &options) + "\n"));
    }
    output::print(&listing(&code, &options))
}

/// The code object of a `.pyc`.
pub fn read_pyc(input: &Input) -> Result<Code, Diagnostic> {
    match pyc::read(&input.bytes) {
        Ok((_, code)) => Ok(code),
        Err(error) => Err(Diagnostic::error("damaged", format!("{}: {error}", input.name))),
    }
}
