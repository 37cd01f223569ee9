//! The points of all events of whose time anything is said: looked up again and again in any order, and so kept as small as can be.

use super::points::EventPoints;
use crate::model::EventId;

/// Where the nodes of each event begin: what is behind the first follows from there.
pub(super) struct ByEvent {
    firsts: Vec<u32>,
    zoned: bool,
}

/// Marks the first node of an event whose end is another point. So many nodes would not fit into memory.
const LASTS: u32 = 1 << 31;

/// Nothing is said of its time.
const NONE: u32 = u32::MAX;

impl ByEvent {
    /// Nothing is said yet of so many events. Where some time has a zone every point has a node for UTC, too.
    pub fn new(events: usize, zoned: bool) -> Self {
        Self {
            firsts: vec![NONE; events],
            zoned,
        }
    }

    /// The points of an event.
    pub fn get(&self, event: EventId) -> Option<EventPoints> {
        let first = self.firsts[event.index()];
        let lasts = first & LASTS != 0;
        (first != NONE).then(|| EventPoints::from_first(first & !LASTS, lasts, self.zoned))
    }

    /// Gives an event its points.
    pub fn insert(&mut self, event: EventId, points: EventPoints) {
        let lasts = match points.start == points.end {
            true => 0,
            false => LASTS,
        };
        self.firsts[event.index()] = points.start.bare.0 | lasts;
        debug_assert_eq!(self.get(event), Some(points));
    }
}
