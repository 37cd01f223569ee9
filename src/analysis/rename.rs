//! Another id for something, everywhere in the case, so that the case means the same.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::mentions::mentions;
use super::place::{Mentioned, Named, thing};
use super::{Analysis, Session, Space};
use crate::checks::seen_line;
use crate::diagnostic::{Code, Diagnostic};
use crate::model;
use crate::syntax;
use crate::syntax::tree::{Entry, Tree};
use crate::text::{File, FileId, Location, Span};

/// A stretch of a file with what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    /// Where.
    pub location: Location,
    /// What.
    pub text: String,
}

impl Analysis {
    /// The id at a place, if it can be another.
    ///
    /// # Errors
    /// Says why it cannot: nothing is named there, or what is named is not the case's own.
    pub fn renamable(&self, file: FileId, at: u32) -> Result<Mentioned, String> {
        let Some(mentioned) = self.named_at(file, at) else {
            return Err("nothing is named here".to_owned());
        };
        if mentioned.quoted {
            return Err(
                "this is a name in quotation marks; an id is renamed where it stands as such"
                    .to_owned(),
            );
        }
        let id = &mentioned.named.id;
        if is_built_in(&mentioned.named) {
            return Err(format!("`{id}` is built in"));
        }
        if self.declared(&mentioned.named).is_empty() {
            return Err(format!("`{id}` is not declared"));
        }
        Ok(mentioned)
    }

    /// Every place where an id stands, with another in its place.
    fn replacements(&self, named: &Named, new: &str) -> Vec<Replacement> {
        let places = self.places_of(named).into_iter();
        places
            .filter(|place| !place.quoted)
            .map(|place| Replacement {
                location: place.location,
                text: new.to_owned(),
            })
            .collect()
    }

    /// Why something cannot be called so.
    fn collision(&self, named: &Named, new: &str) -> Option<String> {
        if !is_id(new) {
            return Some(format!(
                "`{new}` is no id: a letter of any script, then letters, digits and `_`"
            ));
        }
        let taken = Named {
            space: named.space,
            id: new.to_owned(),
        };
        let model = &self.model;
        let there = match named.space {
            Space::Thing => thing(model, new).is_some(),
            Space::Source => model.sources.iter().any(|source| source.name == new),
            Space::Kind => model.vocabulary.kinds.iter().any(|kind| kind.name == new),
            Space::Role => model.vocabulary.roles.iter().any(|role| role == new),
            Space::Attribute => {
                let mut attributes = model.vocabulary.attributes.iter();
                attributes.any(|attribute| attribute.name == new)
            }
        };
        if is_built_in(&taken) {
            return Some(format!("`{new}` is built in"));
        }
        there.then(|| format!("there is a `{new}` already"))
    }

    /// Whether the files with their replacements name the same in the same places, but for the new name.
    fn says_the_same(&self, file: FileId, after: &str, named: &Named, new: &str) -> bool {
        let before = self.files.get(file);
        let now = File::new(before.path.as_str(), after);
        let (old_tree, old_slips) = syntax::parse(file, before);
        let (new_tree, new_slips) = syntax::parse(file, &now);
        let old = self.names(&old_tree, Some((named, new)));
        old_slips.len() == new_slips.len() && old == self.names(&new_tree, None)
    }

    /// What a tree names, in order; `renamed` as it will be called.
    fn names(
        &self,
        tree: &Tree<'_>,
        renamed: Option<(&Named, &str)>,
    ) -> Vec<(Space, bool, String)> {
        let all = mentions(tree).into_iter();
        all.map(|one| {
            let name = one.name.into_owned();
            let is_it = renamed.filter(|(named, _)| {
                let space = named.space == one.space || (one.of_fact && named.space == Space::Role);
                space && !one.quoted && named.id == name
            });
            let name = is_it.map_or(name, |(_, new)| new.to_owned());
            (one.space, one.declares, name)
        })
        .collect()
    }
}

impl Session {
    /// What is to be replaced so that something goes by another id. Disputes go on standing for their quarrels.
    ///
    /// # Errors
    /// Says why it cannot be called so.
    pub fn rename(&mut self, named: &Named, new: &str) -> Result<Vec<Replacement>, String> {
        let analysis = self.analysis();
        if named.id == new {
            return Ok(Vec::new());
        }
        if let Some(why) = analysis.collision(named, new) {
            return Err(why);
        }
        let mut replacements = analysis.replacements(named, new);
        let after = replaced(analysis, &replacements);
        for (&file, text) in &after {
            if !analysis.says_the_same(file, text, named, new) {
                let path = &analysis.files.get(file).path;
                return Err(format!("`{new}` would be read as something else in {path}"));
            }
        }
        let disputed = |one: &Diagnostic| one.disputed.is_some();
        if analysis.diagnostics.iter().any(disputed) {
            let texts = after.into_iter();
            let texts = texts.map(|(file, text)| (analysis.files.get(file).path.clone(), text));
            let texts: BTreeMap<String, String> = texts.collect();
            let then = self.supposing(&texts);
            let seen = seen_anew(self.analysis(), &then, &replacements);
            replacements.extend(seen);
            replacements.sort_unstable();
        }
        Ok(replacements)
    }
}

