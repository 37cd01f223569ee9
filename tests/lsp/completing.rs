//! Completion: what could stand at a place, and nothing else.

use serde_json::Value;

use super::editor::{Editor, edited};

const DECLARED: &str = "\
person najim \"Osama Najim\"
  alias \"Almasri\", \"Elmasry Njeem\"
person west \"Thomas West\"
org icc \"The Court\"
place italy \"Italy\"
place turin \"Turin\" in italy
term private_jet \"private jet\"

event arrest_turin: arrest \"Najim is arrested\"
event release: release of arrest_turin \"Najim is let go\"
";

const TEXT: &str =
    "He was arrested on Saturday in Turin. The minister said \"no\\yes\".\n\nHe left at night.\n";

/// What is offered at the bar, names and what they write; the first few.
fn offered(marked: &str) -> Vec<String> {
    let (mut editor, items) = asked(marked);
    let all = items.iter().map(|item| {
        let (name, text) = (&item["label"], &item["textEdit"]["newText"]);
        match name == text {
            true => name.as_str().unwrap().to_owned(),
            false => format!("{} → {}", name.as_str().unwrap(), text.as_str().unwrap()),
        }
    });
    let all = all.collect();
    editor.barrier();
    all
}

fn asked(marked: &str) -> (Editor, Vec<Value>) {
    let text = marked.replacen('|', "", 1);
    let files = [
        ("case.claims", DECLARED),
        ("texts/s.txt", TEXT),
        ("s.claims", &text),
    ];
    let mut editor = Editor::on(&files);
    editor.open("s.claims");
    let mut place = editor.of("s.claims");
    place["position"] = super::editor::position(&text, marked.find('|').unwrap());
    let found = editor.request("textDocument/completion", place);
    let items = found["items"].as_array().cloned().unwrap_or_default();
    (editor, items)
}

/// What is offered in a statement below a claim.
fn stated(marked: &str) -> Vec<String> {
    offered(&format!(
        "source s \"😀 مقال\"\n  published 2025-01-23\n  text \"texts/s.txt\"\nclaim \"x\"\n  {marked}\n"
    ))
}

#[test]
fn words_begin_lines() {
    assert_eq!(offered("pe|"), ["person"]);
    assert_eq!(offered("source s \"S\"\n  pu|"), ["publisher", "published"]);
    assert_eq!(offered("event e: arre|"), ["arrest"]);
    assert_eq!(offered("event e: arrest of r|"), ["release"]);
    assert_eq!(offered("place p \"P\" in i|"), ["italy", "Italy → italy"]);
    assert_eq!(
        offered("dispute d\n  status |"),
        ["open", "resolved", "dormant"]
    );
    assert_eq!(offered("source s \"S\"\n  zone \"kabul|"), ["Asia/Kabul"]);
    assert!(offered("# pe|").is_empty());
}

#[test]
fn a_claim_is_led_through_its_parts() {
    assert_eq!(offered("claim re|"), ["reportedly"]);
    assert_eq!(offered("claim \"x\" |"), ["by", "via", "told"]);
    assert_eq!(offered("claim \"x\" by w|"), ["west", "Thomas West → west"]);
    assert_eq!(offered("claim \"x\" by \"The|"), ["The Court"]);
    assert_eq!(offered("claim \"x\" via icc told yes|"), ["yesterday"]);
}

#[test]
fn a_statement_takes_events_and_subjects() {
    assert_eq!(
        stated("arr|"),
        ["arrest_turin", "Najim is arrested → arrest_turin"]
    );
    assert_eq!(stated("plan rel|"), ["release"]);
    assert_eq!(stated("alm|"), ["Almasri → najim"]);
    assert!(stated("najim.cu|").contains(&"custody".to_owned()));
    assert!(!stated("turin.|").contains(&"custody".to_owned()));
    assert!(!stated("turin.|").contains(&"spouse".to_owned()));
}

#[test]
fn roles_are_those_of_the_event_and_said_once() {
    let roles = stated("arrest_turin: |");
    assert!(
        roles.contains(&"patient".to_owned()) && roles.contains(&"within".to_owned()),
        "{roles:?}"
    );
    let others = stated("arrest_turin: patient najim, |");
    assert!(
        !others.contains(&"patient".to_owned()) && others.contains(&"reason".to_owned()),
        "{others:?}"
    );
    assert_eq!(stated("arrest_turin: not pat|"), ["patient"]);
    assert_eq!(stated("arrest_turin: patient najim,\n    pla|"), ["place"]);
}

#[test]
fn values_are_of_the_type_that_fits() {
    assert_eq!(
        stated("arrest_turin: patient |"),
        [
            "najim",
            "Osama Najim → najim",
            "Almasri → najim",
            "Elmasry Njeem → najim",
            "west",
            "Thomas West → west",
        ]
    );
    assert_eq!(
        stated("arrest_turin: place tu|"),
        ["turin", "Turin → turin"]
    );
    assert_eq!(
        stated("arrest_turin: patient nj|"),
        ["Elmasry Njeem → najim"]
    );
    assert_eq!(stated("arrest_turin: patient \"Os|"), ["Osama Najim"]);
    assert_eq!(stated("najim.custody: in_|"), ["in_custody"]);
    assert_eq!(stated("najim.custody: in_custody, un|"), ["until"]);
}

