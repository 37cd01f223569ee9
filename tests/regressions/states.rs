//! States, tolls and lives.

use crate::support::Case;
use crate::{NAMES, quarrels, source};

/// `throughout` a time of which the beginning and the end are open covers only what lies inside for certain.
#[test]
fn throughout_an_open_time_covers_no_more_than_is_certain() {
    let report = |throughout: &str, moment: &str| {
        quarrels(&format!(
            "{}{}",
            source("daily", "  published 2025-12-01", throughout),
            source("court", "  published 2025-12-01", moment)
        ))
    };
    for (time, moment) in [
        ("[2015,2016]", "2015-06"),
        ("2015/2018", "2018-06"),
        ("201X", "2015-06"),
        ("2015~", "2015-02"),
    ] {
        let throughout = format!("pat.custody: in_custody, throughout {time}");
        let moment = format!("pat.custody: at_liberty, as of {moment}");
        assert_eq!(report(&throughout, &moment), [""; 0], "{throughout}");
    }
    assert_eq!(
        report(
            "pat.custody: in_custody, throughout 2015/2018",
            "pat.custody: at_liberty, as of 2016-06"
        ),
        ["contradiction state-conflict pat.custody"]
    );
}

/// Two days of one zone are compared in that zone; a day without one as widely as the zones of the Earth allow.
#[test]
fn states_are_compared_on_one_clock() {
    let tokyo = "  published 2025-02-01\n  zone \"Asia/Tokyo\"";
    let throughout = source(
        "ministry",
        tokyo,
        "pat.custody: in_custody, throughout 2025-01-24",
    );
    let moment = "pat.custody: at_liberty, as of 2025-01-24";
    assert_eq!(
        quarrels(&(throughout.clone() + &source("lawyer", tokyo, moment))),
        ["contradiction state-conflict pat.custody"]
    );
    let bare = source("lawyer", "  published 2025-02-01", moment);
    let found = quarrels(&(throughout + &bare));
    assert!(
        found
            .iter()
            .all(|found| !found.starts_with("contradiction")),
        "{found:?}"
    );
}

/// Nobody has been at liberty since an arrest: what the arrest sets is inside that spell.
#[test]
fn a_spell_since_an_event_begins_with_its_effect() {
    let arrest = source(
        "ministry",
        "  published 2025-02-01",
        "arrest_pat: patient pat, on 2025-01-05",
    );
    let since = |value: &str| {
        let state = format!("pat.custody: {value}, since arrest_pat");
        source("lawyer", "  published 2025-01-15", &state)
    };
    assert_eq!(
        quarrels(&(arrest.clone() + &since("at_liberty"))),
        ["contradiction state-conflict pat.custody"]
    );
    assert_eq!(quarrels(&(arrest + &since("in_custody"))), [""; 0]);
}

/// A toll that held through a month is held against those of single days.
#[test]
fn a_toll_that_held_for_a_time_neither_falls_nor_was_higher_before() {
    let through = source(
        "ministry",
        "  published 2025-03-01",
        "raid.deaths: 30, throughout 2025-02",
    );
    let on = |toll: u32, day: &str| {
        let state = format!("raid.deaths: {toll}, as of {day}");
        quarrels(&(through.clone() + &source("daily", "  published 2025-04-01", &state)))
    };
    let clash = ["contradiction state-conflict raid.deaths"];
    assert_eq!(on(20, "2025-03-02"), clash);
    assert_eq!(on(20, "2025-02-02"), clash);
    assert_eq!(on(40, "2025-02-02"), clash);
    assert_eq!(on(20, "2025-01"), [""; 0]);
    assert_eq!(on(40, "2025-03"), [""; 0]);
}

/// A number that is denied is not the number: what it leaves open may lie on both sides of it.
#[test]
fn a_toll_that_is_denied_falls_only_where_all_that_it_leaves_open_does() {
    let both = |denied: &str, later: &str| {
        let state = |toll: &str, day: u32| format!("raid.deaths: {toll}, as of 2025-02-{day:02}");
        let first = source("ministry", "  published 2025-02-03", &state(denied, 3));
        quarrels(&(first + &source("daily", "  published 2025-02-05", &state(later, 5))))
    };
    let clash = ["contradiction state-conflict raid.deaths"];
    assert_eq!(both("not 30", "25"), [""; 0]);
    assert_eq!(both("not 10 to 20", "5"), [""; 0]);
    assert_eq!(both("not less than 30", "25"), clash);
    assert_eq!(both("not less than 30", "35"), [""; 0]);
    assert_eq!(both("not more than 30", "25"), [""; 0]);
    assert_eq!(both("not at most 30", "30"), clash);
    assert_eq!(both("not less than 30", "not at least 30"), clash);
    assert_eq!(both("30", "not at least 30"), clash);
    assert_eq!(both("30", "not more than 30"), [""; 0]);
}

