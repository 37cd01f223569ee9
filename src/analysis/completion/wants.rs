//! What the language takes at a place, by what stands before it.

use super::context::Context;
use crate::syntax::{DISPUTE_LINES, SOURCE_LINES};

/// A sort of thing that could stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want<'t> {
    /// Words of the language.
    Words(&'static [&'static str]),
    /// Kinds of event.
    Kinds,
    /// Events.
    Events,
    /// Entities that one of this sort (`person`, `place`, …) may be taken for.
    Like(&'t str),
    /// Entities that one of this sort may be said to be in, or to be.
    Above(&'t str),
    /// Persons and organisations.
    Parties,
    /// Whatever has attributes.
    Subjects,
    /// Sources.
    Sources,
    /// Attributes of what bears this name.
    Attributes(&'t str),
    /// Attributes of anything.
    AnyAttributes,
    /// Roles of the kind of this event that do not stand there yet, in the clauses behind it.
    Roles(&'t str),
    /// The words of the times of this event: those of a moment, or of what lasts.
    When(&'t str),
    /// Roles of any kind.
    AnyRoles,
    /// Values of this role of this event.
    RoleValues(&'t str, &'t str),
    /// Values of this attribute.
    AttributeValues(&'t str),
    /// What a quarrel is about that nobody has disputed yet.
    Quarrels,
    /// Passages of the source's text.
    Passages,
    /// Time zones.
    Zones,
}

/// The words that begin entries.
pub(super) const ENTRIES: &[&str] = &[
    "claim",
    "source",
    "event",
    "person",
    "org",
    "place",
    "term",
    "thing",
    "kind",
    "attribute",
    "dispute",
];
const HEDGES: &[&str] = &["confirmed", "reportedly", "allegedly", "rumoured"];
const ATTRIBUTION: &[&str] = &["by", "via", "told"];
const STANCES: &[&str] = &["not", "doubt", "plan"];
const MODES: &[&str] = &["not", "only", "including"];
/// Words that begin the times of an event.
pub(super) const WHEN: &[&str] = &[
    "on",
    "before",
    "after",
    "between",
    "from",
    "to",
    "during",
    "same",
    "within",
    "for",
    "at least",
    "at most",
    "more than",
    "less than",
    "about",
    "exactly",
];
/// Those of them that only what lasts has.
pub(super) const LASTING: &[&str] = &["from", "to", "for"];
const HELD: &[&str] = &[
    "as of",
    "since",
    "until",
    "throughout",
    "from",
    "before",
    "after",
    "during",
];
const TIMES: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "any",
    "about",
    "early",
    "mid",
    "late",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "last",
    "this",
    "next",
    "published",
    "told",
    "start of",
    "end of",
];
const WEEKDAYS: &[&str] = TIMES.split_at(7).0;
/// What `early`, `mid` and `late` take a third of.
const WHOLES: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "today",
    "yesterday",
    "tomorrow",
    "last",
    "this",
    "next",
    "published",
];
const THIRDS: &[&str] = &["early", "mid", "late"];
const PARTS: &[&str] = &["morning", "noon", "afternoon", "evening", "night"];
const PERIODS: &[&str] = &["week", "month", "year"];
const UNITS: &[&str] = &[
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
    "year", "years",
];
const TYPES: &[&str] = &[
    "person", "org", "place", "term", "thing", "party", "event", "number", "any", "one of",
];
const ROLE_FLAGS: &[&str] = &["many", "present"];
const ATTRIBUTE_FLAGS: &[&str] = &["many", "fixed", "changes", "only grows"];
const NUMBERS: &[&str] = &["at least", "at most", "more than", "less than", "about"];

/// What could stand at a place.
pub(super) fn wants<'t>(context: &Context<'t>) -> Vec<Want<'t>> {
    let before = context.before.as_slice();
    if !context.quotes.is_empty() && (before.is_empty() || HEDGES.contains(&before[0])) {
        // The passage of a claim, the name of anything else.
        return match (context.entry, context.head) {
            ("claim", true) => vec![Want::Passages],
            _ => Vec::new(),
        };
    }
    if !context.quotes.is_empty() && before == ["zone"] {
        return vec![Want::Zones];
    }
    match (context.head, context.entry) {
        (true, "") => vec![Want::Words(ENTRIES)],
        (true, "claim") => claim_head(before),
        (true, entry) => head(entry, before),
        (false, "claim") => claim_line(before),
        (false, entry) => line(entry, before),
    }
}

/// The head line of an entry that is no claim.
fn head<'t>(entry: &'t str, before: &[&'t str]) -> Vec<Want<'t>> {
    match (entry, before) {
        ("person" | "org" | "place", [_] | [_, _]) => linked(before, &["in"]),
        ("term" | "thing", [_] | [_, _]) => linked(before, &["is"]),
        ("person" | "org" | "place" | "term" | "thing", [.., "in" | "is" | ","]) => {
            vec![Want::Above(entry)]
        }
        ("event", [_, ":"]) => vec![Want::Kinds],
        ("event", [_, ":", _]) => vec![Want::Words(&["of"])],
        ("event", [_, ":", _, "of"]) => vec![Want::Events],
        ("kind", [_] | [_, _]) => linked(before, &["is"]),
        ("kind", [.., "is" | ","]) => vec![Want::Kinds],
        ("attribute", _) => attribute_head(before),
        ("dispute", []) => vec![Want::Quarrels],
        ("dispute", [_]) => vec![Want::Words(&["and"])],
        ("dispute", [.., "and"]) => vec![Want::Events],
        _ => Vec::new(),
    }
}

/// What may come behind an id, or behind its name.
fn linked<'t>(before: &[&'t str], words: &'static [&'static str]) -> Vec<Want<'t>> {
    let is_name = before.get(1).is_none_or(|name| name.starts_with('"'));
    if is_name {
        vec![Want::Words(words)]
    } else {
        // `in` itself stands there: what follows it.
        Vec::new()
    }
}

