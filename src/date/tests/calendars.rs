//! The calendar against chrono, and against dates that everybody knows.

use chrono::{Datelike, Months, NaiveDate};
use proptest::prelude::*;

use super::super::calendar::*;
use super::super::*;

fn oracle(day: i64) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day + 719_163).unwrap()).unwrap()
}

#[test]
fn the_limits_are_the_first_of_january() {
    assert_eq!(day_number(-YEAR_LIMIT, 1, 1), FIRST_DAY);
    assert_eq!(day_number(YEAR_LIMIT, 1, 1), LAST_DAY);
    assert_eq!(civil(i64::MIN), Civil::new(-YEAR_LIMIT, 1, 1));
    assert_eq!(civil(i64::MAX), Civil::new(YEAR_LIMIT, 1, 1));
}

#[test]
fn every_day_around_the_centuries_is_as_chrono_has_it() {
    for start in [
        -9_999, -401, -101, -1, 0, 99, 399, 1581, 1699, 1899, 1969, 1999, 2023, 2099, 9_998,
    ] {
        let first = day_number(start, 1, 1);
        for day in first..first + 800 {
            let (ours, theirs) = (civil(day), oracle(day));
            assert_eq!(
                (ours.year, u32::from(ours.month), u32::from(ours.day)),
                (i64::from(theirs.year()), theirs.month(), theirs.day())
            );
            assert_eq!(Calendar::Gregorian.day_number(ours), day);
        }
    }
}

#[test]
fn julian_dates_that_are_known() {
    let julian = |year, month, day| Calendar::Julian.day_number(Civil::new(year, month, day));
    // The day after Thursday 4 October 1582 (Julian) was Friday 15 October (Gregorian).
    assert_eq!(julian(1582, 10, 5), day_number(1582, 10, 15));
    assert_eq!(weekday(julian(1582, 10, 4)), Weekday::Thursday);
    // Britain: 2 September 1752, then 14 September. Russia: 31 January 1918, then 14 February.
    assert_eq!(julian(1752, 9, 3), day_number(1752, 9, 14));
    assert_eq!(julian(1918, 2, 1), day_number(1918, 2, 14));
    assert_eq!(julian(1900, 2, 29), day_number(1900, 3, 13));
    // Caesar was killed on 15 March 44 BC.
    assert_eq!(julian(-43, 3, 15), day_number(-43, 3, 13));
}

#[test]
fn dates_of_the_julian_calendar_have_gregorian_bounds() {
    let bounds = |text: &str| {
        super::bounds(
            &Edtf::parse_in(text, Calendar::Julian)
                .unwrap()
                .extent_julian(),
        )
    };
    assert_eq!(bounds("1918-01-31"), "1918-02-13 1918-02-14");
    assert_eq!(bounds("1917-10"), "1917-10-14 1917-11-14");
    assert_eq!(bounds("1917"), "1917-01-14 1918-01-14");
    assert_eq!(bounds("1900-02-29"), "1900-03-13 1900-03-14");
    assert_eq!(
        bounds("1900-02-XX"),
        "1900-02-13|1900-03-13 1900-02-14|1900-03-14"
    );
    assert_eq!(
        bounds("1918-01-31T12:00Z"),
        "1918-02-13T12:00|1918-02-13T12:01 1918-02-13T12:00|1918-02-13T12:01"
    );
    assert!(Edtf::parse_in("1901-02-29", Calendar::Julian).is_err());
    let early = Edtf::parse("1900")
        .unwrap()
        .extent_julian()
        .third(Third::Early)
        .unwrap();
    assert_eq!(super::bounds(&early), "1900-01-13 1900-06-13");
}

#[test]
fn weekdays_that_are_known() {
    let day = day_number(2025, 1, 18);
    assert_eq!(weekday(day), Weekday::Saturday);
    assert_eq!(latest_weekday(Weekday::Saturday, day), day);
    assert_eq!(latest_weekday(Weekday::Sunday, day), day - 6);
    assert_eq!(next_weekday(Weekday::Saturday, day), day + 7);
    assert_eq!(next_weekday(Weekday::Sunday, day), day + 1);
    assert_eq!(first_weekday(Weekday::Saturday, day), day);
    assert_eq!(first_weekday(Weekday::Friday, day), day + 6);
}

