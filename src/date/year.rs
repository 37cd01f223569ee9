//! Reading the year of a date.

use super::edtf::Years;
use super::single::{Cursor, digit};
use super::{EdtfError, Precision};

/// Years beyond this are all the same: far outside what is counted. Small enough that one more is still a number.
const FAR: i64 = i64::MAX / 4;

/// Reads a year: `2025`, `-0044`, `201X`, `1950S2`, `1731/32`, `Y170000002`, `Y-17E7S2`.
pub(super) fn years(cursor: &mut Cursor<'_>) -> Result<Years, EdtfError> {
    if cursor.take(b'Y') {
        return long(cursor);
    }
    let from = cursor.at;
    let negative = cursor.take(b'-');
    let start = cursor.at;
    let run = cursor.take_while(|byte| byte.is_ascii_digit() || byte == b'X');
    let &[a, b, c, d] = run else {
        return not_four(cursor, start, run);
    };
    if negative && run == b"0000" {
        return cursor.wrong(from, "year 0 is written 0000; it is 1 BC");
    }
    let digits = [digit(a), digit(b), digit(c), digit(d)];
    if cursor.rest() == b"s" {
        cursor.at += 1;
        let decade = &cursor.text[start..start + 3];
        return cursor.wrong(from, format!("some year of a decade is written {decade}X"));
    }
    let years = Years::Digits { negative, digits };
    match cursor.peek() {
        Some(b'S') => significant(cursor, number(run), negative, start),
        Some(b'/') => Ok(double(cursor, number(run))),
        _ => Ok(years),
    }
}

/// Whether a year has a form that takes no month: it has an `S` or a `Y`.
pub(super) fn stands_alone(years: Years) -> bool {
    let is_double = matches!(years, Years::Between { low, high, precision: Precision::Year } if high == low + 1);
    matches!(years, Years::Between { .. }) && !is_double
}

/// The second year of a double year, which has been looked at already.
fn double(cursor: &mut Cursor<'_>, year: i64) -> Years {
    cursor.at += 3;
    Years::Between {
        low: year,
        high: year + 1,
        precision: Precision::Year,
    }
}

/// Why a year without `Y` that has not four digits is none.
fn not_four<T>(cursor: &Cursor<'_>, start: usize, run: &[u8]) -> Result<T, EdtfError> {
    let text = String::from_utf8_lossy(run);
    match run.len() {
        1..4 if matches!(cursor.peek(), Some(b'x' | b'u')) => cursor.unexpected(""),
        0 => cursor.unexpected("a date begins with a year of four digits, as in 2025-01-19"),
        3 => cursor.wrong(
            start,
            format!("a year has four digits: 0{text}, or {text}X for some year of a decade"),
        ),
        1 | 2 => cursor.wrong(
            start,
            "a date begins with a year of four digits, as in 2025-01-19",
        ),
        8 => cursor.wrong(
            start,
            format!(
                "a date is written with hyphens: {}-{}-{}",
                &text[..4],
                &text[4..6],
                &text[6..]
            ),
        ),
        _ => cursor.wrong(
            start,
            "a year of more than four digits is written with Y, as in Y12025",
        ),
    }
}

/// What follows `Y`.
fn long(cursor: &mut Cursor<'_>) -> Result<Years, EdtfError> {
    let start = cursor.at - 1;
    let negative = cursor.take(b'-');
    let digits = cursor.take_while(|byte| byte.is_ascii_digit());
    if digits.is_empty() {
        return cursor.unexpected("Y is followed by the digits of a year, as in Y170000002");
    }
    if digits.len() > 1 && digits[0] == b'0' {
        return cursor.wrong(start, "the year behind Y does not begin with 0");
    }
    let mut year = number(digits);
    let exponential = cursor.take(b'E');
    if exponential {
        let exponent = cursor.take_while(|byte| byte.is_ascii_digit());
        if exponent.is_empty() {
            return cursor.unexpected("E is followed by the number of zeros, as in Y17E7");
        }
        year = times_power_of_ten(year, number(exponent));
    } else if digits.len() <= 4 {
        return cursor.wrong(start, "Y is for years of more than four digits");
    }
    if cursor.peek() == Some(b'S') {
        return significant(cursor, year, negative, start);
    }
    let year = if negative { -year } else { year };
    Ok(Years::Between {
        low: year,
        high: year,
        precision: Precision::Year,
    })
}

/// `S` and how many digits of the year are known.
fn significant(
    cursor: &mut Cursor<'_>,
    year: i64,
    negative: bool,
    start: usize,
) -> Result<Years, EdtfError> {
    if cursor.text[start..cursor.at].contains('X') {
        return cursor.unexpected("a year has unspecified digits or significant ones, not both");
    }
    let from = cursor.at;
    cursor.at += 1;
    let digits = cursor.take_while(|byte| byte.is_ascii_digit());
    if digits.is_empty() {
        return cursor
            .unexpected("S is followed by the number of significant digits, as in 1950S2");
    }
    let known = number(digits);
    let all = if cursor.text.as_bytes()[start] == b'Y' {
        i64::from(year.max(1).ilog10()) + 1
    } else {
        4
    };
    if known == 0 || known > all {
        return cursor.wrong(
            from,
            format!("the year has {all} digits, so from 1 to {all} are significant"),
        );
    }
    let unit = 10_i64.saturating_pow(u32::try_from(all - known).unwrap_or(u32::MAX));
    let low = year - year % unit;
    let high = low.saturating_add(unit - 1).min(FAR);
    let (low, high) = if negative { (-high, -low) } else { (low, high) };
    let precision = match all - known {
        0 => Precision::Year,
        1 => Precision::Decade,
        2 => Precision::Century,
        _ => Precision::Millennium,
    };
    Ok(Years::Between {
        low,
        high,
        precision,
    })
}

/// The number that digits make, no more than [`FAR`].
fn number(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |sum: i64, digit| {
        sum.saturating_mul(10)
            .saturating_add(i64::from(digit.saturating_sub(b'0')))
            .min(FAR)
    })
}

/// A number with zeros behind it, no more than [`FAR`].
fn times_power_of_ten(number: i64, zeros: i64) -> i64 {
    if number == 0 {
        return 0;
    }
    let power = u32::try_from(zeros)
        .ok()
        .and_then(|zeros| 10_i64.checked_pow(zeros));
    power
        .and_then(|power| number.checked_mul(power))
        .map_or(FAR, |year| year.min(FAR))
}
