//! Generated networks of time: clauses that hold of hidden times, and a few that do not.

use belie::logic::{ItemSet, Oracle, minimise};
use belie::network::{Cause, DAY_SECONDS, Moment, Network, NodeId, Search, Step};

use super::chance::Chance;

/// How the clauses hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Each event is counted from the one before it.
    Chain,
    /// All events are counted from one.
    Hub,
    /// Each clause takes two events at random, twice as many clauses as events.
    Random,
}

/// So many clauses that do not hold.
#[derive(Debug, Clone, Copy)]
pub struct Wrong(pub usize);

/// What a clause says.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// The event is on this day.
    On(usize, i64),
    /// The second event is so many seconds after the first: not less, and less than an hour more.
    Counted(usize, usize, i64),
    /// The second event is so many calendar days after the first.
    Days(usize, usize, i64),
    /// The second event is after the first.
    After(usize, usize),
}

/// Clauses of time, each of two constraints; an order has one.
#[derive(Debug)]
pub struct Clauses {
    events: usize,
    says: Vec<Says>,
    /// The hidden day of each event.
    days: Vec<i64>,
}

impl Clauses {
    /// About so many constraints.
    pub fn new(shape: Shape, constraints: usize, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let clauses = constraints / 2;
        let events = match shape {
            Shape::Chain | Shape::Hub => clauses + 1,
            Shape::Random => clauses / 2 + 2,
        };
        let times: Vec<i64> = (0..events)
            .map(|event| match shape {
                Shape::Chain => 3600 * event as i64,
                Shape::Hub | Shape::Random => 60 * chance.days(0, 10 * 365 * 24 * 60),
            })
            .collect();
        let says = (0..clauses)
            .map(|number| {
                let (one, other) = match shape {
                    Shape::Chain => (number, number + 1),
                    Shape::Hub => (0, number + 1),
                    Shape::Random => (chance.below(events), chance.below(events)),
                };
                clause(&mut chance, &times, one, other)
            })
            .collect();
        let days = times
            .iter()
            .map(|time| time.div_euclid(DAY_SECONDS))
            .collect();
        Self { events, says, days }
    }

    /// The network of the clauses, with some dates that are wrong by years.
    pub fn network(&self, wrong: Wrong) -> Network {
        let mut network = Network::default();
        let mut instants = Vec::with_capacity(self.events);
        let mut days = Vec::with_capacity(self.events);
        for _ in 0..self.events {
            let (instant, day) = (network.add_instant(), network.add_day());
            network.add_edge(instant, day, Step::Shift(Moment::at(0)), None);
            network.add_edge(day, instant, Step::Shift(Moment::before(DAY_SECONDS)), None);
            instants.push(instant);
            days.push(day);
        }
        let dates = (0..wrong.0).map(|number| {
            let event = number * (self.events / (wrong.0 + 1)) + 1;
            Says::On(event, self.days[event] + 20_000)
        });
        let right = (0..wrong.0).map(|number| {
            let event = number * (self.events / (wrong.0 + 1)) + 1;
            Says::On(event, self.days[event])
        });
        for (number, says) in (0..).zip(self.says.iter().copied().chain(dates).chain(right)) {
            add(&mut network, &instants, &days, says, Cause::new(number));
        }
        network
    }
}

/// A clause that holds of these times: of ten one date, one order, four counts of days and four of seconds.
fn clause(chance: &mut Chance, times: &[i64], one: usize, other: usize) -> Says {
    let day = |event: usize| times[event].div_euclid(DAY_SECONDS);
    match chance.below(10) {
        0 => Says::On(other, day(other)),
        1 if times[one] < times[other] => Says::After(one, other),
        1 if times[other] < times[one] => Says::After(other, one),
        2..=5 => Says::Days(one, other, day(other) - day(one)),
        _ => Says::Counted(one, other, times[other] - times[one]),
    }
}

fn add(network: &mut Network, instants: &[NodeId], days: &[NodeId], says: Says, cause: Cause) {
    let cause = Some(cause);
    match says {
        Says::On(event, day) => {
            network.at_least(instants[event], Moment::day(day), cause);
            let end = Moment::day(day + 1);
            network.at_most(instants[event], Moment::before(end.seconds), cause);
        }
        Says::Counted(one, other, seconds) => {
            let (one, other) = (instants[one], instants[other]);
            let most = Moment::before(seconds + 3600);
            network.add_edge(one, other, Step::Shift(most), cause);
            network.add_edge(other, one, Step::Shift(Moment::at(-seconds)), cause);
        }
        Says::Days(one, other, count) => {
            let (one, other) = (days[one], days[other]);
            network.add_edge(one, other, Step::Shift(Moment::day(count)), cause);
            network.add_edge(other, one, Step::Shift(Moment::day(-count)), cause);
        }
        Says::After(one, other) => {
            let (one, other) = (instants[one], instants[other]);
            network.add_edge(other, one, Step::Shift(Moment::before(0)), cause);
        }
    }
}

/// These in an order of chance.
pub fn shuffled(mut causes: Vec<Cause>, seed: u64) -> Vec<Cause> {
    let mut chance = Chance::new(seed);
    for at in (1..causes.len()).rev() {
        causes.swap(at, chance.below(at + 1));
    }
    causes
}

/// Finds conflicts until none is left, makes each minimal and gives it up; tells how many there were.
pub fn explain(network: &Network, causes: &[Cause]) -> usize {
    let mut search = Search::new(network, causes);
    let mut found = 0;
    while let Some(conflict) = search.conflict() {
        let conflict = conflict.causes();
        let items: Vec<u32> = (0..).zip(&conflict).map(|(item, _)| item).collect();
        let mut few = Few {
            network,
            causes: &conflict,
        };
        let given_up: Vec<Cause> = minimise(&mut few, &items)
            .into_iter()
            .map(|item| conflict[item as usize])
            .collect();
        assert!(!given_up.is_empty());
        search.change(&given_up, &[]);
        found += 1;
    }
    found
}

/// The causes of one conflict.
struct Few<'n> {
    network: &'n Network,
    causes: &'n [Cause],
}

impl Oracle for Few<'_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let causes: Vec<Cause> = kept.iter().map(|item| self.causes[item as usize]).collect();
        let conflict = self.network.solve(&causes).err()?.causes();
        let items = (0..).zip(self.causes);
        let found = items.filter(|(_, cause)| conflict.contains(cause));
        Some(found.map(|(item, _)| item).collect())
    }
}
