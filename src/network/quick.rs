//! The quick way through a part: values as single numbers, falling in sweeps over all links at once. It gives up on whatever is not
//! plain, and then the part is solved in another way.

use super::graph::{Bound, Edge, NodeId};
use super::moment::{DAY_SECONDS, Moment};
use super::solve::Values;
use super::step::{Side, Step};

/// A link of a part: what it adds to the value of the one node bounds that of the other.
#[derive(Debug, Clone, Copy)]
struct Sum {
    from: u32,
    to: u32,
    shift: i64,
}

/// A part with nothing but sums in it. The room that it takes is used again for the next one.
#[derive(Debug, Clone, Default)]
pub(super) struct Quick {
    sums: Vec<Sum>,
    /// Which nodes are days.
    days: Vec<bool>,
    upper: Vec<i64>,
    lower: Vec<i64>,
}

/// What is left open for a node that is bounded on both sides, in a part where nothing else need be said of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    latest: i64,
    /// What it is at least, as stored on that side.
    negated: i64,
}

impl Plain {
    /// Nothing is known.
    pub(super) const UNKNOWN: Self = Self {
        latest: OPEN,
        negated: OPEN,
    };

    /// The same in full, if anything is known.
    pub(super) fn values(self) -> Option<Values> {
        let latest = (self.latest != OPEN).then(|| moment(self.latest))?;
        Some(Values {
            earliest: Some(-moment(self.negated)),
            latest: Some(latest),
            // Where all nodes are bounded the greatest values satisfy all links themselves.
            free: latest,
        })
    }
}

/// So many sweeps, there and back in turns, bring nearly every part to rest. One more than that may be long or never at rest.
const SWEEPS: usize = 24;

/// The lowest bits of a number are the marks of a moment, the others its seconds.
const MARK_BITS: u32 = 20;

/// So many links may add up their marks in all sweeps without reaching the seconds.
const LINKS: usize = (1 << (MARK_BITS - 1)) / (SWEEPS + 2);

/// Numbers beyond this are left to others, so that no sum of two is too large.
const FAR: i64 = 1 << 61;

/// What nothing bounds.
const OPEN: i64 = i64::MAX;

impl Quick {
    /// Takes up a part of so many nodes, none of them bounded.
    fn begin(&mut self, days: impl Iterator<Item = bool>) {
        self.sums.clear();
        self.days.clear();
        self.days.extend(days);
        for side in [&mut self.upper, &mut self.lower] {
            side.clear();
            side.resize(self.days.len(), OPEN);
        }
    }

    /// Takes up a part: its nodes, which are days or not, its edges and bounds, with the places of their nodes; nothing if it is not plain.
    pub(super) fn take<'n>(
        &mut self,
        days: impl Iterator<Item = bool>,
        edges: impl IntoIterator<Item = &'n Edge>,
        bounds: impl IntoIterator<Item = &'n Bound>,
        place: impl Fn(NodeId) -> u32,
    ) -> Option<()> {
        self.begin(days);
        for edge in edges {
            self.link(place(edge.from), place(edge.to), edge.step)?;
        }
        for bound in bounds {
            let side = bound.side();
            self.bound(place(bound.node), side, side.stored(bound.value))?;
        }
        Some(())
    }

    /// Adds a link; nothing if it is no plain sum.
    fn link(&mut self, from: u32, to: u32, step: Step) -> Option<()> {
        let Step::Shift(shift) = step else {
            return None;
        };
        let shift = number(shift)?;
        self.sums.push(Sum { from, to, shift });
        (self.sums.len() <= LINKS).then_some(())
    }

    /// Bounds a node on one side by a value as it is stored there.
    fn bound(&mut self, node: u32, side: Side, value: Moment) -> Option<()> {
        let value = number(value)?;
        let node = node as usize;
        let value = if self.days[node] { floor(value) } else { value };
        let known = match side {
            Side::Upper => &mut self.upper[node],
            Side::Lower => &mut self.lower[node],
        };
        *known = value.min(*known);
        Some(())
    }

    /// Whether everything can hold, with what is left open for every node then. Not known where some node is not bounded on both sides.
    pub(super) fn settle(&mut self, values: &mut [Plain]) -> Option<bool> {
        self.fall(Side::Upper)?;
        self.fall(Side::Lower)?;
        if self.is_broken() {
            return Some(false);
        }
        if self.upper.contains(&OPEN) || self.lower.contains(&OPEN) {
            return None;
        }
        let sides = self.upper.iter().zip(&self.lower);
        for (values, (&latest, &negated)) in values.iter_mut().zip(sides) {
            *values = Plain { latest, negated };
        }
        Some(true)
    }

    /// Whether everything can hold.
    pub(super) fn holds(&mut self) -> Option<bool> {
        self.fall(Side::Upper)?;
        if self.is_broken() {
            return Some(false);
        }
        if self.upper.contains(&OPEN) {
            // What no bound reaches may still make a circle.
            self.upper.fill(0);
            self.fall(Side::Upper)?;
        }
        Some(true)
    }

    /// Whether a node cannot reach its lower bound.
    fn is_broken(&self) -> bool {
        let mut nodes = self.upper.iter().zip(&self.lower);
        nodes.any(|(latest, negated)| *latest != OPEN && *negated != OPEN && *latest < -*negated)
    }

    /// Lets the values of one side fall until all links hold; nothing if they do not come to rest soon.
    fn fall(&mut self, side: Side) -> Option<()> {
        for sweep in 0..SWEEPS {
            let fell = match sweep % 2 {
                0 => self.sweep(side, 0..self.sums.len())?,
                _ => self.sweep(side, (0..self.sums.len()).rev())?,
            };
            if !fell {
                return Some(());
            }
        }
        None
    }

    /// Looks at every link once; says whether any value fell. Nothing if one came too far.
    fn sweep(&mut self, side: Side, order: impl Iterator<Item = usize>) -> Option<bool> {
        let values = match side {
            Side::Upper => &mut self.upper,
            Side::Lower => &mut self.lower,
        };
        let mut fell = false;
        for at in order {
            let Sum { from, to, shift } = self.sums[at];
            let (near, far) = match side {
                Side::Upper => (from as usize, to as usize),
                Side::Lower => (to as usize, from as usize),
            };
            if values[near] == OPEN {
                continue;
            }
            let reached = values[near] + shift;
            let reached = if self.days[far] {
                floor(reached)
            } else {
                reached
            };
            if reached < values[far] {
                if reached.abs() >= FAR {
                    return None;
                }
                values[far] = reached;
                fell = true;
            }
        }
        Some(fell)
    }
}

/// A moment as one number, in the same order; nothing for one that is too far away or has more than one mark.
fn number(moment: Moment) -> Option<i64> {
    let Moment { seconds, strict } = moment;
    let near = seconds.unsigned_abs() < (FAR as u64) >> (MARK_BITS + 1);
    (near && (-1..=1).contains(&strict)).then_some((seconds << MARK_BITS) + i64::from(strict))
}

fn moment(number: i64) -> Moment {
    let seconds = (number + (1 << (MARK_BITS - 1))) >> MARK_BITS;
    let strict = number - (seconds << MARK_BITS);
    Moment {
        seconds,
        strict: i32::try_from(strict).unwrap_or_default(),
    }
}

/// The beginning of the day: a mark below zero at a day's first second is the day before.
fn floor(number: i64) -> i64 {
    const DAY: i64 = DAY_SECONDS << MARK_BITS;
    number.div_euclid(DAY) * DAY
}