fn attribute_head<'t>(before: &[&'t str]) -> Vec<Want<'t>> {
    match before {
        [] => Vec::new(),
        [_] => vec![Want::Words(&["of"])],
        [.., "of"] if before.contains(&":") => vec![Want::Subjects],
        [.., "of" | ":"] => vec![Want::Words(TYPES)],
        [.., ","] => vec![Want::Words(ATTRIBUTE_FLAGS)],
        _ => Vec::new(),
    }
}

/// The head line of a claim.
fn claim_head<'t>(before: &[&'t str]) -> Vec<Want<'t>> {
    let said = |word: &&&str| ATTRIBUTION.contains(*word);
    match before.iter().rfind(said) {
        None if before.is_empty() => vec![Want::Words(HEDGES), Want::Words(ATTRIBUTION)],
        None => vec![Want::Words(ATTRIBUTION)],
        Some(&"told") => time(behind(before, "told")),
        Some(word) => match behind(before, word) {
            [] | [.., ","] => vec![Want::Parties],
            _ => vec![Want::Words(ATTRIBUTION)],
        },
    }
}

/// What stands behind the last `word`.
fn behind<'a, 't>(before: &'a [&'t str], word: &str) -> &'a [&'t str] {
    let at = before.iter().rposition(|one| *one == word);
    at.map_or(before, |at| &before[at + 1..])
}

