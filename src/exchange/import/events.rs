//! The events that rows name: each is declared by the first that tells its kind, and every other says the same of it.

use std::collections::HashMap;

use super::super::cells::Row;
use super::super::words::id_of;
use super::declare;
use super::taken::Place;
use crate::syntax::is_id;
use crate::syntax::tree;

/// The fields that tell of the event of a claim.
const ABOUT: [&str; 3] = ["kind", "label", "of"];

/// An event that has been declared.
#[derive(Debug)]
struct Event {
    /// What was said of it, by [`ABOUT`].
    about: [Option<String>; 3],
    place: Place,
}

/// The events so far, by their ids.
#[derive(Debug, Default)]
pub(super) struct Events(HashMap<String, Event>);

/// An event as a claim names it.
#[derive(Debug)]
pub(super) struct Named<'r> {
    pub(super) id: String,
    /// Its name, where that is no id.
    pub(super) name: Option<&'r str>,
    /// The entry that declares it, if nothing has declared it.
    pub(super) entry: Option<String>,
}

impl Events {
    /// Takes in an event of the case.
    pub(super) fn add(&mut self, event: &tree::Event<'_>, place: &Place) {
        let label = event
            .label
            .as_ref()
            .map(|label| label.value().trim().to_owned());
        let about = [
            Some(event.kind.text.to_owned()),
            label,
            event.of.map(|of| of.text.to_owned()),
        ];
        let place = place.clone();
        let event_of_case = Event { about, place };
        self.0.insert(event.name.text.to_owned(), event_of_case);
    }

    /// Takes in the event that a row declares.
    pub(super) fn add_row(&mut self, id: &str, row: &Row, label: Option<&str>, line: u64) {
        let mut about = about(row);
        about[1] = about[1].take().or(label.map(str::to_owned));
        let place = Place::Line(line);
        self.0.insert(id.to_owned(), Event { about, place });
    }

    /// The event that a claim names, if it names one.
    pub(super) fn of_claim<'r>(&self, row: &'r Row) -> Result<Option<Named<'r>>, String> {
        let name = row.text("event").map(str::trim).unwrap_or_default();
        if name.is_empty() {
            return Ok(None);
        }
        let id = match is_id(name) {
            true => name.to_owned(),
            false => id_of(name),
        };
        let entry = match self.0.get(&id) {
            Some(known) => known.fits(name, row).map(|()| None)?,
            None => entry(&id, name, row)?,
        };
        let name = (id != name).then_some(name);
        Ok(Some(Named { id, name, entry }))
    }
}

impl Event {
    /// Whether a row says of an event what has been said of it.
    fn fits(&self, name: &str, row: &Row) -> Result<(), String> {
        let told = ABOUT.iter().zip(about(row)).zip(&self.about);
        for ((field, here), before) in told {
            let Some(here) = here else { continue };
            if Some(&here) == before.as_ref() {
                continue;
            }
            let before = before
                .as_ref()
                .map_or("nothing".to_owned(), |before| format!("\"{before}\""));
            return Err(format!(
                "`{field}` of the event \"{name}\" is \"{here}\" here and {before} {}, where it is declared",
                self.place
            ));
        }
        Ok(())
    }
}

/// The entry of an event that nothing has declared, if the row tells its kind.
fn entry(id: &str, name: &str, row: &Row) -> Result<Option<String>, String> {
    match about(row) {
        [Some(kind), ..] => {
            let label = (id != name).then_some(name);
            declare::event(id, &kind, label, row).map(Some)
        }
        [None, None, None] => Ok(None),
        [None, label, _] => {
            let field = if label.is_some() { "label" } else { "of" };
            Err(format!(
                "`{field}` tells of an event that is declared here: say what it is in the column `kind`"
            ))
        }
    }
}

/// What a row says of its event.
fn about(row: &Row) -> [Option<String>; 3] {
    ABOUT.map(|field| {
        row.says(field)
            .then(|| row.text(field).unwrap_or_default().trim().to_owned())
    })
}
