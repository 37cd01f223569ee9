//! A part by itself: a copy of all that it needs. What belongs to one part lies far apart in a large network, and is then fetched once
//! only.

use super::graph::{Bound, Cause, Edge, NodeId};
use super::moment::Moment;
use super::quick::Quick;
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
    causes: Vec<Cause>,
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
        self.causes.clear();
        self.links.clear();
        for edge in edges {
            self.causes.extend(edge.cause);
            self.links.push(Link {
                from: place(edge.from),
                to: place(edge.to),
                step: edge.step,
            });
        }
        self.bounds.clear();
        self.bounds.extend(days.map(|is_day| Tightest {
            is_day,
            ..Tightest::default()
        }));
        for bound in bounds {
            self.causes.extend(bound.cause);
            self.bounds[place(bound.node) as usize].note(bound);
        }
    }

    /// The causes of its edges and bounds, rising.
    pub(super) fn causes(&mut self) -> &[Cause] {
        // Those of the edges rise nearly always, and so do those of the bounds.
        self.causes.sort();
        self.causes.dedup();
        &self.causes
    }

    /// The same to be looked through quickly; nothing where it is not plain enough for that.
    pub(super) fn quicken(&self, quick: &mut Quick) -> Option<()> {
        quick.begin(self.bounds.iter().map(|bounds| bounds.is_day));
        for link in &self.links {
            quick.link(link.from, link.to, link.step)?;
        }
        for (place, bounds) in (0..).zip(&self.bounds) {
            for (side, value) in [(Side::Upper, bounds.upper), (Side::Lower, bounds.lower)] {
                if let Some(value) = value {
                    quick.bound(place, side, value)?;
                }
            }
        }
        Some(())
    }
}

impl Tightest {
    fn note(&mut self, bound: &Bound) {
        let (side, known) = match bound.upper {
            true => (Side::Upper, &mut self.upper),
            false => (Side::Lower, &mut self.lower),
        };
        let value = side.stored(bound.value);
        *known = Some(known.map_or(value, |known| known.min(value)));
    }
}
