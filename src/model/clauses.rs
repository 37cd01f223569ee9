//! The clauses of all claims: more than of anything else, and so kept small. A date is needed by one in five, what a state says by one in
//! ten; they stand in columns of their own.

mod moved;
mod packed;
mod record;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::share::Share;
use super::{AttributeId, ClaimId, ClauseId, EventId, RoleId, Spell, Subject, Value, When};
use crate::syntax::tree::Stance;
use crate::text::Span;

pub(super) use moved::{ClausesEnd, Moved};
use packed::{Packed, Said};
pub use record::Record;

/// A clause: the smallest thing that can be wrong.
#[derive(Debug, Clone, Copy)]
pub struct Clause<'m> {
    /// The claim that it belongs to.
    pub claim: ClaimId,
    /// Where it stands in the claim's file.
    pub span: Span,
    /// Whether its own value is hedged: approximate (`about`, `~`) or uncertain (`?`).
    pub soft: bool,
    /// What it says.
    pub body: ClauseBody<'m>,
}

/// What a clause says, its time or state being kept elsewhere.
pub type ClauseBody<'m> = Body<&'m When, &'m Spell>;

/// What a clause says that is still to be added.
pub(super) type Says = Body<When, Spell>;

/// The forms of what a clause says, with whatever holds its time or state.
#[derive(Debug, Clone, Copy)]
pub enum Body<W, S> {
    /// That an event happened or not. Every statement about an event has one.
    Happens {
        /// The event.
        event: EventId,
        /// Whether it happened.
        stance: Stance,
    },
    /// Who or what stood in a role of an event.
    Role {
        /// The event.
        event: EventId,
        /// The role.
        role: RoleId,
        /// The value.
        value: Value,
        /// Whether it is only planned.
        planned: bool,
    },
    /// When an event was.
    When {
        /// The event.
        event: EventId,
        /// When.
        when: W,
        /// Whether it is only planned.
        planned: bool,
    },
    /// That somebody or something had an attribute, and when.
    State {
        /// An entity or an event.
        subject: Subject,
        /// The attribute.
        attribute: AttributeId,
        /// The value.
        value: Value,
        /// When it held.
        spell: S,
    },
}

impl ClauseBody<'_> {
    /// Its value, for a role or a state.
    pub(super) fn value(&self) -> Option<Value> {
        match *self {
            Self::Role { value, .. } | Self::State { value, .. } => Some(value),
            Self::Happens { .. } | Self::When { .. } => None,
        }
    }

    /// The same to be said again, its value, if it has one, being this.
    pub(super) fn again(&self, value: Option<Value>) -> Says {
        match *self {
            Self::Happens { event, stance } => Says::Happens { event, stance },
            Self::Role {
                event,
                role,
                value: old,
                planned,
            } => Says::Role {
                event,
                role,
                value: value.unwrap_or(old),
                planned,
            },
            Self::When {
                event,
                when,
                planned,
            } => Says::When {
                event,
                when: when.clone(),
                planned,
            },
            Self::State {
                subject,
                attribute,
                value: old,
                spell,
            } => Says::State {
                subject,
                attribute,
                value: value.unwrap_or(old),
                spell: spell.clone(),
            },
        }
    }
}

/// Clauses, those of one claim side by side, claims in their order. A record holds up to two of them, the numbers of which are twice its
/// place and one more; so there are numbers that no clause has.
#[derive(Debug, Default)]
pub struct Clauses {
    packed: Vec<Packed>,
    whens: Vec<When>,
    states: Vec<State>,
}

#[derive(Debug, Clone)]
struct State {
    subject: Subject,
    attribute: AttributeId,
    value: Value,
    spell: Spell,
}

