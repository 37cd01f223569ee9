//! States, in words.

use crate::case::{Case, Event, Statement};
use crate::days::{iso, iso_month};
use crate::dice::Dice;

/// Declares what the states are said of.
pub fn declare(case: &mut Case) {
    case.preamble =
        "person anna \"Anna\"\nplace turin \"Turin\"\nplace tripoli \"Tripoli\"\n".to_owned();
}

/// A state: where and when somebody lived.
pub fn state(dice: &mut Dice, start: i64, events: &[Event]) -> Statement {
    let value = dice.pick(&["turin", "tripoli"]);
    let from = start + dice.between(0, 8);
    let to = from + dice.between(1, 6);
    let event = dice.pick(&["", "end of ", "start of "]).to_owned() + dice.pick(events).name;
    let (from_date, to_date) = (iso(from), iso(to));
    let times = match dice.roll(12) {
        0 | 1 => vec![format!("as of {from_date}")],
        2 => vec![format!("as of {}", iso_month(from))],
        3 => vec![format!("throughout {from_date}/{to_date}")],
        4 | 5 => vec![format!("since {from_date}"), format!("as of {to_date}")],
        6 => vec![format!("from {from_date} to {to_date}")],
        7 | 8 => vec![format!("as of {event}")],
        9 => vec![format!("throughout {from_date}")],
        10 => vec![format!("throughout {}", iso_month(from))],
        _ => vec![format!("during {from_date}/{to_date}")],
    };
    Statement {
        head: "anna.residence".to_owned(),
        clauses: [vec![value.to_owned()], times].concat(),
        state: true,
    }
}
