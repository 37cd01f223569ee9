//! Amounts of time as counts with bounds: how far after, and how long.

use super::super::{Count, CountUnit, Length};
use crate::date::{Calendar, DAY};
use crate::syntax::tree::{Amount, Direction, OffsetBound, Unit};

/// An amount as a count with bounds: days are calendar days, other units leave open less than one unit either side unless a
/// bound or `exactly` is said. Months and years are those of the calendar.
pub(super) fn count(
    bound: OffsetBound,
    amount: Amount,
    direction: Direction,
    calendar: Calendar,
) -> Count {
    let (unit, one) = unit(amount.unit, calendar);
    let (low, high) = (i64::from(amount.low) * one, i64::from(amount.high) * one);
    let exact = Count {
        unit,
        low,
        above_low: false,
        high: Some(high),
        below_high: false,
        direction,
    };
    match bound {
        OffsetBound::Exactly => exact,
        OffsetBound::Plain if amount.unit == Unit::Day => exact,
        OffsetBound::Plain => Count {
            low: (low - one).max(0),
            above_low: low >= one,
            high: Some(high + one),
            below_high: true,
            ..exact
        },
        OffsetBound::About => {
            let wide = |count: u32| (i64::from(count) * one / 10).max(one);
            Count {
                low: (low - wide(amount.low)).max(0),
                high: Some(high + wide(amount.high)),
                ..exact
            }
        }
        OffsetBound::AtLeast => Count {
            high: None,
            ..exact
        },
        OffsetBound::MoreThan => Count {
            high: None,
            above_low: true,
            ..exact
        },
        OffsetBound::AtMost | OffsetBound::Within => Count { low: 0, ..exact },
        OffsetBound::LessThan => Count {
            low: 0,
            below_high: true,
            ..exact
        },
    }
}

/// `for 3 days`, `for at least 2 hours`. Hours and minutes are what they are, and without a bound less than one of them, or of weeks,
/// months and years, is open on either side.
pub(super) fn length(bound: OffsetBound, amount: Amount, calendar: Calendar) -> Length {
    let by_unit = || Length {
        count: in_seconds(count(bound, amount, Direction::After, calendar)),
        midnights: 0,
    };
    match amount.unit {
        Unit::Minute | Unit::Hour => by_unit(),
        Unit::Day => length_in_days(bound, amount),
        Unit::Week | Unit::Month | Unit::Year if bound == OffsetBound::Plain => by_unit(),
        Unit::Week | Unit::Month | Unit::Year => length_in_days(bound, amount),
    }
}

/// How long something lasted is not a difference of calendar days.
fn in_seconds(count: Count) -> Count {
    match count.unit {
        CountUnit::Days => Count {
            unit: CountUnit::Seconds,
            low: count.low.saturating_mul(DAY),
            high: count.high.map(|high| high.saturating_mul(DAY)),
            ..count
        },
        CountUnit::Seconds | CountUnit::Months(_) => count,
    }
}

/// A length in days is no difference of calendar days. Who says three days may have counted the first and the last, from the evening of the
/// 1st to the morning of the 3rd, or days and nights, or have gone by the dates, from the 1st to the 4th. So many midnights lie in it as
/// the first of these needs; half a day is open above, and a day and a half below, for an evening and a morning that are counted as days:
/// so no time is at once two days and four. A month and a year are as short or as long as one can be.
fn length_in_days(bound: OffsetBound, amount: Amount) -> Length {
    let (shortest, longest) = match amount.unit {
        Unit::Month => (28, 31),
        Unit::Year => (365, 366),
        Unit::Week => (7, 7),
        _ => (1, 1),
    };
    let wide = |count: u32| match bound {
        OffsetBound::About => (i64::from(count) / 10).max(1),
        _ => 0,
    };
    let fewest = (i64::from(amount.low) - wide(amount.low)).max(0) * shortest;
    let most = (i64::from(amount.high) + wide(amount.high)) * longest;
    let (fewest, most) = match bound {
        OffsetBound::AtLeast => (fewest, None),
        OffsetBound::MoreThan => (fewest + 1, None),
        OffsetBound::AtMost | OffsetBound::Within => (0, Some(most * DAY + DAY / 2)),
        OffsetBound::LessThan => (0, Some(most * DAY)),
        OffsetBound::Plain | OffsetBound::Exactly | OffsetBound::About => {
            (fewest, Some(most * DAY + DAY / 2))
        }
    };
    Length {
        count: Count {
            unit: CountUnit::Seconds,
            low: (fewest * DAY - DAY - DAY / 2).max(0),
            // What lasted for a day did not take no time at all.
            above_low: fewest > 0,
            high: most,
            below_high: most.is_some(),
            direction: Direction::After,
        },
        midnights: (fewest - 1).max(0),
    }
}

