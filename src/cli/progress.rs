//! A line on the terminal while a check takes long, so that nobody takes it for stuck.

use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What takes no longer shows nothing.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const STEP: Duration = Duration::from_millis(250);
/// To the beginning of the line, and nothing more on it.
const CLEAR: &str = "\r\u{1b}[K";

/// The line; it goes away when this is dropped.
pub(super) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Nothing is ever shown.
    pub(super) fn none() -> Self {
        Self { running: None }
    }

    /// Shows `what` with the seconds that it has taken, from `patience` on. Where no thread can be had, nothing is shown.
    pub(super) fn start(to: impl Write + Send + 'static, patience: Duration, what: String) -> Self {
        let (done, is_done) = mpsc::channel();
        let watch = move || {
            let mut to = to;
            let begin = Instant::now();
            let mut wait = patience;
            let mut shown = false;
            while is_done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let seconds = begin.elapsed().as_secs();
                shown |= write!(to, "{CLEAR}{what} … {seconds} s")
                    .and_then(|()| to.flush())
                    .is_ok();
                wait = STEP;
            }
            if shown {
                // Nobody is left to tell when this fails.
                let _ = write!(to, "{CLEAR}").and_then(|()| to.flush());
            }
        };
        let thread = std::thread::Builder::new().spawn(watch);
        Self {
            running: thread.ok().map(|thread| (done, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.running.take() {
            drop(done);
            // A thread that failed has nothing to clear.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

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
}
