//! All that is claimed about time, as one network of difference constraints: what each clause asks of the starts and ends of
//! events. Every check that needs time asks here.

mod compile;
mod oracle;
mod times;

use rustc_hash::FxHashMap;

use crate::date::{AHEAD_MAX, BEHIND_MAX, calendar};
use crate::model::{Anchor, ClauseBody, ClauseId, EventId, Item, Model, Time, When};
use crate::network::{self, Calendar, Cause, EdgeId, Moment, Network, NodeId, Step};
use crate::syntax::tree::Mode;

use compile::Ends;
pub(crate) use oracle::PartOracle;
pub(crate) use times::{At, Needed, Times};

/// A point in time: on the clock of wherever bare times are told, and in UTC where some time has a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    /// On the bare clock.
    pub bare: NodeId,
    /// In UTC.
    pub utc: Option<NodeId>,
}

/// The start and the end of an event; the same point for a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventPoints {
    pub start: Point,
    pub end: Point,
}

/// What a node of the network stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The start of an event; all of it, if it is a moment.
    Start(EventId),
    /// Its end.
    End(EventId),
    /// A time that a clause counts to or from.
    Counted,
}

/// The network of a case.
pub(crate) struct Timeline {
    pub network: Network,
    /// The clause behind each cause.
    pub clauses: Vec<ClauseId>,
    causes: FxHashMap<ClauseId, Cause>,
    events: Vec<Option<EventPoints>>,
    meanings: FxHashMap<NodeId, Meaning>,
    days: FxHashMap<NodeId, NodeId>,
    /// Edges that hold by the vocabulary: the later event and the one it is of.
    orders: FxHashMap<EdgeId, (EventId, EventId)>,
    /// The ends of the times of states that are anchored to events.
    states: FxHashMap<(ClauseId, u8), Ends>,
    /// Whether any time of the case has a zone.
    zoned: bool,
}

impl Timeline {
    /// Reads every clause that speaks of time.
    pub fn new(model: &Model) -> Self {
        let add_months = |day, months| calendar::months_from_day(day, i64::from(months));
        let mut timeline = Self {
            network: Network::new(Calendar {
                add_months,
                period_days: 146_097,
            }),
            clauses: Vec::new(),
            causes: FxHashMap::default(),
            events: vec![None; model.events.len()],
            meanings: FxHashMap::default(),
            days: FxHashMap::default(),
            orders: FxHashMap::default(),
            states: FxHashMap::default(),
            zoned: compile::any_zone(model),
        };
        for (id, clause) in model.clauses() {
            match &clause.body {
                ClauseBody::When {
                    event,
                    when,
                    planned: false,
                } => timeline.when(model, id, *event, when),
                ClauseBody::Role {
                    event,
                    role,
                    value,
                    planned: false,
                } if model.vocabulary.role(*role) == "reason" && value.mode != Mode::Not => {
                    timeline.reasons(model, id, *event, model.items(value));
                }
                ClauseBody::State { spell, .. } => timeline.state_times(model, id, &spell.times()),
                _ => {}
            }
        }
        timeline.effects(model);
        timeline.orders(model);
        timeline
    }

    /// The points of an event, if anything is said of its time.
    pub fn points(&self, event: EventId) -> Option<EventPoints> {
        self.events[event.index()]
    }

    /// The clause behind a cause.
    pub fn clause(&self, cause: Cause) -> ClauseId {
        self.clauses[cause.0 as usize]
    }

    /// The cause that stands for a clause, if it asks anything of the network.
    pub fn cause_of(&self, clause: ClauseId) -> Option<Cause> {
        self.causes.get(&clause).copied()
    }

    /// What a node stands for.
    pub fn meaning(&self, node: NodeId) -> Meaning {
        self.meanings
            .get(&node)
            .copied()
            .unwrap_or(Meaning::Counted)
    }

    /// The events that an edge without a clause puts in order, later first, if it is one of the vocabulary's.
    pub fn order(&self, edge: EdgeId) -> Option<(EventId, EventId)> {
        self.orders.get(&edge).copied()
    }

    /// The cause that stands for a clause.
    fn cause(&mut self, clause: ClauseId) -> Cause {
        *self.causes.entry(clause).or_insert_with(|| {
            self.clauses.push(clause);
            Cause(u32::try_from(self.clauses.len() - 1).unwrap_or(u32::MAX))
        })
    }

