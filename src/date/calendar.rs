//! Days as numbers: the proleptic Gregorian and Julian calendars, weekdays, and counting by months.
//!
//! A day is the number of days since 1970-01-01. Years are astronomical: 0 is 1 BC. The arithmetic is Howard Hinnant's
//! ("chrono-Compatible Low-Level Date Algorithms"): years begin in March, so that the leap day comes last, and repeat after
//! 146 097 days (400 Gregorian years) or 1461 days (4 Julian ones). Everything saturates at [`YEAR_LIMIT`].

use super::{DAY, Weekday};

/// Years farther than this from year 0 are not counted: a date there is known to lie beyond, and no more. Sums of a dozen
/// instants inside the limit fit an `i64`.
pub const YEAR_LIMIT: i64 = 20_000_000_000;

/// The first day that is counted: 1 January of the year −[`YEAR_LIMIT`].
pub const FIRST_DAY: i64 = -7_304_850_719_528;

/// The last day that is counted: 1 January of the year [`YEAR_LIMIT`].
pub const LAST_DAY: i64 = 7_304_849_280_472;

/// A calendar in which dates are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Calendar {
    /// The one of ISO 8601, also for the time before it was introduced.
    #[default]
    Gregorian,
    /// The one before it: a leap year every four years. Years begin on 1 January here as well.
    Julian,
}

/// A day by year, month and day of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// The astronomical year: 0 is 1 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Civil {
    /// A day by its three numbers. Nothing is checked.
    #[must_use]
    pub fn new(year: i64, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }
}

