//! True claims about a history, as vague as tellers are: dates of every precision, times counted from other events, wider places,
//! bounds of numbers, hedges, states at some of the moments at which they held.

use crate::days::{
    DAY, add_months, date_of, iso, iso_minute, iso_month, iso_year, month_length, month_start,
    weekday,
};
use crate::dice::Dice;
use crate::draft::{Claim, Draft, Source};
use crate::history::{Event, History, MEANS, PLACES, REASONS, Spell, above, apart};

const HEDGES: [&str; 5] = ["", "", "", "reportedly", "confirmed"];
const ZONES: [(&str, i64); 4] = [
    ("UTC", 0),
    ("Asia/Kabul", 270),
    ("Asia/Tokyo", 540),
    ("Etc/GMT+5", -300),
];

/// Where the record of all changes of state is.
const RECORD: usize = 0;

/// A case of these true claims, and a record of everything that changed a state: who does not know that may wonder at it.
pub fn draft(history: &History, tapes: &[Vec<u16>]) -> Draft {
    let mut draft = Draft {
        preamble: history.preamble(),
        ..Draft::default()
    };
    let over = history.over.div_euclid(DAY);
    draft.sources.push(Source {
        name: "record".to_owned(),
        published: iso(over + 1),
        zone: None,
    });
    draft.claims = record(history);
    for (number, tape) in tapes.iter().enumerate() {
        let mut dice = Dice::new(tape);
        let mut teller = Teller::new(history, &mut dice);
        draft.sources.push(Source {
            name: format!("source{number}"),
            published: teller.published.clone(),
            zone: teller.zone.map(|zone| zone.0),
        });
        let mut claim = Claim::new(number + 1, format!("passage {number}"));
        claim.hedge = HEDGES[teller.dice.roll(HEDGES.len())];
        teller.tell(&mut claim);
        draft.claims.push(claim);
    }
    draft
}

fn record(history: &History) -> Vec<Claim> {
    let mut claims = Vec::new();
    for event in &history.events {
        if let Some(patient) = event.patient {
            let claim = Claim::new(RECORD, format!("record of {}", event.name));
            claims.push(claim.says(&event.name, &[format!("patient {patient}")]));
        }
    }
    for spell in history.spells.iter().filter(|spell| spell.by.is_none()) {
        let (from, to) = (iso_minute(spell.from), iso_minute(spell.to - 1));
        let state = format!(
            "{}.{}: {}, since {from}, as of {to}",
            spell.subject, spell.attribute, spell.value
        );
        let fits = spell.to - spell.from > 2;
        if fits {
            claims.push(Claim::new(RECORD, state.clone()).states(state));
        }
    }
    claims
}

/// Somebody who tells of one event or state.
struct Teller<'h, 'd, 't> {
    history: &'h History,
    dice: &'d mut Dice<'t>,
    /// The day of publication, on the teller's clock.
    told: i64,
    published: String,
    zone: Option<(&'static str, i64)>,
}

impl<'h, 'd, 't> Teller<'h, 'd, 't> {
    fn new(history: &'h History, dice: &'d mut Dice<'t>) -> Self {
        let zone = dice.once_in(6).then(|| ZONES[dice.roll(ZONES.len())]);
        let late = *dice.pick(&[0, 0, 1, 3, 400]);
        let over = history.over.div_euclid(DAY);
        let told = if dice.once_in(2) {
            over + 1 + late
        } else {
            let at = dice.roll(history.events.len());
            history.events[at].start.div_euclid(DAY) + 1 + dice.between(0, 6)
        };
        Self {
            history,
            dice,
            told,
            published: iso(told),
            zone,
        }
    }

    fn tell(&mut self, claim: &mut Claim) {
        for _ in 0..1 + self.dice.roll(2) {
            let said = match self.dice.roll(8) {
                0..5 => self.happening(),
                5 | 6 => self.state(),
                _ => self.aside(),
            };
            if let Some((head, clauses)) = said {
                let more = match clauses {
                    Some(clauses) => Claim::new(0, "").says(&head, &clauses),
                    None => Claim::new(0, "").states(head),
                };
                claim.statements.extend(more.statements);
            }
        }
        if claim.statements.is_empty() {
            claim.statements = Claim::new(0, "").says("not ghost", &[]).statements;
        }
    }

