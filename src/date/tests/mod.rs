//! Tests of the whole room.

mod calendars;
mod properties;
mod words;
mod zones;

use super::*;

/// The bounds of an extent in short: begin, end, and the pieces; `a|b` where a bound is open between the two.
fn bounds(extent: &Extent) -> String {
    let one = |e: &Extent| format!("{} {}", range(e.begins), range(e.ends));
    if extent.pieces.is_empty() {
        return one(extent);
    }
    let pieces: Vec<String> = extent.pieces.iter().map(one).collect();
    format!("{} [{}]", one(extent), pieces.join("; "))
}

fn range(range: Range) -> String {
    match range.exact() {
        Some(at) => bound(Some(at)),
        None => format!("{}|{}", bound(range.earliest), bound(range.latest)),
    }
}

fn bound(at: Option<i64>) -> String {
    let Some(at) = at else {
        return "..".to_owned();
    };
    let clock = if at.rem_euclid(DAY) == 0 {
        String::new()
    } else {
        format!("T{}", show::clock(at))
    };
    format!("{}{clock}", show::iso(calendar::day_of(at)))
}

/// The extent of a date string.
fn extent(text: &str) -> Extent {
    Edtf::parse(text)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .extent()
}

/// The instant of `2025-01-19` or `2025-01-19T21:30`.
fn at(text: &str) -> i64 {
    extent(text).begins.earliest.unwrap()
}

/// So many cases; a failure prints its input and writes no file.
fn config(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases,
        failure_persistence: None,
        ..Default::default()
    }
}
