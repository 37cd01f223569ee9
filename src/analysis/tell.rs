//! What there is to tell of what stands at a place: what bears the name, what a clause says once its times are resolved, and who
//! says what about the same fact.

use super::place::{Named, thing};
use super::{Analysis, Fact, Outcome, SourceCard, Space, Why};
use crate::model::{
    Attribute, ClaimId, ClauseBody, ClauseId, Effect, EntityId, EventId, FactKey, Item, Kind,
    Model, Type, say,
};
use crate::syntax::tree::{Behaviour, Sort};
use crate::text::{FileId, Location, Span};

/// So many facts about one subject are told.
const FACTS_MAX: usize = 12;

/// What there is to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is told of.
    pub span: Span,
    /// Paragraphs of plain words, the first of them about the thing itself.
    pub words: Vec<String>,
    /// What sources say about the same.
    pub facts: Vec<Fact>,
}

impl Analysis {
    /// What there is to tell at a place, if anything.
    #[must_use]
    pub fn tell(&self, file: FileId, at: u32) -> Option<Told> {
        if let Some(passage) = self.passage_at(file, at) {
            return Some(passage);
        }
        let clause = self.clause_at(file, at);
        if let Some(mentioned) = self.named_at(file, at) {
            let words = self.words_of(&mentioned.named, clause);
            let span = mentioned.location.span;
            let facts = self.facts_of(&mentioned.named, clause);
            return (!words.is_empty()).then_some(Told { span, words, facts });
        }
        let id = clause?;
        Some(Told {
            span: self.model.clause(id).span,
            words: vec![say::clause(&self.model, id)],
            facts: self.fact_of(id).into_iter().collect(),
        })
    }

    /// The claim whose head line or statements stand at a place, and where the next one begins.
    fn claim_index(&self, file: FileId, at: u32) -> Option<usize> {
        let claims = &self.model.claims;
        let place = (file, at);
        let behind = claims.partition_point(|claim| claim.begins() <= place);
        let index = behind.checked_sub(1)?;
        (claims.get(index).file() == file).then_some(index)
    }

    /// The clause at a place: the smallest, where one stands inside another.
    pub(super) fn clause_at(&self, file: FileId, at: u32) -> Option<ClauseId> {
        let claim = self.claim_index(file, at)?;
        let clauses = self.clauses_of(claim..claim + 1);
        clauses
            .filter(|&id| self.model.clause(id).span.touches(at))
            .min_by_key(|&id| {
                let span = self.model.clause(id).span;
                span.end - span.start
            })
    }

    /// The clauses of claims that stand behind each other.
    pub(super) fn clauses_of(
        &self,
        claims: std::ops::Range<usize>,
    ) -> impl Iterator<Item = ClauseId> {
        self.model.clauses.of_claims(claims)
    }

    /// The claims of a file of which something may stand in a stretch of it.
    pub(super) fn claims_in(&self, file: FileId, span: Span) -> std::ops::Range<usize> {
        let claims = &self.model.claims;
        let of_file = claims.partition_point(|claim| claim.file() < file);
        let first = claims.partition_point(|claim| claim.begins() <= (file, span.start));
        let end = claims.partition_point(|claim| claim.begins() <= (file, span.end));
        first.saturating_sub(1).max(of_file)..end.max(of_file)
    }

    fn passage_at(&self, file: FileId, at: u32) -> Option<Told> {
        let index = self.claim_index(file, at)?;
        let claim = self.model.claims.get(index);
        let span = claim.passage().filter(|passage| passage.touches(at))?;
        let id = ClaimId::from_index(index);
        let words = match &self.passages.of(&self.model, id)?.outcome {
            Outcome::Exact(place) => self.stands(*place, "letter by letter"),
            Outcome::Same { place, .. } => self.stands(*place, "with the same words"),
            Outcome::Absent => "This passage is not in the text of its source.".to_owned(),
            Outcome::Unchecked(why) => unchecked(*why).to_owned(),
        };
        let told = self.model.told(claim).map(|told| {
            let how = if claim.has_own_telling() {
                "Told"
            } else {
                "Told when published:"
            };
            format!("{how} {}.", say::extent(told))
        });
        Some(Told {
            span,
            words: std::iter::once(words).chain(told).collect(),
            facts: Vec::new(),
        })
    }

