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

/// When a state that is counted from one event had begun follows from two clauses: the state ends by one of them, and none names both.
#[test]
fn a_chain_has_all_that_places_its_states() {
    let text =
        "person anna \"Anna\"\nplace turin \"Turin\"\nevent cell: search\nevent hunt: search\n"
            .to_owned()
            + &source(
                "paper",
                "  published 2025-01-03",
                "hunt: on 2024-12-30T02:30",
            )
            + "claim \"b\"\n  hunt: same time as cell\n\
           claim \"c\"\n  anna.residence: not turin, from 1 day before cell to hunt\n"
            + &source(
                "file",
                "  published 2025-01-11",
                "anna.residence: turin, throughout 2024-12-29",
            );
    let analysis = Case::one(&text).check();
    let found = analysis.diagnostics.iter();
    let quarrel = found.clone().find(|one| one.about == "anna.residence");
    assert_eq!(quarrel.unwrap().chains[0].labels.len(), 4);
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
    ] {
        assert_eq!(both(one, other), clash, "{one}; {other}");
    }
    // Births, deaths and states of being dead are held against each other among the times, and told once.
    for (one, other) in [
        (
            "born: patient pat, on 1991",
            "pat.alive: dead, throughout 1990",
        ),
        (
            "dies: patient pat, on 2024-01-05",
            "pat.alive: dead, as of 2023",
        ),
        (
            "dies: patient pat, on 2024-01-05",
            "pat.alive: dead, since 2023-02-01, as of 2025",
        ),
        (
            "dies: patient pat, on 2024-01-05",
            "pat.alive: dead, throughout 2024",
        ),
        (
            "pat.age: 30, as of 2024",
            "pat.alive: not alive, as of 1990",
        ),
    ] {
        let [quarrel] = &both(one, other)[..] else {
            panic!("{one}; {other}");
        };
        assert!(quarrel.starts_with("contradiction time-conflict"));
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
        "the weight of The ship: numbers in `t` and in `kg` are not compared"
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

/// A release that names nobody is of whoever was arrested, and may have changed what held before; it proves nothing.
#[test]
fn what_names_nobody_befalls_whom_the_event_that_it_is_of_befell() {
    let told = source(
        "ministry",
        "  published 2025-12-01",
        "pat.custody: in_custody, as of 2025-01-05\n  arrest_pat: patient pat, on 2025-01-04",
    ) + &source(
        "lawyer",
        "  published 2025-12-02",
        "pat.custody: at_liberty, as of 2025-02-01",
    );
    let events = "place turin \"Turin\"
person bob \"Bob\"
event held: detention of arrest_pat \"Pat is held\"
event freed: release of arrest_pat \"Pat is let go\"
event let_out: release of held \"Pat is let out\"
event fled: escape of arrest_pat \"Pat escapes\"
";
    let with = |statement: &str| {
        quarrels(&(events.to_owned() + &told + &format!("claim \"more\"\n  {statement}\n")))
    };
    for statement in [
        "freed",
        "freed: on 2025-01-20",
        "let_out: on 2025-01-20",
        "fled: on 2025-01-20",
        "pat.residence: turin, since freed",
    ] {
        assert_eq!(with(statement), [""; 0], "{statement}");
    }
    let odd = ["tension state-conflict pat.custody"];
    for statement in [
        "raid",
        "plan freed: on 2025-01-20",
        "not freed",
        "freed: on 2025-03-20",
        "freed: patient bob, on 2025-01-20",
    ] {
        assert_eq!(with(statement), odd, "{statement}");
    }
    // Whoever it was, it is no proof that Pat was at liberty.
    let certain = "freed: on 2025-01-20\n  pat.custody: in_custody, throughout 2025-01";
    assert_eq!(with(certain), [""; 0]);
}

/// Nobody knows when it was told, but what one source tells of that moment is of one moment.
#[test]
fn what_an_undated_source_tells_of_its_own_moment_is_of_one_moment() {
    let places = "place turin \"Turin\"\nplace oslo \"Oslo\"\n";
    let both = |head: &str, one: &str, other: &str| {
        let first = source("daily", "", &format!("pat.residence: {one}"));
        let second = format!("{head}claim \"also\"\n  pat.residence: {other}\n");
        quarrels(&(places.to_owned() + &first + &second))
    };
    let clash = ["contradiction state-conflict pat.residence"];
    assert_eq!(both("", "turin", "oslo"), clash);
    assert_eq!(both("", "turin, since 2015", "oslo"), clash);
    assert_eq!(both("", "turin", "turin"), [""; 0]);
    assert_eq!(both("", "turin, as of 2015", "oslo"), [""; 0]);
    assert_eq!(both("source other \"Other\"\n", "turin", "oslo"), [""; 0]);
}

/// A toll has no two values at one moment, and no two beginnings.
#[test]
fn a_toll_is_one_number_at_a_time_that_begins_once() {
    let both = |one: &str, other: &str| {
        let first = source(
            "daily",
            "  published 2025-02-10",
            &format!("raid.deaths: {one}"),
        );
        quarrels(&(first + &format!("claim \"also\"\n  raid.deaths: {other}\n")))
    };
    let clash = ["contradiction state-conflict raid.deaths"];
    assert_eq!(both("3", "5"), clash);
    assert_eq!(both("3, since 2025-02-01", "5"), clash);
    assert_eq!(both("at least 3", "5"), [""; 0]);
    assert_eq!(both("5, since 2025-02-01", "5, since 2025-02-03"), clash);
    assert_eq!(both("5, since 2025-02-01", "5, since 2025-02"), [""; 0]);
    assert_eq!(both("5, since 2025-02-01", "5"), [""; 0]);
}

/// Who lives in Turin since 2016 lived in Italy before 2018, unless a move inside Italy is meant.
#[test]
fn a_wider_place_is_not_begun_later_than_a_place_in_it() {
    let places = "place italy \"Italy\"\nplace turin \"Turin\" in italy\n";
    let both = |one: &str, other: &str| {
        let state = |state: &str| format!("pat.residence: {state}");
        let first = source("daily", "  published 2025-02-10", &state(one));
        let second = source("weekly", "  published 2025-02-11", &state(other));
        quarrels(&(places.to_owned() + &first + &second))
    };
    assert_eq!(
        both("turin, since 2016", "italy, since 2018"),
        ["tension state-conflict pat.residence"]
    );
    assert_eq!(both("italy, since 2016", "turin, since 2018"), [""; 0]);
    assert_eq!(both("turin, since 2016", "italy, since 2016-05"), [""; 0]);
    assert_eq!(
        both("turin, from 2014 to 2016", "italy, since 2018"),
        [""; 0]
    );
    assert_eq!(both("turin, as of 2016", "italy, since 2018"), [""; 0]);
}

/// There are three or four people, and nobody in between. A magnitude is otherwise, and so is what is told in millions.
#[test]
fn nothing_lies_between_two_counts() {
    let both = |attribute: &str, one: &str, other: &str| {
        let state = |value: &str| format!("raid.{attribute}: {value}");
        let first = source("daily", "  published 2025-02-10", &state(one));
        let second = source("weekly", "  published 2025-02-10", &state(other));
        !quarrels(&(first + &second)).is_empty()
    };
    for (attribute, one, other, clash) in [
        ("participants", "more than 3", "less than 4", true),
        ("participants", "not at most 3", "less than 4", true),
        ("participants", "not at most 3", "not at least 4", true),
        ("participants", "more than 3", "less than 5", false),
        (
            "participants",
            "more than 3 million",
            "less than 4 million",
            false,
        ),
        ("participants", "more than 3", "3.5", false),
        ("participants", "at least 2.5", "less than 3", false),
        ("injured", "more than 3", "less than 4", true),
        (
            "deaths",
            "more than 3, as of 2025-02-08",
            "less than 4, as of 2025-02-09",
            true,
        ),
        (
            "deaths",
            "more than 3, as of 2025-02-09",
            "less than 4, as of 2025-02-08",
            false,
        ),
        ("magnitude", "more than 3", "less than 4", false),
        ("amount", "more than 3", "less than 4", false),
    ] {
        assert_eq!(
            both(attribute, one, other),
            clash,
            "{attribute}: {one}, {other}"
        );
    }
    // A number that a case declares may measure.
    let own = "attribute burnt of event: number\n".to_owned()
        + &source("daily", "", "raid.burnt: more than 3")
        + &source("weekly", "", "raid.burnt: less than 4");
    assert_eq!(quarrels(&own), [""; 0]);
}

/// Nobody is at liberty since an arrest, although no date is told of it.
#[test]
fn a_spell_since_an_event_of_no_date_begins_with_its_effect() {
    let since = |state: &str| {
        let first = source(
            "ministry",
            "  published 2025-02-01",
            "arrest_pat: patient pat",
        );
        let state = format!("pat.custody: {state}");
        quarrels(&(first + &source("lawyer", "  published 2025-01-15", &state)))
    };
    let clash = ["contradiction state-conflict pat.custody"];
    assert_eq!(since("at_liberty, since arrest_pat"), clash);
    assert_eq!(since("not in_custody, since arrest_pat"), clash);
    assert_eq!(
        since("at_liberty, since arrest_pat, as of escape_pat"),
        clash
    );
    assert_eq!(since("in_custody, since arrest_pat"), [""; 0]);
    // What held right up to it, or as of it, may have been otherwise.
    assert_eq!(since("at_liberty, until arrest_pat"), [""; 0]);
    assert_eq!(since("in_custody, until arrest_pat"), [""; 0]);
    assert_eq!(since("at_liberty, as of arrest_pat"), [""; 0]);
}

/// Turin all through January or all through March: somewhere else in each of them leaves neither.
#[test]
fn something_in_each_of_several_times_leaves_none_to_be_taken_whole() {
    let places = "place turin \"Turin\"\nplace oslo \"Oslo\"\n";
    let told = |months: &str, march: &str| {
        let states = [
            format!("pat.residence: turin, throughout {months}"),
            "pat.residence: oslo, as of escape_pat\n  escape_pat: during 2025-01".to_owned(),
            format!("pat.residence: oslo, {march}"),
        ];
        let sources = ["one", "two", "three"].into_iter().zip(&states);
        let sources = sources.map(|(id, state)| source(id, "  published 2026-01-01", state));
        quarrels(&(places.to_owned() + &sources.collect::<String>()))
    };
    let clash = ["contradiction state-conflict pat.residence"];
    assert_eq!(told("[2025-01,2025-03]", "throughout 2025-03"), clash);
    assert_eq!(told("[2025-01,2025-03]", "as of 2025-03-10"), clash);
    assert_eq!(
        told("[2025-01,2025-03,2025-05]", "as of 2025-03-10"),
        [""; 0]
    );
    assert_eq!(told("[2025-01,2025-03]", "as of 2025-04"), [""; 0]);
}

/// Units are not converted, so that the same number of two is not the same.
#[test]
fn as_many_miles_are_not_as_many_kilometres() {
    let mistakes = |other: &str| {
        let names = "thing road \"The road\"\nattribute length of thing: number\n";
        let sources = source("one", "  published 2025-04-01", "road.length: 5 km")
            + &source("two", "  published 2025-04-01", other);
        let analysis = Case::one(&format!("{names}{sources}")).check();
        let code = belie::diagnostic::Code::WrongKind;
        analysis
            .diagnostics
            .iter()
            .filter(|one| one.code == code)
            .count()
    };
    assert_eq!(mistakes("road.length: 5 miles"), 1);
    assert_eq!(mistakes("road.length: 5 km"), 0);
}

/// What an event keeps holds from its start to its end, as far as these are dated, and is a change like any other.
mod kept {
    use super::{quarrels, source};

    const EVENTS: &str = "person bob \"Bob\"
event held: detention \"Pat is held\"
event again: detention of arrest_pat \"Pat is held again\"
event freed: release \"Pat is let go\"
event fled: escape \"Pat escapes\"
";
    const HELD: &str = "held: patient pat, from 2025-01-13 to 2025-01-17";
    const CLASH: [&str; 1] = ["contradiction state-conflict pat.custody"];
    const ODD: [&str; 1] = ["tension state-conflict pat.custody"];
    const SILENT: [&str; 0] = [];

    /// What one source and another say.
    fn both(one: &str, other: &str) -> Vec<String> {
        let published = "  published 2025-03-01";
        let sources = source("ministry", published, one) + &source("lawyer", published, other);
        quarrels(&(EVENTS.to_owned() + &sources))
    }

    #[test]
    fn another_value_in_the_middle_is_a_contradiction() {
        for other in [
            "pat.custody: at_liberty, as of 2025-01-15",
            "pat.custody: at_liberty, throughout 2025-01-15",
            "pat.custody: at_liberty, during 2025-01-14/2025-01-16",
            "pat.custody: at_liberty, since 2024, as of 2025-01-20",
            "pat.custody: at_liberty, from 2025-01-01 to 2025-01-15",
            "pat.custody: at_liberty, throughout held",
            "pat.custody: at_liberty, during held",
            "pat.custody: at_liberty, until end of held",
            "freed: patient pat, on 2025-01-15",
            "freed: patient pat, after start of held, before end of held",
            "fled: agent pat, on 2025-01-16",
        ] {
            assert_eq!(both(HELD, other), CLASH, "{other}");
        }
        let for_days = "held: patient pat, from 2025-01-13, for 3 days";
        assert_eq!(
            both(for_days, "pat.custody: at_liberty, as of 2025-01-14"),
            CLASH
        );
        let within = "held: patient pat, during 2025-01-15";
        let all_day = "pat.custody: at_liberty, throughout 2025-01-15";
        assert_eq!(both(within, all_day), CLASH);
    }

    #[test]
    fn its_beginning_its_end_and_the_same_value_are_silent() {
        for other in [
            "pat.custody: at_liberty, as of 2025-01-13",
            "pat.custody: at_liberty, as of 2025-01-17",
            "pat.custody: at_liberty, as of start of held",
            "pat.custody: at_liberty, since 2024, as of start of held",
            "pat.custody: at_liberty, until held",
            "pat.custody: at_liberty, since held",
            "pat.custody: in_custody, since 2025-01-10, as of 2025-01-15",
            "freed: patient pat, on 2025-01-17",
            "freed: patient pat, on end of held",
            "freed: patient pat, on start of held",
            "freed: patient pat, after held",
            "arrest_pat: patient pat, on 2025-01-15",
            "plan freed: patient pat, on 2025-01-15",
        ] {
            assert_eq!(both(HELD, other), SILENT, "{other}");
        }
        let exact = "held: patient pat, from 2025-01-13T10:00 to 2025-01-17T10:00";
        for moment in ["2025-01-13T10:00", "2025-01-17T10:00"] {
            assert_eq!(
                both(exact, &format!("freed: patient pat, on {moment}")),
                SILENT
            );
        }
    }

    #[test]
    fn only_what_is_certain_is_covered() {
        let free = |day: &str| format!("pat.custody: at_liberty, as of {day}");
        for one in [
            "held: patient pat",
            "held: patient pat, from 2025-01-13",
            "held: patient pat, to 2025-01-17",
            "held: patient pat, during 2025",
            "held: patient pat, from 2025-01 to 2025-02",
            "held: patient bob, from 2025-01-13 to 2025-01-17",
            "held: not patient pat, from 2025-01-13 to 2025-01-17",
            "plan held: patient pat, from 2025-01-13 to 2025-01-17",
            "again: from 2025-01-13 to 2025-01-17",
        ] {
            assert_eq!(both(one, &free("2025-01-15")), SILENT, "{one}");
        }
        let months = "held: patient pat, from 2025-01 to 2025-03";
        assert_eq!(both(months, &free("2025-02-15")), CLASH);
        assert_eq!(both(months, &free("2025-01-31")), SILENT);
    }

    /// Whoever was let go and is in custody later, or the other way round: a detention in between tells why.
    #[test]
    fn it_begins_and_ends_with_a_change() {
        let freed = "freed: patient pat, on 2025-01-10";
        let arrested = "arrest_pat: patient pat, on 2025-01-10";
        for (effect, later) in [(freed, "in_custody"), (arrested, "at_liberty")] {
            let later = format!("pat.custody: {later}, as of 2025-01-20");
            assert_eq!(both(effect, &later), ODD);
            let with = |more: &str| both(&format!("{effect}\n  {more}"), &later);
            for more in [
                "held: patient pat, from 2025-01-13 to 2025-01-17",
                "held: patient pat, from 2025-01-13",
                "held: patient pat",
            ] {
                assert_eq!(with(more), SILENT, "{effect} and {more}");
            }
            let before = "held: patient pat, from 2025-01-02 to 2025-01-08";
            assert_eq!(with(before), ODD, "{effect}");
        }
        // Nobody says who was held again; it was most likely who was arrested.
        let again = format!("{arrested}\n  again: from 2025-01-10 to 2025-01-17");
        assert_eq!(
            both(&again, "pat.custody: at_liberty, as of 2025-01-20"),
            SILENT
        );
        let twice = "held: patient pat, from 2025-01-13 to 2025-01-17
  freed: patient pat, on 2025-01-17
  arrest_pat: patient pat, on 2025-01-20
  again: patient pat, from 2025-01-20 to 2025-01-25";
        assert_eq!(
            both(twice, "pat.custody: at_liberty, as of 2025-01-19"),
            SILENT
        );
    }

    /// What keeps is said of a kind that lasts, or of one that it is; a value of its own takes its place.
    #[test]
    fn kinds_take_over_what_others_keep() {
        let kinds = "kind remand \"Someone awaits a trial\" is detention
kind parole \"Someone is out for a while\" is detention
  keeps patient.custody: at_liberty
kind watch \"A house is watched\" is siege
  role suspect: person
  keeps suspect.custody: at_liberty
event waits: remand \"Pat awaits the trial\"
event out: parole \"Pat is out\"
event house: watch \"The house is watched\"
";
        let said = |claim: &str, value: &str| {
            let state = format!("pat.custody: {value}, as of 2025-01-15");
            let published = "  published 2025-03-01";
            let claim = format!("{claim}, from 2025-01-13 to 2025-01-17");
            let sources =
                source("ministry", published, &claim) + &source("lawyer", published, &state);
            quarrels(&(kinds.to_owned() + &sources))
        };
        assert_eq!(said("waits: patient pat", "at_liberty"), CLASH);
        assert_eq!(said("waits: patient pat", "in_custody"), SILENT);
        assert_eq!(said("out: patient pat", "at_liberty"), SILENT);
        assert_eq!(said("out: patient pat", "in_custody"), CLASH);
        assert_eq!(said("house: suspect pat", "in_custody"), CLASH);
    }
}

/// Of several values each has a spell of its own.
#[test]
fn one_value_of_several_begins_once() {
    let report = |one: &str, other: &str| {
        let state = |spell: &str| format!("pat.post: {spell}");
        let text = source("daily", "  published 2024-05-02", &state(one))
            + &source("court", "  published 2024-06-01", &state(other));
        quarrels(&format!(
            "term mayor \"mayor\"\nterm judge \"judge\"\n{text}"
        ))
    };
    let found = ["contradiction state-conflict pat.post"];
    assert_eq!(
        report("mayor and judge, since 2015", "judge, since 2017"),
        found
    );
    assert_eq!(
        report("judge, since 2015", "mayor and judge, since 2017"),
        found
    );
    assert_eq!(
        report(
            "mayor and judge, from 2015 to 2019",
            "judge, from 2017 to 2019"
        ),
        found
    );
    assert_eq!(
        report("mayor and judge, since 2015", "judge, since 2015-03"),
        [""; 0]
    );
    assert_eq!(
        report("mayor and judge, since 2015", "not judge, since 2030"),
        found_too_early()
    );
    assert_eq!(report("mayor, since 2015", "judge, since 2017"), [""; 0]);
    assert_eq!(
        report("mayor and judge, from 2010 to 2012", "judge, since 2017"),
        [""; 0]
    );
}

fn found_too_early() -> [&'static str; 1] {
    ["contradiction told-too-early pat.post"]
}

/// A clause that is a mistake is in no quarrel, least of all with itself.
#[test]
fn two_values_where_one_is_held_quarrel_with_nothing() {
    let two = source("daily", "  published 2024", "raid: agent pat and ann");
    let other = source("court", "  published 2024", "raid: agent ben");
    let people = "person ann \"Ann\"\nperson ben \"Ben\"\n";
    assert_eq!(quarrels(&format!("{people}{two}{other}")), [""; 0]);
}

/// What the sources of a quarrel tell themselves needs no third to show it, and what is told of the times is what the clauses shown leave
/// open.
#[test]
fn a_derivation_takes_the_times_of_its_own_sources() {
    for hedge in ["", "rumoured "] {
        let text = format!(
            "person moro \"Moro\"\nevent murder: killing \"Moro is killed\"\nevent entry: arrival \"They arrive\"\n\
             source pros \"Prosecutor\"\n  published 1978-06-01\n\
             claim \"a\"\n  murder: patient moro, on 1978-05-09, same day as entry\n\
             source paper \"Paper\"\n  published 1978-05-10\nclaim \"b\"\n  moro.alive: alive\n\
             source un \"UN\"\n  published 1979\nclaim {hedge}\"c\"\n  entry: on 1978-05-09T13:14\n\
             claim {hedge}\"d\"\n  murder: within 10 minutes after entry\n"
        );
        let analysis = Case::one(&text).check();
        let mut all = analysis.diagnostics.iter();
        let quarrel = all.find(|one| one.code.id() == "state-conflict").unwrap();
        let steps: Vec<&str> = quarrel.chains[0]
            .steps
            .iter()
            .map(|step| step.text.as_str())
            .collect();
        assert_eq!(
            steps,
            [
                "“alive” held at some moment of 10 May 1978",
                "“Moro is killed” sets “dead”: 9 May 1978",
                "“Moro is killed” on Tue 9 May 1978",
                "who is dead stays so",
            ],
            "{hedge}"
        );
    }
}
