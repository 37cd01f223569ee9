//! Passages cut from a text and blurred are found; passages with a changed word are not.

use proptest::prelude::*;

use super::fold::{Folded, Sameness, differences};
use super::nearest::Words;
use super::parts::Wanted;
use super::search::Search;

const TEXT: &str = "On Wednesday, a fire – the third this year – damaged the town’s market. “No one was hurt,” said \
    Mayor Okoro; 12,000 people live there.\n\nSmoke hung over the har\u{ad}bour until noon. The Café “Élan” burnt down \
    completely, and its owner, Mr\u{a0}Ngô, was led away in tears. ";

fn holds(text: &str, passage: &str) -> bool {
    let folded = Folded::new(text);
    Search::new(&[Wanted::new(passage)]).find(&folded.text)[0].is_some()
}

/// Where a passage stands in the text as written.
fn place<'t>(text: &'t str, passage: &str) -> Option<&'t str> {
    let folded = Folded::new(text);
    let range = Search::new(&[Wanted::new(passage)]).find(&folded.text)[0].clone()?;
    Some(&text[folded.original(&range, text)])
}

#[test]
fn what_does_not_matter() {
    for passage in [
        "a fire - the third this year - damaged",
        "the town's market. \"No one was hurt,\"",
        "lives there", /* see below */
        "until  noon",
        "hung over the harbour",
        "Cafe\u{301} «Élan»",
        "Mr Ngo\u{302}, was",
    ] {
        assert_eq!(holds(TEXT, passage), passage != "lives there", "{passage}");
    }
}

#[test]
fn what_matters() {
    for passage in [
        "A fire – the third",
        "the town market",
        "12 people",
        "burn",
        "Cafe “Elan”",
        "12",
        "000 people",
        "on Wednesday",
    ] {
        assert!(!holds(TEXT, passage), "{passage}");
    }
}

/// What says the opposite of the whole is no word of it, and neither is a piece of a number.
#[test]
fn half_a_word_or_a_number() {
    let text = "He can’t pay, he said; he isn't able to. At 10:30 it was -5 degrees, with 3-7 more to come. The town's end.";
    for passage in ["He can", "he isn", "30 it was", "5 degrees", "At 10"] {
        assert!(!holds(text, passage), "{passage}");
    }
    for passage in [
        "He can't pay",
        "he isn’t",
        "10:30 it was",
        "-5 degrees",
        "7 more",
        "The town",
    ] {
        assert!(holds(text, passage), "{passage}");
    }
}

#[test]
fn elisions_and_insertions() {
    for passage in [
        "a fire […] damaged the town’s market",
        "a fire ... damaged … No one was hurt",
        "[A] fire – the third",
        "[O]n Wednesday",
        "[o]n Wednesday, a fire",
        "“No one [at the market] was hurt,”",
        "its owner [a refugee] was led away",
        "Smoke [...] until noon.",
        "the fire [sic] – the third",
    ] {
        let expected = !passage.starts_with("the fire");
        assert_eq!(holds(TEXT, passage), expected, "{passage}");
    }
    // Not in this order, and not so far apart.
    assert!(!holds(TEXT, "damaged […] a fire"));
    let far = format!(
        "a fire broke out. {} The market is open.",
        "Nothing else. ".repeat(200)
    );
    assert!(!holds(&far, "a fire […] The market is open."));
    assert!(holds(&far, "a fire […] Nothing else."));
    // Brackets that the text has itself.
    assert!(holds(
        "he was told [sic] to go ... now",
        "told [sic] to go ... now"
    ));
}

#[test]
fn the_place_is_that_of_the_words_as_written() {
    assert_eq!(place(TEXT, "Cafe\u{301} \"Élan\""), Some("Café “Élan”"));
    assert_eq!(
        place(TEXT, "over the harbour until"),
        Some("over the har\u{ad}bour until")
    );
    assert_eq!(place(TEXT, "there. Smoke"), Some("there.\n\nSmoke"));
    assert_eq!(
        place("a\u{301}\u{327}b c", "a\u{327}\u{301}b"),
        Some("a\u{301}\u{327}b")
    );
}

#[test]
fn what_differs_is_named() {
    let differ = |one, other| differences(one, other).iter().collect::<Vec<_>>();
    assert_eq!(differ("a b", "a\nb"), [Sameness::WhiteSpace]);
    assert_eq!(
        differ("é “a”", "e\u{301} \"a\""),
        [Sameness::Quotes, Sameness::Unicode]
    );
    assert_eq!(
        differ("a-b", "a\u{ad}–b"),
        [Sameness::Dashes, Sameness::Hidden]
    );
}

#[test]
fn the_nearest_words_are_marked() {
    let folded = Folded::new(TEXT);
    let passage = "a fire destroyed the town's market";
    let mut words = Words::new(&folded.text, None, std::iter::once(passage));
    let near = words.nearest(passage).unwrap();
    let changed: Vec<_> = near
        .differences
        .iter()
        .map(|one| (one.passage.as_str(), &folded.text[one.text.clone()]))
        .collect();
    assert_eq!(
        changed,
        [("destroyed", "the third this year - damaged")],
        "the longer run is that of the text"
    );
    assert!(words.nearest("the minister resigned on Friday").is_none());
}

#[test]
fn scripts_without_spaces() {
    let text = "周三，一场大火烧毁了市场。没有人受伤。";
    assert!(holds(text, "大火烧毁了市场"));
    assert!(!holds(text, "大火烧毁了工厂"));
    assert!(holds("قال العمدة إن الحريق أضر بالسوق", "إن الحريق"));
}

