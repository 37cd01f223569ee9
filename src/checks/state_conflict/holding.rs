//! Holdings: what a claim about a state, or the effect of an event, says of when a value held.

use std::borrow::Cow;

use super::dial::Dial;
use crate::checks::Case;
use crate::checks::timeline::{At, Known, LifeEnd, Point};
use crate::checks::told_too_early::begins_after;
use crate::model::meet::Position;
use crate::model::{
    Anchor, AttributeId, ClaimId, ClauseBody, ClauseId, EventId, EventPart, Reading, SourceId,
    Speaker, Spell, Subject, Time, say,
};

/// A value with the time at which it held.
#[derive(Debug, Clone)]
pub struct Holding {
    /// In which of the solved times it is read.
    pub world: usize,
    /// Who or what had it.
    pub subject: Subject,
    /// Of which attribute.
    pub attribute: AttributeId,
    /// The clause that says so.
    pub clause: ClauseId,
    /// The value.
    pub position: Position,
    /// The event that sets or keeps it, if one does.
    pub event: Option<EventId>,
    /// Which stretch of its time it is about, where that has gaps and all of them are meant.
    pub stretch: Option<usize>,
    /// Which end of a life that event sets, if it does: who is dead stays so, and who was born may have died since.
    pub life: Option<LifeEnd>,
    /// When it held.
    pub held: Held,
    /// The telling, if it held at that very moment.
    pub told: Option<Telling>,
}

/// What makes two tellings one moment: the same speaker in the same source, and the claim that alone knows when it was told.
pub type Telling = (Speaker, SourceId, Option<ClaimId>);

/// When a value held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// All through, from one point to the other, the first included. `began`: the first point is claimed to be the beginning of the
    /// spell. `held_at_end`: it held at the last point, too. What began and did not hold at its end held for some time.
    Covers {
        from: At,
        to: At,
        began: bool,
        held_at_end: bool,
        /// Only between the two, and that for some time: kept by an event while it lasts. At the moment at which somebody is seized he
        /// may still have been free, and what is set at that moment is over right away.
        kept: bool,
    },
    /// At some moment from one point to the other, both included.
    Somewhen { from: At, to: At },
    /// Right after a point: the effect of an event.
    After(At),
    /// Right up to some moment in this stretch.
    UpTo { from: At, to: At },
}

impl Held {
    /// At some time or other, if at all: of a state that is itself at odds with the times.
    pub const UNKNOWN: Self = Self::Somewhen {
        from: At::OPEN,
        to: At::OPEN,
    };

    /// The one point of the network at which it held, or (`true`) right up to which it did, if it is one.
    pub fn point(&self) -> Option<(Point, bool)> {
        let (from, to, up_to) = match *self {
            Self::Somewhen { from, to } => (from, to, false),
            Self::UpTo { from, to } => (from, to, true),
            Self::Covers { .. } | Self::After(_) => return None,
        };
        let point = from.low?;
        let same = [from.high, to.low, to.high] == [Some(point); 3];
        (same && !from.outside && !to.outside).then_some((point, up_to))
    }
}

/// The telling, where a state is claimed to hold at that very moment.
pub fn telling(case: &Case<'_>, clause: ClauseId, spell: &Spell) -> Option<Telling> {
    let claim = case.model.claim_of(clause);
    let own = claim
        .has_own_telling()
        .then(|| case.model.clause(clause).claim);
    matches!(spell, Spell::AsOf(None) | Spell::Since(_, None)).then_some((
        claim.speaker(),
        claim.source,
        own,
    ))
}

/// The stretches of a time all of which a value held, where it has gaps: none of them is known to be more than that.
pub fn stretches(spell: &Spell) -> usize {
    match spell {
        Spell::Throughout(time) => match time.anchor() {
            Anchor::Fixed(date) if date.extent().is_all_of() => date.extent().pieces.len(),
            _ => 0,
        },
        _ => 0,
    }
}

