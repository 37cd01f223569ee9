//! Sources, claims and their clauses.

use smallvec::{SmallVec, smallvec};

use super::{AttributeId, ClaimId, EntityId, EventId, RoleId, SourceId, Subject, Time};
use crate::date::{Extent, Weekday, Zone};
use crate::syntax::tree::Hedge;
use crate::text::{FileId, Location, ReadError, Span};

/// A source: whatever carries claims.
#[derive(Debug)]
pub struct Source {
    /// Its id in the files.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Extent>,
    /// Who speaks in it, when it is not the source itself.
    pub by: Option<EntityId>,
    /// The sources that it draws on.
    pub cites: Vec<SourceId>,
    /// The zone of its bare times and days.
    pub zone: Option<Zone>,
    /// Its text, where one is named.
    pub text: Option<SourceText>,
    /// Where it is declared.
    pub location: Location,
}

/// The text of a source: its path in the case, and what reading it gave.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The path, as written.
    pub path: String,
    /// Where the path stands.
    pub location: Location,
    /// The file that it became.
    pub text: Result<FileId, ReadError>,
}

/// A claim: a passage with its reading.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The source that carries it.
    pub source: SourceId,
    /// Its head line.
    pub location: Location,
    /// The hedge.
    pub hedge: Hedge,
    /// Where the passage stands; an empty stretch where there is none.
    pub(super) passage: Span,
    /// Whether its first line has a mistake, so that what seems to be missing there may not be.
    pub broken: bool,
    /// Who says it.
    pub speaker: Speaker,
    /// How many statements it makes.
    pub statements: u32,
    /// Whether the claim itself says when it was told; else it was at publication.
    pub own_telling: bool,
    /// What few claims have.
    pub(super) rare: Option<Box<Rare>>,
}

/// What few claims have, so that it does not stand in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rare {
    /// How the words came, when the source does not speak for itself.
    pub quoted: Option<Quoted>,
    /// When it was said by its own words, as far as that is known; see [`Model::told`](super::Model::told).
    pub told: Option<Extent>,
}

/// How the words of a claim came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The speaker and those through whom it came, as a reader would write it.
    pub spoken: Box<str>,
    /// Through whom it came, in the order in which they are named.
    pub via: Vec<Via>,
}

impl Claim {
    /// Where the passage stands, quotation marks included.
    #[must_use]
    pub fn passage(&self) -> Option<Span> {
        (self.passage.start < self.passage.end).then_some(self.passage)
    }

    fn quoted(&self) -> Option<&Quoted> {
        self.rare.as_ref()?.quoted.as_ref()
    }

    /// When it was said by its own words, as far as that is known.
    pub(super) fn own_told(&self) -> Option<&Extent> {
        self.rare.as_ref()?.told.as_ref()
    }

    /// The speaker and those through whom it came, as a reader would write it, when the source does not speak for itself.
    #[must_use]
    pub fn spoken(&self) -> Option<&str> {
        self.quoted().map(|quoted| &*quoted.spoken)
    }

    /// Through whom it came, in the order in which they are named.
    #[must_use]
    pub fn via(&self) -> &[Via] {
        self.quoted().map_or(&[], |quoted| &quoted.via)
    }
}

/// Somebody through whom a claim came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via {
    /// Who it is, where a label or alias names somebody.
    pub entity: Option<EntityId>,
    /// The name, as a reader would write it.
    pub name: String,
}

/// Who says a claim. Two claims have the same speaker when these are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// The source speaks for itself.
    Source(SourceId),
    /// An entity.
    Entity(EntityId),
    /// Somebody quoted whom no label or alias names: never the same as another claim's.
    Unnamed(ClaimId),
}

/// When a state held.
#[derive(Debug, Clone, PartialEq)]
pub enum Spell {
    /// At some moment in it. Without any time in the statement: in the telling (none if that is unknown).
    AsOf(Option<Time>),
    /// From the first, begun in it, up to some moment in the second.
    Since(Time, Option<Time>),
    /// Up to it.
    Until(Time),
    /// All through it.
    Throughout(Time),
    /// Begun in the first, ended in the second.
    FromTo(Time, Time),
    /// At some moment before it.
    Before(Time),
    /// At some moment after it.
    After(Time),
    /// At some moment inside it.
    During(Time),
}

impl Spell {
    /// Its times, in the order in which they stand.
    #[must_use]
    pub fn times(&self) -> SmallVec<[&Time; 2]> {
        match self {
            Self::AsOf(time) => time.iter().collect(),
            Self::Since(time, as_of) => std::iter::once(time).chain(as_of).collect(),
            Self::FromTo(from, to) => smallvec![from, to],
            Self::Until(time)
            | Self::Throughout(time)
            | Self::Before(time)
            | Self::After(time)
            | Self::During(time) => {
                smallvec![time]
            }
        }
    }
}

/// What a fact is about: the claims about one of these are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// A role of an event.
    Role(EventId, RoleId),
    /// An attribute of an entity or event.
    Attribute(Subject, AttributeId),
}

/// A weekday written with a date that does not have it.
#[derive(Debug, Clone)]
pub struct WrongWeekday {
    /// Where both stand.
    pub location: Location,
    /// The weekday, as written.
    pub written: Weekday,
    /// The date, as written.
    pub extent: Extent,
}