/// A text of words that differ from each other, and where each begins.
fn any_text() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[a-z]{1,8}",
        "[A-Z][a-zéüñ]{1,6}",
        "[0-9]{1,4}",
        "[ا-ي]{2,6}",
        Just("town’s".to_owned()),
        Just("“quoted”".to_owned()),
        Just("well-known".to_owned()),
        Just("–".to_owned()),
    ];
    proptest::collection::vec(word, 8..60)
}

/// The passage as somebody else would have typed it.
fn blurred(words: &[String], how: &[u8]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        let how = how[at % how.len()];
        if at > 0 {
            text.push_str(["\n", " ", "  ", "\u{a0}", "\r\n "][usize::from(how) % 5]);
        }
        for (place, c) in word.chars().enumerate() {
            if place > 0 && how & 64 != 0 {
                text.push('\u{ad}');
            }
            match c {
                '’' if how & 8 != 0 => text.push('\''),
                '“' | '”' if how & 8 != 0 => text.push('"'),
                '-' | '–' if how & 16 != 0 => text.push('—'),
                'é' if how & 32 != 0 => text.push_str("e\u{301}"),
                'ü' if how & 32 != 0 => text.push_str("u\u{308}"),
                'ñ' if how & 32 != 0 => text.push_str("n\u{303}"),
                c => text.push(c),
            }
        }
    }
    text
}

proptest! {
    #[test]
    fn a_blurred_passage_is_always_found(
        words in any_text(),
        cut in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        how in proptest::collection::vec(any::<u8>(), 1..8),
        text_how in proptest::collection::vec(any::<u8>(), 1..8),
    ) {
        let (from, to) = (cut.0.index(words.len()), cut.1.index(words.len()));
        let (from, to) = (from.min(to), from.max(to) + 1);
        let text = blurred(&words, &text_how);
        let passage = blurred(&words[from..to], &how);
        prop_assert!(holds(&text, &passage), "{passage:?} in {text:?}");
    }

    #[test]
    fn an_elided_passage_is_always_found(
        words in any_text(),
        cut in any::<prop::sample::Index>(),
        left in 1_usize..5,
        how in proptest::collection::vec(any::<u8>(), 1..8),
    ) {
        let at = cut.index(words.len() - 6);
        let has_word = |word: &String| word.chars().any(char::is_alphanumeric);
        prop_assume!(has_word(&words[at]) && has_word(&words[at + left + 1]));
        let mark = ["[…]", "...", "[ ... ]"][left % 3];
        let passage = format!(
            "{} {mark} {}",
            blurred(&words[at..=at], &how),
            blurred(&words[at + left + 1..=at + left + 1], &how)
        );
        prop_assert!(holds(&words.join(" "), &passage), "{passage:?}");
    }

    #[test]
    fn a_passage_with_a_changed_word_is_never_found(
        words in any_text(),
        cut in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        change in any::<prop::sample::Index>(),
        letter in any::<prop::sample::Index>(),
        how in proptest::collection::vec(any::<u8>(), 1..8),
    ) {
        let (from, to) = (cut.0.index(words.len()), cut.1.index(words.len()));
        let (from, to) = (from.min(to), from.max(to) + 1);
        let mut passage = words[from..to].to_vec();
        let word = &mut passage[change.index(to - from)];
        // A letter dropped or put in: in a text where no such stretch of words stands.
        let letters: Vec<char> = word.chars().collect();
        let at = letter.index(letters.len());
*word = letters[..at].iter().chain(&['q', 'x']).chain(&letters[at..]).collect();
        let text = words.join(" ");
        prop_assume!(!words.iter().any(|other| other.contains("qx")));
        prop_assert!(!holds(&text, &blurred(&passage, &how)));
    }

    /// Independent of the machine: every occurrence, found one by one.
    #[test]
    fn many_passages_at_once_are_found_as_each_alone(
        words in any_text(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 1_usize..5), 1..12),
    ) {
        let text = words.join(" ");
        let passages: Vec<String> = cuts
            .iter()
            .map(|(from, long)| {
                let from = from.index(words.len());
                let mut some = words[from..(from + long).min(words.len())].to_vec();
                if *long == 4 { some.reverse(); }
                some.join(" ")
            })
            .collect();
        let wanted: Vec<_> = passages.iter().map(|passage| Wanted::new(passage)).collect();
        let folded = Folded::new(&text);
        let found = Search::new(&wanted).find(&folded.text);
        for (passage, found) in passages.iter().zip(found) {
            prop_assert_eq!(found.is_some(), holds(&text, passage));
            // Words side by side, letter by letter, must be found.
            if format!(" {text} ").contains(&format!(" {passage} ")) {
                prop_assert!(found.is_some(), "{}", passage);
            }
        }
    }
}

#[test]
fn the_same_words_over_and_over_are_looked_up_too() {
    let text = Folded::new(&"la ".repeat(20_000));
    let over_and_over = "la ".repeat(10_000);
    let passages = ["li", "la"].map(|last| format!("{over_and_over}{last}"));
    let wanted = passages.each_ref().map(|passage| Wanted::new(passage));
    let found = Search::new(&wanted).find(&text.text);
    let whole = over_and_over.len() + "la".len();
    assert_eq!(found, [None, Some(0..whole)]);
}
