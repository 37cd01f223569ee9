//! What each side of a quarrel about one event leaves open for its day.

use rustc_hash::FxHashMap;

use super::super::Case;
use super::super::quarrel::{Quarrel, order};
use super::super::timeline::{Clock, Meaning};
use super::arithmetic::{self, Conflicting, Words};
use super::topics::Matter;
use crate::date::{DAY, Zone, show};
use crate::diagnostic::{More, Row, Table};
use crate::model::{ClauseId, Plan, SourceId, Speaker, say};
use crate::network::{Cause, Closing, Moment, NodeId, WalkStep};

/// How many rows a table has.
const ROWS_MAX: usize = 12;

/// One side of a chain, and what it leaves open for the event.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Side {
    clauses: Vec<ClauseId>,
    /// Where it is left open.
    node: NodeId,
    earliest: Option<Moment>,
    latest: Option<Moment>,
    /// On which clock.
    clock: Clock,
    /// The clauses of others that say the same, word for word.
    alike: Vec<ClauseId>,
}

/// Adds the table, if every chain has two sides at the event: of what it is. `texts` is what each clause says in a row; `all` are the
/// clauses of the quarrel, of which the chains may name some only.
pub(super) fn add(
    case: &Case<'_>,
    texts: &Words<'_>,
    quarrel: &mut Quarrel<'_>,
    (matter, plan): (Matter, Option<Plan>),
    chains: &[Conflicting<'_>],
    all: &[ClauseId],
) -> Option<Meaning> {
    let mut sides: Vec<Side> = Vec::new();
    let mut known = Known::default();
    let mut at = None;
    for chain in chains {
        let (meaning, two) = two_sides(case, &mut known, (matter, plan), chain)?;
        // When something began and when it was over are not for one table.
        if *at.get_or_insert(meaning) != meaning {
            return None;
        }
        for side in two {
            if !sides.contains(&side) {
                sides.push(side);
            }
        }
    }
    if let Some(zone) = common_zone(case, &sides) {
        sides.iter_mut().for_each(|side| side.show_in(case, zone));
    }
    sides.sort_by(|one, other| {
        let key = |side: &Side| {
            (
                side.earliest,
                side.latest.is_none(),
                side.latest,
                side.clauses.len(),
            )
        };
        key(one)
            .cmp(&key(other))
            .then_with(|| one.clauses.cmp(&other.clauses))
    });
    let sides = without_repetitions(case, texts, sides, all);
    let to_the_minute = shares_a_day(&sides);
    let (heading_unit, unit) = if to_the_minute {
        ("time", "time")
    } else {
        ("day", "day")
    };
    // Said once, above, where it is the same for all.
    let clock = common_clock(&sides);
    let rows: Vec<Row> = shown(&sides)
        .into_iter()
        .map(|side| Row {
            open: match clock {
                Some(_) => open(side, to_the_minute),
                None => format!("{}{}", open(side, to_the_minute), side.clock.words()),
            },
            labels: quarrel.labels(&side.clauses),
            texts: side
                .clauses
                .iter()
                .map(|&clause| texts.of(clause).to_string())
                .collect(),
            alike: alike(case, side),
        })
        .collect();
    let more = match sides.len() - rows.len() {
        0 => More::None,
        more => More::Exactly(more),
    };
    quarrel.diagnostic.table = Some(Box::new(Table {
        heading: format!(
            "What each chain leaves open for the {heading_unit} of {}{}{}",
            if matches!(at, Some(Meaning::End(_))) {
                "the end of "
            } else {
                ""
            },
            matter.words(case.model),
            clock.map_or_else(String::new, in_words)
        ),
        conclusion: conclusion(&sides, unit),
        rows,
        more,
    }));
    at
}

/// What a clock is called behind what it shows the time of: ` in UTC`.
fn in_words(clock: Clock) -> String {
    match clock {
        Clock::Utc => " in UTC".to_owned(),
        other => other.words(),
    }
}

/// Sides of one clause that say the same are one row: the first by its source, with the others beside it, and with those that no
/// chain names because it names their like.
fn without_repetitions(
    case: &Case<'_>,
    texts: &Words<'_>,
    sides: Vec<Side>,
    all: &[ClauseId],
) -> Vec<Side> {
    // What makes clauses alike in a row: who speaks, and what is said.
    let same = |clause: ClauseId| (speaker(case, clause), texts.of(clause));
    let mut alike: FxHashMap<_, Vec<ClauseId>> = FxHashMap::default();
    for &clause in all {
        alike.entry(same(clause)).or_default().push(clause);
    }
    let mut kept: Vec<Side> = Vec::with_capacity(sides.len());
    for mut side in sides {
        if let &[clause] = side.clauses.as_slice() {
            // The first takes all; for the others nothing is left.
            let Some(mut clauses) = alike.remove(&same(clause)) else {
                continue;
            };
            clauses.sort_by_key(|&clause| order(case, clause));
            clauses.dedup();
            side.clauses = vec![clauses.remove(0)];
            side.alike = clauses;
        }
        kept.push(side);
    }
    kept
}

/// Who speaks, one source that speaks for itself like another.
fn speaker(case: &Case<'_>, clause: ClauseId) -> Speaker {
    match case.model.claim_of(clause).speaker() {
        Speaker::Source(_) => Speaker::Source(SourceId::from_index(0)),
        other => other,
    }
}

/// The sources of those who say the same as a side.
fn alike(case: &Case<'_>, side: &Side) -> Vec<String> {
    let model = case.model;
    let source = |&clause: &ClauseId| model.source(model.claim_of(clause).source).name.clone();
    let own: Vec<String> = side.clauses.iter().map(source).collect();
    let mut names: Vec<String> = side.alike.iter().map(source).collect();
    names.dedup();
    names.retain(|name| !own.contains(name));
    names
}

/// The sides that the table has room for: one of everything that is left open, before a second of anything.
fn shown(sides: &[Side]) -> Vec<&Side> {
    let mut seen: FxHashMap<(Option<Moment>, Option<Moment>, Clock), usize> = FxHashMap::default();
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        let before = seen
            .entry((side.earliest, side.latest, side.clock))
            .or_default();
        ranked.push((*before, at));
        *before += 1;
    }
    ranked.sort_unstable();
    ranked.truncate(ROWS_MAX);
    let mut places: Vec<usize> = ranked.into_iter().map(|(_, at)| at).collect();
    places.sort_unstable();
    places.into_iter().map(|at| &sides[at]).collect()
}

