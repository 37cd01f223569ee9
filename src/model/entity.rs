//! People, organisations, places, terms and things, and what lies below what.

use std::ops::Range;

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
    /// The sort of each once more, as it is asked for again and again.
    sorts: Vec<Sort>,
    /// For an entity: the entities with several parents that lie below it, sorted. Only these can join two branches.
    joints: Vec<Vec<EntityId>>,
    /// For an entity: the stretch of numbers of what hangs below it by one parent each, and its own number first.
    stretches: Vec<(u32, u32)>,
    /// For an entity: the one above it, itself perhaps, that has several parents or none.
    roots: Vec<EntityId>,
}

impl Entities {
    /// Adds an entity and tells its id.
    pub fn add(&mut self, entity: Entity) -> EntityId {
        let id = EntityId::from_index(self.all.len());
        self.sorts.push(entity.sort);
        self.all.push(entity);
        id
    }

    /// Makes room for so many more.
    pub(super) fn expect(&mut self, more: usize) {
        self.all.reserve(more);
        self.sorts.reserve(more);
    }

    /// The entity with this id.
    #[must_use]
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.index()]
    }

    /// Which sort of entity it is.
    #[must_use]
    pub fn sort(&self, id: EntityId) -> Sort {
        self.sorts[id.index()]
    }

    /// The entity with this id, to be completed; its sort stays.
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

    /// All, to be changed; what lies below what must stay.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Entity> {
        self.all.iter_mut()
    }

    /// Whether `lower` is `upper` or lies below it. However deep it lies, its one parents are not walked.
    #[must_use]
    pub fn is_below(&self, lower: EntityId, upper: EntityId) -> bool {
        if lower == upper {
            return true;
        }
        let (Some(&(number, _)), Some(&(first, end))) = (
            self.stretches.get(lower.index()),
            self.stretches.get(upper.index()),
        ) else {
            return self.above(lower).contains(&upper);
        };
        first <= number && number < end || self.is_below_by_joints(lower, first..end)
    }

    /// Whether an entity lies below another, whose stretch is given, by way of one that has several parents: each of these begins a
    /// tree of its own.
    fn is_below_by_joints(&self, lower: EntityId, stretch: Range<u32>) -> bool {
        let root = self.roots[lower.index()];
        if self.get(root).parents.is_empty() {
            return false;
        }
        let mut seen = rustc_hash::FxHashSet::default();
        let mut open = vec![root];
        while let Some(root) = open.pop() {
            if !seen.insert(root) {
                continue;
            }
            for parent in &self.get(root).parents {
                if stretch.contains(&self.stretches[parent.index()].0) {
                    return true;
                }
                open.push(self.roots[parent.index()]);
            }
        }
        false
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
        self.number();
    }

    /// Numbers the trees that single parents make, each from its root down, so that what hangs below an entity is a stretch.
    fn number(&mut self) {
        let count = self.all.len();
        let mut children: Vec<Vec<EntityId>> = vec![Vec::new(); count];
        for (id, entity) in self.iter() {
            if let [parent] = entity.parents.as_slice() {
                children[parent.index()].push(id);
            }
        }
        self.stretches = vec![(0, 0); count];
        self.roots = (0..count).map(EntityId::from_index).collect();
        let mut next = 0;
        for root in (0..count).map(EntityId::from_index) {
            if self.get(root).parents.len() == 1 {
                continue;
            }
            // An entity is met twice: on the way down and, its children done, on the way up.
            let mut open = vec![(root, false)];
            while let Some((id, done)) = open.pop() {
                if done {
                    self.stretches[id.index()].1 = next;
                    continue;
                }
                self.stretches[id.index()].0 = next;
                self.roots[id.index()] = root;
                next += 1;
                open.push((id, true));
                open.extend(children[id.index()].iter().map(|&child| (child, false)));
            }
        }
    }
}
