//! How a clash is told: by what the clauses of its chain alone know.

use super::holding::Holding;
use super::proof::{beside, clash_by_rules};
use super::rules::{Clash, Verdict};
use super::{course, order_words};
use crate::checks::Case;
use crate::checks::timeline::Orders;
use crate::model::ClauseId;
use crate::model::meet::{Domain, Position};
use crate::network::Cause;

/// A clash as it is told.
pub struct Told {
    /// Its states, as the clauses of its chain alone know them.
    pub states: Vec<Holding>,
    /// What follows from them, in words.
    pub words: String,
    /// Which values must exclude each other for that.
    pub excluding: Vec<Vec<Position>>,
}

/// Tells a clash by the clauses of its chain.
pub fn told(
    case: &Case<'_>,
    domain: &Domain<'_>,
    group: &[Holding],
    clash: &Clash,
    clauses: &[ClauseId],
) -> Told {
    let states: Vec<Holding> = clash.holdings().map(|at| group[at].clone()).collect();
    let timeline = &case.timeline;
    let causes = clauses
        .iter()
        .filter_map(|&clause| timeline.cause_of(clause));
    let mut causes: Vec<Cause> = causes.collect();
    causes.sort_unstable();
    let telling = Telling {
        case,
        domain,
        clash,
        causes: &causes,
    };
    let may_be_less = matches!(
        clash.verdict,
        Verdict::Contradiction | Verdict::NoOrder | Verdict::ForGood | Verdict::Falls
    );
    let times = timeline.network.solve(&causes).ok().filter(|_| may_be_less);
    let known = |states: &[&Holding]| -> Option<Vec<Holding>> {
        let times = times.as_ref()?;
        let known = states.iter().map(|state| state.known_by(case, times));
        known.collect()
    };
    let Some(own) = known(&states.iter().collect::<Vec<_>>()) else {
        return telling.by_rules(states);
    };
    let orders = Orders::of_few(timeline, causes.clone());
    if clash_by_rules(case, domain, &own, &orders) {
        return telling.by_rules(own);
    }
    // Other states of the chain may be what places these.
    let clauses = clauses.iter().copied().collect();
    let all = known(&beside(group, clash, &clauses)).unwrap_or_default();
    match order_words::no_order(case, domain, &all, &causes) {
        Some(words) => Told {
            words,
            excluding: telling.excluding(&all),
            states: all,
        },
        None => telling.by_rules(own),
    }
}

struct Telling<'t> {
    case: &'t Case<'t>,
    domain: &'t Domain<'t>,
    clash: &'t Clash,
    causes: &'t [Cause],
}

impl Telling<'_> {
    /// As the rules have found it.
    fn by_rules(&self, states: Vec<Holding>) -> Told {
        let numbered = Clash {
            one: 0,
            other: 1,
            also: (2..states.len()).collect(),
            verdict: self.clash.verdict,
            needs: Vec::new(),
            core: Vec::new(),
        };
        Told {
            words: numbered.words(self.case, self.domain, &states),
            excluding: self.excluding(&states),
            states,
        }
    }

    /// Which values must exclude each other: where more than two clash, not all need do so.
    fn excluding(&self, states: &[Holding]) -> Vec<Vec<Position>> {
        let position = |&at: &usize| states[at].position.clone();
        let all: Vec<usize> = (0..states.len()).collect();
        let course = course::course(&self.case.timeline, self.domain, states);
        let needed = course.as_ref().filter(|_| states.len() > 2);
        let needed = needed
            .and_then(|course| course.needed_choices(self.causes, course::QUESTIONS_MAX))
            .unwrap_or_else(|| vec![&all]);
        let needed = needed.into_iter();
        needed
            .map(|among| among.iter().map(position).collect())
            .collect()
    }
}
