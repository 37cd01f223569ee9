//! The table of dates, and the words in which it tells what a date leaves open.

use belie::date::{DAY, Extent, Range, calendar, show};
use std::collections::BTreeMap;

/// What stands in the table.
pub struct Table {
    pub rows: Vec<Row>,
    /// Why the other library's reading is not ours, by the name of the difference.
    pub reasons: BTreeMap<String, String>,
}

/// A date string and what is expected of it.
pub struct Row {
    pub line: usize,
    /// The heading that it stands under.
    section: String,
    pub date: String,
    pub expected: Expected,
    /// The name of the difference and what the other library says, where that is not what we say.
    pub difference: Option<(String, String)>,
}

pub enum Expected {
    Bounds { bounds: String, marks: String },
    Invalid { part: String, reason: String },
}

impl Table {
    pub fn read() -> Self {
        let mut table = Self {
            rows: Vec::new(),
            reasons: BTreeMap::new(),
        };
        let mut section = String::new();
        for (number, line) in include_str!("dates.tsv").lines().enumerate() {
            if let Some(heading) = line.strip_prefix("# ") {
                heading.clone_into(&mut section);
            } else if let Some(difference) = line.strip_prefix("difference ") {
                let (name, reason) = difference.split_once(": ").expect("a reason");
                table.reasons.insert(name.to_owned(), reason.to_owned());
            } else if !line.is_empty() && !line.starts_with('#') {
                table.rows.push(Row::read(number + 1, &section, line));
            }
        }
        table
    }
}

impl Row {
    fn read(line: usize, section: &str, text: &str) -> Self {
        let mut columns = text.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (date, bounds, marks) = (plain(column()), column(), column());
        let expected = match bounds {
            "no" => {
                let (part, reason) = marks.split_once(": ").expect("a part and a reason");
                Expected::Invalid {
                    part: plain(part),
                    reason: reason.to_owned(),
                }
            }
            _ => Expected::Bounds {
                bounds: bounds.to_owned(),
                marks: marks.to_owned(),
            },
        };
        let difference = column().split_once(": ");
        Self {
            line,
            section: section.to_owned(),
            date,
            expected,
            difference: difference.map(|(name, theirs)| (name.to_owned(), theirs.to_owned())),
        }
    }

    /// The level that the standard gives to dates like this one.
    pub fn level(&self) -> Option<u8> {
        let level = self.section.strip_prefix("Level ")?;
        level.chars().next()?.to_digit(10)?.try_into().ok()
    }
}

/// What cannot be seen in a table stands there by name.
fn plain(text: &str) -> String {
    text.replace("(nothing)", "")
        .replace("(space)", " ")
        .replace("(no-break space)", "\u{a0}")
}

/// So many stretches are listed one by one.
const LISTED: usize = 10;

/// What a date leaves open: when it begins and when it ends (`a|b` where that is open between the two), and the stretches
/// between gaps.
pub fn bounds(extent: &Extent) -> String {
    let one = |e: &Extent| format!("{} {}", range(e.begins), range(e.ends));
    match extent.pieces.len() {
        0 => one(extent),
        count if count > LISTED => format!("{} [{count} stretches]", one(extent)),
        _ => {
            let pieces: Vec<String> = extent.pieces.iter().map(one).collect();
            format!("{} [{}]", one(extent), pieces.join("; "))
        }
    }
}

fn range(range: Range) -> String {
    match range.exact() {
        Some(at) => bound(Some(at)),
        None => format!("{}|{}", bound(range.earliest), bound(range.latest)),
    }
}

fn bound(at: Option<i64>) -> String {
    match at {
        None => "..".to_owned(),
        Some(at) if at.rem_euclid(DAY) == 0 => show::iso(calendar::day_of(at)),
        Some(at) => format!("{}T{}", show::iso(calendar::day_of(at)), show::clock(at)),
    }
}

/// The marks of a date, and whether it is of UTC.
pub fn marks(extent: &Extent) -> String {
    let mark = match (extent.uncertain, extent.approximate) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    format!("{mark}{}", if extent.zoned { "utc" } else { "" })
}
