//! Floor 7. Arguments, the files of a case, exit status. With the server the only room that touches files, and the only one
//! that knows what a command line is. It writes to what it is given and never ends the program itself, unless Ctrl-C asks for that.

mod args;
mod case;
mod check;
mod diff;
mod dispute;
mod exchange;
mod explain;
mod fmt;
mod init;
mod lsp;
mod manual;
mod outputs;
mod profile;
mod progress;
mod sources;
mod unfinished;
mod vocabulary;
mod watch;
mod write;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use clap::Parser;

use crate::analysis::Setting;
use crate::report::{self, json, visible};
use args::{Args, Command, SchemaOf};
use check::Printed;

/// What the program knows of where it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Whether the output goes to a terminal.
    pub terminal: bool,
    /// Whether the output goes to a file.
    pub saves: bool,
    /// How many columns the terminal has, if known.
    pub width: Option<usize>,
    /// Whether the output goes to a terminal that can be cleared.
    pub clears: bool,
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
/// Ctrl-C ended it, as shells have it.
pub const INTERRUPTED: u8 = 130;

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
        Command::Check(task) if task.watch => return watch::watch(&task, out, err, surroundings),
        Command::Check(task) => check::check(&task, surroundings, &mut |_| ()),
        Command::Dispute(task) => dispute::dispute(&task, surroundings),
        Command::Fmt(args) => fmt::fmt(&args, surroundings),
        Command::Lsp { stdio: _ } => return lsp::lsp(out),
        Command::Init { folder } => init::init(&folder),
        Command::Import(task) => return exchange::import(&task, out, err, surroundings),
        Command::Export(task) => return exchange::export(&task, out, err, surroundings),
        Command::Explain { id } => explain::explain(id.as_deref(), surroundings),
        Command::Vocabulary(task) => vocabulary::vocabulary(&task, surroundings),
        Command::Schema { of } => Answer::good(schema(of)),
        Command::Completions { shell } => Answer::good(manual::completions(shell)),
        Command::Man { folder: None } => manual::page(),
        Command::Man {
            folder: Some(folder),
        } => manual::pages(&folder),
    };
    answer.write(out, err)
}

fn schema(of: SchemaOf) -> String {
    match of {
        SchemaOf::Report => json::schema(),
        SchemaOf::Vocabulary => report::vocabulary::schema(),
        SchemaOf::Rows => crate::exchange::schema(),
    }
}

/// What a command has to say.
struct Answer {
    text: String,
    /// A report to be printed, which is made as it is written.
    report: Option<Box<Printed>>,
    complaint: String,
    status: u8,
}

impl Answer {
    fn good(text: String) -> Self {
        Self {
            text,
            report: None,
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
            complaint: format!("belie: {complaint}\n"),
            status: WRONG,
            ..Self::good(String::new())
        }
    }

    /// Writes a report into a file; where that fails, the complaint says so.
    fn save(&mut self, file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if let Err(error) = outputs::save(file, write) {
            let name = file.display().to_string();
            let name = visible(&name);
            self.complaint
                .push_str(&format!("belie: cannot write \"{name}\": {error}\n"));
            self.status = WRONG;
        }
    }

    fn write(self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let status = self.try_write(out, err).unwrap_or_else(|status| status);
        // The program ends here, and the system takes memory back faster at once than piece by piece.
        std::mem::forget(self.report);
        status
    }

    /// Writes it and gives the status; as an error where nobody can be written to any more.
    fn try_write(&self, out: &mut dyn Write, err: &mut dyn Write) -> Result<u8, u8> {
        let written = self.print(out);
        // Nobody is left to tell when this fails.
        let _ = write_all(err, &self.complaint);
        let profile = self.report.as_ref().and_then(|report| report.profile());
        let _ = write_all(err, &profile.unwrap_or_default());
        match written {
            Ok(()) => Ok(self.status),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(self.status),
            Err(error) => {
                let _ = writeln!(err, "belie: cannot write the report: {error}");
                Err(WRONG)
            }
        }
    }

    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.report {
            Some(report) => report.write(out),
            None => write_all(out, &self.text),
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
        return WRONG;
    }
    Answer::good(text).write(out, err)
}

/// A line with its end, its text made visible.
fn shown_line(line: &str) -> String {
    match line.strip_suffix('\n') {
        Some(line) => format!("{}\n", visible(line)),
        None => visible(line).into_owned(),
    }
}

/// The columns of a page.
fn page_width(surroundings: Surroundings) -> usize {
    let known = surroundings.width.filter(|_| surroundings.terminal);
    known.unwrap_or(PAGE_WIDTH).min(PAGE_WIDEST)
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
