//! Labels and aliases, by which entities may be named instead of their ids.

use std::borrow::Cow;
use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::super::{Entities, Entity, EntityId};
use super::names::folded;
use crate::syntax::tree::Sort;

/// Who is called what. The labels themselves stand with the entities, and nowhere else.
#[derive(Debug, Default)]
pub(super) struct Labels {
    table: HashTable<Labelled>,
}

/// An entity under the hash of one of its names.
#[derive(Debug, Clone, Copy)]
struct Labelled {
    hash: u32,
    entity: EntityId,
}

impl Labels {
    /// Those of all entities.
    pub fn new(entities: &Entities) -> Self {
        let mut table = HashTable::with_capacity(entities.count_names());
        for (id, entity) in entities.iter() {
            for label in names(entity) {
                let hash = hash(&label);
                let labelled = Labelled { hash, entity: id };
                table.insert_unique(spread(hash), labelled, |one| spread(one.hash));
            }
        }
        Self { table }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// The entities that have this label or alias, [`folded`], in their order.
    pub fn of(&self, label: &str, entities: &Entities) -> Vec<EntityId> {
        let wanted = hash(label);
        let alike = self.table.iter_hash(spread(wanted));
        let mut found: Vec<EntityId> = alike
            .filter(|one| one.hash == wanted)
            .map(|one| one.entity)
            .filter(|&id| names(entities.get(id)).any(|name| name == label))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// All labels and aliases of some sorts of entities, as they are declared.
pub(super) fn of_sorts(
    entities: &Entities,
    fits: impl Fn(Sort) -> bool,
) -> impl Iterator<Item = &str> {
    let fitting = entities.iter().filter(move |(_, entity)| fits(entity.sort));
    fitting.flat_map(|(_, entity)| entity.names())
}

fn names(entity: Entity<'_>) -> impl Iterator<Item = Cow<'_, str>> {
    entity.names().map(folded)
}

fn hash(label: &str) -> u32 {
    // The upper half of it is the better mixed one.
    u32::try_from(FxBuildHasher.hash_one(label) >> 32).unwrap_or_default()
}

/// The table looks at both ends of a hash.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}
