//! A line on the terminal while the program takes long, so that nobody takes it for stuck.

use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Surroundings;

/// What takes no longer shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const STEP: Duration = Duration::from_millis(250);
/// To the beginning of the line, and nothing more on it.
const CLEAR: &str = "\r\u{1b}[K";

/// The line; it goes away when this is dropped.
pub(super) struct Progress {
    running: Option<Running>,
}

struct Running {
    line: Arc<Mutex<Line>>,
    done: Sender<()>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Nothing is ever shown.
    pub(super) fn none() -> Self {
        Self { running: None }
    }

    /// Shows on the errors that the program is `doing` something, if they go to a terminal.
    pub(super) fn of(surroundings: Surroundings, doing: &str) -> Self {
        match surroundings.progress {
            true => Self::start(io::stderr(), PATIENCE, format!("belie: {doing}")),
            false => Self::none(),
        }
    }

    /// Shows `what` with the seconds that it has taken, from `patience` on. Where no thread can be had, nothing is shown.
    fn start(to: impl Write + Send + 'static, patience: Duration, what: String) -> Self {
        let line = Arc::new(Mutex::new(Line {
            to: Box::new(to),
            is_shown: false,
        }));
        let (done, is_done) = mpsc::channel();
        let shared = Arc::clone(&line);
        let watch = move || {
            let begin = Instant::now();
            let mut wait = patience;
            while is_done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let seconds = begin.elapsed().as_secs();
                mine(&shared).show(&format!("{what} … {seconds} s"));
                wait = STEP;
            }
            mine(&shared).clear();
        };
        let thread = std::thread::Builder::new().spawn(watch);
        Self {
            running: thread.ok().map(|thread| Running { line, done, thread }),
        }
    }

    /// Does what writes to the same terminal: the line is away meanwhile.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        let mut line = self.running.as_ref().map(|running| mine(&running.line));
        if let Some(line) = &mut line {
            line.clear();
        }
        write()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Running { done, thread, .. }) = self.running.take() {
            drop(done);
            // A thread that failed has nothing to clear.
            let _ = thread.join();
        }
    }
}

/// What the terminal shows of it.
struct Line {
    to: Box<dyn Write + Send>,
    is_shown: bool,
}

impl Line {
    fn show(&mut self, text: &str) {
        let shown = write!(self.to, "{CLEAR}{text}").and_then(|()| self.to.flush());
        self.is_shown |= shown.is_ok();
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            // Nobody is left to tell when this fails.
            let _ = write!(self.to, "{CLEAR}").and_then(|()| self.to.flush());
        }
    }
}

fn mine(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    // A thread that failed with it in its hands has left it whole.
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Terminal(Arc<Mutex<Vec<u8>>>);

    impl Write for Terminal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Terminal {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    #[test]
    fn what_is_quick_shows_nothing() {
        let terminal = Terminal::default();
        drop(Progress::start(
            terminal.clone(),
            Duration::from_secs(60),
            "reading".to_owned(),
        ));
        assert_eq!(terminal.text(), "");
    }

    #[test]
    fn what_is_slow_shows_a_line_that_goes_away() {
        let terminal = Terminal::default();
        let progress = Progress::start(terminal.clone(), Duration::ZERO, "reading".to_owned());
        while terminal.text().is_empty() {
            std::thread::yield_now();
        }
        drop(progress);
        let text = terminal.text();
        assert!(text.starts_with("\r\u{1b}[Kreading … 0 s"), "{text:?}");
        assert!(text.ends_with(CLEAR), "{text:?}");
    }

    #[test]
    fn what_is_told_meanwhile_has_a_line_of_its_own() {
        let terminal = Terminal::default();
        let progress = Progress::start(terminal.clone(), Duration::ZERO, "reading".to_owned());
        while terminal.text().is_empty() {
            std::thread::yield_now();
        }
        progress.aside(|| writeln!(terminal.clone(), "told").unwrap());
        drop(progress);
        assert!(
            terminal.text().contains(&format!("{CLEAR}told\n")),
            "{:?}",
            terminal.text()
        );
    }
}
