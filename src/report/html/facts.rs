//! The table of facts and sources: who says what, who denies it, who is silent, how many origins each account has.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::super::facts::{is_shared, least_by_key};
use super::super::words::{count, list_to};
use super::Page;
use crate::analysis::{Fact, FactAccount};
use crate::text::visible;

/// So many facts are shown; those with several accounts first, then those that most sources speak of.
const FACTS_MAX: usize = 400;
/// With more sources than columns, they are named instead.
const COLUMNS_MAX: usize = 12;
/// So many are named.
const NAMED: usize = 12;

/// The section: what several sources speak of, and folded away what only one does.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let all = page.analysis.facts();
    let facts = least_by_key(all.iter(), FACTS_MAX, least_told_last);
    let (shared, alone): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| is_shared(fact));
    html! {
        @if !facts.is_empty() {
            section aria-labelledby="facts" {
                h2 id="facts" { "Who says what" }
                p.meta {
                    "A row for each thing that is said of a fact, with those who say it. " b.yes { "●" } " says so, " b.no { "✕" }
                    " says it is not so or doubts it, – says nothing of the fact at all. An origin is somebody who speaks for \
                     himself: two papers that quote one ministry are one origin, and a source that cites another adds none for what that one \
                     says. Somebody unnamed is an origin of unknown lineage, who may be one of the others."
                    @if all.len() > facts.len() {
                        " Only " (facts.len()) " of " (all.len()) " facts are shown, those with several accounts first; "
                        code { "--format json" } " has all."
                    }
                }
                @if !shared.is_empty() { (table(page, &shared, "Who says what")) }
                @if !alone.is_empty() {
                    details open[shared.is_empty()] {
                        summary { (count(alone.len(), "fact", "facts")) " of which one source alone speaks" }
                        (table(page, &alone, "What one source alone says"))
                    }
                }
            }
        }
    }
}

fn table(page: &Page<'_>, facts: &[&Fact], label: &str) -> Markup {
    let sources = page.analysis.facts().sources();
    let columns: &[String] = if sources.len() <= COLUMNS_MAX {
        sources
    } else {
        &[]
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
            table.facts {
                (head(columns))
                @for fact in facts { (rows(page, fact, columns)) }
            }
        }
    }
}

/// Those with several accounts first, then those that most sources speak of.
fn least_told_last(fact: &Fact) -> Reverse<(usize, usize)> {
    let accounts = &fact.accounts;
    let sources = accounts.iter().map(|account| account.sources.len()).sum();
    Reverse((accounts.len().min(2), sources))
}

fn head(columns: &[String]) -> Markup {
    html! {
        thead { tr {
            th scope="col" { "fact" }
            th scope="col" { "what is said" }
            th scope="col" { "origins" }
            @for source in columns { th.source scope="col" { (breakable(source)) } }
            @if columns.is_empty() {
                th scope="col" { "said by" }
                th scope="col" { "silent" }
            }
        } }
    }
}

/// An id that a narrow column may break behind `_`.
fn breakable(id: &str) -> Markup {
    html! {
        @for (number, part) in id.split('_').enumerate() {
            @if number > 0 { "_" wbr; }
            (visible(part))
        }
    }
}

fn rows(page: &Page<'_>, fact: &Fact, columns: &[String]) -> Markup {
    let height = fact.accounts.len();
    html! {
        tbody {
            @for (number, account) in fact.accounts.iter().enumerate() {
                tr {
                    @if number == 0 { th scope="rowgroup" rowspan=(height) { (name(page, fact)) } }
                    td { (said(account)) }
                    td { (origins(account)) }
                    @for source in columns { (cell(fact, account, source, number == 0)) }
                    @if columns.is_empty() {
                        td { (visible(&list_to(&account.sources, NAMED))) }
                        @if number == 0 { td rowspan=(height) { (silent(page, fact)) } }
                    }
                }
            }
        }
    }
}

/// What the fact is, leading to its quarrel where there is one.
fn name(page: &Page<'_>, fact: &Fact) -> Markup {
    let words = visible(&fact.words);
    html! {
        @if let Some((severity, anchor)) = page.quarrels.of_fact(&fact.about) {
            a class=(severity) href={ "#" (anchor) } { (words) }
        } @else { (words) }
    }
}

/// What is said, and by whom where that is not the source itself.
fn said(account: &FactAccount) -> Markup {
    let others: Vec<String> = account
        .speakers
        .iter()
        .filter(|speaker| account.sources.binary_search(speaker).is_err())
        .cloned()
        .collect();
    html! {
        (visible(&account.value))
        @if !others.is_empty() { div.meta { "said by " (visible(&list_to(&others, NAMED))) } }
    }
}

fn origins(account: &FactAccount) -> Markup {
    html! {
        (account.origins)
        @match account.unknown {
            0 => {}
            all if all == account.origins => " (unknown)",
            some => { " (" (some) " unknown)" }
        }
    }
}

/// Whether a source carries an account; a cell as high as the fact for one that is silent.
fn cell(fact: &Fact, account: &FactAccount, source: &String, first: bool) -> Markup {
    let carries = |account: &FactAccount| account.sources.binary_search(source).is_ok();
    let silent = !fact.accounts.iter().any(carries);
    html! {
        @if silent {
            @if first { td.silent rowspan=(fact.accounts.len()) { "–" i { "silent" } } }
        } @else if !carries(account) {
            td {}
        } @else if account.denies {
            td.no { "✕" i { "says it is not so" } }
        } @else {
            td.yes { "●" i { "says so" } }
        }
    }
}

fn silent(page: &Page<'_>, fact: &Fact) -> Markup {
    let facts = page.analysis.facts();
    let names: Vec<String> = facts.silent(fact).map(str::to_owned).collect();
    html! {
        @if names.len() <= NAMED { (visible(&list_to(&names, NAMED))) }
        @else { (names.len()) " of " (facts.sources().len()) }
    }
}
