//! From which clauses it follows that something came after a telling: all smallest sets of them, as far as they are looked for
//! (R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32, 1987).

use std::collections::{BTreeSet, VecDeque};

use rustc_hash::FxHashMap;

use super::earliest::Earliest;
use crate::checks::Case;
use crate::checks::timeline::{Clock, Needed, Point};
use crate::date::Extent;
use crate::model::ClauseId;
use crate::network::{By, Cause, NodeId, Range};

/// So many sets are looked for.
const SETS_MAX: usize = 12;

/// So many choices of what to leave out are looked at.
const CHOICES_MAX: usize = 200;

/// In all of a case so many clauses are looked through for other sets than the first of each.
const WORK_MAX: usize = 400_000;

/// In all of a case so many clauses are looked through for those of a set that are needless. Beyond that it is what was found first, which
/// seldom has any.
const NEEDLESS_MAX: usize = 1_000_000;

/// What it takes to leave out of a set what is not needed, as so many clauses.
const MINIMAL: usize = 500;

/// A point of one of the solved times, on a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    pub world: usize,
    pub point: Point,
    pub clock: Clock,
}

/// Clauses that together date something after a telling, in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set {
    pub clauses: Vec<ClauseId>,
    /// By them it is not before this.
    pub earliest: i64,
}

/// Sets of clauses each of which dates a point after a telling.
#[derive(Debug, Clone)]
pub struct Datings {
    pub sets: Vec<Set>,
    /// Whether these are all.
    pub complete: bool,
}

impl Datings {
    /// One set alone.
    pub fn of(clauses: Vec<ClauseId>, earliest: i64) -> Self {
        Self {
            sets: vec![Set { clauses, earliest }],
            complete: true,
        }
    }
}

/// Looks for what dates points.
pub struct Dating<'c> {
    case: &'c Case<'c>,
    /// Derivations of the earliest instant of a point in one of the solved times: the same for all claims about it.
    derived: FxHashMap<(usize, NodeId), Vec<ClauseId>>,
    /// What dates a point after tellings that end at one instant.
    known: FxHashMap<(usize, NodeId, Option<i64>, bool), Datings>,
    work: usize,
    work_on_needless: usize,
}

impl Dated {
    fn node(self) -> NodeId {
        match self.clock {
            Clock::Utc => self.point.utc.unwrap_or(self.point.bare),
            Clock::Bare | Clock::Of(_) => self.point.bare,
        }
    }

    /// Whether what is known of it puts it after a telling.
    fn is_after(self, range: Option<&Range>, told: &Extent) -> bool {
        let earliest = range.and_then(|range| range.earliest);
        earliest.is_some_and(|at| {
            let (at, clock) = (at.seconds, self.clock);
            Earliest { at, clock }.is_after(told)
        })
    }
}

impl<'c> Dating<'c> {
    pub fn new(case: &'c Case<'c>) -> Self {
        Self {
            case,
            derived: FxHashMap::default(),
            known: FxHashMap::default(),
            work: WORK_MAX,
            work_on_needless: NEEDLESS_MAX,
        }
    }

    /// Some clauses from which it follows that a point is after a telling, none of them needless.
    fn first(&mut self, dated: Dated, told: &Extent) -> Set {
        let node = dated.node();
        let case = self.case;
        let all = self.derived.entry((dated.world, node)).or_insert_with(|| {
            let earliest = true;
            let times = case.quarrels.world(dated.world);
            case.timeline.derivation(times, Needed { node, earliest })
        });
        let clauses = all.clone();
        self.minimal(dated, told, clauses)
    }

    /// That and all others, as far as they are found.
    pub fn all(&mut self, dated: Dated, told: &Extent) -> Datings {
        let key = (
            dated.world,
            dated.node(),
            told.ends.latest,
            told.precision.is_clock(),
        );
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let found = self.look_for_all(dated, told);
        self.known.insert(key, found.clone());
        found
    }

    fn look_for_all(&mut self, dated: Dated, told: &Extent) -> Datings {
        let first = self.first(dated, told);
        let mut open: VecDeque<BTreeSet<ClauseId>> = VecDeque::from([BTreeSet::new()]);
        let mut seen: BTreeSet<BTreeSet<ClauseId>> = BTreeSet::new();
        let mut sets = vec![first];
        while let Some(left_out) = open.pop_front() {
            let known = sets
                .iter()
                .find(|set| !set.clauses.iter().any(|clause| left_out.contains(clause)));
            let set = match known.cloned() {
                Some(set) => set,
                None if sets.len() == SETS_MAX => {
                    return Datings {
                        sets,
                        complete: false,
                    };
                }
                None => match self.without(dated, told, &left_out) {
                    Ok(Some(set)) => {
                        sets.push(set.clone());
                        set
                    }
                    // Without these nothing does.
                    Ok(None) => continue,
                    Err(Spent) => {
                        return Datings {
                            sets,
                            complete: false,
                        };
                    }
                },
            };
            for clause in set.clauses {
                let mut more = left_out.clone();
                more.insert(clause);
                if seen.insert(more.clone()) {
                    open.push_back(more);
                }
            }
            if seen.len() > CHOICES_MAX {
                return Datings {
                    sets,
                    complete: false,
                };
            }
        }
        Datings {
            sets,
            complete: true,
        }
    }

    /// A set without some clauses, if there is one.
    fn without(
        &mut self,
        dated: Dated,
        told: &Extent,
        left_out: &BTreeSet<ClauseId>,
    ) -> Result<Option<Set>, Spent> {
        let timeline = &self.case.timeline;
        let times = self.case.quarrels.world(dated.world);
        let (_, kept) = times.kept_around(dated.point);
        self.work = self.work.checked_sub(kept.len() + MINIMAL).ok_or(Spent)?;
        let is_left = |cause: &&Cause| !left_out.contains(&timeline.clause(**cause));
        let causes: Vec<Cause> = kept.iter().filter(is_left).copied().collect();
        let range = timeline.network.range(dated.node(), &causes);
        let Some(range) = range.filter(|range| dated.is_after(Some(range), told)) else {
            return Ok(None);
        };
        let steps = range.earliest_walk.iter();
        let steps = steps.filter(|step| step.by != By::Start);
        let clauses = steps.filter_map(|step| step.cause);
        let clauses = clauses.map(|cause| timeline.clause(cause)).collect();
        Ok(Some(self.minimal(dated, told, clauses)))
    }

    /// Some of these clauses, of which none can be left out.
    fn minimal(&mut self, dated: Dated, told: &Extent, mut clauses: Vec<ClauseId>) -> Set {
        let timeline = &self.case.timeline;
        clauses.sort_unstable();
        clauses.dedup();
        let known_by = |clauses: &[ClauseId]| {
            let causes = clauses.iter().filter_map(|&one| timeline.cause_of(one));
            let causes: Vec<Cause> = causes.collect();
            timeline.network.range(dated.node(), &causes)
        };
        let mut at = 0;
        while at < clauses.len()
            && let Some(left) = self.work_on_needless.checked_sub(clauses.len())
        {
            self.work_on_needless = left;
            let mut fewer = clauses.clone();
            fewer.remove(at);
            match dated.is_after(known_by(&fewer).as_ref(), told) {
                true => clauses = fewer,
                false => at += 1,
            }
        }
        let earliest = known_by(&clauses).and_then(|range| range.earliest);
        Set {
            earliest: earliest.map_or(i64::MIN, |at| at.seconds),
            clauses,
        }
    }
}

/// The work that may be done is done.
struct Spent;