/// The same with one of its [`stretches`] in place of all.
pub fn in_stretch(spell: &Spell, stretch: Option<usize>) -> Cow<'_, Spell> {
    let one = || {
        let Spell::Throughout(time) = spell else {
            return None;
        };
        let Anchor::Fixed(date) = time.anchor() else {
            return None;
        };
        let piece = date.extent().pieces.get(stretch?)?.clone();
        Some(Spell::Throughout(Time::date(piece, Reading::Written)))
    };
    one().map_or(Cow::Borrowed(spell), Cow::Owned)
}

/// When a state held; none if nothing can be known of it.
pub fn held(case: &Case<'_>, times: &impl Known, clause: ClauseId, spell: &Spell) -> Option<Held> {
    let ends = |index: u8, time: &Time| times.ends(&case.timeline, clause, index, time);
    let told = || case.model.told_of(clause).map(At::fixed);
    Some(match spell {
        // Whenever that was: what is told with it is of the same moment.
        Spell::AsOf(None) => told().map_or(Held::UNKNOWN, somewhen),
        Spell::AsOf(Some(time)) => {
            let (from, to) = ends(0, time)?;
            match time.anchor() {
                // As of an event: at its end.
                Anchor::Event(_, EventPart::Whole) => Held::Somewhen { from: to, to },
                _ => Held::Somewhen { from, to },
            }
        }
        Spell::Since(time, as_of) => {
            let begin = begin_of_spell(ends(0, time)?, time);
            let until_told = as_of
                .is_none()
                .then(|| case.model.told_of(clause))
                .flatten();
            // Told too early: between the two it did not hold yet, and whether it ever did nobody could know.
            if until_told.is_some_and(|told| begins_after(&begin, told)) {
                return Some(Held::UNKNOWN);
            }
            let to = match as_of {
                Some(time) => {
                    let (from, to) = ends(1, time)?;
                    match time.anchor() {
                        Anchor::Event(_, EventPart::Whole) => to,
                        _ => from.hull(to),
                    }
                }
                None => match told() {
                    Some((from, to)) => from.hull(to),
                    None => begin,
                },
            };
            let (from, to) = begin.in_order(to, false);
            Held::Covers {
                from,
                to,
                began: true,
                held_at_end: true,
                kept: false,
            }
        }
        Spell::Until(time) => {
            let (from, to) = ends(0, time)?;
            match time.anchor() {
                Anchor::Event(_, EventPart::Whole) => Held::UpTo { from, to: from },
                _ => Held::UpTo { from, to },
            }
        }
        Spell::Throughout(time) => {
            let (from, to) = ends(0, time)?;
            // Only what is in between for certain: `2015~` or `[2015,2016]` may begin late and end early.
            Held::Covers {
                from,
                to,
                began: false,
                held_at_end: false,
                kept: false,
            }
        }
        Spell::FromTo(from, to) => {
            let begin = begin_of_spell(ends(0, from)?, from);
            let (to_begin, to_end) = ends(1, to)?;
            let end = match to.anchor() {
                Anchor::Event(_, EventPart::Whole) => to_begin,
                _ => to_begin.hull(to_end),
            };
            let (from, to) = begin.in_order(end, true);
            Held::Covers {
                from,
                to,
                began: true,
                held_at_end: false,
                kept: false,
            }
        }
        Spell::Before(time) => Held::Somewhen {
            from: At::OPEN,
            to: ends(0, time)?.0,
        },
        Spell::After(time) => Held::Somewhen {
            from: ends(0, time)?.1,
            to: At::OPEN,
        },
        Spell::During(time) => {
            let (from, to) = ends(0, time)?;
            // At its very end it is over.
            let to = to.as_outside();
            Held::Somewhen { from, to }
        }
    })
}

/// What an event sets or keeps; none if nothing is said of its time.
pub fn by_event(case: &Case<'_>, times: &impl Known, event: EventId, kept: bool) -> Option<Held> {
    let points = case.timeline.points(event)?;
    let end = times.at(points.end);
    Some(match kept {
        true => Held::Covers {
            from: times.at(points.start),
            to: end,
            began: false,
            held_at_end: false,
            kept,
        },
        false => Held::After(end),
    })
}

