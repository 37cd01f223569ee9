//! What is absent, looked up once more in a text whose words are together that something parts.

use std::borrow::Cow;

use super::fold::{Differences, Folded, Sameness};
use super::in_texts::{held, place};
use super::joined::{Apart, Joined};
use super::parts::Wanted;
use super::search::Search;
use super::{Outcome, fold};
use crate::text::FileId;

/// Looks up what is absent without what parts words: what `line_ends` says of the text, and spaces around dashes.
pub(super) fn look_again(
    (file, original, line_ends): (FileId, &str, &[Apart]),
    written: &[Cow<'_, str>],
    outcomes: &mut [Outcome],
) {
    for &apart in line_ends.iter().chain(&[Apart::Spaces]) {
        let absent = (0..outcomes.len()).filter(|&number| {
            outcomes[number] == Outcome::Absent && is_concerned(apart, &written[number])
        });
        let absent: Vec<usize> = absent.collect();
        if absent.is_empty() {
            continue;
        }
        let sought: Vec<Cow<'_, str>> = absent
            .iter()
            .map(|&number| passage(apart, &written[number]))
            .collect();
        let joined = Joined::new(original, apart);
        let is_other = |passage: &Cow<'_, str>| matches!(passage, Cow::Owned(_));
        if joined.is_none() && !sought.iter().any(is_other) {
            continue;
        }
        let text = joined.as_ref().map_or(original, |joined| &joined.text);
        let wanted: Vec<Wanted<'_>> = sought.iter().map(|passage| Wanted::new(passage)).collect();
        let folded = Folded::new(text);
        let found = Search::new(&wanted).find(&folded.text);
        for (at, range) in found.into_iter().enumerate() {
            let Some(range) = range else { continue };
            let range = folded.original(&range, text);
            let origin = match &joined {
                Some(joined) => joined.original(&range),
                None => range.clone(),
            };
            let found = held(&sought[at], &text[range], place(file, &origin), &wanted[at]);
            outcomes[absent[at]] = but_for(found, sameness(apart));
        }
    }
}

/// Whether something that parts words may be why a passage was not found.
fn is_concerned(apart: Apart, passage: &str) -> bool {
    apart != Apart::Spaces || passage.contains(fold::is_dash)
}

/// A passage as the text is: a dash in it may have spaces where those of the text have none.
fn passage<'p>(apart: Apart, passage: &'p str) -> Cow<'p, str> {
    let closed = (apart == Apart::Spaces).then(|| Joined::new(passage, apart));
    match closed.flatten() {
        Some(closed) => Cow::Owned(closed.text),
        None => Cow::Borrowed(passage),
    }
}

fn sameness(apart: Apart) -> Sameness {
    match apart {
        Apart::Hyphen | Apart::LineEnd => Sameness::LineEnds,
        Apart::Spaces => Sameness::WhiteSpace,
    }
}

/// What was found in the joined text, as it is in the text itself.
fn but_for(found: Outcome, one: Sameness) -> Outcome {
    match found {
        Outcome::Same { place, but, marked } => Outcome::Same {
            place,
            but: but.and(one),
            marked,
        },
        Outcome::Exact(place) => Outcome::Same {
            place,
            but: Differences::default().and(one),
            marked: false,
        },
        other => other,
    }
}
