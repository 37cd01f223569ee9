//! Dates as ISO 8601-2 / EDTF writes them: a table of our own making that has every production of levels 0, 1 and 2, with what
//! each leaves open, and strings that are no dates, with the part to blame. Another library reads each of them as well; where
//! the two differ, the table says so and why.

#[path = "edtf/other.rs"]
mod other;
#[path = "edtf/random.rs"]
mod random;
#[path = "edtf/stretches.rs"]
mod stretches;
#[path = "edtf/table.rs"]
mod table;

use belie::date::Edtf;
use std::collections::BTreeSet;
use stretches::Reading;
use table::{Expected, Row, Table};

/// What is wrong with a row, if anything is.
fn read_otherwise(row: &Row) -> Option<String> {
    let found = match (Edtf::parse(&row.date), &row.expected) {
        (Ok(date), Expected::Bounds { bounds, marks }) => {
            let extent = date.extent();
            let found = (table::bounds(&extent), table::marks(&extent));
            (found != (bounds.clone(), marks.clone())).then(|| format!("{}\t{}", found.0, found.1))
        }
        (Err(error), Expected::Invalid { part, reason }) => {
            let blamed = &row.date[error.range.clone()];
            (blamed != part || !error.message.contains(reason))
                .then(|| format!("no\t{blamed}: {error}"))
        }
        (Ok(date), Expected::Invalid { .. }) => {
            let extent = date.extent();
            Some(format!(
                "{}\t{}",
                table::bounds(&extent),
                table::marks(&extent)
            ))
        }
        (Err(error), Expected::Bounds { .. }) => {
            Some(format!("no\t{}: {error}", &row.date[error.range.clone()]))
        }
    };
    found.map(|found| format!("line {}: {}\t{found}", row.line, row.date))
}

#[test]
fn every_date_leaves_open_what_the_table_says() {
    let table = Table::read();
    let wrong: Vec<String> = table.rows.iter().filter_map(read_otherwise).collect();
    assert!(wrong.is_empty(), "read otherwise:\n{}", wrong.join("\n"));
}

#[test]
fn where_another_library_reads_a_date_otherwise_the_table_says_why() {
    let table = Table::read();
    let mut wrong = Vec::new();
    for row in &table.rows {
        let (ours, theirs) = (Reading::ours(&row.date), other::read(&row.date));
        let difference = (ours != theirs).then(|| theirs.to_string());
        let listed = row.difference.as_ref().map(|(_, theirs)| theirs.clone());
        if difference != listed {
            let shown = difference.unwrap_or_else(|| "the same".to_owned());
            wrong.push(format!(
                "line {}: {} is to us {ours}, to the other library {shown}",
                row.line, row.date
            ));
        }
    }
    assert!(wrong.is_empty(), "not listed:\n{}", wrong.join("\n"));
}

#[test]
fn every_date_stands_under_its_level() {
    let table = Table::read();
    let misplaced = |row: &&Row| {
        let read = edtf_core::level(&row.date);
        row.level().is_some() && read.is_some() && row.level() != read
    };
    let wrong: Vec<&str> = table
        .rows
        .iter()
        .filter(misplaced)
        .map(|row| row.date.as_str())
        .collect();
    assert!(wrong.is_empty(), "of another level: {wrong:?}");
}

#[test]
fn every_difference_has_a_reason_and_is_needed() {
    let table = Table::read();
    let used: BTreeSet<&str> = table
        .rows
        .iter()
        .filter_map(|row| Some(row.difference.as_ref()?.0.as_str()))
        .collect();
    let explained: BTreeSet<&str> = table.reasons.keys().map(String::as_str).collect();
    assert_eq!(used, explained);
    let page = include_str!("../grammar/README.md");
    for (name, reason) in &table.reasons {
        let listed = format!("- **{name}.** {reason}");
        assert!(page.contains(&listed), "grammar/README.md lacks: {listed}");
    }
}
