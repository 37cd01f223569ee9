//! From a date as written to what it leaves open.
//!
//! | written | begins | ends |
//! | --- | --- | --- |
//! | a day, month, year | its first instant | the first instant after it |
//! | a clock time | anywhere in its minute or second | as it begins |
//! | `…T24:00` | there, or in the last second of the day | as it begins |
//! | `201X`, `2015-XX`, `1950S2` | with the first to the last such unit | with the same |
//! | `a/b` | on a day of `a` (in `a`, if that is a clock time) | with a day of `b` |
//! | `../b`, `/b`, `a/..`, `a/` | unknown on the missing side | |
//! | `..a/b`, `a/b..` | on a day of `a` or before | with a day of `b` or after |
//! | `[a,b]` | one of them, in pieces where there are gaps | |
//! | `{a,b}` | the period from the first to the last; pieces for "on any of them" | |
//! | `x~` | one unit earlier to one unit later | with the same |
//!
//! A mark stands for the whole date; `~` behind a component (and with it all to the left) widens by one unit of that component,
//! before a component by one unit of that one alone; with several, the coarsest counts.

use super::calendar::{Calendar, YEAR_LIMIT, within_limits};
use super::edtf::{Body, Clock, Date, Edtf, End, Member, Within, Years};
use super::within::{days, months, seasons};
use super::{DAY, Extent, PIECES, Precision, Range};

/// In larger sets, members that have gaps themselves are taken by their hull: memory must not grow by hundreds of pieces for every
/// few characters.
const GAPPED: usize = 32;

impl Edtf {
    /// What it leaves open, as a date of this calendar.
    #[must_use]
    pub fn extent_in(&self, calendar: Calendar) -> Extent {
        match &*self.body {
            Body::One(date) => date.extent(calendar),
            Body::Interval(from, to) => interval(from.as_ref(), to.as_ref(), calendar),
            Body::Set { all, members } => {
                let extents = members.iter().map(|member| {
                    let extent = member.extent(*all, calendar);
                    if members.len() > GAPPED {
                        extent.without_pieces()
                    } else {
                        extent
                    }
                });
                let extents = extents.collect();
                if *all {
                    Extent::all_of(extents)
                } else {
                    Extent::one_of(extents)
                }
            }
        }
    }
}

impl Member {
    /// What it leaves open, in a set of which all is meant or one.
    fn extent(&self, all: bool, calendar: Calendar) -> Extent {
        match self {
            Self::Run(from, to) if all => stretch(from.as_ref(), to.as_ref(), calendar),
            Self::One(date) => date.extent(calendar),
            Self::Run(from, to) => run(from.as_ref(), to.as_ref(), calendar),
        }
    }
}

/// `a/b`: it begins on some day of `a` and ends with some day of `b`.
fn interval(first: Option<&End>, last: Option<&End>, calendar: Calendar) -> Extent {
    let extent = |end: Option<&End>| end.map(|end| end.date.extent(calendar));
    let beyond = |end: Option<&End>| end.is_some_and(|end| end.or_beyond);
    let (from, to) = (extent(first), extent(last));
    let begins = from.as_ref().map_or(Range::OPEN, |from| Range {
        earliest: from.begins.earliest.filter(|_| !beyond(first)),
        latest: from.ends.latest.map(|end| end - grain(from)),
    });
    let ends = to.as_ref().map_or(Range::OPEN, |to| Range {
        earliest: to.begins.earliest.map(|begin| begin + grain(to)),
        latest: to.ends.latest.filter(|_| !beyond(last)),
    });
    let mut extent = Extent::new(begins, ends, Precision::Second);
    for end in [from, to].into_iter().flatten() {
        mark(&mut extent, &end);
    }
    extent
}

/// `a..b` where all is meant: the period from the beginning of `a` to the end of `b`.
fn stretch(from: Option<&Date>, to: Option<&Date>, calendar: Calendar) -> Extent {
    let ends = [from, to].map(|date| date.map(|date| date.extent(calendar)));
    let begins = ends[0].as_ref().map_or(Range::OPEN, |from| from.begins);
    let until = ends[1].as_ref().map_or(Range::OPEN, |to| to.ends);
    let mut extent = Extent::new(begins, until, Precision::Second);
    for end in ends.iter().flatten() {
        mark(&mut extent, end);
    }
    extent
}

/// The last (first) of it that an end of an interval takes: a day, or nothing of a moment.
fn grain(end: &Extent) -> i64 {
    if end.precision.is_clock() { 0 } else { DAY }
}

/// `a..b` in a set: one of the units from `a` to `b`; where the two are not of one precision, one of their days.
fn run(from: Option<&Date>, to: Option<&Date>, calendar: Calendar) -> Extent {
    let (from, to) = (
        from.map(|d| d.extent(calendar)),
        to.map(|d| d.extent(calendar)),
    );
    if let (Some(a), Some(b)) = (&from, &to) {
        let mut extent = if a.precision == b.precision {
            Extent::new(a.begins.hull(b.begins), a.ends.hull(b.ends), a.precision)
        } else {
            let days = Range {
                earliest: a.begins.earliest,
                latest: b.ends.latest,
            };
            Extent::new(days, days, Precision::Second)
        };
        mark(&mut extent, a);
        mark(&mut extent, b);
        return extent;
    }
    let known = from.as_ref().or(to.as_ref());
    let open = |range: Range| Range {
        earliest: range.earliest.filter(|_| from.is_some()),
        latest: range.latest.filter(|_| to.is_some()),
    };
    known.map_or_else(
        || Extent::new(Range::OPEN, Range::OPEN, Precision::Day),
        |known| Extent {
            begins: open(known.begins),
            ends: open(known.ends),
            pieces: Vec::new(),
            ..known.clone()
        },
    )
}

