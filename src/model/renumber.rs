//! New numbers for what is declared, where declarations have come or gone.

use std::collections::BTreeSet;
use std::ops::Range;

use super::claim::Other;
use super::clauses::Named;
use super::{
    EntityId, EventId, Items, Model, SourceId, Spell, Subject, Time, Type, Vocabulary, When,
};
use crate::text::FileId;

/// The number of what is not declared any more.
const GONE: u32 = u32::MAX;

/// Which of some declarations is which of those that stand there now: an edit leaves some before it and some behind it as they
/// were, in their order, and puts others between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aligned {
    before: usize,
    behind: usize,
    old: usize,
    new: usize,
}

impl Aligned {
    fn new(old: usize, new: usize, same: impl Fn(usize, usize) -> bool) -> Self {
        let shorter = old.min(new);
        let before = (0..shorter).take_while(|&at| same(at, at)).count();
        let behind = (0..shorter - before)
            .take_while(|back| same(old - 1 - back, new - 1 - back))
            .count();
        Self {
            before,
            behind,
            old,
            new,
        }
    }

    /// Those that are still there, with their old and their new numbers.
    pub(super) fn kept(self) -> impl Iterator<Item = (usize, usize)> {
        let behind = (self.old - self.behind..self.old).zip(self.new - self.behind..self.new);
        (0..self.before).map(|at| (at, at)).chain(behind)
    }

    /// Those that went, by their old numbers.
    pub(super) fn gone(self) -> Range<usize> {
        self.before..self.old - self.behind
    }

    /// Those that came, by their new numbers.
    pub(super) fn come(self) -> Range<usize> {
        self.before..self.new - self.behind
    }

    fn is_still(self) -> bool {
        self.gone().is_empty() && self.come().is_empty()
    }

    /// The new number of what had this one.
    fn now(self, old: u32) -> u32 {
        let at = old as usize;
        if at < self.before {
            old
        } else if at >= self.old - self.behind && at < self.old {
            EntityId::from_index(at + self.new - self.old).0
        } else {
            GONE
        }
    }
}

/// The new numbers of all that is declared. What is gone has one that nothing else has.
#[derive(Debug)]
pub struct Renumbering {
    pub(super) entities: Aligned,
    pub(super) events: Aligned,
    pub(super) sources: Aligned,
}

impl Renumbering {
    pub(super) fn between(old: &Model, new: &Model) -> Self {
        Self {
            entities: Aligned::new(old.entities.len(), new.entities.len(), |at, now| {
                let id = EntityId::from_index;
                old.entities.get(id(at)).name == new.entities.get(id(now)).name
            }),
            events: Aligned::new(old.events.len(), new.events.len(), |at, now| {
                let id = EventId::from_index;
                old.event(id(at)).name == new.event(id(now)).name
            }),
            sources: Aligned::new(old.sources.len(), new.sources.len(), |at, now| {
                old.sources[at].name == new.sources[now].name
            }),
        }
    }

    /// The new number of an entity.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> EntityId {
        EntityId(self.entities.now(id.0))
    }

    /// The new number of an event.
    #[must_use]
    pub fn event(&self, id: EventId) -> EventId {
        EventId(self.events.now(id.0))
    }

    /// The new number of a source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> SourceId {
        SourceId(self.sources.now(id.0))
    }

    /// The same entity or event under its new number.
    #[must_use]
    pub fn subject(&self, subject: Subject) -> Subject {
        match subject {
            Subject::Entity(entity) => Subject::Entity(self.entity(entity)),
            Subject::Event(event) => Subject::Event(self.event(event)),
        }
    }

    /// Whether every number stays.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.entities.is_still() && self.events.is_still() && self.sources.is_still()
    }

    /// The vocabulary with the new numbers of the entities that it names.
    pub(super) fn vocabulary(&self, old: &Vocabulary) -> Vocabulary {
        let mut now = old.clone();
        let of_type = |of: &mut Type| {
            if let Type::OneOf(members) = of {
                members.iter_mut().for_each(|id| *id = self.entity(*id));
            }
        };
        for kind in &mut now.kinds {
            let roles = kind.roles.iter_mut();
            roles.for_each(|role| of_type(&mut role.takes));
            let effects = kind.sets.iter_mut().chain(&mut kind.keeps);
            effects.for_each(|effect| effect.value = self.entity(effect.value));
        }
        for attribute in &mut now.attributes {
            of_type(&mut attribute.of);
            of_type(&mut attribute.takes);
        }
        now
    }
}

