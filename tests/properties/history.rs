//! Something that happened, in minutes: events with their starts, ends, roles and reasons, who was in custody when, who lived
//! where, how many had died. Claims are made of it by `blur`; all of them are true.

use std::fmt::Write;

use crate::days::{DAY, day_of};
use crate::dice::Dice;

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    pub name: String,
    pub kind: &'static str,
    /// Minutes on the clock of where it was.
    pub start: i64,
    pub end: i64,
    pub lasts: bool,
    pub of: Option<String>,
    pub patient: Option<&'static str>,
    pub place: &'static str,
    pub means: &'static str,
    pub reasons: Vec<String>,
    pub aboard: i64,
}

/// A state: who had what, from one minute to the next state or for ever.
#[derive(Debug, Clone)]
pub struct Spell {
    pub subject: &'static str,
    pub attribute: &'static str,
    pub value: &'static str,
    pub from: i64,
    pub to: i64,
    /// The event whose effect it is.
    pub by: Option<usize>,
}

/// All that happened.
#[derive(Debug, Clone)]
pub struct History {
    pub events: Vec<Event>,
    pub spells: Vec<Spell>,
    /// How many had died in the event `flood`, and from when.
    pub deaths: Vec<(i64, i64)>,
    /// How far the clock of where it was is ahead of UTC, in minutes.
    pub ahead: i64,
    /// When nothing more happens.
    pub over: i64,
}

const PERSONS: [&str; 2] = ["anna", "ben"];
/// Places with those that they are in.
pub const PLACES: [(&str, &[&str]); 6] = [
    ("hotel", &["turin", "italy"]),
    ("turin", &["italy"]),
    ("italy", &[]),
    ("port", &["tripoli", "libya"]),
    ("tripoli", &["libya"]),
    ("libya", &[]),
];
/// Terms with those that they are kinds of.
pub const MEANS: [(&str, &[&str]); 4] = [
    ("army_plane", &["plane"]),
    ("jet", &["plane"]),
    ("plane", &[]),
    ("ship", &[]),
];
pub const REASONS: [&str; 3] = ["errors", "health", "mercy"];

const NAMES: &str = "\
person anna \"Anna Kruse\"
person ben \"Ben Okoro\"
place italy \"Italy\"
place turin \"Turin\" in italy
place hotel \"a hotel in Turin\" in turin
place libya \"Libya\"
place tripoli \"Tripoli\" in libya
place port \"the port of Tripoli\" in tripoli
term plane \"a plane\"
term army_plane \"a plane of the army\" is plane
term jet \"a jet\" is plane
term ship \"a ship\"
term errors \"errors in the papers\"
term health \"ill health\"
term mercy \"mercy\"
event ghost: attack \"What never happened\"
";

/// What a place or term is in, or a kind of, itself first.
pub fn above(name: &str) -> Vec<&'static str> {
    PLACES
        .iter()
        .chain(&MEANS)
        .find(|(one, _)| *one == name)
        .map_or_else(Vec::new, |(one, above)| {
            std::iter::once(*one).chain(above.iter().copied()).collect()
        })
}

/// Whether two places or terms share nothing.
pub fn apart(one: &str, other: &str) -> bool {
    !above(one).contains(&other) && !above(other).contains(&one)
}

impl History {
    pub fn new(tape: &[u16]) -> Self {
        let mut dice = Dice::new(tape);
        let begin = day_of(1990 + dice.between(0, 35), 1, 1) + dice.between(0, 364);
        let mut history = Self {
            events: Vec::new(),
            spells: Vec::new(),
            deaths: Vec::new(),
            ahead: *dice.pick(&[0, 60, 270, -300, 540]),
            over: 0,
        };
        let scale = *dice.pick(&[3, 20, 200, 3000]);
        for (person, many) in PERSONS.iter().zip([3, 2]) {
            history.custody(&mut dice, person, many, begin, scale);
            history.detentions(&mut dice, person);
            history.homes(&mut dice, person, begin, scale);
        }
        for (name, kind, lasts) in [
            ("flight", "transfer", false),
            ("siege", "siege", true),
            ("plea", "request", false),
            ("voyage", "voyage", true),
            ("flood", "flood", true),
            ("blast", "explosion", false),
        ] {
            history.event(&mut dice, name, kind, lasts, begin, scale);
        }
        history.tolls(&mut dice);
        history.reasons(&mut dice);
        let ends = history.events.iter().map(|event| event.end);
        let spells = history.spells.iter().map(|spell| spell.from);
        history.over = ends.chain(spells).max().unwrap_or(0) + dice.between(1, 30 * DAY);
        for spell in &mut history.spells {
            spell.to = spell.to.min(history.over);
        }
        history
    }

