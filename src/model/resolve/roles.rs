//! The roles of events, and what was meant by one that they have not.

use super::super::{EventId, Kind, RoleOf, Subject};
use super::claims::Reading;
use super::names;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax;
use crate::syntax::tree::{Item, Name, Reference, Sort, Value};
use crate::text::{Location, Span};

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
            ("with", None) => self.instead_of_with(event, value),
            ("lasted" | "lasts" | "lasting" | "duration", None) => {
                how_long(kind, clause, name.text)
            }
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

    /// `with moretti`: who took part in it. `with car`: what it was done with.
    fn instead_of_with(&mut self, event: EventId, value: Option<Name<'_>>) -> String {
        let named = value.and_then(|name| Some((name, self.resolver.thing(&name)?)));
        let entities = &self.resolver.model.entities;
        let sort = named.and_then(|(name, found)| match found {
            Subject::Entity(id) => Some((name, entities.sort(id))),
            Subject::Event(_) => None,
        });
        let agent = Name {
            text: "agent",
            span: Span::default(),
        };
        let agent = self.role_of(event, &agent);
        let fits = |name: &Name<'_>| {
            let found = self.resolver.names.thing(name.text);
            let takes = agent.map(|of| &of.takes);
            found
                .zip(takes)
                .is_some_and(|(found, takes)| self.resolver.fits(found, takes))
        };
        match sort {
            Some((name, Sort::Person | Sort::Org)) if fits(&name) => match agent.is_some_and(|of| of.many) {
                true => format!(
                    "Who did it with others is an `agent` as they are: write `agent {}`.",
                    name.text
                ),
                false => format!(
                    "Who did it with others is an `agent` as they are: write `including agent {}`, and `including` before the others, too.",
                    name.text
                ),
            },
            Some((_, Sort::Thing | Sort::Term)) => "Did you mean `means`?".to_owned(),
            _ => "Write `agent` before who did it, with whomever, `patient` before whom it was done to, and `means` before what it was done \
                  with."
                .to_owned(),
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

/// `lasted 55 days`, with the whole clause.
fn how_long(kind: &Kind, clause: Option<&str>, word: &str) -> String {
    let length = clause.and_then(|clause| clause.strip_prefix(word));
    let length = length.map(|length| length.split([',', '#']).next().unwrap_or(length).trim());
    let is_counted = |length: &&str| {
        let begins = length.starts_with(|c: char| c.is_ascii_digit())
            || [
                "about ",
                "at least ",
                "at most ",
                "exactly ",
                "more than ",
                "less than ",
            ]
            .iter()
            .any(|bound| length.starts_with(bound));
        begins && length.len() <= LENGTH_MAX && !length.contains('`')
    };
    let length = match length.filter(is_counted) {
        Some(length) => format!("write `for {length}`"),
        None => "`for 3 days`, `for about an hour`".to_owned(),
    };
    match kind.lasts {
        true => format!("How long it lasted stands behind `for`: {length}."),
        false => format!(
            "How long it lasted stands behind `for`: {length}. `{name}` events are moments: if they last, declare `kind {name}` in the \
             case with a line `lasts`.",
            name = kind.name
        ),
    }
}

/// No length of time is told in full that is longer, in bytes.
const LENGTH_MAX: usize = 30;

/// The id that a value begins with.
pub(super) fn first_id<'t>(value: &Value<'t>) -> Option<Name<'t>> {
    match value.items.first()? {
        Item::Reference(Reference::Id(name)) => Some(*name),
        Item::Reference(Reference::Label(_)) | Item::Number(_) => None,
    }
}
