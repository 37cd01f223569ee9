//! Values that fall from the bounds until every edge holds, and the history of each fall.
//!
//! A node without a value is unbounded. Nothing is ever taken out of the history, so the parents of a lowering are the
//! very values that it was computed from.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::circle;
use super::graph::{Constraint, Network, index};
use super::kept::Kept;
use super::moment::Moment;
use super::step::Side;

/// No entry.
pub(super) const NONE: u32 = u32::MAX;

/// How far each repeated lowering looks back for a circle; what is longer is found by the rarer full walks.
const SHORT_WALK: u32 = 64;

/// So many nodes are taken for a small network.
const FEW: usize = 64;

/// A node that fell this often waits in line behind all others: deepest first can take exponentially long where the
/// base is far off, first come first served cannot.
const RESTLESS: u32 = 64;

/// Why a value is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via {
    Start,
    Bound(u32),
    Edge(u32),
}

/// One lowering of one node.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) node: u32,
    pub(super) via: Via,
    /// The entry of the near node that the value was computed from.
    pub(super) parent: u32,
    pub(super) value: Moment,
    /// The entries computed from this one, as a list.
    child: u32,
    sibling: u32,
    /// The entry made by the same edge or bound before this.
    earlier: u32,
    /// How many entries its derivation has before it.
    pub(super) depth: u32,
    live: bool,
}

/// The values of all nodes on one side, with their history.
#[derive(Debug, Clone)]
pub(super) struct Tide {
    pub(super) side: Side,
    pub(super) entries: Vec<Entry>,
    current: Vec<u32>,
    /// The newest entry made by each edge, and by each bound.
    by_edge: Vec<u32>,
    by_bound: Vec<u32>,
    /// Values that (nearly) satisfy all edges: nodes that fell deepest below them are settled first, as in Johnson's
    /// algorithm, so that most nodes fall only once.
    base: Vec<Moment>,
    open: BinaryHeap<Reverse<(Moment, u32)>>,
    /// Edges that were added, to be looked at without all others of their near nodes: a hub may have a hundred thousand.
    added: Vec<u32>,
    /// Entries before this one count as starts: an edge of theirs may no longer hold.
    horizon: u32,
    falls: Vec<u32>,
    late: i64,
    /// What it has taken so far to look back far, in entries.
    walked: u64,
    /// What it has taken so far to prove that values fall for ever, in edges.
    proved: u64,
    /// Nodes whose value changed since this was last emptied.
    pub(super) changed: Vec<u32>,
    /// Edges looked at so far, to let values fall.
    work: u64,
}

impl Tide {
    pub(super) fn new(side: Side, base: Vec<Moment>) -> Self {
        // In a small network nearly every node falls, and most of them once.
        let falling = base.len().min(FEW);
        Self {
            side,
            entries: Vec::with_capacity(falling),
            current: vec![NONE; base.len()],
            by_edge: Vec::new(),
            by_bound: Vec::new(),
            falls: vec![0; base.len()],
            base,
            open: BinaryHeap::with_capacity(falling),
            added: Vec::new(),
            horizon: 0,
            late: 0,
            walked: 0,
            proved: 0,
            changed: Vec::with_capacity(falling),
            work: 0,
        }
    }

    /// The value as it is stored on this side (negated on the lower side).
    pub(super) fn stored(&self, node: u32) -> Option<Moment> {
        self.entry(node).map(|entry| entry.value)
    }

    /// The real value.
    pub(super) fn value(&self, node: u32) -> Option<Moment> {
        self.stored(node).map(|value| self.side.stored(value))
    }

    pub(super) fn current(&self, node: u32) -> u32 {
        self.current[node as usize]
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.current.len()
    }

    /// How long the derivation of a node's value is; 0 without a value.
    pub(super) fn depth(&self, node: u32) -> u32 {
        self.entry(node).map_or(0, |entry| entry.depth)
    }

    fn entry(&self, node: u32) -> Option<&Entry> {
        self.entries.get(self.current[node as usize] as usize)
    }

    /// The derivation of an entry, from its start to itself.
    pub(super) fn derivation(&self, entry: u32) -> Vec<u32> {
        let mut path = Vec::new();
        let mut at = entry;
        while let Some(found) = self.entries.get(at as usize) {
            path.push(at);
            at = found.parent;
        }
        path.reverse();
        path
    }

    /// What all of it has taken so far, in edges looked at.
    pub(super) fn effort(&self) -> u64 {
        self.work + self.proved
    }

    /// Forgets what led to the present values: from here on they count as starts.
    pub(super) fn forget(&mut self) {
        self.horizon = index(self.entries.len());
    }

