//! Holdings that only jointly cannot be: a value that held at some moment of a window, each part of which others cover with values
//! that it does not meet; and stretches of which each two could overlap, but not all.
//!
//! One sweep for each value that is claimed of a window finds the cells in which it cannot have held. Whether a window has nothing
//! but these is then one look. Only what is found is taken apart into its smallest sets.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::axis::{Axis, Cells, Face, Somewhere, Stretch};
use super::holding::Holding;
use super::rules::{Clash, Verdict};
use super::sweep::Clashes;
use crate::checks::Case;
use crate::logic::{self, Count, ItemSet, Limits, Oracle};
use crate::model::meet::{self, Domain, Position};

/// So many joint clashes of one subject and attribute are listed.
const JOINT_MAX: usize = 200;

/// How many cells are looked at for one group.
const WORK_MAX: usize = 20_000_000;

/// How far the search for the smallest sets of one window goes, its work being counted in stretches looked at.
const LIMITS: Limits = Limits {
    chains: 48,
    steps: 200,
    work: 1_000_000,
    ..Limits::NONE
};

/// Adds the joint clashes of a group to those of pairs.
pub fn add(case: &Case<'_>, domain: &Domain<'_>, group: &[Holding], clashes: &mut Clashes) {
    if group.len() < 3 {
        return;
    }
    let mut positions: Vec<&Position> = group.iter().map(|holding| &holding.position).collect();
    positions.sort_unstable();
    positions.dedup();
    if positions.len() < 2 || meet::meets(domain, &positions) {
        return;
    }
    let number = |holding: &Holding| positions.partition_point(|one| **one < holding.position);
    let mut search = Search {
        domain,
        group,
        position_of: group.iter().map(number).collect(),
        positions,
        pairs: clashes
            .found
            .iter()
            .filter(|clash| clash.verdict.is_certain())
            .map(|clash| (clash.one, clash.other))
            .collect(),
        known: FxHashMap::default(),
        found: BTreeSet::new(),
        complete: true,
        left: WORK_MAX,
        work: 0,
    };
    search.points();
    for face in [Face::Bare, Face::Utc] {
        let axis = Axis::new(case, group, face);
        if axis.stretches.len() > 1 {
            search.windows(&axis);
            search.stretches(&axis);
        }
    }
    clashes.complete &= search.complete;
    clashes.found.extend(search.smallest());
}

struct Search<'a> {
    domain: &'a Domain<'a>,
    group: &'a [Holding],
    /// The distinct positions, sorted.
    positions: Vec<&'a Position>,
    /// The number of each holding's position.
    position_of: Vec<usize>,
    /// The holdings of which two alone clash.
    pairs: FxHashSet<(usize, usize)>,
    /// Whether positions meet, by their numbers, rising.
    known: FxHashMap<Vec<usize>, bool>,
    /// Holdings that cannot all be, rising.
    found: BTreeSet<Vec<usize>>,
    complete: bool,
    left: usize,
    /// Stretches looked at to take windows apart.
    work: u64,
}

impl<'a> Search<'a> {
    /// Windows of which every part is covered by what their value does not meet.
    fn windows(&mut self, axis: &Axis) {
        let mut by_position: FxHashMap<usize, Vec<&Somewhere>> = FxHashMap::default();
        for window in &axis.windows {
            let position = self.position_of[window.holding];
            by_position.entry(position).or_default().push(window);
        }
        let mut by_position: Vec<_> = by_position.into_iter().collect();
        by_position.sort_unstable_by_key(|&(position, _)| position);
        let active = self.active(axis);
        for (position, windows) in by_position {
            if !self.spend(axis.len()) {
                return;
            }
            let free = self.next_free(&active, position);
            for window in windows {
                let covered = |&(first, last): &Cells| free[first] > last;
                if window.pieces.iter().all(covered) && !self.take_apart(axis, window) {
                    return;
                }
            }
        }
    }

