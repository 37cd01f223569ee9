//! Groups that need no closer look, as most of a large case do not: dated stretches that lie apart where they say different things.

use super::seeds::Seed;
use crate::checks::Case;
use crate::checks::timeline::At;
use crate::model::{Anchor, ClauseBody, ClauseId, Spell, Value};
use crate::syntax::tree::{Behaviour, Mode};

/// A value with the instants between which it may have held.
struct Dated {
    begin: i64,
    end: i64,
    value: Value,
}

/// Whether states of one subject and attribute cannot clash: each is of certain dates, and no two that differ may touch. Nothing here is
/// about a beginning, an effect or what only grows, so that nothing else could be at odds either.
pub fn is_calm(case: &Case<'_>, group: &[Seed]) -> bool {
    let Some(mut dated) = group
        .iter()
        .map(|seed| dated(case, seed))
        .collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    dated.sort_unstable_by_key(|one| (one.begin, one.end));
    // The one that reaches furthest, and the furthest that another value reaches.
    let mut furthest: Option<&Dated> = None;
    let mut other_end = i64::MIN;
    for next in &dated {
        let Some(before) = furthest else {
            furthest = Some(next);
            continue;
        };
        let same = case.model.items.are_same(&before.value, &next.value);
        let reached = if same { other_end } else { before.end };
        if next.begin <= reached {
            return false;
        }
        if next.end > before.end {
            other_end = if same { other_end } else { before.end };
            furthest = Some(next);
        } else if !same {
            other_end = other_end.max(next.end);
        }
    }
    true
}

fn dated(case: &Case<'_>, seed: &Seed) -> Option<Dated> {
    let clause: ClauseId = seed.stated()?;
    let model = case.model;
    let ClauseBody::State {
        attribute,
        value,
        spell,
        ..
    } = model.clause(clause).body
    else {
        return None;
    };
    let (Spell::Throughout(time) | Spell::During(time) | Spell::AsOf(Some(time))) = spell else {
        return None;
    };
    let Anchor::Fixed(date) = &time.anchor else {
        return None;
    };
    if value.mode != Mode::Is
        || model.vocabulary.attribute(attribute).behaviour == Behaviour::OnlyGrows
    {
        return None;
    }
    let (begin, end) = At::fixed(&date.extent());
    Some(Dated {
        begin: begin.earliest?,
        end: end.latest?,
        value,
    })
}
