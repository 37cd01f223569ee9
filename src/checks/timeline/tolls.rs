//! Tolls: what has come of an event, counted at a moment, tells that it had begun by then.

use super::compile::{Asker, Ends};
use super::marks::{Mark, Where, marks};
use super::{Meaning, Timeline};
use crate::model::{
    Anchor, AttributeId, ClauseBody, ClauseId, EventId, EventPart, Item, Model, Spell, Subject,
    Value,
};
use crate::syntax::tree::{Behaviour, Mode};

impl Timeline {
    /// Where some have died of an event by a moment, it had begun by then. What is counted as of the telling is told too early instead.
    pub(super) fn toll(
        &mut self,
        model: &Model,
        id: ClauseId,
        (subject, attribute, value): (Subject, AttributeId, Value),
        spell: &Spell,
    ) {
        let Subject::Event(event) = subject else {
            return;
        };
        if !counts_some(model, attribute, value) || matches!(spell, Spell::AsOf(None)) {
            return;
        }
        // What is at odds with itself is told as such, and not with the event.
        if ends_before_it_begins(spell) {
            return;
        }
        let marks = marks(model, id, spell);
        // The first tells all; some moment after a time may be as late as one likes.
        let mark = marks.first().filter(|mark| mark.at != Where::After);
        let Some(mark) = mark.filter(|mark| !is_in(event, mark)) else {
            return;
        };
        let asker = self.asker(model, id, false);
        let start = self.event(event, None).start;
        match self.ends_of_date(&asker, mark) {
            Some(Ends { end, .. }) => self.not_behind(start, end, true, asker.cause),
            None => {
                let at = self.point(Meaning::Counted);
                self.mark(&asker, at, mark);
                self.not_after(start, at, Some(asker.cause));
            }
        }
        self.tolls.insert(id);
    }

    /// The event of which a clause tells that it had begun, because it counts what has come of that.
    pub fn toll_of(&self, model: &Model, clause: ClauseId) -> Option<EventId> {
        match model.says(clause) {
            ClauseBody::State {
                subject: Subject::Event(event),
                ..
            } => self.tolls.contains(&clause).then_some(event),
            _ => None,
        }
    }

    /// Those of a date somewhere in which a moment lies, as most do: such a moment needs no point.
    fn ends_of_date(&mut self, asker: &Asker, mark: &Mark) -> Option<Ends> {
        let within = matches!(mark.at, Where::Within | Where::AtEnd);
        match mark.time().anchor() {
            Anchor::Fixed(_) if within => self.ends(asker, mark.time()),
            _ => None,
        }
    }
}

/// Whether a spell is over before it begins, as far as dates tell that.
fn ends_before_it_begins(spell: &Spell) -> bool {
    let (Spell::Since(from, Some(to)) | Spell::FromTo(from, to)) = spell else {
        return false;
    };
    let (Anchor::Fixed(from), Anchor::Fixed(to)) = (from.anchor(), to.anchor()) else {
        return false;
    };
    let both = from.ends().0.earliest.zip(to.ends().1.latest);
    both.is_some_and(|(begin, end)| begin >= end)
}

/// Whether a moment is that event, or an end of it: so nothing is said of when it was.
fn is_in(event: EventId, mark: &Mark) -> bool {
    let is_own = match mark.time().anchor() {
        Anchor::Event(of, EventPart::Whole | EventPart::Start | EventPart::End) => of == event,
        _ => false,
    };
    is_own && !matches!(mark.at, Where::UpTo | Where::Before)
}

/// Whether a value says that there are some, of an attribute of the vocabulary that begins with nothing and only grows.
fn counts_some(model: &Model, attribute: AttributeId, value: Value) -> bool {
    let attribute = model.vocabulary.attribute(attribute);
    let is_known = attribute.behaviour == Behaviour::OnlyGrows && attribute.location.is_none();
    let [Item::Number(number)] = model.items(&value)[..] else {
        return false;
    };
    let is_some = |low| low > 0 || low == 0 && number.above_low;
    is_known && value.mode == Mode::Is && number.low.is_some_and(is_some)
}
