//! A part by itself: a copy of all that it needs. What belongs to one part lies far apart in a large network, and is then fetched once
//! only.

use super::graph::{Bound, Edge, NodeId};
use super::moment::Moment;
use super::step::{Side, Step};

/// An edge between two nodes of a part, by their places in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) step: Step,
}

/// The tightest bounds of a node, as stored on either side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tightest {
    pub(super) upper: Option<Moment>,
    pub(super) lower: Option<Moment>,
    pub(super) is_day: bool,
}

/// The edges and bounds of a part. The room that they take is used again for the next one.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    /// In the order of the edges.
    pub(super) links: Vec<Link>,
    /// By the places of the nodes.
    pub(super) bounds: Vec<Tightest>,
}

impl Own {
    /// Takes up a part: its nodes, which are days or not, its edges and bounds, with the places of their nodes.
    pub(super) fn take<'n>(
        &mut self,
        days: impl Iterator<Item = bool>,
        edges: impl IntoIterator<Item = &'n Edge>,
        bounds: impl IntoIterator<Item = &'n Bound>,
        place: impl Fn(NodeId) -> u32,
    ) {
        let link = |edge: &Edge| Link {
            from: place(edge.from),
            to: place(edge.to),
            step: edge.step,
        };
        self.links.clear();
        self.links.extend(edges.into_iter().map(link));
        self.bounds.clear();
        self.bounds.extend(days.map(|is_day| Tightest {
            is_day,
            ..Tightest::default()
        }));
        for bound in bounds {
            self.bounds[place(bound.node) as usize].note(bound);
        }
    }
}

impl Tightest {
    fn note(&mut self, bound: &Bound) {
        let side = bound.side();
        let known = match side {
            Side::Upper => &mut self.upper,
            Side::Lower => &mut self.lower,
        };
        let value = side.stored(bound.value);
        *known = Some(known.map_or(value, |known| known.min(value)));
    }
}
