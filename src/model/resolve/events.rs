//! Events: declared with their kind, then linked to the event that they are of.

use super::super::{Event, EventId, Subject};
use super::Declarer;
use super::preface::{self, Preface};
use crate::text::{FileId, Location};

impl Declarer<'_> {
    /// Declares the events of the case.
    pub(super) fn declare_events(&mut self, prefaces: &[Preface<'_>]) {
        let mut of_others = Vec::new();
        for preface in prefaces {
            let Some(file) = preface.file else { continue };
            for event in &preface.events {
                let id = self.declare_event(file, preface, event);
                let of = event.more.as_ref().and_then(|more| more.of);
                if let (Some(id), Some(of)) = (id, of) {
                    of_others.push((file, of, id));
                }
            }
        }
        for (file, name, id) in of_others {
            let of = self.resolver().event(&name, file);
            self.done.model.events.belongs(id, of);
        }
    }

    fn declare_event<'t>(
        &mut self,
        file: FileId,
        preface: &Preface<'t>,
        event: &preface::Event<'t>,
    ) -> Option<EventId> {
        // An event whose kind is unknown is kept as a mere happening, so that its claims are still checked.
        let kind = self
            .kind(&preface.name(event.kind), Some(file))
            .or_else(|| self.done.declared.names.kinds.get("happening").copied())?;
        let id = EventId::from_index(self.done.model.events.len());
        let name = preface.at(event.name);
        let location = Location {
            file,
            span: event.name,
        };
        if !self.declare_name(name, Subject::Event(id), location) {
            return None;
        }
        self.done.declared.names.kinds_of_events.push(kind);
        Some(self.done.model.events.add(Event {
            name,
            label: &preface.label_of_event(event),
            kind,
            of: None,
            location,
        }))
    }
}
