//! The clauses of all claims: more than of anything else, and so kept small. A date is needed by one in five, the subject of a state by
//! one in ten; they stand in columns of their own.

mod moved;

use std::ops::Range;

use super::share::Share;
use super::{AttributeId, ClaimId, EventId, RoleId, Spell, Subject, Value, When};
use crate::syntax::tree::{Mode, Stance};
use crate::text::Span;

pub(super) use moved::{ClausesEnd, Moved};

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

/// Clauses, those of one claim side by side, claims in their order.
#[derive(Debug, Default)]
pub struct Clauses {
    packed: Vec<Packed>,
    whens: Vec<When>,
    states: Vec<State>,
}

#[derive(Debug, Clone, Copy)]
struct Packed {
    claim: ClaimId,
    span: Span,
    said: Said,
}

/// What a clause says, its time or state as a number in its column.
#[derive(Debug, Clone, Copy)]
enum Said {
    Happens(Stance, EventId),
    Role(Marks, Mode, EventId, RoleId, u32),
    When(Marks, EventId, u32),
    State(Marks, Mode, u32, u32),
}

#[derive(Debug, Clone, Copy)]
struct Marks {
    soft: bool,
    planned: bool,
}

#[derive(Debug, Clone)]
struct State {
    subject: Subject,
    attribute: AttributeId,
    spell: Spell,
}

/// Whatever a clause names, to be given other numbers.
pub(super) enum Named<'m> {
    Event(&'m mut EventId),
    When(&'m mut EventId, &'m mut When),
    Role(&'m mut EventId, Value),
    State(&'m mut Subject, Value, &'m mut Spell),
}

impl Clauses {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The one with this number.
    #[must_use]
    pub fn get(&self, number: usize) -> Clause<'_> {
        self.unpacked(self.packed[number])
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Clause<'_>> {
        self.packed.iter().map(|&packed| self.unpacked(packed))
    }

    /// The claim of the one with this number.
    #[must_use]
    pub fn claim(&self, number: usize) -> ClaimId {
        self.packed[number].claim
    }

    /// The numbers of those of claims that stand behind each other.
    #[must_use]
    pub fn of_claims(&self, claims: Range<usize>) -> Range<usize> {
        let begin = |claim| {
            let before = |clause: &Packed| clause.claim.index() < claim;
            self.packed.partition_point(before)
        };
        begin(claims.start)..begin(claims.end)
    }

    /// The numbers of those of a claim.
    pub(super) fn of(&self, claim: ClaimId) -> Range<usize> {
        let start = self.packed.partition_point(|clause| clause.claim < claim);
        start..start + self.count_from(start, claim)
    }

    /// How many from one on are of a claim.
    pub(super) fn count_from(&self, first: usize, claim: ClaimId) -> usize {
        let own = |clause: &&Packed| clause.claim == claim;
        self.packed[first..].iter().take_while(own).count()
    }

    fn unpacked(&self, packed: Packed) -> Clause<'_> {
        let Packed { claim, span, said } = packed;
        let (soft, body) = match said {
            Said::Happens(stance, event) => (false, ClauseBody::Happens { event, stance }),
            Said::Role(marks, mode, event, role, first) => {
                let value = Value { mode, first };
                let planned = marks.planned;
                let body = ClauseBody::Role {
                    event,
                    role,
                    value,
                    planned,
                };
                (marks.soft, body)
            }
            Said::When(marks, event, at) => {
                let when = &self.whens[at as usize];
                let planned = marks.planned;
                let body = ClauseBody::When {
                    event,
                    when,
                    planned,
                };
                (marks.soft, body)
            }
            Said::State(marks, mode, at, first) => {
                let state = &self.states[at as usize];
                let body = ClauseBody::State {
                    subject: state.subject,
                    attribute: state.attribute,
                    value: Value { mode, first },
                    spell: &state.spell,
                };
                (marks.soft, body)
            }
        };
        Clause {
            claim,
            span,
            soft,
            body,
        }
    }

    /// Adds a clause behind all others.
    pub(super) fn push(&mut self, claim: ClaimId, span: Span, soft: bool, says: Says) {
        let said = match says {
            Says::Happens { event, stance } => Said::Happens(stance, event),
            Says::Role {
                event,
                role,
                value,
                planned,
            } => Said::Role(
                Marks { soft, planned },
                value.mode,
                event,
                role,
                value.first,
            ),
            Says::When {
                event,
                when,
                planned,
            } => {
                self.whens.push(when);
                Said::When(Marks { soft, planned }, event, last(&self.whens))
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
                    spell,
                });
                let planned = false;
                let at = last(&self.states);
                Said::State(Marks { soft, planned }, value.mode, at, value.first)
            }
        };
        self.packed.push(Packed { claim, span, said });
    }

    /// Makes room for so many more.
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
            let named = match &mut packed.said {
                Said::Happens(_, event) => Named::Event(event),
                Said::Role(_, mode, event, _, first) => Named::Role(
                    event,
                    Value {
                        mode: *mode,
                        first: *first,
                    },
                ),
                Said::When(_, event, at) => Named::When(event, &mut self.whens[*at as usize]),
                Said::State(_, mode, at, first) => {
                    let state = &mut self.states[*at as usize];
                    let value = Value {
                        mode: *mode,
                        first: *first,
                    };
                    Named::State(&mut state.subject, value, &mut state.spell)
                }
            };
            name(packed.claim, named);
        }
    }
}

/// More than can be numbered would not fit into memory.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The number of the last in a column.
fn last<T>(column: &[T]) -> u32 {
    number(column.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Time};

    /// There are millions of them: what makes one larger should be worth it.
    #[test]
    fn clauses_and_claims_stay_small() {
        assert_eq!(size_of::<Packed>(), 28);
        assert_eq!(size_of::<Claim>(), 48);
        assert_eq!(size_of::<Time>(), 32);
        assert_eq!(size_of::<When>(), 72);
    }
}