/// A line below an entry that is no claim.
fn line<'t>(entry: &'t str, before: &[&'t str]) -> Vec<Want<'t>> {
    match (entry, before) {
        ("place", []) => vec![Want::Words(&["alias", "distinct from", "at"])],
        ("person" | "org" | "term" | "thing", []) => {
            vec![Want::Words(&["alias", "distinct from"])]
        }
        ("person" | "org" | "place" | "term" | "thing", ["distinct", .., "from" | ","]) => {
            vec![Want::Like(entry)]
        }
        ("source", []) => vec![Want::Words(&SOURCE_LINES)],
        ("source", ["by"]) => vec![Want::Parties],
        ("source", ["cites"] | ["cites", .., ","]) => vec![Want::Sources],
        ("source", ["calendar"]) => vec![Want::Words(&["julian", "gregorian"])],
        ("dispute", []) => vec![Want::Words(&DISPUTE_LINES)],
        ("dispute", ["status"]) => vec![Want::Words(&["open", "resolved", "dormant"])],
        ("dispute", ["by"]) => vec![Want::Parties],
        ("kind", _) => kind_line(before),
        _ => Vec::new(),
    }
}

fn kind_line<'t>(before: &[&'t str]) -> Vec<Want<'t>> {
    match before {
        [] => vec![Want::Words(&["role", "sets", "keeps", "after", "lasts"])],
        ["after"] | ["after", .., ","] => vec![Want::Kinds],
        ["role" | "sets" | "keeps"] => vec![Want::AnyRoles],
        ["role", _, ":"] => vec![Want::Words(TYPES)],
        ["role", _, ":", "one", "of", ..] => vec![Want::Subjects],
        ["role", .., ","] => vec![Want::Words(ROLE_FLAGS)],
        ["sets" | "keeps", _, "."] => vec![Want::AnyAttributes],
        ["sets" | "keeps", _, ".", attribute, ":"] => vec![Want::AttributeValues(attribute)],
        _ => Vec::new(),
    }
}

/// A statement.
fn claim_line<'t>(before: &[&'t str]) -> Vec<Want<'t>> {
    let colon = before.iter().position(|word| *word == ":");
    let (front, clauses) = match colon {
        Some(at) => (&before[..at], Some(&before[at + 1..])),
        None => (before, None),
    };
    match (front, clauses) {
        ([], None) => vec![Want::Events, Want::Subjects, Want::Words(STANCES)],
        (["not" | "doubt" | "plan"], None) => vec![Want::Events],
        ([subject, "."], None) => vec![Want::Attributes(subject)],
        ([_, ".", attribute], Some(clauses)) => state(attribute, clauses),
        ([event] | ["plan", event], Some(clauses)) => happening(event, clauses),
        _ => Vec::new(),
    }
}