/// In what a unit is counted, and how many of these it has.
fn unit(unit: Unit, calendar: Calendar) -> (CountUnit, i64) {
    match unit {
        Unit::Minute => (CountUnit::Seconds, 60),
        Unit::Hour => (CountUnit::Seconds, 3600),
        Unit::Day => (CountUnit::Days, 1),
        Unit::Week => (CountUnit::Days, 7),
        Unit::Month => (CountUnit::Months(calendar), 1),
        Unit::Year => (CountUnit::Months(calendar), 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bounds of a length in hours, `(` where they are outside, and its midnights.
    fn days(bound: OffsetBound, low: u32, high: u32, unit: Unit) -> String {
        let Length { count, midnights } =
            length(bound, Amount { low, high, unit }, Calendar::Gregorian);
        assert_eq!(count.unit, CountUnit::Seconds);
        let open = if count.above_low { '(' } else { '[' };
        let close = if count.below_high { ')' } else { ']' };
        let high = count
            .high
            .map_or("..".to_owned(), |high| (high / 3_600).to_string());
        format!("{open}{} {high}{close} {midnights}", count.low / 3_600)
    }

    #[test]
    fn lengths_in_days_are_as_days_may_be_counted() {
        use OffsetBound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan, Plain};
        let three = |bound| days(bound, 3, 3, Unit::Day);
        assert_eq!(three(Plain), "(36 84) 2");
        assert_eq!(three(Exactly), "(36 84) 2");
        assert_eq!(three(About), "(12 108) 1");
        assert_eq!(three(AtLeast), "(36 ..] 2");
        assert_eq!(three(MoreThan), "(60 ..] 3");
        assert_eq!(three(AtMost), "[0 84) 0");
        assert_eq!(three(LessThan), "[0 72) 0");
        assert_eq!(days(Plain, 2, 3, Unit::Day), "(12 84) 1");
        assert_eq!(days(Exactly, 2, 2, Unit::Week), "(300 348) 13");
        assert_eq!(days(Plain, 2, 2, Unit::Week), "(168 504) 0");
        assert_eq!(days(Exactly, 1, 1, Unit::Month), "(636 756) 27");
        assert_eq!(days(AtLeast, 2, 2, Unit::Year), "(17484 ..] 729");
        assert_eq!(days(Plain, 1, 1, Unit::Day), "(0 36) 0");
        assert_eq!(days(About, 1, 1, Unit::Day), "[0 60) 0");
        assert_eq!(days(Plain, 0, 0, Unit::Day), "[0 12) 0");
    }

    #[test]
    fn lengths_in_hours_are_what_they_are() {
        let hours = |bound| {
            let unit = Unit::Hour;
            let three = Amount {
                low: 3,
                high: 3,
                unit,
            };
            length(bound, three, Calendar::Gregorian).count
        };
        assert_eq!(hours(OffsetBound::Exactly).low, 3 * 3_600);
        assert_eq!(hours(OffsetBound::Exactly).high, Some(3 * 3_600));
        assert_eq!(hours(OffsetBound::AtLeast).low, 3 * 3_600);
        assert!(!hours(OffsetBound::AtLeast).above_low);
        assert_eq!(hours(OffsetBound::Plain).low, 2 * 3_600);
        assert!(hours(OffsetBound::Plain).above_low);
    }
}
