//! Every fact that is claimed, with who says what of it, who denies it, and how many origins each account has.

use rustc_hash::FxHashSet;

use super::origins::{Origin, Origins};
use super::value_conflict::{about, about_words, value};
use crate::model::meet::{ModeKey, Position};
use crate::model::{
    ClaimId, ClauseBody, ClauseId, EventId, FactKey, Model, SourceId, Speaker, Spell, say,
};
use crate::syntax::tree::Stance;

/// All facts that claims speak of, in an order that does not depend on that of the files.
#[derive(Debug, Default)]
pub struct Facts {
    /// The ids of all sources, sorted.
    pub sources: Vec<String>,
    /// The facts.
    pub facts: Vec<Fact>,
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

impl Facts {
    /// The sources that say nothing of a fact.
    pub fn silent<'f>(&'f self, fact: &'f Fact) -> impl Iterator<Item = &'f str> {
        let says = |source: &&String| {
            fact.accounts
                .iter()
                .any(|account| account.sources.binary_search(source).is_ok())
        };
        self.sources
            .iter()
            .filter(move |source| !says(source))
            .map(String::as_str)
    }

    /// Gathers the facts of a case.
    #[must_use]
    pub fn gather(model: &Model) -> Self {
        Self::of(model, &Origins::new(model), |_| true)
    }

    /// Gathers those facts that some clause speaks of which is wanted.
    pub(super) fn of(model: &Model, origins: &Origins, wanted: impl Fn(ClauseId) -> bool) -> Self {
        let keys: FxHashSet<Key> = model
            .clauses()
            .filter(|(id, _)| wanted(*id))
            .filter_map(|(_, clause)| key(&clause.body))
            .collect();
        let mut said: Vec<(Key, Said, ClaimId)> = model
            .clauses()
            .filter_map(|(id, clause)| {
                let key = key(&clause.body).filter(|key| keys.contains(key))?;
                Some((key, what(model, id)?, clause.claim))
            })
            .collect();
        said.sort_unstable();
        said.dedup();
        let mut facts: Vec<Fact> = said
            .chunk_by(|one, other| one.0 == other.0)
            .map(|group| fact(model, origins, group))
            .collect();
        facts.sort_by(|one, other| one.about.cmp(&other.about));
        let mut sources: Vec<_> = model.sources.iter().map(|one| one.name.clone()).collect();
        sources.sort_unstable();
        Self { sources, facts }
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

fn fact(model: &Model, origins: &Origins, group: &[(Key, Said, ClaimId)]) -> Fact {
    let (about, words) = match group[0].0 {
        Key::Happens(event) => (model.event(event).name.to_owned(), say::event(model, event)),
        Key::When(event) => (
            format!("{}.when", model.event(event).name),
            format!("when {} happened", say::event(model, event)),
        ),
        Key::Value(key) => (about(model, key), about_words(model, key)),
    };
    let mut accounts: Vec<_> = group
        .chunk_by(|one, other| one.1 == other.1)
        .map(|same| account(model, origins, same))
        .collect();
    accounts.sort_by(|one, other| (other.origins, &one.value).cmp(&(one.origins, &other.value)));
    Fact {
        about,
        words,
        accounts,
    }
}

fn account(model: &Model, origins: &Origins, same: &[(Key, Said, ClaimId)]) -> FactAccount {
    let claims: Vec<ClaimId> = same.iter().map(|(.., claim)| *claim).collect();
    let (value, denies) = match &same[0].1 {
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
