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
pub(super) fn left_out(hidden: &[&Diagnostic]) -> Option<String> {
    if hidden.is_empty() {
        return None;
    }
    let verb = if hidden.len() == 1 { "is" } else { "are" };
    Some(format!(
        "{} {verb} not shown here, but counted.",
        list(&tally(hidden.iter().copied()))
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

/// What came of it: `2 contradictions and 1 gap, and 1 disputed quarrel`.
pub(super) fn came_of_it(analysis: &Analysis) -> String {
    let found = tally(pressing(&analysis.diagnostics));
    let disputed = match disputed(&analysis.diagnostics) {
        0 => String::new(),
        some => format!(
            ", and {}",
            count(some, "disputed quarrel", "disputed quarrels")
        ),
    };
    if found.is_empty() {
        format!("no contradiction found{disputed}")
    } else {
        format!("{}{disputed}", list(&found))
    }
}

/// Those that nobody has written a dispute about.
fn pressing(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> + Clone {
    diagnostics.iter().filter(|one| one.disputed.is_none())
}

fn disputed(diagnostics: &[Diagnostic]) -> usize {
    diagnostics
        .iter()
        .filter(|one| one.disputed.is_some())
        .count()
}

/// How many of each severity there are, without those of which there are none.
fn tally<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic> + Clone) -> Vec<String> {
    SEVERITIES
        .iter()
        .map(|&severity| (number_of(diagnostics.clone(), severity), severity))
        .filter(|&(number, _)| number > 0)
        .map(|(number, severity)| count_of(number, severity))
        .collect()
}

fn counted(analysis: &Analysis, severity: Severity) -> usize {
    number_of(pressing(&analysis.diagnostics), severity)
}

/// How many are of one severity.
fn number_of<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>, severity: Severity) -> usize {
    diagnostics
        .filter(|diagnostic| diagnostic.severity == severity)
        .count()
}
