//! What stands in a file, entry by entry: for a list of its symbols and for folding.

use super::Analysis;
use crate::model::Model;
use crate::syntax::tree::{Claim, Entry, Name, Quoted, Sort, Target};
use crate::text::{File, FileId, Location, Span};

/// An entry of a file, or of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub kind: OutlineKind,
    /// How it is called: an id, or the passage of a claim.
    pub name: String,
    /// More about it: its name for people.
    pub detail: String,
    /// All of it, from its keyword to the last word that belongs to it.
    pub whole: Span,
    /// Its id, or what stands for it.
    pub head: Span,
    /// What belongs to it: the claims of a source.
    pub below: Vec<Outline>,
}

/// What an entry declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutlineKind {
    /// `person`
    Person,
    /// `org`
    Org,
    /// `place`
    Place,
    /// `term`
    Term,
    /// `thing`
    Thing,
    /// `event`
    Event,
    /// `kind`
    Kind,
    /// `attribute`
    Attribute,
    /// `source`
    Source,
    /// `claim`
    Claim,
    /// `dispute`
    Dispute,
}

impl From<Sort> for OutlineKind {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Person => Self::Person,
            Sort::Org => Self::Org,
            Sort::Place => Self::Place,
            Sort::Term => Self::Term,
            Sort::Thing => Self::Thing,
        }
    }
}

/// Lines that can be folded into the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// From the first line to the last.
    pub span: Span,
    /// Whether all of them are comments.
    pub comment: bool,
}

impl Analysis {
    /// The entries of a file, claims below their sources.
    #[must_use]
    pub fn outline(&self, file: FileId) -> Vec<Outline> {
        let Some(tree) = self.tree(file) else {
            return Vec::new();
        };
        let text = &self.files.get(file).text;
        let ends = ends(text, &tree.entries);
        let mut all: Vec<Outline> = Vec::new();
        for (entry, end) in tree.entries.iter().zip(ends) {
            let one = outline(text, entry, end);
            match all.last_mut() {
                Some(above)
                    if one.kind == OutlineKind::Claim && above.kind == OutlineKind::Source =>
                {
                    above.whole.end = one.whole.end;
                    above.below.push(one);
                }
                _ => all.push(one),
            }
        }
        all
    }

    /// What of a file can be folded: entries, sources with their claims, runs of comments.
    #[must_use]
    pub fn folds(&self, file: FileId) -> Vec<Fold> {
        let mut folds = comments(self.files.get(file));
        let outline = self.outline(file);
        let each = outline
            .iter()
            .flat_map(|one| std::iter::once(one).chain(&one.below));
        folds.extend(each.map(|one| Fold {
            span: one.whole,
            comment: false,
        }));
        folds
    }

    /// The entities, events, sources, kinds and attributes of the case in whose ids or names all words of `query` occur, so many at
    /// most: with the place of their heads.
    #[must_use]
    pub fn symbols(&self, query: &str, most: usize) -> Vec<(Outline, Location)> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let wanted = |names: &[&str]| {
            let names = names.join("\n").to_lowercase();
            words.iter().all(|word| names.contains(word))
        };
        declared(&self.model)
            .filter(|one| wanted(&one.names))
            .take(most)
            .map(|one| self.symbol(&one))
            .collect()
    }

    fn symbol(&self, one: &Declared<'_>) -> (Outline, Location) {
        let head = self.id_at(one.location, one.names[0]);
        let outline = Outline {
            kind: one.kind,
            name: one.names[0].to_owned(),
            detail: one.names[1].to_owned(),
            whole: one.location.span,
            head: head.span,
            below: Vec::new(),
        };
        (outline, head)
    }
}

/// Something that the case declares.
struct Declared<'m> {
    kind: OutlineKind,
    /// Its id, its name, its other names.
    names: Vec<&'m str>,
    location: Location,
}

fn declared(model: &Model) -> impl Iterator<Item = Declared<'_>> {
    let entities = model.entities.iter().filter_map(|(_, entity)| {
        let own = std::iter::once(entity.name);
        Some(Declared {
            kind: entity.sort.into(),
            names: own.chain(entity.names()).collect(),
            location: entity.location?,
        })
    });
    let events = model.events.iter().map(|event| Declared {
        kind: OutlineKind::Event,
        names: vec![event.name, event.label],
        location: event.location,
    });
    let sources = model.sources.iter().map(|source| Declared {
        kind: OutlineKind::Source,
        names: vec![&source.name, &source.title],
        location: source.location,
    });
    let kinds = model.vocabulary.kinds.iter().filter_map(|kind| {
        Some(Declared {
            kind: OutlineKind::Kind,
            names: vec![&kind.name, &kind.label],
            location: kind.location?,
        })
    });
    let attributes = model.vocabulary.attributes.iter().filter_map(|attribute| {
        Some(Declared {
            kind: OutlineKind::Attribute,
            names: vec![&attribute.name, ""],
            location: attribute.location?,
        })
    });
    entities
        .chain(events)
        .chain(sources)
        .chain(kinds)
        .chain(attributes)
}

