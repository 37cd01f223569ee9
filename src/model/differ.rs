//! What an edit has made of the declarations of a case: which are others than before, and which claims have to be read anew for it.

use rustc_hash::FxHashSet;

use super::renumber::Renumbering;
use super::resolve::{Declared, Notes, Question, Questions, folded};
use super::{Entities, Entity, EntityId, EventId, Kind, Model, Source, SourceId, Type, Vocabulary};
use crate::syntax::tree::Sort;

/// How the declarations of a case differ from what they were.
#[derive(Debug)]
pub struct Differences {
    /// What each is now.
    pub numbers: Renumbering,
    /// Those that went or are others now, by their old numbers.
    pub before: Changed,
    /// Those that came or are others now, by their new numbers.
    pub after: Changed,
    /// The sources whose texts are others now, by their new numbers.
    pub texts: FxHashSet<SourceId>,
    /// Whether anything is another of any person, organisation, place, term or thing.
    pub of_entities: bool,
    /// Whether anything is another of any source.
    pub of_sources: bool,
    /// What claims would get another answer to.
    questions: Questions,
}

/// Declarations of which something is another that claims are held against each other by, or that is told of them then.
#[derive(Debug, Default)]
pub struct Changed {
    /// Entities, with those to which they can or cannot belong for it.
    pub entities: FxHashSet<EntityId>,
    /// Events, with those that they are of.
    pub events: FxHashSet<EventId>,
    /// Sources that were told at another time or in another zone.
    pub sources: FxHashSet<SourceId>,
}

/// What is declared, and what claims are read by.
type Side<'a> = (&'a Model, &'a Declared);

impl Differences {
    /// How the new declarations differ from the old ones. None where that can touch nearly every claim: another vocabulary, or
    /// something else of what the vocabulary names; the first zone of a source or the last.
    #[must_use]
    pub fn between(old: Side<'_>, new: Side<'_>) -> Option<Self> {
        let zoned = |model: &Model| model.sources.iter().any(|source| source.zone.is_some());
        let numbers = Renumbering::between(old.0, new.0);
        if zoned(old.0) != zoned(new.0) || numbers.vocabulary(&old.0.vocabulary) != new.0.vocabulary
        {
            return None;
        }
        let mut differences = Self {
            numbers,
            before: Changed::default(),
            after: Changed::default(),
            texts: FxHashSet::default(),
            of_entities: false,
            of_sources: false,
            questions: Questions::default(),
        };
        differences.entities(old.0, new.0);
        differences.events(old.0, new.0);
        differences.sources(old, new);
        let named = |side: &Changed, model: &Model| {
            let mut named = named_by(&model.vocabulary);
            named.any(|entity: EntityId| side.entities.contains(&entity))
        };
        let of_vocabulary = named(&differences.before, old.0) || named(&differences.after, new.0);
        (!of_vocabulary).then_some(differences)
    }

    /// Whether claims that were read with these notes have to be read anew.
    #[must_use]
    pub fn bear_on(&self, notes: &Notes) -> bool {
        self.questions.were_asked(notes)
    }

    fn entities(&mut self, old: &Model, new: &Model) {
        let (mut moved, mut moved_now) = (Vec::new(), Vec::new());
        let aligned = self.numbers.entities;
        for (at, now) in aligned.kept() {
            let (id, now) = (EntityId::from_index(at), EntityId::from_index(now));
            let (one, other) = (old.entities.get(id), new.entities.get(now));
            let differing = Differing::between(one, other, &self.numbers);
            self.of_entities |= differing.any();
            if differing.told() {
                self.before.entities.insert(id);
                self.after.entities.insert(now);
                self.ask(&differing, one, other);
            }
            if differing.place {
                moved.push(id);
                moved_now.push(now);
            }
        }
        let gone = aligned.gone().map(EntityId::from_index);
        let come = aligned.come().map(EntityId::from_index);
        moved.extend(gone.clone());
        moved_now.extend(come.clone());
        for entity in gone.map(|id| old.entities.get(id)) {
            self.ask_all(entity);
        }
        for entity in come.map(|id| new.entities.get(id)) {
            self.ask_all(entity);
        }
        self.of_entities |= !aligned.gone().is_empty() || !aligned.come().is_empty();
        self.lists(old, new, &moved, &moved_now);
        self.before.moved(&old.entities, &moved);
        self.after.moved(&new.entities, &moved_now);
    }

