//! All that is claimed about time, as one network of difference constraints: what each clause asks of the starts and ends of
//! events. Every check that needs time asks here.

mod ages;
mod by_event;
mod by_node;
mod calendars;
mod causes;
mod compile;
mod counted;
mod lives;
mod living;
mod marks;
mod nearness;
mod oracle;
mod orders;
mod points;
mod spells;
mod supposed;
mod times;
mod tolls;
mod turns;
mod whereabouts;
mod zones;

use std::hint::black_box;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::gathered::Gathered;
use crate::date::Zone;
use crate::model::{
    ClaimId, ClauseBody, ClauseId, EntityId, EventId, Item, Model, Plan, SourceId, Speaker, Subject,
};
use crate::network::{Cause, EdgeId, Network, NodeId};
use crate::syntax::tree::{Mode, Sort};

use by_event::ByEvent;
use by_node::{Behind, ByNode};
use causes::Causes;
use compile::{Asker, Ends};
use counted::Months;
use lives::AllOfLives;
pub(crate) use lives::{LifeEnd, LifeKinds, OfLife};
pub(crate) use nearness::{Lag, NearOracle, Nearness};
pub(crate) use oracle::PartOracle;
pub(crate) use orders::{Order, Orders, OrdersLeft};
pub(crate) use points::{Clock, EventPoints, Point};
pub(crate) use times::{At, Known, Left, Needed, Times, Window};
pub(crate) use turns::{Proof, Shape, Turn, Turns};
pub(crate) use whereabouts::Whereabouts;
use zones::Zoned;

/// So many clauses are read in one go.
const TOGETHER: usize = 32;

/// What is known of so many events is near enough to be used as soon as it is asked for.
const NEAR: usize = if cfg!(test) { 1 } else { 1 << 17 };

/// What makes two tellings one moment: the same speaker in the same source, and the claim that alone knows when it was told.
type Telling = (Speaker, SourceId, Option<ClaimId>);

/// What a node of the network stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The start of an event; all of it, if it is a moment.
    Start(EventId),
    /// Its end.
    End(EventId),
    /// Somebody's birth or death.
    Life(EntityId, LifeEnd),
    /// When somebody is buried at the latest, and so has died, where it is held against being alive.
    Buried(EntityId),
    /// The beginning of a state that is said to end before it, or an end of one that says where somebody was.
    Spell(ClauseId),
    /// A time that a clause counts to or from.
    Counted,
}

/// The network of a case.
pub(crate) struct Timeline {
    pub network: Network,
    causes: Causes,
    events: ByEvent,
    /// Events as they are planned, apart from what then happened and from other plans.
    planned: FxHashMap<(Plan, EventId), EventPoints>,
    /// The births and deaths of persons.
    lives: FxHashMap<(EntityId, LifeEnd), Point>,
    /// The moments of tellings, where ages are told of these.
    tellings: FxHashMap<(EntityId, Telling), Point>,
    /// What clauses say of lives.
    of_lives: FxHashMap<ClauseId, AllOfLives>,
    meanings: ByNode<Meaning>,
    days: ByNode<Behind>,
    /// The days to which months lead.
    months: FxHashMap<Months, NodeId>,
    /// What the clocks of a zone show at a point, where its days are counted.
    clocks: FxHashMap<(NodeId, Zone), NodeId>,
    /// Hours of a day that is counted by the clocks of a zone: what is held against them is so on these clocks.
    hours: FxHashMap<NodeId, Zone>,
    /// The clock of every node that is not on the bare one.
    clock_of: FxHashMap<NodeId, Clock>,
    offsets: FxHashMap<Zone, (i64, i64)>,
    /// What dates with a zone ask, for the clocks of other zones.
    zoned_asks: Vec<Zoned>,
    /// Edges that hold by the vocabulary: the later event and the one it is of.
    orders: FxHashMap<EdgeId, (EventId, EventId)>,
    /// The ends of the times of states that are anchored to events.
    states: FxHashMap<(ClauseId, u8), Ends>,
    /// What counts what has come of an event, and so tells that this had begun.
    tolls: FxHashSet<ClauseId>,
    /// When persons are said to be somewhere.
    whereabouts: FxHashMap<ClauseId, Whereabouts>,
    /// Whether any time of the case has a zone.
    zoned: bool,
}

