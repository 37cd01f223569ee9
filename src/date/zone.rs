//! Time zones by their names in the time zone database.

use chrono::{DateTime, MappedLocalTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::calendar::{self, within_limits};
use super::{DAY, Extent};

/// How far the clocks of the Earth go ahead of UTC, in seconds.
pub const AHEAD_MAX: i64 = 14 * 3_600;
/// How far the clocks of the Earth are behind UTC, in seconds.
pub const BEHIND_MAX: i64 = 12 * 3_600;

/// How soon after clocks are put back they show again what they showed before, in seconds: a day, where a zone changed sides of the
/// date line.
const PUT_BACK_MAX: i64 = 25 * 3_600;

/// A time zone of the time zone database: `Asia/Kabul`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

impl Zone {
    /// The zone of this name, in the spelling of the database.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// All names, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name())
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
        let known = DateTime::from_timestamp(utc, 0).is_some();
        let (behind, ahead) = match known {
            true => (-self.offset_at(utc), self.offset_at(utc)),
            false => (BEHIND_MAX, AHEAD_MAX),
        };
        (
            within_limits(utc.saturating_sub(behind)),
            within_limits(utc.saturating_add(ahead)),
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

    /// The smallest and the largest offset from UTC, in seconds, that the zone has ever had, as far as the database knows. No offset
    /// that lasted less than two days is looked for.
    #[must_use]
    pub fn offsets_ever(self) -> (i64, i64) {
        let days = (calendar::day_number(1830, 1, 1)..calendar::day_number(2110, 1, 1)).step_by(2);
        let offsets = days.map(|day| self.offset_at(calendar::start_of(day)));
        offsets.fold((i64::MAX, i64::MIN), |(least, most), offset| {
            (least.min(offset), most.max(offset))
        })
    }

    /// The smallest and the largest offset from UTC, in seconds, that a time on the clock may have.
    fn offsets(self, local: i64) -> (i64, i64) {
        let clock = DateTime::from_timestamp(local, 0).map(|utc| utc.naive_utc());
        let seconds = |offset: chrono_tz::TzOffset| i64::from(offset.fix().local_minus_utc());
        let order = |a: i64, b: i64| (a.min(b), a.max(b));
        match clock.map(|clock| self.0.offset_from_local_datetime(&clock)) {
            Some(MappedLocalTime::Single(offset)) => (seconds(offset), seconds(offset)),
            Some(MappedLocalTime::Ambiguous(a, b)) => order(seconds(a), seconds(b)),
            Some(MappedLocalTime::None) => order(
                self.offset_at(local.saturating_sub(DAY)),
                self.offset_at(local.saturating_add(DAY)),
            ),
            // Beyond the years that chrono counts, where nobody knows.
            None => (-BEHIND_MAX, AHEAD_MAX),
        }
    }

    /// The offset from UTC at an instant of UTC.
    fn offset_at(self, utc: i64) -> i64 {
        let utc = DateTime::from_timestamp(utc, 0).map(|utc| utc.naive_utc());
        utc.map_or(0, |utc| {
            i64::from(
                self.0
                    .offset_from_utc_datetime(&utc)
                    .fix()
                    .local_minus_utc(),
            )
        })
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
