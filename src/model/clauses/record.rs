//! Clauses as they stand in their records: whoever looks through all of them looks at each record once, and at no more of it than is
//! asked.

use std::ops::Range;

use super::packed::Packed;
use super::{ClauseBody, Clauses};
use crate::model::{ClauseId, EventId};
use crate::syntax::tree::Stance;

/// The one or two clauses that a record holds.
#[derive(Clone, Copy)]
pub struct Record<'m> {
    clauses: &'m Clauses,
    packed: &'m Packed,
    at: usize,
}

impl<'m> Record<'m> {
    /// That an event happened or not, if that is said.
    #[inline]
    #[must_use]
    pub fn happens(&self) -> Option<(ClauseId, EventId, Stance)> {
        let id = ClauseId::from_index(2 * self.at);
        Some((id, self.packed.event, self.packed.stance()?))
    }

    /// What else is said, if anything is.
    #[inline]
    #[must_use]
    pub fn says(&self) -> Option<(ClauseId, ClauseBody<'m>)> {
        let id = ClauseId::from_index(2 * self.at + 1);
        Some((id, self.clauses.says(self.packed)?))
    }
}

impl Clauses {
    /// All records in the order of the claims: of plain claims, about as many as of these.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Record<'_>> {
        self.records_at(0..self.packed.len())
    }

    /// Those of claims that stand behind each other.
    pub fn records_of(&self, claims: Range<usize>) -> impl ExactSizeIterator<Item = Record<'_>> {
        self.records_at(self.places_of(claims))
    }

    fn records_at(&self, places: Range<usize>) -> impl ExactSizeIterator<Item = Record<'_>> {
        let packed = places.clone().zip(&self.packed[places]);
        packed.map(|(at, packed)| Record {
            clauses: self,
            packed,
            at,
        })
    }
}
