//! States of one person in a few days, on generated cases small enough to try out every course of events.
//!
//! The oracle knows nothing of sweeps: it cuts each day into its first instant, its middle and its last moments, asks of each what
//! can have been true in it by trying every set of values, and puts what held at some moment into the middle of some day.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use belie::diagnostic::{Diagnostic, More, Severity};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use support::Case;

/// The days of a case, from 1 March on.
const DAYS: usize = 6;

/// The values of a case: `anna` is a kind of `a`.
const VALUES: [&str; 5] = ["a", "anew", "b", "c", "other"];

/// What a value leaves open, as bits.
fn below(value: &str) -> u32 {
    match value {
        "a" => 0b00011,
        "anew" => 0b00010,
        "b" => 0b00100,
        _ => 0b01000,
    }
}

/// `not a, since 2024-03-01, as of 2024-03-04`
#[derive(Debug, Clone)]
struct State {
    mode: &'static str,
    value: &'static str,
    time: Time,
}

#[derive(Debug, Clone, PartialEq)]
enum Time {
    AsOf(usize),
    During(usize, usize),
    OneOf(usize, usize),
    Throughout(usize, usize),
    ThroughoutOneOf(usize, usize),
    Since(usize, usize),
    FromTo(usize, usize),
}

impl Time {
    fn words(&self) -> String {
        let day = |day: usize| format!("2024-03-0{}", day + 1);
        match *self {
            Self::AsOf(at) => format!("as of {}", day(at)),
            Self::During(from, to) => format!("during {}/{}", day(from), day(to)),
            Self::OneOf(one, other) => format!("as of [{},{}]", day(one), day(other)),
            Self::Throughout(from, to) => format!("throughout {}/{}", day(from), day(to)),
            Self::ThroughoutOneOf(one, other) => {
                format!("throughout [{},{}]", day(one), day(other))
            }
            Self::Since(from, to) => format!("since {}, as of {}", day(from), day(to)),
            Self::FromTo(from, to) => format!("from {} to {}", day(from), day(to)),
        }
    }

    /// The days in the middle of one of which it held, if that is all that is known.
    fn days(&self) -> Option<Vec<usize>> {
        match *self {
            Self::AsOf(at) => Some(vec![at]),
            Self::During(from, to) => Some((from..=to).collect()),
            Self::OneOf(one, other) => Some(vec![one, other]),
            Self::Since(from, to) | Self::FromTo(from, to) if from == to => Some(vec![from]),
            _ => None,
        }
    }

    /// Whether it certainly held in a part of a day: its first instant, its middle, its last moments. What begins in a day may do so
    /// in its last moments, and what ends in one at its first instant.
    fn covers(&self, day: usize, part: usize) -> bool {
        if self.days().is_some() {
            return false;
        }
        match *self {
            Self::Throughout(from, to) => (from..=to).contains(&day),
            Self::Since(from, to) => {
                (from + 1..to).contains(&day) || (day, part) == (from, 2) || (day, part) == (to, 0)
            }
            Self::FromTo(from, to) => (from + 1..to).contains(&day) || (day, part) == (from, 2),
            _ => false,
        }
    }

    fn begins(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Since(from, to) | Self::FromTo(from, to) => Some((from, to)),
            _ => None,
        }
    }
}

/// Whether something can be as all of these say at once: one value, or, where many are held, some set of them.
fn possible(states: &[&State], many: bool) -> bool {
    let sets = (0..1_u32 << VALUES.len()).filter(|set| many || set.count_ones() == 1);
    // Of a list that is closed, nothing else is left.
    let closed = |set: &u32| many || set & 0b1_0000 == 0;
    sets.filter(closed).any(|set| {
        states.iter().all(|state| {
            let own = below(state.value);
            match state.mode {
                "not " => set & own == 0,
                "only " => set & own != 0 && set & !own == 0,
                _ => set & own != 0,
            }
        })
    })
}