impl Timeline {
    /// That of a case in which nothing is said.
    pub fn none() -> Self {
        Self::of(&Model::default(), &Gathered::default())
    }

    /// Reads every clause that speaks of time.
    pub fn new(model: &Model) -> Self {
        Self::of(model, &Gathered::new(model))
    }

    /// The same, where its clauses are gathered.
    pub fn of(model: &Model, gathered: &Gathered) -> Self {
        // Who has a zone counts days on its clocks, although no date may be told.
        let of_source = model.sources.iter().any(|source| source.zone.is_some());
        let mut timeline = Self::empty(model, of_source);
        if !timeline.read(model, &gathered.timed) {
            // A date has a zone, and so every point needs a clock for it: all over again, as only few cases are.
            timeline = Self::empty(model, true);
            timeline.read(model, &gathered.timed);
        }
        timeline.effects(model);
        timeline.orders(model);
        timeline.add_lives(model, &gathered.of_lives);
        timeline.show_on_clocks();
        timeline
    }

    /// Nothing is said yet. `zoned` tells whether any time of the case has a zone.
    fn empty(model: &Model, zoned: bool) -> Self {
        Self {
            network: Network::new(&calendars::ALL),
            causes: Causes::default(),
            events: ByEvent::new(model, zoned),
            planned: FxHashMap::default(),
            lives: FxHashMap::default(),
            tellings: FxHashMap::default(),
            of_lives: FxHashMap::default(),
            meanings: ByNode::default(),
            days: ByNode::default(),
            months: FxHashMap::default(),
            clocks: FxHashMap::default(),
            hours: FxHashMap::default(),
            clock_of: FxHashMap::default(),
            offsets: FxHashMap::default(),
            zoned_asks: Vec::new(),
            orders: FxHashMap::default(),
            states: FxHashMap::default(),
            tolls: FxHashSet::default(),
            whereabouts: FxHashMap::default(),
            zoned,
        }
    }

    /// Reads the clauses that may ask something; false, and only some of them are read, where a date has a zone and that was not known.
    fn read(&mut self, model: &Model, clauses: &[ClauseId]) -> bool {
        // What is not used of it is never touched.
        self.network.expect(clauses.len());
        self.causes.expect(clauses.len());
        self.meanings.expect(clauses.len());
        self.days.expect(clauses.len());
        let lie_apart = model.events.len() > NEAR;
        for some in clauses.chunks(TOGETHER) {
            if lie_apart {
                self.ask_for_events(model, some);
            }
            for &id in some {
                let says = &model.says(id);
                if !self.zoned && compile::has_zone(says) {
                    return false;
                }
                self.read_one(model, id, says);
            }
        }
        true
    }

    /// Looks up the events that some clauses of time speak of. Those of different claims lie far apart in a large case: so all of them are
    /// asked for, one step after the other, before any of them is used.
    fn ask_for_events(&self, model: &Model, clauses: &[ClauseId]) {
        let mut events: SmallVec<[EventId; 2 * TOGETHER]> = SmallVec::new();
        for &id in clauses {
            if let ClauseBody::When { event, when, .. } = model.says(id) {
                events.push(event);
                events.extend(when.times().first().and_then(|time| time.event()));
            }
        }
        let nodes = events.iter().map(|&event| self.events.first(event));
        let nodes: SmallVec<[NodeId; 2 * TOGETHER]> = nodes.collect();
        let days = nodes.iter().filter_map(|&node| self.days.get(node));
        black_box(days.count());
    }

    /// Reads a clause that may ask something.
    fn read_one(&mut self, model: &Model, id: ClauseId, says: &ClauseBody<'_>) {
        match says {
            ClauseBody::When {
                event,
                when,
                planned,
            } => {
                let asker = self.asker(model, id, *planned);
                self.when(&asker, *event, when);
            }
            ClauseBody::Role {
                event,
                role,
                value,
                planned,
            } if model.vocabulary.is_reason(*role) && value.mode != Mode::Not => {
                let items = model.items(value);
                if items.iter().any(|item| matches!(item, Item::Event(_))) {
                    let asker = self.asker(model, id, *planned);
                    self.reasons(&asker, *event, &items);
                }
            }
            ClauseBody::State {
                subject,
                attribute,
                value,
                spell,
            } => {
                self.spell(model, id, spell);
                self.toll(model, id, (*subject, *attribute, *value), spell);
                let attribute = model.vocabulary.attribute(*attribute);
                if attribute.is_whereabouts() && is_person(model, *subject) {
                    self.read_whereabouts(model, id, spell);
                }
            }
            _ => {}
        }
    }

