//! Floor 0. Dates with their precision: ISO 8601-2 / EDTF, weekdays, parts of the day, the calendar. The only room that knows
//! chrono. Knows nothing of claims.
//!
//! Instants are whole seconds since 1970-01-01T00:00:00 in the proleptic Gregorian calendar: on the clock of wherever the date
//! was written down (*bare*), or of UTC where the date has a zone. A day is 86 400 seconds; there are no leap seconds.

mod bounds;
pub mod calendar;
mod clock;
mod edtf;
mod extent;
mod lex;
mod parse;
mod parts;
mod plain;
mod precision;
mod shift;
pub mod show;
mod single;
mod within;
mod year;
mod zone;

#[cfg(test)]
mod tests;

pub use calendar::{Calendar, Civil, Unit};
pub use edtf::{Edtf, EdtfError};
pub use extent::{Extent, PIECES, Range};
pub use parts::{Part, Third};
pub use plain::PlainDays;
pub use precision::Precision;
pub use zone::{AHEAD_MAX, BEHIND_MAX, Zone};

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// Days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}
