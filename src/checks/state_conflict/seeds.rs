//! What holdings are made from: ids only, as a case may have a million of them. The holdings of one subject and attribute are made
//! when it is their turn.

use rustc_hash::FxHashSet;

use super::calm::Dated;
use super::holding::{Held, Holding, held, in_stretch, stretches, telling};
use crate::checks::Case;
use crate::checks::lists::Lists;
use crate::checks::timeline::{Known, LifeKinds};
use crate::model::meet::Position;
use crate::model::{
    AttributeId, ClauseBody, ClauseId, EntityId, EventId, Item, ItemsOf, Model, Subject,
};
use crate::network::Cause;
use crate::syntax::tree::{Behaviour, Mode};

/// What a clause says of one attribute of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed {
    subject: Subject,
    attribute: AttributeId,
    pub clause: ClauseId,
    told: Told,
}

/// How it is told that something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// In words of its own, of which dates tell all: when it may have held, and of what value.
    Dated(Dated),
    /// In other words of its own.
    Stated,
    /// It is the effect of an event, which sets this.
    Effect(EventId, EntityId),
}

impl Seed {
    /// Whether two are of one attribute of one subject.
    pub fn is_of_one(&self, other: &Self) -> bool {
        (self.subject, self.attribute) == (other.subject, other.attribute)
    }

    /// When it may have held and of what value, where dates tell all of it.
    pub fn dated(&self) -> Option<Dated> {
        match self.told {
            Told::Dated(dated) => Some(dated),
            Told::Stated | Told::Effect(..) => None,
        }
    }

    /// The event whose effect it is, if it is one, and what that sets.
    fn effect(&self) -> Option<(EventId, EntityId)> {
        match self.told {
            Told::Effect(event, value) => Some((event, value)),
            Told::Dated(_) | Told::Stated => None,
        }
    }
}

/// All of a case, by subject and attribute.
pub fn seeds(case: &Case<'_>) -> Vec<Seed> {
    let entities = case.model.entities.len();
    let number = |subject| match subject {
        Subject::Entity(entity) => entity.index(),
        Subject::Event(event) => entities + event.index(),
    };
    let seeds = || stated(case).chain(effects(case));
    let numbered = || seeds().map(|seed| (number(seed.subject), seed));
    let by_subject = Lists::new(entities + case.model.events.len(), numbered);
    let mut all = by_subject.each_sorted(|seed| (seed.attribute, seed.clause));
    // A kind that is declared again sets what it had set already.
    all.dedup();
    all
}

fn stated<'c>(case: &'c Case<'_>) -> impl Iterator<Item = Seed> + 'c {
    let seed = |&clause: &ClauseId| match &case.model.says(clause) {
        ClauseBody::State {
            subject,
            attribute,
            value,
            spell,
        } if case.timeline.of_life(clause).is_none() => {
            let known = case.model.vocabulary.attribute(*attribute);
            let dated = match known.behaviour {
                Behaviour::Fixed => return None,
                Behaviour::OnlyGrows => None,
                Behaviour::Changes if known.alive_and_dead().is_some() => None,
                Behaviour::Changes => Dated::of(*value, spell),
            };
            Some(Seed {
                subject: *subject,
                attribute: *attribute,
                clause,
                told: dated.map_or(Told::Stated, Told::Dated),
            })
        }
        _ => None,
    };
    case.gathered.states.iter().filter_map(seed)
}

/// What events set for those who stand in their roles.
fn effects<'c>(case: &'c Case<'_>) -> impl Iterator<Item = Seed> + 'c {
    let model = case.model;
    case.gathered.roles().flat_map(move |(event, roles)| {
        let sets = &model.vocabulary.kind(model.event(event).kind).sets;
        sets.iter().flat_map(move |effect| {
            let own = roles.iter().filter(|one| one.role == effect.role);
            own.flat_map(move |one| {
                let subjects = set_by(model, one.clause)
                    .into_iter()
                    .filter_map(Subject::of);
                subjects.map(move |subject| Seed {
                    subject,
                    attribute: effect.attribute,
                    clause: one.clause,
                    told: Told::Effect(event, effect.value),
                })
            })
        })
    })
}

