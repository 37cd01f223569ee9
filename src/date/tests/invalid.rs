//! Strings that are no dates, each with the part that is to blame and why.

use super::super::*;

/// Not a date, the part to blame, and a word of the reason.
const INVALID: &[(&str, &str, &str)] = &[
    ("", "", "missing"),
    ("2025-02-29", "29", "February 2025 has 28 days"),
    ("1900-02-29", "29", "February 1900 has 28 days"),
    ("2025-02-30", "30", "February 2025 has 28 days"),
    ("2024-02-30", "30", "February 2024 has 29 days"),
    ("2025-04-31", "31", "April 2025 has 30 days"),
    ("2025-01-32", "32", "days go from 01 to 31"),
    ("2025-01-00", "00", "days go from 01 to 31"),
    ("201X-02-30", "30", "February has 29 days in those years"),
    ("20X1-02-29", "29", "February has 28 days"),
    ("2025-13", "13", "months go from 01 to 12"),
    ("2025-00", "00", "months go from 01 to 12"),
    ("2025-20", "20", "months go from 01 to 12"),
    ("2025-42", "42", "seasons"),
    ("2025-2X", "2X", "months go"),
    ("2025-21-01", "-", "nothing may follow a season"),
    ("201", "201", "201X"),
    ("25", "25", "four digits"),
    ("20250119", "20250119", "2025-01-19"),
    ("12025", "12025", "Y"),
    ("Y2025", "Y2025", "more than four digits"),
    ("Y-2025", "Y-2025", "more than four digits"),
    ("Y", "", "digits"),
    ("Y17E", "", "number of zeros"),
    ("Y170000002-01", "-01", "stands alone"),
    ("1950S2-01", "-01", "stands alone"),
    ("1950S0", "S0", "1 to 4"),
    ("1950S5", "S5", "1 to 4"),
    ("1950S", "", "significant"),
    ("195XS2", "S", "not both"),
    ("-0000", "-0000", "0000"),
    ("2025-1-19", "1", "two digits"),
    ("2025-01-9", "9", "two digits"),
    ("2025-019", "019", "through the year"),
    ("2025-W03", "W03", "weeks"),
    ("2025-", "", "missing"),
    ("2025-01-", "", "missing"),
    ("2025-01-19T", "", "hour"),
    ("2025-01-19T21", "", "minute"),
    ("2025-01-19T21:30:", "", "second"),
    ("2025-01-19T25:00", "25", "hour 25"),
    ("2025-01-19T21:60", "60", "minute 60"),
    ("2025-01-19T24:01", "24:01", "24:00"),
    ("2025-01-19T23:59:60", "60", "leap seconds"),
    ("2025-01-19T21:30:00.5", ".5", "whole seconds"),
    ("2025-01-19t21:30", "t", "capital T"),
    ("2025-01-19T21:30z", "z", "capital Z"),
    ("2025-01-19T21:30+25:00", "25", "hour 25"),
    ("2025-01-19T21:30+17", "+17", "16 hours"),
    ("2025-01-19T21:30-00:00", "-00:00", "Z"),
    ("2025-01-19T21:30Z5", "5", "nothing may follow"),
    ("2025-01T21:30", "T21:30", "whole date"),
    ("2025-01-XXT21:30", "T21:30", "whole date"),
    ("2025-01-19 21:30", " ", "no space"),
    ("2025-01-19\u{a0}21:30", "\u{a0}", "no space"),
    (" 2025", " ", "no space"),
    ("201x", "x", "capital X"),
    ("199u", "u", "capital X"),
    ("1990s", "1990s", "199X"),
    ("2025–01", "–", "plain hyphen"),
    ("2025??", "??", "one mark"),
    ("2025?~", "?~", "%"),
    ("?", "?", "mark"),
    ("2015..2016", "..", "[2015..2016]"),
    ("2020/2015", "2015", "before it begins"),
    ("2015-02/2015-01", "2015-01", "before it begins"),
    ("2015-01-19/2015-01-18", "2015-01-18", "before it begins"),
    (
        "2015-01-19T10:00/2015-01-19T09:00",
        "2015-01-19T09:00",
        "before it begins",
    ),
    (
        "2015-01-19T10:00Z/2015-01-19T11:00",
        "2015-01-19T11:00",
        "offset",
    ),
    ("/", "/", "one side at least"),
    ("../..", "../..", "one side at least"),
    ("..", "..", "slash"),
    ("2015/2016/2017", "/", "one slash"),
    ("1731/33", "33", "double year"),
    ("2015/13", "13", "double year"),
    ("1731/3", "3", "four digits"),
    ("[", "", "closing ]"),
    ("[2015", "", "closing ]"),
    ("{2015", "", "closing }"),
    ("[]", "[]", "at least one"),
    ("[2015]x", "x", "nothing may follow"),
    ("[2015]~", "~", "nothing may follow"),
    ("[2015,]", "", "missing"),
    ("[2015,,2016]", "", "missing"),
    ("[2015, 2016]", " ", "no space"),
    ("[2016..2015]", "2015", "before it begins"),
    ("[..]", "..", "one side"),
    ("[2015,..2016]", "", "first date"),
    ("[2015..,2016]", "", "last after"),
    ("[2015/2016]", "/", "no interval"),
    (
        "[2015-01-19T10:00Z,2015-01-19T11:00]",
        "2015-01-19T11:00",
        "offset",
    ),
    ("2025-01-19]", "]", "time of day"),
    ("2025é", "é", "hyphen"),
    ("é", "é", "year"),
];

#[test]
fn what_is_no_date_is_blamed_at_its_place() {
    let mut wrong = Vec::new();
    for &(text, part, reason) in INVALID {
        match Edtf::parse(text) {
            Ok(_) => wrong.push(format!("{text} is taken")),
            Err(error) if text[error.range.clone()] != *part => {
                wrong.push(format!(
                    "{text} is blamed at {:?}: {error}",
                    &text[error.range.clone()]
                ));
            }
            Err(error) if !error.message.contains(reason) => wrong.push(format!("{text}: {error}")),
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
