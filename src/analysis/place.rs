//! What stands at a place: which name, what bears it, where it is declared, and where else it is used.

use rustc_hash::FxHashMap;

use super::Analysis;
use super::mentions::{Mention, Space, mentions};
use crate::model::{self, EntityId, EventId, Item, Model};
use crate::syntax::{self, tree::Tree};
use crate::text::{FileId, FileKind, Location, Span};

/// Something that has a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// In which name space.
    pub space: Space,
    /// Its id.
    pub id: String,
}

/// A place that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// Where.
    pub location: Location,
    /// What.
    pub named: Named,
    /// Whether it stands there by a name in quotation marks and not by its id.
    pub quoted: bool,
    /// Whether it is declared here.
    pub declares: bool,
}

impl Analysis {
    /// What is named at a place; where two names touch, the one behind it.
    #[must_use]
    pub fn named_at(&self, file: FileId, at: u32) -> Option<Mentioned> {
        let tree = self.tree(file)?;
        let mentions = mentions(&tree);
        let mut touched = mentions.iter().filter(|one| one.span.touches(at));
        let mention = touched.next_back()?;
        self.mentioned(file, mention, &Bearers::new(&self.model))
    }

    /// Every place of the case that names it, in the order of the files.
    #[must_use]
    pub fn places_of(&self, named: &Named) -> Vec<Mentioned> {
        let bearers = Bearers::new(&self.model);
        let mut places = Vec::new();
        for (file, claims) in self.files.claims() {
            // An entity may stand in a file by another of its names; what is only named by its id, not.
            if named.space == Space::Thing || claims.text.contains(&named.id) {
                let here = self.mentioned_in(file, &bearers).into_iter();
                places.extend(here.filter(|one| one.named == *named));
            }
        }
        places
    }

    /// Every place of a file that names it.
    #[must_use]
    pub fn places_in(&self, file: FileId, named: &Named) -> Vec<Mentioned> {
        let bearers = Bearers::new(&self.model);
        let mut here = self.mentioned_in(file, &bearers);
        here.retain(|one| one.named == *named);
        here
    }

    /// Where it is declared: several places where a vocabulary refines what it takes over, none if it is built in or unknown.
    #[must_use]
    pub fn declared(&self, named: &Named) -> Vec<Location> {
        let model = &self.model;
        let id = named.id.as_str();
        let one = |place: Option<Location>| place.into_iter().collect();
        match named.space {
            Space::Thing => match thing(model, id) {
                Some(Item::Entity(entity)) => one(model.entities.get(entity).location),
                Some(Item::Event(event)) => one(Some(model.event(event).location)),
                Some(Item::Number(_)) | None => Vec::new(),
            },
            Space::Source => {
                let found = model.sources.iter().find(|source| source.name == id);
                one(found.map(|source| source.location))
            }
            Space::Kind | Space::Role | Space::Attribute => {
                let places = self.places_of(named).into_iter();
                places
                    .filter(|place| place.declares)
                    .map(|place| place.location)
                    .collect()
            }
        }
    }

    /// The id at the place of a declaration, whose head line is known.
    #[must_use]
    pub fn id_at(&self, head: Location, id: &str) -> Location {
        let text = self.files.text(head);
        let at = text.match_indices(id).map(|(at, _)| at).find(|&at| {
            let behind = text[at + id.len()..].chars().next();
            let before = text[..at].chars().next_back();
            at > 0 && !before.is_some_and(is_of_word) && !behind.is_some_and(is_of_word)
        });
        let start = head.span.start as usize;
        let span = at.map_or(head.span, |at| Span::new(start + at, start + at + id.len()));
        Location {
            file: head.file,
            span,
        }
    }

    /// Whether a source names the file with this path inside the case as its text.
    #[must_use]
    pub fn reads(&self, path: &str) -> bool {
        let wanted = without_dots(path);
        self.text_paths().any(|text| text == wanted)
    }

    /// The paths of the texts that sources name.
    pub fn text_paths(&self) -> impl Iterator<Item = String> {
        let sources = self.model.sources.iter();
        let texts = sources.filter_map(|one| one.text.as_ref());
        texts.map(|text| without_dots(&text.path))
    }

    /// The tree of a claim file.
    pub(super) fn tree(&self, file: FileId) -> Option<Tree<'_>> {
        let claims = self.files.get(file);
        (claims.kind == FileKind::Claims).then(|| syntax::parse(file, claims).0)
    }

    /// Every place of a file that names something, by place.
    fn mentioned_in(&self, file: FileId, bearers: &Bearers<'_>) -> Vec<Mentioned> {
        let Some(tree) = self.tree(file) else {
            return Vec::new();
        };
        let mentions = mentions(&tree);
        let named = mentions.iter();
        named
            .filter_map(|mention| self.mentioned(file, mention, bearers))
            .collect()
    }

    fn mentioned(
        &self,
        file: FileId,
        mention: &Mention<'_>,
        bearers: &Bearers<'_>,
    ) -> Option<Mentioned> {
        let id = if mention.quoted {
            bearers.only(&mention.name)?.to_owned()
        } else {
            mention.name.clone().into_owned()
        };
        let is_role = mention.of_fact && self.model.vocabulary.roles.contains(&id);
        let space = if is_role { Space::Role } else { mention.space };
        Some(Mentioned {
            location: Location {
                file,
                span: mention.span,
            },
            named: Named { space, id },
            quoted: mention.quoted,
            declares: mention.declares,
        })
    }
}

/// Who bears a name, for names in quotation marks.
pub(super) struct Bearers<'m>(FxHashMap<String, Option<&'m str>>);

impl<'m> Bearers<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let entities = model.entities.iter();
        let of_entities =
            entities.flat_map(|(_, one)| one.names().map(move |name| (name, one.name)));
        let of_events = model.events.iter().map(|event| (event.label, event.name));
        let mut bearers = Self::of(of_entities);
        // An event is meant where no entity has its name.
        for (name, only) in Self::of(of_events) {
            bearers.entry(name).or_insert(only);
        }
        Self(bearers)
    }

    /// The one id that each of these names stands for.
    fn of(names: impl Iterator<Item = (&'m str, &'m str)>) -> FxHashMap<String, Option<&'m str>> {
        let mut bearers: FxHashMap<String, Option<&str>> = FxHashMap::default();
        for (name, own) in names {
            bearers
                .entry(model::folded(name).into_owned())
                .and_modify(|only| *only = only.filter(|&only| only == own))
                .or_insert(Some(own));
        }
        bearers
    }

    /// The id of the one entity that bears a name.
    fn only(&self, name: &str) -> Option<&'m str> {
        *self.0.get(model::folded(name).as_ref())?
    }
}

/// A path without the parts that lead nowhere: `./texts/a.txt`.
fn without_dots(path: &str) -> String {
    let parts = path.split('/').filter(|part| *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What an id means as a value or subject.
pub(super) fn thing(model: &Model, id: &str) -> Option<Item> {
    let event = model.events.iter().position(|event| event.name == id);
    if let Some(event) = event {
        return Some(Item::Event(EventId::from_index(event)));
    }
    // What the case declares stands behind what is built in, and counts before it.
    let entities: Vec<EntityId> = model
        .entities
        .iter()
        .filter(|(_, entity)| entity.name == id)
        .map(|(id, _)| id)
        .collect();
    entities.last().map(|&entity| Item::Entity(entity))
}
