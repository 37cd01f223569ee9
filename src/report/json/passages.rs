//! The passages: which stand in the texts of their sources, and how.

use schemars::JsonSchema;
use serde::Serialize;

use super::Place;
use crate::analysis::{Analysis, Outcome, Passage};

/// What looking up the passages gave: how many, and all that do not stand in their text letter by letter.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct Passages<'a> {
    exact: usize,
    same: usize,
    absent: usize,
    unchecked: usize,
    listed: Vec<PassageEntry<'a>>,
}

impl<'a> Passages<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        let mut passages = Self::default();
        for passage in &analysis.passages.all {
            let count = match passage.outcome {
                Outcome::Exact(_) => {
                    passages.exact += 1;
                    continue;
                }
                Outcome::Same { .. } => &mut passages.same,
                Outcome::Absent => &mut passages.absent,
                Outcome::Unchecked(_) => &mut passages.unchecked,
            };
            *count += 1;
            passages.listed.push(PassageEntry::new(analysis, passage));
        }
        passages
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
    fn new(analysis: &'a Analysis, passage: &'a Passage) -> Self {
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
