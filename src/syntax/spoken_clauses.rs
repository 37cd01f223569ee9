//! Clauses of time as they are spoken and not written here, where a role with its value would stand: `in May 2024`, `by Tuesday`,
//! `shortly after arrest`. None of them could be one.

use super::apart::{bare_day, is_part, without_day};
use super::behind_clauses::other_part;
use super::errors::{Mistake, cut, shown};
use super::numbers::{UNITS, count_word};
use super::other_clauses;
use super::slips;
use super::spoken_dates::spoken_date;
use super::spoken_slips;
use super::tree::Name;
use super::words::{at_end, mark, phrase, skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// What is wrong with a clause, `at` being its text from the word on that stands where a role would, `behind` the text behind that, and
/// `denied` the place of a `not` before it.
pub(super) fn clause(
    role: Name<'_>,
    at: &str,
    behind: &str,
    denied: Option<Span>,
    span: &dyn Fn(&str) -> Span,
) -> Option<Mistake> {
    if let Some(mistake) = other_clauses::clause(role, behind) {
        return Some(mistake);
    }
    match role.text {
        "in" | "at" => in_time(behind, span).or_else(|| latest(role, behind, denied)),
        "sometime" => sometime(role, behind, span).or_else(|| uncounted(role, behind)),
        "by" => by_time(role.span, behind),
        "no" | "later" | "earlier" | "more" | "less" => latest(role, behind, denied),
        _ => about(role, behind)
            .or_else(|| long_date(at, span))
            .or_else(|| uncounted(role, behind))
            .or_else(|| article(role, behind)),
    }
}

/// What to write for a clause that reads as a role with its value but is spoken of a time: `May 2024`, `last week`, `next day`.
#[must_use]
pub fn instead_of_role(clause: &str) -> Option<String> {
    let nowhere = |_: &str| Span::default();
    if let Some(date) = spoken_date(clause, "on ", &nowhere) {
        return date.advice;
    }
    if let Some(day) = bare_day(clause) {
        return Some(began(&cut(day)));
    }
    let (rest, first) = word(clause).ok()?;
    let (_, second) = word(rest).ok()?;
    match (first, second) {
        ("last" | "this" | "next", "week" | "month" | "year")
        | ("this", "morning" | "noon" | "afternoon" | "evening" | "night")
        | ("last", "night") => Some(began(&format!("{first} {second}"))),
        ("early" | "mid" | "late", part) if is_part(part) => {
            Some(without_day(&format!("{first} {part}")))
        }
        ("at" | "in" | "by", part) if is_part(part) => Some(without_day(part)),
        ("at" | "in" | "by", part) => match other_part(part)? {
            "" => Some(
                "Write the day and right behind it the time: `on 2025-01-19T24:00`.".to_owned(),
            ),
            part => Some(without_day(part)),
        },
        ("same", "day" | "time") => Some(format!("Say of what: `same {second} as arrest`.")),
        ("next" | "following" | "previous", "day") => Some(FROM_WHAT.to_owned()),
        _ => None,
    }
}

/// What to write for a time before which a word is missing.
pub(super) fn began(time: &str) -> String {
    format!("Write `on {time}` if it began then, `before {time}`, `after {time}`, ….")
}

const FROM_WHAT: &str = "Say what it is counted from: `a day after arrest`, `a day before arrest`.";

/// `in the 19th century`, `in May 2024`, `at noon on 2024-05-12`, behind the first word.
fn in_time(behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let at = ["in", "on", "the"]
        .iter()
        .fold(skip_space(behind), |at, filler| {
            the(filler, at).map_or(at, |(rest, _)| skip_space(rest))
        });
    slips::century(at, "on ", span)
        .or_else(|| spoken_date(at, "on ", span))
        .or_else(|| {
            let (behind, part) = word(at).ok()?;
            let part = Name {
                text: part,
                span: span(part),
            };
            spoken_slips::part_of(part, behind, "on ", span)
        })
}

/// `sometime in 2024`
fn sometime(role: Name<'_>, behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let at = ["in", "on"].iter().find_map(|word| the(word, behind).ok());
    let (at, _) = at?;
    let date = skip_space(at);
    let date = &date[..Edtf::lex(date)];
    let plain = (!date.is_empty()).then(|| {
        let message = "`sometime` is no word of time";
        Mistake::new(role.span, message, "expected a role or a word of time").advise(format!(
            "Write `on {}`: that is some time in it.",
            cut(date)
        ))
    });
    plain.or_else(|| in_time(at, span))
}

/// A date that is more than a word and a number, which alone could be a role with its value.
fn long_date(at: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (rest, first) = word(at).ok()?;
    let begins = first.starts_with(|c: char| c.is_ascii_uppercase())
        || matches!(first, "early" | "mid" | "late" | "the");
    let number = skip_space(rest).trim_start_matches(|c: char| c.is_ascii_digit());
    let is_short = at_end(number) || mark(",", number).is_ok_and(|(next, _)| word(next).is_ok());
    (begins && !is_short)
        .then(|| spoken_date(at, "on ", span))
        .flatten()
}

/// `by 2025-01-19`, `by the end of 2025`, `by Tuesday`, behind `by`. The day itself is meant, too, which `before` leaves out.
fn by_time(by: Span, behind: &str) -> Option<Mistake> {
    let at = skip_space(behind_end_of(behind));
    let advice = up_to(at)?;
    let mistake = Mistake::new(
        by,
        "`by` is no word of time",
        "expected a role or a word of time",
    );
    Some(mistake.advise(advice))
}

/// Which side of a time is meant, and whether it is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    UpTo,
    From,
    After,
    Before,
    AtMost,
    AtLeast,
}

