//! Clauses that are put somewhere else: behind those of other files, or in the place of what an edit has changed.

use std::ops::Range;

use super::{Clauses, Packed, State, number};
use crate::model::When;
use crate::model::claims::ClaimsEnd;

/// How many of each column there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::model) struct ClausesEnd {
    pub clauses: usize,
    pub whens: usize,
    pub states: usize,
}

impl ClausesEnd {
    /// How many stand between.
    pub(in crate::model) fn since(self, begin: Self) -> Self {
        Self {
            clauses: self.clauses - begin.clauses,
            whens: self.whens - begin.whens,
            states: self.states - begin.states,
        }
    }

    /// Where so many end that begin there.
    pub(in crate::model) fn behind(self, begin: Self) -> Self {
        Self {
            clauses: self.clauses + begin.clauses,
            whens: self.whens + begin.whens,
            states: self.states + begin.states,
        }
    }
}

impl Clauses {
    /// Puts others behind all of these.
    pub(in crate::model) fn append(&mut self, other: Self, by: Moved) {
        let begin = self.packed.len();
        let by = by.and_columns(ClausesEnd::default(), self.end());
        let first_state = self.states.len();
        self.packed.extend(other.packed);
        self.whens.extend(other.whens);
        self.states.extend(other.states);
        all_moved(
            &mut self.packed[begin..],
            &mut self.states[first_state..],
            by,
        );
    }

    /// Puts others in the place of a stretch. What is behind that moves by so much.
    pub(in crate::model) fn replace(
        &mut self,
        stretch: Range<ClausesEnd>,
        mut other: Self,
        by: Moved,
        behind: Moved,
    ) {
        let (begin, end) = (stretch.start, stretch.end);
        let behind = behind.and_columns(end, other.end().behind(begin));
        if behind != Moved::default() {
            let (packed, states) = (&mut self.packed, &mut self.states);
            all_moved(
                &mut packed[end.clauses..],
                &mut states[end.states..],
                behind,
            );
        }
        let by = by.and_columns(ClausesEnd::default(), begin);
        all_moved(&mut other.packed, &mut other.states, by);
        self.packed.splice(begin.clauses..end.clauses, other.packed);
        self.whens.splice(begin.whens..end.whens, other.whens);
        self.states.splice(begin.states..end.states, other.states);
    }

    /// Takes those behind a place.
    pub(in crate::model) fn split_off(&mut self, at: ClausesEnd) -> Taken {
        Taken {
            packed: self.packed.split_off(at.clauses).into_iter(),
            whens: self.whens.split_off(at.whens).into_iter(),
            states: self.states.split_off(at.states).into_iter(),
            at,
        }
    }
}

/// Clauses that were taken out, to be put back in their order.
pub(in crate::model) struct Taken {
    packed: std::vec::IntoIter<Packed>,
    whens: std::vec::IntoIter<When>,
    states: std::vec::IntoIter<State>,
    /// Where the next of them stood.
    at: ClausesEnd,
}

impl Taken {
    /// Drops those that stood before a place.
    pub(in crate::model) fn drop_to(&mut self, end: ClausesEnd) {
        self.put_back(end, &mut Clauses::default(), Moved::default());
    }

    /// Puts those that stood before a place behind all others.
    pub(in crate::model) fn put_back(&mut self, end: ClausesEnd, all: &mut Clauses, by: Moved) {
        let (at, begin) = (self.at, all.end());
        let by = by.and_columns(at, all.end());
        let (packed, whens, states) = (&mut self.packed, &mut self.whens, &mut self.states);
        all.packed.extend(packed.take(end.clauses - at.clauses));
        all.whens.extend(whens.take(end.whens - at.whens));
        all.states.extend(states.take(end.states - at.states));
        let (packed, states) = (&mut all.packed, &mut all.states);
        all_moved(
            &mut packed[begin.clauses..],
            &mut states[begin.states..],
            by,
        );
        self.at = end;
    }
}

/// How far numbers move, to be added with wrapping so that they can move back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::model) struct Moved {
    pub claims: u32,
    pub voices: u32,
    pub items: u32,
    pub whens: u32,
    pub states: u32,
}

impl Moved {
    /// How far claims and their voices move that were counted from one place and are counted from another.
    pub(in crate::model) fn between(from: ClaimsEnd, to: ClaimsEnd) -> Self {
        Self {
            claims: way(from.claims, to.claims),
            voices: way(from.voices, to.voices),
            ..Self::default()
        }
    }

    /// The same of items.
    pub(in crate::model) fn and_items(self, from: usize, to: usize) -> Self {
        let items = way(from, to);
        Self { items, ..self }
    }

    fn and_columns(self, from: ClausesEnd, to: ClausesEnd) -> Self {
        Self {
            whens: way(from.whens, to.whens),
            states: way(from.states, to.states),
            ..self
        }
    }
}

fn all_moved(packed: &mut [Packed], states: &mut [State], by: Moved) {
    packed.iter_mut().for_each(|packed| packed.moved(by));
    for state in states {
        state.value.held = state.value.held.moved(by.items);
    }
}

/// The way from one place to another.
fn way(from: usize, to: usize) -> u32 {
    number(to).wrapping_sub(number(from))
}
