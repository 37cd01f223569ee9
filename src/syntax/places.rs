//! Where a tree has its ids and dates, and what each id is the name of: all that tells an id from a word of the language.

use super::tokens::{IdKind, TokenKind};
use super::tree::{
    Body, Claim, Clause, Dispute, Entity, Entry, Event, Item, Kind, Name, Offset, Reference,
    Source, Target, Time, TimeBody, Tree, Type, Value, When, Which,
};
use crate::text::Span;

/// The places of all ids and dates in a tree, in their order.
pub(super) fn places(tree: &Tree<'_>) -> Vec<(Span, TokenKind)> {
    let mut places = Places(Vec::new());
    for entry in &tree.entries {
        places.entry(entry);
    }
    places.0.sort_unstable_by_key(|(span, _)| span.start);
    places.0
}

struct Places(Vec<(Span, TokenKind)>);

impl Places {
    fn name(&mut self, name: &Name<'_>, kind: IdKind) {
        self.0.push((name.span, TokenKind::Id(kind)));
    }

    fn names(&mut self, names: &[Name<'_>], kind: IdKind) {
        for name in names {
            self.name(name, kind);
        }
    }

    /// A name in quotation marks shows what it is by itself.
    fn reference(&mut self, reference: &Reference<'_>) {
        if let Reference::Id(name) = reference {
            self.name(name, IdKind::Other);
        }
    }

    fn references(&mut self, references: &[Reference<'_>]) {
        for reference in references {
            self.reference(reference);
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Entity(entity) => self.entity(entity),
            Entry::Event(event) => self.event(event),
            Entry::Kind(kind) => self.kind(kind),
            Entry::Attribute(attribute) => {
                self.name(&attribute.name, IdKind::Attribute);
                self.value_type(&attribute.of.value);
                self.value_type(&attribute.takes.value);
            }
            Entry::Source(source) => self.source(source),
            Entry::Claim(claim) => self.claim(claim),
            Entry::Dispute(dispute) => self.dispute(dispute),
        }
    }

    fn entity(&mut self, entity: &Entity<'_>) {
        self.name(&entity.name, IdKind::Other);
        self.references(&entity.inside);
        self.references(&entity.is);
        self.references(&entity.distinct);
    }

    fn event(&mut self, event: &Event<'_>) {
        self.name(&event.name, IdKind::Event);
        self.name(&event.kind, IdKind::Kind);
        self.names(event.of.as_slice(), IdKind::Event);
    }

    fn kind(&mut self, kind: &Kind<'_>) {
        self.name(&kind.name, IdKind::Kind);
        self.names(&kind.is, IdKind::Kind);
        self.names(&kind.after, IdKind::Kind);
        for role in &kind.roles {
            self.name(&role.name, IdKind::Role);
            self.value_type(&role.takes.value);
        }
        for effect in kind.sets.iter().chain(&kind.keeps) {
            self.name(&effect.role, IdKind::Role);
            self.name(&effect.attribute, IdKind::Attribute);
            self.value(&effect.value);
        }
    }

    fn value_type(&mut self, takes: &Type<'_>) {
        if let Type::OneOf(values) = takes {
            self.references(values);
        }
    }

    fn source(&mut self, source: &Source<'_>) {
        self.name(&source.name, IdKind::Source);
        self.references(source.by.as_slice());
        self.names(&source.cites, IdKind::Source);
        if let Some(published) = &source.published {
            self.time(&published.value);
        }
    }

    fn dispute(&mut self, dispute: &Dispute<'_>) {
        match &dispute.target {
            Target::Fact(subject, name) => {
                self.reference(subject);
                self.name(name, IdKind::Attribute);
            }
            Target::Events(events) => self.names(events, IdKind::Event),
        }
        self.names(dispute.seen.as_slice(), IdKind::Seal);
        self.names(&dispute.shares, IdKind::Seal);
        self.references(dispute.by.as_slice());
        if let Some(date) = &dispute.date {
            self.time(&date.value);
        }
    }

    fn claim(&mut self, claim: &Claim<'_>) {
        self.references(claim.by.as_slice());
        self.references(&claim.via);
        if let Some(told) = &claim.told {
            self.time(&told.value);
        }
        for statement in &claim.statements {
            self.body(&statement.body);
        }
    }

    fn body(&mut self, body: &Body<'_>) {
        match body {
            Body::Event { event, clauses, .. } => {
                self.name(event, IdKind::Event);
                for clause in clauses {
                    self.clause(&clause.value);
                }
            }
            Body::State {
                subject,
                attribute,
                value,
                times,
            } => {
                self.reference(subject);
                self.name(attribute, IdKind::Attribute);
                self.value(value);
                for time in times {
                    self.when(&time.value);
                }
            }
        }
    }

    fn clause(&mut self, clause: &Clause<'_>) {
        match clause {
            Clause::Role { role, value } => {
                self.name(role, IdKind::Role);
                self.value(value);
            }
            Clause::When(when) => self.when(when),
        }
    }

    fn value(&mut self, value: &Value<'_>) {
        for item in &value.items {
            match item {
                Item::Reference(reference) => self.reference(reference),
                Item::Number(number) => self.names(number.value.unit.as_slice(), IdKind::Unit),
            }
        }
    }

    fn when(&mut self, when: &When<'_>) {
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
            When::Between(one, other) | When::FromTo(one, other) => {
                self.time(one);
                self.time(other);
            }
            When::SameTime(event) | When::SameDay(event) => self.name(event, IdKind::Event),
            When::Counted(offset) => self.offset(offset),
            When::For(..) => {}
        }
    }

    fn offset(&mut self, offset: &Offset<Time<'_>>) {
        self.time(&offset.anchor);
    }

    fn time(&mut self, time: &Time<'_>) {
        match &time.body {
            TimeBody::Date { date_span, .. } => self.0.push((*date_span, TokenKind::Date)),
            TimeBody::Event(event) | TimeBody::Start(event) | TimeBody::End(event) => {
                self.name(event, IdKind::Event);
            }
            TimeBody::Weekday {
                which: Which::FirstAfter(event),
                ..
            } => self.name(event, IdKind::Event),
            TimeBody::Offset(offset) => self.offset(offset),
            TimeBody::Weekday { .. }
            | TimeBody::Spoken { .. }
            | TimeBody::Published { .. }
            | TimeBody::Told { .. } => {}
        }
    }
}
