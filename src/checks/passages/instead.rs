//! The words of a text that may be written in the place of a passage that is not in it.

use std::ops::Range;

use super::fold::folded;
use super::in_texts::{holds, without_marks};
use super::joined::{Apart, Joined};
use super::nearest::WORDS_MAX;
use super::parts::Wanted;
use super::words::each_word;
use crate::text::{Files, Location};

/// So many marks stand at most behind a word, or before it.
const MARKS_MAX: usize = 8;

/// The words nearest to a passage, with the marks that close it, so that the text holds them. None where these are the words of the
/// passage itself, or are those of only a part of it.
pub(crate) fn instead(files: &Files, nearest: Location, passage: Location) -> Option<String> {
    let passage = without_marks(files.text(passage));
    let mut words = 0;
    each_word(&passage, |_| words += 1);
    if words > WORDS_MAX || Wanted::new(&passage).parts.len() > 1 {
        return None;
    }
    let text = &files.get(nearest.file).text;
    let stretch = with_marks(text, nearest.span.range(), &passage);
    let words = on_a_line(&text[stretch], &passage);
    let is_other = folded(&words, None) != folded(&passage, None);
    (is_other && holds((nearest.file, text), &words)).then_some(words)
}

/// A stretch of a text with the marks around it that stand at the ends of a passage: of a pair of quotation marks none is left behind.
fn with_marks(text: &str, place: Range<usize>, passage: &str) -> Range<usize> {
    let before = marks(text[..place.start].chars().rev());
    let behind = marks(text[place.end..].chars());
    let own_before = marks(outwards(passage.chars()).into_iter().rev());
    let own_behind = marks(outwards(passage.chars().rev()).into_iter().rev());
    place.start - length(&before, &own_before)..place.end + length(&behind, &own_behind)
}

/// What stands before the first word, counted from an end of a passage.
fn outwards(passage: impl Iterator<Item = char>) -> Vec<char> {
    let marks = passage.filter(|c| !c.is_whitespace());
    marks.take_while(|c| !c.is_alphanumeric()).collect()
}

/// The marks next to a word.
fn marks(next: impl Iterator<Item = char>) -> Vec<char> {
    let marks = next.take_while(|c| !c.is_alphanumeric() && !c.is_whitespace());
    marks.take(MARKS_MAX).collect()
}

/// How many bytes of marks next to a stretch belong to it: those that a passage has there too, up to as many quotation marks as it has.
fn length(marks: &[char], own: &[char]) -> usize {
    let same = |(one, other): &(&char, &char)| plain(**one) == plain(**other);
    let alike = marks.iter().zip(own).take_while(same).count();
    let is_quote = |c: &&char| matches!(&*plain(**c), "\"" | "'");
    let quotes = own.iter().filter(is_quote).count();
    let places = (1..).zip(marks).filter(|(_, c)| is_quote(c));
    let quoted = places.take(quotes).last().map_or(0, |(end, _)| end);
    let taken = &marks[..alike.max(quoted)];
    taken.iter().map(|c| c.len_utf8()).sum()
}

/// A mark as it is compared.
fn plain(mark: char) -> String {
    folded(&mark.to_string(), None).into_owned()
}

/// Words as they stand on one line, those together that ends of lines part: without their hyphen, unless more of them are words of the
/// passage with it.
fn on_a_line(text: &str, passage: &str) -> String {
    let forms = [Apart::Hyphen, Apart::LineEnd].map(|apart| match Joined::new(text, apart) {
        Some(joined) => joined.text,
        None => text.to_owned(),
    });
    let known = |words: &String| {
        let words = words.split_whitespace();
        words.filter(|word| passage.contains(word)).count()
    };
    let [without, with] = forms;
    let words = match known(&with) > known(&without) {
        true => with,
        false => without,
    };
    let is_apart = |c: char| c.is_whitespace() || c.is_control();
    let words = words.split(is_apart).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
