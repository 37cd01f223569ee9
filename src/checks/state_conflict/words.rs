//! What follows from holdings that clash, in words.

use std::cmp::Ordering;

use super::axis::{Axis, Cells, Face, Somewhere};
use super::dial::Dial;
use super::holding::{Held, Holding};
use super::one_of::one_of;
use super::rules::{Clash, Verdict, is_within, share_a_value};
use crate::checks::Case;
use crate::model::meet::{self, Domain, Position};
use crate::model::say;

impl Clash {
    /// What follows from all that clash, in words.
    pub fn words(&self, case: &Case<'_>, domain: &Domain<'_>, group: &[Holding]) -> String {
        if !self.also.is_empty() && self.verdict == Verdict::Contradiction {
            let own: Vec<Holding> = self.holdings().map(|at| group[at].clone()).collect();
            return together(case, domain, &own);
        }
        let (one, other) = (&group[self.one], &group[self.other]);
        let dial = Dial::of(case, [one, other].into_iter());
        let both = |one: &Holding| say::position(case.model, &one.position);
        match self.verdict {
            Verdict::Contradiction if share_a_value(one, other) => two_beginnings(one, other, dial),
            Verdict::Contradiction if one.told.is_some() && one.told == other.told => {
                "both are said of the moment of telling".to_owned()
            }
            Verdict::Contradiction => match shared(one, other, dial) {
                Some(Shared::Stretch(stretch)) => format!("both cover {stretch}"),
                Some(Shared::Turn(turn)) => {
                    let begins_later = certain(one, dial).0 > certain(other, dial).0;
                    let (before, after) = match begins_later {
                        true => (both(other), both(one)),
                        false => (both(one), both(other)),
                    };
                    format!("“{after}” had begun before {turn}, when “{before}” had not ended")
                }
                None => "both cover one moment".to_owned(),
            },
            Verdict::NoOrder => "there is no order in which they could have held".to_owned(),
            Verdict::NoStretch => {
                let mut all = self.holdings().map(|at| &group[at]);
                let open = all.find(|one| !one_of(case, one).is_empty());
                let value = both(open.unwrap_or(one));
                format!("whichever of its times “{value}” took whole, something else was in it")
            }
            Verdict::ForGood => "who is dead stays so".to_owned(),
            Verdict::Falls => "what comes later is lower, and it only grows".to_owned(),
            Verdict::SameTime => format!(
                "“{}” and “{}” held at moments that may differ",
                both(one),
                both(other)
            ),
            Verdict::NothingBetween => "nothing claimed in between changed it".to_owned(),
            Verdict::BeganBefore => {
                let (narrower, wider) = match is_within(domain, &one.position, &other.position) {
                    true => (both(one), both(other)),
                    false => (both(other), both(one)),
                };
                format!("“{narrower}” is “{wider}”, too, and had begun before")
            }
        }
    }
}

/// `it began at some moment of 2015, and at some moment of 2016: one spell cannot have two beginnings`
fn two_beginnings(one: &Holding, other: &Holding, dial: Dial) -> String {
    let began = |holding: &Holding| match holding.held {
        Held::Covers { from, .. } => {
            let known = dial.earliest(&from).zip(dial.latest(&from));
            known.map(|(first, end)| dial.some_moment(Some(first), Some(end)))
        }
        _ => None,
    };
    let follows = "one spell cannot have two beginnings";
    match began(one).zip(began(other)) {
        Some((one, other)) if one != other => {
            format!("it began at {one}, and at {other}: {follows}")
        }
        _ => follows.to_owned(),
    }
}

/// What both certainly cover.
enum Shared {
    /// The times between two others.
    Stretch(String),
    /// Something before this moment: one had begun by then, and the other not ended.
    Turn(String),
}

fn shared(one: &Holding, other: &Holding, dial: Dial) -> Option<Shared> {
    let cover = [one, other].map(|holding| matches!(holding.held, Held::Covers { .. }));
    let (one, other) = (certain(one, dial), certain(other, dial));
    let from = one.0.into_iter().chain(other.0).max()?;
    let to = one.1.into_iter().chain(other.1).min()?;
    let stretch = || dial.stretch(Some(from), Some(to), true);
    match from.cmp(&to) {
        Ordering::Less => Some(Shared::Stretch(stretch())),
        Ordering::Equal if cover == [true, true] && one.0 != other.0 => {
            Some(Shared::Turn(stretch()))
        }
        Ordering::Equal => Some(Shared::Stretch(stretch())),
        Ordering::Greater => None,
    }
}

