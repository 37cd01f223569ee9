//! What a parse yields: the entries of a file as they are written. Names are not looked up, times not anchored; everything
//! keeps its place.

use std::borrow::Cow;

pub use crate::date::Calendar;
use crate::text::Span;

mod claims;
mod plain;
mod times;

pub use claims::{
    Body, Claim, Clause, Clauses, Decimal, Hedge, Item, Items, Mode, Number, NumberBound, Stance,
    Statement, Value,
};
pub use plain::{Away, PlainAnchor, PlainClaim, PlainStatement, PlainTime, PlainWhen, Told};
pub use times::{
    Amount, Direction, Offset, OffsetBound, PartOf, Period, Spoken, Time, TimeBody, Timed, Unit,
    When, Which,
};

/// A file, parsed: every entry that could be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree<'t> {
    /// The entries in their order.
    pub entries: Vec<Entry<'t>>,
}

/// Something with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What stands there.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// An id, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'t> {
    /// The id.
    pub text: &'t str,
    /// Where it stands.
    pub span: Span,
}

/// A string in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted<'t> {
    /// What stands between the quotation marks, escapes as written.
    pub raw: &'t str,
    /// Whether it stands in `"""`, where nothing is escaped.
    pub long: bool,
    /// Where it stands, quotation marks included.
    pub span: Span,
}

impl<'t> Quoted<'t> {
    /// The text meant: `\"` and `\\` resolved in a short string.
    #[must_use]
    pub fn value(&self) -> Cow<'t, str> {
        if self.long || !self.raw.contains('\\') {
            return Cow::Borrowed(self.raw);
        }
        let mut text = String::with_capacity(self.raw.len());
        let mut chars = self.raw.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.extend(chars.next()),
                _ => text.push(c),
            }
        }
        Cow::Owned(text)
    }

    /// The text meant, where it is a path: its folders are apart with `/`, even if they were written as on Windows.
    #[must_use]
    pub fn path(&self) -> Cow<'t, str> {
        if !self.raw.contains('\\') {
            return Cow::Borrowed(self.raw);
        }
        let doubled = if self.long { "\\" } else { "\\\\" };
        let escaped = self.raw.replace("\\\"", "\"").replace(doubled, "/");
        Cow::Owned(escaped.replace('\\', "/"))
    }

    /// The text meant, where it is a name: that stands on one line, even if it was written on several.
    #[must_use]
    pub fn name(&self) -> Cow<'t, str> {
        let text = self.value();
        match text.contains(['\n', '\r']) {
            true => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            false => text,
        }
    }
}

/// An id or a name in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference<'t> {
    /// `najim`
    Id(Name<'t>),
    /// `"Osama Najim"`, to be looked up among labels and aliases.
    Label(Quoted<'t>),
}

impl Reference<'_> {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Id(name) => name.span,
            Self::Label(quoted) => quoted.span,
        }
    }
}

/// An entry: a keyword at the start of a line and the lines below it. It stands in a box, so that many of them can be put into a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry<'t> {
    /// `person`, `org`, `place`, `term`, `thing`
    Entity(Box<Entity<'t>>),
    /// `event`
    Event(Box<Event<'t>>),
    /// `kind`
    Kind(Box<Kind<'t>>),
    /// `attribute`
    Attribute(Box<Attribute<'t>>),
    /// `source`
    Source(Box<Source<'t>>),
    /// `claim`; belongs to the `source` above it.
    Claim(Box<Claim<'t>>),
    /// `dispute`
    Dispute(Box<Dispute<'t>>),
}

impl Entry<'_> {
    /// Its head line.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Entity(entity) => entity.span,
            Self::Event(event) => event.span,
            Self::Kind(kind) => kind.span,
            Self::Attribute(attribute) => attribute.span,
            Self::Source(source) => source.span,
            Self::Claim(claim) => claim.span,
            Self::Dispute(dispute) => dispute.span,
        }
    }
}

/// The sorts of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A human being.
    Person,
    /// An organisation, authority, group.
    Org,
    /// Somewhere.
    Place,
    /// A word for a class of things or an abstract value.
    Term,
    /// One particular object.
    Thing,
}

impl Sort {
    /// The word that declares one.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Term => "term",
            Self::Thing => "thing",
        }
    }
}

