//! What was read and checked, and what came of it, in a sentence.

use super::words::{count, count_of, list};
use crate::analysis::{Analysis, Summary};
use crate::diagnostic::{Diagnostic, Severity};

/// What is counted, gravest first.
pub(super) const SEVERITIES: [Severity; 4] = [
    Severity::Mistake,
    Severity::Contradiction,
    Severity::Tension,
    Severity::Gap,
];

/// The sentence. That nothing was checked never reads like a success.
pub(super) fn sentence(analysis: &Analysis) -> String {
    if analysis.summary.claims == 0 {
        return nothing(analysis);
    }
    format!("{}: {}.", read(&analysis.summary), came_of_it(analysis))
}

/// What `--max` left out, in a sentence, if anything.
pub(super) fn left_out(hidden: &[Diagnostic]) -> Option<String> {
    if hidden.is_empty() {
        return None;
    }
    let verb = if hidden.len() == 1 { "is" } else { "are" };
    Some(format!(
        "{} {verb} not shown here, but counted.",
        list(&tally(hidden))
    ))
}

/// Why there was nothing to check. Never a success.
fn nothing(analysis: &Analysis) -> String {
    let found = match analysis.summary.files {
        0 => String::from("no .claims file was found"),
        files => format!("no claim was read in {}", count(files, "file", "files")),
    };
    let mistakes = counted(analysis, Severity::Mistake);
    match mistakes {
        0 => format!("Nothing was checked: {found}."),
        some => format!(
            "Nothing was checked: {found}, and there {} {}.",
            are(some),
            count_of(some, Severity::Mistake)
        ),
    }
}

fn are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

pub(super) fn read(summary: &Summary) -> String {
    let mut parts = vec![
        count(summary.sources, "source", "sources"),
        count(summary.claims, "claim", "claims"),
        count(summary.events, "event", "events"),
    ];
    if summary.texts > 0 {
        parts.push(count(summary.texts, "source text", "source texts"));
    }
    format!(
        "{} in {}",
        list(&parts),
        count(summary.files, "file", "files")
    )
}

/// What came of it: `2 contradictions and 1 gap`.
pub(super) fn came_of_it(analysis: &Analysis) -> String {
    let found = tally(&analysis.diagnostics);
    if found.is_empty() {
        String::from("no contradiction found")
    } else {
        list(&found)
    }
}

/// How many of each severity there are, without those of which there are none.
fn tally(diagnostics: &[Diagnostic]) -> Vec<String> {
    SEVERITIES
        .iter()
        .map(|&severity| (number_of(diagnostics, severity), severity))
        .filter(|&(number, _)| number > 0)
        .map(|(number, severity)| count_of(number, severity))
        .collect()
}

fn counted(analysis: &Analysis, severity: Severity) -> usize {
    number_of(&analysis.diagnostics, severity)
}

/// How many are of one severity.
pub(super) fn number_of(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity)
        .count()
}