#[test]
fn months_are_counted_by_the_calendar() {
    let day = |text: &str| day_of(super::at(text));
    assert_eq!(add_months(day("2025-01-31"), 1), day("2025-02-28"));
    assert_eq!(add_months(day("2024-01-31"), 1), day("2024-02-29"));
    assert_eq!(add_months(day("2024-02-29"), 12), day("2025-02-28"));
    assert_eq!(add_months(day("2025-01-15"), -1), day("2024-12-15"));
    assert_eq!(add_months_residual(day("2025-02-28"), 1), day("2025-01-31"));
    assert_eq!(add_months_residual(day("2025-02-27"), 1), day("2025-01-27"));
    assert_eq!(add_months_residual(day("2025-03-30"), 1), day("2025-02-28"));
    assert_eq!(
        add_months_coresidual(day("2025-02-28"), 1),
        day("2025-01-28")
    );
    assert_eq!(add_months(0, i64::MAX), LAST_DAY);
    assert_eq!(add_months(0, i64::MIN), FIRST_DAY);
    assert_eq!(add_months_residual(0, i64::MIN), LAST_DAY);
}

#[test]
fn shifting_keeps_the_time_of_day() {
    let at = super::at;
    assert_eq!(
        shift(at("2025-01-31T21:30"), 1, Unit::Month),
        at("2025-02-28T21:30")
    );
    assert_eq!(shift(at("2024-02-29"), -1, Unit::Year), at("2023-02-28"));
    assert_eq!(
        shift(at("2025-01-19T21:30"), 3, Unit::Hour),
        at("2025-01-20T00:30")
    );
    assert_eq!(shift(0, i64::MAX, Unit::Week), LAST_DAY * DAY);
    assert_eq!(shift(i64::MIN, i64::MIN, Unit::Year), FIRST_DAY * DAY);
}

proptest! {
    #![proptest_config(super::config(1_000))]

    #[test]
    fn days_and_weekdays_are_as_chrono_has_them(day in -4_371_000_i64..2_932_000) {
        let (ours, theirs) = (civil(day), oracle(day));
        prop_assert_eq!(ours.year, i64::from(theirs.year()));
        prop_assert_eq!((u32::from(ours.month), u32::from(ours.day)), (theirs.month(), theirs.day()));
        prop_assert_eq!(Calendar::Gregorian.day_number(ours), day);
        prop_assert_eq!(weekday(day).number(), i64::from(theirs.weekday().num_days_from_monday()));
    }

    #[test]
    fn both_calendars_come_back(day in FIRST_DAY + 400..LAST_DAY - 400) {
        for calendar in [Calendar::Gregorian, Calendar::Julian] {
            let date = calendar.civil(day);
            prop_assert_eq!(calendar.day_number(date), day);
            prop_assert!(date.day <= calendar.days_in_month(date.year, date.month));
        }
    }

    #[test]
    fn months_are_as_chrono_adds_them(day in -2_000_000_i64..2_000_000, months in 0_u32..5_000) {
        let theirs = |date: NaiveDate| i64::from(date.num_days_from_ce()) - 719_163;
        let later = oracle(day).checked_add_months(Months::new(months)).unwrap();
        let earlier = oracle(day).checked_sub_months(Months::new(months)).unwrap();
        prop_assert_eq!(add_months(day, i64::from(months)), theirs(later));
        prop_assert_eq!(add_months(day, -i64::from(months)), theirs(earlier));
    }

    #[test]
    fn the_residual_is_adjoint(day in -1_000_000_i64..1_000_000, months in -400_i64..400, around in -3_i64..=3) {
        let residual = add_months_residual(day, months);
        let candidate = residual + around;
        prop_assert_eq!(candidate <= residual, add_months(candidate, months) <= day);
        let least = add_months_coresidual(day, months);
        let candidate = least + around;
        prop_assert_eq!(candidate >= least, add_months(candidate, months) >= day);
    }

    #[test]
    fn counting_months_is_monotone(day in any::<i64>(), months in any::<i64>(), further in 0_i64..100) {
        let later = day.saturating_add(further);
        prop_assert!(add_months(day, months) <= add_months(later, months));
        prop_assert!(add_months_residual(day, months) <= add_months_residual(later, months));
        let small = months % 1_000;
        prop_assert!(add_months(day % 10_000_000, small) <= add_months(day % 10_000_000 + further, small));
    }

    /// Every instant that a range leaves open is in the shifted range afterwards. Around the ends of months, where days are lost.
    #[test]
    fn ranges_are_shifted_soundly(year in 2000_i64..2010, month in 1_u8..=12, before in 0_i64..500_000, length in 0_i64..200_000, at in 0_i64..200_000, months in -13_i64..13) {
        let start = start_of(day_number(year, month, 1)) - before;
        let inside = start + at.min(length);
        let extent = Extent::moment(start, length, Precision::Minute).shifted(months, Unit::Month);
        let moved = shift(inside, months, Unit::Month);
        prop_assert!(extent.begins.contains(Range::exactly(moved)));
        prop_assert!(extent.ends.contains(Range::exactly(moved)));
    }

    /// Every day of an interval is in the shifted interval afterwards.
    #[test]
    fn intervals_are_shifted_soundly(first in 0_i64..20_000, length in 1_i64..100, at in 0_i64..100, months in -30_i64..30, coarse in any::<bool>()) {
        let precision = if coarse { Precision::Week } else { Precision::Day };
        let interval = Extent::period(first * DAY, (first + length) * DAY, precision).shifted(months, Unit::Month);
        let moved = add_months(first + at.min(length - 1), months);
        let (begin, end) = interval.days();
        prop_assert!(begin.unwrap() <= moved && moved <= end.unwrap());
    }

    #[test]
    fn weekdays_are_found(day in -1_000_000_i64..1_000_000, number in 0_usize..7) {
        let wanted = Weekday::ALL[number];
        let days = [latest_weekday(wanted, day), first_weekday(wanted, day), next_weekday(wanted, day)];
        prop_assert!(days.iter().all(|&day| weekday(day) == wanted));
        prop_assert!((day - 6..=day).contains(&days[0]));
        prop_assert!((day..=day + 6).contains(&days[1]));
        prop_assert!((day + 1..=day + 7).contains(&days[2]));
    }
}

