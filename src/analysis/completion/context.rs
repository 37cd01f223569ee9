//! Where in the language a place is: in which entry, in which line of it, behind which words. Read from the text alone, and only
//! backwards from the place, as what is being written cannot be parsed yet.

use super::wants::ENTRIES;
use crate::text::Span;

/// A place between words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Context<'t> {
    /// The keyword of the entry around it; empty where there is none.
    pub(super) entry: &'t str,
    /// What it declares, where that is known by an id; else the word behind the keyword, or nothing.
    pub(super) id: &'t str,
    /// Whether the line begins at the margin, so that it is the head of an entry.
    pub(super) head: bool,
    /// What stands before it in its line, continued lines included.
    pub(super) before: Vec<&'t str>,
    /// What has been written so far of the word or string at the place.
    pub(super) written: &'t str,
    /// Where that stands; without the quotation marks.
    pub(super) span: Span,
    /// The quotation marks that are open at the place, if any.
    pub(super) quotes: &'t str,
}

impl<'t> Context<'t> {
    /// The context of a byte offset; none inside a comment.
    pub(super) fn at(text: &'t str, at: usize) -> Option<Self> {
        let before = text.get(..at)?;
        let open = Open::at(before)?;
        let word = match open.string {
            Some(start) => start + open.quotes.len(),
            None => at - last_word(before).len(),
        };
        let code = &before[..open.string.unwrap_or(word)];
        let line = statement(code);
        let head = !line.starts_with([' ', '\t']);
        let mut tokens = tokens(line);
        let (entry, id) = if head {
            let entry = match tokens.is_empty() {
                true => "",
                false => tokens.remove(0),
            };
            (entry, tokens.first().copied().unwrap_or_default())
        } else {
            entry_above(&code[..code.len() - line.len()])
        };
        Some(Self {
            entry,
            id,
            head,
            before: tokens,
            written: &text[word..at],
            span: Span::new(word, at),
            quotes: open.quotes,
        })
    }
}

/// What is open at the end of a text.
struct Open<'t> {
    /// Where the string begins.
    string: Option<usize>,
    quotes: &'t str,
}

impl<'t> Open<'t> {
    /// None where the text ends in a comment.
    fn at(text: &'t str) -> Option<Self> {
        let mut at = 0;
        while let Some(found) = text[at..].find(['"', '#']) {
            let start = at + found;
            if text[start..].starts_with('#') {
                at = line_end(text, start)?;
                continue;
            }
            let quotes = match text[start..].starts_with("\"\"\"") {
                true => "\"\"\"",
                false => "\"",
            };
            let inside = start + quotes.len();
            match close(text, inside, quotes) {
                Some(end) => at = end,
                None => {
                    return Some(Self {
                        string: Some(start),
                        quotes,
                    });
                }
            }
        }
        Some(Self {
            string: None,
            quotes: "",
        })
    }
}

fn line_end(text: &str, from: usize) -> Option<usize> {
    text[from..].find('\n').map(|end| from + end)
}

/// Behind the end of a string. A short one ends with its line at the latest.
fn close(text: &str, inside: usize, quotes: &str) -> Option<usize> {
    if quotes.len() > 1 {
        let end = text[inside..].find(quotes)?;
        return Some(inside + end + quotes.len());
    }
    let mut escaped = false;
    for (at, c) in text[inside..].char_indices() {
        match c {
            '\n' => return Some(inside + at),
            '"' if !escaped => return Some(inside + at + 1),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    None
}

/// The letters of the word that a text ends in.
fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphanumeric() || c == '_')
        .last();
    start.map_or("", |(at, _)| &text[at..])
}

/// The line that a text ends in, with the lines that it continues: those above that end in a comma.
fn statement(text: &str) -> &str {
    let mut start = line_start(text);
    while text[start..].starts_with([' ', '\t']) {
        match line_above(text, start) {
            Some(above) if without_comment(line_at(text, above)).ends_with(',') => start = above,
            _ => break,
        }
    }
    &text[start..]
}

fn line_start(text: &str) -> usize {
    text.rfind('\n').map_or(0, |at| at + 1)
}

fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// Where the last line before `start` begins that is neither blank nor a comment.
fn line_above(text: &str, start: usize) -> Option<usize> {
    let mut start = start;
    while start > 0 {
        start = line_start(&text[..start - 1]);
        if !without_comment(line_at(text, start)).trim().is_empty() {
            return Some(start);
        }
    }
    None
}

/// A line without its comment and what stands before that.
fn without_comment(line: &str) -> &str {
    let comment = Tokens(line).find(|token| token.starts_with('#'));
    let end = comment.map_or(line.len(), |comment| line.len() - comment.len());
    line[..end].trim_end()
}

/// The keyword of the entry that goes on at the end of a text, and the word behind it.
fn entry_above(text: &str) -> (&str, &str) {
    let heads = text
        .lines()
        .rev()
        .filter(|line| line.starts_with(is_of_word));
    let mut words = heads.map(|head| head.split_at(word_length(head)));
    let head = words.find(|(word, _)| ENTRIES.contains(word));
    let (word, rest) = head.unwrap_or_default();
    let rest = rest.trim_start();
    (word, &rest[..word_length(rest)])
}

/// The words, strings and marks of a statement, comments left out.
fn tokens(text: &str) -> Vec<&str> {
    Tokens(text)
        .filter(|token| !token.starts_with('#'))
        .collect()
}

struct Tokens<'t>(&'t str);

impl<'t> Iterator for Tokens<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.0.trim_start();
        let first = rest.chars().next()?;
        let length = match first {
            '"' => {
                let quotes = if rest.starts_with("\"\"\"") { 3 } else { 1 };
                close(rest, quotes, &rest[..quotes]).unwrap_or(rest.len())
            }
            '#' => rest.find('\n').unwrap_or(rest.len()),
            c if is_of_word(c) => word_length(rest),
            c => c.len_utf8(),
        };
        self.0 = &rest[length..];
        Some(&rest[..length])
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a word, a number or a date: between digits, a colon and a point belong to it.
fn word_length(text: &str) -> usize {
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let behind = chars.peek().map_or(' ', |&(_, c)| c);
        let joins = matches!(c, ':' | '.' | '-' | '+')
            && before.is_ascii_digit()
            && (behind.is_ascii_digit() || behind == c);
        if !is_of_word(c) && !joins {
            return at;
        }
        before = c;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_bar(marked: &str) -> Option<String> {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let context = Context::at(&text, at)?;
        let place = if context.head { "head" } else { "below" };
        Some(format!(
            "{place} of {:?}: {} [{}{}]",
            context.entry,
            context.before.join(" "),
            context.quotes,
            context.written
        ))
    }

    #[test]
    fn places_know_their_entry_and_what_stands_before_them() {
        let told = |marked: &str| at_bar(marked).unwrap();
        assert_eq!(told("pers|"), "head of \"\":  [pers]");
        assert_eq!(told("event x: arr|est"), "head of \"event\": x : [arr]");
        assert_eq!(
            told("claim \"a # b\" by n # c\n  release: on 2025-01-19T21:30, pa|"),
            "below of \"claim\": release : on 2025-01-19T21:30 , [pa]"
        );
        assert_eq!(
            told("claim \"a\"\n  release: patient x, # so\n    # more\n    on S|\n"),
            "below of \"claim\": release : patient x , on [S]"
        );
        assert_eq!(
            told("claim \"a\"\n  x.y: 1,\n\n\n  |"),
            "below of \"claim\": x . y : 1 , []"
        );
        assert_eq!(told("claim \"a\"\n  x: 1\n  |"), "below of \"claim\":  []");
        assert_eq!(
            told("claim \"had be|\n  x"),
            "head of \"claim\":  [\"had be]"
        );
        assert_eq!(
            told("source s \"\"\"two\nlines\"\"\"\n  by \"Os|"),
            "below of \"source\": by [\"Os]"
        );
        assert_eq!(
            told("claim \"\"\"two\nli|"),
            "head of \"claim\":  [\"\"\"two\nli]"
        );
        assert_eq!(at_bar("claim # by |"), None);
    }
}
