//! Births, deaths and ages: a person is born once and dies once, is so old as the years since tell, and acts in between.

use rustc_hash::{FxHashMap, FxHashSet};

use super::compile::is_kind;
use super::{Meaning, Point, Timeline};
use smallvec::{SmallVec, smallvec};

use crate::date::calendar::day_of;
use crate::date::{DAY, Extent, Range, Zone};
use crate::model::{
    Anchor, AttributeId, BILLIONTH, ClauseBody, ClauseId, EntityId, EventId, Item, KindId, Model,
    Quantity, Reading, RoleId, Spell, Subject, Time, Value,
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
    /// This person acts in the event, and so is alive then.
    Acts(EntityId),
    /// This person is so old.
    Age(EntityId),
}

/// Nobody was ever this old, in years; more is not counted.
const AGE_MAX: i128 = 10_000;

/// The kinds of the vocabulary that begin and end a life.
#[derive(Debug)]
pub(crate) struct LifeKinds {
    birth: Option<KindId>,
    death: Option<KindId>,
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
    /// Whether something is said of a birth, a death or an age. Only then do deeds hang on a life.
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

    /// The events that hang together with somebody's life, with those whose life it is: births, deaths, and what those do of whom a
    /// birth, a death or an age is claimed.
    pub fn lived(&self, model: &Model) -> (Vec<(EntityId, EventId)>, FxHashSet<EntityId>) {
        let mut known: FxHashSet<EntityId> = FxHashSet::default();
        let mut lived = Vec::new();
        for (id, clause) in model.clauses() {
            if !self.may_concern(model, &clause.body) {
                continue;
            }
            let Some(tie) = self.tie(model, id) else {
                continue;
            };
            if tie.tells {
                known.insert(tie.person);
            }
            lived.extend(tie.event.map(|event| (tie.person, event)));
        }
        lived.retain(|(person, _)| known.contains(person));
        (lived, known)
    }

    /// What a clause ties to somebody's life.
    pub fn tie(&self, model: &Model, id: ClauseId) -> Option<LifeTie> {
        let of_life = self.of_clause(model, id)?;
        let (OfLife::End(person, _) | OfLife::Acts(person) | OfLife::Age(person)) = of_life;
        Some(LifeTie {
            person,
            event: match model.says(id) {
                ClauseBody::Role { event, .. } => Some(event),
                _ => None,
            },
            tells: !matches!(of_life, OfLife::Acts(_)),
        })
    }

    /// Whether a clause may say something of a life: most do not, and then nobody need look closer.
    pub fn may_concern(&self, model: &Model, body: &ClauseBody) -> bool {
        match body {
            ClauseBody::Role { role, .. } => [self.patient, self.agent].contains(&Some(*role)),
            ClauseBody::State { attribute, .. } => is_age(model, *attribute),
            ClauseBody::Happens { .. } | ClauseBody::When { .. } => false,
        }
    }

    /// What a clause says of lives; only one person stands in such a role.
    fn of_clause(&self, model: &Model, id: ClauseId) -> Option<OfLife> {
        match &model.says(id) {
            ClauseBody::Role {
                event,
                role,
                value,
                planned: false,
            } if matches!(value.mode, Mode::Is | Mode::Including | Mode::Only) => {
                let acts = self.agent == Some(*role);
                if !acts && self.patient != Some(*role) {
                    return None;
                }
                let [Item::Entity(person)] = model.items(value)[..] else {
                    return None;
                };
                let person = Some(person).filter(|&person| is_person(model, person))?;
                if acts {
                    return Some(OfLife::Acts(person));
                }
                let end = self.end(model, model.event(*event).kind)?;
                Some(OfLife::End(person, end))
            }
            ClauseBody::State {
                subject: Subject::Entity(person),
                attribute,
                value,
                ..
            } if is_age(model, *attribute) => years(model, *value).map(|_| OfLife::Age(*person)),
            _ => None,
        }
    }
}

fn is_person(model: &Model, entity: EntityId) -> bool {
    model.entities.sort(entity) == Sort::Person
}

/// Whether this is the age of persons that the built-in vocabulary knows.
fn is_age(model: &Model, attribute: AttributeId) -> bool {
    let attribute = model.vocabulary.attribute(attribute);
    attribute.name == "age" && attribute.location.is_none()
}

