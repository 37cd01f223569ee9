//! Events: declared with their kind, then linked to the event that they are of.

use super::super::{Event, EventId, Subject};
use super::{Declarer, FileTree, entries};
use crate::syntax::tree::{self, Entry};
use crate::text::{FileId, Location};

impl Declarer<'_> {
    /// Declares the events of the case.
    pub(super) fn declare_events(&mut self, trees: &[FileTree<'_, '_>]) {
        let mut declared = Vec::new();
        for (file, entry) in entries(trees) {
            if let (Some(file), Entry::Event(event)) = (file, entry)
                && let Some(id) = self.declare_event(file, event)
            {
                declared.push((file, event, id));
            }
        }
        for (file, event, id) in declared {
            if let Some(name) = &event.of {
                self.done.model.events[id.index()].of = self.resolver().event(name, file);
            }
        }
    }

    fn declare_event(&mut self, file: FileId, event: &tree::Event<'_>) -> Option<EventId> {
        // An event whose kind is unknown is kept as a mere happening, so that its claims are still checked.
        let kind = self
            .kind(&event.kind, Some(file))
            .or_else(|| self.done.declared.names.kinds.get("happening").copied())?;
        let id = EventId::from_index(self.done.model.events.len());
        let location = Location {
            file,
            span: event.name.span,
        };
        if !self.declare_name(&event.name, Subject::Event(id), location) {
            return None;
        }
        self.done.declared.names.kinds_of_events.push(kind);
        self.done.model.events.push(Event {
            name: event.name.text.to_owned(),
            label: event.label.map_or_else(
                || event.name.text.to_owned(),
                |label| label.value().into_owned(),
            ),
            kind,
            of: None,
            location,
        });
        Some(id)
    }
}
