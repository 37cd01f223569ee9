//! What a date leaves open, and what can be done with it.

use super::calendar::{self, within_limits};
use super::{Calendar, DAY, Precision, Zone};

/// Beyond this number of pieces only the hull is kept, which is wider and so never wrong.
pub const PIECES: usize = 512;

/// What a date leaves open: when the time that it names may begin and when it may end.
///
/// `2025-01` is a period: it begins at 2025-01-01T00:00 and ends at 2025-02-01T00:00, exactly. A clock time is a moment known to
/// the minute or second: it may begin and end anywhere inside it. `2015~` may begin a year earlier or later.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extent {
    /// When it may begin.
    pub begins: Range,
    /// When it may end; the end itself is outside.
    pub ends: Range,
    /// Whether the instants are of UTC, because the date has a zone; bare ones are of the clock of wherever it was written.
    pub zoned: bool,
    /// The zone on whose clocks it was written, where that is known.
    pub zone: Option<Zone>,
    /// Widened by `~`, `%` or `about`: outside it there is never more than a tension.
    pub approximate: bool,
    /// Marked `?` or `%`: a hedge.
    pub uncertain: bool,
    /// How finely it is told; the coarser of the two where its ends differ.
    pub precision: Precision,
    /// What is left open inside, where that has gaps (one-of sets): sorted, apart from each other. Empty where there are none, or
    /// more than [`PIECES`].
    pub pieces: Vec<Extent>,
}

/// Two instants and everything between; no instant where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// Not before this.
    pub earliest: Option<i64>,
    /// Not after this.
    pub latest: Option<i64>,
}

impl Range {
    /// Nothing is known.
    pub const OPEN: Self = Self {
        earliest: None,
        latest: None,
    };

    /// From one instant to another.
    #[must_use]
    pub fn new(earliest: i64, latest: i64) -> Self {
        Self {
            earliest: Some(earliest),
            latest: Some(latest),
        }
    }

    /// One instant.
    #[must_use]
    pub fn exactly(instant: i64) -> Self {
        Self::new(instant, instant)
    }

    /// The instant, if there is only one.
    #[must_use]
    pub fn exact(self) -> Option<i64> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.zip(other.earliest).map(|(a, b)| a.min(b)),
            latest: self.latest.zip(other.latest).map(|(a, b)| a.max(b)),
        }
    }

    /// Whether everything in `other` is in it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.hull(other) == self
    }

    pub(super) fn map(self, earliest: impl Fn(i64) -> i64, latest: impl Fn(i64) -> i64) -> Self {
        Self {
            earliest: self.earliest.map(earliest),
            latest: self.latest.map(latest),
        }
    }
}

impl Extent {
    /// A bare extent without pieces or marks.
    #[must_use]
    pub fn new(begins: Range, ends: Range, precision: Precision) -> Self {
        Self {
            begins,
            ends,
            zoned: false,
            zone: None,
            approximate: false,
            uncertain: false,
            precision,
            pieces: Vec::new(),
        }
    }

    /// A period that begins at one instant and ends before another.
    #[must_use]
    pub fn period(begin: i64, end: i64, precision: Precision) -> Self {
        Self::new(Range::exactly(begin), Range::exactly(end), precision)
    }

    /// A day, by its number.
    #[must_use]
    pub fn day(day: i64) -> Self {
        let start = calendar::start_of(day);
        Self::period(start, start + DAY, Precision::Day)
    }

    /// Some day from `first` to `last`, both included; which one is open.
    #[must_use]
    pub fn some_day(first: i64, last: i64) -> Self {
        let (first, last) = (Self::day(first), Self::day(last));
        Self::new(
            first.begins.hull(last.begins),
            first.ends.hull(last.ends),
            Precision::Day,
        )
    }

    /// The week, Monday to Sunday, in which a day lies.
    #[must_use]
    pub fn week_of(day: i64) -> Self {
        let start = calendar::start_of(calendar::latest_weekday(super::Weekday::Monday, day));
        Self::period(start, start + 7 * DAY, Precision::Week)
    }

    /// The month of a calendar in which a day lies.
    #[must_use]
    pub fn month_of(day: i64, calendar: Calendar) -> Self {
        let civil = calendar.civil(day);
        let start = |months| calendar.month_start(civil.year, i64::from(civil.month) + months);
        Self::period(start(-1), start(0), Precision::Month)
    }

