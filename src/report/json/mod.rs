//! The report for programs: the same record as JSON, version 1. Fields are only ever added to a version.

mod facts;
mod passages;

use std::io::{self, Write};

use schemars::{JsonSchema, schema_for};
use serde::{Serialize, Serializer};

use facts::Facts;
use passages::Passages;

use super::stream::{text_of, visible_json};
use crate::analysis::{Analysis, Summary};
use crate::diagnostic::{
    Account, Chain, Diagnostic, Disputed, Label, More, Row, Severity, Share, Step, Table,
};
use crate::text::{Files, Location};

/// The version of the format.
pub const VERSION: u32 = 1;

/// The whole report, as UTF-8 JSON with a new line at its end. What a terminal would obey, or a reader could not see, is
/// escaped (`\u202e`), so that the raw text may be shown.
#[must_use]
pub fn render(analysis: &Analysis) -> String {
    text_of(|out| write(analysis, out))
}

/// Writes it.
pub(super) fn write(analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    visible_json(&Report::new(analysis), out)
}

/// The JSON Schema of the report, made from the types that it is written from.
#[must_use]
pub fn schema() -> String {
    // A schema is a JSON value already.
    let mut text = serde_json::to_string_pretty(&schema_for!(Report)).unwrap_or_default();
    text.push('\n');
    text
}

/// What `belie check --format json` writes. Fields are only ever added to a version.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Belie report")]
pub struct Report<'a> {
    /// The version of the format.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// What was read and checked, and how much came of it.
    summary: Counts,
    /// Mistakes first, then contradictions, tensions and gaps.
    #[schemars(with = "Vec<Entry<'a>>")]
    diagnostics: Entries<'a>,
    passages: Passages<'a>,
    facts: Facts<'a>,
}

impl<'a> Report<'a> {
    /// The record of an analysis.
    #[must_use]
    pub fn new(analysis: &'a Analysis) -> Self {
        Self {
            version: VERSION,
            summary: Counts::new(&analysis.summary, &analysis.diagnostics),
            diagnostics: Entries(analysis),
            passages: Passages::new(analysis),
            facts: Facts::new(analysis.facts()),
        }
    }
}

/// The diagnostics, each made as it is written.
#[derive(Debug)]
struct Entries<'a>(&'a Analysis);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = |diagnostic| Entry::new(&self.0.files, diagnostic);
        serializer.collect_seq(self.0.diagnostics.iter().map(entry))
    }
}

/// What was read and checked, and how much came of it.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    files: usize,
    sources: usize,
    claims: usize,
    statements: usize,
    entities: usize,
    events: usize,
    texts: usize,
    mistakes: usize,
    contradictions: usize,
    tensions: usize,
    gaps: usize,
    /// Contradictions and tensions that are disputed; they are not among those above.
    disputed: usize,
}

impl Counts {
    fn new(summary: &Summary, diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|one| one.severity == severity && one.disputed.is_none())
                .count()
        };
        let &Summary {
            files,
            sources,
            claims,
            statements,
            entities,
            events,
            texts,
        } = summary;
        Self {
            files,
            sources,
            claims,
            statements,
            entities,
            events,
            texts,
            mistakes: count(Severity::Mistake),
            contradictions: count(Severity::Contradiction),
            tensions: count(Severity::Tension),
            gaps: count(Severity::Gap),
            disputed: diagnostics
                .iter()
                .filter(|one| one.disputed.is_some())
                .count(),
        }
    }
}

/// A diagnostic. Numbers of labels count from 0.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry<'a> {
    /// Which check speaks: `belie explain` has a page on each.
    id: &'static str,
    #[schemars(extend("enum" = ["mistake", "contradiction", "tension", "gap"]))]
    severity: &'static str,
    /// `return_flight.means`; empty for a mistake.
    about: &'a str,
    /// Ids of the entities and events that its claims name; empty for what is no quarrel.
    names: &'a [String],
    message: &'a str,
    /// Ids of marks.
    marks: Vec<&'static str>,
    accounts: Vec<AccountEntry<'a>>,
    labels: Vec<LabelEntry<'a>>,
    /// Smallest sets of labels that contradict each other, shortest first.
    chains: Vec<&'a [usize]>,
    more_chains: MoreEntry,
    /// The arithmetic of each chain, in the order of `chains`.
    steps: Vec<Vec<StepEntry<'a>>>,
    table: Option<TableEntry<'a>>,
    ways_out: &'a [Vec<usize>],
    more_ways_out: MoreEntry,
    premises: &'a [String],
    advice: &'a [String],
    /// Twelve hexadecimal digits made of what the claims say, or null where nothing is disputed.
    fingerprint: Option<String>,
    /// What each source says in it, eight hexadecimal digits each: for the line `seen` of a dispute.
    shares: Vec<ShareEntry<'a>>,
    /// What people have written down about it, or null.
    disputed: Option<DisputedEntry<'a>>,
}

