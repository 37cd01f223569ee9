//! What bounds tell of the holdings of a group, on one clock: stretches that are certainly covered, and windows in each of which a
//! value held at some moment. Both run over *cells*: every instant at which a stretch begins or ends, its last moments before, its
//! first ones after it, and what lies between two. What begins before an instant, nobody knows how long before, is there in the
//! last moments before it.

use super::holding::{Held, Holding};
use crate::checks::Case;
use crate::checks::timeline::{At, Order, Window};
use crate::model::{Anchor, ClauseBody};
use crate::network::Moment;

/// Just before an instant, at it, or just after it.
pub type Edge = (i64, i8);

/// From one cell to another, both included.
pub type Cells = (usize, usize);

/// A stretch that a holding certainly covers.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub holding: usize,
    pub cells: Cells,
}

/// The cells in one of which a holding certainly held; a date with gaps has several pieces.
#[derive(Debug)]
pub struct Somewhere {
    pub holding: usize,
    pub pieces: Vec<Cells>,
    /// Between which instants each piece lies.
    pub instants: Vec<(i64, i64)>,
}

/// The holdings of a group on one clock.
pub struct Axis {
    /// The instants at which stretches begin or end, rising.
    instants: Vec<i64>,
    pub stretches: Vec<Stretch>,
    pub windows: Vec<Somewhere>,
}

/// On which clock holdings are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Bare,
    Utc,
}

impl Axis {
    pub fn new(case: &Case<'_>, group: &[Holding], face: Face) -> Self {
        let covered: Vec<(usize, Edge, Edge)> = (0..group.len())
            .filter_map(|at| {
                let (first, last) = covered(&group[at].held, face)?;
                Some((at, first, last))
            })
            .collect();
        let mut instants: Vec<i64> = covered
            .iter()
            .flat_map(|&(_, first, last)| [first.0, last.0])
            .collect();
        instants.sort_unstable();
        instants.dedup();
        let mut axis = Self {
            instants,
            stretches: Vec::new(),
            windows: Vec::new(),
        };
        axis.stretches = covered
            .into_iter()
            .map(|(holding, first, last)| Stretch {
                holding,
                cells: (axis.cell(first), axis.cell(last)),
            })
            .collect();
        // Where nothing is covered, nothing can be covered by several.
        if axis.stretches.len() > 1 {
            axis.windows = (0..group.len())
                .flat_map(|at| axis.windows_of(case, group, at, face))
                .collect();
        }
        axis
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        4 * self.instants.len() + 1
    }

    /// The cell in which something lies.
    fn cell(&self, (instant, side): Edge) -> usize {
        let at = self.instants.partition_point(|&one| one < instant);
        match (self.instants.get(at) == Some(&instant), side) {
            (false, _) => 4 * at,
            (true, -1) => 4 * at + 1,
            (true, 0) => 4 * at + 2,
            (true, _) => 4 * at + 3,
        }
    }

    /// The instant at which a cell begins, or behind which it does.
    pub fn begins(&self, cell: usize) -> Option<i64> {
        let at = cell.div_ceil(4);
        self.instants.get(at.checked_sub(1)?).copied()
    }

    fn windows_of(
        &self,
        case: &Case<'_>,
        group: &[Holding],
        at: usize,
        face: Face,
    ) -> Vec<Somewhere> {
        let pieces = pieces(case, &group[at], face);
        let stretches = match pieces.is_empty() {
            true => somewhere(&group[at].held, face)
                .into_iter()
                .map(|one| vec![one])
                .collect(),
            false => vec![pieces],
        };
        let somewhere = |pieces: Vec<(Edge, Edge)>| Somewhere {
            holding: at,
            instants: pieces
                .iter()
                .map(|(first, last)| (first.0, last.0))
                .collect(),
            pieces: pieces
                .into_iter()
                .map(|(first, last)| (self.cell(first), self.cell(last)))
                .collect(),
        };
        stretches.into_iter().map(somewhere).collect()
    }
}

/// What the bounds of a holding's ends say, as orders: where these are points of the network, clauses show it.
pub fn anchored(held: &Held) -> Vec<Order> {
    let (from, to) = match *held {
        Held::Covers { from, to, .. } | Held::Somewhen { from, to } | Held::UpTo { from, to } => {
            (from, to)
        }
        Held::After(at) => (at, at),
    };
    let orders = [from, to].into_iter().flat_map(|at| {
        let [low, high] = at.limits();
        let order = |one, other| Order {
            one,
            other,
            strictly: false,
        };
        [
            low.map(|low| order(low, at)),
            high.map(|high| order(at, high)),
        ]
    });
    orders.flatten().collect()
}