/// Whatever a record names, to be given other numbers.
pub(super) enum Named<'m> {
    Event(&'m mut EventId),
    When(&'m mut EventId, &'m mut When),
    Role(&'m mut EventId, &'m mut Value),
    State(&'m mut Subject, &'m mut Value, &'m mut Spell),
}

impl Clauses {
    /// The one with this number, which must be that of a clause.
    #[must_use]
    pub fn get(&self, id: ClauseId) -> Clause<'_> {
        let packed = &self.packed[id.index() / 2];
        // No number is ever told that is not that of a clause.
        self.clause(id).unwrap_or_else(|| Clause {
            claim: packed.claim,
            span: Span::default(),
            soft: false,
            body: ClauseBody::Happens {
                event: packed.event,
                stance: Stance::Happened,
            },
        })
    }

    /// What the one with this number says.
    #[must_use]
    #[inline]
    pub fn says_of(&self, id: ClauseId) -> ClauseBody<'_> {
        let packed = &self.packed[id.index() / 2];
        let says = match id.index() % 2 {
            0 => None,
            _ => self.says(packed),
        };
        says.unwrap_or_else(|| ClauseBody::Happens {
            event: packed.event,
            stance: packed.stance().unwrap_or(Stance::Happened),
        })
    }

    /// The one with this number, if any has it.
    #[inline]
    fn clause(&self, id: ClauseId) -> Option<Clause<'_>> {
        let packed = &self.packed[id.index() / 2];
        match id.index() % 2 {
            0 => Self::head(packed),
            _ => self.body(packed),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (ClauseId, Clause<'_>)> {
        let numbers = numbers(0..self.packed.len());
        numbers.filter_map(|id| Some((id, self.clause(id)?)))
    }

    /// The claim of the one with this number.
    #[must_use]
    pub fn claim(&self, id: ClauseId) -> ClaimId {
        self.packed[id.index() / 2].claim
    }

    /// The numbers of those of claims that stand behind each other.
    pub fn of_claims(&self, claims: Range<usize>) -> impl Iterator<Item = ClauseId> {
        self.numbers(self.places_of(claims))
    }

    /// The places of the records of claims that stand behind each other.
    fn places_of(&self, claims: Range<usize>) -> Range<usize> {
        let begin = |claim| {
            let before = |packed: &Packed| packed.claim.index() < claim;
            self.packed.partition_point(before)
        };
        begin(claims.start)..begin(claims.end)
    }

    /// The numbers of those of a claim.
    pub(super) fn of(&self, claim: ClaimId) -> impl Iterator<Item = ClauseId> {
        let first = self.packed.partition_point(|packed| packed.claim < claim);
        let own = self.packed[first..].iter();
        let own = own.take_while(|packed| packed.claim == claim).count();
        self.numbers(first..first + own)
    }

    /// The numbers of the clauses of some records.
    fn numbers(&self, records: Range<usize>) -> impl Iterator<Item = ClauseId> {
        numbers(records).filter(|id| {
            let packed = &self.packed[id.index() / 2];
            match id.index() % 2 {
                0 => packed.has_head(),
                _ => packed.has_body(),
            }
        })
    }

    #[inline]
    fn head(packed: &Packed) -> Option<Clause<'static>> {
        let (event, stance) = (packed.event, packed.stance()?);
        Some(Clause {
            claim: packed.claim,
            span: packed.head_span(),
            soft: false,
            body: ClauseBody::Happens { event, stance },
        })
    }

    #[inline]
    fn body(&self, packed: &Packed) -> Option<Clause<'_>> {
        let body = self.says(packed)?;
        let (claim, span, soft) = (packed.claim, packed.body_span(), packed.is_soft());
        Some(Clause {
            claim,
            span,
            soft,
            body,
        })
    }

    #[inline]
    fn says(&self, packed: &Packed) -> Option<ClauseBody<'_>> {
        let (event, planned) = (packed.event, packed.is_planned());
        Some(match packed.said()? {
            Said::Role(role, value) => ClauseBody::Role {
                event,
                role,
                value,
                planned,
            },
            Said::When(at) => {
                let when = &self.whens[at];
                ClauseBody::When {
                    event,
                    when,
                    planned,
                }
            }
            Said::State(at) => {
                let state = &self.states[at];
                ClauseBody::State {
                    subject: state.subject,
                    attribute: state.attribute,
                    value: state.value,
                    spell: &state.spell,
                }
            }
        })
    }

    /// Adds a clause behind all others.
    pub(super) fn push(&mut self, claim: ClaimId, span: Span, soft: bool, says: Says) {
        let packed = match says {
            Says::Happens { event, stance } => Packed::happens(claim, span, event, stance),
            Says::Role {
                event,
                role,
                value,
                planned,
            } => Packed::role(claim, span, event, role, value).marked(soft, planned),
            Says::When {
                event,
                when,
                planned,
            } => {
                self.whens.push(when);
                Packed::when(claim, span, event, last(&self.whens)).marked(soft, planned)
            }
            Says::State {
                subject,
                attribute,
                value,
                spell,
            } => {
                self.states.push(State {
                    subject,
                    attribute,
                    value,
                    spell,
                });
                Packed::state(claim, span, last(&self.states)).marked(soft, false)
            }
        };
        let last = self.packed.last_mut();
        if !last.is_some_and(|last| last.join(&packed)) {
            self.packed.push(packed);
        }
    }

    /// Adds two clauses behind all others: that an event happened, and, if it is known, the value of one of its roles.
    #[inline]
    pub(super) fn push_happened(
        &mut self,
        claim: ClaimId,
        span: Span,
        event: EventId,
        role: Option<(Span, (RoleId, Value))>,
    ) {
        let mut packed = Packed::happens(claim, span, event, Stance::Happened);
        let role = role.map(|(span, (role, value))| Packed::role(claim, span, event, role, value));
        let apart = role.filter(|role| !packed.join(role));
        self.packed.push(packed);
        self.packed.extend(apart);
    }

    /// Makes room for the records of so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.packed.reserve(more);
    }

    /// Makes room for what is still to come, when these are of some share of all texts.
    pub(super) fn expect(&mut self, share: Share) {
        share.make_room(&mut self.packed);
        share.make_room(&mut self.whens);
        share.make_room(&mut self.states);
    }

    /// Where all of them end.
    pub(super) fn end(&self) -> ClausesEnd {
        ClausesEnd {
            clauses: self.packed.len(),
            whens: self.whens.len(),
            states: self.states.len(),
        }
    }

    /// Lets somebody give all that clauses name other numbers. He is told the claim of each.
    pub(super) fn rename(&mut self, mut name: impl FnMut(ClaimId, Named<'_>)) {
        for packed in &mut self.packed {
            let claim = packed.claim;
            match packed.said() {
                None => name(claim, Named::Event(&mut packed.event)),
                Some(Said::Role(_, mut value)) => {
                    name(claim, Named::Role(&mut packed.event, &mut value));
                    packed.give_items(value);
                }
                Some(Said::When(at)) => {
                    name(claim, Named::When(&mut packed.event, &mut self.whens[at]));
                }
                Some(Said::State(at)) => {
                    let State {
                        subject,
                        value,
                        spell,
                        ..
                    } = &mut self.states[at];
                    name(claim, Named::State(subject, value, spell));
                }
            }
        }
    }
}

/// All numbers that clauses of some records may have.
fn numbers(records: Range<usize>) -> impl Iterator<Item = ClauseId> {
    (2 * records.start..2 * records.end).map(ClauseId::from_index)
}

/// More than can be numbered would not fit into memory.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The number of the last in a column.
fn last<T>(column: &[T]) -> u32 {
    number(column.len().saturating_sub(1))
}
