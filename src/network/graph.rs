//! Nodes, edges and bounds.

use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};

use super::by_cause::ByCause;
use super::gaps::Allowed;
use super::meets::{ByThemselves, Meets};
use super::moment::Moment;
use super::step::{Side, Step};

/// A node: an instant or a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// An edge, numbered in the order of adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub u32);

/// A bound, numbered in the order of adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoundId(pub u32);

/// What an edge or a bound comes from, and goes with. Numbers should be dense: memory grows with the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause(
    /// One more than its number: so it takes no more room where there is none.
    NonZeroU32,
);

impl Cause {
    /// The one with this number.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        // So many would not fit into memory.
        Self(NonZeroU32::MIN.saturating_add(number))
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get() - 1
    }
}

impl Default for Cause {
    fn default() -> Self {
        Self::new(0)
    }
}

/// One of the calendars of a network, by its place among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CalendarId(pub u8);

/// How months are counted; the network itself knows no calendar.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The first and the last day that may be meant by a day and some months more (or, below zero, less): two where the month
    /// reached has no such day. Neither may fall when the day rises.
    pub add_months: fn(day: i64, months: i32) -> (i64, i64),
    /// Moving a day by this many days moves what it reaches by as many (146 097 in the Gregorian calendar).
    pub period_days: i64,
    /// How many days lie at most between a day and that day so many months on; below zero for months back.
    pub days_at_most: fn(months: i32) -> i64,
}

impl Default for Calendar {
    /// Every month has 30 days.
    fn default() -> Self {
        Self {
            add_months: |day, months| {
                let reached = day.saturating_add(i64::from(months).saturating_mul(30));
                (reached, reached)
            },
            period_days: 1,
            days_at_most: |months| i64::from(months).saturating_mul(30),
        }
    }
}

/// `x_to <= step(x_from)`.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// Where the edge begins.
    pub from: NodeId,
    /// The node that it bounds from above.
    pub to: NodeId,
    /// The map between them.
    pub step: Step,
    /// What it comes from; nothing if it holds by itself.
    pub cause: Option<Cause>,
}

/// `x_node <= value`, or `x_node >= value`.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    /// The node bounded.
    pub node: NodeId,
    /// The bound.
    pub value: Moment,
    /// Whether it bounds from above.
    pub upper: bool,
    /// What it comes from; nothing if it holds by itself.
    pub cause: Option<Cause>,
}

impl Bound {
    /// The side on which it bounds its node.
    pub(super) fn side(&self) -> Side {
        match self.upper {
            true => Side::Upper,
            false => Side::Lower,
        }
    }
}

/// An edge or a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Constraint {
    Edge(u32),
    Bound(u32),
}

/// A set of difference constraints over instants and days.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Whether each node is a day.
    days: Vec<bool>,
    pub(super) edges: Vec<Edge>,
    pub(super) bounds: Vec<Bound>,
    by_cause: ByCause,
    /// Edges and bounds that hold by themselves.
    own: Vec<Constraint>,
    meets: OnceLock<Meets>,
    by_themselves: OnceLock<ByThemselves>,
    /// Shared with the small networks that are made of this one.
    pub(super) allowed: Arc<Vec<Allowed>>,
    calendars: &'static [Calendar],
}

impl Network {
    /// An empty network that counts months with these calendars.
    pub fn new(calendars: &'static [Calendar]) -> Self {
        Self {
            calendars,
            ..Self::default()
        }
    }

    /// One of its calendars; where it has none such, every month has 30 days.
    pub(super) fn calendar(&self, id: CalendarId) -> Calendar {
        let calendar = self.calendars.get(usize::from(id.0));
        calendar.copied().unwrap_or_default()
    }

    /// An empty network with the same calendars and the same allowed sets.
    pub(super) fn alike(&self) -> Self {
        Self {
            calendars: self.calendars,
            allowed: Arc::clone(&self.allowed),
            ..Self::default()
        }
    }

    /// Makes room for about so many causes.
    pub fn expect(&mut self, causes: usize) {
        self.days.reserve(causes);
        self.edges.reserve(2 * causes);
        self.bounds.reserve(2 * causes);
        self.by_cause.expect(causes);
        self.own.reserve(2 * causes);
    }

    /// Adds a node whose values are real.
    pub fn add_instant(&mut self) -> NodeId {
        self.add_node(false)
    }

    /// Adds a node whose values are beginnings of days. What ties it to an instant are edges of the caller.
    pub fn add_day(&mut self) -> NodeId {
        self.add_node(true)
    }

    pub(super) fn add_node(&mut self, day: bool) -> NodeId {
        self.forget_lists();
        self.days.push(day);
        NodeId(index(self.days.len() - 1))
    }

    /// Adds `x_to <= step(x_from)`. Both nodes must be of this network; otherwise nothing is added.
    pub fn add_edge(
        &mut self,
        from: NodeId,
        to: NodeId,
        step: Step,
        cause: Option<Cause>,
    ) -> EdgeId {
        let id = index(self.edges.len());
        let known = |node: NodeId| (node.0 as usize) < self.days.len();
        if known(from) && known(to) {
            self.note(cause, Constraint::Edge(id));
            self.edges.push(Edge {
                from,
                to,
                step,
                cause,
            });
        }
        EdgeId(id)
    }

