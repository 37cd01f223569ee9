//! Floor 4. The checks, one file each beside its page. A check reads the model and adds diagnostics; it changes nothing.
//!
//! Adding a check is `NAME.rs`, `NAME.md` and a line in [`ALL`]. The page is what `belie explain NAME` shows, and its examples
//! are the check's tests.

mod circular_sourcing;
mod disputes;
mod event_disputed;
mod facts;
mod fingerprint;
mod gathered;
mod glance;
mod lists;
mod near_alias;
mod no_passage;
mod no_published;
mod not_yet_published;
mod origins;
mod passages;
mod quarrel;
mod quote_not_found;
mod quote_unchecked;
mod reordered_text;
mod run;
mod same_names;
mod single_origin;
mod spoken;
mod state_conflict;
mod things;
mod ties;
mod time_conflict;
pub(crate) mod timeline;
mod told_too_early;
mod touched;
mod two_places_at_once;
mod units;
mod unused_name;
mod uses;
mod value_conflict;
mod weekday_mismatch;

pub(crate) use disputes::seen_line;

use std::ops::Range;

use crate::date::Zone;
use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::model::{ClauseId, Model};
use crate::text::{FileId, Files};

pub(crate) use facts::FactIndex;
pub use facts::{Fact, FactAccount, Facts};
pub(crate) use passages::instead;
pub use passages::{Differences, Outcome, Passage, Passages, Sameness, Why};
pub use run::{Found, found, found_by_all, found_in_files, found_step_by_step};
pub use things::{Things, things_of, things_of_claims, things_of_declarations};
pub use ties::Ties;
pub use touched::Touched;
pub use unused_name::unused_names;
pub use uses::{Used, Uses};

use fingerprint::Sayings;
use gathered::Gathered;
use origins::Origins;
use time_conflict::TimeQuarrels;
use timeline::Timeline;

/// What checks know of the world outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting {
    /// Today's date, as a number of days since 1970-01-01, where it is the latest anywhere on Earth; none where nothing is to
    /// depend on the day.
    pub today: Option<i64>,
}

/// What a check looks at.
pub(crate) struct Case<'a> {
    /// The files of the case.
    pub files: &'a Files,
    /// The only file of which something is to be found that rests on the claims of one file alone; none if of all.
    pub part: Option<FileId>,
    /// What they mean.
    pub model: &'a Model,
    /// Its clauses, by what they speak of.
    pub gathered: &'a Gathered,
    /// What its clauses say, as fingerprints take it.
    pub sayings: Sayings<'a>,
    /// All that is claimed about time, as one network.
    pub timeline: Timeline,
    /// What is known of the world outside.
    pub setting: Setting,
    /// Every passage, looked up.
    pub passages: &'a Passages,
    /// Who cites whom.
    pub origins: Origins,
    /// The quarrels about time, and what is left open where they are set aside.
    pub quarrels: TimeQuarrels,
}

impl Case<'_> {
    /// The numbers of the claims of the file that is looked at, or of all.
    fn claims_of_part(&self) -> Range<usize> {
        let of_file = |file| self.model.claims_of(file);
        self.part.map_or(0..self.model.claims.len(), of_file)
    }

    /// The zone in which all sources of some clauses write, if it is one.
    fn common_zone(&self, clauses: impl IntoIterator<Item = ClauseId>) -> Option<Zone> {
        let zone = |clause| self.model.source(self.model.claim_of(clause).source).zone;
        let mut zones = clauses.into_iter().map(zone);
        let first = zones.next().flatten()?;
        zones.all(|zone| zone == Some(first)).then_some(first)
    }
}

/// A check with its page.
pub struct Check {
    /// Its id.
    pub id: &'static str,
    /// What users read about it, in Markdown.
    pub page: &'static str,
    /// What it does; none for marks, and for what is found before, while reading and resolving, or after, in [`disputes`].
    run: Option<Run>,
    /// How much of a case must be looked at for what it finds.
    reach: Reach,
}

