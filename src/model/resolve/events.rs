//! Events: declared with their kind, then linked to the event that they are of.

use super::super::{Event, EventId, Item};
use super::{FileTree, Resolver, What, entries};
use crate::syntax::tree::{self, Entry};
use crate::text::{FileId, Location};

impl<'t> Resolver<'t> {
    /// Declares the events of the case.
    pub(super) fn declare_events(&mut self, trees: &[FileTree<'_, 't>]) {
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
                self.model.events[id.index()].of = self.event(name, file);
            }
        }
    }

    fn declare_event(&mut self, file: FileId, event: &tree::Event<'t>) -> Option<EventId> {
        // An event whose kind is unknown is kept as a mere happening, so that its claims are still checked.
        let kind = self
            .kind(&event.kind, Some(file))
            .or_else(|| self.names.kinds.get("happening").copied())?;
        let id = EventId::from_index(self.model.events.len());
        let location = Location {
            file,
            span: event.name.span,
        };
        if !self.declare_name(&event.name, Item::Event(id), location) {
            return None;
        }
        self.model.events.push(Event {
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

    /// The event that a name means; a diagnostic if it means none.
    pub(super) fn event(&mut self, name: &tree::Name<'t>, file: FileId) -> Option<EventId> {
        match self.names.thing(name.text) {
            Some(Item::Event(event)) => Some(event),
            Some(_) => {
                let text = "an event belongs here".to_owned();
                let message = format!("`{}` is not an event", name.text);
                self.wrong_kind(file, name.span, message, text, None);
                None
            }
            None => {
                self.not_known(What::Event, name, file);
                None
            }
        }
    }
}