/// What held through a time was so up to its end, and what holds from there on was not so before: the toll rises.
#[test]
fn a_toll_that_rises_from_one_stretch_to_the_next_does_not_fall() {
    let both = |one: &str, other: &str| {
        let war = "event war: war\n";
        let first = source(
            "ministry",
            "  published 2025-04-01",
            &format!("raid.deaths: {one}"),
        );
        let second = source(
            "daily",
            "  published 2025-04-01",
            &format!("raid.deaths: {other}"),
        );
        quarrels(&(first + &second + war))
    };
    let clash = ["contradiction state-conflict raid.deaths"];
    for (time, next) in [
        ("throughout 2025-02-09", "throughout 2025-02-10"),
        ("throughout 2025-01", "throughout 2025-02"),
        ("until 2025-02-10", "throughout 2025-02-10"),
        ("from 2025-02-08 to 2025-02-10", "throughout 2025-02-10"),
        ("until war", "throughout war"),
    ] {
        assert_eq!(
            both(&format!("3, {time}"), &format!("5, {next}")),
            [""; 0],
            "{time}"
        );
    }
    for (time, next) in [
        ("throughout 2025-02-09", "throughout 2025-02-10"),
        ("before 2025-02-06", "as of 2025-02-10"),
        ("before 2025-02-06", "as of 2025-02-06"),
        ("as of 2025-02-06", "after 2025-02-06"),
        ("before war", "as of start of war"),
        ("as of war", "after war"),
    ] {
        assert_eq!(
            both(&format!("9, {time}"), &format!("8, {next}")),
            clash,
            "{time}"
        );
    }
}

/// Who is dead stays so, by whatever it is told.
#[test]
fn nobody_is_alive_after_having_been_dead() {
    let both = |one: &str, other: &str| {
        let death = "event dies: death\nevent born: birth\n";
        let first = source("ministry", "  published 2025-04-01", one);
        quarrels(&(first + &source("daily", "  published 2025-04-01", other) + death))
    };
    let clash = ["contradiction state-conflict pat.alive"];
    for (one, other) in [
        (
            "pat.alive: dead, as of 1990",
            "pat.alive: alive, as of 1991",
        ),
        (
            "pat.alive: not alive, as of 1990",
            "pat.alive: alive, as of 1991",
        ),
        (
            "pat.alive: dead, throughout 1990",
            "pat.alive: alive, after 1990",
        ),
        (
            "pat.alive: dead, since 1990, as of 1995",
            "pat.alive: alive, as of 1996",
        ),
        (
            "dies: patient pat, on 2024-01-05",
            "pat.alive: alive, since 2024-02-02",
        ),
        (
            "dies: patient pat, on 2024-01-05",
            "pat.alive: alive, until 2024-02-02",
        ),
        (
            "born: patient pat, on 1991",
            "pat.alive: dead, throughout 1990",
        ),
    ] {
        assert_eq!(both(one, other), clash, "{one}; {other}");
    }
    for (one, other) in [
        (
            "pat.alive: dead, as of 1991",
            "pat.alive: alive, as of 1990",
        ),
        (
            "pat.alive: dead, as of 1991",
            "pat.alive: alive, until 1991",
        ),
        (
            "dies: patient pat, on 2024-01-05",
            "pat.alive: dead, as of 2024-03-05",
        ),
        ("dies: patient pat", "pat.alive: alive, until dies"),
        ("dies: patient pat", "pat.alive: dead, since dies"),
    ] {
        assert_eq!(both(one, other), [""; 0], "{one}; {other}");
    }
}

