//! Times as they are spoken and not written here: `the night of 2025-01-21`, `first Monday after the arrest`.

use super::apart::is_part;
use super::errors::{Mistake, cut, shown};
use super::joined_times::ends;
use super::numbers::UNITS;
use super::same_day::{behind_article, behind_same};
use super::several_words::sentence;
use super::slips;
use super::spoken_dates::spoken_date;
use super::tree::Name;
use super::words::{skip_space, the, word};
use crate::date::Edtf;
use crate::text::Span;

/// What is wrong with a word that reads as an event but has more words behind it, `behind` being the text there. (An event may
/// have any of these names; nothing but a comma or `and` follows it then.)
pub(super) fn time(event: Name<'_>, behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    part_of(event, behind, "", span)
        .or_else(|| the_century(event, behind, span))
        .or_else(|| article(event, behind))
        .or_else(|| of_event(event, behind))
        .or_else(|| ordinal(event, behind))
        .or_else(|| around(event, behind))
        .or_else(|| denied(event, behind))
        .or_else(|| spoken_day(event, behind))
        .or_else(|| sentence(event, behind))
}

/// `night of 2025-01-21`, `evening of Saturday`; `before` is to stand before it.
pub(super) fn part_of(
    event: Name<'_>,
    behind: &str,
    before: &str,
    span: &dyn Fn(&str) -> Span,
) -> Option<Mistake> {
    let part = event.text;
    if !matches!(
        part,
        "morning"
            | "noon"
            | "afternoon"
            | "evening"
            | "night"
            | "early"
            | "mid"
            | "late"
            | "beginning"
            | "middle"
    ) {
        return None;
    }
    let (rest, of) = word(behind).ok()?;
    if !matches!(of, "of" | "on" | "in") {
        return None;
    }
    let at = skip_space(rest);
    let date = match Edtf::lex(at) {
        0 if slips::is_weekday(at) => word(at).ok()?.1,
        0 => return None,
        length => &at[..length],
    };
    let advice = match part {
        "early" | "beginning" => format!("Write `{before}early {}`.", cut(date)),
        "mid" | "middle" => format!("Write `{before}mid {}`.", cut(date)),
        "late" => format!("Write `{before}late {}`.", cut(date)),
        _ => format!("Write `{before}{} {part}`.", cut(date)),
    };
    let place = event.span.to(span(date));
    let message = "a part of a time stands beside it, without a word between";
    Some(Mistake::new(place, message, "expected a date with its part").advise(advice))
}

/// `end of 2025`, behind `of`.
pub(super) fn end_of_date(which: &str, at: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let at = skip_space(at);
    let date = &at[..Edtf::lex(at)];
    let third = if which == "start" { "early" } else { "late" };
    if let Some(spoken) = spoken_date(at, &format!("{third} "), span) {
        return Some(spoken);
    }
    let mistake = Mistake::new(
        span(date),
        "an event has a start and an end, a date has not",
        "expected the id of an event",
    );
    (!date.is_empty()).then(|| {
        mistake.advise(format!(
            "Write `{third} {}`, or the month or day.",
            cut(date)
        ))
    })
}

/// `the 19th century`, `the 1890s`
fn the_century(event: Name<'_>, behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    if event.text != "the" {
        return None;
    }
    slips::century(skip_space(behind), "", span)
}

/// `the day before`, `the night of`, `a Monday`
fn article(event: Name<'_>, behind: &str) -> Option<Mistake> {
    if !matches!(
        event.text,
        "the" | "a" | "an" | "that" | "his" | "her" | "their"
    ) {
        return None;
    }
    let joined =
        word(behind).is_ok_and(|(_, next)| matches!(next, "and" | "to" | "by" | "via" | "told"));
    let follows = word(behind).is_ok() || slips::looks_dated(skip_space(behind));
    if joined || !follows {
        return None;
    }
    let message = format!("{} begins no time", shown(event.text));
    let mistake = Mistake::new(
        event.span,
        message,
        "expected a date, a weekday or the id of an event",
    );
    if let Some((rest, what)) = behind_same(behind) {
        return Some(mistake.advise(day_of(what, word(behind_article(rest)).ok()?.1)));
    }
    if let Ok((rest, named)) = word(behind)
        && ends(rest)
        && may_be_event(named)
    {
        let any = match slips::names_weekday(named) && matches!(event.text, "a" | "an") {
            true => "any ",
            false => "",
        };
        let advice = format!("Times have no articles: write `{any}{}`.", cut(named));
        return Some(mistake.advise(advice));
    }
    Some(mistake.advise(
        "Times have no articles: `2025-01-19 night`, `Monday`, `a day before yesterday`; an event stands by its id.",
    ))
}

