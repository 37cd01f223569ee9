//! Nearly every date is a day, `2025-01-19`, or goes from one day to another: such a one is read at once. The general ways, which know
//! every form, would say the same.

use super::calendar::{Calendar, Civil};
use super::edtf::{Body, Date, Edtf, End, Within, Years};
use super::within;

/// A day, or an interval from one day to another, all in digits and without a mark. It takes no room but its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PlainDays {
    first: Day,
    /// Where an interval ends.
    last: Option<Day>,
}

/// A day of some calendar, with a year of four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// How many bytes a day has.
const LENGTH: usize = "2025-01-19".len();

impl PlainDays {
    /// Those that a text begins with, and the text behind them: there are such days, and nothing goes on behind them that could belong to
    /// them.
    #[must_use]
    pub fn read(text: &str, calendar: Calendar) -> Option<(&str, Self)> {
        let first = Day::read(text.as_bytes(), calendar)?;
        let (end, last) = match text.as_bytes().get(LENGTH) {
            Some(b'/') => {
                let last = Day::read(&text.as_bytes()[LENGTH + 1..], calendar)?;
                (LENGTH + 1 + LENGTH, Some(last))
            }
            _ => (LENGTH, None),
        };
        let in_order = last.is_none_or(|last| first <= last);
        let days = Self { first, last };
        (in_order && ends(text.as_bytes(), end)).then(|| (&text[end..], days))
    }

    /// The numbers of the first and the last day, if there are such days in this calendar.
    #[must_use]
    pub fn numbers(self, calendar: Calendar) -> Option<(i64, i64)> {
        let first = self.first.number(calendar)?;
        let last = self
            .last
            .map_or(Some(first), |last| last.number(calendar))?;
        Some((first, last))
    }
}

impl Day {
    /// The day that a text begins with, if there is such a day.
    fn read(text: &[u8], calendar: Calendar) -> Option<Self> {
        let [a, b, c, d, e, f, g, h] = digits(text)?;
        let day = Self {
            year: 100 * u16::from(10 * a + b) + u16::from(10 * c + d),
            month: 10 * e + f,
            day: 10 * g + h,
        };
        day.is_in(calendar).then_some(day)
    }

    fn is_in(self, calendar: Calendar) -> bool {
        let Civil { year, month, day } = self.civil();
        (1..=12).contains(&month) && (1..=calendar.days_in_month(year, month)).contains(&day)
    }

    fn number(self, calendar: Calendar) -> Option<i64> {
        self.is_in(calendar)
            .then(|| calendar.day_number(self.civil()))
    }

    fn civil(self) -> Civil {
        Civil::new(self.year.into(), self.month, self.day)
    }
}

impl From<PlainDays> for Body {
    fn from(days: PlainDays) -> Self {
        let end = |day: Day| {
            let date = day.into();
            let or_beyond = false;
            Some(End { date, or_beyond })
        };
        match days.last {
            Some(last) => Self::Interval(end(days.first), end(last)),
            None => Self::One(days.first.into()),
        }
    }
}

impl From<PlainDays> for Edtf {
    fn from(days: PlainDays) -> Self {
        let body = Box::new(days.into());
        Self { body }
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        let pair = |number: u8| [Some(number / 10), Some(number % 10)];
        // Four digits make two pairs.
        let century = pair(u8::try_from(day.year / 100).unwrap_or_default());
        let year = pair((day.year % 100) as u8);
        Self {
            years: Years::Digits {
                negative: false,
                digits: [century[0], century[1], year[0], year[1]],
            },
            within: Within::Day(pair(day.month), pair(day.day)),
            clock: None,
            approximate: None,
            uncertain: false,
        }
    }
}

/// How many bytes the day or the interval between two days has that a text begins with, whether or not there are such days, if nothing
/// goes on behind it that could belong to it.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    digits(text)?;
    let end = match text.get(LENGTH) {
        Some(b'/') => LENGTH + 1 + digits(&text[LENGTH + 1..]).map(|_| LENGTH)?,
        _ => LENGTH,
    };
    ends(text, end).then_some(end)
}

/// Whether nothing goes on behind a date that could belong to it.
fn ends(text: &[u8], end: usize) -> bool {
    matches!(text.get(end), None | Some(b' ' | b',' | b'\n' | b'\r'))
}

/// The day or the interval between two days that a text is, if there are such days.
pub(super) fn days(text: &str, calendar: Calendar) -> Option<Body> {
    match PlainDays::read(text, calendar)? {
        ("", days) => Some(days.into()),
        _ => None,
    }
}

/// The day that a text is, if there is such a day.
pub(super) fn day(text: &[u8], calendar: Calendar) -> Option<Date> {
    let day = Day::read(text, calendar).filter(|_| text.len() == LENGTH)?;
    Some(day.into())
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

    use super::super::{EdtfError, Extent, Precision, calendar, lex, parse, parse::Piece, single};
    use super::*;

    /// What a text is without any short way.
    fn general(text: &str, calendar: Calendar) -> Result<Edtf, EdtfError> {
        let whole = Piece {
            text,
            from: 0,
            to: text.len(),
        };
        let body = parse::any_date(whole, calendar)?;
        Ok(Edtf {
            body: Box::new(body),
        })
    }

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
        fn plain_days_are_the_date_that_the_general_way_reads(
            first in "[0-9]{4}-[01][0-9]-[0-3][0-9]|(1[89]00|2000)-02-29",
            behind in "(/[0-9]{4}-0[1-4]-[0-3][0-9])?[~, ]?|/(1900-02-29|2[.]{2})",
            julian: bool,
            other: bool,
        ) {
            let text = first + &behind;
            let calendar = |julian| if julian { Calendar::Julian } else { Calendar::Gregorian };
            let Some((rest, days)) = PlainDays::read(&text, calendar(julian)) else {
                return Ok(());
            };
            let written = &text[..text.len() - rest.len()];
            let date = Edtf::from(days);
            prop_assert_eq!(Ok(date.clone()), general(written, calendar(julian)), "{}", text);
            // A date may be read in another calendar than it was checked in.
            let calendar = calendar(julian ^ other);
            prop_assert_eq!(days.numbers(calendar), date.plain_days(calendar), "{}", text);
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
