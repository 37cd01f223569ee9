//! Passages looked up in texts: those of one source in its own, and what is not there in all others.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::again::look_again;
use super::fold::{self, Differences, Folded};
use super::joined::{Apart, Joined, at_line_ends};
use super::nearest::{Near, Words};
use super::parts::Wanted;
use super::search::Search;
use super::words::Spelled;
use super::{Differing, Lead, Nearest, Outcome, Why};
use crate::model::SourceText;
use crate::text::{FileId, Files, Location, Span};

/// What looking up the passages of one source gave.
pub(super) struct InOwnText {
    /// In their order.
    pub outcomes: Vec<Outcome>,
    /// What an absent one is likely to come from, with its number, rising. There are few.
    pub leads: Vec<(usize, Lead)>,
}

/// Looks up the passages of a source, which are written at these places, in its text.
pub(super) fn in_own_text(files: &Files, text: &SourceText, passages: &[Location]) -> InOwnText {
    let unchecked = |why| InOwnText {
        outcomes: vec![Outcome::Unchecked(why); passages.len()],
        leads: Vec::new(),
    };
    let Ok(file) = text.text else {
        return unchecked(Why::Unreadable);
    };
    let original = &files.get(file).text;
    if original.trim().is_empty() {
        return unchecked(Why::EmptyText);
    }
    let folded = Folded::new(original);
    let written = written(files, passages.iter().copied());
    let wanted = wanted(&written);
    let spelled = Spelled::new(&folded.text);
    let found = Search::new(&wanted).find_in(&folded.text, spelled.as_ref());
    let outcomes = written.iter().zip(&wanted).zip(found);
    let outcomes = outcomes.map(|((written, wanted), found)| match found {
        _ if !wanted.says_something() => Outcome::Unchecked(Why::NoWords),
        Some(range) => {
            let range = folded.original(&range, original);
            held(
                written,
                &original[range.clone()],
                place(file, &range),
                wanted,
            )
        }
        None => Outcome::Absent,
    });
    let mut outcomes: Vec<Outcome> = outcomes.collect();
    let line_ends = match outcomes.contains(&Outcome::Absent) {
        true => at_line_ends(original),
        false => &[],
    };
    look_again((file, original, line_ends), &written, &mut outcomes);
    let is_absent = |number: &usize| outcomes[*number] == Outcome::Absent;
    let absent: Vec<usize> = (0..outcomes.len()).filter(is_absent).collect();
    let missing = missing(&wanted, &absent, &folded);
    let sought: Vec<(usize, &str)> = absent.into_iter().zip(missing).collect();
    let leads = leads(
        &folded,
        spelled.as_ref(),
        (file, original, line_ends),
        &sought,
    );
    InOwnText { outcomes, leads }
}

/// Whether a text holds a passage.
pub(super) fn holds((file, original): (FileId, &str), passage: &str) -> bool {
    let wanted = [Wanted::new(passage)];
    let folded = Folded::new(original);
    let found = Search::new(&wanted).find(&folded.text);
    if found.iter().any(Option::is_some) {
        return true;
    }
    let mut outcomes = [Outcome::Absent];
    let text = (file, original, at_line_ends(original));
    look_again(text, &[Cow::Borrowed(passage)], &mut outcomes);
    outcomes != [Outcome::Absent]
}