    /// What did not happen, what was planned, and numbers.
    fn aside(&mut self) -> Option<(String, Option<Vec<String>>)> {
        let at = self.dice.roll(self.history.events.len());
        let event = &self.history.events[at];
        match self.dice.roll(5) {
            0 => Some(("not ghost".to_owned(), Some(Vec::new()))),
            1 => Some(("doubt ghost".to_owned(), Some(Vec::new()))),
            2 => {
                let day = event.start.div_euclid(DAY) + self.dice.between(-9, 9);
                Some((
                    format!("plan {}", event.name),
                    Some(vec![format!("on {}", iso(day))]),
                ))
            }
            3 => Some((
                format!("{}.aboard: {}", event.name, self.number(event.aboard)),
                None,
            )),
            _ => {
                let (from, _) = *self.dice.pick(&self.history.deaths);
                let at = from + self.dice.between(0, 3 * DAY);
                let dead = self.history.dead(at);
                let number = match self.dice.roll(3) {
                    0 => format!("{dead}"),
                    1 => format!("at least {}", (dead - self.dice.between(0, 5)).max(0)),
                    _ => self.number(dead),
                };
                let time = self.date(at)?;
                Some((format!("flood.deaths: {number}, as of {time}"), None))
            }
        }
    }

    fn number(&mut self, true_number: i64) -> String {
        let off = self.dice.between(0, 9);
        match self.dice.roll(8) {
            0 | 1 => format!("{true_number}"),
            2 => format!("at least {}", (true_number - off).max(0)),
            3 => format!("at most {}", true_number + off),
            4 => format!(
                "{} to {}",
                (true_number - off).max(0),
                true_number + self.dice.between(1, 9)
            ),
            5 => format!("less than {}", true_number + off + 1),
            6 if true_number > off => format!("more than {}", true_number - off - 1),
            _ => format!(
                "about {}",
                true_number + self.dice.between(-1, 1).max(-true_number)
            ),
        }
    }

    fn happening(&mut self) -> Option<(String, Option<Vec<String>>)> {
        let at = self.dice.roll(self.history.events.len());
        let event = &self.history.events[at];
        let mut clauses = Vec::new();
        for _ in 0..1 + self.dice.roll(3) {
            let clause = if self.dice.once_in(4) {
                self.role(event)
            } else {
                self.when(event)
            };
            clauses.extend(clause);
        }
        clauses.sort();
        clauses.dedup_by_key(|clause| clause.split(' ').next().map(str::to_owned));
        Some((event.name.clone(), Some(clauses)))
    }

    fn role(&mut self, event: &Event) -> Option<String> {
        match self.dice.roll(8) {
            0 | 1 => Some(format!("place {}", self.dice.pick(&above(event.place)))),
            2 => Some(format!("means {}", self.dice.pick(&above(event.means)))),
            3 => {
                let other = self.dice.pick(&PLACES).0;
                apart(event.place, other).then(|| format!("not place {other}"))
            }
            4 => {
                let other = self.dice.pick(&MEANS).0;
                apart(event.means, other).then(|| format!("not means {other}"))
            }
            5 => {
                let other = *self.dice.pick(&REASONS);
                (!event.reasons.iter().any(|reason| reason == other))
                    .then(|| format!("not reason {other}"))
            }
            6 if !event.reasons.is_empty() => {
                Some(format!("only reason {}", event.reasons.join(" and ")))
            }
            _ => event
                .reasons
                .first()
                .map(|reason| format!("reason {reason}")),
        }
    }

    fn when(&mut self, event: &Event) -> Option<String> {
        let at = self.dice.roll(self.history.events.len());
        let other = &self.history.events[at];
        let other = (other.name != event.name).then_some(other);
        match self.dice.roll(6) {
            0 | 1 => self.dated(event),
            2 => self.bounded(event),
            3 => self.ordered(event, other?),
            _ => self.counted(event, other?),
        }
    }

    fn dated(&mut self, event: &Event) -> Option<String> {
        match self.dice.roll(4) {
            0 if event.lasts => Some(format!("from {}", self.time(event.start)?)),
            1 if event.lasts => Some(format!("to {}", self.time(event.end)?)),
            2 if event.lasts => Some(format!("for {}", self.length(event.end - event.start)?)),
            3 => {
                let day = event.start.div_euclid(DAY);
                let (from, to) = (month_start(day), event.end.div_euclid(DAY));
                let inside = month_start(to) == from && self.zone.is_none();
                inside.then(|| format!("during {}", iso_month(day)))
            }
            _ => Some(format!("on {}", self.time(event.start)?)),
        }
    }

