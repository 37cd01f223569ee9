//! What a clash rests on: who was there, where it was, and from which clauses of time it follows. Leave out all who say one of
//! these, and nothing is left of it.

use rustc_hash::FxHashMap;

use super::clashes::Clash;
use super::stays::{Occasion, Stays};
use crate::checks::Case;
use crate::checks::timeline::{NearOracle, Nearness};
use crate::logic::{self, Limits};
use crate::model::{Anchor, ClauseBody, ClauseId, EventId, Spell, Time, When};
use crate::network::Cause;

/// How far the search for derivations of one distance goes.
const LIMITS: Limits = Limits {
    chains: 24,
    ways_out: 1,
    steps: 100,
    ..Limits::NONE
};

/// Of a part of the network with more clauses of time than this, only those about the two events are looked at, or one derivation.
const FEW: usize = 60;

/// Places whose longitudes are farther apart than this may keep different clocks: half an hour by the sun.
const ONE_CLOCK_DEGREES: f64 = 7.5;

/// Clauses that say the same, of which any one will do, by number.
pub type List = u32;

/// One minimal way in which a clash follows.
pub struct Proof {
    /// The clash, by number.
    pub clash: usize,
    /// Who, where, who, where, and then the times.
    pub lists: Vec<List>,
    /// Whether it takes two times without a zone to be of one clock, and the places are so far apart that they need not be.
    pub doubtful_clock: bool,
    /// Whether it takes two times without a zone to be of one clock.
    pub bare_clock: bool,
}

impl Proof {
    /// Whether an assumption is needed that may be wrong.
    pub fn assumes(&self, clash: &Clash) -> bool {
        self.doubtful_clock || clash.ground.assumes()
    }
}

/// All proofs of the clashes of a quarrel.
#[derive(Default)]
pub struct Proofs {
    /// The clauses of each list, the least hedged first.
    pub lists: Vec<Vec<ClauseId>>,
    numbers: FxHashMap<Vec<ClauseId>, List>,
    pub all: Vec<Proof>,
    /// Whether there are no others.
    pub complete: bool,
}

impl Proofs {
    /// Proves clashes, in their order.
    pub fn new(case: &Case<'_>, stays: &Stays<'_>, nearness: &Nearness<'_>, of: &[Clash]) -> Self {
        let mut proofs = Self {
            complete: true,
            ..Self::default()
        };
        for (number, clash) in of.iter().enumerate() {
            let claimed = proofs.claimed(case, stays, clash);
            for times in proofs.times(case, stays, nearness, clash) {
                proofs.add(case, stays, (number, clash), &claimed, times);
            }
        }
        proofs.keep_minimal(of);
        proofs
    }

    /// Drops the proofs that hold another one which is as grave: both ends of an event may clash, the one by fewer clauses.
    fn keep_minimal(&mut self, clashes: &[Clash]) {
        let assumes = |proof: &Proof| proof.assumes(&clashes[proof.clash]);
        let mut all = std::mem::take(&mut self.all);
        all.sort_by_key(|proof| (assumes(proof), proof.lists.len()));
        for proof in all {
            let holds = |other: &Proof| other.lists.iter().all(|list| proof.lists.contains(list));
            if !self.all.iter().any(holds) {
                self.all.push(proof);
            }
        }
    }

    fn add(
        &mut self,
        case: &Case<'_>,
        stays: &Stays<'_>,
        (number, clash): (usize, &Clash),
        claimed: &[List],
        times: Vec<Vec<ClauseId>>,
    ) {
        let bare: usize = times.iter().map(|list| bare_times(case, list[0])).sum();
        let bare_clock = bare > 1;
        let times = times.into_iter().map(|list| self.list(case, list));
        // A state says where and when at once.
        let times: Vec<List> = times.filter(|list| !claimed.contains(list)).collect();
        let lists = claimed.iter().copied().chain(times);
        self.all.push(Proof {
            clash: number,
            lists: lists.collect(),
            doubtful_clock: bare_clock && far_apart(stays, clash),
            bare_clock,
        });
    }

    /// Who was there and where it was, of both.
    fn claimed(&mut self, case: &Case<'_>, stays: &Stays<'_>, clash: &Clash) -> Vec<List> {
        let mut lists = Vec::new();
        for number in [clash.one, clash.other] {
            let stay = &stays.stays[number];
            for clauses in [
                &stays.attendances[stay.attendance].clauses,
                &stays.sites[stay.site].clauses,
            ] {
                lists.push(self.list(case, clauses.clone()));
            }
        }
        lists
    }

    fn list(&mut self, case: &Case<'_>, mut clauses: Vec<ClauseId>) -> List {
        clauses.sort_by_key(|&clause| {
            let place = super::super::quarrel::order(case, clause);
            (case.model.is_hedged(clause), place)
        });
        if let Some(&known) = self.numbers.get(&clauses) {
            return known;
        }
        let number = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        self.numbers.insert(clauses.clone(), number);
        self.lists.push(clauses);
        number
    }

