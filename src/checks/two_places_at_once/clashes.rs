//! Which stays of one person cannot both be: a sweep over what is known of their times, and questions to the network where they
//! hang together.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::grounds::{Ground, MINUTE};
use super::places::Apart;
use super::stays::{Span, Stay, Stays};
use super::travel;
use crate::checks::timeline::{Lag, Nearness, Point};
use crate::date::DAY;

/// Of the stays of one person in one part of the network, so many are held against each other whatever their bounds.
const PAIRS_MAX: usize = 200;

/// Of more, each is held against so many that may come after it.
const NEIGHBOURS_MAX: usize = 8;

/// Beyond so many clashes of one person, a stay is named with one that it clashes with, and no more are counted.
const CLASHES_MAX: usize = 2_000;

/// How many pairs of one person's stays are looked at.
const LOOKS_MAX: usize = 20_000_000;

/// Two stays that cannot both be.
#[derive(Debug, Clone)]
pub struct Clash {
    pub one: usize,
    pub other: usize,
    pub ground: Ground,
    /// The distances in time that it rests on.
    pub lags: Vec<Lag>,
}

/// The clashes of all persons.
#[derive(Default)]
pub struct Clashes {
    /// Two stays may clash on more than one ground.
    pub found: Vec<Clash>,
    /// Whether these are all.
    pub complete: bool,
}

/// What the search looks at.
pub struct Search<'a> {
    pub stays: &'a Stays<'a>,
    pub nearness: &'a Nearness<'a>,
}

impl Search<'_> {
    pub fn clashes(&self) -> Clashes {
        let mut all = Clashes {
            found: Vec::new(),
            complete: true,
        };
        let stays = &self.stays.stays;
        let mut first = 0;
        let same = |one: &Stay, other: &Stay| self.stays.person(one) == self.stays.person(other);
        for own in stays.chunk_by(same) {
            let mut of_person = OfPerson::new(self, first..first + own.len());
            for known in [Nearness::known, Nearness::known_utc] {
                let known = |point| known(self.nearness, point);
                of_person.sweep(|point| {
                    let (low, high) = known(point);
                    low.zip(high)
                });
                of_person.sweep_stretches(known);
            }
            of_person.ask_network();
            all.complete &= of_person.complete;
            all.found.extend(of_person.in_order());
            first += own.len();
        }
        all
    }

    /// So near in time must two places be for a clash, at most, in seconds.
    fn reach(&self, one: &Stay, other: &Stay) -> Option<i64> {
        let either = |span| one.span == span || other.span == span;
        let whole = either(Span::Whole);
        match self.stays.places.apart(one.place, other.place) {
            Apart::Not => None,
            _ if either(Span::Throughout) => Some(0),
            _ if whole => Some(DAY),
            Apart::Unknown => Some(MINUTE),
            Apart::Km(km) => Some(travel::least_seconds(km, self.stays.fastest_kmh)),
        }
    }

    /// Whether there is anything against two stays, or others that rest on the same claims, in some solved times; and whether all of
    /// it takes an assumption.
    pub fn gravest(&self, one: usize, other: usize, times: &Nearness<'_>) -> Option<bool> {
        let pairs = self
            .stays
            .alike(one)
            .flat_map(|one| self.stays.alike(other).map(move |other| (one, other)));
        let holds = |lag: &Lag| times.holds(lag);
        pairs
            .flat_map(|(one, other)| self.clashes_of(one, other, &holds))
            .map(|(ground, _)| ground.assumes())
            .min()
    }
}

/// The search among the stays of one person.
struct OfPerson<'s> {
    search: &'s Search<'s>,
    range: std::ops::Range<usize>,
    found: Vec<Clash>,
    seen: FxHashSet<(usize, usize, u8)>,
    looks: usize,
    complete: bool,
}

/// Between which seconds something lies.
type Seconds = (i64, i64);

impl<'s> OfPerson<'s> {
    fn new(search: &'s Search<'s>, range: std::ops::Range<usize>) -> Self {
        Self {
            search,
            range,
            found: Vec::new(),
            seen: FxHashSet::default(),
            looks: 0,
            complete: true,
        }
    }

