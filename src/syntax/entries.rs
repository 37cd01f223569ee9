//! Entries: which line begins one, and which belongs to it.

use super::claims::empty_claim;
use super::errors::{Mistake, cut, shown};
use super::framed::Headed;
use super::keywords::{KEYWORDS, first_word, keyword, sort};
use super::laid_out::is_said_of_event;
use super::lines::{Line, Lines, lines};
use super::other_words;
use super::passing::{behind_claims, behind_declarations};
use super::reader::{Fault, Parsed, Reader, Step, mistake_of, not_this};
use super::scan::before;
use super::slips;
use super::sources;
use super::suggest::nearest;
use super::tree::{Entry, Told};
use super::words::{at_end, mark, skip_space, string_at, word};

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
    pub(super) reader: Reader<'t>,
    pub(super) lines: Lines<'t>,
    part: Part,
    /// What begins the next entry, once the lines of the one before are read.
    head: Option<Head<'t>>,
}

/// A line that begins an entry.
struct Head<'t> {
    line: Line<'t>,
    /// The word that it begins with, or what was meant by it.
    keyword: &'t str,
    /// What stands behind that word.
    behind: &'t str,
}

impl<'t> Head<'t> {
    fn new(line: Line<'t>, keyword: &'t str) -> Self {
        Self {
            line,
            keyword,
            behind: &line.text[keyword.len()..],
        }
    }
}

impl<'t> Iterator for Gathering<'t> {
    type Item = Entry<'t>;

    fn next(&mut self) -> Option<Entry<'t>> {
        if self.part == Part::Declarations
            && let Some(declared) = self.brief_declaration()
        {
            return Some(declared);
        }
        if self.head.is_none() {
            self.head = self.lines_below(None);
        }
        while let Some(head) = self.head.take() {
            self.reader.hush(!self.part.tells(Some(head.keyword)));
            let mut open = self.opened(&head);
            self.head = self.lines_below(Some(&mut open));
            if open.kept {
                return open.entry;
            }
        }
        None
    }
}

/// An entry whose lines are still being read.
#[derive(Default)]
pub(super) struct Open<'t> {
    /// None if it is not wanted: then its lines are passed over.
    entry: Option<Entry<'t>>,
    /// Whether it is a claim, wanted or not.
    pub(super) is_claim: bool,
    /// Whether it is an event, wanted or not.
    is_event: bool,
    /// Whether its head could be read; if not, its lines are read for their mistakes only.
    kept: bool,
    /// The indentation of the first line below it.
    pub(super) indent: Option<usize>,
    /// Its head, for the first line below: if a quotation in it is not closed, that may be the rest of it.
    head: Option<&'t str>,
}

impl<'t> Gathering<'t> {
    pub(super) fn new(text: &'t str, part: Part) -> Self {
        let reader = Reader::new(text);
        reader.hush(!part.tells(None));
        Self {
            reader,
            lines: lines(text),
            part,
            head: None,
        }
    }

