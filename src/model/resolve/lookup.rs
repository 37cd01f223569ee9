//! Looking up names in what is declared.

use std::borrow::Cow;

use super::super::{EntityId, EventId, Model, SourceId, Subject, Type};
use super::asked::Question;
use super::fetched::Fetched;
use super::names::{self, Names, folded};
use super::notes::{Notes, What};
use super::slot::Slot;
use super::untold::instead_of_untold;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::in_digits;
use crate::syntax::tree::{Name, Quoted, Reference};
use crate::text::{FileId, Files, Location, Span};

/// So many of the entities that share a name are listed.
const CANDIDATES_MAX: usize = 8;

/// What names are looked up in, and where what is wrong with them is noted.
pub(super) struct Resolver<'a> {
    pub files: &'a Files,
    pub model: &'a Model,
    pub names: &'a Names,
    pub notes: &'a mut Notes,
    pub fetched: Fetched,
}

impl Resolver<'_> {
    /// The event that a name means; a diagnostic if it means none.
    pub(super) fn event(&mut self, name: &Name<'_>, file: FileId) -> Option<EventId> {
        match self.thing(name) {
            Some(Subject::Event(event)) => Some(event),
            Some(_) => {
                let text = "an event belongs here".to_owned();
                let message = format!("`{}` is not an event", name.text);
                self.notes.wrong_kind(file, name.span, message, text, None);
                None
            }
            None => {
                self.notes.not_known(
                    What::Event,
                    name.text,
                    Location {
                        file,
                        span: name.span,
                    },
                );
                None
            }
        }
    }

    /// What an id means as a value or subject.
    pub(super) fn thing(&mut self, name: &Name<'_>) -> Option<Subject> {
        self.notes.asked.note(Question::Thing(name.text));
        match self.fetched.at(name.span.start) {
            Some(found) => found,
            None => self.names.thing(name.text),
        }
    }

    /// The entities that have this label or alias.
    pub(super) fn labelled(&mut self, label: &str) -> Vec<EntityId> {
        let label = folded(label);
        self.notes.asked.note(Question::Label(&label));
        self.names.labelled(&label, &self.model.entities)
    }

    /// What a reference may mean, where nothing is told if it means nothing.
    pub(super) fn likely(&mut self, reference: &Reference<'_>) -> Option<Subject> {
        match reference {
            Reference::Id(name) => self.thing(name),
            Reference::Label(quoted) => self.bearers(&quoted.name()).first().copied(),
        }
    }

    /// The entities that have this label or alias; if there is none, the events that are called so.
    fn bearers(&mut self, label: &str) -> Vec<Subject> {
        let entities = self.labelled(label);
        if !entities.is_empty() {
            return entities.into_iter().map(Subject::Entity).collect();
        }
        let events = &self.model.events;
        let events = self.names.events_labelled(&folded(label), events).iter();
        events.copied().map(Subject::Event).collect()
    }

    /// The source with this id.
    pub(super) fn source(&mut self, name: &str) -> Option<SourceId> {
        self.notes.asked.note(Question::Source(name));
        self.names.sources.get(name).copied()
    }

    /// The name for people of an entity that speaks.
    pub(super) fn speaker_label(&mut self, entity: EntityId) -> String {
        let entity = self.model.entities.get(entity);
        self.notes.asked.note(Question::Speaker(entity.name));
        entity.label.to_owned()
    }

    /// The entity that a reference names where such as `slot` takes belong.
    pub(super) fn entity(
        &mut self,
        reference: &Reference<'_>,
        slot: Slot,
        file: Option<FileId>,
    ) -> Option<EntityId> {
        let found = match reference {
            Reference::Id(name) => match self.thing(name) {
                Some(found) => found,
                None => {
                    let place = Location {
                        file: file?,
                        span: name.span,
                    };
                    self.notes.not_known_in(slot, What::Thing, name.text, place);
                    return None;
                }
            },
            Reference::Label(quoted) => {
                let label = quoted.name();
                let found = self.labelled(&label);
                let place = Location {
                    file: file?,
                    span: quoted.span,
                };
                Subject::Entity(self.only_one(&label, &found, slot, place)?)
            }
        };
        match found {
            Subject::Entity(entity) => Some(entity),
            Subject::Event(_) => {
                let text = "this is an event".to_owned();
                self.notes.wrong_kind(
                    file?,
                    reference.span(),
                    "an event cannot stand here".to_owned(),
                    text,
                    None,
                );
                None
            }
        }
    }

    /// The person or organisation that a reference names where somebody speaks as `slot` has it. Of names in quotation marks anything may speak.
    pub(super) fn speaking(
        &mut self,
        reference: &Reference<'_>,
        slot: Slot,
        file: FileId,
    ) -> Option<EntityId> {
        let party = Type::Party;
        let found = self.entity(reference, slot, Some(file))?;
        let is_name = matches!(reference, Reference::Label(_));
        if is_name || self.fits(Subject::Entity(found), &party) {
            return Some(found);
        }
        let label = self.speaker_label(found);
        let is = self.sort_of(Subject::Entity(found));
        self.notes.wrong_kind(
            file,
            reference.span(),
            "only a person or an organisation speaks".to_owned(),
            is,
            Some(format!(
                "Write the id of one, or who it was in quotation marks: `\"{label}\"`."
            )),
        );
        None
    }

    /// The one thing that a name in quotation marks may mean; a diagnostic if there are several or none.
    pub(super) fn only_one<T: Copy + Into<Subject>>(
        &mut self,
        label: &str,
        found: &[T],
        slot: Slot,
        place: Location,
    ) -> Option<T> {
        match found {
            [one] => Some(*one),
            [] => {
                self.notes.not_known_in(slot, What::Label, label, place);
                None
            }
            several => {
                let mut ids: Vec<_> = several
                    .iter()
                    .take(CANDIDATES_MAX)
                    .map(|&one| match one.into() {
                        Subject::Entity(id) => format!("`{}`", self.model.entities.get(id).name),
                        Subject::Event(id) => format!("`{}`", self.model.event(id).name),
                    })
                    .collect();
                if several.len() > ids.len() {
                    ids.push(format!("one of {} others", several.len() - ids.len()));
                }
                let message = format!("“{label}” could be {}", ids.join(" or "));
                let mut diagnostic =
                    Diagnostic::new(Code::UnknownName, message).at(place, "which one?");
                diagnostic.about = label.to_owned();
                self.notes
                    .report(diagnostic.advise("Write the id instead of the name."));
                None
            }
        }
    }

    /// The entity or event that a reference names, those that fit first.
    pub(super) fn reference(
        &mut self,
        reference: &Reference<'_>,
        takes: &Type,
        file: FileId,
    ) -> Option<Subject> {
        match reference {
            Reference::Label(quoted) => self.by_label(quoted, takes, file),
            Reference::Id(name) => {
                let found = self.thing(name);
                // A name of the case may hide one of a closed list of the built-in vocabulary.
                if let Some(named) = found
                    && !self.fits(named, takes)
                    && let Some(&built_in) = self.names.built_in.get(name.text)
                    && self.fits(Subject::Entity(built_in), takes)
                {
                    return Some(Subject::Entity(built_in));
                }
                if found.is_none() {
                    let place = Location {
                        file,
                        span: name.span,
                    };
                    self.not_known(What::Thing, name.text, place, takes);
                }
                found
            }
        }
    }

    /// Notes a name that nothing bears. Where one of a list belongs, to declare it would help nobody.
    fn not_known(&mut self, what: What, name: &str, place: Location, takes: &Type) {
        let Type::OneOf(members) = takes else {
            return self.notes.not_known_in(Slot::of(takes), what, name, place);
        };
        // The list is told where it is declared; what stands in it is unknown there as well.
        if members.is_empty() {
            return self.notes.not_known_in(Slot::ENTITY, what, name, place);
        }
        let entities = &self.model.entities;
        let names = members.iter().map(|&id| entities.get(id).name);
        let advice = match (instead_of_untold(name), names::probably(name, names)) {
            (Some(advice), _) => advice.to_owned(),
            (None, Some(meant)) => format!("Did you mean `{meant}`?"),
            (None, None) => self.one_of(members),
        };
        let advice = Some(advice);
        let message = format!("{} belongs here", self.type_words(takes));
        let text = "nothing of this name is declared".to_owned();
        self.notes
            .wrong_kind(place.file, place.span, message, text, advice);
    }

    fn by_label(&mut self, quoted: &Quoted<'_>, takes: &Type, file: FileId) -> Option<Subject> {
        let label = quoted.name();
        let found = self.bearers(&label);
        let fitting: Vec<_> = found
            .iter()
            .copied()
            .filter(|&one| self.fits(one, takes))
            .collect();
        let found = if fitting.is_empty() { found } else { fitting };
        let place = Location {
            file,
            span: quoted.span,
        };
        if found.is_empty() {
            self.not_known(What::Label, &label, place, takes);
            return None;
        }
        self.only_one(&label, &found, Slot::of(takes), place)
    }

    pub(super) fn not_of_type(&mut self, file: FileId, span: Span, is: &str, takes: &Type) {
        // Nothing fits into a list of which nothing is declared, which is told where it stands.
        if matches!(takes, Type::OneOf(members) if members.is_empty()) {
            return;
        }
        let message = format!("{} belongs here", self.type_words(takes));
        self.notes
            .wrong_kind(file, span, message, is.to_owned(), None);
    }

    /// Whether it is an id that nothing bears.
    pub(super) fn names_nothing(&mut self, reference: &Reference<'_>) -> bool {
        match reference {
            Reference::Id(name) => self.thing(name).is_none(),
            Reference::Label(_) => true,
        }
    }

    /// Words where a number should stand: `dozens`, `"about fifty"`.
    pub(super) fn no_number(&mut self, reference: &Reference<'_>, file: FileId) {
        let words = match reference {
            Reference::Id(name) => Cow::Borrowed(name.text),
            Reference::Label(quoted) => quoted.name(),
        };
        let id = matches!(reference, Reference::Id(_)).then_some(&*words);
        let advice = match (id.and_then(at_least), id.and_then(exactly), instead_of_untold(&words)) {
            (Some(least), ..) => format!("Write the least that it can be: `at least {least}`."),
            (None, Some(number), _) => format!("Write `{number}`."),
            (None, None, Some(advice)) => advice.to_owned(),
            (None, None, None) => "Write it in digits, as exactly as the source does and no more so: `12`, `about 50`, `at least 10`, \
                                   `10 to 20`."
                .to_owned(),
        };
        self.notes.wrong_kind(
            file,
            reference.span(),
            "a number belongs here".to_owned(),
            "no number".to_owned(),
            Some(advice),
        );
    }

    /// What to write where one of a list belongs.
    fn one_of(&self, members: &[EntityId]) -> String {
        let name = |id: &EntityId| format!("`{}`", self.model.entities.get(*id).name);
        let members: Vec<_> = members.iter().map(name).collect();
        match &members[..] {
            [first @ .., last] if !first.is_empty() => {
                format!("Write {} or {last}.", first.join(", "))
            }
            members => format!("Write {}.", members.concat()),
        }
    }

    fn type_words(&self, takes: &Type) -> Cow<'static, str> {
        let Type::OneOf(members) = takes else {
            return Cow::Borrowed(takes.words());
        };
        let members: Vec<_> = members
            .iter()
            .map(|&id| format!("`{}`", self.model.entities.get(id).name))
            .collect();
        Cow::Owned(format!("one of {}", members.join(", ")))
    }

    pub(super) fn sort_of(&self, subject: Subject) -> String {
        match subject {
            Subject::Entity(id) => {
                let entity = self.model.entities.get(id);
                format!("`{}` is {}", entity.name, Type::Sort(entity.sort).words())
            }
            Subject::Event(_) => "this is an event".to_owned(),
        }
    }

    pub(super) fn fits(&self, subject: Subject, takes: &Type) -> bool {
        match (subject, takes) {
            (Subject::Entity(id), Type::OneOf(members)) => members
                .iter()
                .any(|&member| self.model.entities.is_below(id, member)),
            (Subject::Entity(id), _) => takes.takes_sort(self.model.entities.sort(id)),
            (Subject::Event(_), _) => matches!(takes, Type::Event | Type::Any),
        }
    }
}

/// The number that a word is.
fn exactly(word: &str) -> Option<u64> {
    match word {
        "none" | "nobody" | "noone" | "nothing" | "zero" => Some(0),
        _ => in_digits(word),
    }
}

/// The least that a vague number can be.
fn at_least(word: &str) -> Option<u32> {
    Some(match word {
        "several" => 2,
        "dozen" => 12,
        "dozens" => 24,
        "scores" => 40,
        "hundred" => 100,
        "hundreds" => 200,
        "thousand" => 1_000,
        "thousands" => 2_000,
        _ => return None,
    })
}
