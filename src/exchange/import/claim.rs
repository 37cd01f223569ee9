//! The entry of a claim: its passage, who says it, and what it states.

use super::super::cells::Row;
use super::super::fields::{ROLES, needs};
use super::super::words::{exactly, folded, reference};
use super::declare::{items, lines, list, words};
use super::with_tree;
use crate::syntax::one_line;
use crate::syntax::tree::Entry;

/// What is wrong with a state that is not said in full.
const STATE: &str = "a state needs its `subject`, its `attribute` and its `value`";

/// The words of hedges.
const HEDGES: [&str; 4] = ["confirmed", "reportedly", "allegedly", "rumoured"];

/// Whether every cell of a claim says something: one that would be lost makes the row a wrong one.
pub(super) fn is_all_said(row: &Row) -> Result<(), String> {
    let lost = |field: &&str| match needs(field) {
        None => false,
        // Its event may be declared elsewhere.
        Some("kind") => !row.says("event"),
        Some(needed) => !row.says(needed),
    };
    let fields = row.iter().map(|(field, _)| field);
    let Some(field) = fields.filter(|field| row.says(field)).find(lost) else {
        return Ok(());
    };
    Err(match needs(field) {
        Some("event" | "kind") => {
            format!("`{field}` tells of an event: say of which in the column `event`")
        }
        _ => STATE.to_owned(),
    })
}

/// The entry of a claim. Its event goes by an id; its dates are read by the calendar of its source.
pub(super) fn entry(
    row: &Row,
    event: Option<&str>,
    calendar: Option<&str>,
) -> Result<String, String> {
    let mut below = lines(row, "statements");
    below.extend(event.map(|event| of_event(event, row)));
    below.extend(of_state(row)?);
    let hedge = hedge(row)?;
    let passage = row.text("passage");
    let strings = passage.map(|passage| [exactly(passage), Some(folded(passage))]);
    let mut wrong = String::new();
    for string in strings.map_or(vec![None], |all| {
        all.into_iter().flatten().map(Some).collect()
    }) {
        let text = written(hedge, string.as_deref(), row, &below);
        match reads_back(&text, passage.is_some(), below.len(), calendar) {
            Ok(()) => return Ok(text),
            // The first string says it exactly.
            Err(problem) if wrong.is_empty() => wrong = problem,
            Err(_) => {}
        }
    }
    Err(wrong)
}

fn hedge(row: &Row) -> Result<Option<&'static str>, String> {
    let word = row.text("hedge").map(|word| word.trim().to_lowercase());
    match word.as_deref() {
        None | Some("" | "stated") => Ok(None),
        Some(word) => match HEDGES.iter().find(|hedge| **hedge == word) {
            Some(hedge) => Ok(Some(hedge)),
            None => Err(format!(
                "there is no hedge \"{word}\"; there are {}",
                HEDGES.join(", ")
            )),
        },
    }
}

fn written(hedge: Option<&str>, passage: Option<&str>, row: &Row, below: &[String]) -> String {
    let mut head = vec!["claim".to_owned()];
    head.extend(hedge.map(str::to_owned));
    head.extend(passage.map(str::to_owned));
    // An empty cell names nobody.
    let by = row.text("by").filter(|by| !by.trim().is_empty());
    head.extend(by.map(|by| format!("by {}", reference(by))));
    head.extend(list(row, "via", reference).map(|via| format!("via {via}")));
    head.extend(words(row, "told").map(|told| format!("told {told}")));
    let below = below.iter().map(|line| format!("  {line}\n"));
    format!("{}\n{}", head.join(" "), below.collect::<String>())
}

/// Whether a text is one claim with so many statements, its passage as it should be.
fn reads_back(
    text: &str,
    passage: bool,
    statements: usize,
    calendar: Option<&str>,
) -> Result<(), String> {
    let calendar = calendar.map_or(String::new(), |calendar| format!("  calendar {calendar}\n"));
    with_tree(
        &format!("source row\n{calendar}{text}"),
        |tree| match tree.entries.as_slice() {
            [Entry::Source(_), Entry::Claim(claim)]
                if claim.passage.is_some() == passage && claim.statements.len() == statements =>
            {
                Ok(())
            }
            _ => Err(
                "this would not read as one claim: a statement is empty, or more than one"
                    .to_owned(),
            ),
        },
    )
}

/// `release: patient najim, on Tuesday night`
fn of_event(event: &str, row: &Row) -> String {
    let stance = row
        .text("stance")
        .map(|stance| stance.trim().to_lowercase());
    let stance = stance
        .filter(|stance| !stance.is_empty())
        .map_or(String::new(), |stance| stance + " ");
    let mut clauses: Vec<String> = Vec::new();
    for role in ROLES {
        clauses.extend(role_clause(role, &items(row, role)));
    }
    for (field, _) in row.iter() {
        if let Some(role) = field.strip_prefix("role ") {
            clauses.extend(role_clause(role, &items(row, field)));
        }
    }
    clauses.extend(words(row, "on").map(|on| format!("on {on}")));
    clauses.extend(words(row, "time"));
    match clauses.is_empty() {
        true => format!("{stance}{event}"),
        false => format!("{stance}{event}: {}", clauses.join(", ")),
    }
}

fn role_clause(role: &str, items: &[String]) -> Option<String> {
    let items: Vec<String> = items.iter().map(|item| value(item)).collect();
    (!items.is_empty()).then(|| format!("{role} {}", items.join(" and ")))
}

/// `najim.custody: at_liberty, as of 2025-01-21`
fn of_state(row: &Row) -> Result<Option<String>, String> {
    let said = |field: &str| {
        row.text(field)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    let values = items(row, "value");
    let (subject, attribute) = match (said("subject"), said("attribute"), values.is_empty()) {
        (None, None, true) => return Ok(None),
        (Some(subject), Some(attribute), false) => (subject, attribute),
        _ => return Err(STATE.to_owned()),
    };
    let values: Vec<String> = values.iter().map(|item| value(item)).collect();
    let mut state = format!(
        "{}.{attribute}: {}",
        reference(subject),
        values.join(" and ")
    );
    for (field, word) in [("as_of", "as of"), ("since", "since"), ("until", "until")] {
        if let Some(time) = words(row, field) {
            state.push_str(&format!(", {word} {time}"));
        }
    }
    Ok(Some(state))
}

/// A value: a number as it is, else an id or a name.
fn value(item: &str) -> String {
    let item = item.trim();
    let number = item.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ' || c == '-');
    let bound = item[..item.len() - number.len()].trim_matches([' ', '-']);
    let bounds = ["", "at least", "at most", "more than", "less than", "about"];
    match number.starts_with(|c: char| c.is_ascii_digit()) && bounds.contains(&bound) {
        true => one_line(item),
        false => reference(item),
    }
}
