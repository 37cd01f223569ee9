//! The program: everything it does stands in the library.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use belie::cli::{Surroundings, run};

fn main() -> ExitCode {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let surroundings = Surroundings {
        terminal: io::stdout().is_terminal(),
        clears: io::stdout().is_terminal() && !dumb,
        progress: io::stderr().is_terminal() && !dumb,
        width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        no_colour: set("NO_COLOR") || dumb,
    };
    let args = std::env::args_os();
    // Errors are not locked: the line of progress is written from a thread of its own.
    let status = run(
        args,
        &mut io::stdout().lock(),
        &mut io::stderr(),
        surroundings,
    );
    ExitCode::from(status)
}
