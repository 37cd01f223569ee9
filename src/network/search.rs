//! Conflicts in a large set of causes that changes little by little.
//!
//! The greatest and the least solution are kept while causes come and go. What was derived from a dropped cause is taken
//! back and derived anew from its neighbours; the rest stays. Broken lower bounds do not stop the search: the values are
//! those of the upper (or the lower) bounds alone, and each broken bound is a conflict of its own.

use std::collections::BTreeSet;

use super::conflict::{Closing, Conflict};
use super::graph::{BoundId, Cause, Constraint, Network, index};
use super::kept::Kept;
use super::potential::Potential;
use super::region::Measure;
use super::step::Side;
use super::sub::Sub;
use super::tide::{Tide, Via};

/// So many falls are remembered in any search,
const HISTORY: usize = 1 << 17;
/// and so many more for each node.
const HISTORY_PER_NODE: usize = 16;

/// The solved state of a set of causes.
#[derive(Debug, Clone)]
pub struct Search {
    pub(super) sub: Sub,
    pub(super) kept: Kept,
    pub(super) potential: Potential,
    /// Constraints that came or went since the tides were last settled.
    waiting: Vec<Constraint>,
    /// Taken once; it stays good while causes are only dropped.
    pub(super) measure: Option<Measure>,
    /// Edges looked at to find regions,
    pub(super) region_work: u64,
    /// and what it took, in edges, to find what is around.
    pub(super) around_work: u64,
    tides: Option<Tides>,
    /// Nodes below their lower bound, those with the shortest derivation first.
    broken: BTreeSet<(u32, u32)>,
    /// The depth under which a node stands in `broken`.
    broken_at: Vec<Option<u32>>,
    /// Nodes whose lower bounds changed.
    unsure: Vec<u32>,
}

#[derive(Debug, Clone)]
pub(super) struct Tides {
    pub(super) upper: Tide,
    pub(super) lower: Tide,
}

impl Search {
    /// Begins with all of `causes` kept.
    pub fn new(network: &Network, causes: &[Cause]) -> Self {
        Self::over(Sub::new(network, causes, &[]))
    }

    /// Begins with none of `causes` kept: they can be added one by one.
    pub fn without(network: &Network, causes: &[Cause]) -> Self {
        Self::keeping(Sub::new(network, causes, &[]), false)
    }

    pub(super) fn over(sub: Sub) -> Self {
        Self::keeping(sub, true)
    }

    fn keeping(sub: Sub, all: bool) -> Self {
        let kept = Kept::new(&sub.network, sub.causes.len(), all);
        let potential = Potential::new(&sub.network, &kept);
        let nodes = sub.nodes.len();
        Self {
            kept,
            potential,
            waiting: Vec::new(),
            measure: None,
            region_work: 0,
            around_work: 0,
            tides: None,
            broken: BTreeSet::new(),
            broken_at: vec![None; nodes],
            unsure: Vec::new(),
            sub,
        }
    }

    /// Edges looked at so far: the measure of work.
    pub fn work(&self) -> u64 {
        let tides = self.tides.as_ref();
        self.region_work
            + self.around_work
            + self.potential.tide.effort()
            + tides.map_or(0, |t| t.upper.effort() + t.lower.effort())
    }

    /// Whether it keeps so much history that it is better begun anew: nothing of that is ever forgotten.
    pub fn is_worn(&self) -> bool {
        let tides = self.tides.as_ref();
        let entries = tides.map_or(0, |t| t.upper.entries.len() + t.lower.entries.len());
        entries + self.potential.tide.entries.len()
            > HISTORY + HISTORY_PER_NODE * self.sub.nodes.len()
    }

    /// Drops some causes and takes some back. Causes that the search was not begun with are ignored.
    pub fn change(&mut self, dropped: &[Cause], added: &[Cause]) {
        let gone = self.mark(dropped, false);
        let come = self.mark(added, true);
        if !come.is_empty() {
            self.measure = None;
        }
        if !gone.is_empty() {
            // Whatever satisfied all edges satisfies fewer, but circles must not be closed through a dropped edge.
            self.potential.tide.forget();
        }
        for constraint in &come {
            if let Constraint::Edge(_) = constraint {
                let tide = &mut self.potential.tide;
                tide.add(&self.sub.network, &self.kept, *constraint);
            }
        }
        if self.tides.is_some() {
            // The tides are settled only when they are asked.
            self.waiting.extend(gone);
            self.waiting.extend(come);
        }
    }

