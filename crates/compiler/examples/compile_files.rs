//! Compiles files and writes their marshalled code: `compile_files OUT_DIR [-O|-OO] < list of paths`. For each path a line
//! `number<TAB>ok|Class: message<TAB>path`, and a file `OUT_DIR/number` with the code's marshalled bytes.

use std::io::{BufRead, Write};
use std::path::Path;

use vivarium_bytecode::marshal::write_code;
use vivarium_compiler::{Options, compile_bytes};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().unwrap_or_else(|| ".".into());
    let optimize = match arguments.next().as_deref() {
        Some("-O") => 1,
        Some("-OO") => 2,
        _ => 0,
    };
    let mut stdout = std::io::stdout().lock();
    let mut spent = std::time::Duration::ZERO;
    let mut size = 0;
    for (number, path) in std::io::stdin().lock().lines().enumerate() {
        let path = path?;
        let source = std::fs::read(&path)?;
        let options = Options { optimize, ..Options::file(path.as_str()) };
        let start = std::time::Instant::now();
        let made = compile_bytes(&source, &options);
        spent += start.elapsed();
        size += source.len();
        let outcome = match made {
            Ok(made) => match write_code(&made.code) {
                Ok(bytes) => {
                    std::fs::write(Path::new(&out).join(number.to_string()), bytes)?;
                    "ok".to_owned()
                }
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        };
        writeln!(stdout, "{number}\t{}\t{path}", outcome.replace('\n', " "))?;
    }
    let rate = size as f64 / 1e6 / spent.as_secs_f64();
    eprintln!("{size} bytes in {spent:.2?}: {rate:.1} MB/s");
    Ok(())
}
