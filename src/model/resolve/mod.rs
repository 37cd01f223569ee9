//! From syntax trees to a model: names are looked up, types compared, times anchored. Whatever cannot be resolved is a
//! diagnostic and is left out; everything else stays.
//!
//! First [`declare`] takes all that the files of a case declare, from people to sources. Then the claims of each file are read
//! into a [`Chapter`] of their own, for which nothing but the declarations is needed, so that files can be read side by side and
//! one that was edited by itself. [`Model::add`] puts one behind the other.

mod asked;
mod attributes;
mod chapter;
mod circles;
mod claims;
mod counts;
mod declare;
mod disputes;
mod events;
mod fetched;
mod labels;
mod lookup;
mod names;
mod notes;
mod numbers;
mod plain;
mod preface;
mod roles;
mod slot;
mod sources;
mod spells;
mod things;
mod times;
mod unknown;
mod untold;
mod values;
mod vocabulary;

use rustc_hash::FxHashMap;

use self::fetched::Fetched;
use self::lookup::Resolver;
use self::names::Names;
pub use self::names::folded;
pub use self::notes::Notes;
use self::notes::What;
pub use self::preface::Preface;
use super::{EntityId, Model};
use crate::settings::Settings;
use crate::syntax;
use crate::syntax::tree::Entry;
use crate::text::{File, FileId, FileKind, Files, Location, ReadError, Reader, Span};

pub(super) use asked::{Question, Questions};
pub use chapter::Chapter;
pub(super) use chapter::ChapterEnd;

/// The built-in vocabulary, as `belie vocabulary` prints it.
#[must_use]
pub fn vocabulary_text() -> &'static str {
    include_str!("../vocabulary.claims")
}

/// What is known of the declarations of a case beside the model itself: what claims are read by.
#[derive(Debug, Default)]
pub struct Declared {
    names: Names,
    /// How each source writes dates, by its index.
    customs: Vec<times::Custom>,
    /// What came up.
    notes: Notes,
    /// Whether it is noted what claims look up.
    noting: bool,
}

/// All that the files of a case declare, and none of their claims.
#[derive(Debug, Default)]
pub struct Declarations {
    /// A model without claims.
    pub model: Model,
    /// What claims are read by.
    pub declared: Declared,
    /// The texts of sources, in the order in which they are named.
    pub texts: Vec<File>,
}

/// Takes all that the files declare. Claims are passed over.
#[must_use]
pub fn declare(
    files: &Files,
    prefaces: &[Preface<'_>],
    texts: &dyn Reader,
    settings: &Settings,
) -> Declarations {
    let built_in = File::new("built-in vocabulary", vocabulary_text());
    let (vocabulary, errors) = syntax::parse(FileId(u32::MAX), &built_in);
    debug_assert_eq!(errors, [], "the built-in vocabulary has no mistakes");
    let mut declarer = Declarer::new(files, *settings);
    let vocabulary = [Preface::built_in(&built_in.text, vocabulary.entries)];
    declarer.declare(&vocabulary);
    declarer.declare_vocabulary(&vocabulary);
    declarer.expect(prefaces);
    declarer.declare(prefaces);
    declarer.declare_vocabulary(prefaces);
    declarer.declare_events(prefaces);
    declarer.declare_sources(prefaces, texts);
    declarer.disputes(prefaces);
    declarer.done
}

/// All entries that are neither entities nor events, with their files.
fn entries<'p, 't>(
    prefaces: &'p [Preface<'t>],
) -> impl Iterator<Item = (Option<FileId>, &'p Entry<'t>)> {
    let of_file =
        |preface: &'p Preface<'t>| preface.others.iter().map(|entry| (preface.file, entry));
    prefaces.iter().flat_map(of_file)
}

/// The declarations in progress.
struct Declarer<'f> {
    files: &'f Files,
    /// How many of them are no texts of sources.
    written: usize,
    done: Declarations,
    /// What reading the text at a path gave.
    texts_read: FxHashMap<String, Result<FileId, ReadError>>,
    /// Where the case declares what the built-in vocabulary has.
    refined: FxHashMap<EntityId, Location>,
}

impl<'f> Declarer<'f> {
    fn new(files: &'f Files, settings: Settings) -> Self {
        Self {
            files,
            written: files
                .iter()
                .filter(|(_, file)| file.kind != FileKind::Text)
                .count(),
            done: Declarations {
                model: Model {
                    settings,
                    ..Model::default()
                },
                ..Declarations::default()
            },
            texts_read: FxHashMap::default(),
            refined: FxHashMap::default(),
        }
    }

    /// Makes room for all entities and events, so that none is moved when more come.
    fn expect(&mut self, prefaces: &[Preface<'_>]) {
        let (mut entities, mut events) = (Room::default(), Room::default());
        for preface in prefaces {
            entities.add(preface.entities.iter().map(|entity| entity.name));
            events.add(preface.events.iter().map(|event| event.name));
        }
        let Declarations {
            model, declared, ..
        } = &mut self.done;
        model.entities.expect(entities.things, entities.names);
        model.events.expect(events.things, events.names);
        declared
            .names
            .things
            .expect(entities.things + events.things);
    }

    /// Looks up what is declared so far.
    fn resolver(&mut self) -> Resolver<'_> {
        Resolver {
            files: self.files,
            model: &self.done.model,
            names: &self.done.declared.names,
            notes: &mut self.done.declared.notes,
            fetched: Fetched::default(),
        }
    }
}

/// How much room things need.
#[derive(Debug, Default)]
struct Room {
    things: usize,
    /// How many bytes their names have.
    names: usize,
}

impl Room {
    fn add(&mut self, names: impl ExactSizeIterator<Item = Span>) {
        self.things += names.len();
        self.names += names.map(|name| name.range().len()).sum::<usize>();
    }
}
