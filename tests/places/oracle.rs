//! All courses of events on a grid of ten seconds, one by one.

use std::collections::BTreeSet;

use crate::story::{Count, EVENTS, PLACES, Says, Spell, Story, WAY_SECONDS};

/// The step of the grid. Every bound is a whole minute, and few strict ones follow upon each other: what the grid cannot show lies
/// within a few steps of a bound, and no threshold does.
const STEP: i64 = 10;

/// What every point certainly keeps to each other: `most[one][other]` seconds from the one to the other at most.
type Most = Vec<Vec<i64>>;

/// The quarrels, as severity and events; nothing if the times themselves are at odds or the grid is too large to try out.
pub fn quarrels(story: &Story) -> Option<Vec<String>> {
    let most = most(story)?;
    let mut clashes: Vec<(usize, usize, bool)> = Vec::new();
    for person in 0..2 {
        for one in 0..EVENTS.len() {
            for other in one + 1..EVENTS.len() {
                let both = [one, other]
                    .iter()
                    .all(|&event| is_at(story, person, event));
                if both && let Some(certain) = clash(story, &most, one, other) {
                    clashes.push((one, other, certain));
                }
            }
        }
    }
    for (number, claim) in story.claims.iter().enumerate() {
        let Says::Location(person, place, spell) = *claim else {
            continue;
        };
        let events = (0..EVENTS.len()).filter(|&event| is_at(story, person, event));
        for event in events {
            if let Some(certain) = clash_with_state(story, &most, event, place, spell) {
                clashes.push((event, EVENTS.len() + number, certain));
            }
        }
    }
    let mut of_states: Vec<(usize, usize)> = Vec::new();
    let numbers = 0..story.claims.len();
    for (one, other) in numbers
        .clone()
        .flat_map(|one| numbers.clone().map(move |other| (one, other)))
    {
        if let (Says::Location(person, place, spell), Says::Location(of, other_place, then)) =
            (story.claims[one], story.claims[other])
            && person == of
            && goes_too_fast((place, spell), (other_place, then))
        {
            of_states.push((one, other));
        }
    }
    Some(gathered(story, &clashes, &of_states))
}

/// Whether one state is certainly over when another begins, and the way from its place to the other's takes longer than may lie between.
fn goes_too_fast((place, spell): (usize, Spell), (other, then): (usize, Spell)) -> bool {
    let Some((last, first)) = last_minute(spell).zip(first_minute(then)) else {
        return false;
    };
    let apart = !is_in(place, other) && !is_in(other, place);
    let known = [place, other]
        .iter()
        .all(|&place| PLACES[place].2.is_some());
    apart && known && last < first && 60 * (first + 1 - last) - STEP < WAY_SECONDS
}

/// The minute in which a state that dates tell is there for the first time.
fn first_minute(spell: Spell) -> Option<i64> {
    match spell {
        Spell::At(at) | Spell::Throughout(at, _) | Spell::FromTo(at, _) => Some(at),
        _ => None,
    }
}

/// And for the last.
fn last_minute(spell: Spell) -> Option<i64> {
    match spell {
        Spell::At(at) | Spell::Throughout(_, at) | Spell::FromTo(_, at) => Some(at),
        _ => None,
    }
}

/// Clashes that share an event, or a state (whose numbers come behind those of events), are one quarrel; and so are those of states alone
/// of one person.
fn gathered(
    story: &Story,
    clashes: &[(usize, usize, bool)],
    of_states: &[(usize, usize)],
) -> Vec<String> {
    let mut groups: Vec<(BTreeSet<usize>, bool)> = Vec::new();
    let of_states = of_states
        .iter()
        .map(|&(one, other)| (EVENTS.len() + one, EVENTS.len() + other, true));
    for (one, other, certain) in clashes.iter().copied().chain(of_states) {
        let mut own = (BTreeSet::from([one, other]), certain);
        let (touching, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(events, _)| events.contains(&one) || events.contains(&other));
        for (events, certain) in touching {
            own.0.extend(events);
            own.1 |= certain;
        }
        groups = apart;
        groups.push(own);
    }
    let mut all: Vec<String> = groups
        .into_iter()
        .map(|(events, certain)| {
            let names = events
                .iter()
                .filter_map(|&event| EVENTS.get(event).copied());
            let names: Vec<&str> = names.collect();
            let severity = if certain { "contradiction" } else { "tension" };
            let person = events.iter().find_map(|&one| {
                match *story.claims.get(one.checked_sub(EVENTS.len())?)? {
                    Says::Location(person, ..) => Some(["ann", "bob"][person]),
                    _ => None,
                }
            });
            match (names.as_slice(), person) {
                ([], Some(person)) => format!("{severity} {person}.location"),
                _ => format!("{severity} {}", names.join(" and ")),
            }
        })
        .collect();
    all.sort();
    // Of states alone each person has one.
    all.dedup_by(|one, other| one == other && one.ends_with(".location"));
    all
}