    /// Where the next entry begins, if lines that belong to none do not stand before it.
    fn begin(&self) -> &'t str {
        match &self.head {
            Some(head) => self.lines.from(head.line),
            None => self.lines.rest(),
        }
    }

    /// The next entry, if it declares something and can be read at one look.
    fn brief_declaration(&mut self) -> Option<Entry<'t>> {
        let (behind, declared) = self.reader.brief_declaration(self.begin())?;
        self.lines.go_on(behind);
        self.head = None;
        Some(declared)
    }

    /// The next claim, if it is one that can be read at one look.
    #[inline]
    pub(super) fn framed_claim(&mut self) -> Option<Told<'t>> {
        let headed = Headed::at(self.begin())?;
        self.reader.hush(!self.part.tells(Some("claim")));
        let (behind, told) = self.reader.framed(&headed)?;
        self.lines.go_on(behind);
        self.head = None;
        Some(told)
    }

    /// What is wrong with the entries so far.
    pub(super) fn into_mistakes(self) -> Vec<Mistake> {
        self.reader.into_mistakes()
    }

    /// Reads the lines below the open entry, up to the head of the next.
    fn lines_below(&mut self, mut open: Option<&mut Open<'t>>) -> Option<Head<'t>> {
        loop {
            self.pass_unwanted();
            let line = self.lines.next()?;
            let open = open.as_deref_mut();
            let head = match keyword(line.text) {
                None if line.indent == 0 => self.misspelt_head(line, open.as_deref()),
                Some(keyword) if line.indent == 0 => Some(Head::new(line, keyword)),
                Some(keyword) if is_indented_head(line, keyword, open.as_deref()) => {
                    Some(self.indented_head(line, keyword))
                }
                _ => {
                    let line = self.gone_on(line, open.as_deref());
                    match open {
                        Some(open) => {
                            if !self.is_block(line, open) {
                                self.below(line, Some(open));
                            }
                        }
                        None => self.below(line, None),
                    }
                    None
                }
            };
            if head.is_some() {
                return head;
            }
        }
    }

    /// Passes over entries that are not wanted and seen to hide none that is. What comes then is another one, or nothing.
    fn pass_unwanted(&mut self) {
        let behind = match self.part {
            Part::Declarations => behind_claims,
            Part::Claims => behind_declarations,
            Part::Whole | Part::Outline => return,
        };
        let next = self.lines.rest().trim_start_matches('\n');
        self.lines.go_on(behind(next));
    }

    /// A statement with the lines behind its commas that go on with it and are not indented deeper: a mistake that is read as it is meant.
    fn gone_on(&mut self, line: Line<'t>, open: Option<&Open<'t>>) -> Line<'t> {
        let mut line = line;
        while open.is_some_and(|open| open.is_claim)
            && line.text.ends_with(',')
            && let Some((both, next, behind)) = self.lines.with_next(line)
            && (1..=line.indent).contains(&next.indent)
            && self.is_clause(next.text)
        {
            let first = word(next.text).map_or(next.text, |(_, first)| first);
            let message = "this line goes on with the one above and is not indented deeper";
            let expected = "expected more white space before it";
            let mistake = Mistake::new(self.reader.span(first), message, expected);
            self.reader.note(mistake.advise(
                "Where a statement goes on behind a comma, the next line is indented deeper than its first: put more white space before it.",
            ));
            line = both;
            self.lines = behind;
        }
        line
    }

    /// Whether a line can be no statement, but a clause of one.
    fn is_clause(&self, text: &'t str) -> bool {
        let is_stance = matches!(first_word(text), "not" | "doubt" | "plan");
        let reader = &self.reader;
        let is_state_time = || {
            let read = reader.state_time_clause(text);
            read.is_ok_and(|(rest, _)| at_end(rest) || mark(",", rest).is_ok())
        };
        let is_clause = |read: &dyn Fn() -> bool| reader.without_mistake(read);
        !is_stance && (is_clause(&|| reader.continues(text)) || is_clause(&is_state_time))
    }

    /// A line at the margin begins an entry. One that does not leaves the entry above open, so that it costs only itself.
    fn misspelt_head(&self, line: Line<'t>, open: Option<&Open<'t>>) -> Option<Head<'t>> {
        let found = first_word(line.text);
        let behind = &line.text[found.len()..];
        let at = skip_space(behind);
        let meant = nearest(found, &KEYWORDS).or_else(|| other_words::keyword(found));
        let meant = meant.filter(|_| !at.starts_with([':', '.', '=']) && !at.is_empty());
        if let Some(keyword) = meant {
            self.reader.hush(!self.part.tells(Some(keyword)));
            self.reader
                .note(self.no_keyword(found).advise_nearest(Some(keyword)));
            return Some(Head {
                line,
                keyword,
                behind,
            });
        }
        self.reader.note(self.misplaced(line, found, open));
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
    fn misplaced(&self, line: Line<'t>, found: &'t str, open: Option<&Open<'t>>) -> Mistake {
        if found.is_empty() {
            let mistake = self.reader.misfit(
                line.text,
                "an entry, which begins with a word such as `claim` or `source`",
            );
            let mut marks = ["//", "--", "/*", "*/", ";"].into_iter();
            return match marks.any(|mark| line.text.starts_with(mark)) {
                true => mistake.advise("A comment begins with `#`."),
                false => mistake,
            };
        }
        match open {
            Some(open) if open.takes(line.text) => Mistake::new(
                self.reader.span(found),
                "this line belongs to the entry above and is not indented",
                "expected white space before it",
            )
            .advise("Indent it by two spaces."),
            _ if skip_space(&line.text[found.len()..]).starts_with('"') => {
                self.no_keyword(found).declaring(found).advise(format!(
                    "Write first what it is, such as `person {0} \"…\"`, `place {0} \"…\"` or `event {0}: KIND \"…\"`.",
                    cut(found)
                ))
            }
            _ => self.no_keyword(found),
        }
    }

    /// An entry begins here, and it is a mistake that the line is indented.
    fn indented_head(&self, line: Line<'t>, keyword: &'t str) -> Head<'t> {
        self.reader.hush(!self.part.tells(Some(keyword)));
        self.reader.note(
            Mistake::new(
                self.reader.span(keyword),
                format!("`{keyword}` is indented"),
                "expected it at the beginning of the line",
            )
            .advise("Entries begin at the margin; only the lines below them are indented."),
        );
        Head::new(line, keyword)
    }

    fn opened(&self, head: &Head<'t>) -> Open<'t> {
        let (reader, text, behind) = (&self.reader, head.line.text, head.behind);
        let mut open = Open::of(head.keyword);
        if !self.part.wants(head.keyword) {
            return open;
        }
        open.head = Some(text);
        if head.keyword == "source" {
            let calendar = sources::calendar_of(self.lines.clone());
            reader.calendar_above.set(calendar);
        }
        match reader.entry(head.keyword, text, behind, &mut open.entry) {
            Ok(_) => open.kept = true,
            Err(error) => {
                let mistake = mistake_of(error, || reader.misfit(behind, "an id"));
                reader.note(match word(behind) {
                    Ok((_, id)) => mistake.declaring(id),
                    Err(_) => mistake,
                });
                open.entry = Some(reader.unread(head.keyword, text));
            }
        }
        open
    }

    /// A line below the open entry.
    fn below(&self, line: Line<'t>, open: Option<&mut Open<'t>>) {
        let reader = &self.reader;
        let Some(open) = open else {
            let found = first_word(line.text);
            let place = if found.is_empty() { line.text } else { found };
            reader.note(Mistake::new(
                reader.span(place),
                "this line is indented and belongs to no entry",
                "expected an entry above it",
            ));
            return;
        };
        let deeper = open.indent.is_some_and(|first| line.indent > first);
        open.indent = open.indent.or(Some(line.indent));
        let Some(entry) = &mut open.entry else {
            return;
        };
        let head = open.head.take();
        if let Err(error) = reader.line(line.text, entry) {
            let rest_of_quotation =
                || head.is_some_and(ends_in_string) && ends_in_string(line.text);
            if deeper && reader.continues(line.text) {
                reader.note(reader.no_comma_above(line.text));
            } else if !rest_of_quotation() {
                reader.keep(error, || reader.misfit(line.text, "a line of this entry"));
            }
        }
    }
}

