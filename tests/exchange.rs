//! Claims as rows: cases go out and come back the same, tables that people make come in, and whatever is wrong with a row costs that row.
#![allow(clippy::unwrap_used)]

mod support;

#[path = "exchange/messy.rs"]
mod messy;

use std::fs;
use std::path::Path;

use belie::exchange::{Failure, Form, Found, Mapping};
use support::Case;
use support::rows::{Memory, export, import, import_into, there_and_back, without_layout};

const FORMS: [Form; 2] = [Form::JsonLines, Form::Csv];

/// A case of the fixtures with all its files.
fn fixture(folder: &Path) -> Case {
    let mut case = Case::default();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                // Control characters do not come back.
                let text = fs::read_to_string(&path).unwrap();
                let is_meant = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
                case = case.with(name, &text.chars().filter(is_meant).collect::<String>());
            }
        }
    }
    case
}

#[test]
fn every_case_of_the_fixtures_comes_back_as_it_was() {
    let mut count = 0;
    for entry in fs::read_dir("fixtures/cases").unwrap() {
        let case = fixture(&entry.unwrap().path());
        let before = without_layout(&case.check());
        let rows = export(&case, Form::JsonLines);
        assert!(rows.len() > 500);
        for form in FORMS {
            let back = there_and_back(&case, form);
            assert_eq!(export(&back, Form::JsonLines), rows);
            assert_eq!(without_layout(&back.check()), before);
        }
        count += 1;
    }
    assert!(count >= 5, "{count}");
}

/// Every entry and every kind of text that a row might mistake for something else.
const ODD: &str = r#"# a comment that does not come along
person p "=cmd|' /C calc'!A0"
  alias "a; b", "\"quoted\"", " spaces ", "'apostrophe", "x\\y"
  distinct from q, "The \"Q\""
person q "The \"Q\""
person r ""
org o "+1 234"
org inner "Inner" in o, "+1 234"
place city "@city"
  at -33.90, 18.4
term wide "a wide; word"
term jet is wide, "a wide; word"
kind boarding "People; go" is happening   # why
  lasts

  # inside
  role ticket: one of season, day, many
  sets agent.custody: at_liberty
  keeps agent.custody: in_custody
  after departure
term season
term day
attribute hull "Its number" of thing: number, fixed
event e: boarding "-5"
event f: departure of e
source a "'=1"
  publisher """over
two lines"""
  published early 2025-01
  by "The \"Q\""
  cites b
  zone "Europe/Rome"
  calendar gregorian
  url "https://example.org/?a=1;b=2"
claim ""
  e
claim "a tab	here, \"marks\" and \\ backslashes # no comment"
  e: reason p and "The \"Q\"",   # first
    ticket season, not ticket day,
    on 2025-01-03 evening
  not f
claim """two
lines; and a "mark" inside""" by p via "a; b", o told yesterday
  e
claim confirmed "<U+202E>turned<U+2066> and <U+200B>hidden"
  "The \"Q\"".custody: at_liberty, since 2024, as of 2025
claim by "p"
  doubt f
claim rumoured
  plan e: between 2025-01-01 and 2025-01-05
source b
  published 2025
claim "'tis"
  e
source old
  published 1700-02-29
  calendar julian
claim "on the leap day"
  e: on 1700-02-29
dispute e.agent
  status open
  reason "asked; they =do= not know"
  seen 8f3a61c2d04b
  date 2025-02-03
"#;

fn odd() -> Case {
    let marks = [
        ("<U+202E>", "\u{202e}"),
        ("<U+2066>", "\u{2066}"),
        ("<U+200B>", "\u{200b}"),
    ];
    let text = marks.iter().fold(ODD.to_owned(), |text, (name, mark)| {
        text.replace(name, mark)
    });
    Case::one(&text)
}

#[test]
fn what_looks_like_something_else_comes_back_as_it_was() {
    let case = odd();
    let analysis = case.check();
    let mistakes = analysis
        .diagnostics
        .iter()
        .filter(|one| one.severity == belie::diagnostic::Severity::Mistake);
    let mistakes: Vec<_> = mistakes.map(|one| one.code.id()).collect();
    assert_eq!(mistakes, ["reordered-text"]);
    let rows = export(&case, Form::JsonLines);
    for form in FORMS {
        let back = there_and_back(&case, form);
        assert_eq!(
            without_layout(&back.check()),
            without_layout(&analysis),
            "{form:?}: {back:?}"
        );
        assert_eq!(export(&back, Form::JsonLines), rows);
    }
}

