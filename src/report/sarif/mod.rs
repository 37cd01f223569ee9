//! SARIF 2.1.0 as GitHub's code scanning takes it: a place in every result, the other sides as related locations that the
//! message links to.

mod log;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use serde::Serialize;

use super::content;
use super::stream::{Each, json};
use super::ways_out::way_out;
use super::words::{dispute_sentence, leading_first, mark_sentence, quote, repeats, who_hedged};
use super::{Options, summary};
use crate::analysis::{self, Analysis};
use crate::diagnostic::{Code, Diagnostic, Disputed, Severity};
use crate::text::{Files, Location, visible};
use log::{
    Artifact, Description, Driver, Fingerprints, Help, Invocation, Level, Log, Notification,
    PhysicalLocation, Place, Properties, Region, Result, Rule, Run, Suppression, Text, Tool,
    UriBase, UriBases,
};

/// GitHub takes so many results of a run.
const RESULTS_MAX: usize = 25_000;
/// And so many locations of a result.
const LOCATIONS_MAX: usize = 1_000;

/// The report.
pub(super) fn write(analysis: &Analysis, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let prefix = &options.from_repository;
    let names = content::names(&analysis.files, &analysis.diagnostics);
    let results = Each(|| {
        let results = analysis.diagnostics.iter().zip(&names).take(RESULTS_MAX);
        results.map(|(diagnostic, name)| result(&analysis.files, diagnostic, name.clone(), prefix))
    });
    json(&Log::of(run(analysis, results)), out)
}

fn run<R: Serialize>(analysis: &Analysis, results: R) -> Run<R> {
    Run {
        tool: Tool {
            driver: Driver {
                name: "Belie",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules(),
            },
        },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: UriBases {
            root: UriBase {
                description: Text::new("The root of the repository, or of what the case lies in"),
            },
        },
        invocations: vec![Invocation {
            execution_successful: analysis.summary.claims > 0,
            tool_execution_notifications: notifications(analysis),
        }],
        results,
    }
}

/// What was read, and what had to be left out.
fn notifications(analysis: &Analysis) -> Vec<Notification> {
    let level = if analysis.summary.claims == 0 {
        "error"
    } else {
        "note"
    };
    let mut all = vec![Notification {
        level,
        message: Text::new(&summary::sentence(analysis)),
    }];
    let cut: Vec<&Diagnostic> = analysis.diagnostics.iter().skip(RESULTS_MAX).collect();
    if let Some(left_out) = summary::left_out(&cut) {
        all.push(Notification {
            level: "warning",
            message: Text::new(&left_out),
        });
    }
    all
}

/// A rule for every check, in the order of [`Code::ALL`].
fn rules() -> Vec<Rule> {
    Code::ALL.iter().map(|&code| rule(code)).collect()
}

fn rule(code: Code) -> Rule {
    let page = analysis::pages().find(|page| page.0 == code.id());
    let (title, page) = page.map_or((code.id(), ""), |(_, title, page)| (title, page));
    Rule {
        id: code.id(),
        short_description: Text::new(title),
        full_description: Text::new(title),
        help: Help {
            text: page,
            markdown: page,
        },
        default_configuration: Level {
            level: level(code.severity()),
        },
        properties: Properties {
            tags: vec![code.severity().word()],
            problem_severity: problem(code.severity()),
        },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Mistake | Severity::Contradiction => "error",
        Severity::Tension => "warning",
        Severity::Gap => "note",
    }
}

fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Mistake | Severity::Contradiction => "error",
        Severity::Tension => "warning",
        Severity::Gap => "recommendation",
    }
}

