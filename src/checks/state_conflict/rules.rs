//! When two holdings of one subject and attribute clash.

use super::holding::{Held, Holding};
use crate::checks::timeline::{At, LifeEnd, Order, Orders};
use crate::model::meet::{self, Domain, ModeKey};
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
    /// A number that only grows was higher before it was lower.
    Falls,
    /// The effect of a death, and later something else.
    ForGood,
    /// The moments may differ, and nothing claimed changed the state between them.
    SameTime,
    /// An effect, and later something else, and nothing claimed that changed it.
    NothingBetween,
}

impl Verdict {
    /// Whether it cannot be, whatever happened in between.
    pub fn is_certain(self) -> bool {
        matches!(
            self,
            Self::Contradiction | Self::NoOrder | Self::Falls | Self::ForGood
        )
    }
}

/// Two holdings at a time, with all that the verdict on them may depend on.
pub struct Pairs<'a> {
    domain: &'a Domain<'a>,
    orders: &'a Orders<'a>,
    group: &'a [Holding],
    /// The holdings that are changes.
    changes: Vec<usize>,
}

impl<'a> Pairs<'a> {
    pub fn new(domain: &'a Domain<'a>, orders: &'a Orders<'a>, group: &'a [Holding]) -> Self {
        Self {
            domain,
            orders,
            group,
            changes: changes(group),
        }
    }

