//! What an unknown id at a place could be declared as.

use super::context::Context;
use super::wants::{Want, wants};
use crate::analysis::{Analysis, OutlineKind};
use crate::model::Type;
use crate::syntax::tree::Sort;

/// What an id could be declared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Declarable {
    Sort(Sort),
    Event,
}

const SORTS: [Sort; 5] = [
    Sort::Person,
    Sort::Org,
    Sort::Place,
    Sort::Thing,
    Sort::Term,
];

impl Declarable {
    /// The word that declares it.
    pub(in crate::analysis) fn word(self) -> &'static str {
        match self {
            Self::Sort(sort) => sort.keyword(),
            Self::Event => "event",
        }
    }

    /// How it is listed.
    pub(in crate::analysis) fn outline(self) -> OutlineKind {
        match self {
            Self::Sort(sort) => sort.into(),
            Self::Event => OutlineKind::Event,
        }
    }

    /// The entry that declares it, with a name that is to be looked at.
    pub(in crate::analysis) fn entry(self, id: &str) -> String {
        let label = id.replace('_', " ");
        match self {
            Self::Sort(_) => format!("{} {id} \"{label}\"", self.word()),
            Self::Event => format!("event {id}: happening \"{label}\""),
        }
    }
}

/// What an unknown id at a place could be declared as, the likeliest first.
pub(in crate::analysis) fn declarable(
    text: &str,
    at: usize,
    analysis: &Analysis,
) -> Vec<Declarable> {
    let Some(context) = Context::at(text, at) else {
        return Vec::new();
    };
    let mut all: Vec<Declarable> = Vec::new();
    for want in wants(&context) {
        let more = declared_for(analysis, want, &context);
        all.extend(
            more.into_iter()
                .filter(|one| !all.contains(one))
                .collect::<Vec<_>>(),
        );
    }
    all
}

fn declared_for(analysis: &Analysis, want: Want<'_>, context: &Context<'_>) -> Vec<Declarable> {
    let sorts = |sorts: &[Sort]| sorts.iter().copied().map(Declarable::Sort).collect();
    match want {
        Want::Events => vec![Declarable::Event],
        Want::Parties => sorts(&[Sort::Person, Sort::Org]),
        Want::Like("person") => sorts(&[Sort::Person, Sort::Org]),
        Want::Like("org") | Want::Above("person" | "org") => sorts(&[Sort::Org]),
        Want::Like("place") | Want::Above("place") => sorts(&[Sort::Place]),
        Want::Like(_) | Want::Above(_) => sorts(&[Sort::Term]),
        // A subject has its attribute behind it; what stands alone is an event.
        Want::Subjects if !context.head => sorts(&[Sort::Person, Sort::Org, Sort::Thing]),
        Want::Subjects => sorts(&[Sort::Term]),
        Want::RoleValues(event, role) => {
            let takes = analysis.role_takes(event, role);
            takes.map_or_else(Vec::new, |takes| of_type(&takes))
        }
        Want::AttributeValues(attribute) => {
            let takes = analysis.attribute_takes(attribute);
            takes.map_or_else(Vec::new, |takes| of_type(&takes))
        }
        _ => Vec::new(),
    }
}

fn of_type(takes: &Type) -> Vec<Declarable> {
    match takes {
        Type::Event => vec![Declarable::Event],
        Type::Number => Vec::new(),
        Type::OneOf(_) => vec![Declarable::Sort(Sort::Term)],
        other => {
            let sorts = SORTS.iter().filter(|&&sort| other.takes_sort(sort));
            let sorts = sorts.copied().map(Declarable::Sort);
            let event = (*other == Type::Any).then_some(Declarable::Event);
            sorts.chain(event).collect()
        }
    }
}