    /// Asks anew what something that is declared can have answered otherwise.
    fn ask(&mut self, differing: &Differing, old: Entity<'_>, new: Entity<'_>) {
        if differing.sort {
            self.ask_all(old);
            self.ask_all(new);
        }
        if differing.label {
            self.questions.add(Question::Speaker(old.name));
        }
        if differing.label || differing.aliases {
            let (before, after) = (names(old), names(new));
            for name in before.symmetric_difference(&after) {
                self.questions.add(Question::Label(name));
            }
        }
    }

    fn ask_all(&mut self, entity: Entity<'_>) {
        self.questions.add(Question::Thing(entity.name));
        for name in names(entity) {
            self.questions.add(Question::Label(&name));
        }
    }

    /// What has moved may have come below one of a closed list, or be below it no more: then it fits where it did not.
    fn lists(&mut self, old: &Model, new: &Model, moved: &[EntityId], moved_now: &[EntityId]) {
        let lists = |model: &Model| -> Vec<EntityId> { members(&model.vocabulary).collect() };
        let (lists, lists_now) = (lists(old), lists(new));
        let listed = |entities: &Entities, lists: &[EntityId], id| -> Vec<bool> {
            let is_below = |&member: &EntityId| entities.is_below(id, member);
            lists.iter().map(is_below).collect()
        };
        let now = below(&new.entities, moved_now);
        let mut again = Vec::new();
        for id in below(&old.entities, moved) {
            let as_now = self.numbers.entity(id);
            let differs = !now.contains(&as_now)
                || listed(&old.entities, &lists, id) != listed(&new.entities, &lists_now, as_now);
            if differs {
                again.push(old.entities.get(id));
            }
        }
        again.into_iter().for_each(|entity| self.ask_all(entity));
    }

    fn events(&mut self, old: &Model, new: &Model) {
        let aligned = self.numbers.events;
        let mut differing = Vec::new();
        for (at, now) in aligned.kept() {
            let (one, other) = (
                old.event(EventId::from_index(at)),
                new.event(EventId::from_index(now)),
            );
            let of = one.of.map(|of| self.numbers.event(of));
            if one.kind != other.kind {
                self.questions.add(Question::Thing(one.name));
            }
            if one.label != other.label {
                for label in [one.label, other.label] {
                    self.questions.add(Question::Label(&folded(label)));
                }
            }
            let same = (one.label, one.kind, of, one.location)
                == (other.label, other.kind, other.of, other.location);
            if !same {
                differing.push((at, now));
            }
        }
        let gone = aligned.gone().map(EventId::from_index);
        let come = aligned.come().map(EventId::from_index);
        for event in gone
            .map(|id| old.event(id))
            .chain(come.map(|id| new.event(id)))
        {
            self.questions.add(Question::Thing(event.name));
            self.questions.add(Question::Label(&folded(event.label)));
        }
        let (before, after): (Vec<_>, Vec<_>) = differing.into_iter().unzip();
        let before = before.into_iter().chain(aligned.gone());
        self.before.events = with_those_that_they_are_of(old, before);
        let after = after.into_iter().chain(aligned.come());
        self.after.events = with_those_that_they_are_of(new, after);
    }

    fn sources(&mut self, old: Side<'_>, new: Side<'_>) {
        let aligned = self.numbers.sources;
        for (at, now) in aligned.kept() {
            let (one, other) = (&old.0.sources[at], &new.0.sources[now]);
            let customs = old.1.custom(at) == new.1.custom(now);
            let told = one.published == other.published
                && one.is_dated == other.is_dated
                && one.calendar == other.calendar
                && one.zone == other.zone;
            let by = one.by.map(|by| self.numbers.entity(by)) == other.by;
            if !told || !customs || !by || one.text != other.text {
                self.questions.add(Question::Source(&one.name));
            }
            if one.text != other.text {
                self.texts.insert(SourceId::from_index(now));
            }
            if !told {
                self.before.sources.insert(SourceId::from_index(at));
                self.after.sources.insert(SourceId::from_index(now));
            }
            self.of_sources |= !told || !self.same_carrier(one, other);
        }
        for at in aligned.gone() {
            self.questions
                .add(Question::Source(&old.0.sources[at].name));
        }
        for at in aligned.come() {
            self.questions
                .add(Question::Source(&new.0.sources[at].name));
        }
        self.of_sources |= !aligned.gone().is_empty() || !aligned.come().is_empty();
    }

