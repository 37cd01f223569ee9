//! The name spaces of a case, and what was probably meant by a name that is not in them.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::super::{
    AttributeId, Entities, EntityId, EventId, Events, KindId, Meant, RoleId, SourceId, Subject,
    meant,
};
use super::labels::Labels;
use super::things::{Sought, Things};
use crate::syntax;
use crate::text::Location;

/// What names mean. Entities and events share a name space; sources, kinds, attributes and roles have one each.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Entities and events of the case.
    pub things: Things,
    /// Entities of the built-in vocabulary: found where the case has no such name.
    pub built_in: FxHashMap<Box<str>, EntityId>,
    /// Sources.
    pub sources: FxHashMap<Box<str>, SourceId>,
    /// Kinds of event.
    pub kinds: FxHashMap<Box<str>, KindId>,
    /// The kind of each event of the case, which every claim about it asks for.
    pub kinds_of_events: Vec<KindId>,
    /// The events whose kind nobody knows: they stand as mere happenings, and nothing is told of what such an event does not take.
    pub of_unknown_kind: FxHashSet<EventId>,
    /// Attributes.
    pub attributes: FxHashMap<Box<str>, AttributeId>,
    /// Roles.
    pub roles: FxHashMap<Box<str>, RoleId>,
    /// The table of labels and aliases, made when the first is looked up.
    labels: OnceLock<Labels>,
    /// What events are called, [`folded`]; made when the first name is looked up that no entity has.
    labels_of_events: OnceLock<FxHashMap<Box<str>, Vec<EventId>>>,
}

/// A name that is declared, though something has it.
pub(super) struct Twice<'t> {
    pub name: &'t str,
    /// What was to have it.
    pub is: Subject,
    /// What has it.
    pub taken: Subject,
    pub location: Location,
}

impl Names {
    /// What an id means as a value or subject.
    pub fn thing(&self, name: &str) -> Option<Subject> {
        self.of_case_or_built_in(name, self.things.get(name))
    }

    /// Takes a name for an entity or event of the case, if nothing has it.
    pub fn take<'t>(
        &mut self,
        name: &'t str,
        is: Subject,
        location: Location,
    ) -> Option<Twice<'t>> {
        let taken = self.things.take(name, is).err()?;
        Some(Twice {
            name,
            is,
            taken,
            location,
        })
    }

    /// Tells what each of these ids means.
    pub fn tell_all<'n>(
        &'n self,
        sought: &mut [Sought<'n, '_>],
        mut tell: impl FnMut(Option<Subject>),
    ) {
        self.things.tell_all(sought, |name, of_case| {
            tell(self.of_case_or_built_in(name, of_case));
        });
    }

    fn of_case_or_built_in(&self, name: &str, of_case: Option<Subject>) -> Option<Subject> {
        let built_in = || self.built_in.get(name).copied().map(Subject::Entity);
        of_case.or_else(built_in)
    }

    /// The entities that have this label or alias, [`folded`]. The table is made at the first call.
    pub fn labelled(&self, label: &str, entities: &Entities) -> Vec<EntityId> {
        self.labels(entities).of(label, entities)
    }

    /// The events that are called so, [`folded`].
    pub fn events_labelled(&self, label: &str, events: &Events) -> &[EventId] {
        let labels = self.labels_of_events.get_or_init(|| {
            let mut labels: FxHashMap<Box<str>, Vec<EventId>> = FxHashMap::default();
            for (id, event) in (0..).map(EventId).zip(events.iter()) {
                let label = folded(event.label).into();
                labels.entry(label).or_default().push(id);
            }
            labels
        });
        labels.get(label).map_or(&[], Vec::as_slice)
    }

    fn labels(&self, entities: &Entities) -> &Labels {
        self.labels.get_or_init(|| Labels::new(entities))
    }

    /// To be called when entities were added.
    pub fn forget_labels(&mut self) {
        self.labels = OnceLock::new();
    }

    /// To be called when events were added.
    pub fn forget_labels_of_events(&mut self) {
        self.labels_of_events = OnceLock::new();
    }

    /// How many names there are to choose from.
    pub fn count(&self, entities: &Entities) -> usize {
        self.things.len() + self.built_in.len() + self.labels(entities).len()
    }
}

