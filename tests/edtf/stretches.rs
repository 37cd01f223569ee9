//! What two libraries can both say of a date: the days that it touches, and its marks.

use belie::date::{Edtf, Extent, calendar, show};
use std::fmt;

/// What a library reads in a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    Invalid,
    Days {
        stretches: Vec<Stretch>,
        uncertain: bool,
        approximate: bool,
    },
}

/// Days in a row, from the first to the last; none where there is no bound.
pub type Stretch = (Option<i64>, Option<i64>);

impl Reading {
    /// What Belie reads.
    pub fn ours(text: &str) -> Self {
        let Ok(date) = Edtf::parse(text) else {
            return Self::Invalid;
        };
        let extent = date.extent();
        Self::Days {
            stretches: merged(extent.parts_or_whole().map(Extent::days).collect()),
            uncertain: extent.uncertain,
            approximate: extent.approximate,
        }
    }
}

/// Stretches in order, those that touch made one.
pub fn merged(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut merged: Vec<Stretch> = Vec::new();
    for (from, to) in stretches {
        match merged.last_mut() {
            Some(last) if touches(last.1, from) => last.1 = later(last.1, to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn touches(end: Option<i64>, next: Option<i64>) -> bool {
    end.is_none() || next.is_none() || next.zip(end).is_some_and(|(next, end)| next <= end + 1)
}

fn later(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.zip(b).map(|(a, b)| a.max(b))
}

/// So many stretches are listed one by one.
const LISTED: usize = 3;

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Days {
            stretches,
            uncertain,
            approximate,
        } = self
        else {
            return f.write_str("no");
        };
        let listed: Vec<String> = stretches.iter().copied().map(stretch).collect();
        match (listed.len() <= LISTED, stretches.first(), stretches.last()) {
            (false, Some(first), Some(last)) => {
                write!(
                    f,
                    "{} in {} stretches",
                    stretch((first.0, last.1)),
                    listed.len()
                )?;
            }
            _ => f.write_str(&listed.join(", "))?,
        }
        match (uncertain, approximate) {
            (true, true) => f.write_str(" %"),
            (true, false) => f.write_str(" ?"),
            (false, true) => f.write_str(" ~"),
            (false, false) => Ok(()),
        }
    }
}

fn stretch((from, to): Stretch) -> String {
    let bound = |day: Option<i64>| day.map_or("..".to_owned(), show::iso);
    format!("{} to {}", bound(from), bound(to))
}

/// The number of a day.
pub fn day(year: i64, month: u8, day: u8) -> i64 {
    calendar::day_number(year, month, day)
}

impl Reading {
    /// Its days without the gaps.
    pub fn hull(&self) -> Self {
        let mut hull = self.clone();
        if let Self::Days { stretches, .. } = &mut hull
            && let (Some(first), Some(last)) = (stretches.first(), stretches.last())
        {
            *stretches = vec![(first.0, last.1)];
        }
        hull
    }

    /// How many stretches there are.
    pub fn stretches(&self) -> usize {
        match self {
            Self::Invalid => 0,
            Self::Days { stretches, .. } => stretches.len(),
        }
    }

    /// Whether it tells a hull, perhaps because there are too many gaps to tell them all.
    pub fn is_hull(&self) -> bool {
        *self == self.hull()
    }

    /// Both are no dates, or every day of the other is left open and the marks are the same.
    pub fn is_no_narrower(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Days {
                    stretches,
                    uncertain,
                    approximate,
                },
                Self::Days {
                    stretches: others,
                    uncertain: other_uncertain,
                    approximate: other_approximate,
                },
            ) => {
                let inside = |other: &Stretch| stretches.iter().any(|ours| holds(*ours, *other));
                (uncertain, approximate) == (other_uncertain, other_approximate)
                    && others.iter().all(inside)
            }
            _ => self == other,
        }
    }
}

fn holds((from, to): Stretch, (first, last): Stretch) -> bool {
    from.is_none_or(|from| first.is_some_and(|first| from <= first))
        && to.is_none_or(|to| last.is_some_and(|last| last <= to))
}