/// Whether all of these can be true.
fn fit(states: &[&State], many: bool) -> bool {
    // Through which day something held that did so through one of two: either may be.
    for (at, state) in states.iter().enumerate() {
        if let Time::ThroughoutOneOf(one, other) = state.time {
            return [one, other].into_iter().any(|day| {
                let time = Time::Throughout(day, day);
                let chosen = State {
                    time,
                    ..(*state).clone()
                };
                let mut states = states.to_vec();
                states[at] = &chosen;
                fit(&states, many)
            });
        }
    }
    let active = |day: usize, part: usize| -> Vec<&State> {
        states
            .iter()
            .copied()
            .filter(|state| state.time.covers(day, part))
            .collect()
    };
    let parts = (0..DAYS).flat_map(|day| (0..3).map(move |part| (day, part)));
    if parts
        .into_iter()
        .any(|(day, part)| !possible(&active(day, part), many))
    {
        return false;
    }
    let somewhere = |state: &&State| {
        state.time.days().is_none_or(|days| {
            days.iter()
                .any(|&day| possible(&[active(day, 1).as_slice(), &[state]].concat(), many))
        })
    };
    states.iter().all(somewhere) && !two_beginnings(states)
}

/// Two spells of one value overlap and begin on different days.
fn two_beginnings(states: &[&State]) -> bool {
    states.iter().any(|one| {
        states.iter().any(|other| {
            let same = (one.mode, one.value) == (other.mode, other.value) && one.mode.is_empty();
            let both = one.time.begins().zip(other.time.begins());
            same && both
                .is_some_and(|((from, to), (other_from, _))| from < other_from && other_from < to)
        })
    })
}

fn write(states: &[State], many: bool) -> Case {
    let takes = if many { "term, many" } else { "one of a, b, c" };
    let mut text = format!(
        "person ann \"Ann\"\nterm a \"A\"\nterm anew \"A new\" is a\nterm b \"B\"\nterm c \"C\"\n\
         attribute mood of person: {takes}\nsource daily \"The daily\"\n  published 2024-04-01\n"
    );
    for state in states {
        let State { mode, value, time } = state;
        text += &format!(
            "claim \"so\"\n  ann.mood: {mode}{value}, {}\n",
            time.words()
        );
    }
    Case::one(&text)
}

/// The numbers of the claims that some labels stand in.
fn claims(case: &Case, quarrel: &Diagnostic, labels: &[usize]) -> Vec<usize> {
    let text = &case.files["case.claims"];
    let number = |&label: &usize| {
        let start = quarrel.labels[label].location.span.start as usize;
        text[..start].matches("\nclaim ").count() - 1
    };
    labels.iter().map(number).collect()
}

