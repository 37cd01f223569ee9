//! When two holdings of one subject and attribute clash.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::holding::{Held, Holding};
use crate::checks::Case;
use crate::checks::timeline::{At, LifeEnd, Order, Orders};
use crate::date::show;
use crate::model::meet::{self, Domain, ModeKey, Position};
use crate::model::say;

/// Beyond so many holdings of one subject and attribute only certain clashes are looked for, by a sweep.
const PAIRS_MAX: usize = 400;

/// Beyond so many clashes of one subject and attribute, a holding is named with one that it clashes with, and no more are counted.
const CLASHES_MAX: usize = 10_000;

/// So many pairs of one subject and attribute are held against each other; beyond it only some of their clashes are found.
const PAIRS_LOOKED_AT_MAX: usize = 5_000_000;

/// Two holdings that clash.
#[derive(Debug)]
pub struct Clash {
    /// The index of one in its group.
    pub one: usize,
    /// The index of the other, larger.
    pub other: usize,
    /// How grave it is.
    pub verdict: Verdict,
    /// The orders of points in time that it rests on.
    pub needs: Vec<Order>,
}

/// How grave a clash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Both certainly held at one moment.
    Contradiction,
    /// A number that only grows was higher before it was lower.
    Falls,
    /// The effect of a death, and later something else.
    ForGood,
    /// The moments may differ, and nothing claimed changed the state between them.
    SameTime,
    /// An effect, and later something else, and nothing claimed that changed it.
    NothingBetween,
}

/// The clashes of a group.
#[derive(Debug)]
pub struct Clashes {
    /// Those found.
    pub found: Vec<Clash>,
    /// Whether these are all. If not, every holding that clashes with one before it is still named with one, unless there are
    /// millions of pairs.
    pub complete: bool,
}

impl Clashes {
    /// How many more of one holding's clashes are looked for.
    fn room(&self, own: usize) -> usize {
        let room = CLASHES_MAX.saturating_sub(self.found.len());
        room.max(usize::from(own == 0))
    }
}

/// The clashes in a group, found by a sweep over the stretches of its holdings.
pub fn clashes(domain: &Domain<'_>, orders: &Orders<'_>, group: &[Holding]) -> Clashes {
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|&at| (group[at].hull().0, at));
    let pairs = Pairs {
        domain,
        orders,
        group,
        changes: changes(group),
    };
    let mut open = Open::new(domain, group);
    let mut left = PAIRS_LOOKED_AT_MAX;
    let mut all = Clashes {
        found: Vec::new(),
        complete: true,
    };
    for at in order {
        let before = all.found.len();
        for other in open.rivals(at) {
            let room = all.room(all.found.len() - before);
            let mut looked_at = 0;
            let counted = other.iter().take(left).inspect(|_| looked_at += 1);
            let clashing = counted.filter_map(|&other| {
                let (one, other) = (other.min(at), other.max(at));
                let (verdict, needs) = pairs.clash(one, other)?;
                Some(Clash {
                    one,
                    other,
                    verdict,
                    needs,
                })
            });
            all.found.extend(clashing.take(room));
            left -= looked_at;
            all.complete &= left > 0;
        }
        all.complete &= all.found.len() < CLASHES_MAX;
        open.add(at);
    }
    all
}

/// The holdings that a sweep has met, those that behave alike together.
struct Open<'a> {
    group: &'a [Holding],
    opposition: Opposition<'a>,
    /// By position, and by whether they cover a stretch.
    alike: BTreeMap<(usize, bool), Alike>,
}

impl<'a> Open<'a> {
    fn new(domain: &'a Domain<'a>, group: &'a [Holding]) -> Self {
        Self {
            group,
            opposition: Opposition::new(domain, group),
            alike: BTreeMap::new(),
        }
    }

    fn add(&mut self, at: usize) {
        let key = (self.opposition.position_of[at], self.group[at].covers());
        self.alike.entry(key).or_default().open.push(at);
    }

