//! Disputes held against the quarrels of a case: which are settled for now, which have changed since, which match nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fingerprint::source_digits;
use crate::diagnostic::{Code, Diagnostic, Disputed, Fingerprint, Label, Said};
use crate::model::{Dispute, Model};
use crate::text::Location;

/// So many sources are named; the others are counted.
const NAMED_MAX: usize = 4;

/// Marks the quarrels that a dispute stands for, and reports the disputes that stand for none.
pub(super) fn settle(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    if model.disputes.is_empty() {
        return;
    }
    let quarrels = Quarrels::new(diagnostics);
    let mut left = Vec::new();
    for dispute in &model.disputes {
        let found = dispute.seen.and_then(|seen| quarrels.by_seen.get(&seen));
        match found.map(|&at| &mut diagnostics[at].disputed) {
            Some(free @ None) => *free = Some(Box::new(disputed(dispute))),
            Some(Some(taken)) => left.push((dispute, Some(taken.location))),
            None => left.push((dispute, None)),
        }
    }
    let reports: Vec<_> = left
        .into_iter()
        .map(|(dispute, twin)| match twin {
            Some(twin) => twice(dispute, twin),
            None => match quarrels.meant(diagnostics, dispute) {
                Some(quarrel) => stale(model, dispute, quarrel),
                None => unused(dispute),
            },
        })
        .collect();
    diagnostics.extend(reports);
}

/// The diagnostics that have a fingerprint, by number.
struct Quarrels {
    by_seen: FxHashMap<Fingerprint, usize>,
    by_about: FxHashMap<String, Vec<usize>>,
}

impl Quarrels {
    fn new(diagnostics: &[Diagnostic]) -> Self {
        let mut quarrels = Self {
            by_seen: FxHashMap::default(),
            by_about: FxHashMap::default(),
        };
        for (at, diagnostic) in diagnostics.iter().enumerate() {
            if let Some(fingerprint) = diagnostic.fingerprint {
                quarrels.by_seen.insert(fingerprint, at);
                let about = quarrels.by_about.entry(diagnostic.about.clone());
                about.or_default().push(at);
            }
        }
        quarrels
    }

    /// The quarrel that a dispute was probably written for: of those that go by its name and have no dispute the one that has most in
    /// common with what it has seen.
    fn meant<'d>(
        &self,
        diagnostics: &'d [Diagnostic],
        dispute: &Dispute,
    ) -> Option<&'d Diagnostic> {
        let seen: FxHashSet<u32> = dispute.shares.iter().map(|share| share >> 16).collect();
        let common = |quarrel: &&Diagnostic| {
            let sources = quarrel.shares.iter().map(|share| share.digits >> 16);
            sources.filter(|source| seen.contains(source)).count()
        };
        let same_name = self.by_about.get(&dispute.about)?.iter();
        let free = same_name
            .map(|&at| &diagnostics[at])
            .filter(|quarrel| quarrel.disputed.is_none());
        // The first of those with as much in common.
        free.rev().max_by_key(common)
    }
}

fn disputed(dispute: &Dispute) -> Disputed {
    Disputed {
        status: dispute.status.word(),
        reason: dispute.reason.clone(),
        by: dispute.by.clone(),
        date: dispute.date.clone(),
        location: dispute.location,
    }
}

fn stale(model: &Model, dispute: &Dispute, quarrel: &Diagnostic) -> Diagnostic {
    let about = &dispute.about;
    let since = Since::new(model, dispute, quarrel);
    let mut diagnostic = report(Code::StaleDispute, dispute, since.message(about));
    let place = |label: &&Label| (label.location, label.said().source.clone());
    let mut labels: Vec<&Label> = quarrel.labels.iter().collect();
    labels.sort_by_key(place);
    for label in labels {
        let source = label.said().source.as_deref().unwrap_or_default();
        if let Some(what) = since.of(source) {
            diagnostic.labels.push(Label {
                text: format!("{what}: {}", label.text).into(),
                ..label.clone()
            });
        }
    }
    let seen = seen_line(quarrel);
    diagnostic.advise(format!(
        "Look at the quarrel again; it is reported too. If the reason still holds, write `{seen}` in this dispute; else take it \
         out."
    ))
}

/// What stands for the claims of a quarrel in a dispute: the fingerprint, and a word for each source.
pub(crate) fn seen_line(quarrel: &Diagnostic) -> String {
    let mut line = String::from("seen");
    if let Some(fingerprint) = quarrel.fingerprint {
        line.push_str(&format!(" {fingerprint}"));
    }
    // Where they are very many, nobody could read what has changed anyway.
    if quarrel.shares.len() <= SHARES_MAX {
        for share in &quarrel.shares {
            line.push_str(&format!(" {:08x}", share.digits));
        }
    }
    line
}

