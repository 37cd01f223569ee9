//! The dates that weekdays and words such as "yesterday" come to, to be shown behind them.

use rustc_hash::FxHashMap;

use super::Analysis;
use crate::date::Extent;
use crate::model::{Anchor, ClauseBody, ClauseId, Count, CountUnit, Reading, Time, When, say};
use crate::syntax::tree::{self, Body, Clause, Direction, Entry, TimeBody};
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
            let claim = self.model.claims.get(index);
            let told = written.tellings.get(&claim.location().span);
            if let (Some(place), Some(told)) = (told, self.model.told(claim)) {
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
        let body = &self.model.says(id);
        if let (ClauseBody::When { when, .. }, [from]) = (body, written)
            && let When::Counted(counted) = *when
            && let Some(day) = counted_day(&counted.0, &counted.1)
        {
            hints.push(Hint {
                at: from.span.end,
                date: say::extent(&day),
                how: say::clause(&self.model, id),
            });
            return;
        }
        let times = match body {
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
        let counted = match time.anchor() {
            Anchor::Offset(offset) => counted_day(&offset.count, &offset.from),
            _ => None,
        };
        if let Some(day) = counted {
            hints.push(Hint {
                at: written.span.end,
                date: say::extent(&day),
                how: say::time(&self.model, time),
            });
            return;
        }
        match (time.anchor(), &written.body) {
            (Anchor::Offset(counted), TimeBody::Offset(offset)) => {
                self.time_hint(&counted.from, &offset.anchor, hints);
            }
            (Anchor::Fixed(date), _) if *time.reading() != Reading::Written => hints.push(Hint {
                at: written.span.end,
                date: say::extent(&date.extent()),
                how: say::time(&self.model, time),
            }),
            _ => {}
        }
    }
}

/// The day that is counted in days from another.
fn counted_day(count: &Count, from: &Time) -> Option<Extent> {
    let Anchor::Fixed(from) = from.anchor() else {
        return None;
    };
    let exact = count.unit == CountUnit::Days && count.high == Some(count.low);
    let from = from.extent();
    let day = from.single_day().filter(|_| exact && !from.approximate)?;
    let day = match count.direction {
        Direction::After => day.checked_add(count.low),
        Direction::Before => day.checked_sub(count.low),
    };
    day.map(Extent::day)
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
                            self.times.insert(clause.span, when.times().to_vec());
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

/// The times of a state: its beginning comes before the moment as of which it is told.
fn spell_times<'a, 't>(spell: &'a [tree::Spanned<tree::When<'t>>]) -> Vec<&'a tree::Time<'t>> {
    let mut in_order: Vec<&tree::When<'t>> = spell.iter().map(|when| &when.value).collect();
    in_order.sort_by_key(|when| matches!(when, tree::When::AsOf(_) | tree::When::Until(_)));
    in_order.into_iter().flat_map(tree::When::times).collect()
}
