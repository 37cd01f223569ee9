//! Rows as lines of JSON.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::cells::{Cell, Row};
use super::fields::{FIELDS, Field, ROLE, Shape, field};

/// A row as one line of JSON, its fields in the order of the list.
#[must_use]
pub fn line(row: &Row) -> String {
    let field = |field: &Field| {
        let value = match row.get(field.name)? {
            // An empty text alone is nothing, as most programs mean it.
            Cell::Text(text) if text.is_empty() => json!([""]),
            Cell::Text(text) => json!(text),
            Cell::List(items) => json!(items),
        };
        Some(format!("{}:{value}", json!(field.name)))
    };
    let fields: Vec<String> = FIELDS.iter().filter_map(field).collect();
    escaped(&format!("{{{}}}\n", fields.join(",")))
}

/// JSON in which everything that no reader sees, or that a terminal obeys, is escaped. Outside strings it is ASCII.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !(c.is_control() || is_hidden(c)) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Marks that turn the direction of writing, separators of lines, characters without width.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Reads a row; the names of the fields that there are not come with it.
///
/// # Errors
/// If the text is no object of strings and lists of strings: what is wrong, in words.
pub(super) fn read(text: &str) -> Result<(Row, Vec<String>), String> {
    if !text.starts_with('{') {
        let value: Result<IgnoredAny, _> = serde_json::from_str(text);
        return Err(match value {
            Ok(_) => "this is not an object: {\"source\": …}".to_owned(),
            Err(error) => no_json(&error),
        });
    }
    let object: Object<'_> = serde_json::from_str(text).map_err(|error| no_json(&error))?;
    let mut row = Row::default();
    let mut unknown = Vec::new();
    for (name, value) in object.0 {
        let Some(field) = super::import::known_field(&name) else {
            unknown.push(name);
            continue;
        };
        if row.get(&field).is_some() {
            return Err(format!("`{field}` is told twice in this object"));
        }
        let cell = cell(value).map_err(|problem| format!("\"{name}\": {problem}"))?;
        row.set(&field, fitting(&field, cell)?);
    }
    row.drop_empty();
    Ok((row, unknown))
}

fn no_json(error: &serde_json::Error) -> String {
    format!("this is not JSON: {error}")
}

/// A cell, unless it has several values and its field has one.
fn fitting(name: &str, cell: Cell) -> Result<Cell, String> {
    let takes_one = field(name).is_some_and(|field| field.shape == Shape::One);
    match &cell {
        Cell::List(items) if takes_one && items.len() > 1 => Err(format!(
            "`{name}` takes one value, and this list has {}",
            items.len()
        )),
        _ => Ok(cell),
    }
}

/// An object with its fields as they are written, also where one is written twice.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Object<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Fields)
    }
}

struct Fields;

impl<'t> Visitor<'t> for Fields {
    type Value = Object<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = map.next_entry()? {
            fields.push(entry);
        }
        Ok(Object(fields))
    }
}

/// What stands in a field; null is nothing.
fn cell(value: &RawValue) -> Result<Cell, String> {
    match value.get() {
        "null" => Ok(Cell::List(Vec::new())),
        list if list.starts_with('[') => {
            let items: Vec<&RawValue> =
                serde_json::from_str(list).map_err(|error| no_json(&error))?;
            let items: Result<Vec<String>, String> = items.into_iter().map(scalar).collect();
            items.map(Cell::List)
        }
        _ => scalar(value).map(Cell::Text),
    }
}

/// A text, or a number with the digits that it is written with.
fn scalar(value: &RawValue) -> Result<String, String> {
    match value.get() {
        text if text.starts_with('"') => {
            serde_json::from_str(text).map_err(|error| no_json(&error))
        }
        number if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
            match number.contains(['e', 'E']) {
                // Behind a number, letters are its unit.
                true => Err(format!(
                    "write {number} out, or in quotation marks if it is a text"
                )),
                false => Ok(number.to_owned()),
            }
        }
        _ => Err("this is neither a text nor a list of texts".to_owned()),
    }
}

/// The JSON Schema of a row.
#[must_use]
pub fn schema() -> String {
    let properties: Map<String, Value> = FIELDS
        .iter()
        .map(|field| (field.name.to_owned(), property(field)))
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Belie row",
        "description": "A line of JSON Lines, as `belie export` writes and `belie import` reads it.",
        "type": "object",
        "properties": properties,
        "patternProperties": { "^role [^ ]+$": property(&ROLE) },
    });
    // A schema is a JSON value already.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn property(field: &Field) -> Value {
    let text = json!({ "type": ["string", "number", "null"] });
    match field.shape {
        // A list of one empty text is a text that is empty on purpose.
        Shape::One => json!({
            "description": field.about,
            "anyOf": [text, { "type": "array", "items": { "type": "string" }, "maxItems": 1 }],
        }),
        Shape::Names | Shape::Lines => json!({
            "description": field.about,
            "anyOf": [text, { "type": "array", "items": { "type": ["string", "number"] } }],
        }),
    }
}