/// Where each entry is over: before the next one, without the blank lines and comments that stand at the margin in front of it.
fn ends(text: &str, entries: &[Entry<'_>]) -> Vec<usize> {
    let starts = entries.iter().skip(1).map(|entry| span(entry).start);
    let starts = starts.map(|start| start as usize).chain([text.len()]);
    let each = entries.iter().zip(starts);
    each.map(|(entry, next)| {
        let from = span(entry).end as usize;
        from + said(&text[from..next.max(from)])
    })
    .collect()
}

/// How long a stretch of lines is without what stands at the margin, or nowhere, at its end.
fn said(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let belongs = number == 0 || line.starts_with([' ', '\t']);
        if belongs && !line.trim().is_empty() {
            end = at + line.trim_end().len();
        }
        at += line.len();
    }
    end
}

fn span(entry: &Entry<'_>) -> Span {
    match entry {
        Entry::Entity(entity) => entity.span,
        Entry::Event(event) => event.span,
        Entry::Kind(kind) => kind.span,
        Entry::Attribute(attribute) => attribute.span,
        Entry::Source(source) => source.span,
        Entry::Claim(claim) => claim.span,
        Entry::Dispute(dispute) => dispute.span,
    }
}

fn outline(text: &str, entry: &Entry<'_>, end: usize) -> Outline {
    let whole = Span::new(span(entry).start as usize, end);
    let named = |kind, name: &Name<'_>, label: Option<Quoted<'_>>| Outline {
        kind,
        name: name.text.to_owned(),
        detail: label.map_or_else(String::new, |label| on_a_line(&label.value())),
        whole,
        head: name.span,
        below: Vec::new(),
    };
    match entry {
        Entry::Entity(one) => named(one.sort.into(), &one.name, one.label),
        Entry::Event(one) => named(OutlineKind::Event, &one.name, one.label),
        Entry::Kind(one) => named(OutlineKind::Kind, &one.name, one.label),
        Entry::Attribute(one) => named(OutlineKind::Attribute, &one.name, one.label),
        Entry::Source(one) => named(OutlineKind::Source, &one.name, one.title),
        Entry::Claim(one) => claim(text, one, whole),
        Entry::Dispute(one) => {
            let head = target(&one.target);
            Outline {
                kind: OutlineKind::Dispute,
                name: text[head.range()].to_owned(),
                detail: one
                    .reason
                    .map_or_else(String::new, |reason| on_a_line(&reason.value())),
                whole,
                head,
                below: Vec::new(),
            }
        }
    }
}

fn claim(text: &str, claim: &Claim<'_>, whole: Span) -> Outline {
    const LONGEST: usize = 80;
    let name = match claim.passage {
        Some(passage) => on_a_line(&passage.value()),
        None => on_a_line(&text[claim.span.range()]),
    };
    let mut short: String = name.chars().take(LONGEST).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    Outline {
        kind: OutlineKind::Claim,
        name: if short.is_empty() {
            "claim".to_owned()
        } else {
            short
        },
        detail: claim.by.map_or_else(String::new, |by| {
            text[by.span().range()].trim_matches('"').to_owned()
        }),
        whole,
        head: claim.passage.map_or(claim.span, |passage| passage.span),
        below: Vec::new(),
    }
}

fn target(target: &Target<'_>) -> Span {
    match target {
        Target::Fact(subject, name) => subject.span().to(name.span),
        Target::Events(events) => events
            .iter()
            .map(|name| name.span)
            .reduce(Span::to)
            .unwrap_or_default(),
    }
}

fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs of two and more lines that are comments.
fn comments(file: &File) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut run: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    let lines = file.text.split_inclusive('\n').chain([""]);
    for line in lines {
        if line.trim_start().starts_with('#') {
            let end = at + line.trim_end().len();
            run = Some(run.map_or((at, end, 1), |(start, _, count)| (start, end, count + 1)));
        } else if let Some((start, end, 2..)) = run.take() {
            folds.push(Fold {
                span: Span::new(start, end),
                comment: true,
            });
        }
        at += line.len();
    }
    folds
}
