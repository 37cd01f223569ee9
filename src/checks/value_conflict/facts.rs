//! Which clauses are about one fact: those that give a role of an event its value, or a fixed attribute.

use rayon::prelude::*;
use smallvec::SmallVec;

use super::value;
use crate::checks::Case;
use crate::checks::gathered::InRole;
use crate::checks::glance::Glance;
use crate::model::{ClauseBody, ClauseId, EntityId, EventId, FactKey, Model, Plan};
use crate::syntax::tree::Behaviour;

/// The clauses about those facts of which it is not seen at a glance that all agree: in the order of the facts, then of the plans, then
/// of the claims.
pub fn doubtful(case: &Case<'_>) -> Vec<Fact> {
    let mut facts = roles(case.model, &case.gathered.glance);
    facts.extend(plans_and_attributes(case));
    facts.sort();
    facts
}

/// A clause about a fact, with the plan that it belongs to if it is of one.
pub type Fact = (FactKey, Option<Plan>, ClauseId);

/// The clauses that give a role its value, in the order of the facts, where it is not seen at a glance that all of them agree.
fn roles(model: &Model, glance: &Glance) -> Vec<Fact> {
    let fact = |(event, said): (EventId, InRole)| {
        let key = FactKey::Role(event, said.role);
        (key, None, said.clause)
    };
    let mut facts: Vec<Fact> = glance.doubtful(model).map(fact).collect();
    facts.par_sort_unstable();
    let groups = facts.chunk_by(|one, other| one.0 == other.0);
    let wanted = groups.filter(|own| !agree(model, own));
    wanted.flatten().copied().collect()
}

/// Whether it is seen at a glance that the values of one role meet, as nearly all do: each is one entity, and all of them are the
/// same, or above the lowest of them, or may be held beside each other.
fn agree(model: &Model, own: &[Fact]) -> bool {
    let &[(FactKey::Role(event, role), ..), _, ..] = own else {
        return true;
    };
    let entity = |&(_, _, clause): &Fact| model.items.one_entity(&value(model, clause)?);
    let entities = own.iter().map(entity);
    let Some(entities) = entities.collect::<Option<SmallVec<[EntityId; 16]>>>() else {
        return false;
    };
    let is_below = |lower: EntityId, upper: EntityId| model.entities.is_below(lower, upper);
    let lowest = entities.iter().copied().reduce(
        |lowest, one| {
            if is_below(one, lowest) { one } else { lowest }
        },
    );
    let is_above_lowest = |&one: &EntityId| lowest.is_some_and(|lowest| is_below(lowest, one));
    let of = model.vocabulary.role_of(model.event(event).kind, role);
    entities.iter().all(is_above_lowest) || of.is_some_and(|of| of.many)
}

/// The clauses that give a fixed attribute its value, or a role in a plan.
fn plans_and_attributes(case: &Case<'_>) -> impl Iterator<Item = Fact> {
    let model = case.model;
    let clauses = case.gathered.planned.iter().chain(&case.gathered.states);
    clauses.filter_map(|&id| match &model.says(id) {
        ClauseBody::Role { event, role, .. } => {
            Some((FactKey::Role(*event, *role), Some(model.plan_of(id)), id))
        }
        ClauseBody::State {
            subject, attribute, ..
        } if model.vocabulary.attribute(*attribute).behaviour == Behaviour::Fixed => {
            Some((FactKey::Attribute(*subject, *attribute), None, id))
        }
        ClauseBody::Happens { .. } | ClauseBody::When { .. } | ClauseBody::State { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;
    use crate::checks::gathered::Gathered;
    use crate::checks::value_conflict::{distinct, domain, meets};
    use crate::model::{self, Preface};
    use crate::syntax;
    use crate::text::{File, FileId, Files, NoTexts};

    fn model(text: &str) -> Model {
        let mut files = Files::default();
        files.add(File::new("case.claims", text));
        let file = (FileId(0), files.get(FileId(0)));
        let prefaces = [Preface::new(
            file.0,
            file.1,
            syntax::declarations(file.0, file.1),
        )];
        let own = Model::default().settings;
        let declarations = model::declare(&files, &prefaces, &NoTexts, &own);
        let mut model = declarations.model;
        let entries = syntax::claims(file.0, file.1);
        let chapter = declarations
            .declared
            .chapter(&model, &files, file.0, entries);
        model.add([(file.0, chapter)]);
        model
    }

    /// Places, each in some of those before it, and which of them claims give to an event; the first claim perhaps behind a word.
    fn case(places: &[Vec<usize>], claims: &[(bool, usize)], word: u8) -> String {
        let mut text =
            "kind trip \"A trip\"\n  role at: place\n  role past: place, many\n".to_owned();
        for (place, above) in places.iter().enumerate() {
            let above: Vec<String> = above
                .iter()
                .filter(|one| **one < place)
                .map(|one| format!("p{one}"))
                .collect();
            let above = if above.is_empty() {
                String::new()
            } else {
                format!(" in {}", above.join(", "))
            };
            let _ = writeln!(text, "place p{place} \"P{place}\"{above}");
        }
        text.push_str("event e: trip \"E\"\nsource s \"S\"\n  published 2025\n");
        for (number, (many, place)) in claims.iter().enumerate() {
            let role = if *many { "past" } else { "at" };
            let word = match (number, word) {
                (0, 1) => "not ",
                (0, 2) if *many => "only ",
                (0, 2) => "including ",
                _ => "",
            };
            let place = place % places.len();
            let _ = write!(text, "\nclaim \"c{number}\"\n  e: {word}{role} p{place}\n");
        }
        text
    }

    proptest! {
        /// What is taken to agree at a glance meets indeed; and single places do so seldom in any other way.
        #[test]
        fn what_agrees_at_a_glance_meets(
            places in proptest::collection::vec(proptest::collection::vec(0..5usize, 0..3), 1..6),
            claims in proptest::collection::vec((any::<bool>(), 0..5usize), 1..5),
            word in 0..5u8,
        ) {
            let model = model(&case(&places, &claims, word));
            let gathered = Gathered::new(&model);
            let doubtful = roles(&model, &gathered.glance);
            let mut facts: BTreeMap<FactKey, Vec<ClauseId>> = BTreeMap::new();
            for (id, clause) in model.clauses() {
                if let ClauseBody::Role { event, role, .. } = clause.body {
                    facts.entry(FactKey::Role(event, role)).or_default().push(id);
                }
            }
            prop_assert_eq!(facts.values().map(Vec::len).sum::<usize>(), claims.len());
            for (key, clauses) in facts {
                let found = doubtful.iter().filter(|(other, ..)| *other == key);
                let found: Vec<ClauseId> = found.map(|(.., clause)| *clause).collect();
                let agree = found.is_empty();
                prop_assert!(agree || found == clauses);
                prop_assert!(meets(&domain(&model, key), &distinct(&model, &clauses)) || !agree);
                let entities = clauses.iter().map(|id| model.items.one_entity(&value(&model, *id)?));
                let entities: Option<Vec<EntityId>> = entities.collect();
                let same = entities.is_some_and(|all| all.iter().all(|one| *one == all[0]));
                prop_assert!(agree || !same);
            }
        }
    }
}
