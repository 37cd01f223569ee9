//! The living and the dead: what is said of somebody's being so, held against births, deaths and burials.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lives::{LifeEnd, OfLife};
use super::marks::{Mark, Where, marks};
use super::{Meaning, Point, Timeline};
use crate::model::{ClauseBody, ClauseId, EntityId, Model};
use crate::network::Cause;

impl Timeline {
    /// Who is dead at a moment died at that moment or before it: the first at which he is said to be so tells all.
    pub(super) fn dead(&mut self, model: &Model, id: ClauseId, person: EntityId) {
        let ClauseBody::State { spell, .. } = &model.says(id) else {
            return;
        };
        // After some time he may be so as late as one likes.
        let marks = marks(model, id, spell);
        let Some(mark) = marks.first().filter(|mark| mark.at != Where::After) else {
            return;
        };
        let asker = self.asker(model, id, false);
        let at = self.point(Meaning::Counted);
        self.mark(&asker, at, mark);
        let death = self.life(person, LifeEnd::Death);
        self.not_after(death, at, Some(asker.cause));
        self.knows(id, OfLife::Dead(person));
    }

    /// Who is one of several that die in an event is dead when it is over.
    pub(super) fn dies_in(&mut self, model: &Model, id: ClauseId, person: EntityId) {
        let ClauseBody::Role { event, .. } = model.says(id) else {
            return;
        };
        let cause = self.cause(id);
        let own = self.event(event, None);
        let death = self.life(person, LifeEnd::Death);
        self.not_after(death, own.end, Some(cause));
        self.knows(id, OfLife::DiesIn(person));
    }

    /// Who is alive has been born and is not buried. Whether he is dead is a matter of states, which are held against each other
    /// elsewhere: so a burial is tied to the living by a point of its own, and not by way of the death.
    pub(super) fn living(
        &mut self,
        model: &Model,
        alive: &[(ClauseId, EntityId)],
        burials: &[(ClauseId, EntityId, Point)],
    ) {
        let living: FxHashSet<EntityId> = alive.iter().map(|&(_, person)| person).collect();
        let mut buried: FxHashMap<EntityId, Point> = FxHashMap::default();
        for &(id, person, burial) in burials {
            if living.contains(&person) {
                let cause = self.cause(id);
                let by_then = buried.entry(person);
                let by_then = *by_then.or_insert_with(|| self.point(Meaning::Buried(person)));
                self.not_after(by_then, burial, Some(cause));
            }
        }
        for &(id, person) in alive {
            let birth = self.life_end(person, LifeEnd::Birth);
            self.alive(model, id, person, [birth, buried.get(&person).copied()]);
        }
    }

    /// Somebody is alive after a birth and before a burial, as far as these are told.
    fn alive(
        &mut self,
        model: &Model,
        id: ClauseId,
        person: EntityId,
        [birth, burial]: [Option<Point>; 2],
    ) {
        let ClauseBody::State { spell, .. } = &model.says(id) else {
            return;
        };
        let marks = marks(model, id, spell);
        // Some moment before a time may be as early as one likes, and one after it as late.
        let first = birth.zip(marks.first().filter(|mark| mark.at != Where::After));
        let last = burial.zip(marks.last().filter(|mark| mark.at != Where::Before));
        if let Some((birth, mark)) = first {
            let (at, cause) = self.marked(model, id, mark);
            self.not_after(birth, at, Some(cause));
        }
        if let Some((burial, mark)) = last {
            let (at, cause) = self.marked(model, id, mark);
            self.not_after(at, burial, Some(cause));
        }
        if first.is_some() || last.is_some() {
            self.knows(id, OfLife::Alive(person));
        }
    }

    /// A new point for a moment at which a state held, with what stands for its clause.
    fn marked(&mut self, model: &Model, id: ClauseId, mark: &Mark) -> (Point, Cause) {
        let asker = self.asker(model, id, false);
        let at = self.point(Meaning::Counted);
        self.mark(&asker, at, mark);
        (at, asker.cause)
    }
}
