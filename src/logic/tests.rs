//! Against all subsets of small sets.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Conflicts are the supersets of some given sets.
#[derive(Debug, Clone)]
struct Given(Vec<BTreeSet<u32>>);

impl Oracle for Given {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let inside = |set: &&BTreeSet<u32>| set.iter().all(|item| kept.contains(*item));
        self.0.iter().find(inside)?;
        // As unhelpful as an oracle may be: everything.
        Some(kept.iter().collect())
    }
}

const ITEMS: u32 = 8;

fn given_sets() -> impl Strategy<Value = Vec<BTreeSet<u32>>> {
    proptest::collection::vec(proptest::collection::btree_set(0..ITEMS, 1..4), 0..6)
}

/// The minimal ones of the given sets.
fn minimal(sets: &[BTreeSet<u32>]) -> Vec<Vec<u32>> {
    let sets: BTreeSet<&BTreeSet<u32>> = sets.iter().collect();
    let kept = sets
        .iter()
        .filter(|set| !sets.iter().any(|s| s != *set && s.is_subset(set)));
    let mut kept: Vec<Vec<u32>> = kept.map(|set| set.iter().copied().collect()).collect();
    kept.sort_by_key(|set| (set.len(), set.clone()));
    kept
}

/// All minimal sets that touch every one of `sets`, by all subsets of `items` items.
fn all_hitting(sets: &[Vec<u32>], items: u32) -> Vec<Vec<u32>> {
    let hits = |bits: u32| {
        sets.iter()
            .all(|set| set.iter().any(|item| bits >> item & 1 == 1))
    };
    let lean =
        |bits: u32| (0..items).all(|item| bits >> item & 1 == 0 || !hits(bits & !(1 << item)));
    let found = (0..1u32 << items).filter(|bits| hits(*bits) && lean(*bits));
    let mut found: Vec<Vec<u32>> = found
        .map(|bits| (0..items).filter(|item| bits >> item & 1 == 1).collect())
        .collect();
    found.sort_by_key(|set: &Vec<u32>| (set.len(), set.clone()));
    found
}

fn events(topic: u32) -> u32 {
    1 + topic % 2
}

#[test]
fn so_many_conflicts_that_the_smallest_way_out_is_not_found_still_have_one() {
    // Sixty pairs that share nothing: any way out has sixty elements, and there are 2^60.
    let sets: Vec<Vec<u32>> = (0..60).map(|pair| vec![2 * pair, 2 * pair + 1]).collect();
    let (found, complete) = smallest_hitting_sets(&sets, 6);
    assert!(!complete);
    assert!(found.iter().all(|way| way.len() == 60));
    let touched = |set: &Vec<u32>| found[0].iter().any(|element| set.contains(element));
    assert!(sets.iter().all(touched));
}

