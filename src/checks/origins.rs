//! Where what several sources say comes from: two papers that quote one ministry are one origin, and a source that cites another
//! adds none for what the other says, nor for what those say whom the other cites.

use rustc_hash::FxHashSet;

/// So many sources are looked at to find out whom a source has something from, directly or through others.
const CITED_MAX: usize = 1_000;

use crate::model::{ClaimId, EntityId, Model, SourceId, Speaker};

/// Where something that is claimed comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Origin {
    /// Somebody, whoever carries the words.
    Speaker(EntityId),
    /// A source that speaks for itself.
    Source(SourceId),
    /// Sources that cite each other in a circle, by the first of them.
    Circle(SourceId),
    /// Somebody unnamed: counted as an origin of its own, though it may be no new one.
    Unnamed(ClaimId),
}

/// Who cites whom, and in which circles.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// For each source the first one of its circle; itself if it is in none.
    circle: Vec<SourceId>,
    /// The sources of each circle, sorted.
    pub circles: Vec<Vec<SourceId>>,
}

impl Origins {
    pub fn new(model: &Model) -> Self {
        let mut circle: Vec<_> = (0..model.sources.len()).map(SourceId::from_index).collect();
        let mut circles = Vec::new();
        for mut component in components(model) {
            component.sort_unstable();
            let first = component[0];
            if component.len() > 1 || model.source(first).cites.contains(&first) {
                for source in &component {
                    circle[source.index()] = first;
                }
                circles.push(component);
            }
        }
        circles.sort_unstable();
        Self { circle, circles }
    }

    /// The independent origins of what some claims say alike, sorted.
    pub fn of(&self, model: &Model, claims: &[ClaimId]) -> Vec<Origin> {
        let carriers: FxHashSet<SourceId> = claims
            .iter()
            .map(|&claim| model.claim(claim).source)
            .collect();
        let mut origins: Vec<_> = claims
            .iter()
            .filter_map(|&claim| self.of_one(model, claim, &carriers))
            .collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// The origin of one claim; none if its source cites another that says the same, or one that has it from such another.
    fn of_one(&self, model: &Model, id: ClaimId, carriers: &FxHashSet<SourceId>) -> Option<Origin> {
        let claim = model.claim(id);
        let source = model.source(claim.source);
        let own = source
            .by
            .map_or(Speaker::Source(claim.source), Speaker::Entity);
        if claim.speaker() == own {
            if let Some(via) = claim.via().first() {
                return Some(via.entity.map_or(Origin::Unnamed(id), Origin::Speaker));
            }
            let circle = self.circle[claim.source.index()];
            let cited = cited_carriers(model, claim.source, carriers);
            if cited
                .iter()
                .any(|cited| self.circle[cited.index()] != circle)
            {
                return None;
            }
            if !cited.is_empty() {
                return Some(Origin::Circle(circle));
            }
        }
        Some(match claim.speaker() {
            Speaker::Source(source) => Origin::Source(source),
            Speaker::Entity(entity) => Origin::Speaker(entity),
            Speaker::Unnamed(claim) => Origin::Unnamed(claim),
        })
    }
}

/// The carriers whom a source cites, directly or through others, itself aside; the nearest ones first.
fn cited_carriers(
    model: &Model,
    source: SourceId,
    carriers: &FxHashSet<SourceId>,
) -> Vec<SourceId> {
    if model.source(source).cites.is_empty() {
        return Vec::new();
    }
    let mut reached = vec![source];
    let mut seen: FxHashSet<SourceId> = reached.iter().copied().collect();
    let mut next = 0;
    while next < reached.len() && reached.len() < CITED_MAX {
        for &cited in &model.source(reached[next]).cites {
            if seen.insert(cited) {
                reached.push(cited);
            }
        }
        next += 1;
    }
    reached.retain(|one| *one != source && carriers.contains(one));
    reached
}

/// The strongly connected components of the citations (Tarjan 1972, without recursion).
fn components(model: &Model) -> Vec<Vec<SourceId>> {
    let count = model.sources.len();
    let mut search = Search {
        number: vec![None; count],
        low: vec![0; count],
        open: vec![false; count],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for root in 0..count {
        search.walk(model, root);
    }
    search.found
}

struct Search {
    number: Vec<Option<usize>>,
    low: Vec<usize>,
    open: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<SourceId>>,
}

impl Search {
    fn walk(&mut self, model: &Model, root: usize) {
        if self.number[root].is_some() {
            return;
        }
        self.enter(root);
        let mut path = vec![(root, 0)];
        while let Some(&mut (source, ref mut edge)) = path.last_mut() {
            let Some(cited) = model.sources[source].cites.get(*edge) else {
                path.pop();
                if let Some(&(above, _)) = path.last() {
                    self.low[above] = self.low[above].min(self.low[source]);
                }
                self.close(source);
                continue;
            };
            *edge += 1;
            let cited = cited.index();
            match self.number[cited] {
                None => {
                    self.enter(cited);
                    path.push((cited, 0));
                }
                Some(number) if self.open[cited] => {
                    self.low[source] = self.low[source].min(number);
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, source: usize) {
        self.number[source] = Some(self.next);
        self.low[source] = self.next;
        self.next += 1;
        self.open[source] = true;
        self.stack.push(source);
    }

    /// Takes a whole component from the stack, if its first source is left for good.
    fn close(&mut self, source: usize) {
        if self.number[source] != Some(self.low[source]) {
            return;
        }
        let mut component = Vec::new();
        while let Some(top) = self.stack.pop() {
            self.open[top] = false;
            component.push(SourceId::from_index(top));
            if top == source {
                break;
            }
        }
        self.found.push(component);
    }
}
