//! The dates that weekdays and words such as "yesterday" come to, to be shown behind them.

use rustc_hash::FxHashMap;

use super::Analysis;
use crate::model::{Anchor, ClauseBody, ClauseId, Reading, Time, say};
use crate::syntax::tree::{self, Body, Clause, Entry, TimeBody, When};
use crate::text::{FileId, Span};

/// What a time comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Behind what it stands, as a byte offset.
    pub at: u32,
    /// The date: `Sat 18 Jan 2025`.
    pub date: String,
    /// The same with the rule by which it came about.
    pub how: String,
}

impl Analysis {
    /// What the times in a stretch of a file come to that do not say so themselves, by place.
    #[must_use]
    pub fn hints(&self, file: FileId, span: Span) -> Vec<Hint> {
        let claims = self.claims_in(file, span);
        if claims.is_empty() {
            return Vec::new();
        }
        let Some(tree) = self.tree(file) else {
            return Vec::new();
        };
        let written = Written::gather(&tree);
        let mut hints = Vec::new();
        for index in claims.clone() {
            let claim = &self.model.claims[index];
            let told = written.tellings.get(&claim.location.span);
            if let (Some(place), Some(told)) = (told, &claim.told) {
                hints.push(Hint {
                    at: place.end,
                    date: say::extent(told),
                    how: format!("told {}", say::extent(told)),
                });
            }
        }
        for id in self.clauses_of(claims) {
            if let Some(times) = written.times.get(&self.model.clause(id).span) {
                self.clause_hints(id, times, &mut hints);
            }
        }
        hints.retain(|hint| span.touches(hint.at));
        hints.sort_by_key(|hint| hint.at);
        hints
    }

    fn clause_hints(&self, id: ClauseId, written: &[&tree::Time<'_>], hints: &mut Vec<Hint>) {
        let times = match &self.model.clause(id).body {
            ClauseBody::When { when, .. } => when.times(),
            ClauseBody::State { spell, .. } => spell.times(),
            ClauseBody::Happens { .. } | ClauseBody::Role { .. } => return,
        };
        if times.len() == written.len() {
            for (time, written) in times.into_iter().zip(written) {
                self.time_hint(time, written, hints);
            }
        }
    }

    /// What a time comes to, or that from which it is counted.
    fn time_hint(&self, time: &Time, written: &tree::Time<'_>, hints: &mut Vec<Hint>) {
        match (&time.anchor, &written.body) {
            (Anchor::Offset(_, from), TimeBody::Offset(offset)) => {
                self.time_hint(from, &offset.anchor, hints);
            }
            (Anchor::Fixed(date), _) if time.reading != Reading::Written => hints.push(Hint {
                at: written.span.end,
                date: say::extent(date),
                how: say::time(&self.model, time),
            }),
            _ => {}
        }
    }
}

/// Where the times of a file stand.
#[derive(Default)]
struct Written<'a, 't> {
    /// The times of a clause, in the order in which the model has them.
    times: FxHashMap<Span, Vec<&'a tree::Time<'t>>>,
    /// Behind what a claim's telling stands that is not a date itself, by the claim's head line.
    tellings: FxHashMap<Span, Span>,
}

impl<'a, 't> Written<'a, 't> {
    fn gather(tree: &'a tree::Tree<'t>) -> Self {
        let mut written = Self::default();
        for entry in &tree.entries {
            if let Entry::Claim(claim) = entry {
                written.claim(claim);
            }
        }
        written
    }

    fn claim(&mut self, claim: &'a tree::Claim<'t>) {
        if let Some(told) = &claim.told
            && matches!(
                told.value.body,
                TimeBody::Weekday { .. } | TimeBody::Spoken { .. } | TimeBody::Offset(_)
            )
        {
            self.tellings.insert(claim.span, told.span);
        }
        for statement in &claim.statements {
            match &statement.body {
                Body::Event { clauses, .. } => {
                    for clause in clauses {
                        if let Clause::When(when) = &clause.value {
                            self.times.insert(clause.span, times(when));
                        }
                    }
                }
                Body::State { times: spell, .. } => {
                    self.times.insert(statement.span, spell_times(spell));
                }
            }
        }
    }
}

fn times<'a, 't>(when: &'a When<'t>) -> Vec<&'a tree::Time<'t>> {
    match when {
        When::On(time)
        | When::Before(time)
        | When::After(time)
        | When::From(time)
        | When::To(time)
        | When::During(time)
        | When::AsOf(time)
        | When::Since(time)
        | When::Until(time)
        | When::Throughout(time) => vec![time],
        When::Between(from, to) | When::FromTo(from, to) => vec![from, to],
        When::Counted(offset) => vec![&offset.anchor],
        When::SameTime(_) | When::SameDay(_) | When::For(..) => Vec::new(),
    }
}

/// The times of a state: its beginning comes before the moment as of which it is told.
fn spell_times<'a, 't>(spell: &'a [tree::Spanned<When<'t>>]) -> Vec<&'a tree::Time<'t>> {
    let mut in_order: Vec<&When<'t>> = spell.iter().map(|when| &when.value).collect();
    in_order.sort_by_key(|when| matches!(when, When::AsOf(_) | When::Until(_)));
    in_order.into_iter().flat_map(times).collect()
}
