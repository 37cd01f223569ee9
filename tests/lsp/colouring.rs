//! Semantic tokens: what every piece of a text is.

use serde_json::json;

use super::editor::Editor;

#[test]
fn every_piece_is_told_with_what_it_is() {
    let text = "\
# 😀 مقال
claim reportedly \"\"\"said 😀
  on\r
Saturday\"\"\" by \"مقال\", najim told 2025-01-19
  arrest_turin: reason release and najim, on Saturday
  najim.deaths: at least 12 people
";
    let files = [("case.claims", super::CASE), ("s.claims", text)];
    for (encoding, emoji) in [("utf-16", 2), ("utf-8", 4)] {
        let can = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::with(&files, can);
        editor.open("s.claims");
        let legend = [
            "comment",
            "keyword",
            "modifier",
            "string",
            "number",
            "event",
            "class",
            "parameter",
            "property",
            "namespace",
            "type",
            "variable",
            "operator",
        ];
        let of = editor.of("s.claims");
        let found = editor.request("textDocument/semanticTokens/full", of);
        let data: Vec<usize> = found["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_u64().unwrap() as usize)
            .collect();
        let (mut line, mut column, mut told) = (0, 0, Vec::new());
        let lines: Vec<&str> = text.lines().collect();
        for token in data.chunks(5) {
            column = if token[0] == 0 {
                column + token[1]
            } else {
                token[1]
            };
            line += token[0];
            let units = |c: char| {
                if emoji == 4 {
                    c.len_utf8()
                } else {
                    c.len_utf16()
                }
            };
            let mut at = 0;
            let piece: String = lines[line]
                .chars()
                .filter(|&c| {
                    let inside = at >= column && at < column + token[2];
                    at += units(c);
                    inside
                })
                .collect();
            told.push(format!("{piece}|{}", legend[token[3]]));
        }
        insta::allow_duplicates! {
            insta::assert_snapshot!(told.join("\n"), @r#"
    # 😀 مقال|comment
    claim|keyword
    reportedly|modifier
    """said 😀|string
      on|string
    Saturday"""|string
    by|modifier
    "مقال"|string
    ,|operator
    najim|variable
    told|modifier
    2025-01-19|number
    arrest_turin|event
    :|operator
    reason|parameter
    release|event
    and|modifier
    najim|variable
    ,|operator
    on|modifier
    Saturday|modifier
    najim|variable
    .|operator
    deaths|property
    :|operator
    at|modifier
    least|modifier
    12|number
    people|type
    "#);
        }
    }
}
