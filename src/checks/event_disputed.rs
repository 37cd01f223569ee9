//! One says it happened, another that it did not or doubts it.

use super::quarrel::{CHAINS_MAX, Quarrel, marks, severity};
use super::told_too_early::{is_told_by, may_have_been_to_come, was_to_come};
use super::{Case, value_conflict};
use crate::diagnostic::{Chain, Code, Diagnostic, More, Severity};
use crate::model::{Anchor, ClauseBody, ClauseId, EventId, Item, Model, Spell, Subject, Time};
use crate::syntax::tree::{Behaviour, Direction, Mode, Stance};

/// What is said of one event's happening: a clause that says so for every claim that does.
#[derive(Default)]
struct Voices {
    happened: Vec<ClauseId>,
    denied: Vec<ClauseId>,
    doubted: Vec<ClauseId>,
}

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (event, mut voices) in voices(case) {
        voices.leave_out_premature(case, event);
        let against = voices.denied.len() + voices.doubted.len();
        if !voices.happened.is_empty() && against > 0 {
            diagnostics.push(quarrel(case, event, &voices));
        }
    }
}

impl Voices {
    /// Leaves out who denies or doubts what was yet to come: it may have happened since.
    fn leave_out_premature(&mut self, case: &Case<'_>, event: EventId) {
        let premature = |id: &ClauseId| was_to_come(case, event, *id).all(|to_come| to_come);
        self.denied.retain(|id| !premature(id));
        self.doubted.retain(|id| !premature(id));
    }

    /// What cannot be said together: that it happened, and a denial of what had not yet to come, or had been told by then.
    fn certain(&self, case: &Case<'_>, event: EventId) -> Vec<[ClauseId; 2]> {
        let by_all = |id: ClauseId| was_to_come(case, event, id).all(|to_come| !to_come);
        let settled = self.denied.iter().copied().filter(|&id| by_all(id));
        let may_follow = |id: &ClauseId| may_have_been_to_come(case, event, *id);
        let (open, past): (Vec<_>, Vec<_>) = settled.partition(may_follow);
        let mut certain = value_conflict::pairs(case, &self.happened, &past, CHAINS_MAX);
        for denied in open.into_iter().take(CHAINS_MAX) {
            let mut tellers = self.happened.iter().copied();
            let told =
                tellers.find(|&id| !case.model.is_hedged(id) && is_told_by(case, id, denied));
            certain.extend(told.map(|told| [told, denied]));
        }
        certain
    }

