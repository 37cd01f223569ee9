//! What has been declared by the rows so far, and where: all that an import keeps in memory.

use std::collections::{HashMap, HashSet};

use super::super::cells::Row;
use super::super::words::id_of;
use super::{Made, claim, declare};
use crate::syntax::is_id;

/// The file of what is declared, unless a row names another.
const DECLARATIONS: &str = "case.claims";

/// The fields that tell of the source of a claim.
const OF_SOURCE: [&str; 8] = [
    "title",
    "publisher",
    "published",
    "text",
    "url",
    "cites",
    "zone",
    "calendar",
];

/// Sources and events, by the names that rows give them.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    sources: HashMap<String, Source>,
    events: HashMap<String, Event>,
    /// The ids of sources.
    ids: HashSet<String>,
    /// The highest number that has been put behind a name which was taken.
    numbers: HashMap<String, u64>,
    /// The source that a claim at the end of a file would belong to, by the file.
    last: HashMap<String, String>,
}

/// A source that a row has declared.
#[derive(Debug)]
struct Source {
    id: String,
    file: String,
    /// What was said about it.
    about: Vec<(&'static str, String)>,
    line: u64,
}

#[derive(Debug)]
struct Event {
    id: String,
    kind: String,
    line: u64,
}

impl Ledger {
    /// The entries that a row makes, in their order: what it declares, then its claim.
    pub(super) fn entries(&mut self, row: &Row, line: u64) -> Result<Vec<Made>, String> {
        let record = row.text("record").unwrap_or("claim").trim().to_lowercase();
        match record.as_str() {
            "claim" | "" => self.claim(row, line),
            "source" => self.source_row(row, line),
            other => {
                let text = declare::entry(other, row)?;
                Ok(vec![made(
                    file_of(row)?.unwrap_or(DECLARATIONS.to_owned()),
                    text,
                )])
            }
        }
    }

    fn source_row(&mut self, row: &Row, line: u64) -> Result<Vec<Made>, String> {
        let name = row
            .text("id")
            .or(row.text("source"))
            .unwrap_or_default()
            .trim();
        if let Some(known) = self.sources.get(name) {
            return Err(format!(
                "the source \"{name}\" is declared already, in line {}",
                known.line
            ));
        }
        self.declare_source(name, row, line).map(|made| vec![made])
    }

    fn declare_source(&mut self, name: &str, row: &Row, line: u64) -> Result<Made, String> {
        if name.is_empty() {
            return Err("a source has no name".to_owned());
        }
        let id = match is_id(name) {
            true if self.ids.contains(name) => {
                return Err(format!(
                    "the id {name} has been made for another source above"
                ));
            }
            true => name.to_owned(),
            false => self.free_id(&id_of(name)),
        };
        let file = match file_of(row)? {
            Some(file) => file,
            None => self.free_file(&id),
        };
        let title = if id == name { None } else { Some(name) };
        let text = declare::source(&id, title, row)?;
        self.ids.insert(id.clone());
        self.last.insert(file.clone(), id.clone());
        let about = about(row);
        let source = Source {
            id,
            file: file.clone(),
            about,
            line,
        };
        self.sources.insert(name.to_owned(), source);
        Ok(made(file, text))
    }

    fn free_id(&mut self, wanted: &str) -> String {
        let ids = &self.ids;
        numbered(&mut self.numbers, wanted, &|id| !ids.contains(id))
    }

    /// A file that no other source has, also where capitals do not count.
    fn free_file(&mut self, id: &str) -> String {
        let (last, wanted) = (&self.last, short(&id.to_lowercase()));
        let file = |name: &str| format!("{name}.claims");
        let is_free = |name: &str| file(name) != DECLARATIONS && !last.contains_key(&file(name));
        file(&numbered(&mut self.numbers, &wanted, &is_free))
    }

    fn claim(&mut self, row: &Row, line: u64) -> Result<Vec<Made>, String> {
        let name = row.text("source").map(str::trim).unwrap_or_default();
        if name.is_empty() {
            return Err("there is no source: say in the column `source` who claims it".to_owned());
        }
        claim::is_all_said(row)?;
        let event = self.event_of(row)?;
        let calendar = self.calendar(name, row);
        let text = claim::entry(
            row,
            event.as_ref().map(|event| event.id.as_str()),
            calendar.as_deref(),
        )?;
        // Nothing is noted as declared before all of the row is known to be right.
        let declared = new_event(event, row, line)?;
        let mut entries = Vec::new();
        match self.sources.get(name) {
            Some(known) => self.fits(name, known, row)?,
            None => entries.push(self.declare_source(name, row, line)?),
        }
        if let Some((event, entry)) = declared {
            self.events.insert(event.id.clone(), event);
            entries.push(entry);
        }
        let file = self.sources.get(name).map(|known| known.file.clone());
        entries.push(Made {
            file: file.unwrap_or_default(),
            text,
            is_claim: true,
        });
        Ok(entries)
    }

