//! Passages that cannot be looked up: there is no text, nothing in it, or no word in the passage.

use super::Case;
use super::passages::{Outcome, Passage, Why};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Source;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut unchecked: Vec<(usize, &Passage, Why)> = Vec::new();
    for (passage, &claim) in case.passages.all.iter().zip(&case.passages.claims) {
        if let Outcome::Unchecked(why) = passage.outcome {
            unchecked.push((case.model.claim(claim).source.index(), passage, why));
        }
    }
    unchecked.sort_by_key(|&(source, _, why)| (source, why as u8));
    for same in unchecked.chunk_by(|one, other| (one.0, one.2) == (other.0, other.2)) {
        let (source, _, why) = same[0];
        let passages: Vec<_> = same.iter().map(|(_, passage, _)| *passage).collect();
        diagnostics.extend(gap(&case.model.sources[source], &passages, why));
    }
}

/// What there is to say of the unchecked passages of one source; nothing where a mistake says it.
fn gap(source: &Source, passages: &[&Passage], why: Why) -> Option<Diagnostic> {
    let count = match passages.len() {
        1 => "a passage".to_owned(),
        several => format!("{several} passages"),
    };
    let (reason, advice) = match why {
        Why::Unreadable => return None,
        Why::NoText => (
            "there is no text",
            "Save what the source says in a file of the case and name it below the source: `text \"sources/…\"`.",
        ),
        Why::EmptyText => (
            "its text is empty",
            "Save what the source says in the file that it names.",
        ),
        Why::NoWords => (
            "no word of the source is in it",
            "Write words that the source says, letter by letter.",
        ),
    };
    let message = format!("{count} of {} could not be checked: {reason}", source.name);
    let mut diagnostic = Diagnostic::new(Code::QuoteUnchecked, message);
    diagnostic.about.clone_from(&source.name);
    diagnostic = match (why, &source.text) {
        (Why::NoWords, _) => passages.iter().fold(diagnostic, |diagnostic, passage| {
            diagnostic.at(passage.location, "nothing to look up")
        }),
        (_, Some(text)) => diagnostic.at(text.location, "there is nothing in this file"),
        (_, None) => diagnostic.at(source.location, "this source names no text"),
    };
    Some(diagnostic.advise(advice))
}
