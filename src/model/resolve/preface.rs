//! What the files of a case declare, until all of it is read and can be resolved: tens of thousands of people and events, of which
//! nearly all have a name, a label and perhaps one that holds them, and nothing else.

use std::borrow::Cow;

use crate::syntax::tree::{self, Entry, Quoted, Sort};
use crate::text::{File, FileId, Location, Span};

/// What one file declares.
#[derive(Debug)]
pub struct Preface<'t> {
    /// None for the built-in vocabulary.
    pub(super) file: Option<FileId>,
    text: &'t str,
    pub(super) entities: Vec<Entity<'t>>,
    pub(super) events: Vec<Event<'t>>,
    /// What is neither an entity nor an event.
    pub(super) others: Vec<Entry<'t>>,
}

/// An entity.
#[derive(Debug)]
pub(super) struct Entity<'t> {
    pub name: Span,
    /// Its name for people as it stands there, which is its id where no other is given.
    label: Span,
    pub sort: Sort,
    /// The id of the only one that holds it; empty where nothing does.
    inside: Span,
    /// All that is said of it, if that is more.
    pub more: Option<Box<tree::Entity<'t>>>,
}

/// An event.
#[derive(Debug)]
pub(super) struct Event<'t> {
    pub name: Span,
    /// Its name for people as it stands there, which is its id where no other is given.
    label: Span,
    pub kind: Span,
    /// All that is said of it, if that is more.
    pub more: Option<Box<tree::Event<'t>>>,
}

impl<'t> Preface<'t> {
    /// Takes what a file declares, entry by entry.
    pub fn new(id: FileId, file: &'t File, entries: impl IntoIterator<Item = Entry<'t>>) -> Self {
        Self::of(Some(id), &file.text, entries)
    }

    /// Takes what the built-in vocabulary declares.
    pub(super) fn built_in(text: &'t str, entries: impl IntoIterator<Item = Entry<'t>>) -> Self {
        Self::of(None, text, entries)
    }

    fn of(
        file: Option<FileId>,
        text: &'t str,
        entries: impl IntoIterator<Item = Entry<'t>>,
    ) -> Self {
        let mut preface = Self {
            file,
            text,
            entities: Vec::new(),
            events: Vec::new(),
            others: Vec::new(),
        };
        for entry in entries {
            let read = entry.span().end as usize;
            match entry {
                Entry::Entity(entity) => {
                    make_room(&mut preface.entities, read, text.len());
                    preface.entities.push(Entity::new(entity));
                }
                Entry::Event(event) => {
                    make_room(&mut preface.events, read, text.len());
                    preface.events.push(Event::new(event));
                }
                other => preface.others.push(other),
            }
        }
        preface
    }

