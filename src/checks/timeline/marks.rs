//! Moments at which a state held: a few that stand for all its time, where what it says of one end of a life follows from these.

use smallvec::{SmallVec, smallvec};

use super::compile::{Asker, End, Ends};
use super::{Point, Timeline};
use crate::model::{Anchor, ClauseId, EventPart, Model, Reading, Spell, Time};
use crate::network::Moment;

/// A moment at which a state held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The time that is told.
    time: Time,
    /// Where it lies in that.
    pub at: Where,
}

/// Where a moment lies in a time, or beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// Somewhere in it.
    Within,
    /// Somewhere in it; of a whole event, at its end.
    AtEnd,
    /// Its first moment.
    First,
    /// Its last.
    Last,
    /// The last before some moment of it; of a whole event, before its start.
    UpTo,
    /// Some moment before it.
    Before,
    /// Some moment after it.
    After,
}

/// The moments at which a state held by the times that a clause tells: the first and the last of what it covers.
pub(super) fn marks(model: &Model, id: ClauseId, spell: &Spell) -> SmallVec<[Mark; 2]> {
    let mark = |time: &Time, at| Mark {
        time: time.clone(),
        at,
    };
    let told = || {
        let told = model.told_of(id).cloned()?;
        Some(mark(&Time::date(told, Reading::Written), Where::Within))
    };
    match spell {
        Spell::AsOf(None) => told().into_iter().collect(),
        Spell::AsOf(Some(time)) => smallvec![mark(time, Where::AtEnd)],
        Spell::During(time) => smallvec![mark(time, Where::Within)],
        Spell::Before(time) => smallvec![mark(time, Where::Before)],
        Spell::After(time) => smallvec![mark(time, Where::After)],
        Spell::Until(time) => smallvec![mark(time, Where::UpTo)],
        Spell::Since(time, as_of) => {
            let end = as_of.as_ref().map(|time| mark(time, Where::AtEnd));
            let begin = mark(time, Where::AtEnd);
            [begin].into_iter().chain(end.or_else(told)).collect()
        }
        Spell::FromTo(from, to) => smallvec![mark(from, Where::AtEnd), mark(to, Where::UpTo)],
        Spell::Throughout(time) => {
            let ends = |time: &Time| [Where::First, Where::Last].map(|at| mark(time, at));
            stretches(time).iter().flat_map(ends).collect()
        }
    }
}

/// The stretches of a time all of which is meant: several where it has gaps.
fn stretches(time: &Time) -> SmallVec<[Time; 1]> {
    if let Anchor::Fixed(date) = time.anchor() {
        let date = date.extent();
        if date.is_all_of() {
            let pieces = date.pieces.iter().cloned();
            return pieces
                .map(|piece| Time::date(piece, Reading::Written))
                .collect();
        }
    }
    smallvec![time.clone()]
}

impl Mark {
    /// The time in which it lies.
    pub fn time(&self) -> &Time {
        &self.time
    }
}

impl Timeline {
    /// The point is such a moment.
    pub(super) fn mark(&mut self, asker: &Asker, point: Point, mark: &Mark) {
        let Mark { time, at } = mark;
        match at {
            Where::Within => return self.inside(asker, point, time),
            Where::AtEnd => return self.end_within(asker, point, time, true),
            _ => {}
        }
        let Some(ends) = self.ends(asker, time) else {
            // Of `any Saturday` it is known on which days it is.
            if matches!(at, Where::First | Where::Last) {
                self.inside(asker, point, time);
            }
            return;
        };
        match at {
            Where::First => self.first(asker, point, ends.begin),
            Where::Last => self.last(asker, point, ends),
            Where::UpTo => {
                let end = match time.anchor() {
                    Anchor::Event(_, EventPart::Whole) => ends.begin,
                    _ => ends.end,
                };
                self.not_long_before(asker, point, ends.begin);
                self.before(point, end, asker.cause);
            }
            Where::Before => self.before(point, ends.begin, asker.cause),
            Where::After => self.after(point, ends.end.into(), asker.cause),
            Where::Within | Where::AtEnd => {}
        }
        if let (Anchor::Fixed(date), Where::First | Where::Last) = (time.anchor(), at) {
            self.allow(point, &date.extent(), asker.cause);
        }
    }

    /// The point is this beginning.
    fn first(&mut self, asker: &Asker, point: Point, begin: End) {
        match begin {
            End::Fixed(range, zoned) => {
                let [low, high] = [range.earliest, range.latest].map(|at| at.map(Moment::at));
                self.bound(point, low, high, zoned, asker.cause);
            }
            End::Point(other) | End::Outside(other) => self.same(point, other, asker.cause),
        }
    }

    /// The point is the last moment of what has these ends. Something that is a moment is its own last.
    fn last(&mut self, asker: &Asker, point: Point, Ends { begin, end }: Ends) {
        self.not_long_before(asker, point, end);
        match (begin, end) {
            (End::Point(begin), End::Point(end)) => {
                self.not_after(begin, point, Some(asker.cause));
                self.not_after(point, end, Some(asker.cause));
            }
            _ => self.before(point, end, asker.cause),
        }
    }

    /// The point is the last second before an end, or later: what held right up to a moment held then, if it holds for whole days.
    fn not_long_before(&mut self, asker: &Asker, point: Point, end: End) {
        match end {
            End::Fixed(range, zoned) => {
                let low = range.earliest.map(|at| Moment::at(at.saturating_sub(1)));
                self.bound(point, low, None, zoned, asker.cause);
            }
            End::Point(end) | End::Outside(end) => {
                self.at_most_after(end, point, Moment::at(1), Some(asker.cause));
            }
        }
    }
}
