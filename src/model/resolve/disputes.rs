//! Disputes: what they are about, and whether they give a reason.

use super::super::{Dispute, Subject, dispute::is_placeholder};
use super::{Declarer, Preface, entries, folded};
use crate::diagnostic::{Code, Diagnostic, Fingerprint};
use crate::syntax::tree::{self, Entry, Reference, Status, Target};
use crate::text::{FileId, Location};

impl Declarer<'_> {
    /// Resolves all disputes. One without a reason is a mistake and does not count.
    pub(super) fn disputes(&mut self, prefaces: &[Preface<'_>]) {
        for (file, entry) in entries(prefaces) {
            if let (Some(file), Entry::Dispute(dispute)) = (file, entry) {
                self.dispute(dispute, file);
            }
        }
    }

    fn dispute(&mut self, dispute: &tree::Dispute<'_>, file: FileId) {
        let location = Location {
            file,
            span: dispute.span,
        };
        let about = self.target(&dispute.target);
        if about.is_empty() {
            return;
        }
        let reason = dispute.reason.as_ref().map(tree::Quoted::value);
        let Some(reason) = reason.filter(|reason| !is_placeholder(reason)) else {
            let place = dispute.reason.map_or(dispute.span, |reason| reason.span);
            let place = Location { file, span: place };
            return self
                .done
                .declared
                .notes
                .report(without_reason(dispute.reason.is_some(), place));
        };
        let by = dispute.by.as_ref().map(|by| match by {
            Reference::Id(name) => match self.done.declared.names.thing(name.text) {
                Some(Subject::Entity(entity)) => {
                    self.done.model.entities.get(entity).label.to_owned()
                }
                _ => name.text.to_owned(),
            },
            Reference::Label(label) => label.name().into_owned(),
        });
        let text = |span| self.files.text(Location { file, span }).to_owned();
        let date = dispute.date.as_ref().map(|date| text(date.span));
        self.done.model.disputes.push(Dispute {
            about,
            status: dispute.status.map_or(Status::Open, |status| status.value),
            reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
            seen: dispute.seen.and_then(|seen| Fingerprint::parse(seen.text)),
            shares: dispute.shares.iter().filter_map(share).collect(),
            by,
            date,
            location,
            whole: dispute.whole(),
        });
    }

    /// What a dispute is about, as quarrels say it. A hint that names nothing is no mistake: what it named may be gone.
    fn target(&mut self, target: &Target<'_>) -> String {
        match target {
            Target::Fact(subject, name) => format!("{}.{}", self.subject(subject), name.text),
            Target::Events(events) => {
                let mut names: Vec<_> = events.iter().map(|name| name.text).collect();
                names.sort_unstable();
                names.dedup();
                names.join(" and ")
            }
        }
    }

    fn subject(&mut self, subject: &Reference<'_>) -> String {
        match subject {
            Reference::Id(name) => name.text.to_owned(),
            Reference::Label(label) => {
                let label = label.name();
                let folded = folded(&label);
                let (names, model) = (&self.done.declared.names, &self.done.model);
                let entities = names.labelled(&folded, &model.entities);
                match (&*entities, names.events_labelled(&folded, &model.events)) {
                    ([only], _) => model.entities.get(*only).name.to_owned(),
                    ([], [only]) => model.event(*only).name.to_owned(),
                    _ => label.into_owned(),
                }
            }
        }
    }
}

/// Eight hexadecimal digits.
fn share(name: &tree::Name<'_>) -> Option<u32> {
    u32::from_str_radix(name.text, 16).ok()
}

fn without_reason(written: bool, place: Location) -> Diagnostic {
    let (message, text) = if written {
        ("this is not yet a reason", "says nothing")
    } else {
        (
            "this dispute gives no reason",
            "no line `reason \"…\"` below it",
        )
    };
    Diagnostic::new(Code::Syntax, message)
        .at(place, text)
        .advise(
        "Say what was looked at and what is still awaited: `reason \"flight log requested on 3 February\"`. Until then the \
         dispute does not count.",
    )
}
