//! Which quarrel is about what: for links from the timeline and from the table of facts.

use std::collections::HashMap;

use super::quarrel;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// How grave a quarrel is, and where it stands.
type Place<'a> = (Severity, &'a str);

/// The gravest quarrel about each thing.
#[derive(Default)]
pub(super) struct Quarrels<'a> {
    tracks: HashMap<&'a str, Place<'a>>,
    facts: HashMap<String, Place<'a>>,
}

impl<'a> Quarrels<'a> {
    /// From diagnostics with their anchors, the gravest first.
    pub(super) fn new(all: impl Iterator<Item = (&'a Diagnostic, &'a str)>) -> Self {
        let mut quarrels = Self::default();
        for (diagnostic, anchor) in all {
            let is_quarrel = matches!(
                diagnostic.severity,
                Severity::Contradiction | Severity::Tension
            );
            if is_quarrel {
                quarrels.add(diagnostic, (diagnostic.severity, anchor));
            }
        }
        quarrels
    }

    fn add(&mut self, diagnostic: &'a Diagnostic, place: Place<'a>) {
        let whole = diagnostic.about.as_str();
        let of_value = whole.contains('.');
        let events = quarrel::topics(diagnostic).filter(|_| !of_value);
        for one in std::iter::once(whole).chain(events) {
            self.tracks.entry(one).or_insert(place);
            let fact = if diagnostic.code == Code::TimeConflict {
                format!("{one}.when")
            } else {
                one.to_owned()
            };
            self.facts.entry(fact).or_insert(place);
        }
    }

    /// The quarrel about an event or a state.
    pub(super) fn of_track(&self, about: &str) -> Option<Place<'a>> {
        self.tracks.get(about).copied()
    }

    /// The quarrel about a fact: `return_flight`, `return_flight.when`, `return_flight.means`.
    pub(super) fn of_fact(&self, about: &str) -> Option<Place<'a>> {
        self.facts.get(about).copied()
    }
}
