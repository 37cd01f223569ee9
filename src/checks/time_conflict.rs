//! Times that cannot all hold: dates against dates, and chains across any number of sources.
//!
//! The network of all times is solved part by part. Where a part has no solution, its minimal conflicts are gathered by topic
//! into quarrels, each shown with what its chains leave open or with the circle that they make.

mod arithmetic;
mod premises;
mod table;
mod topics;

use std::sync::Arc;

use rayon::prelude::*;

use super::Case;
use super::fingerprint::Sayings;
use super::quarrel::{CHAINS_MAX, Quarrel, WAYS_OUT_MAX, chain_mark, either, severity};
use super::timeline::{Left, LifeEnd, Meaning, PartOracle, Timeline, Times};
use crate::diagnostic::{Code, Diagnostic, More, Severity};
use crate::logic::{self, Count, ItemSet, Limits, Listing, Oracle};
use crate::model::{ClauseBody, ClauseId, Model, Plan, say};
use crate::network::{Cause, Part};

use arithmetic::{Conflicting, Words};
use topics::{Matter, Topics, names, topic};

/// How many edges and the like are looked at in one part before its quarrels are counted as "at least": a second or two.
const WORK_MAX: u64 = 20_000_000;

/// How many of these it may take before what conflicts is set aside by what it is about instead of clause by clause.
const SET_ASIDE_MAX: u64 = WORK_MAX / 8;

/// How far the search for chains and ways out goes. Beyond it they are counted as "at least".
const LIMITS: Limits = Limits {
    chains: 48,
    ways_out: 12,
    steps: 200,
    work: WORK_MAX,
};

/// The same for parts with few clauses, where nearly always everything is found.
const LIMITS_OF_FEW: Limits = Limits {
    chains: 64,
    ways_out: 16,
    steps: 400,
    work: WORK_MAX,
};

/// So many clauses are few.
const FEW: usize = 200;

/// How far the search goes in a part.
fn limits(part: Part<'_>) -> Limits {
    if part.causes.len() <= FEW {
        LIMITS_OF_FEW
    } else {
        LIMITS
    }
}

/// A quarrel about time, in clauses.
pub(crate) struct TimeQuarrel {
    /// What it is about, by name.
    matters: Vec<Matter>,
    /// The plan in which they are, if it is about one.
    plan: Option<Plan>,
    chains: Vec<Vec<ClauseId>>,
    chains_count: Count,
    ways_out: Vec<Vec<ClauseId>>,
    ways_out_count: Count,
    /// Whether some chain, listed or not, has no hedge in it.
    stated: bool,
    /// The clauses of all chains, listed or not; where these are not all known, those of its topic.
    involved: Vec<ClauseId>,
    /// Where the chains are not all known: what all times say that hang together with it.
    around: Option<u64>,
}

/// How many ways out of a quarrel about time are followed to the states that depend on it.
const WORLDS_MAX: usize = 4;

/// All quarrels about time, and the times that are left when a way out of each is taken.
pub(crate) struct TimeQuarrels {
    quarrels: Vec<TimeQuarrel>,
    /// The solved times: first with the smallest way out of every quarrel, then with the next ones. There is at least one.
    pub worlds: Vec<Times>,
}

impl TimeQuarrels {
    /// Solves the network, part by part.
    pub fn find(model: &Model, timeline: &Timeline, sayings: &Sayings<'_>) -> Self {
        let network = &timeline.network;
        let settled = Arc::new(network.settled());
        let torn = settled.torn().par_iter();
        let torn: Vec<Torn> = torn
            .map(|&number| {
                let mut quarrels = Vec::new();
                let part = settled.parts().get(number);
                let ways = ways_out(model, timeline, sayings, part, &mut quarrels).into_iter();
                let left = |kept| Arc::new(Left::new(network, &settled, number, kept));
                Torn {
                    quarrels,
                    ways: ways.map(left).collect(),
                }
            })
            .collect();
        let most = torn.iter().map(|part| part.ways.len()).max().unwrap_or(1);
        let worlds = (0..most).map(|way| {
            let left = torn
                .iter()
                .filter_map(|part| part.ways.get(way).or(part.ways.last()));
            Times::new(&settled, left.cloned())
        });
        Self {
            worlds: worlds.collect(),
            quarrels: torn.into_iter().flat_map(|part| part.quarrels).collect(),
        }
    }

