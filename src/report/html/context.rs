//! A passage in the text of its source: the words around it, so that a reader sees what was left out.

use maud::{Markup, html};

use super::super::words::place;
use crate::analysis::{Outcome, Passage, Why};
use crate::text::{Files, Location, visible};

/// So many characters are shown before and behind a passage, to the beginning or end of a word.
const AROUND: usize = 240;
/// Of a longer passage the middle is left out.
const PASSAGE_MAX: usize = 2_400;

/// What the source's text has: the passage with the words around it, or why there is none.
pub(super) fn context(files: &Files, passage: &Passage) -> Markup {
    match &passage.outcome {
        Outcome::Exact(at) => excerpt(files, *at, ""),
        Outcome::Same { place, but, marked } => {
            let mut differs: Vec<&str> = but.iter().map(|one| one.words()).collect();
            if *marked {
                differs.push("what its writer left out or added, and marked");
            }
            excerpt(files, *place, &differs.join(", "))
        }
        Outcome::Absent => html! { p.meta { "These words are not in the text of the source." } },
        Outcome::Unchecked(why) => html! { p.meta { (unchecked(*why)) } },
    }
}

fn unchecked(why: Why) -> &'static str {
    match why {
        Why::NoText => "The case keeps no text of this source.",
        Why::Unreadable => "The text of this source cannot be read.",
        Why::EmptyText => "There is nothing in the text of this source.",
        Why::NoWords => "There is no word of the source in this passage.",
    }
}

fn excerpt(files: &Files, at: Location, differs: &str) -> Markup {
    let text = files.get(at.file).text.as_str();
    let (before, behind) = (
        text.get(..at.span.range().start).unwrap_or_default(),
        text.get(at.span.range().end..).unwrap_or_default(),
    );
    html! {
        details {
            summary { "In its text: " (place(files, at, "")) }
            @if !differs.is_empty() { p.meta { "The same but for " (differs) "." } }
            div.text dir="auto" {
                (flowing(last_words(before)))
                mark { (flowing(&middle_cut(files.text(at)))) }
                (flowing(first_words(behind)))
            }
        }
    }
}

/// The end of a text: whole words, and no more than a paragraph or two.
fn last_words(text: &str) -> &str {
    let Some((from, _)) = text.char_indices().rev().nth(AROUND) else {
        return text;
    };
    let cut = &text[from..];
    let word = cut.find(char::is_whitespace).map_or(cut, |at| &cut[at..]);
    word.trim_start()
}

/// The beginning of a text, in the same way.
fn first_words(text: &str) -> &str {
    let Some((to, _)) = text.char_indices().nth(AROUND) else {
        return text;
    };
    let cut = &text[..to];
    let word = cut.rfind(char::is_whitespace).map_or(cut, |at| &cut[..at]);
    word.trim_end()
}

fn middle_cut(text: &str) -> String {
    let count = text.chars().count();
    if count <= PASSAGE_MAX {
        return text.to_owned();
    }
    let half = PASSAGE_MAX / 2;
    let first: String = text.chars().take(half).collect();
    let last: String = text.chars().skip(count - half).collect();
    format!("{first} … {last}")
}

/// A text made visible; lines flow together, as a column is narrower than they are, and paragraphs stay apart.
fn flowing(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .peekable();
    while let Some(line) = lines.next() {
        out.push_str(&visible(line));
        match lines.peek() {
            None => {}
            Some(next) if line.trim().is_empty() != next.trim().is_empty() => out.push('\n'),
            Some(_) => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole() {
        let text = "word ".repeat(200);
        assert!(first_words(&text).ends_with("word"));
        assert!(last_words(&text).starts_with("word"));
        assert!(first_words(&text).len() <= AROUND && last_words(&text).len() <= AROUND);
        assert_eq!(first_words("all of it"), "all of it");
    }

    #[test]
    fn a_text_without_spaces_is_cut_all_the_same() {
        let text = "的".repeat(1000);
        assert_eq!(first_words(&text).chars().count(), AROUND);
        assert_eq!(last_words(&text).chars().count(), AROUND + 1);
    }

    #[test]
    fn lines_flow_and_paragraphs_stay() {
        assert_eq!(
            flowing("one\r\ntwo \n\n\nthree\u{202e}"),
            "one two \n \nthree\\u{202e}"
        );
        assert_eq!(flowing("\nend\n"), "\nend\n");
    }

    #[test]
    fn of_a_long_passage_both_ends_are_shown() {
        let text = format!("begins {} ends", "x".repeat(5000));
        let short = middle_cut(&text);
        assert!(short.starts_with("begins") && short.ends_with("ends"));
        assert!(short.chars().count() < PASSAGE_MAX + 10);
    }
}