    fn stands(&self, place: Location, how: &str) -> String {
        let file = self.files.get(place.file);
        let line = file.line_column(place.span.start).line;
        format!("Stands in {}, line {line}, {how}.", file.path)
    }

    fn words_of(&self, named: &Named, clause: Option<ClauseId>) -> Vec<String> {
        let model = &self.model;
        let id = named.id.as_str();
        match named.space {
            Space::Thing => match thing(model, id) {
                Some(Item::Entity(entity)) => entity_words(model, entity),
                Some(Item::Event(event)) => event_words(model, event),
                Some(Item::Number(_)) | None => Vec::new(),
            },
            Space::Source => {
                let cards = self.sources();
                let card = cards.iter().find(|card| card.id == id);
                card.map_or_else(Vec::new, source_words)
            }
            Space::Kind => {
                let kind = model.vocabulary.kinds.iter().find(|kind| kind.name == id);
                kind.map_or_else(Vec::new, |kind| kind_words(model, kind))
            }
            Space::Role => role_words(model, id, clause),
            Space::Attribute => {
                let all = &model.vocabulary.attributes;
                let attribute = all.iter().find(|attribute| attribute.name == id);
                attribute.map_or_else(Vec::new, |one| attribute_words(model, one))
            }
        }
        .into_iter()
        .chain(clause.and_then(|id| self.time_words(named, id)))
        .collect()
    }

    /// What a clause of time says, where an event is named in it.
    fn time_words(&self, named: &Named, clause: ClauseId) -> Option<String> {
        let is_time = matches!(self.model.says(clause), ClauseBody::When { .. });
        (is_time && named.space == Space::Thing).then(|| say::clause(&self.model, clause))
    }

    /// What is said of the fact of a clause, or, at a name that is no part of one, of what bears it.
    fn facts_of(&self, named: &Named, clause: Option<ClauseId>) -> Vec<Fact> {
        if let Some(fact) = clause.and_then(|id| self.fact_of(id)) {
            let when = format!("{}.when", named.id);
            let more = (fact.about == named.id)
                .then(|| self.facts().get(&when))
                .flatten();
            return std::iter::once(fact).chain(more).collect();
        }
        if named.space != Space::Thing {
            return Vec::new();
        }
        let own = self.facts().get(&named.id).into_iter();
        let facts = own.chain(self.facts().of_thing(&named.id));
        facts.take(FACTS_MAX).collect()
    }

    /// The fact that a clause says something of.
    pub(super) fn fact_of(&self, id: ClauseId) -> Option<Fact> {
        let model = &self.model;
        let event = |event: EventId| model.event(event).name;
        let about = match &model.says(id) {
            ClauseBody::Happens { event: of, .. } => event(*of).to_owned(),
            ClauseBody::When { event: of, .. } => format!("{}.when", event(*of)),
            ClauseBody::Role {
                event: of, role, ..
            } => self.about(FactKey::Role(*of, *role)),
            ClauseBody::State {
                subject, attribute, ..
            } => self.about(FactKey::Attribute(*subject, *attribute)),
        };
        self.facts().get(&about)
    }

    fn about(&self, key: FactKey) -> String {
        let model = &self.model;
        match key {
            FactKey::Role(event, role) => {
                format!(
                    "{}.{}",
                    model.event(event).name,
                    model.vocabulary.role(role)
                )
            }
            FactKey::Attribute(subject, attribute) => {
                let attribute = &model.vocabulary.attribute(attribute).name;
                format!("{}.{attribute}", subject.name(model))
            }
        }
    }
}

fn unchecked(why: Why) -> &'static str {
    match why {
        Why::NoText => "Not looked up: the source names no text.",
        Why::Unreadable => "Not looked up: the text of the source cannot be read.",
        Why::EmptyText => "Not looked up: there is nothing in the text of the source.",
        Why::NoWords => "Not looked up: there is no word of the source in it.",
    }
}

