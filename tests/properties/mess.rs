//! Cases of claims made at random about a few events in a few days, so that many of them contradict each other. Most clauses
//! know a vaguer version of themselves.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::days::{day_of, iso, iso_month, iso_year, weekday};
use crate::dice::{Dice, Tape, tape};
use crate::draft::{Claim, Draft, Source, Statement};

/// Which claims are made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// All dates are so many days later.
    pub shift: i64,
    /// Nothing is said in months and years, whose lengths differ.
    pub days_only: bool,
}

/// The tapes of a case.
pub fn mess() -> impl Strategy<Value = Vec<Tape>> {
    vec(tape(24), 2..12)
}

const PREAMBLE: &str = "\
person anna \"Anna Kruse\"
person ben \"Ben Okoro\"
place italy \"Italy\"
place turin \"Turin\" in italy
place hotel \"a hotel in Turin\" in turin
place libya \"Libya\"
term plane \"a plane\"
term army_plane \"a plane of the army\" is plane
term jet \"a jet\" is plane
term errors \"errors in the papers\"
term health \"her health\"
event arrest: arrest \"The arrest\"
event release: release of arrest \"The release\"
event flight: transfer \"The flight\"
event siege: siege \"The siege\"
event plea: request \"The plea\"
";

const EVENTS: [&str; 5] = ["arrest", "release", "flight", "siege", "plea"];
const SOURCES: [&str; 4] = ["daily", "weekly", "court", "letter"];
const HEDGES: [&str; 4] = ["", "", "reportedly", "allegedly"];

/// A clause, and a vaguer version of it where there is one.
#[derive(Debug, Clone)]
pub struct Said {
    pub text: String,
    pub vaguer: Option<String>,
}

/// A statement, and the vaguer versions of its clauses; none for what has none.
#[derive(Debug, Clone)]
pub struct Vaguer {
    /// The statement with its clauses as exact as they are in the draft.
    pub exact: Statement,
    /// The same with one clause made vaguer.
    pub vague: Statement,
    /// Where its claim is in the draft.
    pub claim: usize,
}

/// A case, and every way to make one clause of it vaguer.
pub fn draft(tapes: &[Tape], style: Style) -> (Draft, Vec<Vaguer>) {
    let mut draft = Draft {
        preamble: PREAMBLE.to_owned(),
        ..Draft::default()
    };
    for (number, name) in (0..).zip(SOURCES) {
        draft.sources.push(Source {
            name: name.to_owned(),
            published: iso(start(style) + 8 + 3 * number),
            zone: None,
        });
    }
    let mut vaguer = Vec::new();
    for (number, tape) in tapes.iter().enumerate() {
        let mut maker = Maker {
            dice: Dice::new(tape),
            style,
        };
        let source = maker.dice.roll(SOURCES.len());
        let mut claim = Claim::new(source, format!("passage {number}"));
        claim.hedge = HEDGES[maker.dice.roll(HEDGES.len())];
        for _ in 0..1 + maker.dice.roll(2) {
            let (exact, vague) = maker.statement();
            vaguer.extend(vague.into_iter().map(|vague| Vaguer {
                exact: exact.clone(),
                vague,
                claim: number,
            }));
            claim.statements.push(exact);
        }
        draft.claims.push(claim);
    }
    (draft, vaguer)
}

fn start(style: Style) -> i64 {
    day_of(2025, 1, 6) + style.shift
}

struct Maker<'t> {
    dice: Dice<'t>,
    style: Style,
}

