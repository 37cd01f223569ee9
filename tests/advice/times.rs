//! What is advised for times, and that what it says to write is no mistake.

use super::mended::each_is_mended;
use super::of_statement;

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
