//! Dates that times are fixed to. Nearly all are whole days; these take an eighth of the room.

use std::borrow::Cow;

use crate::date::{DAY, Extent, Precision};

/// What a date leaves open, as [`Extent`] tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fixed(Kept);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kept {
    /// From the beginning of a day, by its number, to the beginning of another.
    Days(i32, i32, Precision),
    /// Whatever else there is.
    Other(Box<Extent>),
}

impl Fixed {
    /// Keeps an extent.
    #[must_use]
    pub fn new(extent: Extent) -> Self {
        let whole = |instant: Option<i64>| {
            let day = instant.filter(|instant| instant % DAY == 0)? / DAY;
            i32::try_from(day).ok()
        };
        let begin = whole(extent.begins.exact());
        if let Some((begin, end)) = begin.zip(whole(extent.ends.exact())) {
            let days = Self(Kept::Days(begin, end, extent.precision));
            if *days.extent() == extent {
                return days;
            }
        }
        Self(Kept::Other(Box::new(extent)))
    }

    /// All of some days, from the first to the last, by their numbers.
    #[must_use]
    pub fn days(first: i64, last: i64) -> Option<Self> {
        let (begin, end) = (i32::try_from(first).ok()?, i32::try_from(last + 1).ok()?);
        Some(Self(Kept::Days(begin, end, Precision::Day)))
    }

    /// The extent.
    #[must_use]
    pub fn extent(&self) -> Cow<'_, Extent> {
        match &self.0 {
            Kept::Days(begin, end, precision) => {
                let instant = |day: i32| i64::from(day) * DAY;
                Cow::Owned(Extent::period(instant(*begin), instant(*end), *precision))
            }
            Kept::Other(extent) => Cow::Borrowed(extent),
        }
    }

    /// Whether the date has a zone.
    #[must_use]
    pub fn is_zoned(&self) -> bool {
        matches!(&self.0, Kept::Other(extent) if extent.zoned)
    }

    /// Whether it is approximate or uncertain.
    #[must_use]
    pub fn is_soft(&self) -> bool {
        matches!(&self.0, Kept::Other(extent) if extent.approximate || extent.uncertain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Calendar, Edtf};

    #[test]
    fn every_date_is_kept_as_it_is() {
        let dates = [
            "2025-01-19",
            "2025-01",
            "2025",
            "1979-08-06/1979-10-09",
            "2025-01-19T10:30",
            "2025-01-19T00:00Z",
            "2025-01-19?",
            "2025-01-19~",
            "2025-01-1X",
            "[2025-01-19,2025-01-21]",
            "../2025-01-19",
            "-9999-01-01",
        ];
        for date in dates {
            let extent = Edtf::parse(date).unwrap().extent_in(Calendar::default());
            assert_eq!(*Fixed::new(extent.clone()).extent(), extent, "{date}");
        }
        let day = Fixed::new(Extent::day(20_000));
        assert!(matches!(day.0, Kept::Days(20_000, 20_001, Precision::Day)));
    }
}
