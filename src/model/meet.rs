//! Whether values meet: the one place that decides it, for every check and every report.
//!
//! A value is the set of possibilities that it leaves open. Claims about one fact contradict each other when no state of affairs
//! lies in all of their sets. It is enough to look at *witnesses*: an unnamed something exactly at a claimed entity or below
//! several of them, a claimed event, a number at or between the claimed bounds, and "something else altogether".

use super::value::BILLIONTH;
use super::{Entities, EntityId, EventId, Item, Quantity};
use crate::syntax::tree::Mode;

/// What is known of a fact before anybody claims anything.
#[derive(Debug, Clone, Copy)]
pub struct Domain<'m> {
    /// All entities with their order.
    pub entities: &'m Entities,
    /// Whether it holds many values.
    pub many: bool,
    /// Nothing but these and what is below them, where the list is closed.
    pub closed: Option<&'m [EntityId]>,
    /// Whether it counts people or things: there are three of them or four, and nothing between.
    pub whole: bool,
}

impl Domain<'_> {
    /// The same for some positions: who says `2.5`, or `2 million`, counts in something else, and then nobody is taken to count.
    #[must_use]
    pub fn of<'p>(self, positions: impl IntoIterator<Item = &'p Position>) -> Self {
        let is_count = |item: &Item| !matches!(item, Item::Number(number) if !number.is_count());
        let counts = |position: &Position| position.items.iter().all(is_count);
        Self {
            whole: self.whole && positions.into_iter().all(counts),
            ..self
        }
    }

    /// What a number leaves open here.
    #[must_use]
    pub fn as_counted(&self, number: Quantity) -> Quantity {
        match self.whole {
            true => number.whole(),
            false => number,
        }
    }
}

/// A value, as claimed by one or more claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The word before it.
    pub mode: ModeKey,
    /// Its items, sorted.
    pub items: Vec<Item>,
}

/// [`Mode`] with an order, so that positions can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModeKey {
    /// These.
    Is,
    /// These, perhaps with others.
    Including,
    /// These and no others.
    Only,
    /// None of these.
    Not,
}

impl Position {
    /// The position that a value takes.
    #[must_use]
    pub fn new(mode: Mode, items: &[Item]) -> Self {
        let mut items = items.to_vec();
        items.sort_unstable();
        items.dedup();
        let mode = match mode {
            Mode::Is => ModeKey::Is,
            Mode::Including => ModeKey::Including,
            Mode::Only => ModeKey::Only,
            Mode::Not => ModeKey::Not,
        };
        Self { mode, items }
    }

    /// Whether both say one value, perhaps beside others.
    #[must_use]
    pub fn shares_a_value(&self, other: &Self) -> bool {
        let both_are = [self.mode, other.mode] == [ModeKey::Is; 2];
        both_are && self.items.iter().any(|item| other.items.contains(item))
    }

    /// What each of some positions says, if there is such a value and none of them denies or limits.
    #[must_use]
    pub fn common<'p>(mut all: impl Iterator<Item = &'p Self>) -> Option<Self> {
        let mut common = all.next().filter(|one| one.mode == ModeKey::Is)?.clone();
        for one in all {
            let is_said = |item: &Item| one.mode == ModeKey::Is && one.items.contains(item);
            common.items.retain(is_said);
        }
        (!common.items.is_empty()).then_some(common)
    }
}

/// Something that a fact might be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Witness {
    /// Something at this entity: below all that it is below, and below nothing else.
    Entity(EntityId),
    /// An event.
    Event(EventId),
    /// A number, in half billionths, so that there is one between any two bounds.
    Number(i128),
    /// Something that nobody names.
    Other,
}

/// Whether some state of affairs lies in all of the positions. None is known of numbers in different units.
#[must_use]
pub fn meets(domain: &Domain<'_>, positions: &[&Position]) -> bool {
    if are_in_different_units(positions) {
        return false;
    }
    let domain = &domain.of(positions.iter().copied());
    let exact = !domain.many
        && positions
            .iter()
            .any(|position| position.mode == ModeKey::Is);
    let all = witnesses(domain, positions);
    if exact {
        return all.iter().any(|&one| {
            positions
                .iter()
                .all(|position| alone(domain, position, one))
        });
    }
    // Of thousands of positions few rule anything out, and what is claimed is most often a witness itself.
    let restricting: Vec<&Position> = positions
        .iter()
        .copied()
        .filter(|position| matches!(position.mode, ModeKey::Not | ModeKey::Only))
        .collect();
    let allowed: Vec<Witness> = all
        .into_iter()
        .filter(|&one| {
            restricting
                .iter()
                .all(|position| allows(domain, position, one))
        })
        .collect();
    // Something it is; of an open list that may be what nobody names, which is a witness then.
    if allowed.is_empty() && !domain.many {
        return false;
    }
    positions
        .iter()
        .filter(|position| position.mode != ModeKey::Not)
        .flat_map(|position| &position.items)
        .all(|&item| {
            let itself = match item {
                Item::Entity(entity) => Some(Witness::Entity(entity)),
                Item::Event(event) => Some(Witness::Event(event)),
                Item::Number(_) => None,
            };
            itself.is_some_and(|itself| allowed.binary_search(&itself).is_ok())
                || allowed.iter().any(|&one| is_in(domain, one, item))
        })
}

