//! "Saturday 2025-01-19" was a Sunday: the source contradicts the calendar.

use rustc_hash::FxHashMap;

use super::Case;
use super::quarrel::label_in;
use crate::date::{calendar, show};
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::{Claim, Source, say};
use crate::text::{FileId, Location};

/// How often a source has had the same words before.
type Again<'a> = FxHashMap<(&'a str, &'a str), usize>;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut again = Again::default();
    for wrong in &case.model.weekdays {
        let written = wrong.written.name();
        let date = say::extent(&wrong.extent);
        let message = match wrong.extent.single_day() {
            Some(day) => format!(
                "{} was a {}, not a {written}",
                show::day(day),
                calendar::weekday(day).name()
            ),
            None => format!("no {written} lies in {date}"),
        };
        let mut diagnostic = Diagnostic::new(Code::WeekdayMismatch, message);
        mark(case, &mut diagnostic, wrong.location, &mut again);
        if let Some(day) = wrong.extent.single_day() {
            let (before, after) = (
                calendar::latest_weekday(wrong.written, day),
                calendar::next_weekday(wrong.written, day),
            );
            diagnostic = diagnostic.advise(format!(
                "The {written}s next to it are {} and {}. If the source itself says so, keep it and leave the weekday out of \
                 the reading; the passage shows it.",
                show::day(before),
                show::day(after),
            ));
        }
        diagnostics.push(diagnostic);
    }
}

/// Says where it stands and in which source, so that it can be disputed.
fn mark<'a>(case: &Case<'a>, diagnostic: &mut Diagnostic, place: Location, again: &mut Again<'a>) {
    let text = "the weekday and the date do not go together".to_owned();
    let source = source_at(case, place);
    diagnostic.labels.push(match claim_at(case, place, source) {
        Some(claim) => label_in(case, claim, place, text),
        None => Label::new(place, text),
    });
    let Some(source) = source else {
        return;
    };
    let words = case.files.text(place);
    diagnostic.about = format!("{}.weekday", source.name);
    let before = again.entry((&source.name, words)).or_default();
    case.sayings
        .mark_words(diagnostic, &source.name, words, *before);
    *before += 1;
}

/// The source below which a place stands: the last one above it.
fn source_at<'a>(case: &Case<'a>, place: Location) -> Option<&'a Source> {
    let sources = &case.model.sources;
    let behind = sources.partition_point(|source| start(source.location) <= start(place));
    let last = sources[..behind].last()?;
    (last.location.file == place.file).then_some(last)
}

/// The claim below which a place stands; none if it stands among the lines of its source.
fn claim_at<'a>(case: &Case<'a>, place: Location, source: Option<&Source>) -> Option<Claim<'a>> {
    let claims = &case.model.claims;
    let behind = claims.partition_point(|claim| start(claim.location()) <= start(place));
    let last = claims.get(behind.checked_sub(1)?);
    let below = source.is_some_and(|source| start(last.location()) > start(source.location));
    below.then_some(last)
}

/// Claims and sources stand in the order of these.
fn start(place: Location) -> (FileId, u32) {
    (place.file, place.span.start)
}
