//! What a state says of its own time: the points that it is anchored to, and that it does not end before it begins.

use super::compile::{End, Ends};
use super::{Meaning, Timeline};
use crate::model::{Anchor, ClauseId, EventPart, Model, Spell, Time};
use crate::network::Moment;

impl Timeline {
    /// Reads the times of a state.
    pub(super) fn spell(&mut self, model: &Model, clause: ClauseId, spell: &Spell) {
        for (index, time) in (0..).zip(spell.times()) {
            if is_anchored(time) {
                let asker = self.asker(model, clause, false);
                if let Some(ends) = self.ends(&asker, time) {
                    self.states.insert((clause, index), ends);
                }
            }
        }
        let (from, to, until) = match spell {
            Spell::Since(from, Some(to)) => (from, to, false),
            Spell::FromTo(from, to) => (from, to, true),
            _ => return,
        };
        let begins = self.state_ends(clause, 0, from);
        let ends = self.state_ends(clause, 1, to);
        let Some((begins, ends)) = begins.zip(ends) else {
            return;
        };
        // After an event, and up to one that is not over; somewhere in any other time.
        let begin = match from.anchor() {
            Anchor::Event(_, EventPart::Whole) => begins.end,
            _ => begins.begin,
        };
        let end = match to.anchor() {
            Anchor::Event(_, EventPart::Whole) if until => ends.begin,
            _ => ends.end,
        };
        self.begins_by(model, clause, begin, end, until);
    }

    /// The one end is not after the other; before it, where the state is over at the second: it held for some time.
    fn begins_by(&mut self, model: &Model, clause: ClauseId, begin: End, end: End, strictly: bool) {
        match (begin, end) {
            (End::Fixed(from, zoned), End::Fixed(to, to_zoned)) => {
                let in_order = |(from, to)| from < to;
                let known = from.earliest.zip(to.latest);
                if zoned == to_zoned && known.is_none_or(in_order) {
                    return;
                }
                let cause = self.asker(model, clause, false).cause;
                let point = self.point(Meaning::Spell(clause));
                self.bound(point, from.earliest.map(Moment::at), None, zoned, cause);
                self.bound(point, None, to.latest.map(Moment::before), to_zoned, cause);
            }
            (End::Fixed(from, zoned), End::Point(to) | End::Outside(to)) => {
                let cause = self.asker(model, clause, false).cause;
                let outside = matches!(end, End::Outside(_));
                let bound = if outside || strictly {
                    Moment::after
                } else {
                    Moment::at
                };
                self.bound(to, from.earliest.map(bound), None, zoned, cause);
            }
            (End::Point(from) | End::Outside(from), _) => {
                let cause = self.asker(model, clause, false).cause;
                if strictly {
                    self.before(from, end, cause);
                } else {
                    self.not_behind(from, end, true, cause);
                }
            }
        }
    }

    /// The ends of a state's time: known as far as the calendar goes, or points of the network.
    pub(super) fn state_ends(&self, clause: ClauseId, index: u8, time: &Time) -> Option<Ends> {
        match time.anchor() {
            Anchor::Fixed(date) => Some(Ends::fixed(&date)),
            Anchor::Unknown | Anchor::Any(..) => None,
            _ => self.states.get(&(clause, index)).copied(),
        }
    }
}

/// Whether a time hangs on something in the network.
fn is_anchored(time: &Time) -> bool {
    !matches!(
        time.anchor(),
        Anchor::Fixed(_) | Anchor::Unknown | Anchor::Any(..)
    )
}
