//! What the grammars for editors are held against: the pieces of every example of the language's page and of every case, each with
//! what it is. `.ci/editors` asks for them with `BELIE_TOKENS=FILE`.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use belie::syntax::{self, TokenKind};
use belie::text::{File, FileId};
use serde_json::{Value, json};

/// Names that are words of the language, and forms that the page does not show.
const HARD: &str = "\
person since \"Since\" in before
  alias \"a # b\", # c
    # d
    \"e\"
event on: on of before \"The on\" # on
event before: release of on
kind role is on, before
  role role: one of since, \"a\", many # many
  sets role.after: not since
  keeps role.keeps: sets
  after on
attribute after \"x\" of any: person, fixed
attribute of of one of since, \"b\": number, only grows \"y\"
source text
  zone \"Europe/Rome\"
  published late last week
  by by
  cites text, source
claim by since via by, \"x\" via \"a\", since told told
claim rumoured \"a \\\" b\" told about 2025 by since
  on
  on # before
  plan on: on on, before before, after after, on before
  not before
  doubt doubt
  on: on Monday after on, # c
    # d
    since since and before, not on x,
    same time as on, on start of x, from start of on to end of before
  since.of: not since and 12 km and at least 3, since since, as of on, from on to before
  \"Since\".after: 3 to 5 km, until 2025-XX, during [2015,2016..2018], throughout ../2016
  on: for a day, 2 to 3 days after two weeks before on, within 1000 hours of 2025, on -0043, on {2015,2016}, on Y-17E7
\tقارب: place дом,\tagent नाव,on 2025
  on: on 2025-01-19T21:30+04:30,after any late Saturday night, on julian 1918-01-31 early morning
dispute on.role
  seen 8f3a61c2d04b 1c2477b2 90aa13f0
  date 2025
dispute on and before
  status open
claim \"\"\"a
  not on: \"b\" # c
\"\"\" by since
  on: reason \"\"\"d
e\"\"\" and since, place x
";

/// The examples of the page and the claim files of the cases, each with its name.
fn examples() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("grammar/README.md")).unwrap();
    let blocks = page.split("\n```claims\n").skip(1);
    let blocks = blocks.map(|block| block.split_once("\n```").unwrap().0.to_owned() + "\n");
    let mut examples: Vec<_> = blocks
        .enumerate()
        .map(|(number, text)| (format!("grammar/README.md, example {}", number + 1), text))
        .collect();
    assert!(examples.len() > 10, "the examples were not found");
    examples.push((String::from("hard"), HARD.to_owned()));
    for folder in fs::read_dir(root.join("fixtures/cases")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "claims")
            {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                examples.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    examples.sort();
    examples
}

/// The pieces of a text: where each begins and ends, in UTF-16 units, and what it is.
fn pieces(text: &str) -> Vec<Value> {
    let file = File::new("", text);
    let (tree, mistakes) = syntax::parse(FileId(0), &file);
    let mistakes: Vec<_> = mistakes
        .iter()
        .map(|one| {
            (
                &one.message,
                file.slice(one.labels[0].location.span),
                one.labels[0].location.span.start,
            )
        })
        .collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let units = |at: u32| text[..at as usize].encode_utf16().count();
    let piece = |token: &syntax::Token| {
        let (start, end) = (units(token.span.start), units(token.span.end));
        json!([start, end, name(token.kind)])
    };
    syntax::tokens(text, &tree).iter().map(piece).collect()
}

fn name(kind: TokenKind) -> String {
    match kind {
        TokenKind::Id(kind) => format!("{kind:?}").to_lowercase(),
        kind => format!("{kind:?}").to_lowercase(),
    }
}

#[test]
fn tokens_for_the_editors() {
    let examples = examples();
    let all: Vec<Value> = examples
        .iter()
        .map(|(name, text)| json!({"name": name, "text": text, "tokens": pieces(text)}))
        .collect();
    for example in &all {
        assert!(
            !example["tokens"].as_array().unwrap().is_empty(),
            "{example}"
        );
    }
    if let Some(place) = std::env::var_os("BELIE_TOKENS") {
        fs::write(place, serde_json::to_string(&all).unwrap()).unwrap();
    }
}