#[test]
fn times_lead_to_days_and_events() {
    assert_eq!(stated("release: on Sat|"), ["Saturday"]);
    assert_eq!(
        stated("release: after arr|"),
        ["arrest_turin", "Najim is arrested → arrest_turin"]
    );
    assert_eq!(stated("release: within 48 h|"), ["hour", "hours"]);
    assert_eq!(
        stated("release: within 48 hours |"),
        ["of", "after", "before"]
    );
    assert_eq!(stated("release: 2 days after arr|")[0], "arrest_turin");
    assert_eq!(stated("release: same day as a|")[0], "arrest_turin");
    assert_eq!(stated("release: between Monday an|"), ["and"]);
    assert_eq!(stated("release: on Tuesday ni|"), ["night"]);
    assert_eq!(stated("najim.custody: in_custody, since rel|"), ["release"]);
}

/// What is offered is no mistake where it is offered.
#[test]
fn nothing_is_offered_that_does_not_fit() {
    let head = "org press \"The Press\"\nplace street \"A street\" in turin\n";
    let in_head = |line: &str| offered(&format!("{head}{line}\n"));
    assert_eq!(
        in_head("person p \"P\" in |"),
        ["icc", "The Court → icc", "press", "The Press → press"]
    );
    assert_eq!(
        in_head("org o \"O\" in pr|"),
        ["press", "The Press → press"]
    );
    assert!(!in_head("org o \"O\" in |").contains(&"o".to_owned()));
    let terms = in_head("term t \"T\" is |");
    assert!(terms.contains(&"private_jet".to_owned()) && !terms.contains(&"t".to_owned()));
    assert!(in_head("place t \"T\" in st|").contains(&"street".to_owned()));
    assert!(
        !in_head("place t \"T\" in italy\nplace u \"U\" in t\nplace italy2 \"I\" in |")
            .contains(&"italy2".to_owned())
    );
    assert!(in_head("person p \"P\"\n  distinct from p|").contains(&"press".to_owned()));
    assert!(!in_head("person p \"P\"\n  distinct from |").contains(&"p".to_owned()));
    // A moment has one time.
    let moment = stated("release: |");
    assert!(!moment.contains(&"from".to_owned()) && !moment.contains(&"for".to_owned()));
    assert!(moment.contains(&"on".to_owned()));
    assert_eq!(stated("release: on any |").len(), 7);
    assert_eq!(stated("release: on 2025-01-05 late n|"), ["noon", "night"]);
    assert_eq!(stated("release: on 2025-01-05 l|"), ["late"]);
    assert_eq!(stated("release: on late Sat|"), ["Saturday"]);
    assert!(stated("release: on late n|") == ["next"]);
    assert_eq!(stated("release: for at |"), ["least", "most"]);
    assert!(stated("release: for |").contains(&"at least".to_owned()));
}

#[test]
fn quarrels_that_nobody_has_disputed_are_offered() {
    let mut editor = Editor::on(super::FILES);
    editor.open_as("disputes.claims", "dispute ");
    let place = editor.at("disputes.claims", "dispute ", 8);
    let found = editor.request("textDocument/completion", place);
    assert_eq!(found["items"][0]["label"], "arrest_turin");
}

#[test]
fn passages_come_from_the_text_of_the_source() {
    let head = "source s \"😀\"\n  published 2025-01-23\n  text \"texts/s.txt\"\n\n";
    let (editor, items) = asked(&format!(
        "{head}claim \"مقال\"\nclaim reportedly \"the min|"
    ));
    let texts: Vec<&Value> = items
        .iter()
        .map(|item| &item["textEdit"]["newText"])
        .collect();
    assert_eq!(texts, [r#"The minister said \"no\\yes\""#]);
    let edits = serde_json::json!([items[0]["textEdit"]]);
    let after = edited(&editor.texts["s.claims"].1, &edits);
    assert!(
        after.ends_with("claim reportedly \"The minister said \\\"no\\\\yes\\\""),
        "{after}"
    );
    assert_eq!(offered(&format!("{head}claim \"|")).len(), 3);
    assert!(offered(&format!("{head}claim \"\"\"He\nle|")).is_empty());
    assert_eq!(
        offered(&format!("{head}claim \"\"\"He le|")),
        ["He left at night"]
    );
}

#[test]
fn what_is_listed_stays_short_in_a_large_case() {
    let people: String = (0..5000)
        .map(|number| format!("person p{number} \"Person {number}\"\n"))
        .collect();
    let mut editor = Editor::on(&[("case.claims", DECLARED), ("people.claims", &people)]);
    editor.open_as("s.claims", "source s \"S\"\nclaim \"x\" by ");
    let place = editor.at("s.claims", "by ", 3);
    let found = editor.request("textDocument/completion", place);
    assert_eq!(found["items"].as_array().unwrap().len(), 200);
    assert_eq!(found["isIncomplete"], true);
    editor.open_as("t.claims", "source t \"T\"\nclaim \"x\" by p4321");
    let place = editor.at("t.claims", "p4321", 5);
    let found = editor.request("textDocument/completion", place);
    assert_eq!(found["items"][0]["label"], "p4321");
}
