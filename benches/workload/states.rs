//! Persons who are in custody and at liberty by turns; a few are said to be both at once.

use super::Work;
use super::times::day;

/// Changes of state that a person goes through.
const TURNS: usize = 6;

/// A state: whether in custody, its first and its last day.
type State = (bool, i64, i64);

/// Adds so many claims or a few more.
pub(super) fn add(work: &mut Work, claims: usize) {
    let end = work.claims + claims;
    let mut person = 0;
    while work.claims < end {
        work.declare(&format!("person prisoner_{person} \"Prisoner {person}\""));
        let states = life(work);
        work.truth.states += overlaps(&states);
        for (custody, from, to) in states {
            let value = if custody { "in_custody" } else { "at_liberty" };
            let statement = format!(
                "prisoner_{person}.custody: {value}, throughout {}/{}",
                day(from),
                day(to)
            );
            work.claim(&statement);
        }
        person += 1;
    }
}

fn life(work: &mut Work) -> Vec<State> {
    let mut states = Vec::new();
    let mut from = work.chance.days(3000, 4000);
    let mut custody = work.chance.percent(50);
    for _ in 0..TURNS {
        let to = from + work.chance.days(20, 220);
        for _ in 0..=work.chance.below(3) {
            let (late, early) = (work.chance.days(0, 8), work.chance.days(0, 8));
            states.push((custody, from + late, to - 1 - early));
        }
        from = to;
        custody = !custody;
    }
    if work.chance.percent(1) {
        let (custody, from, to) = states[work.chance.below(states.len())];
        states.push((!custody, from + 1, to));
    }
    states
}

/// How many pairs cannot both be, tried one by one.
fn overlaps(states: &[State]) -> usize {
    let clash =
        |one: &State, other: &State| one.0 != other.0 && one.1 <= other.2 && other.1 <= one.2;
    let before = |at: usize| {
        states[..at]
            .iter()
            .filter(|one| clash(one, &states[at]))
            .count()
    };
    (0..states.len()).map(before).sum()
}