/// From when at the latest a holding holds, to when at least.
fn certain(holding: &Holding, dial: Dial) -> (Option<i64>, Option<i64>) {
    match holding.held {
        Held::Covers { from, to, .. } => (dial.latest(&from), dial.earliest(&to)),
        Held::Somewhen { from, to } | Held::UpTo { from, to } => {
            (dial.earliest(&from), dial.latest(&to))
        }
        Held::After(at) => (dial.earliest(&at), dial.latest(&at)),
    }
}

/// Holdings of which only all together cannot be: which of them takes which part of the time in which one must have held.
fn together(case: &Case<'_>, domain: &Domain<'_>, own: &[Holding]) -> String {
    let dial = Dial::of(case, own.iter());
    let faces = match dial.is_bare() {
        true => [Face::Bare, Face::Utc],
        false => [Face::Utc, Face::Bare],
    };
    for face in faces {
        let axis = Axis::new(case, own, face);
        let taken = |window: &Somewhere| {
            let parts = Parts {
                domain,
                own,
                axis: &axis,
                window,
            };
            Some((window.holding, parts.of_all()?))
        };
        if let Some((holding, parts)) = axis.windows.iter().find_map(taken) {
            let value = say::quoted_position(case.model, &own[holding].position);
            let dial = match face {
                Face::Bare => Dial::BARE,
                Face::Utc => dial,
            };
            let parts: Vec<String> = parts
                .iter()
                .map(|part| part.words(case, own, dial))
                .collect();
            return format!("{}: no moment is left for {value}", parts.join(", "));
        }
    }
    format!("all {} cover one moment", own.len())
}

/// A part of a window, and whose stretches leave nothing of it.
struct Part {
    from: i64,
    to: i64,
    holders: Vec<usize>,
}

impl Part {
    /// `“Tripoli” covers Mon 26 – Thu 29 Feb 2024`
    fn words(&self, case: &Case<'_>, own: &[Holding], dial: Dial) -> String {
        let values: Vec<String> = self
            .holders
            .iter()
            .map(|&at| say::quoted_position(case.model, &own[at].position))
            .collect();
        let [from, to] = [self.from, self.to].map(|instant| Some(dial.shown(instant)));
        let stretch = dial.stretch(from, to, true);
        let take = if values.len() == 1 { "covers" } else { "cover" };
        format!("{} {take} {stretch}", values.join(" and "))
    }
}

/// Finds the parts of a window.
struct Parts<'p> {
    domain: &'p Domain<'p>,
    own: &'p [Holding],
    axis: &'p Axis,
    window: &'p Somewhere,
}

impl Parts<'_> {
    /// The parts of all pieces; none if something is left of the window.
    fn of_all(&self) -> Option<Vec<Part>> {
        let pieces = self.window.pieces.iter().zip(&self.window.instants);
        let mut parts = Vec::new();
        for (&cells, &instants) in pieces {
            self.of_piece(cells, instants, &mut parts)?;
        }
        Some(parts)
    }

    fn of_piece(
        &self,
        (first, last): Cells,
        (begin, end): (i64, i64),
        parts: &mut Vec<Part>,
    ) -> Option<()> {
        let mut cell = first;
        while cell <= last {
            let (holders, until) = self.holders(cell)?;
            let from = if cell == first {
                begin
            } else {
                self.axis.begins(cell)?
            };
            let to = if until >= last {
                end
            } else {
                self.axis.begins(until + 1)?
            };
            parts.push(Part { from, to, holders });
            cell = until + 1;
        }
        Some(())
    }

    /// Who leaves nothing of a cell, and up to which one: the one who does so longest, or else all together.
    fn holders(&self, cell: usize) -> Option<(Vec<usize>, usize)> {
        let stretches = self.axis.stretches.iter();
        let active: Vec<_> = stretches
            .filter(|stretch| {
                stretch.cells.0 <= cell
                    && cell <= stretch.cells.1
                    && stretch.holding != self.window.holding
            })
            .collect();
        let clash = |holders: &[usize]| {
            let all = holders.iter().chain([&self.window.holding]);
            let positions: Vec<&Position> = all.map(|&at| &self.own[at].position).collect();
            !meet::meets(self.domain, &positions)
        };
        let alone = active.iter().filter(|stretch| clash(&[stretch.holding]));
        if let Some(longest) = alone.max_by_key(|stretch| stretch.cells.1) {
            return Some((vec![longest.holding], longest.cells.1));
        }
        let holders: Vec<usize> = active.iter().map(|stretch| stretch.holding).collect();
        let until = active.iter().map(|stretch| stretch.cells.1).min()?;
        clash(&holders).then_some((holders, until))
    }
}
