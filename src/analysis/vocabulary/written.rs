//! What only the files tell of a word of the vocabulary: the heading that it stands below, the comment above it, its place.

use rustc_hash::FxHashMap;

use super::Origin;
use crate::diagnostic::Diagnostic;
use crate::model::{self, Preface};
use crate::syntax;
use crate::syntax::tree::{Entry, Name, Quoted, Tree};
use crate::text::{File, FileId, Files, Span};

/// The name of the file that the built-in vocabulary would be.
const BUILT_IN: &str = "built-in vocabulary";

/// The entries of the vocabulary as they are written.
#[derive(Debug, Default)]
pub(super) struct Written {
    kinds: FxHashMap<String, WrittenKind>,
    attributes: FxHashMap<String, WrittenAttribute>,
    terms: FxHashMap<String, String>,
    /// Of a word that is declared nowhere, which does not come up.
    none: (WrittenKind, WrittenAttribute),
}

/// A kind, as it is written.
#[derive(Debug, Default)]
pub(super) struct WrittenKind {
    pub(super) origin: Origin,
    /// The roles that it declares itself.
    pub(super) roles: Vec<String>,
}

/// An attribute, as it is written.
#[derive(Debug, Default)]
pub(super) struct WrittenAttribute {
    pub(super) origin: Origin,
    pub(super) label: Option<String>,
}

impl Written {
    pub(super) fn kind(&self, name: &str) -> &WrittenKind {
        self.kinds.get(name).unwrap_or(&self.none.0)
    }

    pub(super) fn attribute(&self, name: &str) -> &WrittenAttribute {
        self.attributes.get(name).unwrap_or(&self.none.1)
    }

    pub(super) fn term_group(&self, name: &str) -> String {
        self.terms.get(name).cloned().unwrap_or_default()
    }

    /// Takes in the entries of a file; `path` is none for the built-in vocabulary.
    fn take(&mut self, file: &File, tree: &Tree<'_>, path: Option<&str>) {
        let place = Place { file, path };
        for entry in &tree.entries {
            match entry {
                Entry::Kind(kind) => {
                    let known = self.kinds.entry(kind.name.text.to_owned()).or_default();
                    place.add(&mut known.origin, kind.span, &kind.name);
                    let roles = kind.roles.iter().map(|role| role.name.text.to_owned());
                    known.roles.extend(roles);
                }
                Entry::Attribute(attribute) => {
                    let name = attribute.name.text.to_owned();
                    let known = self.attributes.entry(name).or_default();
                    place.add(&mut known.origin, attribute.span, &attribute.name);
                    let label = attribute
                        .label
                        .as_ref()
                        .map(|label| Quoted::value(label).into_owned());
                    known.label = label.or(known.label.take());
                }
                Entry::Entity(entity) if path.is_none() => {
                    let group = heading(&file.text[..entity.span.range().start]);
                    self.terms
                        .insert(entity.name.text.to_owned(), group.unwrap_or_default());
                }
                _ => {}
            }
        }
    }
}

/// A file and what it is called.
struct Place<'a> {
    file: &'a File,
    path: Option<&'a str>,
}

impl Place<'_> {
    /// Adds what an entry tells to what the entries of its name before it told.
    fn add(&self, origin: &mut Origin, span: Span, name: &Name<'_>) {
        let text = &self.file.text;
        let start = line_start(text, span.range().start);
        let above = comment_above(&text[..start]);
        if origin.group.is_empty() {
            let group = heading(&text[..start]);
            origin.group = group
                .or_else(|| self.path.map(str::to_owned))
                .unwrap_or_default();
        }
        let note = plain(above);
        if !note.is_empty() {
            origin.note = note;
        }
        origin.text.push_str(above);
        origin.text.push_str(entry(&text[start..]));
        origin.text.push('\n');
        if let Some(path) = self.path {
            origin.file = Some(path.to_owned());
            origin.line = Some(self.file.line_column(name.span.start).line);
        }
    }
}

/// Parses the built-in vocabulary and the files of a case. What is declared is kept, and no claims.
pub(super) fn read_entries(files: &Files) -> (Written, Vec<Preface<'_>>, Vec<Diagnostic>) {
    let mut written = Written::default();
    let built_in = File::new(BUILT_IN, model::vocabulary_text());
    let (tree, _) = syntax::parse(FileId(u32::MAX), &built_in);
    written.take(&built_in, &tree, None);
    let mut prefaces = Vec::new();
    let mut errors = Vec::new();
    for (id, file) in files.claims() {
        let mut read = syntax::declarations(id, file);
        let of_vocabulary = read.by_ref().filter(|entry| {
            matches!(
                entry,
                Entry::Kind(_) | Entry::Attribute(_) | Entry::Entity(_)
            )
        });
        let tree = Tree {
            entries: of_vocabulary.collect(),
        };
        written.take(file, &tree, Some(&file.path));
        prefaces.push(Preface::new(id, file, tree.entries));
        errors.extend(read.into_diagnostics());
    }
    (written, prefaces, errors)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The last heading of a text: `# --- Movements -----`.
fn heading(text: &str) -> Option<String> {
    text.lines().rev().find_map(|line| {
        let title = line.trim().strip_prefix("# ---")?;
        let title = title.trim_matches(['-', ' ']);
        (!title.is_empty()).then(|| title.to_owned())
    })
}

/// The lines of comment at the end of a text, up to a line that is something else.
fn comment_above(text: &str) -> &str {
    let mut start = text.len();
    for line in text.split_inclusive('\n').rev() {
        if !line.starts_with('#') || line.starts_with("# ---") {
            break;
        }
        start -= line.len();
    }
    &text[start..]
}

/// A comment without its marks, in one line.
fn plain(comment: &str) -> String {
    let lines = comment
        .lines()
        .map(|line| line.trim_start_matches('#').trim());
    lines.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The first entry of a text: its head and all that is indented below it.
fn entry(text: &str) -> &str {
    let mut end = 0;
    let mut kept = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let blank = line.trim().is_empty();
        if index > 0 && !blank && !line.starts_with([' ', '\t']) {
            break;
        }
        end += line.len();
        if !blank {
            kept = end;
        }
    }
    &text[..kept]
}