    /// The solved times of this number; the first where there is none.
    pub fn world(&self, number: usize) -> &Times {
        self.worlds.get(number).unwrap_or(&self.worlds[0])
    }
}

/// A part of the network that quarrels.
struct Torn {
    quarrels: Vec<TimeQuarrel>,
    /// What is left of it by each way out; there is at least one.
    ways: Vec<Arc<Left>>,
}

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let quarrels = case.quarrels.quarrels.par_iter();
    let found: Vec<Diagnostic> = quarrels.map(|quarrel| diagnostic(case, quarrel)).collect();
    diagnostics.extend(found);
}

/// Adds the quarrels of a part that has some, and gives the causes that are left when each takes its smallest way out, its next one,
/// and so on. There is at least one such set.
fn ways_out(
    model: &Model,
    timeline: &Timeline,
    sayings: &Sayings<'_>,
    part: Part<'_>,
    quarrels: &mut Vec<TimeQuarrel>,
) -> Vec<Vec<Cause>> {
    let topics = Topics::new(model, timeline, part.causes);
    let mut oracle = PartOracle::new(&timeline.network, part.causes);
    let events =
        |topic: u32| u32::try_from(topics.matters[topic as usize].len()).unwrap_or(u32::MAX);
    let found = logic::quarrels(&mut oracle, &topics.items, &events, limits(part));
    let (mut around, mut among_stated) = (None, None);
    let mut ways: Vec<Vec<Vec<u32>>> = Vec::new();
    for quarrel in found.quarrels {
        let said = |item: &u32| sayings.of(timeline.clause(part.causes[*item as usize]));
        ways.push(in_order(&quarrel.ways_out, said));
        let hedged = |item: u32| model.is_hedged(timeline.clause(part.causes[item as usize]));
        let stated = is_stated(&quarrel, &topics, &hedged, |stated| {
            let look = || logic::quarrels(&mut oracle, stated, &events, limits(part));
            among_stated.get_or_insert_with(look)
        });
        let clauses = |listing: &Listing| -> Vec<Vec<ClauseId>> {
            let clause = |item: &u32| timeline.clause(part.causes[*item as usize]);
            listing
                .sets
                .iter()
                .map(|set| set.iter().map(clause).collect())
                .collect()
        };
        let clause_of = |item: u32| timeline.clause(part.causes[item as usize]);
        let own = topics.of(quarrel.topic);
        let (involved, around) = match &quarrel.involved {
            Some(items) => (items.clone(), None),
            None => (
                own,
                Some(*around.get_or_insert_with(|| all_of(part, timeline, sayings))),
            ),
        };
        quarrels.push(TimeQuarrel {
            involved: involved.into_iter().map(clause_of).collect(),
            around,
            matters: topics.matters[quarrel.topic as usize].clone(),
            plan: plan(model, timeline.clause(part.causes[0])),
            chains: clauses(&quarrel.chains),
            chains_count: quarrel.chains.count,
            ways_out: clauses(&quarrel.ways_out),
            ways_out_count: quarrel.ways_out.count,
            stated,
        });
    }
    let most = ways
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .clamp(1, WORLDS_MAX);
    (0..most)
        .map(|number| {
            let mut kept: ItemSet = topics.items.iter().map(|item| item.id).collect();
            for sets in &ways {
                let way = sets.get(number).or(sets.last());
                way.into_iter()
                    .flatten()
                    .for_each(|&item| kept.remove(item));
            }
            set_aside(&mut oracle, &topics, &mut kept);
            kept.iter().map(|item| part.causes[item as usize]).collect()
        })
        .collect()
}