    /// Whether there is so much work left; it is then done.
    fn spend(&mut self, work: usize) -> bool {
        let enough = self.left >= work && self.found.len() < JOINT_MAX;
        self.left = self.left.saturating_sub(work);
        self.complete &= enough;
        enough
    }

    /// The positions that are held in each cell.
    fn active(&mut self, axis: &Axis) -> Vec<Vec<usize>> {
        let mut changes: Vec<Vec<(usize, bool)>> = vec![Vec::new(); axis.len() + 1];
        for stretch in &axis.stretches {
            let position = self.position_of[stretch.holding];
            changes[stretch.cells.0].push((position, true));
            changes[stretch.cells.1 + 1].push((position, false));
        }
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        let mut now: Vec<usize> = Vec::new();
        let mut active = Vec::with_capacity(axis.len());
        for cell in changes.iter().take(axis.len()) {
            for &(position, begins) in cell {
                let count = counts.entry(position).or_default();
                *count = if begins {
                    *count + 1
                } else {
                    count.saturating_sub(1)
                };
                match (now.binary_search(&position), *count) {
                    (Ok(at), 0) => drop(now.remove(at)),
                    (Err(at), 1..) => now.insert(at, position),
                    _ => {}
                }
            }
            active.push(now.clone());
        }
        active
    }

    /// For each cell, the next one in which a position may hold.
    fn next_free(&mut self, active: &[Vec<usize>], position: usize) -> Vec<usize> {
        let mut free = vec![active.len(); active.len() + 1];
        for (cell, others) in active.iter().enumerate().rev() {
            let may = others.is_empty() || self.meet(others, position);
            free[cell] = if may { cell } else { free[cell + 1] };
        }
        free
    }

    /// Whether a position meets some others together.
    fn meet(&mut self, others: &[usize], position: usize) -> bool {
        let mut all = others.to_vec();
        if let Err(at) = all.binary_search(&position) {
            all.insert(at, position);
        }
        self.all_meet(all)
    }

    fn all_meet(&mut self, numbers: Vec<usize>) -> bool {
        if let Some(&known) = self.known.get(&numbers) {
            return known;
        }
        let positions: Vec<&Position> = numbers.iter().map(|&at| self.positions[at]).collect();
        let meet = meet::meets(self.domain, &positions);
        self.known.insert(numbers, meet);
        meet
    }

    /// The smallest sets of stretches that leave nothing of a window; not more if the limits are reached.
    fn take_apart(&mut self, axis: &Axis, window: &Somewhere) -> bool {
        if !self.spend(axis.stretches.len()) {
            return false;
        }
        let own = window.holding;
        let clause = self.group[own].clause;
        let near = |stretch: &&Stretch| {
            let touches = |piece: &Cells| stretch.cells.0 <= piece.1 && piece.0 <= stretch.cells.1;
            window.pieces.iter().any(touches)
                && self.group[stretch.holding].clause != clause
                && !self.is_pair(own, stretch.holding)
        };
        let mut kinds = Kinds::default();
        for stretch in axis.stretches.iter().filter(near) {
            kinds.add(self.position_of[stretch.holding], stretch);
        }
        let items: Vec<u32> = (0..).zip(&kinds.members).map(|(item, _)| item).collect();
        let mut cover = Cover {
            position: self.position_of[own],
            kinds: &kinds,
            window,
            search: self,
        };
        if cover.conflict(&items.iter().copied().collect()).is_none() {
            return true;
        }
        let listing = logic::chains(&mut cover, &items, LIMITS);
        self.complete &= listing.count == Count::Exactly(listing.sets.len() as u64);
        for set in &listing.sets {
            self.all_of(&kinds, set, Some(own));
        }
        true
    }

    fn is_pair(&self, one: usize, other: usize) -> bool {
        self.pairs.contains(&(one.min(other), one.max(other)))
    }