/// What a check does: it looks at a case and adds what it finds.
type Run = fn(&Case<'_>, &mut Vec<Diagnostic>);

/// How much of a case must be looked at for what a check finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The claims that hang together with those it speaks of, as [`Touched`] knows: to it a part of a case is a case. It needs the
    /// network of times.
    Times,
    /// The same, without the network.
    Facts,
    /// All claims.
    Case,
    /// The claims of one file, each by itself or by their number, where all claims of each source stand in its file.
    File,
    /// Which names claims use, as [`Uses`] counts them.
    Names,
    /// Only the entities that are declared.
    Entities,
    /// Only the sources that are declared.
    Sources,
}

/// Every check and every mark, in the order of the design's table.
pub static ALL: &[Check] = &[
    check(
        Code::ValueConflict,
        include_str!("value-conflict.md"),
        Reach::Facts,
        value_conflict::check,
    ),
    check(
        Code::TimeConflict,
        include_str!("time-conflict.md"),
        Reach::Times,
        time_conflict::check,
    ),
    check(
        Code::StateConflict,
        include_str!("state-conflict.md"),
        Reach::Times,
        state_conflict::check,
    ),
    check(
        Code::EventDisputed,
        include_str!("event-disputed.md"),
        Reach::Times,
        event_disputed::check,
    ),
    mark(
        Mark::SelfContradiction,
        include_str!("self-contradiction.md"),
    ),
    mark(Mark::Misattributed, include_str!("misattributed.md")),
    check(
        Code::ToldTooEarly,
        include_str!("told-too-early.md"),
        Reach::Times,
        told_too_early::check,
    ),
    check(
        Code::WeekdayMismatch,
        include_str!("weekday-mismatch.md"),
        Reach::Case,
        weekday_mismatch::check,
    ),
    check(
        Code::TwoPlacesAtOnce,
        include_str!("two-places-at-once.md"),
        Reach::Times,
        two_places_at_once::check,
    ),
    check(
        Code::QuoteNotFound,
        include_str!("quote-not-found.md"),
        Reach::Case,
        quote_not_found::check,
    ),
    check(
        Code::QuoteUnchecked,
        include_str!("quote-unchecked.md"),
        Reach::File,
        quote_unchecked::check,
    ),
    check(
        Code::SingleOrigin,
        include_str!("single-origin.md"),
        Reach::Case,
        single_origin::check,
    ),
    check(
        Code::CircularSourcing,
        include_str!("circular-sourcing.md"),
        Reach::Sources,
        circular_sourcing::check,
    ),
    check(
        Code::NearAlias,
        include_str!("near-alias.md"),
        Reach::Entities,
        near_alias::check,
    ),
    check(
        Code::NoPassage,
        include_str!("no-passage.md"),
        Reach::File,
        no_passage::check,
    ),
    check(
        Code::NoPublished,
        include_str!("no-published.md"),
        Reach::File,
        no_published::check,
    ),
    check(
        Code::NotYetPublished,
        include_str!("not-yet-published.md"),
        Reach::Sources,
        not_yet_published::check,
    ),
    check(
        Code::UnusedName,
        include_str!("unused-name.md"),
        Reach::Names,
        unused_name::check,
    ),
    found_after(Code::StaleDispute, include_str!("stale-dispute.md")),
    found_after(Code::UnusedDispute, include_str!("unused-dispute.md")),
    found_before(Code::UnknownName, include_str!("unknown-name.md")),
    found_before(Code::DuplicateName, include_str!("duplicate-name.md")),
    found_before(Code::WrongKind, include_str!("wrong-kind.md")),
    found_before(Code::Syntax, include_str!("syntax.md")),
    check(
        Code::ReorderedText,
        include_str!("reordered-text.md"),
        Reach::File,
        reordered_text::check,
    ),
    found_before(Code::Unreadable, include_str!("unreadable.md")),
];

const fn check(code: Code, page: &'static str, reach: Reach, run: Run) -> Check {
    Check {
        id: code.id(),
        page,
        run: Some(run),
        reach,
    }
}

const fn found_before(code: Code, page: &'static str) -> Check {
    Check {
        id: code.id(),
        page,
        run: None,
        reach: Reach::Case,
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
        reach: Reach::Case,
    }
}

/// Holds the disputes of a case against its quarrels, which are given in an order that does not depend on how they were found.
pub fn settle(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    disputes::settle(model, diagnostics);
}
