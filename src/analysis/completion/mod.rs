//! What could stand at a place: words of the language, names that fit, passages of the source's text.

mod context;
mod declare;
mod passages;
mod wants;

use rustc_hash::FxHashSet;

use super::place::thing;
use super::{Analysis, disputes};
use crate::date::Zone;
use crate::model::{Entity, EntityId, Event, Item, Kind, Type, say};
use crate::syntax::tree::Sort;
use crate::text::{FileId, Span};
use context::Context;
pub(super) use declare::{Declarable, declarable};
use wants::{LASTING, WHEN, Want, wants};

/// So many are told at most.
const CANDIDATES_MAX: usize = 200;

/// Something that could stand at a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Candidate {
    /// What it is.
    pub kind: CandidateKind,
    /// By what it is looked for and listed: an id, another name of the same, a passage.
    pub name: String,
    /// What is written.
    pub text: String,
    /// More about it.
    pub detail: String,
}

/// What could stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateKind {
    /// A role.
    Role,
    /// An attribute.
    Attribute,
    /// An event.
    Event,
    /// A person, organisation, place, term or thing.
    Entity,
    /// A source.
    Source,
    /// A kind of event.
    Kind,
    /// What a quarrel is about.
    Quarrel,
    /// A passage of a source's text.
    Passage,
    /// A word of the language.
    Word,
}

/// What could stand at a place, and which stretch it takes the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What has been written of it already.
    pub span: Span,
    /// What could.
    pub candidates: Vec<Candidate>,
    /// Whether there are more.
    pub more: bool,
}

impl Analysis {
    /// What could stand at a place. What is written there already counts.
    #[must_use]
    pub fn complete(&self, file: FileId, at: u32) -> Option<Completion> {
        let text = &self.files.get(file).text;
        let context = Context::at(text, at as usize)?;
        // What takes the place of several lines is more than a completion.
        if context.written.contains(['\n', '\r']) {
            return None;
        }
        let mut gathering = Gathering {
            analysis: self,
            context: &context,
            written: context.written.to_lowercase(),
            found: Vec::new(),
            seen: FxHashSet::default(),
        };
        for want in wants(&context) {
            gathering.want(want, file, at);
        }
        let more = gathering.found.len() > CANDIDATES_MAX;
        gathering.found.truncate(CANDIDATES_MAX);
        Some(Completion {
            span: context.span,
            candidates: gathering.found,
            more,
        })
    }
}

struct Gathering<'a> {
    analysis: &'a Analysis,
    context: &'a Context<'a>,
    /// What has been written, in small letters.
    written: String,
    found: Vec<Candidate>,
    seen: FxHashSet<(String, String)>,
}

