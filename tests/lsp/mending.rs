//! Ways to mend what is reported: each leaves nothing to report, or says what is still to be written.

use std::fs;

use serde_json::{Value, json};

use super::editor::{Editor, edited};
use super::{BBC, CASE, CICC, FILES};

/// What is offered where `needle` stands.
fn offers(editor: &mut Editor, path: &str, needle: &str) -> Vec<Value> {
    editor.settled(path);
    let place = editor.at(path, needle, 0);
    let at = place["position"].clone();
    let shown = editor.shown[path].1.clone();
    let params = json!({
        "textDocument": place["textDocument"],
        "range": { "start": at, "end": at },
        "context": { "diagnostics": shown },
    });
    let all = editor.request("textDocument/codeAction", params);
    all.as_array().unwrap().clone()
}

fn titles(offers: &[Value]) -> Vec<&str> {
    offers
        .iter()
        .map(|one| one["title"].as_str().unwrap())
        .collect()
}

/// Takes up an offer, and gives the files that change.
fn taken(editor: &Editor, offers: &[Value], title: &str) -> Vec<(String, String)> {
    let offer = offers.iter().find(|one| one["title"] == title);
    let offer = offer.unwrap_or_else(|| panic!("{title:?} is not among {:?}", titles(offers)));
    let edit = &offer["edit"];
    let changes = edit["documentChanges"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let versioned = changes.iter().filter(|one| one.get("edits").is_some());
    let versioned = versioned.map(|one| {
        (
            one["textDocument"]["uri"].as_str().unwrap().to_owned(),
            one["edits"].clone(),
        )
    });
    let plain = edit["changes"].as_object().cloned().unwrap_or_default();
    let all = versioned.chain(plain.into_iter().collect::<Vec<_>>());
    all.map(|(address, edits)| {
        let path = editor.name(&address);
        let text = match editor.texts.get(&path) {
            Some((_, text)) => text.clone(),
            None => fs::read_to_string(editor.path(&path)).unwrap_or_default(),
        };
        (path, edited(&text, &edits))
    })
    .collect()
}

/// Takes up an offer that changes open texts, and gives what is reported then.
fn mended(editor: &mut Editor, path: &str, needle: &str, title: &str) -> Vec<String> {
    let all = offers(editor, path, needle);
    for (path, text) in taken(editor, &all, title) {
        editor.change(&path, json!([{ "text": text }]), text.clone());
    }
    let shown = editor.settled(path);
    shown.get(path).cloned().unwrap_or_default()
}

fn has(reported: &[String], code: &str) -> bool {
    reported.iter().any(|one| one.starts_with(code))
}

#[test]
fn an_unknown_name_is_what_was_meant() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.replace("bbc.claims", "patient najim", "patient nadjim");
    let all = offers(&mut editor, "bbc.claims", "nadjim");
    assert_eq!(
        titles(&all),
        ["Write `najim`", "Declare the person `nadjim`"]
    );
    assert_eq!(all[0]["isPreferred"], true);
    assert_eq!(all[0]["diagnostics"][0]["code"], "unknown-name");
    assert!(all[1].get("isPreferred").is_none());
    let reported = mended(&mut editor, "bbc.claims", "nadjim", "Write `najim`");
    assert!(!has(&reported, "unknown-name"), "{reported:?}");
    editor.replace("bbc.claims", "patient najim", "patien najim");
    let reported = mended(&mut editor, "bbc.claims", "patien ", "Write `patient`");
    assert!(!has(&reported, "unknown-name"), "{reported:?}");
    editor.replace("bbc.claims", "claim \"had", "clam \"had");
    let reported = mended(&mut editor, "bbc.claims", "clam", "Write `claim`");
    assert!(!has(&reported, "syntax"), "{reported:?}");
}

