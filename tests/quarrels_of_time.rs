//! Quarrels among the causes of a time network: the two rooms together, on what is large or awkward.
#![allow(clippy::unwrap_used)]

use belie::logic::{Count, Item, ItemSet, Limits, Oracle, Quarrels, chains, quarrels, ways_out};
use belie::network::{Cause, DAY_SECONDS, Moment, Network, NodeId, Search, Step};

/// How a network answers for the logic: few causes are solved by themselves, many by what changed since the last time.
struct Times<'a> {
    network: &'a Network,
    search: Search,
    kept: ItemSet,
    /// The surroundings of what is asked about.
    near: Option<(Search, ItemSet)>,
    work: u64,
}

impl<'a> Times<'a> {
    fn new(network: &'a Network) -> Self {
        let causes = network.causes();
        Self {
            network,
            search: Search::new(network, &causes),
            kept: causes.iter().map(|cause| cause.number()).collect(),
            near: None,
            work: 0,
        }
    }

    fn work(&self) -> u64 {
        let near = self.near.as_ref();
        self.work + self.search.work() + near.map_or(0, |(search, _)| search.work())
    }
}

/// Brings a search from what it keeps to what it is to keep.
fn keep(search: &mut Search, now: &mut ItemSet, kept: &ItemSet) {
    let dropped: Vec<Cause> = now.without(kept).map(Cause::new).collect();
    let added: Vec<Cause> = kept.without(now).map(Cause::new).collect();
    search.change(&dropped, &added);
    *now = kept.clone();
}

fn numbers(causes: Vec<Cause>) -> Vec<u32> {
    causes.into_iter().map(|cause| cause.number()).collect()
}

impl Oracle for Times<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        keep(&mut self.search, &mut self.kept, kept);
        self.search.conflict().map(|found| numbers(found.causes()))
    }

    fn among(&mut self, items: &[u32]) -> Option<Vec<u32>> {
        let causes: Vec<Cause> = items.iter().copied().map(Cause::new).collect();
        let solved = self.network.solve(&causes);
        solved.err().map(|found| numbers(found.causes()))
    }

    fn focus(&mut self, kept: &ItemSet, through: &[u32]) {
        if let Some((before, _)) = self.near.take() {
            self.work += before.work();
        }
        keep(&mut self.search, &mut self.kept, kept);
        let through: Vec<Cause> = through.iter().copied().map(Cause::new).collect();
        let Some(near) = self.search.region(&through) else {
            return;
        };
        let set = near.iter().map(|cause| cause.number()).collect();
        self.near = Some((Search::new(self.network, &near), set));
    }

    fn through(&mut self, kept: &ItemSet, through: &[u32]) -> Option<Vec<u32>> {
        let (search, now) = match &mut self.near {
            Some((search, now)) => (search, now),
            None => (&mut self.search, &mut self.kept),
        };
        keep(search, now, kept);
        let through: Vec<Cause> = through.iter().copied().map(Cause::new).collect();
        search.conflict_through(&through).map(numbers)
    }
}

/// A network under construction, whose items know their topics.
#[derive(Default)]
struct Case {
    network: Network,
    items: Vec<Item>,
    events: Vec<u32>,
}

impl Case {
    fn new() -> Self {
        Self {
            network: Network::default(),
            ..Self::default()
        }
    }

    fn topic(&mut self, events: u32) -> u32 {
        self.events.push(events);
        u32::try_from(self.events.len() - 1).unwrap()
    }

    fn item(&mut self, topic: u32, twins: Option<u32>) -> Option<Cause> {
        let id = u32::try_from(self.items.len()).unwrap();
        self.items.push(Item { id, topic, twins });
        Some(Cause::new(id))
    }

    /// "On this day."
    fn on(&mut self, node: NodeId, day: i64, topic: u32) {
        let cause = self.item(topic, Some(u32::try_from(day + 1_000).unwrap()));
        self.network.at_least(node, Moment::day(day), cause);
        self.network.at_most(node, Moment::day(day), cause);
    }

    /// "This many days later."
    fn days_after(&mut self, from: NodeId, to: NodeId, days: i64, topic: u32) {
        let cause = self.item(topic, None);
        let seconds = days * DAY_SECONDS;
        self.network
            .add_edge(from, to, Step::Shift(Moment::at(seconds)), cause);
        self.network
            .add_edge(to, from, Step::Shift(Moment::at(-seconds)), cause);
    }