impl Gathering<'_> {
    fn want(&mut self, want: Want<'_>, file: FileId, at: u32) {
        match want {
            Want::Words(words) => self.words(words),
            Want::Kinds => self.kinds(),
            Want::Events => self.events(),
            Want::Like(sort) => self.like(sort),
            Want::Above(sort) => self.above(sort),
            Want::When(event) => self.when(event),
            Want::Parties => self.entities(|entity| is_party(entity.sort)),
            Want::Subjects => self.entities(|_| true),
            Want::Sources => self.sources(),
            Want::Attributes(subject) => self.attributes(Some(subject)),
            Want::AnyAttributes => self.attributes(None),
            Want::Roles(event) => self.roles(event),
            Want::AnyRoles => self.any_roles(),
            Want::RoleValues(event, role) => self.role_values(event, role),
            Want::AttributeValues(attribute) => self.attribute_values(attribute),
            Want::Quarrels => self.quarrels(),
            Want::Passages => self.passages(file, at),
            Want::Zones => self.zones(),
        }
    }

    /// Takes in what begins, in one of its words, with what is written.
    fn take(&mut self, kind: CandidateKind, name: &str, text: &str, detail: &str) {
        if self.found.len() > CANDIDATES_MAX || !is_meant(name, &self.written) {
            return;
        }
        if self.seen.insert((name.to_owned(), text.to_owned())) {
            self.found.push(Candidate {
                kind,
                name: name.to_owned(),
                text: text.to_owned(),
                detail: detail.to_owned(),
            });
        }
    }

    fn is_quoted(&self) -> bool {
        !self.context.quotes.is_empty()
    }

    fn words(&mut self, words: &[&str]) {
        if !self.is_quoted() {
            for word in words {
                self.take(CandidateKind::Word, word, word, "");
            }
        }
    }

    fn kinds(&mut self) {
        if self.is_quoted() {
            return;
        }
        for kind in &self.analysis.model.vocabulary.kinds {
            self.take(CandidateKind::Kind, &kind.name, &kind.name, &kind.label);
        }
    }

    fn sources(&mut self) {
        if self.is_quoted() {
            return;
        }
        for source in &self.analysis.model.sources {
            self.take(
                CandidateKind::Source,
                &source.name,
                &source.name,
                &source.title,
            );
        }
    }

    fn events(&mut self) {
        if self.is_quoted() {
            return;
        }
        for event in self.analysis.model.events.iter() {
            self.event(event);
        }
    }

    /// An event by its id, and by the words that people know it by.
    fn event(&mut self, event: Event<'_>) {
        let kind = self.analysis.model.vocabulary.kind(event.kind);
        let detail = format!("{} “{}”", kind.name, event.label);
        self.take(CandidateKind::Event, event.name, event.name, &detail);
        self.take(CandidateKind::Event, event.label, event.name, &detail);
    }

    fn entities(&mut self, fits: impl Fn(Entity<'_>) -> bool) {
        self.entities_where(|_, entity| fits(entity));
    }

    fn entities_where(&mut self, fits: impl Fn(EntityId, Entity<'_>) -> bool) {
        for (id, entity) in self.analysis.model.entities.iter() {
            if fits(id, entity) {
                self.entity(entity);
            }
        }
    }

    /// An entity by its id and by all its names; between quotation marks a name is what is written.
    fn entity(&mut self, entity: Entity<'_>) {
        let detail = format!("{} “{}”", entity.sort.keyword(), entity.label);
        let quoted = self.is_quoted();
        if !quoted {
            self.take(CandidateKind::Entity, entity.name, entity.name, &detail);
        }
        for name in entity.names() {
            let text = if quoted { name } else { entity.name };
            self.take(CandidateKind::Entity, name, text, &detail);
        }
    }

    /// What the entry that is being written may be taken for: anything of its sort but itself.
    fn like(&mut self, sort: &str) {
        let own = self.context.id;
        self.entities(|entity| {
            let fits = match sort {
                "person" | "org" => is_party(entity.sort),
                "place" => entity.sort == Sort::Place,
                _ => matches!(entity.sort, Sort::Term | Sort::Thing),
            };
            fits && entity.name != own
        });
    }

    /// What the entry that is being written may be below: neither itself nor what is below it.
    fn above(&mut self, sort: &str) {
        let model = &self.analysis.model;
        let own = match thing(model, self.context.id) {
            Some(Item::Entity(own)) => Some(own),
            _ => None,
        };
        let is_below = |id| own.is_some_and(|own| model.entities.is_below(id, own));
        self.entities_where(|id, entity| {
            let fits = match sort {
                "person" | "org" => entity.sort == Sort::Org,
                "place" => entity.sort == Sort::Place,
                _ => matches!(entity.sort, Sort::Term | Sort::Thing),
            };
            fits && !is_below(id)
        });
    }

    /// The words of the times of an event.
    fn when(&mut self, event: &str) {
        let lasts = self.analysis.kind_of(event).is_none_or(|kind| kind.lasts);
        let fits = |word: &&str| lasts || !LASTING.contains(word);
        let words: Vec<&str> = WHEN.iter().copied().filter(fits).collect();
        self.words(&words);
    }

    fn attributes(&mut self, subject: Option<&str>) {
        let model = &self.analysis.model;
        let subject = subject.map(|subject| self.analysis.subject(subject));
        for attribute in &model.vocabulary.attributes {
            let has = match subject {
                None | Some(None) => true,
                Some(Some(Item::Event(_))) => matches!(attribute.of, Type::Event | Type::Any),
                Some(Some(Item::Entity(id))) => {
                    attribute.of.takes_sort(model.entities.get(id).sort)
                }
                Some(Some(Item::Number(_))) => false,
            };
            if has {
                let takes = self.analysis.type_words(&attribute.takes);
                self.take(
                    CandidateKind::Attribute,
                    &attribute.name,
                    &attribute.name,
                    &takes,
                );
            }
        }
    }

    fn roles(&mut self, event: &str) {
        let Some(kind) = self.analysis.kind_of(event) else {
            return;
        };
        for of in &kind.roles {
            let name = self.analysis.model.vocabulary.role(of.role);
            // What holds one value is said once.
            if of.many || !self.context.before.contains(&name) {
                let takes = self.analysis.type_words(&of.takes);
                self.take(CandidateKind::Role, name, name, &takes);
            }
        }
    }

    fn any_roles(&mut self) {
        for role in &self.analysis.model.vocabulary.roles {
            self.take(CandidateKind::Role, role, role, "");
        }
    }

    fn role_values(&mut self, event: &str, role: &str) {
        if let Some(takes) = self.analysis.role_takes(event, role) {
            self.values(&takes);
        }
    }

    fn attribute_values(&mut self, attribute: &str) {
        if let Some(takes) = self.analysis.attribute_takes(attribute) {
            self.values(&takes);
        }
    }

    fn values(&mut self, takes: &Type) {
        let entities = &self.analysis.model.entities;
        match takes {
            Type::Event => self.events(),
            Type::Number => {}
            Type::OneOf(members) => self.entities_where(|id, _| {
                members.iter().any(|&member| entities.is_below(id, member))
            }),
            other => {
                self.entities(|entity| other.takes_sort(entity.sort));
                if *other == Type::Any {
                    self.events();
                }
            }
        }
    }

    fn quarrels(&mut self) {
        let abouts: FxHashSet<&str> = disputes::undisputed(self.analysis)
            .map(|quarrel| quarrel.about.as_str())
            .collect();
        let mut abouts: Vec<_> = abouts.into_iter().collect();
        abouts.sort_unstable();
        for about in abouts {
            self.take(CandidateKind::Quarrel, about, about, "");
        }
    }

    fn zones(&mut self) {
        for zone in Zone::names() {
            self.take(CandidateKind::Word, zone, zone, "");
        }
    }

    fn passages(&mut self, file: FileId, at: u32) {
        let Some(text) = self.analysis.text_of_source_at(file, at) else {
            return;
        };
        for passage in passages::passages(text, self.context.written, CANDIDATES_MAX) {
            let written = if self.context.quotes.len() == 1 {
                passage.replace('\\', "\\\\").replace('"', "\\\"")
            } else {
                passage.clone()
            };
            self.found.push(Candidate {
                kind: CandidateKind::Passage,
                name: written.clone(),
                text: written,
                detail: String::new(),
            });
        }
    }
}

impl Analysis {
    /// The kind of an event.
    fn kind_of(&self, event: &str) -> Option<&Kind> {
        match thing(&self.model, event)? {
            Item::Event(id) => Some(self.model.vocabulary.kind(self.model.event(id).kind)),
            Item::Entity(_) | Item::Number(_) => None,
        }
    }

    /// What may stand in a role of an event.
    fn role_takes(&self, event: &str, role: &str) -> Option<Type> {
        let vocabulary = &self.model.vocabulary;
        let mut roles = self.kind_of(event)?.roles.iter();
        let of = roles.find(|of| vocabulary.role(of.role) == role)?;
        Some(of.takes.clone())
    }

    /// What may stand as the value of an attribute.
    fn attribute_takes(&self, attribute: &str) -> Option<Type> {
        let mut all = self.model.vocabulary.attributes.iter();
        all.find(|one| one.name == attribute)
            .map(|one| one.takes.clone())
    }

    /// What an id or a name in quotation marks means.
    fn subject(&self, written: &str) -> Option<Item> {
        match written.strip_prefix('"') {
            None => thing(&self.model, written),
            Some(name) => {
                let name = crate::model::folded(name.trim_end_matches('"'));
                let bears = |entity: &Entity<'_>| {
                    let mut names = entity.names();
                    names.any(|own| crate::model::folded(own) == name)
                };
                let mut all = self.model.entities.iter();
                all.find(|(_, entity)| bears(entity))
                    .map(|(id, _)| Item::Entity(id))
            }
        }
    }

    fn type_words(&self, takes: &Type) -> String {
        match takes {
            Type::OneOf(members) => {
                let names = members.iter().map(|&one| say::entity(&self.model, one));
                format!("one of {}", names.collect::<Vec<_>>().join(", "))
            }
            other => other.words().to_owned(),
        }
    }

    /// The text of the source above a place.
    fn text_of_source_at(&self, file: FileId, at: u32) -> Option<&str> {
        let sources = &self.model.sources;
        let behind = sources.partition_point(|source| {
            (source.location.file, source.location.span.start) <= (file, at)
        });
        let source = sources[..behind].last()?;
        let text = source.text.as_ref()?.text.as_ref().ok()?;
        (source.location.file == file).then(|| self.files.get(*text).text.as_str())
    }
}

/// Whether a name is one that somebody may mean who has written this, which is in small letters: one of its words begins so.
fn is_meant(name: &str, written: &str) -> bool {
    if written.is_empty() {
        return true;
    }
    let name = name.to_lowercase();
    let begins = |(at, _): (usize, &str)| {
        name[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric())
    };
    name.match_indices(written).any(begins)
}

fn is_party(sort: Sort) -> bool {
    matches!(sort, Sort::Person | Sort::Org)
}
