//! What has been declared by the rows so far, and where: all that an import keeps in memory.

use std::collections::HashMap;

use super::super::cells::Row;
use super::super::fields::needs;
use super::super::words::id_of;
use super::events::{Events, Named};
use super::taken::{Among, Place, Taken, declared, each_entry};
use super::{Made, claim, declare, with_field};
use crate::syntax::is_id;
use crate::syntax::tree::Entry;
use crate::text::Files;

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
    /// The sources of the case, by their ids and titles.
    of_case: HashMap<String, Place>,
    events: Events,
    taken: Taken,
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

impl Ledger {
    /// That of a case, whose files stay as they are.
    pub(super) fn new(case: &Files) -> Self {
        let mut ledger = Self::default();
        each_entry(case, &mut |entry, place| ledger.add(entry, place));
        ledger
    }

    fn add(&mut self, entry: &Entry<'_>, place: &Place) {
        if let Some((among, id)) = declared(entry) {
            self.taken.take(among, id, place.clone());
        }
        match entry {
            Entry::Event(event) => self.events.add(event, place),
            Entry::Source(source) => {
                let title = source.title.as_ref();
                let title = title.map(|title| title.value().trim().to_owned());
                let names = [Some(source.name.text.to_owned()), title];
                let names = names.into_iter().flatten();
                self.of_case.extend(names.map(|name| (name, place.clone())));
            }
            _ => {}
        }
    }

    /// Makes the entries of a row, in their order: what it declares, then its claim. What it declares rightly is made also where something
    /// else is wrong with it.
    pub(super) fn entries(
        &mut self,
        row: &Row,
        line: u64,
        made: &mut Vec<Made>,
    ) -> Result<(), String> {
        let record = row.text("record").unwrap_or_default();
        let record = record.trim().to_lowercase();
        match record.as_str() {
            "" if !claims_something(row) => Err(
                "this row says nothing that a source claims: it has no `passage`, `event`, `subject` or `statements`; to \
                 declare a source, write `source` in the column `record`"
                    .to_owned(),
            ),
            "claim" | "" => self.claim(row, line, made),
            "source" => self.source_row(row, line, made),
            other => self.other_row(other, row, line, made),
        }
    }

    fn other_row(
        &mut self,
        record: &str,
        row: &Row,
        line: u64,
        made: &mut Vec<Made>,
    ) -> Result<(), String> {
        let (text, declared) = with_field(row, |row| declare::entry(record, row))?;
        let file = file_of(row)?.unwrap_or(DECLARATIONS.to_owned());
        if let Some((among, id)) = declared {
            self.taken.check(among, &id)?;
            if record == "event" {
                self.events.add_row(&id, row, None, line);
            }
            self.taken.take(among, id, Place::Line(line));
        }
        made.push(Made::declared(file, text));
        Ok(())
    }

    fn source_row(&mut self, row: &Row, line: u64, made: &mut Vec<Made>) -> Result<(), String> {
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
        made.push(self.declare_source(name, row, line)?);
        Ok(())
    }

    fn declare_source(&mut self, name: &str, row: &Row, line: u64) -> Result<Made, String> {
        if name.is_empty() {
            return Err("a source has no name".to_owned());
        }
        if let Some(place) = self.of_case.get(name) {
            return Err(format!(
                "the source \"{name}\" is declared already, {place}, and nothing is written to files that are there; \
                 import into another folder, or give it another name"
            ));
        }
        let id = match is_id(name) {
            true if self.taken.check(Among::Sources, name).is_err() => {
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
        let text = with_field(row, |row| declare::source(&id, title, row))?;
        let place = Place::Line(line);
        self.taken.take(Among::Sources, id.clone(), place);
        self.last.insert(file.clone(), id.clone());
        let about = about(row);
        let source = Source {
            id,
            file: file.clone(),
            about,
            line,
        };
        self.sources.insert(name.to_owned(), source);
        Ok(Made::declared(file, text))
    }

    fn free_id(&mut self, wanted: &str) -> String {
        let taken = &self.taken;
        let is_free = |id: &str| taken.check(Among::Sources, id).is_ok();
        numbered(&mut self.numbers, wanted, &is_free)
    }

    /// A file that no other source has, also where capitals do not count.
    fn free_file(&mut self, id: &str) -> String {
        let (last, wanted) = (&self.last, short(&id.to_lowercase()));
        let file = |name: &str| format!("{name}.claims");
        let is_free = |name: &str| file(name) != DECLARATIONS && !last.contains_key(&file(name));
        file(&numbered(&mut self.numbers, &wanted, &is_free))
    }

    fn claim(&mut self, row: &Row, line: u64, made: &mut Vec<Made>) -> Result<(), String> {
        let name = row.text("source").map(str::trim).unwrap_or_default();
        let file = self.source_of_claim(name, row, line, made);
        let event = self.event_of_claim(row, line, made);
        let (file, event) = (file?, event?);
        claim::is_all_said(row)?;
        let calendar = self.calendar(name);
        let text = with_field(row, |row| claim::entry(row, event.as_deref(), calendar))?;
        made.push(Made {
            file,
            text,
            is_claim: true,
        });
        Ok(())
    }

    /// The file of the source of a claim, which its first row declares.
    fn source_of_claim(
        &mut self,
        name: &str,
        row: &Row,
        line: u64,
        made: &mut Vec<Made>,
    ) -> Result<String, String> {
        if name.is_empty() {
            return Err("there is no source: say in the column `source` who claims it".to_owned());
        }
        if let Some(known) = self.sources.get(name) {
            self.fits(name, known, row)?;
            return Ok(known.file.clone());
        }
        let source = self.declare_source(name, row, line)?;
        let file = source.file.clone();
        made.push(source);
        Ok(file)
    }

    /// The id of the event of a claim, which the first row with its kind declares.
    fn event_of_claim(
        &mut self,
        row: &Row,
        line: u64,
        made: &mut Vec<Made>,
    ) -> Result<Option<String>, String> {
        let Some(Named { id, name, entry }) = self.events.of_claim(row)? else {
            return Ok(None);
        };
        if let Some(entry) = entry {
            self.taken.check(Among::Names, &id)?;
            let place = Place::Line(line);
            self.taken.take(Among::Names, id.clone(), place);
            self.events.add_row(&id, row, name, line);
            made.push(Made::declared(DECLARATIONS.to_owned(), entry));
        }
        Ok(Some(id))
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
    fn calendar(&self, name: &str) -> Option<&str> {
        let about = &self.sources.get(name)?.about;
        let said = about.iter().find(|(field, _)| *field == "calendar");
        said.map(|(_, calendar)| calendar.as_str())
    }
}

/// Whether a row has anything of a claim.
fn claims_something(row: &Row) -> bool {
    let of_claims = [
        "passage",
        "statements",
        "event",
        "subject",
        "hedge",
        "told",
        "by",
        "via",
    ];
    row.iter()
        .any(|(field, _)| row.says(field) && (of_claims.contains(&field) || needs(field).is_some()))
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