    /// Brings the causes that came or went into the tides.
    fn catch_up(&mut self) {
        let Some(tides) = &mut self.tides else { return };
        let network = &self.sub.network;
        let waiting = std::mem::take(&mut self.waiting);
        let (come, gone): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|constraint| self.kept.holds(network.cause_of(*constraint)));
        for tide in [&mut tides.upper, &mut tides.lower] {
            tide.retract(network, &self.kept, &gone);
            for constraint in &come {
                tide.add(network, &self.kept, *constraint);
            }
        }
        for constraint in gone.iter().chain(&come) {
            if let Constraint::Bound(id) = constraint {
                self.unsure.push(network.bounds[*id as usize].node.0);
            }
        }
    }

    /// Marks causes as kept or not, and returns the constraints that this changes.
    fn mark(&mut self, causes: &[Cause], kept: bool) -> Vec<Constraint> {
        let mut changed = Vec::new();
        for cause in causes {
            let Some(local) = self.sub.local_cause(*cause) else {
                continue;
            };
            if self.kept.mark(local, kept) {
                changed.extend(self.sub.network.of_cause(Cause::new(local)));
            }
        }
        for constraint in &changed {
            if let Constraint::Bound(id) = constraint {
                self.kept.mark_bound(*id, kept);
            }
        }
        changed
    }

    /// A conflict among the kept causes, if there is one.
    pub fn conflict(&mut self) -> Option<Conflict> {
        let known = self.known_conflict();
        if known.is_some() {
            return known;
        }
        if let Some(circle) = self.settle() {
            return Some(circle);
        }
        let (_, node) = *self.broken.first()?;
        self.conflict_at(node)
    }

    /// A conflict that was there before causes came and went, and does without those that went. So many conflicts can be
    /// found, one after the other, before anything is derived anew.
    fn known_conflict(&mut self) -> Option<Conflict> {
        // Looking through long derivations must not cost more than deriving them anew.
        let mut affordable = 4 * self.sub.nodes.len() + 64;
        while let Some((depth, node)) = self.broken.first().copied() {
            affordable = affordable.checked_sub(depth as usize + 1)?;
            if self.still_stands(node) {
                return self.conflict_at(node);
            }
            self.broken.remove(&(depth, node));
            self.broken_at[node as usize] = None;
            self.unsure.push(node);
        }
        None
    }

    /// Whether a node's value is below its lower bound for reasons that are all kept.
    fn still_stands(&self, node: u32) -> bool {
        let Some(tides) = &self.tides else {
            return false;
        };
        let network = &self.sub.network;
        let derivation = tides.upper.derivation(tides.upper.current(node));
        let kept = |entry: &u32| match tides.upper.entries[*entry as usize].via {
            Via::Start => true,
            Via::Bound(id) => self.kept.holds(network.bounds[id as usize].cause),
            Via::Edge(id) => self.kept.holds(network.edges[id as usize].cause),
        };
        self.depth_if_broken(node).is_some() && derivation.iter().all(kept)
    }

    /// Some causes among the kept ones that cannot all hold and whose walk passes through one of `through`. Nothing if
    /// no minimal conflict contains one of them. With a circle among the edges, it is that circle, which may pass by.
    pub fn conflict_through(&mut self, through: &[Cause]) -> Option<Vec<Cause>> {
        if let Some(circle) = self.settle() {
            return Some(circle.causes());
        }
        let tides = self.tides.as_ref()?;
        let local = through.iter().filter_map(|c| self.sub.local_cause(*c));
        let kept = local.filter(|cause| self.kept.holds(Some(Cause::new(*cause))));
        let constraints = kept.flat_map(|cause| self.sub.network.of_cause(Cause::new(cause)));
        let (_, found) = constraints
            .filter_map(|c| Some((tides.slack_broken(&self.sub.network, c)?, c)))
            .min_by_key(|(length, _)| *length)?;
        Some(self.causes_through(tides, found))
    }

    /// All causes of the shortest known walk from an upper to a lower bound through a constraint.
    fn causes_through(&self, tides: &Tides, constraint: Constraint) -> Vec<Cause> {
        let network = &self.sub.network;
        let (near, far, own) = match constraint {
            Constraint::Edge(id) => {
                let edge = &network.edges[id as usize];
                (Some(edge.from.0), Some(edge.to.0), edge.cause)
            }
            Constraint::Bound(id) => {
                let bound = &network.bounds[id as usize];
                let node = bound.node.0;
                let (near, far) = if bound.upper {
                    (None, Some(node))
                } else {
                    (Some(node), None)
                };
                (near, far, bound.cause)
            }
        };
        let walk = |tide: &Tide, node: Option<u32>| {
            let entries = node.map(|node| tide.derivation(tide.current(node)));
            self.sub.walk(tide, &entries.unwrap_or_default(), false)
        };
        let steps = walk(&tides.upper, near)
            .into_iter()
            .chain(walk(&tides.lower, far));
        let own = own.map(|cause| self.sub.causes[cause.number() as usize]);
        let mut causes: Vec<Cause> = steps.filter_map(|step| step.cause).chain(own).collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }

    fn conflict_at(&self, node: u32) -> Option<Conflict> {
        let upper = &self.tides.as_ref()?.upper;
        let id = self.tightest_lower(node)?;
        let bound = &self.sub.network.bounds[id as usize];
        let entries = upper.derivation(upper.current(node));
        Some(Conflict {
            walk: self.sub.walk(upper, &entries, false),
            closing: Closing::Below {
                bound: BoundId(self.sub.bounds[id as usize]),
                value: bound.value,
                cause: bound
                    .cause
                    .map(|cause| self.sub.causes[cause.number() as usize]),
            },
        })
    }

    /// Brings everything up to date; a circle among the edges, if there is one.
    pub(super) fn settle(&mut self) -> Option<Conflict> {
        let network = &self.sub.network;
        if let Some(entry) = self.potential.settle(network, &self.kept) {
            return Some(self.circle(&self.potential.tide, entry));
        }
        self.catch_up();
        let network = &self.sub.network;
        if self.tides.is_none() {
            self.tides = Some(Tides::new(network, &self.kept, &self.potential));
        }
        let tides = self.tides.as_mut()?;
        let mut circle = None;
        for upper in [true, false] {
            let tide = if upper {
                &mut tides.upper
            } else {
                &mut tides.lower
            };
            if let Some(entry) = tide.settle(network, &self.kept) {
                circle = Some((upper, entry));
            }
        }
        if let (Some((upper, entry)), Some(tides)) = (circle, &self.tides) {
            let tide = if upper { &tides.upper } else { &tides.lower };
            return Some(self.circle(tide, entry));
        }
        self.note_broken();
        None
    }

    fn circle(&self, tide: &Tide, entry: u32) -> Conflict {
        let entries = tide.circle(&self.sub.network, entry);
        Conflict {
            walk: self.sub.walk(tide, &entries, true),
            closing: Closing::Circle,
        }
    }

    /// Looks at all nodes whose value or lower bounds changed.
    fn note_broken(&mut self) {
        let Some(tides) = &mut self.tides else { return };
        let mut nodes = std::mem::take(&mut tides.upper.changed);
        nodes.append(&mut self.unsure);
        nodes.sort_unstable();
        nodes.dedup();
        for node in nodes {
            if let Some(depth) = self.broken_at[node as usize].take() {
                self.broken.remove(&(depth, node));
            }
            if let Some(depth) = self.depth_if_broken(node) {
                self.broken_at[node as usize] = Some(depth);
                self.broken.insert((depth, node));
            }
        }
    }

    fn depth_if_broken(&self, node: u32) -> Option<u32> {
        let upper = &self.tides.as_ref()?.upper;
        let latest = upper.stored(node)?;
        let bound = self.tightest_lower(node)?;
        let least = self.sub.network.bounds[bound as usize].value;
        (latest < least).then(|| upper.depth(node))
    }

    /// The tightest kept lower bound of a node.
    fn tightest_lower(&self, node: u32) -> Option<u32> {
        self.kept.tightest(node, false)
    }

    pub(super) fn tides(&self) -> Option<&Tides> {
        self.tides.as_ref()
    }
}

