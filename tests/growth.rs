//! What a user can grow does not grow over Belie's head. Nothing here looks at a clock: with anything quadratic in it, these tests
//! would take minutes instead of seconds.

#![allow(clippy::unwrap_used)]

mod support;
#[path = "../benches/workload/mod.rs"]
mod workload;

use std::fmt::Write;

use belie::analysis::{Analysis, Setting, analyse};
use belie::diagnostic::{More, Severity};
use belie::text::NoTexts;
use support::{Case, is_quarrel};
use workload::{Truth, Workload};

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let workload = Workload::new(10_000, 7);
    let analysis = analyse(workload.files(), Vec::new(), &NoTexts, Setting::default());
    let planted = workload.truth;
    assert!(
        planted.values > 20 && planted.stories > 0 && planted.states > 0,
        "{planted:?}"
    );
    assert_eq!(Truth::found(&analysis.diagnostics), planted);
    assert!(
        analysis
            .diagnostics
            .iter()
            .all(|one| one.severity != Severity::Mistake)
    );
}

/// A case of these declarations, and of a claim for each statement by one of a hundred sources.
fn case(declarations: &str, statements: impl Iterator<Item = String>) -> Case {
    let mut sources: Vec<String> = (0..100)
        .map(|number| format!("source s{number}\n  published 2300-01-01\n"))
        .collect();
    for (number, statement) in statements.enumerate() {
        let _ = write!(
            sources[number % 100],
            "claim \"p{number}\"\n  {statement}\n"
        );
    }
    Case::default()
        .with("case.claims", declarations)
        .with("sources.claims", &sources.concat())
}

fn declare(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| entry(number) + "\n").collect()
}

fn day(number: usize) -> String {
    workload::times::day(i64::try_from(number).unwrap())
}

fn quarrels(analysis: &Analysis) -> usize {
    analysis
        .diagnostics
        .iter()
        .filter(|one| is_quarrel(one))
        .count()
}

const EVENT: &str = "kind incident \"An incident\"\n  role means: term\nevent e: incident\n";

#[test]
fn many_claims_about_one_fact_are_one_quarrel() {
    let terms = EVENT.to_owned() + &declare(1000, |number| format!("term t{number}"));
    let many = (0..10_000).map(|number| format!("e: means t{}", number % 1000));
    assert_eq!(quarrels(&case(&terms, many).check()), 1);
}

#[test]
fn many_states_of_one_person_are_one_quarrel() {
    let since = (0..10_000).map(|number| format!("p.custody: in_custody, since {}", day(number)));
    let analysis = case("person p", since).check();
    let quarrel = analysis
        .diagnostics
        .iter()
        .find(|one| is_quarrel(one))
        .unwrap();
    assert_eq!(quarrels(&analysis), 1);
    // There are fifty million pairs of beginnings: some are counted, and all are named.
    assert!(matches!(quarrel.more_chains, More::AtLeast(_)));
    assert_eq!(quarrel.labels.len(), 10_000);
}

#[test]
fn a_person_may_change_state_often() {
    let turns = (0..10_000).map(|number| {
        let value = ["in_custody", "at_liberty"][number % 2];
        format!(
            "p.custody: {value}, throughout {}/{}",
            day(7 * number),
            day(7 * number + 6)
        )
    });
    assert_eq!(quarrels(&case("person p", turns).check()), 0);
}

#[test]
fn many_dates_that_agree_are_silent() {
    let dates = (0..10_000).map(|number| {
        format!(
            "e: between {} and {}",
            day(number / 4),
            day(9000 - number / 4)
        )
    });
    assert_eq!(quarrels(&case(EVENT, dates).check()), 0);
}

#[test]
fn many_different_dates_of_one_event_are_one_quarrel() {
    let dates = (0..20_000).map(|number| format!("e: on {}", day(number)));
    assert_eq!(quarrels(&case(EVENT, dates).check()), 1);
}