proptest! {
    #[test]
    fn all_chains_and_ways_out_are_found(sets in given_sets()) {
        let items: Vec<u32> = (0..ITEMS).collect();
        let wanted = minimal(&sets);
        let found = chains(&mut Given(sets.clone()), &items, Limits::NONE);
        prop_assert_eq!(&found.sets, &wanted);
        prop_assert!(found.is_complete());
        let ways = ways_out(&mut Given(sets), &items, Limits::NONE);
        let hitting = if wanted.is_empty() { vec![] } else { all_hitting(&wanted, ITEMS) };
        prop_assert_eq!(ways.sets, hitting);
    }

    #[test]
    fn covers_are_the_smallest(sets in given_sets()) {
        let sets: Vec<Vec<u32>> = sets.iter().map(|s| s.iter().copied().collect()).collect();
        let all = all_hitting(&sets, ITEMS);
        let sum = |set: &Vec<u32>| set.iter().map(|e| events(*e)).sum::<u32>();
        let best = all.iter().min_by_key(|set| (set.len(), sum(set), (*set).clone()));
        let cover = smallest_cover(&sets, &events, &mut Effort::default());
        prop_assert_eq!(Some(&cover.elements), best);
        prop_assert_eq!(smallest_hitting_sets(&sets, usize::MAX).0, all);
    }

    #[test]
    fn quarrels_share_out_all_conflicts(
        sets in given_sets(),
        topics in proptest::collection::vec(0..4u32, ITEMS as usize),
    ) {
        let items: Vec<Item> = (0..ITEMS)
            .map(|id| Item { id, topic: topics[id as usize], twins: None })
            .collect();
        let found = quarrels(&mut Given(sets.clone()), &items, &events, Limits::NONE);
        let chains = minimal(&sets);
        let topics_of = |chain: &Vec<u32>| -> Vec<u32> {
            chain.iter().map(|item| topics[*item as usize]).collect()
        };
        let covers = all_hitting(&chains.iter().map(topics_of).collect::<Vec<_>>(), 4);
        let sum = |set: &Vec<u32>| set.iter().map(|e| events(*e)).sum::<u32>();
        let best = covers.iter().min_by_key(|set| (set.len(), sum(set), (*set).clone())).unwrap();
        let named: Vec<u32> = found.quarrels.iter().map(|q| q.topic).collect();
        prop_assert_eq!(&named, best);
        for quarrel in &found.quarrels {
            let belongs = |chain: &&Vec<u32>| {
                let chosen = topics_of(chain).into_iter().filter(|t| best.contains(t));
                chosen.max_by_key(|t| (events(*t), *t)) == Some(quarrel.topic)
            };
            let own: Vec<Vec<u32>> = chains.iter().filter(belongs).cloned().collect();
            prop_assert_eq!(&quarrel.chains.sets, &own);
            prop_assert_eq!(&quarrel.ways_out.sets, &all_hitting(&own, ITEMS));
        }
    }

    /// Items with low numbers are kept as bits, others as lists.
    #[test]
    fn how_items_are_numbered_changes_nothing(
        sets in given_sets(),
        topics in proptest::collection::vec(0..3u32, ITEMS as usize),
        twins in proptest::option::of(0..ITEMS),
        steps in 1..12usize,
        ways_out in 1..4usize,
    ) {
        let limits = Limits { steps, ways_out, ..Limits::NONE };
        let found = |by: u32| {
            let items: Vec<Item> = (0..ITEMS)
                .map(|id| {
                    let topic = topics[id as usize];
                    Item { id: id + by, topic, twins: twins.filter(|one| *one >= id) }
                })
                .collect();
            let raised = |set: &BTreeSet<u32>| set.iter().map(|item| item + by).collect();
            let mut oracle = Given(sets.iter().map(raised).collect());
            let found = quarrels(&mut oracle, &items, &events, limits);
            let lowered = |sets: &[Vec<u32>]| -> Vec<Vec<u32>> {
                sets.iter().map(|set| set.iter().map(|item| item - by).collect()).collect()
            };
            let quarrels = found.quarrels.iter().map(|quarrel| {
                let (chains, ways) = (&quarrel.chains, &quarrel.ways_out);
                let sets = (lowered(&chains.sets), lowered(&ways.sets));
                (quarrel.topic, sets, chains.count, ways.count)
            });
            (quarrels.collect::<Vec<_>>(), found.exact)
        };
        prop_assert_eq!(found(0), found(64));
    }

    #[test]
    fn repeating_an_item_makes_no_quarrel(
        sets in given_sets(),
        topics in proptest::collection::vec(0..4u32, ITEMS as usize),
        repeated in 0..ITEMS,
        known_twins in any::<bool>(),
    ) {
        let mut items: Vec<Item> = (0..ITEMS)
            .map(|id| Item { id, topic: topics[id as usize], twins: None })
            .collect();
        let before = quarrels(&mut Given(sets.clone()), &items, &events, Limits::NONE);
        let mut more = sets.clone();
        for set in &sets {
            let mut set = set.clone();
            if set.remove(&repeated) {
                set.insert(ITEMS);
                more.push(set);
            }
        }
        let twins = known_twins.then_some(7);
        items[repeated as usize].twins = twins;
        items.push(Item { id: ITEMS, topic: topics[repeated as usize], twins });
        items.reverse();
        let after = quarrels(&mut Given(more.clone()), &items, &events, Limits::NONE);
        let named = |q: &Quarrels| q.quarrels.iter().map(|q| q.topic).collect::<Vec<_>>();
        prop_assert_eq!(named(&before), named(&after));
        let chains: usize = after.quarrels.iter().map(|q| q.chains.sets.len()).sum();
        prop_assert_eq!(chains, minimal(&more).len());
    }
}
