//! Conflicts gathered by what they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::chosen::{Bits, Chosen};
use super::hitting::{Effort, smallest_cover};
use super::minimal::minimise_until;
use super::tree::Tree;
use super::{Count, ItemSet, Limits, Listing, Oracle};

/// An item with what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its number in the oracle.
    pub id: u32,
    /// What it is about.
    pub topic: u32,
    /// Items of one topic with the same class say exactly the same.
    pub twins: Option<u32>,
}

/// All minimal conflicts that belong to one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarrel {
    /// What it is about.
    pub topic: u32,
    /// Its minimal conflicts.
    pub chains: Listing,
    /// The items of all minimal conflicts, listed or not, rising; none if these are not all known.
    pub involved: Option<Vec<u32>>,
    /// What to give up so that none of them is left.
    pub ways_out: Listing,
}

/// The quarrels among some items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarrels {
    /// By topic.
    pub quarrels: Vec<Quarrel>,
    /// Whether the topics are surely the fewest.
    pub exact: bool,
}

/// Items that say the same, as one.
struct Classes {
    /// The members of each class, rising, by the first of them.
    members: BTreeMap<u32, Vec<u32>>,
    topic_of: BTreeMap<u32, u32>,
    /// The first members of each topic's classes.
    of_topic: BTreeMap<u32, Vec<u32>>,
}

impl Classes {
    fn new(items: &[Item]) -> Self {
        let mut groups: BTreeMap<(u32, Option<u32>, Option<u32>), Vec<u32>> = BTreeMap::new();
        for item in items {
            let alone = item.twins.is_none().then_some(item.id);
            groups
                .entry((item.topic, item.twins, alone))
                .or_default()
                .push(item.id);
        }
        let mut classes = Self {
            members: BTreeMap::new(),
            topic_of: BTreeMap::new(),
            of_topic: BTreeMap::new(),
        };
        for ((topic, _, _), mut members) in groups {
            members.sort_unstable();
            members.dedup();
            let Some(first) = members.first().copied() else {
                continue;
            };
            classes.topic_of.insert(first, topic);
            classes.of_topic.entry(topic).or_default().push(first);
            classes.members.insert(first, members);
        }
        classes
    }

    fn size(&self, first: u32) -> u64 {
        self.members
            .get(&first)
            .map_or(1, |members| members.len() as u64)
    }

    fn members(&self, first: u32) -> &[u32] {
        self.members.get(&first).map_or(&[], Vec::as_slice)
    }

    fn topics(&self, conflict: &[u32]) -> Vec<u32> {
        let topics: BTreeSet<u32> = conflict.iter().map(|item| self.topic_of[item]).collect();
        topics.into_iter().collect()
    }

    fn drop_topic(&self, kept: &mut ItemSet, topic: u32) {
        let items = self.of_topic.get(&topic).into_iter().flatten();
        items.for_each(|item| kept.remove(*item));
    }

    /// How many conflicts of members one conflict of classes stands for.
    fn choices(&self, chain: &[u32]) -> u64 {
        chain.iter().fold(1, |product: u64, item| {
            product.saturating_mul(self.size(*item))
        })
    }

    /// One of these conflicts, by its number.
    fn choice(&self, chain: &[u32], mut number: u64) -> Vec<u32> {
        let mut chosen: Vec<u32> = chain
            .iter()
            .map(|item| {
                let members = self.members(*item);
                let at = number % members.len().max(1) as u64;
                number /= members.len().max(1) as u64;
                usize::try_from(at)
                    .ok()
                    .and_then(|at| members.get(at))
                    .copied()
                    .unwrap_or(*item)
            })
            .collect();
        chosen.sort_unstable();
        chosen
    }
}

