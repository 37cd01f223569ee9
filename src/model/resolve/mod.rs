//! From syntax trees to a model: names are looked up, types compared, times anchored. Whatever cannot be resolved is a
//! diagnostic and is left out; everything else stays.

mod claims;
mod counts;
mod declare;
mod disputes;
mod events;
mod names;
mod sources;
mod times;
mod values;
mod vocabulary;

use rustc_hash::FxHashMap;

use self::names::Names;
pub use self::names::folded;
use super::{EntityId, Item, Model};
use crate::diagnostic::{Code, Diagnostic};
use crate::settings::Settings;
use crate::syntax;
use crate::syntax::tree::{Entry, Name, Tree};
use crate::text::{File, FileId, Files, Location, ReadError, Reader, Span};

/// The built-in vocabulary, as `belie vocabulary` prints it.
#[must_use]
pub fn vocabulary_text() -> &'static str {
    include_str!("../vocabulary.claims")
}

/// A model with all that came up on the way.
pub struct Resolved {
    /// What the files mean.
    pub model: Model,
    /// The texts of the sources, to be put behind the claim files in this order: the model names them by the numbers that they
    /// have then.
    pub texts: Vec<File>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes a model from the trees of a case's files, in the order of the files. The texts that sources name are read through
/// `texts`.
#[must_use]
pub fn resolve(
    files: &Files,
    trees: &[(FileId, Tree<'_>)],
    texts: &dyn Reader,
    settings: &Settings,
) -> Resolved {
    let built_in = File::new("built-in vocabulary", vocabulary_text());
    let (vocabulary, errors) = syntax::parse(FileId(u32::MAX), &built_in);
    debug_assert_eq!(errors, [], "the built-in vocabulary has no mistakes");
    let mut resolver = Resolver::new(files, *settings);
    resolver.declare_vocabulary(&[(None, &vocabulary)]);
    let own: Vec<_> = trees
        .iter()
        .map(|(file, tree)| (Some(*file), tree))
        .collect();
    resolver.declare(&own);
    resolver.declare_vocabulary(&own);
    resolver.declare_events(&own);
    resolver.declare_sources(&own, texts);
    resolver.claims(&own);
    resolver.disputes(&own);
    resolver.report_unknown();
    Resolved {
        model: resolver.model,
        texts: resolver.texts,
        diagnostics: resolver.diagnostics,
    }
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

/// So many comparisons of names are made in all to tell what was probably meant: where far more is unknown than a few slips of
/// the pen, guessing would take longer than everything else.
const COMPARISONS_MAX: usize = 2_000_000;

/// The work in progress.
struct Resolver<'t> {
    files: &'t Files,
    model: Model,
    names: Names<'t>,
    diagnostics: Vec<Diagnostic>,
    unknown: FxHashMap<(What, &'t str), Vec<Location>>,
    /// How many comparisons of names have been made to tell what was probably meant.
    comparisons: usize,
    /// How each source writes dates, by its index.
    customs: Vec<times::Custom>,
    /// The texts of sources, in the order in which they are named.
    texts: Vec<File>,
    /// What reading the text at a path gave.
    texts_read: FxHashMap<String, Result<FileId, ReadError>>,
}

/// What an unknown name was looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum What {
    Thing,
    Event,
    Source,
    Kind,
    Attribute,
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::Thing => "name",
            Self::Event => "event",
            Self::Source => "source",
            Self::Kind => "kind of event",
            Self::Attribute => "attribute",
        }
    }
}

impl<'t> Resolver<'t> {
    fn new(files: &'t Files, settings: Settings) -> Self {
        Self {
            files,
            model: Model {
                settings,
                ..Model::default()
            },
            names: Names::default(),
            diagnostics: Vec::new(),
            unknown: FxHashMap::default(),
            comparisons: 0,
            customs: Vec::new(),
            texts: Vec::new(),
            texts_read: FxHashMap::default(),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Notes a place where an undeclared name is used; all places of one name are reported together.
    fn not_known(&mut self, what: What, name: &Name<'t>, file: FileId) {
        self.unknown
            .entry((what, name.text))
            .or_default()
            .push(Location {
                file,
                span: name.span,
            });
    }

    fn wrong_kind(
        &mut self,
        file: FileId,
        span: Span,
        message: String,
        text: String,
        advice: Option<String>,
    ) {
        let mut diagnostic =
            Diagnostic::new(Code::WrongKind, message).at(Location { file, span }, text);
        diagnostic.advice.extend(advice);
        self.report(diagnostic);
    }

    /// One diagnostic for each unknown name, at all places where it is used.
    fn report_unknown(&mut self) {
        let mut unknown: Vec<_> = std::mem::take(&mut self.unknown).into_iter().collect();
        unknown.sort_by_key(|((what, name), places)| (places.first().copied(), *what, *name));
        for ((what, name), places) in unknown {
            let meant = if self.may_guess() {
                self.probably(what, name)
            } else {
                None
            };
            self.report(unknown_name(what, name, &places, meant.as_deref()));
        }
    }

    /// Whether it is still affordable to tell what was probably meant by one more name.
    fn may_guess(&mut self) -> bool {
        let affordable = self.comparisons < COMPARISONS_MAX;
        self.comparisons += self.names.count();
        affordable
    }

    fn probably(&self, what: What, name: &str) -> Option<String> {
        let names = &self.names;
        let found = match what {
            What::Thing => names::probably(
                name,
                names
                    .things
                    .keys()
                    .chain(names.built_in.keys())
                    .copied()
                    .chain(names.labels()),
            ),
            What::Event => {
                let events = names
                    .things
                    .iter()
                    .filter(|(_, (item, _))| matches!(item, Item::Event(_)));
                names::probably(name, events.map(|(name, _)| *name))
            }
            What::Source => names::probably(name, names.sources.keys().copied()),
            What::Kind => names::probably(name, names.kinds.keys().copied()),
            What::Attribute => names::probably(name, names.attributes.keys().copied()),
        };
        found.map(str::to_owned)
    }

    fn entity_name(&self, id: EntityId) -> &str {
        &self.model.entities.get(id).name
    }
}

fn unknown_name(what: What, name: &str, places: &[Location], meant: Option<&str>) -> Diagnostic {
    let word = what.word();
    let mut diagnostic =
        Diagnostic::new(Code::UnknownName, format!("no {word} `{name}` is declared"));
    diagnostic.about = name.to_owned();
    for &place in places {
        diagnostic = diagnostic.at(place, "used here");
    }
    if let (What::Event, Some(advice)) = (what, names::no_event_but_time(name)) {
        return diagnostic.advise(advice);
    }
    match (meant, what) {
        (Some(meant), _) => diagnostic.advise(format!("Did you mean `{meant}`?")),
        (None, What::Thing) => diagnostic.advise(format!(
            "Declare it in any file of the case, for instance `person {name} \"…\"`, `org`, `place`, `term` or `thing`; \
             an event is declared with `event {name}: KIND \"…\"`."
        )),
        (None, What::Event) => {
            diagnostic.advise(format!("Declare it in any file of the case: `event {name}: KIND \"…\"`."))
        }
        (None, What::Source) => diagnostic.advise(format!("Declare it: `source {name} \"…\"`.")),
        (None, What::Kind | What::Attribute) => {
            diagnostic.advise("`belie vocabulary` prints all that are built in; a case may declare its own.")
        }
    }
}