/// A label as it is compared: case and white space do not matter, nor does whether an accent stands by itself (NFC, Unicode Standard
/// Annex 15) and an apostrophe is straight.
#[must_use]
pub fn folded(label: &str) -> Cow<'_, str> {
    let plain = label
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if plain {
        return Cow::Borrowed(label);
    }
    let words: Vec<&str> = label.split_whitespace().collect();
    let lower = words.join(" ").to_lowercase();
    Cow::Owned(match lower.is_ascii() {
        true => lower,
        false => lower.nfc().map(straight).collect(),
    })
}

/// `’` as `'`
fn straight(letter: char) -> char {
    match letter {
        '‘' | '’' | 'ʼ' => '\'',
        _ => letter,
    }
}

/// The name among `candidates` that was probably meant, if one is near enough: one slip in up to four characters, two in up to
/// eight, three beyond.
pub(super) fn probably<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest(name, candidates).map(|(_, candidate)| candidate)
}

/// The same with the number of slips.
pub(super) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<(usize, &'a str)> {
    let lower = name.to_lowercase();
    let slips_max = match name.chars().count() {
        0..=1 => return None,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let own = letters(&lower);
    candidates
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 2 * slips_max)
        .filter_map(|candidate| {
            let other = lowercase(candidate);
            // A letter that only one of the two has takes a slip; most names are told apart by that.
            let others = letters(&other);
            let least = (own & !others)
                .count_ones()
                .max((others & !own).count_ones());
            let may_be_near = least as usize <= slips_max;
            may_be_near.then(|| (strsim::osa_distance(&lower, &other), candidate))
        })
        .filter(|&(slips, _)| slips <= slips_max)
        .min()
}

fn lowercase(name: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match name.bytes().all(is_lower) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.to_lowercase()),
    }
}

/// The letters of a name as a set, in which some share a place.
fn letters(name: &str) -> u64 {
    let places = name.chars().map(|c| u32::from(c) % 64);
    places.fold(0, |all, place| all | 1 << place)
}

/// The role or the word of time that was probably meant by an unknown role: what is misspelt before an id (`aftr arrest`) reads as
/// a role.
pub(super) fn meant_by_role<'a>(name: &str, roles: &[&'a str]) -> Option<&'a str> {
    match name {
        "since" | "starting" => return Some("from"),
        "until" | "till" => return Some("to"),
        "following" => return Some("after"),
        "prior" => return Some("before"),
        "at" | "in" | "where" => return Some("place"),
        "when" => return Some("on"),
        "why" | "because" => return Some("reason"),
        "around" | "circa" | "ca" | "approximately" => return Some("on about"),
        _ => {}
    }
    let is_other =
        |role: &&str| meant(name).any(|other| matches!(other, Meant::Role(own) if own == *role));
    if let Some(role) = roles.iter().copied().find(is_other) {
        return Some(role);
    }
    let words = [
        "on", "before", "after", "between", "from", "to", "during", "within",
    ];
    probably(name, roles.iter().copied().chain(words))
}

/// What to write for a word of time that is no time here and so reads as an event that nobody declared.
pub(super) fn no_event_but_time(name: &str) -> Option<Cow<'static, str>> {
    if let Some(day) = syntax::foreign_weekday(name) {
        return Some(Cow::Owned(format!("Write `{day}`.")));
    }
    if let Some(month) = syntax::month(name) {
        return Some(Cow::Owned(format!(
            "Write a month with its year: `2025-{month:02}`. If it is an event, declare it: `event {name}: KIND \"…\"`."
        )));
    }
    if let Some(time) = syntax::clock_alone(name) {
        return Some(Cow::Owned(format!(
            "Write the day and right behind it the time: `2025-01-19{time}`."
        )));
    }
    Some(Cow::Borrowed(match name {
        "Easter" | "Christmas" | "Ramadan" | "Whitsun" | "Pentecost" | "Passover" => {
            "Write its date, such as `2025-01-19`."
        }
        "unknown" | "unclear" | "undated" => {
            "Leave out a time that the source does not tell: who is silent contradicts nobody."
        }
        "midnight" | "midday" | "noon" => {
            "Write the clock time behind its day: `2025-01-19T00:00`, `2025-01-19T12:00`."
        }
        "dawn" | "sunrise" | "daybreak" => "Write `2025-01-19 early morning`, or the clock time.",
        "dusk" | "sunset" => "Write `2025-01-19 evening`, or the clock time.",
        "weekend" => "Write its days: `2025-01-18/2025-01-19`.",
        "now" | "recently" => {
            "Write `told`, or what the source says: `this month`, `within 2 weeks before told`."
        }
        _ => return None,
    }))
}
