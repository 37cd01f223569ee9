//! Makes cases from seeds: a few events in a few days, and clauses about them in every form that the language has, so dense that
//! many of them contradict each other.

use crate::case::{Case, Claim, Event, Source, Statement};
use crate::days::{day_of, iso};
use crate::dice::Dice;
use crate::states;
use crate::times::Times;

/// What a case is mostly made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Dates of mixed precision, orders, counts from minutes to weeks.
    Dates,
    /// One-of sets, weekdays, words counted from the telling.
    Sets,
    /// Counts in months and years.
    Months,
    /// Times with zones among bare ones.
    Zones,
    /// What was planned, and what then happened.
    Plans,
    /// States that hold for a while.
    States,
}

impl Sort {
    pub const ALL: [Self; 6] = [
        Self::Dates,
        Self::Sets,
        Self::Months,
        Self::Zones,
        Self::Plans,
        Self::States,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Sets => "sets",
            Self::Months => "months",
            Self::Zones => "zones",
            Self::Plans => "plans",
            Self::States => "states",
        }
    }
}

/// Zones, two of which know a summer time.
const NAMED: [&str; 5] = [
    "Asia/Kabul",
    "Asia/Tokyo",
    "America/Lima",
    "Europe/Rome",
    "America/New_York",
];

const EVENTS: [Event; 7] = [
    event("arrest", "arrest", false),
    event("blast", "explosion", false),
    event("siege", "siege", true),
    event("plea", "request", false),
    event("hunt", "search", true),
    event("flight", "transfer", false),
    Event {
        of: Some("arrest"),
        ..event("release", "release", false)
    },
];

/// Only where there are states does it matter what an event keeps.
const KEEPS: Event = event("cell", "detention", true);

const fn event(name: &'static str, kind: &'static str, lasts: bool) -> Event {
    Event {
        name,
        kind,
        lasts,
        of: None,
    }
}

/// Days near which cases play: a leap day, an end of a year, a month of 31 days before one of 28.
const STARTS: [(i64, i64, i64); 4] = [(2024, 2, 24), (2024, 12, 28), (2025, 1, 27), (2025, 3, 10)];

/// Days near which clocks are put forward or back in Europe, and in America.
const CLOCKS: [(i64, i64, i64); 3] = [(2025, 3, 27), (2024, 10, 24), (2025, 3, 6)];

const HEDGES: [&str; 5] = ["", "", "", "reportedly", "confirmed"];

/// The case of a seed.
pub fn case(sort: Sort, seed: u64) -> Case {
    let mut dice = Dice::new(seed.wrapping_mul(8) + sort as u64);
    let (year, month, day) = match sort {
        Sort::Zones if dice.once_in(2) => dice.pick(&CLOCKS),
        _ => dice.pick(&STARTS),
    };
    let start = day_of(year, month, day);
    let events = events(&mut dice, sort);
    let sources = sources(&mut dice, sort, start);
    let count = 2 + dice.roll(if events.len() > 3 { 7 } else { 5 });
    let mut case = Case {
        sort: sort.name(),
        seed,
        preamble: String::new(),
        claims: Vec::new(),
        events,
        sources,
    };
    if sort == Sort::States {
        states::declare(&mut case);
    }
    for _ in 0..count {
        let claim = claim(&mut dice, sort, start, &case);
        case.claims.push(claim);
    }
    case
}

fn events(dice: &mut Dice, sort: Sort) -> Vec<Event> {
    let count = 2 + dice.roll(3);
    let mut left = EVENTS.to_vec();
    left.extend((sort == Sort::States).then_some(KEEPS));
    let mut chosen: Vec<Event> = (0..count)
        .map(|_| left.remove(dice.roll(left.len())))
        .collect();
    let arrest = chosen.iter().any(|event| event.name == "arrest");
    for event in &mut chosen {
        event.of = event.of.filter(|_| arrest);
    }
    chosen
}

fn sources(dice: &mut Dice, sort: Sort, start: i64) -> Vec<Source> {
    let names = ["daily", "weekly", "court"];
    let mut sources = Vec::new();
    for (number, name) in (0..).zip(names) {
        let day = start + 6 + 4 * number;
        let published = match sort {
            Sort::Sets if dice.once_in(3) => iso(day)[..7].to_owned(),
            _ => iso(day),
        };
        let zone = (sort == Sort::Zones && dice.once_in(3)).then(|| dice.pick(&NAMED));
        sources.push(Source {
            name,
            published: Some(published),
            zone,
        });
    }
    sources
}

fn claim(dice: &mut Dice, sort: Sort, start: i64, case: &Case) -> Claim {
    let statements = 1 + usize::from(dice.once_in(3));
    let told = (sort == Sort::Sets && dice.once_in(3)).then(|| iso(start + dice.between(0, 14)));
    let mut claim = Claim {
        source: dice.roll(case.sources.len()),
        hedge: if sort == Sort::States {
            ""
        } else {
            dice.pick(&HEDGES)
        },
        by: (sort == Sort::Plans && dice.once_in(4)).then_some("a survivor"),
        told,
        statements: Vec::new(),
    };
    for _ in 0..statements {
        let stated = if sort == Sort::States && !dice.once_in(3) {
            states::state(dice, start, &case.events)
        } else {
            happening(dice, sort, start, &case.events)
        };
        claim.statements.push(stated);
    }
    claim
}

fn happening(dice: &mut Dice, sort: Sort, start: i64, events: &[Event]) -> Statement {
    let event = dice.roll(events.len());
    let clauses = 1 + usize::from(dice.once_in(3));
    let mut times = Times {
        dice,
        sort,
        start,
        events,
    };
    let mut said: Vec<String> = Vec::new();
    for _ in 0..clauses {
        let clause = times.clause(event);
        if !said.contains(&clause) {
            said.push(clause);
        }
    }
    let planned = sort == Sort::Plans && !times.dice.once_in(3);
    let name = events[event].name;
    // Whom it concerns, and so what it sets or keeps.
    if sort == Sort::States
        && matches!(name, "arrest" | "release" | "cell")
        && !times.dice.once_in(3)
    {
        said.push("patient anna".to_owned());
    }
    Statement {
        head: if planned {
            format!("plan {name}")
        } else {
            name.to_owned()
        },
        clauses: said,
        state: false,
    }
}
