//! The evidence: who says what, each with the passage and the place where it stands.

use std::collections::{HashMap, HashSet};

use unicode_width::UnicodeWidthStr;

use super::excerpt::{self, Drawn};
use super::page::{Ink, Page};
use crate::diagnostic::{Account, Diagnostic, Label, Severity};
use crate::report::words::{clause, labels, list, quote, who_hedged};
use crate::text::{Files, Location, visible};

/// So many labels of one diagnostic get an excerpt; the others a line each.
const EXCERPTS: usize = 12;
/// So many of one account, if they cannot all have one.
const EXCERPTS_EACH: usize = 3;
/// So many labels without excerpt get a line; the others are counted.
const LINES: usize = 12;
/// So many speakers of one account are named.
const SPEAKERS: usize = 8;

/// Writes the evidence: under its accounts, where there are any, else in the order of the labels.
pub(super) fn write(page: &mut Page, files: &Files, diagnostic: &Diagnostic) {
    let chosen = choose(diagnostic);
    let split = |numbers: &[usize]| -> (Vec<usize>, Vec<usize>) {
        numbers.iter().partition(|at| chosen.contains(at))
    };
    let mut rest: Vec<Vec<usize>> = Vec::new();
    let mut told = vec![false; diagnostic.labels.len()];
    for (number, account) in diagnostic.accounts.iter().enumerate() {
        let mut own = account.labels.clone();
        own.retain(|&at| at < told.len());
        own.iter().for_each(|&at| told[at] = true);
        let (shown, hidden) = split(&own);
        heading(page, diagnostic, account, number, hidden.is_empty());
        excerpts(page, files, diagnostic, &shown, Some(number));
        rest.push(hidden);
    }
    let others: Vec<usize> = (0..told.len()).filter(|&at| !told[at]).collect();
    let (shown, hidden) = split(&others);
    excerpts(page, files, diagnostic, &shown, None);
    rest.push(hidden);
    remaining(page, files, diagnostic, &in_turn(&rest));
}

/// One of each account, then a second one of each: no account is told at the cost of another.
fn in_turn(accounts: &[Vec<usize>]) -> Vec<usize> {
    let most = accounts.iter().map(Vec::len).max().unwrap_or(0);
    let turns = (0..most).flat_map(|turn| accounts.iter().filter_map(move |own| own.get(turn)));
    turns.copied().collect()
}

/// The labels that get an excerpt: all, if they are few; else those of the shortest chain and the first ones of each account,
/// so that every side is shown. Gaps are many and alike: a line each is enough.
fn choose(diagnostic: &Diagnostic) -> HashSet<usize> {
    let all = diagnostic.labels.len();
    // Where the chains tell the story, their clauses are the evidence: with a table those of the shortest, else of two.
    let told_by_chains = !diagnostic.chains.is_empty() && diagnostic.accounts.is_empty();
    let chains = if diagnostic.table.is_some() || !told_by_chains {
        1
    } else {
        2
    };
    let shortest = diagnostic
        .chains
        .iter()
        .take(chains)
        .flat_map(|chain| &chain.labels);
    let mut chosen: HashSet<usize> = shortest
        .copied()
        .filter(|&at| at < all)
        .take(EXCERPTS)
        .collect();
    let enough = (diagnostic.table.is_some() || told_by_chains) && !chosen.is_empty();
    if enough || (diagnostic.severity == Severity::Gap && all > 1) {
        return chosen;
    }
    if all <= EXCERPTS {
        return (0..all).collect();
    }
    for turn in 0..EXCERPTS_EACH {
        for account in &diagnostic.accounts {
            let next = account
                .labels
                .get(turn)
                .filter(|&&at| at < all && chosen.len() < EXCERPTS);
            chosen.extend(next);
        }
    }
    if diagnostic.accounts.is_empty() {
        for at in 0..all {
            if chosen.len() < EXCERPTS {
                chosen.insert(at);
            }
        }
    }
    chosen
}

/// What an account says, and who says so unless the excerpts below tell.
fn heading(
    page: &mut Page,
    diagnostic: &Diagnostic,
    account: &Account,
    number: usize,
    told_below: bool,
) {
    let value = visible(&account.value);
    let speakers = format!("– {}", speakers(diagnostic, account));
    let mut parts = vec![(value.as_ref(), Ink::Account(number))];
    if !told_below || account.labels.is_empty() {
        parts.push((&speakers, Ink::Plain));
    }
    page.gap();
    page.items("  ■ ", &parts);
}

