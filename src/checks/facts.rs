//! Every fact that is claimed, with who says what of it, who denies it, and how many origins each account has.

use std::borrow::Cow;
use std::fmt;

use super::origins::{Origin, Origins};
use super::value_conflict::{about as about_value, about_words, value};
use crate::model::meet::{ModeKey, Position};
use crate::model::{
    ClaimId, ClauseBody, ClauseId, EventId, FactKey, Model, SourceId, Speaker, Spell, say,
};
use crate::syntax::tree::Stance;

/// All facts that claims speak of, in the order of their ids, which does not depend on that of the files. What is said of one is put
/// together when it is asked for: of all of them it would take more room than the claims.
#[derive(Clone, Copy)]
pub struct Facts<'m> {
    model: &'m Model,
    index: &'m FactIndex,
}

/// Of which facts claims speak, and which clauses do.
#[derive(Debug, Default)]
pub(crate) struct FactIndex {
    /// In the order of their ids.
    facts: Vec<Spoken>,
    /// The clauses of all of them, in their order.
    clauses: Vec<ClauseId>,
    /// The ids of all sources, sorted.
    sources: Vec<String>,
    origins: Origins,
}

/// A fact, and where those clauses end that speak of it.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    of: Key,
    end: u32,
}

/// Something that claims say something of: whether an event happened, when, a role of it, an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// In ids: `return_flight`, `return_flight.means`, `return_flight.when`, `najim.custody`.
    pub about: String,
    /// In words: `the means of “He is flown to Libya”`.
    pub words: String,
    /// What is said of it, most origins first.
    pub accounts: Vec<FactAccount>,
}

/// Those who say the same of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactAccount {
    /// What they say: `aircraft of the Italian government`, `it happened`.
    pub value: String,
    /// Whether it is a denial or a doubt: `not`, "it did not happen".
    pub denies: bool,
    /// The ids of the sources that carry it, sorted.
    pub sources: Vec<String>,
    /// The names of those who say it, sorted.
    pub speakers: Vec<String>,
    /// How many independent origins it has.
    pub origins: usize,
    /// How many of these are of unknown lineage: somebody unnamed, who may be one of the others.
    pub unknown: usize,
    /// The claims, one a source and speaker at least.
    claims: Vec<ClaimId>,
    /// Where it comes from.
    from: Vec<Origin>,
}

impl FactIndex {
    /// All facts of a case.
    pub fn new(model: &Model) -> Self {
        Self::of(model, |_| true)
    }

    /// Those facts that some clause speaks of which is wanted.
    pub(super) fn of(model: &Model, wanted: impl Fn(ClauseId) -> bool) -> Self {
        let spoken = model.clauses();
        let spoken = spoken.filter_map(|(id, clause)| Some((key(&clause.body)?, id)));
        let mut spoken: Vec<(Key, ClauseId)> = spoken.collect();
        spoken.sort_unstable();
        let groups = spoken.chunk_by(|one, other| one.0 == other.0);
        let groups = groups.filter(|group| group.iter().any(|&(_, clause)| wanted(clause)));
        let mut groups: Vec<&[(Key, ClauseId)]> = groups.collect();
        groups.sort_by_cached_key(|group| about(model, group[0].0));
        let mut index = Self {
            origins: Origins::new(model),
            ..Self::default()
        };
        for group in groups {
            let clauses = group.iter().map(|&(_, clause)| clause);
            index.clauses.extend(clauses);
            index.facts.push(Spoken {
                of: group[0].0,
                end: u32::try_from(index.clauses.len()).unwrap_or(u32::MAX),
            });
        }
        let names = model.sources.iter().map(|one| one.name.clone());
        index.sources = names.collect();
        index.sources.sort_unstable();
        index
    }

    /// The facts, as the case tells them that it was made from.
    pub fn facts<'m>(&'m self, model: &'m Model) -> Facts<'m> {
        Facts { model, index: self }
    }
}

