//! The vocabulary for programs, as JSON. Fields are only ever added to a version.

use schemars::{JsonSchema, schema_for};
use serde::Serialize;

use crate::analysis::vocabulary::{self, Origin, Takes};
use crate::report::stream::{text_of, visible_json};

/// The version of the format.
const VERSION: u32 = 1;

/// The vocabulary, as UTF-8 JSON with a new line at its end.
#[must_use]
pub fn render(vocabulary: &vocabulary::Vocabulary) -> String {
    text_of(|out| visible_json(&Vocabulary::new(vocabulary), out))
}

/// The JSON Schema of the vocabulary, made from the types that it is written from.
#[must_use]
pub fn schema() -> String {
    // A schema is a JSON value already.
    let text = serde_json::to_string_pretty(&schema_for!(Vocabulary)).unwrap_or_default();
    text + "\n"
}

/// What `belie vocabulary --format json` writes. Fields are only ever added to a version.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Belie vocabulary")]
struct Vocabulary<'a> {
    /// The version of the format.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// Kinds of event.
    kinds: Vec<Kind<'a>>,
    /// Roles, each with the kinds that declare it themselves.
    roles: Vec<RoleCard<'a>>,
    /// Attributes.
    attributes: Vec<Attribute<'a>>,
    /// The built-in terms.
    terms: Vec<Term<'a>>,
}

impl<'a> Vocabulary<'a> {
    fn new(all: &'a vocabulary::Vocabulary) -> Self {
        Self {
            version: VERSION,
            kinds: all.kinds.iter().map(Kind::new).collect(),
            roles: all.roles.iter().map(RoleCard::new).collect(),
            attributes: all.attributes.iter().map(Attribute::new).collect(),
            terms: all.terms.iter().map(Term::new).collect(),
        }
    }
}

/// Where it stands.
#[derive(Debug, Serialize, JsonSchema)]
struct Place<'a> {
    /// The heading below which it stands; without one, the file.
    group: &'a str,
    /// The comment right above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// The file of the case in which it is declared; absent if it is built in.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    /// The line there, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl<'a> Place<'a> {
    fn new(origin: &'a Origin) -> Self {
        Self {
            group: &origin.group,
            note: Some(origin.note.as_str()).filter(|note| !note.is_empty()),
            file: origin.file.as_deref(),
            line: origin.line,
        }
    }
}

/// What may stand as a value.
#[derive(Debug, Serialize, JsonSchema)]
struct Type<'a> {
    /// As it is written: `person`, `org`, `place`, `term`, `thing`, `party` (a person or an organisation), `event`, `number`, `any`
    /// or `one of`.
    r#type: &'a str,
    /// With `one of`: the ids. These and what is below them.
    #[serde(skip_serializing_if = "Option::is_none")]
    one_of: Option<&'a [String]>,
}

impl<'a> Type<'a> {
    fn new(takes: &'a Takes) -> Self {
        Self {
            r#type: takes.word,
            one_of: Some(takes.choices.as_slice()).filter(|all| !all.is_empty()),
        }
    }
}

/// A kind of event.
#[derive(Debug, Serialize, JsonSchema)]
struct Kind<'a> {
    name: &'a str,
    /// What such an event is, in a sentence.
    label: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    /// The kinds that it takes over from.
    is: &'a [String],
    /// The kinds that take over from it.
    below: &'a [String],
    /// Whether its start and its end may differ; else it is a moment.
    lasts: bool,
    /// All its roles, those that it declares itself first.
    roles: Vec<Role<'a>>,
    /// What holds from the end of such an event on.
    sets: Vec<Effect<'a>>,
    /// What holds while such an event lasts.
    keeps: Vec<Effect<'a>>,
    /// The kinds of which one comes before it.
    after: &'a [String],
}

