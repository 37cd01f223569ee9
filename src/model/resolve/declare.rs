//! Entities: declared once, then linked to what holds them.

use rustc_hash::FxHashSet;

use super::super::entity::Introduced;
use super::super::{Entities, EntityId, Subject};
use super::circles::{a_circle, circles};
use super::names::{Names, Twice};
use super::preface::{self, Preface};
use super::slot::Slot;
use super::{Declarations, Declarer};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree;
use crate::text::{FileId, Location};

/// The ids of the entities of some prefaces: each has one of its own, but for those that say more of one of the built-in vocabulary.
struct Ids {
    /// That of the first.
    first: usize,
    /// Which of them say more of which, in their order.
    refining: Vec<(usize, EntityId)>,
}

/// An entity with its id.
#[derive(Clone, Copy)]
struct Numbered<'p, 't> {
    preface: &'p Preface<'t>,
    entity: &'p preface::Entity<'t>,
    id: EntityId,
    /// Whether the built-in vocabulary has it.
    refines: bool,
}

impl Declarer<'_> {
    /// Declares the entities of the case, then links them.
    pub(super) fn declare(&mut self, prefaces: &[Preface<'_>]) {
        let ids = self.ids(prefaces);
        let Declarations {
            model, declared, ..
        } = &mut self.done;
        let (entities, names) = (&mut model.entities, &mut declared.names);
        // What they are and what they are called stands apart, and is taken in side by side.
        let (linked, twice) = rayon::join(
            || introduce(entities, ids.of(prefaces)),
            || take_names(names, ids.of(prefaces)),
        );
        names.forget_labels();
        self.report_twice(&twice);
        let twice: FxHashSet<Subject> = twice.iter().map(|twice| twice.is).collect();
        for one in linked {
            if !twice.contains(&Subject::Entity(one.id)) {
                self.link(one.preface, one.entity, one.id);
            }
        }
        self.break_circles();
        self.done.model.entities.index();
    }

    /// Gives entities their ids. A case may give an entity of the built-in vocabulary another label, more aliases and parents, unless
    /// it has its name for something else.
    fn ids(&mut self, prefaces: &[Preface<'_>]) -> Ids {
        let Declarations {
            model, declared, ..
        } = &self.done;
        let mut refining = Vec::new();
        let mut met = FxHashSet::default();
        for (at, (preface, entity)) in entities(prefaces).enumerate() {
            let name = preface.at(entity.name);
            if let Some(location) = preface.location(entity.name)
                && let Some(&id) = declared.names.built_in.get(name)
                && met.insert(name)
                && model.entities.sort(id) == entity.sort
            {
                self.refined.insert(id, location);
                refining.push((at, id));
            }
        }
        Ids {
            first: model.entities.len(),
            refining,
        }
    }

    /// Tells of names that were declared before.
    pub(super) fn report_twice(&mut self, twice: &[Twice<'_>]) {
        let Declarations {
            model, declared, ..
        } = &mut self.done;
        for twice in twice {
            let first = match twice.taken {
                Subject::Event(event) => Some(model.event(event).location),
                Subject::Entity(entity) => {
                    let declared = model.entities.get(entity).location;
                    declared.or_else(|| self.refined.get(&entity).copied())
                }
            };
            if let Some(first) = first {
                let found = declared_twice(twice.name, first, twice.location);
                declared.notes.report(found);
            }
        }
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
        let sort = self.done.model.entities.sort(id);
        let slot = Slot::of_sorts(|above| fits_below(sort, above));
        let Some(parent) = self.resolver().entity(reference, slot, file) else {
            return;
        };
        let above = self.done.model.entities.sort(parent);
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
            let Some(other) = self.resolver().entity(reference, Slot::ENTITY, file) else {
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
    fn break_circles(&mut self) {
        let entities = &self.done.model.entities;
        let above = |at, nth| {
            let parents = entities.parents(EntityId::from_index(at));
            parents.get(nth).map(|parent: &EntityId| parent.index())
        };
        for circle in circles(entities.len(), above) {
            let circle: Vec<EntityId> = circle.into_iter().map(EntityId::from_index).collect();
            let entities = &mut self.done.model.entities;
            if let (Some(&first), Some(&last)) = (circle.first(), circle.last()) {
                entities.take_from_below(last, first);
            }
            let found = circle.iter().map(|&id| entities.get(id));
            let found = found.map(|entity| (entity.name, entity.location));
            let found = a_circle(found, "below")
                .advise("Take one `in` or `is` away; until then the last one is not counted.");
            self.done.declared.notes.report(found);
        }
    }
}

/// All entities of some prefaces.
fn entities<'p, 't>(
    prefaces: &'p [Preface<'t>],
) -> impl Iterator<Item = (&'p Preface<'t>, &'p preface::Entity<'t>)> {
    let of_file = |preface: &'p Preface<'t>| preface.entities.iter().map(move |one| (preface, one));
    prefaces.iter().flat_map(of_file)
}

impl Ids {
    /// All entities of the prefaces that these are the ids of.
    fn of<'p, 't>(&self, prefaces: &'p [Preface<'t>]) -> impl Iterator<Item = Numbered<'p, 't>> {
        let mut refining = self.refining.iter().peekable();
        let mut own = self.first..;
        let all = entities(prefaces).enumerate();
        all.map_while(move |(at, (preface, entity))| {
            let refined = refining.next_if(|(place, _)| *place == at);
            let id = match refined {
                Some((_, id)) => *id,
                None => EntityId::from_index(own.next()?),
            };
            Some(Numbered {
                preface,
                entity,
                id,
                refines: refined.is_some(),
            })
        })
    }
}

/// Takes in what is said of entities by themselves, and gives those that may name others.
fn introduce<'p, 't>(
    entities: &mut Entities,
    numbered: impl Iterator<Item = Numbered<'p, 't>>,
) -> Vec<Numbered<'p, 't>> {
    let mut linked = Vec::new();
    for one in numbered {
        let Numbered {
            preface,
            entity,
            id,
            refines,
        } = one;
        let own = Introduced {
            sort: entity.sort,
            name: preface.at(entity.name),
            label: &preface.label_of(entity),
            location: preface.location(entity.name),
        };
        if refines {
            entities.relabel(id, own.label);
        } else {
            entities.add(own);
        }
        if let Some(more) = &entity.more {
            let aliases = more.aliases.iter();
            aliases.for_each(|alias| entities.add_alias(id, alias.name().into_owned()));
            if let Some(at) = more.at.as_ref().filter(|_| !refines) {
                entities.locate(id, at.value);
            }
        }
        if entity.is_linked() {
            linked.push(one);
        }
    }
    linked
}

/// Takes the names of entities, and gives those that something has already.
fn take_names<'p, 't: 'p>(
    names: &mut Names,
    numbered: impl Iterator<Item = Numbered<'p, 't>>,
) -> Vec<Twice<'t>> {
    let mut twice = Vec::new();
    for one in numbered {
        let name = one.preface.at(one.entity.name);
        let Some(location) = one.preface.location(one.entity.name) else {
            names.built_in.insert(name.into(), one.id);
            continue;
        };
        twice.extend(names.take(name, Subject::Entity(one.id), location));
    }
    twice
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
