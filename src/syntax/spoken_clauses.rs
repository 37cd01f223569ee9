//! Clauses of time as they are spoken and not written here, where a role with its value would stand: `in May 2024`, `by Tuesday`,
//! `shortly after arrest`. None of them could be one.

use super::apart::{bare_day, is_part, without_day};
use super::errors::{Mistake, cut, shown};
use super::numbers::UNITS;
use super::slips;
use super::spoken_dates::spoken_date;
use super::spoken_slips;
use super::tree::Name;
use super::words::{at_end, mark, phrase, skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// What is wrong with a clause, `at` being its text from the word on that stands where a role would, `behind` the text behind that.
pub(super) fn clause(
    role: Name<'_>,
    at: &str,
    behind: &str,
    span: &dyn Fn(&str) -> Span,
) -> Option<Mistake> {
    match role.text {
        "in" | "at" => in_time(behind, span).or_else(|| latest(role, behind)),
        "sometime" => sometime(role, behind, span).or_else(|| uncounted(role, behind)),
        "by" => by_time(role.span, behind),
        "no" | "later" | "earlier" => latest(role, behind),
        _ => long_date(at, span)
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

/// `no later than 2025-01-19`, `at the latest 2025-01-19`, `no earlier than 2025-01-19`
fn latest(role: Name<'_>, behind: &str) -> Option<Mistake> {
    let bounds: [(&str, &[&str], bool); 6] = [
        ("at", &["the", "latest"], true),
        ("at", &["the", "earliest"], false),
        ("no", &["later", "than"], true),
        ("no", &["earlier", "than"], false),
        ("later", &["than"], true),
        ("earlier", &["than"], false),
    ];
    let mut bounds = bounds.iter().filter(|(first, ..)| *first == role.text);
    let (rest, is_upper) = bounds.find_map(|(_, words, is_upper)| {
        let (rest, ()) = phrase(words, behind).ok()?;
        Some((skip_space(rest), is_upper))
    })?;
    let advice = match is_upper {
        true => up_to(rest)?,
        false => format!(
            "Write `on {}/..`: that time itself is taken in, where `after` leaves it out.",
            plain_date(rest)?
        ),
    };
    let message = format!("{} is no word of time", shown(role.text));
    let mistake = Mistake::new(role.span, message, "expected a role or a word of time");
    Some(mistake.advise(advice))
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
        let message = format!("A number is missing before `{unit}`");
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
