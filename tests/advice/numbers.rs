//! What is advised for numbers and counts, and that what it says to write is no mistake.

use super::mended::each_is_mended;

#[test]
fn bounds_of_numbers_are_told_in_the_words_of_the_language() {
    let rows = [
        ("fewer than 5", "less than 5"),
        ("greater than 5", "more than 5"),
        ("no more than 5", "at most 5"),
        ("no fewer than 5", "at least 5"),
        ("not fewer than five", "at least 5"),
        ("exactly 5", "5"),
        ("at least five", "at least 5"),
        ("more than twenty-five", "more than 25"),
        ("about five", "about 5"),
    ];
    for (written, mended) in rows {
        each_is_mended(&[[
            &format!("collapse.deaths: {written}"),
            &format!("Write `{mended}`."),
            &format!("collapse.deaths: {mended}"),
        ]]);
    }
}

#[test]
fn a_sum_of_money_is_a_number_and_a_word() {
    for (written, mended) in [
        ("$5 million", "5000000 dollars"),
        ("5 million dollars", "5000000 dollars"),
        ("€1.5 million", "1500000 euro"),
        ("$500", "500 dollars"),
    ] {
        each_is_mended(&[[
            &format!("collapse.deaths: {written}"),
            &format!("Write `{mended}`."),
            &format!("collapse.deaths: {mended}"),
        ]]);
    }
}

#[test]
fn counts_of_time_have_one_unit() {
    each_is_mended(&[
        [
            "collapse: 2 years and 3 months after arrest",
            "Write `27 months`.",
            "collapse: 27 months after arrest",
        ],
        [
            "collapse: 3 days and 5 hours after arrest",
            "Write `77 hours`.",
            "collapse: 77 hours after arrest",
        ],
        [
            "collapse: 1 month and 2 days after arrest",
            "Write it all in one unit: `90 minutes`, `36 hours`.",
            "collapse: 32 to 33 days after arrest",
        ],
        [
            "collapse: up to 55 days after arrest",
            "Write `at most 55 days after arrest`.",
            "collapse: at most 55 days after arrest",
        ],
        [
            "collapse: 54 or 55 days after arrest",
            "Write `54 to 55 days`.",
            "collapse: 54 to 55 days after arrest",
        ],
    ]);
}
