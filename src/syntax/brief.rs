//! Declarations as nearly all are written: an id and a name for people, what holds it, an alias. Such a one is read out of the text with
//! one look at each word; the general way, which knows all else that may stand there and below it, would read it the same.

use super::entities::empty_entity;
use super::keywords::{keyword, sort};
use super::reader::Reader;
use super::scan::before;
use super::tree::{Entity, Entry, Event, Name, Quoted, Reference};
use super::words::word;

/// What was read, behind the text that is left.
type Read<'t, O> = Option<(&'t str, O)>;

impl<'t> Reader<'t> {
    /// `person najim "Najim"`, `place turin "Turin" in italy`, `event release: release "Italy lets him go"`: an entity, perhaps with an alias
    /// below it, or an event at the beginning of a line, if another entry begins behind it, or nothing does.
    pub(super) fn brief_declaration(&self, text: &'t str) -> Read<'t, Entry<'t>> {
        let keyword = keyword(text)?;
        let (rest, name) = self.brief_id(&text[keyword.len()..])?;
        let (rest, kind) = match keyword {
            "event" => {
                let (rest, kind) = self.brief_id(rest.strip_prefix(':')?)?;
                (rest, Some(kind))
            }
            _ => (rest, None),
        };
        let (rest, label) = self.brief_label(rest)?;
        if let Some(kind) = kind {
            let event = Event {
                span: self.span(&text[..text.len() - rest.len()]),
                name,
                kind,
                of: None,
                label: Some(label),
            };
            return Some((behind_lone_line(rest)?, Entry::Event(Box::new(event))));
        }
        let (rest, holder) = optional(rest, |rest| self.brief_id(rest.strip_prefix(" in")?));
        let span = self.span(&text[..text.len() - rest.len()]);
        let (rest, alias) = optional(rest, |rest| {
            self.brief_label(rest.strip_prefix("\n  alias")?)
        });
        let behind = behind_lone_line(rest)?;
        let entity = Entity {
            label: Some(label),
            inside: holder.into_iter().map(Reference::Id).collect(),
            aliases: alias.into_iter().collect(),
            ..empty_entity(span, sort(keyword)?, name)
        };
        Some((behind, Entry::Entity(Box::new(entity))))
    }

    /// An id behind a space.
    fn brief_id(&self, text: &'t str) -> Read<'t, Name<'t>> {
        let begin = text.strip_prefix(' ')?;
        let begins_word = begin.as_bytes().first()?.is_ascii_alphabetic();
        let (rest, text) = word(begin).ok().filter(|_| begins_word)?;
        let span = self.span(text);
        Some((rest, Name { text, span }))
    }

    /// A name behind a space, in which nothing is escaped.
    fn brief_label(&self, text: &'t str) -> Read<'t, Quoted<'t>> {
        let string = text.strip_prefix(' ')?;
        let inside = string.strip_prefix('"')?;
        let (raw, end) = inside.split_at(before([b'"', b'\\', b'\n', b'\r'], inside));
        let rest = end.strip_prefix('"')?;
        let span = self.span(&string[..string.len() - rest.len()]);
        let long = false;
        Some((rest, Quoted { raw, long, span }))
    }
}

/// Something that need not stand there.
fn optional<'t, O>(
    text: &'t str,
    read: impl FnOnce(&'t str) -> Read<'t, O>,
) -> (&'t str, Option<O>) {
    match read(text) {
        Some((rest, read)) => (rest, Some(read)),
        None => (text, None),
    }
}

/// The text behind a line that ends here, if another entry begins there, or nothing does.
fn behind_lone_line(text: &str) -> Option<&str> {
    let behind = text.strip_prefix('\n')?.trim_start_matches('\n');
    (behind.is_empty() || keyword(behind).is_some()).then_some(behind)
}
