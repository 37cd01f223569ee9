//! One thing that cannot be true, planted among true claims, is found.

use proptest::prelude::*;

use crate::blur;
use crate::days::{DAY, iso};
use crate::dice::Dice;
use crate::draft::{At, Claim, Draft, Source};
use crate::history::{Event, History, PLACES, apart};
use crate::verdict::{clauses, headings, lists_all_chains, quarrels};

/// What is planted: true claims that are exact enough, the one that is not true, and what it must be found as.
struct Planted {
    sound: Vec<Claim>,
    wrong: Claim,
    id: &'static str,
}

pub fn what_is_planted_is_found(
    past: &[u16],
    tapes: &[Vec<u16>],
    choice: &[u16],
) -> Result<(), TestCaseError> {
    let history = History::new(past);
    let mut draft = blur::draft(&history, tapes);
    let mut dice = Dice::new(choice);
    let Some(planted) = plant(&history, &mut dice) else {
        return Ok(());
    };
    let over = iso(history.over.div_euclid(DAY) + 9);
    for claim in planted.sound {
        add(&mut draft, claim, &over);
    }
    let wrong = draft.claims.len();
    add(&mut draft, planted.wrong, &over);
    let written = draft.write();
    let analysis = written.check();
    let found = quarrels(&analysis).any(|quarrel| {
        let has = |at: &At| at.claim == wrong;
        let shown = quarrel.chains.iter().any(|chain| {
            clauses(&written, &analysis, quarrel, &chain.labels)
                .iter()
                .any(has)
        });
        quarrel.code.id() == planted.id && (shown || !lists_all_chains(quarrel))
    });
    prop_assert!(
        found,
        "{} is not found for claim {wrong}, but {:?}\n{}",
        planted.id,
        headings(&analysis),
        written.text()
    );
    Ok(())
}

/// Adds a claim in a source of its own.
fn add(draft: &mut Draft, mut claim: Claim, published: &str) {
    claim.source = draft.sources.len();
    claim.passage = format!("planted {}", claim.source);
    draft.sources.push(Source {
        name: format!("planted{}", claim.source),
        published: published.to_owned(),
        zone: None,
    });
    draft.claims.push(claim);
}

fn says(event: &Event, clause: String) -> Claim {
    Claim::new(0, "").says(&event.name, &[clause])
}

fn plant(history: &History, dice: &mut Dice<'_>) -> Option<Planted> {
    let event = dice.pick(&history.events);
    let day = event.start.div_euclid(DAY);
    let off = dice.between(1, 40) * if dice.once_in(2) { -1 } else { 1 };
    match dice.roll(7) {
        0 => Some(Planted {
            sound: vec![says(event, format!("on {}", iso(day)))],
            wrong: says(event, format!("on {}", iso(day + off))),
            id: "time-conflict",
        }),
        1 => counted(history, dice, event, off),
        2 => circle(history, dice),
        3 => {
            let other = dice.pick(&PLACES).0;
            apart(event.place, other).then(|| Planted {
                sound: vec![says(event, format!("place {}", event.place))],
                wrong: says(event, format!("place {other}")),
                id: "value-conflict",
            })
        }
        4 => {
            let state = |number: String| {
                Claim::new(0, "").states(format!("{}.aboard: {number}", event.name))
            };
            Some(Planted {
                sound: vec![state(event.aboard.to_string())],
                wrong: state(format!("at least {}", event.aboard + off.abs())),
                id: "value-conflict",
            })
        }
        5 => Some(Planted {
            sound: vec![Claim::new(0, "").says(&event.name, &[])],
            wrong: Claim::new(0, "").says(&format!("not {}", event.name), &[]),
            id: "event-disputed",
        }),
        _ => state(history, dice),
    }
}

/// Another number of days between two events than there were.
fn counted(history: &History, dice: &mut Dice<'_>, event: &Event, off: i64) -> Option<Planted> {
    let other = dice.pick(&history.events);
    let (from, to) = (other.end.div_euclid(DAY), event.start.div_euclid(DAY));
    let days = to - from + off.abs();
    if event.name == other.name || to < from {
        return None;
    }
    let told = if other.lasts { "to" } else { "on" };
    Some(Planted {
        sound: vec![
            says(event, format!("on {}", iso(to))),
            says(other, format!("{told} {}", iso(from))),
        ],
        wrong: says(event, format!("at least {days} days after {}", other.name)),
        id: "time-conflict",
    })
}

/// An order of three that closes: the last is planted.
fn circle(history: &History, dice: &mut Dice<'_>) -> Option<Planted> {
    let mut order: Vec<&Event> = history.events.iter().collect();
    order.sort_by_key(|event| event.start);
    let first = dice.roll(order.len());
    let second = order
        .iter()
        .position(|event| event.start > order[first].end)?;
    let third = order
        .iter()
        .position(|event| event.start > order[second].end)?;
    let (first, second, third) = (order[first], order[second], order[third]);
    Some(Planted {
        sound: vec![
            says(first, format!("before {}", second.name)),
            says(second, format!("before {}", third.name)),
        ],
        wrong: says(third, format!("before {}", first.name)),
        id: "time-conflict",
    })
}

/// At liberty on a day that was wholly spent in custody, or the other way round; a residence elsewhere.
fn state(history: &History, dice: &mut Dice<'_>) -> Option<Planted> {
    if history.spells.is_empty() {
        return None;
    }
    let spell = dice.pick(&history.spells);
    let (first, last) = (spell.from.div_euclid(DAY) + 1, spell.to.div_euclid(DAY) - 1);
    if first > last {
        return None;
    }
    let other = match (spell.attribute, spell.value) {
        ("custody", "in_custody") => "at_liberty",
        ("custody", _) => "in_custody",
        (_, home) if apart(home, "libya") => "libya",
        _ => "italy",
    };
    let name = format!("{}.{}", spell.subject, spell.attribute);
    let state = |text: String| Claim::new(0, "").states(text);
    Some(Planted {
        sound: vec![state(format!(
            "{name}: {}, throughout {}/{}",
            spell.value,
            iso(first),
            iso(last)
        ))],
        wrong: state(format!(
            "{name}: {other}, as of {}",
            iso(dice.between(first, last))
        )),
        id: "state-conflict",
    })
}