/// `no later than 2025-01-19`, `at the latest 2025-01-19`, `no earlier than 24 hours after arrest`, `later than arrest`
fn latest(role: Name<'_>, behind: &str, denied: Option<Span>) -> Option<Mistake> {
    if matches!(role.text, "more" | "less") && denied.is_none() {
        return None;
    }
    let bounds: [(&str, &[&str], Side); 10] = [
        ("at", &["the", "latest"], Side::UpTo),
        ("at", &["the", "earliest"], Side::From),
        ("no", &["later", "than"], Side::UpTo),
        ("no", &["earlier", "than"], Side::From),
        ("later", &["than"], Side::After),
        ("earlier", &["than"], Side::Before),
        ("no", &["more", "than"], Side::AtMost),
        ("no", &["less", "than"], Side::AtLeast),
        ("more", &["than"], Side::AtMost),
        ("less", &["than"], Side::AtLeast),
    ];
    let mut bounds = bounds.iter().filter(|(first, ..)| *first == role.text);
    let (rest, side) = bounds.find_map(|(_, words, side)| {
        let (rest, ()) = phrase(words, behind).ok()?;
        Some((skip_space(rest), *side))
    })?;
    let side = match (side, denied.is_some()) {
        (Side::After, true) => Side::UpTo,
        (Side::Before, true) => Side::From,
        (side, _) => side,
    };
    let advice = count_beside(side, rest).or_else(|| beside(side, rest))?;
    let message = format!("{} is no word of time", shown(role.text));
    let place = denied.map_or(role.span, |not| not.to(role.span));
    let mistake = Mistake::new(place, message, "expected a role or a word of time");
    Some(mistake.advise(advice))
}

/// The advice for a count such as `24 hours after arrest`, which is a bound by itself.
fn count_beside(side: Side, at: &str) -> Option<String> {
    let number = at.split_whitespace().next()?;
    let (rest, unit) = word(&at[number.len()..]).ok()?;
    let (_, direction) = before_or_after(rest)?;
    let is_number =
        number.bytes().all(|byte| byte.is_ascii_digit()) || count_word(number).is_some();
    let is_unit = UNITS.iter().any(|(known, _)| *known == unit);
    let bound = match (side, direction == "after") {
        (Side::AtMost, _) | (Side::UpTo, true) | (Side::From, false) => "at most",
        (Side::AtLeast, _) | (Side::From, true) | (Side::UpTo, false) => "at least",
        (Side::After, true) | (Side::Before, false) => "more than",
        (Side::Before, true) | (Side::After, false) => "less than",
    };
    let count = at.split(',').next()?.trim_end();
    (is_number && is_unit).then(|| format!("Write `{bound} {}`.", cut(count)))
}

/// The advice for a date, a weekday or the id of an event.
fn beside(side: Side, at: &str) -> Option<String> {
    let is_time = slips::looks_dated(at) || slips::is_weekday(at);
    let event = word(at)
        .ok()
        .filter(|_| !is_time)
        .map(|(_, event)| cut(event));
    Some(match (side, event) {
        (Side::AtMost | Side::AtLeast, _) => return None,
        (Side::UpTo, None) => up_to(at)?,
        (Side::From, None) => format!(
            "Write `on {}/..`: that time itself is taken in, where `after` leaves it out.",
            plain_date(at)?
        ),
        (Side::UpTo, Some(event)) => format!(
            "Write `before {event}`; `at least 0 minutes before {event}` takes in the moment itself."
        ),
        (Side::From, Some(event)) => format!(
            "Write `after {event}`; `at least 0 minutes after {event}` takes in the moment itself."
        ),
        (Side::After, event) => format!(
            "Write `after {}`.",
            event.map_or_else(|| first_time(at), Some)?
        ),
        (Side::Before, event) => format!(
            "Write `before {}`.",
            event.map_or_else(|| first_time(at), Some)?
        ),
    })
}

/// The date or the weekday that a text begins with.
fn first_time(at: &str) -> Option<String> {
    let date = &at[..Edtf::lex(at)];
    let first = word(at).map_or("", |(_, first)| first);
    Some(if date.is_empty() { first } else { date })
        .filter(|time| !time.is_empty())
        .map(cut)
}

