//! Cases as rows and back, in memory.

use std::collections::BTreeMap;
use std::io::{self, Read};

use belie::analysis::Analysis;
use belie::exchange::{self, Failure, Form, Found, Mapping, Sink};
use belie::text::{File, Files};
use serde_json::Value;

use super::Case;

/// Claim files as an import makes them, and what is wrong with rows.
#[derive(Debug, Default)]
pub struct Memory {
    pub files: BTreeMap<String, String>,
    pub wrong: Vec<(u64, String)>,
}

impl Sink for Memory {
    fn put(&mut self, file: &str, entry: &str) -> io::Result<()> {
        self.files
            .entry(file.to_owned())
            .or_default()
            .push_str(entry);
        Ok(())
    }

    fn wrong(&mut self, line: u64, problem: &str) {
        self.wrong.push((line, problem.to_owned()));
    }
}

/// The rows of a case.
pub fn export(case: &Case, form: Form) -> Vec<u8> {
    let mut files = Files::default();
    for (path, text) in &case.files {
        if path.ends_with(".claims") {
            files.add(File::new(path.clone(), text.clone()));
        }
    }
    let mut rows = match form {
        Form::Csv => exchange::csv_header(),
        Form::JsonLines => Vec::new(),
    };
    let mut put = |row: &exchange::Row| {
        rows.extend(match form {
            Form::Csv => exchange::csv_row(row),
            Form::JsonLines => exchange::json_line(row).into_bytes(),
        });
        Ok(())
    };
    exchange::export(&files, &mut put).unwrap();
    rows
}

/// What an import makes of rows.
pub fn import(rows: impl Read, form: Form, mapping: &Mapping) -> (Memory, Result<Found, Failure>) {
    import_into(&Files::default(), rows, form, mapping)
}

/// What an import into a case makes of rows.
pub fn import_into(
    case: &Files,
    rows: impl Read,
    form: Form,
    mapping: &Mapping,
) -> (Memory, Result<Found, Failure>) {
    let mut rows = rows;
    let mut memory = Memory::default();
    let found = exchange::import(&mut rows, form, mapping, case, &mut memory);
    (memory, found)
}

/// The case that has gone out as rows and come in again, with its other files as they were.
pub fn there_and_back(case: &Case, form: Form) -> Case {
    let rows = export(case, form);
    let (memory, found) = import(rows.as_slice(), form, &Mapping::default());
    assert_eq!(memory.wrong, []);
    assert_eq!(found.unwrap().wrong, 0);
    let mut back = case.clone();
    back.files.retain(|path, _| !path.ends_with(".claims"));
    back.files.extend(memory.files);
    back
}

/// The report for programs without what layout changes: lines and columns. Places stay, by their files.
pub fn without_layout(analysis: &Analysis) -> Value {
    let json = belie::report::json::render(analysis);
    let mut value = serde_json::from_str(&json).unwrap();
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for place in ["line", "column", "end_line", "end_column"] {
                fields.remove(place);
            }
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::String(text) => {
            if let Some((before, line)) = text.split_once(" in line ") {
                let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
                *text = format!("{before} in a line{after}");
            }
        }
        _ => {}
    }
}
