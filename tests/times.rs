//! What times leave open, in pairs of cases: one that can be true, and one that cannot.

mod support;

use support::Case;

const NAMES: &str = r#"
person pat "Pat"
person eve "Eve"
place rome "Rome"
place paris "Paris"
event war: war "The war"
event one: statement "The first speech"
event two: statement "The second speech"
event three: statement "The third speech"
event take: arrest "The arrest"
event let: release of take "The release"
event retake: arrest "The second arrest"
event quake: earthquake "The quake"
event born: birth "Pat is born"
event dies: death "Pat dies"
event killed: killing "Pat is killed"
event funeral: burial "Pat is buried"
event reburial: burial "Pat is buried again"
event font: baptism "Pat is baptised"
event talk: meeting "They meet"
"#;

/// The quarrels of one source with these lines at its head and these statements.
fn quarrels(head: &[&str], statements: &[&str]) -> Vec<String> {
    let mut text = format!("{NAMES}\nsource daily \"The Daily\"\n");
    for line in head {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("claim \"what it says\"\n");
    for statement in statements {
        text.push_str(&format!("  {statement}\n"));
    }
    Case::one(&text).quarrels()
}

#[track_caller]
fn agrees(head: &[&str], statements: &[&str]) {
    assert_eq!(quarrels(head, statements), [""; 0], "{statements:?}");
}

#[track_caller]
fn differs(head: &[&str], statements: &[&str]) {
    assert_eq!(quarrels(head, statements).len(), 1, "{statements:?}");
}

#[test]
fn one_of_several_days_leaves_gaps() {
    let one_of = "one: on [2024-01-01,2024-01-05,2024-01-09]";
    agrees(&[], &[one_of, "one: between 2024-01-02 and 2024-01-05"]);
    differs(&[], &[one_of, "one: between 2024-01-02 and 2024-01-04"]);
    let counted = "two: 1 day after one";
    agrees(&[], &[one_of, counted, "two: on 2024-01-06"]);
    differs(&[], &[one_of, counted, "two: on 2024-01-05"]);
    let inside = "war: during [2024-01,2024-03], from 2024-01-03";
    agrees(&[], &[inside, "war: to 2024-01-30"]);
    differs(&[], &[inside, "war: to 2024-03-04"]);
}

#[test]
fn any_weekday_is_each_of_them() {
    agrees(
        &[],
        &[
            "one: on any Saturday",
            "one: between 2024-01-07 and 2024-01-13",
        ],
    );
    differs(
        &[],
        &[
            "one: on any Saturday",
            "one: between 2024-01-07 and 2024-01-12",
        ],
    );
    let inside = "war: during any Saturday, from 2024-01-06T10:00";
    agrees(&[], &[inside, "war: to 2024-01-06T20:00"]);
    differs(&[], &[inside, "war: to 2024-01-07T10:00"]);
    differs(
        &[],
        &[
            "one: during any Saturday",
            "one: between 2024-02-29 and 2024-03-01",
        ],
    );
    let night = "one: on any Saturday night";
    agrees(&[], &[night, "one: on 2024-01-07T05:00"]);
    differs(&[], &[night, "one: on 2024-01-07T07:00"]);
    // No Saturday is three days after a Saturday.
    let apart = |days: u32| format!("two: {days} days after one, on any Saturday");
    agrees(&[], &["one: on any Saturday", &apart(14)]);
    differs(&[], &["one: on any Saturday", &apart(15)]);
}

#[test]
fn a_weekday_after_an_event_is_the_first() {
    let after = "two: on Saturday after one";
    agrees(&[], &["one: on 2024-01-05", after, "two: on 2024-01-06"]);
    differs(&[], &["one: on 2024-01-05", after, "two: on 2024-01-13"]);
    // A Saturday is not the first Saturday after itself.
    agrees(&[], &["one: on 2024-01-06", after, "two: on 2024-01-13"]);
    differs(&[], &["one: on 2024-01-06", after, "two: on 2024-01-06"]);
    let morning = "two: on Saturday morning after one";
    agrees(
        &[],
        &["one: on 2024-01-05", morning, "two: on 2024-01-06T09:00"],
    );
    differs(
        &[],
        &["one: on 2024-01-05", morning, "two: on 2024-01-06T18:00"],
    );
}

#[test]
fn a_bare_weekday_told_to_the_month_may_be_any_of_them() {
    let head = ["published 2024-05"];
    agrees(&head, &["one: on Saturday", "one: on 2024-05-11"]);
    differs(&head, &["one: on Saturday", "one: on 2024-05-12"]);
}

#[test]
fn days_are_counted_in_the_zone_of_the_source() {
    let tokyo = ["zone \"Asia/Tokyo\""];
    let counted = ["one: on 1987-03-06", "two: 2 days after one"];
    agrees(&tokyo, &[counted[0], counted[1], "two: on 1987-03-08"]);
    differs(&tokyo, &[counted[0], counted[1], "two: on 1987-03-07"]);
    // One in the morning in London is another day than eleven in the evening, although in UTC in summer it is not.
    let london = ["zone \"Europe/London\""];
    let same_day = |time: &str| {
        [
            "one: on 2024-07-01T23:30".to_owned(),
            format!("two: same day as one, on {time}"),
        ]
    };
    let [first, second] = same_day("2024-07-01T00:30");
    agrees(&london, &[&first, &second]);
    let [first, second] = same_day("2024-07-02T00:30");
    differs(&london, &[&first, &second]);
    // The days of Tokyo are not the days of wherever others count, although nobody tells a date.
    let day = |zone: &str| {
        let claim = "claim \"a\"\n  two: 2 days after one\n";
        let other = "source other \"Other\"\nclaim \"b\"\n  two: 1 day after one\n";
        Case::one(&format!(
            "{NAMES}\nsource daily \"Daily\"\n{zone}{claim}{other}"
        ))
        .quarrels()
        .len()
    };
    assert_eq!(day(""), 1);
    assert_eq!(day("  zone \"Asia/Tokyo\"\n"), 0);
    differs(
        &["zone \"Europe/Rome\""],
        &[
            "one: on 1 day before end of war",
            "one: 1 day before 1 day after war",
        ],
    );
    // Without a zone nobody knows where midnight is, once a time with a zone is met.
    agrees(
        &[],
        &[
            "one: on 2024-07-01T22:30Z",
            "two: on 2024-07-01T23:30Z, same day as one",
        ],
    );
    agrees(
        &[],
        &[
            "one: on 2024-07-01T22:30Z",
            "two: on 2024-07-02T01:30Z, same day as one",
        ],
    );
    differs(
        &[],
        &[
            "one: on 2024-07-01T22:30Z",
            "two: on 2024-07-04T00:31Z, same day as one",
        ],
    );
}

#[test]
fn a_year_after_the_29th_of_february_may_be_either_day() {
    let exactly = ["one: on 2024-02-29", "two: exactly 1 year after one"];
    agrees(&[], &[exactly[0], exactly[1], "two: on 2025-02-28"]);
    agrees(&[], &[exactly[0], exactly[1], "two: on 2025-03-01"]);
    differs(&[], &[exactly[0], exactly[1], "two: on 2025-03-02"]);
    differs(&[], &[exactly[0], exactly[1], "two: on 2025-02-27"]);
    let before = ["one: on 2024-02-29", "two: exactly 1 year before one"];
    agrees(&[], &[before[0], before[1], "two: on 2023-03-01"]);
    differs(&[], &[before[0], before[1], "two: on 2023-03-02"]);
}

#[test]
fn what_is_counted_in_days_is_a_day_and_comes_after() {
    differs(&[], &["one: within 2 days after two", "one: before two"]);
    agrees(
        &[],
        &["one: within 2 days after two", "one: same day as two"],
    );
    differs(
        &[],
        &["one: before 2 days after two", "one: 2 days after two"],
    );
    agrees(
        &[],
        &["one: before 2 days after two", "one: 1 day after two"],
    );
    differs(
        &[],
        &[
            "one: on 2024-01-05",
            "two: 3 days after 2 days after one, on 2024-01-11",
        ],
    );
    agrees(
        &[],
        &[
            "one: on 2024-01-05",
            "two: 3 days after 2 days after one, on 2024-01-10",
        ],
    );
    differs(&[], &["one: during 2025-01-18", "one: on 2025-01-19"]);
    agrees(&[], &["war: during 2025-01-18", "war: to 2025-01-19T00:00"]);
}

#[test]
fn plans_differ_from_plans_told_by_the_same_speaker_at_the_same_time() {
    let head = ["published 2024-01-01"];
    let planned = "plan let: on 2024-02-01";
    agrees(&head, &[planned, "let: on 2023-03-01"]);
    agrees(
        &head,
        &[planned, "plan one: 2 days after let", "one: on 2023-02-01"],
    );
    differs(&head, &[planned, "plan let: on 2024-02-02"]);
    differs(
        &head,
        &[
            planned,
            "plan one: 2 days after let",
            "plan one: on 2024-02-04",
        ],
    );
    let reason = "plan one: reason two, on 2024-02-01";
    differs(&head, &[reason, "plan two: on 2024-02-02"]);
    agrees(&head, &[reason, "two: on 2023-02-02"]);
    differs(&head, &["plan take: after let"]);
    let told = |claims: &str| {
        let names = format!("{NAMES}\nsource daily \"The Daily\"\n  published 2024-01-01\n");
        Case::one(&format!("{names}{claims}")).quarrels().len()
    };
    let twice = |speaker: &str, told: &str| {
        format!(
            "claim \"a\" by pat told 2023-12-30\n  plan let: on 2024-02-01\n\
             claim \"b\" by {speaker} told {told}\n  plan let: on 2024-02-02\n"
        )
    };
    assert_eq!(told(&twice("pat", "2023-12-30")), 1);
    assert_eq!(told(&twice("pat", "2023-12-31")), 0);
    assert_eq!(told(&twice("\"a guard\"", "2023-12-30")), 0);
}

#[test]
fn states_are_ordered_where_only_events_are() {
    let order = "one: after start of war, before end of war";
    let held = "pat.custody: in_custody, throughout war";
    differs(&[], &[order, held, "pat.custody: at_liberty, as of one"]);
    agrees(
        &[],
        &[
            "one: after start of war",
            held,
            "pat.custody: at_liberty, as of one",
        ],
    );
    let since = [
        "pat.residence: \"Rome\", since one",
        "pat.residence: \"Rome\", since two",
    ];
    differs(&[], &[since[0], since[1], "two: after one"]);
    agrees(&[], &[since[0], since[1], "two: same time as one"]);
    let lives = ["pat.residence: rome, since 2025-01-02, as of 2025-01-05"];
    differs(
        &[],
        &[
            lives[0],
            "pat.residence: \"Paris\", throughout 2025-01-05/2025-01-09",
        ],
    );
    agrees(
        &[],
        &[
            lives[0],
            "pat.residence: \"Paris\", throughout 2025-01-06/2025-01-09",
        ],
    );
    let open = "pat.residence: rome, since start of war, as of 2025-03-18";
    differs(&[], &[open, "pat.residence: paris, throughout 2025-03"]);
    agrees(&[], &[open, "pat.residence: paris, throughout 2025-02"]);
    let begins = "pat.residence: rome, since one, as of two";
    agrees(&[], &[begins, "pat.residence: paris, as of start of one"]);
    differs(&[], &[begins, "pat.residence: paris, as of two"]);
    differs(
        &[],
        &[
            begins,
            "one: on 2025-03-04",
            "pat.residence: paris, throughout 2025-03",
        ],
    );
    agrees(
        &[],
        &[
            begins,
            "one: on 2025-03-04",
            "pat.residence: paris, throughout 2025-02",
        ],
    );
    let toll = ["quake.deaths: 50, as of one", "quake.deaths: 40, as of two"];
    differs(&[], &[toll[0], toll[1], "two: after one"]);
    agrees(&[], &[toll[0], toll[1], "one: after two"]);
    // What the release changed, something may have changed again; only claims can.
    let after = ["let: patient pat, after take", "three: after let"];
    let again = "pat.custody: in_custody, as of three";
    differs(&[], &[after[0], after[1], again]);
    agrees(&[], &["retake: patient pat, after let", after[1], again]);
}

#[test]
fn two_states_of_one_telling_are_of_one_moment() {
    differs(
        &["published 2024"],
        &[
            "pat.custody: in_custody, since one",
            "pat.custody: at_liberty, since two",
        ],
    );
    agrees(
        &["published 2024"],
        &[
            "pat.custody: in_custody, since one",
            "pat.custody: at_liberty, as of two",
        ],
    );
}

#[test]
fn an_age_leaves_open_a_year_of_births() {
    let old = "pat.age: 28, as of 2024-03-01";
    agrees(&[], &[old, "born: patient pat, on 1995-03-02"]);
    agrees(&[], &[old, "born: patient pat, on 1996-03-01"]);
    differs(&[], &[old, "born: patient pat, on 1995-03-01"]);
    differs(&[], &[old, "born: patient pat, on 1996-03-02"]);
    agrees(&[], &[old, "pat.age: 29, as of 2024-03-02"]);
    differs(&[], &[old, "pat.age: 29, as of 2024-02-29"]);
    differs(&[], &[old, "pat.age: 30, as of 2025-02"]);
    agrees(
        &[],
        &["pat.age: 46, as of 2024", "pat.age: 47, as of 2024-12"],
    );
    agrees(
        &[],
        &[
            "pat.age: at least 18, as of 2024",
            "pat.age: 19, as of 2024",
        ],
    );
    differs(
        &[],
        &[
            "pat.age: less than 18, as of 2024",
            "pat.age: 19, as of 2024",
        ],
    );
    // What is denied leaves both sides open, unless it has but one.
    agrees(
        &[],
        &["pat.age: not 18, as of 2024", "pat.age: 25, as of 2024"],
    );
    differs(
        &[],
        &[
            "pat.age: not less than 18, as of 2024",
            "pat.age: 15, as of 2025-06",
        ],
    );
    agrees(
        &[],
        &[
            "pat.age: not less than 18, as of 2024",
            "pat.age: 19, as of 2025-06",
        ],
    );
    // Who is born on 29 February comes of age on 28 February or on 1 March.
    agrees(
        &[],
        &[
            "born: patient pat, on 2004-02-29",
            "pat.age: 18, as of 2022-02-28",
        ],
    );
    agrees(
        &[],
        &[
            "born: patient pat, on 2004-02-29",
            "pat.age: 17, as of 2022-02-28",
        ],
    );
    differs(
        &[],
        &[
            "born: patient pat, on 2004-02-29",
            "pat.age: 18, as of 2022-02-27",
        ],
    );
    differs(
        &[],
        &[
            "born: patient pat, on 2004-02-29",
            "pat.age: 17, as of 2022-03-01",
        ],
    );
}

#[test]
fn people_act_between_their_birth_and_their_death() {
    let dies = "dies: patient pat, on 2020-03-04";
    agrees(&[], &[dies, "one: agent pat, on 2020-03-04"]);
    differs(&[], &[dies, "one: agent pat, on 2020-03-05"]);
    agrees(&[], &[dies, "war: agent pat, from 2020-03-04, to 2021"]);
    agrees(&[], &[dies, "funeral: patient pat, on 2020-03-09"]);
    differs(&[], &["pat.age: 28, as of 2024", "one: agent pat, on 1990"]);
    differs(&[], &[dies, "killed: patient pat, on 2020-03-05"]);
    differs(&[], &[dies, "born: patient pat, on 2020-03-05"]);
}

#[test]
fn an_age_holds_at_the_ends_of_events() {
    let born = "born: patient pat, on 1951-07-15";
    let (war, one, two) = (
        "war: from 2001-07-05, to 2001-08-05",
        "one: on 2001-08-05",
        "two: on 2001-07-05",
    );
    let age = |age: &str| format!("pat.age: {age}");
    for fits in [
        "49, during war",
        "50, during war",
        "50, as of war",
        "49, as of start of war",
        "49, until war",
        "50, until one",
        "49, from two to war",
        "50, since war, as of one",
        "49, throughout two",
        "49, before 2001-07-15",
        "50, before 2001-07-16",
        "49, after 2001-07-13",
        "50, after war",
        "49, until 2001-07-15",
    ] {
        agrees(&[], &[born, war, one, two, &age(fits)]);
    }
    for fails in [
        "49, throughout war",
        "50, throughout war",
        "49, as of war",
        "50, until war",
        "49, until one",
        "49, from two to one",
        "49, since two, as of one",
        "49, since war, as of one",
        "50, throughout two",
        "50, before 2001-07-15",
        "49, after 2001-07-14",
        "49, after war",
        "50, before war",
        "49, until 2001-07-15T12:00",
    ] {
        differs(&[], &[born, war, one, two, &age(fails)]);
    }
    let years = "war: from 2001-04-25, to 2003-04-21";
    differs(&[], &[years, "pat.age: 50, throughout war"]);
    agrees(&[], &[years, "pat.age: 50 to 51, throughout war"]);
}

#[test]
fn people_are_buried_once_dead_and_baptised_once_born() {
    let killed = "killed: patient pat, on 1900-05-03T11:00";
    agrees(&[], &[killed, "funeral: patient pat, on 1900-05-03T12:00"]);
    differs(&[], &[killed, "funeral: patient pat, on 1900-05-03T10:00"]);
    differs(&[], &[killed, "funeral: patient pat, before killed"]);
    agrees(&[], &[killed, "funeral: not patient pat, before killed"]);
    agrees(&[], &[killed, "funeral: agent eve, on 1900-05-02"]);
    // So is who is buried again.
    let first = "funeral: patient pat, on 1900-05-05";
    agrees(&[], &[killed, first, "reburial: patient pat, on 1910"]);
    differs(&[], &[killed, first, "reburial: patient pat, on 1890"]);
    differs(&[], &[first, "one: agent pat, on 1900-05-06"]);
    agrees(&[], &[first, "one: agent pat, on 1900-05-05"]);
    let born = "born: patient pat, on 1900-05-03";
    agrees(&[], &[born, "font: patient pat, on 1900-05-03"]);
    differs(&[], &[born, "font: patient pat, on 1900-05-02"]);
    agrees(
        &[],
        &[
            "pat.age: 39, as of 1940-05-02",
            "font: patient pat, on 1900-05-03",
        ],
    );
    differs(
        &[],
        &[
            "pat.age: 39, as of 1940-05-03",
            "font: patient pat, on 1900-05-03",
        ],
    );
}

#[test]
fn who_is_alive_is_born_and_not_yet_buried() {
    let buried = "funeral: patient pat, on 2019-03-03";
    for alive in [
        "alive, as of 2020",
        "not dead, as of 2019-03-04",
        "alive, since 2018, as of 2021",
        "alive, throughout 2019",
        "alive, until 2019-03-05",
        "alive, after 2019-03-03",
        "alive",
    ] {
        differs(
            &["published 2021"],
            &[buried, &format!("pat.alive: {alive}")],
        );
    }
    for alive in [
        "alive, as of 2019-03-03",
        "alive, before 2020",
        "alive, during 2019",
        "alive, throughout 2018",
        "dead, as of 2019-03-05",
    ] {
        agrees(
            &["published 2021"],
            &[buried, &format!("pat.alive: {alive}")],
        );
    }
    let first = "funeral: patient pat, before one";
    differs(&[], &[first, "pat.alive: alive, after one"]);
    agrees(&[], &[first, "pat.alive: alive, before one"]);
    agrees(
        &[],
        &[
            "funeral: not patient pat, before one",
            "pat.alive: alive, after one",
        ],
    );
    let birth = "born: patient pat, on 1950-05-01";
    for alive in [
        "throughout 1940",
        "as of 1949",
        "before 1950",
        "since 1949, as of 1960",
    ] {
        differs(&[], &[birth, &format!("pat.alive: alive, {alive}")]);
    }
    for alive in [
        "throughout 1951",
        "as of 1950-05-01",
        "after 1940",
        "since 1950, as of 1960",
    ] {
        agrees(&[], &[birth, &format!("pat.alive: alive, {alive}")]);
    }
    // A death and a later life are found once, among states.
    differs(
        &[],
        &[
            "dies: patient pat, on 2019-03-01",
            "pat.alive: alive, as of 2020",
        ],
    );
    differs(
        &[],
        &[
            "dies: patient pat, on 2019-03-01",
            "funeral: patient pat",
            "pat.alive: alive, as of 2020",
        ],
    );
}

#[test]
fn of_several_who_die_each_is_dead_when_it_is_over() {
    let kinds = "kind massacre \"A massacre\" is killing\n  role patient: person, many\n\
                 event deed: massacre \"The massacre\"\n";
    let report = |statements: &str| {
        let head = format!("{NAMES}{kinds}source daily \"The Daily\"\nclaim \"so\"\n");
        Case::one(&format!("{head}{statements}")).quarrels().len()
    };
    let both = "  deed: patient pat and eve, on 2020-01-15\n";
    assert_eq!(report(&format!("{both}  one: agent eve, on 2020-02\n")), 1);
    assert_eq!(report(&format!("{both}  one: agent eve, on 2020-01\n")), 0);
    assert_eq!(
        report(&format!("{both}  dies: patient eve, on 2020-03\n")),
        1
    );
    // One of them may have died before the other.
    let also =
        "  killed: patient pat, on 2020-01-15T08:00\n  dies: patient eve, on 2020-01-15T09:00\n";
    assert_eq!(report(&format!("{both}{also}")), 0);
    assert_eq!(
        report("  deed: not patient pat and eve, on 2020-01-15\n  one: agent eve, on 2020-02\n"),
        0
    );
}

#[test]
fn what_has_come_of_an_event_is_counted_once_it_has_begun() {
    let quake = "quake: on 2019-03-15";
    for toll in [
        "deaths: 30, as of 2019-03-12",
        "rescued: 30, as of 2019-03-14",
        "deaths: at least 1, since 2019-02",
        "deaths: more than 0, throughout 2019-03-01/2019-03-20",
        "deaths: about 30, as of one",
        "deaths: 30, before 2019-03-15",
        "deaths: 30, as of 1 day before quake",
    ] {
        let statements = [quake, "one: before quake", &format!("quake.{toll}")];
        differs(&["published 2020"], &statements);
    }
    for toll in [
        "deaths: 30, as of 2019-03-15",
        "deaths: 30, since 2019-03",
        "deaths: 0, as of 2019-03-12",
        "deaths: at most 30, as of 2019-03-12",
        "deaths: not 30, as of 2019-03-12",
        "injured: 30, as of quake",
        "deaths: 30, as of 1 day after quake",
        "deaths: 30, after 2019-01",
    ] {
        let statements = [quake, &format!("quake.{toll}")];
        agrees(&["published 2020"], &statements);
    }
    let turned = "quake.deaths: 30, since 2020, as of 2019";
    assert_eq!(
        quarrels(&["published 2021"], &[turned]),
        ["contradiction time-conflict quake.deaths"]
    );
    // What lasts goes on.
    agrees(
        &[],
        &[
            "war: from 2019-03-01 to 2019-04-01",
            "war.deaths: 5, as of 2019-03-05",
        ],
    );
    differs(&[], &["quake.deaths: 30, as of one", "one: before quake"]);
}

#[test]
fn ages_of_one_telling_are_of_one_moment() {
    differs(&["published 2024"], &["pat.age: 40", "pat.age: 41"]);
    differs(&["published 2024-05-01"], &["pat.age: 40", "pat.age: 41"]);
    differs(&[], &["pat.age: 40", "pat.age: 41"]);
    agrees(
        &["published 2024"],
        &["pat.age: 40", "pat.age: 41, as of 2024"],
    );
    agrees(&["published 2024"], &["pat.age: 40", "eve.age: 41"]);
    let other = "pat.age: 40\nclaim \"he says\" by eve\n  pat.age: 41";
    agrees(&["published 2024"], &[other]);
}

#[test]
fn an_age_that_is_denied_is_not_told_of_the_same_moment() {
    let seventeen = "pat.age: 17, as of one";
    differs(&[], &[seventeen, "pat.age: not 17, as of one"]);
    differs(&[], &[seventeen, "pat.age: not 16 to 18, as of one"]);
    differs(
        &[],
        &[
            "pat.age: 17, as of 2019-03",
            "pat.age: not 17, throughout 2019",
        ],
    );
    agrees(&[], &[seventeen, "pat.age: not 18, as of one"]);
    agrees(
        &[],
        &[
            "pat.age: 17, as of 2019-03",
            "pat.age: not 17, as of 2019-03",
        ],
    );
    agrees(&[], &[seventeen, "pat.age: not 17, as of two"]);
    // Two ages are times, and told once.
    let ages = [
        "pat.age: 17, as of one",
        "pat.age: 19, as of one",
        "pat.age: not 18, as of one",
    ];
    differs(&[], &ages);
}

#[test]
fn who_is_dead_does_nothing_more() {
    let meets = "one: agent pat, on 2020-06-03";
    for dead in [
        "dead, throughout 2020",
        "dead, as of 2019",
        "not alive, as of 2020-06-02",
        "dead, since 2020-06-02, as of 2021",
        "dead, from 2018 to 2019",
        "dead, until 2020-06-01",
        "dead, before 2020-06-03",
        "dead, during 2020-05",
    ] {
        differs(&[], &[meets, &format!("pat.alive: {dead}")]);
    }
    for dead in [
        "dead, as of 2020",
        "dead, throughout 2021",
        "dead, as of 2020-06-03",
        "dead, since 2020",
        "dead, before 2021",
        "dead, after 2018",
        "not dead, as of 2019",
        "alive, throughout 2019",
    ] {
        agrees(&["published 2022"], &[meets, &format!("pat.alive: {dead}")]);
    }
    let since = "pat.alive: dead, since dies, as of 2021";
    differs(&[], &["dies: on 2020-06-02", since, meets]);
    agrees(&[], &["dies: on 2020-06-03", since, meets]);
    differs(
        &[],
        &[
            "talk: agent eve and pat, after war",
            "pat.alive: dead, as of war",
        ],
    );
}

#[test]
fn each_of_several_who_act_is_alive() {
    let dies = "dies: patient pat, on 2020-03-04";
    for who in [
        "agent pat and eve",
        "agent eve and pat",
        "only agent eve and pat",
    ] {
        agrees(&[], &[dies, &format!("talk: {who}, on 2020-03-04")]);
        differs(&[], &[dies, &format!("talk: {who}, on 2020-03-05")]);
    }
    agrees(&[], &[dies, "talk: agent eve, on 2020-03-05"]);
    agrees(&[], &[dies, "talk: not agent eve and pat, on 2020-03-05"]);
    let old = "eve.age: 28, as of 2024";
    agrees(&[], &[dies, old, "talk: agent eve and pat, to 1996"]);
    differs(&[], &[dies, old, "talk: agent eve and pat, to 1994"]);
}

#[test]
fn who_is_dead_stays_so_and_who_was_born_may_have_died() {
    let dies = "dies: patient pat, on 2020-03-04";
    differs(&[], &[dies, "pat.alive: alive, as of 2021"]);
    agrees(&[], &[dies, "pat.alive: dead, as of 2021"]);
    agrees(
        &[],
        &["born: patient pat, on 1950", "pat.alive: dead, as of 2021"],
    );
}
