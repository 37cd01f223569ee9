//! Entries: which line begins one, and which belongs to it.

use super::errors::{Mistake, shown};
use super::lines::{Line, Lines, lines};
use super::reader::{Parsed, Reader, Step, not_this};
use super::suggest::nearest;
use super::tree::{Entry, Sort};
use super::words::{skip_space, word};

/// The words that begin an entry.
pub(super) const KEYWORDS: [&str; 11] = [
    "person",
    "org",
    "place",
    "term",
    "thing",
    "event",
    "kind",
    "attribute",
    "source",
    "claim",
    "dispute",
];

/// Whether a line begins with a word that begins an entry.
#[must_use]
pub fn begins_entry(line: &str) -> bool {
    word(line).is_ok_and(|(_, word)| KEYWORDS.contains(&word))
}

/// Which entries of a file are wanted. What is wrong with the others, and with lines that stray below them, is not told, so that
/// reading the declarations and then the claims tells everything once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of them.
    Whole,
    /// All but claims.
    Declarations,
    /// Claims, and the sources to which they belong.
    Claims,
    /// Only where each begins; nothing of it is read.
    Outline,
}

impl Part {
    /// Whether mistakes in an entry that begins with this word are told.
    fn tells(self, keyword: Option<&str>) -> bool {
        match self {
            Self::Whole => true,
            Self::Declarations => keyword != Some("claim"),
            Self::Claims => keyword == Some("claim"),
            Self::Outline => false,
        }
    }

    fn wants(self, keyword: &str) -> bool {
        self.tells(Some(keyword)) || self == Self::Claims && keyword == "source"
    }
}

/// The entries of a text, one after the other.
pub(super) struct Gathering<'t> {
    reader: Reader<'t>,
    lines: Lines<'t>,
    part: Part,
    /// The entry to which the next line may belong.
    open: Option<Open<'t>>,
}

impl<'t> Iterator for Gathering<'t> {
    type Item = Entry<'t>;

    fn next(&mut self) -> Option<Entry<'t>> {
        while let Some(line) = self.lines.next() {
            let done = self.line(line);
            if done.is_some() {
                return done;
            }
        }
        self.close()
    }
}

/// An entry whose lines are still being read.
struct Open<'t> {
    entry: Entry<'t>,
    /// Not so if its head could not be read: then its lines are read for their mistakes only.
    kept: bool,
    /// The indentation of the first line below it.
    indent: Option<usize>,
    /// A quotation in its head is not closed: the line below may be the rest of it.
    unclosed: bool,
    /// Not wanted: its lines are passed over.
    passed_over: bool,
}

impl<'t> Gathering<'t> {
    pub(super) fn new(text: &'t str, part: Part) -> Self {
        let reader = Reader::new(text);
        reader.hush(!part.tells(None));
        Self {
            reader,
            lines: lines(text),
            part,
            open: None,
        }
    }

    /// What is wrong with the entries so far.
    pub(super) fn into_mistakes(self) -> Vec<Mistake> {
        self.reader.into_mistakes()
    }

