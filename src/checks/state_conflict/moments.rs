//! Whether two holdings certainly share a moment, and on which orders of points in time that rests.

use super::holding::Held;
use super::rules::Pairs;
use crate::checks::timeline::{At, Order};

impl Pairs<'_> {
    /// These orders, if all of them are certain.
    pub fn certain<const N: usize>(&self, orders: [Order<&At>; N]) -> Option<Vec<Order>> {
        orders
            .iter()
            .all(|order| self.orders.holds(order))
            .then(|| orders.map(Order::owned).to_vec())
    }

    /// Whether both certainly held at one moment, and what that rests on. What covers a stretch held at its first point.
    pub fn share_a_moment(&self, one: &Held, other: &Held) -> Option<Vec<Order>> {
        match (one, other) {
            (Held::Covers { .. }, Held::Covers { .. }) => self.stretches_overlap(one, other),
            (Held::Covers { .. }, Held::Somewhen { from, to }) => self.covers_window(one, from, to),
            (
                Held::Covers {
                    from,
                    to,
                    began,
                    kept,
                    ..
                },
                Held::After(at),
            ) => self
                // A spell since the end of an event begins with that event's effect.
                .certain([held_from(from, at, *kept), before(at, to)])
                .or_else(|| self.same(from, at).filter(|_| *began)),
            (
                Held::Covers {
                    from,
                    to,
                    began,
                    held_at_end,
                    kept,
                },
                Held::UpTo {
                    from: first,
                    to: last,
                },
            ) => self
                .certain([before(from, first), not_after(last, to)])
                .or_else(|| {
                    self.certain([not_after(to, first), not_after(last, to)])
                        .filter(|_| *kept || *began && !held_at_end)
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
    pub fn same(&self, one: &At, other: &At) -> Option<Vec<Order>> {
        self.certain([not_after(one, other), not_after(other, one)])
    }

    /// Whether a stretch certainly covers a point.
    fn covers_point(&self, stretch: &Held, at: &At) -> Option<Vec<Order>> {
        let Held::Covers {
            from,
            to,
            held_at_end,
            kept,
            ..
        } = stretch
        else {
            return None;
        };
        self.certain([held_from(from, at, *kept), begins_by(at, to, *held_at_end)])
            .or_else(|| self.same(from, at).filter(|_| !kept))
            .or_else(|| self.same(to, at).filter(|_| *held_at_end))
    }

    /// Whether two stretches certainly share a moment.
    pub fn stretches_overlap(&self, one: &Held, other: &Held) -> Option<Vec<Order>> {
        let (
            Held::Covers {
                from,
                to,
                held_at_end,
                began,
                kept,
            },
            Held::Covers {
                from: other_from,
                to: other_to,
                held_at_end: other_held,
                began: other_began,
                kept: other_kept,
            },
        ) = (one, other)
        else {
            return None;
        };
        self.certain([
            begins_by(from, other_to, *other_held && !kept),
            begins_by(other_from, to, *held_at_end && !other_kept),
        ])
        // One end of the other may be open, but not that it held at its beginning, and at its end.
        .or_else(|| self.covers_point(one, other_from).filter(|_| !other_kept))
        .or_else(|| self.covers_point(one, other_to).filter(|_| *other_held))
        // Just before both were over.
        .or_else(|| {
            let lasts = *kept || *began && !held_at_end;
            let other_lasts = *other_kept || *other_began && !other_held;
            self.same(to, other_to).filter(|_| lasts && other_lasts)
        })
        // Whenever an event was, it lasted for some time.
        .or_else(|| match other_kept {
            true => self.certain([not_after(from, other_from), not_after(other_to, to)]),
            false => None,
        })
    }

    /// Whether a stretch certainly covers every moment of a window.
    fn covers_window(&self, stretch: &Held, first: &At, last: &At) -> Option<Vec<Order>> {
        let &Held::Covers {
            from,
            to,
            held_at_end,
            began,
            kept,
        } = stretch
        else {
            return None;
        };
        let (from, to) = (&from, &to);
        let began = began || kept;
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
            // What was at some moment of all the time that an event takes was not just at its beginning.
            .or_else(|| match kept && At::is_stretch(first, last) {
                true => self.certain([not_after(from, first), not_after(last, to)]),
                false => None,
            })
    }
}

pub fn before<'a>(one: &'a At, other: &'a At) -> Order<&'a At> {
    Order {
        one,
        other,
        strictly: true,
    }
}

pub fn not_after<'a>(one: &'a At, other: &'a At) -> Order<&'a At> {
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