    /// Whether a claim can be added to a source as it was declared.
    fn fits(&self, name: &str, known: &Source, row: &Row) -> Result<(), String> {
        for (field, text) in about(row) {
            let before = known.about.iter().find(|(other, _)| *other == field);
            if before.is_none_or(|(_, before)| *before != text) {
                let line = known.line;
                let before =
                    before.map_or("nothing".to_owned(), |(_, before)| format!("\"{before}\""));
                return Err(format!(
                    "`{field}` of the source \"{name}\" is \"{text}\" here and {before} in line {line}, where it is first named; \
                     give each text a source of its own"
                ));
            }
        }
        if file_of(row)?.is_some_and(|file| file != known.file) {
            return Err(format!(
                "the source \"{name}\" stands in {}, and so must its claims",
                known.file
            ));
        }
        if self.last.get(&known.file) != Some(&known.id) {
            return Err(format!(
                "another source follows \"{name}\" in {}; the rows of one source must stand together there",
                known.file
            ));
        }
        Ok(())
    }

    /// The calendar that the dates of a claim are read by.
    fn calendar(&self, name: &str, row: &Row) -> Option<String> {
        let known = self.sources.get(name);
        let mut told = known.into_iter().flat_map(|known| &known.about);
        let said = told.find(|(field, _)| *field == "calendar");
        let said = said.map(|(_, calendar)| calendar.as_str());
        said.or(row.text("calendar")).map(str::to_owned)
    }

    /// The event that a claim speaks of.
    fn event_of(&self, row: &Row) -> Result<Option<NamedEvent>, String> {
        let Some(name) = row
            .text("event")
            .map(str::trim)
            .filter(|name| !name.is_empty())
        else {
            return Ok(None);
        };
        let id = match is_id(name) {
            true => name.to_owned(),
            false => id_of(name),
        };
        let kind = row
            .text("kind")
            .map(str::trim)
            .filter(|kind| !kind.is_empty());
        match (self.events.get(&id), kind) {
            (Some(known), Some(kind)) if known.kind != kind => Err(format!(
                "the event \"{name}\" is of kind {kind} here and {} in line {}",
                known.kind, known.line
            )),
            (known, kind) => Ok(Some(NamedEvent {
                is_new: known.is_none() && kind.is_some(),
                kind: kind.map(str::to_owned),
                label: (id != name).then(|| name.to_owned()),
                id,
            })),
        }
    }
}

/// The beginning of a name, short enough for the name of a file with what comes before and behind it.
fn short(name: &str) -> String {
    const LONGEST: usize = 120;
    let mut end = LONGEST.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_owned()
}

/// A name, or the first of `name_2`, `name_3`, … that is free. Where the last search of it ended is where the next begins.
fn numbered(
    numbers: &mut HashMap<String, u64>,
    name: &str,
    is_free: &dyn Fn(&str) -> bool,
) -> String {
    if is_free(name) {
        return name.to_owned();
    }
    let number = numbers.entry(name.to_owned()).or_insert(1);
    loop {
        *number = number.saturating_add(1);
        let other = format!("{name}_{number}");
        if is_free(&other) {
            return other;
        }
    }
}

/// The declaration of an event, where this row is the first to name it with its kind.
fn new_event(
    event: Option<NamedEvent>,
    row: &Row,
    line: u64,
) -> Result<Option<(Event, Made)>, String> {
    let Some(NamedEvent {
        is_new: true,
        kind: Some(kind),
        id,
        label,
    }) = event
    else {
        return Ok(None);
    };
    let text = declare::event(&id, &kind, label.as_deref(), row)?;
    let event = Event { id, kind, line };
    Ok(Some((event, made(DECLARATIONS.to_owned(), text))))
}

/// An event as a claim names it.
#[derive(Debug)]
struct NamedEvent {
    id: String,
    kind: Option<String>,
    label: Option<String>,
    is_new: bool,
}

fn made(file: String, text: String) -> Made {
    Made {
        file,
        text,
        is_claim: false,
    }
}

/// What a row says of its source.
fn about(row: &Row) -> Vec<(&'static str, String)> {
    let told = |field: &'static str| row.text(field).map(|text| (field, text.trim().to_owned()));
    OF_SOURCE.into_iter().filter_map(told).collect()
}

/// The file that a row names: a claim file inside the case.
fn file_of(row: &Row) -> Result<Option<String>, String> {
    let Some(file) = row
        .text("file")
        .map(str::trim)
        .filter(|file| !file.is_empty())
    else {
        return Ok(None);
    };
    let bad = |part: &str| {
        part.is_empty()
            || part.starts_with('.')
            || part.ends_with('.')
            || part
                .chars()
                .any(|c| c.is_control() || "\\:*?\"<>|".contains(c))
    };
    if !file.ends_with(".claims") || file.len() > 200 || file.split('/').any(bad) {
        return Err(format!(
            "\"{file}\" is not the path of a claim file inside the case"
        ));
    }
    Ok(Some(file.to_owned()))
}
