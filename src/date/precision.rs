//! How finely a date is told.

use super::DAY;
use super::calendar::{shift_months, within_limits};

/// How finely a date is told, from the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A clock time with seconds.
    Second,
    /// A clock time without seconds.
    Minute,
    /// A third of a part of the day.
    Hour,
    /// A part of the day; counts as 6 hours.
    Part,
    /// A day.
    Day,
    /// A week, or a third of a month.
    Week,
    /// A month.
    Month,
    /// A season, a quarter, a third of a year; counts as 3 months.
    Season,
    /// A year.
    Year,
    /// Some year of a decade.
    Decade,
    /// Some year of a century.
    Century,
    /// Some year of a millennium or more.
    Millennium,
}

impl Precision {
    /// Whether it is finer than a part of the day: the date is a moment and not a period.
    #[must_use]
    pub fn is_clock(self) -> bool {
        self <= Self::Minute
    }

    /// The instant `count` units of it later (earlier, if negative); saturates.
    #[must_use]
    pub fn shift(self, instant: i64, count: i64) -> i64 {
        match self.length() {
            Length::Seconds(seconds) => {
                within_limits(instant.saturating_add(count.saturating_mul(seconds)))
            }
            Length::Months(months) => shift_months(instant, count.saturating_mul(months)),
        }
    }

    /// Its months, where it is counted by the calendar.
    pub(super) fn months(self) -> Option<i64> {
        match self.length() {
            Length::Seconds(_) => None,
            Length::Months(months) => Some(months),
        }
    }

    fn length(self) -> Length {
        match self {
            Self::Second => Length::Seconds(1),
            Self::Minute => Length::Seconds(60),
            Self::Hour => Length::Seconds(3_600),
            Self::Part => Length::Seconds(DAY / 4),
            Self::Day => Length::Seconds(DAY),
            Self::Week => Length::Seconds(7 * DAY),
            Self::Month => Length::Months(1),
            Self::Season => Length::Months(3),
            Self::Year => Length::Months(12),
            Self::Decade => Length::Months(120),
            Self::Century => Length::Months(1_200),
            Self::Millennium => Length::Months(12_000),
        }
    }
}

/// How long one unit is.
enum Length {
    Seconds(i64),
    Months(i64),
}