#[test]
fn orders_around_a_hub_are_quarrels_of_their_own_and_counted_exactly() {
    let events = EVENT.to_owned() + &declare(1000, |number| format!("event e{number}: incident"));
    let orders = (0..2000).map(|number| match number % 2 {
        0 => format!("e{}: after e", number / 2),
        _ => format!("e{}: before e", number / 2),
    });
    let analysis = case(&events, orders).check();
    let found: Vec<_> = analysis
        .diagnostics
        .iter()
        .filter(|one| is_quarrel(one))
        .collect();
    assert_eq!(found.len(), 1000);
    for quarrel in found {
        assert_eq!((quarrel.chains.len(), quarrel.ways_out.len()), (1, 2));
        assert_eq!(quarrel.more_chains, More::None);
        assert_eq!(quarrel.more_ways_out, More::None);
    }
}

#[test]
fn a_long_circle_is_one_quarrel() {
    let events = EVENT.to_owned() + &declare(20_000, |number| format!("event e{number}: incident"));
    let circle = (0..20_000).map(|number| format!("e{number}: after e{}", (number + 1) % 20_000));
    assert_eq!(quarrels(&case(&events, circle).check()), 1);
}

#[test]
fn a_hub_with_many_claims_has_one_quarrel() {
    let events = EVENT.to_owned() + &declare(20_000, |number| format!("event e{number}: incident"));
    let counted = (0..20_000).map(|number| format!("e{number}: 1 day after e"));
    let dates = [
        "e: on 2000-01-01".to_owned(),
        "e3: on 2000-01-05".to_owned(),
    ];
    assert_eq!(quarrels(&case(&events, counted.chain(dates)).check()), 1);
}

#[test]
fn many_who_say_the_same_of_a_few_events_are_one_quarrel() {
    let events = EVENT.to_owned() + &declare(10, |number| format!("event e{number}: incident"));
    let counted = (0..20_000).map(|number| format!("e{}: 1 day after e", number % 10));
    let dates = [
        "e: on 2000-01-01".to_owned(),
        "e3: on 2000-01-05".to_owned(),
    ];
    assert_eq!(quarrels(&case(&events, counted.chain(dates)).check()), 1);
}

#[test]
fn a_date_with_gaps_beside_many_quarrels_changes_none_of_them() {
    let events = EVENT.to_owned() + &declare(10_000, |number| format!("event e{number}: incident"));
    let orders = (0..10_000).map(|number| format!("e{number}: after e"));
    let dates = (0..10_000)
        .step_by(100)
        .flat_map(|number| [0, 5].map(|more| format!("e{number}: on {}", day(number + more))));
    let gaps = [format!("e7: on [{},{}]", day(0), day(700))];
    let claims = orders.chain(dates).chain(gaps);
    assert_eq!(quarrels(&case(&events, claims).check()), 100);
}

#[test]
fn states_since_the_events_of_a_hub_are_one_quarrel() {
    let hub = "person p\n".to_owned() + EVENT;
    let events = hub + &declare(1000, |number| format!("event e{number}: incident"));
    let counted = (0..1000).map(|number| format!("e{number}: {} days after e", number + 1));
    let states = (0..1000).map(|number| {
        let value = ["in_custody", "at_liberty"][number % 2];
        format!("p.custody: {value}, since e{number}")
    });
    assert_eq!(quarrels(&case(&events, counted.chain(states)).check()), 1);
}

#[test]
fn a_denial_among_many_held_values_is_held_against_its_own() {
    let values =
        "kind meeting_of_many \"A meeting\"\n  role who: person, many\nevent m: meeting_of_many\n";
    let persons = values.to_owned() + &declare(10_000, |number| format!("person p{number}"));
    let said = (0..10_000).map(|number| format!("m: who p{number}"));
    let denied = ["m: not who p5".to_owned()];
    assert_eq!(quarrels(&case(&persons, said.chain(denied)).check()), 1);
}