#[test]
fn line_ends_of_another_system_mean_nothing() {
    let lines = odd().files["case.claims"].replace('\n', "\r\n");
    let case = Case::one(&lines);
    assert_eq!(
        export(&case, Form::JsonLines),
        export(&odd(), Form::JsonLines)
    );
    for form in FORMS {
        assert_eq!(
            there_and_back(&case, form).files,
            there_and_back(&odd(), form).files
        );
    }
}

#[test]
fn a_long_statement_is_laid_out_on_several_lines() {
    let statement = format!("e: {}", ["reason long_enough_to_be_broken"; 6].join(", "));
    let text = format!("source,statements,passage\na,\"{statement}\",x\n");
    let (memory, _) = table(&text);
    let claims = &memory.files["a.claims"];
    assert!(claims.lines().all(|line| line.len() < 110), "{claims}");
    assert_eq!(claims.matches("reason").count(), 6);
}

#[test]
fn rows_read_well() {
    let rows = export(&odd(), Form::JsonLines);
    insta::assert_snapshot!("json_lines", String::from_utf8(rows).unwrap());
    let table = export(&odd(), Form::Csv);
    let table = String::from_utf8(table).unwrap();
    assert!(!table.contains("\n="), "{table}");
    insta::assert_snapshot!(
        "claims_from_rows",
        there_and_back(&odd(), Form::Csv).files["case.claims"]
    );
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let table = export(&odd(), Form::Csv);
    let mut reader = csv::ReaderBuilder::new().from_reader(table.as_slice());
    let mut cells = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            let first = cell.chars().next().unwrap_or('x');
            assert!(!"=+-@\t\r\n|".contains(first), "{cell}");
            cells += 1;
        }
    }
    assert!(cells > 300, "{cells}");
}

#[test]
fn lines_of_json_hold_nothing_that_a_terminal_obeys() {
    let rows = String::from_utf8(export(&odd(), Form::JsonLines)).unwrap();
    assert!(
        rows.contains("\\u202e") && rows.contains("\\u200b"),
        "{rows}"
    );
    assert!(
        rows.chars()
            .all(|c| c == '\n' || belie::report::is_visible(c))
    );
}

/// What an import makes of a table.
fn table(text: &str) -> (Memory, Found) {
    let (memory, found) = import(text.as_bytes(), Form::Csv, &Mapping::default());
    (memory, found.unwrap())
}

#[test]
fn a_table_made_by_hand_becomes_a_case_to_go_on_with() {
    let text = "\
Source;Publisher;Published;Passage;Hedge;By;Event;Kind;Label;Patient;Place;On;Subject;Attribute;Value;As of;Remark
The Gazette;Gazette Ltd;2024-05-07;sailed on Monday evening;;;departure;departure;The Aurora sails;;the old harbour;Monday evening;;;;;x
The Gazette;;;\"struck Pier 3, \"\"hard\"\"\";reportedly;Captain Lind;The collision;collision;;Aurora; pier_3 ;2024-05-06T23:15;;;;;
inquiry;;2024-06-20;\"he was 46
then\";;;departure;;;;;;captain;age;46;2024-05-06;
";
    let (memory, found) = table(text);
    assert_eq!(memory.wrong, []);
    assert_eq!((found.claims, found.declared), (3, 4));
    assert_eq!(found.ignored.iter().collect::<Vec<_>>(), ["Remark"]);
    let files: Vec<String> = memory
        .files
        .iter()
        .map(|(name, text)| format!("--- {name}\n{text}"))
        .collect();
    insta::assert_snapshot!(files.join(""));
}

