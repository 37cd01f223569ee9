//! Values that only grow: a later one below an earlier one. So does a life: who is dead stays so.

use std::collections::BTreeSet;

use super::axis::{Face, window};
use super::holding::{Held, Holding};
use super::rules::{Clash, Pairs, Verdict};
use super::sweep::Clashes;
use crate::checks::timeline::{At, Order, Orders};
use crate::model::meet::{Domain, ModeKey, Position};
use crate::model::{EntityId, Item, Quantity};

/// The clashes of a group of numbers that only grow. What is of one moment, and one number with two beginnings, clash as any values do.
pub fn clashes(domain: &Domain<'_>, orders: &Orders<'_>, group: &[Holding]) -> Clashes {
    let pairs = Pairs::new(domain, orders, group, &[]);
    let count = group.len().min(DATED_MAX);
    let two = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
    let found = two.filter_map(|(one, other)| {
        let found = pairs.of_one_telling_or_spell(one, other);
        found.or_else(|| pairs.of_one_moment(one, other))
    });
    let mut all = Clashes {
        found: found.collect(),
        complete: true,
    };
    all.add(Rising::numbers(domain, group).clashes(orders));
    all.complete &= all.found.is_empty() || count == group.len();
    all
}

/// The holdings of a group with the numbers that they leave open, where these may rise and never fall.
pub struct Rising<'a> {
    group: &'a [Holding],
    numbers: Vec<Option<Quantity>>,
    /// How grave it is if one falls.
    verdict: Verdict,
}

impl<'a> Rising<'a> {
    /// A number that only grows.
    pub fn numbers(domain: &Domain<'_>, group: &'a [Holding]) -> Self {
        let positions = || group.iter().map(|one| &one.position);
        let domain = domain.of(positions());
        let number = |position| Some(domain.as_counted(left_open(position)?));
        Self {
            group,
            numbers: positions().map(number).collect(),
            verdict: Verdict::Falls,
        }
    }

    /// Alive is 0, and dead is 1.
    pub fn life(group: &'a [Holding], [alive, dead]: [EntityId; 2]) -> Self {
        let number = |one: &Holding| {
            let [Item::Entity(value)] = *one.position.items else {
                return None;
            };
            let is_dead = match value {
                _ if value == alive => false,
                _ if value == dead => true,
                _ => return None,
            };
            let denied = one.position.mode == ModeKey::Not;
            Some(Quantity::exactly(i128::from(is_dead != denied)))
        };
        Self {
            group,
            numbers: group.iter().map(number).collect(),
            verdict: Verdict::ForGood,
        }
    }

    /// The clashes. Each later value is held against the highest before it.
    pub fn clashes(&self, orders: &Orders<'_>) -> Clashes {
        let mut clashes = self.by_dates();
        let known: BTreeSet<(usize, usize)> = clashes
            .found
            .iter()
            .map(|clash| (clash.one, clash.other))
            .collect();
        let by_order = self.by_order(orders).into_iter();
        let new = by_order.filter(|clash| !known.contains(&(clash.one, clash.other)));
        clashes.found.extend(new);
        clashes
    }

    /// Those shown by dates.
    fn by_dates(&self) -> Clashes {
        let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut all = true;
        for face in [Face::Bare, Face::Utc] {
            let mut numbers: Vec<Dated> = (0..self.group.len())
                .flat_map(|at| self.dated(at, face))
                .collect();
            numbers.sort_by_key(|&(from, to, at, _)| (from, to, at));
            all &= numbers.len() <= DATED_MAX;
            found.extend(match numbers.len() <= DATED_MAX {
                true => against_all(&numbers),
                false => against_highest(&numbers),
            });
        }
        found.retain(|&(one, other)| {
            self.group[one].life.is_none() || self.group[other].life.is_none()
        });
        let clash = |(one, other)| self.clash(one, other, Vec::new());
        Clashes {
            complete: all || found.is_empty(),
            found: found.into_iter().map(clash).collect(),
        }
    }

    fn clash(&self, one: usize, other: usize, needs: Vec<Order>) -> Clash {
        Clash {
            one: one.min(other),
            other: one.max(other),
            also: Vec::new(),
            verdict: self.verdict,
            needs,
            core: Vec::new(),
        }
    }

    /// Those of numbers as of events that are known to come one after the other.
    fn by_order(&self, orders: &Orders<'_>) -> Vec<Clash> {
        let group = self.group;
        let is_anchored = |holding: &Holding| {
            let (from, to) = holding.ends();
            from.low.is_some() || to.high.is_some()
        };
        let numbers = || (0..group.len()).filter_map(|at| Some((at, self.numbers[at]?)));
        let anchored: Vec<_> = numbers()
            .filter(|&(at, _)| is_anchored(&group[at]))
            .collect();
        let mut found = Vec::new();
        for &(at, own) in anchored.iter().take(ANCHORED_MAX) {
            for (other, number) in numbers().take(ANCHORED_MAX) {
                // Each pair once, and in which of the two orders it is said.
                if is_anchored(&group[other]) && other <= at {
                    continue;
                }
                // Births and deaths themselves are held against each other among the times.
                if group[at].life.is_some() && group[other].life.is_some() {
                    continue;
                }
                for (high, low, more, less) in [(at, other, own, number), (other, at, number, own)]
                {
                    let order = high_before_low(&group[high].held, &group[low].held);
                    if less.is_below(&more) && orders.holds(&order) {
                        found.push(self.clash(at, other, vec![order]));
                    }
                }
            }
        }
        found
    }

