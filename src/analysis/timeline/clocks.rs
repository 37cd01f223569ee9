//! What is left open for a time, on every clock that shows it: a day of a stated zone is one day there, and wider on no clock but the
//! bare one.

use crate::checks::timeline::Clock;
use crate::date::{AHEAD_MAX, BEHIND_MAX, Extent, Zone};

/// First and last instants that are left open; the last is outside.
pub(super) type Open = (Option<i64>, Option<i64>);

/// What is left open, on each clock on which it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    /// On the clock of wherever bare times are told.
    pub bare: Open,
    /// In UTC, where that is known as exactly.
    pub utc: Option<Open>,
    /// On the clocks of the zone in which the source writes.
    pub own: Option<Open>,
}

/// The clock on which some stretches of one event can be told apart: their own if they have one in common.
pub(super) fn common(clocks: impl Iterator<Item = Clock> + Clone) -> Clock {
    let Some(first) = clocks.clone().next() else {
        return Clock::Bare;
    };
    match clocks.clone().all(|clock| clock == first) {
        true => first,
        false if clocks.clone().any(|clock| clock == Clock::Bare) => Clock::Bare,
        false => Clock::Utc,
    }
}

impl Default for Left {
    /// Everything.
    fn default() -> Self {
        let open = (None, None);
        Self {
            bare: open,
            utc: Some(open),
            own: Some(open),
        }
    }
}

impl Left {
    /// Of a point of the network: on the bare clock, in UTC and on the clocks of the source's zone, as far as it is there.
    pub fn of_point(bare: Open, utc: Option<Open>, own: Option<Open>, zone: Option<Zone>) -> Self {
        // A bare time is wider in UTC, and one with a zone on the bare clock.
        let utc = utc.filter(|utc| {
            let begins = bare.0.is_none_or(|at| utc.0.is_some_and(|utc| utc >= at));
            let ends = bare.1.is_none_or(|at| utc.1.is_some_and(|utc| utc <= at));
            begins && ends
        });
        let shown = utc.zip(zone).map(|(utc, zone)| local(utc, zone));
        let own = shown.map(|shown| own.map_or(shown, |own| narrower(shown, own)));
        Self { bare, utc, own }
    }

    /// Of a date.
    pub fn of_date(date: &Extent, zone: Option<Zone>) -> Self {
        let hull = date.hull();
        if !date.zoned {
            return Self {
                bare: hull,
                utc: None,
                own: None,
            };
        }
        let behind = |at: i64| at.saturating_sub(BEHIND_MAX);
        let ahead = |at: i64| at.saturating_add(AHEAD_MAX);
        Self {
            bare: (hull.0.map(behind), hull.1.map(ahead)),
            utc: Some(hull),
            own: zone.map(|zone| local(hull, zone)),
        }
    }

    /// From the beginning of one to the end of another.
    pub fn up_to(self, end: Self) -> Self {
        let both = |from: Open, to: Open| (from.0, to.1);
        let known = |from: Option<Open>, to: Option<Open>| Some(both(from?, to?));
        Self {
            bare: both(self.bare, end.bare),
            utc: known(self.utc, end.utc),
            own: known(self.own, end.own),
        }
    }

    /// Its beginning alone.
    pub fn begin(self) -> Self {
        self.up_to(Self::default())
    }

    /// Its end alone.
    pub fn end(self) -> Self {
        Self::default().up_to(self)
    }

    /// Whether it says nothing.
    pub fn is_open(self) -> bool {
        self.bare == (None, None)
    }

    /// The clock on which it is known best.
    pub fn clock(self, zone: Option<Zone>) -> Clock {
        match (self.utc, self.own.and(zone)) {
            (None, _) => Clock::Bare,
            (Some(_), None) => Clock::Utc,
            (Some(_), Some(zone)) => Clock::Of(zone),
        }
    }

    /// What a clock shows; its own, where it is shown on that of a zone.
    pub fn on(self, clock: Clock) -> Open {
        let (from, to) = match clock {
            Clock::Bare => self.bare,
            Clock::Utc => self.utc.unwrap_or(self.bare),
            Clock::Of(_) => self.own.unwrap_or(self.bare),
        };
        (from, to.map(|to| to.max(from.unwrap_or(to))))
    }
}

/// As the clocks of a zone show it.
fn local((from, to): Open, zone: Zone) -> Open {
    (
        from.map(|at| zone.local(at).0),
        to.map(|at| zone.local(at).1),
    )
}

/// What is in both.
fn narrower(one: Open, other: Open) -> Open {
    let end = match (one.1, other.1) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    (one.0.max(other.0), end)
}
