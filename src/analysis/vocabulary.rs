//! What may be said in a case, as plain answers: kinds of event, their roles, attributes, and the words that stand as values.

mod find;
mod written;

use crate::diagnostic::Severity;
use crate::model::{self, Model, Type};
use crate::settings::Settings;
use crate::syntax::tree::Behaviour;
use crate::text::{Files, NoTexts};
pub use find::Unknown;
use written::{Written, read_entries};

/// The built-in vocabulary, as a `.claims` file.
#[must_use]
pub fn text() -> &'static str {
    model::vocabulary_text()
}

/// What may be said: built in, and declared by a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Kinds of event, in the order in which they are declared.
    pub kinds: Vec<Kind>,
    /// Roles, each with the kinds that declare it.
    pub roles: Vec<RoleCard>,
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// The built-in terms.
    pub terms: Vec<Term>,
    /// How many mistakes the case has in what is read for this: names and vocabulary.
    pub mistakes: usize,
}

/// Where something is declared, and what people say about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The heading (`# --- Movements ---`) below which it stands; without one, the file.
    pub group: String,
    /// The comment right above it.
    pub note: String,
    /// The entries as they stand, comments above them included: the built-in one, then that of the case.
    pub text: String,
    /// The file of the case; none if it is built in and no more.
    pub file: Option<String>,
    /// Its line there.
    pub line: Option<u32>,
}

/// A kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its id.
    pub name: String,
    /// What such an event is, in a sentence.
    pub label: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The kinds that it takes over from.
    pub is: Vec<String>,
    /// The kinds that take over from it.
    pub below: Vec<String>,
    /// Whether its start and its end may differ; else it is a moment.
    pub lasts: bool,
    /// All its roles, those that it declares itself first.
    pub roles: Vec<Role>,
    /// What holds from the end of such an event on.
    pub sets: Vec<Effect>,
    /// What holds while it lasts.
    pub keeps: Vec<Effect>,
    /// The kinds of which one comes before it.
    pub after: Vec<String>,
}

/// A role in one kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub name: String,
    /// What may stand in it.
    pub takes: Takes,
    /// Whether it holds many values; else two values quarrel.
    pub many: bool,
    /// Whether who stands in it is at the place of the event.
    pub present: bool,
    /// Whether the kind declares it itself; else it is taken over.
    pub own: bool,
}

/// A role wherever it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleCard {
    /// Its id.
    pub name: String,
    /// What it stands for, if it is one of those that every kind has.
    pub means: Option<&'static str>,
    /// The kinds that declare it themselves, and what it is there.
    pub kinds: Vec<(String, Role)>,
}

/// The roles that every kind takes over from `happening`, with what they stand for.
pub const COMMON_ROLES: [(&str, &str); 8] = [
    ("agent", "who does it"),
    ("patient", "whom or what it is done to"),
    ("recipient", "who gets it"),
    ("place", "where"),
    ("origin", "from where"),
    ("destination", "to where"),
    ("means", "by what means"),
    (
        "reason",
        "why: a reason that is an event happened, and began before what it explains was over",
    ),
];

/// What may stand as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takes {
    /// As it is written: `party`, `one of`.
    pub word: &'static str,
    /// In words: `a person or an organisation`.
    pub words: &'static str,
    /// With `one of`: the ids.
    pub choices: Vec<String>,
}

/// What an event sets or keeps: from then on, or all that time, who stands in the role has the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The role.
    pub role: String,
    /// The attribute.
    pub attribute: String,
    /// The value.
    pub value: String,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its id.
    pub name: String,
    /// What it tells, where that is said.
    pub label: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// What has it.
    pub of: Takes,
    /// What may stand as its value.
    pub takes: Takes,
    /// Whether it holds many values at a time; else two values quarrel.
    pub many: bool,
    /// `fixed`, `changes` or `only grows`.
    pub behaviour: &'static str,
    /// The kinds of event that set it.
    pub set_by: Vec<String>,
    /// The kinds of event that keep it while they last.
    pub kept_by: Vec<String>,
}

/// A built-in term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// The heading below which it stands.
    pub group: String,
}

/// The vocabulary of a case; of no files, the built-in one. Claims are not looked at.
#[must_use]
pub fn of(files: &Files) -> Vocabulary {
    let (written, prefaces, errors) = read_entries(files);
    let declarations = model::declare(files, &prefaces, &NoTexts, &Settings::default());
    let resolved = declarations.declared.report(&declarations.model, &[]);
    let found = resolved.iter().chain(&errors);
    let mistakes = found
        .filter(|one| one.severity == Severity::Mistake)
        .count();
    let answer = Answer {
        model: &declarations.model,
        written: &written,
    };
    let kinds = answer.kinds();
    Vocabulary {
        roles: answer.roles(&kinds),
        kinds,
        attributes: answer.attributes(),
        terms: answer.terms(),
        mistakes,
    }
}

/// From the model, and what only the files tell.
struct Answer<'a> {
    model: &'a Model,
    written: &'a Written,
}