    fn length(&mut self, minutes: i64) -> Option<String> {
        let (unit, one) = *self.dice.pick(&[
            ("hours", 60),
            ("days", DAY),
            ("minutes", 1),
            ("weeks", 7 * DAY),
        ]);
        let low = minutes / one;
        let amount = if minutes % one > 0 {
            low + i64::from(self.dice.once_in(2))
        } else {
            low
        };
        let upper = minutes / one + 1 + self.dice.between(0, 2);
        // Calendar days cannot be told from the length alone, so weeks are said as a range of a week more on either side.
        match unit {
            "weeks" => Some(format!("{} to {upper} weeks", low.max(1))),
            _ if amount == 0 => None,
            _ if self.dice.once_in(3) => Some(format!("{amount} to {upper} {unit}")),
            _ => Some(format!("{amount} {unit}")),
        }
    }

    /// Before, after or between dates.
    fn bounded(&mut self, event: &Event) -> Option<String> {
        let (start, end) = (self.day(event.start), self.day(event.end));
        let (early, late) = (self.dice.between(0, 40), self.dice.between(0, 40));
        match self.dice.roll(4) {
            0 => Some(format!("before {}", iso(end + 1 + late))),
            1 => Some(format!("after {}", iso(start - 1 - early))),
            2 => Some(format!(
                "between {} and {}",
                iso(start - early),
                iso(start + late)
            )),
            _ => Some(format!("after {}", iso_year(add_months(start, -12)))),
        }
    }

    fn ordered(&mut self, event: &Event, other: &Event) -> Option<String> {
        let name = &other.name;
        let (start, end) = (event.start, event.end);
        match self.dice.roll(8) {
            0 | 1 if end < other.start => Some(format!("before {name}")),
            0 | 1 if start > other.end => Some(format!("after {name}")),
            2 if end < other.end => Some(format!("before end of {name}")),
            3 if start > other.start => Some(format!("after start of {name}")),
            4 | 5 if other.start <= start && end <= other.end => Some(format!("during {name}")),
            6 if start.div_euclid(DAY) == other.start.div_euclid(DAY) => {
                Some(format!("same day as {name}"))
            }
            7 if start == other.start && end == other.end => Some(format!("same time as {name}")),
            _ => {
                let days = start.div_euclid(DAY) - other.end.div_euclid(DAY);
                let first = (1..=7).contains(&days);
                first.then(|| format!("on {} after {name}", weekday(start.div_euclid(DAY))))
            }
        }
    }

    /// So long after or before another event.
    fn counted(&mut self, event: &Event, other: &Event) -> Option<String> {
        let after = event.start >= other.end;
        if !after && event.start > other.start {
            return None;
        }
        let (from, to) = if after {
            (other.end, event.start)
        } else {
            (event.start, other.start)
        };
        let way = if after { "after" } else { "before" };
        let amount = match self.dice.roll(6) {
            0 | 1 => self.days_between(from, to),
            2 | 3 => self.clock_between(from, to),
            4 => self.weeks_between(from, to),
            _ => self.months_between(event.start, if after { other.end } else { other.start }),
        }?;
        Some(format!("{amount} {way} {}", other.name))
    }

    fn days_between(&mut self, from: i64, to: i64) -> Option<String> {
        let days = to.div_euclid(DAY) - from.div_euclid(DAY);
        let off = self.dice.between(0, 3);
        Some(match self.dice.roll(8) {
            0 | 1 => format!("{days} days"),
            2 => format!("exactly {days} days"),
            3 => format!("at least {} days", (days - off).max(0)),
            4 => format!("at most {} days", days + off),
            5 => format!("within {} days", days + off),
            6 => format!("less than {} days", days + off + 1),
            _ => format!("{} to {} days", (days - off).max(0), days + off),
        })
    }

    fn clock_between(&mut self, from: i64, to: i64) -> Option<String> {
        let (unit, one) = *self.dice.pick(&[("hours", 60), ("minutes", 1)]);
        let whole = (to - from) / one;
        let above = whole + i64::from((to - from) % one > 0);
        let off = self.dice.between(0, 5);
        if above > 5_000_000 {
            return None;
        }
        Some(match self.dice.roll(6) {
            0 | 1 => format!(
                "{} {unit}",
                if self.dice.once_in(2) { above } else { whole }
            ),
            2 => format!("within {} {unit}", above + off),
            3 => format!("at least {} {unit}", (whole - off).max(0)),
            4 => format!("less than {} {unit}", whole + 1 + off),
            _ => format!("at most {} {unit}", above + off),
        })
    }

