//! What follows from the evidence: the table, the arithmetic, the ways out, what it rests on, what to do.

use unicode_width::UnicodeWidthStr;

use super::page::{Ink, Page};
use crate::diagnostic::{Chain, Diagnostic, More, Table};
use crate::report::ways_out::way_out;
use crate::report::words::{labels, more_line, plus, said_by, source, with_alike};
use crate::text::{Files, visible};

/// So many chains are proved line by line.
const CHAINS: usize = 3;
/// So many rows of a table and ways out are shown.
const ROWS: usize = 12;
const WAYS: usize = 4;
/// The third column of a grid is at least so wide.
const THIRD_MIN: usize = 30;

/// Writes all that follows from the evidence.
pub(super) fn write(page: &mut Page, files: &Files, diagnostic: &Diagnostic) {
    if let Some(table) = &diagnostic.table {
        write_table(page, diagnostic, table);
    }
    arithmetic(page, diagnostic);
    ways_out(page, files, diagnostic);
    sentences(page, "This rests on:", &diagnostic.premises);
    advice(page, diagnostic);
}

/// What to do.
pub(super) fn advice(page: &mut Page, diagnostic: &Diagnostic) {
    match diagnostic.advice.as_slice() {
        [] => {}
        [one] => {
            if !diagnostic.accounts.is_empty() || !diagnostic.chains.is_empty() {
                page.gap();
            }
            page.items(
                "  ",
                &[("What to do:", Ink::Bold), (&visible(one), Ink::Plain)],
            );
        }
        several => sentences(page, "What to do:", several),
    }
}

fn sentences(page: &mut Page, heading: &str, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    title(page, heading);
    for sentence in sentences {
        page.item("    · ", &visible(sentence), Ink::Plain);
    }
}

fn title(page: &mut Page, heading: &str) {
    page.gap();
    page.item("  ", heading, Ink::Bold);
}

fn write_table(page: &mut Page, diagnostic: &Diagnostic, table: &Table) {
    title(page, &format!("{}:", visible(&table.heading)));
    let mut rows = Vec::new();
    for row in table.rows.iter().take(ROWS) {
        let mut before = None;
        for (label, text) in labels(diagnostic, &row.labels).into_iter().zip(&row.texts) {
            let name = source(label);
            let (open, name) = match before.replace(name.clone()) {
                None => (
                    visible(&row.open).into_owned(),
                    with_alike(name, &row.alike),
                ),
                Some(same) if same == name => (String::new(), String::new()),
                Some(_) => (String::new(), format!("+ {name}")),
            };
            rows.push([open, name, said_by(label, text)]);
        }
    }
    grid(page, &rows);
    let hidden = table.rows.len().saturating_sub(ROWS);
    more(page, plus(table.more, hidden), "more chain", "more chains");
    page.item("    ", &visible(&table.conclusion), Ink::Plain);
}

/// Rows of three columns: the first two as wide as they need, the third takes the rest. Where that is too little, what is said
/// stands below who says it, in all rows alike.
fn grid(page: &mut Page, rows: &[[String; 3]]) {
    let widest = |column: usize| {
        rows.iter()
            .map(|row| row[column].width())
            .max()
            .unwrap_or(0)
    };
    let gap = |column: usize| if column == 0 { 0 } else { column + 2 };
    let (first, second) = (gap(widest(0)), gap(widest(1)));
    let stacked = page.width() < 4 + first + second + THIRD_MIN;
    for [open, name, what] in rows {
        if stacked {
            let head: Vec<_> = [open, name]
                .into_iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect();
            if !head.is_empty() {
                page.item("    ", &head.join(": "), Ink::Plain);
            }
            page.item("      ", what, Ink::Plain);
        } else {
            let lead = format!("    {}{}", pad(open, first), pad(name, second));
            page.item(&lead, what, Ink::Plain);
        }
    }
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The proofs. A table says already what chains of two leave open.
fn arithmetic(page: &mut Page, diagnostic: &Diagnostic) {
    let shown = |chain: &&Chain| {
        !chain.steps.is_empty() && (diagnostic.table.is_none() || chain.labels.len() > 2)
    };
    let provable = diagnostic.chains.iter().filter(shown).count();
    let limit = if diagnostic.table.is_some() {
        1
    } else {
        CHAINS
    };
    for (number, chain) in diagnostic
        .chains
        .iter()
        .filter(shown)
        .take(limit)
        .enumerate()
    {
        let heading = match (diagnostic.table.is_some(), number) {
            // Those of two clauses are in the table, and it takes one more to see why of the others.
            (true, _) if diagnostic.chains.len() > 1 => "One of the longer chains, step by step:",
            (_, 0) => "Why these cannot all be true, step by step:",
            (_, _) => "Another chain, step by step:",
        };
        title(page, heading);
        steps(page, diagnostic, chain);
    }
    if diagnostic.table.is_none() {
        let hidden = provable.saturating_sub(limit);
        more(
            page,
            plus(diagnostic.more_chains, hidden),
            "such chain",
            "such chains",
        );
    }
}

fn steps(page: &mut Page, diagnostic: &Diagnostic, chain: &Chain) {
    let rows: Vec<[String; 3]> = chain
        .steps
        .iter()
        .map(|step| {
            let label = step.label.and_then(|number| diagnostic.labels.get(number));
            match label {
                Some(label) => [String::new(), source(label), said_by(label, &step.text)],
                None => [
                    String::new(),
                    String::from("so"),
                    visible(&step.text).into_owned(),
                ],
            }
        })
        .collect();
    grid(page, &rows);
}

fn ways_out(page: &mut Page, files: &Files, diagnostic: &Diagnostic) {
    let ways = &diagnostic.ways_out;
    if ways.is_empty() {
        return;
    }
    title(page, "Ways out, smallest first (logic, not a verdict):");
    let hidden = plus(diagnostic.more_ways_out, ways.len().saturating_sub(WAYS));
    let shown: Vec<String> = ways
        .iter()
        .take(WAYS)
        .map(|way| way_out(files, diagnostic, way))
        .collect();
    let last = shown.len().saturating_sub(1);
    for (number, way) in shown.iter().enumerate() {
        let either = if number == 0 && (last > 0 || hidden != More::None) {
            "either "
        } else {
            ""
        };
        let or = if number < last || hidden != More::None {
            "; or"
        } else {
            ""
        };
        page.item("    · ", &format!("{either}{way}{or}"), Ink::Plain);
    }
    match hidden {
        More::None => {}
        More::Exactly(1) => page.item("    · ", "1 more way", Ink::Plain),
        More::Exactly(number) => {
            page.item("    · ", &format!("one of {number} more ways"), Ink::Plain)
        }
        More::AtLeast(0) => page.item(
            "    · ",
            "another way (the search stopped here)",
            Ink::Plain,
        ),
        More::AtLeast(number) => {
            page.item(
                "    · ",
                &format!("one of at least {number} more ways"),
                Ink::Plain,
            );
        }
    }
}

fn more(page: &mut Page, more: More, one: &str, many: &str) {
    if let Some(line) = more_line(more, one, many) {
        page.item("    ", &line, Ink::Plain);
    }
}
