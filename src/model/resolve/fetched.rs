//! Names that were looked up before they are needed, those of several claims together.

use super::super::{Model, Subject};
use super::names::Names;
use super::things::Sought;
use crate::syntax::tree::{
    Body, Claim, Clause, Entry, Item, Name, PlainStatement, Reference, Told, Value,
};

/// What some names of a file mean.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    /// Where each begins in the file, in ascending order.
    places: Vec<u32>,
    found: Vec<Option<Subject>>,
    /// How many lie behind whoever asks.
    passed: usize,
}

/// The names of some claims, which are given in their order.
pub(super) struct Wanted<'n, 't> {
    known: &'n Names,
    places: Vec<u32>,
    sought: Vec<Sought<'n, 't>>,
}

impl<'n, 't> Wanted<'n, 't> {
    pub fn new(known: &'n Names) -> Self {
        Self {
            known,
            places: Vec::new(),
            sought: Vec::new(),
        }
    }

    /// Adds the names of a claim.
    pub fn add(&mut self, told: &Told<'t>) {
        let mut add = |name: Name<'t>| {
            self.places.push(name.span.start);
            self.sought.push(Sought::new(name.text));
        };
        match told {
            Told::Plain(claim) => each_plain_id(&claim.statement, &mut add),
            Told::Entry(Entry::Claim(claim)) => each_id(claim, &mut add),
            Told::Entry(_) => {}
        }
    }
}

impl Fetched {
    /// Looks up what is wanted, in the place of the names that it had. Nothing is wanted then.
    pub fn fetch(&mut self, wanted: &mut Wanted<'_, '_>, model: &Model) {
        self.passed = 0;
        self.found.clear();
        let known = wanted.known;
        known.tell_all(&mut wanted.sought, |found| self.found.push(found));
        wanted.sought.clear();
        std::mem::swap(&mut self.places, &mut wanted.places);
        wanted.places.clear();
        self.touch(known, model);
    }

    /// Touches what is going to be asked of each, so that this too comes from memory side by side.
    fn touch(&self, known: &Names, model: &Model) {
        let asked = self.found.iter().flatten().map(|found| match *found {
            Subject::Event(event) => known.kinds_of_events[event.index()].0,
            Subject::Entity(entity) => model.entities.sort(entity) as u32,
        });
        std::hint::black_box(asked.fold(0, |all, one| all ^ one));
    }

    /// What the name means that begins at a place; none if it was not fetched, or is asked for behind one that stands behind it.
    pub fn at(&mut self, place: u32) -> Option<Option<Subject>> {
        let before = self.places[self.passed..].iter();
        self.passed += before.take_while(|&&one| one < place).count();
        let found = self.places.get(self.passed) == Some(&place);
        found.then(|| self.found[self.passed])
    }
}

/// Tells the ids that a plain statement names, in the order of their places.
fn each_plain_id<'t>(statement: &PlainStatement<'t>, add: &mut impl FnMut(Name<'t>)) {
    match statement {
        PlainStatement::Happened(event) => add(*event),
        PlainStatement::Role { event, value, .. } => {
            add(*event);
            add(*value);
        }
        PlainStatement::When { event, when } => {
            add(*event);
            when.value.events().into_iter().for_each(add);
        }
        PlainStatement::State {
            subject,
            value,
            when,
            ..
        } => {
            add(*subject);
            add(*value);
            let events = when.iter().flat_map(|when| when.value.events());
            events.for_each(add);
        }
    }
}

/// Tells the ids that a claim names, in the order of their places.
fn each_id<'t>(claim: &Claim<'t>, add: &mut impl FnMut(Name<'t>)) {
    for statement in &claim.statements {
        match &statement.body {
            Body::Event { event, clauses, .. } => {
                add(*event);
                for clause in clauses {
                    match &clause.value {
                        Clause::Role { value, .. } => items(value).for_each(&mut *add),
                        Clause::When(when) => when.events().into_iter().for_each(&mut *add),
                    }
                }
            }
            Body::State {
                subject,
                value,
                times,
                ..
            } => {
                id(subject).into_iter().for_each(&mut *add);
                items(value).for_each(&mut *add);
                let events = times.iter().flat_map(|when| when.value.events());
                events.for_each(&mut *add);
            }
        }
    }
}

/// The ids that a value names.
fn items<'v, 't>(value: &'v Value<'t>) -> impl Iterator<Item = Name<'t>> + use<'v, 't> {
    value.items.iter().filter_map(|item| match item {
        Item::Reference(reference) => id(reference),
        Item::Number(_) => None,
    })
}

fn id<'t>(reference: &Reference<'t>) -> Option<Name<'t>> {
    match reference {
        Reference::Id(name) => Some(*name),
        Reference::Label(_) => None,
    }
}
