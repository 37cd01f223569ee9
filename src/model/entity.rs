//! People, organisations, places, terms and things, and what lies below what.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use super::EntityId;
use super::names::{Called, Names};
use crate::syntax::tree::{Coordinates, Sort};
use crate::text::{Location, Shift};

/// A person, organisation, place, term or thing.
#[derive(Debug, Clone, Copy)]
pub struct Entity<'m> {
    /// Which of them.
    pub sort: Sort,
    /// Its id in the files.
    pub name: &'m str,
    /// Its name for people.
    pub label: &'m str,
    /// Where it is declared; none in the built-in vocabulary.
    pub location: Option<Location>,
    /// What it lies below.
    parents: &'m [EntityId],
    /// What few of them have.
    rare: &'m Rare,
}

/// What few entities have.
#[derive(Debug, Default)]
struct Rare {
    aliases: Vec<String>,
    /// All that it lies below, unless that is only one.
    parents: Vec<EntityId>,
    distinct: Vec<EntityId>,
    coordinates: Option<Coordinates>,
}

/// What most entities have of it.
static NOTHING_RARE: Rare = Rare {
    aliases: Vec::new(),
    parents: Vec::new(),
    distinct: Vec::new(),
    coordinates: None,
};

impl<'m> Entity<'m> {
    /// Its other names.
    #[must_use]
    pub fn aliases(&self) -> &'m [String] {
        &self.rare.aliases
    }

    /// Its name for people, and its other names.
    pub fn names(&self) -> impl Iterator<Item = &'m str> + use<'m> {
        let aliases = self.aliases().iter().map(String::as_str);
        std::iter::once(self.label).chain(aliases)
    }

    /// What it is `in` or `is`: whatever holds of it may be said of these.
    #[must_use]
    pub fn parents(&self) -> &'m [EntityId] {
        self.parents
    }

    /// What it is not, however near the names.
    #[must_use]
    pub fn distinct(&self) -> &'m [EntityId] {
        &self.rare.distinct
    }

    /// Where a place lies.
    #[must_use]
    pub fn coordinates(&self) -> Option<Coordinates> {
        self.rare.coordinates
    }
}

/// What a declaration says of an entity by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Introduced<'a> {
    pub sort: Sort,
    pub name: &'a str,
    pub label: &'a str,
    pub location: Option<Location>,
}

/// All entities with their order: `turin` is below `italy`.
#[derive(Debug, Default)]
pub struct Entities {
    all: Vec<Record>,
    /// The sort of each, as it is asked for again and again.
    sorts: Vec<Sort>,
    names: Names,
    rare: Vec<Rare>,
    /// For an entity: the entities with several parents that lie below it, sorted. Only these can join two branches.
    joints: FxHashMap<EntityId, Vec<EntityId>>,
    /// For an entity: the stretch of numbers of what hangs below it by one parent each, and its own number first.
    stretches: Vec<(u32, u32)>,
    /// For an entity: the one above it, itself perhaps, that has several parents or none.
    roots: Vec<EntityId>,
}

/// An entity, its names and what is rare standing elsewhere.
#[derive(Debug)]
struct Record {
    called: Called,
    location: Option<Location>,
    /// The only one that it lies below, as nearly all lie below one; [`NOBODY`] if there is none or several.
    parent: EntityId,
    /// Where what is rare stands, or [`NOTHING`].
    rare: u32,
}

impl Record {
    /// What it lies below; `rare` is what it has of that.
    fn parents<'m>(&'m self, rare: &'m Rare) -> &'m [EntityId] {
        match &self.parent {
            &NOBODY => &rare.parents,
            only => std::slice::from_ref(only),
        }
    }
}

/// No entity.
const NOBODY: EntityId = EntityId(u32::MAX);

/// Nothing of an entity is rare.
const NOTHING: u32 = u32::MAX;

