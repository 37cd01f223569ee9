//! Events: declared with their kind, then linked to the event that they are of.

use super::super::event::leave_out;
use super::super::{Event, EventId, Events, KindId, Subject};
use super::circles::{a_circle, circles};
use super::names::{Names, Twice};
use super::preface::{self, Preface};
use super::{Declarations, Declarer};
use crate::syntax::tree::Name;
use crate::text::{FileId, Location};

/// An event of another: its file, the name of that other, and its id.
type OfAnother<'t> = (FileId, Name<'t>, EventId);

impl Declarer<'_> {
    /// Declares the events of the case.
    pub(super) fn declare_events(&mut self, prefaces: &[Preface<'_>]) {
        // An event whose kind is unknown is kept as a mere happening, so that its claims are still checked.
        let happening = self.done.declared.names.kinds.get("happening").copied();
        let Some(happening) = happening else { return };
        let mut unknown = Vec::new();
        let kinds = events(prefaces).enumerate();
        let kinds = kinds.map(|(at, (file, preface, event))| {
            let kind = self.kind(&preface.name(event.kind), Some(file));
            kind.unwrap_or_else(|| {
                unknown.push(at);
                happening
            })
        });
        let kinds: Vec<KindId> = kinds.collect();
        let Declarations {
            model, declared, ..
        } = &mut self.done;
        // What they are and what they are called stands apart, and is taken in side by side.
        let (mut of_others, twice) = rayon::join(
            || introduce(&mut model.events, &kinds, prefaces),
            || take_names(&mut declared.names, prefaces),
        );
        declared.names.kinds_of_events = kinds;
        declared.names.forget_labels_of_events();
        if !twice.is_empty() {
            let places = self.leave_out_twice(twice, &mut of_others);
            unknown.retain(|at| places.binary_search(at).is_err());
            for at in &mut unknown {
                *at -= places.partition_point(|place| place < at);
            }
        }
        let unknown = unknown.into_iter().map(EventId::from_index);
        self.done.declared.names.of_unknown_kind = unknown.collect();
        for (file, name, id) in of_others {
            let of = self.resolver().event(&name, file);
            self.done.model.events.belongs(id, of);
        }
        self.break_circles_of_events();
    }

    /// No event is of itself: the last link of a circle is reported and left out.
    fn break_circles_of_events(&mut self) {
        let events = &self.done.model.events;
        let of = |at, nth| match nth {
            0 => events.get(EventId::from_index(at)).of.map(EventId::index),
            _ => None,
        };
        for circle in circles(events.len(), of) {
            let circle: Vec<EventId> = circle.into_iter().map(EventId::from_index).collect();
            let events = &mut self.done.model.events;
            if let Some(&last) = circle.last() {
                events.belongs(last, None);
            }
            let found = circle.iter().map(|&id| events.get(id));
            let found = found.map(|event| (event.name, Some(event.location)));
            let found = a_circle(found, "of")
                .advise("Take one `of` away; until then the last one is not counted.");
            self.done.declared.notes.report(found);
        }
    }

    /// Leaves out the events whose names something has already, and gives their places.
    fn leave_out_twice(
        &mut self,
        twice: Vec<(usize, Twice<'_>)>,
        of_others: &mut Vec<OfAnother<'_>>,
    ) -> Vec<usize> {
        let (places, twice): (Vec<usize>, Vec<Twice<'_>>) = twice.into_iter().unzip();
        self.done.model.events.leave_out(&places);
        leave_out(&mut self.done.declared.names.kinds_of_events, &places);
        of_others.retain(|(.., id)| places.binary_search(&id.index()).is_err());
        for (.., id) in of_others {
            let before = places.partition_point(|place| *place < id.index());
            *id = EventId::from_index(id.index() - before);
        }
        self.report_twice(&twice);
        places
    }
}

/// Takes in what is said of events by themselves, and gives those that are of others.
fn introduce<'t>(
    all: &mut Events,
    kinds: &[KindId],
    prefaces: &[Preface<'t>],
) -> Vec<OfAnother<'t>> {
    let mut of_others = Vec::new();
    for ((file, preface, event), &kind) in events(prefaces).zip(kinds) {
        let id = all.add(Event {
            name: preface.at(event.name),
            label: &preface.label_of_event(event),
            kind,
            of: None,
            has_parts: false,
            location: location(file, event),
        });
        if let Some(of) = event.more.as_ref().and_then(|more| more.of) {
            of_others.push((file, of, id));
        }
    }
    of_others
}

/// Takes the names of events, and gives those that something has already, with their places.
fn take_names<'t>(names: &mut Names, prefaces: &[Preface<'t>]) -> Vec<(usize, Twice<'t>)> {
    let mut twice = Vec::new();
    for (at, (file, preface, event)) in events(prefaces).enumerate() {
        // One whose name is taken is left out, so that those behind it move up.
        let is = Subject::Event(EventId::from_index(at - twice.len()));
        let taken = names.take(preface.at(event.name), is, location(file, event));
        twice.extend(taken.map(|taken| (at, taken)));
    }
    twice
}

/// All events of the files of a case.
fn events<'p, 't>(
    prefaces: &'p [Preface<'t>],
) -> impl Iterator<Item = (FileId, &'p Preface<'t>, &'p preface::Event<'t>)> {
    let of_case = |preface: &'p Preface<'t>| Some((preface.file?, preface));
    let of_case = prefaces.iter().filter_map(of_case);
    of_case.flat_map(|(file, preface)| preface.events.iter().map(move |one| (file, preface, one)))
}

fn location(file: FileId, event: &preface::Event<'_>) -> Location {
    Location {
        file,
        span: event.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use crate::syntax;
    use crate::text::{File, Files, NoTexts};

    const DECLARED: &str = r#"
person pat "Pat"
place pat "Patras"
place oslo "Oslo"
event raid: attack "The raid"
event pat: arrest of raid "No event"
event hold: arrest of raid "Pat is held"
event raid: arrest "Another raid"
event free: release of hold "Pat is let go"
event hold: attack of free "Another hold"
event trial: meeting of free "Pat is tried"
"#;

    /// What is declared behind a name that is taken keeps its own, its kind, and the event that it belongs to.
    #[test]
    fn a_name_that_is_taken_costs_only_itself() {
        let mut files = Files::default();
        let id = files.add(File::new("a.claims", DECLARED));
        let file = files.get(id);
        let prefaces = [Preface::new(id, file, syntax::declarations(id, file))];
        let settings = Settings::default();
        let Declarations {
            model, declared, ..
        } = super::super::declare(&files, &prefaces, &NoTexts, &settings);
        let known = model.events.iter().map(|event| {
            let kind = model.vocabulary.kind(event.kind);
            let of = event.of.map(|of| model.event(of).name);
            (event.name, kind.name.as_str(), of)
        });
        assert!(known.eq([
            ("raid", "attack", None),
            ("hold", "arrest", Some("raid")),
            ("free", "release", Some("hold")),
            ("trial", "meeting", Some("free")),
        ]));
        for (at, event) in model.events.iter().enumerate() {
            let found = declared.names.thing(event.name);
            assert_eq!(found, Some(Subject::Event(EventId::from_index(at))));
            assert_eq!(declared.names.kinds_of_events[at], event.kind);
        }
        let twice = declared.notes.diagnostics.iter();
        let twice: Vec<&str> = twice.map(|one| one.about.as_str()).collect();
        assert_eq!(twice, ["pat", "pat", "raid", "hold"]);
    }
}
