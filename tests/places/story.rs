//! Stories of one or two persons at up to three events on one morning.

use std::fmt::Write;

use proptest::prelude::*;

use crate::support::Case;

/// Names, the place around them, and the latitude; all known longitudes are one.
pub const PLACES: [(&str, Option<usize>, Option<&str>); 6] = [
    ("land", None, None),
    ("north", Some(0), Some("45.466000")),
    ("south", Some(0), Some("45.000000")),
    ("cellar", Some(2), None),
    ("abroad", None, None),
    ("hut", Some(4), None),
];

/// At 1000 km/h the way from `north` to `south` takes so many seconds, by hand: 51.8 km, less 0.56 percent.
pub const WAY_SECONDS: i64 = 185;

pub const EVENTS: [&str; 3] = ["e0", "e1", "e2"];

/// What one claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// A person was at an event; whether it is denied.
    Who(usize, usize, bool),
    /// An event was at a place.
    Where(usize, usize),
    /// The start of an event lies in these minutes; or the end in the last of them.
    Between(usize, bool, i64, i64),
    /// An event begins so many minutes after another ends; loosely, exactly, or at least.
    After(usize, usize, i64, Count),
    /// Two events begin and end together.
    Same(usize, usize),
    /// One event is over before another begins.
    Before(usize, usize),
    /// A person was somewhere, then.
    Location(usize, usize, Spell),
}

/// When a state held, in minutes and events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spell {
    /// At a moment of a minute.
    At(i64),
    /// At the end of an event.
    AtEnd(usize),
    /// At some moment of an event.
    During(usize),
    /// At every moment from one of one minute to one of another.
    Throughout(i64, i64),
    /// From a moment of one minute to a moment of another.
    FromTo(i64, i64),
    /// From the end of an event to a moment of a minute.
    Since(usize, i64),
    /// From the end of one event to the start of another.
    Between(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Loosely,
    Exactly,
    AtMost,
}

#[derive(Debug, Clone)]
pub struct Story {
    /// Which events last.
    pub lasts: [bool; 3],
    pub claims: Vec<Says>,
}

pub fn any() -> impl Strategy<Value = Story> {
    let event = 0..EVENTS.len();
    let who = (0..5_usize, event.clone(), 0..12_u8)
        .prop_map(|(who, event, denied)| Says::Who(who / 4, event, denied == 0));
    let place =
        (event.clone(), 0..PLACES.len()).prop_map(|(event, place)| Says::Where(event, place));
    let between = (event.clone(), any_end(), 0..6_i64, 0..3_i64)
        .prop_map(|(event, end, from, width)| Says::Between(event, end, from, from + width));
    let count = prop_oneof![
        Just(Count::Loosely),
        Just(Count::Exactly),
        Just(Count::AtMost)
    ];
    let after = (event.clone(), event.clone(), 1..4_i64, count)
        .prop_map(|(one, other, minutes, count)| Says::After(one, other, minutes, count));
    let same = (event.clone(), event.clone()).prop_map(|(one, other)| Says::Same(one, other));
    let before = (event.clone(), event).prop_map(|(one, other)| Says::Before(one, other));
    let location = (0..5_usize, 0..PLACES.len(), any_spell())
        .prop_map(|(who, place, spell)| Says::Location(who / 4, place, spell));
    let says = prop_oneof![
        4 => who, 4 => place, 2 => between, 2 => after, 1 => same, 1 => before, 3 => location
    ];
    let lasts = prop::array::uniform3(prop::bool::weighted(0.3));
    let more = prop::collection::vec(says, 2..9);
    // Everybody is somewhere some time: else hardly anything would clash.
    let base = prop::collection::vec((0..PLACES.len(), 0..6_i64, 0..2_i64), EVENTS.len());
    (lasts, base, more).prop_map(|(lasts, base, more)| Story {
        lasts,
        claims: claims(lasts, &base, more),
    })
}

fn any_spell() -> impl Strategy<Value = Spell> {
    let event = 0..EVENTS.len();
    let minutes = (0..7_i64, 1..6_i64).prop_map(|(from, more)| (from, from + more));
    prop_oneof![
        (0..9_i64).prop_map(Spell::At),
        event.clone().prop_map(Spell::AtEnd),
        event.clone().prop_map(Spell::During),
        minutes
            .clone()
            .prop_map(|(from, to)| Spell::Throughout(from, to)),
        minutes.prop_map(|(from, to)| Spell::FromTo(from, to)),
        (event.clone(), 3..9_i64).prop_map(|(event, to)| Spell::Since(event, to)),
        (event.clone(), event).prop_map(|(from, to)| Spell::Between(from, to)),
    ]
}

