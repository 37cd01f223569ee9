//! Groups that need no closer look, as most of a large case do not: dated stretches that lie apart where they say different things.

use super::seeds::Seed;
use crate::checks::gathered::OneEntity;
use crate::checks::timeline::At;
use crate::checks::value_conflict::value;
use crate::model::{Anchor, ClauseId, Model, Spell, Value};
use crate::syntax::tree::Mode;

/// A value with the instants between which it may have held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    begin: i64,
    end: i64,
    value: Option<OneEntity>,
}

impl Dated {
    /// What a state says that is of a certain date; not where anything is said about a beginning or an end.
    pub fn of(model: &Model, value: &Value, spell: &Spell) -> Option<Self> {
        let (Spell::Throughout(time) | Spell::During(time) | Spell::AsOf(Some(time))) = spell
        else {
            return None;
        };
        let Anchor::Fixed(extent) = &time.anchor else {
            return None;
        };
        if value.mode != Mode::Is {
            return None;
        }
        let (begin, end) = At::fixed(extent);
        Some(Self {
            begin: begin.earliest?,
            end: end.latest?,
            value: OneEntity::of(model, value),
        })
    }
}

/// Whether states of one subject and attribute cannot clash: each is of certain dates, and no two that differ may touch. Nothing here is
/// about a beginning, an effect or what only grows, so that nothing else could be at odds either.
pub fn is_calm(model: &Model, group: &[Seed]) -> bool {
    let dated = group.iter().map(|seed| Some((seed.dated?, seed.clause)));
    let Some(mut dated) = dated.collect::<Option<Vec<(Dated, ClauseId)>>>() else {
        return false;
    };
    dated.sort_unstable_by_key(|(one, _)| (one.begin, one.end));
    // The one that reaches furthest, and the furthest that another value reaches.
    let mut furthest: Option<(Dated, ClauseId)> = None;
    let mut other_end = i64::MIN;
    for (next, clause) in dated {
        let Some((before, furthest_clause)) = furthest else {
            furthest = Some((next, clause));
            continue;
        };
        let same = match (before.value, next.value) {
            (None, None) => say_the_same(model, furthest_clause, clause),
            (one, other) => one == other,
        };
        let reached = if same { other_end } else { before.end };
        if next.begin <= reached {
            return false;
        }
        if next.end > before.end {
            other_end = if same { other_end } else { before.end };
            furthest = Some((next, clause));
        } else if !same {
            other_end = other_end.max(next.end);
        }
    }
    true
}

/// Whether two clauses give the same value.
fn say_the_same(model: &Model, one: ClauseId, other: ClauseId) -> bool {
    let both = value(model, one).zip(value(model, other));
    both.is_some_and(|(one, other)| model.items.are_same(one, other))
}