/// Where a way out was not found within the limits, whatever still conflicts is set aside: what is said, or, where that is much,
/// all that is said about the same.
fn set_aside(oracle: &mut PartOracle<'_>, topics: &Topics, kept: &mut ItemSet) {
    let much = oracle.work().saturating_add(SET_ASIDE_MAX);
    let mut by_topic = None;
    while let Some(conflict) = oracle.conflict(kept) {
        conflict.iter().for_each(|&item| kept.remove(item));
        if oracle.work() > much {
            let by_topic = by_topic.get_or_insert_with(|| topics.items_by_topic());
            let about = conflict.iter().map(|&item| topics.about(item));
            let all = about.flat_map(|topic| &by_topic[topic as usize]);
            all.for_each(|&item| kept.remove(item));
        }
    }
}

/// What all clauses of a part say.
fn all_of(part: Part<'_>, timeline: &Timeline, sayings: &Sayings<'_>) -> u64 {
    sayings.of_all(part.causes.iter().map(|&cause| timeline.clause(cause)))
}

/// The ways out, smallest first; those as small in an order that does not depend on that of the files.
fn in_order(ways_out: &Listing, said: impl Fn(&u32) -> u64) -> Vec<Vec<u32>> {
    let mut ways = ways_out.sets.clone();
    ways.sort_by_cached_key(|way| {
        let mut said: Vec<u64> = way.iter().map(&said).collect();
        said.sort_unstable();
        (way.len(), said)
    });
    ways
}

/// Whether some chain of a quarrel has no hedge in it, also among those not listed: then the quarrels among what is stated are asked for.
fn is_stated<'q>(
    quarrel: &logic::Quarrel,
    topics: &Topics,
    hedged: &dyn Fn(u32) -> bool,
    among_stated: impl FnOnce(&[logic::Item]) -> &'q mut logic::Quarrels,
) -> bool {
    let is_stated = |chain: &Vec<u32>| !chain.iter().any(|&item| hedged(item));
    if quarrel.chains.sets.iter().any(is_stated) {
        return true;
    }
    if quarrel.chains.is_complete() {
        return false;
    }
    let stated = topics.items.iter().copied().filter(|item| !hedged(item.id));
    let stated: Vec<logic::Item> = stated.collect();
    let own = stated.iter().filter(|item| item.topic == quarrel.topic);
    let own: ItemSet = own.map(|item| item.id).collect();
    let among = among_stated(&stated).quarrels.iter();
    let mut chains = among.flat_map(|quarrel| &quarrel.chains.sets);
    chains.any(|chain| chain.iter().any(|&item| own.contains(item)))
}

fn diagnostic(case: &Case<'_>, found: &TimeQuarrel) -> Diagnostic {
    let model = case.model;
    let about = names(model, &found.matters).join(" and ");
    let message = heading(case, found);
    let mut quarrel = Quarrel::new(case, Code::TimeConflict, about, message);
    let chains = found.chains.iter();
    let chains: Vec<Conflicting<'_>> = chains.map(|chain| Conflicting::new(chain)).collect();
    let mut listed: Vec<&Conflicting<'_>> = chains.iter().collect();
    listed.sort_by_cached_key(|chain| reading_order(model, chain.clauses));
    listed.truncate(CHAINS_MAX);
    let words = Words::new(|clause| arithmetic::clause_words(case, clause));
    for chain in &listed {
        let chain = arithmetic::chain(case, &words, &mut quarrel, chain);
        quarrel.diagnostic.chains.push(chain);
    }
    quarrel.diagnostic.more_chains = more(found.chains_count, listed.len());
    if let [matter] = found.matters.as_slice() {
        let ways = found.ways_out.iter().flatten();
        let mut all: Vec<ClauseId> = found.chains.iter().flatten().chain(ways).copied().collect();
        all.sort_unstable();
        all.dedup();
        let texts = Words::new(|clause| table::row_text(case, *matter, clause));
        let at = (*matter, found.plan);
        let point = table::add(case, &texts, &mut quarrel, at, &chains, &all);
        if let (Some(Meaning::End(_)), None) = (point, found.plan) {
            quarrel.diagnostic.message = format!("when {} ended", matter.words(model));
        }
    }
    for way in found.ways_out.iter().take(WAYS_OUT_MAX) {
        let labels = quarrel.labels(way);
        quarrel.diagnostic.ways_out.push(labels);
    }
    quarrel.diagnostic.more_ways_out =
        more(found.ways_out_count, quarrel.diagnostic.ways_out.len());
    quarrel.diagnostic.severity = if found.stated {
        Severity::Contradiction
    } else {
        severity(case, found.chains.iter().map(Vec::as_slice))
    };
    quarrel.diagnostic.marks.extend(
        found
            .chains
            .iter()
            .filter_map(|chain| chain_mark(case, chain)),
    );
    premises::add_premises(case, &mut quarrel, &listed);
    if found.plan.is_some() {
        let premise = "These are plans of one speaker, told at the same time; what then happened is not held against them.";
        quarrel.diagnostic.premises.push(premise.to_owned());
    }
    quarrel.finish_on(&found.involved, found.around.as_slice())
}

