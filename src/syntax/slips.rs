//! Dates and times as they are written elsewhere, each with the way to write them here.

use super::clocks;
use super::eras;
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
    if at.starts_with('-') {
        return eras::date(at, before, span);
    }
    if !at.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = numeric_word(at);
    let behind = &at[written.len()..];
    if eras::behind_era(behind).is_some() {
        return eras::date(at, before, span);
    }
    clocks::without_day(at, before, span)
        .or_else(|| clocks::behind_day(at, before, span))
        .or_else(|| foreign_order(written, before, span))
        .or_else(|| {
            years_joined(written, behind, before, span).filter(|_| !behind.starts_with('X'))
        })
        .or_else(|| unpadded(written, before, span).filter(|_| !behind.starts_with('X')))
        .or_else(|| spoken_date(at, before, span))
        .or_else(|| century(at, before, span))
        .or_else(|| short_unit(at, written.len(), span))
        .or_else(|| lone_number(written, behind, span))
}

/// The run of digits and of the marks that stand between the numbers of a date.
pub(super) fn numeric_word(at: &str) -> &str {
    let ends = |byte: u8| !(byte.is_ascii_digit() || matches!(byte, b'.' | b'/' | b'-' | b':'));
    let end = at.bytes().position(ends).unwrap_or(at.len());
    at[..end].trim_end_matches(['.', '/', '-', ':'])
}

/// `19.1.2025`, `01/19/2025`, `19-01-98`
fn foreign_order(written: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (first, second, third) = three_numbers(written)?;
    if first.len() > 2 || second.len() > 2 || !matches!(third.len(), 2 | 4) {
        return None;
    }
    let day_first = in_any_century(third, second, first);
    let month_first = in_any_century(third, first, second);
    let year_first = match third.len() {
        2 if first.len() == 2 => in_any_century(first, second, third),
        _ => Vec::new(),
    };
    let dates = match (day_first.is_empty(), month_first.is_empty()) {
        (true, true) => year_first,
        // Hyphens stand between them where the year comes first, too.
        (false, _) if written.contains('-') && !year_first.is_empty() => {
            [year_first, day_first].concat()
        }
        (true, _) => month_first,
        (_, true) => day_first,
        // Points stand between them where the day comes first.
        _ if written.contains('.') || first == second => day_first,
        _ => [day_first, month_first].concat(),
    };
    let mistake = Mistake::new(
        span(written),
        "a date begins with its year",
        "expected a date such as `2025-01-19`",
    );
    let dates: Vec<_> = dates
        .iter()
        .map(|date| format!("`{before}{date}`"))
        .collect();
    Some(mistake.advise(match &dates[..] {
        [] => NO_SUCH_DAY.to_owned(),
        [date] => format!("Write {date}."),
        dates if third.len() == 4 => format!("Write {}, whichever is meant.", dates.join(" or ")),
        dates => format!(
            "Write the year with four digits: {}, whichever is meant.",
            dates.join(" or ")
        ),
    }))
}

/// What to do about the 30th of February.
pub(super) const NO_SUCH_DAY: &str = "The Gregorian calendar has no such day: see what the source says, and write year, month and day, such as `2025-01-19`.";

/// The dates that may be meant, of which there is none on a day that does not exist. Two digits of a year may be of this century or of
/// the last.
fn in_any_century(year: &str, month: &str, day: &str) -> Vec<String> {
    let centuries: &[&str] = if year.len() == 2 {
        &["19", "20"]
    } else {
        &[""]
    };
    let dates = centuries
        .iter()
        .map(|century| format!("{century}{year}-{month:0>2}-{day:0>2}"));
    dates.filter(|date| Edtf::parse(date).is_ok()).collect()
}

/// `1914-1918`, `1914-18`: years from the one to the other.
fn years_joined(
    written: &str,
    behind: &str,
    before: &str,
    span: &dyn Fn(&str) -> Span,
) -> Option<Mistake> {
    let (first, second) = written.split_once('-')?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if first.len() != 4 || !all_digits(first) || !all_digits(second) {
        return None;
    }
    let is_code = second.len() == 2 && may_be_years(written);
    let last = match second.len() {
        4 => second.to_owned(),
        // What is lower may be a month; a mark stands behind dates as ISO 8601-2 writes them only.
        2 if is_code && !behind.starts_with(['~', '?', '%', '.'])
            || Edtf::parse(written).is_err() =>
        {
            format!("{}{second}", &first[..2])
        }
        _ => return None,
    };
    if last.as_str() <= first {
        return None;
    }
    let years = format!("`{before}{first}/{last}`");
    Some(match is_code {
        true => {
            let part = part_of_year(second);
            Mistake::new(
                span(written),
                format!("`{written}` may be years, and is also how {part} of {first} is written"),
                "expected a slash between two years, or brackets around one date",
            )
            .advise(format!(
                "Write {years} for the years {first} to {last}, `{before}[{written}]` for {part} of {first}."
            ))
        }
        false => Mistake::new(
            span(written),
            "a hyphen stands between two years",
            "expected a slash between the first year and the last",
        )
        .advise(format!("Write {years}.")),
    })
}