    fn weeks_between(&mut self, from: i64, to: i64) -> Option<String> {
        let days = to.div_euclid(DAY) - from.div_euclid(DAY);
        let (below, above) = (days / 7, (days + 6) / 7);
        Some(match self.dice.roll(4) {
            0 => format!("{below} weeks"),
            1 => format!("{above} weeks"),
            2 => format!("within {above} weeks"),
            _ => format!("at least {below} weeks"),
        })
    }

    /// Months and years from the day of the other: less than one either way unless bounded.
    fn months_between(&mut self, start: i64, other: i64) -> Option<String> {
        let (day, from) = (self.plain_day(start), self.plain_day(other));
        let sign = if day >= from { 1 } else { -1 };
        let unit = *self.dice.pick(&[1, 12]);
        let reached = |count: i64| add_months(from, sign * unit * count);
        let passed = |count: i64| sign * (day - reached(count));
        let whole = (1..2000).find(|count| passed(*count) < 0)? - 1;
        let word = if unit == 1 { "months" } else { "years" };
        match self.dice.roll(4) {
            0 if whole > 0 && passed(whole - 1) > 0 => Some(format!("{whole} {word}")),
            1 if passed(whole) > 0 => Some(format!("{} {word}", whole + 1)),
            2 => Some(format!("within {} {word}", whole + 1)),
            _ => Some(format!("at least {whole} {word}")),
        }
    }

    fn plain_day(&self, minute: i64) -> i64 {
        minute.div_euclid(DAY)
    }

    /// The same minute on the teller's clock.
    fn local(&self, minute: i64) -> i64 {
        self.zone
            .map_or(minute, |(_, ahead)| minute - self.history.ahead + ahead)
    }

    /// The day on the teller's clock.
    fn day(&self, minute: i64) -> i64 {
        self.local(minute).div_euclid(DAY)
    }

    /// A time that leaves this minute open.
    fn time(&mut self, minute: i64) -> Option<String> {
        match self.dice.roll(4) {
            0 => self.relative(minute),
            1 => self.part(minute),
            _ => self.date(minute),
        }
    }

    /// A date.
    fn date(&mut self, minute: i64) -> Option<String> {
        let day = self.day(minute);
        let (year, month, _) = date_of(day);
        Some(match self.dice.roll(16) {
            0..3 => iso(day),
            3 => iso_minute(self.local(minute)),
            4 => format!("{}Z", iso_minute(minute - self.history.ahead)),
            5 => format!("{}+04:30", iso_minute(minute - self.history.ahead + 270)),
            6 => format!("{} {}", weekday(day), iso(day)),
            7 => iso_month(day),
            8 => iso_year(day),
            9 => format!("{}X", year / 10),
            10 => format!("{}~", year + self.dice.between(-1, 1)),
            11 => format!("{}~", iso(day + self.dice.between(-1, 1))),
            12 => format!(
                "{}~",
                iso_month(add_months(month_start(day), self.dice.between(-1, 1)))
            ),
            13 => format!("{}?", iso(day)),
            14 => format!(
                "{}/{}",
                iso(day - self.dice.between(0, 9)),
                iso(day + self.dice.between(1, 9))
            ),
            _ => format!("[{}..{}]", year - 1, year + month % 2),
        })
    }

    /// A part of a day, a month or a year.
    fn part(&mut self, minute: i64) -> Option<String> {
        let (day, hour) = (self.day(minute), self.local(minute).rem_euclid(DAY) / 60);
        let (_, month, of_month) = date_of(day);
        match self.dice.roll(4) {
            0 => third(month, &[(1, 5), (4, 9), (8, 12)], self.dice)
                .map(|third| format!("{third} {}", iso_year(day))),
            1 => {
                let last = month_length(date_of(day).0, month);
                third(of_month, &[(1, 12), (8, 23), (19, last)], self.dice)
                    .map(|third| format!("{third} {}", iso_month(day)))
            }
            _ => {
                let parts = [
                    ("morning", 4, 12),
                    ("noon", 11, 14),
                    ("afternoon", 12, 18),
                    ("evening", 16, 24),
                    ("night", 18, 30),
                ];
                let (word, from, to) = *self.dice.pick(&parts);
                let (day, hour) = if word == "night" && hour < 6 {
                    (day - 1, hour + 24)
                } else {
                    (day, hour)
                };
                (from <= hour && hour < to).then(|| format!("{} {word}", iso(day)))
            }
        }
    }