/// What the sources differ about: `when “…” happened`, `in which order … happened`, `when Ann Example was born`.
fn heading(case: &Case<'_>, found: &TimeQuarrel) -> String {
    let model = case.model;
    if let [Matter::Life(person, end)] = found.matters.as_slice() {
        let person = say::entity(model, *person);
        let age = |clause: &ClauseId| case.timeline.is_age(*clause);
        return match end {
            LifeEnd::Birth if found.chains.iter().flatten().all(age) => {
                format!("how old {person} was, and so when born")
            }
            LifeEnd::Birth => format!("when {person} was born"),
            LifeEnd::Death => format!("when {person} died"),
        };
    }
    if let [Matter::Living(person)] = found.matters.as_slice() {
        return format!("when {} was alive", say::entity(model, *person));
    }
    if let [spell @ Matter::Spell(..)] = found.matters.as_slice() {
        return format!("{}: it ends before it begins", spell.words(model));
    }
    let labels: Vec<_> = found
        .matters
        .iter()
        .map(|matter| matter.words(model))
        .collect();
    // "Two days later" is about more than an order.
    let ordered = found.chains.iter().flatten().all(|&clause| {
        topic(model, &case.timeline, clause) != found.matters || arithmetic::is_order(case, clause)
    });
    let question = if ordered && labels.len() > 1 {
        "in which order"
    } else {
        "when"
    };
    let happened = match (found.plan, labels.len()) {
        (None, _) => "happened",
        (Some(_), 1) => "is planned",
        (Some(_), _) => "are planned",
    };
    match labels.as_slice() {
        [one] => format!("{question} {one} {happened}"),
        [one, other] => format!("{question} {one} and {other} {happened}"),
        several => format!("{question} these {happened}: {}", either(several, 5)),
    }
}

/// The plan that a clause belongs to, if it is of one.
fn plan(model: &Model, clause: ClauseId) -> Option<Plan> {
    let planned = matches!(
        model.says(clause),
        ClauseBody::When { planned: true, .. } | ClauseBody::Role { planned: true, .. }
    );
    planned.then(|| model.plan_of(clause))
}

/// Shortest first; of those as short, stated before hedged, and those from fewer sources first.
fn reading_order(model: &Model, chain: &[ClauseId]) -> (usize, bool, usize) {
    let mut sources: Vec<_> = chain
        .iter()
        .map(|&clause| model.claim_of(clause).source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    (
        chain.len(),
        chain.iter().any(|&clause| model.is_hedged(clause)),
        sources.len(),
    )
}

fn more(count: Count, listed: usize) -> More {
    let rest = |count: u64| {
        usize::try_from(count)
            .unwrap_or(usize::MAX)
            .saturating_sub(listed)
    };
    match count {
        Count::Exactly(count) if rest(count) == 0 => More::None,
        Count::Exactly(count) => More::Exactly(rest(count)),
        Count::AtLeast(count) => More::AtLeast(rest(count).max(1)),
    }
}
