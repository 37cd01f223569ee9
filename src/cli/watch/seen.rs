//! What the files of a case look like from outside: enough to tell that one has changed.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::super::case;

/// The files that a check reads, as they were when they were looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Claim files and settings.
    case: BTreeMap<PathBuf, Option<Stamp>>,
    /// Texts of sources, also those that are missing.
    texts: BTreeMap<PathBuf, Option<Stamp>>,
}

impl Seen {
    /// Looks at the claim files and settings of a case. While its folder is gone, there are none.
    pub(super) fn of_case(path: &Path) -> Self {
        let paths = case::paths(path).unwrap_or_default();
        let looked = |path: PathBuf| {
            let stamp = Stamp::of(&path);
            (path, stamp)
        };
        Self {
            case: paths.into_iter().map(looked).collect(),
            texts: BTreeMap::new(),
        }
    }

    /// Looks at the text of a source; the first look counts.
    pub(super) fn look_at_text(&mut self, place: PathBuf) {
        let stamp = Stamp::of(&place);
        self.texts.entry(place).or_insert(stamp);
    }

    /// With the texts of another look.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            case: self.case,
            texts: other.texts,
        }
    }

    /// Looks again: at the case as it is now, and at the same texts.
    pub(super) fn again(&self, path: &Path) -> Self {
        let mut now = Self::of_case(path);
        for place in self.texts.keys() {
            now.look_at_text(place.clone());
        }
        now
    }
}

/// What changes when a file is written: in place (its time, its length) or by moving another into its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    identity: Identity,
}

impl Stamp {
    /// None while there is no such file.
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self {
            modified: metadata.modified().ok(),
            length: metadata.len(),
            identity: identity(&metadata),
        })
    }
}

/// Device, number and time of the last change to anything about it: moving an older file into the place is seen, too.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = ();

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    let one = metadata;
    (one.dev(), one.ino(), one.ctime(), one.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}
