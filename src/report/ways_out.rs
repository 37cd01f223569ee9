//! The words of a way out: who would be wrong, and about what.

use std::collections::{HashMap, HashSet};

use super::words::{clause, labels, list_to, who};
use crate::diagnostic::{Diagnostic, Label};
use crate::text::{Files, visible};

/// A way out names so many speakers, and so many clauses of each; then it counts.
const NAMED: usize = 8;

/// Of a way out in which more speakers are wrong, so many are named, and then those who are not.
const NAMED_OF_MANY: usize = 3;

/// A speaker, and the clauses that they would be wrong about.
type Group = (String, Vec<String>);

/// `bbc got “on Saturday” wrong`, `a (“…”) and b (“…”) are both wrong`: right for one speaker and for several of one name, such as
/// “rescue workers”. Of many it tells who is not among them, for the ways out of many sources differ in that alone.
pub(super) fn way_out(files: &Files, diagnostic: &Diagnostic, way: &[usize]) -> String {
    let groups = by_speaker(files, &labels(diagnostic, way));
    if let [(name, clauses)] = groups.as_slice() {
        return format!("{name} got {} wrong", list_short(clauses));
    }
    let same = groups.iter().all(|group| group.1 == groups[0].1);
    let names = named(&groups, same);
    let (names, all) = match but_few(files, diagnostic, way).filter(|_| names.len() > NAMED) {
        Some(but) => (format!("{}{but}", list_to(&names, NAMED_OF_MANY)), "all"),
        None if names.len() == 2 => (list_short(&names), "both"),
        None => (list_short(&names), "all"),
    };
    match groups.first() {
        Some((_, clauses)) if same => format!("{names} {all} got {} wrong", list_short(clauses)),
        _ => format!("{names} are {all} wrong"),
    }
}

/// `, but not a (“…”) and b (“…”),`: who is right by this way out and wrong by another, if they are few.
fn but_few(files: &Files, diagnostic: &Diagnostic, way: &[usize]) -> Option<String> {
    let spared = by_speaker(files, &spared(diagnostic, way));
    let few = (1..=NAMED_OF_MANY).contains(&spared.len());
    few.then(|| format!(", but not {},", list_short(&named(&spared, false))))
}

/// The speakers, each with their clauses unless these are the same for all.
fn named(groups: &[Group], same: bool) -> Vec<String> {
    let named = |(name, clauses): &Group| match same {
        true => name.clone(),
        false => format!("{name} ({})", list_short(clauses)),
    };
    groups.iter().map(named).collect()
}

/// What is wrong by another of the ways out that are listed, and not by this one.
fn spared<'d>(diagnostic: &'d Diagnostic, way: &[usize]) -> Vec<&'d Label> {
    let wrong: HashSet<usize> = way.iter().copied().collect();
    let mut others: Vec<usize> = diagnostic.ways_out.iter().flatten().copied().collect();
    others.retain(|label| !wrong.contains(label));
    others.sort_unstable();
    others.dedup();
    labels(diagnostic, &others)
}

/// Who would be wrong, in the order of the labels, and about which clauses.
fn by_speaker(files: &Files, way: &[&Label]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for label in way {
        let (name, what) = (who(label), clause_of_event(files, label));
        let place = *places.entry(name.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, clauses)) if clauses.contains(&what) => {}
            Some((_, clauses)) => clauses.push(what),
            None => groups.push((name, vec![what])),
        }
    }
    groups
}

/// What stands at a label with its event, where the words could be about several: `“patient najim” of “Najim is arrested”`.
fn clause_of_event(files: &Files, label: &Label) -> String {
    let words = clause(files, label);
    match &label.said().event {
        Some(event) => format!("{words} of {}", visible(event)),
        None => words,
    }
}

/// A list that names some and counts the rest.
fn list_short(items: &[String]) -> String {
    list_to(items, NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Said};
    use crate::text::{File, Location, Span};

    /// A case in which each of these sources says its own clause about an event.
    fn case(clauses: &[(&str, &str, &str)]) -> (Files, Diagnostic) {
        let mut files = Files::default();
        let mut diagnostic = Diagnostic::new(Code::TimeConflict, "when it was");
        for (source, event, clause) in clauses {
            let file = files.add(File::new("a.claims", *clause));
            let end = u32::try_from(clause.len()).unwrap_or(u32::MAX);
            let span = Span { start: 0, end };
            let label = Label::new(Location { file, span }, (*clause).to_owned()).said_by(Said {
                source: Some((*source).to_owned()),
                event: (!event.is_empty()).then(|| (*event).to_owned()),
                ..Said::default()
            });
            diagnostic.labels.push(label);
        }
        (files, diagnostic)
    }

    #[test]
    fn the_same_words_of_two_events_are_told_apart() {
        let (files, diagnostic) = case(&[
            ("daily", "“Taken”", "patient ann"),
            ("daily", "“Freed”", "patient ann"),
        ]);
        assert_eq!(
            way_out(&files, &diagnostic, &[0, 1]),
            "daily got “patient ann” of “Taken” and “patient ann” of “Freed” wrong"
        );
    }

    #[test]
    fn ways_out_of_many_are_told_apart_by_who_is_right() {
        let names: Vec<String> = (0..12).map(|at| format!("s{at}")).collect();
        let days: Vec<String> = (0..12)
            .map(|at| format!("on 2024-05-{:02}", at + 1))
            .collect();
        let clauses: Vec<(&str, &str, &str)> = names
            .iter()
            .zip(&days)
            .map(|(name, day)| (name.as_str(), "", day.as_str()))
            .collect();
        let (files, mut diagnostic) = case(&clauses);
        let but = |left: usize| (0..12).filter(|at| *at != left).collect::<Vec<usize>>();
        diagnostic.ways_out = vec![but(11), but(0)];
        let words = |number: usize| way_out(&files, &diagnostic, &diagnostic.ways_out[number]);
        assert_eq!(
            words(0),
            "s0 (“on 2024-05-01”), s1 (“on 2024-05-02”), s2 (“on 2024-05-03”) and 8 more, but not s11 (“on 2024-05-12”), are all wrong"
        );
        assert_eq!(
            words(1),
            "s1 (“on 2024-05-02”), s2 (“on 2024-05-03”), s3 (“on 2024-05-04”) and 8 more, but not s0 (“on 2024-05-01”), are all wrong"
        );
    }
}