#[test]
fn an_unknown_name_is_declared_as_what_fits() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.open("case.claims");
    for (old, new, name, wanted) in [
        (
            "place turin",
            "place the_big_hotel",
            "the_big_hotel",
            vec!["place"],
        ),
        (
            "place turin",
            "agent somebody_new",
            "somebody_new",
            vec!["person", "org"],
        ),
        (
            "place turin",
            "reason what_then",
            "what_then",
            vec!["person", "org", "place", "thing", "term", "event"],
        ),
        ("place turin", "after some_vote", "some_vote", vec!["event"]),
    ] {
        editor.replace("bbc.claims", old, new);
        let all = offers(&mut editor, "bbc.claims", name);
        let declared: Vec<String> = wanted
            .iter()
            .map(|sort| format!("Declare the {sort} `{name}`"))
            .collect();
        assert_eq!(titles(&all), declared);
        let title = declared.last().unwrap();
        for (path, text) in taken(&editor, &all, title) {
            assert_eq!(path, "case.claims", "{title}");
            editor.change(&path, json!([{ "text": text }]), text.clone());
        }
        let shown = editor.settled("case.claims");
        assert!(
            !shown
                .values()
                .any(|all| has(all, "unknown-name") || has(all, "syntax")),
            "{shown:?}"
        );
        editor.replace("bbc.claims", new, old);
    }
    assert!(
        editor.texts["case.claims"]
            .1
            .contains("\nplace the_big_hotel \"the big hotel\"\n")
    );
    assert!(
        editor.texts["case.claims"]
            .1
            .contains("\nevent some_vote: happening \"some vote\"\n")
    );
}

#[test]
fn the_first_declaration_of_a_case_comes_first() {
    let mut editor = Editor::on(&[]);
    editor.open_as("s.claims", "source s \"S\"\r\n  by the_court\r\n");
    let all = offers(&mut editor, "s.claims", "the_court");
    let after = taken(&editor, &all, "Declare the org `the_court`");
    let expected = "org the_court \"the court\"\r\n\r\nsource s \"S\"\r\n  by the_court\r\n";
    assert_eq!(after, [("s.claims".to_owned(), expected.to_owned())]);
}

#[test]
fn a_passage_is_replaced_by_the_words_of_the_text() {
    let bbc = BBC.replace("  publisher", "  text \"bbc.txt\"\n  publisher");
    let text = "Najim 😀 \"had been\narrested\" on a Saturday \\ night.";
    let mut editor = Editor::on(&[
        ("case.claims", CASE),
        ("bbc.claims", &bbc),
        ("bbc.txt", text),
    ]);
    editor.open("bbc.claims");
    let title = "Replace it by the nearest words of the text";
    let reported = mended(&mut editor, "bbc.claims", "had been", title);
    assert!(
        !has(&reported, "quote-not-found"),
        "{reported:?} {}",
        editor.texts["bbc.claims"].1
    );
}

/// What a passage is replaced by, as it is written; none where nothing is offered.
fn replaced(passage: &str, text: &str) -> Option<String> {
    let head = "source s \"S\"\n  published 2025-01-23\n  text \"s.txt\"\n\nclaim ";
    let claims = format!("{head}{passage}\n  arrest_turin\n");
    let mut editor = Editor::on(&[
        ("case.claims", CASE),
        ("s.txt", text),
        ("s.claims", &claims),
    ]);
    editor.open("s.claims");
    let title = "Replace it by the nearest words of the text";
    let all = offers(&mut editor, "s.claims", passage);
    titles(&all).contains(&title).then(|| {
        let (_, after) = taken(&editor, &all, title).remove(0);
        editor.change("s.claims", json!([{ "text": after }]), after.clone());
        let shown = editor.settled("s.claims");
        let reported = shown.get("s.claims").cloned().unwrap_or_default();
        for code in ["quote-not-found", "syntax"] {
            assert!(!has(&reported, code), "{after}: {reported:?}");
        }
        let passage = after.strip_prefix(head).unwrap();
        passage
            .strip_suffix("\n  arrest_turin\n")
            .unwrap()
            .to_owned()
    })
}

