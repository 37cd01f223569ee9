//! Rows as a table: comma-separated values, guarded so that no spreadsheet takes a cell for a formula.

use super::cells::{Cell, Row};
use super::fields::{FIELDS, Field, Shape};

/// The line of the names of the columns that an export has.
#[must_use]
pub fn header() -> Vec<u8> {
    record(exported().map(|field| field.name.to_owned()))
}

/// A row as a record of a table.
#[must_use]
pub fn row(row: &Row) -> Vec<u8> {
    record(exported().map(|field| written(row, field)))
}

fn exported() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.is_exported())
}

fn record(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cells: Vec<String> = cells.collect();
    // Memory can be written to.
    let _ = writer.write_record(&cells);
    writer.into_inner().unwrap_or_default()
}

fn written(row: &Row, field: &Field) -> String {
    match row.get(field.name) {
        None => String::new(),
        Some(Cell::Text(text)) => guarded(text),
        Some(Cell::List(items)) if field.shape == Shape::Names => guarded(&items.join("; ")),
        Some(Cell::List(items)) => guarded(&items.join("\n")),
    }
}

/// A cell that is empty on purpose: a passage without a word.
const EMPTY: &str = "\"\"";

/// A text as it stands in a cell: with an apostrophe before what a spreadsheet would compute. A text that has them by itself gets one
/// more, so that [`plain`] takes away exactly what was added.
pub(super) fn guarded(text: &str) -> String {
    if text.is_empty() {
        EMPTY.to_owned()
    } else if needs_guard(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text that stands in a cell; none if it is empty.
pub(super) fn plain(cell: &str) -> Option<&str> {
    match cell {
        "" => None,
        EMPTY => Some(""),
        _ => match cell.strip_prefix('\'') {
            Some(rest) if needs_guard(rest) => Some(rest),
            _ => Some(cell),
        },
    }
}

/// Whether a spreadsheet would take it for a formula, or this room for an empty text, but for any apostrophes before it.
fn needs_guard(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let formula = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|'
        )
    };
    bare == EMPTY || bare.starts_with(formula)
}

/// The sign between cells: what the first line has most of, outside quotation marks.
pub(super) fn separator(beginning: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut inside = false;
    for &byte in beginning {
        match byte {
            b'"' => inside = !inside,
            b'\n' | b'\r' if !inside => break,
            _ if inside => {}
            _ => {
                let found = counts.iter_mut().find(|(sign, _)| *sign == byte);
                found.into_iter().for_each(|(_, count)| *count += 1);
            }
        }
    }
    // The first of equals: a file of one column has no separator.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_text_comes_back() {
        for text in [
            "=cmd|' /C calc'!A0",
            "+1",
            "-0043",
            "@sum",
            "\ttab",
            "\nline",
            "'=1",
            "''=1",
            "'tis",
            "''quoted''",
            "\"\"",
            "'\"\"",
            "",
            "plain",
            "＝1",
            "|x",
            "'",
        ] {
            let cell = guarded(text);
            assert_eq!(plain(&cell), Some(text), "{cell}");
            let first = cell.chars().next().unwrap();
            assert!(!"=+-@\t\r\n＝|".contains(first), "{cell}");
        }
        assert_eq!(plain(""), None);
    }

    #[test]
    fn separators_are_seen_in_the_first_line() {
        for (text, sign) in [
            ("a,b,c\n1;2", b','),
            ("a;b\n1,2,3", b';'),
            ("\"a,b,c\";d\n", b';'),
            ("a\tb", b'\t'),
            ("alone\n", b','),
            ("", b','),
        ] {
            assert_eq!(separator(text.as_bytes()), sign, "{text}");
        }
    }
}