    /// Whether the two clash, how gravely, and which orders that rests on.
    pub fn clash(&self, one: usize, other: usize) -> Option<(Verdict, Vec<Order>)> {
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
            let silent = self.changed([one, other], &from, &to);
            return (!silent).then(|| (Verdict::SameTime, Vec::new()));
        }
        let (effect, later) = match first.effect.is_some() {
            true => (one, other),
            false => (other, one),
        };
        self.nothing_between(effect, later)
    }

    /// These orders, if all of them are certain.
    fn certain<const N: usize>(&self, orders: [Order<&At>; N]) -> Option<Vec<Order>> {
        orders
            .iter()
            .all(|order| self.orders.holds(order))
            .then(|| orders.map(Order::owned).to_vec())
    }

    /// Whether both certainly held at one moment, and what that rests on. What covers a stretch held at its first point.
    fn share_a_moment(&self, one: &Held, other: &Held) -> Option<Vec<Order>> {
        match (one, other) {
            (Held::Covers { .. }, Held::Covers { .. }) => self.stretches_overlap(one, other),
            (Held::Covers { .. }, Held::Somewhen { from, to }) => self.covers_window(one, from, to),
            (
                Held::Covers {
                    from,
                    to,
                    began,
                    held_at_end,
                },
                Held::After(at),
            ) => self
                // A spell since the end of an event begins with that event's effect.
                .certain([not_after(from, at), before(at, to)])
                .or_else(|| self.same(from, at).filter(|_| *began && !held_at_end)),
            (
                Held::Covers {
                    from,
                    to,
                    began,
                    held_at_end,
                },
                Held::UpTo {
                    from: first,
                    to: last,
                },
            ) => self
                .certain([before(from, first), not_after(last, to)])
                .or_else(|| {
                    self.certain([not_after(to, first), not_after(last, to)])
                        .filter(|_| *began && !held_at_end)
                }),
            (
                Held::UpTo { from, to },
                Held::UpTo {
                    from: first,
                    to: last,
                },
            ) => self.one_moment([from, to], [first, last]),
            (
                Held::Somewhen { from, to },
                Held::Somewhen {
                    from: first,
                    to: last,
                },
            ) => self.one_moment([from, to], [first, last]),
            _ => None,
        }
    }

    /// Whether two windows leave one moment only: the last of each is not after the first of the other. Those of dates never do.
    fn one_moment(&self, one: [&At; 2], other: [&At; 2]) -> Option<Vec<Order>> {
        let points = one.iter().chain(&other);
        if !points.into_iter().all(|at| at.low.is_some()) {
            return None;
        }
        self.certain([not_after(one[1], other[0]), not_after(other[1], one[0])])
    }

    /// Whether two points are certainly one.
    fn same(&self, one: &At, other: &At) -> Option<Vec<Order>> {
        self.certain([not_after(one, other), not_after(other, one)])
    }

    /// Whether a stretch certainly covers a point.
    fn covers_point(&self, stretch: &Held, at: &At) -> Option<Vec<Order>> {
        let Held::Covers {
            from,
            to,
            held_at_end,
            ..
        } = stretch
        else {
            return None;
        };
        self.certain([not_after(from, at), begins_by(at, to, *held_at_end)])
            .or_else(|| self.same(from, at))
            .or_else(|| self.same(to, at).filter(|_| *held_at_end))
    }

    /// Whether two stretches certainly share a moment.
    fn stretches_overlap(&self, one: &Held, other: &Held) -> Option<Vec<Order>> {
        let (
            Held::Covers {
                from,
                to,
                held_at_end,
                began,
            },
            Held::Covers {
                from: other_from,
                to: other_to,
                held_at_end: other_held,
                began: other_began,
            },
        ) = (one, other)
        else {
            return None;
        };
        self.certain([
            begins_by(from, other_to, *other_held),
            begins_by(other_from, to, *held_at_end),
        ])
        // One end of the other may be open, but not that it held at its beginning, and at its end.
        .or_else(|| self.covers_point(one, other_from))
        .or_else(|| self.covers_point(one, other_to).filter(|_| *other_held))
        // Just before both were over.
        .or_else(|| {
            let before_end = *began && !held_at_end && *other_began && !other_held;
            self.same(to, other_to).filter(|_| before_end)
        })
    }

    /// Whether a stretch certainly covers every moment of a window.
    fn covers_window(&self, stretch: &Held, first: &At, last: &At) -> Option<Vec<Order>> {
        let &Held::Covers {
            from,
            to,
            held_at_end,
            began,
        } = stretch
        else {
            return None;
        };
        let (from, to) = (&from, &to);
        let whole = match (last.outside, held_at_end) {
            (false, held) => {
                self.certain([held_from(from, first, began), begins_by(last, to, held)])
            }
            (true, true) => self.certain([held_from(from, first, began), not_after(last, to)]),
            // What is outside is so unless nothing else is inside.
            (true, false) => self.certain([
                held_from(from, first, began),
                before(first, to),
                not_after(last, to),
            ]),
        };
        // It held at its first point, whenever it ended, unless it began there; and perhaps at its last one.
        let ends = [(from, !began), (to, held_at_end)].into_iter();
        let mut ends = ends.filter(|(_, held)| *held).map(|(end, _)| end);
        whole
            .or_else(|| {
                let from_first = self.certain([
                    not_after(from, first),
                    not_after(first, from),
                    not_after(last, to),
                ]);
                from_first.filter(|_| !began)
            })
            .or_else(|| {
                ends.find_map(|end| self.certain([not_after(end, first), not_after(last, end)]))
            })
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
        if one.told.is_some() && one.told == other.told {
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
                ..
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
    fn changed(&self, but: [usize; 2], from: &At, to: &At) -> bool {
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

fn before<'a>(one: &'a At, other: &'a At) -> Order<&'a At> {
    Order {
        one,
        other,
        strictly: true,
    }
}

fn not_after<'a>(one: &'a At, other: &'a At) -> Order<&'a At> {
    Order {
        one,
        other,
        strictly: false,
    }
}

/// A spell holds at a point since then or before. Where it is said to have begun, what was before it may have held at that very moment: in
/// custody as of the release, at liberty since.
fn held_from<'a>(from: &'a At, at: &'a At, began: bool) -> Order<&'a At> {
    Order {
        one: from,
        other: at,
        strictly: began,
    }
}

/// A spell begins while another lasts, its last point included if it held then.
fn begins_by<'a>(from: &'a At, to: &'a At, held_at_end: bool) -> Order<&'a At> {
    Order {
        one: from,
        other: to,
        strictly: !held_at_end,
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
    /// All that clash, rising.
    pub fn holdings(&self) -> impl Iterator<Item = usize> + '_ {
        [self.one, self.other]
            .into_iter()
            .chain(self.also.iter().copied())
    }
}
