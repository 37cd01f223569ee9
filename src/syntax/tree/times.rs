//! Clauses of time as they are written: dates, weekdays, counts. Nothing is anchored yet.

use smallvec::{SmallVec, smallvec};

use super::{Name, Spanned};
use crate::date::{Calendar, Edtf, Part, Third, Weekday};
use crate::text::Span;

/// When: a clause of time, with times of some form.
#[derive(Debug, Clone, PartialEq)]
pub enum When<'t, T = Time<'t>> {
    /// `on T`
    On(T),
    /// `before T`
    Before(T),
    /// `after T`
    After(T),
    /// `between T and T`
    Between(T, T),
    /// `from T`; `from T to T` is a `From` and a `To`, each with its place, in a statement about an event, and `FromTo` in one about a state.
    From(T),
    /// `to T`
    To(T),
    /// `from T to T` of a state.
    FromTo(T, T),
    /// `during T`
    During(T),
    /// `same time as E`
    SameTime(Name<'t>),
    /// `same day as E`
    SameDay(Name<'t>),
    /// `2 days after E`, `within 48 hours after T`
    Counted(Offset<T>),
    /// `for 3 days`, `for at least 3 hours`; never `within`
    For(OffsetBound, Spanned<Amount>),
    /// `as of T` (states only)
    AsOf(T),
    /// `since T` (states only)
    Since(T),
    /// `until T` (states only)
    Until(T),
    /// `throughout T` (states only)
    Throughout(T),
}

/// Something that tells when, in a clause of time.
pub trait Timed<'t> {
    /// The event that it is counted from or names.
    fn event(&self) -> Option<Name<'t>>;
}

impl<'t, T> When<'t, T> {
    /// The events that it names, in the order of their places.
    #[must_use]
    pub fn events(&self) -> SmallVec<[Name<'t>; 2]>
    where
        T: Timed<'t>,
    {
        match self {
            Self::SameTime(event) | Self::SameDay(event) => smallvec![*event],
            _ => self.times().into_iter().filter_map(T::event).collect(),
        }
    }

    /// Its times, in the order of their places.
    #[must_use]
    pub fn times(&self) -> SmallVec<[&T; 2]> {
        match self {
            Self::On(time)
            | Self::Before(time)
            | Self::After(time)
            | Self::From(time)
            | Self::To(time)
            | Self::During(time)
            | Self::AsOf(time)
            | Self::Since(time)
            | Self::Until(time)
            | Self::Throughout(time) => smallvec![time],
            Self::Between(from, to) | Self::FromTo(from, to) => smallvec![from, to],
            Self::Counted(offset) => smallvec![&offset.anchor],
            Self::SameTime(_) | Self::SameDay(_) | Self::For(..) => SmallVec::new(),
        }
    }

    /// The same with its times in another form.
    pub(super) fn map<U>(self, form: impl Fn(T) -> U) -> When<'t, U> {
        match self {
            Self::On(time) => When::On(form(time)),
            Self::Before(time) => When::Before(form(time)),
            Self::After(time) => When::After(form(time)),
            Self::Between(from, to) => When::Between(form(from), form(to)),
            Self::From(time) => When::From(form(time)),
            Self::To(time) => When::To(form(time)),
            Self::FromTo(from, to) => When::FromTo(form(from), form(to)),
            Self::During(time) => When::During(form(time)),
            Self::SameTime(event) => When::SameTime(event),
            Self::SameDay(event) => When::SameDay(event),
            Self::Counted(offset) => When::Counted(offset.map(form)),
            Self::For(bound, amount) => When::For(bound, amount),
            Self::AsOf(time) => When::AsOf(form(time)),
            Self::Since(time) => When::Since(form(time)),
            Self::Until(time) => When::Until(form(time)),
            Self::Throughout(time) => When::Throughout(form(time)),
        }
    }
}

/// A time, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Time<'t> {
    /// Where it stands.
    pub span: Span,
    /// `about` before it, which widens it: `on about 2025-01`. A count has its own (`about 2 days after E`).
    pub about: Option<Span>,
    /// What it says.
    pub body: TimeBody<'t>,
}

