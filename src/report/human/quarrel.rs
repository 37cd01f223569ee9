//! One diagnostic: heading, marks, evidence, reasons.

use super::page::{Ink, Page};
use super::{accounts, reasons};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::words::{dispute_sentence, mark_sentence};
use crate::text::{Files, visible};

/// Writes a diagnostic down to its advice.
pub(super) fn write(page: &mut Page, files: &Files, diagnostic: &Diagnostic) {
    heading(page, diagnostic);
    accounts::write(page, files, diagnostic);
    reasons::write(page, files, diagnostic);
}

fn heading(page: &mut Page, diagnostic: &Diagnostic) {
    heading_of(page, diagnostic, &visible(&diagnostic.message));
    for &mark in &diagnostic.marks {
        let id = format!("[{}]", mark.id());
        page.items("  ! ", &[(mark_sentence(mark), Ink::Bold), (&id, Ink::Dim)]);
    }
    if let Some(disputed) = &diagnostic.disputed {
        page.item("  ! ", &visible(&dispute_sentence(disputed)), Ink::Bold);
    }
}

/// The line above one diagnostic, or several of one code.
pub(super) fn heading_of(page: &mut Page, diagnostic: &Diagnostic, message: &str) {
    let severity = format!("{}:", diagnostic.severity);
    let id = format!("[{}]", diagnostic.code);
    page.items(
        "",
        &[
            (&severity, ink(diagnostic.severity)),
            (message, Ink::Bold),
            (&id, Ink::Dim),
        ],
    );
}

/// The colour of a severity.
pub(super) fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Mistake => Ink::Mistake,
        Severity::Contradiction => Ink::Contradiction,
        Severity::Tension => Ink::Tension,
        Severity::Gap => Ink::Gap,
    }
}

/// Where to read on, under the last diagnostic of its code; and the fingerprint, under each that has one.
pub(super) fn write_foot(page: &mut Page, diagnostic: &Diagnostic, last_of_code: bool) {
    if let Some(fingerprint) = diagnostic.fingerprint {
        page.item("  ", &format!("fingerprint {fingerprint}"), Ink::Dim);
    }
    if !last_of_code {
        return;
    }
    let pages =
        std::iter::once(diagnostic.code.id()).chain(diagnostic.marks.iter().map(|mark| mark.id()));
    for id in pages {
        page.item("  ", &format!("more: belie explain {id}"), Ink::Dim);
    }
}
