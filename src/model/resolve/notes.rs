//! What comes up while a case is resolved: what is wrong, and the names that nobody declared.

use rustc_hash::FxHashMap;

use super::super::{Entities, Subject, WrongWeekday};
use super::asked::Asked;
use super::labels;
use super::names::{self, Names};
use crate::date::Weekday;
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
    pub(super) unknown: FxHashMap<(What, Box<str>), Vec<Location>>,
    /// Weekdays written with a date that does not have them.
    pub(super) weekdays: Vec<WrongWeekday>,
    /// What was looked up.
    pub(super) asked: Asked,
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
        self.unknown
            .entry((what, name.into()))
            .or_default()
            .push(place);
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
        for (name, places) in &later.unknown {
            self.unknown
                .entry(name.clone())
                .or_default()
                .extend_from_slice(places);
        }
    }

    /// Moves what came up in a file to where it is after an edit.
    pub(super) fn shift(&mut self, shift: &Shift) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.shift(shift);
        }
        for places in self.unknown.values_mut() {
            places.iter_mut().for_each(|place| shift.location(place));
        }
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
        for (_, places) in &mut unknown {
            places.sort_unstable();
        }
        unknown.sort_by(|((what, name), places), ((other, other_name), others)| {
            (places.first(), what, name).cmp(&(others.first(), other, other_name))
        });
        let mut comparisons = 0;
        for ((what, name), places) in unknown {
            let meant = if comparisons < COMPARISONS_MAX {
                probably(names, entities, what, &name)
            } else {
                None
            };
            comparisons += names.count(entities);
            self.report(unknown_name(what, &name, &places, meant.as_deref()));
        }
    }
}

/// What stands where an event may, as a time, beside the days of the week.
const DAYS: [&str; 5] = ["today", "yesterday", "tomorrow", "tonight", "published"];

/// What was probably meant, in the marks in which it is written.
fn probably(names: &Names, entities: &Entities, what: What, name: &str) -> Option<String> {
    let things = || names.things.iter();
    let id = match what {
        What::Thing => {
            let ids = things().map(|(name, _)| name).chain(keys(&names.built_in));
            names::nearest(name, ids)
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
        What::Thing | What::Label => names::nearest(name, labels::all(entities)),
        What::Event | What::Source | What::Kind | What::Attribute => None,
    };
    match (id, label) {
        // Of an id and a label that are equally near, the id is what stands here more often.
        (Some((slips, id)), label) if label.is_none_or(|(more, _)| slips <= more) => {
            Some(format!("`{id}`"))
        }
        (_, label) => label.map(|(_, label)| format!("\"{label}\"")),
    }
}

fn keys<T>(table: &FxHashMap<Box<str>, T>) -> impl Iterator<Item = &str> {
    table.keys().map(|name| &**name)
}

fn unknown_name(what: What, name: &str, places: &[Location], meant: Option<&str>) -> Diagnostic {
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
    match (meant, what) {
        (Some(meant), _) => diagnostic.advise(format!("Did you mean {meant}?")),
        (None, What::Thing) => diagnostic.advise(format!(
            "Declare it in any file of the case, for instance `person {name} \"…\"`, `org`, `place`, `term` or `thing`; \
             an event is declared with `event {name}: KIND \"…\"`."
        )),
        (None, What::Event) => {
            diagnostic.advise(format!("Declare it in any file of the case: `event {name}: KIND \"…\"`."))
        }
        (None, What::Source) => diagnostic.advise(format!("Declare it: `source {name} \"…\"`.")),
        (None, What::Kind | What::Attribute) => {
            diagnostic.advise("`belie vocabulary` prints all that are built in; a case may declare its own.")
        }
        (None, What::Label) => {
            diagnostic.advise("Use the id of an entity, or add the name as an `alias` to one.")
        }
    }
}
