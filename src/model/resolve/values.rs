//! Values: looked up and held against what may stand there.

use super::super::value::BILLIONTH;
use super::super::{Item, ItemsOf, Quantity, Type, UnitId, Value};
use super::claims::Reading;
use crate::syntax::tree::{self, Decimal, NumberBound};

impl Reading<'_> {
    /// A value of a role or attribute that takes `takes`, and whether it is approximate. None if nothing of it can be used.
    pub(super) fn value(&mut self, value: &tree::Value<'_>, takes: &Type) -> Option<(Value, bool)> {
        let mut items = ItemsOf::new();
        for item in &value.items {
            // One wrong item makes the value say something else than was meant: it is left out whole.
            items.push(self.item(item, takes)?);
        }
        let about = |item: &Item| matches!(item, Item::Number(quantity) if quantity.about);
        let soft = items.iter().any(about);
        Some((self.chapter.items.push(value.mode, &items), soft))
    }

    fn item(&mut self, item: &tree::Item<'_>, takes: &Type) -> Option<Item> {
        let file = self.file;
        match item {
            tree::Item::Number(number) if *takes == Type::Number => {
                Some(Item::Number(self.quantity(&number.value)))
            }
            tree::Item::Number(number) => {
                self.resolver
                    .not_of_type(file, number.span, "this is a number", takes);
                None
            }
            tree::Item::Reference(reference)
                if *takes == Type::Number && self.resolver.names_nothing(reference) =>
            {
                self.resolver.no_number(reference, file);
                None
            }
            tree::Item::Reference(reference) => {
                let found = self.resolver.reference(reference, takes, file)?;
                self.resolver
                    .fits(found, takes)
                    .then_some(found)
                    .or_else(|| {
                        let is = self.resolver.sort_of(found);
                        self.resolver
                            .not_of_type(file, reference.span(), &is, takes);
                        None
                    })
            }
        }
    }

    fn quantity(&mut self, number: &tree::Number<'_>) -> Quantity {
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

    fn unit(&mut self, name: &str) -> UnitId {
        if let Some(&unit) = self.units.get(name) {
            return unit;
        }
        let unit = UnitId::from_index(self.chapter.units.len());
        self.chapter.units.push(name.to_owned());
        self.units.insert(name.into(), unit);
        unit
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
