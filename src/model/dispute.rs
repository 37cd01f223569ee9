//! Disputes: quarrels that have been looked at.

use crate::diagnostic::Fingerprint;
use crate::syntax::tree::Status;
use crate::text::{Location, Span};

/// What people have written down about a quarrel. [`Self::seen`] tells which one; what it is about is a hint.
#[derive(Debug)]
pub struct Dispute {
    /// What it is about, as quarrels say it: `return_flight.means`, `arrest_turin and release`.
    pub about: String,
    /// Where it stands.
    pub status: Status,
    /// Why it is left standing.
    pub reason: String,
    /// The claims that it stands for.
    pub seen: Option<Fingerprint>,
    /// What each source had said then, as [`crate::diagnostic::Share`] has it.
    pub shares: Vec<u32>,
    /// Who looked at it.
    pub by: Option<String>,
    /// When, as written.
    pub date: Option<String>,
    /// Its head line.
    pub location: Location,
    /// All of it.
    pub whole: Span,
}

/// Whether a reason says nothing: empty, a single sign over and over, or a word that stands for one still to be written.
#[must_use]
pub fn is_placeholder(reason: &str) -> bool {
    let said: String = reason
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut signs = said.chars();
    let first = signs.next();
    signs.all(|sign| Some(sign) == first) || PLACEHOLDERS.contains(&said.as_str())
}

/// Without spaces and signs, in lower case.
const PLACEHOLDERS: [&str; 22] = [
    "asdf",
    "because",
    "checklater",
    "dispute",
    "disputed",
    "fillin",
    "fixme",
    "fixmelater",
    "later",
    "na",
    "none",
    "noreason",
    "placeholder",
    "reason",
    "tba",
    "tbc",
    "tbd",
    "test",
    "todo",
    "unknown",
    "wip",
    "yourreason",
];

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn a_reason_says_something() {
        for nothing in [
            "", "  ", "…", "...", "x", "XXX", "todo", "TODO!", "T.B.D.", "reason", "N/A", "?", "-",
            "a", "要",
        ] {
            assert!(is_placeholder(nothing), "{nothing}");
        }
        for something in [
            "flight log requested",
            "todo: ask Rome for the log",
            "已向罗马查询",
            "no",
        ] {
            assert!(!is_placeholder(something), "{something}");
        }
    }
}