    /// The minimal sets of times from which the distances of a clash follow, those that say the same together.
    fn times(
        &mut self,
        case: &Case<'_>,
        stays: &Stays<'_>,
        nearness: &Nearness<'_>,
        clash: &Clash,
    ) -> Vec<Vec<Vec<ClauseId>>> {
        let causes = nearness.kept_around(&clash.lags);
        let few = causes.len() <= FEW;
        let occasions = [clash.one, clash.other].map(|at| stays.occasion(&stays.stays[at]));
        let own: Vec<Cause> = causes
            .iter()
            .copied()
            .filter(|&cause| few || is_about(case, case.timeline.clause(cause), occasions))
            .collect();
        let mut classes = alike(case, &own);
        let mut listing = list_all(case, &classes, clash);
        if listing.sets.is_empty() {
            classes = causes.iter().map(|&cause| vec![cause]).collect();
            listing.sets.extend(one_of(case, &classes, clash));
        }
        self.complete &= few && listing.is_complete();
        let clauses = |class: &u32| -> Vec<ClauseId> {
            let causes = classes[*class as usize].iter();
            causes.map(|&cause| case.timeline.clause(cause)).collect()
        };
        listing
            .sets
            .iter()
            .map(|set| set.iter().map(clauses).collect())
            .collect()
    }
}

fn list_all(case: &Case<'_>, classes: &[Vec<Cause>], clash: &Clash) -> logic::Listing {
    let all: Vec<u32> = (0..u32::try_from(classes.len()).unwrap_or(0)).collect();
    let mut oracle = NearOracle::new(&case.timeline, classes, &clash.lags);
    logic::chains(&mut oracle, &all, LIMITS)
}

/// One minimal set.
fn one_of(case: &Case<'_>, classes: &[Vec<Cause>], clash: &Clash) -> Option<Vec<u32>> {
    let all: Vec<u32> = (0..u32::try_from(classes.len()).unwrap_or(0)).collect();
    let mut oracle = NearOracle::new(&case.timeline, classes, &clash.lags);
    Some(logic::minimise(&mut oracle, &all)).filter(|set| !set.is_empty())
}

/// Whether a clause speaks of no other events than these, or is one of these states.
fn is_about(case: &Case<'_>, clause: ClauseId, occasions: [Occasion; 2]) -> bool {
    let is_one = |occasion| occasions.contains(&occasion);
    match &case.model.says(clause) {
        ClauseBody::When { event, when, .. } => {
            let mut all = when.events().into_vec();
            all.push(*event);
            all.iter().all(|&event| is_one(Occasion::Event(event)))
        }
        _ => is_one(Occasion::State(clause)),
    }
}

/// Causes whose clauses say the same of the same event, together.
fn alike(case: &Case<'_>, causes: &[Cause]) -> Vec<Vec<Cause>> {
    let mut numbers: FxHashMap<(EventId, &When), usize> = FxHashMap::default();
    let mut classes: Vec<Vec<Cause>> = Vec::new();
    for &cause in causes {
        let number = match &case.model.says(case.timeline.clause(cause)) {
            ClauseBody::When { event, when, .. } => {
                *numbers.entry((*event, when)).or_insert(classes.len())
            }
            _ => classes.len(),
        };
        match classes.get_mut(number) {
            Some(class) => class.push(cause),
            None => classes.push(vec![cause]),
        }
    }
    classes
}

/// How many of the times of a clause are dates without a zone.
fn bare_times(case: &Case<'_>, clause: ClauseId) -> usize {
    match &case.model.says(clause) {
        ClauseBody::When { when, .. } => when
            .times()
            .into_iter()
            .filter(|time| is_bare(time))
            .count(),
        // Both ends of a state are of one clock.
        ClauseBody::State { spell, .. } => {
            let told = case.model.told_of(clause).filter(|_| is_told_of(spell));
            let bare = spell.times().into_iter().any(is_bare);
            usize::from(bare || told.is_some_and(|told| !told.zoned))
        }
        _ => 0,
    }
}

/// Whether a state is of the moment of its telling, or lasted up to it.
fn is_told_of(spell: &Spell) -> bool {
    matches!(spell, Spell::AsOf(None) | Spell::Since(_, None))
}

fn is_bare(time: &Time) -> bool {
    match time.anchor() {
        Anchor::Fixed(date) => !date.is_zoned(),
        Anchor::Offset(offset) => is_bare(&offset.from),
        _ => false,
    }
}

/// Whether two places may keep different clocks, by their longitudes.
fn far_apart(stays: &Stays<'_>, clash: &Clash) -> bool {
    let longitude = |number: usize| stays.places.longitude(stays.stays[number].place);
    let known = longitude(clash.one).zip(longitude(clash.other));
    known.is_some_and(|(one, other)| {
        let apart = (one - other).abs();
        apart.min(360.0 - apart) > ONE_CLOCK_DEGREES
    })
}