#[test]
fn columns_are_named_in_the_settings() {
    let mapping = Mapping {
        separator: Some(b'\t'),
        columns: vec![
            ("passage".to_owned(), "Zitat".to_owned()),
            ("role ticket".to_owned(), "Karte".to_owned()),
            ("event".to_owned(), "Was".to_owned()),
        ],
        defaults: vec![("source".to_owned(), "gazette".to_owned())],
    };
    let text = "Zitat\tpassage\tKarte\tWas\nthe words\tnot these\tseason; Day Ticket\tboarding\n";
    let (memory, found) = import(text.as_bytes(), Form::Csv, &mapping);
    assert_eq!(memory.wrong, []);
    assert_eq!(
        found.unwrap().ignored.iter().collect::<Vec<_>>(),
        ["passage"]
    );
    assert_eq!(
        memory.files["gazette.claims"],
        "source gazette\n\nclaim \"the words\"\n  boarding: ticket season and \"Day Ticket\"\n"
    );
    let lost = Mapping {
        columns: vec![("passage".to_owned(), "Quote".to_owned())],
        ..mapping.clone()
    };
    assert!(failure(text, &lost).contains("there is no column \"Quote\""));
    let unknown = Mapping {
        columns: vec![("pasage".to_owned(), "Zitat".to_owned())],
        ..mapping.clone()
    };
    assert!(failure(text, &unknown).contains("belie.toml: there is no field \"pasage\""));
    let two = Mapping {
        columns: vec![
            ("passage".to_owned(), "Zitat".to_owned()),
            ("source".to_owned(), "zitat ".to_owned()),
        ],
        ..mapping
    };
    assert_eq!(
        failure(text, &two),
        "belie.toml: the column \"zitat \" is named for `passage` and for `source`, and can be one of them"
    );
}

#[test]
fn two_columns_of_one_field_are_told() {
    for (header, said) in [
        (
            "source,passage,source",
            "two columns have the name \"source\"",
        ),
        (
            "source,as of,As_of",
            "\"as of\" and \"As_of\" are the same field",
        ),
        (
            "source,role x,passage,role x",
            "two columns have the name \"role x\"",
        ),
    ] {
        let told = failure(&format!("{header}\n"), &Mapping::default());
        assert!(told.contains(said), "{told}");
    }
    let mapping = Mapping {
        columns: vec![("passage".to_owned(), "Quote".to_owned())],
        ..Mapping::default()
    };
    assert!(failure("Quote,source,quote\n", &mapping).contains("\"Quote\" and \"quote\""));
    // Names that mean nothing may stand twice.
    let (memory, _) = table("source,passage,x,x,,\nG,p,1,2,3,4\n");
    assert_eq!(memory.wrong, []);
}

