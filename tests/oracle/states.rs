//! States in words: where somebody lived, and whether in custody; how many died.

use crate::case::{Case, Event, Statement};
use crate::days::{iso, iso_month, weekday};
use crate::dice::Dice;

/// Declares what the states are said of.
pub fn declare(case: &mut Case) {
    case.preamble = "person anna \"Anna\"\nplace italy \"Italy\"\nplace turin \"Turin\" in italy\n\
        place old_town \"the old town\" in turin\nplace tripoli \"Tripoli\"\n"
        .to_owned();
}

/// A state: where and when somebody lived; now and then another.
pub fn state(dice: &mut Dice, start: i64, events: &[Event]) -> Statement {
    let (head, value) = match dice.roll(8) {
        0 => (
            "anna.custody",
            dice.pick(&["in_custody", "at_liberty", "not at_liberty"])
                .to_owned(),
        ),
        1 => ("DEATHS", dice.between(1, 3).to_string()),
        _ => ("anna.residence", place(dice)),
    };
    let mut spell = Spell {
        dice,
        start,
        events,
    };
    let (head, times) = match head {
        "DEATHS" => (format!("{}.deaths", events[0].name), spell.counted()),
        _ => (head.to_owned(), spell.times()),
    };
    Statement {
        head,
        clauses: [vec![value], times].concat(),
        state: true,
    }
}

fn place(dice: &mut Dice) -> String {
    dice.pick(&[
        "turin",
        "tripoli",
        "turin",
        "tripoli",
        "italy",
        "old_town",
        "not turin",
        "not italy",
    ])
    .to_owned()
}

/// Makes the times of a state.
struct Spell<'a> {
    dice: &'a mut Dice,
    start: i64,
    events: &'a [Event],
}

impl Spell<'_> {
    fn times(&mut self) -> Vec<String> {
        let (from, to) = self.days();
        let (from_date, to_date) = (iso(from), iso(to));
        match self.dice.roll(22) {
            0 => vec![format!("as of {from_date}")],
            1 => vec![format!("as of {}", iso_month(from))],
            2 | 3 => vec![format!("throughout {from_date}/{to_date}")],
            4 => vec![format!("throughout {}", iso_month(from))],
            5 => vec![format!("throughout {from_date}")],
            6 => vec![format!("throughout {}", self.lasting())],
            7 => vec![format!("since {from_date}"), format!("as of {to_date}")],
            8 => vec![
                format!("since {}", self.event()),
                format!("as of {to_date}"),
            ],
            9 => vec![
                format!("since {}", self.event()),
                format!("as of {}", self.event()),
            ],
            10 => vec![
                format!("since {from_date}"),
                format!("as of {}", self.event()),
            ],
            11 => vec![format!("since {}", self.point(from))],
            12 => vec![format!("from {from_date} to {to_date}")],
            13 => vec![format!("from {} to {}", self.point(from), self.point(to))],
            14 | 15 => vec![format!("as of {}", self.event())],
            16 => vec![format!("until {}", self.point(to))],
            17 => vec![format!("before {}", self.point(from))],
            18 => vec![format!("after {}", self.point(from))],
            19 => vec![format!("during {}", self.lasting())],
            20 => vec![format!("during any {}", weekday(from))],
            _ => vec![format!("during {from_date}/{to_date}")],
        }
    }

    /// The times of a number that only grows.
    fn counted(&mut self) -> Vec<String> {
        let (from, to) = self.days();
        match self.dice.roll(5) {
            0 | 1 => vec![format!("as of {}", iso(from))],
            2 => vec![format!("throughout {}/{}", iso(from), iso(to))],
            3 => vec![format!("as of {}", self.event())],
            _ => vec![format!("as of {}", self.point(to))],
        }
    }

    fn days(&mut self) -> (i64, i64) {
        let from = self.start + self.dice.between(0, 8);
        (from, from + self.dice.between(1, 6))
    }

    fn event(&mut self) -> String {
        let part = self.dice.pick(&["", "", "end of ", "start of "]);
        part.to_owned() + self.dice.pick(self.events).name
    }

    /// An event that goes on for a while, if there is one.
    fn lasting(&mut self) -> &'static str {
        let lasting: Vec<_> = self.events.iter().filter(|event| event.lasts).collect();
        match lasting.is_empty() {
            true => self.events[0].name,
            false => self.dice.pick(&lasting).name,
        }
    }

    /// A day, an event, or a day counted from one.
    fn point(&mut self, day: i64) -> String {
        match self.dice.roll(4) {
            0 | 1 => self.event(),
            2 => {
                let (count, way) = (
                    self.dice.between(1, 3),
                    self.dice.pick(&["before", "after"]),
                );
                format!("{count} days {way} {}", self.event())
            }
            _ => iso(day),
        }
    }
}
