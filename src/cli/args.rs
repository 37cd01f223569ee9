//! The command line. One declaration gives parsing and help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Severity;
use crate::report::{FORMATS, Format};

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
    /// Write down that a quarrel has been looked at, so that it is not reported again until it changes
    Dispute(DisputeArgs),
    /// Give claim files their canonical layout; what they say stays the same
    Fmt(FmtArgs),
    /// Explain what a check finds and what to do about it; without an id, list all checks
    Explain {
        /// The id in brackets behind a heading of the report, such as time-conflict
        id: Option<String>,
    },
    /// Speak to an editor as a language server, over standard input and output
    Lsp,
    /// Print the built-in vocabulary: the kinds of events and the attributes that a case may use
    Vocabulary,
    /// Print the JSON Schema of `belie check --format json`
    Schema,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = EXIT)]
pub(super) struct CheckArgs {
    /// The folder of the case, with all .claims files below it; or one .claims file, which is then
    /// checked alone
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,

    #[arg(
        long,
        value_name = "FORMAT[:FILE]",
        value_parser = Output::parse,
        default_value = "human",
        help = "How to report, and where to: may be given several times",
        long_help = formats(),
        hide_default_value = true
    )]
    pub(super) format: Vec<Output>,

    /// Print nothing: the exit status and the files of --format tell
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Show so many diagnostics at most, the gravest, in the formats for people; what is left out is
    /// said, and counts all the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) max: Option<u32>,

    /// Also show the quarrels that are disputed, which are only counted else
    #[arg(long)]
    pub(super) disputed: bool,

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

const DISPUTE: &str = "\
belie dispute --reason <REASON> [OPTIONS] <TARGET> [PATH]
       belie dispute --reason <REASON> [OPTIONS] --all [PATH]
       belie dispute --prune [PATH]";

const DISPUTE_MORE: &str = "\
TARGET is what the quarrel is about (return_flight.means, \"arrest_turin and release\") or the
fingerprint that the report prints below it. PATH is the folder of the case, by default this one;
the dispute is added to the file disputes.claims in it. Disputes of claims that have changed since
are reported by `belie check`: see `belie explain stale-dispute`.";

#[derive(Debug, ClapArgs)]
#[command(override_usage = DISPUTE, after_help = DISPUTE_MORE)]
pub(super) struct DisputeArgs {
    /// The quarrel, and the folder of the case
    #[arg(value_names = ["TARGET", "PATH"], num_args = 0..)]
    pub(super) words: Vec<OsString>,

    /// Why it is left standing: what was looked at, what is still awaited
    #[arg(long, required_unless_present = "prune")]
    pub(super) reason: Option<String>,

    /// Where it stands
    #[arg(long, value_enum, default_value_t = DisputeStatus::Open)]
    pub(super) status: DisputeStatus,

    /// Who looked at it
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,

    /// Dispute every quarrel of the case, to take on an old one
    #[arg(long)]
    pub(super) all: bool,

    /// Take out the disputes that match nothing, and write none
    #[arg(long, conflicts_with_all = ["all", "reason", "by"])]
    pub(super) prune: bool,
}

const FMT_EXIT: &str = "\
A statement with a mistake in it is left as it is. A file that is not UTF-8 is not touched.

Exit status:
  0  done; with --check or --diff: nothing would change
  1  with --check or --diff: something would change
  2  the command is wrong, or a file could not be read, laid out or written
  3  there is no claim file";

#[derive(Debug, ClapArgs)]
#[command(after_help = FMT_EXIT)]
pub(super) struct FmtArgs {
    /// Folders, with all .claims files below them, and .claims files; - reads standard input and
    /// prints
    #[arg(default_value = ".", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Write nothing: name the files that would change
    #[arg(long)]
    pub(super) check: bool,

    /// Write nothing: show what would change
    #[arg(long)]
    pub(super) diff: bool,

    /// When to use colour; auto means in a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DisputeStatus {
    /// Still being looked into
    Open,
    /// It is known why the sources disagree
    Resolved,
    /// Nobody can look into it now
    Dormant,
}

impl DisputeStatus {
    /// The word of the language.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Dormant => "dormant",
        }
    }
}

/// A format, and where its report goes.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub(super) format: &'static Format,
    /// None: where the program prints.
    pub(super) file: Option<PathBuf>,
}

impl Output {
    /// Reads `json`, `json:-` or `json:out.json`.
    fn parse(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once(':') {
            None | Some((_, "-")) => (text.strip_suffix(":-").unwrap_or(text), None),
            Some((_, "")) => return Err(String::from("a path is missing behind the colon")),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
        };
        let format = FORMATS.iter().find(|format| format.name == name);
        match format {
            Some(format) => Ok(Self { format, file }),
            None => Err(unknown(name)),
        }
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    format!(
        "there is no such format; there are {}{}",
        names.join(", "),
        meant(name)
    )
}

fn meant(name: &str) -> String {
    let near = FORMATS
        .iter()
        .map(|format| (strsim::damerau_levenshtein(format.name, name), format.name))
        .min()
        .filter(|&(distance, near)| distance <= near.len() / 3);
    near.map_or_else(String::new, |(_, near)| format!("; did you mean {near}?"))
}

/// The help on formats.
fn formats() -> String {
    let mut text = String::from(
        "How to report, and where to; may be given several times, with one report printed at most and the others in a \
         file each, written whole or not at all (as in: --format human --format sarif:out.sarif) [default: human]\n",
    );
    for format in FORMATS {
        text.push_str(&format!("\n  {:9} {}", format.name, format.about));
    }
    text
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
    /// The least grave severity that makes the exit status 1.
    pub(super) fn least(self) -> Option<Severity> {
        match self {
            Self::Contradiction => Some(Severity::Contradiction),
            Self::Tension => Some(Severity::Tension),
            Self::Gap => Some(Severity::Gap),
            Self::Never => None,
        }
    }

    /// Whether something of this severity makes the exit status 1.
    pub(super) fn includes(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity <= least)
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

impl Colour {
    /// Whether it is used.
    pub(super) fn on(self, surroundings: super::Surroundings) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => surroundings.terminal && !surroundings.no_colour,
        }
    }
}