/// Gathers all minimal conflicts of some items by topic: the fewest topics that touch every one of them name the
/// quarrels (on a tie those that name the fewest events in all, then those whose numbers come first). A conflict
/// belongs to that one of its topics among these which names most events, then to the last by number.
pub fn quarrels(
    oracle: &mut impl Oracle,
    items: &[Item],
    events: &dyn Fn(u32) -> u32,
    limits: Limits,
) -> Quarrels {
    let classes = Classes::new(items);
    let all: ItemSet = classes.members.keys().copied().collect();
    let work_end = oracle.work().saturating_add(limits.work);
    // Half is left to what is found about each.
    let topics_end = oracle.work().saturating_add(limits.work / 2);
    let (mut topics, exact) = topics(oracle, &classes, &all, events, topics_end);
    // Each conflict belongs to the highest of its topics, so the highest first, and then without it.
    topics.sort_by_key(|topic| std::cmp::Reverse((events(*topic), *topic)));
    let mut kept = all;
    let mut quarrels = Vec::with_capacity(topics.len());
    for (at, topic) in topics.iter().enumerate() {
        // What one leaves over is for those after it.
        let left = work_end.saturating_sub(oracle.work());
        let share = Limits {
            work: left / (topics.len() - at) as u64,
            ..limits
        };
        quarrels.push(quarrel(oracle, &classes, &kept, *topic, share));
        classes.drop_topic(&mut kept, *topic);
    }
    // Topics that were chosen in haste may have nothing left to them.
    quarrels.retain(|quarrel| exact || quarrel.chains.count != Count::Exactly(0));
    quarrels.sort_by_key(|quarrel| quarrel.topic);
    Quarrels { quarrels, exact }
}

/// The topics that name the quarrels, by implicit hitting sets: those that touch all conflicts known are tried until
/// nothing conflicts without them (E. Moreno-Centeno and R. Karp, Operations Research 61, 2013).
fn topics(
    oracle: &mut impl Oracle,
    classes: &Classes,
    all: &ItemSet,
    events: &dyn Fn(u32) -> u32,
    work_end: u64,
) -> (Vec<u32>, bool) {
    let mut known: Vec<Vec<u32>> = Vec::new();
    let mut effort = Effort::default();
    loop {
        let cover = smallest_cover(&known, events, &mut effort);
        let mut kept = all.clone();
        cover
            .elements
            .iter()
            .for_each(|topic| classes.drop_topic(&mut kept, *topic));
        let before = known.len();
        // As many conflicts as possible that share no topic, before the topics are chosen anew.
        while let Some(found) = oracle.conflict(&kept) {
            let found = minimise_until(oracle, &found, work_end);
            let topics = classes.topics(&found);
            if topics.is_empty() {
                break;
            }
            topics
                .iter()
                .for_each(|topic| classes.drop_topic(&mut kept, *topic));
            known.push(topics);
        }
        if known.len() == before {
            return (cover.elements, cover.exact);
        }
        if oracle.work() > work_end || effort.is_spent() {
            // Without all topics of these conflicts nothing is left.
            let mut topics = cover.elements;
            topics.extend(known[before..].iter().flatten());
            topics.sort_unstable();
            topics.dedup();
            return (topics, false);
        }
    }
}

fn quarrel(
    oracle: &mut impl Oracle,
    classes: &Classes,
    kept: &ItemSet,
    topic: u32,
    limits: Limits,
) -> Quarrel {
    let all = classes.of_topic.get(&topic).map_or(&[][..], Vec::as_slice);
    // What conflicts all by itself is in every way out, however far the search for them goes.
    let (alone, through): (Vec<u32>, Vec<u32>) = all.iter().partition(|&&item| {
        all.len() <= ALONE_MAX && kept.contains(item) && oracle.among(&[item]).is_some()
    });
    let mut rest = kept.clone();
    alone.iter().for_each(|&item| rest.remove(item));
    oracle.focus(&rest, &through);
    let Searched {
        chains: mut found,
        complete,
        mut ways_out,
    } = match Bits::can_hold(&rest) {
        true => searched::<Bits>(oracle, classes, rest, &through, limits),
        false => searched::<Vec<u32>>(oracle, classes, rest, &through, limits),
    };
    give_up_too(&mut ways_out, &alone, complete && found.is_empty());
    found.extend(alone.into_iter().map(|item| vec![item]));
    found.sort_by_key(|set| (set.len(), set.clone()));
    Quarrel {
        topic,
        involved: complete.then(|| involved(classes, &found)),
        chains: expand_chains(classes, &found, complete, limits.chains),
        ways_out: expand_ways_out(classes, ways_out),
    }
}

