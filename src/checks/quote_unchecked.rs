//! Passages that cannot be looked up: there is no text, nothing in it, or no word in the passage.

use super::Case;
use super::passages::{Outcome, Passage, Why};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Source;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut without_text = vec![0; case.model.sources.len()];
    for claim in case.model.claims.of(case.claims_of_part()) {
        without_text[claim.source.index()] += usize::from(claim.passage().is_some());
    }
    let mut unchecked: Vec<(usize, &Passage, Why)> = Vec::new();
    for passage in case.passages.with_text_of(case.claims_of_part()) {
        let source = passage.source.index();
        without_text[source] = 0;
        if let Outcome::Unchecked(why) = passage.outcome {
            unchecked.push((source, passage, why));
        }
    }
    unchecked.sort_by_key(|&(source, _, why)| (source, why as u8));
    let mut unchecked = unchecked
        .chunk_by(|one, other| (one.0, one.2) == (other.0, other.2))
        .peekable();
    for (index, source) in case.model.sources.iter().enumerate() {
        if without_text[index] > 0 {
            diagnostics.extend(gap(source, without_text[index], &[], Why::NoText));
        }
        while let Some(same) = unchecked.next_if(|same| same[0].0 == index) {
            let passages: Vec<_> = same.iter().map(|(_, passage, _)| *passage).collect();
            diagnostics.extend(gap(source, passages.len(), &passages, same[0].2));
        }
    }
}

/// What there is to say of so many unchecked passages of one source; nothing where a mistake says it.
fn gap(source: &Source, count: usize, passages: &[&Passage], why: Why) -> Option<Diagnostic> {
    let count = match count {
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
