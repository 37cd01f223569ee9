//! What is advised for times, and that what it says to write is no mistake.

use super::mended::each_is_mended;
use super::of_statement;

#[test]
fn a_word_of_time_goes_with_one_time() {
    each_is_mended(&[
        [
            "collapse: during 2018-06-01 to 2018-06-03",
            "Write `from 2018-06-01 to 2018-06-03` if it began and ended then, `during 2018-06-01/2018-06-03` if it lies somewhere inside.",
            "collapse: during 2018-06-01/2018-06-03",
        ],
        [
            "collapse: during arrest to 2018-06-03, place bridge",
            "Write `from arrest to 2018-06-03` if it began and ended then, `between arrest and 2018-06-03` if it began at some moment between.",
            "collapse: between arrest and 2018-06-03, place bridge",
        ],
        [
            "arrest: on 2018-06-01 and 2018-06-03",
            "Write `on [2018-06-01,2018-06-03]` if it was on one of them; what happened on both is two events.",
            "arrest: on [2018-06-01,2018-06-03]",
        ],
        [
            "eva.location: bridge, as of 2014 to 2016",
            "Write `from 2014 to 2016` if it held all the time, `during 2014/2016` if at some moment between.",
            "eva.location: bridge, during 2014/2016",
        ],
        [
            "eva.location: bridge, throughout 2014 to 2016",
            "Write `from 2014 to 2016`.",
            "eva.location: bridge, from 2014 to 2016",
        ],
        [
            "eva.location: bridge, throughout 2014 and 2016",
            "Write two statements, one with `throughout 2014` and one with `throughout 2016`.",
            "eva.location: bridge, throughout 2014",
        ],
    ]);
}

#[test]
fn a_comma_stands_between_clauses() {
    each_is_mended(&[
        [
            "collapse: after 2014 and before 2016",
            "Write a comma instead of `and`.",
            "collapse: after 2014, before 2016",
        ],
        [
            "collapse: after 2014 and place bridge",
            "Write a comma instead of `and`.",
            "collapse: after 2014, place bridge",
        ],
        [
            "eva.location: bridge, since 2014 and until 2016",
            "Write a comma instead of `and`.",
            "eva.location: bridge, since 2014, until 2016",
        ],
        [
            "eva.location: bridge, after 2014 and before 2016",
            "Write two statements, one for each time.",
            "eva.location: bridge, after 2014",
        ],
    ]);
}

/// A code of ISO 8601-2 that is higher than the year may be the year that the source tells: nobody is to guess.
#[test]
fn what_may_be_years_or_a_part_of_a_year_is_asked_about() {
    each_is_mended(&[
        [
            "collapse: during 1936-39",
            "Write `1936/1939` for the years 1936 to 1939, `[1936-39]` for the last third of 1936.",
            "collapse: during [1936-39]",
        ],
        [
            "collapse: after 2011-22",
            "Write `2011/2022` for the years 2011 to 2022, `[2011-22]` for the summer of 2011.",
            "collapse: after [2011-22]",
        ],
        [
            "collapse: in summer 2011",
            "Write `on [2011-22]`.",
            "collapse: on [2011-22]",
        ],
        [
            "collapse: in summer 1985",
            "Write `on 1985-22`.",
            "collapse: on 1985-22",
        ],
    ]);
    for date in [
        "1985-21",
        "1936-39~",
        "late 2011-22",
        "2011-22/2012",
        "[2011-22]",
    ] {
        let found = of_statement(&format!("collapse: on {date}"));
        assert!(found.is_empty(), "{date}: {found:?}");
    }
}

#[test]
fn the_day_of_an_event_is_the_same_day_as_it() {
    each_is_mended(&[
        [
            "collapse: on the day of the arrest",
            "Write `same day as arrest`, without `on`.",
            "collapse: same day as arrest",
        ],
        [
            "collapse: on the same day as the arrest, place bridge",
            "Write `same day as arrest`, without `on`.",
            "collapse: same day as arrest, place bridge",
        ],
        [
            "collapse: same day as the arrest",
            "Write `same day as arrest`.",
            "collapse: same day as arrest",
        ],
        [
            "collapse: at the same time as arrest",
            "Write `same time as arrest`.",
            "collapse: same time as arrest",
        ],
        [
            "collapse: before the day of the arrest",
            "Write `0 days after arrest`: the day of `arrest`.",
            "collapse: before 0 days after arrest",
        ],
        [
            "eva.location: bridge, same day as arrest",
            "Write `as of 0 days after arrest`.",
            "eva.location: bridge, as of 0 days after arrest",
        ],
        [
            "eva.location: bridge, as of day of arrest",
            "Write `0 days after arrest`: the day of `arrest`.",
            "eva.location: bridge, as of 0 days after arrest",
        ],
        [
            "eva.location: bridge, at the time of the arrest",
            "Write `as of arrest`.",
            "eva.location: bridge, as of arrest",
        ],
        [
            "collapse: during the arrest",
            "Times have no articles: write `arrest`.",
            "collapse: during arrest",
        ],
        [
            "collapse: 55 days after the arrest",
            "Times have no articles: write `arrest`.",
            "collapse: 55 days after arrest",
        ],
    ]);
}