/// `place turin "Turin" in italy` with `alias` and `at` lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity<'t> {
    /// From the keyword to the end of the head line.
    pub span: Span,
    /// Which keyword.
    pub sort: Sort,
    /// Its id.
    pub name: Name<'t>,
    /// Its name for people.
    pub label: Option<Quoted<'t>>,
    /// `in A, B`: what holds it.
    pub inside: Vec<Reference<'t>>,
    /// `is A, B`: what it is one of.
    pub is: Vec<Reference<'t>>,
    /// `alias "…", "…"`: its other names.
    pub aliases: Vec<Quoted<'t>>,
    /// `distinct from A, B`: what it is not, however near the names.
    pub distinct: Vec<Reference<'t>>,
    /// `at 45.07, 7.69`: where it lies.
    pub at: Option<Spanned<Coordinates>>,
}

impl Entity<'_> {
    /// Whether more is said of it than its id, its name for people and what holds it.
    #[must_use]
    pub fn says_more(&self) -> bool {
        let lists = [&self.is, &self.distinct];
        lists.iter().any(|list| !list.is_empty()) || !self.aliases.is_empty() || self.at.is_some()
    }
}

/// A point on the Earth, in degrees (WGS 84), as exact as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinates {
    /// From −90 in the south to 90 in the north.
    pub latitude: Decimal,
    /// From −180 in the west to 180 in the east.
    pub longitude: Decimal,
}

/// `event release: release of arrest_turin "Italy lets him go"`
#[derive(Debug, Clone, PartialEq)]
pub struct Event<'t> {
    /// The head line.
    pub span: Span,
    /// Its id.
    pub name: Name<'t>,
    /// What kind of event it is.
    pub kind: Name<'t>,
    /// The event that it belongs to.
    pub of: Option<Name<'t>>,
    /// Its name for people.
    pub label: Option<Quoted<'t>>,
}

/// `kind release "Someone is let go"` with its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind<'t> {
    /// The head line.
    pub span: Span,
    /// Its id.
    pub name: Name<'t>,
    /// Its name for people.
    pub label: Option<Quoted<'t>>,
    /// `is A`: the kind whose roles, effects and order it takes over.
    pub is: Vec<Name<'t>>,
    /// `role NAME: TYPE, many, present`
    pub roles: Vec<Role<'t>>,
    /// `sets ROLE.ATTRIBUTE: VALUE`
    pub sets: Vec<Effect<'t>>,
    /// `keeps ROLE.ATTRIBUTE: VALUE`
    pub keeps: Vec<Effect<'t>>,
    /// `after KIND`: it comes after an event of that kind.
    pub after: Vec<Name<'t>>,
    /// `lasts`: it has a start and an end that may differ.
    pub lasts: Option<Span>,
}

/// What may stand as a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type<'t> {
    /// One of the sorts of entity.
    Sort(Sort),
    /// A person or an organisation.
    Party,
    /// An event.
    Event,
    /// A number, with or without a unit.
    Number,
    /// An entity of any sort or an event.
    Any,
    /// `one of a, b`: nothing but these and what is below them.
    OneOf(Vec<Reference<'t>>),
}

/// `role reason: any, many`
#[derive(Debug, Clone, PartialEq)]
pub struct Role<'t> {
    /// The line.
    pub span: Span,
    /// Its id.
    pub name: Name<'t>,
    /// What may stand there.
    pub takes: Spanned<Type<'t>>,
    /// Whether it holds many values.
    pub many: bool,
    /// Whether whoever stands in it is at the event's place.
    pub present: bool,
}