    /// Those that may clash with a holding; in a large group only those that may do so for certain.
    fn rivals(&mut self, at: usize) -> impl Iterator<Item = &Vec<usize>> {
        let Self {
            group,
            opposition,
            alike,
        } = self;
        let certain_only = group.len() > PAIRS_MAX;
        let (own, covers) = (opposition.position_of[at], group[at].covers());
        let begins = group[at].hull().0;
        // What ended before this one begins cannot certainly share a moment with anything later.
        let lasts = move |before: usize| match (group[before].hull().1, begins) {
            (Some(end), Some(begin)) => end >= begin,
            _ => true,
        };
        alike
            .iter_mut()
            .filter_map(move |(&(position, other_covers), alike)| {
                if certain_only {
                    if !(covers || other_covers) || !opposition.may_clash(own, position) {
                        return None;
                    }
                    alike.prune(&lasts);
                }
                Some(&alike.open)
            })
    }
}

/// Open holdings that behave alike.
#[derive(Default)]
struct Alike {
    open: Vec<usize>,
    /// How many they may become before those that ended are taken out.
    room: usize,
}

impl Alike {
    /// Takes out what ended, whenever their number has doubled: so looking for it costs no more than having added it.
    fn prune(&mut self, lasts: impl Fn(usize) -> bool) {
        if self.open.len() > self.room {
            self.open.retain(|&before| lasts(before));
            self.room = 2 * self.open.len() + 16;
        }
    }
}

/// Which positions of a group can clash with which.
struct Opposition<'a> {
    domain: &'a Domain<'a>,
    positions: Vec<&'a Position>,
    /// The number of each holding's position.
    position_of: Vec<usize>,
    /// Whether all positions meet, as they do where many values are held.
    all_meet: bool,
    known: FxHashMap<(usize, usize), bool>,
}

impl<'a> Opposition<'a> {
    fn new(domain: &'a Domain<'a>, group: &'a [Holding]) -> Self {
        let mut positions: Vec<&Position> = group.iter().map(|holding| &holding.position).collect();
        positions.sort_unstable();
        positions.dedup();
        let number = |holding: &Holding| positions.partition_point(|one| **one < holding.position);
        Self {
            domain,
            position_of: group.iter().map(number).collect(),
            all_meet: meet::meets(domain, &positions),
            positions,
            known: FxHashMap::default(),
        }
    }

    /// Holdings of one position clash only by their beginnings.
    fn may_clash(&mut self, one: usize, other: usize) -> bool {
        if one == other || self.all_meet {
            return one == other;
        }
        let both = [self.positions[one], self.positions[other]];
        *self
            .known
            .entry((one.min(other), one.max(other)))
            .or_insert_with(|| !meet::meets(self.domain, &both))
    }
}

/// Two holdings at a time, with all that the verdict on them may depend on.
struct Pairs<'a> {
    domain: &'a Domain<'a>,
    orders: &'a Orders<'a>,
    group: &'a [Holding],
    /// The holdings that are changes.
    changes: Vec<usize>,
}

