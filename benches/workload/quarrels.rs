//! A case in which almost everything quarrels, for what grows with the number of quarrels: the reports.

use super::times::day;
use super::{Truth, Work, Workload};

/// So many quarrels a source has its part in, so that texts do not grow with the case.
const OF_SOURCE: usize = 250;

/// A case of so many quarrels, and for each fourth of them a passage that is not in its text: a fourth are about values, a fourth about
/// two dates of one event, a fourth about three events in a circle of counted days, a fourth about states. Nothing is left to chance.
pub(super) fn case(quarrels: usize) -> Workload {
    let mut work = Work::with_sources(quarrels.div_ceil(OF_SOURCE).max(20), 1);
    for colour in ["red", "green", "blue"] {
        work.declare(&format!("term {colour} \"{colour} paint\""));
    }
    for number in 0..quarrels {
        match number % 4 {
            0 => values(&mut work, number),
            1 => dates(&mut work, number),
            2 => circle(&mut work, number),
            _ => states(&mut work, number),
        }
    }
    work.truth = Truth {
        values: quarrels.div_ceil(4),
        stories: 0,
        states: quarrels / 4,
    };
    work.finish(0)
}

/// Two or three sources name the vehicle.
fn values(work: &mut Work, number: usize) {
    event(work, number, "");
    for (source, colour) in ["red", "green", "blue"].into_iter().enumerate() {
        if source < 2 || number.is_multiple_of(8) {
            said(
                work,
                number + source,
                &format!("e{number}: vehicle {colour}"),
            );
        }
    }
}

/// Two sources date one event.
fn dates(work: &mut Work, number: usize) {
    event(work, number, "");
    for later in [0, 3] {
        said(
            work,
            number + later,
            &format!("e{number}: on {}", date(number, later)),
        );
    }
}

/// Three sources count from one event to the next and back.
fn circle(work: &mut Work, number: usize) {
    for part in ["", "a", "b"] {
        event(work, number, part);
    }
    for (place, (from, to)) in [("", "a"), ("a", "b"), ("b", "")].into_iter().enumerate() {
        let statement = format!("e{number}{to}: 2 days after e{number}{from}");
        said(work, number + place, &statement);
    }
}

/// One source has a person in custody, another at liberty; a passage is not what its source says.
fn states(work: &mut Work, number: usize) {
    work.declare(&format!("person q{number} \"Person number {number}\""));
    for (later, value) in [(0, "in_custody"), (2, "at_liberty")] {
        let (from, to) = (date(number, later), date(number, later + 9));
        said(
            work,
            number + later,
            &format!("q{number}.custody: {value}, throughout {from}/{to}"),
        );
    }
    let passage = format!("Nobody has ever said this of person number {number}");
    work.claim_with(
        number % work.sources.len(),
        &passage,
        &format!("q{number}.age: 30"),
    );
}

fn event(work: &mut Work, number: usize, part: &str) {
    work.declare(&format!(
        "event e{number}{part}: incident \"Incident number {number}{part} on the road\""
    ));
}

/// A source says it, in words that stand in its text.
fn said(work: &mut Work, source: usize, statement: &str) {
    let source = source % work.sources.len();
    let passage = format!(
        "Passage number {} was made by somebody who was there and told us so",
        work.claims
    );
    work.text(source, &passage);
    work.claim_with(source, &passage, statement);
}

fn date(number: usize, later: usize) -> String {
    day(3650 + i64::try_from(number % 10_000 + later).unwrap_or_default())
}
