//! Small networks of time, decided by trying every half day. It reads the clauses that the test wrote by a model of its own and
//! shares nothing with the solver: a clause is a test of two instants.
//!
//! All constants are whole half days. With n instants a solution, if there is one, has one on a grid that cuts each half day into
//! n + 1: fractions only matter by their order (the strict bounds keep them apart).

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::days::{day_of, iso};
use crate::dice::Dice;
use crate::draft::{At, Claim, Draft, Source};
use crate::verdict::{clauses, lists_all_chains, quarrels};

const EVENTS: usize = 3;
const NAMES: [&str; EVENTS] = ["blast", "plea", "flight"];
const HALVES: i64 = 2;
/// Points in a half day.
const GRID: i64 = 4;
const DAY: i64 = HALVES * GRID;
/// Dates are said of the days from 6 to 8; no clause leads farther from them than two steps of two days.
const HORIZON: i64 = 14;

/// What a clause asks, in days and half days.
#[derive(Debug, Clone, Copy)]
enum Ask {
    On(i64),
    Before(i64),
    After(i64),
    BeforeEvent,
    AfterEvent,
    SameDay,
    DaysAfter(i64),
    DaysBefore(i64),
    AtLeastDaysAfter(i64),
    Within(i64),
    AtLeastHoursAfter(i64),
    LessThanHoursBefore(i64),
}

#[derive(Debug, Clone, Copy)]
struct Clause {
    event: usize,
    other: usize,
    ask: Ask,
}

impl Clause {
    fn new(tape: &[u16]) -> Self {
        let mut dice = Dice::new(tape);
        let event = dice.roll(EVENTS);
        let other = (event + 1 + dice.roll(EVENTS - 1)) % EVENTS;
        let (day, days, halves) = (dice.between(6, 8), dice.between(1, 2), dice.between(1, 3));
        let ask = match dice.roll(16) {
            0..4 => Ask::On(day),
            4 => Ask::Before(day),
            5 => Ask::After(day),
            6 => Ask::BeforeEvent,
            7 => Ask::AfterEvent,
            8 => Ask::SameDay,
            9 => Ask::DaysAfter(days),
            10 => Ask::DaysBefore(days),
            11 => Ask::AtLeastDaysAfter(days),
            12 | 13 => Ask::Within(halves),
            14 => Ask::AtLeastHoursAfter(halves),
            _ => Ask::LessThanHoursBefore(halves),
        };
        Self { event, other, ask }
    }

    fn text(self) -> String {
        let date = |day: i64| iso(day_of(2025, 3, 1) + day);
        let other = NAMES[self.other];
        match self.ask {
            Ask::On(day) => format!("on {}", date(day)),
            Ask::Before(day) => format!("before {}", date(day)),
            Ask::After(day) => format!("after {}", date(day)),
            Ask::BeforeEvent => format!("before {other}"),
            Ask::AfterEvent => format!("after {other}"),
            Ask::SameDay => format!("same day as {other}"),
            Ask::DaysAfter(days) => format!("{days} days after {other}"),
            Ask::DaysBefore(days) => format!("{days} days before {other}"),
            Ask::AtLeastDaysAfter(days) => format!("at least {days} days after {other}"),
            Ask::Within(halves) => format!("within {} hours after {other}", 12 * halves),
            Ask::AtLeastHoursAfter(halves) => {
                format!("at least {} hours after {other}", 12 * halves)
            }
            Ask::LessThanHoursBefore(halves) => {
                format!("less than {} hours before {other}", 12 * halves)
            }
        }
    }

    /// Whether it holds when its event and the other are at these points of the grid.
    fn holds(self, at: i64, other: i64) -> bool {
        let (day, other_day) = (at / DAY, other / DAY);
        match self.ask {
            Ask::On(on) => day == on,
            Ask::Before(date) => day < date,
            Ask::After(date) => day > date,
            Ask::BeforeEvent => at < other,
            Ask::AfterEvent => at > other,
            Ask::SameDay => day == other_day,
            Ask::DaysAfter(days) => day - other_day == days,
            Ask::DaysBefore(days) => other_day - day == days,
            Ask::AtLeastDaysAfter(days) => day - other_day >= days,
            Ask::Within(halves) => (0..=halves * GRID).contains(&(at - other)),
            Ask::AtLeastHoursAfter(halves) => at - other >= halves * GRID,
            Ask::LessThanHoursBefore(halves) => (0..halves * GRID).contains(&(other - at)),
        }
    }
}

