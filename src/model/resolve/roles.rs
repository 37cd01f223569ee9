//! The roles of events, and what was meant by one that they have not.

use super::super::{EventId, Kind, RoleOf, Subject};
use super::claims::Reading;
use super::names;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax;
use crate::syntax::tree::{Item, Name, Reference, Sort, Value};
use crate::text::Location;

impl<'a> Reading<'a> {
    /// A role that events of its kind have.
    pub(super) fn role_of(&mut self, event: EventId, name: &Name<'_>) -> Option<&'a RoleOf> {
        let kind = self.resolver.names.kinds_of_events[event.index()];
        let kind = self.resolver.model.vocabulary.kind(kind);
        let found = self.resolver.names.roles.get(name.text);
        found.and_then(|&role| kind.roles.iter().find(|of| of.role == role))
    }

    /// Whether nobody knows its kind, so that nobody knows what it takes.
    pub(super) fn is_of_unknown_kind(&self, event: EventId) -> bool {
        self.resolver.names.of_unknown_kind.contains(&event)
    }

    /// Tells that events of its kind have no such role. The name behind it may say what was meant.
    pub(super) fn no_role(&mut self, event: EventId, name: &Name<'_>, value: Option<Name<'_>>) {
        if self.is_of_unknown_kind(event) {
            return;
        }
        let model = self.resolver.model;
        let kind = self.resolver.names.kinds_of_events[event.index()];
        let kind = model.vocabulary.kind(kind);
        let message = format!("`{}` is not a role of `{}` events", name.text, kind.name);
        let place = Location {
            file: self.file,
            span: name.span,
        };
        let mut diagnostic = Diagnostic::new(Code::UnknownName, message).at(place, "no such role");
        diagnostic.about = name.text.to_owned();
        let text = &self.resolver.files.get(self.file).text;
        let clause = text[name.span.start as usize..].lines().next();
        let advice = match (name.text, clause.and_then(syntax::instead_of_role)) {
            (_, Some(time)) => time,
            ("no" | "never" | "none" | "without", None) => format!(
                "If it did not happen, write `not {}`; to deny one thing of it, write `not` before the role: `not place turin`.",
                model.event(event).name
            ),
            ("by", None) => self.instead_of_by(value),
            (_, None) => self.other_role(event, kind, name.text),
        };
        self.resolver.notes.report(diagnostic.advise(advice));
    }

    fn other_role(&self, event: EventId, kind: &Kind, name: &str) -> String {
        let vocabulary = &self.resolver.model.vocabulary;
        let roles = kind.roles.iter().map(|of| vocabulary.role(of.role));
        let roles: Vec<&str> = roles.collect();
        match (name, names::meant_by_role(name, &roles)) {
            ("who" | "whom", None) if roles.contains(&"agent") && roles.contains(&"patient") => {
                "Write `agent` before who did it, `patient` before whom it was done to.".to_owned()
            }
            (_, Some(meant)) => format!("Did you mean `{meant}`?"),
            (attribute, None) if self.is_attribute(event, attribute) => format!(
                "`{attribute}` is an attribute: write `{}.{attribute}: …` as a statement of its own.",
                self.resolver.model.event(event).name
            ),
            (_, None) => format!("The roles of `{}` are {}.", kind.name, roles.join(", ")),
        }
    }

    fn is_attribute(&self, event: EventId, name: &str) -> bool {
        let attribute = self.resolver.names.attributes.get(name);
        let vocabulary = &self.resolver.model.vocabulary;
        attribute
            .is_some_and(|&id| self.has_attribute(Subject::Event(event), vocabulary.attribute(id)))
    }

    /// `by release`: at the latest when it began, which is less than `before`. `by najim`: who did it.
    fn instead_of_by(&mut self, value: Option<Name<'_>>) -> String {
        let found = value.and_then(|name| Some((name.text, self.resolver.thing(&name)?)));
        let entities = &self.resolver.model.entities;
        match found {
            Some((event, Subject::Event(_))) => format!(
                "Write `at least 0 minutes before {event}` if it began no later than that, `before {event}` if it was over by \
                 then."
            ),
            Some((_, Subject::Entity(id)))
                if matches!(entities.sort(id), Sort::Person | Sort::Org) =>
            {
                "Did you mean `agent`?".to_owned()
            }
            _ => "Write `agent` before who did it, `on ../2025-01-19` if it happened by that day."
                .to_owned(),
        }
    }
}

/// The id that a value begins with.
pub(super) fn first_id<'t>(value: &Value<'t>) -> Option<Name<'t>> {
    match value.items.first()? {
        Item::Reference(Reference::Id(name)) => Some(*name),
        Item::Reference(Reference::Label(_)) | Item::Number(_) => None,
    }
}
