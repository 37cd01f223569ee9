//! Amounts of time as counts with bounds: how far after, and how long.

use super::super::{Count, CountUnit};
use crate::date::DAY;
use crate::syntax::tree::{Amount, Direction, OffsetBound, Unit};

/// An amount as a count with bounds: days are calendar days, other units leave open less than one unit either side unless a
/// bound or `exactly` is said.
pub(super) fn count(bound: OffsetBound, amount: Amount, direction: Direction) -> Count {
    let (unit, one) = unit(amount.unit);
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

/// `for 3 days`, `for at least 2 hours`. Hours and minutes are what they are, and without a bound less than one of them either
/// side is open.
pub(super) fn length(bound: OffsetBound, amount: Amount) -> Count {
    match amount.unit {
        Unit::Minute | Unit::Hour => count(bound, amount, Direction::After),
        Unit::Day => length_in_days(bound, amount),
        Unit::Week | Unit::Month | Unit::Year if bound == OffsetBound::Plain => {
            count(bound, amount, Direction::After)
        }
        Unit::Week | Unit::Month | Unit::Year => length_in_days(bound, amount),
    }
}

/// A length in days is no difference of calendar days: three days and nights are 72 hours, and who counts from the 1st to the 3rd
/// means fewer, who counts from the 1st to the 4th perhaps more. So less than one day is open on each side that could be counted
/// so. A month and a year are as short or as long as one can be.
fn length_in_days(bound: OffsetBound, amount: Amount) -> Count {
    let (shortest, longest) = match amount.unit {
        Unit::Month => (28, 31),
        Unit::Year => (365, 366),
        other => (unit(other).1, unit(other).1),
    };
    let wide = |count: u32| match bound {
        OffsetBound::About => (i64::from(count) / 10).max(1),
        _ => 0,
    };
    let low = (i64::from(amount.low) - wide(amount.low)).max(0) * shortest * DAY;
    let high = (i64::from(amount.high) + wide(amount.high)) * longest * DAY;
    let (above, below) = ((low - DAY).max(0), high + DAY);
    let (low, high) = match bound {
        OffsetBound::AtLeast => (above, None),
        OffsetBound::MoreThan => (low, None),
        OffsetBound::AtMost | OffsetBound::Within => (0, Some(below)),
        OffsetBound::LessThan => (0, Some(high)),
        OffsetBound::Plain | OffsetBound::Exactly | OffsetBound::About => (above, Some(below)),
    };
    // What lasted for a day did not take no time at all.
    let bound_below = !matches!(
        bound,
        OffsetBound::AtMost | OffsetBound::Within | OffsetBound::LessThan
    );
    Count {
        unit: CountUnit::Seconds,
        low,
        above_low: bound_below && (low > 0 || i64::from(amount.low) > wide(amount.low)),
        high,
        below_high: high.is_some(),
        direction: Direction::After,
    }
}

/// In what a unit is counted, and how many of these it has.
fn unit(unit: Unit) -> (CountUnit, i64) {
    match unit {
        Unit::Minute => (CountUnit::Seconds, 60),
        Unit::Hour => (CountUnit::Seconds, 3600),
        Unit::Day => (CountUnit::Days, 1),
        Unit::Week => (CountUnit::Days, 7),
        Unit::Month => (CountUnit::Months, 1),
        Unit::Year => (CountUnit::Months, 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bounds of a length in days, `(` where they are outside.
    fn days(bound: OffsetBound, low: u32, high: u32, unit: Unit) -> String {
        let count = length(bound, Amount { low, high, unit });
        assert_eq!(count.unit, CountUnit::Seconds);
        let open = if count.above_low { '(' } else { '[' };
        let close = if count.below_high { ')' } else { ']' };
        let high = count
            .high
            .map_or("..".to_owned(), |high| (high / DAY).to_string());
        format!("{open}{} {high}{close}", count.low / DAY)
    }

    #[test]
    fn lengths_in_days_leave_less_than_a_day_open() {
        use OffsetBound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan, Plain};
        let three = |bound| days(bound, 3, 3, Unit::Day);
        assert_eq!(three(Plain), "(2 4)");
        assert_eq!(three(Exactly), "(2 4)");
        assert_eq!(three(About), "(1 5)");
        assert_eq!(three(AtLeast), "(2 ..]");
        assert_eq!(three(MoreThan), "(3 ..]");
        assert_eq!(three(AtMost), "[0 4)");
        assert_eq!(three(LessThan), "[0 3)");
        assert_eq!(days(Plain, 2, 3, Unit::Day), "(1 4)");
        assert_eq!(days(Exactly, 2, 2, Unit::Week), "(13 15)");
        assert_eq!(days(Exactly, 1, 1, Unit::Month), "(27 32)");
        assert_eq!(days(AtLeast, 2, 2, Unit::Year), "(729 ..]");
        assert_eq!(days(Plain, 1, 1, Unit::Day), "(0 2)");
        assert_eq!(days(About, 1, 1, Unit::Day), "[0 3)");
        assert_eq!(days(Plain, 0, 0, Unit::Day), "[0 1)");
    }

    #[test]
    fn lengths_in_hours_are_what_they_are() {
        let hours = |bound| {
            let unit = Unit::Hour;
            length(
                bound,
                Amount {
                    low: 3,
                    high: 3,
                    unit,
                },
            )
        };
        assert_eq!(hours(OffsetBound::Exactly).low, 3 * 3_600);
        assert_eq!(hours(OffsetBound::Exactly).high, Some(3 * 3_600));
        assert_eq!(hours(OffsetBound::AtLeast).low, 3 * 3_600);
        assert!(!hours(OffsetBound::AtLeast).above_low);
        assert_eq!(hours(OffsetBound::Plain).low, 2 * 3_600);
        assert!(hours(OffsetBound::Plain).above_low);
    }
}
