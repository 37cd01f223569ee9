//! What comes up while a case is resolved: what is wrong, and the names that nobody declared.

use rustc_hash::FxHashMap;

use super::super::{Model, WrongWeekday};
use super::asked::Asked;
use super::names::Names;
use super::slot::Slot;
use super::unknown::Nameless;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Location, Shift, Span};

/// So many comparisons of names are made in all to tell what was probably meant: where far more is unknown than a few slips of
/// the pen, guessing would take longer than everything else.
const COMPARISONS_MAX: usize = 2_000_000;

/// What came up.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// What is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The names that nobody declared, with all their places: they are reported together, once all are known.
    pub(super) unknown: FxHashMap<(What, Box<str>), Unknown>,
    /// Weekdays written with a date that does not have them.
    pub(super) weekdays: Vec<WrongWeekday>,
    /// What was looked up.
    pub(super) asked: Asked,
}

/// Where an unknown name stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Unknown {
    /// All its places, with what each of them takes.
    places: Vec<(Location, Slot)>,
}

impl Unknown {
    /// What fits at all its places; at the first of them, where nothing does.
    fn slot(&self) -> Slot {
        let mut slots = self.places.iter().map(|(_, slot)| *slot);
        let first = slots.next().unwrap_or(Slot::ANYTHING);
        slots.try_fold(first, Slot::and).unwrap_or(first)
    }

    fn locations(&self) -> Vec<Location> {
        self.places.iter().map(|(place, _)| *place).collect()
    }
}

/// What an unknown name was looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum What {
    Thing,
    Event,
    Source,
    Kind,
    Attribute,
    Label,
    /// Who speaks, by a word for somebody without a name.
    Speaker,
}

impl What {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Thing | Self::Speaker => "name",
            Self::Event => "event",
            Self::Source => "source",
            Self::Kind => "kind of event",
            Self::Attribute => "attribute",
            Self::Label => "label or alias",
        }
    }
}

impl Notes {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Notes a place where an undeclared name is used.
    pub(super) fn not_known(&mut self, what: What, name: &str, place: Location) {
        self.not_known_in(Slot::ANYTHING, what, name, place);
    }

    /// The same of a place that does not take everything.
    pub(super) fn not_known_in(&mut self, slot: Slot, what: What, name: &str, place: Location) {
        let unknown = self.unknown.entry((what, name.into())).or_default();
        unknown.places.push((place, slot));
    }

    pub(super) fn wrong_kind(
        &mut self,
        file: FileId,
        span: Span,
        message: String,
        text: String,
        advice: Option<String>,
    ) {
        let mut diagnostic =
            Diagnostic::new(Code::WrongKind, message).at(Location { file, span }, text);
        diagnostic.advice.extend(advice);
        self.report(diagnostic);
    }

    /// Adds what came up in a later file.
    pub(super) fn extend(&mut self, later: &Self) {
        self.diagnostics.extend_from_slice(&later.diagnostics);
        self.weekdays.extend_from_slice(&later.weekdays);
        for (name, later) in &later.unknown {
            let unknown = self.unknown.entry(name.clone()).or_default();
            unknown.places.extend_from_slice(&later.places);
        }
    }

    /// Moves what came up in a file to where it is after an edit.
    pub(super) fn shift(&mut self, shift: &Shift) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.shift(shift);
        }
        let places = self.unknown.values_mut().flat_map(|one| &mut one.places);
        places.for_each(|(place, _)| shift.location(place));
        for weekday in &mut self.weekdays {
            shift.location(&mut weekday.location);
        }
    }

    /// One diagnostic for each unknown name, at all places where it is used.
    pub(super) fn report_unknown(&mut self, names: &Names, model: &Model) {
        if self.unknown.is_empty() {
            return;
        }
        let mut unknown: Vec<_> = std::mem::take(&mut self.unknown).into_iter().collect();
        for (_, unknown) in &mut unknown {
            unknown.places.sort_unstable_by_key(|(place, _)| *place);
        }
        unknown.sort_by(|((what, name), one), ((other, other_name), another)| {
            let (first, other_first) = (one.places.first(), another.places.first());
            let (first, other_first) = (first.map(|one| one.0), other_first.map(|one| one.0));
            (first, what, name).cmp(&(other_first, other, other_name))
        });
        let mut comparisons = 0;
        for ((what, name), unknown) in unknown {
            let nameless = Nameless {
                what,
                name: &name,
                slot: unknown.slot(),
            };
            let found = nameless.found(names, model, comparisons < COMPARISONS_MAX);
            comparisons += names.count(&model.entities);
            let locations = unknown.locations().into_iter();
            self.report(locations.fold(found, |found, place| found.at(place, "used here")));
        }
    }
}
