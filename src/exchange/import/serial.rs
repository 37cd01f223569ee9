//! Dates that have lost their format: a spreadsheet keeps a day as a number and saves the number where its column is not one of dates.

use super::super::cells::Row;
use crate::date::{calendar, show};

/// The fields in which dates stand.
const DATES: [&str; 6] = ["published", "told", "on", "as_of", "since", "until"];

/// The day before number 1, from number 61 on: these spreadsheets have a 29 February 1900.
const BEFORE_THE_FIRST: (i64, u8, u8) = (1899, 12, 30);

/// The numbers that are taken for days: those of five digits up to the year 2119.
const NUMBERS: std::ops::Range<i64> = 10_000..80_000;

/// What to do about a field with the number of a day in it, such as `31241`.
pub(super) fn of_day(row: &Row, field: &str) -> Option<String> {
    let text = row.text(field).filter(|_| DATES.contains(&field))?.trim();
    // Behind a point stands the time of the day.
    let number = text.split('.').next().unwrap_or(text);
    let is_number = text.len() <= 20 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = number
        .parse()
        .ok()
        .filter(|day| is_number && NUMBERS.contains(day))?;
    let (year, month, day) = BEFORE_THE_FIRST;
    let date = show::iso(calendar::day_number(year, month, day) + number);
    Some(format!(
        "is {text} a date that has lost its format? As the number of a day in a spreadsheet it is {date}: if that is meant, write {date}, or \
         give the column the format YYYY-MM-DD and save the table again"
    ))
}
