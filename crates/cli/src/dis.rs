//! `viv dis`

use crate::args::Dis;
use crate::input::{self, Input};
use crate::load::{load_with, options, text};
use crate::output;
use vivarium_bytecode::listing::{Options, listing, listing_json};
use vivarium_compiler::Process;

pub fn run(arguments: &Dis) -> u8 {
    let input = match Input::read(&arguments.file) {
        Ok(input) => input,
        Err(message) => return output::unusable(&message),
    };
    // What `python -m dis` has interned decides the order in which sets are shown.
    let compiling =
        vivarium_compiler::Options { process: Process::Disassembler, ..options(&input, arguments.optimize) };
    let loaded = match load_with(&input, &compiling) {
        Ok(loaded) => loaded,
        Err(refused) => {
            output::diagnose(&refused.diagnostic, &input.name, &refused.source, arguments.common);
            return 1;
        }
    };
    for warning in &loaded.warnings {
        output::diagnose(warning, &input.name, &text(&input), arguments.common);
    }
    let options =
        Options { show_caches: arguments.caches, hash_key: input::hash_key(), ..Options::default() };
    if arguments.json {
        return output::print(&(listing_json(&loaded.code, &options) + "\n"));
    }
    output::print(&listing(&loaded.code, &options))
}