impl Maker<'_> {
    fn statement(&mut self) -> (Statement, Vec<Statement>) {
        match self.dice.roll(12) {
            0..9 => self.happening(),
            9 => {
                let stance = self.dice.pick(&["not", "doubt", "plan"]);
                let head = format!("{stance} {}", self.dice.pick(&EVENTS));
                (
                    Statement::Event {
                        head,
                        clauses: Vec::new(),
                    },
                    Vec::new(),
                )
            }
            _ => {
                let state = self.state();
                let vague = state.vaguer.map(Statement::State);
                (Statement::State(state.text), vague.into_iter().collect())
            }
        }
    }

    fn happening(&mut self) -> (Statement, Vec<Statement>) {
        let event = *self.dice.pick(&EVENTS);
        let mut said = vec![self.time(event)];
        if self.dice.once_in(3) {
            said.push(self.role(event));
        }
        if self.dice.once_in(4) {
            said.push(self.time(event));
        }
        let written = |clauses: Vec<String>| Statement::Event {
            head: event.to_owned(),
            clauses,
        };
        let exact = written(said.iter().map(|one| one.text.clone()).collect());
        let vague = said
            .iter()
            .filter_map(|one| one.vaguer.clone())
            .map(|text| written(vec![text]))
            .collect();
        (exact, vague)
    }

    fn day(&mut self) -> i64 {
        start(self.style) + self.dice.between(0, 7)
    }

    /// A day, and something vaguer.
    fn date(&mut self) -> (String, String) {
        let day = self.day();
        let vaguer = match self.dice.roll(4) {
            0 if !self.style.days_only => iso_month(day),
            1 if !self.style.days_only => iso_year(day),
            2 => format!("{}/{}", iso(day - 1), iso(day + 2)),
            _ => format!("{}~", iso(day)),
        };
        (iso(day), vaguer)
    }

    fn other(&mut self, event: &str) -> &'static str {
        let others: Vec<_> = EVENTS.iter().filter(|one| **one != event).collect();
        others[self.dice.roll(others.len())]
    }

    fn time(&mut self, event: &str) -> Said {
        match self.dice.roll(3) {
            0 => self.dated(event),
            1 => self.counted(event),
            _ => self.ordered(event),
        }
    }

    fn dated(&mut self, event: &str) -> Said {
        let (exact, vague) = self.date();
        let day = self.day();
        match self.dice.roll(9) {
            0..3 => said(format!("on {exact}"), format!("on {vague}")),
            3 => {
                let part = self.dice.pick(&["morning", "evening", "afternoon"]);
                said(format!("on {exact} {part}"), format!("on {exact}"))
            }
            4 => said(
                format!("on {} night", iso(day)),
                format!("between {} and {}", iso(day), iso(day + 1)),
            ),
            5 => said(
                format!("before {}", iso(day)),
                format!("before {}", iso(day + 1)),
            ),
            6 => said(
                format!("after {}", iso(day)),
                format!("after {}", iso(day - 2)),
            ),
            7 if event == "siege" => said(format!("to {exact}"), format!("to {vague}")),
            7 => said(
                format!("on {}", weekday(day)),
                format!("on any {}", weekday(day)),
            ),
            _ => said(
                format!("between {} and {}", iso(day), iso(day + 2)),
                format!("between {} and {}", iso(day - 1), iso(day + 2)),
            ),
        }
    }

    fn counted(&mut self, event: &str) -> Said {
        let other = self.other(event);
        let way = *self.dice.pick(&["after", "before"]);
        let (days, hours) = (self.dice.between(1, 4), self.dice.between(6, 60));
        let counted = |count: String, vaguer: String| {
            said(
                format!("{count} {way} {other}"),
                format!("{vaguer} {way} {other}"),
            )
        };
        match self.dice.roll(6) {
            0 => counted(format!("{days} days"), format!("at least {days} days")),
            1 => counted(
                format!("{days} days"),
                format!("{} to {} days", days - 1, days + 1),
            ),
            2 => counted(
                format!("within {hours} hours"),
                format!("within {} hours", hours + 5),
            ),
            3 => counted(
                format!("at least {days} days"),
                format!("at least {} days", days - 1),
            ),
            4 => counted(
                format!("{hours} hours"),
                format!("at least {} hours", hours - 1),
            ),
            _ => counted(
                format!("less than {days} weeks"),
                format!("at most {days} weeks"),
            ),
        }
    }

    fn ordered(&mut self, event: &str) -> Said {
        let other = self.other(event);
        match self.dice.roll(7) {
            0 | 1 => said(format!("before {other}"), format!("before end of {other}")),
            2 | 3 => said(format!("after {other}"), format!("after start of {other}")),
            4 => alone(format!("same day as {other}")),
            5 => alone(format!("during {other}")),
            _ => alone(format!("reason {other}")),
        }
    }

    fn role(&mut self, event: &str) -> Said {
        match self.dice.roll(6) {
            0 => alone("patient anna"),
            1 => said("place turin", "place italy"),
            2 => said("place libya", "not place turin"),
            3 => said("means army_plane", "means plane"),
            4 => said("means jet", "not means army_plane"),
            _ if event == "siege" => said("not place italy", "not place hotel"),
            _ => said("only reason errors", "not reason health"),
        }
    }

    fn state(&mut self) -> Said {
        let custody = *self.dice.pick(&["in_custody", "at_liberty"]);
        let home = *self.dice.pick(&["turin", "libya", "italy"]);
        let toll = self.dice.between(8, 14);
        let (from, to) = (self.day(), self.day());
        let (from, to) = (iso(from.min(to)), iso(from.max(to) + 1));
        let event = *self.dice.pick(&EVENTS);
        match self.dice.roll(9) {
            0 => alone(format!("anna.custody: {custody}, as of {from}")),
            1 => said(
                format!("anna.custody: {custody}, throughout {from}/{to}"),
                format!("anna.custody: {custody}, throughout {to}"),
            ),
            2 => alone(format!("anna.custody: {custody}, since {from}, as of {to}")),
            3 => alone(format!("anna.custody: {custody}, as of {event}")),
            4 => alone(format!("ben.residence: {home}, throughout {from}/{to}")),
            5 => alone(format!("ben.residence: {home}, since {from}, as of {to}")),
            6 => said(
                format!("siege.aboard: {toll}"),
                format!("siege.aboard: at least {toll}"),
            ),
            7 => said(
                format!("siege.aboard: {toll} to {}", toll + 1),
                format!("siege.aboard: at most {}", toll + 2),
            ),
            _ => alone(format!("siege.deaths: {toll}, as of {from}")),
        }
    }
}

fn said(text: impl Into<String>, vaguer: impl Into<String>) -> Said {
    Said {
        text: text.into(),
        vaguer: Some(vaguer.into()),
    }
}

fn alone(text: impl Into<String>) -> Said {
    Said {
        text: text.into(),
        vaguer: None,
    }
}