impl Entities {
    /// Adds an entity and tells its id.
    pub(super) fn add(&mut self, entity: Introduced<'_>) -> EntityId {
        let id = EntityId::from_index(self.all.len());
        self.sorts.push(entity.sort);
        self.all.push(Record {
            called: self.names.call(entity.name, entity.label),
            location: entity.location,
            parent: NOBODY,
            rare: NOTHING,
        });
        id
    }

    /// Makes room for so many more, whose names have so many bytes.
    pub(super) fn expect(&mut self, more: usize, names: usize) {
        self.all.reserve(more);
        self.sorts.reserve(more);
        self.names.expect(names);
    }

    /// Gives an entity another name for people.
    pub(super) fn relabel(&mut self, id: EntityId, label: &str) {
        self.all[id.index()].called.label = self.names.add(label);
    }

    /// Gives an entity another name beside those that it has.
    pub(super) fn add_alias(&mut self, id: EntityId, alias: String) {
        self.rare_mut(id).aliases.push(alias);
    }

    /// Puts an entity below another.
    pub(super) fn put_below(&mut self, id: EntityId, parent: EntityId) {
        let mut parents = self.take_parents(id);
        parents.push(parent);
        self.set_parents(id, parents);
    }

    /// Takes an entity away from below another.
    pub(super) fn take_from_below(&mut self, id: EntityId, parent: EntityId) {
        let mut parents = self.take_parents(id);
        parents.retain(|other| *other != parent);
        self.set_parents(id, parents);
    }

    fn take_parents(&mut self, id: EntityId) -> SmallVec<[EntityId; 1]> {
        let record = &mut self.all[id.index()];
        match std::mem::replace(&mut record.parent, NOBODY) {
            NOBODY => match self.rare.get_mut(record.rare as usize) {
                Some(rare) => std::mem::take(&mut rare.parents).into(),
                None => SmallVec::new(),
            },
            only => smallvec![only],
        }
    }

    fn set_parents(&mut self, id: EntityId, parents: SmallVec<[EntityId; 1]>) {
        match parents[..] {
            [] => {}
            [only] => self.all[id.index()].parent = only,
            [..] => self.rare_mut(id).parents = parents.into_vec(),
        }
    }

    /// Notes what an entity is not.
    pub(super) fn tell_apart(&mut self, id: EntityId, other: EntityId) {
        self.rare_mut(id).distinct.push(other);
    }

    /// Says where a place lies.
    pub(super) fn locate(&mut self, id: EntityId, coordinates: Coordinates) {
        self.rare_mut(id).coordinates = Some(coordinates);
    }

    fn rare_mut(&mut self, id: EntityId) -> &mut Rare {
        let own = &mut self.all[id.index()].rare;
        if *own == NOTHING {
            *own = EntityId::from_index(self.rare.len()).0;
            self.rare.push(Rare::default());
        }
        &mut self.rare[*own as usize]
    }

    /// Moves all to where they are after an edit that has touched none of them.
    pub(super) fn shift(&mut self, shift: &Shift) {
        let locations = self.all.iter_mut().flat_map(|entity| &mut entity.location);
        locations.for_each(|location| shift.location(location));
    }

