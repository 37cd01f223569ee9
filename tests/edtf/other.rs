//! What the crate `edtf-core` reads in a string.

use super::stretches::{Reading, Stretch, day, merged};
use edtf_core::{Bound, Edtf};

/// Beyond so many values only the bounds are asked for.
const VALUES_MAX: usize = 12_000;

/// What it reads.
pub fn read(text: &str) -> Reading {
    let Ok(date) = Edtf::parse(text) else {
        return Reading::Invalid;
    };
    Reading::Days {
        stretches: values(&date).unwrap_or_else(|| vec![hull(&date)]),
        uncertain: date.is_uncertain(),
        approximate: date.is_approximate(),
    }
}

/// The days that it may be, as it lists them; none where they are too many or no list.
fn values(date: &Edtf) -> Option<Vec<Stretch>> {
    let values: Vec<Stretch> = date
        .values()
        .ok()?
        .take(VALUES_MAX + 1)
        .map(|value| hull(&value))
        .collect();
    (values.len() <= VALUES_MAX).then(|| merged(values))
}

/// Its first and its last day.
fn hull(date: &Edtf) -> Stretch {
    let bounds = date.bounds();
    let bound = |bound| match bound {
        Bound::Date(date) => Some(day(date.year, date.month, date.day)),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    };
    (bound(bounds.earliest), bound(bounds.latest))
}
