//! When two holdings of one subject and attribute clash.

use super::holding::{Held, Holding};
use super::moments::{before, not_after};
use crate::checks::timeline::{At, LifeEnd, Order, Orders};
use crate::model::meet::{self, Domain, ModeKey, Position};
use crate::network::Cause;

/// Holdings that clash.
#[derive(Debug)]
pub struct Clash {
    /// The index of one in its group.
    pub one: usize,
    /// The index of the other, larger.
    pub other: usize,
    /// The indices of those without which the two do not clash, larger.
    pub also: Vec<usize>,
    /// How grave it is.
    pub verdict: Verdict,
    /// The orders of points in time that it rests on.
    pub needs: Vec<Order>,
    /// The clauses of time with which there is no order, where that is why.
    pub core: Vec<Cause>,
}

/// How grave a clash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Both certainly held at one moment.
    Contradiction,
    /// There is no order in which they could have held.
    NoOrder,
    /// Whichever of several stretches one held through, something else is in it.
    NoStretch,
    /// A number that only grows was higher before it was lower.
    Falls,
    /// The effect of a death, and later something else.
    ForGood,
    /// The moments may differ, and nothing claimed changed the state between them.
    SameTime,
    /// An effect, and later something else, and nothing claimed that changed it.
    NothingBetween,
    /// A beginning of a value, and one below it that had held before.
    BeganBefore,
}

impl Verdict {
    /// Whether it cannot be, whatever happened in between.
    pub fn is_certain(self) -> bool {
        matches!(
            self,
            Self::Contradiction | Self::NoOrder | Self::NoStretch | Self::Falls | Self::ForGood
        )
    }
}

/// Two holdings at a time, with all that the verdict on them may depend on.
pub struct Pairs<'a> {
    domain: &'a Domain<'a>,
    pub(super) orders: &'a Orders<'a>,
    group: &'a [Holding],
    /// The holdings that are changes.
    changes: Vec<&'a Holding>,
}

impl<'a> Pairs<'a> {
    /// `perhaps`: what else may have changed something.
    pub fn new(
        domain: &'a Domain<'a>,
        orders: &'a Orders<'a>,
        group: &'a [Holding],
        perhaps: &'a [Holding],
    ) -> Self {
        Self {
            domain,
            orders,
            group,
            changes: changes(group).chain(perhaps).collect(),
        }
    }

    /// Whether the two clash, how gravely, and which orders that rests on.
    pub fn clash(&self, one: usize, other: usize) -> Option<(Verdict, Vec<Order>)> {
        let (first, second) = (&self.group[one], &self.group[other]);
        if first.clause == second.clause {
            return None;
        }
        if share_a_value(first, second) {
            let needs = self.two_beginnings(first, second);
            if needs.is_some() || first.position == second.position {
                return Some((Verdict::Contradiction, needs?));
            }
        }
        if meet::meets(self.domain, &[&first.position, &second.position]) {
            let mut both = [(first, second), (second, first)].into_iter();
            let needs = both.find_map(|(one, other)| self.began_before(one, other))?;
            return Some((Verdict::BeganBefore, needs));
        }
        if is_one_telling(first, second) {
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
            let silent = self.changed([one, other], &from, &to);
            return (!silent).then(|| (Verdict::SameTime, Vec::new()));
        }
        let (effect, later) = match first.is_effect() {
            true => (one, other),
            false => (other, one),
        };
        self.nothing_between(effect, later)
    }

    /// Whether two clash for being of one telling, or of one spell with two beginnings.
    pub fn of_one_telling_or_spell(&self, one: usize, other: usize) -> Option<Clash> {
        let (first, second) = (&self.group[one], &self.group[other]);
        let positions = [&first.position, &second.position];
        let needs = match first.clause == second.clause {
            true => None,
            false if share_a_value(first, second) => self.two_beginnings(first, second),
            false => (is_one_telling(first, second) && !meet::meets(self.domain, &positions))
                .then(Vec::new),
        };
        Some(contradiction(one, other, needs?))
    }

    /// Whether two clash for being of one event's moment, or for denying what is told meanwhile.
    pub fn of_one_moment(&self, one: usize, other: usize) -> Option<Clash> {
        let (first, second) = (&self.group[one], &self.group[other]);
        let is_denial = |holding: &Holding| holding.position.mode == ModeKey::Not;
        let is_point = |holding: &Holding| holding.held.point().is_some();
        let asked = is_denial(first) != is_denial(second) || is_point(first) && is_point(second);
        let positions = [&first.position, &second.position];
        if !asked || meet::meets(self.domain, &positions) {
            return None;
        }
        let needs = self
            .share_a_moment(&first.held, &second.held)
            .or_else(|| self.share_a_moment(&second.held, &first.held))?;
        Some(contradiction(one, other, needs))
    }

