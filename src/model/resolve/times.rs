//! Times: weekdays and spoken days counted from the telling, everything else as it stands.

use super::super::{Anchor, Count, EventId, EventPart, Reading, Time, When};
use super::counts::{count, length};
use super::lookup::Resolver;
use crate::date::calendar::{self, Calendar};
use crate::date::{AHEAD_MAX, BEHIND_MAX, Civil, Edtf, Extent, Precision, Weekday, Zone};
use crate::model::WrongWeekday;
use crate::syntax::tree::{
    self, OffsetBound, PartOf, Period, PlainAnchor, PlainTime, Spoken, TimeBody, Which,
};
use crate::text::{FileId, Location, Span};

/// How a source writes dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::model) struct Custom {
    /// In which calendar.
    pub calendar: Calendar,
    /// In which zone its bare times and days are.
    pub zone: Option<Zone>,
}

/// What relative times are counted from.
pub(super) struct Telling<'c> {
    /// When it was said, as far as that is known.
    pub told: Option<&'c Extent>,
    /// Whether it speaks of what is to come.
    pub planned: bool,
    /// How the source writes dates.
    pub custom: Custom,
    /// The file that the time stands in.
    pub file: FileId,
}

/// A time as it is written, in full or in a plain form.
pub(super) trait Written {
    /// The same with its anchor.
    fn anchored(&self, resolver: &mut Resolver<'_>, telling: &Telling<'_>) -> Option<Time>;

    /// The calendar that is said with its date; a plain form says none.
    fn calendar(&self) -> Option<Calendar> {
        None
    }
}

impl Written for tree::Time<'_> {
    fn anchored(&self, resolver: &mut Resolver<'_>, telling: &Telling<'_>) -> Option<Time> {
        resolver.time(self, telling)
    }

    fn calendar(&self) -> Option<Calendar> {
        match &self.body {
            TimeBody::Date { calendar, .. } => calendar.map(|calendar| calendar.value),
            TimeBody::Offset(offset) => offset.anchor.calendar(),
            _ => None,
        }
    }
}

impl Written for PlainTime<'_> {
    fn anchored(&self, resolver: &mut Resolver<'_>, telling: &Telling<'_>) -> Option<Time> {
        let from = self.from.anchored(resolver, telling)?;
        Some(match self.away {
            None => from,
            Some(away) => {
                let (amount, calendar) = (away.amount().value, telling.custom.calendar);
                let count = count(OffsetBound::Plain, amount, away.direction, calendar);
                Time::counted(count, from)
            }
        })
    }
}

impl Written for PlainAnchor<'_> {
    fn anchored(&self, resolver: &mut Resolver<'_>, telling: &Telling<'_>) -> Option<Time> {
        let days = match self {
            Self::Event(name) => {
                let event = resolver.event(name, telling.file)?;
                return Some(Time::of_event(event, EventPart::Whole));
            }
            Self::Days(days) => days,
        };
        let Custom { calendar, zone } = telling.custom;
        let whole = days.value.numbers(calendar).filter(|_| zone.is_none());
        whole
            .and_then(|(first, last)| Time::days(first, last))
            .or_else(|| tree::Time::from(*self).anchored(resolver, telling))
    }
}

impl Telling<'_> {
    /// How far it is from a time. Months and years go by the calendar that is said with a date that they are counted from, or else by
    /// that of the source: who writes `julian` before it counts on in what stands there.
    fn count<T: Written>(&self, offset: &tree::Offset<T>) -> Count {
        let calendar = offset.anchor.calendar().unwrap_or(self.custom.calendar);
        count(
            offset.bound,
            offset.amount.value,
            offset.direction,
            calendar,
        )
    }

    /// The telling with its first and last instant, if these are known.
    fn instants(&self) -> Option<(&Extent, i64, i64)> {
        let told = self.told?;
        let (first, last) = instants_told(told, self.custom.zone)?;
        Some((told, first, last))
    }

    /// The telling with its first and last day, if these are known.
    fn days(&self) -> Option<(&Extent, i64, i64)> {
        let (told, first, last) = self.instants()?;
        Some((told, calendar::day_of(first), calendar::day_of(last)))
    }
}