fn any_end() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.4)
}

fn claims(lasts: [bool; 3], base: &[(usize, i64, i64)], more: Vec<Says>) -> Vec<Says> {
    let mut claims = Vec::new();
    for (event, &(place, from, width)) in base.iter().enumerate() {
        claims.push(Says::Who(0, event, false));
        claims.push(Says::Where(event, place));
        claims.push(Says::Between(event, false, from, from + width));
        if lasts[event] {
            claims.push(Says::Between(event, true, from + 1, from + width + 2));
        }
    }
    let of_two = |says: &Says| match *says {
        Says::After(one, other, ..) | Says::Same(one, other) | Says::Before(one, other) => {
            one != other
        }
        Says::Between(event, end, ..) => lasts[event] || !end,
        Says::Location(_, _, Spell::Between(from, to)) => from != to,
        Says::Who(..) | Says::Where(..) | Says::Location(..) => true,
    };
    claims.extend(more.into_iter().filter(of_two));
    claims
}

impl Story {
    /// The same story with only these of its claims, in this order.
    pub fn keeping(&self, kept: &[usize]) -> Self {
        Self {
            claims: kept.iter().map(|&claim| self.claims[claim]).collect(),
            ..*self
        }
    }

    pub fn case(&self) -> Case {
        let mut declared = "kind seen \"Somebody is seen\"\n  role who: person, many, present\n\
             kind stay \"Somebody stays\" is seen\n  lasts\n\
             person ann \"Ann\"\nperson bob \"Bob\"\n"
            .to_owned();
        for (name, inside, latitude) in PLACES {
            let _ = write!(declared, "place {name}");
            if let Some(inside) = inside {
                let _ = write!(declared, " in {}", PLACES[inside].0);
            }
            if let Some(latitude) = latitude {
                let _ = write!(declared, "\n  at {latitude}, 7.000000");
            }
            declared.push('\n');
        }
        for (event, lasts) in EVENTS.iter().zip(self.lasts) {
            let kind = if lasts { "stay" } else { "seen" };
            let _ = writeln!(declared, "event {event}: {kind}");
        }
        Case::default()
            .with("case.claims", &declared)
            .with("claims.claims", &self.claims_text())
    }

    pub fn claims_text(&self) -> String {
        let mut text = "source paper\n  published 2025-02-01\n".to_owned();
        for (number, claim) in self.claims.iter().enumerate() {
            let _ = writeln!(text, "claim \"{number}\"\n  {}", self.statement(*claim));
        }
        text
    }

    fn statement(&self, claim: Says) -> String {
        let name = |event: usize| EVENTS[event];
        let clock = |minute: i64| format!("2025-01-18T10:{minute:02}");
        match claim {
            Says::Who(person, event, denied) => {
                let not = if denied { "not " } else { "" };
                format!("{}: {not}who {}", name(event), ["ann", "bob"][person])
            }
            Says::Where(event, place) => format!("{}: place {}", name(event), PLACES[place].0),
            Says::Between(event, true, _, to) => format!("{}: to {}", name(event), clock(to)),
            Says::Between(event, false, from, to) => {
                format!("{}: between {} and {}", name(event), clock(from), clock(to))
            }
            Says::After(one, other, minutes, count) => {
                let count = match count {
                    Count::Loosely => "",
                    Count::Exactly => "exactly ",
                    Count::AtMost => "at most ",
                };
                format!(
                    "{}: {count}{minutes} minutes after {}",
                    name(one),
                    name(other)
                )
            }
            Says::Same(one, other) => format!("{}: same time as {}", name(one), name(other)),
            Says::Before(one, other) => format!("{}: before {}", name(one), name(other)),
            Says::Location(person, place, spell) => {
                let spell = match spell {
                    Spell::At(minute) => format!("as of {}", clock(minute)),
                    Spell::AtEnd(event) => format!("as of {}", name(event)),
                    Spell::During(event) => format!("during {}", name(event)),
                    Spell::Throughout(from, to) => {
                        format!("throughout {}/{}", clock(from), clock(to))
                    }
                    Spell::FromTo(from, to) => format!("from {} to {}", clock(from), clock(to)),
                    Spell::Since(event, to) => {
                        format!("since {}, as of {}", name(event), clock(to))
                    }
                    Spell::Between(from, to) => format!("from {} to {}", name(from), name(to)),
                };
                let (person, place) = (["ann", "bob"][person], PLACES[place].0);
                format!("{person}.location: {place}, {spell}")
            }
        }
    }
}