impl<'m> Facts<'m> {
    /// The ids of all sources, sorted.
    #[must_use]
    pub fn sources(self) -> &'m [String] {
        &self.index.sources
    }

    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.index.facts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.index.facts.is_empty()
    }

    /// Each, put together when it is its turn.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Fact> + use<'m> {
        (0..self.len()).map(move |number| self.fact(number))
    }

    /// The one with this id: `return_flight.means`.
    #[must_use]
    pub fn get(self, about: &str) -> Option<Fact> {
        let number = self.first_from(about);
        let found = (number < self.len()).then(|| self.fact(number))?;
        (found.about == about).then_some(found)
    }

    /// Those of an entity or event, by its id: its roles, its attributes, when it happened; not whether it did.
    pub fn of_thing(self, id: &str) -> impl Iterator<Item = Fact> + use<'m> {
        let below = format!("{id}.");
        let numbers = self.first_from(&below)..self.len();
        let facts = numbers.map(move |number| self.fact(number));
        facts.take_while(move |fact| fact.about.starts_with(&below))
    }

    /// The sources that say nothing of a fact.
    pub fn silent<'f>(self, fact: &'f Fact) -> impl Iterator<Item = &'m str> + use<'m, 'f> {
        let says = |source: &&String| {
            let mut accounts = fact.accounts.iter();
            accounts.any(|account| account.sources.binary_search(source).is_ok())
        };
        let silent = self.sources().iter().filter(move |source| !says(source));
        silent.map(String::as_str)
    }

    /// The number of the first whose id is not less.
    fn first_from(self, id: &str) -> usize {
        let facts = &self.index.facts;
        facts.partition_point(|fact| *about(self.model, fact.of) < *id)
    }

    fn fact(self, number: usize) -> Fact {
        let Self { model, index } = self;
        let Spoken { of, end } = index.facts[number];
        let begin = number.checked_sub(1);
        let begin = begin.map_or(0, |before| index.facts[before].end as usize);
        let clauses = &index.clauses[begin..end as usize];
        fact(model, &index.origins, of, clauses)
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl FactAccount {
    /// Its claims.
    pub(super) fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// Where it comes from, sorted.
    pub(super) fn from(&self) -> &[Origin] {
        &self.from
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    Happens(EventId),
    When(EventId),
    Value(FactKey),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Happened,
    Denied,
    Doubted,
    When(String),
    Value(Position, String),
}

/// Of which fact a clause speaks; of none if it only plans.
fn key(body: &ClauseBody) -> Option<Key> {
    Some(match body {
        ClauseBody::Happens {
            stance: Stance::Planned,
            ..
        }
        | ClauseBody::When { planned: true, .. }
        | ClauseBody::Role { planned: true, .. } => return None,
        ClauseBody::Happens { event, .. } => Key::Happens(*event),
        ClauseBody::When { event, .. } => Key::When(*event),
        ClauseBody::Role { event, role, .. } => Key::Value(FactKey::Role(*event, *role)),
        ClauseBody::State {
            subject, attribute, ..
        } => Key::Value(FactKey::Attribute(*subject, *attribute)),
    })
}

/// What a clause says of its fact.
fn what(model: &Model, id: ClauseId) -> Option<Said> {
    Some(match &model.says(id) {
        ClauseBody::Happens { stance, .. } => match stance {
            Stance::Happened => Said::Happened,
            Stance::Denied => Said::Denied,
            Stance::Doubted => Said::Doubted,
            Stance::Planned => return None,
        },
        ClauseBody::When { when, .. } => Said::When(say::when(model, when)),
        ClauseBody::Role { .. } => Said::Value(position(model, id)?, String::new()),
        ClauseBody::State { spell, .. } => {
            // Without a time of its own a state is one of the telling: all that say the same count together.
            let spell = match **spell {
                Spell::AsOf(None) => String::new(),
                _ => say::spell_of(model, id),
            };
            Said::Value(position(model, id)?, spell)
        }
    })
}

fn position(model: &Model, id: ClauseId) -> Option<Position> {
    let value = value(model, id)?;
    Some(Position::new(value.mode, &model.items(&value)))
}

/// A fact in ids: `return_flight`, `return_flight.means`, `return_flight.when`.
fn about(model: &Model, of: Key) -> Cow<'_, str> {
    match of {
        Key::Happens(event) => Cow::Borrowed(model.event(event).name),
        Key::When(event) => Cow::Owned(format!("{}.when", model.event(event).name)),
        Key::Value(key) => Cow::Owned(about_value(model, key)),
    }
}

/// A fact with what these clauses say of it.
fn fact(model: &Model, origins: &Origins, of: Key, clauses: &[ClauseId]) -> Fact {
    let said = clauses.iter();
    let said = said.filter_map(|&id| Some((what(model, id)?, model.clause(id).claim)));
    let mut said: Vec<(Said, ClaimId)> = said.collect();
    said.sort_unstable();
    said.dedup();
    let accounts = said.chunk_by(|one, other| one.0 == other.0);
    let accounts = accounts.map(|same| account(model, origins, same));
    let mut accounts: Vec<_> = accounts.collect();
    accounts.sort_by(|one, other| (other.origins, &one.value).cmp(&(one.origins, &other.value)));
    Fact {
        about: about(model, of).into_owned(),
        words: words(model, of),
        accounts,
    }
}

/// A fact in words.
fn words(model: &Model, of: Key) -> String {
    match of {
        Key::Happens(event) => say::event(model, event),
        Key::When(event) => format!("when {} happened", say::event(model, event)),
        Key::Value(key) => about_words(model, key),
    }
}

fn account(model: &Model, origins: &Origins, same: &[(Said, ClaimId)]) -> FactAccount {
    let claims: Vec<ClaimId> = same.iter().map(|(_, claim)| *claim).collect();
    let (value, denies) = match &same[0].0 {
        Said::Happened => ("it happened".to_owned(), false),
        Said::Denied => ("it did not happen".to_owned(), true),
        Said::Doubted => ("doubts that it happened".to_owned(), true),
        Said::When(words) => (words.clone(), false),
        Said::Value(position, spell) => {
            let words = say::position(model, position);
            let words = match spell.as_str() {
                "" => words,
                spell => format!("{words}, {spell}"),
            };
            (words, position.mode == ModeKey::Not)
        }
    };
    let from = origins.of(model, &claims);
    let unknown = from
        .iter()
        .filter(|origin| matches!(origin, Origin::Unnamed(_)))
        .count();
    FactAccount {
        value,
        denies,
        sources: names(&claims, |claim| {
            source_name(model, model.claim(claim).source)
        }),
        speakers: names(&claims, |claim| speaker_name(model, claim)),
        origins: from.len(),
        unknown,
        claims,
        from,
    }
}

fn names(claims: &[ClaimId], name: impl Fn(ClaimId) -> String) -> Vec<String> {
    let mut names: Vec<_> = claims.iter().map(|&claim| name(claim)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn source_name(model: &Model, source: SourceId) -> String {
    model.source(source).name.clone()
}

/// The name of whoever says a claim: the label of an entity, a quoted name, or the id of a source that speaks for itself.
pub(super) fn speaker_name(model: &Model, claim: ClaimId) -> String {
    let of = model.claim(claim);
    match of.speaker() {
        Speaker::Source(source) => source_name(model, source),
        Speaker::Entity(entity) => model.entities.get(entity).label.to_owned(),
        Speaker::Unnamed(_) => of.spoken().unwrap_or("somebody unnamed").to_owned(),
    }
}
