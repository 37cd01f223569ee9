//! What comes up while a case is resolved: what is wrong, and the names that nobody declared.

use rustc_hash::FxHashMap;

use super::super::{Entities, Subject, WrongWeekday};
use super::asked::Asked;
use super::labels;
use super::names::{self, Names};
use super::slot::Slot;
use crate::date::Weekday;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::quoted;
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
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::Thing => "name",
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
    pub(super) fn report_unknown(&mut self, names: &Names, entities: &Entities) {
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
            let slot = unknown.slot();
            let meant = if comparisons < COMPARISONS_MAX {
                probably(names, entities, what, &name, slot)
            } else {
                None
            };
            comparisons += names.count(entities);
            let places = unknown.locations();
            let is_attribute = names.attributes.contains_key(&name);
            let meant = meant.as_deref();
            self.report(unknown_name(
                what,
                &name,
                &places,
                meant,
                slot,
                is_attribute,
            ));
        }
    }
}

/// What stands where an event may, as a time, beside the days of the week.
const DAYS: [&str; 5] = ["today", "yesterday", "tomorrow", "tonight", "published"];

/// What was probably meant, in the marks in which it is written.
fn probably(
    names: &Names,
    entities: &Entities,
    what: What,
    name: &str,
    slot: Slot,
) -> Option<String> {
    let things = || names.things.iter();
    let id = match what {
        What::Thing => {
            let built_in = names.built_in.iter();
            let built_in = built_in.map(|(name, id)| (&**name, Subject::Entity(*id)));
            let fitting = things()
                .chain(built_in)
                .filter(|(_, is)| slot.takes(*is, entities));
            names::nearest(name, fitting.map(|(name, _)| name))
        }
        What::Label => None,
        What::Event => {
            let events = things().filter(|(_, is)| matches!(is, Subject::Event(_)));
            let weekdays = Weekday::ALL.map(|day| -> &str { day.name() });
            let days = weekdays.into_iter().chain(DAYS);
            names::nearest(name, events.map(|(name, _)| name).chain(days))
        }
        What::Source => names::nearest(name, keys(&names.sources)),
        What::Kind => names::nearest(name, keys(&names.kinds)),
        What::Attribute => names::nearest(name, keys(&names.attributes)),
    };
    let label = match what {
        What::Thing | What::Label => {
            let fits = |sort| slot.takes_sort(sort);
            names::nearest(name, labels::of_sorts(entities, fits))
        }
        What::Event | What::Source | What::Kind | What::Attribute => None,
    };
    match (id, label) {
        // Of an id and a label that are equally near, the id is what stands here more often.
        (Some((slips, id)), label) if label.is_none_or(|(more, _)| slips <= more) => {
            Some(format!("`{id}`"))
        }
        (_, label) => label.map(|(_, label)| quoted(label)),
    }
}

fn keys<T>(table: &FxHashMap<Box<str>, T>) -> impl Iterator<Item = &str> {
    table.keys().map(|name| &**name)
}

fn unknown_name(
    what: What,
    name: &str,
    places: &[Location],
    meant: Option<&str>,
    slot: Slot,
    is_attribute: bool,
) -> Diagnostic {
    let message = match what {
        What::Label => format!("no label or alias is “{name}”"),
        _ => format!("no {} `{name}` is declared", what.word()),
    };
    let mut diagnostic = Diagnostic::new(Code::UnknownName, message);
    diagnostic.about = name.to_owned();
    for &place in places {
        diagnostic = diagnostic.at(place, "used here");
    }
    if let (What::Event, Some(advice)) = (what, names::no_event_but_time(name)) {
        return diagnostic.advise(advice);
    }
    if what == What::Event && is_attribute {
        return diagnostic.advise(format!(
            "`{name}` is an attribute: write of what it is said and a point before it, `EVENT.{name}: …`."
        ));
    }
    match (meant, what) {
        (Some(meant), _) => diagnostic.advise(format!("Did you mean {meant}?")),
        (None, What::Thing) => diagnostic.advise(slot.declaration(name)),
        (None, What::Event) => diagnostic.advise(format!(
            "Declare it in any file of the case: `event {name}: KIND \"…\"`."
        )),
        (None, What::Source) => diagnostic.advise(format!("Declare it: `source {name} \"…\"`.")),
        (None, What::Kind | What::Attribute) => diagnostic
            .advise("`belie vocabulary` prints all that are built in; a case may declare its own."),
        (None, What::Label) => {
            diagnostic.advise("Use the id of an entity, or add the name as an `alias` to one.")
        }
    }
}
