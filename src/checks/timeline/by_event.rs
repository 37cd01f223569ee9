//! The points of all events of whose time anything is said: looked up again and again in any order, and so kept as small as can be.

use super::points::EventPoints;
use crate::model::{EventId, Model};
use crate::network::NodeId;

/// Where the nodes of each event begin: what is behind the first follows from there.
pub(super) struct ByEvent {
    /// The first node of each, marked if the end of the event is another point.
    firsts: Vec<u32>,
    zoned: bool,
}

/// The mark of an event that lasts. So many nodes would not fit into memory.
const LASTS: u32 = 1 << 31;

/// Nothing is said of its time.
const NONE: u32 = LASTS - 1;

impl ByEvent {
    /// Nothing is said yet of any event. Where some time has a zone every point has a node for UTC, too.
    pub fn new(model: &Model, zoned: bool) -> Self {
        let kinds = model.vocabulary.kinds.iter();
        let by_kind: Vec<u32> = kinds
            .map(|kind| if kind.lasts { NONE | LASTS } else { NONE })
            .collect();
        let events = model.events.iter();
        Self {
            firsts: events.map(|event| by_kind[event.kind.index()]).collect(),
            zoned,
        }
    }

    /// Whether the end of an event is another point than its start.
    pub fn lasts(&self, event: EventId) -> bool {
        self.firsts[event.index()] & LASTS != 0
    }

    /// The first node of an event; one that there is not, if nothing is said of its time.
    pub fn first(&self, event: EventId) -> NodeId {
        NodeId(self.firsts[event.index()] & !LASTS)
    }

    /// The points of an event.
    pub fn get(&self, event: EventId) -> Option<EventPoints> {
        let marked = self.firsts[event.index()];
        let first = marked & !LASTS;
        (first != NONE).then(|| EventPoints::from_first(first, first != marked, self.zoned))
    }

    /// Gives an event its points.
    pub fn insert(&mut self, event: EventId, points: EventPoints) {
        let first = &mut self.firsts[event.index()];
        *first = *first & LASTS | points.start.bare.0;
        debug_assert_eq!(self.get(event), Some(points));
    }
}
