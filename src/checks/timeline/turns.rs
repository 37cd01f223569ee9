//! Stretches of time some of which cannot share a moment: they take turns, and there may be no order in which they can.
//!
//! What is in question is tried out: two that exclude each other come one after the other, one way round or the other, and what
//! follows from either is left to the network. The trial is lazy: it splits only where a solution at hand has an overlap.

use super::Timeline;
use super::points::Point;
use super::supposed::{Before, Supposed};
use super::times::At;
use crate::network::{Assumed, Cause, Moment, Solution};

/// How something lies between its two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Some moment, at which something else may have begun.
    Moment,
    /// Both included.
    Closed,
    /// Up to the second, which is later.
    UpTo,
    /// Up to the second, which may be the first: then it is there at that instant.
    Throughout,
    /// After the first and up to the second, which is later.
    Between,
    /// Right after the point.
    Effect,
}

/// Something from one point to another.
#[derive(Debug, Clone)]
struct Span {
    begin: Point,
    end: Point,
    shape: Shape,
    /// Whether it is said to have begun at its first point.
    began: bool,
    /// Whether it is a moment of a whole stretch, and not just the beginning of that.
    inside: bool,
    /// What holds of its points.
    given: Vec<Assumed>,
}

/// One way round: who is over before whom.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    /// Of whom it tells.
    pub of: Vec<usize>,
    /// Whether the first of these is over when the second begins.
    pub in_turn: bool,
    orders: Vec<Before>,
}

/// Those that exclude each other, with all the ways in which they can go together.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub among: Vec<usize>,
    pub turns: Vec<Turn>,
}

/// Why there is no order.
#[derive(Debug, Clone)]
pub(crate) enum Proof {
    /// The network has no solution.
    Closed,
    /// Whatever comes first of these: the number of a choice, and why each of its turns cannot be.
    Turns(usize, Vec<Proof>),
}

impl Proof {
    /// How much there is to read: a way round that cannot be anyway takes no words of its own.
    fn length(&self) -> usize {
        match self {
            Self::Closed => 0,
            Self::Turns(_, turns) => {
                let longer = turns.iter().map(Self::length).filter(|&length| length > 0);
                1 + longer.map(|length| length + 1).sum::<usize>()
            }
        }
    }
}

/// What is tried out.
pub(crate) struct Turns<'t> {
    supposed: Supposed<'t>,
    spans: Vec<Span>,
    pub choices: Vec<Choice>,
}

