//! What a value may be, where that has gaps.
//!
//! A set of values of one node is closed under the least and the greatest of two, as every edge is. So a value in a gap is rounded
//! to the nearest value allowed on its side, as one within a day is rounded to the day, and the solution stays exact: nothing
//! has to be tried (P. Jeavons and M. Cooper, "Tractable constraints on ordered domains", Artificial Intelligence 79, 1995).

use super::moment::Moment;
use super::step::Side;

/// The instants that are allowed: stretches with their first second and without their last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// These stretches, in order and apart from each other. Outside all of them a value is left as it is: bounds keep it in.
    Stretches(Vec<(i64, i64)>),
    /// One stretch from `start` on, and again each time that `period` seconds have gone by, for ever in both directions.
    Again {
        /// The first second of one of them.
        start: i64,
        /// How long each is, in seconds; at most the period.
        length: i64,
        /// From the start of one to the start of the next, in seconds; above zero.
        period: i64,
    },
}

/// Where a value lies.
enum Place {
    /// In an allowed stretch, or outside all of them.
    Free,
    /// Between the end of one stretch and the start of the next.
    Gap(i64, i64),
}

impl Allowed {
    /// The nearest allowed value in the direction in which values fall on this side.
    pub(super) fn nearest(&self, side: Side, value: Moment) -> Moment {
        match (self.place(value), side) {
            (Place::Free, _) => value,
            (Place::Gap(end, _), Side::Upper) => Moment::before(end),
            (Place::Gap(_, start), Side::Lower) => Moment::at(start),
        }
    }

    fn place(&self, value: Moment) -> Place {
        match self {
            Self::Stretches(stretches) => {
                let next = stretches.partition_point(|(start, _)| Moment::at(*start) <= value);
                match (next.checked_sub(1), stretches.get(next)) {
                    (Some(last), Some((start, _))) if Moment::at(stretches[last].1) <= value => {
                        Place::Gap(stretches[last].1, *start)
                    }
                    _ => Place::Free,
                }
            }
            Self::Again {
                start,
                length,
                period,
            } => {
                // What is strictly before a second lies in the second before it.
                let second = value.seconds.saturating_sub(i64::from(value.strict < 0));
                let since = second.saturating_sub(*start).rem_euclid((*period).max(1));
                if since < *length {
                    return Place::Free;
                }
                let begun = second.saturating_sub(since);
                Place::Gap(begun.saturating_add(*length), begun.saturating_add(*period))
            }
        }
    }

    /// For a value at the start of something that lies inside one stretch: the value at its end; on the lower side the other way
    /// round.
    pub(super) fn other_end(&self, side: Side, value: Moment) -> Moment {
        match self {
            Self::Stretches(stretches) => other_end_of(stretches, side, value),
            Self::Again {
                start,
                length,
                period,
            } => {
                let period = (*period).max(1);
                match side {
                    // The last that begins at the value or before it.
                    Side::Upper => {
                        let second = value.seconds.saturating_sub(i64::from(value.strict < 0));
                        let since = second.saturating_sub(*start).rem_euclid(period);
                        Moment::at(second.saturating_sub(since).saturating_add(*length))
                    }
                    // The first that does not end before it.
                    Side::Lower => {
                        let second = value.seconds.saturating_add(i64::from(value.strict > 0));
                        let first = second.saturating_sub(*length);
                        let until = start.saturating_sub(first).rem_euclid(period);
                        Moment::at(first.saturating_add(until))
                    }
                }
            }
        }
    }

    /// How wide all gaps between the stretches are together, in seconds; none if they come again and again.
    pub(super) fn gaps(&self) -> Option<(usize, i64)> {
        let Self::Stretches(stretches) = self else {
            return None;
        };
        let gaps = stretches
            .windows(2)
            .map(|pair| pair[1].0.saturating_sub(pair[0].1));
        let width = gaps.fold(0, |sum: i64, gap| sum.saturating_add(gap.max(0)));
        Some((stretches.len().saturating_sub(1), width))
    }

    /// Whether what is allowed comes again and again.
    pub(super) fn comes_again(&self) -> bool {
        matches!(self, Self::Again { .. })
    }

    /// After how many seconds what is allowed comes again, above zero; none if it does not.
    pub(super) fn period(&self) -> Option<i64> {
        match self {
            Self::Stretches(_) => None,
            Self::Again { period, .. } => Some((*period).max(1)),
        }
    }

    /// How long a stretch is at most, in seconds.
    pub(super) fn length_max(&self) -> i128 {
        match self {
            Self::Stretches(stretches) => stretches
                .iter()
                .map(|(start, end)| i128::from(*end) - i128::from(*start))
                .max()
                .unwrap_or(0),
            Self::Again { length, .. } => i128::from(*length),
        }
    }
}

fn other_end_of(stretches: &[(i64, i64)], side: Side, value: Moment) -> Moment {
    match side {
        Side::Upper => {
            let next = stretches.partition_point(|(start, _)| Moment::at(*start) <= value);
            let stretch = stretches.get(next.saturating_sub(1));
            stretch.map_or(value, |(_, end)| Moment::at(*end))
        }
        Side::Lower => {
            let first = stretches.partition_point(|(_, end)| Moment::at(*end) < value);
            let stretch = stretches.get(first).or(stretches.last());
            stretch.map_or(value, |(start, _)| Moment::at(*start))
        }
    }
}