    fn quarrels(&self, limits: Limits) -> (Quarrels, u64) {
        let mut times = Times::new(&self.network);
        let events = |topic: u32| self.events[topic as usize];
        let found = quarrels(&mut times, &self.items, &events, limits);
        (found, times.work())
    }
}

const LIMITS: Limits = Limits {
    chains: 10,
    ways_out: 5,
    steps: 30,
    ..Limits::NONE
};

/// A chain of days, each one day after the one before; every `gap`th carries two dates, of which the second is wrong.
fn chain(length: u32, gap: u32, linked: bool) -> Case {
    let mut case = Case::new();
    let mut last: Option<(NodeId, u32)> = None;
    for at in 0..length {
        let node = case.network.add_day();
        let topic = case.topic(1);
        if let Some((before, _)) = last {
            let pair = case.topic(2);
            let slack = i64::from(!linked && at % gap == 0) * 3;
            let cause = case.item(pair, None);
            let shift = |days: i64| Step::Shift(Moment::at(days * DAY_SECONDS));
            case.network.add_edge(before, node, shift(1 + slack), cause);
            case.network.add_edge(node, before, shift(slack - 1), cause);
        }
        if at % gap == gap / 2 {
            case.on(node, i64::from(at), topic);
            case.on(node, i64::from(at) + 1, topic);
        }
        last = Some((node, topic));
    }
    case
}

#[test]
fn a_long_chain_has_one_contradiction() {
    let case = chain(100_000, 100_000, true);
    let (found, work) = case.quarrels(LIMITS);
    assert_eq!(found.quarrels.len(), 1);
    assert!(work < 6_000_000, "{work}");
}

#[test]
fn a_long_chain_between_two_dates() {
    let mut case = chain(100_000, 200_001, true);
    let (first, last) = (case.topic(1), case.topic(1));
    case.on(NodeId(0), 0, first);
    case.on(NodeId(99_999), 99_990, last);
    let mut times = Times::new(&case.network);
    let all = case.items.iter().map(|item| item.id).collect();
    assert_eq!(times.conflict(&all).unwrap().len(), 100_001);
    assert!(times.search.work() < 3_000_000, "{}", times.search.work());
    let few = Limits {
        chains: 2,
        ways_out: 2,
        steps: 4,
        ..Limits::NONE
    };
    let (found, _) = case.quarrels(few);
    assert_eq!(found.quarrels.len(), 1);
    assert_eq!(found.quarrels[0].ways_out.sets.len(), 2);
}

#[test]
fn a_hub_with_a_hundred_thousand_dates() {
    let mut case = Case::new();
    let node = case.network.add_day();
    let topic = case.topic(1);
    for claim in 0..100_000 {
        case.on(
            node,
            i64::from(claim % 4 == 0) + i64::from(claim % 1_000 == 0),
            topic,
        );
    }
    let (found, _) = case.quarrels(LIMITS);
    let [quarrel] = &found.quarrels[..] else {
        panic!("{}", found.quarrels.len())
    };
    // 75 000 say the first day, 24 900 the second, 100 the third.
    let pairs = 75_000 * 24_900 + 75_000 * 100 + 24_900 * 100;
    assert_eq!(quarrel.chains.count, Count::Exactly(pairs));
    assert_eq!(quarrel.chains.sets.len(), 10);
    assert_eq!(quarrel.ways_out.count, Count::Exactly(3));
    assert_eq!(quarrel.ways_out.sets[0].len(), 25_000);
}
#[test]
fn a_hub_with_different_dates_stops_at_its_limits() {
    let mut case = Case::new();
    let node = case.network.add_day();
    let topic = case.topic(1);
    for claim in 0..10_000 {
        case.on(node, claim, topic);
    }
    let (found, _) = case.quarrels(LIMITS);
    let [quarrel] = &found.quarrels[..] else {
        panic!("{}", found.quarrels.len())
    };
    assert_eq!(quarrel.chains.sets.len(), 10);
    assert!(matches!(quarrel.chains.count, Count::AtLeast(_)));
    assert!(matches!(quarrel.ways_out.count, Count::AtLeast(_)));
}

fn independent(count: u32) -> (usize, u64) {
    let (found, work) = chain(count * 50, 50, false).quarrels(LIMITS);
    (found.quarrels.len(), work)
}