impl Resolver<'_> {
    /// The date of a telling or publication: a time that needs no event.
    pub(super) fn telling(
        &mut self,
        time: &tree::Time<'_>,
        published: Option<&Extent>,
        custom: Custom,
        file: FileId,
    ) -> Option<Extent> {
        let telling = Telling {
            told: published,
            planned: false,
            custom,
            file,
        };
        let resolved = self.time(time, &telling)?;
        if let Anchor::Fixed(date) = resolved.anchor() {
            return Some(date.extent().into_owned());
        }
        self.no_telling(time, published.is_some(), file);
        None
    }

    /// A telling or publication that is counted from what is not known.
    fn no_telling(&mut self, time: &tree::Time<'_>, published: bool, file: FileId) {
        let advice = if published {
            "Write a date, `Tuesday`, `yesterday` or another time that is counted from the publication."
        } else {
            "Write a date, as exactly as it is known: `2025-01-19`, `2025-01`, `2025`."
        };
        self.notes.wrong_kind(
            file,
            time.span,
            "this time needs a date of its own: others are counted from it".to_owned(),
            "counted from what is not known".to_owned(),
            Some(advice.to_owned()),
        );
    }

    /// A clause of time about an event, and whether it is soft.
    pub(super) fn when<T: Written>(
        &mut self,
        when: &tree::When<'_, T>,
        event: EventId,
        span: Span,
        telling: &Telling<'_>,
    ) -> Option<(When, bool)> {
        let resolved = match when {
            tree::When::On(time) => When::On(time.anchored(self, telling)?),
            tree::When::Before(time) => When::Before(time.anchored(self, telling)?),
            tree::When::After(time) => When::After(time.anchored(self, telling)?),
            tree::When::Between(from, to) => {
                When::Between(from.anchored(self, telling)?, to.anchored(self, telling)?)
            }
            tree::When::During(time) => When::During(time.anchored(self, telling)?),
            tree::When::SameTime(name) => When::SameTime(self.event(name, telling.file)?),
            tree::When::SameDay(name) => When::SameDay(self.event(name, telling.file)?),
            tree::When::Counted(offset) => {
                let count = telling.count(offset);
                When::Counted(Box::new((count, offset.anchor.anchored(self, telling)?)))
            }
            tree::When::From(_) | tree::When::To(_) | tree::When::For(..) if !self.lasts(event) => {
                if !self.names.of_unknown_kind.contains(&event) {
                    self.not_lasting(event, span, telling.file);
                }
                return None;
            }
            tree::When::From(time) => When::From(time.anchored(self, telling)?),
            tree::When::To(time) => When::To(time.anchored(self, telling)?),
            tree::When::For(bound, amount) => {
                let length = length(*bound, amount.value, telling.custom.calendar);
                When::For(Box::new(length))
            }
            tree::When::FromTo(..)
            | tree::When::AsOf(_)
            | tree::When::Since(_)
            | tree::When::Until(_)
            | tree::When::Throughout(_) => {
                let message = "this time belongs to a state, not to an event".to_owned();
                let advice = "For an event write `on`, `before`, `after`, `between … and …`, `during`, or `from … to …`.";
                self.notes.wrong_kind(
                    telling.file,
                    span,
                    message,
                    "not for an event".to_owned(),
                    Some(advice.to_owned()),
                );
                return None;
            }
        };
        let about = match when {
            tree::When::Counted(offset) => offset.bound == OffsetBound::About,
            tree::When::For(bound, _) => *bound == OffsetBound::About,
            _ => false,
        };
        let soft = about || is_soft(&resolved);
        Some((resolved, soft))
    }

    /// Whether an event has a start and an end that may differ.
    fn lasts(&self, event: EventId) -> bool {
        let kind = self.names.kinds_of_events[event.index()];
        self.model.vocabulary.kind(kind).lasts
    }

    fn not_lasting(&mut self, event: EventId, span: Span, file: FileId) {
        let kind = self
            .model
            .vocabulary
            .kind(self.model.event(event).kind)
            .name
            .clone();
        let message = format!("`{kind}` events are moments: they do not last");
        let advice = format!(
            "Write `on T` or `between T and T`; or, if such events last, declare `kind {kind}` in the case with a line `lasts`."
        );
        self.notes.wrong_kind(
            file,
            span,
            message,
            "says how long it lasted".to_owned(),
            Some(advice),
        );
    }

    /// Notes a weekday that the date written with it does not have. It is the date as it stands there that has a weekday, on the clocks
    /// of whoever wrote it.
    fn check_weekday(
        &mut self,
        written: Weekday,
        date: &Edtf,
        calendar: Calendar,
        span: Span,
        file: FileId,
    ) {
        let extent = date.without_clocks().extent_in(calendar);
        if !has_weekday(&extent, written) {
            self.notes.weekdays.push(WrongWeekday {
                location: Location { file, span },
                written,
                extent,
            });
        }
    }

    /// A time with its anchor; `about` widens it by one unit of its precision.
    pub(super) fn time(&mut self, time: &tree::Time<'_>, telling: &Telling<'_>) -> Option<Time> {
        let resolved = self.exact_time(time, telling)?;
        Some(match time.about {
            Some(_) => resolved.about(),
            None => resolved,
        })
    }

    fn exact_time(&mut self, time: &tree::Time<'_>, telling: &Telling<'_>) -> Option<Time> {
        Some(match &time.body {
            TimeBody::Date {
                date,
                weekday,
                part,
                calendar,
                ..
            } => {
                let calendar = calendar.map_or(telling.custom.calendar, |calendar| calendar.value);
                if let (None, None) = (weekday, telling.custom.zone)
                    && *part == PartOf::default()
                    && let Some(days) = plain_days(date, calendar)
                {
                    return Some(days);
                }
                if let Some(weekday) = weekday {
                    self.check_weekday(weekday.value, date, calendar, time.span, telling.file);
                }
                let extent = date.extent_in(calendar);
                written(in_zone(part_of(extent, *part), telling))
            }
            TimeBody::Weekday {
                weekday,
                which: Which::Nearest,
                part,
            } => nearest(*weekday, *part, telling),
            TimeBody::Weekday {
                weekday,
                which: Which::Any,
                part,
            } => Time::any(*weekday, *part),
            TimeBody::Weekday {
                weekday,
                which: Which::FirstAfter(name),
                part,
            } => {
                let event = self.event(name, telling.file)?;
                Time::first_after(*weekday, *part, event)
            }
            TimeBody::Spoken { word, part } => spoken(*word, *part, telling),
            TimeBody::Published { part } | TimeBody::Told { part } => match telling.told {
                Some(told) => written(part_of(told.clone(), *part)),
                None => Time::unknown(),
            },
            TimeBody::Event(name) => {
                Time::of_event(self.event(name, telling.file)?, EventPart::Whole)
            }
            TimeBody::Start(name) => {
                Time::of_event(self.event(name, telling.file)?, EventPart::Start)
            }
            TimeBody::End(name) => Time::of_event(self.event(name, telling.file)?, EventPart::End),
            TimeBody::Offset(offset) => {
                let from = self.time(&offset.anchor, telling)?;
                Time::counted(telling.count(offset), from)
            }
        })
    }
}

