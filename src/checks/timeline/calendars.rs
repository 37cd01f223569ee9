//! The calendars by which months are counted, as the network knows them.

use crate::date;
use crate::network::{Calendar, CalendarId};

/// Each at its [`id`].
pub(super) static ALL: [Calendar; 2] = [
    Calendar {
        add_months: |day, months| date::Calendar::Gregorian.months_from_day(day, i64::from(months)),
        period_days: 146_097,
        days_at_most: |months| date::Calendar::Gregorian.months_days_at_most(i64::from(months)),
    },
    Calendar {
        add_months: |day, months| date::Calendar::Julian.months_from_day(day, i64::from(months)),
        period_days: 1_461,
        days_at_most: |months| date::Calendar::Julian.months_days_at_most(i64::from(months)),
    },
];

/// Where a calendar stands among them.
pub(super) fn id(calendar: date::Calendar) -> CalendarId {
    match calendar {
        date::Calendar::Gregorian => CalendarId(0),
        date::Calendar::Julian => CalendarId(1),
    }
}
