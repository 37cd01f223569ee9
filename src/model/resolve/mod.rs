//! From syntax trees to a model: names are looked up, types compared, times anchored. Whatever cannot be resolved is a
//! diagnostic and is left out; everything else stays.
//!
//! First [`declare`] takes all that the files of a case declare, from people to sources. Then the claims of each file are read
//! into a [`Chapter`] of their own, for which nothing but the declarations is needed, so that files can be read side by side and
//! one that was edited by itself. [`Model::add`] puts one behind the other.

mod asked;
mod chapter;
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
mod sources;
mod spells;
mod things;
mod times;
mod values;
mod vocabulary;

use self::fetched::Fetched;
use self::lookup::Resolver;
use self::names::Names;
pub use self::names::folded;
pub use self::notes::Notes;
use self::notes::What;
use super::Model;
use crate::settings::Settings;
use crate::syntax;
use crate::syntax::tree::{Entry, Tree};
use crate::text::{File, FileId, FileKind, Files, ReadError, Reader};

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
    trees: &[(FileId, Tree<'_>)],
    texts: &dyn Reader,
    settings: &Settings,
) -> Declarations {
    let built_in = File::new("built-in vocabulary", vocabulary_text());
    let (vocabulary, errors) = syntax::parse(FileId(u32::MAX), &built_in);
    debug_assert_eq!(errors, [], "the built-in vocabulary has no mistakes");
    let mut declarer = Declarer::new(files, *settings);
    declarer.declare_vocabulary(&[(None, &vocabulary)]);
    let own: Vec<_> = trees
        .iter()
        .map(|(file, tree)| (Some(*file), tree))
        .collect();
    declarer.expect(&own);
    declarer.declare(&own);
    declarer.declare_vocabulary(&own);
    declarer.declare_events(&own);
    declarer.declare_sources(&own, texts);
    declarer.disputes(&own);
    declarer.done
}

/// A tree with its file; none for the built-in vocabulary.
type FileTree<'a, 't> = (Option<FileId>, &'a Tree<'t>);

/// The entries of all trees with their files.
fn entries<'a, 't>(
    trees: &'a [FileTree<'a, 't>],
) -> impl Iterator<Item = (Option<FileId>, &'a Entry<'t>)> {
    trees
        .iter()
        .flat_map(|(file, tree)| tree.entries.iter().map(move |entry| (*file, entry)))
}

/// The declarations in progress.
struct Declarer<'f> {
    files: &'f Files,
    /// How many of them are no texts of sources.
    written: usize,
    done: Declarations,
    /// What reading the text at a path gave.
    texts_read: rustc_hash::FxHashMap<String, Result<FileId, ReadError>>,
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
            texts_read: rustc_hash::FxHashMap::default(),
        }
    }

    /// Makes room for all entities and events, so that none is moved when more come.
    fn expect(&mut self, trees: &[FileTree<'_, '_>]) {
        let (mut entities, mut events) = (0, 0);
        for (_, entry) in entries(trees) {
            entities += usize::from(matches!(entry, Entry::Entity(_)));
            events += usize::from(matches!(entry, Entry::Event(_)));
        }
        let Declarations {
            model, declared, ..
        } = &mut self.done;
        model.entities.expect(entities);
        model.events.reserve(events);
        declared.names.kinds_of_events.reserve(events);
        declared.names.things.expect(entities + events);
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