    /// A number with the stretches in each of which it held at some moment, as far as they are known on a clock: both ends of what it
    /// covers.
    fn dated(&self, at: usize, face: Face) -> Vec<Dated> {
        let Some(number) = self.numbers[at] else {
            return Vec::new();
        };
        // What was held right up to a point was so just before it, an effect is so just after it, and what was held at any time before
        // or after a point has one end.
        let between = |from: At, to: At, [just_before, just_after]: [bool; 2]| {
            let (first, last) = (window(&from, face)?, window(&to, face)?);
            let low = match from == At::OPEN {
                true => i64::MIN,
                false => first.low?.seconds.saturating_sub(i64::from(just_before)),
            };
            let high = match to == At::OPEN {
                true => i64::MAX,
                false => last.high?.seconds.saturating_add(i64::from(just_after)),
            };
            Some((low, high))
        };
        let stretches = match self.group[at].held {
            Held::Somewhen { from, to } => vec![between(from, to, [false; 2])],
            Held::UpTo { from, to } => vec![between(from, to, [true, false])],
            Held::Covers {
                from,
                to,
                held_at_end,
                kept,
                ..
            } => vec![
                between(from, from, [false, kept]),
                between(to, to, [!held_at_end, false]),
            ],
            Held::After(at) => vec![between(at, at, [false, true])],
        };
        let stretches = stretches.into_iter().flatten();
        stretches.map(|(from, to)| (from, to, at, number)).collect()
    }
}

/// Of more numbers each is held against the highest before it only.
const DATED_MAX: usize = 1_000;

/// Between which instants a number was held, by which holding.
type Dated = (i64, i64, usize, Quantity);

fn against_all(numbers: &[Dated]) -> BTreeSet<(usize, usize)> {
    let falls = |earlier: &Dated, later: &Dated| {
        earlier.1 <= later.0 && earlier.2 != later.2 && later.3.is_below(&earlier.3)
    };
    let pairs = numbers.iter().flat_map(|earlier| {
        let later = numbers.iter().filter(move |later| falls(earlier, later));
        later.map(|later| (earlier.2.min(later.2), earlier.2.max(later.2)))
    });
    pairs.collect()
}

fn against_highest(numbers: &[Dated]) -> BTreeSet<(usize, usize)> {
    let mut by_end: Vec<usize> = (0..numbers.len()).collect();
    by_end.sort_by_key(|&index| numbers[index].1);
    let mut ended = by_end.into_iter().peekable();
    let mut highest: Option<usize> = None;
    let mut found = BTreeSet::new();
    for &(from, _, at, number) in numbers {
        while let Some(index) = ended.next_if(|&index| numbers[index].1 <= from) {
            let low = |index: usize| numbers[index].3.low;
            if highest.is_none_or(|best| low(index) > low(best)) {
                highest = Some(index);
            }
        }
        if let Some(best) = highest.map(|best| numbers[best])
            && number.is_below(&best.3)
        {
            found.insert((best.2.min(at), best.2.max(at)));
        }
    }
    found
}

/// Of more numbers as of events the order is looked for by their dates alone.
const ANCHORED_MAX: usize = 200;

/// The order of two points that leaves the lower of two numbers no moment that is before one of the higher. At one moment there is one
/// number.
fn high_before_low(high: &Held, low: &Held) -> Order {
    // By when, at the latest, the higher had been held: at that point or right after it, or just before it.
    let (one, before) = match *high {
        Held::Covers { from, .. } => (from, false),
        Held::Somewhen { from, to } => (to, to.outside || from == At::OPEN),
        Held::UpTo { to, .. } => (to, true),
        Held::After(at) => (at, false),
    };
    // From when on, at the earliest, the lower was held: at that point or right after it, or right up to it.
    let (other, up_to) = match *low {
        Held::Covers {
            to, held_at_end, ..
        } => (to, !held_at_end),
        Held::Somewhen { from, .. } => (from, false),
        Held::UpTo { from, .. } => (from, true),
        Held::After(at) => (at, false),
    };
    Order {
        one,
        other,
        // At that very point it may have risen.
        strictly: !before && up_to,
    }
}

/// The numbers that a value leaves open, where they are one stretch.
fn left_open(position: &Position) -> Option<Quantity> {
    let [Item::Number(number)] = *position.items else {
        return None;
    };
    match position.mode {
        ModeKey::Not => number.denied(),
        ModeKey::Is | ModeKey::Including | ModeKey::Only => Some(number),
    }
}
