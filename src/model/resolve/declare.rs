//! Entities: declared once, then linked to what holds them.

use super::super::entity::Introduced;
use super::super::{EntityId, Subject};
use super::preface::{self, Preface};
use super::{Declarations, Declarer};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree;
use crate::text::{FileId, Location};

impl Declarer<'_> {
    /// Declares the entities of the case, then links them.
    pub(super) fn declare(&mut self, prefaces: &[Preface<'_>]) {
        let mut linked = Vec::new();
        for preface in prefaces {
            for entity in &preface.entities {
                let id = self.declare_entity(preface, entity);
                if let Some(id) = id.filter(|_| entity.is_linked()) {
                    linked.push((preface, entity, id));
                }
            }
        }
        self.done.declared.names.forget_labels();
        for (preface, entity, id) in linked {
            self.link(preface, entity, id);
        }
        self.break_cycles();
        self.done.model.entities.index();
    }

    fn declare_entity<'t>(
        &mut self,
        preface: &Preface<'t>,
        entity: &preface::Entity<'t>,
    ) -> Option<EntityId> {
        let own = Introduced {
            sort: entity.sort,
            name: preface.at(entity.name),
            label: &preface.label_of(entity),
            location: preface.location(entity.name),
        };
        let more = entity.more.as_deref();
        let Some(location) = own.location else {
            let id = self.add_entity(own, more);
            let built_in = &mut self.done.declared.names.built_in;
            built_in.insert(own.name.into(), id);
            return Some(id);
        };
        if let Some(id) = self.refine_built_in(own, more) {
            self.refined.insert(id, location);
            self.declare_name(own.name, Subject::Entity(id), location);
            return Some(id);
        }
        let id = self.add_entity(own, more);
        self.declare_name(own.name, Subject::Entity(id), location)
            .then_some(id)
    }

    fn add_entity(&mut self, own: Introduced<'_>, more: Option<&tree::Entity<'_>>) -> EntityId {
        let entities = &mut self.done.model.entities;
        let id = entities.add(own);
        if let Some(more) = more {
            self.add_aliases(id, more);
            if let Some(at) = &more.at {
                self.done.model.entities.locate(id, at.value);
            }
        }
        id
    }

    fn add_aliases(&mut self, id: EntityId, more: &tree::Entity<'_>) {
        for alias in &more.aliases {
            let alias = alias.value().into_owned();
            self.done.model.entities.add_alias(id, alias);
        }
    }

    /// A case may give an entity of the built-in vocabulary another label, more aliases and parents.
    fn refine_built_in(
        &mut self,
        own: Introduced<'_>,
        more: Option<&tree::Entity<'_>>,
    ) -> Option<EntityId> {
        let id = *self.done.declared.names.built_in.get(own.name)?;
        let is_taken = self.done.declared.names.things.get(own.name).is_some();
        if is_taken || self.done.model.entities.sort(id) != own.sort {
            return None;
        }
        self.done.model.entities.relabel(id, own.label);
        if let Some(more) = more {
            self.add_aliases(id, more);
        }
        Some(id)
    }

    /// Takes a name for an entity or event; says so if it is taken already.
    pub(super) fn declare_name(&mut self, name: &str, is: Subject, location: Location) -> bool {
        let Declarations {
            model, declared, ..
        } = &mut self.done;
        let Err(taken) = declared.names.things.take(name, is) else {
            return true;
        };
        let first = match taken {
            Subject::Event(event) => Some(model.event(event).location),
            Subject::Entity(entity) => {
                let declared = model.entities.get(entity).location;
                declared.or_else(|| self.refined.get(&entity).copied())
            }
        };
        if let Some(first) = first {
            let twice = declared_twice(name, first, location);
            declared.notes.report(twice);
        }
        false
    }

    /// Links an entity with those that it names.
    fn link(&mut self, preface: &Preface<'_>, entity: &preface::Entity<'_>, id: EntityId) {
        let file = preface.file;
        if let Some(holder) = preface.holder_of(entity) {
            self.put_below(file, id, &holder);
        }
        let Some(more) = &entity.more else { return };
        for above in more.inside.iter().chain(&more.is) {
            self.put_below(file, id, above);
        }
        self.tell_apart(file, more, id);
    }

    fn put_below(&mut self, file: Option<FileId>, id: EntityId, reference: &tree::Reference<'_>) {
        let Some(parent) = self.resolver().entity(reference, file) else {
            return;
        };
        let entities = &self.done.model.entities;
        let (sort, above) = (entities.sort(id), entities.sort(parent));
        if fits_below(sort, above) {
            self.done.model.entities.put_below(id, parent);
        } else if let Some(file) = file {
            let message = format!("{} cannot be below {}", sort_words(sort), sort_words(above));
            let text = format!("this is {}", sort_words(above));
            self.done.declared.notes.wrong_kind(
                file,
                reference.span(),
                message,
                text,
                Some(below_words(sort).to_owned()),
            );
        }
    }

    /// Notes what an entity is said not to be.
    fn tell_apart(&mut self, file: Option<FileId>, entity: &tree::Entity<'_>, id: EntityId) {
        for reference in &entity.distinct {
            let Some(other) = self.resolver().entity(reference, file) else {
                continue;
            };
            if other != id {
                self.done.model.entities.tell_apart(id, other);
            } else if let Some(file) = file {
                let message = format!("`{}` cannot be distinct from itself", entity.name.text);
                let text = "this is the same one".to_owned();
                let advice = "Name the other one, whose name is so near.".to_owned();
                self.done.declared.notes.wrong_kind(
                    file,
                    reference.span(),
                    message,
                    text,
                    Some(advice),
                );
            }
        }
    }

    /// Nothing lies in itself: the last link of a circle is reported and left out.
    fn break_cycles(&mut self) {
        let mut state = vec![Visit::New; self.done.model.entities.len()];
        for index in 0..state.len() {
            self.visit(EntityId::from_index(index), &mut state);
        }
    }

    /// Walks up depth first, without recursion.
    fn visit(&mut self, from: EntityId, state: &mut [Visit]) {
        if state[from.index()] != Visit::New {
            return;
        }
        let mut path = vec![(from, 0)];
        state[from.index()] = Visit::Open;
        while let Some(&mut (entity, ref mut next)) = path.last_mut() {
            let parents = self.done.model.entities.parents(entity);
            let Some(&parent) = parents.get(*next) else {
                state[entity.index()] = Visit::Done;
                path.pop();
                continue;
            };
            match state[parent.index()] {
                Visit::Open => {
                    let circle: Vec<_> = path.iter().map(|&(entity, _)| entity).collect();
                    let begins = circle
                        .iter()
                        .position(|&entity| entity == parent)
                        .unwrap_or_default();
                    self.done.model.entities.take_from_below(entity, parent);
                    self.report_circle(&circle[begins..]);
                }
                Visit::New => {
                    *next += 1;
                    state[parent.index()] = Visit::Open;
                    path.push((parent, 0));
                }
                Visit::Done => *next += 1,
            }
        }
    }

    fn report_circle(&mut self, circle: &[EntityId]) {
        let names: Vec<_> = circle
            .iter()
            .map(|&id| format!("`{}`", self.done.model.entities.get(id).name))
            .collect();
        let message = match names.as_slice() {
            [one] => format!("{one} is below itself"),
            several => format!(
                "{} are each below the next, in a circle",
                several.join(", ")
            ),
        };
        let mut diagnostic = Diagnostic::new(Code::WrongKind, message);
        for &id in circle {
            if let Some(location) = self.done.model.entities.get(id).location {
                diagnostic = diagnostic.at(location, "part of the circle");
            }
        }
        self.done.declared.notes.report(
            diagnostic
                .advise("Take one `in` or `is` away; until then the last one is not counted."),
        );
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

pub(super) fn declared_twice(name: &str, first: Location, second: Location) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(Code::DuplicateName, format!("`{name}` is declared twice"))
            .at(first, "first declared here")
            .at(second, "declared again here: this one is not counted")
            .advise("Give one of them another id, or make one entry of the two.");
    diagnostic.about = name.to_owned();
    diagnostic
}

/// What may be `in` or `is` what.
fn fits_below(lower: tree::Sort, upper: tree::Sort) -> bool {
    use tree::Sort::{Org, Person, Place, Term, Thing};
    match lower {
        Person | Org => matches!(upper, Org | Term),
        Place => matches!(upper, Place | Term),
        Term | Thing => matches!(upper, Term | Thing),
    }
}

fn sort_words(sort: tree::Sort) -> &'static str {
    super::super::Type::Sort(sort).words()
}

fn below_words(sort: tree::Sort) -> &'static str {
    use tree::Sort::{Org, Person, Place, Term, Thing};
    match sort {
        Person | Org => "People and organisations can be in organisations.",
        Place => "Places can be in places.",
        Term | Thing => "Terms and things can be below terms.",
    }
}
