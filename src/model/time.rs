//! Times with their anchors: what a clause of time says once weekdays and "yesterday" have been counted from the telling.

use smallvec::{SmallVec, smallvec};

use super::{EventId, Fixed};
use crate::date::{Extent, Weekday};
use crate::syntax::tree::{Direction, PartOf};

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
    Counted(Count, Time),
    /// It lasted so long.
    For(Count),
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
            | Self::During(time)
            | Self::Counted(_, time) => smallvec![time],
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

/// A time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Time {
    /// What it is fixed to.
    pub anchor: Anchor,
    /// How it came about, where a rule was needed.
    pub reading: Reading,
}

impl Time {
    /// The event that it is anchored to, if it is to one.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        match &self.anchor {
            Anchor::Event(event, _) | Anchor::FirstAfter(_, _, event) => Some(*event),
            Anchor::Offset(offset) => offset.from.event(),
            Anchor::Fixed(_) | Anchor::Any(..) | Anchor::Unknown => None,
        }
    }
}

/// What a time is fixed to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The calendar.
    Fixed(Fixed),
    /// An event.
    Event(EventId, EventPart),
    /// Something else, so far before or after it.
    Offset(Box<Offset>),
    /// The first such weekday after an event, or a part of it.
    FirstAfter(Weekday, PartOf, EventId),
    /// Any such weekday, or a part of it.
    Any(Weekday, PartOf),
    /// Nothing: a weekday of a telling that has no date, or a date that could not be read.
    Unknown,
}

/// A time that is counted from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offset {
    /// How far before or after it.
    pub count: Count,
    /// The other.
    pub from: Time,
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

/// What a count is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountUnit {
    /// Seconds between instants.
    Seconds,
    /// Calendar days.
    Days,
    /// Calendar months, from the day where they are counted.
    Months,
}
