//! Times with their anchors: what a clause of time says once weekdays and "yesterday" have been counted from the telling.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use super::fixed::WholeDays;
use super::{EventId, Fixed};
use crate::date::{Calendar, Extent, Precision, Weekday};
use crate::syntax::tree::{Direction, PartOf};
use crate::text::Location;

/// When an event was.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    /// Its start is in it.
    On(Time),
    /// Its end is before the start of it.
    Before(Time),
    /// Its start is after the end of it.
    After(Time),
    /// Its start is not before the first and not after the second.
    Between(Time, Time),
    /// Its start is in it.
    From(Time),
    /// Its end is in it.
    To(Time),
    /// It is inside; ends may coincide.
    During(Time),
    /// The same start and end as another event.
    SameTime(EventId),
    /// The same day as another event: both start on it.
    SameDay(EventId),
    /// Counted from something else.
    Counted(Box<(Count, Time)>),
    /// It lasted so long.
    For(Box<Length>),
}

impl When {
    /// Its times, in the order in which they stand.
    #[must_use]
    pub fn times(&self) -> SmallVec<[&Time; 2]> {
        match self {
            Self::On(time)
            | Self::Before(time)
            | Self::After(time)
            | Self::From(time)
            | Self::To(time)
            | Self::During(time) => smallvec![time],
            Self::Counted(counted) => smallvec![&counted.1],
            Self::Between(from, to) => smallvec![from, to],
            Self::SameTime(_) | Self::SameDay(_) | Self::For(_) => SmallVec::new(),
        }
    }

    /// The events that it speaks of besides the one whose time it is, in the order in which they stand.
    #[must_use]
    pub fn events(&self) -> SmallVec<[EventId; 2]> {
        match self {
            Self::SameTime(event) | Self::SameDay(event) => smallvec![*event],
            _ => self.times().into_iter().filter_map(Time::event).collect(),
        }
    }
}

/// A time. Nearly all are whole days, or so many days from an event; these take no room but their own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Time(Kept);

/// What is kept of a time: always the first of these that can.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kept {
    /// A date, as written: from the beginning of a day, by its number, to the beginning of another.
    Days(i32, i32, Precision),
    /// An event.
    Event(EventId, EventPart),
    /// So many days, exactly, from an event.
    DaysFrom(i32, Direction, EventId, EventPart),
    /// The first such weekday after an event.
    FirstAfter(Weekday, PartOf, EventId),
    /// Any such weekday.
    Any(Weekday, PartOf),
    /// Nothing.
    Unknown,
    /// Whatever else there is.
    Other(Box<Other>),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Other {
    Date(Extent, Reading),
    Counted(Count, Time),
}

impl Time {
    /// A date, and how it came about.
    #[must_use]
    pub fn date(extent: Extent, reading: Reading) -> Self {
        let days = WholeDays::of(&extent).filter(|_| reading == Reading::Written);
        Self(match days {
            Some(WholeDays {
                begin,
                end,
                precision,
            }) => Kept::Days(begin, end, precision),
            None => Kept::Other(Box::new(Other::Date(extent, reading))),
        })
    }

    /// All of some days, from the first to the last, by their numbers; none if these are too large.
    #[must_use]
    pub fn days(first: i64, last: i64) -> Option<Self> {
        let (begin, end) = (i32::try_from(first).ok()?, i32::try_from(last + 1).ok()?);
        Some(Self(Kept::Days(begin, end, Precision::Day)))
    }

    /// An event or one end of it.
    #[must_use]
    pub fn of_event(event: EventId, part: EventPart) -> Self {
        Self(Kept::Event(event, part))
    }

    /// So far before or after another.
    #[must_use]
    pub fn counted(count: Count, from: Self) -> Self {
        let days = count.exact_days().and_then(|days| i32::try_from(days).ok());
        Self(match (days, &from.0) {
            (Some(days), Kept::Event(event, part)) => {
                Kept::DaysFrom(days, count.direction, *event, *part)
            }
            _ => Kept::Other(Box::new(Other::Counted(count, from))),
        })
    }

    /// The first such weekday, or a part of it, after an event.
    #[must_use]
    pub fn first_after(weekday: Weekday, part: PartOf, event: EventId) -> Self {
        Self(Kept::FirstAfter(weekday, part, event))
    }

