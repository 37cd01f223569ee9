//! Dates and times as they are written elsewhere, each with the way to write them here.

use super::errors::Mistake;
use super::spoken_dates::spoken_date;
use super::suggest::nearest;
use super::words::{skip_space, word};
use crate::date::Edtf;
use crate::text::Span;

const SHORT_WEEKDAYS: [(&str, &str); 11] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Tues", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Weds", "Wednesday"),
    ("Thu", "Thursday"),
    ("Thur", "Thursday"),
    ("Thurs", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

/// How many bytes at the beginning of a text are meant as a date; 0 if none.
#[inline]
pub(super) fn date_length(at: &str) -> usize {
    match at.as_bytes().first() {
        // What stands here most often, and begins no date.
        None | Some(b'a'..=b'z' | b'"' | b',') => 0,
        _ => Edtf::lex(at),
    }
}

/// Whether a date stands here, right or wrong.
pub(super) fn looks_dated(at: &str) -> bool {
    at.starts_with(|c: char| c.is_ascii_digit()) || date_length(at) > 0
}

/// Whether a text begins with a day of the week.
pub(super) fn is_weekday(at: &str) -> bool {
    let begins = |letter: &u8| b"MTWFS".contains(&letter.to_ascii_uppercase());
    let text = skip_space(at);
    if !text.as_bytes().first().is_some_and(begins) {
        return false;
    }
    names_weekday(word(text).map_or("", |(_, word)| word))
}

/// Whether a word is the name of a day of the week.
#[inline]
pub(super) fn names_weekday(word: &str) -> bool {
    // All end so, and hardly anything else does.
    let may_be = matches!(word.as_bytes(), [.., b'y' | b'Y']);
    let mut weekdays = super::times::WEEKDAYS.iter();
    may_be && weekdays.any(|(name, _)| name.eq_ignore_ascii_case(word))
}

/// The weekday meant by a shortened or misspelt one. An event may be called `mayday`: only what ends like a weekday counts, and in
/// a short one only one slip.
pub(super) fn weekday(found: &str) -> Option<&'static str> {
    if let Some((_, meant)) = SHORT_WEEKDAYS.iter().find(|(short, _)| *short == found) {
        return Some(meant);
    }
    if !found.ends_with("day") || !found.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let long = ["Wednesday", "Thursday", "Saturday", "Tuesday"];
    let short = ["Monday", "Friday", "Sunday"];
    nearest(found, &long).or_else(|| {
        nearest(found, &short).filter(|meant| strsim::damerau_levenshtein(found, meant) <= 1)
    })
}

/// A date or a clock time as it is not written here; `before` is to stand before it.
pub(super) fn date(at: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    if !at.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = numeric_word(at);
    let behind = &at[written.len()..];
    clock(written, behind, span)
        .or_else(|| foreign_order(written, before, span))
        .or_else(|| unpadded(written, before, span).filter(|_| !behind.starts_with('X')))
        .or_else(|| spoken_date(at, before, span))
        .or_else(|| century(at, before, span))
        .or_else(|| short_unit(at, written.len(), span))
        .or_else(|| lone_number(written, behind, span))
}

/// The run of digits and of the marks that stand between the numbers of a date.
fn numeric_word(at: &str) -> &str {
    let ends = |byte: u8| !(byte.is_ascii_digit() || matches!(byte, b'.' | b'/' | b'-' | b':'));
    let end = at.bytes().position(ends).unwrap_or(at.len());
    at[..end].trim_end_matches(['.', '/', '-', ':'])
}

/// `2025-01-21 at 21:30`, `2025-01-21 21:30`: what stands behind the date.
pub(super) fn clock_behind(at: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let from = match word(at) {
        Ok((rest, "at")) => skip_space(rest),
        _ => at,
    };
    if !from.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = numeric_word(from);
    let mistake = clock(written, &from[written.len()..], span)?;
    Some(Mistake {
        message: "A clock time stands apart from its day".into(),
        label: "expected `T` and the time right behind the date".into(),
        ..mistake
    })
}

/// `9pm`, `21:30`
fn clock(written: &str, behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let after = word(behind).map_or("", |(_, word)| word);
    let afternoon = matches!(after, "am" | "pm" | "AM" | "PM");
    let colon = written.find(':').is_some_and(|at| at <= 2);
    let place = if afternoon {
        span(written).to(span(after))
    } else {
        span(written)
    };
    (colon || afternoon && written.len() <= 5).then(|| {
        Mistake::new(
            place,
            "A clock time stands here without its day",
            "expected a date, with the time behind it",
        )
        .advise("Write the day, `T`, and the time from 00:00 to 24:00: `2025-01-21T21:30`.")
    })
}

