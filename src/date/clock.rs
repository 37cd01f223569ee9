//! Reading the time of day.

use super::edtf::{Clock, Date, Within, Years};
use super::single::Cursor;
use super::{DAY, EdtfError};

/// Reads `T21:30`, `T21:30:00`, and the offset from UTC.
pub(super) fn clock(cursor: &mut Cursor<'_>, date: &Date) -> Result<Clock, EdtfError> {
    let from = cursor.at;
    if !is_one_day(date) {
        cursor.at = cursor.end;
        return cursor.wrong(
            from,
            "a time of day needs a whole date before it, as in 2025-01-19T21:30",
        );
    }
    cursor.at += 1;
    let hours = two(cursor, "hour", 24)?;
    if !cursor.take(b':') {
        return cursor.unexpected("the hour is followed by a colon and the minute, as in T21:30");
    }
    let minutes = two(cursor, "minute", 59)?;
    let to_the_second = cursor.take(b':');
    let seconds = if to_the_second {
        second(cursor, minutes)?
    } else {
        0
    };
    let seconds = hours * 3_600 + minutes * 60 + seconds;
    if i64::from(seconds) > DAY {
        return cursor.wrong(from + 1, "the day ends at 24:00");
    }
    if let Some(b'.' | b',') = cursor.peek() {
        let point = cursor.at;
        cursor.at += 1;
        cursor.take_while(|byte| byte.is_ascii_digit());
        return cursor.wrong(point, "times are given in whole seconds");
    }
    let offset = offset(cursor)?;
    Ok(Clock {
        seconds,
        to_the_second,
        offset,
    })
}

/// Whether it is one day: no digit is open, and it is not that of a double year.
fn is_one_day(date: &Date) -> bool {
    let known = |pair: [Option<u8>; 2]| pair.iter().all(Option::is_some);
    let year =
        matches!(date.years, Years::Digits { digits, .. } if digits.iter().all(Option::is_some));
    year && matches!(date.within, Within::Day(month, day) if known(month) && known(day))
}

/// The second. A leap second counts as the one before it, so that it stays on its day: days have 86 400 seconds here.
fn second(cursor: &mut Cursor<'_>, minutes: u32) -> Result<u32, EdtfError> {
    let from = cursor.at;
    match two(cursor, "second", 60)? {
        // Zones are apart by quarters of an hour, and the second is put in before midnight of UTC.
        60 if minutes % 15 != 14 => cursor.wrong(
            from,
            "second 60: seconds go from 00 to 59; a leap second is at 23:59:60 of UTC",
        ),
        second => Ok(second.min(59)),
    }
}

/// Two digits that make a number up to `most`.
fn two(cursor: &mut Cursor<'_>, what: &str, most: u32) -> Result<u32, EdtfError> {
    let from = cursor.at;
    match cursor.take_while(|byte| byte.is_ascii_digit()) {
        &[tens, units] => {
            let number = u32::from(tens - b'0') * 10 + u32::from(units - b'0');
            if number <= most {
                return Ok(number);
            }
            cursor.wrong(
                from,
                format!("{what} {number}: {what}s go from 00 to {most}"),
            )
        }
        [] => cursor.unexpected(&format!("the {what} is missing here: two digits")),
        _ => cursor.wrong(from, format!("the {what} has two digits")),
    }
}

/// `Z`, `+04:30`, `-05`: how far the clock is ahead of UTC, in seconds.
fn offset(cursor: &mut Cursor<'_>) -> Result<Option<i32>, EdtfError> {
    let from = cursor.at;
    let sign = match cursor.peek() {
        Some(b'Z') => {
            cursor.at += 1;
            return Ok(Some(0));
        }
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Ok(None),
    };
    cursor.at += 1;
    let hours = two(cursor, "hour", 23)?;
    let minutes = if cursor.take(b':') {
        two(cursor, "minute", 59)?
    } else {
        0
    };
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).unwrap_or(i32::MAX);
    if seconds > 16 * 3_600 {
        return cursor.wrong(from, "no clock on Earth is more than 16 hours from UTC");
    }
    if sign < 0 && seconds == 0 {
        return cursor.wrong(from, "UTC is written Z or +00:00");
    }
    Ok(Some(sign * seconds))
}
