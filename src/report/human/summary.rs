//! The last lines: what was read and checked, and what came of it.

use super::page::{Ink, Page};
use super::who::{count, list};
use crate::analysis::{Analysis, Summary};
use crate::diagnostic::Severity;

/// What is counted, gravest first.
const SEVERITIES: [(Severity, &str, &str); 4] = [
    (Severity::Mistake, "mistake", "mistakes"),
    (Severity::Contradiction, "contradiction", "contradictions"),
    (Severity::Tension, "tension", "tensions"),
    (Severity::Gap, "gap", "gaps"),
];

/// Writes the summary.
pub(super) fn write(page: &mut Page, analysis: &Analysis) {
    if analysis.summary.claims == 0 {
        page.item("", &nothing(analysis), Ink::Bold);
        return;
    }
    let text = format!("{}: {}.", read(&analysis.summary), came_of_it(analysis));
    page.item("", &text, Ink::Bold);
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
            count(some, "mistake", "mistakes")
        ),
    }
}

fn are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

fn read(summary: &Summary) -> String {
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

fn came_of_it(analysis: &Analysis) -> String {
    let found: Vec<String> = SEVERITIES
        .iter()
        .map(|&(severity, one, many)| (counted(analysis, severity), one, many))
        .filter(|&(number, ..)| number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    let disputed = analysis
        .diagnostics
        .iter()
        .filter(|one| one.disputed.is_some());
    let disputed = match disputed.count() {
        0 => String::new(),
        some => format!(" ({some} disputed)"),
    };
    if found.is_empty() {
        format!("no contradiction found{disputed}")
    } else {
        format!("{}{disputed}", list(&found))
    }
}

fn counted(analysis: &Analysis, severity: Severity) -> usize {
    analysis
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity && diagnostic.disputed.is_none())
        .count()
}