    /// Two spells of one value that overlap must begin together.
    fn two_beginnings(&self, one: &Holding, other: &Holding) -> Option<Vec<Order>> {
        let (
            Held::Covers {
                from,
                to,
                began: true,
                ..
            },
            Held::Covers {
                from: other_from,
                to: other_to,
                began: true,
                ..
            },
        ) = (&one.held, &other.held)
        else {
            return None;
        };
        let mut apart = [before(from, other_from), before(other_from, from)].into_iter();
        if is_one_telling(one, other) {
            return apart.find_map(|order| self.certain([order]));
        }
        // The one that begins later must begin before the other ends; that it ends after it begins it says itself.
        self.certain([before(from, other_from), before(other_from, to)])
            .or_else(|| self.certain([before(other_from, from), before(from, other_to)]))
            .or_else(|| {
                let order = apart.find(|order| self.orders.holds(order))?;
                let mut needs = self
                    .stretches_overlap(&one.held, &other.held)
                    .or_else(|| self.stretches_overlap(&other.held, &one.held))?;
                needs.push(order.owned());
                Some(needs)
            })
    }

    /// Whether a spell is said to have begun when a narrower value held already: who lives in Turin since 2016 does not live in Italy only
    /// since 2018.
    fn began_before(&self, narrower: &Holding, wider: &Holding) -> Option<Vec<Order>> {
        let (
            Held::Covers {
                from,
                to,
                began: true,
                ..
            },
            Held::Covers {
                from: begin,
                began: true,
                ..
            },
        ) = (&narrower.held, &wider.held)
        else {
            return None;
        };
        let modes = [narrower.position.mode, wider.position.mode];
        if self.domain.many || modes != [ModeKey::Is; 2] {
            return None;
        }
        let needs = self.certain([before(from, begin), not_after(begin, to)])?;
        is_within(self.domain, &narrower.position, &wider.position).then_some(needs)
    }

    /// An effect, then something else that is certainly later, and nothing claimed between that could have changed it.
    fn nothing_between(&self, effect: usize, later: usize) -> Option<(Verdict, Vec<Order>)> {
        let Held::After(at) = &self.group[effect].held else {
            return None;
        };
        let (first, last) = match &self.group[later].held {
            Held::Somewhen { from, to } => (from, to),
            Held::Covers {
                from,
                to,
                began: false,
                kept: false,
                ..
            } => (from, to),
            // Another effect is itself a change, and so is the beginning of a spell or of what an event keeps.
            Held::Covers { .. } | Held::After(_) | Held::UpTo { .. } => return None,
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
    fn changed(&self, but: [usize; 2], from: &At, to: &At) -> bool {
        let but = but.map(|at| &self.group[at]);
        self.changes.iter().any(|&change| {
            let (first, last) = change.ends();
            let is_own = |one: &&Holding| {
                std::ptr::eq(*one, change) || one.event.is_some() && one.event == change.event
            };
            let differs =
                |one: &&Holding| !meet::meets(self.domain, &[&one.position, &change.position]);
            !but.iter().any(is_own)
                && but.iter().any(differs)
                && !self.is_over_by(to, &first)
                && !self.is_over_by(&last, from)
        })
    }

    /// Whether what ends at one point is certainly over at the other. An end that is itself outside may be that point.
    fn is_over_by(&self, end: &At, at: &At) -> bool {
        self.orders.holds(&Order {
            one: end,
            other: at,
            strictly: !end.outside,
        })
    }
}

/// Whether two say the same value: where many are held, one of each is enough, as each has a spell of its own.
pub fn share_a_value(one: &Holding, other: &Holding) -> bool {
    one.position.shares_a_value(&other.position)
}

/// Whether whatever is the one is the other, too.
pub fn is_within(domain: &Domain<'_>, one: &Position, other: &Position) -> bool {
    let anything_else = Position {
        mode: ModeKey::Not,
        ..other.clone()
    };
    !meet::meets(domain, &[one, &anything_else])
}

/// Whether two are said of one and the same moment of telling.
fn is_one_telling(one: &Holding, other: &Holding) -> bool {
    one.told.is_some() && one.told == other.told
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

/// Two that certainly held at one moment, the smaller index first.
fn contradiction(one: usize, other: usize, needs: Vec<Order>) -> Clash {
    Clash {
        one,
        other,
        also: Vec::new(),
        verdict: Verdict::Contradiction,
        needs,
        core: Vec::new(),
    }
}

/// The holdings that are changes: effects, spells that are claimed to begin or end, and what an event keeps, which begins and ends
/// with it.
fn changes(group: &[Holding]) -> impl Iterator<Item = &Holding> {
    group.iter().filter(|one| {
        matches!(
            one.held,
            Held::After(_)
                | Held::Covers { began: true, .. }
                | Held::Covers { kept: true, .. }
                | Held::UpTo { .. }
        )
    })
}

impl Clash {
    /// All that clash, rising.
    pub fn holdings(&self) -> impl Iterator<Item = usize> + '_ {
        [self.one, self.other]
            .into_iter()
            .chain(self.also.iter().copied())
    }
}
