//! Why two stays of one person cannot both be, and what would have to be certain of their times for it.

use super::clashes::Search;
use super::places::Apart;
use super::stays::{Edge, Span, Stay};
use super::travel;
use crate::checks::timeline::Lag;
use crate::date::DAY;
use crate::network::Moment;

/// Clock times are told to the minute: where nothing is known of the way, nobody is taken to make it within one.
pub(super) const MINUTE: i64 = 60;

/// Why two stays cannot both be, gravest first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ground {
    /// Both are at one moment.
    Moment,
    /// Nobody travels so fast: the kilometres between, and the seconds that they take.
    Travel { km: f64, seconds: i64 },
    /// Less than a minute lies between, and it is not known how far it is.
    Minute,
    /// One is during the other, if nobody went away in between.
    Stayed,
    /// One is during the other, all through which somebody was there.
    Within,
}

impl Ground {
    /// Whether it takes an assumption that may be wrong.
    pub fn assumes(&self) -> bool {
        matches!(self, Self::Minute | Self::Stayed)
    }

    /// The gravest first.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Moment | Self::Within => 0,
            Self::Travel { .. } => 1,
            Self::Minute => 2,
            Self::Stayed => 3,
        }
    }
}

/// A ground with the distances in time that it rests on.
type Found = (Ground, Vec<Lag>);

impl Search<'_> {
    /// Why two stays cannot both be, as far as `holds` knows what is certain.
    pub(super) fn clashes_of(
        &self,
        one: &Stay,
        other: &Stay,
        holds: &dyn Fn(&Lag) -> bool,
    ) -> Vec<Found> {
        let [one_event, other_event] = [one, other].map(|stay| self.stays.event(stay));
        let states = one_event.is_none() && other_event.is_none();
        if !states && one_event == other_event && !self.is_way(one, other) {
            return Vec::new();
        }
        let mut grounds = match states {
            true => self.between_states(one, other),
            false => self.grounds(one, other),
        };
        // At the ends of a stretch they may be on their way, but no faster than anybody travels.
        if [one, other]
            .iter()
            .any(|stay| self.stays.is_end_of_stretch(stay))
        {
            grounds.retain(|(ground, _)| matches!(ground, Ground::Travel { .. }));
        }
        grounds.retain(|(_, lags)| lags.iter().all(holds));
        grounds
    }

    /// What there may be against two states, one after the other: the way between their places. Whatever is of one moment is held against
    /// each other as any states are.
    fn between_states(&self, one: &Stay, other: &Stay) -> Vec<Found> {
        if !(one.dated && other.dated) || self.stays.occasion(one) == self.stays.occasion(other) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (first, then) in [(one, other), (other, one)] {
            let is_last = matches!(first.span, Span::At(Edge::Both | Edge::End));
            let is_first = matches!(then.span, Span::At(Edge::Both | Edge::Start));
            if !(is_last && is_first) {
                continue;
            }
            // The last moment of a stretch is outside it.
            let most = match first.span {
                Span::At(Edge::End) => Moment::at(0),
                _ => Moment::before(0),
            };
            let in_order = Lag {
                late: first.start,
                early: then.start,
                most,
            };
            let mut grounds = self.grounds(one, other);
            grounds.retain(|(ground, _)| matches!(ground, Ground::Travel { .. }));
            for (_, lags) in &mut grounds {
                lags.push(in_order);
            }
            found.extend(grounds);
        }
        found
    }

    /// Whether two stays are the ends of one event, and it is known how far they are apart: what takes a person from the one to the other
    /// takes as long as any way.
    fn is_way(&self, one: &Stay, other: &Stay) -> bool {
        let ends = matches!((one.span, other.span), (Span::At(_), Span::At(_)));
        // Of two places for one role one is wrong, whoever was there.
        let [role, other_role] = [one, other].map(|stay| self.stays.sites[stay.site].role);
        let apart = || self.stays.places.apart(one.place, other.place);
        ends && role != other_role && one.start != other.start && matches!(apart(), Apart::Km(_))
    }

    /// What there may be against two stays, and what would have to be certain for it.
    fn grounds(&self, one: &Stay, other: &Stay) -> Vec<Found> {
        let within = |most| Lag::both(one.start, other.start, most).to_vec();
        let moment = || (Ground::Moment, within(Moment::at(0)));
        match self.stays.places.apart(one.place, other.place) {
            Apart::Not => Vec::new(),
            _ if one.span == Span::Throughout => within_stretch(other, one),
            _ if other.span == Span::Throughout => within_stretch(one, other),
            _ if one.span == Span::Whole || other.span == Span::Whole => {
                vec![(Ground::Stayed, both_during(one, other))]
            }
            Apart::Unknown => vec![moment(), (Ground::Minute, within(Moment::at(MINUTE)))],
            Apart::Km(km) => match travel::least_seconds(km, self.stays.fastest_kmh) {
                0 => vec![moment()],
                seconds => {
                    let lags = within(Moment::before(seconds));
                    vec![(Ground::Travel { km, seconds }, lags)]
                }
            },
        }
    }
}

/// That a point lies inside a stretch all through which somebody was elsewhere. At its very ends they may be on their way.
fn within_stretch(point: &Stay, stretch: &Stay) -> Vec<Found> {
    if !matches!(point.span, Span::At(_)) {
        return Vec::new();
    }
    let before = |first, then| Lag {
        late: first,
        early: then,
        most: Moment::before(0),
    };
    let lags = vec![
        before(stretch.start, point.start),
        before(point.start, stretch.end),
    ];
    vec![(Ground::Within, lags)]
}

/// That a whole event, or what is at a point, shares a moment with another, and that no whole one takes a day.
fn both_during(one: &Stay, other: &Stay) -> Vec<Lag> {
    let lag = |late, early, most| Lag { late, early, most };
    let mut lags = Vec::new();
    for (one, other) in [(one, other), (other, one)] {
        let both = one.span == Span::Whole && other.span == Span::Whole;
        let most = if both {
            Moment::before(0)
        } else {
            Moment::at(0)
        };
        lags.push(lag(one.start, other.end, most));
        if one.span == Span::Whole {
            lags.push(lag(one.end, one.start, Moment::before(DAY)));
        }
    }
    lags
}