impl<'t> Turns<'t> {
    pub fn new(timeline: &'t Timeline) -> Self {
        Self {
            supposed: Supposed::new(timeline),
            spans: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// A moment between two points, or before the second one if that is outside.
    pub fn moment(&mut self, from: At, to: At) {
        let mut given = Vec::new();
        let at = self.supposed.between(from, to, &mut given);
        self.add(at, at, Shape::Moment, given);
        if let Some(last) = self.spans.last_mut() {
            last.inside = At::is_stretch(&from, &to);
        }
        if let (Some(begin), Some(end), true) = (from.low, to.high, to.outside && from != to) {
            // What is outside is so unless nothing else is inside.
            let own = self.spans.len() - 1;
            let turn = |one, other, strictly| Turn {
                of: vec![own],
                in_turn: false,
                orders: vec![Before {
                    one,
                    other,
                    strictly,
                }],
            };
            self.choices.push(Choice {
                among: vec![own],
                turns: vec![turn(at, end, true), turn(end, begin, false)],
            });
        }
    }

    /// The last stretch is said to have begun at its first point.
    pub fn has_begun(&mut self) {
        if let Some(last) = self.spans.last_mut() {
            last.began = true;
        }
    }

    /// From one point to another, each of which is known so far; `ordered`: the second is certainly not before the first.
    pub fn stretch(&mut self, from: At, to: At, shape: Shape, ordered: bool) {
        let mut given = Vec::new();
        let begin = self.supposed.between(from, from, &mut given);
        let end = self.supposed.between(to, to, &mut given);
        let order = Before {
            one: begin,
            other: end,
            strictly: matches!(shape, Shape::UpTo | Shape::Between),
        };
        given.extend(order.assumed().filter(|_| ordered));
        self.add(begin, end, shape, given);
    }

    /// Up to some moment between two points.
    pub fn up_to(&mut self, from: At, to: At) {
        let mut given = Vec::new();
        let begin = self.supposed.point(&mut given);
        let end = self.supposed.between(from, to, &mut given);
        let order = Before {
            one: begin,
            other: end,
            strictly: true,
        };
        given.extend(order.assumed());
        self.add(begin, end, Shape::UpTo, given);
    }

    /// Right after a point.
    pub fn effect(&mut self, at: At) {
        let mut given = Vec::new();
        let at = self.supposed.between(at, at, &mut given);
        self.add(at, at, Shape::Effect, given);
    }

    fn add(&mut self, begin: Point, end: Point, shape: Shape, given: Vec<Assumed>) {
        self.spans.push(Span {
            begin,
            end,
            shape,
            began: false,
            inside: false,
            given,
        });
    }

    /// Two end at one point, whichever that is.
    pub fn end_together(&mut self, one: usize, other: usize) {
        let order = |one, other| Before {
            one,
            other,
            strictly: false,
        };
        let (first, second) = (self.spans[one].end, self.spans[other].end);
        let both = [order(first, second), order(second, first)];
        let assumed = both.iter().flat_map(Before::assumed);
        self.spans[one.max(other)].given.extend(assumed);
    }

    /// These exclude each other: some two of them share no moment.
    pub fn exclude(&mut self, among: &[usize]) {
        let mut turns = Vec::new();
        for (at, &one) in among.iter().enumerate() {
            for &other in &among[at + 1..] {
                turns.extend(self.over_before(one, other));
                turns.extend(self.over_before(other, one));
            }
        }
        let among = among.to_vec();
        self.choices.push(Choice { among, turns });
    }

    /// These share no moment, or begin at one and the same.
    pub fn exclude_or_begin_together(&mut self, one: usize, other: usize) {
        self.exclude(&[one, other]);
        let order = |one: usize, other: usize| Before {
            one: self.spans[one].begin,
            other: self.spans[other].begin,
            strictly: false,
        };
        let orders = vec![order(one, other), order(other, one)];
        let turns = self.choices.last_mut().map(|choice| &mut choice.turns);
        turns.into_iter().for_each(|turns| {
            turns.push(Turn {
                of: vec![one, other],
                in_turn: false,
                orders: orders.clone(),
            });
        });
    }

    /// The ways in which one can be over when another begins.
    fn over_before(&self, one: usize, other: usize) -> Vec<Turn> {
        let (first, then) = (&self.spans[one], &self.spans[other]);
        let turn = |orders| Turn {
            of: vec![one, other],
            in_turn: true,
            orders,
        };
        let order = |one, other, strictly| Before {
            one,
            other,
            strictly,
        };
        let apart = match then.shape {
            // An effect comes right after its point: what held up to that may have held at it, too.
            Shape::Effect => false,
            // So it is with what begins only after its first point.
            Shape::Between => first.inside,
            Shape::Moment | Shape::Closed | Shape::UpTo | Shape::Throughout => true,
        };
        let closed = vec![order(first.end, then.begin, apart)];
        let open = order(first.end, then.begin, false);
        match first.shape {
            Shape::Moment if then.began => {
                let lasts = order(then.begin, then.end, true);
                vec![turn(vec![open, lasts]), turn(closed)]
            }
            // Nor did it begin with what that event has set, which is otherwise from there on.
            Shape::Closed if first.began && then.shape == Shape::Effect => {
                let earlier = order(first.begin, then.begin, true);
                vec![turn([closed, vec![earlier]].concat())]
            }
            Shape::Moment | Shape::Closed | Shape::Effect => vec![turn(closed)],
            Shape::UpTo | Shape::Between => vec![turn(vec![open])],
            Shape::Throughout if then.shape == Shape::Effect => vec![turn(vec![open])],
            Shape::Throughout => {
                let lasts = order(first.begin, first.end, true);
                vec![turn(vec![open, lasts]), turn(closed)]
            }
        }
    }

    /// Some of the causes with which no order fits; nothing if one does, or if that takes more than so many questions.
    pub fn refute(&self, causes: &[Cause], questions: &mut usize) -> Option<Vec<Cause>> {
        let all: Vec<usize> = (0..self.choices.len()).collect();
        self.refute_with(causes, &all, questions)
    }

    /// The same where only some choices must be made.
    fn refute_with(
        &self,
        causes: &[Cause],
        choices: &[usize],
        questions: &mut usize,
    ) -> Option<Vec<Cause>> {
        let mut trial = Trial {
            turns: self,
            causes,
            choices,
            asked: self.given(),
            needed: Vec::new(),
        };
        trial.no_order(questions)?;
        let mut needed = trial.needed;
        needed.sort_unstable();
        needed.dedup();
        Some(needed)
    }

    /// A smallest set of choices that leaves no order, each as those among whom it is made; nothing if some order fits.
    pub fn needed_choices(&self, causes: &[Cause], mut questions: usize) -> Option<Vec<&[usize]>> {
        let mut needed: Vec<usize> = (0..self.choices.len()).collect();
        self.refute_with(causes, &needed, &mut questions)?;
        for choice in (0..self.choices.len()).rev() {
            let mut rest = needed.clone();
            rest.retain(|&other| other != choice);
            if self.refute_with(causes, &rest, &mut questions).is_some() {
                needed = rest;
            }
        }
        let among = needed.iter().map(|&at| self.choices[at].among.as_slice());
        Some(among.collect())
    }

    fn given(&self) -> Vec<Assumed> {
        let given = self.spans.iter().flat_map(|span| &span.given);
        given.copied().collect()
    }

    /// The shortest proof that no order fits with these causes, as far as a few questions find it.
    pub fn prove(&self, causes: &[Cause], mut questions: usize) -> Option<Proof> {
        const DEPTH_MAX: usize = 4;
        (1..=DEPTH_MAX).find_map(|depth| {
            let mut asked = self.given();
            self.proof(causes, &mut asked, depth, &mut questions)
        })
    }

    fn proof(
        &self,
        causes: &[Cause],
        asked: &mut Vec<Assumed>,
        depth: usize,
        questions: &mut usize,
    ) -> Option<Proof> {
        *questions = questions.checked_sub(1)?;
        let Ok(solution) = self.supposed.solve(causes, asked) else {
            return Some(Proof::Closed);
        };
        let deeper = depth.checked_sub(1)?;
        let open = (0..self.choices.len()).filter(|&at| !self.choices[at].is_made(&solution));
        let mut shortest: Option<Proof> = None;
        for at in open {
            let turns = self.choices[at].turns.iter().map(|turn| {
                let before = asked.len();
                asked.extend(turn.orders.iter().flat_map(Before::assumed));
                let proof = self.proof(causes, asked, deeper, questions);
                asked.truncate(before);
                proof
            });
            let Some(turns) = turns.collect::<Option<Vec<_>>>() else {
                continue;
            };
            let found = Proof::Turns(at, turns);
            if shortest
                .as_ref()
                .is_none_or(|shortest| found.length() < shortest.length())
            {
                shortest = Some(found);
            }
        }
        shortest
    }

    /// The last instant at which a span of this number ends in all solutions, if an event tells that end.
    pub fn ends_by(&self, solution: &Solution, at: usize) -> Option<Moment> {
        let end = self.spans[at].end;
        let told = self
            .supposed
            .is_told(end)
            .then(|| solution.latest(end.bare));
        told.flatten()
    }

    /// The first instant at which it begins, likewise.
    pub fn begins_from(&self, solution: &Solution, at: usize) -> Option<Moment> {
        let begin = self.spans[at].begin;
        let told = self
            .supposed
            .is_told(begin)
            .then(|| solution.earliest(begin.bare));
        told.flatten()
    }

    /// What some of the spans leave open with these turns taken; nothing if that cannot be.
    pub fn solve(&self, causes: &[Cause], of: &[usize], taken: &[&Turn]) -> Option<Solution> {
        let given = of
            .iter()
            .flat_map(|&at| self.spans[at].given.iter().copied());
        let orders = taken.iter().flat_map(|turn| &turn.orders);
        let asked: Vec<Assumed> = given.chain(orders.flat_map(Before::assumed)).collect();
        self.supposed.solve(causes, &asked).ok()
    }
}

/// One search for an order.
struct Trial<'t> {
    turns: &'t Turns<'t>,
    causes: &'t [Cause],
    choices: &'t [usize],
    asked: Vec<Assumed>,
    /// The causes that were needed so far.
    needed: Vec<Cause>,
}

impl Trial<'_> {
    fn no_order(&mut self, questions: &mut usize) -> Option<()> {
        *questions = questions.checked_sub(1)?;
        let solution = match self.turns.supposed.solve(self.causes, &self.asked) {
            Ok(solution) => solution,
            Err(conflict) => {
                self.needed.extend(conflict.causes());
                return Some(());
            }
        };
        let choices = self.choices.iter().map(|&at| &self.turns.choices[at]);
        let open = choices.filter(|one| !one.is_made(&solution));
        let choice = open.min_by_key(|choice| choice.turns.len())?;
        for turn in &choice.turns {
            let before = self.asked.len();
            let orders = turn.orders.iter().flat_map(Before::assumed);
            self.asked.extend(orders);
            self.no_order(questions)?;
            self.asked.truncate(before);
        }
        Some(())
    }
}

impl Choice {
    /// Whether some turn is taken in a solution.
    fn is_made(&self, solution: &Solution) -> bool {
        let taken = |turn: &Turn| turn.orders.iter().all(|order| order.is_so(solution));
        self.turns.iter().any(taken)
    }
}