#[test]
fn a_thousand_contradictions_in_one_part() {
    let (few, little) = independent(100);
    let (many, much) = independent(1_000);
    assert_eq!((few, many), (100, 1_000));
    assert!(much < little * 30, "{little} {much}");
}

#[test]
fn equal_dates_along_a_chain_quarrel_with_each_other() {
    let case = chain(40, 10, true);
    let (found, _) = case.quarrels(Limits {
        chains: 100,
        ways_out: 100,
        steps: 2_000,
        ..Limits::NONE
    });
    assert_eq!(found.quarrels.len(), 4);
}

#[test]
fn the_arrest() {
    let mut case = Case::new();
    let arrest = case.network.add_day();
    let release = case.network.add_day();
    let (of_arrest, of_release, of_both) = (case.topic(1), case.topic(1), case.topic(2));
    case.on(arrest, 18, of_arrest);
    case.on(arrest, 19, of_arrest);
    case.on(release, 21, of_release);
    case.days_after(arrest, release, 2, of_both);
    let (found, _) = case.quarrels(Limits::NONE);
    let [quarrel] = &found.quarrels[..] else {
        panic!("{}", found.quarrels.len())
    };
    assert_eq!(quarrel.topic, of_arrest);
    assert_eq!(quarrel.chains.sets, [vec![0, 1], vec![0, 2, 3]]);
    assert_eq!(quarrel.ways_out.sets, [vec![0], vec![1, 2], vec![1, 3]]);
    let mut times = Times::new(&case.network);
    assert_eq!(
        chains(&mut times, &[0, 1, 2, 3], Limits::NONE).sets,
        quarrel.chains.sets
    );
    assert_eq!(
        ways_out(&mut times, &[0, 1, 2, 3], Limits::NONE).sets,
        quarrel.ways_out.sets
    );
}

/// Events one after the other, by turns counted in days and in hours, each tied to its day; no dates but the first.
fn mixed_chain(length: usize) -> u64 {
    let mut network = Network::default();
    let mut cause = 0;
    let mut last: Option<(NodeId, NodeId)> = None;
    for at in 0..length {
        let (instant, day) = (network.add_instant(), network.add_day());
        network.add_edge(instant, day, Step::Shift(Moment::at(0)), None);
        network.add_edge(day, instant, Step::Shift(Moment::before(DAY_SECONDS)), None);
        if let Some((before, day_before)) = last {
            cause += 1;
            let ends = if at % 2 == 0 {
                (before, instant)
            } else {
                (day_before, day)
            };
            let (least, most) = if at % 2 == 0 {
                (90_000, 200_000)
            } else {
                (172_800, 172_800)
            };
            network.add_edge(
                ends.0,
                ends.1,
                Step::Shift(Moment::at(most)),
                Some(Cause::new(cause)),
            );
            network.add_edge(
                ends.1,
                ends.0,
                Step::Shift(Moment::at(-least)),
                Some(Cause::new(cause)),
            );
            // The same again, looser, on the other kind of node.
            let ends = if at % 2 == 1 {
                (before, instant)
            } else {
                (day_before, day)
            };
            let most = Step::Shift(Moment::at(3 * DAY_SECONDS));
            network.add_edge(ends.0, ends.1, most, Some(Cause::new(cause)));
        } else {
            network.at_least(day, Moment::day(3), Some(Cause::new(0)));
            network.at_most(day, Moment::day(3), Some(Cause::new(0)));
        }
        last = Some((instant, day));
    }
    let mut search = Search::new(&network, &network.causes());
    assert!(search.conflict().is_none());
    search.work()
}

#[test]
fn days_and_hours_by_turns_take_linear_work() {
    let (short, long) = (mixed_chain(2_000), mixed_chain(16_000));
    assert!(long < short * 16, "{short} {long}");
}

