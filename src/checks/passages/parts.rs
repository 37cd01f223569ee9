//! A passage as it is to be looked up: in one piece, or in the parts that its writer left standing.

use std::borrow::Cow;

use super::fold::folded;

/// What stands between a part and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The writer's own words, which may stand for a few of the text.
    Insertion,
    /// Something left out.
    Elision,
}

impl Gap {
    /// How much of the folded text may stand there, in bytes.
    pub fn room(self) -> usize {
        match self {
            Self::Insertion => 48,
            Self::Elision => 2_000,
        }
    }
}

/// Words that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The words, folded; several forms where a letter in brackets leaves open whether it is a capital: `[T]he`.
    pub forms: Vec<String>,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it may begin inside a word, because the writer changed the word's beginning.
    pub open_start: bool,
    /// Whether it may end inside a word: `release[d]`.
    pub open_end: bool,
}

/// A passage to be looked up.
pub(super) struct Wanted<'p> {
    /// All of it, folded, as it stands: a text may have brackets and dots itself.
    pub whole: Cow<'p, str>,
    /// Its parts, where something is left out or added; else none.
    pub parts: Vec<Part>,
}

impl<'p> Wanted<'p> {
    /// Reads a passage (without quotation marks).
    pub fn new(passage: &'p str) -> Self {
        let whole = folded(passage, None);
        let dotted = || whole.contains("..") || whole.contains(". . .");
        let marked = whole.contains('[') || whole.contains('.') && dotted();
        let parts = if marked {
            Splitter::split(&whole)
        } else {
            Vec::new()
        };
        Self { whole, parts }
    }

    /// Whether there is a word in it that could be looked up.
    pub fn says_something(&self) -> bool {
        if self.parts.is_empty() {
            let has_word = self.whole.chars().any(char::is_alphanumeric);
            return has_word && !self.is_only_marks();
        }
        true
    }

    fn is_only_marks(&self) -> bool {
        let starts = self.whole.starts_with('[') && self.whole.ends_with(']');
        starts && self.whole.matches('[').count() == 1
    }

    /// The words of each of its parts, where it has several, with the part as a passage by itself.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Wanted<'static>)> {
        let several = if self.parts.len() > 1 {
            &self.parts[..]
        } else {
            &[]
        };
        several.iter().filter_map(|part| {
            let alone = Wanted {
                whole: Cow::Borrowed(""),
                parts: vec![part.clone()],
            };
            Some((part.forms.first()?.as_str(), alone))
        })
    }

    /// Its longest piece of the text's own words.
    pub fn longest(&self) -> &str {
        let forms = self.parts.iter().filter_map(|part| part.forms.first());
        forms
            .max_by_key(|form| form.len())
            .map_or(&self.whole, String::as_str)
    }
}

/// So many forms of a part are looked for.
const FORMS_MAX: usize = 8;

struct Splitter {
    parts: Vec<Part>,
    part: Part,
}

impl Splitter {
    fn split(text: &str) -> Vec<Part> {
        let mut splitter = Self {
            parts: Vec::new(),
            part: empty(Gap::Insertion, false),
        };
        let mut rest = text;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            let width = match marked(rest, before) {
                Some((width, Marked::Letter(letter))) if splitter.part.forms.len() < FORMS_MAX => {
                    splitter.either(letter);
                    before = letter;
                    rest = &rest[width..];
                    continue;
                }
                Some((width, Marked::Left)) => {
                    splitter.end(Gap::Elision, false, false);
                    width
                }
                Some((width, _)) => {
                    let behind = rest[width..].chars().next();
                    let joined = behind.is_some_and(char::is_alphanumeric);
                    splitter.end(Gap::Insertion, before.is_alphanumeric(), joined);
                    width
                }
                None => {
                    splitter.part.forms.iter_mut().for_each(|form| form.push(c));
                    c.len_utf8()
                }
            };
            before = if width == c.len_utf8() { c } else { ' ' };
            rest = &rest[width..];
        }
        splitter.end(Gap::Elision, false, false);
        splitter.parts
    }

    /// A letter that may be a capital or not.
    fn either(&mut self, letter: char) {
        let forms = std::mem::take(&mut self.part.forms);
        for form in forms {
            let lower: String = letter.to_lowercase().collect();
            let upper: String = letter.to_uppercase().collect();
            self.part.forms.push(format!("{form}{lower}"));
            if lower != upper {
                self.part.forms.push(form + &upper);
            }
        }
    }

    /// Ends a part. One without a word is no part; what stands around it is one gap.
    fn end(&mut self, gap: Gap, open_end: bool, next_open: bool) {
        let next = empty(gap, next_open);
        let mut part = std::mem::replace(&mut self.part, next);
        for form in &mut part.forms {
            *form = form.trim().to_owned();
        }
        let has_word = part
            .forms
            .iter()
            .all(|form| form.chars().any(char::is_alphanumeric));
        if has_word {
            part.open_end = open_end;
            self.parts.push(part);
        } else {
            self.part.gap = gap.max(part.gap);
        }
    }
}

fn empty(gap: Gap, open_start: bool) -> Part {
    Part {
        forms: vec![String::new()],
        gap,
        open_start,
        open_end: false,
    }
}

enum Marked {
    /// `[…]`, `...`
    Left,
    /// `[words]`
    Added,
    /// `[T]`, before the rest of the word
    Letter(char),
}

/// What a text begins with, if that is a mark of the writer, and its length in bytes.
fn marked(text: &str, before: char) -> Option<(usize, Marked)> {
    for dots in ["[...]", "[. . .]", "(...)", "(. . .)", ". . ."] {
        if text.starts_with(dots) {
            return Some((dots.len(), Marked::Left));
        }
    }
    if text.starts_with("...") {
        let dots = text.bytes().take_while(|&byte| byte == b'.').count();
        return Some((dots, Marked::Left));
    }
    let inside = text.strip_prefix('[')?;
    let inside = &inside[..inside.find(']')?];
    let width = inside.len() + 2;
    let mut letters = inside.chars();
    let behind = text[width..].chars().next();
    match (letters.next(), letters.next()) {
        (Some(letter), None)
            if letter.is_alphabetic()
                && !before.is_alphanumeric()
                && behind.is_some_and(char::is_alphabetic) =>
        {
            Some((width, Marked::Letter(letter)))
        }
        _ if inside.trim().chars().all(|c| c == '.') => Some((width, Marked::Left)),
        _ => Some((width, Marked::Added)),
    }
}
