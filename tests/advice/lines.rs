//! What is advised for the lines below sources and events, and that what it says to write is no mistake.

use super::mistakes;

/// What is advised for a line `published`, and that it can be written.
#[test]
fn when_a_source_was_published_is_one_time() {
    for (written, advice, mended) in [
        (
            "after 1985",
            "Write `published 1985/..`, which takes in 1985.",
            "1985/..",
        ),
        (
            "before 1985-02",
            "Write `published ../1985-02`, which takes in 1985-02.",
            "../1985-02",
        ),
        (
            "between 1985 and 1987",
            "Write `published 1985/1987`.",
            "1985/1987",
        ),
        (
            "\"1985-07-11\"",
            "Write `published 1985-07-11`.",
            "1985-07-11",
        ),
        (
            "1985-07-11 10:30",
            "Write `1985-07-11T10:30`.",
            "1985-07-11T10:30",
        ),
        (
            "1985-07-11 00:00:00",
            "Write `1985-07-11` if the day is meant, `1985-07-11T00:00:00` if its first moment.",
            "1985-07-11",
        ),
        (
            "1985-07-11 dawn",
            "Write `1985-07-11 early morning`.",
            "1985-07-11 early morning",
        ),
    ] {
        let found = mistakes(&format!("source s \"S\"\n  published {written}\n"));
        assert_eq!(found.len(), 1, "{written}: {found:?}");
        assert!(found[0].ends_with(advice), "{written}: {found:?}");
        let left = mistakes(&format!("source s \"S\"\n  published {mended}\n"));
        assert!(left.is_empty(), "{mended}: {left:?}");
    }
}

#[test]
fn one_slip_below_a_source_or_an_event_is_one_mistake() {
    let author = "source s \"S\"\n  published 2018\n  by Indro Montanelli\n";
    let found = mistakes(author);
    assert_eq!(found.len(), 1, "{found:?}");
    let advice = "of somebody who is declared: `person indro_montanelli \"Indro Montanelli\"`.";
    assert!(found[0].ends_with(advice), "{found:?}");
    let declared = "person indro_montanelli \"Indro Montanelli\"\n";
    let quoted = author.replace("Indro Montanelli", "\"Indro Montanelli\"");
    assert!(mistakes(&format!("{declared}{quoted}")).is_empty());
    let place = "place rome \"Rome\"\nevent raid: attack \"The raid\"\n  place rome\n";
    let found = mistakes(place);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("no lines stand below an event"),
        "{found:?}"
    );
}
