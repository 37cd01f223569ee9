//! Values that only grow: a later one below an earlier one.

use super::holding::{Held, Holding};
use super::rules::{Clash, Verdict};
use super::sweep::Clashes;
use crate::checks::timeline::{Order, Orders};
use crate::model::{Item, Quantity};

/// The clashes of a group of numbers that may rise and never fall. Each later value is held against the highest before it.
pub fn clashes(group: &[Holding], orders: &Orders<'_>) -> Clashes {
    let mut clashes = by_dates(group);
    clashes.found.extend(by_order(group, orders));
    clashes
}

/// Those shown by dates.
fn by_dates(group: &[Holding]) -> Clashes {
    let mut numbers: Vec<(i64, i64, usize, Quantity)> =
        group.iter().enumerate().flat_map(numbers_of).collect();
    numbers.sort_by_key(|&(from, to, at, _)| (from, to, at));
    let mut by_end: Vec<usize> = (0..numbers.len()).collect();
    by_end.sort_by_key(|&index| numbers[index].1);
    let mut ended = by_end.into_iter().peekable();
    let mut highest: Option<usize> = None;
    let mut found = Vec::new();
    for &(from, _, at, number) in &numbers {
        while let Some(index) = ended.next_if(|&index| numbers[index].1 <= from) {
            let low = |index: usize| numbers[index].3.low;
            if highest.is_none_or(|best| low(index) > low(best)) {
                highest = Some(index);
            }
        }
        if let Some(best) = highest.map(|best| numbers[best])
            && number.is_below(&best.3)
        {
            let (one, other) = (best.2.min(at), best.2.max(at));
            found.push(Clash {
                one,
                other,
                also: Vec::new(),
                verdict: Verdict::Falls,
                needs: Vec::new(),
            });
        }
    }
    Clashes {
        found,
        complete: true,
    }
}

/// Beyond so many numbers without dates their order is not looked for.
const UNDATED_MAX: usize = 200;

/// Those of numbers without dates, as of events that are known to come one after the other.
fn by_order(group: &[Holding], orders: &Orders<'_>) -> Vec<Clash> {
    let is_open = |holding: &Holding| {
        let (from, to) = holding.hull();
        from.is_none() || to.is_none()
    };
    let number = |holding: &Holding| match holding.position.items.as_slice() {
        [Item::Number(number)] => Some(*number),
        _ => None,
    };
    let numbers = || (0..group.len()).filter_map(|at| Some((at, number(&group[at])?)));
    let undated: Vec<_> = numbers().filter(|&(at, _)| is_open(&group[at])).collect();
    let mut found = Vec::new();
    for &(at, own) in undated.iter().take(UNDATED_MAX) {
        for (other, number) in numbers().take(UNDATED_MAX) {
            // Each pair once, and in which of the two orders it is said.
            if is_open(&group[other]) && other <= at {
                continue;
            }
            for (high, low, more, less) in [(at, other, own, number), (other, at, number, own)] {
                let order = Order {
                    one: group[high].ends().1,
                    other: group[low].ends().0,
                    strictly: true,
                };
                if less.is_below(&more) && orders.holds(&order) {
                    found.push(Clash {
                        one: at.min(other),
                        other: at.max(other),
                        also: Vec::new(),
                        verdict: Verdict::Falls,
                        needs: vec![order],
                    });
                }
            }
        }
    }
    found
}

/// A number with the stretches in each of which it held at some moment: both ends of what it covers.
fn numbers_of((at, holding): (usize, &Holding)) -> Vec<(i64, i64, usize, Quantity)> {
    let [Item::Number(number)] = holding.position.items.as_slice() else {
        return Vec::new();
    };
    let stretches = match holding.held {
        Held::Somewhen { from, to } => vec![(from.earliest, to.latest)],
        Held::Covers { from, to, .. } => {
            vec![(from.earliest, from.latest), (to.earliest, to.latest)]
        }
        Held::UpTo { from, to } => vec![(from.earliest, to.latest)],
        Held::After(_) => Vec::new(),
    };
    stretches
        .into_iter()
        .filter_map(|(from, to)| Some((from?, to?, at, *number)))
        .collect()
}
