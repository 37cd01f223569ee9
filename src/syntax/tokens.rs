//! A file as a list of its smallest pieces, each with what it is: what editors colour and what layout is made of.

use super::keywords::KEYWORDS;
use super::lines::lines;
use super::places::places;
use super::tree::Tree;
use super::words::{begins_id, first_line, string_at, word};
use crate::date::Edtf;
use crate::text::Span;

/// A piece of a file that is no white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands. Only a long string goes over the end of a line.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a piece of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `# …`, up to the end of the line.
    Comment,
    /// The word that begins an entry, or a line below one: `claim`, `publisher`, `role`.
    Keyword,
    /// Any other word of the language: `reportedly`, `not`, `on`, `Saturday`, `days`, `many`.
    Word,
    /// What somebody has given a name to.
    Id(IdKind),
    /// What stands in quotation marks, with them.
    Text,
    /// The same where the closing marks are missing; it ends with its line.
    Unclosed,
    /// `12`, `-2.5`
    Number,
    /// `2025-01-19`, `[2015,2017..2019]`
    Date,
    /// `,`, `:` or `.`
    Mark,
    /// What stands nowhere in the language.
    Unknown,
}

/// What an id is the name of, as far as its place tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// An event.
    Event,
    /// A kind of event.
    Kind,
    /// A role of events.
    Role,
    /// An attribute; behind the point of a dispute, an attribute or a role.
    Attribute,
    /// A source.
    Source,
    /// A unit of a number.
    Unit,
    /// What stands behind `seen`.
    Seal,
    /// An entity, or, where both may stand, an event.
    Other,
}

/// Every word of the language, in the order of the alphabet; weekdays in small letters.
#[rustfmt::skip]
const WORDS: [&str; 131] = [
    "a", "about", "after", "afternoon", "ago", "alias", "allegedly", "an", "and", "any", "as", "at", "attribute", "before",
    "between", "by", "calendar", "changes", "cites", "claim", "confirmed", "date", "day", "days", "dispute", "distinct",
    "dormant", "doubt", "during", "early", "eight", "eleven", "end", "evening", "event", "exactly", "five", "fixed", "for",
    "four", "friday", "from", "gregorian", "grows", "hour", "hours", "in", "including", "is", "julian", "keeps", "kind", "last",
    "lasts", "late", "least", "less", "many", "mid", "minute", "minutes", "monday", "month", "months", "more", "morning",
    "most", "next", "night", "nine", "noon", "not", "number", "of", "on", "one", "only", "open", "org", "party", "person",
    "place", "plan", "present", "published", "publisher", "reason", "reportedly", "resolved", "role", "rumoured", "same",
    "saturday", "seen", "sets", "seven", "since", "six", "source", "start", "status", "sunday", "ten", "term", "text",
    "than", "thing", "this", "three", "throughout", "thursday", "time", "to", "today", "told", "tomorrow", "tonight",
    "tuesday", "twelve", "two", "until", "url", "via", "wednesday", "week", "weeks", "within", "year", "years", "yesterday",
    "zone",
];

/// All pieces of a text, `tree` being what it parses to. Where nothing is wrong, every word that is no id of the tree is a word of
/// the language; in a line with a mistake a word is what it looks like.
#[must_use]
pub fn tokens(text: &str, tree: &Tree<'_>) -> Vec<Token> {
    let mut scan = Scan {
        text,
        at: 0,
        places: places(tree),
        place: 0,
        in_claim: false,
        tokens: Vec::new(),
    };
    for line in lines(text) {
        scan.up_to(line.start);
        scan.first(line.indent, line.text);
        scan.up_to(line.start + line.text.len());
    }
    scan.up_to(text.len());
    scan.tokens
}

/// How far a text is cut into pieces.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    places: Vec<(Span, TokenKind)>,
    /// The first place that is not yet behind.
    place: usize,
    /// Whether the lines below the last entry are statements.
    in_claim: bool,
    tokens: Vec<Token>,
}

impl Scan<'_> {
    /// Goes on to a byte of the text, which no piece goes over.
    fn up_to(&mut self, end: usize) {
        let text = self.text;
        while let Some(first) = text[self.at..end].chars().next() {
            if first.is_whitespace() {
                self.at += first.len_utf8();
            } else {
                let (length, kind) = self.piece(first, &text[self.at..end]);
                self.push(length.min(end - self.at), kind);
            }
        }
    }

    fn push(&mut self, length: usize, kind: TokenKind) {
        let span = Span::new(self.at, self.at + length);
        self.tokens.push(Token { span, kind });
        self.at += length;
    }

    /// The first word of a line, if it is a word of the language that begins an entry or a line of one.
    fn first(&mut self, indent: usize, line: &str) {
        let Ok((_, found)) = word(line) else { return };
        let head = KEYWORDS.contains(&found) && (indent == 0 || self.placed().is_none());
        if head {
            self.in_claim = found == "claim";
        }
        if head || (!self.in_claim && indent > 0 && is_word(found)) {
            self.push(found.len(), TokenKind::Keyword);
        }
    }

    /// What the tree knows to begin here: how long it is, and what.
    fn placed(&mut self) -> Option<(usize, TokenKind)> {
        let behind = |(span, _): &(Span, TokenKind)| (span.start as usize) < self.at;
        while self.places.get(self.place).is_some_and(behind) {
            self.place += 1;
        }
        let (span, kind) = self.places.get(self.place)?;
        let range = span.range();
        (range.start == self.at).then_some((range.len(), *kind))
    }

    /// The piece that begins here: how long it is, and what.
    fn piece(&mut self, first: char, rest: &str) -> (usize, TokenKind) {
        if let Some(placed) = self.placed() {
            return placed;
        }
        match first {
            '#' => (first_line(rest).len(), TokenKind::Comment),
            '"' => match string_at(rest) {
                (string, true) => (string.len(), TokenKind::Text),
                (string, false) => (string.len(), TokenKind::Unclosed),
            },
            _ if begins_id(first) => bare(rest),
            _ => figure(rest, first),
        }
    }
}

/// A word that is no id of the tree.
fn bare(rest: &str) -> (usize, TokenKind) {
    let found = word(rest).map_or("", |(_, found)| found);
    match Edtf::lex(rest) {
        date if date > found.len() => (date, TokenKind::Date),
        _ if is_word(found) => (found.len(), TokenKind::Word),
        _ => (found.len(), TokenKind::Id(IdKind::Other)),
    }
}

/// A number, a date that is not in the tree, or a single character.
fn figure(rest: &str, first: char) -> (usize, TokenKind) {
    let number = number(rest);
    match Edtf::lex(rest) {
        date if date > number => (date, TokenKind::Date),
        _ if number > 0 => (number, TokenKind::Number),
        _ if matches!(first, ',' | ':' | '.') => (first.len_utf8(), TokenKind::Mark),
        _ => (first.len_utf8(), TokenKind::Unknown),
    }
}

/// How long the number is that a text begins with; 0 if there is none.
fn number(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(&text[sign..]);
    if whole == 0 {
        return 0;
    }
    let end = sign + whole;
    match text[end..].strip_prefix('.').map(digits) {
        None | Some(0) => end,
        Some(part) => end + 1 + part,
    }
}

/// Whether it is a word of the language; those of weekdays are whatever their letters are.
fn is_word(found: &str) -> bool {
    let is = |found: &str| WORDS.binary_search(&found).is_ok();
    is(found) || (found.ends_with("day") && is(&found.to_ascii_lowercase()))
}
