//! One diagnostic: its accounts side by side, then what follows.

use maud::{Markup, html};

use super::super::ways_out::way_out;
use super::super::words::{
    Part, dispute_sentence, labels, leading_first, list, mark_sentence, more_line, parts, plus,
    who, with_alike,
};
use super::{Page, claim};
use crate::diagnostic::{Account, Diagnostic, Severity};
use crate::text::visible;

/// So many claims of a side are shown before the rest are folded away.
const UNFOLDED: usize = 8;
/// So many are folded away; a browser could not show very many more.
const FOLDED: usize = 500;
/// So many proofs are shown.
const PROOFS: usize = 3;

/// The card of a diagnostic.
pub(super) fn card(page: &Page<'_>, diagnostic: &Diagnostic, anchor: &str) -> Markup {
    let severity = diagnostic.severity.word();
    let mut about: Vec<&str> = subjects(diagnostic).collect();
    about.sort_unstable();
    about.dedup();
    html! {
        article class={ "quarrel is-" (severity) } id=(anchor) aria-labelledby={ (anchor) "-h" }
            data-severity=(severity) data-source=(visible(&sources(diagnostic))) data-about=(visible(&about.join(" "))) {
            h3 id={ (anchor) "-h" } {
                span class={ "badge " (severity) } { (severity) }
                (prose(&diagnostic.message))
            }
            @for &mark in &diagnostic.marks { p { strong { (mark_sentence(mark)) } } }
            @if let Some(disputed) = &diagnostic.disputed { p { strong { (visible(&dispute_sentence(disputed))) } } }
            (sides(page, diagnostic))
            (table(diagnostic))
            (proofs(diagnostic))
            (ways_out(page, diagnostic))
            (sentences("This rests on", &diagnostic.premises))
            (sentences("What to do", &diagnostic.advice))
            p.meta {
                a href={ "#" (anchor) } { "Link to this" }
                " · " code { "belie explain " (diagnostic.code) }
                @if let Some(fingerprint) = diagnostic.fingerprint { " · fingerprint " code { (fingerprint) } }
            }
        }
    }
}

/// The ids that a diagnostic is about: events, or the entity before the dot.
pub(super) fn topics(diagnostic: &Diagnostic) -> impl Iterator<Item = &str> {
    let quarrel = matches!(
        diagnostic.severity,
        Severity::Contradiction | Severity::Tension
    );
    let about = if quarrel {
        diagnostic.about.as_str()
    } else {
        ""
    };
    about
        .split(" and ")
        .map(|one| one.split_once('.').map_or(one, |(subject, _)| subject))
        .filter(|one| !one.is_empty() && !one.contains(' '))
}

/// What it is about and what its claims name, for the filter.
pub(super) fn subjects(diagnostic: &Diagnostic) -> impl Iterator<Item = &str> {
    topics(diagnostic).chain(diagnostic.names.iter().map(String::as_str))
}

/// The ids of its sources, each once, for the filter.
fn sources(diagnostic: &Diagnostic) -> String {
    let mut ids: Vec<&str> = diagnostic
        .labels
        .iter()
        .filter_map(|label| label.said().source.as_deref())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.join(" ")
}

/// The accounts side by side; without accounts the two that lead, and the others below.
fn sides(page: &Page<'_>, diagnostic: &Diagnostic) -> Markup {
    let mut told = vec![false; diagnostic.labels.len()];
    for &at in diagnostic
        .accounts
        .iter()
        .flat_map(|account| &account.labels)
    {
        if let Some(told) = told.get_mut(at) {
            *told = true;
        }
    }
    let value = "";
    let rest: Vec<usize> = leading_first(diagnostic)
        .into_iter()
        .filter(|&at| !told[at])
        .collect();
    html! {
        @if !diagnostic.accounts.is_empty() {
            div.sides {
                @for account in &diagnostic.accounts { (side(page, diagnostic, account)) }
            }
        }
        @if !rest.is_empty() {
            @let groups = claim::by_claim(diagnostic, &rest);
            div.sides {
                @for group in groups.iter().take(UNFOLDED) { div.side { (claim::claim(page, diagnostic, group, value)) } }
            }
            (folded(page, diagnostic, groups.get(UNFOLDED..).unwrap_or_default(), value))
        }
    }
}

