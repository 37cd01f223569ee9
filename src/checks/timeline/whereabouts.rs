//! When somebody is said to be somewhere: the beginnings and ends of these states are points, so that they can be held against
//! those of events.

use super::compile::{Asker, End};
use super::{Meaning, Point, Timeline};
use crate::date::Extent;
use crate::model::{Anchor, ClauseId, EventPart, Model, Spell, Time};
use crate::network::Moment;

/// When somebody was somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    /// At this moment.
    At(Point),
    /// At every moment between these.
    Between(Point, Point),
}

impl Timeline {
    /// When somebody was somewhere by a clause that says it, if that is told as one moment or as all of a stretch.
    pub fn whereabouts(&self, clause: ClauseId) -> Option<Whereabouts> {
        self.whereabouts.get(&clause).copied()
    }

    /// Whether somebody is said to be somewhere.
    pub fn has_whereabouts(&self) -> bool {
        !self.whereabouts.is_empty()
    }

    /// Reads the times of a clause that says where somebody was.
    pub(super) fn read_whereabouts(&mut self, model: &Model, clause: ClauseId, spell: &Spell) {
        let asker = self.asker(model, clause, false);
        let told = model.told_of(clause);
        let found = match spell {
            Spell::AsOf(None) => {
                told.map(|told| Whereabouts::At(self.at_telling(&asker, clause, told)))
            }
            Spell::AsOf(Some(time)) => {
                let point = self.point(Meaning::Spell(clause));
                self.end_within(&asker, point, time, true);
                Some(Whereabouts::At(point))
            }
            Spell::During(time) => {
                let point = self.point(Meaning::Spell(clause));
                self.inside(&asker, point, time);
                Some(Whereabouts::At(point))
            }
            Spell::Since(from, as_of) => self.since(&asker, clause, (from, as_of.as_ref()), told),
            Spell::FromTo(from, to) => {
                let [begin, end] = [(); 2].map(|()| self.point(Meaning::Spell(clause)));
                self.end_within(&asker, begin, from, true);
                self.end_within(&asker, end, to, false);
                Some(Whereabouts::Between(begin, end))
            }
            Spell::Throughout(time) => self.throughout(&asker, clause, time),
            // Some moment or other, as far away as one likes.
            Spell::Before(_) | Spell::After(_) | Spell::Until(_) => None,
        };
        self.whereabouts.extend(found.map(|found| (clause, found)));
    }

    /// Up to the moment of which it is told, or at which.
    fn since(
        &mut self,
        asker: &Asker,
        clause: ClauseId,
        (from, as_of): (&Time, Option<&Time>),
        told: Option<&Extent>,
    ) -> Option<Whereabouts> {
        let end = match (as_of, told) {
            (Some(time), _) => {
                let end = self.point(Meaning::Spell(clause));
                self.end_within(asker, end, time, true);
                end
            }
            (None, told) => self.at_telling(asker, clause, told?),
        };
        let begin = self.point(Meaning::Spell(clause));
        self.end_within(asker, begin, from, true);
        Some(Whereabouts::Between(begin, end))
    }

    /// All of a time. One that leaves open which of several stretches is meant, or means them all, tells of no single one.
    fn throughout(&mut self, asker: &Asker, clause: ClauseId, time: &Time) -> Option<Whereabouts> {
        if let Anchor::Fixed(date) = time.anchor()
            && !date.extent().pieces.is_empty()
        {
            return None;
        }
        let ends = self.ends(asker, time)?;
        let [begin, end] = [(); 2].map(|()| self.point(Meaning::Spell(clause)));
        self.at_end(asker, begin, ends.begin);
        self.at_end(asker, end, ends.end);
        Some(Whereabouts::Between(begin, end))
    }

    /// A point somewhere in a time; of a whole event at its end, or at its start.
    pub(super) fn end_within(&mut self, asker: &Asker, point: Point, time: &Time, at_end: bool) {
        match time.anchor() {
            Anchor::Event(event, EventPart::Whole) => {
                let of = self.event(event, asker.plan);
                let end = if at_end { of.end } else { of.start };
                self.same(point, end, asker.cause);
            }
            _ => self.inside(asker, point, time),
        }
    }

    /// A point that is one end of a time.
    fn at_end(&mut self, asker: &Asker, point: Point, end: End) {
        match end {
            End::Fixed(range, zoned) => {
                // Somewhere in a minute, say, and before the next one.
                let latest = match range.earliest == range.latest {
                    true => Moment::at,
                    false => Moment::before,
                };
                let (low, high) = (range.earliest.map(Moment::at), range.latest.map(latest));
                self.bound(point, low, high, zoned, asker.cause);
            }
            End::Point(other) | End::Outside(other) => self.same(point, other, asker.cause),
        }
    }

    /// A point at which a clause was told.
    fn at_telling(&mut self, asker: &Asker, clause: ClauseId, told: &Extent) -> Point {
        let point = self.point(Meaning::Spell(clause));
        let (low, high) = (told.begins.earliest, told.ends.latest);
        let (low, high) = (low.map(Moment::at), high.map(Moment::before));
        self.bound(point, low, high, told.zoned, asker.cause);
        point
    }
}
