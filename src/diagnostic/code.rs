//! The ids of everything that Belie reports.

use std::fmt;

/// How grave a diagnostic is, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The claim files are wrong.
    Mistake,
    /// Claims that cannot all be true.
    Contradiction,
    /// Claims that cannot all be true, but a side is hedged or doubted, or an assumption is needed.
    Tension,
    /// Something is missing; nothing is wrong.
    Gap,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mistake => "mistake",
            Self::Contradiction => "contradiction",
            Self::Tension => "tension",
            Self::Gap => "gap",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $id:literal $severity:ident,)*) => {
        /// Which check speaks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the explain pages.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The id that users see: kebab-case.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The severity that it has unless the claims lower it.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Values of one role or attribute that share no possibility.
    ValueConflict "value-conflict" Contradiction,
    /// Times that cannot all hold.
    TimeConflict "time-conflict" Contradiction,
    /// Two values of one attribute at one time.
    StateConflict "state-conflict" Contradiction,
    /// One says it happened, another that it did not.
    EventDisputed "event-disputed" Contradiction,
    /// Told as past before it happened.
    ToldTooEarly "told-too-early" Contradiction,
    /// A weekday that its date does not have.
    WeekdayMismatch "weekday-mismatch" Contradiction,
    /// Somebody in two places at once.
    TwoPlacesAtOnce "two-places-at-once" Contradiction,
    /// A passage that the source's text does not hold.
    QuoteNotFound "quote-not-found" Contradiction,
    /// A passage with no text to check it against.
    QuoteUnchecked "quote-unchecked" Gap,
    /// Several sources with one origin.
    SingleOrigin "single-origin" Gap,
    /// Sources that cite each other in a circle.
    CircularSourcing "circular-sourcing" Gap,
    /// Two entities with nearly the same name.
    NearAlias "near-alias" Gap,
    /// A source that is published later than today.
    NotYetPublished "not-yet-published" Gap,
    /// A weekday in a source of which nobody says when it was published.
    NoPublished "no-published" Gap,
    /// A claim without a passage.
    NoPassage "no-passage" Gap,
    /// A name that no claim uses.
    UnusedName "unused-name" Gap,
    /// A dispute of claims that have changed since.
    StaleDispute "stale-dispute" Gap,
    /// A dispute of claims that do not quarrel.
    UnusedDispute "unused-dispute" Gap,
    /// A name that nothing declares.
    UnknownName "unknown-name" Mistake,
    /// A name declared twice.
    DuplicateName "duplicate-name" Mistake,
    /// A thing where another kind of thing belongs.
    WrongKind "wrong-kind" Mistake,
    /// Text that is not of the language.
    Syntax "syntax" Mistake,
    /// Invisible marks that make a line read otherwise than it is shown.
    ReorderedText "reordered-text" Mistake,
    /// A file that cannot be read as it is.
    Unreadable "unreadable" Mistake,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