/// Whether a word behind an article is hardly one of time.
fn may_be_event(word: &str) -> bool {
    let of_time = [
        "next",
        "last",
        "same",
        "following",
        "previous",
        "start",
        "end",
        "beginning",
        "middle",
        "time",
    ];
    !is_part(word) && !of_time.contains(&word) && !UNITS.iter().any(|(unit, _)| *unit == word)
}

/// `day of arrest`, `time of the arrest`
fn of_event(event: Name<'_>, behind: &str) -> Option<Mistake> {
    let what = match event.text {
        "day" | "date" => "day",
        "time" | "moment" => "time",
        _ => return None,
    };
    let (rest, _) = the("of", behind).ok()?;
    let (_, named) = word(behind_article(rest)).ok()?;
    let message = format!("the {what} of an event is written otherwise");
    let mistake = Mistake::new(event.span, message, "expected a date or the id of an event");
    Some(mistake.advise(day_of(what, named)))
}

/// What to write for the day or the time of an event.
fn day_of(what: &str, event: &str) -> String {
    let event = cut(event);
    match what {
        "day" => format!("Write `0 days after {event}`: the day of `{event}`."),
        _ => format!("Write `{event}`."),
    }
}

/// `circa 1900`, `c. 1900`
fn around(event: Name<'_>, behind: &str) -> Option<Mistake> {
    let words = [
        "c",
        "ca",
        "circa",
        "around",
        "approximately",
        "approx",
        "roughly",
    ];
    // A hyphen that touches the word is no minus.
    let at = skip_space(behind.strip_prefix(['.', '-']).unwrap_or(behind));
    if !words.contains(&event.text) || !slips::looks_dated(at) {
        return None;
    }
    let message = format!("{} begins no time", shown(event.text));
    let mistake = Mistake::new(event.span, message, "expected `about` or the date");
    Some(mistake.advise(format!("Write `about {}`.", cut(&at[..Edtf::lex(at)]))))
}

/// `not 2025-01-19`
fn denied(event: Name<'_>, behind: &str) -> Option<Mistake> {
    let at = skip_space(behind);
    (event.text == "not" && (slips::looks_dated(at) || slips::is_weekday(at)))
        .then(|| no_denied_time(event.span))
}

/// A time cannot be denied.
pub(super) fn no_denied_time(span: Span) -> Mistake {
    Mistake::new(
        span,
        "`not` denies who and what, not when",
        "expected the time when it was",
    )
    .advise("Write what is left: `before 2025-01-19` or `after 2025-01-19`; to deny the event itself, `not` stands before its id.")
}

/// `first Wednesday after arrest`
fn ordinal(event: Name<'_>, behind: &str) -> Option<Mistake> {
    let counts = ["first", "second", "third", "next", "following", "previous"];
    if !counts.contains(&event.text) || !slips::is_weekday(skip_space(behind)) {
        return None;
    }
    let message = format!("{} does not stand before a weekday", shown(event.text));
    let mistake = Mistake::new(event.span, message, "expected the weekday");
    Some(
        mistake.advise(
            "`Wednesday after arrest` is the first one after it; write any other by its date.",
        ),
    )
}

/// `noon yesterday`, `midnight`, `now`, `dawn`
fn spoken_day(event: Name<'_>, behind: &str) -> Option<Mistake> {
    let parts = [
        "morning",
        "noon",
        "afternoon",
        "evening",
        "night",
        "early",
        "late",
    ];
    let days = ["today", "yesterday", "tomorrow", "published", "told"];
    if !parts.contains(&event.text) {
        return None;
    }
    let (_, day) = word(behind).ok()?;
    if !(days.contains(&day) || slips::is_weekday(day)) {
        return None;
    }
    let message = "a part of the day stands behind the day";
    let mistake = Mistake::new(event.span, message, "expected the day first");
    Some(mistake.advise(format!("Write `{} {}`.", cut(day), event.text)))
}
