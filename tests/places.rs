//! Who was where and when, on generated cases small enough to try out every course of events.
//!
//! The oracle knows nothing of networks: it puts every point in time on a grid of ten seconds, keeps what the claims allow, and
//! looks at how far apart two points may be.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

#[path = "places/oracle.rs"]
mod oracle;
#[path = "places/story.rs"]
mod story;

use belie::diagnostic::Diagnostic;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use story::Story;
use support::Case;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES")
            .ok()
            .and_then(|cases| cases.parse().ok())
            .unwrap_or(150),
        rng_seed: RngSeed::Fixed(20),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn found(case: &Case) -> Vec<Diagnostic> {
    let analysis = case.check();
    let all = analysis.diagnostics.into_iter();
    all.filter(|one| one.code.id() == "two-places-at-once")
        .collect()
}

/// Severity and events of each quarrel.
fn quarrels(case: &Case) -> Vec<String> {
    let mut all: Vec<String> = found(case)
        .iter()
        .map(|one| format!("{} {}", one.severity, one.about))
        .collect();
    all.sort();
    all
}

/// The clauses of a chain, as numbers of claims: every claim of a story has one clause, on a line of its own.
fn claims_of(case: &Case, quarrel: &Diagnostic, chain: &[usize]) -> Vec<usize> {
    let text = &case.files["claims.claims"];
    chain
        .iter()
        .map(|&label| {
            let start = quarrel.labels[label].location.span.start as usize;
            text[..start].matches("\nclaim ").count() - 1
        })
        .collect()
}

fn share_an_event(one: &Diagnostic, other: &Diagnostic) -> bool {
    let events: Vec<&str> = one.about.split(" and ").collect();
    other
        .about
        .split(" and ")
        .any(|event| events.contains(&event))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_clashes_is_what_no_course_of_events_allows(story in story::any()) {
        if let Some(expected) = oracle::quarrels(&story) {
            prop_assert_eq!(quarrels(&story.case()), expected, "{}", story.claims_text());
        }
    }

    #[test]
    fn every_chain_suffices_and_needs_all_its_clauses(story in story::any()) {
        let case = story.case();
        for quarrel in found(&case) {
            for chain in &quarrel.chains {
                let claims = claims_of(&case, &quarrel, &chain.labels);
                let gravest = |kept: &[usize]| {
                    let left = found(&story.keeping(kept).case());
                    left.iter().map(|one| one.severity).min()
                };
                let severity = gravest(&claims);
                prop_assert!(
                    severity.is_some(),
                    "{chain:?}\n{}", story.keeping(&claims).claims_text()
                );
                for left_out in 0..claims.len() {
                    let mut fewer = claims.clone();
                    fewer.remove(left_out);
                    // Less may be left over: what was at one moment may still be within a minute.
                    prop_assert!(
                        gravest(&fewer).is_none_or(|left| Some(left) > severity),
                        "{left_out}\n{}", story.keeping(&claims).claims_text()
                    );
                }
            }
        }
    }

    #[test]
    fn every_way_out_settles_its_quarrel(story in story::any()) {
        // Where the times are at odds, giving up some of them may show others.
        prop_assume!(oracle::quarrels(&story).is_some());
        let case = story.case();
        for quarrel in found(&case) {
            for way in &quarrel.ways_out {
                let given_up = claims_of(&case, &quarrel, way);
                let kept: Vec<usize> =
                    (0..story.claims.len()).filter(|claim| !given_up.contains(claim)).collect();
                let left = found(&story.keeping(&kept).case());
                prop_assert!(
                    left.iter().all(|other| !share_an_event(other, &quarrel)),
                    "{given_up:?}\n{}", story.claims_text()
                );
            }
        }
    }

    #[test]
    fn the_order_of_the_claims_changes_nothing(story in story::any()) {
        // Where the times are at odds, not all ways out of that are followed.
        prop_assume!(oracle::quarrels(&story).is_some());
        let back: Vec<usize> = (0..story.claims.len()).rev().collect();
        prop_assert_eq!(
            quarrels(&story.case()),
            quarrels(&story.keeping(&back).case()),
            "{}", story.claims_text()
        );
    }
}

/// The generator makes what the check is about, of every sort.
#[test]
fn stories_have_clashes_and_peace() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(config());
    let mut counts = [0; 4];
    for _ in 0..200 {
        let story: Story = story::any().new_tree(&mut runner).unwrap().current();
        match oracle::quarrels(&story) {
            None => counts[0] += 1,
            Some(none) if none.is_empty() => counts[1] += 1,
            Some(some) if some.iter().any(|one| one.starts_with("contra")) => counts[2] += 1,
            Some(_) => counts[3] += 1,
        }
    }
    assert!(counts.iter().all(|&count| count > 10), "{counts:?}");
}

/// The severity and the name of each quarrel about where Ann was by two states.
fn of_two_states(one: &str, other: &str) -> Vec<String> {
    let source = |name: &str, state: &str| {
        format!(
            "source {name} \"{name}\"\n  published 2024-11-01\n  zone \"UTC\"\nclaim \"so\"\n  ann.location: {state}\n"
        )
    };
    let text = "place rome \"Rome\"\n  at 41.90, 12.50\nplace tokyo \"Tokyo\"\n  at 35.68, 139.69\nperson ann \"Ann\"\n";
    let text = format!("{text}{}{}", source("a", one), source("b", other));
    let case = Case::default().with("claims.claims", &text);
    case.quarrels()
}

/// The way between two states is as long as between an event and a state; what is of one moment is told once, as of states.
#[test]
fn two_states_are_as_far_apart_as_their_places() {
    let found = ["contradiction two-places-at-once ann.location"];
    let conflict = ["contradiction state-conflict ann.location"];
    let on = |place: &str, spell: &str| format!("{place}, {spell}");
    let rome = |spell: &str| on("rome", spell);
    let tokyo = |spell: &str| on("tokyo", spell);
    let ten = rome("as of 2024-10-01T10:00");
    assert_eq!(of_two_states(&ten, &tokyo("as of 2024-10-01T10:10")), found);
    assert_eq!(
        of_two_states(&ten, &tokyo("as of 2024-10-01T20:10")),
        [""; 0]
    );
    assert_eq!(
        of_two_states(&ten, &rome("as of 2024-10-01T10:10")),
        [""; 0]
    );
    let noon = rome("throughout 2024-10-01T08:00/2024-10-01T12:00");
    let later = |from: &str| tokyo(&format!("throughout 2024-10-01T{from}/2024-10-02T23:00"));
    assert_eq!(of_two_states(&noon, &later("12:10")), found);
    assert_eq!(of_two_states(&noon, &later("22:10")), [""; 0]);
    assert_eq!(of_two_states(&noon, &later("11:00")), conflict);
    assert_eq!(
        of_two_states(&noon, &tokyo("as of 2024-10-01T10:00")),
        conflict
    );
    assert_eq!(
        of_two_states(&noon, &tokyo("as of 2024-10-01T12:30")),
        found
    );
    assert_eq!(
        of_two_states(&noon, &tokyo("as of 2024-10-01T07:30")),
        found
    );
    // Of days nobody knows at which hour.
    let days = rome("throughout 2023");
    assert_eq!(of_two_states(&days, &tokyo("throughout 2024")), [""; 0]);
    assert_eq!(
        of_two_states(&rome("as of 2024-10-01"), &tokyo("as of 2024-10-02")),
        [""; 0]
    );
}