/// `around 2025-01-19`
fn about(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let at = skip_space(behind);
    let date = &at[..Edtf::lex(at)];
    // A year alone may be the value of a role that is called so.
    let is_number = date.bytes().all(|byte| byte.is_ascii_digit());
    let is_about = matches!(
        role.text,
        "around" | "circa" | "ca" | "c" | "approximately" | "approx" | "roughly" | "about"
    );
    if !is_about || is_number {
        return None;
    }
    let message = format!("{} is no word of time", shown(role.text));
    let mistake = Mistake::new(role.span, message, "expected a role or a word of time");
    Some(mistake.advise(format!("Write `on about {}`.", cut(date))))
}

/// The advice for what was so no later than at the time that stands here.
fn up_to(at: &str) -> Option<String> {
    if slips::looks_dated(at) {
        let example = plain_date(at)
            .map(|date| format!("../{date}"))
            .filter(|date| Edtf::parse(date).is_ok());
        let example = example.as_deref().unwrap_or("../2025-01-19");
        return Some(format!(
            "Write `on {}`: that time itself is taken in, where `before` leaves it out.",
            cut(example)
        ));
    }
    slips::is_weekday(at).then(|| {
        "Write `on ../` and the date of that day, such as `on ../2025-01-19`: the day itself is taken in, where `before` leaves it out."
            .to_owned()
    })
}

/// A date that may be an end of an interval: with a part of the day, as such an end already or of a set it stands otherwise.
fn plain_date(at: &str) -> Option<&str> {
    let (date, behind) = at.split_at(Edtf::lex(at));
    let behind = skip_space(behind);
    let is_whole = at_end(behind) || behind.starts_with(',');
    let is_plain = !date.is_empty() && !date.contains(['/', '[', '{']);
    (is_whole && is_plain).then_some(date)
}

/// What stands behind `the end of`, or all of it.
fn behind_end_of(at: &str) -> &str {
    let rest = the("the", at).map_or(at, |(rest, _)| rest);
    match phrase(&["end", "of"], rest) {
        Ok((rest, ())) => rest,
        Err(_) => at,
    }
}

/// `shortly after arrest`, `hours after arrest`, `day after arrest`
fn uncounted(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let (rest, direction) = before_or_after(behind)?;
    let (_, anchor) = word(rest).ok()?;
    let anchor = cut(anchor);
    if let Some((unit, _)) = UNITS.iter().find(|(unit, _)| *unit == role.text) {
        let message = format!("a number is missing before `{unit}`");
        let mistake = Mistake::new(role.span, message, "expected a number before it");
        return Some(mistake.advise(match *unit {
            "hour" => format!("Write `an hour {direction} {anchor}`."),
            "minute" | "day" | "week" | "month" | "year" => {
                format!("Write `a {unit} {direction} {anchor}`.")
            }
            _ => format!(
                "Write how many: `at least 2 {unit} {direction} {anchor}`, `2 to 5 {unit} {direction} {anchor}`."
            ),
        }));
    }
    let is_vague = matches!(
        role.text,
        "shortly"
            | "soon"
            | "just"
            | "right"
            | "immediately"
            | "directly"
            | "long"
            | "well"
            | "sometime"
    );
    let message = format!("{} says nothing that could be counted", shown(role.text));
    is_vague.then(|| {
        Mistake::new(role.span, message, "expected a role or a word of time").advise(format!(
            "Write `{direction} {anchor}`, or a bound: `at most 2 days {direction} {anchor}`."
        ))
    })
}

/// `after`, before the name of an event: the word may be a value.
fn before_or_after(at: &str) -> Option<(&str, &str)> {
    let (rest, found) = word(at).ok()?;
    let is_name = word(rest).is_ok_and(|(_, next)| !matches!(next, "and" | "by" | "via" | "told"));
    (matches!(found, "before" | "after") && is_name).then_some((rest, found))
}

/// `the day after arrest`, `the next day`
fn article(role: Name<'_>, behind: &str) -> Option<Mistake> {
    if role.text != "the" {
        return None;
    }
    let (rest, found) = word(behind).ok()?;
    let unit = UNITS.iter().any(|(unit, _)| *unit == found);
    let advice = match before_or_after(rest) {
        Some((rest, direction)) if unit => {
            let (_, anchor) = word(rest).ok()?;
            let a = if found == "hour" { "an" } else { "a" };
            format!("Write `{a} {found} {direction} {}`.", cut(anchor))
        }
        _ if matches!(found, "next" | "following" | "previous") => FROM_WHAT.to_owned(),
        _ => return None,
    };
    let mistake = Mistake::new(
        role.span,
        "`the` begins no clause",
        "expected a role or a word of time",
    );
    Some(mistake.advise(advice))
}
