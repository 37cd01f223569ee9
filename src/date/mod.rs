//! Floor 0. Dates with their precision: ISO 8601-2 / EDTF, weekdays, parts of the day, the calendar. The only room that knows
//! chrono. Knows nothing of claims.
//!
//! Instants are whole seconds since 1970-01-01T00:00:00 in the proleptic Gregorian calendar: on the clock of wherever the date
//! was written down (*bare*), or of UTC where the date has a zone. A day is 86 400 seconds; there are no leap seconds.

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// What a date leaves open: when the time that it names may begin and when it may end.
///
/// `2025-01` is a period: it begins at 2025-01-01T00:00 and ends at 2025-02-01T00:00, exactly. A clock time is a moment known to
/// the minute or second: it may begin and end anywhere inside it. `2015~` may begin a year earlier or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// When it may begin.
    pub begins: Range,
    /// When it may end; the end itself is outside.
    pub ends: Range,
    /// Offset from UTC in seconds, if the instants are UTC because the date has a zone; none for bare ones.
    pub zoned: bool,
    /// Widened by `~`, `%` or `about`: outside it there is never more than a tension.
    pub approximate: bool,
    /// Marked `?` or `%`: a hedge.
    pub uncertain: bool,
    /// What is left open inside, where that has gaps (one-of sets): sorted, apart from each other. Empty where there are none.
    pub pieces: Vec<Extent>,
}

/// Two instants and everything between; no instant where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Not before this.
    pub earliest: Option<i64>,
    /// Not after this.
    pub latest: Option<i64>,
}

/// A date as written in ISO 8601-2 / EDTF, parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Edtf {}

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

/// Parts of the day, in hours of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

/// Thirds of a part, month, year or decade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Third {
    Early,
    Mid,
    Late,
}
