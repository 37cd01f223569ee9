//! The command line. One declaration gives parsing and help.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Severity;

/// Checks what sources claim against each other and shows where the accounts cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "belie", version, max_term_width = 100, after_help = EXIT)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT: &str = "\
Exit status:
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  the command or the claim files are wrong (what could be checked is still shown)
  3  no claim was read, so nothing was checked";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a case and report every contradiction in it
    Check(CheckArgs),
    /// Explain what a check finds and what to do about it; without an id, list all checks
    Explain {
        /// The id in brackets behind a heading of the report, such as time-conflict
        id: Option<String>,
    },
    /// Print the built-in vocabulary: the kinds of events and the attributes that a case may use
    Vocabulary,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = EXIT)]
pub(super) struct CheckArgs {
    /// The folder of the case, with all .claims files below it; or one .claims file, which is then
    /// checked alone
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,

    /// How to report: for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,

    /// The least grave thing that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Contradiction, value_name = "SEVERITY")]
    pub(super) fail_on: FailOn,

    /// When to use colour; auto means in a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,

    /// Columns of the report, at least 40 [default: those of the terminal, at most 120; else 100]
    #[arg(long, value_parser = clap::value_parser!(u16).range(40..))]
    pub(super) width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Plain words and excerpts
    Human,
    /// Version 1 of the record for programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Claims that cannot all be true
    Contradiction,
    /// Also where a side is hedged or an assumption is needed
    Tension,
    /// Also where something is missing
    Gap,
    /// Nothing but mistakes in the claim files
    Never,
}

impl FailOn {
    /// Whether something of this severity makes the exit status 1.
    pub(super) fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Contradiction => severity <= Severity::Contradiction,
            Self::Tension => severity <= Severity::Tension,
            Self::Gap => severity <= Severity::Gap,
            Self::Never => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// In a terminal
    Auto,
    /// Even into a file or pipe
    Always,
    /// Not at all
    Never,
}