#[test]
fn the_nearest_words_are_whole_and_keep_their_marks() {
    for (passage, text, wanted) in [
        (
            r#""it cost them 12""#,
            "In all it cost them 12,000 pounds.",
            r#""it cost them 12,000""#,
        ),
        (
            r#""it fell to 5 degrees""#,
            "At night it fell to -5 degrees.",
            r#""it fell to -5 degrees""#,
        ),
        (
            r#""""he red "no more" to us""""#,
            r#"Then he read """no more""" to us."#,
            r#""he read \"\"\"no more\"\"\" to us""#,
        ),
        (
            r#""The mayor said \"no more of this nonsence, I am leaving\"""#,
            r#"The mayor said "no more of this nonsense, I am leaving""#,
            r#""The mayor said \"no more of this nonsense, I am leaving\"""#,
        ),
        (
            r#""\"No more of this nonsence, I am leaving,\" he said.""#,
            "“No more of this nonsense, I am leaving,” he said. Then he left.",
            r#""“No more of this nonsense, I am leaving,” he said.""#,
        ),
        (
            r#""""The mayor said "no more of this nonsence, I am leaving".""""#,
            r#"The mayor said "no more of this nonsense, I am leaving.""#,
            r#""The mayor said \"no more of this nonsense, I am leaving.\"""#,
        ),
        (
            r#""the goverment fell at last""#,
            "Then the govern-\nment fell at last.",
            r#""the government fell at last""#,
        ),
    ] {
        assert_eq!(replaced(passage, text).as_deref(), Some(wanted), "{text}");
    }
    // Of the words that were left out nothing would be left.
    let elided = r#""He was seen in the harbour [...] and hid from the polise there""#;
    let text = "He was seen in the harbour at dawn. He left and hid from the police there.";
    assert_eq!(replaced(elided, text), None);
}

#[test]
fn a_name_with_quotation_marks_is_written_with_its_escapes() {
    let case = r#"person eve "Eve \"The Cat\" Lind"
event e: arrest "E"
source s "S"
claim "x"
  e: agent "Eve \"The Cot\" Lind"
"#;
    let mut editor = Editor::on(&[("case.claims", case)]);
    editor.open("case.claims");
    let title = r#"Write `Eve \"The Cat\" Lind`"#;
    let reported = mended(&mut editor, "case.claims", "\"Eve \\\"The Cot", title);
    assert!(
        !has(&reported, "unknown-name") && !has(&reported, "syntax"),
        "{reported:?}"
    );
    assert!(
        editor.texts["case.claims"]
            .1
            .contains("  e: agent \"Eve \\\"The Cat\\\" Lind\"\n")
    );
}

#[test]
fn a_weekday_is_the_one_that_the_date_has() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    editor.replace("bbc.claims", "on Saturday\n", "on saturday 2025-01-19\n");
    let reported = mended(&mut editor, "bbc.claims", "saturday 2025", "Write Sunday");
    assert!(!has(&reported, "weekday-mismatch"), "{reported:?}");
    assert!(
        editor.texts["bbc.claims"]
            .1
            .contains("on sunday 2025-01-19")
    );
}

#[test]
fn two_near_names_are_told_apart() {
    let mut editor = Editor::on(&[]);
    let text = "person a \"Anna Kruse\"\n  alias \"A. K.\"\n\n# 😀\nperson b \"Ana Kruse\"\n";
    editor.open_as("case.claims", text);
    let all = offers(&mut editor, "case.claims", "b \"");
    let title = "They are two: write `distinct from b` below `a`";
    assert!(titles(&all).contains(&title), "{:?}", titles(&all));
    let reported = mended(&mut editor, "case.claims", "b \"", title);
    assert!(
        !has(&reported, "near-alias") && !has(&reported, "syntax"),
        "{reported:?}"
    );
    assert!(
        editor.texts["case.claims"]
            .1
            .contains("\"A. K.\"\n  distinct from b\n\n#")
    );
}