    /// Adds `x_node <= value`.
    pub fn at_most(&mut self, node: NodeId, value: Moment, cause: Option<Cause>) -> BoundId {
        self.add_bound(Bound {
            node,
            value,
            upper: true,
            cause,
        })
    }

    /// Adds `x_node >= value`.
    pub fn at_least(&mut self, node: NodeId, value: Moment, cause: Option<Cause>) -> BoundId {
        self.add_bound(Bound {
            node,
            value,
            upper: false,
            cause,
        })
    }

    pub(super) fn add_bound(&mut self, bound: Bound) -> BoundId {
        let id = index(self.bounds.len());
        if (bound.node.0 as usize) < self.days.len() {
            self.note(bound.cause, Constraint::Bound(id));
            self.bounds.push(bound);
        }
        BoundId(id)
    }

    /// Asks that a node is one of these instants. Outside all stretches that do not come again it takes bounds to keep it in.
    pub fn allow(&mut self, node: NodeId, allowed: Allowed, cause: Option<Cause>) -> EdgeId {
        let set = self.add_allowed(allowed);
        self.add_edge(node, node, Step::Allowed(set), cause)
    }

    /// Asks that two nodes lie in, or at the end of, one and the same of these stretches, the second not before the first.
    pub fn allow_both(
        &mut self,
        start: NodeId,
        end: NodeId,
        allowed: Allowed,
        cause: Option<Cause>,
    ) -> EdgeId {
        let set = self.add_allowed(allowed);
        self.add_edge(start, start, Step::Allowed(set), cause);
        self.add_edge(start, end, Step::OneStretch(set), cause)
    }

    fn add_allowed(&mut self, allowed: Allowed) -> u32 {
        let sets = Arc::make_mut(&mut self.allowed);
        sets.push(allowed);
        index(sets.len() - 1)
    }

    /// Something is to be added that has this cause.
    fn note(&mut self, cause: Option<Cause>, asks: Constraint) {
        self.forget_lists();
        let (edges, bounds) = (self.edges.len(), self.bounds.len());
        match cause {
            Some(cause) => self.by_cause.note(cause, asks, edges, bounds),
            None => self.own.push(asks),
        }
    }

    /// What meets where is looked up only once everything is added.
    fn forget_lists(&mut self) {
        self.meets.take();
        self.by_themselves.take();
    }

    /// What meets at each node.
    pub(super) fn meets(&self) -> &Meets {
        self.meets
            .get_or_init(|| Meets::new(self.days.len(), &self.edges, &self.bounds))
    }

    /// What holds by itself.
    pub(super) fn by_themselves(&self) -> &ByThemselves {
        self.by_themselves.get_or_init(|| {
            ByThemselves::new(self.days.len(), &self.own, &self.edges, &self.bounds)
        })
    }

    /// The edges and bounds of a cause.
    pub(super) fn of_cause(&self, cause: Cause) -> impl Iterator<Item = Constraint> + '_ {
        self.by_cause.of(cause, &self.edges, &self.bounds)
    }

    /// An edge of this network.
    pub fn edge(&self, edge: EdgeId) -> &Edge {
        &self.edges[edge.0 as usize]
    }

    /// A bound of this network.
    pub fn bound(&self, bound: BoundId) -> &Bound {
        &self.bounds[bound.0 as usize]
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.days.len()
    }

    /// Whether the node is a day.
    pub fn is_day(&self, node: NodeId) -> bool {
        self.days[node.0 as usize]
    }

    /// Of every node, whether it is a day.
    pub(super) fn days(&self) -> impl Iterator<Item = bool> + '_ {
        self.days.iter().copied()
    }

    /// Every cause of the network.
    pub fn causes(&self) -> Vec<Cause> {
        let all = (0..index(self.by_cause.len())).map(Cause::new);
        all.filter(|cause| self.of_cause(*cause).next().is_some())
            .collect()
    }

    /// The nodes that the edges and bounds of a cause speak of; with repetitions.
    pub(super) fn nodes_of(&self, cause: Cause) -> impl Iterator<Item = u32> + '_ {
        self.of_cause(cause).flat_map(|asks| match asks {
            Constraint::Edge(e) => {
                let edge = &self.edges[e as usize];
                [edge.from.0, edge.to.0]
            }
            Constraint::Bound(b) => [self.bounds[b as usize].node.0; 2],
        })
    }

    pub(super) fn cause_of(&self, constraint: Constraint) -> Option<Cause> {
        match constraint {
            Constraint::Edge(id) => self.edges[id as usize].cause,
            Constraint::Bound(id) => self.bounds[id as usize].cause,
        }
    }
}

/// Nodes, edges and bounds are numbered in 32 bits; a network that large would not fit into memory.
pub(super) fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
