//! Values: looked up and held against what may stand there.

use super::super::value::about_width;
use super::super::{Quantity, Subject, Type, UnitId, Value};
use super::claims::Reading;
use crate::syntax::tree::{self, Decimal, Mode, Name, NumberBound, Reference, Spanned};

impl Reading<'_> {
    /// A value of a role or attribute that takes `takes`, and whether it is approximate. None if nothing of it can be used.
    pub(super) fn value(&mut self, value: &tree::Value<'_>, takes: &Type) -> Option<(Value, bool)> {
        let begun = self.chapter.items.len();
        let mut soft = false;
        for item in &value.items {
            let known = match item {
                tree::Item::Number(number) => self.number(number, takes, &mut soft),
                tree::Item::Reference(reference) => {
                    let named = self.named(reference, takes);
                    named.map(|named| self.chapter.items.add(named))
                }
            };
            // One wrong item makes the value say something else than was meant: it is left out whole.
            if known.is_none() {
                self.chapter.items.truncate(begun);
                return None;
            }
        }
        Some((self.chapter.items.end_value(value.mode, begun), soft))
    }

    /// The same of a value that is one id.
    pub(super) fn only_value(&mut self, name: Name<'_>, takes: &Type) -> Option<Value> {
        let resolver = &mut self.resolver;
        let fits = resolver
            .thing(&name)
            .filter(|&found| resolver.fits(found, takes));
        let named = match fits {
            Some(found) => found,
            None => self.named(&Reference::Id(name), takes)?,
        };
        Some(self.chapter.items.only(Mode::Is, named))
    }

    fn number(
        &mut self,
        number: &Spanned<tree::Number<'_>>,
        takes: &Type,
        soft: &mut bool,
    ) -> Option<()> {
        if *takes != Type::Number {
            self.resolver
                .not_of_type(self.file, number.span, "this is a number", takes);
            return None;
        }
        let quantity = self.quantity(&number.value);
        *soft |= quantity.about;
        self.chapter.items.add_number(quantity);
        Some(())
    }

    fn named(&mut self, reference: &Reference<'_>, takes: &Type) -> Option<Subject> {
        let file = self.file;
        if *takes == Type::Number && self.resolver.names_nothing(reference) {
            self.resolver.no_number(reference, file);
            return None;
        }
        let found = self.resolver.reference(reference, takes, file)?;
        if !self.resolver.fits(found, takes) {
            let is = self.resolver.sort_of(found);
            self.resolver
                .not_of_type(file, reference.span(), &is, takes);
            return None;
        }
        Some(found)
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
                low: whole.low.map(|low| low - about_width(low)),
                high: whole.high.map(|high| high + about_width(high)),
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

fn billionths(decimal: Decimal) -> i128 {
    let missing = 9_u32.saturating_sub(u32::from(decimal.scale));
    i128::from(decimal.mantissa) * 10_i128.pow(missing)
}
