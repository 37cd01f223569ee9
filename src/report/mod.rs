//! Floor 6. One file (or folder) a format, all made from the same records. The only room that knows miette and the output
//! formats.
//!
//! Adding a format is a file and a line in [`FORMATS`].

mod concise;
mod content;
pub mod explain;
mod facts;
mod github;
mod gitlab;
mod html;
pub mod human;
pub mod json;
mod junit;
mod markdown;
#[cfg(test)]
mod samples;
mod sarif;
mod stream;
mod summary;
#[cfg(test)]
mod tests;
pub mod vocabulary;
mod ways_out;
mod words;

pub use crate::text::{is_visible, visible};

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Severity};
use human::Look;

/// A way to report.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, for the help.
    pub about: &'static str,
    /// Writes the report: UTF-8 with a new line at its end, unless it is empty. It is written piece by piece, so that what is in memory
    /// besides the analysis does not grow with the report.
    pub write: fn(&Analysis, &Options, &mut dyn Write) -> io::Result<()>,
}

impl Format {
    /// The report as a text.
    #[must_use]
    pub fn text(&self, analysis: &Analysis, options: &Options) -> String {
        stream::text_of(|out| (self.write)(analysis, options, out))
    }
}

/// Every format.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: "plain words and excerpts",
        write: human::write,
    },
    Format {
        name: "concise",
        about: "a line for each: file:line:column: severity id: message, and the other places",
        write: concise::write,
    },
    Format {
        name: "markdown",
        about: "for a job summary or a comment on a pull request",
        write: markdown::write,
    },
    Format {
        name: "html",
        about: "one page to read, share and print, with a timeline",
        write: html::write,
    },
    Format {
        name: "json",
        about: "the whole record for programs, version 1; `belie schema` describes it",
        write: |analysis, _, out| json::write(analysis, out),
    },
    Format {
        name: "sarif",
        about: "SARIF 2.1.0, for code scanning",
        write: sarif::write,
    },
    Format {
        name: "github",
        about: "annotations on GitHub, to be printed in a workflow",
        write: github::write,
    },
    Format {
        name: "gitlab",
        about: "GitLab's code quality report",
        write: gitlab::write,
    },
    Format {
        name: "junit",
        about: "JUnit XML: a test case for each diagnostic",
        write: junit::write,
    },
];

/// What a report depends on besides the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the human report is written for.
    pub look: Look,
    /// So many diagnostics are shown at most, in the formats for people; none: all.
    pub max: Option<usize>,
    /// How the rest is had, where nobody has asked for fewer.
    pub rest: Option<&'static str>,
    /// Whether the formats for people show what is disputed, too.
    pub disputed: bool,
    /// The least grave thing that fails, where a format has failures; none: mistakes only.
    pub fail_on: Option<Severity>,
    /// What leads from where the program runs to the case: empty, or a path that ends with `/`.
    pub from_here: String,
    /// What leads from the root of the repository to the case: empty, or a path that ends with `/`.
    pub from_repository: String,
}

impl Options {
    fn max(&self) -> usize {
        self.max.unwrap_or(usize::MAX)
    }

    /// Whether something of this severity fails.
    fn fails(&self, severity: Severity) -> bool {
        severity == Severity::Mistake || self.fail_on.is_some_and(|least| severity <= least)
    }
}

/// The diagnostics that a format for people shows, gravest first, and those that it leaves out. Disputed ones are in neither
/// unless they are asked for: the summary counts them.
struct Selection<'a> {
    shown: Vec<&'a Diagnostic>,
    left_out: Vec<&'a Diagnostic>,
}

impl<'a> Selection<'a> {
    fn of(analysis: &'a Analysis, options: &Options) -> Self {
        Self::new(analysis, options.disputed, options.max())
    }

    fn new(analysis: &'a Analysis, disputed: bool, max: usize) -> Self {
        let wanted = |one: &&Diagnostic| disputed || one.disputed.is_none();
        let mut shown: Vec<&Diagnostic> = analysis.diagnostics.iter().filter(wanted).collect();
        let left_out = shown.split_off(max.min(shown.len()));
        Self { shown, left_out }
    }
}