/// The texts of the files in which something is replaced.
fn replaced(analysis: &Analysis, replacements: &[Replacement]) -> BTreeMap<FileId, String> {
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    for one in replacements.iter().rev() {
        let file = one.location.file;
        let text = texts
            .entry(file)
            .or_insert_with(|| analysis.files.get(file).text.clone());
        text.replace_range(one.location.span.range(), &one.text);
    }
    texts
}

/// The `seen` words of disputes, as they are once everything else is replaced: they are made of ids, too.
fn seen_anew(before: &Analysis, then: &Analysis, replacements: &[Replacement]) -> Vec<Replacement> {
    let moves = Moves::new(replacements);
    let quarrels = Places::new(then);
    let mut seen = Vec::new();
    for diagnostic in &before.diagnostics {
        let Some(disputed) = &diagnostic.disputed else {
            continue;
        };
        let moved = places(diagnostic).into_iter().map(|one| moves.moved(one));
        let quarrel = quarrels.quarrel(diagnostic.code, moved.collect());
        let words = quarrel.map(seen_line);
        let place = before.seen_at(disputed.location);
        if let (Some(words), Some(location)) = (words, place) {
            let text = words.trim_start_matches("seen ").to_owned();
            seen.push(Replacement { location, text });
        }
    }
    seen.dedup();
    seen
}

/// The places that a quarrel names. Their order in it hangs on the names of sources.
fn places(quarrel: &Diagnostic) -> BTreeSet<Location> {
    quarrel.labels.iter().map(|label| label.location).collect()
}

/// Quarrels by their places.
struct Places<'a>(FxHashMap<Code, Vec<(BTreeSet<Location>, &'a Diagnostic)>>);

impl<'a> Places<'a> {
    fn new(analysis: &'a Analysis) -> Self {
        let mut all: FxHashMap<Code, Vec<_>> = FxHashMap::default();
        for quarrel in &analysis.diagnostics {
            all.entry(quarrel.code)
                .or_default()
                .push((places(quarrel), quarrel));
        }
        Self(all)
    }

    /// The quarrel of these places. Of a large one not all are named, and which are may hang on names, too: then it is the one that has
    /// most of them, and more than half.
    fn quarrel(&self, code: Code, wanted: BTreeSet<Location>) -> Option<&'a Diagnostic> {
        let of_code = self.0.get(&code)?;
        let common = |places: &BTreeSet<Location>| places.intersection(&wanted).count();
        let same = of_code.iter().find(|(places, _)| *places == wanted);
        let nearest = || {
            let nearest = of_code.iter().max_by_key(|(places, _)| common(places));
            nearest.filter(|(places, _)| 2 * common(places) > wanted.len())
        };
        same.or_else(nearest).map(|(_, quarrel)| *quarrel)
    }
}

impl Analysis {
    /// Where the digits behind `seen` stand in a dispute, whose head line is known.
    fn seen_at(&self, head: Location) -> Option<Location> {
        let tree = self.tree(head.file)?;
        let digits = |entry: &Entry<'_>| match entry {
            Entry::Dispute(dispute) if dispute.span == head.span => {
                let seen = dispute.seen?.span;
                Some(
                    dispute
                        .shares
                        .last()
                        .map_or(seen, |last| seen.to(last.span)),
                )
            }
            _ => None,
        };
        let span = tree.entries.iter().find_map(digits)?;
        Some(Location {
            file: head.file,
            span,
        })
    }
}

/// Where places are once something in front of them has become longer or shorter.
struct Moves(FxHashMap<FileId, Vec<(Span, i64)>>);

impl Moves {
    fn new(replacements: &[Replacement]) -> Self {
        let mut moves: FxHashMap<FileId, Vec<(Span, i64)>> = FxHashMap::default();
        for Replacement { location, text } in replacements {
            let longer = i64::try_from(text.len()).unwrap_or(i64::MAX)
                - i64::from(location.span.end - location.span.start);
            let of_file = moves.entry(location.file).or_default();
            let all = of_file.last().map_or(0, |&(_, all)| all) + longer;
            of_file.push((location.span, all));
        }
        Self(moves)
    }

    fn moved(&self, place: Location) -> Location {
        let Some(moves) = self.0.get(&place.file) else {
            return place;
        };
        let offset = |at: u32| {
            let before = moves.partition_point(|(span, _)| span.end <= at);
            let by = before.checked_sub(1).map_or(0, |last| moves[last].1);
            u32::try_from(i64::from(at) + by).unwrap_or(at)
        };
        Location {
            file: place.file,
            span: Span {
                start: offset(place.span.start),
                end: offset(place.span.end),
            },
        }
    }
}

/// Whether the built-in vocabulary has it.
fn is_built_in(named: &Named) -> bool {
    let file = File::new("", model::vocabulary_text());
    let (tree, _) = syntax::parse(FileId(0), &file);
    let mut all = mentions(&tree).into_iter();
    all.any(|one| one.declares && one.space == named.space && one.name == named.id)
}

/// Whether a text is an id, as the language reads it.
fn is_id(text: &str) -> bool {
    let file = File::new("", format!("person {text} \"x\"\n"));
    let (tree, slips) = syntax::parse(FileId(0), &file);
    let is_it = |entry: &Entry<'_>| matches!(entry, Entry::Entity(one) if one.name.text == text);
    slips.is_empty() && tree.entries.len() == 1 && is_it(&tree.entries[0])
}
