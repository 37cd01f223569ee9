//! Kinds of event, roles and attributes: the built-in ones first, then those of the case, which may add to them.

use super::super::{Attribute, AttributeId, Effect, Kind, KindId, RoleId, RoleOf, Type};
use super::circles::{a_circle, circles};
use super::declare::declared_twice;
use super::slot::Slot;
use super::{Declarer, Preface, What, entries};
use crate::syntax::tree::{self, Behaviour, Entry, Sort};
use crate::text::{FileId, Location};

/// The kind whose roles every kind has.
const ANY_KIND: &str = "happening";

impl Declarer<'_> {
    /// Declares attributes and kinds, and lets kinds take over from others.
    pub(super) fn declare_vocabulary(&mut self, prefaces: &[Preface<'_>]) {
        for (file, entry) in entries(prefaces) {
            match entry {
                Entry::Attribute(attribute) => self.declare_attribute(file, attribute),
                Entry::Kind(kind) => self.declare_kind(file, kind),
                _ => {}
            }
        }
        for (file, entry) in entries(prefaces) {
            if let Entry::Kind(kind) = entry {
                self.fill_kind(file, kind);
            }
        }
        self.report_circles_of_kinds();
        self.take_over();
        for (file, entry) in entries(prefaces) {
            if let Entry::Kind(kind) = entry {
                self.report_kept_by_a_moment(file, kind);
            }
        }
        let kinds = &mut self.done.model.vocabulary.kinds;
        let moments = kinds.iter_mut().filter(|kind| !kind.lasts);
        moments.for_each(|kind| kind.keeps.clear());
    }

    /// A moment keeps nothing. Whether a kind lasts may be said of another that it is, so this is known only when all is taken over.
    fn report_kept_by_a_moment(&mut self, file: Option<FileId>, kind: &tree::Kind<'_>) {
        let id = self.done.declared.names.kinds.get(kind.name.text);
        let (Some(&id), Some(file), Some(first)) = (id, file, kind.keeps.first()) else {
            return;
        };
        if self.done.model.vocabulary.kind(id).lasts {
            return;
        }
        let name = kind.name.text;
        self.done.declared.notes.wrong_kind(
            file,
            first.span,
            format!("`{name}` is a moment, and a moment keeps nothing"),
            "holds while such an event lasts".to_owned(),
            Some(format!(
                "Say that `{name}` `lasts`, or write `sets` for what holds from that moment on."
            )),
        );
    }

    /// No kind is another that is one of its own. All of a circle take over from each other, so that what is said of their events is
    /// still checked.
    fn report_circles_of_kinds(&mut self) {
        let any = self.done.declared.names.kinds.get(ANY_KIND).copied();
        let kinds = &mut self.done.model.vocabulary.kinds;
        let above = |at: usize, nth| kinds[at].is.get(nth).map(|kind: &KindId| kind.index());
        for circle in circles(kinds.len(), above) {
            let found = circle.iter().map(|&at| &kinds[at]);
            let found = found.map(|kind| (kind.name.as_str(), kind.location));
            let found = a_circle(found, "below").advise(
                "Take one `is` away; until then each has the roles and effects of all of them.",
            );
            self.done.declared.notes.report(found);
            // Whatever else they are, they are happenings.
            if let Some(&first) = circle.first() {
                let is_own = |any: &KindId| circle.contains(&any.index());
                kinds[first].is.extend(any.filter(|any| !is_own(any)));
            }
        }
    }

    fn declare_attribute(&mut self, file: Option<FileId>, attribute: &tree::Attribute<'_>) {
        let location = file.map(|file| Location {
            file,
            span: attribute.name.span,
        });
        let of = self.type_of(&attribute.of.value, file);
        let takes = self.type_of(&attribute.takes.value, file);
        let behaviour = attribute
            .behaviour
            .map_or_else(|| usual_behaviour(&of), |behaviour| behaviour.value);
        let own = Attribute {
            name: attribute.name.text.to_owned(),
            of,
            takes,
            many: attribute.many,
            behaviour,
            location,
        };
        match self
            .done
            .declared
            .names
            .attributes
            .get(own.name.as_str())
            .copied()
        {
            Some(id) => match (self.done.model.vocabulary.attribute(id).location, location) {
                (Some(first), Some(second)) => self
                    .done
                    .declared
                    .notes
                    .report(declared_twice(&own.name, first, second)),
                _ => self.done.model.vocabulary.attributes[id.index()] = own,
            },
            None => {
                let id = AttributeId::from_index(self.done.model.vocabulary.attributes.len());
                self.done
                    .declared
                    .names
                    .attributes
                    .insert(attribute.name.text.into(), id);
                self.done.model.vocabulary.attributes.push(own);
            }
        }
    }

    fn declare_kind(&mut self, file: Option<FileId>, kind: &tree::Kind<'_>) {
        let location = file.map(|file| Location {
            file,
            span: kind.name.span,
        });
        if let Some(&id) = self.done.declared.names.kinds.get(kind.name.text) {
            let known = &mut self.done.model.vocabulary.kinds[id.index()];
            match (known.location, location) {
                (Some(first), Some(second)) => {
                    self.done
                        .declared
                        .notes
                        .report(declared_twice(kind.name.text, first, second))
                }
                _ => {
                    known.location = location;
                    if let Some(label) = kind.label {
                        known.label = label.name().into_owned();
                    }
                }
            }
            return;
        }
        let id = KindId::from_index(self.done.model.vocabulary.kinds.len());
        self.done
            .declared
            .names
            .kinds
            .insert(kind.name.text.into(), id);
        self.done.model.vocabulary.kinds.push(Kind {
            name: kind.name.text.to_owned(),
            label: kind.label.map_or_else(
                || kind.name.text.to_owned(),
                |label| label.name().into_owned(),
            ),
            roles: Vec::new(),
            sets: Vec::new(),
            keeps: Vec::new(),
            after: Vec::new(),
            is: Vec::new(),
            lasts: false,
            location,
        });
    }

    fn fill_kind(&mut self, file: Option<FileId>, kind: &tree::Kind<'_>) {
        let Some(&id) = self.done.declared.names.kinds.get(kind.name.text) else {
            return;
        };
        if kind.is.is_empty() && kind.name.text != ANY_KIND {
            let any = self.done.declared.names.kinds.get(ANY_KIND).copied();
            let known = &mut self.done.model.vocabulary.kinds[id.index()];
            if known.is.is_empty() {
                known.is.extend(any);
            }
        }
        for name in &kind.is {
            let parent = self.kind(name, file);
            self.done.model.vocabulary.kinds[id.index()]
                .is
                .extend(parent);
        }
        for role in &kind.roles {
            let takes = self.type_of(&role.takes.value, file);
            let own = RoleOf {
                role: self.role(role.name.text),
                takes,
                many: role.many,
                present: role.present,
            };
            let roles = &mut self.done.model.vocabulary.kinds[id.index()].roles;
            match roles.iter_mut().find(|known| known.role == own.role) {
                Some(known) => *known = own,
                None => roles.push(own),
            }
        }
        for name in &kind.after {
            let earlier = self.kind(name, file);
            self.done.model.vocabulary.kinds[id.index()]
                .after
                .extend(earlier);
        }
        let sets = self.effects(&kind.sets, file);
        let keeps = self.effects(&kind.keeps, file);
        let known = &mut self.done.model.vocabulary.kinds[id.index()];
        known.sets.extend(sets);
        known.keeps.extend(keeps);
        known.lasts |= kind.lasts.is_some();
    }

    fn effects(&mut self, effects: &[tree::Effect<'_>], file: Option<FileId>) -> Vec<Effect> {
        let found = effects.iter().map(|effect| self.effect(effect, file));
        found.flatten().collect()
    }

    fn effect(&mut self, effect: &tree::Effect<'_>, file: Option<FileId>) -> Option<Effect> {
        let Some(&attribute) = self
            .done
            .declared
            .names
            .attributes
            .get(effect.attribute.text)
        else {
            self.done.declared.notes.not_known(
                What::Attribute,
                effect.attribute.text,
                Location {
                    file: file?,
                    span: effect.attribute.span,
                },
            );
            return None;
        };
        let [tree::Item::Reference(reference)] = effect.value.items.as_slice() else {
            let text = "one entity belongs here".to_owned();
            self.done.declared.notes.wrong_kind(
                file?,
                effect.value.span,
                "an effect has one value".to_owned(),
                text,
                None,
            );
            return None;
        };
        Some(Effect {
            role: self.role(effect.role.text),
            attribute,
            value: self.resolver().entity(reference, Slot::ENTITY, file)?,
        })
    }

    /// Lets every kind take over roles, effects and order from those that it `is`.
    fn take_over(&mut self) {
        let count = self.done.model.vocabulary.kinds.len();
        for index in 0..count {
            let mut done = vec![false; count];
            done[index] = true;
            let mut above = self.done.model.vocabulary.kinds[index].is.clone();
            while let Some(parent) = above.pop() {
                if std::mem::replace(&mut done[parent.index()], true) {
                    continue;
                }
                let from = self.done.model.vocabulary.kind(parent).clone();
                above.extend(&from.is);
                inherit(&mut self.done.model.vocabulary.kinds[index], from);
            }
        }
    }

    pub(super) fn kind(&mut self, name: &tree::Name<'_>, file: Option<FileId>) -> Option<KindId> {
        let found = self.done.declared.names.kinds.get(name.text).copied();
        if found.is_none() {
            self.done.declared.notes.not_known(
                What::Kind,
                name.text,
                Location {
                    file: file?,
                    span: name.span,
                },
            );
        }
        found
    }

    /// The id of a role's name, made if it is new.
    fn role(&mut self, name: &str) -> RoleId {
        if let Some(&role) = self.done.declared.names.roles.get(name) {
            return role;
        }
        let vocabulary = &mut self.done.model.vocabulary;
        let role = RoleId::from_index(vocabulary.roles.len());
        vocabulary.roles.push(name.to_owned());
        if name == "reason" {
            vocabulary.reason = Some(role);
        }
        self.done.declared.names.roles.insert(name.into(), role);
        role
    }

    fn type_of(&mut self, written: &tree::Type<'_>, file: Option<FileId>) -> Type {
        match written {
            tree::Type::Sort(sort) => Type::Sort(*sort),
            tree::Type::Party => Type::Party,
            tree::Type::Event => Type::Event,
            tree::Type::Number => Type::Number,
            tree::Type::Any => Type::Any,
            tree::Type::OneOf(members) => Type::OneOf(
                members
                    .iter()
                    .filter_map(|member| self.resolver().entity(member, Slot::ENTITY, file))
                    .collect(),
            ),
        }
    }
}

/// What an attribute does in time when nothing is said: those of events stand once and for all, others change.
fn usual_behaviour(of: &Type) -> Behaviour {
    match of {
        Type::Event => Behaviour::Fixed,
        Type::Sort(Sort::Person | Sort::Org | Sort::Place | Sort::Term | Sort::Thing)
        | Type::Party
        | Type::Number
        | Type::Any
        | Type::OneOf(_) => Behaviour::Changes,
    }
}

fn inherit(kind: &mut Kind, from: Kind) {
    for role in from.roles {
        if kind.roles.iter().all(|own| own.role != role.role) {
            kind.roles.push(role);
        }
    }
    inherit_effects(&mut kind.sets, from.sets);
    inherit_effects(&mut kind.keeps, from.keeps);
    for earlier in from.after {
        if !kind.after.contains(&earlier) {
            kind.after.push(earlier);
        }
    }
    kind.lasts |= from.lasts;
}

/// Takes over effects on what the kind has none on itself.
fn inherit_effects(own: &mut Vec<Effect>, from: Vec<Effect>) {
    for effect in from {
        let is_of_one = |own: &Effect| (own.role, own.attribute) == (effect.role, effect.attribute);
        if !own.iter().any(is_of_one) {
            own.push(effect);
        }
    }
}