    fn stay(&self, number: usize) -> &'s Stay {
        &self.search.stays.stays[number]
    }

    /// Finds what the bounds show on one clock. Those that behave alike stand together, in the order of their beginnings, so
    /// that only those are looked at that are near enough.
    fn sweep(&mut self, window: impl Fn(Point) -> Option<Seconds>) {
        let mut order: Vec<(Seconds, usize)> = self
            .range
            .clone()
            .filter_map(|number| {
                let stay = self.stay(number);
                if stay.span == Span::Throughout {
                    return None;
                }
                let (low, high) = (window(stay.start)?.0, window(stay.end)?.1);
                let short = high.saturating_sub(low) <= self.farthest().saturating_mul(2);
                short.then_some(((low, high), number))
            })
            .collect();
        order.sort_unstable();
        let mut alike: BTreeMap<(usize, u32), Alike> = BTreeMap::new();
        let mut room = 16;
        for (seconds, number) in order {
            self.look_back(&alike, seconds, number);
            let key = (self.stay(number).place, self.width(seconds, number));
            alike.entry(key).or_default().0.push((seconds.0, number));
            if alike.len() > room {
                let from = seconds.0.saturating_sub(self.farthest());
                alike.retain(|_, alike| alike.0.last().is_some_and(|&(low, _)| low >= from));
                room = 2 * alike.len() + 16;
            }
        }
    }

    /// Finds what the bounds show on one clock of stretches, and of the points inside them.
    fn sweep_stretches(&mut self, known: impl Fn(Point) -> (Option<i64>, Option<i64>)) {
        let is_stretch = |number: &usize| self.stay(*number).span == Span::Throughout;
        let (stretches, points): (Vec<usize>, Vec<usize>) =
            self.range.clone().partition(is_stretch);
        if stretches.is_empty() {
            return;
        }
        let begin = |number: usize| Some((known(self.stay(number).start).0?, number));
        let mut points: Vec<(i64, usize)> = points.into_iter().filter_map(begin).collect();
        points.sort_unstable();
        for stretch in stretches {
            let Stay { start, end, .. } = *self.stay(stretch);
            // Whenever it began and ended, it lasted from the latest beginning to the earliest end.
            let Some((from, to)) = known(start).1.zip(known(end).0) else {
                continue;
            };
            let before = self.found.len();
            let first = points.partition_point(|&(low, _)| low < from);
            for &(_, point) in points[first..].iter().take_while(|&&(low, _)| low <= to) {
                self.looks += 1;
                if !self.has_room(before) {
                    self.complete = false;
                    return;
                }
                self.hold_against(stretch, point, &|lag| {
                    self.search.nearness.holds_by_bounds(lag)
                });
            }
        }
    }

    /// So near in time must two places be for a clash, at most, wherever they are.
    fn farthest(&self) -> i64 {
        let way = travel::least_seconds(travel::FARTHEST_KM, self.search.stays.fastest_kmh);
        way.max(DAY)
    }

    /// Those as wide stand together: what is known too roughly clashes with nothing near.
    fn width(&self, (low, high): Seconds, number: usize) -> u32 {
        match self.stay(number).span {
            Span::Whole | Span::Throughout => u32::MAX,
            Span::At(_) => high.saturating_sub(low).max(1).ilog2(),
        }
    }

    fn look_back(
        &mut self,
        alike: &BTreeMap<(usize, u32), Alike>,
        seconds: Seconds,
        number: usize,
    ) {
        let stay = self.stay(number);
        let width = self.width(seconds, number);
        let before = self.found.len();
        for ((_, other_width), alike) in alike {
            let Some(&(_, last)) = alike.0.last() else {
                continue;
            };
            let Some(reach) = self.search.reach(stay, self.stay(last)) else {
                continue;
            };
            let points = width != u32::MAX && *other_width != u32::MAX;
            // What is within reach of all of something lies within twice as much.
            let widest = reach.saturating_mul(2).max(1).ilog2();
            if points && (width > widest || *other_width > widest) {
                continue;
            }
            let from = seconds.0.saturating_sub(reach);
            let near = alike.0.iter().rev().take_while(|&&(low, _)| low >= from);
            for &(_, other) in near {
                self.looks += 1;
                if !self.has_room(before) {
                    self.complete = false;
                    return;
                }
                self.hold_against(other, number, &|lag| {
                    self.search.nearness.holds_by_bounds(lag)
                });
            }
        }
    }

    fn has_room(&self, before: usize) -> bool {
        self.looks <= LOOKS_MAX && (self.found.len() < CLASHES_MAX || self.found.len() == before)
    }

    fn hold_against(&mut self, one: usize, other: usize, holds: &dyn Fn(&Lag) -> bool) {
        let (one, other) = (one.min(other), one.max(other));
        let found = self
            .search
            .clashes_of(self.stay(one), self.stay(other), holds);
        for (ground, lags) in found {
            if self.seen.insert((one, other, ground.rank())) {
                self.found.push(Clash {
                    one,
                    other,
                    ground,
                    lags,
                });
            }
        }
    }

    /// Finds what follows only from how the events hang together.
    fn ask_network(&mut self) {
        let nearness = self.search.nearness;
        let mut parts: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for number in self.range.clone() {
            let part = nearness.part_of(self.stay(number).start);
            parts.entry(part).or_default().push(number);
        }
        for mut own in parts.into_values() {
            let neighbours = match own.len() {
                0..=PAIRS_MAX => own.len(),
                _ => NEIGHBOURS_MAX,
            };
            own.sort_by_key(|&number| (nearness.window(self.stay(number).start), number));
            for at in 0..own.len() {
                for &other in own[at + 1..].iter().take(neighbours) {
                    if self.may_be_near(own[at], other) && self.found.len() < CLASHES_MAX {
                        self.hold_against(own[at], other, &|lag| nearness.holds(lag));
                    }
                }
            }
        }
    }

    fn in_order(mut self) -> Vec<Clash> {
        self.found
            .sort_unstable_by_key(|clash| (clash.one, clash.other, clash.ground.rank()));
        self.found
    }

    /// Whether the bounds leave open that two stays are near enough for a clash.
    fn may_be_near(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.stay(one), self.stay(other));
        let Some(reach) = self.search.reach(one, other) else {
            return false;
        };
        let window = |point| self.search.nearness.window(point);
        let apart = |one: &Stay, other: &Stay| {
            let (end, start) = (window(one.end), window(other.start));
            end.zip(start)
                .is_some_and(|(end, start)| end.1.saturating_add(reach) < start.0)
        };
        !apart(one, other) && !apart(other, one)
    }
}

/// The beginnings of stays that behave alike, rising, with their numbers.
#[derive(Default)]
struct Alike(Vec<(i64, usize)>);
