//! Every place of a file that names something, in the order of the text: what the answers about places are made of.

use std::borrow::Cow;

use crate::syntax::tree::{
    Attribute, Body, Claim, Clause, Dispute, Effect, Entity, Entry, Event, Item, Kind, Name,
    Offset, Quoted, Reference, Role, Source, Statement, Target, Time, TimeBody, Tree, Type, Value,
    When, Which,
};
use crate::text::Span;

/// A name space of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Entities and events, which share one.
    Thing,
    /// Sources.
    Source,
    /// Kinds of event.
    Kind,
    /// Roles.
    Role,
    /// Attributes.
    Attribute,
}

/// A place that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention<'t> {
    pub(super) span: Span,
    pub(super) space: Space,
    /// The id, or the name between quotation marks.
    pub(super) name: Cow<'t, str>,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether it is declared here.
    pub(super) declares: bool,
    /// Whether it names a fact, so that a role may be meant as well as an attribute.
    pub(super) of_fact: bool,
}

/// All mentions in a tree, by place.
pub(super) fn mentions<'t>(tree: &Tree<'t>) -> Vec<Mention<'t>> {
    let mut all = Mentions(Vec::new());
    for entry in &tree.entries {
        match entry {
            Entry::Entity(entity) => all.entity(entity),
            Entry::Event(event) => all.event(event),
            Entry::Kind(kind) => all.kind(kind),
            Entry::Attribute(attribute) => all.attribute(attribute),
            Entry::Source(source) => all.source(source),
            Entry::Claim(claim) => all.claim(claim),
            Entry::Dispute(dispute) => all.dispute(dispute),
        }
    }
    all.0.sort_by_key(|mention| mention.span);
    all.0
}

struct Mentions<'t>(Vec<Mention<'t>>);

impl<'t> Mentions<'t> {
    fn name(&mut self, space: Space, name: &Name<'t>, declares: bool) {
        self.0.push(Mention {
            span: name.span,
            space,
            name: Cow::Borrowed(name.text),
            quoted: false,
            declares,
            of_fact: false,
        });
    }

    fn declared(&mut self, space: Space, name: &Name<'t>) {
        self.name(space, name, true);
    }

    fn used(&mut self, space: Space, name: &Name<'t>) {
        self.name(space, name, false);
    }

    fn reference(&mut self, reference: &Reference<'t>) {
        match reference {
            Reference::Id(name) => self.used(Space::Thing, name),
            Reference::Label(quoted) => self.quoted(quoted),
        }
    }

    fn quoted(&mut self, quoted: &Quoted<'t>) {
        self.0.push(Mention {
            span: quoted.span,
            space: Space::Thing,
            name: quoted.value(),
            quoted: true,
            declares: false,
            of_fact: false,
        });
    }

    fn references(&mut self, references: &[Reference<'t>]) {
        for reference in references {
            self.reference(reference);
        }
    }

    fn names(&mut self, space: Space, names: &[Name<'t>]) {
        for name in names {
            self.used(space, name);
        }
    }

    fn entity(&mut self, entity: &Entity<'t>) {
        self.declared(Space::Thing, &entity.name);
        self.references(&entity.inside);
        self.references(&entity.is);
        self.references(&entity.distinct);
    }

    fn event(&mut self, event: &Event<'t>) {
        self.declared(Space::Thing, &event.name);
        self.used(Space::Kind, &event.kind);
        if let Some(of) = &event.of {
            self.used(Space::Thing, of);
        }
    }

    fn kind(&mut self, kind: &Kind<'t>) {
        self.declared(Space::Kind, &kind.name);
        self.names(Space::Kind, &kind.is);
        self.names(Space::Kind, &kind.after);
        for Role { name, takes, .. } in &kind.roles {
            self.declared(Space::Role, name);
            self.kind_of_value(&takes.value);
        }
        for Effect {
            role,
            attribute,
            value,
            ..
        } in kind.sets.iter().chain(&kind.keeps)
        {
            self.used(Space::Role, role);
            self.used(Space::Attribute, attribute);
            self.value(value);
        }
    }

    fn kind_of_value(&mut self, takes: &Type<'t>) {
        if let Type::OneOf(members) = takes {
            self.references(members);
        }
    }

    fn attribute(&mut self, attribute: &Attribute<'t>) {
        self.declared(Space::Attribute, &attribute.name);
        self.kind_of_value(&attribute.of.value);
        self.kind_of_value(&attribute.takes.value);
    }

    fn source(&mut self, source: &Source<'t>) {
        self.declared(Space::Source, &source.name);
        if let Some(published) = &source.published {
            self.time(&published.value);
        }
        if let Some(by) = &source.by {
            self.reference(by);
        }
        self.names(Space::Source, &source.cites);
    }

    fn claim(&mut self, claim: &Claim<'t>) {
        if let Some(by) = &claim.by {
            self.reference(by);
        }
        self.references(&claim.via);
        if let Some(told) = &claim.told {
            self.time(&told.value);
        }
        for statement in &claim.statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement<'t>) {
        match &statement.body {
            Body::Event { event, clauses, .. } => {
                self.used(Space::Thing, event);
                for clause in clauses {
                    match &clause.value {
                        Clause::Role { role, value } => {
                            self.used(Space::Role, role);
                            self.value(value);
                        }
                        Clause::When(when) => self.when(when),
                    }
                }
            }
            Body::State {
                subject,
                attribute,
                value,
                times,
            } => {
                self.reference(subject);
                self.used(Space::Attribute, attribute);
                self.value(value);
                for when in times {
                    self.when(&when.value);
                }
            }
        }
    }

    fn value(&mut self, value: &Value<'t>) {
        for item in &value.items {
            if let Item::Reference(reference) = item {
                self.reference(reference);
            }
        }
    }

    fn when(&mut self, when: &When<'t>) {
        match when {
            When::On(time)
            | When::Before(time)
            | When::After(time)
            | When::From(time)
            | When::To(time)
            | When::During(time)
            | When::AsOf(time)
            | When::Since(time)
            | When::Until(time)
            | When::Throughout(time) => self.time(time),
            When::Between(from, to) | When::FromTo(from, to) => {
                self.time(from);
                self.time(to);
            }
            When::SameTime(event) | When::SameDay(event) => self.used(Space::Thing, event),
            When::Counted(offset) => self.offset(offset),
            When::For(..) => {}
        }
    }

    fn time(&mut self, time: &Time<'t>) {
        match &time.body {
            TimeBody::Event(name) | TimeBody::Start(name) | TimeBody::End(name) => {
                self.used(Space::Thing, name);
            }
            TimeBody::Weekday {
                which: Which::FirstAfter(name),
                ..
            } => self.used(Space::Thing, name),
            TimeBody::Offset(offset) => self.offset(offset),
            TimeBody::Date { .. }
            | TimeBody::Weekday { .. }
            | TimeBody::Spoken { .. }
            | TimeBody::Published { .. }
            | TimeBody::Told { .. } => {}
        }
    }

    fn offset(&mut self, offset: &Offset<Time<'t>>) {
        self.time(&offset.anchor);
    }

    fn dispute(&mut self, dispute: &Dispute<'t>) {
        match &dispute.target {
            Target::Fact(subject, name) => {
                self.reference(subject);
                self.used(Space::Attribute, name);
                if let Some(last) = self.0.last_mut() {
                    last.of_fact = true;
                }
            }
            Target::Events(events) => self.names(Space::Thing, events),
        }
        if let Some(by) = &dispute.by {
            self.reference(by);
        }
        if let Some(date) = &dispute.date {
            self.time(&date.value);
        }
    }
}