/// Who certainly stood in a role.
fn set_by(model: &Model, clause: ClauseId) -> ItemsOf {
    match &model.says(clause) {
        ClauseBody::Role { value, .. } if matches!(value.mode, Mode::Is | Mode::Including) => {
            model.items(value)
        }
        _ => ItemsOf::default(),
    }
}

/// Puts those of one subject and attribute in order by what they say and who says it: nothing may depend on the order of files and
/// claims, least of all what is listed where not all is.
pub fn in_order(case: &Case<'_>, group: &mut [Seed]) {
    let source = |seed: &Seed| {
        let source = case.model.claim_of(seed.clause).source;
        case.model.source(source).name.as_str()
    };
    group.sort_by_key(source);
    for own in group.chunk_by_mut(|one, other| source(one) == source(other)) {
        if own.len() > 1 {
            own.sort_by_cached_key(|seed| (case.sayings.of(seed.clause), seed.clause));
        }
    }
}

/// Makes holdings in the solved times.
pub struct Maker<'c> {
    case: &'c Case<'c>,
    lives: LifeKinds,
    /// The causes that are given up in each of the solved times.
    given_up: Vec<FxHashSet<Cause>>,
}

impl<'c> Maker<'c> {
    pub fn new(case: &'c Case<'c>) -> Self {
        Self {
            case,
            lives: LifeKinds::new(case.model),
            given_up: case
                .quarrels
                .worlds
                .iter()
                .map(|times| times.given_up())
                .collect(),
        }
    }

    /// The holdings of one subject and attribute in one of the solved times.
    pub fn holdings(&self, group: &[Seed], world: usize) -> Vec<Holding> {
        let mut made = Vec::with_capacity(group.len());
        for seed in group {
            match self.stretches(seed) {
                0 => made.extend(self.holding(seed, world, None)),
                stretches => {
                    let each = (0..stretches).map(Some);
                    made.extend(each.filter_map(|one| self.holding(seed, world, one)));
                }
            }
        }
        made
    }

    /// Whether it makes a difference in which of the solved times they are read.
    pub fn depend_on_times(&self, group: &[Seed]) -> bool {
        let timeline = &self.case.timeline;
        let in_network = |seed: &Seed| timeline.cause_of(seed.clause).is_some();
        group
            .iter()
            .any(|seed| seed.effect().is_some() || in_network(seed))
    }

    fn stretches(&self, seed: &Seed) -> usize {
        match &self.case.model.says(seed.clause) {
            ClauseBody::State { spell, .. } if seed.effect().is_none() => stretches(spell),
            _ => 0,
        }
    }

    fn holding(&self, seed: &Seed, world: usize, stretch: Option<usize>) -> Option<Holding> {
        let case = self.case;
        let times = case.quarrels.world(world);
        let subject = seed.subject;
        let Seed {
            attribute, clause, ..
        } = *seed;
        if let Some((event, value)) = seed.effect() {
            return Some(Holding {
                world,
                subject,
                attribute,
                clause,
                position: Position::new(Mode::Is, &[Item::Entity(value)]),
                effect: Some(event),
                stretch: None,
                life: self.lives.end(case.model, case.model.event(event).kind),
                held: Held::After(times.at(case.timeline.points(event)?.end)),
                told: None,
            });
        }
        let ClauseBody::State { value, spell, .. } = &case.model.says(clause) else {
            return None;
        };
        let given_up = case
            .timeline
            .cause_of(clause)
            .is_some_and(|cause| self.given_up[world].contains(&cause));
        let held = held(case, times, clause, &in_stretch(spell, stretch))?;
        Some(Holding {
            world,
            subject,
            attribute,
            clause,
            position: Position::new(value.mode, &case.model.items(value)),
            effect: None,
            stretch,
            life: None,
            held: if given_up { Held::UNKNOWN } else { held },
            told: telling(case, clause, spell).filter(|_| !given_up),
        })
    }
}
