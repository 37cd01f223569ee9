//! The smallest sets that touch every set of a list.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A set of elements that touches every set of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Rising.
    pub elements: Vec<u32>,
    /// Whether it is surely the best.
    pub exact: bool,
}

/// How many partial covers are looked at before the search settles for the best that it can build.
const PARTIAL_COVERS: usize = 20_000;

/// What may be looked at for several covers together.
#[derive(Debug, Clone)]
pub struct Effort {
    /// So many sets may still be held against partial covers.
    sets: usize,
}

impl Default for Effort {
    /// As much as one question is worth.
    fn default() -> Self {
        Self { sets: 4_000_000 }
    }
}

impl Effort {
    /// Whether nothing is left of it.
    pub fn is_spent(&self) -> bool {
        self.sets == 0
    }
}

/// The cover with the fewest elements; of these the one with the least sum of `weight`, then the one whose elements come
/// first. Groups of sets that share no element are solved one by one, after the reductions that lose nothing. Where the effort is spent
/// it is whatever is found at once.
pub fn smallest_cover(
    sets: &[Vec<u32>],
    weight: &dyn Fn(u32) -> u32,
    effort: &mut Effort,
) -> Cover {
    let sets: BTreeSet<BTreeSet<u32>> = sets.iter().map(|s| s.iter().copied().collect()).collect();
    let mut cover = Cover {
        elements: Vec::new(),
        exact: true,
    };
    for group in groups(reduce(sets, weight)) {
        let best = best_cover(&group, weight, effort);
        cover.elements.extend(best.elements);
        cover.exact &= best.exact;
    }
    cover.elements.sort_unstable();
    cover
}

/// Drops sets that contain another one, and elements that another one is at least as good as, until nothing changes.
fn reduce(mut sets: BTreeSet<BTreeSet<u32>>, weight: &dyn Fn(u32) -> u32) -> Vec<BTreeSet<u32>> {
    sets.remove(&BTreeSet::new());
    loop {
        let kept = without_supersets(&sets);
        let next = without_dominated(&kept, weight);
        if next == sets {
            return next.into_iter().collect();
        }
        sets = next;
    }
}

/// The numbers of the sets that each element stands in.
fn places(sets: &[&BTreeSet<u32>]) -> BTreeMap<u32, BTreeSet<usize>> {
    let mut places: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, set) in sets.iter().enumerate() {
        for element in *set {
            places.entry(*element).or_default().insert(at);
        }
    }
    places
}

fn without_supersets(sets: &BTreeSet<BTreeSet<u32>>) -> BTreeSet<BTreeSet<u32>> {
    let list: Vec<&BTreeSet<u32>> = sets.iter().collect();
    let places = places(&list);
    // A subset stands wherever its rarest element does, and one of its elements is an element of the superset.
    let smaller = |at: usize, set: &BTreeSet<u32>| {
        set.iter()
            .filter_map(|element| places.get(element))
            .flatten()
            .any(|other| {
                *other != at && list[*other].len() < set.len() && list[*other].is_subset(set)
            })
    };
    let kept = list
        .iter()
        .enumerate()
        .filter(|(at, set)| !smaller(*at, set));
    kept.map(|(_, set)| (*set).clone()).collect()
}

fn without_dominated(
    sets: &BTreeSet<BTreeSet<u32>>,
    weight: &dyn Fn(u32) -> u32,
) -> BTreeSet<BTreeSet<u32>> {
    let list: Vec<&BTreeSet<u32>> = sets.iter().collect();
    let places = places(&list);
    let rank = |element: u32| (weight(element), element);
    // Of those that stand in the very same sets one is best, and only these are compared: a long conflict has many of them.
    let mut best: BTreeMap<&BTreeSet<usize>, u32> = BTreeMap::new();
    for (element, own) in &places {
        let best = best.entry(own).or_insert(*element);
        if rank(*element) < rank(*best) {
            *best = *element;
        }
    }
    let mut firsts: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (own, element) in &best {
        own.iter()
            .for_each(|at| firsts.entry(*at).or_default().push(*element));
    }
    let dominated = |element: u32, own: &BTreeSet<usize>| {
        let beside = own.first().and_then(|at| firsts.get(at));
        beside.into_iter().flatten().any(|other| {
            *other != element
                && rank(*other) < rank(element)
                && own.len() <= places[other].len()
                && own.is_subset(&places[other])
        })
    };
    let good: BTreeSet<u32> = best
        .iter()
        .filter(|(own, element)| !dominated(**element, own))
        .map(|(_, element)| *element)
        .collect();
    sets.iter()
        .map(|set| set.intersection(&good).copied().collect())
        .collect()
}

