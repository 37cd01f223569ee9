//! A calendar of the tests' own: days since 1970-01-01, and how dates are written.

/// Minutes in a day.
pub const DAY: i64 = 1440;

const WEEKDAYS: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
pub fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day with this date, counted year by year and month by month.
pub fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let years: i64 = (1970..year)
        .map(|y| if is_leap(y) { 366 } else { 365 })
        .sum();
    let months: i64 = (1..month).map(|m| month_length(year, m)).sum();
    years + months + day - 1
}

/// The year, month and day of a day.
pub fn date_of(day: i64) -> (i64, i64, i64) {
    let (mut year, mut left) = (1970, day);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let mut month = 1;
    while left >= month_length(year, month) {
        left -= month_length(year, month);
        month += 1;
    }
    (year, month, left + 1)
}

/// `2025-01-19`
pub fn iso(day: i64) -> String {
    let (year, month, day) = date_of(day);
    format!("{year}-{month:02}-{day:02}")
}

/// `2025-01`
pub fn iso_month(day: i64) -> String {
    iso(day)[..7].to_owned()
}

/// `2025`
pub fn iso_year(day: i64) -> String {
    iso(day)[..4].to_owned()
}

/// `2025-01-19T21:30`, of a minute.
pub fn iso_minute(minute: i64) -> String {
    let (day, rest) = (minute.div_euclid(DAY), minute.rem_euclid(DAY));
    format!("{}T{:02}:{:02}", iso(day), rest / 60, rest % 60)
}

/// The weekday of a day.
pub fn weekday(day: i64) -> &'static str {
    usize::try_from(day.rem_euclid(7)).map_or("", |at| WEEKDAYS[at])
}

/// So many calendar months later, or earlier; a day that the month does not have becomes its last.
pub fn add_months(day: i64, months: i64) -> i64 {
    let (year, month, day) = date_of(day);
    let all = year * 12 + month - 1 + months;
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
    day_of(year, month, day.min(month_length(year, month)))
}

/// The first day of a day's month.
pub fn month_start(day: i64) -> i64 {
    day - date_of(day).2 + 1
}
