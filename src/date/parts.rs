//! Parts of the day and thirds of a period, as wide as usage is.
//!
//! | part | hours |     | third of | early | mid | late |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | morning | 04–12 | | part of a day, day | first half | the middle half | second half |
//! | noon | 11–14 | | week | Mon–Wed | Tue–Fri | Thu–Sun |
//! | afternoon | 12–18 | | month | 1–12 | 8–23 | 19–end |
//! | evening | 16–24 | | season, quarter | first half | the middle half | second half |
//! | night | 18–06 of the next day | | year | Jan–May | Apr–Sep | Aug–Dec |
//! | | | | decade | years 0–4 | 3–7 | 6–9 |
//! | | | | century | years 0–39 | 30–69 | 60–99 |

use super::calendar::{day_of, shift_months, within_limits};
use super::{DAY, Extent, PIECES, Precision, Range};

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

impl Part {
    /// The hours at which it begins and ends; 30 is 6 o'clock of the next day.
    #[must_use]
    pub fn hours(self) -> (i64, i64) {
        match self {
            Self::Morning => (4, 12),
            Self::Noon => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (16, 24),
            Self::Night => (18, 30),
        }
    }
}

impl Extent {
    /// A part of the day: of its day, or of some day of a longer time. None of what is finer than a day. The hours are those of the
    /// clock, so apply it before [`Extent::in_zone`].
    #[must_use]
    pub fn part_of_day(&self, part: Part) -> Option<Self> {
        if self.precision < Precision::Day {
            return None;
        }
        let (from, to) = part.hours();
        let on = |day: i64, hour: i64| {
            within_limits(day.saturating_mul(DAY).saturating_add(hour * 3_600))
        };
        let part = |of: &Self, first: Option<i64>, last: Option<i64>| {
            let at = |hour| Range {
                earliest: first.map(|day| on(day, hour)),
                latest: last.map(|day| on(day, hour)),
            };
            Self {
                begins: at(from),
                ends: at(to),
                precision: Precision::Part,
                pieces: Vec::new(),
                ..*of
            }
        };
        // The morning of some day of a month is no time between two mornings.
        let days = |of: &Self| match of.days() {
            (Some(first), Some(last)) if few(first, last) => {
                let each = (first..=last).map(|day| part(of, Some(day), Some(day)));
                Self::one_of(each.collect())
            }
            (first, last) => part(of, first, last),
        };
        Some(self.each(days))
    }

    /// The early, middle or late third of a part of the day, day, week, month, season, year, decade or century. None of clock times,
    /// of intervals, and of what has no beginning or end.
    #[must_use]
    pub fn third(&self, third: Third) -> Option<Self> {
        let of = |whole: &Self| {
            let (begins, ends) = whole.third_ranges(third)?;
            let precision = precision_of_third(whole.precision);
            Some(Self {
                begins,
                ends,
                precision,
                pieces: Vec::new(),
                ..*whole
            })
        };
        of(self)?;
        Some(self.each(|piece| of(piece).unwrap_or_else(|| piece.clone())))
    }

    /// Where the third begins and ends.
    fn third_ranges(&self, third: Third) -> Option<(Range, Range)> {
        let (first, last) = (self.begins.earliest?, self.begins.latest?);
        let (first_end, last_end) = (self.ends.earliest?, self.ends.latest?);
        let years = match self.precision {
            Precision::Decade => Some(10),
            Precision::Century => Some(100),
            _ => None,
        };
        if let Some(years) = years {
            let whole = Some(last_end) == Some(shift_months(first, years * 12));
            return whole.then(|| years_of(first, years, third));
        }
        let (begin, end) = third_of(self.precision, third, first, first_end)?;
        let (last_begin, last_end) = third_of(self.precision, third, last, last_end)?;
        Some((Range::new(begin, last_begin), Range::new(end, last_end)))
    }
}

/// Whether these days are several, and not too many to be told apart.
fn few(first: i64, last: i64) -> bool {
    usize::try_from(last.saturating_sub(first)).is_ok_and(|more| (1..PIECES).contains(&more))
}

/// Some year of a third of this many years from `start`.
fn years_of(start: i64, years: i64, third: Third) -> (Range, Range) {
    let (from, to) = match (years, third) {
        (10, Third::Early) => (0, 5),
        (10, Third::Mid) => (3, 8),
        (10, Third::Late) => (6, 10),
        (_, Third::Early) => (0, 40),
        (_, Third::Mid) => (30, 70),
        (_, Third::Late) => (60, 100),
    };
    let year = |years: i64| shift_months(start, years * 12);
    (
        Range::new(year(from), year(to - 1)),
        Range::new(year(from + 1), year(to)),
    )
}