/// The longest piece of each absent passage that the text does not hold; the longest of all where it holds each.
fn missing<'w>(wanted: &'w [Wanted<'_>], absent: &[usize], folded: &Folded) -> Vec<&'w str> {
    let mut owners: Vec<(usize, &str)> = Vec::new();
    let mut pieces: Vec<Wanted<'_>> = Vec::new();
    for (at, &number) in absent.iter().enumerate() {
        for (words, piece) in wanted[number].pieces() {
            owners.push((at, words));
            pieces.push(piece);
        }
    }
    let mut missing: Vec<&str> = vec![""; absent.len()];
    if !pieces.is_empty() {
        let found = Search::new(&pieces).find(&folded.text);
        for ((at, words), found) in owners.into_iter().zip(found) {
            if found.is_none() && words.len() > missing[at].len() {
                missing[at] = words;
            }
        }
    }
    for (missing, &number) in missing.iter_mut().zip(absent) {
        if missing.is_empty() {
            *missing = wanted[number].longest();
        }
    }
    missing
}

/// The most similar stretch of a text for each passage that is not in it: with the words together that the ends of lines part, if that
/// leaves fewer differences.
fn leads(
    folded: &Folded,
    spelled: Option<&Spelled>,
    (file, original, line_ends): (FileId, &str, &[Apart]),
    sought: &[(usize, &str)],
) -> Vec<(usize, Lead)> {
    if sought.is_empty() {
        return Vec::new();
    }
    let same = |range: &Range<usize>| place(file, &folded.original(range, original));
    let mut leads = nearest_of(folded, spelled, sought, &same);
    for &apart in line_ends {
        let Some(joined) = Joined::new(original, apart) else {
            continue;
        };
        let folded = Folded::new(&joined.text);
        let at = |range: &Range<usize>| {
            let range = folded.original(range, &joined.text);
            place(file, &joined.original(&range))
        };
        let others = nearest_of(&folded, None, sought, &at);
        for (lead, other) in leads.iter_mut().zip(others) {
            let count = |near: &Option<Nearest>| near.as_ref().map(|near| near.differences.len());
            if count(&other).is_some_and(|less| count(lead).is_none_or(|more| less < more)) {
                *lead = other;
            }
        }
    }
    let lead = |nearest| Lead {
        elsewhere: None,
        nearest,
    };
    let numbers = sought.iter().map(|(number, _)| *number);
    numbers.zip(leads.into_iter().map(lead)).collect()
}

/// The most similar stretch for each passage, `at` telling where a stretch of the folded text stands.
fn nearest_of(
    folded: &Folded,
    spelled: Option<&Spelled>,
    sought: &[(usize, &str)],
    at: &dyn Fn(&Range<usize>) -> Location,
) -> Vec<Option<Nearest>> {
    let passages = sought.iter().map(|(_, passage)| *passage);
    let mut words = Words::new(&folded.text, spelled, passages);
    let nearest = |(_, passage): &(usize, &str)| Some(nearest(words.nearest(passage)?, at));
    sought.iter().map(nearest).collect()
}

/// Looks for passages in texts that are not their own: each with the place where it is written and its own text. Tells the number of
/// each that is found and where, text by text.
pub(super) fn in_other_texts(
    files: &Files,
    texts: &[FileId],
    sought: &[(Location, Option<FileId>)],
) -> Vec<(usize, Location)> {
    if sought.is_empty() {
        return Vec::new();
    }
    let written = written(files, sought.iter().map(|(passage, _)| *passage));
    let wanted = wanted(&written);
    let search = Search::new(&wanted);
    let in_text = |&file: &FileId| {
        let original = &files.get(file).text;
        let folded = Folded::new(original);
        let found = search.find(&folded.text).into_iter().enumerate();
        let found = found.filter_map(|(at, range)| {
            let range = range.filter(|_| sought[at].1 != Some(file))?;
            Some((at, place(file, &folded.original(&range, original))))
        });
        found.collect::<Vec<_>>()
    };
    texts.par_iter().flat_map_iter(in_text).collect()
}

/// Passages as written, without quotation marks and escapes.
fn written(files: &Files, passages: impl Iterator<Item = Location>) -> Vec<Cow<'_, str>> {
    passages
        .map(|passage| without_marks(files.text(passage)))
        .collect()
}

fn wanted<'p>(written: &'p [Cow<'_, str>]) -> Vec<Wanted<'p>> {
    written.iter().map(|passage| Wanted::new(passage)).collect()
}

pub(super) fn place(file: FileId, range: &Range<usize>) -> Location {
    Location {
        file,
        span: Span::new(range.start, range.end),
    }
}

/// The outcome for a passage that stands in its text, in these words there.
pub(super) fn held(words: &str, found: &str, place: Location, wanted: &Wanted<'_>) -> Outcome {
    if words == found {
        return Outcome::Exact(place);
    }
    let marked = fold::folded(found, None) != wanted.whole;
    let but = if marked {
        Differences::default()
    } else {
        fold::differences(words, found)
    };
    Outcome::Same { place, but, marked }
}

fn nearest(near: Near, at: &dyn Fn(&Range<usize>) -> Location) -> Nearest {
    Nearest {
        place: at(&near.place),
        differences: near
            .differences
            .into_iter()
            .map(|one| Differing {
                passage: one.passage,
                place: at(&one.text),
                lacking: one.lacking,
            })
            .collect(),
    }
}

/// A passage without quotation marks and escapes.
pub(super) fn without_marks(written: &str) -> Cow<'_, str> {
    let long = written
        .strip_prefix("\"\"\"")
        .and_then(|rest| rest.strip_suffix("\"\"\""));
    if let Some(inside) = long {
        return Cow::Borrowed(inside);
    }
    let inside = written.strip_prefix('"').unwrap_or(written);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            _ => text.push(c),
        }
    }
    Cow::Owned(text)
}
