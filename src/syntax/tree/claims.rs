//! Claims as they are written: who says what of events and states.

use smallvec::SmallVec;

use super::{Name, Quoted, Reference, Spanned, Time, When};
use crate::text::Span;

/// How strongly a claim is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// `confirmed`
    Confirmed,
    /// No word.
    Stated,
    /// `reportedly`
    Reportedly,
    /// `allegedly`
    Allegedly,
    /// `rumoured`
    Rumoured,
}

/// `claim reportedly "freed on a technicality" by interior_ministry via "Italian media" told 2025-01-23` with its statements.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim<'t> {
    /// The head line.
    pub span: Span,
    /// The hedge.
    pub hedge: Hedge,
    /// The passage, verbatim.
    pub passage: Option<Quoted<'t>>,
    /// Whether its first line could not be read to the end, so that what seems to be missing there may not be.
    pub broken: bool,
    /// Who speaks, when not the source itself.
    pub by: Option<Reference<'t>>,
    /// Through whom, first hand first.
    pub via: Vec<Reference<'t>>,
    /// When it was said, when not at publication.
    pub told: Option<Box<Spanned<Time<'t>>>>,
    /// What it states.
    pub statements: Vec<Statement<'t>>,
}

/// A statement with its place, from its first word to its last, continuation lines included.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'t> {
    /// Where it stands.
    pub span: Span,
    /// What it states.
    pub body: Body<'t>,
}

/// The forms of statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Body<'t> {
    /// `EVENT: clause, …`, `EVENT`, `not EVENT`, `doubt EVENT`, `plan EVENT: clause, …`
    Event {
        /// Whether it happened.
        stance: Stance,
        /// The event.
        event: Name<'t>,
        /// Who, what and when; empty for `not` and `doubt`.
        clauses: Clauses<'t>,
    },
    /// `SUBJECT.ATTRIBUTE: value, as of T, …`
    State {
        /// An entity or an event.
        subject: Reference<'t>,
        /// The attribute.
        attribute: Name<'t>,
        /// Its value.
        value: Value<'t>,
        /// When it held.
        times: Vec<Spanned<When<'t>>>,
    },
}

/// What a statement says of an event's happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// It happened.
    Happened,
    /// `not`: it did not.
    Denied,
    /// `doubt`: the speaker does not believe it.
    Doubted,
    /// `plan`: it is intended, ordered or announced.
    Planned,
}

/// The clauses of a statement about an event: in claims made by machine one.
pub type Clauses<'t> = SmallVec<[Spanned<Clause<'t>>; 1]>;

/// One clause of a statement about an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause<'t> {
    /// `patient najim`, `not recipient libyan_authorities`, `only reason a and b`
    Role {
        /// The role.
        role: Name<'t>,
        /// Its value; the word before the role stands in it.
        value: Value<'t>,
    },
    /// `on Saturday`
    When(When<'t>),
}

/// A value of a role or attribute with the word before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Value<'t> {
    /// From the word before it (or itself) to its end; for a role, without the role's name.
    pub span: Span,
    /// The word before it.
    pub mode: Mode,
    /// One item, or several joined by `and`.
    pub items: Items<'t>,
}

/// The word before a role or the value of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// No word.
    Is,
    /// `not`: anything but this.
    Not,
    /// `only`: these and no others.
    Only,
    /// `including`: this, perhaps with others.
    Including,
}

/// What is joined by `and`: nearly always one.
pub type Items<'t> = SmallVec<[Item<'t>; 1]>;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Item<'t> {
    /// An id or a name in quotation marks.
    Reference(Reference<'t>),
    /// `at least 10`, `12 km`
    Number(Box<Spanned<Number<'t>>>),
}

/// A single id.
impl<'t> From<Name<'t>> for Value<'t> {
    fn from(id: Name<'t>) -> Self {
        Self {
            span: id.span,
            mode: Mode::Is,
            items: Items::from_buf([Item::Reference(Reference::Id(id))]),
        }
    }
}

impl Item<'_> {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Reference(reference) => reference.span(),
            Self::Number(number) => number.span,
        }
    }
}

/// A number with what bounds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number<'t> {
    /// What bounds it.
    pub bound: NumberBound,
    /// The number, or the lower of `10 to 20`.
    pub low: Decimal,
    /// The higher of `10 to 20`, else the same as `low`.
    pub high: Decimal,
    /// `km`, where one is written.
    pub unit: Option<Name<'t>>,
}

/// A decimal number, exact: `mantissa` × 10^-`scale`. At most 15 digits, so that sums stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits, with the sign.
    pub mantissa: i64,
    /// How many of them stand behind the point; 0 to 9.
    pub scale: u8,
}

impl Decimal {
    /// The nearest binary fraction, to measure with; exact numbers are compared by their digits.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn value(self) -> f64 {
        self.mantissa as f64 * self.unit()
    }

    /// One in the last place that is written: 0.01 for `45.07`.
    #[must_use]
    pub fn unit(self) -> f64 {
        10_f64.powi(-i32::from(self.scale))
    }
}

/// What bounds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberBound {
    /// `12`, `10 to 20`
    Plain,
    /// `at least 10`
    AtLeast,
    /// `at most 40`
    AtMost,
    /// `more than 3`
    MoreThan,
    /// `less than 3`
    LessThan,
    /// `about 50`
    About,
}
