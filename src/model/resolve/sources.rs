//! Sources: when they were published, who speaks in them, and their texts.

use super::super::{Source, SourceId, SourceText, Type};
use super::declare::declared_twice;
use super::slot::Slot;
use super::times::Custom;
use super::{Declarer, Preface, What, entries, names};
use crate::date::{Calendar, Zone};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, Entry};
use crate::text::{File, FileId, Location, ReadError, Reader};

impl Declarer<'_> {
    /// Declares the sources of the case and reads their texts.
    pub(super) fn declare_sources(&mut self, prefaces: &[Preface<'_>], texts: &dyn Reader) {
        let mut declared = Vec::new();
        for (file, entry) in entries(prefaces) {
            if let (Some(file), Entry::Source(source)) = (file, entry)
                && let Some(id) = self.declare_source(file, source, texts)
            {
                declared.push((file, source, id));
            }
        }
        for (file, source, id) in declared {
            let cites = source
                .cites
                .iter()
                .filter_map(|name| self.source(name, file))
                .collect();
            self.done.model.sources[id.index()].cites = cites;
        }
    }

    fn declare_source(
        &mut self,
        file: FileId,
        source: &tree::Source<'_>,
        texts: &dyn Reader,
    ) -> Option<SourceId> {
        let location = Location {
            file,
            span: source.name.span,
        };
        if let Some(&first) = self.done.declared.names.sources.get(source.name.text) {
            let first = self.done.model.source(first).location;
            self.done
                .declared
                .notes
                .report(declared_twice(source.name.text, first, location));
            return None;
        }
        let id = SourceId::from_index(self.done.model.sources.len());
        self.done
            .declared
            .names
            .sources
            .insert(source.name.text.into(), id);
        let custom = self.custom_of(source, file);
        let published = source.published.as_ref().and_then(|published| {
            self.resolver()
                .telling(&published.value, None, custom, file)
        });
        let by = source.by.as_ref();
        let by = by.and_then(|by| self.resolver().speaking(by, Slot::of(&Type::Party), file));
        let text = source.text.map(|path| {
            let location = Location {
                file,
                span: path.span,
            };
            let path = path.path().into_owned();
            SourceText {
                text: self.text(&path, texts),
                path,
                location,
            }
        });
        self.done.declared.customs.push(custom);
        self.done.model.sources.push(Source {
            name: source.name.text.to_owned(),
            title: source.title.map_or_else(
                || source.name.text.to_owned(),
                |title| title.name().into_owned(),
            ),
            publisher: source.publisher.map(|name| name.name().into_owned()),
            url: source.url.map(|url| url.value().into_owned()),
            published,
            is_dated: source.is_dated,
            by,
            cites: Vec::new(),
            calendar: custom.calendar,
            zone: custom.zone,
            text,
            location,
        });
        Some(id)
    }

    /// The text at a path, read once however many sources name it. Its number is the one that it has once it stands behind the
    /// claim files.
    fn text(&mut self, path: &str, texts: &dyn Reader) -> Result<FileId, ReadError> {
        if let Some(read) = self.texts_read.get(path) {
            return read.clone();
        }
        let read = texts.read(path).map(|text| {
            let number = self.written + self.done.texts.len();
            self.done.texts.push(File::of_source(path, text));
            FileId(u32::try_from(number).unwrap_or(u32::MAX))
        });
        self.texts_read.insert(path.to_owned(), read.clone());
        read
    }

    /// How a source writes dates: its calendar, and its zone or that of the case.
    fn custom_of(&mut self, source: &tree::Source<'_>, file: FileId) -> Custom {
        let calendar = match source.calendar.map(|calendar| calendar.value) {
            Some(tree::Calendar::Julian) => Calendar::Julian,
            Some(tree::Calendar::Gregorian) | None => Calendar::Gregorian,
        };
        let zone = source.zone.and_then(|name| {
            let zone = Zone::parse(&name.value());
            if zone.is_none() {
                self.no_zone(
                    &name.value(),
                    Location {
                        file,
                        span: name.span,
                    },
                );
            }
            zone
        });
        let zone = zone.or(self.done.model.settings.zone);
        Custom { calendar, zone }
    }

    fn no_zone(&mut self, name: &str, place: Location) {
        let mut diagnostic =
            Diagnostic::new(Code::UnknownName, format!("there is no time zone “{name}”"));
        diagnostic.about = name.to_owned();
        let advice = match names::probably(name, Zone::names()) {
            Some(meant) => format!("Did you mean \"{meant}\"?"),
            None => "Zones are named as in the IANA database: \"Europe/Rome\", \"Asia/Kabul\"."
                .to_owned(),
        };
        self.done.declared.notes.report(
            diagnostic
                .at(place, "not a zone of the IANA database")
                .advise(advice),
        );
    }

    fn source(&mut self, name: &tree::Name<'_>, file: FileId) -> Option<SourceId> {
        let found = self.done.declared.names.sources.get(name.text).copied();
        if found.is_none() {
            self.done.declared.notes.not_known(
                What::Source,
                name.text,
                Location {
                    file,
                    span: name.span,
                },
            );
        }
        found
    }
}
