//! Dates that times are fixed to. Nearly all are whole days; these take an eighth of the room.

use std::borrow::Cow;

use crate::date::{DAY, Extent, Precision, Range};

/// What a date leaves open, as [`Extent`] tells it.
#[derive(Debug, Clone, Copy)]
pub struct Fixed<'t>(Kept<'t>);

#[derive(Debug, Clone, Copy)]
enum Kept<'t> {
    Days(WholeDays),
    Other(&'t Extent),
}

/// From the beginning of a day, by its number, to the beginning of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct WholeDays {
    pub begin: i32,
    pub end: i32,
    pub precision: Precision,
}

impl WholeDays {
    /// Those that an extent is, if it is nothing else.
    pub fn of(extent: &Extent) -> Option<Self> {
        let whole = |instant: Option<i64>| {
            let day = instant.filter(|instant| instant % DAY == 0)? / DAY;
            i32::try_from(day).ok()
        };
        let days = Self {
            begin: whole(extent.begins.exact())?,
            end: whole(extent.ends.exact())?,
            precision: extent.precision,
        };
        (days.extent() == *extent).then_some(days)
    }

    fn extent(self) -> Extent {
        let instant = |day: i32| i64::from(day) * DAY;
        Extent::period(instant(self.begin), instant(self.end), self.precision)
    }
}

impl<'t> Fixed<'t> {
    pub(super) fn days(days: WholeDays) -> Self {
        Self(Kept::Days(days))
    }

    pub(super) fn extended(extent: &'t Extent) -> Self {
        Self(Kept::Other(extent))
    }

    /// The extent.
    #[must_use]
    pub fn extent(&self) -> Cow<'t, Extent> {
        match self.0 {
            Kept::Days(days) => Cow::Owned(days.extent()),
            Kept::Other(extent) => Cow::Borrowed(extent),
        }
    }

    /// Between which instants it begins, and between which it ends.
    #[must_use]
    #[inline]
    pub fn ends(&self) -> (Range, Range) {
        match self.0 {
            Kept::Days(days) => {
                let midnight = |day: i32| Range::exactly(i64::from(day) * DAY);
                (midnight(days.begin), midnight(days.end))
            }
            Kept::Other(extent) => (extent.begins, extent.ends),
        }
    }

    /// Whether the date has a zone.
    #[must_use]
    #[inline]
    pub fn is_zoned(&self) -> bool {
        matches!(self.0, Kept::Other(extent) if extent.zoned)
    }

    /// Whether it is approximate or uncertain.
    #[must_use]
    pub fn is_soft(&self) -> bool {
        matches!(self.0, Kept::Other(extent) if extent.approximate || extent.uncertain)
    }
}
