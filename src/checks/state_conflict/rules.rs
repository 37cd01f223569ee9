//! When two holdings of one subject and attribute clash.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::holding::{Held, Holding, needs};
use crate::checks::Case;
use crate::checks::timeline::{At, Needed};
use crate::date::show;
use crate::model::meet::{self, Domain, ModeKey, Position};
use crate::model::say;

/// Beyond so many holdings of one subject and attribute only certain clashes are looked for, by a sweep.
const PAIRS_MAX: usize = 400;

/// Beyond so many clashes of one subject and attribute, a holding is named with one that it clashes with, and no more are counted.
const CLASHES_MAX: usize = 10_000;

/// Two holdings that clash.
#[derive(Debug)]
pub struct Clash {
    /// The index of one in its group.
    pub one: usize,
    /// The index of the other, larger.
    pub other: usize,
    /// How grave it is.
    pub verdict: Verdict,
    /// What is known of points in time that it rests on.
    pub needs: Vec<Needed>,
}

/// How grave a clash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Both certainly held at one moment.
    Contradiction,
    /// The moments may differ, and nothing claimed changed the state between them.
    SameTime,
    /// An effect, and later something else, and nothing claimed that changed it.
    NothingBetween,
}

/// The clashes of a group.
#[derive(Debug)]
pub struct Clashes {
    /// Those found.
    pub found: Vec<Clash>,
    /// Whether these are all. If not, every holding that clashes with one before it is still named with one.
    pub complete: bool,
}

impl Clashes {
    /// How many more of one holding's clashes are looked for.
    fn room(&self, own: usize) -> usize {
        let room = CLASHES_MAX.saturating_sub(self.found.len());
        room.max(usize::from(own == 0))
    }
}

