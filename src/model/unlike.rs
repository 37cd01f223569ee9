//! What a chapter that was read again says otherwise than before.

use super::resolve::Chapter;
use super::{Body, Claim, ClaimId, Clause, ClauseBody, Item, Model, Speaker, Value};
use crate::text::{FileId, Shift, Span};

/// Claims of a file that are others than before.
#[derive(Debug, Default)]
pub struct Unlike {
    /// Those that went or have changed, by the numbers that they have in the model.
    pub old: Vec<ClaimId>,
    /// Those that came or have changed, counted from the beginning of the chapter.
    pub new: Vec<usize>,
}

impl Model {
    /// In which claims a chapter differs from what was read of its file before the edit.
    #[must_use]
    pub fn unlike(&self, file: FileId, chapter: &Chapter, shift: &Shift) -> Unlike {
        let mut unlike = Unlike::default();
        let mut old = self.claims_of(file).map(ClaimId::from_index).peekable();
        let was = |id: ClaimId| {
            let mut place = self.claim(id).location();
            shift.location(&mut place);
            place.span.start
        };
        for (at, claim) in chapter.claims.iter().enumerate() {
            let start = claim.begins().1;
            while let Some(gone) = old.next_if(|&id| was(id) < start) {
                unlike.old.push(gone);
            }
            match old.next_if(|&id| was(id) == start) {
                Some(id) if self.is_like(id, chapter, at) => {}
                before => {
                    unlike.old.extend(before);
                    unlike.new.push(at);
                }
            }
        }
        unlike.old.extend(old);
        unlike
    }

    fn is_like(&self, id: ClaimId, chapter: &Chapter, at: usize) -> bool {
        let (old, new) = (self.claim(id), chapter.claims.get(at));
        let own = self.clauses_of(id).map(|id| self.clause(id));
        let now = chapter.clauses.of(ClaimId::from_index(at));
        let now = now.map(|id| chapter.clauses.get(id));
        let same = |one: &Clause<'_>, other: &Clause<'_>| {
            from(old, one.span) == from(new, other.span)
                && one.soft == other.soft
                && self.same_body(&one.body, &other.body, chapter)
        };
        let (own, now): (Vec<_>, Vec<_>) = (own.collect(), now.collect());
        let mut pairs = own.iter().zip(&now);
        same_head(old, new) && own.len() == now.len() && pairs.all(|(one, other)| same(one, other))
    }

    fn same_body(&self, old: &ClauseBody<'_>, new: &ClauseBody<'_>, chapter: &Chapter) -> bool {
        use Body::{Happens, Role, State, When};
        let same = |old: &Value, new: &Value| {
            let (items, items_now) = (self.items(old), chapter.items.of(new));
            let mut pairs = items.iter().zip(&items_now);
            old.mode == new.mode
                && items.len() == items_now.len()
                && pairs.all(|(one, other)| self.same_item(one, other, chapter))
        };
        match (old, new) {
            (
                Happens { event, stance },
                Happens {
                    event: now,
                    stance: as_now,
                },
            ) => (event, stance) == (now, as_now),
            (
                Role {
                    event,
                    role,
                    value,
                    planned,
                },
                Role {
                    event: now,
                    role: role_now,
                    value: value_now,
                    planned: planned_now,
                },
            ) => (event, role, planned) == (now, role_now, planned_now) && same(value, value_now),
            (
                When {
                    event,
                    when,
                    planned,
                },
                When {
                    event: now,
                    when: when_now,
                    planned: planned_now,
                },
            ) => (event, when, planned) == (now, when_now, planned_now),
            (
                State {
                    subject,
                    attribute,
                    value,
                    spell,
                },
                State {
                    subject: now,
                    attribute: attribute_now,
                    value: value_now,
                    spell: spell_now,
                },
            ) => {
                (subject, attribute, spell) == (now, attribute_now, spell_now)
                    && same(value, value_now)
            }
            _ => false,
        }
    }

    /// A chapter has units of its own.
    fn same_item(&self, old: &Item, new: &Item, chapter: &Chapter) -> bool {
        let (Item::Number(one), Item::Number(other)) = (old, new) else {
            return old == new;
        };
        let unit = one.unit.map(|unit| &self.units[unit.index()]);
        let as_now = other.unit.map(|unit| &chapter.units[unit.index()]);
        let mut other = *other;
        other.unit = one.unit;
        unit == as_now && *one == other
    }
}

/// A stretch, counted from the beginning of its claim.
fn from(claim: Claim<'_>, span: Span) -> (u32, u32) {
    let start = claim.begins().1;
    (span.start.wrapping_sub(start), span.end.wrapping_sub(start))
}

/// Whether two claims are the same but for what they state.
fn same_head(old: Claim<'_>, new: Claim<'_>) -> bool {
    let speaker = match (old.speaker(), new.speaker()) {
        (Speaker::Unnamed(_), Speaker::Unnamed(_)) => true,
        (one, other) => one == other,
    };
    let head = |claim: Claim<'_>| {
        (
            claim.source,
            claim.hedge(),
            claim.is_broken(),
            claim.statements(),
            claim.has_own_telling(),
            from(claim, claim.location().span),
            claim.passage().map(|passage| from(claim, passage)),
        )
    };
    let rare = |claim: Claim<'_>| (claim.quoted().cloned(), claim.own_told().cloned());
    speaker && head(old) == head(new) && rare(old) == rare(new)
}
