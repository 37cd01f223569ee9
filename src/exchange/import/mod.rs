//! Rows into claim files. A row is written only if it reads back as the one entry that it is; whatever else is wrong with it is told with its
//! line, and every other row is kept.

mod claim;
mod declare;
mod events;
mod ledger;
mod rows;
mod serial;
mod split;
mod taken;

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Read};

use super::cells::Row;
use super::fields::{field, needs};
use crate::format::format;
use crate::syntax::is_id;
use crate::syntax::tree::{Entry, Tree};
use crate::text::{File, FileId, Files};
use ledger::Ledger;

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table: values between commas, semicolons or tabs.
    Csv,
    /// An object of JSON a line.
    JsonLines,
}

/// Where a table that was not made for Belie has its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What stands between cells; seen from the first line if it is not said.
    pub separator: Option<u8>,
    /// A field with the header of its column.
    pub columns: Vec<(String, String)>,
    /// A field with what stands in it where a row says nothing.
    pub defaults: Vec<(String, String)>,
}

/// Where what is imported goes.
pub trait Sink {
    /// Adds an entry, with a blank line above it where it needs one, to a claim file of the case, which is made for its first.
    ///
    /// # Errors
    /// If it cannot be written; the import ends then.
    fn put(&mut self, file: &str, entry: &str) -> io::Result<()>;

    /// Tells what is wrong with the row in this line.
    fn wrong(&mut self, line: u64, problem: &str);
}

/// How much was imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Claims.
    pub claims: u64,
    /// Everything else that was declared.
    pub declared: u64,
    /// Rows that were left out.
    pub wrong: u64,
    /// Columns or fields that mean nothing to Belie.
    pub ignored: BTreeSet<String>,
}

/// Why nothing more was imported.
#[derive(Debug)]
pub enum Failure {
    /// The input cannot be read, or an entry not be written.
    World(io::Error),
    /// The input as a whole is not what it should be: why, in words.
    Input(String),
    /// What the settings say of the input cannot be: why, in words.
    Settings(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::World(error)
    }
}

/// Reads rows and gives the entries that they make to the sink. No row may declare what the case has that they come to.
///
/// # Errors
/// If the input cannot be read on; what was read before has been given to the sink.
pub fn import(
    input: &mut dyn Read,
    form: Form,
    mapping: &Mapping,
    case: &Files,
    sink: &mut dyn Sink,
) -> Result<Found, Failure> {
    let mut importing = Importing {
        ledger: Ledger::new(case),
        found: Found::default(),
        defaults: defaults(mapping)?,
        tails: HashMap::new(),
        sink,
    };
    match form {
        Form::Csv => rows::table(input, mapping, &mut importing)?,
        Form::JsonLines => rows::json_lines(input, &mut importing)?,
    }
    Ok(importing.found)
}

/// The name of a field in rows, if there is such a field.
pub(super) fn known_field(name: &str) -> Option<String> {
    let role = name.trim().strip_prefix("role ").map(str::trim);
    match (field(name), role) {
        (Some(field), _) => Some(field.name.to_owned()),
        (None, Some(role)) if is_id(role) => Some(format!("role {role}")),
        _ => None,
    }
}

fn defaults(mapping: &Mapping) -> Result<Vec<(String, String)>, Failure> {
    let known = |(name, text): &(String, String)| match known_field(name) {
        Some(name) => Ok((name, text.clone())),
        None => Err(Failure::Settings(no_field(name))),
    };
    mapping.defaults.iter().map(known).collect()
}

fn no_field(name: &str) -> String {
    let names: Vec<&str> = super::FIELDS.iter().map(|field| field.name).collect();
    format!(
        "there is no field \"{name}\"; there are {}",
        names.join(", ")
    )
}

/// An import under way.
struct Importing<'a> {
    ledger: Ledger,
    found: Found,
    defaults: Vec<(String, String)>,
    /// By the file, the word of the last entry in it, if that is one line.
    tails: HashMap<String, Option<String>>,
    sink: &'a mut dyn Sink,
}

