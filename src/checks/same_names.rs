//! Two names of one entity in one quarrel: the conflict may be that they are two.

use std::collections::BTreeMap;

use super::Case;
use crate::model::{ClauseBody, ClauseId, EntityId, Item};

/// A question for each entity that the clauses of a quarrel name in several ways.
pub(super) fn questions(case: &Case<'_>, clauses: &[ClauseId]) -> Vec<String> {
    let mut names: BTreeMap<EntityId, Vec<&str>> = BTreeMap::new();
    for &clause in clauses {
        let written = case.files.text(case.model.location(clause));
        if written.contains('"') {
            for entity in entities(case, clause) {
                let known = quoted(written).filter(|name| is_name(case, entity, name));
                names.entry(entity).or_default().extend(known);
            }
        }
    }
    names
        .into_iter()
        .filter_map(|(entity, mut names)| {
            names.sort_unstable();
            names.dedup_by(|one, other| one.to_lowercase() == other.to_lowercase());
            (names.len() > 1).then(|| {
                format!(
                    "“{}” are taken to be one, as names of `{}`. Are these the same?",
                    names.join("” and “"),
                    case.model.entities.get(entity).name
                )
            })
        })
        .collect()
}

/// The entities that a clause is about.
fn entities(case: &Case<'_>, clause: ClauseId) -> Vec<EntityId> {
    let model = case.model;
    let (subject, value) = match model.says(clause) {
        ClauseBody::Role { value, .. } => (None, value),
        ClauseBody::State { subject, value, .. } => (Some(Item::from(subject)), value),
        ClauseBody::Happens { .. } | ClauseBody::When { .. } => return Vec::new(),
    };
    let items = subject.into_iter().chain(model.items(&value));
    items
        .filter_map(|item| match item {
            Item::Entity(entity) => Some(entity),
            Item::Event(_) | Item::Number(_) => None,
        })
        .collect()
}

/// What stands in quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

fn is_name(case: &Case<'_>, entity: EntityId, name: &str) -> bool {
    let entity = case.model.entities.get(entity);
    let lower = name.to_lowercase();
    let mut names = entity.names();
    names.any(|known| known.to_lowercase() == lower)
}
