//! What may be said: kinds of event with their roles, effects and order, and attributes.

use super::{AttributeId, EntityId, KindId, RoleId};
use crate::syntax::tree::{Behaviour, Sort};
use crate::text::Location;

/// Kinds, roles and attributes, built in and of the case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Kinds of event.
    pub kinds: Vec<Kind>,
    /// The names of roles.
    pub roles: Vec<String>,
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// The role of why something happened.
    pub(super) reason: Option<RoleId>,
}

impl Kind {
    /// What it says of states: what holds from its end on, and what holds while it lasts.
    pub fn effects(&self) -> impl Iterator<Item = &Effect> {
        self.sets.iter().chain(&self.keeps)
    }
}

impl Vocabulary {
    /// The kind with this id.
    #[must_use]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.index()]
    }

    /// The name of a role.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &str {
        &self.roles[id.index()]
    }

    /// The role with this name.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<RoleId> {
        let found = self.roles.iter().position(|role| role == name);
        found.map(RoleId::from_index)
    }

    /// Whether a role says why something happened: whatever stands there happened too.
    #[must_use]
    pub fn is_reason(&self, role: RoleId) -> bool {
        self.reason == Some(role)
    }

    /// The attribute with this id.
    #[must_use]
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }

    /// What a role is in events of a kind, if they have it.
    #[must_use]
    pub fn role_of(&self, kind: KindId, role: RoleId) -> Option<&RoleOf> {
        self.kind(kind).roles.iter().find(|of| of.role == role)
    }
}

/// A kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its id in the files.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Its roles, those taken over included.
    pub roles: Vec<RoleOf>,
    /// What holds from its end on.
    pub sets: Vec<Effect>,
    /// What holds while it lasts; nothing of a moment.
    pub keeps: Vec<Effect>,
    /// The kinds that it comes after.
    pub after: Vec<KindId>,
    /// The kinds that it takes over from.
    pub is: Vec<KindId>,
    /// Whether its start and end may differ.
    pub lasts: bool,
    /// Where it is declared; none in the built-in vocabulary.
    pub location: Option<Location>,
}

/// A role in one kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleOf {
    /// Which role.
    pub role: RoleId,
    /// What may stand in it.
    pub takes: Type,
    /// Whether it holds many values.
    pub many: bool,
    /// Whether whoever stands in it is at the event's place.
    pub present: bool,
}

/// What may stand as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Entities of one sort.
    Sort(Sort),
    /// A person or an organisation.
    Party,
    /// An event.
    Event,
    /// A number.
    Number,
    /// An entity or an event.
    Any,
    /// Nothing but these and what is below them.
    OneOf(Vec<EntityId>),
}

impl Type {
    /// What it takes, for people.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Sort(Sort::Person) => "a person",
            Self::Sort(Sort::Org) => "an organisation",
            Self::Sort(Sort::Place) => "a place",
            Self::Sort(Sort::Term) => "a term",
            Self::Sort(Sort::Thing) => "a thing",
            Self::Party => "a person or an organisation",
            Self::Event => "an event",
            Self::Number => "a number",
            Self::Any => "a person, an organisation, a place, a term, a thing or an event",
            Self::OneOf(_) => "one of a closed list",
        }
    }

    /// Whether an entity of this sort may stand there. A thing may stand for a term (it is one of it), and a term for a thing.
    #[must_use]
    pub fn takes_sort(&self, sort: Sort) -> bool {
        match self {
            Self::Sort(Sort::Term | Sort::Thing) => matches!(sort, Sort::Term | Sort::Thing),
            Self::Sort(own) => *own == sort,
            Self::Party => matches!(sort, Sort::Person | Sort::Org),
            Self::Any => true,
            Self::OneOf(_) => true,
            Self::Event | Self::Number => false,
        }
    }
}

/// What an event says of a state: `sets patient.custody: at_liberty` from its end on, `keeps patient.custody: in_custody` while it
/// lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The role whose holder it is about.
    pub role: RoleId,
    /// The attribute that it is about.
    pub attribute: AttributeId,
    /// The value from then on, or all that time.
    pub value: EntityId,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its id in the files.
    pub name: String,
    /// What has it.
    pub of: Type,
    /// What may stand as its value.
    pub takes: Type,
    /// Whether it holds many values at a time.
    pub many: bool,
    /// How its value behaves in time.
    pub behaviour: Behaviour,
    /// Where it is declared; none in the built-in vocabulary.
    pub location: Option<Location>,
}

/// The attributes of the built-in vocabulary that say how many people or things there are.
const COUNTS: [&str; 8] = [
    "aboard",
    "counts",
    "deaths",
    "injured",
    "missing",
    "participants",
    "population",
    "rescued",
];

impl Attribute {
    /// Whether it is the built-in vocabulary's attribute of how many people or things there are: nothing lies between 3 and 4 of them. Of
    /// numbers that a case declares nobody says whether they count or measure.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.location.is_none() && COUNTS.contains(&self.name.as_str())
    }

    /// Whether it says where somebody or something is. Like the roles of places it is known by its name.
    #[must_use]
    pub fn is_whereabouts(&self) -> bool {
        let is_one_place = self.takes == Type::Sort(Sort::Place) && !self.many;
        self.name == "location" && is_one_place && self.behaviour == Behaviour::Changes
    }

    /// What it is to be alive and to be dead, where the built-in vocabulary's attribute of that is meant: who is dead stays so.
    #[must_use]
    pub fn alive_and_dead(&self) -> Option<[EntityId; 2]> {
        match &self.takes {
            Type::OneOf(ends) if self.name == "alive" && self.location.is_none() => {
                ends.as_slice().try_into().ok()
            }
            _ => None,
        }
    }
}