    /// Every choice of one holding of each kind, with one more.
    fn all_of(&mut self, kinds: &Kinds, set: &[u32], own: Option<usize>) {
        let mut choices: Vec<Vec<usize>> = vec![own.into_iter().collect()];
        for &kind in set {
            let members = &kinds.members[kind as usize];
            choices = choices
                .iter()
                .flat_map(|chosen| {
                    let with = |&one: &usize| [chosen.as_slice(), &[one]].concat();
                    members.iter().map(with)
                })
                .take(JOINT_MAX + 1)
                .collect();
        }
        self.complete &= choices.len() <= JOINT_MAX;
        for mut chosen in choices.into_iter().take(JOINT_MAX) {
            chosen.sort_unstable();
            chosen.dedup();
            self.complete &= self.found.len() < JOINT_MAX;
            if chosen.len() > 2 && self.found.len() < JOINT_MAX {
                self.found.insert(chosen);
            }
        }
    }

    /// Three stretches and more of which each two could share a cell, but not all.
    fn stretches(&mut self, axis: &Axis) {
        let mut seen: FxHashSet<Vec<usize>> = FxHashSet::default();
        for (cell, positions) in self.active(axis).into_iter().enumerate() {
            if positions.len() < 3 || !seen.insert(positions.clone()) || self.all_meet(positions) {
                continue;
            }
            if !self.spend(axis.stretches.len()) {
                return;
            }
            let mut kinds = Kinds::default();
            for stretch in &axis.stretches {
                if stretch.cells.0 <= cell && cell <= stretch.cells.1 {
                    let at_once = Stretch {
                        cells: (cell, cell),
                        ..*stretch
                    };
                    kinds.add(self.position_of[stretch.holding], &at_once);
                }
            }
            self.take_apart_moment(&kinds);
        }
    }

    /// Values that held at one and the same point of an event, or right up to it, whenever that was.
    fn points(&mut self) {
        let mut points: Vec<Vec<usize>> = Vec::new();
        let mut places: FxHashMap<_, usize> = FxHashMap::default();
        for (holding, one) in self.group.iter().enumerate() {
            let Some(point) = one.held.point() else {
                continue;
            };
            let next = points.len();
            let place = *places.entry(point).or_insert(next);
            if place == next {
                points.push(Vec::new());
            }
            points[place].push(holding);
        }
        for holdings in points {
            let mut positions: Vec<usize> =
                holdings.iter().map(|&at| self.position_of[at]).collect();
            positions.sort_unstable();
            positions.dedup();
            if positions.len() < 3 || self.all_meet(positions) {
                continue;
            }
            if !self.spend(holdings.len()) {
                return;
            }
            let mut kinds = Kinds::default();
            for holding in holdings {
                let cells = (0, 0);
                kinds.add(self.position_of[holding], &Stretch { holding, cells });
            }
            self.take_apart_moment(&kinds);
        }
    }

    /// The smallest sets of kinds that cannot all be held at one moment.
    fn take_apart_moment(&mut self, kinds: &Kinds) {
        let items: Vec<u32> = (0..).zip(&kinds.members).map(|(item, _)| item).collect();
        let mut at_once = AtOnce {
            kinds,
            search: self,
        };
        let listing = logic::chains(&mut at_once, &items, LIMITS);
        self.complete &= listing.count == Count::Exactly(listing.sets.len() as u64);
        for set in listing.sets.iter().filter(|set| set.len() > 2) {
            self.all_of(kinds, set, None);
        }
    }