/// The third of one unit, if what lies from `begin` to `end` is one.
fn third_of(precision: Precision, third: Third, begin: i64, end: i64) -> Option<(i64, i64)> {
    let length = end.saturating_sub(begin);
    match precision {
        Precision::Year if nearly(end, shift_months(begin, 12)) => {
            let month = |months| shift_months(begin, months);
            Some(pick(
                third,
                (begin, month(5)),
                (month(3), month(9)),
                (month(7), end),
            ))
        }
        Precision::Month if nearly(end, shift_months(begin, 1)) => {
            let day = |days: i64| begin + days * DAY;
            Some(pick(
                third,
                (begin, day(12)),
                (day(7), day(23)),
                (day(18), end),
            ))
        }
        Precision::Week if length == 7 * DAY => {
            let day = |days: i64| begin + days * DAY;
            Some(pick(
                third,
                (begin, day(3)),
                (day(1), day(5)),
                (day(3), end),
            ))
        }
        Precision::Season if length > 0 && length < 200 * DAY => {
            let day = |quarters: i64| begin + day_of(length * quarters / 4) * DAY;
            Some(pick(
                third,
                (begin, day(2) + DAY),
                (day(1), day(3) + DAY),
                (day(2), end),
            ))
        }
        Precision::Part | Precision::Day if length > 0 && length <= DAY => {
            let quarter = |quarters: i64| begin + length * quarters / 4;
            Some(pick(
                third,
                (begin, quarter(2)),
                (quarter(1), quarter(3)),
                (quarter(2), end),
            ))
        }
        _ => None,
    }
}

/// Julian months and years may be a day longer than the Gregorian ones that begin with them.
fn nearly(end: i64, expected: i64) -> bool {
    end.abs_diff(expected) <= DAY.unsigned_abs()
}

fn pick<T>(third: Third, early: T, mid: T, late: T) -> T {
    match third {
        Third::Early => early,
        Third::Mid => mid,
        Third::Late => late,
    }
}

/// How finely a third is told.
fn precision_of_third(whole: Precision) -> Precision {
    match whole {
        Precision::Day => Precision::Part,
        Precision::Month | Precision::Week => Precision::Week,
        Precision::Season => Precision::Month,
        Precision::Year => Precision::Season,
        Precision::Decade => Precision::Year,
        Precision::Century | Precision::Millennium => Precision::Decade,
        _ => Precision::Hour,
    }
}

impl Extent {
    /// A part of a day, or a third of it or of something longer, with ends as vague as usage is. What has no such part is taken whole.
    #[must_use]
    pub fn in_part(self, part: Option<Part>, third: Option<Third>) -> Self {
        let of_day = part.and_then(|part| self.part_of_day(part));
        let of_third = third.and_then(|third| of_day.as_ref().unwrap_or(&self).third(third));
        match of_third.or(of_day) {
            Some(vague) => vague.with_vague_ends(third),
            None => self,
        }
    }

    /// A part or third with ends as vague as usage is. For `on`, where nothing but the hull counts, it is as before; what rests on
    /// its beginning or end (`before`, `throughout`) may take a third of it either way. The beginning of an `early` third and the
    /// end of a `late` one are those of the whole, and stay.
    #[must_use]
    pub fn with_vague_ends(&self, third: Option<Third>) -> Self {
        let mut all = self.with_vague_hull(third);
        all.pieces = self
            .pieces
            .iter()
            .map(|piece| piece.with_vague_hull(third))
            .collect();
        all
    }

    fn with_vague_hull(&self, third: Option<Third>) -> Self {
        let mut vague = self.clone();
        let (Some(begin), Some(end)) = (self.begins.earliest, self.ends.earliest) else {
            return vague;
        };
        let margin = end.saturating_sub(begin).max(0) / 3;
        if third != Some(Third::Early) {
            vague.begins.latest = vague.begins.latest.map(|at| at.saturating_add(margin));
        }
        if third != Some(Third::Late) {
            vague.ends.earliest = vague.ends.earliest.map(|at| at.saturating_sub(margin));
        }
        vague
    }
}