fn result(files: &Files, diagnostic: &Diagnostic, name: String, prefix: &str) -> Result {
    let order = leading_first(diagnostic);
    let first = order.first().map_or_else(
        || Place::of(physical_none(files, prefix)),
        |&at| Place::of(physical(files, diagnostic.labels[at].location, prefix)),
    );
    // One of the locations is the result's own.
    let others: Vec<usize> = order
        .iter()
        .skip(1)
        .copied()
        .take(LOCATIONS_MAX - 1)
        .collect();
    let related = others.iter().enumerate().map(|(number, &at)| Place {
        id: Some(number + 1),
        physical_location: physical(files, diagnostic.labels[at].location, prefix),
        message: Some(Text::new(&said(diagnostic, at))),
    });
    Result {
        rule_id: diagnostic.code.id(),
        rule_index: Code::ALL.iter().position(|&code| code == diagnostic.code),
        level: level(diagnostic.severity),
        message: Description {
            text: message(files, diagnostic, &order, others.len()),
        },
        locations: vec![first],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { belie: name },
        suppressions: diagnostic
            .disputed
            .iter()
            .map(|disputed| suppression(files, disputed, prefix))
            .collect(),
        properties: Properties {
            tags: std::iter::once(diagnostic.severity.word())
                .chain(diagnostic.marks.iter().map(|mark| mark.id()))
                .collect(),
            problem_severity: problem(diagnostic.severity),
        },
    }
}

/// A dispute is a suppression that stands in a file of the case.
fn suppression(files: &Files, disputed: &Disputed, prefix: &str) -> Suppression {
    Suppression {
        kind: "external",
        status: "accepted",
        justification: visible(&dispute_sentence(disputed)).into_owned(),
        location: Place::of(physical(files, disputed.location, prefix)),
    }
}

/// The heading, every side with a link to its place, the ways out, what it rests on, what to do.
fn message(files: &Files, diagnostic: &Diagnostic, order: &[usize], linked: usize) -> String {
    let mut lines = vec![plain(&diagnostic.message)];
    lines.extend(
        diagnostic
            .marks
            .iter()
            .map(|&mark| plain(mark_sentence(mark))),
    );
    for (number, &at) in order.iter().take(linked + 1).enumerate() {
        let said = plain(&said(diagnostic, at));
        let passage = diagnostic.labels[at].said().passage.as_ref();
        let passage = passage.map_or_else(String::new, |text| {
            plain(&format!(": {}", quote(text, 300)))
        });
        // The result's own place is where the message is shown: it needs no link.
        lines.push(match number {
            0 => format!("• here: {said}{passage}"),
            number => format!("• [{said}]({number}){passage}"),
        });
    }
    let cut = order.len().saturating_sub(linked + 1);
    if cut > 0 {
        lines.push(format!(
            "• and {cut} more places, which SARIF's readers do not take"
        ));
    }
    if !diagnostic.ways_out.is_empty() {
        lines.push(String::from(
            "Ways out, smallest first (logic, not a verdict):",
        ));
    }
    for way in &diagnostic.ways_out {
        lines.push(format!("• {}", plain(&way_out(files, diagnostic, way))));
    }
    let sentences = diagnostic.premises.iter().chain(&diagnostic.advice);
    lines.extend(sentences.map(|sentence| plain(sentence)));
    lines.join("\n")
}

/// Who says what at a label.
fn said(diagnostic: &Diagnostic, at: usize) -> String {
    let label = &diagnostic.labels[at];
    let text = if label.text.is_empty() {
        "here"
    } else {
        &label.text
    };
    let account = diagnostic
        .accounts
        .iter()
        .find(|account| account.labels.contains(&at))
        .filter(|account| !repeats(label, &account.value))
        .map_or_else(String::new, |account| format!(" ({})", account.value));
    match &label.said().source {
        Some(_) => visible(&format!("{}: {text}{account}", who_hedged(label))).into_owned(),
        None => visible(text).into_owned(),
    }
}

/// Text in which brackets are no links.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn physical(files: &Files, location: Location, prefix: &str) -> PhysicalLocation {
    let file = files.get(location.file);
    let start = file.line_column(location.span.start);
    let end = file.line_column(location.span.end);
    PhysicalLocation {
        artifact_location: Artifact::new(uri(&format!("{prefix}{}", file.path))),
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        },
    }
}

/// Where to show what has no place: at the beginning of the first file.
fn physical_none(files: &Files, prefix: &str) -> PhysicalLocation {
    let path = files
        .iter()
        .next()
        .map_or(".", |(_, file)| file.path.as_str());
    PhysicalLocation {
        artifact_location: Artifact::new(uri(&format!("{prefix}{path}"))),
        region: Region {
            start_line: 1,
            start_column: 1,
            end_line: 1,
            end_column: 1,
        },
    }
}

/// A relative path as a URI reference: all but letters, digits, `-._~` and `/` is spelt in hexadecimal.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
