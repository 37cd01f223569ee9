//! What all quarrels share: labels, accounts, severity, marks made from clauses.

mod events;
mod old_style;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::speaker_name;
use super::{Case, same_names};
use crate::diagnostic::{Account, Code, Diagnostic, Label, Mark, Said, Severity};
use crate::model::{Claim, ClauseBody, ClauseId, Item, Model, Speaker, say};
use crate::syntax::tree::Hedge;
use crate::text::Location;

/// How many chains a quarrel lists.
pub(super) const CHAINS_MAX: usize = 12;
/// How many ways out a quarrel lists.
pub(super) const WAYS_OUT_MAX: usize = 6;

/// A quarrel in the making: clauses become labels, each once.
pub(super) struct Quarrel<'a> {
    case: &'a Case<'a>,
    /// What is built.
    pub diagnostic: Diagnostic,
    labels: FxHashMap<ClauseId, usize>,
    clauses: Vec<ClauseId>,
}

impl<'a> Quarrel<'a> {
    pub fn new(case: &'a Case<'a>, code: Code, about: String, message: String) -> Self {
        let mut diagnostic = Diagnostic::new(code, message);
        diagnostic.about = about;
        Self {
            case,
            diagnostic,
            labels: FxHashMap::default(),
            clauses: Vec::new(),
        }
    }

    /// The label (by number) of a clause, made if it has none.
    pub fn label(&mut self, clause: ClauseId) -> usize {
        if let Some(&number) = self.labels.get(&clause) {
            return number;
        }
        let number = self.clauses.len();
        self.labels.insert(clause, number);
        self.clauses.push(clause);
        self.diagnostic.labels.push(label(self.case, clause));
        number
    }

    /// The labels of several clauses, in the order given.
    pub fn labels(&mut self, clauses: &[ClauseId]) -> Vec<usize> {
        clauses.iter().map(|&clause| self.label(clause)).collect()
    }

    /// Adds those who say the same; their claims in the order of their sources.
    pub fn account(&mut self, value: String, clauses: &[ClauseId]) {
        let mut clauses = clauses.to_vec();
        clauses.sort_by_cached_key(|&clause| order(self.case, clause));
        let labels = self.labels(&clauses);
        let model = self.case.model;
        let mut sources: Vec<_> = clauses
            .iter()
            .map(|&clause| model.source(model.claim_of(clause).source).name.clone())
            .collect();
        let mut speakers: Vec<_> = clauses
            .iter()
            .map(|&clause| speaker_name(model, model.clause(clause).claim))
            .collect();
        for names in [&mut sources, &mut speakers] {
            names.sort_unstable();
            names.dedup();
        }
        self.diagnostic.accounts.push(Account {
            value,
            sources,
            speakers,
            labels,
        });
    }

    /// The finished diagnostic, its fingerprint made of all clauses that have a label.
    pub fn finish(self) -> Diagnostic {
        let clauses = self.clauses.clone();
        self.finish_on(&clauses, &[])
    }

    /// The finished diagnostic, its fingerprint made of these clauses and of whatever else it rests on: where labels are made only up
    /// to a limit.
    pub fn finish_on(mut self, clauses: &[ClauseId], rest: &[u64]) -> Diagnostic {
        let questions = same_names::questions(self.case, clauses);
        self.diagnostic.premises.extend(questions);
        let converted = old_style::premise(self.case, &self.clauses);
        self.diagnostic.premises.extend(converted);
        events::name(self.case, &mut self.diagnostic.labels, &self.clauses);
        self.diagnostic.marks.sort_unstable();
        self.diagnostic.marks.dedup();
        self.case.sayings.mark(&mut self.diagnostic, clauses, rest);
        self.diagnostic.names = names(self.case.model, clauses);
        self.diagnostic.shrink();
        self.diagnostic
    }
}

