//! Difference constraints between instants and days, solved exactly.
//!
//! A [`Network`] holds *nodes* (instants, and days tied to them by their caller), *edges* `x_to <= f(x_from)` and *bounds*
//! on single nodes. Every edge and bound may carry a [`Cause`]: what a caller would have to give up to be rid of it;
//! those without one hold by themselves. Whatever is asked is asked about a set of causes.
//!
//! All maps are monotone, so the solutions are closed under the componentwise maximum (and minimum), and the greatest
//! solution is found by lowering values from the upper bounds until nothing changes, rounding down at days (C. E.
//! Leiserson and J. B. Saxe, "A mixed-integer linear programming problem which is efficiently solvable", Journal of
//! Algorithms 9, 1988). The least solution is the same in the mirror.
//!
//! Rounding at days makes a circle of predecessors no proof of a contradiction (`r <= day + 0.3`, `day = floor r` has
//! solutions). So a `tide` never forgets a lowering: each derivation is a path in its history, exact in every step.
//!
//! - `moment`: a second with a mark for strictness
//! - `graph`: nodes, edges, bounds
//! - `parts`: what hangs together
//! - `meets`: what meets at a node
//! - `by_cause`: what a cause asks
//! - `gaps`: values with gaps between them
//! - `step`: what an edge does to a value, in both directions
//! - `tide`: values falling from the bounds, with their history
//! - `circle`: when falling for ever is proved
//! - `potential`: values that satisfy all edges, or a circle that none satisfies
//! - `kept`: which causes are kept, and the tightest bounds among them
//! - `sub`: the small network that a few causes need
//! - `own`: a part by itself
//! - `quick`: the quick way through a plain part, as nearly all are
//! - `calm`: parts without a contradiction, solved in place
//! - `settled`: all parts, one after the other
//! - `trial`: which of a few causes can hold, asked again and again
//! - `search`: conflicts in a large set of causes that changes little by little
//! - `region`: where the conflicts of a few causes can reach
//! - `refute`: what cannot be assumed, and so is certain
//! - `solve`: the plain questions: is it feasible, what is left open
//! - `conflict`: the arithmetic of a contradiction, step by step

mod by_cause;
mod calm;
mod circle;
mod conflict;
mod gaps;
mod graph;
mod kept;
mod meets;
mod moment;
mod own;
mod parts;
mod potential;
mod quick;
mod refute;
mod region;
mod search;
mod settled;
mod solve;
mod step;
mod sub;
mod tide;
mod trial;

#[cfg(test)]
mod tests;

pub use conflict::{By, Closing, Conflict, WalkStep};
pub use gaps::Allowed;
pub use graph::{Bound, BoundId, Calendar, CalendarId, Cause, Edge, EdgeId, Network, NodeId};
pub use moment::{DAY_SECONDS, Moment};
pub use parts::{Part, Parts};
pub use refute::Assumed;
pub use search::Search;
pub use settled::Settled;
pub use solve::{Range, Ranges, Solution, Values};
pub use step::Step;
pub use trial::Trial;