/// The clashes in a group, found by a sweep over the stretches of its holdings.
pub fn clashes(domain: &Domain<'_>, group: &[Holding]) -> Clashes {
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|&at| (group[at].hull().0, at));
    let changes = changes(group);
    let mut open = Open::new(domain, group);
    let mut all = Clashes {
        found: Vec::new(),
        complete: true,
    };
    for at in order {
        let before = all.found.len();
        for other in open.rivals(at) {
            let room = all.room(all.found.len() - before);
            let clashing = other.iter().filter_map(|&other| {
                let (one, other) = (other.min(at), other.max(at));
                let (verdict, needs) = clash(domain, group, &changes, one, other)?;
                Some(Clash {
                    one,
                    other,
                    verdict,
                    needs,
                })
            });
            all.found.extend(clashing.take(room));
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

    /// Holdings of one position clash only by their beginnings.
    fn may_clash(&mut self, one: usize, other: usize) -> bool {
        if one == other || self.all_meet {
            return one == other;
        }
        let both = [self.positions[one], self.positions[other]];
        *self
            .known
            .entry((one.min(other), one.max(other)))
            .or_insert_with(|| !meet::meets(self.domain, &both))
    }
}

fn clash(
    domain: &Domain<'_>,
    group: &[Holding],
    changes: &[usize],
    one: usize,
    other: usize,
) -> Option<(Verdict, Vec<Needed>)> {
    let (first, second) = (&group[one], &group[other]);
    if first.clause == second.clause {
        return None;
    }
    if first.position == second.position && first.position.mode == ModeKey::Is {
        return two_beginnings(first, second).map(|needs| (Verdict::Contradiction, needs));
    }
    if meet::meets(domain, &[&first.position, &second.position]) {
        return None;
    }
    if let Some(needs) = share_a_moment(&first.held, &second.held)
        .or_else(|| share_a_moment(&second.held, &first.held))
    {
        return Some((Verdict::Contradiction, needs));
    }
    if may_be_one_moment(&first.held, &second.held) {
        let silent = changed(
            domain,
            group,
            changes,
            [one, other],
            first.hull(),
            second.hull(),
        );
        return (!silent).then(|| (Verdict::SameTime, Vec::new()));
    }
    let (effect, later) = if first.effect.is_some() {
        (one, other)
    } else {
        (other, one)
    };
    nothing_between(domain, group, changes, effect, later)
        .map(|needs| (Verdict::NothingBetween, needs))
}

/// Whether both certainly held at one moment, and what that rests on.
fn share_a_moment(one: &Held, other: &Held) -> Option<Vec<Needed>> {
    let mut needed = Vec::new();
    let mut need = |before: At, after: At| {
        needs(before, &mut needed, false);
        needs(after, &mut needed, true);
    };
    let shared = match (one, other) {
        (
            Held::Covers { from, to, .. },
            Held::Covers {
                from: other_from,
                to: other_to,
                ..
            },
        ) => {
            need(*from, *other_to);
            need(*other_from, *to);
            from.strictly_before(other_to) && other_from.strictly_before(to)
        }
        (
            Held::Covers { from, to, .. },
            Held::Somewhen {
                from: first,
                to: last,
            },
        ) => {
            need(*from, *first);
            need(*last, *to);
            from.not_after(first) && last.not_after(to)
        }
        (Held::Covers { from, to, .. }, Held::After(at)) => {
            need(*from, *at);
            need(*at, *to);
            // A spell since the end of an event begins with that event's effect.
            (from.same_point(at) || from.strictly_before(at)) && at.strictly_before(to)
        }
        (
            Held::Covers { from, to, .. },
            Held::UpTo {
                from: first,
                to: last,
            },
        ) => {
            need(*from, *first);
            need(*last, *to);
            from.strictly_before(first) && last.not_after(to)
        }
        (
            Held::Somewhen { from, to },
            Held::Somewhen {
                from: first,
                to: last,
            },
        ) => from.same_point(to) && first.same_point(last) && from.same_point(first),
        _ => false,
    };
    shared.then_some(needed)
}

/// Two spells of one value that overlap must begin together.
fn two_beginnings(one: &Holding, other: &Holding) -> Option<Vec<Needed>> {
    let (
        Held::Covers {
            from,
            to,
            began: true,
        },
        Held::Covers {
            from: other_from,
            to: other_to,
            began: true,
        },
    ) = (&one.held, &other.held)
    else {
        return None;
    };
    let overlap = from.strictly_before(other_to) && other_from.strictly_before(to);
    let apart = from.apart(other_from) || other_from.apart(from);
    (overlap && apart).then(|| {
        let mut needed = Vec::new();
        for at in [from, other_from] {
            needs(*at, &mut needed, true);
            needs(*at, &mut needed, false);
        }
        needed
    })
}

/// Whether both held at some moment of stretches that overlap.
fn may_be_one_moment(one: &Held, other: &Held) -> bool {
    let window = |held: &Held| match *held {
        Held::Somewhen { from, to } => Some((from, to)),
        _ => None,
    };
    window(one)
        .zip(window(other))
        .is_some_and(|(one, other)| At::overlap(one, other))
}

/// An effect, then something else that is certainly later, and nothing claimed between that could have changed it.
fn nothing_between(
    domain: &Domain<'_>,
    group: &[Holding],
    changes: &[usize],
    effect: usize,
    later: usize,
) -> Option<Vec<Needed>> {
    let Held::After(at) = &group[effect].held else {
        return None;
    };
    let (first, last) = match &group[later].held {
        Held::Somewhen { from, to } => (*from, *to),
        Held::Covers {
            from,
            to,
            began: false,
        } => (*from, *to),
        // Another effect is itself a change, and so is the beginning of a spell.
        Held::Covers { began: true, .. } | Held::After(_) | Held::UpTo { .. } => return None,
    };
    if !at.strictly_before(&first) {
        return None;
    }
    let between = (at.earliest, last.latest);
    if changed(domain, group, changes, [effect, later], between, between) {
        return None;
    }
    let mut needed = Vec::new();
    needs(*at, &mut needed, false);
    needs(first, &mut needed, true);
    Some(needed)
}

/// The holdings that are changes: effects, and spells that are claimed to begin or end.
fn changes(group: &[Holding]) -> Vec<usize> {
    (0..group.len())
        .filter(|&at| {
            matches!(
                group[at].held,
                Held::After(_) | Held::Covers { began: true, .. } | Held::UpTo { .. }
            )
        })
        .collect()
}

/// Whether something claimed could have changed the state within these stretches, the two in question aside.
fn changed(
    domain: &Domain<'_>,
    group: &[Holding],
    changes: &[usize],
    but: [usize; 2],
    one: (Option<i64>, Option<i64>),
    other: (Option<i64>, Option<i64>),
) -> bool {
    let from = one.0.zip(other.0).map(|(one, other)| one.min(other));
    let to = one.1.zip(other.1).map(|(one, other)| one.max(other));
    let same_effect = |change: usize| {
        but.iter()
            .any(|&at| group[at].effect.is_some() && group[at].effect == group[change].effect)
    };
    changes.iter().any(|&change| {
        let (first, last) = group[change].hull();
        let inside = first.zip(to).is_none_or(|(first, to)| first <= to)
            && last.zip(from).is_none_or(|(last, from)| last >= from);
        let differs = but
            .iter()
            .any(|&at| !meet::meets(domain, &[&group[at].position, &group[change].position]));
        !but.contains(&change) && !same_effect(change) && inside && differs
    })
}

impl Clash {
    /// What follows from the two, in words.
    pub fn words(&self, case: &Case<'_>, group: &[Holding]) -> String {
        let (one, other) = (&group[self.one], &group[self.other]);
        let both = |one: &Holding| say::position(case.model, &one.position);
        match self.verdict {
            Verdict::Contradiction if one.position == other.position => {
                "one spell cannot have two beginnings".to_owned()
            }
            Verdict::Contradiction => match shared(one, other) {
                Some(stretch) => format!("both cover {stretch}"),
                None => "both cover one moment".to_owned(),
            },
            Verdict::SameTime => format!(
                "“{}” and “{}” at moments that may differ",
                both(one),
                both(other)
            ),
            Verdict::NothingBetween => "nothing claimed in between changed it".to_owned(),
        }
    }
}

/// The stretch that both certainly cover.
fn shared(one: &Holding, other: &Holding) -> Option<String> {
    let certain = |holding: &Holding| match holding.held {
        Held::Covers { from, to, .. } => (from.latest, to.earliest),
        Held::Somewhen { from, to } | Held::UpTo { from, to } => (from.earliest, to.latest),
        Held::After(at) => (at.earliest, at.latest),
    };
    let (one, other) = (certain(one), certain(other));
    let from = one.0.into_iter().chain(other.0).max()?;
    let to = one.1.into_iter().chain(other.1).min()?;
    (from <= to).then(|| show::days_named(Some(from), Some(to)))
}
