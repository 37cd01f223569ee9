//! The attributes of states, and what was meant by one that there is not.

use super::super::{Attribute, AttributeId, EventId, Subject, Type};
use super::claims::{Reading, State};
use super::notes::What;
use super::slot::Slot;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Item, Mode};
use crate::text::Location;

/// No value is longer, in bytes, that an advice tells in full.
const VALUE_MAX: usize = 40;

impl<'a> Reading<'a> {
    /// The attribute of a state; a diagnostic if there is none.
    pub(super) fn attribute<T>(
        &mut self,
        state: &State<'_, '_, T>,
    ) -> Option<(AttributeId, &'a Attribute)> {
        let resolver = &mut self.resolver;
        match resolver.names.attributes.get(state.attribute.text) {
            Some(&id) => Some((id, resolver.model.vocabulary.attribute(id))),
            None => {
                self.no_attribute(state);
                None
            }
        }
    }

    pub(super) fn has_attribute(&self, subject: Subject, attribute: &Attribute) -> bool {
        match subject {
            Subject::Event(_) => matches!(attribute.of, Type::Event | Type::Any),
            Subject::Entity(id) => attribute
                .of
                .takes_sort(self.resolver.model.entities.sort(id)),
        }
    }

    fn no_attribute<T>(&mut self, state: &State<'_, '_, T>) {
        let name = state.attribute;
        let subject = self.resolver.likely(state.subject);
        if let Some(Subject::Event(event)) = subject
            && let Some(clause) = self.clause_instead(event, state)
        {
            return self.clause_as_attribute(event, state, &clause);
        }
        let entities = &self.resolver.model.entities;
        let slot = subject.map_or(Slot::ANYTHING, |subject| {
            Slot::of_subject(subject, entities)
        });
        let place = Location {
            file: self.file,
            span: name.span,
        };
        let notes = &mut self.resolver.notes;
        notes.not_known_in(slot, What::Attribute, name.text, place);
    }

    /// The words of the clause that a state of an event should be: `place turin` for `arrest.place: turin`, `on 2019` for
    /// `arrest.date: 2019`.
    fn clause_instead<T>(&mut self, event: EventId, state: &State<'_, '_, T>) -> Option<String> {
        let name = state.attribute;
        let is_role = self.role_of(event, name).is_some();
        let time = match name.text {
            "date" | "day" | "when" | "time" | "year" | "start" | "begin" | "began" => Some("on"),
            "end" | "ended" => Some("to"),
            _ => None,
        };
        let word = match (is_role, time) {
            (true, _) => name.text,
            (false, Some(word)) => word,
            (false, None) => return None,
        };
        let fits = |item: &Item<'_>| matches!(item, Item::Reference(_)) == is_role;
        let place = Location {
            file: self.file,
            span: state.value.span,
        };
        let value = self.resolver.files.text(place);
        let is_short = value.len() <= VALUE_MAX && !value.contains(['\n', '\r', '`']);
        let value = match is_short && state.value.items.iter().all(fits) {
            true => value,
            false => "…",
        };
        // `not` and its like stand before a role.
        let mode = match state.value.mode {
            Mode::Is => "",
            Mode::Not => "not ",
            Mode::Only => "only ",
            Mode::Including => "including ",
        };
        let value = value.strip_prefix(mode).unwrap_or(value).trim_start();
        Some(format!("{mode}{word} {value}"))
    }

    fn clause_as_attribute<T>(&mut self, event: EventId, state: &State<'_, '_, T>, clause: &str) {
        let model = self.resolver.model;
        let name = state.attribute;
        let what = match self.role_of(event, name) {
            Some(_) => "a role",
            None => "a time",
        };
        let message = format!("`{}` is {what}, not an attribute", name.text);
        let place = Location {
            file: self.file,
            span: name.span,
        };
        let text = "expected an attribute";
        let mut found = Diagnostic::new(Code::UnknownName, message).at(place, text);
        found.about = name.text.to_owned();
        let event = model.event(event).name;
        let advice = format!("Write it as a clause of the event: `{event}: {clause}`.");
        self.resolver.notes.report(found.advise(advice));
    }
}