/// Cuts a chain where it passes the event, at its start or its end: what bounds it from above, and what from below.
fn two_sides(
    case: &Case<'_>,
    known: &mut Known,
    (matter, plan): (Matter, Option<Plan>),
    chain: &Conflicting<'_>,
) -> Option<(Meaning, [Side; 2])> {
    let conflict = chain.conflict(case)?;
    let Closing::Below { cause: closing, .. } = conflict.closing else {
        return None;
    };
    let cut = conflict
        .walk
        .iter()
        .rposition(|step| matter.is_at(case.timeline.meaning(step.node)))?;
    let causes =
        |steps: &[WalkStep]| -> Vec<Cause> { steps.iter().filter_map(|step| step.cause).collect() };
    let above = causes(&conflict.walk[..=cut]);
    let mut below = causes(&conflict.walk[cut + 1..]);
    below.extend(closing);
    if above.iter().any(|cause| below.contains(cause)) {
        // A value that falls into a gap passes a clause twice: there are no two sides to it, and the steps tell more.
        return None;
    }
    let passed = conflict.walk[cut].node;
    let node = matter.shown_at(&case.timeline, plan, passed)?;
    let two = [above, below].map(|causes| known_side(case, known, node, causes));
    let [Some(above), Some(below)] = two else {
        return None;
    };
    Some((case.timeline.meaning(passed), [above, below]))
}

/// The zone in which all sources of all sides write, if what they leave open is known in UTC or on its clocks.
fn common_zone(case: &Case<'_>, sides: &[Side]) -> Option<Zone> {
    let clauses = sides.iter().flat_map(|side| side.clauses.iter().copied());
    let zone = case.common_zone(clauses)?;
    let is_known = |side: &Side| matches!(side.clock, Clock::Utc) || side.clock == Clock::Of(zone);
    sides.iter().all(is_known).then_some(zone)
}

impl Side {
    /// As the clocks of a zone show it, where it is known in UTC: a day of theirs is known exactly on them alone.
    fn show_in(&mut self, case: &Case<'_>, zone: Zone) {
        if self.clock != Clock::Utc {
            return;
        }
        let local = |at: Moment| Moment {
            seconds: zone.local(at.seconds).0,
            ..at
        };
        self.earliest = self.earliest.map(local);
        self.latest = self.latest.map(local);
        self.clock = Clock::Of(zone);
        let causes = self.clauses.iter();
        let causes: Vec<Cause> = causes
            .filter_map(|&clause| case.timeline.cause_of(clause))
            .collect();
        let clock = case.timeline.clock_in(self.node, zone);
        let range = clock.and_then(|clock| case.timeline.network.range(clock, &causes));
        let Some(range) = range else { return };
        self.earliest = self.earliest.max(range.earliest);
        let both = self.latest.into_iter().chain(range.latest);
        self.latest = both.min();
    }
}

