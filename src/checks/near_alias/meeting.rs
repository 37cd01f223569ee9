//! Which hashes come from two entities at least.

use crate::model::EntityId;

/// Which hashes at least two entities have. A few others are taken for such: that costs a closer look, and nothing is lost.
pub struct Meeting {
    /// By the first bits of hashes.
    slots: Vec<Slot>,
    shift: u32,
}

/// Who came upon a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Nobody,
    One(EntityId),
    Several,
}

impl Meeting {
    /// So many hashes will come.
    pub fn new(count: usize) -> Self {
        let slots = (2 * count).next_power_of_two().max(2);
        Self {
            slots: vec![Slot::Nobody; slots],
            shift: u64::BITS - slots.trailing_zeros(),
        }
    }

    fn slot(&self, hash: u64) -> usize {
        // The first bits of a product hang on all bits of its factors.
        let spread = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(spread >> self.shift).unwrap_or_default()
    }

    pub fn note(&mut self, hash: u64, entity: EntityId) {
        let slot = self.slot(hash);
        self.slots[slot] = match self.slots[slot] {
            Slot::Nobody => Slot::One(entity),
            Slot::One(known) if known == entity => Slot::One(entity),
            Slot::One(_) | Slot::Several => Slot::Several,
        };
    }

    pub fn meets(&self, hash: u64) -> bool {
        self.slots[self.slot(hash)] == Slot::Several
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn hashes_of_two_entities_meet(hashes in proptest::collection::vec((0..30u64, 0..3u32), 0..20)) {
            let mut meeting = Meeting::new(hashes.len());
            hashes.iter().for_each(|(hash, entity)| meeting.note(*hash, EntityId(*entity)));
            for (hash, entity) in &hashes {
                let meets = hashes.iter().any(|(other, whose)| other == hash && whose != entity);
                prop_assert!(!meets || meeting.meets(*hash));
            }
        }
    }
}
