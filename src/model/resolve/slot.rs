//! What may stand at a place: what is advised for an unknown name there is of such a sort.

use super::super::{Entities, Subject, Type};
use crate::syntax::tree::Sort;

/// The sorts of entities that a place takes, and whether it takes events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(u8);

/// All sorts, the likeliest first.
const SORTS: [Sort; 5] = [
    Sort::Person,
    Sort::Org,
    Sort::Place,
    Sort::Term,
    Sort::Thing,
];

/// Stands for events, behind the sorts.
const EVENTS: u8 = 1 << SORTS.len();

/// Stands for speakers of claims, who may be named in quotation marks and by nobody else.
const SPEAKS: u8 = EVENTS << 1;

impl Slot {
    /// Whatever has a name.
    pub(super) const ANYTHING: Self = Self(EVENTS | (EVENTS - 1));
    /// Any entity.
    pub(super) const ENTITY: Self = Self(EVENTS - 1);

    /// Who speaks in a claim.
    pub(super) const SPEAKER: Self = Self(SPEAKS | 0b11);

    /// What is said of this and its like.
    pub(super) fn of_subject(subject: Subject, entities: &Entities) -> Self {
        match subject {
            Subject::Event(_) => Self(EVENTS),
            Subject::Entity(id) => Self::of_sorts(|sort| sort == entities.sort(id)),
        }
    }

    /// Whether only speakers of claims stand there.
    pub(super) fn is_speaker(self) -> bool {
        self.0 & SPEAKS != 0
    }

    /// That of a role or an attribute.
    pub(super) fn of(takes: &Type) -> Self {
        let events = match takes {
            Type::Event | Type::Any => EVENTS,
            _ => 0,
        };
        let Self(sorts) = Self::of_sorts(|sort| takes.takes_sort(sort));
        Self(sorts | events)
    }

    /// Any entity of these sorts.
    pub(super) fn of_sorts(takes: impl Fn(Sort) -> bool) -> Self {
        let bits = SORTS.iter().enumerate().filter(|(_, sort)| takes(**sort));
        Self(bits.fold(0, |all, (bit, _)| all | 1 << bit))
    }

    /// What fits here and there, if anything does.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let both = self.0 & other.0;
        (both != 0).then_some(Self(both))
    }

    /// Whether an entity of this sort may stand there.
    pub(super) fn takes_sort(self, sort: Sort) -> bool {
        let bit = SORTS.iter().position(|own| *own == sort);
        bit.is_some_and(|bit| self.0 & 1 << bit != 0)
    }

    fn takes_events(self) -> bool {
        self.0 & EVENTS != 0
    }

    /// Whether this may stand there.
    pub(super) fn takes(self, subject: Subject, entities: &Entities) -> bool {
        match subject {
            Subject::Event(_) => self.takes_events(),
            Subject::Entity(id) => self.takes_sort(entities.sort(id)),
        }
    }

    /// How to declare what is called so.
    pub(super) fn declaration(self, name: &str) -> String {
        let sorts: Vec<&str> = SORTS
            .into_iter()
            .filter(|sort| self.takes_sort(*sort))
            .map(Sort::keyword)
            .collect();
        let event = format!("`event {name}: KIND \"…\"`");
        let entity = match sorts.as_slice() {
            [] => return format!("Declare it in any file of the case: {event}."),
            [only] => format!("Declare it in any file of the case: `{only} {name} \"…\"`"),
            [first, others @ .., last] => {
                let others: String = others.iter().map(|word| format!("`{word}`, ")).collect();
                let others = match others.strip_suffix(", ") {
                    Some(others) => format!(", {others}"),
                    None => String::new(),
                };
                format!(
                    "Declare it in any file of the case, for instance `{first} {name} \"…\"`{others} or `{last}`"
                )
            }
        };
        match self.takes_events() {
            true => format!("{entity}; an event is declared with {event}."),
            false => format!("{entity}."),
        }
    }
}
