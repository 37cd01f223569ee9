//! Months, days and seasons of a year that may have unspecified digits.
//!
//! | season | months |
//! | --- | --- |
//! | 25–28 | northern spring (Mar–May), summer (Jun–Aug), autumn (Sep–Nov), winter (Dec–Feb) |
//! | 29–32 | southern spring (Sep–Nov), summer (Dec–Feb), autumn (Mar–May), winter (Jun–Aug) |
//! | 21–24 | spring, summer, autumn, winter of either hemisphere: one of the two |
//! | 33–36, 37–39, 40–41 | quarters, thirds, halves of the year, exactly |
//!
//! A season of 21–32 begins and ends between the 1st and the 24th of its month, so that the meteorological and the
//! astronomical reading both fit. One over the turn of the year may be named after either year.

use super::calendar::{Calendar, Civil, within_limits};
use super::edtf::{Pair, Years, fits};
use super::{DAY, Extent, PIECES, Precision, Range};

/// The first and the last of some numbers that follow each other.
type Run = (u8, u8);

/// The runs of numbers up to `most` that two digits may stand for.
pub(super) fn runs(pair: Pair, most: u8) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for number in (1..=most).filter(|&number| fits(pair, number)) {
        match runs.last_mut() {
            Some(last) if last.1 + 1 == number => last.1 = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

/// One of the months in one of the years.
pub(super) fn months(years: Years, month: Pair, calendar: Calendar) -> Extent {
    let start = |year, months| within_limits(calendar.month_start(year, i64::from(months)));
    let unit = |year, (first, last): Run| {
        let begins = Range::new(start(year, first - 1), start(year, last - 1));
        Some(Extent::new(
            begins,
            Range::new(start(year, first), start(year, last)),
            Precision::Month,
        ))
    };
    each(years, &runs(month, 12), unit)
}

/// One of the days of one of the months in one of the years.
pub(super) fn days(years: Years, month: Pair, day: Pair, calendar: Calendar) -> Extent {
    if let Some(civil) = certain(years, month, day) {
        return Extent::day(calendar.day_number(civil));
    }
    let whole = (1, 31);
    let day_runs = runs(day, 31);
    let month_runs = runs(month, 12);
    let units: Vec<(Run, Run)> = if day_runs == [whole] {
        month_runs
            .into_iter()
            .map(|months| (months, whole))
            .collect()
    } else {
        let months = month_runs
            .into_iter()
            .flat_map(|(first, last)| first..=last);
        months
            .flat_map(|month| day_runs.iter().map(move |&days| ((month, month), days)))
            .collect()
    };
    let unit = |year, ((first_month, last_month), (first, last)): (Run, Run)| {
        let last = last.min(calendar.days_in_month(year, last_month));
        let number = |month, day| calendar.day_number(Civil::new(year, month, day));
        let exists = first <= calendar.days_in_month(year, first_month);
        exists.then(|| Extent::some_day(number(first_month, first), number(last_month, last)))
    };
    each(years, &units, unit)
}

/// The day that is meant, where every digit of it is given: as nearly always.
pub(super) fn certain(years: Years, month: Pair, day: Pair) -> Option<Civil> {
    let of = |[tens, ones]: Pair| Some(tens? * 10 + ones?);
    Some(Civil::new(years.certain()?, of(month)?, of(day)?))
}

/// One of the units in one of the years; units that a year lacks (29 February) are left out. The hull alone where there are
/// too many.
fn each<U: Copy>(years: Years, units: &[U], extent: impl Fn(i64, U) -> Option<Extent>) -> Extent {
    let of = |year: i64| -> Vec<Extent> {
        units
            .iter()
            .filter_map(|&unit| extent(year, unit))
            .collect()
    };
    let few = years.few().filter(|few| few.len() * units.len() <= PIECES);
    if let Some(few) = few {
        return Extent::one_of(few.into_iter().flat_map(of).collect());
    }
    let runs = years.runs();
    let all = || runs.iter().flat_map(|&(low, high)| low..=high);
    let from_the_end = || {
        runs.iter()
            .rev()
            .flat_map(|&(low, high)| (low..=high).rev())
    };
    let first = all().map(of).find(|found| !found.is_empty());
    let last = from_the_end().map(of).find(|found| !found.is_empty());
    Extent::one_of([first, last].into_iter().flatten().flatten().collect()).without_pieces()
}

/// The years have such a day at all.
pub(super) fn exists(years: Years, month: Pair, day: Pair, calendar: Calendar) -> bool {
    if let Some(civil) = certain(years, month, day) {
        return (1..=12).contains(&civil.month)
            && (1..=calendar.days_in_month(civil.year, civil.month)).contains(&civil.day);
    }
    let Some(&(first, _)) = runs(day, 31).first() else {
        return false;
    };
    let common = (1..=12)
        .filter(|&number| fits(month, number))
        .any(|number| first <= calendar.days_in_month(2001, number));
    let leap_day = first == 29 && fits(month, 2);
    // Any nine years in a row hold a leap year, so that of a long run only the beginning must be looked at.
    let leap = || {
        years
            .runs()
            .into_iter()
            .flat_map(|(low, high)| (low..=high).take(9))
            .any(|year| calendar.is_leap(year))
    };
    common || (leap_day && leap())
}

/// One of the seasons of this number in one of the years.
pub(super) fn seasons(years: Years, season: u8, calendar: Calendar) -> Extent {
    let unit = |year, (first, months): (i8, i8)| {
        // The slack: 23 days between the meteorological and the astronomical beginning.
        let slack = if season <= 32 { 23 * DAY } else { 0 };
        let start = |months: i8| within_limits(calendar.month_start(year, i64::from(months)));
        let around = |months| Range::new(start(months), start(months) + slack);
        Some(Extent::new(
            around(first - 1),
            around(first - 1 + months),
            Precision::Season,
        ))
    };
    each(years, season_months(season), unit)
}

/// The first month (1 is January of the year, 0 December before it) and the number of months of each reading of a season.
fn season_months(season: u8) -> &'static [(i8, i8)] {
    match season {
        21 => &[(3, 3), (9, 3)],
        22 => &[(0, 3), (6, 3), (12, 3)],
        23 => &[(3, 3), (9, 3)],
        24 => &[(0, 3), (6, 3), (12, 3)],
        25 | 31 => &[(3, 3)],
        26 | 32 => &[(6, 3)],
        27 | 29 => &[(9, 3)],
        28 | 30 => &[(0, 3), (12, 3)],
        33 => &[(1, 3)],
        34 => &[(4, 3)],
        35 => &[(7, 3)],
        36 => &[(10, 3)],
        37 => &[(1, 4)],
        38 => &[(5, 4)],
        39 => &[(9, 4)],
        40 => &[(1, 6)],
        _ => &[(7, 6)],
    }
}