    /// A time that is counted from the telling.
    fn relative(&mut self, minute: i64) -> Option<String> {
        let day = self.day(minute);
        let ago = self.told - day;
        match self.dice.roll(5) {
            0 if ago == 0 => Some("today".to_owned()),
            1 if ago == 1 => Some("yesterday".to_owned()),
            2 if ago == 0 => Some("published".to_owned()),
            3 => Some(format!("any {}", weekday(day))),
            _ => (0..7).contains(&ago).then(|| weekday(day).to_owned()),
        }
    }

    fn state(&mut self) -> Option<(String, Option<Vec<String>>)> {
        if self.history.spells.is_empty() {
            return None;
        }
        let at = self.dice.roll(self.history.spells.len());
        let spell = &self.history.spells[at];
        let values = if spell.attribute == "custody" {
            vec![spell.value]
        } else {
            above(spell.value)
        };
        let value = *self.dice.pick(&values);
        let whole = self.whole(spell, value);
        let length = spell.to - spell.from;
        if length < 3 {
            return None;
        }
        let moment = spell.from + 1 + self.dice.between(0, length - 3);
        let time = match self.dice.roll(9) {
            0 | 1 => format!("as of {}", self.date(moment)?),
            2 => format!("throughout {}", self.inside(spell)?),
            3 => format!(
                "since {}, as of {}",
                self.date(whole.0)?,
                self.date(moment)?
            ),
            4 => self.since_event(spell, value, moment)?,
            5 if whole.1 < self.history.over => format!("until {}", self.date(whole.1)?),
            6 => format!(
                "before {}",
                iso(self.day(moment) + 1 + self.dice.between(0, 9))
            ),
            7 => format!(
                "after {}",
                iso(self.day(moment) - 1 - self.dice.between(0, 9))
            ),
            8 if whole.1 < self.history.over => {
                format!("from {} to {}", self.date(whole.0)?, self.date(whole.1)?)
            }
            _ => format!("during {}", iso_month(self.day(moment))),
        };
        Some((
            format!("{}.{}: {value}, {time}", spell.subject, spell.attribute),
            None,
        ))
    }

    /// From when to when the subject had this value without a break.
    fn whole(&self, spell: &Spell, value: &str) -> (i64, i64) {
        let holds = |one: &&Spell| {
            one.subject == spell.subject
                && one.attribute == spell.attribute
                && (one.value == value || above(one.value).contains(&value))
        };
        let (mut from, mut to) = (spell.from, spell.to);
        loop {
            let spells = || self.history.spells.iter().filter(holds);
            let earlier = spells().find(|one| one.to == from).map(|one| one.from);
            let later = spells().find(|one| one.from == to).map(|one| one.to);
            if earlier.is_none() && later.is_none() {
                return (from, to);
            }
            from = earlier.unwrap_or(from);
            to = later.unwrap_or(to);
        }
    }

    /// A day or month that lies wholly inside a spell.
    fn inside(&mut self, spell: &Spell) -> Option<String> {
        let (first, last) = (self.day(spell.from) + 1, self.day(spell.to) - 1);
        let month = month_start(add_months(first, 1));
        let next = add_months(month, 1);
        if self.dice.once_in(2) && next <= last {
            return Some(iso_month(month));
        }
        (first <= last).then(|| iso(first + self.dice.between(0, last - first)))
    }

    fn since_event(&mut self, spell: &Spell, value: &str, moment: i64) -> Option<String> {
        let by = spell.by.filter(|_| value == spell.value)?;
        Some(format!(
            "since {}, as of {}",
            self.history.events[by].name,
            self.date(moment)?
        ))
    }
}

/// Which third something is in, where a number from 1 says how far it is.
fn third(at: i64, thirds: &[(i64, i64); 3], dice: &mut Dice<'_>) -> Option<&'static str> {
    let which = dice.roll(3);
    let (from, to) = thirds[which];
    (from <= at && at <= to).then_some(["early", "mid", "late"][which])
}