/// `19.1.2025`, `01/19/2025`, `19-01-2025`
fn foreign_order(written: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (first, second, year) = three_numbers(written)?;
    if first.len() > 2 || second.len() > 2 || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let century = if year.len() == 2 { "20" } else { "" };
    let date = |month: &str, day: &str| format!("{century}{year}-{month:0>2}-{day:0>2}");
    let (a, b): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let advice = match (a, b) {
        (13..=31, _) => format!("Write `{before}{}`.", date(second, first)),
        (_, 13..=31) => format!("Write `{before}{}`.", date(first, second)),
        _ if written.contains('.') => format!("Write `{before}{}`.", date(second, first)),
        _ => format!(
            "Write `{before}{}` or `{before}{}`, whichever is meant.",
            date(second, first),
            date(first, second)
        ),
    };
    Some(
        Mistake::new(
            span(written),
            "A date begins with its year",
            "expected a date such as `2025-01-19`",
        )
        .advise(advice),
    )
}

/// `2025-1-9`, `2025.01.09`, `2025/01/09`, `2025-1`
fn unpadded(written: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (year, month, day) = match three_numbers(written) {
        Some((year, month, day)) => (year, month, Some(day)),
        None => {
            let (year, month) = written.split_once('-')?;
            (year, month, None)
        }
    };
    let short =
        |text: &str| matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !short(month) || !day.is_none_or(short) {
        return None;
    }
    let date = match day {
        Some(day) => format!("{year}-{month:0>2}-{day:0>2}"),
        None => format!("{year}-{month:0>2}"),
    };
    (date != written).then(|| {
        Mistake::new(
            span(written),
            "Month and day have two digits each and stand behind hyphens",
            "expected a date such as `2025-01-19`",
        )
        .advise(format!("Write `{before}{date}`."))
    })
}

/// `19th century`, `1890s`: years of which the last digits are left open; `before` is to stand before them.
pub(super) fn century(at: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let number = leading_digits(at);
    let behind = &at[number.len()..];
    let (digits, last) = match word(behind).ok()? {
        (_, last @ "s") => (decade(number)?, last),
        (rest, "st" | "nd" | "rd" | "th") => (hundreds(number, rest)?, word(rest).ok()?.1),
        _ => return None,
    };
    let years = format!("{digits:X<4}");
    let (first, end) = (format!("{digits:0<4}"), format!("{digits:9<4}"));
    let place = span(number).to(span(last));
    let mistake = Mistake::new(
        place,
        "Years that are left open are written with `X`",
        format!("expected a date such as `{years}`"),
    );
    Some(mistake.advise(format!(
        "Write `{before}{years}` for the years {first} to {end}, or from when to when: `{before}{first}/{end}`."
    )))
}

/// `189`, of `1890s`
fn decade(number: &str) -> Option<String> {
    let decade = number.strip_suffix('0')?;
    (number.len() == 4).then(|| decade.to_owned())
}

/// `18`, of `19th century`
fn hundreds(number: &str, behind: &str) -> Option<String> {
    let (rest, "century") = word(behind).ok()? else {
        return None;
    };
    let era = word(rest).map_or("", |(_, era)| era);
    let before_our_time = matches!(era, "bc" | "BC" | "bce" | "BCE");
    let century = number.parse::<u32>().ok().filter(|_| !before_our_time)?;
    (1..=99)
        .contains(&century)
        .then(|| format!("{:02}", century - 1))
}

/// `on 19 h`: a unit behind a number of this length
pub(super) fn short_unit(at: &str, length: usize, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (written, behind) = at.split_at(length);
    let unit = word(behind).map_or("", |(_, word)| word);
    let is_short = matches!(
        unit,
        "h" | "hr"
            | "hrs"
            | "d"
            | "min"
            | "mins"
            | "m"
            | "w"
            | "wk"
            | "wks"
            | "mo"
            | "y"
            | "yr"
            | "yrs"
    );
    is_short.then(|| {
        Mistake::new(
            span(unit),
            "A unit of time is written in full",
            "expected minutes, hours, days, weeks, months or years",
        )
        .advise(format!("Write `{written} hours`, `{written} days`, …"))
    })
}

/// `on 19`
fn lone_number(written: &str, behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let alone = written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit());
    let dated = behind.starts_with(['X', '~', '?', '%', 'S']);
    (alone && !dated).then(|| {
        Mistake::new(span(written), "A number alone is no date", "expected a date such as `2025-01-19`, or a unit of time behind the number")
            .advise("Write a year with four digits (`0476`), a day with its month and year (`2025-01-19`), or a count (`2 days after arrest`).")
    })
}

/// The three numbers of a date, whatever stands between them.
fn three_numbers(written: &str) -> Option<(&str, &str, &str)> {
    let separator = written.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = written.split(separator);
    let three = (parts.next()?, parts.next()?, parts.next()?);
    let all_digits = |text: &str| {
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
    };
    let whole = separator != ':'
        && parts.next().is_none()
        && all_digits(three.0)
        && all_digits(three.1)
        && all_digits(three.2);
    whole.then_some(three)
}

fn leading_digits(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    &text[..end]
}
