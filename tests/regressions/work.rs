//! What once took far longer than so little is worth.

use crate::{quarrels, source};

/// Each of these small cases once took minutes, and some hundreds of megabytes.
#[test]
fn small_cases_are_small_work() {
    let sources = |statements: &[String]| -> String {
        let claims = statements.iter().enumerate();
        claims
            .map(|(at, one)| source(&format!("s{at}"), "  published 2200", one))
            .collect()
    };
    let events: String = (0..40).map(|at| format!("event e{at}: attack\n")).collect();
    let found = |statements: Vec<String>| quarrels(&(events.clone() + &sources(&statements))).len();
    let aged = ["pat.age: 30, as of e0", "pat.age: 31, as of e0"];
    assert_eq!(found(aged.map(str::to_owned).to_vec()), 1);
    let dated = [
        "e0: on 1998-04-29",
        "pat.age: 67, as of e0",
        "pat.age: 68, as of e0",
    ];
    assert_eq!(found(dated.map(str::to_owned).to_vec()), 1);
    let weekdays = [
        "Monday",
        "Thursday",
        "Sunday",
        "Wednesday",
        "Saturday",
        "Tuesday",
        "Friday",
    ];
    let chain = (1..15).flat_map(|at| {
        let weekday = weekdays[at % 7];
        let days = 1 + at % 3;
        [
            format!("e{at}: {days} days after e{}", at - 1),
            format!("e{at}: on any {weekday}"),
        ]
    });
    assert!(found(chain.chain(["e0: on 2000-01-01".to_owned()]).collect()) > 0);
    let open_digits = (1..15).map(|at| format!("e{at}: on 201X-XX-{:02}", 1 + at % 28));
    let months = (1..15).map(|at| format!("e{at}: 31 days after e{}", at - 1));
    assert!(found(open_digits.chain(months).collect()) > 0);
    let sets = (0..15_u32).map(|at| {
        let days = (0..100_u32).map(|day| {
            let day = 11 * day + 7 * at % 11;
            format!(
                "{}-{:02}-{:02}",
                2000 + day / 336,
                1 + day / 28 % 12,
                1 + day % 28
            )
        });
        format!("e0: on [{}]", days.collect::<Vec<_>>().join(","))
    });
    assert!(found(sets.collect()) > 0);
    let turn = |at: usize| (at * 17 + 5) % 20;
    let counts = (0..160).map(|at| {
        let (days, from) = (1 + at * 7 % 13, turn(at + at / 20));
        format!("e{}: {days} days after e{from}", at % 20)
    });
    assert!(found(counts.collect()) > 0);
    let orders =
        (0..250).map(|at| format!("e{}: after e{}", at * 7 % 40, (at * 13 + at / 40) % 40));
    assert!(found(orders.collect()) > 0);
}
