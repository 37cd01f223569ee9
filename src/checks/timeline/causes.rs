//! Clauses as causes of the network.

use rustc_hash::FxHashMap;

use crate::model::ClauseId;
use crate::network::Cause;

/// The clauses that ask something of the network, each under the number of its cause.
#[derive(Default)]
pub(super) struct Causes {
    clauses: Vec<ClauseId>,
    /// So many of them rise: these are found where they stand.
    rising: usize,
    /// Those that came behind them.
    others: FxHashMap<ClauseId, Cause>,
}

impl Causes {
    /// Makes room for so many.
    pub fn expect(&mut self, causes: usize) {
        self.clauses.reserve(causes);
    }

    /// The clause behind a cause.
    pub fn clause(&self, cause: Cause) -> ClauseId {
        self.clauses[cause.number() as usize]
    }

    /// The cause that stands for a clause, if it asks anything.
    pub fn of(&self, clause: ClauseId) -> Option<Cause> {
        match self.clauses[..self.rising].binary_search(&clause) {
            Ok(at) => Some(Self::cause(at)),
            Err(_) => self.others.get(&clause).copied(),
        }
    }

    /// The same; made if there is none.
    pub fn make(&mut self, clause: ClauseId) -> Cause {
        let next = self.clauses.len();
        // Nearly all come in their order.
        let last = self.clauses.last().copied();
        if self.rising == next && last < Some(clause) {
            self.rising += 1;
        } else if last == Some(clause) {
            return Self::cause(next - 1);
        } else if let Some(known) = self.of(clause) {
            return known;
        } else {
            self.others.insert(clause, Self::cause(next));
        }
        self.clauses.push(clause);
        Self::cause(next)
    }

    fn cause(at: usize) -> Cause {
        Cause::new(u32::try_from(at).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_clause_has_one_cause(clauses in proptest::collection::vec(0..20u32, 0..40)) {
            let mut causes = Causes::default();
            let mut known: Vec<u32> = Vec::new();
            for clause in clauses {
                if !known.contains(&clause) {
                    known.push(clause);
                }
                let at = known.iter().position(|one| *one == clause).unwrap_or_default();
                prop_assert_eq!(causes.make(ClauseId(clause)).number() as usize, at);
                for clause in 0..20 {
                    let at = known.iter().position(|one| *one == clause);
                    let found = causes.of(ClauseId(clause));
                    prop_assert_eq!(found.map(|cause| cause.number() as usize), at);
                    prop_assert!(found.is_none_or(|cause| causes.clause(cause).0 == clause));
                }
            }
        }
    }
}
