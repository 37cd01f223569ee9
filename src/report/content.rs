//! What every diagnostic is called across runs, and what it says in plain lines: for formats that carry text.

use std::collections::{HashMap, HashSet};
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::ways_out::way_out;
use super::words::{
    leading_first, mark_sentence, more_line, place, quote, repeats, who, who_hedged,
};
use crate::diagnostic::Diagnostic;
use crate::text::{Files, visible};

/// A name for each diagnostic that stays when lines move: the fingerprint of a quarrel, else made of the check, the file and
/// what is said. Equal ones are numbered, so that each name is there once.
pub(super) fn names(files: &Files, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut name = |diagnostic| {
        let base = base_name(files, diagnostic);
        let times = seen.entry(base.clone()).or_insert(0);
        *times += 1;
        match *times {
            1 => base,
            again => format!("{base}-{again}"),
        }
    };
    diagnostics.iter().map(&mut name).collect()
}

fn base_name(files: &Files, diagnostic: &Diagnostic) -> String {
    if let Some(fingerprint) = diagnostic.fingerprint {
        return fingerprint.to_string();
    }
    let mut hasher = SipHasher13::new();
    let mut put = |text: &str| {
        hasher.write(text.as_bytes());
        hasher.write_u8(0xff);
    };
    put(diagnostic.code.id());
    put(&diagnostic.message);
    for label in &diagnostic.labels {
        let file = files.get(label.location.file);
        put(&file.path);
        put(file
            .text
            .get(label.location.span.range())
            .unwrap_or_default());
    }
    format!("{:012x}", hasher.finish() & 0xffff_ffff_ffff)
}

/// What a diagnostic says beyond its heading, line by line, every place included. `prefix` leads to the case.
pub(super) fn lines(files: &Files, diagnostic: &Diagnostic, prefix: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        diagnostic
            .marks
            .iter()
            .map(|&mark| mark_sentence(mark).to_owned()),
    );
    places(files, diagnostic, prefix, &mut lines);
    conclusion(files, diagnostic, &mut lines);
    lines
}

/// Who says what, with the places: by account where there are any.
fn places(files: &Files, diagnostic: &Diagnostic, prefix: &str, lines: &mut Vec<String>) {
    let line = |at: usize, indent: &str, account: &str| {
        let label = diagnostic.labels.get(at)?;
        let mut text = format!("{indent}{}", place(files, label.location, prefix));
        if label.said().source.is_some() {
            text.push_str(&format!(" {}", who_hedged(label)));
        }
        if let Some(passage) = &label.said().passage {
            text.push_str(&format!(" {}", quote(passage, 200)));
        }
        if !repeats(label, account) {
            text.push_str(&format!(": {}", visible(&label.text)));
        }
        Some(text)
    };
    for account in &diagnostic.accounts {
        lines.push(format!("{}:", visible(&account.value)));
        lines.extend(
            account
                .labels
                .iter()
                .filter_map(|&at| line(at, "  ", &account.value)),
        );
    }
    let told: HashSet<usize> = diagnostic
        .accounts
        .iter()
        .flat_map(|account| account.labels.iter().copied())
        .collect();
    let rest = leading_first(diagnostic)
        .into_iter()
        .filter(|at| !told.contains(at));
    lines.extend(rest.filter_map(|at| line(at, "", "")));
}

/// The arithmetic of the shortest chain, the ways out, what it rests on, what to do.
fn conclusion(files: &Files, diagnostic: &Diagnostic, lines: &mut Vec<String>) {
    if let Some(chain) = diagnostic.chains.first() {
        for step in &chain.steps {
            let speaker = step.label.and_then(|at| diagnostic.labels.get(at));
            let name = speaker.map_or_else(|| String::from("so"), who);
            lines.push(format!("{name}: {}", visible(&step.text)));
        }
    }
    if !diagnostic.ways_out.is_empty() {
        lines.push(String::from(
            "Ways out, smallest first (logic, not a verdict):",
        ));
        for way in &diagnostic.ways_out {
            lines.push(format!("  {}", way_out(files, diagnostic, way)));
        }
        let more = more_line(diagnostic.more_ways_out, "more way", "more ways");
        lines.extend(more.map(|more| format!("  {more}")));
    }
    lines.extend(
        diagnostic
            .premises
            .iter()
            .map(|text| visible(text).into_owned()),
    );
    lines.extend(
        diagnostic
            .advice
            .iter()
            .map(|text| visible(text).into_owned()),
    );
}
