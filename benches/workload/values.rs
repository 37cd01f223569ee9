//! Who, where, with what and how it ended: up to four claims about each role of each event, some of them blurred and a few wrong.

use super::Work;

const OUTCOMES: [&str; 8] = [
    "charged",
    "freed",
    "held",
    "moved",
    "acquitted",
    "convicted",
    "deported",
    "lost",
];

/// So many in a hundred roles with several claims have a wrong one among them.
const WRONG_PERCENT: usize = 2;

const COUNTRIES: usize = 5;

/// Adds so many claims or a few more, and tells about how many events they are.
pub(super) fn add(work: &mut Work, claims: usize) -> usize {
    let persons = (claims / 35).max(50);
    let plates = (claims / 8).max(50);
    declare(work, persons, plates);
    let mut event = 0;
    let end = work.claims + claims;
    while work.claims < end {
        role(work, event, "who", persons, |work, person| {
            let name = format!("p{person}");
            if person % 10 == 0 && work.chance.percent(30) {
                format!("\"Also {name}\"")
            } else {
                name
            }
        });
        role(work, event, "place", COUNTRIES, place);
        role(work, event, "vehicle", plates, |_, plate| {
            format!("plate_{plate}")
        });
        role(work, event, "outcome", OUTCOMES.len(), |_, outcome| {
            OUTCOMES[outcome].to_owned()
        });
        event += 1;
    }
    event
}

/// Up to four claims give a role of an event one of `values`, as `words` say it.
fn role(
    work: &mut Work,
    event: usize,
    role: &str,
    values: usize,
    words: impl Fn(&mut Work, usize) -> String,
) {
    let count = 1 + work.chance.below(4);
    let value = work.chance.below(values);
    let wrong = (count > 1 && work.chance.percent(WRONG_PERCENT)).then(|| work.chance.below(count));
    work.truth.values += usize::from(wrong.is_some());
    for at in 0..count {
        let said = if wrong == Some(at) {
            (value + 1) % values
        } else {
            value
        };
        let said = words(work, said);
        work.claim(&format!("e{event}: {role} {said}"));
    }
}

/// Somewhere in a country, more or less exactly: all of these contain each other.
fn place(work: &mut Work, country: usize) -> String {
    match work.chance.below(4) {
        0 => format!("country_{country}"),
        1 => format!("province_{country}"),
        2 => format!("city_{country}"),
        _ => format!("site_{country}"),
    }
}

fn declare(work: &mut Work, persons: usize, plates: usize) {
    for person in 0..persons {
        work.declare(&format!("person p{person} \"Person {person}\""));
        if person % 10 == 0 {
            work.declare(&format!("  alias \"Also p{person}\""));
        }
    }
    for plate in 0..plates {
        work.declare(&format!("term plate_{plate} \"Plate {plate}\""));
    }
    for outcome in OUTCOMES {
        work.declare(&format!("term {outcome}"));
    }
    for country in 0..COUNTRIES {
        work.declare(&format!("place country_{country}"));
        work.declare(&format!("place province_{country} in country_{country}"));
        work.declare(&format!("place city_{country} in province_{country}"));
        work.declare(&format!("place site_{country} in city_{country}"));
    }
}
