//! What meets where: the edges and bounds of each node, and those of each cause, as lists in one piece each.

use super::graph::{Bound, Constraint, Edge, index};

/// The lists of a whole network by its nodes, made when the first of them is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Meets {
    pub(super) leaving: Lists<u32>,
    pub(super) entering: Lists<u32>,
    pub(super) bounds: Lists<u32>,
}

impl Meets {
    pub(super) fn new(nodes: usize, edges: &[Edge], bounds: &[Bound]) -> Self {
        let all_edges = || (0..).zip(edges);
        let all_bounds = || (0..).zip(bounds);
        Self {
            leaving: Lists::new(nodes, || all_edges().map(|(id, edge)| (edge.from.0, id))),
            entering: Lists::new(nodes, || all_edges().map(|(id, edge)| (edge.to.0, id))),
            bounds: Lists::new(nodes, || all_bounds().map(|(id, bound)| (bound.node.0, id))),
        }
    }
}

/// The lists of a whole network by its causes, made when the first of them is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Owners {
    pub(super) by_cause: Lists<Constraint>,
    /// Edges and bounds that hold by themselves, so that a few causes at a busy node find them at once.
    pub(super) own_edges: Lists<u32>,
    pub(super) own_bounds: Lists<u32>,
}

impl Owners {
    pub(super) fn new(nodes: usize, causes: usize, edges: &[Edge], bounds: &[Bound]) -> Self {
        let all_edges = || (0..).zip(edges);
        let all_bounds = || (0..).zip(bounds);
        // An edge stands at both its ends, but only once where these are one.
        let both_ends = |(id, edge): (u32, &Edge)| {
            let second = (edge.from != edge.to).then_some((edge.to.0, id));
            std::iter::once((edge.from.0, id)).chain(second)
        };
        let own_edges = || all_edges().filter(|(_, edge)| edge.cause.is_none());
        let own_bounds = || all_bounds().filter(|(_, bound)| bound.cause.is_none());
        let edges_of_causes =
            || all_edges().filter_map(|(id, edge)| Some((edge.cause?.0, Constraint::Edge(id))));
        let bounds_of_causes =
            || all_bounds().filter_map(|(id, bound)| Some((bound.cause?.0, Constraint::Bound(id))));
        Self {
            by_cause: Lists::new(causes, || edges_of_causes().chain(bounds_of_causes())),
            own_edges: Lists::new(nodes, || own_edges().flat_map(both_ends)),
            own_bounds: Lists::new(nodes, || own_bounds().map(|(id, bound)| (bound.node.0, id))),
        }
    }
}

/// A list for each of some numbers, one behind the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists<T> {
    /// Where each begins, and where the last one ends.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// `pairs` gives, as often as it is asked, what belongs to which number; each list is in that order.
    pub(super) fn new<I: Iterator<Item = (u32, T)>>(count: usize, pairs: impl Fn() -> I) -> Self {
        // First how many belong to the numbers before each; that is where its list begins.
        let mut ends = vec![0_u32; count + 1];
        for (number, _) in pairs() {
            ends[number as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut all = vec![T::default(); ends.last().map_or(0, |end| *end as usize)];
        let starts = ends.clone();
        for (number, item) in pairs() {
            let end = &mut ends[number as usize];
            all[*end as usize] = item;
            *end += 1;
        }
        Self { starts, all }
    }

    /// These lists, one behind the other.
    pub(super) fn joined(lists: Vec<Vec<T>>) -> Self {
        let mut joined = Self::default();
        joined.starts.reserve(lists.len() + 1);
        joined.starts.push(0);
        for list in lists {
            joined.all.extend(list);
            joined.starts.push(index(joined.all.len()));
        }
        joined
    }

    /// The list of a number; empty beyond the last.
    pub(super) fn of(&self, number: u32) -> &[T] {
        let number = number as usize;
        match self.starts.get(number..number + 2) {
            Some(&[start, end]) => &self.all[start as usize..end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn each_number_has_its_own_in_their_order() {
        let pairs = [(2, 'a'), (0, 'b'), (2, 'c'), (2, 'd'), (3, 'e')];
        let lists = Lists::new(5, || pairs.into_iter());
        let of = |number| lists.of(number).iter().collect::<String>();
        let all: Vec<_> = (0..6).map(of).collect();
        assert_eq!(all, ["b", "", "acd", "e", "", ""]);
    }
}