/// Takes over the marks of a part, and its precision if that is coarser.
fn mark(extent: &mut Extent, part: &Extent) {
    extent.precision = extent.precision.max(part.precision);
    extent.zoned |= part.zoned;
    extent.approximate |= part.approximate;
    extent.uncertain |= part.uncertain;
}

impl Date {
    /// How finely it is told.
    pub(super) fn precision(&self) -> Precision {
        match (self.clock, self.within) {
            (Some(clock), _) => clock.precision(),
            (None, Within::Year) => self.years.precision(),
            (None, Within::Season(_)) => Precision::Season,
            (None, Within::Month(_)) => Precision::Month,
            (None, Within::Day(..)) => Precision::Day,
        }
    }

    /// What it leaves open.
    pub(super) fn extent(&self, calendar: Calendar) -> Extent {
        let plain = match self.within {
            Within::Year => years(self.years, calendar),
            Within::Season(season) => seasons(self.years, season, calendar),
            Within::Month(month) => months(self.years, month, calendar),
            Within::Day(month, day) => days(self.years, month, day, calendar),
        };
        let told = match self.clock {
            Some(clock) => clock.extent(&plain),
            None => plain,
        };
        let mut extent = self.approximate.map_or(told.clone(), |by| told.widened(by));
        if self.uncertain {
            extent.set_uncertain();
        }
        extent
    }
}

impl Clock {
    /// How finely it is told.
    pub(super) fn precision(self) -> Precision {
        if self.to_the_second {
            Precision::Second
        } else {
            Precision::Minute
        }
    }

    /// The moment on a day.
    fn extent(self, day: &Extent) -> Extent {
        let midnight = day.begins.earliest.unwrap_or_default();
        let start = midnight + i64::from(self.seconds) - i64::from(self.offset.unwrap_or(0));
        let length = if self.to_the_second { 1 } else { 60 };
        // The end of a day is its last moment for some, for others the first of the next.
        let before = i64::from(i64::from(self.seconds) == DAY);
        let mut moment = Extent::moment(start - before, length + before, self.precision());
        moment.zoned = self.offset.is_some();
        moment
    }
}

impl Years {
    /// How finely the year is told: by the digits missing on its right.
    pub(super) fn precision(self) -> Precision {
        match self {
            Self::Between { precision, .. } => precision,
            Self::Digits { digits, .. } => match missing(digits) {
                0 => Precision::Year,
                1 => Precision::Decade,
                2 => Precision::Century,
                _ => Precision::Millennium,
            },
        }
    }

    /// The year, where all its digits are given.
    pub(super) fn certain(self) -> Option<i64> {
        match self {
            Self::Between { low, high, .. } => (low == high).then_some(low),
            Self::Digits { negative, digits } => {
                let mut year = 0;
                for digit in digits {
                    year = year * 10 + i64::from(digit?);
                }
                Some(if negative { -year } else { year })
            }
        }
    }

    /// The runs of years that it may be, first and last year of each, in order. At most 1000.
    pub(super) fn runs(self) -> Vec<(i64, i64)> {
        let (negative, digits) = match self {
            Self::Between { low, high, .. } => return vec![(low, high)],
            Self::Digits { negative, digits } => (negative, digits),
        };
        let right = missing(digits);
        let width = [1, 10, 100, 1_000, 10_000][right];
        let mut starts = vec![0];
        for digit in &digits[..4 - right] {
            let choices = digit.map_or(0..=9, |digit| digit..=digit);
            starts = starts
                .iter()
                .flat_map(|start| {
                    choices
                        .clone()
                        .map(move |digit| start * 10 + i64::from(digit))
                })
                .collect();
        }
        let run = |start: i64| (start * width, start * width + width - 1);
        let signed = |(low, high): (i64, i64)| if negative { (-high, -low) } else { (low, high) };
        let mut runs: Vec<_> = starts.into_iter().map(|start| signed(run(start))).collect();
        runs.sort_unstable();
        runs
    }

    /// Every year that it may be, in order, if they are no more than [`PIECES`].
    pub(super) fn few(self) -> Option<Vec<i64>> {
        let all = self.runs().into_iter().flat_map(|(low, high)| low..=high);
        let few: Vec<i64> = all.take(PIECES + 1).collect();
        (few.len() <= PIECES).then_some(few)
    }
}

/// How many digits are missing on the right.
fn missing(digits: [Option<u8>; 4]) -> usize {
    digits
        .iter()
        .rev()
        .take_while(|digit| digit.is_none())
        .count()
}

/// A lower bound at the start of a year: none for years that are not counted because they are too early.
fn earliest(year: i64, calendar: Calendar) -> Option<i64> {
    (year >= -YEAR_LIMIT).then(|| within_limits(calendar.month_start(year.min(YEAR_LIMIT), 0)))
}

/// An upper bound at the start of a year: none for years that are not counted because they are too late.
fn latest(year: i64, calendar: Calendar) -> Option<i64> {
    (year <= YEAR_LIMIT).then(|| within_limits(calendar.month_start(year.max(-YEAR_LIMIT), 0)))
}

/// One of the years.
fn years(years: Years, calendar: Calendar) -> Extent {
    let starts = |first, last| Range {
        earliest: earliest(first, calendar),
        latest: latest(last, calendar),
    };
    let run = |(low, high): (i64, i64)| {
        Extent::new(
            starts(low, high),
            starts(low.saturating_add(1), high.saturating_add(1)),
            years.precision(),
        )
    };
    Extent::one_of(years.runs().into_iter().map(run).collect())
}
