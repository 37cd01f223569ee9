//! Clauses in the least room: there are millions of them. Nearly every one says first that an event happened, which needs a record of its
//! own only where nothing else is said with it.

use super::Moved;
use crate::model::items::{Held, Value};
use crate::model::{ClaimId, EventId, RoleId};
use crate::syntax::tree::{Mode, Stance};
use crate::text::{Near, Span};

/// One clause, or two of one claim: that an event happened or not, and what is said of it behind that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    pub claim: ClaimId,
    /// Where the first of them begins in the file.
    start: u32,
    /// Where both stand, or the only one.
    places: Near,
    form: Form,
    marks: Marks,
    /// The event, unless it is a state.
    pub event: EventId,
    /// The role, if it is one.
    role: RoleId,
    /// The value of a role, or the place of a time or state in its column.
    at: u32,
}

/// What is said besides that an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Nothing,
    Role,
    When,
    State,
}

/// What is said besides that an event happened, with its place in a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said {
    Role(RoleId, Value),
    When(usize),
    State(usize),
}

/// Small things about both, some bits each.
#[derive(Debug, Clone, Copy, Default)]
struct Marks(u8);

const SOFT: u8 = 1;
const PLANNED: u8 = 1 << 1;
/// That an event happened or not is said as well.
const HAPPENS: u8 = 1 << 2;
const MODE: u8 = 3;
const STANCE: u8 = 5;
const TWO_BITS: u8 = 0b11;

impl Packed {
    /// That an event happened or not.
    pub fn happens(claim: ClaimId, span: Span, event: EventId, stance: Stance) -> Self {
        let marks = Marks(HAPPENS | (stance as u8) << STANCE);
        Self::new(claim, span, Form::Nothing, marks, event)
    }

    /// That something had a role in an event.
    pub fn role(claim: ClaimId, span: Span, event: EventId, role: RoleId, value: Value) -> Self {
        let marks = Marks((value.mode as u8) << MODE);
        let at = value.held.bits();
        let packed = Self::new(claim, span, Form::Role, marks, event);
        Self { role, at, ..packed }
    }

    /// When an event was, by its place among the times.
    pub fn when(claim: ClaimId, span: Span, event: EventId, at: u32) -> Self {
        let packed = Self::new(claim, span, Form::When, Marks::default(), event);
        Self { at, ..packed }
    }

    /// A state, by its place among them.
    pub fn state(claim: ClaimId, span: Span, at: u32) -> Self {
        let packed = Self::new(claim, span, Form::State, Marks::default(), EventId(0));
        Self { at, ..packed }
    }

    fn new(claim: ClaimId, span: Span, form: Form, marks: Marks, event: EventId) -> Self {
        Self {
            claim,
            start: span.start,
            places: Near::one(span),
            form,
            marks,
            event,
            role: RoleId(0),
            at: 0,
        }
    }

    /// The same with these marks.
    pub fn marked(self, soft: bool, planned: bool) -> Self {
        let soft = if soft { SOFT } else { 0 };
        let planned = if planned { PLANNED } else { 0 };
        let marks = Marks(self.marks.0 | soft | planned);
        Self { marks, ..self }
    }

    /// Takes in what is said next, if this only tells whether an event happened and that says something of the event not far behind.
    pub fn join(&mut self, next: &Self) -> bool {
        let joins = self.form == Form::Nothing
            && matches!(next.form, Form::Role | Form::When)
            && (self.claim, self.event) == (next.claim, next.event);
        let near = || Near::two(self.alone(), next.alone());
        let Some(places) = joins.then(near).flatten() else {
            return false;
        };
        *self = Self {
            start: self.start,
            places,
            marks: Marks(self.marks.0 | next.marks.0),
            ..*next
        };
        true
    }

    /// Whether an event happened, if that is said.
    #[inline]
    pub fn stance(&self) -> Option<Stance> {
        self.has_head().then(|| self.marks.stance())
    }

    /// Where that is said.
    #[inline]
    pub fn head_span(&self) -> Span {
        match self.form {
            Form::Nothing => self.alone(),
            _ => self.places.first(self.start),
        }
    }

    /// What else is said, if something is.
    #[inline]
    pub fn said(&self) -> Option<Said> {
        match self.form {
            Form::Nothing => None,
            Form::Role => Some(Said::Role(self.role, self.value())),
            Form::When => Some(Said::When(self.at as usize)),
            Form::State => Some(Said::State(self.at as usize)),
        }
    }

    /// Where that is said.
    #[inline]
    pub fn body_span(&self) -> Span {
        match self.has_head() {
            true => self.places.second(self.start),
            false => self.alone(),
        }
    }

    /// Whether it says that an event happened or not.
    #[inline]
    pub fn has_head(&self) -> bool {
        self.marks.has(HAPPENS)
    }

    /// Whether it says anything else.
    #[inline]
    pub fn has_body(&self) -> bool {
        self.form != Form::Nothing
    }

    /// Whether what else it says is hedged by its own words.
    pub fn is_soft(&self) -> bool {
        self.marks.has(SOFT)
    }

    /// Whether what else it says is only planned.
    pub fn is_planned(&self) -> bool {
        self.marks.has(PLANNED)
    }

    fn value(&self) -> Value {
        Value {
            mode: self.marks.mode(),
            held: Held::of_bits(self.at),
        }
    }

    /// Gives the value of a role other items.
    pub fn give_items(&mut self, value: Value) {
        self.at = value.held.bits();
    }

    /// Where the only clause of it stands.
    #[inline]
    fn alone(&self) -> Span {
        self.places.only(self.start)
    }

    /// Counts from elsewhere.
    pub fn moved(&mut self, by: Moved) {
        self.claim.0 = self.claim.0.wrapping_add(by.claims);
        self.at = match self.form {
            Form::Nothing => self.at,
            Form::Role => Held::of_bits(self.at).moved(by.items).bits(),
            Form::When => self.at.wrapping_add(by.whens),
            Form::State => self.at.wrapping_add(by.states),
        };
    }
}

impl Marks {
    fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }

    fn mode(self) -> Mode {
        match self.0 >> MODE & TWO_BITS {
            0 => Mode::Is,
            1 => Mode::Not,
            2 => Mode::Only,
            _ => Mode::Including,
        }
    }

    fn stance(self) -> Stance {
        match self.0 >> STANCE & TWO_BITS {
            0 => Stance::Happened,
            1 => Stance::Denied,
            2 => Stance::Doubted,
            _ => Stance::Planned,
        }
    }
}
