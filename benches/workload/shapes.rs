//! Cases of one sort of trouble each, of any size: what is quadratic somewhere shows in one of them.

use super::times::day;
use super::{Work, Workload};

/// What a case is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A bit of everything, and a few contradictions.
    Usual,
    /// All claims speak of one event: who, where, when.
    OneEvent,
    /// All claims speak of one person's states.
    OnePerson,
    /// Each event is counted from the one before, and that can be.
    Chain,
    /// Almost everything quarrels.
    Quarrels,
    /// All claims stand in one file, of one source with a long text.
    OneSource,
}

impl Shape {
    pub const ALL: [Self; 6] = [
        Self::Usual,
        Self::OneEvent,
        Self::OnePerson,
        Self::Chain,
        Self::Quarrels,
        Self::OneSource,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::OneEvent => "one-event",
            Self::OnePerson => "one-person",
            Self::Chain => "chain",
            Self::Quarrels => "quarrels",
            Self::OneSource => "one-source",
        }
    }

    /// A case of so many claims; of fewer quarrels, as each takes several.
    pub fn case(self, claims: usize) -> Workload {
        match self {
            Self::Usual => Workload::new(claims, 1),
            Self::Quarrels => Workload::quarrels(claims / 4),
            Self::OneEvent => one_event(claims),
            Self::OnePerson => one_person(claims),
            Self::Chain => chain(claims),
            Self::OneSource => one_source(claims),
        }
    }
}

fn number(of: usize) -> i64 {
    i64::try_from(of).unwrap_or_default()
}

fn one_event(claims: usize) -> Workload {
    let mut work = Work::with_sources(50, 1);
    work.declare("person ada\nperson ben\nplace world\nplace town in world\nevent e: incident");
    for claim in 0..claims {
        let statement = match claim % 4 {
            0 => ["e: who ada", "e: who ben"][usize::from(claim.is_multiple_of(400))].to_owned(),
            1 => ["e: place town", "e: place world"][claim / 4 % 2].to_owned(),
            2 => format!("e: after {}", day(number(claim % 1000))),
            _ => format!("e: before {}", day(number(20_000 + claim % 1000))),
        };
        work.claim_in(claim % 50, &statement);
    }
    work.finish(0)
}

fn one_person(claims: usize) -> Workload {
    let mut work = Work::with_sources(50, 1);
    work.declare("person ada");
    for claim in 0..claims {
        // Every hundredth time goes on into the next one.
        let (from, to) = (
            7 * number(claim),
            7 * number(claim) + 6 + i64::from(claim.is_multiple_of(100)),
        );
        let value = ["in_custody", "at_liberty"][claim % 2];
        let statement = format!("ada.custody: {value}, throughout {}/{}", day(from), day(to));
        work.claim_in(claim % 50, &statement);
    }
    work.finish(0)
}

fn chain(claims: usize) -> Workload {
    let mut work = Work::with_sources(50, 1);
    work.claim_in(0, "e0: on 1980-01-01");
    for claim in 1..claims {
        work.claim_in(claim % 50, &format!("e{claim}: 1 day after e{}", claim - 1));
    }
    work.finish(claims)
}

fn one_source(claims: usize) -> Workload {
    let mut work = Work::with_sources(1, 1);
    for claim in 0..claims {
        let passage =
            format!("On that day number {claim} happened what everybody had long been waiting for");
        work.text(0, &passage);
        // Every twentieth passage is not what the text has.
        let said = if claim.is_multiple_of(20) {
            passage.replace("long", "never")
        } else {
            passage
        };
        work.claim_with(
            0,
            &said,
            &format!("e{}: on {}", claim, day(number(claim % 20_000))),
        );
    }
    work.finish(claims)
}
