//! Several sources, one origin: all quote the same speaker, or cite each other.

use std::collections::BTreeMap;

use super::Case;
use super::facts::FactIndex;
use super::origins::Origin;
use super::quarrel::about_all;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Claim, ClaimId, SourceId, Speaker};

pub(super) fn check(case: &Case<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let model = case.model;
    // Where everybody speaks for himself there are as many origins as sources.
    let of_another = |claim: Claim<'_>| {
        claim.speaker() != Speaker::Source(claim.source)
            || !claim.via().is_empty()
            || !model.source(claim.source).cites.is_empty()
    };
    if !model.claims.of_each_voice().any(of_another) {
        return;
    }
    let facts = FactIndex::of(model, |clause| of_another(model.claim_of(clause)));
    let mut by_origin: BTreeMap<Origin, Found> = BTreeMap::new();
    for fact in facts.facts(model).iter() {
        for account in &fact.accounts {
            if let ([origin], true) = (account.from(), account.sources.len() > 1) {
                let found = by_origin.entry(*origin).or_default();
                found.facts.push(fact.about.clone());
                found.words.push(fact.words.clone());
                found.claims.extend(account.claims());
            }
        }
    }
    diagnostics.extend(
        by_origin
            .into_iter()
            .map(|(origin, found)| gap(case, origin, found)),
    );
}

/// What has one origin.
#[derive(Default)]
struct Found {
    /// In ids.
    facts: Vec<String>,
    /// In words, each of them.
    words: Vec<String>,
    claims: Vec<ClaimId>,
}

/// So many facts are named.
const NAMED: usize = 2;

/// `the means of “The flight” and 2 more facts`; a fact of several values is named once.
fn facts_named(found: &Found) -> String {
    let mut names: Vec<String> = Vec::new();
    for words in &found.words {
        if !names.contains(words) {
            names.push(words.clone());
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    names.extend(match more {
        0 => None,
        1 => Some("1 more fact".to_owned()),
        more => Some(format!("{more} more facts")),
    });
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

/// The facts of one origin are one diagnostic, with each claim once.
fn gap(case: &Case<'_>, origin: Origin, mut found: Found) -> Diagnostic {
    let model = case.model;
    let from = name(case, origin);
    let message = format!(
        "several sources, one origin: {}, from {from}",
        facts_named(&found)
    );
    let mut diagnostic = Diagnostic::new(Code::SingleOrigin, message);
    diagnostic.about = about_all(&found.facts.iter().map(String::as_str).collect::<Vec<_>>());
    found.claims.sort_unstable_by_key(|&claim| {
        let claim = model.claim(claim);
        (&model.source(claim.source).name, claim.location())
    });
    found.claims.dedup();
    for claim in found.claims {
        let source = &model.source(model.claim(claim).source).name;
        diagnostic = diagnostic.at(
            model.claim(claim).location(),
            format!("{source}, from {from}"),
        );
    }
    diagnostic.advise("They count as one witness. Look for somebody else who knows.")
}

fn name(case: &Case<'_>, origin: Origin) -> String {
    let model = case.model;
    let source = |source: SourceId| model.source(source).name.clone();
    match origin {
        Origin::Speaker(entity) => model.entities.get(entity).label.to_owned(),
        Origin::Source(one) => source(one),
        Origin::Circle(first) => format!("a circle that begins with {}", source(first)),
        Origin::Unnamed(claim) => super::facts::speaker_name(model, claim),
    }
}
