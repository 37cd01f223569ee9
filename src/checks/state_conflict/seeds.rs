//! What holdings are made from: ids only, as a case may have a million of them. The holdings of one subject and attribute are made
//! when it is their turn.

use rustc_hash::{FxHashMap, FxHashSet};

use super::calm::Dated;
use super::holding::{Held, Holding, Telling, by_event, held, in_stretch, stretches, telling};
use crate::checks::Case;
use crate::checks::event_disputed::implied;
use crate::checks::lists::Lists;
use crate::checks::timeline::LifeKinds;
use crate::model::meet::Position;
use crate::model::{
    AttributeId, ClauseBody, ClauseId, Effect, EntityId, Event, EventId, Item, ItemsOf, Kind,
    Model, RoleId, Spell, Subject,
};
use crate::network::Cause;
use crate::syntax::tree::{Behaviour, Mode, Stance};

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
    /// By an event.
    Event(ByEvent),
    /// Perhaps by an event: nobody says whom it befalls, and this one it befell that the event is of.
    Perhaps(ByEvent),
}

/// An event with what it sets, or keeps while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ByEvent {
    event: EventId,
    value: EntityId,
    kept: bool,
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
            Told::Stated | Told::Event(_) | Told::Perhaps(_) => None,
        }
    }

    /// Whether it is no more than what may have been.
    fn is_perhaps(&self) -> bool {
        matches!(self.told, Told::Perhaps(..))
    }

    /// The event that sets or keeps it, or may do so, if it is one.
    fn by_event(&self) -> Option<ByEvent> {
        match self.told {
            Told::Event(by) | Told::Perhaps(by) => Some(by),
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
    let (unsaid, ages) = (unsaid(case), denied_ages(case));
    let seeds = || {
        let unsaid = unsaid.iter().copied();
        stated(case, &ages).chain(effects(case)).chain(unsaid)
    };
    let numbered = || seeds().map(|seed| (number(seed.subject), seed));
    let by_subject = Lists::new(entities + case.model.events.len(), numbered);
    let mut all = by_subject.each_sorted(|seed| (seed.attribute, seed.clause));
    // A kind that is declared again sets and keeps what it had set and kept already.
    all.dedup();
    all
}

fn stated<'c>(case: &'c Case<'_>, ages: &'c FxHashSet<Subject>) -> impl Iterator<Item = Seed> + 'c {
    let seed = |&clause: &ClauseId| match &case.model.says(clause) {
        ClauseBody::State {
            subject,
            attribute,
            value,
            spell,
        } if !case.timeline.is_age(clause) || ages.contains(subject) => {
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

/// Those of whom it is denied that they were so old, which leaves a gap between two ages: no bound of a birth tells that. Only then their
/// ages are held against each other as values.
fn denied_ages(case: &Case<'_>) -> FxHashSet<Subject> {
    let denied = |&clause: &ClauseId| match case.model.says(clause) {
        ClauseBody::State {
            subject,
            attribute,
            value,
            ..
        } if value.mode == Mode::Not && !case.timeline.is_age(clause) => {
            let attribute = case.model.vocabulary.attribute(attribute);
            attribute.alive_and_dead().is_none().then_some(subject)
        }
        _ => None,
    };
    case.gathered.of_lives.iter().filter_map(denied).collect()
}

/// What a kind sets, and (`true`) what it keeps.
fn effects_of(kind: &Kind) -> impl Iterator<Item = (&Effect, bool)> {
    let sets = kind.sets.iter().map(|effect| (effect, false));
    sets.chain(kind.keeps.iter().map(|effect| (effect, true)))
}

/// What events set and keep for those who stand in their roles.
fn effects<'c>(case: &'c Case<'_>) -> impl Iterator<Item = Seed> + 'c {
    let model = case.model;
    case.gathered.roles().flat_map(move |(event, roles)| {
        let kind = model.vocabulary.kind(model.event(event).kind);
        effects_of(kind).flat_map(move |(effect, kept)| {
            let own = roles.iter().filter(|one| one.role == effect.role);
            own.flat_map(move |one| {
                let subjects = set_by(model, one.clause)
                    .into_iter()
                    .filter_map(Subject::of);
                subjects.map(move |subject| Seed {
                    subject,
                    attribute: effect.attribute,
                    clause: one.clause,
                    told: Told::Event(ByEvent {
                        event,
                        value: effect.value,
                        kept,
                    }),
                })
            })
        })
    })
}

/// Whether a spell was told before it began.
fn is_too_early(spell: &Spell, held: &Held) -> bool {
    matches!(spell, Spell::Since(_, None)) && *held == Held::UNKNOWN
}

/// Leaves out what held at a telling of which nobody knows when it was, where nothing else is of that telling: it can be at odds with
/// nothing.
fn leave_out_strays(made: &mut Vec<Holding>) {
    let is_stray = |one: &Holding| one.held == Held::UNKNOWN && one.told.is_some();
    if !made.iter().any(is_stray) {
        return;
    }
    let mut tellings: FxHashMap<Option<Telling>, usize> = FxHashMap::default();
    for one in made.iter() {
        *tellings.entry(one.told).or_default() += 1;
    }
    made.retain(|one| !is_stray(one) || tellings[&one.told] > 1);
}

/// What events may have set or kept where nobody says for whom: whoever is let go in a release of an arrest is most likely who was
/// arrested. That proves nothing, but things may have changed by it.
fn unsaid(case: &Case<'_>) -> Vec<Seed> {
    let model = case.model;
    let mut found = Vec::new();
    // Most cases have no event of another.
    if model.events.iter().all(|event| event.of.is_none()) {
        return found;
    }
    for (id, roles) in case.gathered.roles() {
        let event = model.event(id);
        let Some(of) = event.of else {
            continue;
        };
        let effects = effects_of(model.vocabulary.kind(event.kind));
        let of_nobody =
            |(effect, _): &(&Effect, bool)| !roles.iter().any(|one| one.role == effect.role);
        for (effect, kept) in effects.filter(of_nobody) {
            let whom = befell(case, of, effect).into_iter();
            found.extend(whom.map(|(subject, clause)| Seed {
                subject,
                attribute: effect.attribute,
                clause,
                told: Told::Perhaps(ByEvent {
                    event: id,
                    value: effect.value,
                    kept,
                }),
            }));
        }
    }
    if !found.is_empty() {
        let happened = happened(model);
        let has_happened = |by: ByEvent| happened.contains(&by.event);
        found.retain(|seed| seed.by_event().is_some_and(has_happened));
    }
    found
}

/// Whom an event befell that has set or kept what another sets or keeps anew, or that has the same role; of what it is of, if nobody
/// says. Each with a clause that says so.
fn befell(case: &Case<'_>, event: EventId, effect: &Effect) -> Vec<(Subject, ClauseId)> {
    let model = case.model;
    // Nothing is of itself, by however many others.
    let mut next = Some(event);
    while let Some(event) = next {
        let Event { kind, of, .. } = model.event(event);
        let effects = model.vocabulary.kind(kind).effects();
        let same = effects.filter(|own| own.attribute == effect.attribute);
        let mut roles: Vec<RoleId> = same.map(|own| own.role).collect();
        if roles.is_empty() {
            roles.push(effect.role);
        }
        let own = case.gathered.roles_in(event).iter();
        let own = own.filter(|one| roles.contains(&one.role));
        let mut whom: Vec<(Subject, ClauseId)> = own
            .flat_map(|one| {
                let items = set_by(model, one.clause).into_iter();
                items.filter_map(|item| Some((Subject::of(item)?, one.clause)))
            })
            .collect();
        if !whom.is_empty() {
            whom.sort_unstable();
            whom.dedup_by_key(|(subject, _)| *subject);
            return whom;
        }
        next = of;
    }
    Vec::new()
}

/// The events of which somebody says that they happened.
fn happened(model: &Model) -> FxHashSet<EventId> {
    let mut happened = FxHashSet::default();
    for record in model.clauses.records() {
        if let Some((_, event, Stance::Happened)) = record.happens() {
            happened.insert(event);
        }
        if let Some((_, says)) = record.says() {
            happened.extend(implied(model, &says));
        }
    }
    happened
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

    /// What may have changed one attribute of one subject, in one of the solved times, and is not certain enough to be held against
    /// anything.
    pub fn perhaps(&self, group: &[Seed], world: usize) -> Vec<Holding> {
        let perhaps = group.iter().filter(|seed| seed.is_perhaps());
        let made = perhaps.filter_map(|seed| self.holding(seed, world, None));
        made.collect()
    }

    /// The holdings of one subject and attribute in one of the solved times.
    pub fn holdings(&self, group: &[Seed], world: usize) -> Vec<Holding> {
        let mut made = Vec::with_capacity(group.len());
        for seed in group.iter().filter(|seed| !seed.is_perhaps()) {
            match self.stretches(seed) {
                0 => made.extend(self.holding(seed, world, None)),
                stretches => {
                    let each = (0..stretches).map(Some);
                    made.extend(each.filter_map(|one| self.holding(seed, world, one)));
                }
            }
        }
        leave_out_strays(&mut made);
        made
    }

    /// Whether it makes a difference in which of the solved times they are read.
    pub fn depend_on_times(&self, group: &[Seed]) -> bool {
        let timeline = &self.case.timeline;
        let in_network = |seed: &Seed| timeline.cause_of(seed.clause).is_some();
        group
            .iter()
            .any(|seed| seed.by_event().is_some() || in_network(seed))
    }

    fn stretches(&self, seed: &Seed) -> usize {
        match &self.case.model.says(seed.clause) {
            ClauseBody::State { spell, .. } if seed.by_event().is_none() => stretches(spell),
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
        if let Some(ByEvent { event, value, kept }) = seed.by_event() {
            let kind = case.model.event(event).kind;
            return Some(Holding {
                world,
                subject,
                attribute,
                clause,
                position: Position::new(Mode::Is, &[Item::Entity(value)]),
                event: Some(event),
                stretch: None,
                life: self.lives.end(case.model, kind).filter(|_| !kept),
                held: by_event(case, times, event, kept)?,
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
            event: None,
            stretch,
            life: None,
            // What was told too early is of no moment, that of the telling included.
            told: telling(case, clause, spell).filter(|_| !given_up && !is_too_early(spell, &held)),
            held: if given_up { Held::UNKNOWN } else { held },
        })
    }
}