    /// Any such weekday, or a part of it.
    #[must_use]
    pub fn any(weekday: Weekday, part: PartOf) -> Self {
        Self(Kept::Any(weekday, part))
    }

    /// Nothing that is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self(Kept::Unknown)
    }

    /// The same, widened by one unit of its precision if it is a date.
    #[must_use]
    pub fn about(self) -> Self {
        match self.anchor() {
            Anchor::Fixed(date) => Self::date(date.extent().about(), self.reading().clone()),
            _ => self,
        }
    }

    /// What it is fixed to.
    #[must_use]
    #[inline]
    pub fn anchor(&self) -> Anchor<'_> {
        match &self.0 {
            &Kept::Days(begin, end, precision) => Anchor::Fixed(Fixed::days(WholeDays {
                begin,
                end,
                precision,
            })),
            &Kept::Event(event, part) => Anchor::Event(event, part),
            &Kept::DaysFrom(days, direction, event, part) => Anchor::Offset(Offset {
                count: Count::days(days.into(), direction),
                from: Cow::Owned(Self::of_event(event, part)),
            }),
            &Kept::FirstAfter(weekday, part, event) => Anchor::FirstAfter(weekday, part, event),
            &Kept::Any(weekday, part) => Anchor::Any(weekday, part),
            Kept::Unknown => Anchor::Unknown,
            Kept::Other(other) => match &**other {
                Other::Date(extent, _) => Anchor::Fixed(Fixed::extended(extent)),
                Other::Counted(count, from) => Anchor::Offset(Offset {
                    count: *count,
                    from: Cow::Borrowed(from),
                }),
            },
        }
    }

    /// How it came about, where a rule was needed.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        match &self.0 {
            Kept::Other(other) => match &**other {
                Other::Date(_, reading) => reading,
                Other::Counted(..) => &Reading::Written,
            },
            _ => &Reading::Written,
        }
    }

    /// The event that it is anchored to, if it is to one.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        match &self.0 {
            Kept::Event(event, _)
            | Kept::DaysFrom(_, _, event, _)
            | Kept::FirstAfter(_, _, event) => Some(*event),
            Kept::Other(other) => match &**other {
                Other::Date(..) => None,
                Other::Counted(_, from) => from.event(),
            },
            Kept::Days(..) | Kept::Any(..) | Kept::Unknown => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn event_mut(&mut self) -> Option<&mut EventId> {
        match &mut self.0 {
            Kept::Event(event, _)
            | Kept::DaysFrom(_, _, event, _)
            | Kept::FirstAfter(_, _, event) => Some(event),
            Kept::Other(other) => match &mut **other {
                Other::Date(..) => None,
                Other::Counted(_, from) => from.event_mut(),
            },
            Kept::Days(..) | Kept::Any(..) | Kept::Unknown => None,
        }
    }

    /// Whether a date in it has a zone.
    #[must_use]
    pub fn is_zoned(&self) -> bool {
        match &self.0 {
            Kept::Other(other) => match &**other {
                Other::Date(extent, _) => extent.zoned,
                Other::Counted(_, from) => from.is_zoned(),
            },
            _ => false,
        }
    }

    /// Whether it is approximate or uncertain: a conflict that rests on it is never more than a tension.
    #[must_use]
    pub fn is_soft(&self) -> bool {
        match &self.0 {
            Kept::Other(other) => match &**other {
                Other::Date(extent, _) => Fixed::extended(extent).is_soft(),
                Other::Counted(_, from) => from.is_soft(),
            },
            Kept::Days(..)
            | Kept::Event(..)
            | Kept::DaysFrom(..)
            | Kept::FirstAfter(..)
            | Kept::Any(..)
            | Kept::Unknown => false,
        }
    }
}

/// What a time is fixed to.
#[derive(Debug, Clone)]
pub enum Anchor<'t> {
    /// The calendar.
    Fixed(Fixed<'t>),
    /// An event.
    Event(EventId, EventPart),
    /// Something else, so far before or after it.
    Offset(Offset<'t>),
    /// The first such weekday after an event, or a part of it.
    FirstAfter(Weekday, PartOf, EventId),
    /// Any such weekday, or a part of it.
    Any(Weekday, PartOf),
    /// Nothing: a weekday of a telling that has no date, or a date that could not be read.
    Unknown,
}

/// A time that is counted from another.
#[derive(Debug, Clone)]
pub struct Offset<'t> {
    /// How far before or after it.
    pub count: Count,
    /// The other.
    pub from: Cow<'t, Time>,
}