mod drawn {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, Copy)]
    enum Said {
        On(u32, i64),
        After(u32, u32, i64),
    }

    fn said() -> impl Strategy<Value = Said> {
        prop_oneof![
            (0..4u32, 0..4i64).prop_map(|(event, day)| Said::On(event, day)),
            (0..4u32, 1..4u32, -2..3i64).prop_map(|(from, by, days)| Said::After(
                from,
                (from + by) % 4,
                days
            )),
        ]
    }

    /// Whether any days satisfy everything; the widest span of four events is known.
    fn brute(said: &[Said]) -> bool {
        (0..25i64.pow(4)).step_by(1).any(|code| {
            let day = |event: u32| code / 25i64.pow(event) % 25 - 10;
            said.iter().all(|said| match *said {
                Said::On(event, on) => day(event) == on,
                Said::After(from, to, days) => day(to) == day(from) + days,
            })
        })
    }

    fn case(said: &[Said]) -> Case {
        let mut case = Case::new();
        let nodes: Vec<NodeId> = (0..4).map(|_| case.network.add_day()).collect();
        // Topics 0 to 3 are the events, then their pairs.
        case.events = (0..20).map(|topic| if topic < 4 { 1 } else { 2 }).collect();
        for said in said {
            match *said {
                Said::On(event, day) => case.on(nodes[event as usize], day, event),
                Said::After(from, to, days) => {
                    let topic = 4 + from.min(to) * 4 + from.max(to);
                    case.days_after(nodes[from as usize], nodes[to as usize], days, topic);
                }
            }
        }
        case
    }

    /// A topic with its chains and its ways out.
    type Summary = (u32, Vec<Vec<usize>>, Vec<Vec<usize>>);

    fn summary(case: &Case, order: &[usize]) -> Vec<Summary> {
        let named = |sets: &[Vec<u32>]| {
            let rename = |set: &Vec<u32>| {
                let mut set: Vec<usize> = set.iter().map(|item| order[*item as usize]).collect();
                set.sort_unstable();
                set
            };
            let mut sets: Vec<Vec<usize>> = sets.iter().map(rename).collect();
            sets.sort();
            sets
        };
        let (found, _) = case.quarrels(Limits::NONE);
        let quarrels = found.quarrels.iter();
        quarrels
            .map(|q| (q.topic, named(&q.chains.sets), named(&q.ways_out.sets)))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn chains_are_minimal_ways_out_settle_and_order_is_nothing(
            said in proptest::collection::vec(said(), 1..8),
            repeated in 0..8usize,
        ) {
            let first = case(&said);
            let order: Vec<usize> = (0..said.len()).collect();
            let found = summary(&first, &order);
            prop_assert_eq!(found.is_empty(), brute(&said));
            for (_, chains, _) in &found {
                for chain in chains {
                    let all: Vec<Said> = chain.iter().map(|at| said[*at]).collect();
                    prop_assert!(!brute(&all));
                    for at in 0..all.len() {
                        let mut rest = all.clone();
                        rest.remove(at);
                        prop_assert!(brute(&rest));
                    }
                }
            }
            let given_up: Vec<usize> = found.iter().flat_map(|(_, _, ways)| ways[0].clone()).collect();
            let kept = order.iter().filter(|at| !given_up.contains(at));
            prop_assert!(brute(&kept.map(|at| said[*at]).collect::<Vec<_>>()));
            let backwards: Vec<Said> = said.iter().rev().copied().collect();
            let reversed: Vec<usize> = order.iter().rev().copied().collect();
            prop_assert_eq!(&found, &summary(&case(&backwards), &reversed));
            let mut more = said.clone();
            more.push(said[repeated % said.len()]);
            let (again, _) = case(&more).quarrels(Limits::NONE);
            prop_assert_eq!(again.quarrels.len(), found.len());
        }
    }
}

/// A hub and events counted from it, taken one by one: what comes is looked at without all that was there before.
#[test]
fn a_hub_takes_its_clauses_one_by_one_in_linear_work() {
    let work = |events: u32| {
        let mut network = Network::default();
        let hub = network.add_instant();
        for number in 0..events {
            let event = network.add_instant();
            let shift = |hours: i64| Step::Shift(Moment::at(3_600 * hours));
            let hours = i64::from(number % 1_000);
            network.add_edge(hub, event, shift(hours + 1), Some(Cause::new(number)));
            network.add_edge(event, hub, shift(-hours), Some(Cause::new(number)));
        }
        let causes = network.causes();
        let mut search = Search::without(&network, &causes);
        for cause in &causes {
            search.change(&[], &[*cause]);
            assert!(search.conflict().is_none());
        }
        search.work()
    };
    assert!(work(20_000) < 100 * 20_000, "{}", work(20_000));
}