/// What the network takes for granted of counted months, over a whole period of the calendar.
fn months_are_never_longer_than_said(calendar: Calendar, period: i64) {
    for months in (0..14).chain([
        47, 48, 49, 59, 60, 97, 1_188, 1_199, 1_200, 1_201, 2_400, 4_799,
    ]) {
        for day in (0..period).step_by(if months < 14 { 1 } else { 13 }) {
            let (early, late) = calendar.months_from_day(day, months);
            let on = calendar.months_days_at_most(months);
            let back = calendar.months_days_at_most(-months);
            assert!(late - day <= on, "{day} {months}");
            assert!(day - early <= back, "{day} {months}");
            // What is counted back from the last day of a month is counted on to it.
            let (from, to) = calendar.months_from_day(calendar.add_months(day, -months), months);
            assert!((from..=to).contains(&day), "{day} {months}");
            let (_, late) = calendar.months_from_day(day, -months);
            assert!(late - day <= back, "{day} -{months}");
        }
    }
    assert_eq!(calendar.months_days_at_most(1), 31);
    assert_eq!(calendar.months_days_at_most(-1), -28);
}

#[test]
fn gregorian_months_are_never_longer_than_said() {
    months_are_never_longer_than_said(Calendar::Gregorian, 146_097);
}

#[test]
fn julian_months_are_never_longer_than_said() {
    months_are_never_longer_than_said(Calendar::Julian, 1_461);
    // Of two centuries the Gregorian calendar always has fewer days: so nothing need be searched for one in which it has as many.
    let days = |calendar: Calendar, months| calendar.months_days_at_most(months);
    assert_eq!(days(Calendar::Julian, -2_400), -73_050);
    assert_eq!(days(Calendar::Gregorian, 2_400), 73_049);
    assert_eq!(days(Calendar::Gregorian, -2_400), -73_048);
}

#[test]
fn months_are_those_of_the_calendar() {
    let julian = |year, month, day| Calendar::Julian.day_number(Civil::new(year, month, day));
    let months_on = |day, months| Calendar::Julian.months_from_day(day, months);
    let reached = julian(1641, 3, 25);
    assert_eq!(months_on(julian(1641, 2, 25), 1), (reached, reached));
    let leap_day = julian(1700, 2, 29);
    assert_eq!(
        months_on(leap_day, 12),
        (julian(1701, 2, 28), julian(1701, 3, 1))
    );
    assert_eq!(months_on(julian(1696, 2, 29), 48), (leap_day, leap_day));
}
