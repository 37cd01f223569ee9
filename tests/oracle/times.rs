//! Clauses of time, in words.

use crate::case::Event;
use crate::days::{add_months, iso, iso_month, iso_year, weekday};
use crate::dice::Dice;
use crate::sow::Sort;

/// Makes clauses about some events in the days from `start` on.
pub struct Times<'a> {
    pub dice: &'a mut Dice,
    pub sort: Sort,
    pub start: i64,
    pub events: &'a [Event],
}

const PARTS: [&str; 5] = ["morning", "noon", "afternoon", "evening", "night"];
const THIRDS: [&str; 3] = ["early", "mid", "late"];
const ZONES: [&str; 4] = ["Z", "+04:30", "-05:00", "+09:00"];

impl Times<'_> {
    /// A clause about this event.
    pub fn clause(&mut self, event: usize) -> String {
        match self.dice.roll(8) {
            0..=2 => self.dated(event),
            3 => self.ordered(event),
            _ if self.events.len() < 2 => self.dated(event),
            4..=6 => self.counted(event),
            _ => self.ordered(event),
        }
    }

    fn day(&mut self) -> i64 {
        let spread = match self.sort {
            Sort::Months if self.dice.once_in(2) => 70,
            Sort::Zones => 3,
            _ => 8,
        };
        self.start + self.dice.between(0, spread)
    }

    fn other(&mut self, event: usize) -> &'static str {
        let step = 1 + self.dice.roll(self.events.len() - 1);
        self.events[(event + step) % self.events.len()].name
    }

    fn dated(&mut self, event: usize) -> String {
        let lasts = self.events[event].lasts;
        match self.dice.roll(14) {
            0 => format!("before {}", self.plain()),
            1 => format!("after {}", self.plain()),
            2 => self.between(),
            3 => self.during(),
            4 if lasts => format!("to {}", self.date()),
            5 if lasts => format!("from {}", self.date()),
            6 if lasts => self.lasting(),
            _ => format!("on {}", self.date()),
        }
    }

    fn during(&mut self) -> String {
        let date = self.date();
        format!("during {date}")
    }

    fn between(&mut self) -> String {
        let day = self.day();
        let (from, to) = (iso(day), iso(day + self.dice.between(0, 3)));
        format!("between {from} and {to}")
    }

    fn lasting(&mut self) -> String {
        let count = self.dice.between(1, 4);
        let unit = match self.sort {
            Sort::Months => self.dice.pick(&["days", "weeks", "months"]),
            _ => self.dice.pick(&["hours", "days", "weeks"]),
        };
        format!("for {count} {unit}")
    }

    /// A date without gaps and vague ends.
    fn plain(&mut self) -> String {
        let day = self.day();
        match self.dice.roll(6) {
            0 => iso_month(day),
            1 => self.clock(day),
            2 if self.sort == Sort::Sets => self
                .dice
                .pick(&["published", "told", "today", "yesterday"])
                .to_owned(),
            _ => iso(day),
        }
    }

    fn clock(&mut self, day: i64) -> String {
        let (hour, minute) = (self.dice.between(0, 23), self.dice.pick(&[0, 30, 59]));
        let zone = match self.sort {
            Sort::Zones if !self.dice.once_in(4) => self.dice.pick(&ZONES),
            _ => "",
        };
        format!("{}T{hour:02}:{minute:02}{zone}", iso(day))
    }

    /// Any date.
    fn date(&mut self) -> String {
        let day = self.day();
        if self.sort == Sort::Zones && self.dice.once_in(2) {
            return self.clock(day);
        }
        if self.sort == Sort::Sets && !self.dice.once_in(4) {
            return self.spoken(day);
        }
        match self.dice.roll(12) {
            0 => iso_month(day),
            1 => iso_year(day),
            2 | 3 => format!("{} {}", iso(day), self.dice.pick(&PARTS)),
            4 => format!(
                "{} {} {}",
                self.dice.pick(&THIRDS),
                iso(day),
                self.dice.pick(&PARTS)
            ),
            5 => format!("{} {}", self.dice.pick(&THIRDS), iso_month(day)),
            6 => format!("{}/{}", iso(day), iso(day + self.dice.between(0, 3))),
            7 => self.clock(day),
            8 => format!("{}~", iso(day)),
            9 => format!("{} {}", weekday(day), iso(day)),
            _ => iso(day),
        }
    }

    /// Dates with gaps, weekdays, words counted from the telling.
    fn spoken(&mut self, day: i64) -> String {
        let part = match self.dice.roll(3) {
            0 => format!(" {}", self.dice.pick(&PARTS)),
            _ => String::new(),
        };
        let gap = self.dice.between(2, 5);
        match self.dice.roll(16) {
            0 | 1 => format!("[{},{}]", iso(day), iso(day + gap)),
            2 => format!("[{},{}..{}]", iso(day), iso(day + gap), iso(day + gap + 1)),
            3 => format!("[{},{}]", iso_month(day), iso_month(add_months(day, 2))),
            4 => format!("[{},{}]", iso(day), iso_month(add_months(day, 1))),
            5 => format!("{}-XX", iso_month(day)),
            6 | 7 => format!("{}{part}", weekday(day)),
            8 | 9 => format!("any {}{part}", weekday(day)),
            10 => format!("today{part}"),
            11 => format!("yesterday{part}"),
            12 => format!("last {}", self.dice.pick(&["week", "month", "night"])),
            13 => format!("this {}", self.dice.pick(&["week", "month", "morning"])),
            14 => self.dice.pick(&["published", "told", "tonight"]).to_owned(),
            _ => format!("{}{part}", weekday(day)),
        }
    }

    fn ordered(&mut self, event: usize) -> String {
        let other = self.other(event);
        let day = weekday(self.start + self.dice.between(0, 6));
        let lasts = self.events[event].lasts;
        match self.dice.roll(14) {
            0..=2 => format!("before {other}"),
            3..=5 => format!("after {other}"),
            6 => format!("same day as {other}"),
            // What keeps something is more than a moment.
            7 | 8 if self.events[event].kind == "detention" => format!("from {other}"),
            7 => format!("same time as {other}"),
            8 => format!("during {other}"),
            9 => format!("reason {other}"),
            10 => format!("before end of {other}"),
            11 if lasts => format!("to {other}"),
            12 if self.sort == Sort::Sets => format!("on {day} after {other}"),
            12 => format!("on {other}"),
            _ => format!("after start of {other}"),
        }
    }

    fn counted(&mut self, event: usize) -> String {
        let to = match self.dice.roll(6) {
            0 => iso(self.day()),
            1 => format!(
                "{} of {}",
                self.dice.pick(&["start", "end"]),
                self.other(event)
            ),
            _ => self.other(event).to_owned(),
        };
        match self.dice.roll(10) {
            0 => {
                let (one, other) = (self.count(), self.count());
                format!("between {one} before {to} and {other} after {to}")
            }
            1 => {
                let (word, count, way) = (
                    self.dice.pick(&["on", "before", "after"]),
                    self.count(),
                    self.way(),
                );
                format!("{word} {count} {way} {to}")
            }
            2 => {
                let (one, way, other, back) = (self.count(), self.way(), self.count(), self.way());
                format!("{one} {way} {other} {back} {to}")
            }
            3 if self.sort == Sort::Sets => format!("{} ago", self.count()),
            _ => {
                let (bound, count) = self.bounded();
                format!("{bound}{count} {} {to}", self.way())
            }
        }
    }

    fn way(&mut self) -> &'static str {
        self.dice.pick(&["before", "after"])
    }

    fn count(&mut self) -> String {
        let unit = self.unit();
        format!("{} {unit}", self.number(unit))
    }

    fn unit(&mut self) -> &'static str {
        match self.sort {
            Sort::Months => self
                .dice
                .pick(&["days", "weeks", "months", "months", "months", "years"]),
            _ => self
                .dice
                .pick(&["minutes", "hours", "hours", "days", "days", "days", "weeks"]),
        }
    }

    fn number(&mut self, unit: &str) -> i64 {
        match unit {
            "minutes" => self.dice.pick(&[1, 30, 90, 720]),
            "hours" => self.dice.pick(&[1, 2, 6, 13, 24, 36, 48]),
            "weeks" => self.dice.between(1, 2),
            "years" => 1,
            _ => self.dice.between(1, 4),
        }
    }

    /// A bound and a count.
    fn bounded(&mut self) -> (&'static str, String) {
        const BOUNDS: [&str; 7] = [
            "at least ",
            "at most ",
            "less than ",
            "more than ",
            "exactly ",
            "within ",
            "about ",
        ];
        let count = self.count();
        match self.dice.roll(10) {
            0..=2 => ("", count),
            3 => {
                let unit = self.unit();
                let low = self.number(unit);
                (
                    "",
                    format!("{low} to {} {unit}", low + self.dice.between(1, 3)),
                )
            }
            _ => (self.dice.pick(&BOUNDS), count),
        }
    }
}