/// Whether a season or another part of a year reads as a span of years, too: `1936-39`, but not `1985-21`.
pub(super) fn may_be_years(date: &str) -> bool {
    let Some((year, part)) = date.split_once('-') else {
        return false;
    };
    year.len() == 4 && (21..=41).contains(&part.parse().unwrap_or(0)) && part > &year[2..]
}

/// What the number behind a year stands for in ISO 8601-2.
fn part_of_year(number: &str) -> &'static str {
    match number.parse().unwrap_or(0) {
        21 => "the spring",
        22 => "the summer",
        23 => "the autumn",
        24 => "the winter",
        25..=32 => "a season",
        33 => "the first quarter",
        34 => "the second quarter",
        35 => "the third quarter",
        36 => "the last quarter",
        37 => "the first third",
        38 => "the second third",
        39 => "the last third",
        40 => "the first half",
        _ => "the second half",
    }
}

/// `2025-1-9`, `2025.01.09`, `2025/01/09`, `2025-1`, `05/2024`
fn unpadded(written: &str, before: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (year, month, day) = match three_numbers(written) {
        Some((year, month, day)) => (year, month, Some(day)),
        None => {
            let (first, second) = written.split_once(['-', '/', '.'])?;
            match first.len() {
                1 | 2 => (second, first, None),
                _ => (first, second, None),
            }
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
    // `1731/32` is a double year.
    let is_right = date == written || Edtf::parse(written).is_ok();
    (!is_right).then(|| {
        Mistake::new(
            span(written),
            "month and day have two digits each and stand behind hyphens",
            "expected a date such as `2025-01-19`",
        )
        .advise(match Edtf::parse(&date) {
            Ok(_) => format!("Write `{before}{date}`."),
            Err(_) => NO_SUCH_DAY.to_owned(),
        })
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
        "years that are left open are written with `X`",
        format!("expected a date such as `{years}`"),
    );
    let decade = format!(
        "Write `{before}{years}` for the years {first} to {end}, or from when to when: `{before}{first}/{end}`."
    );
    Some(mistake.advise(match digits.strip_suffix('0') {
        // `the 1800s`
        Some(century) if digits.len() == 3 => format!(
            "{decade} For the years {century}00 to {century}99 write `{before}{century}XX`."
        ),
        _ => decade,
    }))
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
    let century = number.parse::<u32>().ok();
    let century = century.filter(|_| eras::behind_era(rest).is_none())?;
    (1..=99)
        .contains(&century)
        .then(|| format!("{:02}", century - 1))
}

/// `on 19 h`: a unit behind a number of this length
pub(super) fn short_unit(at: &str, length: usize, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let (written, behind) = at.split_at(length);
    let unit = word(behind).map_or("", |(_, word)| word);
    let units: &[&str] = match unit {
        "h" | "hr" | "hrs" => &["hour"],
        "d" => &["day"],
        "min" | "mins" => &["minute"],
        "m" => &["minute", "month"],
        "w" | "wk" | "wks" => &["week"],
        "mo" | "mos" => &["month"],
        "y" | "yr" | "yrs" => &["year"],
        _ => return None,
    };
    let plural = if written == "1" { "" } else { "s" };
    let counts = units
        .iter()
        .map(|unit| format!("`{} {unit}{plural}`", written.trim_end()));
    let counts: Vec<_> = counts.collect();
    let mistake = Mistake::new(
        span(unit),
        "a unit of time is written in full",
        "expected minutes, hours, days, weeks, months or years",
    );
    Some(mistake.advise(format!("Write {}.", counts.join(" or "))))
}

/// `on 19`
fn lone_number(written: &str, behind: &str, span: &dyn Fn(&str) -> Span) -> Option<Mistake> {
    let alone = written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit());
    let dated = behind.starts_with(['X', '~', '?', '%', 'S']);
    (alone && !dated).then(|| {
        Mistake::new(span(written), "a number alone is no date", "expected a date such as `2025-01-19`, or a unit of time behind the number")
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

pub(super) fn leading_digits(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    &text[..end]
}
