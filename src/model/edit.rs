//! A model whose files change: places move, and what an edit can touch is looked at by itself.

use super::{ClaimId, ClauseId, Model};
use crate::text::{FileId, Location, Shift, Span};

impl Model {
    /// Moves the declarations of a file to where they are after an edit that has touched none of them.
    pub fn shift(&mut self, shift: &Shift) {
        self.entities.shift(shift);
        self.events.shift(shift);
        for kind in &mut self.vocabulary.kinds {
            kind.location.iter_mut().for_each(|at| shift.location(at));
        }
        for attribute in &mut self.vocabulary.attributes {
            attribute
                .location
                .iter_mut()
                .for_each(|at| shift.location(at));
        }
        for source in &mut self.sources {
            shift.location(&mut source.location);
            source
                .text
                .iter_mut()
                .for_each(|text| shift.location(&mut text.location));
        }
        for dispute in &mut self.disputes {
            if dispute.location.file == shift.file {
                shift.span(&mut dispute.whole);
            }
            shift.location(&mut dispute.location);
        }
    }

    /// Shows a part of the case as a case of its own: all that is declared, and these claims, which are given in order.
    pub fn with_part<R>(&mut self, claims: &[ClaimId], look: impl FnOnce(&Model) -> R) -> R {
        let mut part = Model {
            settings: self.settings,
            ..Model::default()
        };
        self.lend(&mut part);
        for &claim in claims {
            part.take_over(self, claim);
        }
        let found = look(&part);
        self.lend(&mut part);
        found
    }

    /// Changes what is declared with another model.
    fn lend(&mut self, other: &mut Model) {
        std::mem::swap(&mut self.entities, &mut other.entities);
        std::mem::swap(&mut self.vocabulary, &mut other.vocabulary);
        std::mem::swap(&mut self.events, &mut other.events);
        std::mem::swap(&mut self.sources, &mut other.sources);
        std::mem::swap(&mut self.units, &mut other.units);
        std::mem::swap(&mut self.disputes, &mut other.disputes);
    }

    /// Adds a claim of another model that has the same declarations.
    fn take_over(&mut self, other: &Model, id: ClaimId) {
        let own = ClaimId::from_index(self.claims.len());
        self.claims.push_again(other.claim(id));
        for clause in other.clauses_of(id) {
            let clause = other.clause(clause);
            let value = clause.body.value();
            let value = value.map(|value| self.items.push(value.mode, &other.items(&value)));
            let says = clause.body.again(value);
            self.clauses.push(own, clause.span, clause.soft, says);
        }
    }

    /// The clauses of a claim, by their numbers.
    pub fn clauses_of(&self, claim: ClaimId) -> impl Iterator<Item = ClauseId> {
        self.clauses.of(claim)
    }

    /// The claim whose first line begins there.
    #[must_use]
    pub fn claim_at(&self, place: Location) -> Option<ClaimId> {
        let wanted = (place.file, place.span.start);
        let at = self.claims.partition_point(|claim| claim.begins() < wanted);
        let is_it = at < self.claims.len() && self.claims.get(at).begins() == wanted;
        is_it.then(|| ClaimId::from_index(at))
    }

    /// The claims of a file that a stretch of it touches: each reaches to the beginning of the next.
    #[must_use]
    pub fn claims_in(&self, file: FileId, stretch: Span) -> Vec<ClaimId> {
        let all = self.claims_of(file);
        let start = |index: usize| self.claims.get(index).begins().1;
        let end = |index: usize| {
            if index + 1 < all.end {
                start(index + 1)
            } else {
                u32::MAX
            }
        };
        all.clone()
            .filter(|&index| start(index) <= stretch.end && stretch.start <= end(index))
            .map(ClaimId::from_index)
            .collect()
    }
}
