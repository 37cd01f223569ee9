//! Floor 3. What the files of a case mean: names resolved, times anchored, everything under a small typed id. Here it is
//! decided whether two values meet ([`meet`]).
//!
//! [`declare`] makes a [`Model`] of what syntax trees declare, [`Model::add`] adds the claims of a file; checks change nothing of it.

mod claim;
mod claims;
mod clauses;
mod differ;
mod dispute;
mod edit;
mod entity;
mod event;
mod everyday;
mod fixed;
mod ids;
mod items;
pub mod meet;
mod names;
mod plan;
mod renumber;
mod resolve;
mod said;
pub mod say;
mod share;
mod source;
mod spell;
mod time;
mod unlike;
mod value;
mod vocabulary;

pub use claim::{Claim, Speaker, Via};
pub use claims::Claims;
pub use clauses::{Body, Clause, ClauseBody, Clauses, Record};
pub use differ::{Changed, Differences};
pub use dispute::{Dispute, is_placeholder};
pub use entity::{Entities, Entity};
pub use event::{Event, Events};
pub use everyday::{Meant, meant};
pub use fixed::Fixed;
pub use ids::{
    AttributeId, ClaimId, ClauseId, EntityId, EventId, KindId, RoleId, SourceId, UnitId,
};
pub use items::{Items, ItemsOf, Value};
pub use plan::Plan;
pub use renumber::Renumbering;
pub use resolve::{
    Chapter, Declarations, Declared, Notes, Preface, declare, folded, vocabulary_text,
};
pub use said::said;
pub use share::Share;
pub use source::{Source, SourceText};
pub use spell::Spell;
pub use time::{
    Anchor, Count, CountUnit, EventPart, Length, Offset, Reading, Time, When, WrongWeekday,
};
pub use unlike::Unlike;
pub use value::{BILLIONTH, FactKey, Item, Quantity, Subject};
pub use vocabulary::{Attribute, Effect, Kind, RoleOf, Type, Vocabulary};

use crate::date::Extent;
use crate::settings::Settings;
use crate::text::Location;

/// A case, resolved. All of it is flat arrays; an id is an index.
#[derive(Debug, Default)]
pub struct Model {
    /// People, organisations, places, terms and things.
    pub entities: Entities,
    /// Kinds of event, their roles, and attributes.
    pub vocabulary: Vocabulary,
    /// The events of the case.
    pub events: Events,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Their claims.
    pub claims: Claims,
    /// The clauses of all claims, those of one claim side by side.
    pub clauses: Clauses,
    /// The items of all values.
    pub items: Items,
    /// The names of units of measure.
    pub units: Vec<String>,
    /// Weekdays written with a date that does not have them.
    pub weekdays: Vec<WrongWeekday>,
    /// What people have written down about quarrels, in the order of the files.
    pub disputes: Vec<Dispute>,
    /// What holds for the whole case.
    pub settings: Settings,
    /// Where the claims of each file end.
    chapters: Vec<resolve::ChapterEnd>,
}

impl Model {
    /// Makes room for the claims that are still to come, when these are of some share of all texts. Lists that grow step by step are
    /// moved at each step, and stand twice meanwhile.
    pub fn expect(&mut self, share: Share) {
        self.claims.expect(share);
        self.clauses.expect(share);
        self.items.expect(share);
    }

    /// An empty model, in which claims can be put together while others are read by what this one declares.
    #[must_use]
    pub fn for_claims(&self) -> Self {
        Self {
            items: self.items.clone(),
            units: self.units.clone(),
            ..Self::default()
        }
    }

    /// Takes over the claims of a model that was made for them.
    pub fn take_claims(&mut self, told: Self) {
        self.claims = told.claims;
        self.clauses = told.clauses;
        self.items = told.items;
        self.units = told.units;
        self.chapters = told.chapters;
    }

    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: EventId) -> Event<'_> {
        self.events.get(id)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// The claim with this id.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Claim<'_> {
        self.claims.get(id.index())
    }

    /// The clause with this id.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Clause<'_> {
        self.clauses.get(id)
    }

    /// When a claim was said, as far as that is known: by its own words, or at the publication of its source.
    #[must_use]
    pub fn told<'m>(&'m self, claim: Claim<'m>) -> Option<&'m Extent> {
        match claim.has_own_telling() {
            true => claim.own_told(),
            false => self.source(claim.source).published.as_ref(),
        }
    }

    /// Whether it is known of every claim when it was said.
    #[must_use]
    pub fn is_all_told(&self) -> bool {
        let mut voices = self.claims.of_each_voice();
        voices.all(|claim| self.told(claim).is_some())
    }

    /// What the clause with this id says.
    #[must_use]
    #[inline]
    pub fn says(&self, id: ClauseId) -> ClauseBody<'_> {
        self.clauses.says_of(id)
    }

    /// When the claim of a clause was said.
    #[must_use]
    pub fn told_of(&self, clause: ClauseId) -> Option<&Extent> {
        self.told(self.claim_of(clause))
    }

    /// The claim that a clause belongs to.
    #[must_use]
    pub fn claim_of(&self, id: ClauseId) -> Claim<'_> {
        self.claim(self.clauses.claim(id))
    }

    /// The items of a value.
    #[must_use]
    pub fn items(&self, value: &Value) -> ItemsOf {
        self.items.of(value)
    }

    /// All clauses with their ids.
    pub fn clauses(&self) -> impl Iterator<Item = (ClauseId, Clause<'_>)> {
        self.clauses.iter()
    }

    /// How many statements were read.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.claims.iter().map(|claim| claim.statements()).sum()
    }

    /// Where a clause stands.
    #[must_use]
    pub fn location(&self, id: ClauseId) -> Location {
        let clause = self.clause(id);
        Location {
            file: self.claim(clause.claim).file(),
            span: clause.span,
        }
    }

    /// Whether a clause is hedged: by a word before its claim, or because its own value is approximate or marked uncertain.
    #[must_use]
    pub fn is_hedged(&self, id: ClauseId) -> bool {
        let clause = self.clause(id);
        clause.soft || self.claim(clause.claim).hedge() > crate::syntax::tree::Hedge::Stated
    }

    /// Whether an event of this kind has a start and an end that may differ.
    #[must_use]
    pub fn lasts(&self, event: EventId) -> bool {
        self.vocabulary.kind(self.event(event).kind).lasts
    }
}