/// A dispute keeps what each source said if there are no more.
const SHARES_MAX: usize = 32;

/// What has changed since a dispute was written.
struct Since<'a> {
    /// Whether the dispute says what it has seen, source by source.
    known: bool,
    seen: bool,
    new: Vec<&'a str>,
    changed: Vec<&'a str>,
    /// Those that are still in the case.
    gone: Vec<&'a str>,
    /// How many are not.
    lost: usize,
}

impl<'a> Since<'a> {
    fn new(model: &'a Model, dispute: &Dispute, quarrel: &'a Diagnostic) -> Self {
        let before: FxHashMap<u32, u32> = dispute
            .shares
            .iter()
            .map(|&share| (share >> 16, share))
            .collect();
        let mut since = Self {
            known: !before.is_empty(),
            seen: dispute.seen.is_some(),
            new: Vec::new(),
            changed: Vec::new(),
            gone: Vec::new(),
            lost: 0,
        };
        if !since.known {
            return since;
        }
        for share in &quarrel.shares {
            match before.get(&(share.digits >> 16)) {
                None => since.new.push(&share.source),
                Some(&digits) if digits != share.digits => since.changed.push(&share.source),
                Some(_) => {}
            }
        }
        since.withdrawn(model, &before, quarrel);
        since
    }

    fn withdrawn(&mut self, model: &'a Model, before: &FxHashMap<u32, u32>, quarrel: &Diagnostic) {
        let now: FxHashSet<u32> = quarrel
            .shares
            .iter()
            .map(|share| share.digits >> 16)
            .collect();
        let mut missing: FxHashSet<u32> = before.keys().copied().collect();
        missing.retain(|source| !now.contains(source));
        if missing.is_empty() {
            return;
        }
        for source in &model.sources {
            if missing.remove(&source_digits(&source.name)) {
                self.gone.push(&source.name);
            }
        }
        self.gone.sort_unstable();
        self.lost = missing.len();
    }

    fn message(&self, about: &str) -> String {
        if !self.seen {
            return format!("the dispute of `{about}` does not say which claims it has seen");
        }
        let mut parts = Vec::new();
        for (names, what) in [
            (&self.new, "new in it"),
            (&self.changed, "changed"),
            (&self.gone, "no longer in it"),
        ] {
            if !names.is_empty() {
                parts.push(format!("{what}: {}", all(names)));
            }
        }
        match self.lost {
            0 => {}
            1 => parts.push("a source has been taken out of the case".to_owned()),
            lost => parts.push(format!("{lost} sources have been taken out of the case")),
        }
        let changes = match (parts.is_empty(), self.known) {
            (true, true) => "its sources say the same, but the times it rests on have changed",
            (true, false) => "its claims have changed",
            (false, _) => &parts.join("; "),
        };
        format!("`{about}` is not what it was when it was disputed ({changes})")
    }

    /// What became of a source that takes part now, if anything did.
    fn of(&self, source: &str) -> Option<&'static str> {
        // Both are in the order of their names.
        if self.new.binary_search(&source).is_ok() {
            Some("new")
        } else if self.changed.binary_search(&source).is_ok() {
            Some("changed here or in another claim of this source")
        } else {
            None
        }
    }
}

/// `a, b and c`, with what does not fit counted.
fn all(names: &[&str]) -> String {
    let (listed, more) = names.split_at(names.len().min(NAMED_MAX));
    let mut words: Vec<String> = listed.iter().map(|&name| name.to_owned()).collect();
    if !more.is_empty() {
        words.push(format!("{} more", more.len()));
    }
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

fn unused(dispute: &Dispute) -> Diagnostic {
    let message = format!("the dispute of `{}` matches no quarrel", dispute.about);
    report(Code::UnusedDispute, dispute, message).advise(
        "If the sources agree now, take it out, or run `belie dispute --prune`. If the quarrel goes by another name now, dispute that.",
    )
}

fn twice(dispute: &Dispute, twin: Location) -> Diagnostic {
    let message = format!("`{}` is disputed twice", dispute.about);
    report(Code::UnusedDispute, dispute, message)
        .at(twin, "this one counts")
        .advise("Take one of the two out, or run `belie dispute --prune`, which takes out the later one.")
}

fn report(code: Code, dispute: &Dispute, message: String) -> Diagnostic {
    let text = format!("{}: {}", dispute.status.word(), dispute.reason);
    let mut diagnostic = Diagnostic::new(code, message);
    let file = dispute.location.file;
    let whole = Location {
        file,
        span: dispute.whole,
    };
    let whole = Said {
        claim: Some(whole),
        ..Said::default()
    };
    let label = Label::new(dispute.location, text).said_by(whole);
    diagnostic.labels.push(label);
    diagnostic.about.clone_from(&dispute.about);
    diagnostic
}
