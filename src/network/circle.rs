//! When a derivation that returns to its node with a smaller value proves that values fall for ever.

use super::graph::Network;
use super::moment::{DAY_SECONDS, Moment};
use super::tide::{Tide, Via};

/// What a segment of a derivation passes through.
struct Segment {
    edges: Vec<u32>,
    days: bool,
    months: bool,
}

/// Whether the segment from entry `first` to entry `last`, both of one node, proves a contradiction.
///
/// The segment is a monotone map g with `x <= g(x)` in every solution, and moving its argument by a *period* moves its
/// result by as much: any shift will do for a pure sum, a day where days are rounded, the period of the calendar where
/// months are counted. If repeating g brings a value down by a period, no solution exists: one could be moved by periods
/// to lie less than a period below the value at the beginning, and must stay below every repetition.
pub(super) fn is_proved(network: &Network, tide: &Tide, first: u32, last: u32) -> bool {
    let (before, after) = (&tide.entries[first as usize], &tide.entries[last as usize]);
    if after.value >= before.value {
        return false;
    }
    let segment = segment(network, tide, first, last);
    let day = network.sites[after.node as usize].day;
    match (segment.months, segment.days) {
        (false, false) => true,
        // Days fall by whole days. An instant can fall by less and then stop; the days of the circle will tell.
        (false, true) => day,
        // Counting months rounds to days by itself.
        (true, _) => falls_by_a_period(network, tide, &segment, before.value),
    }
}

fn segment(network: &Network, tide: &Tide, first: u32, last: u32) -> Segment {
    let mut segment = Segment {
        edges: Vec::new(),
        days: false,
        months: false,
    };
    let mut at = last;
    while at != first {
        let entry = &tide.entries[at as usize];
        segment.days |= network.sites[entry.node as usize].day;
        if let Via::Edge(edge) = entry.via {
            segment.months |= network.edges[edge as usize].step.counts_months();
            segment.edges.push(edge);
        }
        at = entry.parent;
    }
    segment.edges.reverse();
    segment
}

fn falls_by_a_period(network: &Network, tide: &Tide, segment: &Segment, start: Moment) -> bool {
    let days = network.calendar.period_days.max(1);
    let target = start - Moment::at(days.saturating_mul(DAY_SECONDS));
    let mut value = start;
    while value > target {
        let next = repeat(network, tide, segment, value);
        if next >= value {
            return false;
        }
        value = next;
    }
    true
}

fn repeat(network: &Network, tide: &Tide, segment: &Segment, start: Moment) -> Moment {
    segment.edges.iter().fold(start, |value, id| {
        let (_, far) = tide.ends(network, *id);
        let day = network.sites[far as usize].day;
        let step = network.edges[*id as usize].step;
        step.apply(tide.side, value, day, network.calendar)
    })
}