fn is_at(story: &Story, person: usize, event: usize) -> bool {
    story.claims.contains(&Says::Who(person, event, false))
}

/// Whether being at both is impossible (or else needs an assumption), by the gravest pair of their places.
fn clash(story: &Story, most: &Most, one: usize, other: usize) -> Option<bool> {
    let places = |event: usize| {
        story.claims.iter().filter_map(move |claim| match *claim {
            Says::Where(of, place) if of == event => Some(place),
            _ => None,
        })
    };
    let mut gravest = None;
    for place in places(one) {
        for other_place in places(other) {
            if !is_in(place, other_place) && !is_in(other_place, place) {
                let found = at_places(story, most, (one, place), (other, other_place));
                gravest = gravest.max(found);
            }
        }
    }
    gravest
}

/// Whether a person at an event cannot be where a state has them, by the gravest of its places.
fn clash_with_state(
    story: &Story,
    most: &Most,
    event: usize,
    place: usize,
    spell: Spell,
) -> Option<bool> {
    let mut gravest = None;
    for claim in &story.claims {
        let Says::Where(of, other) = *claim else {
            continue;
        };
        if of != event || is_in(place, other) || is_in(other, place) {
            continue;
        }
        for point in points(story, event) {
            let found = match stretch(most, point, spell) {
                Some(inside) => inside.then_some(true),
                None => at_distance(&[place, other], apart(most, point, spell)),
            };
            gravest = gravest.max(found);
            gravest = gravest.max(near_an_end(most, point, spell, &[place, other]));
        }
        let stayed = story.lasts[event] && is_during(most, event, spell);
        gravest = gravest.or(stayed.then_some(false));
    }
    gravest
}

/// Whether the one moment of a state certainly is one of an event.
fn is_during(most: &Most, event: usize, spell: Spell) -> bool {
    let (start, end) = (start(event), end(event));
    match spell {
        Spell::At(minute) => {
            let (latest_start, earliest_end) = (range(most, start).1, range(most, end).0);
            latest_start <= 60 * minute && earliest_end >= 60 * minute + 60 - STEP
        }
        Spell::AtEnd(other) => {
            let at = self::end(other);
            most[end][at] <= 0 && most[at][start] <= 0
        }
        Spell::During(other) => {
            let (from, to) = (self::start(other), self::end(other));
            most[end][to] <= 0 && most[from][start] <= 0
        }
        _ => false,
    }
}

/// Whether a point is certainly inside a stretch; nothing if the state is of one moment.
fn stretch(most: &Most, point: usize, spell: Spell) -> Option<bool> {
    let after = |other: usize| most[point][other] < 0;
    let before = |other: usize| most[other][point] < 0;
    let (earliest, latest) = range(most, point);
    Some(match spell {
        Spell::At(_) | Spell::AtEnd(_) | Spell::During(_) => return None,
        // A clock time is known to the minute: the stretch may begin late in the one and end early in the other.
        Spell::Throughout(from, to) | Spell::FromTo(from, to) => {
            earliest >= 60 * from + 60 && latest < 60 * to
        }
        Spell::Since(event, to) => after(end(event)) && latest < 60 * to,
        Spell::Between(from, to) => after(end(from)) && before(start(to)),
    })
}

/// Whether a point is too near to the beginning or the end of a stretch that clocks tell for the way between the two places: before it, after
/// it, or in it.
fn near_an_end(most: &Most, point: usize, spell: Spell, places: &[usize; 2]) -> Option<bool> {
    let (Spell::Throughout(from, to) | Spell::FromTo(from, to)) = spell else {
        return None;
    };
    let known = places.iter().all(|&place| PLACES[place].2.is_some());
    let is_near = |minute: i64| apart(most, point, Spell::At(minute)) < WAY_SECONDS;
    (known && (is_near(from) || is_near(to))).then_some(true)
}

/// How far a point may be from the moment of a state.
fn apart(most: &Most, point: usize, spell: Spell) -> i64 {
    let from = |other: usize| most[point][other].max(most[other][point]);
    let (earliest, latest) = range(most, point);
    match spell {
        Spell::At(minute) => (latest - 60 * minute).max(60 * minute + 60 - STEP - earliest),
        Spell::AtEnd(event) => from(end(event)),
        Spell::During(event) => from(start(event)).max(from(end(event))),
        _ => i64::MAX,
    }
}

/// Between which seconds a point lies.
fn range(most: &Most, point: usize) -> (i64, i64) {
    let beginning = 2 * EVENTS.len();
    (-most[point][beginning], most[beginning][point])
}

fn is_in(inner: usize, outer: usize) -> bool {
    inner == outer || PLACES[inner].1.is_some_and(|around| is_in(around, outer))
}

