//! Who was where: the persons in roles that are marked `present` with the places that are claimed for their events, and the persons
//! of whom it is claimed where they were.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::places::Places;
use super::travel;
use crate::checks::Case;
use crate::checks::timeline::{Point, Whereabouts};
use crate::date::Extent;
use crate::model::meet::Position;
use crate::model::{
    Anchor, ClauseBody, ClauseId, EntityId, EventId, Item, Model, RoleOf, Subject, Type, Value,
};
use crate::syntax::tree::{Mode, Sort};

/// What puts somebody somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// Being at an event.
    Event(EventId),
    /// A clause that says where somebody was.
    State(ClauseId),
}

/// Which role gives a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Place,
    Origin,
    Destination,
    /// No role of an event: the value of a state.
    Location,
}

/// Where an event was, or a state has somebody, with those who say so.
#[derive(Debug)]
pub struct Site {
    pub occasion: Occasion,
    pub role: Role,
    /// The number of its position.
    pub place: usize,
    pub clauses: Vec<ClauseId>,
}

/// Somebody at an event, or of whom a state tells, with those who say so.
#[derive(Debug)]
pub struct Attendance {
    pub person: EntityId,
    pub occasion: Occasion,
    pub clauses: Vec<ClauseId>,
}

/// When in an event somebody is where it is, or in a state where that has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// At this point: all of a moment, or one end of what lasts.
    At(Edge),
    /// From its start to its end, if they do not go away meanwhile.
    Whole,
    /// At every moment between its start and its end.
    Throughout,
}

/// Which point of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// A moment begins and ends at once.
    Both,
    Start,
    End,
}

/// That somebody was certainly somewhere.
#[derive(Debug, Clone, Copy)]
pub struct Stay {
    /// By number.
    pub attendance: usize,
    /// By number.
    pub site: usize,
    pub place: usize,
    pub span: Span,
    pub start: Point,
    /// The same as the start, but of a whole event or a stretch.
    pub end: Point,
    /// Whether it is a state of which dates tell when it was: only then two states are held against each other by the way between them, as
    /// what may be of one moment is held against each other elsewhere.
    pub dated: bool,
}

/// All that is claimed of who was where.
pub struct Stays<'m> {
    pub places: Places<'m>,
    pub sites: Vec<Site>,
    pub attendances: Vec<Attendance>,
    /// Those of one person together.
    pub stays: Vec<Stay>,
    /// The fastest that anybody travels.
    pub fastest_kmh: f64,
}

impl<'m> Stays<'m> {
    pub fn gather(case: &Case<'m>) -> Self {
        let model = case.model;
        let mut places = Places::new(model);
        let mut attended: BTreeMap<(EntityId, Occasion), Vec<ClauseId>> = BTreeMap::new();
        let clauses = case.gathered.roles_of(|event| attends(model, event));
        for (id, event, of, value) in roles(model, &clauses) {
            for person in present(model, of, &value) {
                let event = Occasion::Event(event);
                attended.entry((person, event)).or_default().push(id);
            }
        }
        // Where an event was matters only if somebody is said to have been there; and so does where somebody else was.
        let (mut persons, mut events) = (FxHashSet::default(), FxHashSet::default());
        for &(person, event) in attended.keys() {
            persons.insert(person);
            events.insert(event);
        }
        persons.extend(travellers(case));
        let mut sites: BTreeMap<(Occasion, Role, usize), Vec<ClauseId>> = BTreeMap::new();
        if !events.is_empty() {
            for (id, event, of, value) in roles(model, &clauses) {
                let occasion = Occasion::Event(event);
                if events.contains(&occasion)
                    && let Some((role, place)) = site(model, &mut places, event, of, &value)
                {
                    sites.entry((occasion, role, place)).or_default().push(id);
                }
            }
        }
        if !persons.is_empty() {
            for (id, person, value) in whereabouts(case, &persons) {
                let position = Position::new(value.mode, &model.items(&value));
                if let Some(place) = places.number(position) {
                    let state = Occasion::State(id);
                    attended.insert((person, state), vec![id]);
                    sites.insert((state, Role::Location, place), vec![id]);
                }
            }
        }
        let sites: Vec<Site> = sites
            .into_iter()
            .map(|((occasion, role, place), clauses)| Site {
                occasion,
                role,
                place,
                clauses,
            })
            .collect();
        let attendances: Vec<Attendance> = attended
            .into_iter()
            .map(|((person, occasion), clauses)| Attendance {
                person,
                occasion,
                clauses,
            })
            .collect();
        let mut all = Self {
            places,
            sites,
            attendances,
            stays: Vec::new(),
            fastest_kmh: model
                .settings
                .fastest_kmh
                .map_or(travel::FASTEST_KMH, f64::from),
        };
        all.stays = (0..all.attendances.len())
            .flat_map(|number| all.of_attendance(case, number))
            .collect();
        all
    }

