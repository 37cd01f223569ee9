//! Nearly every date is a day, `2025-01-19`, or goes from one day to another: such a one is read at once. The general ways, which know
//! every form, would say the same.

use super::calendar::{Calendar, Civil};
use super::edtf::{Body, Date, Edtf, End, Within, Years};
use super::within;

/// How many bytes a day has.
const LENGTH: usize = "2025-01-19".len();

/// How many bytes the day or the interval between two days has that a text begins with, if nothing goes on behind it that could
/// belong to it.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    digits(text)?;
    let end = match text.get(LENGTH) {
        Some(b'/') => LENGTH + 1 + digits(&text[LENGTH + 1..]).map(|_| LENGTH)?,
        _ => LENGTH,
    };
    matches!(text.get(end), None | Some(b' ' | b',' | b'\n' | b'\r')).then_some(end)
}

/// The day or the interval between two days that a text is, if there are such days.
pub(super) fn days(text: &[u8], calendar: Calendar) -> Option<Body> {
    let end = |date| {
        let or_beyond = false;
        Some(End { date, or_beyond })
    };
    match text.split_at_checked(LENGTH)? {
        (first, []) => day(first, calendar).map(Body::One),
        (first, [b'/', last @ ..]) => {
            let (first, last) = (day(first, calendar)?, day(last, calendar)?);
            let in_order = civil(&first) <= civil(&last);
            in_order.then_some(Body::Interval(end(first), end(last)))
        }
        _ => None,
    }
}

/// The day that a text is, if there is such a day.
pub(super) fn day(text: &[u8], calendar: Calendar) -> Option<Date> {
    let digits = digits(text).filter(|_| text.len() == LENGTH)?;
    let [a, b, c, d, e, f, g, h] = digits.map(Some);
    let years = Years::Digits {
        negative: false,
        digits: [a, b, c, d],
    };
    let (month, day) = ([e, f], [g, h]);
    within::exists(years, month, day, calendar).then_some(Date {
        years,
        within: Within::Day(month, day),
        clock: None,
        approximate: None,
        uncertain: false,
    })
}

/// The digits of the day that a text begins with.
fn digits(text: &[u8]) -> Option<[u8; 8]> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h, ..] = text else {
        return None;
    };
    let digits = [a, b, c, d, e, f, g, h];
    let all = digits.iter().all(u8::is_ascii_digit);
    all.then(|| digits.map(|digit| digit - b'0'))
}

/// The day that a date is and nothing else.
pub(super) fn civil(date: &Date) -> Option<Civil> {
    match date {
        Date {
            years,
            within: Within::Day(month, day),
            clock: None,
            approximate: None,
            uncertain: _,
        } => within::certain(*years, *month, *day),
        _ => None,
    }
}

impl Edtf {
    /// The numbers of the first and the last day of a day or of an interval from one day to another, if it is nothing else and no mark
    /// stands at it: [`Edtf::extent_in`] leaves open just these.
    #[must_use]
    pub fn plain_days(&self, calendar: Calendar) -> Option<(i64, i64)> {
        let number = |date: &Date| {
            let civil = civil(date).filter(|_| !date.uncertain)?;
            let exists = civil.day <= calendar.days_in_month(civil.year, civil.month);
            let is_far = civil.year.abs() > 9999;
            (exists && !is_far).then(|| calendar.day_number(civil))
        };
        let end = |end: &End| number(&end.date).filter(|_| !end.or_beyond);
        match &*self.body {
            Body::One(date) => number(date).map(|day| (day, day)),
            Body::Interval(Some(first), Some(last)) => Some((end(first)?, end(last)?)),
            Body::Interval(..) | Body::Set { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Extent, Precision, calendar, lex, parse::Piece, single};
    use super::*;

    proptest! {
        #[test]
        fn a_day_is_read_as_by_the_general_way(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]|[0-9]{4}-02-(29|30)|[12][0-9X]{3}-1[0-9]-[0-9]{2,3}",
            julian: bool,
        ) {
            let calendar = if julian { Calendar::Julian } else { Calendar::Gregorian };
            let whole = Piece { text: &text, from: 0, to: text.len() };
            let general = single::any_date(whole, calendar).ok();
            match day(text.as_bytes(), calendar) {
                Some(day) => prop_assert_eq!(Some(day), general),
                None => prop_assert!(text.contains('X') || text.len() > LENGTH || general.is_none()),
            }
        }

        #[test]
        fn plain_days_are_what_the_general_way_leaves_open(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9](/[0-9]{4}-0[1-4]-[0-3][0-9])?[~?%]?|(1[89]00|2000)-02-29|Y[0-9]{5,9}-01-01|[.]{2}2000-01-01/2001-01-01|2000-01-01/(2001|[.]{2})",
            julian: bool,
            other: bool,
        ) {
            let calendar = |julian| if julian { Calendar::Julian } else { Calendar::Gregorian };
            let Ok(date) = Edtf::parse_in(&text, calendar(julian)) else {
                return Ok(());
            };
            // A date may be read in another calendar than it was checked in.
            let calendar = calendar(julian ^ other);
            let extent = date.extent_in(calendar);
            match date.plain_days(calendar) {
                Some((first, last)) => {
                    let days = Extent::period(calendar::start_of(first), calendar::start_of(last + 1), Precision::Day);
                    prop_assert_eq!(extent, days, "{}", text);
                }
                None => prop_assert!(text.len() > 21 || text.contains(['~', '?', '%', '.', 'Y']) || text.ends_with("/2001") || text.ends_with("-29")),
            }
        }

        #[test]
        fn a_day_is_as_long_as_by_the_general_way(
            first in "[0-9]{4}-[0-9]{2}-[0-9]{2}",
            behind in "|[/,T~?. \\r\\n–-]?|/[0-9]{4}(-[0-9]{2}){1,2}[ ,/.X-]?",
        ) {
            let text = first + &behind;
            if let Some(length) = length(text.as_bytes()) {
                prop_assert_eq!(length, lex::any_length(&text), "{}", text);
            }
        }
    }
}
