//! Rows as lines of JSON.

use serde_json::{Map, Value, json};

use super::cells::{Cell, Row};
use super::fields::{FIELDS, Field, ROLE, Shape};

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
    let object = match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Err("this is not an object: {\"source\": …}".to_owned()),
        Err(error) => return Err(format!("this is not JSON: {error}")),
    };
    read_object(object)
}

fn read_object(object: Map<String, Value>) -> Result<(Row, Vec<String>), String> {
    let mut row = Row::default();
    let mut unknown = Vec::new();
    for (name, value) in object {
        let known = super::import::known_field(&name);
        let Some(field) = known else {
            unknown.push(name);
            continue;
        };
        match cell(value) {
            Some(Cell::Text(text)) if text.is_empty() => {}
            Some(Cell::List(items)) if items.is_empty() => {}
            Some(cell) => row.set(&field, cell),
            None => return Err(format!("\"{name}\" is neither a text nor a list of texts")),
        }
    }
    Ok((row, unknown))
}

/// What stands in a field; null is nothing.
fn cell(value: Value) -> Option<Cell> {
    match value {
        Value::Null => Some(Cell::List(Vec::new())),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.into_iter().map(scalar).collect();
            items.map(Cell::List)
        }
        other => scalar(other).map(Cell::Text),
    }
}

fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
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
