//! The pieces of a file.

use super::{file, read};
use crate::syntax::places::places;
use crate::syntax::{TokenKind, tokens};

/// The pieces of a text, each with what it is.
fn listed(text: &str) -> Vec<String> {
    let file = file(text);
    let (tree, _) = read(&file);
    let tokens = tokens(text, &tree);
    let shown = |token: &crate::syntax::Token| {
        let kind = match token.kind {
            TokenKind::Id(kind) => format!("{kind:?}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        format!("{kind} {}", &text[token.span.range()])
    };
    tokens.iter().map(shown).collect()
}

/// The claim files of the page that teaches the language.
fn examples() -> Vec<String> {
    let page = include_str!("../../../grammar/README.md");
    let blocks = page.split("\n```claims\n").skip(1);
    blocks
        .map(|block| block.split("\n```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn each_piece_has_its_kind() {
    insta::assert_snapshot!(listed(
        "event on: on \"The on\"  # on\nclaim reportedly \"x\" by \"a\" told Saturday\n  \
         plan on: not on on and \"b\", on late 2025-01-19 evening, cost at least 2.5 euro\n"
    ).join("\n"), @r#"
    keyword event
    Event on
    mark :
    Kind on
    text "The on"
    comment # on
    keyword claim
    word reportedly
    text "x"
    word by
    text "a"
    word told
    word Saturday
    word plan
    Event on
    mark :
    word not
    Role on
    Other on
    word and
    text "b"
    mark ,
    word on
    word late
    date 2025-01-19
    word evening
    mark ,
    Role cost
    word at
    word least
    number 2.5
    Unit euro
    "#);
}

#[test]
fn in_a_line_with_a_mistake_words_are_what_they_look_like() {
    insta::assert_snapshot!(listed("claim “x”\n  a: on 1.2.2025, 2025-01-19 b \"c\n  a ! b").join("\n"), @r#"
    keyword claim
    unknown “
    Other x
    unknown ”
    Event a
    mark :
    word on
    number 1.2
    mark .
    number 2025
    mark ,
    date 2025-01-19
    Other b
    unclosed "c
    word a
    unknown !
    Other b
    "#);
}

#[test]
fn every_word_that_is_no_id_is_known() {
    let examples = examples();
    assert!(examples.len() > 10);
    for text in examples {
        let file = file(&text);
        let (tree, _) = read(&file);
        let mut ids = places(&tree);
        ids.retain(|(_, kind)| matches!(kind, TokenKind::Id(_)));
        let found = tokens(&text, &tree);
        let found = found
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Id(_)));
        let found: Vec<_> = found.map(|token| (token.span, token.kind)).collect();
        assert_eq!(found, ids, "{text}");
    }
}

#[test]
fn nothing_is_left_out() {
    for text in examples() {
        let squeezed = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        let file = file(&text);
        let tokens = tokens(&text, &read(&file).0);
        let all: String = tokens
            .iter()
            .map(|token| &text[token.span.range()])
            .collect();
        assert_eq!(squeezed(&all), squeezed(&text));
        let bad = |kind| matches!(kind, TokenKind::Unknown | TokenKind::Unclosed);
        assert!(!tokens.iter().any(|token| bad(token.kind)), "{text}");
    }
}
