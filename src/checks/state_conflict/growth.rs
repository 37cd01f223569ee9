//! Values that only grow: a later one below an earlier one.

use std::collections::BTreeSet;

use super::axis::{Face, window};
use super::holding::{Held, Holding};
use super::rules::{Clash, Verdict};
use super::sweep::Clashes;
use crate::checks::timeline::{At, Order, Orders};
use crate::model::meet::{ModeKey, Position};
use crate::model::{Item, Quantity};

/// The clashes of a group of numbers that may rise and never fall. Each later value is held against the highest before it.
pub fn clashes(group: &[Holding], orders: &Orders<'_>) -> Clashes {
    let mut clashes = by_dates(group);
    let known: BTreeSet<(usize, usize)> = clashes
        .found
        .iter()
        .map(|clash| (clash.one, clash.other))
        .collect();
    let by_order = by_order(group, orders).into_iter();
    let new = by_order.filter(|clash| !known.contains(&(clash.one, clash.other)));
    clashes.found.extend(new);
    clashes
}

/// Of more numbers each is held against the highest before it only.
const DATED_MAX: usize = 1_000;

/// Those shown by dates.
fn by_dates(group: &[Holding]) -> Clashes {
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut all = true;
    for face in [Face::Bare, Face::Utc] {
        let numbers = group.iter().enumerate();
        let mut numbers: Vec<Dated> = numbers
            .flat_map(|(at, one)| numbers_of(at, one, face))
            .collect();
        numbers.sort_by_key(|&(from, to, at, _)| (from, to, at));
        all &= numbers.len() <= DATED_MAX;
        found.extend(match numbers.len() <= DATED_MAX {
            true => against_all(&numbers),
            false => against_highest(&numbers),
        });
    }
    Clashes {
        complete: all || found.is_empty(),
        found: found.into_iter().map(falls).collect(),
    }
}

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

fn falls((one, other): (usize, usize)) -> Clash {
    Clash {
        one,
        other,
        also: Vec::new(),
        verdict: Verdict::Falls,
        needs: Vec::new(),
        core: Vec::new(),
    }
}

/// Of more numbers as of events the order is looked for by their dates alone.
const ANCHORED_MAX: usize = 200;

/// Those of numbers as of events that are known to come one after the other.
fn by_order(group: &[Holding], orders: &Orders<'_>) -> Vec<Clash> {
    let is_anchored = |holding: &Holding| {
        let (from, to) = holding.ends();
        from.low.is_some() || to.high.is_some()
    };
    let numbers = || (0..group.len()).filter_map(|at| Some((at, left_open(&group[at].position)?)));
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
            for (high, low, more, less) in [(at, other, own, number), (other, at, number, own)] {
                let one = held_by(&group[high]);
                // At one moment it may just have risen, but not where it is said to be so from then on; and what is outside was after it.
                let lasts = matches!(
                    group[high].held,
                    Held::Covers {
                        held_at_end: false,
                        ..
                    }
                );
                let order = Order {
                    one,
                    other: held_after(&group[low]),
                    strictly: !lasts && !one.outside,
                };
                if less.is_below(&more) && orders.holds(&order) {
                    found.push(Clash {
                        one: at.min(other),
                        other: at.max(other),
                        also: Vec::new(),
                        verdict: Verdict::Falls,
                        needs: vec![order],
                        core: Vec::new(),
                    });
                }
            }
        }
    }
    found
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

/// A point at which, or before, a value had certainly been held.
fn held_by(holding: &Holding) -> At {
    match holding.held {
        Held::Covers { from, .. } => from,
        _ => holding.ends().1,
    }
}

/// A point at which, or after, a value was certainly still held.
fn held_after(holding: &Holding) -> At {
    match holding.held {
        Held::Covers { to, .. } => to,
        _ => holding.ends().0,
    }
}

/// A number with the stretches in each of which it held at some moment, as far as they are known on a clock: both ends of what it covers.
fn numbers_of(at: usize, holding: &Holding, face: Face) -> Vec<Dated> {
    let Some(number) = left_open(&holding.position) else {
        return Vec::new();
    };
    let between = |from: At, to: At| {
        let low = window(&from, face)?.low;
        let high = window(&to, face)?.high;
        Some((low?.seconds, high?.seconds))
    };
    let stretches = match holding.held {
        Held::Somewhen { from, to } | Held::UpTo { from, to } => vec![between(from, to)],
        Held::Covers { from, to, .. } => vec![between(from, from), between(to, to)],
        Held::After(_) => Vec::new(),
    };
    stretches
        .into_iter()
        .flatten()
        .map(|(from, to)| (from, to, at, number))
        .collect()
}