impl<'t> Timed<'t> for Time<'t> {
    fn event(&self) -> Option<Name<'t>> {
        let mut body = &self.body;
        while let TimeBody::Offset(offset) = body {
            body = &offset.anchor.body;
        }
        match *body {
            TimeBody::Event(event)
            | TimeBody::Start(event)
            | TimeBody::End(event)
            | TimeBody::Weekday {
                which: Which::FirstAfter(event),
                ..
            } => Some(event),
            _ => None,
        }
    }
}

/// The forms of time.
#[derive(Debug, Clone, PartialEq)]
pub enum TimeBody<'t> {
    /// `2025-01-19`, `Sunday 2025-01-19`, `2025-01-19 evening`, `early 2015`, `julian 1918-01-31`
    Date {
        /// The date.
        date: Edtf,
        /// Where the date alone stands.
        date_span: Span,
        /// `julian` before it, where the calendar is said.
        calendar: Option<Spanned<Calendar>>,
        /// The weekday written with it.
        weekday: Option<Spanned<Weekday>>,
        /// The part of the day or period.
        part: PartOf,
    },
    /// `Saturday`, `Tuesday night`, `any Saturday`, `Saturday after arrest`
    Weekday {
        /// The day.
        weekday: Weekday,
        /// Which one.
        which: Which<'t>,
        /// The part of it.
        part: PartOf,
    },
    /// `yesterday`, `last month`: counted from the telling.
    Spoken {
        /// The word.
        word: Spoken,
        /// The part of it.
        part: PartOf,
    },
    /// `published`
    Published {
        /// The part of it.
        part: PartOf,
    },
    /// `told`
    Told {
        /// The part of it.
        part: PartOf,
    },
    /// An event's id.
    Event(Name<'t>),
    /// `start of E`
    Start(Name<'t>),
    /// `end of E`
    End(Name<'t>),
    /// `5 days before release`
    Offset(Box<Offset<Time<'t>>>),
}

/// A part of a day (`late morning`) or a third of a longer time (`early 2015`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct PartOf {
    /// `early`, `mid`, `late`
    pub third: Option<Third>,
    /// `morning`, …
    pub part: Option<Part>,
}

/// Which of the weekdays of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'t> {
    /// The latest not after the telling; in a plan the next.
    Nearest,
    /// `any`
    Any,
    /// `after E`: the first after it.
    FirstAfter(Name<'t>),
}

/// Days and longer times named from the telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spoken {
    /// `today`
    Today,
    /// `yesterday`
    Yesterday,
    /// `tomorrow`
    Tomorrow,
    /// `last week`
    Last(Period),
    /// `this week`
    This(Period),
    /// `next week`
    Next(Period),
}

/// The periods that `last`, `this` and `next` take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// `at least 2 weeks before E`
#[derive(Debug, Clone, PartialEq)]
pub struct Offset<T> {
    /// What bounds the count.
    pub bound: OffsetBound,
    /// How much.
    pub amount: Spanned<Amount>,
    /// Which way.
    pub direction: Direction,
    /// From where.
    pub anchor: T,
}

impl<T> Offset<T> {
    fn map<U>(self, form: impl Fn(T) -> U) -> Offset<U> {
        Offset {
            bound: self.bound,
            amount: self.amount,
            direction: self.direction,
            anchor: form(self.anchor),
        }
    }
}

/// What bounds a count of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OffsetBound {
    /// No word.
    Plain,
    /// `exactly`
    Exactly,
    /// `about`
    About,
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `less than`
    LessThan,
    /// `more than`
    MoreThan,
    /// `within`
    Within,
}

/// Before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `before`
    Before,
    /// `after`; also `of` in `within 48 hours of E`.
    After,
}

/// `48 hours`, `2 to 3 days`; `a day` is `1 day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The number, or the lower of two. Bounded by the parser so that no sum of it overflows.
    pub low: u32,
    /// The higher of `2 to 3`, else the same as `low`.
    pub high: u32,
    /// Of what.
    pub unit: Unit,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 60 seconds
    Minute,
    /// 3600 seconds
    Hour,
    /// A calendar day.
    Day,
    /// 7 days
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}
