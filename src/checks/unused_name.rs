//! Names that no claim uses: entities and events that are declared and then never spoken of.

use super::Case;
use super::quarrel::about_all;
use super::uses::Used;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::Model;
use crate::text::Location;

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(unused_names(case.model, &Used::of(case.model)));
}

/// The names of which there is no use.
#[must_use]
pub fn unused_names(model: &Model, used: &Used) -> Vec<Diagnostic> {
    let entities = model
        .entities
        .iter()
        .filter(|(id, _)| !used.entities[id.index()])
        .map(|(_, entity)| (entity.location, entity.name));
    let events = model
        .events
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.events[*index])
        .map(|(_, event)| (Some(event.location), event.name));
    let mut unused: Vec<(Location, &str)> = entities
        .chain(events)
        .filter_map(|(location, name)| Some((location?, name)))
        .collect();
    unused.sort_unstable();
    // Those of one file are one diagnostic.
    let by_file = unused.chunk_by(|(one, _), (other, _)| one.file == other.file);
    by_file.map(in_one_file).collect()
}

fn in_one_file(names: &[(Location, &str)]) -> Diagnostic {
    let message = match names {
        [(_, name)] => format!("no claim uses `{name}`"),
        several => format!("no claim uses these {} names", several.len()),
    };
    let mut diagnostic = Diagnostic::new(Code::UnusedName, message);
    let ids: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
    diagnostic.about = about_all(&ids);
    let labels = names.iter();
    diagnostic.labels = labels.map(|(at, _)| Label::new(*at, "not used")).collect();
    diagnostic.advise(match names {
        [_] => "Take it out, or write the claims that are missing.",
        _ => "Take them out, or write the claims that are missing.",
    })
}
