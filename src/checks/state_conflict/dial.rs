//! The clock on which the times of a clash are told: so that what was told in a zone is read there, and no stretch is wider than it is known.

use super::holding::{Held, Holding};
use crate::checks::Case;
use crate::checks::timeline::{At, Clock};
use crate::date::show;

/// The clock of some holdings: the zone in which all their sources write, or UTC, where all that is told of them is known there; else the
/// bare one.
#[derive(Debug, Clone, Copy)]
pub struct Dial(Clock);

impl Dial {
    pub fn of<'h>(case: &Case<'_>, holdings: impl Iterator<Item = &'h Holding> + Clone) -> Self {
        let is_known = |holding: &Holding| ends(holding).iter().all(|at| at.utc().is_some());
        if !holdings.clone().all(is_known) {
            return Self(Clock::Bare);
        }
        let same = case.common_zone(holdings.map(|holding| holding.clause));
        Self(same.map_or(Clock::Utc, Clock::Of))
    }

    /// The bare clock.
    pub const BARE: Self = Self(Clock::Bare);

    /// Not before which instant of it a point is.
    pub fn earliest(self, at: &At) -> Option<i64> {
        match self.0 {
            Clock::Bare => at.earliest,
            _ => Some(self.shown(at.utc()?.low?.seconds)),
        }
    }

    /// Not after which.
    pub fn latest(self, at: &At) -> Option<i64> {
        match self.0 {
            Clock::Bare => at.latest,
            _ => Some(self.shown(at.utc()?.high?.seconds)),
        }
    }

    /// What it shows at an instant of UTC; an instant of the bare clock is what that shows.
    pub fn shown(self, instant: i64) -> i64 {
        match self.0 {
            Clock::Of(zone) => zone.local(instant).0,
            Clock::Bare | Clock::Utc => instant,
        }
    }

    /// Whether it is the bare one.
    pub fn is_bare(self) -> bool {
        self.0 == Clock::Bare
    }

    /// A stretch of it: `Sun 19 – Tue 21 Jan 2025 in Europe/Rome`, weekdays only if they are wanted.
    pub fn stretch(self, first: Option<i64>, end: Option<i64>, named: bool) -> String {
        let stretch = match named {
            true => show::days_named(first, end),
            false => show::days(first, end),
        };
        let words = self.0.words();
        // `from 30 Jun 2019 12:00 UTC on`
        match stretch.strip_suffix(" on") {
            Some(from) => format!("{from}{words} on"),
            None => stretch + &words,
        }
    }

    /// A moment in a stretch: `some moment of 7 May 2019`, `some moment before 7 May 2019`.
    pub fn some_moment(self, first: Option<i64>, end: Option<i64>) -> String {
        let stretch = self.stretch(first, end, false);
        match first.is_some() && end.is_some() {
            true => format!("some moment of {stretch}"),
            false => format!("some moment {stretch}"),
        }
    }
}

/// The points of a holding that are told.
fn ends(holding: &Holding) -> [At; 2] {
    match holding.held {
        Held::Covers { from, to, .. } | Held::Somewhen { from, to } | Held::UpTo { from, to } => {
            [from, to]
        }
        Held::After(at) => [at, at],
    }
}
