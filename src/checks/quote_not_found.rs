//! A passage that its source's text does not hold, with where it does stand, or the words that it was probably made from.

use rustc_hash::FxHashMap;

use super::Case;
use super::passages::{self, Differing, Lead, Nearest, Outcome, Passage};
use super::quarrel::label_in;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ClaimId, SourceId, SourceText};
use crate::text::{FileId, Location, ReadError};

/// So many differences to the nearest stretch of the text are shown.
const DIFFERENCES_MAX: usize = 4;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for source in &case.model.sources {
        if let Some(SourceText {
            text: Err(error),
            path,
            location,
        }) = &source.text
        {
            diagnostics.push(no_text(path, *location, error));
        }
    }
    let passages = case.passages;
    let mut again: FxHashMap<(SourceId, &str), usize> = FxHashMap::default();
    for passage in passages.with_text() {
        if passage.outcome == Outcome::Absent {
            let lead = passages.lead(passage.claim);
            let mut diagnostic = absent(case, passage, passage.claim, lead);
            let words = case.files.text(passage.location);
            let source = &case.model.source(passage.source).name;
            let before = again.entry((passage.source, words)).or_default();
            case.sayings
                .mark_words(&mut diagnostic, source, words, *before);
            *before += 1;
            diagnostics.push(diagnostic);
        }
    }
}

fn absent(case: &Case<'_>, passage: &Passage, claim: ClaimId, lead: Option<&Lead>) -> Diagnostic {
    let source = case.model.source(case.model.claim(claim).source);
    let path = source.text.as_ref().map_or("", |text| text.path.as_str());
    let name = &source.name;
    let message = format!("this passage is not in the text of {name}");
    let mut diagnostic = Diagnostic::new(Code::QuoteNotFound, message);
    let text = format!("{path} does not hold these words");
    let claim = case.model.claim(claim);
    diagnostic
        .labels
        .push(label_in(case, claim, passage.location, text));
    diagnostic.about = format!("{name}.passage");
    match lead {
        Some(Lead {
            elsewhere: Some(place),
            ..
        }) => elsewhere(case, diagnostic, *place, name),
        Some(Lead {
            nearest: Some(nearest),
            ..
        }) => nearly(case, diagnostic, nearest),
        _ => diagnostic.advise(
            "Copy the passage from the text, letter by letter. What you add or sum up belongs below it, not into it.",
        ),
    }
}

/// The passage stands in another source's text.
fn elsewhere(case: &Case<'_>, diagnostic: Diagnostic, place: Location, name: &str) -> Diagnostic {
    let path = &case.files.get(place.file).path;
    let cited = cited(case, place.file);
    let said = format!("it stands in {path}, cited as `{cited}`");
    diagnostic.at(place, said).advise(format!(
        "If `{cited}` says it, move the claim below that source. If `{name}` says it too, copy its own words."
    ))
}

/// The first source of a text, by its id.
fn cited<'c>(case: &'c Case<'_>, file: FileId) -> &'c str {
    let holds = |text: &SourceText| text.text == Ok(file);
    let source = case
        .model
        .sources
        .iter()
        .find(|source| source.text.as_ref().is_some_and(holds));
    source.map_or("", |source| source.name.as_str())
}

/// The text has much the same words.
fn nearly(case: &Case<'_>, mut diagnostic: Diagnostic, nearest: &Nearest) -> Diagnostic {
    let differences = &nearest.differences;
    for differing in differences.iter().take(DIFFERENCES_MAX) {
        diagnostic = diagnostic.at(differing.place, difference(case, differing));
    }
    let passage = shown(case, nearest.place);
    if differences.is_empty() {
        diagnostic = diagnostic.at(
            nearest.place,
            "the same words, but not the same marks, order or nearness",
        );
    } else if differences.len() > DIFFERENCES_MAX {
        let more = differences.len() - DIFFERENCES_MAX;
        diagnostic = diagnostic.advise(format!("{more} more words or runs of words differ."));
    }
    diagnostic.advise(format!(
        "The nearest passage is “{passage}”. Copy it letter by letter; what you leave out is marked `[…]`, what you add `[so]`."
    ))
}

fn difference(case: &Case<'_>, differing: &Differing) -> String {
    let (passage, text) = (&differing.passage, shown(case, differing.place));
    if differing.lacking {
        format!("“{passage}” in the claim is not here")
    } else if passage.is_empty() {
        format!("“{text}” is not in the claim")
    } else {
        format!("“{text}” here, “{passage}” in the claim")
    }
}

/// What stands at a place, on one line and not too long, its words whole.
fn shown(case: &Case<'_>, place: Location) -> String {
    const LONGEST: usize = 240;
    let text = passages::whole_words(case.files.text(place));
    let words: Vec<_> = text.split_whitespace().collect();
    let words = words.join(" ");
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

fn no_text(path: &str, location: Location, error: &ReadError) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Code::Unreadable,
        match error {
            ReadError::Unnamed => {
                "the text of this source cannot be read: it names no file".to_owned()
            }
            error => format!("the text “{path}” cannot be read: {error}"),
        },
    )
    .at(location, "named here");
    diagnostic.about = path.to_owned();
    diagnostic.advise(match error {
        ReadError::Missing => "The path is counted from the folder of the case.",
        ReadError::Unnamed => {
            "Write the path of the file, counted from the folder of the case; or take the line out."
        }
        ReadError::Outside => "A text must lie inside the case: copy it there.",
        ReadError::NotText(_) => "Save it as UTF-8.",
        ReadError::Unreadable(_) => "Until then its passages are not checked.",
    })
}
