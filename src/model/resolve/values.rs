//! Values: looked up and held against what may stand there.

use std::borrow::Cow;

use super::super::value::BILLIONTH;
use super::super::{EntityId, Item, Quantity, Type, UnitId, Value};
use super::{Resolver, What};
use crate::syntax::tree::{self, Decimal, NumberBound, Quoted, Reference};
use crate::text::{FileId, Location, Span};

impl<'t> Resolver<'t> {
    /// A value of a role or attribute that takes `takes`, and whether it is approximate. None if nothing of it can be used.
    pub(super) fn value(
        &mut self,
        value: &tree::Value<'t>,
        takes: &Type,
        file: FileId,
    ) -> Option<(Value, bool)> {
        let start = self.model.items.len();
        let mut soft = false;
        for item in &value.items {
            let Some(item) = self.item(item, takes, file) else {
                // One wrong item makes the value say something else than was meant: it is left out whole.
                self.model.items.truncate(start);
                return None;
            };
            soft |= matches!(item, Item::Number(quantity) if quantity.about);
            self.model.items.push(item);
        }
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let items = index(start)..index(self.model.items.len());
        Some((
            Value {
                mode: value.mode,
                items,
            },
            soft,
        ))
    }

    fn item(&mut self, item: &tree::Item<'t>, takes: &Type, file: FileId) -> Option<Item> {
        match item {
            tree::Item::Number(number) if *takes == Type::Number => {
                Some(Item::Number(self.quantity(&number.value)))
            }
            tree::Item::Number(number) => {
                self.not_of_type(file, number.span, "this is a number", takes);
                None
            }
            tree::Item::Reference(reference)
                if *takes == Type::Number && self.names_nothing(reference) =>
            {
                self.no_number(reference, file);
                None
            }
            tree::Item::Reference(reference) => {
                let found = self.reference(reference, takes, file)?;
                self.fits(found, takes).then_some(found).or_else(|| {
                    self.not_of_type(file, reference.span(), &self.sort_of(found), takes);
                    None
                })
            }
        }
    }

    fn not_of_type(&mut self, file: FileId, span: Span, is: &str, takes: &Type) {
        let message = format!("{} belongs here", self.type_words(takes));
        self.wrong_kind(file, span, message, is.to_owned(), None);
    }

    /// Whether it is an id that nothing bears.
    fn names_nothing(&self, reference: &Reference<'t>) -> bool {
        match reference {
            Reference::Id(name) => self.names.thing(name.text).is_none(),
            Reference::Label(_) => true,
        }
    }

    /// Words where a number should stand: `dozens`, `"about fifty"`.
    fn no_number(&mut self, reference: &Reference<'t>, file: FileId) {
        let advice = match reference {
            Reference::Id(name) => at_least(name.text),
            Reference::Label(_) => None,
        };
        let advice = advice.map_or_else(
            || {
                "Write it in digits, as exactly as the source does and no more so: `12`, `about 50`, `at least 10`, `10 to 20`."
                    .to_owned()
            },
            |least| format!("Write the least that it can be: `at least {least}`."),
        );
        self.wrong_kind(
            file,
            reference.span(),
            "a number belongs here".to_owned(),
            "no number".to_owned(),
            Some(advice),
        );
    }

