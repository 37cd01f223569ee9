//! The program: everything it does stands in the library.

use std::hint::black_box;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use belie::cli::{Surroundings, run};

fn main() -> ExitCode {
    keep_what_is_freed();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let surroundings = Surroundings {
        terminal: io::stdout().is_terminal(),
        saves: is_file(),
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

/// Whether the output goes to a file, as far as the system can be asked.
fn is_file() -> bool {
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned();
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned();
    #[cfg(not(any(unix, windows)))]
    let handle = Err::<std::fs::File, _>(io::Error::from(io::ErrorKind::Unsupported));
    let metadata = handle.and_then(|handle| std::fs::File::from(handle).metadata());
    metadata.is_ok_and(|metadata| metadata.is_file())
}

/// The memory of a text that has been looked through is wanted for the next one. The allocator of glibc gives back whatever is free at the
/// end of its heap, beyond twice the largest piece that was taken by itself and freed (mallopt(3), `M_MMAP_THRESHOLD`): so such a piece is
/// freed first, untouched. A tenth of the time of 100 000 passages was spent on fetching pages back.
fn keep_what_is_freed() {
    const PIECE: usize = 4 << 20;
    drop(black_box(Vec::<u8>::with_capacity(PIECE)));
}