fn written(extent: Extent) -> Time {
    Time::date(extent, Reading::Written)
}

/// The days that a date is, as nearly always: the same as [`written`] would make of it, without the way by an extent.
fn plain_days(date: &Edtf, calendar: Calendar) -> Option<Time> {
    let (first, last) = date.plain_days(calendar)?;
    Time::days(first, last)
}

/// Whether some day that a date leaves open has this weekday.
fn has_weekday(extent: &Extent, weekday: Weekday) -> bool {
    extent.parts_or_whole().any(|part| match part.days() {
        (Some(first), Some(last)) => calendar::first_weekday(weekday, first) <= last,
        _ => true,
    })
}

/// Bare times and days of a source with a zone are of that zone.
fn in_zone(extent: Extent, telling: &Telling<'_>) -> Extent {
    match telling.custom.zone {
        Some(zone) if !extent.zoned => extent.in_zone(zone),
        _ => extent,
    }
}

/// A part of a day, or a third of it or of something longer.
fn part_of(extent: Extent, part: PartOf) -> Extent {
    extent.in_part(part.part, part.third)
}

/// The first and the last instant of the telling, on the clock of who tells: in the zone of the source, or wherever that may be.
fn instants_told(told: &Extent, zone: Option<Zone>) -> Option<(i64, i64)> {
    let (begin, end) = told.hull();
    let (begin, last) = (begin?, end?.saturating_sub(1));
    let clock = |at: i64| match (told.zoned, zone) {
        (false, _) => (at, at),
        (true, Some(zone)) => zone.local(at),
        (true, None) => (at - BEHIND_MAX, at + AHEAD_MAX),
    };
    let (first, last) = (clock(begin).0, clock(last).1);
    Some((first, last.max(first)))
}

