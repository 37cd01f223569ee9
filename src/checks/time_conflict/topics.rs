//! What clauses of time are about: an event, several, or the birth or death of a person.

use rustc_hash::FxHashMap;

use super::super::timeline::{Clock, EventPoints, LifeEnd, Meaning, OfLife, Timeline};
use super::super::value_conflict::{about, about_words};
use crate::date::Zone;
use crate::logic;
use crate::model::{
    AttributeId, ClauseBody, ClauseId, EntityId, EventId, FactKey, Item, Model, Plan, Subject,
    Time, When, say,
};
use crate::network::{Cause, NodeId};

/// What a clause of time is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Matter {
    /// When an event was.
    Event(EventId),
    /// When somebody was born, or died.
    Life(EntityId, LifeEnd),
    /// When somebody was alive.
    Living(EntityId),
    /// How long a state held that hangs on no event.
    Spell(Subject, AttributeId),
}

impl Matter {
    /// Its name in the files.
    fn name(self, model: &Model) -> String {
        match self {
            Self::Event(event) => model.event(event).name.to_owned(),
            Self::Life(person, LifeEnd::Birth) => {
                format!("{}.birth", model.entities.get(person).name)
            }
            Self::Life(person, LifeEnd::Death) => {
                format!("{}.death", model.entities.get(person).name)
            }
            Self::Living(person) => format!("{}.alive", model.entities.get(person).name),
            Self::Spell(subject, attribute) => about(model, FactKey::Attribute(subject, attribute)),
        }
    }

    /// What happened, for people.
    pub fn words(self, model: &Model) -> String {
        match self {
            Self::Event(event) => say::event(model, event),
            Self::Life(person, LifeEnd::Birth) => {
                format!("the birth of {}", say::entity(model, person))
            }
            Self::Life(person, LifeEnd::Death) => {
                format!("the death of {}", say::entity(model, person))
            }
            Self::Living(person) => format!("the life of {}", say::entity(model, person)),
            Self::Spell(subject, attribute) => {
                about_words(model, FactKey::Attribute(subject, attribute))
            }
        }
    }

    /// Whether a node of the network is one of its points.
    pub fn is_at(self, meaning: Meaning) -> bool {
        match (self, meaning) {
            (Self::Event(event), Meaning::Start(of) | Meaning::End(of)) => event == of,
            (Self::Life(person, end), Meaning::Life(of, of_end)) => (person, end) == (of, of_end),
            _ => false,
        }
    }

    /// The node that shows what is left open for it, where a walk passes one of its nodes.
    pub fn shown_at(
        self,
        timeline: &Timeline,
        plan: Option<Plan>,
        passed: NodeId,
    ) -> Option<NodeId> {
        if timeline.clock_of(passed) != Clock::Bare {
            return Some(passed);
        }
        match (self, timeline.meaning(passed)) {
            (Self::Event(event), meaning) => {
                let EventPoints { start, end } = timeline.points_of(event, plan)?;
                let ends = matches!(meaning, Meaning::End(_));
                Some(if ends { end.bare } else { start.bare })
            }
            (Self::Life(person, end), _) => Some(timeline.life_end(person, end)?.bare),
            (Self::Living(..) | Self::Spell(..), _) => None,
        }
    }
}

/// What the clauses of a part are about.
pub(super) struct Topics {
    /// What each topic is about, by name; topics in the order of these names.
    pub matters: Vec<Vec<Matter>>,
    pub items: Vec<logic::Item>,
}

