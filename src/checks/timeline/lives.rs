//! Births and deaths: a person is born once and dies once, and acts in between.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::ages::years;
use super::compile::is_kind;
use super::{Meaning, Point, Timeline};
use crate::date::Zone;
use crate::model::{
    AttributeId, ClauseBody, ClauseId, EntityId, EventId, Item, KindId, Model, RoleId, Subject,
    Value,
};
use crate::syntax::tree::{Mode, Sort};

/// One end of a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LifeEnd {
    Birth,
    Death,
}

/// What a clause says of somebody's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfLife {
    /// The event is the birth or the death of this person.
    End(EntityId, LifeEnd),
    /// The event, a baptism or a burial, comes after the birth or the death of this person.
    Follows(EntityId, LifeEnd),
    /// This person acts in the event, and so is alive then.
    Acts(EntityId),
    /// This person is so old.
    Age(EntityId),
    /// This person is dead.
    Dead(EntityId),
    /// This person is alive.
    Alive(EntityId),
    /// This person is one of several who die in the event.
    DiesIn(EntityId),
}

/// All that a clause says of lives: of one, but where several act.
pub(super) type AllOfLives = SmallVec<[OfLife; 1]>;

impl OfLife {
    /// Whose life it is.
    pub fn person(self) -> EntityId {
        match self {
            Self::End(person, _)
            | Self::Follows(person, _)
            | Self::Acts(person)
            | Self::Age(person)
            | Self::Dead(person)
            | Self::Alive(person)
            | Self::DiesIn(person) => person,
        }
    }
}

/// The kinds of the vocabulary that begin and end a life.
#[derive(Debug)]
pub(crate) struct LifeKinds {
    birth: Option<KindId>,
    death: Option<KindId>,
    /// Those of which the vocabulary says that they come after these.
    baptism: Option<KindId>,
    burial: Option<KindId>,
    /// The roles of who is born or dies, and of who acts.
    patient: Option<RoleId>,
    agent: Option<RoleId>,
}

/// What a clause ties to a life.
pub struct LifeTie {
    /// Whose life it is.
    pub person: EntityId,
    /// The event that it is tied to, if there is one.
    pub event: Option<EventId>,
    /// Whether something is said of a birth, a death, an age or of being dead. Only then do deeds hang on a life, and what is said of
    /// being alive.
    pub tells: bool,
}

impl LifeKinds {
    pub fn new(model: &Model) -> Self {
        let named = |name: &str| {
            let found = model
                .vocabulary
                .kinds
                .iter()
                .position(|kind| kind.location.is_none() && kind.name == name);
            found.map(KindId::from_index)
        };
        Self {
            birth: named("birth"),
            death: named("death"),
            baptism: named("baptism"),
            burial: named("burial"),
            patient: model.vocabulary.role_named("patient"),
            agent: model.vocabulary.role_named("agent"),
        }
    }

    /// Which end of its patient's life an event of this kind is.
    pub fn end(&self, model: &Model, kind: KindId) -> Option<LifeEnd> {
        let is = |other: Option<KindId>| other.is_some_and(|other| is_kind(model, kind, other));
        if is(self.birth) {
            Some(LifeEnd::Birth)
        } else if is(self.death) {
            Some(LifeEnd::Death)
        } else {
            None
        }
    }

    /// After which end of its patient's life an event of this kind comes. No other kind tells: whose death it is that a trial comes after
    /// is not who stands trial.
    fn follows(&self, model: &Model, kind: KindId) -> Option<LifeEnd> {
        let after = &model.vocabulary.kind(kind).after;
        let is_after = |other: Option<KindId>| other.is_some_and(|other| after.contains(&other));
        let (rite, end) = match (is_after(self.death), is_after(self.birth)) {
            (true, _) => (self.burial?, LifeEnd::Death),
            (_, true) => (self.baptism?, LifeEnd::Birth),
            _ => return None,
        };
        is_kind(model, kind, rite).then_some(end)
    }

    /// The events that hang together with somebody's life, with those whose life it is: births, deaths, and what those do of whom a
    /// birth, a death or an age is claimed, or that they are dead.
    pub fn lived(&self, model: &Model) -> (Vec<(EntityId, EventId)>, FxHashSet<EntityId>) {
        let mut known: FxHashSet<EntityId> = FxHashSet::default();
        let mut lived = Vec::new();
        for (id, clause) in model.clauses() {
            if !self.may_concern(model, &clause.body) {
                continue;
            }
            for tie in self.ties(model, id) {
                if tie.tells {
                    known.insert(tie.person);
                }
                lived.extend(tie.event.map(|event| (tie.person, event)));
            }
        }
        lived.retain(|(person, _)| known.contains(person));
        (lived, known)
    }

    /// What a clause ties to the lives of some.
    pub fn ties(&self, model: &Model, id: ClauseId) -> impl Iterator<Item = LifeTie> {
        let event = match model.says(id) {
            ClauseBody::Role { event, .. } => Some(event),
            _ => None,
        };
        let all = self.of_clause(model, id).into_iter();
        all.map(move |of_life| LifeTie {
            person: of_life.person(),
            event,
            tells: !matches!(of_life, OfLife::Acts(_) | OfLife::Alive(_)),
        })
    }

