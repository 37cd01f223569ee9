//! A file as its lines, each with the comments and blank lines above it and the comment behind it.

use std::iter::Peekable;

use crate::syntax::tree::{Entry, Tree};
use crate::syntax::{Line, Reading, Token, TokenKind, begins_entry, lines, tokens};
use crate::text::Span;

/// What stays as it is where a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Untouched {
    /// The statements and lines with a mistake in them.
    Statements,
    /// The whole entries.
    Entries,
}

/// The lines of a file.
pub(super) struct Rows<'t> {
    pub(super) all: Vec<Row<'t>>,
    /// What stands behind the last one.
    pub(super) tail: &'t str,
    /// What ends the lines of the file.
    pub(super) end: &'static str,
}

/// A line of the language.
pub(super) struct Row<'t> {
    /// The lines of the file above it that belong to no other, up to the last blank one.
    pub(super) lead: &'t str,
    /// Those behind it: comments.
    pub(super) notes: &'t str,
    /// Whether they stay as they are.
    pub(super) raw_gap: bool,
    pub(super) place: Place,
    /// The line as it stands in the file, with its indentation.
    pub(super) raw: &'t str,
    /// What stands behind it on its last line of the file.
    pub(super) behind: &'t str,
    /// Its pieces, with the comments inside it; none if it stays as it is.
    pub(super) pieces: Vec<Piece<'t>>,
    /// The comment behind it.
    pub(super) comment: Option<&'t str>,
}

/// A piece of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) kind: TokenKind,
    /// Whether it is the first on its line of the file.
    pub(super) begins_line: bool,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first line of an entry.
    Head(Sort),
    /// A line below it.
    Below(Sort),
}

/// The sorts of entry that are laid out each in its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Entity,
    Kind,
    Source,
    Claim,
    Dispute,
    /// An event or attribute, of which nothing stands below; or no entry at all.
    Bare,
}

impl Sort {
    fn of(entry: &Entry<'_>) -> (Self, Span) {
        match entry {
            Entry::Entity(entity) => (Self::Entity, entity.span),
            Entry::Event(event) => (Self::Bare, event.span),
            Entry::Kind(kind) => (Self::Kind, kind.span),
            Entry::Attribute(attribute) => (Self::Bare, attribute.span),
            Entry::Source(source) => (Self::Source, source.span),
            Entry::Claim(claim) => (Self::Claim, claim.span),
            Entry::Dispute(dispute) => (Self::Dispute, dispute.span),
        }
    }
}

impl<'t> Row<'t> {
    /// Whether it stays as it is.
    pub(super) fn is_raw(&self) -> bool {
        self.pieces.is_empty()
    }
}

impl<'t> Rows<'t> {
    /// Cuts a text that has been read.
    pub(super) fn new(text: &'t str, read: &Reading<'_>, untouched: Untouched) -> Self {
        let tokens = tokens(text, &read.tree);
        let wrong = read.mistaken();
        let mut cut = Cut::new(text, &read.tree, &tokens, &wrong);
        for line in lines(text) {
            cut.line(line);
        }
        let mut rows = cut.end();
        if untouched == Untouched::Entries {
            rows.leave_entries();
        }
        rows
    }

    /// Leaves every entry as it is that has a line that stays so.
    fn leave_entries(&mut self) {
        let is_head = |row: &Row<'_>| matches!(row.place, Place::Head(_));
        for entry in self.all.chunk_by_mut(|_, next| !is_head(next)) {
            if entry.iter().any(Row::is_raw) {
                for row in entry {
                    row.pieces.clear();
                    row.raw_gap = !is_head(row);
                }
            }
        }
    }
}

/// A file on the way to its rows.
struct Cut<'t, 'a> {
    text: &'t str,
    /// The entries that were read, and where each begins.
    heads: Peekable<std::vec::IntoIter<(Sort, Span)>>,
    tokens: Peekable<std::slice::Iter<'a, Token>>,
    wrong: &'a [Span],
    /// Where what is not yet in a row begins.
    at: usize,
    /// What the lines below the last head belong to.
    sort: Sort,
    /// Whether the entry was read, so that its lines are in the tree.
    read: bool,
    rows: Vec<Row<'t>>,
}