    /// Lowers a node if `value` is below what it has; says whether it did.
    pub(super) fn lower(&mut self, node: u32, value: Moment, via: Via, parent: u32) -> bool {
        if self.stored(node).is_some_and(|now| now <= value) {
            return false;
        }
        let at = index(self.entries.len());
        let (sibling, depth) = match self.entries.get_mut(parent as usize) {
            Some(parent) => (
                std::mem::replace(&mut parent.child, at),
                parent.depth.saturating_add(1),
            ),
            None => (NONE, 0),
        };
        let earlier = match self.newest(via) {
            Some(newest) => std::mem::replace(newest, at),
            None => NONE,
        };
        self.entries.push(Entry {
            node,
            via,
            parent,
            value,
            child: NONE,
            sibling,
            earlier,
            depth,
            live: true,
        });
        self.current[node as usize] = at;
        self.falls[node as usize] = self.falls[node as usize].saturating_add(1);
        self.changed.push(node);
        self.push(node);
        true
    }

    /// The newest entry made by an edge or a bound.
    fn newest(&mut self, via: Via) -> Option<&mut u32> {
        let (list, id) = match via {
            Via::Start => return None,
            Via::Bound(id) => (&mut self.by_bound, id as usize),
            Via::Edge(id) => (&mut self.by_edge, id as usize),
        };
        if list.len() <= id {
            list.resize(id + 1, NONE);
        }
        list.get_mut(id)
    }

    /// Forgets which nodes are to be looked at.
    pub(super) fn clear_open(&mut self) {
        self.open.clear();
    }

    /// Marks a node as one whose far nodes must be looked at again.
    pub(super) fn push(&mut self, node: u32) {
        if let Some(entry) = self.entry(node) {
            let depth = if self.falls[node as usize] < RESTLESS {
                entry.value - self.base[node as usize]
            } else {
                self.late = self.late.saturating_add(1);
                Moment::at(i64::MAX / 2 + self.late)
            };
            self.open
                .push(Reverse((depth, self.current[node as usize])));
        }
    }

    /// Lets values fall until every kept edge holds. Where they would fall for ever, the edges of a proven circle and
    /// the entry at which it closes are returned, and it can be called again once that circle is broken.
    pub(super) fn settle(&mut self, network: &Network, kept: &Kept) -> Option<u32> {
        while let Some(edge) = self.added.pop() {
            let circle = self.follow(network, kept, edge);
            if circle.is_some() {
                return circle;
            }
        }
        while let Some(Reverse((depth, entry))) = self.open.pop() {
            let node = self.entries[entry as usize].node;
            if self.current[node as usize] != entry {
                continue;
            }
            if let Some(circle) = self.spread(network, kept, node) {
                self.open.push(Reverse((depth, entry)));
                return Some(circle);
            }
        }
        None
    }

    /// Follows all kept edges from a node once.
    pub(super) fn spread(&mut self, network: &Network, kept: &Kept, node: u32) -> Option<u32> {
        for edge in network.edges_from(node, self.side) {
            let circle = self.follow(network, kept, *edge);
            if circle.is_some() {
                return circle;
            }
        }
        None
    }

    /// Follows an edge from the present value of its near node.
    fn follow(&mut self, network: &Network, kept: &Kept, id: u32) -> Option<u32> {
        let edge = &network.edges[id as usize];
        if !kept.holds(edge.cause) {
            return None;
        }
        self.work += 1;
        let (near, far) = self.ends(network, id);
        let parent = self.current[near as usize];
        let value = self.mapped(network, id)?;
        if !self.lower(far, value, Via::Edge(id), parent) {
            return None;
        }
        self.circle_at(network, self.current[far as usize])
    }

    /// The near and the far node of an edge, as values fall on this side.
    pub(super) fn ends(&self, network: &Network, id: u32) -> (u32, u32) {
        let edge = &network.edges[id as usize];
        match self.side {
            Side::Upper => (edge.from.0, edge.to.0),
            Side::Lower => (edge.to.0, edge.from.0),
        }
    }

    /// What an edge makes of the present value of its near node, as stored at its far node.
    pub(super) fn mapped(&self, network: &Network, id: u32) -> Option<Moment> {
        let (near, _) = self.ends(network, id);
        Some(network.follow(id, self.side, self.stored(near)?))
    }

