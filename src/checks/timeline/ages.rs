//! Ages: a person is so old as the whole years since the day of birth tell.

use super::counted::Months;
use super::marks::marks;
use super::{LifeEnd, Meaning, OfLife, Point, Timeline};
use crate::date::Zone;
use crate::model::{
    BILLIONTH, ClauseBody, ClauseId, EntityId, Item, Model, Quantity, Spell, Value,
};
use crate::syntax::tree::Mode;

/// Nobody was ever this old, in years; more is not counted.
const AGE_MAX: i128 = 10_000;

impl Timeline {
    /// Somebody who is 28 at a moment was born between 28 and 29 years before it. Tells the zone in which the days are counted.
    pub(super) fn age(&mut self, model: &Model, id: ClauseId, person: EntityId) -> Option<Zone> {
        let ClauseBody::State { value, spell, .. } = &model.says(id) else {
            return None;
        };
        let (marks, (least, most)) = (marks(model, id, spell), months(&years(model, *value)?)?);
        if marks.is_empty() {
            return None;
        }
        let asker = self.asker(model, id, false);
        let birth = self.life(person, LifeEnd::Birth);
        let calendar = model.source(model.claim_of(id).source).calendar;
        let last = marks.len() - 1;
        for (number, mark) in marks.iter().enumerate() {
            let is_told = matches!(spell, Spell::AsOf(None) | Spell::Since(_, None));
            let at = match is_told && number == last {
                true => self.telling_of(model, id, person),
                false => self.point(Meaning::Counted),
            };
            self.mark(&asker, at, mark);
            let (day, born) = (self.day(at, asker.zone), self.day(birth, asker.zone));
            let counted = |months| Months {
                from: born,
                to: None,
                count: months,
                calendar,
            };
            if let Some(least) = least {
                self.months_at_least(day, counted(least), false, asker.cause);
            }
            if let Some(most) = most {
                self.months_at_most(day, counted(most), true, asker.cause);
            }
        }
        self.knows(id, OfLife::Age(person));
        asker.zone
    }
}

impl Timeline {
    /// The moment of a telling, for what is told of one person: what one speaker says in one source is of one moment, however roughly that is
    /// dated.
    fn telling_of(&mut self, model: &Model, id: ClauseId, person: EntityId) -> Point {
        let claim = model.claim_of(id);
        let own = claim.has_own_telling().then(|| model.clause(id).claim);
        let key = (person, (claim.speaker(), claim.source, own));
        if let Some(&known) = self.tellings.get(&key) {
            return known;
        }
        let point = self.point(Meaning::Counted);
        self.tellings.insert(key, point);
        point
    }
}

/// How old somebody is said to be.
pub(super) fn years(model: &Model, value: Value) -> Option<Quantity> {
    let [Item::Number(years)] = model.items(&value)[..] else {
        return None;
    };
    match value.mode {
        Mode::Not => years.denied(),
        Mode::Is => Some(years),
        Mode::Only | Mode::Including => None,
    }
}

/// At least so many months since the birth, and less than so many.
fn months(years: &Quantity) -> Option<(Option<i32>, Option<i32>)> {
    if years.unit.is_some() {
        return None;
    }
    let whole = |number: i128| number.div_euclid(BILLIONTH);
    let is_whole = |number: i128| number.rem_euclid(BILLIONTH) == 0;
    let least = years
        .low
        .map(|low| whole(low) + i128::from(years.above_low && is_whole(low)));
    let most = years
        .high
        .map(|high| whole(high) + i128::from(!(years.below_high && is_whole(high))));
    let months = |years: i128| i32::try_from(years.clamp(0, AGE_MAX) * 12).ok();
    Some((least.and_then(months), most.and_then(months)))
}