#[test]
fn what_stands_behind_the_comma_of_a_state_is_told_as_a_time() {
    let rows = [
        (
            "now",
            "Leave `now` out: without a time a state held at the moment of telling.",
            "",
        ),
        ("currently", "a state held at the moment of telling.", ""),
        ("to 2016", "Write `until 2016`.", "until 2016"),
        ("up to the arrest", "Write `until arrest`.", "until arrest"),
        (
            "about 2016",
            "Write `as of about 2016`.",
            "as of about 2016",
        ),
        (
            "circa 2016",
            "Write `as of about 2016`.",
            "as of about 2016",
        ),
        ("all 2016", "Write `throughout 2016`.", "throughout 2016"),
        (
            "the whole of 2016",
            "Write `throughout 2016`.",
            "throughout 2016",
        ),
        ("when arrest", "Write `as of arrest`.", "as of arrest"),
        (
            "while arrest",
            "Write `throughout arrest`.",
            "throughout arrest",
        ),
        ("today", "Write `as of today`.", "as of today"),
        (
            "3 days after arrest",
            "Write `as of 3 days after arrest` if it held then, `since 3 days after arrest`, `until 3 days after arrest`, ….",
            "as of 3 days after arrest",
        ),
        (
            "still on 2016-01-01",
            "A state holds `as of` a time: `as of 2016-01-01`.",
            "as of 2016-01-01",
        ),
        (
            "in March 2016",
            "A state holds `as of` a time: `as of 2016-03`.",
            "as of 2016-03",
        ),
        ("only until 2016", "Leave `only` out.", "until 2016"),
        (
            "by 2016",
            "Write `as of ../2016` if it held at some moment up to then.",
            "as of ../2016",
        ),
        (
            "between 2014 and 2016",
            "Write `from 2014 to 2016` if it held all the time, `during 2014/2016` if it held at some moment between.",
            "during 2014/2016",
        ),
        (
            "formerly",
            "Write `before told`, or until when it held: `until 2025-01-19`.",
            "before told",
        ),
        (
            "always",
            "`since 2025-01-19`, `from 2025-01-19 to 2025-01-22`.",
            "since 2015-01-19",
        ),
    ];
    for (time, advice, mended) in rows {
        let mended = match mended {
            "" => "eva.location: bridge".to_owned(),
            time => format!("eva.location: bridge, {time}"),
        };
        each_is_mended(&[[&format!("eva.location: bridge, {time}"), advice, &mended]]);
    }
    each_is_mended(&[
        [
            "eva.location: bridge, no longer",
            "Write `not bridge` if it did not hold at the telling; until when it held is told with `until 2025-01-19`.",
            "eva.location: not bridge",
        ],
        [
            "eva.nationality: bridge, riverside",
            "A second value is joined by `and`, without a comma.",
            "eva.location: not bridge and riverside",
        ],
    ]);
}

#[test]
fn two_dates_in_words_are_one_mistake() {
    each_is_mended(&[
        [
            "arrest: between March 15, 2018 and March 17, 2018, place bridge",
            "Write `between 2018-03-15 and 2018-03-17`.",
            "arrest: between 2018-03-15 and 2018-03-17, place bridge",
        ],
        [
            "arrest: between March 15 and March 17, 2018",
            "Write `between 2018-03-15 and 2018-03-17`.",
            "arrest: between 2018-03-15 and 2018-03-17",
        ],
        [
            "arrest: between March 15, 2018 and 2018-03-17",
            "Write `between 2018-03-15 and 2018-03-17`.",
            "arrest: between 2018-03-15 and 2018-03-17",
        ],
        [
            "eva.location: bridge, from April 14, 2017 to January 24, 2018",
            "Write `from 2017-04-14 to 2018-01-24`.",
            "eva.location: bridge, from 2017-04-14 to 2018-01-24",
        ],
        [
            "collapse: during 2017-04-14 to January 24, 2018",
            "`during 2017-04-14/2018-01-24` if it lies somewhere inside.",
            "collapse: during 2017-04-14/2018-01-24",
        ],
    ]);
    let found = of_statement("collapse: from April 14, 2017 to January 24, 2018");
    assert_eq!(found.len(), 1, "{found:?}");
    let advice = "Write `from 2017-04-14 to 2018-01-24`.";
    assert!(found[0].ends_with(advice), "{found:?}");
}

#[test]
fn an_article_stands_before_no_time() {
    let of_one = |statement: &str, advice: &str| {
        let found = of_statement(statement);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(advice), "{found:?}");
    };
    of_one("collapse: on a Monday", "write `any Monday`.");
    of_one("collapse: during the evening", "an event stands by its id.");
}

#[test]
fn parts_of_the_day_have_five_names_and_stand_behind_their_day() {
    each_is_mended(&[
        [
            "arrest: on 2018-05-09 dawn",
            "Write `2018-05-09 early morning`.",
            "arrest: on 2018-05-09 early morning",
        ],
        [
            "arrest: on 2018-05-09 midnight",
            "Write `2018-05-09T24:00` for its end, `2018-05-09T00:00` for its beginning.",
            "arrest: on 2018-05-09T24:00",
        ],
        [
            "arrest: at noon",
            "Write the day before it: `on Saturday noon`, `on 2025-01-19 noon`.",
            "arrest: on Saturday noon",
        ],
        [
            "arrest: at dawn",
            "`on Saturday early morning`, `on 2025-01-19 early morning`.",
            "arrest: on Saturday early morning",
        ],
        [
            "arrest: on 2018-05-09 00:00:00",
            "Write `2018-05-09` if the day is meant, `2018-05-09T00:00:00` if its first moment.",
            "arrest: on 2018-05-09",
        ],
    ]);
}
