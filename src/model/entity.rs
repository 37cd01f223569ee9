//! People, organisations, places, terms and things, and what lies below what.

use super::EntityId;
use crate::syntax::tree::{Coordinates, Sort};
use crate::text::Location;

/// A person, organisation, place, term or thing.
#[derive(Debug)]
pub struct Entity {
    /// Which of them.
    pub sort: Sort,
    /// Its id in the files.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is `in` or `is`: whatever holds of it may be said of these.
    pub parents: Vec<EntityId>,
    /// What it is not, however near the names.
    pub distinct: Vec<EntityId>,
    /// Where a place lies.
    pub coordinates: Option<Coordinates>,
    /// Where it is declared; none in the built-in vocabulary.
    pub location: Option<Location>,
}

/// All entities with their order: `turin` is below `italy`.
#[derive(Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// For an entity: the entities with several parents that lie below it, sorted. Only these can join two branches.
    joints: Vec<Vec<EntityId>>,
}

impl Entities {
    /// Adds an entity and tells its id.
    pub fn add(&mut self, entity: Entity) -> EntityId {
        let id = EntityId::from_index(self.all.len());
        self.all.push(entity);
        id
    }

    /// The entity with this id.
    #[must_use]
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.index()]
    }

    /// The entity with this id, to be completed.
    pub fn get_mut(&mut self, id: EntityId) -> &mut Entity {
        &mut self.all[id.index()]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, entity)| (EntityId::from_index(index), entity))
    }

    /// Whether `lower` is `upper` or lies below it.
    #[must_use]
    pub fn is_below(&self, lower: EntityId, upper: EntityId) -> bool {
        if lower == upper {
            return true;
        }
        match self.get(lower).parents.as_slice() {
            [] => false,
            [parent] => self.is_below_one(*parent, upper),
            _ => self.above(lower).contains(&upper),
        }
    }

    /// Walks up while there is one parent, the usual case, without allocating.
    fn is_below_one(&self, mut lower: EntityId, upper: EntityId) -> bool {
        loop {
            if lower == upper {
                return true;
            }
            match self.get(lower).parents.as_slice() {
                [] => return false,
                [parent] => lower = *parent,
                _ => return self.above(lower).contains(&upper),
            }
        }
    }

    /// Everything above an entity, itself included, each once, nearest first.
    #[must_use]
    pub fn above(&self, id: EntityId) -> Vec<EntityId> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut all = vec![id];
        seen.insert(id);
        let mut next = 0;
        while next < all.len() {
            for &parent in &self.get(all[next]).parents {
                if seen.insert(parent) {
                    all.push(parent);
                }
            }
            next += 1;
        }
        all
    }

    /// The entities with several parents below an entity: with its own id, the places where what is below it may be below
    /// others as well.
    #[must_use]
    pub fn joints(&self, id: EntityId) -> &[EntityId] {
        self.joints.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// To be called once all parents are known and free of cycles.
    pub(super) fn index(&mut self) {
        self.joints = vec![Vec::new(); self.all.len()];
        for index in 0..self.all.len() {
            if self.all[index].parents.len() > 1 {
                let joint = EntityId::from_index(index);
                for above in self.above(joint) {
                    self.joints[above.index()].push(joint);
                }
            }
        }
    }
}
