//! What to write so that numbers in different units can be compared: units are spelt as their sources do, and not converted.

use crate::model::{Model, Quantity, say};

/// How two numbers are measured, in words: `in `km` and in `miles``.
pub(super) fn both(model: &Model, two: [&Quantity; 2]) -> String {
    let [one, other] = two.map(|number| match name(model, number) {
        "" => "without a unit".to_owned(),
        unit => format!("in `{unit}`"),
    });
    format!("{one} and {other}")
}

/// What to write instead.
pub(super) fn advice(model: &Model, two: [&Quantity; 2]) -> String {
    let names = two.map(|number| name(model, number));
    let digits: Vec<_> = two
        .into_iter()
        .filter_map(|number| in_digits(model, number))
        .collect();
    if !digits.is_empty() {
        return format!("Write all digits: {}.", digits.join(", "));
    }
    let [one, other] = names;
    if is_same_word(one, other) {
        return format!("If these are one unit, spell it in one way everywhere: `{one}`.");
    }
    if let Some(number) = names.iter().position(|name| name.is_empty()) {
        let unit = names[1 - number];
        return format!(
            "Write the unit of both: `{} {unit}`, if it is the same.",
            say::quantity(model, two[number])
        );
    }
    let smaller = two
        .into_iter()
        .find_map(|number| in_smaller(model, number, names));
    match smaller {
        Some(number) => format!("Write both in one unit: {number}."),
        None => "Units are not converted: write all values of one fact in one unit, and spell it in one way.".to_owned(),
    }
}

fn name<'m>(model: &'m Model, number: &Quantity) -> &'m str {
    let unit = number.unit.map(|unit| model.units[unit.index()].as_str());
    unit.unwrap_or_default()
}

/// Whether one is the other but for its ending, or short for it.
fn is_same_word(one: &str, other: &str) -> bool {
    let short = |word: &str| {
        let word = word.to_lowercase();
        match word.strip_suffix('s').unwrap_or(&word) {
            "kilometre" | "kilometer" => "km".to_owned(),
            "metre" | "meter" => "m".to_owned(),
            "kilogram" => "kg".to_owned(),
            "tonne" => "t".to_owned(),
            plain => plain.to_owned(),
        }
    };
    !one.is_empty() && short(one) == short(other)
}

/// `2000000` instead of `2 million`
fn in_digits(model: &Model, number: &Quantity) -> Option<String> {
    let word = name(model, number);
    let times = match word {
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    };
    Some(match multiplied(number, times) {
        Some(many) => is(model, number, &say::quantity(model, &many)),
        None => format!("`1 {word}` is `{times}`"),
    })
}

fn is(model: &Model, number: &Quantity, other: &str) -> String {
    format!("`{}` is `{other}`", say::quantity(model, number))
}

/// `24 months` instead of `2 years`, where the other number is in the smaller unit.
fn in_smaller(model: &Model, number: &Quantity, names: [&str; 2]) -> Option<String> {
    let times = [
        ("year", "month", 12),
        ("week", "day", 7),
        ("day", "hour", 24),
        ("hour", "minute", 60),
        ("km", "m", 1000),
        ("t", "kg", 1000),
    ];
    let means = |name: &str, unit: &str| name.strip_suffix('s').unwrap_or(name) == unit;
    let larger = name(model, number);
    let smaller = names.into_iter().find(|name| *name != larger)?;
    let found = times
        .iter()
        .find(|(many, one, _)| means(larger, many) && means(smaller, one));
    let many = say::quantity(model, &multiplied(number, found?.2)?);
    Some(is(model, number, &format!("{many} {smaller}")))
}

/// So many times as much, without a unit; nothing of what is widened already.
fn multiplied(number: &Quantity, times: i128) -> Option<Quantity> {
    let many = |bound: Option<i128>| bound.map(|bound| bound.saturating_mul(times));
    let (low, high) = (many(number.low), many(number.high));
    let unit = None;
    (!number.about).then_some(Quantity {
        low,
        high,
        unit,
        ..*number
    })
}
