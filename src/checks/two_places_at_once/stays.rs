//! Who was where: the persons in roles that are marked `present`, and the places that are claimed for their events.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::places::Places;
use super::travel;
use crate::checks::Case;
use crate::checks::timeline::Point;
use crate::model::meet::Position;
use crate::model::{ClauseBody, ClauseId, EntityId, EventId, Item, Model, RoleOf, Type, Value};
use crate::syntax::tree::{Mode, Sort};

/// Which role gives a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Place,
    Origin,
    Destination,
}

/// Where an event was, with those who say so.
#[derive(Debug)]
pub struct Site {
    pub event: EventId,
    pub role: Role,
    /// The number of its position.
    pub place: usize,
    pub clauses: Vec<ClauseId>,
}

/// Somebody at an event, with those who say so.
#[derive(Debug)]
pub struct Attendance {
    pub person: EntityId,
    pub event: EventId,
    pub clauses: Vec<ClauseId>,
}

/// When in an event somebody is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// At this point: all of a moment, or one end of what lasts.
    At(Edge),
    /// From its start to its end.
    Whole,
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
    /// The same as the start, but of a whole event.
    pub end: Point,
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
        let mut attended: BTreeMap<(EntityId, EventId), Vec<ClauseId>> = BTreeMap::new();
        let clauses = case.gathered.roles_of(|event| attends(model, event));
        for (id, event, of, value) in roles(model, &clauses) {
            for person in present(model, of, &value) {
                attended.entry((person, event)).or_default().push(id);
            }
        }
        // Where an event was matters only if somebody is said to have been there.
        let events: FxHashSet<EventId> = attended.keys().map(|&(_, event)| event).collect();
        let mut sites: BTreeMap<(EventId, Role, usize), Vec<ClauseId>> = BTreeMap::new();
        if !events.is_empty() {
            for (id, event, of, value) in
                roles(model, &clauses).filter(|(_, event, ..)| events.contains(event))
            {
                if let Some((role, place)) = site(model, &mut places, event, of, &value) {
                    sites.entry((event, role, place)).or_default().push(id);
                }
            }
        }
        let sites: Vec<Site> = sites
            .into_iter()
            .map(|((event, role, place), clauses)| Site {
                event,
                role,
                place,
                clauses,
            })
            .collect();
        let attendances: Vec<Attendance> = attended
            .into_iter()
            .map(|((person, event), clauses)| Attendance {
                person,
                event,
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

    /// Where somebody was by being at an event.
    fn of_attendance(&self, case: &Case<'_>, number: usize) -> Vec<Stay> {
        let event = self.attendances[number].event;
        let Some(points) = case.timeline.points(event) else {
            return Vec::new();
        };
        let first = self.sites.partition_point(|site| site.event < event);
        let own = self.sites[first..]
            .iter()
            .take_while(|site| site.event == event);
        let moves = own.clone().any(|site| site.role != Role::Place);
        let lasts = case.model.lasts(event);
        let mut stays = Vec::new();
        for (site, of) in (first..).zip(own) {
            for &span in spans(of.role, lasts, moves) {
                let (start, end) = match span {
                    Span::At(Edge::Both | Edge::Start) => (points.start, points.start),
                    Span::At(Edge::End) => (points.end, points.end),
                    Span::Whole => (points.start, points.end),
                };
                stays.push(Stay {
                    attendance: number,
                    site,
                    place: of.place,
                    span,
                    start,
                    end,
                });
            }
        }
        stays
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

    /// The event of a stay.
    pub fn event(&self, stay: &Stay) -> EventId {
        self.attendances[stay.attendance].event
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

/// When in an event the place of a role is that of those present. Of what moves, only the ends are where they are said to be.
fn spans(role: Role, lasts: bool, moves: bool) -> &'static [Span] {
    match (role, lasts) {
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
