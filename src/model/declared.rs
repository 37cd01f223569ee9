//! Events and sources, and what is said of them: when a state held, and what a fact is about.

use smallvec::{SmallVec, smallvec};

use super::{AttributeId, EntityId, EventId, KindId, RoleId, SourceId, Subject, Time};
use crate::date::{Extent, Weekday, Zone};
use crate::text::{FileId, Location, ReadError};

/// An event.
#[derive(Debug)]
pub struct Event {
    /// Its id in the files.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// What kind of event it is.
    pub kind: KindId,
    /// The event that it belongs to.
    pub of: Option<EventId>,
    /// Where it is declared.
    pub location: Location,
}

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
