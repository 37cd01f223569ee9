//! Entries that declare: who, where, what; sources; words of the vocabulary; disputes.

use super::super::cells::{Cell, Row};
use super::super::words::{name, quoted, reference, split};
use super::taken::{Among, declared};
use super::{keyword, with_tree};
use crate::syntax::{self, is_id, one_line};

/// What a row can be.
const RECORDS: &str =
    "claim, source, person, org, place, term, thing, event, kind, attribute, dispute";

/// The entry of a row that is neither a claim nor a source, with what it declares.
pub(super) fn entry(record: &str, row: &Row) -> Result<(String, Option<(Among, String)>), String> {
    let text = match record {
        "person" | "org" | "place" | "term" | "thing" => entity(record, row)?,
        "event" => event_row(row)?,
        "kind" | "attribute" | "dispute" => in_own_words(record, row)?,
        other => {
            return Err(format!(
                "there is no record \"{other}\"; there are {RECORDS}"
            ));
        }
    };
    let declared = checked(record, &text)?;
    Ok((text, declared))
}

/// The entry of a source; its title is that of the row, or else the one that is given.
pub(super) fn source(id: &str, title: Option<&str>, row: &Row) -> Result<String, String> {
    let title = row.text("title").or(title);
    let mut text = head("source", id, title);
    let mut line = |word: &str, said: Option<String>| {
        if let Some(said) = said {
            text.push_str(&format!("  {word} {said}\n"));
        }
    };
    let string = |field: &str| row.text(field).map(quoted);
    // In a row of a claim, `by` is who says that.
    let by = row.text("by").filter(|_| is_record(row, "source"));
    line("publisher", string("publisher"));
    line("calendar", words(row, "calendar"));
    line("published", words(row, "published"));
    line("by", by.map(reference));
    line("cites", list(row, "cites", reference));
    line("text", string("text"));
    line("url", string("url"));
    line("zone", string("zone"));
    checked("source", &text)?;
    Ok(text)
}

fn is_record(row: &Row, record: &str) -> bool {
    let own = row.text("record").unwrap_or_default();
    own.trim().eq_ignore_ascii_case(record)
}

fn event_row(row: &Row) -> Result<String, String> {
    let id = id(row)?;
    let kind = row.text("kind").map(str::trim).unwrap_or_default();
    event(&id, kind, None, row)
}

/// The entry of an event; its name for people is that of the row, or else the one that is given.
pub(super) fn event(
    id: &str,
    kind: &str,
    label: Option<&str>,
    row: &Row,
) -> Result<String, String> {
    if !is_id(kind) {
        return Err(format!(
            "\"{kind}\" is no kind of event; `belie vocabulary` tells them"
        ));
    }
    let mut text = format!("event {id}: {kind}");
    if let Some(of) = row.text("of") {
        text.push_str(&format!(" of {}", of.trim()));
    }
    if let Some(label) = row.text("label").or(label) {
        text.push_str(&format!(" {}", quoted(label)));
    }
    text.push('\n');
    checked("event", &text)?;
    Ok(text)
}

fn entity(sort: &str, row: &Row) -> Result<String, String> {
    let id = id(row)?;
    let mut text = head(sort, &id, row.text("label"));
    text.truncate(text.trim_end().len());
    for word in ["in", "is"] {
        if let Some(all) = list(row, word, reference) {
            text.push_str(&format!(" {word} {all}"));
        }
    }
    text.push('\n');
    if let Some(all) = list(row, "alias", |one| quoted(&name(one))) {
        text.push_str(&format!("  alias {all}\n"));
    }
    if let Some(all) = list(row, "distinct", reference) {
        text.push_str(&format!("  distinct from {all}\n"));
    }
    if let Some(at) = words(row, "at") {
        text.push_str(&format!("  at {at}\n"));
    }
    Ok(text)
}

fn in_own_words(record: &str, row: &Row) -> Result<String, String> {
    let lines = lines(row, "lines");
    let (first, below) = lines
        .split_first()
        .ok_or_else(|| format!("a {record} needs its entry in Belie's own words, in `lines`"))?;
    let below = below.iter().map(|line| format!("  {line}\n"));
    Ok(format!("{first}\n{}", below.collect::<String>()))
}

fn head(word: &str, id: &str, label: Option<&str>) -> String {
    match label {
        Some(label) => format!("{word} {id} {}\n", quoted(label)),
        None => format!("{word} {id}\n"),
    }
}

fn id(row: &Row) -> Result<String, String> {
    let id = row.text("id").map(str::trim).unwrap_or_default();
    match is_id(id) {
        true => Ok(id.to_owned()),
        false => Err(format!(
            "\"{id}\" is no id: a letter of any script first, then letters, digits and `_`"
        )),
    }
}

/// Whether an entry reads back as the one that it should be; what it declares.
fn checked(record: &str, text: &str) -> Result<Option<(Among, String)>, String> {
    with_tree(text, |tree| match tree.entries.as_slice() {
        [entry] if keyword(entry) == record => Ok(declared(entry)),
        _ => Err(format!("this would not read as one {record}")),
    })
}

/// What Belie's own words say in a field, on one line.
pub(super) fn words(row: &Row, field: &str) -> Option<String> {
    row.text(field)
        .map(one_line)
        .filter(|words| !words.is_empty())
}

/// The names in a field, each as the language has it.
pub(super) fn list(row: &Row, field: &str, each: impl Fn(&str) -> String) -> Option<String> {
    let names = items(row, field);
    let names: Vec<String> = names.iter().map(|name| each(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The names in a field.
pub(super) fn items(row: &Row, field: &str) -> Vec<String> {
    match row.get(field) {
        None => Vec::new(),
        Some(Cell::Text(text)) => split(text),
        Some(Cell::List(items)) => items.clone(),
    }
}

/// The lines in a field, each in one piece.
pub(super) fn lines(row: &Row, field: &str) -> Vec<String> {
    let of_text = |text: &str| {
        let lines = syntax::lines(text).map(|line| one_line(line.text));
        lines.collect::<Vec<_>>()
    };
    match row.get(field) {
        None => Vec::new(),
        Some(Cell::Text(text)) => of_text(text),
        Some(Cell::List(items)) => items.iter().flat_map(|item| of_text(item)).collect(),
    }
}
