//! Entities: declared once, then linked to what holds them.

use super::super::{Entity, EntityId, Subject};
use super::{Declarer, FileTree, entries};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, Entry, Name};
use crate::text::{FileId, Location};

impl Declarer<'_> {
    /// Declares the entities of the case, then links them.
    pub(super) fn declare(&mut self, trees: &[FileTree<'_, '_>]) {
        let mut declared = Vec::new();
        for (file, entry) in entries(trees) {
            if let Entry::Entity(entity) = entry
                && let Some(id) = self.declare_entity(file, entity)
            {
                declared.push((file, entity, id));
            }
        }
        self.done.declared.names.forget_labels();
        for (file, entity, id) in declared {
            self.link(file, entity, id);
            self.tell_apart(file, entity, id);
        }
        self.break_cycles();
        self.done.model.entities.index();
    }

    fn declare_entity(
        &mut self,
        file: Option<FileId>,
        entity: &tree::Entity<'_>,
    ) -> Option<EntityId> {
        let location = file.map(|file| Location {
            file,
            span: entity.name.span,
        });
        let own = Entity {
            sort: entity.sort,
            name: entity.name.text.to_owned(),
            label: entity.label.map_or_else(
                || entity.name.text.to_owned(),
                |label| label.value().into_owned(),
            ),
            aliases: entity
                .aliases
                .iter()
                .map(|alias| alias.value().into_owned())
                .collect(),
            parents: Vec::new(),
            distinct: Vec::new(),
            coordinates: entity.at.map(|at| at.value),
            location,
        };
        let Some(location) = location else {
            let id = self.done.model.entities.add(own);
            self.done
                .declared
                .names
                .built_in
                .insert(entity.name.text.into(), id);
            return Some(id);
        };
        if let Some(id) = self.refine_built_in(&own) {
            self.declare_name(&entity.name, Subject::Entity(id), location);
            return Some(id);
        }
        let id = self.done.model.entities.add(own);
        self.declare_name(&entity.name, Subject::Entity(id), location)
            .then_some(id)
    }

    /// A case may give an entity of the built-in vocabulary another label, more aliases and parents.
    fn refine_built_in(&mut self, own: &Entity) -> Option<EntityId> {
        let id = *self.done.declared.names.built_in.get(own.name.as_str())?;
        if self.done.declared.names.things.get(&own.name).is_some() {
            return None;
        }
        let built_in = self.done.model.entities.get_mut(id);
        if built_in.sort != own.sort {
            return None;
        }
        built_in.label.clone_from(&own.label);
        built_in.aliases.extend(own.aliases.iter().cloned());
        Some(id)
    }

    /// Takes a name for an entity or event; says so if it is taken already.
    pub(super) fn declare_name(
        &mut self,
        name: &Name<'_>,
        is: Subject,
        location: Location,
    ) -> bool {
        if let Some(first) = self.done.declared.names.things.declared(name.text) {
            self.done
                .declared
                .notes
                .report(declared_twice(name.text, first, location));
            return false;
        }
        self.done
            .declared
            .names
            .things
            .insert(name.text, is, location);
        true
    }

    fn link(&mut self, file: Option<FileId>, entity: &tree::Entity<'_>, id: EntityId) {
        for reference in entity.inside.iter().chain(&entity.is) {
            let Some(parent) = self.resolver().entity(reference, file) else {
                continue;
            };
            let (sort, above) = (entity.sort, self.done.model.entities.get(parent).sort);
            if fits_below(sort, above) {
                self.done.model.entities.get_mut(id).parents.push(parent);
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
    }

    /// Notes what an entity is said not to be.
    fn tell_apart(&mut self, file: Option<FileId>, entity: &tree::Entity<'_>, id: EntityId) {
        for reference in &entity.distinct {
            let Some(other) = self.resolver().entity(reference, file) else {
                continue;
            };
            if other != id {
                self.done.model.entities.get_mut(id).distinct.push(other);
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
            let Some(&parent) = self.done.model.entities.get(entity).parents.get(*next) else {
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
                    self.done
                        .model
                        .entities
                        .get_mut(entity)
                        .parents
                        .retain(|&other| other != parent);
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
