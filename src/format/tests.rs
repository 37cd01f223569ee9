//! The layout of single forms, and what stays as it is.

use super::{format, lay_out};

/// Formats a text, and looks that a second time changes nothing.
fn formatted(text: &str) -> String {
    let made = lay_out(text).unwrap();
    assert_eq!(format(&made), made, "from {text:?}");
    made
}

#[test]
fn one_space_between_words_and_none_before_marks() {
    let text = "person  najim\t\"Osama Najim\"\nevent release :release   of arrest\"He goes\"\nclaim\"freed\"via \"a\" ,b\n\
                release :not  agent najim , on [2015,2016] ,within 2days of arrest\n";
    let text = text.replace("\nrelease", "\n   release");
    assert_eq!(
        formatted(&text),
        "person najim \"Osama Najim\"\nevent release: release of arrest \"He goes\"\n\nclaim \"freed\" via \"a\", b\n  \
         release: not agent najim, on [2015,2016], within 2 days of arrest\n"
    );
}

#[test]
fn statements_that_are_too_long_have_a_clause_a_line() {
    let text = "claim \"x\"\n  arrest: agent the_state, patient somebody_with_a_long_name, place somewhere_far_away, between 10 days before published and published\n";
    assert_eq!(
        formatted(text),
        "claim \"x\"\n  arrest: agent the_state,\n    patient somebody_with_a_long_name,\n    place somewhere_far_away,\n    between 10 days before published and published\n"
    );
}

#[test]
fn lists_that_are_too_long_are_filled() {
    let names: Vec<String> = (0..12).map(|n| format!("\"name number {n}\"")).collect();
    let text = format!("person a \"b\"\n  alias {}\n", names.join(","));
    let made = formatted(&text);
    assert_eq!(made.lines().count(), 3, "{made}");
    assert!(
        made.lines().all(|line| line.chars().count() <= 120),
        "{made}"
    );
    assert!(made.contains("\n    \"name number "), "{made}");
}

#[test]
fn what_fits_is_joined() {
    assert_eq!(
        formatted("claim \"x\"\n  a: place b,\n\n      on 2025,\n    reason c\n"),
        "claim \"x\"\n  a: place b, on 2025, reason c\n"
    );
}

#[test]
fn comments_stay_beside_what_they_speak_of() {
    let text = "claim \"x\" # one\n a: place b, # two\n # three\n  on 2025,\n  reason c # four\n a.b: 1   #five  \n# six\n\n\n # seven\nclaim # eight\n";
    assert_eq!(
        formatted(text),
        "claim \"x\"      # one\n  a: place b,  # two\n    # three\n    on 2025,\n    reason c  # four\n  a.b: 1      #five\n# six\n\n  # seven\n\nclaim  # eight\n"
    );
}

#[test]
fn lines_of_an_entry_have_an_order() {
    let text = "source a\n  zone \"Europe/Rome\"\n  # The day.\n  published 2025  # or so\n  publisher \"b\"\n\n  text \"c\"\n  by d\n";
    assert_eq!(
        formatted(text),
        "source a\n  publisher \"b\"\n  # The day.\n  published 2025  # or so\n  zone \"Europe/Rome\"\n\n  by d\n  text \"c\"\n"
    );
}

#[test]
fn nothing_is_moved_over_a_calendar() {
    let text = "source a\n  published 1918-01-31\n  calendar julian\n  publisher \"b\"\n";
    assert_eq!(formatted(text), text);
}

#[test]
fn speakers_come_first() {
    let text = "claim \"x\" told told via b, \"c\" by d via e\n";
    assert_eq!(
        formatted(text),
        "claim \"x\" by d via b, \"c\" via e told told\n"
    );
}

#[test]
fn a_statement_with_a_mistake_stays_as_it_is() {
    let text = "claim   \"x\"\n     a:on   1.2.2025 ,  place b   # why\n  a :place b\n";
    assert_eq!(
        formatted(text),
        "claim \"x\"\n     a:on   1.2.2025 ,  place b   # why\n  a: place b\n"
    );
}

#[test]
fn an_entry_that_is_not_read_stays_as_it_is() {
    let text = "event  a  b\n   on  2\nevent  a :b\n";
    assert_eq!(formatted(text), "event  a  b\n   on  2\nevent a: b\n");
}

#[test]
fn long_passages_stay_as_they_are() {
    let text = "claim   \"\"\"  one,\r\n\r\n   two   \r\n\"\"\"   by  a\r\n  b\r\n";
    assert_eq!(
        formatted(text),
        "claim \"\"\"  one,\r\n\r\n   two   \r\n\"\"\" by a\r\n  b\r\n"
    );
}

#[test]
fn width_is_counted_in_columns() {
    let wide = "囲".repeat(28);
    let text = format!("claim \"x\"\n  a: place {wide}, reason {wide}\n");
    assert_eq!(formatted(&text).lines().count(), 3);
    let text = text.replace('囲', "é");
    assert_eq!(formatted(&text), text);
}

#[test]
fn nothing_is_made_of_nothing() {
    assert_eq!(formatted(""), "");
    assert_eq!(formatted(" \n\t\n"), "");
    assert_eq!(formatted("\n # a"), "# a\n");
}