impl<'t, 'a> Cut<'t, 'a> {
    fn new(text: &'t str, tree: &Tree<'_>, tokens: &'a [Token], wrong: &'a [Span]) -> Self {
        let heads: Vec<_> = tree.entries.iter().map(Sort::of).collect();
        Self {
            text,
            heads: heads.into_iter().peekable(),
            tokens: tokens.iter().peekable(),
            wrong,
            at: 0,
            sort: Sort::Bare,
            read: true,
            rows: Vec::new(),
        }
    }

    /// The next line of the file becomes a row.
    fn line(&mut self, line: Line<'t>) {
        self.comment_behind(line.start);
        let begin = line_start(self.text, self.at, line.start);
        let end = line.start + line.text.len();
        let wrong = self.is_wrong(line.start, end);
        let place = self.place(line, wrong);
        let mut pieces = self.pieces(line.start, end);
        let unsure =
            |piece: &Piece<'_>| matches!(piece.kind, TokenKind::Unclosed | TokenKind::Unknown);
        if wrong || !self.read || pieces.iter().any(unsure) {
            pieces.clear();
        }
        let gap = &self.text[self.at..begin];
        let (lead, notes) = gap.split_at(behind_blank(gap));
        self.rows.push(Row {
            lead,
            notes,
            raw_gap: false,
            place,
            raw: &self.text[begin..end],
            behind: "",
            pieces,
            comment: None,
        });
        self.at = end;
    }

    /// Gives the last row the comment behind it, and goes on to the next line of the file; `next` is where the next row has its first word.
    fn comment_behind(&mut self, next: usize) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let rest = &self.text[self.at..next];
        row.behind = first_line(rest);
        let comment = row.behind.trim();
        row.comment = (!comment.is_empty()).then_some(comment);
        self.at += row.behind.len() + line_end(&rest[row.behind.len()..]).len();
        while self
            .tokens
            .next_if(|token| (token.span.start as usize) < self.at)
            .is_some()
        {}
    }

    /// Whether there is a mistake in a stretch of the file.
    fn is_wrong(&mut self, start: usize, end: usize) -> bool {
        let before = |span: &Span| (span.end as usize) < start;
        let passed = self.wrong.iter().take_while(|span| before(span)).count();
        self.wrong = &self.wrong[passed..];
        self.wrong
            .first()
            .is_some_and(|span| span.start as usize <= end)
    }

    fn place(&mut self, line: Line<'t>, wrong: bool) -> Place {
        let here = |(_, span): &(Sort, Span)| span.start as usize == line.start;
        if let Some((sort, _)) = self.heads.next_if(here) {
            self.sort = sort;
            self.read = true;
            return Place::Head(sort);
        }
        if wrong && begins_entry(line.text) {
            self.sort = Sort::Bare;
            self.read = false;
            return Place::Head(Sort::Bare);
        }
        Place::Below(self.sort)
    }

    fn pieces(&mut self, start: usize, end: usize) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut at = start;
        while let Some(token) = self
            .tokens
            .next_if(|token| (token.span.start as usize) < end)
        {
            let range = token.span.range();
            if range.start < start {
                continue;
            }
            pieces.push(Piece {
                text: &self.text[range.clone()],
                kind: token.kind,
                begins_line: self.text[at..range.start].contains(['\n', '\r']),
            });
            at = range.end;
        }
        pieces
    }

    fn end(mut self) -> Rows<'t> {
        self.comment_behind(self.text.len());
        Rows {
            all: self.rows,
            tail: &self.text[self.at..],
            end: match line_end(&self.text[first_line(self.text).len()..]) {
                "\r\n" => "\r\n",
                _ => "\n",
            },
        }
    }
}

/// Where the last blank line of some lines ends.
fn behind_blank(lines: &str) -> usize {
    let mut at = 0;
    let mut blank = 0;
    while at < lines.len() {
        let line = first_line(&lines[at..]);
        at += line.len() + line_end(&lines[at + line.len()..]).len();
        if line.trim().is_empty() {
            blank = at;
        }
    }
    blank
}

/// Where the line of the file begins that has a word at `word`, `at` being the beginning of some line above it.
fn line_start(text: &str, at: usize, word: usize) -> usize {
    text[at..word]
        .rfind(['\n', '\r'])
        .map_or(at, |end| at + end + 1)
}

/// The text up to the end of its first line.
pub(super) fn first_line(text: &str) -> &str {
    text.find(['\n', '\r']).map_or(text, |end| &text[..end])
}

/// The end of a line that a text begins with, if it does.
pub(super) fn line_end(text: &str) -> &str {
    let length = match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    &text[..length]
}
