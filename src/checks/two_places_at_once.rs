//! One person in two places that share nothing, at times that certainly share a moment, or that are too close for the way between.
//!
//! Who stands in a role that is marked `present` is a *stay* at the places of the event, and so is a state that says where somebody was.
//! The stays of one person are held against each other; those that clash hang together as one quarrel.

mod clashes;
mod grounds;
mod places;
mod proof;
mod stays;
mod travel;
mod words;

use std::collections::BTreeMap;

use super::Case;
use super::quarrel::{CHAINS_MAX, Quarrel, WAYS_OUT_MAX, chain_mark, either, is_stated};
use super::timeline::Nearness;
use super::value_conflict::about;
use crate::diagnostic::{Chain, Code, Diagnostic, More, Severity};
use crate::logic;
use crate::model::{ClauseBody, ClauseId, EntityId, EventId, FactKey, Model, say};

use clashes::{Clash, Search};
use proof::Proofs;
use stays::{Occasion, Stays};

/// Of so many clashes of one quarrel the proofs are looked for.
const PROVED_MAX: usize = 64;

/// How many events name a quarrel.
const NAMED_MAX: usize = 8;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let stays = Stays::gather(case);
    if stays.stays.is_empty() {
        return;
    }
    let worlds: Vec<Nearness<'_>> = case
        .quarrels
        .worlds
        .iter()
        .map(|times| Nearness::new(&case.timeline, times))
        .collect();
    let search = Search {
        stays: &stays,
        nearness: &worlds[0],
    };
    let mut all = search.clashes();
    all.found = whoever_is_right(&search, &worlds, all.found);
    let found = Found {
        case,
        stays: &stays,
        nearness: &worlds[0],
        complete: all.complete,
    };
    let mut quarrels: Vec<_> = gather(&stays, all.found)
        .into_iter()
        .map(|clashes| found.quarrel(clashes))
        .collect();
    quarrels.sort_by(|one, other| one.about.cmp(&other.about));
    diagnostics.append(&mut quarrels);
}

/// Where times are at odds, only what clashes whoever is right about them: that somebody was at two events and where these were.
fn whoever_is_right(
    search: &Search<'_>,
    worlds: &[Nearness<'_>],
    mut clashes: Vec<Clash>,
) -> Vec<Clash> {
    let Some(others) = worlds.get(1..).filter(|others| !others.is_empty()) else {
        return clashes;
    };
    let stays = search.stays;
    clashes.sort_by_key(|clash| [clash.one, clash.other].map(|number| stays.claimed(number)));
    let mut kept = Vec::new();
    for same in clashes.chunk_by(|one, other| {
        [one.one, one.other].map(|number| stays.claimed(number))
            == [other.one, other.other].map(|number| stays.claimed(number))
    }) {
        // Whether it takes an assumption in some world; nothing if some world has nothing against them.
        let assumes = others.iter().try_fold(false, |all, world| {
            let one = search.gravest(same[0].one, same[0].other, world)?;
            Some(all || one)
        });
        let stands = |clash: &&Clash| assumes.is_some_and(|all| !all || clash.ground.assumes());
        kept.extend(same.iter().filter(stands).cloned());
    }
    kept
}

/// The clashes whose events and states hang together, together; those of states alone by person.
fn gather(stays: &Stays<'_>, clashes: Vec<Clash>) -> Vec<Vec<Clash>> {
    let occasions_of =
        |clash: &Clash| [clash.one, clash.other].map(|number| stays.occasion(&stays.stays[number]));
    let mut leads: BTreeMap<Occasion, Occasion> = BTreeMap::new();
    for clash in &clashes {
        let [one, other] = occasions_of(clash).map(|occasion| lead(&mut leads, occasion));
        leads.insert(one.max(other), one.min(other));
    }
    let mut gathered: BTreeMap<Occasion, Vec<Clash>> = BTreeMap::new();
    for clash in clashes {
        let [one, _] = occasions_of(&clash);
        let key = lead(&mut leads, one);
        gathered.entry(key).or_default().push(clash);
    }
    let is_of_event = |clash: &Clash| {
        let mut numbers = [clash.one, clash.other].into_iter();
        numbers.any(|number| stays.event(&stays.stays[number]).is_some())
    };
    let (mut all, states): (Vec<_>, Vec<_>) = gathered
        .into_values()
        .partition(|clashes| clashes.iter().any(is_of_event));
    // Where no event is named, it is one quarrel where somebody was.
    let mut by_person: BTreeMap<EntityId, Vec<Clash>> = BTreeMap::new();
    for clash in states.into_iter().flatten() {
        let person = stays.person(&stays.stays[clash.one]);
        by_person.entry(person).or_default().push(clash);
    }
    all.extend(by_person.into_values());
    all
}

/// The event or state that stands for all that hang together with one; the ways to it become shorter.
fn lead(leads: &mut BTreeMap<Occasion, Occasion>, of: Occasion) -> Occasion {
    let mut at = of;
    while let Some(&next) = leads.get(&at).filter(|&&next| next != at) {
        let beyond = leads.get(&next).copied().unwrap_or(next);
        leads.insert(at, beyond);
        at = next;
    }
    at
}

/// Of whom a clause says where they were.
fn fact_of(model: &Model, clause: ClauseId) -> Option<FactKey> {
    match model.says(clause) {
        ClauseBody::State {
            subject, attribute, ..
        } => Some(FactKey::Attribute(subject, attribute)),
        _ => None,
    }
}

/// What the quarrels are made from.
struct Found<'a> {
    case: &'a Case<'a>,
    stays: &'a Stays<'a>,
    nearness: &'a Nearness<'a>,
    /// Whether all clashes were found.
    complete: bool,
}