    /// Where somebody was by being at an event, or by a state.
    fn of_attendance(&self, case: &Case<'_>, number: usize) -> Vec<Stay> {
        let occasion = self.attendances[number].occasion;
        let first = self.sites.partition_point(|site| site.occasion < occasion);
        let own = self.sites[first..]
            .iter()
            .take_while(|site| site.occasion == occasion);
        let moves = own
            .clone()
            .any(|site| matches!(site.role, Role::Origin | Role::Destination));
        let mut stays = Vec::new();
        let dated = match occasion {
            Occasion::Event(_) => false,
            Occasion::State(clause) => is_dated(case.model, clause, |_| true),
        };
        for (site, of) in (first..).zip(own) {
            for (span, start, end) in spans(case, occasion, of.role, moves) {
                stays.push(Stay {
                    attendance: number,
                    site,
                    place: of.place,
                    span,
                    start,
                    end,
                    dated,
                });
            }
        }
        stays
    }

    /// Whether a stay is the first or the last moment of a stretch all through which a state has somebody somewhere.
    pub fn is_end_of_stretch(&self, stay: &Stay) -> bool {
        matches!(stay.span, Span::At(Edge::Start | Edge::End)) && self.event(stay).is_none()
    }

    /// The claims that a stay rests on: that somebody was at an event, and where that was.
    pub fn claimed(&self, number: usize) -> (usize, usize) {
        let stay = &self.stays[number];
        (stay.attendance, stay.site)
    }

    /// The stays, by number, that rest on the same claims as one of them.
    pub fn alike(&self, number: usize) -> impl Iterator<Item = &Stay> {
        let claimed = self.claimed(number);
        let first = self
            .stays
            .partition_point(|stay| (stay.attendance, stay.site) < claimed);
        self.stays[first..]
            .iter()
            .take_while(move |stay| (stay.attendance, stay.site) == claimed)
    }

    /// The person of a stay.
    pub fn person(&self, stay: &Stay) -> EntityId {
        self.attendances[stay.attendance].person
    }

    /// What has the person of a stay there.
    pub fn occasion(&self, stay: &Stay) -> Occasion {
        self.attendances[stay.attendance].occasion
    }

    /// The event of a stay, if it is one that has the person there.
    pub fn event(&self, stay: &Stay) -> Option<EventId> {
        match self.occasion(stay) {
            Occasion::Event(event) => Some(event),
            Occasion::State(_) => None,
        }
    }
}

/// The clauses that say who or what stood in a role, of what then happened, with what the vocabulary says of that role.
fn roles<'m>(
    model: &'m Model,
    clauses: &[ClauseId],
) -> impl Iterator<Item = (ClauseId, EventId, &'m RoleOf, Value)> {
    clauses.iter().filter_map(|&id| {
        let ClauseBody::Role {
            event, role, value, ..
        } = model.says(id)
        else {
            return None;
        };
        let of = model.vocabulary.role_of(model.event(event).kind, role)?;
        Some((id, event, of, value))
    })
}

/// Whether somebody may be present at an event of a kind.
fn attends(model: &Model, event: EventId) -> bool {
    let kind = model.vocabulary.kind(model.event(event).kind);
    kind.roles.iter().any(|of| of.present)
}

/// The clauses that say where some persons were.
fn whereabouts<'c>(
    case: &'c Case<'_>,
    persons: &'c FxHashSet<EntityId>,
) -> impl Iterator<Item = (ClauseId, EntityId, Value)> + 'c {
    let states = case.gathered.states.iter();
    states.filter_map(|&id| match case.model.says(id) {
        ClauseBody::State {
            subject: Subject::Entity(person),
            value,
            ..
        } if value.mode != Mode::Including => {
            let is_told = persons.contains(&person) && case.timeline.whereabouts(id).is_some();
            is_told.then_some((id, person, value))
        }
        _ => None,
    })
}