    fn type_words(&self, takes: &Type) -> Cow<'static, str> {
        let Type::OneOf(members) = takes else {
            return Cow::Borrowed(takes.words());
        };
        let members: Vec<_> = members
            .iter()
            .map(|&id| format!("`{}`", self.entity_name(id)))
            .collect();
        Cow::Owned(format!("one of {}", members.join(", ")))
    }

    fn sort_of(&self, item: Item) -> String {
        match item {
            Item::Entity(id) => {
                let entity = self.model.entities.get(id);
                format!("`{}` is {}", entity.name, Type::Sort(entity.sort).words())
            }
            Item::Event(_) => "this is an event".to_owned(),
            Item::Number(_) => "this is a number".to_owned(),
        }
    }

    fn fits(&self, item: Item, takes: &Type) -> bool {
        match (item, takes) {
            (Item::Entity(id), Type::OneOf(members)) => members
                .iter()
                .any(|&member| self.model.entities.is_below(id, member)),
            (Item::Entity(id), _) => takes.takes_sort(self.model.entities.get(id).sort),
            (Item::Event(_), _) => matches!(takes, Type::Event | Type::Any),
            (Item::Number(_), _) => *takes == Type::Number,
        }
    }

    /// The entity or event that a reference names, those that fit first.
    pub(super) fn reference(
        &mut self,
        reference: &Reference<'t>,
        takes: &Type,
        file: FileId,
    ) -> Option<Item> {
        match reference {
            Reference::Label(quoted) => self.by_label(quoted, takes, file).map(Item::Entity),
            Reference::Id(name) => {
                let found = self.names.thing(name.text);
                // A name of the case may hide one of a closed list of the built-in vocabulary.
                if let (Some(item), Some(&built_in)) = (found, self.names.built_in.get(name.text))
                    && !self.fits(item, takes)
                    && self.fits(Item::Entity(built_in), takes)
                {
                    return Some(Item::Entity(built_in));
                }
                if found.is_none() {
                    self.not_known(What::Thing, name, file);
                }
                found
            }
        }
    }

    fn by_label(&mut self, quoted: &Quoted<'t>, takes: &Type, file: FileId) -> Option<EntityId> {
        let label = quoted.value();
        let found = self.names.labelled(&label, &self.model.entities).to_vec();
        let fitting: Vec<_> = found
            .iter()
            .copied()
            .filter(|&id| self.fits(Item::Entity(id), takes))
            .collect();
        let found = if fitting.is_empty() { found } else { fitting };
        self.only_one(
            &label,
            &found,
            Location {
                file,
                span: quoted.span,
            },
        )
    }

    fn quantity(&mut self, number: &tree::Number<'t>) -> Quantity {
        let (low, high) = (billionths(number.low), billionths(number.high));
        let unit = number.unit.map(|unit| self.unit(unit.text));
        let whole = Quantity {
            low: Some(low.min(high)),
            above_low: false,
            high: Some(high.max(low)),
            below_high: false,
            unit,
            about: false,
        };
        match number.bound {
            NumberBound::Plain => whole,
            NumberBound::AtLeast => Quantity {
                high: None,
                ..whole
            },
            NumberBound::AtMost => Quantity { low: None, ..whole },
            NumberBound::MoreThan => Quantity {
                high: None,
                above_low: true,
                ..whole
            },
            NumberBound::LessThan => Quantity {
                low: None,
                below_high: true,
                ..whole
            },
            NumberBound::About => Quantity {
                low: Some(low - width(low)),
                high: Some(high + width(high)),
                about: true,
                ..whole
            },
        }
    }

    fn unit(&mut self, name: &'t str) -> UnitId {
        *self.names.units.entry(name).or_insert_with(|| {
            self.model.units.push(name.to_owned());
            UnitId::from_index(self.model.units.len() - 1)
        })
    }
}

/// How far `about` reaches: a tenth, and at least 1.
fn width(number: i128) -> i128 {
    (number.abs() / 10).max(BILLIONTH)
}

fn billionths(decimal: Decimal) -> i128 {
    let missing = 9_u32.saturating_sub(u32::from(decimal.scale));
    i128::from(decimal.mantissa) * 10_i128.pow(missing)
}

/// The least that a vague number can be.
fn at_least(word: &str) -> Option<u32> {
    Some(match word {
        "several" => 2,
        "dozen" => 12,
        "dozens" => 24,
        "scores" => 40,
        "hundred" => 100,
        "hundreds" => 200,
        "thousand" => 1_000,
        "thousands" => 2_000,
        _ => return None,
    })
}