impl Found<'_> {
    fn quarrel(&self, mut clashes: Vec<Clash>) -> Diagnostic {
        clashes.sort_by_cached_key(|clash| self.reading_order(clash));
        let proved = clashes.len().min(PROVED_MAX);
        let proofs = Proofs::new(self.case, self.stays, self.nearness, &clashes[..proved]);
        let complete = self.complete && proofs.complete && proved == clashes.len();
        let mut quarrel = Quarrel::new(
            self.case,
            Code::TwoPlacesAtOnce,
            self.about(&clashes),
            self.heading(&clashes),
        );
        let clauses = self.add_accounts(&mut quarrel, &clashes);
        self.add_chains(&mut quarrel, &clashes, &proofs, complete);
        add_ways_out(&mut quarrel, &proofs, complete);
        let premises = words::premises(self.case, self.stays, &clashes, &proofs, complete);
        quarrel.diagnostic.premises = premises;
        quarrel.finish_on(&clauses, &self.bounds(&clashes))
    }

    /// Stated before hedged, then the gravest, then by name: never by the order of the files.
    fn reading_order(&self, clash: &Clash) -> (bool, u8, Vec<String>) {
        let sides = [clash.one, clash.other].map(|number| &self.stays.stays[number]);
        let lists = sides.iter().flat_map(|stay| {
            [
                &self.stays.attendances[stay.attendance].clauses,
                &self.stays.sites[stay.site].clauses,
            ]
        });
        let hedged = lists
            .into_iter()
            .any(|list| list.iter().all(|&clause| self.case.model.is_hedged(clause)));
        let mut names: Vec<String> = sides
            .iter()
            .map(|stay| self.name(self.stays.occasion(stay)))
            .collect();
        names.sort_unstable();
        (hedged, clash.ground.rank(), names)
    }

    /// What tells an event or a state from others, whatever the order of the files.
    fn name(&self, occasion: Occasion) -> String {
        let model = self.case.model;
        match occasion {
            Occasion::Event(event) => model.event(event).name.to_owned(),
            Occasion::State(clause) => {
                let source = &model.source(model.claim_of(clause).source).name;
                let words = say::clause(model, clause);
                format!("{source}: {words}")
            }
        }
    }

    /// The events, by name; where there is none, of what the states are.
    fn about(&self, clashes: &[Clash]) -> String {
        let mut names: Vec<&str> = self
            .each_stay(clashes)
            .filter_map(|(_, event)| Some(self.case.model.event(event?).name))
            .collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(NAMED_MAX);
        if names.is_empty() {
            return self.about_states(clashes);
        }
        names.join(" and ")
    }

    /// `ann.location`
    fn about_states(&self, clashes: &[Clash]) -> String {
        let model = self.case.model;
        let stays = clashes.iter().map(|clash| &self.stays.stays[clash.one]);
        let mut facts = stays.filter_map(|stay| match self.stays.occasion(stay) {
            Occasion::State(clause) => fact_of(model, clause),
            Occasion::Event(_) => None,
        });
        facts
            .next()
            .map_or_else(String::new, |key| about(model, key))
    }

    /// `where Ann Smith was: “Rome” or “Turin”`
    fn heading(&self, clashes: &[Clash]) -> String {
        let model = self.case.model;
        let mut persons: Vec<String> = self
            .each_stay(clashes)
            .map(|stay| model.entities.get(stay.0).label.to_owned())
            .collect();
        let mut places: Vec<String> = clashes
            .iter()
            .flat_map(|clash| [clash.one, clash.other])
            .map(|number| words::place_quoted(self.case, self.stays, number))
            .collect();
        for names in [&mut persons, &mut places] {
            names.sort_unstable();
            names.dedup();
        }
        let were = if persons.len() == 1 { "was" } else { "were" };
        let persons = words::list(&persons, 4);
        format!("where {persons} {were}: {}", either(&places, 4))
    }

    fn each_stay<'c>(
        &'c self,
        clashes: &'c [Clash],
    ) -> impl Iterator<Item = (EntityId, Option<EventId>)> + 'c {
        clashes
            .iter()
            .flat_map(|clash| [clash.one, clash.other])
            .map(|number| {
                let stay = &self.stays.stays[number];
                (self.stays.person(stay), self.stays.event(stay))
            })
    }

    /// An account for each event and each place that it is said to have had, and for what states say. All clauses of who and where.
    fn add_accounts(&self, quarrel: &mut Quarrel<'_>, clashes: &[Clash]) -> Vec<ClauseId> {
        let mut accounts: BTreeMap<(String, Option<EventId>), Vec<ClauseId>> = BTreeMap::new();
        for clash in clashes {
            for number in [clash.one, clash.other] {
                let stay = &self.stays.stays[number];
                let words = words::account(self.case, self.stays, number);
                let own = accounts.entry((words, self.stays.event(stay))).or_default();
                own.extend(&self.stays.attendances[stay.attendance].clauses);
                own.extend(&self.stays.sites[stay.site].clauses);
            }
        }
        let mut all = Vec::new();
        for ((words, _), mut clauses) in accounts {
            clauses.sort_unstable();
            clauses.dedup();
            quarrel.account(words, &clauses);
            all.extend(clauses);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A first chain of every proof, then more of each, until enough are listed.
    fn add_chains(
        &self,
        quarrel: &mut Quarrel<'_>,
        clashes: &[Clash],
        proofs: &Proofs,
        complete: bool,
    ) {
        let size = |proof: &proof::Proof| {
            let lists = proof.lists.iter().enumerate();
            let once = lists.filter(|(at, list)| !proof.lists[..*at].contains(list));
            let sizes = once.map(|(_, &list)| proofs.lists[list as usize].len());
            sizes.fold(1_usize, usize::saturating_mul)
        };
        let mut severity = Severity::Tension;
        let mut listed = 0;
        for round in 0..CHAINS_MAX {
            for proof in proofs.all.iter().filter(|proof| round < size(proof)) {
                let clauses = choice(proofs, &proof.lists, round);
                let clash = &clashes[proof.clash];
                // The first choice is the least hedged.
                if round == 0 && !proof.assumes(clash) && is_stated(self.case, &clauses) {
                    severity = Severity::Contradiction;
                }
                if listed < CHAINS_MAX {
                    listed += 1;
                    let steps = words::steps(
                        self.case,
                        self.stays,
                        self.nearness,
                        clash,
                        &clauses,
                        quarrel,
                    );
                    let mut once: Vec<ClauseId> = Vec::with_capacity(clauses.len());
                    for clause in clauses {
                        if !once.contains(&clause) {
                            once.push(clause);
                        }
                    }
                    let labels = quarrel.labels(&once);
                    quarrel.diagnostic.chains.push(Chain { labels, steps });
                    let mark = chain_mark(self.case, &once);
                    quarrel.diagnostic.marks.extend(mark);
                }
            }
        }
        let all = proofs.all.iter().map(size).fold(0, usize::saturating_add);
        quarrel.diagnostic.severity = severity;
        quarrel.diagnostic.more_chains = match (all - listed, complete) {
            (0, true) => More::None,
            (more, true) => More::Exactly(more),
            (more, false) => More::AtLeast(more.max(1)),
        };
    }

    /// Between which seconds the stays lie: who says so is not part of the quarrel.
    fn bounds(&self, clashes: &[Clash]) -> Vec<u64> {
        let mut bounds: Vec<u64> = clashes
            .iter()
            .flat_map(|clash| [clash.one, clash.other])
            .flat_map(|number| {
                let stay = &self.stays.stays[number];
                [stay.start, stay.end]
            })
            .filter_map(|point| self.nearness.window(point))
            .flat_map(|(low, high)| [low.cast_unsigned(), high.cast_unsigned()])
            .collect();
        bounds.sort_unstable();
        bounds.dedup();
        bounds
    }
}

/// One clause of each list, by the number of the choice; of a list that comes twice the same.
fn choice(proofs: &Proofs, lists: &[proof::List], mut number: usize) -> Vec<ClauseId> {
    let mut chosen = Vec::with_capacity(lists.len());
    for (at, list) in lists.iter().enumerate() {
        if let Some(before) = lists[..at].iter().position(|one| one == list) {
            chosen.push(chosen[before]);
            continue;
        }
        let clauses = &proofs.lists[*list as usize];
        chosen.push(clauses[number % clauses.len()]);
        number /= clauses.len();
    }
    chosen
}

/// Which clauses would have to be false for all others to hold: all that say one thing, for every proof.
fn add_ways_out(quarrel: &mut Quarrel<'_>, proofs: &Proofs, complete: bool) {
    let mut sets: Vec<Vec<u32>> = proofs.all.iter().map(|proof| proof.lists.clone()).collect();
    for set in &mut sets {
        set.sort_unstable();
        set.dedup();
    }
    sets.sort_unstable();
    sets.dedup();
    let (ways, all) = logic::smallest_hitting_sets(&sets, 4 * WAYS_OUT_MAX);
    let mut ways: Vec<Vec<ClauseId>> = ways
        .iter()
        .map(|way| {
            let clauses = way.iter().flat_map(|&list| &proofs.lists[list as usize]);
            clauses.copied().collect()
        })
        .collect();
    ways.sort_by_key(Vec::len);
    let more = ways.len().saturating_sub(WAYS_OUT_MAX);
    for way in ways.iter().take(WAYS_OUT_MAX) {
        let mut labels = quarrel.labels(way);
        labels.sort_unstable();
        quarrel.diagnostic.ways_out.push(labels);
    }
    quarrel.diagnostic.more_ways_out = match (more, all && complete) {
        (0, true) => More::None,
        (more, true) => More::Exactly(more),
        (more, false) => More::AtLeast(more.max(1)),
    };
}
