//! What stands above itself by way of others: nothing may.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::Location;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// The circles among so many, each with every one below the next and the last below the first. Without the last links of all of these
/// there is no circle. `above` tells what an item is directly below, the first, the second and so on.
pub(super) fn circles(
    count: usize,
    above: impl Fn(usize, usize) -> Option<usize>,
) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut closing: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut state = vec![Visit::New; count];
    // Depth first, without recursion.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for from in 0..count {
        if state[from] == Visit::New {
            state[from] = Visit::Open;
            path.push((from, 0));
        }
        while let Some((item, next)) = path.last_mut() {
            let Some(parent) = above(*item, *next) else {
                state[*item] = Visit::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match state[parent] {
                Visit::New => {
                    state[parent] = Visit::Open;
                    path.push((parent, 0));
                }
                // Who says twice what something is below means one link.
                Visit::Open if closing.insert((*item, parent)) => {
                    let begins = path.iter().position(|&(item, _)| item == parent);
                    let circle = path[begins.unwrap_or_default()..].iter();
                    found.push(circle.map(|&(item, _)| item).collect());
                }
                Visit::Open | Visit::Done => {}
            }
        }
    }
    found
}

/// That these are a circle: `word` tells how each stands to the next.
pub(super) fn a_circle<'n>(
    circle: impl Iterator<Item = (&'n str, Option<Location>)>,
    word: &str,
) -> Diagnostic {
    let (names, locations): (Vec<String>, Vec<Option<Location>>) = circle
        .map(|(name, location)| (format!("`{name}`"), location))
        .unzip();
    let message = match names.as_slice() {
        [one] => format!("{one} is {word} itself"),
        several => format!(
            "{} are each {word} the next, in a circle",
            several.join(", ")
        ),
    };
    let diagnostic = Diagnostic::new(Code::WrongKind, message);
    locations
        .into_iter()
        .flatten()
        .fold(diagnostic, |diagnostic, location| {
            diagnostic.at(location, "part of the circle")
        })
}