    /// Whether a clause may say something of a life: most do not, and then nobody need look closer.
    pub fn may_concern(&self, model: &Model, body: &ClauseBody) -> bool {
        match body {
            ClauseBody::Role { role, .. } => [self.patient, self.agent].contains(&Some(*role)),
            ClauseBody::State { attribute, .. } => {
                is_age(model, *attribute) || alive_and_dead(model, *attribute).is_some()
            }
            ClauseBody::Happens { .. } | ClauseBody::When { .. } => false,
        }
    }

    /// What a clause says of lives: of one, but where several act.
    fn of_clause(&self, model: &Model, id: ClauseId) -> AllOfLives {
        match &model.says(id) {
            ClauseBody::Role {
                event,
                role,
                value,
                planned: false,
            } if matches!(value.mode, Mode::Is | Mode::Including | Mode::Only) => {
                self.of_role(model, *event, *role, &model.items(value))
            }
            ClauseBody::State {
                subject: Subject::Entity(person),
                attribute,
                value,
                ..
            } if is_age(model, *attribute) => {
                let years = years(model, *value).into_iter();
                years.map(|_| OfLife::Age(*person)).collect()
            }
            ClauseBody::State {
                subject: Subject::Entity(person),
                attribute,
                value,
                ..
            } => {
                let said = alive_or_dead(model, *attribute, value).into_iter();
                let of_life = |is_dead| match is_dead {
                    true => OfLife::Dead(*person),
                    false => OfLife::Alive(*person),
                };
                said.map(of_life).collect()
            }
            _ => AllOfLives::new(),
        }
    }

    /// What it says of lives that these stand in a role of an event.
    fn of_role(&self, model: &Model, event: EventId, role: RoleId, items: &[Item]) -> AllOfLives {
        let persons = items.iter().filter_map(|item| match *item {
            Item::Entity(person) if is_person(model, person) => Some(person),
            _ => None,
        });
        if self.agent == Some(role) {
            return persons.map(OfLife::Acts).collect();
        }
        let kind = model.event(event).kind;
        let holds_many = || {
            model
                .vocabulary
                .role_of(kind, role)
                .is_some_and(|of| of.many)
        };
        if self.patient != Some(role) || items.len() != 1 && !holds_many() {
            return AllOfLives::new();
        }
        let told = |person| match self.end(model, kind) {
            // Of several who die in one event nobody says that they died at one moment.
            Some(LifeEnd::Death) if items.len() > 1 => Some(OfLife::DiesIn(person)),
            _ if items.len() > 1 => None,
            Some(end) => Some(OfLife::End(person, end)),
            None => Some(OfLife::Follows(person, self.follows(model, kind)?)),
        };
        persons.filter_map(told).collect()
    }
}

fn is_person(model: &Model, entity: EntityId) -> bool {
    model.entities.sort(entity) == Sort::Person
}

/// What it is to be alive and to be dead, where an attribute tells that.
fn alive_and_dead(model: &Model, attribute: AttributeId) -> Option<[EntityId; 2]> {
    model.vocabulary.attribute(attribute).alive_and_dead()
}

/// Whether somebody is said to be dead, or not to be alive: else to be alive, or not dead.
fn alive_or_dead(model: &Model, attribute: AttributeId, value: &Value) -> Option<bool> {
    let [alive, dead] = alive_and_dead(model, attribute)?;
    let [Item::Entity(said)] = model.items(value)[..] else {
        return None;
    };
    let is_denied = value.mode == Mode::Not;
    match said {
        _ if said == dead => Some(!is_denied),
        _ if said == alive => Some(is_denied),
        _ => None,
    }
}

/// Whether this is the age of persons that the built-in vocabulary knows.
fn is_age(model: &Model, attribute: AttributeId) -> bool {
    let attribute = model.vocabulary.attribute(attribute);
    attribute.name == "age" && attribute.location.is_none()
}

impl Timeline {
    /// What a clause says of lives that the network knows of.
    pub fn of_lives(&self, clause: ClauseId) -> &[OfLife] {
        self.of_lives.get(&clause).map_or(&[], |all| all)
    }

    /// Whether a clause says how old somebody is.
    pub fn is_age(&self, clause: ClauseId) -> bool {
        matches!(self.of_lives(clause), [OfLife::Age(_)])
    }

    /// Whether a clause says that somebody is born, dies or is dead.
    pub fn is_end_of_life(&self, clause: ClauseId) -> bool {
        matches!(self.of_lives(clause), [OfLife::End(..) | OfLife::Dead(_)])
    }

    /// The network knows what a clause says of a life.
    pub(super) fn knows(&mut self, clause: ClauseId, of_life: OfLife) {
        self.of_lives.entry(clause).or_default().push(of_life);
    }

    /// Somebody's birth or death, if anything is said of when it was.
    pub fn life_end(&self, person: EntityId, end: LifeEnd) -> Option<Point> {
        self.lives.get(&(person, end)).copied()
    }