/// `sets patient.custody: at_liberty`, `keeps patient.custody: in_custody`
#[derive(Debug, Clone, PartialEq)]
pub struct Effect<'t> {
    /// The line.
    pub span: Span,
    /// The role whose holder it is about.
    pub role: Name<'t>,
    /// The attribute that it is about.
    pub attribute: Name<'t>,
    /// The value from then on, or all that time.
    pub value: Value<'t>,
}

/// `attribute custody of person: one of in_custody, at_liberty`
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute<'t> {
    /// The line.
    pub span: Span,
    /// Its id.
    pub name: Name<'t>,
    /// What has it.
    pub of: Spanned<Type<'t>>,
    /// Its name for people.
    pub label: Option<Quoted<'t>>,
    /// What may stand as its value.
    pub takes: Spanned<Type<'t>>,
    /// Whether it holds many values at a time.
    pub many: bool,
    /// How it behaves in time, where that is said.
    pub behaviour: Option<Spanned<Behaviour>>,
}

/// How the value of an attribute behaves in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// `fixed`: once and for all.
    Fixed,
    /// `changes`: it may change with time.
    Changes,
    /// `only grows`
    OnlyGrows,
}

/// `source bbc "Italy releases Libyan wanted for alleged war crimes"` with its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Source<'t> {
    /// The head line.
    pub span: Span,
    /// Its id.
    pub name: Name<'t>,
    /// Its title.
    pub title: Option<Quoted<'t>>,
    /// `publisher "BBC News"`
    pub publisher: Option<Quoted<'t>>,
    /// `published 2025-01-23`
    pub published: Option<Box<Spanned<Time<'t>>>>,
    /// Whether it has a line that begins with `published`, readable or not.
    pub is_dated: bool,
    /// `text "sources/bbc.txt"`: where its text stands, inside the case.
    pub text: Option<Quoted<'t>>,
    /// `url "https://…"`
    pub url: Option<Quoted<'t>>,
    /// `by icc`: who speaks in it.
    pub by: Option<Reference<'t>>,
    /// `cites ap, reuters`: the sources that it draws on.
    pub cites: Vec<Name<'t>>,
    /// `zone "Asia/Kabul"`: of its bare times and days.
    pub zone: Option<Quoted<'t>>,
    /// `calendar julian`
    pub calendar: Option<Spanned<Calendar>>,
}

/// `dispute return_flight.means` with its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute<'t> {
    /// The head line.
    pub span: Span,
    /// What it is about, as a hint.
    pub target: Target<'t>,
    /// `status open`
    pub status: Option<Spanned<Status>>,
    /// `reason "…"`
    pub reason: Option<Quoted<'t>>,
    /// `seen 8f3a61c2d04b`: the claims that it stands for.
    pub seen: Option<Name<'t>>,
    /// `1c2477b2 90aa13f0` behind it: a word for each source, which tells later what has changed.
    pub shares: Vec<Name<'t>>,
    /// `by "…"`: who looked at it.
    pub by: Option<Reference<'t>>,
    /// `date 2025-02-03`
    pub date: Option<Box<Spanned<Time<'t>>>>,
}

impl Dispute<'_> {
    /// From the keyword to the end of the last thing said below it.
    #[must_use]
    pub fn whole(&self) -> Span {
        let lines = [
            self.status.as_ref().map(|status| status.span),
            self.reason.as_ref().map(|reason| reason.span),
            self.seen.as_ref().map(|seen| seen.span),
            self.shares.last().map(|share| share.span),
            self.by.as_ref().map(Reference::span),
            self.date.as_ref().map(|date| date.span),
        ];
        lines.into_iter().flatten().fold(self.span, Span::to)
    }
}

/// What a dispute is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Target<'t> {
    /// `return_flight.means`
    Fact(Reference<'t>, Name<'t>),
    /// `arrest_turin and release`
    Events(Vec<Name<'t>>),
}

/// Where a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// `open`
    Open,
    /// `resolved`
    Resolved,
    /// `dormant`
    Dormant,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Dormant => "dormant",
        }
    }
}
