//! Holdings: what a claim about a state, or the effect of an event, says of when a value held.

use crate::checks::Case;
use crate::checks::timeline::{At, Needed};
use crate::date::show;
use crate::model::meet::Position;
use crate::model::{
    Anchor, AttributeId, ClauseBody, ClauseId, EventId, EventPart, Item, Spell, Time, say,
};
use crate::syntax::tree::{Behaviour, Mode};

/// A value with the time at which it held.
#[derive(Debug)]
pub struct Holding {
    /// Who or what had it.
    pub subject: Item,
    /// Of which attribute.
    pub attribute: AttributeId,
    /// The clause that says so.
    pub clause: ClauseId,
    /// The value.
    pub position: Position,
    /// The event whose effect it is, if it is one.
    pub effect: Option<EventId>,
    /// When it held.
    pub held: Held,
}

/// When a value held.
#[derive(Debug, Clone, Copy)]
pub enum Held {
    /// All through, from one point to the other. `began`: the first point is claimed to be the beginning of the spell.
    Covers { from: At, to: At, began: bool },
    /// At some moment from one point to the other, both included.
    Somewhen { from: At, to: At },
    /// Right after a point: the effect of an event.
    After(At),
    /// Right up to some moment in this stretch.
    UpTo { from: At, to: At },
}

/// All holdings of a case.
pub fn holdings(case: &Case<'_>) -> Vec<Holding> {
    let mut all = Vec::new();
    for (id, clause) in case.model.clauses() {
        match &clause.body {
            ClauseBody::State {
                subject,
                attribute,
                value,
                spell,
            } if case.model.vocabulary.attribute(*attribute).behaviour != Behaviour::Fixed => {
                if let Some(held) = held(case, id, spell) {
                    let position = Position::new(value.mode, case.model.items(value));
                    let (subject, attribute) = (*subject, *attribute);
                    all.push(Holding {
                        subject,
                        attribute,
                        clause: id,
                        position,
                        effect: None,
                        held,
                    });
                }
            }
            ClauseBody::Role {
                event,
                role,
                value,
                planned: false,
            } if matches!(value.mode, Mode::Is | Mode::Including) => {
                let kind = case.model.vocabulary.kind(case.model.event(*event).kind);
                let Some(points) = case.timeline.points(*event) else {
                    continue;
                };
                for effect in kind.sets.iter().filter(|effect| effect.role == *role) {
                    let at = case.times().at(points.end);
                    for &subject in case.model.items(value) {
                        all.push(Holding {
                            subject,
                            attribute: effect.attribute,
                            clause: id,
                            position: Position::new(Mode::Is, &[Item::Entity(effect.value)]),
                            effect: Some(*event),
                            held: Held::After(at),
                        });
                    }
                }
            }
            _ => {}
        }
    }
    all
}

/// When a state held; none if nothing is known of it.
fn held(case: &Case<'_>, clause: ClauseId, spell: &Spell) -> Option<Held> {
    let ends = |index: u8, time: &Time| case.times().ends(&case.timeline, clause, index, time);
    let told = || case.model.claim_of(clause).told.as_ref().map(At::fixed);
    Some(match spell {
        Spell::AsOf(None) => somewhen(told()?),
        Spell::AsOf(Some(time)) => {
            let (from, to) = ends(0, time)?;
            match &time.anchor {
                // As of an event: at its end.
                Anchor::Event(_, EventPart::Whole) => Held::Somewhen { from: to, to },
                _ => Held::Somewhen { from, to },
            }
        }
        Spell::Since(time, as_of) => {
            let begin = begin_of_spell(ends(0, time)?, time);
            let to = match as_of {
                Some(time) => {
                    let (from, to) = ends(1, time)?;
                    from.hull(to)
                }
                None => match told() {
                    Some((from, to)) => from.hull(to),
                    None => begin,
                },
            };
            Held::Covers {
                from: begin,
                to,
                began: true,
            }
        }
        Spell::Until(time) => {
            let (from, to) = ends(0, time)?;
            match &time.anchor {
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
            }
        }
        Spell::FromTo(from, to) => {
            let begin = begin_of_spell(ends(0, from)?, from);
            let (to_begin, to_end) = ends(1, to)?;
            let end = match &to.anchor {
                Anchor::Event(_, EventPart::Whole) => to_begin,
                _ => to_begin.hull(to_end),
            };
            Held::Covers {
                from: begin,
                to: end,
                began: true,
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
            Held::Somewhen { from, to }
        }
    })
}

fn somewhen((from, to): (At, At)) -> Held {
    Held::Somewhen { from, to }
}

/// A spell since an event begins at its end; since a date, somewhere in it.
fn begin_of_spell((from, to): (At, At), time: &Time) -> At {
    match &time.anchor {
        Anchor::Event(_, EventPart::Whole) => to,
        _ => from.hull(to),
    }
}

impl Holding {
    /// What the holding certainly covers, in words, for the arithmetic.
    pub fn covers_words(&self, case: &Case<'_>) -> String {
        let value = say::position(case.model, &self.position);
        match self.held {
            Held::Covers { from, to, .. } => {
                let stretch = show::days(from.latest, to.earliest);
                format!("“{value}” certainly covers {stretch}")
            }
            Held::Somewhen { from, to } => {
                let stretch = show::days(from.earliest, to.latest);
                format!("“{value}” held at some moment of {stretch}")
            }
            Held::UpTo { from, to } => {
                let stretch = show::days(from.earliest, to.latest);
                format!("“{value}” held up to some moment of {stretch}")
            }
            Held::After(at) => {
                let event = self
                    .effect
                    .map_or_else(String::new, |event| say::event(case.model, event));
                let stretch = show::days(at.earliest, at.latest);
                format!("{event} sets “{value}”: {stretch}")
            }
        }
    }

    /// Whether it covers a stretch. Two that do not can only share a moment if both speak of one point in time.
    pub fn covers(&self) -> bool {
        match self.held {
            Held::Covers { .. } => true,
            Held::Somewhen { from, .. } => from.node.is_some(),
            Held::After(_) | Held::UpTo { .. } => false,
        }
    }

    /// The earliest and the latest instant that it may speak of.
    pub fn hull(&self) -> (Option<i64>, Option<i64>) {
        match self.held {
            Held::Covers { from, to, .. }
            | Held::Somewhen { from, to }
            | Held::UpTo { from, to } => (from.earliest, to.latest),
            Held::After(at) => (at.earliest, at.latest),
        }
    }
}

/// The derivations that a point in time rests on.
pub fn needs(at: At, needed: &mut Vec<Needed>, earliest: bool) {
    if let Some(node) = at.node {
        needed.push(Needed { node, earliest });
    }
}
