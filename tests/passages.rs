//! Passages looked up in the texts of their sources.
#![allow(clippy::unwrap_used)]

mod support;

use belie::diagnostic::Diagnostic;
use support::Case;

const TEXT: &str = "It was the news—bad news—that came. The first wit-\nness saw a Re-\nnault in Rome.\n\
    It was parked half-way between the two parties.\nHe said – we saw it – \"no\". The head-quarters stood there.\n";

/// What is reported of one passage of the text.
fn looked_up(passage: &str) -> Option<Diagnostic> {
    let claims = format!(
        "event e: fire \"It burns\"\nsource s \"S\"\n  published 2024-05-02\n  text \"s.txt\"\nclaim \"{passage}\"\n  e\n"
    );
    let case = Case::one(&claims).with("s.txt", TEXT);
    let mut found = case.check().diagnostics.into_iter();
    found.find(|one| one.code.id() == "quote-not-found")
}

/// In what the nearest passage of the text differs.
fn differences(passage: &str) -> Vec<String> {
    let labels = looked_up(passage).unwrap().labels;
    let texts = labels.into_iter().skip(1).map(|label| label.text);
    texts.map(String::from).collect()
}

#[test]
fn spaces_around_a_dash_do_not_matter() {
    for passage in [
        "the news — bad news — that came",
        "the news - bad news—that",
        "He said—we saw it—",
        "half - way",
    ] {
        assert!(looked_up(passage).is_none(), "{passage}");
    }
    for passage in ["half way", "the news bad news", "He said -we saw it"] {
        assert!(looked_up(passage).is_some(), "{passage}");
    }
}

#[test]
fn what_the_end_of_a_line_parts_is_no_difference() {
    assert_eq!(
        differences("the first witness saw a Renault"),
        ["“The” here, “the” in the claim"]
    );
    let advice = looked_up("the first witness saw a Renault").unwrap().advice;
    assert!(advice[0].contains("“The first witness saw a Renault”"));
    assert_eq!(
        differences("The first wit-ness saw a Peugeot in Rome"),
        ["“Renault” here, “Peugeot” in the claim"]
    );
}

/// What is to be copied is not what stands there already.
#[test]
fn the_nearest_words_hold_whole_numbers() {
    for (passage, whole) in [
        ("and cost them 12", "12,000"),
        ("said they can do it", "can't do it"),
    ] {
        let claims = format!(
            "event e: fire \"It burns\"\nsource s \"S\"\n  published 2024-05-02\n  text \"s.txt\"\nclaim \"{passage}\"\n  e\n"
        );
        let text = "It was dear and cost them 12,000 pounds.\nHe said they can't do it.\n";
        let found = Case::one(&claims).with("s.txt", text).check().diagnostics;
        let found = found
            .iter()
            .find(|one| one.code.id() == "quote-not-found")
            .unwrap();
        assert!(found.advice[0].contains(&format!("{whole}”")), "{found:?}");
    }
}

#[test]
fn of_an_elided_passage_the_part_that_is_missing_is_shown() {
    assert_eq!(
        differences("It was parked […] between the two parties […] The headquarters stood"),
        ["“head-quarters” here, “headquarters” in the claim"]
    );
    // Each stands there, but not in this order.
    assert_eq!(
        differences("between the two parties […] It was parked"),
        ["the same words, but not the same marks, order or nearness"]
    );
}
