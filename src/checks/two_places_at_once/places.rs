//! What the claims say of where something was: which of it can be one place, and how far apart what cannot be is at least.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::travel;
use crate::model::meet::{self, Domain, ModeKey, Position};
use crate::model::{EntityId, Item, Model};
use crate::syntax::tree::{Coordinates, Sort};

/// Of a place in which there are more places than this, it is not known which of its points is nearest.
const INSIDE_MAX: usize = 64;

/// How far two positions are apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Apart {
    /// Something can be in both.
    Not,
    /// They share nothing, and at least so many kilometres lie between.
    Km(f64),
    /// They share nothing; how far they are apart is not known.
    Unknown,
}

/// All positions that roles of places take, each with a number.
pub struct Places<'m> {
    model: &'m Model,
    all: Vec<Position>,
    numbers: FxHashMap<Position, usize>,
    /// The places directly inside each place, once somebody asks.
    inside: OnceCell<FxHashMap<EntityId, Vec<EntityId>>>,
    /// The points of a position, where these are known; made at the first question.
    points: RefCell<FxHashMap<usize, Option<Vec<Coordinates>>>>,
    apart: RefCell<FxHashMap<(usize, usize), Apart>>,
}

impl<'m> Places<'m> {
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            all: Vec::new(),
            numbers: FxHashMap::default(),
            inside: OnceCell::new(),
            points: RefCell::default(),
            apart: RefCell::default(),
        }
    }

    /// The number of a position; none if it speaks of anything but places.
    pub fn number(&mut self, position: Position) -> Option<usize> {
        let is_place = |item: &Item| {
            matches!(item, Item::Entity(entity)
                if self.model.entities.sort(*entity) == Sort::Place)
        };
        if !position.items.iter().all(is_place) {
            return None;
        }
        let next = self.all.len();
        Some(match self.numbers.get(&position) {
            Some(&number) => number,
            None => {
                self.numbers.insert(position.clone(), next);
                self.all.push(position);
                next
            }
        })
    }

    /// The position with this number.
    pub fn position(&self, number: usize) -> &Position {
        &self.all[number]
    }

    /// How far two positions are apart.
    pub fn apart(&self, one: usize, other: usize) -> Apart {
        if one == other {
            return Apart::Not;
        }
        let key = (one.min(other), one.max(other));
        if let Some(&known) = self.apart.borrow().get(&key) {
            return known;
        }
        let found = self.measure(one, other);
        self.apart.borrow_mut().insert(key, found);
        found
    }

    fn measure(&self, one: usize, other: usize) -> Apart {
        let domain = Domain {
            entities: &self.model.entities,
            many: false,
            closed: None,
            whole: false,
        };
        if meet::meets(&domain, &[&self.all[one], &self.all[other]]) {
            return Apart::Not;
        }
        let points = |number| self.points(number);
        match points(one).zip(points(other)) {
            Some((one, other)) => {
                let pairs = one
                    .iter()
                    .flat_map(|one| other.iter().map(move |other| travel::least_km(one, other)));
                Apart::Km(pairs.fold(f64::INFINITY, f64::min))
            }
            None => Apart::Unknown,
        }
    }

    /// The known points of a position: the coordinates of the place itself and of all places inside it. A place without
    /// coordinates has none: neither its parts nor what it is part of tell where in it something was.
    fn points(&self, number: usize) -> Option<Vec<Coordinates>> {
        if let Some(known) = self.points.borrow().get(&number) {
            return known.clone();
        }
        let found = match (self.all[number].mode, self.all[number].items.as_slice()) {
            (ModeKey::Is | ModeKey::Only, [Item::Entity(place)]) => self.points_of(*place),
            _ => None,
        };
        self.points.borrow_mut().insert(number, found.clone());
        found
    }

    fn points_of(&self, place: EntityId) -> Option<Vec<Coordinates>> {
        let mut points = vec![self.model.entities.get(place).coordinates()?];
        let mut open = vec![place];
        let mut seen = rustc_hash::FxHashSet::default();
        while let Some(place) = open.pop() {
            for &inner in self.inside().get(&place).into_iter().flatten() {
                if seen.len() >= INSIDE_MAX {
                    return None;
                }
                if seen.insert(inner) {
                    points.extend(self.model.entities.get(inner).coordinates());
                    open.push(inner);
                }
            }
        }
        Some(points)
    }

    fn inside(&self) -> &FxHashMap<EntityId, Vec<EntityId>> {
        self.inside.get_or_init(|| {
            let mut inside: FxHashMap<EntityId, Vec<EntityId>> = FxHashMap::default();
            for (id, entity) in self.model.entities.iter() {
                if entity.sort == Sort::Place {
                    for &parent in entity.parents() {
                        inside.entry(parent).or_default().push(id);
                    }
                }
            }
            inside
        })
    }

    /// About on which longitude a position lies, in degrees: that of its place, or of the nearest above it that has one.
    pub fn longitude(&self, number: usize) -> Option<f64> {
        let [Item::Entity(place)] = self.all[number].items.as_slice() else {
            return None;
        };
        let mut above = self.model.entities.above(*place).into_iter();
        let at = above.find_map(|place| self.model.entities.get(place).coordinates())?;
        Some(at.longitude.value())
    }
}
