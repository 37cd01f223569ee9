//! `belie fmt`: the claim files of a case in their canonical layout.

use std::io::{self, Read};
use std::path::Path;

use super::args::FmtArgs;
use super::case::{self, Case};
use super::diff::{Shown, diff};
use super::outputs::from_here;
use super::progress::Progress;
use super::write::replace;
use super::{Answer, FOUND, GOOD, NOTHING, Surroundings, WRONG, visible};
use crate::format::lay_out;
use crate::text::{File, FileId};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";
/// What some editors put in front of a text.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// More is not read from standard input, in bytes.
const LONGEST: u64 = (u32::MAX / 4) as u64;

/// Runs the command. What is wrong with one file keeps no other from being laid out.
pub(super) fn fmt(args: &FmtArgs, surroundings: Surroundings) -> Answer {
    let mut run = Run {
        args,
        shown: Shown {
            colour: args.color.on(surroundings),
            terminal: surroundings.terminal,
        },
        answer: Answer::good(String::new()),
        read: 0,
        changed: 0,
    };
    match args.paths.as_slice() {
        [path] if path.as_os_str() == STANDARD_INPUT => run.standard_input(),
        paths if paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT) => {
            run.complain("standard input is laid out alone: give - or paths, not both");
        }
        paths => {
            let _progress = Progress::of(surroundings, "laying out");
            for path in paths {
                run.path(path);
            }
            run.sum_up();
        }
    }
    run.answer
}

/// The command on its way through the files.
struct Run<'a> {
    args: &'a FmtArgs,
    shown: Shown,
    answer: Answer,
    read: usize,
    changed: usize,
}

impl Run<'_> {
    /// Whether files are only looked at.
    fn looks_only(&self) -> bool {
        self.args.check || self.args.diff
    }

    fn complain(&mut self, complaint: &str) {
        let complaint = visible(complaint);
        self.answer
            .complaint
            .push_str(&format!("belie: {complaint}\n"));
        self.answer.status = WRONG;
    }

    fn path(&mut self, path: &Path) {
        match case::read(path) {
            Ok(case) => self.case(&case),
            Err(complaint) => self.complain(&complaint),
        }
    }

    fn case(&mut self, case: &Case) {
        let from_here = from_here(&case.folder);
        for (id, file) in case.files.claims() {
            self.read += 1;
            let name = format!("{from_here}{}", file.path);
            match problem(case, id) {
                Some(problem) => {
                    self.complain(&format!("{from_here}{problem}; it was left as it is"));
                }
                None => self.file(&case.folder, file, &name),
            }
        }
    }

    fn file(&mut self, folder: &Path, file: &File, name: &str) {
        let Some(made) = lay_out(&file.text) else {
            return self.complain(&unsure(name));
        };
        if made == file.text {
            return;
        }
        self.changed += 1;
        if self.args.diff {
            let diff = diff(name, &file.text, &made, self.shown);
            self.answer.text.push_str(&diff);
        } else if self.args.check {
            self.say(&format!("{name} would change"));
        } else {
            match replace(folder, &file.path, Some(&file.text), &made) {
                Ok(()) => self.say(name),
                Err(complaint) => self.complain(&complaint),
            }
        }
    }

    fn say(&mut self, line: &str) {
        self.answer.text.push_str(&visible(line));
        self.answer.text.push('\n');
    }

    fn sum_up(&mut self) {
        if self.answer.status != GOOD {
            return;
        }
        if self.read == 0 {
            self.answer
                .complaint
                .push_str("belie: there is no .claims file, so nothing was laid out\n");
            self.answer.status = NOTHING;
        } else if self.looks_only() && self.changed > 0 {
            self.answer.status = FOUND;
        }
    }

    fn standard_input(&mut self) {
        let text = match read_standard_input() {
            Ok(text) => text,
            Err(complaint) => return self.complain(&complaint),
        };
        let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (BYTE_ORDER_MARK, rest),
            None => ("", text.as_str()),
        };
        let name = "standard input";
        let made = lay_out(text).unwrap_or_else(|| {
            self.complain(&unsure(name));
            text.to_owned()
        });
        if self.args.diff {
            self.answer.text = diff(name, text, &made, self.shown);
        } else if !self.args.check {
            self.answer.text = format!("{mark}{made}");
        }
        if self.looks_only() && made != text && self.answer.status == GOOD {
            self.answer.status = FOUND;
        }
    }
}

/// Why a file of the case is not touched.
fn problem(case: &Case, id: FileId) -> Option<&str> {
    let is_of = |location: crate::text::Location| location.file == id;
    let problem = case
        .problems
        .iter()
        .find(|problem| problem.labels.iter().any(|label| is_of(label.location)))?;
    Some(&problem.message)
}

fn unsure(name: &str) -> String {
    format!(
        "{name} has mistakes beside which nothing can be laid out and certainly mean the same; it was left as it is (`belie check` tells the mistakes)"
    )
}

fn read_standard_input() -> Result<String, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LONGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    if bytes.len() as u64 == LONGEST {
        return Err(String::from("standard input is too long"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("standard input is not UTF-8: byte {at} is the first bad one")
    })
}