impl Model {
    /// Takes the declarations of another model, in which they have these numbers. The files whose claims name something that is not
    /// among them must be read anew.
    pub fn take_declarations(
        &mut self,
        declared: Model,
        numbers: &Renumbering,
    ) -> BTreeSet<FileId> {
        self.entities = declared.entities;
        self.vocabulary = declared.vocabulary;
        self.events = declared.events;
        self.sources = declared.sources;
        self.disputes = declared.disputes;
        let mut lost = BTreeSet::new();
        if numbers.is_still() {
            return lost;
        }
        for voice in self.claims.voices_mut() {
            let mut renumbering = Names::new(numbers);
            renumbering.source(&mut voice.source);
            if let Some(Other::Entity(entity)) = &mut voice.other {
                renumbering.entity(entity);
            }
            let via = voice.via_mut().iter_mut();
            via.filter_map(|via| via.entity.as_mut())
                .for_each(|entity| renumbering.entity(entity));
            if renumbering.lost {
                lost.insert(voice.file);
            }
        }
        let (items, claims) = (&mut self.items, &self.claims);
        self.clauses.rename(|claim, named| {
            let mut renumbering = Names::new(numbers);
            renumbering.named(named, items);
            if renumbering.lost {
                lost.insert(claims.file(claim));
            }
        });
        lost
    }
}

/// Gives names their new numbers, and sees whether one is lost.
struct Names<'n> {
    numbers: &'n Renumbering,
    lost: bool,
}

impl<'n> Names<'n> {
    fn new(numbers: &'n Renumbering) -> Self {
        Self {
            numbers,
            lost: false,
        }
    }

    fn entity(&mut self, id: &mut EntityId) {
        *id = self.numbers.entity(*id);
        self.lost |= id.0 == GONE;
    }

    fn event(&mut self, id: &mut EventId) {
        *id = self.numbers.event(*id);
        self.lost |= id.0 == GONE;
    }

    fn source(&mut self, id: &mut SourceId) {
        *id = self.numbers.source(*id);
        self.lost |= id.0 == GONE;
    }

    fn subject(&mut self, subject: &mut Subject) {
        match subject {
            Subject::Entity(entity) => self.entity(entity),
            Subject::Event(event) => self.event(event),
        }
    }

    fn named(&mut self, named: Named<'_>, items: &mut Items) {
        match named {
            Named::Event(event) => self.event(event),
            Named::When(event, when) => {
                self.event(event);
                self.when(when);
            }
            Named::Role(event, value) => {
                self.event(event);
                items.rename(value, |subject| self.subject(subject));
            }
            Named::State(subject, value, spell) => {
                self.subject(subject);
                items.rename(value, |subject| self.subject(subject));
                self.spell(spell);
            }
        }
    }

    fn when(&mut self, when: &mut When) {
        match when {
            When::On(time)
            | When::Before(time)
            | When::After(time)
            | When::From(time)
            | When::To(time)
            | When::During(time) => self.time(time),
            When::Counted(counted) => self.time(&mut counted.1),
            When::Between(from, to) => {
                self.time(from);
                self.time(to);
            }
            When::SameTime(event) | When::SameDay(event) => self.event(event),
            When::For(_) => {}
        }
    }

    fn spell(&mut self, spell: &mut Spell) {
        match spell {
            Spell::AsOf(time) => time.iter_mut().for_each(|time| self.time(time)),
            Spell::Since(time, as_of) => {
                self.time(time);
                as_of.iter_mut().for_each(|time| self.time(time));
            }
            Spell::FromTo(from, to) => {
                self.time(from);
                self.time(to);
            }
            Spell::Until(time)
            | Spell::Throughout(time)
            | Spell::Before(time)
            | Spell::After(time)
            | Spell::During(time) => self.time(time),
        }
    }

    fn time(&mut self, time: &mut Time) {
        time.event_mut()
            .into_iter()
            .for_each(|event| self.event(event));
    }
}

#[cfg(test)]
mod tests {
    use super::{Aligned, GONE};

    fn aligned(old: &str, new: &str) -> Aligned {
        let same = |at, now| old.as_bytes()[at] == new.as_bytes()[now];
        Aligned::new(old.len(), new.len(), same)
    }

    #[test]
    fn what_comes_or_goes_moves_what_is_behind() {
        let numbers = |old: &str, new: &str| -> Vec<u32> {
            let aligned = aligned(old, new);
            (0..).take(old.len()).map(|at| aligned.now(at)).collect()
        };
        assert_eq!(numbers("abc", "abc"), [0, 1, 2]);
        assert_eq!(numbers("abc", "abxc"), [0, 1, 3]);
        assert_eq!(numbers("abc", "ac"), [0, GONE, 1]);
        assert_eq!(numbers("abc", "axc"), [0, GONE, 2]);
        assert_eq!(numbers("aa", "a"), [0, GONE]);
        assert_eq!(numbers("ab", "ba"), [GONE, GONE]);
        assert!(numbers("", "a").is_empty());
    }

    #[test]
    fn what_is_kept_and_what_is_not_make_up_the_whole() {
        let aligned = aligned("abcde", "abxyde");
        let kept: Vec<_> = aligned.kept().collect();
        assert_eq!(kept, [(0, 0), (1, 1), (3, 4), (4, 5)]);
        assert_eq!((aligned.gone(), aligned.come()), (2..3, 2..4));
    }
}
