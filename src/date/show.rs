//! Instants and stretches of time, written for people, in English.
//!
//! Years before 1 are written `44 BC` (the year −43), years 1 to 999 `AD 79`.

use super::calendar::{Civil, civil, day_of, weekday};
use super::{DAY, Extent};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A year: `2025`, `AD 79`, `44 BC`.
#[must_use]
pub fn year(year: i64) -> String {
    match year {
        ..=0 => format!("{} BC", 1_i64.saturating_sub(year)),
        1..=999 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

/// A day by its number: `18 Jan 2025`.
#[must_use]
pub fn day(day: i64) -> String {
    let date = civil(day);
    format!("{} {} {}", date.day, month_name(date), year(date.year))
}

/// A day by its number, with the weekday: `Sat 18 Jan 2025`.
#[must_use]
pub fn day_named(day: i64) -> String {
    format!("{} {}", &weekday(day).name()[..3], self::day(day))
}

/// A day as ISO 8601-2 writes it: `2025-01-18`, `-0043-03-15`. Beyond four digits of the year only the year: `Y12025`.
#[must_use]
pub fn iso(day: i64) -> String {
    let date = civil(day);
    if date.year.abs() > 9_999 {
        return format!("Y{}", date.year);
    }
    let sign = if date.year < 0 { "-" } else { "" };
    format!(
        "{sign}{:04}-{:02}-{:02}",
        date.year.abs(),
        date.month,
        date.day
    )
}

/// An instant to the minute: `Mon 20 Jan 2025, 23:59`.
#[must_use]
pub fn instant(at: i64) -> String {
    format!("{}, {}", day_named(day_of(at)), clock(at))
}

/// The time of day of an instant: `23:59`, and the seconds where there are any: `23:59:30`.
#[must_use]
pub fn clock(at: i64) -> String {
    let second = at.rem_euclid(DAY);
    let (hours, minutes, seconds) = (second / 3_600, second / 60 % 60, second % 60);
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// What lies from the instant `first` to before the instant `end`: `19–21 Jan 2025`, `Jan 2025`, `2015`, `before 2016`,
/// `21 Jan 2025 18:00 – 22 Jan 2025 06:00`. Whole days, months and years are named as such. `any time` where both are open,
/// `never` where nothing lies between.
#[must_use]
pub fn days(first: Option<i64>, end: Option<i64>) -> String {
    stretch(first, end, false)
}

/// As [`days`], with weekdays where days are named: `Sun 19 – Tue 21 Jan 2025`.
#[must_use]
pub fn days_named(first: Option<i64>, end: Option<i64>) -> String {
    stretch(first, end, true)
}

/// How many pieces [`extent`] names before it counts the rest.
const NAMED_PIECES: usize = 4;

/// What a date leaves open, by its hull or its pieces: `1667–1668 or 1670–1672`; clock times of UTC say so.
#[must_use]
pub fn extent(of: &Extent) -> String {
    let written = of.on_its_clock();
    let parts = written.parts_or_whole();
    let mut pieces: Vec<String> = parts.take(NAMED_PIECES).map(piece).collect();
    let more = of.pieces.len().saturating_sub(NAMED_PIECES);
    if more > 0 {
        pieces.push(format!("{more} more"));
    }
    format!("{}{}", pieces.join(" or "), zone(of))
}

/// The word before a date when something happened then: `in` before whole months and years, `on` before all that names a day.
#[must_use]
pub fn preposition(of: &Extent) -> &'static str {
    let written = of.on_its_clock();
    let begins_month = |at: i64| at.rem_euclid(DAY) == 0 && civil(day_of(at)).day == 1;
    let is_long = |part: &Extent| match part.hull() {
        (Some(first), Some(end)) => first < end && begins_month(first) && begins_month(end),
        _ => false,
    };
    // Many are counted: `on one of 12 times in 2025`.
    match written.pieces.len() <= 3 && written.parts_or_whole().all(is_long) {
        true => "in",
        false => "on",
    }
}

/// What is said behind a date that has a zone: nothing for one of the clock of wherever it was told.
#[must_use]
pub fn zone(of: &Extent) -> String {
    match of.zone {
        Some(zone) => format!(" in {}", zone.name()),
        None if of.zoned => " UTC".to_owned(),
        None => String::new(),
    }
}

/// A stretch without gaps; a clock time by its minute or second alone.
fn piece(of: &Extent) -> String {
    let (first, end) = of.hull();
    match first {
        Some(at) if of.precision.is_clock() && !of.approximate && of.begins == of.ends => {
            match day_ending(of) {
                Some(day) => format!("{} 24:00", self::day(day)),
                None => moment(at, false),
            }
        }
        _ => days(first, end),
    }
}

/// The day of which a clock time is the end, which takes in its last second and the first of the next.
fn day_ending(of: &Extent) -> Option<i64> {
    let (first, end) = of.hull();
    let midnight = first?.saturating_add(1);
    let goes_on = midnight.rem_euclid(DAY) == 0 && end? > midnight;
    (goes_on && of.precision.is_clock()).then(|| day_of(midnight) - 1)
}

/// A clock time, with its weekday: `Mon 20 Jan 2025, 23:59`; that of midnight by the day that it ends, if it was told so.
#[must_use]
pub fn clock_time(of: &Extent) -> Option<String> {
    match day_ending(of) {
        Some(day) => Some(format!("{}, 24:00", day_named(day))),
        None => of.hull().0.map(instant),
    }
}

fn stretch(first: Option<i64>, end: Option<i64>, named: bool) -> String {
    match (first, end) {
        (None, None) => "any time".to_owned(),
        (None, Some(end)) => format!("before {}", beginning(end, named)),
        (Some(first), None) => from_on(first, named),
        (Some(first), Some(end)) if first > end => "never".to_owned(),
        (Some(first), Some(end)) if first == end => moment(first, named),
        (Some(first), Some(end)) => between(first, end, named),
    }
}

/// The unit that begins at an instant: a year, a month, a day, or the minute itself.
fn beginning(at: i64, named: bool) -> String {
    if at.rem_euclid(DAY) != 0 {
        return moment(at, named);
    }
    let date = civil(day_of(at));
    match (date.month, date.day) {
        (1, 1) => year(date.year),
        (_, 1) => month(date),
        _ => one_day(day_of(at), named),
    }
}

/// From an instant on: `after` the unit that ends there.
fn from_on(first: i64, named: bool) -> String {
    if first.rem_euclid(DAY) != 0 {
        return format!("from {} on", moment(first, named));
    }
    let date = civil(day_of(first));
    let last = civil(day_of(first) - 1);
    match (date.month, date.day) {
        (1, 1) => format!("after {}", year(last.year)),
        (_, 1) => format!("after {}", month(last)),
        _ => format!("after {}", one_day(day_of(first) - 1, named)),
    }
}

fn between(first: i64, end: i64, named: bool) -> String {
    if first.rem_euclid(DAY) != 0 || end.rem_euclid(DAY) != 0 {
        return clock_times(first, end, named);
    }
    let (first_day, last_day) = (day_of(first), day_of(end) - 1);
    let (from, to, after) = (civil(first_day), civil(last_day), civil(last_day + 1));
    if from.day == 1 && after.day == 1 {
        return if from.month == 1 && after.month == 1 {
            range(year(from.year), year(to.year))
        } else {
            whole_months(from, to)
        };
    }
    whole_days(first_day, last_day, named)
}

/// `21 Jan 2025 18:00 – 22 Jan 2025 06:00`, `21 Jan 2025 18:00–24:00`.
fn clock_times(first: i64, end: i64, named: bool) -> String {
    let until = if end.rem_euclid(DAY) == 0 {
        "24:00".to_owned()
    } else {
        clock(end)
    };
    let last_day = if end.rem_euclid(DAY) == 0 {
        day_of(end) - 1
    } else {
        day_of(end)
    };
    if day_of(first) == last_day {
        return format!("{}–{until}", moment(first, named));
    }
    format!(
        "{} – {} {until}",
        moment(first, named),
        one_day(last_day, named)
    )
}

/// `Jan 2025`, `Jan–Mar 2025`, `Dec 2024 – Jan 2025`.
fn whole_months(from: Civil, to: Civil) -> String {
    match (from.year == to.year, from.month == to.month) {
        (true, true) => month(from),
        (true, false) => format!("{}–{}", month_name(from), month(to)),
        _ => format!("{} – {}", month(from), month(to)),
    }
}

/// `18 Jan 2025`, `19–21 Jan 2025`, `30 Jan – 2 Feb 2025`, `30 Dec 2024 – 2 Jan 2025`.
fn whole_days(first: i64, last: i64, named: bool) -> String {
    let (from, to) = (civil(first), civil(last));
    if first == last {
        return one_day(first, named);
    }
    if from.year != to.year {
        return format!("{} – {}", one_day(first, named), one_day(last, named));
    }
    let name = if named {
        format!("{} ", &weekday(first).name()[..3])
    } else {
        String::new()
    };
    let last = one_day(last, named);
    match (from.month == to.month, named) {
        (true, false) => format!("{}–{last}", from.day),
        (true, true) => format!("{name}{} – {last}", from.day),
        _ => format!("{name}{} {} – {last}", from.day, month_name(from)),
    }
}

fn one_day(number: i64, named: bool) -> String {
    if named {
        day_named(number)
    } else {
        day(number)
    }
}

/// `21 Jan 2025 18:00`
fn moment(at: i64, named: bool) -> String {
    format!("{} {}", one_day(day_of(at), named), clock(at))
}

fn month(date: Civil) -> String {
    format!("{} {}", month_name(date), year(date.year))
}

fn month_name(date: Civil) -> &'static str {
    MONTHS
        .get(usize::from(date.month).wrapping_sub(1))
        .copied()
        .unwrap_or("?")
}

/// One name, or two with a dash between.
fn range(from: String, to: String) -> String {
    match (from == to, from.contains(' ') || to.contains(' ')) {
        (true, _) => from,
        (false, true) => format!("{from} – {to}"),
        (false, false) => format!("{from}–{to}"),
    }
}

/// Seconds as hours and minutes: `5:30`, `-12`.
#[must_use]
pub fn hours(seconds: i64) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let sign = if seconds < 0 { "-" } else { "" };
    match minutes % 60 {
        0 => format!("{sign}{}", minutes / 60),
        rest => format!("{sign}{}:{rest:02}", minutes / 60),
    }
}