    /// Arrests and releases in turn.
    fn custody(
        &mut self,
        dice: &mut Dice<'_>,
        person: &'static str,
        many: i64,
        begin: i64,
        scale: i64,
    ) {
        let mut at = begin * DAY + dice.between(0, 1439);
        let mut last: Option<usize> = None;
        let first_spell = self.spells.len();
        for number in 0..dice.between(0, 2 * many - 1) {
            at += apart_by(dice, scale);
            let arrest = number % 2 == 0;
            let kind = if arrest { "arrest" } else { "release" };
            let of = last
                .filter(|_| !arrest)
                .map(|at| self.events[at].name.clone());
            let mut event = moment(dice, format!("{kind}_{person}_{number}"), kind, at);
            event.patient = Some(person);
            event.of = of;
            last = Some(self.events.len());
            self.events.push(event);
            if self.spells.len() > first_spell
                && let Some(before) = self.spells.last_mut()
            {
                before.to = at;
            }
            self.spells.push(Spell {
                subject: person,
                attribute: "custody",
                value: if arrest { "in_custody" } else { "at_liberty" },
                from: at,
                to: i64::MAX,
                by: last,
            });
        }
    }

    /// The times spent in custody, from the arrest to the release, some of them told as events of their own.
    fn detentions(&mut self, dice: &mut Dice<'_>, person: &'static str) {
        let is_over = |spell: &&Spell| {
            spell.subject == person && spell.value == "in_custody" && spell.to < i64::MAX
        };
        let spells: Vec<(i64, i64)> = self
            .spells
            .iter()
            .filter(is_over)
            .map(|spell| (spell.from, spell.to))
            .collect();
        for (number, (start, end)) in spells.into_iter().enumerate() {
            if dice.once_in(2) {
                let name = format!("detention_{person}_{number}");
                let mut event = moment(dice, name, "detention", start);
                event.patient = Some(person);
                event.lasts = true;
                event.end = end;
                self.events.push(event);
            }
        }
    }

    fn homes(&mut self, dice: &mut Dice<'_>, person: &'static str, begin: i64, scale: i64) {
        let mut at = begin * DAY + dice.between(0, 1439);
        for number in 0..dice.between(0, 3) {
            let value = dice.pick(&PLACES).0;
            if number > 0
                && let Some(before) = self.spells.last_mut()
            {
                if !apart(before.value, value) {
                    continue;
                }
                before.to = at;
            }
            self.spells.push(Spell {
                subject: person,
                attribute: "residence",
                value,
                from: at,
                to: i64::MAX,
                by: None,
            });
            at += apart_by(dice, scale);
        }
    }

    fn event(
        &mut self,
        dice: &mut Dice<'_>,
        name: &str,
        kind: &'static str,
        lasts: bool,
        begin: i64,
        scale: i64,
    ) {
        let start = begin * DAY + dice.between(0, 1439) + apart_by(dice, scale);
        let mut event = moment(dice, name.to_owned(), kind, start);
        event.lasts = lasts;
        if lasts {
            event.end = start + apart_by(dice, scale);
        }
        self.events.push(event);
    }

    fn tolls(&mut self, dice: &mut Dice<'_>) {
        let Some(flood) = self.events.iter().find(|event| event.name == "flood") else {
            return;
        };
        let (mut at, mut dead) = (flood.start, dice.between(0, 20));
        for _ in 0..3 {
            self.deaths.push((at, dead));
            at += dice.between(60, 5 * DAY);
            dead += dice.between(0, 30);
        }
    }

    /// A reason that is an event began before what it explains was over.
    fn reasons(&mut self, dice: &mut Dice<'_>) {
        for number in 0..self.events.len() {
            let mut reasons = Vec::new();
            if dice.once_in(2) {
                reasons.push((*dice.pick(&REASONS)).to_owned());
            }
            let other = dice.roll(self.events.len());
            if other != number
                && self.events[other].start < self.events[number].end
                && dice.once_in(2)
            {
                reasons.push(self.events[other].name.clone());
            }
            self.events[number].reasons = reasons;
        }
    }

    /// The names of the case.
    pub fn preamble(&self) -> String {
        let mut text = NAMES.to_owned();
        for event in &self.events {
            let of = event
                .of
                .as_ref()
                .map_or(String::new(), |of| format!(" of {of}"));
            let _ = writeln!(
                text,
                "event {}: {}{of} \"The event {}\"",
                event.name, event.kind, event.name
            );
        }
        text
    }

    /// How many had died at a minute.
    pub fn dead(&self, at: i64) -> i64 {
        let before = self.deaths.iter().rev().find(|(from, _)| *from <= at);
        before.map_or(0, |(_, dead)| *dead)
    }
}

fn moment(dice: &mut Dice<'_>, name: String, kind: &'static str, start: i64) -> Event {
    Event {
        name,
        kind,
        start,
        end: start,
        lasts: false,
        of: None,
        patient: None,
        place: dice.pick(&PLACES).0,
        means: dice.pick(&MEANS).0,
        reasons: Vec::new(),
        aboard: dice.between(3, 200),
    }
}

/// Some time that passes: minutes, hours or days.
fn apart_by(dice: &mut Dice<'_>, scale: i64) -> i64 {
    match dice.roll(3) {
        0 => dice.between(1, scale) * DAY + dice.between(0, 1439),
        1 => dice.between(1, 72) * 60,
        _ => dice.between(1, 1439),
    }
}