fn failure(text: &str, mapping: &Mapping) -> String {
    match import(text.as_bytes(), Form::Csv, mapping).1 {
        Err(Failure::Input(problem)) => problem,
        Err(Failure::Settings(problem)) => format!("belie.toml: {problem}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn tables_that_are_none_are_told() {
    for (text, said) in [
        ("", "there is no line with the names"),
        ("\n\n", "there is no line with the names"),
        ("a,b\n1,2\n", "no column has the name of a field: a, b"),
        ("\u{feff}", "there is no line with the names"),
    ] {
        assert!(
            failure(text, &Mapping::default()).contains(said),
            "{text:?}"
        );
    }
    let utf16 = import(&b"\xff\xfes\0o\0"[..], Form::Csv, &Mapping::default());
    assert!(matches!(utf16.1, Err(Failure::Input(problem)) if problem.contains("UTF-16")));
}

/// Each wrong row with what is said of it. A right row stands before and behind.
const WRONG: &[(&str, &str)] = &[
    ("claim,,,e,no source", "there is no source"),
    ("nonsense,a,,,x", "there is no record \"nonsense\""),
    ("claim,a,perhaps,,x", "there is no hedge \"perhaps\""),
    ("claim,a,,e: place,x", "`place` stands alone"),
    ("claim,a,,e on 2025,x", "colon"),
    ("claim,a,,\"e: on 15.3.2019\",x", "2019-03-15"),
    ("claim,a,,\"e\n\nclaim \"\"smuggled\"\"\",x", "claim"),
    ("claim,a,,\"e: patient \"\"\"\"\"\"open\",x", ""),
    ("claim,a,,e,x,y,z", "more cells than there are columns"),
    ("person,,,,x", "is no id"),
    ("kind,,,,x", "needs its entry in Belie's own words"),
    ("source,,,,x", "a source has no name"),
];

#[test]
fn a_wrong_row_is_told_with_its_line_and_costs_no_other() {
    for (row, said) in WRONG {
        let text = format!(
            "record,source,hedge,statements,passage\nclaim,a,,e,before\n{row}\nclaim,a,,e,behind\n"
        );
        let (memory, found) = table(&text);
        let [(3, problem)] = memory.wrong.as_slice() else {
            panic!("{row}: {:?}", memory.wrong);
        };
        assert!(problem.contains(said), "{row}: {problem}");
        assert_eq!((found.claims, found.wrong), (2, 1), "{row}");
        assert!(!memory.files["a.claims"].contains("smuggled"));
    }
}

/// What is said of a row of JSON, or the claims that it makes.
fn json_row(row: &str) -> String {
    let (mut memory, _) = import(row.as_bytes(), Form::JsonLines, &Mapping::default());
    match memory.wrong.pop() {
        Some((_, problem)) => problem,
        None => memory.files.remove("g.claims").unwrap(),
    }
}

#[test]
fn nothing_in_an_object_is_lost() {
    let told = [
        r#"{"source":"g","passage":["a","b"]}"#,
        r#"{"source":"g","passage":"a","told":["2024","2025"]}"#,
        r#"{"source":"g","passage":"a","passage":"b"}"#,
        r#"{"source":"g","event":"e","as of":"2024","As_of":"2025"}"#,
        r#"{"source":"g","passage":"\ud800"}"#,
        r#"{"source":"g","passage":{}} x"#,
        r#"{"source":"g","passage":["a",["b"]]}"#,
        r#"{"source":"g","passage":["a"],"via":["x","y"],"hedge":[]}"#,
        r#"{"source":"g","passage":"p","subject":"x","attribute":"age","value":123456789012345678901234567890}"#,
        r#"{"source":"g","passage":"p","subject":"x","attribute":"age","value":1.10}"#,
        r#"{"source":"g","passage":1e3,"subject":"x","attribute":"age","value":1e3}"#,
        r#"{"source":"g","passage":1e3}"#,
    ];
    let told = told.map(|row| {
        format!(
            "{row}\n    {}\n",
            json_row(row).trim_end().replace('\n', "\n    ")
        )
    });
    insta::assert_snapshot!(told.join(""));
}

#[test]
fn no_cell_of_a_claim_is_lost() {
    for (row, said) in [
        ("G,p,,arrest,,,,,,,", "`kind` tells of an event"),
        ("G,p,,,,not,,,,,", "`stance` tells of an event"),
        ("G,p,,,,,ann,,,,", "`agent` tells of an event"),
        ("G,p,,,,,,ann,,,", "`role guest` tells of an event"),
        ("G,p,,,,,,,2024-01-01,,", "`on` tells of an event"),
        ("G,p,,arrest,Arrest,,,,,,", "`kind` tells of an event"),
        ("G,p,e,,Arrest,,,,,,", "say what it is in the column `kind`"),
        ("G,p,e,,,,,,,2024-01-01,", "a state needs its `subject`"),
        ("G,p,e,,,,,,,,dead", "a state needs its `subject`"),
    ] {
        let (memory, _) = table(&format!(
            "source,passage,event,kind,label,stance,agent,role guest,on,since,value\n{row}\n"
        ));
        let [(2, problem)] = memory.wrong.as_slice() else {
            panic!("{row}: {:?}", memory.wrong);
        };
        assert!(problem.contains(said), "{row}: {problem}");
    }
    // What rows have by default does no harm where it says nothing.
    let by_default = [("kind", "arrest"), ("label", "Arrest"), ("stance", "plan")];
    let mapping = Mapping {
        defaults: by_default
            .map(|(field, text)| (field.to_owned(), text.to_owned()))
            .into(),
        ..Mapping::default()
    };
    let text = "source,passage,event\nG,p,\nG,q,e\n";
    let (memory, _) = import(text.as_bytes(), Form::Csv, &mapping);
    assert_eq!(memory.wrong, []);
    assert!(memory.files["g.claims"].ends_with("claim \"p\"\n\nclaim \"q\"\n  plan e\n"));
}

#[test]
fn a_source_is_told_once_and_the_same_each_time() {
    let text = "source,title,published,passage\nbbc,One,2025-01-01,a\nbbc,Two,2025-01-01,b\nbbc,,2025-01-02,c\nbbc,,,d\nbbc,One,2025-01-01,e\n";
    let (memory, found) = table(text);
    let told: Vec<&str> = memory
        .wrong
        .iter()
        .map(|(_, problem)| problem.as_str())
        .collect();
    assert_eq!(found.claims, 3);
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_is_wrong_names_its_field() {
    let header = "record,id,source,published,told,event,hedge,agent,on,time,subject,attribute,value,since,at,statements";
    let told = [
        "claim,,a,2024-13-01,,,,,,,,,,,,",
        "claim,,a,,2024-13-01,e,,,2024-01-01,,,,,,,",
        "claim,,a,,,e,,,Wensday,,,,,,,",
        "claim,,a,,,e,perhaps,,,,,,,,,",
        "claim,,a,,,e,,ann,,whenever,,,,,,",
        "claim,,a,,,,,,,,x,age,5,since ever,,",
        "claim,,a,,,e,,,Wensday,,x,age,5,,,e: place",
        "claim,,a,,,e,,,,,,,,,,e: place",
        "place,p,,,,,,,,,,,,,north,",
        "source,b,,2024-13-01,,,,,,,,,,,,",
    ];
    let told = told.map(|row| {
        let (memory, _) = table(&format!("{header}\n{row}\n"));
        format!("{row}\n    {}\n", memory.wrong[0].1)
    });
    insta::assert_snapshot!(told.join(""));
}

#[test]
fn what_a_wrong_row_declares_is_kept() {
    let text = "source,publisher,published,passage,hedge,event,kind,label,on\n\
        a,P,2025-01-01,one,perhaps,e,arrest,The arrest,\n\
        a,P,,two,,e,,,\n\
        b,P,2025-13-01,three,,f,arrest,,\n\
        b,P,,four,,f,,,\n\
        ,,,five,,g,arrest,,\n\
        a,,,six,,h,arrest,,the day\n";
    let (memory, found) = table(text);
    let told: Vec<String> = memory
        .wrong
        .iter()
        .map(|(line, problem)| format!("{line}: {problem}\n"))
        .collect();
    assert_eq!((found.claims, found.declared, found.wrong), (2, 6, 4));
    let files: Vec<String> = memory
        .files
        .iter()
        .map(|(name, text)| format!("--- {name}\n{text}"))
        .collect();
    insta::assert_snapshot!(told.join("") + &files.join(""));
}

#[test]
fn nothing_is_declared_twice() {
    let case = Case::one(
        "person lind \"Lind\"\nkind boarding \"B\" is happening\nevent raid: attack \"The raid\"\n\
        source wire \"The Wire\"\nclaim \"x\"\n  raid\n",
    );
    let mut files = belie::text::Files::default();
    for (path, text) in &case.files {
        files.add(belie::text::File::new(path.clone(), text.clone()));
    }
    let rows = "record,id,label,kind,of,source,passage,event,lines\n\
        person,p,Ann,,,,,,\n\
        person,p,Bob,,,,,,\n\
        place,p,Ann,,,,,,\n\
        event,p,,arrest,,,,,\n\
        event,e,,arrest,,,,,\n\
        event,e,,death,,,,,\n\
        claim,,,arrest,,a,one,e,\n\
        claim,,,death,,a,wrong,e,\n\
        claim,,Arrest,,,a,wrong,e,\n\
        claim,,Fire,fire,e,a,two,f,\n\
        claim,,Fire,,,a,three,f,\n\
        claim,,,arrest,,a,wrong,p,\n\
        claim,,The raid,attack,,a,four,raid,\n\
        claim,,,arrest,,a,wrong,raid,\n\
        person,lind,,,,,,,\n\
        kind,,,,,,,,kind boarding is happening\n\
        kind,,,,,,,,\"kind lind \"\"L\"\" is happening\"\n\
        claim,,,,,wire,wrong,e,\n\
        claim,,,,,The Wire,wrong,e,\n\
        source,wire,,,,,,,\n\
        source,a,,,,,,,\n";
    let (memory, _) = import_into(&files, rows.as_bytes(), Form::Csv, &Mapping::default());
    let told: Vec<String> = memory
        .wrong
        .iter()
        .map(|(line, problem)| format!("{line}: {problem}\n"))
        .collect();
    let made = &memory.files["case.claims"];
    insta::assert_snapshot!(told.join("") + "\n" + made + &memory.files["a.claims"]);
}

#[test]
fn names_that_make_one_id_are_two_sources() {
    let (memory, _) = table(
        "source,passage\nThe Gazette,a\nthe gazette!,b\nThe Gazette,c\nCASE,d\ncase,e\nA,f\na,g\n",
    );
    assert_eq!(memory.wrong, []);
    let names: Vec<&String> = memory.files.keys().collect();
    assert_eq!(
        names,
        [
            "a.claims",
            "a_2.claims",
            "case_2.claims",
            "case_3.claims",
            "the_gazette.claims",
            "the_gazette_2.claims"
        ]
    );
    assert!(memory.files["the_gazette.claims"].contains("claim \"c\""));
}

#[test]
fn thousands_of_names_that_make_one_id_are_no_trouble() {
    let rows: String = (0..3_000)
        .map(|n| format!("{},x\n", "!".repeat(n + 1)))
        .collect();
    let (memory, found) = table(&format!("source,passage\n{rows}"));
    assert_eq!(memory.wrong, []);
    assert_eq!((found.claims, memory.files.len()), (3_000, 3_000));
}

#[test]
fn dates_of_a_claim_are_read_by_the_calendar_of_its_source() {
    let (memory, _) =
        table("source,calendar,told,passage\na,julian,1900-02-29,x\nb,,1900-02-29,y\n");
    let lines: Vec<u64> = memory.wrong.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3], "{:?}", memory.wrong);
}

#[test]
fn a_file_lies_inside_the_case() {
    for file in [
        "../x.claims",
        "/x.claims",
        "a/../../x.claims",
        ".git/x.claims",
        "x.txt",
        "a//x.claims",
        "C:\\x.claims",
        "a/.x.claims",
        ".claims",
    ] {
        let text = format!(
            "{{\"record\":\"person\",\"id\":\"p\",\"file\":{}}}\n",
            serde_json::json!(file)
        );
        let (memory, _) = import(text.as_bytes(), Form::JsonLines, &Mapping::default());
        assert_eq!(memory.wrong.len(), 1, "{file}");
        assert_eq!(memory.files.len(), 0, "{file}");
    }
}

#[test]
fn rows_are_as_their_schema_says() {
    let schema: serde_json::Value = serde_json::from_str(&belie::exchange::schema()).unwrap();
    let fields = schema["properties"].as_object().unwrap();
    let rows = String::from_utf8(export(&odd(), Form::JsonLines)).unwrap();
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        for (name, value) in row.as_object().unwrap() {
            let about = &fields[name]["anyOf"];
            assert!(
                about[0]["type"].to_string().contains("string") && about[1]["type"] == "array",
                "{name}"
            );
            assert!(
                value.is_string()
                    || value
                        .as_array()
                        .is_some_and(|all| all.iter().all(serde_json::Value::is_string))
            );
        }
    }
    let names: Vec<&str> = belie::exchange::FIELDS
        .iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(fields.len(), names.len());
    assert!(
        names
            .iter()
            .all(|name| !fields[*name]["description"].as_str().unwrap().is_empty())
    );
    // Roles that a case adds take as many values as those that have fields.
    let roles = schema["patternProperties"]["^role [^ ]+$"].clone();
    assert_eq!(roles["anyOf"], fields["agent"]["anyOf"]);
    assert_ne!(roles["description"], fields["record"]["description"]);
}

