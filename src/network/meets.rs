//! What meets where: the edges and bounds of each node, as lists in one piece each.

use std::ops::Range;

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

/// What holds by itself, as lists of a whole network by its nodes, made when the first of them is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct ByThemselves {
    /// Edges, so that a few causes at a busy node find them at once.
    pub(super) edges: Lists<u32>,
    /// Bounds, by their nodes: few, if any.
    bounds: Vec<(u32, u32)>,
}

impl ByThemselves {
    /// `own` are those of the edges and bounds that hold by themselves.
    pub(super) fn new(nodes: usize, own: &[Constraint], edges: &[Edge], bounds: &[Bound]) -> Self {
        let own_edges = own.iter().filter_map(|one| match *one {
            Constraint::Edge(id) => Some((id, &edges[id as usize])),
            Constraint::Bound(_) => None,
        });
        let own_bounds = own.iter().filter_map(|one| match *one {
            Constraint::Edge(_) => None,
            Constraint::Bound(id) => Some((bounds[id as usize].node.0, id)),
        });
        let ends = || {
            let edges = own_edges.clone();
            edges.flat_map(|(id, edge)| ends(edge).map(move |node| (node, id)))
        };
        let mut bounds: Vec<(u32, u32)> = own_bounds.collect();
        bounds.sort_unstable();
        Self {
            edges: Lists::new(nodes, ends),
            bounds,
        }
    }

    /// The bounds of a node.
    pub(super) fn bounds(&self, node: u32) -> impl Iterator<Item = u32> {
        let first = self.bounds.partition_point(|(of, _)| *of < node);
        let own = self.bounds[first..].iter();
        own.take_while(move |(of, _)| *of == node)
            .map(|(_, id)| *id)
    }
}

/// The ends of an edge: it stands at both, but only once where these are one.
fn ends(edge: &Edge) -> impl Iterator<Item = u32> {
    let second = (edge.from != edge.to).then_some(edge.to.0);
    std::iter::once(edge.from.0).chain(second)
}

/// How long the list of each number is to be.
struct Counts {
    /// Two behind the place of each number.
    counts: Vec<u32>,
}

impl Counts {
    fn new(count: usize) -> Self {
        Self {
            counts: vec![0; count + 2],
        }
    }

    fn count(&mut self, number: u32) {
        self.counts[number as usize + 2] += 1;
    }

    /// The lists, to be filled.
    fn lists<T: Copy + Default>(self) -> Filling<T> {
        // How many belong to the numbers before each; that is where its list begins.
        let mut nexts = self.counts;
        for at in 1..nexts.len() {
            nexts[at] += nexts[at - 1];
        }
        let all = vec![T::default(); nexts.last().map_or(0, |end| *end as usize)];
        Filling { nexts, all }
    }
}

/// Lists that are being filled.
struct Filling<T> {
    /// One behind the place of each number: where the next one of it goes. When all are there, that is where it ends and the next number
    /// begins.
    nexts: Vec<u32>,
    all: Vec<T>,
}

impl<T> Filling<T> {
    fn add(&mut self, number: u32, item: T) {
        let next = &mut self.nexts[number as usize + 1];
        self.all[*next as usize] = item;
        *next += 1;
    }

    fn done(self) -> Lists<T> {
        let mut starts = self.nexts;
        starts.pop();
        Lists {
            starts,
            all: self.all,
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
        let mut counts = Counts::new(count);
        for (number, _) in pairs() {
            counts.count(number);
        }
        let mut lists = counts.lists();
        for (number, item) in pairs() {
            lists.add(number, item);
        }
        lists.done()
    }

    /// Adds the list of the next number.
    pub(super) fn push(&mut self, list: &[T]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.all.extend(list);
        self.starts.push(index(self.all.len()));
    }

    /// Adds the lists of those numbers that come next.
    pub(super) fn append(&mut self, others: &Self) {
        let before = index(self.all.len());
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let ends = others.starts.iter().skip(1);
        self.starts.extend(ends.map(|end| before + end));
        self.all.extend(&others.all);
    }

    /// The list of a number; empty beyond the last.
    pub(super) fn of(&self, number: u32) -> &[T] {
        let number = number as usize;
        match self.starts.get(number..number + 2) {
            Some(&[start, end]) => &self.all[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The lists of numbers that follow one another, as one.
    pub(super) fn of_all(&self, numbers: Range<u32>) -> &[T] {
        let place = |number: u32| self.starts.get(number as usize);
        match (place(numbers.start), place(numbers.end)) {
            (Some(&start), Some(&end)) => &self.all[start as usize..end as usize],
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
        assert_eq!(lists.of_all(0..3).iter().collect::<String>(), "bacd");

        let mut grown = Lists::default();
        grown.push(&['b']);
        let mut others = Lists::default();
        for list in [&[][..], &['a', 'c', 'd'], &['e']] {
            others.push(list);
        }
        grown.append(&others);
        grown.append(&Lists::default());
        let grown: Vec<String> = (0..5)
            .map(|number| grown.of(number).iter().collect())
            .collect();
        assert_eq!(grown, ["b", "", "acd", "e", ""]);
    }
}
