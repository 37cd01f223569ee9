//! What is advised, and that what it says to write is no mistake.

use super::{mistakes, of_statement};

const SOURCE: &str = "source s \"S\"\n  published 2018-06-22\nclaim \"p\"\n";

/// Each a statement that is wrong, the end of what is advised, and the statement that follows it to the letter.
pub fn each_is_mended(rows: &[[&str; 3]]) {
    for [statement, advice, mended] in rows {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(found[0].ends_with(advice), "{statement}: {found:?}");
        let left = of_statement(mended);
        assert!(left.is_empty(), "{mended}: {left:?}");
    }
}

#[test]
fn a_year_of_two_digits_may_be_of_two_centuries() {
    each_is_mended(&[
        [
            "arrest: on 12.5.98",
            "Write the year with four digits: `1998-05-12` or `2098-05-12`, whichever is meant.",
            "arrest: on 1998-05-12",
        ],
        [
            "arrest: on 44-03-15",
            "Write the year with four digits: `1944-03-15` or `2044-03-15`, whichever is meant.",
            "arrest: on 1944-03-15",
        ],
    ]);
    let found = mistakes("source s \"S\"\n  published 12.5.98\n");
    assert!(
        found[0].contains("`1998-05-12` or `2098-05-12`"),
        "{found:?}"
    );
}

#[test]
fn no_day_is_advised_that_does_not_exist() {
    for statement in [
        "arrest: on 31.2.2015",
        "arrest: on 2015-2-30",
        "arrest: on 30 February 2015",
    ] {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{statement}: {found:?}");
        assert!(
            found[0].contains("has no such day"),
            "{statement}: {found:?}"
        );
    }
}

#[test]
fn years_before_our_era_are_one_less() {
    each_is_mended(&[
        [
            "arrest: on 490 BC",
            "Write `-0489`: 1 BC is the year `0000`.",
            "arrest: on -0489",
        ],
        [
            "arrest: on 0490 BCE",
            "Write `-0489`: 1 BC is the year `0000`.",
            "arrest: on -0489",
        ],
        [
            "arrest: before 1 B.C.",
            "Write `0000`: 1 BC is the year `0000`.",
            "arrest: before 0000",
        ],
        [
            "arrest: on 44-03-15 BC",
            "Write `-0043-03-15`: 1 BC is the year `0000`.",
            "arrest: on -0043-03-15",
        ],
        [
            "arrest: on 15.3.44 BC",
            "Write `-0043-03-15`: 1 BC is the year `0000`.",
            "arrest: on -0043-03-15",
        ],
        [
            "arrest: on 0044-03-15 BC",
            "Write `-0043-03-15`: 1 BC is the year `0000`.",
            "arrest: on -0043-03-15",
        ],
        [
            "arrest: on 15 March 44 BC",
            "Write `-0043-03-15`.",
            "arrest: on -0043-03-15",
        ],
        [
            "arrest: in March 44 BC",
            "Write `on -0043-03`.",
            "arrest: on -0043-03",
        ],
        [
            "arrest: on -490",
            "Write `-0490`, which is 491 BC, or `-0489`, which is 490 BC.",
            "arrest: on -0490",
        ],
    ]);
}

#[test]
fn on_goes_with_one_time() {
    each_is_mended(&[
        [
            "collapse: on 2018-06-01 to 2018-06-03",
            "Write `on 2018-06-01/2018-06-03` if it began at some moment between; `from 2018-06-01 to 2018-06-03` if it began and ended then.",
            "collapse: on 2018-06-01/2018-06-03",
        ],
        [
            "arrest: on Monday to Friday, place bridge",
            "Write `between Monday and Friday` if it began at some moment between; `from Monday to Friday` if it began and ended then.",
            "arrest: between Monday and Friday, place bridge",
        ],
    ]);
}