    /// Takes a line; the entry before it, where it begins another.
    fn line(&mut self, line: Line<'t>) -> Option<Entry<'t>> {
        if line.indent == 0 {
            self.at_margin(line)
        } else if self.is_indented_head(line) {
            let keyword = self.first_word(line);
            self.reader.hush(!self.part.tells(Some(keyword)));
            self.reader.note(
                Mistake::new(
                    self.reader.span(keyword),
                    format!("`{keyword}` is indented"),
                    "expected it at the beginning of the line",
                )
                .advise("Entries begin at the margin; only the lines below them are indented."),
            );
            self.begin(line, keyword)
        } else {
            self.below(line);
            None
        }
    }

    fn first_word(&self, line: Line<'t>) -> &'t str {
        word(line.text).map_or(&line.text[..0], |(_, word)| word)
    }

    /// A line at the margin begins an entry. One that does not leaves the entry above open, so that it costs only itself.
    fn at_margin(&mut self, line: Line<'t>) -> Option<Entry<'t>> {
        let found = self.first_word(line);
        if KEYWORDS.contains(&found) {
            return self.begin(line, found);
        }
        let behind = skip_space(&line.text[found.len()..]);
        let meant = nearest(found, &KEYWORDS)
            .filter(|_| !behind.starts_with([':', '.', '=']) && !behind.is_empty());
        if let Some(meant) = meant {
            self.reader.hush(!self.part.tells(Some(meant)));
            self.reader
                .note(self.no_keyword(found).advise_nearest(Some(meant)));
            return self.begin(line, meant);
        }
        self.reader.note(self.misplaced(line, found));
        None
    }

    fn no_keyword(&self, found: &'t str) -> Mistake {
        let expected = "expected person, org, place, term, thing, event, kind, attribute, source, claim or dispute";
        Mistake::new(
            self.reader.span(found),
            format!("{} begins no entry", shown(found)),
            expected,
        )
    }

    /// The mistake of a line at the margin that begins no entry.
    fn misplaced(&self, line: Line<'t>, found: &'t str) -> Mistake {
        if found.is_empty() {
            return self.reader.misfit(
                line.text,
                "an entry, which begins with a word such as `claim` or `source`",
            );
        }
        match &self.open {
            Some(open) if open.takes(line.text) => Mistake::new(
                self.reader.span(found),
                "This line belongs to the entry above and is not indented",
                "expected white space before it",
            )
            .advise("Indent it by two spaces."),
            _ => self.no_keyword(found),
        }
    }

    /// Whether an indented line begins an entry all the same. Behind the name of an event or of a line stands a colon or something
    /// that only that line takes, never what follows a keyword.
    fn is_indented_head(&self, line: Line<'t>) -> bool {
        let found = self.first_word(line);
        if !KEYWORDS.contains(&found)
            || self
                .open
                .as_ref()
                .is_some_and(|open| open.indent.is_some_and(|first| line.indent > first))
        {
            return false;
        }
        let behind = skip_space(&line.text[found.len()..]);
        behind.starts_with('"') || behind.starts_with(char::is_alphabetic)
    }

    /// Opens the entry that a line begins, and closes the one before it.
    fn begin(&mut self, line: Line<'t>, keyword: &str) -> Option<Entry<'t>> {
        let done = self.close();
        self.reader.hush(!self.part.tells(Some(keyword)));
        self.open = Some(if self.part.wants(keyword) {
            self.opened(line, keyword)
        } else {
            self.passed_over(line, keyword)
        });
        done
    }

    fn opened(&self, line: Line<'t>, keyword: &str) -> Open<'t> {
        let reader = &self.reader;
        let behind = &line.text[self.first_word(line).len()..];
        let (entry, kept) = match reader.entry(keyword, line.text, behind) {
            Ok((_, entry)) => (entry, true),
            Err(error) => {
                reader.keep(error, || reader.misfit(behind, "an id"));
                (reader.unread(keyword, line.text), false)
            }
        };
        Open {
            entry,
            kept,
            indent: None,
            unclosed: ends_in_string(line.text),
            passed_over: false,
        }
    }

    fn passed_over(&self, line: Line<'t>, keyword: &str) -> Open<'t> {
        Open {
            entry: self.reader.unread(keyword, line.text),
            kept: self.part == Part::Outline,
            indent: None,
            unclosed: false,
            passed_over: true,
        }
    }

    fn close(&mut self) -> Option<Entry<'t>> {
        let open = self.open.take()?;
        open.kept.then_some(open.entry)
    }

    /// A line below the open entry.
    fn below(&mut self, line: Line<'t>) {
        let reader = &self.reader;
        let Some(open) = &mut self.open else {
            let first = self.first_word(line);
            let place = if first.is_empty() { line.text } else { first };
            reader.note(Mistake::new(
                reader.span(place),
                "This line is indented and belongs to no entry",
                "expected an entry above it",
            ));
            return;
        };
        let deeper = open.indent.is_some_and(|first| line.indent > first);
        open.indent = open.indent.or(Some(line.indent));
        if open.passed_over {
            return;
        }
        let rest_of_quotation = std::mem::take(&mut open.unclosed) && ends_in_string(line.text);
        if let Err(error) = open.line(reader, line.text) {
            if deeper && reader.continues(line.text) {
                reader.note(reader.no_comma_above(line.text));
            } else if !rest_of_quotation {
                reader.keep(error, || reader.misfit(line.text, "a line of this entry"));
            }
        }
    }
}

/// Whether a quotation is open at the end of a line.
fn ends_in_string(text: &str) -> bool {
    let mut rest = text;
    while let Some(open) = rest.find('"') {
        let (string, closed) = super::words::string_at(&rest[open..]);
        if !closed {
            return true;
        }
        rest = &rest[open + string.len()..];
    }
    false
}

impl<'t> Open<'t> {
    /// Reads a line below the entry into it.
    fn line(
        &mut self,
        reader: &Reader<'t>,
        text: &'t str,
    ) -> Result<(), nom::Err<super::reader::Fault>> {
        match &mut self.entry {
            Entry::Entity(entity) => reader.entity_line(text, entity)?,
            Entry::Event(_) => reader.event_line(text)?,
            Entry::Kind(kind) => reader.kind_line(text, kind)?,
            Entry::Attribute(_) => reader.attribute_line(text)?,
            Entry::Source(source) => reader.source_line(text, source)?,
            Entry::Claim(claim) => reader.claim_line(text, claim)?,
            Entry::Dispute(dispute) => reader.dispute_line(text, dispute)?,
        };
        Ok(())
    }

    /// Whether a line at the margin looks as though it belonged below this entry.
    fn takes(&self, text: &str) -> bool {
        let Ok((rest, found)) = word(text) else {
            return false;
        };
        match &self.entry {
            Entry::Claim(_) => {
                let rest = skip_space(rest);
                rest.is_empty()
                    || rest.starts_with([':', '.'])
                    || matches!(found, "not" | "doubt" | "plan")
            }
            Entry::Entity(_) => super::entities::ENTITY_LINES.contains(&found),
            Entry::Kind(_) => super::vocabulary::KIND_LINES.contains(&found),
            Entry::Source(_) => super::sources::SOURCE_LINES.contains(&found),
            Entry::Dispute(_) => super::disputes::DISPUTE_LINES.contains(&found),
            Entry::Event(_) | Entry::Attribute(_) => false,
        }
    }
}

impl<'t> Reader<'t> {
    /// What a keyword begins, `behind` being the text behind the keyword
    fn entry(&self, keyword: &str, head: &'t str, input: &'t str) -> Parsed<'t, Entry<'t>> {
        if let Some(sort) = sort(keyword) {
            return self.entity(sort, head, input);
        }
        match keyword {
            "event" => self.event(head, input),
            "kind" => self.kind(head, input),
            "attribute" => self.attribute(head, input),
            "source" => self.source(head, input),
            "claim" => self.claim(head, input),
            "dispute" => self.dispute(head, input),
            _ => not_this(),
        }
    }

    /// In place of an entry that could not be read.
    fn unread(&self, keyword: &str, head: &'t str) -> Entry<'t> {
        let span = self.span(head);
        let nameless = super::tree::Name {
            text: &head[..0],
            span,
        };
        if let Some(sort) = sort(keyword) {
            return Entry::Entity(super::entities::empty_entity(span, sort, nameless));
        }
        match keyword {
            "event" => Entry::Event(super::tree::Event {
                span,
                name: nameless,
                kind: nameless,
                of: None,
                label: None,
            }),
            "kind" => Entry::Kind(super::vocabulary::empty_kind(span, nameless)),
            "attribute" => Entry::Attribute(super::vocabulary::empty_attribute(span, nameless)),
            "source" => Entry::Source(super::sources::empty_source(span, nameless)),
            "dispute" => Entry::Dispute(super::disputes::empty_dispute(span)),
            _ => Entry::Claim(super::claims::empty_claim(span)),
        }
    }

    /// `alias`, `publisher`, `role`: the word of a line below an entry, or what was probably meant
    pub(super) fn line_word(
        &self,
        input: &'t str,
        known: &[&str],
        entry: &str,
    ) -> Step<'t, &'t str> {
        let expected = format!("a line of {entry}: {}", listed(known));
        let (rest, found) = super::reader::must(word(input), || self.misfit(input, &expected))?;
        if known.contains(&found) {
            self.check_no_colon(found, rest)?;
            return Ok((rest, found));
        }
        let mistake = Mistake::new(
            self.span(found),
            format!("{} begins no line of {entry}", shown(found)),
            format!("expected {}", listed(known)),
        );
        let behind = skip_space(rest);
        super::reader::wrong(match nearest(found, known) {
            Some(meant) => mistake.advise_nearest(Some(meant)),
            None if behind.starts_with([':', '.']) || behind.is_empty() => {
                mistake.advise("If it states something, put a `claim` line above it.")
            }
            None => mistake,
        })
    }

    /// `publisher: "BBC News"`
    fn check_no_colon(
        &self,
        found: &str,
        rest: &'t str,
    ) -> Result<(), nom::Err<super::reader::Fault>> {
        let at = skip_space(rest);
        if !at.starts_with([':', '=']) {
            return Ok(());
        }
        let mistake = Mistake::new(
            self.span(&at[..1]),
            format!("No mark stands behind `{found}`"),
            "expected what it says",
        )
        .advise(format!(
            "Write `{found}` and what it says, with a space between."
        ));
        super::reader::wrong::<()>(mistake).map(|_| ())
    }
}

/// `a, b or c`
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => format!("`{}` or `{last}`", first.join("`, `")),
    }
}

/// The sort of entity that a keyword declares.
pub(super) fn sort(keyword: &str) -> Option<Sort> {
    Some(match keyword {
        "person" => Sort::Person,
        "org" => Sort::Org,
        "place" => Sort::Place,
        "term" => Sort::Term,
        "thing" => Sort::Thing,
        _ => return None,
    })
}