/// The clock of all sides, if there is one; the bare clock goes without saying.
fn common_clock(sides: &[Side]) -> Option<Clock> {
    let first = sides.first()?.clock;
    sides
        .iter()
        .all(|side| side.clock == first)
        .then_some(first)
}

/// What is left open for a node by some causes: chains that part at one event have sides in common.
type Known = FxHashMap<(NodeId, Vec<Cause>), Option<Side>>;

fn known_side(
    case: &Case<'_>,
    known: &mut Known,
    node: NodeId,
    mut causes: Vec<Cause>,
) -> Option<Side> {
    causes.sort_unstable();
    causes.dedup();
    let side = || side(case, node, &causes);
    known
        .entry((node, causes.clone()))
        .or_insert_with(side)
        .clone()
}

fn side(case: &Case<'_>, node: NodeId, causes: &[Cause]) -> Option<Side> {
    let range = case.timeline.network.range(node, causes)?;
    let clauses = causes
        .iter()
        .map(|&cause| case.timeline.clause(cause))
        .collect();
    Some(Side {
        clauses,
        node,
        earliest: range.earliest,
        latest: range.latest,
        clock: case.timeline.clock_of(node),
        alike: Vec::new(),
    })
}

/// The first and the last day of a side.
fn days(side: &Side) -> (Option<i64>, Option<i64>) {
    (
        side.earliest.map(|at| at.seconds.div_euclid(DAY)),
        side.latest.map(Moment::day_number),
    )
}

/// Whether two sides that share no moment share a day, so that days do not show why.
fn shares_a_day(sides: &[Side]) -> bool {
    sides.iter().enumerate().any(|(index, one)| {
        sides[..index].iter().any(|other| {
            let ((first, last), (other_first, other_last)) = (days(one), days(other));
            let reaches = |last: Option<i64>, first: Option<i64>| {
                last.zip(first).is_none_or(|(last, first)| last >= first)
            };
            disjoint(one, other) && reaches(last, other_first) && reaches(other_last, first)
        })
    })
}

/// Whether two sides share no moment, which is seen only where they are told on one clock.
fn disjoint(one: &Side, other: &Side) -> bool {
    if one.clock != other.clock {
        return false;
    }
    let before = |one: &Side, other: &Side| {
        one.latest
            .zip(other.earliest)
            .is_some_and(|(last, first)| last < first)
    };
    before(one, other) || before(other, one)
}

fn open(side: &Side, to_the_minute: bool) -> String {
    if to_the_minute {
        return show::days(
            side.earliest.map(|at| at.seconds),
            side.latest.map(|at| at.seconds),
        );
    }
    let (first, last) = days(side);
    show::days(first.map(|day| day * DAY), last.map(|day| (day + 1) * DAY))
}

/// What a clause says in a row: of the table's own event only when, of others also which.
pub(super) fn row_text(case: &Case<'_>, matter: Matter, clause: ClauseId) -> String {
    let own = match matter {
        Matter::Event(event) => {
            let is_told = arithmetic::event_of(case.model, clause) == Some(event);
            is_told || case.timeline.toll_of(case.model, clause) == Some(event)
        }
        Matter::Life(..) | Matter::Living(_) | Matter::Spell(..) => false,
    };
    let words = match own && case.timeline.of_lives(clause).is_empty() {
        true => say::clause(case.model, clause),
        false => arithmetic::clause_words(case, clause),
    };
    match matter {
        Matter::Event(event) => words.replace(&say::event(case.model, event), "it"),
        Matter::Life(..) | Matter::Living(_) | Matter::Spell(..) => words,
    }
}

/// Which row stands against all others, if one does.
fn conclusion(sides: &[Side], unit: &str) -> String {
    let alone = |at: usize| {
        sides
            .iter()
            .enumerate()
            .all(|(other, side)| other == at || disjoint(&sides[at], side))
    };
    if sides.len() == 2 {
        return format!("No {unit} is in both rows.");
    }
    if alone(0) {
        return format!("No {unit} is in the first row and in any other.");
    }
    if alone(sides.len() - 1) {
        return format!("No {unit} is in the last row and in any other.");
    }
    format!("No {unit} is in all rows.")
}
