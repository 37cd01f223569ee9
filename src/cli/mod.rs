//! Floor 7. Arguments, the files of a case, exit status. With the server the only room that touches files, and the only one
//! that knows what a command line is. It writes to what it is given and never ends the program itself.

mod args;
mod case;
mod diff;
mod dispute;
mod explain;
mod fmt;
mod lsp;
mod outputs;
mod progress;
mod sources;
mod write;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use clap::Parser;

use crate::analysis::{self, Analysis, Setting};
use crate::diagnostic::Severity;
use crate::report::human::Look;
use crate::report::{Options, json, visible};
use args::{Args, CheckArgs, Command, FailOn};
use progress::{PATIENCE, Progress};

/// What the program knows of where it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Whether the output goes to a terminal.
    pub terminal: bool,
    /// How many columns the terminal has, if known.
    pub width: Option<usize>,
    /// Whether complaints go to a terminal that can take a line back.
    pub progress: bool,
    /// Whether the user wants no colour (the variable `NO_COLOR`, or a terminal that knows none).
    pub no_colour: bool,
}

/// Nothing at or above `--fail-on`.
pub const GOOD: u8 = 0;
/// Something at or above `--fail-on`.
pub const FOUND: u8 = 1;
/// The command or the claim files are wrong.
pub const WRONG: u8 = 2;
/// No claim was read.
pub const NOTHING: u8 = 3;

/// How many columns a page has that goes to no terminal.
const PAGE_WIDTH: usize = 100;
/// No page is wider, as long lines are hard to read.
const PAGE_WIDEST: usize = 120;

/// Runs the program: its arguments (the program's name first), where to write, where it runs. Gives the exit status. A reader
/// who goes away (`| head`) is no trouble: the status is what it would have been.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    surroundings: Surroundings,
) -> u8 {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => return usage(&error, out, err),
    };
    let answer = match args.command {
        Command::Check(check) => check_case(&check, surroundings),
        Command::Dispute(task) => dispute::dispute(&task),
        Command::Fmt(args) => fmt::fmt(&args, surroundings),
        Command::Explain { id } => explain::explain(id.as_deref()),
        Command::Lsp => return lsp::lsp(out),
        Command::Vocabulary => Answer::good(analysis::vocabulary().to_owned()),
        Command::Schema => Answer::good(json::schema()),
    };
    answer.write(out, err)
}

/// What a command has to say.
struct Answer {
    text: String,
    complaint: String,
    status: u8,
}

impl Answer {
    fn good(text: String) -> Self {
        Self {
            text,
            complaint: String::new(),
            status: GOOD,
        }
    }

    /// A complaint about the command itself.
    fn wrong(complaint: &str) -> Self {
        let complaint = complaint
            .lines()
            .map(visible)
            .collect::<Vec<_>>()
            .join("\n");
        Self {
            text: String::new(),
            complaint: format!("belie: {complaint}\n"),
            status: WRONG,
        }
    }

    /// Writes a report into a file; where that fails, the complaint says so.
    fn save(&mut self, file: &Path, text: &str) {
        if let Err(error) = outputs::save(file, text) {
            let name = file.display().to_string();
            let name = visible(&name);
            self.complaint
                .push_str(&format!("belie: cannot write \"{name}\": {error}\n"));
            self.status = WRONG;
        }
    }

    fn write(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let written = write_all(out, &self.text);
        // Nobody is left to tell when this fails.
        let _ = write_all(err, &self.complaint);
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let _ = writeln!(err, "belie: cannot write the report: {error}");
                WRONG
            }
            _ => self.status,
        }
    }
}

fn write_all(to: &mut dyn Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}

/// Help and version go to the output and are good; wrong arguments go to the errors.
fn usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let text = error.render().to_string();
    let text: String = text.split_inclusive('\n').map(shown_line).collect();
    if error.use_stderr() {
        let _ = write_all(err, &text);
        WRONG
    } else {
        let _ = write_all(out, &text);
        GOOD
    }
}

/// A line with its end, its text made visible.
fn shown_line(line: &str) -> String {
    match line.strip_suffix('\n') {
        Some(line) => format!("{}\n", visible(line)),
        None => visible(line).into_owned(),
    }
}

fn check_case(args: &CheckArgs, surroundings: Surroundings) -> Answer {
    if let Err(complaint) = outputs::fit_together(&args.format) {
        return Answer::wrong(&complaint);
    }
    let progress = match surroundings.progress && !args.quiet {
        true => Progress::start(io::stderr(), PATIENCE, "belie: checking".to_owned()),
        false => Progress::none(),
    };
    let case = match case::read(&args.path) {
        Ok(case) => case,
        Err(complaint) => return Answer::wrong(&complaint),
    };
    let options = Options {
        look: look(args, surroundings),
        disputed: args.disputed,
        max: args.max.and_then(|max| usize::try_from(max).ok()),
        fail_on: args.fail_on.least(),
        from_here: outputs::from_here(&case.folder),
        from_repository: outputs::from_repository(&case.folder),
    };
    let texts = sources::Folder::new(&case.folder);
    let analysis = analysis::analyse(case.files, case.problems, &texts, setting());
    let mut answer = Answer {
        text: String::new(),
        complaint: String::new(),
        status: status(&analysis, args.fail_on),
    };
    for output in &args.format {
        if args.quiet && output.file.is_none() {
            continue;
        }
        let text = (output.format.render)(&analysis, &options);
        match &output.file {
            None => answer.text = text,
            Some(file) => answer.save(file, &text),
        }
    }
    // The line is gone before the report is written.
    drop(progress);
    answer
}

/// What the clock says: the latest date that it is anywhere on Earth, which is fourteen hours ahead of Greenwich.
fn setting() -> Setting {
    const AHEAD: u64 = 14 * 3600;
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let day = since.ok().map(|since| (since.as_secs() + AHEAD) / 86_400);
    Setting {
        today: day.and_then(|day| i64::try_from(day).ok()),
    }
}

fn look(args: &CheckArgs, surroundings: Surroundings) -> Look {
    let known = if surroundings.terminal {
        surroundings.width
    } else {
        None
    };
    let width = args
        .width
        .map_or_else(|| known.unwrap_or(PAGE_WIDTH).min(PAGE_WIDEST), usize::from);
    Look {
        width,
        colour: args.color.on(surroundings),
    }
}

/// The exit status: mistakes win over contradictions, what is disputed does not count, and nothing read is never a success.
fn status(analysis: &Analysis, fail_on: FailOn) -> u8 {
    let pressing = analysis
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.disputed.is_none());
    let gravest = pressing.map(|diagnostic| diagnostic.severity).min();
    if gravest == Some(Severity::Mistake) {
        WRONG
    } else if analysis.summary.claims == 0 {
        NOTHING
    } else if gravest.is_some_and(|gravest| fail_on.includes(gravest)) {
        FOUND
    } else {
        GOOD
    }
}
