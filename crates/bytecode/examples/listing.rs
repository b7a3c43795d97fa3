//! Prints the listing of `.pyc` files: `listing [--caches] [--json] FILE...`.

use std::io::Write as _;
use std::{env, fs};

use vivarium_bytecode::listing::{Options, listing, listing_json};
use vivarium_bytecode::pyc;

fn main() {
    let (mut options, mut json) = (Options::default(), false);
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "--caches" => options.show_caches = true,
            "--json" => json = true,
            path => {
                let read = fs::read(path).map_err(|error| error.to_string());
                let text = match read.and_then(|data| pyc::read(&data).map_err(|error| error.to_string())) {
                    Ok((_, code)) if json => listing_json(&code, &options) + "\n",
                    Ok((_, code)) => listing(&code, &options),
                    Err(error) => format!("{path}: {error}\n"),
                };
                if std::io::stdout().write_all(text.as_bytes()).is_err() {
                    return;
                }
            }
        }
    }
}