/// Where each entry of a text begins, and whether it declares something. Nothing of it is read.
pub(super) fn outline(text: &str) -> Vec<(usize, bool)> {
    let mut gathering = Gathering::new(text, Part::Outline);
    let mut begun = Vec::new();
    let mut head = gathering.lines_below(None);
    while let Some(Head { line, keyword, .. }) = head {
        begun.push((line.start, keyword != "claim"));
        head = gathering.lines_below(Some(&mut Open::of(keyword)));
    }
    begun
}

/// Whether an indented line that begins with a keyword begins an entry all the same. Behind the name of an event or of a line stands a
/// colon or something that only that line takes, never what follows a keyword.
fn is_indented_head(line: Line<'_>, keyword: &str, open: Option<&Open<'_>>) -> bool {
    let first_below = open.and_then(|open| open.indent);
    if first_below.is_some_and(|first| line.indent > first) {
        return false;
    }
    let in_claim = open.is_some_and(|open| open.is_claim);
    if in_claim && keyword == "event" && is_said_of_event(line.text) {
        return false;
    }
    let behind = skip_space(&line.text[keyword.len()..]);
    // `place turin` below an event says where it happened, and declares nothing.
    let is_said = open.is_some_and(|open| open.is_event)
        && keyword == "place"
        && word(behind).is_ok_and(|(rest, _)| at_end(rest));
    !is_said && (behind.starts_with('"') || behind.starts_with(char::is_alphabetic))
}

/// Whether a quotation is open at the end of a line.
fn ends_in_string(text: &str) -> bool {
    let mut rest = text;
    loop {
        let open = before([b'"'], rest);
        if open == rest.len() {
            return false;
        }
        let (string, closed) = string_at(&rest[open..]);
        if !closed {
            return true;
        }
        rest = &rest[open + string.len()..];
    }
}

