//! Running Python: the seam between the command line and the virtual machine.

use crate::input::in_words;
use crate::output;
use crate::python_args::{Action, Invocation};

/// Runs what the command line asks for; the exit code.
pub fn run(invocation: &Invocation) -> u8 {
    let program = invocation.program.to_string_lossy();
    if let Action::File(path) = &invocation.action
        && let Err(error) = std::fs::metadata(path)
    {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        output::complain(&format!("{program}: can't open file '{}': {}\n", path.display(), in_words(&error)));
        return 2;
    }
    output::complain(&format!("{program}: this build has no virtual machine\n"));
    1
}
