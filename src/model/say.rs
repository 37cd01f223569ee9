//! Values, times and clauses in words, with labels instead of ids: what reports are made of.

use super::meet::{ModeKey, Position};
use super::value::{BILLIONTH, about_width};
use super::{
    Anchor, ClauseBody, ClauseId, Count, CountUnit, EntityId, EventId, EventPart, Item, Length,
    Model, Quantity, Reading, Spell, Time, When,
};
use crate::date::{DAY, Extent, Part, Third, show};
use crate::syntax::tree::{Direction, Mode, PartOf, Stance};

/// One item: the label of an entity or event, or a number.
#[must_use]
pub fn item(model: &Model, item: impl Into<Item>) -> String {
    match item.into() {
        Item::Entity(entity) => model.entities.get(entity).label.to_owned(),
        Item::Event(id) => event(model, id),
        Item::Number(number) => quantity(model, &number),
    }
}

/// An event by its label, in quotation marks.
#[must_use]
pub fn event(model: &Model, id: EventId) -> String {
    format!("“{}”", model.event(id).label)
}

/// An entity by its label.
#[must_use]
pub fn entity(model: &Model, id: EntityId) -> String {
    model.entities.get(id).label.to_owned()
}

/// A position with the word before it: `not Libyan authorities`.
#[must_use]
pub fn position(model: &Model, position: &Position) -> String {
    value(mode_of(position), &position.items, &|one| item(model, one))
}

/// A position with its labels in quotation marks, for a sentence: `not “Libyan authorities”`.
#[must_use]
pub fn quoted_position(model: &Model, position: &Position) -> String {
    value(mode_of(position), &position.items, &|one| match one {
        Item::Entity(entity) => format!("“{}”", model.entities.get(entity).label),
        Item::Event(_) | Item::Number(_) => item(model, one),
    })
}

fn mode_of(position: &Position) -> Mode {
    match position.mode {
        ModeKey::Is => Mode::Is,
        ModeKey::Including => Mode::Including,
        ModeKey::Only => Mode::Only,
        ModeKey::Not => Mode::Not,
    }
}

fn value(mode: Mode, items: &[Item], say: &dyn Fn(Item) -> String) -> String {
    let words: Vec<_> = items.iter().map(|&one| say(one)).collect();
    let (before, joined) = match mode {
        Mode::Is => ("", words.join(" and ")),
        Mode::Including => ("including ", words.join(" and ")),
        Mode::Only => ("only ", words.join(" and ")),
        Mode::Not => ("not ", words.join(" and not ")),
    };
    format!("{before}{joined}")
}

/// A number with its bounds and unit: `at least 10 km`.
#[must_use]
pub fn quantity(model: &Model, number: &Quantity) -> String {
    let unit = number.unit.map_or_else(String::new, |unit| {
        format!(" {}", model.units[unit.index()])
    });
    let words = match (number.low, number.high) {
        (Some(low), Some(high)) if number.about => format!("about {}", about(low, high)),
        (Some(low), Some(high)) if low == high => decimal(low),
        (Some(low), Some(high)) => format!("{} to {}", decimal(low), decimal(high)),
        (Some(low), None) if number.above_low => format!("more than {}", decimal(low)),
        (Some(low), None) => format!("at least {}", decimal(low)),
        (None, Some(high)) if number.below_high => format!("less than {}", decimal(high)),
        (None, Some(high)) => format!("at most {}", decimal(high)),
        (None, None) => "any number".to_owned(),
    };
    words + &unit
}

/// What was said with `about`, which has widened it.
fn about(low: i128, high: i128) -> String {
    let (low, high) = (narrowed(low), -narrowed(-high));
    match low >= high {
        true => decimal(low),
        false => format!("{} to {}", decimal(low), decimal(high)),
    }
}

/// The number of which this is the least that `about` leaves open.
fn narrowed(least: i128) -> i128 {
    let near = [least + BILLIONTH, least * 10 / 9, least * 10 / 11];
    let all = near.into_iter().flat_map(|near| [near, near - 1, near + 1]);
    let mut said = all.filter(|number| number - about_width(*number) == least);
    said.next().unwrap_or(least)
}