fn at_places(
    story: &Story,
    most: &Most,
    (one, place): (usize, usize),
    (other, other_place): (usize, usize),
) -> Option<bool> {
    let mut gravest = None;
    for point in points(story, one) {
        for other_point in points(story, other) {
            let apart = most[point][other_point].max(most[other_point][point]);
            gravest = gravest.max(at_distance(&[place, other_place], apart));
        }
    }
    let inside = |one: usize, other: usize| {
        // What is at a point shares a moment with what lasts if it is in it; what lasts must begin before the other is over.
        let least = if story.lasts[one] && story.lasts[other] {
            -1
        } else {
            0
        };
        most[end(other)][start(one)] <= least && most[end(one)][start(other)] <= least
    };
    let lasting = story.lasts[one] || story.lasts[other];
    gravest.or((lasting && inside(one, other)).then_some(false))
}

/// Whether two moments are too near for the way between two places, or need an assumption to be.
fn at_distance(places: &[usize; 2], apart: i64) -> Option<bool> {
    let known = places.iter().all(|&place| PLACES[place].2.is_some());
    match known {
        _ if apart <= 0 => Some(true),
        true if apart < WAY_SECONDS => Some(true),
        false if apart <= 60 => Some(false),
        _ => None,
    }
}

const fn start(event: usize) -> usize {
    2 * event
}

const fn end(event: usize) -> usize {
    2 * event + 1
}

fn points(story: &Story, event: usize) -> Vec<usize> {
    match story.lasts[event] {
        true => vec![start(event), end(event)],
        false => vec![start(event)],
    }
}

/// Tries out everything.
fn most(story: &Story) -> Option<Most> {
    let grids: Vec<Vec<(i64, i64)>> = (0..EVENTS.len()).map(|event| grid(story, event)).collect();
    if grids.iter().any(Vec::is_empty) || grids.iter().map(Vec::len).product::<usize>() > 3_000_000
    {
        return None;
    }
    // One more for the beginning of the grid.
    let points = 2 * EVENTS.len() + 1;
    let mut most = vec![vec![i64::MIN; points]; points];
    for &first in &grids[0] {
        for &second in grids[1]
            .iter()
            .filter(|&&second| fits(story, [Some(first), Some(second), None]))
        {
            for &third in &grids[2] {
                if fits(story, [Some(first), Some(second), Some(third)]) {
                    note(&mut most, [first, second, third]);
                }
            }
        }
    }
    (most[0][0] == 0).then_some(most)
}

fn note(most: &mut Most, times: [(i64, i64); 3]) {
    let points: Vec<i64> = times
        .iter()
        .flat_map(|&(start, end)| [start, end])
        .chain([0])
        .collect();
    for (one, at) in points.iter().enumerate() {
        for (other, later) in points.iter().enumerate() {
            // From the one to the other: how much later the one may be.
            most[other][one] = most[other][one].max(at - later);
        }
    }
}

/// When an event may have begun and ended by what is said of it alone.
fn grid(story: &Story, event: usize) -> Vec<(i64, i64)> {
    let steps = || (0..=12 * 60 / STEP).map(|step| step * STEP);
    let mut all = Vec::new();
    for start in steps() {
        for end in steps().filter(|&end| {
            if story.lasts[event] {
                end >= start
            } else {
                end == start
            }
        }) {
            let allowed = story.claims.iter().all(|claim| match *claim {
                Says::Between(of, of_end, from, to) if of == event => {
                    let (at, from) = if of_end { (end, to) } else { (start, from) };
                    (60 * from..60 * to + 60).contains(&at)
                }
                // What has begun by then.
                Says::Location(_, _, Spell::Since(of, to)) if of == event => end < 60 * to + 60,
                _ => true,
            });
            if allowed {
                all.push((start, end));
            }
        }
    }
    all
}

/// Whether the times known so far fit what is said of two events.
fn fits(story: &Story, times: [Option<(i64, i64)>; 3]) -> bool {
    story.claims.iter().all(|claim| match *claim {
        Says::After(one, other, minutes, count) => match (times[one], times[other]) {
            (Some((start, _)), Some((_, end))) => {
                let (gap, wanted) = (start - end, 60 * minutes);
                match count {
                    Count::Loosely => wanted - 60 < gap && gap < wanted + 60,
                    Count::Exactly => gap == wanted,
                    Count::AtMost => (0..=wanted).contains(&gap),
                }
            }
            _ => true,
        },
        Says::Same(one, other) => match (times[one], times[other]) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        },
        Says::Before(one, other) => match (times[one], times[other]) {
            (Some((_, end)), Some((start, _))) => end < start,
            _ => true,
        },
        Says::Location(_, _, Spell::Between(from, to)) => match (times[from], times[to]) {
            (Some((_, end)), Some((start, _))) => end < start,
            _ => true,
        },
        Says::Who(..) | Says::Where(..) | Says::Between(..) | Says::Location(..) => true,
    })
}