#[test]
fn lines_that_are_no_json_are_told() {
    let mut text =
        b"\xef\xbb\xbf{\"source\":\"a\",\"passage\":\"one\",\"more\":1}\r\n\r\n{\n[]\n\"x\"\n"
            .to_vec();
    text.extend(
        b"{\"source\":\"a\",\"passage\":\"caf\xe9\"}\n{\"source\":\"a\",\"passage\":{\"x\":1}}\n",
    );
    text.extend(b"{\"source\":\"a\",\"passage\":true}\n{\"source\":\"a\",\"passage\":5,\"by\":null,\"told\":\"\"}");
    let (memory, found) = import(text.as_slice(), Form::JsonLines, &Mapping::default());
    let lines: Vec<u64> = memory.wrong.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8]);
    let found = found.unwrap();
    assert_eq!((found.claims, found.wrong), (2, 6));
    assert!(found.ignored.contains("more"));
    assert!(memory.files["a.claims"].ends_with("claim \"one\"\n\nclaim \"5\"\n"));
}

/// A table of so many rows; what stands before the passage of the third is given, and so is what stands behind it.
fn rows_around(before: &str, behind: &str) -> String {
    let row = |n| match n {
        3 => format!("G,{before}passage 3{behind},e3,on 3\n"),
        n => format!("G,passage {n},e{n},\n"),
    };
    let rows: String = (0..1000).map(row).collect();
    format!("source,passage,event,reason\n{rows}")
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_row() {
    let quoted = "G,\"passage, quoted\",e,\n";
    for (text, kept) in [
        (rows_around("\"", ""), 999),
        (rows_around("\"", "").trim_end().to_owned(), 999),
        (rows_around("\"", "").replace('\n', "\r"), 999),
        (rows_around("\"", "").replace('\n', "\r\n"), 999),
        // The next mark opens a cell, and closes none.
        (rows_around("\"", "") + quoted, 1000),
        // Marks inside a cell are not written twice: they would be lost.
        (rows_around("\"the \"great\" ", "\""), 999),
    ] {
        let (memory, found) = table(&text);
        let [(5, problem)] = memory.wrong.as_slice() else {
            panic!("{:?}", memory.wrong);
        };
        assert!(problem.contains("quotation mark"), "{problem}");
        assert_eq!((found.claims, found.wrong), (kept, 1));
        assert!(memory.files["g.claims"].len() < 60_000);
    }
}

#[test]
fn what_may_be_text_of_a_row_without_its_quotation_mark_is_no_row() {
    let text = "source,passage,event\nG,one,e\nG,\"two\nthree\n\nfour,e\nG,five,e\nG,\"six\nG,seven,e\nG,7\"\nG,eight\n";
    let (memory, _) = table(text);
    let told: Vec<String> = memory
        .wrong
        .iter()
        .map(|(line, problem)| format!("{line}: {problem}"))
        .collect();
    insta::assert_snapshot!(told.join("\n") + "\n\n" + &memory.files["g.claims"]);
}

#[test]
fn a_row_that_is_too_long_costs_itself() {
    let long = "x".repeat(17 << 20);
    let lines = ("y".repeat(63) + "\n").repeat(17 << 14);
    for (passage, wrong) in [
        (long.as_str(), vec![3]),
        (&format!("\"{long}\""), vec![3]),
        (&format!("\"{long}"), vec![3]),
        // What is taken for its text is told, too.
        (&format!("\"{lines}\""), vec![3, 4, 278_531]),
        (&format!("\"{lines}"), vec![3, 4]),
    ] {
        let text = format!("source,passage,event\nG,one,e\nG,{passage},e\nG,two,e\n");
        let (memory, found) = table(&text);
        let lines: Vec<u64> = memory.wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, wrong, "{:?}", memory.wrong);
        assert_eq!(found.claims, 2);
        let claims = &memory.files["g.claims"];
        assert!(claims.contains("one") && claims.contains("two"));
    }
    // In lines of JSON, too.
    let long = format!(
        "{{\"source\":\"a\",\"passage\":\"{long}\"}}\n{{\"source\":\"a\",\"passage\":\"two\"}}\n"
    );
    let (memory, found) = import(long.as_bytes(), Form::JsonLines, &Mapping::default());
    assert_eq!(found.unwrap().claims, 1);
    assert_eq!(memory.wrong[0].0, 1);
}

/// Every table that this makes is read in a time that grows with it only.
#[test]
fn quotation_marks_without_end_are_no_trouble() {
    for line in [
        "\"\n",
        "a,\"\n",
        "\"\"\"x\n",
        "a,\"b\"c\n",
        "a,\"\",\"x\"\"\n",
        "\"\"\n",
    ] {
        let text = format!("source,passage\na,\"one\n{}", line.repeat(40_000));
        let (_, found) = import(text.as_bytes(), Form::Csv, &Mapping::default());
        assert!(found.unwrap().wrong > 0, "{line:?}");
    }
}

#[test]
fn thousands_of_messy_rows_come_in_and_only_the_wrong_ones_are_left_out() {
    for seed in 0..6 {
        messy::check(seed, 1500);
    }
}
