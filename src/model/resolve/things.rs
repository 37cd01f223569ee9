//! The names of entities and events: every claim has several looked up, and what takes time is to fetch them from memory. So the table
//! is as small as can be, a name stands beside what it names, and those of several claims are looked up together.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use super::super::{EntityId, EventId, Subject};

/// The entities and events of a case by name.
#[derive(Debug, Default)]
pub(super) struct Things {
    table: HashTable<Thing>,
    /// The names that are too long to stand with what they name, one behind the other.
    long: String,
}

/// A thing with its name. It fills half of what is fetched from memory at a time, and never lies in two of them.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Thing {
    name: Name,
    is_event: bool,
    /// Its id among the events or the entities.
    id: u32,
}

/// A short name, or where a long one stands among those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    /// How many bytes it has; [`LONG`] of a long one.
    length: u8,
    signs: [u8; SHORT],
}

/// A name that is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought<'n, 't> {
    name: &'t str,
    hash: u64,
    /// What is likely to have it.
    likely: Option<&'n Thing>,
}

/// So many bytes a short name has at the most.
const SHORT: usize = 26;
/// In place of the length of a long name.
const LONG: u8 = u8::MAX;

impl Things {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Makes room for so many more.
    pub fn expect(&mut self, more: usize) {
        let long = &self.long;
        self.table.reserve(more, |thing| hash(thing.name(long)));
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<Subject> {
        self.thing(name, hash(name)).map(Thing::is)
    }

    /// Tells what has each of these names. Each alone would be waited for, twice, and longer than everything else that is done about it
    /// takes; when nothing is done between but to ask for them, they come side by side.
    pub fn tell_all<'n, 't>(
        &'n self,
        sought: &mut [Sought<'n, 't>],
        mut tell: impl FnMut(&'t str, Option<Subject>),
    ) {
        for sought in &mut *sought {
            // The first with some of the hash in common, which is hardly ever another: nothing of it is looked at.
            sought.likely = self.table.find(sought.hash, |_| true);
        }
        // One number of each brings all of it.
        let ids = sought.iter().filter_map(|sought| sought.likely);
        std::hint::black_box(ids.fold(0, |all, thing| all ^ thing.id));
        for &mut Sought { name, hash, likely } in sought {
            let found = likely.and_then(|likely| match likely.name.is(name) {
                true => Some(likely),
                false => self.thing(name, hash),
            });
            tell(name, found.map(Thing::is));
        }
    }

    fn thing(&self, name: &str, hash: u64) -> Option<&Thing> {
        if name.len() <= SHORT {
            return self.table.find(hash, |thing| thing.name.is(name));
        }
        let is_it = |thing: &Thing| thing.name.length == LONG && thing.name(&self.long) == name;
        self.table.find(hash, is_it)
    }

    /// Takes a name; if it is not free, tells what has it.
    pub fn take(&mut self, name: &str, is: Subject) -> Result<(), Subject> {
        let Self { table, long } = self;
        let short = Name::short(name);
        let is_it = |thing: &Thing| match short {
            Some(short) => thing.name == short,
            None => thing.name.length == LONG && thing.name(long) == name,
        };
        let place = match table.entry(hash(name), is_it, |thing| hash(thing.name(long))) {
            Entry::Occupied(taken) => return Err(taken.get().is()),
            Entry::Vacant(free) => free,
        };
        let (is_event, id) = match is {
            Subject::Event(event) => (true, event.0),
            Subject::Entity(entity) => (false, entity.0),
        };
        // Names that are so long do not fit into memory.
        if let Some(name) = short.or_else(|| Name::long(name, long)) {
            place.insert(Thing { name, is_event, id });
        }
        Ok(())
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Subject)> {
        let all = self.table.iter();
        all.map(|thing| (thing.name(&self.long), thing.is()))
    }
}

impl<'t> Sought<'_, 't> {
    /// Begins to look for a name: nothing is asked of memory yet.
    pub fn new(name: &'t str) -> Self {
        let hash = hash(name);
        let likely = None;
        Self { name, hash, likely }
    }
}

impl Thing {
    fn is(&self) -> Subject {
        match self.is_event {
            true => Subject::Event(EventId(self.id)),
            false => Subject::Entity(EntityId(self.id)),
        }
    }