fn state() -> impl Strategy<Value = State> {
    let days = (0..DAYS, 0..DAYS).prop_map(|(one, other)| (one.min(other), one.max(other)));
    let time = (0..10, days).prop_map(|(kind, (from, to))| match kind {
        0 => Time::AsOf(from),
        1..=3 => Time::During(from, to),
        4 => Time::OneOf(from, to),
        // Between days that follow each other is no gap.
        5 if from + 1 < to => Time::ThroughoutOneOf(from, to),
        5 | 6 => Time::Throughout(from, to),
        7 | 8 => Time::Since(from, to),
        _ => Time::FromTo(from, to),
    });
    let mode = prop_oneof![4 => Just(""), 3 => Just("not "), 1 => Just("only ")];
    let value = prop_oneof![Just("a"), Just("anew"), Just("b"), Just("c")];
    (mode, value, time).prop_map(|(mode, value, time)| State { mode, value, time })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400),
        rng_seed: RngSeed::Fixed(31),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// A contradiction if, and only if, the states cannot all be; each chain needs all that it names, and each way out settles all.
    #[test]
    fn states_that_cannot_all_be(mut states in vec(state(), 2..7), many in any::<bool>()) {
        for state in states.iter_mut().filter(|state| !many && state.mode == "only ") {
            state.mode = "not ";
        }
        let case = write(&states, many);
        let analysis = case.check();
        let text = &case.files["case.claims"];
        prop_assert!(analysis.diagnostics.iter().all(|one| one.severity != Severity::Mistake), "{text}");
        let all: Vec<&State> = states.iter().collect();
        let found = analysis.diagnostics.iter().find(|one| {
            one.code.id() == "state-conflict" && one.severity == Severity::Contradiction
        });
        prop_assert_eq!(found.is_none(), fit(&all, many), "{}", text);
        if let Some(quarrel) = found {
            let of = |numbers: &[usize]| -> Vec<&State> { numbers.iter().map(|&at| &states[at]).collect() };
            let mut certain = 0;
            for chain in &quarrel.chains {
                let numbers = claims(&case, quarrel, &chain.labels);
                // Beside what cannot be, a quarrel lists what is only unlikely.
                if numbers.len() == 2 && fit(&of(&numbers), many) {
                    continue;
                }
                certain += 1;
                prop_assert!(!fit(&of(&numbers), many), "{numbers:?} fit\n{text}");
                for left_out in &numbers {
                    let rest: Vec<usize> = numbers.iter().copied().filter(|at| at != left_out).collect();
                    prop_assert!(fit(&of(&rest), many), "{numbers:?} without {left_out}\n{text}");
                }
            }
            prop_assert!(certain > 0 || quarrel.more_chains != More::None, "{text}");
            for way in &quarrel.ways_out {
                let gone = claims(&case, quarrel, way);
                let rest: Vec<usize> = (0..states.len()).filter(|at| !gone.contains(at)).collect();
                prop_assert!(fit(&of(&rest), many), "{gone:?} leaves a contradiction\n{text}");
            }
        }
    }
}

/// What is listed where not all is does not depend on the order of the claims.
#[test]
fn the_order_of_claims_is_nothing_to_what_is_listed() {
    let claims: Vec<String> = (0..60)
        .map(|number| {
            let (value, day) = (["a", "b", "c"][number % 3], 1 + number % 20);
            format!("claim \"so, {number}\"\n  ann.mood: {value}, throughout 2024-03-{day:02}\n")
        })
        .collect();
    let listed = |claims: &[String]| {
        let head = "person ann \"Ann\"\nterm a \"A\"\nterm b \"B\"\nterm c \"C\"\n\
                    attribute mood of person: one of a, b, c\nsource daily \"The daily\"\n  published 2024-04-01\n";
        let analysis = Case::one(&(head.to_owned() + &claims.concat())).check();
        let found = analysis.diagnostics.into_iter();
        let quarrel = found
            .into_iter()
            .find(|one| one.code.id() == "state-conflict")
            .unwrap();
        assert_ne!(quarrel.more_chains, More::None);
        let passages = |labels: &[usize]| -> Vec<Option<String>> {
            let mut all: Vec<_> = labels
                .iter()
                .map(|&at| quarrel.labels[at].said().passage.clone())
                .collect();
            all.sort();
            all
        };
        let mut chains: Vec<_> = quarrel
            .chains
            .iter()
            .map(|one| passages(&one.labels))
            .collect();
        let mut ways: Vec<_> = quarrel.ways_out.iter().map(|one| passages(one)).collect();
        chains.sort();
        ways.sort();
        (quarrel.severity, chains, ways)
    };
    let turned: Vec<String> = claims.iter().rev().cloned().collect();
    assert_eq!(listed(&claims), listed(&turned));
    let mixed: Vec<String> = (0..60).map(|at| claims[at * 7 % 60].clone()).collect();
    assert_eq!(listed(&claims), listed(&mixed));
}

/// One source says the same words of an arrest and of a release; the kind declares again what it sets.
const SAME_WORDS: &str = r#"
person ann "Ann"
event taken: arrest "Ann is arrested"
event freed: release "Ann is let go"
kind release
  role patient: person
  sets patient.custody: at_liberty
source daily "The daily"
  published 2025-01-01
claim "taken"
  taken: on 2024-01-05, patient ann
  freed: within 2 days after taken, patient ann