#[test]
fn a_dispute_is_written_down_and_waits_for_its_reason() {
    let title = "Dispute arrest_turin: write down why it is left standing";
    let makes = json!({ "workspace": { "workspaceEdit": {
        "documentChanges": true, "resourceOperations": ["create"],
    } } });
    let mut editor = Editor::with(FILES, makes);
    editor.open("bbc.claims");
    let all = offers(&mut editor, "bbc.claims", "on Saturday\n");
    let edit = &all.iter().find(|one| one["title"] == title).unwrap()["edit"];
    assert_eq!(edit["documentChanges"][0]["kind"], "create");
    let after = taken(&editor, &all, title);
    assert_eq!(after[0].0, "disputes.claims");
    editor.open_as("disputes.claims", &after[0].1);
    let shown = editor.settled("disputes.claims");
    assert!(has(&shown["disputes.claims"], "syntax"), "{shown:?}");
    editor.replace("disputes.claims", "\"todo\"", "\"the court was asked\"");
    let shown = editor.settled("disputes.claims");
    assert!(
        !shown.values().any(|all| has(all, "time-conflict")),
        "{shown:?}"
    );
    // When its quarrel is over, it can be taken out.
    editor.open("cicc.claims");
    editor.replace("cicc.claims", "2025-01-19", "2025-01-18");
    editor.settled("cicc.claims");
    let with_comment = "Take out this dispute and the comments in it";
    editor.replace("disputes.claims", "  status", "  # asked again\n  status");
    let all = offers(&mut editor, "disputes.claims", "dispute");
    assert!(titles(&all).contains(&with_comment), "{:?}", titles(&all));
    editor.replace("disputes.claims", "  # asked again\n", "");
    let reported = mended(
        &mut editor,
        "disputes.claims",
        "dispute",
        "Take out this dispute",
    );
    assert!(reported.is_empty(), "{reported:?}");
    assert_eq!(editor.texts["disputes.claims"].1, "");
}

#[test]
fn an_editor_that_makes_no_files_has_the_dispute_in_this_one() {
    let mut editor = Editor::on(&[
        ("case.claims", CASE),
        ("bbc.claims", BBC),
        ("cicc.claims", CICC.trim_end()),
    ]);
    editor.open("cicc.claims");
    let title = "Dispute arrest_turin: write down why it is left standing";
    let all = offers(&mut editor, "cicc.claims", "on 2025-01-19");
    let after = taken(&editor, &all, title);
    assert!(
        after[0]
            .1
            .contains("2025-01-19\n\ndispute arrest_turin\n  status open\n"),
        "{after:?}"
    );
}

#[test]
fn nothing_is_offered_where_nothing_is_wrong() {
    let mut editor = Editor::on(FILES);
    editor.open("bbc.claims");
    assert!(offers(&mut editor, "bbc.claims", "publisher").is_empty());
    let place = editor.at("bbc.claims", "on Saturday\n", 0);
    let params = json!({
        "textDocument": place["textDocument"],
        "range": { "start": place["position"], "end": place["position"] },
        "context": { "diagnostics": [], "only": ["refactor"] },
    });
    let none = editor.request("textDocument/codeAction", params);
    assert_eq!(none, json!([]));
}

/// Dates, a count, a number and a name as people write them; of two ways to write one neither is preferred.
#[test]
fn what_the_advice_says_to_write_is_written() {
    let head = "event arrest: arrest \"A\"\nperson eva \"Eva\"\nevent release: release \"R\"\n\n\
                source s \"S\"\n  published 2018-06-22\n\nclaim \"p\"\n";
    for (statement, marked, title, made) in [
        (
            "arrest: on June 19, 2018",
            "June 19",
            "Write `2018-06-19`",
            "arrest: on 2018-06-19",
        ),
        (
            "arrest: on Tuesday, 2018-06-19",
            "Tuesday",
            "Write `on Tuesday 2018-06-19`",
            "arrest: on Tuesday 2018-06-19",
        ),
        (
            "arrest: thirteen days after release",
            "thirteen",
            "Write `13 days`",
            "arrest: 13 days after release",
        ),
        (
            "arrest.deaths: 1,000",
            "1,000",
            "Write `1000`",
            "arrest.deaths: 1000",
        ),
        (
            "arrest: patient Eva Brandt",
            "Eva Brandt",
            "Write `\"Eva Brandt\"`",
            "arrest: patient \"Eva Brandt\"",
        ),
        (
            "arrest: on 03/04/2018",
            "03/04",
            "Write `2018-03-04`",
            "arrest: on 2018-03-04",
        ),
    ] {
        let mut editor = Editor::on(&[("case.claims", &format!("{head}  {statement}\n"))]);
        editor.open("case.claims");
        let all = offers(
            &mut editor,
            "case.claims",
            &statement[statement.find(marked).unwrap()..],
        );
        let changed = taken(&editor, &all, title);
        assert_eq!(changed[0].1, format!("{head}  {made}\n"));
        let preferred = all.iter().filter(|one| one["isPreferred"] == true).count();
        assert_eq!(preferred, usize::from(all.len() == 1), "{statement}");
    }
}