impl Answer<'_> {
    fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self
            .model
            .vocabulary
            .kinds
            .iter()
            .map(|kind| self.kind(kind))
            .collect();
        for index in 0..kinds.len() {
            let name = &kinds[index].name;
            let below = kinds.iter().filter(|kind| kind.is.contains(name));
            kinds[index].below = below.map(|kind| kind.name.clone()).collect();
        }
        kinds
    }

    fn kind(&self, kind: &model::Kind) -> Kind {
        let name_of = |id: &model::KindId| self.model.vocabulary.kind(*id).name.clone();
        let written = self.written.kind(&kind.name);
        let mut roles: Vec<Role> = kind
            .roles
            .iter()
            .map(|role| self.role(role, &written.roles))
            .collect();
        roles.sort_by_key(|role| !role.own);
        Kind {
            name: kind.name.clone(),
            label: kind.label.clone(),
            origin: written.origin.clone(),
            is: kind.is.iter().map(name_of).collect(),
            below: Vec::new(),
            lasts: kind.lasts,
            roles,
            sets: self.effects(&kind.sets),
            keeps: self.effects(&kind.keeps),
            after: kind.after.iter().map(name_of).collect(),
        }
    }

    fn role(&self, role: &model::RoleOf, own: &[String]) -> Role {
        let name = self.model.vocabulary.role(role.role);
        Role {
            name: name.to_owned(),
            takes: self.takes(&role.takes),
            many: role.many,
            present: role.present,
            own: own.iter().any(|own| own == name),
        }
    }

    fn roles(&self, kinds: &[Kind]) -> Vec<RoleCard> {
        let card = |name: &String| RoleCard {
            name: name.clone(),
            means: means(name),
            kinds: kinds
                .iter()
                .filter_map(|kind| declared(kind, name))
                .collect(),
        };
        let all = self.model.vocabulary.roles.iter().map(card);
        all.filter(|card| !card.kinds.is_empty()).collect()
    }

    fn effects(&self, effects: &[model::Effect]) -> Vec<Effect> {
        effects.iter().map(|effect| self.effect(effect)).collect()
    }

    fn effect(&self, effect: &model::Effect) -> Effect {
        let vocabulary = &self.model.vocabulary;
        Effect {
            role: vocabulary.role(effect.role).to_owned(),
            attribute: vocabulary.attribute(effect.attribute).name.clone(),
            value: self.model.entities.get(effect.value).name.to_owned(),
        }
    }

    fn attributes(&self) -> Vec<Attribute> {
        let all = self.model.vocabulary.attributes.iter();
        all.map(|attribute| self.attribute(attribute)).collect()
    }

    fn attribute(&self, attribute: &model::Attribute) -> Attribute {
        let written = self.written.attribute(&attribute.name);
        let by = |effects: fn(&model::Kind) -> &[model::Effect]| -> Vec<String> {
            let is_own = |effect: &model::Effect| {
                let of = self.model.vocabulary.attribute(effect.attribute);
                of.name == attribute.name
            };
            let kinds = self.model.vocabulary.kinds.iter();
            let kinds = kinds.filter(|kind| effects(kind).iter().any(is_own));
            kinds.map(|kind| kind.name.clone()).collect()
        };
        Attribute {
            name: attribute.name.clone(),
            label: written.label.clone(),
            origin: written.origin.clone(),
            of: self.takes(&attribute.of),
            takes: self.takes(&attribute.takes),
            many: attribute.many,
            behaviour: match attribute.behaviour {
                Behaviour::Fixed => "fixed",
                Behaviour::Changes => "changes",
                Behaviour::OnlyGrows => "only grows",
            },
            set_by: by(|kind| &kind.sets),
            kept_by: by(|kind| &kind.keeps),
        }
    }

    fn terms(&self) -> Vec<Term> {
        let built_in = self.model.entities.iter().map(|(_, entity)| entity);
        let built_in = built_in.filter(|entity| entity.location.is_none());
        let term = |entity: model::Entity<'_>| Term {
            name: entity.name.to_owned(),
            label: entity.label.to_owned(),
            group: self.written.term_group(entity.name),
        };
        built_in.map(term).collect()
    }

    fn takes(&self, takes: &Type) -> Takes {
        let name_of = |id: &model::EntityId| self.model.entities.get(*id).name.to_owned();
        Takes {
            word: word(takes),
            words: match takes {
                Type::Any => "anyone or anything",
                other => other.words(),
            },
            choices: match takes {
                Type::OneOf(choices) => choices.iter().map(name_of).collect(),
                _ => Vec::new(),
            },
        }
    }
}

/// The role of this name, if the kind declares it itself.
fn declared(kind: &Kind, name: &str) -> Option<(String, Role)> {
    let mut own = kind.roles.iter().filter(|role| role.own);
    let role = own.find(|role| role.name == name)?;
    Some((kind.name.clone(), role.clone()))
}

fn means(role: &str) -> Option<&'static str> {
    let known = COMMON_ROLES.iter().find(|(name, _)| *name == role);
    known.map(|(_, means)| *means)
}

/// A type as it is written.
fn word(takes: &Type) -> &'static str {
    match takes {
        Type::Sort(sort) => sort.keyword(),
        Type::Party => "party",
        Type::Event => "event",
        Type::Number => "number",
        Type::Any => "any",
        Type::OneOf(_) => "one of",
    }
}

#[cfg(test)]
mod tests;