    /// The points of an event in a plan, if the plan says anything of its time.
    pub fn points_of(&self, event: EventId, plan: Option<Plan>) -> Option<EventPoints> {
        match plan {
            Some(plan) => self.planned.get(&(plan, event)).copied(),
            None => self.points(event),
        }
    }

    /// The points of an event, if anything is said of its time.
    pub fn points(&self, event: EventId) -> Option<EventPoints> {
        self.events.get(event)
    }

    /// The clause behind a cause.
    pub fn clause(&self, cause: Cause) -> ClauseId {
        self.causes.clause(cause)
    }

    /// The cause that stands for a clause, if it asks anything of the network.
    pub fn cause_of(&self, clause: ClauseId) -> Option<Cause> {
        self.causes.of(clause)
    }

    /// What a node stands for.
    pub fn meaning(&self, node: NodeId) -> Meaning {
        self.meanings.get(node).unwrap_or(Meaning::Counted)
    }

    /// On which clock the value of a node is.
    pub fn clock_of(&self, node: NodeId) -> Clock {
        self.clock_of.get(&node).copied().unwrap_or(Clock::Bare)
    }

    /// The events that an edge without a clause puts in order, later first, if it is one of the vocabulary's.
    pub fn order(&self, edge: EdgeId) -> Option<(EventId, EventId)> {
        self.orders.get(&edge).copied()
    }

    /// The cause that stands for a clause; made if there is none.
    fn cause(&mut self, clause: ClauseId) -> Cause {
        self.causes.make(clause)
    }

    /// A reason that is an event began before what it explains was over.
    fn reasons(&mut self, asker: &Asker, event: EventId, items: &[Item]) {
        for item in items {
            if let Item::Event(reason) = item {
                let reason = self.event(*reason, asker.plan);
                let explained = self.event(event, asker.plan);
                self.strictly_before(reason.start, explained.end, Some(asker.cause));
            }
        }
    }

    /// Every event that changes or keeps a state needs its points.
    fn effects(&mut self, model: &Model) {
        for index in 0..model.events.len() {
            let event = EventId::from_index(index);
            let kind = model.vocabulary.kind(model.event(event).kind);
            if kind.effects().next().is_some() {
                self.event(event, None);
            }
        }
    }

    /// The orders of the vocabulary bind an event to the one that it is of: it does not start earlier, in no plan either.
    fn orders(&mut self, model: &Model) {
        let mut plans: FxHashMap<EventId, Vec<Plan>> = FxHashMap::default();
        for &(plan, event) in self.planned.keys() {
            plans.entry(event).or_default().push(plan);
        }
        for index in 0..model.events.len() {
            let later = EventId::from_index(index);
            let Some(earlier) = model.event(later).of else {
                continue;
            };
            let kind = model.vocabulary.kind(model.event(later).kind);
            let bound = kind
                .after
                .iter()
                .any(|&after| compile::is_kind(model, model.event(earlier).kind, after));
            if bound {
                let mut plans = plans.remove(&later).unwrap_or_default();
                plans.sort_unstable();
                self.order_of(later, earlier, None);
                for plan in plans {
                    self.order_of(later, earlier, Some(plan));
                }
            }
        }
    }

    fn order_of(&mut self, later: EventId, earlier: EventId, plan: Option<Plan>) {
        if let (Some(after), Some(before)) =
            (self.points_of(later, plan), self.points_of(earlier, plan))
        {
            let edge = self.not_after(before.start, after.start, None);
            self.orders.insert(edge, (later, earlier));
        }
    }
}

fn is_person(model: &Model, subject: Subject) -> bool {
    matches!(subject, Subject::Entity(entity) if model.entities.sort(entity) == Sort::Person)
}
