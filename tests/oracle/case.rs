//! A generated case: what it says, in the words in which it says it, and the one file that it makes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

/// A clause: the numbers of its claim, its statement and itself; -1 for the head of a statement, and for a state.
pub type At = (usize, usize, i64);

/// A case.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Case {
    /// What sort of case it is.
    pub sort: &'static str,
    /// What it was made from.
    pub seed: u64,
    /// Lines that declare what is neither an event nor a source.
    pub preamble: String,
    pub events: Vec<Event>,
    pub sources: Vec<Source>,
    pub claims: Vec<Claim>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct Event {
    pub name: &'static str,
    pub kind: &'static str,
    /// Whether its kind has a start and an end.
    pub lasts: bool,
    /// The event that it is of, if its kind comes after that one's.
    pub of: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Source {
    pub name: &'static str,
    pub published: Option<String>,
    pub zone: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Claim {
    /// Its source, by number.
    pub source: usize,
    pub hedge: &'static str,
    /// A name in quotation marks of who speaks, if that is not the source.
    pub by: Option<&'static str>,
    pub told: Option<String>,
    pub statements: Vec<Statement>,
}

/// `plan flight: on 2025-01-19, before release`, or `anna.custody: at_liberty, as of 2025-01-19`.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// What stands before the colon.
    pub head: String,
    /// What is between the commas.
    pub clauses: Vec<String>,
    /// Whether it is a state, which is one clause.
    pub state: bool,
}

impl Case {
    /// The file, and where in it each clause stands.
    pub fn write(&self) -> (String, BTreeMap<(usize, usize), At>) {
        let mut text = self.preamble.clone();
        for event in &self.events {
            let of = event.of.map_or(String::new(), |of| format!(" of {of}"));
            let _ = writeln!(
                text,
                "event {}: {}{of} \"The {}\"",
                event.name, event.kind, event.name
            );
        }
        let mut places = BTreeMap::new();
        for (number, source) in self.sources.iter().enumerate() {
            let _ = writeln!(text, "\nsource {} \"The {}\"", source.name, source.name);
            if let Some(published) = &source.published {
                let _ = writeln!(text, "  published {published}");
            }
            if let Some(zone) = source.zone {
                let _ = writeln!(text, "  zone \"{zone}\"");
            }
            for (at, claim) in self.claims.iter().enumerate() {
                if claim.source == number {
                    write_claim(&mut text, at, claim, &mut places);
                }
            }
        }
        (text, places)
    }
}

fn write_claim(
    text: &mut String,
    number: usize,
    claim: &Claim,
    places: &mut BTreeMap<(usize, usize), At>,
) {
    let _ = write!(text, "\nclaim {}", claim.hedge);
    if !claim.hedge.is_empty() {
        text.push(' ');
    }
    let _ = write!(text, "\"passage {number}\"");
    if let Some(by) = claim.by {
        let _ = write!(text, " by \"{by}\"");
    }
    if let Some(told) = &claim.told {
        let _ = write!(text, " told {told}");
    }
    text.push('\n');
    for (at, statement) in claim.statements.iter().enumerate() {
        text.push_str("  ");
        let begin = text.len();
        text.push_str(&statement.head);
        if !statement.state {
            places.insert((begin, text.len()), (number, at, -1));
        }
        for (nth, clause) in (0..).zip(&statement.clauses) {
            text.push_str(if nth == 0 { ": " } else { ", " });
            let start = text.len();
            text.push_str(clause);
            if !statement.state {
                places.insert((start, text.len()), (number, at, nth));
            }
        }
        if statement.state {
            places.insert((begin, text.len()), (number, at, -1));
        }
        text.push('\n');
    }
}
