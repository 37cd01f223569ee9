//! A case as rows: every entry of its claim files, in their order.

use std::io;

use super::cells::Row;
use super::words::{label_cell, name_cell, with_plain_lines};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{
    Calendar, Claim, Entity, Entry, Event, Hedge, Quoted, Reference, Source, Spanned, Time,
};
use crate::syntax::{self, lines, one_line, without_source};
use crate::text::{File, Files, Location, Span};

/// Gives the rows of a case one after the other to `put`, and tells what in the files could not be read: it is in no row.
///
/// # Errors
/// If `put` fails; no row follows then.
pub fn export(
    files: &Files,
    put: &mut dyn FnMut(&Row) -> io::Result<()>,
) -> io::Result<Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    for (id, file) in files.claims() {
        let (tree, errors) = syntax::parse(id, file);
        diagnostics.extend(errors);
        let mut writing = Writing {
            file,
            source: None,
            lost: Vec::new(),
        };
        for entry in &tree.entries {
            if let Some(row) = writing.row(entry) {
                put(&row.with("file", file.path.as_str()))?;
            }
        }
        let lost = writing.lost.into_iter();
        diagnostics.extend(lost.map(|span| without_source(Location { file: id, span })));
    }
    Ok(diagnostics)
}

/// A file on its way into rows.
struct Writing<'t> {
    file: &'t File,
    /// The source that the claims belong to.
    source: Option<&'t str>,
    /// Claims that belong to none: no row can tell of them.
    lost: Vec<Span>,
}

impl<'t> Writing<'t> {
    fn row(&mut self, entry: &Entry<'t>) -> Option<Row> {
        match entry {
            Entry::Entity(entity) => Some(self.entity(entity)),
            Entry::Event(event) => Some(event_row(event)),
            Entry::Source(source) => {
                self.source = Some(source.name.text);
                Some(self.source(source))
            }
            Entry::Claim(claim) => {
                if self.source.is_none() {
                    self.lost.push(claim.span);
                }
                self.source.map(|source| self.claim(claim, source))
            }
            Entry::Kind(kind) => Some(self.as_lines("kind", Some(kind.name.text), kind.span)),
            Entry::Attribute(attribute) => {
                Some(self.as_lines("attribute", Some(attribute.name.text), attribute.span))
            }
            Entry::Dispute(dispute) => Some(self.as_lines("dispute", None, dispute.span)),
        }
    }

    fn entity(&self, entity: &Entity<'_>) -> Row {
        let aliases = entity
            .aliases
            .iter()
            .map(|alias| name_cell(&text_of(alias)));
        Row::default()
            .with("record", entity.sort.keyword())
            .with("id", entity.name.text)
            .with_some("label", entity.label.as_ref().map(text_of))
            .with_list("in", references(&entity.inside))
            .with_list("is", references(&entity.is))
            .with_list("alias", aliases.collect())
            .with_list("distinct", references(&entity.distinct))
            .with_some("at", entity.at.map(|at| self.words(at.span)))
    }

    fn source(&self, source: &Source<'_>) -> Row {
        let cites = source.cites.iter().map(|name| name.text.to_owned());
        Row::default()
            .with("record", "source")
            .with("id", source.name.text)
            .with_some("title", source.title.as_ref().map(text_of))
            .with_some("publisher", source.publisher.as_ref().map(text_of))
            .with_some(
                "published",
                source.published.as_ref().map(|time| self.time(time)),
            )
            .with_some("text", source.text.as_ref().map(text_of))
            .with_some("url", source.url.as_ref().map(text_of))
            .with_list("cites", cites.collect())
            .with_some("zone", source.zone.as_ref().map(text_of))
            .with_some(
                "calendar",
                source
                    .calendar
                    .map(|calendar| calendar_word(calendar.value).to_owned()),
            )
            .with_some("by", source.by.as_ref().map(reference_cell))
    }

    fn claim(&self, claim: &Claim<'_>, source: &str) -> Row {
        let statements = claim
            .statements
            .iter()
            .map(|statement| self.words(statement.span));
        Row::default()
            .with("record", "claim")
            .with("source", source)
            .with_some("hedge", hedge_word(claim.hedge).map(str::to_owned))
            .with_some("passage", claim.passage.as_ref().map(text_of))
            .with_some("by", claim.by.as_ref().map(reference_cell))
            .with_list("via", references(&claim.via))
            .with_some("told", claim.told.as_ref().map(|time| self.time(time)))
            .with_list("statements", statements.collect())
    }

    /// An entry as its lines.
    fn as_lines(&self, record: &str, id: Option<&str>, head: Span) -> Row {
        let mut lines = lines(&self.file.text[head.range().start..]);
        let first = lines.next().into_iter();
        let below = lines.take_while(|line| line.indent > 0);
        let lines = first.chain(below).map(|line| one_line(line.text));
        Row::default()
            .with("record", record)
            .with_some("id", id.map(str::to_owned))
            .with_list("lines", lines.collect())
    }

    fn time(&self, time: &Spanned<Time<'_>>) -> String {
        self.words(time.span)
    }

    fn words(&self, span: Span) -> String {
        one_line(self.file.slice(span))
    }
}

fn event_row(event: &Event<'_>) -> Row {
    Row::default()
        .with("record", "event")
        .with("id", event.name.text)
        .with("kind", event.kind.text)
        .with_some("of", event.of.map(|of| of.text.to_owned()))
        .with_some("label", event.label.as_ref().map(text_of))
}

fn text_of(quoted: &Quoted<'_>) -> String {
    with_plain_lines(&quoted.value()).into_owned()
}

fn references(all: &[Reference<'_>]) -> Vec<String> {
    all.iter().map(reference_cell).collect()
}

fn reference_cell(reference: &Reference<'_>) -> String {
    match reference {
        Reference::Id(name) => name.text.to_owned(),
        Reference::Label(quoted) => label_cell(&text_of(quoted)),
    }
}

fn calendar_word(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Julian => "julian",
        Calendar::Gregorian => "gregorian",
    }
}

fn hedge_word(hedge: Hedge) -> Option<&'static str> {
    match hedge {
        Hedge::Confirmed => Some("confirmed"),
        Hedge::Stated => None,
        Hedge::Reportedly => Some("reportedly"),
        Hedge::Allegedly => Some("allegedly"),
        Hedge::Rumoured => Some("rumoured"),
    }
}