impl Importing<'_> {
    /// Takes a row, or what kept it from being one.
    fn take(&mut self, line: u64, row: Result<Row, String>) -> io::Result<()> {
        let mut made = Vec::new();
        let taken = row.and_then(|row| match row.is_empty() {
            true => Ok(()),
            false => {
                let row = self.with_defaults(row);
                self.ledger.entries(&row, line, &mut made)
            }
        });
        if let Err(problem) = taken {
            self.found.wrong += 1;
            self.sink.wrong(line, &with_kept(problem, &made));
        }
        made.into_iter().try_for_each(|entry| self.put(entry))
    }

    fn with_defaults(&self, mut row: Row) -> Row {
        for (field, text) in &self.defaults {
            if row.get(field).is_none() && self.has_what_it_needs(field, &row) {
                row = row.with(field, text.as_str());
            }
        }
        row
    }

    /// Whether a field that rows have by default says something in this one: a stance does where there is an event.
    fn has_what_it_needs(&self, field: &str, row: &Row) -> bool {
        needs(field).is_none_or(|needed| {
            let by_default = self.defaults.iter().any(|(name, _)| name == needed);
            row.says(needed) || by_default && self.has_what_it_needs(needed, row)
        })
    }

    fn put(&mut self, entry: Made) -> io::Result<()> {
        match entry.is_claim {
            true => self.found.claims += 1,
            false => self.found.declared += 1,
        }
        let text = laid_out(&entry);
        let tail = lone_word(&text).map(str::to_owned);
        let before = self.tails.insert(entry.file.clone(), tail.clone());
        // Declarations of one kind stand close together, a line each.
        let blank = before.is_some_and(|before| before.is_none() || before != tail);
        let text = if blank { format!("\n{text}") } else { text };
        self.sink.put(&entry.file, &text)
    }

    /// Notes a name that means nothing.
    fn ignore(&mut self, name: &str) {
        /// So many are named; a file of other rows may have a new one in each.
        const NAMED_MAX: usize = 50;
        if self.found.ignored.len() < NAMED_MAX {
            self.found.ignored.insert(name.to_owned());
        }
    }
}

/// An entry in its canonical layout. A claim is laid out below a source, where it belongs.
fn laid_out(entry: &Made) -> String {
    const SOURCE: &str = "source row\n\n";
    if !entry.is_claim {
        return format(&entry.text);
    }
    let text = format(&format!("{SOURCE}{}", entry.text));
    text.strip_prefix(SOURCE).unwrap_or(&entry.text).to_owned()
}

/// The word of an entry that is one line and may stand close to its like.
fn lone_word(text: &str) -> Option<&str> {
    let is_one = text.trim_end().lines().count() == 1;
    let word = text.split_whitespace().next()?;
    (is_one && !["source", "claim", "dispute"].contains(&word)).then_some(word)
}

/// An entry, ready to be written.
#[derive(Debug)]
struct Made {
    file: String,
    text: String,
    is_claim: bool,
}

impl Made {
    /// An entry that declares something.
    fn declared(file: String, text: String) -> Self {
        Self {
            file,
            text,
            is_claim: false,
        }
    }
}

/// What is wrong with a row, and what is kept of it.
fn with_kept(problem: String, made: &[Made]) -> String {
    let words = made.iter().map(|made| made.text.split_whitespace().next());
    let words: Vec<&str> = words.flatten().collect();
    let kept = match words.as_slice() {
        [] => return problem,
        [one] => format!("{one} that it declares is kept"),
        all => format!("{} that it declares are kept", all.join(" and the ")),
    };
    format!("{}; the {kept}", problem.trim_end_matches('.'))
}

/// Reads a text back and looks at it; the first mistake is what is wrong.
fn with_tree<T>(
    text: &str,
    look: impl FnOnce(&Tree<'_>) -> Result<T, String>,
) -> Result<T, String> {
    let file = File::new("row", text);
    let (tree, mistakes) = crate::syntax::parse(FileId(0), &file);
    let Some(first) = mistakes.first() else {
        return look(&tree);
    };
    let mut parts = vec![first.message.clone()];
    if let Some(label) = first.labels.first() {
        parts.push(format!(
            "{} (in `{}`)",
            label.text,
            file.slice(label.location.span)
        ));
    }
    parts.extend(first.advice.iter().take(1).cloned());
    Err(parts.join("; "))
}

/// What makes an entry of a row; what is wrong names the field that it is in: the only one without which it would be right.
fn with_field<T>(row: &Row, make: impl Fn(&Row) -> Result<T, String>) -> Result<T, String> {
    /// A row with more fields is not gone through: each is tried without each.
    const FIELDS_MAX: usize = 60;
    make(row).map_err(|problem| {
        let fields = row
            .iter()
            .map(|(field, _)| field)
            .take_while(|_| row.count() <= FIELDS_MAX);
        let mut cured = fields.filter(|field| make(&without_fault(row, field)).is_ok());
        match (cured.next(), cured.next()) {
            (Some(field), None) => {
                let problem = serial::of_day(row, field).unwrap_or(problem);
                format!("`{field}`: {problem}")
            }
            _ => problem,
        }
    })
}

/// The row without what is wrong in a field. A state has all of its three.
fn without_fault(row: &Row, field: &str) -> Row {
    match field {
        "subject" | "attribute" | "value" => row.clone().with(field, "x"),
        field => row.without(field),
    }
}

/// The word that an entry begins with.
fn keyword(entry: &Entry<'_>) -> &'static str {
    match entry {
        Entry::Entity(entity) => entity.sort.keyword(),
        Entry::Event(_) => "event",
        Entry::Kind(_) => "kind",
        Entry::Attribute(_) => "attribute",
        Entry::Source(_) => "source",
        Entry::Claim(_) => "claim",
        Entry::Dispute(_) => "dispute",
    }
}