/// The last clause of several, and whether it is the first.
fn last_clause<'a, 't>(clauses: &'a [&'t str]) -> (&'a [&'t str], bool) {
    let mut start = 0;
    let mut depth = 0_usize;
    for (at, word) in clauses.iter().enumerate() {
        match *word {
            "[" | "{" => depth += 1,
            "]" | "}" => depth = depth.saturating_sub(1),
            "," if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    (&clauses[start..], start == 0)
}

/// Behind `SUBJECT.ATTRIBUTE:`.
fn state<'t>(attribute: &'t str, clauses: &[&'t str]) -> Vec<Want<'t>> {
    let (clause, first) = last_clause(clauses);
    match clause {
        [] | ["not" | "only" | "including"] if first => {
            let mut wants = vec![Want::AttributeValues(attribute)];
            if clause.is_empty() {
                wants.push(Want::Words(MODES));
                wants.push(Want::Words(NUMBERS));
            }
            wants
        }
        [.., "and"] if first => vec![Want::AttributeValues(attribute)],
        _ if first => vec![Want::Words(&["and"])],
        [] => vec![Want::Words(HELD)],
        ["as"] => vec![Want::Words(&["of"])],
        ["as", "of", time_words @ ..] => time(time_words),
        [_, time_words @ ..] => time(behind(time_words, "to")),
    }
}

/// Behind `EVENT:`.
fn happening<'t>(event: &'t str, clauses: &[&'t str]) -> Vec<Want<'t>> {
    let (clause, _) = last_clause(clauses);
    match clause {
        [] => vec![Want::Roles(event), Want::When(event), Want::Words(MODES)],
        ["not" | "only" | "including"] => vec![Want::Roles(event)],
        ["same"] => vec![Want::Words(&["time as", "day as"])],
        ["same", _] => vec![Want::Words(&["as"])],
        ["same", _, "as"] => vec![Want::Events],
        ["on" | "before" | "after" | "during" | "to", words @ ..] => time(words),
        ["from", words @ ..] => and_then(words, "to"),
        ["between", words @ ..] => and_then(words, "and"),
        ["for"] => vec![Want::Words(NUMBERS), Want::Words(&["exactly"])],
        ["for", .., "at"] => vec![Want::Words(&["least", "most"])],
        ["for", .., "more" | "less"] => vec![Want::Words(&["than"])],
        ["for", words @ ..] if !counts(words) => vec![Want::Words(UNITS)],
        ["within" | "at" | "more" | "less" | "about" | "exactly", ..] => time(clause),
        [first, ..] if is_number(first) => time(clause),
        ["not" | "only" | "including", role, values @ ..] | [role, values @ ..] => match values {
            [] | [.., "and"] => vec![Want::RoleValues(event, role)],
            _ => vec![Want::Words(&["and"])],
        },
    }
}

/// Two times with a word between them.
fn and_then<'t>(words: &[&'t str], joint: &'static str) -> Vec<Want<'t>> {
    match words.contains(&joint) {
        true => time(behind(words, joint)),
        false => {
            let mut wants = time(words);
            if !words.is_empty() {
                let joint: &'static [&'static str] = match joint {
                    "to" => &["to"],
                    _ => &["and"],
                };
                wants.push(Want::Words(joint));
            }
            wants
        }
    }
}

/// Behind the words of a time.
fn time<'t>(words: &[&'t str]) -> Vec<Want<'t>> {
    match words {
        [] | [.., "before" | "after" | "since"] => vec![Want::Words(TIMES), Want::Events],
        [.., "of"] => match words {
            ["start" | "end", ..] => vec![Want::Events],
            _ => vec![Want::Words(TIMES), Want::Events],
        },
        [.., "last" | "this" | "next"] => vec![Want::Words(PERIODS), Want::Words(PARTS)],
        [.., "at"] => vec![Want::Words(&["least", "most"])],
        [.., "more" | "less"] => vec![Want::Words(&["than"])],
        [.., last] if UNITS.contains(last) && words[0] == "within" => {
            vec![Want::Words(&["of", "after", "before"])]
        }
        [.., last] if UNITS.contains(last) => vec![Want::Words(&["before", "after", "ago"])],
        [.., last] if is_number(last) && !last.contains('-') && last.len() < 4 => {
            vec![Want::Words(UNITS)]
        }
        [.., "any"] => vec![Want::Words(WEEKDAYS)],
        [.., "about"] => vec![Want::Words(WHOLES), Want::Words(THIRDS)],
        ["early" | "mid" | "late"] | [.., "about", "early" | "mid" | "late"] => {
            vec![Want::Words(WHOLES)]
        }
        [.., "early" | "mid" | "late"] => vec![Want::Words(PARTS)],
        [.., last] if is_weekday(last) => {
            vec![
                Want::Words(PARTS),
                Want::Words(THIRDS),
                Want::Words(&["after"]),
            ]
        }
        [.., _] => vec![Want::Words(PARTS), Want::Words(THIRDS)],
    }
}

fn is_weekday(word: &str) -> bool {
    WEEKDAYS
        .iter()
        .any(|weekday| weekday.eq_ignore_ascii_case(word))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word,
            "a" | "an"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
        )
}

/// Whether an amount has its unit already.
fn counts(words: &[&str]) -> bool {
    words.last().is_some_and(|last| UNITS.contains(last))
        || !words.last().is_some_and(|last| is_number(last))
}
