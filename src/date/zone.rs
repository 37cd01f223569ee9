//! Time zones by their names in the time zone database.

use std::num::NonZeroU16;

use tz::TimeZoneRef;
use tzdb_data::time_zone::UTC;
use tzdb_data::{TZ_NAMES, find_tz};

use super::calendar::within_limits;
use super::{DAY, Extent};

/// How far the clocks of the Earth go ahead of UTC, in seconds.
pub const AHEAD_MAX: i64 = 14 * 3_600;
/// How far the clocks of the Earth are behind UTC, in seconds.
pub const BEHIND_MAX: i64 = 12 * 3_600;

/// How soon after clocks are put back they show again what they showed before, in seconds: a day, where a zone changed sides of the
/// date line.
const PUT_BACK_MAX: i64 = 25 * 3_600;

/// What the database has for clocks that nobody has set: no zone of any place.
const UNSET: &str = "Factory";

/// A time zone of the time zone database: `Asia/Kabul`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(
    /// One more than the number of its name: so it takes no more room where there is none.
    NonZeroU16,
);

impl Zone {
    /// The zone of this name, in the spelling of the database.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut known = TZ_NAMES.iter();
        let number = known.position(|known| *known == name && name != UNSET)?;
        let after = u16::try_from(number + 1).ok()?;
        NonZeroU16::new(after).map(Self)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        TZ_NAMES[usize::from(self.0.get() - 1)]
    }

    /// All names, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_NAMES.iter().copied().filter(|name| *name != UNSET)
    }

    /// The first and the last instant of UTC that a time on the clock may be: two when clocks are put back; where clocks are put
    /// forward over it, what it would be before and after.
    #[must_use]
    pub fn utc(self, local: i64) -> (i64, i64) {
        let (west, east) = self.offsets(local);
        (
            within_limits(local.saturating_sub(east)),
            within_limits(local.saturating_sub(west)),
        )
    }

    /// The first and the last time on the clock that an instant of UTC may be: one, unless it lies beyond the years of the database.
    #[must_use]
    pub fn local(self, utc: i64) -> (i64, i64) {
        let offset = self.known_offset_at(utc);
        let (least, most) = offset.map_or((-BEHIND_MAX, AHEAD_MAX), |one| (one, one));
        (
            within_limits(utc.saturating_add(least)),
            within_limits(utc.saturating_add(most)),
        )
    }

    /// The first time on the clock that may be shown at an instant of UTC or later: clocks may be put back after it.
    #[must_use]
    pub fn local_from(self, utc: i64) -> i64 {
        let later = utc.saturating_add(PUT_BACK_MAX);
        let now = self.local(utc).0;
        match self.offset_at(later) < self.offset_at(utc) {
            true => now.min(self.local(self.change(utc, later)).0),
            false => now,
        }
    }

    /// The last time on the clock that may be shown before or at an instant of UTC: clocks may have been put back before it.
    #[must_use]
    pub fn local_until(self, utc: i64) -> i64 {
        let earlier = utc.saturating_sub(PUT_BACK_MAX);
        let now = self.local(utc).1;
        match self.offset_at(earlier) > self.offset_at(utc) {
            true => {
                let change = self.change(earlier, utc);
                let before = self.offset_at(change.saturating_sub(1));
                now.max(within_limits(change.saturating_add(before)))
            }
            false => now,
        }
    }

    /// The instant of UTC from which on the offset of `to` holds, by bisection; it changes once in between.
    fn change(self, from: i64, to: i64) -> i64 {
        let (mut before, mut after) = (from, to);
        while after.saturating_sub(before) > 1 {
            let middle = before + (after - before) / 2;
            match self.offset_at(middle) == self.offset_at(to) {
                true => after = middle,
                false => before = middle,
            }
        }
        after
    }

    /// The smallest and the largest offset from UTC, in seconds, that the zone has ever had, as far as the database knows.
    #[must_use]
    pub fn offsets_ever(self) -> (i64, i64) {
        let shown = self.clocks().local_time_types().iter();
        let offsets = shown.map(|shown| i64::from(shown.ut_offset()));
        offsets.fold((i64::MAX, i64::MIN), |(least, most), offset| {
            (least.min(offset), most.max(offset))
        })
    }

    /// The smallest and the largest offset from UTC, in seconds, that a time on the clock may have. Clocks are put forward or back
    /// once at the most in two days: so it is one of two that a time may have, each if it leads to an instant that has it.
    fn offsets(self, local: i64) -> (i64, i64) {
        let around = [local.saturating_sub(DAY), local.saturating_add(DAY)];
        let [Some(before), Some(after)] = around.map(|utc| self.known_offset_at(utc)) else {
            return (-BEHIND_MAX, AHEAD_MAX);
        };
        let may_be = |offset: i64| self.offset_at(local.saturating_sub(offset)) == offset;
        match (may_be(before), may_be(after)) {
            (true, false) => (before, before),
            (false, true) => (after, after),
            // Twice, or never.
            _ => (before.min(after), before.max(after)),
        }
    }

    /// The offset from UTC at an instant of UTC, in seconds.
    fn offset_at(self, utc: i64) -> i64 {
        self.known_offset_at(utc).unwrap_or(0)
    }

    /// The same; none beyond the years that the database counts, where nobody knows.
    fn known_offset_at(self, utc: i64) -> Option<i64> {
        let shown = self.clocks().find_local_time_type(utc).ok()?;
        Some(shown.ut_offset().into())
    }

    /// What its clocks show when.
    fn clocks(self) -> &'static TimeZoneRef<'static> {
        find_tz(self.name().as_bytes()).unwrap_or(&UTC)
    }
}

impl Extent {
    /// The extent in UTC, its bare instants read on the clocks of a zone, as widely as clocks that are put forward or back need. One
    /// that has a zone already stays as it is.
    #[must_use]
    pub fn in_zone(&self, zone: Zone) -> Self {
        if self.zoned {
            return self.clone();
        }
        let mut utc = self.map(&|at| zone.utc(at).0, &|at| zone.utc(at).1);
        utc.set_zoned(Some(zone));
        utc
    }
}