fn somewhen((from, to): (At, At)) -> Held {
    Held::Somewhen { from, to }
}

/// A spell since an event begins at its end; since a date, somewhere in it.
fn begin_of_spell((from, to): (At, At), time: &Time) -> At {
    match time.anchor() {
        Anchor::Event(_, EventPart::Whole) => to,
        _ => from.hull(to),
    }
}

impl Holding {
    /// The same with other times known.
    pub fn known_by(&self, case: &Case<'_>, times: &impl Known) -> Option<Self> {
        let held = match (&case.model.says(self.clause), self.event) {
            (_, Some(event)) => by_event(case, times, event, !self.is_effect())?,
            (ClauseBody::State { spell, .. }, None) => {
                let spell = in_stretch(spell, self.stretch);
                held(case, times, self.clause, &spell)?
            }
            _ => return None,
        };
        Some(Self {
            held,
            ..self.clone()
        })
    }

    /// Whether an event sets it.
    pub fn is_effect(&self) -> bool {
        matches!(self.held, Held::After(_))
    }

    /// When it is said to hold, in words: `since 2015`, `while “The siege” lasts`.
    pub fn spell_words(&self, case: &Case<'_>) -> String {
        match self.event {
            Some(event) => format!("while {} lasts", say::event(case.model, event)),
            None => say::spell_of(case.model, self.clause),
        }
    }

    /// What the holding certainly covers, in words, for the arithmetic.
    pub fn covers_words(&self, case: &Case<'_>, dial: Dial) -> String {
        let value = say::position(case.model, &self.position);
        let dated = match self.held {
            Held::Covers { from, to, .. } => {
                let known = dial.latest(&from).zip(dial.earliest(&to));
                known.is_some_and(|(from, to)| from < to)
            }
            _ => self.hull() != (None, None),
        };
        if !self.is_effect() && !dated {
            return format!("“{value}” {}", self.spell_words(case));
        }
        match self.held {
            Held::Covers { from, to, kept, .. } => {
                let stretch = dial.stretch(dial.latest(&from), dial.earliest(&to), false);
                let spell = match kept {
                    true => format!(", {},", self.spell_words(case)),
                    false => String::new(),
                };
                format!("“{value}”{spell} certainly covers {stretch}")
            }
            Held::Somewhen { from, to } => {
                let moment = dial.some_moment(dial.earliest(&from), dial.latest(&to));
                format!("“{value}” held at {moment}")
            }
            Held::UpTo { from, to } => {
                let moment = dial.some_moment(dial.earliest(&from), dial.latest(&to));
                format!("“{value}” held up to {moment}")
            }
            Held::After(at) => {
                let event = self
                    .event
                    .map_or_else(String::new, |event| say::event(case.model, event));
                let stretch = dial.stretch(dial.earliest(&at), dial.latest(&at), false);
                format!("{event} sets “{value}”: {stretch}")
            }
        }
    }

    /// Whether it covers a stretch. Two that do not can only share a moment if both speak of one point in time.
    pub fn covers(&self) -> bool {
        match self.held {
            Held::Covers { .. } => true,
            Held::Somewhen { from, .. } | Held::UpTo { from, .. } => from.low.is_some(),
            Held::After(_) => false,
        }
    }

    /// The first and the last point that it may speak of.
    pub fn ends(&self) -> (At, At) {
        match self.held {
            Held::Covers { from, to, .. }
            | Held::Somewhen { from, to }
            | Held::UpTo { from, to } => (from, to),
            Held::After(at) => (at, at),
        }
    }

    /// The earliest and the latest instant that it may speak of.
    pub fn hull(&self) -> (Option<i64>, Option<i64>) {
        let (from, to) = self.ends();
        (from.earliest, to.latest)
    }
}