    /// The year of a calendar in which a day lies.
    #[must_use]
    pub fn year_of(day: i64, calendar: Calendar) -> Self {
        let year = calendar.civil(day).year;
        let start = |months| calendar.month_start(year, months);
        Self::period(start(0), start(12), Precision::Year)
    }

    /// A moment known to lie inside `[start, start + length]` seconds.
    #[must_use]
    pub fn moment(start: i64, length: i64, precision: Precision) -> Self {
        let inside = Range::new(start, start.saturating_add(length));
        Self::new(inside, inside, precision)
    }

    /// The instant before which nothing of it can lie, and the one from which on nothing can.
    #[must_use]
    pub fn hull(&self) -> (Option<i64>, Option<i64>) {
        (self.begins.earliest, self.ends.latest)
    }

    /// The number of the day that it names, if it is one whole day, exactly.
    #[must_use]
    pub fn single_day(&self) -> Option<i64> {
        let (begin, end) = (self.begins.exact()?, self.ends.exact()?);
        (begin.rem_euclid(DAY) == 0 && end.saturating_sub(begin) == DAY)
            .then(|| calendar::day_of(begin))
    }

    /// The first and the last day of the hull, both included. The instants are read as they are, zoned or not.
    #[must_use]
    pub fn days(&self) -> (Option<i64>, Option<i64>) {
        let (begin, end) = self.hull();
        let first = begin.map(calendar::day_of);
        let last = end.map(|end| calendar::day_of(end.saturating_sub(1)));
        // What begins and ends at one known instant still lies on a day.
        (first, last.map(|last| last.max(first.unwrap_or(last))))
    }

    /// What is left open without gaps: the pieces, or the whole where there are none.
    pub fn parts_or_whole(&self) -> impl Iterator<Item = &Self> {
        let whole = self.pieces.is_empty().then_some(self);
        self.pieces.iter().chain(whole)
    }

    /// Its hull alone.
    #[must_use]
    pub fn without_pieces(self) -> Self {
        Self {
            pieces: Vec::new(),
            ..self
        }
    }

