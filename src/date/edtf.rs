//! A date as written in ISO 8601-2 / EDTF.

use std::fmt;
use std::ops::Range;

use super::{Calendar, Extent, Precision, lex, parse, plain};

/// A date as written in ISO 8601-2 / EDTF (levels 0 to 2), parsed. What it means is told by [`Edtf::extent`].
///
/// Beyond the standard: clock times without seconds, clock times in intervals and sets, marks on everything, `24:00`, double
/// years (`1731/32`, also before `-02-11`). Not taken: an interval without any date (`../..`), months and days after a year
/// written with `Y`, clock times after an incomplete date, white space. A leap second counts as the second before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    /// Boxed, so that what holds a date stays small.
    pub(super) body: Box<Body>,
}

/// Which part of a date string is wrong, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    /// The wrong part, in bytes of the string. Empty, at its end, where something is missing.
    pub range: Range<usize>,
    /// Why, in plain words, with what to write instead where that is clear.
    pub message: String,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EdtfError {}

impl Edtf {
    /// Reads a date of the Gregorian calendar.
    ///
    /// # Errors
    /// If it is no date, tells which part of the string is wrong and why.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        Self::parse_in(text, Calendar::Gregorian)
    }

    /// Reads a date of this calendar: the Julian one has 29 February in 1700, 1800, 1900, ….
    ///
    /// # Errors
    /// If it is no date, tells which part of the string is wrong and why.
    pub fn parse_in(text: &str, calendar: Calendar) -> Result<Self, EdtfError> {
        parse::date(text, calendar).map(|body| Self {
            body: Box::new(body),
        })
    }

    /// How many bytes at the beginning of a text are meant as a date; 0 if none. They need not be a right one: the word goes
    /// as far as its characters could stand in a date, so that [`Edtf::parse`] can say what is wrong.
    ///
    /// A bare number of fewer than four digits is not a date (`2 days`), nor is one with a decimal point, nor an id that begins with
    /// `X` or `Y`. A number of four digits and more is taken for one; where a number is expected, do not ask.
    #[must_use]
    pub fn lex(text: &str) -> usize {
        lex::length(text)
    }

    /// The same where it is a day or an interval between two days, all in digits, with white space or a comma behind it.
    #[must_use]
    pub fn lex_days(text: &str) -> Option<usize> {
        plain::length(text.as_bytes())
    }

    /// What it leaves open, as a date of the Gregorian calendar.
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.extent_in(Calendar::Gregorian)
    }

    /// What it leaves open, as a date of the Julian calendar, in days of the Gregorian.
    #[must_use]
    pub fn extent_julian(&self) -> Extent {
        self.extent_in(Calendar::Julian)
    }

    /// The same date with every clock time left out: the days that are written, whatever time of them and on whichever clocks.
    #[must_use]
    pub fn without_clocks(&self) -> Self {
        let mut body = self.body.clone();
        body.each_date(|date| date.clock = None);
        Self { body }
    }

    /// Whether it names several dates that are all meant: `{…}`.
    #[must_use]
    pub fn is_all_of(&self) -> bool {
        matches!(&*self.body, Body::Set { all: true, .. })
    }

    /// Whether it is an interval: `2015/2020`, `../2016`.
    #[must_use]
    pub fn is_interval(&self) -> bool {
        matches!(&*self.body, Body::Interval(..))
    }
}

/// The forms of a date string.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Body {
    /// A single date.
    One(Date),
    /// `a/b`; at most one end is missing (open or unknown).
    Interval(Option<End>, Option<End>),
    /// `[…]` or `{…}`.
    Set {
        /// `{…}`: all of them.
        all: bool,
        /// At least one.
        members: Vec<Member>,
    },
}

impl Body {
    /// Lets every date in it be changed.
    fn each_date(&mut self, mut change: impl FnMut(&mut Date)) {
        match self {
            Self::One(date) => change(date),
            Self::Interval(from, to) => {
                let ends = [from, to].into_iter().flatten();
                ends.for_each(|end| change(&mut end.date));
            }
            Self::Set { members, .. } => members.iter_mut().for_each(|member| match member {
                Member::One(date) => change(date),
                Member::Run(from, to) => [from, to].into_iter().flatten().for_each(&mut change),
            }),
        }
    }
}

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct End {
    /// The date of it.
    pub(super) date: Date,
    /// `..a/b`, `a/b..`: on this date or further out.
    pub(super) or_beyond: bool,
}

/// A member of a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Member {
    /// `1667`
    One(Date),
    /// `1670..1672`, `..1672`, `1670..`; at most one end is missing.
    Run(Option<Date>, Option<Date>),
}

/// A single date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Date {
    /// The year or years that it may be.
    pub(super) years: Years,
    /// What of the year.
    pub(super) within: Within,
    /// The time of day.
    pub(super) clock: Option<Clock>,
    /// The coarsest unit marked `~` or `%`.
    pub(super) approximate: Option<Precision>,
    /// Something is marked `?` or `%`.
    pub(super) uncertain: bool,
}

/// The year or years that a date may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Years {
    /// Four digits, some perhaps unspecified.
    Digits {
        /// Years before 1 BC.
        negative: bool,
        /// From the left; none where it is unspecified.
        digits: [Option<u8>; 4],
    },
    /// One of these years, both included: with `Y`, with significant digits, a double year.
    Between {
        /// The first.
        low: i64,
        /// The last.
        high: i64,
        /// How finely it is told.
        precision: Precision,
    },
}

/// Two digits, some perhaps unspecified.
pub(super) type Pair = [Option<u8>; 2];

/// What of a year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Within {
    /// All of it.
    Year,
    /// A season, quarter, …: 21 to 41.
    Season(u8),
    /// A month.
    Month(Pair),
    /// A day of a month.
    Day(Pair, Pair),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Clock {
    /// Seconds since midnight; 86 400 for `24:00`.
    pub(super) seconds: u32,
    /// Whether seconds are given.
    pub(super) to_the_second: bool,
    /// How far its clock is ahead of UTC, in seconds, where that is given.
    pub(super) offset: Option<i32>,
}

/// Whether a number can be what two digits stand for.
pub(super) fn fits(pair: Pair, number: u8) -> bool {
    let digit = |given: Option<u8>, digit| given.is_none_or(|given| given == digit);
    digit(pair[0], number / 10) && digit(pair[1], number % 10)
}