fn entity_words(model: &Model, id: EntityId) -> Vec<String> {
    let entity = model.entities.get(id);
    let sort = match entity.sort {
        Sort::Org => "organisation",
        other => other.keyword(),
    };
    let mut words = vec![format!("{sort} “{}”", entity.label)];
    if !entity.aliases().is_empty() {
        words.push(format!("Also “{}”.", entity.aliases().join("”, “")));
    }
    let above: Vec<_> = model.entities.above(id);
    if above.len() > 1 {
        let labels: Vec<_> = above[1..]
            .iter()
            .map(|&one| say::entity(model, one))
            .collect();
        let link = match entity.sort {
            Sort::Term | Sort::Thing => "Is",
            Sort::Person | Sort::Org | Sort::Place => "In",
        };
        words.push(format!("{link} {}.", labels.join(", ")));
    }
    words
}

fn event_words(model: &Model, id: EventId) -> Vec<String> {
    let event = model.event(id);
    let kind = model.vocabulary.kind(event.kind);
    let mut words = vec![format!("{} “{}”", kind.name, event.label)];
    if let Some(of) = event.of {
        words.push(format!("Belongs to {}.", say::event(model, of)));
    }
    words
}

fn source_words(card: &SourceCard<'_>) -> Vec<String> {
    let mut words = vec![format!("source “{}”", card.title)];
    let publisher = card.publisher.map(str::to_owned);
    let published = card
        .published
        .as_ref()
        .map(|day| format!("published {day}"));
    let known: Vec<String> = publisher.into_iter().chain(published).collect();
    if !known.is_empty() {
        words.push(format!("{}.", known.join(", ")));
    }
    words.push(match card.claims {
        1 => "1 claim.".to_owned(),
        claims => format!("{claims} claims."),
    });
    words
}

fn kind_words(model: &Model, kind: &Kind) -> Vec<String> {
    let lasts = if kind.lasts { ", lasts" } else { "" };
    let mut words = vec![format!("kind “{}”{lasts}", kind.label)];
    let roles: Vec<_> = kind
        .roles
        .iter()
        .map(|role| format!("`{}`", model.vocabulary.role(role.role)))
        .collect();
    words.push(format!("Roles: {}.", roles.join(", ")));
    let effects = |does: &str, effects: &[Effect]| -> Vec<String> {
        let words = |effect: &Effect| {
            let role = model.vocabulary.role(effect.role);
            let attribute = &model.vocabulary.attribute(effect.attribute).name;
            let value = model.entities.get(effect.value).name;
            format!("{does} {role}.{attribute}: {value}.")
        };
        effects.iter().map(words).collect()
    };
    words.extend(effects("Sets", &kind.sets));
    words.extend(effects("Keeps", &kind.keeps));
    words
}

fn role_words(model: &Model, role: &str, clause: Option<ClauseId>) -> Vec<String> {
    let Some(ClauseBody::Role {
        event, role: id, ..
    }) = clause.map(|id| model.says(id))
    else {
        return vec![format!("role `{role}`")];
    };
    let kind = model.event(event).kind;
    let mut words = vec![format!(
        "role `{role}` of {}",
        model.vocabulary.kind(kind).name
    )];
    if let Some(of) = model.vocabulary.role_of(kind, id) {
        words.push(format!("Takes {}.", takes(model, &of.takes, of.many)));
    }
    words
}

fn attribute_words(model: &Model, attribute: &Attribute) -> Vec<String> {
    let behaviour = match attribute.behaviour {
        Behaviour::Fixed => "Does not change.",
        Behaviour::Changes => "Changes with time.",
        Behaviour::OnlyGrows => "Only grows.",
    };
    vec![
        format!("attribute `{}` of {}", attribute.name, attribute.of.words()),
        format!(
            "Takes {}. {behaviour}",
            takes(model, &attribute.takes, attribute.many)
        ),
    ]
}

fn takes(model: &Model, takes: &Type, many: bool) -> String {
    let many = if many { ", many" } else { "" };
    match takes {
        Type::OneOf(members) => {
            let names: Vec<_> = members
                .iter()
                .map(|&one| format!("`{}`", model.entities.get(one).name))
                .collect();
            format!("one of {}{many}", names.join(", "))
        }
        other => format!("{}{many}", other.words()),
    }
}
