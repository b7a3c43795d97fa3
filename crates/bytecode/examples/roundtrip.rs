//! Reads `.pyc` files, writes them again and compares: `roundtrip FILE...`.

use std::{env, fs};

fn main() {
    let (mut same, mut different) = (0, 0);
    for path in env::args_os().skip(1) {
        let Ok(data) = fs::read(&path) else { continue };
        let verdict = match vivarium_bytecode::pyc::read(&data) {
            Ok((validation, code)) => match vivarium_bytecode::pyc::write(&code, validation) {
                Ok(again) if again == data => Ok(()),
                Ok(again) => {
                    let at = again.iter().zip(&data).take_while(|(a, b)| a == b).count();
                    Err(format!("first difference at offset {at}"))
                }
                Err(error) => Err(error.to_string()),
            },
            Err(error) => Err(error.to_string()),
        };
        match verdict {
            Ok(()) => same += 1,
            Err(why) => {
                different += 1;
                println!("{}: {why}", path.to_string_lossy());
            }
        }
    }
    println!("{same} identical, {different} different");
}