impl Timeline {
    /// What a clause says of somebody's life that the network knows of.
    pub fn of_life(&self, clause: ClauseId) -> Option<OfLife> {
        self.of_life.get(&clause).copied()
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
        let mut births = Vec::new();
        let mut zones: FxHashMap<EntityId, FxHashSet<Zone>> = FxHashMap::default();
        for &id in clauses {
            match kinds.of_clause(model, id) {
                Some(OfLife::End(person, end)) => {
                    let event = self.life_event(model, id, person, end);
                    let birth = event.filter(|_| end == LifeEnd::Birth);
                    births.extend(birth.map(|event| (id, person, event)));
                    known.insert(person);
                }
                Some(OfLife::Age(person)) => {
                    let zone = self.age(model, id, person);
                    zones.entry(person).or_default().extend(zone);
                    known.insert(person);
                }
                Some(OfLife::Acts(person)) => deeds.push((id, person)),
                None => {}
            }
        }
        deeds.retain(|(_, person)| known.contains(person));
        for (id, person) in deeds {
            self.deed(model, id, person);
        }
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

    fn life(&mut self, person: EntityId, end: LifeEnd) -> Point {
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
        self.of_life.insert(id, OfLife::End(person, end));
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
        self.of_life.insert(id, OfLife::Acts(person));
    }

    /// Somebody who is 28 at a moment was born between 28 and 29 years before it. Tells the zone in which the days are counted.
    fn age(&mut self, model: &Model, id: ClauseId, person: EntityId) -> Option<Zone> {
        let ClauseBody::State { value, spell, .. } = &model.says(id) else {
            return None;
        };
        let (times, (least, most)) = (moments(model, id, spell), months(&years(model, *value)?)?);
        if times.is_empty() {
            return None;
        }
        let asker = self.asker(model, id, false);
        let birth = self.life(person, LifeEnd::Birth);
        for time in times {
            let at = self.point(Meaning::Counted);
            self.inside(&asker, at, &time);
            let (day, born) = (self.day(at, asker.zone), self.day(birth, asker.zone));
            if let Some(least) = least {
                self.months_at_least(day, born, least, false, asker.cause);
            }
            if let Some(most) = most {
                self.months_at_most(day, born, most, true, asker.cause);
            }
        }
        self.of_life.insert(id, OfLife::Age(person));
        asker.zone
    }
}

/// How old somebody is said to be.
fn years(model: &Model, value: Value) -> Option<Quantity> {
    let [Item::Number(years)] = model.items(&value)[..] else {
        return None;
    };
    match value.mode {
        Mode::Not => years.denied(),
        Mode::Is => Some(years),
        Mode::Only | Mode::Including => None,
    }
}

/// The times in each of which somebody was so old at some moment: of what is covered, the first day and the last.
fn moments(model: &Model, id: ClauseId, spell: &Spell) -> SmallVec<[Time; 2]> {
    let told = || {
        let told = model.told_of(id).cloned();
        told.map(|told| Time::date(told, Reading::Written))
    };
    match spell {
        Spell::AsOf(None) => told().into_iter().collect(),
        Spell::AsOf(Some(time)) | Spell::During(time) => smallvec![time.clone()],
        Spell::Throughout(time) => match first_and_last(time) {
            Some([first, last]) => smallvec![first, last],
            None => smallvec![time.clone()],
        },
        Spell::Since(time, as_of) => {
            let end = as_of.clone().or_else(told);
            [time.clone()].into_iter().chain(end).collect()
        }
        Spell::Until(time) => up_to(time).into_iter().collect(),
        Spell::FromTo(from, to) => [from.clone()].into_iter().chain(up_to(to)).collect(),
        Spell::Before(_) | Spell::After(_) => SmallVec::new(),
    }
}

/// The first and the last day of a date that is known to begin on the one and to end with the other.
fn first_and_last(time: &Time) -> Option<[Time; 2]> {
    let Anchor::Fixed(date) = time.anchor() else {
        return None;
    };
    let (begins, ends) = date.ends();
    let (begin, end) = (begins.exact()?, ends.exact()?);
    let is_whole = begin.rem_euclid(DAY) == 0 && end.rem_euclid(DAY) == 0;
    if date.is_zoned() || !is_whole {
        return None;
    }
    let day = |instant: i64| Time::days(day_of(instant), day_of(instant));
    Some([day(begin)?, day(end - 1)?])
}

/// The time in which something lasted that was over at some moment of a date: on the day before that moment it may have held last.
fn up_to(time: &Time) -> Option<Time> {
    let Anchor::Fixed(date) = time.anchor() else {
        return None;
    };
    let day_before = |at: i64| at.saturating_sub(DAY);
    let date = date.extent().into_owned().without_pieces();
    let begins = Range {
        earliest: date.begins.earliest.map(day_before),
        latest: date.begins.latest.map(day_before),
    };
    Some(Time::date(Extent { begins, ..date }, Reading::Written))
}

/// At least so many months since the birth, and less than so many.
fn months(years: &Quantity) -> Option<(Option<i32>, Option<i32>)> {
    if years.unit.is_some() {
        return None;
    }
    let whole = |number: i128| number.div_euclid(BILLIONTH);
    let is_whole = |number: i128| number.rem_euclid(BILLIONTH) == 0;
    let least = years
        .low
        .map(|low| whole(low) + i128::from(years.above_low && is_whole(low)));
    let most = years
        .high
        .map(|high| whole(high) + i128::from(!(years.below_high && is_whole(high))));
    let months = |years: i128| i32::try_from(years.clamp(0, AGE_MAX) * 12).ok();
    Some((least.and_then(months), most.and_then(months)))
}
