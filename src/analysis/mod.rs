//! Floor 5. The way from texts to diagnostics, top to bottom: [`analyse`].

mod completion;
pub mod disputes;
mod hints;
mod mend;
mod mentions;
mod outline;
mod pieces;
mod place;
mod rename;
mod session;
mod standing;
mod tell;
pub mod timeline;
pub mod vocabulary;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::checks::{self, FactIndex};
use crate::diagnostic::Diagnostic;
use crate::model::{self, Model};
use crate::text::{Files, Location, Reader};

pub use completion::{Candidate, CandidateKind, Completion};
pub use hints::Hint;
pub use mend::Mend;
pub use mentions::Space;
pub use outline::{Fold, Outline, OutlineKind};
pub use place::{Mentioned, Named};
pub use rename::Replacement;
pub use session::Session;
use standing::{Purpose, Standing};
pub use tell::Told;

pub use crate::syntax::{IdKind, Token, TokenKind};

pub use crate::checks::{
    Differences, Fact, FactAccount, Facts, Outcome, Passage, Passages, Sameness, Setting, Why,
};

/// All that a report is made from.
#[derive(Debug, Default)]
pub struct Analysis {
    /// The claim files, in the order of their paths; behind them the settings of the case and the texts of the sources.
    pub files: Files,
    /// What there is to report, in the order to report it.
    pub diagnostics: Vec<Diagnostic>,
    /// What looking up the passages gave.
    pub passages: Passages,
    /// What was read and checked.
    pub summary: Summary,
    /// What the files mean, for the answers below.
    pub(crate) model: Model,
    pub(crate) facts: OnceLock<FactIndex>,
}

/// A source, as a reader meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCard<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// Where it can be read, as written.
    pub url: Option<&'a str>,
    /// When it was published, in words.
    pub published: Option<String>,
    /// How many claims it carries.
    pub claims: usize,
}

impl<'a> SourceCard<'a> {
    fn new(source: &'a model::Source, claims: usize) -> Self {
        Self {
            id: &source.name,
            title: &source.title,
            publisher: source.publisher.as_deref(),
            url: source.url.as_deref(),
            published: source.published.as_ref().map(model::say::extent),
            claims,
        }
    }
}

impl Analysis {
    /// The sources of the case, in the order of their files.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceCard<'_>> {
        let mut claims = vec![0; self.model.sources.len()];
        for claim in self.model.claims.iter() {
            claims[claim.source.index()] += 1;
        }
        let sources = self.model.sources.iter().zip(claims);
        sources
            .map(|(source, claims)| SourceCard::new(source, claims))
            .collect()
    }

    /// Every fact that claims speak of: who says what, who denies it, who is silent, and how many origins each account has. Which they
    /// are is found out at the first question.
    pub fn facts(&self) -> Facts<'_> {
        let index = self.facts.get_or_init(|| FactIndex::new(&self.model));
        index.facts(&self.model)
    }

    /// Every passage, and whether its source's text holds it, in the order of the claims.
    pub fn passages(&self) -> impl Iterator<Item = Passage> {
        self.passages.all(&self.model)
    }

    /// The passage of the claim whose first line begins there.
    #[must_use]
    pub fn passage_of(&self, claim: Location) -> Option<Passage> {
        self.passages.of(&self.model, self.model.claim_at(claim)?)
    }

    /// The id of the source whose words a passage is to be.
    #[must_use]
    pub fn source_of(&self, passage: &Passage) -> &str {
        &self.model.source(passage.source).name
    }

    /// The names for people of all entities and events, by id. Where an event goes by the id of an entity, the entity's.
    #[must_use]
    pub fn labels(&self) -> FxHashMap<&str, &str> {
        let events = self.model.events.iter();
        let events = events.map(|event| (event.name, event.label));
        let entities = self.model.entities.iter();
        let entities = entities.map(|(_, entity)| (entity.name, entity.label));
        events.chain(entities).collect()
    }

    /// When each event and state was, as each source has it.
    #[must_use]
    pub fn times(&self) -> timeline::Times {
        timeline::times(&self.model)
    }
}

/// How much was read and checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Claim files.
    pub files: usize,
    /// Sources.
    pub sources: usize,
    /// Claims.
    pub claims: usize,
    /// Statements of claims.
    pub statements: usize,
    /// Persons, organisations, places, terms, things of the case.
    pub entities: usize,
    /// Events.
    pub events: usize,
    /// Texts of sources that were read.
    pub texts: usize,
}

/// Reads and checks a case. `problems` is what went wrong when its files were read.
#[must_use]
pub fn analyse(
    files: Files,
    problems: Vec<Diagnostic>,
    texts: &dyn Reader,
    setting: Setting,
) -> Analysis {
    analyse_step_by_step(files, problems, texts, setting, &mut |_| ())
}

/// The same; every step is told when it begins, so that somebody with a clock can see where the time goes.
#[must_use]
pub fn analyse_step_by_step(
    files: Files,
    problems: Vec<Diagnostic>,
    texts: &dyn Reader,
    setting: Setting,
    begins: &mut dyn FnMut(Step<'_>),
) -> Analysis {
    Standing::step_by_step(files, texts, setting, Purpose::OneLook, begins).into_analysis(problems)
}

/// A step of an analysis; it ends when the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// What a file declares is read; its path.
    Declarations(&'a str),
    /// Declared names are resolved, and the texts of sources are read.
    Names,
    /// The claims of a file are read and resolved; its path.
    Claims(&'a str),
    /// Passages are looked up in the texts.
    Passages,
    /// Claims are put together for the checks: who says what, and the network of times.
    Together,
    /// A check runs; its id.
    Check(&'static str),
    /// Diagnostics are put in order, and disputes are held against them.
    Order,
}

/// The pages that explain: id, title, Markdown.
pub fn pages() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    checks::ALL
        .iter()
        .map(|check| (check.id, first_sentence(check.page), check.page))
}

/// What stands below the heading of a page.
fn first_sentence(page: &'static str) -> &'static str {
    page.lines()
        .skip(1)
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
}