/// What a holding certainly covers.
fn covered(held: &Held, face: Face) -> Option<(Edge, Edge)> {
    let Held::Covers {
        from,
        to,
        held_at_end,
        kept,
        ..
    } = held
    else {
        return None;
    };
    let begins = window(from, face)?.high?;
    let ends = window(to, face)?.low?;
    // Up to the end, or past it where it is later.
    let side = match ends.strict {
        1.. => 1,
        _ if *held_at_end => 0,
        _ => -1,
    };
    let first = if *kept {
        after(begins)
    } else {
        not_after(begins)
    };
    let last = (ends.seconds, side);
    (first <= last).then_some((first, last))
}

/// The stretches in each of which a holding held at some moment.
fn somewhere(held: &Held, face: Face) -> Vec<(Edge, Edge)> {
    let bounds = |from: &At, to: &At| Some((window(from, face)?.low?, window(to, face)?.high?));
    let found = match held {
        Held::Somewhen { from, to } => vec![bounds(from, to).map(|(low, high)| {
            let end = not_after(high);
            // What is outside is so unless nothing else is inside.
            let begins = window(from, face).and_then(|from| from.high);
            let inside = begins.map_or(end, |high| not_after(high).max((end.0, -1)));
            (
                not_before(low),
                if to.outside { inside.min(end) } else { end },
            )
        })],
        Held::After(at) => {
            vec![bounds(at, at).map(|(low, high)| ((low.seconds, 1), after(high)))]
        }
        Held::UpTo { from, to } => {
            vec![bounds(from, to).map(|(low, high)| (before(low), (high.seconds, -1)))]
        }
        // At its beginning (of what is kept, right after it), at its last moment, and at some moment between the earliest end and the
        // latest beginning.
        Held::Covers {
            from,
            to,
            held_at_end,
            kept,
            ..
        } => {
            let begins = |high| if *kept { after(high) } else { not_after(high) };
            let point = |(low, high)| (not_before(low), not_after(high));
            let first = |(low, high): (Moment, Moment)| match kept {
                true => ((low.seconds, 1), after(high)),
                false => point((low, high)),
            };
            let last = bounds(to, to).filter(|_| *held_at_end).map(point);
            let inner = window(to, face)
                .zip(window(from, face))
                .and_then(|(to, from)| {
                    let low = to.low?;
                    let low = if *held_at_end {
                        not_before(low)
                    } else {
                        before(low)
                    };
                    Some((low, begins(from.high?)))
                });
            vec![bounds(from, from).map(first), last, inner]
        }
    };
    let in_order = |(low, high): &(Edge, Edge)| low <= high;
    found.into_iter().flatten().filter(in_order).collect()
}

fn not_before(low: Moment) -> Edge {
    (low.seconds, i8::from(low.strict > 0))
}

fn not_after(high: Moment) -> Edge {
    (high.seconds, -i8::from(high.strict < 0))
}

/// Just after whatever is not after this.
fn after(high: Moment) -> Edge {
    (high.seconds, if high.strict < 0 { -1 } else { 1 })
}

/// Just before whatever is not before this.
fn before(low: Moment) -> Edge {
    (low.seconds, if low.strict > 0 { 1 } else { -1 })
}

/// What is known of a point on a clock.
pub fn window(at: &At, face: Face) -> Option<Window> {
    match face {
        Face::Bare => Some(at.bare()),
        Face::Utc => at.utc(),
    }
}

/// The pieces of a date with gaps, at some moment of which a value held.
fn pieces(case: &Case<'_>, holding: &Holding, face: Face) -> Vec<(Edge, Edge)> {
    let ClauseBody::State { spell, .. } = &case.model.says(holding.clause) else {
        return Vec::new();
    };
    let times = spell.times();
    let (Held::Somewhen { .. }, [time]) = (holding.held, times.as_slice()) else {
        return Vec::new();
    };
    let Anchor::Fixed(date) = time.anchor() else {
        return Vec::new();
    };
    let extent = date.extent();
    if extent.zoned || face == Face::Utc {
        return Vec::new();
    }
    let piece = |piece: &crate::date::Extent| {
        let (first, end) = piece.hull();
        Some(((first?, 0), (end?, -1)))
    };
    let pieces: Option<Vec<_>> = extent.pieces.iter().map(piece).collect();
    pieces.unwrap_or_default()
}
