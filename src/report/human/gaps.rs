//! Gaps that are alike, such as the same one of many sources: a line each, so that they do not hide what comes before them.

use super::page::{Ink, Page};
use super::{quarrel, reasons};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::report::words::place;
use crate::text::{Files, visible};

/// Fewer gaps than this have an excerpt each.
const MANY: usize = 3;

/// So many are told; the others are counted.
const LINES: usize = 12;

/// Diagnostics one by one, but many gaps of one code and advice that follow each other together.
pub(super) fn with_alike<'a>(
    all: &'a [&'a Diagnostic],
) -> impl Iterator<Item = &'a [&'a Diagnostic]> {
    let alike = |one: &&Diagnostic, other: &&Diagnostic| {
        is_short(one) && is_short(other) && one.code == other.code && one.advice == other.advice
    };
    all.chunk_by(alike).flat_map(|group| match group.len() {
        MANY.. => group.chunks(group.len()),
        _ => group.chunks(1),
    })
}

/// Whether a line tells all: a gap at one place.
fn is_short(one: &Diagnostic) -> bool {
    one.severity == Severity::Gap && one.labels.len() == 1 && one.premises.is_empty()
}

/// What so many gaps of one code are.
fn heading(code: Code, count: usize) -> String {
    match code {
        Code::QuoteUnchecked => format!("passages of {count} sources could not be checked"),
        Code::NoPublished => format!("{count} sources do not say when they were published"),
        Code::NotYetPublished => format!("{count} sources are yet to be published"),
        Code::NoPassage => format!("claims of {count} sources have no passage"),
        Code::UnusedName => format!("no claim uses these {count} names"),
        Code::SingleOrigin => format!("{count} facts with several sources and one origin"),
        Code::StaleDispute => format!("{count} disputes of claims that have changed since"),
        Code::UnusedDispute => format!("{count} disputes of claims that do not quarrel"),
        _ => format!("{count} of one kind"),
    }
}

/// Writes several that are alike.
pub(super) fn write(page: &mut Page, files: &Files, group: &[&Diagnostic]) {
    quarrel::heading_of(page, group[0], &heading(group[0].code, group.len()));
    for one in group.iter().take(LINES) {
        let places = one
            .labels
            .iter()
            .map(|label| place(files, label.location, ""));
        let places = format!("({})", places.collect::<Vec<_>>().join(", "));
        page.items(
            "  · ",
            &[(&visible(&one.message), Ink::Plain), (&places, Ink::Dim)],
        );
    }
    if group.len() > LINES {
        let more = group.len() - LINES;
        page.item(
            "    ",
            &format!("… and {more} more (`--format json` has all)"),
            Ink::Plain,
        );
    }
    reasons::advice(page, group[0]);
}
