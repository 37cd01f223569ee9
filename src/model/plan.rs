//! Plans: what is intended is held only against what the same speaker intends at the same time.

use super::{ClaimId, ClauseId, Model, SourceId, Speaker};
use crate::date::Precision;

/// What makes two plans one: who speaks, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plan {
    speaker: Speaker,
    told: Told,
}

/// When a plan was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Told {
    /// On a known day or more finely: from the first instant, before the second.
    On(Option<i64>, Option<i64>),
    /// When its source was published, whenever that was.
    AtPublication(SourceId),
    /// At a time that only the claim itself knows.
    InClaim(ClaimId),
}

impl Model {
    /// The plan that a clause of a `plan` statement belongs to.
    #[must_use]
    pub fn plan_of(&self, clause: ClauseId) -> Plan {
        let claim = self.claim_of(clause);
        let fine = self
            .told(claim)
            .filter(|told| told.precision <= Precision::Day && told.pieces.is_empty());
        let told = match fine {
            Some(told) => {
                let (begin, end) = told.hull();
                Told::On(begin, end)
            }
            None if claim.has_own_telling() => Told::InClaim(self.clause(clause).claim),
            None => Told::AtPublication(claim.source),
        };
        Plan {
            speaker: claim.speaker(),
            told,
        }
    }
}