/// What the search for the chains and ways out of some items comes to.
struct Searched {
    chains: Vec<Vec<u32>>,
    /// Whether there are no other chains.
    complete: bool,
    ways_out: Listing,
}

fn searched<S: Chosen>(
    oracle: &mut impl Oracle,
    classes: &Classes,
    kept: ItemSet,
    through: &[u32],
    limits: Limits,
) -> Searched {
    let weight = |item| classes.size(item);
    let mut tree: Tree<'_, _, S> = Tree::new(oracle, kept, through, &weight);
    tree.allow(limits.work / 2);
    let ways_out = tree.find_ways_out(limits);
    tree.allow(limits.work / 2);
    // Every conflict is met on the way to all ways out: what is left out for those known lacks some item of each other.
    let complete = ways_out.is_complete() || tree.find_chains(limits);
    Searched {
        chains: tree.known(),
        complete,
        ways_out,
    }
}

/// Of so many items of one topic each is asked about by itself.
const ALONE_MAX: usize = 5_000;

/// Adds items to every way out; they are the only one if there is nothing else to settle.
fn give_up_too(ways_out: &mut Listing, items: &[u32], nothing_else: bool) {
    if items.is_empty() {
        return;
    }
    for way in &mut ways_out.sets {
        way.extend(items);
        way.sort_unstable();
    }
    if nothing_else {
        ways_out.sets = vec![items.to_vec()];
        ways_out.count = Count::Exactly(1);
    }
}

/// Every member of every class in a conflict.
fn involved(classes: &Classes, found: &[Vec<u32>]) -> Vec<u32> {
    let firsts: BTreeSet<u32> = found.iter().flatten().copied().collect();
    let members = firsts.iter().flat_map(|first| classes.members(*first));
    let mut members: Vec<u32> = members.copied().collect();
    members.sort_unstable();
    members
}

/// Lists one conflict of members for each conflict of classes, then a second for each, and so on, the shortest first.
fn expand_chains(classes: &Classes, found: &[Vec<u32>], complete: bool, limit: usize) -> Listing {
    let choices: Vec<u64> = found.iter().map(|chain| classes.choices(chain)).collect();
    let total = choices.iter().fold(0, |sum: u64, n| sum.saturating_add(*n));
    let mut sets = Vec::new();
    for group in (0..found.len())
        .collect::<Vec<_>>()
        .chunk_by(|a, b| found[*a].len() == found[*b].len())
    {
        let most = group.iter().map(|at| choices[*at]).max().unwrap_or(0);
        let rounds = (0..most).flat_map(|number| group.iter().map(move |at| (number, *at)));
        let chosen = rounds.filter(|(number, at)| *number < choices[*at]);
        let room = limit.saturating_sub(sets.len());
        sets.extend(
            chosen
                .take(room)
                .map(|(number, at)| classes.choice(&found[at], number)),
        );
    }
    if sets.len() as u64 == total {
        sets.sort_by_key(|set| (set.len(), set.clone()));
    }
    let count = if complete {
        Count::Exactly(total)
    } else {
        Count::AtLeast(total)
    };
    Listing { sets, count }
}

/// Whoever gives up a class gives up all its members.
fn expand_ways_out(classes: &Classes, ways_out: Listing) -> Listing {
    let expand = |way: &Vec<u32>| {
        let members = way.iter().flat_map(|first| classes.members(*first));
        let mut members: Vec<u32> = members.copied().collect();
        members.sort_unstable();
        members
    };
    let mut sets: Vec<Vec<u32>> = ways_out.sets.iter().map(expand).collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    Listing {
        sets,
        count: ways_out.count,
    }
}