impl Calendar {
    /// Whether February of the year has 29 days.
    #[must_use]
    pub fn is_leap(self, year: i64) -> bool {
        match self {
            Self::Gregorian => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0),
            Self::Julian => year % 4 == 0,
        }
    }

    /// How many days the month (1 to 12) has.
    #[must_use]
    pub fn days_in_month(self, year: i64, month: u8) -> u8 {
        match month {
            2 if self.is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The number of a day; years beyond [`YEAR_LIMIT`] count as the limit.
    #[must_use]
    pub fn day_number(self, civil: Civil) -> i64 {
        let month = i64::from(civil.month);
        let year = civil.year.clamp(-YEAR_LIMIT, YEAR_LIMIT) - i64::from(civil.month <= 2);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(civil.day) - 1;
        match self {
            Self::Gregorian => {
                let (era, rest) = (year.div_euclid(400), year.rem_euclid(400));
                era * 146_097 + rest * 365 + rest / 4 - rest / 100 + day_of_year - 719_468
            }
            Self::Julian => {
                let (era, rest) = (year.div_euclid(4), year.rem_euclid(4));
                era * 1_461 + rest * 365 + day_of_year - 719_470
            }
        }
    }

    /// The year, month and day of a day number, which is first brought between [`FIRST_DAY`] and [`LAST_DAY`].
    #[must_use]
    pub fn civil(self, day: i64) -> Civil {
        let day = day.clamp(FIRST_DAY, LAST_DAY);
        let (year, day_of_year) = match self {
            Self::Gregorian => {
                let from_march = day + 719_468;
                let (era, rest) = (
                    from_march.div_euclid(146_097),
                    from_march.rem_euclid(146_097),
                );
                let year = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365;
                (
                    era * 400 + year,
                    rest - (365 * year + year / 4 - year / 100),
                )
            }
            Self::Julian => {
                let from_march = day + 719_470;
                let (era, rest) = (from_march.div_euclid(1_461), from_march.rem_euclid(1_461));
                let year = (rest - rest / 1_460) / 365;
                (era * 4 + year, rest - 365 * year)
            }
        };
        from_march(year, day_of_year)
    }

    /// The instant at which a month begins. The month is counted on from January of the year, so 12 is January of the next.
    #[must_use]
    pub(super) fn month_start(self, year: i64, months: i64) -> i64 {
        let total = year.saturating_mul(12).saturating_add(months);
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12));
        let month = u8::try_from(month + 1).unwrap_or(1);
        self.day_number(Civil::new(year, month, 1)) * DAY
    }

    /// The day `months` of its months later (earlier, if negative). A day that the month does not have becomes its last:
    /// 31 January and one month is 28 or 29 February. Monotone in `day`; saturates at [`FIRST_DAY`] and [`LAST_DAY`].
    #[must_use]
    pub fn add_months(self, day: i64, months: i64) -> i64 {
        let from = self.civil(day);
        let (year, month) = months_from(from, months);
        let last = self.days_in_month(year, month);
        let to = Civil::new(year, month, from.day.min(last));
        self.day_number(to).clamp(FIRST_DAY, LAST_DAY)
    }

    /// The first and the last day that may be meant by `months` of its months from a day. Where the month reached has no such day, some
    /// take its last day and some the first of the next: a year after 29 February is 28 February or 1 March. From the last day of a month
    /// some count to the last of another: a month after 30 April is 30 or 31 May, as a month before 31 May is 30 April. Both monotone;
    /// saturate.
    #[must_use]
    pub fn months_from_day(self, day: i64, months: i64) -> (i64, i64) {
        let early = self.add_months(day, months);
        let (from, to) = (self.civil(day), self.civil(early));
        let last = |of: Civil| self.days_in_month(of.year, of.month);
        let lacks = to.day < from.day;
        let late = match from.day == last(from) && !lacks {
            true => early.saturating_add(i64::from(last(to) - to.day)),
            false => early.saturating_add(i64::from(lacks)),
        };
        (early, late.clamp(FIRST_DAY, LAST_DAY))
    }

    /// How many days lie at most between a day and that day so many months on ([`Calendar::months_from_day`]); below zero for months
    /// back, where it is the fewest that are gone back.
    #[must_use]
    pub fn months_days_at_most(self, months: i64) -> i64 {
        /// The longest and the shortest run of so many months within a year, none of them a leap year's longest.
        const LONGEST: [i64; 12] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];
        const SHORTEST: [i64; 12] = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
        let (years, rest) = (months.saturating_abs() / 12, months.saturating_abs() % 12);
        let whole = years.saturating_mul(365);
        let of = |runs: [i64; 12]| usize::try_from(rest).map_or(0, |rest| runs[rest]);
        let (fewest, most) = self.leap_days(years);
        if months >= 0 {
            // Months behind whole years may reach one more.
            let one_more = i64::from(years > 0 && rest > 0 && years % 4 == 0);
            let most = most.saturating_add(one_more);
            whole.saturating_add(most).saturating_add(of(LONGEST))
        } else {
            -whole.saturating_add(fewest).saturating_add(of(SHORTEST))
        }
    }

    /// The fewest and the most leap days that so many years may have.
    fn leap_days(self, years: i64) -> (i64, i64) {
        let of_four = |years: i64| (years / 4, (years + 3) / 4);
        match self {
            Self::Julian => of_four(years),
            Self::Gregorian => {
                let (eras, years) = (years / 400 * 97, years % 400);
                let (fewest, most) = of_four(years);
                // Of the centuries that begin in them all may lack one, or all but one of those that must.
                let centuries = ((years + 99) / 100).min(3);
                let least = (years / 100 - 1).max(0);
                (eras + (fewest - centuries).max(0), eras + most - least)
            }
        }
    }
}

/// A year that begins in March and a day of it (from 0), as the calendar names them.
fn from_march(year: i64, day_of_year: i64) -> Civil {
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    // Both are small by construction, so the fallback is never taken.
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    Civil::new(year + i64::from(month <= 2), small(month), small(day))
}

/// The number of a Gregorian day; see [`Calendar::day_number`].
#[must_use]
pub fn day_number(year: i64, month: u8, day: u8) -> i64 {
    Calendar::Gregorian.day_number(Civil::new(year, month, day))
}

/// A day number as a Gregorian day; see [`Calendar::civil`].
#[must_use]
pub fn civil(day: i64) -> Civil {
    Calendar::Gregorian.civil(day)
}

/// The day in which an instant lies.
#[must_use]
pub fn day_of(instant: i64) -> i64 {
    instant.div_euclid(DAY)
}

/// The instant at which a day begins, saturating.
#[must_use]
pub fn start_of(day: i64) -> i64 {
    day.clamp(FIRST_DAY, LAST_DAY) * DAY
}

/// The weekday of a day.
#[must_use]
pub fn weekday(day: i64) -> Weekday {
    // 1970-01-01 was a Thursday.
    Weekday::ALL[usize::try_from((day.rem_euclid(7) + 3) % 7).unwrap_or(0)]
}

/// The latest day with this weekday that is not after `day`.
#[must_use]
pub fn latest_weekday(weekday: Weekday, day: i64) -> i64 {
    let behind = self::weekday(day).number() - weekday.number();
    day.saturating_sub(behind.rem_euclid(7))
}