impl<'a> Entry<'a> {
    fn new(files: &Files, diagnostic: &'a Diagnostic) -> Self {
        Self {
            id: diagnostic.code.id(),
            severity: diagnostic.severity.word(),
            about: &diagnostic.about,
            names: &diagnostic.names,
            message: &diagnostic.message,
            marks: diagnostic.marks.iter().map(|mark| mark.id()).collect(),
            accounts: diagnostic.accounts.iter().map(AccountEntry::new).collect(),
            labels: diagnostic
                .labels
                .iter()
                .map(|label| LabelEntry::new(files, label))
                .collect(),
            chains: diagnostic
                .chains
                .iter()
                .map(|chain| chain.labels.as_slice())
                .collect(),
            more_chains: diagnostic.more_chains.into(),
            steps: diagnostic.chains.iter().map(steps).collect(),
            table: diagnostic.table.as_deref().map(TableEntry::new),
            ways_out: &diagnostic.ways_out,
            more_ways_out: diagnostic.more_ways_out.into(),
            premises: &diagnostic.premises,
            advice: &diagnostic.advice,
            fingerprint: diagnostic
                .fingerprint
                .map(|fingerprint| fingerprint.to_string()),
            shares: diagnostic.shares.iter().map(ShareEntry::new).collect(),
            disputed: diagnostic
                .disputed
                .as_ref()
                .map(|disputed| DisputedEntry::new(files, disputed)),
        }
    }
}

/// What one source says in a quarrel.
#[derive(Debug, Serialize, JsonSchema)]
struct ShareEntry<'a> {
    source: &'a str,
    /// Eight hexadecimal digits.
    digits: String,
}

impl<'a> ShareEntry<'a> {
    fn new(share: &'a Share) -> Self {
        Self {
            source: &share.source,
            digits: format!("{:08x}", share.digits),
        }
    }
}

/// What people have written down about a quarrel.
#[derive(Debug, Serialize, JsonSchema)]
struct DisputedEntry<'a> {
    /// `open`, `resolved` or `dormant`.
    status: &'static str,
    reason: &'a str,
    by: Option<&'a str>,
    /// As written.
    date: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
}

impl<'a> DisputedEntry<'a> {
    fn new(files: &Files, disputed: &'a Disputed) -> Self {
        Self {
            status: disputed.status,
            reason: &disputed.reason,
            by: disputed.by.as_deref(),
            date: disputed.date.as_deref(),
            place: Place::new(files, disputed.location),
        }
    }
}

/// Those who say the same.
#[derive(Debug, Serialize, JsonSchema)]
struct AccountEntry<'a> {
    value: &'a str,
    /// Ids.
    sources: &'a [String],
    /// Names.
    speakers: &'a [String],
    labels: &'a [usize],
}

impl<'a> AccountEntry<'a> {
    fn new(account: &'a Account) -> Self {
        let Account {
            value,
            sources,
            speakers,
            labels,
        } = account;
        Self {
            value,
            sources,
            speakers,
            labels,
        }
    }
}

/// A place and what stands there.
#[derive(Debug, Serialize, JsonSchema)]
struct LabelEntry<'a> {
    #[serde(flatten)]
    place: Place,
    /// Id of the source that carries the claim.
    source: Option<&'a str>,
    /// Who speaks, if not the source itself.
    speaker: Option<&'a str>,
    /// Through whom the words came.
    via: &'a [String],
    /// When it was told, if not at publication.
    told: Option<&'a str>,
    hedge: Option<&'static str>,
    passage: Option<&'a str>,
    /// What the clause says, with what it resolves to.
    text: &'a str,
    /// The place of the whole claim.
    claim: Option<Place>,
}

impl<'a> LabelEntry<'a> {
    fn new(files: &Files, label: &'a Label) -> Self {
        Self {
            place: Place::new(files, label.location),
            source: label.said().source.as_deref(),
            speaker: label.said().speaker.as_deref(),
            via: &label.said().via,
            told: label.said().told.as_deref(),
            hedge: label.said().hedge,
            passage: label.said().passage.as_deref(),
            text: &label.text,
            claim: label.said().claim.map(|claim| Place::new(files, claim)),
        }
    }
}

