//! The passages: which stand in the texts of their sources, and how.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::Place;
use crate::analysis::{Analysis, Outcome, Passage};

/// What looking up the passages gave: how many, and all that do not stand in their text letter by letter.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Passages<'a> {
    exact: usize,
    same: usize,
    absent: usize,
    unchecked: usize,
    #[schemars(with = "Vec<PassageEntry<'a>>")]
    listed: Listed<'a>,
}

impl<'a> Passages<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        let mut passages = Self {
            exact: 0,
            same: 0,
            absent: 0,
            unchecked: 0,
            listed: Listed(analysis),
        };
        for passage in analysis.passages() {
            *match passage.outcome {
                Outcome::Exact(_) => &mut passages.exact,
                Outcome::Same { .. } => &mut passages.same,
                Outcome::Absent => &mut passages.absent,
                Outcome::Unchecked(_) => &mut passages.unchecked,
            } += 1;
        }
        passages
    }
}

/// The passages that are told, each made as it is written.
#[derive(Debug)]
struct Listed<'a>(&'a Analysis);

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.0.passages();
        let told = all.filter(|passage| !matches!(passage.outcome, Outcome::Exact(_)));
        serializer.collect_seq(told.map(|passage| PassageEntry::new(self.0, &passage)))
    }
}

/// A passage that does not stand in its text letter by letter.
#[derive(Debug, Serialize, JsonSchema)]
struct PassageEntry<'a> {
    #[serde(flatten)]
    place: Place,
    /// Id of the source.
    source: &'a str,
    /// `same`, `absent` or `unchecked`.
    outcome: &'static str,
    /// In what it differs from the text, if it is the same but for that.
    but_for: Vec<&'static str>,
    /// Whether its writer left out or added something, and marked it.
    marked: bool,
    /// Where the words stand.
    text: Option<Place>,
}

impl<'a> PassageEntry<'a> {
    fn new(analysis: &'a Analysis, passage: &Passage) -> Self {
        let files = &analysis.files;
        let mut entry = Self {
            place: Place::new(files, passage.location),
            source: analysis.source_of(passage),
            outcome: "unchecked",
            but_for: Vec::new(),
            marked: false,
            text: None,
        };
        match &passage.outcome {
            Outcome::Exact(place) => {
                entry.outcome = "exact";
                entry.text = Some(Place::new(files, *place));
            }
            Outcome::Same { place, but, marked } => {
                entry.outcome = "same";
                entry.but_for = but.iter().map(|but| but.words()).collect();
                entry.marked = *marked;
                entry.text = Some(Place::new(files, *place));
            }
            Outcome::Absent => entry.outcome = "absent",
            Outcome::Unchecked(_) => {}
        }
        entry
    }
}
