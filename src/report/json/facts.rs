//! The facts: who says what, who denies it, and how many origins each account has.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::analysis;

/// All facts that claims speak of. A source that stands in no account of a fact is silent about it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Facts<'a> {
    /// The ids of all sources, sorted.
    sources: &'a [String],
    #[schemars(with = "Vec<Fact<'a>>")]
    listed: Listed<'a>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(facts: analysis::Facts<'a>) -> Self {
        Self {
            sources: facts.sources(),
            listed: Listed(facts),
        }
    }
}

/// The facts, each made as it is written.
#[derive(Debug)]
struct Listed<'a>(analysis::Facts<'a>);

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Made))
    }
}

/// A fact, put together to be written.
struct Made(analysis::Fact);

impl Serialize for Made {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Fact::new(&self.0).serialize(serializer)
    }
}

/// Whether an event happened, when, a role of it, an attribute.
#[derive(Debug, Serialize, JsonSchema)]
struct Fact<'a> {
    /// In ids: `return_flight`, `return_flight.when`, `return_flight.means`, `najim.custody`.
    about: &'a str,
    /// In words.
    words: &'a str,
    /// Most origins first.
    accounts: Vec<FactAccount<'a>>,
}

impl<'a> Fact<'a> {
    fn new(fact: &'a analysis::Fact) -> Self {
        Self {
            about: &fact.about,
            words: &fact.words,
            accounts: fact.accounts.iter().map(FactAccount::new).collect(),
        }
    }
}

/// Those who say the same of a fact.
#[derive(Debug, Serialize, JsonSchema)]
struct FactAccount<'a> {
    /// What they say, in words.
    value: &'a str,
    /// Whether it is a denial or a doubt.
    denies: bool,
    /// Ids.
    sources: &'a [String],
    /// Names.
    speakers: &'a [String],
    /// How many independent origins it has.
    origins: usize,
    /// How many of these are of unknown lineage: somebody unnamed, who may be one of the others.
    unknown: usize,
}

impl<'a> FactAccount<'a> {
    fn new(account: &'a analysis::FactAccount) -> Self {
        Self {
            value: &account.value,
            denies: account.denies,
            sources: &account.sources,
            speakers: &account.speakers,
            origins: account.origins,
            unknown: account.unknown,
        }
    }
}