impl Open<'_> {
    /// An entry that begins with this word, of which nothing is read.
    fn of(keyword: &str) -> Self {
        Self {
            is_claim: keyword == "claim",
            is_event: keyword == "event",
            ..Self::default()
        }
    }

    /// Whether a line at the margin looks as though it belonged below this entry.
    fn takes(&self, text: &str) -> bool {
        let (Ok((rest, found)), Some(entry)) = (word(text), &self.entry) else {
            return false;
        };
        match entry {
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
    /// Reads a line below an entry into it.
    fn line(&self, text: &'t str, entry: &mut Entry<'t>) -> Result<(), nom::Err<Fault>> {
        match entry {
            Entry::Entity(entity) => self.entity_line(text, entity)?,
            Entry::Event(_) => self.event_line(text)?,
            Entry::Kind(kind) => self.kind_line(text, kind)?,
            Entry::Attribute(_) => self.attribute_line(text)?,
            Entry::Source(source) => self.source_line(text, source)?,
            Entry::Claim(claim) => self.claim_line(text, claim)?,
            Entry::Dispute(dispute) => self.dispute_line(text, dispute)?,
        };
        Ok(())
    }

    /// What a keyword begins, `behind` being the text behind the keyword
    fn entry(
        &self,
        keyword: &str,
        head: &'t str,
        behind: &'t str,
        entry: &mut Option<Entry<'t>>,
    ) -> Parsed<'t, ()> {
        if keyword == "claim" {
            let claim = entry.insert(Entry::Claim(Box::new(empty_claim(self.span(head)))));
            return self.claim(behind, claim);
        }
        let (rest, read) = match keyword {
            "event" => self.event(head, behind)?,
            "kind" => self.kind(head, behind)?,
            "attribute" => self.attribute(head, behind)?,
            "source" => self.source(head, behind)?,
            "dispute" => self.dispute(head, behind)?,
            _ => match sort(keyword) {
                Some(sort) => self.entity(sort, head, behind)?,
                None => return not_this(),
            },
        };
        *entry = Some(read);
        Ok((rest, ()))
    }

    /// In place of an entry that could not be read.
    fn unread(&self, keyword: &str, head: &'t str) -> Entry<'t> {
        let span = self.span(head);
        let nameless = super::tree::Name {
            text: &head[..0],
            span,
        };
        if let Some(sort) = sort(keyword) {
            return Entry::Entity(Box::new(super::entities::empty_entity(
                span, sort, nameless,
            )));
        }
        match keyword {
            "event" => Entry::Event(Box::new(super::tree::Event {
                span,
                name: nameless,
                kind: nameless,
                of: None,
                label: None,
            })),
            "kind" => Entry::Kind(Box::new(super::vocabulary::empty_kind(span, nameless))),
            "attribute" => {
                Entry::Attribute(Box::new(super::vocabulary::empty_attribute(span, nameless)))
            }
            "source" => Entry::Source(Box::new(super::sources::empty_source(span, nameless))),
            "dispute" => Entry::Dispute(Box::new(super::disputes::empty_dispute(span))),
            _ => Entry::Claim(Box::new(empty_claim(span))),
        }
    }

    /// `alias`, `publisher`, `role`: the word of a line below an entry, or what was probably meant
    pub(super) fn line_word(
        &self,
        input: &'t str,
        known: &[&str],
        entry: &str,
    ) -> Step<'t, &'t str> {
        let (rest, found) = super::reader::must(word(input), || {
            self.misfit(input, &format!("a line of {entry}: {}", listed(known)))
        })?;
        if known.contains(&found) {
            return Ok((self.behind_colon(found, rest), found));
        }
        let mistake = Mistake::new(
            self.span(found),
            format!("{} begins no line of {entry}", shown(found)),
            format!("expected {}", listed(known)),
        );
        let behind = skip_space(rest);
        // Before a date only one line is meant.
        let dated = known
            .iter()
            .find(|word| **word == "published" && slips::looks_dated(behind));
        let meant = dated.and_then(|word| nearest(found, &[word]));
        let meant = meant.or_else(|| nearest(found, known));
        let meant = meant.or_else(|| other_words::line_word(found, known));
        super::reader::wrong(match meant {
            Some(meant) => mistake.advise_nearest(Some(meant)),
            None if behind.starts_with([':', '.']) || behind.is_empty() => {
                mistake.advise("If it states something, put a `claim` line above it.")
            }
            None => mistake,
        })
    }

    /// `publisher: "BBC News"`, from the colon on: a mistake that costs nothing, as what is meant is clear.
    fn behind_colon(&self, found: &str, rest: &'t str) -> &'t str {
        let at = skip_space(rest);
        if !at.starts_with([':', '=']) {
            return rest;
        }
        let (mark, behind) = at.split_at(1);
        let what = if mark == ":" { "colon" } else { "mark" };
        let message = format!("the {what} behind `{found}` is too much");
        let mistake = Mistake::new(self.span(mark), message, "expected a space instead");
        self.note(mistake.advise(format!(
            "Leave the {what} out: `{found}` and what it says, with a space between."
        )));
        behind
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