    /// The points of an event, made at their first mention.
    pub fn event(&mut self, model: &Model, event: EventId) -> EventPoints {
        if let Some(points) = self.events[event.index()] {
            return points;
        }
        let start = self.point(Meaning::Start(event));
        let end = if model.lasts(event) {
            let end = self.point(Meaning::End(event));
            self.not_after(start, end, None);
            end
        } else {
            start
        };
        let points = EventPoints { start, end };
        self.events[event.index()] = Some(points);
        points
    }

    /// A new point. Its two clocks differ by what the Earth's zones allow.
    fn point(&mut self, meaning: Meaning) -> Point {
        let bare = self.network.add_instant();
        self.meanings.insert(bare, meaning);
        let utc = self.zoned.then(|| {
            let utc = self.network.add_instant();
            self.meanings.insert(utc, meaning);
            self.network
                .add_edge(utc, bare, Step::Shift(Moment::at(AHEAD_MAX)), None);
            self.network
                .add_edge(bare, utc, Step::Shift(Moment::at(BEHIND_MAX)), None);
            utc
        });
        Point { bare, utc }
    }

    /// The day on which a point lies, by the bare clock: `day <= instant < day + 1`.
    fn day(&mut self, point: Point) -> NodeId {
        if let Some(&day) = self.days.get(&point.bare) {
            return day;
        }
        let day = self.network.add_day();
        self.days.insert(point.bare, day);
        self.meanings.insert(day, self.meaning(point.bare));
        self.network
            .add_edge(point.bare, day, Step::Shift(Moment::at(0)), None);
        self.network.add_edge(
            day,
            point.bare,
            Step::Shift(Moment::before(network::DAY_SECONDS)),
            None,
        );
        day
    }

    /// `one <= other + shift` on both clocks.
    fn at_most_after(
        &mut self,
        one: Point,
        other: Point,
        shift: Moment,
        cause: Option<Cause>,
    ) -> EdgeId {
        if let (Some(one), Some(other)) = (one.utc, other.utc) {
            self.network.add_edge(other, one, Step::Shift(shift), cause);
        }
        self.network
            .add_edge(other.bare, one.bare, Step::Shift(shift), cause)
    }

    fn not_after(&mut self, one: Point, other: Point, cause: Option<Cause>) {
        self.at_most_after(one, other, Moment::at(0), cause);
    }

    fn strictly_before(&mut self, one: Point, other: Point, cause: Option<Cause>) {
        self.at_most_after(one, other, Moment::before(0), cause);
    }

    /// A reason that is an event began before what it explains was over.
    fn reasons(&mut self, model: &Model, clause: ClauseId, event: EventId, items: &[Item]) {
        for item in items {
            if let Item::Event(reason) = item {
                let cause = Some(self.cause(clause));
                let (reason, explained) = (self.event(model, *reason), self.event(model, event));
                self.strictly_before(reason.start, explained.end, cause);
            }
        }
    }

    /// Every event that changes a state needs its points.
    fn effects(&mut self, model: &Model) {
        for index in 0..model.events.len() {
            let event = EventId::from_index(index);
            if !model
                .vocabulary
                .kind(model.event(event).kind)
                .sets
                .is_empty()
            {
                self.event(model, event);
            }
        }
    }

    /// The orders of the vocabulary bind an event to the one that it is of: it does not start earlier.
    fn orders(&mut self, model: &Model) {
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
            if let (true, Some(_), Some(_)) = (bound, self.points(later), self.points(earlier)) {
                let (one, other) = (self.event(model, earlier), self.event(model, later));
                let edge = self.at_most_after(one.start, other.start, Moment::at(0), None);
                self.orders.insert(edge, (later, earlier));
            }
        }
    }
}

/// The events that a clause of time speaks of besides the one it is about.
pub(crate) fn anchors(when: &When) -> Vec<EventId> {
    match when {
        When::On(time) | When::Before(time) | When::After(time) | When::From(time) => {
            anchors_of(time)
        }
        When::To(time) | When::During(time) | When::Counted(_, time) => anchors_of(time),
        When::Between(from, to) => [anchors_of(from), anchors_of(to)].concat(),
        When::SameTime(event) | When::SameDay(event) => vec![*event],
        When::For(_) => Vec::new(),
    }
}

/// The event that a time is anchored to, if it is to one.
pub(crate) fn anchors_of(time: &Time) -> Vec<EventId> {
    match &time.anchor {
        Anchor::Event(event, _) | Anchor::FirstAfter(_, event) => vec![*event],
        Anchor::Offset(_, anchor) => anchors_of(anchor),
        Anchor::Fixed(_) | Anchor::Any(_) | Anchor::Unknown => Vec::new(),
    }
}
