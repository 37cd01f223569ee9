//! The same time in other words changes nothing but words; nor does everything so many weeks later, in whatever form it is told.

use belie::date::{Calendar, calendar};
use proptest::prelude::*;

use crate::days::{iso, weekday};
use crate::dice::{Dice, Tape};
use crate::draft::{Claim, Draft, Source, Statement};
use crate::mess::{self, Style};
use crate::order::shape;
use crate::verdict::{mistakes, verdicts};

/// Each clause in other words that mean the same.
pub fn other_spellings_change_only_words(
    tapes: &[Tape],
    choices: &[u16],
) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, Style::default()).0;
    let mut dice = Dice::new(choices);
    let mut other = draft.clone();
    for claim in &mut other.claims {
        for statement in &mut claim.statements {
            match statement {
                Statement::Event { clauses, .. } => {
                    for clause in clauses {
                        *clause = respelt(clause, &mut dice);
                    }
                }
                Statement::State(state) => *state = respelt_state(state, &mut dice),
            }
        }
    }
    same_shape(&draft, &other)
}

/// Every form of time, so many weeks later.
pub fn every_form_weeks_later_changes_only_words(
    tapes: &[Tape],
    weeks: i64,
) -> Result<(), TestCaseError> {
    same_shape(&forms(tapes, 0), &forms(tapes, 7 * weeks))
}

fn same_shape(one: &Draft, other: &Draft) -> Result<(), TestCaseError> {
    let (one, other) = (one.write(), other.write());
    let (before, after) = (one.check(), other.check());
    let wrong = [mistakes(&before), mistakes(&after)].concat();
    prop_assert!(
        wrong.is_empty(),
        "{wrong:?}\n{}\nor\n{}",
        one.text(),
        other.text()
    );
    prop_assert_eq!(
        shape(verdicts(&before)),
        shape(verdicts(&after)),
        "{}\nor\n{}",
        one.text(),
        other.text()
    );
    Ok(())
}

/// A clause of time in other words.
fn respelt(clause: &str, dice: &mut Dice<'_>) -> String {
    let words: Vec<&str> = clause.split(' ').collect();
    match words.as_slice() {
        ["within", count, "hours", way, of] => match dice.roll(3) {
            0 => format!("at most {count} hours {way} {of}"),
            1 => format!("within {} minutes {way} {of}", number(count) * 60),
            _ => clause.to_owned(),
        },
        ["less", "than", count, "weeks", way, of] if dice.once_in(2) => {
            format!("less than {} days {way} {of}", number(count) * 7)
        }
        ["at", "most", count, "weeks", way, of] if dice.once_in(2) => {
            format!("within {} days {way} {of}", number(count) * 7)
        }
        ["at", "least", count, "days", way, of] if dice.once_in(2) => {
            format!("more than {} days {way} {of}", number(count) - 1)
        }
        [count, "days", way, of] if dice.once_in(2) => match *count {
            "1" => format!("a day {way} {of}"),
            count => format!("exactly {count} days {way} {of}"),
        },
        ["before", event] if is_id(event) && dice.once_in(2) => format!("before start of {event}"),
        ["after", event] if is_id(event) && dice.once_in(2) => format!("after end of {event}"),
        ["on", day] if is_day(day) && dice.once_in(3) => format!("between {day} and {day}"),
        ["on", days] if dice.once_in(2) && days.split_once('/').is_some() => {
            let (from, to) = days.split_once('/').unwrap();
            format!("between {from} and {to}")
        }
        [first, rest @ ..] => rest.iter().fold((*first).to_owned(), |all, word| {
            format!("{all} {}", respelt_day(word, dice))
        }),
        [] => String::new(),
    }
}

/// A state whose times stand in the other order.
fn respelt_state(state: &str, dice: &mut Dice<'_>) -> String {
    match state.split(", ").collect::<Vec<_>>().as_slice() {
        [value, since, as_of] if dice.once_in(2) => format!("{value}, {as_of}, {since}"),
        _ => state.to_owned(),
    }
}

/// A day with its weekday or in another calendar; anything else as it is.
fn respelt_day(word: &str, dice: &mut Dice<'_>) -> String {
    if !is_day(word) {
        return word.to_owned();
    }
    let day = read_day(word);
    match dice.roll(4) {
        0 => format!("{} {word}", weekday(day)),
        1 => format!("julian {}", julian(day)),
        2 => format!("gregorian {word}"),
        _ => word.to_owned(),
    }
}

fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a word is a day and nothing else: `2025-01-19`.
fn is_day(word: &str) -> bool {
    word.len() == 10
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn read_day(word: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| word[range].parse().unwrap();
    calendar::day_number(
        part(0..4),
        u8::try_from(part(5..7)).unwrap(),
        u8::try_from(part(8..10)).unwrap(),
    )
}

/// A day as the Julian calendar has it.
fn julian(day: i64) -> String {
    let civil = Calendar::Julian.civil(day);
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

/// Forms of time: `D`, `E`, `F` are days that follow each other, `J` the first as the Julian calendar has it, `W` its weekday.
const FORMS: [&str; 34] = [
    "on D",
    "on W",
    "on W D",
    "on any W",
    "on W night",
    "on W after arrest",
    "on yesterday",
    "on today evening",
    "on last night",
    "on last week",
    "on this week",
    "on published",
    "2 days ago",
    "on julian J",
    "on DT21:30",
    "on DT21:30Z",
    "on DT21:30+04:30",
    "on [D,F]",
    "on [D..F]",
    "on {D,F}",
    "on D/F",
    "on ../D",
    "on D/..",
    "on D~",
    "on D?",
    "on about D",
    "on D morning",
    "on late D evening",
    "before D",
    "after D",
    "between 2 days before D and E",
    "within 30 hours of D",
    "at least 3 days before D",
    "2 weeks before F",
];

/// Forms that say how long something lasted, and from when to when.
const LASTING: [&str; 5] = [
    "from D to F",
    "for 2 days",
    "for at least 30 hours",
    "for at most 1 day",
    "during D/F",
];

/// A case of claims in all forms.
fn forms(tapes: &[Tape], shift: i64) -> Draft {
    let start = calendar::day_number(2025, 1, 6) + shift;
    let mut draft = mess::draft(&[], Style::default()).0;
    for source in &mut draft.sources {
        source.zone = None;
    }
    draft.sources.truncate(2);
    for (number, source) in (0..).zip(&mut draft.sources) {
        published(source, start + 8 + 3 * number);
    }
    for (number, tape) in tapes.iter().enumerate() {
        let mut dice = Dice::new(tape);
        let event = *dice.pick(&["arrest", "release", "siege"]);
        let lasting = event == "siege" && dice.once_in(2);
        let form = if lasting {
            *dice.pick(&LASTING)
        } else {
            *dice.pick(&FORMS)
        };
        let form = if event == "arrest" {
            form.replace("after arrest", "after release")
        } else {
            form.to_owned()
        };
        let day = start + dice.between(0, 7);
        let claim = Claim::new(dice.roll(2), format!("passage {number}"));
        draft.claims.push(claim.says(event, &[filled(&form, day)]));
    }
    draft
}

fn published(source: &mut Source, day: i64) {
    source.published = iso(day);
}

/// A form with its days.
fn filled(form: &str, day: i64) -> String {
    let mut text = String::new();
    for c in form.chars() {
        match c {
            'D' => text.push_str(&iso(day)),
            'E' => text.push_str(&iso(day + 1)),
            'F' => text.push_str(&iso(day + 2)),
            'J' => text.push_str(&julian(day)),
            'W' => text.push_str(weekday(day)),
            c => text.push(c),
        }
    }
    text
}
