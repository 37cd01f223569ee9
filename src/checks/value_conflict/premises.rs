//! What a quarrel about values rests on: that the things which its accounts name are different ones.

use super::{Side, clashes, sides};
use crate::logic::Listing;
use crate::model::meet::{Domain, ModeKey, Position};
use crate::model::{ClauseId, Entity, Item, Model};
use crate::syntax::tree::Sort;

/// The premises of clauses that say where something was.
pub fn premises_of_places(model: &Model, clauses: &[ClauseId]) -> Vec<String> {
    let domain = Domain {
        entities: &model.entities,
        many: false,
        closed: None,
        whole: false,
    };
    let sides = sides(model, clauses);
    premises(model, &sides, &clashes(&domain, &sides))
}

/// That two names are different things is a premise: the vocabulary of the case is closed.
pub fn premises(model: &Model, sides: &[Side], clashes: &Listing) -> Vec<String> {
    let entities = |clash: &Vec<u32>| -> Option<Vec<Entity<'_>>> {
        clash
            .iter()
            .map(|&side| match single(&sides[side as usize].position)? {
                Item::Entity(entity) => Some(model.entities.get(entity)),
                _ => None,
            })
            .collect()
    };
    let clashing = clashes.sets.iter().filter_map(entities);
    let premises = clashing.filter_map(|entities| match entities.as_slice() {
        [one, other] if [one.sort, other.sort] == [Sort::Person; 2] => Some(format!(
            "“{}” and “{}” are two persons; if they are one person, make “{}” an `alias` of `{}`.",
            one.label, other.label, other.label, one.name
        )),
        [one, other] => Some(match reconciling_line(one, other) {
            Some(line) => format!(
                "“{}” and “{}” are different things, as nothing in the case stands below both; if one can be both, declare it: {line}.",
                one.label, other.label,
            ),
            None => format!("“{}” and “{}” are different things.", one.label, other.label),
        }),
        [_, _, ..] => Some(format!(
            "{} have nothing in common, as nothing in the case stands below all of them; if something does, declare it: {}.",
            listed(&entities),
            joining_line(&entities)?,
        )),
        _ => None,
    });
    premises.take(3).collect()
}

/// `“Paris”, “Lyon” and “Nice”`
fn listed(entities: &[Entity<'_>]) -> String {
    let labels: Vec<String> = entities
        .iter()
        .map(|entity| format!("“{}”", entity.label))
        .collect();
    match labels.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => labels.concat(),
    }
}

/// What to write so that several things meet in one; nothing for persons, who are one or are not, and where nothing can stand below
/// all.
fn joining_line(entities: &[Entity<'_>]) -> Option<String> {
    let names: Vec<&str> = entities.iter().map(|entity| entity.name).collect();
    let names = names.join(", ");
    let all = |fits: fn(Sort) -> bool| entities.iter().all(|entity| fits(entity.sort));
    match entities.first()?.sort {
        Sort::Org if all(|sort| sort == Sort::Org) => Some(format!("`org ID \"…\" in {names}`")),
        Sort::Place if all(|sort| sort == Sort::Place) => {
            Some(format!("`place ID \"…\" in {names}`"))
        }
        Sort::Term | Sort::Thing if all(|sort| matches!(sort, Sort::Term | Sort::Thing)) => {
            Some(format!("`term ID \"…\" is {names}`"))
        }
        _ => None,
    }
}

/// The item of a position that says only what it is.
fn single(position: &Position) -> Option<Item> {
    match (position.mode, position.items.as_slice()) {
        (ModeKey::Is, [item]) => Some(*item),
        _ => None,
    }
}

/// What to write so that two names meet, of what may stand below what; nothing where neither may.
fn reconciling_line(one: &Entity, other: &Entity) -> Option<String> {
    use Sort::{Org, Person, Place, Term, Thing};
    match (one.sort, other.sort) {
        (Org, Org) | (Place, Place) => {
            let below = below("in", one, other)?;
            Some(format!("{below}, or the other way round"))
        }
        (Person, Org) => below("in", one, other),
        (Org, Person) => below("in", other, one),
        (Term | Thing, Term | Thing) => {
            Some(format!("`term ID \"…\" is {}, {}`", one.name, other.name))
        }
        (Person | Org | Place, Term) => below("is", one, other),
        (Term, Person | Org | Place) => below("is", other, one),
        _ => None,
    }
}

/// A declaration of one below another: `place turin … in italy`.
fn below(word: &str, lower: &Entity, upper: &Entity) -> Option<String> {
    if matches!(lower.sort, Sort::Term | Sort::Thing) {
        return None;
    }
    let keyword = lower.sort.keyword();
    Some(format!(
        "`{keyword} {} … {word} {}`",
        lower.name, upper.name
    ))
}