    /// What was found, without what has a smaller one in it.
    fn smallest(self) -> Vec<Clash> {
        let within = |one: &[usize], other: &[usize]| one.iter().all(|at| other.contains(at));
        let has_pair = |set: &[usize]| {
            set.iter()
                .enumerate()
                .any(|(at, &one)| set[at + 1..].iter().any(|&other| self.is_pair(one, other)))
        };
        self.found
            .iter()
            .filter(|set| !has_pair(set))
            .filter(|set| {
                !self
                    .found
                    .iter()
                    .any(|other| other != *set && within(other, set))
            })
            .map(|set| Clash {
                one: set[0],
                other: set[1],
                also: set[2..].to_vec(),
                verdict: Verdict::Contradiction,
                needs: Vec::new(),
                core: Vec::new(),
            })
            .collect()
    }
}

/// Stretches by position and cells: those of one kind say the same.
#[derive(Default)]
struct Kinds {
    numbers: FxHashMap<(usize, Cells), usize>,
    positions: Vec<usize>,
    cells: Vec<Cells>,
    members: Vec<Vec<usize>>,
}

impl Kinds {
    fn add(&mut self, position: usize, stretch: &Stretch) {
        let next = self.members.len();
        let number = *self
            .numbers
            .entry((position, stretch.cells))
            .or_insert(next);
        if number == next {
            self.positions.push(position);
            self.cells.push(stretch.cells);
            self.members.push(Vec::new());
        }
        self.members[number].push(stretch.holding);
    }
}

/// Which stretches leave nothing of a window.
struct Cover<'s, 'a> {
    position: usize,
    kinds: &'s Kinds,
    window: &'s Somewhere,
    search: &'s mut Search<'a>,
}

impl Cover<'_, '_> {
    /// Those of the kept stretches that hold in a cell.
    fn held(&self, kept: &ItemSet, cell: usize) -> Vec<u32> {
        let holds = |item: &u32| {
            let (first, last) = self.kinds.cells[*item as usize];
            first <= cell && cell <= last
        };
        kept.iter().filter(holds).collect()
    }

    /// Some of these stretches that leave nothing of a cell which they hold in: one alone, if that does, and then the one that goes on
    /// longest.
    fn some_of(&mut self, held: Vec<u32>) -> Option<Vec<u32>> {
        let alone = held.iter().copied().filter(|item| {
            let position = self.kinds.positions[*item as usize];
            !self.search.meet(&[position], self.position)
        });
        let longest = alone.max_by_key(|item| self.kinds.cells[*item as usize].1);
        if let Some(longest) = longest {
            return Some(vec![longest]);
        }
        let positions = held.iter().map(|item| self.kinds.positions[*item as usize]);
        let mut others: Vec<usize> = positions.collect();
        others.sort_unstable();
        others.dedup();
        (!others.is_empty() && !self.search.meet(&others, self.position)).then_some(held)
    }
}

impl Oracle for Cover<'_, '_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        let mut chosen: BTreeSet<u32> = BTreeSet::new();
        let window = self.window;
        for &(first, last) in &window.pieces {
            let mut cell = first;
            while cell <= last {
                self.search.work += kept.len() as u64;
                let some = self.some_of(self.held(kept, cell))?;
                // All of them go on up to where the first of them ends.
                let ends = some.iter().map(|item| self.kinds.cells[*item as usize].1);
                cell = ends.min().unwrap_or(cell) + 1;
                chosen.extend(some);
            }
        }
        Some(chosen.into_iter().collect())
    }

    fn work(&self) -> u64 {
        self.search.work
    }
}

/// Which stretches cannot all be held in one cell.
struct AtOnce<'s, 'a> {
    kinds: &'s Kinds,
    search: &'s mut Search<'a>,
}

impl Oracle for AtOnce<'_, '_> {
    fn conflict(&mut self, kept: &ItemSet) -> Option<Vec<u32>> {
        self.search.work += kept.len() as u64;
        let mut positions: Vec<usize> = kept
            .iter()
            .map(|item| self.kinds.positions[item as usize])
            .collect();
        positions.sort_unstable();
        positions.dedup();
        (!self.search.all_meet(positions)).then(|| kept.iter().collect())
    }

    fn work(&self) -> u64 {
        self.search.work
    }
}