impl<'a> Kind<'a> {
    fn new(kind: &'a vocabulary::Kind) -> Self {
        Self {
            name: &kind.name,
            label: &kind.label,
            place: Place::new(&kind.origin),
            is: &kind.is,
            below: &kind.below,
            lasts: kind.lasts,
            roles: kind.roles.iter().map(Role::new).collect(),
            sets: kind.sets.iter().map(Effect::new).collect(),
            keeps: kind.keeps.iter().map(Effect::new).collect(),
            after: &kind.after,
        }
    }
}

/// A role in a kind of event.
#[derive(Debug, Serialize, JsonSchema)]
struct Role<'a> {
    name: &'a str,
    #[serde(flatten)]
    takes: Type<'a>,
    /// Whether it holds many values; else two values quarrel.
    many: bool,
    /// Whether who stands in it is at the place of the event.
    present: bool,
    /// Whether the kind declares it itself; else it is taken over.
    own: bool,
}

impl<'a> Role<'a> {
    fn new(role: &'a vocabulary::Role) -> Self {
        Self {
            name: &role.name,
            takes: Type::new(&role.takes),
            many: role.many,
            present: role.present,
            own: role.own,
        }
    }
}

/// Who stands in the role has the value.
#[derive(Debug, Serialize, JsonSchema)]
struct Effect<'a> {
    role: &'a str,
    attribute: &'a str,
    value: &'a str,
}

impl<'a> Effect<'a> {
    fn new(effect: &'a vocabulary::Effect) -> Self {
        Self {
            role: &effect.role,
            attribute: &effect.attribute,
            value: &effect.value,
        }
    }
}

/// A role wherever it is declared.
#[derive(Debug, Serialize, JsonSchema)]
struct RoleCard<'a> {
    name: &'a str,
    /// What it stands for, if it is one of those that every kind has.
    #[serde(skip_serializing_if = "Option::is_none")]
    means: Option<&'a str>,
    /// The kinds that declare it themselves, by their names, with what it is there.
    kinds: Vec<RoleOf<'a>>,
}

impl<'a> RoleCard<'a> {
    fn new(card: &'a vocabulary::RoleCard) -> Self {
        let of = |(kind, role): &'a (String, vocabulary::Role)| RoleOf {
            kind,
            role: Role::new(role),
        };
        Self {
            name: &card.name,
            means: card.means,
            kinds: card.kinds.iter().map(of).collect(),
        }
    }
}

/// A role in the kind that declares it.
#[derive(Debug, Serialize, JsonSchema)]
struct RoleOf<'a> {
    kind: &'a str,
    #[serde(flatten)]
    role: Role<'a>,
}

/// An attribute.
#[derive(Debug, Serialize, JsonSchema)]
struct Attribute<'a> {
    name: &'a str,
    /// What it tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    /// What has it.
    of: Type<'a>,
    /// What may stand as its value.
    value: Type<'a>,
    /// Whether it holds many values at a time; else two values quarrel.
    many: bool,
    /// `fixed` (once and for all), `changes` (with time) or `only grows`.
    behaviour: &'a str,
    /// The kinds of event that set it.
    set_by: &'a [String],
    /// The kinds of event that keep it while they last.
    kept_by: &'a [String],
}

impl<'a> Attribute<'a> {
    fn new(attribute: &'a vocabulary::Attribute) -> Self {
        Self {
            name: &attribute.name,
            label: attribute.label.as_deref(),
            place: Place::new(&attribute.origin),
            of: Type::new(&attribute.of),
            value: Type::new(&attribute.takes),
            many: attribute.many,
            behaviour: attribute.behaviour,
            set_by: &attribute.set_by,
            kept_by: &attribute.kept_by,
        }
    }
}

/// A built-in term.
#[derive(Debug, Serialize, JsonSchema)]
struct Term<'a> {
    name: &'a str,
    label: &'a str,
    /// The heading below which it stands.
    group: &'a str,
}

impl<'a> Term<'a> {
    fn new(term: &'a vocabulary::Term) -> Self {
        Self {
            name: &term.name,
            label: &term.label,
            group: &term.group,
        }
    }
}