/// Who says it, each once, hedges with them.
fn speakers(diagnostic: &Diagnostic, account: &Account) -> String {
    let mut names: Vec<String> = labels(diagnostic, &account.labels)
        .into_iter()
        .map(who_hedged)
        .collect();
    if names.is_empty() {
        names = account
            .speakers
            .iter()
            .map(|name| visible(name).into_owned())
            .collect();
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    if names.len() > SPEAKERS {
        let more = names.len() - SPEAKERS;
        names.truncate(SPEAKERS);
        names.push(format!("{more} more"));
    }
    list(&names)
}

/// Excerpts of labels, a passage at a time.
fn excerpts(
    page: &mut Page,
    files: &Files,
    diagnostic: &Diagnostic,
    numbers: &[usize],
    account: Option<usize>,
) {
    let value = account.map(|number| diagnostic.accounts[number].value.as_str());
    let indent = if account.is_some() { 4 } else { 2 };
    for group in by_claim(diagnostic, numbers) {
        passage(page, &diagnostic.labels[group[0]], indent);
        let drawn: Vec<Drawn<'_>> = group
            .iter()
            .map(|&at| {
                let label = &diagnostic.labels[at];
                let said = &*label.text;
                let text = if value == Some(said) { "" } else { said };
                Drawn {
                    label,
                    text,
                    colour: account.unwrap_or(at),
                }
            })
            .collect();
        excerpt::draw(page, files, &drawn, indent);
    }
}

/// The labels, those of one claim together; those outside any claim by source.
fn by_claim(diagnostic: &Diagnostic, numbers: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut places: HashMap<(Option<Location>, Option<&str>), usize> = HashMap::new();
    for &at in numbers {
        let label = &diagnostic.labels[at];
        let key = (label.said().claim, label.said().source.as_deref());
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// Who says it in which words, above the excerpt that shows how it was written down.
fn passage(page: &mut Page, label: &Label, indent: usize) {
    if label.said().source.is_none() && label.said().passage.is_none() {
        return;
    }
    page.gap();
    let (passage, ink) = match &label.said().passage {
        Some(passage) => (quote(passage, 600), Ink::Plain),
        None => (String::from("(no passage)"), Ink::Dim),
    };
    let speaker = format!("{}:", who_hedged(label));
    page.items(
        &" ".repeat(indent),
        &[(&speaker, Ink::Bold), (&passage, ink)],
    );
}

/// The labels without excerpt, a line a claim. What a table will tell is not told here.
fn remaining(page: &mut Page, files: &Files, diagnostic: &Diagnostic, numbers: &[usize]) {
    if numbers.is_empty() {
        return;
    }
    let (mut bullet, mut groups) = ("    · ", by_claim(diagnostic, numbers));
    if diagnostic.severity == Severity::Gap {
        bullet = "  · ";
        groups = numbers.iter().map(|&at| vec![at]).collect();
    } else {
        page.gap();
        page.item("  ", "Also:", Ink::Bold);
    }
    for group in groups.iter().take(LINES) {
        let words = words(files, diagnostic, group);
        let places = format!("({})", places(files, diagnostic, group));
        page.items(bullet, &[(&words, Ink::Plain), (&places, Ink::Dim)]);
    }
    if groups.len() > LINES {
        let more = format!(
            "… and {} more (`--format json` has all)",
            groups.len() - LINES
        );
        page.item(&" ".repeat(bullet.width()), &more, Ink::Plain);
    }
}

fn words(files: &Files, diagnostic: &Diagnostic, group: &[usize]) -> String {
    let group = labels(diagnostic, group);
    let Some(first) = group.first() else {
        return String::new();
    };
    let mut said: Vec<String> = group
        .iter()
        .map(|label| visible(&label.text).into_owned())
        .collect();
    said.retain(|text| !text.is_empty() && diagnostic.table.is_none());
    let said = said.join("; ");
    let quoted = match &first.said().passage {
        Some(passage) => format!("{}: {}", who_hedged(first), quote(passage, 120)),
        None if first.said().source.is_some() => who_hedged(first),
        None => clause(files, first),
    };
    if said.is_empty() {
        quoted
    } else {
        format!("{quoted}: {said}")
    }
}

/// `bbc.claims:9:48`, `bbc.claims:9:48 and 10:3`.
fn places(files: &Files, diagnostic: &Diagnostic, group: &[usize]) -> String {
    let mut places: Vec<String> = Vec::new();
    let mut last = None;
    for label in labels(diagnostic, group) {
        let file = files.get(label.location.file);
        let at = file.line_column(label.location.span.start);
        let place = format!("{}:{}", at.line, at.column);
        let same = last.replace(label.location.file) == Some(label.location.file);
        places.push(if same {
            place
        } else {
            format!("{}:{place}", visible(&file.path))
        });
    }
    list(&places)
}
