//! All courses of events on a grid of ten seconds, one by one.

use std::collections::BTreeSet;

use crate::story::{Count, EVENTS, PLACES, Says, Story, WAY_SECONDS};

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
    Some(gathered(&clashes))
}

/// Clashes that share an event are one quarrel.
fn gathered(clashes: &[(usize, usize, bool)]) -> Vec<String> {
    let mut groups: Vec<(BTreeSet<usize>, bool)> = Vec::new();
    for &(one, other, certain) in clashes {
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
            let names: Vec<&str> = events.iter().map(|&event| EVENTS[event]).collect();
            let severity = if certain { "contradiction" } else { "tension" };
            format!("{severity} {}", names.join(" and "))
        })
        .collect();
    all.sort();
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

fn is_in(inner: usize, outer: usize) -> bool {
    inner == outer || PLACES[inner].1.is_some_and(|around| is_in(around, outer))
}

fn at_places(
    story: &Story,
    most: &Most,
    (one, place): (usize, usize),
    (other, other_place): (usize, usize),
) -> Option<bool> {
    let known = PLACES[place].2.is_some() && PLACES[other_place].2.is_some();
    let mut gravest = None;
    for point in points(story, one) {
        for other_point in points(story, other) {
            let apart = most[point][other_point].max(most[other_point][point]);
            let found = match known {
                _ if apart <= 0 => Some(true),
                true if apart < WAY_SECONDS => Some(true),
                false if apart <= 60 => Some(false),
                _ => None,
            };
            gravest = gravest.max(found);
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
    let mut most = vec![vec![i64::MIN; 2 * EVENTS.len()]; 2 * EVENTS.len()];
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
        Says::Who(..) | Says::Where(..) | Says::Between(..) => true,
    })
}