/// A bare weekday: the latest that is not after the telling, in a plan the next. Where the telling leaves several days open, any
/// that follows from one of them.
fn nearest(weekday: Weekday, part: PartOf, telling: &Telling<'_>) -> Time {
    let Some((told, first, last)) = telling.instants() else {
        return Time::unknown();
    };
    let counted = |at| match telling.planned {
        true => calendar::next_weekday(weekday, calendar::day_of(at)),
        false => latest_weekday(weekday, part, at, told.precision),
    };
    let (first, last) = (counted(first), counted(last));
    let weeks = (last - first) / 7;
    let extent = if weeks == 0 {
        Extent::day(first)
    } else if weeks < PIECES_MAX {
        Extent::one_of(
            (0..=weeks)
                .map(|week| Extent::day(first + 7 * week))
                .collect(),
        )
    } else {
        Extent::some_day(first, last)
    };
    let told = Box::new(told.clone());
    let reading = match telling.planned {
        true => Reading::NextWeekday { told },
        false => Reading::LatestWeekday { told },
    };
    Time::date(in_zone(part_of(extent, part), telling), reading)
}

/// The latest such weekday of which a part is not after an instant. Of a telling that gives no time of day, only the day counts.
fn latest_weekday(weekday: Weekday, part: PartOf, at: i64, precision: Precision) -> i64 {
    let day = calendar::latest_weekday(weekday, calendar::day_of(at));
    let begins = part_of(Extent::day(day), part).begins.earliest;
    let is_to_come = precision.is_clock() && begins.is_some_and(|begins| begins > at);
    if is_to_come { day - 7 } else { day }
}

/// Beyond so many readings of a weekday only their hull is kept.
const PIECES_MAX: i64 = 512;

/// `yesterday`, `last month`: counted from the telling.
fn spoken(word: Spoken, part: PartOf, telling: &Telling<'_>) -> Time {
    let Some((told, first, last)) = telling.days() else {
        return Time::unknown();
    };
    let whole = |period, shift| {
        let of = |day| spoken_period(period, day, shift, telling.custom.calendar);
        hull(&of(first), &of(last))
    };
    let extent = match word {
        Spoken::Today => Extent::some_day(first, last),
        Spoken::Yesterday => Extent::some_day(first - 1, last - 1),
        Spoken::Tomorrow => Extent::some_day(first + 1, last + 1),
        Spoken::Last(period) => whole(period, -1),
        Spoken::This(period) => whole(period, 0),
        Spoken::Next(period) => whole(period, 1),
    };
    let reading = Reading::FromTelling {
        told: Box::new(told.clone()),
    };
    Time::date(in_zone(part_of(extent, part), telling), reading)
}

/// The period in which a day lies, or one so many further on; months and years are those of the calendar of the source.
fn spoken_period(period: Period, day: i64, shift: i64, calendar: Calendar) -> Extent {
    let months_on = |months| calendar.add_months(start_of_month(day, calendar), months);
    match period {
        Period::Week => Extent::week_of(day + 7 * shift),
        Period::Month => Extent::month_of(months_on(shift), calendar),
        Period::Year => Extent::year_of(months_on(12 * shift), calendar),
    }
}

/// One of two periods, or any between.
fn hull(from: &Extent, to: &Extent) -> Extent {
    let (begins, ends) = (from.begins.hull(to.begins), from.ends.hull(to.ends));
    Extent::new(begins, ends, from.precision)
}

/// So that no day is cut short when months are counted.
fn start_of_month(day: i64, calendar: Calendar) -> i64 {
    let first = Civil {
        day: 1,
        ..calendar.civil(day)
    };
    calendar.day_number(first)
}

fn is_soft(when: &When) -> bool {
    when.times().into_iter().any(Time::is_soft)
}