/// Whether some of the numbers that it may be are measured otherwise than others: 5 km are no 5 miles.
fn are_in_different_units(positions: &[&Position]) -> bool {
    let claimed = positions.iter().filter(|one| one.mode != ModeKey::Not);
    let mut units = claimed
        .flat_map(|one| &one.items)
        .filter_map(|item| match item {
            Item::Number(number) => Some(number.unit),
            Item::Entity(_) | Item::Event(_) => None,
        });
    units
        .next()
        .is_some_and(|first| units.any(|unit| unit != first))
}

/// Whether a position holds if the fact is this one thing and nothing else.
#[must_use]
pub fn alone(domain: &Domain<'_>, position: &Position, one: Witness) -> bool {
    match position.mode {
        ModeKey::Not => !any_in(domain, position, one),
        ModeKey::Is | ModeKey::Including | ModeKey::Only => {
            position.items.iter().all(|&item| is_in(domain, one, item))
        }
    }
}

/// Whether a position allows that the fact holds this thing, perhaps among others.
fn allows(domain: &Domain<'_>, position: &Position, one: Witness) -> bool {
    match position.mode {
        ModeKey::Not => !any_in(domain, position, one),
        ModeKey::Only => any_in(domain, position, one),
        ModeKey::Is | ModeKey::Including => true,
    }
}

fn any_in(domain: &Domain<'_>, position: &Position, one: Witness) -> bool {
    position.items.iter().any(|&item| is_in(domain, one, item))
}

/// Whether a thing is one of those that an item leaves open.
fn is_in(domain: &Domain<'_>, one: Witness, item: Item) -> bool {
    match (one, item) {
        (Witness::Entity(lower), Item::Entity(upper)) => domain.entities.is_below(lower, upper),
        (Witness::Event(one), Item::Event(other)) => one == other,
        (Witness::Number(number), Item::Number(quantity)) => {
            holds_number(&domain.as_counted(quantity), number)
        }
        _ => false,
    }
}

fn holds_number(quantity: &Quantity, number: i128) -> bool {
    let above = quantity
        .low
        .is_none_or(|low| number > 2 * low || (number == 2 * low && !quantity.above_low));
    let below = quantity
        .high
        .is_none_or(|high| number < 2 * high || (number == 2 * high && !quantity.below_high));
    above && below
}

/// Enough things to try: if the positions meet at all, they meet at one of these.
#[must_use]
pub fn witnesses(domain: &Domain<'_>, positions: &[&Position]) -> Vec<Witness> {
    let mut all = Vec::new();
    let mut bounds = Vec::new();
    for position in positions {
        for &item in &position.items {
            match item {
                Item::Entity(entity) if position.mode != ModeKey::Not => {
                    add_entity(domain.entities, entity, &mut all)
                }
                Item::Event(event) if position.mode != ModeKey::Not => {
                    all.push(Witness::Event(event))
                }
                Item::Number(quantity) => {
                    let Quantity { low, high, .. } = domain.as_counted(quantity);
                    bounds.extend(low.into_iter().chain(high))
                }
                Item::Entity(_) | Item::Event(_) => {}
            }
        }
    }
    match domain.closed {
        Some(members) => members
            .iter()
            .for_each(|&member| add_entity(domain.entities, member, &mut all)),
        // What is a number is nothing else.
        None if !bounds.is_empty() => {}
        None => all.push(Witness::Other),
    }
    if !bounds.is_empty() {
        add_numbers(bounds, domain.whole, &mut all);
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn add_entity(entities: &Entities, entity: EntityId, all: &mut Vec<Witness>) {
    all.push(Witness::Entity(entity));
    all.extend(
        entities
            .joints(entity)
            .iter()
            .map(|&joint| Witness::Entity(joint)),
    );
}

/// Every bound, one number between each two neighbours, and one beyond either end; of whole numbers each bound and both its neighbours.
fn add_numbers(mut bounds: Vec<i128>, whole: bool, all: &mut Vec<Witness>) {
    bounds.sort_unstable();
    bounds.dedup();
    if whole {
        let near = |bound: &i128| [bound - BILLIONTH, *bound, bound + BILLIONTH];
        let near = bounds.iter().flat_map(near);
        all.extend(near.map(|number| Witness::Number(2 * number)));
        return;
    }
    for pair in bounds.windows(2) {
        all.push(Witness::Number(pair[0] + pair[1]));
    }
    all.extend(bounds.iter().map(|bound| Witness::Number(2 * bound)));
    all.extend(
        bounds
            .first()
            .map(|first| Witness::Number(2 * (first - BILLIONTH))),
    );
    all.extend(
        bounds
            .last()
            .map(|last| Witness::Number(2 * (last + BILLIONTH))),
    );
}
