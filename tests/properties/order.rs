//! Order, repetition and layout change nothing of what is said.

use proptest::prelude::*;

use crate::days::iso;
use crate::dice::{Dice, Tape};
use crate::draft::{Draft, Written};
use crate::mess::{self, Style};
use crate::verdict::{Verdict, topics, verdicts};

/// The files, the sources and the claims of each source in another order.
pub fn order_changes_nothing(tapes: &[Tape], shuffle: &[u16]) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, Style::default()).0;
    let expected = draft.write();
    let mut dice = Dice::new(shuffle);
    let mut other = draft;
    shuffled(&mut other.claims, &mut dice);
    let mut written = other.write();
    shuffled(&mut written.order, &mut dice);
    same(&expected, &written)
}

/// All sources in one file, in another order.
pub fn one_file_or_several(tapes: &[Tape], shuffle: &[u16]) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, Style::default()).0;
    let expected = draft.write();
    let mut dice = Dice::new(shuffle);
    let mut order = expected.order.clone();
    shuffled(&mut order, &mut dice);
    let mut joined = draft.write();
    let text: String = order
        .iter()
        .map(|path| joined.case.files[path].clone() + "\n")
        .collect();
    joined.order = vec!["case.claims".to_owned()];
    joined.case.files = std::iter::once(("case.claims".to_owned(), text)).collect();
    same(&expected, &joined)
}

fn same(expected: &Written, other: &Written) -> Result<(), TestCaseError> {
    let (one, two) = (verdicts(&expected.check()), verdicts(&other.check()));
    prop_assert_eq!(one, two, "{}\nor\n{}", expected.text(), other.text());
    Ok(())
}

fn shuffled<T>(items: &mut [T], dice: &mut Dice<'_>) {
    for at in (1..items.len()).rev() {
        items.swap(at, dice.roll(at + 1));
    }
}

/// A source that repeats all that another says makes no quarrel more, and no less.
pub fn repeating_a_source_adds_no_quarrel(tapes: &[Tape], which: u16) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, Style::default()).0;
    let source = Dice::new(&[which]).roll(draft.sources.len());
    let mut more = draft.clone();
    let mut echo = draft.sources[source].clone();
    echo.name = "echo".to_owned();
    more.sources.push(echo);
    for claim in draft.claims.iter().filter(|claim| claim.source == source) {
        let mut claim = claim.clone();
        claim.source = draft.sources.len();
        more.claims.push(claim);
    }
    same_headings(&draft, &more)
}

/// Nor does a source that says everything twice.
pub fn saying_it_twice_adds_no_quarrel(tapes: &[Tape]) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, Style::default()).0;
    let mut more = draft.clone();
    more.claims.extend(draft.claims.iter().cloned());
    same_headings(&draft, &more)
}

/// Nor does a claim for each clause.
pub fn splitting_claims_changes_no_quarrel(tapes: &[Tape]) -> Result<(), TestCaseError> {
    let draft = mess::draft(tapes, Style::default()).0;
    same_headings(&draft, &draft.split())
}

fn same_headings(one: &Draft, other: &Draft) -> Result<(), TestCaseError> {
    let (one, other) = (one.write(), other.write());
    let (before, after) = (topics(&one.check()), topics(&other.check()));
    prop_assert_eq!(before, after, "{}\nor\n{}", one.text(), other.text());
    Ok(())
}

/// All dates so many weeks later: only words change.
pub fn whole_weeks_later_changes_only_words(
    tapes: &[Tape],
    weeks: i64,
) -> Result<(), TestCaseError> {
    let now = Style {
        days_only: true,
        ..Style::default()
    };
    let later = Style {
        shift: 7 * weeks,
        ..now
    };
    let (one, other) = (
        mess::draft(tapes, now).0.write(),
        mess::draft(tapes, later).0.write(),
    );
    let (before, after) = (
        shape(verdicts(&one.check())),
        shape(verdicts(&other.check())),
    );
    prop_assert_eq!(
        before,
        after,
        "{}\nor, later\n{}\nby {} weeks from {}",
        one.text(),
        other.text(),
        weeks,
        iso(0)
    );
    Ok(())
}

/// What is left of a verdict when its words are taken away.
pub fn shape(verdicts: Vec<Verdict>) -> Vec<impl Ord + std::fmt::Debug> {
    let mut all: Vec<_> = verdicts
        .into_iter()
        .map(|one| {
            let lengths = |sets: std::collections::BTreeSet<std::collections::BTreeSet<String>>| {
                let mut lengths: Vec<_> =
                    sets.iter().map(std::collections::BTreeSet::len).collect();
                lengths.sort_unstable();
                lengths
            };
            let sources: Vec<_> = one.accounts.into_iter().map(|account| account.1).collect();
            let mut sources = sources;
            sources.sort();
            (
                one.id,
                one.about,
                one.severity,
                one.marks,
                sources,
                lengths(one.chains),
                lengths(one.ways_out),
            )
        })
        .collect();
    all.sort();
    all
}