impl Pairs<'_> {
    fn clash(&self, one: usize, other: usize) -> Option<(Verdict, Vec<Order>)> {
        let (first, second) = (&self.group[one], &self.group[other]);
        if first.clause == second.clause {
            return None;
        }
        if first.position == second.position && first.position.mode == ModeKey::Is {
            let needs = self.two_beginnings(first, second)?;
            return Some((Verdict::Contradiction, needs));
        }
        if meet::meets(self.domain, &[&first.position, &second.position]) {
            return None;
        }
        if first.told.is_some() && first.told == second.told {
            return Some((Verdict::Contradiction, Vec::new()));
        }
        let shared = self
            .share_a_moment(&first.held, &second.held)
            .or_else(|| self.share_a_moment(&second.held, &first.held));
        if let Some(needs) = shared {
            return Some((Verdict::Contradiction, needs));
        }
        if may_be_one_moment(&first.held, &second.held) {
            let (from, to) = first.ends();
            let (other_from, other_to) = second.ends();
            let from = earlier(from, other_from);
            let to = later(to, other_to);
            let silent = self.changed([one, other], from, to);
            return (!silent).then(|| (Verdict::SameTime, Vec::new()));
        }
        let (effect, later) = match first.effect.is_some() {
            true => (one, other),
            false => (other, one),
        };
        self.nothing_between(effect, later)
    }

    /// These orders, if all of them are certain.
    fn certain<const N: usize>(&self, orders: [Order; N]) -> Option<Vec<Order>> {
        orders
            .iter()
            .all(|order| self.orders.holds(order))
            .then(|| orders.to_vec())
    }

    /// Whether both certainly held at one moment, and what that rests on.
    fn share_a_moment(&self, one: &Held, other: &Held) -> Option<Vec<Order>> {
        match (*one, *other) {
            (
                Held::Covers { from, to, .. },
                Held::Covers {
                    from: other_from,
                    to: other_to,
                    ..
                },
            ) => self.certain([before(from, other_to), before(other_from, to)]),
            (
                Held::Covers { from, to, .. },
                Held::Somewhen {
                    from: first,
                    to: last,
                },
            ) => self.certain([not_after(from, first), not_after(last, to)]),
            // A spell since the end of an event begins with that event's effect.
            (Held::Covers { from, to, .. }, Held::After(at)) => {
                self.certain([not_after(from, at), before(at, to)])
            }
            (
                Held::Covers { from, to, .. },
                Held::UpTo {
                    from: first,
                    to: last,
                },
            ) => self.certain([before(from, first), not_after(last, to)]),
            (
                Held::Somewhen { from, to },
                Held::Somewhen {
                    from: first,
                    to: last,
                },
            ) if from.same_point(&to) && first.same_point(&last) => {
                self.certain([not_after(from, first), not_after(first, from)])
            }
            _ => None,
        }
    }

    /// Two spells of one value that overlap must begin together.
    fn two_beginnings(&self, one: &Holding, other: &Holding) -> Option<Vec<Order>> {
        let (
            Held::Covers {
                from,
                to,
                began: true,
            },
            Held::Covers {
                from: other_from,
                to: other_to,
                began: true,
            },
        ) = (one.held, other.held)
        else {
            return None;
        };
        if one.told.is_some() && one.told == other.told {
            let apart = [before(from, other_from), before(other_from, from)];
            return apart.into_iter().find_map(|order| self.certain([order]));
        }
        // The one that begins later must begin before the other ends; that it ends after it begins it says itself.
        self.certain([before(from, other_from), before(other_from, to)])
            .or_else(|| self.certain([before(other_from, from), before(from, other_to)]))
    }

    /// An effect, then something else that is certainly later, and nothing claimed between that could have changed it.
    fn nothing_between(&self, effect: usize, later: usize) -> Option<(Verdict, Vec<Order>)> {
        let Held::After(at) = self.group[effect].held else {
            return None;
        };
        let (first, last) = match self.group[later].held {
            Held::Somewhen { from, to } => (from, to),
            Held::Covers {
                from,
                to,
                began: false,
            } => (from, to),
            // Another effect is itself a change, and so is the beginning of a spell.
            Held::Covers { began: true, .. } | Held::After(_) | Held::UpTo { .. } => return None,
        };
        let needs = self.certain([before(at, first)])?;
        match self.group[effect].life {
            Some(LifeEnd::Death) => Some((Verdict::ForGood, needs)),
            Some(LifeEnd::Birth) => None,
            None => (!self.changed([effect, later], at, last))
                .then_some((Verdict::NothingBetween, needs)),
        }
    }

    /// Whether something claimed could have changed the state from one point to another, the two in question aside.
    fn changed(&self, but: [usize; 2], from: At, to: At) -> bool {
        let same_effect = |change: usize| {
            but.iter().any(|&at| {
                self.group[at].effect.is_some()
                    && self.group[at].effect == self.group[change].effect
            })
        };
        self.changes.iter().any(|&change| {
            let of_change = &self.group[change];
            let (first, last) = of_change.ends();
            let differs = but.iter().any(|&at| {
                !meet::meets(
                    self.domain,
                    &[&self.group[at].position, &of_change.position],
                )
            });
            !but.contains(&change)
                && !same_effect(change)
                && differs
                && !self.orders.before(to, first)
                && !self.orders.before(last, from)
        })
    }
}