    /// Adds what births, deaths, ages and deeds ask of each other.
    pub(super) fn add_lives(&mut self, model: &Model, clauses: &[ClauseId]) {
        let kinds = LifeKinds::new(model);
        let mut deeds = Vec::new();
        let mut known: FxHashSet<EntityId> = FxHashSet::default();
        let (mut births, mut burials, mut alive) = (Vec::new(), Vec::new(), Vec::new());
        let mut zones: FxHashMap<EntityId, FxHashSet<Zone>> = FxHashMap::default();
        for &id in clauses {
            for of_life in kinds.of_clause(model, id) {
                match of_life {
                    OfLife::End(person, end) => {
                        let event = self.life_event(model, id, person, end);
                        let birth = event.filter(|_| end == LifeEnd::Birth);
                        births.extend(birth.map(|event| (id, person, event)));
                        known.insert(person);
                    }
                    OfLife::Follows(person, end) => {
                        let event = self.follows(model, id, person, end);
                        let burial = event.filter(|_| end == LifeEnd::Death);
                        burials.extend(burial.map(|event| (id, person, event)));
                        known.insert(person);
                    }
                    OfLife::Age(person) => {
                        let zone = self.age(model, id, person);
                        zones.entry(person).or_default().extend(zone);
                        known.insert(person);
                    }
                    OfLife::Dead(person) => {
                        self.dead(model, id, person);
                        known.insert(person);
                    }
                    OfLife::DiesIn(person) => {
                        self.dies_in(model, id, person);
                        known.insert(person);
                    }
                    OfLife::Alive(person) => alive.push((id, person)),
                    OfLife::Acts(person) => deeds.push((id, person)),
                }
            }
        }
        deeds.retain(|(_, person)| known.contains(person));
        for (id, person) in deeds {
            self.deed(model, id, person);
        }
        self.living(model, &alive, &burials);
        for (id, person, event) in births {
            let zones = zones.get(&person).into_iter().flatten();
            zones.for_each(|&zone| self.born_on_the_clocks_of(zone, id, person, event));
        }
    }

    /// An event that is a birth is so on the clocks of a zone, too, by which somebody's age is counted: what a date says of it is known
    /// exactly there, and of the birth only as far as it is the event.
    fn born_on_the_clocks_of(&mut self, zone: Zone, id: ClauseId, person: EntityId, event: Point) {
        let Some(birth) = self.life_end(person, LifeEnd::Birth) else {
            return;
        };
        let cause = self.cause(id);
        let (event, birth) = (self.clock(event, Some(zone)), self.clock(birth, Some(zone)));
        self.same_node(event, birth, cause);
    }

    pub(super) fn life(&mut self, person: EntityId, end: LifeEnd) -> Point {
        if let Some(point) = self.life_end(person, end) {
            return point;
        }
        let point = self.point(Meaning::Life(person, end));
        self.lives.insert((person, end), point);
        let (born, dies) = (LifeEnd::Birth, LifeEnd::Death);
        if let (Some(born), Some(dies)) = (self.life_end(person, born), self.life_end(person, dies))
        {
            self.not_after(born, dies, None);
        }
        point
    }

    /// The event is the one birth, or the one death, of the person. Tells the point at which it begins.
    fn life_event(
        &mut self,
        model: &Model,
        id: ClauseId,
        person: EntityId,
        end: LifeEnd,
    ) -> Option<Point> {
        let ClauseBody::Role { event, .. } = model.says(id) else {
            return None;
        };
        let cause = self.cause(id);
        let own = self.event(event, None);
        let life = self.life(person, end);
        self.same(own.start, life, cause);
        self.knows(id, OfLife::End(person, end));
        Some(own.start)
    }

    /// Nobody is buried before he dies, or baptised before he is born, whether or not the event is said to be of that.
    /// Tells the point at which that begins.
    fn follows(
        &mut self,
        model: &Model,
        id: ClauseId,
        person: EntityId,
        end: LifeEnd,
    ) -> Option<Point> {
        let ClauseBody::Role { event, .. } = model.says(id) else {
            return None;
        };
        let cause = self.cause(id);
        let own = self.event(event, None);
        let life = self.life(person, end);
        self.not_after(life, own.start, Some(cause));
        self.knows(id, OfLife::Follows(person, end));
        Some(own.start)
    }

    /// Who acts in an event has been born before it is over, and is not dead before it begins.
    fn deed(&mut self, model: &Model, id: ClauseId, person: EntityId) {
        let ClauseBody::Role { event, .. } = model.says(id) else {
            return;
        };
        let Some(own) = self.points(event) else {
            return;
        };
        let cause = Some(self.cause(id));
        if let Some(birth) = self.life_end(person, LifeEnd::Birth) {
            self.not_after(birth, own.end, cause);
        }
        if let Some(death) = self.life_end(person, LifeEnd::Death) {
            self.not_after(own.start, death, cause);
        }
        self.knows(id, OfLife::Acts(person));
    }
}