/// At the very moment of a change it may still be as it was before.
#[test]
fn what_held_as_of_an_event_may_be_otherwise_since() {
    let both = |one: &str, other: &str| {
        let first = source(
            "ministry",
            "  published 2025-04-01",
            &format!("pat.custody: {one}"),
        );
        quarrels(
            &(first
                + &source(
                    "daily",
                    "  published 2025-04-01",
                    &format!("pat.custody: {other}"),
                )),
        )
    };
    assert_eq!(
        both("in_custody, as of raid", "at_liberty, since raid"),
        [""; 0]
    );
    assert_eq!(
        both(
            "in_custody, as of 2025-02-03",
            "at_liberty, since 2025-02-02"
        ),
        ["contradiction state-conflict pat.custody"]
    );
}

/// 12 t are 12 000 kg: what is told in different units is not compared, but told.
#[test]
fn units_are_not_compared_in_states_either() {
    let case = |one: &str, other: &str| {
        let told = "  published 2025-02-01";
        let at_ten = format!("ship.weight: {one}, as of 2025-01-01T10:00");
        let all_day = format!("ship.weight: {other}, throughout 2025-01-01");
        let sources = source("log", told, &at_ten) + &source("paper", told, &all_day);
        Case::one(&format!("{NAMES}thing ship \"The ship\"\n{sources}"))
    };
    let mixed = case("12 t", "12000 kg");
    assert_eq!(mixed.quarrels(), [""; 0]);
    let message = &mixed.check().diagnostics[0].message;
    assert_eq!(
        message,
        "different units are given for the weight of The ship"
    );
    let clash = ["contradiction state-conflict ship.weight"];
    assert_eq!(case("12 t", "13 t").quarrels(), clash);
    assert_eq!(case("12 t", "12 t").quarrels(), [""; 0]);
}

/// The end of a day is no moment of it, so a change on the next day is none within it.
#[test]
fn a_change_on_the_next_day_comes_too_late() {
    let report = |freed: &str| {
        let told = "  published 2024-06-01";
        let arrest = source("a", told, "arrest_pat: patient pat, on 2024-05-01");
        let state = source("b", told, "pat.custody: at_liberty, as of 2024-05-09");
        let release = source("c", told, &format!("freed: patient pat, on {freed}"));
        let name = "event freed: release \"Pat is let go\"\n";
        quarrels(&format!("{name}{arrest}{state}{release}"))
    };
    let tension = ["tension state-conflict pat.custody"];
    assert_eq!(report("2024-05-10"), tension);
    assert_eq!(report("2024-05-20"), tension);
    assert_eq!(report("2024-05-09"), [""; 0]);
}

/// `{2015,2018}` is both of these years and not what lies between.
#[test]
fn throughout_all_of_some_years_leaves_out_what_lies_between() {
    let report = |throughout: &str, time: &str| {
        quarrels(&format!(
            "{}{}",
            source(
                "daily",
                "",
                &format!("pat.custody: in_custody, throughout {throughout}")
            ),
            source("court", "", &format!("pat.custody: at_liberty, {time}"))
        ))
    };
    for (throughout, time) in [
        ("{2015,2018}", "throughout 2016"),
        ("{2019-03-01,2019-03-05}", "as of 2019-03-03"),
    ] {
        assert_eq!(report(throughout, time), [""; 0], "{throughout}");
    }
    for (throughout, time) in [
        ("{2015,2018}", "as of 2015-06"),
        ("{2015,2018}", "throughout 2018-03"),
        ("{2015..2018}", "throughout 2016"),
    ] {
        let found = ["contradiction state-conflict pat.custody"];
        assert_eq!(report(throughout, time), found, "{throughout} {time}");
    }
}

/// What is told on the clocks of a zone is held against each other there, and told there.
#[test]
fn states_of_a_zone_are_compared_and_told_on_its_clocks() {
    let rome = "  published 2019-05-12\n  zone \"Europe/Rome\"";
    let told = |later: &str| {
        let sources = source("daily", rome, "raid.deaths: 30, as of 2019-05-07")
            + &source("log", rome, &format!("raid.deaths: 25, as of {later}"));
        let analysis = Case::one(&format!("{NAMES}{sources}")).check();
        let chains = analysis.diagnostics.into_iter().flat_map(|one| one.chains);
        let steps = chains.flat_map(|chain| chain.steps);
        steps.map(|step| step.text).collect::<Vec<_>>()
    };
    assert_eq!(
        told("2019-05-08"),
        [
            "“30” held at some moment of 7 May 2019 in Europe/Rome",
            "“25” held at some moment of 8 May 2019 in Europe/Rome",
            "what comes later is lower, and it only grows"
        ]
    );
    assert_eq!(told("2019-05-07"), [""; 0]);
}