/// The first day with this weekday that is after `day`.
#[must_use]
pub fn next_weekday(weekday: Weekday, day: i64) -> i64 {
    latest_weekday(weekday, day.saturating_add(7))
}

/// The first day with this weekday that is not before `day`.
#[must_use]
pub fn first_weekday(weekday: Weekday, day: i64) -> i64 {
    latest_weekday(weekday, day.saturating_add(6))
}

/// The day `months` Gregorian months later; see [`Calendar::add_months`].
#[must_use]
pub fn add_months(day: i64, months: i64) -> i64 {
    Calendar::Gregorian.add_months(day, months)
}

/// The residual of [`add_months`]: the largest day `d` with `add_months(d, months) <= day`. Several days may become one
/// (28 to 31 January and a month are all 28 February), so going back is not `add_months(day, -months)`. Monotone; saturates.
#[must_use]
pub fn add_months_residual(day: i64, months: i64) -> i64 {
    let to = civil(day);
    let (year, month) = months_from(to, months.saturating_neg());
    let last = Calendar::Gregorian.days_in_month(year, month);
    let is_last = to.day == Calendar::Gregorian.days_in_month(to.year, to.month);
    // The days that the later month lacks all become its last day.
    let day = if is_last { last } else { to.day.min(last) };
    day_number(year, month, day).clamp(FIRST_DAY, LAST_DAY)
}

/// The least day `d` with `add_months(d, months) >= day`: where counting back `months` from `day` may start at the earliest.
/// Monotone; saturates.
#[must_use]
pub fn add_months_coresidual(day: i64, months: i64) -> i64 {
    add_months_residual(day.saturating_sub(1), months)
        .saturating_add(1)
        .clamp(FIRST_DAY, LAST_DAY)
}

/// The year and month that lie `months` away.
fn months_from(from: Civil, months: i64) -> (i64, u8) {
    let total = (from.year * 12 + i64::from(from.month) - 1)
        .saturating_add(months)
        .clamp(-YEAR_LIMIT * 12, YEAR_LIMIT * 12);
    let month = u8::try_from(total.rem_euclid(12) + 1).unwrap_or(1);
    (total.div_euclid(12), month)
}

/// Units in which time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 1 second
    Second,
    /// 60 seconds
    Minute,
    /// 3600 seconds
    Hour,
    /// A calendar day.
    Day,
    /// 7 days
    Week,
    /// A calendar month.
    Month,
    /// A calendar year: 12 months.
    Year,
}

impl Unit {
    /// Its seconds, where all of its kind are of one length.
    #[must_use]
    pub fn seconds(self) -> Option<i64> {
        match self {
            Self::Second => Some(1),
            Self::Minute => Some(60),
            Self::Hour => Some(3_600),
            Self::Day => Some(DAY),
            Self::Week => Some(7 * DAY),
            Self::Month | Self::Year => None,
        }
    }

    /// Its months, where it is counted by the calendar.
    #[must_use]
    pub fn months(self) -> Option<i64> {
        match self {
            Self::Month => Some(1),
            Self::Year => Some(12),
            _ => None,
        }
    }
}

/// The instant `count` units later (earlier, if negative). Months and years go by the calendar and keep the time of day.
/// Saturates. Monotone in whole days and inside a day; months later, 28 January 23:00 and 29 January 01:00 are both on 28 February, in
/// the other order.
#[must_use]
pub fn shift(instant: i64, count: i64, unit: Unit) -> i64 {
    match unit.seconds() {
        Some(seconds) => within_limits(instant.saturating_add(count.saturating_mul(seconds))),
        None => shift_months(instant, count.saturating_mul(unit.months().unwrap_or(0))),
    }
}

/// The instant `months` calendar months later, at the same time of day.
#[must_use]
pub(super) fn shift_months(instant: i64, months: i64) -> i64 {
    let instant = within_limits(instant);
    within_limits(add_months(day_of(instant), months) * DAY + instant.rem_euclid(DAY))
}

/// The nearest instant that is counted.
#[must_use]
pub(super) fn within_limits(instant: i64) -> i64 {
    instant.clamp(FIRST_DAY * DAY, LAST_DAY * DAY)
}

impl Weekday {
    /// All, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Days since Monday: 0 to 6.
    #[must_use]
    pub fn number(self) -> i64 {
        self as i64
    }

    /// Its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}