#[test]
fn a_long_chain_of_relative_dates_is_silent() {
    let events = EVENT.to_owned() + &declare(10_000, |number| format!("event e{number}: incident"));
    let chain = (1..10_000).map(|number| format!("e{number}: 1 day after e{}", number - 1));
    assert_eq!(quarrels(&case(&events, chain).check()), 0);
}

#[test]
fn many_unknown_names_are_all_reported() {
    let terms = EVENT.to_owned() + &declare(5000, |number| format!("term known_{number}"));
    let unknown = (0..5000).map(|number| format!("e: means unknown_{number}"));
    let analysis = case(&terms, unknown).check();
    let mistakes = analysis
        .diagnostics
        .iter()
        .filter(|one| one.code.id() == "unknown-name");
    assert_eq!(mistakes.count(), 5000);
}

#[test]
fn a_name_that_many_share_is_not_answered_with_all_of_them() {
    let same = EVENT.to_owned() + &declare(3000, |number| format!("term t{number} \"The same\""));
    let uses = (0..3000).map(|_| "e: means \"The same\"".to_owned());
    let analysis = case(&same, uses).check();
    let longest = analysis
        .diagnostics
        .iter()
        .map(|one| one.message.len())
        .max();
    assert!(longest.unwrap() < 300);
}

#[test]
fn a_deep_hierarchy_is_not_walked_for_each_pair() {
    let places = declare(10_000, |number| match number {
        0 => "place p0".to_owned(),
        _ => format!("place p{number} in p{}", number - 1),
    });
    let claims = (0..10_000).map(|number| format!("e: place p{number}"));
    assert_eq!(
        quarrels(&case(&(EVENT.to_owned() + &places), claims).check()),
        0
    );
}

#[test]
fn one_long_line_is_read() {
    let text = format!(
        "{EVENT}term t\nsource s\nclaim \"p\"\n  e: {}means t\n",
        "means t, ".repeat(50_000)
    );
    assert_eq!(quarrels(&Case::one(&text).check()), 0);
}

#[test]
fn a_person_may_be_seen_often() {
    let places = "kind sighting\n  role who: person, present\nperson p\n".to_owned()
        + &declare(100, |number| match number {
            0 => "place world".to_owned(),
            _ => format!(
                "place p{number} in world\n  at {}.0000, 7.0000",
                number % 40
            ),
        })
        + &declare(20_000, |number| format!("event e{number}: sighting"));
    let seen = (0..20_000).map(|number| {
        let minutes = 40 * number;
        let (hour, minute) = (minutes / 60 % 24, minutes % 60);
        format!(
            "e{number}: who p, place p{}, on {}T{hour:02}:{minute:02}",
            1 + number / 2 % 5,
            day(minutes / 1440)
        )
    });
    assert_eq!(quarrels(&case(&places, seen).check()), 0);
}

#[test]
fn a_person_in_many_places_at_once_is_one_quarrel() {
    let places = "kind sighting\n  role who: person, present\nperson p\n".to_owned()
        + &declare(3000, |number| {
            format!("place p{number}\nevent e{number}: sighting")
        });
    let seen =
        (0..3000).map(|number| format!("e{number}: who p, place p{number}, on {}T10:00", day(0)));
    let analysis = case(&places, seen).check();
    let found: Vec<_> = analysis
        .diagnostics
        .iter()
        .filter(|one| is_quarrel(one))
        .collect();
    assert_eq!(found.len(), 1);
    // There are four million pairs: some are counted, and all events are in it.
    assert!(matches!(found[0].more_chains, More::AtLeast(_)));
    assert_eq!(found[0].accounts.len(), 3000);
}

#[test]
fn one_claim_may_be_at_odds_with_itself_in_very_many_lines() {
    let lines = "  m: before k\n  k: before m\n".repeat(10_000);
    let text = format!(
        "event m: meeting\nevent k: meeting\nsource s\n  published 2025-01-23\nclaim \"p\"\n{lines}"
    );
    assert_eq!(quarrels(&Case::one(&text).check()), 1);
}