    /// What stands there in the file.
    pub(super) fn at(&self, place: Span) -> &'t str {
        self.text.get(place.range()).unwrap_or_default()
    }

    /// An id of the file.
    pub(super) fn name(&self, span: Span) -> tree::Name<'t> {
        let text = self.at(span);
        tree::Name { text, span }
    }

    /// Where it stands; nowhere in the built-in vocabulary.
    pub(super) fn location(&self, span: Span) -> Option<Location> {
        self.file.map(|file| Location { file, span })
    }

    /// What holds an entity, where that is only one.
    pub(super) fn holder_of(&self, entity: &Entity<'_>) -> Option<tree::Reference<'t>> {
        let name = self.name(entity.inside);
        (!name.text.is_empty()).then_some(tree::Reference::Id(name))
    }

    /// The name of an entity for people.
    pub(super) fn label_of(&self, entity: &Entity<'t>) -> Cow<'t, str> {
        let label = entity.more.as_ref().and_then(|more| more.label);
        self.label(label, entity.label)
    }

    /// The name of an event for people.
    pub(super) fn label_of_event(&self, event: &Event<'t>) -> Cow<'t, str> {
        let label = event.more.as_ref().and_then(|more| more.label);
        self.label(label, event.label)
    }

    fn label(&self, written: Option<Quoted<'t>>, plain: Span) -> Cow<'t, str> {
        match written {
            Some(label) => label.name(),
            None => Cow::Borrowed(self.at(plain)),
        }
    }
}

/// So many tell how many there will be.
const SOME: usize = 64;
/// A list grows by so many times its length at the most: what comes behind may be something else.
const GROWTH_MAX: usize = 16;

/// Makes room in a list that is full, so much of a text being read, as if it went on as it began. At least it grows as lists do.
fn make_room<T>(list: &mut Vec<T>, read: usize, all: usize) {
    if list.len() == list.capacity() && list.len() >= SOME {
        let times = all.saturating_sub(read).div_ceil(read.max(1));
        list.reserve(list.len() * times.min(GROWTH_MAX));
    }
}

impl<'t> Entity<'t> {
    fn new(entity: Box<tree::Entity<'t>>) -> Self {
        let label = plain_label(entity.name, entity.label);
        let inside = match (entity.says_more(), &entity.inside[..]) {
            (false, []) => Some(Span::default()),
            (false, [tree::Reference::Id(name)]) => Some(name.span),
            _ => None,
        };
        let is_more = label.is_none() || inside.is_none();
        Self {
            name: entity.name.span,
            label: label.unwrap_or_default(),
            sort: entity.sort,
            inside: inside.filter(|_| !is_more).unwrap_or_default(),
            more: is_more.then_some(entity),
        }
    }

    /// Whether it may name others.
    pub fn is_linked(&self) -> bool {
        !self.inside.is_empty() || self.more.is_some()
    }
}

impl<'t> Event<'t> {
    fn new(event: Box<tree::Event<'t>>) -> Self {
        let label = plain_label(event.name, event.label);
        let is_more = label.is_none() || event.of.is_some();
        Self {
            name: event.name.span,
            label: label.unwrap_or_default(),
            kind: event.kind.span,
            more: is_more.then_some(event),
        }
    }
}

/// Where the label stands that a declaration gives, the id being one; nowhere if it is not written as it is meant.
fn plain_label(name: tree::Name<'_>, label: Option<Quoted<'_>>) -> Option<Span> {
    let Some(label) = label else {
        return Some(name.span);
    };
    let begin = label.span.start as usize + "\"".len();
    let is_plain = !label.long && !label.raw.contains('\\');
    is_plain.then(|| Span::new(begin, begin + label.raw.len()))
}

#[cfg(test)]
mod tests {
    use super::Preface;
    use crate::syntax;
    use crate::syntax::tree::Entry;
    use crate::text::{File, FileId};

    #[test]
    fn labels_are_those_that_are_meant() {
        let labels = [
            "\"A\"",
            "\"A \\\"b\\\" \\\\\"",
            "\"\"\"A \\ b\"\"\"",
            "\"\"\"A\n  b\"\"\"",
            "\"\"",
            "“A”",
            "«A»",
            "„A\"",
            "",
        ];
        let text: String = labels
            .iter()
            .zip('a'..)
            .map(|(label, id)| format!("person {id} {label}\nevent e{id}: arrest {label}\n"))
            .collect();
        let file = File::new("a.claims", text);
        let (tree, _) = syntax::parse(FileId(0), &file);
        let (mut entities, mut events) = (Vec::new(), Vec::new());
        for entry in &tree.entries {
            let (label, name, all) = match entry {
                Entry::Entity(entity) => (entity.label, entity.name, &mut entities),
                Entry::Event(event) => (event.label, event.name, &mut events),
                _ => continue,
            };
            all.push(label.map_or(name.text.to_owned(), |label| label.name().into_owned()));
        }
        assert_eq!((entities.len(), events.len()), (labels.len(), labels.len()));
        let preface = Preface::new(FileId(0), &file, syntax::declarations(FileId(0), &file));
        let own = preface.entities.iter();
        assert!(own.map(|one| preface.label_of(one)).eq(entities));
        let own = preface.events.iter();
        assert!(own.map(|one| preface.label_of_event(one)).eq(events));
    }
}