    /// Why it is no contradiction, if it is none.
    fn why_open(&self, case: &Case<'_>, event: EventId) -> Vec<&'static str> {
        let any = |is_so: &dyn Fn(ClauseId) -> bool| self.denied.iter().any(|&id| is_so(id));
        let quarrelled = any(&|id| was_to_come(case, event, id).any(|to_come| to_come));
        let open = any(&|id| {
            was_to_come(case, event, id).all(|to_come| !to_come)
                && may_have_been_to_come(case, event, id)
        });
        let reasons = [(quarrelled, UNSETTLED), (open, MAY_HAVE_FOLLOWED)];
        reasons
            .into_iter()
            .filter_map(|(is_so, reason)| is_so.then_some(reason))
            .collect()
    }
}

/// Which events somebody denies or doubts.
fn disputed(model: &Model) -> Vec<bool> {
    let mut disputed = vec![false; model.events.len()];
    for (_, clause) in model.clauses() {
        if let ClauseBody::Happens {
            event,
            stance: Stance::Denied | Stance::Doubted,
        } = clause.body
        {
            disputed[event.index()] = true;
        }
    }
    disputed
}

/// Who says what of each event that is disputed, by event.
fn voices(case: &Case<'_>) -> Vec<(EventId, Voices)> {
    if !case.gathered.any_denied {
        return Vec::new();
    }
    let disputed = disputed(case.model);
    let mut said: Vec<(EventId, Stance, ClauseId)> = Vec::new();
    for (id, clause) in case.model.clauses() {
        match &clause.body {
            ClauseBody::Happens {
                stance: Stance::Planned,
                ..
            } => {}
            ClauseBody::Happens { event, stance } => said.push((*event, *stance, id)),
            body => {
                let events = implied(case.model, body).into_iter();
                let events = events.chain(counted(case.model, body));
                said.extend(events.map(|event| (event, Stance::Happened, id)));
            }
        }
    }
    said.retain(|(event, ..)| disputed[event.index()]);
    said.sort_by_key(|&(event, stance, id)| (event, stance as u8, case.model.clause(id).claim, id));
    said.dedup_by_key(|&mut (event, stance, id)| {
        (event, stance as u8, case.model.clause(id).claim)
    });
    let mut all: Vec<(EventId, Voices)> = Vec::new();
    for (event, stance, id) in said {
        if all.last().is_none_or(|(last, _)| *last != event) {
            all.push((event, Voices::default()));
        }
        let Some((_, voices)) = all.last_mut() else {
            continue;
        };
        match stance {
            Stance::Happened | Stance::Planned => voices.happened.push(id),
            Stance::Denied => voices.denied.push(id),
            Stance::Doubted => voices.doubted.push(id),
        }
    }
    all
}

/// The events that a clause says happened without being about them: a reason, and what a state has held since.
pub(super) fn implied(model: &Model, body: &ClauseBody<'_>) -> Vec<EventId> {
    match body {
        ClauseBody::Role {
            role,
            value,
            planned: false,
            ..
        } if model.vocabulary.is_reason(*role) && value.mode != Mode::Not => {
            let items = model.items(value).into_iter();
            items
                .filter_map(|item| {
                    if let Item::Event(event) = item {
                        Some(event)
                    } else {
                        None
                    }
                })
                .collect()
        }
        ClauseBody::State {
            spell: Spell::Since(time, _),
            ..
        } => begun_by(time).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The event without whose beginning a time had not come: one end of it, or what is counted after it. What is counted before it may have
/// been reached when it was yet to come.
pub(super) fn begun_by(time: &Time) -> Option<EventId> {
    match time.anchor() {
        Anchor::Event(event, _) | Anchor::FirstAfter(_, _, event) => Some(event),
        Anchor::Offset(offset) if offset.count.direction == Direction::After => {
            begun_by(&offset.from)
        }
        _ => None,
    }
}

/// The event of which a clause counts what has come of it so far, and nothing but its telling says when: who counts the dead tells of
/// it as past.
pub(super) fn counted_so_far(model: &Model, body: &ClauseBody<'_>) -> Option<EventId> {
    match body {
        ClauseBody::State {
            attribute,
            spell: Spell::AsOf(None),
            ..
        } if model.vocabulary.attribute(*attribute).behaviour == Behaviour::OnlyGrows => {
            counted(model, body)
        }
        _ => None,
    }
}

/// The event of which a clause counts something: who counts the dead of a raid says that there was one.
fn counted(model: &Model, body: &ClauseBody<'_>) -> Option<EventId> {
    let &ClauseBody::State {
        subject: Subject::Event(event),
        attribute,
        value,
        ..
    } = body
    else {
        return None;
    };
    let is_built_in = model.vocabulary.attribute(attribute).location.is_none();
    let counts_some = |item: Item| matches!(item, Item::Number(number) if number.high != Some(0));
    let says_so = is_built_in && value.mode != Mode::Not;
    (says_so && model.items(&value).into_iter().all(counts_some)).then_some(event)
}

/// What it rests on where all denials may have been told before the event.
const UNSETTLED: &str = "The sources quarrel about the times: by some of their accounts it was yet to come when it was denied, and may have \
     happened since.";

/// What it rests on where the time of the event leaves open that it came after the denials.
const MAY_HAVE_FOLLOWED: &str = "What is told of the time leaves open that it happened only after it was denied, even on the same day: this \
     rests on that it had happened by then.";

fn quarrel(case: &Case<'_>, id: EventId, voices: &Voices) -> Diagnostic {
    let event = case.model.event(id);
    let message = format!("whether “{}” happened", event.label);
    let mut quarrel = Quarrel::new(case, Code::EventDisputed, event.name.to_owned(), message);
    let sides = [
        ("it happened", &voices.happened),
        ("it did not happen", &voices.denied),
        ("doubts that it happened", &voices.doubted),
    ];
    for (value, clauses) in sides {
        if !clauses.is_empty() {
            quarrel.account(value.to_owned(), clauses);
        }
    }
    let denied = value_conflict::pairs(case, &voices.happened, &voices.denied, CHAINS_MAX);
    let doubted = value_conflict::pairs(
        case,
        &voices.happened,
        &voices.doubted,
        CHAINS_MAX - denied.len(),
    );
    let against: Vec<_> = voices
        .denied
        .iter()
        .chain(&voices.doubted)
        .copied()
        .collect();
    let all = voices.happened.len() * against.len();
    // A doubt is not a denial, and neither is a denial of what was yet to come by some account: never more than a tension.
    let certain = voices.certain(case, id);
    quarrel.diagnostic.severity = if certain.is_empty() {
        Severity::Tension
    } else {
        severity(case, certain.iter().map(<[ClauseId; 2]>::as_slice))
    };
    if certain.is_empty() {
        let reasons = voices.why_open(case, id).into_iter();
        let reasons = reasons.map(str::to_owned);
        quarrel.diagnostic.premises.extend(reasons);
    }
    let listed: Vec<_> = denied.into_iter().chain(doubted).collect();
    quarrel.diagnostic.more_chains = value_conflict::more(all, listed.len());
    for chain in &listed {
        let labels = quarrel.labels(chain);
        quarrel.diagnostic.chains.push(Chain {
            labels,
            steps: Vec::new(),
        });
    }
    let mut ways_out = [quarrel.labels(&voices.happened), quarrel.labels(&against)];
    ways_out.sort_by_key(Vec::len);
    quarrel.diagnostic.ways_out = ways_out.into();
    quarrel.diagnostic.more_ways_out = More::None;
    quarrel.diagnostic.marks = marks(case, &[voices.happened.clone(), against], |_, _| true);
    quarrel.finish()
}
