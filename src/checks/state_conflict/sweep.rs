//! Which holdings of a group may clash: found by a sweep, so that not every two are held against each other.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::holding::Holding;
use super::rules::{Clash, Pairs};
use crate::checks::timeline::Orders;
use crate::model::meet::{self, Domain, Position};

/// Beyond so many holdings of one subject and attribute only certain clashes are looked for, by a sweep.
const PAIRS_MAX: usize = 400;

/// Beyond so many clashes of one subject and attribute, a holding is named with one that it clashes with, and no more are counted.
const CLASHES_MAX: usize = 10_000;

/// So many pairs of one subject and attribute are held against each other; beyond it only some of their clashes are found.
const PAIRS_LOOKED_AT_MAX: usize = 5_000_000;

/// The clashes of a group.
#[derive(Debug)]
pub struct Clashes {
    /// Those found.
    pub found: Vec<Clash>,
    /// Whether these are all. If not, every holding that clashes with one before it is still named with one, unless there are
    /// millions of pairs.
    pub complete: bool,
}

impl Clashes {
    /// Adds those of others that are not among them.
    pub fn add(&mut self, others: Self) {
        let known: FxHashSet<(usize, usize)> = self
            .found
            .iter()
            .filter(|clash| clash.verdict.is_certain())
            .map(|clash| (clash.one, clash.other))
            .collect();
        let new = |clash: &Clash| !known.contains(&(clash.one, clash.other));
        let others_found: Vec<Clash> = others.found.into_iter().filter(new).collect();
        // What cannot be is told, not that it is unlikely.
        let graver: FxHashSet<(usize, usize)> = others_found
            .iter()
            .map(|clash| (clash.one, clash.other))
            .collect();
        self.found
            .retain(|clash| !graver.contains(&(clash.one, clash.other)));
        self.found.extend(others_found);
        self.complete &= others.complete;
    }

    /// How many more of one holding's clashes are looked for.
    fn room(&self, own: usize) -> usize {
        let room = CLASHES_MAX.saturating_sub(self.found.len());
        room.max(usize::from(own == 0))
    }
}

/// The clashes in a group, found by a sweep over the stretches of its holdings.
/// `perhaps` may have changed something between them.
pub fn clashes(
    domain: &Domain<'_>,
    orders: &Orders<'_>,
    group: &[Holding],
    perhaps: &[Holding],
) -> Clashes {
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|&at| (group[at].hull().0, at));
    let pairs = Pairs::new(domain, orders, group, perhaps);
    let mut open = Open::new(domain, group);
    let mut left = PAIRS_LOOKED_AT_MAX;
    let mut all = Clashes {
        found: Vec::new(),
        complete: true,
    };
    for at in order {
        let before = all.found.len();
        for other in open.rivals(at) {
            let room = all.room(all.found.len() - before);
            let mut looked_at = 0;
            let counted = other.iter().take(left).inspect(|_| looked_at += 1);
            let clashing = counted.filter_map(|&other| {
                let (one, other) = (other.min(at), other.max(at));
                let (verdict, needs) = pairs.clash(one, other)?;
                Some(Clash {
                    one,
                    other,
                    also: Vec::new(),
                    verdict,
                    needs,
                    core: Vec::new(),
                })
            });
            all.found.extend(clashing.take(room));
            left -= looked_at;
            all.complete &= left > 0;
        }
        all.complete &= all.found.len() < CLASHES_MAX;
        open.add(at);
    }
    all
}

/// The holdings that a sweep has met, those that behave alike together.
struct Open<'a> {
    group: &'a [Holding],
    opposition: Opposition<'a>,
    /// By position, and by whether they cover a stretch.
    alike: BTreeMap<(usize, bool), Alike>,
}

impl<'a> Open<'a> {
    fn new(domain: &'a Domain<'a>, group: &'a [Holding]) -> Self {
        Self {
            group,
            opposition: Opposition::new(domain, group),
            alike: BTreeMap::new(),
        }
    }

    fn add(&mut self, at: usize) {
        let key = (self.opposition.position_of[at], self.group[at].covers());
        self.alike.entry(key).or_default().open.push(at);
    }

    /// Those that may clash with a holding; in a large group only those that may do so for certain.
    fn rivals(&mut self, at: usize) -> impl Iterator<Item = &Vec<usize>> {
        let Self {
            group,
            opposition,
            alike,
        } = self;
        let certain_only = group.len() > PAIRS_MAX;
        let (own, covers) = (opposition.position_of[at], group[at].covers());
        let begins = group[at].hull().0;
        // What ended before this one begins cannot certainly share a moment with anything later.
        let lasts = move |before: usize| match (group[before].hull().1, begins) {
            (Some(end), Some(begin)) => end >= begin,
            _ => true,
        };
        alike
            .iter_mut()
            .filter_map(move |(&(position, other_covers), alike)| {
                if certain_only {
                    if !(covers || other_covers) || !opposition.may_clash(own, position) {
                        return None;
                    }
                    alike.prune(&lasts);
                }
                Some(&alike.open)
            })
    }
}

/// Open holdings that behave alike.
#[derive(Default)]
struct Alike {
    open: Vec<usize>,
    /// How many they may become before those that ended are taken out.
    room: usize,
}

impl Alike {
    /// Takes out what ended, whenever their number has doubled: so looking for it costs no more than having added it.
    fn prune(&mut self, lasts: impl Fn(usize) -> bool) {
        if self.open.len() > self.room {
            self.open.retain(|&before| lasts(before));
            self.room = 2 * self.open.len() + 16;
        }
    }
}

/// Which positions of a group can clash with which.
struct Opposition<'a> {
    domain: &'a Domain<'a>,
    positions: Vec<&'a Position>,
    /// The number of each holding's position.
    position_of: Vec<usize>,
    /// Whether all positions meet, as they do where many values are held.
    all_meet: bool,
    known: FxHashMap<(usize, usize), bool>,
}

impl<'a> Opposition<'a> {
    fn new(domain: &'a Domain<'a>, group: &'a [Holding]) -> Self {
        let mut positions: Vec<&Position> = group.iter().map(|holding| &holding.position).collect();
        positions.sort_unstable();
        positions.dedup();
        let number = |holding: &Holding| positions.partition_point(|one| **one < holding.position);
        Self {
            domain,
            position_of: group.iter().map(number).collect(),
            all_meet: meet::meets(domain, &positions),
            positions,
            known: FxHashMap::default(),
        }
    }

    /// Holdings of one value clash only by their beginnings.
    fn may_clash(&mut self, one: usize, other: usize) -> bool {
        let both = [self.positions[one], self.positions[other]];
        if self.all_meet || one == other {
            return both[0].shares_a_value(both[1]);
        }
        *self
            .known
            .entry((one.min(other), one.max(other)))
            .or_insert_with(|| !meet::meets(self.domain, &both))
    }
}