fn before(one: At, other: At) -> Order {
    Order {
        one,
        other,
        strictly: true,
    }
}

fn not_after(one: At, other: At) -> Order {
    Order {
        one,
        other,
        strictly: false,
    }
}

/// The one that begins earlier; nothing is known of the order where one of them may begin at any time.
fn earlier(one: At, other: At) -> At {
    match (one.earliest, other.earliest) {
        (Some(at), Some(other_at)) if at <= other_at => one,
        (Some(_), Some(_)) => other,
        _ => At::OPEN,
    }
}

/// The one that ends later.
fn later(one: At, other: At) -> At {
    match (one.latest, other.latest) {
        (Some(at), Some(other_at)) if at >= other_at => one,
        (Some(_), Some(_)) => other,
        _ => At::OPEN,
    }
}

/// Whether both held at some moment of stretches that overlap.
fn may_be_one_moment(one: &Held, other: &Held) -> bool {
    let window = |held: &Held| match *held {
        Held::Somewhen { from, to } => Some((from, to)),
        _ => None,
    };
    window(one)
        .zip(window(other))
        .is_some_and(|(one, other)| At::overlap(one, other))
}

/// The holdings that are changes: effects, and spells that are claimed to begin or end.
fn changes(group: &[Holding]) -> Vec<usize> {
    (0..group.len())
        .filter(|&at| {
            matches!(
                group[at].held,
                Held::After(_) | Held::Covers { began: true, .. } | Held::UpTo { .. }
            )
        })
        .collect()
}

impl Clash {
    /// What follows from the two, in words.
    pub fn words(&self, case: &Case<'_>, group: &[Holding]) -> String {
        let (one, other) = (&group[self.one], &group[self.other]);
        let both = |one: &Holding| say::position(case.model, &one.position);
        match self.verdict {
            Verdict::Contradiction if one.position == other.position => {
                "one spell cannot have two beginnings".to_owned()
            }
            Verdict::Contradiction if one.told.is_some() && one.told == other.told => {
                "both are said of the moment of telling".to_owned()
            }
            Verdict::Contradiction => match shared(one, other) {
                Some(stretch) => format!("both cover {stretch}"),
                None => "both cover one moment".to_owned(),
            },
            Verdict::ForGood => "who is dead stays so".to_owned(),
            Verdict::Falls => "what comes later is lower, and it only grows".to_owned(),
            Verdict::SameTime => format!(
                "“{}” and “{}” at moments that may differ",
                both(one),
                both(other)
            ),
            Verdict::NothingBetween => "nothing claimed in between changed it".to_owned(),
        }
    }
}

/// The stretch that both certainly cover.
fn shared(one: &Holding, other: &Holding) -> Option<String> {
    let certain = |holding: &Holding| match holding.held {
        Held::Covers { from, to, .. } => (from.latest, to.earliest),
        Held::Somewhen { from, to } | Held::UpTo { from, to } => (from.earliest, to.latest),
        Held::After(at) => (at.earliest, at.latest),
    };
    let (one, other) = (certain(one), certain(other));
    let from = one.0.into_iter().chain(other.0).max()?;
    let to = one.1.into_iter().chain(other.1).min()?;
    (from <= to).then(|| show::days_named(Some(from), Some(to)))
}
