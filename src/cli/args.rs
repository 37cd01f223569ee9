//! The command line. One declaration gives parsing, help, completions and man pages.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

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

const COMPLETIONS: &str = "\
Where shells look for them:
  bash        belie completions bash > ~/.local/share/bash-completion/completions/belie
  zsh         belie completions zsh > ~/.zfunc/_belie, with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  fish        belie completions fish > ~/.config/fish/completions/belie.fish
  powershell  belie completions powershell | Out-String | Invoke-Expression, in $PROFILE
  elvish      eval (belie completions elvish | slurp), in ~/.config/elvish/rc.elv";

const MAN: &str = "\
To install them for one user: belie man ~/.local/share/man/man1";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a case and report every contradiction in it
    Check(CheckArgs),
    /// Make a small case to begin with, and a workflow that checks it on GitHub
    Init {
        /// The folder to make it in; made if it is missing. Nothing in it is overwritten
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Write down that a quarrel has been looked at, so that it is not reported again until it changes
    Dispute(DisputeArgs),
    /// Give claim files their canonical layout; what they say stays the same
    Fmt(FmtArgs),
    /// Make claim files of a table (CSV) or of JSON Lines, a claim for each row
    #[command(after_help = IMPORT)]
    Import(ImportArgs),
    /// Print a case as JSON Lines or as a table (CSV), of which `belie import` makes the same case again
    Export(ExportArgs),
    /// Explain what a check finds and what to do about it; without an id, list all checks
    Explain {
        /// The id in brackets behind a heading of the report, such as time-conflict
        id: Option<String>,
    },
    /// Speak to an editor as a language server, over standard input and output
    Lsp {
        /// What editors say that know no other way
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Tell what may be said: the kinds of events with their roles, and the attributes
    Vocabulary(VocabularyArgs),
    /// Print a JSON Schema of what Belie writes for programs, or reads from them
    Schema {
        /// What the schema describes
        #[arg(value_enum, default_value_t = SchemaOf::Report)]
        of: SchemaOf,
    },
    /// Print the completions for a shell
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write the pages of all commands into a folder
    #[command(after_help = MAN)]
    Man {
        /// The folder to write belie.1, belie-check.1 and the others into; made if it is missing
        #[arg(value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = EXIT)]
pub(super) struct CheckArgs {
    /// The folder of the case, with all .claims files below it; or one .claims file, which is then
    /// checked alone
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
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

    /// Check again whenever a file of the case changes, until Ctrl-C (exit status 130)
    #[arg(long)]
    pub(super) watch: bool,

    /// Tell at the end where the time went, by step and by file; all is done on one thread then, so that times add up
    #[arg(long)]
    pub(super) profile: bool,

    /// How many threads to use, which does not change what is printed [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,

    /// Print nothing; the exit status and the files of --format tell what was found
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Show only the N gravest diagnostics in the formats for people; how many are left out is said,
    /// and they count all the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) max: Option<u32>,

    /// Show all in a terminal, too, where otherwise the gravest hundred are shown
    #[arg(long, conflicts_with = "max")]
    pub(super) all: bool,

    /// Also show the quarrels that are disputed, which otherwise are only counted
    #[arg(long)]
    pub(super) disputed: bool,

    /// The least grave thing that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Contradiction, value_name = "SEVERITY")]
    pub(super) fail_on: FailOn,

    /// When to use colour; auto means in a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,

    /// Columns of the report, at least 40 [default: those of the terminal, at most 120; without one, 100]
    #[arg(long, value_parser = clap::value_parser!(u16).range(40..))]
    pub(super) width: Option<u16>,
}

const IMPORT: &str = "\
Fields are columns of the same name, or what belie.toml in FOLDER says:

  [import]
  separator = \";\"          # otherwise told from the first line

  [import.columns]
  passage = \"Quote\"        # the field, and the header of its column

  [import.defaults]
  source = \"The Gazette\"   # where a row says nothing

`belie schema rows` tells all fields. A row that cannot be read is told with
its line and left out; all others are kept, and the exit status is 2. Files
that are there already are never written to.";

#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// The rows; - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,

    /// The folder of the case, in which new claim files are made; made if it is missing
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,

    /// How the rows are written [default: as the name of the file ends]
    #[arg(long, value_enum)]
    pub(super) format: Option<RowFormat>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ExportArgs {
    /// The folder of the case, or one .claims file
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    pub(super) path: PathBuf,

    /// How to write the rows
    #[arg(long, value_enum, default_value_t = RowFormat::Jsonl)]
    pub(super) format: RowFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RowFormat {
    /// A table: values between commas; read with semicolons or tabs, too
    Csv,
    /// JSON Lines, an object for each row
    Jsonl,
}

#[derive(Debug, ClapArgs)]
pub(super) struct VocabularyArgs {
    /// Kinds, roles, attributes to tell in full, or words to look for; without one, all is listed
    pub(super) names: Vec<String>,

    /// Also what the case in this folder declares or refines
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) case: Option<PathBuf>,

    /// How to tell it
    #[arg(long, value_enum, default_value_t = VocabularyFormat::Human)]
    pub(super) format: VocabularyFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum VocabularyFormat {
    /// A page to read
    Human,
    /// For programs; `belie schema vocabulary` describes it
    Json,
    /// As it is declared, in the language of claim files
    Claims,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The report of `belie check --format json`
    Report,
    /// `belie vocabulary --format json`
    Vocabulary,
    /// The rows of `belie export` and `belie import`
    Rows,
}

const DISPUTE: &str = "\
belie dispute --reason <REASON> [OPTIONS] <TARGET> [PATH]
       belie dispute --reason <REASON> [OPTIONS] --all [PATH]
       belie dispute --prune [PATH]";

const DISPUTE_MORE: &str = "\
TARGET is the fingerprint that the report prints below the quarrel, or what it is about:

  belie dispute d7c9948fe06b --reason \"flight log requested\"
  belie dispute return_flight.means --reason \"flight log requested\"
  belie dispute \"arrest_turin and release\" --reason \"both stand by their dates\"

PATH is the folder of the case, by default this one; the dispute is added to the file
disputes.claims in it. Disputes of claims that have changed since are reported by `belie check`:
see `belie explain stale-dispute`.";

#[derive(Debug, ClapArgs)]
#[command(override_usage = DISPUTE, after_help = DISPUTE_MORE)]
pub(super) struct DisputeArgs {
    /// The quarrel, and the folder of the case
    #[arg(value_names = ["TARGET", "PATH"], num_args = 0.., value_hint = ValueHint::DirPath)]
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
        "How to report, and where to; may be given several times: one report at most is printed, and each of the others \
         goes to a file of its own, written whole or not at all (as in: --format human --format sarif:out.sarif) [default: human]\n",
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
