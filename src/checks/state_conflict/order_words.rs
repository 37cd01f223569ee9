//! Why there is no order in which states could have held, in words.

use super::course;
use super::holding::{Held, Holding};
use super::rules::share_a_value;
use crate::checks::Case;
use crate::checks::timeline::{Proof, Turn, Turns};
use crate::date::show;
use crate::model::meet::Domain;
use crate::model::say;
use crate::network::Cause;

/// So many questions are asked to find the shortest proof.
const QUESTIONS_MAX: usize = 1_500;

/// Which of the states cannot come before which, and why not all can hold.
pub fn no_order(
    case: &Case<'_>,
    domain: &Domain<'_>,
    own: &[Holding],
    causes: &[Cause],
) -> Option<String> {
    let turns = course::course(&case.timeline, domain, own)?;
    let proof = turns.prove(causes, QUESTIONS_MAX)?;
    let words = Words {
        case,
        own,
        causes,
        turns: &turns,
    };
    match words.why(&proof, &[]) {
        Why::Follows(words) => Some(words),
        Why::Never | Why::NoTimeFor(_) => None,
    }
}

/// Why something cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Why {
    /// By itself.
    Never,
    /// One state could not have held.
    NoTimeFor(usize),
    /// For what follows.
    Follows(String),
}

struct Words<'w> {
    case: &'w Case<'w>,
    own: &'w [Holding],
    causes: &'w [Cause],
    turns: &'w Turns<'w>,
}

/// One way round, and why it cannot be.
struct Half<'w> {
    turn: &'w Turn,
    why: Why,
}

impl Words<'_> {
    fn why(&self, proof: &Proof, taken: &[&Turn]) -> Why {
        match proof {
            Proof::Closed => self.closed(taken),
            Proof::Turns(choice, turns) => Why::Follows(self.turns(*choice, turns, taken)),
        }
    }

    /// Without which state what is taken could be.
    fn closed(&self, taken: &[&Turn]) -> Why {
        let of: Vec<usize> = taken.iter().flat_map(|turn| turn.of.clone()).collect();
        if self.turns.solve(self.causes, &of, taken).is_none() {
            return Why::Never;
        }
        let mut others = (0..self.own.len()).filter(|at| !of.contains(at));
        let left = others.find(|&other| {
            let with = [of.as_slice(), &[other]].concat();
            self.turns.solve(self.causes, &with, taken).is_none()
        });
        left.map_or_else(
            || Why::Follows("no time is left for the others".to_owned()),
            Why::NoTimeFor,
        )
    }

    fn turns(&self, choice: usize, proofs: &[Proof], taken: &[&Turn]) -> String {
        let choice = &self.turns.choices[choice];
        let mut halves: Vec<Half<'_>> = Vec::new();
        for (turn, proof) in choice.turns.iter().zip(proofs) {
            let why = self.why(proof, &[taken, &[turn]].concat());
            let known = |half: &Half<'_>| {
                (&half.turn.of, half.turn.in_turn, &half.why) == (&turn.of, turn.in_turn, &why)
            };
            if why != Why::Never && !halves.iter().any(known) {
                halves.push(Half { turn, why });
            }
        }
        let among: Vec<String> = choice.among.iter().map(|&at| self.name(at)).collect();
        let among = among.join(" and ");
        match halves.as_slice() {
            // It was inside something, whether that went on for a while or not.
            [half, ..] if choice.among.len() == 1 => self.because(&half.why),
            [] if choice.turns.iter().any(|turn| !turn.in_turn) => {
                format!("{among} would be one spell with two beginnings")
            }
            [] => format!("{among} share a moment"),
            [half] => {
                let because = self.because(&half.why);
                match half.turn.of.as_slice() {
                    &[first, then] if half.turn.in_turn => {
                        let when = self.when(first, then, &[taken, &[half.turn]].concat());
                        let when = when.map_or_else(String::new, |when| format!(", so {when}"));
                        let first = self.name(first);
                        format!(
                            "{among} cannot overlap, and only {first} can have come first{when}; then {because}"
                        )
                    }
                    _ => format!("{among} are one spell and began together; then {because}"),
                }
            }
            _ => {
                let say = |half: &Half<'_>| {
                    let came = self.came(half.turn, taken);
                    format!("if {came}, {}", self.because(&half.why))
                };
                let halves: Vec<String> = halves.iter().map(say).collect();
                format!("{among} cannot overlap: {}", halves.join("; "))
            }
        }
    }

    fn because(&self, why: &Why) -> String {
        match why {
            Why::Never => "that cannot be".to_owned(),
            Why::NoTimeFor(at) => format!("no time is left for {}", self.name(*at)),
            Why::Follows(words) => words.clone(),
        }
    }

    /// `“Turin” came before “Rome” (so it was over by Fri 3 Jan 2025)`
    fn came(&self, turn: &Turn, taken: &[&Turn]) -> String {
        let &[first, then] = turn.of.as_slice() else {
            return "that began".to_owned();
        };
        if !turn.in_turn {
            return "both began together".to_owned();
        }
        let came = format!("{} came before {}", self.name(first), self.name(then));
        match self.when(first, then, &[taken, &[turn]].concat()) {
            Some(when) => format!("{came} (so {when})"),
            None => came,
        }
    }

    /// What that tells of the events by which they are told.
    fn when(&self, first: usize, then: usize, taken: &[&Turn]) -> Option<String> {
        let of: Vec<usize> = taken.iter().flat_map(|turn| turn.of.clone()).collect();
        let solution = self.turns.solve(self.causes, &of, taken)?;
        let day = |at: crate::network::Moment| show::day_named(at.day_number());
        let lasts = |at: usize| matches!(self.own[at].held, Held::Covers { .. });
        if let Some(end) = self.turns.ends_by(&solution, first) {
            let was = if lasts(first) { "was over" } else { "held" };
            return Some(format!("{} {was} by {}", self.name(first), day(end)));
        }
        let begin = self.turns.begins_from(&solution, then)?;
        let began = if lasts(then) { "began" } else { "held" };
        Some(format!(
            "{} {began} on {} or later",
            self.name(then),
            day(begin)
        ))
    }

    /// A value; with its time where another has the same one.
    fn name(&self, at: usize) -> String {
        let holding = &self.own[at];
        let value = say::quoted_position(self.case.model, &holding.position);
        if let Some(event) = holding.event.filter(|_| holding.is_effect()) {
            return format!("{value} by {}", say::event(self.case.model, event));
        }
        let alike = self
            .own
            .iter()
            .filter(|other| std::ptr::eq(*other, holding) || share_a_value(other, holding));
        match alike.count() {
            0 | 1 => value,
            _ => format!("{value} {}", holding.spell_words(self.case)),
        }
    }
}