impl Tides {
    fn new(network: &Network, kept: &Kept, potential: &Potential) -> Self {
        let base = potential.values();
        let mirrored = base.iter().map(|value| -*value).collect();
        let mut tides = Self {
            upper: Tide::new(Side::Upper, base),
            lower: Tide::new(Side::Lower, mirrored),
        };
        for node in 0..index(network.node_count()) {
            for tide in [&mut tides.upper, &mut tides.lower] {
                if let Some(bound) = kept.tightest(node, tide.side == Side::Upper) {
                    tide.bound(network, kept, bound);
                }
            }
        }
        tides
    }

    /// Whether some upper bound, through this constraint, falls below some lower bound: the length of that walk.
    fn slack_broken(&self, network: &Network, constraint: Constraint) -> Option<u32> {
        let (latest, earliest, length) = match constraint {
            Constraint::Edge(id) => {
                let edge = &network.edges[id as usize];
                let length = self.upper.depth(edge.from.0) + self.lower.depth(edge.to.0);
                (
                    self.upper.mapped(network, id)?,
                    self.lower.value(edge.to.0)?,
                    length,
                )
            }
            Constraint::Bound(id) => {
                let bound = &network.bounds[id as usize];
                let node = bound.node.0;
                if bound.upper {
                    (bound.value, self.lower.value(node)?, self.lower.depth(node))
                } else {
                    (self.upper.value(node)?, bound.value, self.upper.depth(node))
                }
            }
        };
        (latest < earliest).then_some(length)
    }
}