    /// Looks back from a new entry for a circle that it closes.
    fn circle_at(&mut self, network: &Network, entry: u32) -> Option<u32> {
        let node = self.entries[entry as usize].node;
        let falls = self.falls[node as usize];
        if falls < 2 {
            return None;
        }
        // A full walk may be as long as the history, and a proof as long as the walk, so these must stay in proportion to what was
        // looked at anyway.
        let affordable = self.walked + self.proved <= 8 * self.work + self.base.len() as u64;
        let full = falls >= 4 && falls.is_power_of_two() || falls >= 64;
        let limit = if full && affordable {
            u32::MAX
        } else {
            SHORT_WALK
        };
        let mut at = self.entries[entry as usize].parent;
        let (mut walked, mut returns, mut proving) = (0, 0_u32, 0);
        let mut found = None;
        while at != NONE && at >= self.horizon && walked < limit {
            let earlier = &self.entries[at as usize];
            if earlier.node == node {
                returns += 1;
                // Of many returns to a node some are looked at: further back ever fewer.
                let looks = match affordable {
                    true => returns <= 2 || returns.is_power_of_two(),
                    false => returns == 1 && falls.is_power_of_two(),
                };
                if looks && circle::is_proved(network, self, at, entry, &mut proving) {
                    found = Some(entry);
                    break;
                }
            }
            at = earlier.parent;
            walked += 1;
        }
        if limit > SHORT_WALK {
            self.walked += u64::from(walked);
        }
        self.proved += proving;
        found
    }

    /// The entries of the circle that closes at `entry`, from the value that it returns below to itself.
    pub(super) fn circle(&self, network: &Network, entry: u32) -> Vec<u32> {
        let node = self.entries[entry as usize].node;
        let mut path = vec![entry];
        let mut at = self.entries[entry as usize].parent;
        while let Some(found) = self.entries.get(at as usize) {
            path.push(at);
            if found.node == node && circle::is_proved(network, self, at, entry, &mut 0) {
                break;
            }
            at = found.parent;
        }
        path.reverse();
        path
    }

    /// Lowers a node to a bound of it.
    pub(super) fn bound(&mut self, network: &Network, kept: &Kept, id: u32) {
        let bound = &network.bounds[id as usize];
        if bound.upper != (self.side == Side::Upper) || !kept.holds(bound.cause) {
            return;
        }
        let mut value = self.side.stored(bound.value);
        if network.is_day(bound.node) {
            value = value.floor_day();
        }
        self.lower(bound.node.0, value, Via::Bound(id), NONE);
    }

    /// Looks again at a constraint that has just been kept.
    pub(super) fn add(&mut self, network: &Network, kept: &Kept, constraint: Constraint) {
        match constraint {
            Constraint::Bound(id) => self.bound(network, kept, id),
            Constraint::Edge(id) => self.added.push(id),
        }
    }

    /// Takes back everything that was derived through constraints that are no longer kept. The nodes that lost their
    /// value get the best that is left from their bounds and neighbours; call [`Tide::settle`] afterwards.
    pub(super) fn retract(&mut self, network: &Network, kept: &Kept, gone: &[Constraint]) {
        let mut reset = Vec::new();
        for constraint in gone {
            self.kill(*constraint, &mut reset);
        }
        reset.sort_unstable();
        reset.dedup();
        for node in &reset {
            self.current[*node as usize] = NONE;
            self.falls[*node as usize] = 0;
            self.changed.push(*node);
        }
        for node in &reset {
            self.restore(network, kept, *node);
        }
    }

    /// Marks what was derived through a constraint, and collects the nodes whose present value was.
    fn kill(&mut self, constraint: Constraint, reset: &mut Vec<u32>) {
        let via = match constraint {
            Constraint::Bound(id) => Via::Bound(id),
            Constraint::Edge(id) => Via::Edge(id),
        };
        let newest = self.newest(via);
        let mut at = newest.map_or(NONE, |newest| std::mem::replace(newest, NONE));
        let mut open = Vec::new();
        while let Some(entry) = self.entries.get(at as usize) {
            open.push(at);
            at = entry.earlier;
        }
        while let Some(at) = open.pop() {
            let entry = &mut self.entries[at as usize];
            if !entry.live {
                continue;
            }
            entry.live = false;
            if self.current[entry.node as usize] == at {
                reset.push(entry.node);
            }
            let mut child = entry.child;
            while let Some(found) = self.entries.get(child as usize) {
                open.push(child);
                child = found.sibling;
            }
        }
    }

    fn restore(&mut self, network: &Network, kept: &Kept, node: u32) {
        if let Some(bound) = kept.tightest(node, self.side == Side::Upper) {
            self.work += 1;
            self.bound(network, kept, bound);
        }
        for edge in network.edges_from(node, self.side.other()) {
            self.follow(network, kept, *edge);
        }
    }
}