source weekly "The weekly"
  published 2025-01-01
claim "held"
  ann.custody: in_custody, throughout 2024-01
"#;

/// The one quarrel about states in a case.
fn state_conflict(text: &str) -> Diagnostic {
    let found = Case::one(text).check().diagnostics.into_iter();
    let mut quarrels = found.filter(|one| one.code.id() == "state-conflict");
    let quarrel = quarrels.next().unwrap();
    assert!(quarrels.next().is_none());
    quarrel
}

#[test]
fn a_way_out_names_the_event_whose_effect_is_given_up() {
    let quarrel = state_conflict(SAME_WORDS);
    let event = |label: &usize| quarrel.labels[*label].said().event.as_deref();
    let ways: Vec<Vec<_>> = quarrel
        .ways_out
        .iter()
        .map(|way| way.iter().map(event).collect())
        .collect();
    assert_eq!(ways, [vec![Some("“Ann is let go”")], vec![None]]);
}

/// What a kind is declared to set twice is one effect.
#[test]
fn an_effect_that_is_declared_again_makes_no_second_chain() {
    let quarrel = state_conflict(SAME_WORDS);
    assert_eq!((quarrel.chains.len(), quarrel.more_chains), (1, More::None));
}

/// Each two of these can be true; what is left of three values by two denials is the third.
#[test]
fn values_at_one_point_of_an_event_that_only_together_cannot_be() {
    let case = |second: &str| {
        format!(
            "person ann \"Ann\"\nterm a \"A\"\nterm b \"B\"\nterm c \"C\"\n\
             event storm: happening \"The storm\"\nevent flood: happening \"The flood\"\n\
             attribute mood of person: one of a, b, c\n\
             source daily \"The daily\"\n  published 2024-04-01\nclaim \"so\"\n  ann.mood: not a, as of storm\n\
             source weekly \"The weekly\"\n  published 2024-04-01\nclaim \"so\"\n  ann.mood: not b, as of {second}\n\
             source monthly \"The monthly\"\n  published 2024-04-01\nclaim \"so\"\n  ann.mood: not c, as of storm\n"
        )
    };
    let quarrel = state_conflict(&case("storm"));
    assert_eq!(quarrel.severity, Severity::Contradiction);
    assert_eq!(quarrel.chains.len(), 1);
    assert_eq!(quarrel.chains[0].labels.len(), 3);
    assert_eq!(quarrel.ways_out.len(), 3);
    let about_times = |premise: &String| premise.contains("a time that places them");
    assert!(!quarrel.premises.iter().any(about_times));
    assert!(state_conflict(SAME_WORDS).premises.iter().any(about_times));
    let apart = Case::one(&case("flood")).check();
    assert!(!apart.diagnostics.iter().any(support::is_quarrel));
}

/// That Vienna is not Rome is nothing to it: she was there at other times.
#[test]
fn only_what_must_differ_is_said_to_differ() {
    let quarrel = state_conflict(
        "person clara \"Clara\"\nplace vienna \"Vienna\"\nplace paris \"Paris\"\nplace rome \"Rome\"\n\
         source daily \"The daily\"\n  published 2024-04-01\n\
         claim \"so\"\n  clara.residence: paris, during 2024-02-26/2024-03-04\n\
         claim \"so\"\n  clara.residence: vienna, throughout 2024-02\n\
         claim \"so\"\n  clara.residence: rome, throughout 2024-03\n",
    );
    assert_eq!(quarrel.chains[0].labels.len(), 3);
    let differ = |one: &str, other: &str| {
        let names = [format!("“{one}”"), format!("“{other}”")];
        let both = |premise: &&String| names.iter().all(|name| premise.contains(name));
        quarrel.premises.iter().filter(both).count()
    };
    assert_eq!(differ("Paris", "Vienna"), 1);
    assert_eq!(differ("Paris", "Rome"), 1);
    assert_eq!(differ("Vienna", "Rome"), 0);
}