    /// The entity with this id.
    #[inline]
    #[must_use]
    pub fn get(&self, id: EntityId) -> Entity<'_> {
        let entity = &self.all[id.index()];
        let rare = self.rare(entity);
        Entity {
            sort: self.sorts[id.index()],
            name: self.names.get(entity.called.name),
            label: self.names.get(entity.called.label),
            location: entity.location,
            parents: entity.parents(rare),
            rare,
        }
    }

    fn rare(&self, entity: &Record) -> &Rare {
        let rare = self.rare.get(entity.rare as usize);
        rare.unwrap_or(&NOTHING_RARE)
    }

    /// What an entity is `in` or `is`.
    #[inline]
    #[must_use]
    pub fn parents(&self, id: EntityId) -> &[EntityId] {
        let entity = &self.all[id.index()];
        entity.parents(self.rare(entity))
    }

    /// Which sort of entity it is.
    #[must_use]
    pub fn sort(&self, id: EntityId) -> Sort {
        self.sorts[id.index()]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// How many names for people they have together.
    pub(super) fn count_names(&self) -> usize {
        let aliases = self.rare.iter().map(|rare| rare.aliases.len());
        self.len() + aliases.sum::<usize>()
    }

    /// How many of them the case declares.
    #[must_use]
    pub fn count_declared(&self) -> usize {
        let locations = self.all.iter().filter_map(|entity| entity.location);
        locations.count()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, Entity<'_>)> {
        self.ids().map(|id| (id, self.get(id)))
    }

    fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.all.len()).map(EntityId::from_index)
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
        first <= number && number < end || self.is_below_by_joints(lower, upper)
    }

    /// Whether an entity lies below another by way of one that has several parents: each of these begins a tree of its own.
    fn is_below_by_joints(&self, lower: EntityId, upper: EntityId) -> bool {
        let root = self.roots[lower.index()];
        // They stand in the order of their numbers.
        !self.parents(root).is_empty() && self.joints(upper).binary_search(&root).is_ok()
    }

    /// Everything above an entity, itself included, each once, nearest first.
    #[must_use]
    pub fn above(&self, id: EntityId) -> Vec<EntityId> {
        let mut seen = FxHashSet::default();
        let mut all = vec![id];
        seen.insert(id);
        let mut next = 0;
        while next < all.len() {
            for &parent in self.parents(all[next]) {
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
        self.joints.get(&id).map_or(&[], Vec::as_slice)
    }

    /// To be called once all parents are known and free of cycles.
    pub(super) fn index(&mut self) {
        self.joints = FxHashMap::default();
        for joint in self.ids() {
            if self.parents(joint).len() < 2 {
                continue;
            }
            for above in self.above(joint) {
                self.joints.entry(above).or_default().push(joint);
            }
        }
        self.number();
    }

    /// Numbers the trees that single parents make, each from its root down, so that what hangs below an entity is a stretch.
    fn number(&mut self) {
        let count = self.all.len();
        let children = Children::of(self);
        self.stretches = vec![(0, 0); count];
        self.roots = self.ids().collect();
        let mut next = 0;
        // An entity is met twice: on the way down and, its children done, on the way up.
        let mut open = Vec::new();
        for root in self.ids() {
            if self.parents(root).len() == 1 {
                continue;
            }
            open.push((root, false));
            while let Some((id, done)) = open.pop() {
                if done {
                    self.stretches[id.index()].1 = next;
                    continue;
                }
                self.stretches[id.index()].0 = next;
                self.roots[id.index()] = root;
                next += 1;
                open.push((id, true));
                open.extend(children.below(id).iter().map(|&child| (child, false)));
            }
        }
    }
}

/// Of each entity: the entities that have it for their only parent.
struct Children {
    /// Where those of each entity end; they begin where those of the one before end.
    ends: Vec<u32>,
    all: Vec<EntityId>,
}

impl Children {
    fn of(entities: &Entities) -> Self {
        let only_parents = || {
            entities.ids().filter_map(|id| match entities.parents(id) {
                [parent] => Some((parent.index(), id)),
                _ => None,
            })
        };
        let mut ends = vec![0; entities.len()];
        only_parents().for_each(|(parent, _)| ends[parent] += 1);
        let mut begin = 0;
        for end in &mut ends {
            begin += std::mem::replace(end, begin);
        }
        let mut all = vec![EntityId(0); begin as usize];
        for (parent, child) in only_parents() {
            all[ends[parent] as usize] = child;
            ends[parent] += 1;
        }
        Self { ends, all }
    }

    fn below(&self, id: EntityId) -> &[EntityId] {
        let begin = id
            .index()
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.all[begin as usize..self.ends[id.index()] as usize]
    }
}
