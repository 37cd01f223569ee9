//! Events.

use super::names::{Called, Names};
use super::{EventId, KindId};
use crate::text::{Location, Shift};

/// An event.
#[derive(Debug, Clone, Copy)]
pub struct Event<'m> {
    /// Its id in the files.
    pub name: &'m str,
    /// Its name for people.
    pub label: &'m str,
    /// What kind of event it is.
    pub kind: KindId,
    /// The event that it belongs to.
    pub of: Option<EventId>,
    /// Whether others belong to it.
    pub has_parts: bool,
    /// Where it is declared.
    pub location: Location,
}

/// All events.
#[derive(Debug, Default)]
pub struct Events {
    all: Vec<Record>,
    names: Names,
}

/// An event, its names standing elsewhere.
#[derive(Debug)]
struct Record {
    called: Called,
    kind: KindId,
    of: Option<EventId>,
    has_parts: bool,
    location: Location,
}

impl Events {
    /// Adds an event and tells its id.
    pub(super) fn add(&mut self, event: Event<'_>) -> EventId {
        let id = EventId::from_index(self.all.len());
        self.all.push(Record {
            called: self.names.call(event.name, event.label),
            kind: event.kind,
            of: event.of,
            has_parts: event.has_parts,
            location: event.location,
        });
        id
    }

    /// Makes room for so many more, whose names have so many bytes.
    pub(super) fn expect(&mut self, more: usize, names: usize) {
        self.all.reserve(more);
        self.names.expect(names);
    }

    /// Leaves out those that stand at these places, which must rise. Those behind them move up.
    pub(super) fn leave_out(&mut self, places: &[usize]) {
        leave_out(&mut self.all, places);
    }

    /// Says to which other an event belongs.
    pub(super) fn belongs(&mut self, event: EventId, of: Option<EventId>) {
        self.all[event.index()].of = of;
        if let Some(of) = of {
            self.all[of.index()].has_parts = true;
        }
    }

    /// Moves all to where they are after an edit that has touched none of them.
    pub(super) fn shift(&mut self, shift: &Shift) {
        let locations = self.all.iter_mut().map(|event| &mut event.location);
        locations.for_each(|location| shift.location(location));
    }

    /// The event with this id.
    #[inline]
    #[must_use]
    pub fn get(&self, id: EventId) -> Event<'_> {
        self.event(&self.all[id.index()])
    }

    #[inline]
    fn event(&self, event: &Record) -> Event<'_> {
        Event {
            name: self.names.get(event.called.name),
            label: self.names.get(event.called.label),
            kind: event.kind,
            of: event.of,
            has_parts: event.has_parts,
            location: event.location,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Event<'_>> {
        self.all.iter().map(|event| self.event(event))
    }
}

/// Leaves out what stands at these places of a list, which must rise.
pub(super) fn leave_out<T>(list: &mut Vec<T>, places: &[usize]) {
    let mut at = 0;
    let mut places = places.iter().copied().peekable();
    list.retain(|_| {
        let goes = places.next_if_eq(&at).is_some();
        at += 1;
        !goes
    });
}
