//! Hints: what times come to that do not say so themselves.

use serde_json::json;

use super::editor::Editor;

#[test]
fn weekdays_and_relative_dates_show_what_they_come_to() {
    let text = "\
source s \"S\"
  published 2025-01-23

claim \"😀\" told yesterday
  arrest_turin: on Saturday, between Sunday and Monday, on 2025-01-19
  release: 2 days before yesterday, 2 days after arrest_turin, on any Saturday, at least 2 days after published
  najim.custody: in_custody, as of Monday, since 3 days ago
  najim.custody: in_custody, since Sunday
  plan release: on Friday
";
    let mut editor = Editor::on(&[("case.claims", super::CASE), ("s.claims", text)]);
    editor.open("s.claims");
    let mut params = editor.of("s.claims");
    params["range"] = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 },
    });
    let hints = editor.request("textDocument/inlayHint", params.clone());
    let lines: Vec<&str> = text.lines().collect();
    let shown: Vec<String> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| {
            let (line, column) = (&hint["position"]["line"], &hint["position"]["character"]);
            let line = lines[line.as_u64().unwrap() as usize];
            let units: Vec<u16> = line
                .encode_utf16()
                .take(column.as_u64().unwrap() as usize)
                .collect();
            let before = String::from_utf16(&units).unwrap();
            format!("{before} [{}]", hint["label"].as_str().unwrap())
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    claim "😀" told yesterday [Wed 22 Jan 2025]
      arrest_turin: on Saturday [Sat 18 Jan 2025]
      arrest_turin: on Saturday, between Sunday [Sun 19 Jan 2025]
      arrest_turin: on Saturday, between Sunday and Monday [Mon 20 Jan 2025]
      release: 2 days before yesterday [Sun 19 Jan 2025]
      najim.custody: in_custody, as of Monday [Mon 20 Jan 2025]
      najim.custody: in_custody, as of Monday, since 3 days ago [Sun 19 Jan 2025]
      najim.custody: in_custody, since Sunday [Sun 19 Jan 2025]
      plan release: on Friday [Fri 24 Jan 2025]
    "#);
    assert_eq!(
        hints[1]["tooltip"],
        "Sat 18 Jan 2025 (the latest Saturday not after Wed 22 Jan 2025)"
    );
    params["range"]["start"] = json!({ "line": 8, "character": 0 });
    let some = editor.request("textDocument/inlayHint", params);
    assert_eq!(some.as_array().unwrap().len(), 1);
}