/// A stretch of a file. Lines count from 1, columns are characters and count from 1; the end is the column after the last
/// character.
#[derive(Debug, Serialize, JsonSchema)]
struct Place {
    /// Relative to the case, `/` between folders.
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl Place {
    fn new(files: &Files, location: Location) -> Self {
        let file = files.get(location.file);
        let start = file.line_column(location.span.start);
        let end = file.line_column(location.span.end);
        Self {
            file: file.path.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// A line of arithmetic.
#[derive(Debug, Serialize, JsonSchema)]
struct StepEntry<'a> {
    /// The label that it follows from; null for what is true of any event.
    label: Option<usize>,
    text: &'a str,
}

fn steps(chain: &Chain) -> Vec<StepEntry<'_>> {
    let mut steps = Vec::with_capacity(chain.steps.len());
    for Step { label, text } in &chain.steps {
        steps.push(StepEntry {
            label: *label,
            text,
        });
    }
    steps
}

/// What each side of a quarrel leaves open.
#[derive(Debug, Serialize, JsonSchema)]
struct TableEntry<'a> {
    heading: &'a str,
    rows: Vec<RowEntry<'a>>,
    more: MoreEntry,
    conclusion: &'a str,
}

impl<'a> TableEntry<'a> {
    fn new(table: &'a Table) -> Self {
        let row = |row: &'a Row| RowEntry {
            open: &row.open,
            labels: &row.labels,
            alike: &row.alike,
        };
        Self {
            heading: &table.heading,
            rows: table.rows.iter().map(row).collect(),
            more: table.more.into(),
            conclusion: &table.conclusion,
        }
    }
}

/// What some clauses together leave open.
#[derive(Debug, Serialize, JsonSchema)]
struct RowEntry<'a> {
    open: &'a str,
    labels: &'a [usize],
    /// Ids of further sources that say the same, word for word.
    alike: &'a [String],
}

/// How many are not listed: exactly `count`, or at least so many where the search stopped at its bound.
#[derive(Debug, Serialize, JsonSchema)]
struct MoreEntry {
    count: usize,
    exact: bool,
}

impl From<More> for MoreEntry {
    fn from(more: More) -> Self {
        let (count, exact) = match more {
            More::None => (0, true),
            More::Exactly(count) => (count, true),
            More::AtLeast(count) => (count, false),
        };
        Self { count, exact }
    }
}

#[cfg(test)]
pub(super) mod schema_check;

#[cfg(test)]
mod tests {
    use super::schema_check::validate;
    use super::*;
    use crate::report::is_visible;
    use crate::report::samples;

    #[test]
    fn a_quarrel() {
        insta::assert_snapshot!(render(&samples::arrest().analysis()));
    }

    #[test]
    fn the_schema() {
        insta::assert_snapshot!(schema());
    }

    #[test]
    fn every_report_is_as_the_schema_says() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
        for sample in [
            samples::arrest(),
            samples::circle(),
            samples::plane(),
            samples::small(),
            samples::scripts(),
            samples::hostile(),
            samples::hub(),
        ] {
            let report = serde_json::from_str(&render(&sample.analysis())).unwrap();
            assert_eq!(
                validate(&schema, &schema, &report, "report"),
                Vec::<String>::new()
            );
        }
        let wrong = serde_json::json!({"version": 2, "summary": {"files": -1}});
        assert!(validate(&schema, &schema, &wrong, "report").len() > 3);
    }

    #[test]
    fn hostile_text_comes_back_as_it_was_and_shows_as_escapes() {
        let text = render(&samples::hostile().analysis());
        assert!(text.chars().all(|c| c == '\n' || is_visible(c)));
        assert!(text.ends_with("}\n"));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let message = &value["diagnostics"][0]["message"];
        assert_eq!(message, "where \"\u{1b}[2J\u{202e}meeting\" happened");
    }

    #[test]
    fn columns_count_characters() {
        let text = render(&samples::scripts().analysis());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let label = &value["diagnostics"][0]["labels"][2];
        assert_eq!(
            (label["line"].as_u64(), label["column"].as_u64()),
            (Some(2), Some(12))
        );
        assert_eq!(label["end_column"].as_u64(), Some(20));
        assert_eq!(label["file"], "通讯社.claims");
    }
}