/// The sets, gathered by shared elements.
fn groups(sets: Vec<BTreeSet<u32>>) -> Vec<Vec<BTreeSet<u32>>> {
    let list: Vec<&BTreeSet<u32>> = sets.iter().collect();
    let places = places(&list);
    let mut seen = vec![false; sets.len()];
    let mut groups = Vec::new();
    for start in 0..sets.len() {
        let mut open = vec![start];
        let mut group = Vec::new();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                group.push(sets[at].clone());
                open.extend(sets[at].iter().flat_map(|element| &places[element]));
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

/// Best first over partial covers; greedy from the best one where the search is cut off.
fn best_cover(sets: &[BTreeSet<u32>], weight: &dyn Fn(u32) -> u32, effort: &mut Effort) -> Cover {
    let mut open = BinaryHeap::from([Reverse((0usize, 0u32, Vec::new()))]);
    let mut seen = BTreeSet::new();
    while let Some(Reverse((_, sum, elements))) = open.pop() {
        let missed = sets
            .iter()
            .filter(|set| !elements.iter().any(|e| set.contains(e)));
        let Some(missed) = missed.min_by_key(|set| set.len()) else {
            return Cover {
                elements,
                exact: true,
            };
        };
        effort.sets = effort.sets.saturating_sub(sets.len());
        if seen.len() > PARTIAL_COVERS || effort.is_spent() {
            return greedy(sets, weight);
        }
        for element in missed {
            let mut next: Vec<u32> = elements.clone();
            next.push(*element);
            next.sort_unstable();
            if seen.insert(next.clone()) {
                open.push(Reverse((
                    next.len(),
                    sum.saturating_add(weight(*element)),
                    next,
                )));
            }
        }
    }
    greedy(sets, weight)
}

fn greedy(sets: &[BTreeSet<u32>], weight: &dyn Fn(u32) -> u32) -> Cover {
    let mut missed: Vec<&BTreeSet<u32>> = sets.iter().collect();
    let mut elements = Vec::new();
    while !missed.is_empty() {
        let places = places(&missed);
        let best = places
            .iter()
            .max_by_key(|(element, at)| (at.len(), Reverse((weight(**element), **element))));
        let Some((element, _)) = best else { break };
        missed.retain(|set| !set.contains(element));
        elements.push(*element);
    }
    elements.sort_unstable();
    Cover {
        elements,
        exact: false,
    }
}

/// All minimal sets that touch every set of a list, the smallest first, up to a limit; and whether these are all. Where the
/// search for the smallest is cut off before it finds any, some minimal one.
pub fn smallest_hitting_sets(sets: &[Vec<u32>], limit: usize) -> (Vec<Vec<u32>>, bool) {
    let mut open = BinaryHeap::from([Reverse((0usize, Vec::new()))]);
    let mut seen = BTreeSet::new();
    let mut found: Vec<Vec<u32>> = Vec::new();
    while let Some(Reverse((_, elements))) = open.pop() {
        if found
            .iter()
            .any(|small| small.iter().all(|e| elements.contains(e)))
        {
            continue;
        }
        let missed = sets
            .iter()
            .find(|set| !set.iter().any(|e| elements.contains(e)));
        let Some(missed) = missed else {
            if found.len() == limit {
                return (found, false);
            }
            found.push(elements);
            continue;
        };
        if seen.len() > PARTIAL_COVERS {
            if found.is_empty() {
                found.push(lean_hitting_set(sets));
            }
            return (found, false);
        }
        for element in missed {
            let mut next: Vec<u32> = elements.clone();
            next.push(*element);
            next.sort_unstable();
            if seen.insert(next.clone()) {
                open.push(Reverse((next.len(), next)));
            }
        }
    }
    (found, true)
}

/// A minimal set that touches every set of a list: all elements, less whatever the others can do without, those that stand in
/// the fewest sets first.
fn lean_hitting_set(sets: &[Vec<u32>]) -> Vec<u32> {
    let sets: Vec<BTreeSet<u32>> = sets.iter().map(|s| s.iter().copied().collect()).collect();
    let places = places(&sets.iter().collect::<Vec<_>>());
    let mut hits: Vec<usize> = sets.iter().map(BTreeSet::len).collect();
    let mut elements: Vec<u32> = places.keys().copied().collect();
    elements.sort_by_key(|element| (places[element].len(), *element));
    elements.retain(|element| {
        let needed = places[element].iter().any(|at| hits[*at] == 1);
        if !needed {
            places[element].iter().for_each(|at| hits[*at] -= 1);
        }
        needed
    });
    elements.sort_unstable();
    elements
}