impl Topics {
    pub fn new(model: &Model, timeline: &Timeline, causes: &[Cause]) -> Self {
        let of_clauses: Vec<Vec<Matter>> = causes
            .iter()
            .map(|&cause| topic(model, timeline, timeline.clause(cause)))
            .collect();
        let mut matters = of_clauses.clone();
        matters.sort_by_cached_key(|matters| names(model, matters));
        matters.dedup();
        let numbers: FxHashMap<&[Matter], u32> = (0..)
            .zip(&matters)
            .map(|(number, matters)| (matters.as_slice(), number))
            .collect();
        // Days are counted by the clocks of the source, so the same words may ask for something else.
        let mut twins: FxHashMap<(u32, &When, Option<Zone>), u32> = FxHashMap::default();
        let items = (0..)
            .zip(causes.iter().zip(&of_clauses))
            .map(|(id, (&cause, matters))| {
                let topic = numbers[matters.as_slice()];
                let clause = timeline.clause(cause);
                let class = match &model.says(clause) {
                    ClauseBody::When { when, .. } => {
                        let zone = model.source(model.claim_of(clause).source).zone;
                        Some(*twins.entry((topic, when, zone)).or_insert(id))
                    }
                    _ => None,
                };
                logic::Item {
                    id,
                    topic,
                    twins: class,
                }
            })
            .collect();
        Self { matters, items }
    }

    /// What an item is about.
    pub fn about(&self, item: u32) -> u32 {
        self.items[item as usize].topic
    }

    /// The items of each topic.
    pub fn items_by_topic(&self) -> Vec<Vec<u32>> {
        let mut by_topic = vec![Vec::new(); self.matters.len()];
        for item in &self.items {
            by_topic[item.topic as usize].push(item.id);
        }
        by_topic
    }

    /// The items of one topic.
    pub fn of(&self, topic: u32) -> Vec<u32> {
        let own = self.items.iter().filter(|item| item.topic == topic);
        own.map(|item| item.id).collect()
    }
}

/// What a clause of time speaks of, by name.
pub(super) fn topic(model: &Model, timeline: &Timeline, clause: ClauseId) -> Vec<Matter> {
    let of_lives = timeline.of_lives(clause).iter();
    let mut matters: Vec<Matter> = of_lives.map(|&one| of_life(timeline, one)).collect();
    if matters.is_empty() {
        matters.extend(
            events(model, timeline, clause)
                .into_iter()
                .map(Matter::Event),
        );
    }
    if let (
        ClauseBody::State {
            subject, attribute, ..
        },
        true,
    ) = (&model.says(clause), matters.is_empty())
    {
        matters.push(Matter::Spell(*subject, *attribute));
    }
    matters.sort_by_cached_key(|matter| matter.name(model));
    matters.dedup();
    matters
}

/// Which end of a life it is about what a clause says of it.
fn of_life(timeline: &Timeline, of_life: OfLife) -> Matter {
    let end = match of_life {
        OfLife::Age(_) => LifeEnd::Birth,
        OfLife::End(_, end) | OfLife::Follows(_, end) => end,
        OfLife::Dead(_) | OfLife::DiesIn(_) => LifeEnd::Death,
        OfLife::Alive(person) => return Matter::Living(person),
        OfLife::Acts(person) if timeline.life_end(person, LifeEnd::Death).is_some() => {
            LifeEnd::Death
        }
        OfLife::Acts(_) => LifeEnd::Birth,
    };
    Matter::Life(of_life.person(), end)
}

/// The event, or the events, that a clause of time speaks of.
fn events(model: &Model, timeline: &Timeline, clause: ClauseId) -> Vec<EventId> {
    match &model.says(clause) {
        ClauseBody::When { event, when, .. } => {
            let mut events = when.events().into_vec();
            events.push(*event);
            events
        }
        ClauseBody::Role { event, value, .. } => {
            let reasons = model.items(value).into_iter();
            let reasons = reasons.filter_map(|item| match item {
                Item::Event(reason) => Some(reason),
                _ => None,
            });
            reasons.chain([*event]).collect()
        }
        ClauseBody::State { spell, .. } => {
            let anchors = spell.times().into_iter().filter_map(Time::event);
            anchors.chain(timeline.toll_of(model, clause)).collect()
        }
        ClauseBody::Happens { event, .. } => vec![*event],
    }
}

pub(super) fn names(model: &Model, matters: &[Matter]) -> Vec<String> {
    matters.iter().map(|matter| matter.name(model)).collect()
}
