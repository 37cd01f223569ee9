//! What is told of a name that nobody declared: what was probably meant, or how to declare it.

use rustc_hash::FxHashMap;

use super::super::{Meant, Model, Subject, meant};
use super::labels;
use super::names::{self, Names};
use super::notes::What;
use super::slot::Slot;
use super::untold::{instead_of_untold, nobody_in_particular, perhaps_one};
use crate::date::Weekday;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::quoted;

/// What stands where an event may, as a time, beside the days of the week.
const DAYS: [&str; 5] = ["today", "yesterday", "tomorrow", "tonight", "published"];

/// A name that nobody declared, with what fits where it stands.
pub(super) struct Nameless<'n> {
    pub(super) what: What,
    pub(super) name: &'n str,
    /// Of an attribute: what it is said of.
    pub(super) slot: Slot,
}

impl Nameless<'_> {
    /// What is told, without its places. Whether names are `compared` to find one that is nearly the same is for the caller to say.
    pub(super) fn found(&self, names: &Names, model: &Model, compared: bool) -> Diagnostic {
        let &Self { what, name, .. } = self;
        let message = match what {
            What::Label => format!("no label or alias is “{name}”"),
            _ => format!("no {} `{name}` is declared", what.word()),
        };
        let mut diagnostic = Diagnostic::new(Code::UnknownName, message);
        diagnostic.about = name.to_owned();
        let advice = self.instead(names, model).or_else(|| {
            let near = compared.then(|| self.probably(names, model)).flatten();
            near.map(|near| format!("Did you mean {near}?"))
        });
        diagnostic.advise(advice.unwrap_or_else(|| self.declaration()))
    }

    /// What to write for a word that is known, though nothing bears it.
    fn instead(&self, names: &Names, model: &Model) -> Option<String> {
        let name = self.name;
        match self.what {
            What::Event => {
                let time = names::no_event_but_time(name).map(|advice| advice.into_owned());
                let is_attribute = names.attributes.contains_key(name);
                time.or_else(|| {
                    is_attribute.then(|| format!(
                        "`{name}` is an attribute: write of what it is said and a point before it, `EVENT.{name}: …`."
                    ))
                })
            }
            What::Thing | What::Label => instead_of_untold(name).map(str::to_owned),
            What::Speaker => Some(unnamed_speaker(name)),
            What::Kind | What::Attribute => self.everyday(names, model),
            What::Source => None,
        }
    }

    /// What the vocabulary has for an everyday word: `wife`, `murder`.
    fn everyday(&self, names: &Names, model: &Model) -> Option<String> {
        let is_fit = |one: &Meant| match one {
            Meant::Attribute(attribute) => {
                let found = names.attributes.get(*attribute);
                found.is_some_and(|&id| {
                    Slot::of(&model.vocabulary.attribute(id).of)
                        .and(self.slot)
                        .is_some()
                })
            }
            Meant::Kind(kind) => names.kinds.contains_key(*kind),
            Meant::Role(_) => false,
        };
        let fit: Vec<Meant> = meant(self.name).filter(is_fit).collect();
        let of_sort = |wanted: What| -> Vec<&str> {
            let is_wanted = |one: &&Meant| matches!(one, Meant::Kind(_)) == (wanted == What::Kind);
            fit.iter().filter(is_wanted).map(|one| one.name()).collect()
        };
        match (of_sort(self.what).as_slice(), self.what) {
            ([one], _) => Some(format!("Did you mean `{one}`?")),
            ([one, other, ..], _) => {
                Some(format!("Write `{one}` or `{other}`, whichever is meant."))
            }
            ([], What::Attribute) => {
                let kinds = of_sort(What::Kind);
                let kind = kinds.first()?;
                Some(format!(
                    "No attribute tells it, but an event does: declare one, `event ID: {kind} \"…\"`, and write of it `ID: patient …`, \
                     `ID: on …`."
                ))
            }
            ([], _) => None,
        }
    }

    /// What was probably meant, in the marks in which it is written.
    fn probably(&self, names: &Names, model: &Model) -> Option<String> {
        let &Self { what, name, slot } = self;
        let entities = &model.entities;
        let things = || names.things.iter();
        let id = match what {
            What::Thing => {
                let built_in = names.built_in.iter();
                let built_in = built_in.map(|(name, id)| (&**name, Subject::Entity(*id)));
                let fitting = things()
                    .chain(built_in)
                    .filter(|(_, is)| slot.takes(*is, entities));
                names::nearest(name, fitting.map(|(name, _)| name))
            }
            What::Label | What::Speaker => None,
            What::Event => {
                let events = things().filter(|(_, is)| matches!(is, Subject::Event(_)));
                let weekdays = Weekday::ALL.map(|day| -> &str { day.name() });
                let days = weekdays.into_iter().chain(DAYS);
                names::nearest(name, events.map(|(name, _)| name).chain(days))
            }
            What::Source => names::nearest(name, keys(&names.sources)),
            What::Kind => names::nearest(name, keys(&names.kinds)),
            What::Attribute => names::nearest(name, keys(&names.attributes)),
        };
        let label = match what {
            What::Thing | What::Label => {
                let fits = |sort| slot.takes_sort(sort);
                names::nearest(name, labels::of_sorts(entities, fits))
            }
            What::Event | What::Source | What::Kind | What::Attribute | What::Speaker => None,
        };
        match (id, label) {
            // Of an id and a label that are equally near, the id is what stands here more often.
            (Some((slips, id)), label) if label.is_none_or(|(more, _)| slips <= more) => {
                Some(format!("`{id}`"))
            }
            (_, label) => label.map(|(_, label)| quoted(label)),
        }
    }

    /// How to declare it.
    fn declaration(&self) -> String {
        let &Self { what, name, slot } = self;
        let one = perhaps_one(name).filter(|_| slot.is_speaker());
        match what {
            What::Thing | What::Speaker => match one {
                Some((quoted, word)) => format!(
                    "If it is nobody in particular, write `{quoted}`: a name in quotation marks that nobody bears is an unnamed speaker, never \
                     the same as another claim's. If it is one and the same throughout, declare it in any file of the case: \
                     `{word} {name} \"…\"`."
                ),
                None => slot.declaration(name),
            },
            What::Event => {
                format!("Declare it in any file of the case: `event {name}: KIND \"…\"`.")
            }
            What::Source => format!("Declare it: `source {name} \"…\"`."),
            What::Kind | What::Attribute => {
                "`belie vocabulary` prints all that are built in; a case may declare its own."
                    .to_owned()
            }
            What::Label => {
                "Use the id of an entity, or add the name as an `alias` to one.".to_owned()
            }
        }
    }
}

/// Two who are called `anonymous` are not one.
fn unnamed_speaker(name: &str) -> String {
    let quoted = nobody_in_particular(name).unwrap_or("\"a witness\"");
    format!(
        "Write `{quoted}`, or whatever the source calls them: a name in quotation marks that nobody bears is an unnamed speaker, never the \
         same as another claim's."
    )
}

fn keys<T>(table: &FxHashMap<Box<str>, T>) -> impl Iterator<Item = &str> {
    table.keys().map(|name| &**name)
}