/// The smallest sets of clauses that some course of events breaks, as bits.
fn smallest_broken(all: &[Clause]) -> Vec<u32> {
    let points = HORIZON * DAY;
    let mut broken: BTreeSet<u32> = BTreeSet::new();
    let pairs = pairwise(all, points);
    for first in 0..points {
        for second in 0..points {
            let one = pairs[0][at(first, second, points)];
            if broken.iter().any(|set| set & one == *set) {
                continue;
            }
            for third in 0..points {
                let set =
                    one | pairs[1][at(second, third, points)] | pairs[2][at(third, first, points)];
                if !broken.iter().any(|known| known & set == *known) {
                    broken.retain(|known| known & set != set);
                    broken.insert(set);
                }
            }
        }
    }
    broken.into_iter().collect()
}

fn at(one: i64, other: i64, points: i64) -> usize {
    usize::try_from(one * points + other).unwrap_or(0)
}

/// For each pair of events (the first and second, the second and third, the third and first) and each of their points, which clauses
/// about the two are broken.
fn pairwise(all: &[Clause], points: i64) -> [Vec<u32>; EVENTS] {
    std::array::from_fn(|first| {
        let second = (first + 1) % EVENTS;
        let mut table = vec![0; at(points, 0, points)];
        for (bit, clause) in all.iter().enumerate() {
            let forth = (clause.event, clause.other) == (first, second);
            let back = (clause.event, clause.other) == (second, first);
            if forth || back {
                for (one, other) in
                    (0..points).flat_map(|one| (0..points).map(move |other| (one, other)))
                {
                    let holds = if forth {
                        clause.holds(one, other)
                    } else {
                        clause.holds(other, one)
                    };
                    if !holds {
                        table[at(one, other, points)] |= 1 << bit;
                    }
                }
            }
        }
        table
    })
}

/// All smallest sets of bits below `count` that share a bit with each of the sets.
fn smallest_touching(sets: &[u32], count: usize) -> BTreeSet<u32> {
    let touches = |chosen: u32| sets.iter().all(|set| set & chosen != 0);
    let all: Vec<u32> = (0..1_u32 << count)
        .filter(|&chosen| touches(chosen))
        .collect();
    let less =
        |chosen: u32| (0..count).any(|bit| chosen >> bit & 1 == 1 && touches(chosen & !(1 << bit)));
    all.into_iter().filter(|&chosen| !less(chosen)).collect()
}

pub fn the_network_agrees_with_trying_everything(tapes: &[Vec<u16>]) -> Result<(), TestCaseError> {
    let all: Vec<Clause> = tapes.iter().map(|tape| Clause::new(tape)).collect();
    let written = draft(&all).write();
    let analysis = written.check();
    let ways = smallest_broken(&all);
    // Clauses contradict each other if every course of events breaks one of them.
    let expected = smallest_touching(&ways, all.len());
    let expected = if ways == [0] {
        BTreeSet::new()
    } else {
        expected
    };
    let bits = |set: BTreeSet<At>| set.iter().fold(0_u32, |bits, at| bits | 1 << at.claim);
    let (mut chains, mut complete) = (BTreeSet::new(), true);
    for quarrel in quarrels(&analysis) {
        let said = |labels: &[usize]| bits(clauses(&written, &analysis, quarrel, labels));
        let own: Vec<u32> = quarrel
            .chains
            .iter()
            .map(|chain| said(&chain.labels))
            .collect();
        if lists_all_chains(quarrel) && quarrel.more_ways_out == belie::diagnostic::More::None {
            let ways_out: BTreeSet<u32> = quarrel.ways_out.iter().map(|way| said(way)).collect();
            prop_assert_eq!(
                ways_out,
                smallest_touching(&own, all.len()),
                "ways out of {}\n{}",
                quarrel.about,
                written.text()
            );
        }
        complete &= lists_all_chains(quarrel);
        chains.extend(own);
    }
    prop_assert!(
        chains.is_subset(&expected)
            && chains.is_empty() == expected.is_empty()
            && (!complete || chains == expected),
        "chains {chains:?}, but trying everything gives {expected:?}\n{}",
        written.text()
    );
    Ok(())
}

fn draft(all: &[Clause]) -> Draft {
    let mut draft = Draft {
        preamble: "event blast: explosion \"The blast\"\nevent plea: request \"The plea\"\nevent flight: transfer \"The flight\"\n".to_owned(),
        ..Draft::default()
    };
    draft.sources.push(Source {
        name: "daily".to_owned(),
        published: "2025-04-01".to_owned(),
        zone: None,
    });
    for (number, clause) in all.iter().enumerate() {
        let claim = Claim::new(0, format!("passage {number}"));
        draft
            .claims
            .push(claim.says(NAMES[clause.event], &[clause.text()]));
    }
    draft
}