    /// Its name, the long ones being these.
    fn name<'n>(&'n self, long: &'n str) -> &'n str {
        let Name { length, signs } = &self.name;
        if *length == LONG {
            let [a, b, c, d, e, f, g, h, ..] = *signs;
            let place = |bytes| u32::from_le_bytes(bytes) as usize;
            return &long[place([a, b, c, d])..place([e, f, g, h])];
        }
        str::from_utf8(&signs[..usize::from(*length)]).unwrap_or_default()
    }
}

impl Name {
    /// Whether it is this one, which it is not if it is long.
    #[inline]
    fn is(&self, name: &str) -> bool {
        let signs = self.signs.get(..name.len());
        let is_same = |signs| are_same(signs, name.as_bytes());
        usize::from(self.length) == name.len() && signs.is_some_and(is_same)
    }

    #[inline]
    fn short(name: &str) -> Option<Self> {
        let mut signs = [0; SHORT];
        signs
            .get_mut(..name.len())?
            .copy_from_slice(name.as_bytes());
        let length = u8::try_from(name.len()).ok()?;
        Some(Self { length, signs })
    }

    fn long(name: &str, all: &mut String) -> Option<Self> {
        let place = |length| u32::try_from(length).ok();
        let (begin, end) = (place(all.len())?, place(all.len() + name.len())?);
        all.push_str(name);
        let mut signs = [0; SHORT];
        signs[..4].copy_from_slice(&begin.to_le_bytes());
        signs[4..8].copy_from_slice(&end.to_le_bytes());
        let length = LONG;
        Some(Self { length, signs })
    }
}

/// Whether two names of the same length are the same. They are short: so comparing what they begin and end with does for all of them, and
/// nothing is touched that lies behind them.
#[inline]
fn are_same(one: &[u8], other: &[u8]) -> bool {
    fn begin_and_end<const N: usize>(one: &[u8], other: &[u8]) -> bool {
        one.first_chunk::<N>() == other.first_chunk() && one.last_chunk::<N>() == other.last_chunk()
    }
    match one.len() {
        0..=3 => one.iter().eq(other),
        4..=7 => begin_and_end::<4>(one, other),
        8..=15 => begin_and_end::<8>(one, other),
        16..=SHORT => begin_and_end::<16>(one, other),
        _ => one == other,
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_told_apart_however_long_they_are() {
        let long = "a_name_of_an_event_that_is_quite_long";
        let names = [
            "a".to_owned(),
            "a\0".to_owned(),
            "b".repeat(SHORT),
            "b".repeat(SHORT + 1),
            "b".repeat(SHORT + 2),
            "b".repeat(300),
            "b".repeat(301),
            long.to_owned(),
            format!("{long}_2"),
        ];
        let mut things = Things::default();
        let event = |at| Subject::Event(EventId::from_index(at));
        for (at, name) in names.iter().enumerate() {
            assert_eq!(things.get(name), None, "{name}");
            assert_eq!(things.take(name, event(at)), Ok(()));
        }
        for (at, name) in names.iter().enumerate() {
            assert_eq!(things.get(name), Some(event(at)));
            assert_eq!(things.take(name, event(at + 1)), Err(event(at)));
        }
        let all: BTreeSet<&str> = things.iter().map(|(name, _)| name).collect();
        assert_eq!(all, names.iter().map(String::as_str).collect());
        let mut asked: Vec<&str> = names.iter().map(String::as_str).collect();
        asked.extend(["", "nobody"]);
        let one_by_one: Vec<_> = asked.iter().map(|name| things.get(name)).collect();
        let mut sought: Vec<_> = asked.iter().map(|name| Sought::new(name)).collect();
        let mut together = Vec::new();
        things.tell_all(&mut sought, |_, found| together.push(found));
        assert_eq!(together, one_by_one);
    }

    #[test]
    fn names_are_told_apart_wherever_they_differ() {
        for length in 0..=SHORT {
            let name = "n".repeat(length);
            let signs = name.as_bytes();
            assert!(are_same(signs, signs));
            for at in 0..length {
                let mut other = signs.to_vec();
                other[at] = b'm';
                assert!(!are_same(signs, &other), "{at} of {length}");
            }
        }
    }
}
