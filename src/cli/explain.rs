//! The pages that explain the checks.

use super::{Answer, Surroundings, page_width};
use crate::{analysis, report};

/// A page, or the list of all.
pub(super) fn explain(id: Option<&str>, surroundings: Surroundings) -> Answer {
    let Some(id) = id else {
        return Answer::good(list());
    };
    match analysis::pages().find(|page| page.0 == id) {
        Some((_, _, markdown)) => {
            Answer::good(report::explain::page(markdown, page_width(surroundings)))
        }
        None => Answer::wrong(&unknown(id)),
    }
}

fn list() -> String {
    let widest = analysis::pages()
        .map(|page| page.0.len())
        .max()
        .unwrap_or(0);
    let mut text = String::from("Belie explains:\n\n");
    for (id, title, _) in analysis::pages() {
        text.push_str(&format!("  {id:widest$}  {title}\n"));
    }
    text.push_str("\n`belie explain ID` shows the page.\n");
    text
}

fn unknown(id: &str) -> String {
    let near = analysis::pages()
        .map(|page| (strsim::damerau_levenshtein(page.0, id), page.0))
        .min()
        .filter(|&(distance, near)| distance <= near.len().max(id.chars().count()) / 3);
    match near {
        Some((_, near)) => format!("there is no check \"{id}\"; did you mean {near}?"),
        None => format!("there is no check \"{id}\"; `belie explain` lists them all"),
    }
}