/// The ids of what clauses speak of, sorted.
fn names(model: &Model, clauses: &[ClauseId]) -> Vec<String> {
    let mut items: FxHashSet<Item> = FxHashSet::default();
    for &clause in clauses {
        match &model.says(clause) {
            ClauseBody::Happens { event, .. } | ClauseBody::When { event, .. } => {
                items.insert(Item::Event(*event));
            }
            ClauseBody::Role { event, value, .. } => {
                items.insert(Item::Event(*event));
                items.extend(model.items(value));
            }
            ClauseBody::State { subject, value, .. } => {
                items.insert(Item::from(*subject));
                items.extend(model.items(value));
            }
        }
    }
    let name = |item: Item| match item {
        Item::Entity(id) => Some(model.entities.get(id).name.to_owned()),
        Item::Event(id) => Some(model.event(id).name.to_owned()),
        Item::Number(_) => None,
    };
    let mut names: Vec<String> = items.into_iter().filter_map(name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// In which order claims stand in an account: by source, then by place.
pub(super) fn order<'a>(case: &'a Case<'_>, clause: ClauseId) -> (&'a str, u32, u32) {
    let model = case.model;
    let location = model.location(clause);
    (
        &model.source(model.claim_of(clause).source).name,
        location.span.start,
        location.file.0,
    )
}

/// A clause as a place in a file.
pub(super) fn label(case: &Case<'_>, id: ClauseId) -> Label {
    let model = case.model;
    label_in(
        case,
        model.claim_of(id),
        model.location(id),
        crate::model::say::clause(model, id),
    )
}

/// A place in a claim, with what to say about it.
pub(super) fn label_in(
    case: &Case<'_>,
    claim: Claim<'_>,
    location: Location,
    text: String,
) -> Label {
    let model = case.model;
    let file = claim.file();
    let passage = claim
        .passage()
        .map(|span| passage_text(case.files.text(Location { file, span })));
    Label::new(location, text).said_by(Said {
        claim: Some(claim.location()),
        passage,
        source: Some(model.source(claim.source).name.clone()),
        speaker: spoken(model, claim),
        via: claim.via().iter().map(|via| via.name.clone()).collect(),
        told: model
            .told(claim)
            .filter(|_| claim.has_own_telling())
            .map(say::extent),
        hedge: hedge_word(claim.hedge()),
        event: None,
    })
}

/// Who speaks, when it is not the source itself. A source may be written by somebody.
fn spoken(model: &Model, claim: Claim<'_>) -> Option<String> {
    let author = match claim.speaker() {
        Speaker::Entity(entity) => Some(model.entities.get(entity).label),
        Speaker::Source(_) | Speaker::Unnamed(_) => None,
    };
    match (claim.spoken(), author) {
        // Only those through whom it came are named: the speaker is the author of the source.
        (Some(spoken), Some(author)) if spoken.starts_with("via ") => {
            Some(format!("{author}, {spoken}"))
        }
        (Some(spoken), _) => Some(spoken.to_string()),
        (None, author) => author.map(str::to_owned),
    }
}

/// A passage without its quotation marks and escapes, its lines joined.
fn passage_text(written: &str) -> String {
    let inside = match written.strip_prefix("\"\"\"") {
        Some(rest) => Cow::Borrowed(rest.strip_suffix("\"\"\"").unwrap_or(rest)),
        None => {
            let short = written.strip_prefix('"').unwrap_or(written);
            let short = short.strip_suffix('"').unwrap_or(short);
            match short.contains('\\') {
                true => Cow::Owned(short.replace("\\\"", "\"").replace("\\\\", "\\")),
                false => Cow::Borrowed(short),
            }
        }
    };
    let mut joined = String::with_capacity(inside.len());
    for word in inside.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

fn hedge_word(hedge: Hedge) -> Option<&'static str> {
    match hedge {
        Hedge::Confirmed => Some("confirmed"),
        Hedge::Stated => None,
        Hedge::Reportedly => Some("reportedly"),
        Hedge::Allegedly => Some("allegedly"),
        Hedge::Rumoured => Some("rumoured"),
    }
}

/// A contradiction if some chain has no hedge in it, else a tension.
pub(super) fn severity<'c>(
    case: &Case<'_>,
    mut chains: impl Iterator<Item = &'c [ClauseId]>,
) -> Severity {
    if chains.any(|chain| is_stated(case, chain)) {
        Severity::Contradiction
    } else {
        Severity::Tension
    }
}

/// Whether a chain has no hedge in it.
pub(super) fn is_stated(case: &Case<'_>, chain: &[ClauseId]) -> bool {
    chain.iter().all(|&clause| !case.model.is_hedged(clause))
}

/// Which marks it gives that these groups of clauses stand against each other: `opposed` tells which.
pub(super) fn marks(
    case: &Case<'_>,
    sides: &[Vec<ClauseId>],
    opposed: impl Fn(usize, usize) -> bool,
) -> Vec<Mark> {
    let mut stands: FxHashMap<Speaker, FxHashSet<(usize, u32)>> = FxHashMap::default();
    for (side, clauses) in sides.iter().enumerate() {
        for &clause in clauses {
            let claim = case.model.claim_of(clause);
            stands
                .entry(claim.speaker())
                .or_default()
                .insert((side, claim.source.0));
        }
    }
    let mut marks = FxHashSet::default();
    for places in stands.values() {
        // A speaker with a place on every side is rare, so looking at the pairs of one speaker's places is cheap.
        let places: Vec<_> = places.iter().take(64).collect();
        for (index, (side, source)) in places.iter().enumerate() {
            for (other_side, other_source) in &places[index + 1..] {
                if side != other_side && opposed(*side.min(other_side), *side.max(other_side)) {
                    let same = source == other_source;
                    marks.insert(if same {
                        Mark::SelfContradiction
                    } else {
                        Mark::Misattributed
                    });
                }
            }
        }
    }
    let mut marks: Vec<_> = marks.into_iter().collect();
    marks.sort_unstable();
    marks
}

/// The mark of a chain that needs all its clauses: one speaker must have made all of it.
pub(super) fn chain_mark(case: &Case<'_>, chain: &[ClauseId]) -> Option<Mark> {
    let first = case.model.claim_of(*chain.first()?);
    let mut same_source = true;
    for &clause in chain {
        let claim = case.model.claim_of(clause);
        if claim.speaker() != first.speaker() {
            return None;
        }
        same_source &= claim.source == first.source;
    }
    Some(if same_source {
        Mark::SelfContradiction
    } else {
        Mark::Misattributed
    })
}

/// So many names are joined for what a diagnostic is about.
const ABOUT_MAX: usize = 32;

/// A clause of time with the event that it is about.
pub(super) fn time_words(case: &Case<'_>, clause: ClauseId) -> String {
    match &case.model.says(clause) {
        ClauseBody::When { event, .. } => format!(
            "{} {}",
            say::event(case.model, *event),
            say::clause(case.model, clause)
        ),
        _ => say::clause(case.model, clause),
    }
}

/// What a diagnostic about several names is about: `a and b`. Of very many only the first.
pub(super) fn about_all(names: &[&str]) -> String {
    names[..names.len().min(ABOUT_MAX)].join(" and ")
}

/// `A`, `A or B`, `A, B or C`, with what does not fit counted.
pub(super) fn either(names: &[String], listed_max: usize) -> String {
    let mut names = names.to_vec();
    if names.len() > listed_max {
        let more = names.len() - listed_max + 1;
        names.truncate(listed_max - 1);
        names.push(format!("one of {more} others"));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
    }
}