/// The persons of whom states say that they were at several places of which it is known where they lie.
fn travellers(case: &Case<'_>) -> FxHashSet<EntityId> {
    let model = case.model;
    let lies_somewhere = |item: &Item| match *item {
        Item::Entity(place) => model.entities.get(place).coordinates().is_some(),
        Item::Event(_) | Item::Number(_) => false,
    };
    let (mut seen, mut several) = (FxHashSet::default(), FxHashSet::default());
    if !case.timeline.has_whereabouts() {
        return several;
    }
    for &id in &case.gathered.states {
        if case.timeline.whereabouts(id).is_none() {
            continue;
        }
        if let ClauseBody::State {
            subject: Subject::Entity(person),
            value,
            ..
        } = case.model.says(id)
            && model.items(&value).iter().any(lies_somewhere)
            && !seen.insert(person)
        {
            several.insert(person);
        }
    }
    several
}

/// Whether dates tell when a state was, all of them such ones.
fn is_dated(model: &Model, clause: ClauseId, such: impl Fn(&Extent) -> bool) -> bool {
    let ClauseBody::State { spell, .. } = model.says(clause) else {
        return false;
    };
    spell.times().into_iter().all(|time| match time.anchor() {
        Anchor::Fixed(date) => such(&date.extent()),
        _ => false,
    })
}

/// When in an event the place of a role is that of those present, or when a state has somebody where it says.
fn spans(
    case: &Case<'_>,
    occasion: Occasion,
    role: Role,
    moves: bool,
) -> Vec<(Span, Point, Point)> {
    let event = match occasion {
        Occasion::Event(event) => event,
        Occasion::State(clause) => {
            return match case.timeline.whereabouts(clause) {
                Some(Whereabouts::At(point)) => vec![(Span::At(Edge::Both), point, point)],
                Some(Whereabouts::Between(start, end)) => {
                    let mut spans = vec![(Span::Throughout, start, end)];
                    // Who is somewhere up to some day may have left in its last hours.
                    if is_dated(case.model, clause, |date| date.precision.is_clock()) {
                        spans.push((Span::At(Edge::Start), start, start));
                        spans.push((Span::At(Edge::End), end, end));
                    }
                    spans
                }
                None => Vec::new(),
            };
        }
    };
    let Some(points) = case.timeline.points(event) else {
        return Vec::new();
    };
    let with_points = |&span: &Span| match span {
        Span::At(Edge::Both | Edge::Start) => (span, points.start, points.start),
        Span::At(Edge::End) => (span, points.end, points.end),
        Span::Whole | Span::Throughout => (span, points.start, points.end),
    };
    let spans = spans_of_event(role, case.model.lasts(event), moves);
    spans.iter().map(with_points).collect()
}

/// Of what moves, only the ends are where they are said to be.
fn spans_of_event(role: Role, lasts: bool, moves: bool) -> &'static [Span] {
    match (role, lasts) {
        (Role::Location, _) => &[],
        (_, false) => &[Span::At(Edge::Both)],
        (Role::Place, true) if moves => &[],
        (Role::Place, true) => &[Span::At(Edge::Start), Span::At(Edge::End), Span::Whole],
        (Role::Origin, true) => &[Span::At(Edge::Start)],
        (Role::Destination, true) => &[Span::At(Edge::End)],
    }
}

/// The place that a clause gives to those present at its event. Of a moment, an origin or a destination does so only where the
/// vocabulary marks it: who is flown home at noon is at neither end of the flight then.
fn site(
    model: &Model,
    places: &mut Places<'_>,
    event: EventId,
    of: &RoleOf,
    value: &Value,
) -> Option<(Role, usize)> {
    let role = match model.vocabulary.role(of.role) {
        "place" => Role::Place,
        "origin" => Role::Origin,
        "destination" => Role::Destination,
        _ => return None,
    };
    let counts = role == Role::Place || of.present || model.lasts(event);
    if !counts || of.many || of.takes != Type::Sort(Sort::Place) || value.mode == Mode::Including {
        return None;
    }
    let place = places.number(Position::new(value.mode, &model.items(value)))?;
    Some((role, place))
}

/// The persons whom a clause puts into a role that is marked `present`.
fn present(model: &Model, of: &RoleOf, value: &Value) -> Vec<EntityId> {
    if !of.present || value.mode == Mode::Not {
        return Vec::new();
    }
    let items = model.items(value);
    if !of.many && items.len() > 1 {
        return Vec::new();
    }
    let person = |item: &Item| match item {
        Item::Entity(entity) if model.entities.sort(*entity) == Sort::Person => Some(*entity),
        _ => None,
    };
    let mut persons: Vec<EntityId> = items.iter().filter_map(person).collect();
    persons.sort_unstable();
    persons.dedup();
    persons
}
