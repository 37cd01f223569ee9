//! When a derivation that returns to its node with a smaller value proves that values fall for ever.

use super::graph::{Network, NodeId};
use super::moment::{DAY_SECONDS, Moment};
use super::step::Step;
use super::tide::{Tide, Via};

/// Two calendars may come again together only after ages (the Gregorian and the Julian after 195 000 years), which would take as long
/// to go through. What falls past all of these days, four thousand years, has its place in no time that people wrote of.
const FAR_DAYS: i64 = 1_461_000;

/// What a segment of a derivation passes through.
#[derive(Clone, Default)]
struct Segment {
    edges: Vec<u32>,
    days: bool,
    months: bool,
    /// Gaps that come again.
    weeks: bool,
    /// Whether it rests on gaps that do not come again, and cannot be had without them.
    fixed: bool,
}

/// Whether the segment from entry `first` to entry `last`, both of one node, proves a contradiction.
///
/// The segment is a monotone map g with `x <= g(x)` in every solution, and moving its argument by a *period* moves its
/// result by as much: any shift will do for a pure sum, a day where days are rounded, a common period of the calendars in which
/// months are counted and of the gaps that come again. If repeating g brings a value down by a period, no solution exists: one
/// could be moved by periods to lie less than a period below the value at the beginning, and must stay below every repetition.
///
/// Gaps are first left out, which makes g larger and so proves as much. Those that do not come again stay out: a value passes
/// each of them once, and the bounds below the first stretch will tell.
///
/// `steps` grows by what that takes, in edges looked at.
pub(super) fn is_proved(
    network: &Network,
    tide: &Tide,
    first: u32,
    last: u32,
    steps: &mut u64,
) -> bool {
    let (before, after) = (&tide.entries[first as usize], &tide.entries[last as usize]);
    if after.value >= before.value {
        return false;
    }
    let whole = segment(network, tide, first, last);
    *steps += whole.edges.len() as u64;
    if whole.fixed {
        return false;
    }
    let day = network.is_day(NodeId(after.node));
    let plain = whole.without(network, |_| true);
    plain.falls(network, tide, before.value, day, steps)
        || whole.weeks
            && whole
                .without(network, |set| !network.allowed[set as usize].comes_again())
                .falls(network, tide, before.value, day, steps)
}

fn segment(network: &Network, tide: &Tide, first: u32, last: u32) -> Segment {
    let mut segment = Segment::default();
    let mut at = last;
    while at != first {
        let entry = &tide.entries[at as usize];
        segment.days |= network.is_day(NodeId(entry.node));
        if let Via::Edge(edge) = entry.via {
            segment.edges.push(edge);
        }
        at = entry.parent;
    }
    segment.edges.reverse();
    for edge in &segment.edges {
        match network.edges[*edge as usize].step {
            Step::Shift(_) => {}
            Step::Months(..) | Step::MonthsBack(..) => segment.months = true,
            Step::Allowed(set) => segment.weeks |= network.allowed[set as usize].comes_again(),
            Step::OneStretch(set) if network.allowed[set as usize].comes_again() => {
                segment.weeks = true;
            }
            Step::OneStretch(_) => segment.fixed = true,
        }
    }
    segment
}

impl Segment {
    /// The same without the edges that keep a value out of some gaps.
    fn without(&self, network: &Network, left_out: impl Fn(u32) -> bool) -> Self {
        let stays = |edge: &u32| !matches!(network.edges[*edge as usize].step, Step::Allowed(set) if left_out(set));
        let edges: Vec<u32> = self.edges.iter().copied().filter(stays).collect();
        let weeks = edges.iter().any(|edge| {
            let step = network.edges[*edge as usize].step;
            matches!(step, Step::Allowed(_) | Step::OneStretch(_))
        });
        Self {
            edges,
            weeks,
            ..*self
        }
    }

    /// Whether repeating it makes the value of a node (a day or not) fall for ever.
    fn falls(
        &self,
        network: &Network,
        tide: &Tide,
        start: Moment,
        day: bool,
        steps: &mut u64,
    ) -> bool {
        let falls = self.repeat(network, tide, start) < start;
        if falls && self.always_falls(network) {
            return true;
        }
        match (self.months || self.weeks, self.days) {
            (false, false) => falls,
            // Days fall by whole days. An instant can fall by less and then stop; the days of the circle will tell.
            (false, true) => falls && day,
            // Counting months rounds to days by itself, and what falls only because of gaps falls past one each time.
            (true, _) => falls && self.falls_by_a_period(network, tide, start, steps),
        }
    }

    /// Whether it brings every value down, wherever it begins: then no value satisfies it, and nothing need be repeated.
    fn always_falls(&self, network: &Network) -> bool {
        let most = |edge: &u32| -> i128 {
            // An instant may lie anywhere in the day that months lead to, from whichever side the edge is followed.
            let to = network.edges[*edge as usize].to;
            let in_day = i128::from(!network.is_day(to));
            let days =
                |months: i32, by| i128::from((network.calendar(by).days_at_most)(months)) + in_day;
            let day = i128::from(DAY_SECONDS);
            match network.edges[*edge as usize].step {
                Step::Shift(shift) => i128::from(shift.seconds),
                Step::Months(months, by) => days(months, by) * day,
                Step::MonthsBack(months, by) => days(months.saturating_neg(), by) * day,
                Step::Allowed(_) => 0,
                Step::OneStretch(set) => network.allowed[set as usize].length_max(),
            }
        };
        self.edges.iter().map(most).sum::<i128>() < 0
    }

    fn falls_by_a_period(
        &self,
        network: &Network,
        tide: &Tide,
        start: Moment,
        steps: &mut u64,
    ) -> bool {
        let target = start - Moment::at(self.period(network));
        let mut value = start;
        while value > target {
            *steps += self.edges.len() as u64;
            let next = self.repeat(network, tide, value);
            if next >= value {
                return false;
            }
            value = next;
        }
        true
    }

    /// After how many seconds all that it passes through comes again, or [`FAR_DAYS`] where that is less.
    fn period(&self, network: &Network) -> i64 {
        let edges = self.edges.iter();
        let mut periods = edges.filter_map(|edge| match network.edges[*edge as usize].step {
            Step::Months(_, by) | Step::MonthsBack(_, by) => {
                let days = network.calendar(by).period_days.max(1);
                Some(days.saturating_mul(DAY_SECONDS))
            }
            Step::Allowed(set) | Step::OneStretch(set) => network.allowed[set as usize].period(),
            Step::Shift(_) => None,
        });
        let far = FAR_DAYS * DAY_SECONDS;
        let all = periods.try_fold(DAY_SECONDS, least_multiple);
        all.map_or(far, |all| all.min(far))
    }

    fn repeat(&self, network: &Network, tide: &Tide, start: Moment) -> Moment {
        let edges = self.edges.iter();
        edges.fold(start, |value, id| network.follow(*id, tide.side, value))
    }
}

/// The least multiple of both; nothing if it is too large to be of use.
fn least_multiple(one: i64, other: i64) -> Option<i64> {
    let (mut common, mut rest) = (one, other);
    while rest != 0 {
        (common, rest) = (rest, common % rest);
    }
    (one / common).checked_mul(other)
}