fn side(page: &Page<'_>, diagnostic: &Diagnostic, account: &Account) -> Markup {
    let value = account.value.as_str();
    let groups = claim::by_claim(diagnostic, &account.labels);
    html! {
        section.side {
            h4 { (visible(&account.value)) }
            @if groups.is_empty() { p.says { (visible(&list(&account.speakers))) } }
            @for group in groups.iter().take(UNFOLDED) { (claim::claim(page, diagnostic, group, value)) }
            (folded(page, diagnostic, groups.get(UNFOLDED..).unwrap_or_default(), value))
        }
    }
}

fn folded(page: &Page<'_>, diagnostic: &Diagnostic, groups: &[Vec<usize>], value: &str) -> Markup {
    html! {
        @if !groups.is_empty() {
            details {
                summary { "Show " (groups.len()) " more" }
                @for group in groups.iter().take(FOLDED) { (claim::claim(page, diagnostic, group, value)) }
                @if groups.len() > FOLDED {
                    p.meta { "… and " (groups.len() - FOLDED) " more, which " code { "--format json" } " has." }
                }
            }
        }
    }
}

fn table(diagnostic: &Diagnostic) -> Markup {
    let Some(table) = &diagnostic.table else {
        return html! {};
    };
    html! {
        h4 { (visible(&table.heading)) }
        div.scroll tabindex="0" role="region" aria-label="What is left open" {
            table {
                thead { tr { th scope="col" { "open" } th scope="col" { "because of" } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            th scope="row" { (visible(&row.open)) }
                            td {
                                @for (number, (label, text)) in labels(diagnostic, &row.labels).into_iter().zip(&row.texts).enumerate() {
                                    @if number > 0 { br; "+ " }
                                    b { (with_alike(who(label), &row.alike)) } ": " (visible(text))
                                }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(more) = more_line(table.more, "more chain", "more chains") { p.meta { (more) } }
        p { (visible(&table.conclusion)) }
    }
}

/// The arithmetic, open where it is all there is to see.
fn proofs(diagnostic: &Diagnostic) -> Markup {
    let with_steps: Vec<_> = diagnostic
        .chains
        .iter()
        .filter(|chain| !chain.steps.is_empty())
        .collect();
    html! {
        @for (number, chain) in with_steps.iter().take(PROOFS).enumerate() {
            details open[number == 0 && diagnostic.table.is_none()] {
                summary {
                    @if number == 0 { "Why these cannot all be true, step by step" }
                    @else { "Another chain, step by step" }
                }
                ol {
                    @for step in &chain.steps {
                        @let label = step.label.and_then(|at| diagnostic.labels.get(at));
                        li { b { @if let Some(label) = label { (who(label)) } @else { "so" } } ": " (visible(&step.text)) }
                    }
                }
            }
        }
        @let hidden = with_steps.len().saturating_sub(PROOFS);
        @if let Some(more) = more_line(plus(diagnostic.more_chains, hidden), "such chain", "such chains") {
            p.meta { (more) }
        }
    }
}

fn ways_out(page: &Page<'_>, diagnostic: &Diagnostic) -> Markup {
    html! {
        @if !diagnostic.ways_out.is_empty() {
            h4 { "Ways out, smallest first (logic, not a verdict)" }
            ul {
                @for way in &diagnostic.ways_out {
                    li { (way_out(&page.analysis.files, diagnostic, way)) }
                }
            }
            @if let Some(more) = more_line(diagnostic.more_ways_out, "more way", "more ways") { p.meta { (more) } }
        }
    }
}

fn sentences(heading: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            h4 { (heading) }
            ul { @for sentence in sentences { li { (prose(sentence)) } } }
        }
    }
}

/// A sentence in which what stands between backticks is code.
pub(super) fn prose(text: &str) -> Markup {
    html! {
        @for part in parts(&visible(text)) {
            @match part {
                Part::Code(text) => code { (text) },
                Part::Plain(text) => (text),
            }
        }
    }
}