#[test]
fn a_point_before_three_digits_may_be_no_fraction() {
    each_is_mended(&[
        [
            "collapse.deaths: 1.000",
            "Write `1000` or `1`, whichever is meant.",
            "collapse.deaths: 1000",
        ],
        [
            "collapse.amount: 5.000 euro",
            "Write `5000` or `5`, whichever is meant.",
            "collapse.amount: 5 euro",
        ],
        [
            "collapse.deaths: 1.500",
            "Write `1500`.",
            "collapse.deaths: 1500",
        ],
        [
            "collapse.deaths: at least 1.500",
            "Write `1500`.",
            "collapse.deaths: at least 1500",
        ],
        [
            "collapse.deaths: 1 500",
            "Write `1500`.",
            "collapse.deaths: 1500",
        ],
        [
            "collapse.cost: 1 500 000 euro",
            "Write `1500000`.",
            "collapse.cost: 1500000 euro",
        ],
    ]);
    for statement in [
        "collapse.depth: 1.500 km",
        "collapse.magnitude: 6.125",
        "collapse.depth: 0.000",
        "collapse.deaths: 1.500 million",
    ] {
        assert!(of_statement(statement).is_empty(), "{statement}");
    }
    let found = mistakes("place a \"A\"\n  at 45.000, 7.000\n");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn words_that_are_nearly_right_are_told_the_right_ones() {
    each_is_mended(&[
        [
            "collapse.deaths: forty-three",
            "Write `43`.",
            "collapse.deaths: 43",
        ],
        [
            "collapse.deaths: forty three",
            "Write `43`, if a number belongs here.",
            "collapse.deaths: 43",
        ],
        [
            "collapse.deaths: forty",
            "Write `40`.",
            "collapse.deaths: 40",
        ],
        ["plan: arrest", "Write `plan arrest`.", "plan arrest"],
        [
            "plan: arrest: on 2019",
            "Write `plan arrest`.",
            "plan arrest: on 2019",
        ],
        ["planned arrest", "Did you mean `plan`?", "plan arrest"],
        ["never arrest", "Did you mean `not`?", "not arrest"],
        [
            "collapse: same day arrest",
            "Write `same day as arrest`.",
            "collapse: same day as arrest",
        ],
        [
            "collapse: on same day as arrest",
            "Write `same day as arrest`, without `on`.",
            "collapse: same day as arrest",
        ],
        [
            "arrest: 30 seconds after collapse",
            "Write `0 to 1 minutes`.",
            "arrest: 0 to 1 minutes after collapse",
        ],
        [
            "arrest: at most 120 seconds after collapse",
            "Write `2 minutes`.",
            "arrest: at most 2 minutes after collapse",
        ],
        [
            "eva.custody: in_custody, since 2018-05-01, for 3 days",
            "A state is told from when to when: `from 2025-01-19 to 2025-01-22`.",
            "eva.custody: in_custody, from 2018-05-01 to 2018-05-04",
        ],
    ]);
    let found = mistakes("source s \"S\"\n  publish 2024-05-03\n");
    assert!(found[0].ends_with("Did you mean `published`?"), "{found:?}");
    // An event may be called so.
    let found = mistakes(
        "event plan: arrest \"P\"\nsource s \"S\"\n  published 2018\nclaim \"p\"\n  plan: on 2018, place \"P\"\n",
    );
    assert!(!found.iter().any(|one| one.contains("colon")), "{found:?}");
}

#[test]
fn values_that_are_nearly_right_are_told_the_right_ones() {
    let id = "Write `in_custody` if that is the id, `\"in custody\"` if it is a name.";
    each_is_mended(&[
        ["eva.custody: in custody", id, "eva.custody: in_custody"],
        [
            "eva.custody: not in custody, as of 2018",
            id,
            "eva.custody: not in_custody, as of 2018",
        ],
        [
            "eva.custody: arrested",
            "Write `in_custody` or `at_liberty`.",
            "eva.custody: in_custody",
        ],
        [
            "collapse.deaths: between 10 and 12",
            "Write `10 to 12`.",
            "collapse.deaths: 10 to 12",
        ],
        [
            "collapse.deaths: no one",
            "Write `0`, if a number belongs here.",
            "collapse.deaths: 0",
        ],
        [
            "collapse.deaths: nobody",
            "Write `0`.",
            "collapse.deaths: 0",
        ],
    ]);
}

#[test]
fn declarations_that_are_nearly_right_are_told_the_right_ones() {
    for [declared, advice, mended] in [
        [
            "place paris \"Paris\" at 48.85, 2.35",
            "Write it on the line below, indented: `  at 48.85, 2.35`.",
            "place paris \"Paris\"\n  at 48.85, 2.35",
        ],
        [
            "place quito \"Quito\"\n  at 0.2°S, 78.5°W",
            "Write `-0.2, -78.5`.",
            "place quito \"Quito\"\n  at -0.2, -78.5",
        ],
        [
            "place oslo \"Oslo\"\n  at 59.9 N, 10.7 E",
            "Write `59.9, 10.7`.",
            "place oslo \"Oslo\"\n  at 59.9, 10.7",
        ],
        [
            "person mary-ann \"M\"",
            "Write `mary_ann`.",
            "person mary_ann \"M\"",
        ],
        [
            "event mary-ann-2: arrest",
            "Write `mary_ann_2`.",
            "event mary_ann_2: arrest",
        ],
        [
            "person k \"K\"\n  alias Kruse",
            "Write `\"Kruse\"`.",
            "person k \"K\"\n  alias \"Kruse\"",
        ],
    ] {
        let found = mistakes(declared);
        assert_eq!(found.len(), 1, "{declared}: {found:?}");
        assert!(found[0].ends_with(advice), "{declared}: {found:?}");
        assert!(mistakes(mended).is_empty(), "{mended}");
    }
}

#[test]
fn numbers_in_different_units_are_told_how_to_be_compared() {
    for [one, other, heading, advice] in [
        [
            "40 euro",
            "50 euros",
            "numbers in `euro` and in `euros` are not compared",
            "If these are one unit, spell it in one way everywhere: `euro`.",
        ],
        [
            "5 km",
            "6 kilometres",
            "numbers in `km` and in `kilometres` are not compared",
            "If these are one unit, spell it in one way everywhere: `km`.",
        ],
        [
            "1500000",
            "2 million",
            "numbers without a unit and in `million` are not compared",
            "Write all digits: `2 million` is `2000000`.",
        ],
        [
            "1500 thousand",
            "about 2 million",
            "numbers in `thousand` and in `million` are not compared",
            "Write all digits: `1500 thousand` is `1500000`, `1 million` is `1000000`.",
        ],
        [
            "24 months",
            "2 years",
            "are not compared",
            "Write both in one unit: `2 years` is `24 months`.",
        ],
        [
            "40 euro",
            "50",
            "are not compared",
            "Write the unit of both: `50 euro`, if it is the same.",
        ],
    ] {
        let claims = format!("  collapse.cost: {one}\n  collapse.cost: {other}\n");
        let found = mistakes(&format!("{}{SOURCE}{claims}", super::DECLARED));
        assert_eq!(found.len(), 1, "{one}, {other}: {found:?}");
        assert!(found[0].contains(heading), "{found:?}");
        assert!(found[0].ends_with(advice), "{found:?}");
    }
}

/// Read as a minus a hyphen would silently make the year one before our era, or the number negative.
#[test]
fn a_hyphen_that_touches_a_word_is_no_minus() {
    each_is_mended(&[
        [
            "arrest: on early-2024",
            "Write `on early 2024`, or `on early -2024` if it was before our era.",
            "arrest: on early 2024",
        ],
        [
            "arrest: on mid-199X",
            "or `on mid -199X` if it was before our era.",
            "arrest: on mid -199X",
        ],
        [
            "arrest: place bridge, on-2018-05-06",
            "Write `on 2018-05-06`, or `on -2018-05-06` if it was before our era.",
            "arrest: place bridge, on 2018-05-06",
        ],
        [
            "arrest: on Tuesday-2018-05-01",
            "Write `on Tuesday 2018-05-01`, or `on Tuesday -2018-05-01` if it was before our era.",
            "arrest: on Tuesday 2018-05-01",
        ],
        [
            "arrest: between-2014 and 2015",
            "Write `between 2014`, or `between -2014` if it was before our era.",
            "arrest: between 2014 and 2015",
        ],
        [
            "eva.custody: in_custody, as of-2018",
            "Write `as of 2018`, or `as of -2018` if it was before our era.",
            "eva.custody: in_custody, as of 2018",
        ],
        [
            "collapse.deaths: at least-50",
            "Write `at least 50`, or `at least -50` if it is below zero.",
            "collapse.deaths: at least 50",
        ],
        [
            "arrest: on May-2018",
            "Write `2018-05`.",
            "arrest: on 2018-05",
        ],
    ]);
    for statement in [
        "arrest: on -0043",
        "arrest: on early -0043",
        "collapse.depth: -3 km",
    ] {
        assert!(of_statement(statement).is_empty(), "{statement}");
    }
}

#[test]
fn an_age_has_no_unit() {
    each_is_mended(&[
        ["eva.age: 46 years", "Write `46`.", "eva.age: 46"],
        [
            "eva.age: about 46yo",
            "Write `about 46`.",
            "eva.age: about 46",
        ],
        ["eva.age: 40s", "Write `40 to 49`.", "eva.age: 40 to 49"],
        ["eva.age: 18 months", "Write `1`.", "eva.age: 1"],
    ]);
}

/// Read as a unit, letters would hold the number against no other.
#[test]
fn letters_do_not_stand_for_zeros() {
    each_is_mended(&[
        [
            "collapse.deaths: 3e6",
            "Write `3000000`.",
            "collapse.deaths: 3000000",
        ],
        [
            "collapse.deaths: at least 12k",
            "Write `at least 12000`.",
            "collapse.deaths: at least 12000",
        ],
        [
            "collapse.deaths: 1.5m",
            "Write `1500000`.",
            "collapse.deaths: 1500000",
        ],
        [
            "collapse.deaths: 50people",
            "Write the number alone, or a space before the word: `12 people`.",
            "collapse.deaths: 50 people",
        ],
        [
            "collapse.cost: 12.000,50 euro",
            "Write `12000.50`.",
            "collapse.cost: 12000.50 euro",
        ],
        [
            "collapse.cost: 1,234.50 euro",
            "Write `1234.50`.",
            "collapse.cost: 1234.50 euro",
        ],
    ]);
    for statement in [
        "collapse.depth: 3m",
        "collapse.depth: 12 km",
        "collapse.deaths: 100 people",
    ] {
        assert!(of_statement(statement).is_empty(), "{statement}");
    }
}

#[test]
fn only_people_and_organisations_speak() {
    let declared = "place harbour \"the old harbour\"\nperson eva \"Eva\"\n";
    let source = |by: &str| format!("source s \"S\"\n  published 2018-06-22\n{by}");
    for (wrong, right) in [
        (
            "claim \"p\" by harbour\n",
            "claim \"p\" by \"the old harbour\"\n",
        ),
        ("claim \"p\" by eva via harbour\n", "claim \"p\" by eva\n"),
        ("  by harbour\n", "  by eva\n"),
    ] {
        let found = mistakes(&format!("{declared}{}", source(wrong)));
        assert_eq!(found.len(), 1, "{wrong}: {found:?}");
        assert!(
            found[0].starts_with("only a person or an organisation speaks"),
            "{found:?}"
        );
        let left = mistakes(&format!("{declared}{}", source(right)));
        assert!(left.is_empty(), "{right}: {left:?}");
    }
}

#[test]
fn quotation_marks_inside_a_passage_are_told_at_once() {
    for (written, mended) in [
        (
            "\"he said \"stop\" and left\"",
            "\"he said \\\"stop\\\" and left\"",
        ),
        ("\"he said \"stop\"\"", "\"he said \\\"stop\\\"\""),
        (
            "\"\"stop\" he said\" by eva",
            "\"\\\"stop\\\" he said\" by eva",
        ),
    ] {
        let case = |passage: &str| {
            format!(
                "{}source s \"S\"\n  published 2018\nclaim {passage}\n  arrest\n",
                super::DECLARED
            )
        };
        let found = mistakes(&case(written));
        assert_eq!(found.len(), 1, "{written}: {found:?}");
        let advice = mended.trim_end_matches(" by eva");
        assert!(
            found[0].contains(&format!("Write `{advice}`; or put")),
            "{written}: {found:?}"
        );
        assert!(mistakes(&case(mended)).is_empty(), "{mended}");
    }
}

#[test]
fn clock_times_are_told_with_their_own_day() {
    each_is_mended(&[
        [
            "arrest: on 2018-05-06 5 p.m.",
            "Write `2018-05-06T17:00`.",
            "arrest: on 2018-05-06T17:00",
        ],
        [
            "arrest: on 2018-05-06 at 17.30",
            "Write `2018-05-06T17:30`.",
            "arrest: on 2018-05-06T17:30",
        ],
        [
            "arrest: on 2018-05-06T1730",
            "Write `2018-05-06T17:30`.",
            "arrest: on 2018-05-06T17:30",
        ],
        [
            "arrest: on 2018-05-06T5:30",
            "Write `2018-05-06T05:30`.",
            "arrest: on 2018-05-06T05:30",
        ],
        [
            "arrest: on 12 am",
            "`2025-01-21T00:00`.",
            "arrest: on 2018-01-21T00:00",
        ],
        [
            "arrest: at 17:30 on 2018-05-06",
            "Write `on 2018-05-06T17:30`.",
            "arrest: on 2018-05-06T17:30",
        ],
        [
            "arrest: on 2018-05-06T17:30 +01:00, place bridge",
            "Write `2018-05-06T17:30+01:00`.",
            "arrest: on 2018-05-06T17:30+01:00, place bridge",
        ],
        [
            "arrest: on 2018-05-06 in the evening",
            "Write `2018-05-06 evening`.",
            "arrest: on 2018-05-06 evening",
        ],
        [
            "arrest: on Saturday morning 2018-05-05",
            "Write `Saturday 2018-05-05 morning`.",
            "arrest: on Saturday 2018-05-05 morning",
        ],
    ]);
    // A second and a missing one, and the end of a day, are as they should be.
    for time in ["T17:30:15", "T24:00", "T17:30Z", "T17:30/2018-05-07T05:30"] {
        assert!(
            of_statement(&format!("arrest: on 2018-05-06{time}")).is_empty(),
            "{time}"
        );
    }
}

#[test]
fn dates_and_counts_of_other_hands_are_told_in_ours() {
    each_is_mended(&[
        [
            "arrest: on 1914-18",
            "Write `1914/1918`.",
            "arrest: on 1914/1918",
        ],
        [
            "arrest: on 05/2018",
            "Write `2018-05`.",
            "arrest: on 2018-05",
        ],
        [
            "arrest: on 6 de mayo de 2018",
            "Write `2018-05-06`.",
            "arrest: on 2018-05-06",
        ],
        [
            "arrest: on lundi 7 mai 2018",
            "Write `2018-05-07`.",
            "arrest: on 2018-05-07",
        ],
        [
            "arrest: on 6 мая 2018",
            "Write `2018-05-06`.",
            "arrest: on 2018-05-06",
        ],
        [
            "arrest: on 3. 5. 2018",
            "Write `2018-05-03`.",
            "arrest: on 2018-05-03",
        ],
        [
            "arrest: on понеділок",
            "Write `Monday`.",
            "arrest: on Monday",
        ],
        [
            "arrest: on end of May 2018",
            "Write `late 2018-05`.",
            "arrest: on late 2018-05",
        ],
        [
            "arrest: on the 1800s",
            "For the years 1800 to 1899 write `18XX`.",
            "arrest: on 18XX",
        ],
        [
            "arrest: on 18-05-06",
            "`1918-05-06` or `2018-05-06` or `1906-05-18` or `2006-05-18`, whichever is meant.",
            "arrest: on 2018-05-06",
        ],
        [
            "arrest: 20 mins after collapse",
            "Write `20 minutes`.",
            "arrest: 20 minutes after collapse",
        ],
        [
            "arrest: within 2h of collapse",
            "Write `2 hours`.",
            "arrest: within 2 hours of collapse",
        ],
        [
            "arrest: 2-3 days after collapse",
            "Write `2 to 3 days`.",
            "arrest: 2 to 3 days after collapse",
        ],
        [
            "arrest: over 2 hours after collapse",
            "Write `more than 2 hours after collapse`.",
            "arrest: more than 2 hours after collapse",
        ],
        [
            "collapse.deaths: two dozen",
            "Write `24`, if a number belongs here.",
            "collapse.deaths: 24",
        ],
        [
            "collapse.deaths: more then 100",
            "Write `more than`.",
            "collapse.deaths: more than 100",
        ],
    ]);
    for date in [
        "2017-12",
        "2023-22",
        "[2017-22]",
        "1731/32",
        "2011/12",
        "2018-05-06/2018-05-08",
    ] {
        assert!(
            of_statement(&format!("arrest: before {date}")).is_empty(),
            "{date}"
        );
    }
}

#[test]
fn statements_in_other_words_are_told_in_ours() {
    each_is_mended(&[
        [
            "arrest did not happen",
            "If it did not happen, write `not arrest`.",
            "not arrest",
        ],
        ["the arrest: on 2018", "Leave `the` out.", "arrest: on 2018"],
        [
            "event arrest: on 2018, place bridge",
            "Leave `event` out.",
            "arrest: on 2018, place bridge",
        ],
        [
            "eva's custody: in_custody",
            "Write `eva.custody: …`.",
            "eva.custody: in_custody",
        ],
        [
            "eva.custody in_custody",
            "Write `custody: in_custody`.",
            "eva.custody: in_custody",
        ],
        [
            "arrest: place 'Mill Bridge'",
            "Write `place \"Mill Bridge\"`.",
            "arrest: place \"Mill Bridge\"",
        ],
        [
            "arrest: without reason collapse",
            "Write `not reason collapse`.",
            "arrest: not reason collapse",
        ],
        [
            "arrest: no agent eva",
            "Write `not agent eva`.",
            "arrest: not agent eva",
        ],
        [
            "arrest: the same day as collapse",
            "Write `same day as collapse`.",
            "arrest: same day as collapse",
        ],
        [
            "arrest: simultaneously with collapse",
            "Write `same time as collapse`.",
            "arrest: same time as collapse",
        ],
        [
            "arrest: date 2018-05-06",
            "Write `on 2018-05-06`.",
            "arrest: on 2018-05-06",
        ],
        [
            "arrest: on any-Monday",
            "Write `any Monday`.",
            "arrest: on any Monday",
        ],
        [
            "arrest: place bridge in riverside",
            "stands in its own entry: `place bridge \"…\" in riverside`.",
            "arrest: place bridge",
        ],
        [
            "arrest: agent eva in riverside",
            "write `, place riverside`.",
            "arrest: agent eva, place riverside",
        ],
        [
            "arrest: place bridge.",
            "Leave it out.",
            "arrest: place bridge",
        ],
        [
            "arrest:\n    on: 2018\n    place bridge,\n  collapse",
            "Write `arrest: on 2018, place bridge`.",
            "arrest: on 2018, place bridge\n  collapse",
        ],
    ]);
}