    /// Whether two are one and the same source with the same citations.
    fn same_carrier(&self, old: &Source, new: &Source) -> bool {
        let cites = old.cites.iter().map(|&id| self.numbers.source(id));
        cites.eq(new.cites.iter().copied()) && old.location == new.location
    }
}

impl Changed {
    /// Entities that came, went, or lie elsewhere now: what lies in them or can lie in both them and others does so too.
    fn moved(&mut self, entities: &Entities, moved: &[EntityId]) {
        let below = below(entities, moved);
        for &id in &below {
            if entities.parents(id).len() > 1 {
                self.entities.extend(entities.above(id));
            }
        }
        // How far a place is from another depends on where the places inside it lie.
        for &id in moved {
            let lies = |id: &EntityId| {
                let entity = entities.get(*id);
                entity.sort == Sort::Place && entity.coordinates().is_some()
            };
            self.entities
                .extend(entities.above(id).into_iter().filter(lies));
        }
        self.entities.extend(below);
    }
}

/// In what two declarations of one entity differ.
#[derive(Debug, Default)]
struct Differing {
    sort: bool,
    label: bool,
    aliases: bool,
    /// What it lies in, where it lies, or what it is.
    place: bool,
    /// Where it is declared, or what it is told apart from.
    rest: bool,
}

impl Differing {
    fn between(old: Entity<'_>, new: Entity<'_>, numbers: &Renumbering) -> Self {
        let same = |old: &[EntityId], new: &[EntityId]| {
            let old = old.iter().map(|&id| numbers.entity(id));
            old.eq(new.iter().copied())
        };
        let sort = old.sort != new.sort;
        Self {
            sort,
            label: old.label != new.label,
            aliases: old.aliases() != new.aliases(),
            place: sort
                || old.coordinates() != new.coordinates()
                || !same(old.parents(), new.parents()),
            rest: old.location != new.location || !same(old.distinct(), new.distinct()),
        }
    }

    /// In something that claims are held against each other by, or that is told then.
    fn told(&self) -> bool {
        self.label || self.aliases || self.place
    }

    fn any(&self) -> bool {
        self.told() || self.rest
    }
}

/// All that lies in some entities, and these.
fn below(entities: &Entities, roots: &[EntityId]) -> FxHashSet<EntityId> {
    let mut found: FxHashSet<EntityId> = roots.iter().copied().collect();
    if found.is_empty() {
        return found;
    }
    let mut inside: Vec<Vec<EntityId>> = vec![Vec::new(); entities.len()];
    for (id, entity) in entities.iter() {
        for parent in entity.parents() {
            inside[parent.index()].push(id);
        }
    }
    let mut open = roots.to_vec();
    while let Some(id) = open.pop() {
        let new = inside[id.index()].iter().filter(|&&id| found.insert(id));
        open.extend(new);
    }
    found
}

/// The label and the aliases of an entity, as they are compared.
fn names(entity: Entity<'_>) -> FxHashSet<String> {
    let all = entity.names();
    all.map(|name| folded(name).into_owned()).collect()
}

fn with_those_that_they_are_of(
    model: &Model,
    events: impl Iterator<Item = usize>,
) -> FxHashSet<EventId> {
    let both = |id| [Some(id), model.event(id).of];
    events
        .map(EventId::from_index)
        .flat_map(both)
        .flatten()
        .collect()
}

/// The entities that the vocabulary names.
fn named_by(vocabulary: &Vocabulary) -> impl Iterator<Item = EntityId> {
    let effects = vocabulary.kinds.iter().flat_map(Kind::effects);
    members(vocabulary).chain(effects.map(|effect| effect.value))
}

/// The members of all closed lists.
fn members(vocabulary: &Vocabulary) -> impl Iterator<Item = EntityId> {
    let roles = vocabulary.kinds.iter().flat_map(|kind| &kind.roles);
    let roles = roles.map(|role| &role.takes);
    let attributes = vocabulary.attributes.iter();
    let types = roles.chain(attributes.flat_map(|attribute| [&attribute.of, &attribute.takes]));
    types
        .flat_map(|of| match of {
            Type::OneOf(members) => members.as_slice(),
            _ => &[],
        })
        .copied()
}
