//! Claims in the forms in which nearly all are written that a machine wrote. Nothing of them lies elsewhere, so that they cost no more than
//! reading them.

use super::{
    Amount, Body, Clause, Direction, Entry, Name, Offset, OffsetBound, PartOf, Reference, Spanned,
    Stance, Statement, Time, TimeBody, Timed, When,
};
use crate::date::PlainDays;
use crate::text::Span;

/// What a file tells with its claims: one of them, or the source to which those below it belong.
#[derive(Debug, Clone, PartialEq)]
pub enum Told<'t> {
    /// A claim that says one thing in a plain form.
    Plain(PlainClaim<'t>),
    /// Any other claim, or a source.
    Entry(Entry<'t>),
}

/// A claim that has a passage and one statement, and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainClaim<'t> {
    /// The head line.
    pub span: Span,
    /// The passage, quotation marks included.
    pub passage: Span,
    /// What it states.
    pub statement: PlainStatement<'t>,
}

/// A statement with no more than one clause. Whatever it names is given by its id.
#[derive(Debug, Clone, PartialEq)]
pub enum PlainStatement<'t> {
    /// That an event happened.
    Happened(Name<'t>),
    /// `EVENT: ROLE value`
    Role {
        /// The event.
        event: Name<'t>,
        /// The role.
        role: Name<'t>,
        /// What stood in it.
        value: Name<'t>,
    },
    /// `EVENT: between T and T`
    When {
        /// The event.
        event: Name<'t>,
        /// When it was.
        when: Spanned<PlainWhen<'t>>,
    },
    /// `SUBJECT.ATTRIBUTE: value, throughout T`
    State {
        /// An entity or an event.
        subject: Name<'t>,
        /// The attribute.
        attribute: Name<'t>,
        /// Its value.
        value: Name<'t>,
        /// When it held.
        when: Option<Spanned<PlainWhen<'t>>>,
    },
}

/// A clause of time of which every time is plain.
pub type PlainWhen<'t> = When<'t, PlainTime<'t>>;

/// `2025-01-19`, `release`, `3 days before release`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainTime<'t> {
    /// How far before or after it.
    pub away: Option<Away>,
    /// Days or an event.
    pub from: PlainAnchor<'t>,
}

/// `3 days before`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// How far.
    pub amount: Spanned<Amount>,
    /// Which way.
    pub direction: Direction,
}

/// What a plain time is, or is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainAnchor<'t> {
    /// A day, or days.
    Days(Spanned<PlainDays>),
    /// An event.
    Event(Name<'t>),
}

impl<'t> Timed<'t> for PlainTime<'t> {
    fn event(&self) -> Option<Name<'t>> {
        match self.from {
            PlainAnchor::Event(event) => Some(event),
            PlainAnchor::Days(_) => None,
        }
    }
}

/// The same as it is written in full.
impl<'t> From<PlainAnchor<'t>> for Time<'t> {
    fn from(anchor: PlainAnchor<'t>) -> Self {
        let (span, body) = match anchor {
            PlainAnchor::Event(event) => (event.span, TimeBody::Event(event)),
            PlainAnchor::Days(days) => {
                let body = TimeBody::Date {
                    date: days.value.into(),
                    date_span: days.span,
                    calendar: None,
                    weekday: None,
                    part: PartOf::default(),
                };
                (days.span, body)
            }
        };
        let about = None;
        Self { span, about, body }
    }
}

/// The same as it is written in full.
impl<'t> From<PlainTime<'t>> for Time<'t> {
    fn from(time: PlainTime<'t>) -> Self {
        let anchor = Self::from(time.from);
        let Some(Away { amount, direction }) = time.away else {
            return anchor;
        };
        Self {
            span: amount.span.to(anchor.span),
            about: None,
            body: TimeBody::Offset(Box::new(Offset {
                bound: OffsetBound::Plain,
                amount,
                direction,
                anchor,
            })),
        }
    }
}

/// The same as it is written in full.
impl<'t> From<PlainStatement<'t>> for Statement<'t> {
    fn from(statement: PlainStatement<'t>) -> Self {
        let full = |when: Spanned<PlainWhen<'t>>| Spanned {
            value: when.value.map(Time::from),
            span: when.span,
        };
        let happened = |event: Name<'t>, clause: Option<Spanned<Clause<'t>>>| {
            let span = clause
                .iter()
                .fold(event.span, |span, clause| span.to(clause.span));
            let body = Body::Event {
                stance: Stance::Happened,
                event,
                clauses: clause.into_iter().collect(),
            };
            Self { span, body }
        };
        match statement {
            PlainStatement::Happened(event) => happened(event, None),
            PlainStatement::Role { event, role, value } => {
                let span = role.span.to(value.span);
                let value = Clause::Role {
                    role,
                    value: value.into(),
                };
                happened(event, Some(Spanned { value, span }))
            }
            PlainStatement::When { event, when } => {
                let Spanned { value, span } = full(when);
                let value = Clause::When(value);
                happened(event, Some(Spanned { value, span }))
            }
            PlainStatement::State {
                subject,
                attribute,
                value,
                when,
            } => {
                let end = when.as_ref().map_or(value.span, |when| when.span);
                let body = Body::State {
                    subject: Reference::Id(subject),
                    attribute,
                    value: value.into(),
                    times: when.into_iter().map(full).collect(),
                };
                Self {
                    span: subject.span.to(end),
                    body,
                }
            }
        }
    }
}
