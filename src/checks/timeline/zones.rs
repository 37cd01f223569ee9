//! Dates with a zone, as the clocks of a zone show them.
//!
//! A clock is tied to UTC only as tightly as its zone's offsets have ever been apart. What a date says of a point is known exactly on
//! every clock, so it is asked of each: days counted in Tokyo are those of Tokyo, to the second.

use rustc_hash::FxHashMap;

use super::Timeline;
use crate::date::Zone;
use crate::network::{Allowed, Cause, Moment, NodeId};

/// What a date asks of a point in UTC.
#[derive(Debug, Clone)]
pub(crate) struct Zoned {
    pub utc: NodeId,
    pub asks: Asks,
    pub cause: Cause,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) enum Asks {
    AtLeast(Moment),
    AtMost(Moment),
    /// In one of these stretches.
    In(Vec<(i64, i64)>),
}

impl Timeline {
    /// Asks of every clock of a point what is asked of it in UTC.
    pub(super) fn show_on_clocks(&mut self) {
        let mut clocks: FxHashMap<NodeId, Vec<(Zone, NodeId)>> = FxHashMap::default();
        for (&(utc, zone), &clock) in &self.clocks {
            clocks.entry(utc).or_default().push((zone, clock));
        }
        for clocks in clocks.values_mut() {
            clocks.sort_unstable_by_key(|&(_, clock)| clock);
        }
        for asked in std::mem::take(&mut self.zoned_asks) {
            for &(zone, clock) in clocks.get(&asked.utc).into_iter().flatten() {
                self.show(&asked, zone, clock);
            }
        }
    }

    fn show(&mut self, asked: &Zoned, zone: Zone, clock: NodeId) {
        let cause = Some(asked.cause);
        let moved = |at: Moment, seconds: i64| Moment { seconds, ..at };
        match &asked.asks {
            Asks::AtLeast(at) => {
                let at = moved(*at, zone.local_from(at.seconds));
                self.network.at_least(clock, at, cause);
            }
            Asks::AtMost(at) => {
                let at = moved(*at, zone.local_until(at.seconds));
                self.network.at_most(clock, at, cause);
            }
            Asks::In(stretches) => {
                let local =
                    |&(start, end): &(i64, i64)| (zone.local_from(start), zone.local_until(end));
                let stretches = joined(stretches.iter().map(local));
                self.network
                    .allow(clock, Allowed::Stretches(stretches), cause);
            }
        }
    }
}

/// Stretches in order, as one where they touch.
fn joined(stretches: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut all: Vec<(i64, i64)> = Vec::new();
    for (start, end) in stretches {
        match all.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => all.push((start, end)),
        }
    }
    all
}
