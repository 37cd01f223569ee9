//! The words of a quarrel about where somebody was: accounts, steps, premises.

use rustc_hash::FxHashSet;

use super::clashes::Clash;
use super::grounds::Ground;
use super::proof::Proofs;
use super::stays::{Edge, Occasion, Role, Span, Stays};
use super::travel;
use crate::checks::Case;
use crate::checks::quarrel::Quarrel;
use crate::checks::timeline::Nearness;
use crate::diagnostic::Step;
use crate::model::{ClauseBody, ClauseId, say};
use crate::network::Cause;

/// `A`, `A and B`, `A, B and C`, with what does not fit counted.
pub fn list(names: &[String], listed_max: usize) -> String {
    let more = names.len().saturating_sub(listed_max);
    let mut names: Vec<String> = names.iter().take(listed_max).cloned().collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// The place of a stay, in quotation marks.
pub fn place_quoted(case: &Case<'_>, stays: &Stays<'_>, number: usize) -> String {
    let position = stays.places.position(stays.stays[number].place);
    say::quoted_position(case.model, position)
}

fn person(case: &Case<'_>, stays: &Stays<'_>, number: usize) -> String {
    let person = stays.person(&stays.stays[number]);
    case.model.entities.get(person).label.to_owned()
}

/// The event that has the person of a stay there, or the times of the state that does.
fn occasion(case: &Case<'_>, stays: &Stays<'_>, number: usize) -> String {
    match stays.occasion(&stays.stays[number]) {
        Occasion::Event(event) => say::event(case.model, event),
        Occasion::State(clause) => say::spell_of(case.model, clause),
    }
}

/// `Rome, at “The talks”`, `Rome, where “The journey” begins`, `Rome, throughout 18 Jan 2025`
pub fn account(case: &Case<'_>, stays: &Stays<'_>, number: usize) -> String {
    let position = stays.places.position(stays.stays[number].place);
    let place = say::position(case.model, position);
    let occasion = occasion(case, stays, number);
    match stays.sites[stays.stays[number].site].role {
        Role::Place => format!("{place}, at {occasion}"),
        Role::Origin => format!("{place}, where {occasion} begins"),
        Role::Destination => format!("{place}, where {occasion} ends"),
        Role::Location => format!("{place}, {occasion}"),
    }
}

/// The arithmetic of a chain: who was at what, where that was, when, and what follows.
pub fn steps(
    case: &Case<'_>,
    stays: &Stays<'_>,
    nearness: &Nearness<'_>,
    clash: &Clash,
    clauses: &[ClauseId],
    quarrel: &mut Quarrel<'_>,
) -> Vec<Step> {
    let mut texts = Vec::new();
    for number in [clash.one, clash.other] {
        let there = there(case, stays, number);
        // A state says both at once.
        let was_at = match stays.occasion(&stays.stays[number]) {
            Occasion::Event(event) => {
                let person = person(case, stays, number);
                format!("{person} was at {}", say::event(case.model, event))
            }
            Occasion::State(_) => there.clone(),
        };
        texts.extend([was_at, there]);
    }
    let times = clauses.iter().skip(texts.len());
    let texts: Vec<String> = texts
        .into_iter()
        .chain(times.map(|&clause| time(case, clause)))
        .collect();
    let mut steps: Vec<Step> = clauses
        .iter()
        .zip(texts)
        .map(|(&clause, text)| Step {
            label: Some(quarrel.label(clause)),
            text,
        })
        .collect();
    // Of a way between the ends of one event it is said twice who was there, and of a state where they were.
    let mut told = FxHashSet::default();
    steps.retain(|step| told.insert((step.label, step.text.clone())));
    let causes: Vec<Cause> = clauses
        .iter()
        .filter_map(|&clause| case.timeline.cause_of(clause))
        .collect();
    steps.push(Step {
        label: None,
        text: conclusion(case, stays, nearness, clash, &causes),
    });
    steps
}

/// `the place of “The talks” is “Rome”: so Ann was there when it began`, `Ann was in “Rome” throughout 18 Jan 2025`
fn there(case: &Case<'_>, stays: &Stays<'_>, number: usize) -> String {
    let stay = &stays.stays[number];
    let place = place_quoted(case, stays, number);
    let occasion = occasion(case, stays, number);
    let person = person(case, stays, number);
    let role = match stays.sites[stay.site].role {
        Role::Place => "place",
        Role::Origin => "origin",
        Role::Destination => "destination",
        Role::Location => return format!("the location of {person} is {place}, {occasion}"),
    };
    let when = match stay.span {
        Span::At(Edge::Both) => "at that moment",
        Span::At(Edge::Start) => "when it began",
        Span::At(Edge::End) => "when it ended",
        Span::Whole | Span::Throughout => "all the while",
    };
    format!("the {role} of {occasion} is {place}: so {person} was there {when}")
}

/// A clause of time with the event that it is about.
fn time(case: &Case<'_>, clause: ClauseId) -> String {
    let words = say::clause(case.model, clause);
    match &case.model.says(clause) {
        ClauseBody::When { event, .. } => format!("{} {words}", say::event(case.model, *event)),
        _ => words,
    }
}

fn conclusion(
    case: &Case<'_>,
    stays: &Stays<'_>,
    nearness: &Nearness<'_>,
    clash: &Clash,
    causes: &[Cause],
) -> String {
    let [one, other] = [clash.one, clash.other].map(|number| place_quoted(case, stays, number));
    match clash.ground {
        Ground::Moment => format!("at one moment in {one} and in {other}, which share nothing"),
        Ground::Stayed | Ground::Within => {
            format!("in {one} and in {other}, which share nothing, at one moment")
        }
        Ground::Minute => {
            format!("in {one} and in {other}, which share nothing, within a minute")
        }
        Ground::Travel { km, seconds } => {
            let [start, end] = [clash.one, clash.other].map(|number| stays.stays[number].start);
            let between = nearness.spread(causes, start, end, seconds);
            format!(
                "{one} and {other} are at least {} apart: at {} that takes {}; but {}",
                kilometres(km),
                speed(stays.fastest_kmh),
                travel::seconds_words(seconds),
                too_short(km, between),
            )
        }
    }
}

/// `the time between is at most 9 minutes, for which it would take 3500 km/h`
fn too_short(km: f64, between: i64) -> String {
    if between == 0 {
        return "both are at one moment".to_owned();
    }
    #[allow(clippy::cast_precision_loss)]
    // By the distance as it is shown, so that who reckons comes to the same.
    let needed = rounded(km) / (between as f64 / 3_600.0);
    format!(
        "the time between is at most {}, for which it would take {}",
        travel::seconds_words(between),
        speed(needed)
    )
}

fn kilometres(km: f64) -> String {
    let digits = usize::from(km < EXACT);
    format!("{:.digits$} km", rounded(km))
}

/// A distance below this is told to a tenth of a kilometre, so that the minutes that it takes can be reckoned again.
const EXACT: f64 = 1_000.0;

/// Rounded down, as it is a least distance.
fn rounded(km: f64) -> f64 {
    match km < EXACT {
        true => (km * 10.0).floor() / 10.0,
        false => km.floor(),
    }
}

fn speed(kmh: f64) -> String {
    format!("{:.0} km/h", kmh.floor())
}

/// What the verdict rests on beyond the claims.
pub fn premises(
    case: &Case<'_>,
    stays: &Stays<'_>,
    clashes: &[Clash],
    proofs: &Proofs,
    complete: bool,
) -> Vec<String> {
    let mut premises = Vec::new();
    // Of two grounds for one clash the graver may be all that is told.
    let used = || proofs.all.iter().map(|proof| &clashes[proof.clash]);
    let span = |number: usize| stays.stays[number].span;
    let spans = |wanted: &dyn Fn(Span) -> bool| {
        used().any(|clash| wanted(span(clash.one)) || wanted(span(clash.other)))
    };
    let mut say = |holds: bool, words: &str| {
        if holds {
            premises.push(words.to_owned());
        }
    };
    let of_event = |number: usize| {
        let stay = &stays.stays[number];
        matches!(stay.span, Span::At(Edge::Start | Edge::End)) && stays.event(stay).is_some()
    };
    say(
        used().any(|clash| of_event(clash.one) || of_event(clash.other)),
        "Who is `present` at an event that lasts is taken to be there when it begins and when it ends.",
    );
    say(
        spans(&|span| span == Span::Whole),
        "Nobody is taken to have gone away and come back during an event that takes less than a day.",
    );
    say(
        spans(&|span| span == Span::Throughout),
        "Who is said to be somewhere from one time to another is taken to have been there all the while.",
    );
    let grounds = |wanted: &dyn Fn(&Ground) -> bool| used().any(|one| wanted(&one.ground));
    say(
        grounds(&|ground| *ground == Ground::Minute),
        "Nobody is taken to get from one of these places to the other within a minute; coordinates (`at`) of both would show it.",
    );
    say(
        grounds(&|ground| matches!(ground, Ground::Travel { .. })),
        "The way is measured along a great circle, between the nearest points that the coordinates leave open.",
    );
    say(
        proofs.all.iter().any(|proof| proof.bare_clock),
        "Times without a zone are taken to be of one clock; a `zone` below each source would settle it.",
    );
    say(
        proofs.all.iter().any(|proof| proof.doubtful_clock),
        "By their longitudes the places may keep different clocks.",
    );
    say(
        !complete,
        "Not all ways in which the times follow were looked for: another time may be wrong instead.",
    );
    premises.extend(closed(case, stays, clashes));
    premises
}

/// That two names are different places is a premise: the vocabulary of the case is closed.
fn closed(case: &Case<'_>, stays: &Stays<'_>, clashes: &[Clash]) -> Vec<String> {
    let mut clauses: Vec<ClauseId> = clashes
        .iter()
        .filter(|clash| !matches!(clash.ground, Ground::Travel { .. }))
        .flat_map(|clash| [clash.one, clash.other])
        .flat_map(|number| {
            stays.sites[stays.stays[number].site]
                .clauses
                .iter()
                .copied()
        })
        .collect();
    clauses.sort_unstable();
    clauses.dedup();
    crate::checks::value_conflict::premises_of_places(case.model, &clauses)
}
