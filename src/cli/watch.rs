//! `belie check --watch`: checks again when a file of the case changes.
//!
//! Changes are looked for, not listened to: a look costs little, is the same on every system and on network drives, and does not mind how
//! an editor writes (in place, or beside the file and then moved) or that a folder goes and comes back.

mod seen;

use std::io::Write;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::args::CheckArgs;
use super::unfinished::end_tidily;
use super::{Answer, INTERRUPTED, Surroundings, WRONG, case, check, visible};
use seen::Seen;

/// So often the files are looked at, at most.
const STEP: Duration = Duration::from_millis(250);
/// So often at least, however large the case.
const STEP_LONGEST: Duration = Duration::from_secs(5);
/// Of the time, looking takes at most one part in so many.
const SHARE: u32 = 50;
/// Files that are written together are checked together: nothing may have changed for so long.
const QUIET: Duration = Duration::from_millis(60);
/// Where something changes all the time, it is checked after so long.
const QUIET_WAIT: Duration = Duration::from_secs(2);

/// Clears a terminal and goes to its first line.
const CLEAR: &str = "\x1b[2J\x1b[H";
/// Takes back the line of progress.
const CLEAR_LINE: &str = "\r\x1b[K";

/// What ends a wait.
enum News {
    /// Ctrl-C.
    Interrupted,
    /// A check has ended, having read the texts at these places.
    Checked(Box<Answer>, Seen),
}

/// Checks until Ctrl-C; gives the exit status.
pub(super) fn watch(
    args: &CheckArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
    surroundings: Surroundings,
) -> u8 {
    // A folder that is deleted and made anew is found by its path only.
    let path = std::path::absolute(&args.path).unwrap_or_else(|_| args.path.clone());
    let args = CheckArgs {
        path,
        ..args.clone()
    };
    // What is not there at the beginning is a slip; what goes later may come back.
    if let Err(complaint) = case::paths(&args.path) {
        return Answer::wrong(&complaint).write(out, err);
    }
    let (to, news) = mpsc::channel();
    listen(&to);
    let mut watch = Watch {
        args,
        surroundings,
        to,
        news,
    };
    loop {
        match watch.round(out, err) {
            Ok(()) => {}
            Err(status) => return status,
        }
    }
}

/// Has Ctrl-C told.
fn listen(to: &Sender<News>) {
    let to = to.clone();
    end_tidily(move || {
        let _ = to.send(News::Interrupted);
    });
}

struct Watch {
    args: CheckArgs,
    surroundings: Surroundings,
    to: Sender<News>,
    news: Receiver<News>,
}

impl Watch {
    /// Checks, reports and waits for the next change. An error is the exit status.
    fn round(&mut self, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), u8> {
        let before = Seen::of_case(&self.args.path);
        let (answer, texts) = self.check(err)?;
        self.show(&answer, out, err)?;
        // What the report was made of is not kept while nothing happens.
        drop(answer);
        self.wait(&before.and(texts))
    }

    /// Checks in a thread of its own, so that Ctrl-C need not wait for a large case.
    fn check(&self, err: &mut dyn Write) -> Result<(Box<Answer>, Seen), u8> {
        let (args, surroundings, to) = (self.args.clone(), self.surroundings, self.to.clone());
        let checking = std::thread::spawn(move || {
            let mut texts = Seen::default();
            let answer = check::check(&args, surroundings, &mut |place| texts.look_at_text(place));
            let _ = to.send(News::Checked(Box::new(answer), texts));
        });
        loop {
            match self.news.recv_timeout(STEP) {
                Ok(News::Checked(answer, texts)) => return Ok((answer, texts)),
                // It ended without an answer, which only a fault of the program can bring about.
                Err(RecvTimeoutError::Timeout) if checking.is_finished() => return Err(WRONG),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(News::Interrupted) | Err(RecvTimeoutError::Disconnected) => {
                    self.take_back_progress(err);
                    return Err(INTERRUPTED);
                }
            }
        }
    }

    fn take_back_progress(&self, err: &mut dyn Write) {
        if self.surroundings.progress {
            // Nobody is left to tell when this fails.
            let _ = write!(err, "{CLEAR_LINE}");
        }
    }

    /// The report, on a terminal in the place of the one before.
    fn show(&self, answer: &Answer, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), u8> {
        if self.surroundings.clears {
            // If this fails, so does what follows.
            let _ = write!(out, "{CLEAR}");
        }
        let status = answer.try_write(out, err)?;
        if !self.args.quiet {
            let path = self.args.path.display().to_string();
            let path = visible(&path);
            let _ = writeln!(
                err,
                "belie: watching \"{path}\" (exit status {status}); Ctrl-C ends"
            );
        }
        Ok(())
    }

    /// Waits until something is not as it was seen, and no longer changes.
    fn wait(&self, before: &Seen) -> Result<(), u8> {
        let mut step = STEP;
        loop {
            self.pause(step)?;
            let began = Instant::now();
            let now = before.again(&self.args.path);
            step = (began.elapsed() * SHARE).clamp(STEP, STEP_LONGEST);
            if now != *before {
                return self.settle(now);
            }
        }
    }

    fn settle(&self, mut last: Seen) -> Result<(), u8> {
        let began = Instant::now();
        while began.elapsed() < QUIET_WAIT {
            self.pause(QUIET)?;
            let now = last.again(&self.args.path);
            if now == last {
                break;
            }
            last = now;
        }
        Ok(())
    }

    fn pause(&self, step: Duration) -> Result<(), u8> {
        match self.news.recv_timeout(step) {
            Err(RecvTimeoutError::Timeout) => Ok(()),
            _ => Err(INTERRUPTED),
        }
    }
}
