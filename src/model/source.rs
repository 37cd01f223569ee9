//! Sources.

use super::{EntityId, SourceId};
use crate::date::{Calendar, Extent, Zone};
use crate::text::{FileId, Location, ReadError};

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
    /// Whether it says when it was published, even if in words that are reported as wrong.
    pub is_dated: bool,
    /// Who speaks in it, when it is not the source itself.
    pub by: Option<EntityId>,
    /// The sources that it draws on.
    pub cites: Vec<SourceId>,
    /// The calendar of its dates, by which its months and years are counted.
    pub calendar: Calendar,
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
