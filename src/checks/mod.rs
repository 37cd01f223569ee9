//! Floor 4. The checks, one file each beside its page. A check reads the model and adds diagnostics; it changes nothing.
//!
//! Adding a check is `NAME.rs`, `NAME.md` and a line in [`ALL`]. The page is what `belie explain NAME` shows, and its examples
//! are the check's tests.

mod disputes;
mod event_disputed;
mod fingerprint;
mod no_passage;
mod quarrel;
mod quote_not_found;
mod quote_unchecked;
mod state_conflict;
mod time_conflict;
pub(crate) mod timeline;
mod unused_name;
mod value_conflict;
mod weekday_mismatch;

pub(crate) use disputes::seen_line;

use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::model::Model;
use crate::text::Files;

use fingerprint::Sayings;
use time_conflict::TimeQuarrels;
use timeline::{Timeline, Times};

/// What a check looks at.
pub(crate) struct Case<'a> {
    /// The files of the case.
    pub files: &'a Files,
    /// What they mean.
    pub model: &'a Model,
    /// What its clauses say, as fingerprints take it.
    pub sayings: Sayings<'a>,
    /// All that is claimed about time, as one network.
    pub timeline: Timeline,
    /// The quarrels about time, and what is left open where they are set aside.
    pub quarrels: TimeQuarrels,
}

impl Case<'_> {
    /// What all claims leave open for each point in time, the fewest that settle the quarrels about time set aside.
    pub fn times(&self) -> &Times {
        &self.quarrels.times
    }
}

/// A check with its page.
pub struct Check {
    /// Its id.
    pub id: &'static str,
    /// What users read about it, in Markdown.
    pub page: &'static str,
    /// What it does; none for marks, and for what is found before, while reading and resolving, or after, in [`disputes`].
    run: Option<fn(&Case<'_>, &mut Vec<Diagnostic>)>,
}

/// Every check and every mark, in the order of the design's table.
pub static ALL: &[Check] = &[
    check(
        Code::ValueConflict,
        include_str!("value-conflict.md"),
        value_conflict::check,
    ),
    check(
        Code::TimeConflict,
        include_str!("time-conflict.md"),
        time_conflict::check,
    ),
    check(
        Code::StateConflict,
        include_str!("state-conflict.md"),
        state_conflict::check,
    ),
    check(
        Code::EventDisputed,
        include_str!("event-disputed.md"),
        event_disputed::check,
    ),
    mark(
        Mark::SelfContradiction,
        include_str!("self-contradiction.md"),
    ),
    mark(Mark::Misattributed, include_str!("misattributed.md")),
    check(
        Code::WeekdayMismatch,
        include_str!("weekday-mismatch.md"),
        weekday_mismatch::check,
    ),
    check(
        Code::QuoteNotFound,
        include_str!("quote-not-found.md"),
        quote_not_found::check,
    ),
    check(
        Code::QuoteUnchecked,
        include_str!("quote-unchecked.md"),
        quote_unchecked::check,
    ),
    check(
        Code::NoPassage,
        include_str!("no-passage.md"),
        no_passage::check,
    ),
    check(
        Code::UnusedName,
        include_str!("unused-name.md"),
        unused_name::check,
    ),
    found_after(Code::StaleDispute, include_str!("stale-dispute.md")),
    found_after(Code::UnusedDispute, include_str!("unused-dispute.md")),
    found_before(Code::UnknownName, include_str!("unknown-name.md")),
    found_before(Code::DuplicateName, include_str!("duplicate-name.md")),
    found_before(Code::WrongKind, include_str!("wrong-kind.md")),
    found_before(Code::Syntax, include_str!("syntax.md")),
    found_before(Code::Unreadable, include_str!("unreadable.md")),
];

const fn check(code: Code, page: &'static str, run: fn(&Case<'_>, &mut Vec<Diagnostic>)) -> Check {
    Check {
        id: code.id(),
        page,
        run: Some(run),
    }
}

const fn found_before(code: Code, page: &'static str) -> Check {
    Check {
        id: code.id(),
        page,
        run: None,
    }
}

/// What is found when all quarrels are known.
const fn found_after(code: Code, page: &'static str) -> Check {
    found_before(code, page)
}

const fn mark(mark: Mark, page: &'static str) -> Check {
    Check {
        id: mark.id(),
        page,
        run: None,
    }
}

/// Runs all checks, then holds the disputes against the quarrels.
#[must_use]
pub fn run(files: &Files, model: &Model) -> Vec<Diagnostic> {
    let timeline = Timeline::new(model);
    let sayings = Sayings::new(files, model);
    let quarrels = TimeQuarrels::find(model, &timeline, &sayings);
    let case = Case {
        files,
        model,
        sayings,
        timeline,
        quarrels,
    };
    let mut diagnostics = Vec::new();
    for check in ALL {
        if let Some(run) = check.run {
            run(&case, &mut diagnostics);
        }
    }
    disputes::settle(&case, &mut diagnostics);
    diagnostics
}
