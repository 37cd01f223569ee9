//! Groups that need no closer look, as most of a large case do not: dated stretches that lie apart where they say different things.

use smallvec::SmallVec;

use super::seeds::Seed;
use crate::checks::timeline::At;
use crate::model::{Anchor, Model, Spell, Value};
use crate::syntax::tree::Mode;

/// A value with the instants between which it may have held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    begin: i64,
    /// Outside, as the end of every date is.
    end: i64,
    value: Value,
}

impl Dated {
    /// What a state says that is of a certain date; not where anything is said about a beginning or an end.
    #[inline]
    pub fn of(value: Value, spell: &Spell) -> Option<Self> {
        let (Spell::Throughout(time) | Spell::During(time) | Spell::AsOf(Some(time))) = spell
        else {
            return None;
        };
        let Anchor::Fixed(date) = time.anchor() else {
            return None;
        };
        if value.mode != Mode::Is {
            return None;
        }
        let (begin, end) = At::bounds(&date);
        let (begin, end) = (begin?, end?);
        Some(Self {
            begin,
            // What is at one instant is not over before it.
            end: end.max(begin.saturating_add(1)),
            value,
        })
    }
}

/// Whether states of one subject and attribute cannot clash: each is of certain dates, and no two that differ may share a moment. Nothing here
/// is about a beginning, an effect or what only grows, so that nothing else could be at odds either.
pub fn is_calm(model: &Model, group: &[Seed]) -> bool {
    let dated = group.iter().map(Seed::dated);
    let Some(mut dated) = dated.collect::<Option<SmallVec<[Dated; 8]>>>() else {
        return false;
    };
    dated.sort_unstable_by_key(|one| (one.begin, one.end));
    // The one that reaches furthest, and the furthest that another value reaches.
    let mut furthest: Option<Dated> = None;
    let mut other_end = i64::MIN;
    for next in dated {
        let Some(before) = furthest else {
            furthest = Some(next);
            continue;
        };
        let same = model.items.are_same(&before.value, &next.value);
        let reached = if same { other_end } else { before.end };
        if next.begin < reached {
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