    /// Whether everything that `other` leaves open lies in the hull.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.begins.contains(other.begins) && self.ends.contains(other.ends)
    }

    /// One of these, it is open which: their hull, with the pieces where there are gaps. What touches or overlaps is joined, which
    /// may leave more open and never less. Of nothing: everything.
    #[must_use]
    pub fn one_of(extents: Vec<Self>) -> Self {
        let joined = join(extents, Self::joined);
        let hull = joined
            .iter()
            .cloned()
            .reduce(|hull, next| hull.joined(&next));
        let mut hull = hull.unwrap_or_else(|| Self::new(Range::OPEN, Range::OPEN, Precision::Day));
        if (2..=PIECES).contains(&joined.len()) {
            hull.pieces = joined;
        }
        hull
    }

    /// All of these: a period that begins with the first and ends with the last; something is said of each of them. What happened
    /// "on" it happened on any of them: its pieces, where there are gaps.
    #[must_use]
    pub fn all_of(extents: Vec<Self>) -> Self {
        let joined = join(extents, Self::continued);
        let whole = joined
            .iter()
            .cloned()
            .reduce(|whole, next| whole.continued(&next));
        let mut whole =
            whole.unwrap_or_else(|| Self::new(Range::OPEN, Range::OPEN, Precision::Day));
        if (2..=PIECES).contains(&joined.len()) {
            whole.pieces = joined;
        }
        whole
    }

    /// The extent in UTC if its bare instants could be of any clock on Earth: from 14 hours east of Greenwich to 12 hours west. (Alaska
    /// before 1867 was an hour and a bit further east.)
    #[must_use]
    pub fn anywhere(&self) -> Self {
        const HOUR: i64 = 3_600;
        if self.zoned {
            return self.clone();
        }
        let mut wide = self.map(&|at| within_limits(at.saturating_sub(14 * HOUR)), &|at| {
            within_limits(at.saturating_add(12 * HOUR))
        });
        wide.set_zoned(None);
        wide
    }

    /// Every bound through a function, those that may only fall and those that may only rise.
    pub(super) fn map(&self, earliest: &dyn Fn(i64) -> i64, latest: &dyn Fn(i64) -> i64) -> Self {
        self.each(|of| Self {
            begins: of.begins.map(earliest, latest),
            ends: of.ends.map(earliest, latest),
            pieces: Vec::new(),
            ..*of
        })
    }

    /// Replaced by something without pieces of its own; where it has pieces, each is, and the whole is made of them again as it was.
    pub(super) fn each(&self, by: impl Fn(&Self) -> Self) -> Self {
        if self.pieces.is_empty() {
            return by(self);
        }
        let pieces = self.pieces.iter().map(by).collect();
        match self.is_all_of() {
            true => Self::all_of(pieces),
            false => Self::one_of(pieces),
        }
    }

    /// Whether it has gaps and means [all](Self::all_of) that lies between these.
    #[must_use]
    pub fn is_all_of(&self) -> bool {
        let pieces = self.pieces.iter().cloned();
        let hull = pieces.reduce(|hull, next| hull.joined(&next));
        hull.is_some_and(|hull| hull.begins != self.begins || hull.ends != self.ends)
    }

    /// Marks it and its pieces as being in UTC, as the clocks of a zone have it if one is known.
    pub(super) fn set_zoned(&mut self, zone: Option<Zone>) {
        self.zoned = true;
        self.zone = zone;
        for piece in &mut self.pieces {
            piece.zoned = true;
            piece.zone = zone;
        }
    }

    /// As it was written, on the clocks of its zone: bare. In UTC it stays where its zone is not known.
    #[must_use]
    pub fn on_its_clock(&self) -> Self {
        let Some(zone) = self.zone else {
            return self.clone();
        };
        let mut local = self.map(&|at| zone.local(at).0, &|at| zone.local(at).1);
        local.zoned = false;
        local.zone = None;
        local
    }

    /// Marks it and its pieces as uncertain.
    pub(super) fn set_uncertain(&mut self) {
        self.uncertain = true;
        for piece in &mut self.pieces {
            piece.uncertain = true;
        }
    }

    /// The smallest extent without pieces that holds both.
    fn joined(&self, other: &Self) -> Self {
        Self {
            begins: self.begins.hull(other.begins),
            ends: self.ends.hull(other.ends),
            zoned: self.zoned,
            zone: self.zone.filter(|_| self.zone == other.zone),
            approximate: self.approximate || other.approximate,
            uncertain: self.uncertain || other.uncertain,
            precision: self.precision.max(other.precision),
            pieces: Vec::new(),
        }
    }

    /// The period that begins with it and ends with whichever of the two ends later; `other` does not begin before it.
    fn continued(&self, other: &Self) -> Self {
        let later = order_end(other.ends.latest) > order_end(self.ends.latest);
        let ends = if later { other.ends } else { self.ends };
        Self {
            begins: self.begins,
            ends,
            ..self.joined(other)
        }
    }

    /// Whether nothing lies between it and `next`, which does not begin before it.
    fn touches(&self, next: &Self) -> bool {
        match (self.ends.latest, next.begins.earliest) {
            (Some(end), Some(begin)) => begin <= end,
            _ => true,
        }
    }
}

/// An unknown beginning comes first.
fn order(earliest: Option<i64>) -> i64 {
    earliest.unwrap_or(i64::MIN)
}

/// An unknown end comes last.
fn order_end(latest: Option<i64>) -> i64 {
    latest.unwrap_or(i64::MAX)
}

/// Extents (and their pieces) in order, joined where they touch.
fn join(extents: Vec<Extent>, joiner: impl Fn(&Extent, &Extent) -> Extent) -> Vec<Extent> {
    let mut flat = Vec::with_capacity(extents.len());
    for mut extent in extents {
        if extent.pieces.is_empty() {
            flat.push(extent);
        } else {
            flat.append(&mut extent.pieces);
        }
    }
    flat.sort_by_key(|extent| order(extent.begins.earliest));
    let mut joined: Vec<Extent> = Vec::new();
    for extent in flat {
        match joined.last_mut() {
            Some(last) if last.touches(&extent) => *last = joiner(last, &extent),
            _ => joined.push(extent),
        }
    }
    joined
}