/// Which part of an event a time names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventPart {
    /// All of it.
    Whole,
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// How a time came about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reading {
    /// As written.
    Written,
    /// A bare weekday: the latest that is not after the telling.
    LatestWeekday {
        /// What the telling leaves open.
        told: Box<Extent>,
    },
    /// A bare weekday in a plan: the next after the telling.
    NextWeekday {
        /// What the telling leaves open.
        told: Box<Extent>,
    },
    /// Counted from the telling, as `yesterday` is.
    FromTelling {
        /// What the telling leaves open.
        told: Box<Extent>,
    },
}

/// A weekday written with a date that does not have it.
#[derive(Debug, Clone)]
pub struct WrongWeekday {
    /// Where both stand.
    pub location: Location,
    /// The weekday, as written.
    pub written: Weekday,
    /// The date, as written.
    pub extent: Extent,
}

/// An amount of time with its bounds, in whole units: seconds, days or calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// In what it is counted.
    pub unit: CountUnit,
    /// At least so many.
    pub low: i64,
    /// Whether `low` itself is outside.
    pub above_low: bool,
    /// At most so many, if there is a bound.
    pub high: Option<i64>,
    /// Whether `high` itself is outside.
    pub below_high: bool,
    /// Which way it is counted.
    pub direction: Direction,
}

/// How long something lasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    /// The time from its start to its end, in seconds or calendar months.
    pub count: Count,
    /// At least so many midnights lie between them, 0 or more.
    pub midnights: i64,
}

/// What a count is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountUnit {
    /// Seconds between instants.
    Seconds,
    /// Calendar days.
    Days,
    /// Months of a calendar, from the day where they are counted.
    Months(Calendar),
}

impl Count {
    /// So many days, no more and no fewer.
    #[must_use]
    pub fn days(days: i64, direction: Direction) -> Self {
        Self {
            unit: CountUnit::Days,
            low: days,
            above_low: false,
            high: Some(days),
            below_high: false,
            direction,
        }
    }

    /// How many days it is, if it is exactly so many.
    fn exact_days(&self) -> Option<i64> {
        (*self == Self::days(self.low, self.direction)).then_some(self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Edtf;

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
            for reading in [
                Reading::Written,
                Reading::FromTelling {
                    told: Box::new(Extent::day(7)),
                },
            ] {
                let time = Time::date(extent.clone(), reading.clone());
                let Anchor::Fixed(fixed) = time.anchor() else {
                    panic!("{date} is no date any more");
                };
                assert_eq!(*fixed.extent(), extent, "{date}");
                assert_eq!(*time.reading(), reading, "{date}");
            }
        }
        let day = Time::date(Extent::day(20_000), Reading::Written);
        assert_eq!(day.0, Kept::Days(20_000, 20_001, Precision::Day));
        assert_eq!(Time::days(20_000, 20_000), Some(day));
    }

    #[test]
    fn every_count_is_kept_as_it_is() {
        let event = Time::of_event(EventId(3), EventPart::End);
        let day = Time::date(Extent::day(20_000), Reading::Written);
        let days = |days| Count::days(days, Direction::Before);
        let few = days(5);
        let counts = [
            few,
            days(i64::from(i32::MAX)),
            days(i64::from(i32::MAX) + 1),
            Count {
                unit: CountUnit::Months(Calendar::Julian),
                ..few
            },
            Count { low: 4, ..few },
            Count {
                above_low: true,
                ..few
            },
            Count { high: None, ..few },
            Count {
                below_high: true,
                ..few
            },
            Count {
                direction: Direction::After,
                ..few
            },
        ];
        for count in counts {
            for from in [&event, &day] {
                let time = Time::counted(count, from.clone());
                let Anchor::Offset(offset) = time.anchor() else {
                    panic!("{count:?} is no count any more");
                };
                assert_eq!((offset.count, &*offset.from), (count, from));
                assert_eq!(time.event(), from.event());
            }
        }
        let counted = Time::counted(few, event);
        assert!(matches!(counted.0, Kept::DaysFrom(5, ..)));
    }
}