fn decimal(billionths: i128) -> String {
    let (whole, rest) = (billionths.abs() / BILLIONTH, billionths.abs() % BILLIONTH);
    let sign = if billionths < 0 { "−" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!(
        "{sign}{whole}.{}",
        format!("{rest:09}").trim_end_matches('0')
    )
}

/// What a clause says, with what its times resolve to.
#[must_use]
pub fn clause(model: &Model, id: ClauseId) -> String {
    match &model.says(id) {
        ClauseBody::Happens { stance, .. } => match stance {
            Stance::Happened => "it happened".to_owned(),
            Stance::Denied => "it did not happen".to_owned(),
            Stance::Doubted => "doubts that it happened".to_owned(),
            Stance::Planned => "it is planned".to_owned(),
        },
        ClauseBody::Role {
            role,
            value: own,
            planned,
            ..
        } => {
            let words = value(own.mode, &model.items(own), &|one| item(model, one));
            let planned = if *planned { "planned " } else { "" };
            format!("{planned}{}: {words}", model.vocabulary.role(*role))
        }
        ClauseBody::When {
            when: own, planned, ..
        } => {
            let planned = if *planned { "planned " } else { "" };
            format!("{planned}{}", when(model, own))
        }
        ClauseBody::State {
            value: own,
            spell: times,
            attribute,
            ..
        } => {
            let words = value(own.mode, &model.items(own), &|one| item(model, one));
            let attribute = &model.vocabulary.attribute(*attribute).name;
            let told = model.told_of(id);
            match spell(model, times, told) {
                times if times.is_empty() => format!("{attribute}: {words}"),
                times => format!("{attribute}: {words}, {times}"),
            }
        }
    }
}

/// A clause of time: `on Sat 18 Jan 2025 (the latest Saturday not after Thu 23 Jan 2025)`.
#[must_use]
pub fn when(model: &Model, when: &When) -> String {
    match when {
        When::On(at) => on(model, at),
        When::Before(at) => format!("before {}", time(model, at)),
        When::After(at) => format!("after {}", time(model, at)),
        When::Between(from, to) => format!("between {} and {}", time(model, from), time(model, to)),
        When::From(at) => format!("from {}", time(model, at)),
        When::To(at) => format!("to {}", time(model, at)),
        When::During(at) => format!("during {}", time(model, at)),
        When::SameTime(other) => format!("at the same time as {}", event(model, *other)),
        When::SameDay(other) => format!("on the same day as {}", event(model, *other)),
        When::Counted(own) => {
            let (amount, from) = &**own;
            format!("{} {}", counted(amount), time(model, from))
        }
        When::For(amount) => format!("for {}", lasting(amount)),
    }
}

/// `on` a day, `in` a month or a year, and neither `before Jul 2023`.
fn on(model: &Model, at: &Time) -> String {
    let words = time(model, at);
    let Anchor::Fixed(date) = at.anchor() else {
        return format!("on {words}");
    };
    let date = date.extent();
    match date.hull() {
        (Some(_), Some(_)) => format!("{} {words}", show::preposition(&date)),
        _ => words,
    }
}

/// The times of a clause about a state: `since 2015`; empty for any other clause.
#[must_use]
pub fn spell_of(model: &Model, id: ClauseId) -> String {
    match &model.says(id) {
        ClauseBody::State { spell: times, .. } => spell(model, times, model.told_of(id)),
        _ => String::new(),
    }
}

fn spell(model: &Model, spell: &Spell, told: Option<&Extent>) -> String {
    match spell {
        Spell::AsOf(None) => {
            told.map_or_else(String::new, |told| format!("as told {}", extent(told)))
        }
        Spell::AsOf(Some(at)) => format!("as of {}", time(model, at)),
        Spell::Since(from, None) => format!("since {}", time(model, from)),
        Spell::Since(from, Some(at)) => {
            format!("since {}, as of {}", time(model, from), time(model, at))
        }
        Spell::Until(at) => format!("until {}", time(model, at)),
        Spell::Throughout(at) => format!("throughout {}", all_of(model, at)),
        Spell::FromTo(from, to) => format!("from {} to {}", time(model, from), time(model, to)),
        Spell::Before(at) => format!("before {}", time(model, at)),
        Spell::After(at) => format!("after {}", time(model, at)),
        Spell::During(at) => format!("during {}", time(model, at)),
    }
}

/// A time of which every moment is meant.
fn all_of(model: &Model, time: &Time) -> String {
    let words = self::time(model, time);
    match time.anchor() {
        Anchor::Fixed(date) if date.extent().is_all_of() => words.replace(" or ", " and "),
        _ => words,
    }
}

/// A time with what it resolves to, and by which rule.
#[must_use]
pub fn time(model: &Model, time: &Time) -> String {
    let words = match time.anchor() {
        Anchor::Fixed(date) => extent(&date.extent()),
        Anchor::Event(id, EventPart::Whole) => event(model, id),
        Anchor::Event(id, EventPart::Start) => format!("the start of {}", event(model, id)),
        Anchor::Event(id, EventPart::End) => format!("the end of {}", event(model, id)),
        Anchor::Offset(offset) => {
            let from = self::time(model, &offset.from);
            format!("{} {from}", counted(&offset.count))
        }
        Anchor::FirstAfter(weekday, part, id) => {
            let day = part_words(weekday.name(), part);
            format!("the first {day} after {}", event(model, id))
        }
        Anchor::Any(weekday, part) => format!("a {}", part_words(weekday.name(), part)),
        Anchor::Unknown => "an unknown day".to_owned(),
    };
    match reading(time) {
        Some(rule) => format!("{words} ({rule})"),
        None => words,
    }
}

/// `early Saturday morning`
fn part_words(day: &str, part: PartOf) -> String {
    let third = part.third.map(|third| match third {
        Third::Early => "early ",
        Third::Mid => "mid ",
        Third::Late => "late ",
    });
    let of_day = part.part.map(|part| match part {
        Part::Morning => " morning",
        Part::Noon => " noon",
        Part::Afternoon => " afternoon",
        Part::Evening => " evening",
        Part::Night => " night",
    });
    format!(
        "{}{day}{}",
        third.unwrap_or_default(),
        of_day.unwrap_or_default()
    )
}

/// By which rule a time came about.
fn reading(time: &Time) -> Option<String> {
    let Anchor::Fixed(date) = time.anchor() else {
        return None;
    };
    let date = &date.extent().on_its_clock();
    let weekday = || match date.days().0 {
        Some(day) if date.pieces.is_empty() && !date.zoned => {
            crate::date::calendar::weekday(day).name()
        }
        _ => "such day",
    };
    match time.reading() {
        Reading::Written => None,
        Reading::LatestWeekday { told } => Some(format!(
            "the latest {} not after {}",
            weekday(),
            extent(told)
        )),
        Reading::NextWeekday { told } => {
            Some(format!("the next {} after {}", weekday(), extent(told)))
        }
        Reading::FromTelling { told } => Some(format!("counted from {}", extent(told))),
    }
}

/// An amount with its bounds and direction: `at most 48 hours after`.
#[must_use]
pub fn counted(count: &Count) -> String {
    let direction = match count.direction {
        Direction::Before => "before",
        Direction::After => "after",
    };
    format!("{} {direction}", length(count))
}

/// How long something lasted: `more than 1½ and less than 3½ days over at least 2 midnights`.
fn lasting(length: &Length) -> String {
    let &Length { count, midnights } = length;
    let bounds = [Some(count.low), count.high];
    let whole = |size| bounds.iter().flatten().all(|bound| bound % size == 0);
    // What is written in days is told in days: it leaves something open at its upper end, other than so many hours exactly.
    let in_days = midnights > 0 && whole(DAY / 2) || count.below_high && whole(DAY);
    let words = match count.unit {
        CountUnit::Seconds if in_days => within(&count, ("day", "days", DAY)),
        _ => self::length(&count),
    };
    match midnights {
        0 => words,
        1 => format!("{words} over at least 1 midnight"),
        _ => format!("{words} over at least {midnights} midnights"),
    }
}

/// An amount with its bounds: `2 days`, `more than 1 and less than 3 weeks`.
fn length(count: &Count) -> String {
    within(count, unit(count))
}

/// A word for one, a word for many, and how many of what a count counts in one has.
type Measure = (&'static str, &'static str, i64);

/// An amount with its bounds, in a unit that measures both, or leaves a half.
fn within(count: &Count, (one, many, size): Measure) -> String {
    let half = |number: i64| match number % size {
        0 => "",
        _ => "½",
    };
    let number = |number: i64| match (number / size, half(number)) {
        (0, "½") => "½".to_owned(),
        (whole, half) => format!("{whole}{half}"),
    };
    let amount = |of: i64| match number(of) {
        words if of <= size && of > 0 => format!("{words} {one}"),
        words => format!("{words} {many}"),
    };
    let low = if count.above_low {
        "more than"
    } else {
        "at least"
    };
    match (count.low, count.high) {
        (low, Some(high)) if low == high => amount(low),
        (0, Some(high)) if count.below_high => format!("less than {}", amount(high)),
        (0, Some(high)) => format!("at most {}", amount(high)),
        (from, None) => format!("{low} {}", amount(from)),
        (from, Some(high)) if count.above_low || count.below_high => {
            format!("more than {} and less than {}", number(from), amount(high))
        }
        (from, Some(high)) => format!("{} to {}", number(from), amount(high)),
    }
}

/// The largest unit that measures both bounds of a count without a rest.
fn unit(count: &Count) -> Measure {
    let whole = |size: i64| count.low % size == 0 && count.high.is_none_or(|high| high % size == 0);
    match count.unit {
        CountUnit::Seconds if whole(3600) => ("hour", "hours", 3600),
        CountUnit::Seconds => ("minute", "minutes", 60),
        CountUnit::Days => ("day", "days", 1),
        CountUnit::Months(_) if whole(12) => ("year", "years", 12),
        CountUnit::Months(_) => ("month", "months", 1),
    }
}

/// A date as it is left open: `Sat 18 Jan 2025`, `Jan 2025`, `about 2015`.
#[must_use]
pub fn extent(extent: &Extent) -> String {
    let zone = show::zone(extent);
    let extent = &extent.on_its_clock();
    let (first, end) = extent.hull();
    if let (true, Some(at)) = (is_moment(extent), show::clock_time(extent)) {
        return format!("{at}{zone}");
    }
    let about = if extent.approximate { "about " } else { "" };
    let words = match extent.pieces.as_slice() {
        [] => show::days_named(first, end),
        pieces if pieces.len() <= 3 => {
            let pieces: Vec<_> = pieces
                .iter()
                .map(|piece| show::days_named(piece.hull().0, piece.hull().1))
                .collect();
            pieces.join(" or ")
        }
        pieces => format!(
            "one of {} times in {}",
            pieces.len(),
            show::days(first, end)
        ),
    };
    format!("{about}{words}{zone}")
}

/// Whether a date is a clock time, known to the minute or second.
fn is_moment(extent: &Extent) -> bool {
    extent.precision.is_clock() && !extent.approximate && extent.begins == extent.ends
}
